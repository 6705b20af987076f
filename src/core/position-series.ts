import { type Case, visibleFrom } from './case.ts';
import type { Conventions } from './conventions.ts';
import type { Day } from './day.ts';
import { DayIndex } from './day-index.ts';
import { nextDate, positionOn } from './position.ts';
import { PositionCounting, type PositionFigure, type PositionTally, standingAt } from './position-figures.ts';

/**
 * The figures of several days: requests are added one at a time and let go. Where a case stands is worked out once for
 * all days from one of its dates to the next, and placed only on those on which it may be in a figure.
 */
export class PositionSeries {
  /** Each once, the earliest first. */
  readonly days: readonly Day[];
  private readonly index: DayIndex;
  private readonly countings: readonly PositionCounting[];
  private readonly conventions: Conventions;

  constructor(days: readonly Day[], conventions: Conventions, figures: readonly PositionFigure[]) {
    this.index = new DayIndex(days);
    this.days = this.index.days;
    this.countings = this.days.map((day) => new PositionCounting(day, conventions, figures));
    this.conventions = conventions;
  }

  add(c: Case): void {
    let at = this.index.from(visibleFrom(c) ?? Number.POSITIVE_INFINITY);
    while (at < this.days.length) {
      const day = this.days[at] as Day;
      const position = positionOn(c, day);
      const next = this.index.from(nextDate(c, day));
      // Of the closed only those are in a figure of whom the list does not say when.
      if (position.closing === null || position.closing.day === null) for (; at < next; at++) this.place(c, position, at);
      at = next;
    }
  }

  /** The tallies of the figure with an id, day by day. */
  of(id: string): PositionTally[] {
    return this.countings.map((counting) => counting.of(id));
  }

  private place(c: Case, position: ReturnType<typeof positionOn>, at: number): void {
    this.countings[at]?.place(standingAt(c, position, this.days[at] as Day, this.conventions));
  }
}
