import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/write.ts';
import { DEMONSTRATION, ehcp, PROJECT, type Ran } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = join(PROJECT, 'bin', 'ehcp.js');
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (...args: string[]): Ran => ehcp(args, { cwd: folder });
const hash = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');

const AS_OF = ['--as-of', '2022-07-31'];
const HEAD = 'case_id,received_date,assess_decision,assess_decision_date,final_plan_date\n';
const RIGHT = `${HEAD}A1,2022-01-10,Y,2022-02-21,2022-05-30\nA2,2022-01-11,Y,2022-02-21,\n`;
/** Rows that are set aside, and a warning. */
const FAULTY = `${RIGHT}A3,2022-01-12,S,2022-02-21,\nA3,2022-01-12,Y,2022-02-21,\nA4,31/06/2022,Y,2022-02-21,2022-05-30\n`;

/** Every command that makes a report of the list, and those that make one of none. */
const COMMANDS: [string, string[]][] = [
  ['snapshot', ['snapshot', 'cases.csv', ...AS_OF]],
  ['kpi', ['kpi', 'within-20-weeks', 'cases.csv', '--period', '2022', ...AS_OF]],
  ['timeliness', ['timeliness', 'cases.csv', '--period', '2022', ...AS_OF]],
  ['cohort', ['cohort', 'cases.csv', '--period', '2022', ...AS_OF]],
  ['cases', ['cases', 'cases.csv', '--measure', 'finals', '--period', '2022', ...AS_OF]],
  ['check', ['check', 'cases.csv', ...AS_OF]],
  ['explain', ['explain', 'within-20-weeks']],
  ['compare', ['compare', 'old.json', 'new.json', '--old-list', 'cases.csv', '--new-list', 'cases.csv']],
];
const OF_A_LIST = COMMANDS.slice(0, 5);

/** Two reports for `compare`, of the list as it is. */
function saveTwo(): void {
  for (const [name, asOf] of [
    ['old.json', '2022-06-30'],
    ['new.json', '2022-07-31'],
  ] as const)
    expect(run('snapshot', 'cases.csv', '--as-of', asOf, '--out', name, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
}

/** Runs the program beside others: with its standard input left open, and nothing ever sent to it. */
function waited(args: readonly string[], stdin: 'pipe' | 'ignore', cwd = folder): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: [stdin, 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (text) => {
      stdout += text;
    });
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => {
      child.stdin?.destroy();
      resolve({ code, stdout, stderr });
    });
  });
}

describe('with --quiet', () => {
  it.each(COMMANDS)('%s leaves standard error empty, and its report is the same', (name, args) => {
    put('cases.csv', FAULTY);
    saveTwo();
    const loud = run(...args);
    const quiet = run(...args, '--quiet');
    expect(quiet).toEqual({ code: name === 'check' ? 1 : 0, stdout: loud.stdout, stderr: '' });
    expect(loud.code).toBe(quiet.code);
    expect(run(...args, '--quiet', '--out', 'report.json')).toEqual({ code: quiet.code, stdout: '', stderr: '' });
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'new.json', 'old.json', 'report.json']);
  });

  it.each(OF_A_LIST)('%s tells by its exit code of rows set aside, where --strict asks', (_, args) => {
    put('cases.csv', FAULTY);
    expect(run(...args, '--quiet', '--strict')).toMatchObject({ code: 1, stderr: '' });
    expect(run(...args, '--strict').stderr).toContain('cases.csv line 4');
    put('cases.csv', RIGHT);
    expect(run(...args, '--quiet', '--strict')).toMatchObject({ code: 0, stderr: '' });
  });

  it.each<[string[], string]>([
    [['snapshot', 'nowhere.csv', ...AS_OF], 'nowhere.csv'],
    [['snapshot', 'cases.csv'], '--as-of'],
    [['cases', 'cases.csv', '--measure', 'final', '--period', '2022', ...AS_OF], 'Did you mean finals?'],
    [['explain', 'opne'], 'Did you mean open?'],
    [['compare', 'cases.csv', 'cases.csv'], 'this is no JSON'],
    [['snapshot', 'cases.csv', ...AS_OF, '--out', 'cases.csv', '--format', 'json'], 'this file exists'],
  ])('an error speaks: %j', (args, words) => {
    put('cases.csv', RIGHT);
    const { code, stdout, stderr } = run(...args, '--quiet');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readFileSync(join(folder, 'cases.csv'), 'utf8')).toBe(RIGHT);
  });
});

