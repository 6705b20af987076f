import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/core/day.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { daysAfter, type Facts, on } from '../support/cases.ts';
import { DAY_0, DAY_1, EVERY_PLAN, judged, windowOf } from '../support/judging.ts';

const RECEIVED = '2022-01-10';
const PLAN_MEASURES = [
  'within-20-weeks',
  'within-20-weeks-all',
  'mean-weeks-to-issue',
  'mean-weeks-to-issue-all',
  'median-weeks-to-issue',
  'median-weeks-to-issue-all',
];
const LEAVING_OUT_EXCEPTIONS = ['within-20-weeks', 'mean-weeks-to-issue', 'median-weeks-to-issue'];
const INCLUDING_EXCEPTIONS = ['within-20-weeks-all', 'mean-weeks-to-issue-all', 'median-weeks-to-issue-all'];

/** Every window, and so whatever the period: for facts that do not turn on it. */
const always = (conventions = DAY_0) => windowOf('2020-01-01..2030-12-31', '2030-12-31', conventions);

/** For each measure, a case in time whose event falls on a day. */
const EVENTS: Record<string, (day: string) => Facts> = {
  requests: (day) => ({ received: day }),
  finals: (day) => ({ received: day, finalPlan: day }),
  ...Object.fromEntries(PLAN_MEASURES.map((id) => [id, (day: string): Facts => ({ received: addDays(on(day), -100), finalPlan: day })])),
  'decision-within-6-weeks': (day) => ({ received: addDays(on(day), -30), assessDecision: 'Y', assessDecisionDate: day }),
  'refusal-within-16-weeks': (day) => ({ received: addDays(on(day), -100), assessDecision: 'Y', issueDecision: 'N', issueDecisionDate: day }),
  'requests-refused': (day) => ({ received: addDays(on(day), -30), assessDecision: 'N', assessDecisionDate: day }),
  'cohort-within-20-weeks': (day) => ({ received: day, finalPlan: addDays(on(day), 100) }),
};

describe('the list of measures', () => {
  it('holds the twelve of the case list, in report order', () => {
    expect(CASE_MEASURES.map(({ id }) => id)).toEqual([
      'requests',
      'finals',
      'within-20-weeks',
      'within-20-weeks-all',
      'mean-weeks-to-issue',
      'mean-weeks-to-issue-all',
      'median-weeks-to-issue',
      'median-weeks-to-issue-all',
      'decision-within-6-weeks',
      'refusal-within-16-weeks',
      'requests-refused',
      'cohort-within-20-weeks',
    ]);
  });

  it('knows counts, proportions, means and medians apart', () => {
    const ids = (kind: string): string[] => CASE_MEASURES.filter((measure) => measure.kind === kind).map(({ id }) => id);
    expect(ids('count')).toEqual(['requests', 'finals']);
    expect(ids('mean')).toEqual(['mean-weeks-to-issue', 'mean-weeks-to-issue-all']);
    expect(ids('median')).toEqual(['median-weeks-to-issue', 'median-weeks-to-issue-all']);
    expect(ids('proportion')).toHaveLength(6);
  });
});

