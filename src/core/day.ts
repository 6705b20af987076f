/**
 * A calendar day as a whole number, so that durations are plain subtraction and no clock change can
 * turn 141 days into 140. This file is the only door to luxon.
 */
import { DateTime, Settings } from 'luxon';

// Dates are written in English on every machine; asking the system for its language would cost 15 ms besides.
Settings.defaultLocale = 'en-US';

declare const brand: unique symbol;

/** A date: whole days from 1 January 1970. `later − earlier` is the days between; no time, no zone. */
export type Day = number & { readonly [brand]: 'Day' };

/** Days in each month of a common year, January first. */
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** The name of a month, 1 to 12. */
export function monthName(month: number): string {
  return MONTH_NAMES[month - 1] ?? '';
}

/** Days in a month of the Gregorian calendar, `month` 1 to 12; 0 for a month there is not. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/**
 * The day of a year, month (1–12) and day of the month; null where the calendar has no such day.
 * Whole-number arithmetic, because it runs for every date of every row; luxon would be a hundred times slower.
 */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (day < 1 || day > daysInMonth(year, month)) return null;
  // Years that begin in March put the leap day last, so that a month's offset needs no table.
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (y * 365 + leapDays + Math.floor((m * 153 + 2) / 5) + day - 1 - 719468) as Day;
}

/** Day 0 of Excel's calendar as it counts from March 1900 on, past its 29 February 1900 that never was. */
export const EXCEL_DAY_0 = dayOf(1899, 12, 30) as Day;

/** The day of an ISO date, `yyyy-mm-dd`; null where it is not one. For options and configuration, not rows. */
export function dayFromIso(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `n` days later; earlier where `n` is negative. */
export function addDays(day: Day, n: number): Day {
  return (day + n) as Day;
}

/** Whole days from `earlier` to `later`: the day of the event itself is not counted. */
export function daysBetween(earlier: Day, later: Day): number {
  return later - earlier;
}

function moment(day: Day): DateTime {
  return DateTime.fromMillis(day * 86_400_000, { zone: 'utc' });
}

const DAYS_IN_400_YEARS = 146097;

/** The year, month (1–12) and day of the month: `dayOf` the other way round, in whole numbers for the same reason. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const since = day + 719468;
  const centuries = Math.floor(since / DAYS_IN_400_YEARS);
  const at = since - centuries * DAYS_IN_400_YEARS;
  const y = Math.floor((at - Math.floor(at / 1460) + Math.floor(at / 36524) - Math.floor(at / 146096)) / 365);
  const ofYear = at - (y * 365 + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((ofYear * 5 + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return { year: y + centuries * 400 + (month > 2 ? 0 : 1), month, day: ofYear - Math.floor((m * 153 + 2) / 5) + 1 };
}

/** The same date `n` months on; a month too short for it gives its last day (31 January + 1 is 28 February). */
export function addMonths(day: Day, n: number): Day {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const months = year * 12 + month - 1 + n;
  const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth))) as Day;
}

/**
 * The last day of so many months that begin with a day: the day before the same date; where the last month is too short to
 * have that date, its own last day.
 */
export function lastOfMonths(first: Day, months: number): Day {
  const after = addMonths(first, months);
  return partsOf(after).day === partsOf(first).day ? addDays(after, -1) : after;
}

/** The same date `n` years on; 29 February gives 28 in a common year. */
export function addYears(day: Day, n: number): Day {
  return addMonths(day, n * 12);
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** `2022-07-31` */
export function isoDate(day: Day): string {
  return moment(day).toISODate() ?? '';
}

/** `31 July 2022` */
export function longDate(day: Day): string {
  return moment(day).toFormat('d MMMM yyyy');
}

/** `31 Jul 2022` */
export function shortDate(day: Day): string {
  return moment(day).toFormat('d MMM yyyy');
}

/** `1 Jul 2022 to 31 Jul 2022` */
export const fromTo = (from: Day, to: Day): string => `${shortDate(from)} to ${shortDate(to)}`;
