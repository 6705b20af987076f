import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { OpenOver } from '../../src/core/open-over.ts';
import { monthsTo } from '../../src/core/period.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, daysAfter, on } from '../support/cases.ts';

function counted(cases: readonly Case[], days: readonly Day[], conventions: Conventions = DEFAULT_CONVENTIONS) {
  const over = new OpenOver(days, conventions);
  for (const c of cases) over.add(c);
  return { over20: over.over20, over52: over.over52 };
}

/** The same, each case asked anew where it stands on each day. */
function asked(cases: readonly Case[], days: readonly Day[], conventions: Conventions) {
  const openIn = (day: Day, ...bands: string[]) =>
    cases.filter((c) => {
      const standing = standingOn(c, day, conventions);
      return standing.state === 'open' && bands.includes(standing.band);
    }).length;
  return {
    over20: days.map((day) => openIn(day, '21-30', '31-40', '41-52', 'over-52')),
    over52: days.map((day) => openIn(day, 'over-52')),
  };
}

const monthEnds = (asOf: Day): Day[] => monthsTo(asOf, 14).map(({ to }) => to);

describe('cases open over 20 and over 52 weeks', () => {
  it('are those that stand so, on the last day of every month and on the as-of day', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const days = monthEnds(asOf);
        expect(counted(cases, days, conventions)).toEqual(asked(cases, days, conventions));
      }),
      { numRuns: 300 },
    );
  });

  it('are those that stand so, on days that follow each other', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, from, conventions) => {
        const days = Array.from({ length: 30 }, (_, n) => addDays(from, n));
        expect(counted(cases, days, conventions)).toEqual(asked(cases, days, conventions));
      }),
    );
  });

  const received = '2021-01-01';
  const days = [140, 141, 364, 365].map((n) => daysAfter(received, n));

  it.each([
    ['no date but the day received', {}, [0, 1, 1, 1], [0, 0, 0, 1]],
    ['a plan on day 364', { finalPlan: daysAfter(received, 364) }, [0, 1, 0, 0], [0, 0, 0, 0]],
    ['a refusal on day 150', { assessDecision: 'N', assessDecisionDate: daysAfter(received, 150) }, [0, 1, 0, 0], [0, 0, 0, 0]],
    [
      'a refusal on day 141, reopened on day 365',
      { assessDecision: 'N', assessDecisionDate: daysAfter(received, 141), reopened: daysAfter(received, 365) },
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ],
  ] as const)('of a case with %s', (_, facts, over20, over52) => {
    expect(counted([caseOf({ received, ...facts })], days)).toEqual({ over20, over52 });
  });

  it('leave out a row without a received date', () => {
    expect(counted([caseOf({ finalPlan: '2022-01-01' })], [on('2021-12-31'), on('2022-01-31')])).toEqual({ over20: [0, 0], over52: [0, 0] });
  });
});
