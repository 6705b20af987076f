import { type Case, clockStart } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { zeros } from '../core/counts.ts';
import { type Day, daysBetween, isoDate, longDate, partsOf, shortDate } from '../core/day.ts';
import { asItStood, emptyTally, startCounting, type WindowTallies } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { labelOf, type Period, periodOf, yearBefore } from '../core/period.ts';
import { BANDS, type Band, bandOf, positionOn, STAGES, type Stage, stageOn } from '../core/position.ts';
import { meanWeeks, medianWeeks, percentage, wholeWeeks } from '../core/proportion.ts';
import { definitions, STAGE_NAMES } from './definitions.ts';
import { cellOf, figureOf, shareOf } from './figure.ts';
import { headed, type ReportContext } from './provenance.ts';
import type { Cell, Figure, PeriodFigures, Report, Section } from './report.ts';
import { nOfD, number, oneDecimal, percent, plural } from './words.ts';

/** The open cases of one day. */
interface Stock {
  open: number;
  byBand: Record<Band, number>;
  byStage: Record<Stage, number>;
  over52Allocated: number;
  over52WithDraft: number;
  /** Days open of the cases over 20 weeks: their sum, and how many had each number. */
  over20Days: number;
  over20ByDays: Map<number, number>;
  longestDays: number;
  reopened: number;
  closedDateNotKnown: number;
  notYetReceived: number;
}

/** The same with what follows from it. */
interface Standing extends Stock {
  over20: number;
  over52: number;
  over20Mean: number | null;
  over20Median: number | null;
  /** Whole weeks; null where none is open. */
  longest: number | null;
}

function standingOf(stock: Stock): Standing {
  const over20 = stock.open - stock.byBand['0-20'];
  return {
    ...stock,
    over20,
    over52: stock.byBand['over-52'],
    over20Mean: meanWeeks(stock.over20Days, over20),
    over20Median: medianWeeks(stock.over20ByDays),
    longest: stock.longestDays < 0 ? null : wholeWeeks(stock.longestDays),
  };
}

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
 */
