import { ASSESSMENT_CLOCKS } from './assessment.ts';
import type { Clock } from './clock.ts';
import { MEDIATION_CLOCKS } from './mediation.ts';
import { ORDER_CLOCKS } from './order.ts';
import { REASSESSMENT_CLOCKS } from './reassessment.ts';
import { REQUEST_CLOCKS } from './request.ts';
import { REVIEW_CLOCKS } from './review.ts';
import { TRANSFER_CLOCKS } from './transfer.ts';

/** Clocks that belong together: those of one file of this folder. */
export interface ClockGroup {
  /** The file's name. */
  id: string;
  heading: string;
  clocks: readonly Clock[];
}

/** Every group, in the order in which a child meets them. */
export const CLOCK_GROUPS: readonly ClockGroup[] = [
  { id: 'request', heading: 'From the request', clocks: REQUEST_CLOCKS },
  { id: 'assessment', heading: 'While assessing and drafting', clocks: ASSESSMENT_CLOCKS },
  { id: 'review', heading: 'Reviews and amendments', clocks: REVIEW_CLOCKS },
  { id: 'reassessment', heading: 'Re-assessment', clocks: REASSESSMENT_CLOCKS },
  { id: 'transfer', heading: 'Moving on', clocks: TRANSFER_CLOCKS },
  { id: 'mediation', heading: 'Mediation and appeal', clocks: MEDIATION_CLOCKS },
  { id: 'order', heading: "After a tribunal's order, an agreement or a concession", clocks: ORDER_CLOCKS },
];

/** Every clock that has a day to compute. */
export const CLOCKS: readonly Clock[] = CLOCK_GROUPS.flatMap(({ clocks }) => clocks);
