import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp, type Ran } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
  put('appeals.csv', LIST);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (...args: string[]): Ran => ehcp(['appeals', 'appeals.csv', '--as-of', '2022-12-31', ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json', '--quiet').stdout);

const LIST = `case_id,person_id,kind,matter,lodged_date,completed_date,outcome,order_date,area
EHC-1,,Tribunal,assess,2022-01-01,2022-04-01,conceded,,North
EHC-2,,appeal,Refusal to issue,2021-11-30,2022-12-31,upheld,,North
,P-3,tribunal,contents,2022-06-01,,pending,,South
,P-3,tribunal,contents,2022-06-01,,,,South
EHC-4,,SEND Tribunal,,2022-07-01,,withdrawn,2022-08-01,South
EHC-5,,mediation,cease,2022-02-01,2022-01-31,agreed,,North
EHC-6,,mediation,contents,2021-12-31,2022-01-31,agreed,,North
EHC-7,,mediation,contents,2023-01-01,,,,North
`;

const values = (figures: Record<string, { value: number | null }>, kind: string) =>
  ['brought-forward', 'lodged', 'completed', 'ongoing', 'ended-day-not-known'].map((pile) => figures[`${kind}-${pile}`]?.value);

describe('ehcp appeals', () => {
  it('says what was lodged, completed and ongoing, beside the same dates a year before', () => {
    const { figures, periods, report, title } = json('--period', '2022');
    expect([report, title]).toEqual(['appeals', 'Mediations and appeals in 2022']);
    expect([values(figures, 'appeals'), values(figures, 'mediations')]).toEqual([
      [1, 4, 2, 2, 1],
      [1, 1, 1, 0, 1],
    ]);
    expect([values(periods.period.lastYear.figures, 'appeals'), values(periods.period.lastYear.figures, 'mediations')]).toEqual([
      [0, 1, 0, 1, 0],
      [0, 1, 0, 1, 0],
    ]);
    expect(['keyed-twice', 'without-completed-date', 'lodged-matter-not-known'].map((id) => figures[`appeals-${id}`].value)).toEqual([1, 1, 1]);
    expect(figures['mediations-completed-before-lodged'].value).toBe(1);
  });

  it('reports on the 12 months to the as-of day where no period is named', () => {
    const { period } = json().periods;
    expect([period.from, period.to]).toEqual(['2022-01-01', '2022-12-31']);
  });

  it('holds what was published elsewhere against itself and the list', () => {
    const said = 'Published elsewhere: 2 completed + 2 ongoing = 4, one short of 4 lodged (+ 1 brought forward, as this list has it).';
    expect(json('--period', '2022', '--published', 'lodged=4, completed=2, ongoing=2').summary.at(-1)).toBe(said);
    put('ehcp.config.json', '{ "publishedAppeals": [{ "period": "2022", "lodged": 4, "completed": 2, "ongoing": 2 }] }');
    expect([json('--period', '2022').summary.at(-1), json().summary.at(-1)]).toEqual([said, said]);
    expect(json('--period', '2022-Q1').summary.at(-1)).not.toContain('Published');
  });

  it('says of the demonstration caseload what was published of 2022, and why it is two short', () => {
    const { stdout } = ehcp(['appeals', '--period', '2022', '--as-of', '2022-12-31', '--format', 'json'], { cwd: DEMONSTRATION });
    const { figures, periods, summary } = JSON.parse(stdout);
    expect([values(figures, 'appeals'), periods.period.lastYear.figures['appeals-lodged'].value]).toEqual([[0, 120, 69, 49, 2], 37]);
    expect(summary.at(-1)).toBe('Published elsewhere: 69 completed + 49 ongoing = 118, two short of 120 lodged (+ 0 brought forward, as this list has it).');
  });

  it.each([
    [['--published', '120,69,49'], 'ehcp: --published 120,69,49: write a name, = and a whole number, such as lodged=120,completed=69,ongoing=49.\n'],
    [['--published', 'lodged=1,completed=1'], 'ehcp: --published lodged=1,completed=1: ongoing is missing. Write all of lodged, completed and ongoing.\n'],
    [['--published', 'loged=1'], 'ehcp: --published loged=1: there is no number called loged. Did you mean lodged?\n'],
    [['--published', 'lodged=1,lodged=2'], 'ehcp: --published lodged=1,lodged=2: lodged is there twice. Leave one away.\n'],
    [['--period', '2022-23'], 'ehcp: "2022-23" is not a period: there is no month 23. Did you mean 2022/23?\n'],
    [['--by', 'person_id'], 'ehcp: --by person_id: a report is never split by a column that names a person. Choose another.\n'],
  ])('with %j is refused', (args, stderr) => {
    expect(run(...args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('shows no case and no person, in any format, published or not', () => {
    for (const format of ['table', 'json', 'csv', 'md', 'html'])
      for (const more of [[], ['--publish'], ['--by', 'area']]) {
        const { code, stdout, stderr } = run('--format', format, ...more);
        expect([code, /EHC-\d|P-3/.test(stdout + stderr)]).toEqual([0, false]);
      }
  });

  it('is what the published schema describes', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const args of [[], ['--by', 'area'], ['--publish'], ['--published', 'lodged=4,completed=2,ongoing=2,brought-forward=1'], ['--period', '2019']]) {
      valid(json(...args));
      expect(valid.errors).toBeNull();
    }
  });

  it('fits 80 columns, and is a workbook of its figures', async () => {
    expect(
      run('--by', 'area')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    run('--out', 'appeals.xlsx');
    expect(Object.keys(await sheetsIn(readFileSync(join(folder, 'appeals.xlsx'))))).toEqual(['Figures', 'About']);
  });

  it('is explained', () => {
    const { code, stdout } = ehcp(['explain', 'appeals-ongoing-contents'], { cwd: folder });
    expect([code, stdout.includes('ehcp cases --figure appeals-ongoing-contents')]).toEqual([0, true]);
  });
});
