import { joinedLayout } from '../sen2/tables.ts';

/** A folder of CSV files, one a table, as the DfE's collection system exports the SEN2 return; the tables point to each other by their table ids. */
export const sen2Blade = joinedLayout('sen2-blade', 'SEN2 "Blade" export', 'folder', /tableid/i);
