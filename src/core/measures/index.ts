import type { Measure } from '../measure.ts';
import { cohortWithin20Weeks } from './cohort-within-20-weeks.ts';
import { decisionWithin6Weeks } from './decision-within-6-weeks.ts';
import { finals } from './finals.ts';
import { meanWeeksToIssue } from './mean-weeks-to-issue.ts';
import { meanWeeksToIssueAll } from './mean-weeks-to-issue-all.ts';
import { medianWeeksToIssue } from './median-weeks-to-issue.ts';
import { medianWeeksToIssueAll } from './median-weeks-to-issue-all.ts';
import { refusalWithin16Weeks } from './refusal-within-16-weeks.ts';
import { requests } from './requests.ts';
import { requestsRefused } from './requests-refused.ts';
import { within20Weeks } from './within-20-weeks.ts';
import { within20WeeksAll } from './within-20-weeks-all.ts';

/** Every measure that the case list alone can answer, in report order. */
export const CASE_MEASURES: readonly Measure[] = [
  requests,
  finals,
  within20Weeks,
  within20WeeksAll,
  meanWeeksToIssue,
  meanWeeksToIssueAll,
  medianWeeksToIssue,
  medianWeeksToIssueAll,
  decisionWithin6Weeks,
  refusalWithin16Weeks,
  requestsRefused,
  cohortWithin20Weeks,
];
