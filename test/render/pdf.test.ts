import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sectionsOf } from '../../src/render/listing.ts';
import { TaggedDocument } from '../../src/render/pdf/document.ts';
import { pdf } from '../../src/render/pdf/index.ts';
import { COLOURS, styles } from '../../src/render/pdf/style.ts';
import type { Report, Row, Section } from '../../src/report/report.ts';
import { allSetAside, awkwardNames, charts, everyFault, full, long, look } from '../documents/papers.ts';
import { everySection } from '../documents/sections.ts';
import { contrast } from '../support/contrast.ts';

interface Node {
  role?: string;
  alt?: string;
  bbox?: number[];
  children?: Node[];
}

interface Paper {
  document: PDFDocumentProxy;
  texts: string[];
  roles: string[];
  figures: Node[];
  bytes: Uint8Array;
}

const figuresIn = (node: Node): Node[] => [...(node.role === 'Figure' ? [node] : []), ...(node.children ?? []).flatMap(figuresIn)];

function rolesOf(node: Node): string[] {
  return [...(node.role === undefined || node.role === 'Root' ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesOf)];
}

async function infoOf(document: PDFDocumentProxy): Promise<Record<string, unknown>> {
  const { info } = await document.getMetadata();
  return { ...info };
}

async function opened(report: Report): Promise<Paper> {
  const bytes = (await pdf.render(report, look)) as Uint8Array;
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const paper: Paper = { document, texts: [], roles: [], figures: [], bytes };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
    paper.texts.push(text.replace(/\s+/g, ' '));
    const tree = (await page.getStructTree()) as Node;
    paper.roles.push(...rolesOf(tree));
    paper.figures.push(...figuresIn(tree));
  }
  return paper;
}

describe('the snapshot as a PDF', () => {
  const report = full();
  let paper: Paper;
  beforeAll(async () => {
    paper = await opened(report);
  });

  it('is one page of A4, two of charts and one of definitions', async () => {
    expect(paper.document.numPages).toBe(4);
    for (const number of [1, 2, 3, 4]) {
      const [, , width, height] = (await paper.document.getPage(number)).view;
      expect([Math.round(width ?? 0), Math.round(height ?? 0)]).toEqual([595, 842]);
    }
    expect(paper.texts[0]).not.toContain('What the figures count');
    expect(paper.texts[1]).toMatch(/^Open cases, by weeks open/);
    expect(paper.texts[3]).toMatch(/^What the figures count Open A request received/);
  });

  it('has a title, a language, an author and the hash of its data', async () => {
    const info = await infoOf(paper.document);
    expect(info).toMatchObject({ Title: report.title, Language: 'en-GB', Author: 'Anyshire Council', CreationDate: 'D:20220731000000Z' });
    expect(info.Keywords).toContain(report.sources[0]?.sha256);
  });

  it('says that it is tagged', async () => {
    expect(await paper.document.getMarkInfo()).toMatchObject({ Marked: true });
  });

  it('has a bookmark for its title and one for each section below it', async () => {
    const outline = await paper.document.getOutline();
    expect(outline.map(({ title }) => title)).toEqual([report.title]);
    expect(outline[0]?.items.map(({ title }) => title)).toEqual(report.sections.map(({ heading }) => heading));
  });

  it('has one first heading, then one for each section', () => {
    const headings = paper.roles.filter((role) => /^H\d$/.test(role));
    expect(headings).toEqual(['H1', ...report.sections.map(() => 'H2')]);
  });

  it('has a heading for each row and column of each table, and a cell for each figure', () => {
    const tables = sectionsOf(report).filter((section) => section.kind === 'table');
    const count = (role: string): number => paper.roles.filter((found) => found === role).length;
    expect(count('Table')).toBe(tables.length);
    expect(count('TH')).toBe(tables.reduce((sum, { rows, columns }) => sum + rows.length + columns.length + 1, 0));
    expect(count('TD')).toBe(tables.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0));
  });

  it('has a figure for each chart, which says what it shows, and its data right behind it', () => {
    const drawn = report.sections.filter((section) => section.kind === 'chart');
    expect(drawn).toHaveLength(4);
    expect(paper.figures.map(({ alt }) => alt)).toEqual(drawn.map(({ finding }) => finding));
    paper.roles.forEach((role, at) => {
      if (role === 'Figure') expect(paper.roles.slice(at - 1, at + 3)).toEqual(['H2', 'Figure', 'Table', 'Caption']);
    });
  });

  it('says what the report says', () => {
    const [page = '', , , definitions = ''] = paper.texts;
    expect(page).toContain(
      'Anyshire Council EHC plans: where we stand on 31 July 2022 Position on 31 July 2022 · For the People Scrutiny Commission · Last meeting 27 June 2022 · Next meeting 26 September 2022',
    );
    for (const sentence of report.summary) expect(page).toContain(sentence);
    for (const section of report.sections) {
      if (section.kind === 'list') for (const item of section.items) expect(page).toContain(item);
      if (section.kind === 'terms') for (const { meaning } of section.terms) expect(definitions).toContain(meaning);
    }
  });

  it('shows a percentage with what it was made of, and last year below it', () => {
    const { figures, lastYear } = report.periods?.['last-12-months'] ?? {};
    const shown = [figures, lastYear?.figures].map((all) => {
      const { value, numerator, denominator } = all?.['within-20-weeks'] ?? {};
      return `${value?.toFixed(1)}% ${numerator} of ${denominator}`;
    });
    for (const figure of shown) expect(paper.texts[0]).toContain(figure);
  });

  it('names the document and the page on every page', () => {
    paper.texts.forEach((text, at) => {
      expect(text).toContain(`EHC plans: where we stand on 31 July 2022, Anyshire Council Page ${at + 1} of 4`);
    });
  });

  it('has the same bytes for the same report', async () => {
    expect(Buffer.from((await pdf.render(full(), look)) as Uint8Array).equals(Buffer.from(paper.bytes))).toBe(true);
  });

  it('has another identity for other data', async () => {
    const [source] = report.sources;
    const other = await opened({ ...report, sources: source === undefined ? [] : [{ ...source, sha256: '0'.repeat(64) }] });
    expect(other.document.fingerprints[0]).not.toBe(paper.document.fingerprints[0]);
  });
});

