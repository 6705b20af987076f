/**
 * Which counts must go, so that nobody can work out one that went. Whoever reads the report knows how its counts add up.
 * A count is safe where another world, in which it is another number, shows the same paper: every count that is still
 * printed is the same there, none is below nought, and what went is not nought, as true zeros are printed.
 */

export interface Count {
  readonly value: number;
  /** What is lost where it goes; null for what is never printed, and can only be worked out from what is. */
  readonly cost: number | null;
  /** Whether it must not be worked out where it is small. */
  readonly guarded: boolean;
  hidden: boolean;
  readonly sums: { sum: Sum; sign: 1 | -1 }[];
}

/** A total and its parts: what goes in must come out. */
interface Sum {
  readonly number: number;
  terms: { count: Count; sign: 1 | -1 }[];
}

/** One step on the way to another world: a count that is one more or one less there. */
interface Step {
  count: Count;
  by: 1 | -1;
  before: Step | null;
  cost: number;
  /** Sums that do not add up yet, and what is missing. */
  open: ReadonlyMap<Sum, number>;
}

/** Steps looked at before a dearer way out is taken. */
const MOST_STEPS = 4000;
/** To print one count less is dearer than any number of counts that have gone already. */
const PRINTED = 1000;
/** A small count that is no longer small in the other world is worth avoiding, as a reader may guess that it is small. */
const OUTGROWN = 20;

/** What was asked for leaves no way to keep a small count from being worked out. */
export class NoOtherWorld extends Error {}

export class Suppression {
  private readonly counts: Count[] = [];
  private sums = 0;
  /** Each differs from this one in the counts named, and shows the same paper. */
  private readonly worlds: ReadonlyMap<Count, number>[] = [];
  private readonly safe = new Set<Count>();
  private readonly threshold: number;
  /** Counts that together are small, and guarded. */
  private guarded: (readonly Count[])[] = [];

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  /** A count that is printed. @param cost what is lost where it goes, against others */
  printed(value: number, cost: number): Count {
    return this.add({ value, cost, guarded: true, hidden: this.isSmall(value), sums: [] });
  }

  /** A count that can be worked out from others. @param guarded false where it is nobody's business */
  workedOut(value: number, guarded = true): Count {
    return this.add({ value, cost: null, guarded, hidden: true, sums: [] });
  }

  private add(count: Count): Count {
    this.counts.push(count);
    return count;
  }

  /** Says that parts add up to a total. */
  sum(total: Count, parts: readonly Count[]): void {
    const sum: Sum = { number: this.sums++, terms: [{ count: total, sign: -1 as const }, ...parts.map((count) => ({ count, sign: 1 as const }))] };
    for (const { count, sign } of sum.terms) count.sums.push({ sum, sign });
  }

  /** Says that what several counts come to, which a reader can work out, must not be known where it is small. */
  guard(counts: readonly Count[]): void {
    if (this.isSmall(counts.reduce((sum, { value }) => sum + value, 0))) this.guarded.push(counts);
  }

  isSmall(value: number): boolean {
    return value >= 1 && value <= this.threshold;
  }

  /** Whether some counts are known to come to another sum in another world. */
  differ(counts: readonly Count[]): boolean {
    return this.worlds.some((world) => counts.reduce((sum, count) => sum + (world.get(count) ?? 0), 0) !== 0);
  }

  /** Hides, besides what is small, the cheapest counts that would give it away; asked again, it looks at what has come since. */
  run(): void {
    const inDanger = ({ value, cost, guarded, hidden }: Count): boolean => hidden && (cost !== null || (guarded && this.isSmall(value)));
    const keep = (found: Step | null): void => {
      if (found === null) throw new NoOtherWorld('a suppressed count is the same in every world that shows this paper');
      // All that differs in the other world is safe by it; what is printed of it goes.
      const world = new Map<Count, number>();
      for (let step: Step | null = found; step !== null; step = step.before) {
        step.count.hidden = true;
        this.safe.add(step.count);
        world.set(step.count, step.by);
      }
      this.worlds.push(world);
      this.guarded = this.guarded.filter((counts) => changeOf(counts, found) === 0);
    };
    const next = (): Count | undefined => this.counts.find((one) => inDanger(one) && !this.safe.has(one));
    for (let count = next(); count !== undefined; count = next()) keep(this.otherWorld([count], 'cheapest') ?? this.otherWorld([count], 'any'));
    for (let [counts] = this.guarded; counts !== undefined; [counts] = this.guarded)
      keep(this.otherWorld(counts, 'cheapest') ?? this.otherWorld(counts, 'any'));
  }

