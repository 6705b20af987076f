import type { Case } from '../core/case.ts';
import { COHORT_WEEKS, CohortCounting } from '../core/cohort.ts';
import type { Conventions } from '../core/conventions.ts';
import { addYears, type Day, fromTo, isoDate, longDate, shortDate } from '../core/day.ts';
import { emptyTally, startCounting, type Window } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { labelOf, type Period, yearBefore } from '../core/period.ts';
import { percentage } from '../core/proportion.ts';
import { curveChart } from './cohort-chart.ts';
import { AT_WEEK, COHORT_FIGURES, COHORT_TERMS, NOT_YET, OUTCOMES } from './cohort-figures.ts';
import { cohortKnown, isOfGroups, unprinted } from './cohort-known.ts';
import type { Numbers, ReportContext } from './context.ts';
import { countCell } from './count-cell.ts';
import { definitions } from './definitions.ts';
import { cellOf, figureOf } from './figure.ts';
import { Groups } from './groups.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Column, Figure, PeriodFigures, Report, Row, Section } from './report.ts';
import { Seen } from './seen.ts';
import { capital, groupName, listed, nOfD, number, oneDecimal, percent, plural } from './words.ts';

/** The rate by the day of the request, and beside it those by the day of issue. */
const RATES = ['cohort-within-20-weeks', 'within-20-weeks', 'within-20-weeks-all'].flatMap((id) => CASE_MEASURES.filter((measure) => measure.id === id));

/** What is counted for one group of cases: of the period, and of the same dates a year before. */
class Count {
  readonly cohorts: readonly CohortCounting[];
  private readonly rates;

  constructor(windows: readonly Window[]) {
    this.rates = startCounting(RATES, windows);
    this.cohorts = windows.map((window) => new CohortCounting(window));
  }

  add(c: Case): void {
    this.rates.add(c);
    for (const cohort of this.cohorts) cohort.add(c);
  }

  /** The figures of each window, by their ids. */
  figures(): Figures[] {
    return this.rates.finish().map(({ window, tallies }, at) => ({
      ...Object.fromEntries(COHORT_FIGURES.map(({ id, figure }) => [id, figure(this.cohorts[at] as CohortCounting, window.conventions)])),
      ...Object.fromEntries(RATES.map((rate, one) => [rate.id, figureOf(rate, tallies[one] ?? emptyTally())])),
    }));
  }
}

/** What became of the requests of a period: cases are added one at a time and let go; then the report is made. */
export interface Cohort {
  /** @param group the value by which the report is split */
  add(c: Case, group: string): void;
  report(context: ReportContext): Report;
}

/**
 * Starts the report on the requests received in a period: what became of them, and by when. Beside them stand those
 * received on the same dates a year before, as they were seen a year before: as old as these are now.
 * @param by the heading by which it is split; null where it is not
 */
