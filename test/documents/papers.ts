import { readFileSync } from 'node:fs';
import type { Case } from '../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { periodsFrom } from '../../src/core/period.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import { SET_ASIDE, WARNINGS } from '../../src/input/problem.ts';
import type { Look } from '../../src/render/renderer.ts';
import type { ReportContext } from '../../src/report/context.ts';
import type { Cell, Chart, Report, Row } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { startTrend } from '../../src/report/trend.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const FONTS = new URL('../../src/render/pdf/fonts/', import.meta.url);

export const look: Look = {
  colour: false,
  width: 80,
  typeface: (weight) => readFileSync(new URL(weight === 'regular' ? 'SourceSans3-Regular.ttf' : 'SourceSans3-SemiBold.ttf', FONTS)),
};

/** One request a day for two and a half years, of every kind, without chance. */
function requests(): Case[] {
  const first = on('2020-02-01');
  return Array.from({ length: 912 }, (_, n): Case => {
    const received = addDays(first, n);
    const request: Case = caseOf({ id: `R${n}`, line: n + 2, received, allocated: n % 3 > 0 });
    if (n % 5 === 0) return { ...request, assessDecision: 'N', assessDecisionDate: addDays(received, 30 + (n % 20)) };
    const assessed: Case = { ...request, assessDecision: 'Y', assessDecisionDate: addDays(received, 30 + (n % 14)) };
    if (n % 17 === 0) return { ...assessed, issueDecision: 'N', issueDecisionDate: addDays(received, 100 + (n % 20)) };
    if (n % 19 === 0) return { ...assessed, draftPlan: addDays(received, 200) };
    return { ...assessed, draftPlan: addDays(received, 110 + (n % 90)), finalPlan: addDays(received, 120 + (n % 100)), exception: n % 41 === 0 };
  });
}

/** The same requests, each closed before the as-of day. */
function closedRequests(): Case[] {
  return requests()
    .filter(({ line }) => line < 300)
    .map((request) => ({ ...request, closed: request.received === null ? null : addDays(request.received, 300) }));
}

function snapshotOf(cases: Case[], context: Partial<ReportContext> = {}): Report {
  const snapshot = startSnapshot(on('2022-07-31'), DEFAULT_CONVENTIONS);
  for (const request of cases) snapshot.add(request);
  const commission = { name: 'People Scrutiny Commission', lastMeeting: '2022-06-27', nextMeeting: '2022-09-26' };
  return snapshot.report(contextOf(cases.length, { authority: 'Anyshire Council', commission, ...context }));
}

/** A paper with everything on it that a good file can bring. */
export const full = (): Report => snapshotOf(requests());

/** A file in which no row could be read. */
export const allSetAside = (): Report =>
  snapshotOf([], {
    read: 18,
    setAside: [
      { code: 'unreadable-date', count: 11, means: 'a date that decides whether the case is open could not be read' },
      { code: 'no-case-id', count: 4, means: 'there is no case id' },
      { code: 'repeated-case-id', count: 3, means: 'the case id stands in an earlier row too' },
    ],
    warnings: [{ code: 'unknown-flag', count: 2, means: 'a flag is neither yes nor no' }],
    setAsideMaybeOpen: 9,
  });

/** A full paper of a file with every fault there is, many times. */
export const everyFault = (): Report => {
  const all = (meanings: Record<string, string>) => Object.entries(meanings).map(([code, means]) => ({ code, count: 1234, means }));
  return snapshotOf(requests(), { setAside: all(SET_ASIDE), warnings: all(WARNINGS), setAsideMaybeOpen: 2345 });
};

export const noneOpen = (): Report => snapshotOf(closedRequests());

/** Names that XML, fonts and readers trip over. The last character is one that the typeface lacks. */
export const awkwardNames = (): Report => ({
  ...full(),
  title: 'Children & Families <draft>: "plans" \'now\' ŵŷ Ł 案',
  authority: 'Cyngor Sir\tYnys Môn & Łódź <test>',
});

