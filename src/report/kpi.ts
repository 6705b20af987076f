import { type Case, isVisible, visibleFrom } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, type Day, isoDate } from '../core/day.ts';
import {
  asItStood,
  type Counting,
  countRows,
  type Definition,
  emptyTally,
  inPile,
  type Measure,
  type SeenFrom,
  type Tally,
  type Window,
} from '../core/measure.ts';
import { financialYearStart, labelOf, type Period, periodBefore, seenOn, shifted, yearBefore } from '../core/period.ts';
import type { Plan } from '../core/plan.ts';
import { type RatioRow, rowSeenFrom } from '../core/ratio.ts';
import { planSeenFrom } from '../core/reviews.ts';
import { UserError } from '../core/user-error.ts';
import type { ReportContext } from './context.ts';
import { definitions } from './definitions.ts';
import { cellOf, figureOf, inWords } from './figure.ts';
import { countedIn, restsOf } from './kpi-known.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import { reasonInWords } from './reasons.ts';
import type { Cell, Figure, IndicatorFigure, ReasonCount, Report, Section } from './report.ts';
import { AlikePlans } from './reviews-known.ts';
import { dateInWords, listed, number, plural, sentence, shortDateInWords } from './words.ts';

/** One indicator of an authority's performance framework. */
export interface Indicator {
  code: string;
  title: string;
  /** The list it is counted over, by its role: `cases`, or another of the configuration. */
  source: string;
  /** True of a ratio of the configuration's own, which has no id that another authority would know. */
  isRatio?: true;
  measure: Definition;
  /** What the authority set out to reach; null where it set nothing. */
  target: number | null;
  /** Which way is better; null where neither is. */
  polarity: 'higher' | 'lower' | null;
  /** How many quarters earlier the plans of a quarter's figure were issued: Bristol's quarter 1 reports January to March. */
  lagQuarters: number;
}

/** An indicator that counts rows of one kind: requests, or the rows of another list. */
export interface IndicatorOver<C> extends Indicator {
  measure: Measure<C>;
}

/** The stretches of days of which one indicator is counted. */
interface Stretches {
  period: Period;
  before: { from: Day; to: Day };
  lastYear: { from: Day; to: Day };
  yearToDate: { from: Day; to: Day };
}

/** The period that an indicator's plans were issued in. */
const laggedBy = (lagQuarters: number, whole: Period): Period => shifted(whole, -3 * lagQuarters);

/**
 * What of an indicator's period had passed.
 * @param whole the period named, which it may lag behind
 * @throws UserError where it had not begun
 */
export function begun(whole: Period, lagQuarters: number, asOf: Day): Period {
  const lagged = laggedBy(lagQuarters, whole);
  if (lagQuarters > 0 && lagged.from > asOf) {
    throw new UserError(
      `The indicator reports for ${whole.label} what happened from ${isoDate(lagged.from)} to ${isoDate(lagged.to)} (lagQuarters ${lagQuarters}), after the as-of day ${isoDate(asOf)}. Choose an earlier period or a later --as-of.`,
    );
  }
  return seenOn(lagged, asOf);
}

function stretchesOf(whole: Period, lagQuarters: number, asOf: Day): Stretches {
  const lagged = laggedBy(lagQuarters, whole);
  const period = begun(whole, lagQuarters, asOf);
  // The year is that in which the last day counted is reported.
  const reported = shifted({ ...period, from: period.to }, 3 * lagQuarters).from;
  const yearStart = shifted({ ...period, from: financialYearStart(reported) }, -3 * lagQuarters).from;
  // Compared with as much of the period before, and of last year's, as of this one has passed.
  const full = periodBefore(lagged);
  const before = { from: full.from, to: period.soFar ? (Math.min(full.to, addDays(full.from, period.to - period.from)) as Day) : full.to };
  return { period, before, lastYear: yearBefore(period), yearToDate: { from: yearStart, to: period.to } };
}

/** What indicators are asked for. */
export interface Asked {
  /** The period named, not cut at the as-of day, as an indicator may lag behind it. */
  whole: Period;
  asOf: Day;
  conventions: Conventions;
}

/** An indicator with its figure. */
interface Found {
  indicator: Indicator;
  figure: IndicatorFigure;
  /** What cannot be known of the period itself makes it uncertain. */
  isUnsure: boolean;
}

/** What the indicators over one list came to. */
interface ListCounted {
  found: Found[];
  /** Of cases: how many were not there yet on the as-of day. */
  notYetReceived?: number;
  /** Of plans, where they are published: how many stand alike. */
  alike?: AlikePlans;
}

