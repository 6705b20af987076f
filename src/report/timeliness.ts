import { type Case, isVisible } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { type Day, isoDate, shortDate } from '../core/day.ts';
import { asItStood, emptyTally, inPile, type Measure, startCounting, type Tally, type Verdict } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { labelOf, type Period, yearBefore } from '../core/period.ts';
import { percentage } from '../core/proportion.ts';
import type { ReportContext } from './context.ts';
import { countCell } from './count-cell.ts';
import { definitions } from './definitions.ts';
import { DAY_140, figureOf } from './figure.ts';
import { withFinding } from './finding.ts';
import { Groups } from './groups.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { Cell, Chart, Column, Figure, PeriodFigures, Report, Row, Section } from './report.ts';
import { capital, groupName, nOfD, number, oneDecimal, percent, plural } from './words.ts';

/** One column of the table, as DfE has them: including exceptions, or leaving them out. */
type Cohort = '-all' | '';

const KINDS = ['within-20-weeks', 'mean-weeks-to-issue', 'median-weeks-to-issue'] as const;

/** The measures that the table is made of: the two cohorts of plans, and their averages. */
const MEASURES = CASE_MEASURES.filter(({ id }) => KINDS.some((kind) => id === kind || id === `${kind}-all`));

/** What is counted for one group of cases, this period and the same dates last year. */
class Count {
  private readonly counting;
  private readonly conventions: Conventions;

  constructor(period: Period, asOf: Day, conventions: Conventions) {
    this.conventions = conventions;
    this.counting = startCounting(MEASURES, [{ from: period.from, to: period.to, asOf, conventions }, asItStood(yearBefore(period), conventions)]);
  }

  add(c: Case): void {
    this.counting.add(c);
  }

  finish(): { now: Record<string, Figure>; lastYear: Record<string, Figure> } {
    const [now, lastYear] = this.counting.finish().map(({ tallies }) => figuresOf(tallies, this.conventions));
    return { now: now ?? {}, lastYear: lastYear ?? {} };
  }
}

/** Some of the plans of a cohort, by how long they took: which they are, and how many of a tally. */
interface Band {
  id: string;
  name: string;
  /** Which plans of the cohort they are. */
  words: string;
  holds(verdict: Verdict, conventions: Conventions): boolean;
  count(tally: Tally, conventions: Conventions): number;
}

const isOver52 = (days: number | null, conventions: Conventions): boolean => days !== null && days > lastDayWithin(52, conventions);

function countOver52({ byDays }: Tally, conventions: Conventions): number {
  let over52 = 0;
  for (const [days, count] of byDays) if (isOver52(days, conventions)) over52 += count;
  return over52;
}

const ISSUED: Band = {
  id: 'issued',
  name: 'Plans issued',
  words: 'plans issued',
  holds: () => true,
  count: (tally) => inPile(tally, 'met') + inPile(tally, 'missed') + inPile(tally, 'notKnown'),
};

/** The bands touch, and with "not known" add up to all plans issued. */
const BANDS: readonly Band[] = [
  {
    id: 'issued-within-20-weeks',
    name: 'Issued within 20 weeks',
    words: 'within 20 weeks',
    holds: ({ pile }) => pile === 'met',
    count: (tally) => inPile(tally, 'met'),
  },
  {
    id: 'issued-20-to-52-weeks',
    name: 'Issued after 20 and within 52 weeks',
    words: 'after 20 and within 52 weeks',
    holds: ({ pile, days }, conventions) => pile === 'missed' && !isOver52(days, conventions),
    count: (tally, conventions) => inPile(tally, 'missed') - countOver52(tally, conventions),
  },
  {
    id: 'issued-over-52-weeks',
    name: 'Issued after 52 weeks',
    words: 'after 52 weeks',
    holds: ({ days }, conventions) => isOver52(days, conventions),
    count: countOver52,
  },
  {
    id: 'issued-not-known',
    name: 'Issued, days not known',
    words: 'days not known',
    holds: ({ pile }) => pile === 'notKnown',
    count: (tally) => inPile(tally, 'notKnown'),
  },
];

