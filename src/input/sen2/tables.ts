import { UserError } from '../../core/user-error.ts';
import type { ListExport } from '../export.ts';
import { type Found, filesOf, type Layout } from '../layout.ts';
import { ownSplits } from '../split.ts';
import type { Table } from '../table.ts';
import { REQUESTS } from './as-requests.ts';
import type { Item, TableName } from './items.ts';
import { eachOnce, Join, placedTable, type Sen2Table, type Sen2Tables } from './join.ts';
import { isRecordId } from './request.ts';
import type { Shape } from './shape.ts';

/** The tables of the return among those of an export. */
export function placedTables(tables: readonly Table[]): { table: Table; placed: Sen2Table }[] {
  return tables.flatMap((table) => {
    for (const heading of table.head) {
      const placed = placedTable(heading.fields, heading.line, table, (take) => table.rows(heading.line, take));
      if (placed !== null) return [{ table, placed }];
    }
    return [];
  });
}

/**
 * A layout of tables that stand apart, in files or sheets.
 * @param heading that of the requests' ids, by which such layouts differ
 */
export function joinedLayout(id: string, title: string, kind: Found['kind'], heading: RegExp): Layout {
  return {
    id,
    title,
    open(found) {
      if (found.kind !== kind) return null;
      const placed = placedTables(found.tables);
      const requests = placed.find((one) => one.placed.table === 'requests')?.placed;
      const ids = requests?.headings[requests.places.get('requeststableid') ?? -1];
      return ids !== undefined && heading.test(ids) ? joinedExport(id, found, placed, REQUESTS) : null;
    },
  };
}

/**
 * Tables of the return, joined.
 * @throws UserError where a table is there twice, or one is missing without which nothing would be seen
 */
export function joinedExport<C extends string>(
  layout: string,
  found: Found,
  placed: readonly { table: Table; placed: Sen2Table }[],
  shape: Shape<C>,
): ListExport<C> {
  const { tables, twice } = eachOnce(placed.map((one) => one.placed));
  if (twice !== null) {
    const [first, second] = twice.map(({ name, line }) => (twice[0].name === twice[1].name ? `what begins on line ${line}` : name));
    throw new UserError(
      `${found.name}: ${first} and ${second} are both the table ${twice[0].table} of a SEN2 return. Keep one export, and name the place where it stands alone.`,
    );
  }
  const { requests } = tables;
  if (requests === undefined) throw missing(found, 'requests', 'of which every request is a row', placed);
  const lacking = shape.needs.tables.find((table) => tables[table] === undefined);
  if (lacking !== undefined) throw missing(found, lacking, shape.needs.why, placed);
  refuseWithoutPerson(found, requests, tables);
  refuseWithoutItems(found, tables, shape);
  const unused = found.tables.filter((table) => !placed.some((one) => one.table === table)).map(({ name }) => name);
  const join = new Join({ ...tables, requests }, shape);
  return {
    layout,
    name: found.name,
    place: requests.name,
    columns: join.columns,
    oneDate: shape.oneDate,
    splits: ownSplits(shape.columns, join.columns.places),
    cautions: [...withoutRows(placed), ...cannotBeSeen(tables, shape)],
    notes: unused.length === 0 ? [] : [`Not used: ${unused.join(', ')}.`],
    rows: (take, say) => join.rows(take, say),
    progress: () => 0,
    files: () => filesOf(placed.map(({ table }) => table)),
  };
}

/** A renamed column would read as blank in every row: no decision, no plan. */
function refuseWithoutItems<C extends string>({ name }: Found, tables: Sen2Tables, { needed }: Shape<C>): void {
  for (const [table, items] of Object.entries(needed)) {
    const placed = tables[table as TableName];
    const missing = placed === undefined ? undefined : items.find((item) => !placed.places.has(item));
    if (placed === undefined || missing === undefined) continue;
    throw new UserError(
      `${name}: the table ${table} (${placed.name} line ${placed.line}) has no column ${missing}, which every SEN2 return has, so every row would read as if it were blank. Export it again, or head the column so.`,
    );
  }
}

/** A table of assessments that was cut short makes every plan a case that is open. */
function withoutRows(placed: readonly { table: Table; placed: Sen2Table }[]): string[] {
  return placed
    .filter(({ table, placed: one }) => one.table === 'assessment' && !table.grid && !table.head.some(({ line }) => line > one.line))
    .map(({ placed: one }) => `The table assessment (${one.name}) has no rows, so no plan can be seen.`);
}

function cannotBeSeen<C extends string>(tables: Sen2Tables, { expected }: Shape<C>): string[] {
  return Object.entries(expected).flatMap(([table, items]) => {
    const placed = tables[table as TableName];
    if (placed === undefined) return [];
    return Object.entries(items)
      .filter(([item]) => !placed.places.has(item as Item))
      .map(([item, what]) => `The table ${table} (${placed.name}) has no column ${item}, so ${what} cannot be seen.`);
  });
}

/** Requests that count from 1 for each person are known only with the person: without, one child's plan would be another's. */
function refuseWithoutPerson({ name }: Found, requests: Sen2Table, tables: Sen2Tables): void {
  if (!countsForEach(requests)) return;
  for (const table of [requests, tables.assessment, tables.namedplan, tables.activeplans, tables.senneed]) {
    if (table === undefined || table.places.has('persontableid') || !table.places.has('requeststableid')) continue;
    throw new UserError(
      `${name}: the table ${table.table} (${table.name} line ${table.line}) has no Person ID, and requests are counted for each person, so it cannot be told whose they are. Export it with that column.`,
    );
  }
}

const countsForEach = ({ headings, places }: Sen2Table): boolean => isRecordId(headings[places.get('requeststableid') ?? -1] ?? '');

function missing({ name }: Found, table: string, why: string, placed: readonly { placed: Sen2Table }[]): UserError {
  const there = placed.map(({ placed: one }) => `${one.table} (${one.name})`).join(', ');
  return new UserError(`${name}: of a SEN2 return, the table ${table}, ${why}, is missing. Found: ${there}. Export all tables into one place and name that.`);
}
