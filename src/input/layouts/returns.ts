import type { Layout } from '../layout.ts';
import { sen2Blade } from './sen2-blade.ts';
import { sen2Modules } from './sen2-modules.ts';
import { sen2Template } from './sen2-template.ts';
import { sen2Workbook } from './sen2-workbook.ts';
import { sen2Xml } from './sen2-xml.ts';

/** The forms of the SEN2 return, in the order in which an export is asked whether it is one. */
export const RETURNS: readonly Layout[] = [sen2Xml, sen2Template, sen2Blade, sen2Modules, sen2Workbook];
