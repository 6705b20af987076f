import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../../src/core/advice.ts';
import type { Appeal } from '../../src/core/appeal.ts';
import { type Day, isoDate } from '../../src/core/day.ts';
import type { Plan } from '../../src/core/plan.ts';
import { UserError } from '../../src/core/user-error.ts';
import type { ColumnMapping } from '../../src/input/layout.ts';
import { lookAt } from '../../src/input/open.ts';
import { type Problem, sentenceFor } from '../../src/input/problem.ts';
import { advice, readAdviser, shownAdviser } from '../../src/input/records/advice.ts';
import { appeals } from '../../src/input/records/appeals.ts';
import { ADVICE_COLUMNS, APPEAL_COLUMNS, PLAN_COLUMNS } from '../../src/input/records/columns.ts';
import type { ListKind } from '../../src/input/records/kind.ts';
import { openList, readsHeading } from '../../src/input/records/open.ts';
import { plans } from '../../src/input/records/plans.ts';
import { readRecords } from '../../src/input/records/read.ts';
import type { Opened } from '../../src/input/source.ts';
import { splitBy } from '../../src/input/split-by.ts';
import { fileOf, folderOf, readingOf as readingOfCases, workbookOf } from '../support/readings.ts';

/** Reads a list, with all that is said of it. */
async function readingOf<C extends string, R>(kind: ListKind<C, R>, opened: Opened, mapping: ColumnMapping = {}, by: string | null = null) {
  const { list, title } = await openList(await lookAt(opened, readsHeading(kind)), kind, mapping);
  const split = by === null ? null : splitBy(list, by, false);
  const { sink, summary } = readRecords(
    list,
    kind,
    () => {
      const records: R[] = [];
      const groups: string[] = [];
      const problems: Problem[] = [];
      const say = (_: unknown, problem: () => Problem) => void problems.push(problem());
      const counted = (record: R, group: string) => {
        records.push(record);
        groups.push(group);
      };
      return { records, groups, problems, counted, setAside: say, warned: say };
    },
    split,
  );
  return { ...sink, list, title, summary, said: sink.problems.map(sentenceFor) };
}

const refusalOf = async <C extends string, R>(kind: ListKind<C, R>, opened: Opened, mapping: ColumnMapping = {}) => {
  const error = await readingOf(kind, opened, mapping).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  return error.message;
};

const csv = (...lines: string[]) => fileOf('list.csv', `${lines.join('\n')}\n`);
const day = (value: Day | null) => (value === null ? '–' : isoDate(value));
const planWords = ({ id, started, reviewMeeting, reviewDecision, reviewDecided }: Plan) =>
  [id, day(started), day(reviewMeeting), reviewDecision ?? '–', day(reviewDecided)].join(' ');
const HEADING = 'plan_id,plan_start_date,review_meeting_date,review_decision,review_decision_date';
const ROWS = ['P1,2019-05-10,2022-03-04,M,2022-03-30', 'P2,10/05/2019,04/03/2022,Amend,30/03/2022', 'P3,2022-05-10,,,', 'P4,,2022-03-04,c,'];
const READ = ['P1 2019-05-10 2022-03-04 maintain 2022-03-30', 'P2 2019-05-10 2022-03-04 amend 2022-03-30', 'P3 2022-05-10 – – –', 'P4 – 2022-03-04 cease –'];

