import type { Cell, Report, TextBlock, TextRun } from '../report/report.ts';
import { dateInWords, NOTHING, nOfD, number, oneDecimal, percent, SUPPRESSED } from '../report/words.ts';

export const isShare = ({ kind }: Cell): boolean => kind === 'percent' || kind === 'estimate';

/** A cell in words, `38.4% (297 of 774)`: a percentage never stands without what it was made of. */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return number(cell.value);
    case 'weeks':
      return oneDecimal(cell.value);
    case 'estimate':
      return percent(cell.value);
    case 'percent':
      return `${percent(cell.value)} (${nOfD(cell.numerator, cell.denominator)})`;
    case 'suppressed':
      return SUPPRESSED;
    case 'not-known':
      return NOTHING;
  }
}

/** What a cell says: its figure, and what the figure was made of. */
export interface Face {
  main: string;
  detail: string | null;
  /** What is read out in place of a sign. */
  aloud: string | null;
  /** Words take the whole width of their column; figures stand below each other. */
  words: boolean;
}

/** A cell as its parts, for formats that set them apart. */
export function faceOf(cell: Cell | undefined): Face {
  const figure = { detail: null, aloud: null, words: false };
  const share = (value: number | null): string | null => (value === null ? 'no figure' : null);
  switch (cell?.kind) {
    case 'text':
      return { main: cell.text, detail: null, aloud: null, words: true };
    case 'count':
      return { ...figure, main: number(cell.value) };
    case 'estimate':
      return { ...figure, main: percent(cell.value), aloud: share(cell.value) };
    case 'weeks':
      return { ...figure, main: oneDecimal(cell.value), aloud: share(cell.value) };
    case 'percent':
      return { ...figure, main: percent(cell.value), detail: nOfD(cell.numerator, cell.denominator), aloud: share(cell.value) };
    case 'suppressed':
      return { ...figure, main: SUPPRESSED, aloud: 'suppressed' };
    case 'not-known':
      return { ...figure, main: NOTHING, aloud: 'not known' };
    case undefined:
      return { main: '', detail: null, aloud: null, words: true };
  }
}

/** The same where room is short: `38.4% 297/774`. */
export function cellTextShort(cell: Cell): string {
  return cell.kind === 'percent' ? `${percent(cell.value)} ${number(cell.numerator)}/${number(cell.denominator)}` : cellText(cell);
}

/** What stands below a report's title: its day, and the commission it is for with its meetings. */
export function factsOf({ asOf, commission }: Report): string[] {
  const facts = asOf === null ? [] : [`Position on ${dateInWords(asOf)}`];
  if (commission !== undefined) {
    facts.push(`For the ${commission.name}`.replace(/^For the the /i, 'For the '));
    if (commission.lastMeeting !== undefined) facts.push(`Last meeting ${dateInWords(commission.lastMeeting)}`);
    if (commission.nextMeeting !== undefined) facts.push(`Next meeting ${dateInWords(commission.nextMeeting)}`);
  }
  return facts;
}

/** What a document is called wherever it lies. */
export const nameOf = ({ authority, ...report }: Report): string => (authority === null ? titleOf(report) : `${titleOf(report)}, ${authority}`);

/** A title that stands alone. */
export const titleOf = ({ title, internal }: Pick<Report, 'title' | 'internal'>): string => (internal === true ? `Internal: ${title}` : title);

/** A character that cannot be shown, or would move what stands beside it, as its code: `[U+202E]` */
export const codeOf = (character: string): string => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Text on one line, in which nothing is unseen. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, codeOf);

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that no spreadsheet runs: an apostrophe keeps it from being read as a formula. */
export function inert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Words without their looks; an address stands behind what leads to it. */
export const plainRuns = (runs: readonly TextRun[]): string =>
  runs.map(({ text, link }) => (link === undefined || link === text ? text : `${text} (${link})`)).join('');

/** Stands before what somebody wrote, so that nobody takes it for a finding. */
export const COMMENTARY = 'Commentary: written by officers, not made from the figures.';

/** Somebody's words as plain paragraphs; the points of a list begin with a dash or a number. */
export function plainText(blocks: readonly TextBlock[]): string[] {
  const paragraphs = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [plainRuns(block.runs)] : block.items.map((runs, at) => `${block.ordered ? `${at + 1}.` : '–'} ${plainRuns(runs)}`),
  );
  return [COMMENTARY, ...paragraphs];
}

/** An address that a reader may be led to: a page on the web, or a mailbox. */
export function address({ link }: TextRun): string | null {
  return link !== undefined && /^(https?:\/\/|mailto:)[^\s\p{C}]+$/iu.test(link) ? link : null;
}
