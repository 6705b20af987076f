import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import { fromBytes } from '../../src/input/source.ts';
import { openWorkbook, type SheetRow } from '../../src/input/xlsx.ts';
import { type Contents, escaped, lying, type PartTexts, partsOf, relationships, workbook, worksheet, zipped } from '../support/workbook.ts';

const open = (bytes: Buffer) => openWorkbook(fromBytes('cases.xlsx', bytes));

/** The rows of every sheet, one sheet after another. */
async function rowsOf(bytes: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for (const sheet of await open(bytes)) sheet.rows((row) => rows.push(row));
  return rows;
}

async function fieldsOf(bytes: Buffer): Promise<string[][]> {
  return (await rowsOf(bytes)).map(({ fields }) => fields);
}

const rowsOfSheet = (rows: string, contents: Contents = {}) => rowsOf(workbook({ ...contents, sheets: { Cases: rows } }));
const fieldsOfSheet = (rows: string, contents: Contents = {}) => fieldsOf(workbook({ ...contents, sheets: { Cases: rows } }));

/** The text of the first cell of a sheet. */
async function cell(xml: string, contents: Contents = {}): Promise<string | undefined> {
  return (await fieldsOfSheet(`<row>${xml}</row>`, contents))[0]?.[0];
}

/** What is said of a workbook that is refused, when it is opened or when its sheets are read. */
async function refusalOf(bytes: Buffer): Promise<string> {
  try {
    await rowsOf(bytes);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'not refused';
}

const refusalOfSheet = (rows: string, contents: Contents = {}) => refusalOf(workbook({ ...contents, sheets: { Cases: rows } }));
const refusalWith = (parts: PartTexts, contents: Contents = {}) => refusalOf(workbook(contents, parts));

const inline = (text: string) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
const inlineRows = (rows: readonly (readonly string[])[]) => rows.map((fields) => `<row>${fields.map(inline).join('')}</row>`).join('');
const formatted = (...ids: number[]) => `<cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;

/** A style 1 with a format code of its own; style 0 is no date. */
const withFormat = (code: string): Contents => ({
  styles: `<numFmts><numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts>${formatted(0, 170)}`,
});

const DATES: Contents = { styles: formatted(0, 14) };

describe('the sheets of a workbook', () => {
  it('come in the order of the workbook, hidden ones too, by their names', async () => {
    const bytes = workbook({ sheets: { 'Cases & more': '', Lists: '', Third: '' } });
    const hidden = workbook(
      { sheets: { Cases: '', Lists: '' } },
      {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="B" state="veryHidden" r:id="rId2"/><sheet name="A" state="hidden" r:id="rId1"/></sheets></workbook>',
      },
    );
    expect((await open(bytes)).map(({ name }) => name)).toEqual(['Cases & more', 'Lists', 'Third']);
    expect((await open(hidden)).map(({ name }) => name)).toEqual(['B', 'A']);
  });

  it('have the rows that their relationship leads to, not those of the sheet with their number', async () => {
    const parts = partsOf({ sheets: { First: inlineRows([['one']]), Second: inlineRows([['two']]) } });
    const swapped = relationships(['rId1', 'worksheet', 'worksheets/sheet2.xml'], ['rId2', 'worksheet', 'worksheets/sheet1.xml']);
    expect(await fieldsOf(zipped({ ...parts, 'xl/_rels/workbook.xml.rels': swapped }))).toEqual([['two'], ['one']]);
  });

  it.each(['/xl/worksheets/sheet1.xml', 'worksheets/sheet1.xml', './worksheets/../worksheets/sheet1.xml', 'worksheets\\sheet1.xml', 'Worksheets/Sheet1.xml'])(
    'are found at %s',
    async (target) => {
      const list = relationships(['rId1', 'worksheet', target]);
      expect(await fieldsOf(workbook({ sheets: { Cases: inlineRows([['here']]) } }, { 'xl/_rels/workbook.xml.rels': list }))).toEqual([['here']]);
    },
  );

  it('are not the chart sheets, dialogs and macro sheets between them', async () => {
    const parts = partsOf({ sheets: { A: '', Chart: '', B: '', Old: '', Dialog: '' } });
    const list = relationships(
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'chartsheet', 'chartsheets/sheet1.xml'],
      ['rId3', 'worksheet', 'worksheets/sheet3.xml'],
      ['rId4', 'xlMacrosheet', 'macrosheets/sheet1.xml'],
      ['rId5', 'dialogsheet', 'dialogsheets/sheet1.xml'],
    );
    const sheets = await open(zipped({ ...parts, 'xl/_rels/workbook.xml.rels': list }));
    expect(sheets.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('are found where the package says that the workbook is, and at its usual place where it says nothing', async () => {
    const {
      '_rels/.rels': said = '',
      'xl/workbook.xml': book = '',
      'xl/_rels/workbook.xml.rels': list = '',
      ...rest
    } = partsOf({
      sheets: { Cases: inlineRows([['here']]) },
    });
    const usual = { 'xl/workbook.xml': book, 'xl/_rels/workbook.xml.rels': list, ...rest };
    expect(await fieldsOf(zipped(usual))).toEqual([['here']]);
    const elsewhere = {
      '_rels/.rels': String(said).replace('xl/workbook.xml', '/office/book.xml'),
      'office/book.xml': book,
      'office/_rels/book.xml.rels': String(list).replace('worksheets/', '/xl/worksheets/'),
    };
    expect(await fieldsOf(zipped({ ...elsewhere, ...rest }))).toEqual([['here']]);
  });

  it('are read in a strict workbook, whatever the prefixes are', async () => {
    const strict = 'http://purl.oclc.org/ooxml';
    const list = `<p:Relationships xmlns:p="p"><p:Relationship Id="a" Type="${strict}/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/></p:Relationships>`;
    const book = `<x:workbook xmlns:x="${strict}/spreadsheetml/main" xmlns:rel="r"><x:sheets><x:sheet name="S" sheetId="1" rel:id="a"/></x:sheets></x:workbook>`;
    const sheet = '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = { 'xl/workbook.xml': book, 'xl/_rels/workbook.xml.rels': list, 'xl/worksheets/sheet1.xml': sheet };
    expect(await fieldsOf(zipped(parts))).toEqual([['1']]);
  });

  it('can be read again from the beginning, in any order', async () => {
    const [first, second] = await open(workbook({ sheets: { A: inlineRows([['a'], ['b']]), B: inlineRows([['c']]) } }));
    const taken: string[] = [];
    const take = ({ fields, line }: SheetRow) => taken.push(`${fields[0]}${line}`);
    for (const sheet of [second, first, first]) sheet?.rows(take);
    expect(taken).toEqual(['c1', 'a1', 'b2', 'a1', 'b2']);
  });

  it('let through what the taker of rows throws, as it is', async () => {
    const enough = new Error('enough');
    const [sheet] = await open(workbook({ sheets: { A: inlineRows([['a'], ['b']]) } }));
    const lines: number[] = [];
    expect(() =>
      sheet?.rows(({ line }) => {
        lines.push(line);
        throw enough;
      }),
    ).toThrow(enough);
    expect(lines).toEqual([1]);
  });

  it('outlive their source, whose pieces and size are good only for a while', async () => {
    const bytes = workbook({ sheets: { A: inlineRows([['kept']]) } });
    const piece = Buffer.alloc(100);
    const source = {
      ...fromBytes('cases.xlsx', bytes),
      size: 0,
      *chunks() {
        for (let from = 0; from < bytes.length; from += 100) yield piece.subarray(0, bytes.copy(piece, 0, from, from + 100));
      },
    };
    const [sheet] = await openWorkbook(source);
    piece.fill(0);
    const fields: string[][] = [];
    sheet?.rows((row) => fields.push(row.fields));
    expect(fields).toEqual([['kept']]);
  });
});

