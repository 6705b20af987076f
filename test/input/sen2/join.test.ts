import { describe, expect, it } from 'vitest';
import type { Opened } from '../../../src/input/source.ts';
import { on } from '../../support/cases.ts';
import { folderOf, readingOf, refusalOf } from '../../support/readings.ts';

/** The tables of a Blade export, as far as they are read. */
const BLADE = {
  person: 'persontableid,personbirthdate,sex,ethnicity,upn',
  requests: 'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome,requestmediation,requesttribunal,exported',
  assessment:
    'assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate,assessmentmediation,assessmenttribunal,othermediation,othertribunal,week20',
  namedplan: 'namedplantableid,assessmenttableid,startdate',
  activeplans: 'activeplanstableid,requeststableid,transferla',
  senneed: 'senneedtableid,activeplanstableid,sentype,sentyperank',
};
type BladeTable = keyof typeof BLADE;
type Rows<Table extends string> = Partial<Record<Table, readonly string[]>>;

/** One request by person 7, assessed and issued a plan. */
const ONE: Rows<BladeTable> = {
  person: ['7,2015-09-01,F,WBRI,'],
  requests: ['1,7,2024-01-10,2024-02-10,Y,0,0,'],
  assessment: ['11,1,Y,2024-05-20,0,0,0,0,0'],
  namedplan: ['21,11,2024-05-20'],
  activeplans: ['31,1,'],
  senneed: ['41,31,ASD,1'],
};

function folderWith<Table extends string>(headings: Readonly<Record<Table, string>>, rows: Rows<Table>): Opened {
  const tables = Object.entries<readonly string[] | undefined>(rows).filter(([, lines]) => lines !== undefined);
  return folderOf(
    Object.fromEntries(tables.map(([table, lines = []]) => [`${table}.csv`, [headings[table as Table], ...lines].map((line) => `${line}\n`).join('')])),
  );
}

const blade = (rows: Rows<BladeTable> = {}): Opened => folderWith(BLADE, { ...ONE, ...rows });

function without(...tables: BladeTable[]): Opened {
  const rows = { ...ONE };
  for (const table of tables) delete rows[table];
  return folderWith(BLADE, rows);
}

/** The modules of requests, assessments and plans. */
const MODULES = {
  m2: 'Person ID,Requests Record ID,Date Request Was Received,Request Outcome Date,Request Outcome',
  m3: 'Person ID,Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date',
  m4: 'Person ID,Request Records ID,EHC Plan Start Date',
};
const modules = (rows: Rows<keyof typeof MODULES>): Opened => folderWith(MODULES, rows);

