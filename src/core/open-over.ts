import { type Case, clockStart } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { type Day, daysBetween } from './day.ts';
import { positionOn } from './position.ts';

/** What can change where a case stands: it stands the same from one of its dates to the next. */
const DATES = ['assessDecisionDate', 'reopened', 'issueDecisionDate', 'draftPlan', 'finalPlan', 'closed'] as const satisfies readonly (keyof Case)[];

/** The first of a case's dates after a day. */
function nextDate(c: Case, after: Day): number {
  let next = Number.POSITIVE_INFINITY;
  for (const name of DATES) {
    const date = c[name];
    if (date !== null && date > after && date < next) next = date;
  }
  return next;
}

/**
 * How many cases were open over 20 and over 52 weeks at the end of each of several days, the earliest first: cases are
 * added one at a time and let go. Where a case stands is only worked out where it can be open over 20 weeks, and anew
 * only where one of its dates has come since.
 */
export class OpenOver {
  readonly days: readonly Day[];
  /** One for each day. */
  readonly over20: number[];
  readonly over52: number[];
  private readonly week20: number;
  private readonly week52: number;

  constructor(days: readonly Day[], conventions: Conventions) {
    this.days = days;
    this.over20 = days.map(() => 0);
    this.over52 = days.map(() => 0);
    this.week20 = lastDayWithin(20, conventions);
    this.week52 = lastDayWithin(52, conventions);
  }

  add(c: Case): void {
    const received = clockStart(c);
    // Without a usable received date a row is visible only from its final plan on, and so never open.
    if (received === null) return;
    let isOpen = false;
    let changes: number = received;
    for (let at = 0; at < this.days.length; at++) {
      const day = this.days[at] as Day;
      if (c.finalPlan !== null && c.finalPlan <= day) return;
      const days = daysBetween(received, day);
      if (days <= this.week20) continue;
      if (day >= changes) {
        isOpen = positionOn(c, day).closing === null;
        changes = nextDate(c, day);
      }
      if (!isOpen) continue;
      this.over20[at] = (this.over20[at] ?? 0) + 1;
      if (days > this.week52) this.over52[at] = (this.over52[at] ?? 0) + 1;
    }
  }
}
