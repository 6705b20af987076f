import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day, isoDate } from '../../src/core/day.ts';
import { verdictOf } from '../../src/core/measure.ts';
import { requests } from '../../src/core/measures/requests.ts';
import { IN_CAUSES, type InCause, MovementCounting, movesOf, OUT_CAUSES, type OutCause, POPULATIONS } from '../../src/core/movement.ts';
import { POSITION_FIGURES, standingOn } from '../../src/core/position-figures.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, daysAfter, type Facts, on } from '../support/cases.ts';

const RECEIVED = '2021-01-01';
const day = (n: number): Day => daysAfter(RECEIVED, n);

/** What a case does from the day after one day to the end of another: `over-20-weeks in-crossed 141`, the day counted from its request. */
function moves(facts: Facts, from: number, to: number, conventions = DEFAULT_CONVENTIONS): string[] {
  return movesOf(caseOf({ received: RECEIVED, ...facts }), day(from), day(to), conventions).map(
    (move) => `${move.population} ${move.flow} ${move.day - on(RECEIVED)}`,
  );
}

const ALL = [-1, 2000] as const;
const REFUSED = (n: number) => ({ assessDecision: 'N', assessDecisionDate: day(n) }) as const;

describe('a case', () => {
  it('comes into a population on the day it passes the line, the last day within being no day over it', () => {
    expect(moves({}, 139, 140)).toEqual(['open opening 139', 'open closing 140']);
    expect(moves({}, 140, 141)).toEqual(['open opening 140', 'open closing 141', 'over-20-weeks in-crossed 141', 'over-20-weeks closing 141']);
    expect(moves({}, 141, 142)).toEqual(['open opening 141', 'open closing 142', 'over-20-weeks opening 141', 'over-20-weeks closing 142']);
    expect(moves({}, 363, 364).filter((move) => move.startsWith('over-52'))).toEqual([]);
    expect(moves({}, 364, 365).filter((move) => move.startsWith('over-52'))).toEqual(['over-52-weeks in-crossed 365', 'over-52-weeks closing 365']);
  });

  it('passes the line a day sooner where the day of receipt is day 1', () => {
    const dayOne: Conventions = { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 };
    expect(moves({}, 139, 140, dayOne)).toContain('over-20-weeks in-crossed 140');
    expect(moves({}, 363, 364, dayOne)).toContain('over-52-weeks in-crossed 364');
  });

  it('is received on the day after the first, and not on the first itself', () => {
    expect(moves({}, -1, 0)).toEqual(['open in-received 0', 'open closing 0']);
    expect(moves({}, 0, 1)).toEqual(['open opening 0', 'open closing 1']);
  });

  it('leaves on the last day, and not on the day after it', () => {
    const planned = { finalPlan: day(100) };
    expect(moves(planned, 98, 99)).toEqual(['open opening 98', 'open closing 99']);
    expect(moves(planned, 99, 100)).toEqual(['open opening 99', 'open out-final-plan 100']);
    expect(moves(planned, 100, 101)).toEqual([]);
  });

  it('is in and out again between the days, and both count', () => {
    expect(moves({ finalPlan: day(100) }, ...ALL)).toEqual(['open in-received 0', 'open out-final-plan 100']);
  });

  it('that closes on the day it passes the line is never over it', () => {
    expect(moves({ finalPlan: day(141) }, ...ALL)).toEqual(['open in-received 0', 'open out-final-plan 141']);
    expect(moves({ finalPlan: day(142) }, ...ALL)).toEqual([
      'open in-received 0',
      'open out-final-plan 142',
      'over-20-weeks in-crossed 141',
      'over-20-weeks out-final-plan 142',
    ]);
  });

  it('that closes on the day it comes, or without a date, never enters', () => {
    for (const facts of [{ finalPlan: day(0) }, { closed: day(0) }, REFUSED(0), { assessDecision: 'W' } as const, { movedOut: true }])
      expect(moves(facts, ...ALL)).toEqual([]);
  });

  it('reopened before a line passes it; reopened after it, is over it at once; reopened on that very day, passes it', () => {
    const reopenedOn = (n: number) => moves({ ...REFUSED(40), reopened: day(n) }, 100, 200);
    expect(reopenedOn(140)).toEqual(['open in-reopened 140', 'open closing 200', 'over-20-weeks in-crossed 141', 'over-20-weeks closing 200']);
    expect(reopenedOn(141)).toEqual(['open in-reopened 141', 'open closing 200', 'over-20-weeks in-crossed 141', 'over-20-weeks closing 200']);
    expect(reopenedOn(142)).toEqual(['open in-reopened 142', 'open closing 200', 'over-20-weeks in-reopened 142', 'over-20-weeks closing 200']);
  });

  it('refused on the day it came and reopened later enters on that later day', () => {
    expect(moves({ ...REFUSED(0), reopened: day(30) }, ...ALL).slice(0, 2)).toEqual(['open in-reopened 30', 'open closing 2000']);
  });

  it('reopened twice comes in twice', () => {
    const twice = { ...REFUSED(40), reopened: day(50), issueDecision: 'N', issueDecisionDate: day(90), draftPlan: day(120), finalPlan: day(130) } as const;
    expect(moves(twice, ...ALL)).toEqual([
      'open in-received 0',
      'open out-refused-to-assess 40',
      'open in-reopened 50',
      'open out-refused-to-issue 90',
      'open in-reopened 120',
      'open out-final-plan 130',
    ]);
  });

  it('reopened and closed again on one day moves nowhere', () => {
    expect(moves({ ...REFUSED(40), reopened: day(50), finalPlan: day(50) }, 45, 60)).toEqual([]);
  });

  it.each<[string, Facts, string]>([
    ['a final plan', { finalPlan: day(100) }, 'final-plan'],
    ['a refusal to assess', REFUSED(100), 'refused-to-assess'],
    ['a refusal to issue', { issueDecision: 'N', issueDecisionDate: day(100) }, 'refused-to-issue'],
    ['a W by its closed date', { issueDecision: 'W', issueDecisionDate: day(90), closed: day(100) }, 'withdrawn'],
    ['a W by the date of its decision', { assessDecision: 'W', assessDecisionDate: day(100) }, 'withdrawn'],
    ['a closed date for the reason withdrawn', { closed: day(100), closedReason: 'withdrawn' }, 'withdrawn'],
    ['a move by its closed date', { movedOut: true, closed: day(100) }, 'moved'],
    ['a closed date for the reason moved', { closed: day(100), closedReason: 'moved' }, 'moved'],
    ['a closed date for any other reason', { closed: day(100) }, 'other'],
    ['a final plan on the day it was withdrawn', { finalPlan: day(100), issueDecision: 'W', closed: day(100) }, 'final-plan'],
    ['a refusal on its closed date', { ...REFUSED(100), closed: day(100) }, 'refused-to-assess'],
    ['a withdrawal on the day of the move', { issueDecision: 'W', movedOut: true, closed: day(100) }, 'withdrawn'],
  ])('leaves by %s', (_what, facts, cause) => {
    expect(moves(facts, 99, 100)).toEqual(['open opening 99', `open out-${cause} 100`]);
  });
});

