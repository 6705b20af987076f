import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type AdmZip from 'adm-zip';
import type { SaxesParser } from 'saxes';
import { addDays, type Day, dayOf, EXCEL_DAY_0, isoDate } from '../core/day.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { ByteSource } from './source.ts';

/** One row of a sheet as text fields, none of them interpreted. Cells without text at its end are left out. */
export interface SheetRow {
  fields: string[];
  /** The sheet's own number of the row, from 1. */
  line: number;
}

/** A worksheet of a workbook. */
export interface Sheet {
  /** As it is written on the sheet's tab. */
  name: string;
  /**
   * Reads the sheet from its beginning and hands over its rows in order, hidden and filtered ones too, blank ones not;
   * nothing is kept. What `take` throws comes through as it is.
   * @throws UserError where the sheet is damaged, or holds more than a list of cases can
   */
  rows(take: (row: SheetRow) => void): void;
}

const MB = 1024 * 1024;

/** What is larger is no list of cases, but a file made to exhaust the machine: 60,000 rows of 28 columns unpack to 60 MB. */
const LARGEST_FILE = 200 * MB;
const LARGEST_SHEET = 512 * MB;
const LARGEST_SHEETS = 1024 * MB;
/** Its texts are kept in memory, at up to four bytes for one. */
const LARGEST_SHARED_STRINGS = 128 * MB;
const LARGEST_DIRECTORY = 64 * MB;
/** How many times its packed size a part may have, once it is larger than 64 MB. Sheets of cases have about ten. */
const GREATEST_RATIO = 200;
const RATIO_MATTERS_FROM = 64 * MB;
const MOST_PARTS = 4000;
const MOST_SHEETS = 1000;
const LONGEST_PART_NAME = 255;
const DEEPEST_FOLDER = 5;
const DEEPEST_ELEMENT = 100;
/** Bytes given to the XML parser at a time. */
const PIECE = 64 * 1024;
/** Characters without the beginning or the end of an element. */
const LONGEST_NODE = 4 * MB;
const LONGEST_CELL = 1_000_000;
/** Characters handed over from one sheet: a shared text may be long, and stand in millions of cells. */
const MOST_TEXT = 1_000_000_000;
/** What a field takes in time besides its characters: the one cell of a row may stand in column XFD. */
const FIELD_AS_CHARACTERS = 10;
const LAST_ROW = 1_048_576;
/** XFD */
const LAST_COLUMN = 16_384;

const SAVE_ANEW = 'Open it in Excel, save it as an Excel workbook (.xlsx) or as CSV UTF-8, and run again.';
const COPY_OUT = 'Copy the cases in Excel into a new workbook, or save them as CSV UTF-8, and run again.';
const UNLOCK = 'Open it in Excel, save a copy without the password or the label, and run again.';

/**
 * Reads an Excel workbook (.xlsx, .xlsm), whole, into memory: the source may be closed afterwards. Every cell becomes text:
 *
 * - A text is taken as it is, without its phonetic reading; `_x000D_` and the like are the characters they stand for.
 * - A number is written in its shortest form, without an exponent below 1e21: `5`, `1000`, `0.25`.
 * - A number whose style shows a date is that date, `yyyy-mm-dd`, in the workbook's date system; the time of day is
 *   dropped, half a millisecond before midnight counting as midnight. So is one whose style shows a time of day only
 *   (`hh:mm`), as long as it holds a date too; a number of hours or minutes (`[h]:mm`) is no date. Where there is no
 *   such day (below 1, the 29 February 1900 that never was, after 9999) the number stays as it is written.
 * - Yes and no are `true` and `false`, an error is its text (`#N/A`), a formula is what Excel last worked out, and `#NOT WORKED OUT` where that was never saved.
 *
 * @returns the worksheets in the workbook's order, hidden ones too, at least one; chart sheets are left out
 * @throws UserError where it is no workbook, is damaged or locked, or is larger than a list of cases can be
 */
export async function openWorkbook(source: ByteSource): Promise<Sheet[]> {
  const bytes = bytesOf(source);
  refuseOtherFiles(source.name, bytes);
  const [{ default: Zip }, { SaxesParser: Parser }] = await Promise.all([import('adm-zip'), import('saxes')]);
  return sheetsOf(new Parts(source.name, entriesOf(source.name, bytes, Zip), () => new Parser({ position: false })));
}

