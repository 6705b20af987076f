import type { Case } from '../core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../core/conventions.ts';
import { type Day, dayFromIso } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { POSITION_FIGURES } from '../core/position-figures.ts';
import { COHORT_FIGURES } from './cohort-figures.ts';
import { notAsked, otherRuns } from './compared-projections.ts';
import type { ReportContext } from './context.ts';
import { everyFigure, type PlacedFigure, SERIES } from './every-figure.ts';
import type { Figure } from './report.ts';
import type { SavedReport } from './saved.ts';
import { type Traced, tracedNamed } from './trace.ts';
import { dateInWords } from './words.ts';

/** What may have become of a figure. */
export const CHANGES = ['restated', 'definition-changed', 'target-changed', 'unexplained', 'new-period', 'new-figure', 'gone'] as const;
export type Change = (typeof CHANGES)[number];

export const MEANS: Readonly<Record<Change, string>> = {
  restated: 'the same dates, counted from another list: rows entered late, corrected or gone',
  'definition-changed': 'the same dates, by another convention, another definition or other settings of a projection',
  'target-changed': 'the same figure beside another target',
  unexplained: 'the same dates, the same list and the same definitions, yet another figure: made by another version, or changed by hand',
  'new-period': 'the figure now speaks of other dates, or is seen from another day',
  'new-figure': 'not in the old report',
  gone: 'not in the new report',
};

/** A saved report, the file it was saved in, and the list it was made of, where that is at hand. */
export interface Side {
  name: string;
  sha256: string;
  report: SavedReport;
  list: ListAtHand | null;
}

/** A case list by id, and where it came from. */
interface ListAtHand {
  cases: ReadonlyMap<string, Case>;
  context: ReportContext;
}

/** A figure that was compared, and what became of it: nothing, where there are no changes. */
export interface FigureChange {
  id: string;
  was: PlacedFigure | null;
  is: PlacedFigure | null;
  changes: Change[];
  why: string[];
  /** The old figure, counted anew from the new list; or as the new report tells it beside its own. */
  again: Figure | null;
}

/** Figures of the same dates first; else the figure that stands in its place. */
export function comparedFigures(old: Side, now: Side): FigureChange[] {
  const then = everyFigure(old.report);
  const today = everyFigure(now.report);
  const sameDates = indexed(today, (one) => keyOf(one, datesOf(one, now.report)));
  const samePlace = indexed(today, placeOf);
  const changes = then.flatMap((was): FigureChange[] => {
    const same = sameDates.get(keyOf(was, datesOf(was, old.report))) ?? null;
    const change = becameOf(was, same, samePlace.get(placeOf(was)) ?? null, old, now);
    return change === null ? [] : [{ id: was.id, was, ...change }];
  });
  const met = new Set(changes.flatMap(({ is }) => (is === null ? [] : [wholeOf(is)])));
  const added = today.filter((one) => one.comparison === null && !met.has(wholeOf(one)));
  return [
    ...changes,
    ...added.map((is): FigureChange => ({ id: is.id, was: null, is, again: null, changes: ['new-figure'], why: notAsked(is.id, old.report, now.report) })),
  ];
}

/**
 * What became of a figure.
 * @param same that of the same dates in the new report
 * @param stands that in its place in the new report, of whatever dates
 * @returns null where there is nothing to compare
 */
function becameOf(was: PlacedFigure, same: PlacedFigure | null, stands: PlacedFigure | null, old: Side, now: Side): Omit<FigureChange, 'id' | 'was'> | null {
  const again = countedAgain(was, old.report, now.list);
  const turned = same !== null && turnsOnAsOf(was, same, again, old, now);
  // What is compared with the figure is looked at only where the new report speaks of the same dates.
  if (was.comparison !== null) return same === null || turned ? null : { is: same, again, ...restated(was, same, old, now) };
  if (same === null)
    return stands === null
      ? { is: null, again, changes: ['gone'], why: notAsked(was.id, old.report, now.report) }
      : { is: stands, again, ...moved(was, stands, again, old, now) };
  // The old dates may stand beside the new figure, as those of last year do: the figure itself has moved on.
  if (same.comparison === null || stands === null) return { is: same, again, ...(turned ? seenLater : restated)(was, same, old, now, again) };
  const beside = again ?? (turned ? null : same.figure);
  const retold = again === null && !turned ? restated(was, same, old, now) : NOTHING;
  return { is: stands, again: beside, ...together(retold, moved(was, stands, again, old, now)) };
}

