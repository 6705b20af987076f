import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  type Day,
  dayFromIso,
  dayOf,
  daysBetween,
  daysInMonth,
  isoDate,
  longDate,
  monthName,
  partsOf,
  shortDate,
  weekday,
} from '../../src/core/day.ts';
import { on } from '../support/cases.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Every day of the years that a case list may hold, as luxon counts them. */
function* everyDay(): Generator<DateTime> {
  const end = Date.UTC(LAST_YEAR + 1, 0, 1);
  for (let millis = Date.UTC(FIRST_YEAR, 0, 1); millis < end; millis += 86_400_000) yield DateTime.fromMillis(millis, { zone: 'utc' });
}

describe('a day', () => {
  it('is the number luxon gives for each of the 40,542 days of 1990 to 2100', () => {
    const differing: string[] = [];
    let days = 0;
    for (const moment of everyDay()) {
      days++;
      if (dayOf(moment.year, moment.month, moment.day) !== moment.toMillis() / 86_400_000) differing.push(moment.toISODate() ?? '');
    }
    expect(differing).toEqual([]);
    expect(days).toBe(40_542);
  });

  it('has the year, month and day of the month luxon gives, and its months on and back, on each day of 1990 to 2100', () => {
    const differing: string[] = [];
    for (const moment of everyDay()) {
      const day = (moment.toMillis() / 86_400_000) as Day;
      const { year, month, day: dayOfMonth } = partsOf(day);
      if (year !== moment.year || month !== moment.month || dayOfMonth !== moment.day) differing.push(moment.toISODate() ?? '');
      for (const months of [-13, -1, 1, 12])
        if (addMonths(day, months) !== moment.plus({ months }).toMillis() / 86_400_000) differing.push(`${moment.toISODate()} and ${months} months`);
    }
    expect(differing).toEqual([]);
  });

  it('has the weekday luxon gives, Monday 1 to Sunday 7, on each day of 1990 to 2100', () => {
    const differing: string[] = [];
    for (const moment of everyDay()) {
      if (weekday((moment.toMillis() / 86_400_000) as Day) !== moment.weekday) differing.push(moment.toISODate() ?? '');
    }
    expect(differing).toEqual([]);
  });

  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2022-07-31', 19_204],
    ['2100-12-31', 47_846],
  ])('counts %s as %i days from 1 January 1970', (iso, days) => {
    expect(dayFromIso(iso)).toBe(days);
    expect(isoDate(days as Day)).toBe(iso);
  });

  it.each([
    ['1970-01-01', 4],
    ['1969-12-28', 7],
    ['1969-12-29', 1],
    ['2024-02-29', 4],
    ['2025-08-31', 7],
    ['2026-01-18', 7],
  ])('%s is weekday %i', (iso, expected) => {
    expect(weekday(on(iso))).toBe(expected);
  });
});

describe('the calendar', () => {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at);

  it('has 29 February in the 27 leap years from 1992 to 2096 and in no other year', () => {
    const leapYears = years.filter((year) => dayOf(year, 2, 29) !== null);
    expect(leapYears).toEqual(years.filter((year) => DateTime.utc(year).isInLeapYear));
    expect(leapYears).toHaveLength(27);
    expect(leapYears).not.toContain(2100);
  });

  it('keeps 28 February, 29 February and 1 March one day apart in each leap year', () => {
    for (const year of years.filter((candidate) => daysInMonth(candidate, 2) === 29)) {
      expect(daysBetween(on(`${year}-02-28`), on(`${year}-02-29`))).toBe(1);
      expect(daysBetween(on(`${year}-02-29`), on(`${year}-03-01`))).toBe(1);
    }
  });

  it('ends each month where luxon ends it, and has no day after', () => {
    for (const year of years) {
      for (let month = 1; month <= 12; month++) {
        const last = DateTime.utc(year, month).daysInMonth ?? 0;
        expect([year, month, daysInMonth(year, month)]).toEqual([year, month, last]);
        expect(dayOf(year, month, last + 1)).toBeNull();
      }
    }
  });

  it.each([
    [1900, 2, 29],
    [2023, 2, 29],
    [2022, 6, 31],
    [2022, 4, 31],
    [2022, 1, 0],
    [2022, 0, 1],
    [2022, 13, 1],
    [2022, 12, 32],
  ])('has no day %i-%i-%i', (year, month, day) => {
    expect(dayOf(year, month, day)).toBeNull();
  });

  it('has no days in a month 0 or 13', () => {
    expect(daysInMonth(2024, 0)).toBe(0);
    expect(daysInMonth(2024, 13)).toBe(0);
  });

  it('names month 1 January and month 12 December, and month 13 nothing', () => {
    expect([monthName(1), monthName(12), monthName(13)]).toEqual(['January', 'December', '']);
  });
});

describe('an ISO date', () => {
  it.each(['2022-7-31', '31/07/2022', '2022-07-31T00:00', ' 2022-07-31', '2022-07-32', '2022-02-29', '20220731', ''])('is not "%s"', (text) => {
    expect(dayFromIso(text)).toBeNull();
  });

  it('comes back as it was written for each day of 2023 to 2025', () => {
    for (let day = on('2023-01-01'); day <= on('2025-12-31'); day = addDays(day, 1)) {
      const iso = isoDate(day);
      expect(dayFromIso(iso)).toBe(day);
      const { year, month, day: dayOfMonth } = partsOf(day);
      expect(dayOf(year, month, dayOfMonth)).toBe(day);
    }
  });

  it('is said as 1 August 2022 in full and 1 Aug 2022 for short', () => {
    expect(longDate(on('2022-08-01'))).toBe('1 August 2022');
    expect(shortDate(on('2022-08-01'))).toBe('1 Aug 2022');
  });
});

describe('days between', () => {
  it.each([
    ['the clocks going forward', '2025-03-29', '2025-03-31', 2],
    ['the clocks going back', '2025-10-25', '2025-10-27', 2],
    ['20 weeks over the clocks going forward', '2025-03-28', '2025-08-15', 140],
    ['20 weeks over the clocks going back', '2025-10-24', '2026-03-13', 140],
    ['a whole year over both', '2025-03-01', '2026-03-01', 365],
    ['29 February', '2024-02-28', '2024-03-01', 2],
    ['the same day', '2024-02-29', '2024-02-29', 0],
    ['a day before', '2024-03-01', '2024-02-29', -1],
  ])('are not changed by %s: %s to %s is %i', (_what, from, to, days) => {
    expect(daysBetween(on(from), on(to))).toBe(days);
    expect(addDays(on(from), days)).toBe(on(to));
  });
});

describe('months and years on', () => {
  it.each([
    ['2022-01-31', 1, '2022-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-12-31', 2, '2023-02-28'],
    ['2022-01-01', -1, '2021-12-01'],
    ['2022-10-31', 1, '2022-11-30'],
    ['2022-03-27', 12, '2023-03-27'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(isoDate(addMonths(on(from), months))).toBe(to);
  });

  it.each([
    ['2024-02-29', -1, '2023-02-28'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2025-02-28', -1, '2024-02-28'],
    ['2024-03-31', -1, '2023-03-31'],
  ])('%s and %i years is %s', (from, years, to) => {
    expect(isoDate(addYears(on(from), years))).toBe(to);
  });
});
