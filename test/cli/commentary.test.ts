import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommentary } from '../../src/cli/commentary.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (text: string | Buffer): string => {
  const file = join(folder, 'words.md');
  writeFileSync(file, text);
  return file;
};
const blocks = (text: string | Buffer) => readCommentary(put(text));
const paragraph = (...runs: unknown[]) => ({ kind: 'paragraph', runs });

describe('a commentary', () => {
  it.each<[string, unknown[]]>([
    ['One.\ngoes on\n\nTwo.', [paragraph({ text: 'One. goes on' }), paragraph({ text: 'Two.' })]],
    ['One.\r\n\r\nTwo.', [paragraph({ text: 'One.' }), paragraph({ text: 'Two.' })]],
    ['**All** of it', [paragraph({ text: 'All', bold: true }, { text: ' of it' })]],
    [
      '[the **law**](https://example.org/a?b=1&c=2)',
      [paragraph({ text: 'the ', link: 'https://example.org/a?b=1&c=2' }, { text: 'law', bold: true, link: 'https://example.org/a?b=1&c=2' })],
    ],
    ['Children & Families, 5 < 6, "Siân" &amp; all', [paragraph({ text: 'Children & Families, 5 < 6, "Siân" & all' })]],
    ['- a\n- **b**', [{ kind: 'list', ordered: false, items: [[{ text: 'a' }], [{ text: 'b', bold: true }]] }]],
    ['- a\n\n- b', [{ kind: 'list', ordered: false, items: [[{ text: 'a' }], [{ text: 'b' }]] }]],
    ['1. a\n2. b', [{ kind: 'list', ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] }]],
    ['\\*not bold\\*', [paragraph({ text: '*' }, { text: 'not bold' }, { text: '*' })]],
  ])('of %j is paragraphs, lists, bold and links', (text, expected) => {
    expect(blocks(text)).toEqual(expected);
  });

  it.each<[string, number, string]>([
    ['ok\n\n# Heading', 3, 'a heading'],
    ['ok\n\nand `code`', 3, 'code between backticks'],
    ['ok\nand\nthen `code`', 3, 'code between backticks'],
    ['- a\n  - b', 1, 'a list within a list'],
    ['- a\n- b\n- `c`', 3, 'code between backticks'],
    ['> quoted', 1, 'a quotation'],
    ['ok\n\n<b>bold</b>', 3, 'HTML'],
    ['a <script>alert(1)</script>', 1, 'HTML'],
    ['![picture](x.png)', 1, 'an image'],
    ['*slanted*', 1, 'italic text'],
    ['~~gone~~', 1, 'text that is struck out'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 1, 'a table'],
    ['ok\n\n---', 3, 'a rule'],
    ['[x]: https://example.org', 1, 'a link that is named elsewhere'],
  ])('with %j is refused with line %i: %s', (text, line, what) => {
    const file = put(text);
    expect(() => readCommentary(file)).toThrow(
      `${file} line ${line}: ${what} has no place in a commentary. Write paragraphs, lists, **bold** and [links](https://…), and run again.`,
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/etc/passwd', 'page.html', 'JaVaScRiPt:x'])('leads nowhere but to the web: %s', (address) => {
    expect(() => blocks(`[a](${address})`)).toThrow('a link leads to https://…, http://… or mailto:…, and this one does not.');
  });

  it('of control characters shows none of them', () => {
    expect(JSON.stringify(blocks('red \u001b[31m and \u202e back'))).not.toMatch(/\\u001b|\u202e/);
  });

  it('that is empty, not UTF-8, too long, or not there is refused in a sentence', () => {
    expect(() => blocks(' \n\n')).toThrow('there is nothing in it.');
    expect(() => blocks(Buffer.from([0xe9, 0x20]))).toThrow('this is not UTF-8 text');
    expect(() => blocks('x'.repeat(200_001))).toThrow('this is too long for a commentary.');
    expect(() => readCommentary(join(folder, 'none.md'))).toThrow('the commentary cannot be read.');
  });

  it('stands under its own heading behind the page, in JSON and in the table', () => {
    const file = put('The **August** dip is the school year.\n\n- See [last year](https://example.org).');
    const run = (...args: string[]) => ehcp(['snapshot', '--as-of', '2022-07-31', '--commentary', file, ...args], { cwd: DEMONSTRATION });
    const { sections } = JSON.parse(run('--format', 'json').stdout);
    const at = sections.findIndex(({ id }: { id: string }) => id === 'commentary');
    expect(sections[at]).toMatchObject({ kind: 'text', heading: 'Commentary by officers', place: 'notes' });
    expect(sections.slice(0, at).every(({ place }: { place: string }) => place === 'page')).toBe(true);
    expect(run().stdout).toContain(
      'Commentary by officers\n Commentary: written by officers, not made from the figures.\n The August dip is the school year.\n – See last year (https://example.org).',
    );
    expect(run('--out', file, '--force')).toMatchObject({ code: 2 });
  });
});
