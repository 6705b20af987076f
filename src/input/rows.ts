import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../core/user-error.ts';
import type { TextSource } from './text.ts';

/** One row of a file as text fields, none of them interpreted. */
export interface Row {
  fields: string[];
  /** The line on which the row begins; a quoted field may run over several. */
  line: number;
}

/** What stands between two fields. */
export type Delimiter = ',' | ';' | '\t';
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** Takes rows; returns true where it has seen enough, and anything else where not. */
export type RowTaker = (row: Row) => unknown;

/** No row of a case list is longer than this; one that seems to be is a quotation mark that is never closed. */
const LONGEST_ROW = 4 * 1024 * 1024;

const DIALECT = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/**
 * Reads a list from the beginning and hands over its rows, the heading row first, one at a time; nothing is kept.
 * @throws UserError where a quotation mark is never closed
 */
export function readRows(source: TextSource, delimiter: Delimiter, take: RowTaker): void {
  let enough = false;
  let first = true;
  const cutter = new RowCutter(source.name, delimiter, (row) => {
    // Excel writes its delimiter above the headings: "sep=;".
    const isDelimiterNote = first && row.fields.length <= 2 && row.fields[0]?.toLowerCase() === 'sep=';
    first = false;
    if (!isDelimiterNote && !enough && take(row) === true) enough = true;
  });
  for (const chunk of source.chunks()) {
    cutter.add(chunk);
    if (enough) return;
  }
  cutter.end();
}

/** The delimiter of a list: that which cuts its first row into the most fields. */
export function delimiterOf(source: TextSource): Delimiter {
  const counts = new Map<string, number>();
  let inQuotes = false;
  let looked = 0;
  // The first row that holds more than blanks and delimiters, quoted or not.
  let begun = false;
  for (const chunk of source.chunks()) {
    for (const character of chunk.toString()) {
      if (begun && !inQuotes && (character === '\n' || character === '\r')) return commonest(counts);
      if (character === '"') inQuotes = !inQuotes;
      else if (!inQuotes) counts.set(character, (counts.get(character) ?? 0) + 1);
      begun ||= !/[\s,;"]/.test(character);
    }
    looked += chunk.length;
    if (looked > LONGEST_ROW) break;
  }
  return commonest(counts);
}

const commonest = (counts: ReadonlyMap<string, number>): Delimiter =>
  DELIMITERS.reduce((best, delimiter) => ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0) ? delimiter : best));

/**
 * Cuts bytes into rows, piece by piece. A line that is a whole row by itself, as nearly all are, is cut at its delimiters;
 * from the first that is not (a line break in a field, a stray quotation mark) csv-parse reads the rest of the piece,
 * at a fifth of the speed.
 */
class RowCutter {
  /** One buffer for the whole file; its first `filled` bytes do not make a whole row yet. */
  private buffer: Buffer = Buffer.allocUnsafe(256 * 1024);
  private filled = 0;
  private lookAgainAt = 0;
  /** Whether they begin a quoted field, so that only another quotation mark can make them whole. */
  private inQuotes = false;
  private line = 1;
  private readonly name: string;
  private readonly delimiter: Delimiter;
  private readonly take: (row: Row) => void;

  constructor(name: string, delimiter: Delimiter, take: (row: Row) => void) {
    this.name = name;
    this.delimiter = delimiter;
    this.take = take;
  }

  add(chunk: Buffer): void {
    this.append(chunk);
    // What has not ended is looked at again when it has doubled, so that a long row is not read over and over.
    if (this.inQuotes && this.filled < this.lookAgainAt && this.filled <= LONGEST_ROW) return;
    const end = endOfLastLine(this.bytes());
    const taken = end === 0 ? 0 : this.takeRows(this.buffer.subarray(0, end));
    this.buffer.copyWithin(0, taken, this.filled);
    this.filled -= taken;
    this.lookAgainAt = this.filled * 2;
    if (this.filled > LONGEST_ROW) throw this.tooLong();
  }

  end(): void {
    if (this.takeRows(this.bytes()) < this.filled) throw this.openQuote();
  }

  private bytes(): Buffer {
    return this.buffer.subarray(0, this.filled);
  }

