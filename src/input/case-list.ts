import type { Case, Decision } from '../core/case.ts';
import { zeros } from '../core/counts.ts';
import type { Day } from '../core/day.ts';
import { isStatutoryGround } from '../core/exceptions.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { DateColumns } from './date-columns.ts';
import { isNamed, readDecision, readException, readFlag, readMovedOut, Unreadable } from './fields.ts';
import { type ColumnPlaces, placeColumns } from './layout.ts';
import { type Column, DECIDING_DATES, DECISIONS, FLAGS, OTHER_DATES } from './layouts/ehcp.ts';
import { described, type Problem, SET_ASIDE_CODES, type SetAsideCode, showable, WARNING_CODES, type WarningCode } from './problem.ts';
import { type Row, readRowAt, readRows } from './rows.ts';
import { SeenIds } from './seen-ids.ts';
import type { ByteSource } from './source.ts';

/** Who is told of each row as it is read; nothing is kept here. */
export interface CaseSink {
  counted(c: Case): void;
  /** `closedBy` is the earliest final plan or closing date that the row shows; null where it shows none that can be read. */
  setAside(problem: Problem, closedBy: Day | null): void;
  warned(problem: Problem): void;
}

/** What became of the rows of a file: read = counted + out of scope + set aside. */
export interface ReadSummary {
  file: string;
  sha256: string;
  layout: string;
  read: number;
  counted: number;
  outOfScope: number;
  setAside: Record<SetAsideCode, number>;
  warnings: Record<WarningCode, number>;
}

/**
 * Reads a case list row by row. Each row is counted, out of scope or set aside.
 * @param newSink called at the start, and again where the file must be read anew: whether a column holds Excel's
 *   day numbers and nothing else is known for certain only at its end
 * @returns the sink of the reading that holds, and what became of the rows
 * @throws UserError where the file is no case list
 */
export function readCaseList<S extends CaseSink>(source: ByteSource, newSink: () => S): { sink: S; summary: ReadSummary } {
  const mixed = new Map<Column, number>();
  for (;;) {
    const sink = newSink();
    const reading = new Reading(source, sink, mixed);
    const sha256 = readRows(source, (row) => reading.take(row));
    const newlyMixed = reading.dates.mixed();
    if (newlyMixed.size === 0) return { sink, summary: reading.summary(sha256) };
    for (const [column, line] of newlyMixed) mixed.set(column, line);
  }
}

const DATES: readonly Column[] = [...DECIDING_DATES, ...OTHER_DATES];

/** How a row ends, or null where it can be counted. */
interface Fault {
  code: SetAsideCode;
  column: Column | null;
  value: string | null;
  why: string;
  whatToDo: string;
}

const NO_FLAGS = Object.fromEntries(FLAGS.map((column) => [column, false])) as Record<(typeof FLAGS)[number], boolean>;

const SET_ASIDE_NOTE = 'The row was set aside; correct it and run again.';
const COUNTED_NOTE = 'The row is counted.';

const isPrintable = (code: number): boolean => code > 32 && code < 127;

/** One pass over a file. */
class Reading {
  private columns: ColumnPlaces | null = null;
  private fields: string[] = [];
  private line = 0;
  private read = 0;
  private countedRows = 0;
  private outOfScope = 0;
  private readonly setAsideRows = zeros(SET_ASIDE_CODES);
  private readonly warnings = zeros(WARNING_CODES);
  readonly dates: DateColumns<Column>;
  private readonly seen: SeenIds;
  private readonly source: ByteSource;
  private readonly sink: CaseSink;

  constructor(source: ByteSource, sink: CaseSink, mixed: ReadonlyMap<Column, number>) {
    this.source = source;
    this.sink = sink;
    this.dates = new DateColumns(DATES, mixed);
    this.seen = new SeenIds((position) => (readRowAt(source, position)[this.columns?.places.case_id ?? 0] ?? '').trim(), source.size);
  }

  take({ fields, line, position }: Row): void {
    if (this.columns === null) {
      this.columns = placeColumns(fields, `${this.source.name} line ${line}`);
      return;
    }
    this.fields = fields;
    this.line = line;
    this.read++;
    const wrongFields = this.wrongNumberOfFields(this.columns);
    if (wrongFields === null) this.dates.note(line, (column) => this.text(column));
    const fault = wrongFields ?? this.faultOfId();
    // An earlier row with enough fields has its id, whatever becomes of it.
    const repeated = fields.length >= this.columns.width && this.isRepeat(position);
    if (fault !== null) this.setAside(fault);
    else if (repeated) this.setAside(this.repeatedId());
    else this.takeRow();
  }

