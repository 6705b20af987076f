import fc from 'fast-check';
import type { Case, Decision } from '../../src/core/case.ts';
import type { Conventions } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Window } from '../../src/core/measure.ts';
import type { RatioRow } from '../../src/core/ratio.ts';
import { caseOf, DATE_FIELDS, on } from './cases.ts';

/** Random cases, windows and conventions for the invariants. The dates lie close together, so that edges are met often. */

const FIRST = on('2021-06-01');
const SPAN = 900;
/** Distances on which the definitions turn, so that random cases meet them. */
const TELLING = [0, 1, 41, 42, 43, 111, 112, 113, 139, 140, 141, 210, 211, 280, 281, 364, 365];

const someDay = fc.nat({ max: SPAN }).map((n) => addDays(FIRST, n));

const distance = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...TELLING) }, { weight: 2, arbitrary: fc.integer({ min: -20, max: 420 }) });

const decision = fc.constantFrom<Decision | null>('Y', 'Y', 'N', 'N', 'A', 'W', null);

/** A counted row: a received date or a final plan; everything else as it may be, in any order. */
export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record({
    base: someDay,
    hasReceived: fc.integer({ min: 0, max: 19 }).map((n) => n > 0),
    dates: fc.record(Object.fromEntries(DATE_FIELDS.filter((field) => field !== 'received').map((field) => [field, fc.option(distance)]))),
    assessDecision: decision,
    issueDecision: decision,
    assessDispute: fc.boolean(),
    issueDispute: fc.boolean(),
    closedReason: fc.constantFrom(null, 'withdrawn' as const, 'moved' as const),
    movedOut: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    exception: fc.boolean(),
    allocated: fc.boolean(),
  })
  .map(({ base, hasReceived, dates, ...facts }) => {
    const days = Object.fromEntries(Object.entries(dates).map(([field, n]) => [field, n === null ? null : addDays(base, n)]));
    const received = hasReceived || days.finalPlan == null ? base : null;
    return caseOf({ ...days, ...facts, received });
  });

export const arbitraryCases: fc.Arbitrary<Case[]> = fc
  .array(arbitraryCase, { maxLength: 40 })
  .map((cases) => cases.map((c, at) => ({ ...c, id: `A${at}`, line: at + 2 })));

/** Rows of any list as a ratio sees them: what is not in the denominator is not asked for the numerator. */
export const arbitraryRatioRows: fc.Arbitrary<RatioRow[]> = fc
  .array(fc.record({ date: fc.option(someDay, { freq: 8 }), inDenominator: fc.boolean(), inNumerator: fc.boolean() }), { maxLength: 60 })
  .map((rows) => rows.map((row, at) => ({ ...row, line: at + 2, id: '', inNumerator: row.inDenominator && row.inNumerator })));

export const arbitraryConventions: fc.Arbitrary<Conventions> = fc.record({
  dayOfReceipt: fc.constantFrom(0 as const, 1 as const),
  cohort: fc.constantFrom('dfe' as const, 'every-plan' as const),
});

/** A period that ends by its as-of day, as reports ask for. */
export const arbitraryWindow: fc.Arbitrary<Window> = fc
  .record({ from: someDay, length: fc.nat({ max: 400 }), later: fc.nat({ max: 400 }), conventions: arbitraryConventions })
  .map(({ from, length, later, conventions }) => {
    const to = addDays(from, length);
    return { from, to, asOf: addDays(to, later), conventions };
  });

/** A day before, among or after the days of the cases. */
export const arbitraryAsOf: fc.Arbitrary<Day> = fc.nat({ max: SPAN + 800 }).map((n) => addDays(FIRST, n - 100));
