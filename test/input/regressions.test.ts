import '../support/ready.ts';
/** What was once read wrongly, each as it was found. */
import { describe, expect, it } from 'vitest';
import { openExport } from '../../src/input/open.ts';
import { showableGroup, showableId } from '../../src/input/problem.ts';
import { type Row, readRows } from '../../src/input/rows.ts';
import { fromBytes } from '../../src/input/source.ts';
import { proposalFor } from '../../src/input/survey.ts';
import { listTable } from '../../src/input/table.ts';
import { openText } from '../../src/input/text.ts';
import { on } from '../support/cases.ts';
import { fileOf, folderOf, readingOf, refusalOf, workbookOf } from '../support/readings.ts';

const REQ = 'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome,requestmediation,requesttribunal,exported\n';
const ASS =
  'assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate,assessmentmediation,assessmenttribunal,othermediation,othertribunal,week20\n';
const PLAN = 'namedplantableid,assessmenttableid,startdate\n';
const PER = 'persontableid,personbirthdate,sex,ethnicity,upn\n';
const blade = (o: Record<string, string>) =>
  folderOf({ 'requests.csv': `${REQ}1,7,2024-01-10,2024-02-10,Y,0,0,\n`, 'assessment.csv': `${ASS}11,1,Y,2024-05-20,0,0,0,0,0\n`, ...o });
const csv = (t: string) => fileOf('list.csv', t);

