import { describe, expect, it } from 'vitest';
import { endsOfRuns, endsOfTrends, inTwoOfThree, partsOf, type Sign } from '../../src/core/patterns.ts';
import { SPC_CASES } from '../support/methods.ts';

/** The cases of one of the package's functions. */
function casesOf(fn: string): { in: unknown; out: number[] }[] {
  const found = SPC_CASES.unit_cases.find((unit) => unit.fn.startsWith(fn));
  if (found === undefined) throw new Error(`no cases of ${fn}`);
  return found.cases as { in: unknown; out: number[] }[];
}

const size = (signs: readonly Sign[]): number[] => signs.map(Math.abs);
const ones = (holds: readonly boolean[]): number[] => holds.map(Number);
const far = (flags: readonly number[]): boolean[] => flags.map((flag) => flag === 1);

describe('NHSRplotthedots sees', () => {
  it.each(casesOf('seven_point_one_side_mean'))('runs of seven that end at $out in $in', (one) => {
    expect(size(endsOfRuns(one.in as Sign[]))).toEqual(one.out);
  });

  it.each(casesOf('seven_point_trend'))('trends of seven that end at $out in $in', (one) => {
    expect(endsOfTrends(one.in as number[])).toEqual(one.out);
  });

  it.each(casesOf('part_of_seven_trend'))('all seven points $out of what ends at $in', (one) => {
    expect(size(partsOf(one.in as Sign[]))).toEqual(one.out);
  });

  it.each(casesOf('two_in_three'))('windows of three at $out in $in', (one) => {
    const [flags, sides] = one.in as [number[], Sign[]];
    expect(ones(inTwoOfThree(far(flags), sides))).toEqual(one.out);
  });

  it.each(casesOf('part_of_two_in_three'))('the far points $out in $in', (one) => {
    const [flags, sides] = one.in as [number[], Sign[]];
    expect(ones(inTwoOfThree(far(flags), sides).map((holds, at) => holds && flags[at] === 1))).toEqual(one.out);
  });
});

describe('a run', () => {
  const up = (length: number): Sign[] => Array.from({ length }, () => 1);

  it.each([6, 7, 8])('of %i points on one side ends with each point from the seventh on', (length) => {
    expect(endsOfRuns(up(length))).toEqual(up(length).map((_, at) => (at >= 6 ? 1 : 0)));
  });

  it('keeps its side', () => {
    expect(endsOfRuns(up(7).map((side) => -side as Sign))).toEqual([0, 0, 0, 0, 0, 0, -1]);
  });

  it('is broken by a point on the mean, and by a gap', () => {
    expect(endsOfRuns([...up(6), 0, ...up(6)])).toEqual(Array(13).fill(0));
    expect(endsOfRuns([...up(6), null, ...up(6)])).toEqual(Array(13).fill(0));
    expect(endsOfRuns([...up(6), null, ...up(7)])).toEqual([...Array(13).fill(0), 1]);
  });

  it('of points on the mean is none', () => {
    expect(endsOfRuns(Array(9).fill(0))).toEqual(Array(9).fill(0));
  });
});

describe('a trend', () => {
  it('is broken by a gap', () => {
    expect(endsOfTrends([1, 2, 3, 4, 5, 6, null, 7, 8, 9, 10, 11, 12])).toEqual(Array(13).fill(0));
    expect(endsOfTrends([null, 1, 2, 3, 4, 5, 6, 7])).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('that rises and then falls gives its highest point to the rise, which ended there', () => {
    expect(partsOf(endsOfTrends([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]))).toEqual([1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1]);
  });
});

describe('two of three', () => {
  it('do not reach over a gap', () => {
    expect(inTwoOfThree([true, false, true], [1, null, 1])).toEqual([false, false, false]);
    expect(inTwoOfThree([true, true, false], [1, 1, null])).toEqual([false, false, false]);
  });

  it('need three points', () => {
    expect(inTwoOfThree([true, true], [1, 1])).toEqual([false, false]);
  });
});