describe.each(CASE_MEASURES.map(({ id }) => id))('%s', (id) => {
  const facts = EVENTS[id] as (day: string) => Facts;
  const pile = (day: string, period: string, asOf: string): string => judged(id, facts(day), windowOf(period, asOf)).pile;

  it.each([
    ['2022-06-30', 'not-in-period'],
    ['2022-07-01', 'met'],
    ['2022-07-15', 'met'],
    ['2022-07-31', 'met'],
    ['2022-08-01', 'not-in-period'],
  ])('has an event of %s in July 2022: %s', (day, expected) => {
    expect(pile(day, '2022-07', '2023-12-31')).toBe(expected);
  });

  it.each([
    ['2024-02-28', 'not-in-period'],
    ['2024-02-29', 'met'],
    ['2024-03-01', 'not-in-period'],
  ])('has an event of %s on the one day of 29 February 2024: %s', (day, expected) => {
    expect(pile(day, '2024-02-29..2024-02-29', '2025-12-31')).toBe(expected);
  });

  it('counts 31 December in the old year and 1 January in the new', () => {
    expect([pile('2022-12-31', '2022', '2024-12-31'), pile('2022-12-31', '2023', '2024-12-31')]).toEqual(['met', 'not-in-period']);
    expect([pile('2023-01-01', '2022', '2024-12-31'), pile('2023-01-01', '2023', '2024-12-31')]).toEqual(['not-in-period', 'met']);
  });

  it('does not see its event as of the day before', () => {
    expect(pile('2022-07-16', '2022-07', '2022-07-15')).not.toBe('met');
    expect(['not-in-period', 'not-yet-visible']).toContain(pile('2022-07-16', '2022-07', '2022-07-15'));
  });

  if (id !== 'cohort-within-20-weeks') {
    it('sees its event as of the day itself', () => {
      expect(pile('2022-07-16', '2022-07', '2022-07-16')).toBe('met');
    });
  }

  it('does not see a request as of the day before it was received', () => {
    expect(judged(id, { ...facts('2022-07-16'), received: '2022-07-16' }, windowOf('2022', '2022-07-15')).pile).toBe('not-yet-visible');
  });

  it('does not see a plan without a received date as of the day before it was sent', () => {
    const plan = { received: null, finalPlan: '2022-07-16', assessDecision: 'Y', assessDecisionDate: '2022-07-01' } as const;
    expect(judged(id, plan, windowOf('2022', '2022-07-15')).pile).toBe('not-yet-visible');
    expect(judged(id, plan, windowOf('2022', '2022-07-16')).pile).not.toBe('not-yet-visible');
  });
});

describe('the last day in time', () => {
  const TIMED: [string, number, (day: ReturnType<typeof on>) => Facts][] = [
    ['decision-within-6-weeks', 42, (day) => ({ received: RECEIVED, assessDecision: 'Y', assessDecisionDate: day })],
    ['decision-within-6-weeks', 42, (day) => ({ received: RECEIVED, assessDecision: 'N', assessDecisionDate: day })],
    ['refusal-within-16-weeks', 112, (day) => ({ received: RECEIVED, issueDecision: 'N', issueDecisionDate: day })],
    ['within-20-weeks', 140, (day) => ({ received: RECEIVED, finalPlan: day })],
    ['within-20-weeks-all', 140, (day) => ({ received: RECEIVED, finalPlan: day })],
    ['cohort-within-20-weeks', 140, (day) => ({ received: RECEIVED, finalPlan: day })],
  ];
  const rows = TIMED.flatMap(([id, limit, facts]) =>
    [
      [limit - 1, 'met', 'met'],
      [limit, 'met', 'missed'],
      [limit + 1, 'missed', 'missed'],
    ].map(([day, dayZero, dayOne]) => ({ id, day: Number(day), dayZero, dayOne, facts })),
  );

  it.each(rows)('$id on day $day: $dayZero, and $dayOne where the day of receipt is day 1', ({ id, day, dayZero, dayOne, facts }) => {
    const pileBy = (conventions: typeof DAY_0): string => judged(id, facts(daysAfter(RECEIVED, day)), always(conventions)).pile;
    expect(pileBy(DAY_0)).toBe(dayZero);
    expect(pileBy(EVERY_PLAN)).toBe(dayZero);
    expect(pileBy(DAY_1)).toBe(dayOne);
  });

  it.each(TIMED.map(([id, , facts]) => [id, facts] as const))('%s is in time on day 0 and not known on the day before receipt', (id, facts) => {
    expect(judged(id, facts(daysAfter(RECEIVED, 0)), always())).toMatchObject({ pile: 'met', days: 0 });
    expect(judged(id, facts(daysAfter(RECEIVED, -1)), always())).toMatchObject({ pile: 'notKnown', days: null });
  });
});

