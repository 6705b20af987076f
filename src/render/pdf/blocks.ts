import type { Report, TextBlock, TextRun } from '../../report/report.ts';
import { sceneOf } from '../chart.ts';
import type { Drawn } from '../listing.ts';
import { address, COMMENTARY, factsOf, plainRuns } from '../words.ts';
import type { Element, ElementType, TaggedDocument } from './document.ts';
import { figureStrip } from './figure.ts';
import { type Block, type Fitting, inTwoColumns, type Strip } from './flow.ts';
import { COLOURS, FRAME_WIDTH, type Style, type Styles } from './style.ts';
import { TableLayout } from './table.ts';
import { broken, type Lines, type Run, widestWord, write, writeInto } from './text.ts';

/** A longer text is split here, so that none is higher than a page. */
const MOST_LINES = 12;

/** Text as strips of an element that is made when its first strip is drawn. */
function textStrips(document: TaggedDocument, lines: Lines, make: () => Element, after = 0): Strip[] {
  const strips: Strip[] = [];
  let element: Element | null = null;
  for (let from = 0; from < lines.lines.length; from += MOST_LINES) {
    const part = { lines: lines.lines.slice(from, from + MOST_LINES), leading: lines.leading };
    const isLast = from + MOST_LINES >= lines.lines.length;
    strips.push({
      height: part.lines.length * part.leading + (isLast ? after : 0),
      draw(left, top) {
        element ??= make();
        writeInto(document, element, part, left, top);
      },
    });
  }
  return strips;
}

/** Makes the blocks of a report. */
export class Blocks {
  private readonly document: TaggedDocument;
  private readonly styles: Styles;

  constructor(document: TaggedDocument, styles: Styles) {
    this.document = document;
    this.styles = styles;
  }

  /** Whose paper it is, what it is called, for whom and of which day; cautions, and what to take away. */
  opening(report: Report): Block[] {
    const { styles } = this;
    const blocks = [...this.heading(report), ...report.cautions.map((caution) => this.caution(caution))];
    report.summary.forEach((sentence, at) => {
      blocks.push(this.paragraph('P', [{ text: sentence, style: at === 0 ? styles.lead : styles.body }], styles.space * (at === 0 ? 2.5 : 0.8)));
    });
    return blocks;
  }

  /** What each part of the paper begins with. */
  bar(): Block {
    const { document, styles } = this;
    const strip: Strip = {
      height: styles.space * 2.2,
      draw: (left, top) => document.artifact('Layout', () => document.box(left, top, FRAME_WIDTH, 3, COLOURS.accent)),
    };
    return { before: 0, strips: [strip], together: 1 };
  }

  private heading(report: Report): Block[] {
    const { authority, title } = report;
    const { document, styles } = this;
    const name: Run = { text: title, style: styles.title };
    return [
      this.bar(),
      ...(authority === null ? [] : [this.paragraph('P', [{ text: authority, style: styles.authority }], 0)]),
      this.paragraph('H1', [name], 0, () => document.bookmark(title)),
      this.paragraph('P', [{ text: factsOf(report).join('  ·  '), style: styles.facts }], styles.space * 0.5),
    ];
  }

  private paragraph(type: ElementType, runs: Run[], before: number, begin: () => void = () => {}): Block {
    const { document } = this;
    const strips = textStrips(document, broken(document, runs, FRAME_WIDTH), () => {
      begin();
      return document.element(document.root, type);
    });
    return { before, strips, together: 1 };
  }

  /** In a box with a thick side: seen without colour, and said in words. */
  private caution(text: string): Block {
    const { document, styles } = this;
    const pad = styles.gutter * 1.5;
    const side = 4;
    const runs: Run[] = [
      { text: 'Caution:', style: styles.cautionMark },
      { text, style: styles.caution },
    ];
    const lines = broken(document, runs, FRAME_WIDTH - side - pad * 2);
    const height = lines.height + pad * 1.4;
    const strip: Strip = {
      height,
      draw: (left, top) => {
        document.artifact('Layout', () => {
          document.border(left + 0.5, top + 0.5, FRAME_WIDTH - 1, height - 1, 1, COLOURS.text);
          document.box(left, top, side, height, COLOURS.text);
        });
        document.content(document.element(document.root, 'P'), () => write(document, lines, left + side + pad, top + pad * 0.7));
      },
    };
    return { before: styles.space * 2, strips: [strip], together: 1 };
  }

  /** The sections in order. Narrow tables that follow each other stand in two columns, and so do short lists. */
  sections(sections: readonly Drawn[], headingStyle: Style): Block[] {
    const { styles } = this;
    const blocks: Block[] = [];
    for (let at = 0; at < sections.length; ) {
      const kind = columnsOf(sections[at]);
      let end = at + 1;
      while (kind !== null && end < sections.length && columnsOf(sections[end]) === kind) end++;
      const fittings = sections.slice(at, end).map((section) => this.fitting(section, headingStyle));
      blocks.push(...(kind === null ? fittings.map(({ make }) => make(FRAME_WIDTH)) : inTwoColumns(fittings, FRAME_WIDTH, styles.gutter * 5.5)));
      at = end;
    }
    const [first] = blocks;
    return first !== undefined && headingStyle === styles.chapter ? [{ ...first, before: 0 }, ...blocks.slice(1)] : blocks;
  }

  private fitting(section: Drawn, headingStyle: Style): Fitting {
    return {
      least: section.kind === 'list' ? widestWord(this.document, section.items, this.styles.smallPrint) : 0,
      make: (width) => this.section(section, headingStyle, width),
    };
  }

