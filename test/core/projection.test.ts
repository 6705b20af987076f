import { describe, expect, it } from 'vitest';
import { type Backlog, BacklogCount, noCases, type OpenSpell } from '../../src/core/backlog.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { completionsToClear, type Projection, type ProjectionOptions, project } from '../../src/core/projection.ts';
import { on } from '../support/cases.ts';
import { simulatedCaseload } from '../support/simulated-caseload.ts';

const AS_OF = on('2022-07-31');
const OPTIONS: ProjectionOptions = { horizon: 30, runs: 20, seed: 1 };

function backlogOf(spells: readonly OpenSpell[], weeks = 52): BacklogCount {
  const count = new BacklogCount(AS_OF, DEFAULT_CONVENTIONS, weeks);
  for (const spell of spells) count.add(spell);
  return count;
}

/** The day of a week before the as-of day's, counted backwards: 0 is the week that ends on it. */
const inWeek = (weeksAgo: number): Day => addDays(AS_OF, -7 * weeksAgo - 3);

/** So many requests every week, each completed after 17 weeks: nothing is random, and demand equals capacity. */
function steady(perWeek: number): OpenSpell[] {
  return Array.from({ length: 120 }, (_, weeksAgo) => weeksAgo).flatMap((weeksAgo) =>
    Array.from({ length: perWeek }, () => {
      const received = inWeek(weeksAgo);
      return { received, from: received, until: weeksAgo >= 17 ? inWeek(weeksAgo - 17) : null };
    }),
  );
}

/** Old cases, of which three a week were completed and so many are left. */
function old(left: number): OpenSpell[] {
  const received = addDays(AS_OF, -800);
  const completed = Array.from({ length: 52 * 3 }, (_, at) => ({ received, from: received, until: inWeek(Math.floor(at / 3)) }));
  return [...completed, ...Array.from({ length: left }, () => ({ received, from: received, until: null }))];
}

const exactly = (n: number) => ({ low: n, median: n, high: n });

/** The median of each week, of the runs that are all alike. */
function alike({ weeks }: Projection, line: 'open' | 'over20' | 'over52'): number[] {
  for (const week of weeks) expect(week[line]).toEqual(exactly(week[line].median));
  return weeks.map((week) => week[line].median);
}

const weeksOf = (value: (week: number) => number, horizon = OPTIONS.horizon): number[] => Array.from({ length: horizon + 1 }, (_, week) => value(week));

describe('with demand equal to capacity and nothing random', () => {
  const backlog = backlogOf(steady(10));

  it('nothing changes', () => {
    const projection = project(backlog, OPTIONS);
    expect(alike(projection, 'open')).toEqual(weeksOf(() => 170));
    expect(alike(projection, 'over20')).toEqual(weeksOf(() => 0));
    expect(projection.clears).toEqual({ over20: { ...exactly(0), runs: 20 }, over52: { ...exactly(0), runs: 20 } });
    expect(projection.runs).toBe(20);
    expect(projection.weeks.map(({ week }) => week)).toEqual(weeksOf((week) => week));
  });

  it('10% more requests add one case in ten a week', () => {
    expect(alike(project(backlog, { ...OPTIONS, requestsTimes: 1.1 }), 'open')).toEqual(weeksOf((week) => 170 + week));
  });

  it('a tenth fewer completions, or nine a week, leave one more open each week', () => {
    const expected = weeksOf((week) => 170 + week);
    expect(alike(project(backlog, { ...OPTIONS, completions: { times: 0.9 } }), 'open')).toEqual(expected);
    expect(alike(project(backlog, { ...OPTIONS, completions: { perWeek: 9 } }), 'open')).toEqual(expected);
  });

  it('half a completion a week less is half a case, rounded half up', () => {
    expect(alike(project(backlog, { ...OPTIONS, completions: { perWeek: 9.5 } }), 'open')).toEqual(weeksOf((week) => 170 + Math.ceil(week / 2)));
  });

  it('more completions than there are cases leave none, and never fewer than none', () => {
    const projection = project(backlog, { ...OPTIONS, completions: { perWeek: 1000 } });
    expect(alike(projection, 'open')).toEqual(weeksOf((week) => (week === 0 ? 170 : 0)));
  });

  it('no completions at all let each week’s ten pass week 20 and week 52 when their time has come', () => {
    const projection = project(backlog, { ...OPTIONS, horizon: 60, completions: { perWeek: 0 } });
    expect(alike(projection, 'open')).toEqual(weeksOf((week) => 170 + 10 * week, 60));
    // The oldest are in week 17 of the clock: they are in week 21 four weeks on, and beyond week 52 after 36.
    expect(alike(projection, 'over20')).toEqual(weeksOf((week) => 10 * Math.max(0, week - 3), 60));
    expect(alike(projection, 'over52')).toEqual(weeksOf((week) => 10 * Math.max(0, week - 35), 60));
  });
});

