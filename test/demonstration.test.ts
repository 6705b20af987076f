import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demonstrationCaseload } from '../fixtures/bristol-2022/generate.ts';
import { twoYearOlds } from '../fixtures/bristol-2022/two-year-olds.ts';
import { DEMONSTRATION } from './support/program.ts';

it.each([
  ['cases.csv', demonstrationCaseload],
  ['two-year-olds.csv', twoYearOlds],
])('the generator makes %s of the demonstration caseload, byte for byte', (name, generated) => {
  expect(generated() === readFileSync(join(DEMONSTRATION, name), 'utf8')).toBe(true);
});
