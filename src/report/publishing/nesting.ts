import type { Day } from '../../core/day.ts';
import { addUpTo } from './adding-up.ts';
import type { Place } from './places.ts';
import { chainsOf, daysIn, type Edge, endOf, isWithin, setsApart, startOf, stretchesIn } from './stretches.ts';
import type { Count, Suppression } from './suppression.ts';

/** Says how periods hang together, count by count. */
export function nestAll(suppression: Suppression, periods: readonly Place[], stretches: readonly Place[]): void {
  const ofOnePaper = new Set(periods.flatMap(({ also = [] }) => also.flatMap(({ total, parts }) => [total, ...parts])));
  for (const name of new Set(periods.flatMap(({ counts }) => [...counts.keys()]))) {
    if (OF_ONE_DAY.test(name)) continue;
    const places = periods.filter(({ counts }) => counts.has(name));
    // What one paper is made of, and does not print, is told of no other period.
    if (!ofOnePaper.has(name) || places.some(({ counts }) => counts.get(name)?.cost !== null))
      if (!nestInStretches(suppression, name, places, stretches)) nest(suppression, name, places);
  }
}

/** What stands on one day, and is no sum of what stands on others. */
const OF_ONE_DAY = /-(ongoing|brought-forward)(?=-|$)/;

/** What was ongoing at the end of a period is what the next one brings forward; and is the same of every period that ends, or begins, with the day. */
export function tieBalances(suppression: Suppression, periods: readonly Place[]): void {
  const standing = new Map<string, Count>();
  for (const place of periods)
    for (const [name, count] of place.counts) {
      const [, which] = OF_ONE_DAY.exec(name) ?? [];
      if (which === undefined) continue;
      const key = `${name.replace(OF_ONE_DAY, '')} ${which === 'ongoing' ? endOf(place) : startOf(place)}`;
      const same = standing.get(key);
      if (same === undefined) standing.set(key, count);
      else addUpTo(suppression, same, [count], false);
    }
}

/**
 * Each period is the sum of its stretches, and what periods tell together is that of some stretches too.
 * @returns false where the stretches are not told, or do not make up the periods
 */
function nestInStretches(suppression: Suppression, name: string, places: readonly Place[], stretches: readonly Place[]): boolean {
  const within = (from: Day, to: Day): Count[] =>
    stretches.filter((one) => startOf(one) >= from && endOf(one) <= to).flatMap(({ counts }) => counts.get(name) ?? []);
  const parts = new Map(places.map((place) => [place, within(startOf(place), endOf(place))]));
  for (const [{ counts }, of] of parts) if (of.length === 0 || of.reduce((sum, { value }) => sum + value, 0) !== counts.get(name)?.value) return false;
  for (const [{ counts }, of] of parts) suppression.sum(counts.get(name) as Count, of);
  for (const edges of chainsOf(places.map(({ from, to, counts }) => ({ from, to, value: counts.get(name)?.value ?? 0 }))))
    for (const [from, to] of stretchesIn(edges.length - 1)) suppression.guard(within(edges[from]?.day as Day, edges[to]?.day as Day));
  for (const [outer, of] of parts)
    for (const set of setsApart(places.filter((place) => place !== outer && isWithin(place, outer)))) {
      const inner = set.flatMap((place) => parts.get(place) ?? []);
      suppression.guard(of.filter((one) => !inner.includes(one)));
    }
  return true;
}

/** What is counted in a longer period and not in shorter ones within it is a count too. */
function nest(suppression: Suppression, name: string, places: readonly Place[]): void {
  const made = chain(suppression, name, places);
  for (const outer of places) {
    const total = outer.counts.get(name) as Count;
    const steps = made.get(outer);
    for (const set of setsApart(places.filter((place) => place !== outer && isWithin(place, outer)))) {
      const inner = set.map((place) => made.get(place));
      if (steps !== undefined && inner.every((some) => some?.every((step) => steps.includes(step)))) {
        suppression.guard(steps.filter((step) => !inner.some((some) => some?.includes(step))));
        continue;
      }
      const covered = set.reduce((days, place) => days + daysIn(place), 0) === daysIn(outer);
      addUpTo(
        suppression,
        total,
        set.map(({ counts }) => counts.get(name) as Count),
        covered ? false : total.guarded ? 'guarded' : 'free',
      );
    }
  }
}

/**
 * What is counted from one day on which a period begins or has ended to the next, where that can be worked out by adding and
 * taking away: April is the year to August less May to August, and January to March is January to April less that.
 * @returns what each of the places is made of, where it is one of several that hang together so
 */
function chain(suppression: Suppression, name: string, places: readonly Place[]): Map<Place, Count[]> {
  const made = new Map<Place, Count[]>();
  for (const edges of chainsOf(places.map(({ from, to, counts }) => ({ from, to, value: counts.get(name)?.value ?? 0 })))) {
    if (edges.length < 3) continue;
    const between = (from: number, to: number): number => (edges[to]?.soFar ?? 0) - (edges[from]?.soFar ?? 0);
    const printed = alongOf(name, places, edges);
    const steps = edges.slice(1).map((_, at) => printed.get(`${at} ${at + 1}`)?.count ?? suppression.workedOut(between(at, at + 1), !name.endsWith('?')));
    for (const [from, to] of stretchesIn(steps.length)) {
      const within = steps.slice(from, to);
      const whole = printed.get(`${from} ${to}`);
      if (whole === undefined) suppression.guard(within);
      else made.set(whole.place, within);
      if (whole !== undefined && within.length > 1) suppression.sum(whole.count, within);
    }
  }
  return made;
}

/** What is printed from one of some days to another, by their numbers. */
function alongOf(name: string, places: readonly Place[], edges: readonly Edge[]): Map<string, { place: Place; count: Count }> {
  const found = new Map<string, { place: Place; count: Count }>();
  for (const place of places) {
    const [from = -1, to = -1] = [startOf(place), endOf(place)].map((day) => edges.findIndex((edge) => edge.day === day));
    const count = place.counts.get(name);
    if (count !== undefined && count.value === (edges[to]?.soFar ?? 0) - (edges[from]?.soFar ?? 0) && from >= 0 && to >= 0)
      found.set(`${from} ${to}`, { place, count });
  }
  return found;
}
