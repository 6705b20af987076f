import type { Day } from '../core/day.ts';
import type { Column, ColumnPlaces } from './columns.ts';
import type { RowFields } from './fast/row-fields.ts';
import type { SetAsideCode, WarningCode } from './problem.ts';
import type { FileRead } from './table.ts';

/** Where a value stands. */
export interface Origin {
  file: string;
  line: number;
  /** The heading it stands under, where that is not the usual one of its column. */
  heading?: string;
}

/** Something to be said of a row, or of a row that belongs to no request. */
export interface Remark<Code, C extends string = Column> {
  code: Code;
  column: C | null;
  why: string;
  whatToDo: string;
  /** Where it stands, if not where its request does. */
  origin: Origin | null;
}

/** One row as an export has it, of cases one request; its fields stand where the export's `columns` say. Good until the next row. */
export interface ExportRow<C extends string = Column> {
  line: number;
  fields: readonly string[];
  /** The same fields, where each can be read by itself. */
  cells?: RowFields;
  /** Why it cannot be told what its fields mean; a row with too few of them has none. */
  fault: Remark<SetAsideCode, C> | null;
  /** Where the value of a column stands, in a row that is joined from several tables. */
  origin?: (column: C) => Origin;
  remarks?: readonly Remark<WarningCode, C>[];
}

/** A column by which a report may be split. */
export interface Split {
  heading: string;
  place: number;
  /** Where it is no column: the group of an age, from the day of birth and that of the request. */
  ageGroup?: (birth: Day | null, day: Day | null) => string;
}

/** An export whose layout is known, as rows under columns of ours. */
export interface ListExport<C extends string> {
  /** The layout's id. */
  layout: string;
  /** How reports name the export: its file, or its folder. */
  name: string;
  /** Where its rows stand: the file, and the sheet where there are several. */
  place: string;
  columns: ColumnPlaces<C>;
  /** Of several rows with one id, that with the latest day in the first of these columns is kept, of equal days by the next; absent, the first row. */
  latest?: readonly C[];
  /** A plan's start is that of the plan as it was last amended, as in a SEN2 return; absent, its first. */
  startsOfCurrent?: true;
  /** Columns that one column of the export fills, now one and now the other. */
  oneDate: readonly C[];
  /** What the reader of a report must know of how it was understood, in sentences. */
  notes: readonly string[];
  /** What may make the figures wrong, in sentences: it stands at the head of every report. */
  cautions: readonly string[];
  /**
   * Hands over every row, one at a time; can be repeated.
   * @param say told of rows of other tables that belong to none of them
   */
  rows(take: (row: ExportRow<C>) => void, say: (remark: Remark<WarningCode, C>) => void): void;
  /** The columns by which a report may be split, and where they stand in a row; none that names a person. */
  splits: readonly Split[];
  /** How much of the export has been read in this reading, from 0 to 1; 0 where that is not known. */
  progress(): number;
  /** The files it was read from, in the order of their names; after a reading. */
  files(): FileRead[];
}

/** An export as requests. */
export type CaseExport = ListExport<Column>;
