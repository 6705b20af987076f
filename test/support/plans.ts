import fc from 'fast-check';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Plan } from '../../src/core/plan.ts';
import { on } from './cases.ts';

/** The dates of a plan; in tests they are written `yyyy-mm-dd`. */
const DATES = [
  'started',
  'reviewMeeting',
  'reviewDecided',
  'reviewDraft',
  'amendedFinal',
  'phaseTransferDue',
  'phaseTransferFinal',
  'ceased',
  'transferredIn',
  'transferAware',
  'reassessmentRequested',
] as const;
type DateField = (typeof DATES)[number];

/** What a test says of a plan; everything else is blank. */
export type PlanFacts = Partial<Record<DateField, string | Day | null>> & Partial<Omit<Plan, DateField>>;

/** A plan of which only the facts given are known. */
export function planOf(facts: PlanFacts): Plan {
  const dates = DATES.map((field) => {
    const value = facts[field] ?? null;
    return [field, typeof value === 'string' ? on(value) : value];
  });
  return { id: 'P1', person: '', line: 2, reviewDecision: null, ...facts, ...Object.fromEntries(dates) };
}

/** The day about which random plans lie. */
export const ABOUT = on('2022-12-31');

/** Days before or after it on which something turns, and any others. */
const TELLING = [0, 1, 27, 28, 29, 83, 84, 85, 89, 90, 91, 364, 365, 366, 545, 546, 547, 730, 731, 1095, 1096, 1097];
const before = fc.oneof(fc.constantFrom(...TELLING), fc.integer({ min: -60, max: 1500 })).map((days) => addDays(ABOUT, -days));
const some = (freq: number): fc.Arbitrary<Day | null> => fc.option(before, { freq });

/** A row of the list as it may be, in any order of dates. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .record({
    started: some(9),
    reviewMeeting: some(3),
    afterMeeting: fc.option(fc.oneof(fc.constantFrom(27, 28, 29, 0), fc.integer({ min: -5, max: 120 })), { freq: 3 }),
    reviewDecided: some(1),
    reviewDecision: fc.constantFrom('maintain', 'amend', 'amend', 'cease', null),
    reviewDraft: some(1),
    finalAfterMeeting: fc.option(fc.oneof(fc.constantFrom(83, 84, 85), fc.integer({ min: -5, max: 200 })), { freq: 2 }),
    amendedFinal: some(1),
    phaseTransferDue: fc.option(fc.oneof(before, fc.constantFrom('2023-02-15', '2023-03-31', '2022-02-15', '2024-02-15').map(on)), { freq: 2 }),
    phaseTransferFinal: some(2),
    ceased: fc.option(before, { freq: 1 }),
    isCeased: fc.nat({ max: 6 }).map((n) => n === 0),
    transferredIn: fc.option(before, { freq: 1 }),
    isTransferred: fc.nat({ max: 5 }).map((n) => n === 0),
  })
  .map(({ afterMeeting, finalAfterMeeting, isCeased, isTransferred, ...dates }) => {
    const { reviewMeeting: meeting, reviewDecided, amendedFinal, ceased, transferredIn } = dates;
    return planOf({
      ...dates,
      reviewDecided: meeting !== null && afterMeeting !== null ? addDays(meeting, afterMeeting) : reviewDecided,
      amendedFinal: meeting !== null && finalAfterMeeting !== null ? addDays(meeting, finalAfterMeeting) : amendedFinal,
      ceased: isCeased ? ceased : null,
      transferredIn: isTransferred ? transferredIn : null,
    });
  });

export const plansUpTo = (maxLength: number): fc.Arbitrary<Plan[]> =>
  fc.array(arbitraryPlan, { maxLength }).map((plans) => plans.map((plan, at) => ({ ...plan, id: `P${at}`, line: at + 2 })));
