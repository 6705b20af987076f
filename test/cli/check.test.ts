import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/input/columns.ts';
import { startCheck } from '../../src/report/check.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { ListedProblem, Report } from '../../src/report/report.ts';
import { contextOf } from '../support/contexts.ts';
import { PLAIN, written } from '../support/dialects.ts';
import { DEMONSTRATION, ehcp, type Ran } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
const run = (...args: string[]): Ran => ehcp(['check', ...args], { cwd: folder });
const asOf = ['--as-of', '2022-07-31'];
const reportOf = (...args: string[]): Report & { problems: ListedProblem[] } => JSON.parse(run(...args, '--format', 'json').stdout);
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, record_delimiter: '\r\n' });

const HEAD = 'case_id,received_date,assess_decision,assess_decision_date,final_plan_date,coordinator\n';
const RIGHT = `${HEAD}A1,2022-01-10,Y,2022-02-21,2022-05-30,CO-1\n`;
/** An error, two warnings and a note, on purpose not in that order. */
const FAULTY = `case_id,received_date,assess_decision,assess_decision_date,issue_decision,issue_decision_date,final_plan_date
A1,2022-01-10,Y,2022-02-21,Y,2022-05-02,
A2,2022-01-11,Y,,,,
A3,2022-01-12,Y,2022-02-21,,,2022-06-31
A4,2022-01-13,Y,2022-02-21,,,2022-01-13
A5,2022-01-14,Y,2022-02-21,,,2022-04-31
`;

