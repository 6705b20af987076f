import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import type { ReportContext } from '../../src/report/context.ts';
import type { Report } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const AS_OF = on('2022-07-31');

function reportOf(cases: readonly Case[], context: Partial<ReportContext> = {}, conventions: Conventions = DEFAULT_CONVENTIONS): Report {
  const snapshot = startSnapshot(AS_OF, conventions);
  for (const c of cases) snapshot.add(c);
  return snapshot.report(contextOf(cases.length, context));
}

/** Open cases that were received so many days before the as-of day. */
const openFor = (...days: number[]) => days.map((n) => caseOf({ received: addDays(AS_OF, -n) }));
const plan = (received: string, finalPlan: string) => caseOf({ received, finalPlan });
const summary = (cases: readonly Case[]) => reportOf(cases).summary;

describe('the summary', () => {
  it.each([
    [[], ['No assessment is open.']],
    [[140], ['1 assessment is open. None has passed 20 weeks.']],
    [[10, 140], ['2 assessments are open. None has passed 20 weeks.']],
    [[141], ['1 assessment is open. 1 (100.0%) has passed 20 weeks, but not 52 weeks.', 'It has been open for 20.1 weeks.']],
    [
      [1, 365],
      ['2 assessments are open. 1 (50.0%) has passed 20 weeks, and 52 weeks too.', 'It has been open for 52.1 weeks.'],
    ],
    [
      [1, 141, 142],
      [
        '3 assessments are open. 2 (66.7%) have passed 20 weeks, none of them 52 weeks.',
        'The 2 over 20 weeks have been open for 20.2 weeks on average (median 20.2), the longest for 20 whole weeks.',
      ],
    ],
    [
      [365, 7700],
      [
        '2 assessments are open. 2 (100.0%) have passed 20 weeks, 2 of them 52 weeks.',
        'The 2 over 20 weeks have been open for 576.1 weeks on average (median 576.1), the longest for 1,100 whole weeks.',
      ],
    ],
  ])('of cases open for %j days', (days, sentences) => {
    expect(summary(openFor(...days))).toEqual(sentences);
  });

  it('sets the last 12 months beside the 12 before, and beside the law', () => {
    expect(summary([plan('2022-01-10', '2022-05-30'), plan('2022-01-10', '2022-05-31'), plan('2021-01-10', '2021-03-30')])).toEqual([
      'No assessment is open.',
      'Of the plans issued in the last 12 months, leaving out exceptions, 1 of 2 (50.0%) came within 20 weeks; in the 12 months before, 1 of 1 (100.0%). The law asks for all.',
    ]);
    expect(summary([plan('2022-01-10', '2022-05-30')])[1]).toBe(
      'Of the plans issued in the last 12 months, leaving out exceptions, 1 of 1 (100.0%) came within 20 weeks. The law asks for all.',
    );
  });
});

describe('the caution', () => {
  const fault = (count: number) => [{ code: 'unknown-code', count, means: 'a decision other than Y, N, A, W or H' }];

  it.each([
    [0, 0, []],
    [1, 1, ['1 row set aside; it shows no final plan or closing date: open cases may be understated by up to 1.']],
    [1, 0, ['1 row set aside; it shows a final plan or closing date, so open cases are not understated by it.']],
    [18, 11, ['18 rows set aside; 11 of them show no final plan or closing date: open cases may be understated by up to 11.']],
    [18, 1, ['18 rows set aside; 1 of them shows no final plan or closing date: open cases may be understated by up to 1.']],
    [1800, 0, ['1,800 rows set aside; all of them show a final plan or closing date, so open cases are not understated by them.']],
  ])('%i rows set aside, %i of which may be open', (count, setAsideMaybeOpen, cautions) => {
    expect(reportOf([], { setAside: fault(count), setAsideMaybeOpen }).cautions).toEqual(cautions);
  });
});

describe('where the figures come from', () => {
  const lines = (context: Partial<ReportContext>, cases: readonly Case[] = []) => {
    const section = reportOf(cases, context).sections.find(({ id }) => id === 'rows');
    return section?.kind === 'list' ? section.items : [];
  };

  it('is a sum of all rows read, in words for one and for many', () => {
    const setAside = [
      { code: 'unreadable-date', count: 7, means: 'of a date' },
      { code: 'unknown-code', count: 11, means: 'of a decision' },
    ];
    expect(
      lines({ read: 3120, counted: 3100, outOfScope: 2, setAside, warnings: [{ code: 'unknown-flag', count: 1, means: 'read as no' }] }, [
        caseOf({ received: '2022-08-01' }),
      ]),
    ).toEqual([
      '3,120 rows read = 3,100 counted + 2 out of scope + 18 set aside.',
      'Of the rows counted, 1 was not yet received on 31 July 2022.',
      'Set aside: 7 unreadable-date, 11 unknown-code.',
      'Warnings: 1 unknown-flag.',
      `Read from cases.csv: flat case list (layout ehcp), 3,120 rows; SHA-256 ${contextOf(0).sha256}.`,
    ]);
    expect(lines({ read: 1 })[0]).toBe('1 row read = 0 counted + 0 out of scope + 0 set aside.');
    expect(lines({})[1]).toBe('Of the rows counted, 0 were not yet received on 31 July 2022.');
  });
});

describe('the conventions', () => {
  const words = (conventions: Conventions) => JSON.stringify(reportOf([plan('2022-01-10', '2022-05-30')], {}, conventions).sections);

  it('stand in every definition that depends on them', () => {
    const day0 = words(DEFAULT_CONVENTIONS);
    for (const text of [
      'day 42',
      'day 112',
      'by day 140',
      'more than 140 days',
      'more than 364 days',
      'By this convention they are in time.',
      'none after mediation or tribunal',
    ])
      expect(day0).toContain(text);
    const day1 = words({ dayOfReceipt: 1, cohort: 'every-plan' });
    for (const text of [
      'day 41',
      'day 111',
      'by day 139',
      'more than 139 days',
      'more than 363 days',
      'By this convention they are late.',
      'those after mediation or tribunal too',
    ])
      expect(day1).toContain(text);
    for (const text of ['by day 140', 'day 42', 'more than 364 days', 'none after mediation']) expect(day1).not.toContain(text);
  });

  it('say that every plan is kept, and that DfE would not', () => {
    expect(words({ dayOfReceipt: 0, cohort: 'every-plan' })).toContain('so these figures differ from those it publishes');
  });
});
