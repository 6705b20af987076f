import { nearest } from '../core/nearest.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { Split } from './export.ts';
import { plain } from './headings.ts';
import { namesPersons } from './split.ts';

/** What is asked of a list that is to be split. */
interface Splittable {
  name: string;
  columns: { places: Readonly<Record<string, number>>; headings: Readonly<Record<string, string>> & { readonly coordinator?: string } };
  splits: readonly Split[];
}

/** Whether an export has a column by which it may be split. */
export const canSplit = ({ splits }: Pick<Splittable, 'splits'>, wanted: string): boolean => splits.some(({ heading }) => plain(heading) === plain(wanted));

/**
 * @param isPublic whether the report is for publication
 * @throws UserError where the export has no such column, or it names persons
 */
export function splitBy({ name, columns, splits }: Splittable, wanted: string, isPublic: boolean): Split {
  if (isPublic && [columns.headings.coordinator ?? '', 'coordinator'].some((heading) => plain(heading) === plain(wanted)))
    throw new UserError(`--by ${printable(wanted)}: who has which cases is not for publication. Choose another column, or leave --publish away.`);
  const found = splits.find(({ heading }) => plain(heading) === plain(wanted));
  if (found !== undefined) return found;
  if (namesPersons(wanted)) {
    throw new UserError(`--by ${printable(wanted)}: a report is never split by a column that names a person. Choose another.`);
  }
  const refused = Object.entries(columns.headings).some(([column, heading]) => (columns.places[column] ?? -1) >= 0 && plain(heading) === plain(wanted));
  if (refused) throw new UserError(`--by ${printable(wanted)}: a report is not split by what tells of one row or of one day. Choose another column.`);
  const headings = splits.map(({ heading }) => heading);
  const near = nearest(wanted, headings);
  throw new UserError(
    `--by ${printable(wanted)}: ${name} has no such column. ${near === null ? `Choose one of ${headings.map((heading) => printable(heading)).join(', ')}.` : `Did you mean ${printable(near)}?`}`,
  );
}