export function startCohort(period: Period, asOf: Day, conventions: Conventions, by: string | null): Cohort {
  const before = { ...yearBefore(period), asOf: addYears(asOf, -1) };
  const windows: readonly Window[] = [
    { from: period.from, to: period.to, asOf, conventions },
    { ...before, conventions },
  ];
  const whole = new Count(windows);
  const groups = new Groups(() => new Count(windows.slice(0, 1)));
  const seen = new Seen(asOf);
  return {
    add(c, group) {
      seen.add(c);
      whole.add(c);
      if (by !== null) groups.of(group).add(c);
    },
    report(context) {
      const [counted = {}, countedBefore = {}] = whole.figures();
      const own: PeriodFigures = {
        from: isoDate(period.from),
        to: isoDate(period.to),
        label: labelOf(period),
        figures: counted,
        lastYear: { from: isoDate(before.from), to: isoDate(before.to), asOf: isoDate(before.asOf), figures: countedBefore },
      };
      const inOrder = groups.inOrder();
      const isPublic = context.publish !== undefined;
      const split = inOrder.map(([name, count]) => {
        const figures = Object.entries(count.figures()[0] ?? {}).filter(([id]) => !isPublic || isOfGroups(id));
        return { name, figures: Object.fromEntries(figures) };
      });
      const all = {
        figures: counted,
        periods: { period: own },
        ...(by === null ? {} : { by: { column: by, groups: split } }),
        notYetReceived: seen.notYetReceived,
      };
      const structure = isPublic
        ? {
            unprinted: unprinted(
              whole.cohorts,
              inOrder.flatMap(([, count]) => count.cohorts),
            ),
          }
        : {};
      const { numbers, contexts } = published<typeof all & Pick<Numbers, 'unprinted'>>(
        { ...all, ...structure },
        [context],
        isPublic ? cohortKnown(by !== null) : [],
      );
      const { notYetReceived: toCome, unprinted: _, ...said } = numbers;
      const { figures: now, lastYear } = said.periods.period;
      const both: BothYears = { label: own.label, windows, figures: [now, lastYear.figures] };
      const title = `Requests received in ${own.label}: what became of them`;
      const { head, sections } = headed('cohort', title, contexts, { asOf, notYetReceived: toCome, told: seen.told, conventions });
      const [inForce, ...behind] = definitions(conventions, [...RATES, ...COHORT_TERMS]);
      return {
        ...head,
        summary: summaryOf(both),
        ...said,
        sections: [
          outcomeSection(both),
          weekSection(both),
          rateSection(both),
          curveSection(both),
          ...(said.by === undefined ? [] : [splitSection(said.by.column, said.by.groups)]),
          ...sections,
          ...(inForce === undefined ? [] : [inForce]),
          // The curve is made of the count of every day, and would give these away.
          ...(figureIn(now, 'cohort-curve-issued-by-week-20').suppressed ? [] : [curveChart(windows, whole.cohorts)]),
          ...behind,
        ],
      };
    },
  };
}

type Figures = Record<string, Figure>;

/** The period asked for, and the same dates a year before. */
interface BothYears {
  label: string;
  windows: readonly Window[];
  figures: readonly [Figures, Figures];
}

const figureIn = (figures: Figures, id: string): Figure => figures[id] as Figure;

/** Null where it is suppressed. */
const valueIn = (figures: Figures, id: string): number | null => figureIn(figures, id).value;

/** What a member should take away, true for none, one and many; what is suppressed is left unsaid. */
function summaryOf({ windows, figures }: BothYears): string[] {
  const [now, before] = figures;
  const [{ from, to, asOf }, year] = windows as [Window, Window];
  const dates = `from ${longDate(from)} to ${longDate(to)}`;
  const requests = valueIn(now, 'cohort-requests');
  if (requests === 0) return [`No request was received ${dates}.`];
  const became = becameWords(now);
  const [then] = together(before, ['cohort-issued']);
  return [
    ...(requests === null ? [] : [`${plural(requests, 'request was', 'requests were')} received ${dates}.`]),
    ...(became === '' ? [] : [`By ${longDate(asOf)} ${became}.`]),
    ...(then === undefined || valueIn(before, 'cohort-requests') === 0
      ? []
      : [`Of those received on the same dates a year before, ${then.words} had a final plan by ${longDate(year.asOf)}.`]),
    ...rateWords(now),
    ...medianWords(now, before),
  ];
}

/** `150 (22.9%) had a final plan, 64 (9.8%) had been refused, 8 (1.2%) were closed otherwise and 432 (66.1%) were still open` */
function becameWords(now: Figures): string {
  const was = (value: number): string => (value < 2 ? 'was' : 'were');
  return listed([
    ...together(now, ['cohort-issued']).map(({ words }) => `${words} had a final plan`),
    ...together(now, ['cohort-refused-to-assess', 'cohort-refused-to-issue']).map(({ words }) => `${words} had been refused an assessment or a plan`),
    ...together(now, ['cohort-withdrawn', 'cohort-moved', 'cohort-other']).map(({ words, value }) => `${words} ${was(value)} closed otherwise`),
    ...together(now, ['cohort-not-known']).flatMap(({ words, value }) => (value === 0 ? [] : [`${words} had ended on a day not known`])),
    ...together(now, ['cohort-open']).map(({ words, value }) => `${words} ${was(value)} still open`),
  ]);
}

