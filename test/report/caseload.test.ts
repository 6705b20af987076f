import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS, lastDayWithin } from '../../src/core/conventions.ts';
import { addDays, type Day, daysBetween } from '../../src/core/day.ts';
import { positionOn } from '../../src/core/position.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import { startCaseload } from '../../src/report/caseload.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { markedInternal } from '../../src/report/internal.ts';
import type { Cell, Listing, Report, Row, Split } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const AS_OF = on('2022-07-31');

interface Asked {
  asOf?: Day;
  conventions?: Conventions;
  by?: string | null;
  /** The group, the co-ordinator and the team of each case. */
  said?: (at: number) => [group: string, coordinator: string, team: string];
  context?: Partial<ReportContext>;
}

function reportOf(cases: readonly Case[], { asOf = AS_OF, conventions = DEFAULT_CONVENTIONS, by = null, said, context }: Asked = {}): Report {
  const caseload = startCaseload({ asOf, conventions, by, shownId: (id) => id });
  cases.forEach((c, at) => {
    const [group, coordinator, team] = said?.(at) ?? ['', '', ''];
    caseload.add(c, group, [coordinator, team]);
  });
  return caseload.report(contextOf(cases.length, context));
}

const valueIn = ({ figures }: Pick<Report, 'figures'>, id: string): number => figures[id]?.value ?? Number.NaN;
const rowsOf = (report: Report, name: Listing['name']): Listing['rows'] => report.listings?.find((listing) => listing.name === name)?.rows ?? [];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const STAGE_IDS = ['open-awaiting-decision-to-assess', 'open-being-assessed', 'open-plan-being-drafted', 'open-draft-sent'];
const COUNTS = ['open', ...STAGE_IDS, 'open-over-20-weeks', 'open-over-52-weeks', 'open-over-52-weeks-with-draft'];
const KEYS = ['open', 'awaitingDecisionToAssess', 'beingAssessed', 'planBeingDrafted', 'draftSent', 'over20Weeks', 'over52Weeks', 'over52WeeksWithDraft'];
const POPULATIONS: [id: string, weeks: number][] = [
  ['open', -1],
  ['open-over-20-weeks', 20],
  ['open-over-52-weeks', 52],
];

/** Whoever has nobody keeps nobody, in three teams, one of them without a name. */
const spread = (at: number): [string, string, string] => [['East', 'West'][at % 2] as string, `CO-${at % 4}`, ['North', 'South', ''][at % 3] as string];

/** The groups of a split come to the whole. */
function expectToAddUp({ groups }: Split, whole: Pick<Report, 'figures'>): void {
  for (const id of COUNTS) expect(sum(groups.map((group) => valueIn(group, id)))).toBe(valueIn(whole, id));
  expect(Math.max(...groups.map((group) => valueIn(group, 'open-longest-weeks')))).toBe(valueIn(whole, 'open-longest-weeks'));
}

