/** The columns of the lists beside that of cases, by the role of the list: as lines, as every configuration is held against them. */

const named = <C extends string>(columns: C): Columns<C>[] => columns.split(' ') as Columns<C>[];
type Columns<C extends string> = C extends `${infer First} ${infer Rest}` ? First | Columns<Rest> : C;

export const PLAN_COLUMNS = named(
  'plan_id person_id plan_start_date review_meeting_date review_decision review_decision_date review_draft_date amended_final_date phase_transfer_due_date phase_transfer_final_date ceased_date cease_reason transfer_in_date transfer_aware_date reassessment_request_date',
);
export const ADVICE_COLUMNS = named('case_id adviser requested_date received_date');
export const APPEAL_COLUMNS = named('case_id person_id kind matter lodged_date completed_date outcome order_date');

/** What the configuration calls those lists. */
export const RECORD_ROLES = ['plans', 'advice', 'appeals'] as const;

/** Every column that any of them has. */
export const RECORD_COLUMNS: readonly string[] = [...PLAN_COLUMNS, ...ADVICE_COLUMNS, ...APPEAL_COLUMNS];
