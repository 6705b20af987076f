import type { Decision } from '../core/case.ts';
import { addDays, type Day, dayOf, daysInMonth, EXCEL_DAY_0, monthName } from '../core/day.ts';

/** A value that could not be read, and why, in words that follow the value. */
export class Unreadable {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

const FORMS = 'yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd';
const NOT_A_DATE = new Unreadable(`is not a date in a form that is read (${FORMS})`);
/** The years a date of a case can have. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

/** A form in which a date is written, named as people write it. */
export type DateForm = 'yyyy-mm-dd' | 'dd/mm/yyyy' | 'dd-Mon-yyyy' | 'yyyy-Mon-dd';

/** The two dates that systems write for "none". */
const MISSING_FROM = dayOf(1900, 1, 1);
const MISSING_TO = dayOf(9999, 12, 31);

export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /^[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const WITH_SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=$|[ T])/;
const DAY_FIRST = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})(?=$|[ T])/;
const YEAR_FIRST = /^(\d{4})-([A-Za-z]{3})-(\d{1,2})(?=$|[ T])/;

const digit = (text: string, at: number): number => {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : Number.NaN;
};

/**
 * A date in one of the four forms, with or without a time, which is dropped: the date is taken as written.
 * @param text without blanks around it
 * @returns null for a blank or a date that means "none" (1 January 1900, 31 December 9999)
 */
export function readDate(text: string): Day | null | Unreadable {
  if (text === '') return null;
  // By character codes, as this runs for every date of every row: an ISO date is by far the commonest.
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) {
    const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
    const month = digit(text, 5) * 10 + digit(text, 6);
    const day = digit(text, 8) * 10 + digit(text, 9);
    if (year + month + day >= 0) return dateOf(year, month, day);
  }
  return readOtherForm(text);
}

function readOtherForm(text: string): Day | null | Unreadable {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?=$|[ T])/.exec(text);
  const match = iso ?? WITH_SLASHES.exec(text) ?? DAY_FIRST.exec(text) ?? YEAR_FIRST.exec(text);
  if (match === null) return NOT_A_DATE;
  const rest = text.slice(match[0].length);
  if (rest !== '' && !TIME.test(rest)) return new Unreadable('has a time of day that cannot be read (hh:mm, hh:mm:ss)');
  const [, first = '', second = '', third = ''] = match;
  const month = /^\d/.test(second) ? Number(second) : MONTHS.indexOf(second.toLowerCase()) + 1;
  if (month === 0) return new Unreadable(`is not a date (there is no month "${second}")`);
  if (first.length === 4) return dateOf(Number(first), month, Number(third));
  if (month > 12) return new Unreadable(`is not a date (there is no month ${month}; days come before months)`);
  return dateOf(Number(third), month, Number(first));
}

function dateOf(year: number, month: number, day: number): Day | null | Unreadable {
  const date = dayOf(year, month, day);
  if (date === null) return noSuchDay(year, month, day);
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return date;
  if (date === MISSING_FROM || date === MISSING_TO) return null;
  return new Unreadable(`is not a date of a case (years from ${FIRST_YEAR} to ${LAST_YEAR})`);
}

function noSuchDay(year: number, month: number, day: number): Unreadable {
  if (month < 1 || month > 12) return new Unreadable(`is not a date (there is no month ${month})`);
  if (day < 1) return new Unreadable('is not a date (there is no day 0)');
  const inYear = month === 2 ? ` in ${year}` : '';
  return new Unreadable(`is not a date (${monthName(month)} has ${daysInMonth(year, month)} days${inYear})`);
}

const SERIAL = /^\d{1,7}(\.\d+)?$/;

/** Whether a value looks like one of Excel's day numbers, with or without a time as a fraction. */
export function isSerial(text: string): boolean {
  return SERIAL.test(text);
}

/** One of Excel's day numbers; only for a column that holds nothing else. Its 1 and 2958465 are the two dates for "none". */
export function readSerial(text: string): Day | null | Unreadable {
  const serial = Math.floor(Number(text));
  if (serial === 1 || serial === 2_958_465) return null;
  const day = addDays(EXCEL_DAY_0, serial);
  const first = dayOf(FIRST_YEAR, 1, 1) ?? 0;
  const last = dayOf(LAST_YEAR, 12, 31) ?? 0;
  return day >= first && day <= last ? day : new Unreadable(`is not a date of a case (as an Excel day number it is outside ${FIRST_YEAR} to ${LAST_YEAR})`);
}

