import { lastDayNow, week20 } from '../clocks/request.ts';
import { judgePlanIssued, plansInWords } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const within20Weeks: Measure = {
  id: 'within-20-weeks',
  title: 'Plans issued within 20 weeks, leaving out exceptions',
  kind: 'proportion',
  better: 'higher',
  clock: week20,
  duty: 100,
  saysDay140: true,
  counts: (conventions) => `of the ${plansInWords(conventions, 'excluded')}, those sent by day ${lastDayNow(week20, conventions)}`,
  source: 'regulation 13(2) of the SEND Regulations 2014; DfE, Education, health and care plans',
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgePlanIssued(c, window, 'excluded'),
};
