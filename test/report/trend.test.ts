import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, visibleFrom } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, isoDate } from '../../src/core/day.ts';
import { asItStood } from '../../src/core/measure.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { type Calendar, EVERY, type Every, periodsFrom } from '../../src/core/period.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import type { Chart, FigureSeries, Report } from '../../src/report/report.ts';
import { TRACED } from '../../src/report/trace.ts';
import { startTrend } from '../../src/report/trend.ts';
import type { TrendAsked, Trended } from '../../src/report/trend-count.ts';
import { arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const PLAIN = { target: null, lagQuarters: 0 };

function trended(id: string): Trended {
  const measure = CASE_MEASURES.find((one) => one.id === id);
  if (measure !== undefined) return { ...PLAIN, id, title: measure.title, better: measure.better, measure, ofDay: null };
  const ofDay = POSITION_FIGURES.find((one) => one.id === id);
  if (ofDay === undefined) throw new Error(`there is no figure ${id}`);
  return { ...PLAIN, id, title: ofDay.title, better: ofDay.better ?? null, measure: null, ofDay };
}

interface Asking {
  every?: Every;
  calendar?: Calendar;
  from: string;
  to: string;
  asOf?: string;
  starts?: number[];
  figures: readonly Trended[];
  conventions?: Conventions;
}

function askedOf({ every = 'month', calendar = 'calendar', from, to, asOf, starts = [], figures, conventions = DEFAULT_CONVENTIONS }: Asking): TrendAsked {
  const periods = periodsFrom(on(from), on(to), every, calendar);
  return { every, calendar, periods, starts, asOf: on(asOf ?? to), yetToCome: 0, conventions, figures, publish: false };
}

function reportOf(cases: readonly Case[], asking: Asking): Report {
  const trend = startTrend(askedOf(asking));
  for (const c of cases) trend.add(c);
  return trend.report(contextOf(cases.length));
}

const seriesIn = (report: Report, id: string): FigureSeries => report.series?.[id] as FigureSeries;
const chartIn = (report: Report, id: string): Chart => report.sections.find((section) => section.id === `trend-${id}`) as Chart;

/** Plans sent in months one after the other: so many in time, and so many in all. */
function plans(first: string, counts: readonly (readonly [inTime: number, all: number])[]): Case[] {
  return periodsFrom(on(first), addDays(on(first), 31 * counts.length), 'month', 'calendar').flatMap(({ from }, month) => {
    const [inTime, all] = counts[month] ?? [0, 0];
    const day = addDays(from, 9);
    return Array.from({ length: all }, (_, at) => caseOf({ received: addDays(day, at < inTime ? -100 : -200), finalPlan: day }));
  });
}

/** The same of so many plans, of which it does not matter how long they took. */
const issued = (first: string, ...counts: number[]): Case[] =>
  plans(
    first,
    counts.map((all) => [all, all]),
  );

const SHARE = trended('within-20-weeks');
const FINALS = trended('finals');

describe('every point', () => {
  const ids = TRACED.filter(({ id }) => [...CASE_MEASURES, ...POSITION_FIGURES].some((one) => one.id === id));

  it('is the figure that is counted case by case for its own dates, as it stood on their last day, and so is the year before', () => {
    const arbitrary = fc.record({
      cases: arbitraryCases,
      conventions: arbitraryConventions,
      every: fc.constantFrom(...EVERY),
      calendar: fc.constantFrom<Calendar>('calendar', 'financial', 'academic'),
      start: fc.nat({ max: 500 }),
      length: fc.nat({ max: 900 }),
      later: fc.nat({ max: 60 }),
      lagQuarters: fc.nat({ max: 2 }),
      picked: fc.uniqueArray(fc.nat({ max: ids.length - 1 }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ cases, conventions, every, calendar, start, length, later, lagQuarters, picked }) => {
        const from = addDays(on('2021-01-01'), start);
        const figures = picked.map((at) => trended(ids[at]?.id ?? '')).map((one) => (one.ofDay === null ? { ...one, lagQuarters } : one));
        const asOf = addDays(from, length + later);
        const report = reportOf(cases, { every, calendar, from: isoDate(from), to: isoDate(addDays(from, length)), asOf: isoDate(asOf), figures, conventions });
        for (const { id } of figures) {
          const again = (dates: { from: string; to: string }) => {
            const tracing = TRACED.find((traced) => traced.id === id)?.trace(asItStood({ from: on(dates.from), to: on(dates.to) }, conventions));
            for (const c of cases) tracing?.count(c);
            // Before the first request nothing is known.
            const isKnown = cases.some((c) => (visibleFrom(c) ?? Number.POSITIVE_INFINITY) <= on(dates.to));
            return isKnown ? tracing?.figure() : { ...tracing?.figure(), value: null };
          };
          for (const { from: begun, to, figure, lastYear } of seriesIn(report, id).points) {
            expect(figure).toEqual(again({ from: begun, to }));
            const { from: begunThen, to: then, ...before } = lastYear;
            expect(before).toEqual(again({ from: begunThen, to: then }));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of the last period stands under the figures too', () => {
    const { figures, series } = reportOf(issued('2022-01-01', 1, 2), { from: '2022-01-01', to: '2022-02-28', figures: [FINALS] });
    expect(figures.finals).toEqual({ ...series?.finals?.points[1]?.figure, period: { from: '2022-02-01', to: '2022-02-28', label: '2022-02' } });
  });

  it('stands beside the whole period a year before, 29 days of February too; one that is not over beside the same dates', () => {
    const yearBefore = (asking: Pick<Asking, 'from' | 'to' | 'asOf'>) =>
      seriesIn(reportOf([], { ...asking, figures: [FINALS] }), 'finals').points.map(({ lastYear: { from, to } }) => `${from}..${to}`);
    expect(yearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual(['2024-02-01..2024-02-29']);
    expect(yearBefore({ from: '2025-02-01', to: '2025-03-31', asOf: '2025-03-10' })).toEqual(['2024-02-01..2024-02-29', '2024-03-01..2024-03-10']);
  });

  it('of an indicator that lags has the dates that are counted, and the name of the period in which they are reported', () => {
    const figures = [{ ...SHARE, id: 'K1', target: 50, lagQuarters: 1 }];
    const report = reportOf([], { every: 'quarter', calendar: 'financial', from: '2022-04-01', to: '2022-06-30', figures });
    expect(seriesIn(report, 'K1')).toMatchObject({ measure: 'within-20-weeks', target: 50, duty: 100, lagQuarters: 1 });
    expect(seriesIn(report, 'K1').points).toMatchObject([{ label: '2022/23-Q1', from: '2022-01-01', to: '2022-03-31' }]);
    expect(chartIn(report, 'K1')).toMatchObject({ heading: `K1 ${SHARE.title}`, labels: ['2022/23-Q1, Jan to Mar 2022'] });
  });
});

describe('the names of the points', () => {
  const labels = (asking: Omit<Asking, 'figures'>, figure = FINALS) => chartIn(reportOf([], { ...asking, figures: [figure] }), figure.id).labels;

  it.each<[Omit<Asking, 'figures'>, string]>([
    [{ from: '2022-07-01', to: '2022-07-31' }, 'Jul 2022'],
    [{ from: '2022-07-01', to: '2022-07-31', asOf: '2022-07-15' }, '1–15 Jul 2022'],
    [{ every: 'quarter', from: '2022-07-01', to: '2022-07-31', asOf: '2022-08-15' }, '2022-Q3, 1 Jul 2022 to 15 Aug 2022'],
    [{ every: 'quarter', from: '2022-07-01', to: '2022-07-31', asOf: '2022-12-31' }, '2022-Q3, Jul to Sep 2022'],
    [{ every: 'quarter', calendar: 'financial', from: '2022-01-01', to: '2022-03-31' }, '2021/22-Q4, Jan to Mar 2022'],
    [{ every: 'year', calendar: 'financial', from: '2021-04-01', to: '2022-03-31' }, '2021/22, Apr 2021 to Mar 2022'],
    [{ every: 'year', calendar: 'academic', from: '2021-09-01', to: '2022-08-31' }, 'AY2021/22, Sep 2021 to Aug 2022'],
  ])('of %j are %s', (asking, label) => {
    expect(labels(asking)).toEqual([label]);
  });

  it('of figures of a day are their days', () => {
    expect(labels({ from: '2022-07-01', to: '2022-08-31', asOf: '2022-08-15' }, trended('open'))).toEqual(['31 Jul 2022', '15 Aug 2022']);
  });
});

describe('the verdict', () => {
  const year = { from: '2021-01-01', to: '2021-12-31' };
  const verdict = (cases: readonly Case[], asking: Omit<Asking, 'figures'> = year, figure = FINALS): string =>
    seriesIn(reportOf(cases, { ...asking, figures: [figure] }), figure.id).verdict;
  const says = (cases: readonly Case[], asking: Omit<Asking, 'figures'> = year, figure = FINALS): string[] =>
    seriesIn(reportOf(cases, { ...asking, figures: [figure] }), figure.id).points.map((point) => point.says);

  it('of a series that does not change is ordinary variation, at its value', () => {
    const report = reportOf(issued('2021-01-01', ...Array(12).fill(5)), { ...year, figures: [FINALS] });
    expect(seriesIn(report, 'finals')).toMatchObject({
      verdict: 'Ordinary variation: no evidence of change.',
      groups: [{ from: '2021-01', to: '2021-12', points: 12, limits: { mean: 5, lower: 5, upper: 5 }, trial: false }],
    });
    expect(report.summary).toEqual([
      'Final plans issued: 5 in December 2021, 0 in December 2020.',
      'Ordinary variation: no evidence of change.',
      'Ordinary months lie between 5.0 and 5.0, around a mean of 5.0.',
      'Beside the same month a year before, it was higher in 3 and lower in 0 of 3 months.',
    ]);
  });

  it('of fewer than 12 points is that they are too few, and their limits are a trial', () => {
    const report = reportOf(issued('2021-01-01', ...Array(11).fill(5)), { from: '2021-01-01', to: '2021-11-30', figures: [FINALS] });
    expect(seriesIn(report, 'finals')).toMatchObject({
      verdict: '11 months are too few to tell a change from ordinary variation: it takes 12.',
      groups: [{ points: 11, trial: true }],
    });
    expect(chartIn(report, 'finals').limits).toMatchObject([{ trial: true }]);
    expect(chartIn(report, 'finals').notes?.[0]).toBe('Trial limits of 11 months: between 5.0 and 5.0, around a mean of 5.0.');
    expect(says(issued('2021-01-01', 5), { from: '2021-01-01', to: '2021-01-31' })).toEqual(['too few to tell']);
    expect(verdict(issued('2021-01-01', 5), { from: '2021-01-01', to: '2021-01-31' })).toBe(
      '1 month is too few to tell a change from ordinary variation: it takes 12.',
    );
  });

  const shares = (...inTime: number[]) =>
    plans(
      '2021-01-01',
      inTime.map((n) => [n, 10]),
    );

  it.each([
    ['7 months in a row, up to December 2021, lie above the mean: an improvement.', shares(2, 3, 2, 3, 2, 4, 5, 4, 5, 4, 5, 4)],
    ['7 months in a row, up to December 2021, lie below the mean: a concern.', shares(5, 4, 5, 4, 5, 3, 2, 3, 2, 3, 2, 3)],
    ['December 2021 lies below the lower limit: a concern.', shares(5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 1)],
  ])('says %s', (sentence, cases) => {
    expect(verdict(cases, year, SHARE)).toBe(sentence);
  });

  it('sees two of three that are far from the mean', () => {
    expect(verdict(issued('2021-01-01', 21, 20, 21, 20, 21, 20, 21, 20, 21, 20, 18, 18))).toBe(
      '2 of the last 3 months lie close to the lower limit: more than ordinary variation.',
    );
  });

  it('counts how many in a row rise', () => {
    // Too steady a rise would leave no room for limits: these are apart by more than a step.
    expect(verdict(issued('2021-01-01', 40, 10, 40, 10, 40, 10, 12, 14, 16, 18, 20, 22))).toBe(
      '7 months in a row, up to December 2021, each higher than the one before: more than ordinary variation.',
    );
  });

  it('counts how many in a row fall, or lie below the mean, and none that is on it', () => {
    expect(verdict(issued('2021-01-01', 22, 20, 18, 16, 14, 40, 38, 20, 18, 16, 14, 12))).toMatch(
      /^7 months in a row, up to December 2021, each lower than the one before:/,
    );
    // The mean is 10.
    expect(verdict(issued('2021-01-01', 18, 12, 17, 12, 10, 6, 9, 6, 9, 6, 9, 6))).toBe(
      '7 months in a row, up to December 2021, lie below the mean: more than ordinary variation. There is no one level: 9 of 12 months are more than ordinary variation about their mean; lowest: 6 in 4 months; highest: January 2021 (18).',
    );
  });

  it('calls high or low a change of which neither direction is better', () => {
    expect(verdict(issued('2021-01-01', 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 12))).toBe('December 2021 lies above the upper limit: more than ordinary variation.');
    expect(says(issued('2021-01-01', 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 12)).at(-1)).toBe('high: above limit');
  });

  const august = (n: number) => [30, 26, 31, 27, 30, 26, 31, n, 27, 31, 26, 30];
  const toAugust = { from: '2021-01-01', to: '2022-08-31' };

  it('compares August with August before it calls a dip a change', () => {
    const both = issued('2020-01-01', ...august(8), ...august(9), ...august(8).slice(0, 8));
    expect(verdict(both, toAugust)).toBe(
      'August 2022 lies below the lower limit, and stood out so a year before (9): it may be the season, and is no evidence of change.',
    );
    expect(says(both, toAugust).at(-1)).toBe('as a year before: below limit');
    expect(seriesIn(reportOf(both, { ...toAugust, figures: [FINALS] }), 'finals').points.map(({ variation }) => variation)).toEqual(
      Array.from({ length: 20 }, (_, at) => (at === 7 || at === 19 ? 'season' : 'ordinary')),
    );
    expect(chartIn(reportOf(both, { ...toAugust, figures: [FINALS] }), 'finals').readings?.at(-1)?.shape).toBe('season');
  });

  it('calls it one where the August before was as other months', () => {
    const one = issued('2020-01-01', ...august(28), ...august(28), ...august(8).slice(0, 8));
    expect(verdict(one, toAugust)).toBe('August 2022 lies below the lower limit: more than ordinary variation.');
  });

  it('names what was more than ordinary before the latest point, or how much of it there was', () => {
    expect(verdict(issued('2021-01-01', 5, 6, 5, 12, 5, 6, 5, 6, 5, 6, 5, 6))).toBe(
      'December 2021 is ordinary variation: no evidence of change. Before it: April 2021 above the upper limit (more than ordinary variation).',
    );
  });

  it('says that there is no one level where most points are more than ordinary', () => {
    expect(verdict(issued('2021-01-01', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))).toContain(
      'There is no one level: 12 of 12 months are more than ordinary variation about their mean; lowest: January 2021 (1); highest: December 2021 (12).',
    );
  });

  it('judges no month that has no plan, and reaches over none', () => {
    const gap = plans('2021-01-01', [...Array(6).fill([9, 10]), [0, 0], ...Array(6).fill([9, 10])]);
    const asking = { from: '2021-01-01', to: '2022-01-31' };
    expect(says(gap, asking, SHARE)).toEqual([...Array(6).fill('ordinary'), 'nothing to judge', ...Array(6).fill('ordinary')]);
    expect(seriesIn(reportOf(gap, { ...asking, figures: [SHARE] }), SHARE.id).points[6]).toMatchObject({
      figure: { value: null, denominator: 0 },
      variation: null,
    });
    expect(verdict([], asking, SHARE)).toBe('There is nothing to judge.');
  });

  it('judges no month that is not over', () => {
    const asking = { from: '2021-01-01', to: '2022-01-31', asOf: '2022-01-10' };
    const counts = issued('2021-01-01', ...Array(12).fill(5), 1);
    expect(says(counts, asking).at(-1)).toBe('not over, not judged');
    expect(verdict(counts, asking)).toBe('Ordinary variation: no evidence of change.');
    expect(reportOf(counts, { ...asking, figures: [FINALS] }).summary[0]).toBe('Final plans issued: 5 in December 2021, 0 in December 2020.');
  });

  it('begins anew with a change of the process', () => {
    const asking = { from: '2021-01-01', to: '2022-07-31', starts: [12] };
    const report = reportOf(issued('2021-01-01', ...Array(12).fill(5), ...Array(7).fill(9)), { ...asking, figures: [FINALS] });
    expect(seriesIn(report, 'finals').groups.map(({ from, to, points, limits, trial }) => [from, to, points, limits?.mean, trial])).toEqual([
      ['2021-01', '2021-12', 12, 5, false],
      ['2022-01', '2022-07', 7, 9, true],
    ]);
    expect(seriesIn(report, 'finals').verdict).toBe('7 months since January 2022 are too few to tell a change from ordinary variation: it takes 12.');
    expect(chartIn(report, 'finals').notes?.slice(0, 2)).toEqual([
      'Ordinary months from January 2021 on lie between 5.0 and 5.0, around a mean of 5.0.',
      'Trial limits of 7 months from January 2022 on: between 9.0 and 9.0, around a mean of 9.0.',
    ]);
  });

  it('says whether target and law will be met as things are', () => {
    const report = (inTime: number) =>
      chartIn(reportOf(shares(...Array(12).fill(inTime)), { ...year, figures: [{ ...SHARE, target: 60 }] }), SHARE.id).notes?.slice(-2);
    expect(report(9)).toEqual([
      'The target is 60%; all ordinary variation meets it: consistently met.',
      'The law asks for 100%; no ordinary variation meets it: consistently missed, as things are.',
    ]);
    expect(report(10)?.[1]).toBe('The law asks for 100%; all ordinary variation meets it: consistently met.');
    const varied = reportOf(shares(5, 6, 6, 7, 6, 6, 5, 6, 6, 7, 6, 6), { ...year, figures: [{ ...SHARE, target: 60 }] });
    expect(seriesIn(varied, SHARE.id).assurance).toEqual({ target: 'hit-and-miss', duty: 'consistently-missed' });
  });

  it('keeps counts above nought and percentages within 0 and 100', () => {
    const counts = seriesIn(reportOf(issued('2021-01-01', 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9), { ...year, figures: [FINALS] }), 'finals');
    expect(counts.groups[0]?.limits).toMatchObject({ lower: 0, nearLower: 0 });
    const percent = seriesIn(reportOf(shares(0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10), { ...year, figures: [SHARE] }), SHARE.id);
    expect(percent.groups[0]?.limits).toMatchObject({ lower: 0, upper: 100 });
  });
});

describe('the summary', () => {
  const all = [...CASE_MEASURES.slice(0, 8)].map(({ id }) => trended(id));

  it('has a sentence or two for each of up to five figures, and tells more together by what they say', () => {
    const cases = issued('2021-01-01', ...Array(12).fill(5));
    const asking = { from: '2021-01-01', to: '2021-12-31' };
    expect(reportOf(cases, { ...asking, figures: all.slice(0, 2) }).summary).toEqual([
      'Requests received: 0 in December 2021, 5 in December 2020. 2 of the last 3 months lie close to the lower limit: more than ordinary variation. There is no one level: 10 of 12 months are more than ordinary variation about their mean; lowest: 0 in 4 months; highest: 5 in 8 months.',
      'Final plans issued: 5 in December 2021, 0 in December 2020. Ordinary variation: no evidence of change.',
    ]);
    const [first = ''] = reportOf(cases, { ...asking, figures: all.slice(1) }).summary;
    expect(first).toMatch(/^Ordinary variation at last: ‘Final plans issued’, ‘Plans issued within 20 weeks, leaving out exceptions’,/);
  });
});

describe('the caution', () => {
  const cautions = (cases: readonly Case[], asking: Omit<Asking, 'figures'>) => reportOf(cases, { ...asking, figures: [FINALS] }).cautions;

  const old = caseOf({ received: '2020-01-01', finalPlan: '2022-07-17' });
  const silent = (weeks: string, day: string): string =>
    `Nothing in cases.csv is dated in the last ${weeks} before ${day}. If it was made sooner, name that day with --as-of: what happened since is not in it.`;
  const MAY = { from: '2022-05-01', to: '2022-07-31' };

  it('says where the list begins after what is asked for', () => {
    const later = caseOf({ received: '2022-07-30' });
    expect(cautions([...issued('2022-05-01', 1), later], MAY)).toEqual([
      'Nothing in cases.csv is dated before January 2022: of earlier dates it tells nothing, and nothing is shown.',
    ]);
    expect(cautions([...issued('2021-04-01', 1), later], MAY)).toEqual([]);
  });

  it('says where the list begins after the as-of day, and judges nothing', () => {
    const report = reportOf(issued('2022-05-01', 1), { from: '2020-01-01', to: '2021-06-30', figures: [FINALS, trended('open')] });
    expect(report.cautions).toEqual([
      'Nothing in cases.csv is dated by 30 June 2021: it tells nothing of that day.',
      'Nothing in cases.csv is dated before January 2022: of earlier dates it tells nothing, and nothing is shown.',
    ]);
    expect(report.summary).toEqual([
      'Final plans issued: no figure in June 2021, no figure in June 2020. There is nothing to judge.',
      'Open EHC needs assessments: no figure on 30 June 2021, no figure on 30 June 2020. There is nothing to judge.',
    ]);
  });

  it('says where it may have been made before its last day, whether that day was named or not', () => {
    expect(cautions([old], MAY)).toEqual([silent('2 weeks', '31 July 2022')]);
    expect(cautions([old], { ...MAY, to: '2022-08-31', asOf: '2022-08-10' })).toEqual([silent('3 weeks', '10 August 2022')]);
    expect(cautions([old, caseOf({ received: '2022-07-18' })], MAY)).toEqual([]);
  });

  it('knows the day on which a case was reopened', () => {
    const reopened = caseOf({ received: '2020-01-01', assessDecision: 'N', assessDecisionDate: '2020-02-01', reopened: '2022-07-20' });
    expect(cautions([reopened], MAY)).toEqual([]);
  });

  it('says how many periods have not begun', () => {
    const trend = (yetToCome: number) => {
      const counting = startTrend({ ...askedOf({ from: '2022-07-01', to: '2022-07-15', figures: [FINALS] }), yetToCome });
      counting.add(caseOf({ received: '2020-01-01', finalPlan: '2022-07-10' }));
      return counting.report(contextOf(1));
    };
    expect(trend(0).cautions).toEqual([]);
    expect(trend(1).cautions).toEqual(['1 month after 15 July 2022 is left out: nothing in it has happened yet.']);
    expect(trend(5).cautions).toEqual(['5 months after 15 July 2022 are left out: nothing in them has happened yet.']);
    expect(trend(5)).toMatchObject({ title: 'EHC plans by month, July 2022 so far' });
    expect(trend(5).summary[0]).toBe('Final plans issued: 1 over 1–15 Jul 2022, 0 over 1–15 Jul 2021.');
  });
});

describe('what comes before the first date of the list', () => {
  it('is not known: it is no nought, and makes no limits', () => {
    const report = reportOf(issued('2021-04-01', ...Array(12).fill(5)), { from: '2020-01-01', to: '2022-03-31', figures: [FINALS] });
    const { points, groups } = seriesIn(report, 'finals');
    // The first request came on 31 December 2020: 100 days before the first plan.
    expect(points.map(({ figure }) => figure.value)).toEqual([...Array(11).fill(null), 0, 0, 0, 0, ...Array(12).fill(5)]);
    expect(groups[0]?.points).toBe(16);
    expect(points[12]?.lastYear.value).toBeNull();
    expect(chartIn(report, 'finals').series[0]?.cells[0]).toEqual({ kind: 'text', text: '–' });
    expect(chartIn(report, 'finals').notes).toContain('Beside the same month a year before, it was higher in 4 and lower in 0 of 4 months.');
  });
});

describe('the figures of days', () => {
  it('are said of days, and of the ends of months', () => {
    const cases = Array.from({ length: 3 }, () => caseOf({ received: '2020-01-01' }));
    const report = reportOf(cases, { from: '2021-01-01', to: '2021-12-31', figures: [trended('open-over-52-weeks'), trended('open-longest-weeks')] });
    expect(report.summary[0]).toBe('Open, over 52 weeks: 3 on 31 December 2021, 3 on 31 December 2020. Ordinary variation: no evidence of change.');
    expect(chartIn(report, 'open-over-52-weeks').notes?.[0]).toBe('Ordinary month ends lie between 3.0 and 3.0, around a mean of 3.0.');
    expect(chartIn(report, 'open-longest-weeks').series[0]?.cells.at(-1)).toEqual({ kind: 'count', value: 104 });
    expect(report.figures['open-over-52-weeks']?.period).toEqual({ from: '2021-12-31', to: '2021-12-31', label: '2021-12' });
  });
});
