import { joinedLayout } from '../sen2/tables.ts';

/** The five module CSVs of the SEN2 return; requests are known by the person's id and a record id. */
export const sen2Modules = joinedLayout('sen2-modules', 'SEN2 module CSVs', 'folder', /record/i);
