/**
 * Funnel limits: how far a proportion of so many may lie from a common one by chance alone (Spiegelhalter 2005). They are
 * exact, from the binomial distribution, and fail safe: by chance alone at most the named part lies beyond them. A normal
 * approximation would call a few of ten far too many where the common proportion is small.
 */

/** How much lies within a pair of limits, in percent, and beyond each of the two. */
const LEVELS = [
  { percent: 95, beyond: 0.025 },
  { percent: 99.8, beyond: 0.001 },
] as const;
type Level = (typeof LEVELS)[number];

/** Shares from 0 to 1. */
export interface FunnelLimits {
  low95: number;
  high95: number;
  low998: number;
  high998: number;
}

/** Where a proportion lies: within the 95% limits, beyond those, or beyond the 99.8% limits too. */
export type FunnelPlace = 'within' | 'above-95' | 'below-95' | 'above-99.8' | 'below-99.8';

/** The limits for a proportion of `denominator`, around a share from 0 to 1; null of nothing. */
export function funnelLimits(around: number, denominator: number): FunnelLimits | null {
  if (denominator === 0) return null;
  const low = (level: Level): number => lowerCut(around, denominator, level).cut / denominator;
  const high = (level: Level): number => 1 - lowerCut(1 - around, denominator, level).cut / denominator;
  const [at95, at998] = LEVELS;
  return { low95: low(at95), high95: high(at95), low998: low(at998), high998: high(at998) };
}

/** Where a proportion lies among the limits around a share; null of nothing. */
export function funnelPlace(numerator: number, denominator: number, around: number): FunnelPlace | null {
  if (denominator === 0) return null;
  // From the widest to the narrowest.
  for (const level of LEVELS.toReversed()) {
    if (numerator < lowerCut(around, denominator, level).least) return `below-${level.percent}`;
    if (denominator - numerator < lowerCut(1 - around, denominator, level).least) return `above-${level.percent}`;
  }
  return 'within';
}

/**
 * The fewest that are not too few, and the limit: a number between it and the one below, so that a funnel is smooth, as
 * Spiegelhalter has it in his appendix A.1.1. The upper limit is the lower one of those that are not counted.
 */
function lowerCut(share: number, of: number, { beyond }: Level): { least: number; cut: number } {
  const chances = binomial(share, of);
  let upTo = 0;
  for (const { count, chance } of chances) {
    upTo += chance;
    if (upTo >= beyond) return { least: count, cut: Math.max(0, count - (upTo - beyond) / chance) };
  }
  return { least: of, cut: of };
}

/** Less likely than this is left out: ten thousand such would change no limit. */
const NEGLIGIBLE = 1e-18;

/** How likely each count is, the fewest first; made from the likeliest, as powers of a small share are nought in floating point. */
function binomial(share: number, of: number): { count: number; chance: number }[] {
  if (share <= 0 || share >= 1) return [{ count: share <= 0 ? 0 : of, chance: 1 }];
  const odds = share / (1 - share);
  const likeliest = Math.min(of, Math.floor((of + 1) * share));
  const weights = [{ count: likeliest, chance: 1 }];
  for (let count = likeliest, weight = 1; count > 0 && weight > NEGLIGIBLE; count--) {
    weight *= count / ((of - count + 1) * odds);
    weights.push({ count: count - 1, chance: weight });
  }
  weights.reverse();
  for (let count = likeliest, weight = 1; count < of && weight > NEGLIGIBLE; count++) {
    weight *= ((of - count) * odds) / (count + 1);
    weights.push({ count: count + 1, chance: weight });
  }
  const all = weights.reduce((sum, { chance }) => sum + chance, 0);
  return weights.map(({ count, chance }) => ({ count, chance: chance / all }));
}
