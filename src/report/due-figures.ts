import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, daysBetween, isoDate, longDate } from '../core/day.ts';
import { DUE_LIMITS, type DueLimit, type DueTally, type Horizon, type Passing, passingOf, weeksOf } from '../core/due.ts';
import { STAGES } from '../core/position.ts';
import { STAGE_NAMES } from '../core/position-figures.ts';
import type { Known, Numbers } from './context.ts';
import { termOf } from './definitions.ts';
import type { Figure } from './report.ts';
import { plural } from './words.ts';

/** One count: of the cases that a limit concerns, those that pass it in some of the weeks; week 0 is what is over already. */
export interface DueFigure {
  id: string;
  label: string;
  limit: DueLimit;
  holds(week: number): boolean;
  period?: NonNullable<Figure['period']>;
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

/** How many pass each limit: for the whole, and for each group of a split. */
export function passingFigures(horizon: Horizon): DueFigure[] {
  const dates = period(addDays(horizon.asOf, 1), horizon.to, `next ${lengthOf(horizon)}`);
  return DUE_LIMITS.map((limit) => ({ id: dueId(limit), label: dueLabel(limit), limit, holds: (week) => week > 0, period: dates }));
}

/** Every count of the whole. */
export function dueFigures(horizon: Horizon): DueFigure[] {
  const { to } = horizon;
  const then = period(to, to, `on ${longDate(to)}`);
  return [
    ...passingFigures(horizon),
    ...DUE_LIMITS.map((limit): DueFigure => ({ id: overId(limit), label: overLabel(limit), limit, holds: (week) => week === 0 })),
    ...DUE_LIMITS.map(
      (limit): DueFigure => ({ id: thenId(limit), label: `${overLabel(limit)}, if nothing happens`, limit, holds: (week) => week >= 0, period: then }),
    ),
    ...weeksOf(horizon).flatMap(({ from, to: last }, at) => {
      const dates = period(from, last, `week ${at + 1}`);
      return DUE_LIMITS.map(
        (limit): DueFigure => ({ id: weekId(limit, at + 1), label: dueLabel(limit), limit, holds: (week) => week === at + 1, period: dates }),
      );
    }),
  ];
}

/** What the figures come to. */
export function figuresOf(figures: readonly DueFigure[], tally: DueTally): Figures {
  return Object.fromEntries(
    figures.map(({ id, label, limit, holds, period: dates }) => [
      id,
      { label, unit: 'cases', value: tally.count(limit, holds), ...(dates === undefined ? {} : { period: dates }) } satisfies Figure,
    ]),
  );
}

/** What the figures count, by the conventions in force. */
export function dueTerms(conventions: Conventions): { term: string; meaning: string }[] {
  return DUE_LIMITS.flatMap((limit) => {
    const { weeks, stage, source } = limit;
    const some = stage === null ? 'open cases' : `open cases, ${STAGE_NAMES[stage]},`;
    const last = lastDayWithin(weeks, conventions);
    const passing = `${some} whose day ${last} is the as-of day or later and whose day ${last + 1}, on which they pass ${weeks} weeks if nothing happens before, is one of the days looked at`;
    return [
      termOf({ title: dueLabel(limit), counts: () => passing, source }, conventions),
      termOf({ title: overLabel(limit), counts: () => `${some} received more than ${last} days before the as-of day`, source: null }, conventions),
    ];
  });
}

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
  const counted = ({ alike }: DueTally): Record<string, number> => Object.fromEntries([...ways.keys()].map((key) => [nameOf(key), alike.get(key)?.cases ?? 0]));
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
