import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, daysBetween, isoDate, longDate } from '../core/day.ts';
import { DUE_LIMITS, type DueLimit, type DueTally, type Horizon, type Passing, passingOf, weeksOf } from '../core/due.ts';
import { STAGES } from '../core/position.ts';
import { STAGE_NAMES } from '../core/position-figures.ts';
import type { Known, Numbers } from './context.ts';
import { type Term, termOf } from './definitions.ts';
import type { Figure } from './report.ts';
import { plural } from './words.ts';

/** One count: of the cases that a limit concerns, those that pass it in some of the weeks; week 0 is what is over already. */
export interface DueFigure {
  id: string;
  label: string;
  /** The same where no dates stand beside it, if that is another. */
  title?: string;
  limit: DueLimit;
  holds(week: number): boolean;
  /** How many weeks ahead it looks at the least; 0 where it is a figure of the as-of day. */
  ahead: number;
  /** The days that it speaks of; null for the as-of day. */
  period(horizon: Horizon): NonNullable<Figure['period']> | null;
  /** What it counts, by the conventions in force. */
  counts(conventions: Conventions): string;
}

export type Figures = Record<string, Figure>;

/** Of the cases of a limit: those over it on the as-of day, those that pass it, those over it then; and those that pass it in one week. */
export const overId = ({ weeks, stage }: DueLimit): string => `open-over-${weeks}-weeks${stage === null ? '' : `-${stage}`}`;
export const dueId = ({ id }: DueLimit): string => `due-${id}`;
export const thenId = (limit: DueLimit): string => `${overId(limit)}-if-nothing-happens`;
export const weekId = (limit: DueLimit, week: number): string => `${dueId(limit)}-in-week-${week}`;

const ofStage = ({ stage }: DueLimit): string => (stage === null ? '' : `, ${STAGE_NAMES[stage]}`);
const overLabel = (limit: DueLimit): string => `Open, over ${limit.weeks} weeks${ofStage(limit)}`;
const dueLabel = (limit: DueLimit): string => `Open${ofStage(limit)}, passing ${limit.weeks} weeks`;

const period = (from: Day, to: Day, label: string): NonNullable<Figure['period']> => ({ from: isoDate(from), to: isoDate(to), label });

/** `4 weeks`, `30 days` */
function lengthOf({ asOf, to }: Horizon): string {
  const days = daysBetween(asOf, to);
  return days % 7 === 0 ? plural(days / 7, 'week') : plural(days, 'day');
}

/** `open cases, being assessed,`, and the days that decide. */
const casesOf = ({ stage }: DueLimit): string => (stage === null ? 'open cases' : `open cases, ${STAGE_NAMES[stage]},`);

function passingWords(limit: DueLimit, days: string, conventions: Conventions): string {
  const last = lastDayWithin(limit.weeks, conventions);
  return `${casesOf(limit)} whose day ${last} is the as-of day or later and whose day ${last + 1}, on which they pass ${limit.weeks} weeks if nothing happens before, is one of the ${days}`;
}

/** How many pass each limit: for the whole, and for each group of a split. */
export const PASSING_FIGURES: readonly DueFigure[] = DUE_LIMITS.map((limit) => ({
  id: dueId(limit),
  label: dueLabel(limit),
  limit,
  holds: (week) => week > 0,
  ahead: 1,
  period: (horizon) => period(addDays(horizon.asOf, 1), horizon.to, `next ${lengthOf(horizon)}`),
  counts: (conventions) => passingWords(limit, 'days looked at', conventions),
}));

/** How many are over each limit on the as-of day. */
const OVER_FIGURES: readonly DueFigure[] = DUE_LIMITS.map((limit) => ({
  id: overId(limit),
  label: overLabel(limit),
  limit,
  holds: (week) => week === 0,
  ahead: 0,
  period: () => null,
  counts: (conventions) => `${casesOf(limit)} received more than ${lastDayWithin(limit.weeks, conventions)} days before the as-of day`,
}));

/** How many will be over each limit on the last day looked at. */
const THEN_FIGURES: readonly DueFigure[] = DUE_LIMITS.map((limit) => ({
  id: thenId(limit),
  label: `${overLabel(limit)}, if nothing happens`,
  limit,
  holds: (week) => week >= 0,
  ahead: 1,
  period: ({ to }) => period(to, to, `on ${longDate(to)}`),
  counts: (conventions) =>
    `${casesOf(limit)} received more than ${lastDayWithin(limit.weeks, conventions)} days before the last day looked at: those over ${limit.weeks} weeks on the as-of day, and those that pass them by then if nothing happens`,
}));

