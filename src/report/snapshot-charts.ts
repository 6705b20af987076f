import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, monthName, partsOf, shortDate } from '../core/day.ts';
import { asItStood, type Counting, emptyTally, startCounting } from '../core/measure.ts';
import { finals } from '../core/measures/finals.ts';
import { within20Weeks } from '../core/measures/within-20-weeks.ts';
import { OpenOver } from '../core/open-over.ts';
import { monthsTo, type Period, shifted, yearBefore } from '../core/period.ts';
import { BANDS } from '../core/position.ts';
import { bandName } from '../core/position-figures.ts';
import { cellOf, figureOf } from './figure.ts';
import { withFinding } from './finding.ts';
import type { Cell, Chart, Figure } from './report.ts';

const MEASURES = [within20Weeks, finals];

/** What the charts of a snapshot are made of: cases are added one at a time and let go. */
interface Months {
  add(c: Case): void;
  /** @param byMonth whether what is counted month by month may be shown */
  charts(position: Record<string, Figure>, byMonth: boolean): Chart[];
}

/**
 * Starts what a snapshot shows month by month: the plans of the 12 months that end with that of the as-of day, beside those of the
 * 12 before, and the cases open for long at the end of each of the last 13 months and on the day itself.
 */
export function startMonths(asOf: Day, conventions: Conventions): Months {
  const now = monthsTo(asOf, 12);
  // The month of the as-of day beside the same dates a year before, as on the page; the others whole beside whole.
  const before = now.map((month, at) => (at < now.length - 1 ? shifted(month, -12) : yearBefore(month)));
  const plans = new PlansByMonth([...before, ...now], conventions);
  const ends = monthsTo(asOf, 14).map(({ to }) => to);
  const over = new OpenOver(now.at(-1)?.soFar === true ? ends : ends.slice(1), conventions);
  return {
    add(c) {
      plans.add(c);
      over.add(c);
    },
    charts(position, byMonth) {
      if (!byMonth) return [bandChart(position)];
      const cells = plans.cells();
      const series = (at: number) => [
        { name: spanOf(now), cells: cells.slice(before.length).map((month) => month[at] as Cell) },
        { name: spanOf(before), cells: cells.slice(0, before.length).map((month) => month[at] as Cell) },
      ];
      const labels = now.map(labelOf);
      return [
        bandChart(position),
        withFinding({
          kind: 'chart',
          id: 'within-20-weeks-by-month',
          heading: 'Plans within 20 weeks, by month',
          place: 'notes',
          form: 'lines',
          axis: 'Month',
          labels,
          series: series(0),
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
          series: series(1),
          levels: [],
        }),
        overChart(over),
      ];
    },
  };
}

/** The plans sent in each of some months, the earliest first: each plan is only shown to its own month. */
class PlansByMonth {
  private readonly first: Day;
  /** The month of each day from the first on; null between months, where one is not over. */
  private readonly monthOn: (Counting | null)[] = [];
  private readonly months: readonly Counting[];

  constructor(months: readonly Month[], conventions: Conventions) {
    this.first = months[0]?.from ?? (0 as Day);
    this.months = months.map((month) => {
      const counting = startCounting(MEASURES, [asItStood(month, conventions)]);
      while (this.monthOn.length < month.from - this.first) this.monthOn.push(null);
      while (this.monthOn.length <= month.to - this.first) this.monthOn.push(counting);
      return counting;
    });
  }

  add(c: Case): void {
    // The day of every measure of plans.
    if (c.finalPlan !== null && c.finalPlan >= this.first) this.monthOn[c.finalPlan - this.first]?.add(c);
  }

  /** A cell for each measure, month by month. */
  cells(): Cell[][] {
    return this.months.map((counting) => {
      const tallies = counting.finish()[0]?.tallies ?? [];
      return MEASURES.map((measure, at) => cellOf(figureOf(measure, tallies[at] ?? emptyTally())));
    });
  }
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

function overChart({ days, over20, over52 }: OpenOver): Chart {
  const series = (name: string, counts: readonly number[]) => ({ name, cells: counts.map((value): Cell => ({ kind: 'count', value })) });
  return withFinding({
    kind: 'chart',
    id: 'open-over-by-month',
    heading: 'Cases open over 20 and over 52 weeks',
    place: 'notes',
    form: 'lines',
    axis: 'On',
    labels: days.map(shortDate),
    series: [series('Over 20 weeks', over20), series('Over 52 weeks', over52)],
    levels: [],
  });
}
