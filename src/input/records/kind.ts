import type { Day } from '../../core/day.ts';
import type { ListExport } from '../export.ts';
import type { Unreadable } from '../fields.ts';
import type { Found } from '../layout.ts';
import type { RecordSetAsideCode, RecordWarningCode } from '../problem.ts';

/** The cells of the row that is being read, by our names of its columns. */
export interface Cells<C extends string> {
  /** The line on which the row begins. */
  readonly line: number;
  /** The authority's own reference for the row; '' where it has none that may be shown. */
  readonly id: string;
  /** Whether the start of a plan is that of the plan as it was last amended, and not its first. */
  readonly startsOfCurrent: boolean;
  /** Without blanks around it; '' for a column that the list does not have. */
  text(column: C): string;
  date(column: C): Day | null | Unreadable;
  /** Says something of a row that is counted all the same. */
  warn(code: RecordWarningCode, column: C | null, why: string, whatToDo?: string): void;
}

/** Why a row cannot be counted. */
export interface RecordFault<C extends string> {
  code: RecordSetAsideCode;
  column: C | null;
  why: string;
}

/** How the rows of a list are read. */
export interface RowReading<C extends string, R> {
  /** The columns of dates: in one that holds nothing else, Excel's day numbers are dates. */
  dates: readonly C[];
  /** The columns of the authority's own references; the first that holds one names the row. */
  ids: readonly C[];
  /** Whether every row has a reference of its own: one without it, or with that of an earlier row, is set aside. */
  unique: boolean;
  /** Whether two rows that say the same of one case hardly are two things: it is said. */
  saysTwice?: true;
  /** Made ready once for each reading; asked for each row. */
  ready(cells: Cells<C>): () => R | RecordFault<C>;
}

/** A list whose layout is known; it may have columns beside those of its kind. */
export interface OpenedList<C extends string> {
  title: string;
  list: ListExport<C>;
}

/** A kind of list that is known by its headings, as `plans` is. */
export interface ListKind<C extends string, R> extends RowReading<C, R> {
  /** What it is called in the configuration's `sources`. */
  role: string;
  /** What messages call it. */
  title: string;
  columns: readonly C[];
  /** Those without which nothing can be said. */
  required: readonly C[];
  /** What cannot be seen without a column: it is said where a list does not have it. */
  expected: Readonly<Partial<Record<C, string>>>;
  /** What other systems call the columns, as letters and digits alone. Only what can mean nothing else in such a list. */
  aliases: Readonly<Partial<Record<C, readonly string[]>>>;
  /**
   * For a column that is needed, one that does as well where a list has not the first: of plans, the child, who has one. Of
   * several rows of one child that with the latest day in the first of `latest` is kept, of equal days by the next.
   */
  instead?: Readonly<Partial<Record<C, { column: C; latest: readonly C[] }>>>;
  /** What must be known of a list under certain headings, in sentences. */
  caution?: (headings: readonly string[]) => string[];
  /** The same from a return that has it in tables of its own; null where what was found is none. */
  others?: (found: Found) => Promise<OpenedList<C> | null>;
}
