import { type Clock, IN_FORCE, type Limit, limitNow } from '../core/clocks/clock.ts';
import { EVENTS } from '../core/clocks/events.ts';
import { GROUNDS } from '../core/clocks/grounds.ts';
import { EXCEPTION_CODES } from '../core/exceptions.ts';
import { lengthInWords } from './limit-words.ts';
import { capital, dateInWords } from './words.ts';

/** `the request is received, or the authority becomes responsible` */
export const startsInWords = ({ starts }: Clock): string => starts.map((kind) => EVENTS[kind]).join(', or ');

export const stopsInWords = ({ stops }: Clock): string => stops.map((kind) => EVENTS[kind]).join(', or ');

/** `within 6 weeks of the day on which the request is received …` */
function limitInWords(clock: Clock, { length }: Limit): string {
  const long = lengthInWords(length);
  const day = `the day on which ${startsInWords(clock)}`;
  if (length.unit === 'date') return `by ${long} of the calendar year in which ${startsInWords(clock)}`;
  if (length.count === 0) return `on ${day}`;
  const counted = clock.startDayCounts ? 'beginning with' : 'of';
  switch (clock.asks) {
    case 'by':
      return `within ${long} ${counted} ${day}`;
    case 'ahead':
      return `at least ${long} before ${day}`;
    case 'after':
      return `not before the end of ${long} ${counted} ${day}`;
  }
}

/** `regulation 13(3): the four grounds of regulation 10(4)`; null where there is none. */
export function exceptionsInWords({ exceptions }: Clock): string | null {
  if (exceptions === undefined) return null;
  const { provision, grounds, checked } = exceptions;
  const four = EXCEPTION_CODES.every((code) => grounds.includes(code)) && grounds.length === EXCEPTION_CODES.length;
  return `${provision}: ${four ? 'the four grounds of regulation 10(4)' : grounds.map((ground) => GROUNDS[ground]).join('; ')}${checked ? '' : ` (${CHECK})`}`;
}

/** What is said of a provision that was not read where it stands. */
export const CHECK = 'check before quoting';

/** `regulation 13(2) of the SEND Regulations 2014`; the days in force only where they are not those of the Regulations as a whole. */
function provisionInWords({ provision, instrument, inForceFrom, inForceTo, checked }: Limit): string {
  const short = instrument.replace('Special Educational Needs and Disability', 'SEND').replace(/ \(SI .*\)$/, '');
  const force = inForceTo === null ? `in force from ${dateInWords(inForceFrom)}` : `in force from ${dateInWords(inForceFrom)} to ${dateInWords(inForceTo)}`;
  const usual = inForceFrom === IN_FORCE && inForceTo === null;
  return `${provision} of the ${short}${usual ? '' : `, ${force}`}${checked ? '' : ` (${CHECK})`}`;
}

/** A clock in sentences: who must do it and when, by which provision, and what takes the limit away. */
export function clockInWords(clock: Clock, limit: Limit = limitNow(clock)): string {
  const exceptions = exceptionsInWords(clock);
  return [
    `${capital(clock.by)}, ${limitInWords(clock, limit)}${clock.where === undefined ? '' : `, where ${clock.where}`}; ${provisionInWords(limit)}.`,
    ...(exceptions === null ? [] : [`Exceptions: ${exceptions}.`]),
    ...(clock.laterOf === undefined ? [] : [`Of this and ${clock.laterOf}, the limit that ends later holds.`]),
    ...(clock.guidance === true ? ['Guidance, and no time limit of an Act or regulation.'] : []),
    ...(clock.note === undefined ? [] : [clock.note]),
  ].join(' ');
}

/** A clock as a term: `Send the final plan (week-20)`. */
export const clockName = ({ id, duty }: Clock): string => `${capital(duty)} (${id})`;

/** What the four grounds are, in words. */
export const FOUR_GROUNDS = `The four grounds of regulation 10(4) are: ${EXCEPTION_CODES.map((code) => GROUNDS[code]).join('; ')}.`;
