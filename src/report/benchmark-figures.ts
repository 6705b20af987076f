import { type AreaShare, type Distribution, distributionOf, shareOf, type Together, together } from '../core/benchmark.ts';
import { DFE_MEASURES, type DfeMeasure, type DfeRow } from '../core/dfe-measures.ts';
import { type FunnelLimits, type FunnelPlace, funnelLimits, funnelPlace } from '../core/funnel.ts';
import { type ShareInterval, wilsonInterval } from '../core/wilson.ts';
import type { Area } from './benchmark-areas.ts';
import type { Described } from './described.ts';
import type { Figure } from './report.ts';

/** A share of an area; null where the files have no row of it, or cannot say it. */
export interface AreaFigure {
  area: Area;
  share: AreaShare | null;
  /** 95%, of the counts. */
  interval: ShareInterval | null;
}

/** Limits of chance around England's share for as many as the authority has, and where it lies. */
interface Funnel {
  around: Together;
  limits: FunnelLimits;
  place: FunnelPlace;
  /** How many authorities lie beyond the limits for as many as each has. */
  beyond95: number;
  beyond998: number;
  /** How many have counts. */
  of: number;
}

/** A measure in a year: the areas, and where the authority stands among all. */
export interface MeasureYear {
  measure: DfeMeasure;
  year: string;
  areas: AreaFigure[];
  distribution: Distribution;
  funnel: Funnel | null;
  /** What the authorities' counts come to, beside England's own; null where England has none. */
  england: { own: Together; sum: Together } | null;
  /** How many rows of authorities there are. */
  authorities: number;
}

/** A measure over the years, and in the year that is looked at. */
export interface Benchmarked {
  now: MeasureYear;
  years: MeasureYear[];
}

/** The rows of a measure and a year. */
const rowsOf = (rows: readonly DfeRow[], { id }: DfeMeasure, year: string): DfeRow[] => rows.filter((row) => row.year === year && row.shares[id] !== undefined);

/** The years in which the files say a measure of anybody, the first first. */
const yearsOf = (rows: readonly DfeRow[], { id }: DfeMeasure): string[] =>
  [...new Set(rows.filter((row) => shareOf(row, id)?.percent != null).map(({ year }) => year))].sort();

/**
 * Every measure that the files say, in the year asked for, else each in its latest.
 * @param year null for the latest of each
 */
export function benchmarkOf(rows: readonly DfeRow[], areas: readonly Area[], year: string | null): Benchmarked[] {
  return DFE_MEASURES.flatMap((measure) => {
    const years = yearsOf(rows, measure);
    const chosen = year ?? years.at(-1);
    if (chosen === undefined || !years.includes(chosen)) return [];
    const all = years.map((one) => measureYear(rows, areas, measure, one, one === chosen));
    return [{ now: all.find((one) => one.year === chosen) as MeasureYear, years: all }];
  });
}

/** The measures of the files that have no figure in the year asked for, and the years in which they have. */
export function notInYear(rows: readonly DfeRow[], year: string): { measure: DfeMeasure; years: string[] }[] {
  return DFE_MEASURES.map((measure) => ({ measure, years: yearsOf(rows, measure) })).filter(({ years }) => years.length > 0 && !years.includes(year));
}

function measureYear(all: readonly DfeRow[], areas: readonly Area[], measure: DfeMeasure, year: string, isChosen: boolean): MeasureYear {
  const rows = rowsOf(all, measure, year);
  const shareIn = (area: Area): AreaShare | null => {
    const row = rows.find((one) => area.isOf(one));
    return row === undefined ? null : shareOf(row, measure.id);
  };
  const figures = areas.map((area): AreaFigure => {
    const share = shareIn(area);
    return { area, share, interval: share === null ? null : intervalOf(share) };
  });
  const shares = rows.filter(({ level }) => level === 'authority').flatMap((row) => shareOf(row, measure.id) ?? []);
  const own = figures.find(({ area }) => area.role === 'authority')?.share ?? null;
  const england = figures.find(({ area }) => area.role === 'england')?.share ?? null;
  const around = england === null ? null : together([england]);
  return {
    measure,
    year,
    areas: figures,
    distribution: distributionOf(shares, own?.percent ?? null),
    // Of the other years nobody asks.
    funnel: !isChosen || own === null || around === null ? null : funnelOf(own, around, shares),
    england: around === null || around.areas === 0 ? null : { own: around, sum: together(shares) },
    authorities: shares.length,
  };
}

const intervalOf = ({ numerator, denominator }: AreaShare): ShareInterval | null =>
  numerator === null || denominator === null ? null : wilsonInterval(numerator, denominator);

function funnelOf(own: AreaShare, around: Together, shares: readonly AreaShare[]): Funnel | null {
  if (around.denominator === 0) return null;
  const share = around.numerator / around.denominator;
  const placeOf = ({ numerator, denominator }: AreaShare): FunnelPlace | null =>
    numerator === null || denominator === null ? null : funnelPlace(numerator, denominator, share);
  const [limits, place] = [own.denominator === null ? null : funnelLimits(share, own.denominator), placeOf(own)];
  if (limits === null || place === null) return null;
  const places = shares.flatMap((one) => placeOf(one) ?? []);
  return {
    around,
    limits,
    place,
    beyond95: places.filter((one) => one !== 'within').length,
    beyond998: places.filter((one) => one.endsWith('99.8')).length,
    of: places.length,
  };
}

const RANK = '-rank';

const calendarYear = (year: string): NonNullable<Figure['period']> => ({ from: `${year}-01-01`, to: `${year}-12-31`, label: year });

/** The figures of one area, by the names of the measures. */
export function figuresOfArea(all: readonly Benchmarked[], area: Area): Record<string, Figure> {
  return Object.fromEntries(
    all.flatMap(({ now: { measure, year, areas } }): [string, Figure][] => {
      const share = areas.find((one) => one.area === area)?.share ?? null;
      const made = share?.isOfCounts === true ? { numerator: share.numerator, denominator: share.denominator } : {};
      return [[measure.id, { label: measure.title, unit: 'percent', value: share?.percent ?? null, ...made, period: calendarYear(year) }]];
    }),
  );
}

/** The figures of the authority, and its rank among all in each. */
export function ownFigures(all: readonly Benchmarked[], own: Area): Record<string, Figure> {
  const shares = figuresOfArea(all, own);
  return Object.fromEntries(
    all.flatMap(({ now: { measure, year, distribution } }): [string, Figure][] => [
      [measure.id, shares[measure.id] as Figure],
      [
        `${measure.id}${RANK}`,
        { label: rankLabel(measure), unit: 'authorities', value: distribution.rank, denominator: distribution.known, period: calendarYear(year) },
      ],
    ]),
  );
}

const rankLabel = ({ title }: DfeMeasure): string => `Rank among authorities: ${title}`;

const WHEN = 'In a calendar year, as DfE published it.';
const ROWS = 'DfE publishes no rows; ehcp benchmark --dfe FILE reports it.';

/** The same, for definitions. */
export const BENCHMARK_FIGURES: readonly Described[] = DFE_MEASURES.flatMap((measure) => [
  { id: measure.id, title: measure.title, counts: () => measure.counts, when: WHEN, source: measure.source, examples: [], rows: ROWS },
  {
    id: `${measure.id}${RANK}`,
    title: rankLabel(measure),
    counts: () =>
      'authorities with a higher percentage, and one: 1 is the highest. The same percentage, to one decimal, is the same rank; authorities without a figure have none',
    when: WHEN,
    source: measure.source,
    examples: [],
    rows: ROWS,
    isPart: true as const,
  },
]);
