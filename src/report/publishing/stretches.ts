import { addDays, type Day, dayFromIso, daysBetween } from '../../core/day.ts';

/** Some dates, first and last included: `yyyy-mm-dd`. */
export interface Dates {
  from: string;
  to: string;
}

const dayOf = (iso: string): Day => dayFromIso(iso) as Day;
export const daysIn = ({ from, to }: Dates): number => daysBetween(dayOf(from), dayOf(to)) + 1;
export const isWithin = (inner: Dates, outer: Dates): boolean => inner.from >= outer.from && inner.to <= outer.to;
const areApart = (a: Dates, b: Dates): boolean => a.to < b.from || b.to < a.from;

/** Of some dates, sets of those that do not overlap, the longest first: what together makes up longer ones, as far as it does. */
export function setsApart<D extends Dates>(places: readonly D[]): D[][] {
  let left = [...places].sort((a, b) => daysIn(b) - daysIn(a));
  const sets: D[][] = [];
  while (left.length > 0) {
    const set: D[] = [];
    for (const place of left) if (set.every((other) => areApart(place, other))) set.push(place);
    sets.push(set);
    left = left.filter((place) => !set.some((other) => isWithin(place, other)));
  }
  return sets;
}

/** The first day of some dates, and the first day after them. */
export const startOf = ({ from }: Dates): Day => dayOf(from);
export const endOf = ({ to }: Dates): Day => addDays(dayOf(to), 1);

/** A day on which a period begins, or ended the day before; and how much was counted by then. */
export interface Edge {
  day: Day;
  soFar: number;
}

/**
 * The days that hang together by periods from one to another, with how much was counted by each since the first. What goes
 * down on the way, as it was seen from different days, is left out.
 */
export function chainsOf(counted: readonly (Dates & { value: number })[]): Edge[][] {
  const chains: Map<Day, number>[] = [];
  for (const { value, ...dates } of counted) {
    const [start, end] = [startOf(dates), endOf(dates)];
    const before = chains.find((chain) => chain.has(start)) ?? started(chains, start);
    const after = chains.find((chain) => chain.has(end)) ?? started(chains, end);
    if (before === after) continue;
    const shift = (before.get(start) ?? 0) + value - (after.get(end) ?? 0);
    for (const [day, soFar] of after) before.set(day, soFar + shift);
    chains.splice(chains.indexOf(after), 1);
  }
  return chains
    .map((chain) => [...chain].map(([day, soFar]) => ({ day, soFar })).sort((a, b) => a.day - b.day))
    .filter((edges) => edges.every(({ soFar }, at) => soFar >= (edges[at - 1]?.soFar ?? soFar)));
}

function started(chains: Map<Day, number>[], day: Day): Map<Day, number> {
  const chain = new Map([[day, 0]]);
  chains.push(chain);
  return chain;
}

/** Every stretch of so many steps: the first of its steps, and the first after it. */
export function stretchesIn(steps: number): [from: number, to: number][] {
  return Array.from({ length: steps }, (_, from) => Array.from({ length: steps - from }, (_, at): [number, number] => [from, from + at + 1])).flat();
}
