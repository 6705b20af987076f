import { judgeDuration, plansInWords } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const medianWeeksToIssue: Measure = {
  id: 'median-weeks-to-issue',
  title: 'Median weeks to issue a plan, leaving out exceptions',
  kind: 'median',
  better: 'lower',
  counts: (conventions) => `the median of days ÷ 7 from the request to the final plan, over the ${plansInWords(conventions, 'excluded')} whose days are known`,
  source: 'DfE, Education, health and care plans',
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgeDuration(c, window, 'excluded'),
};
