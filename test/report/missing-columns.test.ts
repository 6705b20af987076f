import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADVISERS, type Advice } from '../../src/core/advice.ts';
import { type Appeal, MATTERS } from '../../src/core/appeal.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { startAdvice } from '../../src/report/advice.ts';
import { startAppeals } from '../../src/report/appeals.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { Cell, Figure, Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { caseOf } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, planOf, plansUpTo } from '../support/plans.ts';

/** What a report says, figure by figure and cell by cell, by where it stands. */
function saidIn({ figures, periods, by, sections }: Report): Map<string, unknown> {
  const said = new Map<string, unknown>();
  const put = (where: string, all: Record<string, Figure>): void => {
    // Why something is left out may turn on a column that the rest does not need.
    for (const [id, { value, numerator, denominator }] of Object.entries(all)) said.set(`${where} ${id}`, { value, numerator, denominator });
  };
  put('figure', figures);
  for (const [key, period] of Object.entries(periods ?? {})) put(key, period.lastYear.figures);
  for (const { name, figures: own } of by?.groups ?? []) put(`group ${name}`, own);
  for (const section of sections)
    if (section.kind === 'table')
      section.rows.forEach(({ header, cells }, row) => {
        const owner = section.rows.slice(0, row + 1).findLast(({ under }) => under !== true)?.header;
        cells.forEach((cell, at) => {
          said.set(`${section.id} ${owner} ${header} ${at}`, cell);
        });
      });
  return said;
}

const isUnknown = (report: Report, where: string): boolean => {
  const [kind, id = ''] = where.split(' ');
  const figures = kind === 'figure' ? report.figures : kind === 'period' ? report.periods?.period?.lastYear.figures : undefined;
  return (figures ?? report.by?.groups[0]?.figures)?.[kind === 'group' ? (where.split(' ').at(-1) ?? '') : id]?.notKnown !== undefined;
};

const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

/** Whether a report of a list without a column says nothing but what one with it says, and what it does not know is nothing. */
function expectSame(without: Report, full: Report): void {
  const said = saidIn(full);
  for (const [where, what] of saidIn(without)) {
    const cell = what as Cell;
    if (cell.kind === 'not-known' || isUnknown(without, where)) continue;
    expect([where, what]).toEqual([where, said.get(where)]);
  }
  for (const { value, notKnown, suppressed, numerator } of Object.values(without.figures))
    if (notKnown !== undefined) expect([value, suppressed, numerator]).toEqual([null, undefined, undefined]);
  // A sentence has no number and no "none" that is not said of the whole list.
  const claims = (sentences: readonly string[]): string[] =>
    sentences
      .filter((words) => !words.startsWith('The list has no column'))
      .flatMap(
        (words) =>
          words
            .replaceAll(' had a', ' a')
            .replaceAll(' in the 12 months to that day', '')
            .match(/[\d,.]*\d%?|\b[Nn]one?\b[^,;.]*|\ball\b[^,;.]*/g) ?? [],
      );
  expect(claims(full.summary)).toEqual(expect.arrayContaining(claims(without.summary)));
  expect(valid(JSON.parse(JSON.stringify({ ...without, listings: undefined })))).toBe(true);
}

const unknownIn = ({ figures }: Report): string[] => Object.entries(figures).flatMap(([id, { notKnown }]) => (notKnown === undefined ? [] : [id]));
const whyIn = ({ figures }: Report, id: string): string | undefined => figures[id]?.notKnown;

const FIELDS = {
  review_meeting_date: 'reviewMeeting',
  review_decision: 'reviewDecision',
  review_decision_date: 'reviewDecided',
  amended_final_date: 'amendedFinal',
  phase_transfer_due_date: 'phaseTransferDue',
  phase_transfer_final_date: 'phaseTransferFinal',
} as const satisfies Record<string, keyof Plan>;
type PlanColumn = keyof typeof FIELDS;
const PLAN_COLUMNS = Object.keys(FIELDS) as PlanColumn[];

