import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Case } from '../../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../../src/core/conventions.ts';
import { addDays } from '../../../src/core/day.ts';
import { CASE_MEASURES } from '../../../src/core/measures/index.ts';
import { type Calendar, type Every, periodOf, periodsFrom, wholePeriodOf } from '../../../src/core/period.ts';
import { POSITION_FIGURES } from '../../../src/core/position-figures.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { startCheck } from '../../../src/report/check.ts';
import { startCohort } from '../../../src/report/cohort.ts';
import type { ReportContext } from '../../../src/report/context.ts';
import { startDue } from '../../../src/report/due.ts';
import { startFoi } from '../../../src/report/foi.ts';
import { type IndicatorOver, kpiReport, startCases } from '../../../src/report/kpi.ts';
import { startMovement } from '../../../src/report/movement.ts';
import { publish, publishedTogether } from '../../../src/report/publishing/publish.ts';
import { NoOtherWorld, Suppression } from '../../../src/report/publishing/suppression.ts';
import type { Report } from '../../../src/report/report.ts';
import { startSnapshot } from '../../../src/report/snapshot.ts';
import { startTimeliness } from '../../../src/report/timeliness.ts';
import { startTrend } from '../../../src/report/trend.ts';
import type { Trended } from '../../../src/report/trend-count.ts';
import { Attacker } from '../../support/attacker.ts';
import { caseOf, on } from '../../support/cases.ts';
import { contextOf } from '../../support/contexts.ts';

const AS_OF = on('2022-07-31');

/** Days from the request on which something turns, and any others. */
const days = (most: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.nat({ max: most }) }, { weight: 1, arbitrary: fc.constantFrom(40, 42, 43, 112, 140, 141, 300) });

/** A request as cases go: nothing happens before what it follows from, so that what was seen a year ago is seen today. */
const arbitraryRequest: fc.Arbitrary<Case> = fc
  .record({
    received: fc.integer({ min: -800, max: 10 }).map((n) => addDays(AS_OF, n)),
    decided: fc.option(days(70), { freq: 6 }),
    refused: fc.nat({ max: 4 }).map((n) => n === 0),
    concluded: fc.option(days(60), { freq: 3 }),
    notIssued: fc.nat({ max: 6 }).map((n) => n === 0),
    drafted: fc.option(days(80), { freq: 3 }),
    planned: fc.option(fc.oneof(fc.nat({ max: 60 }), days(400)), { freq: 3 }),
    unknown: fc.nat({ max: 15 }).map((n) => n === 0),
    exception: fc.nat({ max: 7 }).map((n) => n === 0),
    disputed: fc.nat({ max: 9 }).map((n) => n === 0),
    reopened: fc.nat({ max: 5 }).map((n) => n === 0),
    allocated: fc.boolean(),
  })
  .map(({ received, decided, refused, concluded, notIssued, drafted, planned, unknown, exception, disputed, reopened, allocated }) => {
    const facts = { received, exception, allocated, assessDispute: disputed };
    if (decided === null) return caseOf(facts);
    const assessDecisionDate = addDays(received, decided);
    const again = refused && reopened ? { reopened: addDays(assessDecisionDate, 5) } : {};
    const assessed = { ...facts, assessDecision: refused ? ('N' as const) : ('Y' as const), assessDecisionDate, ...again };
    if (concluded === null || (refused && !reopened)) return caseOf(assessed);
    const issueDecisionDate = addDays(assessDecisionDate, 5 + concluded);
    if (notIssued) return caseOf({ ...assessed, issueDecision: 'N', issueDecisionDate });
    const issuing = { ...assessed, issueDecision: 'Y' as const, issueDecisionDate, draftPlan: drafted === null ? null : addDays(issueDecisionDate, drafted) };
    if (planned === null) return caseOf(issuing);
    const finalPlan = addDays(issueDecisionDate, (drafted ?? 0) + planned);
    return caseOf({ ...issuing, finalPlan, received: unknown ? null : received });
  });

const arbitraryCaseload = fc
  .array(arbitraryRequest, { minLength: 5, maxLength: 90 })
  .map((cases) => cases.map((c, at) => ({ ...c, id: `A${at}`, line: at + 2 })));

const arbitraryFaults = fc.record({ wrong: fc.nat({ max: 7 }), unreadable: fc.nat({ max: 7 }), outOfScope: fc.nat({ max: 6 }), open: fc.nat({ max: 14 }) });

