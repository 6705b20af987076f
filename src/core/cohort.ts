import { type Case, daysToEvent } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { type Day, daysBetween } from './day.ts';
import { SCOPE_REASONS, type ScopeReason, verdictOf, type Window } from './measure.ts';
import { requests } from './measures/requests.ts';
import { type ClosingCause, positionOn } from './position.ts';
import { type SurvivalCurve, survivalCurve } from './survival.ts';

/** By when it is said what had become of a request: the three statutory limits, half a year, nine months and a year. */
export const COHORT_WEEKS = [6, 16, 20, 26, 39, 52] as const;

/** What became of a request, and where it stands among the weeks. */
export interface CohortStanding {
  /** What ended it; null while it is open. */
  by: ClosingCause | null;
  /** How many of the weeks are past on the as-of day: by these it can be judged. */
  passed: number;
  /** How many of the weeks were past when it ended; null while it is open, and where its days cannot be worked out. */
  ended: number | null;
}

/** The same with the dates behind it. */
interface Placed extends CohortStanding {
  /** The day of its end; null while it is open, and where the list does not say. */
  on: Day | null;
  /** Whole days from the request to that day; null where `ended` is. */
  days: number | null;
  /** Whole days from the request to the as-of day. */
  age: number;
}

/** A request has one end: its final plan, whatever the list says besides; else what closed it. */
function endOf(c: Case, asOf: Day): { by: ClosingCause | null; on: Day | null } {
  if (c.finalPlan !== null && c.finalPlan <= asOf) return { by: 'final-plan', on: c.finalPlan };
  const { closing } = positionOn(c, asOf);
  return { by: closing?.by ?? null, on: closing?.day ?? null };
}

/** How many of the weeks are past after so many days: on its last day a week is not past. */
const weeksPast = (days: number, conventions: Conventions): number => COHORT_WEEKS.filter((weeks) => days > lastDayWithin(weeks, conventions)).length;

/** Where a row stands among the requests received in a period, as seen on the as-of day; or why it is none of them. */
export function cohortStanding(c: Case, window: Window): Placed | ScopeReason {
  const { pile } = verdictOf(requests, c, window);
  const reason = SCOPE_REASONS.find((one) => one === pile);
  if (reason !== undefined || c.received === null) return reason ?? 'no-date';
  const { asOf, conventions } = window;
  const { by, on } = endOf(c, asOf);
  const days = on === null ? null : daysToEvent(c, on);
  const age = daysBetween(c.received, asOf);
  return { by, on, days, age, passed: weeksPast(age, conventions), ended: days === null ? null : weeksPast(days, conventions) };
}

/** Why a request is not in the curve, which is of those that have a plan or may still get one; null where it is. */
export function outOfCurve({ by, ended }: CohortStanding): ScopeReason | null {
  if (by === null) return null;
  if (by !== 'final-plan') return 'closed-without-plan';
  return ended === null ? 'duration-not-known' : null;
}

/** What became of the requests received in a period: cases are added one at a time and let go. */
export class CohortCounting {
  private readonly window: Window;
  private readonly counts = new Map<string, { standing: CohortStanding; count: number }>();
  private readonly others = new Map<ScopeReason, number>();
  private readonly planned = new Map<number, number>();
  private readonly waiting = new Map<number, number>();

  constructor(window: Window) {
    this.window = window;
  }

  add(c: Case): void {
    const placed = cohortStanding(c, this.window);
    if (typeof placed === 'string') {
      addTo(this.others, placed);
      return;
    }
    const { by, passed, ended, days, age } = placed;
    const key = `${by} ${passed} ${ended}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { standing: { by, passed, ended }, count: 1 });
    else known.count++;
    if (outOfCurve(placed) !== null) return;
    if (days === null) addTo(this.waiting, age);
    else addTo(this.planned, days);
  }

  /** How many requests stand so. */
  count(holds: (standing: CohortStanding) => boolean): number {
    let sum = 0;
    for (const { standing, count } of this.counts.values()) if (holds(standing)) sum += count;
    return sum;
  }

  /** The rows that are none of the cohort, by reason, in the order in which reports list them. */
  outOfScope(): { reason: ScopeReason; count: number }[] {
    return SCOPE_REASONS.map((reason) => ({ reason, count: this.others.get(reason) ?? 0 })).filter(({ count }) => count > 0);
  }

  /** Time to the final plan; an open request counts for as long as it has waited. */
  curve(): SurvivalCurve {
    return survivalCurve(this.planned, this.waiting);
  }
}

function addTo<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** So much is a product of fractions off at most: less than any two shares of whole numbers differ. */
const NOISE = 1e-9;

/** A share that was worked out by other ways than dividing whole numbers, 0 to 1, as a percentage of one decimal. */
export function shareInPercent(share: number | null): number | null {
  return share === null ? null : Math.floor((share + NOISE) * 1000 + 0.5) / 10;
}
