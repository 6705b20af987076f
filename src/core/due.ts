import { Alike } from './alike.ts';
import { type Limit, limitNow } from './clocks/clock.ts';
import { lastDayInTime, REQUEST_CLOCKS, type RequestClock } from './clocks/request.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { addDays, type Day, daysBetween } from './day.ts';
import type { Stage } from './position.ts';

/** A time limit that open cases pass as the days go by. */
export interface DueLimit {
  id: string;
  weeks: number;
  /** The stage of the open cases that it concerns; null where it concerns them all. */
  stage: Stage | null;
  /** The provision that sets it; null where none does. */
  source: string | null;
  /** The same as it was set, and from when. */
  limits: readonly Limit[];
  /** The last day within it of a request received on a day. */
  lastDay(received: Day, conventions: Conventions): Day;
}

function limitOf(clock: RequestClock): DueLimit {
  const { length, provision, instrument } = limitNow(clock);
  return {
    id: clock.id,
    weeks: length.count,
    stage: clock.stage ?? null,
    source: `${provision} of the ${instrument}`,
    limits: clock.limits,
    lastDay: (received, conventions) => addDays(received, lastDayInTime(clock, received, conventions)),
  };
}

/** Every limit, in the order in which a case meets them: those of the law, and the 52 weeks of the figures of a day. */
export const DUE_LIMITS: readonly DueLimit[] = [
  ...REQUEST_CLOCKS.map(limitOf),
  { id: 'week-52', weeks: 52, stage: null, source: null, limits: [], lastDay: (received, conventions) => addDays(received, lastDayWithin(52, conventions)) },
];

/** The day on which a case passes a limit: the one after its last day within it. */
export const passesOn = (limit: DueLimit, received: Day, conventions: Conventions): Day => addDays(limit.lastDay(received, conventions), 1);

/** The days looked at: those after `asOf`, up to and with `to`. */
export interface Horizon {
  asOf: Day;
  to: Day;
}

/**
 * Where an open case stands to each limit, in their order: 0 where it is over it on the as-of day, n where it passes it in
 * the n-th week after that day; null where the limit is not its business, or it passes it after the horizon.
 */
export type Passing = readonly (number | null)[];

/** Where a case that is open on the as-of day stands to each limit, if nothing happens. */
export function passingOf(received: Day, stage: Stage, { asOf, to }: Horizon, conventions: Conventions): Passing {
  return DUE_LIMITS.map((limit) => {
    if (limit.stage !== null && limit.stage !== stage) return null;
    const passes = passesOn(limit, received, conventions);
    if (passes > to) return null;
    return passes <= asOf ? 0 : Math.ceil(daysBetween(asOf, passes) / 7);
  });
}

/** Some days, both included. */
interface Stretch {
  from: Day;
  to: Day;
}

/** The weeks of a horizon; the last may have fewer than seven days. */
export function weeksOf({ asOf, to }: Horizon): Stretch[] {
  return Array.from({ length: Math.ceil(daysBetween(asOf, to) / 7) }, (_, at) => {
    const from = addDays(asOf, at * 7 + 1);
    return { from, to: Math.min(addDays(from, 6), to) as Day };
  });
}

/** Open cases by where they stand to each limit: they are added one at a time and let go. */
export class DueTally {
  readonly alike = new Alike<Passing>();

  add(passing: Passing): void {
    this.alike.add(passing.join(), passing);
  }

  /** How many cases have a limit in one of some weeks; week 0 is what is over already. */
  count(limit: DueLimit, holds: (week: number) => boolean): number {
    const at = DUE_LIMITS.indexOf(limit);
    return this.alike.count((passing) => {
      const week = passing[at] ?? null;
      return week !== null && holds(week);
    });
  }
}
