import type { Day } from './day.ts';

/**
 * Yes, no, undecided, withdrawn. Historical rows (`H`) never become a Case: they carry no clock.
 * `A` is an undecided that was written out; a blank decision is null and means the same, but for one
 * thing: beside a mediation or tribunal flag a written `A` shows an overturned refusal still being assessed.
 */
export type Decision = 'Y' | 'N' | 'A' | 'W';

/** One request for an EHC needs assessment and what followed. Absent is null, never a made-up date. */
export interface Case {
  id: string;
  /** The line of the file on which the row begins: where a figure is traced to. */
  line: number;
  /** Request received, or the authority became responsible: day 0. Null where missing or unreadable. */
  received: Day | null;
  assessDecision: Decision | null;
  assessDecisionDate: Day | null;
  /** Mediation or a tribunal about the decision not to assess. */
  assessDispute: boolean;
  reopened: Day | null;
  movedOut: boolean;
  issueDecision: Decision | null;
  issueDecisionDate: Day | null;
  /** Mediation or a tribunal about the decision not to issue. */
  issueDispute: boolean;
  draftPlan: Day | null;
  finalPlan: Day | null;
  /** A week-20 exception was recorded. */
  exception: boolean;
  closed: Day | null;
  /** Why it was closed on that day; null for any other reason, or none given. It changes no day: only what a closing is called. */
  closedReason: 'withdrawn' | 'moved' | null;
  /** A co-ordinator is named. Who it is is nobody's business here. */
  allocated: boolean;
}

/** A case of which nothing is known: what examples begin with. */
export const UNKNOWN_CASE: Case = {
  id: '',
  line: 0,
  received: null,
  assessDecision: null,
  assessDecisionDate: null,
  assessDispute: false,
  reopened: null,
  movedOut: false,
  issueDecision: null,
  issueDecisionDate: null,
  issueDispute: false,
  draftPlan: null,
  finalPlan: null,
  exception: false,
  closed: null,
  closedReason: null,
  allocated: false,
};

/**
 * The day the statutory clocks run from: the day received, or null where it is missing, unreadable or
 * after the final plan. Wherever days are needed, null means "not known" (SEN2; DfE, PQ 2202).
 */
export function clockStart(c: Case): Day | null {
  return c.received !== null && (c.finalPlan === null || c.received <= c.finalPlan) ? c.received : null;
}

/** The first day on which a report can see the row: received, else the final plan sent. */
export function visibleFrom(c: Case): Day | null {
  return clockStart(c) ?? c.finalPlan;
}

/** Only what had happened by the as-of day is there: an earlier report, run again, sees no later event. */
export function isVisible(c: Case, asOf: Day): boolean {
  const from = visibleFrom(c);
  return from !== null && from <= asOf;
}

/** Whole days from the start of the clock to an event; null ("not known") where either is missing or they are in an impossible order. */
export function daysToEvent(c: Case, event: Day): number | null {
  const start = clockStart(c);
  return start === null || event < start ? null : event - start;
}

/** The dates of what follows a request. What can change where a case stands: it stands the same from one of them to the next. */
export const DATES = ['assessDecisionDate', 'reopened', 'issueDecisionDate', 'draftPlan', 'finalPlan', 'closed'] as const satisfies readonly (keyof Case)[];
