import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, isoDate } from '../../src/core/day.ts';
import { planHistory } from '../../src/core/plan-history.ts';
import { isAmendedAfter, isDecided, planSeenFrom, planStandingOn } from '../../src/core/reviews.ts';
import { type Running, type Standing, timelineOf } from '../../src/core/timeline.ts';
import { on } from '../support/cases.ts';
import { DAY_0 } from '../support/judging.ts';
import { ABOUT, arbitraryPlan, type PlanFacts, planOf } from '../support/plans.ts';

const runsOf = (facts: PlanFacts, asOf: string | Day, absent: readonly string[] = []): Running[] => {
  const day = typeof asOf === 'string' ? on(asOf) : asOf;
  return timelineOf(planHistory(planOf(facts), day, absent, DAY_0), day, DAY_0);
};
const iso = (day: Day | null | undefined): string => (day == null ? '–' : isoDate(day));
const timeline = (facts: PlanFacts, asOf: string, ...ids: string[]): string[] =>
  runsOf(facts, asOf)
    .filter(({ clock }) => ids.length === 0 || ids.includes(clock.id))
    .map(({ clock, start, due, stop, standing, decided }) => `${clock.id} ${iso(start.day)} ${iso(due)} ${iso(stop?.day)} ${standing} ${decided.by}`);
const standings = (facts: PlanFacts, asOf: string, absent: readonly string[] = []): Record<string, Standing> =>
  Object.fromEntries(runsOf(facts, asOf, absent).map(({ clock, standing }) => [clock.id, standing]));

const MADE = { started: '2024-03-10' } as const;
const REVIEWED = { ...MADE, reviewMeeting: '2025-01-06', reviewDecided: '2025-02-03' } as const;