describe('plans issued', () => {
  const IN_TIME = { received: RECEIVED, finalPlan: '2022-05-30' } as const;
  const LATE = { received: RECEIVED, finalPlan: '2022-05-31' } as const;

  it.each<[string, Facts, string, string]>([
    ['in time', IN_TIME, 'met', 'met'],
    ['late', LATE, 'missed', 'missed'],
    ['in time with an exception', { ...IN_TIME, exception: true }, 'week-20-exception', 'met'],
    ['late with an exception', { ...LATE, exception: true }, 'week-20-exception', 'missed'],
    ['without a received date', { finalPlan: '2022-05-30' }, 'notKnown', 'notKnown'],
    ['without a received date, with an exception', { finalPlan: '2022-05-30', exception: true }, 'week-20-exception', 'notKnown'],
    ['a day before they were asked for', { received: '2022-05-31', finalPlan: '2022-05-30' }, 'notKnown', 'notKnown'],
    ['after a dispute about the decision to assess', { ...IN_TIME, assessDispute: true }, 'mediation-or-tribunal', 'mediation-or-tribunal'],
    ['after a dispute about the decision to issue', { ...LATE, issueDispute: true }, 'mediation-or-tribunal', 'mediation-or-tribunal'],
    ['after a dispute, with an exception', { ...LATE, issueDispute: true, exception: true }, 'mediation-or-tribunal', 'mediation-or-tribunal'],
    ['after a refusal reconsidered without a dispute', { ...LATE, assessDecision: 'N', assessDecisionDate: '2022-02-21' }, 'missed', 'missed'],
    ['of a case withdrawn before', { ...IN_TIME, assessDecision: 'W', closed: '2022-03-01' }, 'met', 'met'],
  ])('%s: %s leaving out exceptions, %s including them', (_what, facts, leavingOut, including) => {
    expect(judged('within-20-weeks', facts, always()).pile).toBe(leavingOut);
    expect(judged('within-20-weeks-all', facts, always()).pile).toBe(including);
    expect(judged('finals', facts, always()).pile).toBe('met');
  });

  it.each(PLAN_MEASURES)('%s keeps plans after a dispute where the convention is every plan', (id) => {
    for (const dispute of [{ assessDispute: true }, { issueDispute: true }]) {
      expect(judged(id, { ...IN_TIME, ...dispute }, always(DAY_0)).pile).toBe('mediation-or-tribunal');
      expect(judged(id, { ...IN_TIME, ...dispute }, always(EVERY_PLAN)).pile).toBe('met');
      expect(judged(id, { ...LATE, ...dispute }, always(EVERY_PLAN)).pile).toBe('missed');
    }
  });

  it.each(LEAVING_OUT_EXCEPTIONS)('%s excludes an exception under either convention of the cohort', (id) => {
    for (const conventions of [DAY_0, DAY_1, EVERY_PLAN])
      expect(judged(id, { ...IN_TIME, exception: true }, always(conventions)).pile).toBe('week-20-exception');
  });

  it.each(INCLUDING_EXCEPTIONS)('%s keeps an exception in', (id) => {
    expect(judged(id, { ...IN_TIME, exception: true }, always())).toMatchObject({ pile: 'met', days: 140 });
    expect(judged(id, { ...LATE, exception: true }, always())).toMatchObject({ pile: 'missed', days: 141 });
  });

  it.each(PLAN_MEASURES.slice(2))('%s leaves a plan without known days out of its average', (id) => {
    expect(judged(id, { finalPlan: '2022-05-30' }, always()).pile).toBe('duration-not-known');
    expect(judged(id, { received: '2022-05-31', finalPlan: '2022-05-30' }, always()).pile).toBe('duration-not-known');
  });

  it.each(PLAN_MEASURES)('%s carries the days from the request to the plan', (id) => {
    expect([IN_TIME, LATE].map((facts) => judged(id, facts, always()).days)).toEqual([140, 141]);
  });

  it('are none while only the draft is out', () => {
    for (const id of ['finals', ...PLAN_MEASURES]) {
      expect(judged(id, { received: RECEIVED, issueDecision: 'Y', issueDecisionDate: '2022-04-20', draftPlan: '2022-05-02' }, always()).pile).toBe(
        'not-in-period',
      );
    }
  });
});

