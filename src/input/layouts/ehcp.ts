import { COLUMNS, type Column, REQUIRED } from '../columns.ts';
import { placesByName, plain } from '../headings.ts';
import { type Layout, passedOver } from '../layout.ts';
import { likeOurs, listUnder, oneListOf } from '../list.ts';
import type { Row } from '../rows.ts';

const OURS: ReadonlySet<string> = new Set(COLUMNS.map(plain));

/** The flat case list of our own: one row per request for an EHC needs assessment, under our headings. */
export const ehcp: Layout = {
  id: 'ehcp',
  title: 'flat case list',
  open(found, mapping) {
    if (Object.keys(mapping).length > 0) return null;
    const list = oneListOf(found, hasRequired);
    if (list === null) return null;
    const { table, heading } = list;
    const places = placesByName(heading.fields, `${table.name} line ${heading.line}`, plain, (name) => OURS.has(name));
    const placed = (column: Column): number => places.get(plain(column)) ?? -1;
    return {
      ...listUnder(table, heading),
      layout: 'ehcp',
      name: found.name,
      columns: {
        places: Object.fromEntries(COLUMNS.map((column) => [column, placed(column)])) as Record<Column, number>,
        headings: Object.fromEntries(COLUMNS.map((column) => [column, heading.fields[placed(column)]?.trim() ?? column])) as Record<Column, string>,
      },
      cautions: likeOurs(heading.fields, (target) => places.has(plain(target))),
      notes: passedOver(table, heading.line),
    };
  },
};

function hasRequired({ fields }: Row): boolean {
  const names = fields.map(plain);
  return REQUIRED.every((column) => names.includes(plain(column)));
}
