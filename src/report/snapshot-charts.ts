import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, monthName, partsOf, shortDate } from '../core/day.ts';
import { asItStood, emptyTally, type Measure, startCounting } from '../core/measure.ts';
import { finals } from '../core/measures/finals.ts';
import { within20Weeks } from '../core/measures/within-20-weeks.ts';
import { monthsTo, type Period, shifted, yearBefore } from '../core/period.ts';
import { BANDS } from '../core/position.ts';
import { bandName, POSITION_FIGURES } from '../core/position-figures.ts';
import { PositionSeries } from '../core/position-series.ts';
import { cellOf, figureOf } from './figure.ts';
import { withFinding } from './finding.ts';
import type { Cell, Chart, Figure } from './report.ts';
import { readWithSeason } from './trend-reading.ts';
import { verdictInWords } from './trend-words.ts';

const MEASURES = [within20Weeks, finals];
const OVER_IDS = ['open-over-20-weeks', 'open-over-52-weeks'];
const OVER = POSITION_FIGURES.filter(({ id }) => OVER_IDS.includes(id));

/** What the charts of a snapshot are made of: cases are added one at a time and let go. */
export interface Months {
  add(c: Case): void;
  /** @param byMonth whether what is counted month by month may be shown */
  finish(
    position: Record<string, Figure>,
    byMonth: boolean,
  ): {
    charts: Chart[];
    /** What the latest whole month says of the plans within 20 weeks, against the 24 months to it. */
    verdict: string | null;
  };
}

/**
 * Starts what a snapshot shows month by month: the plans of the 12 months that end with that of the as-of day, beside those of the
 * 12 before, and the cases open for long at the end of each of the last 13 months and on the day itself.
 */
export function startMonths(asOf: Day, conventions: Conventions): Months {
  const now = monthsTo(asOf, 12);
  // The month of the as-of day beside the same dates a year before, as on the page; the others whole beside whole.
  const before = now.map((month, at) => (at < now.length - 1 ? shifted(month, -12) : yearBefore(month)));
  const windows = [...before, ...now].map((month) => asItStood(month, conventions));
  const plans = startCounting(MEASURES, windows);
  const ends = monthsTo(asOf, 14).map(({ to }) => to);
  const over = new PositionSeries(now.at(-1)?.soFar === true ? ends : ends.slice(1), conventions, OVER);
  return {
    add(c) {
      plans.add(c);
      over.add(c);
    },
    finish(position, byMonth) {
      if (!byMonth) return { charts: [bandChart(position)], verdict: null };
      const counted = plans.finish();
      const figuresOf = (measure: Measure): Figure[] => counted.map(({ tallies }) => figureOf(measure, tallies[MEASURES.indexOf(measure)] ?? emptyTally()));
      const series = (measure: Measure) => {
        const cells = figuresOf(measure).map(cellOf);
        return [
          { name: spanOf(now), cells: cells.slice(before.length) },
          { name: spanOf(before), cells: cells.slice(0, before.length) },
        ];
      };
      const labels = now.map(labelOf);
      const charts = [
        bandChart(position),
        withFinding({
          kind: 'chart',
          id: 'within-20-weeks-by-month',
          heading: 'Plans within 20 weeks, by month',
          place: 'notes',
          form: 'lines',
          axis: 'Month',
          labels,
          series: series(within20Weeks),
          levels: [{ name: 'The law asks for', value: 100 }],
        }),
        withFinding({
          kind: 'chart',
          id: 'finals-by-month',
          heading: 'Plans issued, by month',
          place: 'notes',
          form: 'columns',
          axis: 'Month',
          labels,
          series: series(finals),
          levels: [],
        }),
        overChart(over),
      ];
      return { charts, verdict: verdictOf(figuresOf(within20Weeks), [...before, ...now]) };
    },
  };
}

type Month = Pick<Period, 'from' | 'to'> & { soFar?: boolean };

/** `Aug`; of a month that is not over, `Jul 1–15`. */
function labelOf({ from, to, soFar }: Month): string {
  const name = monthName(partsOf(from).month).slice(0, 3);
  const { day } = partsOf(to);
  if (soFar !== true) return name;
  return day === 1 ? `${name} 1` : `${name} 1–${day}`;
}

/** `Aug 2021 to Jul 2022`; where the last month is not over, `Aug 2021 to 15 Jul 2022`. */
function spanOf(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return '';
  const monthOf = (day: Day): string => shortDate(day).replace(/^\d+ /, '');
  const ended = partsOf(last.to).month !== partsOf((last.to + 1) as Day).month;
  return `${monthOf(first.from)} to ${ended ? monthOf(last.to) : shortDate(last.to)}`;
}

function bandChart(position: Record<string, Figure>): Chart {
  const figures = BANDS.flatMap(({ id }) => position[`open-band-${id}`] ?? []);
  return withFinding({
    kind: 'chart',
    id: 'open-by-band',
    heading: 'Open cases, by weeks open',
    place: 'notes',
    form: 'bars',
    axis: 'Weeks open',
    labels: BANDS.map(({ id }) => bandName(id)),
    series: [{ name: 'Open cases', cells: figures.map(cellOf) }],
    levels: [],
  });
}

function overChart(over: PositionSeries): Chart {
  const series = (name: string, id: string) => ({ name, cells: over.of(id).map(({ cases }): Cell => ({ kind: 'count', value: cases })) });
  return withFinding({
    kind: 'chart',
    id: 'open-over-by-month',
    heading: 'Cases open over 20 and over 52 weeks',
    place: 'notes',
    form: 'lines',
    axis: 'On',
    labels: over.days.map(shortDate),
    series: [series('Over 20 weeks', 'open-over-20-weeks'), series('Over 52 weeks', 'open-over-52-weeks')],
    levels: [],
  });
}

/** The verdict on a series of months, read as `ehcp trend` reads it; null where nothing can be told. */
function verdictOf(figures: readonly Figure[], months: readonly Month[]): string | null {
  const values = figures.map(({ value }, at) => (months[at]?.soFar === true ? null : value));
  const lastYear = values.map((_, at) => values[at - 12] ?? null);
  const { points, groups } = readWithSeason(values, lastYear, {
    better: within20Weeks.better,
    percentages: true,
    target: null,
    duty: null,
    starts: [],
    perYear: 12,
  });
  // Of fewer months than tell anything, and of none, nothing is said.
  if (points.every((point) => point === null || point.variation === 'too-few')) return null;
  const told = figures.map((figure, at) => ({
    name: monthAndYear((months[at] as Month).from),
    figure,
    nameBefore: '',
    lastYear: figures[at - 12] ?? figure,
    soFar: months[at]?.soFar === true,
    reading: points[at] ?? null,
  }));
  const [verdict] = verdictInWords({ every: 'month', ofDays: false, unit: 'percent', points: told, groups });
  return verdict;
}

/** `July 2022` */
const monthAndYear = (day: Day): string => `${monthName(partsOf(day).month)} ${partsOf(day).year}`;
