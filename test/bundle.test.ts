import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';

const LOADED = join(PROJECT, 'test', 'support', 'loaded.cjs');

/** The packages that a command loads besides the bundle, and the parts of the bundle that it starts. */
function loadedBy(...args: string[]): string[] {
  const { code, stderr } = ehcp(args, { cwd: DEMONSTRATION, flags: ['--require', LOADED] });
  expect(code).toBe(0);
  const packages = stderr.match(/^loaded .*$/m)?.[0].slice('loaded '.length) ?? '';
  return packages === '' ? [] : packages.split(',');
}

const snapshot = (format: string) => loadedBy('snapshot', '--as-of', '2022-07-31', '--format', format);

describe('the bundle', () => {
  it('is one file of at most 300 KB, without pdfkit', () => {
    expect(statSync(join(PROJECT, 'dist', 'ehcp.js')).size).toBeLessThan(300_000);
  });

  it('loads pdfkit for a PDF, and for nothing else', () => {
    expect([loadedBy('--version'), loadedBy('snapshot', '--help'), snapshot('json'), snapshot('table')]).toEqual([[], [], [], []]);
    expect(snapshot('pdf')).toContain('pdfkit');
  });

  it('names the licence of every package in it', () => {
    const notices = readFileSync(join(PROJECT, 'dist', 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['chalk', 'cli-table3', 'commander', 'csv-parse', 'luxon'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
  });
});
