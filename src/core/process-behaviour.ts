/**
 * Process-behaviour (XmR) charts as the NHS's "Making Data Count" reads them: is a change more than the ordinary
 * variation of a series? Whether a series has a season is not asked here.
 */
import { endsOfRuns, endsOfTrends, inTwoOfThree, partsOf, type Sign } from './patterns.ts';

/** Fewer points than these are too few to tell. */
export const ENOUGH_POINTS = 12;

/** Limits lie this many mean moving ranges from the mean: three standard deviations. */
const TO_LIMIT = 2.66;
/** Near limits lie two thirds of the way. */
const TO_NEAR_LIMIT = (2 / 3) * TO_LIMIT;
/** A moving range not below this many mean moving ranges comes of an accident, not of the ordinary variation. */
const ACCIDENT = 3.267;
/** Sums of decimals are off by less than this; nothing shown is as small. */
const NOISE = 1e-9;

interface Limits {
  mean: number;
  lower: number;
  upper: number;
  nearLower: number;
  nearUpper: number;
}

/** Why a point is more than ordinary variation; the first of these that holds. */
export type Pattern = 'beyond-limit' | 'trend' | 'two-of-three' | 'one-side';

/** What a point says. `high` and `low` are changes of which neither direction is better. */
export type Variation = 'improvement' | 'concern' | 'high' | 'low' | 'ordinary' | 'too-few';

/** Whether a target will be met if the process stays as it is. */
export type Assurance = 'consistently-met' | 'consistently-missed' | 'hit-and-miss' | 'too-few';

export interface ReadPoint {
  value: number;
  variation: Variation;
  /** Null where the variation is ordinary, or there are too few points to tell. */
  pattern: Pattern | null;
  /** The direction of the pattern: 1 high or rising, −1 low or falling; 0 where there is none. */
  direction: Sign;
  /** Beyond a limit and in no other pattern; for this, points beyond a limit count towards two out of three. */
  alone: boolean;
}

/** Points between two changes of the process. */
interface Group {
  /** The positions of its first and its last point in the series, gaps included. */
  from: number;
  to: number;
  /** Points with a value. */
  known: number;
  /** Trial limits where there are too few points; null where fewer than two have a value. */
  limits: Limits | null;
}

export interface Reading {
  groups: Group[];
  /** One for each value; null for a gap. */
  points: (ReadPoint | null)[];
  /** What the last point with a value says; null where there is none. */
  latest: ReadPoint | null;
  /** By the last group; null without a target, or where neither direction is better. */
  assurance: Assurance | null;
}

export interface ReadingOptions {
  /** Which way is better; null where neither is. */
  better: 'higher' | 'lower' | null;
  /** In the unit of the values. A value on the target meets it. */
  target?: number | null;
  /** The positions at which the process changed: each begins a new group, with limits and patterns of its own. */
  starts?: readonly number[];
  /** Limits stay within 0 and 100. */
  percentages?: boolean;
  /** Leave out accidental moving ranges; true unless it is set. */
  screening?: boolean;
  /** Limits are those of the first so many values of each group, at least 12; of all its values unless it is set. */
  baseline?: number;
  /** Points beyond a limit count towards two out of three, as Making Data Count's own tools do since November 2023. */
  beyondCountsTowardsTwoOfThree?: boolean;
}

/**
 * Reads a series of equal periods, the earliest first, the values as they are shown. Gaps are null: no point, so the mean
 * and the moving ranges are those of the values there are, from each to the next; but no pattern reaches over a gap.
 */
export function readSeries(values: readonly (number | null)[], options: ReadingOptions): Reading {
  const { starts = [], baseline } = options;
  if (baseline !== undefined && baseline < ENOUGH_POINTS) throw new RangeError(`limits need ${ENOUGH_POINTS} points, not ${baseline}`);
  const groups: Group[] = [];
  const points: (ReadPoint | null)[] = [];
  const firsts = [...new Set([0, ...starts])].filter((at) => at >= 0 && at < values.length).sort((a, b) => a - b);
  firsts.forEach((from, at) => {
    const inGroup = values.slice(from, firsts[at + 1]);
    const known = inGroup.filter((value) => value !== null);
    const limits = limitsOf(known.slice(0, baseline), options);
    groups.push({ from, to: from + inGroup.length - 1, known: known.length, limits });
    points.push(...readGroup(inGroup, known.length < ENOUGH_POINTS ? null : limits, options));
  });
  return { groups, points, latest: points.findLast((point) => point !== null) ?? null, assurance: assuranceOf(groups.at(-1), options) };
}