  private takeRow(): void {
    const assess = readDecision(this.text('assess_decision'));
    const issue = readDecision(this.text('issue_decision'));
    if (assess === 'H' || issue === 'H') this.outOfScope++;
    else this.takeCase(assess, issue);
  }

  summary(sha256: string): ReadSummary {
    const file = this.source.name;
    if (this.columns === null) throw new UserError(`${file}: the file is empty. Export the case list again, with its heading row.`);
    if (this.read === 0) throw new UserError(`${file}: there is a heading row and no row below it, so there is nothing to report. Export the case list again.`);
    return {
      file,
      sha256,
      layout: 'ehcp',
      read: this.read,
      counted: this.countedRows,
      outOfScope: this.outOfScope,
      setAside: this.setAsideRows,
      warnings: this.warnings,
    };
  }

  /** The text of a field without blanks around it; a column the file does not have reads as blank. */
  private text(column: Column): string {
    const text = this.fields[this.columns?.places[column] ?? -1] ?? '';
    // Trimming costs more than looking: nearly no field has blanks around it.
    return text === '' || (isPrintable(text.charCodeAt(0)) && isPrintable(text.charCodeAt(text.length - 1))) ? text : text.trim();
  }

  private wrongNumberOfFields({ width, headed }: ColumnPlaces): Fault | null {
    const { fields } = this;
    const tooMany = fields.length > headed;
    if (fields.length >= width && !tooMany) return null;
    const cause = fields.some((field) => /[\r\n]/.test(field))
      ? ' and runs over several lines (is a quotation mark left open?)'
      : tooMany
        ? ' (a comma inside a field needs quotation marks round the field)'
        : '';
    const why = `the row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'} where the heading has ${headed}${cause}`;
    return { code: 'wrong-number-of-fields', column: null, value: null, why, whatToDo: SET_ASIDE_NOTE };
  }

  private faultOfId(): Fault | null {
    return this.text('case_id') === '' ? { code: 'no-case-id', column: 'case_id', value: null, why: 'there is no case id', whatToDo: SET_ASIDE_NOTE } : null;
  }

  private isRepeat(position: number): boolean {
    const id = this.text('case_id');
    return id !== '' && this.seen.isRepeat(id, position);
  }

  private repeatedId(): Fault {
    const whatToDo = 'The row was set aside; give each request an id of its own and run again.';
    return { code: 'repeated-case-id', column: 'case_id', value: this.text('case_id'), why: 'stands in an earlier row too', whatToDo };
  }

  private date(column: Column): Day | null | Unreadable {
    return this.dates.read(column, this.text(column));
  }

  private takeCase(assess: Decision | null | Unreadable, issue: Decision | null | Unreadable): void {
    const assessDecisionDate = this.date('assess_decision_date');
    const reopened = this.date('reopened_date');
    const issueDecisionDate = this.date('issue_decision_date');
    const finalPlan = this.date('final_plan_date');
    const closed = this.date('closed_date');
    if (
      assessDecisionDate instanceof Unreadable ||
      reopened instanceof Unreadable ||
      issueDecisionDate instanceof Unreadable ||
      finalPlan instanceof Unreadable ||
      closed instanceof Unreadable
    ) {
      this.setAside(this.unreadableAmong('unreadable-date', DECIDING_DATES, (column) => this.date(column)));
      return;
    }
    if (assess instanceof Unreadable || issue instanceof Unreadable) {
      this.setAside(this.unreadableAmong('unknown-code', DECISIONS, (column) => readDecision(this.text(column))));
      return;
    }
    const received = this.date('received_date');
    if (finalPlan === null && (received === null || received instanceof Unreadable)) {
      const why = received === null ? 'there is no received date, and no final plan date either' : `${received.why}, and there is no final plan date either`;
      this.setAside({
        code: 'no-received-date',
        column: 'received_date',
        value: received === null ? null : this.text('received_date'),
        why,
        whatToDo: SET_ASIDE_NOTE,
      });
      return;
    }
    const flags = this.flagsOrWarn();
    const c: Case = {
      id: this.text('case_id'),
      line: this.line,
      received: this.receivedOrWarn(received, finalPlan),
      assessDecision: assess,
      assessDecisionDate,
      assessDispute: flags.assess_mediation || flags.assess_tribunal,
      reopened,
      movedOut: readMovedOut(this.text('moved_out')),
      issueDecision: issue,
      issueDecisionDate,
      issueDispute: flags.issue_mediation || flags.issue_tribunal,
      draftPlan: this.dateOrWarn('draft_plan_date'),
      finalPlan,
      exception: this.exceptionOrWarn(),
      closed,
      allocated: isNamed(this.text('coordinator')),
    };
    this.dateOrWarn('date_of_birth');
    this.countedRows++;
    this.sink.counted(c);
  }