describe('the table', () => {
  it('has the counts of each kind, the gravest first, then the rows of each', () => {
    put('cases.csv', FAULTY);
    const { code, stdout, stderr } = run('cases.csv', ...asOf);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n').slice(0, 23)).toEqual([
      'What is wrong with cases.csv',
      'Position on 31 July 2022',
      '',
      'Caution: Internal, not for publication: it lists rows one by one.',
      '',
      'Caution: 2 rows set aside; 2 of them show no final plan or closing date: open',
      'cases may be understated by up to 2.',
      '',
      '3 errors, 2 warnings, 1 note.',
      'Of 5 rows read, 3 are counted and 2 set aside.',
      'Found most: a date that decides where the case stands cannot be read (2).',
      '',
      'How many of each kind',
      ' Kind                   Count Severity',
      ' unreadable-date            2 error',
      ' events-out-of-order        1 error',
      ' plan-on-day-0              1 warning',
      ' decision-without-date      1 warning',
      ' yes-with-date-of-no        1 note',
      ' Error: cannot be right.',
      ' Warning: may be right, hardly is: the row is counted.',
      ' Note: worth a look.',
      '',
    ]);
    const kinds = [...stdout.matchAll(/^(?:Error|Warning|Note) ([a-z0-9-]+):/gm)].map(([, kind]) => kind);
    expect(kinds).toEqual(['unreadable-date', 'events-out-of-order', 'plan-on-day-0', 'decision-without-date', 'yes-with-date-of-no']);
    expect(stdout).toContain('\n line 4, case A3: final_plan_date: "2022-06-31" is not a date (June has 30\n days).\n');
    expect(stdout).toContain('5 rows read = 3 counted + 0 out of scope + 2 set aside.');
  });

  it('says that nothing is wrong, where nothing is', () => {
    put('cases.csv', RIGHT);
    const { code, stdout, stderr } = run('cases.csv', ...asOf);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Nothing was found to be wrong.\n');
    expect(stdout).not.toContain('How many of each kind');
  });

  it('says what is the same of many rows once, and shows twenty of them', () => {
    put('cases.csv', HEAD + Array.from({ length: 25 }, (_, at) => `A${at},2022-01-10,Y,,,CO-1\n`).join(''));
    const { stdout } = run('cases.csv', ...asOf);
    expect(stdout.match(/the decision whether to assess is Y and has no date/g)).toHaveLength(1);
    expect(stdout.match(/^ line \d+, case A\d+$/gm)).toHaveLength(20);
    expect(stdout).toContain('\n … and 5 more: add --format csv, or json.\n');
    expect(stdout.match(/What to do:/g)).toHaveLength(1);
  });

  it('fits 80 columns', () => {
    put('cases.csv', `${FAULTY}Smith, J,A6,2022-01-10,,,,,\n`);
    expect(
      run('cases.csv')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it('has no colour in a pipe', () => {
    put('cases.csv', FAULTY);
    expect(ehcp(['check', 'cases.csv'], { cwd: folder, env: { FORCE_COLOR: '3' } }).stdout).not.toContain('\u001b');
  });
});

describe('the JSON', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each<[string, string, string[]]>([
    ['a list in which nothing is wrong', RIGHT, asOf],
    ['a list in which much is wrong', FAULTY, asOf],
    ['a list, no day named', FAULTY, []],
    ['a list of which all rows are set aside', `${HEAD},,,,,\nA1\n`, []],
  ])('of %s is what the published schema describes', (_, list, more) => {
    put('cases.csv', list);
    const report = reportOf('cases.csv', ...more);
    valid(report);
    expect(valid.errors).toBeNull();
    expect(report).toMatchObject({ report: 'check', asOf: more.length === 0 ? null : '2022-07-31' });
  });

  it('has a figure for each severity and each kind found, and each fault with all that is to be said of it', () => {
    put('cases.csv', FAULTY);
    const { figures, problems } = reportOf('cases.csv', ...asOf);
    expect(Object.entries(figures).map(([id, { unit, value }]) => [id, unit, value])).toEqual([
      ['errors', 'problems', 3],
      ['warnings', 'problems', 2],
      ['notes', 'problems', 1],
      ['unreadable-date', 'problems', 2],
      ['events-out-of-order', 'problems', 1],
      ['plan-on-day-0', 'problems', 1],
      ['decision-without-date', 'problems', 1],
      ['yes-with-date-of-no', 'problems', 1],
    ]);
    expect(problems.map(({ severity, code, file, line, caseId, column, value }) => [severity, code, file, line, caseId, column, value])).toEqual([
      ['error', 'unreadable-date', 'cases.csv', 4, 'A3', 'final_plan_date', '2022-06-31'],
      ['error', 'unreadable-date', 'cases.csv', 6, 'A5', 'final_plan_date', '2022-04-31'],
      ['error', 'events-out-of-order', 'cases.csv', 5, 'A4', 'final_plan_date', '2022-01-13'],
      ['warning', 'plan-on-day-0', 'cases.csv', 5, 'A4', 'final_plan_date', '2022-01-13'],
      ['warning', 'decision-without-date', 'cases.csv', 3, 'A2', 'assess_decision_date', null],
      ['note', 'yes-with-date-of-no', 'cases.csv', 2, 'A1', 'issue_decision_date', '2022-05-02'],
    ]);
    expect(problems[1]).toMatchObject({ why: 'is not a date (April has 30 days)', whatToDo: 'The row was set aside; correct it and run again.' });
  });

  it('finds in the demonstration caseload nothing that cannot be true', () => {
    const { code, stdout } = ehcp(['check', ...asOf, '--format', 'json'], { cwd: DEMONSTRATION });
    const report: Report = JSON.parse(stdout);
    expect({ code, errors: report.figures.errors?.value }).toEqual({ code: 0, errors: 0 });
    expect(report.authority).toBe('Bristol City Council');
  });
});

