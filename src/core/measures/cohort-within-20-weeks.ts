import { lastDayInTime, lastDayNow, week20 } from '../clocks/request.ts';
import { judgeByClock } from '../cohorts.ts';
import { daysBetween } from '../day.ts';
import { type Measure, MISSED, OUT_OF_SCOPE } from '../measure.ts';
import { positionOn } from '../position.ts';

export const cohortWithin20Weeks: Measure = {
  id: 'cohort-within-20-weeks',
  title: 'Requests of the period with a plan within 20 weeks',
  kind: 'proportion',
  better: 'higher',
  clock: week20,
  duty: 100,
  counts: (conventions) =>
    `of the requests received in the period, more than ${lastDayNow(week20, conventions)} days before the as-of day, that are open or have a final plan, those whose final plan was sent by day ${lastDayNow(week20, conventions)}`,
  source: 'regulation 13(2) of the SEND Regulations 2014, seen from the request',
  dated: 'request received',
  turnsOnAsOf: true,
  decided: 'final plan sent',
  decider: (c) => c.finalPlan,
  event: (c) => c.received ?? 'no-date',
  judge(c, window) {
    if (c.received === null || daysBetween(c.received, window.asOf) <= lastDayInTime(week20, c.received, window.conventions))
      return OUT_OF_SCOPE['not-yet-due'];
    if (c.finalPlan !== null && c.finalPlan <= window.asOf) return judgeByClock(c, c.finalPlan, week20, window);
    return positionOn(c, window.asOf).closing === null ? MISSED : OUT_OF_SCOPE['closed-without-plan'];
  },
};
