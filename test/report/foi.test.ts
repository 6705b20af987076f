import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPEAL_KINDS, type Appeal } from '../../src/core/appeal.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day, dayFromIso } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import { startFoi } from '../../src/report/foi.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { type Said, workedOut } from '../support/other-worlds.ts';

const AS_OF = on('2022-12-31');

interface Asked {
  period?: string;
  asOf?: Day;
  appeals?: readonly Appeal[] | null;
  isPublic?: boolean;
  absent?: readonly string[];
}

function foiOn(
  cases: readonly Parameters<typeof caseOf>[0][],
  { period = '2022', asOf = AS_OF, appeals = null, isPublic = false, absent = [] }: Asked = {},
): Report {
  const foi = startFoi({ period: periodOf(period, asOf), asOf, conventions: DEFAULT_CONVENTIONS, targets: [], publish: isPublic, absent });
  for (const one of cases) foi.add(caseOf(one));
  for (const one of appeals ?? []) foi.addAppeal(one);
  const published = isPublic ? { publish: { threshold: 4, step: publish } } : {};
  return foi.report(
    contextOf(cases.length, published),
    appeals === null ? null : contextOf(appeals.length, { role: 'appeals', file: 'appeals.csv', setAsideMaybeOpen: null, ...published }),
    [],
  );
}

const answerTo = (report: Report, id: string): string[] => {
  const section = report.sections.find((one) => one.id === id);
  return section?.kind === 'table'
    ? (section.lead ?? []).flatMap((text) => text.split(/(?<=\.) (?=[A-Z])/))
    : section?.kind === 'terms'
      ? section.terms.map(({ meaning }) => meaning)
      : [];
};

describe('the periods of an answer', () => {
  it.each([
    ['2022', '2022-12-31', ['2022-01-01 2022-12-31', '2022-01-01 2022-12-31', '2022-04-01 2022-12-31']],
    ['2022', '2023-06-30', ['2022-01-01 2022-12-31', '2022-01-01 2022-12-31', '2022-04-01 2023-03-31']],
    ['2021/22', '2022-07-31', ['2021-04-01 2022-03-31', '2021-01-01 2021-12-31', '2021-04-01 2022-03-31']],
    ['2022-Q1', '2022-07-31', ['2022-01-01 2022-03-31', '2022-01-01 2022-07-31', '2021-04-01 2022-03-31']],
    ['2022', '2022-02-15', ['2022-01-01 2022-02-15', '2022-01-01 2022-02-15', '2021-04-01 2022-02-15']],
    ['last-12-months', '2022-07-31', ['2021-08-01 2022-07-31', '2022-01-01 2022-07-31', '2021-04-01 2022-03-31']],
  ])('%s on %s are it, and the calendar and the financial year of its middle', (period, asOf, expected) => {
    const { periods = {} } = foiOn([], { period, asOf: on(asOf) });
    expect(Object.keys(periods)).toEqual(['period', 'calendar-year', 'financial-year']);
    expect(Object.values(periods).map(({ from, to }) => `${from} ${to}`)).toEqual(expected);
  });
});

describe('an answer', () => {
  const none = foiOn([]);

  it('of nothing says so, and never 0%', () => {
    expect(none.summary).toEqual([
      '7 of 10 questions are answered here, as things stood on 31 December 2022. The others take lists that are not named in the configuration; each says which.',
      'No request was received in 2022; none on the same dates a year before.',
      'No final plan was issued in 2022; none on the same dates a year before.',
      'No plan that counts was issued in 2022.',
      'No assessment was open on 31 December 2022.',
    ]);
    expect(answerTo(none, 'requests-refused')).toEqual(['No decision whether to assess was made in 2022.']);
  });

  it('of one is said in the singular', () => {
    const one = foiOn([{ received: '2022-02-01', finalPlan: '2022-03-01', assessDecision: 'Y', assessDecisionDate: '2022-02-10' }, { received: '2022-01-01' }]);
    expect(answerTo(one, 'plans-issued')).toEqual([
      '1 final plan was issued in 2022; none on the same dates a year before.',
      'Of the assessments that ended with a plan or a refusal to issue one, 1 of 1 (100.0%) led to a plan.',
    ]);
    expect(answerTo(one, 'overdue-open')).toEqual([
      'On 31 December 2022, 1 of 1 open assessment was over 20 weeks.',
      'Leaving out those with a recorded exception: 1.',
      'Over 52 weeks: none.',
    ]);
  });

  it('leaves out of what is overdue those with a recorded exception, and no others', () => {
    const { figures } = foiOn([
      { received: '2022-01-01', exception: true },
      { received: '2022-01-01' },
      { received: '2022-12-01', exception: true },
      { received: '2022-01-01', exception: true, finalPlan: '2022-12-01' },
    ]);
    expect([figures['open-over-20-weeks']?.value, figures['open-over-20-weeks-without-exception']?.value]).toEqual([2, 1]);
  });

  it('that takes a list which is not there says which', () => {
    for (const [id, role] of [
      ['reviews-overdue', 'plans'],
      ['advice', 'advice'],
      ['appeals', 'appeals'],
    ] as const)
      expect(answerTo(none, id)).toEqual([expect.stringMatching(new RegExp(`^This cannot be answered from the case list\\. .*sources\\.${role} in the`))]);
  });

  it('that the list of appeals cannot give is not known, published or not, and the table says why', () => {
    for (const isPublic of [false, true]) {
      const { figures, periods, sections } = foiOn([], { appeals: [], isPublic, absent: ['completed_date'] });
      const { notKnown } = figures['appeals-completed'] ?? {};
      expect([notKnown, figures['appeals-lodged']?.value]).toEqual(['the list has no column completed_date', 0]);
      expect(periods?.['financial-year']?.lastYear.figures['appeals-ongoing']).toMatchObject({ value: null, notKnown });
      const section = sections.find(({ id }) => id === 'appeals');
      expect(section?.kind === 'table' ? section.notes : []).toContain('–: not known, as the list has no column completed_date.');
    }
  });

  it('that is suppressed says so, and why', () => {
    const few = foiOn([...Array(3).fill({ received: '2022-06-01' }), ...Array(40).fill({ received: '2021-06-01', finalPlan: '2021-09-01' })], {
      isPublic: true,
    });
    expect(few.figures.requests).toMatchObject({ value: null, suppressed: true });
    expect(answerTo(few, 'requests-received')).toEqual(['This number is suppressed, as small numbers may identify a child.']);
  });
});