describe('the clocks of a plan', () => {
  it('run from its making to the first review, and from there to the next', () => {
    expect(timeline(MADE, '2025-03-09')).toEqual(['annual-review 2024-03-10 2025-03-09 – not-yet as-of-day']);
    expect(timeline(MADE, '2025-03-10')).toEqual(['annual-review 2024-03-10 2025-03-09 – late as-of-day']);
    expect(timeline({ ...REVIEWED, reviewDecision: 'maintain' }, '2025-06-30')).toEqual([
      'annual-review 2024-03-10 2025-03-09 2025-02-03 in-time stop',
      'annual-review 2025-02-03 2026-02-02 – not-yet as-of-day',
      'review-papers 2025-01-06 2024-12-23 – not-known not-shown',
      'review-report 2025-01-06 2025-01-20 – not-known not-shown',
      'review-decision 2025-01-06 2025-02-03 2025-02-03 in-time stop',
      'amendments-proposed 2025-01-06 2025-02-03 – does-not-apply release',
      'amended-plan-from-meeting 2025-01-06 2025-03-31 – does-not-apply release',
    ]);
  });

  it.each([
    ['2025-03-08', 'in-time'],
    ['2025-03-09', 'in-time'],
    ['2025-03-10', 'not-known'],
  ])('judge the first year by a decision of %s: %s, as the list has the latest review alone', (reviewDecided, standing) => {
    expect(timeline({ ...MADE, reviewDecided }, '2025-12-31', 'annual-review')[0]?.split(' ')[4]).toBe(standing);
  });

  it('do not judge the first year where a review is recorded that was not decided in it', () => {
    const first = (facts: PlanFacts, asOf: string) => timeline({ ...MADE, ...facts }, asOf, 'annual-review')[0]?.split(' ')[4];
    expect(first({ reviewMeeting: '2025-03-01' }, '2025-03-09')).toBe('not-yet');
    expect(first({ reviewMeeting: '2025-03-01' }, '2025-03-10')).toBe('not-known');
    expect(first({ reviewDecided: '2025-05-01' }, '2025-04-01')).toBe('not-known');
  });

  it.each([
    ['2025-02-02', 'in-time'],
    ['2025-02-03', 'in-time'],
    ['2025-02-04', 'late'],
  ])('have 4 weeks from the meeting to a decision of %s: %s', (reviewDecided, standing) => {
    expect(standings({ ...REVIEWED, reviewDecided }, '2025-12-31')['review-decision']).toBe(standing);
    expect(standings({ ...REVIEWED, reviewDecided: null }, reviewDecided)['review-decision']).toBe(standing === 'in-time' ? 'not-yet' : standing);
  });

  it.each([
    ['2025-03-30', 'in-time'],
    ['2025-03-31', 'in-time'],
    ['2025-04-01', 'late'],
  ])('have 12 weeks from the meeting to a final amended plan of %s: %s, sent or not', (amendedFinal, standing) => {
    const amend = { ...REVIEWED, reviewDecision: 'amend', reviewDraft: '2025-02-03' } as const;
    const of = (facts: PlanFacts, asOf: string) => standings({ ...amend, ...facts }, asOf)['amended-plan-from-meeting'];
    expect(of({ amendedFinal }, '2025-12-31')).toBe(standing);
    expect(of({}, amendedFinal)).toBe(standing === 'in-time' ? 'not-yet' : standing);
    // Not decided, so nobody can say that it had to be sent.
    expect(of({ reviewDecision: null, reviewDecided: null }, amendedFinal)).toBe(standing === 'in-time' ? 'not-yet' : 'passed');
    // Sent, whatever was decided.
    expect(of({ reviewDecision: 'maintain', amendedFinal }, '2025-12-31')).toBe(standing);
  });

  it('have 8 weeks from the notice, and 15 days for representations on it', () => {
    const amend = { ...REVIEWED, reviewDecision: 'amend', reviewDraft: '2025-02-03' } as const;
    const of = (amendedFinal: string, id: string) => standings({ ...amend, amendedFinal }, '2025-12-31')[id];
    expect(['2025-03-30', '2025-03-31', '2025-04-01'].map((day) => of(day, 'amended-plan'))).toEqual(['in-time', 'in-time', 'late']);
    expect(['2025-02-16', '2025-02-17', '2025-02-18'].map((day) => of(day, 'amendment-representations'))).toEqual(['too-early', 'too-early', 'in-time']);
    expect(standings(amend, '2025-03-31')['amendments-proposed']).toBe('in-time');
    expect(standings({ ...amend, reviewDraft: '2025-02-04' }, '2025-03-31')['amendments-proposed']).toBe('late');
    expect(standings({ ...amend, reviewDraft: null }, '2025-02-04')['amendments-proposed']).toBe('late');
  });

  it('take a final amended plan as a sign of a notice and a decision, on days that the list does not give', () => {
    const of = (facts: PlanFacts) =>
      timeline(
        { ...MADE, reviewMeeting: '2025-01-06', amendedFinal: '2025-03-20', ...facts },
        '2025-06-01',
        'amendments-proposed',
        'amended-plan',
        'review-decision',
      );
    const undated = ['amendments-proposed 2025-01-06 2025-02-03 – not-known stop-without-date', 'amended-plan – – – not-known start-without-date'];
    const told = 'review-decision 2025-01-06 2025-02-03 2025-02-03 in-time stop';
    const notTold = 'review-decision 2025-01-06 2025-02-03 – not-known stop-without-date';
    expect(of({ reviewDecision: 'amend', reviewDecided: '2025-02-03' })).toEqual([told, ...undated]);
    expect(of({ reviewDecision: 'amend' })).toEqual([notTold, ...undated]);
    expect(of({})).toEqual([notTold, ...undated]);
    // One of before the meeting shows neither.
    expect(of({ amendedFinal: '2025-01-05' })).toEqual([
      notTold.replace('not-known stop-without-date', 'late as-of-day'),
      'amendments-proposed 2025-01-06 2025-02-03 – passed as-of-day',
    ]);
    // Nor does one that is not there yet.
    expect(of({ amendedFinal: '2025-06-02' })[0]).toContain('late');
  });

  it('leave a final amended plan of before the meeting to an earlier review', () => {
    const of = (facts: PlanFacts) => standings({ ...REVIEWED, amendedFinal: '2024-12-01', ...facts }, '2025-12-31')['amended-plan-from-meeting'];
    expect([of({ reviewDecision: 'maintain' }), of({ reviewDecision: 'amend' }), of({})]).toEqual(['does-not-apply', 'not-known', 'passed']);
  });

  it('do not judge a meeting of before the plan, nor what the list has no column for', () => {
    expect(standings({ ...REVIEWED, started: '2025-01-07' }, '2025-12-31')['review-decision']).toBe('not-known');
    const amend = { ...REVIEWED, reviewDecision: 'amend' } as const;
    expect(standings(amend, '2025-12-31')['amended-plan-from-meeting']).toBe('late');
    expect(standings(amend, '2025-12-31', ['amended_final_date'])['amended-plan-from-meeting']).toBe('not-known');
    expect(standings(MADE, '2025-12-31', ['review_decision_date'])['annual-review']).toBe('not-known');
    expect(standings({ ...MADE, reviewDecided: '2025-02-03' }, '2025-12-31')['review-decision']).toBe('not-known');
  });

  it('end with the plan', () => {
    const ceased = (day: string) => standings({ ...MADE, ceased: day }, '2025-12-31')['annual-review'];
    expect(['2025-03-08', '2025-03-09', '2025-03-10'].map(ceased)).toEqual(['does-not-apply', 'does-not-apply', 'late']);
  });
});

