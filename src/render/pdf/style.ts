/** Points; the origin is the top left corner of the page. */
const A4 = { width: 595.28, height: 841.89 };

/** Agenda packs stamp page numbers at the top and bottom of each page: nothing of ours stands there. */
export const FRAME = { left: 46, right: A4.width - 46, top: 46, bottom: A4.height - 68 };
export const FRAME_WIDTH = FRAME.right - FRAME.left;
export const FRAME_HEIGHT = FRAME.bottom - FRAME.top;

/** Each on white has a contrast of 7 to 1 or more, but for the rules, which say nothing. */
export const COLOURS = { text: '#0b0c0c', quiet: '#484e53', accent: '#12436d', rule: '#b4b9be' } as const;

export type Weight = 'regular' | 'semibold';

/** How a line of text looks: `size` is of the letters, `leading` from line to line. */
export interface Style {
  weight: Weight;
  size: number;
  leading: number;
  colour: string;
}

/** Every size on the paper, so that all of them can shrink together. */
export interface Styles {
  authority: Style;
  title: Style;
  facts: Style;
  caution: Style;
  cautionMark: Style;
  lead: Style;
  body: Style;
  /** The same for words that stand out. */
  strong: Style;
  /** The same for words that lead somewhere. */
  link: Style;
  heading: Style;
  /** The heading of a part with pages of its own. */
  chapter: Style;
  caption: Style;
  columnName: Style;
  columnDates: Style;
  rowHeader: Style;
  value: Style;
  detail: Style;
  underHeader: Style;
  underValue: Style;
  note: Style;
  smallPrint: Style;
  term: Style;
  meaning: Style;
  footer: Style;
  /** Blank space, in units of which all gaps between lines are made. */
  space: number;
  /** The same between columns. */
  gutter: number;
}

/** No text is ever smaller. */
const SMALLEST = 7;

export function styles(scale: number): Styles {
  const style = (weight: Weight, size: number, colour: string, spread = 1.25): Style => {
    const scaled = Math.max(SMALLEST, size * scale);
    return { weight, size: scaled, leading: scaled * spread, colour };
  };
  const { text, quiet, accent } = COLOURS;
  return {
    authority: style('semibold', 10.5, accent),
    title: style('semibold', 20, text, 1.15),
    facts: style('regular', 9.5, quiet),
    caution: style('regular', 9.5, text),
    cautionMark: style('semibold', 9.5, text),
    lead: style('semibold', 12.5, text),
    body: style('regular', 10.5, text),
    strong: style('semibold', 10.5, text),
    link: style('regular', 10.5, accent),
    heading: style('semibold', 11.5, accent),
    chapter: style('semibold', 17, text),
    caption: style('regular', 8.2, quiet, 1.2),
    columnName: style('semibold', 8.5, text, 1.2),
    columnDates: style('regular', 7.8, quiet, 1.15),
    rowHeader: style('regular', 8.7, text, 1.16),
    value: style('semibold', 8.7, text, 1.16),
    detail: style('regular', 8.2, quiet, 1.16),
    underHeader: style('regular', 8.2, quiet, 1.16),
    underValue: style('regular', 8.2, quiet, 1.16),
    note: style('regular', 8.2, quiet, 1.22),
    smallPrint: style('regular', 8, text, 1.22),
    term: style('semibold', 9.5, text, 1.3),
    meaning: style('regular', 9.5, text, 1.3),
    footer: style('regular', 8, quiet),
    // Blanks give way sooner than letters.
    space: scale < 1 ? 4 * scale ** 3 : 4 * scale,
    gutter: 4 * scale,
  };
}