describe('a backlog of thirty old cases, of which three a week are completed', () => {
  const backlog = backlogOf([...steady(10), ...old(30)]);

  it('is cleared after ten weeks, and then new cases have their turn', () => {
    const projection = project(backlog, { ...OPTIONS, horizon: 16 });
    const left = weeksOf((week) => Math.max(0, 30 - 3 * week), 16);
    expect(alike(projection, 'over20')).toEqual(left);
    expect(alike(projection, 'over52')).toEqual(left);
    expect(alike(projection, 'open')).toEqual(weeksOf((week) => 200 - 3 * week, 16));
    expect(projection.clears).toEqual({ over20: { ...exactly(10), runs: 20 }, over52: { ...exactly(10), runs: 20 } });
  });

  it.each([
    [9, null, 0],
    [10, 10, 20],
    [11, 10, 20],
  ])('within %i weeks is cleared in week %s, in %i runs of 20', (horizon, week, runs) => {
    expect(project(backlog, { ...OPTIONS, horizon }).clears.over52).toEqual({ low: week, median: week, high: week, runs });
  });

  it.each([
    [10, 13],
    [6, 22],
    [5, 26],
    [1, 128],
  ])('to be cleared within %i weeks needs the completions of which three in thirteen, each week, come to thirty: %i', (byWeek, expected) => {
    // Fewer than half a case left is none.
    const needed = completionsToClear(backlog, { over: 'over52', byWeek, share: 0.8 }, OPTIONS);
    expect(needed).toBe(expected);
    expect(needed).toBe(Math.ceil((29.5 / byWeek) * (13 / 3) + 1e-9));
    expect(project(backlog, { ...OPTIONS, horizon: byWeek, completions: { perWeek: needed } }).weeks.at(-1)?.over52.median).toBe(0);
    expect(project(backlog, { ...OPTIONS, horizon: byWeek, completions: { perWeek: needed - 1 } }).weeks.at(-1)?.over52.median).toBeGreaterThan(0);
  });

  it('with new cases short, completes old ones instead', () => {
    // No requests: after the 170 young ones are gone, thirteen a week go to the old.
    const projection = project(backlog, { ...OPTIONS, horizon: 20, requestsTimes: 0, completions: { perWeek: 130 } });
    expect(alike(projection, 'open').slice(0, 4)).toEqual([200, 70, 0, 0]);
  });
});

