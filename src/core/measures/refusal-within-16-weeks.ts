import { lastDayNow, week16 } from '../clocks/request.ts';
import { decisionDay, judgeByClock } from '../cohorts.ts';
import type { Measure } from '../measure.ts';

export const refusalWithin16Weeks: Measure = {
  id: 'refusal-within-16-weeks',
  title: 'Refusals to issue a plan told within 16 weeks',
  kind: 'proportion',
  better: 'higher',
  clock: week16,
  duty: 100,
  counts: (conventions) => `of the refusals to issue a plan made in the period, those told by day ${lastDayNow(week16, conventions)}`,
  source: 'regulation 10(1) of the SEND Regulations 2014',
  dated: 'requester told of the refusal to issue',
  event: (c) => decisionDay(c.issueDecision === 'N', c.issueDecisionDate),
  judge: (c, window) => judgeByClock(c, c.issueDecisionDate, week16, window),
};
