import '../support/ready.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type Column } from '../../src/input/columns.ts';
import { fromBytes } from '../../src/input/source.ts';
import { proposalFor, shapeOf, surveyOf } from '../../src/input/survey.ts';
import { listTable } from '../../src/input/table.ts';
import { PLAIN, written } from '../support/dialects.ts';
import { listOf } from '../support/lists.ts';

type Columns = Readonly<Record<string, readonly string[]>>;

/** A list from the values of its columns. */
function listFrom(columns: Columns): Buffer {
  const length = Math.max(1, ...Object.values(columns).map((values) => values.length));
  const rows = Array.from({ length }, (_, row) => Object.values(columns).map((values) => values[row] ?? ''));
  return written(Object.keys(columns), rows, [], PLAIN);
}

/** What the headings of a list are proposed to mean. */
function proposed(columns: Columns) {
  const table = listTable(fromBytes('list.csv', listFrom(columns)));
  const [heading] = table.head;
  if (heading === undefined) throw new Error('the list is empty');
  return proposalFor(table, heading);
}

/** The same of one heading, beside another that means nothing. */
const proposedFor = (heading: string, values: readonly string[]) => proposed({ [heading]: values, zzz: values.map(() => 'x') })[heading] ?? null;

const DATES = ['2022-01-10', '11/01/2022', '12-Jan-2022', '2022-Jan-13'];
const NAMES = ['Jane Smith', 'John Pearson', 'Siân Jones', 'Li Wei'];
const IDS = ['EHC-0001', 'EHC-0002', 'EHC-0003', 'EHC-0004'];

describe('a shape', () => {
  it.each([
    ['2022-01-10', '9999-99-99'],
    ['10/1/2022 09:30', '99/9/9999 99:99'],
    ['10-Jan-2022', '99-AAA-9999'],
    ['44773.5', '99999.9'],
    ['Y', 'A'],
    ['yes', 'AAA'],
    ['EHC-0001', 'AAA-9999'],
    ['Jane', 'Aa…'],
    ['Jo Smith', 'AA Aa…'],
    ['O’Brien-Smythe', 'A?Aa…-Aa…'],
    ['SIÂN', 'Aa…'],
    ['Zoë', 'AAA'],
    ['Сергей', 'Aa…'],
    ['李伟', 'AA'],
    ['Sian\u0302', 'Aa…?'],
    ['٣٤', '99'],
    ['½ day', '9 AAA'],
    ['a\tb\nc', 'A?A?A'],
    ['Smith…', 'Aa……'],
    ['😀', '??'],
    ['0117 496 0000', '9999 999 9999'],
    ['1234567890123456789012345', '99999999999999999999999…'],
    ['a b c d e f g h i j k l m', 'A A A A A A A A A A A A…'],
  ])('of %j is %s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

  it('shows no letter and no digit of a value, and no more than marks', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const shape = shapeOf(text);
        expect(shape.replace(/Aa…|A{1,3}|9/g, '')).toMatch(/^[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e…]*$/);
        expect(shape.length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same whatever the letters and digits are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 .,'/-]{0,30}$/), fc.stringMatching(/^[A-Za-z]$/), fc.stringMatching(/^[0-9]$/), (text, letter, digit) => {
        const other = text.replace(/[A-Za-z]/g, letter).replace(/[0-9]/g, digit);
        expect(shapeOf(other)).toBe(shapeOf(text));
      }),
    );
  });

  it('of a longer word does not say how long it is', () => {
    expect(new Set(Array.from({ length: 30 }, (_, more) => shapeOf('x'.repeat(4 + more))))).toEqual(new Set(['Aa…']));
  });
});

