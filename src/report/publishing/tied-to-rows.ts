import { addUpTo } from './adding-up.ts';
import { ALWAYS, type Place } from './places.ts';
import type { PrintedCounts } from './printed-counts.ts';
import { setsApart } from './stretches.ts';
import { ONCE } from './sums.ts';
import type { Count } from './suppression.ts';

/** A row is counted in one period at most; and what ended is no longer open. */
export function tieToRows({ suppression, day, rows: lists, ratios }: PrintedCounts, periods: readonly Place[]): void {
  const received = day.counts.get('received');
  const setsOf = (name: string): Count[][] =>
    setsApart(periods.filter(({ counts, from }) => counts.has(name) && from !== ALWAYS)).map((set) => set.map(({ counts }) => counts.get(name) as Count));
  const undated = (name: string): Count[] => periods.flatMap(({ from, counts }) => (from === ALWAYS ? (counts.get(name) ?? []) : [])).slice(0, 1);
  const within = (rows: Count | undefined, name: string, noDate: Count[] = []): void => {
    if (rows !== undefined) for (const set of setsOf(name)) addUpTo(suppression, rows, [...set, ...noDate], 'free');
  };
  for (const name of ONCE) within(received, name, undated(`${name === 'due' ? 'requests' : name}-no-date`));
  for (const [ratio, role] of ratios) {
    const rows = lists.get(role)?.counts.get('counted');
    const [inPlace, outside] = [setsOf(`${ratio} denominator`), setsOf(`${ratio} not-in-denominator`)];
    inPlace.forEach((set, at) => {
      if (rows !== undefined) addUpTo(suppression, rows, [...set, ...(outside[at] ?? []), ...undated(`${ratio} no-date`)], 'free');
    });
  }
  const { counts } = day;
  for (const name of ['refused', 'refusals']) within(counts.get('not-at-first'), name);
  const [ended, closed] = [counts.get('ended'), counts.get('closed')];
  for (const plans of setsOf('finals')) {
    if (closed !== undefined) addUpTo(suppression, closed, plans, 'guarded');
    if (ended !== undefined) for (const without of setsOf('closed-without-plan')) addUpTo(suppression, ended, [...plans, ...without], 'free');
  }
}
