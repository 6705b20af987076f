import type { Cell, Chart, Listing, Report, Row, Section } from '../report/report.ts';
import { dataTableOf, listingFor, seenColumns, stepsOf, type TableSection, valueText, withRows } from './listing.ts';
import { type Paint, painter } from './paint.ts';
import type { Look, Renderer } from './renderer.ts';
import { cellText, cellTextShort, factsOf, isShare, plainText } from './words.ts';

/** The report as text for a terminal: reads well without colour, in as many columns as the look allows. */
export const table: Renderer = {
  render(report, look) {
    const paint = painter(look.colour);
    const blocks = [
      heading(report, look, paint),
      ...report.cautions.map((caution) => paint.caution(wrapped(`Caution: ${caution}`, look.width, ''))),
      report.summary.map((sentence) => wrapped(sentence, look.width, '')).join('\n'),
      ...withRows(report)
        .filter(({ place }) => place !== 'definitions')
        .map((section) => block(section, report, look, paint)),
    ];
    const inPdf = behindThePage(report);
    if (inPdf !== '') blocks.push(paint.dim(wrapped(`${inPdf}: add --out and a name ending in .pdf.`, look.width, '')));
    return `${blocks.filter((text) => text !== '').join('\n\n')}\n`;
  },
};

/** What a screen leaves out. */
function behindThePage({ sections }: Report): string {
  const definitions = sections.some(({ place }) => place === 'definitions');
  const charts = sections.filter((section) => section.kind === 'chart').filter((chart) => !isDrawn(chart));
  if (charts.length > 0) {
    const named = charts.some(({ axis }) => axis === 'Month') ? 'The charts of months' : 'The charts';
    return definitions ? `${named}, and what each figure counts, stand in the PDF` : `${named} stand in the PDF`;
  }
  return definitions ? 'What each figure counts stands on the last page of the PDF' : '';
}

