/**
 * Whether two groups differ by more than chance: Fisher's exact test, two-sided. It is exact however small the numbers:
 * given how many there are in each group and how many meet the test in all, it is the chance that a lot drawn for who
 * meets it would give a split as unlikely as the one there is, or more so. Source: R. A. Fisher (1935), The Design of
 * Experiments; as R's fisher.test has it, with its allowance for rounding.
 */

/** A group against all others: how many of each, and how many of these meet the test. */
export interface TwoGroups {
  met: number;
  of: number;
  othersMet: number;
  othersOf: number;
}

/** What two chances that are equal may differ by, as they are worked out. */
const ROUNDING = 1 + 1e-7;

/** The chance of a split as unlikely as this one, from 0 to 1. */
export const fisherChance = (groups: TwoGroups): number => tailOf(chances(groups), groups.met - leastOf(groups));

/** The smallest chance that these numbers could have come to, whoever had met the test: groups of few can show nothing. */
export function smallestChance(groups: TwoGroups): number {
  const all = chances(groups);
  return Math.min(tailOf(all, 0), tailOf(all, all.length - 1));
}

/** The fewest of the group that can meet the test, as the others are only so many. */
const leastOf = ({ met, othersMet, othersOf }: TwoGroups): number => Math.max(0, met + othersMet - othersOf);

function tailOf(all: readonly number[], at: number): number {
  const own = (all[at] ?? 0) * ROUNDING;
  return Math.min(
    1,
    all.reduce((sum, one) => (one <= own ? sum + one : sum), 0),
  );
}

/** The chance of each number of the group that may meet the test, the fewest first. */
function chances(groups: TwoGroups): number[] {
  const { met, of, othersMet, othersOf } = groups;
  const [least, most] = [leastOf(groups), Math.min(of, met + othersMet)];
  const logs = logsOfFactorials(of + othersOf);
  const choose = (n: number, k: number): number => (logs[n] as number) - (logs[k] as number) - (logs[n - k] as number);
  const all = choose(of + othersOf, met + othersMet);
  return Array.from({ length: most - least + 1 }, (_, at) => {
    const here = least + at;
    return Math.exp(choose(of, here) + choose(othersOf, met + othersMet - here) - all);
  });
}

function logsOfFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] as number) + Math.log(n);
  return logs;
}

/**
 * Chances that allow for how many were looked at: Holm's step-down correction.
 * Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6.
 */
export function holm(found: readonly number[]): number[] {
  const inOrder = found.map((chance, at) => ({ chance, at })).sort((a, b) => a.chance - b.chance);
  const corrected = new Array<number>(found.length);
  let before = 0;
  inOrder.forEach(({ chance, at }, rank) => {
    before = Math.max(before, Math.min(1, chance * (found.length - rank)));
    corrected[at] = before;
  });
  return corrected;
}
