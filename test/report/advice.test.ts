import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADVISERS, type Advice } from '../../src/core/advice.ts';
import type { Case } from '../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import { UserError } from '../../src/core/user-error.ts';
import { startAdvice } from '../../src/report/advice.ts';
import { ADVICE_CASE_FIGURES, ADVICE_FIGURES } from '../../src/report/advice-figures.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Figure, Report } from '../../src/report/report.ts';
import { arbitraryAsOf, arbitraryCases } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { type AtLeast, type Between, type Said, saidOfGroups, workedOut } from '../support/other-worlds.ts';

const AS_OF = on('2022-07-31');
const PUBLISHED = { publish: { threshold: 4, step: publish } };

interface Asked {
  cases?: readonly Case[] | null;
  asOf?: Day;
  by?: string | null;
  groupOf?: (one: Advice, at: number) => string;
  caseGroupOf?: ((c: Case, at: number) => string) | null;
  isPublic?: boolean;
}

function reportOf(advice: readonly Advice[], { cases = null, asOf = AS_OF, by = null, groupOf, caseGroupOf = null, isPublic = false }: Asked = {}): Report {
  const started = startAdvice({ asOf, conventions: DEFAULT_CONVENTIONS, by, shownId: (id) => id }, cases === null ? 'none' : 'read');
  advice.forEach((one, at) => {
    started.add(one, groupOf?.(one, at) ?? '');
  });
  const said = isPublic ? PUBLISHED : {};
  const context = contextOf(advice.length, { role: 'advice', file: 'advice.csv', setAsideMaybeOpen: null, ...said });
  if (cases === null) return started.report(context);
  const read = started.startCases(caseGroupOf !== null);
  cases.forEach((c, at) => {
    read.add(c, caseGroupOf?.(c, at) ?? '', ['CO-1', 'North']);
  });
  return read.report([context, contextOf(cases.length, said)]);
}

const valueIn = ({ figures }: Pick<Report, 'figures'>, id: string): number => figures[id]?.value ?? Number.NaN;
const sumIn = (report: Pick<Report, 'figures'>, ...ids: string[]): number => ids.reduce((sum, id) => sum + valueIn(report, id), 0);
const outstanding = (caseId: string, adviser: Advice['adviser'], days: number, line = 2): Advice => ({
  caseId,
  line,
  adviser,
  requested: addDays(AS_OF, -days),
  received: null,
});
const came = (caseId: string, adviser: Advice['adviser'], days: number, after: number): Advice => ({
  ...outstanding(caseId, adviser, days),
  received: addDays(AS_OF, after - days),
});
const openCase = (id: string, days: number, facts: Facts = {}): Case =>
  caseOf({ id, line: 2, received: addDays(AS_OF, -days), assessDecision: 'Y', assessDecisionDate: addDays(AS_OF, 30 - days), ...facts });

const arbitraryAdvice: fc.Arbitrary<Advice[]> = fc
  .array(
    fc.record({
      caseId: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 15 }).map((n) => `A${n}`) }, { weight: 1, arbitrary: fc.constantFrom('', 'elsewhere') }),
      adviser: fc.constantFrom(...ADVISERS),
      requested: fc.option(fc.nat({ max: 900 }), { freq: 12 }),
      took: fc.option(fc.oneof(fc.constantFrom(-1, 0, 41, 42, 43), fc.nat({ max: 200 })), { freq: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ caseId, adviser, requested, took }, at) => {
      const from = addDays(on('2021-06-01'), requested ?? 300);
      const isKnown = requested !== null;
      return { caseId, line: at + 2, adviser, requested: isKnown ? from : null, received: took === null ? (isKnown ? null : from) : addDays(from, took) };
    }),
  );

