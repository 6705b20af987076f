import { type Case, clockStart } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, type Day, fromTo, isoDate, longDate } from '../core/day.ts';
import { DUE_LIMITS, passesOn } from '../core/due.ts';
import { requests } from '../core/measures/requests.ts';
import { MovementCounting } from '../core/movement.ts';
import { positionOn } from '../core/position.ts';
import { cellOf } from './figure.ts';
import { balanceSection, movementFigures, movementSentence, populationsOf } from './movement-balance.ts';
import { NOT_ENTERED } from './movement-figures.ts';
import type { Figure, Report, Section } from './report.ts';
import { number } from './words.ts';

/** The meetings on either side of the as-of day; null where there is none, or it is not known. */
export interface Meetings {
  since: Day | null;
  next: Day | null;
}

/** What a snapshot says of its meetings: cases are added one at a time and let go. */
export interface MeetingsCounting {
  add(c: Case): void;
  figures(): Record<string, Figure>;
  said(figures: Readonly<Record<string, Figure>>): { summary: string[]; sections: Section[]; also: Pick<Report, 'from' | 'populations'> };
}

/** The balances alone: the requests of days between meetings are in no period of the page. */
const flows = (figures: Record<string, Figure>): Record<string, Figure> =>
  Object.fromEntries(Object.entries(figures).filter(([id]) => id !== requests.id && id !== NOT_ENTERED));

/** The lines of every open case, and what is over them on the as-of day. */
const LINES = DUE_LIMITS.filter(({ stage }) => stage === null).map((limit) => ({
  limit,
  id: `due-${limit.id}`,
  over: `open-over-${limit.weeks}-weeks`,
}));

/** Starts what moved since the last meeting, and what passes a line by the next if nothing happens. */
export function startMeetings(asOf: Day, { since, next }: Meetings, conventions: Conventions): MeetingsCounting {
  const movement = since === null ? null : new MovementCounting(since, asOf, conventions);
  const due = LINES.map(() => 0);
  return {
    add(c) {
      movement?.add(c);
      const received = clockStart(c);
      if (next === null || received === null || received > asOf) return;
      LINES.forEach(({ limit }, at) => {
        const passes = passesOn(limit, received, conventions);
        if (passes > asOf && passes <= next && positionOn(c, asOf).closing === null) due[at] = (due[at] ?? 0) + 1;
      });
    },
    figures: () => ({
      ...(movement === null || since === null ? {} : flows(movementFigures(movement, since, asOf))),
      ...(next === null ? {} : Object.fromEntries(LINES.map(({ id, limit }, at) => [id, dueFigure(limit.weeks, due[at] ?? 0, asOf, next)]))),
    }),
    said(figures) {
      const sentence = since === null ? null : movementSentence('over-52-weeks', figures);
      const dueSaid = next === null ? null : dueSentence(figures, next);
      return {
        summary: [...(sentence === null || since === null ? [] : [`Since ${longDate(since)}, ${sentence}.`]), ...(dueSaid === null ? [] : [dueSaid])],
        sections: [
          ...(since === null ? [] : [{ ...balanceSection(figures, since, asOf, []), heading: `What moved since ${longDate(since)}`, place: 'notes' as const }]),
          ...(next === null ? [] : [dueSection(figures, asOf, next)]),
        ],
        also: since === null ? {} : { from: isoDate(since), populations: populationsOf(figures) },
      };
    },
  };
}

function dueFigure(weeks: number, value: number, asOf: Day, next: Day): Figure {
  const first = addDays(asOf, 1);
  return {
    label: `Open cases that pass ${weeks} weeks by ${longDate(next)}, if nothing happens`,
    unit: 'cases',
    value,
    period: { from: isoDate(first), to: isoDate(next), label: fromTo(first, next) },
  };
}

/** Null where anything of it is suppressed. */
function dueSentence(figures: Readonly<Record<string, Figure>>, next: Day): string | null {
  const [over20, over52] = LINES.map(({ id }) => figures[id]?.value ?? null);
  if (over20 == null || over52 == null) return null;
  const by = `by the next meeting on ${longDate(next)}`;
  if (over20 === 0 && over52 === 0) return `If nothing happens, no further case passes 20 or 52 weeks ${by}.`;
  const more = (count: number, weeks: number): string =>
    `${count === 0 ? 'none' : number(count)} ${count === 1 || count === 0 ? 'passes' : 'pass'} ${weeks} weeks`;
  return `If nothing happens, of the open cases ${more(over20, 20)} and ${more(over52, 52)} ${by}.`;
}

function dueSection(figures: Readonly<Record<string, Figure>>, asOf: Day, next: Day): Section {
  return {
    kind: 'table',
    id: 'due',
    heading: 'What passes a line by the next meeting',
    place: 'notes',
    caption: `Open cases that are over on ${longDate(asOf)}, and that pass by ${longDate(next)} if nothing happens; ehcp due names them`,
    rowHeading: 'Cases',
    columns: [
      { lines: ['Over now'], align: 'right' },
      { lines: ['Pass it by then'], align: 'right' },
    ],
    rows: LINES.map(({ id, limit, over }) => ({
      header: `Over ${limit.weeks} weeks`,
      cells: [cellOf(figures[over] as Figure), cellOf(figures[id] as Figure)],
    })),
    notes: [],
  };
}
