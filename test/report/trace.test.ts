import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { periodOf } from '../../src/core/period.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import { startCaseload } from '../../src/report/caseload.ts';
import { startCohort } from '../../src/report/cohort.ts';
import { startDue } from '../../src/report/due.ts';
import { startFoi } from '../../src/report/foi.ts';
import { startMovement } from '../../src/report/movement.ts';
import type { Figure } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { startTimeliness } from '../../src/report/timeliness.ts';
import { SHOWN_PILES, type ShownPile, TRACED, tracedNamed } from '../../src/report/trace.ts';
import { arbitraryCases, arbitraryConventions, arbitraryWindow } from '../support/arbitrary.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { DAY_0, windowOf } from '../support/judging.ts';

const tracedOf = (id: string) => {
  const traced = TRACED.find((one) => one.id === id);
  if (traced === undefined) throw new Error(`there is no figure ${id}`);
  return traced;
};

const sum = (counts: readonly { count: number | null }[] = []): number => counts.reduce((total, { count }) => total + (count ?? Number.NaN), 0);

describe('the rows behind a figure', () => {
  it('are those it was made of: every row counted is in one pile, and the piles are the figure, for every figure there is', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        for (const traced of TRACED) {
          const tracing = traced.trace(window);
          const piles = Object.fromEntries(SHOWN_PILES.map((pile) => [pile, 0])) as Record<ShownPile, number>;
          let [days, more] = [0, 0];
          for (const c of cases) {
            tracing.count(c);
            const placed = tracing.place(c);
            piles[placed.pile]++;
            if (placed.pile === 'met') days += placed.days ?? 0;
            more += (placed.times ?? 1) - 1;
            expect(placed.reason === null).toBe(placed.pile !== 'excluded' && placed.pile !== 'out-of-scope');
            expect(placed.why).not.toBe('');
          }
          const figure = tracing.figure();
          expect(SHOWN_PILES.reduce((total, pile) => total + piles[pile], 0)).toBe(cases.length);
          expectMadeOf(figure, { ...piles, met: piles.met + more }, days);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are behind the very figures of the snapshot, of the DfE table, of what became of requests, of what moved, of what is due, of a caseload and of answers', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryConventions, (cases, conventions) => {
        const asOf = on('2022-07-31');
        const period = periodOf('2022', asOf);
        const snapshot = startSnapshot(asOf, conventions);
        const timeliness = startTimeliness(period, asOf, conventions, null);
        const cohort = startCohort(period, asOf, conventions, null);
        const movement = startMovement(addDays(period.from, -1), asOf, conventions, null);
        const foi = startFoi({ period, asOf, conventions, publish: false, targets: [] });
        const caseload = startCaseload({ asOf, conventions, by: null, shownId: (id) => id });
        const window = { ...period, asOf, conventions };
        const to = addDays(asOf, 30);
        const due = startDue({ asOf, to, conventions, by: null, shownId: (id) => id });
        const tracings = TRACED.map((traced) => ({ id: traced.id, tracing: traced.trace(traced.ahead === undefined ? window : { ...window, to }) }));
        for (const c of cases) {
          snapshot.add(c);
          timeliness.add(c, '');
          cohort.add(c, '');
          movement.add(c, '');
          due.add(c, '', ['', '']);
          caseload.add(c, '', ['', '']);
          foi.add(c);
          for (const { tracing } of tracings) tracing.count(c);
        }
        const { figures, periods } = snapshot.report(contextOf(cases.length));
        const moved = Object.entries(movement.report(contextOf(cases.length)).figures).map(([id, { period: named, ...figure }]) => {
          expect(named).toEqual({ from: '2022-01-01', to: '2022-07-31', label: '31 Dec 2021 to 31 Jul 2022' });
          return [id, figure] as const;
        });
        const ahead = Object.entries(due.report(contextOf(cases.length)).figures).filter(([id]) => !/-in-week-[2-9]$/.test(id));
        // What has no rows of its own is a share of two figures that have.
        const { 'assessments-leading-to-plan': _, ...answers } = foi.report(contextOf(cases.length), null, []).figures;
        const reported = {
          ...answers,
          ...Object.fromEntries(ahead),
          ...timeliness.report(contextOf(cases.length)).figures,
          ...cohort.report(contextOf(cases.length)).figures,
          ...Object.fromEntries(moved),
          ...caseload.report(contextOf(cases.length)).figures,
          ...periods?.['year-to-date']?.figures,
          ...figures,
        };
        expect(Object.fromEntries(tracings.map(({ id, tracing }) => [id, tracing.figure()]))).toEqual(reported);
        // An answer is the figure of the report that it is of, whatever is asked.
        expect({ ...reported, ...answers }).toEqual(reported);
      }),
      { numRuns: 60 },
    );
  });

  it('are of every figure, by an id of its own', () => {
    const ids = TRACED.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(tracedNamed(id)?.id).toBe(id);
    expect(ids.slice(0, POSITION_FIGURES.length + CASE_MEASURES.length)).toEqual([...POSITION_FIGURES, ...CASE_MEASURES].map(({ id }) => id));
  });
});

