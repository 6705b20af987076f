import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVisible } from '../../src/core/case.ts';
import { caseHistory } from '../../src/core/case-history.ts';
import type { EventKind } from '../../src/core/clocks/events.ts';
import { type Day, isoDate } from '../../src/core/day.ts';
import { adviceHistory } from '../../src/core/list-histories.ts';
import { verdictOf } from '../../src/core/measure.ts';
import { type Happened, type History, type Running, timelineOf, together } from '../../src/core/timeline.ts';
import { arbitraryAsOf, arbitraryCase, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { DAY_0, DAY_1, measureOf } from '../support/judging.ts';

type Written = [kind: EventKind, day: string | null];

/** What a list would know that shows all that is written here. */
const history = (events: Written[], said: Partial<History> = {}): History => ({
  events: events.map(([kind, day]) => ({ kind, day: day === null ? null : on(day) })),
  shows: new Set(events.map(([kind]) => kind)),
  released: new Map(),
  ended: null,
  ...said,
});

const iso = (day: Day | null | undefined): string => (day == null ? '–' : isoDate(day));
const inShort = ({ clock, start, due, stop, days, standing, decided }: Running): string =>
  `${clock.id} ${iso(start.day)} ${iso(due)} ${iso(stop?.day)} ${days ?? '–'} ${standing} ${decided.by}`;

const timeline = (known: History, asOf: string, ...ids: string[]): string[] =>
  timelineOf(known, on(asOf), DAY_0)
    .filter(({ clock }) => ids.length === 0 || ids.includes(clock.id))
    .map(inShort);

describe('a clock of a history', () => {
  it('that nothing started is not there', () => {
    expect(timeline(history([['final-plan', '2025-01-01']]), '2025-12-31')).toEqual([]);
  });

  it('runs to what stopped it, else to the as-of day; what came later is not seen', () => {
    const known = history([
      ['request', '2025-03-28'],
      ['final-plan', '2025-08-16'],
    ]);
    expect(timeline(known, '2025-08-16', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 2025-08-16 141 late stop']);
    expect(timeline(known, '2025-08-15', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 – 140 not-yet as-of-day']);
    expect(timeline(known, '2025-03-27')).toEqual([]);
  });

  it('that nothing stopped is late from the day after its last', () => {
    const known = history([['request', '2025-03-28']], { shows: new Set(['final-plan']) });
    expect(timeline(known, '2025-08-16', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 – 141 late as-of-day']);
  });

  it('of something to be done only in some cases is never late while it is not done, and passes with its last day', () => {
    const known = history([['request', '2025-03-28']], { shows: new Set(['refusal-to-issue']) });
    const on16 = (asOf: string, said: Partial<History> = {}) => timeline({ ...known, ...said }, asOf, 'week-16')[0];
    expect(['2025-07-17', '2025-07-18', '2025-07-19'].map((asOf) => on16(asOf))).toEqual([
      'week-16 2025-03-28 2025-07-18 – 111 not-yet as-of-day',
      'week-16 2025-03-28 2025-07-18 – 112 not-yet as-of-day',
      'week-16 2025-03-28 2025-07-18 – 113 passed as-of-day',
    ]);
    const holds = new Set(['week-16']);
    expect(['2025-07-18', '2025-07-19'].map((asOf) => on16(asOf, { holds })?.split(' ')[5])).toEqual(['not-yet', 'late']);
    const ended = { words: 'withdrawn', day: on('2025-07-19') };
    expect([on16('2025-12-31', { ended }), on16('2025-12-31', { ended, holds })].map((said) => said?.split(' ')[5])).toEqual(['does-not-apply', 'late']);
  });

  it('that may have been started is shown with its last day, and not judged; what is in doubt stops nothing', () => {
    const events: Happened[] = [
      { kind: 'request', day: on('2025-03-28') },
      { kind: 'final-plan', day: on('2025-08-20'), doubt: 'it may be of another' },
      { kind: 'order-to-amend', day: on('2025-06-10'), doubt: 'only where more is to change' },
      { kind: 'amended-plan', day: on('2025-07-01') },
      { kind: 'reassessment-decision', day: null, doubt: 'nobody knows when' },
    ];
    const known = history([], { events, shows: new Set(['final-plan', 'amended-plan']) });
    expect(timeline(known, '2025-08-31', 'week-20', 'order-amend', 'reassessed-plan')).toEqual([
      'week-20 2025-03-28 2025-08-15 – 156 late as-of-day',
      'reassessed-plan – – – – not-known doubt',
      'order-amend 2025-06-10 2025-07-15 – – not-known doubt',
    ]);
    expect(timeline({ ...known, released: new Map([['order-amend', 'agreed otherwise']]) }, '2025-08-31', 'order-amend')[0]).toContain('does-not-apply');
  });

  it('of two limits of one duty the one that ends later holds', () => {
    const reviewed = (made: string | null, said: Partial<Happened> = {}, decided: string | null = null) =>
      timeline(
        history([], {
          events: [
            { kind: 'reviewed-before-transfer', day: made === null ? null : on(made), ...said },
            { kind: 'plan-transferred', day: on('2025-03-15') },
            ...(decided === null ? [] : [{ kind: 'review-decision', day: on(decided) } as const]),
          ],
          shows: new Set(['review-decision']),
        }),
        '2025-12-31',
        'transferred-plan-review',
        'transferred-plan-review-3-months',
      ).map((words) => words.split(' ').slice(0, 6).join(' '));
    // 3 months that start with 15 March 2025 end with 14 June, as do 12 that start with 15 June 2024.
    expect(reviewed('2024-06-14')).toEqual([
      'transferred-plan-review 2024-06-14 2025-06-13 – – does-not-apply',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 – 291 late',
    ]);
    expect(reviewed('2024-06-15')).toEqual([
      'transferred-plan-review 2024-06-15 2025-06-14 – 564 late',
      'transferred-plan-review-3-months 2025-03-15 2025-06-14 – – does-not-apply',
    ]);
    expect(reviewed('2024-06-16')[1]).toBe('transferred-plan-review-3-months 2025-03-15 2025-06-14 – – does-not-apply');
    const judged = (decided: string) => reviewed('2024-01-01', {}, decided)[1]?.split(' ')[5];
    expect(['2025-06-13', '2025-06-14', '2025-06-15'].map(judged)).toEqual(['in-time', 'in-time', 'late']);
    for (const unknown of [reviewed(null), reviewed('2024-01-01', { doubt: 'reviewed since' })]) {
      expect(unknown.map((words) => words.split(' ')[5])).toEqual(['not-known', 'not-known']);
    }
  });

  it('from a day set ahead is there before that day', () => {
    const known = (done: string | null, ended: string | null = null) =>
      history([], {
        events: [
          { kind: 'transfer-of-phase', day: on('2025-02-15'), planned: true },
          ...(done === null ? [] : [{ kind: 'plan-ready-for-transfer', day: on(done) } as const]),
        ],
        shows: new Set(['plan-ready-for-transfer']),
        ended: ended === null ? null : { words: 'the plan ceased', day: on(ended) },
      });
    const standing = (asOf: string, done: string | null, ended: string | null = null) => timeline(known(done, ended), asOf, 'phase-transfer')[0]?.split(' ')[5];
    expect(['2025-02-14', '2025-02-15', '2025-02-16'].map((day) => standing('2025-03-31', day))).toEqual(['in-time', 'in-time', 'late']);
    expect(['2025-02-14', '2025-02-15', '2025-02-16'].map((day) => standing(day, null))).toEqual(['not-yet', 'not-yet', 'late']);
    expect(['2025-02-14', '2025-02-15', '2025-02-16'].map((day) => standing('2025-03-31', null, day))).toEqual(['does-not-apply', 'does-not-apply', 'late']);
  });

  it('whose stop no list shows is not known', () => {
    expect(timeline(history([['order-to-assess', '2025-06-10']]), '2025-12-31', 'order-assess')).toEqual([
      'order-assess 2025-06-10 2025-06-24 – – not-known not-shown',
    ]);
  });

  it('is not known where its start or its stop has no date', () => {
    const undated = history([
      ['request', null],
      ['final-plan', '2025-01-01'],
    ]);
    expect(timeline(undated, '2025-12-31', 'week-20')).toEqual(['week-20 – – – – not-known start-without-date']);
    const stopped = history([
      ['request', '2025-03-28'],
      ['final-plan', null],
    ]);
    expect(timeline(stopped, '2025-12-31', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 – – not-known stop-without-date']);
  });

  it('is not known where it stopped before it started', () => {
    const known = history([
      ['review-meeting', '2025-03-28'],
      ['review-decision', '2025-03-01'],
    ]);
    expect(timeline(known, '2025-12-31', 'review-decision')).toEqual(['review-decision 2025-03-28 2025-04-25 – – not-known impossible-order']);
  });

  it('from before the law is not known', () => {
    const known = history([
      ['request', '2014-08-31'],
      ['final-plan', '2015-01-01'],
    ]);
    expect(timeline(known, '2025-12-31', 'week-20')).toEqual(['week-20 2014-08-31 – 2015-01-01 – not-known no-limit']);
  });

  it('that does not apply says when it was done all the same', () => {
    const released = new Map([['week-20', 'an exception is recorded']]);
    const done = history(
      [
        ['request', '2025-03-28'],
        ['final-plan', '2025-12-01'],
      ],
      { released },
    );
    expect(timeline(done, '2025-12-31', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 2025-12-01 248 does-not-apply release']);
    expect(timeline(done, '2025-09-30', 'week-20')).toEqual(['week-20 2025-03-28 2025-08-15 – – does-not-apply release']);
  });

  it('does not apply where the case ended by the last day, and is late where it ended after it', () => {
    const endedOn = (day: string | null, asOf = '2025-12-31') =>
      timeline(
        history([['request', '2025-03-28']], {
          shows: new Set(['final-plan', 'refusal-to-issue']),
          ended: { words: 'withdrawn', day: day === null ? null : on(day) },
        }),
        asOf,
        'week-16',
        'week-20',
      );
    expect(endedOn('2025-08-15')).toEqual(['week-16 2025-03-28 2025-07-18 – 140 does-not-apply end', 'week-20 2025-03-28 2025-08-15 – 140 does-not-apply end']);
    expect(endedOn('2025-08-16')).toEqual(['week-16 2025-03-28 2025-07-18 – 141 does-not-apply end', 'week-20 2025-03-28 2025-08-15 – 141 late end']);
    expect(endedOn(null)).toEqual([
      'week-16 2025-03-28 2025-07-18 – – not-known end-without-date',
      'week-20 2025-03-28 2025-08-15 – – not-known end-without-date',
    ]);
    expect(endedOn('2025-08-16', '2025-08-15')[1]).toBe('week-20 2025-03-28 2025-08-15 – 140 not-yet as-of-day');
    expect(endedOn('2025-08-16', '2025-08-16')[1]).toBe('week-20 2025-03-28 2025-08-15 – 141 late end');
    expect(endedOn('2025-03-28')[1]).toBe('week-20 2025-03-28 2025-08-15 – 0 does-not-apply end');
  });

  it('of representations is too early while they run, and is never late', () => {
    const sent = (day: string) =>
      timeline(
        history([
          ['draft-plan', '2025-09-01'],
          ['final-plan', day],
        ]),
        '2025-12-31',
        'draft-representations',
      );
    expect(['2025-09-15', '2025-09-16'].map((day) => sent(day)[0])).toEqual([
      'draft-representations 2025-09-01 2025-09-15 2025-09-15 14 too-early stop',
      'draft-representations 2025-09-01 2025-09-15 2025-09-16 15 in-time stop',
    ]);
    const waiting = history([['draft-plan', '2025-09-01']], { shows: new Set(['final-plan']) });
    expect(['2025-09-14', '2025-09-15', '2025-09-16'].map((asOf) => timeline(waiting, asOf, 'draft-representations')[0])).toEqual([
      'draft-representations 2025-09-01 2025-09-15 – 13 not-yet as-of-day',
      'draft-representations 2025-09-01 2025-09-15 – 14 not-yet as-of-day',
      'draft-representations 2025-09-01 2025-09-15 – 15 in-time as-of-day',
    ]);
  });
});

describe('what happens again and again', () => {
  const reviews = history([
    ['plan-made', '2022-05-10'],
    ['review-papers', '2023-03-01'],
    ['review-meeting', '2023-03-20'],
    ['review-decision', '2023-04-17'],
    ['review-meeting', '2024-05-13'],
    ['review-decision', '2024-07-01'],
    ['review-papers', '2024-05-08'],
  ]);

  it('starts its clock anew: each stop belongs to the start before it', () => {
    expect(timeline(reviews, '2024-12-31', 'annual-review', 'review-decision', 'review-papers')).toEqual([
      'annual-review 2022-05-10 2023-05-09 2023-04-17 342 in-time stop',
      'annual-review 2023-04-17 2024-04-16 2024-07-01 441 late stop',
      'annual-review 2024-07-01 2025-06-30 – 183 not-yet as-of-day',
      'review-papers 2023-03-20 2023-03-06 2023-03-01 -19 in-time stop',
      'review-papers 2024-05-13 2024-04-29 2024-05-08 -5 late stop',
      'review-decision 2023-03-20 2023-04-17 2023-04-17 28 in-time stop',
      'review-decision 2024-05-13 2024-06-10 2024-07-01 49 late stop',
    ]);
  });

  it('leaves the papers of one meeting to it, and the decision of one to it', () => {
    const known = history([
      ['review-papers', '2023-03-01'],
      ['review-meeting', '2023-03-20'],
      ['review-decision', '2023-04-01'],
      ['review-meeting', '2024-05-13'],
    ]);
    expect(timeline(known, '2024-05-20', 'review-papers', 'review-decision')).toEqual([
      'review-papers 2023-03-20 2023-03-06 2023-03-01 -19 in-time stop',
      'review-papers 2024-05-13 2024-04-29 – 7 late as-of-day',
      'review-decision 2023-03-20 2023-04-17 2023-04-01 12 in-time stop',
      'review-decision 2024-05-13 2024-06-10 – 7 not-yet as-of-day',
    ]);
  });

  it('leaves a meeting without a decision to itself', () => {
    const known = history([
      ['review-meeting', '2023-03-20'],
      ['review-meeting', '2024-05-13'],
      ['review-decision', '2024-05-13'],
    ]);
    expect(timeline(known, '2024-12-31', 'review-decision')).toEqual([
      'review-decision 2023-03-20 2023-04-17 – 652 late as-of-day',
      'review-decision 2024-05-13 2024-06-10 2024-05-13 0 in-time stop',
    ]);
  });
});

describe('several lists of one case', () => {
  it('are one history, in any order', () => {
    const cases = history([['request', '2025-03-28']], { shows: new Set(['request', 'final-plan']), released: new Map([['week-20', 'overtaken']]) });
    const appeals = history([['order-to-assess', '2025-06-10']], { ended: { words: 'withdrawn', day: on('2025-07-01') } });
    const both = timelineOf(together(cases, appeals), on('2025-06-30'), DAY_0).map(inShort);
    expect(both).toEqual(timelineOf(together(appeals, cases), on('2025-06-30'), DAY_0).map(inShort));
    expect([together(cases, appeals), together(appeals, cases)].map(({ ended }) => ended?.words)).toEqual(['withdrawn', 'withdrawn']);
    expect(both).toContain('week-20 2025-03-28 2025-08-15 – – does-not-apply release');
    expect(both).toContain('order-final-plan 2025-06-10 2025-09-16 – 20 not-yet as-of-day');
  });
});

describe('the history of other lists', () => {
  const row = { caseId: 'A1', line: 2 };

  it('has a clock for each request for advice, stopped by the reply in its own row', () => {
    const known = adviceHistory(
      [
        { ...row, adviser: 'health', requested: on('2025-03-28'), received: on('2025-05-10') },
        { ...row, line: 3, adviser: 'health', requested: on('2025-04-01'), received: on('2025-05-09') },
        { ...row, line: 4, adviser: 'school', requested: on('2025-04-01'), received: null },
        { ...row, line: 5, adviser: 'parent', requested: null, received: on('2025-04-01') },
        { ...row, line: 6, adviser: 'other', requested: on('2025-04-02'), received: on('2025-04-01') },
      ],
      true,
    );
    expect(timeline(known, '2025-05-14')).toEqual([
      'advice-reply 2025-03-28 2025-05-09 2025-05-10 43 late stop',
      'advice-reply 2025-04-01 2025-05-13 2025-05-09 38 in-time stop',
      'advice-reply 2025-04-01 2025-05-13 – 43 late as-of-day',
      'advice-reply 2025-04-02 2025-05-14 – – not-known impossible-order',
      'advice-reply – – – – not-known start-without-date',
    ]);
  });

  it('does not know what has come of a list that does not say it', () => {
    const rows = [{ ...row, adviser: 'school' as const, requested: on('2025-04-01'), received: null }];
    expect([true, false].map((shows) => timeline(together(adviceHistory(rows, shows)), '2025-05-14'))).toEqual([
      ['advice-reply 2025-04-01 2025-05-13 – 43 late as-of-day'],
      ['advice-reply 2025-04-01 2025-05-13 – – not-known not-shown'],
    ]);
  });

  it('ends the clocks of advice with the case, but not those that began after its end', () => {
    const asked = (day: string): Happened[] => [{ kind: 'advice-request', day: on(day), row: 2 }];
    const known = (day: string, ended: string) =>
      timeline(history([], { events: asked(day), shows: new Set(['advice-reply']), ended: { words: 'a plan was refused', day: on(ended) } }), '2025-12-31');
    expect(known('2025-03-28', '2025-05-09')).toEqual(['advice-reply 2025-03-28 2025-05-09 – 42 does-not-apply end']);
    expect(known('2025-03-28', '2025-05-10')).toEqual(['advice-reply 2025-03-28 2025-05-09 – 43 late end']);
    expect(known('2025-03-28', '2025-03-27')).toEqual(['advice-reply 2025-03-28 2025-05-09 – 278 late as-of-day']);
  });

  it('believes the list of appeals before the day on which the case list says that it went on, and before its refusal', () => {
    const c = caseOf({ received: '2025-03-28', assessDecision: 'N', assessDecisionDate: '2025-05-01', assessDispute: true, reopened: '2025-07-01' });
    const of = (...days: string[]) =>
      timeline(
        caseHistory(
          c,
          on('2025-12-31'),
          '',
          days.map((day) => ({ kind: 'order-to-assess', day: on(day) })),
        ),
        '2025-12-31',
        'order-final-plan',
      );
    expect(of()).toEqual(['order-final-plan 2025-07-01 2025-10-07 – 183 late as-of-day']);
    expect(of('2025-06-10')).toEqual(['order-final-plan 2025-06-10 2025-09-16 – 204 late as-of-day']);
    const closed = { ...c, assessDispute: false, reopened: null };
    const orderedOn = (day: string) =>
      timelineOf(caseHistory(closed, on('2025-12-31'), '', [{ kind: 'order-to-assess', day: on(day) }]), on('2025-12-31'), DAY_0).map(
        ({ clock, standing }) => `${clock.id} ${standing}`,
      );
    expect(orderedOn('2025-06-10')).toContain('order-final-plan late');
    expect(orderedOn('2025-05-01')).toContain('order-final-plan late');
    expect(orderedOn('2025-04-30')).toContain('order-final-plan does-not-apply');
    const withOrder = (facts: Facts, kind: 'order-to-assess' | 'order-to-make-a-plan') =>
      Object.fromEntries(
        timelineOf(
          caseHistory(caseOf({ received: '2025-03-28', ...facts }), on('2025-12-31'), '', [{ kind, day: on('2025-06-10') }]),
          on('2025-12-31'),
          DAY_0,
        ).map(({ clock, standing, decided }) => [clock.id, decided.by === 'release' ? decided.words : standing]),
      );
    // An order about the other decision leaves a refusal as it was.
    expect(withOrder({ assessDecision: 'N', assessDecisionDate: '2025-05-01' }, 'order-to-make-a-plan')['week-20']).toBe(
      'an assessment was refused (1 May 2025)',
    );
    expect(withOrder({ assessDecision: 'N' }, 'order-to-assess')['order-final-plan']).toBe('late');
    const noPlan = { assessDecision: 'Y', assessDecisionDate: '2025-05-01', issueDecision: 'N', issueDecisionDate: '2025-05-20' } as const;
    expect(withOrder(noPlan, 'order-to-make-a-plan')).toMatchObject({ 'week-16': 'in-time', 'order-make-final-plan': 'late' });
    expect(withOrder(noPlan, 'order-to-assess')['week-20']).toBe('no plan is to be made (20 May 2025)');
    expect(withOrder({ assessDecision: 'Y', assessDecisionDate: '2025-05-01' }, 'order-to-make-a-plan')).toMatchObject({
      'week-16': 'passed',
      'week-20': 'overtaken by mediation or tribunal: other limits run from the order or agreement of 10 Jun 2025',
    });
    expect(withOrder({ assessDecision: 'N', assessDecisionDate: '2025-05-01' }, 'order-to-assess')['week-16']).toContain('overtaken');
  });
});

describe('the history of a case list', () => {
  const of = (facts: Facts, asOf = '2025-12-31', reason = ''): string[] => {
    const known = caseHistory(caseOf(facts), on(asOf), reason);
    return timelineOf(known, on(asOf), DAY_0).map((run) => `${inShort(run)}${run.decided.by === 'release' ? `: ${run.decided.words}` : ''}`);
  };
  const REQUEST: Facts = { received: '2025-03-28' };
  const standings = (facts: Facts, asOf = '2025-12-31'): Record<string, string> =>
    Object.fromEntries(timelineOf(caseHistory(caseOf(facts), on(asOf), ''), on(asOf), DAY_0).map(({ clock, standing }) => [clock.id, standing]));

  it('has the three clocks of the request, and the days for representations', () => {
    expect(
      of({
        ...REQUEST,
        assessDecision: 'Y',
        assessDecisionDate: '2025-05-09',
        issueDecision: 'Y',
        issueDecisionDate: '2025-07-01',
        draftPlan: '2025-07-31',
        finalPlan: '2025-08-15',
      }),
    ).toEqual([
      'week-6 2025-03-28 2025-05-09 2025-05-09 42 in-time stop',
      'week-16 2025-03-28 2025-07-18 – – does-not-apply release: a plan was agreed, so there is no refusal to tell',
      'week-20 2025-03-28 2025-08-15 2025-08-15 140 in-time stop',
      'draft-representations 2025-07-31 2025-08-14 2025-08-15 15 in-time stop',
    ]);
  });

  it('knows that somebody decided to assess who drafted a plan, but not when', () => {
    expect(standings({ ...REQUEST, draftPlan: '2025-07-31' }, '2025-07-31')).toMatchObject({ 'week-6': 'not-known', 'week-20': 'not-yet' });
    expect(of({ ...REQUEST, draftPlan: '2025-07-31' }, '2025-07-31')[1]).toContain('does-not-apply release: a plan was agreed');
    for (const step of [{ issueDecision: 'N' }, { issueDecision: 'Y' }] as const) {
      expect(standings({ ...REQUEST, ...step, issueDecisionDate: '2025-07-31' }, '2025-07-31')['week-6']).toBe('not-known');
      expect(standings({ ...REQUEST, ...step, issueDecisionDate: '2025-08-01' }, '2025-07-31')['week-6']).toBe('late');
    }
    expect(standings({ ...REQUEST, issueDecision: 'Y' }, '2025-07-31')['week-6']).toBe('not-known');
    expect(standings({ ...REQUEST, issueDecision: 'A', issueDecisionDate: '2025-07-31' }, '2025-07-31')['week-6']).toBe('late');
    expect(standings({ ...REQUEST, finalPlan: '2025-07-31' }, '2025-07-31')['week-6']).toBe('not-known');
    expect(of({ ...REQUEST, finalPlan: '2025-07-31' }, '2025-07-31')[1]).toContain('does-not-apply release: a plan was agreed');
    expect(standings({ ...REQUEST, draftPlan: '2025-07-31' }, '2025-07-30')).toEqual({ 'week-6': 'late', 'week-16': 'passed', 'week-20': 'not-yet' });
  });

  it('lets go what a refusal ends', () => {
    const refused = { ...REQUEST, assessDecision: 'N', assessDecisionDate: '2025-05-10' } as const;
    expect(of(refused)).toEqual([
      'week-6 2025-03-28 2025-05-09 2025-05-10 43 late stop',
      'week-16 2025-03-28 2025-07-18 – – does-not-apply release: an assessment was refused (10 May 2025)',
      'week-20 2025-03-28 2025-08-15 – – does-not-apply release: an assessment was refused (10 May 2025)',
    ]);
    const noPlan = { ...REQUEST, assessDecision: 'Y', assessDecisionDate: '2025-05-01', issueDecision: 'N', issueDecisionDate: '2025-07-19' } as const;
    expect(of(noPlan)).toEqual([
      'week-6 2025-03-28 2025-05-09 2025-05-01 34 in-time stop',
      'week-16 2025-03-28 2025-07-18 2025-07-19 113 late stop',
      'week-20 2025-03-28 2025-08-15 – – does-not-apply release: no plan is to be made (19 Jul 2025)',
    ]);
  });

  it('keeps the first clock where the authority thought again without mediation', () => {
    const again = { ...REQUEST, assessDecision: 'N', assessDecisionDate: '2025-05-01', reopened: '2025-06-10' } as const;
    expect(standings(again)).toEqual({ 'week-6': 'in-time', 'week-16': 'passed', 'week-20': 'late' });
  });

  it('has the limits of an order from the day on which it went on after mediation or tribunal', () => {
    const ordered = { ...REQUEST, assessDecision: 'N', assessDecisionDate: '2025-05-01', assessDispute: true, reopened: '2025-06-10' } as const;
    expect(of(ordered).slice(1)).toEqual([
      'week-16 2025-03-28 2025-07-18 – – does-not-apply release: overtaken by mediation or tribunal: other limits run from the order or agreement, taken to be of 10 Jun 2025',
      'week-20 2025-03-28 2025-08-15 – – does-not-apply release: overtaken by mediation or tribunal: other limits run from the order or agreement, taken to be of 10 Jun 2025',
      'order-assess 2025-06-10 2025-06-24 – – not-known not-shown',
      'order-no-plan 2025-06-10 2025-08-19 – 204 passed as-of-day',
      'order-final-plan 2025-06-10 2025-09-16 – 204 late as-of-day',
    ]);
    expect(standings({ ...ordered, finalPlan: '2025-09-16' })).toMatchObject({ 'order-final-plan': 'in-time', 'order-no-plan': 'does-not-apply' });
    expect(standings({ ...ordered, finalPlan: '2025-09-17' })).toMatchObject({ 'order-final-plan': 'late' });
    const toMake = {
      ...REQUEST,
      assessDecision: 'Y',
      assessDecisionDate: '2025-05-01',
      issueDecision: 'N',
      issueDecisionDate: '2025-05-20',
      issueDispute: true,
    } as const;
    expect(standings({ ...toMake, reopened: '2025-06-10', draftPlan: '2025-07-16', finalPlan: '2025-08-26' })).toEqual({
      'week-6': 'in-time',
      'week-16': 'in-time',
      'week-20': 'does-not-apply',
      'draft-representations': 'in-time',
      'order-make-draft-plan': 'late',
      'order-make-final-plan': 'in-time',
    });
  });

  it('takes an order for one to make a plan only after a refusal of one that was disputed', () => {
    const started = (facts: Facts): string[] =>
      Object.keys(standings({ ...REQUEST, assessDecision: 'N', assessDecisionDate: '2025-04-20', reopened: '2025-06-10', ...facts })).filter((id) =>
        id.startsWith('order-'),
      );
    const TO_ASSESS = ['order-assess', 'order-no-plan', 'order-final-plan'];
    const TO_MAKE = ['order-make-draft-plan', 'order-make-final-plan'];
    expect(started({ issueDispute: true })).toEqual([]);
    expect(started({ issueDispute: true, assessDispute: true })).toEqual(TO_ASSESS);
    expect(started({ issueDispute: true, assessDispute: true, issueDecision: 'N', issueDecisionDate: '2025-06-10' })).toEqual(TO_MAKE);
    expect(started({ issueDispute: true, assessDispute: true, issueDecision: 'N', issueDecisionDate: '2025-06-11' })).toEqual(TO_ASSESS);
    expect(started({ issueDispute: true, assessDispute: true, issueDecision: 'N' })).toEqual(TO_MAKE);
    expect(started({ assessDispute: true, issueDecision: 'N', issueDecisionDate: '2025-06-01' })).toEqual(TO_ASSESS);
  });

  it('judges a refusal of a plan by week 16 whatever was disputed', () => {
    const noPlan = { ...REQUEST, assessDecision: 'Y', assessDecisionDate: '2025-05-01', issueDecision: 'N', issueDecisionDate: '2025-07-18' } as const;
    expect(standings({ ...noPlan, assessDispute: true })['week-16']).toBe('in-time');
    expect(standings({ ...noPlan, issueDispute: true })['week-16']).toBe('in-time');
    expect(standings({ ...noPlan, assessDispute: true }, '2025-07-18')['week-16']).toBe('in-time');
    expect(standings({ ...noPlan, assessDispute: true }, '2025-07-17')['week-16']).toBe('does-not-apply');
    expect(standings({ ...noPlan, issueDecision: null, issueDecisionDate: null, issueDispute: true }, '2025-07-17')['week-16']).toBe('not-yet');
  });

  it('says that the day of the order is not in the list where it is not', () => {
    expect(of({ ...REQUEST, assessDecision: 'N', assessDecisionDate: '2025-05-01', assessDispute: true, issueDecision: 'A' })[2]).toBe(
      'week-20 2025-03-28 2025-08-15 – – does-not-apply release: overtaken by mediation or tribunal: other limits run from the order or agreement, whose day the case list does not hold',
    );
  });

  it.each([
    ['', 'an exception is recorded'],
    ['personal', 'an exception is recorded: exceptional personal circumstances of the child, parent or young person (10(4)(c))'],
    ['School closed', 'an exception is recorded: advice asked of a school in the weeks around a closure of four weeks or more (10(4)(a))'],
    ['waiting for Jo Bloggs', 'an exception is recorded, for a reason that is none of the four of regulation 10(4)'],
  ])('lets week 20 go for an exception, and shows no words of the list: %s', (reason, words) => {
    expect(of({ ...REQUEST, exception: true, finalPlan: '2025-12-01' }, '2025-12-31', reason)[2]).toBe(
      `week-20 2025-03-28 2025-08-15 2025-12-01 248 does-not-apply release: ${words}`,
    );
    expect(of({ ...REQUEST, exception: true }, '2025-12-31', reason)[0]).toBe('week-6 2025-03-28 2025-05-09 – 278 late as-of-day');
  });

  it.each([
    [{ assessDecision: 'W', closed: '2025-05-09' } as const, 'the request was withdrawn', 'does-not-apply'],
    [{ assessDecision: 'W', closed: '2025-05-10' } as const, 'the request was withdrawn', 'late'],
    [{ assessDecision: 'W' } as const, 'the request was withdrawn', 'not-known'],
    [{ movedOut: true, closed: '2025-05-10' } as const, 'the child or young person moved to another authority', 'late'],
    [{ closed: '2025-05-10' } as const, 'the case was closed', 'late'],
  ])('of %j is ended: %s', (facts, words, standing) => {
    const known = caseHistory(caseOf({ ...REQUEST, ...facts }), on('2025-12-31'), '');
    expect(known.ended?.words).toBe(words);
    expect(standings({ ...REQUEST, ...facts })['week-6']).toBe(standing);
  });

  it('is not known where the clock has no day to run from', () => {
    expect(of({ received: null, finalPlan: '2025-08-15' })[2]).toBe('week-20 – – – – not-known start-without-date');
    expect(of({ received: '2025-08-16', finalPlan: '2025-08-15' })[2]).toBe('week-20 – – – – not-known start-without-date');
  });

  it('takes one day from the clocks of the request where the day of receipt is day 1, and from no other', () => {
    const known = caseHistory(caseOf({ ...REQUEST, draftPlan: '2025-07-31' }), on('2025-12-31'), '');
    expect(timelineOf(known, on('2025-12-31'), DAY_1).map(({ due }) => iso(due))).toEqual(['2025-05-08', '2025-07-17', '2025-08-14', '2025-08-14']);
  });
});

describe('beside the measures', () => {
  const PILES: Record<string, string> = {
    met: 'in-time',
    missed: 'late',
    notKnown: 'not-known',
    'week-20-exception': 'does-not-apply',
    'mediation-or-tribunal': 'does-not-apply',
  };

  it.each([
    ['within-20-weeks', 'week-20', 'finalPlan'],
    ['decision-within-6-weeks', 'week-6', 'assessDecisionDate'],
    ['refusal-within-16-weeks', 'week-16', 'issueDecisionDate'],
  ] as const)('%s and %s judge alike whatever they both judge', (measure, clock, field) => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, arbitraryConventions, (c, asOf, { dayOfReceipt }) => {
        const event = c[field];
        const conventions = { dayOfReceipt, cohort: 'dfe' } as const;
        if (event === null || event > asOf || !isVisible(c, asOf)) return;
        const { pile } = verdictOf(measureOf(measure), c, { from: event, to: event, asOf, conventions });
        const run = timelineOf(caseHistory(c, asOf, ''), asOf, conventions).find((one) => one.clock.id === clock);
        if (pile === 'not-in-period' || pile === 'not-yet-visible') return;
        // What ends a case, or takes its clock away, is the timeline's business alone.
        if (clock === 'week-16' && run?.standing === 'does-not-apply') return;
        if (pile === 'notKnown') expect(run?.standing).toBe('not-known');
        else expect(run?.standing).toBe(PILES[pile]);
      }),
      { numRuns: 3000 },
    );
  });

  it('what was done in time stays in time on every later day', () => {
    fc.assert(
      fc.property(arbitraryCase, arbitraryAsOf, fc.nat({ max: 300 }), (c, asOf, more) => {
        if (!isVisible(c, asOf)) return;
        const later = (asOf + more) as Day;
        const on = (day: Day) => new Map(timelineOf(caseHistory(c, day, ''), day, DAY_0).map((run) => [`${run.clock.id} ${run.start.day}`, run]));
        const then = on(later);
        for (const [key, { standing, decided }] of on(asOf)) {
          if (decided.by === 'stop' && then.get(key)?.decided.by === 'stop') expect(then.get(key)?.standing).toBe(standing);
          if (standing === 'late' && decided.by === 'as-of-day')
            expect(['late', 'not-known', 'does-not-apply']).toContain(then.get(key)?.standing ?? 'does-not-apply');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