describe('a caseload', () => {
  it('has the very figures of the snapshot of the same day', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const snapshot = startSnapshot(asOf, conventions);
        for (const c of cases) snapshot.add(c);
        const expected = snapshot.report(contextOf(cases.length)).figures;
        const { figures } = reportOf(cases, { asOf, conventions, said: spread });
        for (const { id } of POSITION_FIGURES) expect(figures[id]).toEqual(expected[id]);
      }),
      { seed: 20_220_731, numRuns: 300 },
    );
  });

  it('adds up: teams, co-ordinators, and each co-ordinator in each team, to the whole; with and without a draft to all', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, fc.constantFrom(null, 'area'), (cases, asOf, conventions, by) => {
        const report = reportOf(cases, { asOf, conventions, by, said: spread });
        const whole = { figures: report.figures };
        const splits = [...(report.by === undefined ? [] : [report.by]), ...(report.alsoBy ?? [])];
        for (const split of splits) expectToAddUp(split, whole);
        const loads = rowsOf(report, 'caseload');
        KEYS.forEach((key, at) => {
          expect(sum(loads.map((row) => Number(row[key])))).toBe(valueIn(whole, COUNTS[at] as string));
        });
        expect(loads.every(({ open }) => Number(open) > 0)).toBe(true);
        expect(new Set(loads.map(({ group, coordinator }) => JSON.stringify([group, coordinator]))).size).toBe(loads.length);
        expect(sum(STAGE_IDS.map((id) => valueIn(whole, id)))).toBe(valueIn(whole, 'open'));
        for (const [id] of POPULATIONS) {
          const withDraft = id === 'open' ? 'open-draft-sent' : `${id}-with-draft`;
          expect(valueIn(whole, withDraft) + valueIn(whole, `${id}-without-draft`)).toBe(valueIn(whole, id));
          expect(valueIn(whole, id)).toBeGreaterThanOrEqual(valueIn(whole, `${id}-unallocated`));
        }
        expect(valueIn(whole, 'open-over-52-weeks-allocated') + valueIn(whole, 'open-over-52-weeks-unallocated')).toBe(valueIn(whole, 'open-over-52-weeks'));
      }),
      { seed: 20_220_731, numRuns: 300 },
    );
  });

  it('counts and lists whom a look at each case finds', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, (cases, asOf, conventions) => {
        const report = reportOf(cases, { asOf, conventions, said: spread });
        const open = cases.flatMap((c) => {
          const { visible, closing } = positionOn(c, asOf);
          return visible && closing === null && c.received !== null && c.received <= asOf ? [{ c, days: daysBetween(c.received, asOf) }] : [];
        });
        const hasDraft = ({ draftPlan }: Case): boolean => draftPlan !== null && draftPlan <= asOf;
        for (const [id, weeks] of POPULATIONS) {
          const of = open.filter(({ days }) => weeks < 0 || days > lastDayWithin(weeks, conventions));
          expect(valueIn(report, `${id}-without-draft`)).toBe(of.filter(({ c }) => !hasDraft(c)).length);
          expect(valueIn(report, `${id}-unallocated`)).toBe(of.filter(({ c }) => !c.allocated).length);
        }
        const lines = (some: typeof open) => some.sort((a, b) => b.days - a.days || a.c.line - b.c.line).map(({ c, days }) => [c.line, Math.floor(days / 7)]);
        const listed = (name: Listing['name']) => rowsOf(report, name).map(({ line, weeks }) => [line, weeks]);
        expect(listed('unallocated')).toEqual(lines(open.filter(({ c }) => !c.allocated)));
        expect(listed('undrafted')).toEqual(lines(open.filter(({ c, days }) => days > lastDayWithin(52, conventions) && !hasDraft(c))));
      }),
      { seed: 20_220_731, numRuns: 300 },
    );
  });
});

/** Open cases, each under assessment: for how many days, who has it ('' for nobody), in which team, whether a draft was sent. */
type One = [days: number, coordinator?: string, team?: string, facts?: Facts];

function made(...ones: One[]): Report {
  return madeWith({}, ...ones);
}

function madeWith(asked: Asked, ...ones: One[]): Report {
  const cases = ones.map(([days, coordinator = '', , facts = {}], at) =>
    caseOf({ assessDecision: 'Y', id: `A${at}`, line: at + 2, received: addDays(AS_OF, -days), allocated: coordinator !== '', ...facts }),
  );
  return reportOf(cases, { said: (at) => [ones[at]?.[2] ?? '', ones[at]?.[1] ?? '', ones[at]?.[2] ?? ''], ...asked });
}

const DRAFT: Facts = { draftPlan: '2022-07-01' };

