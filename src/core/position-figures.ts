import { type Case, clockStart } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { type Day, daysBetween } from './day.ts';
import { BANDS, type Band, bandOf, type ClosingCause, type Position, positionOn, STAGES, type Stage, stageOn } from './position.ts';

/** An open case, as the figures of a day look at it. */
interface OpenCase {
  state: 'open';
  /** Whole days from the request to the as-of day. */
  days: number;
  band: Band;
  stage: Stage;
  /** Open again after a refusal. */
  reopened: boolean;
  allocated: boolean;
  draftSent: boolean;
  /** A week-20 exception is recorded. */
  excepted: boolean;
}

/** Where a request stands at the end of a day. `on` is null where the list does not say when it was closed. */
export type Standing = OpenCase | { state: 'closed'; by: ClosingCause; on: Day | null } | { state: 'not-yet-visible' };

const NOT_YET: Standing = { state: 'not-yet-visible' };

/** Where a request stands at the end of a day, with what the figures of that day ask of it. */
export const standingOn = (c: Case, asOf: Day, conventions: Conventions): Standing => standingAt(c, positionOn(c, asOf), asOf, conventions);

/** The same of a case whose position on the day is known. */
export function standingAt(c: Case, { visible, closing, reopened }: Position, asOf: Day, conventions: Conventions): Standing {
  const received = clockStart(c);
  if (!visible) return NOT_YET;
  if (closing !== null) return { state: 'closed', by: closing.by, on: closing.day };
  // Without a usable received date a row is visible only from its final plan on, and so never open.
  if (received === null) return NOT_YET;
  const days = daysBetween(received, asOf);
  return {
    state: 'open',
    days,
    band: bandOf(days, conventions),
    stage: stageOn(c, asOf, reopened),
    reopened,
    allocated: c.allocated,
    draftSent: c.draftPlan !== null && c.draftPlan <= asOf,
    excepted: c.exception,
  };
}

/** One figure of a day: how many requests stand so, or for how long they have. */
export interface PositionFigure {
  id: string;
  title: string;
  kind: 'count' | 'mean' | 'median' | 'longest';
  /** Which requests it is made of, in plain words, by the conventions in force. */
  counts(conventions: Conventions): string;
  /** Fewer, or less long, is better; left out where nothing is. */
  better?: 'lower';
  /** Whether a case that stands so is one of them. */
  holds(standing: Standing): boolean;
}

const openAnd =
  (holds: (open: OpenCase) => boolean) =>
  (standing: Standing): boolean =>
    standing.state === 'open' && holds(standing);
const open = openAnd(() => true);
const over20 = openAnd(({ band }) => band !== '0-20');
const over52 = openAnd(({ band }) => band === 'over-52');

/** `21 to 30 weeks` */
export function bandName(band: Band): string {
  if (band === 'over-52') return 'over 52 weeks';
  if (band === '0-20') return 'within 20 weeks';
  return `${band.replace('-', ' to ')} weeks`;
}

export const STAGE_NAMES: Record<Stage, string> = {
  'awaiting-decision-to-assess': 'awaiting the decision to assess',
  'being-assessed': 'being assessed',
  'plan-being-drafted': 'plan being drafted',
  'draft-sent': 'draft plan sent',
};

/** The days since the request of the cases in a band: `141 to 210`, `365 or more`. */
export function bandDays(band: Band, conventions: Conventions): string {
  const at = BANDS.findIndex(({ id }) => id === band);
  const before = BANDS[at - 1];
  const first = before === undefined ? 0 : lastDayWithin(before.lastWeek, conventions) + 1;
  const last = lastDayWithin((BANDS[at] ?? BANDS[0]).lastWeek, conventions);
  return last === Number.POSITIVE_INFINITY ? `${first} or more` : `${first} to ${last}`;
}

const beyond = (weeks: number, conventions: Conventions): string =>
  `open cases received more than ${lastDayWithin(weeks, conventions)} days before the as-of day`;

