import type { DfeLevel, DfeRow, DfeShare, DfeValue } from '../../core/dfe-measures.ts';
import { DFE_SYMBOLS } from '../../core/dfe-measures.ts';
import { nearest } from '../../core/nearest.ts';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import type { ListExport } from '../export.ts';
import { plain, twice } from '../headings.ts';
import { type Found, passedOver } from '../layout.ts';
import { listUnder, oneListOf } from '../list.ts';
import type { Cells, RecordFault, RowReading } from '../records/kind.ts';
import { AREA_COLUMNS, AREA_KEYS, DFE_FILES, type DfeFile, dfeFileOf, NEEDED, NEEDED_NAMES, placesOf } from './files.ts';

/** A file of DfE's whose columns are known: what it is, its rows, and how they are read. */
export interface OpenedDfe {
  file: DfeFile;
  list: ListExport<string>;
  reading: RowReading<string, DfeRow | 'part'>;
}

/**
 * One of DfE's files of any release, known by its columns.
 * @throws UserError where it is none of them
 */
export function openDfe(found: Found): OpenedDfe {
  if (found.kind === 'xml') throw new UserError(`${found.name}: this is XML, and none of DfE's files. Name the CSV file as it was downloaded.`);
  const one = oneListOf(found, ({ fields }) => dfeFileOf(fields) !== null, "files of DfE's");
  if (one === null) throw noSuchFile(found);
  const { table, heading } = one;
  const file = dfeFileOf(heading.fields) as DfeFile;
  const where = `${table.name} line ${heading.line}`;
  const columns = columnsIn(file, heading.fields, where);
  const list: ListExport<string> = {
    ...listUnder<string>(table, heading),
    layout: file.id,
    name: found.name,
    columns: {
      places: Object.fromEntries([...columns].map(([name, place]) => [name, place])),
      headings: Object.fromEntries([...columns].map(([name, place]) => [name, heading.fields[place]?.trim() ?? name])),
    },
    cautions: [],
    notes: [...passedOver(table, heading.line), ...found.notes],
  };
  return { file, list, reading: readingOf(file, heading.fields, where) };
}

/** Whether it is one of DfE's files that are reported: others may stand in the same download. */
export const isDfeFile = ({ tables }: Found): boolean => tables.some(({ head }) => head.some(({ fields }) => dfeFileOf(fields) !== null));

/** Every column that is read, by a name of ours. @throws UserError where two have one name */
function columnsIn(file: DfeFile, headings: readonly string[], where: string): Map<string, number> {
  const columns = new Map<string, number>();
  for (const column of AREA_KEYS) {
    const place = placeIn(headings, AREA_COLUMNS[column], where);
    if (place !== null) columns.set(column, place);
  }
  for (const share of file.shares) {
    const { percent, numerator, denominator } = share;
    const named = [...(percent === null ? [] : [percent]), 'all' in denominator ? denominator.all : denominator.rest];
    for (const one of named) {
      const place = placeIn(headings, one, where);
      if (place !== null) columns.set(plain(headings[place] ?? ''), place);
    }
    for (const place of placesOf(headings, numerator)) columns.set(plain(headings[place] ?? ''), place);
  }
  return columns;
}

function placeIn(headings: readonly string[], named: RegExp, where: string): number | null {
  const [place, second] = placesOf(headings, named);
  if (place !== undefined && second !== undefined) throw twice(headings[second] ?? '', place, second, where);
  return place ?? null;
}

/** Where a share stands, by our names of the columns. */
interface PlacedShare {
  measure: string;
  percent: string | null;
  numerators: readonly string[];
  of: string;
  /** Whether `of` is what the numerator lacks of the denominator. */
  isRest: boolean;
}

/** The shares that a file has the columns of. */
function sharesIn(file: DfeFile, headings: readonly string[]): PlacedShare[] {
  const namesOf = (named: RegExp): string[] => placesOf(headings, named).map((place) => plain(headings[place] ?? ''));
  return file.shares.flatMap(({ measure, percent, numerator, denominator }) => {
    const of = namesOf('all' in denominator ? denominator.all : denominator.rest)[0];
    const numerators = namesOf(numerator);
    if (of === undefined || numerators.length === 0) return [];
    return [{ measure, percent: percent === null ? null : (namesOf(percent)[0] ?? null), numerators, of, isRest: 'rest' in denominator }];
  });
}

/** How the rows are read: those of all children are areas, those of some are parts of them. */
function readingOf(file: DfeFile, headings: readonly string[], where: string): RowReading<string, DfeRow | 'part'> {
  const shares = sharesIn(file, headings);
  if (shares.length === 0) throw new UserError(`${where}: this looks like ${file.title}, but it has none of the columns that are reported. Download it again.`);
  return {
    dates: [],
    ids: [],
    unique: false,
    ready(cells) {
      const seen = new Map<string, number>();
      return () => {
        if (!isOfAll(cells.text('topic'), cells.text('breakdown'))) return 'part';
        const area = areaOf(cells);
        if ('why' in area) return area;
        const key = [area.year, area.level, area.number === '' ? area.code : area.number, area.name].join(' ');
        const earlier = seen.get(key);
        if (earlier !== undefined)
          return {
            code: 'repeated-id',
            column: null,
            why: `line ${earlier} is of ${area.name} in ${area.year} too, and which of them is right cannot be told`,
          };
        seen.set(key, cells.line);
        const read = Object.fromEntries(shares.map((share) => [share.measure, shareIn(cells, share)]));
        return Object.values(read).find(isFault) ?? { ...area, shares: read as Record<string, DfeShare> };
      };
    },
  };
}

