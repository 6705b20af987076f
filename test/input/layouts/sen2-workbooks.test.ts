import { describe, expect, it } from 'vitest';
import { on } from '../../support/cases.ts';
import { fileOf, readingOf, refusalOf, workbookOf } from '../../support/readings.ts';

/** The template and the pre-submission workbook: the tables of the return on one sheet, and on one each. */

type Sheets = Record<string, string[][]>;
const opened = (sheets: Sheets) => fileOf('return.xlsx', workbookOf(sheets));
const read = (sheets: Sheets) => readingOf(opened(sheets));
const refusal = (sheets: Sheets) => refusalOf(opened(sheets));

/** A table of the template: its title, its headings, its rows. */
function table(title: string, headings: string[], ...rows: string[][]): string[][] {
  return [[title], ['Record Type', 'LA\n(From Header Record)', ...headings], ...rows.map((row) => [title.split(' ')[0] ?? '', '801', ...row])];
}

const HEADER = [['Header Record'], ['Record Type', 'Collection Name', 'Year'], ['Header', 'SEN2', '2025']];
const KEYS = ['Person ID\n\n(This must match the relevant ID in the Person record table)', 'Requests record ID\n\n(see above)'];
const PERSONS = ['Person ID\n\n(This must be a unique ID)', 'Surname', 'Date of Birth \n(ccyy-mm-dd)', 'Sex', 'Ethnicity'];
const REQUESTS = [
  ...KEYS,
  'Date request was received',
  'Source of request for an EHC needs assessment',
  'Request Outcome Date',
  'Request Outcome',
  'Request Tribunal',
];
const ASSESSMENTS = [...KEYS, 'Assessment Outcome - Decision to issue EHC plan', 'Assessment Outcome Date', 'Twenty week time limit exceptions apply'];
const PLANS = [...KEYS, 'EHC Plan Start Date'];
const ACTIVE_PLANS = [...KEYS, 'EHC Plan transferred in from another LA during calendar year'];
const PLACEMENTS = [...KEYS, 'SEN Setting – Establishment type', 'Placement Start Date'];
const NEEDS = [...KEYS, 'SEN Type of Need', 'SEN Type of Need rank  (1=Primary, 2=Secondary)'];

const PERSON_TABLE = table('Person Record', PERSONS, ['7', 'Sur7', '2015-09-01', 'F', 'WBRI'], ['8', 'Sur8', '2016-09-01', 'M', 'BAFR']);
const REQUEST_TABLE = table('Requests Records', REQUESTS, ['7', '1', '2024-01-10', '2', '2024-02-10', 'Y', '1'], ['8', '2', '2024-01-11', '3', '', 'A', '0']);
const ASSESSMENT_TABLE = table('Assessments Records', ASSESSMENTS, ['7', '1', 'Y', '', '1']);
const PLAN_TABLE = table('Named Plan Records', PLANS, ['7', '1', '2024-05-20']);
const ACTIVE_PLAN_TABLE = table('Active Plan Records', ACTIVE_PLANS, ['7', '1', '']);
const PLACEMENT_TABLE = table('Placement Detail Records', PLACEMENTS, ['7', '1', 'OTH', '2024-06-01']);
const NEED_TABLE = table('SEN Need Records', NEEDS, ['7', '1', 'SLD', '2'], ['7', '1', 'ASD', '1']);
const TABLES = [HEADER, PERSON_TABLE, REQUEST_TABLE, ASSESSMENT_TABLE, PLAN_TABLE, ACTIVE_PLAN_TABLE, PLACEMENT_TABLE, NEED_TABLE];

const CASES = [
  { id: '7/1', received: on('2024-01-10'), assessDecision: 'Y', assessDispute: true, issueDecision: 'Y', finalPlan: on('2024-05-20'), exception: true },
  { id: '8/2', received: on('2024-01-11'), assessDecision: 'A', assessDispute: false, issueDecision: null, finalPlan: null, exception: false },
];

