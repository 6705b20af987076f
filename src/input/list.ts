import { distance, nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { aliasOf, ownColumn, type Target } from './aliases.ts';
import { COLUMNS, type Column } from './columns.ts';
import type { ExportRow, ListExport } from './export.ts';
import { BytesRow } from './fast/bytes-row.ts';
import { plain } from './headings.ts';
import { type Found, filesOf } from './layout.ts';
import type { Row } from './rows.ts';
import { splitsAmong } from './split.ts';
import { hasWidth, type Table, type Width, widthOf, wrongWidth } from './table.ts';

/**
 * The one table of an export that has a row of headings, and that row.
 * @param kind what several of them would be
 * @throws UserError where several have
 */
export function oneListOf(
  { name, tables }: Found,
  isHeading: (row: Row, table: Table) => boolean,
  kind = 'lists of cases',
): { table: Table; heading: Row } | null {
  const lists = tables.flatMap((table) => {
    const heading = table.head.find((row) => isHeading(row, table));
    return heading === undefined ? [] : [{ table, heading }];
  });
  const [first, second] = lists;
  if (first !== undefined && second !== undefined) {
    throw new UserError(
      `${name}: ${first.table.name} and ${second.table.name} are both ${kind}, and which is meant cannot be told. Name the one file, or keep one.`,
    );
  }
  return first ?? null;
}

/** What every list of text has alike, once its table and heading are known. */
export function listUnder<C extends string>(table: Table, heading: Row): Pick<ListExport<C>, 'place' | 'oneDate' | 'splits' | 'rows' | 'progress' | 'files'> {
  const width = table.grid ? null : widthOf(heading.fields);
  return {
    place: table.name,
    oneDate: [],
    splits: splitsAmong(heading.fields),
    rows: (take) => table.rows(heading.line, (row) => take(checked(row, width))),
    progress: () => table.progress(),
    files: () => filesOf([table]),
  };
}

/** A row with the fault of a wrong number of fields, where it has one. */
export function checked<C extends string>(row: Row, width: Width | null): ExportRow<C> {
  if (row instanceof BytesRow && hasWidth(row.length, width)) return row;
  const { fields, line } = row;
  const why = width === null ? null : wrongWidth(fields, width);
  if (why === null) return { line, fields, fault: null };
  const fault = { code: 'wrong-number-of-fields' as const, column: null, why, whatToDo: 'The row was set aside; correct it and run again.', origin: null };
  // With too few fields it cannot be told which is the id.
  return { line, fields: fields.length < (width?.needed ?? 0) ? [] : fields, fault };
}

/**
 * Headings that are nearly ours, or surely ours under another name, and are not read: what a renamed column says would
 * be lost in silence.
 * @param isFilled whether a column of ours is filled by another heading
 */
export function likeOurs(headings: readonly string[], isFilled: (target: Target) => boolean): string[] {
  return headings.flatMap((heading) => {
    if (ownColumn(heading) !== null || heading.trim() === '' || heading.length > 100) return [];
    const near = nearestColumn(heading);
    const target = aliasOf(heading) ?? near;
    if (target === null || isFilled(target)) return [];
    return [`The column "${heading.trim()}" was not read, and may be ${target}. If it is, name it so, or say so under columns in ehcp.config.json.`];
  });
}

/** The column whose name a heading has but for two letters. */
function nearestColumn(heading: string): Column | null {
  const name = plain(heading);
  const near = COLUMNS.map(plain).filter((column) => Math.abs(column.length - name.length) <= 2 && column.length > 5);
  const found = nearest(name, near);
  return found === null || distance(name, found) > 2 ? null : (COLUMNS.find((column) => plain(column) === found) ?? null);
}
