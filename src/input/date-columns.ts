import type { Day } from '../core/day.ts';
import type { Origin } from './export.ts';
import { dayOfPlain, formOfPlain, NOT_PLAIN } from './fast/plain-date.ts';
import type { RowFields } from './fast/row-fields.ts';
import { type DateForm, isSerial, readDate, readSerial, Unreadable } from './fields.ts';
import type { WarningCode } from './problem.ts';

/** What one column has held so far. */
interface Seen {
  form: DateForm | null;
  /** The first date in another form than those before it. */
  other: { form: DateForm; origin: Origin } | null;
  /** Where the first date stands that can only be written month first. */
  monthFirst: Origin | null;
}

/** Something to be said of a column of dates, and where it shows first. */
interface Doubt {
  code: WarningCode;
  why: string;
  whatToDo: string;
  origin: Origin;
}

/** What is to be said of a column of dates, for every list alike. */
export function doubtsIn({ form, other, monthFirst }: Seen): Doubt[] {
  const doubts: Doubt[] = [];
  if (other !== null) {
    const why = `this date is written ${other.form}, and those before it ${form}`;
    const whatToDo = 'Each was read in the form it is written in; check where the list was put together.';
    doubts.push({ code: 'mixed-date-forms', why, whatToDo, origin: other.origin });
  }
  if (monthFirst !== null) {
    const why = 'this date has a month above 12 in second place; if the column is written month first, its other dates are misread';
    doubts.push({ code: 'month-first-dates', why, whatToDo: 'Export the column as yyyy-mm-dd and run again.', origin: monthFirst });
  }
  return doubts;
}

/**
 * The date columns of one reading of a file. Excel's day numbers are dates only in a column that holds nothing else,
 * which is certain only at the end: they are taken for dates until something else comes, and then the file must be read anew.
 */
export class DateColumns {
  /** The line of the first value that is no day number, by column. */
  private readonly otherValueOn: Map<number, number>;
  /** For each column, the first of those that stand for one column of the file. */
  private readonly sameAs: number[] = [];
  private readonly originOf: (column: number) => Origin;
  private readonly withSerials = new Set<number>();
  private readonly seen: Seen[] = [];
  private undecided: readonly number[];

  /**
   * @param columns numbers that stand for the columns
   * @param together columns that one column of the file fills, now one and now the other
   * @param mixed the columns that an earlier reading found to hold other values too, with the line of the first
   * @param originOf where the value of a column stands in the row that is being read
   */
  constructor(columns: readonly number[], together: readonly number[], mixed: ReadonlyMap<number, number>, originOf: (column: number) => Origin) {
    this.otherValueOn = new Map(mixed);
    this.originOf = originOf;
    for (const column of columns) this.sameAs[column] = together.includes(column) ? (together[0] as number) : column;
    this.undecided = columns.filter((column) => !mixed.has(this.sameAs[column] as number));
    for (const column of columns) this.seen[column] = { form: null, other: null, monthFirst: null };
  }

  /** Notes what a row holds; the first value that is no day number settles its column. */
  note(textOf: (column: number) => string): void {
    for (const column of this.undecided) {
      const text = textOf(column);
      const one = this.sameAs[column] as number;
      // A date that means "none" is a blank, in any form.
      if (text === '' || this.otherValueOn.has(one) || readDate(text) === null) continue;
      if (isSerial(text)) {
        this.withSerials.add(one);
      } else {
        this.otherValueOn.set(one, this.originOf(column).line);
        this.undecided = this.undecided.filter((undecided) => this.sameAs[undecided] !== one);
      }
    }
  }

  /** The columns in which day numbers were taken for dates and then something else came, with its line. */
  mixed(): Map<number, number> {
    return new Map([...this.otherValueOn].filter(([column]) => this.withSerials.has(column)));
  }

  /** The columns that hold more than one form, and those that may be written month first. */
  doubts(): { at: number; seen: Seen }[] {
    return this.seen.map((seen, at) => ({ at, seen })).filter(({ seen }) => seen.other !== null || seen.monthFirst !== null);
  }

  /** The date of a column, in the field that stands at a place. */
  read(column: number, fields: RowFields, place: number): Day | null | Unreadable {
    const plain = fields.plainDate(place);
    if (plain === NOT_PLAIN) return this.readText(column, fields.text(place));
    // Such a date has all its digits and is there, so it cannot be month first.
    this.noteForm(column, formOfPlain(plain));
    return dayOfPlain(plain);
  }

  private readText(column: number, text: string): Day | null | Unreadable {
    if (text === '') return null;
    const date = readDate(text);
    if (date !== null) this.noteWritten(column, text);
    // No day number reads as a date, and hardly a value is one: it is looked for last.
    if (!(date instanceof Unreadable) || !isSerial(text)) return date;
    const otherLine = this.otherValueOn.get(this.sameAs[column] as number);
    return otherLine === undefined
      ? readSerial(text)
      : new Unreadable(`is a day number of Excel's, but line ${otherLine} of the column holds something else, so it is not taken for a date`);
  }

  private noteWritten(column: number, text: string): void {
    const form = formOf(text);
    if (form === null) return;
    const seen = this.noteForm(column, form);
    if (form === 'dd/mm/yyyy' && seen.monthFirst === null && isMonthFirst(text)) seen.monthFirst = this.originOf(column);
  }

  private noteForm(column: number, form: DateForm): Seen {
    const seen = this.seen[this.sameAs[column] as number] as Seen;
    if (seen.form === null) seen.form = form;
    else if (form !== seen.form && seen.other === null) seen.other = { form, origin: this.originOf(column) };
    return seen;
  }
}

const HYPHEN = 45;
const SLASH = 47;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** By the place of its first mark. */
function formOf(text: string): DateForm | null {
  if (!isDigit(text.charCodeAt(0))) return null;
  if (text.charCodeAt(4) === HYPHEN) return isDigit(text.charCodeAt(5)) ? 'yyyy-mm-dd' : 'yyyy-Mon-dd';
  const mark = text.charCodeAt(2);
  const early = text.charCodeAt(1);
  if (mark === SLASH || early === SLASH) return 'dd/mm/yyyy';
  return mark === HYPHEN || early === HYPHEN ? 'dd-Mon-yyyy' : null;
}

/** 04/25/2022 can be a date only if the month comes first. */
function isMonthFirst(text: string): boolean {
  const [first = '', second = ''] = text.split('/');
  return Number(first) >= 1 && Number(first) <= 12 && Number(second) > 12 && Number(second) <= 31;
}
