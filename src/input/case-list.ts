import { type Case, clockStart, type Decision } from '../core/case.ts';
import { zeros } from '../core/counts.ts';
import { type Day, shortDate } from '../core/day.ts';
import { isStatutoryGround } from '../core/exceptions.ts';
import type { Finding, InspectedCase, InspectionCode } from '../core/inspection.ts';
import { UserError } from '../core/user-error.ts';
import { COLUMNS, type Column, DECIDING_DATES, DECISIONS, FLAGS, OTHER_DATES } from './columns.ts';
import { DateColumns, doubtsIn } from './date-columns.ts';
import type { CaseExport, ExportRow, Origin, Remark, Split } from './export.ts';
import { type RowFields, TextFields } from './fast/row-fields.ts';
import { isNamed, namesPerson, readClosedReason, readDecision, readException, readFlag, readMovedOut, Unreadable } from './fields.ts';
import {
  described,
  type Problem,
  SET_ASIDE_CODES,
  type SetAsideCode,
  showable,
  showableGroup,
  showableId,
  WARNING_CODES,
  type WarningCode,
} from './problem.ts';
import { SeenIds } from './seen-ids.ts';
import { SeenRequests } from './seen-requests.ts';

/** Who is told of each row as it is read; nothing is kept here. */
export interface CaseSink {
  /**
   * @param group the value of the column by which the report is split; '' where it is not
   * @param values those of the columns asked for, '' for one that the export does not have
   */
  counted(c: Case, group: string, values: readonly string[]): void;
  /**
   * @param problem makes the problem, which takes longer than to count it
   * @param closedBy the earliest final plan or closing date that the row shows; null where it shows none that can be read
   */
  setAside(code: SetAsideCode, problem: () => Problem, closedBy: Day | null): void;
  warned(code: WarningCode | InspectionCode, problem: () => Problem): void;
  /** Asked for what looks wrong in a case that is counted; no figure needs it. */
  inspect?(inspected: InspectedCase): readonly Finding[];
}

/** What became of the rows of an export: read = counted + out of scope + set aside. */
export interface ReadSummary {
  read: number;
  counted: number;
  outOfScope: number;
  setAside: Record<SetAsideCode, number>;
  warnings: Record<WarningCode, number>;
}

/**
 * Reads an export row by row. Each row is counted, out of scope or set aside.
 * @param newSink called at the start, and again where the export must be read anew: whether a column holds Excel's
 *   day numbers and nothing else is known for certain only at its end
 * @param by the column by which the report is split
 * @param asked columns whose values the report shows
 * @returns the sink of the reading that holds, and what became of the rows
 * @throws UserError where it has no rows
 */
export function readCaseList<S extends CaseSink>(
  cases: CaseExport,
  newSink: () => S,
  by: Split | null = null,
  asked: readonly Column[] = [],
): { sink: S; summary: ReadSummary } {
  const mixed = new Map<number, number>();
  for (;;) {
    const sink = newSink();
    const reading = new Reading(cases, sink, mixed, by, asked);
    cases.rows(
      (row) => reading.take(row),
      (remark) => reading.say(remark),
    );
    const newlyMixed = reading.dates.mixed();
    if (newlyMixed.size === 0) return { sink, summary: reading.summary() };
    for (const [column, line] of newlyMixed) mixed.set(column, line);
  }
}

/** The number of each column: what is looked up for every row is looked up by it. */
const AT = Object.fromEntries(COLUMNS.map((column, at) => [column, at])) as Readonly<Record<Column, number>>;
const FLAG_NUMBERS: readonly number[] = FLAGS.map((column) => AT[column]);
const DATES: readonly number[] = [...DECIDING_DATES, ...OTHER_DATES].map((column) => AT[column]);

/** How a row ends, or null where it can be counted. */
interface Fault extends Remark<SetAsideCode> {
  value: string | null;
}

/** Flags as bits of their numbers. */
const bitsOf = (...columns: (typeof FLAGS)[number][]): number => columns.reduce((bits, column) => bits | (1 << FLAGS.indexOf(column)), 0);
const ABOUT_ASSESSING = bitsOf('assess_mediation', 'assess_tribunal');
const ABOUT_ISSUING = bitsOf('issue_mediation', 'issue_tribunal');

const SET_ASIDE_NOTE = 'The row was set aside; correct it and run again.';
const COUNTED_NOTE = 'The row is counted.';

/** What is said of these is a sentence of its own; and of a person nothing is shown, not even what is wrong. */
const SAY_NO_VALUE: readonly InspectionCode[] = [
  'decision-without-date',
  'withdrawn-without-date',
  'over-25',
  'born-after-request',
  'no-coordinator',
  'upn-check-letter',
];

