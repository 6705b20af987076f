import { describe, expect, it } from 'vitest';
import { clockStart, daysToEvent, isVisible, visibleFrom } from '../../src/core/case.ts';
import { isoDate } from '../../src/core/day.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';

describe('the clock of a case', () => {
  const iso = (day: ReturnType<typeof on> | null): string | null => (day === null ? null : isoDate(day));

  it.each<[string, Facts, string | null, string | null]>([
    ['a received date: both that day', { received: '2022-01-10' }, '2022-01-10', '2022-01-10'],
    ['a final plan later: both the received day', { received: '2022-01-10', finalPlan: '2022-05-30' }, '2022-01-10', '2022-01-10'],
    ['a final plan on the day received: both that day', { received: '2022-01-10', finalPlan: '2022-01-10' }, '2022-01-10', '2022-01-10'],
    ['a final plan the day before: no start, there from the plan on', { received: '2022-01-10', finalPlan: '2022-01-09' }, null, '2022-01-09'],
    ['a final plan and no received date: no start, there from the plan on', { finalPlan: '2022-05-30' }, null, '2022-05-30'],
    ['neither: no start, never there', { issueDecisionDate: '2022-05-30', closed: '2022-05-30', draftPlan: '2022-05-30' }, null, null],
  ])('starts, and the case is there, with %s', (_what, facts, start, from) => {
    expect(iso(clockStart(caseOf(facts)))).toBe(start);
    expect(iso(visibleFrom(caseOf(facts)))).toBe(from);
  });

  it('shows a case on its first day and not on the day before', () => {
    const c = caseOf({ received: '2022-01-10' });
    expect(isVisible(c, on('2022-01-09'))).toBe(false);
    expect(isVisible(c, on('2022-01-10'))).toBe(true);
  });

  it.each<[Facts, string, number | null]>([
    [{ received: '2022-01-10' }, '2022-01-10', 0],
    [{ received: '2022-01-10' }, '2022-01-11', 1],
    [{ received: '2022-01-10' }, '2022-05-30', 140],
    [{ received: '2022-01-10' }, '2022-01-09', null],
    [{ received: '2022-01-10', finalPlan: '2022-01-09' }, '2022-02-21', null],
    [{ finalPlan: '2022-05-30' }, '2022-05-30', null],
  ])('%j has to %s: %s days', (facts, event, days) => {
    expect(daysToEvent(caseOf(facts), on(event))).toBe(days);
  });
});
