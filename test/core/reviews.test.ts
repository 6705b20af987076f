import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day, isoDate, lastOfMonths } from '../../src/core/day.ts';
import { academicYearOf, OVERDUE_BANDS, planSeenFrom, planStandingOn, type ReviewStanding, wholeMonths } from '../../src/core/reviews.ts';
import { daysAfter, on } from '../support/cases.ts';
import { ABOUT, arbitraryPlan, type PlanFacts, planOf } from '../support/plans.ts';

/** Where a plan stands on a day on which it is maintained. */
function standing(facts: PlanFacts, asOf: string | Day): ReviewStanding {
  const found = planStandingOn(planOf(facts), typeof asOf === 'string' ? on(asOf) : asOf);
  if (typeof found === 'string') throw new Error(`the plan is ${found}`);
  return found;
}

const OLD = '2018-01-01';
const dueOf = ({ next: { meeting } }: ReviewStanding): string | null => (meeting.due === null ? null : isoDate(meeting.due));
const aroundIt = (last: string): Day[] => [-1, 0, 1].map((days) => daysAfter(last, days));

describe('the last of 12 months that start with a day', () => {
  it.each([
    ['2024-03-10', '2025-03-09'],
    ['2024-02-29', '2025-02-28'],
    ['2023-03-01', '2024-02-29'],
    ['2023-02-28', '2024-02-27'],
    ['2024-02-28', '2025-02-27'],
    ['2024-03-01', '2025-02-28'],
    ['2022-01-01', '2022-12-31'],
    ['2022-12-31', '2023-12-30'],
  ])('from %s is %s', (first, last) => {
    expect(isoDate(lastOfMonths(on(first), 12))).toBe(last);
  });

  it.each([
    ['2022-11-30', '2023-02-28'],
    ['2023-11-30', '2024-02-29'],
    ['2022-10-31', '2023-01-30'],
    ['2022-12-01', '2023-02-28'],
    ['2022-12-31', '2023-03-30'],
  ])('and of 3 months from %s is %s', (first, last) => {
    expect(isoDate(lastOfMonths(on(first), 3))).toBe(last);
  });
});

describe('a plan', () => {
  it('is there from the day it starts, or comes from another authority, and until the day before it ceases', () => {
    const plan = planOf({ started: '2020-05-05', ceased: '2022-05-05' });
    expect(aroundIt('2020-05-05').map((day) => typeof planStandingOn(plan, day))).toEqual(['string', 'object', 'object']);
    expect(
      aroundIt('2022-05-05')
        .map((day) => planStandingOn(plan, day))
        .map((found) => (typeof found === 'string' ? found : '')),
    ).toEqual(['', 'ceased', 'ceased']);
    const moved = planOf({ started: '2020-05-05', transferredIn: '2021-05-05' });
    expect(aroundIt('2021-05-05').map((day) => typeof planStandingOn(moved, day))).toEqual(['string', 'object', 'object']);
  });

  it('made after its review has its first review due 12 months from its start, by the meeting and by the letter', () => {
    const { next } = standing({ started: '2024-05-01', reviewMeeting: '2024-04-01', reviewDecided: '2024-04-20' }, '2025-04-15');
    expect([next.meeting, next.decision]).toEqual([
      { pile: 'not-yet-due', due: on('2025-04-30') },
      { pile: 'not-yet-due', due: on('2025-04-30') },
    ]);
    const moved = standing({ started: '2024-05-01', transferredIn: '2024-05-01', reviewMeeting: '2024-04-01', reviewDecided: '2024-04-20' }, '2025-04-15');
    expect(dueOf(moved)).toBe('2025-03-31');
  });

  it('without a start is there on every day', () => {
    expect(planSeenFrom(planOf({}))).toBe(Number.NEGATIVE_INFINITY);
    expect(standing({}, '2015-01-01').next.meeting).toEqual({ pile: 'start-not-known', due: null });
  });
});