describe('decisions whether to assess', () => {
  const DECIDED = { received: RECEIVED, assessDecisionDate: '2022-02-22' } as const;

  it.each<[string, Facts, string, string]>([
    ['Y', { ...DECIDED, assessDecision: 'Y' }, 'missed', 'missed'],
    ['N', { ...DECIDED, assessDecision: 'N' }, 'missed', 'met'],
    ['A', { ...DECIDED, assessDecision: 'A' }, 'not-in-period', 'not-in-period'],
    ['W', { ...DECIDED, assessDecision: 'W' }, 'not-in-period', 'not-in-period'],
    ['blank', DECIDED, 'not-in-period', 'not-in-period'],
    ['Y without a date', { received: RECEIVED, assessDecision: 'Y' }, 'no-date', 'no-date'],
    ['N without a date', { received: RECEIVED, assessDecision: 'N' }, 'no-date', 'no-date'],
    ['W without a date', { received: RECEIVED, assessDecision: 'W' }, 'not-in-period', 'not-in-period'],
    ['N before the request was received', { received: '2022-03-01', assessDecision: 'N', assessDecisionDate: '2022-02-22' }, 'notKnown', 'met'],
    ['Y of a plan without a received date', { assessDecision: 'Y', assessDecisionDate: '2022-02-22', finalPlan: '2022-05-30' }, 'notKnown', 'missed'],
    ['N, overturned at a tribunal', { ...DECIDED, assessDecision: 'N', assessDispute: true, finalPlan: '2022-09-30' }, 'missed', 'met'],
    ['Y, with a week-20 exception', { ...DECIDED, assessDecision: 'Y', exception: true }, 'missed', 'missed'],
  ])('%s: %s within 6 weeks, %s among the refusals', (_what, facts, timely, refused) => {
    expect(judged('decision-within-6-weeks', facts, always()).pile).toBe(timely);
    expect(judged('requests-refused', facts, always()).pile).toBe(refused);
  });
});