function refusal(where: string, why: string, whatToDo = SAVE_ANEW): UserError {
  return new UserError(`${where}: ${why}. ${whatToDo}`);
}

function bytesOf(source: ByteSource): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  refuseLargeFile(source.name, source.size);
  for (const piece of source.chunks()) {
    length += piece.length;
    refuseLargeFile(source.name, length);
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

function refuseLargeFile(name: string, size: number): void {
  if (size > LARGEST_FILE) throw refusal(name, `the workbook is larger than ${LARGEST_FILE / MB} MB, which no list of cases is`, COPY_OUT);
}

/** The beginning of the files that Excel wrote until 2003; a workbook with a password is wrapped in one of them. */
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');
const ZIP = Buffer.from('PK');

function refuseOtherFiles(name: string, bytes: Buffer): void {
  if (bytes.length === 0) throw refusal(name, 'the file is empty', 'Export the case list again.');
  if (bytes.subarray(0, OLD_OFFICE.length).equals(OLD_OFFICE)) {
    if (bytes.includes(LOCKED)) throw refusal(name, 'the workbook is locked with a password or a sensitivity label, so it cannot be read', UNLOCK);
    throw refusal(name, 'this is a workbook of an older Excel (.xls), which is not read');
  }
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) throw refusal(name, 'this is no Excel workbook (.xlsx)');
}

/** The parts of a package by their names in small letters with slashes: some writers mix cases, or write backslashes. */
type Entries = ReadonlyMap<string, AdmZip.IZipEntry>;

function entriesOf(name: string, bytes: Buffer, Zip: typeof AdmZip): Entries {
  const entries = new Map<string, AdmZip.IZipEntry>();
  for (const entry of listed(name, bytes, Zip)) {
    const key = keyOf(entry.entryName);
    if (entries.has(key)) throw refusal(name, `the workbook is damaged (two of its parts are called ${printable(key)})`);
    entries.set(key, entry);
  }
  return entries;
}

function listed(name: string, bytes: Buffer, Zip: typeof AdmZip): AdmZip.IZipEntry[] {
  const tooMuch = () => refusal(name, 'the workbook has more or deeper parts than any that Excel writes');
  const decode = (text: Uint8Array) => {
    // adm-zip makes an object for every folder of every name.
    if (text.length > LONGEST_PART_NAME || text.filter((byte) => byte === 0x2f).length > DEEPEST_FOLDER) throw tooMuch();
    return Buffer.from(text).toString();
  };
  try {
    const zip = new Zip(bytes, { noSort: true, decoder: { decode, encode: Buffer.from } });
    if (zip.getEntryCount() > MOST_PARTS) throw tooMuch();
    return zip.getEntries();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refusal(name, 'the workbook is damaged or not whole (perhaps it was still being copied or downloaded)');
  }
}

function keyOf(path: string): string {
  return path.replaceAll('\\', '/').toLowerCase();
}

type Attributes = Readonly<Record<string, string>>;

/** An element of a part that is read. Elements within it that have no name here are passed over, with all they hold. */
interface Element {
  open?(attributes: Attributes): void;
  /** Called with its text, perhaps in pieces. */
  text?(text: string): void;
  close?(): void;
  within?: Elements;
}

type Elements = ReadonlyMap<string, Element>;

const elements = (byName: Record<string, Element>): Elements => new Map(Object.entries(byName));

