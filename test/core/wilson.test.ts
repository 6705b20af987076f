import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/core/wilson.ts';

/** Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) 857–872, table I, method 3. */
describe('the interval of Wilson, as Newcombe worked it', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is %d to %d', (numerator, denominator, low, high) => {
    const interval = wilsonInterval(numerator, denominator);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });
});

const proportions = fc.nat(5000).chain((denominator) => fc.tuple(fc.nat(denominator), fc.constant(denominator)));

describe('the interval of a proportion', () => {
  it('is nothing of nothing', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it('begins at exactly 0 for none, and ends at exactly 1 for all', () => {
    expect(wilsonInterval(0, 7)?.low).toBe(0);
    expect(wilsonInterval(7, 7)?.high).toBe(1);
  });

  it('holds the proportion, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(proportions, ([numerator, denominator]) => {
        const interval = wilsonInterval(numerator, denominator);
        if (denominator === 0 || interval === null) return;
        const share = numerator / denominator;
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeLessThanOrEqual(share);
        expect(interval.high).toBeGreaterThanOrEqual(share);
        expect(interval.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of the others is the rest of it', () => {
    fc.assert(
      fc.property(proportions, ([numerator, denominator]) => {
        const [one, other] = [wilsonInterval(numerator, denominator), wilsonInterval(denominator - numerator, denominator)];
        expect(one === null).toBe(other === null);
        expect(one?.low ?? 0).toBeCloseTo(1 - (other?.high ?? 1), 12);
      }),
    );
  });
});
