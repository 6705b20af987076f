import { describe, expect, it } from 'vitest';
import { weeks } from '../../src/core/clocks/clock.ts';
import { EVENTS } from '../../src/core/clocks/events.ts';
import { CLOCK_GROUPS, CLOCKS } from '../../src/core/clocks/index.ts';
import { lastDayInTime, REQUEST_CLOCKS, type RequestClock, week6, week16, week20 } from '../../src/core/clocks/request.ts';
import type { Conventions } from '../../src/core/conventions.ts';
import { addDays, daysBetween, isoDate, weekday } from '../../src/core/day.ts';
import type { Measure } from '../../src/core/measure.ts';
import { verdictOf } from '../../src/core/measure.ts';
import { decisionWithin6Weeks } from '../../src/core/measures/decision-within-6-weeks.ts';
import { refusalWithin16Weeks } from '../../src/core/measures/refusal-within-16-weeks.ts';
import { within20WeeksAll } from '../../src/core/measures/within-20-weeks-all.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';

const DAY_0: Conventions = { dayOfReceipt: 0, cohort: 'dfe' };
const DAY_1: Conventions = { dayOfReceipt: 1, cohort: 'dfe' };

/** Last days in time for 6, 16 and 20 weeks, and for 20 where the day of receipt is day 1 (reference, 1.3). */
const VECTORS = [
  ['2023-10-16', '2023-11-27', '2024-02-05', '2024-03-04', '2024-03-03'],
  ['2024-01-01', '2024-02-12', '2024-04-22', '2024-05-20', '2024-05-19'],
  ['2024-02-29', '2024-04-11', '2024-06-20', '2024-07-18', '2024-07-17'],
  ['2025-03-28', '2025-05-09', '2025-07-18', '2025-08-15', '2025-08-14'],
  ['2025-10-24', '2025-12-05', '2026-02-13', '2026-03-13', '2026-03-12'],
  ['2025-08-31', '2025-10-12', '2025-12-21', '2026-01-18', '2026-01-17'],
] as const;

describe('the last day in time', () => {
  const lastDay = (clock: RequestClock, received: string, conventions: Conventions): string =>
    isoDate(addDays(on(received), lastDayInTime(clock, on(received), conventions)));

  it.each(VECTORS)(
    'of a request of %s: week 6 %s, week 16 %s, week 20 %s, or %s where receipt is day 1',
    (received, week6Day, week16Day, week20Day, dayOne) => {
      expect([week6, week16, week20].map((clock) => lastDay(clock, received, DAY_0))).toEqual([week6Day, week16Day, week20Day]);
      expect(lastDay(week20, received, DAY_1)).toBe(dayOne);
    },
  );

  it.each([
    ['week-6', 42, 41],
    ['week-16', 112, 111],
    ['week-20', 140, 139],
  ])('of %s is day %i, or day %i where the day of receipt is day 1', (id, dayZero, dayOne) => {
    const clock = REQUEST_CLOCKS.find((candidate) => candidate.id === id) as RequestClock;
    expect(lastDayInTime(clock, on('2022-01-10'), DAY_0)).toBe(dayZero);
    expect(lastDayInTime(clock, on('2022-01-10'), DAY_1)).toBe(dayOne);
  });

  it('is not moved from a Sunday to the Monday', () => {
    expect(weekday(on('2026-01-18'))).toBe(7);
    expect(lastDay(week20, '2025-08-31', DAY_0)).toBe('2026-01-18');
  });
});

