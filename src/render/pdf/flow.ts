import type { TaggedDocument } from './document.ts';
import { FRAME, FRAME_HEIGHT } from './style.ts';

/** What is never split: a line, a few lines, a row of a table. */
export interface Strip {
  height: number;
  draw(left: number, top: number): void;
}

/** Strips that follow each other. Structure is made as they are drawn, which is in reading order. */
export interface Block {
  /** Blank space above, where it does not begin a page. */
  before: number;
  strips: Strip[];
  /** How many strips at the beginning stay on one page, so that a heading is never the last thing on it. */
  together: number;
  /** Stands again at the top of each further page. */
  repeat?: Strip;
}

interface Placement {
  strip: Strip;
  page: number;
  top: number;
}

const heightOf = (strips: readonly Strip[]): number => strips.reduce((sum, { height }) => sum + height, 0);

/** The height of a block that stands unbroken. */
function blockHeight({ strips }: Block): number {
  return heightOf(strips);
}

function placed(blocks: readonly Block[]): Placement[] {
  const placements: Placement[] = [];
  let page = 0;
  let top = FRAME.top;
  const put = (strip: Strip): void => {
    placements.push({ strip, page, top });
    top += strip.height;
  };
  const turn = (): void => {
    page++;
    top = FRAME.top;
  };
  for (const { before, strips, together, repeat } of blocks) {
    if (top > FRAME.top) {
      if (top + before + heightOf(strips.slice(0, together)) > FRAME.bottom) turn();
      else top += before;
    }
    strips.forEach((strip, at) => {
      if (at >= together && top + strip.height > FRAME.bottom) {
        turn();
        if (repeat !== undefined) put(repeat);
      }
      put(strip);
    });
  }
  return placements;
}

/** Whether the blocks stand on so many pages. */
export function fitsOn(pages: number, blocks: readonly Block[]): boolean {
  return placed(blocks).every(({ page }) => page < pages);
}

/** More of the room that is left over than this, between two blocks, would pull them apart. */
const MOST_AIR = 7;

/** The blocks of one page with some of the room that is left over between them. */
export function aired(blocks: readonly Block[]): Block[] {
  const gaps = blocks.filter(({ before }, at) => at > 0 && before > 0).length;
  const used = placed(blocks).reduce((lowest, { top, strip }) => Math.max(lowest, top + strip.height), 0);
  // A little less than all: sums of fractions must not push the last line over.
  const air = Math.min(MOST_AIR, (FRAME.bottom - used - 1) / Math.max(1, gaps));
  return blocks.map((block) => (block.before > 0 && air > 0 ? { ...block, before: block.before + air } : block));
}

/** Draws the blocks from the top of a new page on. */
export function flow(document: TaggedDocument, blocks: readonly Block[]): void {
  let drawn = -1;
  for (const { strip, page, top } of placed(blocks)) {
    while (drawn < page) {
      document.addPage();
      drawn++;
    }
    strip.draw(FRAME.left, top);
  }
}

/** Blocks one below the other as one strip. */
function stacked(blocks: readonly Block[]): Strip {
  return {
    height: blocks.reduce((sum, block, at) => sum + (at === 0 ? 0 : block.before) + blockHeight(block), 0),
    draw(left, top) {
      let y = top;
      blocks.forEach((block, at) => {
        if (at > 0) y += block.before;
        for (const strip of block.strips) {
          strip.draw(left, y);
          y += strip.height;
        }
      });
    },
  };
}

/** A block that can be made as wide as there is room. */
export interface Fitting {
  /** Narrower than this, a word such as the hash of the data would be broken. */
  least: number;
  make(width: number): Block;
}

/** How much of the width the left of two columns may take; the most even first, which stays unless another is lower. */
const SHARES = [0.5, 0.52, 0.48, 0.54, 0.46, 0.56, 0.44, 0.58, 0.42, 0.6, 0.4];

interface TwoColumns {
  left: Strip;
  right: Strip;
  offset: number;
  height: number;
}

function twoColumns(blocks: readonly Fitting[], split: number, leftWidth: number, offset: number, rightWidth: number): TwoColumns | null {
  const [first, second] = [blocks.slice(0, split), blocks.slice(split)];
  if (first.some(({ least }) => least > leftWidth) || second.some(({ least }) => least > rightWidth)) return null;
  const left = stacked(first.map(({ make }) => make(leftWidth)));
  const right = stacked(second.map(({ make }) => make(rightWidth)));
  return { left, right, offset, height: Math.max(left.height, right.height) };
}

/** The blocks in two columns, first down the left, then down the right, as low as can be; or one below the other where that takes more than a page. */
export function inTwoColumns(blocks: readonly Fitting[], width: number, gap: number): Block[] {
  let best: TwoColumns | null = null;
  for (let split = 1; split < blocks.length; split++) {
    for (const share of SHARES) {
      const leftWidth = (width - gap) * share;
      const columns = twoColumns(blocks, split, leftWidth, leftWidth + gap, width - gap - leftWidth);
      if (columns !== null && (best === null || columns.height < best.height - 1)) best = columns;
    }
  }
  const whole = blocks.map(({ make }) => make(width));
  if (best === null || best.height > FRAME_HEIGHT) return whole;
  const { left, right, offset, height } = best;
  const strip: Strip = {
    height,
    draw(x, top) {
      left.draw(x, top);
      right.draw(x + offset, top);
    },
  };
  return [{ before: whole[0]?.before ?? 0, strips: [strip], together: 1 }];
}
