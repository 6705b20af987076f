import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conventions } from '../../src/core/conventions.ts';
import { addDays, isoDate } from '../../src/core/day.ts';
import { DUE_LIMITS, type DueLimit, DueTally, passesOn, passingOf, weeksOf } from '../../src/core/due.ts';
import { STAGES, type Stage } from '../../src/core/position.ts';
import { arbitraryConventions } from '../support/arbitrary.ts';
import { daysAfter, on } from '../support/cases.ts';

const DAY_0: Conventions = { dayOfReceipt: 0, cohort: 'dfe' };
const DAY_1: Conventions = { dayOfReceipt: 1, cohort: 'dfe' };
const RECEIVED = '2022-01-10';
const limitOf = (weeks: number): DueLimit => DUE_LIMITS.find((limit) => limit.weeks === weeks) as DueLimit;

/** Where a case stands to a limit, `days` after it was received, looking so many days ahead. */
function standing(weeks: number, days: number, ahead: number, conventions = DAY_0, stage: Stage = limitOf(weeks).stage ?? 'draft-sent'): number | null {
  const asOf = daysAfter(RECEIVED, days);
  return passingOf(on(RECEIVED), stage, { asOf, to: addDays(asOf, ahead) }, conventions)[DUE_LIMITS.indexOf(limitOf(weeks))] ?? null;
}

const TRIPLES = [
  [6, 42],
  [16, 112],
  [20, 140],
  [52, 364],
] as const;

describe('a limit', () => {
  it('is one of the law, or the 52 weeks', () => {
    expect(DUE_LIMITS.map(({ id, weeks, stage, source }) => [id, weeks, stage, source?.split(' of ')[0]])).toEqual([
      ['week-6', 6, 'awaiting-decision-to-assess', 'regulation 5(1)'],
      ['week-16', 16, 'being-assessed', 'regulation 10(1)'],
      ['week-20', 20, null, 'regulation 13(2)'],
      ['week-52', 52, null, undefined],
    ]);
  });

  it.each(TRIPLES)('of %i weeks ends with day %i, and is passed on the day after', (weeks, last) => {
    expect(isoDate(limitOf(weeks).lastDay(on(RECEIVED), DAY_0))).toBe(isoDate(daysAfter(RECEIVED, last)));
    expect(isoDate(passesOn(limitOf(weeks), on(RECEIVED), DAY_0))).toBe(isoDate(daysAfter(RECEIVED, last + 1)));
    expect(isoDate(passesOn(limitOf(weeks), on(RECEIVED), DAY_1))).toBe(isoDate(daysAfter(RECEIVED, last)));
  });

  it.each(TRIPLES)('of %i weeks: within one day a case is due on day %i alone, not the day before, and the day after it is over', (weeks, last) => {
    expect([last - 1, last, last + 1].map((days) => standing(weeks, days, 1))).toEqual([null, 1, 0]);
    expect([last - 2, last - 1, last].map((days) => standing(weeks, days, 1, DAY_1))).toEqual([null, 1, 0]);
  });

  it.each(TRIPLES)('of %i weeks, the last of them day %i, is passed on the last day looked at, and not the day after', (weeks, last) => {
    expect([27, 28, 29].map((ahead) => standing(weeks, last - 27, ahead))).toEqual([null, 4, 4]);
    expect([27, 28, 29].map((ahead) => standing(weeks, last - 28, ahead, DAY_1))).toEqual([null, 4, 4]);
  });

  it('is passed in the week of that day: 7 days ahead in the first, 8 in the second', () => {
    expect([1, 7, 8, 14, 15].map((ahead) => standing(20, 141 - ahead, 28))).toEqual([1, 1, 2, 2, 3]);
  });

  it('goes on over 29 February and both changes of the clocks by days alone', () => {
    expect(isoDate(passesOn(limitOf(20), on('2024-01-01'), DAY_0))).toBe('2024-05-21');
    expect(isoDate(passesOn(limitOf(52), on('2023-06-01'), DAY_0))).toBe('2024-05-31');
    expect(isoDate(passesOn(limitOf(6), on('2022-10-01'), DAY_0))).toBe('2022-11-13');
  });

  it.each<[number, Stage[]]>([
    [6, ['awaiting-decision-to-assess']],
    [16, ['being-assessed']],
    [20, [...STAGES]],
    [52, [...STAGES]],
  ])('of %i weeks concerns the cases that are %j', (weeks, stages) => {
    expect(STAGES.filter((stage) => standing(weeks, weeks * 7, 1, DAY_0, stage) !== null)).toEqual(stages);
    expect(STAGES.filter((stage) => standing(weeks, weeks * 7 + 1, 1, DAY_0, stage) !== null)).toEqual(stages);
  });
});

describe('the weeks of a horizon', () => {
  const weeks = (ahead: number): string[] =>
    weeksOf({ asOf: on('2022-07-31'), to: daysAfter('2022-07-31', ahead) }).map(({ from, to }) => `${isoDate(from)} ${isoDate(to)}`);

  it('begin on the day after the as-of day; the last may be short', () => {
    expect(weeks(1)).toEqual(['2022-08-01 2022-08-01']);
    expect(weeks(7)).toEqual(['2022-08-01 2022-08-07']);
    expect(weeks(10)).toEqual(['2022-08-01 2022-08-07', '2022-08-08 2022-08-10']);
    expect(weeks(14)).toEqual(['2022-08-01 2022-08-07', '2022-08-08 2022-08-14']);
  });

  it('are those in which cases pass', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 500 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(...STAGES),
        arbitraryConventions,
        (days, ahead, stage, conventions) => {
          const asOf = on('2022-07-31');
          const horizon = { asOf, to: addDays(asOf, ahead) };
          const received = addDays(asOf, -days);
          passingOf(received, stage, horizon, conventions).forEach((week, at) => {
            const passes = passesOn(DUE_LIMITS[at] as DueLimit, received, conventions);
            const { from, to } = weeksOf(horizon)[(week ?? 0) - 1] ?? { from: asOf, to: asOf };
            if (week !== null && week > 0) expect(passes >= from && passes <= to).toBe(true);
            else if (week === 0) expect(passes).toBeLessThanOrEqual(asOf);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a tally', () => {
  it('counts the cases of a limit by their week', () => {
    const tally = new DueTally();
    for (const passing of [
      [null, null, 1, 0],
      [null, null, 1, 0],
      [2, null, null, null],
      [null, 0, 3, null],
    ])
      tally.add(passing);
    const [week6, week16, week20, week52] = DUE_LIMITS as [DueLimit, DueLimit, DueLimit, DueLimit];
    expect([week6, week16, week20, week52].map((limit) => tally.count(limit, (week) => week > 0))).toEqual([1, 0, 3, 0]);
    expect([week6, week16, week20, week52].map((limit) => tally.count(limit, (week) => week === 0))).toEqual([0, 1, 0, 2]);
    expect([...tally.alike.counts().values()]).toEqual([2, 1, 1]);
  });
});
