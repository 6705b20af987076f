import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { type ForecastAsked, startForecast } from '../../src/report/forecast.ts';
import type { Report } from '../../src/report/report.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { simulatedCaseload } from '../support/simulated-caseload.ts';

const AS_OF = on('2022-07-31');
const ago = (days: number): Day => addDays(AS_OF, -days);

function reportOf(cases: readonly Case[], asked: Partial<ForecastAsked> = {}): Report {
  const forecast = startForecast({
    asOf: AS_OF,
    conventions: DEFAULT_CONVENTIONS,
    horizon: 52,
    byDate: null,
    supposed: null,
    seed: 1,
    runs: 50,
    lookBack: false,
    ...asked,
  });
  for (const c of cases) forecast.add(c);
  return forecast.report(contextOf(cases.length));
}

const what = (requestsTimes: number, completions: { times: number } | { perWeek: number } = { times: 1 }) => ({
  requestsTimes,
  completions,
  requestsText: 'so',
  completionsText: null,
});

/** Each week three requests come, and three others have their plan after ten weeks. */
const steady = (weeks = 130): Case[] =>
  Array.from({ length: 3 * weeks }, (_, n) => {
    const received = ago(7 * Math.floor(n / 3) + 3);
    return caseOf({ id: `N${n}`, received, finalPlan: addDays(received, 70) });
  });

/** So many cases that have long been open, beside as many as were closed before, one a week. */
const old = (open: number, closed = 110): Case[] =>
  Array.from({ length: open + closed }, (_, n) => caseOf({ id: `O${n}`, received: ago(1000), closed: n < open ? null : ago(7 * (n - open) + 2) }));

const figure = ({ figures }: Report, id: string) => {
  const { value, low, high } = figures[id] ?? {};
  return [low, value, high];
};
const value = ({ figures }: Report, id: string) => figures[id]?.value;

describe('a forecast in which nothing is left to chance', () => {
  it('stays as it is where as many come as go', () => {
    const report = reportOf(steady());
    expect([value(report, 'came-in'), value(report, 'completions'), value(report, 'load')]).toEqual([156, 156, 1]);
    expect(report.summary[1]).toContain('a load of 1.00, at which, as a rule of thumb, the queue stays as long as it is.');
    for (const week of [13, 26, 39, 52]) expect(figure(report, `projected-open-week-${week}`)).toEqual([30, 30, 30]);
  });

  it('works off one old case a week, to the week', () => {
    const report = reportOf([...steady(), ...old(20)], { byDate: addDays(AS_OF, 140) });
    expect([value(report, 'completions'), value(report, 'completions-over-20-weeks'), value(report, 'load')]).toEqual([208, 52, 0.75]);
    expect(figure(report, 'projected-over-20-weeks-week-13')).toEqual([7, 7, 7]);
    for (const over of ['20', '52']) {
      expect(figure(report, `clears-over-${over}-weeks`)).toEqual([20, 20, 20]);
      expect(report.figures[`clears-over-${over}-weeks-share`]).toMatchObject({ value: 100, numerator: 50, denominator: 50 });
      expect([value(report, `completions-needed-over-${over}-weeks`), value(report, `completions-needed-over-${over}-weeks-likely`)]).toEqual([4, 4]);
    }
    expect(report.summary[2]).toContain('the backlog over 20 weeks clears by 18 December 2022 in four of five');
  });

  it('would have been right a year before, in every week', () => {
    const report = reportOf([...steady(), ...old(20)], { lookBack: true });
    for (const line of ['open', 'over-20-weeks', 'over-52-weeks']) {
      expect(report.figures[`look-back-inside-${line}`]).toMatchObject({ value: 100, numerator: 52, denominator: 52 });
      expect(figure(report, `look-back-projected-${line}-week-52`)).toEqual([1, 1, 1].map(() => value(report, `look-back-counted-${line}-week-52`)));
    }
    expect(value(report, 'look-back-counted-over-52-weeks-week-13')).toBe(20 + 39);
    expect(report.summary.at(-1)).toContain('in 52 of 52 weeks for the cases open, in 52 for those over 20 weeks and in 52 for those over 52.');
  });

  it('says what queues come to, in weeks throughout', () => {
    const report = reportOf([...steady(), ...old(20)]);
    // 20 cases of 1,000 days and 30 of 3 to 66 days; 3 come a week, so that 15 may wait: 3 + (50 − 15) ÷ 26.
    expect(report.figures['open-mean-weeks']).toMatchObject({ value: 60.1, numerator: 20_000 + 3 * 345, denominator: 50 });
    expect(value(report, 'pressure')).toBe(6.01);
    expect(value(report, 'target-queue')).toBe(15);
    expect(value(report, 'relief-capacity-per-week')).toBe(4.3);
    expect(value(reportOf([...steady(), ...old(20)], { byDate: addDays(AS_OF, 364) }), 'relief-capacity-per-week')).toBe(3.7);
    expect(value(reportOf(steady(), { byDate: addDays(AS_OF, 7) }), 'relief-capacity-per-week')).toBe(18);
  });
});