  /** The cheapest way to a world in which counts come to one more or one less; null where none was found in time. */
  private otherWorld(counts: readonly Count[], want: 'cheapest' | 'any'): Step | null {
    const queue = new Queue<Step>();
    const push = (step: Step): void => queue.push(step, want === 'cheapest' ? step.cost + step.open.size : step.open.size - step.cost / 1e9);
    for (const count of counts) {
      for (const by of [1, -1] as const) {
        const step = this.step(count, by, null);
        if (step !== null) push(step);
      }
    }
    const seen = new Set<string>();
    for (let looked = 0; looked < MOST_STEPS; looked++) {
      const step = queue.pop();
      if (step === undefined) return null;
      const change = changeOf(counts, step);
      if (step.open.size === 0 && change !== 0) return step;
      // Of several ways to what is left to do only the cheapest is followed.
      const key = [...step.open]
        .map(([{ number }, missing]) => `${number}:${missing}`)
        .sort()
        .join();
      if (seen.has(`${change} ${key}`)) continue;
      seen.add(`${change} ${key}`);
      for (const next of this.repairs(step)) push(next);
    }
    return null;
  }

  /** Every way to bring the sum that has fewest ways closer to adding up. */
  private repairs(step: Step): Step[] {
    let fewest: Step[] | null = null;
    for (const [sum, missing] of step.open) {
      const ways: Step[] = [];
      for (const { count, sign } of sum.terms) {
        if (isIn(count, step)) continue;
        const next = this.step(count, missing > 0 ? sign : (-sign as 1 | -1), step);
        if (next !== null) ways.push(next);
      }
      if (fewest === null || ways.length < fewest.length) fewest = ways;
      if (fewest.length === 0) break;
    }
    return fewest ?? [];
  }

  private step(count: Count, by: 1 | -1, before: Step | null): Step | null {
    const { value, cost, hidden } = count;
    const there = value + by;
    if (cost === null ? there < 0 : value === 0 || there < 1) return null;
    const outgrown = this.isSmall(value) && !this.isSmall(there) && there > 0 ? OUTGROWN : 0;
    const open = new Map(before?.open);
    for (const { sum, sign } of count.sums) {
      const missing = (open.get(sum) ?? 0) - sign * by;
      if (missing === 0) open.delete(sum);
      else open.set(sum, missing);
    }
    return { count, by, before, cost: (before?.cost ?? 0) + 1 + outgrown + (hidden ? 0 : (cost ?? 0) * PRINTED), open };
  }
}

/** How much more or less counts come to in another world. */
function changeOf(counts: readonly Count[], last: Step): number {
  let change = 0;
  for (let step: Step | null = last; step !== null; step = step.before) if (counts.includes(step.count)) change += step.by;
  return change;
}

function isIn(count: Count, last: Step): boolean {
  for (let step: Step | null = last; step !== null; step = step.before) if (step.count === count) return true;
  return false;
}

/** What is cheapest comes first. */
class Queue<T> {
  private readonly heap: { item: T; rank: number }[] = [];

  push(item: T, rank: number): void {
    const { heap } = this;
    let at = heap.length;
    heap.push({ item, rank });
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((heap[above]?.rank ?? 0) <= rank) break;
      heap[at] = heap[above] as { item: T; rank: number };
      at = above;
    }
    heap[at] = { item, rank };
  }

  pop(): T | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && (heap[below + 1]?.rank ?? 0) < (heap[below]?.rank ?? 0)) below++;
      if ((heap[below]?.rank ?? 0) >= last.rank) break;
      heap[at] = heap[below] as { item: T; rank: number };
      at = below;
    }
    heap[at] = last;
    return first.item;
  }
}