/** Some outcomes together, as a number and a share of the requests; none where a part of it is suppressed. */
function together(figures: Figures, ids: readonly string[]): { value: number; words: string }[] {
  const requests = valueIn(figures, 'cohort-requests');
  let value = 0;
  for (const id of ids) {
    const part = valueIn(figures, id);
    if (part === null || requests === null) return [];
    value += part;
  }
  return [{ value, words: value === 0 ? 'none' : `${number(value)} (${percent(percentage(value, requests ?? 0))})` }];
}

/** The rates side by side; nothing over nothing, and what is suppressed, is left unsaid. */
function rateWords(now: Figures): string[] {
  const said = (id: string): string | null => {
    const { value, numerator, denominator } = figureIn(now, id);
    return value === null ? null : `${nOfD(numerator ?? 0, denominator ?? 0)} (${percent(value)})`;
  };
  const [byRequest, byIssue] = [said('cohort-within-20-weeks'), said('within-20-weeks')];
  const issue =
    byIssue === null ? '' : `f the plans sent in the period, leaving out exceptions, ${byIssue} came within 20 weeks of a request, whenever that was`;
  if (byRequest === null) return issue === '' ? [] : [`O${issue}.`];
  return [
    `Of the requests that are over 20 weeks old and did not end without a plan, ${byRequest} had one within 20 weeks${issue === '' ? '' : `; o${issue}`}.`,
  ];
}

function medianWords(now: Figures, before: Figures): string[] {
  const { value, suppressed, denominator } = figureIn(now, 'cohort-curve-median-weeks');
  if (suppressed || denominator === 0 || denominator === null) return [];
  const one = denominator === 1;
  if (value === null)
    return [
      one
        ? 'When the one that is still open will have a plan, nobody can say yet.'
        : 'Of the requests that have a plan or are still open, nobody can say yet by when half will have one.',
    ];
  if (one) return [`The one request that counts here had its plan within ${oneDecimal(value)} weeks.`];
  const earlier = figureIn(before, 'cohort-curve-median-weeks');
  // A half of one is none.
  const then = earlier.denominator === 1 ? null : earlier.value;
  return [
    `Of the requests that have a plan or are still open, half had a plan within ${oneDecimal(value)} weeks${then === null ? '' : `; a year before, within ${oneDecimal(then)}`}.`,
  ];
}

const dates = ({ from, to }: Window): string => fromTo(from, to);

/** A column for each year, under its name and the day from which it is seen. */
const yearColumns = ({ label, windows }: BothYears): Column[] =>
  windows.map(({ asOf }, at) => ({ lines: [at === 0 ? label : 'a year before', `on ${shortDate(asOf)}`], align: 'right' }));

function outcomeSection(both: BothYears): Section {
  const { windows, figures } = both;
  const [now, before] = windows as [Window, Window];
  const row = (header: string, id: string): Row => ({ header, cells: figures.map((year) => countCell(figureIn(year, id))) });
  return {
    kind: 'table',
    id: 'outcomes',
    heading: 'What became of the requests',
    place: 'page',
    caption: `Requests received from ${dates(now)}, as they stood on ${shortDate(now.asOf)}; beside them those received from ${dates(before)}, as they stood on ${shortDate(before.asOf)}. The outcomes add up to all`,
    rowHeading: 'Requests',
    columns: yearColumns(both),
    rows: [{ header: 'Received', cells: figures.map((year) => cellOf(figureIn(year, 'cohort-requests'))) }, ...OUTCOMES.map(({ id, name }) => row(name, id))],
    notes: ['Each request is followed to its end, or to the day named; a refusal that was overtaken later is no end.'],
  };
}

