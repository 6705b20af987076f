import type { Every } from '../core/period.ts';
import { type Assurance, ENOUGH_POINTS, type Pattern } from '../core/process-behaviour.ts';
import { inWords } from './figure.ts';
import type { Figure } from './report.ts';
import type { ReadGroup, SeasonedPoint } from './trend-reading.ts';
import { listed, number, oneDecimal, plural, sentence } from './words.ts';

/** What the points are: months, or the ends of months. */
const nounsOf = ({ every, ofDays }: Told): [one: string, many: string] => (ofDays ? [`${every} end`, `${every} ends`] : [every, `${every}s`]);

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

/** What a point says, in the few words that a table has room for. */
export function pointInWords({ figure, soFar, reading }: ToldPoint): string {
  if (soFar) return 'not over, not judged';
  if (reading === null) return figure.suppressed ? 'suppressed' : 'nothing to judge';
  const { variation, pattern, direction, season } = reading;
  if (variation === 'ordinary') return 'ordinary';
  if (variation === 'too-few' || pattern === null) return 'too few to tell';
  const high = direction > 0;
  const found: Record<Pattern, string> = {
    'beyond-limit': high ? 'above limit' : 'below limit',
    trend: high ? '7 rising' : '7 falling',
    'two-of-three': high ? '2 of 3 high' : '2 of 3 low',
    'one-side': high ? '7 above mean' : '7 below mean',
  };
  return `${season ? 'as a year before' : variation}: ${found[pattern]}`;
}

const JUDGED = { improvement: 'an improvement', concern: 'a concern', high: 'more than ordinary variation', low: 'more than ordinary variation' } as const;

/** What the latest point says, or why nothing can be told, in sentences, the first of which is enough; never a cause. */
export function verdictInWords(told: Told): [string, ...string[]] {
  const { points, groups } = told;
  const group = groups.at(-1);
  const inGroup = group === undefined ? [] : points.slice(group.from, group.to + 1);
  const judged = inGroup.filter((point): point is Judged => point.reading !== null);
  const latest = judged.at(-1);
  if (group === undefined || latest === undefined)
    return [points.some(({ figure }) => figure.suppressed) ? 'The figures are suppressed.' : 'There is nothing to judge.'];
  if (group.limits === null || group.known < ENOUGH_POINTS) return [tooFew(told, judged)];
  const before = earlierInWords(told, inGroup.slice(0, inGroup.indexOf(latest)));
  const drift = driftInWords(told, judged);
  if (latest.reading.direction !== 0) return [latestInWords(told, inGroup, latest, group.limits.mean), ...drift];
  const [moved] = drift;
  if (moved !== undefined) return [moved];
  return before === '' ? ['Ordinary variation: no evidence of change.'] : [`${latest.name} is ordinary variation: no evidence of change.`, before];
}

type Judged = ToldPoint & { reading: SeasonedPoint };

