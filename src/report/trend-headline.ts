import type { Every } from '../core/period.ts';
import { ENOUGH_POINTS, type Pattern } from '../core/process-behaviour.ts';
import { inWords } from './figure.ts';
import type { Figure } from './report.ts';
import type { ReadGroup, SeasonedPoint } from './trend-reading.ts';
import { number, oneDecimal, plural } from './words.ts';

/** What the points are: months, or the ends of months. */
export const nounsOf = ({ every, ofDays }: Told): [one: string, many: string] => (ofDays ? [`${every} end`, `${every} ends`] : [every, `${every}s`]);

/** A point as it is told. */
export interface ToldPoint {
  /** `July 2022`; of a figure of a day, `31 July 2022`. */
  name: string;
  figure: Figure;
  nameBefore: string;
  lastYear: Figure;
  /** Not over on the as-of day. */
  soFar: boolean;
  /** Null where it is not judged. */
  reading: SeasonedPoint | null;
}

/** A series as it is told. */
export interface Told {
  every: Every;
  /** Whether it is a figure of days, and not of what happened in periods. */
  ofDays: boolean;
  unit: Figure['unit'];
  points: readonly ToldPoint[];
  groups: readonly ReadGroup[];
}

export type Judged = ToldPoint & { reading: SeasonedPoint };

export const JUDGED = {
  improvement: 'an improvement',
  concern: 'a concern',
  high: 'more than ordinary variation',
  low: 'more than ordinary variation',
} as const;

/** What a series says, as much of it as a headline bears. */
interface Headline {
  /** Of the latest point, of the level, or of both, or why nothing can be told; never a cause. */
  clauses: string[];
  /** Points before the latest, where that is ordinary and not all of them are. */
  before: readonly ToldPoint[];
}

/** The headline of a series: what `ehcp trend` and the snapshot say of it. */
export function headlineOf(told: Told): Headline {
  const { points, groups } = told;
  const group = groups.at(-1);
  const inGroup = group === undefined ? [] : points.slice(group.from, group.to + 1);
  const judged = inGroup.filter((point): point is Judged => point.reading !== null);
  const latest = judged.at(-1);
  const only = (...clauses: string[]): Headline => ({ clauses, before: [] });
  if (group === undefined || latest === undefined)
    return only(points.some(({ figure }) => figure.suppressed) ? 'the figures are suppressed' : 'there is nothing to judge');
  if (group.limits === null || group.known < ENOUGH_POINTS) return only(tooFew(told, judged));
  const drift = driftInWords(told, judged);
  if (latest.reading.direction !== 0) return only(latestInWords(told, inGroup, latest, group.limits.mean), ...drift);
  if (drift.length > 0) return only(...drift);
  const ordinary = 'ordinary variation: no evidence of change';
  if (judged.every(({ reading }) => reading.direction === 0)) return only(ordinary);
  return { clauses: [`${latest.name} is ${ordinary}`], before: inGroup.slice(0, inGroup.indexOf(latest)) };
}

function tooFew(told: Told, judged: readonly Judged[]): string {
  const [one, many] = nounsOf(told);
  const since = told.groups.length > 1 ? ` since ${judged[0]?.name}` : '';
  return `${plural(judged.length, one, many)}${since} ${judged.length === 1 ? 'is' : 'are'} too few to tell a change from ordinary variation: it takes ${ENOUGH_POINTS}`;
}

/** What is more than ordinary variation in the latest point. */
function latestInWords(told: Told, points: readonly ToldPoint[], latest: Judged, mean: number): string {
  const [, many] = nounsOf(told);
  const { pattern, direction, variation, season } = latest.reading;
  const high = direction > 0;
  const isFurther = (value: number, than: number): boolean => (high ? value > than : value < than);
  const found: Record<Pattern, string> = {
    'beyond-limit': `${latest.name} lies ${high ? 'above the upper limit' : 'below the lower limit'}`,
    trend: `${runTo(points, latest, isFurther) + 1} ${many} in a row, up to ${latest.name}, each ${high ? 'higher' : 'lower'} than the one before`,
    'two-of-three': `2 of the last 3 ${many} lie close to the ${high ? 'upper' : 'lower'} limit`,
    'one-side': `${runTo(points, latest, (value) => isFurther(value, mean))} ${many} in a row, up to ${latest.name}, lie ${high ? 'above' : 'below'} the mean`,
  };
  const what = pattern === null ? '' : found[pattern];
  if (season) return `${what}, and stood out so a year before (${inWords(latest.lastYear)}): it may be the season, and is no evidence of change`;
  return `${what}: ${variation === 'ordinary' || variation === 'too-few' ? '' : JUDGED[variation]}`;
}

/** Where most are more than ordinary variation, some high and some low, there is no level that they vary about, and the limits say little. */
function driftInWords(told: Told, judged: readonly Judged[]): string[] {
  // What may be the season is no sign of another level.
  const special = judged.filter(({ reading }) => reading.direction !== 0 && !reading.season);
  if (special.length * 2 <= judged.length || new Set(special.map(({ reading }) => reading.direction)).size < 2) return [];
  const [, many] = nounsOf(told);
  const extreme = (pick: (...values: number[]) => number): string => {
    const value = pick(...judged.map(({ reading }) => reading.value));
    const [first, ...others] = judged.filter(({ reading }) => reading.value === value);
    if (first === undefined || others.length > 0)
      return `${told.unit === 'percent' ? `${oneDecimal(value)}%` : number(value)} in ${number(others.length + 1)} ${many}`;
    return `${first.name} (${inWords(first.figure)})`;
  };
  return [
    `there is no one level: ${number(special.length)} of ${number(judged.length)} ${many} are more than ordinary variation about their mean; lowest: ${extreme(Math.min)}; highest: ${extreme(Math.max)}`,
  ];
}

/** How many points in a row, up to the latest, hold; a gap ends them. @param holds is told the value before too, which may be none */
function runTo(points: readonly ToldPoint[], latest: ToldPoint, holds: (value: number, before: number) => boolean): number {
  let run = 0;
  for (let at = points.indexOf(latest); at >= 0; at--, run++) {
    const [value, before] = [points[at]?.reading?.value, points[at - 1]?.reading?.value];
    if (value === undefined || !holds(value, before ?? Number.NaN)) return run;
  }
  return run;
}
