import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Day, isoDate } from '../../src/core/day.ts';
import { readCaseList } from '../../src/input/case-list.ts';
import { type Problem, SET_ASIDE_CODES, sentenceFor } from '../../src/input/problem.ts';
import { listOf } from '../support/lists.ts';

function read(text: string) {
  let cases: Case[] = [];
  let problems: Problem[] = [];
  let ends: (string | null)[] = [];
  const { summary } = readCaseList(listOf(text), () => {
    cases = [];
    problems = [];
    ends = [];
    return {
      counted: (c) => cases.push(c),
      setAside(_, problem, closedBy) {
        problems.push(problem());
        ends.push(closedBy === null ? null : isoDate(closedBy));
      },
      warned: (_, problem) => problems.push(problem()),
    };
  });
  return { cases, problems, ends, summary, codes: problems.map(({ code, line }) => `${code} ${line}`) };
}

const iso = (day: Day | null | undefined) => (day === null || day === undefined ? null : isoDate(day));

describe('the heading', () => {
  it('is matched without regard to case, spaces, underscores, hyphens or order', () => {
    const { cases } = read('Final Plan-Date,RECEIVED DATE,caseid,Week20 Exception\n2022-05-01,2022-01-01,A1,1\n');
    expect(cases).toMatchObject([{ id: 'A1', exception: true }]);
    expect(iso(cases[0]?.finalPlan)).toBe('2022-05-01');
  });

  it('may lack every optional column', () => {
    expect(read('case_id,received_date\nA1,2022-01-01\n').cases).toMatchObject([{ id: 'A1', finalPlan: null, exception: false, allocated: false }]);
  });

  it('may end in blank columns, with notes below them or nothing', () => {
    expect(read('case_id,received_date,,\nA1,2022-01-01\nA2,2022-01-01,a note,\nA3,2022-01-01,,\nA4\nA5,2022-01-01,,,\n').codes).toEqual([
      'wrong-number-of-fields 5',
      'wrong-number-of-fields 6',
    ]);
  });

  it('may name columns of others, and end in empty ones', () => {
    expect(read('case_id,favourite_colour,received_date,,\nA1,blue,2022-01-01,,\nA2,red,2022-01-01\n').summary).toMatchObject({ read: 2, counted: 2 });
  });

  it.each([
    ['id,received_date\nA1,2022-01-01\n', 'cases.csv line 1: there is no column case_id'],
    ['case_id,date\nA1,2022-01-01\n', 'cases.csv line 1: there is no column received_date'],
    ['case_id,recieved_date\nA1,2022-01-01\n', 'Is column 2 meant?'],
    ['case_id,received_date,Received Date\nA1,2022-01-01,2022-01-01\n', 'two columns are both headed "Received Date" (columns 2 and 3)'],
    ['', 'cases.csv: the file is empty'],
    ['\n\n', 'cases.csv: the file is empty'],
    ['case_id,received_date\n', 'there is a heading row and no row below it'],
    ['\n,,\nid,received_date\nA1,2022-01-01\n', 'cases.csv line 3: there is no column case_id'],
  ])('%j is refused', (text, why) => {
    expect(() => read(text)).toThrow(why);
  });

  it('never shows a first line that may be a child’s', () => {
    expect(() => read('Siân Jones,2012-03-04\nA1,2022-01-01\n')).toThrow(/^(?!.*Jones)/);
  });
});