describe('the rows of a sheet', () => {
  it('have the numbers that the sheet gives them, and the next one where it gives none', async () => {
    const rows = await rowsOfSheet(
      '<row r="2"><c r="A2"><v>1</v></c></row><row><c><v>2</v></c></row><row r="7" hidden="1"><c><v>3</v></c></row><row><c><v>4</v></c></row>',
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 7, 8]);
  });

  it('have the number in their first cell where they have none of their own', async () => {
    const rows = await rowsOfSheet('<row><c r="A3"><v>1</v></c><c r="B3"><v>1</v></c></row><row><c r="A9"><v>2</v></c></row>');
    expect(rows.map(({ line }) => line)).toEqual([3, 9]);
  });

  it('have blanks for the cells between that are missing, and none for those at the end', async () => {
    expect(
      await fieldsOfSheet(
        '<row r="1"><c r="B1"><v>1</v></c><c r="D1" s="0"/><c r="AB1"><v>2</v></c><c r="AC1"/><c r="AD1" t="str"><v></v></c></row><row r="2"><c r="A2"/><c><v>3</v></c></row>',
      ),
    ).toEqual([
      ['', '1', ...Array(25).fill(''), '2'],
      ['', '3'],
    ]);
  });

  it('reach to column XFD', async () => {
    const [fields] = await fieldsOfSheet('<row><c r="XFC1"><v>1</v></c><c><v>2</v></c></row>');
    expect(fields?.length).toBe(16_384);
    expect(fields?.slice(-3)).toEqual(['', '1', '2']);
  });

  it('are not handed over where they are wholly blank', async () => {
    const rows = await rowsOfSheet(`<row/><row r="4"><c r="A4"/></row>${inlineRows([[' ', '\t\n'], ['x'], ['']])}`);
    expect(rows).toEqual([{ fields: ['x'], line: 6 }]);
  });

  it('stand in the data of the sheet; the same names elsewhere are passed over', async () => {
    const elsewhere = '<row r="1"><c r="A1"><v>no</v></c></row>';
    const sheet = `<worksheet><extLst><sheetData>${elsewhere}</sheetData></extLst>${elsewhere}<sheetData><ext>${elsewhere}</ext><row r="1"><ext><c><v>no</v></c></ext><c r="A1"><f>1+1</f><v>2</v><extLst><v>3</v></extLst></c></row></sheetData></worksheet>`;
    expect(await fieldsOf(workbook({}, { 'xl/worksheets/sheet1.xml': sheet }))).toEqual([['2']]);
  });

  it('are the same wherever the bytes are cut, in the middle of a character or a tag', async () => {
    const rows = Array.from({ length: 4000 }, (_, at) => ['Zoë’s 漢字 😀'.repeat(at % 4), `${at}`, '<&>']).map((fields) => fields.map((field) => field || '-'));
    expect(await fieldsOfSheet(inlineRows(rows))).toEqual(rows);
  });
});

