import { DateTime } from 'luxon';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { addDays, isoDate, longDate } from '../src/core/day.ts';
import { within20Weeks } from '../src/core/measures/within-20-weeks.ts';
import { EVERY, periodsFrom } from '../src/core/period.ts';
import { readCaseList } from '../src/input/case-list.ts';
import { fromBytes } from '../src/input/source.ts';
import { startSnapshot } from '../src/report/snapshot.ts';
import { startTrend } from '../src/report/trend.ts';
import { on } from './support/cases.ts';
import { listOf } from './support/lists.ts';

/** What keeps a long list quick, as exact counts: time itself is measured in `npm run bench`. */

afterEach(() => vi.restoreAllMocks());

function bytesOf(rows: number): Buffer {
  const line = (row: number) =>
    `A-${row},${isoDate(addDays(on('2019-01-01'), row % 1300))},Y,${isoDate(addDays(on('2019-02-10'), row % 1300))},${isoDate(addDays(on('2019-06-01'), row % 1300))}`;
  return Buffer.from(
    ['case_id,received_date,assess_decision,assess_decision_date,final_plan_date', ...Array.from({ length: rows }, (_, row) => line(row))].join('\n'),
  );
}

/** How often luxon makes a date while a snapshot of so many rows is read and counted. */
function datesMade(rows: number): number {
  const bytes = bytesOf(rows);
  const made = vi.spyOn(DateTime, 'fromMillis');
  // One at least, so that it is known to be seen.
  longDate(on('2022-07-31'));
  const snapshot = startSnapshot(on('2022-07-31'), DEFAULT_CONVENTIONS);
  const { summary } = readCaseList(listOf(bytes), () => ({ counted: snapshot.add, setAside: () => {}, warned: () => {} }));
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

  it('has each plan judged once for a trend, in its own month, however many there are', () => {
    const judge = vi.spyOn(within20Weeks, 'judge');
    const { id, title, better } = within20Weeks;
    const judged = EVERY.map((every) => {
      judge.mockClear();
      const trend = startTrend({
        every,
        calendar: 'calendar',
        periods: periodsFrom(on('2018-01-01'), on('2024-12-31'), every, 'calendar'),
        starts: [],
        asOf: on('2024-12-31'),
        yetToCome: 0,
        conventions: DEFAULT_CONVENTIONS,
        publish: false,
        figures: [{ id, title, better, target: null, lagQuarters: 0, measure: within20Weeks, ofDay: null }],
      });
      readCaseList(listOf(bytesOf(2000)), () => ({ counted: trend.add, setAside: () => {}, warned: () => {} }));
      return judge.mock.calls.length;
    });
    expect(judged).toEqual([2000, 2000, 2000]);
  });

  it('is gone through twice, in small pieces: once for its encoding, and once for its rows', () => {
    const source = fromBytes('cases.csv', bytesOf(2000));
    let bytes = 0;
    const counted = {
      ...source,
      *chunks() {
        for (const chunk of source.chunks()) {
          expect(chunk.length).toBeLessThanOrEqual(16_384);
          bytes += chunk.length;
          yield chunk;
        }
      },
    };
    readCaseList(listOf(counted), () => ({ counted: () => {}, setAside: () => {}, warned: () => {} }));
    // And the first piece thrice: for the kind of file, for its delimiter, and for its headings.
    expect(bytes).toBe(2 * source.size + 3 * 16_384);
  });
});