describe('a request judged at its last day in time', () => {
  const everything = { from: on('1990-01-01'), to: on('2100-12-31'), asOf: on('2100-12-31') };
  const judged: [string, Measure, RequestClock, (received: string, day: string) => Facts][] = [
    ['the decision to assess, week 6', decisionWithin6Weeks, week6, (received, day) => ({ received, assessDecision: 'Y', assessDecisionDate: day })],
    ['the refusal to issue, week 16', refusalWithin16Weeks, week16, (received, day) => ({ received, issueDecision: 'N', issueDecisionDate: day })],
    ['the final plan, week 20', within20WeeksAll, week20, (received, day) => ({ received, finalPlan: day })],
  ];
  const rows = judged.flatMap(([what, measure, clock, facts]) =>
    VECTORS.map(([received, week6Day, week16Day, week20Day]) => {
      const limit = { 'week-6': week6Day, 'week-16': week16Day, 'week-20': week20Day }[clock.id] ?? '';
      return { what, received, limit, measure, facts };
    }),
  );

  it.each(rows)('$what, received $received: in time on the day before $limit and on it, late the day after', ({ received, limit, measure, facts }) => {
    const pileOn = (offset: number, conventions: Conventions): string =>
      verdictOf(measure, caseOf(facts(received, isoDate(addDays(on(limit), offset)))), { ...everything, conventions }).pile;
    expect([-1, 0, 1].map((offset) => pileOn(offset, DAY_0))).toEqual(['met', 'met', 'missed']);
    expect([-2, -1, 0].map((offset) => pileOn(offset, DAY_1))).toEqual(['met', 'met', 'missed']);
  });

  it('carries its days: 140 over the clocks going forward, not 139.96', () => {
    const verdict = verdictOf(within20WeeksAll, caseOf({ received: '2025-03-28', finalPlan: '2025-08-15' }), { ...everything, conventions: DAY_0 });
    expect(verdict.days).toBe(140);
    expect(daysBetween(on('2025-03-28'), on('2025-08-15'))).toBe(140);
  });
});

describe('a clock', () => {
  it.each(CLOCKS.map((clock) => [clock.id, clock] as const))('%s names its instruments, provisions and days in force, in order', (_id, { limits }) => {
    let last = on('1990-01-01');
    for (const { instrument, provision, inForceFrom, inForceTo } of limits) {
      expect(instrument).toMatch(/\(SI \d{4}\/\d+\)$|Act 2014$/);
      expect(provision).toMatch(/^(regulations?|section|rule|paragraph) \d+/);
      expect(on(inForceFrom)).toBeGreaterThan(last);
      if (inForceTo !== null) expect(on(inForceTo)).toBeGreaterThanOrEqual(on(inForceFrom));
      last = on(inForceFrom);
    }
    expect(limits.filter(({ inForceTo }) => inForceTo === null)).toHaveLength(1);
  });

  it('has a duty of its own, and both limits of one that has two name each other', () => {
    const duties = CLOCKS.map(({ duty, starts }) => `${duty} ${starts}`);
    expect(new Set(duties).size).toBe(CLOCKS.length);
    for (const { id, laterOf } of CLOCKS) {
      if (laterOf !== undefined) expect(CLOCKS.find((other) => other.id === laterOf)?.laterOf).toBe(id);
    }
  });

  it('starts and stops with events that each have their words, and every event starts or stops one', () => {
    const used = new Set(CLOCKS.flatMap(({ starts, stops }) => [...starts, ...stops]));
    expect(Object.keys(EVENTS).filter((kind) => !(used as ReadonlySet<string>).has(kind))).toEqual([]);
    expect(new Set(Object.values(EVENTS)).size).toBe(Object.keys(EVENTS).length);
  });

  it('stands in one group', () => {
    expect(CLOCK_GROUPS.flatMap(({ clocks }) => clocks.map(({ id }) => id))).toEqual([...new Set(CLOCKS.map(({ id }) => id))]);
  });

  it.each([
    ['week-6', 'regulation 5(1)'],
    ['week-16', 'regulation 10(1)'],
    ['week-20', 'regulation 13(2)'],
  ])('%s stands in %s', (id, provision) => {
    expect(CLOCKS.find((clock) => clock.id === id)?.limits.map((limit) => limit.provision)).toEqual([provision]);
  });

  it('goes by the limit in force on the day received, once Parliament has changed it', () => {
    const [limit] = week20.limits;
    const changed: RequestClock = { ...week20, limits: [limit, { ...limit, length: weeks(18), provision: 'invented', inForceFrom: '2030-09-01' }] };
    expect(lastDayInTime(changed, on('2030-08-31'), DAY_0)).toBe(140);
    expect(lastDayInTime(changed, on('2030-09-01'), DAY_0)).toBe(126);
  });

  it('goes by its first limit for a request from before the Regulations', () => {
    expect(lastDayInTime(week20, on('2014-01-01'), DAY_0)).toBe(140);
  });
});
