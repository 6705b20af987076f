import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/input/fingerprint.ts';
import { SeenIds } from '../../src/input/seen-ids.ts';

function seenIn(ids: readonly string[], expected = ids.length): boolean[] {
  const seen = new SeenIds(() => expected);
  return ids.map((id) => seen.isRepeat(id));
}

describe('the case ids seen', () => {
  it('repeat where an earlier row has the same id, however many rows lie between', () => {
    const ids = Array.from({ length: 30_000 }, (_, at) => `EHC-${at % 20_000}`);
    expect(seenIn(ids)).toEqual(ids.map((_, at) => at >= 20_000));
  });

  it('are remembered however wrong the guess is of how many there will be', () => {
    const ids = Array.from({ length: 30_000 }, (_, at) => `${at % 29_000}`);
    for (const expected of [0, 1, 30_000, 10_000_000]) expect(seenIn(ids, expected).filter(Boolean)).toHaveLength(1000);
  });

  it('are compared as written: case and inner blanks matter', () => {
    expect(seenIn(['a1', 'A1', 'a 1', 'a1'])).toEqual([false, false, false, true]);
  });
});

describe('fingerprints', () => {
  // The ids that systems give are alike but for a digit or two, which is what a poor sum fails on.
  const ids = [
    ...Array.from({ length: 100_000 }, (_, at) => String(at)),
    ...Array.from({ length: 100_000 }, (_, at) => `EHC-${String(at).padStart(7, '0')}`),
    ...Array.from({ length: 100_000 }, (_, at) => `${at}/1`),
    ...Array.from({ length: 50_000 }, (_, at) => `${'x'.repeat(40)}${at}${'y'.repeat(40)}`),
  ];

  it('differ for ids that differ', () => {
    expect(new Set(ids.map((id) => fingerprintOf(id).join())).size).toBe(ids.length);
  });

  it.each([0, 1, 2])('have in number %i no more ids alike than chance has', (number) => {
    const different = new Set(ids.map((id) => fingerprintOf(id)[number])).size;
    // Of 350,000 random 32-bit numbers, 14 pairs are alike on average; 40 come once in ten million times.
    expect(ids.length - different).toBeLessThan(40);
  });

  it.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ])('are independent in numbers %i and %i: ids alike in one differ in the other', (first, second) => {
    expect(new Set(ids.map((id) => `${fingerprintOf(id)[first]} ${fingerprintOf(id)[second]}`)).size).toBe(ids.length);
  });
});