/** A report that is no snapshot: more rows, columns and items than a page has room for. */
export function long(): Report {
  const rows = Array.from(
    { length: 120 },
    (_, n): Row => ({
      header: n % 3 === 2 ? 'the same a year before' : `Row ${n + 1}, with a name that is long enough to need more than one line in a narrow column`,
      ...(n % 3 === 2 ? { under: true } : {}),
      cells: [
        { kind: 'count', value: n * 1001 },
        { kind: 'percent', value: null, numerator: 0, denominator: 0 },
      ],
    }),
  );
  const months = Array.from({ length: 12 }, (_, n) => `Month ${n + 1}`);
  return {
    ...full(),
    title: `A report with a title so long that it ${'goes on and '.repeat(20)}ends`,
    authority: null,
    sections: [
      {
        kind: 'table',
        id: 'rows',
        heading: 'Many rows',
        place: 'page',
        caption: 'A table of many rows',
        rowHeading: 'Name',
        columns: ['Cases', 'Share'].map((line) => ({ lines: [line], align: 'right' })),
        rows,
        notes: ['A note.'],
      },
      {
        kind: 'table',
        id: 'columns',
        heading: 'Many columns',
        place: 'page',
        caption: 'A table of many columns',
        rowHeading: 'Figure',
        columns: months.map((line) => ({ lines: [line], align: 'right' })),
        // Ragged: the last cells are not there.
        rows: [
          {
            header: 'Plans issued within 20 weeks',
            cells: months.slice(2).map((_, n) => ({ kind: 'percent', value: 12.5, numerator: n + 1, denominator: (n + 1) * 8 })),
          },
        ],
        notes: [],
      },
      {
        kind: 'list',
        id: 'list',
        heading: 'A long list',
        place: 'page',
        items: Array.from({ length: 90 }, (_, n) => `Item ${n + 1}. ${'Words that fill lines. '.repeat(n === 50 ? 300 : 8)}`),
      },
      { kind: 'list', id: 'hash', heading: 'Another', place: 'page', items: ['x'.repeat(700)] },
      {
        kind: 'terms',
        id: 'terms',
        heading: 'Many terms',
        place: 'definitions',
        terms: Array.from({ length: 60 }, (_, n) => ({ term: `Term ${n + 1}`, meaning: 'What it means. '.repeat(9) })),
      },
    ],
  };
}

/** Estimates in percent. */
export const estimates = (...values: (number | null)[]): Cell[] => values.map((value) => ({ kind: 'estimate', value }));

export const counts = (...values: (number | 'c')[]): Cell[] => values.map((value) => (value === 'c' ? { kind: 'suppressed' } : { kind: 'count', value }));

/** Shares of a hundred each; null is nothing of nothing. */
export const shares = (...values: (number | null | 'c')[]): Cell[] =>
  values.map((value) =>
    value === 'c'
      ? { kind: 'suppressed' }
      : { kind: 'percent', value, numerator: value === null ? 0 : Math.round(value), denominator: value === null ? 0 : 100 },
  );

const MONTHS = ['Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug 1–15'];

export const chartOf = (said: Partial<Chart>): Chart => ({
  kind: 'chart',
  id: 'chart',
  heading: 'A chart',
  place: 'page',
  finding: 'What it shows.',
  form: 'lines',
  axis: 'Month',
  labels: MONTHS,
  series: [
    { name: 'Aug 2021 to 15 Aug 2022', cells: shares(30, 35.5, null, 'c', 50, 50, null, 20, 10, 0, 100, 99, 98) },
    { name: 'Aug 2020 to 15 Aug 2021', cells: shares(35, 30, 'c', null, null, 50, 60, 70, 0, 0, 99, 100, 3) },
  ],
  levels: [
    { name: 'The law asks for', value: 100 },
    { name: 'The target is', value: 52.5 },
  ],
  ...said,
});

