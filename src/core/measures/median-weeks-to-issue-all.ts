import { judgeDuration, plansInWords } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const medianWeeksToIssueAll: Measure = {
  id: 'median-weeks-to-issue-all',
  title: 'Median weeks to issue a plan, including exceptions',
  kind: 'median',
  better: 'lower',
  counts: (conventions) => `the median of days ÷ 7 from the request to the final plan, over the ${plansInWords(conventions, 'included')} whose days are known`,
  source: 'DfE, Education, health and care plans',
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgeDuration(c, window, 'included'),
};
