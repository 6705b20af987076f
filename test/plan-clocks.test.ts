import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../src/core/day.ts';
import type { Plan } from '../src/core/plan.ts';
import { planHistory } from '../src/core/plan-history.ts';
import { timelineOf } from '../src/core/timeline.ts';
import { on } from './support/cases.ts';
import { DAY_0 } from './support/judging.ts';
import { readPlans } from './support/read-rows.ts';

/** A worked example of a plan's clocks: `plan` holds columns of the list as they would be exported; all clocks that have started are named, with their last day. */
interface Example {
  says: string;
  /** Which of the edge cases of the law it is. */
  number: number;
  plan: Record<string, string>;
  asOf: string;
  expect: Record<string, string>;
}

const FOLDER = fileURLToPath(new URL('../fixtures/examples/plan-clocks/', import.meta.url));
const EXAMPLES = readdirSync(FOLDER).map((file): [string, Example] => [file, JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'))]);

describe('worked examples of the clocks of a plan', () => {
  it.each(EXAMPLES)('%s', async (_, { plan, says, asOf, expect: expected }) => {
    const columns = ['plan_id', ...Object.keys(plan)];
    const [read] = await readPlans(`${columns.join()}\n${['P1', ...Object.values(plan)].join()}\n`);
    const runs = timelineOf(planHistory(read as Plan, on(asOf), [], DAY_0), on(asOf), DAY_0);
    const stand = runs.map(({ clock, due, standing }) => [clock.id, `${due === null ? '–' : isoDate(due)} ${standing}`]);
    expect(Object.fromEntries(stand), says).toEqual(expected);
  });

  it('are of the edge cases 27 and 32, and say each something else', () => {
    expect([...new Set(EXAMPLES.map(([, { number }]) => number))].sort()).toEqual([27, 32]);
    expect(new Set(EXAMPLES.map(([, { says }]) => says)).size).toBe(EXAMPLES.length);
  });
});
