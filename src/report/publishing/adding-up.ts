import type { Known } from '../context.ts';
import type { Place } from './places.ts';
import type { Count, Suppression } from './suppression.ts';

/** Says how counts add up, again and again, as what is worked out by one sum may be what another lacks. */
export function addUp(suppression: Suppression, place: Place, sums: readonly Known[]): void {
  let left = [...sums];
  for (;;) {
    const next = left.find(({ total, parts }) => [total, ...parts].filter((name) => !place.counts.has(name)).length <= 1);
    if (next === undefined) return;
    left = left.filter((sum) => sum !== next);
    addSum(suppression, place, next);
  }
}

function addSum(suppression: Suppression, { counts }: Place, { total, parts }: Known): void {
  const known = (name: string): number => counts.get(name)?.value ?? 0;
  const missing = [total, ...parts].find((name) => !counts.has(name));
  const difference = known(total) - parts.reduce((sum, part) => sum + known(part), 0);
  if (missing === undefined ? difference !== 0 : missing !== total && difference < 0) return;
  if (missing !== undefined) counts.set(missing, suppression.workedOut(Math.abs(difference), !missing.endsWith('?')));
  suppression.sum(
    counts.get(total) as Count,
    parts.map((part) => counts.get(part) as Count),
  );
}

/** Says that parts, and what is left, add up to a total; not where they do not, as seen from other days they may. */
export function addUpTo(suppression: Suppression, total: Count, parts: readonly Count[], rest: 'guarded' | 'free' | false): void {
  const left = total.value - parts.reduce((sum, { value }) => sum + value, 0);
  if (left < 0 || (rest === false && left !== 0)) return;
  suppression.sum(total, rest === false ? parts : [...parts, suppression.workedOut(left, rest === 'guarded')]);
}

/** Says that the groups of a report add up to the whole, name by name. */
export function addUpGroups(suppression: Suppression, whole: Place, groups: readonly Place[]): void {
  for (const [name, total] of whole.counts) {
    const parts = groups.flatMap(({ counts }) => counts.get(name) ?? []);
    if (parts.length === groups.length) addUpTo(suppression, total, parts, false);
  }
}
