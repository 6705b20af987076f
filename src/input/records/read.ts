import { zeros } from '../../core/counts.ts';
import type { Day } from '../../core/day.ts';
import { UserError } from '../../core/user-error.ts';
import { DateColumns, doubtsIn } from '../date-columns.ts';
import type { ExportRow, ListExport, Origin, Remark, Split } from '../export.ts';
import { type RowFields, TextFields } from '../fast/row-fields.ts';
import { Unreadable } from '../fields.ts';
import {
  described,
  type Problem,
  RECORD_SET_ASIDE,
  RECORD_WARNINGS,
  type RecordSetAsideCode,
  type RecordWarningCode,
  showable,
  showableGroup,
  showableId,
  type WarningCode,
} from '../problem.ts';
import { SeenIds } from '../seen-ids.ts';
import { namesPersons, tellsOfPersons } from '../split.ts';
import { Contest } from './contest.ts';
import type { Cells, RecordFault, RowReading } from './kind.ts';

/** Who is told of each row as it is read; nothing is kept here. */
export interface RecordSink<R> {
  /** @param group the value of the column by which the report is split; '' where it is not */
  counted(record: R, group: string): void;
  setAside(code: RecordSetAsideCode, problem: () => Problem): void;
  warned(code: RecordWarningCode, problem: () => Problem): void;
}

/** What became of the rows: read = counted + set aside; which are in scope is for each figure to say. */
export interface RecordSummary {
  read: number;
  counted: number;
  setAside: Record<RecordSetAsideCode, number>;
  warnings: Record<RecordWarningCode, number>;
}

/**
 * Reads a list row by row. Each row is counted or set aside.
 * @param newSink called at the start, and again where the list must be read anew, as for the case list
 * @param by the column by which the report is split
 * @throws UserError where it has no rows
 */
export function readRecords<C extends string, R, S extends RecordSink<R>>(
  list: ListExport<C>,
  reading: RowReading<C, R>,
  newSink: () => S,
  by: Split | null = null,
): { sink: S; summary: RecordSummary } {
  const mixed = new Map<number, number>();
  const contest = new Contest();
  for (;;) {
    const sink = newSink();
    const pass = new Pass(list, reading, sink, mixed, by, contest);
    list.rows(
      (row) => pass.take(row),
      (remark) => pass.say(remark),
    );
    const newlyMixed = pass.dates.mixed();
    for (const [column, line] of newlyMixed) mixed.set(column, line);
    // Days that are read otherwise may decide otherwise.
    if (newlyMixed.size > 0) contest.beginAgain();
    else if (contest.isDecided()) return { sink, summary: pass.summary() };
  }
}

const SET_ASIDE_NOTE = 'The row was set aside; correct it and run again.';
const COUNTED_NOTE = 'The row is counted; correct it and run again.';

const TWICE = 'an earlier row says the same in every column that is read: both are counted';

/** One pass over a list. */
class Pass<C extends string, R> implements Cells<C> {
  line = 0;
  readonly dates: DateColumns;
  private row: ExportRow<C> = { line: 0, fields: [], fault: null };
  private readonly texts = new TextFields();
  private fields: RowFields = this.texts;
  private read = 0;
  private countedRows = 0;
  private readonly setAsideRows = zeros(Object.keys(RECORD_SET_ASIDE) as RecordSetAsideCode[]);
  private readonly warnings = zeros(Object.keys(RECORD_WARNINGS) as RecordWarningCode[]);
  private readonly list: ListExport<C>;
  private readonly reading: RowReading<C, R>;
  private readonly sink: RecordSink<R>;
  private readonly groupPlace: number;
  private readonly seen: SeenIds;
  private readonly recordOf: () => R | RecordFault<C>;
  private readonly contest: Contest;
  /** Every column that is ours, or by which a report may be split. */
  private readonly tellingPlaces: readonly number[];

