import type { Chart, Listing, ListingColumn, Report, Section, TextRun } from '../../report/report.ts';
import { sceneOf, toSvg } from '../chart.ts';
import { dataTableOf, grouped, listingFor, seenColumns, type TableSection, valueText, withRows } from '../listing.ts';
import { escaped } from '../markup.ts';
import type { Renderer } from '../renderer.ts';
import { address, COMMENTARY, type Face, faceOf, factsOf, nameOf, oneLine, plainRuns } from '../words.ts';
import { styleOf } from './style.ts';

/** The report as a page that needs nothing but itself: no script, no network, the content and the order of the PDF. */
export const html: Renderer = {
  render: (report) => pageOf(report).join(''),
};

/** What the page may do: show itself, and nothing else, whatever stands in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A page with more parts has a list of them. */
const MOST_WITHOUT_CONTENTS = 4;

/** A part of a page, and what leads to it. */
interface Part {
  section: Section;
  anchor: string;
}

function pageOf(report: Report): string[] {
  const { title, authority, cautions, summary } = report;
  const facts = factsOf(report);
  const parts = partsOf(withRows(report));
  const page = parts.filter(({ section }) => section.place === 'page');
  const behind = parts.filter(({ section }) => section.place !== 'page');
  return [
    '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n',
    `<title>${escaped(nameOf(report))}</title>\n<style>${styleOf(oneLine(nameOf(report)))}</style>\n</head>\n<body>\n`,
    '<a class="skip" href="#report">Skip to the report</a>\n<div class="bar"></div>\n',
    authority === null ? '' : `<header>${escaped(authority)}</header>\n`,
    `<main id="report" tabindex="-1">\n<h1>${escaped(title)}</h1>\n`,
    ...(facts.length === 0 ? [] : [`<p class="facts">${facts.map((fact) => `<span>${escaped(fact)}</span>`).join(' · ')}</p>\n`]),
    ...cautions.map((caution) => `<p class="caution"><strong>Caution:</strong> ${escaped(caution)}</p>\n`),
    ...summary.map((sentence, at) => `<p${at === 0 ? ' class="lead"' : ''}>${escaped(sentence)}</p>\n`),
    ...(parts.length > MOST_WITHOUT_CONTENTS ? contents([...page, ...behind]) : []),
    ...page.flatMap((part) => sectionOf(part, report, '')),
    ...behind.flatMap((part, at) => sectionOf(part, report, at === 0 ? 'behind' : '')),
    `</main>\n<footer>${escaped(nameOf(report))}</footer>\n</body>\n</html>\n`,
  ];
}

/** Each section with a name of its own within the page. */
function partsOf(sections: readonly Section[]): Part[] {
  const taken = new Set(['report', 'contents']);
  return sections.map((section) => {
    const name = section.id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    let anchor = name;
    for (let more = 2; taken.has(anchor); more++) anchor = `${name}-${more}`;
    taken.add(anchor);
    return { section, anchor };
  });
}

function contents(parts: readonly Part[]): string[] {
  return [
    '<nav class="contents" aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>\n',
    ...parts.map(({ section, anchor }) => `<li><a href="#${anchor}">${escaped(section.heading)}</a></li>\n`),
    '</ul>\n</nav>\n',
  ];
}

function sectionOf({ section, anchor }: Part, report: Report, place: string): string[] {
  const kind = [section.kind === 'text' ? 'commentary' : '', place].filter((name) => name !== '').join(' ');
  return [
    `<section${kind === '' ? '' : ` class="${kind}"`}>\n<h2 id="${anchor}">${escaped(section.heading)}</h2>\n`,
    ...inside(section, anchor, report),
    '</section>\n',
  ];
}

function inside(section: Section, anchor: string, report: Report): string[] {
  switch (section.kind) {
    case 'table':
      return [...(section.lead ?? []).map((text) => `<p>${escaped(text)}</p>\n`), ...tableOf(section, anchor, true), ...notes(section.notes)];
    case 'list':
      return ['<ul>\n', ...section.items.map((item) => `<li>${escaped(item)}</li>\n`), '</ul>\n'];
    case 'terms':
      return ['<dl>\n', ...section.terms.map(({ term, meaning }) => `<dt>${escaped(term)}</dt>\n<dd>${escaped(meaning)}</dd>\n`), '</dl>\n'];
    case 'chart':
      return chart(section, anchor);
    case 'text':
      return [
        `<p class="mark">${COMMENTARY}</p>\n`,
        ...section.blocks.map((block) => (block.kind === 'paragraph' ? `<p>${runs(block.runs)}</p>\n` : listOf(block))),
      ];
    case 'listing':
      return listingTable(listingFor(section, report), anchor);
  }
}

/** Of a chart, in units of its own; the page scales it. */
const PICTURE_WIDTH = 440;

/** The finding in words, the picture, and the figures behind it. */
function chart(section: Chart, anchor: string): string[] {
  const data = dataTableOf(section);
  return [
    `<figure aria-labelledby="${anchor}-finding">\n<figcaption id="${anchor}-finding">${escaped(section.finding)}</figcaption>\n`,
    // What is too small on a narrow screen is moved within its frame, and stands in the table anyway.
    ...framed(true, `${anchor}-finding`, [toSvg(sceneOf(section, PICTURE_WIDTH), anchor), '\n']),
    ...tableOf(data, anchor, false),
    ...notes(data.notes),
    '</figure>\n',
  ];
}

const notes = (texts: readonly string[]): string[] => texts.map((note) => `<p class="note">${escaped(note)}</p>\n`);

