import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate } from '../core/day.ts';
import { asItStood, type Counting, emptyTally, type Measure, startCounting } from '../core/measure.ts';
import { type Calendar, type Every, type Period, seenOn, shifted, yearBefore } from '../core/period.ts';
import { POSITION_FIGURES, type PositionFigure, type PositionTally } from '../core/position-figures.ts';
import { PositionSeries } from '../core/position-series.ts';
import { figureOf, positionFigureOf } from './figure.ts';
import type { Figure, PeriodFigures } from './report.ts';
import { type DaysTold, Seen } from './seen.ts';

/** A figure that is asked for period by period: a measure, or a figure of the last day of each. */
export type Trended = {
  /** Its id, or the code of the indicator that it is. */
  id: string;
  title: string;
  better: 'higher' | 'lower' | null;
  target: number | null;
  /** How many quarters before the period named it is counted. */
  lagQuarters: number;
} & ({ measure: Measure; ofDay: null } | { measure: null; ofDay: PositionFigure });

/** What a trend is asked for. */
export interface TrendAsked {
  every: Every;
  calendar: Calendar;
  /** Whole periods one after the other; the last may end after the as-of day. */
  periods: readonly Period[];
  /** The positions of the periods with which the process changed. */
  starts: readonly number[];
  asOf: Day;
  /** How many more periods were asked for that begin after the as-of day. */
  yetToCome: number;
  conventions: Conventions;
  figures: readonly Trended[];
  /** It is to be published: every figure of a day is then counted, as what is said of one depends on the others. */
  publish: boolean;
}

export interface Dates {
  from: Day;
  to: Day;
}

/** The dates counted for a period, and those of the same period a year before. */
export interface Stretch {
  now: Period;
  before: Dates;
}

/** The dates of each period, as a figure counts them. */
export function stretchesOf({ ofDay, lagQuarters }: Pick<Trended, 'ofDay' | 'lagQuarters'>, { periods, asOf }: TrendAsked): Stretch[] {
  return periods.map((named) => {
    const whole = shifted(named, -3 * lagQuarters);
    const now = seenOn(whole, asOf);
    // Whole beside whole, as the series itself has it; of a period that is not over, the same dates.
    const before = now.soFar ? yearBefore(now) : shifted(whole, -12);
    return ofDay === null ? { now, before } : { now: { ...now, from: now.to }, before: { from: before.to, to: before.to } };
  });
}

/** The key of the figures counted for a period: those that lag alike, and those of its last day, are counted together. */
export const placeOf = ({ ofDay, lagQuarters }: Pick<Trended, 'ofDay' | 'lagQuarters'>, at: number): string =>
  `${at} ${ofDay === null ? `lag ${lagQuarters}` : 'end'}`;

const OF_DAYS = { ofDay: POSITION_FIGURES[0] as PositionFigure, lagQuarters: 0 };

/** What a trend has counted, before anything is said of it. */
interface Counted {
  /** Those of the as-of day, where it is the last of the last period: they hang together with the rows received. */
  figures: Record<string, Figure>;
  /** All others, by their places. */
  periods: Record<string, PeriodFigures>;
  notYetReceived: number;
}

/** Counts figures period by period, each as it stood on its own last day: cases are added one at a time and let go. */
export class TrendCounting {
  private readonly asked: TrendAsked;
  private readonly groups: readonly GroupCounting[];
  private readonly seen: Seen;

  constructor(asked: TrendAsked) {
    this.asked = asked;
    this.seen = new Seen(asked.asOf);
    const byPlace = new Map<string, Trended[]>();
    for (const figure of asked.figures) byPlace.set(placeOf(figure, 0), [...(byPlace.get(placeOf(figure, 0)) ?? []), figure]);
    this.groups = [...byPlace.values()].map((figures) => new GroupCounting(figures, asked));
  }

  add(c: Case): void {
    this.seen.add(c);
    for (const group of this.groups) group.add(c);
  }

  /** Of which days the list tells. */
  get told(): DaysTold {
    return this.seen.told;
  }

  finish(): Counted {
    const periods = Object.fromEntries(this.groups.flatMap((group) => group.periods()));
    const last = periods[placeOf(OF_DAYS, this.asked.periods.length - 1)];
    const isAsOf = last !== undefined && last.to === isoDate(this.asked.asOf);
    const figures = isAsOf ? last.figures : {};
    if (isAsOf) last.figures = {};
    return { figures, periods, notYetReceived: this.seen.notYetReceived };
  }
}

/** The figures that are counted of the same dates. */
class GroupCounting {
  private readonly figure: Trended;
  private readonly stretches: readonly Stretch[];
  private readonly measures: readonly Measure[];
  private readonly ofDays: readonly PositionFigure[];
  /** Each dates once, though most are a year before others. */
  private readonly dates: ReadonlyMap<string, number>;
  private readonly counting: Counting;
  private readonly positions: PositionSeries;

  constructor(figures: readonly [Trended, ...Trended[]] | readonly Trended[], asked: TrendAsked) {
    this.figure = figures[0] as Trended;
    this.stretches = stretchesOf(this.figure, asked);
    this.measures = [...new Set(figures.flatMap(({ measure }) => measure ?? []))];
    const ofDays = [...new Set(figures.flatMap(({ ofDay }) => ofDay ?? []))];
    this.ofDays = asked.publish && ofDays.length > 0 ? POSITION_FIGURES : ofDays;
    const all = new Map(this.stretches.flatMap(({ now, before }) => [now, before]).map((dates) => [keyOf(dates), dates]));
    this.dates = new Map([...all.keys()].map((key, at) => [key, at]));
    const windows = this.measures.length === 0 ? [] : [...all.values()].map((dates) => asItStood(dates, asked.conventions));
    const days = this.ofDays.length === 0 ? [] : [...all.values()].map(({ to }) => to);
    this.counting = startCounting(this.measures, windows);
    this.positions = new PositionSeries(days, asked.conventions, this.ofDays);
  }

  add(c: Case): void {
    this.counting.add(c);
    this.positions.add(c);
  }

  periods(): [key: string, PeriodFigures][] {
    const counted = this.counting.finish();
    const ofMeasures = (dates: Dates): [string, Figure][] => {
      const tallies = counted[this.dates.get(keyOf(dates)) ?? 0]?.tallies ?? [];
      return this.measures.map((measure, at) => [measure.id, figureOf(measure, tallies[at] ?? emptyTally())]);
    };
    const ofDays = ({ to }: Dates): [string, Figure][] =>
      this.ofDays.map((figure) => [figure.id, positionFigureOf(figure, this.positions.of(figure.id)[this.positions.days.indexOf(to)] as PositionTally)]);
    const figures = (dates: Dates): Record<string, Figure> => Object.fromEntries([...ofMeasures(dates), ...ofDays(dates)]);
    return this.stretches.map(({ now, before }, at) => [
      placeOf(this.figure, at),
      { ...inIso(now), label: now.label, figures: figures(now), lastYear: { ...inIso(before), figures: figures(before) } },
    ]);
  }
}

const keyOf = ({ from, to }: Dates): string => `${from} ${to}`;
const inIso = ({ from, to }: Dates) => ({ from: isoDate(from), to: isoDate(to) });
