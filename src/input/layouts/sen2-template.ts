import { namesOf } from '../headings.ts';
import type { Found, Layout } from '../layout.ts';
import type { Row } from '../rows.ts';
import { REQUESTS } from '../sen2/as-requests.ts';
import { placedTable, type Sen2Table } from '../sen2/join.ts';
import { joinedExport } from '../sen2/tables.ts';
import type { Table } from '../table.ts';

/** The DfE's Excel template: one sheet on which the tables stand below each other, each under a title and its headings. */
export const sen2Template: Layout = {
  id: 'sen2-template',
  title: "DfE's Excel template of the SEN2 return",
  open(found: Found) {
    const blocks = blocksOf(found);
    return blocks.length === 0 ? null : joinedExport('sen2-template', found, blocks, REQUESTS);
  },
};

/** Above every table of the template, its headings begin with "Record Type". */
const isHeading = ({ fields }: Row): boolean => named(fields[0] ?? '', ['recordtype']);

const named = (text: string, names: readonly string[]): boolean => namesOf(text).some((name) => names.includes(name));

/** Columns that the template fills in by itself. */
const FILLED_IN = ['recordtype', 'la', 'lanumber', 'lea'];

/** The tables of the sheet that is such a template. They are read in one go and kept, as a sheet cannot be read from its middle. */
export function blocksOf({ tables }: Found): { table: Table; placed: Sen2Table }[] {
  const sheet = tables.find(({ head }) => head.some(isHeading));
  if (sheet === undefined) return [];
  const blocks: { heading: Row; rows: Row[] }[] = [];
  sheet.rows(0, (row) => {
    const block = blocks.at(-1);
    if (isHeading(row)) blocks.push({ heading: row, rows: [] });
    else if (block !== undefined && isUsed(row, block.heading)) block.rows.push(row);
  });
  return blocks.flatMap(({ heading, rows }) => {
    const placed = placedTable(heading.fields, heading.line, { name: sheet.name, grid: true }, (take) => {
      rows.forEach(take);
    });
    return placed === null ? [] : [{ table: sheet, placed }];
  });
}

/** Titles stand in the first column, and rows that nobody has used hold only what the template fills in. */
const isUsed = ({ fields }: Row, heading: Row): boolean => fields.some((field, place) => field.trim() !== '' && !named(heading.fields[place] ?? '', FILLED_IN));
