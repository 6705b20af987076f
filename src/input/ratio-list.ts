import { zeros } from '../core/counts.ts';
import type { Day } from '../core/day.ts';
import { nearest } from '../core/nearest.ts';
import { printable } from '../core/printable.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import { DateColumns, doubtsIn } from './date-columns.ts';
import { Unreadable } from './fields.ts';
import { placesByName, plain } from './headings.ts';
import { type Found, passedOver } from './layout.ts';
import { checked, oneListOf } from './list.ts';
import { described, type Problem, ROW_SET_ASIDE, type RowSetAsideCode, showable, showableId, WARNING_CODES, type WarningCode } from './problem.ts';
import type { Row } from './rows.ts';
import { conditionsOf, type Rule, type Test, testOf, type UnreadableCell } from './rule.ts';
import { namesPersons } from './split.ts';
import { type FileRead, type Table, widthOf } from './table.ts';

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

/** A list whose headings are those that some ratios name. */
export interface RatioList {
  name: string;
  table: Table;
  heading: Row;
  ratios: readonly Ratio[];
  /** Where each column stands, by its plain name. */
  places: ReadonlyMap<string, number>;
  notes: readonly string[];
  files(): FileRead[];
}

/** Who is told of each row as it is read; nothing is kept here. */
interface RatioSink {
  /** @param rows the row as each ratio sees it, in their order */
  counted(rows: readonly RatioRow[]): void;
  setAside(code: RowSetAsideCode, problem: () => Problem): void;
  warned(code: WarningCode, problem: () => Problem): void;
}

