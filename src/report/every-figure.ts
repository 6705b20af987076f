import type { Figure, IndicatorFigure, Report } from './report.ts';

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
}

type At = Omit<PlacedFigure, 'id' | 'figure'>;

const ON_THE_DAY: At = { periodKey: null, period: null, from: null, to: null, seen: null, comparison: null, group: null };

/** Every figure of a report once: those of the as-of day, then those of each period, then those of each group. */
export function everyFigure({ figures, periods = {}, by }: Pick<Report, 'figures' | 'periods' | 'by'>): PlacedFigure[] {
  // A report about one period says the figures of that period at its top too.
  const own = periods.period;
  const standing = own === undefined ? ON_THE_DAY : { ...ON_THE_DAY, periodKey: 'period', period: own.label, from: own.from, to: own.to };
  const all = (of: Record<string, Figure>, at: At): PlacedFigure[] => Object.entries(of).flatMap(([id, figure]) => placed(id, figure, at));
  return [
    ...all(Object.fromEntries(Object.entries(figures).filter(([id]) => own?.figures[id] === undefined)), ON_THE_DAY),
    ...Object.entries(periods).flatMap(([periodKey, { label, from, to, figures: now, lastYear }]) => {
      const at: At = { ...ON_THE_DAY, periodKey, period: label, from, to };
      return [...all(now, at), ...all(lastYear.figures, { ...at, from: lastYear.from, to: lastYear.to, seen: lastYear.asOf ?? null, comparison: 'last-year' })];
    }),
    ...(by?.groups ?? []).flatMap(({ name, figures: of }) => all(of, { ...standing, group: { by: by?.column ?? '', name } })),
  ];
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
