import { judgePlanIssued } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const within20Weeks: Measure = {
  id: 'within-20-weeks',
  title: 'Plans issued within 20 weeks, leaving out exceptions',
  kind: 'proportion',
  saysDay140: true,
  counts:
    'of the plans issued in the period (none after mediation or tribunal about the decision to assess or to issue, none with a week-20 exception), those sent by day 140',
  source: 'regulation 13(2) of the SEND Regulations 2014; DfE, Education, health and care plans',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgePlanIssued(c, window, 'excluded'),
};