describe('an export', () => {
  it('a list with a title line above its headings is read whatever its delimiter', async () => {
    expect((await readingOf(csv('EHC list\nCase Ref;Date Received;Date Plan Issued\nA1;2024-01-10;2024-05-20\n'))).cases).toMatchObject([{ id: 'A1' }]);
  });
  it('a flat list whose first column is headed "Record Type" is a flat list', async () => {
    const text = 'Record Type,Case Ref,Date Received,Date Plan Issued\nInitial,A1,2024-01-10,2024-05-20\n';
    expect((await readingOf(csv(text))).layout).toBe('flat');
  });
  it('assessments that do not name the person, under requests that count from 1 for each, are never given to another child', async () => {
    const opened = folderOf({
      'm2.csv': 'Person ID,Requests Record ID,Date Request Was Received,Request Outcome\n7,1,2024-01-10,Y\n8,1,2024-01-11,Y\n',
      'm3.csv': 'Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date\n1,Y,2024-05-20\n',
    });
    const refused = await refusalOf(opened);
    const plans = refused === '' ? (await readingOf(opened)).cases.filter(({ finalPlan }) => finalPlan !== null).length : 0;
    expect(plans).toBeLessThan(2);
  });
  it('a day number of Excel is no date where its column holds anything else: assessmentoutcomedate', async () => {
    const { said } = await readingOf(
      blade({
        'requests.csv': `${REQ}1,7,2023-01-10,,Y,0,0,\n2,8,2023-01-10,,Y,0,0,\n`,
        'assessment.csv': `${ASS}11,1,Y,45292,0,0,0,0,0\n12,2,N,2024-05-20,0,0,0,0,0\n`,
      }),
    );
    expect(said).toEqual(['unreadable-date assessment.csv:2']);
  });
  it('… and the one date of the outcome in a flat list', async () => {
    const { said } = await readingOf(
      csv('Request Id,Received Date,Assessment Outcome,Assessment Outcome Date\nA1,2023-01-10,Y,45292\nA2,2023-01-10,N,2024-05-20\n'),
    );
    expect(said).toEqual(['unreadable-date list.csv:2']);
  });
  it('1 January 1900 as the date of the outcome is a blank: the plan’s start date is used', async () => {
    const { cases, said } = await readingOf(
      blade({ 'assessment.csv': `${ASS}11,1,Y,1900-Jan-01 00:00:00,0,0,0,0,0\n`, 'plan.csv': `${PLAN}21,11,2024-05-20\n` }),
    );
    expect(cases).toMatchObject([{ finalPlan: on('2024-05-20') }]);
    expect(said).toEqual(['plan-start-date-used plan.csv:2']);
  });
  it('… and as the start date is no start date, and is not said to be used', async () => {
    const { said } = await readingOf(blade({ 'assessment.csv': `${ASS}11,1,Y,,0,0,0,0,0\n`, 'plan.csv': `${PLAN}21,11,1900-Jan-01 00:00:00\n` }));
    expect(said).toEqual([]);
  });
  it('a row of a person whose fields have shifted is not read', async () => {
    const { rows } = await readingOf(blade({ 'p.csv': `${PER}7,Smith, Jr,2010-01-01,M,WBRI\n` }));
    expect(rows[0]?.sex).toBe('');
  });
  it('the first need of rank 1 is the primary need in XML too', async () => {
    const need = (type: string, rank: number) => `<SENneed><SENtype>${type}</SENtype><SENtypeRank>${rank}</SENtypeRank></SENneed>`;
    const xml = `<M><Person><Requests><ReceivedDate>2024-01-10</ReceivedDate><ActivePlans>${need('SLD', 2)}${need('ASD', 1)}</ActivePlans></Requests></Person></M>`;
    expect((await readingOf(fileOf('s.xml', xml))).rows[0]?.primary_need).toBe('ASD');
  });
  it('a request with too few fields is named by the file it stands in, and its assessment belongs to it', async () => {
    const { said } = await readingOf(blade({ 'requests.csv': `${REQ}1,7,2024-01-10\n2,8,2024-01-10,,A,0,0,\n` }));
    expect(said).toEqual(['wrong-number-of-fields requests.csv:2']);
  });
  it('a date in another form is named by the file and line it stands on', async () => {
    const { said } = await readingOf(
      blade({
        'requests.csv': `${REQ}1,7,2023-01-10,,Y,0,0,\n2,8,2023-01-10,,Y,0,0,\n`,
        'assessment.csv': `${ASS}\n\n11,1,Y,2024-05-20,0,0,0,0,0\n12,2,Y,20/12/2024,0,0,0,0,0\n`,
      }),
    );
    expect(said).toEqual(['mixed-date-forms assessment.csv:5']);
  });
  it('… and so is what makes a day number no date', async () => {
    const { sentences } = await readingOf(
      blade({
        'requests.csv': `${REQ}1,7,2023-01-10,,Y,0,0,\n2,8,2023-01-10,,Y,0,0,\n`,
        'assessment.csv': `${ASS}\n\n11,1,Y,45292,0,0,0,0,0\n12,2,Y,2024-05-20,0,0,0,0,0\n`,
      }),
    );
    expect(sentences[0]).toContain('line 5 of the column holds something else');
  });
  it('an exception that is no ground is named by its own column, file and line', async () => {
    const { sentences } = await readingOf(blade({ 'assessment.csv': `${ASS}11,1,Y,2024-05-20,0,0,0,0,EP delay\n` }));
    expect(sentences[0]).toContain('assessment.csv line 2, week20: ');
  });
  it('a list on one of several sheets is named with its sheet', async () => {
    const sheets = {
      Notes: [['x']],
      Cases: [
        ['case_id', 'received_date'],
        ['A1', 'soon'],
      ],
    };
    expect((await readingOf(fileOf('l.xlsx', workbookOf(sheets)))).said).toEqual(['no-received-date l.xlsx, sheet Cases:2']);
  });
  it('a mapped heading that is missing is named, though it is that of the case id', async () => {
    const why = await refusalOf(csv('Ref,In,Out\nA1,2024-01-10,2024-05-20\n'), { Reference: 'case_id', In: 'received_date', Out: 'final_plan_date' });
    expect(why).toContain('there is no heading "Reference", which the configuration (columns) reads as case_id');
  });
  it('a table that the template has twice is named by its lines', async () => {
    const block = [
      ['Record Type', 'Person ID', 'Requests record ID', 'Date request was received'],
      ['Requests', '7', '1', '2024-01-10'],
    ];
    expect(await refusalOf(fileOf('t.xlsx', workbookOf({ T: [...block, ...block] })))).toMatch(/line 1 .*line 3 /);
  });
  it('a folder that holds a return and a list of cases is refused, as one with two lists is', async () => {
    expect(await refusalOf(blade({ 'cases.csv': 'case_id,received_date\nA1,2024-01-10\n' }))).not.toBe('');
  });
  it('what is no text beside an export is none of its tables', async () => {
    const opened = folderOf({ 'requests.csv': `${REQ}1,7,2024-01-10,,A,0,0,\n`, 'assessment.csv': ASS, 'thumbs.txt': Buffer.from([0, 1, 2, 0, 0, 9]) });
    expect(await refusalOf(opened)).toBe('');
  });
  it('two assessments that differ in nothing but their own ids say the same', async () => {
    const { said } = await readingOf(blade({ 'assessment.csv': `${ASS}11,1,Y,2024-05-20,0,0,0,0,0\n12,1,Y,2024-05-20,0,0,0,0,0\n` }));
    expect(said).toEqual(['repeated-table-row assessment.csv:3']);
  });
  it('a refusal to issue keeps the date of the outcome where its own date is blank', async () => {
    const { cases } = await readingOf(
      csv('Request Id,Received Date,Assessment Outcome,Assessment Outcome Date,issue_decision_date\nA1,2024-01-10,N,2024-05-20,\n'),
    );
    expect(cases).toMatchObject([{ issueDecisionDate: on('2024-05-20') }]);
  });
});

