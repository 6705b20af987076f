import { type Clock, days, months, sendRegulations, weeks, workingDays } from './clock.ts';

/** The clocks of moving on: to another phase of education, and to another authority. */

const TO_ANOTHER_PHASE = { by: 'the authority', stops: ['plan-ready-for-transfer'], asks: 'ahead', startDayCounts: false } as const;

const BEFORE_OR_BY = 'The Regulations say before the date; the Code and practice say by it, and the date itself counts as in time here.';

export const phaseTransferToPost16: Clock = {
  ...TO_ANOTHER_PHASE,
  id: 'phase-transfer-to-post-16',
  duty: 'review the plan and name the place, for a move from secondary school to a post-16 institution',
  starts: ['transfer-to-post-16'],
  limits: [
    sendRegulations({ unit: 'date', month: 3, day: 31 }, 'regulation 18(1)(a)', true),
    { ...sendRegulations({ unit: 'date', month: 5, day: 31 }, 'regulation 18(3)', true), inForceFrom: '2015-09-01', inForceTo: '2015-09-01' },
  ],
  note: BEFORE_OR_BY,
};

export const phaseTransfer: Clock = {
  ...TO_ANOTHER_PHASE,
  id: 'phase-transfer',
  duty: 'review the plan and name the place, for a move to any other phase: to school, junior, middle or secondary school',
  starts: ['transfer-of-phase'],
  limits: [sendRegulations({ unit: 'date', month: 2, day: 15 }, 'regulation 18(1)(b)', true)],
  note: BEFORE_OR_BY,
};

export const transferWithinPost16: Clock = {
  ...TO_ANOTHER_PHASE,
  id: 'transfer-within-post-16',
  duty: 'review the plan and name the place, for a move from one post-16 institution to another at any other time',
  starts: ['transfer-within-post-16'],
  limits: [sendRegulations(months(5), 'regulation 18(2)', true)],
};

/** Of a plan that came from another authority: the earliest day on which its review may be due. */
export const transferredPlanReview = {
  id: 'transferred-plan-review-3-months',
  duty: 'review a plan handed over, within 3 months of the transfer',
  by: 'the new authority',
  starts: ['plan-transferred'],
  stops: ['review-decision'],
  asks: 'by',
  startDayCounts: true,
  limits: [sendRegulations(months(3), 'regulation 15(5)(b)', false)],
  laterOf: 'transferred-plan-review',
} as const satisfies Clock;

export const TRANSFER_CLOCKS: readonly Clock[] = [
  phaseTransferToPost16,
  phaseTransfer,
  transferWithinPost16,
  {
    id: 'plan-handed-over',
    duty: 'hand the plan to the new authority on the day of the move',
    by: 'the old authority',
    starts: ['move-of-area'],
    stops: ['plan-transferred'],
    asks: 'by',
    startDayCounts: false,
    limits: [sendRegulations(days(0), 'regulation 15(2)', true)],
    laterOf: 'plan-handed-over-late-notice',
  },
  {
    id: 'plan-handed-over-late-notice',
    duty: 'hand the plan to the new authority, where the move was not known 15 working days before',
    by: 'the old authority',
    starts: ['move-known'],
    stops: ['plan-transferred'],
    asks: 'by',
    startDayCounts: true,
    limits: [sendRegulations(workingDays(15), 'regulation 15(2)', true)],
    laterOf: 'plan-handed-over',
  },
  {
    id: 'transfer-told',
    duty: 'tell the parent or young person of the transfer, whether there will be an assessment, and when the review will be',
    by: 'the new authority',
    starts: ['plan-transferred'],
    stops: ['transfer-told'],
    asks: 'by',
    startDayCounts: false,
    limits: [sendRegulations(weeks(6), 'regulation 15(4)', true)],
  },
  {
    id: 'transferred-plan-review',
    duty: 'review a plan handed over, within 12 months of its making or last review',
    by: 'the new authority',
    starts: ['reviewed-before-transfer'],
    stops: ['review-decision'],
    asks: 'by',
    startDayCounts: true,
    limits: [sendRegulations(months(12), 'regulation 15(5)(a)', true)],
    laterOf: 'transferred-plan-review-3-months',
  },
  transferredPlanReview,
];
