import { describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import { startCohort } from '../../src/report/cohort.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import { NoOtherWorld, Suppression } from '../../src/report/publishing/suppression.ts';
import type { Chart, Report } from '../../src/report/report.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { DAY_0 } from '../support/judging.ts';

const AS_OF = on('2022-12-31');

function reportOf(cases: readonly Case[], { asOf = AS_OF, period = '2022-Q1', by = null as string | null, threshold = null as number | null } = {}): Report {
  const cohort = startCohort(periodOf(period, asOf), asOf, DAY_0, by);
  cases.forEach((c, at) => {
    cohort.add(c, at % 2 === 0 ? 'North' : 'South');
  });
  return cohort.report(contextOf(cases.length, threshold === null ? {} : { publish: { threshold, step: publish } }));
}

const RECEIVED = on('2022-01-10');
const request = (facts: Facts = {}, received: Day = RECEIVED): Case => caseOf({ received, ...facts });
const plan = (days: number, received: Day = RECEIVED): Case => request({ finalPlan: addDays(received, days) }, received);
const refused = (days: number): Case => request({ assessDecision: 'N', assessDecisionDate: addDays(RECEIVED, days) });
const times = (count: number, make: () => Case): Case[] => Array.from({ length: count }, make);

const chartIn = ({ sections }: Report): Chart => sections.find((section): section is Chart => section.kind === 'chart') as Chart;

describe('the summary', () => {
  it('of no request says so', () => {
    expect(reportOf([]).summary).toEqual(['No request was received from 1 January 2022 to 31 March 2022.']);
  });

  it('of one is in the singular', () => {
    expect(reportOf([request()]).summary).toEqual([
      '1 request was received from 1 January 2022 to 31 March 2022.',
      'By 31 December 2022 none had a final plan, none had been refused an assessment or a plan, none was closed otherwise and 1 (100.0%) was still open.',
      'Of the requests that are over 20 weeks old and did not end without a plan, 0 of 1 (0.0%) had one within 20 weeks.',
      'When the one that is still open will have a plan, nobody can say yet.',
    ]);
    expect(reportOf([plan(128)]).summary.at(-1)).toBe('The one request that counts here had its plan within 18.3 weeks.');
  });

  it('of many says what became of them, both rates, and by when half had a plan, beside the year before', () => {
    const cases = [
      ...times(4, () => plan(140)),
      ...times(2, () => plan(141)),
      ...times(2, () => refused(42)),
      request({ assessDecision: 'W', closed: addDays(RECEIVED, 60) }),
      request({ assessDecision: 'W' }),
      ...times(2, () => request()),
      // Asked for long before, and sent in the period.
      plan(400, on('2021-01-20')),
      plan(100, on('2021-02-01')),
    ];
    expect(reportOf(cases).summary).toEqual([
      '12 requests were received from 1 January 2022 to 31 March 2022.',
      'By 31 December 2022 6 (50.0%) had a final plan, 2 (16.7%) had been refused an assessment or a plan, 1 (8.3%) was closed otherwise, 1 (8.3%) had ended on a day not known and 2 (16.7%) were still open.',
      'Of those received on the same dates a year before, 1 (50.0%) had a final plan by 31 December 2021.',
      'Of the requests that are over 20 weeks old and did not end without a plan, 4 of 8 (50.0%) had one within 20 weeks; of the plans sent in the period, leaving out exceptions, 0 of 1 (0.0%) came within 20 weeks of a request, whenever that was.',
      'Of the requests that have a plan or are still open, half had a plan within 20.1 weeks; a year before, within 14.3.',
    ]);
  });
});

describe('the figures', () => {
  const cases = [plan(42), plan(43), plan(140), plan(141), plan(364 - 9), refused(112), refused(113), request(), request({}, on('2022-03-31'))];
  const { figures, periods } = reportOf(cases, { asOf: on('2022-08-18') });
  const value = (id: string) => [figures[id]?.value, figures[id]?.denominator];

  it('count each last day in time, and the day after it not', () => {
    expect(['cohort-issued-by-week-6', 'cohort-issued-by-week-16', 'cohort-issued-by-week-20', 'cohort-issued-by-week-26'].map(value)).toEqual([
      [1, 9],
      [2, 9],
      // The one received on 31 March is 140 days old, and its week 20 is not past.
      [3, 8],
      [4, 8],
    ]);
    expect(['cohort-refused-by-week-16', 'cohort-refused-by-week-20'].map(value)).toEqual([
      [1, 9],
      [2, 8],
    ]);
    expect(['cohort-not-yet-at-week-16', 'cohort-not-yet-at-week-20', 'cohort-not-yet-at-week-39'].map(value)).toEqual([
      [0, 9],
      [1, 9],
      [9, 9],
    ]);
  });

  it('of each week add up to all requests', () => {
    for (const weeks of [6, 16, 20, 26, 39, 52]) {
      const ids = ['issued-by', 'refused-by', 'closed-by', 'not-known-at', 'open-at', 'not-yet-at'].map((what) => `cohort-${what}-week-${weeks}`);
      expect(ids.reduce((sum, id) => sum + (figures[id]?.value ?? Number.NaN), 0)).toBe(9);
    }
  });

  it('have the same plans in time by request as the measure, and each what it is a share of', () => {
    expect(figures['cohort-within-20-weeks']).toMatchObject({ numerator: 3, denominator: 6 });
    expect(figures['cohort-issued-by-week-20']).toMatchObject({ value: 3, denominator: 8, percent: 37.5 });
    expect(figures['cohort-requests']).toMatchObject({ value: 9, denominator: 9, excluded: [], outOfScope: [] });
  });

  it('of the year before are seen a year before', () => {
    expect(periods?.period?.lastYear).toMatchObject({ from: '2021-01-01', to: '2021-03-31', asOf: '2021-08-18' });
    const asTheyAre = reportOf([plan(300, on('2021-01-10'))], { asOf: on('2022-08-18') });
    expect(asTheyAre.periods?.period?.lastYear.figures['cohort-open']?.value).toBe(1);
    expect(reportOf([plan(220, on('2021-01-10'))], { asOf: on('2022-08-18') }).periods?.period?.lastYear.figures['cohort-issued']?.value).toBe(1);
  });

  it('of the curve are estimates: a share without a numerator, beside how many are known to have waited longer', () => {
    // 3 of 8 have their plan by day 100; then two have been followed no longer; of 3 one more by day 140.
    const some = [plan(90), plan(95), plan(100), plan(140), request(), request(), ...times(2, () => request({}, on('2022-03-20')))];
    const { figures: estimated } = reportOf(some, { asOf: addDays(on('2022-03-20'), 110) });
    expect(estimated['cohort-curve-issued-by-week-20']).toEqual({
      label: 'Share with a final plan by week 20 of the requests with one, or still open, estimated',
      unit: 'percent',
      // 1 − 5/8 × 2/3
      value: 58.3,
      denominator: 8,
    });
    expect(estimated['cohort-curve-waiting-at-week-16']?.value).toBe(3);
    expect(estimated['cohort-curve-waiting-at-week-20']?.value).toBe(2);
    // Day 140 leaves 5/12.
    expect(estimated['cohort-curve-median-weeks']).toMatchObject({ value: 20, denominator: 8 });
  });

  it('of a split add up to the whole', () => {
    const { figures: whole, by } = reportOf(cases, { by: 'area' });
    for (const id of ['cohort-requests', 'cohort-issued', 'cohort-open', 'cohort-issued-by-week-20', 'cohort-not-yet-at-week-20'])
      expect(by?.groups.reduce((sum, { figures: own }) => sum + (own[id]?.value ?? Number.NaN), 0)).toBe(whole[id]?.value);
  });
});

describe('the chart', () => {
  it('rises week by week as long as anybody has been followed, beside the year before, with week 20 marked', () => {
    const { labels, series, form, marks, finding } = chartIn(
      reportOf(
        [...times(10, () => plan(70)), ...times(10, () => plan(140)), ...times(10, () => request()), ...times(10, () => request({}, on('2021-01-10')))],
        { asOf: on('2022-08-18') },
      ),
    );
    expect([labels[0], labels.at(-1), form]).toEqual(['0', '31', 'steps']);
    const values = series[0]?.cells.map((cell) => (cell.kind === 'estimate' ? cell.value : Number.NaN)) ?? [];
    expect([values[9], values[10], values[19], values[20], values[31]]).toEqual([0, 33.3, 33.3, 66.7, 66.7]);
    expect(series.map(({ name }) => name)).toEqual(['1 Jan 2022 to 31 Mar 2022', '1 Jan 2021 to 31 Mar 2021']);
    expect(marks).toEqual([{ label: '20', name: 'Week 20: the limit in law' }]);
    expect(finding).toBe(
      'Of the requests received from 1 January 2022 to 31 March 2022 that have a final plan or are still open, an estimated 66.7% had one within 20 weeks and 66.7% within 31 weeks of the request (10 of 30 followed so long); of those received from 1 January 2021 to 31 March 2021, 0.0% had one within 20 weeks and 0.0% within 31 weeks of the request (10 of 10 followed so long). A curve ends where fewer than 10 are still followed.',
    );
  });

  it('goes on for 78 weeks at most, and for 20 at least; where nobody has been followed so long it has ended', () => {
    expect(
      chartIn(
        reportOf(
          times(10, () => request({}, on('2020-01-10'))),
          { period: '2020' },
        ),
      ).labels.at(-1),
    ).toBe('78');
    const young = chartIn(
      reportOf(
        times(10, () => request()),
        { asOf: addDays(RECEIVED, 30) },
      ),
    );
    expect(young.labels.at(-1)).toBe('20');
    expect(young.series[0]?.cells.slice(3, 6)).toEqual([0, 0, null].map((value) => ({ kind: 'estimate', value })));
  });

  it('ends where fewer than 10 are still followed, and says of how many it is made there', () => {
    // 30 have a plan by week 10; of 20 who wait, 11 came in week 0, 9 later.
    const some = [...times(30, () => plan(70)), ...times(9, () => request()), plan(200), ...times(10, () => request({}, on('2022-03-31')))];
    const { series, finding, labels } = chartIn(reportOf(some, { asOf: addDays(RECEIVED, 230) }));
    const values = series[0]?.cells.map((cell) => (cell.kind === 'estimate' ? cell.value : Number.NaN)) ?? [];
    // Day 200 is in week 29; from day 201 on nine are left.
    expect([values[20], values[28], values[29] ?? null, labels.at(-1)]).toEqual([60, 60, null, '28']);
    expect(finding).toBe(
      'Of the requests received from 1 January 2022 to 31 March 2022 that have a final plan or are still open, an estimated 60.0% had one within 20 weeks and 60.0% within 28 weeks of the request (10 of 50 followed so long). A curve ends where fewer than 10 are still followed.',
    );
  });

  it('is of few where nobody waits, as nothing is estimated then; else it says that there are too few', () => {
    expect(chartIn(reportOf([plan(70), plan(140)])).finding).toBe(
      'Of the requests received from 1 January 2022 to 31 March 2022 that have a final plan or are still open, an estimated 100.0% had one within 20 weeks of the request.',
    );
    expect(chartIn(reportOf([plan(70), request()])).finding).toBe('Fewer than 10 requests have a final plan or are still open: too few for a curve.');
  });

  it('of nobody says so', () => {
    expect(chartIn(reportOf([])).finding).toBe('No request that has a final plan or is still open was received in either period.');
  });
});

describe('what is published', () => {
  const notIssued = () => request({ assessDecision: 'Y', issueDecision: 'N', issueDecisionDate: addDays(RECEIVED, 90) });
  const cases = [
    ...times(30, () => plan(100)),
    ...times(20, () => plan(150)),
    ...times(12, () => refused(40)),
    ...times(2, notIssued),
    ...times(40, () => request()),
  ];
  const report = reportOf(cases, { threshold: 4 });

  it('has neither the curve nor its shares by week, and says why', () => {
    expect(report.sections.some(({ kind }) => kind === 'chart')).toBe(false);
    for (const id of ['cohort-curve-issued-by-week-20', 'cohort-curve-waiting-at-week-20'])
      expect(report.figures[id]).toMatchObject({ value: null, suppressed: true, denominator: null });
    expect(JSON.stringify(report.sections)).toContain('The shares by week are not published');
    expect(report.figures['cohort-curve-median-weeks']).toMatchObject({ value: 21.4, denominator: 90 });
  });

  it('leaves unsaid what is small, and says the rest', () => {
    expect(report.figures['cohort-refused-to-issue']).toMatchObject({ value: null, suppressed: true, percent: null });
    expect(report.summary).toEqual(expect.arrayContaining([expect.stringContaining('50 (48.1%) had a final plan')]));
    expect(report.summary.join(' ')).not.toContain('refused');
    expect(report.figures['cohort-other']).toMatchObject({ value: 0 });
  });

  it('has of each group what became of its requests, and of the weeks week 20 alone', () => {
    const ids = Object.keys(reportOf(cases, { threshold: 4, by: 'area' }).by?.groups[0]?.figures ?? {});
    expect(ids.filter((id) => id.includes('week-')).map((id) => id.replace(/.*week-/, ''))).toEqual(Array(6).fill('20'));
    expect(ids).toContain('cohort-issued');
  });

  it('is nothing where the threshold is 0', () => {
    expect(reportOf(cases, { threshold: 0 }).figures).toEqual(reportOf(cases).figures);
    expect(chartIn(reportOf(cases, { threshold: 0 })).id).toBe('cohort-curve');
  });

  it('is refused where so little happened that nothing could be said', () => {
    const run = vi.spyOn(Suppression.prototype, 'run').mockImplementation(() => {
      throw new NoOtherWorld();
    });
    expect(() => reportOf(cases, { threshold: 9, by: 'area' })).toThrow(
      /--publish: split by area, the groups are so many or so small.* Choose a longer period, split --by a column with fewer values, or leave --publish away/,
    );
    expect(() => reportOf(cases, { threshold: 9 })).toThrow(/--publish: the numbers are so small.* Choose a longer period, or leave --publish away/);
    run.mockRestore();
  });
});
