import { nearest } from '../../core/nearest.ts';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import type { ListExport } from '../export.ts';
import { namesOf, noHeading, plain, twice } from '../headings.ts';
import { type ColumnMapping, type Found, passedOver } from '../layout.ts';
import { listUnder, oneListOf } from '../list.ts';
import type { Row } from '../rows.ts';
import type { Table } from '../table.ts';
import type { ListKind } from './kind.ts';

/** Whether a text is certainly a heading of such a list. */
export function readsHeading<C extends string, R>(kind: ListKind<C, R>): (text: string) => boolean {
  const named = namesIn(kind);
  return (text) => columnNamed(text, named) !== null;
}

/**
 * What was named, as a list of a kind: under our headings, under those that the configuration explains, or under names that
 * can mean nothing else; else a return that holds it.
 * @throws UserError where it is no such list
 */
export async function openList<C extends string, R>(
  found: Found,
  kind: ListKind<C, R>,
  mapping: ColumnMapping,
): Promise<{ list: ListExport<C>; title: string }> {
  const named = namesIn(kind);
  const mapped = new Map(Object.entries(mapping).map(([heading, target]) => [plain(heading), target]));
  const fillings = (row: Row): Filling<C>[] => withInstead(fillingsOf(row, kind, named, mapped), kind);
  const has = (row: Row): boolean => {
    const columns = fillings(row).map(({ column }) => column);
    return kind.required.every((column) => columns.includes(column));
  };
  // The tables of a return say more together than one of them that looks like a list.
  const other = (await kind.others?.(found)) ?? null;
  if (other !== null) return other;
  const one = oneListOf(found, has, `lists of ${kind.role}`);
  if (one !== null) return { list: listOf(found, kind, one, fillings(one.heading), mapping), title: kind.title };
  throw noSuchList(found, kind, fillings);
}

/** Which of our columns a heading fills, and how sure that is: 0 is the surest. */
interface Filling<C> {
  column: C;
  place: number;
  rank: number;
  values: ReadonlyMap<string, string> | null;
}

type Mapped = ReadonlyMap<string, ColumnMapping[string]>;

/** Every name that certainly means a column. */
function namesIn<C extends string, R>({ columns, aliases }: ListKind<C, R>): ReadonlyMap<string, C> {
  return new Map(columns.flatMap((column) => [plain(column), ...(aliases[column] ?? [])].map((name) => [name, column] as const)));
}

function columnNamed<C>(heading: string, named: ReadonlyMap<string, C>): C | null {
  const names = [plain(heading), ...namesOf(heading)];
  return names.map((name) => named.get(name)).find((column) => column !== undefined) ?? null;
}

const wordOf = (value: string): string => value.trim().toLowerCase();

function fillingsOf<C extends string, R>({ fields }: Row, { columns }: ListKind<C, R>, named: ReadonlyMap<string, C>, mapped: Mapped): Filling<C>[] {
  return fields.flatMap((heading, place): Filling<C>[] => {
    const explicit = mapped.get(plain(heading));
    if (explicit === null) return [];
    const explained = explicit === undefined ? null : explainedBy(explicit, columns);
    if (explained !== null) return [{ ...explained, place, rank: 0 }];
    const column = columnNamed(heading, named);
    return column === null ? [] : [{ column, place, rank: plain(heading) === plain(column) ? 1 : 2, values: null }];
  });
}

/** Fills what is needed and is not there by what does as well. */
function withInstead<C extends string, R>(fillings: readonly Filling<C>[], { required, instead }: ListKind<C, R>): Filling<C>[] {
  const filled = (column: C): readonly Filling<C>[] => fillings.filter((filling) => filling.column === column);
  const stand = required.flatMap((column) => {
    const other = instead?.[column];
    return other === undefined || filled(column).length > 0 ? [] : filled(other.column).map((filling) => ({ ...filling, column }));
  });
  return [...fillings, ...stand];
}

/** What did not happen and what the list cannot say read the same in a row: which it is, is said. */
function unseen<C extends string, R>({ columns, expected, title }: ListKind<C, R>, isThere: (column: C) => boolean, where: string): string[] {
  const what = columns.filter((column) => expected[column] !== undefined && !isThere(column)).map((column) => `${column} (${expected[column]})`);
  const none = what.length === 1 ? 'no column' : 'none of the columns';
  return what.length === 0 ? [] : [`The ${title} (${where}) has ${none} ${what.join(', ')}: that cannot be seen, and what it decides is not told.`];
}

/** Columns by which a split would tell of one row, or of one day. */
const tellsOfOne = <C extends string, R>({ ids, dates, instead }: ListKind<C, R>, column: C): boolean =>
  ids.includes(column) ||
  dates.includes(column) ||
  Object.values<{ column: C } | undefined>(instead ?? {}).some((other) => other?.column === column) ||
  column === 'person_id';

/** The configuration explains the headings of every list: what it says of another list's columns is not about this one. */
function explainedBy<C extends string>(explicit: NonNullable<ColumnMapping[string]>, columns: readonly C[]): Pick<Filling<C>, 'column' | 'values'> | null {
  const { column: target, values = {} } = typeof explicit === 'string' ? { column: explicit } : explicit;
  const column = columns.find((one) => one === target);
  if (column === undefined) return null;
  const words = Object.entries(values).map(([theirs, ours]) => [wordOf(theirs), ours] as const);
  return { column, values: words.length === 0 ? null : new Map(words) };
}