describe('completions to clear', () => {
  it('are none where nothing is over the line, or comes to it', () => {
    expect(completionsToClear(backlogOf(steady(2)), { over: 'over52', byWeek: 10, share: 0.8 }, OPTIONS)).toBe(0);
  });

  it('are counted in runs, of which so many or more must be clear', () => {
    // Of eleven runs the second smallest number is the range's low, the sixth its median, the tenth its high.
    const backlog = simulated(4);
    const options = { runs: 11, seed: 1 };
    for (const [runs, of] of [
      [2, 'low'],
      [6, 'median'],
      [10, 'high'],
    ] as const) {
      const needed = completionsToClear(backlog, { over: 'over20', byWeek: 26, share: (runs - 0.5) / 11 }, options);
      const left = (perWeek: number) => project(backlog, { ...options, horizon: 26, completions: { perWeek } }).weeks[26]?.over20[of];
      expect(left(needed)).toBe(0);
      expect(left(needed - 1)).toBeGreaterThan(0);
    }
  });

  it('may be asked for in every run', () => {
    expect(completionsToClear(backlogOf([...steady(10), ...old(30)]), { over: 'over52', byWeek: 10, share: 1 }, OPTIONS)).toBe(13);
  });

  it('in more of the runs are no fewer', () => {
    const backlog = simulated(4);
    const needed = [0.1, 0.5, 0.9].map((share) => completionsToClear(backlog, { over: 'over20', byWeek: 26, share }, { runs: 60, seed: 1 }));
    expect(needed).toEqual([...needed].sort((a, b) => a - b));
    expect(new Set(needed).size).toBeGreaterThan(1);
  });

  it('need a coming week and a share that can be', () => {
    const backlog = backlogOf(steady(2));
    expect(() => completionsToClear(backlog, { over: 'over20', byWeek: 0, share: 0.5 }, OPTIONS)).toThrow(RangeError);
    expect(() => completionsToClear(backlog, { over: 'over20', byWeek: 1, share: 1.01 }, OPTIONS)).toThrow(RangeError);
  });
});

function simulated(seed: number): BacklogCount {
  const { asOf, spells } = simulatedCaseload(seed, on('2019-01-06'));
  const count = new BacklogCount(asOf, DEFAULT_CONVENTIONS);
  for (const spell of spells) count.add(spell);
  return count;
}

describe('a projection', () => {
  it('repeats exactly for a seed, and not for another', () => {
    const backlog = simulated(4);
    const once = project(backlog, { ...OPTIONS, runs: 50 });
    expect(project(backlog, { ...OPTIONS, runs: 50 })).toEqual(once);
    expect(project(simulated(4), { ...OPTIONS, runs: 50 })).toEqual(once);
    expect(project(backlog, { ...OPTIONS, runs: 50, seed: 2 })).not.toEqual(once);
  });

  it('begins with the cases that are open, leaves them as they are, and never crosses its lines', () => {
    const backlog = simulated(5);
    const before = [...backlog.open];
    const projection = project(backlog, { ...OPTIONS, horizon: 60, runs: 50 });
    expect([...backlog.open]).toEqual(before);
    const [now] = projection.weeks;
    expect(now?.open).toEqual(exactly(before.reduce((sum, cases) => sum + cases, 0)));
    for (const { open, over20, over52 } of projection.weeks) {
      for (const of of ['low', 'median', 'high'] as const) {
        expect(over52[of]).toBeLessThanOrEqual(over20[of]);
        expect(over20[of]).toBeLessThanOrEqual(open[of]);
      }
      expect(open.low).toBeLessThanOrEqual(open.median);
      expect(open.median).toBeLessThanOrEqual(open.high);
    }
    expect(projection.weeks.at(-1)?.open.low).toBeLessThan(projection.weeks.at(-1)?.open.high ?? 0);
  });

  it('of no further week is the as-of day', () => {
    const projection = project(backlogOf(old(1)), { ...OPTIONS, horizon: 0 });
    expect(projection.weeks).toEqual([{ week: 0, open: exactly(1), over20: exactly(1), over52: exactly(1) }]);
    expect(projection.clears.over20).toEqual({ low: null, median: null, high: null, runs: 0 });
  });

  it('needs weeks and a run', () => {
    expect(() => project(backlogOf([], 0), OPTIONS)).toThrow(RangeError);
    expect(() => project(backlogOf([]), { ...OPTIONS, runs: 0 })).toThrow('a projection needs weeks to draw from, and a run');
  });

  it('of no cases is of none', () => {
    expect(alike(project(backlogOf([]), OPTIONS), 'open')).toEqual(weeksOf(() => 0));
    expect(alike(project(backlogOf([]), { ...OPTIONS, completions: { perWeek: 5 } }), 'open')).toEqual(weeksOf(() => 0));
  });

  it('of cases that nobody ever completed takes the oldest first where completions are supposed', () => {
    const ages = [10, 140, 200, 400].map((days) => ({ received: addDays(AS_OF, -days), from: addDays(AS_OF, -days), until: null }));
    // Too long ago for these to have come in any of the weeks drawn.
    const projection = project(backlogOf(ages, 1), { ...OPTIONS, horizon: 4, completions: { perWeek: 1 } });
    expect(alike(projection, 'open')).toEqual([4, 3, 2, 1, 0]);
    expect(alike(projection, 'over52')).toEqual([1, 0, 0, 0, 0]);
    expect(alike(projection, 'over20')).toEqual([2, 2, 1, 0, 0]);
  });

  it('of cases received or come back on the last day of a week counts each once', () => {
    const today = [
      { received: AS_OF, from: AS_OF, until: null },
      { received: addDays(AS_OF, -400), from: AS_OF, until: null },
    ];
    const projection = project(backlogOf(today, 1), { ...OPTIONS, horizon: 23 });
    expect(alike(projection, 'open')).toEqual(weeksOf((week) => 2 + 2 * week, 23));
    expect(alike(projection, 'over52')).toEqual(weeksOf((week) => 1 + week, 23));
    // A request of the as-of day is 140 days old twenty weeks on, and over 20 weeks a week later.
    expect(alike(projection, 'over20').map((over20, week) => over20 - 1 - week)).toEqual(weeksOf((week) => Math.max(0, week - 20), 23));
  });
});

