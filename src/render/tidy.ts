import { everyFigure, type PlacedFigure } from '../report/every-figure.ts';
import type { Cell, Listing, ListingColumn, ReasonCount, Report } from '../report/report.ts';
import { groupName, SUPPRESSED } from '../report/words.ts';

/** Rows under headings, as a listing has them. */
export type Rows = Pick<Listing, 'columns' | 'rows'>;

const COLUMNS = [
  { key: 'report', heading: 'Report', kind: 'text' },
  { key: 'asOf', heading: 'As of', kind: 'date' },
  { key: 'figure', heading: 'Figure', kind: 'text' },
  { key: 'label', heading: 'Label', kind: 'text' },
  { key: 'by', heading: 'By', kind: 'text' },
  { key: 'group', heading: 'Group', kind: 'text' },
  { key: 'period', heading: 'Period', kind: 'text' },
  { key: 'from', heading: 'From', kind: 'date' },
  { key: 'to', heading: 'To', kind: 'date' },
  { key: 'comparison', heading: 'Comparison', kind: 'text' },
  { key: 'unit', heading: 'Unit', kind: 'text' },
  { key: 'value', heading: 'Value', kind: 'number' },
  { key: 'low', heading: 'Low', kind: 'number' },
  { key: 'high', heading: 'High', kind: 'number' },
  { key: 'numerator', heading: 'Numerator', kind: 'number' },
  { key: 'denominator', heading: 'Denominator', kind: 'number' },
  { key: 'percent', heading: 'Percent', kind: 'number' },
  { key: 'onDay140', heading: 'On day 140', kind: 'number' },
  { key: 'target', heading: 'Target', kind: 'number' },
  { key: 'duty', heading: 'Duty', kind: 'number' },
  { key: 'status', heading: 'Status', kind: 'text' },
  { key: 'direction', heading: 'Direction', kind: 'text' },
  { key: 'excluded', heading: 'Excluded', kind: 'number' },
  { key: 'outOfScope', heading: 'Out of scope', kind: 'number' },
  { key: 'leftOut', heading: 'Left out', kind: 'text' },
] as const satisfies readonly ListingColumn[];

/** What a report that has series says of each point of them. */
const READING_COLUMNS = [
  { key: 'mean', heading: 'Mean', kind: 'number' },
  { key: 'lowerLimit', heading: 'Lower limit', kind: 'number' },
  { key: 'upperLimit', heading: 'Upper limit', kind: 'number' },
  { key: 'variation', heading: 'Variation', kind: 'text' },
  { key: 'pattern', heading: 'Pattern', kind: 'text' },
  { key: 'says', heading: 'What it says', kind: 'text' },
] as const satisfies readonly ListingColumn[];

type RowOf<C extends readonly ListingColumn[]> = Record<C[number]['key'], string | number | null>;

/** Columns of reports that look ahead. */
const OF_RANGES: readonly string[] = ['low', 'high'];

/** Every figure of a report once, one a row. */
export function tidy(report: Report): Rows {
  const rows = everyFigure(report);
  const columns = COLUMNS.filter(({ key }) => !OF_RANGES.includes(key) || rows.some(({ figure }) => figure.low !== undefined));
  if (report.series === undefined) return { columns, rows: rows.map((placed) => rowOf(report, placed)) };
  return { columns: [...columns, ...READING_COLUMNS], rows: rows.map((placed) => ({ ...rowOf(report, placed), ...readingOf(placed) })) };
}

function readingOf({ reading }: PlacedFigure): RowOf<typeof READING_COLUMNS> {
  const { limits = null, variation = null, pattern = null, says = null } = reading ?? {};
  return { mean: limits?.mean ?? null, lowerLimit: limits?.lower ?? null, upperLimit: limits?.upper ?? null, variation, pattern, says };
}

function rowOf({ report, asOf }: Report, { id, figure, group, period, from, to, seen, comparison }: PlacedFigure): RowOf<typeof COLUMNS> {
  const { label, unit, value, excluded, outOfScope } = figure;
  return {
    report,
    asOf: seen ?? asOf,
    figure: id,
    label,
    by: group?.by ?? null,
    group: group === null ? null : groupName(group.name),
    period,
    from,
    to,
    comparison,
    unit,
    value: figure.suppressed ? SUPPRESSED : value,
    low: figure.low ?? null,
    high: figure.high ?? null,
    numerator: shown(figure.numerator),
    denominator: shown(figure.denominator),
    // A band of a number that is suppressed has no share that may be said.
    percent: figure.suppressed || figure.denominator === null ? shown(figure.percent) : (figure.percent ?? null),
    onDay140: shown(figure.onDay140),
    target: figure.target ?? null,
    duty: figure.duty ?? null,
    status: figure.status ?? null,
    direction: figure.direction ?? null,
    excluded: sum(excluded),
    outOfScope: sum(outOfScope),
    // Why there is no value stands where a reader looks for what is not in it.
    leftOut: figure.notKnown ?? [...(excluded ?? []), ...(outOfScope ?? [])].map(({ reason, count }) => `${reason}: ${shown(count)}`).join('; '),
  };
}

/** A sheet must never read what is suppressed as nothing, or as blank. */
export const shown = (count: number | null | undefined): number | string | null => (count === undefined ? null : (count ?? SUPPRESSED));

function sum(reasons: readonly ReasonCount[] | undefined): number | string | null {
  const counts = reasons?.map(({ count }) => count);
  return counts?.includes(null) ? SUPPRESSED : (counts?.reduce<number>((total, count) => total + (count ?? 0), 0) ?? null);
}

const SERIES_COLUMNS = [
  { key: 'chart', heading: 'Chart', kind: 'text' },
  { key: 'label', heading: 'Label', kind: 'text' },
  { key: 'series', heading: 'Series', kind: 'text' },
  { key: 'value', heading: 'Value', kind: 'number' },
  { key: 'numerator', heading: 'Numerator', kind: 'number' },
  { key: 'denominator', heading: 'Denominator', kind: 'number' },
] as const satisfies readonly ListingColumn[];

/** What the charts of a report show: each value of each series, one a row. */
export function series({ sections }: Report): Rows {
  const rows = sections.flatMap((section) =>
    section.kind === 'chart'
      ? section.series.flatMap(({ name, cells }) =>
          // Of a waterfall a label has a value in one series alone.
          section.labels.flatMap((label, at) => (isBlank(cells[at]) ? [] : [{ chart: section.id, label, series: name, ...numbersOf(cells[at]) }])),
        )
      : [],
  );
  return { columns: [...SERIES_COLUMNS], rows };
}

const isBlank = (cell: Cell | undefined): boolean => cell?.kind === 'text' && cell.text === '';

function numbersOf(cell: Cell | undefined): { value: string | number | null; numerator: number | null; denominator: number | null } {
  const none = { numerator: null, denominator: null };
  switch (cell?.kind) {
    case 'percent':
      return { value: cell.value, numerator: cell.numerator, denominator: cell.denominator };
    case 'count':
    case 'weeks':
    case 'estimate':
      return { value: cell.value, ...none };
    case 'text':
      return { value: cell.text, ...none };
    case 'suppressed':
      return { value: SUPPRESSED, ...none };
    case 'not-known':
      return { value: null, ...none };
    case undefined:
      return { value: null, ...none };
  }
}