describe('the CSV', () => {
  it('has one fault a row, under headings of its own', () => {
    put('cases.csv', FAULTY);
    const { code, stdout, stderr } = run('cases.csv', ...asOf, '--format', 'csv');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\r\n')).toHaveLength(8);
    expect(stdout.split('\r\n')[0]).toBe('code,severity,file,line,case_id,column,value,why,what_to_do');
    const { problems } = reportOf('cases.csv', ...asOf);
    expect(rowsOf(stdout)).toEqual(
      problems.map(({ code: kind, severity, file, line, caseId, column, value, why, whatToDo }) => ({
        code: kind,
        severity,
        file,
        line: String(line),
        case_id: caseId,
        column: column ?? '',
        value: value ?? '',
        why,
        what_to_do: whatToDo,
      })),
    );
  });

  it('has its headings alone where nothing is wrong', () => {
    put('cases.csv', RIGHT);
    expect(run('cases.csv', '--format', 'csv')).toEqual({ code: 0, stdout: 'code,severity,file,line,case_id,column,value,why,what_to_do\r\n', stderr: '' });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '"=1+1"'])(
    'has no cell that a spreadsheet would run: a case id of %j',
    (id) => {
      put('cases.csv', written(['case_id', 'received_date', 'final_plan_date'], [[id, '2022-01-10', 'never']], [], PLAIN));
      const [row] = rowsOf(run('cases.csv', '--format', 'csv').stdout);
      expect(row?.case_id).toMatch(/^'?[^=+\-@\t\r\n]/);
      expect(row?.case_id?.replace(/^'/, '')).toBe(id.trim());
    },
  );

  it('has no such cell either by the name of a file, a heading or a value', () => {
    put('=cases.csv', 'case_id,received_date,=Plan issued,+assess_decision_date\nA1,2022-01-10,-5,2022-01-10\n');
    put('ehcp.config.json', '{"columns":{"=Plan issued":"final_plan_date","+assess_decision_date":"assess_decision_date"}}');
    const rows = rowsOf(run('=cases.csv', '--format', 'csv').stdout);
    expect(rows).toMatchObject([{ file: "'=cases.csv", column: "'=Plan issued", value: "'-5" }]);
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

describe('the order', () => {
  it('is by severity, then by kind, then by file, then by line', () => {
    mkdirSync(join(folder, 'export'));
    put(
      'export/requests.csv',
      'persontableid,requeststableid,receiveddate,requestoutcome,requestoutcomedate\n3,13,2022-01-10,Y,2022-06-31\n1,11,2022-01-10,Y,\n2,12,2022-01-10,?,\n4,14,2022-01-10,Y,2022-02-20\n5,15,2022-01-10,Y,2022-06-31\n6,16,2022-01-10,Y,\n',
    );
    put('export/assessment.csv', 'requeststableid,assessmentoutcome,assessmentoutcomedate\n99,N,2022-06-01\n11,Y,2022-01-10\n14,N,2022-06-31\n16,W,\n');
    const { problems } = reportOf('export');
    expect(problems.map(({ severity, code, file, line }) => `${severity} ${code} ${file} ${line}`)).toEqual([
      'error unreadable-date assessment.csv 4',
      'error unreadable-date requests.csv 2',
      'error unreadable-date requests.csv 6',
      'error unknown-code requests.csv 4',
      'error row-without-request assessment.csv 2',
      'warning plan-on-day-0 assessment.csv 3',
      'warning decision-without-date requests.csv 3',
      'warning decision-without-date requests.csv 7',
      'warning withdrawn-without-date requests.csv 7',
    ]);
  });

  it('of an export of several files names the file of each row, though all faults of a kind are in one', () => {
    mkdirSync(join(folder, 'export'));
    put('export/requests.csv', 'persontableid,requeststableid,receiveddate,requestoutcome,requestoutcomedate\n1,11,2022-01-10,Y,2022-02-20\n');
    put('export/assessment.csv', 'requeststableid,assessmentoutcome,assessmentoutcomedate\n11,N,2022-06-31\n');
    expect(run('export').stdout).toContain(' assessment.csv line 2, case 11: ');
  });

  it('of faults on one line is that of the columns, however often it is run', () => {
    put(
      'cases.csv',
      'case_id,received_date,assess_decision,assess_decision_date,draft_plan_date,final_plan_date\nA1,2022-06-01,Y,2022-05-01,2022-04-01,2022-08-01\n',
    );
    const { problems } = reportOf('cases.csv');
    expect(problems.map(({ code, column }) => `${code} ${column}`)).toEqual([
      'events-out-of-order assess_decision_date',
      'events-out-of-order draft_plan_date',
      'events-out-of-order draft_plan_date',
    ]);
  });
});

describe('a fault that concerns no case', () => {
  it('names none: a row of another table that belongs to no request', () => {
    mkdirSync(join(folder, 'export'));
    put('export/requests.csv', 'persontableid,requeststableid,receiveddate,requestoutcome,requestoutcomedate\n1,11,2022-01-10,Y,2022-02-20\n');
    put('export/assessment.csv', 'requeststableid,assessmentoutcome,assessmentoutcomedate\n11,A,\n99,N,2022-06-01\n');
    expect(reportOf('export').problems).toMatchObject([{ code: 'row-without-request', file: 'assessment.csv', line: 3, caseId: '' }]);
  });

  it('of a column as a whole names the case of its line, or none, and not that of the last row', () => {
    put('cases.csv', 'case_id,received_date\nA1,2022-01-10\nA2,10/01/2022\nA3,04/25/2022\nA4,2022-01-10\nA5,2022-01-10\n');
    const problems = reportOf('cases.csv').problems.filter(({ code }) => code === 'mixed-date-forms' || code === 'month-first-dates');
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['month-first-dates 4', 'mixed-date-forms 3']);
    expect(problems.map(({ caseId }) => caseId)).not.toContain('A5');
  });
});

describe('the exit code', () => {
  it.each([
    ['nothing wrong', RIGHT, 0],
    ['a note alone', 'case_id,received_date,issue_decision,issue_decision_date\nA1,2022-01-10,Y,2022-05-02\n', 0],
    ['a warning alone', `${HEAD}A1,2022-01-10,Y,,,CO-1\n`, 0],
    ['a row set aside', `${HEAD},2022-01-10,,,,\n`, 1],
    ['an error of a row that is counted', `${HEAD}A1,2022-01-10,Y,2022-01-09,,CO-1\n`, 1],
    ['a received date that is not known', `${HEAD}A1,,,,2022-05-30,CO-1\n`, 1],
    ['a list that may be written month first', `${HEAD}A1,04/25/2022,,,25/05/2022,CO-1\n`, 1],
  ])('of %s', (_, list, code) => {
    put('cases.csv', list);
    for (const more of [[], [...asOf, '--format', 'json', '--strict'], ['--out', 'problems.csv', '--quiet']]) expect(run('cases.csv', ...more).code).toBe(code);
  });

  it.each([
    [['missing.csv'], 'ehcp: missing.csv: there is no such file. Check the name and the folder.'],
    [[], 'ehcp: No case list was named. Name one (ehcp check cases.csv …), or set sources.cases in an ehcp.config.json'],
    [['cases.csv', '--as-of', '31/07/2022'], 'ehcp: --as-of 31/07/2022: write the year first. Did you mean 2022-07-31?'],
    [['cases.csv', '--as-of', '2022-02-30'], 'ehcp: --as-of 2022-02-30: this is no day of the calendar'],
    [['cases.csv', '--format', 'docx'], 'ehcp: --format docx: there is no such format. Choose table, json, csv, md, html, xlsx, pdf.'],
    [['cases.csv', '--format', 'cvs'], 'ehcp: --format cvs: there is no such format. Did you mean csv?'],
    [
      ['cases.csv', '--out', 'problems.docx'],
      'ehcp: --out problems.docx: no report is made with the ending .docx. Use .txt, .json, .csv, .md, .html, .xlsx, .pdf, or name the --format.',
    ],
    [['cases.csv', '--out', 'problems.xls'], 'ehcp: --out problems.xls: no report is made with the ending .xls.'],
    [['cases.csv', '--out', 'nowhere/problems.csv'], 'ehcp: nowhere/problems.csv: there is no folder nowhere to write into.'],
    [['cases.csv', '--cohort', 'dfe'], "ehcp: unknown option '--cohort'"],
    [['cases.csv', 'more.csv'], 'too many arguments'],
    [['heading.csv'], 'ehcp: heading.csv: there is a heading row and no row below it'],
  ])('of %j is 2: it can be put right, and nothing is written', (args, words) => {
    put('cases.csv', FAULTY);
    put('heading.csv', HEAD);
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'heading.csv']);
  });
});

describe('a file written', () => {
  it('has the format of its ending, and the exit code of what is in it', () => {
    put('cases.csv', FAULTY);
    const begins = (name: string) => {
      expect(run('cases.csv', ...asOf, '--out', name)).toEqual({ code: 1, stdout: '', stderr: `Wrote ${name}.\n` });
      return readFileSync(join(folder, name), 'utf8').slice(0, 14);
    };
    expect(['p.csv', 'p.json', 'p.txt', 'p'].map(begins)).toEqual(['code,severity,', '{\n  "schema": ', 'What is wrong ', 'What is wrong ']);
  });

  it('is never written over one that exists, unless --force says so', () => {
    put('cases.csv', FAULTY);
    put('p.csv', 'mine');
    expect(run('cases.csv', '--out', 'p.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('p.csv: this file exists and was left as it is.') });
    expect(readFileSync(join(folder, 'p.csv'), 'utf8')).toBe('mine');
    expect(run('cases.csv', '--out', 'p.csv', '--force', '--quiet')).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'p.csv'), 'utf8')).toBe(run('cases.csv', '--format', 'csv').stdout);
  });
});

describe('a date in the future', () => {
  const LATER = `${HEAD}A1,2022-01-10,Y,2022-02-21,2022-08-01,CO-1\n`;
  const NOT_LOOKED_FOR = 'Dates in the future were not looked for: add --as-of and the day of the export.';

  it('is looked for with an as-of day alone, and it is said where there is none', () => {
    put('cases.csv', LATER);
    expect(run('cases.csv', ...asOf).stdout).not.toContain(NOT_LOOKED_FOR);
    expect(reportOf('cases.csv', ...asOf).problems).toMatchObject([{ code: 'date-in-future', column: 'final_plan_date', value: '2022-08-01' }]);
    expect(run('cases.csv', '--as-of', '2022-08-01').stdout).toContain('Nothing was found to be wrong.');
    const { stdout } = run('cases.csv');
    expect(stdout).toContain(`Nothing was found to be wrong.\nThe one row read is counted.\n${NOT_LOOKED_FOR}\n`);
    expect(reportOf('cases.csv').summary).toEqual(['Nothing was found to be wrong.', 'The one row read is counted.', NOT_LOOKED_FOR]);
  });
});

describe('a list', () => {
  it('may be named by the configuration, or come from standard input', () => {
    put('ehcp.config.json', '{"authority":"Anyshire","sources":{"cases":"cases.csv"}}');
    put('cases.csv', FAULTY);
    expect(
      run(...asOf)
        .stdout.split('\n')
        .slice(0, 2),
    ).toEqual(['Anyshire', 'What is wrong with cases.csv']);
    const piped = ehcp(['check', '-', ...asOf, '--format', 'json'], { cwd: folder, input: FAULTY });
    expect(piped).toMatchObject({ code: 1, stderr: '' });
    const ours = ({ problems }: { problems: ListedProblem[] }) => problems.map(({ file, ...rest }) => rest);
    expect(JSON.parse(piped.stdout).sources).toMatchObject([{ file: 'standard input', read: 5 }]);
    expect(ours(JSON.parse(piped.stdout))).toEqual(ours(reportOf(...asOf)));
  });

  it('of thousands of faults is counted whole, and listed', () => {
    const rows = 25_000;
    const line = (at: number) => `A${at % 20_000},2022-01-10,Y,,,\n`;
    put('cases.csv', `${HEAD}${Array.from({ length: rows }, (_, at) => line(at)).join('')}`);
    const { figures, problems, sources } = reportOf('cases.csv', ...asOf);
    expect(Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value]))).toEqual({
      errors: 5000,
      warnings: 40_000,
      notes: 0,
      'repeated-case-id': 5000,
      'decision-without-date': 20_000,
      'no-coordinator': 20_000,
    });
    const listed = (code: string) => problems.filter((problem) => problem.code === code).map(({ line: at }) => at);
    expect([listed('repeated-case-id').length, listed('decision-without-date').length, listed('no-coordinator').length]).toEqual([5000, 20_000, 20_000]);
    expect(listed('decision-without-date').slice(-1)).toEqual([20_001]);
    expect(sources).toMatchObject([{ read: rows, counted: 20_000, setAside: 5000 }]);
    const { stdout } = run('cases.csv', ...asOf);
    expect(stdout).toContain('5,000 errors, 40,000 warnings, 0 notes.');
    expect(stdout).toContain('… and 19,980 more: add --format csv, or json.');
    expect(rowsOf(run('cases.csv', ...asOf, '--format', 'csv').stdout)).toHaveLength(45_000);
  });

  it('whose columns must be read twice is told of once', () => {
    put('cases.csv', `case_id,received_date,closed_date\nA1,2022-01-10,44773\nA2,never,44774\nA3,2022-01-10,2022-06-01\n`);
    const { figures, problems } = reportOf('cases.csv');
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['unreadable-date 2', 'unreadable-date 3']);
    expect(figures.errors?.value).toBe(2);
  });
});

