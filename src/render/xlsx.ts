import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import type { ListingColumn, Report, Section, Source } from '../report/report.ts';
import { capital, excelDay } from '../report/words.ts';
import type { Renderer } from './renderer.ts';
import { type Rows, series, shown, tidy } from './tidy.ts';
import { inert, plainText, titleOf } from './words.ts';

/** The report as a workbook: what it lists, its figures as CSV has them, and what there is to know of them. */
export const xlsx: Renderer = {
  async render(report) {
    const { listings = [] } = report;
    const sheets = [
      ...listings.flatMap((listing) => sheetsOf(capital(listing.name), gridOf(listing))),
      ...sheetsOf('Figures', gridOf(tidy(report))),
      ...(report.sections.some(({ kind }) => kind === 'chart') ? sheetsOf('Series', gridOf(series(report))) : []),
      ...sheetsOf('About', { headings: ['Part', 'Name', 'What it says'], rows: about(report) }),
    ];
    return withoutClock(await writeXlsxFile(sheets).toBuffer());
  },
};

type Value = string | number | null;

interface Grid {
  headings: string[];
  rows: Row[];
}

function gridOf({ columns, rows }: Rows): Grid {
  return {
    headings: columns.map(({ heading }) => heading),
    rows: rows.map((row) => columns.map(({ key, kind }) => cellOf(row[key] ?? null, kind))),
  };
}

/** Rows that Excel has room for below the headings. */
const MOST_ROWS = 1_048_575;

/** A sheet of these rows; what it has no room for goes on to further ones. */
export function sheetsOf(name: string, { headings, rows }: Grid, most = MOST_ROWS): Sheet<never>[] {
  const columns = headings.map((heading, at) => ({ width: widthOf([heading, ...rows.slice(0, ROWS_MEASURED).map((row) => row[at])]) }));
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / most)) }, (_, at) => ({
    sheet: at === 0 ? name : `${name} ${at + 1}`,
    data: [headings.map((heading) => ({ value: heading, type: String, fontWeight: 'bold' as const })), ...rows.slice(at * most, (at + 1) * most)],
    stickyRowsCount: 1,
    columns,
  }));
}

const ROWS_MEASURED = 500;
const WIDEST = 80;

/** In characters, with room for the arrow of a filter. */
function widthOf(cells: readonly Row[number][]): number {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, textOf(cell).length), 0);
  return Math.min(Math.max(longest, DATE.length) + 2, WIDEST);
}

const textOf = (cell: Row[number]): string => {
  const value = typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;
  return String(value ?? '');
};

/** How dates are shown: as everywhere in data, and the same in every language of Excel. */
const DATE = 'yyyy-mm-dd';

function cellOf(value: Value, kind: ListingColumn['kind']): Row[number] {
  if (value === null || typeof value === 'number') return value;
  const day = kind === 'date' ? excelDay(value) : null;
  return day === null ? textCell(value) : { value: day, type: Number, format: DATE };
}

/** Characters that Excel has room for in a cell. */
const LONGEST_TEXT = 32_767;

function textCell(text: string): string {
  const safe = inert(text);
  return escaped(safe.length > LONGEST_TEXT ? `${safe.slice(0, LONGEST_TEXT - 1)}…` : safe);
}

/** What XML cannot hold, or readers of it change, and what looks like the escape itself. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be written in another way
const NOT_IN_XML = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff]|\p{Cs}|_(?=x[\da-f]{4}_)/giu;

/** A text as Excel writes what XML cannot hold: `_x0001_` */
function escaped(text: string): string {
  // The library takes the name of anything that every object has for a text that it has written before.
  if (text in Object.prototype) return codeOf(text.slice(0, 1)) + text.slice(1);
  return text.replace(NOT_IN_XML, codeOf);
}

const codeOf = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** What there is to know of the figures: the report's words, its sources, its conventions and what each figure counts. */
function about(report: Report): Row[] {
  const { authority, asOf, commission, cautions, summary, sources, sections } = report;
  const line = (part: string, name: string, value: Value | undefined, kind: ListingColumn['kind'] = 'text'): Row[] => {
    if (value === null || value === undefined) return [];
    const cell = cellOf(value, kind);
    return [[textCell(part), textCell(name), typeof cell === 'string' ? wrapped(cell) : cell]];
  };
  return [
    ...line('Report', 'Title', titleOf(report)),
    ...line('Report', 'Authority', authority),
    ...line('Report', 'As of', asOf, 'date'),
    ...line('Report', 'Commission', commission?.name),
    ...line('Report', 'Last meeting', commission?.lastMeeting, 'date'),
    ...line('Report', 'Next meeting', commission?.nextMeeting, 'date'),
    ...cautions.flatMap((caution) => line('Caution', '', caution)),
    ...summary.flatMap((sentence) => line('Summary', '', sentence)),
    ...sources.flatMap((source) => factsOf(source).flatMap(([name, value]) => line(`Source: ${source.role}`, name, value))),
    ...sections.flatMap((section) => wordsOf(section).flatMap(([name, value]) => line(section.heading, name, value))),
  ];
}

/** What a section says besides the sources, the figures and the listing, which stand here in another way. */
function wordsOf(section: Section): [name: string, value: string][] {
  switch (section.kind) {
    case 'table':
      return [...(section.lead ?? []).map((text): [string, string] => ['Answer', text]), ...section.notes.map((note): [string, string] => ['Note', note])];
    case 'terms':
      return section.terms.map(({ term, meaning }) => [term, meaning]);
    case 'list':
      return ['conventions', 'publish', 'differences'].includes(section.id) || section.place !== 'page' ? section.items.map((item) => ['', item]) : [];
    case 'text':
      return plainText(section.blocks).map((text) => ['', text]);
    case 'chart':
      return [['Finding', section.finding]];
    case 'listing':
      return [];
  }
}

const wrapped = (value: string): CellObject => ({ value, type: String, wrap: true, alignVertical: 'top' });

/** What was read, and what became of its rows. */
function factsOf(source: Source): [name: string, value: Value][] {
  const { file, layout, sha256, files = [], assumedEncodings = [], reasons, warnings } = source;
  return [
    ['File', file],
    ['Layout', layout],
    ['Rows read', shown(source.read)],
    ['Rows counted', shown(source.counted)],
    ['Rows out of scope', shown(source.outOfScope)],
    ['Rows set aside', shown(source.setAside)],
    ...Object.entries(reasons).map(([reason, count]): [string, Value] => [`Rows set aside: ${reason}`, shown(count)]),
    ...Object.entries(warnings).map(([code, count]): [string, Value] => [`Warnings: ${code}`, shown(count)]),
    ['Rows counted, not yet received', shown(source.notYetReceived)],
    ...assumedEncodings.map((assumed): [string, Value] => ['Encoding assumed', assumed]),
    ['SHA-256', sha256],
    ...files.map((one): [string, Value] => [`SHA-256 of ${one.file}`, one.sha256]),
  ];
}

/** Midnight on 1 January 1980, the first moment that a zip file can name. */
const FIRST_MOMENT = 0x00210000;
/** The end of a zip file's directory without a comment, and its entries without their names. */
const END = 22;
const ENTRY = 46;

/** The same zip file with the moment of writing, which the library takes from the clock, replaced: the same report gives the same bytes. */
function withoutClock(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    view.setUint32(at + 12, FIRST_MOMENT, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, FIRST_MOMENT, true);
    at += ENTRY + [28, 30, 32].reduce((length, field) => length + view.getUint16(at + field, true), 0);
  }
  return zip;
}
