import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, DEMONSTRATION, PROJECT } from '../support/program.ts';

let folder = '';
const run = (args: readonly string[], cwd = folder) => spawnSync(process.execPath, [join(folder, 'ehcp.js'), ...args], { cwd, maxBuffer: 1 << 28 });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-one-file-'));
  execFileSync(process.execPath, [join(PROJECT, 'src', 'build', 'one-file.mjs')], { cwd: PROJECT });
  cpSync(join(PROJECT, 'one-file', 'ehcp.js'), join(folder, 'ehcp.js'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program as one file, in an empty folder', () => {
  it.each(['table', 'json', 'csv', 'md', 'html', 'xlsx', 'pdf'])('writes the same %s as from the project', (format) => {
    const args = ['snapshot', '--as-of', '2022-07-31', '--format', format];
    const { status, stdout, stderr } = run(args, DEMONSTRATION);
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
    expect(stdout.equals(bytesOf(args, DEMONSTRATION))).toBe(true);
  });

  it.each(['flat.csv', 'blade', 'sen2.xml', 'template.xlsx'])('reads %s as the project does', (name) => {
    const args = ['snapshot', join(PROJECT, 'fixtures', 'one-caseload', name), '--as-of', '2025-01-16', '--publish'];
    expect(run(args).stdout.equals(bytesOf(args, PROJECT))).toBe(true);
  });

  it('runs every command, and leaves nothing beside it', () => {
    const names = [...String(run(['--help']).stdout).matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name).filter((name) => name !== 'ehcp');
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(run(name === 'help' ? ['help'] : [name, '--help'])).toMatchObject({ status: 0 });
    expect(readdirSync(folder)).toEqual(['ehcp.js']);
  });

  it('holds the licences of all that is in it', () => {
    const text = readFileSync(join(folder, 'ehcp.js'), 'utf8');
    for (const name of ['Copyright (c) Isaac Z. Schlueter', 'pdfkit ', 'luxon ', 'adm-zip ', 'SIL OPEN FONT LICENSE']) expect(text).toContain(name);
  });

  it('comes with a bill of what is in it, each package at the version and with the hash of the lock file', () => {
    const bill = JSON.parse(readFileSync(join(PROJECT, 'one-file', 'ehcp.cdx.json'), 'utf8'));
    const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'ehcp' } } });
    const libraries = bill.components.filter(({ type }: { type: string }) => type === 'library');
    const names = libraries.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['adm-zip', 'commander', 'csv-parse', 'luxon', 'pdfkit', 'saxes', 'xmlchars']));
    for (const { name, version, hashes, licenses } of libraries) {
      const locked = packages[`node_modules/${name}`];
      expect({ name, version }).toEqual({ name, version: locked.version });
      expect(`sha512-${Buffer.from(hashes[0].content, 'hex').toString('base64')}`).toBe(locked.integrity);
      expect(licenses[0].expression).toMatch(/^[A-Za-z0-9.()-]+( (AND|OR) [A-Za-z0-9.()-]+)*$/);
    }
    expect(bill.dependencies[0].dependsOn).toHaveLength(bill.components.length);
    expect(bill.components.map(({ name }: { name: string }) => name)).toContain('Source Sans 3');
  });
});
