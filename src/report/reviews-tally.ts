import { DEFAULT_CONVENTIONS } from '../core/conventions.ts';
import { addDays, type Day, fromTo, isoDate } from '../core/day.ts';
import { type Counting, count, countRows, emptyTally, type Tally, verdictOn, type Window } from '../core/measure.ts';
import { labelOf, type Period } from '../core/period.ts';
import type { Plan } from '../core/plan.ts';
import { REVIEW_MEASURES, REVIEW_SHARES } from '../core/review-measures.ts';
import { type PlanStanding, planSeenFrom, planStandings, type ReviewStanding } from '../core/reviews.ts';
import { figureOf } from './figure.ts';
import type { Figure } from './report.ts';
import { PLAN_COUNTS, type PlanCount } from './reviews-figures.ts';

/** What is counted on the day, and what in a period. */
export interface ReviewDays {
  asOf: Day;
  period: Period;
}

/** A plan that is there on the day, as the figures look at it. */
export interface Row {
  standing: ReviewStanding | 'ceased';
  /** The pile of each measure in which it stands, by the measure's id. */
  piles: Readonly<Record<string, string>>;
}

/** A name that plans have in common which stand alike. */
export type AlikeName = (row: Row, days: ReviewDays) => string;

/** The plans of a list, or of a group of them: added one at a time and let go. */
export class ReviewTally {
  readonly days: ReviewDays;
  /** How many plans stand alike, by what they have in common. */
  readonly alike = new Map<string, number>();
  private readonly alikeName: AlikeName | null;
  private readonly standingOf: (plan: Plan) => PlanStanding;
  private readonly window: Window;
  private readonly counted = PLAN_COUNTS.map(() => 0);
  private readonly shares: readonly Tally[] = REVIEW_SHARES.map(emptyTally);
  private readonly measures: Counting<Plan>;

  /** @param alikeName null where nobody asks which plans stand alike */
  constructor(days: ReviewDays, alikeName: AlikeName | null) {
    const { asOf, period } = days;
    this.days = days;
    this.alikeName = alikeName;
    this.standingOf = planStandings(asOf);
    // None of the conventions is about reviews.
    this.window = { from: period.from, to: period.to, asOf, conventions: DEFAULT_CONVENTIONS };
    this.measures = countRows(REVIEW_MEASURES, [this.window], planSeenFrom);
  }

  /** @returns where the plan stands on the day */
  add(plan: Plan): PlanStanding {
    const standing = this.standingOf(plan);
    this.measures.add(plan);
    REVIEW_SHARES.forEach(({ place }, at) => {
      count(this.shares[at] as Tally, place(standing));
    });
    if (typeof standing !== 'string') this.place(standing);
    if (standing !== 'not-yet-visible' && this.alikeName !== null) this.placeAlike(plan, standing, this.alikeName);
    return standing;
  }

  /** Every figure, by its id. */
  figures(): Record<string, Figure> {
    const { from, to } = this.days.period;
    const period = { from: isoDate(from), to: isoDate(to), label: labelOf(this.days.period) };
    const [tallies] = this.measures.finish();
    const [maintained, ...others] = PLAN_COUNTS.map((one, at): [string, Figure] => [one.id, planCountFigure(one, this.counted[at] ?? 0, this.days.asOf)]);
    return Object.fromEntries([
      maintained as [string, Figure],
      ...REVIEW_SHARES.map((share, at): [string, Figure] => [share.id, figureOf(share, this.shares[at] as Tally)]),
      ...REVIEW_MEASURES.map((measure, at): [string, Figure] => [measure.id, { ...figureOf(measure, tallies?.tallies[at] ?? emptyTally()), period }]),
      ...others,
    ]);
  }

  private place(standing: ReviewStanding): void {
    PLAN_COUNTS.forEach(({ holds }, at) => {
      if (holds(standing, this.days.asOf)) this.counted[at] = (this.counted[at] ?? 0) + 1;
    });
  }

  private placeAlike(plan: Plan, standing: Row['standing'], alikeName: AlikeName): void {
    const piles = Object.fromEntries(REVIEW_MEASURES.map((measure) => [measure.id, verdictOn(measure, plan, this.window, planSeenFrom).pile]));
    const name = alikeName({ standing, piles }, this.days);
    this.alike.set(name, (this.alike.get(name) ?? 0) + 1);
  }
}

/** @param value how many plans are counted */
export function planCountFigure({ label, ahead }: PlanCount, value: number, asOf: Day): Figure {
  if (ahead === undefined) return { label, unit: 'plans', value };
  const [from, to] = ahead.map((days) => addDays(asOf, days)) as [Day, Day];
  return { label, unit: 'plans', value, period: { from: isoDate(from), to: isoDate(to), label: fromTo(from, to) } };
}