describe('refusals to issue', () => {
  it.each<[string, Facts, string]>([
    ['N', { received: RECEIVED, issueDecision: 'N', issueDecisionDate: '2022-05-02' }, 'met'],
    ['Y', { received: RECEIVED, issueDecision: 'Y', issueDecisionDate: '2022-05-02' }, 'not-in-period'],
    ['A', { received: RECEIVED, issueDecision: 'A', issueDecisionDate: '2022-05-02' }, 'not-in-period'],
    ['W', { received: RECEIVED, issueDecision: 'W', issueDecisionDate: '2022-05-02' }, 'not-in-period'],
    ['blank', { received: RECEIVED, issueDecisionDate: '2022-05-02' }, 'not-in-period'],
    ['N without a date', { received: RECEIVED, issueDecision: 'N' }, 'no-date'],
    ['a refusal to assess', { received: RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21' }, 'not-in-period'],
    [
      'N, overturned at a tribunal',
      { received: RECEIVED, issueDecision: 'N', issueDecisionDate: '2022-05-02', issueDispute: true, finalPlan: '2022-09-30' },
      'met',
    ],
    ['N, with a week-20 exception', { received: RECEIVED, issueDecision: 'N', issueDecisionDate: '2022-05-03', exception: true }, 'missed'],
    [
      'N of a plan sent before the request',
      { received: '2022-05-31', issueDecision: 'N', issueDecisionDate: '2022-06-30', finalPlan: '2022-05-30' },
      'notKnown',
    ],
  ])('%s: %s within 16 weeks', (_what, facts, expected) => {
    expect(judged('refusal-within-16-weeks', facts, always()).pile).toBe(expected);
  });
});

describe('requests received', () => {
  it.each<[string, Facts, string]>([
    ['open', { received: RECEIVED }, 'met'],
    ['refused', { received: RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21' }, 'met'],
    ['withdrawn on no day', { received: RECEIVED, assessDecision: 'W' }, 'met'],
    ['moved out on no day', { received: RECEIVED, movedOut: true }, 'met'],
    ['without a received date', { finalPlan: '2022-05-30' }, 'no-date'],
    ['after their final plan', { received: '2022-05-31', finalPlan: '2022-05-30' }, 'met'],
  ])('%s: %s', (_what, facts, expected) => {
    expect(judged('requests', facts, always()).pile).toBe(expected);
  });
});

describe('the cohort of a period', () => {
  const asOfDay = (days: number, facts: Facts, conventions = DAY_0): string => {
    const asOf = daysAfter(RECEIVED, days);
    return judged('cohort-within-20-weeks', { received: RECEIVED, ...facts }, windowOf('2022-01-10..2022-01-10', asOf, conventions)).pile;
  };

  it.each([
    [139, 'not-yet-due', 'not-yet-due'],
    [140, 'not-yet-due', 'missed'],
    [141, 'missed', 'missed'],
  ])('holds an open request on day %i: %s, and %s where the day of receipt is day 1', (days, dayZero, dayOne) => {
    expect(asOfDay(days, {})).toBe(dayZero);
    expect(asOfDay(days, {}, DAY_1)).toBe(dayOne);
  });

  it('holds a request with a plan in time only once its 140 days are over', () => {
    const plan = { finalPlan: daysAfter(RECEIVED, 100) };
    expect(asOfDay(140, plan)).toBe('not-yet-due');
    expect(asOfDay(141, plan)).toBe('met');
  });

  it('counts a late plan as late once it is sent, as it was while it was awaited', () => {
    const plan = { finalPlan: daysAfter(RECEIVED, 200) };
    expect([199, 200, 201].map((days) => asOfDay(days, plan))).toEqual(['missed', 'missed', 'missed']);
  });

  it.each<[string, Facts, string]>([
    ['refused an assessment', { assessDecision: 'N', assessDecisionDate: '2022-02-21' }, 'closed-without-plan'],
    ['refused a plan', { issueDecision: 'N', issueDecisionDate: '2022-05-02' }, 'closed-without-plan'],
    ['closed', { closed: '2022-05-02' }, 'closed-without-plan'],
    ['withdrawn on no day', { assessDecision: 'W' }, 'closed-without-plan'],
    ['moved out on no day', { movedOut: true }, 'closed-without-plan'],
    ['closed only after the as-of day', { closed: '2022-07-31' }, 'missed'],
    ['refused and reopened', { assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-04-01' }, 'missed'],
    ['refused, its plan only after the as-of day', { assessDecision: 'N', assessDecisionDate: '2022-02-21', finalPlan: '2022-07-31' }, 'closed-without-plan'],
    ['refused, then issued in time', { assessDecision: 'N', assessDecisionDate: '2022-02-21', finalPlan: '2022-05-30' }, 'met'],
    ['refused, then issued late', { assessDecision: 'N', assessDecisionDate: '2022-02-21', finalPlan: '2022-05-31' }, 'missed'],
    ['closed, then issued in time', { closed: '2022-04-01', finalPlan: '2022-05-30' }, 'met'],
    ['moved out on no day, then issued in time', { movedOut: true, finalPlan: '2022-05-30' }, 'met'],
    ['issued in time after a tribunal', { assessDispute: true, finalPlan: '2022-05-30' }, 'met'],
    ['issued in time with an exception', { exception: true, finalPlan: '2022-05-30' }, 'met'],
    ['issued before it was received', { finalPlan: '2022-01-09' }, 'notKnown'],
    ['decided, the draft sent', { assessDecision: 'Y', issueDecision: 'Y', draftPlan: '2022-05-20' }, 'missed'],
  ])('holds on day 180 a request %s: %s', (_what, facts, expected) => {
    expect(asOfDay(180, facts)).toBe(expected);
  });

  it('has no place for a plan without a received date', () => {
    expect(judged('cohort-within-20-weeks', { finalPlan: '2022-05-30' }, always()).pile).toBe('no-date');
  });
});

describe('the dates of the tests', () => {
  it('are day 140 and 141 of a request of 10 January 2022', () => {
    expect([140, 141].map((days) => isoDate(daysAfter(RECEIVED, days)))).toEqual(['2022-05-30', '2022-05-31']);
  });
});
