import type { Split } from './export.ts';
import { plain } from './headings.ts';

/** Columns whose values are persons, or nearly: no report is split by them. */
const OF_A_PERSON: readonly string[] = ['case_id', 'person_id', 'date_of_birth', 'upn'];
const LIKE_A_PERSON = /name|birth|dob|post ?code|address|upn|uln|nhs|e-?mail|phone/i;

/** Whether a heading speaks of a person: a name, a birthday, an address or a number of the state's. */
export const tellsOfPersons = (heading: string): boolean => LIKE_A_PERSON.test(heading);

/** Whether a heading is that of persons, or nearly. */
export const namesPersons = (heading: string): boolean => tellsOfPersons(heading) || OF_A_PERSON.some((column) => plain(column) === plain(heading));

/** The headings by which a report may be split, standing one after the other. */
export function splitsAmong(headings: readonly string[], firstPlace = 0): Split[] {
  return headings.map((heading, at) => ({ heading: heading.trim(), place: firstPlace + at })).filter(({ heading }) => heading !== '' && !namesPersons(heading));
}

/** Our own columns that an export fills, where its rows have them in our order. */
export function ownSplits<C extends string>(columns: readonly C[], places: Readonly<Record<C, number>>): Split[] {
  return columns.filter((column) => places[column] >= 0 && !OF_A_PERSON.includes(column)).map((column) => ({ heading: column, place: places[column] }));
}
