/** The points on which the law or DfE's method can be read in two ways; printed with every figure. */
export interface Conventions {
  /** 0: the day of receipt is day 0, so day 140 is in time. 1: it is day 1, so day 139 is the last in time. */
  dayOfReceipt: 0 | 1;
  /** `dfe` leaves out plans issued after mediation or tribunal; `every-plan` keeps them. */
  cohort: 'dfe' | 'every-plan';
}

export const DEFAULT_CONVENTIONS: Conventions = { dayOfReceipt: 0, cohort: 'dfe' };
