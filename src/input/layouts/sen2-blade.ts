import type { Layout } from '../layout.ts';
import { joinedExport, placedTables, requestsHeaded } from '../sen2/tables.ts';

/** A folder of CSV files, one a table, as the DfE's collection system exports the SEN2 return; the tables point to each other by their table ids. */
export const sen2Blade: Layout = {
  id: 'sen2-blade',
  title: 'SEN2 "Blade" export',
  open(found) {
    if (found.kind !== 'folder') return null;
    const placed = placedTables(found.tables);
    const tables = placed.map((one) => one.placed);
    return requestsHeaded(tables, /tableid/i) ? joinedExport('sen2-blade', found, placed) : null;
  },
};
