import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import { CASELOAD_FIGURES } from '../../src/report/caseload-figures.ts';
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
const run = (...args: string[]): Ran => ehcp(['caseload', 'cases.csv', '--as-of', DAY, ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout);
const demonstration = (...args: string[]) => JSON.parse(ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);

type Figures = Record<string, { value: number }>;
const receivedFor = (days: number): string => isoDate(daysAfter(DAY, -days));

const HEADING = 'case_id,received_date,assess_decision,assess_decision_date,draft_plan_date,coordinator,team,area\n';
const LIST = `${HEADING}EHC-1,${receivedFor(42)},,,,CO-1,North,East
EHC-2,${receivedFor(365)},Y,2022-05-01,,Unallocated,South,East
EHC-3,${receivedFor(141)},Y,2022-05-01,2022-07-01,Caseworker Seven,North,West
EHC-4,${receivedFor(400)},Y,2022-05-01,2022-07-31,CO-1,North,
`;

describe('ehcp caseload', () => {
  it.each(['2022-07-31', '2022-03-31', '2021-12-31'])('has of the demonstration caseload the position of the snapshot of %s', (asOf) => {
    const { figures, unallocated, undrafted } = demonstration('caseload', '--as-of', asOf);
    const snapshot: { figures: Figures; summary: string[] } = demonstration('snapshot', '--as-of', asOf);
    for (const { id } of POSITION_FIGURES) expect(figures[id]).toEqual(snapshot.figures[id]);
    expect(snapshot.summary[0]).toContain(`${figures.open.value} assessments are open.`);
    expect([unallocated.length, undrafted.length]).toEqual([figures['open-unallocated'].value, figures['open-over-52-weeks-without-draft'].value]);
  });

  it('says of the demonstration caseload who has most, who has nobody, and what has no draft', () => {
    const { summary, report, title, internal, by, alsoBy } = demonstration('caseload', '--as-of', DAY);
    expect([report, title, internal, by.column, alsoBy.map(({ column }: { column: string }) => column)]).toEqual([
      'caseload',
      'Caseload on 31 July 2022',
      true,
      'team',
      ['coordinator'],
    ]);
    expect(summary).toEqual([
      '605 assessments are open. 277 (45.8%) have passed 20 weeks, 90 of them 52 weeks; the oldest has been open for 86 whole weeks.',
      'Of the 90 over 52 weeks, 59 have a draft plan sent and 31 have none.',
      '64 open cases have no co-ordinator named, 4 of them over 52 weeks.',
      '21 co-ordinators have 17 to 37 open cases each; CO-08 has most, 16 of them over 20 weeks.',
    ]);
  });

  it('is as a count of the rows of its list has it, by team and by co-ordinator', () => {
    put(LIST);
    const { by, alsoBy, caseload, unallocated, undrafted } = json();
    const openIn = ({ groups }: { groups: { name: string; figures: Figures }[] }) => groups.map(({ name, figures }) => [name, figures.open?.value]);
    expect(openIn(by)).toEqual([
      ['North', 3],
      ['South', 1],
    ]);
    expect(openIn(alsoBy[0])).toEqual([
      ['', 1],
      ['CO-1', 2],
      ['Caseworker Seven', 1],
    ]);
    expect(caseload.map(({ group, coordinator, open, oldestWeeks }: Record<string, unknown>) => [group, coordinator, open, oldestWeeks])).toEqual([
      ['North', 'CO-1', 2, 57],
      ['North', 'Caseworker Seven', 1, 20],
      ['South', null, 1, 52],
    ]);
    expect([unallocated, undrafted].map((rows) => rows.map(({ caseId }: { caseId: string }) => caseId))).toEqual([['EHC-2'], ['EHC-2']]);
    expect(json('--by', 'Area').by.groups.map(({ name }: { name: string }) => name)).toEqual(['', 'East', 'West']);
    expect(json('--by', 'co-ordinator')).toMatchObject({ alsoBy: [{ column: 'coordinator' }], caseload: [{ group: null }, { group: null }, { group: null }] });
  });

  it('takes the convention that the day of receipt is day 1', () => {
    put(LIST.replace(receivedFor(365), receivedFor(364)));
    expect(json().undrafted).toEqual([]);
    writeFileSync(join(folder, 'ehcp.config.json'), '{ "conventions": { "dayOfReceipt": 1 } }');
    expect(json().undrafted).toHaveLength(1);
  });

  it('says of a list or a return without the columns that it has none, and gives the rest', () => {
    put(`case_id,received_date,team\nEHC-1,${receivedFor(140)},North\n`);
    const plain = json();
    expect(plain.summary.at(-1)).toBe('The list has no column for co-ordinators, so nothing is split by them.');
    expect([plain.by.column, plain.alsoBy, plain.unallocated, plain.figures['open-unallocated']]).toEqual(['team', undefined, undefined, undefined]);
    put(`Case Ref,Date Received,Date Plan Issued,Case Officer\nEHC-1,${receivedFor(140)},,CO-9\n`);
    const flat = json();
    expect([flat.by, flat.alsoBy[0].column, flat.summary.at(-1)]).toEqual([
      undefined,
      'coordinator',
      'The list has no column for teams, so nothing is split by them.',
    ]);
    const blade = demonstration('caseload', join(PROJECT, 'fixtures', 'one-caseload', 'blade'), '--as-of', '2024-06-30');
    expect(blade.summary.at(-1)).toBe('The list has no column for co-ordinators and teams, so nothing is split by them.');
    expect(blade.caseload).toMatchObject([{ group: null, coordinator: null, open: blade.figures.open.value }]);
  });

  it('shows nothing of a case but its reference, its days and who has it', () => {
    put(
      `case_id,person_id,received_date,coordinator,team,date_of_birth,upn,surname,notes\nEHC-1,P-77,${receivedFor(500)},,North,2012-03-04,H801200001001,Canary,Zebedee\nJane Canary,P-78,${receivedFor(139)},,North,2012-03-05,,,\n`,
    );
    for (const format of ['table', 'json', 'csv', 'md', 'html']) expect(run('--format', format).stdout).not.toMatch(/P-7|2012|Mar 2012|H8012|Canary|Zebedee/);
    expect(json().unallocated.map(({ caseId, line }: Record<string, unknown>) => [caseId, line])).toEqual([
      ['EHC-1', 2],
      [null, 3],
    ]);
  });

  it('is not made for publication', () => {
    put(LIST);
    expect(run('--publish')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ehcp: --publish: a caseload says who has which cases, and is not for publication. Leave --publish away, or publish the figures of the whole with ehcp snapshot --publish.\n',
    });
  });

  it.each([
    [['--by', 'tema'], 'ehcp: --by tema: cases.csv has no such column. Did you mean team?\n'],
    [['--by', 'upn'], 'ehcp: --by upn: a report is never split by a column that names a person. Choose another.\n'],
  ])('with %j is refused', (args, stderr) => {
    put(LIST);
    expect(run(...args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('ends with 1 where rows were set aside and --strict was given', () => {
    put(`${LIST}EHC-5,never,,,,,,\n`);
    expect([run('--quiet').code, run('--quiet', '--strict').code]).toEqual([0, 1]);
  });
});

describe('the report', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    [[]],
    [['--by', 'area']],
    [['--by', 'coordinator']],
    [['--as-of', '1995-02-28']],
    [[join(PROJECT, 'fixtures', 'one-caseload', 'blade'), '--as-of', '2024-06-30']],
  ])('with %j is what the published schema describes', (args) => {
    valid(demonstration('caseload', '--as-of', DAY, ...args));
    expect(valid.errors).toBeNull();
  });

  it('fits 80 columns with many co-ordinators of long names, which go on below, each beside its own figures', () => {
    const names = Array.from({ length: 60 }, (_, at) => `Alexandra Montgomery-Featherstone ${at}`);
    put(
      `${HEADING}${names.map((name, at) => `EHC-2022-${at},${receivedFor(300 + at)},,,,${name},The North and East Locality Team ${at % 3},East`).join('\n')}\n`,
    );
    const tables = [run().stdout, run('--by', 'coordinator').stdout, ehcp(['caseload', '--as-of', DAY], { cwd: DEMONSTRATION }).stdout];
    expect(tables.flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([]);
    expect(tables[0]).toMatch(/ {3}Alexandra +1 +1 +0 +0 +0 +1 +0 +0 +51\n {3}Montgomery-Feat\n {3}herstone 57\n/);
  });

  it('has a sheet of who has what, one of the cases that nobody has, and one of those without a draft', async () => {
    put(LIST);
    expect(run('--out', 'caseload.xlsx').code).toBe(0);
    const sheets = await sheetsIn(readFileSync(join(folder, 'caseload.xlsx')));
    expect(Object.keys(sheets)).toEqual(['Caseload', 'Unallocated', 'Undrafted', 'Figures', 'About']);
    expect(sheets.Caseload?.[1]).toEqual(['North', 'CO-1', '2', '1', '0', '0', '1', '1', '1', '1', '57']);
    expect(sheets.Unallocated?.[1]).toEqual([
      'EHC-2',
      '3',
      '52',
      '2021-07-31',
      '365',
      '',
      'South',
      'being-assessed',
      'advice and assessment, decision whether to issue',
    ]);
    const csv: Record<string, string>[] = parse(run('--format', 'csv').stdout, { columns: true });
    expect(csv[1]).toMatchObject({ group: 'North', coordinator: 'Caseworker Seven', over_20_weeks: '1', over_52_weeks_with_draft: '0', oldest_weeks: '20' });
  });

  it('has no figure that ehcp cases does not list and ehcp explain does not explain', () => {
    const { figures } = demonstration('caseload', '--as-of', DAY);
    const explained = ehcp(['explain'], { cwd: DEMONSTRATION }).stdout;
    for (const { id } of CASELOAD_FIGURES) expect(explained).toContain(` ${id}: `);
    for (const id of ['open-over-52-weeks-without-draft', 'open-unallocated']) {
      const behind = demonstration('cases', '--figure', id, '--as-of', DAY);
      expect([behind.figures[id], behind.cases.length]).toEqual([figures[id], figures[id].value]);
    }
    expect(ehcp(['explain', 'open-over-52-weeks-without-draft']).stdout).toMatch(/draft plan sent 21 Dec 2022, a co-ordinator\s+named: day 365, out of scope/);
  });

  it('can be compared with a later one, team by team', () => {
    for (const asOf of ['2022-07-31', '2022-08-14']) ehcp(['caseload', '--as-of', asOf, '--out', join(folder, `${asOf}.json`)], { cwd: DEMONSTRATION });
    const { code, stdout } = ehcp(['compare', '2022-07-31.json', '2022-08-14.json', '--format', 'json'], { cwd: folder });
    expect(code).toBe(0);
    const changed = JSON.parse(stdout).changes.map(({ figure, group }: { figure: string; group: string | null }) => [figure, group]);
    expect(changed).toContainEqual(['open-unallocated', null]);
    expect(changed).toContainEqual(['open', 'team: School Age']);
    expect(stdout).not.toContain('CO-08');
  });
});