describe('what is due', () => {
  const asOf = on('2022-07-31');
  const window = { from: asOf, to: addDays(asOf, 28), asOf, conventions: DAY_0 };
  const openFor = (days: number, facts = {}) => caseOf({ received: addDays(asOf, -days), ...facts });
  const ASSESSED = { assessDecision: 'Y', assessDecisionDate: '2022-07-01' } as const;

  it.each([
    ['due-week-20', openFor(141), 'out-of-scope', 'open', null, 141, 'open 21 to 30 weeks, awaiting the decision to assess'],
    ['due-week-20', openFor(140), 'met', null, '2022-08-01', 141, 'passes 20 weeks, awaiting the decision to assess'],
    ['due-week-20', openFor(113), 'met', null, '2022-08-28', 141, 'passes 20 weeks, awaiting the decision to assess'],
    ['due-week-20', openFor(112), 'out-of-scope', 'open', null, 112, 'open within 20 weeks, awaiting the decision to assess'],
    ['due-week-20', openFor(140, { closed: '2022-08-01' }), 'met', null, '2022-08-01', 141, 'passes 20 weeks, awaiting the decision to assess'],
    ['due-week-20', openFor(140, { closed: '2022-07-31' }), 'out-of-scope', 'closed', '2022-07-31', 140, 'closed 31 Jul 2022'],
    ['due-week-20', openFor(-1), 'out-of-scope', 'not-yet-visible', null, null, 'not yet received'],
    ['due-week-20-in-week-4', openFor(113), 'met', null, '2022-08-28', 141, 'passes 20 weeks, awaiting the decision to assess'],
    ['due-week-20-in-week-4', openFor(120), 'out-of-scope', 'open', null, 120, 'open within 20 weeks, awaiting the decision to assess'],
    ['due-week-6', openFor(42), 'met', null, '2022-08-01', 43, 'passes 6 weeks, awaiting the decision to assess'],
    ['due-week-6', openFor(42, ASSESSED), 'out-of-scope', 'open', null, 42, 'open within 20 weeks, being assessed'],
    ['due-week-16', openFor(112, ASSESSED), 'met', null, '2022-08-01', 113, 'passes 16 weeks, being assessed'],
    ['open-over-16-weeks-being-assessed', openFor(113, ASSESSED), 'met', null, null, 113, 'open within 20 weeks, being assessed'],
    ['open-over-52-weeks-if-nothing-happens', openFor(364), 'met', null, '2022-08-01', 365, 'passes 52 weeks, awaiting the decision to assess'],
    ['open-over-52-weeks-if-nothing-happens', openFor(366), 'met', null, '2022-07-30', 365, 'has passed 52 weeks, awaiting the decision to assess'],
  ])('%s', (id, c, pile, reason, event, days, why) => {
    expect(tracedNamed(id)?.trace(window).place(c)).toEqual({ pile, reason, event: event === null ? null : on(event), days, why });
  });

  it('is asked for of every week that can be looked at, and of no other', () => {
    expect(tracedNamed('due-week-20-in-week-104')?.ahead).toBe(104);
    for (const id of ['due-week-20-in-week-105', 'due-week-20-in-week-0', 'due-week-7-in-week-1', 'due-week-20-in-week-1000'])
      expect(tracedNamed(id)).toBeNull();
  });
});