describe('the text of a cell', () => {
  it.each([
    ['a shared text', '<c t="s"><v>1</v></c>', 'second'],
    ['a shared text in runs, without its pronunciation', '<c t="s"><v>2</v></c>', 'Smith & Sons'],
    ['a shared text with blanks', '<c t="s"><v>3</v></c>', '  two  blanks\n'],
    ['a text of its own', '<c t="inlineStr"><is><t>own</t></is></c>', 'own'],
    ['a text of its own in runs', '<c t="inlineStr"><is><r><t>in </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb="0"><t>no</t></rPh></is></c>', 'in runs'],
    ['a text in a section of its own', '<c t="inlineStr"><is><t>a<![CDATA[<b>&amp;]]>c</t></is></c>', 'a<b>&amp;c'],
    ['the text of a formula', '<c t="str"><f>A1&amp;"x"</f><v>worked out</v></c>', 'worked out'],
    ['a formula whose result was never saved', '<c><f>A1</f></c>', '#NOT WORKED OUT'],
    ['a cell after it', '<c r="A1"><f>B1</f></c><c r="B1" t="str"><v>x</v></c>', '#NOT WORKED OUT'],
    ['a yes', '<c t="b"><v>1</v></c>', 'true'],
    ['a no', '<c t="b"><v>0</v></c>', 'false'],
    ['a yes in letters', '<c t="b"><v>true</v></c>', 'true'],
    ['an error', '<c t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>', '#N/A'],
    ['a date in words', '<c t="d"><v>2022-01-10T00:00:00</v></c>', '2022-01-10T00:00:00'],
    ['a text with a carriage return', '<c t="s"><v>4</v></c>', 'one\r\ntwo'],
    ['a text of a formula with a carriage return', '<c t="str"><v>one_x000d_\ntwo</v></c>', 'one\r\ntwo'],
    ['a text that looks as if it had one', '<c t="s"><v>5</v></c>', 'one_x000D_two'],
    ['a text with a character beyond the first 65,536', '<c t="str"><v>a&#x1F600;b</v></c>', 'a😀b'],
    ['a text that only begins like a character', '<c t="str"><v>_x12_ _xyzzy_ _x00_</v></c>', '_x12_ _xyzzy_ _x00_'],
    ['a kind of cell that nobody knows', '<c t="new"><v>as it is</v></c>', 'as it is'],
  ])('is read from %s', async (_, xml, expected) => {
    const strings =
      '<si><t>first</t></si><si><t>second</t></si>' +
      '<si><r><t>Smith</t></r><r><rPr><b/></rPr><t xml:space="preserve"> &amp; Sons</t></r><rPh sb="0" eb="1"><t>sumisu</t></rPh><phoneticPr fontId="1"/></si>' +
      '<si><t>  two  blanks\n</t></si><si><t>one_x000D_\ntwo</t></si><si><t>one_x005F_x000D_two</t></si>';
    expect(await cell(xml, { strings })).toBe(expected);
  });

  it.each([
    ['5', '5'],
    ['5.0', '5'],
    ['1E3', '1000'],
    ['1.5e+3', '1500'],
    ['-0', '0'],
    ['-2.50', '-2.5'],
    ['007', '7'],
    [' 12 ', '12'],
    ['.5', '0.5'],
    ['999999999999999', '999999999999999'],
    ['1.2345678901234568E+16', '12345678901234568'],
    ['0.1', '0.1'],
    ['1E-7', '1e-7'],
    ['0x1F', '0x1F'],
    ['Infinity', 'Infinity'],
    ['1E999', '1E999'],
    ['not a number', 'not a number'],
  ])('is, for the number %s, %s', async (number, expected) => {
    expect(await cell(`<c><v>${number}</v></c>`)).toBe(expected);
    expect(await cell(`<c t="n" s="0"><v>${number}</v></c>`, DATES)).toBe(expected);
  });

  it('is blank for a cell without a value, whatever its kind', async () => {
    const kinds = ['n', 's', 'b', 'e', 'd', 'str', 'inlineStr'].map((kind) => `<c t="${kind}"><v></v></c><c t="${kind}"/><c t="${kind}"><is/></c>`);
    expect(await fieldsOfSheet(`<row>${kinds.join('')}<c s="1"/><c><v>1</v></c></row>`, DATES)).toEqual([[...Array(22).fill(''), '1']]);
  });

  it('is read even where it is long, and a long number is not tried again and again', async () => {
    expect((await cell(`<c t="str"><v>${'&amp;'.repeat(800_000)}</v></c>`))?.length).toBe(800_000);
    expect((await cell(`<c><v>${'1'.repeat(999_999)}x</v></c>`))?.length).toBe(1_000_000);
  });
});