const NOTHING_ASKED: readonly string[] = [];

/** One pass over an export. */
class Reading {
  private row: ExportRow = { line: 0, fields: [], fault: null };
  private readonly texts = new TextFields();
  /** Its fields. */
  private fields: RowFields = this.texts;
  private id = '';
  private read = 0;
  private countedRows = 0;
  private outOfScope = 0;
  private readonly setAsideRows = zeros(SET_ASIDE_CODES);
  private readonly warnings = zeros(WARNING_CODES);
  readonly dates: DateColumns;
  private readonly ids: SeenIds;
  private readonly requests: SeenRequests;
  private readonly cases: CaseExport;
  /** Where each column stands in a row, by its number. */
  private readonly places: readonly number[];
  private readonly groupPlace: number;
  private readonly by: Split | null;
  private readonly askedPlaces: readonly number[];
  private readonly sink: CaseSink;
  private readonly textAt = (at: number): string => this.text(at);
  private readonly shown = (place: number): string => (place < 0 ? '' : showableGroup(this.fields.word(place)));

  constructor(cases: CaseExport, sink: CaseSink, mixed: ReadonlyMap<number, number>, by: Split | null, asked: readonly Column[]) {
    this.groupPlace = by?.place ?? -1;
    this.by = by;
    this.askedPlaces = asked.map((column) => cases.columns.places[column]);
    this.cases = cases;
    this.places = COLUMNS.map((column) => cases.columns.places[column]);
    this.sink = sink;
    const together = cases.oneDate.map((column) => AT[column]);
    this.dates = new DateColumns(DATES, together, mixed, (at) => this.originOf(COLUMNS[at] as Column));
    const expected = (): number => this.read / Math.max(cases.progress(), 0.0001);
    this.ids = new SeenIds(expected);
    this.requests = new SeenRequests(expected);
  }

  take(row: ExportRow): void {
    this.row = row;
    this.fields = row.cells ?? this.texts.of(row.fields);
    this.read++;
    if (row.fault === null) this.dates.note(this.textAt);
    this.id = this.text(AT.case_id);
    const fault = row.fault === null ? this.faultOfId() : { ...row.fault, value: null };
    // An earlier row with enough fields has its id, whatever becomes of it.
    const repeated = this.id !== '' && this.ids.isRepeat(this.id);
    if (fault !== null) this.setAside(fault);
    else if (repeated) this.setAside(this.repeatedId());
    else this.takeRow();
  }

  /** Something that concerns no request. */
  say({ code, column, why, whatToDo, origin }: Remark<WarningCode>): void {
    this.warnings[code]++;
    this.sink.warned(code, () => this.problem(code, column, null, why, whatToDo, origin, ''));
  }

  private takeRow(): void {
    const assess = readDecision(this.word(AT.assess_decision));
    const issue = readDecision(this.word(AT.issue_decision));
    if (assess === 'H' || issue === 'H') {
      this.outOfScope++;
      this.sayRemarks();
    } else {
      this.takeCase(assess, issue);
    }
  }

  summary(): ReadSummary {
    if (this.read === 0)
      throw new UserError(`${this.cases.name}: there is a heading row and no row below it, so there is nothing to report. Export the case list again.`);
    for (const { at, seen } of this.dates.doubts()) for (const doubt of doubtsIn(seen)) this.say({ ...doubt, column: COLUMNS[at] as Column });
    return { read: this.read, counted: this.countedRows, outOfScope: this.outOfScope, setAside: this.setAsideRows, warnings: this.warnings };
  }

  /** The text of a field without blanks around it; a column the export does not have reads as blank. */
  private text(at: number): string {
    return this.fields.text(this.places[at] as number);
  }

  /** The same, of a column that holds few different texts. */
  private word(at: number): string {
    return this.fields.word(this.places[at] as number);
  }

  private faultOfId(): Fault | null {
    if (this.id !== '') return null;
    return { code: 'no-case-id', column: 'case_id', value: null, why: 'there is no case id', whatToDo: SET_ASIDE_NOTE, origin: null };
  }

  private repeatedId(): Fault {
    const whatToDo = 'The row was set aside; give each request an id of its own and run again.';
    return { code: 'repeated-case-id', column: 'case_id', value: this.id, why: 'stands in an earlier row too', whatToDo, origin: null };
  }

  private date(at: number): Day | null | Unreadable {
    return this.dates.read(at, this.fields, this.places[at] as number);
  }

