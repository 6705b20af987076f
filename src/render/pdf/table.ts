import type { Column, Row, Section } from '../../report/report.ts';
import { type Group, grouped } from '../listing.ts';
import { type Face, faceOf } from '../words.ts';
import type { Element, TaggedDocument } from './document.ts';
import type { Strip } from './flow.ts';
import { COLOURS, type Style, type Styles } from './style.ts';
import { broken, type Line, type Lines, type Run, widestWord, write } from './text.ts';

export type TableSection = Extract<Section, { kind: 'table' }>;

/** Where a column stands, from the left edge of the table. */
interface Place {
  left: number;
  width: number;
  align: 'left' | 'right';
  /** The width of the figures, where what they were made of stands beside them; null where it stands below. */
  figures: number | null;
}

/** More rows than these that belong to one would leave pages half empty, or be too many for one. */
const MOST_TOGETHER = 8;

/** Lays a table out for a width, and gives its heading and its rows as strips. */
export class TableLayout {
  readonly head: Strip;
  /** The heading again, on a further page, where it is not read out a second time. */
  readonly repeatedHead: Strip;
  readonly rows: Strip[];
  private readonly document: TaggedDocument;
  private readonly section: TableSection;
  private readonly styles: Styles;
  private readonly width: number;
  private readonly places: Place[];
  private readonly headerWidth: number;
  private gap: number;
  /** Every row has the same companion, such as last year: its name can stand at the right of the row's own. */
  private readonly paired: boolean;
  private body: Element | null = null;

  constructor(document: TaggedDocument, section: TableSection, styles: Styles, width: number, parent: () => Element) {
    this.document = document;
    this.section = section;
    this.styles = styles;
    this.width = width;
    this.gap = styles.gutter * 2.4;
    const groups = grouped(section.rows);
    this.paired = groups.length > 1 && groups.every(({ under }) => under.length === 1 && under[0]?.header === groups[0]?.under[0]?.header);
    this.places = this.placeColumns();
    this.headerWidth = (this.places[0]?.left ?? width + this.gap) - this.gap;
    const caption = broken(document, [{ text: section.caption, style: styles.caption }], width);
    this.head = this.headStrip(caption, parent);
    this.repeatedHead = this.headStrip(null, null);
    this.rows = groups.flatMap((group) => this.groupStrips(group));
  }

  private runsOf(face: Face, under: boolean): Run[] {
    const { value, underValue, rowHeader, detail } = this.styles;
    const style: Style = under ? underValue : face.words ? rowHeader : value;
    return face.detail === null
      ? [{ text: face.main, style }]
      : [
          { text: face.main, style },
          { text: face.detail, style: detail },
        ];
  }

  private widest(texts: readonly string[], style: Style): number {
    return Math.max(0, ...texts.map((text) => this.document.widthOf(this.document.writable(text, style.weight), style)));
  }

  private placeColumns(): Place[] {
    const { section, styles, width } = this;
    const measured = section.columns.map(({ lines }, at) => {
      const faces = section.rows.map((row) => ({ face: faceOf(row.cells[at]), under: row.under === true }));
      const figures = faces.filter(({ face }) => !face.words);
      const details = this.widest(
        figures.map(({ face }) => face.detail ?? ''),
        styles.detail,
      );
      return {
        figures: Math.max(...figures.map(({ face, under }) => this.widest([face.main], under ? styles.underValue : styles.value)), 0),
        details,
        words: this.widest(
          faces.filter(({ face }) => face.words).map(({ face }) => face.main),
          styles.rowHeader,
        ),
        heading: Math.max(this.widest(lines.slice(0, 1), styles.columnName), this.widest(lines.slice(1), styles.columnDates)),
      };
    });
    const headings = this.widest(
      section.rows.map(({ header }) => header),
      styles.rowHeader,
    );
    const beside = measured.map(({ figures, details, words, heading }) =>
      Math.max(figures + (details > 0 ? styles.gutter * 1.3 + details : 0), words, heading),
    );
    const below = measured.map(({ figures, details, words, heading }) => Math.max(figures, details, words, heading));
    const room = (widths: number[]): number => width - widths.reduce((sum, column) => sum + column + this.gap, 0);
    // Names of rows break into two lines well, into more badly.
    const enough = Math.min(headings, Math.max(width * 0.22, headings * 0.52));
    const isBeside = room(beside) >= enough;
    const widths = isBeside ? beside : room(below) >= enough ? below : this.squeezed(below, width - enough);
    // Room that no row's name needs spreads the columns.
    const spare = (room(widths) - headings) / widths.length;
    this.gap += Math.min(styles.gutter * 2.4, Math.max(0, spare));
    const { gap } = this;
    let left = room(widths) + gap;
    return widths.map((columnWidth, at): Place => {
      const place: Place = {
        left,
        width: columnWidth,
        align: section.columns[at]?.align ?? 'left',
        figures: isBeside && (measured[at]?.details ?? 0) > 0 ? columnWidth - styles.gutter * 1.3 - (measured[at]?.details ?? 0) : null,
      };
      left += columnWidth + gap;
      return place;
    });
  }