const BY_ADVISER = [
  'advice-requested',
  'advice-received',
  'advice-received-within-6-weeks',
  'advice-received-late',
  'advice-received-days-not-known',
  'advice-outstanding',
  'advice-outstanding-not-yet-late',
  'advice-outstanding-late',
];
const BY_ADVISER_AND_CASE = ['advice-outstanding-of-open-cases', 'advice-late-over-20-weeks', 'advice-outstanding-late-over-20-weeks'];
const WAITS = [
  'open-waiting-for-psychologist-only',
  'open-waiting-for-psychologist-and-others',
  'open-waiting-for-others-only',
  'open-with-all-advice',
  'open-without-advice',
];
const LATE = ['0-late', '1-late', '2-late', '3-or-more-late'].map((late) => `open-over-20-weeks-with-${late}`);

describe('the names of advisers', () => {
  const sectionsOf = (isPublic: boolean) =>
    reportOf(
      [
        { ...outstanding('A1', 'other', 10), named: '…' },
        { ...outstanding('A2', 'other', 10), named: 'family support' },
        { ...outstanding('A3', 'other', 10), named: 'family support' },
        { ...outstanding('A4', 'educational-psychology', 10), named: 'ed psych' },
        { ...outstanding('A5', 'health', -1), named: 'gp' },
      ],
      { isPublic },
    ).sections.filter(({ id }) => id === 'names');

  it('are listed by whom they were taken for, those not known first', () => {
    expect(sectionsOf(false)).toEqual([
      {
        kind: 'terms',
        id: 'names',
        heading: 'Whom the names in the list were taken for',
        place: 'notes',
        terms: [
          { term: 'other', meaning: '“family support” 2, “…” 1.' },
          { term: 'educational psychology', meaning: '“ed psych” 1.' },
          { term: '…', meaning: 'words that may name somebody, not shown.' },
          { term: 'Where one is read wrongly', meaning: 'say whom it means under columns in ehcp.config.json.' },
        ],
      },
    ]);
  });

  it('are left out where it is published', () => {
    expect(sectionsOf(true)).toEqual([]);
  });
});