/** A trend with improvements and concerns, a dip of the season, and a month that is not over. */
export function trend(): Report {
  const measures = CASE_MEASURES.filter(({ id }) => ['within-20-weeks', 'finals', 'mean-weeks-to-issue'].includes(id));
  const ofDays = POSITION_FIGURES.filter(({ id }) => ['open-over-20-weeks', 'open-longest-weeks'].includes(id));
  const plain = { target: null, lagQuarters: 0 };
  const made = startTrend({
    every: 'month',
    calendar: 'calendar',
    periods: periodsFrom(on('2020-07-01'), on('2022-07-15'), 'month', 'calendar'),
    starts: [10],
    asOf: on('2022-07-15'),
    yetToCome: 0,
    conventions: DEFAULT_CONVENTIONS,
    publish: false,
    figures: [
      ...measures.map((measure) => ({ ...plain, id: measure.id, title: measure.title, better: measure.better, target: 52.5, measure, ofDay: null })),
      ...ofDays.map((ofDay) => ({ ...plain, id: ofDay.id, title: ofDay.title, better: ofDay.better ?? null, measure: null, ofDay })),
    ],
  });
  for (const request of requests()) made.add(request);
  return made.report(contextOf(912, { authority: 'Anyshire Council' }));
}

const LONG = 'A stage whose name is long enough to need a second line, and perhaps a third one too';
const counted = (...values: (number | 'c')[]) => [{ name: 'Cases', cells: counts(...values) }];

/** A waterfall: what there is, what comes in, what leaves. */
export function waterfall(id: string, ...steps: [label: string, series: 0 | 1 | 2, count: number | 'c'][]): Chart {
  const blank: Cell = { kind: 'text', text: '' };
  return chartOf({
    id,
    form: 'waterfall',
    axis: 'Cases',
    labels: steps.map(([label]) => label),
    series: ['Open', 'Came in', 'Left'].map((name, series) => ({
      name,
      cells: steps.map(([, own, count]) => (own === series ? (counts(count)[0] ?? blank) : blank)),
    })),
    levels: [],
  });
}

