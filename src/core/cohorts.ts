import { type Case, daysToEvent } from './case.ts';
import { lastDayInTime, type RequestClock, week20 } from './clocks/request.ts';
import type { Conventions } from './conventions.ts';
import type { Day } from './day.ts';
import { type EventDay, EXCEPTED, NOT_KNOWN, OUT_OF_SCOPE, type Verdict, type Window, withinDays } from './measure.ts';

/** The events and judgements that several measures share. */

/** The day a decision was made; one made without a date is in no period. */
export function decisionDay(made: boolean, date: Day | null): EventDay {
  return made ? (date ?? 'no-date') : null;
}

/** Which plans the timeliness figures take, in words. */
export function plansInWords({ cohort }: Conventions, exceptions: 'included' | 'excluded'): string {
  const disputed = cohort === 'dfe' ? 'none after mediation or tribunal about the decision to assess or to issue' : 'those after mediation or tribunal too';
  return `plans issued in the period (${disputed}${exceptions === 'excluded' ? ', none with a week-20 exception' : ''})`;
}

/** In time by the last day of a statutory clock, late the day after; not known where the days are not. */
export function judgeByClock(c: Case, event: Day | null, clock: RequestClock, { conventions }: Window): Verdict {
  if (c.received === null || event === null) return NOT_KNOWN;
  return withinDays(daysToEvent(c, event), lastDayInTime(clock, c.received, conventions));
}

/**
 * Plans issued in the period, judged by day 140. Plans after mediation or a tribunal about the decision to assess or to
 * issue are out of scope (DfE, EHC plans, footnote 4), unless the convention keeps every plan.
 * @param exceptions whether plans with a week-20 exception stay in, or are excluded from both counts (DfE's headline)
 */
export function judgePlanIssued(c: Case, window: Window, exceptions: 'included' | 'excluded'): Verdict {
  if (window.conventions.cohort === 'dfe' && (c.assessDispute || c.issueDispute)) return OUT_OF_SCOPE['mediation-or-tribunal'];
  if (exceptions === 'excluded' && c.exception) return EXCEPTED;
  return judgeByClock(c, c.finalPlan, week20, window);
}

/** The same cohort for a mean or median: a duration that is not known can be in no average. */
export function judgeDuration(c: Case, window: Window, exceptions: 'included' | 'excluded'): Verdict {
  const verdict = judgePlanIssued(c, window, exceptions);
  return verdict === NOT_KNOWN ? OUT_OF_SCOPE['duration-not-known'] : verdict;
}