describe('a survey', () => {
  const survey = (text: string) => {
    const { rows, columns } = surveyOf(listOf(text));
    return { rows, columns, of: (column: Column) => columns.find((filled) => filled.column === column) };
  };

  it('says of each of our columns, in their order, which heading fills it, in how many rows, and up to three shapes', () => {
    const { rows, columns, of } = survey(
      'Case-ID,received date,favourite_colour,coordinator,draft_plan_date\nA1,2022-01-10,blue,Jane Smith,\nA22,10/01/2022,blue,  ,\n,2022-01-12,blue,CO-7,\nA3,1-Jan-2022,blue,Li,\nA4,1/1/2022,blue,Ann Lee,\n',
    );
    expect(rows).toBe(5);
    expect(columns.map(({ column }) => column)).toEqual([...COLUMNS]);
    expect(of('case_id')).toEqual({ column: 'case_id', heading: 'Case-ID', rows: 4, shapes: ['A9', 'A99'] });
    expect(of('received_date')).toEqual({ column: 'received_date', heading: 'received date', rows: 5, shapes: ['9999-99-99', '99/99/9999', '9-AAA-9999'] });
    expect(of('coordinator')).toEqual({ column: 'coordinator', heading: 'coordinator', rows: 4, shapes: ['Aa… Aa…', 'AA-9', 'AA'] });
    expect(of('draft_plan_date')).toEqual({ column: 'draft_plan_date', heading: 'draft_plan_date', rows: 0, shapes: [] });
    expect(of('final_plan_date')).toEqual({ column: 'final_plan_date', heading: null, rows: 0, shapes: [] });
  });

  it('counts every row, those that will be set aside or are out of scope too', () => {
    const { rows, of } = survey('case_id,received_date,assess_decision\nA1,2022-01-10,H\nA1,2022-01-10,Y\nA2,never,?\nA3\nA4,2022-01-10,Y,surplus\n');
    expect(rows).toBe(5);
    expect(of('case_id')?.rows).toBe(4);
    expect(of('received_date')?.shapes).toEqual(['9999-99-99', 'Aa…']);
  });
});

