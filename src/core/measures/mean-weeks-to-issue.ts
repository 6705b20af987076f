import { judgeDuration, plansInWords } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const meanWeeksToIssue: Measure = {
  id: 'mean-weeks-to-issue',
  title: 'Mean weeks to issue a plan, leaving out exceptions',
  kind: 'mean',
  better: 'lower',
  counts: (conventions) => `the mean of days ÷ 7 from the request to the final plan, over the ${plansInWords(conventions, 'excluded')} whose days are known`,
  source: 'DfE, Education, health and care plans',
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgeDuration(c, window, 'excluded'),
};
