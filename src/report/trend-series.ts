import { addDays, type Day, fromTo, longDate, monthName, partsOf, shortDate } from '../core/day.ts';
import { type Every, type Period, periodsFrom } from '../core/period.ts';
import type { Numbers } from './context.ts';
import { cellOf } from './figure.ts';
import type { Cell, Figure, FigureSeries, PeriodFigures } from './report.ts';
import { type Dates, placeOf, type Stretch, stretchesOf, type TrendAsked, type Trended } from './trend-count.ts';
import type { Told, ToldPoint } from './trend-headline.ts';
import { readWithSeason } from './trend-reading.ts';
import { NOTHING } from './words.ts';

/** A point with its names and dates. */
export interface Point extends ToldPoint {
  /** The period's name. */
  label: string;
  /** What its row is called. */
  header: string;
  dates: { from: string; to: string };
  datesBefore: { from: string; to: string };
}

/** A figure, period by period, once it is known what may be said of it. */
export interface Series {
  trended: Trended;
  told: Told;
  points: readonly Point[];
  assurance: FigureSeries['assurance'];
}

const PER_YEAR: Record<Every, number | null> = { month: 12, quarter: 4, year: null };

/**
 * A figure as a series, read and ready to be told: what `ehcp trend` and the snapshot have in common.
 * @param counted what may be said of it
 * @param first the first day of which the list tells; null where it tells of none. What lies before it is not known, and no nought
 */
export function seriesOf(
  trended: Trended,
  asked: TrendAsked,
  counted: Pick<Numbers, 'figures'> & { periods: Record<string, PeriodFigures> },
  first: Day | null,
): Series {
  const { measure, ofDay, title, better, target } = trended;
  const { every, starts } = asked;
  const { id } = measure ?? ofDay;
  const figureIn = (figures: Record<string, Figure>, to: Day): Figure => {
    const figure = { ...((figures[id] ?? counted.figures[id]) as Figure), label: title };
    return first === null || to < first ? { ...figure, value: null } : figure;
  };
  const found = stretchesOf(trended, asked).map((stretch, at) => {
    const { figures, lastYear, from, to } = counted.periods[placeOf(trended, at)] as PeriodFigures;
    return {
      name: nameOf(stretch.now, trended, every),
      nameBefore: nameBefore(stretch, trended, asked),
      header: headerOf(stretch.now, trended, every),
      label: stretch.now.label,
      figure: figureIn(figures, stretch.now.to),
      lastYear: figureIn(lastYear.figures, stretch.before.to),
      soFar: stretch.now.soFar,
      dates: { from, to },
      datesBefore: { from: lastYear.from, to: lastYear.to },
    };
  });
  const judged = (figure: Figure, soFar: boolean): number | null => (soFar ? null : figure.value);
  const unit = found[0]?.figure.unit ?? 'cases';
  const read = readWithSeason(
    found.map(({ figure, soFar }) => judged(figure, soFar)),
    found.map(({ lastYear, soFar }) => judged(lastYear, soFar)),
    { better, target, duty: measure?.duty ?? null, starts, perYear: ofDay === null ? PER_YEAR[every] : null, percentages: unit === 'percent' },
  );
  const points = found.map((point, at) => ({ ...point, reading: read.points[at] ?? null }));
  return { trended, told: { every, ofDays: ofDay !== null, unit, points, groups: read.groups }, points, assurance: read.assurance };
}

/** `July 2022`, `2022/23-Q1`; what is counted earlier than it is reported has its dates too. */
function nameOf(counted: Period, { ofDay, lagQuarters }: Trended, every: Every): string {
  if (ofDay !== null) return longDate(counted.to);
  if (counted.soFar) return spanOf(counted);
  if (lagQuarters > 0) return `${counted.label} (${spanOf(counted)})`;
  return every === 'month' ? monthOf(counted.from) : counted.label;
}

function nameBefore({ now, before }: Stretch, { ofDay, lagQuarters }: Trended, { every, calendar }: TrendAsked): string {
  if (ofDay !== null) return longDate(before.to);
  if (lagQuarters > 0 || now.soFar) return spanOf(before);
  return every === 'month' ? monthOf(before.from) : (periodsFrom(before.from, before.from, every, calendar)[0]?.label ?? '');
}

/** `July 2022` */
export const monthOf = (day: Day): string => `${monthName(partsOf(day).month)} ${partsOf(day).year}`;
const shortMonth = (day: Day): string => shortDate(day).replace(/^\d+ /, '');

/** `Apr 2022`, `Apr to Jun 2022`, `Apr 2022 to Mar 2023`; where it does not end with a month, its days, `1–15 Apr 2022`. */
function spanOf({ from, to }: Dates): string {
  const [first, last] = [shortMonth(from), shortMonth(to)];
  if (partsOf(addDays(to, 1)).day !== 1) return first === last ? `${partsOf(from).day}–${shortDate(to)}` : fromTo(from, to);
  if (first === last) return first;
  return partsOf(from).year === partsOf(to).year ? `${first.replace(/ \d+$/, '')} to ${last}` : `${first} to ${last}`;
}

/** A period as it heads its row, its name with its dates; the name of a month is its dates. */
function headerOf(counted: Period, { ofDay, lagQuarters }: Trended, every: Every): string {
  if (ofDay !== null) return shortDate(counted.to);
  return every === 'month' && lagQuarters === 0 ? spanOf(counted) : `${counted.label}, ${spanOf(counted)}`;
}

/** A count that is not known is no nought. */
export const pointCell = (figure: Figure): Cell =>
  figure.value === null && figure.numerator === undefined && !figure.suppressed ? { kind: 'text', text: NOTHING } : cellOf(figure);
