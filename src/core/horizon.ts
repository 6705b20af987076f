import { dayFromIso } from './day.ts';
import { UserError } from './user-error.ts';

/** Two years: further ahead, nearly every case that is open has long been closed. */
export const MOST_DAYS_AHEAD = 104 * 7;

/**
 * How many days ahead a text looks, such as `4w` or `28d`.
 * @throws UserError where it is neither, is nothing, or is more than two years
 */
export function daysAhead(text: string): number {
  const refuse = (why: string): never => {
    throw new UserError(`--within ${text}: ${why}`);
  };
  if (dayFromIso(text.trim()) !== null) return refuse(`this is a date. Did you mean --until ${text.trim()}?`);
  const [, digits = '', unit = '', more = ''] = /^(\d{1,5})\s*([wd]?)(.*)$/i.exec(text.trim()) ?? [];
  if (digits === '' || (unit === '' && more !== '')) return refuse('this is neither weeks nor days. Write weeks or days, such as 4w or 28d.');
  const number = Number(digits);
  if (unit === '') return refuse(`are these weeks or days? Write ${number}w or ${number}d.`);
  if (more !== '') return refuse(`this is neither weeks nor days. Did you mean ${number}${unit.toLowerCase()}?`);
  const days = unit.toLowerCase() === 'w' ? number * 7 : number;
  if (days === 0) return refuse('that is no time at all. Write weeks or days, such as 4w or 28d.');
  if (days > MOST_DAYS_AHEAD) return refuse(`that is more than ${MOST_DAYS_AHEAD / 7} weeks ahead. Choose fewer.`);
  return days;
}

/**
 * How many weeks ahead a text looks, such as `52w`.
 * @throws UserError where it is no such thing, or is more than two years
 */
export function weeksAhead(text: string): number {
  const most = MOST_DAYS_AHEAD / 7;
  const refuse = (why: string): never => {
    throw new UserError(`--horizon ${text}: ${why} Write whole weeks from 1w to ${most}w, such as 52w.`);
  };
  const [, digits = '', unit = ''] = /^(\d{1,5})\s*(w?)$/i.exec(text.trim()) ?? [];
  if (digits === '') return refuse('this is no number of weeks.');
  if (unit === '') throw new UserError(`--horizon ${text}: are these weeks? Then write ${Number(digits)}w.`);
  const weeks = Number(digits);
  if (weeks === 0) return refuse('that is no time at all.');
  return weeks > most ? refuse('that is too far ahead.') : weeks;
}
