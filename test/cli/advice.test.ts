import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import reportSchema from '../../src/report/report.schema.json';
import { daysAfter } from '../support/cases.ts';
import { DEMONSTRATION, ehcp, type Ran } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DAY = '2022-07-31';
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (...args: string[]): Ran => ehcp(['advice', '--as-of', DAY, ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json', '--quiet').stdout);
const ago = (days: number): string => isoDate(daysAfter(DAY, -days));

const ADVICE = `case_id,adviser,requested_date,received_date,provider
EHC-1,Educational Psychology,${ago(43)},,East Team
EHC-1,Speech and language therapy,${ago(60)},${ago(18)},Trust
EHC-2,EP Service,${ago(42)},,West Team
EHC-2,School,${ago(60)},${ago(17)},
EHC-3,Psychologist,${ago(50)},,East Team
EHC-3,Social care,${ago(10)},,
EHC-9,Health,${ago(90)},,Trust
,Parent,2022-08-01,,
`;
const CASES = `case_id,received_date,assess_decision,assess_decision_date,final_plan_date,coordinator,team
EHC-1,${ago(141)},Y,${ago(100)},,CO-1,North
EHC-2,${ago(140)},Y,${ago(100)},,,South
EHC-3,${ago(300)},Y,${ago(260)},${ago(1)},CO-2,North
`;
const both = (): void => {
  put('advice.csv', ADVICE);
  put('cases.csv', CASES);
};

describe('ehcp advice', () => {
  it('says of the list alone what it can, and what it needs the case list for', () => {
    put('advice.csv', ADVICE);
    const { figures, sections, sources, report, conventions } = json('advice.csv');
    const values = ['requested', 'received', 'outstanding', 'outstanding-late', 'received-within-6-weeks', 'received-late', 'not-yet-requested'];
    expect(values.map((id) => figures[`advice-${id}`].value)).toEqual([7, 2, 5, 3, 1, 1, 1]);
    expect(figures['advice-within-6-weeks']).toMatchObject({ value: 20, numerator: 1, denominator: 5, outOfScope: [{ reason: 'not-yet-due', count: 2 }] });
    expect([figures['advice-outstanding-educational-psychology'].value, figures['advice-received-health'].value]).toEqual([3, 1]);
    expect([report, conventions.dayOfReceipt, sources.map(({ role }: { role: string }) => role)]).toEqual(['advice', 0, ['advice']]);
    expect(figures.open).toBeUndefined();
    expect(JSON.stringify(sections)).toContain('add --cases and its file, or set sources.cases');
  });

  it('says beside the case list which open cases wait for nothing but a psychologist', () => {
    both();
    const { figures, waiting, sources, cautions } = json('advice.csv', '--cases', 'cases.csv');
    expect(waiting.map(({ caseId, waited, late, coordinator, team }: Record<string, unknown>) => [caseId, waited, late, coordinator, team])).toEqual([
      ['EHC-1', 43, 'late', 'CO-1', 'North'],
      ['EHC-2', 42, 'not yet late', null, 'South'],
    ]);
    expect([figures['open-waiting-for-psychologist-only'].value, figures['open-over-20-weeks-with-1-late'].value]).toEqual([2, 1]);
    expect(['open', 'closed', 'other'].map((which) => figures[`advice-outstanding-of-${which}-cases`].value)).toEqual([2, 2, 1]);
    expect(sources.map(({ role }: { role: string }) => role)).toEqual(['advice', 'cases']);
    expect(cautions).toEqual([
      'Internal, not for publication: it lists rows one by one.',
      '1 piece of advice outstanding is of cases that the case list does not count, so no open case is seen to wait for it.',
    ]);
  });

  it('adds up to the open cases of the snapshot, in the demonstration caseload', () => {
    const of = (command: string) => JSON.parse(ehcp([command, '--as-of', DAY, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    const [{ figures, waiting }, snapshot] = [of('advice'), of('snapshot')];
    for (const id of ['open', 'open-over-20-weeks']) expect(figures[id]).toEqual(snapshot.figures[id]);
    expect(figures['open-decided-to-assess'].value).toBe(snapshot.figures.open.value - snapshot.figures['open-awaiting-decision-to-assess'].value);
    expect(waiting).toHaveLength(figures['open-waiting-for-psychologist-only'].value);
    expect(waiting.length).toBeGreaterThan(20);
  });

  it('takes both lists from the configuration, and the convention on the day of receipt', () => {
    both();
    put('ehcp.config.json', '{ "sources": { "cases": "cases.csv", "advice": "advice.csv" }, "conventions": { "dayOfReceipt": 1 } }');
    expect(json().figures['advice-outstanding-late'].value).toBe(4);
    expect(json().waiting.map(({ late }: { late: string }) => late)).toEqual(['late', 'late']);
  });

  it('reads either list from standard input', () => {
    both();
    const piped = ehcp(['advice', '-', '--cases', 'cases.csv', '--as-of', DAY, '--format', 'json'], { cwd: folder, input: ADVICE });
    const other = ehcp(['advice', 'advice.csv', '--cases', '-', '--as-of', DAY, '--format', 'json'], { cwd: folder, input: CASES });
    expect([JSON.parse(piped.stdout).figures, JSON.parse(other.stdout).figures]).toEqual(Array(2).fill(json('advice.csv', '--cases', 'cases.csv').figures));
  });

  it('is split by a column of the list of advice, else of the case list', () => {
    both();
    const groups = (by: string) =>
      json('advice.csv', '--cases', 'cases.csv', '--by', by).by.groups.map(
        ({ name, figures }: { name: string; figures: Record<string, { value: number }> }) => [
          name,
          figures['advice-outstanding']?.value,
          figures['open-waiting-for-psychologist-only']?.value,
        ],
      );
    expect(groups('provider')).toEqual([
      ['', 1, undefined],
      ['East Team', 2, undefined],
      ['Trust', 1, undefined],
      ['West Team', 1, undefined],
    ]);
    expect(groups('team')).toEqual([
      ['', 1, 0],
      ['North', 3, 1],
      ['South', 1, 1],
    ]);
  });

  it('with --publish lists no case and prints no small number', () => {
    both();
    for (const format of ['table', 'json', 'csv', 'md', 'html']) {
      const { code, stdout } = run('advice.csv', '--cases', 'cases.csv', '--publish', '--format', format);
      expect([code, /EHC-\d|CO-\d/.test(stdout)]).toEqual([0, false]);
    }
    expect(json('advice.csv', '--cases', 'cases.csv', '--publish').figures['open-waiting-for-psychologist-only']).toMatchObject({
      value: null,
      suppressed: true,
    });
  });

  it('is what the published schema describes', () => {
    both();
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const args of [[], ['--cases', 'cases.csv'], ['--cases', 'cases.csv', '--publish'], ['--cases', 'cases.csv', '--by', 'team']]) {
      valid(json('advice.csv', ...args));
      expect(valid.errors).toBeNull();
    }
  });

  it('fits 80 columns, and is a workbook whose first sheet is the list', async () => {
    both();
    expect(
      run('advice.csv', '--cases', 'cases.csv')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    run('advice.csv', '--cases', 'cases.csv', '--out', 'advice.xlsx');
    const sheets = await sheetsIn(readFileSync(join(folder, 'advice.xlsx')));
    expect(Object.keys(sheets)).toEqual(['Waiting', 'Figures', 'Series', 'About']);
    expect(sheets.Waiting?.[0]).toEqual([
      'Case',
      'Line',
      'Advice requested',
      'Days waited',
      'Advice is',
      'Received',
      'Days open',
      'Stage',
      'Co-ordinator',
      'Team',
    ]);
  });

  it.each([
    [['advice.csv', '--by', 'tema'], 'ehcp: --by tema: advice.csv has no such column. Did you mean'],
    [['advice.csv', '--cases', 'cases.csv', '--by', 'tema'], 'ehcp: --by tema: cases.csv has no such column. Did you mean team?'],
    [['-', '--cases', '-'], 'ehcp: --cases -: standard input holds one list. Name a file for the other.'],
    [[], 'ehcp: No list of advice was named. Name one (ehcp advice advice.csv …), or set sources.advice'],
    [['cases.csv'], 'ehcp: cases.csv'],
  ])('with %j is refused', (args, stderr) => {
    put('advice.csv', ADVICE.replace('provider', 'teams'));
    put('cases.csv', CASES);
    const ran = run(...args);
    expect([ran.code, ran.stdout, ran.stderr.slice(0, stderr.length)]).toEqual([2, '', stderr]);
  });

  it('ends with 1 where rows of either list were set aside and --strict was given', () => {
    put('advice.csv', `${ADVICE}EHC-1,Health,never,,\n`);
    put('cases.csv', CASES);
    expect([run('advice.csv', '--quiet').code, run('advice.csv', '--quiet', '--strict').code]).toEqual([0, 1]);
  });

  it('is explained, and its rows are listed: of the list of advice, or of both lists where the configuration names them', () => {
    const { code, stdout } = ehcp(['explain', 'advice-within-6-weeks', 'open-waiting-for-psychologist-only'], { cwd: folder });
    expect([code, stdout.includes('Regulation 8(1)'), stdout.includes('ehcp cases --figure advice-within-6-weeks --as-of 2022-12-31')]).toEqual([
      0,
      true,
      true,
    ]);
    put('cases.csv', CASES);
    put('advice.csv', ADVICE);
    const rowsOf = (...args: string[]) => ehcp(['cases', ...args, '--as-of', DAY, '--format', 'json'], { cwd: folder });
    const reported = JSON.parse(run('advice.csv', '--cases', 'cases.csv', '--format', 'json').stdout).figures;
    const listed = JSON.parse(rowsOf('advice.csv', '--figure', 'advice-outstanding').stdout);
    expect(listed.cases).toHaveLength(reported['advice-outstanding'].value);
    expect(rowsOf('cases.csv', '--figure', 'open-waiting-for-psychologist-only')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('open-waiting-for-psychologist-only is made of the case list and the list of advice.'),
    });
    put('ehcp.config.json', '{ "sources": { "cases": "cases.csv", "advice": "advice.csv" } }');
    for (const id of ['open-waiting-for-psychologist-only', 'advice-outstanding-of-open-cases', 'advice-of-other-cases']) {
      const { cases, sources, figures } = JSON.parse(rowsOf('--figure', id).stdout);
      expect([id, cases.length, figures[id]]).toEqual([id, reported[id].value, reported[id]]);
      expect(sources.map(({ role }: { role: string }) => role).sort()).toEqual(['advice', 'cases']);
    }
  });
});