/** The indicators over one list: its rows are added one at a time and let go. */
export interface ListCounting<C> {
  add(row: C): void;
  finish(): ListCounted;
}

/**
 * Starts the figures of the indicators over the case list: this period, the one before, the same dates last year and the
 * financial year so far.
 * @throws UserError where a period has not begun on the as-of day
 */
export function startCases(indicators: readonly IndicatorOver<Case>[], asked: Asked): ListCounting<Case> {
  const counts = indicators.map((indicator) => startIndicator(indicator, asked, visibleFrom));
  let notYetReceived = 0;
  return {
    add(c) {
      if (!isVisible(c, asked.asOf)) notYetReceived++;
      for (const { add } of counts) add(c);
    },
    finish: () => ({ found: counts.map(({ finish }) => finish()), notYetReceived }),
  };
}

/** Starts the same figures over another list; a row comes as each of the indicators sees it, in their order. @throws UserError as above */
export function startRows(indicators: readonly IndicatorOver<RatioRow>[], asked: Asked): ListCounting<readonly RatioRow[]> {
  const counts = indicators.map((indicator) => startIndicator(indicator, asked, rowSeenFrom));
  return {
    add(rows) {
      counts.forEach(({ add }, at) => {
        add(rows[at] as RatioRow);
      });
    },
    finish: () => ({ found: counts.map(({ finish }) => finish()) }),
  };
}

/**
 * Starts the same figures over the list of plans.
 * @param isPublic whether they are to be published: what hangs together in them is asked only then
 * @throws UserError as above
 */
export function startPlans(indicators: readonly IndicatorOver<Plan>[], asked: Asked, isPublic: boolean): ListCounting<Plan> {
  const counts = indicators.map((indicator) => startIndicator(indicator, asked, planSeenFrom));
  const placed = counts.map(({ windows }, at) => ({ ...(indicators[at] as IndicatorOver<Plan>), windows }));
  const alike = isPublic ? new AlikePlans(asked.asOf, (plan) => placed.flatMap((one) => countedIn(one, plan))) : null;
  return {
    add(plan) {
      for (const { add } of counts) add(plan);
      alike?.add(plan);
    },
    finish: () => ({ found: counts.map(({ finish }) => finish()), ...(alike === null ? {} : { alike }) }),
  };
}

function startIndicator<C>(indicator: IndicatorOver<C>, { whole, asOf, conventions }: Asked, seenFrom: SeenFrom<C>) {
  const stretches = stretchesOf(whole, indicator.lagQuarters, asOf);
  const { period, before, lastYear, yearToDate } = stretches;
  const windows: Window[] = [
    { from: period.from, to: period.to, asOf, conventions },
    asItStood(before, conventions),
    asItStood(lastYear, conventions),
    { ...yearToDate, asOf, conventions },
  ];
  const counting: Counting<C> = countRows([indicator.measure], windows, seenFrom);
  return {
    windows,
    add: (row: C) => counting.add(row),
    finish(): Found {
      const [now, then, year, soFar] = counting.finish().map(({ tallies }): Counted => countedOf(indicator.measure, tallies[0] ?? emptyTally())) as [
        Counted,
        Counted,
        Counted,
        Counted,
      ];
      return { indicator, figure: indicatorFigure(indicator, stretches, now, then, year, soFar), isUnsure: now.unsure > 0 };
    },
  };
}

/** A figure, and how many of a share of a day may be in its numerator or not, for all that the list says. */
interface Counted {
  figure: Figure;
  unsure: number;
}

const countedOf = (measure: Definition, tally: Tally): Counted => ({
  figure: figureOf(measure, tally),
  unsure: measure.ofDay === true ? inPile(tally, 'notKnown') : 0,
});

/**
 * The report of all indicators, whatever lists they are counted over.
 * @param lists each list with where its rows come from
 * @param codes the indicators in the order in which they are reported
 */
