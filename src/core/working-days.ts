import { BANK_HOLIDAYS } from './bank-holidays.ts';
import { addDays, type Day, dayFromIso, partsOf, weekday } from './day.ts';

const HOLIDAYS: ReadonlySet<Day | null> = new Set(BANK_HOLIDAYS.map(([day]) => dayFromIso(day)));
const YEARS = BANK_HOLIDAYS.map(([day]) => Number(day.slice(0, 4)));

/** The years whose bank holidays are known, first and last included. */
export const WORKING_YEARS = { first: Math.min(...YEARS), last: Math.max(...YEARS) } as const;

/** Whether England works on a day, which is neither Saturday, Sunday nor bank holiday; null in a year whose bank holidays are not known. */
export function isWorkingDay(day: Day): boolean | null {
  const { year } = partsOf(day);
  if (year < WORKING_YEARS.first || year > WORKING_YEARS.last) return null;
  return weekday(day) <= 5 && !HOLIDAYS.has(day);
}

/**
 * The `n`-th working day, `n` at least 1, counted from the day after `day`, or from `day` itself where it is included.
 * Null where the count runs through a year whose bank holidays are not known.
 */
export function addWorkingDays(day: Day, n: number, counted: 'day-after' | 'day-itself'): Day | null {
  let at = counted === 'day-itself' ? day : addDays(day, 1);
  for (let left = n; ; at = addDays(at, 1)) {
    const works = isWorkingDay(at);
    if (works === null) return null;
    if (works) left--;
    if (left === 0) return at;
  }
}
