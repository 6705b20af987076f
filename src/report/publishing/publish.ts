import { UserError } from '../../core/user-error.ts';
import { adds, type Known, type Numbers, type PublishingStep, type ReportContext } from '../context.ts';
import type { Figure, IndicatorFigure } from '../report.ts';
import { capital } from '../words.ts';
import { addUp, addUpGroups, addUpTo } from './adding-up.ts';
import { nestAll, tieBalances } from './nesting.ts';
import { OF_NO_DATES, type Place } from './places.ts';
import { type Paper, PrintedCounts } from './printed-counts.ts';
import type { Dates } from './stretches.ts';
import { OF_PERIOD, OF_THE_DAY, OF_THE_YEAR } from './sums.ts';
import { type Count, NoOtherWorld, Suppression } from './suppression.ts';
import { tieRatios } from './tied-ratios.ts';
import { tieToRows } from './tied-to-rows.ts';

/**
 * What may be published of a report that stands alone: counts from 1 up to the threshold go, and what would give them away.
 * @param also how further figures add up
 */
export function publish<N extends Numbers>(
  numbers: N,
  contexts: readonly ReportContext[],
  also: readonly Known[] = [],
): { numbers: N; contexts: readonly ReportContext[] } {
  const copy = copied(numbers, contexts);
  suppress([{ ...copy, also }]);
  return copy;
}

/**
 * Reports that are published side by side, so that none gives away what another suppresses.
 * @param make makes them all; asked twice, first for what they count, then for what may be said of it
 */
export function publishedTogether<T>(make: (step: PublishingStep) => T): T {
  const papers: Paper[] = [];
  const sayable: unknown[] = [];
  make((numbers, contexts, also) => {
    const copy = copied(numbers, contexts);
    papers.push({ ...copy, also });
    sayable.push(copy);
    return copied(numbers, contexts);
  });
  suppress(papers);
  let at = 0;
  return make(<N extends Numbers>() => sayable[at++] as { numbers: N; contexts: readonly ReportContext[] });
}

function copied<N extends Numbers>(numbers: N, contexts: readonly ReportContext[]): { numbers: N; contexts: readonly ReportContext[] } {
  return {
    numbers: structuredClone(numbers),
    contexts: contexts.map(({ publish, ...rest }) => ({ ...structuredClone(rest), ...(publish === undefined ? {} : { publish }) })),
  };
}

function suppress(papers: readonly Paper[]): void {
  const threshold = papers[0]?.contexts[0]?.publish?.threshold ?? 0;
  if (threshold === 0) return;
  for (const { numbers, contexts } of papers) refuseManyGroups(numbers, contexts);
  try {
    takeOut(papers, threshold);
  } catch (error) {
    throw error instanceof NoOtherWorld ? new UserError(refusalOf(papers)) : error;
  }
}

/** More groups than these are values of a row and not of a group, and what hangs together in them takes too long to be seen. */
const MOST_GROUPS = 200;

function refuseManyGroups({ by }: Numbers, contexts: readonly ReportContext[]): void {
  if (by !== undefined && by.groups.length > MOST_GROUPS)
    throw new UserError(
      `${optionOf(contexts)}: split by ${by.column}, there are ${by.groups.length} groups, more than can be published without giving small numbers away (${MOST_GROUPS}). Split --by a column with fewer values, or ${withoutIt(contexts)} and keep the report to those who work with the cases.`,
    );
}

/** The option that suppresses small numbers, and how not to: nobody need have written --publish. */
const isAsked = (contexts: readonly ReportContext[]): boolean => contexts[0]?.publish?.because === undefined;
const optionOf = (contexts: readonly ReportContext[]): string =>
  isAsked(contexts) ? '--publish' : `Small numbers are suppressed here because ${contexts[0]?.publish?.because}`;
const withoutIt = (contexts: readonly ReportContext[]): string => (isAsked(contexts) ? 'leave --publish away' : 'add --no-publish');

/** That the numbers are too small, and what to do. */
function refusalOf(papers: readonly Paper[]): string {
  if (papers.length > 1)
    return 'The numbers of these papers are so small that no way was found to publish them beside each other without giving some away. Publish one of them alone, such as ehcp snapshot --publish, or make an --internal pack and keep it to those who work with the cases.';
  const { by, periods, wider = periods?.period === undefined ? null : 'choose a longer period' } = papers[0]?.numbers ?? {};
  const contexts = papers[0]?.contexts ?? [];
  const found =
    by === undefined
      ? 'the numbers are so small that no way was found to publish them without giving some away'
      : `split by ${by.column}, the groups are so many or so small that no way was found to publish them without giving small numbers away`;
  const ways = [...(wider === null ? [] : [wider]), ...(by === undefined ? [] : ['split --by a column with fewer values'])];
  const without = withoutIt(contexts);
  return `${optionOf(contexts)}: ${found}. ${capital([...ways, ''].join(', '))}${ways.length === 0 ? capital(without) : `or ${without}`} and keep the report to those who work with the cases.`;
}

