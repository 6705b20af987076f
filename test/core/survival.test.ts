import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianWeeks } from '../../src/core/proportion.ts';
import { followedTo, shareBy, survivalCurve } from '../../src/core/survival.ts';

function counts(days: readonly number[]): Map<number, number> {
  const byDays = new Map<number, number>();
  for (const day of days) byDays.set(day, (byDays.get(day) ?? 0) + 1);
  return byDays;
}

const curve = (events: readonly number[], waiting: readonly number[] = []) => survivalCurve(counts(events), counts(waiting));

/**
 * Remission of children with leukaemia, in weeks. Freireich and others, The effect of 6-mercaptopurine on the duration
 * of steroid-induced remissions in acute leukemia, Blood 21 (1963) 699–716; worked in most books on the subject
 * (Kleinbaum and Klein, Survival Analysis, chapter 2) and by R's `survfit` and Stata's `sts list`.
 */
const TREATED = { events: [6, 6, 6, 7, 10, 13, 16, 22, 23], waiting: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] };
const CONTROL = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

describe('the treated children of Freireich and others', () => {
  const treated = curve(TREATED.events, TREATED.waiting);

  it.each([
    // week, at risk, events, survivor function, Greenwood's standard error, and Stata's 95% interval
    [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
    [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
    [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
    [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
    [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
    [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
    [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
  ])('in week %i: %i at risk, %i relapsed, %d without', (week, atRisk, events, share, standardError, low, high) => {
    const step = treated.steps.find(({ days }) => days === week);
    expect(step).toMatchObject({ atRisk, events });
    expect(step?.share).toBeCloseTo(share, 4);
    expect(step?.standardError).toBeCloseTo(standardError, 4);
    expect(step?.interval?.low).toBeCloseTo(low, 4);
    expect(step?.interval?.high).toBeCloseTo(high, 4);
  });

  it('have a median of 23 weeks, seven steps, and were followed for 35', () => {
    expect(treated.medianDays).toBe(23);
    expect(treated.steps).toHaveLength(7);
    expect(treated).toMatchObject({ cases: 21, longest: 35 });
  });

  it.each([
    [5, 0],
    [6, 1 - 0.8571],
    [7, 1 - 0.8067],
    [9, 1 - 0.8067],
    [34, 1 - 0.4482],
    [35, 1 - 0.4482],
  ])('had by week %i relapsed by %d', (week, share) => {
    expect(shareBy(treated, week)).toBeCloseTo(share, 4);
  });

  it('tell nothing of week 36, when nobody had been followed so long', () => {
    expect(shareBy(treated, 36)).toBeNull();
  });
});

describe('the children without the medicine', () => {
  const control = curve(CONTROL);

  it('had all relapsed by week 23, half of them by week 8', () => {
    expect(control.medianDays).toBe(8);
    expect(control.steps.at(-1)).toEqual({ days: 23, atRisk: 1, events: 1, share: 0, standardError: 0, interval: null });
    expect([22, 23, 24, 1000].map((week) => shareBy(control, week))).toEqual([1 - 1 / 21, 1, 1, 1]);
  });
});

describe('the example of Kaplan and Meier', () => {
  // Nonparametric estimation from incomplete observations, JASA 53 (1958) 457–481, in tenths of a month.
  const example = curve([8, 31, 54, 92], [10, 27, 70, 121]);

  it('falls to 7/8, then by 1/5, 1/4 and 1/2', () => {
    const expected = [0.875, 0.7, 0.525, 0.2625];
    example.steps.forEach(({ share }, at) => {
      expect(share).toBeCloseTo(expected[at] ?? Number.NaN, 12);
    });
    expect(example.steps.map(({ atRisk }) => atRisk)).toEqual([8, 5, 4, 2]);
    expect(example.medianDays).toBe(92);
  });
});

describe('a curve', () => {
  it('of nobody says nothing', () => {
    const nobody = curve([]);
    expect(nobody).toMatchObject({ steps: [], cases: 0, longest: null, medianDays: null });
    expect(shareBy(nobody, 140)).toBeNull();
  });

  it('of those who are all still waiting has no step and no median', () => {
    const allWaiting = curve([], [10, 200]);
    expect(allWaiting).toMatchObject({ steps: [], cases: 2, longest: 200, medianDays: null });
    expect([0, 200, 201].map((days) => shareBy(allWaiting, days))).toEqual([0, 0, null]);
    expect([0, 10, 11, 200, 201].map((days) => followedTo(allWaiting, days))).toEqual([2, 2, 1, 1, 0]);
    expect([allWaiting.waiting, curve([10]).waiting]).toEqual([2, 0]);
  });

  it('counts an event on the day of a wait before the wait ends', () => {
    expect(curve([140], [140]).steps).toMatchObject([{ atRisk: 2, events: 1, share: 0.5 }]);
    expect(curve([140], [139]).steps).toMatchObject([{ atRisk: 1, events: 1, share: 0 }]);
    expect(curve([140], [141]).steps).toMatchObject([{ atRisk: 2, events: 1, share: 0.5 }]);
  });

  it('has its median on the day on which half is reached, or half way to the next where exactly half are left', () => {
    expect(curve([10, 20, 30]).medianDays).toBe(20);
    expect(curve([10, 20, 31, 40]).medianDays).toBe(25.5);
    expect(curve([10, 20], [99, 99]).medianDays).toBe(20);
    expect(curve([10, 20], [99, 99, 99]).medianDays).toBeNull();
  });

  it('takes no notice of a count of nought', () => {
    expect(
      survivalCurve(
        new Map([
          [5, 1],
          [90, 0],
        ]),
        new Map([[80, 0]]),
      ),
    ).toEqual(curve([5]));
  });

  const someDays = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 });

  it('with nobody waiting is the distribution as it was, exactly', () => {
    fc.assert(
      fc.property(someDays, fc.nat({ max: 400 }), (days, by) => {
        const all = curve(days);
        const later = days.filter((one) => one > by).length;
        expect(shareBy(all, by)).toBe(1 - later / days.length);
        for (const step of all.steps) expect(step.share).toBe(days.filter((one) => one > step.days).length / days.length);
        expect(medianWeeks(counts(days))).toBe(Math.floor((10 * (all.medianDays ?? 0)) / 7 + 0.5) / 10);
      }),
    );
  });

  it('is the product of what each day left, and never leaves 0 to 1', () => {
    fc.assert(
      fc.property(someDays, someDays, (events, waiting) => {
        let product = 1;
        for (const step of curve(events, waiting).steps) {
          expect(step.atRisk).toBe([...events, ...waiting].filter((one) => one >= step.days).length);
          product *= 1 - step.events / step.atRisk;
          expect(step.share).toBeCloseTo(product, 10);
          if (step.interval !== null) {
            expect(step.interval.low).toBeGreaterThanOrEqual(0);
            expect(step.interval.low).toBeLessThanOrEqual(step.share);
            expect(step.interval.high).toBeGreaterThanOrEqual(step.share);
            expect(step.interval.high).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('takes any order, and ten thousand cases as ten thousand times one', () => {
    const [one, many] = [
      curve([20, 10], [15]),
      survivalCurve(
        new Map([
          [10, 1e4],
          [20, 1e4],
        ]),
        new Map([[15, 1e4]]),
      ),
    ];
    expect(many.steps.map(({ days, share }) => [days, share])).toEqual(one.steps.map(({ days, share }) => [days, share]));
    expect(many.cases).toBe(3e4);
  });
});
