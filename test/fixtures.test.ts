import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { describe, expect, it } from 'vitest';
import { PROJECT } from './support/program.ts';

/** What a real person's record would hold; a fixture that looks like it is refused, invented or not. */
const LOOKS_REAL: Record<string, RegExp> = {
  'a unique pupil number': /\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b/,
  'an NHS number': /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b(?![\w-])/,
  'a postcode': /\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b/,
  'an e-mail address': /[\w.]+@[\w-]+\.\w/,
};

const found = (text: string) => Object.keys(LOOKS_REAL).filter((kind) => LOOKS_REAL[kind]?.test(text));

/** A file as text; a workbook as its parts, as packed bytes may look like anything. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  if (!file.endsWith('.xlsx') || file.includes('damaged')) return bytes.toString('latin1');
  return new AdmZip(bytes)
    .getEntries()
    .map((entry) => entry.getData().toString())
    .join('\n');
}

/** Papers in bytes, and what `npm run fixtures` builds to run: no part of the project. */
const isOther = (name: string): boolean => name.endsWith('.pdf') || name === 'write.mjs';

const files = readdirSync(join(PROJECT, 'fixtures'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !isOther(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

describe('the fixtures', () => {
  it('hold nothing that looks like a real person’s record', () => {
    // A hash's sixty-four digits, and those behind a decimal point, may look like anything.
    const suspicious = files.flatMap((file) => found(textOf(file).replace(/\b[0-9a-f]{64}\b|\d\.\d{5,}/g, '')).map((kind) => `${file} holds ${kind}`));
    expect(files.length).toBeGreaterThan(40);
    expect(suspicious).toEqual([]);
  });

  it.each([
    ['A801200001001', 'a unique pupil number'],
    ['943 476 5919', 'an NHS number'],
    ['9434765919', 'an NHS number'],
    ['BS1 5TR', 'a postcode'],
    ['SW1A1AA', 'a postcode'],
    ['someone@example.org', 'an e-mail address'],
  ])('%s would be taken for %s', (text, kind) => {
    expect(found(`A-001,${text},2022-01-10`)).toEqual([kind]);
  });
});
