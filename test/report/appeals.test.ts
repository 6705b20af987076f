import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPEAL_KINDS, type Appeal, type AppealKind, MATTERS } from '../../src/core/appeal.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import { UserError } from '../../src/core/user-error.ts';
import { type PublishedAppeals, startAppeals } from '../../src/report/appeals.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Figure, Report } from '../../src/report/report.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { type Said, saidOfGroups, workedOut } from '../support/other-worlds.ts';

interface Asked {
  period?: string;
  asOf?: Day;
  by?: string | null;
  groupOf?: (at: number) => string;
  published?: PublishedAppeals | null;
  isPublic?: boolean;
}

const AS_OF = on('2022-12-31');

function reportOf(appeals: readonly Appeal[], { period = '2022', asOf = AS_OF, by = null, groupOf, published = null, isPublic = false }: Asked = {}): Report {
  const started = startAppeals({ period: periodOf(period, asOf), asOf, by, published });
  appeals.forEach((one, at) => {
    started.add(one, groupOf?.(at) ?? '');
  });
  const said = isPublic ? { publish: { threshold: 4, step: publish } } : {};
  return started.report(contextOf(appeals.length, { role: 'appeals', file: 'appeals.csv', setAsideMaybeOpen: null, ...said }));
}

type Figures = Readonly<Record<string, Figure>>;
const valueIn = (figures: Figures, id: string): number => figures[id]?.value ?? Number.NaN;
const sumIn = (figures: Figures, ...ids: string[]): number => ids.reduce((sum, id) => sum + valueIn(figures, id), 0);
const lastYearOf = (report: Report): Figures => report.periods?.period?.lastYear.figures ?? {};

const appeal = (lodged: string, completed: string | null = null, facts: Partial<Appeal> = {}): Appeal => ({
  caseId: '',
  about: '',
  person: '',
  outcome: null,
  line: 2,
  kind: 'tribunal',
  matter: 'contents',
  lodged: on(lodged),
  completed: completed === null ? null : on(completed),
  hasOutcome: completed !== null,
  ordered: null,
  ...facts,
});
const times = (count: number, one: Appeal): Appeal[] => Array.from({ length: count }, () => one);