describe('the next review', () => {
  it.each([
    ['2024-03-10', '2025-03-09'],
    ['2024-02-29', '2025-02-28'],
    ['2023-03-01', '2024-02-29'],
  ])('of a plan made on %s is due by %s, and overdue on the day after', (started, due) => {
    expect(aroundIt(due).map((day) => standing({ started }, day).next.meeting.pile)).toEqual(['not-yet-due', 'not-yet-due', '0-6-months']);
    expect(dueOf(standing({ started }, due))).toBe(due);
  });

  it('is due by the last of 12 months from the latest meeting, or from the letter', () => {
    const { next } = standing({ started: OLD, reviewMeeting: '2022-03-10', reviewDecided: '2022-04-20' }, '2022-12-31');
    expect([next.meeting, next.decision].map(({ pile, due }) => [pile, due === null ? null : isoDate(due)])).toEqual([
      ['not-yet-due', '2023-03-09'],
      ['not-yet-due', '2023-04-19'],
    ]);
  });

  it.each([
    ['2022-06-30', '2022-12-30', '2022-12-31', '0-6-months', '6-12-months'],
    ['2022-08-31', '2023-02-28', '2023-03-01', '0-6-months', '6-12-months'],
    ['2021-12-31', '2022-12-31', '2023-01-01', '6-12-months', '12-24-months'],
    ['2020-12-31', '2022-12-31', '2023-01-01', '12-24-months', 'over-24-months'],
    ['2020-02-29', '2022-02-28', '2022-03-01', '12-24-months', 'over-24-months'],
  ])('that was due by %s is in a band up to and with %s, and on %s in the next', (due, last, next, before, after) => {
    const started = addDays(addMonths(on(due), -12), 1);
    const found = [last, next].map((day) => standing({ started }, day));
    expect(found.map(({ next: { meeting } }) => meeting.pile)).toEqual([before, after]);
    expect(dueOf(found[0] as ReviewStanding)).toBe(due);
  });

  it('after a transfer is due by the later of 12 months from the last, and 3 from the transfer', () => {
    const facts = { started: '2020-01-10', reviewMeeting: '2021-06-01' };
    expect(dueOf(standing({ ...facts, transferredIn: '2022-08-15' }, '2022-12-31'))).toBe('2022-11-14');
    expect(dueOf(standing({ ...facts, transferredIn: '2021-12-15' }, '2022-12-31'))).toBe('2022-05-31');
    expect(dueOf(standing({ ...facts, reviewMeeting: '2022-09-01', transferredIn: '2022-08-15' }, '2022-12-31'))).toBe('2023-08-31');
    expect(dueOf(standing({ started: '2020-01-10', transferredIn: '2022-08-15' }, '2022-12-31'))).toBe('2022-11-14');
  });

  it('is not known where the latest review came after the day, but never in the first 12 months of the plan', () => {
    const after = { reviewMeeting: '2023-01-10', reviewDecided: '2023-01-20', reviewDecision: 'maintain' as const };
    expect(standing({ started: OLD, ...after }, '2022-12-31')).toMatchObject({
      latest: 'after-the-day',
      never: false,
      next: { meeting: { pile: 'not-known', due: null } },
    });
    expect(standing({ started: '2022-01-01', ...after }, '2022-12-31').next.meeting).toEqual({ pile: 'not-yet-due', due: on('2022-12-31') });
    expect(standing({ ...after }, '2022-12-31').next.meeting.pile).toBe('not-known');
  });

  it('by the letter is not known while the decision is awaited', () => {
    const { next } = standing({ started: OLD, reviewMeeting: '2022-12-10' }, '2022-12-31');
    expect([next.meeting.pile, next.decision.pile]).toEqual(['not-yet-due', 'not-known']);
  });
});

describe('the latest meeting', () => {
  it.each([
    ['2022-12-31', '2021-12-31'],
    ['2023-02-28', '2022-02-28'],
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
    ['2024-02-28', '2023-02-28'],
  ])('on %s was in the last 12 months from the day after %s on', (asOf, edge) => {
    expect(aroundIt(edge).map((day) => standing({ started: OLD, reviewMeeting: day }, asOf).latest)).toEqual(['earlier', 'earlier', 'in-12-months']);
    expect(aroundIt(asOf).map((day) => standing({ started: OLD, reviewMeeting: day }, asOf).latest)).toEqual(['in-12-months', 'in-12-months', 'after-the-day']);
  });

  it('was none, or is not recorded though a decision or a draft is', () => {
    expect(standing({ started: OLD }, ABOUT)).toMatchObject({ latest: 'none', never: true });
    expect(standing({ started: OLD, reviewDecided: '2022-02-01' }, ABOUT)).toMatchObject({ latest: 'not-recorded', never: false, decidedInYear: true });
    expect(standing({ started: OLD, reviewDraft: '2022-02-01' }, ABOUT)).toMatchObject({ latest: 'not-recorded', never: false });
    expect(standing({ started: OLD, amendedFinal: '2022-02-01' }, ABOUT)).toMatchObject({ latest: 'none', never: true });
  });

  it('is expected once the first 12 months are over', () => {
    expect(aroundIt('2022-12-30').map((day) => standing({ started: '2021-12-31' }, day).age)).toEqual(['under-12-months', 'under-12-months', '12-months']);
    expect(aroundIt('2021-12-31').map((started) => standing({ started }, ABOUT).age)).toEqual(['12-months', '12-months', 'under-12-months']);
    expect(standing({}, ABOUT).age).toBe('start-not-known');
  });
});