  private takeCase(assess: Decision | null | Unreadable, issue: Decision | null | Unreadable): void {
    const assessDecisionDate = this.date(AT.assess_decision_date);
    const reopened = this.date(AT.reopened_date);
    const issueDecisionDate = this.date(AT.issue_decision_date);
    const finalPlan = this.date(AT.final_plan_date);
    const closed = this.date(AT.closed_date);
    if (
      assessDecisionDate instanceof Unreadable ||
      reopened instanceof Unreadable ||
      issueDecisionDate instanceof Unreadable ||
      finalPlan instanceof Unreadable ||
      closed instanceof Unreadable
    ) {
      this.setAside(this.unreadableAmong('unreadable-date', DECIDING_DATES, (column) => this.date(AT[column])));
      return;
    }
    if (assess instanceof Unreadable || issue instanceof Unreadable) {
      this.setAside(this.unreadableAmong('unknown-code', DECISIONS, (column) => readDecision(this.text(AT[column]))));
      return;
    }
    const received = this.date(AT.received_date);
    if (finalPlan === null && (received === null || received instanceof Unreadable)) {
      const why = received === null ? 'there is no received date, and no final plan date either' : `${received.why}, and there is no final plan date either`;
      this.setAside({
        code: 'no-received-date',
        column: 'received_date',
        value: received === null ? null : this.text(AT.received_date),
        why,
        whatToDo: SET_ASIDE_NOTE,
        origin: null,
      });
      return;
    }
    const flags = this.flagsOrWarn();
    const c: Case = {
      id: this.id,
      line: this.row.line,
      received: this.receivedOrWarn(received, finalPlan),
      assessDecision: assess,
      assessDecisionDate,
      assessDispute: (flags & ABOUT_ASSESSING) !== 0,
      reopened,
      movedOut: readMovedOut(this.word(AT.moved_out)),
      issueDecision: issue,
      issueDecisionDate,
      issueDispute: (flags & ABOUT_ISSUING) !== 0,
      draftPlan: this.dateOrWarn('draft_plan_date'),
      finalPlan,
      exception: this.exceptionOrWarn(),
      closed,
      closedReason: readClosedReason(this.word(AT.closed_reason)),
      allocated: isNamed(this.word(AT.coordinator)),
    };
    const birth = this.dateOrWarn('date_of_birth');
    this.sayIfTwice(c.received);
    this.sayRemarks();
    this.countedRows++;
    const group = this.by?.ageGroup?.(birth, clockStart(c)) ?? this.shown(this.groupPlace);
    this.sink.counted(c, group, this.askedPlaces.length === 0 ? NOTHING_ASKED : this.askedPlaces.map(this.shown));
    this.inspect(c, birth);
  }

  /** What a check finds in a case that is counted. */
  private inspect(c: Case, birth: Day | null): void {
    if (this.sink.inspect === undefined) return;
    const inspected = { c, birth, upn: this.text(AT.upn), hasCoordinators: (this.places[AT.coordinator] ?? -1) >= 0 };
    for (const { code, column, why, whatToDo } of this.sink.inspect(inspected)) {
      const of = column as Column;
      const value = SAY_NO_VALUE.includes(code) ? '' : this.text(AT[of]);
      this.sink.warned(code, () => this.problem(code, of, value === '' ? null : value, why, whatToDo, null));
    }
  }

  /** Two requests by one person, weeks apart, may be one that was keyed twice: they are counted as two, and said. */
  private sayIfTwice(received: Day | null): void {
    const person = this.text(AT.person_id);
    if (received === null || !namesPerson(person)) return;
    const other = this.requests.another(person, received);
    if (other === null) return;
    const why = (): string => `an earlier row has a request by the same person, received on ${shortDate(other)}`;
    this.warn('same-person-twice', 'person_id', null, why, 'Both are counted; if they are one request, keep the earlier and run again.');
  }

  private sayRemarks(): void {
    if (this.row.remarks === undefined) return;
    for (const { code, column, why, whatToDo, origin } of this.row.remarks) this.warn(code, column, null, why, whatToDo, origin);
  }

  private unreadableAmong(code: SetAsideCode, columns: readonly Column[], read: (column: Column) => unknown): Fault {
    for (const column of columns) {
      const reading = read(column);
      if (reading instanceof Unreadable) return { code, column, value: this.text(AT[column]), why: reading.why, whatToDo: SET_ASIDE_NOTE, origin: null };
    }
    throw new Error(`no column is unreadable for ${code}`);
  }