describe('an encoding that is a guess', () => {
  it('is said, unless --quiet asks for nothing but the report', () => {
    put('cases.csv', Buffer.from(RIGHT.replace('CO-1', 'Siân'), 'latin1'));
    const said = 'cases.csv: this is not UTF-8, so it was taken for Windows-1252 text.';
    expect(run('cases.csv', ...asOf)).toMatchObject({ code: 0, stderr: `${said}\n\n` });
    expect(run('cases.csv', ...asOf, '--quiet')).toMatchObject({ code: 0, stderr: '' });
    expect(ehcp(['init', 'cases.csv', '--yes'], { cwd: folder }).stderr).toContain(`${said}\n`);
  });
});

describe('faults of one kind', () => {
  it('are listed up to a hundred thousand, and counted beyond', () => {
    const check = startCheck([{ code: 'unknown-code', severity: 'error', means: 'a fault' }], null);
    const problem = {
      code: 'unknown-code',
      severity: 'error',
      file: 'cases.csv',
      line: 2,
      caseId: 'A1',
      column: null,
      value: null,
      why: 'w',
      whatToDo: 't',
    } as const;
    let made = 0;
    for (let at = 0; at < 100_002; at++) {
      check.add('unknown-code', () => {
        made++;
        return problem;
      });
    }
    expect({ made, errors: check.errors(), listed: check.report(contextOf(1)).listings?.[0]?.rows.length }).toEqual({
      made: 100_000,
      errors: 100_002,
      listed: 100_000,
    });
    expect(check.report(contextOf(1)).figures['unknown-code']?.value).toBe(100_002);
  });
});

