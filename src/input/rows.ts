import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../core/user-error.ts';
import type { ByteSource } from './source.ts';

/** One row of a file as text fields, none of them interpreted. */
export interface Row {
  fields: string[];
  /** The line on which the row begins; a quoted field may run over several. */
  line: number;
  /** The position of the row's first byte, or of blank lines before it. */
  position: number;
}

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
const COMMA = 0x2c;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a CSV file from the beginning and hands over its rows, the heading row first, one at a time; nothing is kept.
 * @returns the SHA-256 of all its bytes, in hexadecimal
 * @throws UserError where it is not UTF-8 text, or a quotation mark is never closed
 */
export function readRows(source: ByteSource, take: (row: Row) => void): string {
  const hash = createHash('sha256');
  const guard = new TextGuard(source.name);
  const cutter = new RowCutter(source.name, take);
  for (const chunk of source.chunks()) {
    hash.update(chunk);
    guard.check(chunk);
    cutter.add(chunk);
  }
  guard.end();
  cutter.end();
  return hash.digest('hex');
}

/**
 * Cuts bytes into rows, piece by piece. A line that is a whole row by itself, as nearly all are, is cut at its commas;
 * from the first that is not (a line break in a field, a stray quotation mark) csv-parse reads the rest of the piece,
 * at a fifth of the speed.
 */
class RowCutter {
  /** One buffer for the whole file; its first `filled` bytes do not make a whole row yet. */
  private buffer: Buffer = Buffer.allocUnsafe(256 * 1024);
  private filled = 0;
  /** Whether they begin a quoted field, so that only another quotation mark can make them whole. */
  private inQuotes = false;
  private position = 0;
  private line = 1;
  private readonly name: string;
  private readonly take: (row: Row) => void;

  constructor(name: string, take: (row: Row) => void) {
    this.name = name;
    this.take = take;
  }

  add(chunk: Buffer): void {
    this.append(this.withoutMark(chunk));
    const end = this.inQuotes && !chunk.includes(QUOTE) ? 0 : endOfLastLine(this.bytes());
    const taken = end === 0 ? 0 : this.takeRows(this.buffer.subarray(0, end));
    this.buffer.copyWithin(0, taken, this.filled);
    this.filled -= taken;
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

  private withoutMark(chunk: Buffer): Buffer {
    if (this.position > 0 || this.filled > 0 || !chunk.subarray(0, 3).equals(BYTE_ORDER_MARK)) return chunk;
    this.position = 3;
    return chunk.subarray(3);
  }

  /** @returns how many bytes made whole rows: all of them, unless a quoted field goes on beyond */
  private takeRows(bytes: Buffer): number {
    const plain = this.takeLines(bytes);
    return plain === bytes.length ? plain : plain + this.takeRest(bytes.subarray(plain));
  }

  /** @returns how many bytes came before the first line that is not a row by itself */
  private takeLines(bytes: Buffer): number {
    const text = bytes.toString();
    const start = this.position;
    const oneByteEach = text.length === bytes.length;
    const hasReturns = text.includes('\r');
    for (let from = 0; from < text.length; ) {
      const { end, next } = lineEnd(text, from, hasReturns);
      if (end > from) {
        const fields = fieldsOf(text.slice(from, end));
        if (fields === null) break;
        this.takeFields(fields);
      }
      this.position += oneByteEach ? next - from : Buffer.byteLength(text.slice(from, next));
      this.line++;
      from = next;
    }
    return this.position - start;
  }

  private takeRest(bytes: Buffer): number {
    const start = this.position;
    const startLine = this.line;
    let read = 0;
    let blankLines = 0;
    try {
      parse(bytes, {
        ...DIALECT,
        on_record: (fields: string[], info) => {
          this.line += info.empty_lines - blankLines;
          blankLines = info.empty_lines;
          this.takeFields(fields);
          this.line += 1 + fields.reduce((sum, field) => sum + lineBreaksIn(field), 0);
          read = info.bytes;
          this.position = start + read;
          return null;
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      this.inQuotes = true;
      return read;
    }
    this.inQuotes = false;
    this.position = start + bytes.length;
    this.line = startLine + lineBreaksIn(bytes.toString());
    return bytes.length;
  }

  private takeFields(fields: string[]): void {
    // A line of nothing but blanks, and one of nothing but blank fields, such as Excel leaves around a table, is no row.
    if (fields.some((field) => field.trim() !== '')) this.take({ fields, line: this.line, position: this.position });
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
function fieldsOf(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = line.charCodeAt(at) === QUOTE;
    const end = quoted ? closingQuote(line, at + 1) : endOfField(line, at);
    if (end === null) return null;
    const field = quoted ? line.slice(at + 1, end).replaceAll('""', '"') : line.slice(at, end);
    const next = quoted ? end + 1 : end;
    if (quoted ? next < line.length && line.charCodeAt(next) !== COMMA : field.includes('"')) return null;
    fields.push(field);
    at = next + 1;
  }
  return fields;
}

function endOfField(line: string, from: number): number {
  const comma = line.indexOf(',', from);
  return comma < 0 ? line.length : comma;
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

/** Guards against what is no UTF-8 text, piece by piece: a character may be cut in two at the end of a piece. */
class TextGuard {
  private rest: Buffer = Buffer.alloc(0);
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  check(chunk: Buffer): void {
    if (chunk.includes(0)) {
      throw new UserError(`${this.name}: this is not a CSV file: it holds bytes that no text has. Save the list as "CSV UTF-8" and run again.`);
    }
    const piece = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const whole = piece.length - unfinished(piece);
    this.checkUtf8(piece.subarray(0, whole));
    this.rest = Buffer.from(piece.subarray(whole));
  }

  end(): void {
    this.checkUtf8(this.rest);
  }

  private checkUtf8(bytes: Buffer): void {
    if (!isUtf8(bytes)) {
      throw new UserError(`${this.name}: this is not UTF-8 text, so letters such as é would be misread. Save the list as "CSV UTF-8" and run again.`);
    }
  }
}

/** How many bytes at the end begin a UTF-8 character that the next piece goes on with: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0b1111_0000 ? 4 : byte >= 0b1110_0000 ? 3 : byte >= 0b1100_0000 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** Reads one row again, at the position it was first found. */
export function readRowAt(source: ByteSource, position: number): string[] {
  for (let length = 2 * 1024; ; length *= 4) {
    const bytes = source.readAt(position, length);
    const complete = bytes.length < length || length > LONGEST_ROW;
    let row: string[] | null = null;
    // Half a character at the end of the piece spoils at most the row that is cut off there.
    const cutter = new RowCutter(source.name, ({ fields }) => {
      row ??= fields;
    });
    cutter.add(bytes);
    if (row === null && complete) cutter.end();
    if (row !== null || complete) return row ?? [];
  }
}
