import { describe, expect, it } from 'vitest';
import { APPEAL_KINDS, type Appeal, type AppealOutcome, MATTERS, type Matter } from '../../src/core/appeal.ts';
import { caseHistory, givesNewLimits } from '../../src/core/case-history.ts';
import { isoDate } from '../../src/core/day.ts';
import { eventsOf, followsFrom, requestsMeant } from '../../src/core/orders.ts';
import { timelineOf } from '../../src/core/timeline.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { DAY_0 } from '../support/judging.ts';

const ORDERED = '2025-06-10';
const appeal = (said: Partial<Appeal>): Appeal => ({
  caseId: 'A1',
  about: 'case A1',
  person: '',
  line: 7,
  kind: 'tribunal',
  matter: 'contents',
  lodged: on('2025-05-01'),
  completed: on(ORDERED),
  hasOutcome: true,
  outcome: 'granted',
  ordered: on(ORDERED),
  ...said,
});

/** What follows, in short: with a question mark where the list does not say which. */
function inShort(said: Partial<Appeal>, asOf = '2025-12-31'): string {
  const follows = followsFrom(appeal(said), on(asOf));
  if ('nothing' in follows) return 'nothing';
  return 'certain' in follows ? follows.certain.join(' ') : follows.possible.map(({ kind }) => `${kind}?`).join(' ');
}

describe('what follows from a mediation or an appeal', () => {
  const outcomes: (AppealOutcome | null)[] = ['granted', 'conceded', 'remitted', 'dismissed', 'without-result', null];
  const matters: (Matter | null)[] = [...MATTERS, null];

  it.each<[kind: (typeof APPEAL_KINDS)[number], outcome: AppealOutcome | null, byMatter: string[]]>([
    ['tribunal', 'granted', ['order-to-assess', 'order-to-make-a-plan', 'order-to-amend? order-to-name-a-school?', 'order-to-maintain', 'nothing']],
    [
      'tribunal',
      'conceded',
      ['concession-to-assess', 'concession-to-make-a-plan', 'concession-to-amend? concession-to-name-a-school?', 'concession-to-maintain', 'nothing'],
    ],
    ['tribunal', 'remitted', matters.map(() => 'order-to-reconsider')],
    ['tribunal', 'dismissed', ['nothing', 'nothing', 'nothing', 'order-to-cease', 'nothing']],
    ['tribunal', 'without-result', matters.map(() => 'nothing')],
    ['tribunal', null, ['order-to-assess', 'order-to-make-a-plan', 'order-to-amend? order-to-name-a-school?', 'order-to-maintain?', 'nothing']],
    [
      'mediation',
      'granted',
      ['order-to-assess', 'order-to-make-a-plan', 'order-to-amend? order-to-name-a-school? agreement-without-appeal?', 'order-to-maintain?', 'nothing'],
    ],
    [
      'mediation',
      'conceded',
      ['order-to-assess', 'order-to-make-a-plan', 'order-to-amend? order-to-name-a-school? agreement-without-appeal?', 'order-to-maintain', 'nothing'],
    ],
    ['mediation', 'without-result', matters.map(() => 'nothing')],
  ])('of %s, %s: by what it is about', (kind, outcome, byMatter) => {
    expect(matters.map((matter) => inShort({ kind, outcome, matter }))).toEqual(byMatter);
  });

  it('is nothing without a day, or before it, and why is said', () => {
    for (const kind of APPEAL_KINDS) {
      for (const outcome of outcomes) {
        for (const matter of matters) {
          expect(inShort({ kind, outcome, matter, ordered: null })).toBe('nothing');
          expect(inShort({ kind, outcome, matter }, '2025-06-09')).toBe('nothing');
          const follows = followsFrom(appeal({ kind, outcome, matter }), on(ORDERED));
          if ('nothing' in follows) expect(follows.nothing).toMatch(/^[a-z].{20,}[a-z]$/);
        }
      }
    }
    expect(inShort({ matter: 'assess' }, ORDERED)).toBe('order-to-assess');
  });

  it('starts its clocks for certain, or in doubt in a row of their own', () => {
    const events = (said: Partial<Appeal>, doubt: string | null) => eventsOf(appeal(said), on('2025-12-31'), doubt);
    expect(events({ matter: 'assess' }, null)).toEqual([{ kind: 'order-to-assess', day: on(ORDERED) }]);
    expect(events({ matter: 'assess' }, 'it may be of another')).toEqual([
      { kind: 'order-to-assess', day: on(ORDERED), doubt: 'it may be of another', row: 7 },
    ]);
    expect(events({}, 'it may be of another').map(({ doubt, row }) => [doubt, row])).toEqual([
      ['only where more than the school or institution named is to change, which the list does not say; and it may be of another', 7],
      ['only where the school or institution named alone is to change, which the list does not say; and it may be of another', 7],
    ]);
    expect(events({ outcome: 'dismissed' }, null)).toEqual([]);
  });
});

