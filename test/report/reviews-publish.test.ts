import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { isPublished } from '../../src/report/reviews-known.ts';
import { ReviewTally } from '../../src/report/reviews-tally.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, planOf } from '../support/plans.ts';
import { kindsOfPlans, type Parts, partOf, partsOf, ReviewsAttacker } from '../support/reviews-attacker.ts';

const days = { asOf: ABOUT, period: periodOf('last-12-months', ABOUT) };

/** The report as it is published; each plan is of the team that stands beside it, where it is split. */
function reportOn(plans: readonly Kind[], threshold: number, by: string | null = null): Report {
  const reviews = startReviews({ ...days, by, threshold, shownId: (id) => id });
  for (const { plan, team } of plans) reviews.add(plan, team);
  return reviews.report(contextOf(plans.length, { role: 'plans', setAsideMaybeOpen: null, publish: { threshold, step: publish } }));
}

/** A kind of plan, and what one adds to the report. */
interface Kind {
  plan: Plan;
  parts: Parts;
  team: string;
}

function partsOfOne(plan: Plan, isTold: (id: string) => boolean): Parts {
  const tally = new ReviewTally(days, () => '');
  tally.add(plan);
  return partsOf(Object.fromEntries(Object.entries(tally.figures()).filter(([id]) => isTold(id))));
}

/** One plan of each kind that can be told apart by some parts. */
function kindsAmong(plans: readonly Plan[], isAsked: (name: string) => boolean, isTold = (id: string) => isPublished(id, false)): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const plan of plans) {
    const parts = partsOfOne(plan, isTold);
    const key = JSON.stringify([...parts].filter(([name, value]) => value !== 0 && isAsked(name)));
    if (!kinds.has(key)) kinds.set(key, { plan, parts, team: '' });
  }
  return [...kinds.values()];
}

/** The same kinds in two teams. */
const inTeams = (kinds: readonly Kind[]): Kind[] =>
  ['North', 'South'].flatMap((team) =>
    kinds.map(({ plan, parts }) => ({
      plan,
      team,
      parts: new Map([...parts].flatMap(([name, value]) => [name, partOf(name, team)].map((one) => [one, value]))),
    })),
  );

const isOfReviews = (name: string): boolean => !/^(reviews-due-(in-|later)|phase-transfer-)/.test(name);
const isOfWeeks = (name: string): boolean => /^(reviews-due-(in-|later)|reviews-not-yet-due)/.test(name);
const isOfPhases = (name: string): boolean => name.startsWith('phase-transfer-') || name === 'plans-maintained';
const ago = (n: number): Day => addDays(ABOUT, -n);

const EVERY = kindsOfPlans(ABOUT);
const REVIEWS = kindsAmong(EVERY, isOfReviews);
const TEAMS = inTeams(
  kindsAmong(
    EVERY,
    () => true,
    (id) => isPublished(id, true),
  ),
);
const WEEKS = kindsAmong(
  Array.from({ length: 100 }, (_, n) => planOf({ started: ago(364 - n) })),
  isOfWeeks,
);
const PHASES = kindsAmong(
  [null, '2023-02-15', '2023-03-31', '2022-11-01', '2022-02-15', '2024-02-15'].flatMap((due) =>
    [null, ago(100), ago(10)].flatMap((final) =>
      [null, ago(1)].map((ceased) => planOf({ started: ago(200), phaseTransferDue: due === null ? null : on(due), phaseTransferFinal: final, ceased })),
    ),
  ),
  isOfPhases,
);

/** Plans of some kinds, a few kinds more often than others, as they are in any list. */
const some = (kinds: readonly Kind[], maxLength: number): fc.Arbitrary<Kind[]> =>
  fc
    .record({
      few: fc.array(fc.nat({ max: kinds.length - 1 }), { minLength: 1, maxLength: 12 }),
      counts: fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 12 }),
      others: fc.array(fc.nat({ max: kinds.length - 1 }), { maxLength }),
    })
    .map(({ few, counts, others }) => [...few.flatMap((at, n) => Array.from({ length: counts[n] ?? 0 }, () => at)), ...others].map((at) => kinds[at] as Kind));

describe('what is published of annual reviews', () => {
  it.each([
    ['the reviews', REVIEWS, isOfReviews, 30, null, 8],
    ['two teams', TEAMS, () => true, 30, 'team', 4],
    ['the weeks in which they are due', WEEKS, isOfWeeks, 20, null, 20],
    ['the phase transfers', PHASES, isOfPhases, 20, null, 20],
  ])('of %s gives no suppressed count away, whatever is reckoned', (_, kinds, isAsked, maxLength, by, numRuns) => {
    const parts = kinds.map((kind) => kind.parts);
    fc.assert(
      fc.property(some(kinds, maxLength), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        fc.pre(by === null || new Set(plans.map(({ team }) => team)).size === 2);
        expect(new ReviewsAttacker(reportOn(plans, threshold, by), parts, isAsked).broken()).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  });
});
