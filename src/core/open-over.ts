import { type Case, clockStart } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { type Day, daysBetween } from './day.ts';
import { openSpans } from './position.ts';

/**
 * How many cases were open over 20 and over 52 weeks at the end of each of several days, the earliest first: cases are
 * added one at a time and let go. When a case is open is only worked out where it may be open over 20 weeks.
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
    if (received === null) return;
    const since = Math.max(received + this.week20 + 1, this.days[0] ?? 0);
    // Most cases have their plan before there is anything to count.
    if (c.finalPlan !== null && c.finalPlan <= since) return;
    for (const { from, end } of openSpans(c, since)) this.count(received, from, end?.day ?? Number.POSITIVE_INFINITY);
  }

  /** Counts a case open from one day until another. */
  private count(received: Day, from: Day, until: number): void {
    for (let at = 0; at < this.days.length; at++) {
      const day = this.days[at] as Day;
      if (day < from || day >= until) continue;
      this.over20[at] = (this.over20[at] ?? 0) + 1;
      if (daysBetween(received, day) > this.week52) this.over52[at] = (this.over52[at] ?? 0) + 1;
    }
  }
}
