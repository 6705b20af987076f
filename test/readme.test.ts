import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';

const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');

it('the README shows what the demonstration prints', () => {
  const shown = /<!-- demo -->\n```text\n([\s\S]*?)```\n<!-- \/demo -->/.exec(README)?.[1];
  expect(shown).toBe(ehcp(['snapshot', '--as-of', '2022-07-31'], { cwd: DEMONSTRATION }).stdout);
});

it('the README names every option of the program', () => {
  const options = ehcp(['snapshot', '--help']).stdout.match(/^ {2}--[\w-]+/gm) ?? [];
  expect(options.length).toBeGreaterThan(8);
  expect(options.map((option) => option.trim()).filter((option) => !README.includes(`\`${option}`))).toEqual([]);
});
