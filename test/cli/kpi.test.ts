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

const asOf = ['--as-of', '2022-12-31'];
const demonstration = (...args: string[]) => JSON.parse(ehcp(['kpi', ...asOf, '--format', 'json', ...args], { cwd: DEMONSTRATION }).stdout).figures;
const configure = (kpis: unknown) => writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { cases: 'cases.csv' }, kpis }));
const put = (rows: string) => writeFileSync(join(folder, 'cases.csv'), `case_id,received_date,final_plan_date\n${rows}`);
const run = (...args: string[]) => ehcp(['kpi', ...asOf, ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run('--format', 'json', ...args).stdout).figures;

/** So many plans sent in January 2022 in time, and so many late. */
const plans = (inTime: number, late: number): string =>
  Array.from({ length: inTime + late }, (_, at) => `A${at},${at < inTime ? '2021-12-01' : '2021-01-01'},2022-01-10\n`).join('');
const KPI = { code: 'K1', measure: 'within-20-weeks' };

describe('an indicator', () => {
  it('has the published figures of the demonstration caseload, a quarter behind', () => {
    expect(demonstration('BPB225e', '--period', '2021/22-Q1').BPB225e).toMatchObject({
      value: 42.1,
      numerator: 45,
      denominator: 107,
      period: { from: '2021-01-01', to: '2021-03-31', label: '2021/22-Q1' },
      target: 50,
      duty: 100,
      status: 'worse',
      lastYear: { from: '2020-01-01', to: '2020-03-31' },
      before: { from: '2020-10-01', to: '2020-12-31' },
      financialYearToDate: { from: '2021-01-01', to: '2021-03-31', numerator: 45 },
    });
    expect(demonstration('bpb225e', '--quarter', '2021/22-Q2').BPB225e).toMatchObject({
      value: 42.7,
      numerator: 56,
      denominator: 131,
      period: { from: '2021-04-01', to: '2021-06-30' },
      financialYearToDate: { from: '2021-01-01', to: '2021-06-30', numerator: 101, denominator: 238 },
      direction: 'improved',
    });
  });

  it('may be any measure by its id, without target or lag', () => {
    expect(demonstration('within-20-weeks-all', '--period', '2022')['within-20-weeks-all']).toMatchObject({
      value: 38.1,
      target: null,
      duty: null,
      status: null,
      period: { from: '2022-01-01', to: '2022-12-31' },
    });
  });

  it('of weeks improves by falling, and of a count rises or falls without being better', () => {
    const figures = demonstration('mean-weeks-to-issue', 'requests', 'requests-refused', 'within-20-weeks', '--period', '2022-Q2');
    expect(Object.entries(figures).map(([id, figure]) => [id, (figure as { direction: string }).direction])).toEqual([
      ['mean-weeks-to-issue', 'worsened'],
      ['requests', 'fell'],
      ['requests-refused', 'fell'],
      ['within-20-weeks', 'worsened'],
    ]);
  });

  it('of weeks is better below its target, which has its unit', () => {
    put(plans(1, 1));
    configure([{ code: 'MW', measure: 'mean-weeks-to-issue', target: 20 }]);
    expect(json('MW', '--period', '2022').MW).toMatchObject({ value: 29.6, status: 'worse' });
    expect(run('MW', '--period', '2022').stdout.replace(/\s+/g, ' ')).toContain('worse than target (20 weeks).');
  });

  it('has not kept the law where one plan in two thousand was late, though 100.0% is printed', () => {
    put(plans(1999, 1));
    configure([{ ...KPI, target: 99.9 }]);
    expect(run('K1', '--period', '2022').stdout.replace(/\s+/g, ' ')).toContain(
      'K1: 100.0% (1,999 of 2,000) from 1 January 2022 to 31 December 2022: better than target (99.9%); the law asks for 100%, and it was not kept.',
    );
    put(plans(2000, 0));
    expect(run('K1', '--period', '2022').stdout).not.toContain('not kept');
  });

  it.each([
    ['2022', 0, '2022-02-15', '2021-04-01', '2022-02-15'],
    ['2022', 0, '2022-12-31', '2022-04-01', '2022-12-31'],
    ['AY2022/23', 0, '2022-12-15', '2022-04-01', '2022-12-15'],
    ['2021-12-01..2022-05-31', 0, '2022-03-31', '2021-04-01', '2022-03-31'],
    ['2022-Q2', 1, '2022-07-31', '2022-01-01', '2022-03-31'],
    ['2021/22-Q4', 1, '2022-07-31', '2021-01-01', '2021-12-31'],
    ['2021/22', 1, '2021-05-15', '2021-01-01', '2021-05-15'],
  ])('of %s, %i quarters behind, on %s, has a financial year so far from %s to %s', (period, lagQuarters, day, from, to) => {
    put(plans(1, 1));
    configure([{ ...KPI, lagQuarters }]);
    const { K1 } = JSON.parse(ehcp(['kpi', 'K1', '--period', period, '--as-of', day, '--format', 'json'], { cwd: folder }).stdout).figures;
    expect(K1.financialYearToDate).toMatchObject({ from, to });
    expect(K1.lagQuarters).toBe(lagQuarters);
  });

  it('says that it lags, and of a period too late what it would have counted', () => {
    put(plans(1, 1));
    configure([{ ...KPI, lagQuarters: 1 }]);
    expect(run('K1', '--period', '2022-Q2').stdout).toContain('It reports what happened 1 quarter before the period named.');
    expect(ehcp(['kpi', 'K1', '--period', '2022-Q4', '--as-of', '2022-06-30'], { cwd: folder }).stderr).toBe(
      'ehcp: The indicator reports for 2022-Q4 what happened from 2022-07-01 to 2022-09-30 (lagQuarters 1), after the as-of day 2022-06-30. Choose an earlier period or a later --as-of.\n',
    );
  });

  it('says why plans were left out in words', () => {
    const { stdout } = ehcp(['kpi', 'BPB225e', '--period', '2021/22-Q1', ...asOf], { cwd: DEMONSTRATION });
    expect(stdout).toContain('Excluded: 4 (a week-20 exception is recorded).');
    expect(stdout.replace(/\s+/g, ' ')).toContain('Out of scope: 3 (after mediation or tribunal), 3,068 (no such event in the period).');
  });

  it('has every row counted in one pile', () => {
    const { denominator, excluded, outOfScope } = demonstration('BPB225e', '--period', '2021/22-Q1').BPB225e;
    const sum = (piles: { count: number }[]) => piles.reduce((total, { count }) => total + count, 0);
    expect(denominator + sum(excluded) + sum(outOfScope)).toBe(3182);
  });

  it.each([
    [49, 51, 'worse'],
    [50, 50, 'on'],
    [51, 49, 'better'],
    [4996, 5004, 'worse'],
  ])('of %i in time and %i late is %s against 50, compared exactly', (inTime, late, status) => {
    put(plans(inTime, late));
    configure([{ ...KPI, target: 50 }]);
    expect(json('K1', '--period', '2022').K1.status).toBe(status);
  });

  it('is better below its target where less is better, and improves by falling', () => {
    put(`${plans(1, 9)}B1,2021-12-01,2021-12-20\n`);
    configure([{ ...KPI, target: 20, polarity: 'lower' }]);
    expect(json('K1', '--period', '2022-01').K1).toMatchObject({ value: 10, status: 'better', direction: 'improved' });
    configure([{ ...KPI, target: 20 }]);
    expect(json('K1', '--period', '2022-01').K1).toMatchObject({ value: 10, status: 'worse', direction: 'worsened' });
  });

  it('of nothing has no value, status or direction', () => {
    put(plans(1, 1));
    configure([{ ...KPI, target: 50 }]);
    expect(json('K1', '--period', '2022-06').K1).toMatchObject({ value: null, status: null, direction: null });
    expect(run('K1', '--period', '2022-06').stdout).toContain('– (0 of 0)');
  });

  it('never reads as good for a target alone: the law stands beside it', () => {
    put(plans(6, 4));
    configure([{ ...KPI, target: 50 }]);
    expect(run('K1', '--period', '2022').stdout).toContain('Better than target (50%); the law asks for 100%, and it was not kept.');
  });
});

describe('the indicators asked for', () => {
  it('are all of the configuration with --all, in its order, and those named besides', () => {
    put(plans(1, 1));
    configure([KPI, { code: 'K0', measure: 'finals' }]);
    expect(Object.keys(json('--all', 'requests', '--period', '2022'))).toEqual(['K1', 'K0', 'requests']);
  });

  it('may stand beside the case list, in any order', () => {
    put(plans(2, 1));
    writeFileSync(join(folder, 'other.csv'), 'case_id,received_date,final_plan_date\nA1,2022-01-01,2022-02-01\n');
    configure([KPI]);
    expect(json('other.csv', 'K1', '--period', '2022').K1.denominator).toBe(1);
    expect(json('K1', '--period', '2022').K1.denominator).toBe(3);
  });

  it.each([
    [['K1x', '--period', '2022'], 'K1x: there is no such indicator or measure, nor a file. Did you mean K1?'],
    [['within-20-week', '--period', '2022'], 'Did you mean within-20-weeks?'],
    [['--period', '2022'], 'ehcp kpi needs a code.'],
    [['K1'], 'ehcp kpi needs a period.'],
    [['K1', '--period', '2022-23'], 'Did you mean 2022/23?'],
    [['K1', '--period', '2023/24'], 'nothing in it has happened yet'],
    [['cases.csv', 'ehcp.config.json', 'K1', '--period', '2022'], 'both are case lists'],
  ])('%j are refused: %s', (args, words) => {
    put(plans(1, 1));
    configure([KPI]);
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it.each([
    [[{ code: 'K1', measure: 'within-20-week' }], 'there is no measure "within-20-week". Did you mean "within-20-weeks"?'],
    [[{ code: 'K1', mesure: 'finals' }], 'there is no key "kpis[1].mesure". Did you mean "kpis[1].measure"?'],
    [[{ ...KPI, target: '50' }], 'kpis[1].target: this is a string where a number without quotation marks belongs.'],
    [[{ ...KPI, lagQuarters: 1.5 }], 'kpis[1].lagQuarters: 1.5 is no whole number from 0 to 40.'],
    [[{ ...KPI, target: 101 }], 'kpis[1].target: 101 is no percentage. Write one from 0 to 100.'],
    [[{ ...KPI, target: -1 }], 'kpis[1].target: -1 is no percentage. Write one from 0 to 100.'],
    [[{ ...KPI, lagQuarters: 1000 }], 'kpis[1].lagQuarters: 1000 is no whole number from 0 to 40.'],
    [[{ ...KPI, code: 'open' }], "kpis[1].code: open is the name of a figure of ehcp's own. Give the indicator another."],
    [[{ ...KPI, code: 'Finals' }], "kpis[1].code: Finals is the name of a figure of ehcp's own. Give the indicator another."],
    [[{ ...KPI, polarity: 'up' }], 'kpis[1].polarity: "up" is none of "higher", "lower".'],
    [{ K1: KPI }, 'kpis: this is an object where a list in square brackets, [ … ], belongs.'],
  ])('of the configuration %j are refused: %s', (kpis, words) => {
    put(plans(1, 1));
    configure(kpis);
    const { code, stderr } = run('K1', '--period', '2022');
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

it('the report is what the published schema describes, fits 80 columns, is the same twice and can be a PDF', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
  const args = ['kpi', '--all', ...asOf, '--period', '2021/22-Q2'];
  const { stdout } = ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION });
  valid(JSON.parse(stdout));
  expect(valid.errors).toBeNull();
  expect(ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION, env: { TZ: 'Asia/Tokyo' } }).stdout).toBe(stdout);
  const table = ehcp(args, { cwd: DEMONSTRATION }).stdout;
  expect(table.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(ehcp([...args, '--config', join(DEMONSTRATION, 'ehcp.config.json'), '--out', 'kpi.pdf'], { cwd: folder })).toMatchObject({ code: 0 });
});
