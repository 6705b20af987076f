import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import type { Conventions } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { seenOn, wholePeriodOf } from '../../src/core/period.ts';
import { UserError } from '../../src/core/user-error.ts';
import { startCohort } from '../../src/report/cohort.ts';
import { compare } from '../../src/report/compare.ts';
import { comparedFigures, type FigureChange, figureName, type Side, sameNumbers } from '../../src/report/compared-figures.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { everyFigure, type PlacedFigure } from '../../src/report/every-figure.ts';
import { kpiReport, startCases } from '../../src/report/kpi.ts';
import type { Report } from '../../src/report/report.ts';
import { savedReport } from '../../src/report/saved.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { startTimeliness } from '../../src/report/timeliness.ts';
import { arbitraryAsOf, arbitraryCase, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const RUNS = { seed: 20_140_901, numRuns: 60 };

const INDICATORS = CASE_MEASURES.map((measure) => ({
  source: 'cases',
  code: measure.id,
  title: measure.title,
  measure,
  target: null,
  polarity: 'higher' as const,
  lagQuarters: 0,
}));

function startKpi(asked: Parameters<typeof startCases>[1]) {
  const counting = startCases(INDICATORS, asked);
  const codes = INDICATORS.map(({ code }) => code);
  return { add: (c: Case) => counting.add(c), report: (context: ReportContext) => kpiReport([{ counted: counting.finish(), context }], codes, asked) };
}

/** What makes each report that is made of a case list: the period of those that have one is the quarter of the day. */
const MAKERS = {
  snapshot: (asOf: Day, conventions: Conventions) => startSnapshot(asOf, conventions),
  timeliness: (asOf: Day, conventions: Conventions, period: string) => startTimeliness(wholePeriodOf(period, asOf), asOf, conventions, null),
  cohort: (asOf: Day, conventions: Conventions, period: string) => startCohort(seenOn(wholePeriodOf(period, asOf), asOf), asOf, conventions, null),
  kpi: (asOf: Day, conventions: Conventions, period: string) => startKpi({ whole: wholePeriodOf(period, asOf), asOf, conventions }),
};
type Kind = keyof typeof MAKERS;
const KINDS = Object.keys(MAKERS) as Kind[];

interface Asked {
  kind: Kind;
  asOf: Day;
  conventions: Conventions;
  period?: string;
}

const sha = (digit: string): string => digit.repeat(64);

function reportOf(cases: readonly Case[], { kind, asOf, conventions, period = '2022-Q1' }: Asked, list: string): Report {
  const maker = MAKERS[kind](asOf, conventions, period);
  for (const c of cases) maker.add(c, '');
  return maker.report(contextOf(cases.length, { sha256: sha(list) }));
}

/** A report as it comes back from a file. */
const saved = (report: Report) => savedReport(JSON.parse(JSON.stringify(report)), 'a.json');

/** A report that was saved, with the list it was made of at hand or not. */
function sideOf(cases: readonly Case[], asked: Asked, list: string, atHand = true): Side {
  const report = saved(reportOf(cases, asked, list));
  const context = contextOf(cases.length, { sha256: sha(list) });
  return { name: `${list}.json`, sha256: sha(list), report, list: atHand ? { cases: new Map(cases.map((c) => [c.id, c])), context } : null };
}

/** A case list and the same a while later: rows corrected, entered late and gone. */
const arbitraryTwoLists = fc
  .record({
    cases: arbitraryCases,
    fates: fc.array(fc.constantFrom('same', 'same', 'same', 'corrected', 'gone', 'late'), { minLength: 40, maxLength: 40 }),
    others: fc.array(arbitraryCase, { minLength: 40, maxLength: 40 }),
  })
  .map(({ cases, fates, others }) => ({
    before: cases.filter((_, at) => fates[at] !== 'late'),
    after: cases.flatMap((c, at) => (fates[at] === 'gone' ? [] : [fates[at] === 'corrected' ? { ...(others[at] as Case), id: c.id, line: c.line } : c])),
  }));

const arbitraryKind = fc.constantFrom(...KINDS);
/** A day after the first quarter of 2022 has begun. */
const arbitraryDay = fc.nat({ max: 500 }).map((n) => addDays(on('2022-01-01'), n));

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** A report with one part of it gone, or another thing in its place. */
function damaged(report: Node, [step = 0, ...path]: readonly number[], value: unknown, isGone: boolean): unknown {
  const keys = Object.keys(report);
  const key = keys[step % keys.length] ?? '';
  const below = report[key];
  if (path.length > 0 && isNode(below)) damaged(below, path, value, isGone);
  else if (isGone && !Array.isArray(report)) delete report[key];
  else report[key] = value;
  return report;
}

describe('a saved report', () => {
  it('has the figures that it was saved with, each of its dates', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryKind, arbitraryDay, arbitraryConventions, (cases, kind, asOf, conventions) => {
        const report = reportOf(cases, { kind, asOf, conventions }, '1');
        const back = saved(report);
        const numbers = ({ id, figure, ...at }: PlacedFigure) => ({ id, ...at, numbers: [figure.value, figure.numerator, figure.denominator, figure.unit] });
        expect(everyFigure(back).map(numbers)).toEqual(everyFigure(report).map(numbers));
        expect([back.asOf, back.conventions, back.sources[0]?.sha256]).toEqual([report.asOf, conventions, sha('1')]);
      }),
      RUNS,
    );
  });

  it('with anything in any place of it is refused in words, or compared: it never breaks', () => {
    const whole = KINDS.map((kind) => JSON.stringify(reportOf([], { kind, asOf: on('2022-07-31'), conventions: { dayOfReceipt: 0, cohort: 'dfe' } }, '1')));
    const strange = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(null, '', -1, 1e308, 9e15, '2022-02-30', '\u001b[2J', [], {}, { from: 1 }, [null], JSON.parse('{"__proto__":{"value":1}}')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), strange, fc.boolean(), (text, path, value, isGone) => {
        const report = damaged(JSON.parse(text), path, value, isGone);
        const right: Side = { name: 'right.json', sha256: sha('1'), report: saved(JSON.parse(text)), list: null };
        try {
          const wrong: Side = {
            name: 'wrong.json',
            sha256: sha('2'),
            report: savedReport(report, 'wrong.json'),
            list: { cases: new Map(), context: contextOf(0) },
          };
          compare(wrong, right, (id) => id);
          compare(right, wrong, (id) => id);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toMatch(/^wrong\.json: .+\. Name a report that ehcp wrote with --format json, as it was written\.$/s);
        }
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });
});

