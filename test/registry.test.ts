import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLOCK_GROUPS } from '../src/core/clocks/index.ts';
import { DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { CASE_MEASURES } from '../src/core/measures/index.ts';
import { LISTS } from '../src/input/layouts/lists.ts';
import { RETURNS } from '../src/input/layouts/returns.ts';
import { FORMATS } from '../src/render/index.ts';

/** A folder with one thing a file, the list that must name them all, and the files that are no such thing. */
interface Registry {
  folder: string;
  ids: readonly string[];
  others: readonly string[];
}

const REGISTRIES: Registry[] = [
  { folder: 'core/measures', ids: CASE_MEASURES.map(({ id }) => id), others: ['index.ts'] },
  { folder: 'input/layouts', ids: [...LISTS, ...RETURNS].map(({ id }) => id), others: ['lists.ts', 'returns.ts'] },
  { folder: 'core/clocks', ids: CLOCK_GROUPS.map(({ id }) => id), others: ['index.ts', 'clock.ts', 'events.ts', 'grounds.ts'] },
];

describe.each(REGISTRIES)('src/$folder', ({ folder, ids, others }) => {
  const files = readdirSync(fileURLToPath(new URL(`../src/${folder}/`, import.meta.url))).filter((file) => !others.includes(file));

  it('has every file on its list, under the name of the file', () => {
    expect(files.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual([...ids].sort());
  });

  it('gives no id twice', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names its files in kebab-case', () => {
    for (const file of files) expect(file).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/);
  });
});

describe('the measures', () => {
  it('have each a title and a definition of its own', () => {
    for (const words of [CASE_MEASURES.map(({ title }) => title), CASE_MEASURES.map(({ counts }) => counts(DEFAULT_CONVENTIONS))]) {
      expect(words.every((text) => text.length > 10)).toBe(true);
      expect(new Set(words).size).toBe(CASE_MEASURES.length);
    }
  });

  it('are counts where and only where they say what they count', () => {
    for (const { kind, unit } of CASE_MEASURES) expect(unit !== undefined).toBe(kind === 'count');
  });
});

describe('the formats', () => {
  it('are each a file or a folder of src/render, and on the list', () => {
    const others = ['chart', 'index', 'listing', 'markup', 'paint', 'renderer', 'tidy', 'words', 'why'];
    const names = readdirSync(fileURLToPath(new URL('../src/render/', import.meta.url))).map((name) => name.replace(/\.\w+$/, ''));
    expect(FORMATS.map(({ format }) => format).sort()).toEqual(names.filter((name) => !others.includes(name)).sort());
    expect(new Set(FORMATS.map(({ extension }) => extension)).size).toBe(FORMATS.length);
  });
});