function listOf<C extends string, R>(
  found: Found,
  kind: ListKind<C, R>,
  { table, heading }: { table: Table; heading: Row },
  fillings: readonly Filling<C>[],
  mapping: ColumnMapping,
): ListExport<C> {
  const where = `${table.name} line ${heading.line}`;
  refuseMissing(kind, mapping, heading, where);
  const chosen = new Map(kind.columns.flatMap((column) => surest(column, fillings, heading, where)));
  const headingOf = (column: C): string => heading.fields[chosen.get(column)?.place ?? -1]?.trim() ?? column;
  const worded = [...chosen.values()].filter(({ values }) => values !== null);
  const list = listUnder<C>(table, heading);
  const others = [...chosen].filter(([column]) => plain(headingOf(column)) !== plain(column));
  const latest = kind.required.flatMap((column) => {
    const other = kind.instead?.[column];
    return other !== undefined && chosen.get(column)?.place === chosen.get(other.column)?.place ? [other.latest.filter((day) => chosen.has(day))] : [];
  })[0];
  return {
    ...list,
    ...(latest === undefined ? {} : { latest }),
    layout: kind.role,
    name: found.name,
    columns: {
      places: Object.fromEntries(kind.columns.map((column) => [column, chosen.get(column)?.place ?? -1])) as Record<C, number>,
      headings: Object.fromEntries(kind.columns.map((column) => [column, headingOf(column)])) as Record<C, string>,
    },
    rows:
      worded.length === 0 ? list.rows : (take, say) => list.rows(({ line, fields, fault }) => take({ line, fields: inOurWords(fields, worded), fault }), say),
    cautions: [...unseen(kind, (column) => chosen.has(column), where), ...(kind.caution?.(heading.fields) ?? [])],
    splits: list.splits.filter(({ place }) => ![...chosen].some(([column, filling]) => filling.place === place && tellsOfOne(kind, column))),
    notes: [
      ...passedOver(table, heading.line),
      ...found.notes,
      ...(others.length === 0 ? [] : [`Read as ours: ${others.map(([column]) => `"${printable(headingOf(column))}" as ${column}`).join(', ')}.`]),
    ],
  };
}

function inOurWords<C>(fields: readonly string[], worded: readonly Filling<C>[]): string[] {
  const said = [...fields];
  for (const { place, values } of worded) {
    const ours = values?.get(wordOf(fields[place] ?? ''));
    if (ours !== undefined) said[place] = ours;
  }
  return said;
}

/** The heading that most surely fills a column. @throws UserError where two are equally sure, as they may not agree */
function surest<C extends string>(column: C, fillings: readonly Filling<C>[], { fields }: Row, where: string): [C, Filling<C>][] {
  const all = fillings.filter((filling) => filling.column === column).sort((a, b) => a.rank - b.rank);
  const [first, second] = all;
  if (first === undefined) return [];
  if (second === undefined || second.rank > first.rank) return [[column, first]];
  const [one = '', other = ''] = [first, second].map(({ place }) => fields[place]?.trim());
  if (plain(one) === plain(other)) throw twice(other, first.place, second.place, where);
  throw new UserError(
    `${where}: the headings "${printable(one)}" and "${printable(other)}" may both mean ${column}. Say which does under columns in ehcp.config.json, such as { "${printable(one)}": "${column}", "${printable(other)}": null }.`,
  );
}

/** A heading that the configuration explains as a column of this kind of list alone, and that is not there: its values would be lost in silence. */
function refuseMissing<C extends string, R>({ columns }: ListKind<C, R>, mapping: ColumnMapping, { fields }: Row, where: string): void {
  const there = new Set(fields.map(plain));
  for (const [heading, target] of Object.entries(mapping)) {
    if (target === null || there.has(plain(heading))) continue;
    const column = typeof target === 'string' ? target : target.column;
    if (OF_SEVERAL.includes(column) || !columns.includes(column as C)) continue;
    throw noHeading(heading, column, where);
  }
}

/** Columns that several kinds of lists have: which of them the configuration speaks of cannot be told. */
const OF_SEVERAL = ['case_id', 'person_id', 'received_date'];

/** Named after the row that holds the most of the columns: the others may be titles, or data. */
function noSuchList<C extends string, R>({ name, tables }: Found, kind: ListKind<C, R>, fillings: (row: Row) => readonly Filling<C>[]): UserError {
  const rows = tables.flatMap((table) => table.head.map((row) => ({ table, row, held: fillings(row) })));
  const best = rows.reduce<(typeof rows)[number] | null>((most, one) => (most === null || one.held.length > most.held.length ? one : most), null);
  if (best === null) return new UserError(`${name}: the file is empty. Export the ${kind.title} again, with its heading row.`);
  const missing = kind.required.find((column) => !best.held.some((filling) => filling.column === column)) as C;
  const headings = best.row.fields.map((heading) => heading.trim()).filter((heading) => heading !== '');
  const near = nearest(missing, headings);
  // A row that holds none of the columns may be data, and name somebody.
  const clue =
    best.held.length === 0
      ? `It has none of the columns of a ${kind.title} (${kind.columns.slice(0, 4).join(', ')} …): is this the right file?`
      : near === null
        ? `If it is there under another name, say so under columns in ehcp.config.json, such as { "Their heading": "${missing}" }.`
        : `Did you mean "${printable(near)}"? Then say so under columns in ehcp.config.json: { "${printable(near)}": "${missing}" }.`;
  return new UserError(`${best.table.name}: a ${kind.title} needs the column ${missing}, and there is none. ${clue}`);
}
