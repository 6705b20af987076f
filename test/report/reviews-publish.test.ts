import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { UserError } from '../../src/core/user-error.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { reviewColumns } from '../../src/report/reviews-columns.ts';
import { isPublished } from '../../src/report/reviews-known.ts';
import { ReviewTally } from '../../src/report/reviews-tally.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, arbitraryPlan, planOf } from '../support/plans.ts';
import { kindsOfPlans, type Parts, partOf, partsOf, ReviewsAttacker } from '../support/reviews-attacker.ts';

const days = { asOf: ABOUT, period: periodOf('last-12-months', ABOUT) };

/** The report as it is published; each plan is of the team that stands beside it, where it is split. */
function reportOn(plans: readonly Kind[], threshold: number, by: string | null = null, absent: readonly string[] = []): Report {
  const reviews = startReviews({ ...days, by, threshold, absent, shownId: (id) => id });
  for (const { plan, team } of plans) reviews.add(plan, team);
  return reviews.report(contextOf(plans.length, { role: 'plans', setAsideMaybeOpen: null, publish: { threshold, step: publish } }));
}

/** Null where it is refused in words: what is not printed gives nothing away. */
function reportOrRefusal(plans: readonly Kind[], threshold: number, by: string | null, absent: readonly string[] = []): Report | null {
  try {
    return reportOn(plans, threshold, by, absent);
  } catch (error) {
    if (error instanceof UserError && error.message.includes('no way was found')) return null;
    throw error;
  }
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

/** Whether the dates of a plan come in the order that anybody would expect. */
function isInOrder({ started, reviewMeeting, reviewDecided, reviewDecision, amendedFinal, transferredIn }: Plan): boolean {
  if (started === null || transferredIn !== null) return false;
  if (reviewMeeting === null) return reviewDecided === null && reviewDecision === null && amendedFinal === null;
  if (reviewMeeting < started || reviewMeeting > ABOUT || (reviewDecided === null) !== (reviewDecision === null)) return false;
  if (reviewDecided === null) return amendedFinal === null;
  return reviewDecided >= reviewMeeting && reviewDecided <= ABOUT && (amendedFinal === null || (reviewDecision === 'amend' && amendedFinal >= reviewDecided));
}

const isOfReviews = (name: string): boolean => !/^(reviews-due-(in-|later)|phase-transfer-)/.test(name);
const isOfWeeks = (name: string): boolean => /^(reviews-due-(in-|later)|reviews-not-yet-due)/.test(name);
const isOfPhases = (name: string): boolean => name.startsWith('phase-transfer-') || name === 'plans-maintained';
const ago = (n: number): Day => addDays(ABOUT, -n);

const EVERY = kindsOfPlans(ABOUT);
const REVIEWS = kindsAmong(EVERY, isOfReviews);
const IN_ORDER = kindsAmong(EVERY.filter(isInOrder), isOfReviews).map(({ parts }) => parts);
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
    let refused = 0;
    fc.assert(
      fc.property(some(kinds, maxLength), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        fc.pre(by === null || new Set(plans.map(({ team }) => team)).size === 2);
        const report = reportOrRefusal(plans, threshold, by);
        if (report === null) refused++;
        else expect(new ReviewsAttacker(report, parts, isAsked).broken()).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
    // A few plans may have no safe report at all; most have one.
    expect(refused).toBeLessThanOrEqual(numRuns / 2);
  });
});

