import { readFileSync, statSync } from 'node:fs';
import { lexer, type Token, type Tokens } from 'marked';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { Report, Section, TextBlock, TextRun } from '../report/report.ts';
import { noteInput } from './inputs.ts';

/** Nobody's commentary on a report is near this long. */
const MOST_BYTES = 200_000;

/**
 * What an officer wrote about a report: paragraphs, lists, bold and links of Markdown, and nothing else.
 * @throws UserError where the file cannot be read, or holds anything else, with its line
 */
export function readCommentary(file: string): TextBlock[] {
  const text = textOf(file);
  let line = 1;
  const blocks: TextBlock[] = [];
  for (const token of lexer(text)) {
    if (token.type !== 'space') blocks.push(blockOf(token, (offset) => place(file, line, offset)));
    line += linesIn(token.raw);
  }
  if (blocks.length === 0) throw new UserError(`${file}: there is nothing in it. Write the commentary, or leave --commentary away.`);
  return blocks;
}

/** The report with its commentary, which stands first behind the page and is marked as what it is. */
export function withCommentary(report: Report, blocks: TextBlock[]): Report {
  const section: Section = { kind: 'text', id: 'commentary', heading: 'Commentary by officers', place: 'notes', blocks };
  const behind = report.sections.findIndex(({ place: where }) => where !== 'page');
  const at = behind < 0 ? report.sections.length : behind;
  return { ...report, sections: [...report.sections.slice(0, at), section, ...report.sections.slice(at)] };
}

function textOf(file: string): string {
  noteInput(file);
  let bytes: Buffer;
  try {
    if (statSync(file).size > MOST_BYTES) throw new UserError(`${file}: this is too long for a commentary. Shorten it.`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file}: the commentary cannot be read. Check the name and that this user may read it.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw new UserError(`${file}: this is not UTF-8 text, so letters such as é would be misread. Save it as UTF-8 and run again.`);
  }
}

const linesIn = (text: string): number => text.split('\n').length - 1;

const place = (file: string, line: number, before: string): string => `${file} line ${line + linesIn(before)}`;

/** What a writer may have meant by what is refused. */
const NAMES: Readonly<Record<string, string>> = {
  heading: 'a heading',
  code: 'code, or a line that begins with four blanks',
  codespan: 'code between backticks',
  blockquote: 'a quotation',
  hr: 'a rule',
  html: 'HTML',
  table: 'a table',
  image: 'an image',
  em: 'italic text',
  del: 'text that is struck out',
  def: 'a link that is named elsewhere',
  list: 'a list within a list',
};

function refuse(type: string, where: string): never {
  throw new UserError(
    `${where}: ${NAMES[type] ?? 'this'} has no place in a commentary. Write paragraphs, lists, **bold** and [links](https://…), and run again.`,
  );
}

function blockOf(token: Token, where: (before: string) => string): TextBlock {
  if (token.type === 'paragraph') return { kind: 'paragraph', runs: runsAt((token as Tokens.Paragraph).tokens, where) };
  if (token.type !== 'list') return refuse(token.type, where(''));
  const { ordered, items, raw } = token as Tokens.List;
  let seen = 0;
  return {
    kind: 'list',
    ordered,
    items: items.map((item) => {
      const at = where(raw.slice(0, raw.indexOf(item.raw, seen)));
      seen = raw.indexOf(item.raw, seen) + item.raw.length;
      if (item.task) refuse('task', at);
      return item.tokens.flatMap((part) => {
        if (part.type !== 'text' && part.type !== 'paragraph') return part.type === 'space' ? [] : refuse(part.type, at);
        return runsOf((part as Tokens.Text).tokens ?? [part], at);
      });
    }),
  };
}

/** The runs of a paragraph, each refused with its own line. */
function runsAt(tokens: readonly Token[], where: (before: string) => string): TextRun[] {
  let before = '';
  return tokens.flatMap((token) => {
    const runs = runsOf([token], where(before));
    before += token.raw;
    return runs;
  });
}

const LINK = /^(https?:\/\/|mailto:)[^\s]+$/i;

function runsOf(tokens: readonly Token[], where: string, looks: Omit<TextRun, 'text'> = {}): TextRun[] {
  return tokens.flatMap((token): TextRun[] => {
    switch (token.type) {
      case 'text':
      case 'escape': {
        const { text, tokens: parts } = token as Tokens.Text;
        return parts === undefined ? [{ text: shown(text), ...looks }] : runsOf(parts, where, looks);
      }
      case 'br':
        return [{ text: ' ', ...looks }];
      case 'strong':
        return runsOf((token as Tokens.Strong).tokens, where, { ...looks, bold: true });
      case 'link': {
        const { href, tokens: parts } = token as Tokens.Link;
        if (!LINK.test(href))
          throw new UserError(`${where}: a link leads to https://…, http://… or mailto:…, and this one does not. Correct it and run again.`);
        return runsOf(parts, where, { ...looks, link: printable(href, 500) });
      }
      default:
        return refuse(token.type, where);
    }
  });
}

/** Lines that go on are one; what Markdown wrote for signs is the sign again. */
const shown = (text: string): string =>
  printable(
    text.replace(/\s+/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
    20_000,
  );
