import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LIST = `case_id,received_date,issue_decision\n${Array.from({ length: 9 }, (_, at) => `A${at},2022-0${at < 2 ? 1 : 7}-10,\n`).join('')}B1,never,\n`;
const asOf = ['--as-of', '2022-07-31', '--publish'];
const run = (...args: string[]) => ehcp(args, { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json', '--quiet').stdout);
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('--publish', () => {
  it('suppresses small counts, and says so at the foot', () => {
    put('cases.csv', LIST);
    const report = json('snapshot', 'cases.csv', ...asOf);
    expect(report.publish).toEqual({ threshold: 4 });
    expect(report.figures['open-over-20-weeks']).toMatchObject({ value: null, suppressed: true });
    expect(report.figures['open-over-52-weeks']).toMatchObject({ value: 0 });
    expect(report.cautions).toEqual([
      'Some rows set aside; some of them show no final plan or closing date: open cases may be understated.',
      'Nothing in cases.csv is dated in the last 2 weeks before 31 July 2022. If it was made sooner, name that day with --as-of: what happened since is not in it.',
    ]);
    expect(run('snapshot', 'cases.csv', ...asOf).stdout).toContain('c = suppressed, 1 to 4');
  });

  it('suppresses what periods that overlap in part would give away between them', () => {
    // January to April less what the financial year has before May is what there was until March.
    const plans = [...Array(20).fill('2022-06-01'), ...Array(7).fill('2022-04-10'), ...Array(2).fill('2022-02-10')];
    put('cases.csv', `case_id,received_date,final_plan_date\n${plans.map((day, at) => `A${at},2021-12-01,${day}\n`).join('')}`);
    const { before, financialYearToDate, value } = json(
      'kpi',
      'finals',
      'cases.csv',
      '--period',
      '2022-05-01..2022-08-31',
      '--as-of',
      '2022-09-01',
      '--publish',
    ).figures.finals;
    expect([value, before.value, financialYearToDate.value]).toContain(null);
  });

  it('takes indicators of one list that add up for parts of each other, and counts left out for rows', () => {
    const row = (sex: string, takes: boolean, eligible: boolean) => `2022-02-01,${eligible ? 'yes' : 'no'},${takes ? 'yes' : 'no'},${sex}\n`;
    const rows = [...Array(40).fill(row('F', true, true)), ...Array(40).fill(row('F', false, true)), ...Array(20).fill(row('M', true, true))];
    put('twos.csv', `Day,Eligible,Taking up,Sex\n${[...rows, ...Array(3).fill(row('M', false, true)), row('M', false, false)].join('')}`);
    const is = (column: string, value: string) => ({ column, operator: '=', value });
    const ratio = (...and: object[]) => ({
      source: 'twos',
      date: 'Day',
      denominator: { and: [is('Eligible', 'yes'), ...and] },
      numerator: is('Taking up', 'yes'),
    });
    const kpis = [
      { code: 'ALL', title: 'All', ratio: ratio() },
      { code: 'F', title: 'Girls', ratio: ratio(is('Sex', 'F')) },
      { code: 'M', title: 'Boys', ratio: ratio(is('Sex', 'M')) },
    ];
    put('ehcp.config.json', JSON.stringify({ sources: { twos: 'twos.csv' }, kpis }));
    const { figures, sources } = json('kpi', '--all', '--period', '2022-Q1', ...asOf);
    // Three boys have no place: with the numbers of all and of girls, everybody would know.
    expect(figures.M.suppressed).toBe(true);
    expect([figures.ALL.value, figures.F.value]).toContain(null);
    // One row is not eligible: with the rows of the list and those of the ratio, everybody would know that too.
    expect([sources[0].counted, figures.ALL.denominator]).toContain(null);
  });

  it('takes its threshold from the configuration, where 0 suppresses nothing', () => {
    put('cases.csv', LIST);
    put('ehcp.config.json', '{ "publish": { "threshold": 0 } }');
    expect(json('snapshot', 'cases.csv', ...asOf).figures['open-over-20-weeks'].value).toBe(2);
    put('ehcp.config.json', '{ "publish": { "threshold": 1 } }');
    expect(json('snapshot', 'cases.csv', ...asOf).figures['open-over-20-weeks'].value).toBe(2);
  });

  it('changes nothing where it is not given, whatever the configuration says', () => {
    put('cases.csv', LIST);
    const before = run('snapshot', 'cases.csv', '--as-of', '2022-07-31').stdout;
    put('ehcp.config.json', '{ "publish": { "threshold": 9 } }');
    expect(run('snapshot', 'cases.csv', '--as-of', '2022-07-31').stdout).toBe(before);
  });

  it('leaves the list of faults away from a check', () => {
    put('cases.csv', LIST);
    const report = json('check', 'cases.csv', ...asOf);
    expect(report.problems).toBeUndefined();
    expect(report.figures.errors).toMatchObject({ value: null, suppressed: true });
    expect(run('check', 'cases.csv', ...asOf).stdout).not.toContain('never');
  });

  it('is offered by every report but those that refuse it', () => {
    const offers = (command: string) => run(command, '--help').stdout.includes('--publish');
    expect(['cases', 'caseload', 'forecast'].map(offers)).toEqual([false, false, false]);
    expect(['snapshot', 'due', 'movement', 'check', 'pack'].map(offers)).toEqual(Array(5).fill(true));
    expect(run('forecast', ...asOf)).toMatchObject({ code: 2, stderr: expect.stringContaining('--publish: a forecast cannot be made safe to publish') });
  });

  it('is refused for a list of cases', () => {
    expect(run('cases', '--figure', 'open', ...asOf)).toMatchObject({ code: 2, stderr: expect.stringContaining('a list of cases is not for publication') });
  });

  it('compares what was published, and nothing else', () => {
    put('cases.csv', LIST);
    run('snapshot', 'cases.csv', ...asOf, '--out', 'old.json');
    run('snapshot', 'cases.csv', '--as-of', '2022-07-31', '--out', 'bare.json');
    put('cases.csv', LIST.replace('A8,2022-07-10', 'A8,2022-06-10'));
    run('snapshot', 'cases.csv', ...asOf, '--out', 'new.json');
    expect(json('compare', 'old.json', 'new.json', '--publish')).toMatchObject({ publish: { threshold: 4 } });
    expect(run('compare', 'old.json', 'bare.json', '--publish')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bare.json: --publish compares only'),
    });
    expect(run('compare', 'old.json', 'new.json', '--publish', '--new-list', 'cases.csv').code).toBe(2);
  });

  it('shows c in a sheet where a number would stand', () => {
    const { stdout } = ehcp(['snapshot', ...asOf, '--format', 'csv'], { cwd: DEMONSTRATION });
    expect(stdout).toMatch(/open-over-52-weeks-allocated,[^\r]*,cases,c,/);
  });
});
