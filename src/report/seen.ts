import { type Case, DATES, visibleFrom } from '../core/case.ts';
import type { Day } from '../core/day.ts';

/** Of which days a list tells: the first on which any case is seen, and the last by the as-of day that is dated; null where there is none. */
export interface DaysTold {
  first: Day | null;
  last: Day | null;
}

/** Every date of a case. */
const DATED = ['received', ...DATES] as const;

/** What a list tells of the days to an as-of day: cases are added one at a time and let go. */
export class Seen {
  /** Cases that come after the as-of day. */
  notYetReceived = 0;
  readonly told: DaysTold = { first: null, last: null };
  private readonly asOf: Day;

  constructor(asOf: Day) {
    this.asOf = asOf;
  }

  add(c: Case): void {
    const { asOf, told } = this;
    const from = visibleFrom(c);
    if (from === null || from > asOf) this.notYetReceived++;
    if (from !== null && (told.first === null || from < told.first)) told.first = from;
    for (const name of DATED) {
      const date = c[name];
      if (date !== null && date <= asOf && (told.last === null || date > told.last)) told.last = date;
    }
  }
}
