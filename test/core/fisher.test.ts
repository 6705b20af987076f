import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherChance, holm, smallestChance } from '../../src/core/fisher.ts';

describe("Fisher's exact test", () => {
  it.each([
    // R, help page of fisher.test: the lady tasting tea (Agresti 1990, page 61) and Fisher's convictions of like-sex twins (1962, 1970).
    [{ met: 3, of: 4, othersMet: 1, othersOf: 4 }, 0.4857142857142857],
    [{ met: 2, of: 17, othersMet: 10, othersOf: 13 }, 0.0005367241],
    // All of both, and none of either, can be in one way alone.
    [{ met: 5, of: 5, othersMet: 9, othersOf: 9 }, 1],
    [{ met: 0, of: 5, othersMet: 0, othersOf: 9 }, 1],
    // One of two in a table of one each: as likely as the other.
    [{ met: 1, of: 1, othersMet: 0, othersOf: 1 }, 1],
  ])('of %j is %d, two-sided', (groups, chance) => {
    expect(fisherChance(groups)).toBeCloseTo(chance, 9);
  });

  const share = fc.nat({ max: 60 }).chain((of) => fc.record({ met: fc.nat({ max: of }), of: fc.constant(of) }));

  it('is the same whichever group comes first and whichever outcome is counted, and never below what the numbers can come to', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const groups = { met: a.met, of: a.of, othersMet: b.met, othersOf: b.of };
        const chance = fisherChance(groups);
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(fisherChance({ met: b.met, of: b.of, othersMet: a.met, othersOf: a.of })).toBeCloseTo(chance, 9);
        expect(fisherChance({ ...groups, met: a.of - a.met, othersMet: b.of - b.met })).toBeCloseTo(chance, 9);
        expect(smallestChance(groups)).toBeLessThanOrEqual(chance + 1e-12);
      }),
    );
  });

  it('can show nothing of a group of three among twenty of whom half meet it', () => {
    expect(smallestChance({ met: 3, of: 3, othersMet: 7, othersOf: 17 })).toBeGreaterThan(0.05);
  });
});

describe("Holm's correction", () => {
  it.each([
    // As R's p.adjust has it.
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [[0.02], [0.02]],
    [
      [0.6, 0.5],
      [1, 1],
    ],
    [[], []],
  ])('of %j is %j', (found, corrected) => {
    holm(found).forEach((chance, at) => {
      expect(chance).toBeCloseTo(corrected[at] as number, 12);
    });
    expect(holm(found)).toHaveLength(corrected.length);
  });
});
