/** The columns of our own case list: what every layout is brought to. */

/** Columns that hold a date that decides where a case stands: one that cannot be read sets the row aside. */
export const DECIDING_DATES = ['assess_decision_date', 'reopened_date', 'issue_decision_date', 'final_plan_date', 'closed_date'] as const;
/** Columns whose date reads as blank, with a warning, where it cannot be read. */
export const OTHER_DATES = ['received_date', 'draft_plan_date', 'date_of_birth'] as const;
export const DECISIONS = ['assess_decision', 'issue_decision'] as const;
export const FLAGS = ['assess_mediation', 'assess_tribunal', 'issue_mediation', 'issue_tribunal', 'other_mediation', 'other_tribunal'] as const;

/** Every column, in the order of the documentation. */
export const COLUMNS = [
  'case_id',
  'person_id',
  'received_date',
  'request_source',
  'assess_decision',
  'assess_decision_date',
  'assess_mediation',
  'assess_tribunal',
  'reopened_date',
  'moved_out',
  'issue_decision',
  'issue_decision_date',
  'issue_mediation',
  'issue_tribunal',
  'other_mediation',
  'other_tribunal',
  'draft_plan_date',
  'final_plan_date',
  'week20_exception',
  'exception_reason',
  'closed_date',
  'closed_reason',
  'coordinator',
  'team',
  'area',
  'primary_need',
  'sex',
  'ethnicity',
  'date_of_birth',
  'setting',
  // Only looked at by `ehcp check`, for its check letter, and never shown.
  'upn',
] as const;
export type Column = (typeof COLUMNS)[number];

/** The columns without which nothing can be said. */
export const REQUIRED: readonly Column[] = ['case_id', 'received_date'];

/** Where each of our columns stands in a row; -1 for an optional one that the export does not have. */
export interface ColumnPlaces<C extends string = Column> {
  places: Readonly<Record<C, number>>;
  /** The heading as the export has it, for messages; our own name for a column that it does not have. */
  headings: Readonly<Record<C, string>>;
}