describe('the template', () => {
  const sheet = (...tables: string[][][]) => ({ 'Data Entry Template': tables.flatMap((rows) => [...rows, []]) });

  it('has tables below each other, each under a title and its headings', async () => {
    const { layout, cases, births, rows, said, files } = await read(sheet(...TABLES));
    expect(layout).toBe('sen2-template');
    expect(cases).toMatchObject(CASES);
    expect(births).toEqual([on('2015-09-01'), on('2016-09-01')]);
    expect(rows.map((row) => [row.person_id, row.request_source, row.sex, row.ethnicity, row.primary_need])).toEqual([
      ['7', '2', 'F', 'WBRI', 'ASD'],
      ['8', '3', 'M', 'BAFR', ''],
    ]);
    expect(said).toEqual(['plan-start-date-used return.xlsx:21']);
    expect(files.map(({ file }) => file)).toEqual(['return.xlsx']);
  });

  it('names rows by the sheet and their own lines', async () => {
    const { cases, sentences } = await read({
      Notes: [['SEN2']],
      Template: [...PERSON_TABLE, ...REQUEST_TABLE, ...table('Assessments Records', ASSESSMENTS, ['7', '1', 'Q', '', ''])],
    });
    expect(cases.map(({ id, line }) => [id, line])).toEqual([['8/2', 8]]);
    expect(sentences).toEqual([
      expect.stringContaining('return.xlsx, sheet Template line 11, Assessment Outcome - Decision to issue EHC plan: "Q" is not a decision'),
    ]);
  });

  it('may have its tables in another order, and between blank rows or none', async () => {
    expect((await read(sheet(...TABLES.toReversed()))).cases).toMatchObject(CASES);
    expect((await read({ Template: TABLES.flat() })).cases).toMatchObject(CASES);
  });

  it('may lack any table but the requests and the assessments', async () => {
    const { cases, said } = await read(sheet(REQUEST_TABLE, ASSESSMENT_TABLE));
    expect(cases).toMatchObject([{ ...CASES[0], finalPlan: null }, CASES[1]]);
    expect(said).toEqual([]);
    expect(await refusal(sheet(PERSON_TABLE, REQUEST_TABLE))).toContain('the table assessment, without which no plan would be seen, is missing');
    expect(await refusal(sheet(PERSON_TABLE, ASSESSMENT_TABLE))).toContain('the table requests, of which every request is a row, is missing');
  });

  it('may not hold a table twice', async () => {
    expect(await refusal(sheet(...TABLES, REQUEST_TABLE))).toContain('are both the table requests of a SEN2 return');
  });

  it('may have rows to spare, of which Excel has filled in the record type and the authority', async () => {
    const spare = (rows: string[][], type: string) => [...rows, [type, '801'], [type, ''], ['', '801', ''], [type, '801', ' ', '']];
    const { cases, said, summary } = await read(sheet(spare(REQUEST_TABLE, 'Requests'), spare(ASSESSMENT_TABLE, 'Assessment'), spare(PLAN_TABLE, 'NamedPlan')));
    expect(cases).toMatchObject(CASES);
    expect(summary.read).toBe(2);
    expect(said).toEqual(['plan-start-date-used return.xlsx:20']);
  });

  it('has a row that is begun and has no id set aside', async () => {
    const { said, summary } = await read(sheet([...REQUEST_TABLE, ['Requests', '801', '', '', '2024-01-12']], ASSESSMENT_TABLE));
    expect(said).toEqual(['no-case-id return.xlsx:5']);
    expect(summary).toMatchObject({ read: 3, counted: 2 });
  });

  it('has child rows joined by the person and the request', async () => {
    const assessments = table('Assessments Records', ASSESSMENTS, ['8', '1', 'N', '2024-05-01', '0'], ['8.0', '2.0', 'N', '2024-05-02', '0']);
    const { cases, said } = await read(sheet(REQUEST_TABLE, assessments));
    expect(cases.map(({ issueDecisionDate }) => issueDecisionDate)).toEqual([null, on('2024-05-02')]);
    expect(said).toEqual(['row-without-request return.xlsx:8']);
  });

  it('has plans from another authority, which are out of scope', async () => {
    const { said, summary } = await read(sheet(REQUEST_TABLE, ASSESSMENT_TABLE, table('Active Plan Records', ACTIVE_PLANS, ['7', '1', '302'])));
    expect(said).toEqual(['transferred-in return.xlsx:8']);
    expect(summary).toMatchObject({ read: 2, counted: 1, outOfScope: 1 });
  });

  it('may have its headings in any order and letter case, as long as the record type is first', async () => {
    const turned = (rows: string[][]) =>
      rows.map(([first = '', ...rest], at) => [
        at === 1 ? first.toUpperCase() : first,
        ...rest.toReversed().map((cell) => (at === 1 ? cell.toUpperCase() : cell)),
      ]);
    // Rows without a last cell are padded, or their cells would move.
    const padded = (rows: string[][]) => rows.map((row, at) => (at === 0 ? row : [...row, ...Array<string>((rows[1]?.length ?? 0) - row.length).fill('')]));
    const { layout, cases } = await read(sheet(...TABLES.map((rows) => turned(padded(rows)))));
    expect(layout).toBe('sen2-template');
    expect(cases).toMatchObject(CASES);
  });

  it('may stand beside other sheets, one of which names its headings in notes', async () => {
    const { layout, cases } = await read({ Notes: [['How to fill in'], ['', 'Record Type', 'do not change']], ...sheet(...TABLES), Lists: [['Y'], ['N']] });
    expect(layout).toBe('sen2-template');
    expect(cases).toMatchObject(CASES);
  });
});