describe('a number in a style that shows a date', () => {
  it.each([
    ['44562', '2022-01-01'],
    ['44562.999', '2022-01-01'],
    ['44561.9999999999', '2022-01-01'],
    ['4.4562E4', '2022-01-01'],
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['36526', '2000-01-01'],
    ['2958465', '9999-12-31'],
    ['2958465.9', '9999-12-31'],
  ])('is, for %s, the day %s', async (serial, expected) => {
    expect(await cell(`<c s="1"><v>${serial}</v></c>`, DATES)).toBe(expected);
  });

  it.each(['0', '0.5', '0.9999999999999', '-1', '60', '2958466', '1E10', 'soon'])('stays as it is written where there is no such day: %s', async (serial) => {
    expect(await cell(`<c s="1"><v>${serial}</v></c>`, DATES)).toBe(serial);
  });

  it.each([
    ['0', '0'],
    ['1', '1904-01-02'],
    ['60', '1904-03-01'],
    ['43100', '2022-01-01'],
    ['2957003', '9999-12-31'],
    ['2957004', '2957004'],
  ])('is, for %s in a workbook that counts from 1904, %s', async (serial, expected) => {
    for (const yes of ['1', 'true']) {
      expect(await cell(`<c s="1"><v>${serial}</v></c>`, { ...DATES, workbookPr: `<workbookPr date1904="${yes}"/>` })).toBe(expected);
    }
  });

  it('counts from 1900 where the workbook says that it does not count from 1904', async () => {
    expect(await cell('<c s="1"><v>1</v></c>', { ...DATES, workbookPr: '<workbookPr date1904="0"/>' })).toBe('1900-01-01');
  });

  it('is a date also as the result of a formula, and with the style of every cell', async () => {
    expect(await cell('<c s="1"><f>TODAY()</f><v>44562</v></c>', DATES)).toBe('2022-01-01');
    expect(await cell('<c><v>44562</v></c>', { styles: formatted(14) })).toBe('2022-01-01');
  });

  it('is no date where the style is not there, or where there are no styles', async () => {
    expect(await cell('<c s="9"><v>44562</v></c>', DATES)).toBe('44562');
    expect(await cell('<c s="x"><v>44562</v></c>', DATES)).toBe('44562');
    expect(await cell('<c s="1"><v>44562</v></c>')).toBe('44562');
  });

  it('is one in the formats 14 to 22, 27 to 36, 45, 47 and 50 to 58 that Excel does not spell out, and in no other', async () => {
    const ids = Array.from({ length: 80 }, (_, id) => id);
    const cells = ids.map((id) => `<c s="${id}"><v>44562</v></c>`);
    const [fields = []] = await fieldsOfSheet(`<row>${cells.join('')}</row>`, { styles: formatted(...ids) });
    expect(ids.filter((id) => fields[id] === '2022-01-01')).toEqual([
      ...[14, 15, 16, 17, 18, 19, 20, 21, 22],
      ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36],
      ...[45, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58],
    ]);
  });

  it.each(['dd/mm/yyyy', 'yyyy', 'DD-MMM-YY', '[$-809]d mmmm yyyy;@', 'yyyy\\-mm\\-dd', '"on "d', 'mm:ss', 'h:mm AM/PM', 'd [h]:mm', 'yy"\\"', '[Red]mmm'])(
    'is a date in the format %s',
    async (code) => {
      expect(await cell('<c s="1"><v>44562</v></c>', withFormat(code))).toBe('2022-01-01');
    },
  );

  it.each([
    'General',
    '0.00',
    '@',
    '[h]:mm',
    '[hh]:mm:ss',
    '[m]',
    '[Red]0',
    '[$-809]0',
    '#,##0 "days"',
    '0\\d',
    '0_d',
    '* 0*m',
    '0.00E+00',
    'h AM/PM',
    '"dd',
    '[mm',
    '',
  ])('is no date in the format %s', async (code) => {
    expect(await cell('<c s="1"><v>44562</v></c>', withFormat(code))).toBe('44562');
  });

  it('follows a format that the workbook spells out, even under a number that Excel has a format for', async () => {
    const styles = `<cellXfs><xf numFmtId="14"/><xf numFmtId="1"/></cellXfs><numFmts><numFmt numFmtId="14" formatCode="0"/><numFmt numFmtId="1" formatCode="d"/></numFmts>`;
    expect(await fieldsOfSheet('<row><c s="0"><v>44562</v></c><c s="1"><v>44562</v></c></row>', { styles })).toEqual([['44562', '2022-01-01']]);
  });

  it('is not fooled by the styles of the styles, nor by formats that depend on the value', async () => {
    const others = '<cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs><dxfs><dxf><numFmt numFmtId="1" formatCode="d"/></dxf></dxfs>';
    expect(await cell('<c s="1"><v>44562</v></c>', { styles: `${others}${formatted(14, 1)}` })).toBe('44562');
  });
});

