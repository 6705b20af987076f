import { judgeDuration, plansInWords } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const meanWeeksToIssueAll: Measure = {
  id: 'mean-weeks-to-issue-all',
  title: 'Mean weeks to issue a plan, including exceptions',
  kind: 'mean',
  better: 'lower',
  counts: (conventions) => `the mean of days ÷ 7 from the request to the final plan, over the ${plansInWords(conventions, 'included')} whose days are known`,
  source: 'DfE, Education, health and care plans',
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: (c, window) => judgeDuration(c, window, 'included'),
};
