/**
 * How long until something happens, where some are still waiting: the estimator of Kaplan and Meier (1958). Whoever is
 * still waiting counts for as long as they have waited, and not as never.
 */

/** How many took, or have waited, each number of whole days. */
export type CountsByDays = ReadonlyMap<number, number>;

/** What is known after a day on which it happened to somebody. */
interface SurvivalStep {
  days: number;
  /** Those that had waited this long without it, of whom the day's happenings are a part. */
  atRisk: number;
  events: number;
  /** The share still without it at the end of the day, 0 to 1. */
  share: number;
  /** Greenwood's standard error of the share. */
  standardError: number;
  /** 95% of the time the true share is in here, by the log of the log of the share; null where none are left. */
  interval: { low: number; high: number } | null;
}

export interface SurvivalCurve {
  steps: SurvivalStep[];
  /** Everybody, whether it happened or not. */
  cases: number;
  /** How many were followed for each number of days, to the happening or without it. */
  followed: CountsByDays;
  /** Those to whom it has not happened. */
  waiting: number;
  /** The longest wait there was, with or without it; null of nobody. */
  longest: number | null;
  /**
   * By when it had happened to half; null where it has not yet. Where exactly half are left until another day, half way
   * between the two, as an even median is.
   */
  medianDays: number | null;
}

/** The normal deviate of a 95% interval. */
const Z = 1.959964;
/** Shares that differ by less are equal: products of fractions may be off. */
const NOISE = 1e-9;

/** The days at which a count is not 0. */
const daysOf = (counts: CountsByDays): number[] => [...counts].filter(([, count]) => count > 0).map(([days]) => days);

const totalOf = (counts: CountsByDays): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/**
 * @param events how many it happened to after each number of days
 * @param waiting how many are still without it after each number of days; on a day of both they were there for it
 */
export function survivalCurve(events: CountsByDays, waiting: CountsByDays): SurvivalCurve {
  const inOrder = [...new Set([...daysOf(events), ...daysOf(waiting)])].sort((a, b) => a - b);
  const cases = totalOf(events) + totalOf(waiting);
  const steps: SurvivalStep[] = [];
  let atRisk = cases;
  // Between two that stopped waiting, the share falls in whole numbers: exactly, and not by a product of fractions.
  let since = { share: 1, atRisk };
  let greenwood = 0;
  for (const days of inOrder) {
    const [happened, left] = [events.get(days) ?? 0, waiting.get(days) ?? 0];
    if (happened > 0) {
      const without = atRisk - happened;
      const share = (since.share * without) / since.atRisk;
      greenwood += without === 0 ? 0 : happened / (atRisk * without);
      steps.push({ days, atRisk, events: happened, share, standardError: share * Math.sqrt(greenwood), interval: intervalOf(share, greenwood) });
    }
    atRisk -= happened + left;
    if (left > 0) since = { share: steps.at(-1)?.share ?? 1, atRisk };
  }
  const followed = new Map(inOrder.map((days) => [days, (events.get(days) ?? 0) + (waiting.get(days) ?? 0)]));
  return { steps, cases, followed, waiting: totalOf(waiting), longest: inOrder.at(-1) ?? null, medianDays: medianOf(steps) };
}

/** How many have been followed for so many days, or longer: of those the curve is made there. */
export function followedTo({ followed }: SurvivalCurve, days: number): number {
  let count = 0;
  for (const [one, cases] of followed) if (one >= days) count += cases;
  return count;
}

function intervalOf(share: number, greenwood: number): SurvivalStep['interval'] {
  if (share === 0) return null;
  const spread = (Z * Math.sqrt(greenwood)) / Math.log(share);
  return { low: share ** Math.exp(-spread), high: share ** Math.exp(spread) };
}

function medianOf(steps: readonly SurvivalStep[]): number | null {
  const at = steps.findIndex(({ share }) => share <= 0.5 + NOISE);
  const half = steps[at];
  if (half === undefined) return null;
  const next = steps[at + 1];
  return Math.abs(half.share - 0.5) <= NOISE && next !== undefined ? (half.days + next.days) / 2 : half.days;
}

/**
 * The share to whom it had happened by a day, the day included, 0 to 1. Null where nobody has waited so long and some
 * are still waiting: nothing is known of it.
 */
export function shareBy({ steps, longest }: SurvivalCurve, days: number): number | null {
  const last = steps.findLast((step) => step.days <= days);
  if (longest === null || (days > longest && last?.share !== 0)) return null;
  return 1 - (last?.share ?? 1);
}