function reviewsOf(plans: readonly Plan[], absent: readonly string[] = [], threshold: number | null = null, by: string | null = null): Report {
  const reviews = startReviews({ asOf: ABOUT, period: periodOf('last-12-months', ABOUT), by, threshold, absent, shownId: (id) => id });
  for (const plan of plans) reviews.add(plan, `team ${plan.line % 2}`);
  return reviews.report(
    contextOf(plans.length, { role: 'plans', setAsideMaybeOpen: null, ...(threshold === null ? {} : { publish: { threshold, step: publish } }) }),
  );
}
const withoutColumns = (plans: readonly Plan[], ...columns: readonly PlanColumn[]): Plan[] =>
  plans.map((plan) => ({ ...plan, ...Object.fromEntries(columns.map((column) => [FIELDS[column], null])) }));

/** Where a review is recorded, its meeting is. */
const arbitraryPlans = plansUpTo(40).map((plans) =>
  plans.map((plan) => (plan.reviewMeeting === null ? { ...plan, reviewDecision: null, reviewDecided: null, reviewDraft: null } : plan)),
);

describe('a list of plans without', () => {
  it.each(PLAN_COLUMNS)('%s: says nothing that it hides', (column) => {
    fc.assert(
      fc.property(arbitraryPlans, fc.constantFrom(null, 'team'), (plans, by) => {
        expectSame(reviewsOf(withoutColumns(plans, column), [column], null, by), reviewsOf(plans, [], null, by));
      }),
      { numRuns: 15 },
    );
  });

  const PLANS = [
    planOf({ started: '2019-09-01', reviewMeeting: '2022-05-10', reviewDecision: 'amend', reviewDecided: '2022-06-07', amendedFinal: '2022-08-02' }),
    planOf({ started: '2019-09-01', reviewMeeting: '2021-05-10', reviewDecision: 'maintain', reviewDecided: '2021-06-07', phaseTransferDue: '2023-02-15' }),
  ];
  const summaryWithout = (...columns: PlanColumn[]): string[] => reviewsOf(withoutColumns(PLANS, ...columns), columns).summary;

  it('the date of the decision letter: nobody is said to have had none', () => {
    expect(summaryWithout('review_decision_date')).toEqual([
      'On 31 December 2022, 2 plans were maintained; 1 (50.0%) had a review meeting in the 12 months to that day.',
      '1 review meeting is overdue, by over 6 and up to 12 months.',
      'Of the phase transfers due from 1 September 2022 to 31 August 2023: 1 not yet due.',
      'No review meeting falls due from 31 Dec 2022 to 31 Mar 2023.',
      'The list has no column review_decision_date, so it cannot be known which plans had a letter with the decision after a review, which decisions came within 4 weeks of the meeting and which decisions are outstanding.',
    ]);
  });

  it('the meeting: no plan is listed as overdue, and no chart is drawn', () => {
    const report = reviewsOf(withoutColumns(PLANS, 'review_meeting_date'), ['review_meeting_date']);
    expect([report.listings, report.sections.some(({ kind }) => kind === 'chart')]).toEqual([undefined, false]);
    expect(report.summary.slice(0, 2)).toEqual([
      'On 31 December 2022, 2 plans were maintained; 1 (50.0%) had a decision letter in the 12 months to that day.',
      'Of the phase transfers due from 1 September 2022 to 31 August 2023: 1 not yet due.',
    ]);
    expect(whyIn(report, 'reviews-overdue')).toBe('the list has no column review_meeting_date');
    expect(report.sections.find(({ id }) => id === 'held')).toMatchObject({
      notes: expect.arrayContaining(['–: not known, as the list has no column review_meeting_date.']),
    });
  });

  it('several columns: each figure says which it needs', () => {
    const columns: PlanColumn[] = ['review_decision', 'review_decision_date', 'amended_final_date'];
    const report = reviewsOf(withoutColumns(PLANS, ...columns), columns);
    expect(whyIn(report, 'amended-plan-outstanding')).toBe('the list has no columns review_decision, review_decision_date and amended_final_date');
    expect(report.summary.at(-1)).toMatch(
      /^The list has no columns review_decision_date, review_decision and amended_final_date, so it cannot be known which plans had /,
    );
    expect(report.figures['reviews-held-12-months']).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
  });

  it('the day a plan ceased, or came from another authority: what is taken for granted is said', () => {
    const { cautions, summary, figures } = reviewsOf(PLANS, ['ceased_date', 'transfer_in_date']);
    expect(cautions).toEqual([
      'The list has no column ceased_date: every plan in it is taken to be maintained; if some have ceased, the figures of the day count them too.',
      'The list has no column transfer_in_date: a plan that came from another authority counts from its start, and its review as due 12 months after, as that of any other.',
    ]);
    expect(summary[0]).toMatch(/^On 31 December 2022, 2 plans were maintained, if none of those in the list had ceased; 1 \(50\.0%\)/);
    expect(figures['plans-maintained']?.value).toBe(2);
  });

  it.each(PLAN_COLUMNS)('%s, published: what is not known is not suppressed, and what is suppressed is not "not known"', (column) => {
    fc.assert(
      fc.property(arbitraryPlans, fc.constantFrom(null, 'team'), (plans, by) => {
        const open = reviewsOf(withoutColumns(plans, column), [column], null, by);
        const shown = reviewsOf(withoutColumns(plans, column), [column], 4, by);
        expect([unknownIn(shown), Object.keys(shown.figures)]).toEqual([unknownIn(open), Object.keys(open.figures)]);
        expect(valid(JSON.parse(JSON.stringify(shown)))).toBe(true);
      }),
      { numRuns: 4 },
    );
  });
});

