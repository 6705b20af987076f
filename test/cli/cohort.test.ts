import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LIST = 'case_id,received_date,final_plan_date,area\nA1,2022-01-10,2022-05-30,North\nA2,2022-01-10,2022-05-31,South\nA3,2022-01-11,,North\n';
const put = (text: string) => writeFileSync(join(folder, 'cases.csv'), text);
const run = (...args: string[]) => ehcp(['cohort', 'cases.csv', '--as-of', '2022-12-31', ...args], { cwd: folder });
const demonstration = (...args: string[]) => ehcp(['cohort', '--as-of', '2022-07-31', ...args], { cwd: DEMONSTRATION });
const figures = (period: string) => JSON.parse(demonstration('--period', period, '--format', 'json').stdout);

describe('ehcp cohort', () => {
  it('has the figures of the demonstration caseload that a second count by other means found', () => {
    const { figures: now, periods } = figures('2021');
    const values = (of: Record<string, { value: number }>, ...ids: string[]) => ids.map((id) => of[id]?.value);
    const ids = ['requests', 'issued', 'refused-to-assess', 'refused-to-issue', 'withdrawn', 'moved', 'other', 'not-known', 'open'].map((id) => `cohort-${id}`);
    expect(values(now, ...ids)).toEqual([850, 497, 81, 47, 26, 10, 0, 0, 189]);
    expect(values(periods.period.lastYear.figures, ...ids)).toEqual([728, 427, 71, 34, 17, 4, 0, 0, 175]);
    const byWeek = (what: string) => [6, 16, 20, 26, 39, 52].map((weeks) => now[`cohort-${what}-week-${weeks}`].value);
    expect([byWeek('issued-by'), byWeek('refused-by'), byWeek('closed-by'), byWeek('not-yet-at')]).toEqual([
      [0, 35, 206, 250, 294, 276],
      [61, 96, 110, 116, 84, 59],
      [15, 23, 24, 27, 29, 24],
      [0, 0, 0, 0, 156, 326],
    ]);
    expect(byWeek('curve-issued-by')).toEqual([0, 5.1, 30, 36.4, 50, 65.5]);
    expect(now['cohort-curve-median-weeks']).toMatchObject({ value: 39, denominator: 686 });
    expect(now['cohort-within-20-weeks']).toMatchObject({ numerator: 206, denominator: 686 });
    expect(now['within-20-weeks']).toMatchObject({ numerator: 185, denominator: 546 });
  });

  it('agrees with the snapshot on the requests of the year so far', () => {
    const snapshot = JSON.parse(ehcp(['snapshot', '--as-of', '2022-07-31', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    const { figures: year } = snapshot.periods['year-to-date'];
    const { figures: now, periods } = figures('2022');
    expect(periods.period).toMatchObject({ from: '2022-01-01', to: '2022-07-31', label: '2022 so far' });
    expect(now['cohort-requests'].value).toBe(year.requests.value);
    for (const id of ['cohort-within-20-weeks', 'within-20-weeks', 'within-20-weeks-all']) expect(now[id]).toEqual(year[id]);
  });

  it('is what the published schema describes, split or published or both', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const more of [[], ['--by', 'area'], ['--publish'], ['--publish', '--by', 'area']]) {
      valid(JSON.parse(demonstration('--period', '2021', '--format', 'json', ...more).stdout));
      expect(valid.errors).toBeNull();
    }
  });

  it('fits 80 columns', () => {
    const text = [demonstration('--period', '2021', '--by', 'area').stdout, demonstration('--period', '2022-01-01..2022-06-30').stdout].join('\n');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('splits by a column, the groups adding up, and never by one that names a person', () => {
    put(LIST);
    const { by } = JSON.parse(run('--period', '2022', '--by', 'area', '--format', 'json').stdout);
    expect(
      by.groups.map(({ name, figures: own }: { name: string; figures: Record<string, { value: number }> }) => [name, own['cohort-requests']?.value]),
    ).toEqual([
      ['North', 2],
      ['South', 1],
    ]);
    expect(run('--period', '2022', '--by', 'case_id')).toMatchObject({ code: 2, stderr: expect.stringContaining('names a person') });
  });

  it('has its rows behind each figure', () => {
    put(LIST);
    const { stdout } = ehcp(['cases', 'cases.csv', '--figure', 'cohort-issued-by-week-20', '--period', '2022', '--as-of', '2022-12-31', '--format', 'csv'], {
      cwd: folder,
    });
    expect(
      stdout
        .split('\r\n')
        .slice(1, 4)
        .map((line) => line.split(',').slice(0, 3).join()),
    ).toEqual(['A1,2,met', 'A2,3,missed', 'A3,4,missed']);
  });

  it.each([
    [[], 'ehcp cohort needs a period. Add --period'],
    [['--period', '2024'], 'nothing in it has happened yet'],
    [['--period', '2022', '--by', 'aera'], 'Did you mean area?'],
    [['--period', '2022', '--publish', '--by', 'coordinator'], 'who has which cases is not for publication'],
  ])('%j is refused: %s', (args, words) => {
    put(LIST.replaceAll('\n', ',\n').replace('area,', 'area,coordinator'));
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('compares with a later report of the same period: seen from another day', () => {
    put(LIST);
    run('--period', '2022-Q1', '--out', 'now.json');
    ehcp(['cohort', 'cases.csv', '--period', '2022-Q1', '--as-of', '2022-05-30', '--out', 'old.json'], { cwd: folder });
    const { stdout } = ehcp(['compare', 'old.json', 'now.json', '--old-list', 'cases.csv', '--new-list', 'cases.csv', '--format', 'json'], { cwd: folder });
    const { changes } = JSON.parse(stdout) as { changes: { figure: string; change: string; why: string; period: string }[] };
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['new-period']));
    expect(changes.find(({ figure }) => figure === 'cohort-issued')?.why).toContain('seen from 30 May 2022 then, and from 31 December 2022 now');
  });
});
