import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/core/case.ts';
import { addDays, type Day, isoDate, longDate, shortDate } from '../../src/core/day.ts';
import { type Finding, findingsIn, INSPECTION_CODES, INSPECTIONS, type InspectedCase, type InspectionCode, isUpn } from '../../src/core/inspection.ts';
import { positionOn } from '../../src/core/position.ts';
import { arbitraryAsOf, arbitraryCase } from '../support/arbitrary.ts';
import { caseOf, DATE_FIELDS, daysAfter, type Facts, on } from '../support/cases.ts';

/** What a row says besides its case. */
type Besides = Partial<Omit<InspectedCase, 'c' | 'birth'> & { birth: string | Day }>;

function findings(facts: Facts, asOf: string | Day | null = null, { birth, ...besides }: Besides = {}): Finding[] {
  const born = birth === undefined ? null : typeof birth === 'string' ? on(birth) : birth;
  const inspected = { c: caseOf(facts), birth: born, upn: '', hasCoordinators: false, ...besides };
  return findingsIn(inspected, typeof asOf === 'string' ? on(asOf) : asOf);
}

/** `code column` of everything that is found. */
const found = (...args: Parameters<typeof findings>): string[] => findings(...args).map(({ code, column }) => `${code} ${column}`);

/** The columns in which one kind of fault is found. */
const where = (code: InspectionCode, ...args: Parameters<typeof findings>): string[] =>
  findings(...args)
    .filter((finding) => finding.code === code)
    .map(({ column }) => column);

const COLUMN: Record<(typeof DATE_FIELDS)[number], string> = {
  received: 'received_date',
  assessDecisionDate: 'assess_decision_date',
  reopened: 'reopened_date',
  issueDecisionDate: 'issue_decision_date',
  draftPlan: 'draft_plan_date',
  finalPlan: 'final_plan_date',
  closed: 'closed_date',
};

/** A UPN around twelve characters, its check letter worked out as the DfE describes it: weights 2 to 13, remainder on division by 23. */
function upnOf(rest: string): string {
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += (at + 2) * ('0123456789'.includes(rest.charAt(at)) ? Number(rest.charAt(at)) : letters.indexOf(rest.charAt(at)));
  return letters.charAt(sum % 23) + rest;
}

