import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demonstrationCaseload } from '../fixtures/bristol-2022/generate.ts';
import { DEMONSTRATION } from './support/program.ts';

it('the generator makes the demonstration caseload, byte for byte', () => {
  expect(demonstrationCaseload() === readFileSync(join(DEMONSTRATION, 'cases.csv'), 'utf8')).toBe(true);
});
