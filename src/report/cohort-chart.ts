import type { CohortCounting } from '../core/cohort.ts';
import { lastDayWithin } from '../core/conventions.ts';
import { shortDate } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { shareInPercent, wholeWeeks } from '../core/proportion.ts';
import { shareBy } from '../core/survival.ts';
import { withFinding } from './finding.ts';
import type { Cell, Chart } from './report.ts';

/** The week by which the law wants a plan sent, and how far a curve goes at least and at most. */
const LIMIT = 20;
const MOST_WEEKS = 78;

/** Time to the final plan, week by week, as long as anybody has been followed: of the period, and of the same dates a year before. */
export function curveChart(windows: readonly Window[], cohorts: readonly CohortCounting[]): Chart {
  const curves = cohorts.map((cohort) => cohort.curve());
  const longest = Math.max(0, ...curves.map((curve) => wholeWeeks(curve.longest ?? 0)));
  const weeks = Array.from({ length: Math.min(Math.max(longest, LIMIT), MOST_WEEKS) + 1 }, (_, week) => week);
  return withFinding({
    kind: 'chart',
    id: 'cohort-curve',
    heading: 'Share with a final plan, by weeks since the request',
    place: 'notes',
    form: 'steps',
    axis: 'Weeks since the request',
    labels: weeks.map(String),
    series: windows.map(({ from, to, conventions }, at) => ({
      name: `${shortDate(from)} to ${shortDate(to)}`,
      cells: weeks.map((week): Cell => {
        const curve = curves[at];
        return { kind: 'estimate', value: curve === undefined ? null : shareInPercent(shareBy(curve, lastDayWithin(week, conventions))) };
      }),
    })),
    levels: [],
    marks: [{ label: String(LIMIT), name: `Week ${LIMIT}: the limit in law` }],
  });
}
