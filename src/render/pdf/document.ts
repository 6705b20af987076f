/**
 * The only door to pdfkit: a tagged document that claims PDF/UA-1 and PDF/A-2a. What each call is for, and what breaks
 * without it, was measured; pdfkit is pinned, because `_addInfo` and `_font` are its private members.
 */
import PDFDocument from 'pdfkit';
import { codeOf } from '../words.ts';
import { escapedForXml, PDF_UA_CLAIM } from './claims.ts';
import type { Style, Weight } from './style.ts';
import { plainTypeface } from './typeface.ts';

/** A place in the structure that a screen reader walks through. */
export type Element = PDFKit.PDFStructureElement;

/** Standard structure types of PDF 1.7 that our papers use. */
export type ElementType =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Link'
  | 'Figure';

/** What @types/pdfkit leaves out of the options of a structure element. */
export interface ElementOptions {
  scope?: 'Column' | 'Row';
  /** Read out in place of the text on the page. */
  actual?: string;
  /** Of a figure: what it shows. */
  alt?: string;
  /** Of a figure: left, top, right and bottom on the page. */
  bbox?: [number, number, number, number];
  placement?: 'Block';
}

export interface DocumentFacts {
  title: string;
  author: string | null;
  subject: string;
  keywords: string;
  /** `yyyy-mm-dd`: a document made twice from the same data is the same, so no clock is asked. */
  created: string;
}

/** What pdfkit opens a typeface with. */
interface Typeface {
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { advanceWidth: number };
}

/** A place on the page. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The members of pdfkit that its types do not show. */
interface Untyped {
  _addInfo(): void;
  _font: { font: Typeface };
  outline: OutlineItem;
}

interface OutlineItem {
  addItem(title: string, options: { fit: boolean; expanded?: boolean }): OutlineItem;
}

/** Where letters stand in their line: this puts capitals in the middle of it. */
const BASELINE = 0.775;

export class TaggedDocument {
  /** The root of the structure. */
  readonly root: Element;
  private readonly pdf: PDFKit.PDFDocument & Untyped;
  /** How wide each character is at a size of one point; null of one that the typeface lacks. */
  private readonly advances: Record<Weight, Map<string, number | null>> = { regular: new Map(), semibold: new Map() };
  /** What was asked before: a paper is laid out several times, in larger and smaller type. */
  private readonly written: Record<Weight, Map<string, string>> = { regular: new Map(), semibold: new Map() };
  private readonly widths: Record<Weight, Map<string, number>> = { regular: new Map(), semibold: new Map() };
  private outline: OutlineItem | null = null;
  private styled: Style | null = null;

  constructor(facts: DocumentFacts, typeface: (weight: Weight) => Uint8Array) {
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      // Not 'PDF/UA': with that, pdfkit writes a table of embedded glyphs that is wrong. We claim PDF/UA ourselves.
      subset: 'PDF/A-2a',
      bufferPages: true,
      autoFirstPage: false,
      // Any other default would be fallen back to; Helvetica would not be embedded.
      font: '',
      info: {
        Title: withoutControls(facts.title),
        ...(facts.author === null ? {} : { Author: withoutControls(facts.author) }),
        Subject: withoutControls(facts.subject),
        Keywords: withoutControls(facts.keywords),
        Creator: 'ehcp',
        Producer: 'ehcp with PDFKit',
        // biome-ignore lint/style/noRestrictedGlobals: pdfkit takes its fixed creation date as a Date; it comes from the as-of day
        CreationDate: new Date(`${facts.created}T00:00:00Z`),
      },
    };
    this.pdf = new PDFDocument(options) as PDFKit.PDFDocument & Untyped;
    this.escapeInfoInXmp();
    this.pdf.appendXML(PDF_UA_CLAIM);
    for (const weight of ['regular', 'semibold'] as const) this.pdf.registerFont(weight, plainTypeface(typeface(weight)));
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  private escapeInfoInXmp(): void {
    const { pdf } = this;
    const addInfo = pdf._addInfo;
    pdf._addInfo = () => {
      const { info } = pdf;
      pdf.info = Object.fromEntries(Object.entries(info).map(([key, value]) => [key, typeof value === 'string' ? escapedForXml(value) : value]));
      addInfo.call(pdf);
      pdf.info = info;
    };
  }

  addPage(): void {
    this.pdf.addPage();
    this.styled = null;
  }

  get pages(): number {
    return this.pdf.bufferedPageRange().count;
  }

  turnTo(page: number): void {
    this.pdf.switchToPage(page);
    this.styled = null;
  }

  /** A new element at the end of its parent. It is added at once: one that never is keeps the document from ending. */
  element(parent: Element, type: ElementType, options: ElementOptions = {}): Element {
    const element = this.pdf.struct(type, options);
    parent.add(element);
    return element;
  }