/** A figure, of whatever dates. */
const wholeOf = ({ id, group }: PlacedFigure): string => JSON.stringify([id, group?.by, group?.name]);

/** Whether the same dates may come to another figure for being seen from another day, such as that of the requests of a period. */
function turnsOnAsOf(was: PlacedFigure, is: PlacedFigure, again: Figure | null, old: Side, now: Side): boolean {
  if (sameNumbers(was.figure, is.figure) || windowOf(was, old.report)?.asOf === windowOf(is, now.report)?.asOf) return false;
  if (again !== null) return !sameNumbers(again, is.figure);
  return (
    listOf(was, old.report) === listOf(is, now.report) ||
    CASE_MEASURES.some(({ id, turnsOnAsOf: turns }) => turns === true && id === (was.figure.measure ?? was.id)) ||
    COHORT_FIGURES.some(({ id }) => id === was.id)
  );
}

const indexed = (figures: readonly PlacedFigure[], key: (figure: PlacedFigure) => string): Map<string, PlacedFigure> =>
  // The first of several stands: a figure before what is compared with it.
  new Map([...figures].reverse().map((figure) => [key(figure), figure]));

const datesOf = ({ from, to }: PlacedFigure, { asOf }: SavedReport): string => (from === null ? `on ${asOf}` : `${from}..${to}`);
const keyOf = ({ id, group }: PlacedFigure, dates: string): string => JSON.stringify([id, group?.by, group?.name, dates]);
const placeOf = ({ id, group, periodKey, comparison }: PlacedFigure): string => JSON.stringify([id, group?.by, group?.name, periodKey, comparison]);

/** Of what is suppressed nothing can be said, nor that it has changed. */
export const sameNumbers = (a: Figure, b: Figure): boolean => {
  const same = (one: number | null | undefined, other: number | null | undefined) => one === null || other === null || one === other;
  return a.suppressed === true || b.suppressed === true || (a.value === b.value && same(a.numerator, b.numerator) && same(a.denominator, b.denominator));
};

type Found = Pick<FigureChange, 'changes' | 'why'>;

const NOTHING: Found = { changes: [], why: [] };

const together = (...all: readonly Found[]): Found => {
  const found = new Set(all.flatMap(({ changes }) => changes));
  return { changes: CHANGES.filter((change) => found.has(change)), why: [...new Set(all.flatMap(({ why }) => why))] };
};

/** A figure that now speaks of other dates; and whether the old dates would be told otherwise today. */
function moved(was: PlacedFigure, is: PlacedFigure, again: Figure | null, old: Side, now: Side): Found {
  const retold = again !== null && !sameNumbers(was.figure, again);
  return together(redefined(was, is, old, now), { changes: retold ? ['restated', 'new-period'] : ['new-period'], why: [] });
}

/** A figure of the same dates, seen from another day. */
function seenLater(was: PlacedFigure, is: PlacedFigure, old: Side, now: Side, again: Figure | null): Found {
  const days = `seen from ${dateInWords(old.report.asOf ?? '')} then, and from ${dateInWords(now.report.asOf ?? '')} now`;
  return together(moved(was, is, again, old, now), { changes: [], why: [days] });
}

/** Another definition, or another target. */
function redefined(was: PlacedFigure, is: PlacedFigure, old: Side, now: Side): Found {
  const differences = definitionDifferences(was, is, old.report, now.report);
  const target = (one: PlacedFigure): number | null => one.figure.target ?? null;
  const retargeted = was.comparison === null && is.comparison === null && target(was) !== target(is);
  return together(
    differences.length === 0 ? NOTHING : { changes: ['definition-changed'], why: [differences.join('; ')] },
    retargeted
      ? { changes: ['target-changed'], why: [`the target was ${target(was) ?? 'not set'} and is ${target(is) ?? 'not set'}`] }
      : { changes: [], why: [] },
  );
}

/** A figure of the same dates in both reports. */
function restated(was: PlacedFigure, is: PlacedFigure, old: Side, now: Side): Found {
  const found = redefined(was, is, old, now);
  if (sameNumbers(was.figure, is.figure)) return found;
  if (listOf(was, old.report) !== listOf(is, now.report)) return together(found, { changes: ['restated'], why: [] });
  return found.changes.includes('definition-changed') ? found : together(found, { changes: ['unexplained'], why: [] });
}

