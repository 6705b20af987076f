import type { Clock } from './clock.ts';
import { week6 } from './week-6.ts';
import { week16 } from './week-16.ts';
import { week20 } from './week-20.ts';

/** Every statutory clock, in the order in which a request meets them. */
export const CLOCKS: readonly Clock[] = [week6, week16, week20];