describe('a what-if', () => {
  it('goes the right way, and stands beside the pace as it was', () => {
    const cases = [...steady(), ...old(20)];
    const open = (asked: Partial<ForecastAsked>) => {
      const report = reportOf(cases, asked);
      expect(value(report, 'projected-open-week-52')).toBe(value(reportOf(cases), 'projected-open-week-52'));
      return value(report, 'what-if-projected-open-week-52') ?? 0;
    };
    const same = open({ supposed: what(1) });
    expect(same).toBe(value(reportOf(cases), 'projected-open-week-52'));
    expect(open({ supposed: what(1.5) })).toBeGreaterThan(same);
    expect(open({ supposed: what(1.5) })).toBeGreaterThan(open({ supposed: what(1.2) }));
    expect(open({ supposed: what(1.5, { times: 1.4 }) })).toBeLessThan(open({ supposed: what(1.5) }));
    expect(open({ supposed: what(1, { perWeek: 0 }) })).toBe(50 + 156);
    expect(value(reportOf(cases, { supposed: what(1, { perWeek: 8 }) }), 'what-if-clears-over-20-weeks')).toBeLessThan(20);
  });

  it('on requests holds for the pace that is needed too', () => {
    const needed = (requestsTimes: number) =>
      value(reportOf([...steady(), ...old(20)], { byDate: addDays(AS_OF, 364), supposed: what(requestsTimes) }), 'completions-needed-over-20-weeks') ?? 0;
    expect(needed(3)).toBeGreaterThan(needed(1));
  });
});

describe('a forecast', () => {
  const { asOf, spells } = simulatedCaseload(7, on('2019-01-06'));
  const cases = spells.map(({ received, until }, at) => caseOf({ id: `S${at}`, line: at + 2, received, closed: until }));

  it('of a year before is what a look back shows, whatever came after', () => {
    const then = addDays(asOf, -364);
    const back = reportOf(cases, { asOf, lookBack: true });
    const forecast = reportOf(cases, { asOf: then });
    const before = reportOf(
      cases
        .filter(({ received }) => received !== null && received <= then)
        .map((c) => ({ ...c, closed: c.closed !== null && c.closed > then ? null : c.closed })),
      { asOf: then },
    );
    for (const line of ['open', 'over-20-weeks', 'over-52-weeks']) {
      for (const week of [13, 26, 39, 52]) {
        expect(figure(back, `look-back-projected-${line}-week-${week}`)).toEqual(figure(forecast, `projected-${line}-week-${week}`));
        expect(figure(back, `look-back-projected-${line}-week-${week}`)).toEqual(figure(before, `projected-${line}-week-${week}`));
      }
    }
  });

  it('repeats exactly for a seed, and differs for another', () => {
    const made = (seed: number) => JSON.stringify(reportOf(cases, { asOf, seed }).figures);
    expect(made(1)).toBe(made(1));
    expect(made(2)).not.toBe(made(1));
  });

  it('says the settings with which it can be made again', () => {
    const supposed = { requestsTimes: 1.1, requestsText: '+10%', completionsText: null };
    expect(reportOf(cases, { asOf, seed: 9, horizon: 30, byDate: addDays(asOf, 30), supposed }).projection).toEqual({
      seed: 9,
      runs: 50,
      horizonWeeks: 30,
      weeksDrawnFrom: 52,
      requests: '+10%',
      completions: null,
      byDate: '2021-05-25',
      lookBack: false,
    });
  });

  it.each([
    [1, [1]],
    [13, [13]],
    [14, [13, 14]],
    [104, [13, 26, 39, 52, 65, 78, 91, 104]],
  ])('of %i weeks shows the weeks %j', (horizon, weeks) => {
    const report = reportOf(cases, { asOf, horizon });
    const shown = Object.keys(report.figures).flatMap((id) => /^projected-open-week-(\d+)$/.exec(id)?.[1] ?? []);
    expect(shown.map(Number)).toEqual(weeks);
    const chart = report.sections.find(({ id }) => id === 'projected-open');
    expect(chart?.kind === 'chart' && new Set(chart.labels).size === chart.labels.length && chart.labels.length).toBe(horizon === 104 ? 27 : horizon + 1);
  });

  it('says in every chart and table of what is to come that it is no promise', () => {
    const report = reportOf(cases, { asOf, byDate: addDays(asOf, 100) });
    const ahead = report.sections.filter(({ id }) => /^(projection|clears|needed|projected-)/.test(id));
    expect(ahead).toHaveLength(6);
    for (const section of ahead) expect(JSON.stringify(section)).toContain('A projection, not a promise');
    expect(JSON.stringify(report.sections.find(({ id }) => id === 'queue'))).toContain('Rules of thumb');
    expect(report.title).toContain('a projection, not a promise');
    expect(report.summary.join(' ')).toContain('a rule of thumb');
  });
});