  /** Columns that are too wide together stand closer, and what is in them breaks into lines: between words, where their widest words have room. */
  private squeezed(widths: number[], room: number): number[] {
    this.gap = this.styles.gutter * 1.4;
    const words = this.section.columns.map((column, at) => this.widestWordOf(column, at));
    const total = (list: number[]): number => list.reduce((sum, width) => sum + width, 0);
    const left = room - widths.length * this.gap;
    const over = left - total(words);
    if (over < 0) return words.map((word) => (word / total(words)) * left);
    const wish = total(widths) - total(words);
    return widths.map((width, at) => (words[at] ?? 0) + ((width - (words[at] ?? 0)) / wish) * over);
  }

  private widestWordOf({ lines }: Column, at: number): number {
    const { columnName, columnDates } = this.styles;
    const runs: Run[] = [
      ...lines.map((text, line) => ({ text, style: line === 0 ? columnName : columnDates })),
      ...this.section.rows.flatMap((row) => this.runsOf(faceOf(row.cells[at]), row.under === true)),
    ];
    return Math.max(...runs.map(({ text, style }) => widestWord(this.document, [text], style)));
  }

  private headStrip(caption: Lines | null, parent: (() => Element) | null): Strip {
    const { document, section, styles, places, headerWidth, width } = this;
    const columns = section.columns.map(({ lines }, at) => {
      const columnWidth = places[at]?.width ?? 0;
      const parts = lines.map((text, line) => broken(document, [{ text, style: line === 0 ? styles.columnName : styles.columnDates }], columnWidth));
      return { parts, height: parts.reduce((sum, part) => sum + part.height, 0) };
    });
    const rowHeading = broken(document, [{ text: section.rowHeading, style: styles.columnName }], headerWidth);
    const captionHeight = caption === null ? 0 : caption.height + styles.space * 0.6;
    const headHeight = Math.max(rowHeading.height, ...columns.map(({ height }) => height));
    const writeColumn = (at: number, left: number, bottom: number): void => {
      const { parts, height } = columns[at] ?? { parts: [], height: 0 };
      const place = places[at];
      let top = bottom - height;
      for (const part of parts) {
        write(document, part, left + (place?.left ?? 0), top, place?.align, place?.width);
        top += part.height;
      }
    };
    return {
      height: captionHeight + headHeight + styles.space,
      draw: (left, top) => {
        const bottom = top + captionHeight + headHeight;
        const rule = (): void => document.rule(left, bottom + styles.space * 0.4, width, 1, COLOURS.accent);
        if (parent === null) {
          document.artifact('Pagination', () => {
            write(document, rowHeading, left, bottom - rowHeading.height);
            columns.forEach((_, at) => {
              writeColumn(at, left, bottom);
            });
            rule();
          });
          return;
        }
        const table = document.element(parent(), 'Table');
        if (caption !== null) document.content(document.element(table, 'Caption'), () => write(document, caption, left, top));
        const row = document.element(document.element(table, 'THead'), 'TR');
        document.content(document.element(row, 'TH', { scope: 'Column' }), () => write(document, rowHeading, left, bottom - rowHeading.height));
        columns.forEach((_, at) => {
          document.content(document.element(row, 'TH', { scope: 'Column' }), () => writeColumn(at, left, bottom));
        });
        document.artifact('Layout', rule);
        this.body = document.element(table, 'TBody');
      },
    };
  }

