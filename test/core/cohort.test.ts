import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, clockStart } from '../../src/core/case.ts';
import { COHORT_WEEKS, CohortCounting, cohortStanding, outOfCurve } from '../../src/core/cohort.ts';
import { lastDayWithin } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { inPile, startCounting, type Window } from '../../src/core/measure.ts';
import { cohortWithin20Weeks } from '../../src/core/measures/cohort-within-20-weeks.ts';
import { requests } from '../../src/core/measures/requests.ts';
import { shareBy } from '../../src/core/survival.ts';
import { arbitraryCases, arbitraryWindow } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { DAY_0, DAY_1 } from '../support/judging.ts';

const RECEIVED = on('2021-03-01');
const daysOn = (days: number) => addDays(RECEIVED, days);
const received = (facts: Facts = {}): Case => caseOf({ received: RECEIVED, ...facts });

/** Requests of March 2021, seen so many days after the first of them. */
const seenAfter = (days: number, conventions = DAY_0): Window => ({ from: RECEIVED, to: on('2021-03-31'), asOf: daysOn(days), conventions });

function countingOf(cases: readonly Case[], window: Window): CohortCounting {
  const counting = new CohortCounting(window);
  for (const c of cases) counting.add(c);
  return counting;
}

describe('a week is past', () => {
  it.each(COHORT_WEEKS.flatMap((weeks, week) => [-1, 0, 1].map((more) => [weeks, weeks * 7 + more, more > 0 ? week + 1 : week])))(
    'week %i after %i days: %i of the weeks are',
    (_, days, passed) => {
      expect(cohortStanding(received(), seenAfter(days))).toMatchObject({ passed, by: null, ended: null, age: days });
      expect(cohortStanding(received({ finalPlan: daysOn(days) }), seenAfter(days + 9))).toMatchObject({ by: 'final-plan', ended: passed, days });
    },
  );

  it('one day sooner where the day of receipt is day 1', () => {
    expect([138, 139, 140].map((days) => cohortStanding(received(), seenAfter(days, DAY_1)))).toMatchObject([{ passed: 2 }, { passed: 2 }, { passed: 3 }]);
  });
});

describe('what became of a request', () => {
  const asOf = seenAfter(500);

  it.each<[string, Facts, { by: string | null; days: number | null } | string]>([
    ['it is open', {}, { by: null, days: null }],
    ['a final plan was sent', { finalPlan: daysOn(140) }, { by: 'final-plan', days: 140 }],
    ['a plan sent after the as-of day is none', { finalPlan: daysOn(501) }, { by: null, days: null }],
    ['it was refused an assessment', { assessDecision: 'N', assessDecisionDate: daysOn(42) }, { by: 'refused-to-assess', days: 42 }],
    ['a refusal that was overtaken is no end', { assessDecision: 'N', assessDecisionDate: daysOn(42), reopened: daysOn(60) }, { by: null, days: null }],
    [
      'nor where the plan came after it',
      { assessDecision: 'N', assessDecisionDate: daysOn(42), reopened: daysOn(60), finalPlan: daysOn(200) },
      { by: 'final-plan', days: 200 },
    ],
    ['it was refused a plan', { assessDecision: 'Y', issueDecision: 'N', issueDecisionDate: daysOn(112) }, { by: 'refused-to-issue', days: 112 }],
    ['it was withdrawn', { closed: daysOn(30), closedReason: 'withdrawn' }, { by: 'withdrawn', days: 30 }],
    ['it moved', { movedOut: true, closed: daysOn(31) }, { by: 'moved', days: 31 }],
    ['it was closed for no reason given', { closed: daysOn(32) }, { by: 'other', days: 32 }],
    ['it was withdrawn, nobody can say when', { assessDecision: 'W' }, { by: 'withdrawn', days: null }],
    ['it was refused before it was received', { assessDecision: 'N', assessDecisionDate: daysOn(-1) }, { by: 'refused-to-assess', days: null }],
    ['its plan was sent before it was received', { finalPlan: daysOn(-1) }, { by: 'final-plan', days: null }],
    [
      'a plan is its end, whatever closed it before',
      { closed: daysOn(30), closedReason: 'withdrawn', finalPlan: daysOn(100) },
      { by: 'final-plan', days: 100 },
    ],
    ['received in another period', { received: '2021-04-01' }, 'not-in-period'],
    ['received nobody can say when', { received: null, finalPlan: daysOn(10) }, 'no-date'],
    ['received later', { received: daysOn(501) }, 'not-yet-visible'],
  ])('%s', (_, facts, expected) => {
    const standing = cohortStanding(received(facts), asOf);
    if (typeof expected === 'string') expect(standing).toBe(expected);
    else expect(standing).toMatchObject(expected);
  });
});

