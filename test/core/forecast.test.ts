import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS, lastDayWithin } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { ForecastCount } from '../../src/core/forecast.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, on } from '../support/cases.ts';

const AS_OF = on('2022-07-31');
const ago = (days: number): Day => addDays(AS_OF, -days);

function counted(cases: readonly Case[], looksBack = false, asOf: Day = AS_OF, conventions: Conventions = DEFAULT_CONVENTIONS): ForecastCount {
  const count = new ForecastCount(asOf, conventions, looksBack);
  for (const c of cases) count.add(c);
  return count;
}

/** How many are open on a day, and for how long: each case asked where it stands. */
function asked(cases: readonly Case[], day: Day, conventions: Conventions) {
  const days = cases.flatMap((c) => {
    const standing = standingOn(c, day, conventions);
    return standing.state === 'open' ? [standing.days] : [];
  });
  const over = (weeks: number): number => days.filter((one) => one > lastDayWithin(weeks, conventions)).length;
  return { open: days.length, over20: over(20), over52: over(52) };
}

const closedAfter = (received: number, days: number): Case => caseOf({ received: ago(received), closed: ago(received - days) });

describe('what a forecast is made of', () => {
  it('is what is open, and what came in and was completed in the 52 weeks that end on the as-of day', () => {
    const cases = [
      // Its first day is before the 364 days, or on the first of them.
      closedAfter(364, 10),
      closedAfter(363, 10),
      // It came and went on one day: it was open at the end of none.
      closedAfter(100, 0),
      // It is closed on the as-of day, and after it.
      closedAfter(50, 50),
      closedAfter(50, 51),
      caseOf({ received: ago(-1) }),
    ];
    const { now, cameIn, completed } = counted(cases).pace();
    expect({ ...now, cameIn, completed }).toEqual({ open: 1, over20: 0, over52: 0, cameIn: 3, completed: 3 });
  });

  it('counts a case that was refused and reopened both times', () => {
    const reopened = caseOf({ received: ago(100), assessDecision: 'N', assessDecisionDate: ago(60), reopened: ago(30) });
    const { now, cameIn, completed } = counted([reopened, closedAfter(800, 10)]).pace();
    expect([now.open, cameIn, completed]).toEqual([1, 2, 1]);
  });

  it.each([
    [362, 51],
    [363, 52],
    [800, 52],
    [6, 1],
    [5, 0],
  ])('draws, of a list whose earliest request is %i days old, from %i weeks', (days, weeks) => {
    expect(counted([caseOf({ received: ago(days) })]).pace().backlog.weeks).toHaveLength(weeks);
  });

  it('draws from no week where nothing was received by the day', () => {
    expect(counted([caseOf({ received: ago(-1) }), caseOf({})]).pace().backlog.weeks).toEqual([]);
  });

  it('adds up the days of the open cases', () => {
    expect(counted([caseOf({ received: ago(10) }), caseOf({ received: ago(900) }), closedAfter(30, 3)]).openDays).toBe(910);
  });

  it('is, a year of 52 weeks before, what a forecast of that day is made of, whether or not one looks back', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const count = counted(cases, true, asOf, conventions);
        expect(count.pace()).toEqual(counted(cases, false, asOf, conventions).pace());
        const then = addDays(asOf, -364);
        expect(count.lookBack()?.pace).toEqual(counted(cases, false, then, conventions).pace());
      }),
      { seed: 20_220_731, numRuns: 50 },
    );
  });

  it('is, week by week since then, where each case stood', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const since = counted(cases, true, asOf, conventions).lookBack()?.since ?? [];
        expect(since).toEqual(Array.from({ length: 53 }, (_, week) => asked(cases, addDays(asOf, 7 * week - 364), conventions)));
      }),
      { seed: 20_220_731, numRuns: 300 },
    );
  });

  it('looks back only where it is asked to', () => {
    expect(counted([caseOf({ received: ago(10) })]).lookBack()).toBeNull();
  });
});
