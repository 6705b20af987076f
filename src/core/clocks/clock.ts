import { type Conventions, lastDayWithin } from '../conventions.ts';
import { type Day, dayFromIso } from '../day.ts';
import type { Stage } from '../position.ts';

/** A limit as an instrument sets it. If Parliament changes one, add a row; never edit the old one. */
export interface Limit {
  weeks: number;
  instrument: string;
  provision: string;
  /** The first day in force, ISO. */
  inForceFrom: string;
}

/** One statutory clock. It starts on the day a request is received, or the authority becomes responsible. */
export interface Clock {
  id: string;
  /** What must have been done when the limit ends. */
  duty: string;
  /** The stage of the open cases in which it has still to be done; left out where it is so in every open case. */
  stage?: Stage;
  /** Oldest first; a request is judged by the limit in force on the day it was received. */
  limits: readonly [Limit, ...Limit[]];
}

const SEND_REGULATIONS = 'Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)';

/** A limit in the 2014 Regulations, in force since 1 September 2014. */
export function sendRegulations(weeks: number, provision: string): Limit {
  return { weeks, instrument: SEND_REGULATIONS, provision, inForceFrom: '2014-09-01' };
}

function limitFor(clock: Clock, received: Day): Limit {
  let limit: Limit = clock.limits[0];
  for (let at = 1; at < clock.limits.length; at++) {
    const later = clock.limits[at] as Limit;
    const from = dayFromIso(later.inForceFrom);
    if (from !== null && from <= received) limit = later;
  }
  return limit;
}

/** The limit in force now, for definitions. */
export const limitNow = ({ limits }: Clock): Limit => limits.at(-1) ?? limits[0];

/** The last day in time by the limit in force now. */
export function lastDayNow(clock: Clock, conventions: Conventions): number {
  return lastDayWithin(limitNow(clock).weeks, conventions);
}

/** The last day in time by the limit in force on the day received. */
export function lastDayInTime(clock: Clock, received: Day, conventions: Conventions): number {
  return lastDayWithin(limitFor(clock, received).weeks, conventions);
}
