import { nearest } from '../core/nearest.ts';
import { printable } from '../core/printable.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import type { ListExport } from './export.ts';
import { Unreadable } from './fields.ts';
import { placesByName, plain } from './headings.ts';
import { type Found, passedOver } from './layout.ts';
import { listUnder, oneListOf } from './list.ts';
import type { Cells, RowReading } from './records/kind.ts';
import type { Row } from './rows.ts';
import { conditionsOf, type Rule, type Test, testOf, type UnreadableCell } from './rule.ts';
import { namesPersons } from './split.ts';

/** What an indicator asks of a list. */
export interface Ratio {
  /** Where the configuration says it, for messages. */
  where: string;
  /** The column that puts a row in a period. */
  date: string;
  /** The column of the authority's own reference; null where rows are known by their line. */
  id: string | null;
  /** Null for every row. */
  denominator: Rule | null;
  numerator: Rule;
}

/** A column that a ratio names, and which of its keys does. */
interface Named {
  column: string;
  where: string;
}

function namedBy({ where, date, id, denominator, numerator }: Ratio): Named[] {
  const inRule = (rule: Rule | null, key: string): Named[] =>
    rule === null ? [] : conditionsOf(rule).map(({ column }) => ({ column, where: `${where}.${key}` }));
  return [
    { column: date, where: `${where}.date` },
    ...inRule(denominator, 'denominator'),
    ...inRule(numerator, 'numerator'),
    ...(id === null ? [] : [{ column: id, where: `${where}.id` }]),
  ];
}

/** Whether a text is a heading that some ratios name. */
export function headingNamedBy(ratios: readonly Ratio[]): (text: string) => boolean {
  const names = new Set(ratios.flatMap(namedBy).map(({ column }) => plain(column)));
  return (text) => names.has(plain(text));
}

/**
 * The table of an export that has every column that the ratios name.
 * @throws UserError where none has, or several, or one of the columns is there twice
 */
export function openRatioList(found: Found, ratios: readonly Ratio[]): ListExport<string> {
  const { name, kind, notes } = found;
  if (kind === 'xml') throw new UserError(`${name}: this is XML, and no list. Name a CSV file or an Excel workbook.`);
  const named = ratios.flatMap(namedBy);
  const hasAll = ({ fields }: Row): boolean => {
    const names = new Set(fields.map(plain));
    return named.every(({ column }) => names.has(plain(column)));
  };
  const list = oneListOf(found, hasAll, 'lists with these columns');
  if (list === null) throw noSuchColumn(found, named);
  const { table, heading } = list;
  const places = placesByName(heading.fields, `${table.name} line ${heading.line}`, plain, headingNamedBy(ratios));
  const columns = new Map(named.map(({ column }) => [column, places.get(plain(column)) ?? -1]));
  return {
    ...listUnder(table, heading),
    layout: 'list',
    name,
    columns: {
      places: Object.fromEntries(columns),
      headings: Object.fromEntries([...columns].map(([column, place]) => [column, heading.fields[place]?.trim() ?? column])),
    },
    notes: [...passedOver(table, heading.line), ...notes],
    cautions: [],
  };
}

/** Named after the row that holds the most of the columns: the others may be titles, or data. */
function noSuchColumn({ name, tables }: Found, named: readonly Named[]): UserError {
  const rows = tables.flatMap((table) => table.head.map((row) => ({ table, row, names: new Set(row.fields.map(plain)) })));
  const held = (names: ReadonlySet<string>): number => named.filter(({ column }) => names.has(plain(column))).length;
  const best = rows.reduce<(typeof rows)[number] | null>((most, one) => (most === null || held(one.names) > held(most.names) ? one : most), null);
  if (best === null) return new UserError(`${name}: the file is empty. Export the list again, with its heading row.`);
  const missing = named.find(({ column }) => !best.names.has(plain(column))) as Named;
  const headings = best.row.fields.map((heading) => heading.trim()).filter((heading) => heading !== '');
  const near = nearest(missing.column, headings);
  // A row that holds none of the columns may be data, and name somebody.
  const clue =
    near !== null
      ? `Did you mean "${printable(near)}"?`
      : held(best.names) > 0
        ? `Its columns are ${headings.map((heading) => printable(heading)).join(', ')}.`
        : 'It has none of the columns that are asked for: is this the right file?';
  return new UserError(`${missing.where}: ${best.table.name} has no column "${printable(missing.column)}". ${clue}`);
}

/**
 * How the rows of a list are read for ratios: one row as each of them sees it, in their order. A row is counted or set
 * aside for every ratio over the list, so that a figure is the same whichever others are asked for with it.
 */
export function readingOf(ratios: readonly Ratio[]): RowReading<string, readonly RatioRow[]> {
  const ofDates = ratios.flatMap(({ date, denominator, numerator }) => {
    const conditions = [denominator, numerator].flatMap((rule) => (rule === null ? [] : conditionsOf(rule)));
    return [date, ...conditions.filter(({ kind }) => kind === 'date').map(({ column }) => column)];
  });
  return {
    dates: [...new Set(ofDates)],
    ids: ratios.flatMap(({ id }) => id ?? []).filter((id, at) => at === 0 && !namesPersons(id)),
    unique: false,
    ready(cells) {
      const test = (rule: Rule): Test => testOf(rule, { text: (column) => cells.text(column), date: (column) => cells.date(column) });
      const asked = ratios.map((ratio) => ({
        ratio,
        denominator: ratio.denominator === null ? null : test(ratio.denominator),
        numerator: test(ratio.numerator),
      }));
      return () => {
        const rows: RatioRow[] = [];
        for (const one of asked) {
          const seen = seenBy(one, cells);
          if ('why' in seen) return seen;
          rows.push(seen);
        }
        return rows;
      };
    },
  };
}

/** A ratio made ready to be asked row by row. */
interface Asked {
  ratio: Ratio;
  denominator: Test | null;
  numerator: Test;
}

/** The row as a ratio sees it, or the cell that keeps it from being seen. */
function seenBy({ ratio, denominator, numerator }: Asked, cells: Cells<string>): RatioRow | UnreadableCell {
  const date = cells.date(ratio.date);
  if (date instanceof Unreadable) return { column: ratio.date, code: 'unreadable-date', why: date.why };
  // A reference that would be a name is none.
  const id = ratio.id === null || namesPersons(ratio.id) ? '' : cells.text(ratio.id);
  // A row without a date is in no period, so nothing else turns on it.
  const inDenominator = date !== null && (denominator === null || denominator());
  if (typeof inDenominator !== 'boolean') return inDenominator;
  const inNumerator = inDenominator && numerator();
  return typeof inNumerator === 'boolean' ? { line: cells.line, id, date, inDenominator, inNumerator } : inNumerator;
}
