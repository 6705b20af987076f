import { type Assurance, ENOUGH_POINTS, type Pattern } from '../core/process-behaviour.ts';
import { inWords } from './figure.ts';
import type { Figure } from './report.ts';
import { headlineOf, JUDGED, type Judged, nounsOf, type Told, type ToldPoint } from './trend-headline.ts';
import type { ReadGroup } from './trend-reading.ts';
import { listed, number, oneDecimal, plural, sentence } from './words.ts';

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

/** What the latest point says, or why nothing can be told, in sentences; never a cause. */
export function verdictInWords(told: Told): string[] {
  const { clauses, before } = headlineOf(told);
  return [...clauses.map(sentence), ...(before.length === 0 ? [] : [earlierInWords(told, before)])];
}

/** More of them are left to the table. */
const MOST_NAMED = 3;

/** What was more than ordinary variation before the latest point. */
function earlierInWords(told: Told, points: readonly ToldPoint[]): string {
  const stretches = stretchesOf(points);
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
export function latestFigure({ ofDays }: Told, { name, figure, nameBefore, lastYear, soFar }: ToldPoint): string {
  const at = (when: string): string => `${ofDays ? 'on' : soFar ? 'over' : 'in'} ${when}`;
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
