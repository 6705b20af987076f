import type { Case } from '../core/case.ts';
import { longDate } from '../core/day.ts';
import type { Period } from '../core/period.ts';
import { ENOUGH_POINTS } from '../core/process-behaviour.ts';
import type { ReportContext } from './context.ts';
import { definitions } from './definitions.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Chart, ChartLimits, ChartShape, Figure, FigureSeries, Report, Section, SeriesGroup, SeriesPoint } from './report.ts';
import type { DaysTold } from './seen.ts';
import { stretchesOf, type TrendAsked, TrendCounting } from './trend-count.ts';
import { headlineOf } from './trend-headline.ts';
import type { ReadGroup, SeasonedPoint } from './trend-reading.ts';
import { monthOf, type Point, pointCell, type Series, seriesOf } from './trend-series.ts';
import { assuranceInWords, besideLastYear, latestFigure, limitsInWords, pointInWords, verdictInWords } from './trend-words.ts';
import { capital, listed, plural, sentence } from './words.ts';

/** Figures period by period: cases are added one at a time and let go; then the report is made. */
export interface Trend {
  add(c: Case): void;
  report(context: ReportContext): Report;
}

/**
 * Starts figures period by period, each as it stood on its own last day, and beside each the same period a year before.
 * Each case is gone through once, however many periods there are.
 */
export function startTrend(asked: TrendAsked): Trend {
  const counting = new TrendCounting(asked);
  return {
    add: (c) => counting.add(c),
    report(context) {
      const { numbers, contexts } = published(counting.finish(), [context]);
      // Everything below is made of what may be said.
      const all = asked.figures.map((trended) => seriesOf(trended, asked, numbers, counting.told.first));
      return reportOf(all, asked, numbers.notYetReceived, counting.told, contexts);
    },
  };
}

/** What is not shown, or says nothing: what the list begins after, and what has not begun. */
function cautionsOf({ first }: DaysTold, file: string, asked: TrendAsked): string[] {
  const [begin] = stretchesOf({ ofDay: null, lagQuarters: 0 }, asked);
  const { asOf, yetToCome, every } = asked;
  return [
    ...(begin !== undefined && first !== null && first > begin.before.to
      ? [`Nothing in ${file} is dated before ${monthOf(first)}: of earlier dates it tells nothing, and nothing is shown.`]
      : []),
    ...(yetToCome === 0
      ? []
      : [
          `${plural(yetToCome, every)} after ${longDate(asOf)} ${yetToCome === 1 ? 'is' : 'are'} left out: nothing in ${yetToCome === 1 ? 'it' : 'them'} has happened yet.`,
        ]),
  ];
}

function reportOf(
  all: readonly Series[],
  asked: TrendAsked,
  notYetReceived: number | null | undefined,
  told: DaysTold,
  contexts: readonly ReportContext[],
): Report {
  const { asOf, conventions, figures } = asked;
  const { head, sections } = headed('trend', titleOf(asked), contexts, {
    asOf,
    told,
    conventions,
    ...(notYetReceived === undefined ? {} : { notYetReceived }),
  });
  const defined = figures.map(({ measure, ofDay }) => measure ?? { title: ofDay.title, counts: ofDay.counts, source: null });
  const [inForce, ...behind] = definitions(conventions, [...new Map(defined.map((one) => [one.title, one])).values()]);
  return {
    ...head,
    cautions: [...head.cautions, ...cautionsOf(told, contexts[0]?.file ?? '', asked)],
    summary: summaryOf(all),
    figures: Object.fromEntries(all.map((series) => [series.trended.id, latestOf(series)])),
    series: Object.fromEntries(all.map((series) => [series.trended.id, dataOf(series)])),
    sections: [...all.map(chartOf), ...sections, ...(inForce === undefined ? [] : [inForce]), variationSection(all), ...behind],
  };
}

function titleOf({ every, periods, asOf }: TrendAsked): string {
  const [first, last] = [periods[0] as Period, periods.at(-1) as Period];
  const name = ({ from, label }: Period): string => (every === 'month' ? monthOf(from) : label);
  const soFar = last.to > asOf ? ' so far' : '';
  return `EHC plans by ${every}, ${first === last ? name(first) : `${name(first)} to ${name(last)}`}${soFar}`;
}

/** More series are told together, by what they say at last. */
const MOST_SENTENCES = 5;

