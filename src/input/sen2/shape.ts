import type { Remark } from '../export.ts';
import type { WarningCode } from '../problem.ts';
import type { Item, TableName } from './items.ts';

/** The text of an item of the return; '' where there is none. */
export type ValueIn = (table: TableName, item: Item) => string;

/** What the return is read as: our columns, and how a request with all that belongs to it fills them. */
export interface Shape<C extends string> {
  columns: readonly C[];
  /** Which items fill a column, in the order in which they are asked. */
  sourceOf: Readonly<Record<C, readonly (readonly [TableName, Item])[]>>;
  /** Columns that one item fills, now one and now the other. */
  oneDate: readonly C[];
  /** Tables beside the requests of which one must be there, and why. */
  needs: { tables: readonly TableName[]; why: string };
  /** Items without which a table says what is not so: every version has them. */
  needed: Readonly<Partial<Record<TableName, readonly Item[]>>>;
  /** Items that every version has too, and what cannot be seen without them. */
  expected: Readonly<Partial<Record<TableName, Readonly<Partial<Record<Item, string>>>>>>;
  /** Items that say nothing here: two records that differ in them alone do not contradict each other. */
  passesOver: readonly Item[];
  /** The row of a request; null where it has none. */
  fieldsOf(valueIn: ValueIn, caseId: string): { values: string[]; remarks: Remark<WarningCode, C>[] } | null;
}