describe('a list of plans', () => {
  it.each<[string, Opened]>([
    ['under our headings', csv(HEADING, ...ROWS)],
    ['under titles, in semicolons', csv('EHC plans by team;;;;', HEADING.replaceAll(',', ';'), ...ROWS.map((row) => row.replaceAll(',', ';')))],
    [
      'under the headings of the DfE’s template, with its notes',
      csv('Plan ID,EHC Plan Start Date,Annual Review Meeting Date (latest),Annual Review Decision,EHC Plan Review Decisions Date', ...ROWS),
    ],
    ['as a sheet', fileOf('list.xlsx', workbookOf({ Plans: [HEADING, ...ROWS].map((row) => row.split(',')) }))],
  ])('is read %s', async (_, opened) => {
    const { records, title } = await readingOf(plans, opened);
    expect(records.map(planWords)).toEqual(READ);
    expect(title).toBe('list of plans');
  });

  it('is read under headings that the configuration explains, with their words for ours', async () => {
    const mapping = {
      Ref: 'plan_id',
      Made: 'plan_start_date',
      Result: { column: 'review_decision', values: { 'No Change Needed': 'M' } },
      Logged: 'received_date',
    };
    const { records, list } = await readingOf(plans, csv('Ref,Made,Result', 'P1,2019-05-10,no change needed'), mapping);
    expect(records.map(planWords)).toEqual(['P1 2019-05-10 – maintain –']);
    expect(list.notes).toEqual(['Read as ours: "Ref" as plan_id, "Made" as plan_start_date, "Result" as review_decision.']);
  });

  it('takes Excel’s day numbers for dates in a column that holds nothing else, and for none where it does', async () => {
    const numbers = await readingOf(plans, csv('plan_id,plan_start_date', 'P1,43595', 'P2,43596'));
    expect(numbers.records.map(({ started }) => day(started))).toEqual(['2019-05-10', '2019-05-11']);
    const mixed = await readingOf(plans, csv('plan_id,plan_start_date', 'P1,43595', 'P2,2019-05-11'));
    expect(mixed.records.map(({ id }) => id)).toEqual(['P2']);
    expect(mixed.summary.setAside['unreadable-date']).toBe(1);
  });

  it('can be split by a column of its own', async () => {
    expect((await readingOf(plans, csv(`${HEADING},Team`, ...ROWS.map((row, at) => `${row},T${at % 2}`)), {}, 'team')).groups).toEqual([
      'T0',
      'T1',
      'T0',
      'T1',
    ]);
  });

  it('says what cannot be seen where a column is not there', async () => {
    const { list } = await readingOf(advice, csv('case_id,adviser,requested_date', 'A,School,2022-01-10'));
    expect(list.cautions).toEqual([
      'The list of advice (list.csv line 1) has no column received_date (what advice has come): that cannot be seen, and what it decides is not told.',
    ]);
    expect((await readingOf(advice, csv('case_id,adviser,requested_date,received_date', 'A,School,2022-01-10,'))).list.cautions).toEqual([]);
  });

  it.each(['plan_id', 'plan_start_date', 'review_decision_date'])('is not split by %s, which tells of one row or one day', async (by) => {
    const error = await readingOf(plans, csv(HEADING, ...ROWS), {}, by).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('a report is not split by what tells of one row or of one day');
  });

  it.each([
    ['a blank id', ',2019-05-10,,,', 'list.csv line 2, plan_id: the id is blank. The row was set aside; correct it and run again.'],
    [
      'a word that is no decision',
      'P9,2019-05-10,,Later,',
      'list.csv line 2, review_decision: a value of 5 characters (not shown, as it may name somebody) is not a decision after a review (M maintain, A amend or C cease). The row was set aside; correct it and run again.',
    ],
    [
      'a date that is none',
      'P9,31/06/2019,,,',
      'list.csv line 2, plan_start_date: "31/06/2019" is not a date (June has 30 days). The row was set aside; correct it and run again.',
    ],
    ['too few fields', 'P9,2019-05-10', 'list.csv line 2: the row has 2 fields where the heading has 5. The row was set aside; correct it and run again.'],
  ])('sets aside a row with %s', async (_, row, words) => {
    const { records, said, summary } = await readingOf(plans, csv(HEADING, row, ...ROWS));
    expect(records.map(planWords)).toEqual(READ);
    expect(said).toContain(words);
    expect([summary.read, summary.counted, Object.values(summary.setAside).reduce((sum, count) => sum + count, 0)]).toEqual([5, 4, 1]);
  });

  it('says where a plan ceased before it started', async () => {
    const { records, said } = await readingOf(plans, csv(`${HEADING},ceased_date`, 'P1,2020-01-01,,,,2019-12-31', 'P2,2020-01-01,,,,2020-01-01'));
    expect(records).toHaveLength(2);
    expect(said).toEqual([
      'list.csv line 2, ceased_date: "2019-12-31" is before the plan started: from its start it counts as ceased, and is in no figure of plans maintained. The row is counted; correct it and run again.',
    ]);
  });

  it('says where one child has two plans that have not ceased', async () => {
    const rows = ['P1,c1,2018-01-01,', 'P2,c1,2022-01-01,', 'P3,c2,2018-01-01,2021-12-31', 'P4,c2,2022-01-01,', 'P5,,2022-01-01,', 'P6,,2022-01-01,'];
    const { records, said } = await readingOf(plans, csv('plan_id,person_id,plan_start_date,ceased_date', ...rows));
    expect(records).toHaveLength(6);
    expect(said).toEqual([
      'list.csv line 3: an earlier row has another plan of the same child that has not ceased either: two are counted. The row is counted; correct it and run again.',
    ]);
  });

  it('sets aside the second row of one plan', async () => {
    const { records, said } = await readingOf(plans, csv(HEADING, ...ROWS, 'P1,2020-01-01,,,'));
    expect(records.map(planWords)).toEqual(READ);
    expect(said).toContain('list.csv line 6, plan_id: "P1" stands in an earlier row too. The row was set aside; correct it and run again.');
  });
});

