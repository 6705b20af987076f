import type { Listing, Report, Section, TextRun } from '../report/report.ts';
import { dataTableOf, grouped, listingFor, seenColumns, type TableSection, valueText, withRows } from './listing.ts';
import type { Renderer } from './renderer.ts';
import { address, COMMENTARY, cellText, factsOf, oneLine, plainRuns } from './words.ts';

/** The report as Markdown, for the templates of committee reports: the content and the order of the PDF. */
export const md: Renderer = {
  render: (report) => {
    const { authority, title, cautions, summary } = report;
    const sections = withRows(report);
    const facts = factsOf(report);
    const inOrder = [...sections.filter(({ place }) => place === 'page'), ...sections.filter(({ place }) => place !== 'page')];
    const blocks = [
      `# ${escaped(title)}`,
      ...(authority === null ? [] : [line(authority)]),
      ...(facts.length === 0 ? [] : [line(facts.join(' · '))]),
      ...cautions.map((caution) => `> **Caution:** ${escaped(caution)}`),
      ...summary.map(line),
      ...inOrder.flatMap((section) => [`## ${escaped(section.heading)}`, ...inside(section, report)]),
    ];
    return `${blocks.join('\n\n')}\n`;
  },
};

function inside(section: Section, report: Report): string[] {
  switch (section.kind) {
    case 'table':
      return [...(section.lead ?? []).map(line), line(section.caption), tableOf(section), ...section.notes.map(line)];
    case 'list':
      return [section.items.map((item) => `- ${line(item)}`).join('\n')];
    case 'terms':
      return section.terms.map(({ term, meaning }) => `${bold(escaped(term))}: ${escaped(meaning)}`);
    case 'chart': {
      const data = dataTableOf(section);
      return [line(section.finding), tableOf(data), ...data.notes.map(line)];
    }
    case 'text':
      return [COMMENTARY, ...section.blocks.map((block) => (block.kind === 'paragraph' ? paragraph(block.runs) : listOf(block)))];
    case 'listing':
      return [listingTable(listingFor(section, report))];
  }
}

const listOf = ({ ordered, items }: { ordered: boolean; items: TextRun[][] }): string =>
  items.map((item, at) => `${ordered ? `${at + 1}.` : '-'} ${paragraph(item)}`).join('\n');

const paragraph = (runs: readonly TextRun[]): string => atBeginning(runs.map(run).join('').trim());

function run(one: TextRun): string {
  const to = address(one);
  const text = to === null ? escaped(plainRuns([one]), false) : `[${linkText(one.text)}](${destination(to)})`;
  return one.bold === true ? bold(text) : text;
}

/** Stars stand at letters, never at blanks. */
const bold = (text: string): string => text.replace(/^(\s*)(.*?)(\s*)$/, (_, before, words, after) => (words === '' ? text : `${before}**${words}**${after}`));

/** Some readers of Markdown take the backslashes from brackets in a link, and then look for links in it. */
const linkText = (text: string): string => escaped(text).replaceAll('\\[', '&#91;').replaceAll('\\]', '&#93;');

/** An address in which nothing ends the link. */
const destination = (to: string): string =>
  to.replace(/[()<>[\]\\`*_|"{}^~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`).replace(/&(?=#?\w+;)/g, '&amp;');

function tableOf({ rowHeading, columns, rows }: TableSection): string {
  const cells = (row: (typeof rows)[number]): string[] => columns.map((_, at) => (row.cells[at] === undefined ? '' : cellText(row.cells[at])));
  return piped(
    [rowHeading, ...columns.map(({ lines }) => lines.join(' '))],
    ['left', ...columns.map(({ align }) => align)],
    // A row that belongs to the one above goes on from it.
    grouped(rows).flatMap(({ row, under }) => [[row.header, ...cells(row)], ...under.map((one) => [`… ${one.header}`, ...cells(one)])]),
  );
}

function listingTable(listing: Listing): string {
  const columns = seenColumns(listing);
  return piped(
    columns.map(({ heading }) => heading),
    columns.map(({ kind }) => (kind === 'number' ? 'right' : 'left')),
    listing.rows.map((row) => columns.map((column) => valueText(row[column.key], column))),
  );
}

function piped(headings: readonly string[], aligns: readonly ('left' | 'right')[], rows: readonly string[][]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((text) => escaped(text)).join(' | ')} |`;
  return [row(headings), `|${aligns.map((align) => (align === 'right' ? '---:' : '---')).join('|')}|`, ...rows.map(row)].join('\n');
}

/** Most texts hold nothing but these, and need no second look. */
const HARMLESS = /^[A-Za-z0-9 (),;%/–-]*$/;

/** What Markdown, in any of its common forms, takes for a mark anywhere in a line. */
const MARKS = /[\\`*_{}[\]<>|~#$^@]/g;

/** Where an address or a character by its name would begin. */
const ADDRESSES = /:(?=\/\/)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\.|&(?=#?\w+;)/gi;

/** A text that is nothing but text, within a line. */
function escaped(text: string, trimmed = true): string {
  const whole = HARMLESS.test(text) ? text : oneLine(text).replace(MARKS, '\\$&').replace(ADDRESSES, '\\$&');
  return trimmed ? whole.trim() : whole;
}

/** What begins a list, a rule, a heading or a definition where a line begins with it: a sign, or a number in figures or letters. */
const BEGINNING = /^(\d{1,9}(?=[.)])|[a-z](?=[.)])|[ivxlcdm]+(?=[.)])|)([-+=:%(.)])/i;

const atBeginning = (text: string): string => text.replace(BEGINNING, '$1\\$2');

/** A text as a paragraph or an item of a list. */
const line = (text: string): string => atBeginning(escaped(text));
