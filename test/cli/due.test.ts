import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import reportSchema from '../../src/report/report.schema.json';
import { daysAfter } from '../support/cases.ts';
import { DEMONSTRATION, ehcp, PROJECT, type Ran } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DAY = '2022-07-31';
const put = (text: string) => writeFileSync(join(folder, 'cases.csv'), text);
const run = (...args: string[]): Ran => ehcp(['due', 'cases.csv', '--as-of', DAY, ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout);
const demonstration = (...args: string[]) => JSON.parse(ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);

type Figures = Record<string, { value: number }>;
const valuesOf = (figures: Figures, ...ids: string[]) => ids.map((id) => figures[id]?.value);
const receivedFor = (days: number): string => isoDate(daysAfter(DAY, -days));

const HEADING = 'case_id,received_date,assess_decision,assess_decision_date,coordinator,team,area\n';
/** Cases that pass a limit on 1 August 2022: week 6, 16, 20 and 52. */
const LIST = `${HEADING}EHC-1,${receivedFor(42)},,,CO-1,North,East
EHC-2,${receivedFor(112)},Y,2022-05-01,,South,East
EHC-3,${receivedFor(140)},Y,2022-05-01,Caseworker Seven,North,West
EHC-4,${receivedFor(364)},Y,2022-05-01,CO-2,North,
`;

const EVENTS = ['assess_decision_date', 'issue_decision_date', 'reopened_date', 'draft_plan_date', 'final_plan_date', 'closed_date'];

/** A row as it was at the end of the day: without what came later. */
function asWrittenOn(row: Record<string, string>): Record<string, string> {
  const isLater = (column: string): boolean => (row[column] ?? '') > DAY;
  const blank = EVENTS.filter(isLater);
  for (const decision of ['assess_decision', 'issue_decision'])
    if (isLater(`${decision}_date`) || (isLater('closed_date') && row[decision] === 'W')) blank.push(decision);
  if (isLater('closed_date')) blank.push('moved_out');
  return { ...row, ...Object.fromEntries(blank.map((column) => [column, ''])) };
}

describe('ehcp due', () => {
  it('says of the demonstration caseload what passes within four weeks, beside the position of the snapshot', () => {
    const { figures, due, by, title, report } = demonstration('due', '--as-of', DAY);
    const snapshot = demonstration('snapshot', '--as-of', DAY);
    expect([report, title]).toEqual(['due', 'Open cases that pass a limit by 28 August 2022']);
    for (const id of ['open-over-20-weeks', 'open-over-52-weeks']) expect(figures[id]).toEqual(snapshot.figures[id]);
    expect(valuesOf(figures, 'due-week-6', 'due-week-16', 'due-week-20', 'due-week-52')).toEqual([70, 50, 41, 7]);
    expect(valuesOf(figures, 'open-over-20-weeks-if-nothing-happens', 'open-over-52-weeks-if-nothing-happens')).toEqual([318, 97]);
    expect(due).toHaveLength(70 + 50 + 41 + 7);
    expect(by.groups.map(({ name, figures: own }: { name: string; figures: Figures }) => [name, own['due-week-20']?.value])).toEqual([
      ['Early Years', 6],
      ['Post-16', 4],
      ['School Age', 31],
    ]);
  });

  it('is what a snapshot of the last day says of the same list, had nothing more been written into it', () => {
    const rows: Record<string, string>[] = parse(readFileSync(join(DEMONSTRATION, 'cases.csv')), { columns: true });
    const stopped = rows.filter(({ received_date = '' }) => received_date <= DAY).map(asWrittenOn);
    const columns = Object.keys(rows[0] ?? {});
    put([columns.join(','), ...stopped.map((row) => columns.map((column) => row[column]).join(','))].join('\n'));
    const positionOn = (asOf: string) =>
      JSON.parse(ehcp(['snapshot', 'cases.csv', '--as-of', asOf, '--format', 'json', '--quiet'], { cwd: folder }).stdout).figures;
    for (const [until, ids] of [
      ['2022-08-28', ['open-over-20-weeks', 'open-over-52-weeks']],
      ['2023-07-31', ['open-over-20-weeks', 'open-over-52-weeks']],
    ] as const) {
      const { figures } = demonstration('due', '--as-of', DAY, '--until', until);
      const then = positionOn(until);
      for (const id of ids) expect(figures[`${id}-if-nothing-happens`].value).toBe(then[id].value);
      expect(figures['due-week-20'].value).toBe(then['open-over-20-weeks'].value - figures['open-over-20-weeks'].value);
    }
  });

  it('lists each case with its days, its co-ordinator and its team', () => {
    put(LIST);
    const { due, by } = json();
    expect(
      due.map(({ caseId, week, lastDay, passes, coordinator, group }: Record<string, unknown>) => [caseId, week, lastDay, passes, coordinator, group]),
    ).toEqual([
      ['EHC-4', 52, '2022-07-31', '2022-08-01', 'CO-2', 'North'],
      ['EHC-3', 20, '2022-07-31', '2022-08-01', 'Caseworker Seven', 'North'],
      ['EHC-2', 16, '2022-07-31', '2022-08-01', null, 'South'],
      ['EHC-1', 6, '2022-07-31', '2022-08-01', 'CO-1', 'North'],
    ]);
    expect(by.column).toBe('team');
    expect(json('--by', 'Area').due.map(({ group }: { group: string }) => group)).toEqual(['(blank)', 'West', 'East', 'East']);
  });

  it('takes the convention that the day of receipt is day 1', () => {
    put(LIST.replace(receivedFor(140), receivedFor(139)));
    writeFileSync(join(folder, 'ehcp.config.json'), '{ "conventions": { "dayOfReceipt": 1 } }');
    expect(json('--within', '1d').due.map(({ caseId }: { caseId: string }) => caseId)).toEqual(['EHC-3']);
    expect(valuesOf(json().figures, 'open-over-52-weeks')).toEqual([1]);
  });

  it('reads a list without team and co-ordinator, a flat list of other headings, and a SEN2 return', () => {
    put(`case_id,received_date\nEHC-1,${receivedFor(140)}\n`);
    const plain = json();
    expect([plain.by, plain.due[0]]).toEqual([undefined, expect.objectContaining({ coordinator: null, group: null })]);
    put(`Case Ref,Date Received,Date Plan Issued,Case Officer,Team\nEHC-1,${receivedFor(140)},,CO-9,North\n`);
    expect(json().due[0]).toMatchObject({ caseId: 'EHC-1', coordinator: 'CO-9', group: 'North' });
    const blade = ehcp(['due', join(PROJECT, 'fixtures', 'one-caseload', 'blade'), '--as-of', '2024-06-30', '--within', '12w', '--format', 'json']);
    expect(JSON.parse(blade.stdout).due.length).toBeGreaterThan(0);
  });

  it('shows nothing of a case but its reference, its days and who has it', () => {
    put(
      `case_id,person_id,received_date,coordinator,team,date_of_birth,upn,surname,notes\nEHC-1,P-77,${receivedFor(140)},CO-1,North,2012-03-04,H801200001001,Canary,Zebedee\nJane Canary,P-78,${receivedFor(139)},CO-1,North,2012-03-05,,,\n`,
    );
    for (const format of ['table', 'json', 'csv', 'md', 'html']) {
      const { stdout } = run('--format', format);
      expect(stdout).toContain('EHC-1');
      expect(stdout).not.toMatch(/P-7|2012|Mar 2012|H8012|Canary|Zebedee/);
    }
    expect(json().due.map(({ caseId, line }: Record<string, unknown>) => [caseId, line])).toEqual([
      ['EHC-1', 2],
      [null, 3],
    ]);
  });
});

describe('how far it looks', () => {
  it.each([
    [[], '2022-08-28', 'next 4 weeks'],
    [['--within', '4w'], '2022-08-28', 'next 4 weeks'],
    [['--within', '28d'], '2022-08-28', 'next 4 weeks'],
    [['--within', '10d'], '2022-08-10', 'next 10 days'],
    [['--until', '2022-09-26'], '2022-09-26', 'next 57 days'],
    [['--within', '1d'], '2022-08-01', 'next 1 day'],
  ])('with %j is up to %s', (args, to, label) => {
    put(LIST);
    expect(json(...args).figures['due-week-20'].period).toEqual({ from: '2022-08-01', to, label });
  });

  it.each([
    [['--within', '4'], 'ehcp: --within 4: are these weeks or days? Write 4w or 4d.\n'],
    [['--within', '4 weeks'], 'ehcp: --within 4 weeks: this is neither weeks nor days. Did you mean 4w?\n'],
    [['--within', '105w'], 'ehcp: --within 105w: that is more than 104 weeks ahead. Choose fewer.\n'],
    [['--within', '4w', '--until', '2022-09-26'], 'ehcp: --within and --until: name one of them.\n'],
    [['--until', DAY], `ehcp: --until ${DAY}: this is not after the as-of day, ${DAY}. Choose a later day, or an earlier --as-of.\n`],
    [['--until', '26/9/2022'], 'ehcp: --until 26/9/2022: write the year first. Did you mean 2022-09-26?\n'],
    [['--until', '2022-09-31'], 'ehcp: --until 2022-09-31: this is no day of the calendar, written yyyy-mm-dd. Write one such as 2022-07-31.\n'],
    [['--until', '2024-07-29'], `ehcp: --until 2024-07-29: this is more than 104 weeks after the as-of day, ${DAY}. Choose an earlier day.\n`],
    [['--by', 'tema'], 'ehcp: --by tema: cases.csv has no such column. Did you mean team?\n'],
    [
      ['--by', 'co-ordinator', '--publish'],
      'ehcp: --by co-ordinator: who has which cases is not for publication. Choose another column, or leave --publish away.\n',
    ],
  ])('with %j is refused', (args, stderr) => {
    put(LIST);
    expect(run(...args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('needs the day to begin with', () => {
    put(LIST);
    expect(ehcp(['due', 'cases.csv'], { cwd: folder })).toMatchObject({ code: 2, stderr: expect.stringContaining('ehcp due needs the day to report on') });
  });
});

describe('the report', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    [[]],
    [['--within', '104w', '--by', 'area']],
    [['--within', '1d']],
    [['--publish']],
    [['--publish', '--within', '26w', '--by', 'area']],
    [['--as-of', '1995-02-28']],
  ])('with %j is what the published schema describes', (args) => {
    valid(demonstration('due', '--as-of', DAY, ...args));
    expect(valid.errors).toBeNull();
  });

  it('fits 80 columns, long names below their rows', () => {
    put(
      `${HEADING}${[1, 2].map((n) => `EHC-2022-000${n},${receivedFor(140)},,,Alexandra Montgomery-Featherstone ${n},The North and East Locality Team,East`).join('\n')}\n`,
    );
    const tables = [run().stdout, run('--publish').stdout, ehcp(['due', '--as-of', DAY], { cwd: DEMONSTRATION }).stdout];
    expect(tables.flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([]);
    expect(tables[0]?.replace(/\s+/g, ' ')).toContain('Alexandra Montgomery-Featherstone 2 · The North and East Locality Team · decision whether to assess');
  });

  it('is a workbook whose first sheet is the list, with real dates', async () => {
    put(LIST);
    expect(run('--out', 'due.xlsx').code).toBe(0);
    const sheets = await sheetsIn(readFileSync(join(folder, 'due.xlsx')));
    expect(Object.keys(sheets)).toEqual(['Due', 'Figures', 'About']);
    expect(sheets.Due?.slice(0, 2)).toEqual([
      ['Case', 'Line', 'Week', 'Last day in time', 'Passes', 'Received', 'Days', 'Co-ordinator', 'Team', 'Stage', 'Awaited'],
      [
        'EHC-4',
        '5',
        '52',
        '2022-07-31',
        '2022-08-01',
        '2021-08-01',
        '364',
        'CO-2',
        'North',
        'being-assessed',
        'advice and assessment, decision whether to issue',
      ],
    ]);
  });

  it('with --publish lists no case, names no co-ordinator, and is in CSV its figures', () => {
    for (const format of ['table', 'json', 'csv', 'md', 'html']) {
      const { code, stdout } = ehcp(['due', '--as-of', DAY, '--publish', '--format', format], { cwd: DEMONSTRATION });
      expect([code, /EHC-20\d\d-|CO-\d\d/.test(stdout)]).toEqual([0, false]);
    }
    const { stdout } = ehcp(['due', '--as-of', DAY, '--publish', '--format', 'csv'], { cwd: DEMONSTRATION });
    expect(stdout).toMatch(/due-week-52-in-week-1,[^\r]*,cases,c,/);
  });

  it('can be compared with a later one', () => {
    for (const asOf of ['2022-07-31', '2022-08-14']) ehcp(['due', '--as-of', asOf, '--out', join(folder, `${asOf}.json`)], { cwd: DEMONSTRATION });
    const { code, stdout } = ehcp(['compare', '2022-07-31.json', '2022-08-14.json', '--format', 'json'], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).changes.map(({ figure }: { figure: string }) => figure)).toContain('due-week-20');
  });

  it('ends with 1 where rows were set aside and --strict was given', () => {
    put(`${LIST}EHC-5,never,,,,,\n`);
    expect([run('--quiet').code, run('--quiet', '--strict').code]).toEqual([0, 1]);
  });
});