function summaryOf(all: readonly Series[]): string[] {
  const [only] = all;
  if (all.length === 1 && only !== undefined)
    return [`${only.trended.title}: ${latestSaid(only)}`, ...verdictInWords(only.told), ...limitsSaid(only).slice(-1), besideLastYear(only.told)].filter(
      isSaid,
    );
  if (all.length <= MOST_SENTENCES)
    return all.map((series) => `${series.trended.title}: ${latestSaid(series)} ${headlineOf(series.told).clauses.map(sentence).join(' ')}`);
  const kinds = new Map<string, string[]>();
  for (const { trended, points } of all) {
    const latest = points.findLast(({ reading }) => reading !== null)?.reading ?? null;
    const kind = KINDS[latest === null ? 'none' : kindOf(latest)];
    kinds.set(kind, [...(kinds.get(kind) ?? []), trended.title]);
  }
  return [...new Set(Object.values(KINDS))].flatMap((kind) => {
    const titles = kinds.get(kind) ?? [];
    return titles.length === 0 ? [] : [`${kind}: ${listed(titles.map((title) => `‘${title}’`))}.`];
  });
}

type Kind = SeasonedPoint['variation'] | 'season';

const KINDS: Record<Kind | 'none', string> = {
  concern: 'A concern at last',
  improvement: 'An improvement at last',
  high: 'More than ordinary variation at last',
  low: 'More than ordinary variation at last',
  season: 'As a year before, at last',
  ordinary: 'Ordinary variation at last',
  'too-few': 'Too few to tell',
  none: 'Nothing to judge',
};

/** The last that is over; else the last. */
function latestSaid({ told, points }: Series): string {
  const latest = points.findLast(({ soFar }) => !soFar) ?? (points.at(-1) as Point);
  return `${latestFigure(told, latest)}.`;
}

function latestOf({ points }: Series): Figure {
  const { figure, dates, label } = points.at(-1) as Point;
  return { ...figure, period: { ...dates, label } };
}

function dataOf({ trended, told, points, assurance }: Series): FigureSeries {
  const { id, title, measure, better, target, lagQuarters } = trended;
  return {
    label: title,
    unit: told.unit,
    ...(measure === null || measure.id === id ? {} : { measure: measure.id }),
    better,
    target,
    duty: measure?.duty ?? null,
    lagQuarters,
    groups: told.groups.map((group) => groupData(group, points)),
    assurance,
    verdict: verdictInWords(told).join(' '),
    points: points.map(pointData),
  };
}

function groupData({ from, to, known, limits }: ReadGroup, points: readonly Point[]): SeriesGroup {
  return {
    from: points[from]?.label ?? '',
    to: points[to]?.label ?? '',
    points: known,
    limits: limits === null ? null : shownLimits(limits),
    trial: isTrial(known),
  };
}

const isTrial = (known: number): boolean => known < ENOUGH_POINTS;

/** To one decimal, as the values are. */
function shownLimits({ mean, lower, upper, nearLower, nearUpper }: NonNullable<ReadGroup['limits']>): NonNullable<SeriesGroup['limits']> {
  const shown = (value: number): number => Math.round(value * 10) / 10;
  return { mean: shown(mean), lower: shown(lower), upper: shown(upper), nearLower: shown(nearLower), nearUpper: shown(nearUpper) };
}

function pointData(point: Point): SeriesPoint {
  const { label, dates, soFar, figure, datesBefore, lastYear, reading } = point;
  return {
    label,
    ...dates,
    ...(soFar ? { soFar } : {}),
    figure,
    lastYear: { ...datesBefore, ...lastYear },
    variation: reading === null ? null : kindOf(reading),
    pattern: reading?.pattern ?? null,
    says: pointInWords(point),
  };
}

/** What the values are called, where they stand beside those of a year before. */
const NAMES: Partial<Record<Figure['unit'], string>> = { percent: 'Share', plans: 'Plans', requests: 'Requests', weeks: 'Weeks' };

const kindOf = ({ variation, season }: SeasonedPoint): Kind => (season ? 'season' : variation);

const SHAPES: Record<Kind, ChartShape | null> = {
  improvement: 'improvement',
  concern: 'concern',
  high: 'change',
  low: 'change',
  season: 'season',
  ordinary: null,
  'too-few': null,
};

