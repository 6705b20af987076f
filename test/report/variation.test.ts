import { describe, expect, it } from 'vitest';
import { type ReadingOptions, readSeries } from '../../src/core/process-behaviour.ts';
import { assuranceInWords, variationInWords } from '../../src/report/variation.ts';

/** Limits at 47.34 and 52.66 about a mean of 50. */
const STEADY = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 49.5 : 50.5));

const read = (values: readonly (number | null)[], better: ReadingOptions['better'] = 'higher') => readSeries([...STEADY, ...values], { better, baseline: 12 });

describe('a series in words', () => {
  it.each([
    [[50.1], 'higher', 'Ordinary variation: no evidence of change.'],
    [[60], 'higher', 'A change for the better: the latest point is above the limits of ordinary variation.'],
    [[60], 'lower', 'A change for the worse: the latest point is above the limits of ordinary variation.'],
    [[40], null, 'A change downwards: the latest point is below the limits of ordinary variation.'],
    [[49, 49.1, 49.2, 49.3, 49.4, 49.5, 49.6], null, 'A change upwards: seven points in a row or more, each higher than the one before.'],
    [[51, 50.9, 50.8, 50.7, 50.6, 50.5, 50.4], 'lower', 'A change for the better: seven points in a row or more, each lower than the one before.'],
    [[49.9, 50.1, 52, 52], 'higher', 'A change for the better: of three points in a row, two or more are near the upper limit.'],
    [[49.9, 48, 48], 'higher', 'A change for the worse: of three points in a row, two or more are near the lower limit.'],
    [[49.9, 50.1, 50.2, 50.1, 50.2, 50.1, 50.2, 50.1], 'lower', 'A change for the worse: seven points in a row or more are above the mean.'],
    [[49.9, 49.8, 49.9, 49.8, 49.9, 49.8, 49.9], 'lower', 'A change for the better: seven points in a row or more are below the mean.'],
  ] as const)('after %j, where %s is better: %s', (values, better, expected) => {
    expect(variationInWords(read(values, better))).toBe(expected);
  });

  it('says how many points there are where they are too few', () => {
    expect(variationInWords(readSeries([1, 2, null], { better: null }))).toBe(
      'Too few points to tell a change from ordinary variation: 2 points of the 12 it takes.',
    );
    expect(variationInWords(readSeries([1], { better: null }))).toBe('Too few points to tell a change from ordinary variation: 1 point of the 12 it takes.');
    expect(variationInWords(readSeries([null], { better: null }))).toBe('No period has a value.');
    // Of the group in which the latest point lies, though a later one has none yet.
    expect(variationInWords(readSeries([1, 2, 3, 4, null], { better: null, starts: [1, 4] }))).toContain('3 points of the 12');
  });
});

describe('a target in words', () => {
  it.each([
    [40, 'If nothing changes, the target will be met consistently.'],
    [50, 'If nothing changes, the target will be met at some times and missed at others.'],
    [60, 'If nothing changes, the target will be missed consistently.'],
    [null, null],
  ])('of %s: %s', (target, expected) => {
    expect(assuranceInWords(readSeries(STEADY, { better: 'higher', target }))).toBe(expected);
  });

  it('with too few points is left open', () => {
    expect(assuranceInWords(readSeries(STEADY.slice(1), { better: 'higher', target: 50 }))).toBe(
      'There are too few points to say whether the target will be met.',
    );
  });
});