export function kpiReport(
  lists: readonly { counted: ListCounted; context: ReportContext }[],
  codes: readonly string[],
  { whole, asOf, conventions }: Asked,
): Report {
  const all = lists.flatMap(({ counted }) => counted.found);
  const found = codes.flatMap((code) => all.filter(({ indicator }) => indicator.code === code));
  const structure = lists.flatMap(({ counted }) => counted.alike?.structure() ?? [])[0];
  const { numbers, contexts } = published(
    {
      ...(structure === undefined ? {} : { unprinted: structure.unprinted }),
      figures: Object.fromEntries(found.map(({ indicator, figure }) => [indicator.code, figure])),
      notYetReceived: lists.map(({ counted }) => counted.notYetReceived).find((count) => count !== undefined) as number | null | undefined,
    },
    lists.map(({ context }) => context),
    structure === undefined
      ? []
      : [...structure.known, ...found.flatMap(({ indicator }) => (indicator.source === 'cases' || indicator.isRatio === true ? [] : restsOf(indicator.code)))],
  );
  const said = found.map(({ indicator, isUnsure }) => ({ indicator, isUnsure, figure: numbers.figures[indicator.code] as IndicatorFigure }));
  const { notYetReceived } = numbers;
  const ofCases = notYetReceived === undefined ? {} : { notYetReceived, conventions };
  const { head, sections } = headed('kpi', `Indicators for ${whole.label}`, contexts, { asOf, ...ofCases });
  const measures = [...new Set(said.map(({ indicator }) => indicator.measure))];
  return {
    ...head,
    cautions: [...head.cautions, ...unsureCaution(said.filter(({ isUnsure }) => isUnsure))],
    summary: said.map(({ indicator, figure }) => sentenceOf(indicator, figure)),
    figures: numbers.figures,
    sections: [
      ...said.map(({ indicator, figure }) => sectionOf(indicator, figure)),
      ...sections,
      ...definitions(notYetReceived === undefined ? null : conventions, measures),
    ],
  };
}

function indicatorFigure(
  indicator: Indicator,
  { period, before, lastYear, yearToDate }: Stretches,
  now: Counted,
  then: Counted,
  year: Counted,
  soFar: Counted,
): IndicatorFigure {
  const dates = (one: { from: Day; to: Day }) => ({ from: isoDate(one.from), to: isoDate(one.to) });
  return {
    ...now.figure,
    label: indicator.title,
    source: indicator.source,
    measure: indicator.isRatio === true ? null : indicator.measure.id,
    period: { ...dates(period), label: labelOf(period) },
    target: indicator.target,
    lagQuarters: indicator.lagQuarters,
    duty: indicator.measure.duty ?? null,
    status: indicator.target === null ? null : statusOf(now, indicator.target, indicator.polarity),
    direction: directionOf(now, then, indicator.polarity),
    before: { ...dates(before), ...then.figure },
    lastYear: { ...dates(lastYear), ...year.figure },
    financialYearToDate: { ...dates(yearToDate), ...soFar.figure },
  };
}

/** A whole number of another: percentages and means are compared before they are rounded. */
interface Exact {
  n: number;
  d: number;
}

/** The least and the most that a figure can be: but for one that is unsure, the same. */
function exact({ figure: { unit, value, numerator, denominator }, unsure }: Counted): { least: Exact; most: Exact } | null {
  if (value === null) return null;
  const only = (one: Exact) => ({ least: one, most: one });
  if (unit === 'percent') {
    const [n, d] = [numerator ?? 0, denominator ?? 0];
    return { least: { n: n * 100, d }, most: { n: (n + unsure) * 100, d } };
  }
  if (unit === 'weeks' && numerator !== undefined) return only({ n: numerator ?? 0, d: (denominator ?? 0) * 7 });
  return only({ n: Math.round(value * 10), d: 10 });
}