describe('what cannot be said', () => {
  it('is said so: of too few weeks no projection is made', () => {
    const report = reportOf(steady(20), { lookBack: true });
    expect(report.summary[1]).toBe('The list tells of 19 weeks before that day; a projection needs 26, so none is made.');
    expect(Object.keys(report.figures).filter((id) => /projected|clears|load|pressure|relief/.test(id))).toEqual([]);
    expect(value(report, 'open')).toBe(30);
  });

  it('is said so: of less than a year', () => {
    const report = reportOf(steady(40), { lookBack: true });
    expect(report.projection?.weeksDrawnFrom).toBe(39);
    expect(JSON.stringify(report.sections)).toContain('The list tells of 39 weeks before the as-of day');
    expect(report.summary.at(-1)).toBe(
      'Of how such a projection made on 1 August 2021 would have done nothing can be said: the list tells of fewer than 26 weeks before that day.',
    );
    expect(report.sections.some(({ id }) => id.startsWith('look-back'))).toBe(false);
  });

  it('is said so: of an empty list', () => {
    const report = reportOf([]);
    expect(report.summary).toEqual(['No assessment is open on 31 July 2022.', 'The list tells of no whole week before that day, so nothing can be projected.']);
    expect(Object.values(report.figures).map((one) => one.value)).toEqual([0, 0, 0]);
  });

  it('is left a dash: load without completions, pressure without open cases', () => {
    const none = reportOf([caseOf({ received: ago(400) })]);
    expect([value(none, 'load'), value(none, 'completions-over-20-weeks')]).toEqual([null, 0]);
    expect(none.summary[1]).toContain('without completions no backlog clears');
    const closed = reportOf([caseOf({ received: ago(400), closed: ago(100) })]);
    expect([value(closed, 'pressure'), value(closed, 'open-mean-weeks')]).toEqual([null, null]);
    expect(closed.summary[2]).toContain('no case is over 20 weeks now, and none is projected; no case is over 52 weeks now, and none is projected');
    expect(figure(closed, 'clears-over-20-weeks')).toEqual([0, 0, 0]);
  });

  it('is how long a queue is that is not there, and rates of next to nothing are no nought', () => {
    const closed = reportOf([caseOf({ received: ago(400), closed: ago(100) })], { byDate: addDays(AS_OF, 70) });
    expect(closed.summary[1]).toBe(
      'In the 52 weeks before, no case came in and 1 was completed (none and less than 0.1 a week): a load of 0.00; now there is no queue.',
    );
    expect(JSON.stringify(closed.sections)).not.toContain('0.0 a week');
    const cells = (id: string) =>
      closed.sections.flatMap((section) => (section.kind === 'table' && section.id === id ? section.rows.map((row) => row.cells) : []));
    const text = (...words: string[]) => words.map((word) => ({ kind: 'text', text: word }));
    expect(cells('clears')).toEqual([text('none now', '–', '–', '–'), text('none now', '–', '–', '–')]);
  });

  it('is the pace of both chances where it is one', () => {
    const said = (cases: readonly Case[]) => reportOf(cases, { byDate: addDays(AS_OF, 140) }).summary[3];
    expect(said([...steady(), ...old(20)])).toContain(
      'it would take 4 completions a week in half of the runs and in four of five; for none over 52 weeks 4; now it is 4.0.',
    );
    expect(said(old(20).map((c) => ({ ...c, received: ago(1000) })))).toContain('it would take 1 completion a week in half of the runs and in four of five;');
  });

  it('is when a backlog clears that does not', () => {
    const report = reportOf([...steady(), ...old(90)]);
    expect(figure(report, 'clears-over-20-weeks')).toEqual([null, null, null]);
    expect(report.summary[2]).toBe(
      'If the coming weeks are like those, neither the backlog over 20 weeks nor that over 52 clears within 52 weeks in any run. This is a projection, not a promise.',
    );
  });
});