function tooFew(told: Told, judged: readonly Judged[]): string {
  const [one, many] = nounsOf(told);
  const since = told.groups.length > 1 ? ` since ${judged[0]?.name}` : '';
  return `${plural(judged.length, one, many)}${since} ${judged.length === 1 ? 'is' : 'are'} too few to tell a change from ordinary variation: it takes ${ENOUGH_POINTS}.`;
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
  if (season) return sentence(`${what}, and stood out so a year before (${inWords(latest.lastYear)}): it may be the season, and is no evidence of change`);
  return sentence(`${what}: ${variation === 'ordinary' || variation === 'too-few' ? '' : JUDGED[variation]}`);
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
    `There is no one level: ${number(special.length)} of ${number(judged.length)} ${many} are more than ordinary variation about their mean; lowest: ${extreme(Math.min)}; highest: ${extreme(Math.max)}.`,
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

/** More of them are left to the table. */
const MOST_NAMED = 3;

/** What was more than ordinary variation before the latest point; nothing where nothing was. */
function earlierInWords(told: Told, points: readonly ToldPoint[]): string {
  const stretches = stretchesOf(points);
  if (stretches.length === 0) return '';
  if (stretches.length <= MOST_NAMED) return `Before it: ${stretches.map(stretchInWords).join('; ')}.`;
  const [, many] = nounsOf(told);
  const special = stretches.reduce((sum, { length }) => sum + length, 0);
  return `Before it, ${number(special)} of ${number(points.length)} ${many} were more than that.`;
}

/** Points one after the other that are more than ordinary variation in the same way. */
function stretchesOf(points: readonly ToldPoint[]): Judged[][] {
  const stretches: Judged[][] = [];
  points.forEach((point, at) => {
    const { reading } = point;
    if (reading === null || reading.direction === 0) return;
    const before = points[at - 1]?.reading ?? null;
    const last = stretches.at(-1);
    const goesOn = before !== null && (['pattern', 'direction', 'season'] as const).every((key) => before[key] === reading[key]);
    if (goesOn && last !== undefined) last.push(point as Judged);
    else stretches.push([point as Judged]);
  });
  return stretches;
}

function stretchInWords(stretch: readonly Judged[]): string {
  const [first, last] = [stretch[0] as Judged, stretch.at(-1) as Judged];
  const { pattern, direction, variation, season } = first.reading;
  const high = direction > 0;
  const names = first === last ? first.name : stretch.length === 2 ? listed([first.name, last.name]) : `${first.name} to ${last.name}`;
  const found: Record<Pattern, string> = {
    'beyond-limit': high ? 'above the upper limit' : 'below the lower limit',
    trend: high ? 'rising' : 'falling',
    'two-of-three': `close to the ${high ? 'upper' : 'lower'} limit`,
    'one-side': `7 or more in a row ${high ? 'above' : 'below'} the mean`,
  };
  const judged = season ? 'as a year before' : variation === 'ordinary' || variation === 'too-few' ? '' : JUDGED[variation];
  return `${names} ${pattern === null ? '' : found[pattern]} (${judged})`;
}

/** `32.9% (26 of 79) in July 2022, 31.3% (20 of 64) in July 2021` */
export function latestFigure({ ofDays }: Told, { name, figure, nameBefore, lastYear }: ToldPoint): string {
  const at = (when: string): string => `${ofDays ? 'on' : 'in'} ${when}`;
  return `${said(figure)} ${at(name)}, ${said(lastYear)} ${at(nameBefore)}`;
}

const said = (figure: Figure): string =>
  figure.value === null && !figure.suppressed ? `no figure${figure.denominator === 0 ? ' (of 0)' : ''}` : inWords(figure);

/** A value that was made of several figures. */
const level = (value: number, unit: Figure['unit']): string => `${oneDecimal(Math.round(value * 10) / 10)}${unit === 'percent' ? '%' : ''}`;

/** Where ordinary values lie. @param limits as they are shown */
export function limitsInWords(told: Told, { from, known, limits }: ReadGroup, isOnly: boolean): string {
  if (limits === null) return '';
  const { unit, points } = told;
  const [one, many] = nounsOf(told);
  const since = isOnly ? '' : ` from ${points[from]?.name} on`;
  const between = `between ${level(limits.lower, unit)} and ${level(limits.upper, unit)}, around a mean of ${level(limits.mean, unit)}`;
  if (known < ENOUGH_POINTS) return `Trial limits of ${plural(known, one, many)}${since}: ${between}.`;
  return `Ordinary ${many}${since} lie ${between}.`;
}

/** How often the figure was higher than a year before: the season is the same in both. */
export function besideLastYear(told: Told): string {
  const { every, points } = told;
  const pairs = points.flatMap(({ reading, lastYear }) => (reading === null || lastYear.value === null ? [] : [[reading.value, lastYear.value] as const]));
  if (every === 'year' || pairs.length === 0) return '';
  const [one, many] = nounsOf(told);
  const [higher, lower] = [pairs.filter(([now, then]) => now > then).length, pairs.filter(([now, then]) => now < then).length];
  return `Beside the same ${one} a year before, it was higher in ${number(higher)} and lower in ${number(lower)} of ${plural(pairs.length, one, many)}.`;
}

const KEPT: Record<Exclude<Assurance, 'too-few'>, string> = {
  'consistently-met': 'all ordinary variation meets it: consistently met',
  'consistently-missed': 'no ordinary variation meets it: consistently missed, as things are',
  'hit-and-miss': 'it lies within ordinary variation: hit and miss',
};

/** Whether a level is reached if things stay as they are. @param who `The target is`, `The law asks for` */
export function assuranceInWords(who: string, value: number, unit: Figure['unit'], assurance: Assurance | null): string {
  const aim = `${who} ${number(value)}${unit === 'percent' ? '%' : ''}`;
  return assurance === null || assurance === 'too-few' ? `${aim}.` : `${aim}; ${KEPT[assurance]}.`;
}