describe('a list is refused', () => {
  it.each<[string, Opened, ColumnMapping, string]>([
    [
      'without a column that it needs',
      csv('plan_id,review_meeting_date', 'P1,2022-01-01'),
      {},
      'list.csv: a list of plans needs the column plan_start_date, and there is none. If it is there under another name, say so under columns in ehcp.config.json, such as { "Their heading": "plan_start_date" }.',
    ],
    [
      'with a column that is nearly the one',
      csv('plan_id,plan_star_date', 'P1,2022-01-01'),
      {},
      'list.csv: a list of plans needs the column plan_start_date, and there is none. Did you mean "plan_star_date"? Then say so under columns in ehcp.config.json: { "plan_star_date": "plan_start_date" }.',
    ],
    [
      'that is another, whose first line may name somebody',
      csv('Ada,Lovelace'),
      {},
      'list.csv: a list of plans needs the column plan_id, and there is none. It has none of the columns of a list of plans (plan_id, person_id, plan_start_date, review_meeting_date …): is this the right file?',
    ],
    ['without rows', csv(HEADING), {}, 'list.csv: there is a heading row and no row below it, so there is nothing to report. Export the list again.'],
    ['that is empty', csv(''), {}, 'list.csv: the file is empty. Export the list of plans again, with its heading row.'],
    [
      'with one heading twice',
      csv(`${HEADING},Plan_ID`, 'P1,2019-05-10,,,,P2'),
      {},
      'list.csv line 1: two columns are both headed "Plan_ID" (columns 1 and 6), and they may not agree. Rename or remove one and run again.',
    ],
    [
      'with two headings for one column',
      csv('plan_id,Start date,EHC plan start date', 'P1,2019-05-10,2020-05-10'),
      {},
      'list.csv line 1: the headings "Start date" and "EHC plan start date" may both mean plan_start_date. Say which does under columns in ehcp.config.json, such as { "Start date": "plan_start_date", "EHC plan start date": null }.',
    ],
    [
      'without a heading that the configuration explains',
      csv(HEADING, ...ROWS),
      { Drafted: 'review_draft_date' },
      'list.csv line 1: there is no heading "Drafted", which the configuration (columns) reads as review_draft_date. Correct the configuration, or export the list with that column.',
    ],
    [
      'in a folder with two of them',
      folderOf({ 'a.csv': `${HEADING}\n`, 'b.csv': `${HEADING}\n` }),
      {},
      'export: a.csv and b.csv are both lists of plans, and which is meant cannot be told. Name the one file, or keep one.',
    ],
  ])('%s', async (_, opened, mapping, words) => {
    expect(await refusalOf(plans, opened, mapping)).toBe(words);
  });
});

describe('a list of advice', () => {
  const words = ({ caseId, adviser, requested, received }: Advice) => [caseId, adviser, day(requested), day(received)].join(' ');

  it('is read, and a row with neither day set aside', async () => {
    const { records, said } = await readingOf(
      advice,
      csv(
        'case_id,adviser,requested_date,received_date',
        'A,Educational psychology,2022-01-10,',
        'A,School,2022-01-10,2022-02-01',
        'B,NHS,,2022-02-01',
        'B,GP,,',
      ),
    );
    expect(records.map(words)).toEqual(['A educational-psychology 2022-01-10 –', 'A school 2022-01-10 2022-02-01', 'B health – 2022-02-01']);
    expect(said).toEqual([
      'list.csv line 5, requested_date: there is neither a day on which the advice was requested nor one on which it came. The row was set aside; correct it and run again.',
    ]);
  });

  it.each([
    ['Educational Psychologist', 'educational-psychology'],
    ['EP', 'educational-psychology'],
    ['Social Care', 'social-care'],
    ['Health (community paediatrician)', 'health'],
    ['Speech and Language Therapy', 'health'],
    ['Head teacher', 'school'],
    ['College', 'school'],
    ['Parent/carer', 'parent'],
    ['Sensory support', 'other'],
    ['', 'other'],
    ['Ed Psych', 'educational-psychology'],
    ['E.P.', 'educational-psychology'],
    ['E P', 'educational-psychology'],
    ['EPs', 'educational-psychology'],
    ['Educational Psych', 'educational-psychology'],
    ['Educational Phycologist', 'educational-psychology'],
    ['Child Psychologist', 'educational-psychology'],
    ['Educational psychology (health commissioned)', 'educational-psychology'],
    ['Clinical psychologist (CAMHS)', 'health'],
    ['CAMHS psychologist', 'health'],
    ['Paediatric psychology', 'health'],
    ['Psychiatrist', 'health'],
    ['GP', 'health'],
    ['S.A.L.T.', 'health'],
    ['Child Development Centre', 'health'],
    ['Adult Social Care and Health', 'social-care'],
    ['Social, emotional and mental health team', 'health'],
    ["Children's Services", 'other'],
    ['Family Support', 'other'],
    ['Child', 'parent'],
    ["Child's views", 'parent'],
    ['Parents and child', 'parent'],
    ['Young person', 'parent'],
    ['Education', 'school'],
    ['Physical Education teacher', 'school'],
  ])('reads the adviser “%s” as %s', (text, adviser) => {
    expect(readAdviser(text)).toBe(adviser);
  });

  it.each([
    ['Clinical  Psychologist (CAMHS)', 'clinical psychologist camhs'],
    ['E.P.', 'ep'],
    ["Children's Services", 'children’s services'],
    ['Jo Bloggs, EP', '… ep'],
    ['Wendy Nurse-Jones (school)', '… nurse … school'],
    ['Jo Bloggs', '…'],
    ['Bloggs123', '…'],
    ['Ed Young', '…'],
    ['Ed Psych', 'ed psych'],
    ['constructor', '…'],
    ['', 'blank'],
  ])('shows of the adviser “%s” only words that name nobody: %s', (text, shown) => {
    expect(shownAdviser(text)).toBe(shown);
  });
});

