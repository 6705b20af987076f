/** What can be wrong with a row. A row set aside adds to no figure; a warning leaves the row counted. */
export const SET_ASIDE = {
  'wrong-number-of-fields': 'more or fewer fields than the heading has columns',
  'no-case-id': 'the id is blank',
  'repeated-case-id': 'an earlier row has the same id',
  'unreadable-date': 'a date that decides where the case stands cannot be read',
  'unknown-code': 'a decision is none of Y, N, A, W and H',
  'no-received-date': 'no received date that can be read, nor a final plan date',
} as const;
export type SetAsideCode = keyof typeof SET_ASIDE;
/** In the order in which a row is tested. */
export const SET_ASIDE_CODES = Object.keys(SET_ASIDE) as SetAsideCode[];

export const WARNINGS = {
  'received-date-not-known': 'missing, unreadable or after the final plan, so "not known" where days are needed',
  'date-read-as-blank': 'a draft plan date or date of birth cannot be read',
  'unknown-flag': 'neither yes nor no, so read as no',
  'exception-not-in-regulations': 'a reason outside regulation 10(4), still counted as an exception',
  'reason-without-exception': 'a reason beside an exception of "no", not counted as one',
} as const;
export type WarningCode = keyof typeof WARNINGS;
export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];

/** Something wrong with one row: where, what, why, and what to do. */
export interface Problem {
  code: SetAsideCode | WarningCode;
  file: string;
  line: number;
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

const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/gi;

/**
 * A value as a message may show it. A column may hold anything, a child's name included, so only what is made of
 * digits, marks, month names or at most three letters is shown; of the rest, only its length.
 */
export function showable(value: string): string | null {
  const text = value.trim();
  const withoutMonths = text.replace(MONTH, '');
  if (text.length <= 40 && /^[\d\s/.:+,TZ-]*$/.test(withoutMonths)) return text.replace(/\s/g, ' ');
  return /^[A-Za-z]{1,3}$/.test(text) ? text : null;
}

/** How a message speaks of a value that it may not show. */
export function described(value: string): string {
  const length = [...value.trim()].length;
  return `a value of ${length} character${length === 1 ? '' : 's'} (not shown, as it may name somebody)`;
}
