import { type CohortCounting, shareInPercent } from '../core/cohort.ts';
import { lastDayWithin } from '../core/conventions.ts';
import { fromTo, longDate } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { wholeWeeks } from '../core/proportion.ts';
import { shareBy } from '../core/survival.ts';
import { type Unsaid, withFinding } from './finding.ts';
import type { Cell, Chart } from './report.ts';
import { listed, percent } from './words.ts';

/** The week by which the law wants a plan sent, and how far a curve goes at most. */
const LIMIT = 20;
const MOST_WEEKS = 78;

/** Time to the final plan, week by week, as long as anybody has been followed: of the period, and of the same dates a year before. */
export function curveChart(windows: readonly Window[], cohorts: readonly CohortCounting[]): Chart {
  const curves = cohorts.map((cohort) => cohort.curve());
  const longest = Math.max(0, ...curves.map((curve) => wholeWeeks(curve.longest ?? 0)));
  const weeks = Array.from({ length: Math.min(Math.max(longest, LIMIT), MOST_WEEKS) + 1 }, (_, week) => week);
  const chart: Unsaid = {
    kind: 'chart',
    id: 'cohort-curve',
    heading: 'Share with a final plan, by weeks since the request',
    place: 'notes',
    form: 'steps',
    axis: 'Weeks since the request',
    labels: weeks.map(String),
    series: windows.map(({ from, to, conventions }, at) => ({
      name: fromTo(from, to),
      cells: weeks.map((week): Cell => {
        const curve = curves[at];
        return { kind: 'estimate', value: curve === undefined ? null : shareInPercent(shareBy(curve, lastDayWithin(week, conventions))) };
      }),
    })),
    levels: [],
    marks: [{ label: String(LIMIT), name: `Week ${LIMIT}: the limit in law` }],
  };
  return withFinding(chart, ({ series }) => finding(series, windows));
}

/** How far each curve has risen by the limit, and at its end. */
function finding(series: Chart['series'], windows: readonly Window[]): string[] {
  const parts = windows.flatMap(({ from, to }, at) => {
    const shares = (series[at]?.cells ?? []).map((cell) => (cell.kind === 'estimate' ? cell.value : null));
    const last = shares.findLastIndex((share) => share !== null);
    const told = [...new Set([LIMIT, last])].filter((week) => typeof shares[week] === 'number');
    const words = told.map((week, place) => `${percent(shares[week] ?? null)}${place === 0 ? ' had one' : ''} within ${week} weeks`);
    return words.length === 0 ? [] : [{ dates: `${longDate(from)} to ${longDate(to)}`, words: listed(words) }];
  });
  const [now, before] = parts;
  if (now === undefined) return ['No request that has a final plan or is still open was received in either period.'];
  const then = before === undefined ? '' : `; of those received from ${before.dates}, ${before.words}`;
  return [`Of the requests received from ${now.dates} that have a final plan or are still open, an estimated ${now.words} of the request${then}.`];
}
