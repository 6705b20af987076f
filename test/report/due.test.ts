import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS, lastDayWithin } from '../../src/core/conventions.ts';
import { addDays, type Day, dayFromIso } from '../../src/core/day.ts';
import type { Stage } from '../../src/core/position.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { startDue } from '../../src/report/due.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Listing, Report } from '../../src/report/report.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, DATE_FIELDS, type Facts, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const AS_OF = on('2022-07-31');

interface Asked {
  asOf?: Day;
  ahead?: number;
  conventions?: Conventions;
  by?: string | null;
  /** The group, the co-ordinator and the team of each case. */
  said?: (at: number) => [group: string, coordinator: string, team: string];
  context?: Partial<ReportContext>;
}

function reportOf(cases: readonly Case[], { asOf = AS_OF, ahead = 28, conventions = DEFAULT_CONVENTIONS, by = null, said, context }: Asked = {}): Report {
  const due = startDue({ asOf, to: addDays(asOf, ahead), conventions, by, shownId: (id) => id });
  cases.forEach((c, at) => {
    const [group, coordinator, team] = said?.(at) ?? ['', '', ''];
    due.add(c, group, [coordinator, team]);
  });
  return due.report(contextOf(cases.length, context));
}

const PUBLISHED: Partial<ReportContext> = { publish: { threshold: 4, step: publish } };
const listingOf = (report: Report): Listing['rows'] => report.listings?.find(({ name }) => name === 'due')?.rows ?? [];
const valueIn = ({ figures }: Report, id: string): number | null | undefined => figures[id]?.value;

/** Open cases so many days after they were received, each at a stage. */
const ASSESSED: Facts = { assessDecision: 'Y', assessDecisionDate: '2021-01-01' };
const openFor = (...days: number[]) => days.map((n, at) => caseOf({ ...ASSESSED, id: `A${at}`, line: at + 2, received: addDays(AS_OF, -n), draftPlan: AS_OF }));

/** The same cases, had nothing that is to come after a day ever come: every later date is put off for thirty years. */
const frozen = (cases: readonly Case[], asOf: Day): Case[] =>
  cases.map((c) => ({
    ...c,
    ...Object.fromEntries(DATE_FIELDS.flatMap((field) => (c[field] !== null && (c[field] as Day) > asOf ? [[field, addDays(c[field] as Day, 11_000)]] : []))),
  }));

/** How many cases stand on a day at a stage, or at any, and were received more than so many weeks before. */
function openOver(cases: readonly Case[], day: Day, weeks: number, stage: Stage | null, conventions: Conventions): number {
  return cases.filter((c) => {
    const standing = standingOn(c, day, conventions);
    return standing.state === 'open' && standing.days > lastDayWithin(weeks, conventions) && (stage === null || standing.stage === stage);
  }).length;
}

const LIMITS: [weeks: number, stage: Stage | null, over: string][] = [
  [6, 'awaiting-decision-to-assess', 'open-over-6-weeks-awaiting-decision-to-assess'],
  [16, 'being-assessed', 'open-over-16-weeks-being-assessed'],
  [20, null, 'open-over-20-weeks'],
  [52, null, 'open-over-52-weeks'],
];

describe('what is due', () => {
  const arbitraryAhead = fc.oneof(fc.constantFrom(1, 7, 28, 30), fc.integer({ min: 1, max: 728 }));

  it('within a horizon is what the position on its last day would be, were everything frozen, less what it is now', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryAhead, arbitraryConventions, (cases, asOf, ahead, conventions) => {
        const report = reportOf(cases, { asOf, ahead, conventions });
        const still = frozen(cases, asOf);
        for (const [weeks, stage, over] of LIMITS) {
          const now = openOver(cases, asOf, weeks, stage, conventions);
          const then = openOver(still, addDays(asOf, ahead), weeks, stage, conventions);
          expect([valueIn(report, over), valueIn(report, `due-week-${weeks}`), valueIn(report, `${over}-if-nothing-happens`)]).toEqual([now, then - now, then]);
        }
      }),
      { seed: 20_220_731, numRuns: 600 },
    );
  });

  it('adds up: week by week, group by group, and case by case', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryAhead, (cases, asOf, ahead) => {
        const report = reportOf(cases, { asOf, ahead, by: 'area', said: (at) => [['North', 'South', ''][at % 3] as string, '', 'never seen'] });
        const rows = listingOf(report);
        for (const [weeks] of LIMITS) {
          const id = `due-week-${weeks}`;
          const of = Object.entries(report.figures).filter(([name]) => name.startsWith(`${id}-in-week-`));
          const total = valueIn(report, id);
          expect(of).toHaveLength(Math.ceil(ahead / 7));
          expect(of.reduce((sum, [, { value }]) => sum + (value ?? Number.NaN), 0)).toBe(total);
          expect((report.by?.groups ?? []).reduce((sum, { figures }) => sum + (figures[id]?.value ?? Number.NaN), 0)).toBe(total);
          expect(rows.filter(({ week }) => week === weeks)).toHaveLength(total ?? Number.NaN);
          for (const [, { period, value }] of of)
            expect(
              rows.filter(({ week, passes }) => week === weeks && String(passes) >= (period?.from ?? '') && String(passes) <= (period?.to ?? '')),
            ).toHaveLength(value ?? Number.NaN);
        }
      }),
      { seed: 20_220_731, numRuns: 200 },
    );
  });

  it('is listed with the next first, of one day the longer limit first, then by line; each with its last day in time', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryAhead, arbitraryConventions, (cases, asOf, ahead, conventions) => {
        const rows = listingOf(reportOf(cases, { asOf, ahead, conventions }));
        const keys = rows.map(({ passes, week, line }) => [String(passes), 100 - Number(week), Number(line)] as const);
        expect(keys).toEqual([...keys].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2])));
        for (const { lastDay, passes, received, week, days } of rows) {
          const [last, first, from] = [lastDay, passes, received].map((iso) => dayFromIso(String(iso)) as Day) as [Day, Day, Day];
          expect([first - last, last - from, first > asOf && first <= asOf + ahead, asOf - from]).toEqual([
            1,
            lastDayWithin(Number(week), conventions),
            true,
            days,
          ]);
        }
      }),
      { seed: 20_220_731, numRuns: 200 },
    );
  });
});

