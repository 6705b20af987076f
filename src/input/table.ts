import { createHash } from 'node:crypto';
import { UserError } from '../core/user-error.ts';
import { isKnown } from './aliases.ts';
import { DELIMITERS, type Delimiter, delimiterOf, type Row, type RowTaker, readRows } from './rows.ts';
import type { ByteSource } from './source.ts';
import { type Encoding, openText, type TextSource } from './text.ts';

/** A file that was read, for the line that says so. */
export interface FileRead {
  file: string;
  sha256: string;
  /** What its bytes were taken for, where that is a guess. */
  assumedEncoding: Encoding | null;
}

/** The hash of one file; of several, that of the list of their hashes and names, as `sha256sum` writes it. */
export function hashOf(files: readonly FileRead[]): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.sha256;
  return createHash('sha256')
    .update(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''))
    .digest('hex');
}

/** Rows under a heading: a list, or one sheet of a workbook. */
export interface Table {
  /** The file's name, and the sheet's where it has sheets. */
  name: string;
  /** Whether its cells stand in a grid, as in a sheet, so that a row cannot be shifted; blank cells may be left out at its end. */
  grid: boolean;
  /** The first rows: the heading is the first of them, unless titles stand above it. */
  head: readonly Row[];
  /** All rows below a line, in their order. */
  rows(below: number, take: RowTaker): void;
  /** How much has been read in this reading, from 0 to 1; 0 where that is not known. */
  progress(): number;
  file(): FileRead;
}

/** How far down a heading is looked for. */
const HEAD = 50;

/** What is to be said of a file once it has been read. @param text null where it is no text */
export const fileRead = (source: ByteSource, text: TextSource | null): FileRead => ({
  file: source.name,
  sha256: source.sha256(),
  assumedEncoding: text?.assumed === true ? text.encoding : null,
});

/**
 * A list of text as a table.
 * @param text the source as text, where its encoding is already known: finding it takes a look at every byte
 * @param isHeading whether a text is a heading that is looked for
 */
export function listTable(source: ByteSource, text: TextSource = openText(source), isHeading: (text: string) => boolean = isKnown): Table {
  const delimiter = delimiterThatFinds(text, isHeading) ?? delimiterOf(text);
  let done = 0;
  function* chunks(): Iterable<Buffer> {
    done = 0;
    for (const chunk of text.chunks()) {
      done += chunk.length;
      yield chunk;
    }
  }
  const all = (take: RowTaker): void => readRows({ ...text, chunks }, delimiter, take);
  return { ...tableOf(source.name, false, all, () => fileRead(source, text)), progress: () => done / text.size };
}

/** The delimiter with which a row of the head holds the most headings that are looked for; null where none finds any. */
function delimiterThatFinds(text: TextSource, isHeading: (text: string) => boolean): Delimiter | null {
  let best: Delimiter | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    for (const { fields } of firstRows((take) => upToFault(text, delimiter, take))) {
      const known = fields.filter(isHeading).length;
      // So many can be no chance.
      if (known > 2) return delimiter;
      if (known <= most) continue;
      best = delimiter;
      most = known;
    }
  }
  return best;
}

/** With a delimiter that is not the list's, a quotation mark may seem never to be closed. */
function upToFault(text: TextSource, delimiter: Delimiter, take: RowTaker): void {
  try {
    readRows(text, delimiter, take);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

function firstRows(all: (take: RowTaker) => void): Row[] {
  const head: Row[] = [];
  all(({ fields, line }) => head.push({ fields, line }) >= HEAD);
  return head;
}

/** A table over rows that can be read from the beginning again. */
export function tableOf(name: string, grid: boolean, all: (take: RowTaker) => void, file: () => FileRead): Table {
  const head = firstRows(all);
  return { name, grid, head, rows: (below, take) => all((row) => (row.line > below ? take(row) : false)), progress: () => 0, file };
}

/** How many fields a row must have, and may have. */
export interface Width {
  /** How many columns there are, those with blank headings included. */
  headed: number;
  /** How many fields a row must have: blank headings at the end need none. */
  needed: number;
}

export function widthOf(headings: readonly string[]): Width {
  return { headed: headings.length, needed: headings.findLastIndex((heading) => heading.trim() !== '') + 1 };
}

/** Whether a row of so many fields has those that its headings ask for; in a grid any number will do. */
export const hasWidth = (fields: number, width: Width | null): boolean => width === null || (fields >= width.needed && fields <= width.headed);

/** Why a row has not the fields that its headings ask for; null where it has. */
export function wrongWidth(fields: readonly string[], width: Width): string | null {
  if (hasWidth(fields.length, width)) return null;
  const { headed } = width;
  const tooMany = fields.length > headed;
  const cause = fields.some((field) => /[\r\n]/.test(field))
    ? ' and runs over several lines (is a quotation mark left open?)'
    : tooMany
      ? ' (a comma inside a field needs quotation marks round the field)'
      : '';
  return `the row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'} where the heading has ${headed}${cause}`;
}