describe('the tables of a return', () => {
  it('are one case for a request', async () => {
    const { cases, births, rows, said, summary } = await readingOf(blade());
    expect(cases).toMatchObject([
      {
        id: '1',
        line: 2,
        received: on('2024-01-10'),
        assessDecision: 'Y',
        assessDecisionDate: on('2024-02-10'),
        issueDecision: 'Y',
        finalPlan: on('2024-05-20'),
      },
    ]);
    expect(births).toEqual([on('2015-09-01')]);
    expect(rows).toMatchObject([{ person_id: '7', sex: 'F', ethnicity: 'WBRI', primary_need: 'ASD' }]);
    expect([said, summary.read]).toEqual([[], 1]);
  });

  it.each<BladeTable[][]>([[['person']], [['namedplan']], [['activeplans']], [['senneed']], [['person', 'namedplan', 'activeplans', 'senneed']]])(
    'may lack %j: the case is the same',
    async (tables) => {
      const { cases, said } = await readingOf(without(...tables));
      expect(cases).toEqual((await readingOf(blade())).cases);
      expect(said).toEqual([]);
    },
  );

  it.each<[BladeTable, string]>([
    ['assessment', 'export: of a SEN2 return, the table assessment, without which no plan would be seen, is missing.'],
    ['requests', 'export: of a SEN2 return, the table requests, of which every request is a row, is missing.'],
  ])('may not lack %s', async (table, why) => {
    const refusal = await refusalOf(without(table));
    expect(refusal).toContain(why);
    expect(refusal).toContain('person');
    expect(refusal).not.toContain('\n');
  });

  it.each<BladeTable>(['person', 'requests', 'assessment', 'namedplan', 'activeplans', 'senneed'])('may not hold %s twice', async (table) => {
    const last = `${BLADE[table]}\n${ONE[table]?.[0]}\n`;
    const files = Object.fromEntries(Object.entries(ONE).map(([name, rows]) => [`${name}.csv`, `${BLADE[name as BladeTable]}\n${rows[0]}\n`]));
    const refusal = await refusalOf(folderOf({ ...files, 'last-year.csv': last }));
    expect(refusal).toContain(`are both the table ${table} of a SEN2 return`);
    for (const file of [`${table}.csv`, 'last-year.csv']) expect(refusal).toContain(file);
  });

  it('may have no row in any table but the requests', async () => {
    const { cases, said } = await readingOf(blade({ person: [], assessment: [], namedplan: [], activeplans: [], senneed: [] }));
    expect(cases).toMatchObject([{ id: '1', assessDecision: 'Y', issueDecision: null, finalPlan: null }]);
    expect(said).toEqual([]);
  });

  it('without a request are refused, as any list without a row', async () => {
    expect(await refusalOf(blade({ requests: [] }))).toContain('there is a heading row and no row below it');
  });

  it('may have titles above their headings, of which any order and letter case will do', async () => {
    const requests = 'EXPORTED, RECEIVEDDATE ,PersonTableID,RequestOutcome,REQUESTOUTCOMEDATE,requeststableid';
    const assessment = 'AssessmentOutcomeDate,ASSESSMENTOUTCOME,RequestsTableId';
    const opened = folderOf({
      'a.csv': `Requests of the return\nfrom our system\n${requests}\n,2024-01-10,7,Y,2024-02-10,1\n`,
      'b.csv': `${assessment}\n2024-05-20,Y,1\n`,
    });
    const { layout, cases } = await readingOf(opened);
    expect(layout).toBe('sen2-blade');
    expect(cases).toEqual([{ ...(await readingOf(blade())).cases[0], line: 4 }]);
  });

  it('may name no column twice', async () => {
    const opened = folderOf({ 'r.csv': 'requeststableid,receiveddate,ReceivedDate\n1,2024-01-10,2024-01-11\n', 'a.csv': `${BLADE.assessment}\n` });
    expect(await refusalOf(opened)).toContain('r.csv line 1: two columns are both headed "ReceivedDate" (columns 2 and 3)');
  });
});

