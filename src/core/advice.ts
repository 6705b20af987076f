import type { Day } from './day.ts';

/** Who is asked for advice, as regulation 6(1) of the SEND Regulations 2014 names them; anybody else is `other`. */
export const ADVISERS = ['parent', 'school', 'health', 'educational-psychology', 'social-care', 'other'] as const;
export type Adviser = (typeof ADVISERS)[number];

/** One request for advice in one case. */
export interface Advice {
  /** The case it is for; '' where the list does not say. */
  caseId: string;
  line: number;
  adviser: Adviser;
  /** Null where only the day it came is known. */
  requested: Day | null;
  received: Day | null;
}
