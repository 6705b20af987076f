/** The points on which the law or DfE's method can be read in two ways; printed with every figure. */
export interface Conventions {
  /** 0: the day of receipt is day 0, so day 140 is in time. 1: it is day 1, so day 139 is the last in time. */
  dayOfReceipt: 0 | 1;
  /** `dfe` leaves out plans issued after mediation or tribunal; `every-plan` keeps them. */
  cohort: 'dfe' | 'every-plan';
}

/**
 * The last day within so many weeks, in whole days after the day received: weeks × 7, in time on that day. "Within 20
 * weeks of receiving" leaves out the day of receipt; with `dayOfReceipt` 1 it is day 1 and the last day comes one sooner.
 */
export function lastDayWithin(weeks: number, { dayOfReceipt }: Conventions): number {
  return weeks * 7 - dayOfReceipt;
}

export const DEFAULT_CONVENTIONS: Conventions = { dayOfReceipt: 0, cohort: 'dfe' };
