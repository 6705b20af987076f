import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/core/day.ts';
import {
  type Calendar,
  calendarOf,
  EVERY,
  type Every,
  isRelative,
  monthsTo,
  type Period,
  periodOf,
  periodsFrom,
  wholePeriodOf,
  yearBefore,
} from '../../src/core/period.ts';
import { UserError } from '../../src/core/user-error.ts';
import { on } from '../support/cases.ts';

const LATER = on('2030-12-31');

const dates = ({ from, to }: Pick<Period, 'from' | 'to'>): string => `${isoDate(from)}..${isoDate(to)}`;

describe('a period by name', () => {
  it.each([
    ['2022-07', '2022-07-01..2022-07-31', '2022-07'],
    ['2022-12', '2022-12-01..2022-12-31', '2022-12'],
    ['2022-02', '2022-02-01..2022-02-28', '2022-02'],
    ['2024-02', '2024-02-01..2024-02-29', '2024-02'],
    ['2022-Q1', '2022-01-01..2022-03-31', '2022-Q1'],
    ['2024-Q1', '2024-01-01..2024-03-31', '2024-Q1'],
    ['2022-Q2', '2022-04-01..2022-06-30', '2022-Q2'],
    ['2022-Q3', '2022-07-01..2022-09-30', '2022-Q3'],
    ['2022-Q4', '2022-10-01..2022-12-31', '2022-Q4'],
    ['2022-q3', '2022-07-01..2022-09-30', '2022-Q3'],
    ['2022', '2022-01-01..2022-12-31', '2022'],
    ['2022/23', '2022-04-01..2023-03-31', '2022/23'],
    ['1999/00', '1999-04-01..2000-03-31', '1999/00'],
    ['2009/10', '2009-04-01..2010-03-31', '2009/10'],
    ['2022/23-Q1', '2022-04-01..2022-06-30', '2022/23-Q1'],
    ['2022/23-Q2', '2022-07-01..2022-09-30', '2022/23-Q2'],
    ['2022/23-Q3', '2022-10-01..2022-12-31', '2022/23-Q3'],
    ['2022/23-Q4', '2023-01-01..2023-03-31', '2022/23-Q4'],
    ['2023/24-q4', '2024-01-01..2024-03-31', '2023/24-Q4'],
    ['AY2022/23', '2022-09-01..2023-08-31', 'AY2022/23'],
    ['ay2023/24', '2023-09-01..2024-08-31', 'AY2023/24'],
    ['2022-01-01..2022-03-31', '2022-01-01..2022-03-31', '2022-01-01..2022-03-31'],
    ['2022-05-05..2022-05-05', '2022-05-05..2022-05-05', '2022-05-05..2022-05-05'],
    ['2012-12', '2012-12-01..2012-12-31', '2012-12'],
    ['2011-12', '2011-12-01..2011-12-31', '2011-12'],
  ])('%s is %s, labelled %s', (text, expected, label) => {
    const period = periodOf(text, LATER);
    expect(dates(period)).toBe(expected);
    expect(period.label).toBe(label);
    expect(period.soFar).toBe(false);
  });

  it('keeps the first calendar quarter apart from the first quarter of the financial year', () => {
    expect(dates(periodOf('2022-Q1', LATER))).not.toBe(dates(periodOf('2022/23-Q1', LATER)));
  });

  it('covers a financial year with its four quarters, end to end', () => {
    const quarters = [1, 2, 3, 4].map((quarter) => periodOf(`2023/24-Q${quarter}`, LATER));
    const year = periodOf('2023/24', LATER);
    expect([quarters[0]?.from, quarters[3]?.to]).toEqual([year.from, year.to]);
    for (let at = 1; at < 4; at++) expect(quarters[at]?.from).toBe(addDays(quarters[at - 1]?.to ?? year.to, 1));
  });
});

describe('a period that ends after the as-of day', () => {
  it.each([
    ['2022-07', '2022-07-15', '2022-07-01..2022-07-15', true],
    ['2022-07', '2022-07-30', '2022-07-01..2022-07-30', true],
    ['2022-07', '2022-07-31', '2022-07-01..2022-07-31', false],
    ['2022-07', '2022-08-01', '2022-07-01..2022-07-31', false],
    ['2022-07', '2022-07-01', '2022-07-01..2022-07-01', true],
    ['2022/23', '2022-07-31', '2022-04-01..2022-07-31', true],
    ['2022-01-01..2022-12-31', '2022-07-31', '2022-01-01..2022-07-31', true],
  ])('is so far: %s as of %s is %s (%s)', (text, asOf, expected, soFar) => {
    const period = periodOf(text, on(asOf));
    expect(dates(period)).toBe(expected);
    expect(period.soFar).toBe(soFar);
    expect(period.label).toBe(text);
  });
});

