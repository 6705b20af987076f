import { UserError } from '../core/user-error.ts';

/** A heading without regard to case, spaces, `_` and `-`. */
export const plain = (heading: string): string => heading.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * The names a heading may be known by in SEN2 files: its letters and digits, and the same of what stands before the
 * first line break or bracket, where the DfE's template puts its notes.
 */
export function namesOf(heading: string): string[] {
  const [beforeNotes = ''] = heading.trim().split(/[\n\r([]/, 1);
  return [heading, beforeNotes].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/**
 * Where each heading stands, by a plain name.
 * @param matters whether two columns of this name would be a fault
 * @throws UserError where two columns have one name that matters
 */
export function placesByName(
  headings: readonly string[],
  where: string,
  nameOf: (heading: string) => string,
  matters: (name: string) => boolean,
): Map<string, number> {
  const found = new Map<string, number>();
  headings.forEach((heading, place) => {
    const name = nameOf(heading);
    if (matters(name) && found.has(name)) throw twice(heading, found.get(name) ?? 0, place, where);
    found.set(name, place);
  });
  return found;
}

/** Two columns of one name may not agree, and which is right cannot be told. */
export function twice(heading: string, first: number, second: number, where: string): UserError {
  return new UserError(
    `${where}: two columns are both headed "${heading.trim()}" (columns ${first + 1} and ${second + 1}), and they may not agree. Rename or remove one and run again.`,
  );
}

/** A heading that the configuration explains and the list has not: a column was renamed, and its values would be lost in silence. */
export function noHeading(heading: string, column: string, where: string): UserError {
  return new UserError(
    `${where}: there is no heading "${heading}", which the configuration (columns) reads as ${column}. Correct the configuration, or export the list with that column.`,
  );
}
