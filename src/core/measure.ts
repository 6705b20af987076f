import { type Case, visibleFrom } from './case.ts';
import type { RequestClock } from './clocks/request.ts';
import type { Conventions } from './conventions.ts';
import { addDays, type Day } from './day.ts';
import { DayIndex } from './day-index.ts';

/** Why a case is none of a measure's business. The order is the order in which reports list them. */
export const SCOPE_REASONS = [
  'mediation-or-tribunal',
  'closed-without-plan',
  'not-yet-due',
  'duration-not-known',
  'not-in-denominator',
  'ceased',
  'under-12-months',
  'start-not-known',
  'no-date',
  'not-in-period',
  'not-yet-visible',
] as const;
export type ScopeReason = (typeof SCOPE_REASONS)[number];

/** Why a case that would count is taken out by the rules. */
export const EXCLUSION_REASONS = ['week-20-exception', 'dates-out-of-order'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Every pile there is: a case judged stands in one of the first three. */
const PILES = ['met', 'missed', 'notKnown', ...EXCLUSION_REASONS, ...SCOPE_REASONS] as const;
type Pile = (typeof PILES)[number];

/**
 * The one pile in which a measure puts a case. `days` are whole days from the day received to the event, where the
 * judgement turned on them. All verdicts have the same shape and the pile's number, as millions of them are counted.
 */
export interface Verdict {
  readonly pile: Pile;
  readonly number: number;
  readonly days: number | null;
}

function verdict(pile: Pile, days: number | null = null): Verdict {
  return { pile, number: PILES.indexOf(pile), days };
}

/** What is asked of a measure: a period, first and last day included, as seen on the as-of day. */
export interface Window {
  from: Day;
  to: Day;
  asOf: Day;
  conventions: Conventions;
}

/** Some dates as they stood on their own last day: an earlier period is compared so with one that has just ended. */
export const asItStood = ({ from, to }: { from: Day; to: Day }, conventions: Conventions): Window => ({ from, to, asOf: to, conventions });

/** The day that puts a case in a period; `no-date` where it happened but the list does not say when; null where it did not. */
export type EventDay = Day | 'no-date' | null;

/** What a report says of a measure. */
export interface Definition {
  id: string;
  /** What a reader of the report calls it. */
  title: string;
  kind: 'count' | 'proportion' | 'mean' | 'median';
  /** What is counted, over what, in plain words, by the conventions in force. */
  counts(conventions: Conventions): string;
  /** The provision or the published method behind it; null where it is plain counting. */
  source: string | null;
  /** What a count counts. */
  unit?: 'requests' | 'plans';
  /** The statutory clock it is judged by, where there is one. */
  clock?: RequestClock;
  /** What it says of a case that meets the test and of one that does not, where neither a clock nor days decide. */
  says?: { met: string; missed: string };
  /** Which way is better, where one is. */
  better: 'higher' | 'lower' | null;
  /** What a statute asks for, in percent; left out where none does. */
  duty?: 100;
  /** True where a report says how many plans were sent on exactly day 140. */
  saysDay140?: true;
  /** True where it is of one day and of no event: of a period its last day, or the as-of day where that is earlier. */
  ofDay?: true;
  /** True where the as-of day decides too, and not the dates of the period alone. */
  turnsOnAsOf?: true;
  /** What happens on the day that puts a case in a period: `final plan sent`. */
  dated: string;
  /** The same of the day that decides, where that is another. */
  decided?: string;
}

/**
 * One published figure. The cohort of a period is made of the cases whose event falls in it.
 * `C` is what it judges: a request, or a row of another list.
 */
export interface Measure<C = Case> extends Definition {
  event(c: C): EventDay;
  /** Of a measure of a day, which has no event: the day that is shown beside a row. */
  dayShown?(c: C): Day | null;
  /** The day that decides, where it is not that of the event. */
  decider?(c: C): Day | null;
  /** Asked only of visible cases whose event falls in the window; of a measure of a day, of all that are visible on it. */
  judge(c: C, window: Window): Verdict;
}

// Verdicts without days are shared.
export const MET = verdict('met');
export const MISSED = verdict('missed');
export const NOT_KNOWN = verdict('notKnown');
export const EXCEPTED = verdict('week-20-exception');
export const OUT_OF_ORDER = verdict('dates-out-of-order');

/** The verdict "out of scope", by reason. */
export const OUT_OF_SCOPE = Object.fromEntries(SCOPE_REASONS.map((reason) => [reason, verdict(reason)])) as Record<ScopeReason, Verdict>;

/** In time on the last day, late the day after; not known without days. */
export function withinDays(days: number | null, lastDay: number): Verdict {
  if (days === null) return NOT_KNOWN;
  return days <= lastDay ? { pile: 'met', number: MET.number, days } : { pile: 'missed', number: MISSED.number, days };
}

/** The first day on which a report can see a row; null for never. */
export type SeenFrom<C> = (c: C) => Day | null;

/**
 * The one pile in which a measure puts a counted row, so that figures trace to rows and
 * denominator + excluded + out of scope is the number of rows counted.
 */
export function verdictOn<C>(measure: Measure<C>, c: C, window: Window, seenFrom: SeenFrom<C>): Verdict {
  const seen = seenFrom(c);
  if (measure.ofDay === true) return seen === null || seen > lastDayOf(window) ? OUT_OF_SCOPE['not-yet-visible'] : measure.judge(c, window);
  if (seen === null || seen > window.asOf) return OUT_OF_SCOPE['not-yet-visible'];
  const event = measure.event(c);
  if (event === null) return OUT_OF_SCOPE['not-in-period'];
  if (event === 'no-date') return OUT_OF_SCOPE['no-date'];
  return isIn(window, event) ? measure.judge(c, window) : OUT_OF_SCOPE['not-in-period'];
}

/** The verdict on a request. */
export const verdictOf = (measure: Measure, c: Case, window: Window): Verdict => verdictOn(measure, c, window, visibleFrom);

/** The last day of a window that is seen. */
export const lastDayOf = ({ to, asOf }: Window): Day => Math.min(to, asOf) as Day;

/** Whether an event falls in a window. One after the as-of day has not happened, whatever the period. */
function isIn({ from, to, asOf }: Window, event: Day): boolean {
  return event >= from && event <= to && event <= asOf;
}

/** The piles of one measure over one window. */
export interface Tally {
  /** How many cases are in each pile, by its number. */
  piles: number[];
  /** Whole days of all cases judged by their days: the sum, and how many cases took each number. */
  totalDays: number;
  byDays: Map<number, number>;
}

export function emptyTally(): Tally {
  return { piles: PILES.map(() => 0), totalDays: 0, byDays: new Map() };
}

/** How many cases are in a pile. */
export function inPile({ piles }: Tally, pile: Pile): number {
  return piles[PILES.indexOf(pile)] ?? 0;
}

/** Counts a row in its pile. */
export function count(tally: Tally, { number, days }: Verdict): void {
  tally.piles[number] = (tally.piles[number] ?? 0) + 1;
  if (days !== null) {
    tally.totalDays += days;
    tally.byDays.set(days, (tally.byDays.get(days) ?? 0) + 1);
  }
}

/** A window with the tally of every measure, in the order of the measures. */
export interface WindowTallies {
  window: Window;
  tallies: Tally[];
}

/** Rows are added one at a time; `finish` gives the tallies, window by window. */
export interface Counting<C = Case> {
  add(c: C): void;
  finish(): WindowTallies[];
}

/**
 * Counts measures over windows: the piles are those of `verdictOn`, row by row. Most events lie in no window, so only
 * those in one are judged as they come, and shown to no other window; the visible rows whose event lies elsewhere are
 * what is left at the end. So it costs as much whether there are two windows or two hundred.
 */
class Counter<C> implements Counting<C> {
  private readonly measures: readonly Measure<C>[];
  private readonly seenFrom: SeenFrom<C>;
  private readonly windows: readonly WindowTallies[];
  /** The last days of stretches in which no window begins or ends, and the windows that each stretch is in. */
  private readonly stretches: DayIndex;
  private readonly windowsIn: readonly (readonly WindowTallies[])[];
  /** The as-of days, and how many rows each is the first to see; of these, by measure, those whose event has no date. */
  private readonly asOfs: DayIndex;
  private readonly seen: number[];
  private readonly undated: number[][];
  /** The positions of the measures of a day: every row is judged for every window. */
  private readonly ofDay: readonly number[];
  private rows = 0;

  constructor(measures: readonly Measure<C>[], windows: readonly Window[], seenFrom: SeenFrom<C>) {
    this.measures = measures;
    this.seenFrom = seenFrom;
    this.windows = windows.map((window) => ({ window, tallies: measures.map(emptyTally) }));
    this.stretches = new DayIndex(windows.flatMap(({ from, to, asOf }) => [addDays(from, -1), Math.min(to, asOf) as Day]));
    this.windowsIn = [...this.stretches.days.map((last) => this.windows.filter(({ window }) => isIn(window, last))), []];
    this.asOfs = new DayIndex(windows.map(({ asOf }) => asOf));
    const none = (): number[] => [...this.asOfs.days.map(() => 0), 0];
    this.seen = none();
    this.undated = measures.map(none);
    this.ofDay = measures.flatMap(({ ofDay }, at) => (ofDay === true ? [at] : []));
  }

  add(c: C): void {
    this.rows++;
    for (const at of this.ofDay)
      for (const { window, tallies } of this.windows) count(tallies[at] as Tally, verdictOn(this.measures[at] as Measure<C>, c, window, this.seenFrom));
    const seen = this.seenFrom(c);
    if (seen === null) return;
    const first = this.asOfs.from(seen);
    addOne(this.seen, first);
    for (let at = 0; at < this.measures.length; at++) {
      const measure = this.measures[at] as Measure<C>;
      const event = measure.event(c);
      if (event === null) continue;
      if (event === 'no-date') addOne(this.undated[at] as number[], first);
      else
        for (const { window, tallies } of this.windowsIn[this.stretches.from(event)] as readonly WindowTallies[])
          if (seen <= window.asOf) count(tallies[at] as Tally, measure.judge(c, window));
    }
  }

  finish(): WindowTallies[] {
    for (const { window, tallies } of this.windows) {
      const last = this.asOfs.from(window.asOf);
      const visible = upTo(this.seen, last);
      tallies.forEach((tally, at) => {
        if (this.ofDay.includes(at)) return;
        tally.piles[OUT_OF_SCOPE['no-date'].number] = upTo(this.undated[at] as number[], last);
        const placed = PILES.reduce((sum, pile) => (pile === 'not-in-period' || pile === 'not-yet-visible' ? sum : sum + inPile(tally, pile)), 0);
        tally.piles[OUT_OF_SCOPE['not-in-period'].number] = visible - placed;
        tally.piles[OUT_OF_SCOPE['not-yet-visible'].number] = this.rows - visible;
      });
    }
    return [...this.windows];
  }
}

function addOne(counts: number[], at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

const upTo = (counts: readonly number[], last: number): number => counts.slice(0, last + 1).reduce((sum, n) => sum + n, 0);

/** Starts counting rows of some list. @param seenFrom the first day on which a report can see a row; null for never */
export function countRows<C>(measures: readonly Measure<C>[], windows: readonly Window[], seenFrom: SeenFrom<C>): Counting<C> {
  return new Counter(measures, windows, seenFrom);
}

/** Starts counting requests. */
export const startCounting = (measures: readonly Measure[], windows: readonly Window[]): Counting => countRows(measures, windows, visibleFrom);
