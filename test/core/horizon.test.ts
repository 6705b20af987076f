import { describe, expect, it } from 'vitest';
import { daysAhead } from '../../src/core/horizon.ts';

describe('a look ahead', () => {
  it.each([
    ['4w', 28],
    ['28d', 28],
    ['1d', 1],
    [' 12W ', 84],
    ['10 d', 10],
    ['104w', 728],
    ['728D', 728],
  ])('of %s is of %i days', (text, days) => {
    expect(daysAhead(text)).toBe(days);
  });

  it.each([
    ['4', '--within 4: are these weeks or days? Write 4w or 4d.'],
    ['4 weeks', '--within 4 weeks: this is neither weeks nor days. Did you mean 4w?'],
    ['28days', '--within 28days: this is neither weeks nor days. Did you mean 28d?'],
    ['1m', '--within 1m: this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['w4', '--within w4: this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['', '--within : this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['-4w', '--within -4w: this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['1.5w', '--within 1.5w: this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['2022-08-28', '--within 2022-08-28: this is a date. Did you mean --until 2022-08-28?'],
    ['2022-02-30', '--within 2022-02-30: this is neither weeks nor days. Write weeks or days, such as 4w or 28d.'],
    ['0w', '--within 0w: that is no time at all. Write weeks or days, such as 4w or 28d.'],
    ['105w', '--within 105w: that is more than 104 weeks ahead. Choose fewer.'],
    ['729d', '--within 729d: that is more than 104 weeks ahead. Choose fewer.'],
    ['99999w', '--within 99999w: that is more than 104 weeks ahead. Choose fewer.'],
  ])('of "%s" is refused', (text, words) => {
    expect(() => daysAhead(text)).toThrow(words);
  });
});
