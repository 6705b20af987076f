/** The columns of the lists beside that of cases, by the role of the list. */

export const PLAN_COLUMNS = [
  'plan_id',
  'person_id',
  'plan_start_date',
  'review_meeting_date',
  'review_decision',
  'review_decision_date',
  'review_draft_date',
  'amended_final_date',
  'phase_transfer_due_date',
  'phase_transfer_final_date',
  'ceased_date',
  'cease_reason',
  'transfer_in_date',
  'transfer_aware_date',
  'reassessment_request_date',
] as const;

export const ADVICE_COLUMNS = ['case_id', 'adviser', 'requested_date', 'received_date'] as const;

export const APPEAL_COLUMNS = ['case_id', 'person_id', 'kind', 'matter', 'lodged_date', 'completed_date', 'outcome', 'order_date'] as const;

/** Every column that any of them has. */
export const RECORD_COLUMNS: readonly string[] = [...new Set<string>([...PLAN_COLUMNS, ...ADVICE_COLUMNS, ...APPEAL_COLUMNS])];