const isAbove = (a: number, b: number): boolean => a - b > NOISE;

const sideOf = (value: number, mean: number): Sign => (isAbove(value, mean) ? 1 : isAbove(mean, value) ? -1 : 0);

/** 0 of nothing. */
const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);

function limitsOf(known: readonly number[], { screening = true, percentages = false }: ReadingOptions): Limits | null {
  if (known.length < 2) return null;
  const ranges = known.slice(1).map((value, at) => Math.abs(value - (known[at] ?? value)));
  const range = meanRange(ranges, screening);
  // Of a constant series, exactly its value: a sum of decimals may be off.
  const mean = range === 0 ? (known[0] ?? 0) : meanOf(known);
  const within = (limit: number): number => (percentages ? Math.min(100, Math.max(0, limit)) : limit);
  return {
    mean,
    lower: within(mean - TO_LIMIT * range),
    upper: within(mean + TO_LIMIT * range),
    nearLower: within(mean - TO_NEAR_LIMIT * range),
    nearUpper: within(mean + TO_NEAR_LIMIT * range),
  };
}

/** The mean moving range. Where screening would leave none that varies, all count: a series with one change in it is not constant. */
function meanRange(ranges: readonly number[], screening: boolean): number {
  const ofAll = meanOf(ranges);
  const ofOrdinary = meanOf(ranges.filter((range) => range < ACCIDENT * ofAll));
  return screening && ofOrdinary > 0 ? ofOrdinary : ofAll;
}

/** @param limits null where there are too few points to tell */
function readGroup(values: readonly (number | null)[], limits: Limits | null, options: ReadingOptions): (ReadPoint | null)[] {
  if (limits === null) return values.map((value) => (value === null ? null : { value, variation: 'too-few', pattern: null, direction: 0, alone: false }));
  const { mean, lower, upper, nearLower, nearUpper } = limits;
  /** Beyond which of two limits each value lies. */
  const beyond = (below: number, above: number): Sign[] =>
    values.map((value) => (value === null ? 0 : isAbove(value, above) ? 1 : isAbove(below, value) ? -1 : 0));
  const sides = values.map((value) => (value === null ? null : sideOf(value, mean)));
  const outside = beyond(lower, upper);
  const near = beyond(nearLower, nearUpper).map((side) => side !== 0);
  const twoOfThreeAmong = (far: readonly boolean[]): Sign[] => inTwoOfThree(far, sides).map((holds, at) => (holds && far[at] ? (sides[at] ?? 0) : 0));
  const nearAndBeyond = twoOfThreeAmong(near);
  const twoOfThree = options.beyondCountsTowardsTwoOfThree === true ? nearAndBeyond : twoOfThreeAmong(near.map((far, at) => far && outside[at] === 0));
  const [trends, runs] = [partsOf(endsOfTrends(values)), partsOf(endsOfRuns(sides))];
  // In the order in which the first that holds is taken.
  const patterns: [Pattern, Sign[]][] = [
    ['beyond-limit', outside],
    ['trend', trends],
    ['two-of-three', twoOfThree],
    ['one-side', runs],
  ];
  return values.map((value, at) => {
    if (value === null) return null;
    const found = patterns.find(([, directions]) => directions[at] !== 0);
    const direction = found?.[1][at] ?? 0;
    const alone = outside[at] !== 0 && [trends, nearAndBeyond, runs].every((directions) => directions[at] === 0);
    return { value, variation: variationOf(direction, options.better), pattern: found?.[0] ?? null, direction, alone };
  });
}

function variationOf(direction: Sign, better: ReadingOptions['better']): Variation {
  if (direction === 0) return 'ordinary';
  if (better === null) return direction > 0 ? 'high' : 'low';
  return direction > 0 === (better === 'higher') ? 'improvement' : 'concern';
}

function assuranceOf(group: Group | undefined, { better, target = null }: ReadingOptions): Assurance | null {
  if (target === null || better === null || group === undefined) return null;
  if (group.limits === null || group.known < ENOUGH_POINTS) return 'too-few';
  const { lower, upper } = group.limits;
  const [worst, best] = better === 'higher' ? [lower, upper] : [-upper, -lower];
  const needed = better === 'higher' ? target : -target;
  if (!isAbove(needed, worst)) return 'consistently-met';
  return isAbove(needed, best) ? 'consistently-missed' : 'hit-and-miss';
}
