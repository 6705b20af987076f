/**
 * Where the backlog is going if the coming weeks are like the last ones. Weeks are drawn again and again, in blocks so
 * that holidays stay whole, each with its own requests and its own completions. A projection, not a promise.
 */
import { type Backlog, BEYOND_52, type ByAge, countsOf, type FlowWeek, noCases, type OpenCounts } from './backlog.ts';
import { drawsBelow } from './random.ts';

/** Weeks that are drawn together, one after the other as they were. */
const BLOCK = 4;
/** Completions enough to say how readily cases of an age are completed. */
const TELLING = 10;
/** Less than this is left over by fractions that are off. */
const NOISE = 1e-9;

export interface ProjectionOptions {
  /** How many weeks ahead. */
  horizon: number;
  runs: number;
  seed: number;
  /** What if requests were so many times as many? 1.1 is 10% more. */
  requestsTimes?: number;
  /** What if completions were so many times as many, or so many in every week? */
  completions?: { times: number } | { perWeek: number };
}

/** Of five runs four lie between low and high, both included. */
export interface Spread<N = number> {
  low: N;
  median: N;
  high: N;
}

/** Whole cases at the end of a week; week 0 is the as-of day. */
export interface ProjectedWeek {
  week: number;
  open: Spread;
  over20: Spread;
  over52: Spread;
}

/** The number of the first week at whose end no such case is open; null for not within the horizon. */
export interface Clearing extends Spread<number | null> {
  /** In how many runs it comes within the horizon. */
  runs: number;
}

export interface Projection {
  weeks: ProjectedWeek[];
  clears: { over20: Clearing; over52: Clearing };
  runs: number;
}

export type Line = 'over20' | 'over52';
const LINES: readonly Line[] = ['over20', 'over52'];

export function project(backlog: Backlog, options: ProjectionOptions): Projection {
  const { horizon, runs } = options;
  const counts = Array.from({ length: horizon + 1 }, () => ({ open: new Float64Array(runs), over20: new Float64Array(runs), over52: new Float64Array(runs) }));
  const cleared = { over20: new Float64Array(runs).fill(Number.POSITIVE_INFINITY), over52: new Float64Array(runs).fill(Number.POSITIVE_INFINITY) };
  eachRun(backlog, options, (run, week, now) => {
    const at = counts[week];
    if (at === undefined) return;
    at.open[run] = now.open;
    for (const line of LINES) {
      at[line][run] = now[line];
      if (halfUp(now[line]) === 0) cleared[line][run] = Math.min(week, cleared[line][run] ?? week);
    }
  });
  return {
    weeks: counts.map(({ open, over20, over52 }, week) => ({ week, open: inCases(open), over20: inCases(over20), over52: inCases(over52) })),
    clears: { over20: clearingOf(cleared.over20), over52: clearingOf(cleared.over52) },
    runs,
  };
}

/**
 * The fewest completions, a whole number and the same in every week, with which at the end of a coming week no case over 20,
 * or over 52, weeks is open in at least this share of the runs.
 * @param options of the projection; its completions are what is looked for
 */
export function completionsToClear(
  backlog: Backlog,
  { over, byWeek, share }: { over: Line; byWeek: number; share: number },
  options: Omit<ProjectionOptions, 'completions' | 'horizon'>,
): number {
  if (byWeek < 1 || share > 1) throw new RangeError('what is to be cleared needs a week, and a share of the runs');
  const clears = (perWeek: number): boolean => {
    let cleared = 0;
    eachRun(backlog, { ...options, horizon: byWeek, completions: { perWeek } }, (_, week, now) => {
      if (week === byWeek && halfUp(now[over]) === 0) cleared += 1;
    });
    return cleared >= share * options.runs - NOISE;
  };
  let tooFew = -1;
  let enough = 1;
  while (!clears(enough)) [tooFew, enough] = [enough, enough * 2];
  while (enough - tooFew > 1) {
    const between = Math.floor((tooFew + enough) / 2);
    if (clears(between)) enough = between;
    else tooFew = between;
  }
  return enough;
}

/** Goes through every run, week by week from the as-of day on. */
function eachRun({ open, weeks, mightHaveLeft, left }: Backlog, options: ProjectionOptions, at: (run: number, week: number, now: OpenCounts) => void): void {
  if (weeks.length === 0 || options.runs < 1) throw new RangeError('a projection needs weeks to draw from, and a run');
  const below = drawsBelow(options.seed);
  const supposed = whatIf(weeks, options);
  const readiness = readinessOf(mightHaveLeft, left);
  const blocks = Math.ceil(weeks.length / BLOCK);
  const now = noCases();
  for (let run = 0; run < options.runs; run++) {
    // The year that was is one of those that might have been: each run draws one such, with a level of its own, and then its weeks.
    const year = Array.from({ length: blocks }, () => below(weeks.length));
    now.set(open);
    at(run, 0, countsOf(now));
    let first = 0;
    for (let week = 1; week <= options.horizon; week++) {
      const inBlock = (week - 1) % BLOCK;
      if (inBlock === 0) first = year[below(blocks)] ?? 0;
      const drawn = supposed[(first + inBlock) % weeks.length];
      if (drawn !== undefined) advance(now, drawn, readiness);
      at(run, week, countsOf(now));
    }
  }
}

