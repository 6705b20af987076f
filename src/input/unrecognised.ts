import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { aliasOf, ownColumn } from './aliases.ts';
import { COLUMNS, type Column, REQUIRED } from './columns.ts';
import { plain } from './headings.ts';
import type { Found } from './layout.ts';
import type { Sen2Table } from './sen2/join.ts';

/** Why an export is of no layout that is read, and what to do. */
export function unrecognised({ name, kind, tables, xml }: Found, placed: readonly Sen2Table[]): UserError {
  if (xml !== null)
    return new UserError(`${name}: this is XML, but no SEN2 return: there is no Person with Requests in it. Name the return, or a list of cases.`);
  if (placed.length > 0) return partOfReturn(name, kind, placed);
  const [only] = tables;
  if (kind === 'list') return noList(name, only?.head[0]?.fields ?? null, only?.head[0]?.line ?? 1);
  if (kind === 'workbook' && tables.length === 1 && only !== undefined) return noList(name, only.head[0]?.fields ?? null, only.head[0]?.line ?? 1);
  if (tables.length === 0)
    return new UserError(`${name}: there is no list in this ${kind} (.csv, .txt or .tsv in a folder; a sheet in a workbook). Name the case list itself.`);
  const where =
    kind === 'folder'
      ? `no layout was found in this folder: among the lists in it (.csv, .txt, .tsv)`
      : `no layout was found in this workbook: among its sheets`;
  return new UserError(
    `${name}: ${where}, none has the headings of a SEN2 table or of a list of cases (case_id and received_date, or names that mean them). Name the case list itself, or run ehcp init on it to see what its headings may mean.`,
  );
}

function partOfReturn(name: string, kind: Found['kind'], placed: readonly Sen2Table[]): UserError {
  const tables = placed.map(({ table }) => table).join(', ');
  if (kind === 'list') {
    return new UserError(
      `${name}: this is one table of a SEN2 return (${tables}), and says only part of each case. Name the folder that holds all its tables.`,
    );
  }
  return new UserError(
    `${name}: of a SEN2 return, the table requests, of which every request is a row, is missing. Found: ${tables}. Export all tables into one place and name that.`,
  );
}

/** The first line may be data, a child's name included: only headings that we know, or nearly, are shown. */
function noList(name: string, header: readonly string[] | null, line: number): UserError {
  if (header === null) return new UserError(`${name}: the file is empty. Export the case list again, with its heading row.`);
  const names = header.map(plain);
  const known = COLUMNS.filter((column) => names.includes(plain(column)));
  const missing =
    REQUIRED.find((column) => !header.some((heading) => ownColumn(heading) === column || aliasOf(heading) === column)) ?? ('final_plan_date' satisfies Column);
  const alike = nearest(plain(missing), names);
  const place = alike === null ? -1 : names.indexOf(alike);
  const clue =
    place >= 0
      ? `Is column ${place + 1} meant?`
      : `Of its ${header.length} heading${header.length === 1 ? '' : 's'}, ${known.length === 0 ? 'none is known' : `these are known: ${known.join(', ')}`}.`;
  return new UserError(
    `${name} line ${line}: there is no column ${missing}, without which no case can be counted. ${clue} Head the column ${missing} and run again, or let ehcp init propose what the headings mean.`,
  );
}