const arbitraryThreshold = fc.constantFrom(4, 4, 4, 1, 2, 9);

function contextFor(
  cases: readonly Case[],
  { wrong, unreadable, outOfScope, open }: { wrong: number; unreadable: number; outOfScope: number; open: number },
  threshold: number | null,
): ReportContext {
  return contextOf(cases.length, {
    read: cases.length + wrong + unreadable + outOfScope,
    outOfScope,
    setAside: [
      { code: 'unknown-code', count: wrong, means: '' },
      { code: 'unreadable-date', count: unreadable, means: '' },
    ],
    setAsideMaybeOpen: Math.min(open, wrong + unreadable),
    warnings: [
      { code: 'unknown-flag', count: Math.min(open % 5, cases.length), means: '' },
      { code: 'exception-not-in-regulations', count: Math.min(open, cases.length), means: '' },
    ],
    ...(threshold === null ? {} : { publish: { threshold, step: publish } }),
  });
}

/** Every report that counts cases, of one caseload. */
type Making = (cases: readonly Case[], context: ReportContext, choice: number) => Report;

const REPORTS: Record<string, Making> = {
  snapshot(cases, context) {
    const snapshot = startSnapshot(AS_OF, DEFAULT_CONVENTIONS);
    for (const c of cases) snapshot.add(c);
    return snapshot.report(context);
  },
  check(_, context) {
    const kinds = [
      ...context.setAside.map(({ code }) => ({ code, severity: 'error' as const })),
      ...context.warnings.map(({ code }) => ({ code, severity: 'warning' as const })),
    ];
    const check = startCheck(
      kinds.map((kind) => ({ ...kind, means: '' })),
      AS_OF,
    );
    for (const { code, count } of [...context.setAside, ...context.warnings])
      for (let at = 0; at < (count ?? 0); at++)
        check.add(code, () => ({ code, severity: 'error', file: '', line: at, caseId: '', column: null, value: null, why: '', whatToDo: '' }));
    return check.report(context);
  },
  timeliness: (cases, context, choice) => timeliness(cases, context, choice, null),
  'timeliness by area': (cases, context, choice) => timeliness(cases, context, choice, 'area'),
  due: (cases, context, choice) => due(cases, context, choice, null),
  'due by area': (cases, context, choice) => due(cases, context, choice, 'area'),
  movement: (cases, context, choice) => movement(cases, context, choice, null),
  'movement by team': (cases, context, choice) => movement(cases, context, choice, 'team'),
  cohort: (cases, context, choice) => cohort(cases, context, choice, null),
  'cohort by area': (cases, context, choice) => cohort(cases, context, choice, 'area'),
  foi(cases, context, choice) {
    const period = periodOf(['2022', '2021/22', '2022-Q2', 'last-12-months', '2021', '2022/23', 'AY2021/22', '2022-07'][choice % 8] as string, AS_OF);
    const foi = startFoi({ period, asOf: AS_OF, conventions: DEFAULT_CONVENTIONS, targets: [], publish: true });
    for (const c of cases) foi.add(c);
    return foi.report(context, null, []);
  },
  kpi(cases, context, choice) {
    const whole = wholePeriodOf(['2022/23-Q1', '2022-Q2', '2021/22-Q4', '2021/22', 'last-12-months', '2022-07'][choice % 6] as string, AS_OF);
    const indicators = CASE_MEASURES.filter((_, at) => ((choice >> 3) & (1 << at)) !== 0 || at === 2).map(
      (measure): IndicatorOver<Case> => ({
        code: measure.id,
        title: measure.title,
        source: 'cases',
        measure,
        target: 50,
        polarity: 'higher',
        lagQuarters: choice % 2,
      }),
    );
    const asked = { whole, asOf: AS_OF, conventions: DEFAULT_CONVENTIONS };
    const counting = startCases(indicators, asked);
    for (const c of cases) counting.add(c);
    return kpiReport(
      [{ counted: counting.finish(), context }],
      indicators.map(({ code }) => code),
      asked,
    );
  },
  trend(cases, context, choice) {
    const every = (['month', 'quarter', 'year'] as const)[choice % 3] as Every;
    const [first, calendar] = (
      [
        ['2022-02-01', 'calendar'],
        ['2021-04-01', 'financial'],
        ['2020-09-01', 'academic'],
      ] as const
    )[choice % 3] as [string, Calendar];
    const plain = { target: null, lagQuarters: (choice >> 2) % 2 };
    const bits = choice >> 3;
    const figures = [
      ...CASE_MEASURES.filter((measure, at) => (bits & (1 << at)) !== 0 && (measure.turnsOnAsOf !== true || every === 'year')).map(
        (measure): Trended => ({ ...plain, id: measure.id, title: measure.title, better: measure.better, measure, ofDay: null }),
      ),
      ...POSITION_FIGURES.filter((_, at) => ((bits * 7 + choice) & (1 << (at % 12))) !== 0).map(
        (ofDay): Trended => ({ ...plain, lagQuarters: 0, id: ofDay.id, title: ofDay.title, better: null, measure: null, ofDay }),
      ),
    ];
    const asked = { every, calendar, periods: periodsFrom(on(first), AS_OF, every, calendar), starts: [], asOf: AS_OF, yetToCome: 0, publish: true };
    const trend = startTrend({ ...asked, conventions: DEFAULT_CONVENTIONS, figures });
    for (const c of cases) trend.add(c);
    return trend.report(context);
  },
};

