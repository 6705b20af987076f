import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, type ReadingOptions, type ReadPoint, readSeries } from '../../src/core/process-behaviour.ts';
import { SPC_CASES, type SpcOptions, type SpcSeries } from '../support/methods.ts';

const BETTER = { increase: 'higher', decrease: 'lower', neutral: null } as const;

function optionsOf({ input }: SpcSeries): ReadingOptions {
  const said: SpcOptions = Array.isArray(input.options) ? {} : input.options;
  return {
    better: BETTER[said.improvement_direction ?? 'increase'],
    target: said.target ?? null,
    screening: said.screen_outliers ?? true,
    starts: said.rebase === undefined ? [] : [input.dates.indexOf(said.rebase)],
    ...(said.fix_after_n_points === undefined ? {} : { baseline: said.fix_after_n_points }),
  };
}

const series = (id: string): SpcSeries => {
  const found = SPC_CASES.series_cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no series ${id}`);
  return found;
};

/** Our codes in the package's words. */
const TYPES = {
  'beyond-limit': ['Below LCL', 'Above UCL'],
  trend: ['7 Point Trend (Decreasing)', '7 Point Trend (Increasing)'],
  'two-of-three': ['2 in 3 Below CL', '2 in 3 Above CL'],
  'one-side': ['7 Points Below CL', '7 Points Above CL'],
} as const;
const POINT_TYPES = {
  improvement: 'special_cause_improvement',
  concern: 'special_cause_concern',
  high: 'special_cause_neutral_high',
  low: 'special_cause_neutral_low',
  ordinary: 'common_cause',
  'too-few': 'too few',
} as const;
const ASSURANCES = {
  'consistently-met': 'consistent_pass',
  'consistently-missed': 'consistent_fail',
  'hit-and-miss': 'inconsistent',
  'too-few': 'too few',
} as const;

const typeOf = ({ pattern, direction }: ReadPoint): string => (pattern === null ? 'Common Cause' : TYPES[pattern][direction > 0 ? 1 : 0]);

/** What the package says of a series, but for its limits. */
type Said = Pick<
  SpcSeries['expected'],
  'rebase_group' | 'special_cause_type' | 'point_type' | 'short_group_warning' | 'assurance_type' | 'variation_icon_point_type'
>;

const perPoint = <T>({ groups }: Reading, of: (group: Reading['groups'][number], number: number) => T): T[] =>
  groups.flatMap((group, number) => Array<T>(group.to - group.from + 1).fill(of(group, number)));

function said(reading: Reading): Said {
  const points = reading.points.filter((point) => point !== null);
  return {
    rebase_group: perPoint(reading, (_, number) => number),
    special_cause_type: points.map(typeOf),
    point_type: points.map(({ variation }) => POINT_TYPES[variation]),
    short_group_warning: perPoint(reading, ({ known }) => known < 12),
    assurance_type: reading.assurance === null ? null : ASSURANCES[reading.assurance],
    variation_icon_point_type: POINT_TYPES[reading.latest?.variation ?? 'too-few'],
  };
}

const tooFew = (points: number): Partial<Said> => ({ point_type: Array(points).fill('too few'), variation_icon_point_type: 'too few' });
const twelveAreEnough: Partial<Said> = { short_group_warning: Array(12).fill(false) };

/** Where we differ on purpose: what we say instead. `why.md` has the reasons. */
const DIFFERENCES: Record<string, Partial<Said>> = {
  rnorm20_rebase11: tooFew(20),
  two_points: tooFew(2),
  devon_requests_quarterly: tooFew(11),
  bristol_pc_ex_annual: { ...tooFew(6), assurance_type: 'too few' },
  assure_fail_increase: twelveAreEnough,
  assure_hit_or_miss: twelveAreEnough,
  assure_pass_decrease: twelveAreEnough,
  constant_series: { assurance_type: 'consistent_pass' },
  constant_series_unscreened: { assurance_type: 'consistent_pass' },
};

/** Where the package has no limits at all. */
const LIMITS_INSTEAD: Record<string, number> = { constant_series: 5 };

describe.each(SPC_CASES.series_cases)('NHSRplotthedots on $id', (one) => {
  const reading = readSeries(one.input.y, optionsOf(one));

  it('has the same mean and limits', () => {
    const limits = perPoint(reading, (group) => group.limits);
    limits.forEach((ours, at) => {
      expect(ours?.mean).toBeCloseTo(one.expected.mean[at] ?? Number.NaN, 8);
      expect(ours?.lower).toBeCloseTo(one.expected.lpl[at] ?? LIMITS_INSTEAD[one.id] ?? Number.NaN, 8);
      expect(ours?.upper).toBeCloseTo(one.expected.upl[at] ?? LIMITS_INSTEAD[one.id] ?? Number.NaN, 8);
    });
    expect(limits).toHaveLength(one.input.y.length);
  });

  it('has the same points beyond the near limits and on each side of the mean', () => {
    const limits = perPoint(reading, (group) => group.limits);
    const near = one.input.y.map((y, at) => y < (limits[at]?.nearLower ?? y) || y > (limits[at]?.nearUpper ?? y));
    const outside = one.input.y.map((y, at) => y < (limits[at]?.lower ?? y) || y > (limits[at]?.upper ?? y));
    expect(outside).toEqual(one.expected.outside_limits.map((flag) => flag ?? false));
    expect(near.map((flag, at) => flag && !outside[at])).toEqual(one.expected.close_to_limits.map((flag) => flag ?? false));
    expect(one.input.y.map((y, at) => Math.sign(y - (limits[at]?.mean ?? y)))).toEqual(one.expected.relative_to_mean);
  });

  it(DIFFERENCES[one.id] === undefined ? 'says the same' : 'says the same, but for what differs on purpose', () => {
    const { rebase_group, special_cause_type, point_type, short_group_warning, assurance_type, variation_icon_point_type } = one.expected;
    const theirs: Said = { rebase_group, special_cause_type, point_type, short_group_warning, assurance_type, variation_icon_point_type };
    const ours = said(reading);
    expect(ours).toEqual({ ...theirs, ...DIFFERENCES[one.id] });
    // A difference that is none any more is struck from the list.
    if (DIFFERENCES[one.id] !== undefined) expect(ours).not.toEqual(theirs);
  });
});

describe('NHSRplotthedots publishes', () => {
  it.each(SPC_CASES.published_snapshots)('the limits of $case', ({ case: id, mean, lpl, upl }) => {
    const { input } = series(id.replace('unscreened', 'screened'));
    const limits = readSeries(input.y, { better: 'higher', screening: !id.endsWith('unscreened') }).groups[0]?.limits;
    // As many decimals as it prints.
    const decimals = Math.max(...[mean, lpl, upl].map((printed) => `${printed}`.split('.')[1]?.length ?? 0));
    const step = 10 ** -Math.min(decimals, 6);
    expect(Math.abs((limits?.mean ?? 0) - mean)).toBeLessThanOrEqual(step);
    expect(Math.abs((limits?.lower ?? 0) - lpl)).toBeLessThanOrEqual(step);
    expect(Math.abs((limits?.upper ?? 0) - upl)).toBeLessThanOrEqual(step);
  });

  it('which side of the limits a target lies on', () => {
    const unit = SPC_CASES.unit_cases.find(({ fn }) => fn.startsWith('assurance_type'));
    for (const { in: given, out } of unit?.cases ?? []) {
      const [lower, upper, target, direction] = given as [number, number, number, keyof typeof BETTER];
      // Twelve points whose limits are these: each range is of the size that puts them there.
      const [middle, range] = [(lower + upper) / 2, (upper - lower) / 2 / 2.66];
      const values = Array.from({ length: 12 }, (_, at) => middle + (at % 2 === 0 ? range : -range) / 2);
      const reading = readSeries(values, { better: BETTER[direction], target });
      expect(reading.groups[0]?.limits?.lower).toBeCloseTo(lower, 9);
      expect(reading.assurance === null ? null : ASSURANCES[reading.assurance]).toBe(out);
    }
    expect(unit?.cases).toHaveLength(7);
  });

  it('on which dates of ten a new group begins', () => {
    const unit = SPC_CASES.unit_cases.find(({ fn }) => fn.startsWith('rebase_column'));
    for (const { in: dates, out } of unit?.cases ?? []) {
      const starts = (dates as string[]).map((date) => Number(date.slice(-2)) - 2);
      const { groups } = readSeries(Array(10).fill(1), { better: null, starts });
      expect(Array.from({ length: 10 }, (_, at) => (at > 0 && groups.some(({ from }) => from === at) ? 1 : 0))).toEqual(out);
    }
    expect(unit?.cases).toHaveLength(1);
  });
});

/** Twelve points whose mean is 50 and whose ranges are all 1: limits at 47.34 and 52.66, near limits at 48.22… and 51.77…. */
const STEADY = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 49.5 : 50.5));

/** What a reading says of the points after the steady ones. */
function afterSteady(points: readonly (number | null)[], options: Partial<ReadingOptions> = {}): (string | null)[] {
  const reading = readSeries([...STEADY, ...points], { better: 'higher', baseline: 12, ...options });
  return reading.points.slice(12).map((point) => (point === null ? null : (point.pattern ?? point.variation)));
}

describe('a point', () => {
  it.each([
    [52.65, 'ordinary'],
    [52.66, 'ordinary'],
    [52.67, 'beyond-limit'],
    [47.35, 'ordinary'],
    [47.34, 'ordinary'],
    [47.33, 'beyond-limit'],
  ])('of %d is %s where limits are 47.34 and 52.66', (value, expected) => {
    expect(afterSteady([value])).toEqual([expected]);
  });

  it.each([
    [51.77, 'ordinary'],
    [51.78, 'two-of-three'],
    [48.23, 'ordinary'],
    [48.22, 'two-of-three'],
  ])('of %d, twice, is %s where near limits lie at two thirds', (value, expected) => {
    const other = value > 50 ? 50.1 : 49.9;
    expect(afterSteady([value, value, other])).toEqual([expected, expected, 'ordinary']);
  });

  it('beyond a limit counts towards two of three only where that is asked', () => {
    expect(afterSteady([49.9, 60, 52, 50.1])).toEqual(['ordinary', 'beyond-limit', 'ordinary', 'ordinary']);
    expect(afterSteady([49.9, 60, 52, 50.1], { beyondCountsTowardsTwoOfThree: true })).toEqual(['ordinary', 'beyond-limit', 'two-of-three', 'ordinary']);
    expect(afterSteady([49.9, 60, 52, 49.9], { beyondCountsTowardsTwoOfThree: true })).toEqual(['ordinary', 'beyond-limit', 'ordinary', 'ordinary']);
    // The case in which Making Data Count's own tools have left the package behind.
    const { input } = series('outside_then_near');
    expect(readSeries(input.y, { better: 'higher', baseline: 16, beyondCountsTowardsTwoOfThree: true }).latest?.pattern).toBe('two-of-three');
    expect(readSeries(input.y, { better: 'higher', baseline: 16 }).latest?.pattern).toBeNull();
  });

  it('takes the first pattern that holds: beyond a limit, trend, two of three, one side', () => {
    expect(afterSteady([50.1, 50.2, 50.3, 50.4, 51.9, 52, 60])).toEqual(['trend', 'trend', 'trend', 'trend', 'trend', 'trend', 'beyond-limit']);
    expect(afterSteady([50.1, 50.2, 50.1, 50.2, 52, 51.9, 50.1])).toEqual([
      'one-side',
      'one-side',
      'one-side',
      'one-side',
      'two-of-three',
      'two-of-three',
      'one-side',
    ]);
  });

  it.each([
    [6, 'ordinary'],
    [7, 'one-side'],
    [8, 'one-side'],
  ])('one of %i on one side of the mean is %s', (length, expected) => {
    // The steady ones end above the mean: begin below it.
    const points = Array.from({ length }, (_, at) => (at % 2 === 0 ? 49.8 : 49.9));
    expect(afterSteady(points)).toEqual(Array(length).fill(expected));
  });

  it('on the mean breaks a run, though a sum of decimals is off', () => {
    // Of these twelve, computed in binary fractions, the mean is a little below 0.
    const zero = Array.from({ length: 12 }, (_, at) => [-0.1, -0.2, 0.3][at % 3] ?? 0);
    const points = [-0.1, 0.1, 0.2, 0.1, 0, 0.1, 0.2, 0.1, 0.2];
    const reading = readSeries([...zero, ...points], { better: 'higher', baseline: 12 });
    expect(reading.groups[0]?.limits?.mean).toBeLessThan(0);
    expect(reading.points.slice(12).map((point) => point?.pattern)).toEqual(Array(9).fill(null));
  });

  it.each([
    [6, 'ordinary'],
    [7, 'trend'],
    [8, 'trend'],
  ])('one of %i that each lie above the one before is %s', (length, expected) => {
    const points = Array.from({ length }, (_, at) => 49.2 + at / 10);
    expect(afterSteady(points)).toEqual(Array(length).fill(expected));
  });

  it.each([
    ['higher', 60, 'improvement'],
    ['higher', 40, 'concern'],
    ['lower', 60, 'concern'],
    ['lower', 40, 'improvement'],
    [null, 60, 'high'],
    [null, 40, 'low'],
  ] as const)('where %s is better, %i is %s', (better, value, expected) => {
    const { latest } = readSeries([...STEADY, value], { better, baseline: 12 });
    expect(latest).toEqual({ value, variation: expected, pattern: 'beyond-limit', direction: value > 50 ? 1 : -1, alone: true });
  });
});

describe('limits', () => {
  const limits = (values: readonly (number | null)[], options: Partial<ReadingOptions> = {}) =>
    readSeries(values, { better: 'higher', ...options }).groups[0]?.limits;

  it.each([
    [11, 'too-few'],
    [12, 'ordinary'],
    [13, 'ordinary'],
  ])('of %i points: the last is %s, the target %s', (points, variation) => {
    const values = Array.from({ length: points }, (_, at) => 50 + (at % 2));
    const { latest, assurance, groups } = readSeries([null, ...values, null], { better: 'higher', target: 10 });
    expect(latest).toEqual({ value: values.at(-1), variation, pattern: null, direction: 0, alone: false });
    expect(assurance).toBe(variation === 'too-few' ? 'too-few' : 'consistently-met');
    expect(groups[0]?.limits).not.toBeNull();
  });

  it('call no point special where there are too few, however far it lies', () => {
    const reading = readSeries([...Array(10).fill(50), 99], { better: 'higher' });
    expect(reading.points.map((point) => point?.variation)).toEqual(Array(11).fill('too-few'));
  });

  it('of one point, or of none, are null', () => {
    expect(limits([50, null, null])).toBeNull();
    expect(limits([null])).toBeNull();
    expect(readSeries([], { better: null, target: 5 })).toEqual({ groups: [], points: [], latest: null, assurance: null });
    expect(readSeries([null], { better: 'higher', target: 5 })).toEqual({
      groups: [{ from: 0, to: 0, known: 0, limits: null }],
      points: [null],
      latest: null,
      assurance: 'too-few',
    });
  });

  it('of a constant series are exactly its value', () => {
    for (const value of [0, 0.1, 33.3, 100]) {
      expect(limits(Array(15).fill(value))).toEqual({ mean: value, lower: value, upper: value, nearLower: value, nearUpper: value });
    }
  });

  it('of a series with one change keep the range of that change, which screening would leave at nothing', () => {
    const once = [...Array(14).fill(0), 1];
    expect(limits(once)?.upper).toBeCloseTo(1 / 15 + 2.66 / 14, 12);
    expect(limits(once)).toEqual(limits(once, { screening: false }));
    expect(readSeries(once, { better: 'lower' }).latest?.variation).toBe('concern');
  });

  it('are screened once: ranges not below 3.267 of their mean are left out', () => {
    // Twelve ranges of 1 and one of r: it is left out from r = 3.267 (12 + r) / 13 on, r = 4.0284….
    const withRange = (r: number) => [...STEADY, 50.5 + r].map((value) => value - 50);
    expect(limits(withRange(3.9))?.upper).toBeCloseTo((3.9 + 0.5) / 13 + (2.66 * (11 + 3.9)) / 12, 9);
    expect(limits(withRange(4.3))?.upper).toBeCloseTo((4.3 + 0.5) / 13 + 2.66, 9);
    expect(limits(withRange(4.3), { screening: false })?.upper).toBeCloseTo((4.3 + 0.5) / 13 + (2.66 * (11 + 4.3)) / 12, 9);
  });

  it('of percentages stay within 0 and 100', () => {
    const low = limits([1, 5, 0, 4, 1, 5, 0, 4, 1, 5, 0, 4], { percentages: true });
    expect(low).toMatchObject({ lower: 0, nearLower: 0 });
    const high = limits([99, 95, 100, 96, 99, 95, 100, 96, 99, 95, 100, 96], { percentages: true });
    expect(high).toMatchObject({ upper: 100, nearUpper: 100 });
    expect(limits([99, 95, 100, 96, 99, 95, 100, 96, 99, 95, 100, 96])?.upper).toBeGreaterThan(100);
  });

  it('from a baseline need twelve points', () => {
    expect(() => readSeries(STEADY, { better: null, baseline: 11 })).toThrow('limits need 12 points, not 11');
    expect(readSeries(STEADY, { better: null, baseline: 12 }).groups[0]?.limits?.mean).toBe(50);
    // A group with fewer than its baseline takes all it has.
    expect(readSeries(STEADY, { better: null, baseline: 13 }).groups[0]?.limits?.mean).toBe(50);
  });

  it('restart with a new group, and patterns with them', () => {
    const up = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 59.5 : 60.5));
    const { groups, points } = readSeries([...STEADY, ...up], { better: 'higher', starts: [24, 12, -1, 12, 0, 99] });
    expect(groups.map(({ from, to, known, limits: of }) => [from, to, known, of?.mean])).toEqual([
      [0, 11, 12, 50],
      [12, 23, 12, 60],
    ]);
    expect(points.map((point) => point?.variation)).toEqual(Array(24).fill('ordinary'));
    expect(readSeries([...STEADY, ...up], { better: 'higher' }).latest?.variation).toBe('improvement');
    const inThree = readSeries([...STEADY, ...up, ...up], { better: 'higher', starts: [24, 12] }).groups;
    expect(inThree.map(({ from, to }) => [from, to])).toEqual([
      [0, 11],
      [12, 23],
      [24, 35],
    ]);
  });
});

describe('a gap', () => {
  const someValues = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 40 });

  it('changes no limits, wherever it is, and is no point', () => {
    fc.assert(
      fc.property(someValues, fc.infiniteStream(fc.boolean()), (values, gaps) => {
        const withGaps = values.flatMap((value) => (gaps.next().value ? [null, value] : [value]));
        const [full, broken] = [readSeries(values, { better: 'higher' }), readSeries(withGaps, { better: 'higher' })];
        expect(broken.groups[0]?.limits).toEqual(full.groups[0]?.limits);
        expect(broken.points.map((point) => point === null)).toEqual(withGaps.map((value) => value === null));
        expect(broken.latest?.value).toBe(values.at(-1));
      }),
    );
  });

  it('breaks trends, runs and threes', () => {
    expect(afterSteady([50.1, 50.2, 50.3, null, 50.4, 50.5, 50.6, 50.7])).toEqual(['ordinary', 'ordinary', 'ordinary', null, ...Array(4).fill('ordinary')]);
    expect(afterSteady([52, null, 52, 50.1])).toEqual(['ordinary', null, 'ordinary', 'ordinary']);
  });
});

describe('any series', () => {
  const someValues = fc.array(fc.option(fc.integer({ min: 0, max: 60 }), { freq: 12 }), { maxLength: 40 });
  const someBetter = fc.constantFrom('higher' as const, 'lower' as const, null);

  it('says of its mirror image the same with high and low exchanged', () => {
    const MIRRORED = { higher: 'lower', lower: 'higher' } as const;
    fc.assert(
      fc.property(someValues, someBetter, fc.integer({ min: 0, max: 60 }), (values, better, target) => {
        const reading = readSeries(values, { better, target });
        const mirrored = readSeries(
          values.map((value) => (value === null ? null : -value)),
          { better: better === null ? null : MIRRORED[better], target: -target },
        );
        expect(mirrored.assurance).toBe(reading.assurance);
        expect(mirrored.points.map((point) => point?.pattern)).toEqual(reading.points.map((point) => point?.pattern));
        if (better !== null) expect(mirrored.points.map((point) => point?.variation)).toEqual(reading.points.map((point) => point?.variation));
      }),
    );
  });

  it('has one point for each value, in the group that holds it', () => {
    fc.assert(
      fc.property(someValues, fc.array(fc.integer({ min: -3, max: 45 }), { maxLength: 3 }), (values, starts) => {
        const { groups, points } = readSeries(values, { better: null, starts });
        expect(points.map((point) => point?.value ?? null)).toEqual(values);
        expect(groups.reduce((sum, { known }) => sum + known, 0)).toBe(values.filter((value) => value !== null).length);
        expect(groups.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))).toEqual(values.map((_, at) => at));
      }),
    );
  });
});

describe('steady at 100%', () => {
  it.each([12, 13, 40])('for %i months is never a failure', (months) => {
    const reading = readSeries(Array(months).fill(100), { better: 'higher', target: 100, percentages: true });
    expect(reading.points.map((point) => point?.variation)).toEqual(Array(months).fill('ordinary'));
    expect(reading.assurance).toBe('consistently-met');
  });

  it('after worse months is an improvement, and a worse month among them is the only concern', () => {
    const steady = Array(14).fill(100);
    const once = readSeries([...steady, 98, ...steady], { better: 'higher', target: 100, percentages: true });
    expect(once.points.flatMap((point, at) => (point?.variation === 'concern' ? [at] : []))).toEqual([14]);
    expect(once.latest?.variation).toBe('improvement');
    expect(once.assurance).toBe('hit-and-miss');
  });
});

describe('a target', () => {
  it.each([
    ['higher', 47.33, 'consistently-met'],
    ['higher', 47.34, 'consistently-met'],
    ['higher', 47.35, 'hit-and-miss'],
    ['higher', 52.65, 'hit-and-miss'],
    ['higher', 52.66, 'hit-and-miss'],
    ['higher', 52.67, 'consistently-missed'],
    ['lower', 52.67, 'consistently-met'],
    ['lower', 52.66, 'consistently-met'],
    ['lower', 52.65, 'hit-and-miss'],
    ['lower', 47.34, 'hit-and-miss'],
    ['lower', 47.33, 'consistently-missed'],
    [null, 47.33, null],
  ] as const)('where %s is better, %d is %s', (better, target, expected) => {
    expect(readSeries(STEADY, { better, target }).assurance).toBe(expected);
  });

  it('that is not set is neither met nor missed', () => {
    expect(readSeries(STEADY, { better: 'higher' }).assurance).toBeNull();
    expect(readSeries(STEADY, { better: 'higher', target: null }).assurance).toBeNull();
  });

  it('is held against the last group', () => {
    const up = STEADY.map((value) => value + 10);
    expect(readSeries([...STEADY, ...up], { better: 'higher', target: 55, starts: [12] }).assurance).toBe('consistently-met');
    expect(readSeries([...up, ...STEADY], { better: 'higher', target: 55, starts: [12] }).assurance).toBe('consistently-missed');
    expect(readSeries([...up, ...STEADY.slice(1)], { better: 'higher', target: 55, starts: [12] }).assurance).toBe('too-few');
  });
});