const ON_DAY_140: Band = {
  id: 'issued-on-day-140',
  name: 'Issued on exactly day 140',
  words: 'on exactly day 140',
  holds: ({ days }) => days === DAY_140,
  count: ({ byDays }) => byDays.get(DAY_140) ?? 0,
};

const WORDS: Record<Cohort, string> = { '-all': 'including exceptions', '': 'leaving out exceptions' };
const COHORT_IDS = ['-all', ''] as const;

/** The measure whose denominator is the cohort, or its mean or median. */
const measureIn = (kind: (typeof KINDS)[number], cohort: Cohort): Measure => MEASURES.find(({ id }) => id === `${kind}${cohort}`) as Measure;

/** A figure of the table that counts plans. */
export interface IssuedFigure {
  id: string;
  label: string;
  cohort: Cohort;
  measure: Measure;
  band: Band;
}

/** Every figure of the table that counts plans, in its order. */
export const ISSUED_FIGURES: readonly IssuedFigure[] = COHORT_IDS.flatMap((cohort) =>
  [ISSUED, ...BANDS, ...(cohort === '-all' ? [ON_DAY_140] : [])].map((band) => ({
    id: `${band.id}${cohort}`,
    label: `${band.name}, ${WORDS[cohort]}`,
    cohort,
    measure: measureIn('within-20-weeks', cohort),
    band,
  })),
);

/** One figure of the table. @param tally of the measure whose denominator is the cohort */
export function issuedFigureOf({ label, measure, band }: IssuedFigure, tally: Tally, conventions: Conventions): Figure {
  const value = band.count(tally, conventions);
  if (band === ON_DAY_140) return { label, unit: 'plans', value };
  const { excluded = [], outOfScope = [] } = figureOf(measure, tally);
  const issued = ISSUED.count(tally, conventions);
  if (band === ISSUED) return { label, unit: 'plans', value, denominator: issued, excluded, outOfScope };
  return { label, unit: 'plans', value, denominator: issued, percent: percentage(value, issued) };
}

/** How long the plans of both cohorts took. */
function figuresOf(tallies: readonly Tally[], conventions: Conventions): Record<string, Figure> {
  const tallyOf = (measure: Measure): Tally => tallies[MEASURES.indexOf(measure)] ?? emptyTally();
  return Object.fromEntries(
    COHORT_IDS.flatMap((cohort) => {
      const counts = ISSUED_FIGURES.filter((figure) => figure.cohort === cohort);
      const averages = (['mean-weeks-to-issue', 'median-weeks-to-issue'] as const).map((kind) => measureIn(kind, cohort));
      const [day140, bands] = [counts.filter(({ band }) => band === ON_DAY_140), counts.filter(({ band }) => band !== ON_DAY_140)];
      const count = (figure: IssuedFigure): [string, Figure] => [figure.id, issuedFigureOf(figure, tallyOf(figure.measure), conventions)];
      return [...bands.map(count), ...averages.map((measure): [string, Figure] => [measure.id, figureOf(measure, tallyOf(measure))]), ...day140.map(count)];
    }),
  );
}

/** The DfE table of one period: cases are added one at a time and let go; then the report is made. */
export interface Timeliness {
  /** @param group the value by which the report is split */
  add(c: Case, group: string): void;
  report(context: ReportContext): Report;
}

/**
 * Starts the DfE table: plans issued in a period by how long they took, including exceptions and leaving them out.
 * @param by the heading by which it is split; null where it is not
 * @param dfe what DfE published of the same year, to be set beside; never where the report is published
 * Source: DfE, Education, health and care plans, timeliness_20_week; section 3 of its data guidance.
 */
