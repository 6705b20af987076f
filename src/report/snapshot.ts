import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate, longDate, partsOf, shortDate } from '../core/day.ts';
import { asItStood, emptyTally, startCounting, type WindowTallies } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { labelOf, type Period, periodOf, yearBefore } from '../core/period.ts';
import { POSITION_FIGURES, PositionCounting } from '../core/position-figures.ts';
import type { ReportContext } from './context.ts';
import { definitions } from './definitions.ts';
import { cellOf, figureOf, positionFigureOf } from './figure.ts';
import { bandSection, openSentence, overPhrase, type Position, type Said, stageSection, valueIn, withShare } from './position-sections.ts';
import { headed } from './provenance.ts';
import { published } from './published.ts';
import type { Cell, Figure, PeriodFigures, Report, Section } from './report.ts';
import { type Months, startMonths } from './snapshot-charts.ts';
import { type Meetings, type MeetingsCounting, startMeetings } from './snapshot-meetings.ts';
import { nOfD, number, oneDecimal, percent } from './words.ts';

interface PeriodCounting {
  id: string;
  period: Period;
  now: WindowTallies;
  lastYear: WindowTallies;
}

/** The one-page snapshot of a day: cases are added one at a time and let go; then the report is made. */
export interface Snapshot {
  add(c: Case): void;
  report(context: ReportContext): Report;
}

/**
 * Starts the snapshot of a day: where the open cases stand, and the case-list measures for the
 * month, quarter, year and financial year to date and the last 12 months, each with the same period last year.
 * @param between the meetings between which it lies: what moved since the last, and what passes a line by the next
 */
export function startSnapshot(asOf: Day, conventions: Conventions, between: Meetings = { since: null, next: null }): Snapshot {
  const positions = new PositionCounting(asOf, conventions);
  const named = periodsAt(asOf);
  const windows = named.flatMap(([, period]) => {
    return [{ from: period.from, to: period.to, asOf, conventions }, asItStood(yearBefore(period), conventions)];
  });
  const counting = startCounting(CASE_MEASURES, windows);
  const months = startMonths(asOf, conventions);
  const meetings = startMeetings(asOf, between, conventions);
  return {
    add(c) {
      positions.add(c);
      counting.add(c);
      months.add(c);
      meetings.add(c);
    },
    report(context) {
      const counted = counting.finish();
      const periods = named.map(([id, period], at) => ({ id, period, now: counted[at * 2] as WindowTallies, lastYear: counted[at * 2 + 1] as WindowTallies }));
      return reportOf(positions, periods, months, meetings, asOf, conventions, context);
    },
  };
}

function periodsAt(asOf: Day): [id: string, period: Period][] {
  const { year, month } = partsOf(asOf);
  const names: Record<string, string> = {
    month: `${year}-${String(month).padStart(2, '0')}`,
    quarter: `${year}-Q${Math.floor((month - 1) / 3) + 1}`,
    'year-to-date': 'year-to-date',
    'financial-year-to-date': 'financial-year-to-date',
    'last-12-months': 'last-12-months',
  };
  return Object.entries(names).map(([id, name]) => [id, periodOf(name, asOf)]);
}

function reportOf(
  positions: PositionCounting,
  periods: PeriodCounting[],
  months: Months,
  meetings: MeetingsCounting,
  asOf: Day,
  conventions: Conventions,
  context: ReportContext,
): Report {
  const counted = {
    figures: Object.fromEntries(POSITION_FIGURES.map((figure) => [figure.id, positionFigureOf(figure, positions.of(figure.id))])),
    periods: Object.fromEntries(periods.map((period) => [period.id, figuresOf(period)])),
    notYetReceived: positions.notYetVisible,
  };
  // Everything below is made of what may be said.
  const { numbers, contexts } = published(counted, [context]);
  const { figures: position, periods: periodFigures, notYetReceived } = numbers;
  // Months and days between meetings are small, and with the periods of the page would give away what is suppressed.
  const whole = context.publish === undefined;
  const { charts, verdict } = months.finish(position, whole);
  const moved = whole ? meetings.figures() : {};
  const said = whole ? meetings.said({ ...position, ...moved }) : { summary: [], sections: [], also: {} };
  const { head, sections } = headed('snapshot', `EHC plans: where we stand on ${longDate(asOf)}`, contexts, { asOf, notYetReceived, conventions });
  const [inForce, ...behind] = definitions(conventions, CASE_MEASURES);
  return {
    ...head,
    ...said.also,
    summary: [...summary(position, periodFigures, verdict), ...said.summary],
    figures: { ...position, ...moved },
    periods: periodFigures,
    sections: [
      openSection(position, asOf),
      bandSection(position, conventions),
      stageSection(position),
      periodSection(periods, periodFigures, conventions),
      ...sections,
      ...(inForce === undefined ? [] : [inForce]),
      ...said.sections,
      ...charts,
      ...behind,
    ],
  };
}

function figuresOf({ period, now, lastYear }: PeriodCounting): PeriodFigures {
  return {
    from: isoDate(period.from),
    to: isoDate(period.to),
    label: labelOf(period),
    figures: measured(now),
    lastYear: { from: isoDate(lastYear.window.from), to: isoDate(lastYear.window.to), figures: measured(lastYear) },
  };
}

function measured({ tallies }: WindowTallies): Record<string, Figure> {
  return Object.fromEntries(CASE_MEASURES.map((measure, at) => [measure.id, figureOf(measure, tallies[at] ?? emptyTally())]));
}

