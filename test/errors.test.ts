import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SET_ASIDE, WARNINGS } from '../src/input/problem.ts';
import { ehcp, PROJECT } from './support/program.ts';

const FOLDER = join(PROJECT, 'fixtures', 'errors');
const provoked = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.slice(0, -'.csv'.length));

/** What cannot be read at all; everything else concerns a row. */
const REFUSALS = [
  'binary',
  'empty-file',
  'heading-only',
  'no-case-id-column',
  'no-received-date-column',
  'not-utf-8',
  'open-quotation-mark',
  'same-column-twice',
  'semicolons',
];

describe('each error', () => {
  it.each(provoked)('%s says where, what, why and what to do, in these words', async (name) => {
    const { code, stdout, stderr } = ehcp(['snapshot', `${name}.csv`, '--as-of', '2022-07-31', '--strict'], { cwd: FOLDER });
    await expect(stderr).toMatchFileSnapshot(join(FOLDER, `${name}.txt`));
    expect(code).toBe(REFUSALS.includes(name) ? 2 : Object.hasOwn(SET_ASIDE, name) ? 1 : 0);
    expect(stdout === '').toBe(REFUSALS.includes(name));
  });

  it('has a file that provokes it, and no file provokes none', () => {
    expect(provoked.sort()).toEqual([...Object.keys(SET_ASIDE), ...Object.keys(WARNINGS), ...REFUSALS].sort());
  });
});