describe('rows that stand twice', () => {
  const TWICE = 'an earlier row says the same in every column that is read: both are counted. The row is counted; correct it and run again.';

  it('are counted in a list of advice or of appeals, and said', async () => {
    const rows = [
      'A1,EP,2022-03-01,',
      'A1,EP,2022-03-01,',
      'A1,EP,2022-03-01,2022-04-01',
      'A1,EP ,2022-03-01,2022-04-01',
      ',EP,2022-03-01,',
      ',EP,2022-03-01,',
    ];
    const read = await readingOf(advice, csv('case_id,adviser,requested_date,received_date', ...rows));
    expect(read.records).toHaveLength(6);
    expect(read.summary.warnings['repeated-row']).toBe(2);
    expect(read.said).toEqual([`list.csv line 3: ${TWICE}`, `list.csv line 5: ${TWICE}`]);
    const lodged = ['A1,tribunal,2022-03-01', 'A1,tribunal,2022-03-01', 'A1,mediation,2022-03-01'];
    expect((await readingOf(appeals, csv('case_id,kind,lodged_date', ...lodged))).said).toEqual([`list.csv line 3: ${TWICE}`]);
  });

  it('are two where another column of the list tells them apart', async () => {
    const { said } = await readingOf(advice, csv('case_id,adviser,requested_date,Service', 'A1,Health,2022-03-01,OT', 'A1,Health,2022-03-01,SALT'));
    expect(said).toEqual([]);
  });
});