/** The way down to elements, by the names of those they stand in. */
function at(path: readonly string[], within: Elements): Elements {
  return path.reduceRight((inner, name) => elements({ [name]: { within: inner } }), within);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The parts of one workbook, each unpacked only while it is read. */
class Parts {
  readonly name: string;
  private readonly entries: Entries;
  private readonly newParser: () => SaxesParser;

  constructor(name: string, entries: Entries, newParser: () => SaxesParser) {
    this.name = name;
    this.entries = entries;
    this.newParser = newParser;
  }

  has(path: string): boolean {
    return this.entries.has(keyOf(path));
  }

  /**
   * Refuses a part that is missing, locked or too large, before anything of it is unpacked.
   * @returns the most that it can have unpacked, in bytes: adm-zip stops at the size it says it has, and copies a part
   *   that is not packed
   */
  check(path: string, largest: number): number {
    const { encrypted, size: said, compressedSize } = this.entry(path).header;
    const size = Math.max(said, compressedSize);
    if (encrypted) throw refusal(this.name, 'the workbook is locked with a password, so it cannot be read', UNLOCK);
    if (size > largest) throw this.tooLarge(path, `larger than ${largest / MB} MB`);
    if (size > RATIO_MATTERS_FROM && size > compressedSize * GREATEST_RATIO) throw this.tooLarge(path, `more than ${GREATEST_RATIO} times its packed size`);
    return size;
  }

  /** @param where names the place reached, for messages */
  read(path: string, root: Elements, largest: number, where = () => `${this.name} (${printable(path)})`): void {
    this.check(path, largest);
    readXml(this.unpacked(path), root, this.newParser(), (why) => refusal(where(), why));
  }

  private entry(path: string): AdmZip.IZipEntry {
    const entry = this.entries.get(keyOf(path));
    if (entry === undefined) throw refusal(this.name, `the workbook is damaged (its part ${printable(path)} is missing)`);
    return entry;
  }

  private unpacked(path: string): Buffer {
    try {
      return this.entry(path).getData();
    } catch {
      throw refusal(this.name, `the workbook is damaged (its part ${printable(path)} cannot be unpacked)`);
    }
  }

  private tooLarge(path: string, how: string): UserError {
    return refusal(this.name, `the workbook's part ${printable(path)} would be ${how} when unpacked, which no list of cases is`, COPY_OUT);
  }
}

const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const IN_UTF_8 = /^(utf-?8|us-ascii)$/i;

function readXml(part: Buffer, root: Elements, parser: SaxesParser, refuse: (why: string) => UserError): void {
  refuseOtherText(part, refuse);
  const open: (Element | undefined)[] = [];
  let sinceElement = 0;
  const broken = () => refuse('the workbook is damaged (its XML is not well-formed)');
  const takeText = (text: string) => open[open.length - 1]?.text?.(text);
  parser.on('error', () => {
    throw broken();
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !IN_UTF_8.test(encoding)) throw refuse('the workbook is written in an encoding other than UTF-8');
  });
  // Excel writes none, and a definition in it may stand for gigabytes, or for another file.
  parser.on('doctype', () => {
    throw refuse('the workbook holds a document type, which Excel never writes');
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceElement = 0;
    const element = (open.length === 0 ? root : open[open.length - 1]?.within)?.get(localName(name));
    if (open.length === 0 && element === undefined) throw refuse('the workbook is damaged (a part of it is not what it should be)');
    if (open.push(element) > DEEPEST_ELEMENT) throw refuse(`the workbook is damaged (elements are nested more than ${DEEPEST_ELEMENT} deep)`);
    element?.open?.(attributes);
  });
  parser.on('closetag', () => {
    sinceElement = 0;
    open.pop()?.close?.();
  });
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  for (const text of inPieces(part)) {
    parser.write(text);
    sinceElement += text.length;
    if (sinceElement > LONGEST_NODE) throw refuse('the workbook holds a text of more than four million characters, which no list of cases does');
  }
  parser.close();
}

function refuseOtherText(part: Buffer, refuse: (why: string) => UserError): void {
  if (UTF_16.some((mark) => part.subarray(0, 2).equals(mark))) throw refuse('the workbook is written in UTF-16, which is not read');
  if (!isUtf8(part)) throw refuse('the workbook is damaged (it holds bytes that are no text)');
}

/** A character that is cut in two comes whole with the next piece. */
function* inPieces(part: Buffer): Iterable<string> {
  const decoder = new StringDecoder('utf8');
  for (let from = 0; from < part.length; from += PIECE) yield decoder.write(part.subarray(from, from + PIECE));
}

interface Relationship {
  /** The last word of its type: `worksheet`, `styles`. The rest differs between the two kinds of workbook. */
  type: string;
  path: string;
}

/** The relationships of a part (of the package itself: ''), by id; none where it has no list of them. */
function relationshipsOf(parts: Parts, path: string): Map<string, Relationship> {
  const relationships = new Map<string, Relationship>();
  const list = posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
  if (!parts.has(list)) return relationships;
  const open = ({ Id = '', Type = '', Target = '', TargetMode }: Attributes) => {
    if (TargetMode !== 'External') relationships.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: targetOf(path, Target) });
  };
  parts.read(list, at(['Relationships'], elements({ Relationship: { open } })), LARGEST_DIRECTORY);
  return relationships;
}