describe('the summary', () => {
  it.each<[string, One[], string[]]>([
    ['none', [], ['No assessment is open.']],
    ['one with nobody', [[10]], ['1 assessment is open. None has passed 20 weeks; it has been open for 1 whole week.', 'It has no co-ordinator named.']],
    [
      'one over 52 weeks',
      [[365, 'CO-1']],
      [
        '1 assessment is open. 1 (100.0%) has passed 20 weeks, and 52 weeks too; it has been open for 52 whole weeks.',
        'The one over 52 weeks has no draft plan sent.',
        'It has a co-ordinator named.',
        'CO-1 has 1 open case, over 20 weeks.',
      ],
    ],
    [
      'some of each',
      [[10, 'CO-1'], [400, 'CO-2'], [401, 'CO-2', '', DRAFT], [402], [150]],
      [
        '5 assessments are open. 4 (80.0%) have passed 20 weeks, 3 of them 52 weeks; the oldest has been open for 57 whole weeks.',
        'Of the 3 over 52 weeks, 1 has a draft plan sent and 2 have none.',
        '2 open cases have no co-ordinator named, 1 of them over 52 weeks.',
        '2 co-ordinators have 1 to 2 open cases each; CO-2 has most, 2 of them over 20 weeks.',
      ],
    ],
    [
      'drafts for all, somebody for all',
      [
        [400, 'CO-1', '', DRAFT],
        [401, 'CO-1', '', DRAFT],
      ],
      [
        '2 assessments are open. 2 (100.0%) have passed 20 weeks, 2 of them 52 weeks; the oldest has been open for 57 whole weeks.',
        'All 2 over 52 weeks have a draft plan sent.',
        'Every open case has a co-ordinator named.',
        'CO-1 has 2 open cases, 2 of them over 20 weeks.',
      ],
    ],
    [
      'nobody for any, no draft',
      [[400], [401]],
      [
        '2 assessments are open. 2 (100.0%) have passed 20 weeks, 2 of them 52 weeks; the oldest has been open for 57 whole weeks.',
        'None of the 2 over 52 weeks has a draft plan sent.',
        'No open case has a co-ordinator named.',
      ],
    ],
  ])('of %s', (_, ones, sentences) => {
    expect(made(...ones).summary).toEqual(sentences);
  });

  it('names the one or the two who have most, and nobody where they are more or all alike', () => {
    const last = (...names: string[]) => made(...names.map((name): One => [10, name])).summary.at(-1);
    expect(last('A', 'A', 'B')).toBe('2 co-ordinators have 1 to 2 open cases each; A has most, none of them over 20 weeks.');
    expect(last('A', 'A', 'B', 'B', 'C')).toBe('3 co-ordinators have 1 to 2 open cases each; A and B have most.');
    expect(last('A', 'A', 'B', 'B', 'C', 'C', 'D')).toBe('4 co-ordinators have 1 to 2 open cases each; 3 of them have most.');
    expect(last('A', 'B')).toBe('2 co-ordinators have 1 open case each.');
    expect(last('A', 'A', '')).toBe('A has 2 open cases, none of them over 20 weeks.');
  });

  it('says which column the list has not, and then nothing of whom it does not know', () => {
    const without = (...absent: string[]) => madeWith({ context: { absent } }, [10], [400]);
    const none = without('coordinator', 'team');
    expect(none.summary).toEqual([
      '2 assessments are open. 1 (50.0%) has passed 20 weeks, and 52 weeks too; the oldest has been open for 57 whole weeks.',
      'The one over 52 weeks has no draft plan sent.',
      'The list has no column for co-ordinators and teams, so nothing is split by them.',
    ]);
    expect(Object.keys(none.figures).filter((id) => id.includes('allocated'))).toEqual([]);
    expect([none.by, none.alsoBy]).toEqual([undefined, undefined]);
    expect(none.listings?.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['caseload', 1],
      ['undrafted', 1],
    ]);
    expect(none.sections.map(({ id }) => id)).not.toContain('split');
    expect(JSON.stringify(none.sections)).not.toContain('o-ordinator named');
    expect(without('team').summary.at(-1)).toBe('The list has no column for teams, so nothing is split by them.');
    expect(madeWith({ by: 'area', context: { absent: ['team'] } }, [10, 'CO-1', 'East']).summary.join()).not.toContain('no column');
  });
});

const tableOf = (report: Report, id: string): Row[] =>
  report.sections.flatMap((section) => (section.kind === 'table' && section.id === id ? section.rows : []));
const textOf = (cell: Cell): string => (cell.kind === 'text' ? cell.text : 'value' in cell ? String(cell.value) : 'c');
const shown = (rows: readonly Row[]) => rows.map(({ header, under, cells }) => `${under ? '  ' : ''}${header}: ${cells.map(textOf).join(' ')}`);
const groupsIn = (split: Split | undefined) => split?.groups.map(({ name, figures }) => [name, valueIn({ figures }, 'open')]);