describe('a row of another table', () => {
  it.each<[BladeTable, string]>([
    ['assessment', '12,99,Y,2024-05-20,0,0,0,0,0'],
    ['namedplan', '22,99,2024-05-20'],
    ['activeplans', '32,99,302'],
    ['assessment', '12,,Y,2024-05-20,0,0,0,0,0'],
    ['namedplan', '22,,2024-05-20'],
    ['activeplans', '32, ,302'],
  ])('of %s that belongs to no request (%s) is said and counted, and is in no case', async (table, row) => {
    const { cases, said, summary } = await readingOf(blade({ [table]: [...(ONE[table] ?? []), row] }));
    expect(said).toEqual([`row-without-request ${table}.csv:3`]);
    expect(summary).toMatchObject({ read: 1, counted: 1, warnings: { 'row-without-request': 1 } });
    expect(cases).toEqual((await readingOf(blade())).cases);
  });

  it('of a person without requests, or of a need of no plan, is nothing to be said', async () => {
    const { said, summary } = await readingOf(blade({ person: ['7,2015-09-01,F,WBRI,', '8,2015-09-01,F,WBRI,'], senneed: ['41,31,ASD,1', '42,99,SLD,1'] }));
    expect([said, summary.warnings['row-without-request']]).toEqual([[], 0]);
  });

  it.each<BladeTable>(['person', 'assessment', 'namedplan', 'activeplans'])(
    'of %s that says the same as an earlier one is read once, and said',
    async (table) => {
      const row = ONE[table]?.[0] ?? '';
      const { cases, said, summary } = await readingOf(blade({ [table]: [row, row, row] }));
      expect(said).toEqual([`repeated-table-row ${table}.csv:3`, `repeated-table-row ${table}.csv:4`]);
      expect(summary).toMatchObject({ counted: 1, warnings: { 'repeated-table-row': 2 } });
      expect(cases).toEqual((await readingOf(blade())).cases);
    },
  );

  it.each<[BladeTable, string]>([
    ['assessment', '11,1,N,2024-05-20,0,0,0,0,0'],
    ['assessment', '11,1,Y,2024-05-21,0,0,0,0,0'],
    ['assessment', '11,1,Y,2024-05-20,0,0,0,0,1'],
    ['namedplan', '21,11,2024-05-21'],
    ['activeplans', '31,1,302'],
  ])('of %s that contradicts an earlier one (%s) sets its request aside', async (table, row) => {
    const requests = ['1,7,2024-01-10,2024-02-10,Y,0,0,', '2,8,2024-01-10,,A,0,0,'];
    const { cases, said, summary } = await readingOf(blade({ requests, [table]: [...(ONE[table] ?? []), row] }));
    expect(said).toEqual([`conflicting-rows ${table}.csv:2`]);
    expect(summary).toMatchObject({ read: 2, counted: 1, setAside: { 'conflicting-rows': 1 } });
    expect(cases.map(({ id }) => id)).toEqual(['2']);
  });

  it('that contradicts an earlier one and belongs to no request sets none aside', async () => {
    const { said, summary } = await readingOf(blade({ assessment: [...(ONE.assessment ?? []), '12,99,Y,,0,0,0,0,0', '12,99,N,,0,0,0,0,0'] }));
    expect(said).toEqual(['row-without-request assessment.csv:3']);
    expect(summary.counted).toBe(1);
  });

  it('of a person that contradicts an earlier one is passed over, as who a child is decides no figure', async () => {
    const { births, said, summary } = await readingOf(blade({ person: ['7,2015-09-01,F,WBRI,', '7,2016-09-01,M,WBRI,'] }));
    expect(said).toEqual(['repeated-table-row person.csv:3']);
    expect([summary.counted, births]).toEqual([1, [on('2015-09-01')]]);
  });

  it.each<[BladeTable, string]>([
    ['assessment', '11,1,Y,2024-05-20,0,0,0,0,0,surplus'],
    ['assessment', '11,1,Y'],
    ['namedplan', '21,11,2024-05-20,surplus'],
    ['activeplans', '31,1,a comma, here'],
  ])('of %s with too many or too few fields (%s) sets its request aside', async (table, row) => {
    const { said, sentences, summary } = await readingOf(blade({ [table]: [row] }));
    expect(said).toEqual([`wrong-number-of-fields ${table}.csv:2`]);
    expect(sentences[0]).toContain(`where the heading has ${BLADE[table].split(',').length}`);
    expect(summary).toMatchObject({ read: 1, counted: 0, setAside: { 'wrong-number-of-fields': 1 } });
  });

  it('that cannot be read is named by its own file and line', async () => {
    const requests = ['1,7,2024-01-10,2024-02-10,Y,0,0,', '2,8,2024-01-10,2024-02-10,Y,0,0,'];
    const { sentences } = await readingOf(blade({ requests, assessment: ['12,2,Q,,0,0,0,0,0', '11,1,Y,31/06/2024,0,0,0,0,0'] }));
    expect(sentences).toEqual([
      expect.stringContaining('assessment.csv line 3, assessmentoutcomedate: "31/06/2024" is not a date (June has 30 days)'),
      expect.stringContaining('assessment.csv line 2, assessmentoutcome: "Q" is not a decision'),
    ]);
  });
});

