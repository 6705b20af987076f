import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { BANK_HOLIDAYS } from '../../src/core/bank-holidays.ts';
import { addDays, isoDate, weekday } from '../../src/core/day.ts';
import { addWorkingDays, isWorkingDay, WORKING_YEARS } from '../../src/core/working-days.ts';
import { on } from '../support/cases.ts';

const YEARS = Array.from({ length: WORKING_YEARS.last - WORKING_YEARS.first + 1 }, (_, at) => WORKING_YEARS.first + at);
const daysIn = (year: number): string[] => BANK_HOLIDAYS.flatMap(([day]) => (day.startsWith(`${year}-`) ? [day.slice(5)] : []));

/** The days of each year once more, apart from the data: a slip in either shows. */
const EXPECTED: Readonly<Record<number, string>> = {
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};

describe("England's bank holidays", () => {
  it('are known from 2014 to 2027', () => {
    expect(WORKING_YEARS).toEqual({ first: 2014, last: 2027 });
    expect(YEARS).toEqual(Object.keys(EXPECTED).map(Number));
  });

  it.each(YEARS)('of %i are those published', (year) => {
    expect(daysIn(year).join(' ')).toBe(EXPECTED[year]);
  });

  it.each(YEARS)('of %i are those of date-holidays, on weekdays', (year) => {
    const theirs = new Holidays('GB', 'ENG')
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10))
      .filter((date) => weekday(on(date)) <= 5);
    expect(daysIn(year)).toEqual([...new Set(theirs)].map((date) => date.slice(5)).sort());
  });

  it('stand in order, each once and on a weekday, with a name', () => {
    const days = BANK_HOLIDAYS.map(([day]) => day);
    expect(days).toEqual([...new Set(days)].sort());
    for (const [day, name] of BANK_HOLIDAYS) {
      expect(weekday(on(day))).toBeLessThanOrEqual(5);
      expect(name).not.toBe('');
    }
  });
});

describe('a working day', () => {
  it.each<[string, boolean | null, string]>([
    ['2022-09-16', true, 'a Friday'],
    ['2022-09-17', false, 'a Saturday'],
    ['2022-09-18', false, 'a Sunday'],
    ['2022-09-19', false, 'the day of the state funeral'],
    ['2020-05-04', true, 'the first Monday of May in the year in which its holiday moved to the 8th'],
    ['2014-01-01', false, 'the first holiday known'],
    ['2027-12-31', true, 'the last day known'],
    ['2013-12-31', null, 'the day before the years known'],
    ['2028-01-01', null, 'the day after the years known'],
  ])('%s: %s, %s', (day, works) => {
    expect(isWorkingDay(on(day))).toBe(works);
  });
});

describe('counting working days', () => {
  const counted = (day: string, n: number, from: 'day-after' | 'day-itself'): string | null => {
    const found = addWorkingDays(on(day), n, from);
    return found === null ? null : isoDate(found);
  };

  it.each([
    ['2025-06-10', 1, '2025-06-11', '2025-06-10'],
    ['2025-06-13', 1, '2025-06-16', '2025-06-13'],
    ['2025-06-14', 1, '2025-06-16', '2025-06-16'],
    ['2025-04-17', 3, '2025-04-24', '2025-04-23'],
    ['2022-06-01', 3, '2022-06-08', '2022-06-07'],
    ['2022-12-23', 5, '2023-01-04', '2023-01-03'],
    ['2024-02-28', 2, '2024-03-01', '2024-02-29'],
  ])('from %s, %i of them: %s, or %s where the day itself counts', (day, n, exclusive, inclusive) => {
    expect([counted(day, n, 'day-after'), counted(day, n, 'day-itself')]).toEqual([exclusive, inclusive]);
  });

  it('stops where the bank holidays are not known', () => {
    expect(counted('2027-12-24', 3, 'day-after')).toBe('2027-12-31');
    expect(counted('2027-12-24', 4, 'day-after')).toBeNull();
    expect(counted('2013-12-31', 1, 'day-itself')).toBeNull();
    expect(counted('2013-12-31', 1, 'day-after')).toBe('2014-01-02');
  });

  it('counts each working day once', () => {
    for (let n = 1, day = on('2022-04-01'); n < 200; n++) {
      const next = addWorkingDays(day, 1, 'day-after');
      expect(next).toBe(addWorkingDays(on('2022-04-01'), n, 'day-after'));
      day = next ?? addDays(day, 1);
    }
  });
});
