import { POSITION_FIGURES, type PositionFigure } from '../core/position-figures.ts';
import { percentage } from '../core/proportion.ts';
import { adds, type Known } from './context.ts';
import type { Described } from './described.ts';
import type { Figure } from './report.ts';

const OVER_20 = POSITION_FIGURES.find(({ id }) => id === 'open-over-20-weeks') as PositionFigure;

/** The figures of a day that only the answers to standard questions have. */
export const FOI_POSITION_FIGURES: readonly PositionFigure[] = [
  {
    id: `${OVER_20.id}-without-exception`,
    title: `${OVER_20.title}, no exception recorded`,
    kind: 'count',
    better: 'lower',
    counts: (conventions) => `${OVER_20.counts(conventions)}, without a recorded week-20 exception`,
    holds: (standing) => standing.state === 'open' && OVER_20.holds(standing) && !standing.excepted,
  },
];

/** The share of assessments that led to a plan. */
export const LED_TO_PLAN: Described = {
  id: 'assessments-leading-to-plan',
  title: 'Assessments that led to a plan',
  counts: () =>
    'final plans issued in the period / final plans issued and refusals to issue a plan made in it; where a plan followed a refusal, both count, each in its own period',
  when: 'In the period, first and last day included.',
  source: null,
  examples: [],
  rows: 'The plans are listed by ehcp cases --measure finals, the refusals by ehcp cases --measure refusal-within-16-weeks.',
};

/** @param finals the figure of final plans, and @param refusals of refusals to issue told in time, of the same dates */
export function ledToPlan(finals: Figure, refusals: Figure): Figure {
  const plans = finals.value ?? 0;
  const ended = plans + (refusals.denominator ?? 0);
  return { label: LED_TO_PLAN.title, unit: 'percent', value: percentage(plans, ended), numerator: plans, denominator: ended };
}

/** What its parts are, for the step that publishes. */
export const FOI_PARTS = { [LED_TO_PLAN.id]: { numerator: 'finals', denominator: 'assessments-ended' } };

/** How these figures add up with the others. */
export const FOI_KNOWN: readonly Known[] = [
  adds('assessments-ended', 'finals', 'refusals'),
  adds(OVER_20.id, `${OVER_20.id}-without-exception`, `${OVER_20.id}-excepted`),
];
