import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clocks/clock.ts';
import { CLOCKS } from '../../src/core/clocks/index.ts';
import { week20 } from '../../src/core/clocks/request.ts';
import { amendedPlan, amendedPlanFromMeeting, annualReview, reviewDecision } from '../../src/core/clocks/review.ts';
import { phaseTransfer, phaseTransferToPost16, transferWithinPost16 } from '../../src/core/clocks/transfer.ts';
import type { Conventions } from '../../src/core/conventions.ts';
import { addDays, type Day, dayFromIso, isoDate } from '../../src/core/day.ts';
import { type Due, dueDay, inTime, laterOf } from '../../src/core/due-day.ts';
import { on } from '../support/cases.ts';
import { DAY_0, DAY_1 } from '../support/judging.ts';

const clockOf = (id: string): Clock => {
  const clock = CLOCKS.find((candidate) => candidate.id === id);
  if (clock === undefined) throw new Error(`there is no clock ${id}`);
  return clock;
};

/** The last day, or why there is none. */
const due = (id: string, start: string, conventions: Conventions = DAY_0): string => {
  const found = dueDay(clockOf(id), on(start), conventions);
  return found.day === null ? found.why : isoDate(found.day);
};

/** For every clock: a day that starts it, and its last day, counted on paper. Reference vectors, leap days, both changes of the clocks. */
const LAST_DAYS: readonly (readonly [id: string, start: string, last: string])[] = [
  ['week-6', '2023-10-16', '2023-11-27'],
  ['week-6', '2024-02-29', '2024-04-11'],
  ['week-16', '2025-03-28', '2025-07-18'],
  ['week-16', '2025-10-24', '2026-02-13'],
  ['week-20', '2023-10-16', '2024-03-04'],
  ['week-20', '2024-01-01', '2024-05-20'],
  ['week-20', '2024-02-29', '2024-07-18'],
  ['week-20', '2025-03-28', '2025-08-15'],
  ['week-20', '2025-10-24', '2026-03-13'],
  ['week-20', '2025-08-31', '2026-01-18'],
  ['advice-reply', '2024-01-22', '2024-03-04'],
  ['advice-reply', '2025-03-28', '2025-05-09'],
  ['draft-representations', '2025-09-01', '2025-09-15'],
  ['draft-representations', '2024-02-15', '2024-02-29'],
  ['draft-representations', '2025-10-24', '2025-11-07'],
  ['consultation-reply', '2025-09-01', '2025-09-16'],
  ['detained-week-20', '2024-01-22', '2024-06-10'],
  ['annual-review', '2024-03-10', '2025-03-09'],
  ['annual-review', '2023-03-01', '2024-02-29'],
  ['annual-review', '2024-02-29', '2025-02-28'],
  ['annual-review', '2024-01-01', '2024-12-31'],
  ['review-papers', '2025-11-03', '2025-10-20'],
  ['review-papers', '2024-03-14', '2024-02-29'],
  ['review-report', '2024-02-15', '2024-02-29'],
  ['review-report', '2025-11-03', '2025-11-17'],
  ['review-decision', '2025-11-03', '2025-12-01'],
  ['review-decision', '2024-02-01', '2024-02-29'],
  ['review-decision', '2025-03-28', '2025-04-25'],
  ['amendments-proposed', '2024-02-01', '2024-02-29'],
  ['amendments-proposed', '2025-11-03', '2025-12-01'],
  ['amendment-representations', '2025-09-01', '2025-09-15'],
  ['amended-plan', '2024-02-29', '2024-04-25'],
  ['amended-plan', '2025-12-01', '2026-01-26'],
  ['amended-plan-from-meeting', '2025-11-03', '2026-01-26'],
  ['amended-plan-from-meeting', '2024-02-01', '2024-04-25'],
  ['amended-plan-without-review', '2024-01-22', '2024-03-18'],
  ['reassessment-decision', '2024-02-15', '2024-03-01'],
  ['reassessment-decision', '2025-09-01', '2025-09-16'],
  ['reassessed-plan', '2024-01-22', '2024-04-29'],
  ['phase-transfer-to-post-16', '2025-09-01', '2025-03-31'],
  ['phase-transfer-to-post-16', '2015-08-31', '2015-03-31'],
  ['phase-transfer-to-post-16', '2015-09-01', '2015-05-31'],
  ['phase-transfer-to-post-16', '2015-09-02', '2015-03-31'],
  ['phase-transfer', '2024-09-02', '2024-02-15'],
  ['transfer-within-post-16', '2026-01-05', '2025-08-05'],
  ['transfer-within-post-16', '2025-07-31', '2025-02-28'],
  ['transfer-within-post-16', '2024-07-31', '2024-02-29'],
  ['plan-handed-over', '2025-09-01', '2025-09-01'],
  ['plan-handed-over-late-notice', '2025-12-12', '2026-01-06'],
  ['plan-handed-over-late-notice', '2022-09-16', '2022-10-07'],
  ['plan-handed-over-late-notice', '2025-03-29', '2025-04-22'],
  ['transfer-told', '2025-03-28', '2025-05-09'],
  ['transferred-plan-review', '2024-02-29', '2025-02-28'],
  ['transferred-plan-review-3-months', '2025-03-15', '2025-06-14'],
  ['transferred-plan-review-3-months', '2024-11-30', '2025-02-28'],
  ['mediation-adviser', '2024-12-31', '2025-02-28'],
  ['mediation-adviser', '2023-12-31', '2024-02-29'],
  ['mediation-adviser', '2025-01-15', '2025-03-15'],
  ['mediation-certificate', '2022-06-01', '2022-06-08'],
  ['mediation-certificate', '2025-04-17', '2025-04-24'],
  ['health-issues-told', '2023-05-05', '2023-05-11'],
  ['mediation-arranged', '2024-01-31', '2024-03-01'],
  ['agreement-without-appeal', '2024-02-15', '2024-02-29'],
  ['appeal', '2025-06-30', '2025-08-30'],
  ['appeal-after-mediation', '2025-01-31', '2025-02-28'],
  ['order-assess', '2025-06-10', '2025-06-24'],
  ['order-no-plan', '2025-06-10', '2025-08-19'],
  ['order-final-plan', '2025-06-10', '2025-09-16'],
  ['order-final-plan', '2024-02-29', '2024-06-06'],
  ['order-make-draft-plan', '2025-06-10', '2025-07-15'],
  ['order-make-final-plan', '2025-06-10', '2025-08-26'],
  ['order-reconsider', '2025-06-10', '2025-06-24'],
  ['order-amend', '2025-06-10', '2025-07-15'],
  ['order-name-school', '2025-06-10', '2025-06-24'],
  ['order-maintain', '2025-06-10', '2025-06-10'],
  ['order-cease', '2025-06-10', '2025-06-10'],
  ['concession-assess', '2025-06-10', '2025-06-24'],
  ['concession-no-plan', '2025-06-10', '2025-08-19'],
  ['concession-final-plan', '2025-06-10', '2025-09-16'],
  ['concession-make-draft-plan', '2025-06-10', '2025-07-15'],
  ['concession-make-final-plan', '2025-06-10', '2025-08-26'],
  ['concession-amend', '2025-06-10', '2025-07-15'],
  ['concession-name-school', '2025-06-10', '2025-06-24'],
  ['concession-maintain', '2025-06-10', '2025-06-10'],
  ['recommendation-reply', '2025-06-10', '2025-07-15'],
];

