import { isAscii } from 'node:buffer';
import { NOT_PLAIN, type PlainDate, plainDateIn } from './plain-date.ts';
import { type RowFields, trimmed } from './row-fields.ts';
import { textIn, Words } from './words.ts';

/** What is found in place of a row: bytes that do not make a whole one yet, or that only csv-parse can tell what they mean. */
export const UNFINISHED = -1;
export const IRREGULAR = -2;

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/**
 * A row as the places of its fields in bytes of UTF-8. It is found with one look at each byte, and no text is made of it but of
 * the fields that are asked for. One of these is used for all rows of a file, and each is good until the next is found.
 */
export class BytesRow implements RowFields {
  /** The line on which it begins. */
  line = 1;
  /** How many fields it has. */
  length = 0;
  /** How many lines it runs over. */
  lines = 1;
  /** Whether the bytes that make no row yet end within a quoted field. */
  inQuotes = false;
  /** A row has no fault by itself. */
  readonly fault = null;
  /** Whether some field holds a quotation mark, which is written twice. */
  private hasMarks = false;
  private bytes: Buffer = Buffer.alloc(0);
  /** The bytes as one text, of which pieces are cheap, made when the first is asked for; null where not all are ASCII. */
  private page: string | null | undefined;
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private readonly words = new Words();
  private readonly delimiter: number;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  get cells(): RowFields {
    return this;
  }

  /** All fields as they are written. */
  get fields(): string[] {
    return Array.from({ length: this.length }, (_, place) => this.asWritten(place));
  }

  /** Takes bytes to find rows in. */
  turnTo(bytes: Buffer): void {
    this.bytes = bytes;
    this.page = undefined;
  }

  /**
   * Finds the row that begins at a byte.
   * @param isAll whether nothing follows the bytes
   * @returns where the next row begins; `UNFINISHED` or `IRREGULAR` where there is none
   */
  find(from: number, isAll: boolean): number {
    this.length = 0;
    this.lines = 1;
    this.hasMarks = false;
    this.inQuotes = false;
    let at = this.field(from);
    while (at >= 0 && at < this.bytes.length && this.bytes[at] === this.delimiter) at = this.field(at + 1);
    return this.next(at, isAll);
  }

  /** Whether it is a line of nothing but blanks or of nothing but blank fields, such as Excel leaves around a table. */
  isBlank(): boolean {
    for (let place = 0; place < this.length; place++) if (!this.isBlankAt(place)) return false;
    return true;
  }

  text(place: number): string {
    return trimmed(this.asWritten(place));
  }

  word(place: number): string {
    if (this.isEmptyAt(place)) return '';
    return this.hasMarks ? this.text(place) : this.words.wordIn(this.bytes, this.starts[place] as number, this.ends[place] as number);
  }

  plainDate(place: number): PlainDate {
    return this.isEmptyAt(place) ? NOT_PLAIN : plainDateIn(this.bytes, this.starts[place] as number, this.ends[place] as number);
  }

  private asWritten(place: number): string {
    if (this.isEmptyAt(place)) return '';
    if (this.page === undefined) this.page = isAscii(this.bytes) ? this.bytes.toString('latin1') : null;
    const [from, to] = [this.starts[place] as number, this.ends[place] as number];
    const text = this.page === null ? textIn(this.bytes, from, to) : this.page.slice(from, to);
    return this.hasMarks ? text.replaceAll('""', '"') : text;
  }

  /** Whether a field holds nothing, or is not there. */
  private isEmptyAt(place: number): boolean {
    return place < 0 || place >= this.length || this.starts[place] === this.ends[place];
  }

  private isBlankAt(place: number): boolean {
    if (this.isEmptyAt(place)) return true;
    const first = this.bytes[this.starts[place] as number] as number;
    return (first <= 0x20 || first >= 0x7f) && this.text(place) === '';
  }

  /** @returns where the field that begins at a byte ends; -1 where its quotation mark is never closed */
  private field(from: number): number {
    return from < this.bytes.length && this.bytes[from] === QUOTE ? this.quotedField(from + 1) : this.plainField(from);
  }

  private plainField(from: number): number {
    const { bytes, delimiter } = this;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === delimiter) break;
      if (byte <= QUOTE && (byte === NEW_LINE || byte === QUOTE || byte === CARRIAGE_RETURN)) break;
    }
    this.put(from, at);
    return at;
  }

  /** @param from behind its quotation mark */
  private quotedField(from: number): number {
    const { bytes } = this;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte > QUOTE) continue;
      if (byte === QUOTE) {
        if (at + 1 === bytes.length || bytes[at + 1] !== QUOTE) {
          this.put(from, at);
          return at + 1;
        }
        this.hasMarks = true;
        at++;
      } else if (byte === NEW_LINE || (byte === CARRIAGE_RETURN && bytes[at + 1] !== NEW_LINE)) {
        this.lines++;
      }
    }
    this.inQuotes = true;
    return -1;
  }

  /** @param at where the last field that was found ends */
  private next(at: number, isAll: boolean): number {
    const { bytes } = this;
    // Only csv-parse can tell what a quotation mark means that is never closed.
    if (at < 0) return isAll ? IRREGULAR : UNFINISHED;
    if (at === bytes.length) return isAll ? at : UNFINISHED;
    if (bytes[at] === NEW_LINE) return at + 1;
    if (bytes[at] !== CARRIAGE_RETURN) return IRREGULAR;
    // At the very end it may be half of a line end.
    if (at + 1 === bytes.length) return isAll ? at + 1 : UNFINISHED;
    return bytes[at + 1] === NEW_LINE ? at + 2 : at + 1;
  }

  private put(start: number, stop: number): void {
    if (this.length === this.starts.length) {
      this.starts = twice(this.starts);
      this.ends = twice(this.ends);
    }
    this.starts[this.length] = start;
    this.ends[this.length] = stop;
    this.length++;
  }
}

function twice(places: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(places.length * 2);
  more.set(places);
  return more;
}
