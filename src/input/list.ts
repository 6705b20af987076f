import { UserError } from '../core/user-error.ts';
import type { ExportRow } from './export.ts';
import type { Found } from './layout.ts';
import type { Row } from './rows.ts';
import { type Table, type Width, wrongWidth } from './table.ts';

/**
 * The one table of an export that has a row of headings, and that row.
 * @throws UserError where several have
 */
export function oneListOf({ name, tables }: Found, isHeading: (row: Row, table: Table) => boolean): { table: Table; heading: Row } | null {
  const lists = tables.flatMap((table) => {
    const heading = table.head.find((row) => isHeading(row, table));
    return heading === undefined ? [] : [{ table, heading }];
  });
  const [first, second] = lists;
  if (first !== undefined && second !== undefined) {
    throw new UserError(
      `${name}: ${first.table.name} and ${second.table.name} are both lists of cases, and which is meant cannot be told. Name the one, or keep one.`,
    );
  }
  return first ?? null;
}

/** A row with the fault of a wrong number of fields, where it has one. */
export function checked({ fields, line }: Row, width: Width | null): ExportRow {
  const why = width === null ? null : wrongWidth(fields, width);
  if (why === null) return { line, fields, fault: null };
  const fault = { code: 'wrong-number-of-fields' as const, column: null, why, whatToDo: 'The row was set aside; correct it and run again.', origin: null };
  // With too few fields it cannot be told which is the id.
  return { line, fields: fields.length < (width?.needed ?? 0) ? [] : fields, fault };
}
