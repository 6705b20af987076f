/**
 * Rules of thumb from the theory of queues (first come, first served, no seasons), as NHSRwaitinglist gives them.
 * Rates are cases a week and every wait is in weeks; a number of days cannot be handed in by mistake.
 */

declare const brand: unique symbol;

/** A length of time in weeks, not whole ones only. */
export type Weeks = number & { readonly [brand]: 'Weeks' };

export const weeks = (number: number): Weeks => number as Weeks;

/** Days as weeks: 63 days are 9. */
export const daysAsWeeks = (days: number): Weeks => (days / 7) as Weeks;

/** Cases a week, of a count over a number of days; null over no days. */
export const perWeek = (count: number, days: number): number | null => (days === 0 ? null : (7 * count) / days);

/** Where waits are exponential, and the mean is the target over this, exp(−4) = 1.8% wait longer than the target. */
const TARGET_FACTOR = 4;

/**
 * Demand over capacity. At 1 or more the queue never clears; null where there is no capacity at all.
 * @param demand cases that arrive in a week
 * @param capacity cases that can leave in a week
 */
export const load = (demand: number, capacity: number): number | null => (capacity === 0 ? null : demand / capacity);

/** The mean wait with which nearly all are within the target. */
export const targetMeanWait = (target: Weeks, factor: number = TARGET_FACTOR): Weeks => weeks(target / factor);

/** How many wait at that mean wait (Little's law). */
export const targetQueue = (demand: number, target: Weeks, factor: number = TARGET_FACTOR): number => demand * targetMeanWait(target, factor);

/** More than twice the target queue is too big. */
export const isTooBig = (queue: number, target: number): boolean => queue > 2 * target;

/** The capacity a week that brings a queue to its target size in a time. */
export const reliefCapacity = (demand: number, queue: number, target: number, within: Weeks): number => demand + (queue - target) / within;

/** The capacity a week that keeps a queue at its target size. @param demandCv, capacityCv standard deviation over mean, by the week */
export function targetCapacity(demand: number, target: Weeks, demandCv: number, capacityCv: number, factor: number = TARGET_FACTOR): number {
  return demand + ((demandCv ** 2 + capacityCv ** 2) / 2) * (factor / target);
}

/** Above 1 a target is likely to be missed. */
export const pressure = (meanWait: Weeks, target: Weeks): number => (2 * meanWait) / target;
