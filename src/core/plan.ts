import type { Day } from './day.ts';

/** What was decided after a review of a plan. */
export type ReviewDecision = 'maintain' | 'amend' | 'cease';

/** One EHC plan, and its latest review. Absent is null, never a made-up date. */
export interface Plan {
  /** The authority's own reference. */
  id: string;
  /** The child or young person, by whom lists are held together; '' where the list does not say. Never shown. */
  person: string;
  /** The line of the file on which the row begins: where a figure is traced to. */
  line: number;
  /** First made, or, of one that came from another authority, the day the authority became responsible for it where the list says so. */
  started: Day | null;
  /** The meeting of the latest review. */
  reviewMeeting: Day | null;
  reviewDecision: ReviewDecision | null;
  /** The letter with the decision: another date than that of the meeting. */
  reviewDecided: Day | null;
  /** The notice with the proposed amendments. */
  reviewDraft: Day | null;
  amendedFinal: Day | null;
  /** The day by which it is to be amended for the next phase of education. */
  phaseTransferDue: Day | null;
  phaseTransferFinal: Day | null;
  ceased: Day | null;
  /** It came from another authority on that day. */
  transferredIn: Day | null;
  /** The day the authority became aware of that, where it was later. */
  transferAware: Day | null;
  reassessmentRequested: Day | null;
}
