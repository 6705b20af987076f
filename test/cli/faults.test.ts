/** What happens to files when something breaks while they are written: the old one or the whole new one, never half. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';

const KILL_AT = join(PROJECT, 'test', 'support', 'kill-at.cjs');
const PROGRAM = join(PROJECT, 'bin', 'ehcp.js');
const linux = process.platform === 'linux';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lists = mkdtempSync(join(tmpdir(), 'ehcp-faults-list-'));
afterAll(() => rmSync(lists, { recursive: true, force: true }));
const list = join(lists, 'cases.csv');
writeFileSync(list, `${readFileSync(join(DEMONSTRATION, 'cases.csv'), 'utf8').split('\n').slice(0, 200).join('\n')}\n`);
const snapshot = (...args: string[]): string[] => ['snapshot', list, '--as-of', '2022-07-31', '--quiet', ...args];

/** Runs until the call that is named, where the process is killed. @returns how many calls there were; null where it was killed */
function killedAt(call: number, args: readonly string[]): number | null {
  const env = { ...process.env, KILL_AT: String(call), KILL_IN: folder };
  const { status, signal, stderr } = spawnSync(process.execPath, ['--require', KILL_AT, PROGRAM, ...args], { cwd: folder, env, encoding: 'utf8' });
  if (signal === 'SIGKILL') return null;
  expect(status).toBe(0);
  return Number(/CALLS (\d+)/.exec(stderr)?.[1]);
}

describe('killed at any instant of writing', () => {
  it('a report is the old one or the new one', () => {
    const out = join(folder, 'report.json');
    const whole = ehcp(snapshot('--format', 'json')).stdout;
    const seen = new Set<string>();
    for (let call = 1; ; call++) {
      writeFileSync(out, 'the old one');
      const ended = killedAt(call, snapshot('--out', out, '--force'));
      const now = readFileSync(out, 'utf8');
      expect(now === 'the old one' || now === whole).toBe(true);
      seen.add(now);
      if (ended !== null) break;
      expect(call).toBeLessThan(20);
    }
    // It was killed before and after the new one took its place.
    expect(seen.size).toBe(2);
    // What was left behind names nobody's report, and holds nobody up.
    for (const name of readdirSync(folder)) expect(name).toMatch(/^report\.json$|^\.ehcp-\d+-[\da-f]{12}\.part$/);
  });

  it('a pack is the old one, or the new one, or both stand under other names', () => {
    const out = join(folder, 'pack');
    const pack = (...args: string[]) => ['pack', list, '--as-of', '2022-07-31', '--quiet', '--out', out, ...args];
    expect(ehcp(pack()).code).toBe(0);
    const files = readdirSync(out).sort();
    const whole = (path: string) =>
      existsSync(path) &&
      JSON.stringify(readdirSync(path).sort()) === JSON.stringify(files) &&
      files.every((name) => readFileSync(join(path, name)).length > 0);
    const calls = killedAt(0, pack('--force')) ?? 0;
    expect(calls).toBeGreaterThan(10);
    // The first calls, and the last, where one takes the place of the other.
    for (const call of [2, 3, calls - 2, calls - 1, calls]) {
      killedAt(call, pack('--force'));
      const standing = [
        out,
        ...readdirSync(folder)
          .filter((name) => name.endsWith('.old'))
          .map((name) => join(folder, name)),
      ];
      expect(standing.some(whole)).toBe(true);
      expect(existsSync(out) ? whole(out) : true).toBe(true);
      if (!existsSync(out)) expect(ehcp(pack()).code).toBe(0);
    }
  }, 120_000);
});

describe('a place that cannot be written', () => {
  it.runIf(linux)('that is full is told in words, and nothing half-written stays', () => {
    // A disk of our own, where the system lets us have one; else the device that is always full.
    const own = `mount -t tmpfs -o size=16k tmpfs "$0" && cp ${join(PROJECT, 'LICENSE')} "$0/old.json" && "$@"; code=$?; ls -A "$0" >&2; exit $code`;
    const args = [process.execPath, PROGRAM, ...snapshot('--out', join(folder, 'old.json'), '--force')];
    const { stderr, status } = spawnSync('unshare', ['-rm', 'sh', '-c', own, folder, ...args], { encoding: 'utf8' });
    if (!/unshare|mount/.test(stderr)) {
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `ehcp: ${join(folder, 'old.json')}: the disk is full: make room and run again. Nothing was written.\nold.json\n`,
      });
    }
    const full = spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', process.execPath, PROGRAM, ...snapshot()], { encoding: 'utf8' });
    expect(full).toMatchObject({ status: 2, stderr: 'ehcp: Standard output: the disk is full: make room and run again.\n' });
  });

  it.runIf(linux)('that is not ours is told in words', () => {
    const { code, stderr } = ehcp(snapshot('--out', '/sys/ehcp.json'));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'ehcp: /sys/ehcp.json: this user may not write there: name a folder of your own. Nothing was written.\n',
    });
  });

  it('that is a folder, or in a folder that is not there, is told before the list is read', () => {
    mkdirSync(join(folder, 'there.json'));
    expect(ehcp(snapshot('--out', join(folder, 'there.json'), '--force'))).toMatchObject({ code: 2, stderr: expect.stringContaining('this is a folder') });
    expect(ehcp(snapshot('--out', join(folder, 'no', 'x.json')))).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no folder') });
    expect(readdirSync(folder)).toEqual(['there.json']);
  });
});

describe.runIf(process.platform !== 'win32')('a link', () => {
  it('leads to the file that is written, and stays a link', () => {
    mkdirSync(join(folder, 'elsewhere'));
    const file = join(folder, 'elsewhere', 'report.json');
    writeFileSync(file, 'the old one');
    symlinkSync(file, join(folder, 'link.json'));
    expect(ehcp(snapshot('--out', join(folder, 'link.json'))).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    expect(ehcp(snapshot('--out', join(folder, 'link.json'), '--force')).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8')).report).toBe('snapshot');
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'link.json')
        ?.isSymbolicLink(),
    ).toBe(true);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['report.json']);
  });

  it('to nothing is refused, as nobody knows what was meant', () => {
    symlinkSync(join(folder, 'gone.json'), join(folder, 'link.json'));
    const { code, stderr } = ehcp(snapshot('--out', join(folder, 'link.json'), '--force'));
    expect({ code, stderr }).toEqual({ code: 2, stderr: `ehcp: ${join(folder, 'link.json')}: this is a link to a file that is not there. Name a file.\n` });
  });
});

it('two packs written to one folder at once leave one whole pack', async () => {
  const args = ['pack', list, '--as-of', '2022-07-31', '--quiet', '--out', join(folder, 'pack'), '--force'];
  const run = (): Promise<number | null> => new Promise((resolve) => spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' }).on('exit', resolve));
  const codes = await Promise.all([run(), run()]);
  expect(codes.filter((code) => code === 0).length).toBeGreaterThan(0);
  expect(codes.every((code) => code === 0 || code === 2)).toBe(true);
  const manifest = JSON.parse(readFileSync(join(folder, 'pack', 'manifest.json'), 'utf8'));
  expect(Object.keys(manifest).length).toBeGreaterThan(3);
  expect(readdirSync(folder)).toEqual(['pack']);
}, 120_000);