describe('a plan that moves to another phase', () => {
  it.each([
    ['2025-02-15', 'phase-transfer'],
    ['2025-03-31', 'phase-transfer-to-post-16'],
  ])('by %s has the clock %s, before the day and after', (phaseTransferDue, id) => {
    const day = on(phaseTransferDue);
    const [before, after] = [isoDate((day - 1) as Day), isoDate((day + 1) as Day)];
    const done = (phaseTransferFinal: string | null, asOf: string) => standings({ ...MADE, phaseTransferDue, phaseTransferFinal }, asOf)[id];
    expect([before, phaseTransferDue, after].map((sent) => done(sent, '2025-12-31'))).toEqual(['in-time', 'in-time', 'late']);
    expect([before, phaseTransferDue, after].map((asOf) => done(null, asOf))).toEqual(['not-yet', 'not-yet', 'late']);
  });

  it('by another day has the clock of a move between post-16 institutions, of which it is the last day', () => {
    const of = (facts: PlanFacts, asOf: string) => timeline({ ...MADE, phaseTransferDue: '2025-09-30', ...facts }, asOf, 'transfer-within-post-16');
    const run = 'transfer-within-post-16 2025-09-30 2025-09-30';
    expect(of({}, '2025-09-30')).toEqual([`${run} – not-yet as-of-day`]);
    expect(of({}, '2025-10-01')).toEqual([`${run} – late as-of-day`]);
    expect(of({ phaseTransferFinal: '2025-09-30' }, '2025-12-31')).toEqual([`${run} 2025-09-30 in-time stop`]);
    expect(of({ phaseTransferFinal: '2025-10-01' }, '2025-12-31')).toEqual([`${run} 2025-10-01 late stop`]);
  });
});

describe('a plan from another authority', () => {
  const CAME = { started: '2024-01-10', transferredIn: '2025-03-15' } as const;

  it('has 6 weeks in which the parent is told, which no list shows', () => {
    expect(timeline(CAME, '2025-03-31', 'transfer-told')).toEqual(['transfer-told 2025-03-15 2025-04-26 – not-known not-shown']);
  });

  it.each([
    ['2025-04-02', 'in-time stop', 'does-not-apply release'],
    ['2025-04-03', 'in-time stop', 'does-not-apply release'],
    ['2025-04-04', 'not-known doubt', 'not-known doubt'],
  ])('handed over on %s, with 15 working days from the day on which the move was known: %s', (transferredIn, standing, other) => {
    expect(timeline({ ...CAME, transferAware: '2025-03-14', transferredIn }, '2025-12-31', 'plan-handed-over', 'plan-handed-over-late-notice')).toEqual([
      `plan-handed-over – – – ${other}`,
      `plan-handed-over-late-notice 2025-03-14 2025-04-03 ${transferredIn} ${standing}`,
    ]);
  });

  it('handed over after those 15 days is in time if that was the day of the move, which the list does not have', () => {
    const runs = runsOf({ ...CAME, transferAware: '2025-03-20', transferredIn: '2025-04-15' }, '2025-10-01');
    expect(runs.find(({ clock }) => clock.id === 'plan-handed-over-late-notice')?.decided).toEqual({
      by: 'doubt',
      words:
        'whether the limit of plan-handed-over ends later is not known: the list does not have the day of the move; handed over on 15 Apr 2025, in time by that limit if the move was on that day or later',
    });
  });

  it('is not judged by a day on which the move was known that is after the transfer, or without one', () => {
    const late = { ...CAME, transferAware: '2025-03-20' };
    expect(timeline(late, '2025-12-31', 'plan-handed-over-late-notice')).toEqual(['plan-handed-over-late-notice 2025-03-20 2025-04-09 – not-known doubt']);
    expect(standings({ ...late, transferredIn: null }, '2025-12-31')['plan-handed-over-late-notice']).toBe('not-known');
  });

  it('is reviewed by the later of 12 months from its making or last review, and 3 months from the transfer', () => {
    expect(timeline(CAME, '2025-06-14')).toEqual([
      'plan-handed-over – – – not-known doubt',
      'transfer-told 2025-03-15 2025-04-26 – not-known not-shown',
      'transferred-plan-review 2024-01-10 2025-01-09 – does-not-apply release',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 – not-yet as-of-day',
    ]);
    expect(standings(CAME, '2025-06-15')['transferred-plan-review-3-months']).toBe('late');
    const before = { ...CAME, reviewMeeting: '2024-12-02', reviewDecided: '2024-12-20' };
    expect(timeline(before, '2025-12-20', 'annual-review', 'transferred-plan-review', 'transferred-plan-review-3-months', 'review-decision')).toEqual([
      'annual-review 2024-12-20 2025-12-19 – does-not-apply release',
      'review-decision 2024-12-02 2024-12-30 2024-12-20 in-time stop',
      'transferred-plan-review 2024-12-20 2025-12-19 – late as-of-day',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 – does-not-apply release',
    ]);
    const after = { ...CAME, reviewMeeting: '2025-05-20', reviewDecided: '2025-06-14' };
    expect(timeline(after, '2025-12-20', 'annual-review', 'transferred-plan-review-3-months')).toEqual([
      'annual-review 2025-06-14 2026-06-13 – not-yet as-of-day',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 2025-06-14 in-time stop',
    ]);
    expect(standings({ ...after, reviewDecided: '2025-06-15' }, '2025-12-20')['transferred-plan-review-3-months']).toBe('not-known');
  });

  it('that is listed from the day it came has 12 months from there', () => {
    const here = { started: '2025-03-15', transferredIn: '2025-03-15' };
    expect(timeline(here, '2025-12-31', 'annual-review', 'transferred-plan-review-3-months')).toEqual([
      'annual-review 2025-03-15 2026-03-14 – not-yet as-of-day',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 – does-not-apply release',
    ]);
  });
});

