import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';

const LOADED = join(PROJECT, 'test', 'support', 'loaded.cjs');

/** The packages that a command loads besides the bundle, and the parts of the bundle that it starts. */
function loadedBy(...args: string[]): { packages: string[]; files: string[] } {
  const { code, stderr } = ehcp(args, { cwd: DEMONSTRATION, flags: ['--require', LOADED] });
  expect(code).toBe(0);
  const namesAfter = (word: string) => (stderr.match(new RegExp(`^${word} (.+)$`, 'm'))?.[1] ?? '').split(',').filter((name) => name !== '');
  return { packages: namesAfter('loaded'), files: namesAfter('files') };
}

const snapshot = (format: string) => loadedBy('snapshot', '--as-of', '2022-07-31', '--format', format);

describe('the bundle', () => {
  it('is at most 300 KB, of what a snapshot loads', () => {
    const { files } = loadedBy('snapshot', '--as-of', '2022-07-31');
    expect(files).toContain('ehcp.js');
    expect(files.reduce((sum, file) => sum + statSync(join(PROJECT, 'dist', file)).size, 0)).toBeLessThan(300_000);
  });

  it('loads pdfkit for a PDF, and for nothing else', () => {
    const others = [loadedBy('--version'), loadedBy('snapshot', '--help'), ...['json', 'table', 'csv', 'md', 'html', 'xlsx'].map(snapshot)];
    expect(others.flatMap(({ packages }) => packages)).toEqual([]);
    expect(snapshot('pdf').packages).toContain('pdfkit');
  });

  it('loads the reader of XML for XML and workbooks, that of zip for workbooks, and neither for lists', () => {
    const of = (name: string) => loadedBy('snapshot', join(PROJECT, 'fixtures', 'one-caseload', name), '--as-of', '2025-01-16').packages;
    expect(of('flat.csv')).toEqual([]);
    expect(of('blade')).toEqual([]);
    expect(of('sen2.xml')).toEqual(['saxes', 'xmlchars']);
    expect(of('template.xlsx')).toEqual(['adm-zip', 'saxes', 'xmlchars']);
  });

  it('loads what one format needs with that format alone', () => {
    const own = (format: string) => snapshot(format).files.flatMap((file) => /^(table|pdf|csv|md|html|xlsx|xml)-/.exec(file)?.[1] ?? []);
    expect(['json', 'csv', 'md', 'html', 'xlsx'].map(own)).toEqual([[], ['csv'], ['md'], ['html'], ['xlsx']]);
  });

  it('names the licence of every package in it', () => {
    const notices = readFileSync(join(PROJECT, 'dist', 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['chalk', 'commander', 'csv-parse', 'fflate', 'luxon', 'write-excel-file'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
    for (const name of ['d3-scale', 'd3-shape']) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(ISC\\)$`, 'm'));
  });
});
