import { UserError } from '../core/user-error.ts';
import { aliasOf, ownColumn } from '../input/aliases.ts';
import { namesOf } from '../input/headings.ts';
import type { FoundConfig } from './config.ts';

/** Columns of ours that say what sort of person somebody is. */
const PERSONAL: readonly string[] = ['sex', 'ethnicity', 'primary_need', 'setting'];

/** The same of columns that are not ours, by their letters: the characteristics of section 4 of the Equality Act 2010, and what comes near them. */
const LIKE_PERSONAL = /^(age|agegroup|ageband|ageatrequest)$|ethnic|^race|gender|religio|belief|disab|sexual|language|nationality|asylum|needtype|^needs?$/;

/** Whether a report split by a column tells of groups of children by what they are, so that small counts are suppressed unless somebody says otherwise. */
export const isPersonal = (by: string, columns: Columns): boolean => PERSONAL.includes(columnOf(by, columns) ?? '') || LIKE_PERSONAL.test(nameOf(by));

/** Whether differences between its groups are told: those of children, and of areas; never those of teams and co-ordinators. */
export const isCompared = (by: string, columns: Columns): boolean => isPersonal(by, columns) || columnOf(by, columns) === 'area';

type Columns = FoundConfig['config']['columns'];

const nameOf = (heading: string): string => namesOf(heading)[0] ?? '';

/** The column of ours that a heading stands for. */
function columnOf(by: string, columns: Columns = {}): string | null {
  const mapped = Object.entries(columns).find(([heading]) => nameOf(heading) === nameOf(by))?.[1];
  return (typeof mapped === 'object' ? mapped?.column : mapped) ?? ownColumn(by) ?? aliasOf(by);
}

/** @throws UserError where a report that cannot be published is split so, and nobody has said that it is kept within */
export function refusePersonal(command: string, by: string | undefined, publish: boolean | undefined, columns: Columns): void {
  if (by === undefined || publish === false || !isPersonal(by, columns)) return;
  throw new UserError(
    `--by ${by}: what is split by it is published with small counts suppressed, and ehcp ${command} cannot be published. Add --no-publish to see every count, and keep the report to those who work with the cases; or split it by team or area.`,
  );
}