  constructor(list: ListExport<C>, reading: RowReading<C, R>, sink: RecordSink<R>, mixed: ReadonlyMap<number, number>, by: Split | null, contest: Contest) {
    this.list = list;
    this.contest = contest;
    this.reading = reading;
    this.sink = sink;
    this.groupPlace = by?.place ?? -1;
    this.seen = new SeenIds(() => this.read / Math.max(list.progress(), 0.0001));
    const places = [...new Set(reading.dates.map((column) => this.placeOf(column)))].filter((place) => place >= 0);
    this.dates = new DateColumns(places, [], mixed, (place) => this.originOf(this.columnAt(place)));
    this.tellingPlaces = [...new Set([...Object.values<number>(list.columns.places), ...list.splits.map(({ place }) => place)])].filter((place) => place >= 0);
    this.recordOf = reading.ready(this);
  }

  take(row: ExportRow<C>): void {
    this.row = row;
    this.fields = row.cells ?? this.texts.of(row.fields);
    this.line = row.line;
    this.read++;
    if (row.fault !== null) {
      const { code, why, whatToDo, origin } = row.fault;
      this.setAside(code as RecordSetAsideCode, null, why, whatToDo, origin);
      return;
    }
    this.dates.note((place) => this.fields.text(place));
    const fault = this.faultOfId();
    const found = fault ?? this.recordOf();
    const record = isFault<C>(found) ? found : (this.faultAmongSeveral() ?? found);
    if (isFault<C>(record)) {
      this.setAside(record.code, record.column, record.why);
      return;
    }
    for (const remark of row.remarks ?? []) this.say(remark);
    if (this.isThereTwice()) this.warn('repeated-row', null, TWICE);
    this.countedRows++;
    this.sink.counted(record, this.groupPlace < 0 ? '' : showableGroup(this.fields.word(this.groupPlace)));
  }

  say({ code, column, why, whatToDo, origin }: Remark<WarningCode, C>): void {
    const known = code as RecordWarningCode;
    this.warnings[known]++;
    this.sink.warned(known, () => this.problem(known, column, null, why, whatToDo, origin));
  }

  summary(): RecordSummary {
    if (this.read === 0)
      throw new UserError(`${this.list.place}: there is a heading row and no row below it, so there is nothing to report. Export the list again.`);
    for (const { at, seen } of this.dates.doubts()) {
      for (const { code, why, whatToDo, origin } of doubtsIn(seen)) {
        const known = code as RecordWarningCode;
        this.warnings[known]++;
        this.sink.warned(known, () => ({ code: known, ...origin, caseId: '', column: this.headingOf(this.columnAt(at)), value: null, why, whatToDo }));
      }
    }
    return { read: this.read, counted: this.countedRows, setAside: this.setAsideRows, warnings: this.warnings };
  }

  get startsOfCurrent(): boolean {
    return this.list.startsOfCurrent === true;
  }

  get id(): string {
    return this.idIn(this.idColumn());
  }

  text(column: C): string {
    return this.fields.text(this.placeOf(column));
  }

  date(column: C): Day | null | Unreadable {
    const place = this.placeOf(column);
    return place < 0 ? null : this.dates.read(place, this.fields, place);
  }

  warn(code: RecordWarningCode, column: C | null, why: string, whatToDo = COUNTED_NOTE): void {
    this.warnings[code]++;
    const text = column === null ? '' : this.text(column);
    this.sink.warned(code, () => this.problem(code, column, text === '' ? null : text, why, whatToDo, null));
  }

  private faultOfId(): RecordFault<C> | null {
    const [column] = this.reading.ids;
    if (!this.reading.unique || column === undefined) return null;
    const id = this.text(column);
    if (id === '') return { code: 'no-id', column, why: 'the id is blank' };
    if (!this.seen.isRepeat(id)) return null;
    if (this.list.latest === undefined) return { code: 'repeated-id', column, why: 'stands in an earlier row too' };
    this.contest.open(id);
    return null;
  }