describe('a list of mediations and appeals', () => {
  const words = ({ caseId, kind, matter, lodged, completed, ordered }: Appeal) =>
    [caseId, kind, matter ?? '–', day(lodged), day(completed), day(ordered)].join(' ');
  const APPEALS = 'case_id,kind,matter,lodged_date,completed_date,outcome,order_date';

  it('is read in the words that are known', async () => {
    const { records } = await readingOf(
      appeals,
      csv(APPEALS, 'A,Tribunal,assess,2022-01-10,2022-06-01,upheld,2022-06-01', 'B,mediation,,2022-01-10,,,', ',appeal,Contents,2022-01-10,,withdrawn,'),
    );
    expect(records.map(words)).toEqual([
      'A tribunal assess 2022-01-10 2022-06-01 2022-06-01',
      'B mediation – 2022-01-10 – –',
      ' tribunal contents 2022-01-10 – –',
    ]);
  });

  it.each([
    ['', false],
    ['–', false],
    ['N/A', false],
    ['Pending', false],
    ['Awaiting hearing', false],
    ['on-going', false],
    ['None', false],
    ['withdrawn', true],
    ['Conceded', true],
    ['not upheld', true],
    ['No agreement', true],
  ])('takes the outcome “%s” for an end: %s', async (outcome, isEnd) => {
    const { records } = await readingOf(appeals, csv(APPEALS, `A,tribunal,assess,2022-01-10,,${outcome},`));
    expect(records.map(({ hasOutcome }) => hasOutcome)).toEqual([isEnd]);
  });

  it.each([
    ['', null],
    ['Pending', null],
    ['closed', null],
    ['upheld', 'granted'],
    ['Partly allowed', 'granted'],
    ['Consent order', 'granted'],
    ['Agreement', 'granted'],
    ['Settled', 'granted'],
    ['Conceded by LA', 'conceded'],
    ['Unopposed', 'conceded'],
    ['LA will not oppose', 'conceded'],
    ['not conceded', null],
    ['Remitted to the LA', 'remitted'],
    ['Dismissed', 'dismissed'],
    ['Not upheld', 'dismissed'],
    ['Withdrawn by agreement', 'without-result'],
    ['No agreement', 'without-result'],
    ['Agreement not reached', 'without-result'],
    ['Certificate only', 'without-result'],
    ['Struck out', 'without-result'],
  ])('takes the outcome “%s” for %s', async (outcome, meant) => {
    const { records } = await readingOf(appeals, csv(APPEALS, `A,tribunal,assess,2022-01-10,,${outcome},`));
    expect(records.map(({ outcome: read }) => read)).toEqual([meant]);
  });

  it('knows whom a row is about by the case, else by the person, and says of one that names neither', async () => {
    const rows = ['A,P,tribunal,2022-01-10', ',P,tribunal,2022-01-10', ',,tribunal,2022-01-10', ',N/A,tribunal,2022-01-10'];
    const { records, summary } = await readingOf(appeals, csv('case_id,person_id,kind,lodged_date', ...rows));
    expect(records.map(({ about, person }) => [about, person])).toEqual([
      ['case A', 'P'],
      ['person P', 'P'],
      ['', ''],
      ['', ''],
    ]);
    expect([summary.counted, summary.warnings['names-nobody']]).toEqual([4, 2]);
  });

  it.each([
    ['a kind that is none', 'A,letter,assess,2022-01-10,,,', 'unknown-word'],
    ['a matter that is none', 'A,tribunal,transport,2022-01-10,,,', 'unknown-word'],
    ['no day on which it was lodged', 'A,tribunal,assess,,2022-06-01,,', 'no-date'],
  ] as const)('sets aside a row with %s', async (_, row, code) => {
    const { summary } = await readingOf(appeals, csv(APPEALS, row));
    expect([summary.counted, summary.setAside[code]]).toEqual([0, 1]);
  });
});

it('every name of a column means that column alone', () => {
  const kinds: [ListKind<string, unknown>, readonly string[]][] = [
    [plans as ListKind<string, unknown>, PLAN_COLUMNS],
    [advice as ListKind<string, unknown>, ADVICE_COLUMNS],
    [appeals as ListKind<string, unknown>, APPEAL_COLUMNS],
  ];
  for (const [kind, columns] of kinds) {
    const names = kind.columns.flatMap((column) => [column.replaceAll('_', ''), ...(kind.aliases[column] ?? [])]);
    expect(kind.columns).toEqual(columns);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.filter((name) => /[^a-z0-9]/.test(name))).toEqual([]);
  }
});

it('read = counted + set aside, whatever the rows', async () => {
  const cell = (...texts: string[]) => fc.constantFrom(...texts);
  const row = fc
    .tuple(
      cell('P1', 'P2', 'P3', ''),
      cell('2019-05-10', '10/05/2019', '43595', '', 'soon'),
      cell('', '2022-03-04', '1'),
      cell('M', 'A', '', '?'),
      cell('', '2022-03-30', '2022-03-30,'),
    )
    .map((cells) => cells.join(','));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const { records, summary, said } = await readingOf(plans, csv(HEADING, ...rows));
      const setAside = Object.values(summary.setAside).reduce((sum, count) => sum + count, 0);
      expect([summary.read, summary.counted]).toEqual([rows.length, records.length]);
      expect(records.length + setAside).toBe(rows.length);
      expect(said.length).toBeGreaterThanOrEqual(setAside);
    }),
    { seed: 3007, numRuns: 200 },
  );
});

