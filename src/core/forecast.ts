import { type Backlog, BacklogCount, countsOf, type FlowWeek, type OpenCounts } from './backlog.ts';
import { type Case, clockStart } from './case.ts';
import type { Conventions } from './conventions.ts';
import { addDays, type Day, daysBetween } from './day.ts';
import { openSpans } from './position.ts';
import { POSITION_FIGURES } from './position-figures.ts';
import { PositionSeries } from './position-series.ts';

/** The weeks that a projection draws from, and the weeks between a look-back and the as-of day: whole years of holidays. */
export const WEEKS_OF_YEAR = 52;

/** Fewer weeks hold no more than one half of a year. */
export const ENOUGH_WEEKS = 26;

/** What the weeks that end on a day tell of the weeks to come. */
export interface Pace {
  asOf: Day;
  /** With the weeks that the list tells of and no more. */
  backlog: Backlog;
  now: OpenCounts;
  /** Cases that came, and cases that went, in those weeks. */
  cameIn: number;
  completed: number;
}

const OVER = POSITION_FIGURES.filter(({ id }) => id === 'open-over-20-weeks' || id === 'open-over-52-weeks');

/** What a forecast is made of: cases are added one at a time and let go. */
export class ForecastCount {
  /** Of the cases open on the as-of day: days since their requests, all together. */
  openDays = 0;
  private first: Day | null = null;
  private readonly asOf: Day;
  private readonly since: Day;
  private readonly now: BacklogCount;
  private readonly yearAgo: BacklogCount | null;
  private readonly over: PositionSeries | null;

  /** @param looksBack whether it is also counted what was known a year of 52 weeks ago, and how it went on */
  constructor(asOf: Day, conventions: Conventions, looksBack: boolean) {
    const then = addDays(asOf, -7 * WEEKS_OF_YEAR);
    this.asOf = asOf;
    this.now = new BacklogCount(asOf, conventions, WEEKS_OF_YEAR);
    this.yearAgo = looksBack ? new BacklogCount(then, conventions, WEEKS_OF_YEAR) : null;
    const ends = Array.from({ length: WEEKS_OF_YEAR + 1 }, (_, week) => addDays(then, 7 * week));
    this.over = looksBack ? new PositionSeries(ends, conventions, OVER) : null;
    // A stretch under way before the first week of a count came before it, whenever it came.
    this.since = looksBack ? addDays(then, -7 * WEEKS_OF_YEAR) : then;
  }

  add(c: Case): void {
    const received = clockStart(c);
    if (received === null || received > this.asOf) return;
    if (this.first === null || received < this.first) this.first = received;
    this.over?.add(c);
    for (const { from, end } of openSpans(c, this.since)) {
      const until = end?.day ?? null;
      this.now.add({ received, from, until });
      this.yearAgo?.add({ received, from, until });
      if (from <= this.asOf && (until === null || until > this.asOf)) this.openDays += daysBetween(received, this.asOf);
    }
  }

  /** The pace of the weeks before the as-of day. */
  pace(): Pace {
    return this.paceOf(this.now, this.asOf);
  }

  /** A year before, as it was visible then, and what was open at the end of each week from then on; null where it is not asked for. */
  lookBack(): { pace: Pace; since: OpenCounts[] } | null {
    if (this.yearAgo === null || this.over === null) return null;
    const [over20 = [], over52 = []] = OVER.map(({ id }) => this.over?.of(id) ?? []);
    // Week by week back from what is open now.
    const opens = [countsOf(this.now.open).open];
    for (const week of [...this.now.weeks].reverse()) opens.unshift((opens[0] ?? 0) + wentOut(week) - cameIn(week));
    return {
      pace: this.paceOf(this.yearAgo, addDays(this.asOf, -7 * WEEKS_OF_YEAR)),
      since: opens.map((count, week) => ({ open: count, over20: over20[week]?.cases ?? 0, over52: over52[week]?.cases ?? 0 })),
    };
  }

  private paceOf(count: BacklogCount, asOf: Day): Pace {
    const known = this.first === null ? 0 : Math.floor((daysBetween(this.first, asOf) + 1) / 7);
    const weeks = count.weeks.slice(WEEKS_OF_YEAR - Math.max(0, Math.min(WEEKS_OF_YEAR, known)));
    const sum = (of: (week: FlowWeek) => number): number => weeks.reduce((total, week) => total + of(week), 0);
    const { open, mightHaveLeft, left, completions } = count;
    return { asOf, backlog: { open, mightHaveLeft, left, completions, weeks }, now: countsOf(open), cameIn: sum(cameIn), completed: sum(wentOut) };
  }
}

const cameIn = ({ entered }: FlowWeek): number => entered.reduce((sum, cases) => sum + cases, 0);
const wentOut = ({ left }: FlowWeek): number => left.within20 + left.over20;