/** Below 0 where the first is less; exactly, without rounding. */
function compared(a: Exact, b: Exact): number {
  const difference = BigInt(a.n) * BigInt(b.d) - BigInt(b.n) * BigInt(a.d);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Decimals of a target that are looked at. */
const TARGET_STEPS = 1_000_000;

function statusOf(now: Counted, target: number, polarity: Indicator['polarity']): IndicatorFigure['status'] {
  const value = exact(now);
  if (value === null) return null;
  const aim = { n: Math.round(target * TARGET_STEPS), d: TARGET_STEPS };
  const [least, most] = [value.least, value.most].map((one) => compared(one, aim) * (polarity === 'lower' ? -1 : 1));
  if (least !== most || least === undefined) return null;
  return least > 0 ? 'better' : least < 0 ? 'worse' : 'on';
}

/** Null also where it turns on what is not known. */
function directionOf(now: Counted, then: Counted, polarity: Indicator['polarity']): IndicatorFigure['direction'] {
  const [value, before] = [exact(now), exact(then)];
  if (value === null || before === null) return null;
  const [sign, most] = [compared(value.least, before.most), compared(value.most, before.least)];
  if (sign !== most) return null;
  if (sign === 0) return 'unchanged';
  if (polarity === null) return sign > 0 ? 'rose' : 'fell';
  return sign > 0 === (polarity === 'higher') ? 'improved' : 'worsened';
}

const STATUS = { better: 'better than target', on: 'on target', worse: 'worse than target' };

/** The target stands beside the law: to meet the one is not to keep the other. One case late is a duty not kept, whatever the percentage rounds to. */
function againstTarget({ status, target, duty, unit, numerator = 0, denominator = 0 }: IndicatorFigure): string {
  const aim = unit === 'percent' ? `${target}%` : unit === 'weeks' ? `${target} weeks` : String(target);
  const local = target === null ? 'no target is set' : status === null ? `the target is ${aim}` : `${STATUS[status]} (${aim})`;
  if (duty === null) return local;
  return `${local}; the law asks for ${duty}%${numerator !== null && denominator !== null && numerator < denominator ? ', and it was not kept' : ''}`;
}

/** The list has the latest review of each plan alone: of a day before it nobody can tell. */
function unsureCaution(unsure: readonly { indicator: Indicator; figure: IndicatorFigure }[]): string[] {
  if (unsure.length === 0) return [];
  const days = unsure.map(({ indicator: { code }, figure: { period } }) => `${code} is as on ${dateInWords(period.to)}`);
  return [
    `Some plans have their latest review meeting after the day counted (${listed(days)}). The list has no earlier reviews: they count as not reviewed, so the share may be higher.`,
  ];
}

const onOrBetween = ({ measure: { ofDay } }: Indicator, from: string, to: string, inWordsOf: (iso: string) => string): string =>
  ofDay === true ? inWordsOf(to) : `${inWordsOf(from)} to ${inWordsOf(to)}`;

function sentenceOf(indicator: Indicator, figure: IndicatorFigure): string {
  const { period } = figure;
  const when = `${indicator.measure.ofDay === true ? 'on' : 'from'} ${onOrBetween(indicator, period.from, period.to, dateInWords)}`;
  return `${indicator.code}: ${inWords(figure)} ${when}: ${againstTarget(figure)}.`;
}

function sectionOf(indicator: Indicator, figure: IndicatorFigure): Section {
  const { code, title, source, lagQuarters, measure, isRatio } = indicator;
  const none: Cell = { kind: 'text', text: '' };
  const { period, before, lastYear, financialYearToDate, direction, excluded = [], outOfScope = [] } = figure;
  const row = (header: string, one: Figure, from: string, to: string) => ({
    header,
    cells: [cellOf(one), { kind: 'text', text: onOrBetween(indicator, from, to, shortDateInWords) } as Cell],
  });
  return {
    kind: 'table',
    id: `kpi-${code}`,
    heading: `${code} ${title}`,
    place: 'page',
    caption: `${code} for ${period.label}, the period before, the same dates last year and the financial year so far`,
    rowHeading: 'Figure',
    columns: [
      { lines: ['Value'], align: 'right' },
      { lines: ['Dates'], align: 'left' },
    ],
    rows: [
      row(period.label, figure, period.from, period.to),
      row('the period before', before, before.from, before.to),
      row('the same dates last year', lastYear, lastYear.from, lastYear.to),
      row('the financial year so far', financialYearToDate, financialYearToDate.from, financialYearToDate.to),
      { header: 'Since the period before', cells: [{ kind: 'text', text: direction ?? '–' }, none] },
    ],
    notes: [
      sentence(againstTarget(figure)),
      ...(lagQuarters === 0 ? [] : [`It reports what happened ${plural(lagQuarters, 'quarter')} before the period named.`]),
      ...(measure.ofDay === true ? [OF_A_DAY] : []),
      ...(isRatio === true ? [`Its rules are asked of the list ${source} as it stands: what that says of a later day is not hidden.`] : []),
      ...(isRatio !== true && source === 'plans' ? [LATEST_ALONE] : []),
      ...leftOut('Excluded', excluded, source === 'cases'),
      ...leftOut('Out of scope', outOfScope, source === 'cases'),
    ],
  };
}

const OF_A_DAY = 'It is as things stood at the end of one day: the last of the dates, or the as-of day.';
const LATEST_ALONE =
  'The list has the latest review of each plan alone. What was before it is not known, so shares of earlier days are too low, and those of earlier periods are of the reviews that no later one has followed.';

/** What was left out, by reason; nothing where there is nothing. */
const leftOut = (how: string, reasons: readonly ReasonCount[], ofCases: boolean): string[] =>
  reasons.length === 0 ? [] : [`${how}: ${reasons.map(({ reason, count }) => `${number(count)} (${reasonInWords(reason, ofCases)})`).join(', ')}.`];
