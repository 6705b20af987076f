import type { Case } from '../core/case.ts';
import { DEFAULT_CONVENTIONS } from '../core/conventions.ts';
import { type Day, dayFromIso } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { everyFigure, type PlacedFigure } from './every-figure.ts';
import { inWords } from './figure.ts';
import type { ReportContext } from './provenance.ts';
import type { Figure } from './report.ts';
import type { SavedReport } from './saved.ts';
import { TRACED, type Traced } from './trace.ts';
import { dateInWords } from './words.ts';

/** What may have become of a figure. */
export const CHANGES = ['restated', 'definition-changed', 'target-changed', 'unexplained', 'new-period', 'new-figure', 'gone'] as const;
export type Change = (typeof CHANGES)[number];

export const MEANS: Readonly<Record<Change, string>> = {
  restated: 'the same dates, counted from another list: rows entered late, corrected or gone',
  'definition-changed': 'the same dates, by another convention or another definition',
  'target-changed': 'the same figure beside another target',
  unexplained: 'the same dates, the same list and the same definitions, yet another figure: made by another version, or changed by hand',
  'new-period': 'the figure now speaks of other dates',
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
  /** The old figure, counted anew from the new list. */
  again: Figure | null;
}

/** Figures of the same dates first; else the figure that stands in its place. */
export function comparedFigures(old: Side, now: Side): FigureChange[] {
  const then = everyFigure(old.report);
  const today = everyFigure(now.report);
  const sameDates = indexed(today, (one) => keyOf(one, datesOf(one, now.report)));
  const samePlace = indexed(today, placeOf);
  const met = new Set<string>();
  const changes = then.flatMap((was): FigureChange[] => {
    const same = sameDates.get(keyOf(was, datesOf(was, old.report)));
    const is = same ?? samePlace.get(placeOf(was)) ?? null;
    // What is compared with the figure is looked at only where the new report speaks of the same dates.
    if (was.comparison !== null && same === undefined) return [];
    if (is !== null) met.add(is.id);
    const again = countedAgain(was, old.report, now.list);
    if (is === null) return [{ id: was.id, was, is, again, changes: ['gone'], why: [] }];
    return [{ id: was.id, was, is, again, ...(same === undefined ? moved(was, old.report, again) : restated(was, is, old, now)) }];
  });
  const added = today.filter(({ id, comparison }) => comparison === null && !met.has(id));
  return [...changes, ...added.map((is): FigureChange => ({ id: is.id, was: null, is, again: null, changes: ['new-figure'], why: [] }))];
}

const indexed = (figures: readonly PlacedFigure[], key: (figure: PlacedFigure) => string): Map<string, PlacedFigure> =>
  // The first of several stands: a figure before what is compared with it.
  new Map([...figures].reverse().map((figure) => [key(figure), figure]));

const datesOf = ({ from, to }: PlacedFigure, { asOf }: SavedReport): string => (from === null ? `on ${asOf}` : `${from}..${to}`);
const keyOf = ({ id, group }: PlacedFigure, dates: string): string => JSON.stringify([id, group?.by, group?.name, dates]);
const placeOf = ({ id, group, periodKey, comparison }: PlacedFigure): string => JSON.stringify([id, group?.by, group?.name, periodKey, comparison]);

export const sameNumbers = (a: Figure, b: Figure): boolean => a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

/** A figure that now speaks of other dates; and whether the old dates would be told otherwise today. */
function moved(was: PlacedFigure, { asOf }: SavedReport, again: Figure | null): Pick<FigureChange, 'changes' | 'why'> {
  if (again === null || sameNumbers(was.figure, again)) return { changes: ['new-period'], why: [] };
  const dates = was.from === null ? `on ${dateInWords(asOf ?? '')}` : 'for the old dates';
  return { changes: ['restated', 'new-period'], why: [`${dates} the new list says ${inWords(again)}`] };
}

/** A figure of the same dates in both reports. */
function restated(was: PlacedFigure, is: PlacedFigure, old: Side, now: Side): Pick<FigureChange, 'changes' | 'why'> {
  const changes: Change[] = [];
  const why: string[] = [];
  const say = (change: Change, words: string): void => {
    changes.push(change);
    why.push(words);
  };
  const target = (one: PlacedFigure): number | null => one.figure.target ?? null;
  const differences = definitionDifferences(was, is, old.report, now.report);
  if (differences.length > 0) say('definition-changed', differences.join('; '));
  if (!sameNumbers(was.figure, is.figure)) {
    const sameList = listsOf(old.report) === listsOf(now.report);
    if (!sameList) changes.push('restated');
    else if (differences.length === 0) changes.push('unexplained');
  }
  if (was.comparison === null && is.comparison === null && target(was) !== target(is))
    say('target-changed', `the target was ${target(was) ?? 'not set'} and is ${target(is) ?? 'not set'}`);
  return { changes, why };
}

const listsOf = ({ sources }: SavedReport): string => JSON.stringify(sources.map(({ role, sha256 }) => [role, sha256]));

/** How the figure is made differently, in words. A convention counts where the figure is another for it. */
function definitionDifferences(was: PlacedFigure, is: PlacedFigure, old: SavedReport, now: SavedReport): string[] {
  const found: string[] = [];
  const [then, today] = [old.conventions, now.conventions];
  if (!sameNumbers(was.figure, is.figure) && then !== null && today !== null) {
    for (const key of ['dayOfReceipt', 'cohort'] as const)
      if (then[key] !== today[key]) found.push(`the convention ${key} was ${then[key]} and is ${today[key]}`);
  }
  if (was.figure.measure !== is.figure.measure) found.push(`the measure was ${was.figure.measure ?? 'none'} and is ${is.figure.measure ?? 'none'}`);
  if (was.figure.unit !== is.figure.unit) found.push(`the unit was ${was.figure.unit} and is ${is.figure.unit}`);
  const [before, after] = [old.definitions.get(was.figure.label), now.definitions.get(is.figure.label)];
  const sameConventions = JSON.stringify(then) === JSON.stringify(today);
  if (before !== undefined && after !== undefined && before !== after && sameConventions) found.push('its definition reads otherwise');
  return found;
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
  if (group !== null) return null;
  return TRACED.find((traced) => traced.id === (figure.measure ?? id)) ?? null;
}

/** What a figure of a saved report was asked of. */
export function windowOf({ from, to, comparison }: PlacedFigure, { asOf, conventions }: SavedReport): Window | null {
  const day = (iso: string | null): Day | null => (iso === null ? null : dayFromIso(iso));
  const on = day(asOf);
  if (on === null) return null;
  const [first, last] = [day(from) ?? on, day(to) ?? on];
  // An earlier period is seen as it stood on its own last day.
  const seen = comparison === 'before' || comparison === 'last-year' ? last : on;
  return { from: first, to: last, asOf: seen, conventions: conventions ?? DEFAULT_CONVENTIONS };
}

/** `within-20-weeks 2022-Q1 (last year), team: North` */
export function figureName({ id, period, comparison, group }: PlacedFigure): string {
  const when = period === null ? '' : ` ${period}${comparison === null ? '' : ` (${comparison.replaceAll('-', ' ')})`}`;
  return `${id}${when}${group === null ? '' : `, ${group.by}: ${group.name}`}`;
}
