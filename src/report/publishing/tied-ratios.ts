import { addUpTo } from './adding-up.ts';
import type { Place } from './places.ts';
import type { Count, Suppression } from './suppression.ts';

/** More indicators of one size than these are not looked through. */
const MOST_PARTS = 12;

/** Sets of two or more, or one alone, whose denominators add up to a total. */
function addingUpTo<T extends { of: Count }>(total: number, all: readonly T[]): T[][] {
  const some = all.filter(({ of }) => of.value > 0 && of.value <= total).slice(0, MOST_PARTS);
  const sets: T[][] = [];
  const look = (from: number, left: number, set: T[]): void => {
    if (left === 0 && set.length > 0) sets.push(set);
    for (let at = from; left > 0 && at < some.length; at++) {
      const one = some[at] as T;
      if (one.of.value <= left) look(at + 1, left - one.of.value, [...set, one]);
    }
  };
  look(0, total, []);
  return sets;
}

/**
 * Indicators over one list whose counts add up exactly are taken for parts of each other, as girls and boys are of all.
 * @param ratios the list that each is counted over
 */
export function tieRatios(suppression: Suppression, ratios: ReadonlyMap<string, string>, { counts }: Place): void {
  const found = [...ratios].flatMap(([ratio, role]) => {
    const [of, met, out] = ['denominator', 'numerator', 'not-in-denominator'].map((part) => counts.get(`${ratio} ${part}`));
    return of === undefined || met === undefined ? [] : [{ role, of, met, out }];
  });
  for (const whole of found) {
    const others = found.filter((one) => one !== whole && one.role === whole.role);
    for (const parts of addingUpTo(whole.of.value, others)) {
      if (parts.reduce((sum, { met }) => sum + met.value, 0) !== whole.met.value) continue;
      addUpTo(
        suppression,
        whole.of,
        parts.map(({ of }) => of),
        false,
      );
      addUpTo(
        suppression,
        whole.met,
        parts.map(({ met }) => met),
        false,
      );
    }
    if (whole.out === undefined) continue;
    for (const parts of addingUpTo(whole.out.value, others))
      addUpTo(
        suppression,
        whole.out,
        parts.map(({ of }) => of),
        false,
      );
  }
}