describe('a file that is no workbook that can be read', () => {
  const plain = workbook({ sheets: { Cases: inlineRows([['a']]) }, strings: '<si><t>x</t></si>' });
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)]);
  const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]);

  it.each([
    ['is empty', Buffer.alloc(0), 'the file is empty. Export the case list again.'],
    ['is text', Buffer.from('case_id,received_date\n'), 'this is no Excel workbook (.xlsx).'],
    ['was written by an older Excel', old, 'this is a workbook of an older Excel (.xls), which is not read.'],
    ['is locked', locked, 'the workbook is locked with a password or a sensitivity label, so it cannot be read. Open it in Excel, save a copy without'],
    ['has a locked part', lying(plain, 'xl/worksheets/sheet1.xml', { flags: 1 }), 'the workbook is locked with a password, so it cannot be read.'],
    ['is cut short', plain.subarray(0, -30), 'the workbook is damaged or not whole'],
    ['is hardly begun', plain.subarray(0, 2), 'the workbook is damaged or not whole'],
    ['is another kind of zip file', zipped({ 'word/document.xml': '<document/>' }), 'this is a zip file but no Excel workbook (.xlsx).'],
    ['is a zip file without a part', zipped({}), 'this is a zip file but no Excel workbook (.xlsx).'],
    ['is a document', workbook({}, { 'xl/workbook.xml': '<document/>' }), 'a part of it is not what it should be'],
    ['lists a sheet that is not there', workbook({}, { 'xl/_rels/workbook.xml.rels': relationships() }), 'its sheet "Cases" is missing'],
    [
      'has a sheet in another file',
      workbook({}, { 'xl/_rels/workbook.xml.rels': relationships(['rId1', 'worksheet', '" TargetMode="External']) }),
      'its sheet "Cases" is missing',
    ],
    [
      'has a sheet outside of it',
      workbook({}, { 'xl/_rels/workbook.xml.rels': relationships(['rId1', 'worksheet', '../../../../etc/passwd']) }),
      'its part etc/passwd is missing',
    ],
    ['has no worksheet', workbook({ sheets: {} }), 'the workbook has no worksheet.'],
    ['has a sheet that is none', workbook({}, { 'xl/worksheets/sheet1.xml': '<chartsheet/>' }), 'a part of it is not what it should be'],
    ['has parts of the same name', workbook({}, { 'XL/Workbook.xml': '<workbook/>' }), 'two of its parts are called xl/workbook.xml'],
    ['has bytes changed in a part', lying(plain, 'xl/worksheets/sheet1.xml', { packed: 40 }), 'its part xl/worksheets/sheet1.xml cannot be unpacked'],
    ['has a part packed in another way', lying(plain, 'xl/sharedStrings.xml', { method: 12 }), 'its part xl/sharedStrings.xml cannot be unpacked'],
    ['has a part that begins elsewhere', lying(plain, 'xl/sharedStrings.xml', { offset: 0xffffff }), 'its part xl/sharedStrings.xml cannot be unpacked'],
  ])('is refused in one sentence where it %s', async (_, bytes, expected) => {
    const said = await refusalOf(bytes);
    expect(said).toContain(expected);
    expect(said).toMatch(/^cases\.xlsx( \(xl\/workbook\.xml\)|, sheet Cases)?: (the workbook|this is|the file)[^\n]+\. [A-Z][^\n]+\.$/);
  });

  it.each([
    ['never ends', '<worksheet><sheetData><row>', 'its XML is not well-formed'],
    ['closes what it did not open', '<worksheet><sheetData></row></worksheet>', 'its XML is not well-formed'],
    ['is empty', '', 'its XML is not well-formed'],
    ['is no XML', 'case_id,received_date', 'its XML is not well-formed'],
    ['holds a character that XML has not', '<worksheet>\u0001</worksheet>', 'its XML is not well-formed'],
    ['names an entity that is not there', '<worksheet>&nbsp;</worksheet>', 'its XML is not well-formed'],
    ['has two beginnings', '<worksheet/><worksheet/>', 'its XML is not well-formed'],
    ['is written in UTF-16', Buffer.from('\ufeff<worksheet/>', 'utf16le'), 'the workbook is written in UTF-16'],
    ['is written in UTF-16, the other way round', Buffer.from('\ufeff<worksheet/>', 'utf16le').swap16(), 'the workbook is written in UTF-16'],
    ['is written in Latin-1 and says so', '<?xml version="1.0" encoding="ISO-8859-1"?><worksheet/>', 'written in an encoding other than UTF-8'],
    ['is written in Latin-1 and says nothing', Buffer.from('<worksheet a="é"/>', 'latin1'), 'it holds bytes that are no text'],
  ])('is refused where a sheet %s', async (_, xml, expected) => {
    const said = await refusalWith({ 'xl/worksheets/sheet1.xml': xml });
    expect(said).toMatch(/^cases\.xlsx, sheet Cases( line 1)?: the workbook [^\n]+\. Open it in Excel, save it [^\n]+ run again\.$/);
    expect(said).toContain(expected);
  });

  it('is refused where a part other than a sheet is broken, with its name', async () => {
    expect(await refusalWith({ 'xl/workbook.xml': '<workbook>' })).toContain('cases.xlsx (xl/workbook.xml): the workbook is damaged (its XML');
    expect(await refusalWith({ '_rels/.rels': '<x/>' })).toContain('cases.xlsx (_rels/.rels): the workbook is damaged');
    expect(await refusalWith({ 'xl/sharedStrings.xml': '<sst><si>' }, { strings: '' })).toContain('cases.xlsx (xl/sharedStrings.xml): the workbook is damaged');
  });

  it('is read where a sheet begins with the byte-order mark of UTF-8', async () => {
    expect(await fieldsOf(workbook({}, { 'xl/worksheets/sheet1.xml': `\ufeff${worksheet(inlineRows([['é']]))}` }))).toEqual([['é']]);
  });

  it.each([
    ['a row beyond the last', '<row r="1048577"/>', 'the next row has no number from 1 to 1048576'],
    ['a row beyond the last that has no number', '<row r="1048576"/><row/>', 'line 1048576: the workbook is damaged (the next row'],
    ['a row 0', '<row r="0"/>', 'the next row has no number'],
    ['a row that is no number', '<row r="1e3"/>', 'the next row has no number'],
    ['a row and a half', '<row r="1.5"/>', 'the next row has no number'],
    ['a row without digits', '<row r=""/>', 'the next row has no number'],
    ['a row that was there already', '<row r="5"/><row r="5"/>', 'line 5: the workbook is damaged (the next row'],
    ['a row above the one before', '<row r="5"/><row r="4"/>', 'line 5: the workbook is damaged (the next row'],
    ['a row of a thousand digits', `<row r="${'9'.repeat(1000)}"/>`, 'the next row has no number'],
    ['a column beyond XFD', '<row><c r="XFE1"/></row>', 'line 1: the workbook is damaged (a cell has no column'],
    ['a column beyond XFD that has no name', '<row><c r="XFD1"/><c/></row>', 'a row goes on beyond column XFD'],
    ['a column of a thousand letters', `<row><c r="${'A'.repeat(1000)}1"/></row>`, 'a cell has no column'],
    ['a column that was there already', '<row><c r="B1"/><c r="B1"/></row>', 'a cell has no column'],
    ['a column left of the one before', '<row><c r="B1"/><c r="A1"/></row>', 'a cell has no column'],
    ['a cell without a column', '<row><c r="1"/></row>', 'a cell has no column'],
    ['a cell with a column in small letters', '<row><c r="a1"/></row>', 'a cell has no column'],
    ['a cell without a row', '<row><c r="A"/></row>', 'a cell says that it stands in another row'],
    ['a cell of another row', '<row r="1"><c r="A2"/></row>', 'a cell says that it stands in another row'],
    ['a cell of another row than the cell before', '<row><c r="A2"/><c r="B3"/></row>', 'line 2: the workbook is damaged (a cell says'],
    ['a cell of another row than the cell before, which does not say its own', '<row><c/><c r="B3"/></row>', 'line 1: the workbook is damaged (a cell says'],
    ['a cell of an earlier row', '<row r="3"/><row><c r="A2"/></row>', 'a cell says that it stands in another row'],
    ['a cell beyond the last row', '<row><c r="A1048577"/></row>', 'the next row has no number'],
    ['a text that is not there', '<row r="8"><c t="s"><v>1</v></c></row>', 'line 8: the workbook is damaged (a cell refers to a text that is not there)'],
    ['a text with a number that is none', '<row><c t="s"><v>-1</v></c></row>', 'a cell refers to a text that is not there'],
    ['a text by name', '<row><c t="s"><v>length</v></c></row>', 'a cell refers to a text that is not there'],
  ])('is refused where a sheet has %s', async (_, rows, expected) => {
    const said = await refusalOfSheet(rows, { strings: '<si><t>only</t></si>' });
    expect(said).toContain(expected);
    expect(said).toMatch(/^cases\.xlsx, sheet Cases( line \d+)?: the workbook is damaged \([^\n]+\)\. Open it in Excel, [^\n]+\.$/);
  });

  it('never steers the terminal by the name of a sheet', async () => {
    const said = await refusalOf(workbook({ sheets: { [`A\u009b31m${'x'.repeat(100)}`]: '<row r="x"/>' } }));
    expect(said).toMatch(/^cases\.xlsx, sheet A·31mx{54}…: /);
  });
});

