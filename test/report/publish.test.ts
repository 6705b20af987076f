import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { periodOf, wholePeriodOf } from '../../src/core/period.ts';
import { UserError } from '../../src/core/user-error.ts';
import { startCohort } from '../../src/report/cohort.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { startDue } from '../../src/report/due.ts';
import { type IndicatorOver, kpiReport, startCases } from '../../src/report/kpi.ts';
import { publish } from '../../src/report/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { Suppression } from '../../src/report/suppression.ts';
import { startTimeliness } from '../../src/report/timeliness.ts';
import { Attacker } from '../support/attacker.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

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
    ...(threshold === null ? {} : { publish: { threshold, step: publish } }),
  });
}

/** Every report that counts cases, of one caseload. */
const REPORTS: Record<string, (cases: readonly Case[], context: ReportContext, choice: number) => Report> = {
  snapshot(cases, context) {
    const snapshot = startSnapshot(AS_OF, DEFAULT_CONVENTIONS);
    for (const c of cases) snapshot.add(c);
    return snapshot.report(context);
  },
  timeliness: (cases, context, choice) => timeliness(cases, context, choice, null),
  'timeliness by area': (cases, context, choice) => timeliness(cases, context, choice, 'area'),
  due: (cases, context, choice) => due(cases, context, choice, null),
  'due by area': (cases, context, choice) => due(cases, context, choice, 'area'),
  cohort: (cases, context, choice) => cohort(cases, context, choice, null),
  'cohort by area': (cases, context, choice) => cohort(cases, context, choice, 'area'),
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
  if (at % 5 > 0 || c.finalPlan !== null || c.received === null) return c;
  const closed = addDays(c.received, (at * 37) % 400);
  return at % 15 === 0 ? { ...c, movedOut: true } : { ...c, closed, closedReason: at % 2 === 0 ? 'withdrawn' : null };
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

const arbitraryPaper = fc.record({ cases: arbitraryCaseload, faults: arbitraryFaults, threshold: arbitraryThreshold, choice: fc.nat({ max: 40_000 }) });

/** How often each is attacked: those with more to be worked out take longer. */
const RUNS: Record<string, number> = { snapshot: 15, due: 20, 'due by area': 20, cohort: 10, 'cohort by area': 6 };

describe.each(Object.entries(REPORTS))('a published %s', (name, make) => {
  const numRuns = RUNS[name] ?? 60;

  /** Null where a report of next to nothing is refused. */
  const made = ({ cases, faults, threshold, choice }: typeof arbitraryPaper extends fc.Arbitrary<infer T> ? T : never): Report | null => {
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
        const report = made(paper);
        fc.pre(report !== null);
        expect(new Attacker(report as Report).broken()).toEqual([]);
      }),
      { seed: 20_180_525, numRuns, endOnFailure: true },
    );
  }, 120_000);

  it('would give them away, were only the small ones suppressed', () => {
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => undefined);
    const found = fc.sample(arbitraryPaper, { seed: 20_180_525, numRuns: Math.min(5, Math.ceil(numRuns / 5)) }).flatMap((paper) => {
      const report = made(paper);
      return report === null ? [] : new Attacker(report).broken();
    });
    run.mockRestore();
    expect(found.length).toBeGreaterThan(0);
  }, 120_000);
});