function weekSection({ figures }: BothYears): Section {
  const kinds = [...AT_WEEK, NOT_YET];
  const cells = (year: Figures, weeks: number): Cell[] => kinds.map(({ id }, at) => (at === 0 ? countCell : cellOf)(figureIn(year, `${id}-${weeks}`)));
  return {
    kind: 'table',
    id: 'by-week',
    heading: 'By when',
    place: 'page',
    caption:
      'What had become of the requests when each week was past, of those old enough; below each the same dates a year before. Each row adds up to all requests received',
    rowHeading: 'Week',
    columns: kinds.map(({ column }) => ({ lines: column, align: 'right' })),
    rows: COHORT_WEEKS.flatMap((weeks): Row[] => [
      { header: `week ${weeks}`, cells: cells(figures[0], weeks) },
      { header: 'last year', under: true, cells: cells(figures[1], weeks) },
    ]),
    notes: ['Requests not yet so old are no part of a share: nobody can say yet what becomes of them by then.'],
  };
}

function rateSection(both: BothYears): Section {
  return {
    kind: 'table',
    id: 'rates',
    heading: 'Within 20 weeks, by request and by issue',
    place: 'page',
    caption: 'The share in time of the requests received in the period, and of the plans sent in it',
    rowHeading: 'Figure',
    columns: yearColumns(both),
    rows: RATES.map(({ id, title }) => ({ header: title, cells: both.figures.map((year) => cellOf(figureIn(year, id))) })),
    notes: [
      'Why they differ: the rate by issue is of the plans sent in the period, however old their requests. It falls while an old backlog is being cleared, and rises while old cases are left to wait. The rate by request is of what was asked for in the period, once week 20 is past and unless it ended without a plan. A fair picture shows both.',
      'The law asks for every plan in time, unless an exception in the Regulations applies: 100%, whatever a local target says.',
    ],
  };
}

function curveSection(both: BothYears): Section {
  const isGone = (weeks: number): boolean => figureIn(both.figures[0], `cohort-curve-issued-by-week-${weeks}`).suppressed === true;
  const row = (header: string, id: string, under?: true): Row => ({
    header,
    ...(under === undefined ? {} : { under }),
    cells: both.figures.map((year) => cellOf(figureIn(year, id))),
  });
  return {
    kind: 'table',
    id: 'curve',
    heading: 'How long until a final plan',
    place: 'page',
    caption: 'Of the requests that have a final plan or are still open: how long until half have one, and the share with one by each week',
    rowHeading: 'Requests',
    columns: yearColumns(both),
    rows: [
      row('With a final plan or still open', 'cohort-curve-requests'),
      row('Weeks until half have a plan', 'cohort-curve-median-weeks'),
      ...COHORT_WEEKS.filter((weeks) => !isGone(weeks)).flatMap((weeks) => [
        row(`With a plan by week ${weeks}`, `cohort-curve-issued-by-week-${weeks}`),
        row('known to have waited longer', `cohort-curve-waiting-at-week-${weeks}`, true),
      ]),
    ],
    notes: [
      'Estimated as Kaplan and Meier do: an open request counts for as long as it has waited. Requests that ended without a plan are left out, as they never get one; an open one may still end so, and until then it holds the shares down.',
      COHORT_WEEKS.every(isGone)
        ? 'The shares by week are not published: they are made of the count of every day, and would give these away.'
        : 'The fewer are known to have waited longer, the less a share says.',
    ],
  };
}

function splitSection(by: string, split: readonly { name: string; figures: Figures }[]): Section {
  const columns: { lines: string[]; cell: (figures: Figures) => Cell }[] = [
    { lines: ['Requests'], cell: (figures) => cellOf(figureIn(figures, 'cohort-requests')) },
    { lines: ['Final plan', 'sent'], cell: (figures) => countCell(figureIn(figures, 'cohort-issued')) },
    { lines: ['By', 'week 20'], cell: (figures) => countCell(figureIn(figures, 'cohort-issued-by-week-20')) },
    { lines: ['Still', 'open'], cell: (figures) => countCell(figureIn(figures, 'cohort-open')) },
  ];
  return {
    kind: 'table',
    id: 'split',
    heading: `By ${by}`,
    place: 'page',
    caption: `Requests received in the period by ${by}: what became of them, and the share with a plan by week 20 of those old enough`,
    rowHeading: capital(by),
    columns: columns.map(({ lines }) => ({ lines, align: 'right' })),
    rows: split.map(({ name, figures }) => ({ header: groupName(name), cells: columns.map(({ cell }) => cell(figures)) })),
    notes: [],
  };
}
