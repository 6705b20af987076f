import { describe, expect, it } from 'vitest';
import { emptyTally, inPile, OUT_OF_SCOPE, SCOPE_REASONS, startCounting, verdictOf, withinDays } from '../../src/core/measure.ts';
import { caseOf, on } from '../support/cases.ts';
import { DAY_0, judged, measureOf, windowOf } from '../support/judging.ts';

describe('a verdict by days', () => {
  it.each([
    [139, 140, 'met'],
    [140, 140, 'met'],
    [141, 140, 'missed'],
    [0, 140, 'met'],
    [139, 139, 'met'],
    [140, 139, 'missed'],
  ])('of day %i with day %i the last is %s', (days, lastDay, pile) => {
    expect(withinDays(days, lastDay)).toMatchObject({ pile, days });
  });

  it('without days is not known', () => {
    expect(withinDays(null, 140)).toMatchObject({ pile: 'notKnown', days: null });
  });

  it('out of scope names its reason, for each there is', () => {
    expect(SCOPE_REASONS).toHaveLength(11);
    for (const reason of SCOPE_REASONS) expect(OUT_OF_SCOPE[reason].pile).toBe(reason);
  });
});

describe('a case outside a window', () => {
  const plan = { received: '2022-01-10', finalPlan: '2022-05-30' } as const;

  it('is not yet visible before anything else is asked of it', () => {
    expect(judged('finals', plan, windowOf('2021', '2022-01-09')).pile).toBe('not-yet-visible');
    expect(judged('requests-refused', { received: '2022-01-10', assessDecision: 'N' }, windowOf('2021', '2022-01-09')).pile).toBe('not-yet-visible');
  });

  it('is not in the period where the event never happened', () => {
    expect(judged('finals', { received: '2022-01-10' }, windowOf('2022', '2022-12-31')).pile).toBe('not-in-period');
  });

  it('is in no period where a decision has no date', () => {
    expect(judged('requests-refused', { received: '2022-01-10', assessDecision: 'N' }, windowOf('2022', '2022-12-31')).pile).toBe('no-date');
  });
});

describe('counting', () => {
  const plans = [
    caseOf({ received: '2022-01-10', finalPlan: '2022-05-30' }),
    caseOf({ received: '2022-01-10', finalPlan: '2022-05-31' }),
    caseOf({ received: '2022-01-10', finalPlan: '2022-05-30', exception: true }),
    caseOf({ received: '2022-01-10', finalPlan: '2022-05-30', assessDispute: true }),
    caseOf({ finalPlan: '2022-05-30' }),
    caseOf({ received: '2022-01-10' }),
    caseOf({ received: '2023-01-10' }),
  ];

  it('puts each of seven cases in one pile and adds up the days of those judged', () => {
    const counting = startCounting([measureOf('within-20-weeks')], [windowOf('2022', '2022-12-31')]);
    for (const c of plans) counting.add(c);
    const tally = counting.finish()[0]?.tallies[0] ?? emptyTally();
    expect(inPile(tally, 'met')).toBe(1);
    expect(inPile(tally, 'missed')).toBe(1);
    expect(inPile(tally, 'notKnown')).toBe(1);
    expect(inPile(tally, 'week-20-exception')).toBe(1);
    expect(inPile(tally, 'mediation-or-tribunal')).toBe(1);
    expect(inPile(tally, 'not-in-period')).toBe(1);
    expect(inPile(tally, 'not-yet-visible')).toBe(1);
    expect(tally.totalDays).toBe(281);
    expect([...tally.byDays]).toEqual([
      [140, 1],
      [141, 1],
    ]);
  });

  it('keeps two windows apart, each with its own as-of day', () => {
    const windows = [windowOf('2022-05', '2022-05-30'), windowOf('2022-05', '2022-12-31')];
    const counting = startCounting([measureOf('finals')], windows);
    for (const c of plans) counting.add(c);
    expect(counting.finish().map(({ tallies }) => inPile(tallies[0] ?? emptyTally(), 'met'))).toEqual([4, 5]);
  });

  it('of no cases leaves every pile empty', () => {
    const counting = startCounting([measureOf('finals')], [windowOf('2022', '2022-12-31')]);
    expect(counting.finish()[0]?.tallies[0]?.piles.every((count) => count === 0)).toBe(true);
  });

  it('counts nothing before the first window or after the last as in a period', () => {
    const windows = [windowOf('2022-03', '2022-12-31'), windowOf('2022-06', '2022-12-31')];
    const counting = startCounting([measureOf('finals')], windows);
    for (const day of ['2022-02-28', '2022-03-01', '2022-03-31', '2022-04-15', '2022-06-01', '2022-06-30', '2022-07-01']) {
      counting.add(caseOf({ received: '2022-01-10', finalPlan: on(day) }));
    }
    expect(counting.finish().map(({ tallies: [tally = emptyTally()] }) => [inPile(tally, 'met'), inPile(tally, 'not-in-period')])).toEqual([
      [2, 5],
      [2, 5],
    ]);
    expect(windows[0]?.conventions).toEqual(DAY_0);
  });

  it('counts no event after the as-of day, even where the period goes on beyond it', () => {
    const beyond = { ...windowOf('2022-05', '2022-12-31'), asOf: on('2022-05-15') };
    const plan = (day: string) => caseOf({ received: '2022-01-10', finalPlan: on(day) });
    const counting = startCounting([measureOf('finals')], [beyond]);
    for (const day of ['2022-05-15', '2022-05-16']) counting.add(plan(day));
    const [{ tallies: [tally = emptyTally()] = [] } = {}] = counting.finish();
    expect([inPile(tally, 'met'), inPile(tally, 'not-in-period')]).toEqual([1, 1]);
    expect(['2022-05-15', '2022-05-16'].map((day) => verdictOf(measureOf('finals'), plan(day), beyond).pile)).toEqual(['met', 'not-in-period']);
  });

  it('may be finished more than once', () => {
    const counting = startCounting([measureOf('finals')], [windowOf('2022-05', '2022-12-31')]);
    for (const c of plans) counting.add(c);
    const once = JSON.stringify(counting.finish());
    expect(JSON.stringify(counting.finish())).toBe(once);
  });
});