describe('a concession', () => {
  const standings = (facts: Facts, said: Partial<Appeal>) => {
    const orders = eventsOf(appeal({ outcome: 'conceded', ...said }), on('2025-12-31'), null).filter(givesNewLimits);
    const known = caseHistory(caseOf({ received: '2025-03-28', ...facts }), on('2025-12-31'), '', orders);
    return Object.fromEntries(
      timelineOf(known, on('2025-12-31'), DAY_0).map(({ clock, due, standing }) => [clock.id, `${due === null ? '–' : isoDate(due)} ${standing}`]),
    );
  };
  const REFUSED = { assessDecision: 'N', assessDecisionDate: '2025-05-01' } as const;
  const NO_PLAN = { assessDecision: 'Y', assessDecisionDate: '2025-05-01', issueDecision: 'N', issueDecisionDate: '2025-05-20' } as const;

  it('about the decision not to assess gives the request new limits', () => {
    expect(standings(REFUSED, { matter: 'assess' })).toEqual({
      'week-6': '2025-05-09 in-time',
      'week-16': '2025-07-18 does-not-apply',
      'week-20': '2025-08-15 does-not-apply',
      'concession-assess': '2025-06-24 not-known',
      'concession-no-plan': '2025-08-19 passed',
      'concession-final-plan': '2025-09-16 late',
    });
  });

  it.each([
    ['2025-09-15', 'in-time'],
    ['2025-09-16', 'in-time'],
    ['2025-09-17', 'late'],
  ])('about it, with a final plan of %s: %s', (finalPlan, standing) => {
    expect(standings({ ...REFUSED, finalPlan }, { matter: 'assess' })).toMatchObject({
      'concession-final-plan': `2025-09-16 ${standing}`,
      'concession-no-plan': '2025-08-19 does-not-apply',
    });
  });

  it('about the decision to make no plan gives the plan new limits', () => {
    expect(standings({ ...NO_PLAN, draftPlan: '2025-07-15', finalPlan: '2025-08-27' }, { matter: 'issue' })).toMatchObject({
      'week-16': '2025-07-18 in-time',
      'week-20': '2025-08-15 does-not-apply',
      'concession-make-draft-plan': '2025-07-15 in-time',
      'concession-make-final-plan': '2025-08-26 late',
    });
    expect(standings(NO_PLAN, { matter: 'issue' })).toMatchObject({ 'concession-make-final-plan': '2025-08-26 late' });
  });

  it('made before the refusal changes nothing that the refusal decided', () => {
    expect(standings({ ...REFUSED, assessDecisionDate: '2025-06-11' }, { matter: 'assess' })['concession-final-plan']).toBe('2025-09-16 does-not-apply');
  });
});

describe('a mediation or an appeal that names the person alone', () => {
  const requests = [
    caseOf({ id: 'first', received: '2023-01-10', assessDecision: 'N', assessDecisionDate: '2023-02-10' }),
    caseOf({ id: 'second', received: '2024-01-10', assessDecision: 'Y', assessDecisionDate: '2024-02-10', finalPlan: '2024-05-20' }),
    caseOf({ id: 'third', received: '2025-05-02' }),
  ];
  const meant = (matter: Matter | null, lodged: string) => requestsMeant(appeal({ caseId: '', matter, lodged: on(lodged) }), requests).map(({ id }) => id);

  it('is about the request whose decision it is against', () => {
    expect(meant('assess', '2025-05-03')).toEqual(['first']);
    expect(meant('contents', '2025-05-03')).toEqual(['second']);
    expect(meant('cease', '2024-05-20')).toEqual(['second']);
  });

  it('is about any received by the day it was lodged, where that decision is in none of them', () => {
    expect(meant('contents', '2024-05-19')).toEqual(['first', 'second']);
    expect(meant('issue', '2025-05-01')).toEqual(['first', 'second']);
    expect(meant('issue', '2025-05-02')).toEqual(['first', 'second', 'third']);
    expect(meant(null, '2023-01-10')).toEqual(['first']);
    expect(meant('assess', '2023-02-09')).toEqual(['first']);
    expect(meant('assess', '2023-01-09')).toEqual([]);
  });

  it('may be about a decision without a date', () => {
    const undated = [caseOf({ id: 'a', received: '2023-01-10', issueDecision: 'N' }), caseOf({ id: 'b', received: '2023-01-10' })];
    expect(requestsMeant(appeal({ matter: 'issue' }), undated).map(({ id }) => id)).toEqual(['a']);
    const refused = [caseOf({ id: 'a', received: '2023-01-10', assessDecision: 'N' }), caseOf({ id: 'b', received: '2023-01-10' })];
    expect(requestsMeant(appeal({ matter: 'assess' }), refused).map(({ id }) => id)).toEqual(['a']);
  });
});
