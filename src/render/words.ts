import type { Cell } from '../report/report.ts';
import { NOTHING, nOfD, number, oneDecimal, percent } from '../report/words.ts';

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
      return cell.value === null
        ? `${NOTHING} (${nOfD(cell.numerator, cell.denominator)})`
        : `${percent(cell.value)} (${nOfD(cell.numerator, cell.denominator)})`;
  }
}

/** The same where room is short: `38.4% 297/774`. */
export function cellTextShort(cell: Cell): string {
  return cell.kind === 'percent' ? `${percent(cell.value)} ${number(cell.numerator)}/${number(cell.denominator)}` : cellText(cell);
}
