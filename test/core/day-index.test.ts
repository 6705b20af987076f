import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import { DayIndex } from '../../src/core/day-index.ts';
import { on } from '../support/cases.ts';

const day = on('2022-07-31');

describe('the first of some days from another on', () => {
  const days = [9, 3, 10, 3].map((n) => addDays(day, n));

  it.each([
    [Number.NEGATIVE_INFINITY, 0],
    [2, 0],
    [3, 0],
    [4, 1],
    [9, 1],
    [10, 2],
    [11, 3],
    [Number.POSITIVE_INFINITY, 3],
  ])('for %f days later it is number %i', (n, expected) => {
    expect(new DayIndex(days).from(day + n)).toBe(expected);
  });

  it('is the one day, or none', () => {
    expect([-1, 0, 1].map((n) => new DayIndex([day]).from(addDays(day, n)))).toEqual([0, 0, 1]);
    expect(new DayIndex([]).from(day)).toBe(0);
    expect(new DayIndex([]).days).toEqual<Day[]>([]);
  });
});