/** The numbers of a figure that are counts of cases, and the piles of those cases. */
function madeOf({ figure }: PlacedFigure): { piles: string[]; of: (one: PlacedFigure) => number }[] {
  const denominator = { piles: ['met', 'missed', 'not known'], of: (one: PlacedFigure) => one.figure.denominator ?? 0 };
  const met = { piles: ['met'], of: (one: PlacedFigure) => (figure.unit === 'percent' ? (one.figure.numerator ?? 0) : (one.figure.value ?? 0)) };
  const isEstimate = figure.unit === 'percent' && figure.numerator === undefined;
  return [...(figure.denominator === undefined ? [] : [denominator]), ...(figure.unit === 'weeks' || isEstimate ? [] : [met])];
}

describe('a comparison', () => {
  it('says of the old dates what a report of them made of the new list says, whatever the new report speaks of', () => {
    fc.assert(
      fc.property(arbitraryTwoLists, arbitraryKind, arbitraryDay, arbitraryDay, arbitraryConventions, ({ before, after }, kind, asOf, later, conventions) => {
        const old = sideOf(before, { kind, asOf, conventions }, '1');
        const now = sideOf(after, { kind, asOf: later, conventions }, '2');
        const fresh = new Map(everyFigure(saved(reportOf(after, { kind, asOf, conventions }, '2'))).map((one) => [figureName(one), one.figure]));
        for (const { was, again, changes } of comparedFigures(old, now)) {
          if (was === null || again === null) continue;
          const expected = fresh.get(figureName(was));
          if (expected === undefined) throw new Error(`${figureName(was)} is not in the fresh report`);
          expect([again.value, again.numerator, again.denominator]).toEqual([expected.value, expected.numerator, expected.denominator]);
          expect(changes.includes('restated')).toBe(!sameNumbers(was.figure, expected));
        }
      }),
      RUNS,
    );
  });

  it('names cases that together are the difference of each figure of the same dates', () => {
    fc.assert(
      fc.property(arbitraryTwoLists, arbitraryKind, arbitraryDay, arbitraryConventions, ({ before, after }, kind, asOf, conventions) => {
        const old = sideOf(before, { kind, asOf, conventions }, '1');
        const now = sideOf(after, { kind, asOf, conventions }, '2');
        const { report } = compare(old, now, (id) => id);
        const moves = (report.listings?.find(({ name }) => name === 'moved')?.rows ?? []).flatMap(({ figures }) => String(figures).split('; '));
        for (const { was, is } of comparedFigures(old, now)) {
          if (was === null || is === null) throw new Error('two reports on the same dates have the same figures');
          const name = `${figureName(was)}: `;
          const own = moves.filter((move) => move.startsWith(name)).map((move) => move.slice(name.length).split(' → '));
          const gain = (piles: readonly string[]): number =>
            own.reduce((sum, [from = '', to = '']) => sum + Number(piles.includes(to)) - Number(piles.includes(from)), 0);
          for (const { piles, of } of madeOf(was)) expect(gain(piles)).toBe(of(is) - of(was));
          if (!sameNumbers(was.figure, is.figure)) expect(own, name).not.toEqual([]);
        }
      }),
      RUNS,
    );
  });

  const found = (changes: readonly FigureChange[]) => [...new Set(changes.flatMap(({ changes: own }) => own))];

  it('of the same list by other conventions has definitions that changed, and no riddles', () => {
    fc.assert(
      fc.property(
        arbitraryCases,
        arbitraryKind,
        arbitraryDay,
        arbitraryConventions,
        arbitraryConventions,
        fc.boolean(),
        (cases, kind, asOf, then, today, atHand) => {
          const old = sideOf(cases, { kind, asOf, conventions: then }, '1', atHand);
          const now = sideOf(cases, { kind, asOf, conventions: today }, '1', atHand);
          const changes = comparedFigures(old, now);
          expect(['definition-changed'].concat(found(changes)).every((change) => change === 'definition-changed')).toBe(true);
          for (const { was, is, changes: own } of changes) expect(own.length > 0).toBe(was !== null && is !== null && !sameNumbers(was.figure, is.figure));
        },
      ),
      RUNS,
    );
  });

  it('of the same list on two days, or over two periods, has new periods alone: nothing is restated, and nothing a riddle', () => {
    fc.assert(
      fc.property(
        arbitraryCases,
        arbitraryKind,
        arbitraryAsOf.filter((asOf) => asOf >= on('2022-04-01')),
        arbitraryDay,
        fc.constantFrom('2022-Q1', '2021-Q4', '2021', '2020-Q3'),
        fc.boolean(),
        (cases, kind, asOf, later, period, atHand) => {
          const conventions = { dayOfReceipt: 0, cohort: 'dfe' } as const;
          const old = sideOf(cases, { kind, asOf, conventions }, '1', atHand);
          const now = sideOf(cases, { kind, asOf: later, conventions, period }, '1', atHand);
          for (const { was, is, changes } of comparedFigures(old, now)) {
            const dates = (one: PlacedFigure | null) => [one?.from, one?.to];
            if (changes.length > 0) expect(changes).toEqual(['new-period']);
            else expect(dates(is)).toEqual(dates(was));
          }
        },
      ),
      { ...RUNS, numRuns: 150 },
    );
  });
});
