import { UserError } from '../core/user-error.ts';
import type { CaseExport } from './export.ts';
import { type ColumnMapping, type Found, firstThatOpens, type Layout } from './layout.ts';
import { LISTS } from './layouts/lists.ts';
import { RETURNS } from './layouts/returns.ts';
import { placedTables } from './sen2/tables.ts';
import { unrecognised } from './unrecognised.ts';

/** The export in the first layout that its headings are of. @throws UserError where they are of none */
export function recognised(found: Found, mapping: ColumnMapping): { layout: Layout; cases: CaseExport } {
  const sen2 = firstThatOpens(RETURNS, found, mapping);
  // The user's own headings are those of a flat list.
  const list = firstThatOpens(LISTS, found, sen2 === null ? mapping : {});
  if (list !== null && sen2 !== null) {
    throw new UserError(
      `${found.name}: this holds a SEN2 return (${sen2.layout.title}) and a list of cases (${list.cases.place}), and which is meant cannot be told. Name the one, or keep one.`,
    );
  }
  const one = sen2 ?? list;
  if (one !== null) return { ...one, cases: { ...one.cases, cautions: [...one.cases.cautions, ...found.notes] } };
  throw unrecognised(
    found,
    placedTables(found.tables).map(({ placed }) => placed),
  );
}
