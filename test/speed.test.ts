import { DateTime } from 'luxon';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { addDays, isoDate } from '../src/core/day.ts';
import { readCaseList } from '../src/input/case-list.ts';
import { fromBytes } from '../src/input/source.ts';
import { startSnapshot } from '../src/report/snapshot.ts';
import { on } from './support/cases.ts';

/** What keeps a long list quick, as exact counts: time itself is measured in `npm run bench`. */

afterEach(() => vi.restoreAllMocks());

function listOf(rows: number): Buffer {
  const line = (row: number) =>
    `A-${row},${isoDate(addDays(on('2019-01-01'), row % 1300))},Y,${isoDate(addDays(on('2019-02-10'), row % 1300))},${isoDate(addDays(on('2019-06-01'), row % 1300))}`;
  return Buffer.from(
    ['case_id,received_date,assess_decision,assess_decision_date,final_plan_date', ...Array.from({ length: rows }, (_, row) => line(row))].join('\n'),
  );
}

/** How often luxon makes a date while a snapshot of so many rows is read and counted. */
function datesMade(rows: number): number {
  const bytes = listOf(rows);
  const made = vi.spyOn(DateTime, 'fromMillis');
  const snapshot = startSnapshot(on('2022-07-31'), DEFAULT_CONVENTIONS);
  const { summary } = readCaseList(fromBytes('cases.csv', bytes), () => ({ counted: snapshot.add, setAside: () => {}, warned: () => {} }));
  const calls = made.mock.calls.length;
  made.mockRestore();
  expect(summary.counted).toBe(rows);
  return calls;
}

describe('a list', () => {
  it('calls on luxon as often for two thousand rows as for two', () => {
    const forTwo = datesMade(2);
    expect(forTwo).toBeGreaterThan(0);
    expect(datesMade(2000)).toBe(forTwo);
  });

  it('is read once, in small pieces, and looked at again only where ids may repeat', () => {
    const source = fromBytes('cases.csv', listOf(2000));
    const chunks = vi.spyOn(source, 'chunks');
    const readAt = vi.spyOn(source, 'readAt');
    readCaseList(source, () => ({ counted: () => {}, setAside: () => {}, warned: () => {} }));
    expect([chunks.mock.calls.length, readAt.mock.calls.length]).toEqual([1, 0]);
  });
});
