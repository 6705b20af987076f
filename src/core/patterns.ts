/**
 * The patterns in which the NHS's "Making Data Count" sees more than ordinary variation. Gaps are null: none of these
 * patterns reaches over one, as nobody knows what happened then.
 */

/** Above, on or below: 1, 0, −1. */
export type Sign = -1 | 0 | 1;

/** So many points rising, falling or on one side of the mean are no accident. */
const IN_A_ROW = 7;

/** The differences that a point makes with the point before it: −1 falling, 1 rising, 0 neither. */
const steps = (values: readonly (number | null)[]): (Sign | null)[] =>
  values.map((value, at) => {
    const before = values[at - 1] ?? null;
    return value === null || before === null ? null : (Math.sign(value - before) as Sign);
  });

/** For each sign the sign itself where as many in a row end there, all alike and not 0; else 0. */
function endsOf(signs: readonly (Sign | null)[], inARow: number): Sign[] {
  let alike = 0;
  return signs.map((sign, at) => {
    alike = sign !== null && sign !== 0 && sign === signs[at - 1] ? alike + 1 : 1;
    return sign !== null && alike >= inARow ? sign : 0;
  });
}

/** Where seven points in a row on one side of the mean end, and on which side. @param sides of the mean; 0 is on it */
export const endsOfRuns = (sides: readonly (Sign | null)[]): Sign[] => endsOf(sides, IN_A_ROW);

/** Where seven points in a row, each above the one before, end (1); or each below it (−1). */
export const endsOfTrends = (values: readonly (number | null)[]): Sign[] => endsOf(steps(values), IN_A_ROW - 1);

/** All seven points of each pattern that ends somewhere. A point that belongs to two takes the one that ended first. */
export function partsOf(ends: readonly Sign[]): Sign[] {
  return ends.map((_, at) => ends.slice(at, at + IN_A_ROW).find((end) => end !== 0) ?? 0);
}

/**
 * The points in a window of three, all on one side of the mean, at least two of which are far from it.
 * @param far which points are beyond a near limit
 */
export function inTwoOfThree(far: readonly boolean[], sides: readonly (Sign | null)[]): boolean[] {
  const window = (first: number): boolean => {
    const side = sides[first] ?? 0;
    const three = [first, first + 1, first + 2];
    return side !== 0 && three.every((at) => sides[at] === side) && three.filter((at) => far[at]).length >= 2;
  };
  return far.map((_, at) => window(at - 2) || window(at - 1) || window(at));
}
