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
    expect(report.cautions).toEqual(['Some rows set aside; some of them show no final plan or closing date: open cases may be understated.']);
    expect(run('snapshot', 'cases.csv', ...asOf).stdout).toContain('c = suppressed, 1 to 4');
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