function heading(report: Report, look: Look, paint: Paint): string {
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

function block(section: Section, report: Report, look: Look, paint: Paint): string {
  const title = paint.bold(wrapped(section.heading, look.width, ''));
  switch (section.kind) {
    case 'table':
      return [
        title,
        ...(section.lead ?? []).map((text) => wrapped(text, look.width, INDENT)),
        gridOf(section, look.width, paint),
        ...section.notes.map((note) => paint.dim(wrapped(note, look.width, INDENT))),
      ].join('\n');
    case 'list':
      return [title, ...section.items.map((item) => wrapped(item, look.width, INDENT))].join('\n');
    case 'terms':
      return [title, ...section.terms.map(({ term, meaning }) => wrapped(`${term}: ${meaning}`, look.width, INDENT))].join('\n');
    case 'chart':
      return [title, ...chartLines(section, look.width, paint)].join('\n');
    case 'text':
      return [title, ...plainText(section.blocks).map((text) => wrapped(text, look.width, INDENT))].join('\n');
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

const longest = (texts: Iterable<string>): number => {
  let most = 0;
  for (const { length } of texts) if (length > most) most = length;
  return most;
};

/** A chart of more labels stands on a screen where it is what was asked for; behind the page its finding is enough. */
const MOST_LABELS = 6;

const isShort = ({ labels, form }: Chart): boolean => labels.length <= MOST_LABELS || form === 'waterfall';
const isDrawn = (chart: Chart): boolean => chart.place === 'page' || isShort(chart);

/** The finding of a short chart would only repeat its bars. */
function chartLines(chart: Chart, width: number, paint: Paint): string[] {
  return [
    ...(isShort(chart) && chart.readings === undefined ? [] : [wrapped(chart.finding, width, INDENT)]),
    ...(isDrawn(chart) ? [gridOf(withBars(chart, width), width, paint)] : []),
    ...(chart.notes ?? []).map((note) => paint.dim(wrapped(note, width, INDENT))),
  ];
}

/** Longer bars say no more. */
const LONGEST_BAR = 30;
const SHORTEST_BAR = 5;

/** The data of a chart with a bar for each value of the series that matters, as long as there is room. */
function withBars(chart: Chart, width: number): TableSection {
  const table = dataTableOf(chart);
  const taken = naturalWidths(table).reduce((sum, column) => sum + column + INDENT.length, 0);
  // Before the bars a column has two blanks.
  const room = Math.min(LONGEST_BAR, width - taken - INDENT.length - 1);
  if (room < SHORTEST_BAR) return table;
  const bars = chart.form === 'waterfall' ? fallingBars(chart, room) : barsFromNought(chart, room);
  if (bars.every((text) => text === '')) return table;
  const rows = table.rows.map((row, at) => ({ ...row, cells: [...row.cells, { kind: 'text', text: bars[at] ?? '' } as const] }));
  return { ...table, columns: [...table.columns, { lines: [''], align: 'left' }], rows };
}

function barsFromNought({ series: [first] }: Chart, room: number): string[] {
  const values = first?.cells.map(drawnValue) ?? [];
  const whole = first?.cells.some(isShare) === true ? 100 : Math.max(...values);
  return values.map((value) => bar(value, whole, room));
}

/** What came in and what left, each beginning where the bar above it ends; told from each other without colour. */
function fallingBars(chart: Chart, room: number): string[] {
  const steps = stepsOf(chart);
  const whole = Math.max(...steps.flatMap(({ from, to }) => [from, to]));
  return steps.map(({ series, from, to }) => {
    const [start, end] = [Math.min(from, to), Math.max(from, to)].map((value) => bar(value, whole, room).length) as [number, number];
    // What is shorter than a sign shows too.
    const long = from === to ? 0 : Math.max(1, end - start);
    return long === 0 ? '' : ' '.repeat(Math.min(start, room - long)) + (SHADES[series] ?? '█').repeat(long);
  });
}

const SHADES = ['█', '▓', '░'] as const;

const drawnValue = (cell: Cell): number => ('value' in cell ? (cell.value ?? 0) : 0);

/** A value above nought always shows. */
const bar = (value: number, whole: number, room: number): string => '█'.repeat(value > 0 ? Math.max(1, Math.round((value / whole) * room)) : 0);

/** The widths at which nothing wraps: the row headings, then each column, with a second blank before it. */
function naturalWidths({ rowHeading, columns, rows }: TableSection): number[] {
  const label = longest([rowHeading, ...rows.map(labelOf)]);
  return [label, ...columns.map(({ lines }, at) => 1 + longest([...lines, ...rows.map((row) => textAt(row, at))]))];
}

/** Less room than this for row headings would break them too often. */
const LEAST_FOR_HEADINGS = 16;

/** The widths at which names of columns wrap between words, and dates and figures not at all; null where that leaves too little for the row headings. */
function tightWidths({ rowHeading, columns, rows }: TableSection, width: number): number[] | null {
  const widths = columns.map(({ lines }, at) =>
    longest([
      ...(lines.length === 1 ? (lines[0] ?? '').split(' ') : lines),
      ...rows.map(({ cells }) => (cells[at] === undefined ? '' : cellTextShort(cells[at]))),
    ]),
  );
  const room = widths.reduce((left, column) => left - column - INDENT.length, width - INDENT.length);
  return room < LEAST_FOR_HEADINGS ? null : [Math.min(room, longest([rowHeading, ...rows.map(labelOf)])), ...widths];
}

/** A table without borders. Where it is too wide for row headings beside their figures, they stand on lines of their own. */
function gridOf(section: TableSection, width: number, paint: Paint): string {
  const { rowHeading, columns, rows } = section;
  const aligns = ['left', ...columns.map(({ align }) => align)] as const;
  const natural = naturalWidths(section);
  if (natural.reduce((sum, column) => sum + column + INDENT.length, 0) <= width) {
    const plain = (text: string): string => text;
    return [...headingLines(section, natural, paint), ...rows.flatMap((row) => line([labelOf(row), ...row.cells.map(cellText)], natural, aligns, plain))].join(
      '\n',
    );
  }
  const tight = tightWidths(section, width);
  if (tight !== null) {
    const lines = rows.flatMap((row) => line([labelOf(row), ...row.cells.map(cellTextShort)], tight, aligns, String));
    return [...headingLines(section, tight, paint), ...lines].join('\n');
  }
  const label = longest([rowHeading, ...rows.map((row) => (row.under ? row.header : ''))]);
  const column = Math.floor((width - label - INDENT.length) / columns.length) - INDENT.length;
  const widths = [label, ...columns.map(() => column)];
  const lines = rows.flatMap((row) => {
    const figures = row.cells.map(cellTextShort);
    if (row.under) return line([row.header, ...figures], widths, aligns, paint.dim);
    return [wrapped(row.header, width, INDENT), ...line(['', ...figures], widths, aligns, String)];
  });
  return [...headingLines(section, widths, paint), ...lines].join('\n');
}

/** Shorter headings sit at the bottom, next to their figures. */
function headingLines({ rowHeading, columns }: TableSection, widths: readonly number[], paint: Paint): string[] {
  const headings = [[rowHeading], ...columns.map(({ lines }, at) => lines.flatMap((text) => wrapped(text, widths[at + 1] ?? 0, '').split('\n')))];
  const height = Math.max(...headings.map((lines) => lines.length));
  const aligns = ['left', ...columns.map(({ align }) => align)] as const;
  return Array.from({ length: height }, (_, at) =>
    line(
      headings.map((lines) => lines[at - height + lines.length] ?? ''),
      widths,
      aligns,
      paint.underline,
    ).join('\n'),
  );
}

/** A row of cells, each within its width; what has no room on a line goes on below. */
function line(cells: readonly string[], widths: readonly number[], aligns: readonly ('left' | 'right')[], painted: (text: string) => string): string[] {
  const wrappedCells = cells.map((text, at) => {
    const room = widths[at] ?? 0;
    if (text.length <= room) return [text];
    // A name that belongs to the one above stays indented.
    const words = text.trimStart();
    return wrapped(words, room, ' '.repeat(text.length - words.length)).split('\n');
  });
  const height = Math.max(...wrappedCells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, down) =>
    wrappedCells
      .map((lines, at) => {
        const text = lines[down] ?? '';
        const blanks = ' '.repeat(Math.max(0, (widths[at] ?? 0) - text.length));
        const shown = text === '' ? '' : painted(text);
        return INDENT + (aligns[at] === 'right' ? blanks + shown : shown + blanks);
      })
      .join('')
      .trimEnd(),
  );
}

/** Room in which words read well; where there is less they go below their row. */
const LEAST_FOR_WORDS = 16;

/** One row a line, as there may be thousands; the words at its end go on below each other. */
function listed(listing: Listing, width: number, paint: Paint): string[] {
  const columns = seenColumns(listing);
  const rows = listing.rows.map((row) => columns.map((column) => valueText(row[column.key], column)));
  const widths = columns.map(({ heading: name }, at) => longest([name, ...rows.map((row) => row[at] ?? '')]));
  const widthOf = (count: number): number => widths.slice(0, count).reduce((sum, column) => sum + column + INDENT.length, INDENT.length);
  // What has no room on the line of its row stands below it, with the words.
  let onLine = columns.length - 1;
  while (onLine > 1 && widthOf(onLine) > width + INDENT.length) onLine--;
  const before = widthOf(onLine);
  const beside = onLine === columns.length - 1 && width - before >= Math.min(LEAST_FOR_WORDS, widths.at(-1) ?? 0);
  const hang = ' '.repeat(beside ? before : INDENT.length * 4);
  const rowLine = (texts: readonly string[]): string => {
    const cells = texts.slice(0, onLine).map((text, at) => (columns[at]?.kind === 'number' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)));
    const start = INDENT + cells.map((text) => text + INDENT).join('');
    const words = wrapped(texts.slice(onLine).join(' · '), width, hang);
    return beside ? start + words.slice(hang.length) : `${start.trimEnd()}\n${words}`;
  };
  return [paint.underline(rowLine(columns.map(({ heading: name }) => name))), ...rows.map(rowLine)];
}

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
