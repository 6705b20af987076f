import { type Day, dayOf, daysInMonth } from '../../core/day.ts';
import { type DateForm, FIRST_YEAR, LAST_YEAR, MONTHS } from '../fields.ts';

/** A day and the form in which it is written, as one whole number. */
export type PlainDate = number;

/** What is no date written out in full, or none that a case can have: the reader of texts says what it is. */
export const NOT_PLAIN: PlainDate = -1;

const FORMS: readonly DateForm[] = ['yyyy-mm-dd', 'dd/mm/yyyy', 'dd-Mon-yyyy', 'yyyy-Mon-dd'];
const [ISO, SLASHES, DAY_FIRST, YEAR_FIRST] = [0, 1, 2, 3] as const;

export const dayOfPlain = (date: PlainDate): Day => (date >> 2) as Day;
export const formOfPlain = (date: PlainDate): DateForm => FORMS[date & 3] as DateForm;

/** The day before each month begins, and how long it is, from January of the first year on. */
const months = Array.from({ length: (LAST_YEAR - FIRST_YEAR + 1) * 12 }, (_, at) => ({ year: FIRST_YEAR + Math.floor(at / 12), month: (at % 12) + 1 }));
const BEFORE = Int32Array.from(months, ({ year, month }) => (dayOf(year, month, 1) ?? 0) - 1);
const LENGTHS = Uint8Array.from(months, ({ year, month }) => daysInMonth(year, month));

/** The number of each month by its three letters, as small ones. */
const NUMBERS: ReadonlyMap<number, number> = new Map(MONTHS.map((name, at) => [packed(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2)), at + 1]));

function packed(first: number, second: number, third: number): number {
  return (first << 16) | (second << 8) | third;
}

const HYPHEN = 0x2d;
const SLASH = 0x2f;
/** What makes a letter small; of no byte but a letter it makes one. */
const SMALL = 0x20;

/**
 * The date in some bytes, where it is one of a case and is written with all its digits, in one of our four forms and without a
 * time. Of such it says what `readDate` says of their text, at a fiftieth of the cost; of all others it says `NOT_PLAIN`.
 */
export function plainDateIn(bytes: Uint8Array, from: number, to: number): PlainDate {
  if (to - from === 10) {
    if (bytes[from + 4] === HYPHEN && bytes[from + 7] === HYPHEN)
      return plainDate(yearAt(bytes, from), numberAt(bytes, from + 5), numberAt(bytes, from + 8), ISO);
    if (bytes[from + 2] === SLASH && bytes[from + 5] === SLASH)
      return plainDate(yearAt(bytes, from + 6), numberAt(bytes, from + 3), numberAt(bytes, from), SLASHES);
  } else if (to - from === 11) {
    if (bytes[from + 2] === HYPHEN && bytes[from + 6] === HYPHEN)
      return plainDate(yearAt(bytes, from + 7), monthAt(bytes, from + 3), numberAt(bytes, from), DAY_FIRST);
    if (bytes[from + 4] === HYPHEN && bytes[from + 8] === HYPHEN)
      return plainDate(yearAt(bytes, from), monthAt(bytes, from + 5), numberAt(bytes, from + 9), YEAR_FIRST);
  }
  return NOT_PLAIN;
}

/** The number that two digits make; far below 0 where one is none, so that no sum with it is a year, a month or a day. */
function numberAt(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
}

const yearAt = (bytes: Uint8Array, at: number): number => numberAt(bytes, at) * 100 + numberAt(bytes, at + 2);

const monthAt = (bytes: Uint8Array, at: number): number =>
  NUMBERS.get(packed((bytes[at] as number) | SMALL, (bytes[at + 1] as number) | SMALL, (bytes[at + 2] as number) | SMALL)) ?? 0;

function plainDate(year: number, month: number, day: number, form: number): PlainDate {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return NOT_PLAIN;
  const at = (year - FIRST_YEAR) * 12 + month - 1;
  return day < 1 || day > (LENGTHS[at] as number) ? NOT_PLAIN : (((BEFORE[at] as number) + day) << 2) | form;
}