describe('what two published counts tell together', () => {
  const many = (count: number, facts: Parameters<typeof planOf>[0]): Kind[] =>
    kindsAmong(
      Array.from({ length: 1 }, () => planOf(facts)),
      isOfReviews,
    ).flatMap((kind) => Array.from({ length: count }, () => kind));
  const attacker = (plans: readonly Kind[], threshold = 4): ReviewsAttacker =>
    new ReviewsAttacker(
      reportOn(plans, threshold),
      REVIEWS.map(({ parts }) => parts),
      isOfReviews,
    );

  const reviewed = { started: ago(900), reviewMeeting: ago(100) };
  const told = { ...reviewed, reviewDecided: ago(80), reviewDecision: 'maintain' } as const;
  const ORDINARY = [...many(60, told), ...many(30, reviewed), ...many(20, { started: ago(900) }), ...many(20, { started: ago(100) })];

  it.each<[string, Kind[]]>([
    ['a decision told of a plan that has ceased since', many(1, { ...told, ceased: ago(1) })],
    ['a review of a plan that is not 12 months old', many(1, { started: ago(150), reviewMeeting: ago(10) })],
    ['a plan transferred in, never reviewed and not overdue', many(1, { started: ago(400), transferredIn: ago(30), transferAware: ago(30) })],
    ['an early review of a plan transferred in', many(1, { started: ago(900), reviewMeeting: ago(600), transferredIn: ago(30), transferAware: ago(30) })],
  ])('is not that there is %s', (_, one) => {
    const plans = [...ORDINARY, ...many(10, { started: ago(900), reviewMeeting: ago(600) }), ...one];
    expect(
      attacker(plans).brokenBetween(
        IN_ORDER,
        plans.map(({ parts }) => parts),
        4,
      ),
    ).toEqual([]);
    expect(attacker(plans).broken()).toEqual([]);
  });

  it('is no small number, whatever the plans', () => {
    let refused = 0;
    fc.assert(
      fc.property(some(REVIEWS, 30), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        const present = plans.map(({ parts }) => parts);
        if (reportOrRefusal(plans, threshold, null) === null) refused++;
        else expect(attacker(plans, threshold).brokenBetween(IN_ORDER, present, threshold)).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
    expect(refused).toBeLessThan(5);
  });
});

describe('what is published of a list without a column', () => {
  it.each([
    ['review_decision', 'reviewDecision'],
    ['review_decision_date', 'reviewDecided'],
  ] as const)('%s gives no suppressed count away, whatever is reckoned', (column, field) => {
    const isTold = (id: string): boolean => isPublished(id, false) && !reviewColumns(id).includes(column);
    const kinds = kindsAmong(
      EVERY.map((plan) => ({ ...plan, [field]: null })),
      isOfReviews,
      isTold,
    );
    const parts = kinds.map((kind) => kind.parts);
    fc.assert(
      fc.property(some(kinds, 30), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        const report = reportOrRefusal(plans, threshold, null, [column]);
        if (report !== null) expect(new ReviewsAttacker(report, parts, isOfReviews).broken()).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

describe('what is suppressed whatever it comes to', () => {
  const split = (plans: readonly Plan[]): Kind[] => plans.map((plan, at) => ({ plan, parts: new Map(), team: at % 2 === 0 ? 'North' : 'South' }));
  /** The figures of the whole and of the groups that are not published, as they stand. */
  const withheldIn = ({ figures, by }: Report): string[] =>
    [figures, ...(by?.groups ?? []).map((group) => group.figures)].map((all) =>
      JSON.stringify(Object.entries(all).filter(([id]) => !isPublished(id, by !== undefined))),
    );

  it('gives no small count away either, whatever is reckoned', () => {
    const kinds = kindsAmong(EVERY, isOfReviews, () => true);
    const isWithheld = (name: string): boolean => !isPublished(name.split(' ')[0] ?? '', false);
    fc.assert(
      fc.property(some(kinds, 30), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        const truth = (name: string): number => plans.reduce((sum, { parts }) => sum + (parts.get(name) ?? 0), 0);
        const parts = kinds.map((kind) => kind.parts);
        const report = reportOrRefusal(plans, threshold, null);
        if (report === null) return;
        const attacker = new ReviewsAttacker(report, parts, isOfReviews, isWithheld);
        expect(attacker.broken((name) => truth(name) > 0 && truth(name) <= threshold)).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it.each([[null], ['team']])('is the same of every list, so that it tells nothing, split by %s', (by) => {
    const ofNone = reportOn(split([planOf({}), planOf({})]), 4, by);
    expect(withheldIn(ofNone)[0]).toContain(
      '["reviews-held",{"label":"Review meetings held","unit":"plans","value":null,"suppressed":true,"period":{"from":"2022-01-01","to":"2022-12-31","label":"last 12 months"}}]',
    );
    fc.assert(
      fc.property(fc.array(arbitraryPlan, { minLength: 2, maxLength: 40 }), fc.constantFrom(1, 4, 9), (plans, threshold) => {
        expect(withheldIn(reportOn(split(plans), threshold, by))).toEqual(withheldIn(ofNone));
      }),
      { numRuns: 12 },
    );
  });

  it.each([[null], ['team']])('stands by its id with all other figures, split by %s', (by) => {
    const plans = split(Array.from({ length: 40 }, () => planOf({ started: ago(500), reviewMeeting: ago(100) })));
    const open = startReviews({ ...days, by, threshold: null, shownId: (id) => id });
    for (const { plan, team } of plans) open.add(plan, team);
    const all = open.report(contextOf(40, { role: 'plans', setAsideMaybeOpen: null }));
    const shown = reportOn(plans, 4, by);
    const ids = ({ figures, by: groups }: Report): string[][] => [Object.keys(figures), ...(groups?.groups ?? []).map((group) => Object.keys(group.figures))];
    expect(ids(shown)).toEqual(ids(all));
    // Where no small number is suppressed nothing is.
    const unsuppressed = reportOn(plans, 0, by);
    expect([unsuppressed.figures, unsuppressed.by, unsuppressed.cautions]).toEqual([all.figures, all.by, []]);
  });

  it('is said at the head and in the key, and never as if it were more than nought', () => {
    const said = JSON.stringify(reportOn(split([planOf({ started: ago(500) }), planOf({ started: ago(500) })]), 4, 'team'));
    expect(said).toContain('Published and split, this report suppresses all figures but those of the split, whatever they come to, nought too');
    expect(said).toContain('What is suppressed whatever it comes to, as said at the head, may be nought too.');
    expect(said).not.toContain('Some plans have their');
  });
});
