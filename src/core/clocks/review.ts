import { type Clock, days, IN_FORCE, months, sendRegulations, weeks } from './clock.ts';

/** The clocks of annual reviews, from one to the next. */

const DEVON = 'So read in R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin).';

const FROM_THE_MEETING = { by: 'the authority', starts: ['review-meeting'], asks: 'by', startDayCounts: false } as const;
const FROM_THE_NOTICE = { by: 'the authority', starts: ['amendment-notice'] } as const;

export const annualReview = {
  id: 'annual-review',
  duty: 'review the plan',
  by: 'the authority',
  starts: ['plan-made', 'review-decision'],
  stops: ['review-decision'],
  asks: 'by',
  startDayCounts: true,
  limits: [
    {
      length: months(12),
      instrument: 'Children and Families Act 2014',
      provision: 'section 44(1)',
      inForceFrom: IN_FORCE,
      inForceTo: null,
      checked: true,
    },
  ],
  note: 'A review ends with the decision told after it; many authorities count the meeting. Reports show both.',
} as const satisfies Clock;

export const reviewDecision = {
  ...FROM_THE_MEETING,
  id: 'review-decision',
  duty: 'tell the decision to maintain, amend or cease the plan',
  stops: ['review-decision'],
  limits: [sendRegulations(weeks(4), 'regulation 20(10)', false)],
  note: 'Regulation 21 sets the same where the child or young person attends no setting.',
} as const satisfies Clock;

export const amendedPlanFromMeeting = {
  ...FROM_THE_MEETING,
  id: 'amended-plan-from-meeting',
  duty: 'send the final amended plan, or say that there will be none',
  where: 'the plan is to be amended',
  stops: ['amended-plan', 'no-amendment'],
  limits: [sendRegulations(weeks(12), 'regulations 20(10) and 22(3)', true)],
  note: `Four weeks to the notice and eight to the plan. ${DEVON}`,
} as const satisfies Clock;

export const amendedPlan: Clock = {
  ...FROM_THE_NOTICE,
  id: 'amended-plan',
  duty: 'send the final amended plan, or say that there will be none',
  stops: ['amended-plan', 'no-amendment'],
  asks: 'by',
  startDayCounts: false,
  limits: [sendRegulations(weeks(8), 'regulation 22(3) and (4)', true)],
};

export const REVIEW_CLOCKS: readonly Clock[] = [
  annualReview,
  {
    id: 'review-papers',
    duty: 'give notice of the review meeting and send the papers round',
    by: 'whoever arranges the meeting',
    starts: ['review-meeting'],
    stops: ['review-papers'],
    asks: 'ahead',
    startDayCounts: false,
    limits: [sendRegulations(weeks(2), 'regulation 20(3) and (4)', true)],
  },
  {
    ...FROM_THE_MEETING,
    id: 'review-report',
    duty: 'send the report of the meeting to everybody invited',
    by: 'the head or principal, else the authority',
    stops: ['review-report'],
    limits: [sendRegulations(weeks(2), 'regulation 20(7) to (9)', false)],
  },
  reviewDecision,
  {
    ...FROM_THE_MEETING,
    id: 'amendments-proposed',
    duty: 'send the amendments proposed',
    where: 'the plan is to be amended',
    stops: ['amendment-notice'],
    limits: [sendRegulations(weeks(4), 'regulations 20(10) and 22(2)', true)],
    note: DEVON,
  },
  {
    ...FROM_THE_NOTICE,
    id: 'amendment-representations',
    duty: 'give the parent or young person at least 15 days for representations on the amendments',
    stops: ['amended-plan'],
    asks: 'after',
    startDayCounts: true,
    limits: [sendRegulations(days(15), 'regulation 22(2)(c)', true)],
  },
  amendedPlan,
  amendedPlanFromMeeting,
  {
    ...amendedPlan,
    id: 'amended-plan-without-review',
    duty: 'send the final plan amended without a review, or say that there will be none',
    starts: ['notice-without-review'],
    limits: [sendRegulations(weeks(8), 'regulation 28, by regulation 22(3) and (4)', false)],
  },
];