/** Charts of every form that are hard to draw. */
export const CHARTS: Record<string, Chart> = {
  'lines with gaps': chartOf({ id: 'gaps' }),
  'wide lines': chartOf({
    id: 'wide-lines',
    series: [
      { name: 'Open over 20 weeks', cells: counts(...MONTHS.map((_, at) => 60_000 - at)) },
      { name: 'Open over 52 weeks', cells: counts(...MONTHS.map((_, at) => 59_000 + at)) },
    ],
    levels: [],
  }),
  'lines without a value': chartOf({
    id: 'no-value',
    series: [
      { name: 'this year', cells: shares(...MONTHS.map(() => null)) },
      { name: 'last year', cells: shares(...MONTHS.map(() => 'c' as const)) },
    ],
  }),
  'one point': chartOf({ id: 'one-point', labels: ['Jul'], series: [{ name: 'July', cells: counts(7) }], levels: [] }),
  'wide columns': chartOf({
    id: 'wide-columns',
    form: 'columns',
    series: [
      { name: 'this year & <that>', cells: counts(...MONTHS.map((_, at) => 60_000 + at)) },
      { name: 'last year', cells: counts(...MONTHS.map((_, at) => (at === 3 ? ('c' as const) : at * 5000))) },
    ],
    levels: [],
  }),
  'columns of nought': chartOf({ id: 'nought', form: 'columns', series: [{ name: 'Plans', cells: counts(...MONTHS.map(() => 0)) }], levels: [] }),
  'bars with long names': chartOf({
    id: 'long-names',
    form: 'bars',
    labels: [LONG, 'b', 'Anwesenheitsverpflichtungsbescheinigung', 'd'],
    series: counted(60_000, 'c', 0, 1),
    levels: [],
  }),
  'bars with a level': chartOf({
    id: 'level',
    form: 'bars',
    labels: ['2022-Q2', 'the period before'],
    series: [{ name: 'Share', cells: shares(42.5, null) }],
    levels: [{ name: 'The target is', value: 52.5 }],
  }),
  'bars of several kinds': chartOf({
    id: 'kinds',
    form: 'bars',
    labels: ['Borsetshire', 'England', 'Ambridge, City of (this authority)'],
    series: [{ name: '2022', cells: shares(59.2, 50, 39.8) }],
    kinds: { names: ['Ambridge, City of', 'England', 'others'], of: [2, 1, 0] },
    levels: [],
  }),
  'a waterfall': waterfall('falling', ['31 Jul', 0, 90], ['Passed 52 weeks', 1, 13], ['Reopened', 1, 0], ['Final plan sent', 2, 56], ['26 Sep', 0, 47]),
  'a long waterfall': waterfall('long-fall', [LONG, 0, 60_000], [LONG, 1, 1], [LONG, 2, 60_001], ['Anwesenheitsverpflichtungsbescheinigung', 0, 0]),
  'a waterfall with a gap': waterfall('gap', ['31 Jul', 0, 90], ['Received', 1, 'c'], ['Withdrawn', 2, 'c'], ['Final plan sent', 2, 56], ['26 Sep', 0, 'c']),
  'a waterfall of nought': waterfall('no-fall', ['31 Jul', 0, 0], ['26 Sep', 0, 0]),
  'lines between limits': chartOf({
    id: 'limits',
    labels: [...MONTHS.slice(0, 12), 'Aug 1–15'],
    series: [
      { name: 'Share', cells: shares(30, 35.5, null, 'c', 50, 50, 41, 20, 10, 0, 100, 99, 98) },
      { name: 'A year before', cells: shares(35, 30, 'c', null, null, 50, 60, 70, 0, 0, 99, 100, 3) },
    ],
    limits: [
      { from: 0, to: 8, mean: 34.6, lower: 20.1, upper: 49.1, trial: false },
      { from: 9, to: 12, mean: 60, lower: 0, upper: 100, trial: true },
    ],
    readings: MONTHS.map((_, at) => ({
      shape: ([null, 'improvement', 'concern', 'change', 'season'] as const)[at % 5] ?? null,
      words: at % 5 === 0 ? 'ordinary' : 'as a year before: below limit',
    })),
    notes: ['Ordinary months lie between 20.1% and 49.1%, around a mean of 34.6%.', 'The law asks for 100%.'],
  }),
  'many lines between limits': chartOf({
    id: 'many',
    labels: Array.from({ length: 120 }, (_, at) => `${MONTHS[at % 12]} ${2013 + Math.floor(at / 12)}`),
    series: [
      { name: 'Cases', cells: counts(...Array.from({ length: 120 }, (_, at) => (at % 40 === 7 ? ('c' as const) : (at * 7) % 90))) },
      { name: 'A year before', cells: counts(...Array.from({ length: 120 }, (_, at) => (at * 11) % 80)) },
    ],
    levels: [],
    limits: [{ from: 0, to: 119, mean: 45, lower: 44.9, upper: 45.1, trial: false }],
    readings: Array.from({ length: 120 }, (_, at) => ({ shape: at % 7 === 0 ? ('concern' as const) : null, words: 'concern: 7 above mean' })),
    notes: [],
  }),
  'steps with a mark': chartOf({
    id: 'steps',
    form: 'steps',
    axis: 'Weeks since the request',
    labels: Array.from({ length: 79 }, (_, week) => String(week)),
    series: [
      { name: '1 Jan 2021 to 31 Dec 2021', cells: estimates(...Array.from({ length: 79 }, (_, week) => (week > 60 ? null : week))) },
      { name: '1 Jan 2020 to 31 Dec 2020', cells: estimates(...Array.from({ length: 79 }, (_, week) => Math.round(week / 2))) },
    ],
    levels: [],
    marks: [{ label: '20', name: 'Week 20: the limit in law' }],
  }),
  'steps of which nothing is known': chartOf({
    id: 'no-steps',
    form: 'steps',
    axis: 'Weeks',
    labels: ['0', '1', '2'],
    series: [{ name: 'nobody', cells: estimates(null, null, null) }],
    levels: [],
    marks: [{ label: '2', name: 'at the end' }],
  }),
  'one bar of nought': chartOf({ id: 'one-nought', form: 'bars', labels: ['only'], series: counted(0), levels: [] }),
};

/** A paper of charts that are hard to draw. */
export const charts = (): Report => ({
  ...full(),
  title: 'Charts that are hard to draw',
  sections: Object.entries(CHARTS).map(([heading, chart]) => ({ ...chart, heading, place: 'notes', finding: `${heading} & "more" <than> ŵŷ 案.` })),
});