/** The list that a figure was counted over; of a report of one list, that. */
const listOf = ({ figure }: PlacedFigure, { sources }: SavedReport): string =>
  JSON.stringify(sources.filter(({ role }) => role === (figure.source ?? role)).map(({ role, sha256 }) => [role, sha256]));

/** How the figure is made differently, in words. A convention counts where the figure is another for it. */
function definitionDifferences(was: PlacedFigure, is: PlacedFigure, old: SavedReport, now: SavedReport): string[] {
  const found: string[] = [];
  const [then, today] = [old.conventions, now.conventions];
  if (!sameNumbers(was.figure, is.figure) && then !== null && today !== null) {
    for (const key of ['dayOfReceipt', 'cohort'] as const)
      if (then[key] !== today[key] && dependsOn(was, key)) found.push(`the convention ${key} was ${then[key]} and is ${today[key]}`);
  }
  if (!sameNumbers(was.figure, is.figure)) found.push(...otherRuns(was.id, old, now));
  if (was.figure.measure !== is.figure.measure) found.push(`the measure was ${was.figure.measure ?? 'none'} and is ${is.figure.measure ?? 'none'}`);
  if (was.figure.unit !== is.figure.unit) found.push(`the unit was ${was.figure.unit} and is ${is.figure.unit}`);
  const [before, after] = [old.definitions.get(was.figure.label), now.definitions.get(is.figure.label)];
  const sameConventions = JSON.stringify(then) === JSON.stringify(today);
  if (before !== undefined && after !== undefined && before !== after && sameConventions) found.push('its definition reads otherwise');
  return found;
}

/** Whether a figure's definition depends on a convention; of a figure whose definition is not at hand it may. */
function dependsOn({ id, figure }: PlacedFigure, key: keyof Conventions): boolean {
  const definition = [...CASE_MEASURES, ...POSITION_FIGURES, ...COHORT_FIGURES].find((one) => one.id === (figure.measure ?? id));
  const other: Conventions = key === 'cohort' ? { ...DEFAULT_CONVENTIONS, cohort: 'every-plan' } : { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 };
  return definition === undefined || definition.counts(DEFAULT_CONVENTIONS) !== definition.counts(other);
}

/** The old figure, counted from the new list by the old conventions; null where that cannot be done. */
export function countedAgain(was: PlacedFigure, old: SavedReport, list: ListAtHand | null): Figure | null {
  const traced = list === null ? null : tracedFor(was);
  const window = windowOf(was, old);
  if (list === null || traced === null || window === null) return null;
  const tracing = traced.trace(window);
  for (const c of list.cases.values()) tracing.count(c);
  return tracing.figure();
}

/** The figure's own way of placing cases; null where it is none of the case list, or of a part of it. */
export function tracedFor({ id, figure, group }: PlacedFigure): Traced | null {
  if (group !== null || (figure.source ?? 'cases') !== 'cases') return null;
  return tracedNamed(figure.measure ?? id);
}

/** What a figure of a saved report was asked of. */
export function windowOf({ from, to, periodKey, seen, comparison }: PlacedFigure, { asOf, conventions }: SavedReport): Window | null {
  const day = (iso: string | null): Day | null => (iso === null ? null : dayFromIso(iso));
  const on = day(asOf);
  if (on === null) return null;
  const [first, last] = [day(from) ?? on, day(to) ?? on];
  // An earlier period, and each of a series, is seen as it stood on its own last day, where nothing else is said.
  const asStood = comparison === 'before' || comparison === 'last-year' || periodKey === SERIES ? last : on;
  return { from: first, to: last, asOf: day(seen) ?? asStood, conventions: conventions ?? DEFAULT_CONVENTIONS };
}

/** `within-20-weeks 2022-Q1 (last year), team: North` */
export function figureName({ id, period, comparison, group }: PlacedFigure): string {
  const when = period === null ? '' : ` ${period}${comparison === null ? '' : ` (${comparison.replaceAll('-', ' ')})`}`;
  return `${id}${when}${group === null ? '' : `, ${group.by}: ${group.name}`}`;
}
