import type { Advice } from './advice.ts';
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