describe('each row', () => {
  const head = 'case_id,received_date,assess_decision,assess_decision_date,issue_decision,final_plan_date,closed_date\n';

  it('is the first of the piles that is true', () => {
    const { summary, codes } = read(
      `${head}A1,2022-01-01,Y\nA1,2022-01-01,Y,,,,,surplus\n,2022-01-01,,,,,\nA1,,,,,,\nA2,bad,H,bad,?,bad,bad\nA2,2022-01-01,,,,,\nA3,2022-01-01,?,32/01/2022,,,\nA4,2022-01-01,?,,,,\nA5,,,,,,\nA6,bad,,,,,\nA7,,,,,2022-05-01,\nA8,2022-01-01,,,h,,\n`,
    );
    expect(codes).toEqual([
      'wrong-number-of-fields 2',
      'wrong-number-of-fields 3',
      'no-case-id 4',
      'repeated-case-id 5',
      'repeated-case-id 7',
      'unreadable-date 8',
      'unknown-code 9',
      'no-received-date 10',
      'no-received-date 11',
      'received-date-not-known 12',
    ]);
    expect(summary).toMatchObject({ read: 12, counted: 1, outOfScope: 2 });
  });

  it('is counted, out of scope or set aside: the three add up to the rows read', () => {
    const {
      read: rows,
      counted,
      outOfScope,
      setAside,
    } = read(`${head}A1,2022-01-01,H,,,,\nA2,2022-01-01,,,,,\nA2,2022-01-01,,,,,\nA3,2022-01-01,x,,,,\n`).summary;
    expect([rows, counted, outOfScope, SET_ASIDE_CODES.reduce((sum, code) => sum + setAside[code], 0)]).toEqual([4, 1, 1, 2]);
  });

  it('of nothing but blank fields is a blank line', () => {
    expect(read(`${head},,,,,,\nA1,2022-01-01,,,,,\n, , ,,,,\n,,\n`).summary).toMatchObject({ read: 1, counted: 1 });
  });

  it('with a field more than headings is never read as if it had not shifted', () => {
    const { codes, ends } = read('case_id,notes,received_date,final_plan_date,coordinator\nA1,Smith, J,2022-01-10,,CO-1\nA2,Smith, J,2022-01-10,,\n');
    expect([codes, ends]).toEqual([
      ['wrong-number-of-fields 2', 'wrong-number-of-fields 3'],
      [null, null],
    ]);
  });

  it('set aside for too many fields keeps its id from being used again', () => {
    expect(read(`${head}A1,2022-01-01,,,,,,surplus\nA1,2022-01-01,,,,,\n`).codes).toEqual(['wrong-number-of-fields 2', 'repeated-case-id 3']);
  });

  it('set aside for too few fields does not', () => {
    expect(read(`${head}A1,2022-01-01\nA1,2022-01-01,,,,,\n`).codes).toEqual(['wrong-number-of-fields 2']);
  });

  it('has ids that are compared without the blanks around them', () => {
    expect(read(`${head} A1 ,2022-01-01,,,,,\nA1,2022-01-01,,,,,\na1,2022-01-01,,,,,\n`).codes).toEqual(['repeated-case-id 3']);
  });

  it('that is set aside says whether it shows a final plan or closing date', () => {
    expect(read(`${head}A1,2022-01-01,?,,,2022-05-01,2022-04-01\nA2,2022-01-01,?,,,,\nA3,2022-01-01,?,,,1900-01-01,31/06/2022\n`).ends).toEqual([
      '2022-04-01',
      null,
      null,
    ]);
  });

  it('that swallows others by a quotation mark left open says so', () => {
    expect(read(`${head}A1,"2022-01-01,,,,,\nA2,2022-01-01,,,,,\nA3,2022-01-01,"Y",,,,\nA4,2022-01-01,,,,,\n`).problems.map(sentenceFor)[0]).toContain(
      'is a quotation mark left open?',
    );
  });
});

describe('Excel’s day numbers', () => {
  const head = 'case_id,received_date,final_plan_date,closed_date\n';

  it('are dates in a column that holds nothing else', () => {
    const { cases } = read(`${head}A1,44562,,\nA2,,44773.0,\nA3,44563,1,\n`);
    expect(cases.map(({ received, finalPlan }) => [iso(received), iso(finalPlan)])).toEqual([
      ['2022-01-01', null],
      [null, '2022-07-31'],
      ['2022-01-02', null],
    ]);
  });

  it('are not, in a column that holds a date before or after them, of any row', () => {
    expect(read(`${head}A1,2022-01-01,44773,\nA2,2022-01-01,2022-05-01,\n`).codes).toEqual(['unreadable-date 2']);
    expect(read(`${head}A1,2022-01-01,2022-05-01,\nA2,2022-01-01,44773,\n`).codes).toEqual(['unreadable-date 3']);
    expect(read(`${head}A1,44562,,\nA2,44562,,\nA3,2022-01-01,,\n`)).toMatchObject({
      codes: ['no-received-date 2', 'no-received-date 3'],
      summary: { read: 3, counted: 1 },
    });
  });

  it('say, where they are not dates, which line holds something else', () => {
    const { problems } = read(`${head}A1,2022-01-01,44773,\nA2,2022-01-01,,\nA3,2022-01-01,tbc,\n`);
    expect(problems.map(sentenceFor)[0]).toBe(
      'cases.csv line 2, final_plan_date: "44773" is a day number of Excel\'s, but line 4 of the column holds something else, so it is not taken for a date. The row was set aside; correct it and run again.',
    );
  });

  it('count in every row of the right width, whatever becomes of it, and in any order', () => {
    expect(read(`${head}A1,2022-01-01,44773,\n,2022-01-01,2022-05-01,\n`).codes).toEqual(['unreadable-date 2', 'no-case-id 3']);
    expect(read(`${head}A1,2022-01-01,44773,\nA1,2022-01-01,2022-05-01,,surplus\n`).codes).toEqual(['wrong-number-of-fields 3']);
    expect(read(`${head},2022-01-01,44773,\nA1,2022-01-01,44774,\n`).ends).toEqual(['2022-07-31']);
    expect(read(`${head}A1,2022-01-01,44774,\n,2022-01-01,44773,\n`).ends).toEqual(['2022-07-31']);
    expect(read(`${head}A2,2022-01-01,44773,,surplus\nA1,2022-01-01,2022-05-01,\n`).ends).toEqual([null]);
  });

  it('are looked for column by column', () => {
    expect(read(`${head}A1,44562,2022-05-01,44773\n`).cases.map(({ received, finalPlan, closed }) => [iso(received), iso(finalPlan), iso(closed)])).toEqual([
      ['2022-01-01', '2022-05-01', '2022-07-31'],
    ]);
  });
});