describe('a proposal', () => {
  it('explains nothing that needs no explaining: our own headings, however written', () => {
    expect(proposed({ case_id: IDS, 'Received Date': DATES, FINALPLANDATE: DATES, 'assess-decision': ['Y', 'No', 'withdrawn', ''] })).toEqual({});
  });

  it('has the headings that are well known, whatever stands below them', () => {
    expect(proposed({ 'Case Ref': IDS, 'Date request was received': DATES, 'Plan issued': [], DOB: DATES, Gender: ['M', 'F'] })).toEqual({
      'Case Ref': 'case_id',
      'Date request was received': 'received_date',
      'Plan issued': 'final_plan_date',
      DOB: 'date_of_birth',
      Gender: 'sex',
    });
  });

  it.each([
    ['Ref', IDS, 'case_id'],
    ['Referral date', DATES, 'received_date'],
    ['Recieved date', DATES, 'received_date'],
    ['Final EHCP sent', DATES, 'final_plan_date'],
    ['Final EHCP sent', ['44573', '44574', '', '44576.5'], 'final_plan_date'],
    ['Draft EHC Plan Issued Date', DATES, 'draft_plan_date'],
    ['Date case closed', DATES, 'closed_date'],
    ['Panel Decision', ['Y', 'N', 'Y', ''], 'assess_decision'],
    ['SEND Officer', NAMES, 'coordinator'],
    ['20 week exception', ['0', '1', 'personal', ''], 'week20_exception'],
  ])('is made for "%s", which is like a name of ours', (heading, values, target) => {
    expect(proposedFor(heading, values)).toBe(target);
  });

  it.each([
    ['Final EHCP sent', 'final_plan_date', ['yes', 'no', 'sent to parent', 'not yet']],
    ['Referral date', 'received_date', ['parent', 'school', 'parent', 'nursery']],
    ['Recieved date', 'received_date', NAMES],
    ['Decision date', 'assess_decision_date', ['Agreed', 'Refused', 'Agreed', 'Agreed']],
    ['Date case closed', 'closed_date', ['moved', 'withdrawn', '', 'moved']],
    ['Panel Decision', 'assess_decision', DATES],
    ['Panel Decision', 'assess_decision', ['deferred to Tuesday', 'see minutes', 'chair to act', 'ask health']],
    ['Assess tribunal?', 'assess_tribunal', ['12 May', 'lodged', 'heard', 'conceded']],
  ])('does not take "%s" for %s where it holds %j', (heading, target, values) => {
    expect(proposedFor(heading, values)).not.toBe(target);
  });

  it.each([
    ['of other words', 'Favourite colour', ['red', 'blue', 'green', 'red']],
    ['that is blank', '', IDS],
    ['that is a mark', '-', DATES],
    ['of five thousand letters', 'x'.repeat(5000), DATES],
  ])('is not made for a heading %s', (_, heading, values) => {
    expect(proposedFor(heading, values)).toBeNull();
  });

  it('asks that four of five values could stand in the column', () => {
    const some = (dates: number) => [...Array<string>(dates).fill('2022-01-10'), ...Array<string>(10 - dates).fill('not yet')];
    expect([proposedFor('Recieved date', some(8)), proposedFor('Recieved date', some(7))]).toEqual(['received_date', null]);
  });

  it.each(['Final plan due', 'Final due date', 'Draft plan due date', 'Target date', 'Assessment due date', 'Plan due by'])(
    'is not made for "%s": when something is due is not when it happened',
    (heading) => {
      expect(proposedFor(heading, DATES)).toBeNull();
    },
  );

  it.each(['Child Name', 'Pupil Name', 'Person Name', 'Requested by', 'Client'])(
    'never takes "%s", which holds names, for an id, which is shown',
    (heading) => {
      expect(['case_id', 'person_id']).not.toContain(proposedFor(heading, NAMES));
    },
  );

  it('gives each column of ours once, to the likest heading, and of two alike to the first', () => {
    expect(proposed({ Ref: IDS, 'Date of referal': DATES, 'Date of referral': DATES })).toEqual({ Ref: 'case_id', 'Date of referral': 'received_date' });
    expect(proposed({ 'Recieved date': DATES, 'Reciieved date': [] })).toEqual({ 'Recieved date': 'received_date' });
    expect(proposed({ 'Ref No': IDS, 'Case no': IDS })).toEqual({ 'Ref No': 'case_id' });
  });

  it('leaves a column of ours to our own name, then to a well-known one', () => {
    expect(proposed({ 'Recieved date': DATES, 'Date received': DATES, received_date: DATES })).toEqual({});
    expect(proposed({ 'Recieved date': DATES, 'Date received': DATES })).toEqual({ 'Date received': 'received_date' });
  });

  it('has the headings in the order of the list, whatever they are', () => {
    const headings = { 'Final EHCP sent': DATES, Gender: ['M'], 'Recieved date': DATES, assess_decision: ['Agreed to assess'], 'Case Ref': IDS, Ref: IDS };
    expect(Object.keys(proposed(headings))).toEqual(['Final EHCP sent', 'Gender', 'Recieved date', 'assess_decision', 'Case Ref']);
  });

  it('is the same however often it is made', () => {
    const headings = { 'Final EHCP sent': DATES, 'Recieved date': DATES, Ref: IDS, 'Panel Decision': ['Agreed to assess', 'Not agreed'] };
    expect(JSON.stringify(proposed(headings))).toBe(JSON.stringify(proposed(headings)));
  });
});