/** Every figure of a day, in report order. */
export const POSITION_FIGURES: readonly PositionFigure[] = [
  {
    id: 'open',
    title: 'Open EHC needs assessments',
    kind: 'count',
    counts: () =>
      'requests received by the as-of day with no final plan sent, no refusal in force, no closing date, not withdrawn and not moved to another authority by then',
    holds: open,
  },
  {
    id: 'open-within-20-weeks',
    title: 'Open, within 20 weeks',
    kind: 'count',
    counts: (conventions) => `open cases received no more than ${lastDayWithin(20, conventions)} days before the as-of day`,
    holds: openAnd(({ band }) => band === '0-20'),
  },
  {
    id: 'open-over-20-weeks',
    title: 'Open, over 20 weeks',
    kind: 'count',
    better: 'lower',
    counts: (conventions) => beyond(20, conventions),
    holds: over20,
  },
  ...BANDS.map(
    ({ id }): PositionFigure => ({
      id: `open-band-${id}`,
      title: `Open, ${bandName(id)}`,
      kind: 'count',
      ...(id === '0-20' ? {} : { better: 'lower' }),
      counts: (conventions) => `open cases, days since the request: ${bandDays(id, conventions)}`,
      holds: openAnd(({ band }) => band === id),
    }),
  ),
  {
    id: 'open-over-52-weeks',
    title: 'Open, over 52 weeks',
    kind: 'count',
    better: 'lower',
    counts: (conventions) => beyond(52, conventions),
    holds: over52,
  },
  {
    id: 'open-over-52-weeks-allocated',
    title: 'Open over 52 weeks, with a co-ordinator named',
    kind: 'count',
    counts: (conventions) => `${beyond(52, conventions)}, with a co-ordinator named`,
    holds: openAnd(({ band, allocated }) => band === 'over-52' && allocated),
  },
  {
    id: 'open-over-52-weeks-with-draft',
    title: 'Open over 52 weeks, with a draft plan sent',
    kind: 'count',
    counts: (conventions) => `${beyond(52, conventions)}, with a draft plan sent by then`,
    holds: openAnd(({ band, draftSent }) => band === 'over-52' && draftSent),
  },
  {
    id: 'open-over-20-weeks-mean-weeks',
    title: 'Mean weeks open of the cases over 20 weeks',
    kind: 'mean',
    better: 'lower',
    counts: (conventions) => `the mean of days ÷ 7 over the ${beyond(20, conventions)}`,
    holds: over20,
  },
  {
    id: 'open-over-20-weeks-median-weeks',
    title: 'Median weeks open of the cases over 20 weeks',
    kind: 'median',
    better: 'lower',
    counts: (conventions) => `the median of days ÷ 7 over the ${beyond(20, conventions)}`,
    holds: over20,
  },
  {
    id: 'open-longest-weeks',
    title: 'Longest open, in whole weeks',
    kind: 'longest',
    better: 'lower',
    counts: () => 'the whole weeks, of the open cases, since the earliest request was received',
    holds: open,
  },
  {
    id: 'open-reopened',
    title: 'Open again after a refusal',
    kind: 'count',
    counts: () => 'open cases with a refusal and, on or after it, a later step: reopened, a decision to issue, a draft plan',
    holds: openAnd(({ reopened }) => reopened),
  },
  {
    id: 'closed-date-not-known',
    title: 'Closed, but the list does not say when',
    kind: 'count',
    counts: () => 'cases that the list shows as refused, withdrawn or moved, but not when: they are treated as closed on every day',
    holds: (standing) => standing.state === 'closed' && standing.on === null,
  },
  ...STAGES.map(
    (stage): PositionFigure => ({
      id: `open-${stage}`,
      title: `Open, ${STAGE_NAMES[stage]}`,
      kind: 'count',
      counts: () => `open cases whose last step by the as-of day is: ${STAGE_NAMES[stage]}`,
      holds: openAnd((one) => one.stage === stage),
    }),
  ),
];

/** How many cases a figure is made of, and how long they have been open. */
export interface PositionTally {
  cases: number;
  totalDays: number;
  byDays: Map<number, number>;
  /** -1 where there is no case. */
  longestDays: number;
}

/** The figures of one day: requests are added one at a time and let go. */
export class PositionCounting {
  notYetVisible = 0;
  private readonly figures: readonly PositionFigure[];
  private readonly tallies: readonly PositionTally[];
  private readonly asOf: Day;
  private readonly conventions: Conventions;

  constructor(asOf: Day, conventions: Conventions, figures = POSITION_FIGURES) {
    this.figures = figures;
    this.tallies = figures.map(() => ({ cases: 0, totalDays: 0, byDays: new Map(), longestDays: -1 }));
    this.asOf = asOf;
    this.conventions = conventions;
  }

  add(c: Case): void {
    const standing = standingOn(c, this.asOf, this.conventions);
    if (standing.state === 'not-yet-visible') this.notYetVisible++;
    // Most cases are closed on a day that is known, and are in no figure.
    else if (standing.state === 'open' || standing.on === null) this.place(standing);
  }

  /** The tally of the figure with an id. */
  of(id: string): PositionTally {
    return this.tallies[this.figures.findIndex((figure) => figure.id === id)] as PositionTally;
  }

  /** Puts a case that stands so on the day into the figures that hold of it. */
  place(standing: Standing): void {
    for (let at = 0; at < this.figures.length; at++) {
      const figure = this.figures[at] as PositionFigure;
      if (!figure.holds(standing)) continue;
      const tally = this.tallies[at] as PositionTally;
      tally.cases++;
      if (figure.kind === 'count' || standing.state !== 'open') continue;
      tally.totalDays += standing.days;
      tally.byDays.set(standing.days, (tally.byDays.get(standing.days) ?? 0) + 1);
      if (standing.days > tally.longestDays) tally.longestDays = standing.days;
    }
  }
}
