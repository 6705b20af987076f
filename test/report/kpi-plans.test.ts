import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf, wholePeriodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { PLAN_MEASURES } from '../../src/core/review-measures.ts';
import { type IndicatorOver, kpiReport, startPlans } from '../../src/report/kpi.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import { Suppression } from '../../src/report/publishing/suppression.ts';
import type { Figure, IndicatorFigure, Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, planOf, plansUpTo } from '../support/plans.ts';
import { type Parts, partsOf, ReviewsAttacker } from '../support/reviews-attacker.ts';

const indicatorsOf = (ids: readonly string[], facts: Partial<IndicatorOver<Plan>> = {}): IndicatorOver<Plan>[] =>
  PLAN_MEASURES.filter(({ id }) => ids.includes(id)).map((measure) => ({
    code: measure.id,
    title: measure.title,
    source: 'plans',
    measure,
    target: null,
    polarity: 'higher',
    lagQuarters: 0,
    ...facts,
  }));
const ALL = PLAN_MEASURES.map(({ id }) => id);

interface Making {
  ids?: readonly string[];
  period?: string;
  asOf?: Day;
  threshold?: number;
  facts?: Partial<IndicatorOver<Plan>>;
}

/** The report of indicators over some plans; published where a threshold is given. */
function reportOn(plans: readonly Plan[], { ids = ALL, period = '2022-Q4', asOf = ABOUT, threshold, facts = {} }: Making = {}): Report {
  const indicators = indicatorsOf(ids, facts);
  const asked = { whole: wholePeriodOf(period, asOf), asOf, conventions: DEFAULT_CONVENTIONS };
  const counting = startPlans(indicators, asked, threshold !== undefined);
  for (const plan of plans) counting.add(plan);
  const context = contextOf(plans.length, {
    role: 'plans',
    setAsideMaybeOpen: null,
    ...(threshold === undefined ? {} : { publish: { threshold, step: publish } }),
  });
  const codes = indicators.map(({ code }) => code);
  return kpiReport([{ counted: counting.finish(), context }], codes, asked);
}

const figuresOn = (...of: Parameters<typeof reportOn>) => reportOn(...of).figures as Record<string, IndicatorFigure>;
const heldOn = (plans: readonly Plan[], making: Making = {}) => figuresOn(plans, making)['reviews-held-12-months'] as IndicatorFigure;
const sum = (counts: readonly { count: number | null }[] = []): number => counts.reduce((total, { count }) => total + (count ?? 0), 0);

const OLD = '2018-01-01';
const plan = (reviewMeeting: string | null, facts = {}) => planOf({ started: OLD, reviewMeeting, ...facts });
const many = (count: number, one: Plan): Plan[] => Array.from({ length: count }, () => one);