  /** A row and those below it on one page, or, where they are many, each for itself. */
  private groupStrips(group: Group): Strip[] {
    const { row, under } = group;
    if (under.length <= MOST_TOGETHER) return [this.groupStrip(group)];
    return [this.groupStrip({ row, under: [] }), ...under.map((below) => this.groupStrip({ row: below, under: [] }, row))];
  }

  /** @param owner the row that the first belongs to, where it stands for itself */
  private groupStrip({ row, under }: Group, owner: Row | null = null): Strip {
    const { styles, width, document } = this;
    const indentUnder = this.paired ? 0 : styles.gutter * 2.5;
    const indentFirst = owner === null ? 0 : indentUnder;
    const first = this.rowParts(row, owner !== null, this.headerWidth - indentFirst);
    const parts = [{ row, top: 0, indent: indentFirst, headerAlign: 'left' as 'left' | 'right', ...first }];
    // A second line of the row's name leaves its figures' place free for the row below.
    let top = first.cellsHeight;
    let headerBottom = first.header.height;
    for (const below of under) {
      const made = this.rowParts(below, true, this.headerWidth - indentUnder);
      const lastLine = first.header.lines.at(-1)?.width ?? 0;
      const beside = this.paired && made.header.lines.length === 1 && lastLine + styles.gutter * 1.5 + (made.header.lines[0]?.width ?? 0) <= this.headerWidth;
      if (!beside) top = Math.max(top, headerBottom);
      else top = Math.max(top, headerBottom - first.header.leading);
      parts.push({ row: below, top, indent: indentUnder, headerAlign: this.paired ? 'right' : 'left', ...made });
      headerBottom = Math.max(headerBottom, top + made.header.height);
      top += Math.max(made.cellsHeight, made.header.height);
    }
    const pad = styles.space * 0.45;
    const height = Math.max(top, headerBottom) + pad * 2;
    return {
      height,
      draw: (left, stripTop) => {
        for (const part of parts) {
          const element = document.element(this.body as Element, 'TR');
          const y = stripTop + pad + part.top;
          const named = part.row.under === true ? { scope: 'Row' as const, actual: `${(owner ?? row).header}, ${part.row.header}` } : { scope: 'Row' as const };
          document.content(document.element(element, 'TH', named), () =>
            write(document, part.header, left + part.indent, y, part.headerAlign, this.headerWidth - part.indent),
          );
          part.cells.forEach((cell, at) => {
            const kind = part.row.cells[at]?.kind;
            const aloud = kind === 'suppressed' || kind === 'not-known' ? { actual: kind.replace('-', ' ') } : {};
            document.content(document.element(element, 'TD', aloud), () => cell(left, y));
          });
        }
        document.artifact('Layout', () => document.rule(left, stripTop + height, width, 0.5, COLOURS.rule));
      },
    };
  }

  /** The name and the cells of a row; every column has its cell, because a row with a gap is read out against the wrong headings. */
  private rowParts(row: Row, under: boolean, headerWidth: number): { header: Lines; cells: ((left: number, top: number) => void)[]; cellsHeight: number } {
    const { document, styles, places } = this;
    const header = broken(document, [{ text: row.header, style: under ? styles.underHeader : styles.rowHeader }], headerWidth);
    let cellsHeight = 0;
    const cells = places.map((place, at) => {
      const face = faceOf(row.cells[at]);
      const runs = this.runsOf(face, under);
      const figures = place.figures;
      if (figures === null || face.words) {
        const lines = { lines: this.cellLines(runs, place.width), leading: header.leading };
        cellsHeight = Math.max(cellsHeight, lines.lines.length * lines.leading);
        return (left: number, top: number) => write(document, lines, left + place.left, top, place.align, place.width);
      }
      const [main, detail] = runs.map((run) => ({ ...broken(document, [run], place.width), leading: header.leading }));
      cellsHeight = Math.max(cellsHeight, header.leading);
      return (left: number, top: number) => {
        if (main !== undefined) write(document, main, left + place.left, top, 'right', figures);
        if (detail !== undefined) write(document, detail, left + place.left, top, 'right', place.width);
      };
    });
    return { header, cells, cellsHeight };
  }

  /** A figure and what it was made of on one line, or else each on lines of its own. */
  private cellLines(runs: Run[], width: number): Line[] {
    const { lines } = broken(this.document, runs, width);
    return lines.length === 1 ? lines : runs.flatMap((run) => broken(this.document, [run], width).lines);
  }
}
