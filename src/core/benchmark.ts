/** One authority among all: its place, and what the middle and the ends of them are. */
import type { DfeRow, DfeValue } from './dfe-measures.ts';
import { percentage } from './proportion.ts';

/** A share that DfE published of an area in a year; what is not a number is null. */
export interface AreaShare {
  /** In percent, one decimal: DfE's own, else worked out from the counts. */
  percent: number | null;
  numerator: number | null;
  denominator: number | null;
  /** Whether the percentage is the numerator over the denominator. */
  isOfCounts: boolean;
  /** DfE's sign, where there is no percentage; `none` where there was nobody to count. */
  symbol: string | null;
}

const numberIn = (value: DfeValue): number | null => (value !== null && 'value' in value ? value.value : null);
const symbolIn = (value: DfeValue): string | null => (value !== null && 'symbol' in value ? value.symbol : null);

/** A share of an area; null where its file cannot say it. */
export function shareOf({ shares }: DfeRow, measure: string): AreaShare | null {
  const share = shares[measure];
  if (share === undefined) return null;
  const [numerator, denominator] = [numberIn(share.numerator), numberIn(share.denominator)];
  const counted = numerator === null || denominator === null ? null : percentage(numerator, denominator);
  const percent = denominator === 0 ? null : (numberIn(share.percent) ?? counted);
  const symbol = denominator === 0 ? 'none' : (symbolIn(share.percent) ?? symbolIn(share.numerator) ?? symbolIn(share.denominator));
  return { percent, numerator, denominator, isOfCounts: percent !== null && percent === counted, symbol: percent === null ? symbol : null };
}

/** One value among others. */
export interface Distribution {
  /** Authorities with a percentage, and how many have none, by DfE's sign. */
  known: number;
  unknown: Readonly<Record<string, number>>;
  /** 1 is the highest percentage; the same percentage is the same rank. Null where the one asked for has none. */
  rank: number | null;
  /** How many others share the rank. */
  sharing: number;
  /** 1 is the quarter with the highest percentages, 4 that with the lowest. */
  quarter: number | null;
  /** Null where there are none. */
  highest: number | null;
  upperQuartile: number | null;
  median: number | null;
  lowerQuartile: number | null;
  lowest: number | null;
}

/** Where a percentage lies among those of all authorities, its own among them. */
export function distributionOf(shares: readonly AreaShare[], own: number | null): Distribution {
  const unknown: Record<string, number> = {};
  for (const { percent, symbol } of shares) if (percent === null) unknown[symbol ?? ''] = (unknown[symbol ?? ''] ?? 0) + 1;
  const known = shares.flatMap(({ percent }) => percent ?? []).sort((a, b) => a - b);
  const rank = own === null ? null : known.filter((percent) => percent > own).length + 1;
  return {
    known: known.length,
    unknown,
    rank,
    sharing: Math.max(0, known.filter((percent) => percent === own).length - 1),
    quarter: rank === null ? null : Math.floor((4 * (rank - 1)) / known.length) + 1,
    highest: known.at(-1) ?? null,
    upperQuartile: quartile(known, 3),
    median: quartile(known, 2),
    lowerQuartile: quartile(known, 1),
    lowest: known[0] ?? null,
  };
}

/**
 * A quartile of percentages with one decimal, half up to one decimal: as far between two of them as it lies between their
 * places, which is what Excel's QUARTILE.INC and R do.
 */
function quartile(inOrder: readonly number[], quarters: 1 | 2 | 3): number | null {
  if (inOrder.length === 0) return null;
  const place = (inOrder.length - 1) * quarters;
  const tenthsAt = (at: number): number => Math.round((inOrder[at] ?? 0) * 10);
  const [below, above] = [tenthsAt(Math.floor(place / 4)), tenthsAt(Math.ceil(place / 4))];
  const inQuarters = 4 * below + (place % 4) * (above - below);
  return Math.floor((inQuarters + 2) / 4) / 10;
}

/** The counts of some areas together, and of how many. */
export interface Together {
  areas: number;
  numerator: number;
  denominator: number;
}

/** What the areas with both counts come to. */
export function together(shares: readonly AreaShare[]): Together {
  const sum: Together = { areas: 0, numerator: 0, denominator: 0 };
  for (const { numerator, denominator } of shares) {
    if (numerator === null || denominator === null) continue;
    sum.areas++;
    sum.numerator += numerator;
    sum.denominator += denominator;
  }
  return sum;
}