  /** What is drawn belongs to the element. Nothing but its own text may be drawn here, no rule and no other element. */
  content(element: Element, draw: () => void): void {
    this.styled = null;
    element.add(draw);
  }

  /** What is drawn within the element leads to an address. The box is where a reader presses. */
  link(parent: Element, address: string, { left, top, width, height }: Box, draw: () => void): void {
    const link = this.element(parent, 'Link');
    this.styled = null;
    const content = this.pdf.markStructureContent('Link');
    draw();
    this.pdf.endMarkedContent();
    link.add(content);
    // pdfkit writes a string object as a text of the document, and a plain one as a name; a link says itself where it leads.
    this.pdf.link(left, top, width, height, address, { structParent: link, Contents: new String(address) } as object);
    link.end();
  }

  /** What is drawn says nothing of its own: a rule, a repeated heading, a footer. */
  artifact(type: 'Layout' | 'Pagination', draw: () => void, attached?: 'Top' | 'Bottom'): void {
    this.styled = null;
    this.pdf.markContent('Artifact', attached === undefined ? { type } : { type, attached: [attached] });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Writes one line; `top` is that of the line. Letters of any size share a baseline where they share a leading. */
  line(text: string, left: number, top: number, style: Style, leading = style.leading): void {
    this.label(text, left, top + leading * BASELINE, style);
  }

  /** Writes one line on a baseline. */
  label(text: string, left: number, baseline: number, style: Style): void {
    this.use(style);
    this.pdf.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
  }

  /** What is drawn is placed from here. */
  from(left: number, top: number, draw: () => void): void {
    this.pdf.save().translate(left, top);
    draw();
    this.pdf.restore();
    this.styled = null;
  }

  rule(left: number, top: number, width: number, thickness: number, colour: string): void {
    this.box(left, top - thickness / 2, width, thickness, colour);
  }

  box(left: number, top: number, width: number, height: number, colour: string): void {
    this.pdf.rect(left, top, width, height).fill(colour);
    this.styled = null;
  }

  border(left: number, top: number, width: number, height: number, thickness: number, colour: string): void {
    this.pdf.lineWidth(thickness).rect(left, top, width, height).stroke(colour);
  }

  /** Draws along a path as SVG writes it. */
  stroke(path: string, thickness: number, colour: string, dash?: [number, number]): void {
    this.pdf.lineWidth(thickness).lineCap(dash === undefined ? 'round' : 'butt');
    if (dash !== undefined) this.pdf.dash(dash[0], { space: dash[1] });
    this.pdf.path(path).stroke(colour);
    if (dash !== undefined) this.pdf.undash();
  }

  /** Bookmarks the page shown: the first bookmark is the document's, the others stand below it. */
  bookmark(title: string): void {
    // Without `fit`, pdfkit puts the left edge of the view at the right edge of the page.
    const item = (this.outline ?? this.pdf.outline).addItem(withoutControls(title), { fit: true, expanded: true });
    this.outline ??= item;
  }

  /** @param text as `writable` gives it */
  widthOf(text: string, { weight, size }: Style): number {
    let width = this.widths[weight].get(text);
    if (width === undefined) {
      width = 0;
      for (const character of text) width += this.advanceOf(character, weight) ?? 0;
      this.widths[weight].set(text, width);
    }
    return width * size;
  }

  /** The text as this weight of the typeface can write it: a character it lacks becomes its code, `[U+6848]`. */
  writable(text: string, weight: Weight): string {
    let written = this.written[weight].get(text);
    if (written === undefined) {
      written = '';
      for (const character of text.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ')) {
        written += this.advanceOf(character, weight) === null ? codeOf(character) : character;
      }
      this.written[weight].set(text, written);
    }
    return written;
  }

  private advanceOf(character: string, weight: Weight): number | null {
    const known = this.advances[weight].get(character);
    if (known !== undefined) return known;
    this.pdf.font(weight);
    this.styled = null;
    const typeface = this.pdf._font.font;
    const codePoint = character.codePointAt(0) ?? 0;
    const advance = typeface.hasGlyphForCodePoint(codePoint) ? typeface.glyphForCodePoint(codePoint).advanceWidth / typeface.unitsPerEm : null;
    this.advances[weight].set(character, advance);
    return advance;
  }

  private use(style: Style): void {
    if (this.styled === style) return;
    this.pdf.font(style.weight).fontSize(style.size).fillColor(style.colour);
    this.styled = style;
  }

  /** Ends the document. @throws where an element was left open, so that half a document is never handed on */
  bytes(): Uint8Array {
    this.root.end();
    this.pdf.end();
    // pdfkit writes into its stream as it goes and never waits, so everything is there by now.
    const bytes: Uint8Array | null = this.pdf.read();
    const ending = bytes === null ? '' : new TextDecoder().decode(bytes.subarray(-6)).trim();
    if (bytes === null || ending !== '%%EOF') throw new Error('the PDF was not finished: an element of its structure was left open');
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** Metadata may hold any character but those that XML forbids. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
