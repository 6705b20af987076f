import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanWeeks, medianWeeks, percentage, wholeWeeks } from '../../src/core/proportion.ts';

/** Half up to one decimal in whole numbers of any size: the written method, with nothing of the program's in it. */
function exactly(numerator: bigint, denominator: bigint): number {
  const tenths = (numerator * 20n + denominator) / (denominator * 2n);
  return Number(tenths) / 10;
}

const histogram = (days: readonly number[]): Map<number, number> => {
  const byDays = new Map<number, number>();
  for (const day of days) byDays.set(day, (byDays.get(day) ?? 0) + 1);
  return byDays;
};

const RUNS = { seed: 20_140_901, numRuns: 1000 };

describe('a percentage', () => {
  it.each([
    [23, 80, 28.8],
    [1, 80, 1.3],
    [1, 16, 6.3],
    [3, 16, 18.8],
    [1, 800, 0.1],
    [1, 2000, 0.1],
    [1, 2001, 0],
    [45, 107, 42.1],
    [2320, 3007, 77.2],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [999, 1000, 99.9],
    [1999, 2000, 100],
    [7, 7, 100],
    [0, 7, 0],
    [118, 684, 17.3],
    [41448, 90392, 45.9],
    [201, 2000, 10.1],
    [203, 2000, 10.2],
  ])('%i of %i is %d', (n, d, expected) => {
    expect(percentage(n, d)).toBe(expected);
  });

  it('of nothing over nothing is null, not 0', () => {
    expect(percentage(0, 0)).toBeNull();
  });

  it('agrees with whole-number arithmetic of any size up to a million million', () => {
    const counts = fc.nat({ max: 1e12 }).chain((d) => fc.tuple(fc.nat({ max: d }), fc.constant(d)));
    fc.assert(
      fc.property(counts, ([n, d]) => {
        expect(percentage(n, d)).toBe(d === 0 ? null : exactly(BigInt(n) * 100n, BigInt(d)));
      }),
      RUNS,
    );
  });

  it('rounds each exact half up, for denominators to 2,000', () => {
    const wrong: string[] = [];
    for (let d = 1; d <= 2000; d++) {
      for (let n = 0; n <= d; n++) {
        // A tie: 1000 n / d ends in exactly one half.
        if ((n * 2000) % d === 0 && ((n * 2000) / d) % 2 === 1 && percentage(n, d) !== ((n * 2000) / d + 1) / 20) wrong.push(`${n}/${d}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a mean of days, in weeks', () => {
  it.each([
    [140, 1, 20],
    [141, 1, 20.1],
    [139, 1, 19.9],
    [7 * 33, 1, 33],
    [281, 2, 20.1],
    [100, 3, 4.8],
    [0, 4, 0],
    [7, 20, 0.1],
    [70, 200, 0.1],
    [21, 20, 0.2],
  ])('%i days over %i cases is %d weeks', (days, cases, expected) => {
    expect(meanWeeks(days, cases)).toBe(expected);
  });

  it('of no cases is null', () => {
    expect(meanWeeks(0, 0)).toBeNull();
  });

  it('agrees with whole-number arithmetic of any size', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (days, cases) => {
        expect(meanWeeks(days, cases)).toBe(exactly(BigInt(days), BigInt(cases) * 7n));
      }),
      RUNS,
    );
  });
});

describe('a median of days, in weeks', () => {
  it.each([
    ['one case', [140], 20],
    ['the middle of three', [700, 70, 140], 20],
    ['the middle of five, with ties', [140, 140, 141, 700, 7], 20],
    ['half way between the middle two of four', [7, 140, 154, 700], 21],
    ['half way between 140 and 141 days, which is 20.07', [140, 141], 20.1],
    ['half of a week', [0, 7], 0.5],
    ['two equal middles', [1, 133, 133, 999], 19],
    ['days in no order, told by their numbers and not by their digits', [1000, 9, 21], 3],
    ['cases of no days', [0, 0, 0], 0],
  ])('is %s', (_what, days, expected) => {
    expect(medianWeeks(histogram(days))).toBe(expected);
  });

  it('of no cases is null', () => {
    expect(medianWeeks(new Map())).toBeNull();
  });

  it('agrees with the middle of the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1500 }), { minLength: 1, maxLength: 60 }), (days) => {
        const inOrder = [...days].sort((a, b) => a - b);
        const low = inOrder[Math.floor((days.length - 1) / 2)] ?? 0;
        const high = inOrder[Math.floor(days.length / 2)] ?? 0;
        expect(medianWeeks(histogram(days))).toBe(exactly(BigInt(low + high), 14n));
      }),
      RUNS,
    );
  });
});

describe('weeks as they are shown', () => {
  it.each([
    [0, 0],
    [6, 0],
    [7, 1],
    [139, 19],
    [140, 20],
    [141, 20],
    [146, 20],
    [147, 21],
    [364, 52],
    [365, 52],
  ])('%i days are %i whole weeks', (days, weeks) => {
    expect(wholeWeeks(days)).toBe(weeks);
  });
});
