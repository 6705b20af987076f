import { addDays, type Day, isoDate, longDate } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { labelOf, type Period } from '../core/period.ts';
import type { ReportContext } from './context.ts';
import { conventionsSection } from './definitions.ts';
import { inWords } from './figure.ts';
import { notShown } from './not-shown.ts';
import { headed } from './provenance.ts';
import type { Cell, Listing, ListingColumn, Report, Row, Section } from './report.ts';
import { ELSEWHERE, type Explainable, PILE_WORDS, type Placed, SHOWN_PILES, type ShownPile, type Traced } from './trace.ts';
import { listed as inOneLine, number, plural } from './words.ts';

/** Which rows are listed: those of one pile, those of every pile, or all but the rows that are outside the period. */
export const SHOWS = [...SHOWN_PILES, 'all'] as const;
export type Show = (typeof SHOWS)[number] | 'period';

/** The rows behind one figure: they are added one at a time, and kept where they are to be listed. */
export interface CasesBehind<C> {
  add(c: C): void;
  /** @param others the lists that it is made of beside that of the rows */
  report(context: ReportContext, ...others: readonly ReportContext[]): Report;
}

type ListedRow = Listing['rows'][number];

/** By what a row is known: the authority's own reference, and its line. */
interface Known {
  id: string;
  line: number;
  /** Of a request: the day it was received. Left out for the rows of any other list. */
  received?: Day | null;
}

