import { EXCEPTION_CODES } from '../exceptions.ts';
import { type Clock, days, sendRegulations, weeks } from './clock.ts';

export const reassessmentDecision: Clock = {
  id: 'reassessment-decision',
  duty: 'tell the decision whether to re-assess',
  by: 'the authority',
  starts: ['reassessment-request'],
  stops: ['reassessment-decision'],
  asks: 'by',
  startDayCounts: false,
  limits: [sendRegulations(days(15), 'regulation 25(1)', false)],
};

export const reassessedPlan: Clock = {
  id: 'reassessed-plan',
  duty: 'send the final plan after a re-assessment',
  by: 'the authority',
  starts: ['reassessment-decision', 'own-reassessment'],
  stops: ['reassessed-plan'],
  asks: 'by',
  startDayCounts: false,
  limits: [sendRegulations(weeks(14), 'regulation 27(2)', true)],
  exceptions: { provision: 'regulation 27(3)', grounds: EXCEPTION_CODES, checked: true },
};

/** The clocks of a re-assessment of somebody who has a plan. */
export const REASSESSMENT_CLOCKS: readonly Clock[] = [reassessmentDecision, reassessedPlan];
