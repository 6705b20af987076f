import { type Assurance, type Reading, type ReadingOptions, type ReadPoint, readSeries } from '../core/process-behaviour.ts';

/** A point as it is judged. */
export interface SeasonedPoint extends ReadPoint {
  /** It stands out from the periods beside it, and so did the same period a year before: it may be the season. */
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
  /** How many periods a year has; null where nothing can be a season, as in years, or in what is open on a day. */
  perYear: number | null;
}

/**
 * Reads the values of periods one after the other, as a process-behaviour chart. Like is compared with like before
 * anything is called a change: a single period beyond a limit that stands out from those beside it, as the same period
 * did a year before, may be the season.
 * @param values null is a gap: nothing over nothing, suppressed, or a period that is not over
 * @param lastYear the values of the same periods a year before
 */
export function readWithSeason(values: readonly (number | null)[], lastYear: readonly (number | null)[], as: ReadAs): SeriesRead {
  const { perYear, duty, ...options } = as;
  const now = readSeries(values, options);
  const all = perYear === null ? [] : [...lastYear.slice(0, perYear), ...values];
  return {
    groups: now.groups.map((group) => ({ ...group, limits: group.limits === null ? null : fromNought(group.limits) })),
    points: now.points.map((point, at) => {
      if (point === null) return null;
      const isOut = (place: number): boolean => standsOut(all, place, point.direction, reachAt(now, at));
      return { ...point, season: perYear !== null && point.alone && isOut(at + perYear) && isOut(at) };
    }),
    assurance: { target: now.assurance, duty: duty === null ? null : readSeries(values, { ...options, better: 'higher', target: duty }).assurance },
  };
}

/** How far near limits lie from the mean about a point; of percentages one of them may be cut off. */
function reachAt({ groups }: Reading, at: number): number {
  const limits = groups.find(({ from, to }) => from <= at && at <= to)?.limits ?? null;
  return limits === null ? Number.POSITIVE_INFINITY : Math.max(limits.nearUpper - limits.mean, limits.mean - limits.nearLower);
}

/** Whether a value lies farther than so much from that before and that after it, where there are, in a direction. */
function standsOut(values: readonly (number | null)[], at: number, direction: number, reach: number): boolean {
  const value = values[at] ?? null;
  const beside = [values[at - 1] ?? null, values[at + 1] ?? null].filter((one) => one !== null);
  return value !== null && beside.length > 0 && beside.every((one) => direction * (value - one) > reach);
}

/** Nothing that is counted is below nought. */
function fromNought(limits: Limits): Limits {
  return { ...limits, lower: Math.max(0, limits.lower), nearLower: Math.max(0, limits.nearLower) };
}