/** A target is relative to its part's folder, or begins with a slash; none can lead out of the package. */
function targetOf(path: string, target: string): string {
  return posix.resolve('/', posix.dirname(path), target).slice(1);
}

function pathOfType(relationships: ReadonlyMap<string, Relationship>, type: string): string | undefined {
  return [...relationships.values()].find((relationship) => relationship.type === type)?.path;
}

/** What the cells of all sheets refer to. */
interface Common {
  strings: readonly string[];
  /** Whether a style shows a date, by its number. */
  dateStyles: readonly boolean[];
  calendar: Calendar;
}

function sheetsOf(parts: Parts): Sheet[] {
  const path = pathOfType(relationshipsOf(parts, ''), 'officeDocument') ?? 'xl/workbook.xml';
  if (!parts.has(path)) throw refusal(parts.name, 'this is a zip file but no Excel workbook (.xlsx)');
  const { listed, from1904 } = readWorkbook(parts, path);
  const relationships = relationshipsOf(parts, path);
  const worksheets = listed.flatMap(({ name, id }) => {
    const relationship = relationships.get(id);
    if (relationship === undefined) throw refusal(parts.name, `the workbook is damaged (its sheet "${printable(name)}" is missing)`);
    return relationship.type === 'worksheet' ? [{ name, path: relationship.path }] : [];
  });
  if (worksheets.length === 0) throw refusal(parts.name, 'the workbook has no worksheet', COPY_OUT);
  const unpacked = worksheets.reduce((sum, sheet) => sum + parts.check(sheet.path, LARGEST_SHEET), 0);
  if (unpacked > LARGEST_SHEETS) throw refusal(parts.name, `the workbook's sheets would be larger than ${LARGEST_SHEETS / MB} MB when unpacked`, COPY_OUT);
  const common: Common = {
    strings: readSharedStrings(parts, pathOfType(relationships, 'sharedStrings')),
    dateStyles: readDateStyles(parts, pathOfType(relationships, 'styles')),
    calendar: new Calendar(from1904),
  };
  return worksheets.map(({ name, path }) => ({ name, rows: (take) => new SheetReading(parts, name, common, take).read(path) }));
}

function readWorkbook(parts: Parts, path: string): { listed: { name: string; id: string }[]; from1904: boolean } {
  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  const workbookPr = {
    open: ({ date1904 }: Attributes) => {
      from1904 = isTrue(date1904);
    },
  };
  const sheet = {
    open: (attributes: Attributes) => {
      if (listed.length === MOST_SHEETS) throw refusal(parts.name, `the workbook has more than ${MOST_SHEETS} sheets`, COPY_OUT);
      // r:id, whatever the prefix is: its namespace is another one in a strict workbook.
      const id = Object.keys(attributes).find((key) => localName(key) === 'id') ?? '';
      listed.push({ name: attributes.name ?? '', id: attributes[id] ?? '' });
    },
  };
  parts.read(path, at(['workbook'], elements({ workbookPr, sheets: { within: elements({ sheet }) } })), LARGEST_DIRECTORY);
  return { listed, from1904 };
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** A text that comes in pieces, with a bound. */
class Text {
  private text = '';

  take(piece: string, refuse: (why: string) => UserError): void {
    this.text += piece;
    if (this.text.length > LONGEST_CELL) throw refuse('a cell holds a text of more than a million characters, which no list of cases does');
  }

  /** The text taken since the last time. */
  end(): string {
    const text = this.text;
    this.text = '';
    return text;
  }
}

/** A text with or without runs of different looks; how it is pronounced (`rPh`) is no part of it. */
function richText(text: (piece: string) => void): Elements {
  return elements({ t: { text }, r: { within: elements({ t: { text } }) } });
}

function readSharedStrings(parts: Parts, path: string | undefined): string[] {
  const strings: string[] = [];
  if (path === undefined) return strings;
  const text = new Text();
  const within = richText((piece) => text.take(piece, (why) => refusal(parts.name, why, COPY_OUT)));
  const close = () => {
    strings.push(unescaped(text.end()));
  };
  parts.read(path, at(['sst'], elements({ si: { within, close } })), LARGEST_SHARED_STRINGS);
  return strings;
}

/** Characters that XML cannot hold are written as `_x000D_`, and a text that looks so as `_x005F_x000D_`. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readDateStyles(parts: Parts, path: string | undefined): boolean[] {
  if (path === undefined) return [];
  const styles: number[] = [];
  const ownFormats = new Map<number, boolean>();
  const numFmt = {
    open: ({ numFmtId, formatCode = '' }: Attributes) => {
      ownFormats.set(Number(numFmtId), showsDate(formatCode));
    },
  };
  const xf = {
    open: ({ numFmtId = '0' }: Attributes) => {
      styles.push(Number(numFmtId));
    },
  };
  const root = at(['styleSheet'], elements({ numFmts: { within: elements({ numFmt }) }, cellXfs: { within: elements({ xf }) } }));
  parts.read(path, root, LARGEST_DIRECTORY);
  return styles.map((format) => ownFormats.get(format) ?? isBuiltInDate(format));
}

/** The formats that a workbook does not spell out: dates and times of day, in Asia too; 46, `[h]:mm:ss`, is a number of hours. */
function isBuiltInDate(format: number): boolean {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || format === 45 || format === 47 || (format >= 50 && format <= 58);
}

/** Whether a format code shows a day, a month (or minutes) or a year outside texts, colours and the like. */
function showsDate(code: string): boolean {
  const unquoted = code.replace(/"[^"]*"?|[\\_*]./g, '');
  const letters = unquoted.replace(/\[[^\]]*\]?|AM\/PM|A\/P/gi, '');
  return /\[(h+|m+|s+)\]/i.test(unquoted) ? /[dy]/i.test(letters) : /[dmy]/i.test(letters);
}