describe('warnings', () => {
  const head = 'case_id,received_date,final_plan_date,draft_plan_date,date_of_birth,assess_mediation,week20_exception,exception_reason\n';

  it.each([
    ['A1,,2022-05-01,,,,,', 'received-date-not-known 2'],
    ['A1,soon,2022-05-01,,,,,', 'received-date-not-known 2'],
    ['A1,2022-06-01,2022-05-01,,,,,', 'received-date-not-known 2'],
    ['A1,2022-01-01,,31/06/2022,,,,', 'date-read-as-blank 2'],
    ['A1,2022-01-01,,,4 March 2012,,,', 'date-read-as-blank 2'],
    ['A1,2022-01-01,,,,perhaps,,', 'unknown-flag 2'],
    ['A1,2022-01-01,,,,,1,EP delay', 'exception-not-in-regulations 2'],
    ['A1,2022-01-01,,,,,staff shortage,', 'exception-not-in-regulations 2'],
    ['A1,2022-01-01,,,,,0,personal', 'reason-without-exception 2'],
  ])('%s', (row, warning) => {
    const { summary, codes } = read(`${head}${row}\n`);
    expect(codes).toEqual([warning]);
    expect(summary.counted).toBe(1);
  });

  it('do not concern a plan sent on the day of the request', () => {
    expect(read(`${head}A1,2022-05-01,2022-05-01,,,,,\n`)).toMatchObject({ codes: [], cases: [{ id: 'A1' }] });
  });

  it.each(['personal', 'School closed', 'EARLY_YEARS_CLOSED', 'absent'])('do not concern the ground "%s"', (reason) => {
    expect(read(`${head}A1,2022-01-01,,,,,1,${reason}\n`)).toMatchObject({ codes: [], cases: [{ exception: true }] });
  });
});

describe('no message', () => {
  it('shows a value that may name somebody', () => {
    const { problems } = read(
      'case_id,received_date,assess_decision,final_plan_date,draft_plan_date,date_of_birth,assess_mediation,exception_reason\nA1,2022-01-01,Siân Jones,,,,,\nA2,2022-01-01,,Siân Jones,,,,\nA3,2022-01-01,,,Siân Jones,04/31/2012,Siân Jones,Siân Jones is ill\n',
    );
    const sentences = problems.map(sentenceFor).join('\n');
    expect(problems.map(({ code }) => code)).toEqual([
      'unknown-code',
      'unreadable-date',
      'unknown-flag',
      'date-read-as-blank',
      'exception-not-in-regulations',
      'date-read-as-blank',
      'month-first-dates',
    ]);
    expect(sentences).not.toMatch(/Jones|2012/);
    expect(sentences).toContain('a value of 10 characters (not shown, as it may name somebody)');
  });

  it('carries control characters or more than a line of a case id', () => {
    const { problems } = read(
      `case_id,received_date\n\u001b[2JA1,2022-01-01\n\u001b[2JA1,2022-01-01\n${'9'.repeat(500)},2022-01-01\n${'9'.repeat(500)},2022-01-01\n`,
    );
    expect(problems.map(({ value }) => value)).toEqual(['·[2JA1', `${'9'.repeat(59)}…`]);
  });
});