const arbitraryAppeals: fc.Arbitrary<Appeal[]> = fc
  .array(
    fc.record({
      about: fc.constantFrom('', 'case 1', 'case 2', 'person 3'),
      kind: fc.constantFrom(...APPEAL_KINDS),
      matter: fc.constantFrom(...MATTERS, null),
      lodged: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -900, max: 60 }) }, { weight: 1, arbitrary: fc.constantFrom(-730, -365, -364, 0, 1) }),
      took: fc.option(fc.oneof(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 0, max: 400 })), { freq: 2 }),
      hasOutcome: fc.boolean(),
    }),
    { maxLength: 120 },
  )
  .map((all) =>
    all.map(({ lodged, took, ...facts }, at) => {
      const day = addDays(AS_OF, lodged);
      return {
        ...facts,
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

const SUFFIXES = ['', ...MATTERS.map((matter) => `-${matter}`), '-matter-not-known'];
const KINDS = ['appeals', 'mediations'];
const PILES = ['brought-forward', 'lodged', 'completed', 'ongoing', 'ended-day-not-known'];

describe('appeals', () => {
  it('add up, this year and last: completed + ongoing + ended = lodged + brought forward, matter by matter', () => {
    fc.assert(
      fc.property(arbitraryAppeals, fc.constantFrom('2022', '2022-Q4', 'last-12-months', '2021/22', '2022-11'), (appeals, period) => {
        const report = reportOf(appeals, { period });
        for (const figures of [report.figures, lastYearOf(report)]) {
          for (const kind of KINDS) {
            for (const suffix of SUFFIXES) {
              const [forward, lodged, ...ends] = PILES.map((pile) => `${kind}-${pile}${suffix}`) as [string, string, ...string[]];
              expect(sumIn(figures, ...ends)).toBe(sumIn(figures, forward, lodged));
            }
            for (const pile of PILES)
              expect(sumIn(figures, ...SUFFIXES.slice(1).map((suffix) => `${kind}-${pile}${suffix}`))).toBe(valueIn(figures, `${kind}-${pile}`));
            expect(sumIn(figures, `${kind}-without-completed-date`, `${kind}-completed-before-lodged`)).toBe(valueIn(figures, `${kind}-ended-day-not-known`));
          }
        }
      }),
      { seed: 20_220_731, numRuns: 200 },
    );
  });

  it('ongoing at the end of a year are those that the next brings forward', () => {
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        const report = reportOf(appeals);
        for (const kind of KINDS)
          for (const suffix of SUFFIXES)
            expect(valueIn(report.figures, `${kind}-brought-forward${suffix}`)).toBe(valueIn(lastYearOf(report), `${kind}-ongoing${suffix}`));
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });

  it('of last year are what a report of last year, made then, says', () => {
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        expect(lastYearOf(reportOf(appeals))).toEqual(reportOf(appeals, { period: '2021', asOf: on('2021-12-31') }).figures);
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });

  it('are the same whatever the order of the rows, and split by a column add up', () => {
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        const report = reportOf(appeals, { by: 'area', groupOf: (at) => ['North', 'South', ''][at % 3] as string });
        expect(reportOf([...appeals].reverse()).figures).toEqual(report.figures);
        for (const kind of KINDS)
          for (const pile of PILES)
            expect((report.by?.groups ?? []).reduce((sum, { figures }) => sum + valueIn(figures, `${kind}-${pile}`), 0)).toBe(
              valueIn(report.figures, `${kind}-${pile}`),
            );
      }),
      { seed: 20_220_731, numRuns: 100 },
    );
  });

  it('are every row of the list, each in one place', () => {
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        const [doubts] = reportOf(appeals).sections.filter(({ id }) => id === 'doubts');
        const line = doubts?.kind === 'list' ? (doubts.items.at(-1) ?? '') : '';
        const [rows = 0, ...parts] = (line.match(/\d+/g) ?? []).map(Number);
        expect([rows, parts.length, parts.reduce((sum, part) => sum + part, 0)]).toEqual([appeals.length, 5, appeals.length]);
      }),
      { seed: 20_220_731, numRuns: 50 },
    );
  });
});

/** What was published of 2022: 120 lodged, 69 completed, 49 ongoing; and the two that are neither. */
const PUBLISHED: PublishedAppeals = { lodged: 120, completed: 69, ongoing: 49, broughtForward: null };
const LIST = [
  ...times(37, appeal('2021-03-01', '2021-09-01')),
  ...times(69, appeal('2022-03-01', '2022-09-01')),
  ...times(49, appeal('2022-10-01')),
  ...times(2, appeal('2022-05-01', null, { hasOutcome: true })),
];

