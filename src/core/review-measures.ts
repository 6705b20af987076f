import { type Day, daysBetween } from './day.ts';
import { lastDayOf, MET, type Measure, MISSED, NOT_KNOWN, OUT_OF_ORDER, OUT_OF_SCOPE, type Verdict, withinDays } from './measure.ts';
import type { Plan } from './plan.ts';
import { AMENDED_DAYS, DECISION_DAYS, type PlanStanding, planStandingOn, type ReviewStanding } from './reviews.ts';

/** A share of the plans that are maintained on a day. */
export interface ReviewShare extends Measure<Plan> {
  /** Where a plan is put that stands so on the day. */
  place(standing: PlanStanding): Verdict;
}

/** @param judge asked of the plans that are maintained */
function shareOf(
  said: Pick<Measure<Plan>, 'id' | 'title' | 'source' | 'dated' | 'duty' | 'says' | 'dayShown'> & { words: string },
  judge: (standing: ReviewStanding) => Verdict,
) {
  const { words, ...rest } = said;
  const place = (standing: PlanStanding): Verdict => (typeof standing === 'string' ? OUT_OF_SCOPE[standing] : judge(standing));
  return {
    ...rest,
    kind: 'proportion',
    better: 'higher',
    ofDay: true,
    counts: () => words,
    event: () => null,
    place,
    judge: (plan, window) => place(planStandingOn(plan, lastDayOf(window))),
  } satisfies ReviewShare;
}

/** Of a plan whose latest meeting is after the day the list does not say whether there was one in the 12 months before it. */
const heldIn12Months = ({ latest }: ReviewStanding): Verdict => (latest === 'in-12-months' ? MET : latest === 'after-the-day' ? NOT_KNOWN : MISSED);

const HELD = { met: 'review meeting in the last 12 months', missed: 'no review meeting in the last 12 months' };
const byDay = (last: number) => ({ met: `by day ${last} after the meeting`, missed: `after day ${last} from the meeting` });

const SECTION_44 = 'section 44(1) of the Children and Families Act 2014';
const ON_THE_DAY = 'the plans maintained on the day (the as-of day, or the last of a period that is over)';

/** The measures of a day over the list of plans, in report order. */
export const REVIEW_SHARES: readonly ReviewShare[] = [
  shareOf(
    {
      id: 'reviews-held-12-months',
      title: 'Plans with a review meeting in the last 12 months',
      words: `of ${ON_THE_DAY}, those with a review meeting in the 12 months that end with it`,
      source: SECTION_44,
      dated: 'latest review meeting',
      says: HELD,
      dayShown: ({ reviewMeeting }) => reviewMeeting,
    },
    heldIn12Months,
  ),
  shareOf(
    {
      id: 'reviews-held-12-months-expected',
      title: 'Plans 12 months old or more with a review meeting in the last 12 months',
      words: `of ${ON_THE_DAY} whose first 12 months are over, those with a review meeting in the 12 months that end with it: of the others no review was due. A plan whose start the list does not say is left out`,
      source: `${SECTION_44}; reviews expected as in DfE's annual-review tables (Education, health and care plans)`,
      dated: 'latest review meeting',
      says: HELD,
      dayShown: ({ reviewMeeting }) => reviewMeeting,
      duty: 100,
    },
    (standing) => (standing.age === '12-months' ? heldIn12Months(standing) : OUT_OF_SCOPE[standing.age]),
  ),
  shareOf(
    {
      id: 'reviews-decided-12-months',
      title: 'Plans with a review decision letter in the last 12 months',
      words: `of ${ON_THE_DAY}, those for which the letter with the decision after a review was sent in the 12 months that end with it`,
      source: `${SECTION_44} and regulation 20(10) of the SEND Regulations 2014`,
      dated: 'letter with the decision after the latest review',
      says: { met: 'letter in the last 12 months', missed: 'no letter in the last 12 months' },
      dayShown: ({ reviewDecided }) => reviewDecided,
    },
    ({ decidedInYear }) => (decidedInYear ? MET : MISSED),
  ),
];

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
    says: byDay(DECISION_DAYS),
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
    says: byDay(AMENDED_DAYS),
    event: ({ amendedFinal }) => amendedFinal,
    judge: (plan) => afterMeeting(plan, plan.amendedFinal, AMENDED_DAYS),
  },
];

/** Every measure over the list of plans, in report order. */
export const PLAN_MEASURES: readonly Measure<Plan>[] = [...REVIEW_SHARES, ...REVIEW_MEASURES];