  private section(section: Drawn, headingStyle: Style, width: number): Block {
    const { document, styles } = this;
    let element: Element | null = null;
    const parent = (): Element => {
      element ??= document.element(document.root, 'Sect');
      return element;
    };
    const heading = textStrips(
      document,
      broken(document, [{ text: section.heading, style: headingStyle }], width),
      () => {
        document.bookmark(section.heading);
        return document.element(parent(), 'H2');
      },
      styles.space * (headingStyle === styles.chapter ? 1.5 : 0.2),
    );
    const block = { before: styles.space * 3, together: heading.length + 1 };
    switch (section.kind) {
      case 'table': {
        const table = new TableLayout(document, section, styles, width, parent);
        const notes = section.notes.flatMap((note, at) => this.note(note, width, at === 0, () => document.element(parent(), 'P')));
        const figure = section.chart === undefined ? [] : [figureStrip(document, sceneOf(section.chart, width), styles.space, parent)];
        const lead = (section.lead ?? []).flatMap((text) =>
          textStrips(document, broken(document, [{ text, style: styles.body }], width), () => document.element(parent(), 'P'), styles.space),
        );
        const before = [...heading, ...lead, ...figure];
        return { ...block, together: before.length + 2, strips: [...before, table.head, ...table.rows, ...notes], repeat: table.repeatedHead };
      }
      case 'list':
        return { ...block, strips: [...heading, ...this.items(section.items, width, parent)] };
      case 'text':
        return { ...block, strips: [...heading, ...this.words(section.blocks, width, parent)] };
      case 'terms':
        return { ...block, strips: [...heading, ...this.terms(section.terms, width, parent)] };
    }
  }

  private note(text: string, width: number, isFirst: boolean, make: () => Element): Strip[] {
    const { document, styles } = this;
    const strips = textStrips(document, broken(document, [{ text, style: styles.note }], width), make);
    return isFirst ? [{ height: styles.space * 0.8, draw: () => {} }, ...strips] : strips;
  }

  private items(items: readonly string[], width: number, parent: () => Element): Strip[] {
    const { document, styles } = this;
    let list: Element | null = null;
    return items.flatMap((text) =>
      textStrips(
        document,
        broken(document, [{ text, style: styles.smallPrint }], width),
        () => {
          list ??= document.element(parent(), 'L');
          return document.element(document.element(list, 'LI'), 'LBody');
        },
        styles.space * 0.35,
      ),
    );
  }

  /** What an officer wrote, marked as that; on paper an address stands behind what leads to it, and both lead there. */
  private words(blocks: readonly TextBlock[], width: number, parent: () => Element): Strip[] {
    const { document, styles } = this;
    const after = styles.space * 0.8;
    const strips = (runs: readonly Run[], make: () => Element): Strip[] => textStrips(document, broken(document, runs, width), make, after);
    const paragraph = (runs: readonly Run[]): Strip[] => strips(runs, () => document.element(parent(), 'P'));
    return [
      ...paragraph([{ text: COMMENTARY, style: styles.note }]),
      ...blocks.flatMap((block) => {
        if (block.kind === 'paragraph') return paragraph(this.runs(block.runs));
        let list: Element | null = null;
        return block.items.flatMap((item, at) =>
          strips([{ text: block.ordered ? `${at + 1}.` : '–', style: styles.body }, ...this.runs(item)], () => {
            list ??= document.element(parent(), 'L');
            return document.element(document.element(list, 'LI'), 'LBody');
          }),
        );
      }),
    ];
  }

  private runs(runs: readonly TextRun[]): Run[] {
    const { body, strong, link: linked } = this.styles;
    return runs.map((run, at): Run => {
      const before = runs[at - 1]?.text ?? ' ';
      const isApart = /\s$/.test(before) || /^\s/.test(run.text);
      const link = address(run);
      return {
        text: plainRuns([run]).trim(),
        style: link !== null ? linked : run.bold === true ? strong : body,
        ...(link === null ? {} : { link }),
        ...(isApart ? {} : { goesOn: true }),
      };
    });
  }

  /** Terms at the left, what they mean at the right. */
  private terms(terms: Extract<Drawn, { kind: 'terms' }>['terms'], width: number, parent: () => Element): Strip[] {
    const { document, styles } = this;
    const termWidth = width * 0.27;
    const meaningLeft = termWidth + styles.gutter * 4;
    const pad = styles.space * 0.9;
    let list: Element | null = null;
    return terms.flatMap(({ term, meaning }): Strip[] => {
      const name = broken(document, [{ text: term, style: styles.term }], termWidth);
      const lines = broken(document, [{ text: meaning, style: styles.meaning }], width - meaningLeft);
      let item: Element | null = null;
      const strips = textStrips(document, lines, () => document.element(item ?? parent(), 'LBody'));
      return strips.map((strip, at): Strip => {
        const isFirst = at === 0;
        const above = isFirst ? pad : 0;
        const height = Math.max(strip.height, isFirst ? name.height : 0) + above + (at === strips.length - 1 ? pad : 0);
        return {
          height,
          draw(left, top) {
            if (isFirst) {
              document.artifact('Layout', () => document.rule(left, top, width, 0.5, COLOURS.rule));
              list ??= document.element(parent(), 'L');
              item = document.element(list, 'LI');
              document.content(document.element(item, 'Lbl'), () => write(document, name, left, top + above));
            }
            strip.draw(left + meaningLeft, top + above);
          },
        };
      });
    });
  }
}

/** The kind of section that may stand beside its like. */
function columnsOf(section: Drawn | undefined): 'narrow-table' | 'list' | null {
  if (section?.kind === 'table' && section.columns.length <= 3 && section.chart === undefined && section.lead === undefined) return 'narrow-table';
  return section?.kind === 'list' ? 'list' : null;
}