/** What is to be listed. */
export interface CasesAsked {
  window: Window;
  /** Null for a figure of a day. */
  period: Period | null;
  show: Show;
  /** Whether it is a figure over the case list. */
  ofCases: boolean;
  /** Whether the conventions are about it: of a case list they always are. */
  turnsOnConventions?: boolean;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** Starts the list of the rows behind a figure: where each stands in it, and the rule that put it there. */
export function startCases<C extends Known>(
  traced: Traced<C>,
  { window, period, show, ofCases, turnsOnConventions = ofCases, shownId }: CasesAsked,
): CasesBehind<C> {
  const tracing = traced.trace(window);
  const counts = new Map<string, number>();
  const listed = new Map<ShownPile, ListedRow[]>(SHOWN_PILES.map((pile) => [pile, []]));
  let notYetReceived = 0;
  let severalTimes = 0;
  return {
    add(c) {
      tracing.count(c);
      const placed = tracing.place(c);
      const key = keyOf(placed);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (placed.reason === 'not-yet-visible') notYetReceived++;
      if ((placed.times ?? 1) > 1) severalTimes++;
      if (isShown(show, placed, traced)) listed.get(placed.pile)?.push(rowOf(c, placed, shownId));
    },
    report(context, ...others) {
      const rows = [...listed.values()].flat();
      const { head, sections } = headed('cases', `Rows behind ${traced.id}: ${whenOf(traced, window, period)}`, [context, ...others], {
        asOf: window.asOf,
        ...(ofCases ? { notYetReceived } : {}),
        ...(turnsOnConventions ? { conventions: window.conventions } : {}),
      });
      const figure = tracing.figure();
      const dates = period === null ? {} : { period: { from: isoDate(period.from), to: isoDate(period.to), label: labelOf(period) } };
      const listing: Listing = { name: 'cases', columns: columnsOf(traced, show, ofCases), rows };
      const heading = `${plural(rows.length, 'row')}: ${wordsFor(show, traced, period)}`;
      return {
        ...head,
        summary: [
          `${figure.label}: ${inWords(figure)}.`,
          ...countedSentence(counts, saysMissed(traced) && traced.betweenDays !== true),
          ...(saysMissed(traced) && traced.betweenDays !== true ? ['Met, missed and not known are its denominator.'] : []),
          ...(severalTimes === 0 ? [] : [`${plural(severalTimes, 'row counts', 'rows count')} more than once: the rule says when.`]),
          `${traced.dated === null ? '' : `Event: ${traced.dated}. `}Lines are those of ${context.place}.`,
        ],
        figures: { [traced.id]: { ...figure, ...dates } },
        sections: [
          pilesSection(counts),
          listSection(rows.length, heading),
          ...notShown(listing, 'caseId'),
          ...(turnsOnConventions ? [conventionsSection(window.conventions)] : []),
          ...sections,
        ],
        listings: [listing],
      };
    },
  };
}

function whenOf({ betweenDays, ahead }: Explainable, { asOf, to }: Window, period: Period | null): string {
  if (ahead !== undefined) return `on ${longDate(asOf)}, looking ahead to ${longDate(to)}`;
  if (period === null) return `on ${longDate(asOf)}`;
  const dates = `${longDate(betweenDays === true ? addDays(period.from, -1) : period.from)} to ${longDate(period.to)}`;
  return betweenDays === true ? `from the end of ${dates}` : `${labelOf(period)}, ${dates}`;
}

const SHOW_WORDS: Record<Show, string> = { ...PILE_WORDS, all: 'every row counted', period: 'all but those outside the period' };

/** What is shown, in words: of a day there is no period. */
function wordsFor(show: Show, traced: Explainable, period: Period | null): string {
  if (show === 'period' && !saysMissed(traced)) return PILE_WORDS.met;
  return show !== 'period' || period !== null ? SHOW_WORDS[show] : 'all but those that are no part of it';
}

/** Whether what has not met it is shown too, where no pile is named: not of a count of a day, or over a list beside the case list. */
const saysMissed = ({ ofPeriod, isShare, rowName }: Explainable): boolean => isShare || (ofPeriod && rowName === undefined);

function isShown(show: Show, { pile, reason }: Placed, traced: Explainable): boolean {
  if (show === 'all' || show === pile) return true;
  if (show !== 'period') return false;
  // Of a figure of a day, what is no part of it is every other case there is.
  return reason === null || (saysMissed(traced) && !ELSEWHERE.includes(reason));
}

/** Where the rows are listed; of none a sentence. */
const listSection = (rows: number, heading: string): Section =>
  rows === 0
    ? { kind: 'list', id: 'cases', heading, place: 'page', items: ['No row that is counted stands there.'] }
    : { kind: 'listing', id: 'cases', heading, place: 'page' };

/** How the rows stand in the figure; of no rows there is nothing to say. @param inPiles whether its rows are met or missed, and not in it or no part of it */
function countedSentence(counts: ReadonlyMap<string, number>, inPiles: boolean): string[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return ['No row is counted.'];
  const inPile = (pile: ShownPile): number => [...counts].reduce((sum, [key, count]) => sum + (key === pile || key.startsWith(`${pile}: `) ? count : 0), 0);
  const met = inPile('met');
  if (!inPiles) return [`Of ${plural(total, 'row')} counted, ${met === 0 ? 'none' : number(met)} ${met <= 1 ? 'has' : 'have'} a part in it.`];
  return [`Of ${plural(total, 'row')} counted, ${listedWords(SHOWN_PILES.map((pile) => ({ count: inPile(pile), words: PILE_WORDS[pile] })))}.`];
}

/** `2 are met and 1 is missed`, of those that there are. */
const listedWords = (parts: readonly { count: number; words: string }[]): string =>
  inOneLine(parts.filter(({ count }) => count > 0).map(({ count, words }) => `${number(count)} ${count === 1 ? 'is' : 'are'} ${words}`));

const keyOf = ({ pile, reason }: Placed): string => (reason === null ? pile : `${pile}: ${reason}`);

function rowOf({ id, line, received = null }: Known, { pile, reason, event, days, why }: Placed, shownId: (id: string) => string | null): ListedRow {
  const iso = (day: Day | null): string | null => (day === null ? null : isoDate(day));
  return { caseId: id === '' ? null : shownId(id), line, pile, reason, received: iso(received), event: iso(event), days, why };
}

function columnsOf(traced: Explainable, show: Show, ofCases: boolean): ListingColumn[] {
  const { dated, rowName, saysDays } = traced;
  // What is the same in every row is for scripts alone.
  const unless = (seen: boolean): Pick<ListingColumn, 'unseen'> => (seen ? {} : { unseen: true });
  return [
    { key: 'caseId', heading: rowName ?? (ofCases ? 'Case' : 'Row'), kind: 'text' },
    { key: 'line', heading: 'Line', kind: 'number' },
    { key: 'pile', heading: 'Pile', kind: 'text', ...unless(show === 'all' || (show === 'period' && saysMissed(traced))) },
    { key: 'reason', heading: 'Reason', kind: 'text', unseen: true },
    { key: 'received', heading: 'Received', kind: 'date', ...unless(ofCases) },
    {
      key: 'event',
      heading: dated === null ? 'Closed' : 'Event',
      kind: 'date',
      ...unless(dated !== null || show === 'all' || show === 'out-of-scope'),
    },
    { key: 'days', heading: 'Days', kind: 'number', ...unless(ofCases || saysDays === true) },
    { key: 'why', heading: 'Rule that decided', kind: 'text' },
  ];
}

/** Every row counted is in one of these. */
function pilesSection(counts: ReadonlyMap<string, number>): Section {
  const cell = (value: number): Cell[] => [{ kind: 'count', value }];
  const inPile = (pile: ShownPile): [string, number][] => [...counts].filter(([key]) => key === pile || key.startsWith(`${pile}: `));
  const total = (entries: readonly [string, number][]): number => entries.reduce((sum, [, count]) => sum + count, 0);
  const row = (pile: ShownPile): Row[] => {
    const found = inPile(pile).sort(([a], [b]) => (a < b ? -1 : 1));
    const reasons = found.filter(([key]) => key !== pile).map(([key, count]): Row => ({ header: key.slice(pile.length + 2), under: true, cells: cell(count) }));
    return [{ header: PILE_WORDS[pile], cells: cell(total(found)) }, ...reasons];
  };
  return {
    kind: 'table',
    id: 'piles',
    heading: 'Every row counted is in one pile',
    place: 'page',
    caption: 'The piles of the figure; together they are all rows counted',
    rowHeading: 'Pile',
    columns: [{ lines: ['Rows'], align: 'right' }],
    rows: [...SHOWN_PILES.flatMap(row), { header: 'rows counted', cells: cell(total([...counts])) }],
    notes: [],
  };
}
