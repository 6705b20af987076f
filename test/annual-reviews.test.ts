import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../src/core/day.ts';
import { verdictOn } from '../src/core/measure.ts';
import { periodOf } from '../src/core/period.ts';
import type { Plan } from '../src/core/plan.ts';
import { REVIEW_MEASURES } from '../src/core/review-measures.ts';
import { planSeenFrom, planStandingOn } from '../src/core/reviews.ts';
import { ReviewTally } from '../src/report/reviews-tally.ts';
import { on } from './support/cases.ts';
import { DAY_0 } from './support/judging.ts';
import { readPlans } from './support/read-rows.ts';

/** A worked example of a plan: `plan` holds columns of the list as they would be exported; of `expect`, only what is written is looked at. */
interface Example {
  says: string;
  /** Which of the edge cases of the law it is. */
  number: number;
  plan: Record<string, string>;
  asOf: string;
  /** The period of `measures`. */
  period?: string;
  expect: Record<string, unknown> & { measures?: Record<string, string>; figures?: Record<string, number | null> };
}

const FOLDER = fileURLToPath(new URL('../fixtures/examples/annual-reviews/', import.meta.url));
const EXAMPLES = readdirSync(FOLDER).map((file): [string, Example] => [file, JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'))]);

/** Everything an example can expect, as the program finds it. */
function found({ asOf, period = '2000', expect: expected }: Example, plan: Plan): Record<string, unknown> {
  const day = on(asOf);
  const standing = planStandingOn(plan, day);
  const { from, to } = periodOf(period, day);
  const judged = REVIEW_MEASURES.map((measure) => [measure.id, verdictOn(measure, plan, { from, to, asOf: day, conventions: DAY_0 }, planSeenFrom).pile]);
  const tally = new ReviewTally({ asOf: day, period: periodOf('last-12-months', day) }, () => '');
  tally.add(plan);
  const figures = tally.figures();
  const next =
    typeof standing === 'string'
      ? {}
      : Object.fromEntries(Object.entries(standing.next).map(([by, { pile, due }]) => [by, { pile, due: due === null ? null : isoDate(due) }]));
  return {
    ...(typeof standing === 'string' ? { standing } : standing),
    next,
    measures: Object.fromEntries(judged),
    figures: Object.fromEntries(Object.keys(expected.figures ?? {}).map((id) => [id, figures[id]?.value])),
  };
}

describe('worked examples of annual reviews', () => {
  it.each(EXAMPLES)('%s', async (_, example) => {
    const { plan, says, expect: expected } = example;
    const columns = ['plan_id', ...Object.keys(plan)];
    const [read] = await readPlans(`${columns.join()}\n${['P1', ...Object.values(plan)].join()}\n`);
    const everything = found(example, read as Plan);
    expect(Object.keys(expected)).not.toEqual([]);
    expect(Object.keys(everything), says).toEqual(expect.arrayContaining(Object.keys(expected)));
    expect(everything, says).toMatchObject(expected);
  });

  it('are of the edge cases 46 to 50, and say each something else', () => {
    expect([...new Set(EXAMPLES.map(([, { number }]) => number))].sort()).toEqual([46, 47, 48, 49, 50]);
    expect(new Set(EXAMPLES.map(([, { says }]) => says)).size).toBe(EXAMPLES.length);
  });
});