describe('the last day', () => {
  it.each(LAST_DAYS)('of %s from %s is %s', (id, start, last) => {
    expect(due(id, start)).toBe(last);
  });

  it.each(LAST_DAYS)('of %s from %s, %s: judged the day before, that day and the day after', (id, start, last) => {
    const clock = clockOf(id);
    const standings = [-1, 0, 1].map((offset) => inTime(clock, on(start), addDays(on(last), offset), DAY_0).standing);
    // A clock of no days cannot stop on the day before it starts.
    const before = last === start && clock.asks === 'by' ? null : 'in-time';
    expect(standings).toEqual(clock.asks === 'after' ? ['too-early', 'too-early', 'in-time'] : [before, 'in-time', 'late']);
  });

  it('is worked out for every clock', () => {
    expect([...new Set(LAST_DAYS.map(([id]) => id))].sort()).toEqual(CLOCKS.map(({ id }) => id).sort());
  });

  it.each(LAST_DAYS)('of %s from %s: the day of receipt is day 1 only for a request', (id, start, last) => {
    const dayBefore = isoDate(addDays(on(last), -1));
    expect(due(id, start, DAY_1)).toBe(['week-6', 'week-16', 'week-20'].includes(id) ? dayBefore : last);
  });
});

describe('outside what is known', () => {
  it.each(CLOCKS.map((clock) => [clock.id, clock] as const))(
    '%s has no last day before its first day in force, and says since when it has one',
    (_id, clock) => {
      const first = on(clock.limits[0].inForceFrom);
      expect(dueDay(clock, first, DAY_0).day).not.toBeNull();
      const before = dueDay(clock, addDays(first, -1), DAY_0);
      expect(before).toMatchObject({ day: null, why: expect.stringContaining('the first came into force on ') });
      expect(inTime(clock, addDays(first, -1), first, DAY_0)).toEqual({ standing: null, why: (before as { why: string }).why });
    },
  );

  it('says it in words', () => {
    expect(due('week-20', '2014-08-31')).toBe(
      'no limit of this clock that was in force on 31 August 2014 is known; the first came into force on 1 September 2014',
    );
    expect(due('plan-handed-over-late-notice', '2027-12-24')).toBe(
      "England's bank holidays are known from 2014 to 2027, and its working days run outside them",
    );
    expect(due('plan-handed-over-late-notice', '2027-12-08')).toBe('2027-12-30');
  });

  it('counts weeks that begin with the day from the day itself', () => {
    expect(isoDate(dueDay({ ...clockOf('advice-reply'), startDayCounts: true }, on('2025-03-28'), DAY_0).day as Day)).toBe('2025-05-08');
  });

  it('goes by no limit that has ended, nor by one that has not begun', () => {
    const [limit] = week20.limits;
    const changed: Clock = {
      ...week20,
      limits: [
        { ...limit, inForceTo: '2029-12-31' },
        { ...limit, length: { unit: 'weeks', count: 18 }, inForceFrom: '2030-09-01' },
      ],
    };
    const lastDay = (start: string): string | null => {
      const { day } = dueDay(changed, on(start), DAY_0);
      return day === null ? null : isoDate(day);
    };
    expect(['2029-12-31', '2030-01-01', '2030-08-31', '2030-09-01'].map(lastDay)).toEqual(['2030-05-20', null, null, '2031-01-05']);
    expect(dueDay(changed, on('2030-01-01'), DAY_0)).toEqual({ day: null, why: 'no limit of this clock that was in force on 1 January 2030 is known' });
  });
});