  private receivedOrWarn(received: Day | null | Unreadable, finalPlan: Day | null): Day | null {
    const asNotKnown = `${COUNTED_NOTE} Its days are "not known", so it is not in time; correct the date and run again.`;
    if (received === null) {
      this.warn('received-date-not-known', 'received_date', null, 'there is no received date beside the final plan date', asNotKnown);
    } else if (received instanceof Unreadable) {
      this.warn('received-date-not-known', 'received_date', this.text(AT.received_date), received.why, asNotKnown);
      return null;
    } else if (finalPlan !== null && received > finalPlan) {
      this.warn('received-date-not-known', 'received_date', this.text(AT.received_date), 'is after the final plan date', asNotKnown);
    }
    return received;
  }

  private dateOrWarn(column: 'draft_plan_date' | 'date_of_birth'): Day | null {
    const date = this.date(AT[column]);
    if (!(date instanceof Unreadable)) return date;
    const whatToDo = `${COUNTED_NOTE} The date reads as blank; correct it and run again.`;
    // A date of birth is never shown, not even a wrong one.
    if (column === 'date_of_birth') this.warn('date-read-as-blank', column, null, 'the value (not shown) is not a date', whatToDo);
    else this.warn('date-read-as-blank', column, this.text(AT[column]), date.why, whatToDo);
    return null;
  }

  /** The flags that are set, each as the bit of its number. */
  private flagsOrWarn(): number {
    let set = 0;
    for (let bit = 0; bit < FLAG_NUMBERS.length; bit++) {
      const text = this.word(FLAG_NUMBERS[bit] as number);
      if (text === '' || text === '0') continue;
      const flag = readFlag(text);
      if (flag === undefined)
        this.warn('unknown-flag', FLAGS[bit] as Column, text, 'is neither yes nor no', `${COUNTED_NOTE} The flag reads as no; write 1 or 0.`);
      else if (flag) set |= 1 << bit;
    }
    return set;
  }

  private exceptionOrWarn(): boolean {
    const { recorded, reason, contradicted } = readException(this.word(AT.week20_exception), this.word(AT.exception_reason));
    if (contradicted) {
      this.warn(
        'reason-without-exception',
        'exception_reason',
        null,
        'a reason stands beside an exception of "no"',
        `${COUNTED_NOTE} No exception is taken; correct whichever is wrong.`,
      );
    }
    if (reason !== null && !isStatutoryGround(reason)) {
      // The flag may itself be the reason.
      const column = reason === this.text(AT.exception_reason) ? 'exception_reason' : 'week20_exception';
      this.warn(
        'exception-not-in-regulations',
        column,
        null,
        'the reason recorded is none of the four in regulation 10(4)',
        `${COUNTED_NOTE} It counts as an exception; check it.`,
      );
    }
    return recorded;
  }

  private warn(
    code: WarningCode,
    column: Column | null,
    value: string | null,
    why: string | (() => string),
    whatToDo: string,
    origin: Origin | null = null,
  ): void {
    this.warnings[code]++;
    this.sink.warned(code, () => this.problem(code, column, value, typeof why === 'string' ? why : why(), whatToDo, origin));
  }

  private setAside({ code, column, value, why, whatToDo, origin }: Fault): void {
    this.setAsideRows[code]++;
    // Fields that may have shifted, or that another record contradicts, show nothing.
    const shown = this.row.fault === null ? [this.date(AT.final_plan_date), this.date(AT.closed_date)] : [];
    const ends = shown.filter((end) => end !== null && !(end instanceof Unreadable)) as Day[];
    const closedBy = ends.length === 0 ? null : (Math.min(...ends) as Day);
    this.sink.setAside(code, () => this.problem(code, column, value, why, whatToDo, origin), closedBy);
  }

  /** Where the value of a column stands, or the row itself. */
  private originOf(column: Column | null): Origin {
    return (column === null ? undefined : this.row.origin?.(column)) ?? { file: this.cases.place, line: this.row.line };
  }

  private problem(
    code: Problem['code'],
    column: Column | null,
    value: string | null,
    why: string,
    whatToDo: string,
    origin: Origin | null,
    // Fields that may have shifted name no case.
    caseId = this.row.fault === null ? (showableId(this.id) ?? '') : '',
  ): Problem {
    // A value is shown only where it can name nobody.
    const shown = value === null ? null : column === 'case_id' ? showableId(value) : showable(value);
    const { file, line, heading }: Origin = origin ?? this.originOf(column);
    return {
      code,
      file,
      line,
      caseId,
      column: column === null ? null : (heading ?? this.cases.columns.headings[column]),
      value: shown,
      why: value !== null && shown === null ? `${described(value)} ${why}` : why,
      whatToDo,
    };
  }
}
