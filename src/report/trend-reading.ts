import { type Assurance, type Reading, type ReadingOptions, type ReadPoint, readSeries } from '../core/process-behaviour.ts';

/** A point as it is judged. */
export interface SeasonedPoint extends ReadPoint {
  /** A year before it lay far on the same side too, and not all the time between: it may be the season. */
  season: boolean;
}

/** Points between two changes of the process, and what is ordinary among them. */
export type ReadGroup = Reading['groups'][number];
type Limits = NonNullable<ReadGroup['limits']>;

/** A series, read. */
interface SeriesRead {
  groups: ReadGroup[];
  /** One for each value; null for a gap. */
  points: (SeasonedPoint | null)[];
  assurance: { target: Assurance | null; duty: Assurance | null };
}

/** How a series is to be read. */
export interface ReadAs extends Pick<ReadingOptions, 'better' | 'percentages'> {
  target: number | null;
  /** What a statute asks for. */
  duty: number | null;
  /** The positions at which the process changed. */
  starts: readonly number[];
  /** How many periods a year has. */
  perYear: number;
}

/**
 * Reads the values of periods one after the other, as a process-behaviour chart, and those of the same periods a year
 * before in the same way: like is compared with like before anything is called a change.
 * @param values null is a gap: nothing over nothing, suppressed, or a period that is not over
 */
export function readWithSeason(values: readonly (number | null)[], lastYear: readonly (number | null)[], as: ReadAs): SeriesRead {
  const { perYear, duty, ...options } = as;
  const now = readSeries(values, options);
  // What was changed a year ago was changed a year later in the series that lies a year before.
  const before = readSeries(lastYear, { ...options, starts: options.starts.map((start) => start + perYear) });
  const directionAt = (at: number): number => (at < 0 ? before.points[at + perYear] : now.points[at])?.direction ?? 0;
  const isSeason = (at: number, { pattern, direction }: ReadPoint): boolean => {
    // A season comes and goes; what lasts for seven periods is told by their number.
    if (perYear === 1 || (pattern !== 'beyond-limit' && pattern !== 'two-of-three') || !isFar(before, at, direction)) return false;
    return Array.from({ length: perYear - 1 }, (_, n) => directionAt(at - 1 - n)).some((between) => between !== direction);
  };
  return {
    groups: now.groups.map((group) => ({ ...group, limits: group.limits === null ? null : fromNought(group.limits) })),
    points: now.points.map((point, at) => (point === null ? null : { ...point, season: isSeason(at, point) })),
    assurance: { target: now.assurance, duty: duty === null ? null : readSeries(values, { ...options, better: 'higher', target: duty }).assurance },
  };
}

/** Whether a point lies two thirds of the way to a limit, or beyond, by the limits of its own group. */
function isFar({ points, groups }: Reading, at: number, direction: number): boolean {
  const point = points[at] ?? null;
  const limits = groups.find(({ from, to }) => from <= at && at <= to)?.limits ?? null;
  if (point === null || limits === null || point.variation === 'too-few') return false;
  return direction > 0 ? point.value > limits.nearUpper : point.value < limits.nearLower;
}

/** Nothing that is counted is below nought. */
function fromNought(limits: Limits): Limits {
  return { ...limits, lower: Math.max(0, limits.lower), nearLower: Math.max(0, limits.nearLower) };
}