it('of one day has the longer limit first, then the earlier line', () => {
  const cases = [112, 140, 364, 140].map((days, at) => caseOf({ ...ASSESSED, id: `A${at}`, line: 9 - at, received: addDays(AS_OF, -days) }));
  expect(listingOf(reportOf(cases)).map(({ week, line }) => [week, line])).toEqual([
    [52, 7],
    [20, 6],
    [20, 8],
    [16, 9],
  ]);
});

describe('a row', () => {
  const row = (facts: Facts, asked: Asked = {}) => listingOf(reportOf([caseOf({ received: addDays(AS_OF, -140), ...facts })], asked))[0];

  it('says the case, the limit, both days, and who has it', () => {
    expect(row({ allocated: true }, { said: () => ['', 'CO-07', 'North'] })).toEqual({
      caseId: 'A1',
      line: 2,
      week: 20,
      lastDay: '2022-07-31',
      passes: '2022-08-01',
      received: '2022-03-13',
      days: 140,
      coordinator: 'CO-07',
      group: 'North',
      stage: 'awaiting-decision-to-assess',
      awaited: 'decision whether to assess',
    });
  });

  it('names no co-ordinator where the list has a word for nobody', () => {
    expect(row({ allocated: false }, { said: () => ['', 'unallocated', ''] })).toMatchObject({ coordinator: null, group: null });
  });

  it.each<[Facts, string, string]>([
    [{}, 'awaiting-decision-to-assess', 'decision whether to assess'],
    [{ assessDecision: 'Y' }, 'being-assessed', 'advice and assessment, decision whether to issue'],
    [{ assessDecision: 'Y', issueDecision: 'Y' }, 'plan-being-drafted', 'draft plan'],
    [{ assessDecision: 'Y', issueDecision: 'Y', draftPlan: '2022-07-31' }, 'draft-sent', 'final plan'],
    [{ assessDecision: 'N', assessDecisionDate: '2022-05-01', reopened: '2022-06-01' }, 'being-assessed', 'advice and assessment, decision whether to issue'],
  ])('of a case with %j waits for what its stage waits for', (facts, stage, awaited) => {
    expect(row(facts)).toMatchObject({ week: 20, stage, awaited });
  });

  it('is there twice for a case that passes two limits', () => {
    const rows = listingOf(reportOf([caseOf({ ...ASSESSED, received: addDays(AS_OF, -112) })], { ahead: 29 }));
    expect(rows.map(({ caseId, week, passes }) => [caseId, week, passes])).toEqual([
      ['A1', 16, '2022-08-01'],
      ['A1', 20, '2022-08-29'],
    ]);
  });

  it('of a case without a usable reference is known by its line, which a page shows then', () => {
    const due = startDue({ asOf: AS_OF, to: addDays(AS_OF, 28), conventions: DEFAULT_CONVENTIONS, by: null, shownId: () => null });
    for (const c of openFor(140)) due.add(c, '', ['', '']);
    const [listing] = due.report(contextOf(1)).listings ?? [];
    expect(listing?.rows[0]).toMatchObject({ caseId: null, line: 2 });
    expect(listing?.columns.filter(({ unseen }) => unseen !== true).map(({ key }) => key)).toEqual(['caseId', 'line', 'week', 'lastDay', 'passes', 'awaited']);
  });
});

const NO_DECISIONS = 'No case awaiting the decision to assess passes 6 weeks, no case being assessed passes 16 weeks by 28 August 2022.';