/** What a member should take away, true for none, one and many; what is suppressed is left unsaid. */
function summary(position: Position, periods: Record<string, PeriodFigures>, verdict: string | null): string[] {
  const [open, over20, over52] = ['open', 'open-over-20-weeks', 'open-over-52-weeks'].map((id) => valueIn(position, id)) as [Said, Said, Said];
  if (open === 0) return ['No assessment is open.', ...yearSentence(periods, verdict)];
  if (open === null) return ['How many assessments are open is suppressed, as small numbers may identify a child.', ...yearSentence(periods, verdict)];
  const over = over20 === null ? '' : ` ${overPhrase(over20, over52, open)}.`;
  return [`${openSentence(open)}${over}`, ...waitSentence(position, over20), ...yearSentence(periods, verdict)];
}

function waitSentence(position: Position, over20: Said): string[] {
  const [mean, median] = ['mean', 'median'].map((kind) => valueIn(position, `open-over-20-weeks-${kind}-weeks`)) as [Said, Said];
  if (over20 === null || mean === null || median === null) return [];
  if (over20 === 1) return [`It has been open for ${oneDecimal(mean)} weeks.`];
  const longest = valueIn(position, 'open-longest-weeks');
  const most = longest === null ? '' : `, the longest for ${number(longest)} whole weeks`;
  return [`The ${number(over20)} over 20 weeks have been open for ${oneDecimal(mean)} weeks on average (median ${oneDecimal(median)})${most}.`];
}

function yearSentence(periods: Record<string, PeriodFigures>, verdict: string | null): string[] {
  const year = periods['last-12-months'];
  const now = year?.figures['within-20-weeks'];
  const before = year?.lastYear.figures['within-20-weeks'];
  // Nothing over nothing, or suppressed.
  if (now === undefined || before === undefined || now.value === null) return [];
  const then = before.value === null ? '' : `; in the 12 months before, ${inTime(before)}`;
  return [
    `Of the plans issued in the last 12 months, leaving out exceptions, ${inTime(now)} came within 20 weeks${then}. The law asks for all.${verdict === null ? '' : ` By month: ${verdict}`}`,
  ];
}

function inTime({ value, numerator, denominator }: Figure): string {
  return `${nOfD(numerator ?? 0, denominator ?? 0)} (${percent(value)})`;
}

function openSection(position: Position, asOf: Day): Section {
  const none: Cell = { kind: 'text', text: '' };
  const cases = (id: string): Cell => cellOf(position[id] as Figure);
  const shared = (id: string, of = 'open'): Cell[] => withShare(position, id, of);
  return {
    kind: 'table',
    id: 'open',
    heading: 'Open assessments',
    place: 'page',
    caption: `EHC needs assessments open on ${longDate(asOf)}, by time since the request was received`,
    rowHeading: 'Cases',
    columns: [
      { lines: ['Number'], align: 'right' },
      { lines: ['Share'], align: 'right' },
    ],
    rows: [
      { header: 'Open', cells: [cases('open'), none] },
      { header: 'Within 20 weeks', cells: shared('open-within-20-weeks') },
      { header: 'Over 20 weeks', cells: shared('open-over-20-weeks') },
      { header: 'Over 52 weeks', cells: shared('open-over-52-weeks') },
      { header: 'with a co-ordinator named', under: true, cells: shared('open-over-52-weeks-allocated', 'open-over-52-weeks') },
      { header: 'with a draft plan sent', under: true, cells: shared('open-over-52-weeks-with-draft', 'open-over-52-weeks') },
      { header: 'Mean weeks open, over 20 weeks', cells: [cases('open-over-20-weeks-mean-weeks'), none] },
      { header: 'Median weeks open, over 20 weeks', cells: [cases('open-over-20-weeks-median-weeks'), none] },
      { header: 'Longest open, whole weeks', cells: [cases('open-longest-weeks'), none] },
      { header: 'Open again after a refusal', cells: shared('open-reopened') },
      { header: 'Closed, date not known (not open)', cells: [cases('closed-date-not-known'), none] },
    ],
    notes: [],
  };
}

function periodSection(periods: PeriodCounting[], figures: Record<string, PeriodFigures>, { dayOfReceipt }: Conventions): Section {
  const cells = (pick: (period: PeriodFigures) => Record<string, Figure>, id: string): Cell[] =>
    Object.values(figures).map((period) => cellOf(pick(period)[id] ?? { label: '', unit: 'cases', value: null }));
  const day140 = Object.values(figures).map(({ figures: now }) => number((now['within-20-weeks-all'] as Figure).onDay140 as Said));
  return {
    kind: 'table',
    id: 'periods',
    heading: 'Requests, decisions and plans',
    place: 'page',
    caption: 'Each figure for five periods, and below it the same dates a year before as they stood on their last day',
    rowHeading: 'Figure',
    columns: periods.map(({ period }) => ({
      lines: [period.label, ...(period.soFar ? ['so far'] : []), `${shortDate(period.from)} to`, shortDate(period.to)],
      align: 'right',
    })),
    rows: CASE_MEASURES.flatMap(({ id, title }) => [
      { header: title, cells: cells(({ figures: now }) => now, id) },
      { header: 'last year', under: true, cells: cells(({ lastYear }) => lastYear.figures, id) },
    ]),
    notes: [
      'The law asks for every decision and every plan in time, unless an exception in the Regulations applies: 100%, whatever a local target says.',
      `Plans sent exactly 140 days after the request, including exceptions, in these periods: ${day140.join(', ')}. By this convention they are ${dayOfReceipt === 0 ? 'in time' : 'late'}.`,
    ],
  };
}
