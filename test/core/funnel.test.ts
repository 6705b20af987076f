import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FunnelPlace, funnelLimits, funnelPlace } from '../../src/core/funnel.ts';

/** The critical values of the sign test, two-sided at 5%: Conover, Practical Nonparametric Statistics, table A3 (the binomial distribution, p = 0.5). */
describe('half of some, as the tables of the sign test have it', () => {
  it.each([
    // so many, the most that are too few at 5%
    [6, 0],
    [9, 1],
    [12, 2],
    [15, 3],
    [17, 4],
    [20, 5],
    [25, 7],
  ])('of %i, %i are too few and one more is not', (of, most) => {
    expect(funnelPlace(most, of, 0.5)).toMatch(/^below/);
    expect(funnelPlace(most + 1, of, 0.5)).toBe('within');
    expect(funnelPlace(of - most, of, 0.5)).toMatch(/^above/);
    expect(funnelPlace(of - most - 1, of, 0.5)).toBe('within');
  });

  it('of 99, 33 are beyond the 99.8% limits and 34 are not: qbinom(0.001, 99, 0.5) is 34 in R', () => {
    expect(funnelPlace(33, 99, 0.5)).toBe('below-99.8');
    expect(funnelPlace(34, 99, 0.5)).toBe('below-95');
  });
});

/**
 * The limits that Public Health England's package PHEindicatormethods is tested with: the normal approximation of
 * Spiegelhalter (Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005) 1185–1202,
 * appendix A.1.1), around 80.642448%.
 */
const PHE: readonly [of: number, low95: number, high95: number, low998: number, high998: number][] = [
  [50, 69.691035, 91.593861, 63.375595, 97.909301],
  [102, 72.974925, 88.309971, 68.553233, 92.731663],
  [211, 75.311383, 85.973512, 72.237075, 89.04782],
  [539, 77.306949, 83.977947, 75.38344, 85.901456],
  [1008, 78.203374, 83.081521, 76.796814, 84.488082],
  [5348, 79.583537, 81.701359, 78.972886, 82.31201],
  [20742, 80.10476, 81.180135, 79.794688, 81.490208],
];

describe('the limits that Public Health England publishes', () => {
  it.each(PHE)('for %i are within one and a half cases of ours, which are exact and not even to both sides', (of, low95, high95, low998, high998) => {
    const limits = funnelLimits(0.80642448, of);
    const theirs = { low95, high95, low998, high998 };
    for (const key of ['low95', 'high95', 'low998', 'high998'] as const) {
      expect(Math.abs((limits?.[key] ?? 0) - theirs[key] / 100) * of).toBeLessThan(1.5);
    }
  });
});

const shares = fc.double({ min: 0, max: 1, noNaN: true });
const proportions = fc.integer({ min: 1, max: 400 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));

describe('a funnel', () => {
  it('is nothing of nothing', () => {
    expect(funnelLimits(0.5, 0)).toBeNull();
    expect(funnelPlace(0, 0, 0.5)).toBeNull();
  });

  it.each<[number, number, number, FunnelPlace]>([
    [0, 12, 0.5, 'below-99.8'],
    [1, 12, 0.5, 'below-95'],
    [2, 12, 0.5, 'below-95'],
    [3, 12, 0.5, 'within'],
    // A normal approximation has 3 of 10 beyond 99.8% where the common share is 5%.
    [3, 10, 0.05, 'above-95'],
    [0, 5, 0, 'within'],
    [1, 5, 0, 'above-99.8'],
    [5, 5, 1, 'within'],
    [4, 5, 1, 'below-99.8'],
  ])('has %i of %i around %d %s', (numerator, of, around, place) => {
    expect(funnelPlace(numerator, of, around)).toBe(place);
  });

  it('holds the common share, and is wider at 99.8%', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 3000 }), (around, of) => {
        const limits = funnelLimits(around, of);
        if (limits === null) return;
        const inOrder = [0, limits.low998, limits.low95, around, limits.high95, limits.high998, 1];
        // A limit may lie a hair beyond a share of next to nought.
        for (const [at, value] of inOrder.entries()) if (at > 0) expect(value).toBeGreaterThanOrEqual((inOrder[at - 1] ?? 0) - 1 / of);
        expect(limits.low998).toBeGreaterThanOrEqual(0);
        expect(limits.high998).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has beyond its limits what lies beyond them', () => {
    fc.assert(
      fc.property(proportions, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ([numerator, of], around) => {
        const limits = funnelLimits(around, of);
        const place = funnelPlace(numerator, of, around);
        if (limits === null) return;
        const share = numerator / of;
        expect(place?.startsWith('below')).toBe(share < limits.low95 - 1e-12);
        expect(place?.startsWith('above')).toBe(share > limits.high95 + 1e-12);
        expect(place === 'below-99.8').toBe(share < limits.low998 - 1e-12);
        expect(place === 'above-99.8').toBe(share > limits.high998 + 1e-12);
      }),
    );
  });

  it('is the same turned over for those that are not counted', () => {
    fc.assert(
      fc.property(proportions, shares, ([numerator, of], around) => {
        const turned = funnelPlace(of - numerator, of, 1 - around);
        const there = funnelPlace(numerator, of, around);
        const over = there?.replace('below', '?').replace('above', 'below').replace('?', 'above');
        expect([over, there === null ? turned : over]).toContain(turned);
      }),
    );
  });
});
