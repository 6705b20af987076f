import type { Day } from './day.ts';

export type AppealKind = 'mediation' | 'tribunal';

/** What it is about: a decision not to assess, not to issue, what the plan says, or to cease it. */
export const MATTERS = ['assess', 'issue', 'contents', 'cease'] as const;
export type Matter = (typeof MATTERS)[number];

/** One mediation, or one appeal to the tribunal. */
export interface Appeal {
  /** The case it is about; '' where the list does not say. */
  caseId: string;
  line: number;
  kind: AppealKind;
  /** Null where the list does not say. */
  matter: Matter | null;
  lodged: Day;
  completed: Day | null;
  /** The order, agreement or concession that other clocks start from. */
  ordered: Day | null;
}
