import { type Case, clockStart } from './case.ts';
import type { Day } from './day.ts';
import { type ClosingCause, positionOn } from './position.ts';

/** A stretch of days at the end of each of which a case is open. */
export interface OpenSpan {
  /** The first of them. */
  from: Day;
  /** The day at whose end it is open no more, and what it stands closed by then; null where nothing in the list ends it. */
  end: { day: Day; by: ClosingCause } | null;
}

/** What can change where a case stands: it stands the same from one of its dates to the next. */
const DATES = ['assessDecisionDate', 'reopened', 'issueDecisionDate', 'draftPlan', 'finalPlan', 'closed'] as const satisfies readonly (keyof Case)[];

/** The first of a case's dates after a day. */
function nextDate(c: Case, after: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const name of DATES) {
    const date = c[name];
    if (date !== null && date > after && date < next) next = date;
  }
  return next;
}

/**
 * The stretches over which a case is open, by its own dates, one after the other.
 * @param since what was over before it is left out, and a stretch under way on it begins with it
 */
export function openSpans(c: Case, since: number = Number.NEGATIVE_INFINITY): OpenSpan[] {
  const spans: OpenSpan[] = [];
  const received = clockStart(c);
  // Without a usable received date a row is visible only from its final plan on, and so never open.
  if (received === null) return spans;
  let open: OpenSpan | null = null;
  for (let day = Math.max(received, since); day < Number.POSITIVE_INFINITY; day = nextDate(c, day)) {
    const { closing } = positionOn(c, day as Day);
    if (closing === null && open === null) {
      open = { from: day as Day, end: null };
      spans.push(open);
    } else if (closing !== null && open !== null) {
      open.end = { day: day as Day, by: closing.by };
      open = null;
    }
  }
  return spans;
}
