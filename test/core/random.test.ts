import { describe, expect, it } from 'vitest';
import { drawsBelow, mulberry32 } from '../../src/core/random.ts';

describe('the generator', () => {
  it('gives the numbers that mulberry32 is known for', () => {
    const next = mulberry32(1);
    expect([next(), next(), next()].map((n) => n / 2 ** 32)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it('repeats for a seed, takes its last 32 bits, and differs for another', () => {
    const first = (seed: number): number[] => {
      const next = mulberry32(seed);
      return Array.from({ length: 5 }, next);
    };
    expect(first(20220731)).toEqual(first(20220731));
    expect(first(2 ** 32 + 7)).toEqual(first(7));
    expect(first(8)).not.toEqual(first(7));
    expect(first(8)).not.toEqual(first(9));
  });
});

describe('draws below a number', () => {
  it('are each of the whole numbers from 0 on about as often', () => {
    const below = drawsBelow(1);
    const drawn = Array<number>(52).fill(0);
    for (let draw = 0; draw < 52_000; draw++) {
      const n = below(52);
      drawn[n] = (drawn[n] ?? 0) + 1;
    }
    expect(drawn).toHaveLength(52);
    // A thousand each, give or take four standard deviations.
    for (const times of drawn) expect(Math.abs(times - 1000)).toBeLessThan(126);
  });

  it('below 1 are 0', () => {
    const below = drawsBelow(5);
    expect([below(1), below(1)]).toEqual([0, 0]);
  });
});