const arbitraryAdvice: fc.Arbitrary<Advice[]> = fc
  .array(
    fc.record({
      caseId: fc.constantFrom('A1', 'A2', 'A3', 'elsewhere'),
      adviser: fc.constantFrom(...ADVISERS),
      ago: fc.nat({ max: 200 }),
      took: fc.option(fc.nat({ max: 90 })),
    }),
  )
  .map((all) =>
    all.map(({ caseId, adviser, ago, took }, at) => {
      const requested = addDays(ABOUT, -ago);
      return { caseId, line: at + 2, adviser, requested, received: took === null ? null : addDays(requested, took) };
    }),
  );

function adviceOf(advice: readonly Advice[], hasCases: boolean, absent: readonly string[] = []): Report {
  const read = startAdvice({ asOf: ABOUT, conventions: DEFAULT_CONVENTIONS, by: null, shownId: (id) => id, absent }, hasCases ? 'read' : 'none');
  for (const one of advice) read.add(one, '');
  const context = contextOf(advice.length, { role: 'advice', file: 'advice.csv', setAsideMaybeOpen: null });
  if (!hasCases) return read.report(context);
  const cases = read.startCases(false);
  const list = ['A1', 'A2', 'A3', 'A4'].map((id, at) =>
    caseOf({ id, line: at + 2, received: addDays(ABOUT, -100 * at), assessDecision: at === 1 ? null : 'Y' }),
  );
  for (const one of list) cases.add(one, '', []);
  return cases.report([context, contextOf(list.length)]);
}

describe('a list of advice without received_date', () => {
  const absent = ['received_date'];
  const blank = (advice: readonly Advice[]): Advice[] => advice.map((one) => ({ ...one, received: null }));

  it.each([true, false])('says nothing that it hides, with the case list: %s', (hasCases) => {
    fc.assert(
      fc.property(arbitraryAdvice, (advice) => {
        expectSame(adviceOf(blank(advice), hasCases, absent), adviceOf(advice, hasCases));
      }),
      { numRuns: 25 },
    );
  });

  it('has no figure of what is outstanding, lists no case, and says so', () => {
    const advice = blank([{ caseId: 'A3', line: 2, adviser: 'educational-psychology', requested: addDays(ABOUT, -100), received: null }]);
    const { summary, figures, listings, cautions } = adviceOf(advice, true, absent);
    expect(summary).toEqual([
      'By 31 December 2022, 1 piece of advice had been requested.',
      'The list has no column received_date, so it cannot be known which advice has come, which came within 6 weeks, which is outstanding or late and which cases wait for it.',
    ]);
    expect([figures['advice-outstanding'], listings, cautions]).toEqual([
      { label: 'Advice outstanding', unit: 'advice', value: null, notKnown: 'the list has no column received_date' },
      undefined,
      [],
    ]);
  });
});