export function startSnapshot(asOf: Day, conventions: Conventions): Snapshot {
  const stock: Stock = {
    open: 0,
    byBand: zeros(BANDS.map(({ id }) => id)),
    byStage: zeros(STAGES),
    over52Allocated: 0,
    over52WithDraft: 0,
    over20Days: 0,
    over20ByDays: new Map(),
    longestDays: -1,
    reopened: 0,
    closedDateNotKnown: 0,
    notYetReceived: 0,
  };
  const named = periodsAt(asOf);
  const windows = named.flatMap(([, period]) => {
    return [{ from: period.from, to: period.to, asOf, conventions }, asItStood(yearBefore(period), conventions)];
  });
  const counting = startCounting(CASE_MEASURES, windows);
  return {
    add(c) {
      addToStock(stock, c, asOf, conventions);
      counting.add(c);
    },
    report(context) {
      const counted = counting.finish();
      const periods = named.map(([id, period], at) => ({ id, period, now: counted[at * 2] as WindowTallies, lastYear: counted[at * 2 + 1] as WindowTallies }));
      return reportOf(stock, periods, asOf, conventions, context);
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

function addToStock(stock: Stock, c: Case, asOf: Day, conventions: Conventions): void {
  const { visible, closing, reopened } = positionOn(c, asOf);
  if (!visible) {
    stock.notYetReceived++;
    return;
  }
  if (closing !== null) {
    if (closing.day === null) stock.closedDateNotKnown++;
    return;
  }
  const received = clockStart(c);
  // Without a usable received date a row is visible only from its final plan on, and so never open.
  if (received === null) return;
  const days = daysBetween(received, asOf);
  const band = bandOf(days, conventions);
  stock.open++;
  stock.byBand[band]++;
  stock.byStage[stageOn(c, asOf, reopened)]++;
  if (reopened) stock.reopened++;
  if (days > stock.longestDays) stock.longestDays = days;
  if (band !== '0-20') {
    stock.over20Days += days;
    stock.over20ByDays.set(days, (stock.over20ByDays.get(days) ?? 0) + 1);
  }
  if (band === 'over-52') {
    if (c.allocated) stock.over52Allocated++;
    if (c.draftPlan !== null && c.draftPlan <= asOf) stock.over52WithDraft++;
  }
}

function reportOf(stock: Stock, periods: PeriodCounting[], asOf: Day, conventions: Conventions, context: ReportContext): Report {
  const standing = standingOf(stock);
  const figures = stockFigures(standing);
  const periodFigures = Object.fromEntries(periods.map((period) => [period.id, figuresOf(period)]));
  const { head, sections } = headed('snapshot', `EHC plans: where we stand on ${longDate(asOf)}`, context, {
    asOf,
    notYetReceived: stock.notYetReceived,
    conventions,
  });
  return {
    ...head,
    summary: summary(standing, periodFigures),
    figures,
    periods: periodFigures,
    sections: [
      openSection(standing, asOf),
      bandSection(stock, conventions),
      stageSection(stock),
      periodSection(periods, periodFigures, conventions),
      ...sections,
      ...definitions(conventions, CASE_MEASURES),
    ],
  };
}

function stockFigures(standing: Standing): Record<string, Figure> {
  const cases = (label: string, value: number): Figure => ({ label, unit: 'cases', value });
  return {
    open: cases('Open EHC needs assessments', standing.open),
    'open-within-20-weeks': cases('Open, within 20 weeks', standing.byBand['0-20']),
    'open-over-20-weeks': cases('Open, over 20 weeks', standing.over20),
    ...Object.fromEntries(BANDS.map(({ id }) => [`open-band-${id}`, cases(`Open, ${bandName(id)}`, standing.byBand[id])])),
    'open-over-52-weeks': cases('Open, over 52 weeks', standing.over52),
    'open-over-52-weeks-allocated': cases('Open over 52 weeks, with a co-ordinator named', standing.over52Allocated),
    'open-over-52-weeks-with-draft': cases('Open over 52 weeks, with a draft plan sent', standing.over52WithDraft),
    'open-over-20-weeks-mean-weeks': {
      label: 'Mean weeks open of the cases over 20 weeks',
      unit: 'weeks',
      value: standing.over20Mean,
      numerator: standing.over20Days,
      denominator: standing.over20,
    },
    'open-over-20-weeks-median-weeks': {
      label: 'Median weeks open of the cases over 20 weeks',
      unit: 'weeks',
      value: standing.over20Median,
      denominator: standing.over20,
    },
    'open-longest-weeks': { label: 'Longest open, in whole weeks', unit: 'weeks', value: standing.longest },
    'open-reopened': cases('Open again after a refusal', standing.reopened),
    'closed-date-not-known': cases('Closed, but the list does not say when', standing.closedDateNotKnown),
    ...Object.fromEntries(STAGES.map((stage) => [`open-${stage}`, cases(`Open, ${STAGE_NAMES[stage]}`, standing.byStage[stage])])),
  };
}

/** `21 to 30 weeks` */
function bandName(band: Band): string {
  if (band === 'over-52') return 'over 52 weeks';
  if (band === '0-20') return 'within 20 weeks';
  return `${band.replace('-', ' to ')} weeks`;
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

/** What a member should take away, true for none, one and many. */
function summary({ open, over20, over52, over20Mean, over20Median, longest }: Standing, periods: Record<string, PeriodFigures>): string[] {
  if (open === 0) return ['No assessment is open.', ...yearSentence(periods)];
  const sentences = [`${plural(open, 'assessment is', 'assessments are')} open. ${overPhrase(over20, over52, open)}.`];
  const mean = oneDecimal(over20Mean);
  if (over20 === 1) sentences.push(`It has been open for ${mean} weeks.`);
  if (over20 > 1) {
    const wait = `${mean} weeks on average (median ${oneDecimal(over20Median)}), the longest for ${number(longest ?? 0)} whole weeks`;
    sentences.push(`The ${number(over20)} over 20 weeks have been open for ${wait}.`);
  }
  return [...sentences, ...yearSentence(periods)];
}

function overPhrase(over: number, over52: number, open: number): string {
  if (over === 0) return 'None has passed 20 weeks';
  const passed = `${number(over)} (${percent(percentage(over, open))}) ${over === 1 ? 'has' : 'have'} passed 20 weeks`;
  if (over === 1) return over52 === 1 ? `${passed}, and 52 weeks too` : `${passed}, but not 52 weeks`;
  return `${passed}, ${over52 === 0 ? 'none' : number(over52)} of them 52 weeks`;
}

function yearSentence(periods: Record<string, PeriodFigures>): string[] {
  const year = periods['last-12-months'];
  const now = year?.figures['within-20-weeks'];
  const before = year?.lastYear.figures['within-20-weeks'];
  if (now === undefined || before === undefined || now.denominator === undefined || now.denominator === 0) return [];
  const then = before.denominator === undefined || before.denominator === 0 ? '' : `; in the 12 months before, ${inTime(before)}`;
  return [`Of the plans issued in the last 12 months, leaving out exceptions, ${inTime(now)} came within 20 weeks${then}. The law asks for all.`];
}

function inTime({ value, numerator = 0, denominator = 0 }: Figure): string {
  return `${nOfD(numerator, denominator)} (${percent(value)})`;
}

function openSection(standing: Standing, asOf: Day): Section {
  const { open, byBand, over20, over52 } = standing;
  const none: Cell = { kind: 'text', text: '' };
  const cases = (value: number): Cell => ({ kind: 'count', value });
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
      { header: 'Open', cells: [cases(open), none] },
      { header: 'Within 20 weeks', cells: [cases(byBand['0-20']), shareOf(byBand['0-20'], open)] },
      { header: 'Over 20 weeks', cells: [cases(over20), shareOf(over20, open)] },
      { header: 'Over 52 weeks', cells: [cases(over52), shareOf(over52, open)] },
      { header: 'with a co-ordinator named', under: true, cells: [cases(standing.over52Allocated), shareOf(standing.over52Allocated, over52)] },
      { header: 'with a draft plan sent', under: true, cells: [cases(standing.over52WithDraft), shareOf(standing.over52WithDraft, over52)] },
      { header: 'Mean weeks open, over 20 weeks', cells: [{ kind: 'weeks', value: standing.over20Mean }, none] },
      { header: 'Median weeks open, over 20 weeks', cells: [{ kind: 'weeks', value: standing.over20Median }, none] },
      { header: 'Longest open, whole weeks', cells: [wholeWeeksCell(standing.longest), none] },
      { header: 'Open again after a refusal', cells: [cases(standing.reopened), shareOf(standing.reopened, open)] },
      { header: 'Closed, date not known (not open)', cells: [cases(standing.closedDateNotKnown), none] },
    ],
    notes: [],
  };
}

function wholeWeeksCell(weeks: number | null): Cell {
  return weeks === null ? { kind: 'weeks', value: null } : { kind: 'count', value: weeks };
}

function bandSection(stock: Stock, conventions: Conventions): Section {
  let first = 0;
  return {
    kind: 'table',
    id: 'bands',
    heading: 'By weeks open',
    place: 'page',
    caption: 'Open cases by weeks since the request was received; the bands add up to all open cases',
    rowHeading: 'Weeks',
    columns: [
      { lines: ['Days'], align: 'right' },
      { lines: ['Cases'], align: 'right' },
      { lines: ['Share'], align: 'right' },
    ],
    rows: BANDS.map(({ id, lastWeek }) => {
      const last = lastDayWithin(lastWeek, conventions);
      const days = last === Number.POSITIVE_INFINITY ? `${first} or more` : `${first} to ${last}`;
      first = last + 1;
      return { header: bandName(id), cells: [{ kind: 'text', text: days }, { kind: 'count', value: stock.byBand[id] }, shareOf(stock.byBand[id], stock.open)] };
    }),
    notes: [],
  };
}

function stageSection(stock: Stock): Section {
  return {
    kind: 'table',
    id: 'stages',
    heading: 'By stage',
    place: 'page',
    caption: 'Open cases by the last step taken; the stages add up to all open cases',
    rowHeading: 'Stage',
    columns: [
      { lines: ['Cases'], align: 'right' },
      { lines: ['Share'], align: 'right' },
    ],
    rows: STAGES.map((stage) => ({
      header: STAGE_NAMES[stage],
      cells: [{ kind: 'count', value: stock.byStage[stage] }, shareOf(stock.byStage[stage], stock.open)],
    })),
    notes: [],
  };
}

function periodSection(periods: PeriodCounting[], figures: Record<string, PeriodFigures>, { dayOfReceipt }: Conventions): Section {
  const cells = (pick: (period: PeriodFigures) => Record<string, Figure>, id: string): Cell[] =>
    Object.values(figures).map((period) => cellOf(pick(period)[id] ?? { label: '', unit: 'cases', value: null }));
  const day140 = Object.values(figures).map(({ figures: now }) => number(now['within-20-weeks-all']?.onDay140 ?? 0));
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
