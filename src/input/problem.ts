import type { InspectionCode } from '../core/inspection.ts';
import { printable } from '../core/printable.ts';

/** What can be wrong with a row. A row set aside adds to no figure; a warning leaves the row counted. */
export const SET_ASIDE = {
  'wrong-number-of-fields': 'more or fewer fields than the heading has columns',
  'conflicting-rows': 'two records of one request, where there can be one, do not agree',
  'no-case-id': 'the id is blank',
  'repeated-case-id': 'an earlier row has the same id',
  'unreadable-date': 'a date that decides where the case stands cannot be read',
  'unknown-code': 'a decision is none of Y, N, A, W and H',
  'no-received-date': 'no received date that can be read, nor a final plan date',
} as const;
export type SetAsideCode = keyof typeof SET_ASIDE;
/** In the order in which a row is tested. */
export const SET_ASIDE_CODES = Object.keys(SET_ASIDE) as SetAsideCode[];

/** The same of a row of any other list. */
export const RECORD_SET_ASIDE = {
  'wrong-number-of-fields': SET_ASIDE['wrong-number-of-fields'],
  'conflicting-rows': SET_ASIDE['conflicting-rows'],
  'no-id': 'the id is blank',
  'repeated-id': 'another row has the same id',
  'unreadable-date': 'a date that a figure turns on cannot be read',
  'unreadable-number': 'a number that a figure turns on cannot be read',
  'unknown-word': 'a value that a figure turns on is none of those that are known',
  'no-date': 'no date that says when it began',
} as const;
export type RecordSetAsideCode = keyof typeof RECORD_SET_ASIDE;

export const WARNINGS = {
  'received-date-not-known': 'missing, unreadable or after the final plan, so "not known" where days are needed',
  'date-read-as-blank': 'a draft plan date or date of birth cannot be read',
  'unknown-flag': 'neither yes nor no, so read as no',
  'exception-not-in-regulations': 'a reason outside regulation 10(4), still counted as an exception',
  'reason-without-exception': 'a reason beside an exception of "no", not counted as one',
  'same-person-twice': 'two requests by one person within twelve weeks, counted as two',
  'plan-start-date-used': 'the day the plan was issued is blank, so its start date was taken',
  'transferred-in': 'a plan from another authority that is not recorded as historical, out of scope',
  'row-without-request': 'a row of another table of the return that belongs to no request, so it is in no figure',
  'repeated-table-row': 'a row of another table of the return that is there twice, read once',
  'mixed-date-forms': 'a column holds dates in more than one form, each read as it is written',
  'month-first-dates': 'a column may be written month first, and is read day first',
} as const;
export type WarningCode = keyof typeof WARNINGS;
/** Those of rows of any other list. */
export const RECORD_WARNINGS = {
  'row-without-request': WARNINGS['row-without-request'],
  'repeated-table-row': WARNINGS['repeated-table-row'],
  'mixed-date-forms': WARNINGS['mixed-date-forms'],
  'month-first-dates': WARNINGS['month-first-dates'],
  'names-nobody': 'neither a case nor a person is named',
  'repeated-row': 'an earlier row says the same in every column that is read, and both are counted',
  'same-person-twice': 'two plans of one child that have not ceased, counted as two',
  'ceased-before-start': 'the plan ceased before it started, so it is never counted as maintained',
  'start-after-review': 'a return has the start of the current plan, and it is after the review: the first start is not known',
  'transferred-in': 'a plan from another authority, on a day that the return does not say: its next review may be due on another day',
} as const;
export type RecordWarningCode = keyof typeof RECORD_WARNINGS;
export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];

/** Something wrong with one row: where, what, why, and what to do. */
export interface Problem {
  code: SetAsideCode | RecordSetAsideCode | WarningCode | RecordWarningCode | InspectionCode;
  file: string;
  line: number;
  /** The authority's reference of the case; '' where the row has none, or concerns no request. */
  caseId: string;
  /** The heading concerned; null where it is the row as a whole. */
  column: string | null;
  /** The value as written, already safe to print; null where there is none to show. */
  value: string | null;
  why: string;
  whatToDo: string;
}

/** `cases.csv line 18, final_plan_date: "31/06/2022" is not a date (June has 30 days). The row was set aside; …` */
export function sentenceFor({ file, line, column, value, why, whatToDo }: Problem): string {
  const where = column === null ? `${file} line ${line}` : `${file} line ${line}, ${column}`;
  return `${where}: ${value === null ? why : `"${value}" ${why}`}. ${whatToDo}`;
}

const LIKE_A_DATE = /^\d{1,4}[-/. ]([A-Za-z]{3}|\d{1,2})[-/. ]\d{1,4}(?:[ T]|$)/;
const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/gi;

/**
 * A value as a message may show it. A column may hold anything, a child's name included, so only what is made of
 * digits, marks and month names, or is one letter, is shown; of the rest, only its length.
 */
export function showable(value: string): string | null {
  const text = value.trim();
  const withoutMonths = text.replace(MONTH, '');
  // No numbers of nine digits and more either: NHS numbers, ULNs, UPNs without their letter.
  const isNumber = /^\D*(\d\D*){0,8}$/.test(text) || LIKE_A_DATE.test(text);
  if (text.length <= 40 && isNumber && /^(?![TZ])[\d\s/.:+,TZ-]*$/.test(withoutMonths)) return text.replace(/\s/g, ' ');
  return /^[A-Za-z]$/.test(text) ? text : null;
}

/** What a UPN looks like, right or mistyped. */
const LIKE_A_UPN = /\b[A-Z]\d{11}[\dA-Z]\b/i;

const LIKE_A_POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;
const LIKE_AN_NHS_NUMBER = /^\d{3} \d{3} \d{4}$/;
/** Words that stand in references; any other word of more than two letters may be a name. */
const OF_REFERENCES = /^(case|plan|ehc|ehcp|ehcna|sen|send|req|request|ref|id|no|new|la)$/i;

/**
 * The authority's own reference as a message may show it: a row is named by it. Null where a part of it may name somebody
 * after all: a UPN or a person's name that is used for an id, or another column's words.
 */
export function showableId(id: string): string | null {
  const text = id.trim();
  const mayName = text.split('/').some((part) => LIKE_A_UPN.test(part.trim()) || LIKE_AN_NHS_NUMBER.test(part.trim()));
  const words = text.match(/\p{L}{3,}/gu) ?? [];
  const areNames = words.some((word) => !OF_REFERENCES.test(word) && !/^[A-Z]{3,4}$/.test(word));
  return /\d/.test(text) && !mayName && !areNames && !LIKE_A_POSTCODE.test(text) ? printable(text) : null;
}

/** A value by which a report is split, or that it shows beside a case: whatever stands there, nobody's number, birthday or address. */
export function showableGroup(value: string): string {
  const text = value.trim();
  return LIKE_A_UPN.test(text) || LIKE_A_POSTCODE.test(text) || LIKE_A_DATE.test(text) || /(\d[ -]?){9}/.test(text) ? '(not shown)' : printable(text, 40);
}

/** How a message speaks of a value that it may not show. */
export function described(value: string): string {
  const length = [...value.trim()].length;
  return `a value of ${length} character${length === 1 ? '' : 's'} (not shown, as it may name somebody)`;
}