const arbitraryAppeals: fc.Arbitrary<Appeal[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('tribunal', 'mediation'),
      matter: fc.constantFrom(...MATTERS, null),
      who: fc.constantFrom('case A1', 'case A2', ''),
      ago: fc.nat({ max: 800 }),
      took: fc.option(fc.integer({ min: -5, max: 300 })),
      hasOutcome: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ kind, matter, who, ago, took, hasOutcome }, at) => {
      const lodged = addDays(ABOUT, -ago);
      return {
        caseId: who.slice(5),
        person: '',
        about: who,
        line: at + 2,
        kind,
        matter,
        lodged,
        completed: took === null ? null : addDays(lodged, took),
        hasOutcome,
        outcome: null,
        ordered: null,
      };
    }),
  );

function appealsOf(appeals: readonly Appeal[], absent: readonly string[] = []): Report {
  const read = startAppeals({
    period: periodOf('2022', ABOUT),
    asOf: ABOUT,
    by: 'area',
    published: { lodged: 120, completed: 69, ongoing: 49, broughtForward: null },
    absent,
  });
  for (const one of appeals) read.add(one, `area ${one.line % 2}`);
  return read.report(contextOf(appeals.length, { role: 'appeals', file: 'appeals.csv', setAsideMaybeOpen: null }));
}

describe('a list of appeals without', () => {
  it.each<[string, string[], Partial<Appeal>]>([
    ['completed_date', ['completed_date'], { completed: null }],
    ['outcome', ['outcome'], { hasOutcome: false }],
    ['matter', ['matter'], { matter: null }],
    ['case_id and person_id', ['case_id', 'person_id'], { about: '', caseId: '' }],
  ])('%s: says nothing that it hides', (_, absent, blank) => {
    fc.assert(
      fc.property(arbitraryAppeals, (appeals) => {
        // Beside what was published elsewhere stands what this list has brought forward, where it is known.
        const numbers = ({ summary, ...report }: Report): Report => ({
          ...report,
          summary: summary.filter((words) => !words.startsWith('Published elsewhere')),
        });
        const without = appealsOf(
          appeals.map((one) => ({ ...one, ...blank })),
          absent,
        );
        expectSame(numbers(without), numbers(appealsOf(appeals)));
      }),
      { numRuns: 15 },
    );
  });

  it('completed_date: nothing is said to be ongoing or in doubt', () => {
    const one: Appeal = {
      caseId: 'A1',
      person: '',
      about: 'case A1',
      line: 2,
      kind: 'tribunal',
      matter: 'assess',
      lodged: addDays(ABOUT, -50),
      completed: null,
      hasOutcome: true,
      outcome: null,
      ordered: null,
    };
    const { summary, sections } = appealsOf([one], ['completed_date']);
    expect(summary).toEqual([
      'From 1 January 2022 to 31 December 2022, 1 appeal was lodged (none on the same dates a year before).',
      'No mediation was lodged (none on the same dates a year before).',
      'Published elsewhere: 69 completed + 49 ongoing = 118, two short of 120 lodged, without what was brought forward.',
      'The list has no column completed_date, so it cannot be known which were completed, which were ongoing and which ended on a day not known.',
    ]);
    const doubts = sections.find(({ id }) => id === 'doubts');
    expect(doubts?.kind === 'list' ? doubts.items : []).toContain(
      'Appeals with an outcome and no completion date: ended, day not known: not known, as the list has no column completed_date.',
    );
  });
});
