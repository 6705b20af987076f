/**
 * How far a proportion may be from the truth behind it: the score interval of Wilson (1927), which Newcombe (1998)
 * recommends for small numbers. It stays within 0 and 1, and says something of none and of all.
 */

/** The normal deviate of a 95% interval. */
const Z = 1.959963984540054;

/** Shares from 0 to 1. */
export interface ShareInterval {
  low: number;
  high: number;
}

/** The 95% interval of `numerator` of `denominator`, without continuity correction; null of nothing. */
export function wilsonInterval(numerator: number, denominator: number): ShareInterval | null {
  if (denominator === 0) return null;
  const centre = 2 * numerator + Z ** 2;
  const spread = Z * Math.sqrt(Z ** 2 + (4 * numerator * (denominator - numerator)) / denominator);
  const scale = 2 * (denominator + Z ** 2);
  return {
    // Of none and of all exactly 0 and 1: a difference of roots may be off.
    low: numerator === 0 ? 0 : (centre - spread) / scale,
    high: numerator === denominator ? 1 : (centre + spread) / scale,
  };
}
