import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { CaseExport } from './export.ts';
import { type ColumnMapping, type Found, firstThatOpens, type Layout } from './layout.ts';
import { ehcp } from './layouts/ehcp.ts';
import { type RowTaker, readyToRead } from './rows.ts';
import { type ByteSource, headOf, type Opened } from './source.ts';
import { fileRead, listTable, type Table, tableOf } from './table.ts';
import { openText, type TextSource } from './text.ts';
import type { Sheet } from './xlsx.ts';

/**
 * What was named, as requests in a layout that was recognised by its headings.
 * @throws UserError where it is of no layout, or cannot be read
 */
export async function openExport(opened: Opened, mapping: ColumnMapping): Promise<{ layout: Layout; cases: CaseExport }> {
  const found = await lookAt(opened);
  // Nearly every list is known by its headings, most of them by ours; what the other layouts need is loaded for them.
  if (found.kind === 'list') {
    const list = firstThatOpens([ehcp], found, mapping) ?? firstThatOpens([(await import('./layouts/flat.ts')).flat], found, mapping);
    if (list !== null) return list;
  }
  const { recognised } = await import('./recognise.ts');
  return recognised(found, mapping);
}

/**
 * What was named, as tables or as XML, before its layout is known.
 * @param isHeading whether a text is a heading that is looked for, where they are not those of cases
 * @throws UserError where it is neither
 */
export async function lookAt(opened: Opened, isHeading?: (text: string) => boolean): Promise<Found> {
  return opened.kind === 'folder' ? folder(opened.name, opened.sources, isHeading) : file(opened.source, isHeading);
}

async function folder(name: string, sources: readonly ByteSource[], isHeading?: (text: string) => boolean): Promise<Found> {
  const tables: Table[] = [];
  const notes: string[] = [];
  for (const source of sources) {
    // What is named as a list and cannot be read may be one of the export's tables; a text may be anything.
    const text = source.size === 0 ? null : textOf(source, /\.txt(\.gz)?$/i.test(source.name));
    if (text !== null) {
      await readyToRead(text);
      tables.push(listTable(source, text, isHeading));
    } else notes.push(`${source.name}: ${source.size === 0 ? 'the file is empty' : 'this is no list'}, and was passed over.`);
  }
  return { name, kind: 'folder', tables, xml: null, notes };
}

/** A file as text; null where it is none and that is no fault. */
function textOf(source: ByteSource, mayBeOther: boolean): TextSource | null {
  try {
    return openText(source);
  } catch (error) {
    if (mayBeOther && error instanceof UserError) return null;
    throw error;
  }
}

async function file(source: ByteSource, isHeading?: (text: string) => boolean): Promise<Found> {
  const { name } = source;
  const head = headOf(source);
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') {
    throw new UserError(`${name}: this is a PDF. Export the list itself, as CSV or as an Excel workbook, and run again.`);
  }
  if (WORKBOOKS.some((mark) => head.subarray(0, mark.length).equals(mark))) return workbook(source);
  const text = openText(source);
  if (beginsLikeXml(text.chunks())) {
    const { openXml } = await import('./xml.ts');
    return { name, kind: 'xml', tables: [], xml: await openXml(text, () => fileRead(source, text)), notes: [] };
  }
  await readyToRead(text);
  return { name, kind: 'list', tables: [listTable(source, text, isHeading)], xml: null, notes: [] };
}

/** How Excel's files begin: those of today (zip), and those of old or behind a password. */
const WORKBOOKS = [Buffer.from('PK\u0003\u0004'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

async function workbook(source: ByteSource): Promise<Found> {
  const { openWorkbook } = await import('./xlsx.ts');
  const sheets = await openWorkbook(source);
  const named = (sheet: string): string => (sheets.length === 1 ? source.name : `${source.name}, sheet ${printable(sheet)}`);
  const tables = sheets.map((sheet) =>
    tableOf(
      named(sheet.name),
      true,
      (take) => untilEnough(sheet, take),
      () => fileRead(source, null),
    ),
  );
  return { name: source.name, kind: 'workbook', tables, xml: null, notes: [] };
}

/** A sheet's rows until the taker has seen enough: a sheet is read to its end unless something is thrown. */
function untilEnough(sheet: Sheet, take: RowTaker): void {
  const enough = new Error('enough');
  try {
    sheet.rows((row) => {
      if (take(row) === true) throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
}

function beginsLikeXml(chunks: Iterable<Buffer>): boolean {
  for (const chunk of chunks) return /^\s*<[?!a-z]/i.test(chunk.subarray(0, 1024).toString());
  return false;
}