describe('the tables', () => {
  const ONES: One[] = [
    [10, 'CO-1', 'North'],
    [400, 'CO-2', 'North', DRAFT],
    [150, 'CO-2', 'North'],
    [365, '', 'North'],
    [364, 'CO-3', 'South', { assessDecision: null }],
    [141, '', '', { issueDecision: 'Y' }],
  ];

  it('has the whole, with and without a draft, and those that nobody has', () => {
    expect(shown(tableOf(made(...ONES), 'open'))).toEqual([
      'Open: 6  1 5 2',
      'Within 20 weeks: 1 16.7 0 1 0',
      'Over 20 weeks: 5 83.3 1 4 2',
      'Over 52 weeks: 2 33.3 1 1 1',
      'Oldest, whole weeks: 57    ',
    ]);
  });

  it('has a row for each team and below it those that nobody has, then its co-ordinators, whoever has most first', () => {
    const report = made(...ONES);
    expect(shown(tableOf(report, 'split'))).toEqual([
      '(blank): 1 0 0 1 0 1 0 0 20',
      '  no co-ordinator named: 1 0 0 1 0 1 0 0 20',
      'North: 4 0 3 0 1 3 2 1 57',
      '  no co-ordinator named: 1 0 1 0 0 1 1 0 52',
      '  CO-2: 2 0 1 0 1 2 1 1 57',
      '  CO-1: 1 0 1 0 0 0 0 0 1',
      'South: 1 1 0 0 0 1 0 0 52',
      '  CO-3: 1 1 0 0 0 1 0 0 52',
      'All: 6 1 3 1 1 5 2 1 57',
    ]);
    expect(tableOf(report, 'coordinators')).toEqual([]);
    expect([report.by?.column, groupsIn(report.by)]).toEqual([
      'team',
      [
        ['', 1],
        ['North', 4],
        ['South', 1],
      ],
    ]);
    expect(report.alsoBy?.map((split) => [split.column, groupsIn(split)])).toEqual([
      [
        'coordinator',
        [
          ['', 2],
          ['CO-1', 1],
          ['CO-2', 2],
          ['CO-3', 1],
        ],
      ],
    ]);
  });

  it('has a table of co-ordinators where somebody has cases in several teams, or there are none', () => {
    const several = made([10, 'CO-1', 'North'], [20, 'CO-1', 'South'], [30, 'CO-2', 'South'], [40, '', 'South']);
    expect(shown(tableOf(several, 'coordinators'))).toEqual([
      'No co-ordinator named: 1 0 1 0 0 0 0 0 5',
      'CO-1: 2 0 2 0 0 0 0 0 2',
      'CO-2: 1 0 1 0 0 0 0 0 4',
      'All: 4 0 4 0 0 0 0 0 5',
    ]);
    const plain = made([10, 'CO-1'], [20, 'CO-1']);
    expect([tableOf(plain, 'split'), shown(tableOf(plain, 'coordinators'))]).toEqual([[], ['CO-1: 2 0 2 0 0 0 0 0 2', 'All: 2 0 2 0 0 0 0 0 2']]);
    expect([plain.by, plain.alsoBy?.map(({ column }) => column)]).toEqual([undefined, ['coordinator']]);
  });

  it('says co-ordinators once where it is split by them, in whatever words', () => {
    const report = madeWith({ by: 'Case Officer', said: (at) => ['CO-1', 'CO-1', ['North', 'South'][at] ?? ''] }, [10, 'CO-1'], [20, 'CO-1']);
    expect([report.by, report.alsoBy?.map(({ column }) => column), tableOf(report, 'split')]).toEqual([undefined, ['coordinator'], []]);
    expect(rowsOf(report, 'caseload')).toMatchObject([{ group: null, coordinator: 'CO-1', open: 2 }]);
  });

  it('is split by another column than the team where one is named', () => {
    const report = madeWith({ by: 'area', said: () => ['East', 'CO-1', 'North'] }, [10, 'CO-1']);
    expect(report.by).toMatchObject({ column: 'area', groups: [{ name: 'East' }] });
    expect(rowsOf(report, 'caseload')).toMatchObject([{ group: 'East', coordinator: 'CO-1' }]);
  });
});

describe('a case to be looked at', () => {
  it('is listed with its weeks, who has it and what is awaited', () => {
    const report = madeWith({}, [365, 'CO-1', 'North']);
    expect(rowsOf(report, 'undrafted')).toEqual([
      {
        caseId: 'A0',
        line: 2,
        weeks: 52,
        received: '2021-07-31',
        days: 365,
        coordinator: 'CO-1',
        group: 'North',
        stage: 'being-assessed',
        awaited: 'advice and assessment, decision whether to issue',
      },
    ]);
  });

  it('has nobody where the list has a word for nobody', () => {
    const report = reportOf([caseOf({ received: AS_OF, allocated: false })], { said: () => ['', 'unallocated', ''] });
    expect(rowsOf(report, 'unallocated')).toMatchObject([{ coordinator: null, weeks: 0 }]);
    expect(groupsIn(report.alsoBy?.[0])).toEqual([['', 1]]);
  });

  it('stands in a paper that says that it is internal, whether any is listed or none', () => {
    for (const report of [made(), made([10, 'CO-1'])]) {
      const caution = 'Internal, not for publication: it is for managers, and nothing in it is suppressed.';
      expect(markedInternal(report)).toMatchObject({ internal: true, cautions: [caution] });
    }
  });
});