describe('plans are read from what else holds them', () => {
  const BLADE = {
    'person.csv':
      'persontableid,personbirthdate,sex,ethnicity,upn\n7,2015-Sep-01 00:00:00,F,WBRI,\n8,2010-Sep-01 00:00:00,M,WOTH,\n9,2012-Sep-01 00:00:00,M,WOTH,\n',
    'requests.csv':
      'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome\n1,7,2018-Jan-10 00:00:00,,H\n2,8,2022-Jan-10 00:00:00,2022-Feb-10 00:00:00,Y\n3,9,2022-Mar-10 00:00:00,2022-Apr-10 00:00:00,N\n4,9,2020-Mar-10 00:00:00,,H\n',
    'assessment.csv': 'assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate\n11,1,H,\n12,2,Y,2022-May-20 00:00:00\n13,4,H,\n',
    'namedplan.csv':
      'namedplantableid,assessmenttableid,startdate,ceasedate,ceasereason\n21,11,2018-May-20 00:00:00,,\n22,12,2022-May-20 00:00:00,,\n23,13,2020-Jun-01 00:00:00,2022-Jun-30 00:00:00,3\n',
    'activeplans.csv':
      'activeplanstableid,requeststableid,transferla,reviewmeeting,reviewoutcome,reviewdraft,phasetransferduedate,phasetransferfinaldate,lastreview\n31,1,,2022-Mar-04 00:00:00,A,2022-Mar-30 00:00:00,2023-Feb-15 00:00:00,,2022-Mar-30 00:00:00\n32,2,,,,,,,\n',
    'senneed.csv': 'senneedtableid,activeplanstableid,sentype,sentyperank\n41,31,ASD,1\n42,32,SLCN,1\n',
  };
  const words = (plan: Plan) => [planWords(plan), day(plan.phaseTransferDue), day(plan.ceased)].join(' ');
  const EXPECTED = ['2018-05-20 2022-03-04 amend 2022-03-30 2023-02-15 –', '2022-05-20 – – – – –', '2020-06-01 – – – – 2022-06-30'];

  it('the tables of a Blade export: the active plans and those that ceased, with what the child needs', async () => {
    const { records, groups, title, summary } = await readingOf(plans, folderOf(BLADE), {}, 'primary_need');
    expect(title).toBe('active plans of a SEN2 return');
    expect(records.map(words)).toEqual(EXPECTED.map((said, at) => `${[1, 2, 4][at]} ${said}`));
    expect(groups).toEqual(['ASD', 'SLCN', '']);
    expect([summary.read, summary.counted]).toEqual([3, 3]);
  });

  it('a start after the review is that of the plan as amended since: when the plan was first made is not known', async () => {
    const amended = { ...BLADE, 'namedplan.csv': BLADE['namedplan.csv'].replace('2018-May-20', '2022-Jun-20') };
    const { records, said, summary } = await readingOf(plans, folderOf(amended));
    expect(planWords(records[0] as Plan)).toBe('1 – 2022-03-04 amend 2022-03-30');
    expect(summary.warnings['start-after-review']).toBe(1);
    expect(said).toContain(
      'namedplan.csv line 2, startdate: "2022-Jun-20 00:00:00" is after the review: a return has the start of the current plan, so this one was amended since, and when it was first made is not known. The row is counted; nothing need be done.',
    );
    // Where a list has the first start, the same dates are a fault of the row's own.
    const { records: listed } = await readingOf(plans, csv(HEADING, 'P1,2022-06-20,2022-03-04,A,2022-03-30'));
    expect(listed.map(planWords)).toEqual(['P1 2022-06-20 2022-03-04 amend 2022-03-30']);
  });

  it('a plan that came from another authority is counted, and said: the return has no day of it', async () => {
    const moved = { ...BLADE, 'activeplans.csv': BLADE['activeplans.csv'].replace('32,2,,', '32,2,802,') };
    const { records, said, summary } = await readingOf(plans, folderOf(moved));
    expect(records).toHaveLength(3);
    expect(summary.warnings['transferred-in']).toBe(1);
    expect(said).toContainEqual(expect.stringContaining('came from another authority, and the return does not say on which day'));
  });

  it('the return in XML', async () => {
    const request = (received: string, assessment: string, plan: string) =>
      `<Requests><ReceivedDate>${received}</ReceivedDate><RequestOutcome>H</RequestOutcome><Assessment><AssessmentOutcome>H</AssessmentOutcome>${assessment}</Assessment>${plan}</Requests>`;
    const xml = `<?xml version="1.0"?><Message><Persons>
      <Person><PersonBirthDate>2015-09-01</PersonBirthDate>${request('2018-01-10', '<NamedPlan><StartDate>2018-05-20</StartDate></NamedPlan>', '<ActivePlans><ReviewMeeting>2022-03-04</ReviewMeeting><ReviewOutcome>A</ReviewOutcome><LastReview>2022-03-30</LastReview><PhaseTransferDueDate>2023-02-15</PhaseTransferDueDate></ActivePlans>')}</Person>
      <Person>${request('2022-01-10', '<NamedPlan><StartDate>2022-05-20</StartDate></NamedPlan>', '')}<Requests><ReceivedDate>2022-03-10</ReceivedDate><RequestOutcome>N</RequestOutcome></Requests></Person>
      <Person>${request('2020-03-10', '<NamedPlan><StartDate>2020-06-01</StartDate><CeaseDate>2022-06-30</CeaseDate></NamedPlan>', '')}</Person>
    </Persons></Message>`;
    const { records } = await readingOf(plans, fileOf('sen2.xml', xml));
    expect(records.map(words)).toEqual(EXPECTED.map((said, at) => `${at + 1}/1 ${said}`));
  });

  it('the modules of a return, though one of them alone looks like a list of plans', async () => {
    const { records, title } = await readingOf(
      plans,
      folderOf({
        'm2.csv':
          'Person ID,Requests Record ID,Date Request Was Received,Request Outcome Date,Request Outcome\n7,1,2018-01-10,,H\n8,1,2022-01-10,2022-02-10,Y\n',
        'm3.csv': 'Person ID,Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date\n7,1,H,\n8,1,Y,2022-05-20\n',
        'm4.csv': 'Person ID,Request Records ID,EHC Plan Start Date,Date EHC Plan Ceased\n7,1,2018-05-20,\n8,1,2022-05-20,\n',
        'm5.csv': 'Person ID,Request Records ID,EHC Plan (Transfer),EHCP review decisions date\n7,1,,2022-03-30\n8,1,,\n',
      }),
    );
    expect(title).toBe('active plans of a SEN2 return');
    expect(records.map(planWords)).toEqual(['7/1 2018-05-20 – – 2022-03-30', '8/1 2022-05-20 – – –']);
  });

  it('the child list of an inspection: one date of the last review, which is said', async () => {
    const heading = 'Unique ID,Date of birth,Date initial EHC plan issued,Date updated EHC plan issued,Date EHC plan last reviewed,SEN primary need';
    const { records, list, groups } = await readingOf(
      plans,
      csv(heading, 'U1,01/09/2015,20/05/2018,14/06/2022,04/03/2022,a) ASD', 'U2,01/09/2010,20/05/2022,,,l) OTH'),
      {},
      'SEN primary need',
    );
    expect(records.map(words)).toEqual(['U1 2018-05-20 2022-03-04 – – – –', 'U2 2022-05-20 – – – – –']);
    expect(records.map(({ amendedFinal }) => day(amendedFinal))).toEqual(['2022-06-14', '–']);
    expect(groups).toEqual(['a) ASD', 'l) OTH']);
    expect(list.cautions).toEqual([
      'The list of plans (list.csv line 1) has none of the columns review_decision (what was decided after a review), review_decision_date (when a decision after a review was told): that cannot be seen, and what it decides is not told.',
      'The list has a row for each child: of several rows of one child that with the latest initial plan is counted, and of an as-of day before that plan the child is not there.',
      'The list has one date of the last review, and does not say whether it is that of the meeting or of the letter with the decision: it was read as the meeting.',
    ]);
  });

  describe('of several rows of one child, that with the most recent initial plan is kept', () => {
    const heading = 'Unique ID,Date initial EHC plan issued,Date EHC plan last reviewed';
    const kept = 'The row was set aside; correct it and run again.';

    it('wherever the rows stand, and of plans of one day the earlier row', async () => {
      const rows = ['U1,20/05/2018,04/03/2020', 'U2,01/02/2019,', 'U1,01/09/2021,05/05/2022', 'U2,01/02/2019,03/03/2022', 'U3,,', 'U1,,', 'U3,,01/01/2022'];
      const { records, said, summary } = await readingOf(plans, csv(heading, ...rows));
      expect(records.map(planWords)).toEqual(['U1 2021-09-01 2022-05-05 – –', 'U2 2019-02-01 2022-03-03 – –', 'U3 – 2022-01-01 – –']);
      expect(said).toEqual([
        `list.csv line 2, Unique ID: "U1" has a later initial plan in line 4: that row is kept. ${kept}`,
        `list.csv line 3, Unique ID: "U2" has a later review in line 5: that row is kept. ${kept}`,
        `list.csv line 6, Unique ID: "U3" has a later review in line 8: that row is kept. ${kept}`,
        `list.csv line 7, Unique ID: "U1" has a later initial plan in line 4: that row is kept. ${kept}`,
      ]);
      expect([summary.read, summary.counted, summary.setAside['repeated-id']]).toEqual([7, 3, 4]);
    });

    it('of plans of one day that with the latest review', async () => {
      const { records, said } = await readingOf(plans, csv(heading, 'U7,10/03/2018,01/07/2024', 'U7,10/03/2018,01/09/2024', 'U7,10/03/2018,'));
      expect(records.map(planWords)).toEqual(['U7 2018-03-10 2024-09-01 – –']);
      expect(said).toEqual([
        `list.csv line 2, Unique ID: "U7" has a later review in line 3: that row is kept. ${kept}`,
        `list.csv line 4, Unique ID: "U7" has a later review in line 3: that row is kept. ${kept}`,
      ]);
    });

    it('whatever the day of the report, which is said', async () => {
      const { list } = await readingOf(plans, csv(heading, 'U6,10/03/2026,', 'U6,10/03/2018,01/07/2024'));
      expect(list.cautions).toContainEqual(
        'The list has a row for each child: of several rows of one child that with the latest initial plan is counted, and of an as-of day before that plan the child is not there.',
      );
    });

    it('of those that can be read; a row that cannot be is set aside for what is wrong with it', async () => {
      const { records, summary } = await readingOf(plans, csv(heading, 'U1,20/05/2018,04/03/2020', 'U1,01/09/2021,31/06/2022', 'U2,31/06/2022,', 'U2,x,'));
      expect(records.map(planWords)).toEqual(['U1 2018-05-20 2020-03-04 – –']);
      expect(summary.setAside).toMatchObject({ 'repeated-id': 0, 'unreadable-date': 3 });
    });

    it("by Excel's day numbers too, and not by them where the column holds anything else", async () => {
      const days = await readingOf(plans, csv(heading, 'U1,43240,', 'U1,44440,', 'U2,44440,'));
      expect(days.records.map(planWords)).toEqual(['U1 2021-09-01 – – –', 'U2 2021-09-01 – – –']);
      const mixed = await readingOf(plans, csv(heading, 'U1,44440,', 'U1,20/05/2018,', 'U2,20/05/2018,'));
      expect(mixed.records.map(planWords)).toEqual(['U1 2018-05-20 – – –', 'U2 2018-05-20 – – –']);
    });

    it('in any order of the rows', async () => {
      const row = fc.record({ child: fc.constantFrom('U1', 'U2', 'U3'), year: fc.constantFrom('', '2018', '2019', '2020') });
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
          const { records, summary } = await readingOf(
            plans,
            csv(heading, ...rows.map(({ child, year }) => `${child},${year === '' ? '' : `01/09/${year}`},`)),
          );
          const expected = [...new Set(rows.map(({ child }) => child))].map((child) => {
            const years = rows.map((one, at) => ({ ...one, line: at + 2 })).filter((one) => one.child === child);
            const last = years.map(({ year }) => year).reduce((most, year) => (year > most ? year : most));
            return `${child} ${last} ${years.find(({ year }) => year === last)?.line}`;
          });
          expect(records.map(({ id, started, line }) => `${id} ${started === null ? '' : isoDate(started).slice(0, 4)} ${line}`).sort()).toEqual(
            expected.sort(),
          );
          expect(summary.read).toBe(summary.counted + summary.setAside['repeated-id']);
        }),
        { numRuns: 40 },
      );
    });

    it('but of a list with references of plans the first: which of two rows of one plan holds cannot be told', async () => {
      const { records, said } = await readingOf(plans, csv('plan_id,person_id,plan_start_date', 'P1,U1,2018-05-20', 'P1,U1,2021-09-01', 'P2,U1,2021-09-01'));
      expect(records.map(planWords)).toEqual(['P1 2018-05-20 – – –', 'P2 2021-09-01 – – –']);
      expect(said).toEqual([
        `list.csv line 3, plan_id: "P1" stands in an earlier row too. ${kept}`,
        'list.csv line 4: an earlier row has another plan of the same child that has not ceased either: two are counted. The row is counted; correct it and run again.',
      ]);
    });
  });

  it.each([
    [
      'without the active plans',
      { ...BLADE, 'activeplans.csv': '' },
      'export: of a SEN2 return, the table activeplans, without which no review would be seen, is missing. Found: assessment (assessment.csv), namedplan (namedplan.csv), person (person.csv), requests (requests.csv), senneed (senneed.csv). Export all tables into one place and name that.',
    ],
  ])('and is refused %s', async (_, files, why) => {
    expect(await refusalOf(plans, folderOf(files))).toBe(why);
  });

  it('two records of one plan that say otherwise set it aside, and leave its request in the case list', async () => {
    const files = { ...BLADE, 'activeplans.csv': `${BLADE['activeplans.csv']}33,1,,2021-Mar-04 00:00:00,M,,,,\n` };
    const { summary } = await readingOf(plans, folderOf(files));
    expect([summary.counted, summary.setAside['conflicting-rows']]).toEqual([2, 1]);
    expect((await readingOfCases(folderOf(files))).summary.setAside['conflicting-rows']).toBe(0);
  });
});