describe('more defects', () => {
  it('a list of ours whose case_id is headed otherwise is told so, though it names persons and their dates of birth', async () => {
    const why = await refusalOf(csv('ref,person_id,received_date,final_plan_date,date_of_birth\nA1,7,2024-01-10,2024-05-20,2015-09-01\n'));
    expect(why).toContain('there is no column case_id');
  });

  it.each([
    ['requests.csv', REQ.replace('requestoutcome,', 'requestoutcom,'), 'requests (requests.csv line 1) has no column requestoutcome'],
    ['assessment.csv', ASS.replace('assessmentoutcomedate', 'assessmentoutcomedt'), 'assessment (assessment.csv line 1) has no column assessmentoutcomedate'],
  ])('of a return whose %s has a renamed column is refused: every row would read as blank', async (name, heading, words) => {
    const row = name === 'requests.csv' ? '1,7,2024-01-10,2024-02-10,Y,0,0,\n' : '11,1,Y,2024-05-20,0,0,0,0,0\n';
    expect(await refusalOf(blade({ [name]: `${heading}${row}` }))).toContain(words);
  });

  it('of a return without exceptions, or without a row of assessments, is said at the head of the report', async () => {
    const withoutWeek20 = await openExport(blade({ 'assessment.csv': `${ASS.replace(',week20', '')}11,1,Y,2024-05-20,0,0,0,0\n` }), {});
    expect(withoutWeek20.cases.cautions).toEqual([
      'The table assessment (assessment.csv) has no column week20, so an exception to the 20 weeks cannot be seen.',
    ]);
    const without = await openExport(blade({ 'assessment.csv': ASS }), {});
    expect(without.cases.cautions).toEqual(['The table assessment (assessment.csv) has no rows, so no plan can be seen.']);
  });

  it('of a list with a column that is nearly ours says at the head of the report that it was not read', async () => {
    const { cases } = await openExport(csv('case_id,received_date,final_plan_dates\nA1,2024-01-10,2024-05-20\n'), {});
    expect(cases.cautions).toEqual([
      'The column "final_plan_dates" was not read, and may be final_plan_date. If it is, name it so, or say so under columns in ehcp.config.json.',
    ]);
  });

  it('of a flat list with plans from another authority, or assessed by one, has them out of scope as a return has', async () => {
    const text =
      'Case Ref,Date Received,Assessment Outcome,Date Plan Issued,TransferLA\nA1,2024-01-10,Y,2024-05-20,801\nA2,2024-01-10,S,2024-05-20,\nA3,2024-01-10,Y,2024-05-20,\n';
    const { cases, summary } = await readingOf(csv(text));
    expect([cases.map(({ id }) => id), summary.outOfScope, summary.warnings['transferred-in']]).toEqual([['A3'], 2, 1]);
  });

  it('of a list whose flags were written 1.0 and 0.0 is read as if they were 1 and 0', async () => {
    const text = 'case_id,received_date,week20_exception,assess_mediation,moved_out\nA1,2024-01-10,0.0,1.0,0.0\nA2,2024-01-10,1.0,0.0,\n';
    const { cases, problems } = await readingOf(csv(text));
    expect(cases).toMatchObject([
      { exception: false, assessDispute: true, movedOut: false },
      { exception: true, assessDispute: false },
    ]);
    expect(problems).toEqual([]);
  });

  it('two headings that may mean the day of the plan are for a person to choose between, for ehcp init too', () => {
    const table = listTable(
      fromBytes('list.csv', Buffer.from('Ref No,Date received,Date plan issued,Final plan issued\nA1,2024-01-10,2024-05-20,2024-07-01\n')),
    );
    expect(() => proposalFor(table, table.head[0] as Row)).toThrow('the headings "Date plan issued" and "Final plan issued" may both mean final_plan_date');
  });

  it.each(['A123456789012/1', 'John Smith/1', '943 476 5919/1', 'John Smith 12/03/2010', 'BS1 4TR', 'Smith1', 'JANE'])('never shows %j for a case id', (id) => {
    expect(showableId(id)).toBeNull();
  });

  it.each(['17/1', 'EHC-2022-001', 'A1', '0042', 'REQ/12', 'Case 12', '4f0c'])('shows %j for a case id', (id) => {
    expect(showableId(id)).toBe(id);
  });

  it('with a quotation mark in every line of one long field is one row, with the rows after it', () => {
    const text = `case_id,received_date,notes\nA1,2024-01-10,"${'x""\n'.repeat(400_000)}"\nA2,2024-01-11,\n`;
    const rows: number[] = [];
    readRows(openText(fromBytes('cases.csv', Buffer.from(text))), ',', ({ line }) => rows.push(line));
    expect(rows).toEqual([1, 2, 400_003]);
  });
});

describe('a value by which a report is split', () => {
  it('is nobody’s number, birthday or address, whatever stands in the column', () => {
    for (const value of [
      'A801200012345',
      'x A801200012345',
      '943 476 5919',
      '943-476-5919',
      '9434765919',
      'BS99 9ZZ',
      'bs999zz',
      '2012-03-04',
      '4/3/2012',
      '4-Mar-2012 00:00',
    ])
      expect(showableGroup(value)).toBe('(not shown)');
  });

  it('is shown as it stands where it is none of these', () => {
    for (const value of ['North', 'Team 4', 'BS5', 'CO-21', '5 to 10', 'MLD/SLD', 'Year 2022', '12345678', '']) expect(showableGroup(` ${value} `)).toBe(value);
    expect(showableGroup('N\u001b[31morth')).not.toContain('\u001b');
  });
});
