import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/input/fingerprint.ts';
import { SeenIds } from '../../src/input/seen-ids.ts';
import { TextSet } from '../../src/input/text-set.ts';

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

  it.each([
    ['zeros before a number', ['7', '07', '007', '7']],
    ['numbers that go on where they are cut off', ['123456789012345', '223456789012345', '23456789012345', '123456789012345']],
    ['a number and what stands around it', ['1/23', '12/3', '123/', '1/23']],
    ['the longest number in another place', ['11-2', '1-12', '2-11', '11-2']],
    ['numbers of more than 32 bits', ['4294967296', '0', '8589934592', '4294967296']],
    ['letters that look alike', ['é1', 'e\u03011', 'É1', 'é1']],
    ['halves of letters', ['\ud8341', '\ud8351', '\ufffd1', '\ud8341']],
  ])('are told apart by %s', (_, ids) => {
    expect(seenIn(ids)).toEqual([false, false, false, true]);
  });

  it('are exactly those of a set, of whatever letters and numbers they are made', () => {
    const part = fc.constantFrom('1', '0', '01', '12', '99999999999999', '4294967295', '4294967296', 'A', '/', '-', ' ', 'é', '\ud834');
    const id = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), (ids) => {
        const before = new Set<string>();
        expect(seenIn(ids)).toEqual(ids.map((one) => before.has(one) || !before.add(one)));
      }),
      { seed: 20220731, numRuns: 200 },
    );
  });

  it('are exact where no two are of one shape, as of random letters', () => {
    // Every shape there can be is soon taken, and all bytes of the others are kept.
    const ids = Array.from({ length: 30_000 }, (_, at) => {
      const [a, b, c] = fingerprintOf(`seed ${at % 20_000}`);
      return `${a.toString(16)}-${b.toString(16)}-${c.toString(16)}${at % 3 === 0 ? 'ŵ' : ''}`;
    });
    const before = new Set<string>();
    expect(seenIn(ids)).toEqual(ids.map((id) => before.has(id) || !before.add(id)));
  });
});

describe('a set of texts', () => {
  it('keeps texts of every length, longer than a block of its memory too, and tells them apart', () => {
    const texts = [
      '',
      'a',
      'x'.repeat(3_000_000),
      'x'.repeat(3_000_001),
      'ŵ'.repeat(600_000),
      'b',
      ...Array.from({ length: 5000 }, (_, at) => `t${at}`.repeat(100)),
    ];
    const set = new TextSet();
    expect(texts.map((text) => set.add(text)).filter(Boolean)).toEqual([]);
    expect(texts.map((text) => set.add(text)).filter(Boolean)).toHaveLength(texts.length);
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