describe('a rerun', () => {
  it.each<[string, string[], string[]]>([
    ['snapshot', COMMANDS[0]?.[1] ?? [], ['json', 'txt', 'pdf']],
    ['kpi', COMMANDS[1]?.[1] ?? [], ['json', 'pdf']],
    ['cohort', COMMANDS[3]?.[1] ?? [], ['json', 'pdf']],
    ['cases', COMMANDS[4]?.[1] ?? [], ['json', 'txt', 'csv']],
    ['check', COMMANDS[5]?.[1] ?? [], ['json', 'csv']],
    ['explain', COMMANDS[6]?.[1] ?? [], ['json', 'pdf']],
    ['compare', COMMANDS[7]?.[1] ?? [], ['json', 'csv']],
  ])('of %s gives the same bytes in each format, over the file that is there', (_, args, endings) => {
    put('cases.csv', RIGHT);
    saveTwo();
    for (const ending of endings) {
      const out = `report.${ending}`;
      expect(run(...args, '--out', out, '--quiet').code).toBe(0);
      const first = hash(out);
      expect(run(...args, '--out', out, '--force', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(hash(out)).toBe(first);
      expect(ehcp([...args, '--out', `other.${ending}`, '--quiet'], { cwd: folder, env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' } }).code).toBe(0);
      expect(hash(`other.${ending}`)).toBe(first);
    }
  });

  it('to the same file at the same time leaves one whole file and nothing beside it', async () => {
    const args = ['cases', '--figure', 'open', '--show', 'all', ...AS_OF, '--out', join(folder, 'rows.csv'), '--force', '--quiet'];
    const ran = await Promise.all([1, 2, 3].map(() => waited(args, 'ignore', DEMONSTRATION)));
    for (const one of ran) expect(one).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(folder)).toEqual(['rows.csv']);
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8').split('\r\n')).toHaveLength(3182 + 2);
  });

  it('that fails leaves the file of the last one as it was, and nothing beside it', () => {
    put('cases.csv', RIGHT);
    const args = ['snapshot', 'cases.csv', ...AS_OF, '--out', 'report.json', '--force', '--quiet'];
    expect(run(...args).code).toBe(0);
    const first = hash('report.json');
    put('cases.csv', 'nothing,of,the,kind\n1,2,3,4\n');
    expect(run(...args).code).toBe(2);
    expect(hash('report.json')).toBe(first);
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'report.json']);
  });

  it('is not held up by what a run that was killed left behind, under whatever process number', () => {
    const out = join(folder, 'report.json');
    put(`.ehcp-${process.pid}.part`, 'half a rep');
    writeWhole(out, 'whole', false);
    expect(readFileSync(out, 'utf8')).toBe('whole');
    expect(readdirSync(folder).sort()).toEqual([`.ehcp-${process.pid}.part`, 'report.json']);
  });
});

describe('standard input', () => {
  it.each(COMMANDS)('is not read by %s: a pipe that never ends and none at all are one', async (_, args) => {
    put('cases.csv', RIGHT);
    saveTwo();
    const [open, none] = await Promise.all([waited(args, 'pipe'), waited(args, 'ignore')]);
    expect(open).toEqual(none);
    expect(open).toMatchObject({ code: 0, stderr: '' });
  });

  it('is the list where - stands, for the rows behind a figure too', () => {
    const args = ['cases', '-', '--measure', 'finals', '--period', '2022', ...AS_OF, '--format', 'csv'];
    const { code, stdout } = ehcp(args, { cwd: folder, input: RIGHT });
    expect(code).toBe(0);
    expect(stdout.split('\r\n')).toHaveLength(3);
    expect(stdout).toContain('A1,2,met,');
  });

  it('that is empty where - stands is refused in words', () => {
    const { code, stdout, stderr } = ehcp(['cases', '-', '--figure', 'open', ...AS_OF], { cwd: folder, input: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^ehcp: [^\n]+\n$/);
  });
});

describe('a report', () => {
  it.each<[string, string, string[]]>([
    ['the case list', 'cases.csv', ['kpi', 'finals', 'cases.csv', '--period', '2022', ...AS_OF]],
    ['the configuration', 'ehcp.config.json', ['snapshot', 'cases.csv', ...AS_OF, '--format', 'json']],
    ['a saved report', 'old.json', ['compare', 'old.json', 'new.json']],
    ['a list beside it', 'cases.csv', ['compare', 'old.json', 'new.json', '--old-list', 'cases.csv', '--format', 'csv']],
  ])('is never written over %s that it is made of, --force or not', (_, file, args) => {
    put('cases.csv', RIGHT);
    put('ehcp.config.json', '{"authority":"Anyshire"}');
    saveTwo();
    const before = hash(file);
    expect(run(...args, '--out', file, '--force', '--quiet')).toEqual({
      code: 2,
      stdout: '',
      stderr: `ehcp: ${file}: the report is made of this file, which would be lost. It was left as it is; name another.\n`,
    });
    expect(hash(file)).toBe(before);
  });
});

describe.runIf(process.platform !== 'win32')('the line for cron in the README', () => {
  it('runs as it stands, writes both files, and ends with 1 where something changed', () => {
    const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
    const line = /^30 6 1 1,4,7,10 \* (.+)$/m.exec(readme)?.[1] ?? '';
    put('ehcp.config.json', '{"sources":{"cases":"cases.csv"},"kpis":[{"code":"K1","measure":"within-20-weeks"}]}');
    put('cases.csv', RIGHT);
    put('ehcp', `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
    chmodSync(join(folder, 'ehcp'), 0o755);
    expect(run('kpi', 'K1', '--period', '2022-Q2', '--as-of', '2022-07-31', '--out', 'published.json', '--quiet').code).toBe(0);
    // cron takes a backslash before a percent sign away.
    const command = line.replaceAll('\\%', '%').replace('cd /srv/send', `cd "${folder}"`);
    const ran = () => spawnSync('sh', ['-c', command], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` }, encoding: 'utf8' });
    expect(ran()).toMatchObject({ status: 1, stdout: '', stderr: '' });
    const written = readdirSync(folder).filter((name) => /^(kpi-.*\.json|changes\.txt)$/.test(name));
    expect(written).toHaveLength(2);
    const bytes = written.map(hash);
    expect(ran()).toMatchObject({ status: 1, stdout: '', stderr: '' });
    expect(written.map(hash)).toEqual(bytes);
  });
});