describe('a period measured back from the as-of day', () => {
  it.each([
    ['2024-02-29', 'last-month', '2024-01-01..2024-01-31', '2024-01'],
    ['2024-02-29', 'last-quarter', '2023-10-01..2023-12-31', '2023-Q4'],
    ['2024-02-29', 'year-to-date', '2024-01-01..2024-02-29', '2024'],
    ['2024-02-29', 'financial-year-to-date', '2023-04-01..2024-02-29', '2023/24'],
    ['2024-02-29', 'last-12-months', '2023-03-01..2024-02-29', 'last 12 months'],
    ['2022-03-31', 'last-month', '2022-02-01..2022-02-28', '2022-02'],
    ['2022-03-31', 'last-quarter', '2021-10-01..2021-12-31', '2021-Q4'],
    ['2022-03-31', 'year-to-date', '2022-01-01..2022-03-31', '2022'],
    ['2022-03-31', 'financial-year-to-date', '2021-04-01..2022-03-31', '2021/22'],
    ['2022-03-31', 'last-12-months', '2021-04-01..2022-03-31', 'last 12 months'],
    ['2022-04-01', 'last-month', '2022-03-01..2022-03-31', '2022-03'],
    ['2022-04-01', 'last-quarter', '2022-01-01..2022-03-31', '2022-Q1'],
    ['2022-04-01', 'year-to-date', '2022-01-01..2022-04-01', '2022'],
    ['2022-04-01', 'financial-year-to-date', '2022-04-01..2022-04-01', '2022/23'],
    ['2022-04-01', 'last-12-months', '2021-04-02..2022-04-01', 'last 12 months'],
    ['2022-01-01', 'last-month', '2021-12-01..2021-12-31', '2021-12'],
    ['2022-01-01', 'last-quarter', '2021-10-01..2021-12-31', '2021-Q4'],
    ['2022-01-01', 'year-to-date', '2022-01-01..2022-01-01', '2022'],
    ['2022-01-01', 'financial-year-to-date', '2021-04-01..2022-01-01', '2021/22'],
    ['2022-01-01', 'last-12-months', '2021-01-02..2022-01-01', 'last 12 months'],
    ['2022-12-31', 'last-month', '2022-11-01..2022-11-30', '2022-11'],
    ['2022-12-31', 'last-quarter', '2022-07-01..2022-09-30', '2022-Q3'],
    ['2022-12-31', 'year-to-date', '2022-01-01..2022-12-31', '2022'],
    ['2022-12-31', 'financial-year-to-date', '2022-04-01..2022-12-31', '2022/23'],
    ['2022-12-31', 'last-12-months', '2022-01-01..2022-12-31', 'last 12 months'],
    ['2025-02-28', 'last-12-months', '2024-02-29..2025-02-28', 'last 12 months'],
    ['2024-02-28', 'last-12-months', '2023-03-01..2024-02-28', 'last 12 months'],
    ['2022-07-31', 'last-quarter', '2022-04-01..2022-06-30', '2022-Q2'],
  ])('as of %s: %s is %s, labelled %s', (asOf, name, expected, label) => {
    const period = periodOf(name, on(asOf));
    expect(dates(period)).toBe(expected);
    expect(period.label).toBe(label);
  });

  it.each([
    ['year-to-date', '2022-07-31', true],
    ['year-to-date', '2022-12-31', false],
    ['financial-year-to-date', '2022-03-30', true],
    ['financial-year-to-date', '2022-03-31', false],
    ['last-month', '2022-07-31', false],
    ['last-12-months', '2022-07-31', false],
  ])('%s as of %s is so far: %s', (name, asOf, soFar) => {
    expect(periodOf(name, on(asOf)).soFar).toBe(soFar);
  });
});