describe('what was published elsewhere', () => {
  const said = (published: Partial<PublishedAppeals>, list: readonly Appeal[] = LIST): string | undefined =>
    reportOf(list, { published: { ...PUBLISHED, ...published } }).summary.at(-1);

  it('of 2022 was two short, which the list explains', () => {
    const report = reportOf(LIST, { published: PUBLISHED });
    expect(report.summary).toEqual([
      'From 1 January 2022 to 31 December 2022, 120 appeals were lodged (37 on the same dates a year before); 69 were completed, 49 were ongoing at the end.',
      'No mediation was lodged (none on the same dates a year before); none was completed, none was ongoing at the end.',
      '2 appeals lodged have an outcome but no completion date: neither completed nor ongoing.',
      'Published elsewhere: 69 completed + 49 ongoing = 118, two short of 120 lodged (+ 0 brought forward, as this list has it).',
    ]);
    const [section] = report.sections.filter(({ id }) => id === 'published');
    expect(section?.kind === 'table' ? section.notes.at(-1) : '').toBe(
      'This list: 69 completed + 49 ongoing + 2 ended on a day not known = 120 lodged + 0 brought forward.',
    );
  });

  it.each<[string, Partial<PublishedAppeals>, string]>([
    ['one short', { ongoing: 50 }, '= 119, one short of 120 lodged (+ 0 brought forward, as this list has it).'],
    ['none short', { ongoing: 51 }, '= 120, as many as 120 lodged (+ 0 brought forward, as this list has it).'],
    ['too many', { ongoing: 53 }, '= 122, two more than 120 lodged (+ 0 brought forward, as this list has it).'],
    ['short by what was brought forward too', { broughtForward: 10 }, '= 118, 12 short of 120 lodged (+ 10 brought forward).'],
  ])('may be %s', (_, published, ending) => {
    expect(said(published)?.endsWith(ending)).toBe(true);
  });

  it('is held against what the list brings forward', () => {
    expect(said({}, [...LIST, appeal('2021-12-31')])).toContain('= 118, three short of 120 lodged (+ 1 brought forward, as this list has it).');
  });

  it('is not set beside a list of which a number is suppressed', () => {
    const text = JSON.stringify(reportOf(LIST, { published: PUBLISHED, isPublic: true }));
    expect(text).toContain('as that could tell a number that is suppressed');
    expect(text).not.toContain('Published elsewhere:');
    const whole = reportOf(LIST.slice(0, -2), { published: PUBLISHED, isPublic: true });
    expect(whole.summary.at(-1)).toContain('two short of 120 lodged');
  });
});

describe('rows in doubt', () => {
  const doubts = (...appeals: Appeal[]): string[] => {
    const [section] = reportOf(appeals).sections.filter(({ id }) => id === 'doubts');
    return section?.kind === 'list' ? section.items.slice(0, -1) : [];
  };

  it('are said where there are any', () => {
    expect(doubts(appeal('2022-05-01', '2022-06-01'))).toEqual([
      'No row of the period is in doubt: every one that ended has a day on which it did, and none stands there twice.',
    ]);
    expect(
      doubts(
        appeal('2022-05-01', null, { hasOutcome: true }),
        appeal('2022-05-01', '2022-04-01', { kind: 'mediation' }),
        ...times(3, appeal('2022-07-01', null, { about: 'case 1' })),
      ),
    ).toEqual([
      '1 appeal with an outcome and no completion date: ended, day not known.',
      '2 appeals with the case (or person), matter and day of an earlier row, so it may be keyed twice; it is counted.',
      '1 mediation with a completion date before the day it was lodged: ended, day not known.',
    ]);
  });

  it.each<[string, Partial<Appeal>]>([
    ['another kind', { kind: 'mediation' }],
    ['another matter', { matter: 'cease' }],
    ['another day', { lodged: on('2022-07-02') }],
    ['another case', { about: 'case 2' }],
  ])('are not keyed twice with %s', (_, other) => {
    expect(doubts(appeal('2022-07-01', null, { about: 'case 1' }), appeal('2022-07-01', null, { about: 'case 1', ...other }))[0]).toContain('No row');
  });

  it('are not keyed twice where nobody knows whose they are', () => {
    expect(doubts(...times(2, appeal('2022-07-01')))[0]).toContain('No row');
  });
});

const ENDS = ['completed', 'ongoing', 'without', 'before'];
const ENTRIES = ['lodged', 'brought'];
const ONLY_LODGED = ['without', 'before'];

/** What stands alike in this year or the last: what any figure is made of. */
const unknowns = (year: string, kind: string, matter: string, entry: RegExp, end: RegExp): string[] =>
  SUFFIXES.slice(1)
    .filter((one) => matter === '' || one === matter)
    .flatMap((one) =>
      ENTRIES.filter((way) => entry.test(way)).flatMap((way) =>
        ENDS.filter((what) => end.test(what) && !(way === 'brought' && ONLY_LODGED.includes(what))).map((what) => `${year} ${kind} ${one} ${way} ${what}`),
      ),
    );