describe('what stopped a clock', () => {
  it('before it started is not judged', () => {
    expect(inTime(week20, on('2025-06-10'), on('2025-06-09'), DAY_0)).toEqual({ standing: null, why: 'it stopped on 9 June 2025, before it started' });
    expect(inTime(week20, on('2025-06-10'), on('2025-06-10'), DAY_0)).toMatchObject({ standing: 'in-time', days: 0 });
  });

  it('brings its days', () => {
    expect(inTime(week20, on('2025-03-28'), on('2025-08-16'), DAY_0)).toEqual({ standing: 'late', due: on('2025-08-15'), days: 141 });
    expect(inTime(clockOf('review-papers'), on('2025-11-03'), on('2025-10-21'), DAY_0)).toEqual({ standing: 'late', due: on('2025-10-20'), days: -13 });
  });

  it('is late only once: a later day is never in time again', () => {
    const clocks = CLOCKS.filter(({ asks }) => asks !== 'after');
    fc.assert(
      fc.property(fc.constantFrom(...clocks), fc.integer({ min: on('2018-04-03'), max: on('2026-12-31') }), fc.nat({ max: 500 }), (clock, start, days) => {
        const standing = (offset: number) => inTime(clock, addDays(on('1970-01-01'), start), addDays(on('1970-01-01'), start + offset), DAY_0).standing;
        if (standing(days) === 'late') expect(standing(days + 1)).toBe('late');
        else expect(standing(days)).toBe('in-time');
      }),
      { numRuns: 300 },
    );
  });
});

