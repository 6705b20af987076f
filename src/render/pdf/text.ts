import type { Element, TaggedDocument } from './document.ts';
import type { Style } from './style.ts';

/** Text in one style. */
export interface Run {
  text: string;
  style: Style;
  /** Where it leads, for a reader who follows it. */
  link?: string;
  /** Whether it goes on where the run before ends, without a blank between. */
  goesOn?: true;
}

type Looks = Pick<Run, 'style' | 'link'>;

/** A run that stands in a line, so far from the line's left end. */
interface Piece extends Run {
  left: number;
}

/** A line of pieces; `width` leaves out the blank at its end. */
export interface Line {
  pieces: Piece[];
  width: number;
}

/** Text broken into lines. */
export interface Lines {
  lines: Line[];
  leading: number;
  height: number;
}

/** A width measured in two ways may differ by a fraction: no reason to break a word that its column was made for. */
const TOLERANCE = 0.3;

/** Lines as they fill. */
class Filling {
  private readonly lines: Line[] = [];
  private line: Line = { pieces: [], width: 0 };
  private end = 0;
  private readonly document: TaggedDocument;
  private readonly width: number;

  constructor(document: TaggedDocument, width: number) {
    this.document = document;
    this.width = width;
  }

  /** @param after the blank that follows, or nothing where the next run goes on */
  word(word: string, run: Looks, after: ' ' | ''): void {
    const { style } = run;
    const blank = after === '' ? 0 : this.document.widthOf(after, style);
    const full = this.document.widthOf(`${word}${after}`, style);
    if (full - blank <= this.width + TOLERANCE) {
      this.put(`${word}${after}`, run, full - blank, full);
      return;
    }
    // Only a word that is wider than the place it has, such as a long file name, is broken within.
    if (this.end > 0) this.nextLine();
    for (const character of word) {
      const step = this.document.widthOf(character, style);
      this.put(character, run, step, step);
    }
    if (after !== '') this.write(after, run, 0, blank);
  }

  /** The last line: an element without content would not be announced, so nothing is a blank. */
  finish(style: Style | undefined): Line[] {
    if (this.line.pieces.length === 0 && style !== undefined) this.line.pieces.push({ text: ' ', style, left: 0 });
    return [...this.lines, this.line];
  }

  private put(text: string, run: Looks, width: number, step: number): void {
    if (this.end > 0 && this.end + width > this.width + TOLERANCE) {
      this.nextLine();
    }
    this.write(text, run, width, step);
  }

  private nextLine(): void {
    this.lines.push(this.line);
    this.line = { pieces: [], width: 0 };
    this.end = 0;
  }

  private write(text: string, { style, link }: Looks, width: number, step: number): void {
    const last = this.line.pieces.at(-1);
    if (last !== undefined && last.style === style && last.link === link) last.text += text;
    else this.line.pieces.push({ text, style, left: this.end, ...(link === undefined ? {} : { link }) });
    this.line.width = this.end + width;
    this.end += step;
  }
}

/**
 * Breaks runs into lines. A line keeps the blank at its end, so that text taken out of the document keeps its words
 * apart; never justified, because the blanks would be lost.
 */
export function broken(document: TaggedDocument, runs: readonly Run[], width: number): Lines {
  const filling = new Filling(document, width);
  runs.forEach((run, at) => {
    const words = document.writable(run.text, run.style.weight).split(' ');
    words.forEach((word, place) => {
      const goesOn = place === words.length - 1 && runs[at + 1]?.goesOn === true;
      if (word !== '') filling.word(word, run, goesOn ? '' : ' ');
    });
  });
  const lines = filling.finish(runs[0]?.style);
  const leading = Math.max(...runs.map(({ style }) => style.leading));
  return { lines, leading, height: lines.length * leading };
}

/** The width of the widest word. */
export function widestWord(document: TaggedDocument, texts: readonly string[], style: Style): number {
  const words = texts.flatMap((text) => document.writable(text, style.weight).split(' '));
  return words.reduce((widest, word) => Math.max(widest, document.widthOf(word, style)), 0);
}

/** Writes lines one below the other, aligned within the width. */
export function write(
  document: TaggedDocument,
  { lines, leading }: Pick<Lines, 'lines' | 'leading'>,
  left: number,
  top: number,
  align: 'left' | 'right' = 'left',
  width = 0,
): void {
  lines.forEach((line, at) => {
    const start = align === 'left' ? left : left + width - line.width;
    for (const piece of line.pieces) document.line(piece.text, start + piece.left, top + at * leading, piece.style, leading);
  });
}

/** Writes lines as an element's content; what leads somewhere is an element of its own within it. */
export function writeInto(document: TaggedDocument, element: Element, { lines, leading }: Pick<Lines, 'lines' | 'leading'>, left: number, top: number): void {
  const pieces = lines.flatMap((line, at) => line.pieces.map((piece) => ({ piece, left: left + piece.left, top: top + at * leading })));
  for (let from = 0; from < pieces.length; ) {
    const { link } = (pieces[from] as (typeof pieces)[number]).piece;
    let to = from + 1;
    // A link that goes on in the next line is an element of its own there: its place on the page is one box.
    if (link === undefined) while (to < pieces.length && pieces[to]?.piece.link === undefined) to++;
    const part = pieces.slice(from, to);
    const draw = (): void => {
      for (const one of part) document.line(one.piece.text, one.left, one.top, one.piece.style, leading);
    };
    if (link === undefined) document.content(element, draw);
    else {
      const [{ piece, ...place }] = part as [(typeof pieces)[number]];
      document.link(element, link, { ...place, width: document.widthOf(piece.text.trimEnd(), piece.style), height: leading }, draw);
    }
    from = to;
  }
}

/** As much of the text as fits on one line; cut, it ends in `…`. */
export function cut(document: TaggedDocument, text: string, style: Style, width: number): string {
  let kept = document.writable(text, style.weight);
  if (document.widthOf(kept, style) <= width) return kept;
  while (kept !== '' && document.widthOf(`${kept}…`, style) > width) kept = [...kept].slice(0, -1).join('');
  return `${kept.trimEnd()}…`;
}
