import { it } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import { publish } from '../../src/report/publish.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, planOf } from '../support/plans.ts';
it('dbg', () => {
  const reviews = startReviews({ asOf: ABOUT, period: periodOf('last-12-months', ABOUT), by: null, shownId: (id) => id });
  const plans = [planOf({ reviewMeeting: 19297 as never, amendedFinal: 19357 as never, started: 18957 as never }), planOf({ reviewDecision: 'maintain', reviewMeeting: 19297 as never, amendedFinal: 19357 as never })];
  for (const plan of plans) reviews.add(plan, '');
  const r = reviews.report(contextOf(plans.length, { role: 'plans', setAsideMaybeOpen: null, publish: { threshold: 1, step: publish } }));
  console.log(JSON.stringify(r.sources), Object.entries(r.figures).filter(([, f]) => f.value !== 0).map(([id, f]) => `${id} ${f.value} ${f.numerator}/${f.denominator} ${JSON.stringify(f.outOfScope)}`).join('\n'));
});
