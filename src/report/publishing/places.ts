import type { Known } from '../context.ts';
import type { Dates } from './stretches.ts';
import type { Count } from './suppression.ts';

/** Some dates or a day, and what is counted there, by what it is. */
export interface Place extends Dates {
  counts: Map<string, Count>;
  /** True of one group of a report that is split. */
  isGroup?: true;
  /** True of a stretch of which nothing is printed. */
  isUnprinted?: true;
  /** How much more is lost by what is counted here than elsewhere: of several periods, of the one that was asked for. */
  weight?: number;
  /** How counts of the paper add up that is about it. */
  also?: readonly Known[];
}

/** The as-of day, and what is counted of no dates. */
export const OF_NO_DATES: Dates = { from: '', to: '' };

/** The first day of what is not of a period. */
export const ALWAYS = '0001-01-01';

/** Where nothing is counted yet. */
export const placeOf = ({ from, to }: Dates): Place => ({ from, to, counts: new Map() });