export function startTimeliness(period: Period, asOf: Day, conventions: Conventions, by: string | null, dfe: Reconciliation | null = null): Timeliness {
  const start = (): Count => new Count(period, asOf, conventions);
  const whole = start();
  const groups = new Groups(start);
  let notYetReceived = 0;
  return {
    add(c, group) {
      if (!isVisible(c, asOf)) notYetReceived++;
      whole.add(c);
      dfe?.add(c);
      if (by !== null) groups.of(group).add(c);
    },
    report(context) {
      const counted = whole.finish();
      const before = yearBefore(period);
      const label = labelOf(period);
      const own: PeriodFigures = {
        from: isoDate(period.from),
        to: isoDate(period.to),
        label,
        figures: counted.now,
        lastYear: { from: isoDate(before.from), to: isoDate(before.to), figures: counted.lastYear },
      };
      const split = groups.inOrder().map(([name, count]) => ({ name, figures: count.finish().now }));
      const all = { figures: counted.now, periods: { period: own }, ...(by === null ? {} : { by: { column: by, groups: split } }), notYetReceived };
      const { numbers, contexts } = published(all, [context]);
      const { notYetReceived: toCome, ...said } = numbers;
      const { figures: now, lastYear } = said.periods.period;
      const title = `EHC plans issued in ${label}: how long they took`;
      const beside = dfe?.finish(context);
      const { head, sections } = headed('timeliness', title, [...contexts, ...(dfe?.contexts ?? [])], { asOf, notYetReceived: toCome, conventions });
      const [inForce, ...behind] = definitions(conventions, MEASURES);
      return {
        ...head,
        summary: [...summaryOf(now, lastYear.figures, period), ...(beside === undefined ? [] : [beside.sentence])],
        ...said,
        ...(beside === undefined ? {} : { figures: { ...said.figures, ...beside.figures }, reconciliation: beside.reconciliation }),
        sections: [
          tableOf(now, lastYear.figures, period),
          ...(beside?.sections ?? []),
          ...(said.by === undefined ? [] : [splitSection(said.by.column, said.by.groups)]),
          ...sections,
          ...(inForce === undefined ? [] : [inForce]),
          chartOf(now, lastYear.figures, label),
          ...behind,
        ],
      };
    },
  };
}

/** Null where it is suppressed. */
const countIn = (figures: Record<string, Figure>, id: string): number | null => (figures[id] as Figure).value;

/** What is suppressed is left unsaid. */
function summaryOf(now: Record<string, Figure>, lastYear: Record<string, Figure>, { from, to }: Period): string[] {
  const dates = `between ${shortDate(from)} and ${shortDate(to)}`;
  const [all, issued] = [countIn(now, 'issued-all'), countIn(now, 'issued')];
  if (all === 0) return [`No plan that counts was issued ${dates}.`];
  const inTime = (figures: Record<string, Figure>): string | null => {
    const { value = null, denominator, percent: share } = figures['issued-within-20-weeks'] as Figure;
    return value === null || typeof denominator !== 'number' ? null : `${nOfD(value, denominator)} (${percent(share ?? null)})`;
  };
  const [came, cameThen] = [inTime(now), inTime(lastYear)];
  const then = cameThen === null || countIn(lastYear, 'issued') === 0 ? '' : `; on the same dates a year before, ${cameThen}`;
  const unsaid = all === null && came === null;
  return [
    ...(unsaid ? [`How many plans were issued ${dates}, and how many of them within 20 weeks, is suppressed, as small numbers may identify a child.`] : []),
    ...(all === null ? [] : [`${plural(all, 'plan was', 'plans were')} issued ${dates}${exceptionWords(all, issued)}.`]),
    ...(came === null
      ? unsaid
        ? ['The law asks for every plan within 20 weeks, unless an exception applies.']
        : []
      : [`Of those without an exception, ${came} came within 20 weeks${then}. The law asks for all.`]),
    ...durations(now, all),
  ];
}

function exceptionWords(all: number, issued: number | null): string {
  if (issued === null) return '';
  return all === 1 ? `, ${issued === 1 ? 'without' : 'with'} an exception` : `, ${number(issued)} of them without an exception`;
}

