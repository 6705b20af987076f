import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/input/columns.ts';
import type { ColumnMapping } from '../../../src/input/layout.ts';
import { on } from '../../support/cases.ts';
import { fileOf, folderOf, readingOf, refusalOf, workbookOf } from '../../support/readings.ts';

const csv = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const read = (text: string, mapping: ColumnMapping = {}) => readingOf(fileOf('list.csv', text), mapping);
const refusal = (text: string, mapping: ColumnMapping = {}) => refusalOf(fileOf('list.csv', text), mapping);

/** A case with nothing but an id and dates. */
const dated = (id: string, received: string, finalPlan: string | null) => ({
  id,
  received: on(received),
  finalPlan: finalPlan === null ? null : on(finalPlan),
});

describe('a list under well-known names', () => {
  /** What a list must have, under names of another system. */
  const NEEDED = { case_id: 'Case Ref', received_date: 'Date Received', final_plan_date: 'Date Plan Issued' };

  it.each<[heading: string, column: Column, value: string]>([
    ['requeststableid', 'case_id', 'A1'],
    ['Request ID', 'case_id', 'A1'],
    ['Case Number', 'case_id', 'A1'],
    ['persontableid', 'person_id', '7'],
    ['Person ID', 'person_id', '7'],
    ['Unique ID', 'person_id', '7'],
    ['ChildUniqueID', 'person_id', '7'],
    ['receiveddate', 'received_date', '2024-01-11'],
    ['Date request was received', 'received_date', '2024-01-11'],
    ['ehcr_ehcp_req_date', 'received_date', '2024-01-11'],
    ['request_received', 'received_date', '2024-01-11'],
    ['rquestsource', 'request_source', '2'],
    ['Source of request for an EHC needs assessment', 'request_source', '2'],
    ['SEN2 Referral Source', 'request_source', '2'],
    ['RequestOutcome', 'assess_decision', 'Y'],
    ['Request Outcome Date', 'assess_decision_date', '2024-02-01'],
    ['Phase 1 Complete / Notified Date', 'assess_decision_date', '2024-02-01'],
    ['RequestMediation', 'assess_mediation', '1'],
    ['RequestTribunal', 'assess_tribunal', '1'],
    ['Exported', 'moved_out', '302'],
    ['Exported - Child or young person moves out of LA before assessment is completed', 'moved_out', '302'],
    ['LA Transferred Out To', 'moved_out', '302'],
    ['Assessment Outcome', 'issue_decision', 'N'],
    ['Assessment Outcome To Issue EHCP', 'issue_decision', 'N'],
    ['Assessment Outcome - Decision to issue EHC plan', 'issue_decision', 'N'],
    ['AssessmentMediation', 'issue_mediation', '1'],
    ['AssessmentTribunal', 'issue_tribunal', '1'],
    ['OtherMediation', 'other_mediation', '1'],
    ['OtherTribunal', 'other_tribunal', '1'],
    ['Draft Plan Issued', 'draft_plan_date', '2024-04-01'],
    ['plan_issued', 'final_plan_date', '2024-05-21'],
    ['Date initial EHC plan issued', 'final_plan_date', '2024-05-21'],
    ['Week20', 'week20_exception', '1'],
    ['Twenty week time limit exceptions apply', 'week20_exception', '1'],
    ['Twenty Weeks Time Limit Exceptions Apply', 'week20_exception', '1'],
    ['Date Closed', 'closed_date', '2024-06-01'],
    ['Case Officer', 'coordinator', 'CO-1'],
    ['SEN Primary Need', 'primary_need', 'ASD'],
    ['GenderCurrent', 'sex', '2'],
    ['Gender', 'sex', 'F'],
    ['DOB', 'date_of_birth', '2015-09-01'],
    ['Dob (ccyy-mm-dd)', 'date_of_birth', '2015-09-01'],
    ['UPN - Unique Pupil Number', 'upn', 'nobody'],
  ])('takes "%s" for %s', async (heading, column, value) => {
    const needed = Object.entries(NEEDED).flatMap(([target, name]) => (target === column ? [] : [name]));
    const values: Record<string, string> = { 'Case Ref': 'A1', 'Date Received': '2024-01-10', 'Date Plan Issued': '2024-05-20' };
    const { layout, rows } = await read(csv([...needed, heading].join(','), [...needed.map((name) => values[name]), value].join(',')));
    expect(layout).toBe('flat');
    expect(rows[0]?.[column]).toBe(value);
  });

  it('needs an id, a received date and a date of plans', async () => {
    expect(await refusal(csv('Case Ref,Date Received', 'A1,2024-01-10'))).toContain('list.csv line 1: there is no column final_plan_date');
    expect(await refusal(csv('Case Ref,Date Plan Issued', 'A1,2024-01-10'))).toContain('list.csv line 1: there is no column received_date');
    expect(await refusal(csv('Date Received,Date Plan Issued', '2024-01-10,'))).toContain('list.csv line 1: there is no column case_id');
  });

  it('says what it took each name for, and leaves the others alone', async () => {
    const { cases, notes } = await read(csv('Case Ref,Favourite colour,Date Received,Date Plan Issued,closed_date', 'A1,blue,2024-01-10,2024-05-20,'));
    expect(cases).toMatchObject([dated('A1', '2024-01-10', '2024-05-20')]);
    expect(notes).toEqual(['Read as ours: "Case Ref" as case_id, "Date Received" as received_date, "Date Plan Issued" as final_plan_date.']);
  });

  it('prefers our own names to other names for the same', async () => {
    const { cases } = await read(csv('case_id,Date Received,Plan Issued,final_plan_date', 'A1,2024-01-10,2024-05-20,2024-05-21'));
    expect(cases).toMatchObject([dated('A1', '2024-01-10', '2024-05-21')]);
  });

  it.each([
    ['Case Ref,Date Received,Request Date,Date Plan Issued', '"Date Received" and "Request Date" may both mean received_date'],
    ['Case Ref,Date Received,Date Plan Issued,Plan Issued', '"Date Plan Issued" and "Plan Issued" may both mean final_plan_date'],
    ['Case Ref,Date Received,DATE_received,Plan Issued', 'two columns are both headed "DATE_received" (columns 2 and 3)'],
  ])('is refused where two names may mean one column: %s', async (headings, why) => {
    const said = await refusal(csv(headings, 'A1,2024-01-10,2024-01-10,2024-05-20'));
    expect(said).toContain('list.csv line 1: ');
    expect(said).toContain(why);
  });

  it('may have titles above its headings, of which it says so', async () => {
    const { cases, notes } = await read(
      csv('Requests for assessment', 'as at 16 January', '', 'Case Ref,Date Received,Date Plan Issued', 'A1,2024-01-10,2024-05-20'),
    );
    expect(cases).toMatchObject([{ ...dated('A1', '2024-01-10', '2024-05-20'), line: 5 }]);
    expect(notes[0]).toBe('list.csv: the headings are on line 4; what stands above them was passed over.');
  });

  it('has ids that count from 1 for each person', async () => {
    const { cases } = await read(csv('Person ID,Requests Record ID,Date Received,Plan Issued', '7,1,2024-01-10,', '8,1,2024-01-10,', ',5,2024-01-10,'));
    expect(cases.map(({ id }) => id)).toEqual(['7/1', '8/1', '5']);
  });

  it('may have the items of a return, requests and assessments in one: it is a list all the same', async () => {
    const list = csv('requeststableid,persontableid,receiveddate,requestoutcome,assessmentoutcome,assessmentoutcomedate', '1,7,2024-01-10,Y,Y,2024-05-20');
    const sheet = workbookOf({ Joined: list.split('\n').map((line) => line.split(',')) });
    for (const opened of [fileOf('list.csv', list), folderOf({ 'list.csv': list }), fileOf('list.xlsx', sheet)]) {
      const { layout, cases } = await readingOf(opened);
      expect(layout).toBe('flat');
      expect(cases).toMatchObject([{ ...dated('1', '2024-01-10', '2024-05-20'), assessDecision: 'Y' }]);
    }
  });

  it('sets a row with too many or too few fields aside', async () => {
    const { said, summary } = await read(csv('Case Ref,Date Received,Plan Issued', 'A1,2024-01-10,,x', 'A2,2024-01-10', 'A3,2024-01-10,', 'A1,2024-01-10,'));
    expect(said).toEqual(['wrong-number-of-fields list.csv:2', 'wrong-number-of-fields list.csv:3', 'repeated-case-id list.csv:5']);
    expect(summary).toMatchObject({ read: 4, counted: 1 });
  });

  it('names a heading of its own in what it says of a row', async () => {
    const { sentences } = await read(
      csv('Case Ref,Date Received,Plan Issued,Assessment Outcome,Request Outcome', 'A1,2024-01-10,31/06/2024,,', 'A2,2024-01-10,,Q,'),
    );
    expect(sentences).toEqual([
      expect.stringContaining('list.csv line 2, Plan Issued: "31/06/2024" is not a date'),
      expect.stringContaining('list.csv line 3, Assessment Outcome: "Q" is not a decision'),
    ]);
  });
});

