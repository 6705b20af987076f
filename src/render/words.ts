import type { Cell, Report, TextBlock, TextRun } from '../report/report.ts';
import { dateInWords, nOfD, number, oneDecimal, percent, SUPPRESSED } from '../report/words.ts';

/** A cell in words, `38.4% (297 of 774)`: a percentage never stands without what it was made of. */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return number(cell.value);
    case 'weeks':
      return oneDecimal(cell.value);
    case 'percent':
      return `${percent(cell.value)} (${nOfD(cell.numerator, cell.denominator)})`;
    case 'suppressed':
      return SUPPRESSED;
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

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that no spreadsheet runs: an apostrophe keeps it from being read as a formula. */
export function inert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Words without their looks; an address stands behind what leads to it. */
const plainRuns = (runs: readonly TextRun[]): string =>
  runs.map(({ text, link }) => (link === undefined || link === text ? text : `${text} (${link})`)).join('');

/** Somebody's words as plain paragraphs; the points of a list begin with a dash or a number. */
export function plainText(blocks: readonly TextBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [plainRuns(block.runs)] : block.items.map((runs, at) => `${block.ordered ? `${at + 1}.` : '–'} ${plainRuns(runs)}`),
  );
}
