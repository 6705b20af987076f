import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { COLUMNS, type Column, REQUIRED } from './layouts/ehcp.ts';

/** Where each of our columns stands in a file; -1 for an optional one that it does not have. */
export interface ColumnPlaces {
  places: Record<Column, number>;
  /** The heading as the file has it, for messages. */
  headings: Record<Column, string>;
  /** How many columns there are, those with blank headings included. */
  headed: number;
  /** How many fields a row must have: blank headings at the end need none. */
  width: number;
}

/** Headings are matched without regard to case, spaces, `_`, `-` or order. */
const plain = (heading: string): string => heading.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * Finds our columns among a file's headings.
 * @param where the file and line of the headings, for messages
 * @throws UserError where a required column is missing, or two columns have one name
 */
export function placeColumns(header: readonly string[], where: string): ColumnPlaces {
  const found = new Map<string, number>();
  const known = new Set<string>(COLUMNS.map(plain));
  header.forEach((heading, place) => {
    const name = plain(heading);
    if (known.has(name) && found.has(name)) {
      throw new UserError(
        `${where}: two columns are both headed "${heading.trim()}" (columns ${(found.get(name) ?? 0) + 1} and ${place + 1}), and they may not agree. Rename or remove one and run again.`,
      );
    }
    found.set(name, place);
  });
  for (const column of REQUIRED) {
    if (!found.has(plain(column))) throw new UserError(missingColumn(column, header, where));
  }
  const places: Partial<Record<Column, number>> = {};
  const headings: Partial<Record<Column, string>> = {};
  for (const column of COLUMNS) {
    const place = found.get(plain(column)) ?? -1;
    places[column] = place;
    headings[column] = header[place]?.trim() ?? column;
  }
  const width = header.findLastIndex((heading) => heading.trim() !== '') + 1;
  return { places: places as Record<Column, number>, headings: headings as Record<Column, string>, headed: header.length, width };
}

/** The first line may be data, a child's name included: only headings that we know, or nearly, are shown. */
function missingColumn(column: Column, header: readonly string[], where: string): string {
  const names = header.map(plain);
  const known = COLUMNS.filter((name) => names.includes(plain(name)));
  const alike = nearest(plain(column), names);
  const place = alike === null ? -1 : names.indexOf(alike);
  const [only = ''] = header;
  const separator = header.length === 1 ? [';', '\t', '|'].find((mark) => only.includes(mark)) : undefined;
  const clue =
    separator !== undefined
      ? 'The fields seem to be separated by something else than commas: save the list as "CSV UTF-8 (comma delimited)".'
      : place >= 0
        ? `Is "${header[place]?.trim()}" (column ${place + 1}) meant?`
        : `Of its ${header.length} heading${header.length === 1 ? '' : 's'}, ${known.length === 0 ? 'none is' : `these are`} known${known.length === 0 ? '' : `: ${known.join(', ')}`}.`;
  return `${where}: there is no column ${column}, without which no case can be counted. ${clue} Head the column ${column} and run again.`;
}