const arbitraryAppeals: fc.Arbitrary<Appeal[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...APPEAL_KINDS),
      lodged: fc.integer({ min: -800, max: 0 }),
      took: fc.option(fc.oneof(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 0, max: 400 })), { freq: 2 }),
      hasOutcome: fc.boolean(),
    }),
    { maxLength: 150 },
  )
  .map((all) =>
    all.map(({ lodged, took, ...facts }, at) => {
      const day = addDays(AS_OF, lodged);
      return {
        ...facts,
        matter: null,
        about: '',
        caseId: '',
        person: '',
        outcome: null,
        line: at + 2,
        ordered: null,
        lodged: day,
        completed: took === null ? null : addDays(day, took),
      };
    }),
  );

/** What a reader takes for true: each appeal was lodged in one stretch and ended in one, or not, or nobody knows when. */
function saidOfAppeals({ periods = {}, sources }: Report): Said[] {
  const windows = Object.values(periods).flatMap(({ lastYear, ...own }) => [own, lastYear]);
  const start = (iso: string): number => dayFromIso(iso) as Day;
  const edges = [...new Set(windows.flatMap(({ from, to }) => [start(from), start(to) + 1]))].sort((a, b) => a - b);
  const stretches = [Number.NEGATIVE_INFINITY, ...edges];
  const unknowns = (kind: string, lodged: (day: number) => boolean, ended: (end: number | 'open' | 'doubt') => boolean): string[] =>
    stretches
      .filter(lodged)
      .flatMap((from) => [...stretches.filter((end) => end >= from), 'open' as const, 'doubt' as const].filter(ended).map((end) => `${kind} ${from} ${end}`));
  const ofPeriods = windows.flatMap(({ from, to, figures }): Said[] => {
    const [first, after] = [start(from), start(to) + 1];
    const isIn = (day: number): boolean => day >= first && day < after;
    const later = (end: number | 'open' | 'doubt', than: number): boolean => end === 'open' || (typeof end === 'number' && end >= than);
    return ['appeals', 'mediations'].flatMap((kind) => {
      const piles: Record<string, string[]> = {
        'brought-forward': unknowns(
          kind,
          (day) => day < first,
          (end) => later(end, first),
        ),
        lodged: unknowns(kind, isIn, () => true),
        completed: unknowns(
          kind,
          (day) => day < after,
          (end) => typeof end === 'number' && isIn(end),
        ),
        ongoing: unknowns(
          kind,
          (day) => day < after,
          (end) => later(end, after),
        ),
        'ended-day-not-known': unknowns(kind, isIn, (end) => end === 'doubt'),
      };
      return Object.entries(piles).map(([pile, of]) => ({ name: `${kind} ${pile} ${from} ${to}`, of, value: figures[`${kind}-${pile}`]?.value ?? null }));
    });
  });
  const rows = sources.find(({ role }) => role === 'appeals')?.counted ?? null;
  const every = ['appeals', 'mediations'].flatMap((kind) =>
    unknowns(
      kind,
      () => true,
      () => true,
    ),
  );
  return [...ofPeriods, ...(rows === null ? [] : [{ name: 'rows', of: every, value: rows }])];
}

describe('the appeals of overlapping periods, published', () => {
  it.each(['2022', '2021/22', '2022-Q2', 'AY2021/22'])(
    'of %s print no count from 1 to 4, and tell nothing that is suppressed to somebody with a solver',
    (period) => {
      let looked = 0;
      fc.assert(
        fc.property(arbitraryAppeals, (appeals) => {
          const report = foiOn([], { period, appeals, isPublic: true });
          looked++;
          const printed = Object.values(report.periods ?? {}).flatMap(({ figures, lastYear }) =>
            [figures, lastYear.figures].flatMap((of) => Object.values(of).map(({ value }) => value)),
          );
          expect(printed.filter((value) => value !== null && value > 0 && value < 5)).toEqual([]);
          expect(workedOut(saidOfAppeals(report))).toEqual([]);
        }),
        { seed: 20_220_731, numRuns: 8 },
      );
      expect(looked).toBeGreaterThan(5);
    },
  );
});
