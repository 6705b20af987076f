import { type Definition, EXCLUSION_REASONS, type ExclusionReason, inPile, SCOPE_REASONS, type ScopeReason, type Tally } from '../core/measure.ts';
import type { PositionFigure, PositionTally } from '../core/position-figures.ts';
import { meanWeeks, medianWeeks, percentage, wholeWeeks } from '../core/proportion.ts';
import type { Cell, Figure, ReasonCount } from './report.ts';
import { nOfD, number, oneDecimal, percent } from './words.ts';

/** The day whose plans every timeliness report counts apart, as readers differ on whether it is the last in time. */
export const DAY_140 = 140;

function reasonCounts(reasons: readonly (ExclusionReason | ScopeReason)[], tally: Tally): ReasonCount[] {
  return reasons.map((reason) => ({ reason, count: inPile(tally, reason) })).filter(({ count }) => count > 0);
}

/** The figure that a measure's tally comes to, with its numerator, its denominator and what was left out. */
export function figureOf(measure: Definition, tally: Tally): Figure {
  const { totalDays, byDays } = tally;
  const met = inPile(tally, 'met');
  if (measure.kind === 'count') return { label: measure.title, unit: measure.unit ?? 'cases', value: met };
  const leftOut = {
    excluded: reasonCounts(EXCLUSION_REASONS, tally),
    outOfScope: reasonCounts(SCOPE_REASONS, tally),
  };
  const judged = met + inPile(tally, 'missed') + inPile(tally, 'notKnown');
  switch (measure.kind) {
    case 'proportion': {
      const figure: Figure = { label: measure.title, unit: 'percent', value: percentage(met, judged), numerator: met, denominator: judged, ...leftOut };
      return measure.saysDay140 === true ? { ...figure, onDay140: byDays.get(DAY_140) ?? 0 } : figure;
    }
    case 'mean':
      return { label: measure.title, unit: 'weeks', value: meanWeeks(totalDays, judged), numerator: totalDays, denominator: judged, ...leftOut };
    case 'median':
      return { label: measure.title, unit: 'weeks', value: medianWeeks(byDays), denominator: judged, ...leftOut };
  }
}

/** The figure of a day that a tally comes to. */
export function positionFigureOf({ title, kind }: PositionFigure, { cases, totalDays, byDays, longestDays }: PositionTally): Figure {
  switch (kind) {
    case 'count':
      return { label: title, unit: 'cases', value: cases };
    case 'mean':
      return { label: title, unit: 'weeks', value: meanWeeks(totalDays, cases), numerator: totalDays, denominator: cases };
    case 'median':
      return { label: title, unit: 'weeks', value: medianWeeks(byDays), denominator: cases };
    case 'longest':
      return { label: title, unit: 'weeks', value: longestDays < 0 ? null : wholeWeeks(longestDays) };
  }
}

/** A figure as a cell of a table. */
export function cellOf({ unit, value, numerator, denominator, suppressed, notKnown }: Figure): Cell {
  if (notKnown !== undefined) return { kind: 'not-known', why: notKnown };
  if (suppressed) return { kind: 'suppressed' };
  switch (unit) {
    case 'percent':
      if (numerator === undefined) return { kind: 'estimate', value };
      return { kind: 'percent', value, numerator: numerator ?? 0, denominator: denominator ?? 0 };
    case 'weeks':
      // Only an average has tenths of weeks, and cases that it was made of.
      return denominator === undefined && value !== null ? { kind: 'count', value } : { kind: 'weeks', value };
    default:
      return { kind: 'count', value: value ?? 0 };
  }
}

/** `count` of `total` as a cell. */
export function shareOf(count: Figure, total: Figure): Cell {
  if (count.notKnown !== undefined) return cellOf(count);
  if (count.suppressed || total.suppressed) return { kind: 'suppressed' };
  const [numerator, denominator] = [count.value ?? 0, total.value ?? 0];
  return { kind: 'percent', value: percentage(numerator, denominator), numerator, denominator };
}

/** A figure in a sentence: `42.1% (45 of 107)`. */
export function inWords({ unit, value, numerator, denominator, suppressed }: Figure): string {
  if (suppressed) return 'suppressed';
  if (unit === 'percent') return numerator === undefined ? percent(value) : `${percent(value)} (${nOfD(numerator ?? 0, denominator ?? 0)})`;
  if (unit !== 'weeks') return value === null ? '–' : number(value);
  return `${denominator === undefined && value !== null ? number(value) : oneDecimal(value)} weeks`;
}