/** The weeks as they would have been. A fixed number of completions is shared between old and new as all of them were. */
function whatIf(weeks: readonly FlowWeek[], { requestsTimes = 1, completions = { times: 1 } }: ProjectionOptions): FlowWeek[] {
  const total = (which: keyof FlowWeek['left']): number => weeks.reduce((sum, { left }) => sum + left[which], 0);
  const [within20, over20] = [total('within20'), total('over20')];
  const all = within20 + over20;
  return weeks.map(({ entered, left }) => ({
    entered: entered.map((cases) => cases * requestsTimes),
    left:
      'times' in completions
        ? { within20: left.within20 * completions.times, over20: left.over20 * completions.times }
        : { within20: all === 0 ? 0 : (completions.perWeek * within20) / all, over20: all === 0 ? completions.perWeek : (completions.perWeek * over20) / all },
  }));
}

/**
 * How readily cases of each age were completed: completions over the weeks in which cases of that age might have been. Of
 * an age that was too rare to tell, that of the ages about it, as many as it needs.
 */
function readinessOf(mightHaveLeft: ByAge, left: ByAge): ByAge {
  const enough = (TELLING * total(mightHaveLeft)) / Math.max(1, total(left));
  return mightHaveLeft.map((_, age) => {
    for (let about = 0; ; about++) {
      const [from, to] = [Math.max(0, age - about), age + about + 1];
      const might = total(mightHaveLeft.subarray(from, to));
      if (might >= enough || about > BEYOND_52) return might === 0 ? 0 : total(left.subarray(from, to)) / might;
    }
  });
}

const total = (counts: ByAge): number => counts.reduce((sum, cases) => sum + cases, 0);

/**
 * Brings open cases, in place, to the end of another week: all are a week older, some come, some go. Of those over 20
 * weeks, and of those within, as many go as in the week drawn; where there are not so many, the others' turn comes.
 */
function advance(open: ByAge, { entered, left }: FlowWeek, readiness: ByAge): void {
  const beyond = (open[BEYOND_52] ?? 0) + (open[BEYOND_52 - 1] ?? 0);
  open.copyWithin(1, 0, BEYOND_52);
  open[0] = 0;
  open[BEYOND_52] = beyond;
  for (let age = 0; age <= BEYOND_52; age++) open[age] = (open[age] ?? 0) + (entered[age] ?? 0);
  const spareOfOld = complete(open, 21, BEYOND_52, left.over20, readiness);
  const spare = complete(open, 0, 20, left.within20 + spareOfOld, readiness);
  complete(open, 21, BEYOND_52, spare, readiness);
}

/**
 * Completes so many cases of some ages, each age in proportion to its cases and to how readily such cases are completed;
 * where none is at all, the oldest first.
 * @returns how many more could have been completed
 */
function complete(open: ByAge, youngest: number, oldest: number, wanted: number, readiness: ByAge): number {
  let toGo = wanted;
  let weight = weightOf(open, youngest, oldest, readiness);
  while (toGo > NOISE && weight > NOISE) {
    const times = toGo / weight;
    // Where an age has fewer than its part it is emptied, and the rest is shared out again.
    for (let age = youngest; age <= oldest; age++) toGo -= take(open, age, times * (readiness[age] ?? 0) * (open[age] ?? 0));
    weight = weightOf(open, youngest, oldest, readiness);
  }
  for (let age = oldest; age >= youngest && toGo > NOISE; age--) toGo -= take(open, age, toGo);
  return toGo > NOISE ? toGo : 0;
}

function weightOf(open: ByAge, youngest: number, oldest: number, readiness: ByAge): number {
  let weight = 0;
  for (let age = youngest; age <= oldest; age++) weight += (open[age] ?? 0) * (readiness[age] ?? 0);
  return weight;
}

/** Takes so many cases of an age, or as many as there are. */
function take(open: ByAge, age: number, wanted: number): number {
  const there = open[age] ?? 0;
  const taken = Math.min(wanted, there);
  open[age] = there - taken;
  return taken;
}

/** The middle, and the bounds of the four runs in five about it, each of them as some run has it. */
function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort();
  const last = sorted.length - 1;
  const at = (rank: number): number => sorted[rank] ?? 0;
  return { low: at(Math.floor(last / 10)), median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2, high: at(Math.ceil((9 * last) / 10)) };
}

/** Whole cases: sharing out leaves fractions. Fewer than half a case is none. */
const halfUp = (cases: number): number => Math.floor(cases + 0.5 + NOISE);

function inCases(values: Float64Array): Spread {
  const { low, median, high } = spreadOf(values);
  return { low: halfUp(low), median: halfUp(median), high: halfUp(high) };
}

function clearingOf(weeks: Float64Array): Clearing {
  const within = (week: number): number | null => (Number.isFinite(week) ? Math.ceil(week) : null);
  const { low, median, high } = spreadOf(weeks);
  return { low: within(low), median: within(median), high: within(high), runs: weeks.filter((week) => Number.isFinite(week)).length };
}