describe('a workbook made to exhaust the machine', () => {
  const MB = 1024 * 1024;
  const sheet = 'xl/worksheets/sheet1.xml';
  const strings = 'xl/sharedStrings.xml';
  const plain = workbook({ sheets: { Cases: inlineRows([['a']]) }, strings: '<si><t>x</t></si>' });

  it('is refused where it is larger than 200 MB, before a byte of it is read', async () => {
    const source = { ...fromBytes('cases.xlsx', plain), size: 200 * MB + 1, chunks: () => expect.fail('read') };
    await expect(openWorkbook(source)).rejects.toThrow('cases.xlsx: the workbook is larger than 200 MB, which no list of cases is. Copy the cases');
  });

  it('is refused where more than 200 MB come, whatever the source said', async () => {
    const piece = Buffer.alloc(MB);
    let given = 0;
    const source = {
      ...fromBytes('cases.xlsx', plain),
      *chunks() {
        for (; ; given++) yield piece;
      },
    };
    await expect(openWorkbook(source)).rejects.toThrow('larger than 200 MB');
    expect(given).toBe(200);
  });

  it.each([
    ['a sheet of more than 512 MB', lying(plain, sheet, { size: 512 * MB + 1 }), `${sheet} would be larger than 512 MB`],
    ['a sheet of 4 GB', lying(plain, sheet, { size: 0xffffffff }), `${sheet} would be larger than 512 MB`],
    ['a sheet packed to less than a 200th', lying(plain, sheet, { size: 64 * MB + 1 }), `${sheet} would be more than 200 times its packed size`],
    [
      'a sheet of more than 512 MB that is not packed',
      lying(plain, sheet, { method: 0, size: 1, packed: 512 * MB + 1 }),
      `${sheet} would be larger than 512 MB`,
    ],
    ['shared texts of more than 128 MB', lying(plain, strings, { size: 128 * MB + 1 }), `${strings} would be larger than 128 MB`],
    ['shared texts packed to less than a 200th', lying(plain, strings, { size: 64 * MB + 1 }), `${strings} would be more than 200 times its packed size`],
    ['a list of sheets of more than 64 MB', lying(plain, 'xl/workbook.xml', { size: 64 * MB + 1 }), 'xl/workbook.xml would be larger than 64 MB'],
  ])('is refused where it says that it has %s', async (_, bytes, expected) => {
    const said = await refusalOf(bytes);
    expect(said).toContain(expected);
    expect(said).toMatch(/^cases\.xlsx: [^\n]+, which no list of cases is\. Copy the cases in Excel into a new workbook, or [^\n]+\.$/);
  });

  it('is refused where a sheet is really packed to less than a 200th', async () => {
    const zeros = zipped({ ...partsOf({}), [sheet]: Buffer.alloc(64 * MB + 1, '<c/>') });
    expect(await refusalOf(zeros)).toContain('more than 200 times its packed size');
  });

  it.each([0, 1, 1000, 900_000])('is refused, unpacked no further, where a part of 1 MB says that it has %s bytes', async (size) => {
    const bomb = lying(workbook({ sheets: { Cases: ' '.repeat(MB) } }), sheet, { size });
    expect(await refusalOf(bomb)).toContain(`its part ${sheet} cannot be unpacked`);
  });

  it('is read where a small part says that it is larger than it is, as that costs nothing', async () => {
    expect(await fieldsOf(lying(plain, sheet, { size: 50 * MB }))).toEqual([['a']]);
  });

  it('is refused where its sheets together are larger than 1024 MB', async () => {
    let bytes = workbook({ sheets: { A: '', B: '', C: '' } });
    const packed = 3 * MB;
    for (const at of [1, 2, 3]) bytes = lying(bytes, `xl/worksheets/sheet${at}.xml`, { size: 400 * MB, packed });
    expect(await refusalOf(bytes)).toContain("the workbook's sheets would be larger than 1024 MB when unpacked");
  });

  it.each([
    ['parts', Object.fromEntries(Array.from({ length: 4001 }, (_, at) => [`a${at}`, '']))],
    ['folders in folders', { [`${'a/'.repeat(6)}b`]: '' }],
    ['letters in the name of a part', { ['a'.repeat(256)]: '' }],
  ])('is refused where it has too many %s', async (_, others) => {
    expect(await refusalWith(others)).toContain('the workbook has more or deeper parts than any that Excel writes');
  });

  it('is refused where it lists more than 1000 sheets, which may all be the same', async () => {
    const listed = '<sheet name="S" r:id="rId1"/>';
    const book = (count: number) => ({ 'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${listed.repeat(count)}</sheets></workbook>` });
    expect(await refusalWith(book(1000))).toBe('not refused');
    expect(await refusalWith(book(1001))).toContain('the workbook has more than 1000 sheets');
  });

  it.each([
    ['entities that stand for each other', '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>', '&c;'],
    ['an entity that stands for a file', '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['a document type elsewhere', '<!DOCTYPE w SYSTEM "http://example.org/w.dtd">', ''],
    ['an empty document type', '<!DOCTYPE w>', ''],
  ])('is refused where a part has %s', async (_, type, text) => {
    const rows = `<sheetData><row><c t="str"><v>${text}</v></c></row></sheetData>`;
    const expected = 'the workbook holds a document type, which Excel never writes. Open it in Excel';
    expect(await refusalWith({ [sheet]: `${type}<worksheet>${rows}</worksheet>` })).toContain(`cases.xlsx, sheet Cases: ${expected}`);
    for (const [part, root] of [
      ['xl/workbook.xml', 'workbook'],
      ['_rels/.rels', 'Relationships'],
      [strings, 'sst'],
    ] as const) {
      expect(await refusalWith({ [part]: `${type}<${root}/>` }, { strings: '' })).toContain(expected);
    }
  });

  it('is refused where a cell holds more than a million characters, in one piece or in many', async () => {
    const long = 'a'.repeat(1_000_001);
    const expected = 'a cell holds a text of more than a million characters, which no list of cases does. Copy the cases';
    expect(await refusalOfSheet(`<row r="3"><c t="str"><v>${long}</v></c></row>`)).toContain(`cases.xlsx, sheet Cases line 3: ${expected}`);
    expect(await refusalOfSheet(`<row><c t="inlineStr"><is>${'<r><t>0123456789</t></r>'.repeat(100_001)}</is></c></row>`)).toContain(expected);
    expect(await refusalOfSheet(`<row><c>${'<v>0123456789</v>'.repeat(100_001)}</c></row>`)).toContain(expected);
    expect(await refusalOfSheet('', { strings: `<si><t>${long}</t></si>` })).toContain(expected);
  });

  it.each([
    ['a text outside of any cell', (filler: string) => `<row>${filler}</row>`],
    ['a formula', (filler: string) => `<row><c><f>${filler}</f></c></row>`],
    ['a comment', (filler: string) => `<!--${filler}-->`],
    ['many comments', (filler: string) => filler.replaceAll('aaaaaaaa', '<!--a-->')],
    ['an attribute', (filler: string) => `<row a="${filler}"/>`],
    ['the name of an element', (filler: string) => `<${filler}/>`],
    ['the name of an entity', (filler: string) => `<row>&${filler};</row>`],
    ['an instruction', (filler: string) => `<?${filler}?>`],
    ['a section', (filler: string) => `<row><![CDATA[${filler}]]></row>`],
  ])('is refused where %s goes on for more than four million characters', async (_, around) => {
    const said = await refusalOfSheet(around('a'.repeat(4 * MB + 200_000)));
    expect(said).toContain('the workbook holds a text of more than four million characters, which no list of cases does');
  });

  it('is refused where elements are nested more than 100 deep', async () => {
    const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    expect(await refusalOfSheet(nested(98))).toBe('not refused');
    expect(await refusalOfSheet(nested(99))).toContain('elements are nested more than 100 deep');
    expect(await refusalOfSheet('<a>'.repeat(100_000))).toContain('elements are nested more than 100 deep');
  });

  const longString = `<si><t>${'x'.repeat(1_000_000)}</t></si>`;
  const longText = '<c t="s"><v>0</v></c>';

  it('is refused where one long text stands in a thousand cells', async () => {
    const said = await refusalOfSheet(`<row>${longText.repeat(1001)}</row>`, { strings: longString });
    expect(said).toContain('the cells up to here hold more text, or stand further apart, than those of any list of cases. Copy the cases');
  });

  it('is refused where very many rows have their one cell in the last column', async () => {
    const filled = `<row r="1">${longText.repeat(900)}</row>`;
    const rows = (count: number) => Array.from({ length: count }, (_, at) => `<row><c r="XFD${at + 2}"><v>1</v></c></row>`);
    expect(await refusalOfSheet(filled + rows(610).join(''), { strings: longString })).toBe('not refused');
    expect(await refusalOfSheet(filled + rows(611).join(''), { strings: longString })).toContain('line 612: the cells up to here hold more text');
  });

  it('has no names that are taken for something of the language', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const rows = names.map((name) => `<${name} ${name}="1"><c><v>1</v></c></${name}><row ${name}="1"><c t="${name}"><v>${name}</v></c></row>`);
    expect(await fieldsOfSheet(rows.join(''))).toEqual(names.map((name) => [name]));
    expect(await refusalWith({ 'xl/workbook.xml': '<workbook><sheets><sheet name="S" r:id="__proto__"/></sheets></workbook>' })).toContain('is missing');
    expect(await refusalOfSheet('<row><c t="s"><v>constructor</v></c></row>')).toContain('a text that is not there');
  });
});

describe('any workbook', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '&', '<', ']', '>', '"', '_', 'x', '\r', '\n', 'é', '€', '😀', '0', '000D_'), maxLength: 12 });
  /** As Excel writes it, so that it reads as itself. */
  const written = (field: string) => escaped(field.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

  it('gives the texts that were written, shared or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 6 }), async (grid) => {
        const trimmed = grid.map((row) => row.slice(0, row.findLastIndex((field) => field !== '') + 1));
        const expected = trimmed.map((fields, at) => ({ fields, line: at + 1 })).filter(({ fields }) => fields.some((field) => field.trim() !== ''));
        const own = grid.map((row) => `<row>${row.map((field) => `<c t="inlineStr"><is><t>${written(field)}</t></is></c>`).join('')}</row>`);
        const shared = grid.map((row, at) => `<row r="${at + 1}">${row.map((_, column) => `<c t="s"><v>${at * 6 + column}</v></c>`).join('')}</row>`);
        const strings = grid.flatMap((row) => Array.from({ length: 6 }, (_, column) => `<si><t>${written(row[column] ?? '')}</t></si>`));
        expect(await rowsOfSheet(own.join(''))).toEqual(expected);
        expect(await rowsOfSheet(shared.join(''), { strings: strings.join('') })).toEqual(expected);
      }),
    );
  });

  const contents: Contents = {
    sheets: {
      Cases: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>44562</v></c></row><row r="2"><c t="inlineStr"><is><r><t>é</t></r></is></c></row>',
    },
    strings: '<si><t>case_id</t></si>',
    styles: formatted(0, 14),
    workbookPr: '<workbookPr date1904="0"/>',
  };

  it('is read or refused in words, wherever its bytes are changed or end', async () => {
    const bytes = workbook(contents);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (place, value, cut) => {
        const spoilt = Buffer.from(cut ? bytes.subarray(0, place) : bytes);
        if (!cut) spoilt[place] = value;
        expect(await refusalOf(spoilt)).toMatch(/^not refused$|^cases\.xlsx[^\n]*: [^\n]+\.$/);
      }),
      { numRuns: 400 },
    );
  });

  it('is read or refused in words, whatever stands in its parts', async () => {
    const parts = partsOf(contents);
    const piece = fc.constantFrom('<', '>', '"', '/', '&', '<!--', ']]>', '<row>', '</c>', '<c r="ZZZ9"/>', '<v>', 'r="9"', '99999999', '\u0000', '😀', '');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), fc.nat(), fc.nat(20), piece, async (part, place, removed, put) => {
        const xml = String(parts[part]);
        const from = place % xml.length;
        const spoilt = xml.slice(0, from) + put + xml.slice(from + removed);
        expect(await refusalOf(zipped({ ...parts, [part]: spoilt }))).toMatch(/^not refused$|^cases\.xlsx[^\n]*: [^\n]+\.$/);
      }),
      { numRuns: 400 },
    );
  });
});