  /** Of several rows of one child, those that are not kept. */
  private faultAmongSeveral(): RecordFault<C> | null {
    const { latest } = this.list;
    const [column] = this.reading.ids;
    if (latest === undefined || column === undefined) return null;
    const days = latest.map((one) => this.date(one) as Day | null);
    const kept = this.contest.keptBeside(this.text(column), this.line, days);
    if (kept === null) return null;
    const later = ['initial plan', 'review'][kept.laterBy];
    const why =
      later === undefined ? `has an earlier row, line ${kept.line}, whose initial plan and review are no older` : `has a later ${later} in line ${kept.line}`;
    return { code: 'repeated-id', column, why: `${why}: that row is kept` };
  }

  /** Whether an earlier row says the same of the same case: rows that name none may be of several. */
  private isThereTwice(): boolean {
    if (this.reading.saysTwice !== true || this.id === '') return false;
    return this.seen.isRepeat(JSON.stringify(this.tellingPlaces.map((place) => this.fields.text(place))));
  }

  private idColumn(): C | null {
    return this.reading.ids.find((column) => this.idIn(column) !== '') ?? null;
  }

  /** The authority's own reference for the row; none where it would be a name. */
  private idIn(column: C | null): string {
    return column === null || tellsOfPersons(this.headingOf(column)) ? '' : this.text(column);
  }

  private placeOf(column: C): number {
    return this.list.columns.places[column] ?? -1;
  }

  private headingOf(column: C): string {
    return this.list.columns.headings[column];
  }

  private columnAt(place: number): C {
    return this.reading.dates.find((column) => this.placeOf(column) === place) as C;
  }

  /** Where the value of a column stands, or the row itself. */
  private originOf(column: C | null): Origin {
    return (column === null ? undefined : this.row.origin?.(column)) ?? { file: this.list.place, line: this.row.line };
  }

  private setAside(code: RecordSetAsideCode, column: C | null, why: string, whatToDo = SET_ASIDE_NOTE, origin: Origin | null = null): void {
    this.setAsideRows[code]++;
    const text = column === null ? '' : this.text(column);
    const value = text === '' ? null : text;
    this.sink.setAside(code, () => this.problem(code, column, value, why, whatToDo, origin));
  }

  /** A value is shown only where it can name nobody; of a person nothing is, not even what is wrong. */
  private problem(
    code: RecordSetAsideCode | RecordWarningCode,
    column: C | null,
    value: string | null,
    why: string,
    whatToDo: string,
    origin: Origin | null,
  ): Problem {
    const { file, line, heading } = origin ?? this.originOf(column);
    // Fields that may have shifted name no row.
    const caseId = this.row.fault === null ? (showableId(this.id) ?? '') : '';
    const said = { code, file, line, caseId, column: column === null ? null : (heading ?? this.headingOf(column)), whatToDo };
    if (column === null || value === null) return { ...said, value: null, why };
    const isId = this.reading.ids.includes(column);
    if (isId && tellsOfPersons(this.headingOf(column))) return { ...said, value: null, why: `the value (not shown) ${why}` };
    if (!isId && namesPersons(this.headingOf(column))) {
      return { ...said, value: null, why: `the value (not shown) is not a ${code === 'unreadable-number' ? 'number' : 'date'}` };
    }
    const shown = isId ? showableId(value) : showable(value);
    return { ...said, value: shown, why: shown === null ? `${described(value)} ${why}` : why };
  }
}

function isFault<C extends string>(record: unknown): record is RecordFault<C> {
  return typeof record === 'object' && record !== null && 'code' in record && 'why' in record;
}

/** The first date of a row that cannot be read, as its fault; null where all can. */
export function unreadableDateIn<C extends string>(columns: readonly C[], cells: Cells<C>): RecordFault<C> | null {
  for (const column of columns) {
    const date = cells.date(column);
    if (date instanceof Unreadable) return { code: 'unreadable-date', column, why: date.why };
  }
  return null;
}