describe('the weeks drawn', () => {
  /** Weeks that can be told by how many came in each: 1, 3, 9 … would be too many, so their number. */
  const numbered = (weeks: number, leftToo: boolean): Backlog => ({
    open: Float64Array.from(noCases(), () => 1000),
    weeks: Array.from({ length: weeks }, (_, number) => {
      const entered = noCases();
      entered[1] = number;
      return { entered, left: leftToo ? { within20: number / 2, over20: number / 2 } : { within20: 0, over20: 0 } };
    }),
    mightHaveLeft: Float64Array.from(noCases(), () => 100),
    left: Float64Array.from(noCases(), () => 10),
    completions: { all: 0, over20: 0, over52: 0 },
  });

  it('come four in a row as they were, the first after the last, from thirteen blocks', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { weeks } = project(numbered(52, false), { horizon: 400, runs: 1, seed });
      const drawn = weeks.slice(1).map(({ open }, at) => open.median - (weeks[at]?.open.median ?? 0));
      drawn.forEach((number, at) => {
        if (at % 4 > 0) expect(number).toBe(((drawn[at - 1] ?? 0) + 1) % 52);
      });
      // A hundred blocks come, all of them of the thirteen of the run's own year, some of which may be alike.
      const blocks = new Set(drawn.filter((_, at) => at % 4 === 0)).size;
      expect(blocks).toBeLessThanOrEqual(13);
      expect(blocks).toBeGreaterThan(7);
    }
  });

  it('begin each run with any of the fifty-two, as often one as another', () => {
    const { weeks } = project(numbered(52, false), { horizon: 1, runs: 5000, seed: 3 });
    const { low, median, high } = weeks[1]?.open ?? exactly(0);
    expect(Math.abs(low - 54_005)).toBeLessThanOrEqual(1);
    expect(Math.abs(median - 54_026)).toBeLessThanOrEqual(1);
    expect(Math.abs(high - 54_046)).toBeLessThanOrEqual(1);
  });

  it('bring requests and completions together', () => {
    const { weeks } = project(numbered(52, true), { horizon: 40, runs: 20, seed: 3 });
    for (const { open } of weeks) expect(open).toEqual(exactly(54_000));
  });

  it('may be fewer than a block', () => {
    const { weeks } = project(numbered(3, false), { horizon: 6, runs: 1, seed: 3 });
    const drawn = weeks.slice(1).map(({ open }, at) => open.median - (weeks[at]?.open.median ?? 0));
    drawn.slice(1, 4).forEach((number, at) => {
      expect(number).toBe(((drawn[at] ?? 0) + 1) % 3);
    });
  });
});