function timeliness(cases: readonly Case[], context: ReportContext, choice: number, by: string | null): Report {
  const period = periodOf(['2022', '2021/22', '2022-Q2', 'last-12-months'][choice % 4] as string, AS_OF);
  const counting = startTimeliness(period, AS_OF, DEFAULT_CONVENTIONS, by);
  cases.forEach((c, at) => {
    counting.add(c, ['North', 'South', 'East', ''][(at * at) % (2 + (choice % 3))] as string);
  });
  return counting.report(context);
}

/** Some of the cases that have come to no other end are withdrawn, moved or closed, some of them nobody knows when. */
function closedToo(c: Case, at: number): Case {
  if (at % 4 > 0 || c.finalPlan !== null || c.received === null) return c;
  if (at % 16 === 0) return { ...c, movedOut: true };
  return { ...c, closed: addDays(c.received, (at * 37) % 500), closedReason: (['withdrawn', 'moved', null] as const)[at % 3] ?? null };
}

function cohort(cases: readonly Case[], context: ReportContext, choice: number, by: string | null): Report {
  const period = periodOf(['2022', '2021', '2021/22', '2022-Q1', 'last-12-months', '2021-Q4', '2020-06-01..2022-07-31'][choice % 7] as string, AS_OF);
  const counting = startCohort(period, AS_OF, DEFAULT_CONVENTIONS, by);
  cases.map(closedToo).forEach((c, at) => {
    counting.add(c, ['North', 'South', 'East', ''][(at * at) % (2 + (choice % 3))] as string);
  });
  return counting.report(context);
}

function due(cases: readonly Case[], context: ReportContext, choice: number, by: string | null): Report {
  const ahead = [28, 7, 10, 56, 120, 182, 260, 400][choice % 8] as number;
  const conventions = { ...DEFAULT_CONVENTIONS, dayOfReceipt: choice % 3 === 0 ? (1 as const) : (0 as const) };
  const report = startDue({ asOf: AS_OF, to: addDays(AS_OF, ahead), conventions, by, shownId: (id) => id });
  cases.forEach((c, at) => {
    report.add(c, ['North', 'South', 'East', ''][(at * at) % (2 + (choice % 3))] as string, ['', '']);
  });
  return report.report(context);
}

function movement(cases: readonly Case[], context: ReportContext, choice: number, by: string | null): Report {
  const counting = startMovement(addDays(AS_OF, -([57, 31, 7, 365, 0][choice % 5] as number)), AS_OF, DEFAULT_CONVENTIONS, by);
  cases.map(closedToo).forEach((c, at) => {
    counting.add(c, ['North', 'South', 'East', ''][(at * at) % (2 + (choice % 3))] as string);
  });
  return counting.report(context);
}

/** What is published of one caseload: a report that stands alone, or those of a pack, side by side. */
const PAPERS: Record<string, (...of: Parameters<Making>) => Report[]> = {
  ...Object.fromEntries(Object.entries(REPORTS).map(([name, make]) => [name, (...of: Parameters<Making>) => [make(...of)]])),
  pack: (cases, context, choice) =>
    publishedTogether((step) => {
      const published = { ...context, publish: { threshold: context.publish?.threshold ?? 0, step } };
      return (['snapshot', 'kpi', 'check'] as const).map((name) => (REPORTS[name] as Making)(cases, published, choice));
    }),
};

