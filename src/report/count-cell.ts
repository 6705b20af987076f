import { cellOf } from './figure.ts';
import type { Cell, Figure } from './report.ts';

/** A count with its share of what it is counted of, as a cell; where how many these are is suppressed, it has none. */
export function countCell(figure: Figure): Cell {
  const { value, denominator, percent: share, suppressed } = figure;
  if (share === undefined || suppressed || denominator === null) return cellOf(figure);
  return { kind: 'percent', value: share, numerator: value ?? 0, denominator: denominator ?? 0 };
}