/** What became of the rows: read = counted + set aside; which are in scope is for each figure to say. */
interface RatioSummary {
  read: number;
  counted: number;
  setAside: Record<RowSetAsideCode, number>;
  warnings: Record<WarningCode, number>;
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
export function openRatioList(found: Found, ratios: readonly Ratio[]): RatioList {
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
  return {
    name,
    table,
    heading,
    ratios,
    places: placesByName(heading.fields, `${table.name} line ${heading.line}`, plain, headingNamedBy(ratios)),
    notes: [...passedOver(table, heading.line), ...notes],
    files: () => [table.file()],
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
 * Reads a list row by row. Each row is counted or set aside: for every ratio over the list, so that a figure is the same
 * whichever others are asked for with it.
 * @param newSink called at the start, and again where the list must be read anew, as for the case list
 * @throws UserError where it has no rows
 */
export function readRatioList<S extends RatioSink>(list: RatioList, newSink: () => S): { sink: S; summary: RatioSummary } {
  const mixed = new Map<number, number>();
  for (;;) {
    const sink = newSink();
    const reading = new Reading(list, sink, mixed);
    list.table.rows(list.heading.line, (row) => {
      reading.take(row);
    });
    const newlyMixed = reading.dates.mixed();
    if (newlyMixed.size === 0) return { sink, summary: reading.summary() };
    for (const [column, line] of newlyMixed) mixed.set(column, line);
  }
}

const SET_ASIDE_NOTE = 'The row was set aside; correct it and run again.';

/** A ratio made ready to be asked row by row. */
interface Asked {
  ratio: Ratio;
  denominator: Test | null;
  numerator: Test;
}

/** One pass over a list. */
class Reading {
  private row: Row = { line: 0, fields: [] };
  private read = 0;
  private countedRows = 0;
  private readonly setAsideRows = zeros(Object.keys(ROW_SET_ASIDE) as RowSetAsideCode[]);
  private readonly warnings = zeros(WARNING_CODES);
  readonly dates: DateColumns;
  private readonly asked: readonly Asked[];
  private readonly list: RatioList;
  private readonly width;
  private readonly sink: RatioSink;

  constructor(list: RatioList, sink: RatioSink, mixed: ReadonlyMap<number, number>) {
    this.list = list;
    this.sink = sink;
    this.width = list.table.grid ? null : widthOf(list.heading.fields);
    const ofDates = list.ratios.flatMap(({ date, denominator, numerator }) => {
      const conditions = [denominator, numerator].flatMap((rule) => (rule === null ? [] : conditionsOf(rule)));
      return [date, ...conditions.filter(({ kind }) => kind === 'date').map(({ column }) => column)];
    });
    const places = [...new Set(ofDates.map((column) => this.placeOf(column)))];
    this.dates = new DateColumns(places, [], mixed, () => ({ file: list.table.name, line: this.row.line }));
    const cells = { text: (column: string) => this.text(this.placeOf(column)), date: (column: string) => this.date(column) };
    this.asked = list.ratios.map((ratio) => ({
      ratio,
      denominator: ratio.denominator === null ? null : testOf(ratio.denominator, cells),
      numerator: testOf(ratio.numerator, cells),
    }));
  }

  take(row: Row): void {
    this.row = row;
    this.read++;
    const { fault } = checked(row, this.width);
    if (fault !== null) {
      this.setAside('wrong-number-of-fields', null, fault.why);
      return;
    }
    this.dates.note((place) => this.text(place));
    const rows: RatioRow[] = [];
    for (const asked of this.asked) {
      const seen = this.seenBy(asked);
      if ('why' in seen) {
        this.setAside(seen.code, seen.column, seen.why);
        return;
      }
      rows.push(seen);
    }
    this.countedRows++;
    this.sink.counted(rows);
  }

  summary(): RatioSummary {
    const { table } = this.list;
    if (this.read === 0)
      throw new UserError(`${table.name}: there is a heading row and no row below it, so there is nothing to report. Export the list again.`);
    for (const { at, seen } of this.dates.doubts()) {
      for (const { code, why, whatToDo, origin } of doubtsIn(seen)) {
        this.warnings[code]++;
        this.sink.warned(code, () => ({ code, ...origin, caseId: '', column: this.headingAt(at), value: null, why, whatToDo }));
      }
    }
    return { read: this.read, counted: this.countedRows, setAside: this.setAsideRows, warnings: this.warnings };
  }

  /** The row as a ratio sees it, or the cell that keeps it from being seen. */
  private seenBy({ ratio, denominator, numerator }: Asked): RatioRow | UnreadableCell {
    const date = this.date(ratio.date);
    if (date instanceof Unreadable) return { column: ratio.date, code: 'unreadable-date', why: date.why };
    const id = this.reference(ratio);
    // A row without a date is in no period, so nothing else turns on it.
    const inDenominator = date !== null && (denominator === null || denominator());
    if (typeof inDenominator !== 'boolean') return inDenominator;
    const inNumerator = inDenominator && numerator();
    return typeof inNumerator === 'boolean' ? { line: this.row.line, id, date, inDenominator, inNumerator } : inNumerator;
  }

  private placeOf(column: string): number {
    return this.list.places.get(plain(column)) as number;
  }

  private headingAt(place: number): string {
    return this.list.heading.fields[place]?.trim() ?? '';
  }

  private text(place: number): string {
    return (this.row.fields[place] ?? '').trim();
  }

  private date(column: string): Day | null | Unreadable {
    const place = this.placeOf(column);
    return this.dates.read(place, this.text(place));
  }

  /** The authority's own reference for the row; none where it would be a name. */
  private reference({ id }: Ratio): string {
    return id === null || namesPersons(id) ? '' : this.text(this.placeOf(id));
  }

  private setAside(code: RowSetAsideCode, column: string | null, why: string): void {
    this.setAsideRows[code]++;
    this.sink.setAside(code, () => ({ code, file: this.list.table.name, line: this.row.line, whatToDo: SET_ASIDE_NOTE, ...this.said(code, column, why) }));
  }

  /** A value is shown only where it can name nobody; of a person nothing is, not even what is wrong. */
  private said(code: RowSetAsideCode, column: string | null, why: string): Pick<Problem, 'caseId' | 'column' | 'value' | 'why'> {
    // Fields that may have shifted name no row.
    if (column === null) return { caseId: '', column, value: null, why };
    const place = this.placeOf(column);
    const heading = this.headingAt(place);
    const named = this.list.ratios.find(({ id }) => id !== null);
    const caseId = named === undefined ? '' : (showableId(this.reference(named)) ?? '');
    if (namesPersons(heading)) {
      return { caseId, column: heading, value: null, why: `the value (not shown) is not a ${code === 'unreadable-date' ? 'date' : 'number'}` };
    }
    const value = showable(this.text(place));
    return { caseId, column: heading, value, why: value === null ? `${described(this.text(place))} ${why}` : why };
  }
}
