import { type Conventions, lastDayWithin } from '../conventions.ts';
import { type Day, dayFromIso } from '../day.ts';
import { EXCEPTION_CODES } from '../exceptions.ts';
import type { Stage } from '../position.ts';
import { type Clock, type Limit, limitNow, sendRegulations, weeks } from './clock.ts';

/** The clocks that run from a request for an EHC needs assessment, in the order in which it meets them. */

/** A clock of a request: in weeks, so that its last day is a number of days that figures can name. */
export interface RequestClock extends Clock {
  limits: readonly [WeeksLimit, ...WeeksLimit[]];
  /** The stage of the open cases in which it has still to be done; left out where it is so in every open case. */
  stage?: Stage;
}

type WeeksLimit = Limit & { length: { unit: 'weeks'; count: number } };

const OF_A_REQUEST = { by: 'the authority', starts: ['request'], asks: 'by', startDayCounts: false } as const;

export const week6: RequestClock = {
  ...OF_A_REQUEST,
  id: 'week-6',
  duty: 'tell the parent or young person whether the authority will assess',
  stage: 'awaiting-decision-to-assess',
  stops: ['decision-to-assess'],
  limits: [sendRegulations(weeks(6), 'regulation 5(1)', true)],
  exceptions: { provision: 'regulation 5(4)', grounds: EXCEPTION_CODES, checked: true },
};

export const week16: RequestClock = {
  ...OF_A_REQUEST,
  id: 'week-16',
  duty: 'tell the parent or young person that no plan will be made',
  stage: 'being-assessed',
  stops: ['refusal-to-issue'],
  where: 'no plan is to be made',
  limits: [sendRegulations(weeks(16), 'regulation 10(1)', true)],
  exceptions: { provision: 'regulation 10(4)', grounds: EXCEPTION_CODES, checked: true },
};

export const week20: RequestClock = {
  ...OF_A_REQUEST,
  id: 'week-20',
  duty: 'send the final plan',
  stops: ['final-plan'],
  limits: [sendRegulations(weeks(20), 'regulation 13(2)', true)],
  exceptions: { provision: 'regulation 13(3)', grounds: EXCEPTION_CODES, checked: true },
};

export const REQUEST_CLOCKS: readonly RequestClock[] = [week6, week16, week20];

/**
 * For figures: a request from before the Regulations is judged by the first limit, as days are what the figures count.
 * `dueDay` refuses it.
 */
function limitFor(clock: RequestClock, received: Day): WeeksLimit {
  let limit: WeeksLimit = clock.limits[0];
  for (let at = 1; at < clock.limits.length; at++) {
    const later = clock.limits[at] as WeeksLimit;
    const from = dayFromIso(later.inForceFrom);
    if (from !== null && from <= received) limit = later;
  }
  return limit;
}

/** The last day in time by the limit in force now, in whole days after the day received. */
export function lastDayNow(clock: RequestClock, conventions: Conventions): number {
  return lastDayWithin(limitNow(clock).length.count, conventions);
}

/** The last day in time by the limit in force on the day received, in whole days after it. */
export function lastDayInTime(clock: RequestClock, received: Day, conventions: Conventions): number {
  return lastDayWithin(limitFor(clock, received).length.count, conventions);
}
