import { describe, expect, it } from 'vitest';
import { BacklogCount, countsOf } from '../src/core/backlog.ts';
import { DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { addDays } from '../src/core/day.ts';
import { project } from '../src/core/projection.ts';
import { on } from './support/cases.ts';
import { simulatedCaseload, WEEKS_AFTER } from './support/simulated-caseload.ts';

const CASELOADS = 200;
const LINES = ['open', 'over20', 'over52'] as const;

/** In how many of the caseloads the range held what came to pass, in percent, by week and line. */
function coverage(firstSeed: number): Record<string, number> {
  const held: Record<string, number> = {};
  for (let seed = firstSeed; seed < firstSeed + CASELOADS; seed++) {
    const { asOf, spells } = simulatedCaseload(seed, on('2019-01-06'));
    const countedOn = (day: typeof asOf): BacklogCount => {
      const count = new BacklogCount(day, DEFAULT_CONVENTIONS);
      for (const spell of spells) count.add(spell);
      return count;
    };
    const { weeks } = project(countedOn(asOf), { horizon: WEEKS_AFTER, runs: 100, seed: 1 });
    for (const ahead of [13, 26, 52]) {
      const truth = countsOf(countedOn(addDays(asOf, 7 * ahead)).open);
      for (const line of LINES) {
        const range = weeks[ahead]?.[line] ?? { low: 0, high: 0 };
        const key = `${line} in ${ahead} weeks`;
        held[key] = (held[key] ?? 0) + (truth[line] >= range.low && truth[line] <= range.high ? 100 / CASELOADS : 0);
      }
    }
  }
  return held;
}

describe('the 80% range of a projection', () => {
  it('holds what comes to pass in 70 to 90% of 200 simulated caseloads, whichever count and however far ahead', () => {
    const held = coverage(1001);
    expect(Object.keys(held)).toHaveLength(9);
    for (const [what, percent] of Object.entries(held)) {
      expect(percent, what).toBeGreaterThanOrEqual(70);
      expect(percent, what).toBeLessThanOrEqual(90);
    }
  });
});
