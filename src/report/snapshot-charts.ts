import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, monthName, partsOf, shortDate } from '../core/day.ts';
import { finals } from '../core/measures/finals.ts';
import { within20Weeks } from '../core/measures/within-20-weeks.ts';
import { monthsTo, type Period, periodsFrom } from '../core/period.ts';
import { BANDS } from '../core/position.ts';
import { bandName, POSITION_FIGURES } from '../core/position-figures.ts';
import { PositionSeries } from '../core/position-series.ts';
import { cellOf } from './figure.ts';
import { withFinding } from './finding.ts';
import type { Cell, Chart, Figure } from './report.ts';
import type { DaysTold } from './seen.ts';
import { stretchesOf, type TrendAsked, TrendCounting, type Trended } from './trend-count.ts';
import { headlineOf } from './trend-headline.ts';
import { pointCell, type Series, seriesOf } from './trend-series.ts';

const PLAIN = { target: null, lagQuarters: 0, ofDay: null };
const SHARE: Trended = { ...PLAIN, id: within20Weeks.id, title: within20Weeks.title, better: within20Weeks.better, measure: within20Weeks };
const PLANS: Trended = { ...PLAIN, id: finals.id, title: finals.title, better: finals.better, measure: finals };
const OVER_IDS = ['open-over-20-weeks', 'open-over-52-weeks'];
const OVER = POSITION_FIGURES.filter(({ id }) => OVER_IDS.includes(id));

/** What the charts of a snapshot are made of: cases are added one at a time and let go. */
export interface Months {
  add(c: Case): void;
  /** Of which days the list tells. */
  readonly told: DaysTold;
  /** @param byMonth whether what is counted month by month may be shown */
  finish(
    position: Record<string, Figure>,
    byMonth: boolean,
  ): {
    charts: Chart[];
    /** The headline of `ehcp trend` over 24 months of the plans within 20 weeks, in clauses; none where too few months tell anything. */
    verdict: string[];
  };
}

/** So many months are told: 12, and the 12 before. */
const MONTHS = 24;

/**
 * Starts what a snapshot shows month by month: the plans of the 12 months that end with that of the as-of day, beside those of the
 * 12 before, and the cases open for long at the end of each of the last 13 months and on the day itself.
 */
export function startMonths(asOf: Day, conventions: Conventions): Months {
  const now = monthsTo(asOf, MONTHS / 2);
  const asked: TrendAsked = {
    every: 'month',
    calendar: 'calendar',
    periods: periodsFrom((monthsTo(asOf, MONTHS)[0] as Period).from, asOf, 'month', 'calendar'),
    starts: [],
    asOf,
    yetToCome: 0,
    conventions,
    figures: [SHARE, PLANS],
    publish: false,
  };
  const plans = new TrendCounting(asked);
  const ends = monthsTo(asOf, 14).map(({ to }) => to);
  const over = new PositionSeries(now.at(-1)?.soFar === true ? ends : ends.slice(1), conventions, OVER);
  return {
    add(c) {
      plans.add(c);
      over.add(c);
    },
    told: plans.told,
    finish(position, byMonth) {
      if (!byMonth) return { charts: [bandChart(position)], verdict: [] };
      const counted = plans.finish();
      const [share, issued] = asked.figures.map((figure) => seriesOf(figure, asked, counted, plans.told.first)) as [Series, Series];
      // The month of the as-of day stands beside the same dates a year before, as on the page; the others whole beside whole.
      const before = stretchesOf(SHARE, asked).slice(-now.length);
      const series = ({ points }: Series) => {
        const year = points.slice(-now.length);
        return [
          { name: spanOf(now), cells: year.map(({ figure }) => pointCell(figure)) },
          { name: spanOf(before.map((stretch) => stretch.before)), cells: year.map(({ lastYear }) => pointCell(lastYear)) },
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
          series: series(share),
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
          series: series(issued),
          levels: [],
        }),
        overChart(over),
      ];
      const { points } = share;
      // Of fewer months than tell anything, and of none, nothing is said.
      const isTold = points.some(({ reading }) => reading !== null && reading.variation !== 'too-few');
      return { charts, verdict: isTold ? headlineOf(share.told).clauses : [] };
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
