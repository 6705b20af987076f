import type { Layout } from '../layout.ts';
import { joinedExport, placedTables, requestsHeaded } from '../sen2/tables.ts';

/** The five module CSVs of the SEN2 return; requests are known by the person's id and a record id. */
export const sen2Modules: Layout = {
  id: 'sen2-modules',
  title: 'SEN2 module CSVs',
  open(found) {
    if (found.kind !== 'folder') return null;
    const placed = placedTables(found.tables);
    const tables = placed.map((one) => one.placed);
    return requestsHeaded(tables, /record/i) ? joinedExport('sen2-modules', found, placed) : null;
  },
};