describe('completions of one kind', () => {
  /** One week like any other: cases that are about to be in week 52 and beyond it, and what is known of such ages. */
  function aboutToPass(known: { age: number; might: number; left: number }[], open: Record<number, number>, over20: number): Backlog {
    const numbers = (of: (one: { might: number; left: number }) => number) => {
      const ages = noCases();
      for (const one of known) ages[one.age] = of(one);
      return ages;
    };
    const ages = noCases();
    for (const [age, cases] of Object.entries(open)) ages[Number(age)] = cases;
    return {
      open: ages,
      weeks: [{ entered: noCases(), left: { within20: 0, over20 } }],
      mightHaveLeft: numbers(({ might }) => might),
      left: numbers(({ left }) => left),
      completions: { all: 0, over20: 0, over52: 0 },
    };
  }

  it.each([
    ['their own', [41, 42, 52, 53]],
    ['their younger neighbours’', [41, 52]],
    ['their older neighbours’', [42, 53]],
  ])('go to each age by its cases and by how readily such are completed, by %s weeks', (_, ages) => {
    // In weeks 51 and 52 of the clock twice as readily as in weeks 41 and 42, which were there twice as often.
    const known = ages.map((age) => ({ age, might: age > 50 ? 10_000 : 20_000, left: 2000 }));
    const projection = project(aboutToPass(known, { 40: 100, 51: 100 }, 30), { ...OPTIONS, horizon: 2 });
    expect(alike(projection, 'over20')).toEqual([200, 170, 140]);
    // Twenty of the older go and ten of the others; then 80 are left to be completed twice as readily as 90: 19.2 of 30.
    expect(alike(projection, 'over52')).toEqual([0, 0, 61]);
  });

  it.each([
    [101, 95],
    [102, 100],
  ])('go by an age’s neighbours where it was seen too rarely: beyond week 52 %i times leaves %i of 100', (might, left) => {
    // Ten completions in a hundred: some 101 are needed to see ten. Beyond week 52 nobody was completed.
    const known = [
      { age: 52, might: 10_000, left: 1000 },
      { age: 53, might, left: 0 },
    ];
    expect(alike(project(aboutToPass(known, { 51: 100, 52: 100 }, 10), { ...OPTIONS, horizon: 1 }), 'over52')).toEqual([0, left]);
  });

  it.each([
    [19, [0, 0]],
    [20, [0, 50]],
    [21, [60, 50]],
  ])('of old cases are of those over 20 weeks at the end of the week: from week %i of the clock', (age, over20) => {
    // Sixty cases, and ten that stay young; ten completions of old cases, where there are any, else of new ones.
    const projection = project(aboutToPass([], { [age]: 60, 1: 10 }, 10), { ...OPTIONS, horizon: 1 });
    expect(alike(projection, 'open')).toEqual([70, 60]);
    expect(alike(projection, 'over20')).toEqual(over20);
  });

  it('empty an age that has fewer cases than its part, and share out the rest', () => {
    const known = [
      { age: 30, might: 10_000, left: 100 },
      { age: 53, might: 10_000, left: 9000 },
    ];
    // Those beyond week 52 would take nearly all eleven, and are four.
    const projection = project(aboutToPass(known, { 29: 100, 52: 4 }, 11), { ...OPTIONS, horizon: 1 });
    expect(alike(projection, 'over52')).toEqual([0, 0]);
    expect(alike(projection, 'over20')).toEqual([104, 93]);
  });
});