const DECISIONS: ReadonlyMap<string, Decision | 'H' | null> = new Map<string, Decision | 'H' | null>([
  ['', null],
  ...['y', 'yes', 'agreed', 'assess', 'issue'].map((word) => [word, 'Y'] as const),
  ...['n', 'no', 'refuse', 'refused'].map((word) => [word, 'N'] as const),
  ...['a', 'undecided', 'pending'].map((word) => [word, 'A'] as const),
  ...['w', 'withdrawn', 'ceased'].map((word) => [word, 'W'] as const),
  ...['h', 'historical'].map((word) => [word, 'H'] as const),
]);

/** A decision in any case of letters; null where blank. */
export function readDecision(text: string): Decision | 'H' | null | Unreadable {
  const decision = DECISIONS.get(text) ?? DECISIONS.get(text.toLowerCase());
  return decision === undefined && text !== '' ? new Unreadable('is not a decision (Y, N, A, W or H)') : (decision ?? null);
}

/** A number without the decimals that spreadsheets and data frames give to whole ones: ids, codes and flags. */
export const wholeNumber = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1');

const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i;

/** A number, with or without commas between thousands and decimals; null where blank. */
export function readNumber(text: string): number | null | Unreadable {
  if (text === '') return null;
  return NUMBER.test(text) ? Number(text.replaceAll(',', '')) : new Unreadable('is not a number');
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'y', 'yes', 'true'].map((word) => [word, true] as const),
  ...['', '0', 'n', 'no', 'false'].map((word) => [word, false] as const),
]);

/** A yes or no; undefined where it is neither. */
export function readFlag(text: string): boolean | undefined {
  return FLAGS.get(text) ?? FLAGS.get(wholeNumber(text.toLowerCase()));
}

const NOT_MOVED: ReadonlySet<string> = new Set(['', '0', 'n', 'no', 'false', 'n/a']);

/** Moved to another authority: anything but a blank or a no, as SEN2 writes the other authority's number. */
export function readMovedOut(text: string): boolean {
  return !NOT_MOVED.has(text) && !NOT_MOVED.has(wholeNumber(text.toLowerCase()));
}

const NO_EXCEPTION: ReadonlySet<string> = new Set(['0', 'n', 'no', 'false', 'none', 'n/a']);
const NO_REASON: ReadonlySet<string> = new Set(['', 'none', 'n/a', 'no', '0']);

/** A recorded week-20 exception: the flag decides; where it is blank, a reason does. */
export function readException(flag: string, reason: string): { recorded: boolean; reason: string | null; contradicted: boolean } {
  const hasReason = !NO_REASON.has(reason) && !NO_REASON.has(wholeNumber(reason.toLowerCase()));
  if (flag === '') return { recorded: hasReason, reason: hasReason ? reason : null, contradicted: false };
  if (NO_EXCEPTION.has(flag) || NO_EXCEPTION.has(wholeNumber(flag.toLowerCase()))) return { recorded: false, reason: null, contradicted: hasReason };
  // The flag may itself be the recorded reason.
  const ownReason = readFlag(flag) === undefined ? flag : null;
  return { recorded: true, reason: hasReason ? reason : ownReason, contradicted: false };
}

const NOBODY: ReadonlySet<string> = new Set(['', '-', 'n/a', 'none', 'not allocated', 'unallocated', 'unassigned']);

/** Whether a co-ordinator is named. */
export function isNamed(text: string): boolean {
  return !NOBODY.has(text.toLowerCase());
}

/** Ids of persons that stand for nobody, and the length of the longest. */
const NO_PERSON: ReadonlySet<string> = new Set(['', '0', '-', 'n/a', 'none', 'null', 'unknown']);
const LONGEST_NO_PERSON = 7;

/** Whether an id of a person names one. */
export function namesPerson(id: string): boolean {
  return id.length > LONGEST_NO_PERSON || !NO_PERSON.has(id.toLowerCase());
}

/** Why a case was closed, where a report asks for it. */
export function readClosedReason(text: string): 'withdrawn' | 'moved' | null {
  const word = text.toLowerCase();
  return word === 'withdrawn' || word === 'moved' ? word : null;
}
