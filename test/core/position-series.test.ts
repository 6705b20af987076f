import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { monthsTo } from '../../src/core/period.ts';
import { POSITION_FIGURES, PositionCounting, type PositionTally } from '../../src/core/position-figures.ts';
import { PositionSeries } from '../../src/core/position-series.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, daysAfter, type Facts, on } from '../support/cases.ts';

/** The tallies of every figure, day by day. */
function counted(cases: readonly Case[], days: readonly Day[], conventions: Conventions): PositionTally[][] {
  const series = new PositionSeries(days, conventions, POSITION_FIGURES);
  for (const c of cases) series.add(c);
  return POSITION_FIGURES.map(({ id }) => series.of(id));
}

/** The same, each case asked anew where it stands on each day. */
function asked(cases: readonly Case[], days: readonly Day[], conventions: Conventions): PositionTally[][] {
  const countings = days.map((day) => {
    const counting = new PositionCounting(day, conventions);
    for (const c of cases) counting.add(c);
    return counting;
  });
  return POSITION_FIGURES.map(({ id }) => countings.map((counting) => counting.of(id)));
}

describe('the figures of several days', () => {
  it('are those of each day, on the last day of every month and on the as-of day', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const days = monthsTo(asOf, 14).map(({ to }) => to);
        expect(counted(cases, days, conventions)).toEqual(asked(cases, days, conventions));
      }),
      { numRuns: 200 },
    );
  });

  it('are those of each day, on days that follow each other', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, from, conventions) => {
        const days = Array.from({ length: 30 }, (_, n) => addDays(from, n));
        expect(counted(cases, days, conventions)).toEqual(asked(cases, days, conventions));
      }),
      { numRuns: 50 },
    );
  });

  it('stand in the order of the days, each once', () => {
    const series = new PositionSeries(['2022-07-31', '2022-06-30', '2022-07-31'].map(on), DEFAULT_CONVENTIONS, POSITION_FIGURES);
    series.add(caseOf({ received: '2022-07-01' }));
    expect(series.days).toEqual([on('2022-06-30'), on('2022-07-31')]);
    expect(series.of('open').map(({ cases }) => cases)).toEqual([0, 1]);
  });

  const received = '2021-01-01';
  const days = [140, 141, 364, 365].map((n) => daysAfter(received, n));
  const counts = (facts: Facts, id: string) => {
    const series = new PositionSeries(days, DEFAULT_CONVENTIONS, POSITION_FIGURES);
    series.add(caseOf(facts));
    return series.of(id).map(({ cases }) => cases);
  };

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
  ] as const)('over 20 and over 52 weeks, of a case with %s', (_, facts, over20, over52) => {
    expect([counts({ received, ...facts }, 'open-over-20-weeks'), counts({ received, ...facts }, 'open-over-52-weeks')]).toEqual([over20, over52]);
  });

  it('hold a case that the list closes without a day, until a date shows that it went on', () => {
    const facts = { received, assessDecision: 'N', draftPlan: daysAfter(received, 200), finalPlan: daysAfter(received, 365) } as const;
    expect([counts(facts, 'closed-date-not-known'), counts(facts, 'open')]).toEqual([
      [1, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
  });

  it('leave out a row without a received date', () => {
    expect(counts({ finalPlan: daysAfter(received, 150) }, 'open')).toEqual([0, 0, 0, 0]);
  });
});
