import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INSPECTIONS } from '../src/core/inspection.ts';
import { type Problem, RECORD_SET_ASIDE, RECORD_WARNINGS, SET_ASIDE, WARNINGS } from '../src/input/problem.ts';
import { meaningOf, severityOf } from '../src/input/severity.ts';
import { ehcp, PROJECT } from './support/program.ts';

const FOLDER = join(PROJECT, 'fixtures', 'errors');
const exports = readdirSync(FOLDER).filter((name) => !name.endsWith('.txt'));
const nameOf = (file: string) => file.replace(/\.[a-z]+$/, '');

/** What cannot be read at all; everything else concerns a row, a column or an encoding. */
const REFUSALS = [
  'binary',
  'empty-file',
  'gzip-damaged',
  'heading-only',
  'no-case-id-column',
  'no-layout-in-folder',
  'no-received-date-column',
  'one-sen2-table',
  'open-quotation-mark',
  'pdf',
  'same-column-twice',
  'sen2-table-twice',
  'sen2-without-assessment',
  'two-headings-for-one',
  'workbook-damaged',
  'workbook-old',
  'xml-cut-short',
  'xml-doctype',
  'xml-not-sen2',
];
const FOUND_BY_CHECK = Object.keys(INSPECTIONS);
const CODES = [...Object.keys(SET_ASIDE), ...Object.keys(WARNINGS), ...FOUND_BY_CHECK] as Problem['code'][];

const run = (command: string, file: string) => ehcp([command, file, '--as-of', '2022-07-31', ...(command === 'check' ? [] : ['--strict'])], { cwd: FOLDER });

describe('each error', () => {
  it.each(exports)('%s says where, what, why and what to do, in these words', async (file) => {
    const name = nameOf(file);
    const { code, stdout, stderr } = run('snapshot', file);
    const checked = run('check', file);
    const refused = REFUSALS.includes(name);
    await expect(FOUND_BY_CHECK.includes(name) ? checked.stdout : stderr).toMatchFileSnapshot(join(FOLDER, `${name}.txt`));
    expect(code).toBe(refused ? 2 : Object.hasOwn(SET_ASIDE, name) || name === 'month-first-dates' ? 1 : 0);
    expect(stdout === '').toBe(refused);
    const isError = CODES.includes(name as Problem['code']) && severityOf(name as Problem['code']) === 'error';
    expect(checked.code).toBe(refused ? 2 : isError ? 1 : 0);
    if (!refused && name !== 'encoding-assumed')
      expect(checked.stdout).toContain(` ${name}: ${meaningOf(name as Problem['code'])} (`.replace(/\s+/g, ' ').slice(0, 40));
  });

  it('has an export that provokes it, and no export provokes none', () => {
    expect(exports.map(nameOf).sort()).toEqual([...CODES, ...REFUSALS, 'encoding-assumed'].sort());
  });
});

it('the list of messages in the documentation is made of them', async () => {
  const quoted = (name: string) => `\`\`\`text\n${readFileSync(join(FOLDER, `${name}.txt`), 'utf8').trim()}\n\`\`\`\n`;
  const kinds = CODES.map((code) => `| \`${code}\` | ${severityOf(code)} | ${meaningOf(code)} |`);
  const list = `# What can be wrong with an export

Made by \`test/errors.test.ts\` from [\`fixtures/errors\`](../fixtures/errors): each export there provokes one message, and holds its exact words.
An *error* cannot be right; a *warning* hardly is; a *note* is worth a look. Rows set aside and warnings are
said with every report; all of them are listed by \`ehcp check\`.

| Code | Severity | What it means |
|---|---|---|
${kinds.join('\n')}

## What is said of a row, a column or a file

${[...Object.keys(SET_ASIDE), ...Object.keys(WARNINGS), 'encoding-assumed'].map((name) => `### ${name}\n\n${quoted(name)}`).join('\n')}
## What ehcp check finds besides

${FOUND_BY_CHECK.map((name) => `### ${name}\n\n${quoted(name)}`).join('\n')}
## Rows of other lists

The lists of plans, of advice, of mediations and appeals, and those that a ratio indicator is counted over, set aside a row where a figure turns on what cannot be read there.

| Code | What it means |
|---|---|
${Object.entries(RECORD_SET_ASIDE)
  .map(([code, means]) => `| \`${code}\` | ${means} |`)
  .join('\n')}

Besides the warnings above, a row is counted with one of these:

| Code | What it means |
|---|---|
${Object.entries(RECORD_WARNINGS)
  .filter(([code, means]) => Object.entries(WARNINGS).every(([other, same]) => other !== code || same !== means))
  .map(([code, means]) => `| \`${code}\` | ${means} |`)
  .join('\n')}

## What cannot be read at all

Nothing is reported then, and the exit code is 2.

${REFUSALS.map((name) => `### ${name}\n\n${quoted(name)}`).join('\n')}`;
  await expect(list).toMatchFileSnapshot(join(PROJECT, 'docs', 'problems.md'));
});