/** How long several plans took; what is not known or suppressed is left unsaid. */
function durations(now: Record<string, Figure>, all: number | null): string[] {
  const [mean, median, over52] = ['mean-weeks-to-issue-all', 'median-weeks-to-issue-all', 'issued-over-52-weeks-all'].map((id) => countIn(now, id));
  if (all === 1 || mean == null || median == null) return [];
  const long = over52 == null ? '' : `; ${over52 === 0 ? 'none' : number(over52)} took more than 52 weeks`;
  return [`Including exceptions, plans took ${oneDecimal(mean)} weeks on average (median ${oneDecimal(median)})${long}.`];
}

const ROWS: readonly { id: string; header: string }[] = [
  { id: 'issued', header: 'Plans issued' },
  { id: 'issued-within-20-weeks', header: 'Within 20 weeks' },
  { id: 'issued-20-to-52-weeks', header: 'After 20 and within 52 weeks' },
  { id: 'issued-over-52-weeks', header: 'After 52 weeks' },
  { id: 'issued-not-known', header: 'Days not known' },
  { id: 'mean-weeks-to-issue', header: 'Mean weeks' },
  { id: 'median-weeks-to-issue', header: 'Median weeks' },
];

function cell(figures: Record<string, Figure>, id: string): Cell {
  const figure = figures[id];
  return figure === undefined ? { kind: 'text', text: '' } : countCell(figure);
}

const COHORTS: readonly { cohort: Cohort; lines: string[] }[] = [
  { cohort: '', lines: ['Leaving out', 'exceptions'] },
  { cohort: '-all', lines: ['Including', 'exceptions'] },
];

function tableOf(now: Record<string, Figure>, lastYear: Record<string, Figure>, { from, to }: Period): Section {
  const columns: Column[] = COHORTS.map(({ lines }) => ({ lines, align: 'right' }));
  return {
    kind: 'table',
    id: 'timeliness',
    heading: 'How long plans took',
    place: 'page',
    caption: `Plans issued from ${shortDate(from)} to ${shortDate(to)}, and below each the same dates a year before; the four bands add up to all plans issued`,
    rowHeading: 'Plans',
    columns,
    rows: ROWS.flatMap(({ id, header }): Row[] => [
      { header, cells: COHORTS.map(({ cohort }) => cell(now, `${id}${cohort}`)) },
      { header: 'last year', under: true, cells: COHORTS.map(({ cohort }) => cell(lastYear, `${id}${cohort}`)) },
    ]),
    notes: [
      'The law asks for every plan in time, unless an exception in the Regulations applies: 100%, whatever a local target says.',
      `Sent exactly 140 days after the request, including exceptions: ${number(countIn(now, 'issued-on-day-140-all'))}.`,
    ],
  };
}

/** The bands, which are the rows of the table that add up to all plans issued. */
function chartOf(now: Record<string, Figure>, lastYear: Record<string, Figure>, label: string): Chart {
  const rows = ROWS.filter(({ id }) => BANDS.some((band) => band.id === id));
  const series = (name: string, figures: Record<string, Figure>) => ({ name, cells: rows.map(({ id }) => cell(figures, id)) });
  return withFinding({
    kind: 'chart',
    id: 'issued-by-band',
    heading: 'How long plans took, leaving out exceptions',
    place: 'notes',
    form: 'columns',
    axis: 'Plans',
    labels: rows.map(({ header }) => header),
    series: [series(label, now), series('last year', lastYear)],
    levels: [],
  });
}

function splitSection(by: string, split: readonly { name: string; figures: Record<string, Figure> }[]): Section {
  if (split.length === 0)
    return { kind: 'list', id: 'split', heading: `By ${by}`, place: 'page', items: ['No row of the list is counted, so there is nothing to split.'] };
  return {
    kind: 'table',
    id: 'split',
    heading: `By ${by}`,
    place: 'page',
    caption: `Plans issued within 20 weeks, by ${by}`,
    rowHeading: capital(by),
    columns: COHORTS.map(({ lines }) => ({ lines, align: 'right' })),
    rows: split.map(({ name, figures }) => ({
      header: groupName(name),
      cells: COHORTS.map(({ cohort }) => cell(figures, `issued-within-20-weeks${cohort}`)),
    })),
    notes: [],
  };
}
