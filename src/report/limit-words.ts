import type { Length } from '../core/clocks/clock.ts';
import { monthName } from '../core/day.ts';
import { plural } from './words.ts';

/** `6 weeks`, `15 working days`, `31 March`; no days at all are `the same day`. */
export function lengthInWords(length: Length): string {
  if (length.unit === 'date') return `${length.day} ${monthName(length.month)}`;
  if (length.count === 0) return 'the same day';
  return plural(length.count, { weeks: 'week', days: 'day', 'working-days': 'working day', months: 'month' }[length.unit]);
}
