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