describe('the one date of an assessment’s outcome', () => {
  const HEADINGS = 'Request ID,Received,Assessment Outcome,Assessment Outcome Date';
  const list = (...rows: string[]) => csv(HEADINGS.replace('Received', 'Received Date'), ...rows);
  const split = async (text: string, mapping: ColumnMapping = {}) =>
    (await read(text, mapping)).cases.map(({ issueDecision, issueDecisionDate, finalPlan }) => [issueDecision, issueDecisionDate, finalPlan]);

  it('is the day the plan was sent where it is yes, and else the day the decision was told', async () => {
    expect(
      await split(list('A1,2024-01-10,Y,2024-05-20', 'A2,2024-01-10,N,2024-05-21', 'A3,2024-01-10,Issue,22/05/2024', 'A4,2024-01-10,A,', 'A5,2024-01-10,Y,')),
    ).toEqual([
      ['Y', null, on('2024-05-20')],
      ['N', on('2024-05-21'), null],
      ['Y', null, on('2024-05-22')],
      ['A', null, null],
      ['Y', null, null],
    ]);
  });

  it('is split by what the configuration makes of the outcome', async () => {
    const outcome = { 'Assessment Outcome': { column: 'issue_decision', values: { 'Plan agreed': 'Y', 'No plan': 'N' } } };
    expect(await split(list('A1,2024-01-10,plan agreed,2024-05-20', 'A2,2024-01-10,No Plan,2024-05-21'), outcome)).toEqual([
      ['Y', null, on('2024-05-20')],
      ['N', on('2024-05-21'), null],
    ]);
  });

  it('may stand under a heading that the configuration names', async () => {
    const mapping = { Ref: 'case_id', Start: 'received_date', Result: 'issue_decision', Told: 'assessment_outcome_date' };
    expect(await split(csv('Ref,Start,Result,Told', 'A1,2024-01-10,Y,2024-05-20', 'A2,2024-01-10,N,2024-05-21'), mapping)).toEqual([
      ['Y', null, on('2024-05-20')],
      ['N', on('2024-05-21'), null],
    ]);
  });

  it('is that of the decision where the day the plan was sent has a column of its own', async () => {
    expect(
      await split(csv(`${HEADINGS.replace('Received', 'Received Date')},Plan Issued`, 'A1,2024-01-10,Y,2024-05-20,2024-06-01', 'A2,2024-01-10,N,2024-05-21,')),
    ).toEqual([
      ['Y', on('2024-05-20'), on('2024-06-01')],
      ['N', on('2024-05-21'), null],
    ]);
  });

  it('is that of the plan where the decision has a date of its own', async () => {
    expect(await split(csv(`${HEADINGS.replace('Received', 'Received Date')},Decision to issue date`, 'A1,2024-01-10,Y,2024-05-20,2024-04-01'))).toEqual([
      ['Y', on('2024-04-01'), on('2024-05-20')],
    ]);
  });

  it('is named as it is headed where it cannot be read, whichever of the two it is', async () => {
    const { sentences } = await read(list('A1,2024-01-10,Y,31/06/2024', 'A2,2024-01-10,N,32/05/2024'));
    expect(sentences).toEqual([
      expect.stringContaining('list.csv line 2, Assessment Outcome Date: '),
      expect.stringContaining('list.csv line 3, Assessment Outcome Date: '),
    ]);
  });
});

