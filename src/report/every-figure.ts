import type { Figure, FigureSeries, IndicatorFigure, Report, SeriesGroup, SeriesPoint } from './report.ts';

/** What a figure beside another is: the same of other dates. */
type Comparison = 'last-year' | 'before' | 'financial-year-to-date';

/** A figure and where it stands in its report. */
export interface PlacedFigure {
  id: string;
  figure: Figure & Partial<IndicatorFigure>;
  /** The key of its period in the report, such as `year-to-date`; null for a figure of the as-of day. */
  periodKey: string | null;
  /** The name of the period that was asked for; null for a figure of the as-of day. */
  period: string | null;
  /** The dates it speaks of; null for a figure of the as-of day. */
  from: string | null;
  to: string | null;
  /** The day from which it is seen, where that is neither the report's nor its own last. */
  seen: string | null;
  /** Null for the figure itself. */
  comparison: Comparison | null;
  /** The column and the value by which the report is split; null where it is the whole. */
  group: { by: string; name: string } | null;
  /** Of a point of a series, what it is judged by and what it says. */
  reading?: Reading;
}

interface Reading {
  limits: SeriesGroup['limits'];
  variation: SeriesPoint['variation'];
  pattern: SeriesPoint['pattern'];
  says: string;
}

/** The key of what stands in a series: each point was seen on its own last day. */
export const SERIES = 'series';

/** What is asked of a series; one that was saved says no more. */
export interface PlacedSeries extends Pick<FigureSeries, 'measure' | 'target' | 'duty'> {
  groups?: FigureSeries['groups'];
  points: (Pick<SeriesPoint, 'label' | 'from' | 'to' | 'figure' | 'lastYear'> & Partial<SeriesPoint>)[];
}

/** What holds figures. */
type Holder = Pick<Report, 'figures' | 'periods' | 'by' | 'alsoBy'> & { series?: Record<string, PlacedSeries> };

type At = Omit<PlacedFigure, 'id' | 'figure'>;

const ON_THE_DAY: At = { periodKey: null, period: null, from: null, to: null, seen: null, comparison: null, group: null };

/** Every figure of a report once: those of the as-of day, then those of each period, then those of each group. */
export function everyFigure({ figures, series = {}, periods = {}, by, alsoBy = [] }: Holder): PlacedFigure[] {
  // A report about one period says the figures of that period at its top too.
  const own = periods.period;
  const standing = own === undefined ? ON_THE_DAY : { ...ON_THE_DAY, periodKey: 'period', period: own.label, from: own.from, to: own.to };
  const all = (of: Record<string, Figure>, at: At): PlacedFigure[] => Object.entries(of).flatMap(([id, figure]) => placed(id, figure, at));
  const isElsewhere = (id: string): boolean => Object.hasOwn(own?.figures ?? {}, id) || Object.hasOwn(series, id);
  return [
    ...all(Object.fromEntries(Object.entries(figures).filter(([id]) => !isElsewhere(id))), ON_THE_DAY),
    ...Object.entries(series).flatMap(([id, one]) => pointsOf(id, one)),
    ...Object.entries(periods).flatMap(([periodKey, { label, from, to, figures: now, lastYear }]) => {
      const at: At = { ...ON_THE_DAY, periodKey, period: label, from, to };
      return [...all(now, at), ...all(lastYear.figures, { ...at, from: lastYear.from, to: lastYear.to, seen: lastYear.asOf ?? null, comparison: 'last-year' })];
    }),
    ...[...(by === undefined ? [] : [by]), ...alsoBy].flatMap(({ column, groups }) =>
      groups.flatMap(({ name, figures: of }) => all(of, { ...standing, group: { by: column, name } })),
    ),
  ];
}

/** Each point of a series, and the same period a year before. */
function pointsOf(id: string, { measure, target, duty, groups = [], points }: PlacedSeries): PlacedFigure[] {
  const made = { target, duty, ...(measure === undefined ? {} : { measure }) };
  const left = [...groups];
  return points.flatMap(({ label, from, to, figure, lastYear, variation = null, pattern = null, says = '' }) => {
    const limits = left[0]?.limits ?? null;
    if (left[0]?.to === label) left.shift();
    const { from: fromThen, to: toThen, ...then } = lastYear;
    const place: At = { ...ON_THE_DAY, periodKey: SERIES, period: label, from, to };
    return [
      { id, figure: { ...figure, ...made }, ...place, reading: { limits, variation, pattern, says } },
      { id, figure: { ...then, ...made }, ...place, from: fromThen, to: toThen, comparison: 'last-year' as const },
    ];
  });
}

/** A figure; of an indicator, what it is compared with too. */
function placed(id: string, figure: Figure | IndicatorFigure, at: At): PlacedFigure[] {
  const { period } = figure;
  const own: At = period === undefined ? at : { ...at, periodKey: 'period', period: period.label, from: period.from, to: period.to };
  if (!('financialYearToDate' in figure)) return [{ id, figure, ...own }];
  const { label, measure, source, before, lastYear, financialYearToDate } = figure;
  const beside = (comparison: Comparison, { from, to, ...other }: IndicatorFigure['before']): PlacedFigure => ({
    id,
    figure: { ...other, label, measure, source },
    ...own,
    from,
    to,
    comparison,
  });
  return [{ id, figure, ...own }, beside('before', before), beside('last-year', lastYear), beside('financial-year-to-date', financialYearToDate)];
}