/** How many pass a limit in one of the weeks looked at, the first of which is 1. */
export const weekFigure = (limit: DueLimit, week: number): DueFigure => ({
  id: weekId(limit, week),
  label: dueLabel(limit),
  title: `${dueLabel(limit)}, in week ${week}`,
  limit,
  holds: (one) => one === week,
  ahead: week,
  period(horizon) {
    const days = weeksOf(horizon)[week - 1];
    return days === undefined ? null : period(days.from, days.to, `week ${week}`);
  },
  counts: (conventions) => passingWords(limit, `days of week ${week} after the as-of day`, conventions),
});

/** Every count of the whole, whatever the days looked at, but those of their weeks. */
export const DUE_FIGURES: readonly DueFigure[] = [...PASSING_FIGURES, ...OVER_FIGURES, ...THEN_FIGURES];

/** Every count of the whole. */
export const dueFigures = (horizon: Horizon): DueFigure[] => [
  ...DUE_FIGURES,
  ...weeksOf(horizon).flatMap((_, at) => DUE_LIMITS.map((limit) => weekFigure(limit, at + 1))),
];

/** What a figure comes to. */
export function dueFigureOf({ label, period: datesOf }: DueFigure, value: number, horizon: Horizon): Figure {
  const dates = datesOf(horizon);
  return { label, unit: 'cases', value, ...(dates === null ? {} : { period: dates }) };
}

/** What the figures come to. */
export function figuresOf(figures: readonly DueFigure[], tally: DueTally, horizon: Horizon): Figures {
  return Object.fromEntries(figures.map((figure) => [figure.id, dueFigureOf(figure, tally.count(figure.limit, figure.holds), horizon)]));
}

/** What the figures count, by the conventions in force. */
export const dueTerms = (conventions: Conventions): Term[] =>
  PASSING_FIGURES.flatMap((passing, at) => {
    const over = OVER_FIGURES[at] as DueFigure;
    return [
      termOf({ title: passing.label, counts: passing.counts, source: passing.limit.source }, conventions),
      termOf({ title: over.label, counts: over.counts, source: null }, conventions),
    ];
  });

/** What whoever reads the figures knows of how they hang together, for the step that publishes. */
interface Structure {
  unprinted: NonNullable<Numbers['unprinted']>;
  known: Known[];
}

/**
 * How the figures hang together: each is made up of the cases that stand alike to every limit.
 * @param groups the groups of the split, in the order of the report
 */
export function structureOf(horizon: Horizon, conventions: Conventions, whole: DueTally, groups: readonly DueTally[]): Structure {
  const ways = waysToStand(horizon, conventions);
  const nameOf = (key: string): string => `standing ${key}?`;
  const counted = ({ alike }: DueTally): Record<string, number> => {
    const counts = alike.counts();
    return Object.fromEntries([...ways.keys()].map((key) => [nameOf(key), counts.get(key) ?? 0]));
  };
  const partsOf = ({ limit, holds }: DueFigure): string[] => {
    const at = DUE_LIMITS.indexOf(limit);
    return [...ways].flatMap(([key, passing]) => (holds(passing[at] ?? -1) ? [nameOf(key)] : []));
  };
  return {
    unprinted: { whole: counted(whole), groups: groups.map(counted) },
    known: [
      ...dueFigures(horizon).map((figure): Known => ({ total: countName(figure.id), parts: partsOf(figure) })),
      { total: 'received', parts: [...[...ways.keys()].map(nameOf), 'not open?'] },
      ...between(horizon),
    ],
  };
}

/** Every way in which an open case can stand to the limits. */
function waysToStand(horizon: Horizon, conventions: Conventions): Map<string, Passing> {
  const ways = new Map<string, Passing>();
  for (const stage of STAGES) {
    for (let days = lastDayWithin(52, conventions) + 1; days >= 0; days--) {
      const passing = passingOf(addDays(horizon.asOf, -days), stage, horizon, conventions);
      ways.set(passing.join(), passing);
    }
  }
  return ways;
}

/** A count that other reports print too has one name there. */
const countName = (id: string): string => (id === 'open-over-52-weeks' ? 'open-band-over-52' : id);

/** What can be worked out from two figures, and is not to be told where it is small. */
function between({ asOf, to }: Horizon): Known[] {
  const [over20, over52] = ['open-over-20-weeks', 'open-over-52-weeks'];
  const sums: Known[] = [
    { total: over20, parts: [countName(over52), 'over 20 and not over 52'] },
    { total: `${over20}-if-nothing-happens`, parts: [`${over52}-if-nothing-happens`, 'over 20 and not over 52 then'] },
  ];
  // Further ahead a case may pass both.
  const passesOne = daysBetween(asOf, to) <= (52 - 20) * 7;
  return passesOne ? [...sums, { total: 'over 20 and not over 52', parts: ['due-week-52', 'over 20 and not passing 52'] }] : sums;
}
