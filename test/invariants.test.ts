import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, clockStart, isVisible } from '../src/core/case.ts';
import { addDays, type Day, daysBetween } from '../src/core/day.ts';
import {
  countRows,
  type Definition,
  EXCLUSION_REASONS,
  inPile,
  type Measure,
  SCOPE_REASONS,
  startCounting,
  type Tally,
  type Verdict,
  verdictOf,
  verdictOn,
  type Window,
} from '../src/core/measure.ts';
import { CASE_MEASURES } from '../src/core/measures/index.ts';
import { BANDS, bandOf, positionOn, STAGES, stageOn } from '../src/core/position.ts';
import { meanWeeks, medianWeeks, percentage } from '../src/core/proportion.ts';
import { ratioMeasure, rowSeenFrom } from '../src/core/ratio.ts';
import { figureOf } from '../src/report/figure.ts';
import { arbitraryAsOf, arbitraryCase, arbitraryCases, arbitraryConventions, arbitraryRatioRows, arbitraryWindow } from './support/arbitrary.ts';
import { on } from './support/cases.ts';

/** The same cases on every machine and every day. */
const RUNS = { seed: 20_140_901, numRuns: 500 };

const JUDGED = ['met', 'missed', 'notKnown'] as const;
const PILES = [...JUDGED, ...EXCLUSION_REASONS, ...SCOPE_REASONS];

const arbitraryMeasure = fc.constantFrom(...CASE_MEASURES);

function counted(cases: readonly Case[], measures: readonly Measure[], windows: readonly Window[]): Tally[][] {
  const counting = startCounting(measures, windows);
  for (const c of cases) counting.add(c);
  return counting.finish().map(({ tallies }) => tallies);
}

const pilesOf = (tally: Tally): number[] => PILES.map((pile) => inPile(tally, pile));

/** The tally as counting by hand gives it: one verdict after another. */
function byHand(verdicts: readonly Verdict[]): { piles: number[]; totalDays: number; byDays: [number, number][] } {
  const days = verdicts.flatMap((verdict) => (verdict.days === null ? [] : [verdict.days]));
  const byDays = new Map<number, number>();
  for (const day of days) byDays.set(day, (byDays.get(day) ?? 0) + 1);
  return {
    piles: PILES.map((pile) => verdicts.filter((verdict) => verdict.pile === pile).length),
    totalDays: days.reduce((sum, day) => sum + day, 0),
    byDays: [...byDays].sort(([a], [b]) => a - b),
  };
}

