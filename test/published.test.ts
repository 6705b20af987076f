import { describe, expect, it } from 'vitest';
import type { PeriodFigures, Report } from '../src/report/report.ts';
import { DEMONSTRATION, ehcp } from './support/program.ts';

/** The demonstration caseload meets the published figures, through the program itself. */

const reports = new Map<string, Report>();

function snapshot(asOf: string): Report {
  const known = reports.get(asOf);
  if (known !== undefined) return known;
  const { code, stdout, stderr } = ehcp(['snapshot', '--as-of', asOf, '--format', 'json', '--strict'], { cwd: DEMONSTRATION });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const report = JSON.parse(stdout) as Report;
  reports.set(asOf, report);
  return report;
}

const period = (asOf: string, name: string): PeriodFigures => {
  const found = snapshot(asOf).periods?.[name];
  if (found === undefined) throw new Error(`no period ${name}`);
  return found;
};

const year = (of: number) => period(`${of}-12-31`, 'year-to-date').figures;
const proportion = (figures: PeriodFigures['figures'], id: string) => [figures[id]?.value, figures[id]?.numerator, figures[id]?.denominator];
const open = (asOf: string, ids: string[]) => ids.map((id) => snapshot(asOf).figures[id]?.value);

describe('the years published', () => {
  it.each([
    ['requests received', 'requests', 850, 1001],
    ['final plans issued', 'finals', 579, 806],
  ])('%s', (_, id, in2021, in2022) => {
    expect([year(2021)[id]?.value, year(2022)[id]?.value]).toEqual([in2021, in2022]);
  });

  it('refused to assess: 71 and 241', () => {
    expect([year(2021)['requests-refused']?.numerator, year(2022)['requests-refused']?.numerator]).toEqual([71, 241]);
  });

  it('refused to issue: 49 and 53', () => {
    expect([year(2021)['refusal-within-16-weeks']?.denominator, year(2022)['refusal-within-16-weeks']?.denominator]).toEqual([49, 53]);
  });

  it('within 20 weeks, including exceptions: 185 of 563 (32.9%) and 297 of 780 (38.1%)', () => {
    expect([proportion(year(2021), 'within-20-weeks-all'), proportion(year(2022), 'within-20-weeks-all')]).toEqual([
      [32.9, 185, 563],
      [38.1, 297, 780],
    ]);
  });

  it('within 20 weeks, excluding exceptions: 185 of 546 (33.9%) and 297 of 774 (38.4%)', () => {
    expect([proportion(year(2021), 'within-20-weeks'), proportion(year(2022), 'within-20-weeks')]).toEqual([
      [33.9, 185, 546],
      [38.4, 297, 774],
    ]);
  });

  it('2020 stands beside 2021: 728 requests, 145 of 674 including and 145 of 661 excluding exceptions', () => {
    const { figures } = period('2021-12-31', 'year-to-date').lastYear;
    expect([figures.requests?.value, proportion(figures, 'within-20-weeks-all'), proportion(figures, 'within-20-weeks')]).toEqual([
      728,
      [21.5, 145, 674],
      [21.9, 145, 661],
    ]);
  });

  it('January to March 2021: 45 of 107 (42.1%); April to June: 56 of 131 (42.7%)', () => {
    expect([
      proportion(period('2021-03-31', 'quarter').figures, 'within-20-weeks'),
      proportion(period('2021-06-30', 'quarter').figures, 'within-20-weeks'),
    ]).toEqual([
      [42.1, 45, 107],
      [42.7, 56, 131],
    ]);
  });

  it.each([2020, 2021, 2022])('plans dip in August %i and recover in September and October', (of) => {
    const [july = 0, august = 0, september = 0, october = 0] = ['07-31', '08-31', '09-30', '10-31'].map(
      (day) => period(`${of}-${day}`, 'month').figures.finals?.value ?? 0,
    );
    expect(august).toBeLessThan(july * 0.75);
    expect(september).toBeGreaterThan(august * 1.25);
    expect(october).toBeGreaterThan(september);
  });
});

describe('the days published', () => {
  it('31 July 2022: 605 open, 328 within 20 weeks, 277 over; 85, 76, 26 and 90 by band', () => {
    const ids = [
      'open',
      'open-within-20-weeks',
      'open-over-20-weeks',
      'open-band-0-20',
      'open-band-21-30',
      'open-band-31-40',
      'open-band-41-52',
      'open-band-over-52',
      'open-over-52-weeks',
    ];
    expect(open('2022-07-31', ids)).toEqual([605, 328, 277, 328, 85, 76, 26, 90, 90]);
  });

  it('26 September 2022: 47 over 52 weeks, all allocated, all with a draft plan', () => {
    expect(open('2022-09-26', ['open-over-52-weeks', 'open-over-52-weeks-allocated', 'open-over-52-weeks-with-draft'])).toEqual([47, 47, 47]);
  });

  it('31 October 2022: 484 open', () => {
    expect(open('2022-10-31', ['open'])).toEqual([484]);
  });

  it('28 November 2022: none over 52 weeks', () => {
    expect(open('2022-11-28', ['open-over-52-weeks'])).toEqual([0]);
  });

  it('31 December 2022: 493 open, 273 within 20 weeks, 220 over, 33.0 weeks on average', () => {
    expect(open('2022-12-31', ['open', 'open-within-20-weeks', 'open-over-20-weeks', 'open-over-20-weeks-mean-weeks'])).toEqual([493, 273, 220, 33]);
  });

  it('stages add up to the open cases, as the bands do', () => {
    const stages = open('2022-07-31', ['open-awaiting-decision-to-assess', 'open-being-assessed', 'open-plan-being-drafted', 'open-draft-sent']);
    expect(stages.reduce<number>((sum, stage) => sum + (stage ?? 0), 0)).toBe(605);
  });
});