const MADE_OF: Readonly<Record<string, [entry: RegExp, end: RegExp]>> = {
  'brought-forward': [/brought/, /./],
  lodged: [/lodged/, /./],
  completed: [/./, /completed/],
  ongoing: [/./, /ongoing/],
  'ended-day-not-known': [/./, /without|before/],
  'without-completed-date': [/./, /without/],
  'completed-before-lodged': [/./, /before/],
};
const NAME = new RegExp(`^(appeals|mediations)-(${Object.keys(MADE_OF).join('|')}|keyed-twice)(${SUFFIXES.join('|')})$`);

function saidIn(year: string, figures: Figures): Said[] {
  return Object.entries(figures).map(([id, { value, suppressed }]) => {
    const [, kind = '', name = '', matter = ''] = NAME.exec(id) ?? [];
    const [entry, end] = MADE_OF[name] ?? [];
    const of = entry === undefined || end === undefined ? [`${year} ${kind} twice`] : unknowns(year, kind, matter, entry, end);
    return { name: `${year} ${id}`, of, value: suppressed === true ? null : value };
  });
}

/** What a reader takes for true of a published report. */
function published(report: Report): { said: Said[]; known: Parameters<typeof workedOut>[1] } {
  const counted = report.sources[0]?.counted ?? null;
  const all = (year: string) => KINDS.flatMap((kind) => unknowns(year, kind, '', /./, /./));
  return {
    said: [
      ...saidIn('now', report.figures),
      ...saidIn('then', lastYearOf(report)),
      // One year ends where the next begins.
      ...KINDS.flatMap((kind) => SUFFIXES.slice(1).map((matter) => ({ kind, matter }))).flatMap(({ kind, matter }) => [
        { name: `${kind} ${matter}`, of: [...unknowns('then', kind, matter, /./, /ongoing/), `${kind} ${matter} less`], value: 500 },
        { name: `${kind} ${matter}`, of: [...unknowns('now', kind, matter, /brought/, /./), `${kind} ${matter} less`], value: 500 },
      ]),
      ...(counted === null ? [] : [{ name: 'rows', of: [...all('now'), 'other rows'], value: counted }]),
    ],
    known: KINDS.map((kind) => ({ more: unknowns('now', kind, '', /./, /./), less: [`now ${kind} twice`] })),
  };
}

describe('what is published', () => {
  const publishedOf = (appeals: readonly Appeal[], split: Asked = {}): Report | null => {
    try {
      return reportOf(appeals, { ...split, isPublic: true });
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return null;
    }
  };

  it('prints no count from 1 to 4, and tells nothing that is suppressed to somebody with a solver', () => {
    let looked = 0;
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        const report = publishedOf(appeals);
        if (report === null) return;
        looked++;
        const printed = [report.figures, lastYearOf(report)].flatMap((figures) => Object.values(figures).map(({ value }) => value));
        expect(printed.filter((value) => value !== null && value > 0 && value < 5)).toEqual([]);
        const { said, known } = published(report);
        expect(workedOut(said, known)).toEqual([]);
      }),
      { seed: 20_220_731, numRuns: 30 },
    );
    expect(looked).toBeGreaterThan(20);
  });

  it('tells nothing of the groups of a split either', () => {
    let looked = 0;
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        const report = publishedOf(appeals, { by: 'area', groupOf: (at) => ['North', 'South', ''][at % 3] as string });
        if (report === null) return;
        looked++;
        const groups = (report.by?.groups ?? []).map(({ name, figures }) => [name, saidIn('now', figures)] as const);
        expect(workedOut(saidOfGroups(published(report).said, Object.fromEntries(groups)))).toEqual([]);
      }),
      { seed: 20_220_731, numRuns: 20 },
    );
    expect(looked).toBeGreaterThan(5);
  });
});

describe.each<[AppealKind, string]>([
  ['tribunal', 'appeals'],
  ['mediation', 'mediations'],
])('the kind %s', (kind, id) => {
  it(`is counted under ${id}`, () => {
    const { figures } = reportOf([appeal('2022-05-01', null, { kind, matter: null })]);
    expect([figures[`${id}-lodged`]?.value, figures[`${id}-ongoing-matter-not-known`]?.unit]).toEqual([1, id]);
  });
});