describe('every measure', () => {
  it('puts each case in exactly one of the sixteen piles', () => {
    expect(new Set(PILES).size).toBe(16);
    fc.assert(
      fc.property(arbitraryCase, arbitraryWindow, (c, window) => {
        for (const measure of CASE_MEASURES) expect(PILES.filter((pile) => pile === verdictOf(measure, c, window).pile)).toHaveLength(1);
      }),
      RUNS,
    );
  });

  it('counts at once what it judges case by case, for up to four windows together', () => {
    fc.assert(
      fc.property(
        arbitraryCases,
        fc.array(arbitraryWindow, { minLength: 1, maxLength: 4 }),
        fc.subarray([...CASE_MEASURES], { minLength: 1 }),
        (cases, windows, measures) => {
          counted(cases, measures, windows).forEach((tallies, at) => {
            const window = windows[at] as Window;
            tallies.forEach((tally, number) => {
              const expected = byHand(cases.map((c) => verdictOf(measures[number] as Measure, c, window)));
              expect({ piles: pilesOf(tally), totalDays: tally.totalDays, byDays: [...tally.byDays].sort(([a], [b]) => a - b) }).toEqual(expected);
            });
          });
        },
      ),
      { ...RUNS, numRuns: 300 },
    );
  });

  it('has denominator, excluded and out of scope add up to the cases', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        for (const tally of counted(cases, CASE_MEASURES, [window])[0] ?? []) {
          expect(pilesOf(tally).reduce((sum, pile) => sum + pile, 0)).toBe(cases.length);
          expect(Math.min(...tally.piles)).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('does not mind the order of the cases', () => {
    const shuffled = arbitraryCases.chain((cases) => fc.tuple(fc.constant(cases), fc.shuffledSubarray(cases, { minLength: cases.length })));
    fc.assert(
      fc.property(shuffled, arbitraryWindow, ([cases, inOtherOrder], window) => {
        expect(counted(inOtherOrder, CASE_MEASURES, [window])).toEqual(counted(cases, CASE_MEASURES, [window]));
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it('gives null for nothing over nothing, and a share of 0 to 100 for anything else', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        for (const tally of counted(cases, CASE_MEASURES, [window])[0] ?? []) {
          const met = inPile(tally, 'met');
          const denominator = JUDGED.reduce((sum, pile) => sum + inPile(tally, pile), 0);
          const share = percentage(met, denominator);
          if (denominator === 0) expect([share, meanWeeks(tally.totalDays, 0), medianWeeks(tally.byDays)]).toEqual([null, null, null]);
          else expect(share !== null && share >= 0 && share <= 100).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('never turns met into missed, nor missed into met, on a later as-of day, while the period and the data stay', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryWindow, fc.nat({ max: 500 }), arbitraryMeasure, (c, window, days, measure) => {
        const before = verdictOf(measure, c, window).pile;
        const later = verdictOf(measure, c, { ...window, asOf: addDays(window.asOf, days) }).pile;
        if (before === 'met') expect(later).toBe('met');
        // A late plan stays late; only a case of the cohort may still close without one.
        else if (before === 'missed' && measure.id !== 'cohort-within-20-weeks') expect(later).toBe('missed');
        if (before === 'missed') expect(later).not.toBe('met');
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  it('counts every plan that leaving out exceptions counts among those including them', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryWindow, (c, window) => {
        const [without, including] = ['within-20-weeks', 'within-20-weeks-all'].map(
          (id) => verdictOf(CASE_MEASURES.find((measure) => measure.id === id) as Measure, c, window).pile,
        );
        if (without === 'week-20-exception') expect(JUDGED).toContain(including);
        else expect(without).toBe(including);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });
});

describe('numerator + missed + not known = denominator, and denominator + excluded + out of scope = rows counted', () => {
  const sum = (reasons: readonly { count: number | null }[] = []) => reasons.reduce((total, { count }) => total + (count ?? Number.NaN), 0);

  function balances(measure: Definition, tally: Tally, rows: number): void {
    const { numerator, denominator = 0, excluded, outOfScope } = figureOf(measure, tally);
    const [met, missed, notKnown] = JUDGED.map((pile) => inPile(tally, pile)) as [number, number, number];
    if (measure.kind === 'proportion') expect(numerator).toBe(met);
    if (measure.kind !== 'count') expect([met + missed + notKnown, (denominator ?? Number.NaN) + sum(excluded) + sum(outOfScope)]).toEqual([denominator, rows]);
  }

  it('for every measure of the case list', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryWindow, (cases, window) => {
        const [tallies = []] = counted(cases, CASE_MEASURES, [window]);
        CASE_MEASURES.forEach((measure, at) => {
          balances(measure, tallies[at] as Tally, cases.length);
        });
      }),
      RUNS,
    );
  });

  it('for every ratio over any list, whose piles are those of its rows judged one by one', () => {
    const ratio = ratioMeasure('R1', 'A ratio', 'of some rows, others', 'Day');
    fc.assert(
      fc.property(arbitraryRatioRows, fc.array(arbitraryWindow, { minLength: 1, maxLength: 4 }), (rows, windows) => {
        const counting = countRows([ratio], windows, rowSeenFrom);
        for (const row of rows) counting.add(row);
        for (const { window, tallies } of counting.finish()) {
          balances(ratio, tallies[0] as Tally, rows.length);
          expect(pilesOf(tallies[0] as Tally)).toEqual(byHand(rows.map((row) => verdictOn(ratio, row, window, rowSeenFrom))).piles);
        }
      }),
      RUNS,
    );
  });
});

describe('the open cases of a day', () => {
  it('are the visible ones less the closed ones', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, (cases, asOf) => {
        const positions = cases.map((c) => positionOn(c, asOf));
        const open = positions.filter(({ visible, closing }) => visible && closing === null).length;
        const closed = positions.filter(({ closing }) => closing !== null).length;
        expect(open).toBe(cases.filter((c) => isVisible(c, asOf)).length - closed);
      }),
      RUNS,
    );
  });

  it('are each in one band and one stage, and the clock of each has started', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const open = cases.filter((c) => positionOn(c, asOf).visible && positionOn(c, asOf).closing === null);
        const starts = open.map(clockStart).filter((start) => start !== null);
        expect(starts).toHaveLength(open.length);
        const bands = starts.map((start) => bandOf(daysBetween(start, asOf), conventions));
        const stages = open.map((c) => stageOn(c, asOf, positionOn(c, asOf).reopened));
        const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
        expect(sum(BANDS.map(({ id }) => bands.filter((band) => band === id).length))).toBe(open.length);
        expect(sum(STAGES.map((stage) => stages.filter((found) => found === stage).length))).toBe(open.length);
      }),
      RUNS,
    );
  });

  it('never go back a band as the days go on', () => {
    const order = BANDS.map(({ id }) => id);
    fc.assert(
      fc.property(fc.nat({ max: 600 }), arbitraryConventions, (days, conventions) => {
        const step = order.indexOf(bandOf(days + 1, conventions)) - order.indexOf(bandOf(days, conventions));
        expect([0, 1]).toContain(step);
      }),
      RUNS,
    );
  });
});

describe('a case', () => {
  /** Nothing that could reopen it: no later step of any kind. */
  const closedForGood = arbitraryCase.map(
    (c): Case => ({
      ...c,
      reopened: null,
      draftPlan: null,
      issueDecision: c.assessDecision === 'N' ? null : c.issueDecision,
      finalPlan: c.assessDecision === 'N' || c.issueDecision === 'N' ? null : c.finalPlan,
    }),
  );

  it('is open until the day it closes and closed from it on, where nothing reopens it', () => {
    const end = on('2027-12-31');
    fc.assert(
      fc.property(closedForGood, arbitraryAsOf, (c, asOf) => {
        if (clockStart(c) === null) return;
        const { closing } = positionOn(c, end);
        const there = positionOn(c, asOf);
        if (!there.visible) expect(there.closing).toBeNull();
        else if (closing === null) expect(there.closing).toBeNull();
        else if (closing.day === null || closing.day <= asOf) expect(there.closing).toEqual(closing);
        else expect(there.closing).toBeNull();
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  /** The case as it would have been written down at the end of the day: whatever is dated later has not happened. */
  function writtenDownOn(c: Case, asOf: Day): Case {
    const toCome = (day: Day | null): boolean => day !== null && day > asOf;
    const known = { ...c };
    if (toCome(c.reopened)) known.reopened = null;
    if (toCome(c.draftPlan)) known.draftPlan = null;
    // A final plan to come says that a decision to issue without a date was not made before it.
    if (toCome(c.finalPlan) && c.issueDecision !== 'Y') known.finalPlan = null;
    // A closed date to come dates refusals, W and moves out of the area, which without it would be closed on every day.
    if (c.movedOut || [c.assessDecision, c.issueDecision].some((decision) => decision === 'N' || decision === 'W')) return known;
    if (toCome(c.closed)) known.closed = null;
    if (toCome(c.assessDecisionDate)) Object.assign(known, { assessDecision: null, assessDecisionDate: null });
    if (toCome(c.issueDecisionDate)) Object.assign(known, { issueDecision: null, issueDecisionDate: null });
    return known;
  }

  it('stands where it would, had nothing of a later day been written down: there is no look-ahead', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, (c, asOf) => {
        const known = writtenDownOn(c, asOf);
        if (!isVisible(c, asOf)) return;
        const there = positionOn(c, asOf);
        expect(positionOn(known, asOf)).toEqual(there);
        expect(stageOn(known, asOf, there.reopened)).toBe(stageOn(c, asOf, there.reopened));
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  it('is judged as it would be, had nothing of a later day been written down', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryWindow, arbitraryMeasure, (c, window, measure) => {
        expect(verdictOf(measure, writtenDownOn(c, window.asOf), window)).toEqual(verdictOf(measure, c, window));
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  it('is closed on no day after the as-of day', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, (c, asOf) => {
        const { visible, closing } = positionOn(c, asOf);
        expect(closing === null || (visible && (closing.day ?? asOf) <= asOf)).toBe(true);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it('is called reopened only where it was refused', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, (c, asOf) => {
        if (positionOn(c, asOf).reopened) expect([c.assessDecision, c.issueDecision]).toContain('N');
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it('is closed for good by its final plan', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, (c, asOf) => {
        if (c.finalPlan !== null && c.finalPlan <= asOf) expect(positionOn(c, asOf).closing).not.toBeNull();
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it('moved as a whole by any number of days stands where it stood', () => {
    const moved = (c: Case, n: number): Case =>
      Object.fromEntries(
        Object.entries(c).map(([key, value]) => [key, typeof value === 'number' && key !== 'line' ? addDays(value as Day, n) : value]),
      ) as unknown as Case;
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, fc.integer({ min: -3000, max: 3000 }), (c, asOf, n) => {
        const before = positionOn(c, asOf);
        const expected = before.closing?.day == null ? before : { ...before, closing: { ...before.closing, day: addDays(before.closing.day, n) } };
        expect(positionOn(moved(c, n), addDays(asOf, n))).toEqual(expected);
      }),
      { ...RUNS, numRuns: 1000 },
    );
  });
});
