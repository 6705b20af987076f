import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { md } from '../../src/render/md.ts';
import type { Report } from '../../src/report/report.ts';
import { awkwardNames, full, long, look } from '../documents/papers.ts';
import { everySection, HOSTILE } from '../documents/sections.ts';
import { letters, saidBy } from '../support/said.ts';

const mdOf = (report: Report): string => md.render(report, look) as string;
const tokensOf = (report: Report): Token[] => new Lexer({ gfm: true }).lex(mdOf(report));

/** The kinds of token in a tree, each with those within it; how a text is cut into pieces says nothing. */
function shapeOf(tokens: readonly Token[]): unknown[] {
  const shape = (tokens as MarkedToken[])
    .filter(({ type }) => type !== 'space')
    .map((token) => {
      if (token.type === 'table')
        return [
          'table',
          token.align,
          token.header.map(({ tokens: cell }) => shapeOf(cell)),
          token.rows.map((row) => row.map(({ tokens: cell }) => shapeOf(cell))),
        ];
      if (token.type === 'list') return ['list', token.ordered, token.items.map(({ tokens: item }) => shapeOf(item))];
      if (token.type === 'heading') return ['heading', token.depth, shapeOf(token.tokens)];
      if (token.type === 'link') return ['link', token.href, shapeOf(token.tokens)];
      if (token.type === 'text' || token.type === 'escape') return 'tokens' in token && token.tokens !== undefined ? shapeOf(token.tokens) : 'text';
      return [token.type, 'tokens' in token && token.tokens !== undefined ? shapeOf(token.tokens) : []];
    });
  return shape.flat(0).filter((one, at) => one !== 'text' || shape[at - 1] !== 'text');
}

/** What a reader of the rendered page sees. */
function textOf(tokens: readonly Token[]): string {
  return (tokens as MarkedToken[])
    .map((token) => {
      if (token.type === 'table') return [...token.header, ...token.rows.flat()].map((cell: Tokens.TableCell) => textOf(cell.tokens)).join('');
      if (token.type === 'list') return token.items.map(({ tokens: item }) => textOf(item)).join('');
      if (token.type === 'escape') return token.text;
      if ('tokens' in token && token.tokens !== undefined) return textOf(token.tokens);
      return token.type === 'text' ? token.text.replaceAll('&#91;', '[').replaceAll('&#93;', ']') : '';
    })
    .join('');
}

/** The words of a report as this format has them: the title first, a colon behind each term. */
function expected(report: Report): string {
  const { authority, title } = report;
  const terms = report.sections.map((section) =>
    section.kind === 'terms' ? { ...section, terms: section.terms.map(({ term, meaning }) => ({ term: `${term}:`, meaning })) } : section,
  );
  const under = terms.map((section) =>
    section.kind === 'table' ? { ...section, rows: section.rows.map((row) => (row.under ? { ...row, header: `… ${row.header}` } : row)) } : section,
  );
  const said = saidBy({ ...report, sections: under });
  return letters(authority === null ? said : [title, authority, ...said.slice(2)]);
}

describe('Markdown', () => {
  it.each([
    ['a snapshot', full],
    ['a snapshot with awkward names', awkwardNames],
    ['a report of many pages', long],
    ['a report with every kind of section', everySection],
  ] as const)('says what %s says, in its order', (_, make) => {
    const report = make();
    expect(letters(textOf(tokensOf(report)))).toBe(expected(report));
  });

  it('has a table, a list, a definition and a chart in their common forms', () => {
    const text = mdOf(everySection());
    expect(text).toContain('# Every section it\n\nAnyshire Council it\n\n');
    expect(text).toContain('\n\n> **Caution:** Some rows could not be read it.\n\n');
    expect(text).toContain(
      '\n\n| Month | This year it | Last year |\n|---|---:|---:|\n| May 2022 | 50.0% (5 of 10) | 25.0% (2 of 8) |\n| June 2022 it | – (0 of 0) | c |\n| July 2022 | c |  |\n\nThe law it: 100%.\n\n',
    );
    expect(text).toContain('\n\n**it**: it\n');
    expect(text).toContain(
      'Commentary: written by officers, not made from the figures.\n\nThree co-ordinators began in May it, **and six more it**: see [the plan it](https://a.example/b?c=d&e=f).\n\n- First it\n',
    );
    expect(text).toContain('\n\n1. **Then it**\n2. it\n\n');
  });

  const shape = shapeOf(tokensOf(everySection()));

  it.each(HOSTILE)('takes nothing in the data for a mark: %j', (said) => {
    const report = everySection(said);
    expect(shapeOf(tokensOf(report))).toEqual(shape);
    expect(letters(textOf(tokensOf(report)))).toBe(expected(report));
  });

  it('leads nowhere but to the web and to mailboxes', () => {
    const linked = (link: string): string =>
      mdOf({ ...full(), sections: [{ kind: 'text', id: 'a', heading: 'A', place: 'page', blocks: [{ kind: 'paragraph', runs: [{ text: 'here', link }] }] }] });
    expect(linked('https://a.example/(b)[c]<d>')).toContain('[here](https://a.example/%28b%29%5Bc%5D%3Cd%3E)');
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//a.example', 'https://a b', 'http://a\u202eb'])
      expect(linked(link)).not.toContain('](');
  });

  it('has the same bytes each time, and no unseen characters', () => {
    for (const said of HOSTILE) expect(mdOf(everySection(said))).not.toMatch(/[^\P{C}\n]/u);
    expect(mdOf(full())).toBe(mdOf(full()));
  });
});
