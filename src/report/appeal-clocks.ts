import type { Appeal } from '../core/appeal.ts';
import { CLOCKS } from '../core/clocks/index.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, longDate } from '../core/day.ts';
import { dueDay } from '../core/due-day.ts';
import { eventsOf, followsFrom } from '../core/orders.ts';
import type { Happened } from '../core/timeline.ts';
import { MATTER_NAMES } from './appeal-figures.ts';
import type { Section } from './report.ts';
import { capital, number, plural, sentence } from './words.ts';

/** One mediation or appeal of the person, and whether it is about the case or plan that is asked for. */
export interface AppealRow {
  appeal: Appeal;
  /** How it is known to be about it; '' where the row says so. */
  note: string;
  /** Why it may be about another; null where it is not in doubt. */
  doubt: string | null;
  /** Why it is about another for certain; null where it is not. */
  elsewhere: string | null;
}

/** What the rows add to the history. Two that ended on one day in the same, such as an appeal settled in mediation, start one clock. */
export function eventsOfAll(rows: readonly AppealRow[], asOf: Day): Happened[] {
  const meant = rows.filter(({ appeal, elsewhere }) => elsewhere === null && appeal.lodged <= asOf);
  const events = meant.flatMap(({ appeal, doubt }) => eventsOf(appeal, asOf, doubt));
  return [...new Map(events.map((event) => [`${event.kind} ${event.day} ${event.doubt ?? ''}`, event])).values()];
}

/**
 * Every mediation and appeal that was lodged by the day, and what follows from it: nothing is left out in silence.
 * @param unseen sentences on rows of which nobody can say whether they are about it
 */
export function appealsSection(rows: readonly AppealRow[], unseen: readonly string[], asOf: Day, conventions: Conventions): Section[] {
  const lodged = rows.filter(({ appeal }) => appeal.lodged <= asOf);
  const items = [...lodged.map((row) => itemOf(row, asOf, conventions)), ...unseen];
  return items.length === 0 ? [] : [{ kind: 'list', id: 'appeals', heading: 'Mediations and appeals', place: 'page', items }];
}

function itemOf({ appeal, note, doubt, elsewhere }: AppealRow, asOf: Day, conventions: Conventions): string {
  const { kind, matter, line, lodged, ordered, outcome } = appeal;
  const what = kind === 'mediation' ? 'agreement' : outcome === 'conceded' ? 'concession' : 'order';
  const dated = ordered === null || ordered > asOf ? '' : `, with ${what === 'concession' ? 'a' : 'an'} ${what} of ${longDate(ordered)}`;
  const about = matter === null ? '' : ` about ${matter === 'contents' ? '' : 'a decision '}${MATTER_NAMES[matter]}`;
  const head = `${capital(kind)}${about}, lodged on ${longDate(lodged)}${dated} (line ${number(line)})`;
  return sentence(`${head}: ${elsewhere ?? [note, followsInWords(appeal, asOf, doubt, conventions)].filter((words) => words !== '').join('; ')}`);
}

function followsInWords(appeal: Appeal, asOf: Day, doubt: string | null, conventions: Conventions): string {
  const follows = followsFrom(appeal, asOf);
  if ('nothing' in follows) return follows.nothing;
  const shown = doubt === null ? 'what follows is among the clocks' : `what would follow is among the clocks, and not judged: ${doubt}`;
  if ('certain' in follows) return shown;
  const limits = follows.possible.map(({ kind, only }) => `${daysOf(kind, appeal.ordered as Day, conventions)} where ${only}`);
  return `the list does not say what it asks for, so its limits are shown and not judged: ${limits.join('; ')}${doubt === null ? '' : `. And ${doubt}`}`;
}

/** `by 15 July 2022` */
function daysOf(kind: Happened['kind'], from: Day, conventions: Conventions): string {
  const days = CLOCKS.filter(({ starts }) => starts.includes(kind)).map((clock) => dueDay(clock, from, conventions));
  return days.map((due) => (due.day === null ? 'by a day that is not known' : `by ${longDate(due.day)}`)).join(' and ');
}

/** Rows that name nobody by whom they could be found. */
export const notNamed = (rows: number, what: string, whose: string): string[] =>
  rows === 0
    ? []
    : [
        `${plural(rows, 'row')} of the list ${rows === 1 ? 'names' : 'name'} ${what}: whether ${rows === 1 ? 'it is' : 'any is'} about this ${whose} is not known.`,
      ];