/** Takes out of the papers what may not be published beside the others. */
function takeOut(papers: readonly Paper[], threshold: number): void {
  const suppression = new Suppression(threshold);
  const printed = new PrintedCounts(suppression);
  for (const paper of papers) printed.addPaper(paper);
  hangTogether(printed, papers);
  suppression.run();
  for (const { numbers } of papers) lookBetween(printed, numbers);
  printed.hide();
  for (const { numbers } of papers) Object.values(numbers.figures).forEach(withoutJudgement);
}

/** Says how the counts of the papers hang together. */
function hangTogether(printed: PrintedCounts, papers: readonly Paper[]): void {
  const { suppression, day } = printed;
  const tell = (place: Place, sums: readonly Known[]): void => addUp(suppression, place, sums);
  tell(day, OF_THE_DAY);
  const periods = [...printed.periods.values()];
  const ofRatios = [...printed.ratios.keys()].map((ratio) => adds(`${ratio} denominator`, `${ratio} numerator`, `${ratio} rest`));
  for (const place of periods) tell(place, [...OF_PERIOD, ...ofRatios, ...(place.also ?? [])]);
  for (const group of printed.groups.flatMap(({ groups }) => groups)) {
    tell(group, [...OF_PERIOD, ...ofRatios]);
    // Of a group some of the counts are printed; what nobody asks for may be worked out from them.
    tell(
      group,
      (group.also ?? []).filter(({ total }) => total.endsWith('?') || group.counts.has(total)),
    );
  }
  // A trend says the figures of many days.
  for (const place of periods) tell(place, OF_THE_DAY);
  for (const { whole, groups } of printed.groups) addUpGroups(suppression, whole, groups);
  for (const place of printed.stretches) tell(place, [...OF_PERIOD, ...(place.also ?? [])]);
  nestAll(suppression, periods, printed.stretches);
  tieBalances(suppression, [...periods, ...printed.stretches]);
  tieToRows(printed, periods);
  for (const { numbers } of papers) rowsOnce(printed, numbers);
  for (const place of periods) tieRatios(suppression, printed.ratios, place);
  for (const { numbers } of papers) tieToTheDay(printed, numbers);
}

/** Whoever was received within a period that ends with the as-of day, and is open, is one of its requests. */
function tieToTheDay(printed: PrintedCounts, { periods = {}, toTheDay = [] }: Numbers): void {
  const tell = (period: Dates, sums: readonly Known[]): void =>
    addUp(printed.suppression, { ...OF_NO_DATES, counts: new Map([...printed.day.counts, ...printed.periodOf(period).counts]) }, sums);
  const year = periods['last-12-months'];
  if (year !== undefined) tell(year, OF_THE_YEAR);
  for (const { id, bands } of toTheDay) {
    const period = periods[id];
    if (period !== undefined) tell(period, [adds('requests', ...bands, 'closed-of-the-period?')]);
  }
}

/** The rows of a list are those that begin in one stretch or another, and others. */
function rowsOnce({ suppression, rows, stretches: [first, ...others] }: PrintedCounts, { once }: Numbers): void {
  const all = once === undefined ? undefined : rows.get(once.role)?.counts.get('counted');
  if (once === undefined || all === undefined || first === undefined) return;
  const of = ({ counts }: Place, names: readonly string[]): Count[] => names.flatMap((name) => counts.get(name) ?? []);
  addUpTo(suppression, all, [...of(first, once.broughtForward), ...[first, ...others].flatMap((place) => of(place, once.begins))], 'free');
}

/** What can be worked out from two counts is looked at last: mostly a world is known already in which it is another. */
function lookBetween(printed: PrintedCounts, numbers: Numbers): void {
  const { suppression } = printed;
  for (const place of printed.aboutOf(numbers))
    for (const sums of numbers.unprinted?.between ?? []) {
      const parts = sums[0]?.parts.flatMap((name) => place.counts.get(name) ?? []) ?? [];
      if (!suppression.isSmall(parts.reduce((sum, { value }) => sum + value, 0)) || suppression.differ(parts)) continue;
      addUp(suppression, place, sums);
      suppression.run();
    }
}

/** What was said of a figure by comparing it. */
function withoutJudgement(figure: Figure | IndicatorFigure): void {
  if (!('financialYearToDate' in figure)) return;
  if (figure.suppressed) figure.status = null;
  if (figure.suppressed || figure.before.suppressed) figure.direction = null;
}
