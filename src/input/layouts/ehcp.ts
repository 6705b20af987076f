/** The flat case list of our own: one row per request for an EHC needs assessment. */

/** Columns that hold a date that decides where a case stands: one that cannot be read sets the row aside. */
export const DECIDING_DATES = ['assess_decision_date', 'reopened_date', 'issue_decision_date', 'final_plan_date', 'closed_date'] as const;
/** Columns whose date reads as blank, with a warning, where it cannot be read. */
export const OTHER_DATES = ['received_date', 'draft_plan_date', 'date_of_birth'] as const;
export const DECISIONS = ['assess_decision', 'issue_decision'] as const;
export const FLAGS = ['assess_mediation', 'assess_tribunal', 'issue_mediation', 'issue_tribunal', 'other_mediation', 'other_tribunal'] as const;
const OTHERS = ['case_id', 'moved_out', 'week20_exception', 'exception_reason', 'coordinator'] as const;

/** The columns that are read. The others of the layout are for splitting a report, and are not looked at before one is asked for. */
export const COLUMNS = [...OTHERS, ...OTHER_DATES, ...DECIDING_DATES, ...DECISIONS, ...FLAGS] as const;
export type Column = (typeof COLUMNS)[number];

/** The columns without which nothing can be said. */
export const REQUIRED: readonly Column[] = ['case_id', 'received_date'];