/** The series as a process-behaviour chart; the table behind it is the series itself. */
function chartOf(series: Series): Chart {
  const { trended, told, points } = series;
  const { id, title, measure, target } = trended;
  const duty = measure?.duty ?? null;
  const code = measure === null || measure.id === id ? '' : `${id} `;
  return {
    kind: 'chart',
    id: `trend-${id}`,
    heading: `${code}${title}`,
    place: 'page',
    finding: [capital(latestSaid(series)), ...verdictInWords(told)].join(' '),
    form: 'lines',
    axis: told.ofDays ? 'On' : capital(told.every),
    labels: points.map(({ header }) => header),
    series: [
      { name: NAMES[told.unit] ?? 'Cases', cells: points.map(({ figure }) => pointCell(figure)) },
      { name: 'A year before', cells: points.map(({ lastYear }) => pointCell(lastYear)) },
    ],
    levels: [...(target === null ? [] : [{ name: 'The target is', value: target }]), ...(duty === null ? [] : [{ name: 'The law asks for', value: duty }])],
    limits: told.groups.flatMap((group) => chartLimits(group)),
    readings: points.map((point) => ({ shape: shapeOf(point), words: pointInWords(point) })),
    notes: notesOf(series),
  };
}

function chartLimits({ from, to, known, limits }: ReadGroup): ChartLimits[] {
  if (limits === null) return [];
  const { mean, lower, upper } = shownLimits(limits);
  return [{ from, to, mean, lower, upper, trial: isTrial(known) }];
}

const shapeOf = ({ reading }: Point): ChartShape | null => (reading === null ? null : SHAPES[kindOf(reading)]);

/** Where ordinary values lie, how the figure stands beside last year's, and whether target and law can be kept. */
function notesOf(series: Series): string[] {
  const { trended, told, assurance } = series;
  const { target, measure } = trended;
  const duty = measure?.duty ?? null;
  return [
    ...limitsSaid(series),
    besideLastYear(told),
    ...(target === null ? [] : [assuranceInWords('The target is', target, told.unit, assurance.target)]),
    ...(duty === null ? [] : [assuranceInWords('The law asks for', duty, 'percent', assurance.duty)]),
  ].filter(isSaid);
}

const isSaid = (note: string): boolean => note !== '';

/** Where ordinary values lie, between one change of the process and the next. */
const limitsSaid = ({ told }: Series): string[] => told.groups.map((group) => limitsInWords(told, group, told.groups.length === 1));

/** What the words beside the points mean. */
function variationSection(all: readonly Series[]): Section {
  const terms = [
    {
      term: 'Ordinary variation',
      meaning: `What values of this kind do of themselves. Its limits are the mean and 2.66 mean moving ranges to either side, a moving range being the difference of two values one after the other; those of 3.267 mean moving ranges or more are left out. They are no targets. From fewer than ${ENOUGH_POINTS} values nothing is told; the limits are then a trial. A percentage stays within 0 and 100, and no count is below nought. Source: Making Data Count, NHS England.`,
    },
    {
      term: 'More than that',
      meaning:
        'A value above the upper or below the lower limit; 7 in a row each higher, or each lower, than the one before; 2 of 3 in a row beyond two thirds of the way to one limit; 7 in a row on one side of the mean. The first of these that holds is named. It says that something changed, never why.',
    },
    {
      term: 'Improvement, concern',
      meaning: 'More than ordinary variation in the better, or the worse, direction. Where neither is better, it is called high or low.',
    },
    {
      term: 'As a year before',
      meaning:
        'Beyond a limit, in none of the other patterns, and farther from the periods just before and after it than two thirds of the way from the mean to a limit; and so was the same period a year before. It may be the season: plans issued often dip in August. What is open on a day, and what lasts, is never called so.',
    },
    {
      term: 'A year before',
      meaning:
        'The same period a year before. Every period is shown as it stood on its own last day, by today’s list: what the list does not hold any more is in none. Beside a period that is not over stand the same dates.',
    },
  ];
  const ofDays = {
    term: 'Figures of days',
    meaning:
      'Many of the cases open at the end of one period are open at the end of the next, so such figures keep to one side of their mean more readily than others do.',
  };
  return {
    kind: 'terms',
    id: 'variation',
    heading: 'How change is told from ordinary variation',
    place: 'definitions',
    terms: all.some(({ told }) => told.ofDays) ? [...terms, ofDays] : terms,
  };
}