it('says its caution before the summary, in words', async () => {
  const report = allSetAside();
  const { texts } = await opened(report);
  expect(texts[0]).toContain(`Caution: ${report.cautions[0]} ${report.summary[0]}`);
});

it('leads to the addresses of a commentary, and to nothing else', async () => {
  const { document } = await opened(everySection('said'));
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)));
  const links = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat();
  expect(links.map(({ subtype, url }) => [subtype, url])).toEqual([
    ['Link', 'https://a.example/b?c=d&e=f'],
    ['Link', 'mailto:send@a.example'],
  ]);
});

it('draws every chart within the page, with its data', async () => {
  const report = charts();
  const { figures, texts } = await opened(report);
  expect(figures).toHaveLength(report.sections.length);
  const text = texts.join(' ');
  for (const name of ['Aug 2020 to 15 Aug 2021', 'this year & <that>', 'The target is 52.5%', '59,012']) expect(text).toContain(name);
});

it('writes a character that the typeface lacks as its code, and keeps it in the title', async () => {
  const { document, texts } = await opened(awkwardNames());
  expect(texts[0]).toContain('Cyngor Sir Ynys Môn & Łódź <test> Children & Families <draft>: "plans" \'now\' ŵŷ Ł [U+6848]');
  const info = await infoOf(document);
  expect(info.Title).toBe('Children & Families <draft>: "plans" \'now\' ŵŷ Ł 案');
});

it('goes on to further pages where a report needs them, and leaves out or repeats no row', async () => {
  const { document, texts } = await opened(long());
  expect(document.numPages).toBeGreaterThan(4);
  const all = texts.join(' ');
  for (let row = 1; row <= 120; row++) if (row % 3 !== 0) expect(all.split(`Row ${row}, with`)).toHaveLength(2);
  for (let item = 1; item <= 90; item++) expect(all).toContain(`Item ${item}. Words that fill lines.`);
  expect(texts.at(-1)).toContain(`Page ${texts.length} of ${texts.length}`);
});

it('goes on to a further page within the rows that belong to one, where they are many', async () => {
  const under = Array.from({ length: 100 }, (_, at): Row => ({ header: `Somebody ${at + 1}.`, under: true, cells: [{ kind: 'count', value: 1 }] }));
  const table: Section = {
    kind: 'table',
    id: 'team',
    heading: 'Team',
    place: 'page',
    caption: 'A team of many',
    rowHeading: 'Name',
    columns: [{ lines: ['Cases'], align: 'right' }],
    rows: [{ header: 'North', cells: [{ kind: 'count', value: 100 }] }, ...under],
    notes: [],
  };
  const { document, texts } = await opened({ ...full(), sections: [table] });
  for (const { header } of under) expect(texts.join(' ').split(header)).toHaveLength(2);
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ('str' in item && item.str.trim() !== '') expect(item.transform[5]).toBeGreaterThan(30);
  }
  expect(document.numPages).toBeGreaterThan(1);
});

it('refuses to hand on a document that was not finished', () => {
  const document = new TaggedDocument({ title: 'A', author: null, subject: '', keywords: '', created: '2022-07-31' }, look.typeface);
  document.addPage();
  const { pdf: inner } = document as unknown as { pdf: PDFKit.PDFDocument };
  inner.struct('P');
  expect(() => document.bytes()).toThrow('the PDF was not finished');
});

describe('the type', () => {
  it('is used letter by letter, each as wide as it is alone', () => {
    const document = new TaggedDocument({ title: 'A', author: null, subject: '', keywords: '', created: '2022-07-31' }, look.typeface);
    document.addPage();
    const style = styles(1).body;
    const { pdf: inner } = document as unknown as { pdf: PDFKit.PDFDocument };
    for (const text of ['To AVA', 'Office fi ffl', 'ŵŷ – £12']) {
      const alone = [...text].reduce((sum, letter) => sum + document.widthOf(letter, style), 0);
      expect(document.widthOf(text, style)).toBeCloseTo(alone, 10);
      expect(inner.font('regular').fontSize(style.size).widthOfString(text)).toBeCloseTo(alone, 10);
    }
  });

  it.each([COLOURS.text, COLOURS.quiet, COLOURS.accent])('%s stands out from white by 7 to 1', (colour) => {
    expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(7);
  });

  it('is never smaller than 7 points', () => {
    const sizes = Object.values(styles(0.5)).flatMap((style) => (typeof style === 'number' ? [] : [style.size]));
    expect(Math.min(...sizes)).toBe(7);
  });
});

it('keeps the snapshot to one page and its definitions, whatever is wrong with the rows', async () => {
  const { document, texts } = await opened(everyFault());
  // What each of the faults means needs a page more, behind.
  expect(document.numPages).toBe(5);
  expect(texts[0]).toContain('SHA-256');
  expect(texts[1]).toMatch(/^Open cases, by weeks open/);
  expect(texts[3]).toMatch(/^What is wrong with rows|^What the figures count/);
});
