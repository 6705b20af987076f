/**
 * Quotients to one decimal, half up, by whole-number arithmetic: a binary fraction would round 28.75 down
 * or up as it happens to be stored. Nothing over nothing is null, shown as "–", never 0%.
 */

/** `numerator / denominator` rounded half up to `1 / steps`; both whole and not negative. */
function rounded(numerator: number, denominator: number, steps: number): number | null {
  if (denominator === 0) return null;
  return Math.floor((2 * steps * numerator + denominator) / (2 * denominator)) / steps;
}

/** `n` of `d` as a percentage, one decimal: 23 of 80 is 28.8. */
export function percentage(n: number, d: number): number | null {
  return rounded(n * 100, d, 10);
}

/** The mean of whole days in weeks, one decimal. */
export function meanWeeks(totalDays: number, cases: number): number | null {
  return rounded(totalDays, cases * 7, 10);
}

/**
 * The median of whole days in weeks, one decimal; half way between the middle two of an even number.
 * @param byDays how many cases took each number of days
 */
export function medianWeeks(byDays: ReadonlyMap<number, number>): number | null {
  let cases = 0;
  for (const count of byDays.values()) cases += count;
  if (cases === 0) return null;
  const inOrder = Float64Array.from(byDays.keys()).sort();
  const daysAt = (position: number): number => {
    let seen = 0;
    for (const days of inOrder) {
      seen += byDays.get(days) ?? 0;
      if (position < seen) return days;
    }
    return 0;
  };
  return rounded(daysAt(Math.floor((cases - 1) / 2)) + daysAt(Math.floor(cases / 2)), 14, 10);
}

/** Weeks as they are shown: whole weeks completed. */
export function wholeWeeks(days: number): number {
  return Math.floor(days / 7);
}