describe('the words for a decision', () => {
  /** Of values that stand in five rows each. */
  const wordsFor = (heading: string, values: readonly string[]): { column: string | null; values?: Readonly<Record<string, string>> } => {
    const proposal = proposedFor(
      heading,
      values.flatMap((value) => Array<string>(5).fill(value)),
    );
    return typeof proposal === 'object' && proposal !== null ? proposal : { column: proposal, values: {} };
  };

  it.each([
    ['Agreed to assess', 'Y'],
    ['AGREE', 'Y'],
    ['Accepted', 'Y'],
    ['Proceed to assessment', 'Y'],
    ['Approved', 'Y'],
    ['Yes - assess', 'Y'],
    ['Issued', 'Y'],
    ['Refused to assess', 'N'],
    ['Declined', 'N'],
    ['Rejected by panel', 'N'],
    ['Not agreed', 'N'],
    ['Agreed not to assess', 'N'],
    ['Did not proceed', 'N'],
    ['No assessment', 'N'],
    ['Decided not to issue', 'N'],
    ['Awaiting panel', 'A'],
    ['Decision pending', 'A'],
    ['No decision yet', 'A'],
    ['Not yet decided', 'A'],
    ['In progress', 'A'],
    ['Withdrawn by parent', 'W'],
    ['Assessment ceased', 'W'],
    ['Cancelled', 'W'],
    ['Historic record', 'H'],
  ])('"%s" is %s', (word, decision) => {
    expect(wordsFor('Request Outcome', [word, 'Y'])).toEqual({ column: 'assess_decision', values: { [word]: decision } });
    expect(wordsFor('assess_decision', [word, 'Y'])).toEqual({ column: 'assess_decision', values: { [word]: decision } });
    expect(wordsFor('Assessment Outcome', [word, 'Y'])).toEqual({ column: 'issue_decision', values: { [word]: decision } });
    expect(wordsFor('Panel Decision', [word, 'Y'])).toEqual({ column: 'assess_decision', values: { [word]: decision } });
  });

  it.each([
    ['Not accepted', 'N'],
    ['Not approved', 'N'],
    ['Disagreed', 'N'],
    ['Cannot proceed', 'N'],
    ['Unable to assess', 'N'],
    ['Insufficient evidence to assess', 'N'],
    ['Not yet agreed', 'A'],
    ['To be agreed', 'A'],
    ['Yet to be approved', 'A'],
  ])('never make a yes of "%s": %s, or nothing', (word, decision) => {
    expect([decision, undefined]).toContain(wordsFor('Request Outcome', [word, 'Y']).values?.[word]);
  });

  it('are left out where they are read as they are, or mean nothing plain', () => {
    expect(wordsFor('Request Outcome', ['Yes', 'agreed', 'REFUSED', 'Pending', 'withdrawn', 'h', '', 'see file']).values).toEqual({});
    expect(wordsFor('Request Outcome', ['see file', 'Agreed to assess']).values).toEqual({ 'Agreed to assess': 'Y' });
  });

  it('stand once each, in the order of the alphabet', () => {
    const { values } = wordsFor('Request Outcome', ['Refused to assess', 'Agreed to assess', 'Refused to assess', 'Awaiting panel']);
    expect(Object.entries(values ?? {})).toEqual([
      ['Agreed to assess', 'Y'],
      ['Awaiting panel', 'A'],
      ['Refused to assess', 'N'],
    ]);
  });

  it('are none where the column holds sentences', () => {
    const refused = (rows: number) => Array.from({ length: rows }, (_, row) => `Refused${'.'.repeat(row + 1)}`);
    expect(Object.keys(wordsFor('Request Outcome', refused(20)).values ?? {})).toHaveLength(20);
    expect(wordsFor('Request Outcome', refused(21))).toEqual({ column: 'assess_decision', values: {} });
    expect(wordsFor('Request Outcome', [`Refused ${'x'.repeat(53)}`]).values).toEqual({});
  });

  it('never tell of one case: what is said of a single row may name somebody', () => {
    const outcomes = [...Array<string>(30).fill('Agreed to assess'), ...Array<string>(20).fill('Refused to assess'), 'Refused - told Jane Smith by phone'];
    expect(proposedFor('Request Outcome', outcomes)).toEqual({ column: 'assess_decision', values: { 'Agreed to assess': 'Y', 'Refused to assess': 'N' } });
  });

  it('are for columns of decisions alone', () => {
    expect(proposedFor('Reason closed', ['Refused to assess', 'Agreed to assess'])).toBe('closed_reason');
  });
});

describe('a list of many rows', () => {
  it('is known by its first two thousand', () => {
    const rows = (early: string, late: string) => [...Array<string>(2000).fill(early), ...Array<string>(9000).fill(late)];
    expect(proposedFor('Recieved date', rows('2022-01-10', 'never'))).toBe('received_date');
    expect(proposedFor('Recieved date', rows('never', '2022-01-10'))).toBeNull();
    expect(proposedFor('Request Outcome', rows('Agreed to assess', 'Not agreed'))).toEqual({ column: 'assess_decision', values: { 'Agreed to assess': 'Y' } });
  });
});