describe('the same list', () => {
  it('gives the same bytes, on any machine', () => {
    put('cases.csv', FAULTY);
    for (const format of ['table', 'json', 'csv']) {
      const args = ['check', 'cases.csv', ...asOf, '--format', format];
      const once = ehcp(args, { cwd: folder });
      expect(once.stdout.length).toBeGreaterThan(500);
      expect(ehcp(args, { cwd: folder, env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } })).toEqual(once);
    }
  });
});

describe('nobody is named', () => {
  /** A UPN around twelve digits, its check letter worked out as the DfE describes it. */
  const upnOf = (rest: string): string => 'ABCDEFGHJKLMNPQRTUVWXYZ'.charAt([...rest].reduce((sum, digit, at) => sum + Number(digit) * (at + 2), 0) % 23) + rest;
  /** One for every check letter, as a letter may be let through that stands in dates. */
  const UPNS = [...new Map(Array.from({ length: 200 }, (_, at) => upnOf(String(801_200_001_000 + at))).map((upn) => [upn.charAt(0), upn])).values()];
  const PEOPLE = ['Jane Smith', 'Siân Jones', 'Mary-Ann O’Brien', 'JUNE MARCH', 'Jo May', 'smith.jane', 'Zeta', 'Amy', 'Lee'];
  const BIRTHS = ['2012-03-04', '05/06/2013', '7-Aug-1990', '2033-Sep-09', '31/02/2012', '1889-04-05', '04/25/2011', 'Jane'];
  const BIRTH_WORDS = ['4 Mar 2012', '4 March 2012', '5 Jun 2013', '7 Aug 1990', '9 Sep 2033', '2033-09-09', '1990-08-07', '2013-06-05'];

  const ORDINARY: Record<string, string> = { received_date: '2022-01-10', assess_decision: 'Y', assess_decision_date: '2022-02-21' };
  const headings = [...COLUMNS, 'pupil_name', 'notes'];
  const rowWith = (id: string, said: Record<string, string>) => headings.map((heading) => ({ ...ORDINARY, case_id: id, ...said })[heading] ?? '');
  const listWith = (rows: readonly (readonly string[])[]) => written(headings, rows, [], PLAIN);

  /** Everything that is said of a list: by every format, on both streams, by both commands. */
  function said(list: Buffer): string {
    put('cases.csv', list);
    return [
      ['check', 'cases.csv'],
      ['check', 'cases.csv', ...asOf],
      ['check', 'cases.csv', ...asOf, '--format', 'csv'],
      ['check', 'cases.csv', ...asOf, '--format', 'json'],
      ['check', 'cases.csv', ...asOf, '--debug'],
      ['snapshot', 'cases.csv', ...asOf],
      ['snapshot', 'cases.csv', ...asOf, '--format', 'json'],
    ]
      .map((args) => ehcp(args, { cwd: folder }))
      .map(({ stdout, stderr }) => `${stdout}\n${stderr}`)
      .join('\n');
  }

  const shownOf = (list: Buffer, secrets: readonly string[]): string[] => {
    const text = said(list);
    expect(text.length).toBeGreaterThan(1000);
    return secrets.filter((secret) => new RegExp(`(?<![\\p{L}\\p{N}])${secret}(?![\\p{L}\\p{N}])`, 'iu').test(text));
  };
  const anywhere = COLUMNS.filter((column) => column !== 'case_id');

  it('by a name, whichever column it stands in by a slip', () => {
    const rows = anywhere.flatMap((column) => PEOPLE.map((name, at) => rowWith(`${column}/${at}`, { [column]: name, pupil_name: name, notes: name })));
    const words = ['Jane', 'Smith', 'Siân', 'Jones', 'Mary', 'Brien', 'Zeta'];
    expect(shownOf(listWith(rows), [...PEOPLE, ...words])).toEqual([]);
  });

  it('by a UPN, right or mistyped, whichever column it stands in', () => {
    expect(UPNS).toHaveLength(23);
    const mistyped = UPNS.map((upn, at) => `${UPNS[(at + 1) % 23]?.charAt(0)}${upn.slice(1)}`);
    const rows = anywhere.flatMap((column) => [...UPNS, ...mistyped].map((upn, at) => rowWith(`${column}/${at}`, { [column]: upn })));
    expect(shownOf(listWith(rows), [...UPNS, ...mistyped])).toEqual([]);
  });

  it('by a date of birth, in any form, right or wrong', () => {
    const rows = BIRTHS.map((date_of_birth, at) => rowWith(`A${at}`, { date_of_birth }));
    expect(shownOf(listWith(rows), [...BIRTHS, ...BIRTH_WORDS])).toEqual([]);
  });

  it('by a field that a comma too many has shifted', () => {
    const rows = [
      'Smith, Jane,2012-03-04,A1,2022-01-10',
      'Jones, Siân,2012-03-04,A2,2022-01-11',
      '"Smith, Jane",2012-03-04,A3,2022-01-12',
      'Brown,Jacob,Lee,2012-03-04,A4,',
    ];
    const list = Buffer.from(`pupil_name,date_of_birth,case_id,received_date\n${rows.join('\n')}\n`);
    expect(shownOf(list, ['Jane', 'Siân', 'Jones', 'Brown', 'Jacob', '2012-03-04'])).toEqual([]);
  });

  it('by a number that a person has in another system', () => {
    const numbers = [['943', '476', '5919'].join(''), ['943', '476', '5919'].join(' '), '1012345678', '801200001001'];
    const rows = anywhere.flatMap((column) => numbers.map((number, at) => rowWith(`${column}/${at}`, { [column]: number })));
    expect(shownOf(listWith(rows), numbers)).toEqual([]);
  });

  it('by a UPN or a name that is used for the id of a request', () => {
    const ids = [
      ...UPNS,
      ...UPNS.map((upn) => upn.toLowerCase()),
      'Jane Smith',
      'Siân Jones',
      'Jane Smith 1',
      '1/Siân Jones',
      'Pearson-2012',
      ['BS1', '5TR'].join(' '),
      `1/${UPNS[0]}`,
    ];
    expect(shownOf(listWith([...ids, ...ids].map((id) => rowWith(id, { final_plan_date: 'never' }))), ids)).toEqual([]);
  });

  it('by a list without headings', () => {
    put('cases.csv', 'Pearson,A1,2022-01-10,Park School\nSmith,A2,2022-01-11,Park School\n');
    const { code, stdout, stderr } = run('cases.csv');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const secret of ['Pearson', 'Smith', 'Park']) expect(stderr).not.toContain(secret);
  });
});

describe('help', () => {
  it('tells of the command, its options and its exit codes', () => {
    const { code, stdout } = ehcp(['check', '--help']);
    expect(code).toBe(0);
    for (const words of [
      '--as-of',
      '--format',
      'table, json, csv',
      '--out',
      '--force',
      '--config',
      '--quiet',
      '--debug',
      'Exit codes: 0 no errors; 1 there are errors',
    ]) {
      expect(stdout.replace(/\s+/g, ' ')).toContain(words);
    }
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