const isFault = (value: object): value is RecordFault<string> => 'why' in value;

/** A share of a row, or the cell that cannot be read. */
function shareIn(cells: Cells<string>, { percent, numerators, of, isRest }: PlacedShare): DfeShare | RecordFault<string> {
  const parts = [...numerators, of].map((name) => valueIn(cells, name, true));
  const published = percent === null ? null : valueIn(cells, percent, false);
  const fault = [published, ...parts].find((value) => value !== null && isFault(value));
  if (fault != null) return fault as RecordFault<string>;
  const counts = parts as DfeValue[];
  const numerator = sumOf(counts.slice(0, -1));
  const denominator = isRest ? sumOf(counts) : (counts.at(-1) ?? null);
  // More than all of them are no share.
  if (numerator !== null && denominator !== null && 'value' in numerator && 'value' in denominator && numerator.value > denominator.value)
    return { code: 'unreadable-number', column: of, why: `is less than the ${numerator.value} that are a part of it` };
  return { percent: published as DfeValue, numerator, denominator };
}

/** DfE's rows of everybody are called All …, or Total. */
const isOfAll = (topic: string, breakdown: string): boolean => [topic, breakdown].every((text) => text === '' || /^(all\b|total$)/i.test(text));

const LEVELS: ReadonlyMap<string, DfeLevel> = new Map([
  ['national', 'national'],
  ['regional', 'regional'],
  ['localauthority', 'authority'],
]);

function areaOf(cells: Cells<string>): Omit<DfeRow, 'shares'> | RecordFault<string> {
  const year = cells.text('year');
  if (!/^(19|20)\d\d$/.test(year)) return { code: 'unreadable-date', column: 'year', why: 'is no calendar year, such as 2023' };
  const level = LEVELS.get(plain(cells.text('level')));
  if (level === undefined) return { code: 'unknown-word', column: 'level', why: 'is none of National, Regional and Local authority' };
  const region = { code: cells.text('regionCode'), name: printable(cells.text('regionName')) };
  const known = { year, level, line: cells.line, region };
  if (level === 'national') return { ...known, code: cells.text('countryCode'), number: '', name: 'England' };
  if (level === 'regional') return region.name === '' ? noName('regionName') : { ...known, code: region.code, number: '', name: region.name };
  const name = printable(cells.text('name'));
  return name === '' ? noName('name') : { ...known, code: cells.text('code'), number: cells.text('number'), name };
}

const noName = (column: string): RecordFault<string> => ({ code: 'no-id', column, why: 'there is no name of an area' });

/** A cell: a number, a sign that DfE explains, or a fault. @param whole whether it must be a whole number */
function valueIn(cells: Cells<string>, column: string, whole: boolean): DfeValue | RecordFault<string> {
  const text = cells.text(column).toLowerCase();
  if (Object.hasOwn(DFE_SYMBOLS, text)) return { symbol: text };
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) return { code: 'unreadable-number', column, why: "is neither a number nor one of DfE's signs" };
  const value = Number(text);
  if (whole && !Number.isInteger(value)) return { code: 'unreadable-number', column, why: 'is no whole number' };
  if (!whole && value > 100) return { code: 'unreadable-number', column, why: 'is more than 100%' };
  return { value };
}

/** A sum; where a part has no number, its sign. */
function sumOf(parts: readonly DfeValue[]): DfeValue {
  let sum = 0;
  for (const part of parts) {
    if (part === null || 'symbol' in part) return part;
    sum += part.value;
  }
  return { value: sum };
}

/** Named after the row that holds the most of the columns: the others may be titles, or data. */
function noSuchFile({ name, tables }: Found): UserError {
  const rows = tables.flatMap((table) => table.head.map(({ fields }) => fields));
  if (rows.length === 0) return new UserError(`${name}: the file is empty. Download it from DfE again.`);
  const areas = (fields: readonly string[]): number => NEEDED.filter((column) => placesOf(fields, AREA_COLUMNS[column]).length > 0).length;
  const [first = []] = rows;
  const best = rows.reduce((most, fields) => (areas(fields) > areas(most) ? fields : most), first);
  const which = `Name ${DFE_FILES.map(({ title }) => title.replace(/^.*\((.*)\)$/, '$1')).join(', ')}, as downloaded from "Education, health and care plans" on explore-education-statistics.service.gov.uk.`;
  const missing = NEEDED.find((column) => placesOf(best, AREA_COLUMNS[column]).length === 0);
  const isOfDfe = areas(best) > 0;
  if (!isOfDfe) return new UserError(`${name}: this is none of DfE's files: it has no column time_period, geographic_level or la_name. ${which}`);
  if (missing === undefined) return new UserError(`${name}: this is a file of DfE's, but of none of the figures that are reported here. ${which}`);
  const wanted = NEEDED_NAMES[missing] ?? missing;
  const near = nearest(
    wanted,
    best.map((heading) => printable(heading.trim())).filter((heading) => heading !== ''),
  );
  return new UserError(`${name}: there is no column ${wanted}${near === null ? '' : ` (there is "${near}")`}, so areas or years cannot be told. ${which}`);
}