  private append(chunk: Buffer): void {
    const needed = this.filled + chunk.length;
    if (needed > this.buffer.length) {
      const bigger = Buffer.allocUnsafe(needed * 2);
      this.bytes().copy(bigger);
      this.buffer = bigger;
    }
    chunk.copy(this.buffer, this.filled);
    this.filled = needed;
  }

  /** @returns how many bytes made whole rows: all of them, unless a quoted field goes on beyond */
  private takeRows(bytes: Buffer): number {
    const plain = this.takeLines(bytes);
    return plain === bytes.length ? plain : plain + this.takeRest(bytes.subarray(plain));
  }

  /** @returns how many bytes came before the first line that is not a row by itself */
  private takeLines(bytes: Buffer): number {
    const text = bytes.toString();
    const hasReturns = text.includes('\r');
    for (let from = 0; from < text.length; ) {
      const { end, next } = lineEnd(text, from, hasReturns);
      if (end > from) {
        const fields = fieldsOf(text.slice(from, end), this.delimiter);
        if (fields === null) return text.length === bytes.length ? from : Buffer.byteLength(text.slice(0, from));
        this.takeFields(fields);
      }
      this.line++;
      from = next;
    }
    return bytes.length;
  }

  private takeRest(bytes: Buffer): number {
    const startLine = this.line;
    let read = 0;
    let blankLines = 0;
    try {
      parse(bytes, {
        ...DIALECT,
        delimiter: this.delimiter,
        on_record: (fields: string[], info) => {
          this.line += info.empty_lines - blankLines;
          blankLines = info.empty_lines;
          this.takeFields(fields);
          this.line += 1 + fields.reduce((sum, field) => sum + lineBreaksIn(field), 0);
          read = info.bytes;
          return null;
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      this.inQuotes = true;
      return read;
    }
    this.inQuotes = false;
    this.line = startLine + lineBreaksIn(bytes.toString());
    return bytes.length;
  }

  private takeFields(fields: string[]): void {
    // A line of nothing but blanks, and one of nothing but blank fields, such as Excel leaves around a table, is no row.
    if (fields.some((field) => field.trim() !== '')) this.take({ fields, line: this.line });
  }

  private openQuote(): UserError {
    return this.unreadable('a quotation mark opens in the row that begins here and is never closed, so the rows after it cannot be told apart');
  }

  private tooLong(): UserError {
    return this.unreadable(
      `the row that begins here does not end within four million characters${this.inQuotes ? ' (is a quotation mark left open?)' : ', so this is no list of cases'}`,
    );
  }

  private unreadable(why: string): UserError {
    return new UserError(`${this.name} line ${this.line}: ${why}. Correct that row and run again.`);
  }
}

/** Where the line that begins at `from` ends, and where the next begins. */
function lineEnd(text: string, from: number, hasReturns: boolean): { end: number; next: number } {
  const newLine = text.indexOf('\n', from);
  const end = newLine < 0 ? text.length : newLine;
  const carriage = hasReturns ? text.indexOf('\r', from) : -1;
  if (carriage >= 0 && carriage < end) return { end: carriage, next: carriage + (carriage + 1 === newLine ? 2 : 1) };
  return { end, next: Math.min(end + 1, text.length) };
}

/** The fields of a line that is a whole row; null where a quotation mark stands where only csv-parse knows what it means. */
function fieldsOf(line: string, delimiter: Delimiter): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = line.charCodeAt(at) === QUOTE;
    const end = quoted ? closingQuote(line, at + 1) : endOfField(line, at, delimiter);
    if (end === null) return null;
    const field = quoted ? line.slice(at + 1, end).replaceAll('""', '"') : line.slice(at, end);
    const next = quoted ? end + 1 : end;
    if (quoted ? next < line.length && line[next] !== delimiter : field.includes('"')) return null;
    fields.push(field);
    at = next + 1;
  }
  return fields;
}

function endOfField(line: string, from: number, delimiter: Delimiter): number {
  const end = line.indexOf(delimiter, from);
  return end < 0 ? line.length : end;
}

/** Where a quoted field ends; two quotation marks are one in its text. */
function closingQuote(line: string, from: number): number | null {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return null;
}

/** Where the last whole line ends. A carriage return at the very end may be half of a line end, so it ends nothing yet. */
function endOfLastLine(bytes: Buffer): number {
  const newLine = bytes.lastIndexOf(NEW_LINE);
  if (newLine >= 0) return newLine + 1;
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2) + 1;
}

function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