describe('a request', () => {
  it('by a person who is not in the table of persons is read', async () => {
    const { cases, births, rows, said } = await readingOf(blade({ person: ['8,2015-09-01,F,WBRI,'] }));
    expect(cases).toHaveLength(1);
    expect(births).toEqual([null]);
    expect(rows).toMatchObject([{ person_id: '7', sex: '', ethnicity: '' }]);
    expect(said).toEqual([]);
  });

  it('with too many fields is set aside, and shows nothing', async () => {
    const { said, summary } = await readingOf(blade({ requests: ['1,7,2024-01-10,2024-02-10,Y,0,0,,surplus'] }));
    expect(said).toEqual(['wrong-number-of-fields requests.csv:2']);
    expect(summary).toMatchObject({ read: 1, counted: 0 });
  });

  it('with too few fields is set aside, and keeps its id from nobody, as it cannot be told which is the id', async () => {
    const { cases, summary } = await readingOf(blade({ requests: ['1,7,2024-01-10', ONE.requests?.[0] ?? ''] }));
    expect(summary).toMatchObject({ read: 2, counted: 1, setAside: { 'wrong-number-of-fields': 1, 'repeated-case-id': 0 } });
    expect(cases).toMatchObject([{ id: '1', line: 3 }]);
  });

  it('with too many fields does: the next with that id is a repeat', async () => {
    const { summary } = await readingOf(blade({ requests: [`${ONE.requests?.[0]},surplus`, ONE.requests?.[0] ?? ''] }));
    expect(summary).toMatchObject({ read: 2, counted: 0, setAside: { 'wrong-number-of-fields': 1, 'repeated-case-id': 1 } });
  });

  it('that is there twice is set aside the second time', async () => {
    const row = ONE.requests?.[0] ?? '';
    const { said, summary } = await readingOf(blade({ requests: [row, row] }));
    expect(said).toEqual(['repeated-case-id requests.csv:3']);
    expect(summary).toMatchObject({ read: 2, counted: 1 });
  });

  it('takes its primary need from the row of rank 1, or the first without a rank', async () => {
    const needOf = async (...senneed: string[]) => (await readingOf(blade({ senneed }))).rows[0]?.primary_need;
    expect(await needOf('41,31,SLD,2', '42,31,ASD,1')).toBe('ASD');
    expect(await needOf('41,31,ASD,1.0', '42,31,SLD,2.0')).toBe('ASD');
    expect(await needOf('41,31,ASD,', '42,31,SLD,')).toBe('ASD');
  });
});

describe('ids', () => {
  it('that Excel has turned into decimals, in any table, are the same', async () => {
    const { cases, births, rows, said } = await readingOf(
      blade({
        person: ['7.0,2015-09-01,F,WBRI,'],
        requests: ['1.00,7,2024-01-10,2024-02-10,Y,0,0,'],
        assessment: ['11.0,1,Y,,0,0,0,0,0'],
        namedplan: ['21,11,2024-05-20'],
        activeplans: ['31,1.0,'],
        senneed: ['41,31.0,ASD,1'],
      }),
    );
    expect(cases).toMatchObject([{ id: '1', finalPlan: on('2024-05-20') }]);
    expect([births, rows[0]?.primary_need]).toEqual([[on('2015-09-01')], 'ASD']);
    expect(said).toEqual(['plan-start-date-used namedplan.csv:2']);
  });

  it('are compared as written else: 1, 01 and 1.5 are three', async () => {
    const { cases, said } = await readingOf(
      blade({
        requests: ['1,7,2024-01-10,,Y,0,0,', '01,8,2024-01-10,,Y,0,0,', '1.5,9,2024-01-10,,Y,0,0,'],
        assessment: ['11,01,N,2024-05-20,0,0,0,0,0', '12,1.5,A,,0,0,0,0,0', '13,1,Y,2024-05-20,0,0,0,0,0'],
        namedplan: [],
      }),
    );
    expect(cases.map(({ id, issueDecision }) => [id, issueDecision])).toEqual([
      ['1', 'Y'],
      ['01', 'N'],
      ['1.5', 'A'],
    ]);
    expect(said).toEqual([]);
  });

  it('of records that count from 1 for each person have the person before them, and are joined by both', async () => {
    const { cases, said } = await readingOf(
      modules({
        m2: ['7,1,2024-01-10,,Y', '8,1,2023-01-11,,Y', '7,2,2022-01-12,,N', '9,1,2024-01-13,,A'],
        m3: ['8,1,N,2024-05-21', '7,1.0,Y,'],
        m4: ['7.0,1,2024-05-20', '9,2,2024-05-20'],
      }),
    );
    expect(cases.map(({ id, issueDecision, finalPlan }) => [id, issueDecision, finalPlan])).toEqual([
      ['7/1', 'Y', on('2024-05-20')],
      ['8/1', 'N', null],
      ['7/2', null, null],
      ['9/1', null, null],
    ]);
    expect(said).toEqual(['plan-start-date-used m4.csv:2', 'row-without-request m4.csv:3']);
  });

  it('of records without a person stand alone', async () => {
    const { cases } = await readingOf(modules({ m2: [',5,2024-01-10,,Y'], m3: [] }));
    expect(cases.map(({ id }) => id)).toEqual(['5']);
  });

  it('that are blank set the request aside', async () => {
    const { said } = await readingOf(blade({ requests: [',7,2024-01-10,,Y,0,0,'], assessment: [], namedplan: [], activeplans: [] }));
    expect(said).toEqual(['no-case-id requests.csv:2']);
  });
});

