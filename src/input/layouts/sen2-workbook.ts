import { joinedLayout } from '../sen2/tables.ts';

/** A workbook with a sheet for each table of the SEN2 return, as authorities prepare it before they submit. */
export const sen2Workbook = joinedLayout('sen2-workbook', 'SEN2 pre-submission workbook', 'workbook', /./);