function counted(cases: readonly Case[], from: Day, to: Day, conventions: Conventions): MovementCounting {
  const counting = new MovementCounting(from, to, conventions);
  for (const c of cases) counting.add(c);
  return counting;
}

interface Flows {
  opening: number;
  in: Record<InCause, number>;
  out: Record<OutCause, number>;
  closing: number;
}

const flowsOf = (counting: MovementCounting): Flows[] =>
  POPULATIONS.map(({ id }) => ({
    opening: counting.of(id, 'opening'),
    in: Object.fromEntries(IN_CAUSES.map((cause) => [cause, counting.of(id, `in-${cause}`)])) as Flows['in'],
    out: Object.fromEntries(OUT_CAUSES.map((cause) => [cause, counting.of(id, `out-${cause}`)])) as Flows['out'],
    closing: counting.of(id, 'closing'),
  }));
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, count) => total + count, 0);

/** Any cases and any days, the earliest first: a day may come twice. */
const arbitraryDays = (count: number) =>
  fc.record({
    cases: arbitraryCases,
    days: fc.array(arbitraryAsOf, { minLength: count, maxLength: count }).map((days) => days.sort((a, b) => a - b)),
    conventions: arbitraryConventions,
  });

describe('between any two days', () => {
  it('opening + in − out = closing, for every population', () => {
    fc.assert(
      fc.property(arbitraryDays(2), ({ cases, days: [from = 0 as Day, to = 0 as Day], conventions }) => {
        for (const { opening, in: came, out, closing } of flowsOf(counted(cases, from, to, conventions))) expect(opening + sum(came) - sum(out)).toBe(closing);
      }),
      { numRuns: 400 },
    );
  });

  it('opening and closing are the figures of those days', () => {
    fc.assert(
      fc.property(arbitraryDays(2), ({ cases, days: [from = 0 as Day, to = 0 as Day], conventions }) => {
        const openOn = (on: Day): number[] =>
          ['open', 'open-over-20-weeks', 'open-over-52-weeks'].map((id) => {
            const figure = POSITION_FIGURES.find((one) => one.id === id);
            return cases.filter((c) => figure?.holds(standingOn(c, on, conventions))).length;
          });
        const flows = flowsOf(counted(cases, from, to, conventions));
        expect([flows.map(({ opening }) => opening), flows.map(({ closing }) => closing)]).toEqual([openOn(from), openOn(to)]);
      }),
      { numRuns: 400 },
    );
  });

  it('what moved to a third day is what moved to the second and from there to the third, cause by cause', () => {
    fc.assert(
      fc.property(arbitraryDays(3), ({ cases, days: [a = 0 as Day, b = 0 as Day, c = 0 as Day], conventions }) => {
        const [whole, first, second] = [
          [a, c],
          [a, b],
          [b, c],
        ].map(([from = a, to = a]) => flowsOf(counted(cases, from, to, conventions)));
        POPULATIONS.forEach((_, at) => {
          const [all, one, two] = [whole?.[at], first?.[at], second?.[at]] as [Flows, Flows, Flows];
          for (const cause of IN_CAUSES) expect(all.in[cause]).toBe(one.in[cause] + two.in[cause]);
          for (const cause of OUT_CAUSES) expect(all.out[cause]).toBe(one.out[cause] + two.out[cause]);
          expect([one.opening, one.closing, two.closing]).toEqual([all.opening, two.opening, all.closing]);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('entries and exits are those of a case that is asked each day where it stands', () => {
    const holds = POPULATIONS.map(({ position }) => POSITION_FIGURES.find(({ id }) => id === position));
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, fc.nat({ max: 60 }), arbitraryConventions, (cases, from, length, conventions) => {
        const found = cases.flatMap((c) =>
          POPULATIONS.flatMap(({ id }, at) => {
            const isIn = Array.from({ length: length + 1 }, (_, n) => holds[at]?.holds(standingOn(c, addDays(from, n), conventions)));
            return isIn.flatMap((now, n) => (n > 0 && now !== isIn[n - 1] ? [`${id} ${now ? 'in' : 'out'} ${isoDate(addDays(from, n))}`] : []));
          }),
        );
        const moved = cases
          .flatMap((c) => movesOf(c, from, addDays(from, length), conventions))
          .filter(({ flow }) => flow !== 'opening' && flow !== 'closing')
          .map(({ population, flow, day: on }) => `${population} ${flow.startsWith('in-') ? 'in' : 'out'} ${isoDate(on)}`);
        expect(moved.sort()).toEqual(found.sort());
      }),
      { numRuns: 200 },
    );
  });

  it('each population lies within the one before: whoever leaves it by a cause leaves both', () => {
    fc.assert(
      fc.property(arbitraryDays(2), ({ cases, days: [from = 0 as Day, to = 0 as Day], conventions }) => {
        const [open, over20, over52] = flowsOf(counted(cases, from, to, conventions)) as [Flows, Flows, Flows];
        for (const [outer, inner] of [
          [open, over20],
          [over20, over52],
        ] as const) {
          expect(inner.opening).toBeLessThanOrEqual(outer.opening);
          expect(inner.closing).toBeLessThanOrEqual(outer.closing);
          expect(inner.in.reopened).toBeLessThanOrEqual(outer.in.reopened);
          for (const cause of OUT_CAUSES) expect(inner.out[cause]).toBeLessThanOrEqual(outer.out[cause]);
        }
        expect([open.in.crossed, over20.in.received, over52.in.received]).toEqual([0, 0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  it('the requests received are those that entered and those that never did', () => {
    fc.assert(
      fc.property(arbitraryDays(2), ({ cases, days: [from = 0 as Day, to = 0 as Day], conventions }) => {
        const counting = counted(cases, from, to, conventions);
        const window = { from: addDays(from, 1), to, asOf: to, conventions };
        const received = cases.filter((c) => verdictOf(requests, c, window).pile === 'met').length;
        expect(counting.requests).toBe(received);
        expect(counting.notEntered).toBe(received - counting.of('open', 'in-received'));
        expect(counting.notEntered).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });
});
