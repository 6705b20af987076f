import type { TaggedDocument } from './document.ts';
import type { Style } from './style.ts';

/** Text in one style. */
export interface Run {
  text: string;
  style: Style;
}

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

/**
 * Breaks runs into lines. A line keeps the blank at its end, so that text taken out of the document keeps its words
 * apart; never justified, because the blanks would be lost.
 */
export function broken(document: TaggedDocument, runs: readonly Run[], width: number): Lines {
  const lines: Line[] = [];
  let line: Line = { pieces: [], width: 0 };
  let end = 0;
  const nextLine = (): void => {
    lines.push(line);
    line = { pieces: [], width: 0 };
    end = 0;
  };
  const put = (text: string, style: Style, wide: number, full: number): void => {
    const last = line.pieces.at(-1);
    if (last !== undefined && last.style === style) last.text += text;
    else line.pieces.push({ text, style, left: end });
    line.width = end + wide;
    end += full;
  };
  for (const { text, style } of runs) {
    for (const word of document.writable(text, style.weight).split(' ')) {
      if (word === '') continue;
      const blank = document.widthOf(' ', style);
      const full = document.widthOf(`${word} `, style);
      const wide = full - blank;
      if (end > 0 && end + wide > width + TOLERANCE) nextLine();
      if (wide <= width + TOLERANCE) {
        put(`${word} `, style, wide, full);
        continue;
      }
      // Only a word that is wider than the place it has, such as a long file name, is broken within.
      for (const character of word) {
        const step = document.widthOf(character, style);
        if (end > 0 && end + step > width) nextLine();
        put(character, style, step, step);
      }
      put(' ', style, 0, blank);
    }
  }
  if (line.pieces.length > 0 || lines.length === 0) {
    const [first] = runs;
    // An element without content would not be announced: nothing is a blank.
    if (line.pieces.length === 0 && first !== undefined) line.pieces.push({ text: ' ', style: first.style, left: 0 });
    lines.push(line);
  }
  const leading = Math.max(...runs.map(({ style }) => style.leading));
  return { lines, leading, height: lines.length * leading };
}

/** Writes lines one below the other, aligned within the width. */
export function write(document: TaggedDocument, { lines, leading }: Pick<Lines, 'lines' | 'leading'>, left: number, top: number, align: 'left' | 'right' = 'left', width = 0): void {
  lines.forEach((line, at) => {
    const start = align === 'left' ? left : left + width - line.width;
    for (const piece of line.pieces) document.line(piece.text, start + piece.left, top + at * leading, piece.style, leading);
  });
}

/** As much of the text as fits on one line; cut, it ends in `…`. */
export function cut(document: TaggedDocument, text: string, style: Style, width: number): string {
  let kept = document.writable(text, style.weight);
  if (document.widthOf(kept, style) <= width) return kept;
  while (kept !== '' && document.widthOf(`${kept}…`, style) > width) kept = [...kept].slice(0, -1).join('');
  return `${kept.trimEnd()}…`;
}
