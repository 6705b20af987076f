import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMONSTRATION, PROJECT } from '../support/program.ts';

/** npm is a script of its own kind on Windows, where it must be started through the shell. */
const shell = process.platform === 'win32';
const npm = (args: string[], cwd: string) => execFileSync('npm', args, { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

let folder = '';
const run = (...args: string[]) => spawnSync(join(folder, 'node_modules', '.bin', 'ehcp'), args, { cwd: folder, shell, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-package-'));
  const packed = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], PROJECT));
  const { filename } = (Array.isArray(packed) ? packed : Object.values(packed))[0] as { filename: string };
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true}');
  npm(['install', '--no-audit', '--no-fund', join(folder, filename)], folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package, installed in an empty folder', () => {
  it('says its version', () => {
    expect(run('--version').stdout).toBe(`${JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).version}\n`);
  });

  it('makes the snapshot as a table, a PDF and a workbook, the same as from the project', () => {
    const config = join(DEMONSTRATION, 'ehcp.config.json');
    const table = run('snapshot', '--config', config, '--as-of', '2022-07-31');
    expect(table).toMatchObject({ status: 0, stderr: '' });
    expect(table.stdout).toContain('605 assessments are open.');
    expect(run('snapshot', '--config', config, '--as-of', '2022-07-31', '--out', 'snapshot.pdf').status).toBe(0);
    expect(readFileSync(join(folder, 'snapshot.pdf'), 'latin1').slice(0, 8)).toBe('%PDF-1.7');
    expect(run('snapshot', '--config', config, '--as-of', '2022-07-31', '--out', 'snapshot.xlsx').status).toBe(0);
    expect(readFileSync(join(folder, 'snapshot.xlsx'), 'latin1').slice(0, 2)).toBe('PK');
  });

  it('holds the program, its typeface, its schemas and the licences, and no tests, fixtures or sources', () => {
    const holds = readdirSync(join(folder, 'node_modules', 'ehcp'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(join(folder, 'node_modules', 'ehcp').length + 1)
          .replaceAll('\\', '/'),
      );
    // The parts of the program that are loaded when asked for are named by what is in them, those of several by number.
    const parts = holds.filter((file) => /^dist\/(?:[a-z0-9-]+-[A-Z0-9]{8}|c\d+)\.js$/.test(file));
    expect(parts.some((file) => file.startsWith('dist/xlsx-'))).toBe(true);
    expect(holds.filter((file) => !parts.includes(file)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/ehcp.js',
      'dist/THIRD-PARTY.txt',
      'dist/data/sRGB_IEC61966_2_1.icc',
      'dist/ehcp.js',
      'docs/problems.md',
      'package.json',
      'src/cli/config.schema.json',
      'src/render/pdf/fonts/OFL.txt',
      'src/render/pdf/fonts/SourceSans3-Regular.ttf',
      'src/render/pdf/fonts/SourceSans3-SemiBold.ttf',
      'src/report/report.schema.json',
    ]);
  });
});
