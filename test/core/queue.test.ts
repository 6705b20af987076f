import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, daysBetween } from '../../src/core/day.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import { daysAsWeeks, isTooBig, load, perWeek, pressure, reliefCapacity, targetCapacity, targetMeanWait, targetQueue, weeks } from '../../src/core/queue.ts';
import { caseOf, on } from '../support/cases.ts';
import { WAITING_LIST_CASES } from '../support/methods.ts';

/** The package's functions by their names, its waits in weeks. */
const FUNCTIONS: Record<string, (...given: [number, number, number, number, number]) => number | null> = {
  queue_load: (demand, capacity) => load(demand, capacity),
  relief_capacity: (demand, queue, target, within) => reliefCapacity(demand, queue, target, weeks(within)),
  target_capacity: (demand, target, factor, demandCv, capacityCv) => targetCapacity(demand, weeks(target), demandCv, capacityCv, factor),
  target_mean_wait: (target, factor) => targetMeanWait(weeks(target), factor),
  target_queue_size: (demand, target, factor) => targetQueue(demand, weeks(target), factor),
  waiting_list_pressure: (meanWait, target) => pressure(weeks(meanWait), weeks(target)),
};

describe('NHSRwaitinglist gives', () => {
  it.each(WAITING_LIST_CASES.unit_cases)('$fn of $in as $out', ({ fn, in: given, out }) => {
    expect(FUNCTIONS[fn]?.(...(given as [number, number, number, number, number]))).toBeCloseTo(out, 6);
  });

  it('a pressure seven times too high of waits in days, where ours knows days from weeks', () => {
    // Its own first case: 63 days against 52 weeks. The mean wait that its lists bring is in days.
    const theirs = WAITING_LIST_CASES.unit_cases.find(({ fn }) => fn === 'waiting_list_pressure');
    expect(theirs).toMatchObject({ in: [63, 52], out: 2.42307692 });
    expect(pressure(daysAsWeeks(63), weeks(52))).toBeCloseTo((theirs?.out ?? 0) / 7, 8);
  });

  it.each(WAITING_LIST_CASES.queue_size_cases)('the queue on each day from $start to $end, which is our open cases', ({ referral, removal, ...asked }) => {
    const cases = referral.map((received, at) => caseOf({ received, finalPlan: removal[at] ?? null }));
    const openOn = (iso: string, later = 0) => cases.filter((c) => standingOn(c, addDays(on(iso), later), DEFAULT_CONVENTIONS).state === 'open').length;
    for (const [date, size] of Object.entries(asked.queue_on ?? {})) expect(openOn(date)).toBe(size);
    if (asked.queue !== undefined) {
      const days = daysBetween(on(asked.start), on(asked.end)) + 1;
      expect(Array.from({ length: days }, (_, later) => openOn(asked.start, later))).toEqual(asked.queue);
    }
    expect(asked.queue_on ?? asked.queue).toBeDefined();
  });

  it('the capacity a week of what left, from the first day to the last; of nothing ours is 0, not NaN', () => {
    const ours = WAITING_LIST_CASES.removal_stats_cases.map(({ referral, removal }) => {
      const left = removal.filter((date) => date !== null);
      const dates = [...referral, ...left].sort();
      return { removal_count: left.length, capacity_weekly: perWeek(left.length, daysBetween(on(dates[0] ?? ''), on(dates.at(-1) ?? ''))) };
    });
    const [some, none] = WAITING_LIST_CASES.removal_stats_cases;
    expect(ours[0]).toEqual({ removal_count: some?.removal_count, capacity_weekly: some?.capacity_weekly });
    expect(some?.capacity_daily).toBeCloseTo(1 / 7, 10);
    expect(none).toMatchObject({ removal_count: 0, capacity_weekly: 'NaN' });
    expect(ours[1]).toEqual({ removal_count: 0, capacity_weekly: 0 });
  });
});

describe('a queue', () => {
  it.each([
    [19, 20, 0.95],
    [20, 20, 1],
    [21, 20, 1.05],
    [0, 20, 0],
  ])('to which %i a week come and from which %i can leave has a load of %d', (demand, capacity, expected) => {
    expect(load(demand, capacity)).toBe(expected);
  });

  it('without capacity has no load', () => {
    expect(load(3, 0)).toBeNull();
    expect(load(0, 0)).toBeNull();
  });

  it('with a target of 20 weeks and 20 requests a week is to hold 100, five weeks on average', () => {
    expect(targetMeanWait(weeks(20))).toBe(5);
    expect(targetQueue(20, weeks(20))).toBe(100);
  });

  it.each([
    [199, false],
    [200, false],
    [201, true],
  ])('of %i where 100 is the target: too big is %s', (queue, expected) => {
    expect(isTooBig(queue, 100)).toBe(expected);
  });

  it('needs for relief the demand and what is to go', () => {
    expect(reliefCapacity(20, 360, 100, weeks(26))).toBe(30);
    expect(reliefCapacity(20, 100, 100, weeks(26))).toBe(20);
    expect(reliefCapacity(20, 74, 100, weeks(26))).toBe(19);
  });
});

describe('a rate', () => {
  it('is by the week, whatever the days it was counted over', () => {
    expect(perWeek(52, 364)).toBe(1);
    expect(perWeek(3, 1)).toBe(21);
    expect(perWeek(0, 7)).toBe(0);
    expect(perWeek(3, 0)).toBeNull();
  });

  it('of 140 days is 20 weeks', () => {
    expect(daysAsWeeks(140)).toBe(20);
    expect(daysAsWeeks(1)).toBe(1 / 7);
  });
});
