import { decisionDay } from '../cohorts.ts';
import { MET, type Measure, MISSED } from '../measure.ts';

export const requestsRefused: Measure = {
  id: 'requests-refused',
  title: 'Requests refused an assessment',
  kind: 'proportion',
  better: null,
  says: { met: 'refused an assessment', missed: 'to be assessed' },
  counts: () => 'of the decisions whether to assess (yes or no) made in the period, the refusals',
  source: 'Children and Families Act 2014, section 36(5)',
  dated: 'requester told of the decision whether to assess',
  event: (c) => decisionDay(c.assessDecision === 'Y' || c.assessDecision === 'N', c.assessDecisionDate),
  judge: (c) => (c.assessDecision === 'N' ? MET : MISSED),
};