describe('the decision', () => {
  const MEETING = '2025-11-03';

  it('is due by day 28 after the meeting: not due up to it, then outstanding', () => {
    const found = aroundIt('2025-12-01').map((day) => standing({ started: OLD, reviewMeeting: MEETING }, day).decision);
    expect(found).toEqual(['not-due', 'not-due', 'outstanding']);
  });

  it.each([
    ['2025-11-03', '2025-12-01'],
    ['2024-02-01', '2024-02-29'],
  ])('after a meeting on %s is in time on %s, and late on the day after', (reviewMeeting, last) => {
    const found = aroundIt(last).map((reviewDecided) => standing({ started: OLD, reviewMeeting, reviewDecided }, '2026-06-01').decision);
    expect(found).toEqual(['in-time', 'in-time', 'late']);
  });

  it('that came after the day has not been made', () => {
    const facts = { started: OLD, reviewMeeting: MEETING, reviewDecided: '2025-12-20', reviewDecision: 'cease' as const };
    expect(standing(facts, '2025-12-19')).toMatchObject({ decision: 'outstanding', outcome: null });
    expect(standing(facts, '2025-12-20')).toMatchObject({ decision: 'late', outcome: 'cease' });
  });

  it('is known without its day, or without a meeting', () => {
    expect(standing({ started: OLD, reviewMeeting: MEETING, reviewDecision: 'maintain' }, '2026-06-01')).toMatchObject({
      decision: 'date-not-known',
      outcome: 'maintain',
    });
    expect(standing({ started: OLD, reviewDecision: 'amend' }, '2026-06-01')).toMatchObject({
      decision: 'meeting-not-known',
      outcome: 'amend',
      amended: 'meeting-not-known',
    });
    expect(standing({ started: OLD, reviewDecided: MEETING }, '2026-06-01')).toMatchObject({ decision: 'meeting-not-known', outcome: 'not-recorded' });
  });

  it('that came after the day is none of an amendment, whatever the order of its other dates', () => {
    const facts = { started: '2025-11-04', reviewMeeting: MEETING, reviewDecision: 'amend' as const, reviewDecided: '2025-12-20' };
    expect(standing(facts, '2025-12-19')).toMatchObject({ decision: 'out-of-order', amended: 'not-to-be-amended' });
    expect(standing(facts, '2025-12-20')).toMatchObject({ decision: 'out-of-order', amended: 'out-of-order' });
  });

  it('before its meeting, or a meeting before its plan, is apart', () => {
    expect(standing({ started: OLD, reviewMeeting: MEETING, reviewDecided: '2025-11-02' }, '2026-06-01')).toMatchObject({
      decision: 'out-of-order',
      outcome: null,
    });
    const early = { started: '2025-11-04', reviewMeeting: MEETING };
    expect(standing({ ...early, reviewDecided: '2025-11-20', reviewDecision: 'amend' }, '2026-06-01')).toMatchObject({
      decision: 'out-of-order',
      amended: 'out-of-order',
    });
    expect(standing({ ...early, started: MEETING, reviewDecided: MEETING }, '2026-06-01').decision).toBe('in-time');
  });
});

describe('the final amended plan', () => {
  const AMEND = { started: OLD, reviewMeeting: '2025-11-03', reviewDecision: 'amend' as const, reviewDecided: '2025-12-01' };

  it.each([
    ['2025-11-03', '2026-01-26'],
    ['2024-02-01', '2024-04-25'],
  ])('after a meeting on %s is in time on %s, and late on the day after', (reviewMeeting, last) => {
    const facts = { ...AMEND, reviewMeeting, reviewDecided: reviewMeeting };
    expect(aroundIt(last).map((amendedFinal) => standing({ ...facts, amendedFinal }, '2026-12-01').amended)).toEqual(['in-time', 'in-time', 'late']);
    expect(aroundIt(last).map((day) => standing(facts, day).amended)).toEqual(['not-due', 'not-due', 'outstanding']);
  });

  it('is asked for after a decision to amend alone', () => {
    for (const reviewDecision of ['maintain', 'cease'] as const) expect(standing({ ...AMEND, reviewDecision }, '2026-06-01').amended).toBe('not-to-be-amended');
    expect(standing(AMEND, '2025-11-30').amended).toBe('not-to-be-amended');
  });

  it('counts where it was sent without one, and not where it was sent before the meeting', () => {
    expect(standing({ ...AMEND, reviewDecision: null, amendedFinal: '2026-01-10' }, '2026-06-01').amended).toBe('in-time');
    expect(standing({ ...AMEND, reviewDecision: 'maintain', amendedFinal: '2025-01-10' }, '2026-06-01').amended).toBe('not-to-be-amended');
    expect(standing({ ...AMEND, amendedFinal: '2025-01-10' }, '2026-06-01').amended).toBe('out-of-order');
  });
});