describe('the outcome of an assessment', () => {
  const withAssessment = (row: string, more: Rows<BladeTable> = {}) => readingOf(blade({ assessment: [`11,1,${row},0,0,0,0,0`], ...more }));

  it.each([
    ['Y,2024-05-20', 'Y', null, '2024-05-20'],
    ['yes,2024-05-20', 'Y', null, '2024-05-20'],
    ['N,2024-05-20', 'N', '2024-05-20', null],
    ['A,', 'A', null, null],
    ['W,', 'W', null, null],
    [',', null, null, null],
  ])('%s dates the plan where it is yes, and the decision where it is no', async (row, issueDecision, told, sent) => {
    const { cases, said } = await withAssessment(row, { namedplan: [] });
    expect(cases).toMatchObject([{ issueDecision, issueDecisionDate: told === null ? null : on(told), finalPlan: sent === null ? null : on(sent) }]);
    expect(said).toEqual([]);
  });

  it('yes without a date takes the start date of the named plan, and says so', async () => {
    const { cases, said, sentences, summary } = await withAssessment('Y,', { namedplan: ['21,11,2024-06-01'] });
    expect(cases).toMatchObject([{ issueDecision: 'Y', issueDecisionDate: null, finalPlan: on('2024-06-01') }]);
    expect(said).toEqual(['plan-start-date-used namedplan.csv:2']);
    expect(sentences[0]).toContain('namedplan.csv line 2, startdate: ');
    expect(summary.warnings['plan-start-date-used']).toBe(1);
  });

  it('yes with a date does not: a plan may start on another day than it was sent', async () => {
    const { cases, said } = await withAssessment('Y,2024-05-20', { namedplan: ['21,11,2024-06-01'] });
    expect(cases).toMatchObject([{ finalPlan: on('2024-05-20') }]);
    expect(said).toEqual([]);
  });

  it.each(['N,2024-05-20', 'A,', 'W,', ','])('%s does not, whatever a named plan says', async (row) => {
    const { cases, said } = await withAssessment(row, { namedplan: ['21,11,2024-06-01'] });
    expect(cases).toMatchObject([{ finalPlan: null }]);
    expect(said).toEqual([]);
  });

  it('yes without a date or a named plan is agreed and not yet sent: an open case', async () => {
    const { cases, said } = await withAssessment('Y,', { namedplan: [] });
    expect(cases).toMatchObject([{ issueDecision: 'Y', issueDecisionDate: null, finalPlan: null, closed: null }]);
    expect(said).toEqual([]);
  });

  it.each(['S,2024-05-20', 's,', 'H,', 'historical,2024-05-20'])(
    '%s is out of scope: its clock was another authority’s, or ran in another year',
    async (row) => {
      const { summary, said } = await withAssessment(row);
      expect(summary).toMatchObject({ read: 1, counted: 0, outOfScope: 1 });
      expect(said).toEqual([]);
    },
  );
});

describe('a plan from another authority', () => {
  const transferred = (transferla: string, outcomes: { request?: string; assessment?: string } = {}) =>
    readingOf(
      blade({
        requests: [`1,7,2024-01-10,2024-02-10,${outcomes.request ?? 'Y'},0,0,`],
        assessment: [`11,1,${outcomes.assessment ?? 'Y'},2024-05-20,0,0,0,0,0`],
        activeplans: [`31,1,${transferla}`],
      }),
    );

  it('that is not recorded as historical is out of scope, with a warning', async () => {
    const { said, summary } = await transferred('302');
    expect(said).toEqual(['transferred-in assessment.csv:2']);
    expect(summary).toMatchObject({ read: 1, counted: 0, outOfScope: 1, warnings: { 'transferred-in': 1 } });
  });

  it.each([{ request: 'H' }, { assessment: 'H' }, { assessment: 'S' }])('that is recorded as %o is out of scope without a word', async (outcomes) => {
    const { said, summary } = await transferred('302', outcomes);
    expect(said).toEqual([]);
    expect(summary).toMatchObject({ counted: 0, outOfScope: 1 });
  });

  it.each(['', ' ', '0', 'N', 'no', 'false', 'n/a'])('is not one where the column says "%s"', async (transferla) => {
    const { said, summary } = await transferred(transferla);
    expect(said).toEqual([]);
    expect(summary).toMatchObject({ counted: 1, outOfScope: 0 });
  });
});
