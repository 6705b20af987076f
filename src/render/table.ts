import { Chalk, type ChalkInstance } from 'chalk';
import CliTable from 'cli-table3';
import type { Listing, Report, Row, Section } from '../report/report.ts';
import { listingFor, seenColumns, valueText } from './listing.ts';
import type { Look, Renderer } from './renderer.ts';
import { cellText, cellTextShort, factsOf } from './words.ts';

type TableSection = Extract<Section, { kind: 'table' }>;

/** The report as text for a terminal: reads well without colour, in as many columns as the look allows. */
export const table: Renderer = {
  render(report, look) {
    const paint = new Chalk({ level: look.colour ? 1 : 0 });
    const blocks = [
      heading(report, look, paint),
      ...report.cautions.map((caution) => paint.bold.yellow(wrapped(`Caution: ${caution}`, look.width, ''))),
      report.summary.map((sentence) => wrapped(sentence, look.width, '')).join('\n'),
      ...report.sections.filter(({ place }) => place !== 'definitions').map((section) => block(section, report, look, paint)),
    ];
    if (report.sections.some(({ place }) => place === 'definitions')) {
      blocks.push(paint.dim(wrapped('What each figure counts stands on the last page of the PDF: add --out and a name ending in .pdf.', look.width, '')));
    }
    return `${blocks.filter((text) => text !== '').join('\n\n')}\n`;
  },
};

function heading(report: Report, look: Look, paint: ChalkInstance): string {
  // No line ends inside a fact: a date stays whole.
  const facts = wrapped(
    factsOf(report)
      .map((fact) => fact.replaceAll(' ', NO_BREAK))
      .join(' · '),
    look.width,
    '',
  ).replaceAll(NO_BREAK, ' ');
  const authority = report.authority === null ? [] : [wrapped(report.authority, look.width, '')];
  return [...authority, paint.bold(wrapped(report.title, look.width, '')), ...(facts === '' ? [] : [facts])].join('\n');
}

function block(section: Section, report: Report, look: Look, paint: ChalkInstance): string {
  const title = paint.bold(wrapped(section.heading, look.width, ''));
  switch (section.kind) {
    case 'table':
      return [title, gridOf(section, look.width, paint), ...section.notes.map((note) => paint.dim(wrapped(note, look.width, INDENT)))].join('\n');
    case 'list':
      return [title, ...section.items.map((item) => wrapped(item, look.width, INDENT))].join('\n');
    case 'terms':
      return [title, ...section.terms.map(({ term, meaning }) => wrapped(`${term}: ${meaning}`, look.width, INDENT))].join('\n');
    case 'listing':
      return [title, ...listed(listingFor(section, report), look.width, paint)].join('\n');
  }
}

const NO_BREAK = '\u00a0';

/** Every line of a section begins with it; cells have it between them too. */
const INDENT = ' ';

const labelOf = (row: Row): string => (row.under ? `  ${row.header}` : row.header);

const textAt = (row: Row, at: number): string => {
  const cell = row.cells[at];
  return cell === undefined ? '' : cellText(cell);
};

/** The widths at which nothing wraps: the row headings, then each column, with the blank before it. */
function naturalWidths({ rowHeading, columns, rows }: TableSection): number[] {
  const label = Math.max(rowHeading.length, ...rows.map((row) => labelOf(row).length));
  const cells = columns.map(({ lines }, at) => 1 + Math.max(...lines.map((line) => line.length), ...rows.map((row) => textAt(row, at).length)));
  return [label, ...cells].map((width) => width + 1);
}

/** A table without borders. Where it is too wide for row headings beside their figures, they stand on lines of their own. */
function gridOf(section: TableSection, width: number, paint: ChalkInstance): string {
  const natural = naturalWidths(section);
  if (natural.reduce((sum, column) => sum + column, 0) <= width) {
    return grid(
      section,
      natural,
      section.rows.map((row) => [labelOf(row), ...row.cells.map(cellText)]),
      paint,
    );
  }
  const label = 1 + Math.max(section.rowHeading.length, ...section.rows.map((row) => (row.under ? row.header.length : 0)));
  const column = Math.floor((width - label) / section.columns.length);
  const rows = section.rows.flatMap((row): Line[] => {
    const figures = row.cells.map(cellTextShort);
    if (row.under) return [[row.header, ...figures].map((text) => paint.dim(text))];
    return [[{ content: row.header, colSpan: figures.length + 1 }], ['', ...figures]];
  });
  return grid(section, [label, ...section.columns.map(() => column)], rows, paint);
}

/** A line of cells as cli-table3 takes them. */
type Line = CliTable.Cell[];

function grid({ rowHeading, columns }: TableSection, widths: number[], rows: Line[], paint: ChalkInstance): string {
  const cliTable = new CliTable({
    chars: NO_BORDERS,
    // cli-table3 would put colour into pipes; all colour here is ours.
    style: { head: [], border: [], 'padding-left': INDENT.length, 'padding-right': 0 },
    colWidths: widths,
    colAligns: ['left', ...columns.map(({ align }) => align)],
    wordWrap: true,
  });
  const headings = columns.map(({ lines }, at) => lines.flatMap((line) => wrapped(line, (widths[at + 1] ?? 0) - INDENT.length, '').split('\n')));
  const height = Math.max(...headings.map((lines) => lines.length));
  for (let at = 0; at < height; at++) {
    // Shorter headings sit at the bottom, next to their figures.
    const cells = headings.map((lines) => lines[at - height + lines.length] ?? '');
    cliTable.push([at === height - 1 ? rowHeading : '', ...cells].map((text) => paint.underline(text)));
  }
  cliTable.push(...rows);
  return cliTable
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Room in which words read well; where there is less they go below their row. */
const LEAST_FOR_WORDS = 16;

/** One row a line, as there may be thousands; the words at its end go on below each other. */
function listed(listing: Listing, width: number, paint: ChalkInstance): string[] {
  const columns = seenColumns(listing);
  const rows = listing.rows.map((row) => columns.map((column) => valueText(row[column.key], column)));
  const widths = columns.map(({ heading: name }, at) => rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), name.length));
  const before = widths.slice(0, -1).reduce((sum, column) => sum + column + INDENT.length, INDENT.length);
  const beside = width - before >= Math.min(LEAST_FOR_WORDS, widths.at(-1) ?? 0);
  const hang = ' '.repeat(beside ? before : INDENT.length * 4);
  const line = (texts: readonly string[]): string => {
    const cells = texts.slice(0, -1).map((text, at) => (columns[at]?.kind === 'number' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)));
    const start = INDENT + cells.map((text) => text + INDENT).join('');
    const words = wrapped(texts.at(-1) ?? '', width, hang);
    return beside ? start + words.slice(hang.length) : `${start.trimEnd()}\n${words}`;
  };
  return [paint.underline(line(columns.map(({ heading: name }) => name))), ...rows.map(line)];
}

const NO_BORDERS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((part) => [part, '']),
);

/** Text in lines of at most `width`; a word that is longer is cut. */
function wrapped(text: string, width: number, indent: string): string {
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  const pieces = new RegExp(`.{1,${room}}`, 'gu');
  for (const word of text.split(' ').flatMap((whole) => whole.match(pieces) ?? [''])) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(indent + line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].join('\n');
}
