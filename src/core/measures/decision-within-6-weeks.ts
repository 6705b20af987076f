import { lastDayNow, week6 } from '../clocks/request.ts';
import { decisionDay, judgeByClock } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const decisionWithin6Weeks: Measure = {
  id: 'decision-within-6-weeks',
  title: 'Decisions whether to assess told within 6 weeks',
  kind: 'proportion',
  better: 'higher',
  clock: week6,
  duty: 100,
  counts: (conventions) => `of the decisions whether to assess (yes or no) made in the period, those told by day ${lastDayNow(week6, conventions)}`,
  source: 'regulation 5(1) of the SEND Regulations 2014',
  dated: 'requester told of the decision whether to assess',
  event: (c) => decisionDay(c.assessDecision === 'Y' || c.assessDecision === 'N', c.assessDecisionDate),
  judge: (c, window) => judgeByClock(c, c.assessDecisionDate, week6, window),
};
