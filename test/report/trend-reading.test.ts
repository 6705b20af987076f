import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/report/report.ts';
import { readWithSeason } from '../../src/report/trend-reading.ts';
import { verdictInWords } from '../../src/report/trend-words.ts';

const AS = { better: null, target: null, duty: null, starts: [], percentages: false, perYear: 12 } as const;

/** A year of months that differ little, but for some of them. */
const year = (others: Readonly<Record<number, number>> = {}): number[] =>
  [30, 26, 31, 27, 30, 26, 31, 28, 27, 31, 26, 30].map((value, at) => others[at] ?? value);

/** The points that may be the season, of two years after another. */
function seasons(before: readonly number[], values: readonly number[], perYear: number | null = 12): number[] {
  const { points } = readWithSeason(values, [...before, ...values].slice(0, values.length), { ...AS, perYear });
  return points.flatMap((point, at) => (point?.season ? [at] : []));
}

describe('a season', () => {
  it('is a single month far from those beside it, beyond a limit, as a year before', () => {
    expect(seasons(year({ 7: 9 }), [...year({ 7: 8 }), ...year({ 7: 9 })])).toEqual([7, 19]);
    expect(seasons(year({ 7: 60 }), [...year({ 7: 61 }), ...year({ 7: 62 })])).toEqual([7, 19]);
    // Nobody knows yet what comes after the last.
    expect(seasons(year({ 7: 9 }), [...year({ 7: 8 }), ...year({ 7: 9 }).slice(0, 8)])).toEqual([7, 19]);
  });

  it('is not where the year before was high instead, or as other months', () => {
    expect(seasons(year({ 7: 60 }), [...year(), ...year()])).toEqual([]);
    expect(seasons(year(), [...year({ 7: 8 }), ...year()])).toEqual([]);
    expect(seasons(year({ 7: 60 }), [...year({ 7: 8 }), ...year()])).toEqual([]);
  });

  it('is not where all the year before was low', () => {
    expect(seasons(Array(12).fill(9), [...year({ 7: 8 }), ...year()])).toEqual([]);
  });

  it('is not where months beside it were so too: what lasts is no season', () => {
    const two = { 7: 8, 8: 9 };
    expect(seasons(year(two), [...year(two), ...year(two)])).toEqual([]);
    expect(seasons(year({ 7: 8 }), [...year(two), ...year()])).toEqual([]);
    expect(seasons(year(two), [...year({ 7: 8 }), ...year()])).toEqual([]);
  });

  it('is not in a run below the mean', () => {
    const run = { 4: 20, 5: 19, 6: 20, 7: 1, 8: 20, 9: 19, 10: 20 };
    const values = [...year(run), ...year()];
    expect(readWithSeason(values, values, AS).points[7]).toMatchObject({ pattern: 'beyond-limit', alone: false, season: false });
    expect(seasons(year(run), values)).toEqual([]);
  });

  it('is not where nothing can be one, as of what is open on a day', () => {
    expect(seasons(year({ 7: 9 }), [...year({ 7: 8 }), ...year({ 7: 9 })], null)).toEqual([]);
  });

  it('is none of the months that are more than ordinary', () => {
    const figure: Figure = { label: 'Plans', unit: 'plans', value: 1 };
    const told = (season: boolean) => ({
      every: 'month' as const,
      ofDays: false,
      unit: figure.unit,
      groups: [{ from: 0, to: 11, known: 12, limits: { mean: 5, lower: 4, upper: 6, nearLower: 4.3, nearUpper: 5.7 } }],
      points: Array.from({ length: 12 }, (_, at) => {
        const reading =
          at < 7
            ? { value: at < 3 ? 9 : 1, variation: 'low', pattern: 'beyond-limit', direction: at < 3 ? 1 : -1, alone: true, season: season && at === 6 }
            : { value: 5, variation: 'ordinary', pattern: null, direction: 0, alone: false, season: false };
        return { name: `month ${at}`, nameBefore: '', figure, lastYear: figure, soFar: false, reading: reading as never };
      }),
    });
    expect(verdictInWords(told(false))[0]).toMatch(/^There is no one level: 7 of 12 months are/);
    expect(verdictInWords(told(true))[0]).toBe('Month 11 is ordinary variation: no evidence of change.');
  });
});
