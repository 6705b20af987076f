import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day, isoDate } from '../../src/core/day.ts';
import { BANDS, bandOf, openSpans, positionOn, STAGES, stageOn } from '../../src/core/position.ts';
import { arbitraryCase } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';

/** Where a case stands, in one line: `open`, `reopened`, `final-plan 2022-05-01`, `withdrawn, no date`, `not visible`. */
function standing(facts: Facts, asOf: string): string {
  const { visible, closing, reopened } = positionOn(caseOf(facts), on(asOf));
  if (!visible) return 'not visible';
  if (closing === null) return reopened ? 'reopened' : 'open';
  return `${closing.by} ${closing.day === null ? 'undated' : isoDate(closing.day)}`;
}

/** Only whether it is closed, and since when: for dates that more than one closing shares. */
function closedSince(facts: Facts, asOf: string): string {
  const closing = positionOn(caseOf(facts), on(asOf)).closing;
  return closing === null ? 'open' : closing.day === null ? 'every day' : isoDate(closing.day);
}

const RECEIVED = { received: '2022-01-10' } as const;
const REFUSED_TO_ASSESS = { ...RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21' } as const;
const REFUSED_TO_ISSUE = { ...RECEIVED, assessDecision: 'Y', assessDecisionDate: '2022-02-21', issueDecision: 'N', issueDecisionDate: '2022-05-02' } as const;
const LONG_AFTER = '2023-01-31';

describe('a case is there', () => {
  it.each<[string, Facts, string, string]>([
    ['not on the day before it was received', RECEIVED, '2022-01-09', 'not visible'],
    ['from the day it was received', RECEIVED, '2022-01-10', 'open'],
    ['not before it was received, whatever flag is set', { ...RECEIVED, movedOut: true, assessDispute: true, exception: true }, '2022-01-09', 'not visible'],
    ['not before it was received, though an undated W closes it on every day', { ...RECEIVED, assessDecision: 'W' }, '2022-01-09', 'not visible'],
    ['without a received date, not on the day before its final plan', { finalPlan: '2022-05-30' }, '2022-05-29', 'not visible'],
    ['without a received date, closed from its final plan on', { finalPlan: '2022-05-30' }, '2022-05-30', 'final-plan 2022-05-30'],
    ['received after its final plan, not on the day before the plan', { received: '2022-06-01', finalPlan: '2022-05-30' }, '2022-05-29', 'not visible'],
    ['received after its final plan, closed from the plan on', { received: '2022-06-01', finalPlan: '2022-05-30' }, '2022-05-30', 'final-plan 2022-05-30'],
    ['received on the day of its final plan, closed that day', { received: '2022-05-30', finalPlan: '2022-05-30' }, '2022-05-30', 'final-plan 2022-05-30'],
    ['never, with neither received date nor final plan', { closed: '2022-05-30' }, LONG_AFTER, 'not visible'],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(standing(facts, asOf)).toBe(expected);
  });
});

describe('each closing alone', () => {
  it.each<[string, Facts, string]>([
    ['final-plan', { finalPlan: '2022-05-30' }, '2022-05-30'],
    ['refused-to-assess', { assessDecision: 'N', assessDecisionDate: '2022-02-21' }, '2022-02-21'],
    ['refused-to-issue', { assessDecision: 'Y', issueDecision: 'N', issueDecisionDate: '2022-05-02' }, '2022-05-02'],
    ['other', { closed: '2022-04-01' }, '2022-04-01'],
    ['withdrawn', { closed: '2022-04-01', closedReason: 'withdrawn' }, '2022-04-01'],
    ['moved', { closed: '2022-04-01', closedReason: 'moved' }, '2022-04-01'],
    ['withdrawn', { assessDecision: 'W', assessDecisionDate: '2022-03-01' }, '2022-03-01'],
    ['withdrawn', { issueDecision: 'W', issueDecisionDate: '2022-04-20' }, '2022-04-20'],
  ])('%s: open on the day before, closed on the day and for good', (by, facts, day) => {
    const c = { ...RECEIVED, ...facts };
    expect(standing(c, isoDate(addDays(on(day), -1)))).toBe('open');
    expect(standing(c, day)).toBe(`${by} ${day}`);
    expect(standing(c, LONG_AFTER)).toBe(`${by} ${day}`);
  });

  it.each<[string, Facts]>([
    ['nothing but the request', {}],
    ['a decision to assess', { assessDecision: 'Y', assessDecisionDate: '2022-02-21' }],
    ['an undecided A', { assessDecision: 'A', issueDecision: 'A' }],
    ['a decision to issue', { assessDecision: 'Y', issueDecision: 'Y', issueDecisionDate: '2022-04-20' }],
    ['a decision to issue without a date', { assessDecision: 'Y', issueDecision: 'Y' }],
    ['a draft plan', { issueDecision: 'Y', draftPlan: '2022-05-02' }],
    ['a mediation flag', { assessDispute: true, issueDispute: true }],
    ['a week-20 exception', { exception: true }],
    ['a reopened date', { reopened: '2022-05-02' }],
    ['decision dates beside blank decisions', { assessDecisionDate: '2022-02-21', issueDecisionDate: '2022-05-02' }],
  ])('%s closes nothing', (_what, facts) => {
    expect(standing({ ...RECEIVED, ...facts }, LONG_AFTER)).toBe('open');
  });
});

describe('of several closings', () => {
  it.each<[string, Facts, string, string]>([
    ['the earliest holds: closed before its final plan', { ...RECEIVED, closed: '2022-04-01', finalPlan: '2022-05-30' }, LONG_AFTER, 'other 2022-04-01'],
    [
      'the earliest holds: final plan before it was closed',
      { ...RECEIVED, closed: '2022-06-01', finalPlan: '2022-05-30' },
      LONG_AFTER,
      'final-plan 2022-05-30',
    ],
    [
      'the earliest holds: withdrawn before it was refused',
      { ...REFUSED_TO_ISSUE, assessDecision: 'W', assessDecisionDate: '2022-03-01' },
      LONG_AFTER,
      'withdrawn 2022-03-01',
    ],
    ['the earliest holds: refused before it was closed', { ...REFUSED_TO_ASSESS, closed: '2022-03-01' }, LONG_AFTER, 'refused-to-assess 2022-02-21'],
    ['the earliest holds: closed before it was refused', { ...REFUSED_TO_ASSESS, closed: '2022-02-01' }, LONG_AFTER, 'other 2022-02-01'],
    ['the later one is not there yet on a day between', { ...RECEIVED, closed: '2022-04-01', finalPlan: '2022-05-30' }, '2022-04-15', 'other 2022-04-01'],
    [
      'the first in the list holds on one day: final plan before closed date',
      { ...RECEIVED, closed: '2022-05-30', finalPlan: '2022-05-30' },
      LONG_AFTER,
      'final-plan 2022-05-30',
    ],
    [
      'the first in the list holds on one day: refusal before closed date',
      { ...REFUSED_TO_ASSESS, closed: '2022-02-21' },
      LONG_AFTER,
      'refused-to-assess 2022-02-21',
    ],
    [
      'the first in the list holds on one day: withdrawn before moved',
      { ...RECEIVED, issueDecision: 'W', movedOut: true, closed: '2022-05-30', closedReason: 'moved' },
      LONG_AFTER,
      'withdrawn 2022-05-30',
    ],
    ['the first in the list holds on one day: moved before closed date', { ...RECEIVED, movedOut: true, closed: '2022-05-30' }, LONG_AFTER, 'moved 2022-05-30'],
    [
      'the reason of a closed date dates nothing else: refused before it was closed as withdrawn',
      { ...REFUSED_TO_ASSESS, closed: '2022-03-01', closedReason: 'withdrawn' },
      LONG_AFTER,
      'refused-to-assess 2022-02-21',
    ],
    [
      'a refusal to issue that came before the refusal to assess holds',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-02-20' },
      LONG_AFTER,
      'refused-to-issue 2022-02-20',
    ],
    [
      'of two withdrawals the earlier holds',
      { ...RECEIVED, assessDecision: 'W', assessDecisionDate: '2022-03-01', issueDecision: 'W', issueDecisionDate: '2022-02-01' },
      LONG_AFTER,
      'withdrawn 2022-02-01',
    ],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(standing(facts, asOf)).toBe(expected);
  });
});

describe('a refusal is dated', () => {
  it.each<[string, Facts, string, string]>([
    ['by its decision: the refusal to assess', { ...REFUSED_TO_ASSESS, closed: '2022-03-15' }, LONG_AFTER, 'refused-to-assess 2022-02-21'],
    ['else by the closed date: the refusal to assess', { ...RECEIVED, assessDecision: 'N', closed: '2022-03-15' }, LONG_AFTER, 'refused-to-assess 2022-03-15'],
    ['else by the closed date: open on the day before', { ...RECEIVED, assessDecision: 'N', closed: '2022-03-15' }, '2022-03-14', 'open'],
    ['else by the closed date: the refusal to issue', { ...RECEIVED, issueDecision: 'N', closed: '2022-05-15' }, LONG_AFTER, 'refused-to-issue 2022-05-15'],
    ['else by the closed date: the refusal to issue, open on the day before', { ...RECEIVED, issueDecision: 'N', closed: '2022-05-15' }, '2022-05-14', 'open'],
    ['with neither date, on no day: closed from receipt on', { ...RECEIVED, assessDecision: 'N' }, '2022-01-10', 'refused-to-assess undated'],
    ['with neither date, on no day: the refusal to issue', { ...RECEIVED, issueDecision: 'N' }, '2022-01-10', 'refused-to-issue undated'],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(standing(facts, asOf)).toBe(expected);
  });
});

describe('W and moved out are dated', () => {
  it.each<[string, Facts, string, string]>([
    [
      'W by the closed date, though its decision is later',
      { ...RECEIVED, assessDecision: 'W', assessDecisionDate: '2022-03-20', closed: '2022-03-10' },
      LONG_AFTER,
      '2022-03-10',
    ],
    [
      'W by the closed date, though its decision is earlier',
      { ...RECEIVED, assessDecision: 'W', assessDecisionDate: '2022-03-01', closed: '2022-03-10' },
      LONG_AFTER,
      '2022-03-10',
    ],
    [
      'W by the closed date, open between an earlier decision and it',
      { ...RECEIVED, assessDecision: 'W', assessDecisionDate: '2022-03-01', closed: '2022-03-10' },
      '2022-03-09',
      'open',
    ],
    [
      'W about issuing by the closed date, though its decision is earlier',
      { ...RECEIVED, issueDecision: 'W', issueDecisionDate: '2022-03-01', closed: '2022-03-10' },
      '2022-03-09',
      'open',
    ],
    ['W else by its decision', { ...RECEIVED, assessDecision: 'W', assessDecisionDate: '2022-03-01' }, LONG_AFTER, '2022-03-01'],
    [
      'W about issuing else by its own decision, not by the one about assessing',
      { ...RECEIVED, assessDecision: 'Y', assessDecisionDate: '2022-02-21', issueDecision: 'W', issueDecisionDate: '2022-04-20' },
      LONG_AFTER,
      '2022-04-20',
    ],
    ['W with neither, on no day: closed on every day', { ...RECEIVED, assessDecision: 'W' }, '2022-01-10', 'every day'],
    ['W about issuing with neither, on no day', { ...RECEIVED, issueDecision: 'W' }, '2022-01-10', 'every day'],
    ['moved out by the closed date', { ...RECEIVED, movedOut: true, closed: '2022-04-01' }, LONG_AFTER, '2022-04-01'],
    ['moved out by the closed date, open on the day before', { ...RECEIVED, movedOut: true, closed: '2022-04-01' }, '2022-03-31', 'open'],
    ['moved out without it, on no day: closed on every day', { ...RECEIVED, movedOut: true }, '2022-01-10', 'every day'],
    [
      'moved out without it, on no day, though a decision has a date',
      { ...RECEIVED, movedOut: true, assessDecision: 'Y', assessDecisionDate: '2022-02-21' },
      LONG_AFTER,
      'every day',
    ],
    [
      'no day beats a day: an undated refusal beside a later dated W',
      { ...RECEIVED, assessDecision: 'N', issueDecision: 'W', issueDecisionDate: '2022-05-02' },
      LONG_AFTER,
      'every day',
    ],
    ['no day beats a day: an undated W beside a dated final plan', { ...RECEIVED, assessDecision: 'W', finalPlan: '2022-05-30' }, LONG_AFTER, 'every day'],
    ['no day beats a day: moved out without a date beside a dated refusal', { ...REFUSED_TO_ASSESS, movedOut: true }, LONG_AFTER, 'every day'],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(closedSince(facts, asOf)).toBe(expected);
  });

  it.each<[string, Facts]>([
    ['withdrawn', { ...RECEIVED, assessDecision: 'W' }],
    ['withdrawn', { ...RECEIVED, issueDecision: 'W' }],
    ['moved', { ...RECEIVED, movedOut: true }],
  ])('%s without a date closes on every day from receipt on', (by, facts) => {
    expect(['2022-01-10', '2022-06-30', LONG_AFTER].map((asOf) => standing(facts, asOf))).toEqual(Array(3).fill(`${by} undated`));
  });
});

describe('a refusal to assess of 21 February is overtaken', () => {
  const steps: [string, (day: string) => Facts, string?][] = [
    ['a decision Y to issue', (day) => ({ issueDecision: 'Y', issueDecisionDate: day })],
    ['a draft plan', (day) => ({ draftPlan: day })],
    ['a reopened date', (day) => ({ reopened: day })],
  ];
  const closers: [string, (day: string) => Facts, string][] = [
    ['a refusal to issue', (day) => ({ issueDecision: 'N', issueDecisionDate: day }), 'refused-to-issue'],
    ['a final plan', (day) => ({ finalPlan: day }), 'final-plan'],
  ];

  it.each(steps)('by %s on the same day or later, not by one a day before', (_what, step) => {
    const standingWith = (day: string): string => standing({ ...REFUSED_TO_ASSESS, ...step(day) }, LONG_AFTER);
    expect(standingWith('2022-02-20')).toBe('refused-to-assess 2022-02-21');
    expect(standingWith('2022-02-21')).toBe('reopened');
    expect(standingWith('2022-06-01')).toBe('reopened');
  });

  it.each(steps)('by %s only from its day on: closed until then', (_what, step) => {
    const facts = { ...REFUSED_TO_ASSESS, ...step('2022-06-01') };
    expect(['2022-02-20', '2022-02-21', '2022-05-31', '2022-06-01'].map((asOf) => standing(facts, asOf))).toEqual([
      'open',
      'refused-to-assess 2022-02-21',
      'refused-to-assess 2022-02-21',
      'reopened',
    ]);
  });

  it.each(closers)('by %s on the same day or later, which then closes it; not by one a day before', (_what, step, by) => {
    const standingWith = (day: string): string => standing({ ...REFUSED_TO_ASSESS, ...step(day) }, LONG_AFTER);
    expect(standingWith('2022-02-20')).toBe(`${by} 2022-02-20`);
    expect(standingWith('2022-02-21')).toBe(`${by} 2022-02-21`);
    expect(standingWith('2022-06-01')).toBe(`${by} 2022-06-01`);
  });

  it.each<[string, Facts, string]>([
    ['by a decision Y to issue without a date', { ...REFUSED_TO_ASSESS, issueDecision: 'Y' }, 'reopened'],
    [
      'not by a decision Y to issue without a date beside a final plan to come',
      { ...REFUSED_TO_ASSESS, issueDecision: 'Y', finalPlan: '2023-03-01' },
      'refused-to-assess 2022-02-21',
    ],
    [
      'by a written A about issuing, with a dispute about the decision to assess',
      { ...REFUSED_TO_ASSESS, assessDispute: true, issueDecision: 'A' },
      'reopened',
    ],
    [
      'by a written A about issuing, though it carries a date from before the refusal',
      { ...REFUSED_TO_ASSESS, assessDispute: true, issueDecision: 'A', issueDecisionDate: '2022-02-01' },
      'reopened',
    ],
    ['not by a written A about issuing without a dispute', { ...REFUSED_TO_ASSESS, issueDecision: 'A' }, 'refused-to-assess 2022-02-21'],
    [
      'not by a written A with a dispute about the decision to issue only',
      { ...REFUSED_TO_ASSESS, issueDispute: true, issueDecision: 'A' },
      'refused-to-assess 2022-02-21',
    ],
    ['not by a blank decision with a dispute', { ...REFUSED_TO_ASSESS, assessDispute: true }, 'refused-to-assess 2022-02-21'],
    ['not by a date beside a blank decision', { ...REFUSED_TO_ASSESS, issueDecisionDate: '2022-06-01' }, 'refused-to-assess 2022-02-21'],
    [
      'not by W about issuing: the refusal holds',
      { ...REFUSED_TO_ASSESS, issueDecision: 'W', issueDecisionDate: '2022-06-01' },
      'refused-to-assess 2022-02-21',
    ],
    ['by a refusal to issue dated only by the closed date', { ...REFUSED_TO_ASSESS, issueDecision: 'N', closed: '2022-05-02' }, 'refused-to-issue 2022-05-02'],
    ['by a refusal to issue without any date', { ...REFUSED_TO_ASSESS, issueDecision: 'N' }, 'refused-to-issue undated'],
    ['by a draft, though an earlier reopened date is none', { ...REFUSED_TO_ASSESS, reopened: '2022-02-01', draftPlan: '2022-06-01' }, 'reopened'],
    ['by a reopened date, though an earlier draft is none', { ...REFUSED_TO_ASSESS, draftPlan: '2022-02-01', reopened: '2022-06-01' }, 'reopened'],
  ])('%s', (_fact, facts, expected) => {
    expect(standing(facts, LONG_AFTER)).toBe(expected);
  });

  it.each<[string, Facts, string]>([
    ['a draft', { draftPlan: '2022-01-11' }, 'reopened'],
    ['a decision Y to issue', { issueDecision: 'Y', issueDecisionDate: '2022-01-11' }, 'reopened'],
    ['a decision Y to issue without a date', { issueDecision: 'Y' }, 'reopened'],
    ['a reopened date', { reopened: '2022-01-11' }, 'reopened'],
    ['a final plan', { finalPlan: '2022-01-11' }, 'final-plan 2022-01-11'],
    ['a refusal to issue', { issueDecision: 'N', issueDecisionDate: '2022-01-11' }, 'refused-to-issue 2022-01-11'],
  ])('or, without a date, by %s whenever it was', (_what, step, expected) => {
    expect(standing({ ...RECEIVED, assessDecision: 'N', ...step }, LONG_AFTER)).toBe(expected);
  });

  it('not, without a date, by a step that is still to come', () => {
    const facts: Facts = { ...RECEIVED, assessDecision: 'N', draftPlan: '2022-06-01' };
    expect(standing(facts, '2022-05-31')).toBe('refused-to-assess undated');
    expect(standing(facts, '2022-06-01')).toBe('reopened');
  });

  it('not, dated by the closed date, by a step before that date', () => {
    expect(standing({ ...RECEIVED, assessDecision: 'N', closed: '2022-03-01', draftPlan: '2022-02-28' }, LONG_AFTER)).toBe('refused-to-assess 2022-03-01');
    expect(standing({ ...RECEIVED, assessDecision: 'N', closed: '2022-03-01', draftPlan: '2022-03-01' }, LONG_AFTER)).toBe('reopened');
  });
});

describe('a refusal to issue of 2 May is overtaken', () => {
  it.each<[string, (day: string) => Facts, string]>([
    ['a draft plan', (day) => ({ draftPlan: day }), 'reopened'],
    ['a reopened date', (day) => ({ reopened: day }), 'reopened'],
  ])('by %s on the same day or later, not by one a day before', (_what, step, expected) => {
    const standingWith = (day: string): string => standing({ ...REFUSED_TO_ISSUE, ...step(day) }, LONG_AFTER);
    expect(standingWith('2022-05-01')).toBe('refused-to-issue 2022-05-02');
    expect(standingWith('2022-05-02')).toBe(expected);
    expect(standingWith('2022-07-01')).toBe(expected);
  });

  it.each<[string, Facts, string, string]>([
    ['by a final plan on the same day, which then closes it', { ...REFUSED_TO_ISSUE, finalPlan: '2022-05-02' }, LONG_AFTER, 'final-plan 2022-05-02'],
    ['by a later final plan, which then closes it', { ...REFUSED_TO_ISSUE, finalPlan: '2022-07-01' }, LONG_AFTER, 'final-plan 2022-07-01'],
    ['not on the day before that final plan', { ...REFUSED_TO_ISSUE, finalPlan: '2022-07-01' }, '2022-06-30', 'refused-to-issue 2022-05-02'],
    ['not by a dispute alone', { ...REFUSED_TO_ISSUE, issueDispute: true, assessDispute: true }, LONG_AFTER, 'refused-to-issue 2022-05-02'],
    ['not by a decision to assess made later', { ...REFUSED_TO_ISSUE, assessDecisionDate: '2022-06-01' }, LONG_AFTER, 'refused-to-issue 2022-05-02'],
    ['without a date, by any draft', { ...RECEIVED, issueDecision: 'N', draftPlan: '2022-01-11' }, LONG_AFTER, 'reopened'],
    ['without a date, not by a draft still to come', { ...RECEIVED, issueDecision: 'N', draftPlan: '2022-06-01' }, '2022-05-31', 'refused-to-issue undated'],
    [
      'once each: two refusals, then a reopened date',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-05-02', reopened: '2022-07-01' },
      LONG_AFTER,
      'reopened',
    ],
    [
      'not by a reopened date that lies between the two refusals',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-05-02', reopened: '2022-04-01' },
      LONG_AFTER,
      'refused-to-issue 2022-05-02',
    ],
    [
      'nor is it there between the two refusals: reopened until it comes',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-05-02', reopened: '2022-04-01' },
      '2022-05-01',
      'reopened',
    ],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(standing(facts, asOf)).toBe(expected);
  });
});

describe('a closed date beside an overtaken refusal', () => {
  const REOPENED = { ...REFUSED_TO_ASSESS, reopened: '2022-06-01' } as const;
  const OVERTURNED = { ...REFUSED_TO_ASSESS, assessDispute: true, issueDecision: 'A' } as const;

  it.each<[string, Facts, string, string]>([
    ['belongs to the refusal on the day of the refusal', { ...REOPENED, closed: '2022-02-21' }, LONG_AFTER, 'reopened'],
    ['belongs to the refusal before the day of the refusal', { ...REOPENED, closed: '2022-02-01' }, LONG_AFTER, 'reopened'],
    ['belongs to the refusal on the day before the first later step', { ...REOPENED, closed: '2022-05-31' }, LONG_AFTER, 'reopened'],
    ['belongs to the refusal on the day of the first later step', { ...REOPENED, closed: '2022-06-01' }, LONG_AFTER, 'reopened'],
    ['closes on the day after the first later step', { ...REOPENED, closed: '2022-06-02' }, LONG_AFTER, 'other 2022-06-02'],
    ['closes not before it has come', { ...REOPENED, closed: '2022-09-01' }, '2022-08-31', 'reopened'],
    [
      'closes after the first of two later steps, though before the second',
      { ...REOPENED, draftPlan: '2022-08-01', closed: '2022-07-01' },
      LONG_AFTER,
      'other 2022-07-01',
    ],
    ['closes until the step has come: before it nothing is overtaken', { ...REOPENED, closed: '2022-02-01' }, '2022-05-31', 'other 2022-02-01'],
    [
      'is measured from the first step on or after the refusal, not from one before',
      { ...REOPENED, draftPlan: '2022-02-01', closed: '2022-05-01' },
      LONG_AFTER,
      'reopened',
    ],
    [
      'belongs to a refusal to issue on the day of the draft that follows',
      { ...REFUSED_TO_ISSUE, draftPlan: '2022-07-01', closed: '2022-07-01' },
      LONG_AFTER,
      'reopened',
    ],
    [
      'closes on the day after the draft that follows a refusal to issue',
      { ...REFUSED_TO_ISSUE, draftPlan: '2022-07-01', closed: '2022-07-02' },
      LONG_AFTER,
      'other 2022-07-02',
    ],
    ['belongs to the refusal on its own day, where the later step has no date', { ...OVERTURNED, closed: '2022-02-21' }, LONG_AFTER, 'reopened'],
    ['closes on the day after the refusal, where the later step has no date', { ...OVERTURNED, closed: '2022-02-22' }, LONG_AFTER, 'other 2022-02-22'],
    [
      'dates the refusal and belongs to it, where neither refusal nor step has a date',
      { ...RECEIVED, assessDecision: 'N', issueDecision: 'Y', closed: '2022-03-01' },
      LONG_AFTER,
      'reopened',
    ],
    [
      'belongs to the refusal to assess, and the refusal to issue closes',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-05-02', closed: '2022-03-01' },
      LONG_AFTER,
      'refused-to-issue 2022-05-02',
    ],
    [
      'belongs to the second refusal, though not to the first',
      { ...REFUSED_TO_ASSESS, issueDecision: 'N', issueDecisionDate: '2022-05-02', draftPlan: '2022-08-01', closed: '2022-06-01' },
      LONG_AFTER,
      'reopened',
    ],
    ['leaves the final plan to close the case', { ...REFUSED_TO_ASSESS, closed: '2022-02-21', finalPlan: '2022-07-01' }, LONG_AFTER, 'final-plan 2022-07-01'],
    ['dates a move out of the area after the step', { ...REOPENED, movedOut: true, closed: '2022-09-01' }, '2022-08-31', 'reopened'],
    [
      'dates no withdrawal before the assessment: W is dated by its decision',
      {
        ...RECEIVED,
        assessDecision: 'W',
        assessDecisionDate: '2022-09-01',
        issueDecision: 'N',
        issueDecisionDate: '2022-05-02',
        reopened: '2022-07-01',
        closed: '2022-05-02',
      },
      LONG_AFTER,
      'withdrawn 2022-09-01',
    ],
    [
      'dates no withdrawal after the assessment: open until the day of its decision',
      { ...REOPENED, issueDecision: 'W', issueDecisionDate: '2022-09-01', closed: '2022-02-21' },
      '2022-08-31',
      'reopened',
    ],
    [
      'dates no withdrawal after the assessment: W is dated by its decision',
      { ...REOPENED, issueDecision: 'W', issueDecisionDate: '2022-09-01', closed: '2022-02-21' },
      LONG_AFTER,
      'withdrawn 2022-09-01',
    ],
    ['dates no move out of the area: it has no day', { ...REOPENED, movedOut: true, closed: '2022-02-21' }, LONG_AFTER, 'moved undated'],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(standing(facts, asOf)).toBe(expected);
  });
});

describe('a reopened case', () => {
  const REOPENED = { ...REFUSED_TO_ASSESS, reopened: '2022-06-01' } as const;

  it.each<[string, Facts, string]>([
    ['a final plan', { finalPlan: '2022-09-01' }, 'final-plan 2022-09-01'],
    ['a refusal to issue', { issueDecision: 'N', issueDecisionDate: '2022-09-01' }, 'refused-to-issue 2022-09-01'],
    ['a closed date', { closed: '2022-09-01' }, 'other 2022-09-01'],
    ['W about issuing', { issueDecision: 'W', issueDecisionDate: '2022-09-01' }, 'withdrawn 2022-09-01'],
    ['a move out of the area without a date', { movedOut: true }, 'moved undated'],
  ])('is closed by %s', (_what, closing, expected) => {
    expect(standing({ ...REOPENED, ...closing }, LONG_AFTER)).toBe(expected);
  });

  it('is not called reopened without a refusal', () => {
    expect(standing({ ...RECEIVED, assessDecision: 'Y', assessDecisionDate: '2022-02-21', reopened: '2022-06-01' }, LONG_AFTER)).toBe('open');
  });
});

describe('the stage of an open case is the last that holds', () => {
  const stage = (facts: Facts, asOf: string): string => {
    const c = caseOf(facts);
    return stageOn(c, on(asOf), positionOn(c, on(asOf)).reopened);
  };
  const DRAFTED = {
    ...RECEIVED,
    assessDecision: 'Y',
    assessDecisionDate: '2022-02-21',
    issueDecision: 'Y',
    issueDecisionDate: '2022-04-20',
    draftPlan: '2022-05-02',
  } as const;

  it('has four stages, in the order of the law', () => {
    expect(STAGES).toEqual(['awaiting-decision-to-assess', 'being-assessed', 'plan-being-drafted', 'draft-sent']);
  });

  it.each<[string, Facts, string, string]>([
    ['a request alone', RECEIVED, '2022-01-10', 'awaiting-decision-to-assess'],
    ['the day before the decision to assess', DRAFTED, '2022-02-20', 'awaiting-decision-to-assess'],
    ['the day of the decision to assess', DRAFTED, '2022-02-21', 'being-assessed'],
    ['the day before the decision to issue', DRAFTED, '2022-04-19', 'being-assessed'],
    ['the day of the decision to issue', DRAFTED, '2022-04-20', 'plan-being-drafted'],
    ['the day before the draft', DRAFTED, '2022-05-01', 'plan-being-drafted'],
    ['the day of the draft', DRAFTED, '2022-05-02', 'draft-sent'],
    ['a decision to assess without a date', { ...RECEIVED, assessDecision: 'Y' }, '2022-01-10', 'being-assessed'],
    ['a written A about assessing', { ...RECEIVED, assessDecision: 'A', assessDecisionDate: '2022-02-21' }, '2022-03-01', 'awaiting-decision-to-assess'],
    ['a date beside a blank decision to assess', { ...RECEIVED, assessDecisionDate: '2022-02-21' }, '2022-03-01', 'awaiting-decision-to-assess'],
    ['a decision to issue without a date', { ...RECEIVED, issueDecision: 'Y' }, '2022-01-10', 'plan-being-drafted'],
    [
      'a decision to issue without a date, its final plan still to come',
      { ...RECEIVED, assessDecision: 'Y', issueDecision: 'Y', finalPlan: '2022-05-30' },
      '2022-05-29',
      'being-assessed',
    ],
    [
      'a decision to issue with a date, its final plan still to come',
      { ...DRAFTED, draftPlan: null, finalPlan: '2022-05-30' },
      '2022-05-29',
      'plan-being-drafted',
    ],
    ['a date beside a blank decision to issue', { ...RECEIVED, assessDecision: 'Y', issueDecisionDate: '2022-04-20' }, '2022-05-01', 'being-assessed'],
    ['a draft without any decision', { ...RECEIVED, draftPlan: '2022-05-02' }, '2022-05-02', 'draft-sent'],
    ['a draft sent before the decision to issue', { ...DRAFTED, draftPlan: '2022-04-01' }, '2022-04-01', 'draft-sent'],
    ['a refusal that is still to come', REFUSED_TO_ASSESS, '2022-02-20', 'awaiting-decision-to-assess'],
    ['a refusal to assess, reopened', { ...REFUSED_TO_ASSESS, reopened: '2022-06-01' }, '2022-06-01', 'being-assessed'],
    ['a refusal to assess, overturned', { ...REFUSED_TO_ASSESS, assessDispute: true, issueDecision: 'A' }, '2022-03-01', 'being-assessed'],
    [
      'a refusal to assess, overtaken by a decision to issue',
      { ...REFUSED_TO_ASSESS, issueDecision: 'Y', issueDecisionDate: '2022-06-01' },
      '2022-06-01',
      'plan-being-drafted',
    ],
    ['a refusal to issue, reopened', { ...REFUSED_TO_ISSUE, reopened: '2022-07-01' }, '2022-07-01', 'being-assessed'],
    ['a refusal to issue, overtaken by a draft', { ...REFUSED_TO_ISSUE, draftPlan: '2022-07-01' }, '2022-07-01', 'draft-sent'],
    [
      'no decision to assess, but a refusal to issue reopened',
      { ...RECEIVED, issueDecision: 'N', issueDecisionDate: '2022-05-02', reopened: '2022-07-01' },
      '2022-07-01',
      'being-assessed',
    ],
  ])('%s', (_fact, facts, asOf, expected) => {
    expect(stage(facts, asOf)).toBe(expected);
  });
});

describe('the bands of open cases', () => {
  const RECEIPT_IS_DAY_1 = { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 } as const;

  it('are five, in order', () => {
    expect(BANDS.map(({ id }) => id)).toEqual(['0-20', '21-30', '31-40', '41-52', 'over-52']);
  });

  it.each([
    [0, '0-20'],
    [139, '0-20'],
    [140, '0-20'],
    [141, '21-30'],
    [146, '21-30'],
    [210, '21-30'],
    [211, '31-40'],
    [280, '31-40'],
    [281, '41-52'],
    [363, '41-52'],
    [364, '41-52'],
    [365, 'over-52'],
    [366, 'over-52'],
    [5000, 'over-52'],
  ])('hold day %i in %s', (days, band) => {
    expect(bandOf(days, DEFAULT_CONVENTIONS)).toBe(band);
  });

  it.each([
    [0, '0-20'],
    [138, '0-20'],
    [139, '0-20'],
    [140, '21-30'],
    [209, '21-30'],
    [210, '31-40'],
    [279, '31-40'],
    [280, '41-52'],
    [363, '41-52'],
    [364, 'over-52'],
  ])('end a day sooner where the day of receipt is day 1: day %i in %s', (days, band) => {
    expect(bandOf(days, RECEIPT_IS_DAY_1)).toBe(band);
  });

  it('are no business of the cohort convention', () => {
    expect(bandOf(140, { dayOfReceipt: 0, cohort: 'every-plan' })).toBe('0-20');
  });
});

/** Beyond the dates of any random case. */
const [FIRST, LAST] = [on('2021-01-01'), on('2026-01-01')];

function spans(facts: Facts): string[] {
  return openSpans(caseOf(facts)).map(({ from, end }) => `${isoDate(from)} to ${end === null ? 'now' : `${isoDate(end.day)} ${end.by}`}`);
}

describe('since a day a case is open', () => {
  const facts = { ...REFUSED_TO_ASSESS, reopened: '2022-06-01', finalPlan: '2022-09-01' } as const;

  it.each([
    ['2022-01-09', ['2022-01-10 to 2022-02-21', '2022-06-01 to 2022-09-01']],
    ['2022-02-20', ['2022-02-20 to 2022-02-21', '2022-06-01 to 2022-09-01']],
    ['2022-02-21', ['2022-06-01 to 2022-09-01']],
    ['2022-08-31', ['2022-08-31 to 2022-09-01']],
    ['2022-09-01', []],
  ])('%s', (since, expected) => {
    expect(openSpans(caseOf(facts), on(since)).map(({ from, end }) => `${isoDate(from)} to ${isoDate(end?.day ?? LAST)}`)).toEqual(expected);
  });

  it('the stretches are those that are left of all', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.integer({ min: FIRST, max: LAST }), (c, since) => {
        const left = openSpans(c).filter(({ end }) => end === null || end.day > since);
        expect(openSpans(c, since)).toEqual(left.map(({ from, end }) => ({ from: Math.max(from, since), end })));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a case is open', () => {
  it.each<[string, Facts, string[]]>([
    ['from the day it was received', RECEIVED, ['2022-01-10 to now']],
    ['until the day of its final plan', { ...RECEIVED, finalPlan: '2022-05-30' }, ['2022-01-10 to 2022-05-30 final-plan']],
    [
      'again after a refusal, from the day it was reopened',
      { ...RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-06-01', finalPlan: '2022-09-01' },
      ['2022-01-10 to 2022-02-21 refused-to-assess', '2022-06-01 to 2022-09-01 final-plan'],
    ],
    [
      'three times, where it was refused twice',
      {
        ...RECEIVED,
        assessDecision: 'N',
        assessDecisionDate: '2022-02-21',
        reopened: '2022-03-01',
        issueDecision: 'N',
        issueDecisionDate: '2022-05-02',
        draftPlan: '2022-08-01',
      },
      ['2022-01-10 to 2022-02-21 refused-to-assess', '2022-03-01 to 2022-05-02 refused-to-issue', '2022-08-01 to now'],
    ],
    [
      'all along, where it was reopened on the day of its refusal',
      { ...RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-02-21' },
      ['2022-01-10 to now'],
    ],
    ['never, where it closed on the day it came', { ...RECEIVED, closed: RECEIVED.received }, []],
    ['never, where it closed without a date', { ...RECEIVED, assessDecision: 'W' }, []],
    ['never, without a received date', { finalPlan: '2022-05-30' }, []],
    ['never, where it was received after its final plan', { received: '2022-06-01', finalPlan: '2022-05-30' }, []],
    [
      'first on the day it was reopened, where it was refused on the day it came',
      { ...RECEIVED, assessDecision: 'N', assessDecisionDate: RECEIVED.received, reopened: '2022-06-01' },
      ['2022-06-01 to now'],
    ],
    ['first on the day it was reopened, where its refusal has no date', { ...RECEIVED, assessDecision: 'N', reopened: '2022-06-01' }, ['2022-06-01 to now']],
  ])('%s', (_fact, facts, expected) => {
    expect(spans(facts)).toEqual(expected);
  });

  it('on the very days on which it stands so, and ends by what it then stands closed by', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const found = openSpans(c);
        const days = Array.from({ length: LAST - FIRST }, (_, n) => addDays(FIRST, n));
        const standing = days.map((day) => positionOn(c, day));
        const isIn = (day: Day) => found.filter(({ from, end }) => from <= day && (end === null || day < end.day)).length;
        expect(days.map(isIn)).toEqual(standing.map(({ visible, closing }) => (visible && closing === null ? 1 : 0)));
        for (const { end } of found) if (end !== null) expect(end.by).toBe(standing[days.indexOf(end.day)]?.closing?.by);
      }),
      { numRuns: 200 },
    );
  });
});
