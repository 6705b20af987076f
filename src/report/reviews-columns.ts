/**
 * The columns without which a figure on reviews would tell what is not so: all that it is made of, but for what the report
 * says it takes for granted. A list that has a review has its meeting, so what is counted by the meeting needs no other.
 */

const [MEETING, DECISION, LETTER, FINAL] = ['review_meeting_date', 'review_decision', 'review_decision_date', 'amended_final_date'] as const;
const [DUE, SENT] = ['phase_transfer_due_date', 'phase_transfer_final_date'] as const;

/** By what an id begins or ends with; the first that fits holds. */
const NEEDED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^reviews-not-yet-due-by-decision-letter$/, [LETTER]],
  [/-by-decision-letter$/, [MEETING, LETTER]],
  [/^reviews-decided-12-months$/, [LETTER]],
  [/^reviews-latest-not-recorded$/, [MEETING, DECISION, LETTER]],
  [/^reviews-/, [MEETING]],
  [/^review-decision-(within-4-weeks|in-time|late|out-of-order)$/, [MEETING, LETTER]],
  [/^review-(decision|outcome)-/, [MEETING, DECISION, LETTER]],
  [/^amended-final-within-12-weeks$/, [MEETING, FINAL]],
  [/^amended-plan-(in-time|late)$/, [MEETING, LETTER, FINAL]],
  [/^amended-plan-/, [MEETING, DECISION, LETTER, FINAL]],
  [/^phase-transfer-later$/, [DUE]],
  [/^phase-transfer-/, [DUE, SENT]],
];

export const reviewColumns = (id: string): readonly string[] => NEEDED.find(([pattern]) => pattern.test(id))?.[1] ?? [];

/** What the summary would say of each, by the figure that it is said by. */
export const REVIEW_TOPICS: Readonly<Record<string, string>> = {
  'reviews-held-12-months': 'which plans had a review meeting',
  'reviews-decided-12-months': 'which plans had a letter with the decision after a review',
  'reviews-overdue': 'which review meetings are overdue or fall due',
  'review-decision-within-4-weeks': 'which decisions came within 4 weeks of the meeting',
  'review-decision-outstanding': 'which decisions are outstanding',
  'amended-final-within-12-weeks': 'which amended plans came within 12 weeks of the meeting',
  'phase-transfer-outstanding': 'how phase transfers stand',
};

/**
 * What is taken for granted of every plan where a list lacks a column: figures that wait for it would be none at all, and a
 * list of the plans that are maintained has no use for it.
 */
export const CEASED = 'ceased_date';
export const ASSUMED: Readonly<Record<string, string>> = {
  [CEASED]: 'every plan in it is taken to be maintained; if some have ceased, the figures of the day count them too',
  transfer_in_date: 'a plan that came from another authority counts from its start, and its review as due 12 months after, as that of any other',
};

export { LETTER as LETTERS, MEETING as MEETINGS };
