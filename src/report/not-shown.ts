import type { Listing, Section } from './report.ts';

/** Why a reference is not shown in a list of rows, said once below it; nothing where all are. @param key the column of references */
export function notShown({ rows }: Listing, key: string): Section[] {
  if (rows.every((row) => row[key] !== null)) return [];
  const why =
    'A reference is "–", or blank, where the row has none, or where it is shaped so that it may name somebody, such as one without a digit. The line says which row of the list it is.';
  return [{ kind: 'list', id: 'references', heading: 'References that are not shown', place: 'notes', items: [why] }];
}
