import AdmZip from 'adm-zip';
import { fromBytes } from '../../src/input/source.ts';
import { openWorkbook } from '../../src/input/xlsx.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The text of each part of a workbook, or its bytes, by name. */
export type PartTexts = Record<string, string | Buffer>;

/** What a workbook holds, as XML, where a test cares. */
export interface Contents {
  /** What `sheetData` holds, by the sheet's name. */
  sheets?: Record<string, string>;
  /** What `sst` holds. */
  strings?: string;
  /** What `styleSheet` holds. */
  styles?: string;
  workbookPr?: string;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** A list of relationships: id, the last word of the type, target. */
export function relationships(...list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`;
}

/** A worksheet around what its `sheetData` holds. */
export function worksheet(rows: string): string {
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${rows}</sheetData><pageMargins left="0.7"/></worksheet>`;
}

/** The parts of a workbook as Excel writes them, few as they are. */
export function partsOf({ sheets = { Cases: '' }, strings, styles, workbookPr = '' }: Contents): PartTexts {
  const names = Object.keys(sheets);
  const listed = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const parts: PartTexts = {
    '_rels/.rels': relationships(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbookPr}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ...names.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ...(strings === undefined ? [] : [['rIdStrings', 'sharedStrings', 'sharedStrings.xml'] as const]),
      ...(styles === undefined ? [] : [['rIdStyles', 'styles', 'styles.xml'] as const]),
    ),
  };
  Object.values(sheets).forEach((rows, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(rows);
  });
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = `${DECLARATION}<sst xmlns="${MAIN}">${strings}</sst>`;
  if (styles !== undefined) parts['xl/styles.xml'] = `${DECLARATION}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`;
  return parts;
}

export function zipped(parts: PartTexts): Buffer {
  const zip = new AdmZip();
  for (const [name, content] of Object.entries(parts)) zip.addFile(name, Buffer.from(content));
  return zip.toBuffer();
}

/** The bytes of a workbook, with other parts in place of its own or beside them. */
export function workbook(contents: Contents, others: PartTexts = {}): Buffer {
  return zipped({ ...partsOf(contents), ...others });
}

/** Fields of a part in the directory of a zip file, where they stand, and how many bytes they take. */
const DIRECTORY_FIELDS = { flags: [8, 2], method: [10, 2], packed: [20, 4], size: [24, 4], offset: [42, 4] } as const;

/** A copy of a zip file whose directory says something else about a part. */
export function lying(zip: Buffer, part: string, says: Partial<Record<keyof typeof DIRECTORY_FIELDS, number>>): Buffer {
  const copy = Buffer.from(zip);
  const name = copy.lastIndexOf(part);
  if (name < 0) throw new Error(`no part ${part}`);
  for (const [field, value] of Object.entries(says)) {
    const [from, length] = DIRECTORY_FIELDS[field as keyof typeof DIRECTORY_FIELDS];
    copy.writeUIntLE(value, name - 46 + from, length);
  }
  return copy;
}

/** The rows of each sheet of a workbook as text, as our own reader reads them. */
export async function sheetsIn(bytes: Uint8Array): Promise<Record<string, string[][]>> {
  const sheets = await openWorkbook(fromBytes('report.xlsx', Buffer.from(bytes)));
  return Object.fromEntries(
    sheets.map((sheet) => {
      const rows: string[][] = [];
      sheet.rows(({ fields }) => rows.push([...fields]));
      return [sheet.name, rows];
    }),
  );
}

/** The text of a part of a workbook. */
export const partOf = (bytes: Uint8Array, name: string): string => new AdmZip(Buffer.from(bytes)).readAsText(name);
