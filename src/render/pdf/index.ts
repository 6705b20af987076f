import type { Report } from '../../report/report.ts';
import { type Drawn, sectionsOf } from '../listing.ts';
import type { Look, Renderer } from '../renderer.ts';
import { nameOf, titleOf } from '../words.ts';
import { Blocks } from './blocks.ts';
import { TaggedDocument } from './document.ts';
import { aired, type Block, fitsOn, flow } from './flow.ts';
import { FRAME, FRAME_WIDTH, type Styles, styles } from './style.ts';
import { cut } from './text.ts';

/** The report as a paper for an agenda: A4, tagged for screen readers, its typeface embedded. */
export const pdf: Renderer = {
  render: (report, look) => render(report, look),
};

/** Each with its data. */
const CHARTS_A_PAGE = 2;

function render(report: Report, look: Look): Uint8Array {
  const document = new TaggedDocument(factsOf(report), (weight) => look.typeface(weight));
  const sections = sectionsOf(report);
  const page = sections.filter(({ place }) => place === 'page');
  const isChart = (section: Drawn): boolean => section.kind === 'table' && section.chart !== undefined;
  const charts = sections.filter((section) => section.place !== 'page' && isChart(section));
  const words = sections.filter((section) => section.place !== 'page' && section.kind === 'text');
  const behind = sections.filter((section) => section.place !== 'page' && section.kind !== 'text' && !isChart(section));
  flow(
    document,
    laidOut(1, (type) => {
      const blocks = new Blocks(document, type);
      return [...blocks.opening(report), ...blocks.sections(page, type.heading)];
    }),
  );
  // Several charts have pages of their own; a page for one alone would be empty for the most part.
  const parts =
    charts.length <= 1
      ? [{ part: [...words, ...charts, ...behind], pages: 1 }]
      : [
          { part: [...words, ...charts], pages: Math.ceil(charts.length / CHARTS_A_PAGE) + (words.length > 0 ? 1 : 0) },
          { part: behind, pages: 1 },
        ];
  for (const { part, pages } of parts) {
    if (part.length === 0) continue;
    flow(
      document,
      laidOut(pages, (type) => {
        const blocks = new Blocks(document, type);
        return [blocks.bar(), ...blocks.sections(part, type.chapter)];
      }),
    );
  }
  writeFooters(document, report);
  return document.bytes();
}

function factsOf(paper: Report) {
  const { authority, report, asOf, sources, conventions } = paper;
  return {
    title: titleOf(paper),
    author: authority,
    subject: asOf === null ? `The ${report} report` : `The ${report} report as of ${asOf}`,
    // pdfkit makes the document's identity from these facts alone: other data is another document.
    keywords: [...sources.map(({ sha256 }) => `SHA-256 ${sha256}`), ...Object.entries(conventions ?? {}).map(([name, value]) => `${name} ${value}`)].join(', '),
    // A report that speaks of no day is dated the first of all days: nothing in it reads the clock.
    created: asOf ?? '1970-01-01',
  };
}

/** From ordinary type downwards and a little upwards; none makes text smaller than can be read. */
const SCALES = [0.85, 0.88, 0.91, 0.94, 0.97, 1, 1.03];

/** The blocks in the largest type in which they stand on so many pages; in ordinary type where they need more. */
function laidOut(pages: number, make: (type: Styles) => Block[]): Block[] {
  let fitting: Block[] | null = null;
  let [least, most] = [0, SCALES.length - 1];
  while (least <= most) {
    const middle = (least + most) >> 1;
    const blocks = make(styles(SCALES[middle] ?? 1));
    if (fitsOn(pages, blocks)) {
      fitting = blocks;
      least = middle + 1;
    } else {
      most = middle - 1;
    }
  }
  if (fitting === null) return make(styles(1));
  return pages === 1 ? aired(fitting) : fitting;
}

/** Which paper this is, and which page: in an agenda pack the pages have other numbers. */
function writeFooters(document: TaggedDocument, report: Report): void {
  const { footer } = styles(1);
  for (let page = 0; page < document.pages; page++) {
    document.turnTo(page);
    const place = `Page ${page + 1} of ${document.pages}`;
    const placeWidth = document.widthOf(place, footer);
    const shown = cut(document, nameOf(report), footer, FRAME_WIDTH - placeWidth - 20);
    document.artifact(
      'Pagination',
      () => {
        const top = FRAME.bottom + 10;
        document.line(`${shown} `, FRAME.left, top, footer);
        document.line(place, FRAME.right - placeWidth, top, footer);
      },
      'Bottom',
    );
  }
}
