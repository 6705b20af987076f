import { type Clock, type Length, type Limit, limitOn } from './clocks/clock.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { addDays, addMonths, type Day, dayFromIso, dayOf, lastOfMonths, longDate, partsOf } from './day.ts';
import { addWorkingDays, WORKING_YEARS } from './working-days.ts';

/** The last day of a limit, or why nobody can say which it is. */
export type Due = { day: Day; limit: Limit } | { day: null; why: string };

/**
 * The last day of a clock that starts on a day, by the limit in force on that day. For what must be done `by` or `ahead`
 * it is the last day in time; what may only follow `after` is in time from the next day on. A last day is never moved
 * off a weekend or a bank holiday.
 */
export function dueDay(clock: Clock, start: Day, conventions: Conventions): Due {
  const limit = limitOn(clock, start);
  if (limit === null) return { day: null, why: `no limit of this clock that was in force on ${longDate(start)} is known${knownFrom(clock, start)}` };
  const day = lastDayOf(clock, limit.length, start, conventions);
  if (day !== null) return { day, limit };
  return { day: null, why: `England's bank holidays are known from ${WORKING_YEARS.first} to ${WORKING_YEARS.last}, and its working days run outside them` };
}

function knownFrom({ limits }: Clock, start: Day): string {
  const from = dayFromIso(limits[0].inForceFrom) as Day;
  return start < from ? `; the first came into force on ${longDate(from)}` : '';
}

function lastDayOf({ asks, startDayCounts, starts }: Clock, length: Length, start: Day, conventions: Conventions): Day | null {
  if (length.unit === 'date') return dayOf(partsOf(start).year, length.month, length.day);
  const sign = asks === 'ahead' ? -1 : 1;
  const counted = startDayCounts ? 1 : 0;
  switch (length.unit) {
    case 'weeks':
      // The convention is about the day of receipt of a request, and of nothing else.
      return addDays(start, starts.includes('request') ? lastDayWithin(length.count, conventions) : sign * length.count * 7 - counted);
    case 'days':
      return addDays(start, sign * length.count - counted);
    case 'months':
      return startDayCounts ? lastOfMonths(start, sign * length.count) : addMonths(start, sign * length.count);
    case 'working-days':
      return addWorkingDays(start, length.count, startDayCounts ? 'day-itself' : 'day-after');
  }
}

/** How what stopped a clock stands to its last day; `days` from the start, negative where it came before. */
export type Timing = { standing: 'in-time' | 'late' | 'too-early'; due: Day; days: number } | { standing: null; why: string };

/**
 * Whether what stopped a clock was in time.
 * @param stop the day on which it stopped
 */
export function inTime(clock: Clock, start: Day, stop: Day, conventions: Conventions): Timing {
  const due = dueDay(clock, start, conventions);
  if (due.day === null) return { standing: null, why: due.why };
  if (clock.asks !== 'ahead' && stop < start) return { standing: null, why: `it stopped on ${longDate(stop)}, before it started` };
  const judged = { due: due.day, days: stop - start };
  if (clock.asks === 'after') return { ...judged, standing: stop > due.day ? 'in-time' : 'too-early' };
  return { ...judged, standing: stop <= due.day ? 'in-time' : 'late' };
}

/** The last day of a duty that has two limits, of which the one that ends later holds; null where either is not known. */
export function laterOf(one: Due, other: Due): Due {
  if (one.day === null) return one;
  return other.day === null || other.day > one.day ? other : one;
}
