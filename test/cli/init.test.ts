import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import configSchema from '../../src/cli/config.schema.json';
import { COLUMNS } from '../../src/input/columns.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { Report } from '../../src/report/report.ts';
import { PLAIN, written } from '../support/dialects.ts';
import { ehcp, PROJECT, type Ran } from '../support/program.ts';
import { workbookOf } from '../support/readings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CONFIG = 'ehcp.config.json';
const ONE_CASELOAD = join(PROJECT, 'fixtures', 'one-caseload');
const asOf = ['--as-of', '2022-07-31'];

const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
const run = (...args: string[]): Ran => ehcp(['init', ...args], { cwd: folder });
const configOf = (name = CONFIG) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const figuresOf = (...args: string[]): Report['figures'] =>
  JSON.parse(ehcp(['snapshot', ...args, ...asOf, '--format', 'json'], { cwd: folder }).stdout).figures;
/** What a configuration without a question would be, from standard error. */
const offered = (stderr: string) => JSON.parse(stderr.slice(stderr.indexOf('{'), stderr.lastIndexOf('}') + 1));

const OURS = 'case_id,received_date,final_plan_date,coordinator\nA1,2022-01-10,2022-05-30,Jane Smith\nA22,2022-01-11,,Li Wei\nA3,2022-01-12,,\nA4,never,,\n';
/** The headings of somebody’s own spreadsheet. */
const THEIRS = `Ref,Pupil,Recieved date,Panel Decision,Panel date,Final EHCP sent,SEND Officer,Favourite colour
EHC-01,P-1,10/01/2022,Agreed to assess,21/02/2022,30/05/2022,Jane Smith,red
EHC-02,P-2,11/01/2022,Not agreed,22/02/2022,,Jane Smith,blue
EHC-03,P-3,12/01/2022,Agreed to assess,23/02/2022,,,green
EHC-04,P-4,13/01/2022,Not agreed,24/02/2022,,,red
`;

