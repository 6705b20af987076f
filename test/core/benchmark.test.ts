import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AreaShare, distributionOf, shareOf, together } from '../../src/core/benchmark.ts';
import { DFE_MEASURES, DFE_SYMBOLS, type DfeShare } from '../../src/core/dfe-measures.ts';

const ID = 'dfe-within-20-weeks';
const row = (share: DfeShare | undefined) => ({
  year: '2023',
  level: 'authority' as const,
  code: '',
  number: '',
  name: 'A',
  region: { code: '', name: '' },
  line: 2,
  shares: share === undefined ? {} : { [ID]: share },
});
const value = (n: number) => ({ value: n });
const x = { symbol: 'x' };

describe('a share of an area', () => {
  it.each<[string, DfeShare, Partial<AreaShare>]>([
    ['DfE’s percentage, of its counts', { percent: value(57.1), numerator: value(396), denominator: value(693) }, { percent: 57.1, isOfCounts: true }],
    [
      'DfE’s percentage, of other counts than those it gives',
      { percent: value(84.8), numerator: value(111723), denominator: value(131586) },
      { percent: 84.8, isOfCounts: false, numerator: 111723 },
    ],
    [
      'worked out where DfE gives counts alone',
      { percent: x, numerator: value(241), denominator: value(1001) },
      { percent: 24.1, isOfCounts: true, symbol: null },
    ],
    ['worked out where there is no such column', { percent: null, numerator: value(1), denominator: value(3) }, { percent: 33.3 }],
    ['nothing where DfE gives a sign', { percent: x, numerator: x, denominator: x }, { percent: null, symbol: 'x', isOfCounts: false }],
    ['nothing of nobody, whatever DfE writes', { percent: value(0), numerator: value(0), denominator: value(0) }, { percent: null, symbol: 'none' }],
  ])('is %s', (_, share, expected) => {
    expect(shareOf(row(share), ID)).toMatchObject(expected);
  });

  it('is nothing where the file cannot say it', () => {
    expect(shareOf(row(undefined), ID)).toBeNull();
  });
});

const known = (percent: number): AreaShare => ({ percent, numerator: null, denominator: null, isOfCounts: false, symbol: null });
const unknown = (symbol: string | null): AreaShare => ({ percent: null, numerator: null, denominator: null, isOfCounts: false, symbol });

describe('a place among all', () => {
  it('is shared by the same percentage, and the next rank is left out', () => {
    const all = [90, 80, 80, 70].map(known);
    expect([90, 80, 70].map((own) => distributionOf(all, own)).map(({ rank, sharing, quarter }) => [rank, sharing, quarter])).toEqual([
      [1, 0, 1],
      [2, 1, 2],
      [4, 0, 4],
    ]);
  });

  it('is none for what is no number; such are counted apart by their sign', () => {
    const all = [known(50), unknown('x'), unknown('x'), unknown('none'), unknown(null)];
    expect(distributionOf(all, null)).toMatchObject({ known: 1, unknown: { x: 2, none: 1, '': 1 }, rank: null, quarter: null, sharing: 0 });
    expect(distributionOf([unknown('x')], null)).toMatchObject({ known: 0, highest: null, median: null, lowest: null });
  });

  it('alone is in the highest quarter', () => {
    expect(distributionOf([known(40)], 40)).toMatchObject({ rank: 1, quarter: 1 });
  });

  /** Quartiles as R's quantile (type 7) and Excel's QUARTILE.INC have them: of 1, 2, 4, 7, 8, 9, 10, 12 those that Microsoft's page gives, 3.5 first. */
  it('has the quartiles of Excel', () => {
    const { lowerQuartile, median, upperQuartile } = distributionOf([1, 2, 4, 7, 8, 9, 10, 12].map(known), 1);
    expect([lowerQuartile, median, upperQuartile]).toEqual([3.5, 7.5, 9.3]);
  });

  it('has its quartiles in order, within the highest and the lowest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (tenths) => {
        const { lowest, lowerQuartile, median, upperQuartile, highest } = distributionOf(
          tenths.map((one) => known(one / 10)),
          null,
        );
        const inOrder = [lowest, lowerQuartile, median, upperQuartile, highest] as number[];
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
    );
  });
});

it('counts together are those of areas with both', () => {
  const share = (numerator: number | null, denominator: number | null): AreaShare => ({ ...unknown('x'), numerator, denominator });
  expect(together([share(1, 2), share(null, 5), share(3, 4)])).toEqual({ areas: 2, numerator: 4, denominator: 6 });
});

it('every sign says what it is, and every measure what it counts, each its own', () => {
  for (const words of Object.values(DFE_SYMBOLS)) expect(words.length).toBeGreaterThan(4);
  for (const part of ['id', 'title', 'short', 'counts'] as const) expect(new Set(DFE_MEASURES.map((one) => one[part])).size).toBe(DFE_MEASURES.length);
  for (const { id } of DFE_MEASURES) expect(id).toMatch(/^dfe-/);
});
