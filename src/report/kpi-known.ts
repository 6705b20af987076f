import { type Measure, verdictOn, type Window } from '../core/measure.ts';
import type { Plan } from '../core/plan.ts';
import { planSeenFrom } from '../core/reviews.ts';
import { adds, type Known } from './context.ts';
import type { Figure, IndicatorFigure } from './report.ts';

/** What whoever reads indicators over the list of plans knows of how their counts hang together, for the step that publishes: each is made of the plans that are in it. */

/** The stretches of an indicator, in the order of its windows. */
const STRETCHES = ['of the period', 'of the period before', 'of last year', 'of the financial year'] as const;

const partOf = (code: string, stretch: string): string => `${code} ${stretch}`;
const OF_PLANS = new RegExp(`(${STRETCHES.join('|')})$`);

/** Its figures, by what they are called here. */
export const indicatorParts = (code: string, figure: IndicatorFigure): [name: string, figure: Figure][] =>
  [figure, figure.before, figure.lastYear, figure.financialYearToDate].map((one, at) => [partOf(code, STRETCHES[at] as string), one]);

const REASONS = ['dates-out-of-order', 'ceased', 'under-12-months', 'start-not-known', 'no-date'];

/** The reasons for which a plan may be left out of a figure that is called so: one that is not listed is a true zero. */
export const reasonsOf = (name: string): Record<string, string> =>
  OF_PLANS.test(name) ? Object.fromEntries(REASONS.map((reason) => [reason, `${name} ${reason}`])) : {};

/** Under which names a plan counts. */
export function countedIn({ code, measure, windows }: { code: string; measure: Measure<Plan>; windows: readonly Window[] }, plan: Plan): string[] {
  const piles = windows.map((window): string => verdictOn(measure, plan, window, planSeenFrom).pile);
  const names = piles.flatMap((pile, at) => namesOf(partOf(code, STRETCHES[at] as string), pile, measure.kind));
  const [now, , , year] = piles;
  // What is in the longer of two periods and not in the shorter can be worked out.
  return year === now ? names : [...names, ...namesOf(partOf(code, 'of the financial year alone'), year ?? '', measure.kind)];
}

function namesOf(name: string, pile: string, kind: Measure['kind']): string[] {
  const isMet = pile === 'met';
  if (kind === 'count') return isMet ? [name] : [];
  if (isMet) return [`${name} denominator`, `${name} numerator`];
  if (pile === 'missed' || pile === 'notKnown') return [`${name} denominator`, `${name} rest`];
  return REASONS.includes(pile) ? [`${name} ${pile}`] : [];
}

/** Whoever knows two of these knows the third. */
export const restsOf = (code: string): Known[] =>
  STRETCHES.map((stretch) => partOf(code, stretch)).map((name) => adds(`${name} denominator`, `${name} numerator`, `${name} rest`));