  private unreadableAmong(code: SetAsideCode, columns: readonly Column[], read: (column: Column) => unknown): Fault {
    for (const column of columns) {
      const reading = read(column);
      if (reading instanceof Unreadable) return { code, column, value: this.text(column), why: reading.why, whatToDo: SET_ASIDE_NOTE };
    }
    throw new Error(`no column is unreadable for ${code}`);
  }

  private receivedOrWarn(received: Day | null | Unreadable, finalPlan: Day | null): Day | null {
    const asNotKnown = `${COUNTED_NOTE} Its days are "not known", so it is not in time; correct the date and run again.`;
    if (received === null) {
      this.warn('received-date-not-known', 'received_date', null, 'there is no received date beside the final plan date', asNotKnown);
    } else if (received instanceof Unreadable) {
      this.warn('received-date-not-known', 'received_date', this.text('received_date'), received.why, asNotKnown);
      return null;
    } else if (finalPlan !== null && received > finalPlan) {
      this.warn('received-date-not-known', 'received_date', this.text('received_date'), 'is after the final plan date', asNotKnown);
    }
    return received;
  }

  private dateOrWarn(column: 'draft_plan_date' | 'date_of_birth'): Day | null {
    const date = this.date(column);
    if (!(date instanceof Unreadable)) return date;
    const whatToDo = `${COUNTED_NOTE} The date reads as blank; correct it and run again.`;
    // A date of birth is never shown, not even a wrong one.
    if (column === 'date_of_birth') this.warn('date-read-as-blank', column, null, `the value ${date.why}`, whatToDo);
    else this.warn('date-read-as-blank', column, this.text(column), date.why, whatToDo);
    return null;
  }

  private flagsOrWarn(): Record<(typeof FLAGS)[number], boolean> {
    const flags = { ...NO_FLAGS };
    for (const column of FLAGS) {
      const text = this.text(column);
      if (text === '' || text === '0') continue;
      const flag = readFlag(text);
      if (flag === undefined) this.warn('unknown-flag', column, text, 'is neither yes nor no', `${COUNTED_NOTE} The flag reads as no; write 1 or 0.`);
      else flags[column] = flag;
    }
    return flags;
  }

  private exceptionOrWarn(): boolean {
    const { recorded, reason, contradicted } = readException(this.text('week20_exception'), this.text('exception_reason'));
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
      this.warn(
        'exception-not-in-regulations',
        'exception_reason',
        null,
        'the reason recorded is none of the four in regulation 10(4)',
        `${COUNTED_NOTE} It counts as an exception; check it.`,
      );
    }
    return recorded;
  }

  private warn(code: WarningCode, column: Column, value: string | null, why: string, whatToDo: string): void {
    this.warnings[code]++;
    this.sink.warned(this.problem(code, column, value, why, whatToDo));
  }

  private setAside({ code, column, value, why, whatToDo }: Fault): void {
    this.setAsideRows[code]++;
    // Fields that may have shifted show nothing.
    const shown = code === 'wrong-number-of-fields' ? [] : [this.date('final_plan_date'), this.date('closed_date')];
    const ends = shown.filter((end) => end !== null && !(end instanceof Unreadable)) as Day[];
    const closedBy = ends.length === 0 ? null : (Math.min(...ends) as Day);
    this.sink.setAside(this.problem(code, column, value, why, whatToDo), closedBy);
  }

  private problem(code: Problem['code'], column: Column | null, value: string | null, why: string, whatToDo: string): Problem {
    // The authority's own reference is what a row is named by; any other value is shown only where it can name nobody.
    const shown = value === null ? null : column === 'case_id' ? printable(value) : showable(value);
    return {
      code,
      file: this.source.name,
      line: this.line,
      column: column === null ? null : (this.columns?.headings[column] ?? column),
      value: shown,
      why: value !== null && shown === null ? `${described(value)} ${why}` : why,
      whatToDo,
    };
  }
}
