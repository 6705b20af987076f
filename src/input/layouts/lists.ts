import type { Layout } from '../layout.ts';
import { ehcp } from './ehcp.ts';
import { flat } from './flat.ts';

/** Lists of cases, in the order in which an export is asked whether it is one. */
export const LISTS: readonly Layout[] = [ehcp, flat];
