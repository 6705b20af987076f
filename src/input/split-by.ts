import { ageGroup } from '../core/age.ts';
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

/** The age at the request, which no column has: `--by age`. A column of that name is split by as any other. */
const AGE = 'age';

/**
 * @param isPublic whether the report is for publication
 * @throws UserError where the export has no such column, or it names persons
 */
export function splitBy({ name, columns, splits }: Splittable, wanted: string, isPublic: boolean): Split {
  if (isPublic && [columns.headings.coordinator ?? '', 'coordinator'].some((heading) => plain(heading) === plain(wanted)))
    throw new UserError(`--by ${printable(wanted)}: who has which cases is not for publication. Choose another column, or leave --publish away.`);
  const found = splits.find(({ heading }) => plain(heading) === plain(wanted));
  if (found !== undefined) return found;
  if (plain(wanted) === AGE) return byAge(name, columns.places);
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

/** @throws UserError where the list does not say when somebody was born and a request came */
function byAge(name: string, { date_of_birth: birth = -1, received_date: received = -1 }: Splittable['columns']['places']): Split {
  if (birth >= 0 && received >= 0) return { heading: AGE, place: -1, ageGroup };
  throw new UserError(
    `--by ${AGE}: the age at the request is worked out from the columns date_of_birth and received_date, and ${name} ${birth >= 0 ? 'has no received_date' : received >= 0 ? 'has no date_of_birth' : 'has neither'}. Add what is missing to the export (no date of birth is ever printed), or split by a column that it has.`,
  );
}
