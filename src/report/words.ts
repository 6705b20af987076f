/** How a number, a date, a nothing and a plural are said: once for every sentence and every format. */

import { dayFromIso, daysBetween, EXCEL_DAY_0, longDate, shortDate } from '../core/day.ts';

/** What stands for nothing over nothing: never 0%. */
export const NOTHING = '–';

/** What stands for a count that is suppressed. */
export const SUPPRESSED = 'c';

/** `1,001` */
export function number(value: number | null): string {
  return value === null ? SUPPRESSED : String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `33.0`: one decimal always, so that figures in a column line up. */
export function oneDecimal(value: number | null): string {
  if (value === null) return NOTHING;
  const [whole = '0', tenths = '0'] = String(value).split('.');
  return `${number(Number(whole))}.${tenths}`;
}

/** `38.4%` */
export function percent(value: number | null): string {
  return value === null ? NOTHING : `${oneDecimal(value)}%`;
}

/** `297 of 774` */
export function nOfD(numerator: number, denominator: number): string {
  return `${number(numerator)} of ${number(denominator)}`;
}

/** `1 row`, `18 rows`; irregular plurals are given whole. */
export function plural(count: number | null, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `31 July 2022`, for `2022-07-31`. */
export function dateInWords(iso: string): string {
  const day = dayFromIso(iso);
  return day === null ? iso : longDate(day);
}

/** `31 Jul 2022`, for `2022-07-31`. */
export function shortDateInWords(iso: string): string {
  const day = dayFromIso(iso);
  return day === null ? iso : shortDate(day);
}

/** With a capital letter at its beginning. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Words as a sentence: a capital letter at its beginning, a stop at its end. */
export const sentence = (words: string): string => `${capital(words)}.`;

/** The number that Excel has for a day; null where it is no date. */
export function excelDay(iso: string): number | null {
  const day = dayFromIso(iso);
  return day === null ? null : daysBetween(EXCEL_DAY_0, day);
}

/** The cases of a split whose column is blank are a group too. */
export function groupName(name: string): string {
  return name === '' ? '(blank)' : name;
}

/** `a, b and c` */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
