import { UserError } from '../core/user-error.ts';
import { BytesRow, IRREGULAR, UNFINISHED } from './fast/bytes-row.ts';
import type { TextSource } from './text.ts';

/** One row of a file as text fields, none of them interpreted. Good until the next is handed over; its fields are, once taken, for good. */
export interface Row {
  readonly fields: string[];
  /** The line on which the row begins; a quoted field may run over several. */
  readonly line: number;
}

/** What stands between two fields. */
export type Delimiter = ',' | ';' | '\t';
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** Takes rows; returns true where it has seen enough, and anything else where not. */
export type RowTaker = (row: Row) => unknown;

/** No row of a case list is longer than this; one that seems to be is a quotation mark that is never closed. */
const LONGEST_ROW = 4 * 1024 * 1024;

/**
 * csv-parse, which reads the rows that are not regular. It is loaded for lists that may have one: a list without a quotation
 * mark has none.
 */
let csvParse: typeof import('csv-parse/sync') | null = null;

/** Makes a list ready to be read. To be awaited before its rows are. */
export async function readyToRead({ hasQuotes }: Pick<TextSource, 'hasQuotes'>): Promise<void> {
  if (hasQuotes) csvParse ??= await import('csv-parse/sync');
}

const DIALECT = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

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
    enough = !isDelimiterNote && take(row) === true;
    return enough;
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
 * Cuts bytes into rows, piece by piece. Regular rows, as nearly all are, are found byte by byte; from the first that is not
 * (a stray quotation mark) csv-parse reads the rest of the piece, at a tenth of the speed.
 */
class RowCutter {
  /** One buffer for the whole file; its first `filled` bytes do not make a whole row yet. */
  private buffer: Buffer = Buffer.allocUnsafe(256 * 1024);
  private filled = 0;
  private lookAgainAt = 0;
  /** Whether they begin a quoted field, so that only another quotation mark can make them whole. */
  private inQuotes = false;
  private line = 1;
  private enough = false;
  private readonly row: BytesRow;
  private readonly name: string;
  private readonly delimiter: Delimiter;
  private readonly take: (row: Row) => boolean;

  /** @param take returns true where it has seen enough */
  constructor(name: string, delimiter: Delimiter, take: (row: Row) => boolean) {
    this.name = name;
    this.delimiter = delimiter;
    this.take = take;
    this.row = new BytesRow(delimiter);
  }

  add(chunk: Buffer): void {
    this.append(chunk);
    // What has not ended is looked at again when it has doubled, so that a long row is not read over and over.
    if (this.filled < this.lookAgainAt && this.filled <= LONGEST_ROW) return;
    this.takeRows(false);
    this.lookAgainAt = this.filled * 2;
    if (this.filled > LONGEST_ROW) throw this.tooLong();
  }

  end(): void {
    this.takeRows(true);
    if (this.filled > 0 && !this.enough) throw this.openQuote();
  }

  private append(chunk: Buffer): void {
    const needed = this.filled + chunk.length;
    if (needed > this.buffer.length) {
      const bigger = Buffer.allocUnsafe(needed * 2);
      this.buffer.copy(bigger, 0, 0, this.filled);
      this.buffer = bigger;
    }
    chunk.copy(this.buffer, this.filled);
    this.filled = needed;
  }

  /** Takes all rows that are whole, and keeps the bytes behind them. @param isAll whether nothing follows */
  private takeRows(isAll: boolean): void {
    const { row, buffer, filled } = this;
    row.turnTo(buffer.subarray(0, filled));
    let taken = 0;
    while (taken < filled && !this.enough) {
      const next = row.find(taken, isAll);
      this.inQuotes = row.inQuotes;
      if (next === UNFINISHED) break;
      if (next === IRREGULAR) {
        const rest = buffer.subarray(taken, filled);
        taken += this.takeRest(isAll ? rest : rest.subarray(0, endOfLastLine(rest)));
        break;
      }
      row.line = this.line;
      this.line += row.lines;
      if (!row.isBlank()) this.enough = this.take(row);
      taken = next;
    }
    buffer.copyWithin(0, taken, filled);
    this.filled -= taken;
  }

  /** @returns how many bytes made whole rows: all of them, unless a quoted field goes on beyond */
  private takeRest(bytes: Buffer): number {
    if (csvParse === null) throw new Error('a row is not regular, and the list was not made ready to be read');
    const startLine = this.line;
    let read = 0;
    let blankLines = 0;
    try {
      csvParse.parse(bytes, {
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
      if (!(error instanceof csvParse.CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      this.inQuotes = true;
      return read;
    }
    this.inQuotes = false;
    this.line = startLine + lineBreaksIn(bytes.toString());
    return bytes.length;
  }

  private takeFields(fields: string[]): void {
    if (!this.enough && fields.some((field) => field.trim() !== '')) this.enough = this.take({ fields, line: this.line });
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

/** Where the last whole line ends. A carriage return at the very end may be half of a line end, so it ends nothing yet. */
function endOfLastLine(bytes: Buffer): number {
  const newLine = bytes.lastIndexOf(NEW_LINE);
  if (newLine >= 0) return newLine + 1;
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2) + 1;
}

function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
