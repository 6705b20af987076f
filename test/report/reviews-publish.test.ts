import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { publish } from '../../src/report/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { isPublished } from '../../src/report/reviews-known.ts';
import { ReviewTally } from '../../src/report/reviews-tally.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, planOf } from '../support/plans.ts';
import { kindsOfPlans, type Parts, partsOf, ReviewsAttacker } from '../support/reviews-attacker.ts';

const days = { asOf: ABOUT, period: periodOf('last-12-months', ABOUT) };

/** The report as it is published; the team of each plan is its remainder by two, where it is split. */
function reportOn(plans: readonly Plan[], threshold: number, by: string | null = null): Report {
  const reviews = startReviews({ ...days, by, shownId: (id) => id });
  plans.forEach((plan, at) => {
    reviews.add(plan, `team ${at % 2}`);
  });
  return reviews.report(contextOf(plans.length, { role: 'plans', setAsideMaybeOpen: null, publish: { threshold, step: publish } }));
}

function partsOfOne(plan: Plan): Parts {
  const tally = new ReviewTally(days, () => '');
  tally.add(plan);
  return partsOf(Object.fromEntries(Object.entries(tally.figures()).filter(([id]) => isPublished(id))));
}

interface Kind {
  plan: Plan;
  parts: Parts;
}

/** One plan of each kind that can be told apart by some parts. */
function kindsAmong(plans: readonly Plan[], isAsked: (name: string) => boolean): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const plan of plans) {
    const parts = partsOfOne(plan);
    const key = JSON.stringify([...parts].filter(([name, value]) => value !== 0 && isAsked(name)));
    if (!kinds.has(key)) kinds.set(key, { plan, parts });
  }
  return [...kinds.values()];
}

const isOfWeeks = (name: string): boolean => /^reviews-due-(in-|later)/.test(name);
const isOfPhases = (name: string): boolean => name.startsWith('phase-transfer-');
const ago = (n: number): Day => addDays(ABOUT, -n);

const REVIEWS = kindsAmong(kindsOfPlans(ABOUT), (name) => !isOfWeeks(name) && !isOfPhases(name));
const WEEKS = kindsAmong(
  Array.from({ length: 100 }, (_, n) => planOf({ started: ago(364 - n) })),
  (name) => isOfWeeks(name) || name === 'reviews-not-yet-due',
);
const PHASES = kindsAmong(
  [null, '2023-02-15', '2023-03-31', '2022-11-01', '2022-02-15', '2024-02-15'].flatMap((due) =>
    [null, ago(100), ago(10)].flatMap((final) =>
      [null, ago(1)].map((ceased) => planOf({ started: ago(200), phaseTransferDue: due === null ? null : on(due), phaseTransferFinal: final, ceased })),
    ),
  ),
  (name) => isOfPhases(name) || name === 'plans-maintained',
);

/** Plans of some kinds, a few kinds more often than others, as they are in any list. */
const some = (kinds: readonly Kind[], maxLength: number): fc.Arbitrary<Plan[]> =>
  fc
    .record({
      few: fc.array(fc.nat({ max: kinds.length - 1 }), { minLength: 1, maxLength: 12 }),
      counts: fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 12 }),
      others: fc.array(fc.nat({ max: kinds.length - 1 }), { maxLength }),
    })
    .map(({ few, counts, others }) =>
      [...few.flatMap((at, n) => Array.from({ length: counts[n] ?? 0 }, () => at)), ...others].map((at) => (kinds[at] as Kind).plan),
    );

const RUNS = Number(process.env.RUNS ?? 12);

describe('what is published of annual reviews', () => {
  it.each([
    ['the reviews', REVIEWS, (name: string) => !isOfWeeks(name) && !isOfPhases(name), 30],
    ['the weeks in which they are due', WEEKS, (name: string) => isOfWeeks(name) || name === 'reviews-not-yet-due', 20],
    ['the phase transfers', PHASES, (name: string) => isOfPhases(name) || name === 'plans-maintained', 20],
  ])('of %s gives no suppressed count away, whatever is reckoned', (_, kinds, isAsked, maxLength) => {
    const parts = kinds.map((kind) => kind.parts);
    fc.assert(
      fc.property(some(kinds, maxLength), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        const broken = new ReviewsAttacker(reportOn(plans, threshold), parts, isAsked).broken();
        if (broken.length > 0) {
          const open = partsOf(reportOn(plans, 0).figures);
          console.log(
            threshold,
            plans.length,
            reportOn(plans, threshold).sources[0]?.counted,
            [...partsOf(reportOn(plans, threshold).figures)]
              .filter(([name, v]) => v !== 0 && isAsked(name))
              .map(([name, v]) => `${name}: ${v === null ? `c (${open.get(name)})` : v}`)
              .join('\n'),
          );
        }
        expect(broken).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