describe('columns of the configuration', () => {
  const MAPPING = { Ref: 'case_id', In: 'received_date', Out: 'final_plan_date' };
  const LIST = csv('Ref,In,Out,State', 'A1,2024-01-10,2024-05-20,Agreed to go', 'A2,2024-01-11,,Turned down');

  it('say what the headings mean, without regard to case, blanks, _ and -', async () => {
    const { layout, cases, notes } = await read(csv('Our ref,In-Date,OUT', 'A1,2024-01-10,2024-05-20'), {
      our_REF: 'case_id',
      'in date': 'received_date',
      out: 'final_plan_date',
    });
    expect(layout).toBe('flat');
    expect(cases).toMatchObject([dated('A1', '2024-01-10', '2024-05-20')]);
    expect(notes).toEqual(['Read as ours: "Our ref" as case_id, "In-Date" as received_date, "OUT" as final_plan_date.']);
  });

  it('say what the values mean, in any case of letters; other values stay as they are', async () => {
    const state = { column: 'assess_decision', values: { 'agreed TO go': 'Y', 'Turned down': 'N' } };
    const { cases } = await read(LIST, { ...MAPPING, State: state });
    expect(cases.map(({ assessDecision }) => assessDecision)).toEqual(['Y', 'N']);
    const { said } = await read(LIST, { ...MAPPING, State: { ...state, values: { 'Turned down': 'N' } } });
    expect(said).toEqual(['unknown-code list.csv:2']);
    expect((await read(csv('Ref,In,Out,State', 'A1,2024-01-10,,w'), { ...MAPPING, State: state })).cases).toMatchObject([{ assessDecision: 'W' }]);
  });

  it('need no date of plans, as whoever wrote them knows the list', async () => {
    const { cases } = await read(csv('Ref,In', 'A1,2024-01-10'), { Ref: 'case_id', In: 'received_date' });
    expect(cases).toMatchObject([dated('A1', '2024-01-10', null)]);
  });

  it('leave a heading out with null, though its name is known', async () => {
    const list = csv('Case Ref,Date Received,Request Date,Plan Issued,Exported', 'A1,2024-01-10,2024-01-01,2024-05-20,302');
    const { cases } = await read(list, { 'Request Date': null, exported: null });
    expect(cases).toMatchObject([{ ...dated('A1', '2024-01-10', '2024-05-20'), movedOut: false }]);
  });

  it('leave a heading out with null, though it is not there', async () => {
    expect((await read(LIST, { ...MAPPING, 'Panel date': null })).cases).toHaveLength(2);
  });

  it('leave a column of our own out with null', async () => {
    const { cases } = await read(csv('case_id,received_date,closed_date,final_plan_date', 'A1,2024-01-10,2024-02-01,'), { closed_date: null });
    expect(cases).toMatchObject([{ id: 'A1', closed: null }]);
  });

  it('bring a closed reason into our words, whatever theirs are', async () => {
    const list = csv('case_id,received_date,closed_date,Why closed', 'A1,2024-01-10,2024-02-01,Parental request', 'A2,2024-01-10,2024-02-01,Died');
    const { cases } = await read(list, { 'Why closed': { column: 'closed_reason', values: { 'Parental request': 'withdrawn' } } });
    expect(cases.map(({ closedReason }) => closedReason)).toEqual(['withdrawn', null]);
  });

  it('go before a name that is known, and before a name of our own', async () => {
    const list = csv('case_id,received_date,Date Received,Panel,Plan Issued', 'A1,2024-01-10,2024-01-11,2024-01-12,2024-05-20');
    expect((await read(list, { Panel: 'received_date' })).cases).toMatchObject([dated('A1', '2024-01-12', '2024-05-20')]);
    expect((await read(list, { 'Date Received': 'received_date' })).cases).toMatchObject([dated('A1', '2024-01-11', '2024-05-20')]);
  });

  it('may use a heading that is known for something else', async () => {
    const { cases } = await read(csv('case_id,received_date,School', 'A1,2024-01-10,2024-05-20'), { School: 'final_plan_date' });
    expect(cases).toMatchObject([dated('A1', '2024-01-10', '2024-05-20')]);
  });

  it('are refused where a heading they name is missing', async () => {
    const said = await refusal(LIST, { ...MAPPING, Stage: 'assess_decision' });
    expect(said).toContain('list.csv line 1: there is no heading "Stage", which the configuration (columns) reads as assess_decision');
    expect(await refusal(LIST, { ...MAPPING, Stage: { column: 'closed_reason' } })).toContain('there is no heading "Stage"');
    expect(await refusal(LIST, { Reference: 'case_id', In: 'received_date', Out: 'final_plan_date' })).toContain('case_id');
  });

  it('are refused where they name two headings for one column', async () => {
    expect(await refusal(LIST, { ...MAPPING, State: 'final_plan_date' })).toContain(
      'list.csv line 1: the headings "Out" and "State" may both mean final_plan_date',
    );
  });

  it('do not concern a return', async () => {
    const files = {
      'r.csv': csv('requeststableid,receiveddate,requestoutcome,requestoutcomedate', '1,2024-01-10,,'),
      'a.csv': csv('requeststableid,assessmentoutcome,assessmentoutcomedate', '1,A,'),
    };
    const { layout, cases } = await readingOf(folderOf(files), MAPPING);
    expect(layout).toBe('sen2-blade');
    expect(cases).toMatchObject([{ id: '1', issueDecision: 'A' }]);
  });
});

