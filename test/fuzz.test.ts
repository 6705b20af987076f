/** A short run of `npm run fuzz`: the same spoilt exports each time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fuzz, type Judged } from './fuzz/run.ts';
import { SEEDS } from './fuzz/seeds.ts';

const folder = mkdtempSync(join(tmpdir(), 'ehcp-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('no spoilt export crashes the program, hangs it, or loses a row', async () => {
  const judged: Judged[] = [];
  for (let seed = 1; seed <= 120; seed++) judged.push(await fuzz(seed, folder));
  expect(judged.filter(({ faults }) => faults.length > 0)).toEqual([]);
  // They reach every reader; some are read all the same, and some are refused.
  expect(new Set(judged.map(({ name }) => name)).size).toBe(SEEDS.length);
  expect(new Set(judged.map(({ code }) => code))).toEqual(new Set([0, 1, 2]));
}, 300_000);