describe('a request for a re-assessment', () => {
  it('has 15 days to the decision, which no list has, and 14 weeks from there', () => {
    const asked = { ...MADE, reassessmentRequested: '2025-02-03' } as const;
    const [decision, plan] = runsOf(asked, '2025-03-01').filter(({ clock }) => clock.id.startsWith('reassess'));
    expect([iso(decision?.due), decision?.standing, iso(plan?.due), plan?.standing]).toEqual(['2025-02-18', 'not-known', '–', 'not-known']);
    expect(plan?.decided).toEqual({
      by: 'doubt',
      words:
        'only where there is a re-assessment, and from the day on which that was told, which the list does not have: by 27 May 2025 at the latest, if it was told by its own last day',
    });
    expect(Object.keys(standings(asked, '2025-02-02'))).toEqual(['annual-review']);
  });
});

const REVIEWS = ['annual-review', 'transferred-plan-review', 'transferred-plan-review-3-months'];

describe('whatever the plan', () => {
  const asAReport: Readonly<Record<string, Standing>> = {
    'in-time': 'in-time',
    late: 'late',
    'not-due': 'not-yet',
    outstanding: 'late',
    'out-of-order': 'not-known',
  };

  it('its clocks stand as the report on reviews has them', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const standing = planStandingOn(plan, ABOUT);
        fc.pre(typeof standing === 'object');
        const runs = runsOf(plan, ABOUT);
        const of = (id: string) => runs.filter(({ clock }) => clock.id === id);
        // The report goes by letters alone, as most lists have no day of the amended plan; one plan's clocks see that it shows a decision.
        if (isAmendedAfter(plan, ABOUT) && !isDecided(plan, ABOUT)) return;
        const decision = asAReport[standing.decision];
        if (decision !== undefined) expect(of('review-decision').map((run) => run.standing)).toEqual([decision]);
        const amended = asAReport[standing.amended];
        if (amended !== undefined && standing.decision !== 'out-of-order') {
          expect(of('amended-plan-from-meeting').map((run) => run.standing)).toEqual([amended]);
        }
        const { due } = standing.next.decision;
        // A decision without a day stops a clock that then nobody can judge.
        if (due === null || standing.decision === 'date-not-known' || (plan.reviewDecision !== null && plan.reviewDecided === null)) return;
        const next = runs.filter(({ clock, stop, standing: is }) => REVIEWS.includes(clock.id) && stop === null && (is === 'not-yet' || is === 'late'));
        expect(next.map((run) => run.due)).toEqual([due]);
      }),
      { numRuns: 600 },
    );
  });

  it('its clocks start by the day, or are set ahead', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        fc.pre(planSeenFrom(plan) <= ABOUT);
        for (const { start, stop } of runsOf(plan, ABOUT)) {
          expect(start.planned === true || start.day === null || start.day <= ABOUT).toBe(true);
          expect(stop?.day == null || stop.day <= ABOUT).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