describe('a phase transfer', () => {
  const of = (facts: PlanFacts, asOf: string | Day) => standing({ started: OLD, ...facts }, asOf).phase;

  it.each([
    ['2023-02-15', '15-february'],
    ['2023-03-31', '31-march'],
    ['2023-02-14', 'other-day'],
    ['2023-04-01', 'other-day'],
  ])('due by %s is one of %s, in time on that day', (due, kind) => {
    expect(aroundIt(due).map((day) => of({ phaseTransferDue: due }, day))).toEqual(
      ['not-yet-due', 'not-yet-due', 'outstanding'].map((state) => ({ year: 'this', due: kind, state })),
    );
    expect(aroundIt(due).map((day) => of({ phaseTransferDue: due, phaseTransferFinal: day }, '2023-08-31'))).toEqual(
      ['in-time', 'in-time', 'late'].map((state) => ({ year: 'this', due: kind, state })),
    );
  });

  it('is of the academic year of the day, of an earlier or a later one', () => {
    expect(['2022-08-31', '2022-09-01', '2023-08-31', '2023-09-01'].map((day) => of({ phaseTransferDue: '2023-02-15' }, day).year)).toEqual([
      'later',
      'this',
      'this',
      'earlier-outstanding',
    ]);
    expect(of({ phaseTransferDue: '2023-02-15', phaseTransferFinal: '2023-03-01' }, '2023-09-01').year).toBe('earlier-sent');
    expect(of({ phaseTransferFinal: '2023-03-01' }, '2023-09-01').year).toBe('no-due-day');
    expect([of({ phaseTransferFinal: '2023-03-01' }, '2023-02-28').year, of({}, '2023-02-28').year]).toEqual(['none', 'none']);
    expect(Object.values(academicYearOf(on('2023-01-15'))).map(isoDate)).toEqual(['2022-09-01', '2023-08-31']);
  });
});

describe('whole months', () => {
  it.each([
    ['2022-01-31', '2022-02-28', 1],
    ['2022-01-31', '2022-02-27', 0],
    ['2022-03-15', '2022-09-14', 5],
    ['2022-03-15', '2022-09-15', 6],
    ['2022-03-15', '2022-03-15', 0],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(wholeMonths(on(from), on(to))).toBe(months);
  });
});

describe('every plan', () => {
  const standings = arbitraryPlan.map((plan) => ({ plan, found: planStandingOn(plan, ABOUT) }));

  it('that was reviewed in the last 12 months has no review overdue by the meeting, and one whose latest was earlier has, but for a transfer or a later start', () => {
    fc.assert(
      fc.property(standings, ({ plan, found }) => {
        if (typeof found === 'string') return;
        const isOverdue = (OVERDUE_BANDS as readonly string[]).includes(found.next.meeting.pile);
        if (found.latest === 'in-12-months') expect(isOverdue).toBe(false);
        const isBeforeThePlan = plan.started !== null && (plan.reviewMeeting ?? plan.started) < plan.started;
        if (found.latest === 'earlier' && plan.transferredIn === null) expect(isOverdue).toBe(!isBeforeThePlan || found.age === '12-months');
        if (found.decidedInYear) expect(found.next.decision.pile).toBe('not-yet-due');
      }),
    );
  });

  it('stands as if nothing had been written down after the day, but that its latest review is not known', () => {
    const blank = (day: Day | null): Day | null => (day !== null && day > ABOUT ? null : day);
    fc.assert(
      fc.property(standings, ({ plan, found }) => {
        const seen = planOf({
          ...plan,
          reviewDecided: blank(plan.reviewDecided),
          amendedFinal: blank(plan.amendedFinal),
          phaseTransferFinal: blank(plan.phaseTransferFinal),
          ceased: blank(plan.ceased),
          // A decision of a letter still to come has not been made.
          reviewDecision: plan.reviewDecided !== null && plan.reviewDecided > ABOUT ? null : plan.reviewDecision,
        });
        const then = planStandingOn(seen, ABOUT);
        if (typeof found === 'string' || typeof then === 'string') {
          expect(then).toEqual(found);
          return;
        }
        const { never: _, next: __, latest: ___, ...same } = found;
        expect(then).toMatchObject(same);
      }),
    );
  });
});
