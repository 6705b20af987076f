import type { Day } from './day.ts';

/** Some days, the earliest first, and which of them is the first on or after another: looked up, not searched for, as it is asked of every row. */
export class DayIndex {
  readonly days: readonly Day[];
  /** For each day from the first to the last. */
  private readonly firstFrom: Int32Array;

  constructor(days: readonly Day[]) {
    this.days = [...new Set(days)].sort((a, b) => a - b);
    const [first = 0, last = first - 1] = [this.days[0], this.days.at(-1)];
    this.firstFrom = new Int32Array(last - first + 1);
    let at = 0;
    for (let day: number = first; day <= last; day++) {
      if (day > (this.days[at] ?? last)) at++;
      this.firstFrom[day - first] = at;
    }
  }

  /** The position of the first of the days that is on or after a day; their number where all are before it. */
  from(day: number): number {
    const after = day - (this.days[0] ?? day);
    return after <= 0 ? 0 : (this.firstFrom[after] ?? this.days.length);
  }
}
