import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

/** The ways in which one table is written as text by different programs, and a writer for each of them. */

/** How a table is written as text. */
export interface Dialect {
  delimiter: ',' | ';' | '\t';
  /** `needed`: only a field that holds a quote, the delimiter or a line break. */
  quoting: 'needed' | 'all';
  lineEnd: '\n' | '\r\n';
  /** `utf-8-mark`, `utf-16le` and `utf-16be` begin with a byte-order mark. */
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** 2022-09-28; 28/09/2022; 28-Sep-2022; 2022-Sep-28; 2022-Sep-28 00:00:00; 2022-09-28T00:00:00 */
  dates: 'iso' | 'slashes' | 'day-mon-year' | 'year-mon-day' | 'year-mon-day-time' | 'iso-time';
  /** A blank line or one of delimiters alone, by turns, before every row; one of each after the last. */
  blankLines: boolean;
  /** So many columns without a heading or a value, after the others. */
  trailingColumns: number;
  /** The columns in another order: the second half before the first. */
  shuffle: boolean;
  /** `spaces`: a blank for every underscore. */
  headings: 'as-is' | 'upper' | 'spaces';
  gzip: boolean;
}

/** What a plain CSV file is. */
export const PLAIN: Dialect = {
  delimiter: ',',
  quoting: 'needed',
  lineEnd: '\n',
  encoding: 'utf-8',
  dates: 'iso',
  blankLines: false,
  trailingColumns: 0,
  shuffle: false,
  headings: 'as-is',
  gzip: false,
};

/** Every dialect there is; a failing one shrinks towards `PLAIN`. */
export const dialects: fc.Arbitrary<Dialect> = fc.record(
  {
    delimiter: fc.constantFrom(',', ';', '\t'),
    quoting: fc.constantFrom('needed', 'all'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    encoding: fc.constantFrom('utf-8', 'utf-8-mark', 'utf-16le', 'utf-16be', 'windows-1252'),
    dates: fc.constantFrom('iso', 'slashes', 'day-mon-year', 'year-mon-day', 'year-mon-day-time', 'iso-time'),
    blankLines: fc.boolean(),
    trailingColumns: fc.nat({ max: 3 }),
    shuffle: fc.boolean(),
    headings: fc.constantFrom('as-is', 'upper', 'spaces'),
    gzip: fc.boolean(),
  },
  { noNullPrototype: true },
);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATES: Record<Dialect['dates'], (year: string, month: string, day: string) => string> = {
  iso: (year, month, day) => `${year}-${month}-${day}`,
  slashes: (year, month, day) => `${day}/${month}/${year}`,
  'day-mon-year': (year, month, day) => `${day}-${MONTHS[Number(month) - 1]}-${year}`,
  'year-mon-day': (year, month, day) => `${year}-${MONTHS[Number(month) - 1]}-${day}`,
  'year-mon-day-time': (year, month, day) => `${year}-${MONTHS[Number(month) - 1]}-${day} 00:00:00`,
  'iso-time': (year, month, day) => `${year}-${month}-${day}T00:00:00`,
};

/** An ISO date in a dialect's form; anything else, blank too, as it is. */
function dateIn(form: Dialect['dates'], text: string): string {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(text) ?? [];
  return year === undefined || month === undefined || day === undefined ? text : DATES[form](year, month, day);
}

/** The characters 0x80 to 0x9F of Windows-1252, with a blank where it has none; it has the rest in common with Latin-1. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function inWindows1252(text: string): Buffer {
  const bytes = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
    const at = WINDOWS_1252.indexOf(character);
    if (at === -1) throw new Error(`Windows-1252 has no ${character}`);
    return 0x80 + at;
  });
  return Buffer.from(bytes);
}

/** A text as bytes, with its byte-order mark where the encoding has one. */
export function encoded(text: string, encoding: Dialect['encoding']): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-mark':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return inWindows1252(text);
  }
}

function headingIn(form: Dialect['headings'], heading: string): string {
  if (form === 'upper') return heading.toUpperCase();
  return form === 'spaces' ? heading.replaceAll('_', ' ') : heading;
}

function fieldIn({ quoting, delimiter }: Dialect, text: string): string {
  const quoted = quoting === 'all' || /["\r\n]/.test(text) || text.includes(delimiter);
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as bytes; `dateColumns` are the headings of those whose ISO dates are written in the dialect's form. */
export function written(headings: readonly string[], rows: readonly (readonly string[])[], dateColumns: readonly string[], dialect: Dialect): Buffer {
  const { delimiter, lineEnd, trailingColumns } = dialect;
  const isDate = headings.map((heading) => dateColumns.includes(heading));
  const half = dialect.shuffle ? Math.ceil(headings.length / 2) : 0;

  const lineOf = (fields: readonly string[]): string => {
    const inOrder = [...fields.slice(half), ...fields.slice(0, half), ...Array<string>(trailingColumns).fill('')];
    return inOrder.map((field) => fieldIn(dialect, field)).join(delimiter);
  };
  const body = rows.map((row) => lineOf(row.map((field, at) => (isDate[at] ? dateIn(dialect.dates, field) : field))));
  const delimiters = delimiter.repeat(headings.length + trailingColumns - 1);
  const spaced = dialect.blankLines ? [...body.flatMap((line, at) => [at % 2 === 0 ? '' : delimiters, line]), delimiters, ''] : body;

  const lines = [lineOf(headings.map((heading) => headingIn(dialect.headings, heading))), ...spaced];
  const bytes = encoded(lines.map((line) => line + lineEnd).join(''), dialect.encoding);
  return dialect.gzip ? gzipSync(bytes) : bytes;
}