const AS_OF = '2022-07-31';
const RECEIVED = { received: '2022-01-10' } as const;
const ASSESSED = { ...RECEIVED, assessDecision: 'Y', assessDecisionDate: '2022-02-21' } as const;
const REFUSED = { ...RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21' } as const;
const NOT_ISSUED = { ...ASSESSED, issueDecision: 'N', issueDecisionDate: '2022-05-02' } as const;
const ORDINARY: Besides = { birth: '2014-05-06', upn: upnOf('801200001001'), hasCoordinators: true };

describe('an ordinary case', () => {
  it.each<[string, Facts]>([
    ['just received', { received: AS_OF }],
    ['undecided, and that written out', { ...RECEIVED, assessDecision: 'A', issueDecision: 'A' }],
    ['being assessed', ASSESSED],
    ['refused an assessment', REFUSED],
    ['refused an assessment, and closed on that day', { ...REFUSED, closed: '2022-02-21' }],
    ['refused a plan', NOT_ISSUED],
    ['agreed to issue, not yet sent, so without a date', { ...ASSESSED, issueDecision: 'Y' }],
    ['with a draft plan', { ...ASSESSED, issueDecision: 'Y', draftPlan: '2022-05-02' }],
    ['with a draft sent before the decision to issue was told', { ...ASSESSED, issueDecision: 'N', issueDecisionDate: '2022-05-02', draftPlan: '2022-04-29' }],
    ['with a plan, as the SEN2 return has it', { ...ASSESSED, issueDecision: 'Y', finalPlan: '2022-05-30' }],
    [
      'with a plan, every step on its own day',
      { ...ASSESSED, issueDecision: 'Y', issueDecisionDate: '2022-05-01', draftPlan: '2022-05-02', finalPlan: '2022-05-30' },
    ],
    ['with all steps after the request on one day', { ...ASSESSED, assessDecisionDate: '2022-05-30', draftPlan: '2022-05-30', finalPlan: '2022-05-30' }],
    ['with a plan and no decision in the list', { ...RECEIVED, finalPlan: '2022-05-30' }],
    ['with a plan later than twenty weeks and an exception', { ...ASSESSED, issueDecision: 'Y', finalPlan: '2022-07-30', exception: true }],
    ['with a plan, and closed afterwards', { ...ASSESSED, issueDecision: 'Y', finalPlan: '2022-05-30', closed: '2022-07-30' }],
    ['with a plan, the day of receipt not known', { finalPlan: '2022-05-30' }],
    ['withdrawn on a day', { ...RECEIVED, assessDecision: 'W', closed: '2022-03-01' }],
    ['withdrawn while it was assessed', { ...ASSESSED, issueDecision: 'W', closed: '2022-03-01' }],
    ['moved away on a day', { ...ASSESSED, movedOut: true, closed: '2022-03-01' }],
    ['closed for another reason', { ...ASSESSED, closed: '2022-03-01' }],
  ])('%s has no findings', (_fact, facts) => {
    expect(found({ ...facts, allocated: true }, AS_OF, ORDINARY)).toEqual([]);
    expect(found(facts)).toEqual([]);
  });
});

describe('a refusal that was overturned', () => {
  const PLAN = { issueDecision: 'Y', finalPlan: '2022-07-25' } as const;
  const DECIDED = { ...PLAN, issueDecisionDate: '2022-06-20', draftPlan: '2022-06-27' } as const;
  it.each<[string, Facts]>([
    ['to assess, by a tribunal, its N kept as the SEN2 guide asks, with a plan', { ...REFUSED, ...PLAN, assessDispute: true }],
    ['to assess, by a tribunal, still being assessed', { ...REFUSED, assessDispute: true, issueDecision: 'A' }],
    ['to assess, by mediation, with a reopened date and a plan', { ...REFUSED, ...DECIDED, assessDispute: true, reopened: '2022-04-01' }],
    ['to assess, by the authority itself', { ...REFUSED, ...DECIDED, reopened: '2022-04-01' }],
    ['to assess, reopened on the day it was refused', { ...REFUSED, reopened: '2022-02-21' }],
    ['to assess, with a closed date of its own', { ...REFUSED, ...DECIDED, closed: '2022-02-21', reopened: '2022-04-01' }],
    ['to issue, by a tribunal, with a plan', { ...NOT_ISSUED, issueDispute: true, finalPlan: '2022-07-25' }],
    ['to issue, with a draft and a plan', { ...NOT_ISSUED, draftPlan: '2022-07-04', finalPlan: '2022-07-25' }],
    ['to issue, reopened and not yet decided', { ...NOT_ISSUED, reopened: '2022-06-01' }],
    ['both to assess and to issue', { ...REFUSED, issueDecision: 'N', issueDecisionDate: '2022-05-02', reopened: '2022-06-01', finalPlan: '2022-07-25' }],
  ])('%s has no findings', (_fact, facts) => {
    expect(found({ ...facts, allocated: true }, AS_OF, ORDINARY)).toEqual([]);
  });
});

describe('each kind of fault', () => {
  /** A case in which it alone is found. */
  const EXAMPLES: Record<InspectionCode, [facts: Facts, besides: Besides, finding: Omit<Finding, 'code'>]> = {
    'events-out-of-order': [
      { ...ASSESSED, finalPlan: '2022-02-20' },
      {},
      {
        column: 'final_plan_date',
        why: 'is before the decision whether to assess (21 Feb 2022)',
        whatToDo: 'The row is counted; a measure that needs both dates is not known. Check it, correct it at its source and export again.',
      },
    ],
    'plan-on-day-0': [
      { ...RECEIVED, finalPlan: '2022-01-10' },
      {},
      {
        column: 'final_plan_date',
        why: 'is the day the request was received',
        whatToDo: 'The plan counts as in time. Check it, correct it at its source and export again.',
      },
    ],
    'date-in-future': [
      { ...ASSESSED, finalPlan: '2022-08-01' },
      {},
      {
        column: 'final_plan_date',
        why: 'is after the as-of day (31 Jul 2022)',
        whatToDo: 'It has not happened on that day. Correct it, unless the list was exported later.',
      },
    ],
    'decision-without-date': [
      { ...RECEIVED, assessDecision: 'Y' },
      {},
      {
        column: 'assess_decision_date',
        why: 'the decision whether to assess is Y and has no date',
        whatToDo: 'The decision is in no period. Check it, correct it at its source and export again.',
      },
    ],
    'decision-contradicts-plan': [
      { ...ASSESSED, issueDecision: 'A', finalPlan: '2022-05-30' },
      {},
      {
        column: 'issue_decision',
        why: 'stands for no plan, and there is a final plan',
        whatToDo: 'The row is counted as its dates say. Check it, correct it at its source and export again.',
      },
    ],
    'yes-with-date-of-no': [
      { ...ASSESSED, issueDecision: 'Y', issueDecisionDate: '2022-05-30' },
      {},
      {
        column: 'issue_decision_date',
        why: 'stands beside a decision to issue, and there is no final plan date',
        whatToDo: 'The case is open. If the plan was sent on that day, enter it as the final plan date.',
      },
    ],
    'reopened-without-refusal': [
      { ...ASSESSED, reopened: '2022-04-01' },
      {},
      {
        column: 'reopened_date',
        why: 'is the day the case went on, but no refusal is recorded',
        whatToDo: 'Check it, correct it at its source and export again.',
      },
    ],
    'withdrawn-without-date': [
      { ...RECEIVED, assessDecision: 'W' },
      {},
      {
        column: 'closed_date',
        why: 'the request was withdrawn, and there is no closed date',
        whatToDo: 'The case counts as closed on every day. Check it, correct it at its source and export again.',
      },
    ],
    'over-25': [
      RECEIVED,
      { birth: '1997-01-10' },
      {
        column: 'date_of_birth',
        why: 'by the date of birth, the person was 25 or over when the request was received',
        whatToDo: 'The row is counted. Check it, correct it at its source and export again.',
      },
    ],
    'born-after-request': [
      RECEIVED,
      { birth: '2022-01-11' },
      {
        column: 'date_of_birth',
        why: 'the date of birth is after the request was received',
        whatToDo: 'Check it, correct it at its source and export again.',
      },
    ],
    'no-coordinator': [
      ASSESSED,
      { hasCoordinators: true },
      { column: 'coordinator', why: 'the case is open and no co-ordinator is named', whatToDo: 'Allocate the case, or correct the list.' },
    ],
    'upn-check-letter': [
      RECEIVED,
      { upn: `B${upnOf('801200001001').slice(1)}` },
      {
        column: 'upn',
        why: 'the UPN has not 13 characters, or its check letter does not fit (not shown)',
        whatToDo: 'Check it, correct it at its source and export again.',
      },
    ],
  };

  it.each(INSPECTION_CODES)('%s is found alone, with its column, why and what to do', (code) => {
    const [facts, besides, finding] = EXAMPLES[code];
    expect(findings(facts, AS_OF, besides)).toEqual([{ code, ...finding }]);
  });

  it('has a severity and a meaning of its own', () => {
    const severities = Object.fromEntries(INSPECTION_CODES.map((code) => [code, INSPECTIONS[code].severity]));
    expect(severities).toEqual({
      'events-out-of-order': 'error',
      'plan-on-day-0': 'warning',
      'date-in-future': 'warning',
      'decision-without-date': 'warning',
      'decision-contradicts-plan': 'warning',
      'yes-with-date-of-no': 'note',
      'reopened-without-refusal': 'warning',
      'withdrawn-without-date': 'warning',
      'over-25': 'warning',
      'born-after-request': 'warning',
      'no-coordinator': 'warning',
      'upn-check-letter': 'warning',
    });
    expect(new Set(INSPECTION_CODES.map((code) => INSPECTIONS[code].means)).size).toBe(INSPECTION_CODES.length);
  });

  it('is found beside others: a case may have several', () => {
    expect(
      found({ ...RECEIVED, assessDecision: 'W', issueDecision: 'A', finalPlan: '2022-01-10', reopened: '2022-08-01' }, AS_OF, { birth: '1990-01-01' }),
    ).toEqual([
      'plan-on-day-0 final_plan_date',
      'date-in-future reopened_date',
      'decision-contradicts-plan assess_decision',
      'decision-contradicts-plan issue_decision',
      'reopened-without-refusal reopened_date',
      'over-25 date_of_birth',
    ]);
  });
});

describe('events out of order', () => {
  type DateField = (typeof DATE_FIELDS)[number];

  /** Which event cannot be before which, as the law has them. A plan before its request is a fault of its own. */
  const MUST_FOLLOW: [earlier: DateField, later: DateField, name: string][] = [
    ['received', 'assessDecisionDate', 'the request was received'],
    ['received', 'issueDecisionDate', 'the request was received'],
    ['received', 'draftPlan', 'the request was received'],
    ['received', 'reopened', 'the request was received'],
    ['received', 'closed', 'the request was received'],
    ['assessDecisionDate', 'issueDecisionDate', 'the decision whether to assess'],
    ['assessDecisionDate', 'draftPlan', 'the decision whether to assess'],
    ['assessDecisionDate', 'finalPlan', 'the decision whether to assess'],
    ['issueDecisionDate', 'finalPlan', 'the decision whether to issue a plan'],
    ['draftPlan', 'finalPlan', 'the draft plan was sent'],
  ];

  it.each(MUST_FOLLOW)('%s, then %s: found a day before, not on the day or a day after', (earlier, later, name) => {
    const order = (days: number) => findings({ [earlier]: '2024-03-01', [later]: daysAfter('2024-03-01', days) });
    expect(order(-1).filter(({ code }) => code === 'events-out-of-order')).toMatchObject([{ column: COLUMN[later], why: `is before ${name} (1 Mar 2024)` }]);
    for (const days of [0, 1]) expect(order(days).filter(({ code }) => code === 'events-out-of-order')).toEqual([]);
  });

  it.each<[DateField, DateField]>([
    ['received', 'finalPlan'],
    ['issueDecisionDate', 'draftPlan'],
    ['issueDecisionDate', 'assessDecisionDate'],
    ['finalPlan', 'draftPlan'],
    ['draftPlan', 'reopened'],
    ['closed', 'reopened'],
    ['closed', 'assessDecisionDate'],
    ['finalPlan', 'closed'],
    ['reopened', 'finalPlan'],
  ])('%s and %s may stand either way round', (first, second) => {
    expect(where('events-out-of-order', { [first]: '2024-03-01', [second]: '2024-02-29' })).toEqual([]);
  });

  it('name every pair', () => {
    expect(
      where('events-out-of-order', { received: '2022-05-30', assessDecisionDate: '2022-02-21', issueDecisionDate: '2022-02-20', draftPlan: '2022-02-19' }),
    ).toEqual(['assess_decision_date', 'issue_decision_date', 'draft_plan_date', 'issue_decision_date', 'draft_plan_date']);
  });

  it('need two dates', () => {
    for (const field of DATE_FIELDS) expect(where('events-out-of-order', { [field]: '2022-05-30' })).toEqual([]);
  });
});

describe('a plan on day 0', () => {
  it.each([
    [-1, []],
    [0, ['final_plan_date']],
    [1, []],
  ])('sent %i days after the request', (days, columns) => {
    expect(where('plan-on-day-0', { ...RECEIVED, finalPlan: daysAfter('2022-01-10', days) })).toEqual(columns);
  });

  it('is not one where the day of the request is not known', () => {
    expect(where('plan-on-day-0', { finalPlan: '2022-01-10' })).toEqual([]);
  });
});

describe('a date in the future', () => {
  it.each(DATE_FIELDS)('%s: not on the as-of day or before, from the day after on', (field) => {
    const columns = (days: number) => where('date-in-future', { [field]: daysAfter(AS_OF, days) }, AS_OF);
    expect([columns(-1), columns(0), columns(1)]).toEqual([[], [], [COLUMN[field]]]);
  });

  it.each(DATE_FIELDS)('%s: none without an as-of day', (field) => {
    expect(where('date-in-future', { [field]: '2100-12-31' }, null)).toEqual([]);
  });

  it('is said of each', () => {
    const all = Object.fromEntries(DATE_FIELDS.map((field) => [field, '2022-08-01']));
    expect(where('date-in-future', all, AS_OF)).toEqual(DATE_FIELDS.map((field) => COLUMN[field]));
  });

  it('is no date of birth', () => {
    expect(where('date-in-future', RECEIVED, AS_OF, { birth: '2022-08-01' })).toEqual([]);
  });
});

describe('a decision without a date', () => {
  const DATED: [keyof Facts, keyof Facts, string][] = [
    ['assessDecision', 'assessDecisionDate', 'assess_decision_date'],
    ['issueDecision', 'issueDecisionDate', 'issue_decision_date'],
  ];
  it.each<[Decision | null, string[], string[]]>([
    ['Y', ['assess_decision_date'], []],
    ['N', ['assess_decision_date'], ['issue_decision_date']],
    ['A', [], []],
    ['W', [], []],
    [null, [], []],
  ])('%s: whether to assess %j, whether to issue %j', (decision, ...expected) => {
    DATED.forEach(([field, date], at) => {
      expect(where('decision-without-date', { ...RECEIVED, [field]: decision })).toEqual(expected[at]);
      expect(where('decision-without-date', { ...RECEIVED, [field]: decision, [date]: '2022-02-21' })).toEqual([]);
    });
  });

  it('is one though a closed date shows when the case ended: that is not when anybody was told', () => {
    expect(where('decision-without-date', { ...RECEIVED, assessDecision: 'N', closed: '2022-02-21' })).toEqual(['assess_decision_date']);
  });

  it('says which decision', () => {
    const told = findings({ ...RECEIVED, assessDecision: 'N', issueDecision: 'N' }).filter(({ code }) => code === 'decision-without-date');
    expect(told.map(({ why }) => why)).toEqual(['the decision whether to assess is N and has no date', 'the decision whether to issue is N and has no date']);
  });
});

describe('a decision that rules a plan out', () => {
  const PLAN = { finalPlan: '2022-05-30' } as const;
  const AGREED = { issueDecision: 'Y' } as const;
  it.each<[string, Decision | null, Facts, string[]]>([
    ['assess', 'W', PLAN, ['assess_decision']],
    ['assess', 'A', PLAN, ['assess_decision']],
    ['assess', 'W', AGREED, ['assess_decision']],
    ['assess', 'A', AGREED, ['assess_decision']],
    ['assess', 'W', {}, []],
    ['assess', 'A', {}, []],
    ['assess', 'A', { draftPlan: '2022-05-02' }, []],
    ['assess', 'Y', PLAN, []],
    ['assess', 'N', PLAN, []],
    ['assess', null, PLAN, []],
    ['assess', null, AGREED, []],
    ['issue', 'W', PLAN, ['issue_decision']],
    ['issue', 'A', PLAN, ['issue_decision']],
    ['issue', 'W', {}, []],
    ['issue', 'A', {}, []],
    ['issue', 'Y', PLAN, []],
    ['issue', 'N', PLAN, []],
    ['issue', null, PLAN, []],
  ])('to %s, %s beside %j: %j', (which, decision, facts, columns) => {
    const field = which === 'assess' ? 'assessDecision' : 'issueDecision';
    expect(where('decision-contradicts-plan', { ...RECEIVED, [field]: decision, ...facts })).toEqual(columns);
  });

  it('says what it contradicts', () => {
    const why = (facts: Facts) => findings({ ...RECEIVED, assessDecision: 'W', closed: '2022-06-30', ...facts }).map((finding) => finding.why);
    expect([why(PLAN), why(AGREED), why({ ...AGREED, ...PLAN })]).toEqual([
      ['stands for no assessment, and there is a final plan'],
      ['stands for no assessment, and a plan was agreed'],
      ['stands for no assessment, and there is a final plan'],
    ]);
  });
});

describe('a yes with the date of a no', () => {
  const DATED = { ...ASSESSED, issueDecisionDate: '2022-05-30' } as const;
  it.each<[string, Facts, string[]]>([
    ['agreed, with a date and no plan', { ...DATED, issueDecision: 'Y' }, ['issue_decision_date']],
    ['agreed, with a date and a draft', { ...DATED, issueDecision: 'Y', draftPlan: '2022-05-31' }, ['issue_decision_date']],
    ['agreed, with a date and a plan', { ...DATED, issueDecision: 'Y', finalPlan: '2022-05-30' }, []],
    ['agreed, without a date', { ...ASSESSED, issueDecision: 'Y' }, []],
    ['refused, with a date', { ...DATED, issueDecision: 'N' }, []],
    ['undecided, with a date', { ...DATED, issueDecision: 'A' }, []],
    ['withdrawn, with a date', { ...DATED, issueDecision: 'W' }, []],
    ['blank, with a date', DATED, []],
  ])('%s: %j', (_fact, facts, columns) => {
    expect(where('yes-with-date-of-no', facts)).toEqual(columns);
  });
});

describe('a reopened date', () => {
  it.each<[Decision | null, Decision | null, boolean]>([
    ['N', null, false],
    ['N', 'Y', false],
    ['Y', 'N', false],
    [null, 'N', false],
    ['N', 'N', false],
    ['Y', 'Y', true],
    ['Y', null, true],
    ['A', 'A', true],
    ['W', 'W', true],
    [null, null, true],
  ])('beside %s and %s lacks a refusal: %s', (assessDecision, issueDecision, lacks) => {
    const decisions = { ...RECEIVED, assessDecision, issueDecision };
    expect(where('reopened-without-refusal', { ...decisions, reopened: '2022-06-01' })).toEqual(lacks ? ['reopened_date'] : []);
    expect(where('reopened-without-refusal', decisions)).toEqual([]);
  });
});

describe('a case that ended without a date', () => {
  const WITHDRAWN = 'the request was withdrawn, and there is no closed date';
  const CEASED = 'the assessment was withdrawn, and there is no closed date';
  const MOVED = 'the person moved away, and there is no closed date';
  it.each<[string, Facts, string | null]>([
    ['withdrawn', { assessDecision: 'W' }, WITHDRAWN],
    ['withdrawn on its decision’s date', { assessDecision: 'W', assessDecisionDate: '2022-03-01' }, null],
    ['withdrawn on its closed date', { assessDecision: 'W', closed: '2022-03-01' }, null],
    ['withdrawn while it was assessed', { issueDecision: 'W' }, CEASED],
    ['withdrawn while it was assessed, on its decision’s date', { issueDecision: 'W', issueDecisionDate: '2022-03-01' }, null],
    ['withdrawn while it was assessed, on its closed date', { issueDecision: 'W', closed: '2022-03-01' }, null],
    ['withdrawn twice, once with a date', { assessDecision: 'W', assessDecisionDate: '2022-03-01', issueDecision: 'W' }, CEASED],
    ['moved away', { movedOut: true }, MOVED],
    ['moved away on a closed date', { movedOut: true, closed: '2022-03-01' }, null],
    ['moved away, and withdrawn on a decision’s date', { movedOut: true, assessDecision: 'W', assessDecisionDate: '2022-03-01' }, MOVED],
    ['moved away after an overturned refusal, whose closed date it is', { ...REFUSED, closed: '2022-02-21', reopened: '2022-04-01', movedOut: true }, MOVED],
    ['moved away after an overturned refusal, on a later closed date', { ...REFUSED, closed: '2022-06-01', reopened: '2022-04-01', movedOut: true }, null],
    ['neither', { assessDecision: 'A', issueDecision: 'A' }, null],
  ])('%s: %s', (_fact, facts, why) => {
    for (const asOf of [null, AS_OF]) {
      const told = findings({ ...RECEIVED, ...facts }, asOf).filter(({ code }) => code === 'withdrawn-without-date');
      expect(told.map((finding) => [finding.column, finding.why])).toEqual(why === null ? [] : [['closed_date', why]]);
    }
  });

  it('is never passed over in silence, whatever else its row says', () => {
    const TOLD: InspectionCode[] = ['withdrawn-without-date', 'decision-without-date'];
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, (drawn, asOf) => {
        const c = { ...drawn, finalPlan: null };
        const codes = findingsIn({ c, birth: null, upn: '', hasCoordinators: false }, asOf).map(({ code }) => code);
        const { closing } = positionOn(c, asOf);
        if (closing !== null && closing.day === null) expect(codes.some((code) => TOLD.includes(code))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the age on the day of the request', () => {
  it.each([
    ['a day before the 25th birthday', '1997-01-11', []],
    ['on the 25th birthday', '1997-01-10', ['over-25']],
    ['a day after the 25th birthday', '1997-01-09', ['over-25']],
    ['at 24', '1998-01-10', []],
    ['at 26', '1996-01-10', ['over-25']],
    ['at 120', '1902-01-10', ['over-25']],
    ['on the day before', '2022-01-09', []],
    ['on the day of birth', '2022-01-10', []],
    ['a day before birth', '2022-01-11', ['born-after-request']],
    ['a year before birth', '2023-01-10', ['born-after-request']],
  ])('%s', (_fact, birth, codes) => {
    expect(found(RECEIVED, null, { birth })).toEqual(codes.map((code) => `${code} date_of_birth`));
  });

  it('turns 25 on the birthday, however many leap days lie between', () => {
    for (const birth of ['1996-02-28', '1996-03-01', '1997-02-28', '1998-12-31', '1999-01-01', '2000-03-01']) {
      const birthday = `${Number(birth.slice(0, 4)) + 25}${birth.slice(4)}`;
      const codes = (days: number) => found({ received: daysAfter(birthday, days) }, null, { birth });
      expect([codes(-1), codes(0), codes(1)]).toEqual([[], ['over-25 date_of_birth'], ['over-25 date_of_birth']]);
    }
  });

  it.each(['1996-02-29', '2000-02-29'])('of a person born on %s turns 25 by 1 March, and not before 28 February', (birth) => {
    const year = Number(birth.slice(0, 4)) + 25;
    const codes = (day: string) => found({ received: `${year}-${day}` }, null, { birth });
    expect([codes('02-27'), codes('03-01')]).toEqual([[], ['over-25 date_of_birth']]);
  });

  it('is not known without the day of the request, and not on that of a plan', () => {
    expect(found({ finalPlan: '2022-05-30' }, null, { birth: '1990-01-01' })).toEqual([]);
    expect(found({ received: '2022-05-31', finalPlan: '2022-05-30' }, null, { birth: '1990-01-01' })).toEqual([]);
    expect(found({ received: '2022-05-30', finalPlan: '2022-05-30' }, null, { birth: '1990-01-01' })).toContain('over-25 date_of_birth');
  });

  it('does not change with the as-of day', () => {
    for (const asOf of [null, '2022-01-10', '2030-01-01']) expect(found(RECEIVED, asOf, { birth: '1997-01-11' })).toEqual([]);
  });
});

describe('a co-ordinator', () => {
  const columns = (facts: Facts, asOf: string | null, hasCoordinators = true) => where('no-coordinator', { ...RECEIVED, ...facts }, asOf, { hasCoordinators });

  it.each<[string, Facts, string | null, string[]]>([
    ['of a case not yet received', {}, '2022-01-09', []],
    ['of a case received on the day', {}, '2022-01-10', ['coordinator']],
    ['of a case received the day before', {}, '2022-01-11', ['coordinator']],
    ['the day before the final plan', { finalPlan: '2022-05-30' }, '2022-05-29', ['coordinator']],
    ['on the day of the final plan', { finalPlan: '2022-05-30' }, '2022-05-30', []],
    ['the day after the final plan', { finalPlan: '2022-05-30' }, '2022-05-31', []],
    ['the day before it was closed', { closed: '2022-05-30' }, '2022-05-29', ['coordinator']],
    ['on the day it was closed', { closed: '2022-05-30' }, '2022-05-30', []],
    ['of a refused case', { assessDecision: 'N', assessDecisionDate: '2022-02-21' }, AS_OF, []],
    ['of a refused case that is open again', { assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-04-01' }, AS_OF, ['coordinator']],
    ['of a case withdrawn without a date', { assessDecision: 'W' }, AS_OF, []],
    ['of an open case, no day named', {}, null, ['coordinator']],
    ['of a case that ever ends, no day named', { finalPlan: '2100-12-31' }, null, []],
  ])('%s: %j', (_fact, facts, asOf, expected) => {
    expect(columns(facts, asOf)).toEqual(expected);
    expect(columns({ ...facts, allocated: true }, asOf)).toEqual([]);
    expect(columns(facts, asOf, false)).toEqual([]);
  });
});

describe('a UPN', () => {
  const digits = fc.array(fc.nat({ max: 9 }), { minLength: 11, maxLength: 11 }).map((numbers) => numbers.join(''));
  const last = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUVWXYZ');
  const twelve = fc.tuple(digits, last).map(([first, end]) => first + end);

  it('has the check letter of the example in the DfE’s guide', () => {
    expect(upnOf('801200001001').charAt(0)).toBe('H');
    expect(isUpn(upnOf('801200001001'))).toBe(true);
  });

  it('has one check letter for its other characters, the last of which is a letter in a temporary one', () => {
    fc.assert(
      fc.property(twelve, (rest) => {
        const right = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => isUpn(letter + rest));
        expect(right).toEqual([upnOf(rest).charAt(0)]);
      }),
      { numRuns: 500 },
    );
  });

  it('is found mistyped wherever one of its digits is another, or two neighbours changed places', () => {
    fc.assert(
      fc.property(twelve, fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 9 }), (rest, at, more) => {
        const upn = [...upnOf(rest)];
        const mistyped = upn.with(at, String((Number(upn[at]) + more) % 10)).join('');
        expect(isUpn(mistyped)).toBe(false);
        const [here = '', next = ''] = upn.slice(at);
        const swapped = upn
          .with(at, next)
          .with(at + 1, here)
          .join('');
        expect(isUpn(swapped)).toBe(here === next);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['in small letters', true, upnOf('801200001001').toLowerCase()],
    ['temporary', true, upnOf('80120000100A')],
    ['temporary, ending in the last letter', true, upnOf('80120000100Z')],
    ['temporary, with a letter that looks like a digit', false, `${upnOf('801200001001').slice(0, 12)}O`],
    ['a character short', false, upnOf('801200001001').slice(0, 12)],
    ['a character long', false, `${upnOf('801200001001')}1`],
    ['with a blank in it', false, `${upnOf('801200001001').slice(0, 7)} ${upnOf('801200001001').slice(7)}`],
    ['of digits only', false, '8012000010011'],
    ['that is a word', false, 'unknown'],
  ])('%s is one: %s', (_fact, right, upn) => {
    expect(isUpn(upn)).toBe(right);
    expect(found(RECEIVED, null, { upn })).toEqual(right ? [] : ['upn-check-letter upn']);
  });

  it('that is blank is no fault', () => {
    expect(found(RECEIVED, null, { upn: '' })).toEqual([]);
  });
});

describe('what is said', () => {
  it('never shows a UPN or a date of birth', () => {
    const birth = fc.nat({ max: 20_000 }).map((n) => addDays(on('1980-01-01'), n));
    fc.assert(
      fc.property(arbitraryCase, birth, fc.stringMatching(/^[A-Z]\d{12}$/), fc.option(arbitraryAsOf), (c, born, upn, asOf) => {
        const told = JSON.stringify(findingsIn({ c, birth: born, upn, hasCoordinators: true }, asOf));
        const dates = [asOf, ...DATE_FIELDS.map((field) => c[field])];
        fc.pre(!dates.includes(born));
        // 1 March stands in 11 March, which may be another of its dates.
        for (const secret of [upn, isoDate(born), shortDate(born), longDate(born), String(born)])
          expect(told).not.toMatch(new RegExp(`(?<!\\d)${secret}(?!\\d)`));
      }),
    );
  });
});