describe('advice', () => {
  it('adds up: pile by pile, adviser by adviser, case by case', () => {
    fc.assert(
      fc.property(arbitraryAdvice, arbitraryCases, arbitraryAsOf, (advice, cases, asOf) => {
        const report = reportOf(advice, { cases, asOf });
        for (const suffix of ['', ...ADVISERS.map((adviser) => `-${adviser}`)]) {
          const id = (name: string): string => `advice-${name}${suffix}`;
          expect(valueIn(report, id('requested'))).toBe(sumIn(report, id('received'), id('outstanding')));
          expect(valueIn(report, id('received'))).toBe(sumIn(report, id('received-within-6-weeks'), id('received-late'), id('received-days-not-known')));
          expect(valueIn(report, id('outstanding'))).toBe(sumIn(report, id('outstanding-not-yet-late'), id('outstanding-late')));
          const { denominator, numerator, outOfScope = [] } = report.figures[id('within-6-weeks')] as Figure;
          expect((denominator ?? 0) + (outOfScope[0]?.count ?? 0)).toBe(valueIn(report, id('requested')));
          const late = sumIn(report, id('received-late'), id('received-days-not-known'), id('outstanding-late'));
          expect((denominator ?? 0) - (numerator ?? 0)).toBe(late);
        }
        for (const id of [...BY_ADVISER, ...BY_ADVISER_AND_CASE])
          expect(valueIn(report, id)).toBe(sumIn(report, ...ADVISERS.map((adviser) => `${id}-${adviser}`)));
        expect(sumIn(report, 'advice-requested', 'advice-not-yet-requested')).toBe(advice.length);
        expect(sumIn(report, 'advice-outstanding-of-open-cases', 'advice-outstanding-of-closed-cases', 'advice-outstanding-of-other-cases')).toBe(
          valueIn(report, 'advice-outstanding'),
        );
        expect(sumIn(report, ...WAITS)).toBe(valueIn(report, 'open-decided-to-assess'));
        expect(sumIn(report, ...LATE)).toBe(valueIn(report, 'open-over-20-weeks'));
        const standings = cases.map((c) => standingOn(c, asOf, DEFAULT_CONVENTIONS));
        expect(valueIn(report, 'open')).toBe(standings.filter(({ state }) => state === 'open').length);
        expect(report.listings?.[0]?.rows).toHaveLength(valueIn(report, WAITS[0] as string));
        expect(Object.keys(report.figures).filter((id) => id !== 'open' && id !== 'open-over-20-weeks')).toEqual(
          expect.arrayContaining([...ADVICE_FIGURES, ...ADVICE_CASE_FIGURES].map(({ id }) => id)),
        );
      }),
      { seed: 20_220_731, numRuns: 300 },
    );
  });

  it('is the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(arbitraryAdvice, arbitraryCases, (advice, cases) => {
        const [one, other] = [reportOf(advice, { cases }), reportOf([...advice].reverse(), { cases: [...cases].reverse() })];
        expect([other.figures, other.summary, other.listings?.[0]?.rows]).toEqual([one.figures, one.summary, one.listings?.[0]?.rows]);
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });

  it('of the list alone is what it is beside a case list', () => {
    fc.assert(
      fc.property(arbitraryAdvice, arbitraryCases, (advice, cases) => {
        const [alone, beside] = [reportOf(advice), reportOf(advice, { cases })];
        expect(beside.figures).toMatchObject(alone.figures);
        expect(alone.listings).toBeUndefined();
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });

  it('once late is never in time on a later day', () => {
    fc.assert(
      fc.property(arbitraryAdvice, arbitraryAsOf, fc.nat({ max: 400 }), (advice, asOf, later) => {
        for (const one of advice) {
          const [before, after] = [asOf, addDays(asOf, later)].map((day) => reportOf([one], { asOf: day })) as [Report, Report];
          if (sumIn(before, 'advice-received-late', 'advice-outstanding-late') === 1)
            expect(sumIn(after, 'advice-received-late', 'advice-outstanding-late')).toBe(1);
          if (valueIn(before, 'advice-received-within-6-weeks') === 1) expect(valueIn(after, 'advice-received-within-6-weeks')).toBe(1);
        }
      }),
      { seed: 20_220_731, numRuns: 60 },
    );
  });

  it('split by a column of either list adds up to the whole', () => {
    fc.assert(
      fc.property(arbitraryAdvice, arbitraryCases, fc.boolean(), (advice, cases, ofCases) => {
        const group = (_: unknown, at: number): string => ['North', 'South', ''][at % 3] as string;
        const report = reportOf(advice, { cases, by: 'area', ...(ofCases ? { caseGroupOf: group } : { groupOf: group }) });
        const groups = report.by?.groups ?? [];
        for (const id of ['advice-requested', 'advice-outstanding', 'advice-outstanding-late', ...(ofCases ? WAITS.slice(0, 1) : [])])
          expect(groups.reduce((sum, one) => sum + valueIn(one, id), 0)).toBe(valueIn(report, id));
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });
});

describe('the cases that wait for nothing but a psychologist', () => {
  const rows = (advice: Advice[], cases: Case[]) => reportOf(advice, { cases }).listings?.[0]?.rows;

  it('are listed with the longest wait first, of one day by line', () => {
    const cases = [openCase('A1', 150, { line: 4 }), openCase('A2', 200, { line: 3 }), openCase('A3', 90, { line: 2 })];
    const advice = [
      outstanding('A1', 'educational-psychology', 43),
      outstanding('A2', 'educational-psychology', 43),
      outstanding('A3', 'educational-psychology', 44),
    ];
    expect(rows(advice, cases)?.map(({ caseId, waited, late }) => [caseId, waited, late])).toEqual([
      ['A3', 44, 'late'],
      ['A2', 43, 'late'],
      ['A1', 43, 'late'],
    ]);
  });

  it('have waited since the first of what is outstanding was requested', () => {
    const advice = [
      came('A1', 'educational-psychology', 100, 10),
      outstanding('A1', 'educational-psychology', 20),
      outstanding('A1', 'educational-psychology', 42),
    ];
    expect(rows(advice, [openCase('A1', 120, { allocated: true })])).toEqual([
      {
        caseId: 'A1',
        line: 2,
        requested: '2022-06-19',
        waited: 42,
        late: 'not yet late',
        received: '2022-04-02',
        days: 120,
        stage: 'being-assessed',
        coordinator: 'CO-1',
        team: 'North',
      },
    ]);
  });

  it.each<[string, Advice[], Facts]>([
    ['closed', [outstanding('A1', 'educational-psychology', 20)], { finalPlan: '2022-07-31' }],
    ['not yet decided to be assessed', [outstanding('A1', 'educational-psychology', 20)], { assessDecision: null, assessDecisionDate: null }],
    ['to be assessed from a later day on', [outstanding('A1', 'educational-psychology', 20)], { assessDecisionDate: '2022-08-01' }],
    ['waiting for others too', [outstanding('A1', 'educational-psychology', 20), outstanding('A1', 'parent', 1)], {}],
    ['waiting for others alone', [came('A1', 'educational-psychology', 50, 10), outstanding('A1', 'health', 20)], {}],
    ['waiting for nobody', [came('A1', 'educational-psychology', 50, 10)], {}],
    ['not yet asked for', [{ ...outstanding('A1', 'educational-psychology', 20), requested: on('2022-08-01') }], {}],
  ])('are none where one is %s', (_, advice, facts) => {
    expect(rows(advice, [openCase('A1', 120, facts)])).toEqual([]);
  });
});

describe('the summary', () => {
  it.each<[string, Advice[], Case[] | null, string[]]>([
    ['none', [], null, ['No advice had been requested by 31 July 2022.']],
    [
      'one that is late',
      [outstanding('A1', 'educational-psychology', 43)],
      [openCase('A1', 141)],
      [
        'By 31 July 2022, 1 piece of advice had been requested; it was outstanding, and late (requested more than 42 days before).',
        'Of what had been requested more than 42 days before, 0.0% (0 of 1) came within 6 weeks.',
        'What is late is of educational psychology.',
        '1 of the 1 open case that is to be assessed waits for nothing but a psychologist.',
        'Of the 1 case over 20 weeks, 1 has advice that came late or is outstanding and late.',
      ],
    ],
    [
      'one that is not yet late',
      [outstanding('A1', 'school', 42)],
      [openCase('A1', 140)],
      [
        'By 31 July 2022, 1 piece of advice had been requested; it was outstanding, not yet late.',
        'None had been requested more than 42 days before, so none can be judged by the 6 weeks of the law.',
        'None of the 1 open case that is to be assessed waits for nothing but a psychologist.',
        'No case is open over 20 weeks.',
      ],
    ],
    [
      'several, without a case list',
      [outstanding('A1', 'health', 43), outstanding('A1', 'health', 44), outstanding('A1', 'parent', 45), came('A1', 'school', 50, 42)],
      null,
      [
        'By 31 July 2022, 4 pieces of advice had been requested; 3 were outstanding, all of them late (requested more than 42 days before).',
        'Of what had been requested more than 42 days before, 25.0% (1 of 4) came within 6 weeks.',
        'Of the 3 that are late, 2 are of health.',
        'Which open cases wait for it cannot be said without the case list: name one with --cases, or as sources.cases in the configuration.',
      ],
    ],
    [
      'all that came',
      [came('A1', 'school', 50, 42)],
      [],
      [
        'By 31 July 2022, 1 piece of advice had been requested, and it had come.',
        'Of what had been requested more than 42 days before, 100.0% (1 of 1) came within 6 weeks.',
        'No open case is to be assessed, so none waits for advice.',
        'No case is open over 20 weeks.',
      ],
    ],
  ])('of %s is true', (_, advice, cases, said) => {
    expect(reportOf(advice, { cases }).summary).toEqual(said);
  });
});

describe('advice of a case that the case list does not have', () => {
  it('is counted, said and in no figure of cases', () => {
    const report = reportOf([outstanding('B9', 'educational-psychology', 43), outstanding('', 'health', 1), came('B9', 'school', 50, 42)], {
      cases: [openCase('A1', 141)],
    });
    expect(['advice-outstanding-of-other-cases', 'advice-of-other-cases', 'open-without-advice'].map((id) => valueIn(report, id))).toEqual([2, 3, 1]);
    expect(report.cautions).toEqual([
      '2 pieces of advice outstanding are of cases that the case list does not count, so no open case is seen to wait for them.',
    ]);
  });

  it('is told apart from that of closed cases', () => {
    const report = reportOf([outstanding('A1', 'health', 43)], { cases: [openCase('A1', 141, { finalPlan: '2022-07-01' })] });
    expect(['advice-outstanding-of-closed-cases', 'advice-outstanding-of-other-cases'].map((id) => valueIn(report, id))).toEqual([1, 0]);
    expect(report.cautions).toEqual([]);
  });
});

/** Where advice stands, and whether its time is over. */
const STANDS = ['within due', 'within early', 'late due', 'unknown due', 'waiting early', 'overdue due'];
const WHERE = ['open', 'over20', 'closed', 'others'];

/** Pieces of advice of an adviser, or of all, that stand so and there. */
function unknowns(adviser: string | undefined, stands: RegExp, where = /./): string[] {
  const advisers = adviser === undefined ? ADVISERS : [adviser];
  return advisers.flatMap((who) =>
    STANDS.filter((one) => stands.test(one)).flatMap((one) => WHERE.filter((there) => where.test(there)).map((there) => `${who} ${one} ${there}`)),
  );
}

/** What each figure of advice is made of. */
const MADE_OF: Readonly<Record<string, [stands: RegExp, where?: RegExp]>> = {
  requested: [/./],
  received: [/within|late|unknown/],
  'received-within-6-weeks': [/within/],
  'received-late': [/late/],
  'received-days-not-known': [/unknown/],
  outstanding: [/waiting|overdue/],
  'outstanding-not-yet-late': [/waiting/],
  'outstanding-late': [/overdue/],
  'outstanding-of-open-cases': [/waiting|overdue/, /open|over20/],
  'outstanding-of-closed-cases': [/waiting|overdue/, /closed/],
  'outstanding-of-other-cases': [/waiting|overdue/, /others/],
  'of-other-cases': [/./, /others/],
  'late-over-20-weeks': [/late|overdue/, /over20/],
  'outstanding-late-over-20-weeks': [/overdue/, /over20/],
};

/** Cases by what they wait for, and by how many pieces of their advice are late. */
const WAITING = ['undecided', 'only', 'both', 'others', 'nothing', 'not-asked'];
const BUCKETS = ['within20', '0', '1', '2', '3'];
const casesThat = (waits: RegExp, buckets: RegExp): string[] =>
  WAITING.filter((wait) => waits.test(wait)).flatMap((wait) => BUCKETS.filter((bucket) => buckets.test(bucket)).map((bucket) => `case ${wait} ${bucket}`));
const CASES_OF: Readonly<Record<string, string[]>> = {
  open: casesThat(/./, /./),
  'open-over-20-weeks': casesThat(/./, /^\d$/),
  'open-decided-to-assess': casesThat(/^(?!undecided)/, /./),
  ...Object.fromEntries(WAITS.map((id, at) => [id, casesThat(new RegExp(`^${WAITING[at + 1]}$`), /./)])),
  ...Object.fromEntries(LATE.map((id, at) => [id, casesThat(/./, new RegExp(`^${at}$`))])),
};

const NAME_OF_ADVICE = new RegExp(`^advice-(.*?)(?:-(${ADVISERS.join('|')}))?$`);

/** What a published figure says. */
function saidOf([id, figure]: [string, Figure]): Said[] {
  const [, name = '', adviser] = NAME_OF_ADVICE.exec(id) ?? [];
  if (name === 'within-6-weeks') return saidOfShare(id, adviser, figure);
  const [stands, where] = MADE_OF[name] ?? [];
  const of = CASES_OF[id] ?? (name === 'not-yet-requested' ? ['not yet'] : stands === undefined ? null : unknowns(adviser, stands, where));
  if (of === null) throw new Error(`${id} is not known here`);
  return [{ name: id, of, value: figure.suppressed ? null : figure.value }];
}

/** Of a share that is gone nobody says whether it was nought. */
function saidOfShare(id: string, adviser: string | undefined, { numerator, denominator, outOfScope = [] }: Figure): Said[] {
  const [left] = outOfScope;
  const parts = [
    { name: 'numerator', of: unknowns(adviser, /within due/), value: numerator ?? null },
    { name: 'denominator', of: unknowns(adviser, /due/), value: denominator ?? null },
  ].filter(({ value }) => value !== null);
  const early = { name: 'not yet due', of: unknowns(adviser, /early/), value: left === undefined ? 0 : left.count };
  return [...parts, early].map((said) => ({ ...said, name: `${id} ${said.name}` }));
}

/** What a published report says of all these. */
function saidBy({ figures, sources: [advice, cases] }: Report): Said[] {
  const rows = [
    { name: 'rows', of: [...unknowns(undefined, /./), 'not yet'], value: advice?.counted ?? null },
    { name: 'cases', of: [...casesThat(/./, /./), 'closed', 'not yet received'], value: cases?.counted ?? null },
    { name: 'not yet received', of: ['not yet received'], value: cases?.notYetReceived ?? null },
  ];
  return [...Object.entries(figures).flatMap(saidOf), ...rows.filter(({ value }) => value !== null)];
}

/** A case that waits for somebody has advice outstanding, and one with two late pieces has two. */
function knownOf(report: Report | null): AtLeast[] {
  const outstanding = (who: readonly string[]): string[] => who.flatMap((adviser) => unknowns(adviser, /waiting|overdue/, /open|over20/));
  const late = unknowns(undefined, /late|overdue/, /over20/);
  const lateCases = BUCKETS.slice(2).flatMap((bucket, at) => Array.from({ length: at + 1 }, () => casesThat(/./, new RegExp(`^${bucket}$`))).flat());
  return [
    { more: outstanding(['educational-psychology']), less: casesThat(/only|both/, /./) },
    { more: outstanding(ADVISERS.slice(1)), less: casesThat(/both|others/, /./) },
    { more: late, less: lateCases },
    ...(report?.figures[LATE[3] as string]?.value === 0 ? [{ more: lateCases, less: late }] : []),
  ];
}

/** What is outstanding elsewhere than in open cases, of any advisers together; and what cases have beyond what is told of each. */
function betweenOf(): Between[] {
  const sets = Array.from({ length: 2 ** ADVISERS.length }, (_, set) => ADVISERS.filter((_, at) => (set & (1 << at)) !== 0));
  const elsewhere = (stands: RegExp): Between[] =>
    sets.map((set) => ({ name: `${stands} elsewhere of ${set}`, more: set.flatMap((adviser) => unknowns(adviser, stands, /closed|others/)), less: [] }));
  return [...elsewhere(/waiting|overdue/), ...elsewhere(/overdue/), ...knownOf(null).map((sums, at) => ({ name: `more than cases tell (${at})`, ...sums }))];
}

/** Null where no way was found to publish it, which is said. */
function publishedOf(advice: readonly Advice[], cases: readonly Case[] | null, split: Asked = {}): Report | null {
  try {
    return reportOf(advice, { ...split, cases, isPublic: true });
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return null;
  }
}

/** Every count that a figure prints, and what is left of its denominator. */
function printedIn({ value, numerator, denominator, outOfScope = [] }: Figure): (number | null)[] {
  const counts = numerator == null || denominator == null ? [denominator === undefined ? value : null] : [numerator, denominator, denominator - numerator];
  return [...counts, ...outOfScope.map(({ count }) => count)];
}

describe('what is published', () => {
  const many = fc.tuple(arbitraryAdvice, arbitraryAdvice, arbitraryAdvice).map((all) => all.flat());

  it('prints no count from 1 to 4, and none that is not so in the list; and lists no case', () => {
    fc.assert(
      fc.property(many, arbitraryCases, (advice, cases) => {
        const [report, plain] = [publishedOf(advice, cases), reportOf(advice, { cases })];
        const printed = Object.entries(report?.figures ?? {}).filter(([, { suppressed }]) => suppressed !== true);
        for (const [id, figure] of printed) expect([id, figure.value]).toEqual([id, plain.figures[id]?.value]);
        expect(printed.flatMap(([, figure]) => printedIn(figure)).filter((count) => count !== null && count > 0 && count < 5)).toEqual([]);
        expect(report?.listings).toBeUndefined();
      }),
      { seed: 20_220_731, numRuns: 60 },
    );
  });

  it('tells nothing that is suppressed to somebody with a solver who knows how all counts hang together', () => {
    let looked = 0;
    fc.assert(
      fc.property(many, fc.option(arbitraryCases, { freq: 3 }), (advice, cases) => {
        const report = publishedOf(advice, cases);
        if (report === null) return;
        looked++;
        expect(workedOut(saidBy(report), ...(cases === null ? [] : [knownOf(report), betweenOf()]))).toEqual([]);
      }),
      { seed: 20_220_731, numRuns: 25 },
    );
    expect(looked).toBeGreaterThan(20);
  });

  it('does not tell that one case has more late pieces of advice than the others', () => {
    const late = (id: string, advisers: readonly Advice['adviser'][]): Advice[] => advisers.map((adviser) => outstanding(id, adviser, 60));
    const cases = Array.from({ length: 40 }, (_, at) => openCase(`A${at}`, 200));
    const advice = cases.flatMap(({ id }, at) => late(id, ADVISERS.slice(1, at === 0 ? 5 : at < 10 ? 4 : at < 20 ? 3 : at < 30 ? 2 : 1)));
    const of = reportOf(advice, { cases });
    expect(['advice-late-over-20-weeks', ...LATE].map((id) => valueIn(of, id))).toEqual([61, 10, 10, 10, 10]);
    const report = publishedOf(advice, cases) as Report;
    expect(sumIn(report, ...['advice-late-over-20-weeks', ...LATE])).toBeNaN();
    expect(workedOut(saidBy(report), knownOf(report), betweenOf())).toEqual([]);
  });

  it('does not tell of two advisers together what it suppresses of each', () => {
    const pieces = (status: string, adviser: Advice['adviser'], count: number): Advice[] =>
      Array.from({ length: count }, (_, at) => outstanding(`${status}${at}`, adviser, 60));
    const advice = [
      ...pieces('open', 'educational-psychology', 20),
      ...pieces('closed', 'educational-psychology', 8),
      ...(['health', 'social-care'] as const).flatMap((adviser) => pieces('open', adviser, 3)),
      ...pieces('closed', 'health', 1),
      ...pieces('open', 'school', 20),
    ];
    const cases = Array.from({ length: 20 }, (_, at) => [openCase(`open${at}`, 200), openCase(`closed${at}`, 200, { finalPlan: '2022-07-01' })]).flat();
    const report = publishedOf(advice, cases) as Report;
    expect(workedOut(saidBy(report), knownOf(report), betweenOf())).toEqual([]);
  });

  it('tells nothing of the groups of a split either', () => {
    let looked = 0;
    fc.assert(
      fc.property(many, arbitraryCases, fc.boolean(), (advice, cases, ofCases) => {
        const group = (_: unknown, at: number): string => ['North', 'South', ''][at % 3] as string;
        const report = publishedOf(advice, cases, { by: 'area', ...(ofCases ? { caseGroupOf: group } : { groupOf: group }) });
        if (report === null) return;
        looked++;
        const groups = (report.by?.groups ?? []).map(({ name, figures }) => [name, Object.entries(figures).flatMap(saidOf)] as const);
        expect(workedOut(saidOfGroups(saidBy(report), Object.fromEntries(groups)))).toEqual([]);
      }),
      { seed: 20_220_731, numRuns: 15 },
    );
    expect(looked).toBeGreaterThan(5);
  });
});
