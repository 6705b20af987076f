import type { Layout } from '../layout.ts';
import { joinedExport, placedTables, requestsHeaded } from '../sen2/tables.ts';

/** A workbook with a sheet for each table of the SEN2 return, as authorities prepare it before they submit. */
export const sen2Workbook: Layout = {
  id: 'sen2-workbook',
  title: 'SEN2 pre-submission workbook',
  open(found) {
    if (found.kind !== 'workbook') return null;
    const placed = placedTables(found.tables);
    const tables = placed.map((one) => one.placed);
    return requestsHeaded(tables, /./) ? joinedExport('sen2-workbook', found, placed) : null;
  },
};
