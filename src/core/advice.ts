import { Alike } from './alike.ts';
import { adviceReply } from './clocks/assessment.ts';
import { limitNow } from './clocks/clock.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import type { Day } from './day.ts';

/** Who is asked for advice, as regulation 6(1) of the SEND Regulations 2014 names them; anybody else is `other`. */
export const ADVISERS = ['educational-psychology', 'health', 'social-care', 'school', 'parent', 'other'] as const;
export type Adviser = (typeof ADVISERS)[number];

export const ADVISER_NAMES: Readonly<Record<Adviser, string>> = {
  'educational-psychology': 'educational psychology',
  health: 'health',
  'social-care': 'social care',
  school: 'school',
  parent: 'parent',
  other: 'other',
};

/** One request for advice in one case. */
export interface Advice {
  /** The case it is for; '' where the list does not say. */
  caseId: string;
  line: number;
  adviser: Adviser;
  /** What the list calls the adviser, in words that name nobody. */
  named?: string;
  /** Null where only the day it came is known. */
  requested: Day | null;
  received: Day | null;
}

/** The time within which a body is to answer, from the day it received the request: of that day a list says nothing. */
export const ADVICE_LIMIT = limitNow(adviceReply);

/** The last day within it, in whole days after the day the advice was requested. */
export const lastAdviceDay = (conventions: Conventions): number => lastDayWithin(ADVICE_LIMIT.length.count, conventions);

/** What has become of a request for advice: every one is in one pile. */
export type AdvicePile = 'received-within-6-weeks' | 'received-late' | 'received-days-not-known' | 'outstanding-not-yet-late' | 'outstanding-late';

/** Where a request for advice stands at the end of a day. */
export interface AdviceStanding {
  adviser: Adviser;
  pile: AdvicePile;
  /** Its time is over, so that it can be judged; of what has no days it always is. */
  isDue: boolean;
}

/** @returns null where the advice has not been requested by then: what is to come is not there */
export function adviceStanding({ adviser, requested, received }: Advice, asOf: Day, conventions: Conventions): AdviceStanding | null {
  const from = requested ?? received;
  if (from === null || from > asOf) return null;
  const last = lastAdviceDay(conventions);
  const isOver = asOf - from > last;
  if (received === null || received > asOf) return { adviser, pile: isOver ? 'outstanding-late' : 'outstanding-not-yet-late', isDue: isOver };
  if (requested === null || received < requested) return { adviser, pile: 'received-days-not-known', isDue: true };
  return { adviser, pile: received - requested > last ? 'received-late' : 'received-within-6-weeks', isDue: isOver };
}

export const isOutstanding = ({ pile }: AdviceStanding): boolean => pile === 'outstanding-not-yet-late' || pile === 'outstanding-late';

/** Advice that took, or has been waited for, longer than the limit. */
export const isLate = ({ pile }: AdviceStanding): boolean => pile === 'received-late' || pile === 'outstanding-late';

/** Advice by where it stands: it is added piece by piece and let go. */
export class AdviceTally {
  private readonly alike = new Alike<AdviceStanding>();

  add(standing: AdviceStanding): void {
    this.alike.add(`${standing.adviser} ${standing.pile} ${standing.isDue}`, standing);
  }

  addAll(standings: readonly AdviceStanding[]): void {
    for (const standing of standings) this.add(standing);
  }

  count(holds: (standing: AdviceStanding) => boolean): number {
    return this.alike.count(holds);
  }
}
