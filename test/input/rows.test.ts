import '../support/ready.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delimiter, delimiterOf, type Row, readRows } from '../../src/input/rows.ts';
import { type ByteSource, fromBytes } from '../../src/input/source.ts';
import { openText } from '../../src/input/text.ts';

/** A source that gives its bytes in pieces of a chosen length, so that cuts fall everywhere. */
function inPieces(bytes: Buffer, length: number): ByteSource {
  return {
    ...fromBytes('cases.csv', bytes),
    *chunks() {
      for (let at = 0; at < bytes.length; at += length) yield Buffer.from(bytes.subarray(at, at + length));
    },
  };
}

function rowsOf(text: string | Buffer, length = 8192, delimiter: Delimiter = ','): Row[] {
  const rows: Row[] = [];
  readRows(openText(inPieces(Buffer.from(text), length)), delimiter, ({ fields, line }) => {
    rows.push({ fields, line });
  });
  return rows;
}

const fieldsOf = (text: string | Buffer, length?: number) => rowsOf(text, length).map(({ fields }) => fields);
const linesOf = (text: string) => rowsOf(text).map(({ line }) => line);

describe('rows', () => {
  it('end with any line end, and at the end of the file without one', () => {
    expect(fieldsOf('a,b\n1,2\r\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('may be quoted, with commas, quotation marks and line breaks inside', () => {
    expect(fieldsOf('a,b\n"1, one","say ""yes"""\n"two\nlines",3\n4,5\n')).toEqual([
      ['a', 'b'],
      ['1, one', 'say "yes"'],
      ['two\nlines', '3'],
      ['4', '5'],
    ]);
  });

  it('keep a stray quotation mark as it is written', () => {
    expect(fieldsOf('a,b\n5" pipe,2\n3,4\n')).toEqual([
      ['a', 'b'],
      ['5" pipe', '2'],
      ['3', '4'],
    ]);
  });

  it('are not made of blank lines, nor of lines of nothing but blanks', () => {
    expect(fieldsOf('\n\na,b\n\n1,2\n   \n"x",2\n\n \t\n3,4\n\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['x', '2'],
      ['3', '4'],
    ]);
  });

  it('are not made of lines of nothing but commas and blanks, quoted or not', () => {
    expect(fieldsOf(',\na,b\n,\n1,2\n ,"  "\n"",""\n3,\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]);
  });

  it('name the line on which they begin', () => {
    expect(linesOf('a,b\r\n\r\n1,2\r\n"two\r\nlines",3\r\n4,5\r\n')).toEqual([1, 3, 4, 6]);
    expect(linesOf('a,b\n1,2\n\n\n"x\n\ny",3\n4,5\n6,"7"\n8,9\n')).toEqual([1, 2, 5, 8, 9, 10]);
  });

  it('lose the byte-order mark of the file', () => {
    expect(fieldsOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('a,b\n1,2')]))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('come out the same wherever the bytes are cut', () => {
    const text = 'a,b\r\nŵŷ,"é, \r\n€"\r\n\r\n"𝄞","5"" pipe"\r1,2\n3," x "\r\n';
    const seen = (length?: number) => rowsOf(text, length).map(({ fields, line }) => ({ fields, line }));
    const whole = seen();
    for (let length = 1; length < 40; length++) expect(seen(length)).toEqual(whole);
  });

  it('are those of csv-parse, whether or not quotation marks send them there', () => {
    const field = fc.oneof(
      fc.constantFrom('', '2022-07-31', 'Y', 'é', '"q"', '"a,b"', '"l\nm"', '"x""y"', '""', '"""q"""', ' z ', '"a" ', 'b"c', '"d"e'),
      fc.string({ maxLength: 6 }).map((text) => text.replace(/["\r\n,]/g, '')),
    );
    const row = fc.array(field, { minLength: 2, maxLength: 5 }).map((fields) => fields.join(','));
    const file = fc.tuple(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.integer({ min: 1, max: 64 }));
    fc.assert(
      fc.property(file, ([rows, end, last, length]) => {
        const text = rows.join(end) + (last ? end : '');
        const records: string[][] = parse(text, {
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          relax_quotes: true,
          skip_empty_lines: true,
        });
        expect(fieldsOf(text, length)).toEqual(records.filter((fields) => fields.some((field) => field.trim() !== '')));
      }),
      { seed: 20220731, numRuns: 400 },
    );
  });
});

describe('a file that is no list', () => {
  const refusal = (bytes: string | Buffer, length?: number) => () => rowsOf(bytes, length);

  it('is refused where it holds bytes that no text has', () => {
    expect(refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow('cases.csv: this is not a CSV file: it holds bytes that no text has.');
  });

  it('is refused where a quotation mark is never closed, with the line of the row', () => {
    expect(refusal('a,b\n1,2\n3,"4\n5,6\n')).toThrow('cases.csv line 3: a quotation mark opens in the row that begins here and is never closed');
  });

  it('is refused where a line never ends', () => {
    expect(refusal(`a,b\n${'x'.repeat(5_000_000)}`)).toThrow(
      'cases.csv line 2: the row that begins here does not end within four million characters, so this is no list of cases',
    );
    expect(refusal(`a,b\n1,"${'x\n'.repeat(2_600_000)}`)).toThrow(
      'cases.csv line 2: the row that begins here does not end within four million characters (is a quotation mark left open?)',
    );
  });
});

describe('the delimiter', () => {
  it.each([
    ['a,b,c\n1;2;3;4\n', ','],
    ['a;b;c\n1,2,3,4\n', ';'],
    ['a\tb\tc\n', '\t'],
    ['case id\n1\n', ','],
    ['\n\n;;\na;b\n', ';'],
    ['"a,b,c,d";e;f\n', ';'],
    ['"a\nb,c,d";e;f\n', ';'],
    ['sep=;\na;b\n', ';'],
    ['', ','],
  ])('of %j is %j: that which cuts the first row into the most fields', (text, delimiter) => {
    expect(delimiterOf(openText(fromBytes('cases.csv', Buffer.from(text))))).toBe(delimiter);
  });

  it('cuts rows, quoted or not, and the note that Excel makes of it is no row', () => {
    expect(rowsOf('sep=;\na;b\n"1;2";"say ""yes"""\n"x\ny";3,4\n', 8192, ';').map(({ fields }) => fields)).toEqual([
      ['a', 'b'],
      ['1;2', 'say "yes"'],
      ['x\ny', '3,4'],
    ]);
  });
});

it('a list without a quotation mark needs nothing to be loaded, and one with any says so', () => {
  const hasQuotes = (text: string, encoding: BufferEncoding = 'utf8') => openText(inPieces(Buffer.from(text, encoding), 3)).hasQuotes;
  expect([hasQuotes('a,b\n1,ŵ\n'), hasQuotes('a,b\n1,2\n3,5"\n'), hasQuotes('a,b\né,x\n"', 'latin1'), hasQuotes('\ufeffa,b\n"', 'utf16le')]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

it('a reader may stop when it has seen enough', () => {
  let rows = 0;
  readRows(openText(fromBytes('cases.csv', Buffer.from('a,b\n'.repeat(100_000)))), ',', () => ++rows === 3);
  expect(rows).toBe(3);
});