/** A figure is what its piles come to. */
function expectMadeOf(figure: Figure, piles: Record<ShownPile, number>, days: number): void {
  const { unit, value, numerator, denominator, excluded, outOfScope } = figure;
  if (excluded !== undefined) expect(sum(excluded)).toBe(piles.excluded);
  if (outOfScope !== undefined) expect(sum(outOfScope)).toBe(piles['out-of-scope']);
  switch (unit) {
    case 'percent':
      // An estimate is no quotient of its piles.
      if (numerator !== undefined) expect(numerator).toBe(piles.met);
      expect(denominator).toBe(piles.met + piles.missed + piles['not-known']);
      break;
    case 'weeks':
      if (denominator !== undefined) expect([denominator, piles.missed, piles['not-known']]).toEqual([piles.met, 0, 0]);
      if (numerator !== undefined) expect(numerator).toBe(days);
      break;
    default:
      expect(value).toBe(piles.met);
      if (denominator !== undefined) expect(denominator).toBe(piles.met + piles.missed + piles['not-known']);
  }
}

describe('why a row stands where it does', () => {
  const window = windowOf('2022', '2022-12-31', DAY_0);
  const plan = (finalPlan: string, facts = {}) => caseOf({ received: '2022-03-01', finalPlan, ...facts });
  const open = (received: string, facts = {}) => caseOf({ received, ...facts });
  /** Refused, reopened, refused again, and drafted all the same. */
  const twice = open('2022-03-01', {
    assessDecision: 'N',
    assessDecisionDate: '2022-04-01',
    reopened: '2022-05-01',
    issueDecision: 'N',
    issueDecisionDate: '2022-06-01',
    draftPlan: '2022-11-01',
  });

  it.each([
    ['within-20-weeks', plan('2022-07-19'), 'met', null, '2022-07-19', 140, 'by day 140'],
    ['within-20-weeks', plan('2022-07-20'), 'missed', null, '2022-07-20', 141, 'after day 140'],
    ['within-20-weeks', plan('2022-07-20', { received: null }), 'not-known', null, '2022-07-20', null, 'no received date'],
    ['within-20-weeks', plan('2022-02-20'), 'not-known', null, '2022-02-20', null, 'dates in an impossible order'],
    ['within-20-weeks', plan('2022-07-19', { exception: true }), 'excluded', 'week-20-exception', '2022-07-19', 140, 'a week-20 exception is recorded'],
    ['within-20-weeks', plan('2022-07-19', { issueDispute: true }), 'out-of-scope', 'mediation-or-tribunal', '2022-07-19', 140, 'after mediation or tribunal'],
    ['within-20-weeks', plan('2023-01-01'), 'out-of-scope', 'not-in-period', '2023-01-01', 306, 'no such event in the period'],
    ['within-20-weeks', open('2023-01-01'), 'out-of-scope', 'not-yet-visible', null, null, 'not yet received'],
    ['finals', plan('2022-07-20'), 'met', null, '2022-07-20', 141, 'counted'],
    ['mean-weeks-to-issue', plan('2022-07-20'), 'met', null, '2022-07-20', 141, 'counted'],
    ['requests-refused', open('2022-03-01', { assessDecision: 'N', assessDecisionDate: '2022-04-12' }), 'met', null, '2022-04-12', 42, 'refused an assessment'],
    ['requests-refused', open('2022-03-01', { assessDecision: 'Y', assessDecisionDate: '2022-04-12' }), 'missed', null, '2022-04-12', 42, 'to be assessed'],
    [
      'decision-within-6-weeks',
      open('2022-03-01', { assessDecision: 'Y', assessDecisionDate: '2022-04-13' }),
      'missed',
      null,
      '2022-04-13',
      43,
      'after day 42',
    ],
    ['decision-within-6-weeks', open('2022-03-01', { assessDecision: 'Y' }), 'out-of-scope', 'no-date', null, null, 'the list has no date'],
    ['cohort-within-20-weeks', open('2022-03-01'), 'missed', null, null, null, 'open after day 140'],
    ['cohort-within-20-weeks', plan('2022-07-20'), 'missed', null, '2022-07-20', 141, 'after day 140'],
    ['cohort-issued-by-week-20', plan('2022-07-19'), 'met', null, '2022-07-19', 140, 'a final plan was sent'],
    ['cohort-issued-by-week-20', plan('2022-07-20'), 'missed', null, '2022-07-20', 141, 'a final plan was sent'],
    ['cohort-issued-by-week-20', plan('2022-02-20'), 'not-known', null, '2022-02-20', null, 'a final plan was sent, days not known'],
    ['cohort-issued-by-week-20', open('2022-08-13'), 'out-of-scope', 'not-yet-due', null, 140, 'its last day has not passed'],
    ['cohort-open', open('2022-08-12'), 'met', null, null, 141, 'still open'],
    ['cohort-requests', open('2023-01-01'), 'out-of-scope', 'not-yet-visible', '2023-01-01', null, 'not yet received'],
    ['cohort-curve-requests', open('2022-08-12', { closed: '2022-09-01' }), 'out-of-scope', 'closed-without-plan', '2022-09-01', 20, 'closed without a plan'],
    ['requests', open('2022-03-01'), 'met', null, '2022-03-01', null, 'counted'],
    ['issued-over-52-weeks', caseOf({ received: '2021-08-13', finalPlan: '2022-08-13' }), 'met', null, '2022-08-13', 365, 'after day 364'],
    ['issued-over-52-weeks', caseOf({ received: '2021-08-14', finalPlan: '2022-08-13' }), 'missed', null, '2022-08-13', 364, 'after day 140'],
    ['open-over-20-weeks', open('2022-08-12'), 'met', null, null, 141, 'open 21 to 30 weeks, awaiting the decision to assess'],
    ['open-over-20-weeks', open('2022-08-13'), 'out-of-scope', 'open', null, 140, 'open within 20 weeks, awaiting the decision to assess'],
    ['open-over-20-weeks', plan('2022-12-31'), 'out-of-scope', 'closed', '2022-12-31', 305, 'a final plan was sent 31 Dec 2022'],
    ['open', open('2022-03-01', { assessDecision: 'W' }), 'out-of-scope', 'closed-date-not-known', null, null, 'withdrawn, no date'],
    ['closed-date-not-known', open('2022-03-01', { assessDecision: 'W' }), 'met', null, null, null, 'withdrawn, no date'],
    ['open', open('2022-03-01', { assessDecision: 'W', closed: '2022-05-02' }), 'out-of-scope', 'closed', '2022-05-02', 62, 'withdrawn 2 May 2022'],
    ['open', open('2022-03-01', { movedOut: true, closed: '2022-05-02' }), 'out-of-scope', 'closed', '2022-05-02', 62, 'moved to another authority 2 May 2022'],
    ['open', open('2022-03-01', { closed: '2022-05-02' }), 'out-of-scope', 'closed', '2022-05-02', 62, 'closed 2 May 2022'],
    ['open-opening', open('2021-12-31'), 'met', null, '2021-12-31', null, 'open'],
    ['open-opening', open('2022-01-01'), 'out-of-scope', 'not-in-period', null, null, 'no such event in the period'],
    ['open-in-received', open('2022-01-01'), 'met', null, '2022-01-01', null, 'received'],
    ['over-20-weeks-in-crossed', open('2022-08-12'), 'met', null, '2022-12-31', 141, 'passed 20 weeks'],
    ['over-20-weeks-in-crossed', open('2022-08-13'), 'out-of-scope', 'not-in-period', null, null, 'no such event in the period'],
    ['over-52-weeks-closing', open('2021-12-31'), 'met', null, '2022-12-31', 365, 'open over 52 weeks'],
    ['open-out', plan('2022-07-19'), 'met', null, '2022-07-19', 140, 'a final plan was sent'],
    ['open-out-other', open('2022-03-01', { closed: '2022-05-02' }), 'met', null, '2022-05-02', 62, 'closed'],
    ['open-in-reopened', twice, 'met', null, '2022-05-01', 61, 'reopened 1 May 2022, reopened 1 Nov 2022'],
    ['open-not-entered', open('2022-03-01', { assessDecision: 'W' }), 'met', null, '2022-03-01', null, 'closed by the end of that day, or without a date'],
    ['open-not-entered', open('2023-01-01'), 'out-of-scope', 'not-yet-visible', null, null, 'not yet received'],
  ])('%s', (id, c, pile, reason, event, days, why) => {
    const { times, ...placed } = tracedOf(id).trace(window).place(c);
    expect(times ?? 1).toBe(c === twice ? 2 : 1);
    expect(placed).toEqual({ pile, reason, event: event === null ? null : on(event), days, why });
  });
});
