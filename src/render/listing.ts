import type { Cell, Chart, Listing, ListingColumn, Report, Row, Section } from '../report/report.ts';
import { shortDateInWords } from '../report/words.ts';
import { isShare } from './words.ts';

/** A table; the data of a chart know their chart. */
export type TableSection = Extract<Section, { kind: 'table' }> & { chart?: Chart };

/** What is drawn where tables are: a listing, and the data of a chart, are tables where their sections stand. */
export type Drawn = Exclude<Section, { kind: 'listing' | 'chart' | 'table' }> | TableSection;

type ListingSection = Extract<Section, { kind: 'listing' }>;

/** What is listed where a section says so. */
export function listingFor({ id }: ListingSection, { listings = [] }: Report): Listing {
  const listing = listings.find(({ name }) => name === id);
  if (listing === undefined) throw new Error(`the report lists no ${id}`);
  return listing;
}

/** What stands where there would be a table without a row, which has nothing to head. */
const NO_ROWS = 'There is nothing to list here.';

/** The sections of a report, none of them a table without a row. */
export const withRows = (report: Report): Section[] =>
  report.sections.map((section) => {
    const { id, heading, place } = section;
    return rowsIn(section, report) === 0 ? { kind: 'list', id, heading, place, items: [NO_ROWS, ...(section.kind === 'table' ? section.notes : [])] } : section;
  });

/** Of a section that is drawn as a table; null of any other. */
function rowsIn(section: Section, report: Report): number | null {
  switch (section.kind) {
    case 'table':
      return section.rows.length;
    case 'chart':
      return section.labels.length;
    case 'listing':
      return listingFor(section, report).rows.length;
    default:
      return null;
  }
}

/** The sections of a report, each listing as a table in its place. */
export const sectionsOf = (report: Report): Drawn[] =>
  withRows(report).map((section) => {
    if (section.kind === 'listing') return tableOf(section, listingFor(section, report));
    return section.kind === 'chart' ? dataTableOf(section) : section;
  });

/** Whether a chart is one of percentages. */
export const isPercent = ({ series }: Chart): boolean => series.some(({ cells }) => cells.some(isShare));

/** The data behind a chart: a row for each label, a column for each series and for what is said of them. */
export function dataTableOf(chart: Chart): TableSection {
  const { id, heading, place, finding, axis, labels, series, levels, marks = [], readings, notes } = chart;
  const said = (at: number): Cell[] => (readings === undefined ? [] : [{ kind: 'text', text: readings[at]?.words ?? '' }]);
  return {
    kind: 'table',
    id,
    heading,
    place,
    caption: finding,
    rowHeading: axis,
    columns: [
      ...series.map(({ name }) => ({ lines: [name], align: 'right' as const })),
      ...(readings === undefined ? [] : [{ lines: ['What it says'], align: 'left' as const }]),
    ],
    rows: labels.map((label, at) => ({ header: label, cells: [...series.map(({ cells }): Cell => cells[at] ?? { kind: 'text', text: '' }), ...said(at)] })),
    notes: notes ?? [...levels.map(({ name, value }) => `${name}: ${value}${isPercent(chart) ? '%' : ''}.`), ...marks.map(({ name }) => `${name}.`)],
    chart,
  };
}

/** A bar of a waterfall: what its label has a value for, and from where to where it goes. */
interface Step {
  /** The series: how much there is, what came in, what left. */
  series: number;
  cell: Cell | undefined;
  from: number;
  to: number;
}

/** The sign before a value of each series. */
export const SIGNS = ['', '+', '−'] as const;

/** The bars of a waterfall. Where one of them is suppressed, so is where the others begin, and each begins at nought. */
export function stepsOf({ labels, series }: Chart): Step[] {
  const floats = !series.some(({ cells }) => cells.some(({ kind }) => kind === 'suppressed'));
  let level = 0;
  return labels.map((_, at) => {
    const own = Math.max(
      0,
      series.findIndex(({ cells }) => cells[at] !== undefined && cells[at]?.kind !== 'text'),
    );
    const cell = series[own]?.cells[at];
    const value = cell?.kind === 'count' ? cell.value : 0;
    const from = own === 0 || !floats ? 0 : level;
    level = own === 2 && floats ? from - value : from + value;
    return { series: own, cell, from, to: level };
  });
}

/** A row and the rows that belong to it. */
export interface Group {
  row: Row;
  under: Row[];
}

/** The rows of a table, each with those that belong to it. */
export function grouped(rows: readonly Row[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.under === true && last !== undefined) last.under.push(row);
    else groups.push({ row, under: [] });
  }
  return groups;
}

/** The columns that a page shows. */
export const seenColumns = ({ columns }: Listing): ListingColumn[] => columns.filter(({ unseen }) => unseen !== true);

/** A value in words, `31 Jul 2022`. */
export function valueText(value: string | number | null | undefined, { kind }: ListingColumn): string {
  if (value === null || value === undefined) return '–';
  return kind === 'date' ? shortDateInWords(String(value)) : String(value);
}

function tableOf({ id, heading, place }: ListingSection, listing: Listing): TableSection {
  const columns = seenColumns(listing);
  const [first, ...others] = columns;
  return {
    kind: 'table',
    id,
    heading,
    place,
    caption: heading,
    rowHeading: first?.heading ?? '',
    columns: others.map(({ heading: name, kind }) => ({ lines: [name], align: kind === 'number' ? 'right' : 'left' })),
    rows: listing.rows.map((row) => ({
      header: first === undefined ? '' : valueText(row[first.key], first),
      cells: others.map((column) => ({ kind: 'text', text: valueText(row[column.key], column) })),
    })),
    notes: [],
  };
}
