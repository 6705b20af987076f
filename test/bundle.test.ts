import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pdf } from '../src/render/pdf/index.ts';
import { look } from './documents/papers.ts';
import { DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
  it('is at most 300 KB, of what a snapshot of a case list loads, with its meetings', () => {
    const config = join(folder, 'cases-alone.json');
    const { commission } = JSON.parse(readFileSync(join(DEMONSTRATION, 'ehcp.config.json'), 'utf8'));
    writeFileSync(config, JSON.stringify({ commission, sources: { cases: join(DEMONSTRATION, 'cases.csv') } }));
    const { files } = loadedBy('snapshot', '--config', config, '--as-of', '2022-07-31');
    expect(files).toContain('ehcp.js');
    expect(files.reduce((sum, file) => sum + statSync(join(PROJECT, 'dist', file)).size, 0)).toBeLessThan(300_000);
  });

  it('loads no package, whatever the format, but what is in it', () => {
    const others = [loadedBy('--version'), loadedBy('snapshot', '--help'), ...['json', 'table', 'csv', 'md', 'html', 'xlsx', 'pdf'].map(snapshot)];
    expect(others.flatMap(({ packages }) => packages)).toEqual([]);
  });

  it('writes letters of every script and mark into a paper with what is in it', async () => {
    const marks = Array.from({ length: 0x363 - 0x300 }, (_, at) => `q${String.fromCodePoint(0x300 + at)}`).join(' ');
    const authority = `Łódź e\u0301\u0323 ΑΩ Жщ العربية हिन्दी 案 👩 x\ufe0f ${marks} q\u1dcd`;
    const config = join(folder, 'ehcp.config.json');
    writeFileSync(config, JSON.stringify({ authority, sources: { cases: join(DEMONSTRATION, 'cases.csv') } }));
    const { code, stderr } = ehcp(['snapshot', '--config', config, '--as-of', '2022-07-31', '--quiet', '--out', join(folder, 'paper.pdf')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const made = readFileSync(join(folder, 'paper.pdf'));
    const report = JSON.parse(ehcp(['snapshot', '--config', config, '--as-of', '2022-07-31', '--format', 'json']).stdout);
    // The packages themselves, with all that the program leaves out, write the same.
    expect(made.equals(Buffer.from(await pdf.render(report, look)))).toBe(true);
  });

  it('loads the reader of XML for XML and workbooks, that of zip for workbooks, and neither for lists', () => {
    const of = (name: string) => loadedBy('snapshot', join(PROJECT, 'fixtures', 'one-caseload', name), '--as-of', '2025-01-16').packages;
    expect(of('flat.csv')).toEqual([]);
    expect(of('blade')).toEqual([]);
    expect(of('sen2.xml')).toEqual(['saxes', 'xmlchars']);
    expect(of('template.xlsx')).toEqual(['adm-zip', 'saxes', 'xmlchars']);
  });

  it('loads csv-parse for a list with a quotation mark alone', () => {
    const loads = (name: string, text: string) => {
      const list = join(folder, name);
      writeFileSync(list, text);
      return loadedBy('snapshot', list, '--as-of', '2022-07-31').files.some((file) => file.startsWith('sync-'));
    };
    expect(loads('plain.csv', 'case_id,received_date\nA1,2022-01-10\n')).toBe(false);
    expect(loads('quoted.csv', 'case_id,received_date\nA1,2022-01-10\nA"2,2022-01-10\n')).toBe(true);
  });

  it('loads what one format needs with that format alone', () => {
    const own = (format: string) => snapshot(format).files.flatMap((file) => /^(table|pdf|csv|md|html|xlsx|xml)-/.exec(file)?.[1] ?? []);
    expect(['json', 'csv', 'md', 'html', 'xlsx', 'pdf'].map(own)).toEqual([[], ['csv'], ['md'], ['html'], ['xlsx'], ['pdf']]);
  });

  it('names the licence of every package in it', () => {
    const notices = readFileSync(join(PROJECT, 'dist', 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['commander', 'csv-parse', 'fflate', 'fontkit', 'luxon', 'pdfkit', 'write-excel-file'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
    for (const name of ['d3-scale', 'd3-shape']) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(ISC\\)$`, 'm'));
  });
});
