import { type Day, daysBetween } from './day.ts';
import { MET, type Measure, NOT_KNOWN, OUT_OF_ORDER, type Verdict, withinDays } from './measure.ts';
import type { Plan } from './plan.ts';
import { AMENDED_DAYS, DECISION_DAYS } from './reviews.ts';

/** By so many days after the review meeting; not known without a meeting, and no judgement on what cannot have been. */
function afterMeeting({ started, reviewMeeting: meeting }: Plan, event: Day | null, lastDay: number): Verdict {
  if (meeting === null) return NOT_KNOWN;
  if ((started !== null && meeting < started) || (event !== null && event < meeting)) return OUT_OF_ORDER;
  return withinDays(event === null ? null : daysBetween(meeting, event), lastDay);
}

/** The measures of a period over the list of plans, in report order. */
export const REVIEW_MEASURES: readonly Measure<Plan>[] = [
  {
    id: 'reviews-held',
    title: 'Review meetings held',
    kind: 'count',
    unit: 'plans',
    better: null,
    counts: () =>
      'plans whose latest review meeting was in the period, those that have ceased since too; a meeting before the latest of its plan is not in the list',
    source: null,
    dated: 'review meeting held',
    event: ({ reviewMeeting }) => reviewMeeting,
    judge: () => MET,
  },
  {
    id: 'review-decision-within-4-weeks',
    title: 'Review decisions told within 4 weeks of the meeting',
    kind: 'proportion',
    better: 'higher',
    duty: 100,
    counts: () => `of the decisions after a review whose letter was sent in the period, those sent by day ${DECISION_DAYS} after the review meeting`,
    source: 'regulation 20(10) of the SEND Regulations 2014, and regulation 21 where the child or young person attends no setting',
    dated: 'letter with the decision after the review sent',
    event: ({ reviewDecided, reviewDecision }) => reviewDecided ?? (reviewDecision === null ? null : 'no-date'),
    judge: (plan) => afterMeeting(plan, plan.reviewDecided, DECISION_DAYS),
  },
  {
    id: 'amended-final-within-12-weeks',
    title: 'Final amended plans sent within 12 weeks of the meeting',
    kind: 'proportion',
    better: 'higher',
    duty: 100,
    counts: () =>
      `of the final amended plans sent in the period, those sent by day ${AMENDED_DAYS} after the review meeting (4 weeks to the notice, 8 more to the plan)`,
    source: 'regulations 20(10) and 22(3) and (4) of the SEND Regulations 2014, as held in R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)',
    dated: 'final amended plan sent',
    event: ({ amendedFinal }) => amendedFinal,
    judge: (plan) => afterMeeting(plan, plan.amendedFinal, AMENDED_DAYS),
  },
];