const runs = (all: readonly TextRun[]): string => all.map(run).join('');

function run(one: TextRun): string {
  const to = address(one);
  const text = to === null ? escaped(plainRuns([one])) : `<a href="${escaped(to)}">${escaped(one.text)}</a>`;
  return one.bold === true ? `<strong>${text}</strong>` : text;
}

function listOf({ ordered, items }: { ordered: boolean; items: TextRun[][] }): string {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}>\n${items.map((item) => `<li>${runs(item)}</li>\n`).join('')}</${tag}>\n`;
}

/** A table of so few columns, whose longest words are together no longer than this, fits any screen. */
const MOST_NARROW = 3;
const LONGEST_WORDS = 32;

const longestWord = (texts: readonly string[]): number => Math.max(0, ...texts.flatMap((text) => text.split(/[\s-]/).map(({ length }) => length)));

/** @param headers what its rows are called, where they are words */
const isWide = (columns: readonly string[], headers: readonly string[] = []): boolean =>
  columns.length > MOST_NARROW || columns.reduce((sum, name) => sum + longestWord([name]), longestWord(headers)) > LONGEST_WORDS;

/** A wide table is moved within a frame, which keys reach. */
function framed(wide: boolean, label: string, table: readonly string[]): string[] {
  return wide ? [`<div class="scroll" role="group" tabindex="0" aria-labelledby="${label}">\n`, ...table, '</div>\n'] : [...table];
}

function tableOf(section: TableSection, anchor: string, captioned: boolean): string[] {
  const { caption, rowHeading, columns, rows } = section;
  const wide = isWide(
    columns.map(({ lines }) => lines.join(' ')),
    rows.map(({ header }) => header),
  );
  const label = captioned ? `${anchor}-caption` : `${anchor}-finding`;
  const headings = columns.map(({ lines: [name = '', ...more], align }) => {
    return `<th scope="col"${align === 'right' ? ' class="n"' : ''}>${escaped(name)}${more.map((line) => ` <span>${escaped(line)}</span>`).join('')}</th>`;
  });
  const rightOf = columns.map(({ align }) => align === 'right');
  const cellsOf = (cells: (typeof rows)[number]['cells']): string => columns.map((_, at) => cell(faceOf(cells[at]), rightOf[at] === true)).join('');
  return framed(wide, label, [
    `<table class="${wide ? 'wide' : 'narrow'}"${captioned ? '' : ` aria-labelledby="${label}"`}>\n`,
    captioned ? `<caption id="${label}"><span>${escaped(caption)}</span></caption>\n` : '',
    `<thead>\n<tr>${rowHeader(rowHeading, '', 'col')}${headings.join('')}</tr>\n</thead>\n<tbody>\n`,
    ...grouped(rows).flatMap(({ row, under }) => [
      `<tr>${rowHeader(row.header)}${cellsOf(row.cells)}</tr>\n`,
      ...under.map(({ header, cells }) => `<tr class="under">${rowHeader(header, row.header)}${cellsOf(cells)}</tr>\n`),
    ]),
    '</tbody>\n</table>\n',
  ]);
}

/** A row of its own name alone, such as "last year", is read out with the name of the row that it belongs to. */
function rowHeader(name: string, above = '', scope = 'row'): string {
  if (name.trim() === '') return '<td></td>';
  return `<th scope="${scope}">${above === '' ? '' : `<span class="hidden">${escaped(above)}, </span>`}${escaped(name)}</th>`;
}

function cell({ main, detail, aloud, words }: Face, right: boolean): string {
  if (words) return `<td${classOf(right ? 'n' : main.length > LONG ? 'w' : '')}>${escaped(main)}</td>`;
  const figure = aloud === null ? main : `<abbr title="${aloud}" aria-hidden="true">${main}</abbr><span class="hidden">${aloud}</span>`;
  return `<td${classOf(right ? 'n' : '')}><b>${figure}</b>${detail === null ? '' : ` <i>(${detail})</i>`}</td>`;
}

const classOf = (name: string): string => (name === '' ? '' : ` class="${name}"`);

/** A text with more characters has a column in which it reads well. */
const LONG = 40;

/** Row by row, as there may be many thousands. */
function listingTable(listing: Listing, anchor: string): string[] {
  const columns = seenColumns(listing);
  const [first, ...others] = columns;
  // A reference at the beginning of a row breaks as badly as a figure.
  const wide = isWide(columns.map(({ heading }) => heading));
  const kinds: Record<ListingColumn['kind'], string> = { number: 'n', date: 'd', text: '' };
  const headings = others.map(({ heading, kind }) => `<th scope="col"${classOf(kinds[kind])}>${escaped(heading)}</th>`);
  const rows = listing.rows.map((row) => {
    const cells = others.map((column) => {
      const text = valueText(row[column.key], column);
      return `<td${classOf(column.kind === 'text' && text.length > LONG ? 'w' : kinds[column.kind])}>${escaped(text)}</td>`;
    });
    return `<tr>${first === undefined ? '' : rowHeader(valueText(row[first.key], first))}${cells.join('')}</tr>\n`;
  });
  return framed(wide, anchor, [
    `<table class="${wide ? 'wide' : 'narrow'}" aria-labelledby="${anchor}">\n<thead>\n<tr>${rowHeader(first?.heading ?? '', '', 'col')}${headings.join('')}</tr>\n</thead>\n<tbody>\n`,
    ...rows,
    '</tbody>\n</table>\n',
  ]);
}