const HALF_MILLISECOND = 0.5 / 86_400_000;
const DAY_0_OF_1904 = dayOf(1904, 1, 1) as Day;
const LAST_DAY = dayOf(9999, 12, 31) as Day;
/** Excel takes 1900 for a leap year: its day 60 never was, and up to then it counts from another day 0. */
const DAY_NEVER = 60;
const DAY_0_BEFORE = dayOf(1899, 12, 31) as Day;

const MOST_DATES_KEPT = 100_000;

/** Excel's day numbers as dates, in one of its two date systems. */
class Calendar {
  /** There are few dates and many cells. */
  private readonly written = new Map<Day, string>();
  private readonly from1904: boolean;

  constructor(from1904: boolean) {
    this.from1904 = from1904;
  }

  /** The date, `yyyy-mm-dd`; null for a time of day alone, and where the calendar has no such day. */
  date(serial: number): string | null {
    const day = serial < 1 ? null : this.day(Math.floor(serial + HALF_MILLISECOND));
    if (day === null || day > LAST_DAY) return null;
    const date = this.written.get(day) ?? isoDate(day);
    if (this.written.size < MOST_DATES_KEPT) this.written.set(day, date);
    return date;
  }

  private day(number: number): Day | null {
    if (this.from1904) return addDays(DAY_0_OF_1904, number);
    if (number === DAY_NEVER) return null;
    return addDays(number < DAY_NEVER ? DAY_0_BEFORE : EXCEL_DAY_0, number);
  }
}

/** No two of its parts can match the same digits, so that a long text is not tried again and again. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(E[+-]?\d+)?$/i;

/** What stands for a formula whose result was never saved, as some programs write them. */
const NOT_WORKED_OUT = '#NOT WORKED OUT';

const TRUTH: ReadonlyMap<string, string> = new Map([
  ['1', 'true'],
  ['0', 'false'],
]);

/** One pass over a sheet. */
class SheetReading {
  private line = 0;
  /** Whether the row says its number itself. */
  private lineKnown = false;
  private column = 0;
  private fields: string[] = [];
  private blank = true;
  private type = 'n';
  private style = 0;
  private isFormula = false;
  private hasValue = false;
  private taken = 0;
  private readonly text = new Text();
  private readonly parts: Parts;
  private readonly name: string;
  private readonly common: Common;
  private readonly takeRow: (row: SheetRow) => void;

  constructor(parts: Parts, name: string, common: Common, takeRow: (row: SheetRow) => void) {
    this.parts = parts;
    this.name = name;
    this.common = common;
    this.takeRow = takeRow;
  }