describe('of two limits', () => {
  const day = (iso: string): Due => ({ day: on(iso), limit: week20.limits[0] });
  const unknown: Due = { day: null, why: 'not known' };

  it('the one that ends later holds, and neither where one is not known', () => {
    expect(laterOf(day('2025-01-01'), day('2025-02-01'))).toEqual(day('2025-02-01'));
    expect(laterOf(day('2025-02-01'), day('2025-01-01'))).toEqual(day('2025-02-01'));
    expect(laterOf(day('2025-02-01'), unknown)).toEqual(unknown);
    expect(laterOf(unknown, day('2025-02-01'))).toEqual(unknown);
  });

  it('are of a move that is known in good time the day of the move, else 15 working days from knowing', () => {
    const handedOver = (move: string, known: string): string => {
      const { day } = laterOf(dueDay(clockOf('plan-handed-over'), on(move), DAY_0), dueDay(clockOf('plan-handed-over-late-notice'), on(known), DAY_0));
      return day === null ? '' : isoDate(day);
    };
    expect(handedOver('2025-09-24', '2025-09-03')).toBe('2025-09-24');
    expect(handedOver('2025-09-24', '2025-09-04')).toBe('2025-09-24');
    expect(handedOver('2025-09-24', '2025-09-05')).toBe('2025-09-25');
    expect(handedOver('2025-09-24', '2025-10-01')).toBe('2025-10-21');
  });
});

describe('a review', () => {
  const arbitraryDay = fc.integer({ min: on('2014-09-01'), max: on('2099-12-31') }).map((days) => addDays(on('1970-01-01'), days));
  const lastDay = (clock: Clock, start: Day): Day => dueDay(clock, start, DAY_0).day as Day;

  it('has its amended plan 4 and 8 weeks after the meeting: 12', () => {
    fc.assert(
      fc.property(arbitraryDay, (meeting) => {
        expect(lastDay(amendedPlan, lastDay(reviewDecision, meeting))).toBe(lastDay(amendedPlanFromMeeting, meeting));
      }),
    );
  });

  it('is due on the day before the anniversary of the last: the days between are a year', () => {
    fc.assert(
      fc.property(arbitraryDay, (last) => {
        const next = addDays(lastDay(annualReview, last), 1);
        expect([365, 366]).toContain(next - last);
        expect(isoDate(next).slice(5)).toBe(isoDate(last).slice(5).replace('02-29', '03-01'));
      }),
    );
  });
});

describe('a change of phase', () => {
  it('is prepared by its date in the calendar year of the move, whatever the day', () => {
    const dates = (iso: string) => [phaseTransfer, phaseTransferToPost16].map((clock) => isoDate(dueDay(clock, on(iso), DAY_0).day as Day));
    expect(dates('2025-01-01')).toEqual(['2025-02-15', '2025-03-31']);
    expect(dates('2025-12-31')).toEqual(['2025-02-15', '2025-03-31']);
  });

  it('on 15 February counts as by the date', () => {
    expect(inTime(phaseTransfer, on('2025-09-01'), on('2025-02-15'), DAY_0)).toMatchObject({ standing: 'in-time' });
    expect(inTime(transferWithinPost16, on('2025-09-01'), on('2025-04-02'), DAY_0)).toMatchObject({ standing: 'late', due: on('2025-04-01') });
  });
});

it('every first day in force is a day', () => {
  expect(CLOCKS.flatMap(({ limits }) => limits.map(({ inForceFrom }) => dayFromIso(inForceFrom)))).not.toContain(null);
});