describe('a text that is no period', () => {
  const AS_OF = on('2022-07-31');

  it.each([
    ['2022-23', '"2022-23" is not a period: there is no month 23. Did you mean 2022/23?'],
    ['1999-00', '"1999-00" is not a period: there is no month 00. Did you mean 1999/00?'],
    ['2022-13', '"2022-13" is not a period: there is no month 13. Months are 01 to 12.'],
    ['2012-13', '"2012-13" is not a period: there is no month 13. Did you mean 2012/13?'],
    ['2022-00', '"2022-00" is not a period: there is no month 00. Months are 01 to 12.'],
    ['2022/24', '"2022/24" is not a year: 2022 is followed by 23. Did you mean 2022/23?'],
    ['2022/22', '"2022/22" is not a year: 2022 is followed by 23. Did you mean 2022/23?'],
    ['2022/24-Q2', '"2022/24-Q2" is not a year: 2022 is followed by 23. Did you mean 2022/23-Q2?'],
    ['AY2022/24', '"AY2022/24" is not a year: 2022 is followed by 23. Did you mean AY2022/23?'],
    ['2022-03-31..2022-01-01', '"2022-03-31..2022-01-01" is not a period: it ends before it begins. Did you mean 2022-01-01..2022-03-31?'],
    ['2022Q2', '"2022Q2" is not a period. Did you mean 2022-Q2?'],
    ['2022 q2', '"2022 q2" is not a period. Did you mean 2022-Q2?'],
    ['Q3 2022/23', '"Q3 2022/23" is not a period. Did you mean 2022/23-Q3?'],
    ['2022-2023-Q3', '"2022-2023-Q3" is not a period. Did you mean 2022/23-Q3?'],
    ['2022/2023', '"2022/2023" is not a period. Did you mean 2022/23?'],
    ['AY2022/2023', '"AY2022/2023" is not a period. Did you mean AY2022/23?'],
    ['2022-7', '"2022-7" is not a period. Did you mean 2022-07?'],
    ['07/2022', '"07/2022" is not a period. Did you mean 2022-07?'],
    ['last month', '"last month" is not a period. Did you mean last-month?'],
    ['last-qarter', '"last-qarter" is not a period. Did you mean last-quarter?'],
    ['financial-year', '"financial-year" is not a period. Did you mean financial-year-to-date?'],
    ['2022-02-29..2022-03-31', '"2022-02-29..2022-03-31" is not a period: there is no 2022-02-29 in the calendar.'],
    ['2022-01-01..2022-06-31', '"2022-01-01..2022-06-31" is not a period: there is no 2022-06-31 in the calendar.'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => periodOf(text, AS_OF)).toThrow(new UserError(message));
  });

  it.each(['', 'Q3', '2022-Q5', '2022-Q0', '2022/23-Q5', 'July 2022', '22/23', '13/2022', '2022-07-31', '2022-01-01...2022-03-31'])(
    '"%s" is refused, with the forms that are read',
    (text) => {
      expect(() => periodOf(text, AS_OF)).toThrow(UserError);
      expect(() => periodOf(text, AS_OF)).toThrow(`"${text}" is not a period. Write 2022-07, 2022-Q3, 2022, 2022/23, `);
    },
  );

  it.each([
    ['2022-08', '2022-08-01'],
    ['2022-Q4', '2022-10-01'],
    ['2022/23-Q3', '2022-10-01'],
    ['AY2022/23', '2022-09-01'],
    ['2023', '2023-01-01'],
    ['2022-08-01..2022-08-02', '2022-08-01'],
  ])('%s begins after 31 July 2022 and is refused with its first day, %s', (text, from) => {
    expect(() => periodOf(text, AS_OF)).toThrow(
      new UserError(
        `The period ${text} begins on ${from}, after the as-of day 2022-07-31: nothing in it has happened yet. Choose an earlier period or a later --as-of.`,
      ),
    );
  });
});

describe('the same dates a year before', () => {
  it.each([
    ['2022-07', '2022-07-31', '2021-07-01..2021-07-31'],
    ['2022-07', '2022-07-15', '2021-07-01..2021-07-15'],
    ['2024-02', '2024-12-31', '2023-02-01..2023-02-28'],
    ['2025-02', '2025-12-31', '2024-02-01..2024-02-28'],
    ['year-to-date', '2024-02-29', '2023-01-01..2023-02-28'],
    ['last-12-months', '2025-02-28', '2023-02-28..2024-02-28'],
    ['2024-02-29..2024-03-31', '2024-12-31', '2023-02-28..2023-03-31'],
    ['2022/23-Q4', '2023-12-31', '2022-01-01..2022-03-31'],
    ['2022/23', '2022-07-31', '2021-04-01..2021-07-31'],
  ])('of %s as of %s are %s', (text, asOf, expected) => {
    expect(dates(yearBefore(periodOf(text, on(asOf))))).toBe(expected);
  });
});