  read(path: string): void {
    const text = (piece: string) => this.text.take(piece, (why) => refusal(this.where(), why, COPY_OUT));
    const c: Element = {
      open: (attributes) => this.openCell(attributes),
      close: () => this.closeCell(),
      within: elements({
        f: { open: () => this.foundFormula() },
        v: { open: () => this.foundValue(), text },
        is: { within: richText(text) },
      }),
    };
    const row: Element = { open: ({ r }) => this.openRow(r), close: () => this.closeRow(), within: elements({ c }) };
    this.parts.read(path, at(['worksheet', 'sheetData'], elements({ row })), LARGEST_SHEET, () => this.where());
  }

  private where(): string {
    const sheet = `${this.parts.name}, sheet ${printable(this.name)}`;
    return this.line === 0 ? sheet : `${sheet} line ${this.line}`;
  }

  private tooMuch(): UserError {
    return refusal(this.where(), 'the cells up to here hold more text, or stand further apart, than those of any list of cases', COPY_OUT);
  }

  private damaged(how: string): UserError {
    return refusal(this.where(), `the workbook is damaged (${how})`);
  }

  private openRow(number: string | undefined): void {
    this.moveTo(number === undefined ? this.line + 1 : wholeNumber(number));
    this.lineKnown = number !== undefined;
    this.column = 0;
    this.fields = [];
    this.blank = true;
  }

  private moveTo(line: number): void {
    if (!(line > this.line && line <= LAST_ROW)) throw this.damaged(`the next row has no number from 1 to ${LAST_ROW}, or one that is not above this row's`);
    this.line = line;
  }

  private openCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : this.columnOf(r);
    if (this.column > LAST_COLUMN) throw this.damaged('a row goes on beyond column XFD');
    this.type = t;
    this.style = Number(s);
    this.isFormula = false;
    this.hasValue = false;
  }

  private foundFormula(): void {
    this.isFormula = true;
  }

  private foundValue(): void {
    this.hasValue = true;
  }

  private columnOf(reference: string): number {
    const letters = lettersOf(reference);
    const column = columnNumber(reference, letters);
    const line = wholeNumber(reference, letters);
    if (!(column > this.column && column <= LAST_COLUMN)) throw this.damaged('a cell has no column from A to XFD, or one that is not right of the cell before');
    if (line !== this.line) this.moveToLineOf(line);
    return column;
  }

  /** A row that does not say its number has that of its first cell. */
  private moveToLineOf(line: number): void {
    if (this.lineKnown || this.column > 0 || !(line > this.line)) throw this.damaged('a cell says that it stands in another row');
    this.moveTo(line);
  }

  private closeCell(): void {
    const text = this.text.end();
    // What is not worked out is not blank: nothing may be lost for want of it.
    const value = this.isFormula && !this.hasValue ? NOT_WORKED_OUT : this.value(text);
    if (value === '') return;
    this.taken += value.length + (this.column - this.fields.length) * FIELD_AS_CHARACTERS;
    if (this.taken > MOST_TEXT) throw this.tooMuch();
    while (this.fields.length < this.column - 1) this.fields.push('');
    this.fields.push(value);
    this.blank &&= value.trim() === '';
  }

  private closeRow(): void {
    if (!this.blank) this.takeRow({ fields: this.fields, line: this.line });
  }

  private value(text: string): string {
    if (text === '') return '';
    switch (this.type) {
      case 'n':
        return this.number(text.trim());
      case 's':
        return this.sharedString(text);
      case 'str':
      case 'inlineStr':
        return unescaped(text);
      case 'b':
        return TRUTH.get(text) ?? text;
      default:
        return text;
    }
  }

  private number(text: string): string {
    const number = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(number)) return text;
    return this.common.dateStyles[this.style] === true ? (this.common.calendar.date(number) ?? text) : String(number);
  }

  private sharedString(index: string): string {
    const text = this.common.strings[Number(index)];
    if (text === undefined) throw this.damaged('a cell refers to a text that is not there');
    return text;
  }
}

/** The whole number that a text holds from a place on, 0 where it ends there; not a number where it holds anything else. */
function wholeNumber(text: string, from = 0): number {
  let number = 0;
  for (let at = from; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

const isLetter = (code: number): boolean => code >= 65 && code <= 90;

function lettersOf(reference: string): number {
  let letters = 0;
  while (isLetter(reference.charCodeAt(letters))) letters++;
  return letters;
}

/** The number of the column, A being 1; 0 where there is none. */
function columnNumber(reference: string, letters: number): number {
  let column = 0;
  for (let at = 0; at < letters; at++) column = column * 26 + reference.charCodeAt(at) - 64;
  return column;
}