describe('an indicator over the list of plans', () => {
  it('is the figure of the annual reviews of the same day and period, whatever the plans', () => {
    fc.assert(
      fc.property(
        plansUpTo(25),
        fc.constantFrom('2022-Q4', '2022', '2022/23-Q3', '2022-12', '2023-Q1', '2021-11-05..2022-12-31'),
        fc.nat({ max: 3 }),
        (plans, text, later) => {
          // Where the period is over, the day is its last: seen from no later day, as both lists are of the same day.
          const asOf = text === '2023-Q1' ? addDays(ABOUT, later + 1) : ABOUT;
          const reviews = startReviews({ asOf, period: periodOf(text, asOf), by: null, threshold: null, shownId: (id) => id });
          for (const one of plans) reviews.add(one, '');
          const told = reviews.report(contextOf(plans.length, { role: 'plans' })).figures;
          const found = figuresOn(plans, { period: text, asOf });
          for (const id of ALL) {
            const { value, numerator, denominator, excluded, outOfScope } = told[id] as Figure;
            expect(found[id]).toMatchObject({ value, ...(numerator === undefined ? {} : { numerator, denominator, excluded, outOfScope }) });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has every plan counted in one pile, in each of its stretches', () => {
    fc.assert(
      fc.property(plansUpTo(25), fc.constantFrom('2022-Q4', '2022-Q2', '2021/22', '2022-11'), (plans, period) => {
        for (const [id, figure] of Object.entries(figuresOn(plans, { period }))) {
          if (id === 'reviews-held') continue;
          for (const { denominator, excluded, outOfScope } of [figure, figure.before, figure.lastYear, figure.financialYearToDate])
            expect((denominator ?? 0) + sum(excluded) + sum(outOfScope)).toBe(plans.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['2021-12-31', 0],
    ['2022-01-01', 1],
    ['2022-12-31', 1],
  ])('counts a review meeting on %s in the 12 months to 31 December 2022: %i', (meeting, numerator) => {
    expect(heldOn([plan(meeting)])).toMatchObject({ numerator, denominator: 1 });
  });

  it('is as on the last day of its period, and as on the as-of day of one that is not over', () => {
    const plans = [plan('2022-09-30'), plan('2022-10-01'), plan(null, { started: '2022-10-01' }), plan(null, { ceased: '2022-10-01' })];
    expect(heldOn(plans, { period: '2022-Q3' })).toMatchObject({
      numerator: 1,
      denominator: 3,
      outOfScope: [{ reason: 'not-yet-visible', count: 1 }],
      period: { from: '2022-07-01', to: '2022-09-30' },
    });
    expect(heldOn(plans, { period: '2022-Q4', asOf: on('2022-10-01') })).toMatchObject({
      numerator: 2,
      denominator: 3,
      outOfScope: [{ reason: 'ceased', count: 1 }],
      period: { from: '2022-10-01', to: '2022-10-01' },
    });
  });

  it('of expected reviews leaves out plans in their first 12 months, and those without a start', () => {
    const plans = [plan('2022-05-01'), plan(null, { started: '2022-01-01' }), plan(null, { started: '2021-12-31' }), plan('2022-06-01', { started: null })];
    expect(figuresOn(plans)['reviews-held-12-months-expected']).toMatchObject({
      numerator: 1,
      denominator: 2,
      duty: 100,
      outOfScope: [
        { reason: 'under-12-months', count: 1 },
        { reason: 'start-not-known', count: 1 },
      ],
    });
    expect(heldOn(plans)).toMatchObject({ numerator: 2, denominator: 4, duty: null });
  });

  it('lags by quarters as any other does', () => {
    expect(heldOn([plan('2022-09-30')], { facts: { lagQuarters: 1 } })).toMatchObject({
      period: { from: '2022-07-01', to: '2022-09-30', label: '2022-Q4' },
      before: { to: '2022-06-30' },
      lastYear: { to: '2021-09-30' },
    });
  });
});

describe('what a list with the latest reviews alone cannot say', () => {
  const reviewed = (count: number) => many(count, plan('2022-09-01'));
  const never = (count: number) => many(count, plan(null));
  const later = (count: number) => many(count, plan('2022-11-01'));
  const Q3 = { period: '2022-Q3', facts: { target: 70 } };

  it.each([
    [[7, 3, 0], 'on'],
    [[7, 2, 1], null],
    [[8, 2, 0], 'better'],
    [[8, 1, 1], 'better'],
    [[5, 5, 0], 'worse'],
    [[5, 4, 1], 'worse'],
    [[6, 3, 1], null],
  ] as const)('of %j plans reviewed, never reviewed and reviewed since against 70%%: %s', ([held, none, since], status) => {
    expect(heldOn([...reviewed(held), ...never(none), ...later(since)], Q3)).toMatchObject({ value: held * 10, status });
  });

  it('is said: whether it rose since a day that is past, where that turns on reviews that are not in the list, is not', () => {
    const plans = [...many(2, plan('2022-06-01')), ...many(5, plan('2022-11-01')), ...never(3)];
    expect(heldOn(plans)).toMatchObject({ numerator: 7, direction: null, before: { numerator: 2, denominator: 10 } });
    expect(heldOn([...many(2, plan('2022-06-01')), ...never(3)])).toMatchObject({ direction: 'unchanged' });
    // All that could have been held by the end of September were not enough.
    const better = [...many(2, plan('2022-12-01')), ...many(9, plan('2022-12-01', { started: '2022-10-01' })), ...never(3)];
    expect(heldOn(better)).toMatchObject({ numerator: 11, denominator: 14, before: { numerator: 0, denominator: 5 }, direction: 'improved' });
  });

  it('is said at the head of the report, of the day that was asked for', () => {
    const { cautions, summary } = reportOn([...reviewed(1), ...later(1)], { ids: ['reviews-held-12-months'], period: '2022-Q3' });
    expect(cautions).toEqual([
      'Some plans have their latest review meeting after the day counted (reviews-held-12-months is as on 30 September 2022). The list has no earlier reviews: they count as not reviewed, so the share may be higher.',
    ]);
    expect(summary).toEqual(['reviews-held-12-months: 50.0% (1 of 2) on 30 September 2022: no target is set.']);
    expect(reportOn([...reviewed(1), ...later(1)]).cautions).toEqual([]);
  });
});

describe('what is published of indicators over the list of plans', () => {
  /** A report as somebody reads it: each of the figures of an indicator stands for itself. */
  function flat(report: Report): Report {
    const figures = Object.entries(report.figures as Record<string, IndicatorFigure>).flatMap(([code, figure]) => {
      const { before, lastYear, financialYearToDate } = figure;
      return Object.entries({ now: figure, before, lastYear, financialYearToDate }).map(([name, one]) => [`${code} ${name}`, one] as const);
    });
    return { ...report, figures: Object.fromEntries(figures) };
  }

  interface Kind {
    plan: Plan;
    parts: Parts;
  }

  const ago = (days: number | null): Day | null => (days === null ? null : addDays(ABOUT, -days));
  const each = <T, U>(all: readonly T[], of: (one: T) => readonly U[]): U[] => all.flatMap(of);

  /** Plans of every kind that indicators can tell apart, about days in each of their stretches and in none. */
  const standingOn = (days: readonly number[]): Plan[] =>
    each([null, ...days, 2000], (started) =>
      each([null, 1, ...days], (ceased) =>
        [null, -10, ...days].map((meeting) => planOf({ started: ago(started), ceased: ago(ceased), reviewMeeting: ago(meeting) })),
      ),
    );
  const decidedOn = (days: readonly number[], starts: readonly (number | null)[], finals: readonly (number | null)[]): Plan[] =>
    each(starts, (started) =>
      each([null, ...days], (decided) =>
        each(finals, (final) =>
          each(['amend', null] as const, (reviewDecision) =>
            [null, -10, ...each(days, (day) => [day - 5, day + 5, day + 50, day + 120])].map((meeting) =>
              planOf({ started: ago(started), reviewMeeting: ago(meeting), reviewDecision, reviewDecided: ago(decided), amendedFinal: ago(final) }),
            ),
          ),
        ),
      ),
    );
  /** In the quarter, in the one before, in the financial year before both, in the same quarter last year, and in none. */
  const OF_A_QUARTER = [20, 140, 250, 410, 600];
  const OF_A_MONTH = [10, 45, 200, 380, 600];

  /** One plan of each kind that can be told apart by some indicators. */
  function kindsFor(making: Making, every: readonly Plan[]): Kind[] {
    const kinds = new Map<string, Kind>();
    for (const one of every) {
      const parts = partsOf(flat(reportOn([one], making)).figures);
      const key = JSON.stringify([...parts].filter(([, value]) => value !== 0));
      if (!kinds.has(key)) kinds.set(key, { plan: one, parts });
    }
    return [...kinds.values()];
  }

  /** A few kinds more often than others, as they are in any list. */
  const some = (kinds: readonly Kind[]): fc.Arbitrary<Plan[]> =>
    fc
      .record({
        few: fc.array(fc.nat({ max: kinds.length - 1 }), { minLength: 1, maxLength: 12 }),
        counts: fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 12 }),
      })
      .map(({ few, counts }) => few.flatMap((at, n) => many(counts[n] ?? 0, (kinds[at] as Kind).plan)));

  const HELD = ['reviews-held-12-months', 'reviews-held-12-months-expected'];
  const DECISIONS = 'review-decision-within-4-weeks';
  const ASKED: readonly [string, string[], string, readonly Plan[], number][] = [
    ['of a day', HELD, '2022-Q4', standingOn(OF_A_QUARTER), 8],
    ['of a period', [DECISIONS, 'amended-final-within-12-weeks', 'reviews-held'], '2022-Q4', decidedOn(OF_A_QUARTER, [2000], [null, ...OF_A_QUARTER]), 10],
    ['of a month', ['reviews-decided-12-months', DECISIONS], '2022-12', decidedOn(OF_A_MONTH, [100, 2000], [null]), 10],
    ['of both', [...HELD, DECISIONS], '2022/23-Q3', decidedOn(OF_A_QUARTER, [100, 2000], [null]), 3],
  ];

  it.each(ASKED)('%s gives no suppressed count away, whatever is reckoned', (_, ids, period, every, numRuns) => {
    const kinds = kindsFor({ ids, period }, every);
    const parts = kinds.map((kind) => kind.parts);
    fc.assert(
      fc.property(some(kinds), fc.constantFrom(4, 4, 1, 9), (plans, threshold) => {
        expect(new ReviewsAttacker(flat(reportOn(plans, { ids, period, threshold })), parts, () => true).broken()).toEqual([]);
      }),
      { seed: 20_180_525, numRuns, endOnFailure: true },
    );
  });

  it('would give them away, were only the small ones suppressed', () => {
    const [, ids, period, every] = ASKED[0] as (typeof ASKED)[number];
    const kinds = kindsFor({ ids, period }, every);
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => undefined);
    const found = fc.sample(some(kinds), { seed: 20_180_525, numRuns: 3 }).flatMap((plans) => {
      const report = flat(reportOn(plans, { ids, period, threshold: 4 }));
      return new ReviewsAttacker(
        report,
        kinds.map(({ parts }) => parts),
        () => true,
      ).broken();
    });
    run.mockRestore();
    expect(found.length).toBeGreaterThan(0);
  });
});