describe('a workbook', () => {
  const ROWS = [
    ['Case Ref', 'Date Received', 'Date Plan Issued'],
    ['A1', '2024-01-10', '2024-05-20'],
    ['A2', '2024-01-11'],
  ];
  const CASES = [dated('A1', '2024-01-10', '2024-05-20'), dated('A2', '2024-01-11', null)];
  const opened = (sheets: Record<string, string[][]>) => fileOf('list.xlsx', workbookOf(sheets));

  it('may hold a list, with titles and blank rows above its headings', async () => {
    const { layout, cases, notes } = await readingOf(opened({ Cases: [['Requests for assessment'], ['', 'as at', '16 January'], [], ...ROWS] }));
    expect(layout).toBe('flat');
    expect(cases).toMatchObject([
      { ...CASES[0], line: 5 },
      { ...CASES[1], line: 6 },
    ]);
    expect(notes[0]).toBe('list.xlsx: the headings are on line 4; what stands above them was passed over.');
  });

  it('may hold a list of our own under titles', async () => {
    const { layout, cases, notes } = await readingOf(
      opened({ Cases: [['Requests'], ['case_id', 'received_date', 'final_plan_date'], ['A1', '2024-01-10', '2024-05-20']] }),
    );
    expect(layout).toBe('ehcp');
    expect(cases).toMatchObject([{ ...CASES[0], line: 3 }]);
    expect(notes).toEqual(['list.xlsx: the headings are on line 2; what stands above them was passed over.']);
  });

  it('may hold other sheets beside the list', async () => {
    const { cases, said } = await readingOf(opened({ Notes: [['Requests']], Cases: [...ROWS, ['A3', 'soon']], Lookup: [['Y', 'yes']] }));
    expect(cases).toMatchObject(CASES);
    expect(said).toEqual([expect.stringMatching(/^no-received-date list\.xlsx.*:4$/)]);
  });

  it('may not hold two lists', async () => {
    const said = await refusalOf(opened({ One: ROWS, Two: ROWS }));
    expect(said).toContain('list.xlsx, sheet One and list.xlsx, sheet Two are both lists of cases');
  });

  it('may have columns that the configuration explains, with values and titles', async () => {
    const sheet = [['Requests'], ['Ref', 'In', 'Out', 'State'], ['A1', '2024-01-10', '2024-05-20', 'Agreed'], ['A2', '2024-01-11', '', 'Not agreed']];
    const mapping = { Ref: 'case_id', In: 'received_date', Out: 'final_plan_date', State: { column: 'assess_decision', values: { 'Not agreed': 'N' } } };
    const { layout, cases } = await readingOf(opened({ Notes: [['Requests']], Cases: sheet }), mapping);
    expect(layout).toBe('flat');
    expect(cases).toMatchObject([
      { ...CASES[0], assessDecision: 'Y' },
      { ...CASES[1], assessDecision: 'N' },
    ]);
    expect(await refusalOf(opened({ Cases: sheet }), { ...mapping, Stage: 'closed_reason' })).toContain('list.xlsx line 2: there is no heading "Stage"');
  });

  it('has no row with too few cells, and none with too many', async () => {
    const { cases, said } = await readingOf(opened({ Cases: [...ROWS, ['A3', '2024-01-12', '', 'a note beside the list']] }));
    expect(cases).toMatchObject([...CASES, dated('A3', '2024-01-12', null)]);
    expect(said).toEqual([]);
  });
});
