import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import type { DfeRow, DfeShare } from '../../src/core/dfe-measures.ts';
import { periodOf } from '../../src/core/period.ts';
import { startReconciliation } from '../../src/report/reconciliation.ts';
import { startTimeliness } from '../../src/report/timeliness.ts';
import { caseOf, daysAfter, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const count = (numerator: number, denominator: number): DfeShare => ({ percent: null, numerator: { value: numerator }, denominator: { value: denominator } });
const X: DfeShare = { percent: { symbol: 'x' }, numerator: { symbol: 'x' }, denominator: { symbol: 'x' } };

const rowOf = (without: DfeShare, all: DfeShare): DfeRow => ({
  year: '2022',
  level: 'authority',
  code: '',
  number: '801',
  name: 'Bristol, City of',
  region: { code: '', name: 'South West' },
  line: 2,
  shares: { 'dfe-within-20-weeks': without, 'dfe-within-20-weeks-all': all },
});

type Told = Parameters<typeof caseOf>[0] & { days?: number | null };
const plan = ({ days = 100, finalPlan = '2022-06-01', ...more }: Told = {}) =>
  caseOf({ finalPlan, received: days === null ? null : daysAfter(finalPlan as string, -days), ...more });

/** Two in time, one of them on day 140; one late in December; one with days not known; one excepted; one disputed. */
const CASES = [
  plan(),
  plan({ days: 140 }),
  plan({ days: 200, finalPlan: '2022-12-20' }),
  plan({ days: null }),
  plan({ days: 150, exception: true }),
  plan({ assessDispute: true }),
  plan({ exception: true, issueDispute: true }),
  plan({ finalPlan: '2021-12-31' }),
];

function reconciled(row: DfeRow, conventions = DEFAULT_CONVENTIONS, said = {}) {
  const asOf = on('2022-12-31');
  const period = periodOf('2022', asOf);
  const reconciliation = startReconciliation({ row, from: period.from, to: period.to, asOf, conventions }, []);
  const timeliness = startTimeliness(period, asOf, conventions, null, reconciliation);
  for (const c of CASES) timeliness.add(c, '');
  return timeliness.report(contextOf(CASES.length, said));
}

const itemsOf = (report: ReturnType<typeof reconciled>): string[] => {
  const section = report.sections.find(({ id }) => id === 'dfe-reasons');
  return section?.kind === 'list' ? section.items : [];
};

describe('ours beside DfE’s', () => {
  it('agree, and no reason is asked for', () => {
    const report = reconciled(rowOf(count(2, 4), count(2, 5)));
    expect(report.reconciliation?.map(({ ours, difference, explainedBy }) => ({ ours, difference, explainedBy }))).toEqual([
      { ours: { numerator: 2, denominator: 4 }, difference: { numerator: 0, denominator: 0 }, explainedBy: [] },
      { ours: { numerator: 2, denominator: 5 }, difference: { numerator: 0, denominator: 0 }, explainedBy: [] },
    ]);
    expect(report.summary.at(-1)).toBe(
      "Beside DfE's figure of Bristol, City of for 2022, within 20 weeks and leaving out exceptions: ours 2 of 4, DfE 2 of 4. They agree, including exceptions too.",
    );
    expect(itemsOf(report)).toEqual([]);
    expect(report.figures['dfe-within-20-weeks']).toMatchObject({ value: 50, numerator: 2, denominator: 4, period: { label: '2022' } });
  });

  it('has every reason with its plans, those in time, and by how much ours would change', () => {
    const [without, all] = reconciled(rowOf(count(9, 9), count(9, 9))).reconciliation ?? [];
    const changes = (cohort: typeof all) =>
      cohort?.reasons.map(({ id, plans, inTime, change }) => `${id} ${plans} ${inTime} ${change.numerator} ${change.denominator}`);
    expect(changes(without)).toEqual([
      'mediation-or-tribunal 1 1 1 1',
      'week-20-exception 1 0 0 1',
      'days-not-known 1 0 0 -1',
      'day-140 1 1 -1 0',
      'late-entry 1 0 0 -1',
    ]);
    expect(changes(all)).toEqual(['mediation-or-tribunal 2 2 2 2', 'days-not-known 1 0 0 -1', 'day-140 1 1 -1 0', 'late-entry 1 0 0 -1']);
  });

  it.each<[string, DfeShare, string[][]]>([
    ['mediation and tribunal', count(3, 5), [['mediation-or-tribunal']]],
    ['an exception that the return has not', count(2, 5), [['week-20-exception']]],
    ['day 140', count(1, 4), [['day-140']]],
    ['either of two', count(2, 3), [['days-not-known'], ['late-entry']]],
    [
      'one of two pairs',
      count(1, 3),
      [
        ['days-not-known', 'day-140'],
        ['day-140', 'late-entry'],
      ],
    ],
    ['none', count(0, 40), []],
  ])('is explained by %s', (_, theirs, explainedBy) => {
    expect(reconciled(rowOf(theirs, count(2, 5))).reconciliation?.[0]?.explainedBy).toEqual(explainedBy);
  });

  it('turns round what the conventions turn round', () => {
    const every = reconciled(rowOf(count(2, 4), count(2, 5)), { ...DEFAULT_CONVENTIONS, cohort: 'every-plan' }).reconciliation?.[0];
    expect([every?.ours, every?.explainedBy]).toEqual([{ numerator: 3, denominator: 5 }, [['mediation-or-tribunal']]]);
    const sooner = reconciled(rowOf(count(2, 4), count(2, 5)), { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 }).reconciliation?.[0];
    expect([sooner?.ours, sooner?.explainedBy]).toEqual([{ numerator: 1, denominator: 4 }, [['day-140']]]);
  });

  it('says in words what each would come to, and what became of rows that are no plans', () => {
    const said = { setAside: [{ code: 'unreadable-date', count: 3, means: '' }], outOfScope: 2, warnings: [{ code: 'transferred-in', count: 1, means: '' }] };
    expect(itemsOf(reconciled(rowOf(count(3, 5), count(2, 5)), DEFAULT_CONVENTIONS, said))).toEqual([
      'Leaving out exceptions: 1 plan after mediation or tribunal about the decision to assess or to issue (1 of them within 20 weeks): if they were counted, ours would be 3 of 5.',
      'Leaving out exceptions: 1 plan with a week-20 exception (0 of them within 20 weeks): if they were not recorded as exceptions in the return, ours would be 2 of 5.',
      'Leaving out exceptions: 1 plan whose days are not known: if they were left out, ours would be 2 of 3.',
      'Leaving out exceptions: 1 plan on exactly day 140 (1 of them within 20 weeks): if day 140 were late, ours would be 1 of 4.',
      'Leaving out exceptions: 1 plan in the last 31 days of the year, perhaps entered after the return was made (0 of them within 20 weeks): if they were not in the return, ours would be 2 of 3.',
      "Leaving out exceptions: mediation and tribunal alone would come to exactly DfE's 3 of 5. That makes it likely, and does not prove it.",
      '3 rows of the list set aside, of whatever year: ehcp check names them.',
      '2 rows of the list historical (H) or otherwise out of scope.',
      '1 row of the list of a plan from another authority, which is no new plan.',
    ]);
  });

  it('says where DfE has no figure', () => {
    const report = reconciled(rowOf(X, X));
    expect(report.reconciliation?.[0]).toMatchObject({ dfe: null, why: 'x, not available', difference: null, explainedBy: [] });
    expect(report.summary.at(-1)).toMatch(/ours 2 of 4, DfE none \(x, not available\)\.$/);
    expect(itemsOf(report)).toEqual([]);
  });
});