describe('the months up to a day', () => {
  const shown = (asOf: string, count: number) => monthsTo(on(asOf), count).map(({ label, from, to, soFar }) => [label, isoDate(from), isoDate(to), soFar]);

  it('end with that of the day, so far', () => {
    expect(shown('2022-01-15', 2)).toEqual([
      ['2021-12', '2021-12-01', '2021-12-31', false],
      ['2022-01', '2022-01-01', '2022-01-15', true],
    ]);
  });

  it('are whole where the day is the last of its month', () => {
    expect(shown('2024-02-29', 13).map(([label]) => label)).toHaveLength(13);
    expect(shown('2024-02-29', 13).at(0)).toEqual(['2023-02', '2023-02-01', '2023-02-28', false]);
    expect(shown('2024-02-29', 13).at(-1)).toEqual(['2024-02', '2024-02-01', '2024-02-29', false]);
  });
});

describe('periods one after the other', () => {
  const labels = (first: string, last: string, every: Every, calendar: Calendar = 'calendar') =>
    periodsFrom(on(first), on(last), every, calendar).map(({ label }) => label);

  it.each<[string, string, Every, Calendar, string[]]>([
    ['2021-11-15', '2022-02-01', 'month', 'calendar', ['2021-11', '2021-12', '2022-01', '2022-02']],
    ['2021-11-15', '2022-01-01', 'month', 'financial', ['2021-11', '2021-12', '2022-01']],
    ['2021-11-15', '2022-04-01', 'quarter', 'calendar', ['2021-Q4', '2022-Q1', '2022-Q2']],
    ['2021-11-15', '2022-04-01', 'quarter', 'financial', ['2021/22-Q3', '2021/22-Q4', '2022/23-Q1']],
    ['2021-11-15', '2021-12-01', 'quarter', 'academic', ['2021-Q4']],
    ['2021-01-01', '2022-12-31', 'year', 'calendar', ['2021', '2022']],
    ['2021-03-31', '2021-04-01', 'year', 'financial', ['2020/21', '2021/22']],
    ['1999-08-31', '1999-09-01', 'year', 'academic', ['AY1998/99', 'AY1999/00']],
    ['2022-07-31', '2022-07-31', 'month', 'calendar', ['2022-07']],
  ])('from %s to %s, every %s of a %s year', (first, last, every, calendar, expected) => {
    expect(labels(first, last, every, calendar)).toEqual(expected);
  });

  it('are those that their names name, and touch', () => {
    const arbitrary = fc.record({
      first: fc.nat({ max: 30_000 }),
      days: fc.nat({ max: 3000 }),
      every: fc.constantFrom(...EVERY),
      calendar: fc.constantFrom<Calendar>('calendar', 'financial', 'academic'),
    });
    fc.assert(
      fc.property(arbitrary, ({ first, days, every, calendar }) => {
        const from = addDays(on('1990-01-01'), first);
        const periods = periodsFrom(from, addDays(from, days), every, calendar);
        for (const period of periods) expect(wholePeriodOf(period.label, from)).toEqual(period);
        periods.slice(1).forEach((period, at) => {
          expect(period.from).toBe((periods[at]?.to ?? 0) + 1);
        });
        expect([(periods[0]?.from ?? 0) <= from, (periods[0]?.to ?? 0) >= from, (periods.at(-1)?.to ?? 0) >= from + days]).toEqual([true, true, true]);
      }),
    );
  });
});

it.each([
  ['2021', 'calendar'],
  ['2021-Q3', 'calendar'],
  ['last-quarter', 'calendar'],
  ['year-to-date', 'calendar'],
  ['2021/22', 'financial'],
  ['2021/22-Q3', 'financial'],
  ['financial-year-to-date', 'financial'],
  ['AY2021/22', 'academic'],
  ['2021-07', null],
  ['2021-07-01..2022-06-30', null],
  ['last-12-months', null],
])('%s is of a year that is %s', (text, calendar) => {
  expect(calendarOf(text)).toBe(calendar);
});

it('only what is measured back from the as-of day is relative', () => {
  expect(['last-month', '2021', 'year-to-date', '2021/22', 'x'].map(isRelative)).toEqual([true, false, true, false, false]);
});