describe('what is shown', () => {
  it('is the layout, and of each column its heading, the share of rows that have it, and shapes', () => {
    put('cases.csv', OURS);
    const { code, stdout } = run('cases.csv');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('What cases.csv was understood as');
    expect(stdout).toContain('flat case list');
    const rows = stdout.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
    for (const row of [
      'Column Rows that have it From Shapes',
      'case_id 100.0% (4 of 4) case_id A9 A99',
      'received_date 100.0% (4 of 4) received_date 9999-99-99 Aa…',
      'final_plan_date 25.0% (1 of 4) final_plan_date 9999-99-99',
      'coordinator 50.0% (2 of 4) coordinator Aa… Aa… AA AAA',
    ])
      expect(rows).toContain(row);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`Not there: ${COLUMNS.filter((column) => !OURS.includes(column)).join(', ')}.`);
    expect(stdout).toContain('4 rows read = 3 counted + 0 out of scope + 1 set aside.');
  });

  it.each([
    ['blade', 'SEN2 "Blade" export', 'sen2-blade'],
    ['modules', 'SEN2 module CSVs', 'sen2-modules'],
    ['sen2.xml', 'SEN2 return (XML)', 'sen2-xml'],
    ['template.xlsx', "DfE's Excel template of the SEN2 return", 'sen2-template'],
    ['pre-submission.xlsx', 'SEN2 pre-submission workbook', 'sen2-workbook'],
    ['cases.csv', 'flat case list', 'ehcp'],
    ['flat.csv', 'flat list with headings of its own', 'flat'],
  ])('of %s is that it is a %s, which needs no columns unless it is a flat list', (name, title, layout) => {
    const { code, stdout, stderr } = ehcp(['init', name], { cwd: ONE_CASELOAD });
    expect(code).toBe(0);
    expect(stdout).toContain(title);
    expect(stdout).toContain(layout);
    expect(stdout.replace(/\s+/g, ' ')).toContain('300 rows read = 300 counted + 0 out of scope + 0 set aside.');
    expect(Object.keys(offered(stderr))).toEqual(layout === 'flat' ? ['sources', 'columns'] : ['sources']);
    expect(existsSync(join(ONE_CASELOAD, CONFIG))).toBe(false);
  });

  it('is the heading that fills a column, where the list calls it otherwise', () => {
    put('list.csv', THEIRS);
    const { stdout } = run('list.csv');
    for (const [column, heading] of [
      ['case_id', 'Ref'],
      ['received_date', 'Recieved date'],
      ['assess_decision', 'Panel Decision'],
      ['assess_decision_date', 'Panel date'],
      ['final_plan_date', 'Final EHCP sent'],
      ['coordinator', 'SEND Officer'],
    ])
      expect(stdout).toMatch(new RegExp(`^ ${column} .*\\) ${heading} `, 'm'));
    expect(stdout).not.toContain('Favourite colour');
  });

  it('may be JSON, as the published schema describes it', () => {
    put('cases.csv', OURS);
    const { code, stdout } = run('cases.csv', '--format', 'json');
    const report: Report = JSON.parse(stdout);
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    valid(report);
    expect(valid.errors).toBeNull();
    expect({ code, report: report.report, asOf: report.asOf }).toEqual({ code: 0, report: 'init', asOf: null });
    expect(Object.entries(report.figures).map(([id, { value, numerator, denominator }]) => [id, value, numerator, denominator])).toEqual([
      ['filled-case_id', 100, 4, 4],
      ['filled-received_date', 100, 4, 4],
      ['filled-final_plan_date', 25, 1, 4],
      ['filled-coordinator', 50, 2, 4],
    ]);
  });

  it('may be written to a file, and the configuration beside it', () => {
    put('cases.csv', OURS);
    const { code, stdout } = run('cases.csv', '--out', 'survey.txt', '--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'survey.txt'), 'utf8')).toContain('What cases.csv was understood as');
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', CONFIG, 'survey.txt']);
  });

  it('is the same however often it is asked for', () => {
    put('list.csv', THEIRS);
    const once = run('list.csv');
    expect(run('list.csv')).toEqual(once);
    expect(ehcp(['init', 'list.csv'], { cwd: folder, env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } })).toEqual(once);
  });

  it('fits 80 columns', () => {
    put('list.csv', THEIRS.replace('Ref,', `${'Reference of the request '.repeat(5)}Case Ref,`));
    for (const { stdout } of [run('list.csv'), ehcp(['init', 'blade'], { cwd: ONE_CASELOAD })])
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the configuration', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, formats: { date: true } }).compile(configSchema);

  it('names a list of our own, and no columns', () => {
    put('cases.csv', OURS);
    const { code, stderr } = run('cases.csv', '--yes');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Wrote .*ehcp\.config\.json\.\n$/);
    expect(configOf()).toEqual({ sources: { cases: 'cases.csv' } });
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', CONFIG]);
  });

  it('says what unfamiliar headings and words mean, in the order of the list', () => {
    put('list.csv', THEIRS);
    expect(run('list.csv', '--yes').code).toBe(0);
    const { columns, ...rest } = configOf();
    expect(rest).toEqual({ sources: { cases: 'list.csv' } });
    expect(Object.entries(columns).filter(([heading]) => heading !== 'Pupil')).toEqual([
      ['Ref', 'case_id'],
      ['Recieved date', 'received_date'],
      ['Panel Decision', { column: 'assess_decision', values: { 'Agreed to assess': 'Y', 'Not agreed': 'N' } }],
      ['Panel date', 'assess_decision_date'],
      ['Final EHCP sent', 'final_plan_date'],
      ['SEND Officer', 'coordinator'],
    ]);
    valid(configOf());
    expect(valid.errors).toBeNull();
  });

  it('is what the next command reads: no more than --as-of is needed', () => {
    put('list.csv', THEIRS);
    expect(ehcp(['snapshot', 'list.csv', ...asOf], { cwd: folder }).code).toBe(2);
    run('list.csv', '--yes');
    const { code, stdout, stderr } = ehcp(['snapshot', ...asOf, '--format', 'json'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { sources, figures }: Report = JSON.parse(stdout);
    expect(sources).toMatchObject([{ file: 'list.csv', layout: 'flat', read: 4, counted: 4 }]);
    expect(figures).toMatchObject({ open: { value: 1 }, 'open-over-20-weeks': { value: 1 }, 'open-being-assessed': { value: 1 } });
  });

  it.each(['cases.csv', 'flat.csv', 'blade', 'modules', 'sen2.xml', 'template.xlsx', 'pre-submission.xlsx'])(
    'of %s gives the figures of the export named outright',
    (name) => {
      const path = join(ONE_CASELOAD, name);
      expect(run(path, '--yes', '--quiet').code).toBe(0);
      valid(configOf());
      expect(valid.errors).toBeNull();
      rmSync(join(folder, 'outright'), { recursive: true, force: true });
      mkdirSync(join(folder, 'outright'));
      put('outright/ehcp.config.json', '{}');
      const outright = ehcp(['snapshot', path, ...asOf, '--format', 'json'], { cwd: join(folder, 'outright') });
      expect(figuresOf()).toEqual(JSON.parse(outright.stdout).figures);
    },
  );

  it('of a list of our own whose decisions are in other words keeps all its columns', () => {
    const list =
      'case_id,received_date,assess_decision,assess_decision_date,final_plan_date\nA1,2022-01-10,Agreed to assess,2022-02-21,\nA2,2022-01-11,Agreed to assess,2022-02-22,\nA3,2022-01-12,N,2022-02-23,\n';
    put('cases.csv', list);
    run('cases.csv', '--yes');
    expect(configOf().columns).toEqual({ assess_decision: { column: 'assess_decision', values: { 'Agreed to assess': 'Y' } } });
    expect(figuresOf()).toMatchObject({ open: { value: 2 }, 'open-being-assessed': { value: 2 } });
    expect(run('cases.csv', '--format', 'json').stdout).not.toContain('Read as ours: .');
  });

  it('finds the headings below titles', () => {
    put('list.csv', `Requests for assessment\n,,,\nPrinted on,31/07/2022\n${THEIRS}`);
    expect(run('list.csv', '--yes').code).toBe(0);
    expect(configOf().columns).toMatchObject({ Ref: 'case_id', 'Recieved date': 'received_date' });
    expect(figuresOf()).toMatchObject({ open: { value: 1 } });
  });

  it('finds the headings of a workbook', () => {
    put(
      'list.xlsx',
      workbookOf({
        Cases: THEIRS.trim()
          .split('\n')
          .map((line) => line.split(',')),
      }),
    );
    expect(run('list.xlsx', '--yes').code).toBe(0);
    expect(configOf()).toMatchObject({ sources: { cases: 'list.xlsx' }, columns: { Ref: 'case_id', 'Recieved date': 'received_date' } });
    expect(figuresOf()).toMatchObject({ open: { value: 1 } });
  });

  it('names an export in another folder by a relative path with forward slashes', () => {
    for (const name of ['here', 'there', 'there/deep']) mkdirSync(join(folder, name));
    put('there/deep/cases.csv', OURS);
    expect(ehcp(['init', join('..', 'there', 'deep', 'cases.csv'), '--yes'], { cwd: join(folder, 'here') }).code).toBe(0);
    expect(configOf('here/ehcp.config.json')).toEqual({ sources: { cases: '../there/deep/cases.csv' } });
    expect(run(join('there', 'deep', 'cases.csv'), '--config', join('there', 'own.json'), '--yes').code).toBe(0);
    expect(configOf('there/own.json')).toEqual({ sources: { cases: 'deep/cases.csv' } });
    expect(figuresOf('--config', join('there', 'own.json'))).toMatchObject({ open: { value: 2 } });
  });

  it.each([
    ['.', [], CONFIG],
    ['export', ['--config', join('export', 'own.json')], join('export', 'own.json')],
  ])('may stand in the folder of the export: %s', (name, more, config) => {
    mkdirSync(join(folder, 'export'));
    for (const place of ['', 'export/']) put(`${place}cases.csv`, OURS);
    expect(run(name, '--yes', ...more).code).toBe(0);
    expect(configOf(config).sources.cases).toBe('.');
    expect(figuresOf('--config', config)).toMatchObject({ open: { value: 2 } });
  });
});

describe('nothing is written', () => {
  it('without --yes where there is nobody to ask, and that is said', () => {
    put('list.csv', THEIRS);
    const { code, stdout, stderr } = run('list.csv');
    expect(code).toBe(0);
    expect(stdout).toContain('What list.csv was understood as');
    expect(stderr).toContain('Nothing was written. Add --yes to write it.\n');
    expect(readdirSync(folder)).toEqual(['list.csv']);
    run('list.csv', '--yes');
    expect(offered(stderr)).toEqual(configOf());
  });

  it('whatever standard input says', () => {
    put('list.csv', THEIRS);
    expect(ehcp(['init', 'list.csv'], { cwd: folder, input: 'y\nyes\n' }).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  it('over a file that exists, unless --force says so', () => {
    put('cases.csv', OURS);
    put(CONFIG, '{"authority":"Anyshire"}');
    const { code, stdout, stderr } = run('cases.csv', '--yes');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('this file exists and was left as it is.');
    expect(readFileSync(join(folder, CONFIG), 'utf8')).toBe('{"authority":"Anyshire"}');
    expect(run('cases.csv').code).toBe(0);
    expect(readFileSync(join(folder, CONFIG), 'utf8')).toBe('{"authority":"Anyshire"}');
    expect(run('cases.csv', '--yes', '--force').code).toBe(0);
    expect(configOf()).toEqual({ sources: { cases: 'cases.csv' } });
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', CONFIG]);
  });

  it('of a list whose case id cannot be guessed: what is proposed is said, and what is missing', () => {
    put('list.csv', THEIRS.replace('Ref,', 'Colour,'));
    const { code, stdout, stderr } = run('list.csv', '--yes');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('list.csv: no heading seems to mean case_id, without which no case can be counted.');
    // By number: the first line of a list without headings may name a child.
    for (const proposal of ['column 3 (received_date)', 'column 4 (assess_decision)', 'column 6 (final_plan_date)']) expect(stderr).toContain(proposal);
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  it('of a list whose received date cannot be guessed', () => {
    put('list.csv', THEIRS.replace('Recieved date,', 'Colour of day,'));
    const { code, stdout, stderr } = run('list.csv', '--yes');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no heading seems to mean received_date');
    expect(stderr).toContain('column 1 (case_id)');
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  it('of such a list below titles: what is proposed is of its headings, not of the titles', () => {
    put('list.csv', `Requests for assessment\n\n${THEIRS.replace('Ref,', 'Colour,')}`);
    const { code, stderr } = run('list.csv', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('no heading seems to mean case_id, without which');
    expect(stderr).toContain('column 3 (received_date)');
  });

  it('and the refusal does not send anybody to the command that was run', () => {
    put('list.csv', THEIRS.replace('Ref,', 'Colour,'));
    const { stderr } = run('list.csv');
    expect(stderr).not.toContain('let ehcp init propose');
    expect(stderr).not.toContain('·');
  });

  it.each([
    [['-', '--yes'], 'ehcp: ehcp init needs a file or a folder, as a configuration names it. Save the list and name it.'],
    [['missing.csv', '--yes'], 'ehcp: missing.csv: there is no such file. Check the name and the folder.'],
    [['--yes'], "missing required argument 'export'"],
    [['list.csv', 'more.csv', '--yes'], 'too many arguments'],
    [['list.csv', '--yes', '--format', 'csv'], 'ehcp: --format csv: there is no such format.'],
    [['list.csv', '--yes', '--out', 'survey.csv'], 'ehcp: --out survey.csv: no report is made with the ending .csv.'],
    [['list.csv', '--yes', '--config', 'nowhere/own.json'], 'there is no folder'],
    [['empty.csv', '--yes'], 'ehcp: empty.csv: the file is empty.'],
    [['heading.csv', '--yes'], 'ehcp: heading.csv: there is a heading row and no row below it'],
    [['nothing', '--yes'], 'ehcp: nothing: there is no list in this folder'],
  ])('by %j, which can be put right', (args, words) => {
    put('list.csv', THEIRS);
    put('empty.csv', '');
    put('heading.csv', 'case_id,received_date\n');
    mkdirSync(join(folder, 'nothing'));
    const { code, stdout, stderr } = ehcp(['init', ...args], { cwd: folder, input: OURS });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(folder).sort()).toEqual(['empty.csv', 'heading.csv', 'list.csv', 'nothing']);
  });
});

describe('nobody is named', () => {
  const NAMES = ['Jane Smith', 'Siân Jones', 'Tomasz Pearson', 'O’Brien, Mary'];
  const SECRETS = ['Jane', 'Smith', 'Siân', 'Jones', 'Tomasz', 'Pearson', 'Brien', '2012-03-04', '2012', 'Park School'];

  /** All that is said and written of a list. */
  function said(list: string | Buffer): string {
    put('list.csv', list);
    const ran = [run('list.csv'), run('list.csv', '--format', 'json'), run('list.csv', '--yes', '--debug')];
    const config = existsSync(join(folder, CONFIG)) ? readFileSync(join(folder, CONFIG), 'utf8') : '';
    return [...ran.map(({ stdout, stderr }) => `${stdout}\n${stderr}`), config].join('\n');
  }
  const shownOf = (list: string | Buffer): string[] => {
    const text = said(list);
    return SECRETS.filter((secret) => text.includes(secret));
  };

  it('by a list full of names under our headings', () => {
    const headings = [...COLUMNS, 'pupil_name', 'notes'];
    const rows = NAMES.map((name) => headings.map((heading) => (heading === 'case_id' ? 'A1' : heading === 'date_of_birth' ? '2012-03-04' : name)));
    expect(shownOf(written(headings, rows, [], PLAIN))).toEqual([]);
  });

  it('by a list full of names under headings of its own', () => {
    const headings = ['Case Ref', 'Pupil Name', 'Date request received', 'Request Outcome', 'Plan issued', 'Caseworker', 'School', 'DOB', 'Person'];
    const rows = NAMES.map((name, at) => [`EHC-${at}`, name, '10/01/2022', name, name, name, 'Park School', '2012-03-04', name]);
    expect(shownOf(written(headings, rows, [], PLAIN))).toEqual([]);
  });

  it('by the words for a decision, where one row has a sentence', () => {
    const rows = Array.from({ length: 40 }, (_, at) => `A${at},2022-01-10,${at % 2 === 0 ? 'Agreed to assess' : 'Not agreed'}\n`);
    expect(shownOf(`case_id,received_date,assess_decision\n${rows.join('')}B1,2022-01-10,Refused - told Jane Smith by phone\n`)).toEqual([]);
  });

  it.each([
    ['of which one is like a heading', 'Pearson,A1,2022-01-10,Park School\nSmith,A2,2022-01-11,Park School\n'],
    ['of which none is like a heading', 'Siân Jones,A1,2022-01-10\nJane Smith,A2,2022-01-11\n'],
  ])('by a list without headings, %s', (_, list) => {
    expect(shownOf(list)).toEqual([]);
  });

  it('by a list whose person is in the id of a request', () => {
    const list = 'Request Record ID,Child Name,Date request received,Plan issued\n1,Jane Smith,2022-01-10,\n2,Tomasz Pearson,2022-01-11,never\n';
    expect(shownOf(list)).toEqual([]);
    const checked = ehcp(['check'], { cwd: folder });
    expect(SECRETS.filter((secret) => `${checked.stdout}${checked.stderr}`.includes(secret))).toEqual([]);
  });
});

describe('help', () => {
  it('tells of the command and its options', () => {
    const { code, stdout } = ehcp(['init', '--help']);
    expect(code).toBe(0);
    for (const words of ['--yes', '--force', '--format', '--out', '--config']) expect(stdout).toContain(words);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
