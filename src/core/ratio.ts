import type { Day } from './day.ts';
import { MET, type Measure, MISSED, OUT_OF_SCOPE } from './measure.ts';

/** A row of any list, as one ratio sees it; what its rules ask was answered when the row was read. */
export interface RatioRow {
  /** The line of the file on which the row begins. */
  line: number;
  /** The authority's own reference; '' where no column holds one. */
  id: string;
  /** The day that puts the row in a period; null where the list does not say it. */
  date: Day | null;
  inDenominator: boolean;
  /** Asked only of rows in the denominator. */
  inNumerator: boolean;
}

/**
 * The measure of a ratio: of the rows of a period that are in the denominator, those in the numerator.
 * @param words what it counts, in plain words
 * @param dated the column that puts a row in a period
 */
export function ratioMeasure(id: string, title: string, words: string, dated: string): Measure<RatioRow> {
  return {
    id,
    title,
    kind: 'proportion',
    better: 'higher',
    counts: () => words,
    source: null,
    dated,
    event: ({ date }) => date ?? 'no-date',
    judge: ({ inDenominator, inNumerator }) => (!inDenominator ? OUT_OF_SCOPE['not-in-denominator'] : inNumerator ? MET : MISSED),
  };
}

const ALWAYS = Number.NEGATIVE_INFINITY as Day;

/** A row is there from its date on. One without a date is always there, or it could not be counted as having none. */
export const rowSeenFrom = ({ date }: RatioRow): Day => date ?? ALWAYS;