describe('the curve', () => {
  it('is that of an example worked out by hand: two plans, two open, one refused', () => {
    // Day 100: 1 of 4 had a plan, 3/4 are left. Day 150: one has been followed no longer. Day 180: 1 of 2, 3/8 are left.
    const cases = [
      received({ finalPlan: daysOn(100) }),
      caseOf({ received: daysOn(30) }),
      received({ finalPlan: daysOn(180) }),
      caseOf({ received: daysOn(5), assessDecision: 'N', assessDecisionDate: daysOn(40) }),
      received(),
    ];
    const counting = countingOf(cases, { ...seenAfter(180), to: daysOn(30) });
    const curve = counting.curve();
    expect(curve).toMatchObject({ cases: 4, medianDays: 180 });
    expect([99, 100, 140, 179, 180].map((days) => shareBy(curve, days))).toEqual([0, 0.25, 0.25, 0.25, 0.625]);
    expect(shareBy(curve, 181)).toBeNull();
  });

  it('counts a plan on day 140 by week 20, and one on day 141 not', () => {
    const by20 = (days: number) => shareBy(countingOf([received({ finalPlan: daysOn(days) })], seenAfter(300)).curve(), 140);
    expect([139, 140, 141].map(by20)).toEqual([1, 1, 0]);
  });

  it('has neither those that ended without a plan, nor those whose days are not known', () => {
    const standing = (facts: Facts) => cohortStanding(received(facts), seenAfter(300));
    const reasons = [{}, { finalPlan: daysOn(9) }, { assessDecision: 'W' as const }, { closed: daysOn(9) }, { finalPlan: daysOn(-9) }].map((facts) => {
      const found = standing(facts);
      return typeof found === 'string' ? found : outOfCurve(found);
    });
    expect(reasons).toEqual([null, null, 'closed-without-plan', 'closed-without-plan', 'duration-not-known']);
  });
});

describe('for any cases', () => {
  const RUNS = { seed: 20_140_901, numRuns: 300 };

  it('the requests are those of the measure, each has one end, and those left out have the same reasons', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        const counting = countingOf(cases, window);
        const measured = startCounting([requests], [window]);
        for (const c of cases) measured.add(c);
        const tally = measured.finish()[0]?.tallies[0];
        expect(tally === undefined ? null : inPile(tally, 'met')).toBe(counting.count(() => true));
        const left = counting.outOfScope();
        expect(left.map(({ reason, count }) => [reason, count])).toEqual(
          (['no-date', 'not-in-period', 'not-yet-visible'] as const).flatMap((reason) => {
            const count = tally === undefined ? 0 : inPile(tally, reason);
            return count === 0 ? [] : [[reason, count]];
          }),
        );
      }),
      RUNS,
    );
  });

  it('the plans by week 20 are the numerator of the measure of requests, and its denominator the requests past week 20 without those that ended otherwise', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        const counting = countingOf(cases, window);
        const measured = startCounting([cohortWithin20Weeks], [window]);
        for (const c of cases) measured.add(c);
        const tally = measured.finish()[0]?.tallies[0];
        if (tally === undefined) throw new Error('nothing was counted');
        const week20 = COHORT_WEEKS.indexOf(20);
        expect(counting.count(({ by, passed, ended }) => passed > week20 && by === 'final-plan' && ended !== null && ended <= week20)).toBe(
          inPile(tally, 'met'),
        );
        const judged = (['met', 'missed', 'notKnown'] as const).reduce((sum, pile) => sum + inPile(tally, pile), 0);
        expect(counting.count(({ by, passed }) => passed > week20 && (by === null || by === 'final-plan'))).toBe(judged);
        expect(counting.count(({ passed }) => passed <= week20)).toBe(inPile(tally, 'not-yet-due'));
      }),
      RUNS,
    );
  });

  it('a request ends no later than it is old, and by a week where its days are no more than the last in it', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        for (const c of cases) {
          const standing = cohortStanding(c, window);
          if (typeof standing === 'string') continue;
          const { days, age, passed, ended, by } = standing;
          expect(by !== null || (days === null && clockStart(c) === c.received)).toBe(true);
          if (days !== null) expect(days >= 0 && days <= age && (ended ?? 99) <= passed).toBe(true);
          COHORT_WEEKS.forEach((weeks, week) => {
            const last = lastDayWithin(weeks, window.conventions);
            expect(passed > week).toBe(age > last);
            if (days !== null) expect((ended ?? 0) <= week).toBe(days <= last);
          });
        }
      }),
      RUNS,
    );
  });

  it('where everybody has been followed beyond a week, the curve is the plain share of those with a plan by it', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        const counting = countingOf(cases, { ...window, asOf: addDays(window.asOf, 400) });
        const curve = counting.curve();
        COHORT_WEEKS.forEach((weeks, week) => {
          const planned = counting.count((one) => outOfCurve(one) === null && one.ended !== null && one.ended <= week);
          if (curve.cases > 0) expect(shareBy(curve, lastDayWithin(weeks, window.conventions))).toBeCloseTo(planned / curve.cases, 12);
        });
      }),
      RUNS,
    );
  });
});
