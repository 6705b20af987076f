import type { Advice } from './advice.ts';
import type { Appeal } from './appeal.ts';
import type { Ordered } from './case-history.ts';
import type { Day } from './day.ts';
import type { Happened, History } from './timeline.ts';

/**
 * What the list of advice knows of a case: each request has a clock of its own.
 * @param showsReplies whether the list says what advice has come
 */
export function adviceHistory(rows: readonly Advice[], showsReplies: boolean): History {
  const events = rows.flatMap(({ adviser, line, requested, received }): Happened[] => {
    // Two requests to one body are two clocks.
    const of = { of: adviser, row: line };
    return [{ kind: 'advice-request', day: requested, ...of }, ...(received === null ? [] : [{ kind: 'advice-reply', day: received, ...of } as const])];
  });
  return { events, shows: new Set(['advice-request', ...(showsReplies ? (['advice-reply'] as const) : [])]), released: new Map(), ended: null };
}

/**
 * The orders and agreements of a case that give its request new limits. Of an order about what a plan holds, or about
 * ending it, the list does not say what was ordered, so none of its limits can be told.
 */
export function ordersIn(rows: readonly Appeal[], asOf: Day): Ordered[] {
  return rows.flatMap(({ matter, ordered }): Ordered[] => {
    if (ordered === null || ordered > asOf) return [];
    if (matter === 'assess') return [{ kind: 'order-to-assess', day: ordered }];
    return matter === 'issue' ? [{ kind: 'order-to-make-a-plan', day: ordered }] : [];
  });
}