describe('the summary', () => {
  it.each<[number[], string[]]>([
    [[], ['No assessment is open, so none passes a limit.']],
    [[10], ['No open case passes 20 or 52 weeks by 28 August 2022.', NO_DECISIONS]],
    [
      [140],
      [
        'If nothing is sent, 1 case passes 20 weeks by 28 August 2022, on 1 August 2022.',
        'No open case passes 52 weeks by 28 August 2022.',
        '1 case would then be over 20 weeks (none now).',
        NO_DECISIONS,
      ],
    ],
    [
      [130, 140, 141],
      [
        'If nothing is sent, 2 more cases pass 20 weeks by 28 August 2022, the first on 1 August 2022.',
        'No open case passes 52 weeks by 28 August 2022.',
        '3 cases would then be over 20 weeks (1 now).',
        NO_DECISIONS,
      ],
    ],
    [
      [364],
      [
        'If nothing is sent, 1 case passes 52 weeks by 28 August 2022, on 1 August 2022.',
        'No open case passes 20 weeks by 28 August 2022.',
        '1 case would then be over 20 weeks (1 now), 1 over 52 weeks (none now).',
        NO_DECISIONS,
      ],
    ],
    [
      [113, 138, 360, 337, 400],
      [
        'If nothing is sent, 2 more cases pass 20 weeks by 28 August 2022, the first on 3 August 2022; 2 more pass 52 weeks, the first on 5 August 2022.',
        '5 cases would then be over 20 weeks (3 now), 3 over 52 weeks (1 now).',
        NO_DECISIONS,
      ],
    ],
    [[400], ['No open case passes 20 or 52 weeks by 28 August 2022.', '1 case would then be over 20 weeks (1 now), 1 over 52 weeks (1 now).', NO_DECISIONS]],
  ])('of cases open for %j days', (days, sentences) => {
    expect(reportOf(openFor(...days)).summary).toEqual(sentences);
  });

  it('speaks of the decisions, for none, one and many', () => {
    const said = (...cases: Case[]) => reportOf(cases).summary.at(-1);
    const waiting = caseOf({ received: addDays(AS_OF, -42) });
    const assessed = caseOf({ ...ASSESSED, received: addDays(AS_OF, -112) });
    expect(said(waiting)).toBe('1 case awaiting the decision to assess passes 6 weeks, no case being assessed passes 16 weeks by 28 August 2022.');
    expect(said(assessed, assessed)).toBe('No case awaiting the decision to assess passes 6 weeks, 2 cases being assessed pass 16 weeks by 28 August 2022.');
  });
});

describe('a split', () => {
  const teams = (...names: string[]) => ({ said: (at: number): [string, string, string] => ['by', '', names[at] ?? ''] });
  const tableOf = (report: Report, id: string) => report.sections.find((section) => section.id === id);

  it('is by team where any open case has one, the others under (blank); and is none where the list names no team', () => {
    const report = reportOf(openFor(140, 130, 10), teams('North', '', 'South'));
    expect(report.by?.column).toBe('team');
    expect(report.by?.groups.map(({ name, figures }) => [name, figures['due-week-20']?.value])).toEqual([
      ['', 1],
      ['North', 1],
      ['South', 0],
    ]);
    expect(tableOf(report, 'split')).toMatchObject({
      heading: 'By team',
      rows: [{ header: '(blank)' }, { header: 'North' }, { header: 'South' }, { header: 'All' }],
    });
    const none = reportOf(openFor(140, 130), teams('', ''));
    expect([none.by, tableOf(none, 'split')]).toEqual([undefined, undefined]);
  });

  it('is by the column asked for', () => {
    expect(reportOf(openFor(140), { ...teams('North'), by: 'area' }).by).toMatchObject({ column: 'area', groups: [{ name: 'by' }] });
  });
});

describe('what is published', () => {
  const cases = openFor(...Array.from({ length: 9 }, () => 130), 364, 400, 401, 402, 403, 404, 405, 406);
  const said = (): [string, string, string] => ['', 'CO-07', 'North'];
  const report = reportOf(
    cases.map((c) => ({ ...c, allocated: true })),
    { said, context: PUBLISHED },
  );

  it('lists no case, names no co-ordinator and no day on which a case passes', () => {
    expect(report.listings).toBeUndefined();
    expect(JSON.stringify(report)).not.toMatch(/CO-07|"A\d|listing/);
    expect(report.summary).toEqual([
      'If nothing is sent, 9 more cases pass 20 weeks by 28 August 2022.',
      '17 cases would then be over 20 weeks (8 now).',
      NO_DECISIONS,
    ]);
  });

  it('suppresses what is small and what would tell it, and leaves nothing of the cells behind', () => {
    expect(report.figures['due-week-52']).toMatchObject({ value: null, suppressed: true });
    expect(
      [report.figures['open-over-52-weeks'], report.figures['open-over-52-weeks-if-nothing-happens']].filter((figure) => figure?.value === null),
    ).not.toEqual([]);
    expect(report.figures['due-week-20']).toMatchObject({ value: 9 });
    expect(Object.keys(report)).not.toContain('unprinted');
  });
});