/** What takes a solver long is tried on fewer caseloads. */
const RUNS: Record<string, number> = { snapshot: 15, foi: 15, pack: 8, trend: 20, due: 20, 'due by area': 20, cohort: 10, 'cohort by area': 6 };

const arbitraryPaper = fc.record({ cases: arbitraryCaseload, faults: arbitraryFaults, threshold: arbitraryThreshold, choice: fc.nat({ max: 40_000 }) });

type Papers = typeof arbitraryPaper extends fc.Arbitrary<infer T> ? T : never;

describe.each(Object.entries(PAPERS))('a published %s', (name, make) => {
  const numRuns = RUNS[name] ?? 60;

  /** Null where a report of next to nothing is refused. */
  const made = ({ cases, faults, threshold, choice }: Papers): Report[] | null => {
    try {
      return make(cases, contextFor(cases, faults, threshold), choice);
    } catch (error) {
      if (error instanceof UserError && name.startsWith('cohort')) return null;
      throw error;
    }
  };

  it('gives no suppressed count away, to somebody with a solver who knows how all counts hang together', () => {
    fc.assert(
      fc.property(arbitraryPaper, (paper) => {
        const reports = made(paper);
        fc.pre(reports !== null);
        expect(new Attacker(...(reports ?? [])).broken()).toEqual([]);
      }),
      { seed: 20_180_525, numRuns, endOnFailure: true },
    );
  }, 120_000);

  it('would give them away, were only the small ones suppressed', () => {
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => undefined);
    const found = fc.sample(arbitraryPaper, { seed: 20_180_525, numRuns: Math.min(5, Math.ceil(numRuns / 5)) }).flatMap((paper) => {
      const reports = made(paper);
      return reports === null ? [] : new Attacker(...reports).broken();
    });
    run.mockRestore();
    expect(found.length).toBeGreaterThan(0);
  }, 120_000);
});

describe('where no way is found to publish it', () => {
  const PAPER = { cases: [caseOf({ received: '2022-07-01' })], faults: { wrong: 0, unreadable: 0, outOfScope: 0, open: 0 } };
  const KEPT = 'and keep the report to those who work with the cases.';
  const TOO_SMALL = '--publish: the numbers are so small that no way was found to publish them without giving some away.';
  const TOO_MANY = (by: string) =>
    `--publish: split by ${by}, the groups are so many or so small that no way was found to publish them without giving small numbers away.`;

  it.each([
    ['snapshot', `${TOO_SMALL} Leave --publish away ${KEPT}`],
    ['movement', `${TOO_SMALL} Choose an earlier --from, or leave --publish away ${KEPT}`],
    ['movement by team', `${TOO_MANY('team')} Choose an earlier --from, split --by a column with fewer values, or leave --publish away ${KEPT}`],
    ['due', `${TOO_SMALL} Look further ahead with --within, or leave --publish away ${KEPT}`],
    ['due by area', `${TOO_MANY('area')} Look further ahead with --within, split --by a column with fewer values, or leave --publish away ${KEPT}`],
    ['timeliness', `${TOO_SMALL} Choose a longer period, or leave --publish away ${KEPT}`],
    [
      'pack',
      'The numbers of these papers are so small that no way was found to publish them beside each other without giving some away. Publish one of them alone, such as ehcp snapshot --publish, or make an --internal pack and keep it to those who work with the cases.',
    ],
  ])('a %s is refused in words that say what to do', (name, words) => {
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => {
      throw new NoOtherWorld();
    });
    try {
      expect(() => PAPERS[name]?.(PAPER.cases, contextFor(PAPER.cases, PAPER.faults, 4), 0)).toThrow(new UserError(words));
    } finally {
      run.mockRestore();
    }
  });

  it('a defect of the step is none of the numbers', () => {
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => {
      throw new TypeError('a defect');
    });
    try {
      expect(() => PAPERS.snapshot?.(PAPER.cases, contextFor(PAPER.cases, PAPER.faults, 4), 0)).toThrow(new TypeError('a defect'));
    } finally {
      run.mockRestore();
    }
  });
});