describe('a pre-submission workbook', () => {
  const PERSON = [
    ['persontableid', 'surname', 'personbirthdate', 'sex', 'ethnicity', 'upn'],
    ['7', 'Sur7', '2015-09-01', 'F', 'WBRI', ''],
    ['8', 'Sur8', '2016-09-01', 'M', 'BAFR'],
  ];
  const REQUEST = [
    ['requeststableid', 'persontableid', 'receiveddate', 'rquestsource', 'requestoutcomedate', 'requestoutcome', 'requesttribunal'],
    ['1', '7', '2024-01-10', '2', '2024-02-10', 'Y', '1'],
    ['2', '8', '2024-01-11', '3', '', 'A'],
  ];
  const ASSESSMENT = [
    ['persontableid', 'requeststableid', 'assessmentoutcome', 'assessmentoutcomedate', 'week20'],
    ['7', '1', 'Y', '', '1'],
  ];
  const PLAN = [
    ['persontableid', 'requeststableid', 'startdate'],
    ['7', '1', '2024-05-20'],
  ];
  const SHEETS = { Person: PERSON, Requests: REQUEST, Assessments: ASSESSMENT, 'Named Plan': PLAN };
  const IDS = CASES.map((one, at) => ({ ...one, id: String(at + 1) }));

  it('has a sheet for each table, whatever the sheets are called', async () => {
    const { layout, cases, births, rows, said, files } = await read(SHEETS);
    expect(layout).toBe('sen2-workbook');
    expect(cases).toMatchObject(IDS);
    expect(births).toEqual([on('2015-09-01'), on('2016-09-01')]);
    expect(rows.map(({ request_source }) => request_source)).toEqual(['2', '3']);
    expect(said).toEqual(['plan-start-date-used return.xlsx, sheet Named Plan:2']);
    expect(files.map(({ file }) => file)).toEqual(['return.xlsx']);
    expect((await read({ A: PLAN, B: ASSESSMENT, C: REQUEST, D: PERSON })).cases).toMatchObject(IDS);
  });

  it('may have titles above the headings, and other sheets', async () => {
    const { cases } = await read({
      Notes: [['Return of 2025']],
      Requests: [['Requests'], [], ...REQUEST],
      Assessments: ASSESSMENT,
      'Named Plan': [['Plans'], ...PLAN],
    });
    expect(cases).toMatchObject([
      { ...IDS[0], line: 4 },
      { ...IDS[1], line: 5 },
    ]);
  });

  it('may have its headings in any order and letter case', async () => {
    const turned = (rows: string[][]) =>
      rows.map((row, at) =>
        [...row, ...Array<string>((rows[0]?.length ?? 0) - row.length).fill('')].reverse().map((cell) => (at === 0 ? cell.toUpperCase() : cell)),
      );
    const { layout, cases } = await read(Object.fromEntries(Object.entries(SHEETS).map(([name, rows]) => [name, turned(rows)])));
    expect(layout).toBe('sen2-workbook');
    expect(cases).toMatchObject(IDS);
  });

  it('may have the headings of the template too', async () => {
    const { layout, cases } = await read({
      Requests: REQUEST_TABLE.slice(1).map((row) => row.slice(2)),
      Assessments: ASSESSMENT_TABLE.slice(1).map((row) => row.slice(2)),
    });
    expect(layout).toBe('sen2-workbook');
    expect(cases).toMatchObject([{ ...CASES[0], finalPlan: null }, CASES[1]]);
  });

  it('may lack sheets, but not those of the requests and the assessments, and may have none twice', async () => {
    expect((await read({ Requests: REQUEST, Assessments: ASSESSMENT })).cases).toMatchObject([{ ...IDS[0], finalPlan: null }, IDS[1]]);
    expect(await refusal({ Requests: REQUEST, Person: PERSON })).toContain('return.xlsx: of a SEN2 return, the table assessment');
    expect(await refusal({ Assessments: ASSESSMENT, Person: PERSON })).toContain('return.xlsx: of a SEN2 return, the table requests');
    const twice = await refusal({ ...SHEETS, 'Requests 2024': REQUEST });
    expect(twice).toContain('return.xlsx, sheet Requests and return.xlsx, sheet Requests 2024 are both the table requests');
  });
});
