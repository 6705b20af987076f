import { type CohortCounting, shareInPercent } from '../core/cohort.ts';
import { lastDayWithin } from '../core/conventions.ts';
import { fromTo, longDate } from '../core/day.ts';
import type { Window } from '../core/measure.ts';
import { wholeWeeks } from '../core/proportion.ts';
import { followedTo, type SurvivalCurve, shareBy } from '../core/survival.ts';
import { type Unsaid, withFinding } from './finding.ts';
import type { Cell, Chart } from './report.ts';
import { listed, number, percent } from './words.ts';

/** The week by which the law wants a plan sent, and how far a curve goes at most. */
const LIMIT = 20;
const MOST_WEEKS = 78;
/** Of fewer than these one request more or less moves the curve by a tenth and more: there it ends. */
const FEWEST = 10;

/** The share with a plan by the end of a week; null where it would be made of few. Where nobody waits it is a plain count, of however few. */
function shareIn(curve: SurvivalCurve | undefined, days: number): number | null {
  if (curve === undefined || (curve.waiting > 0 && followedTo(curve, days) < FEWEST)) return null;
  return shareInPercent(shareBy(curve, days));
}

/** Time to the final plan, week by week, as long as enough have been followed: of the period, and of the same dates a year before. */
export function curveChart(windows: readonly Window[], cohorts: readonly CohortCounting[]): Chart {
  const curves = cohorts.map((cohort) => cohort.curve());
  const longest = Math.max(LIMIT, ...curves.map((curve) => wholeWeeks(curve.longest ?? 0)));
  const all = Array.from({ length: Math.min(longest, MOST_WEEKS) + 1 }, (_, week) => week);
  const shares = windows.map(({ conventions }, at) => all.map((week) => shareIn(curves[at], lastDayWithin(week, conventions))));
  const last = Math.max(LIMIT, ...shares.map((ofCurve) => ofCurve.findLastIndex((share) => share !== null)));
  const weeks = all.slice(0, last + 1);
  const chart: Unsaid = {
    kind: 'chart',
    id: 'cohort-curve',
    heading: 'Share with a final plan, by weeks since the request',
    place: 'notes',
    form: 'steps',
    axis: 'Weeks since the request',
    labels: weeks.map(String),
    series: windows.map(({ from, to }, at) => ({
      name: fromTo(from, to),
      cells: weeks.map((week): Cell => ({ kind: 'estimate', value: shares[at]?.[week] ?? null })),
    })),
    levels: [],
    marks: [{ label: String(LIMIT), name: `Week ${LIMIT}: the limit in law` }],
  };
  return withFinding(chart, ({ series }) => finding(series, windows, curves));
}

/** How far each curve has risen by the limit, and at its end, and of how many it is made there. */
function finding(series: Chart['series'], windows: readonly Window[], curves: readonly SurvivalCurve[]): string[] {
  const parts = windows.flatMap(({ from, to, conventions }, at) => {
    const shares = (series[at]?.cells ?? []).map((cell) => (cell.kind === 'estimate' ? cell.value : null));
    const last = shares.findLastIndex((share) => share !== null);
    const told = [...new Set([Math.min(LIMIT, last), last])].filter((week) => typeof shares[week] === 'number');
    const words = told.map((week, place) => `${percent(shares[week] ?? null)}${place === 0 ? ' had one' : ''} within ${week} weeks`);
    const curve = curves[at];
    const followed =
      curve === undefined || curve.waiting === 0
        ? ''
        : ` (${number(followedTo(curve, lastDayWithin(last, conventions)))} of ${number(curve.cases)} followed so long)`;
    return words.length === 0 ? [] : [{ dates: `${longDate(from)} to ${longDate(to)}`, words: `${listed(words)} of the request${followed}` }];
  });
  const [now, before] = parts;
  if (now === undefined) {
    const few = curves.some(({ cases }) => cases > 0);
    return [
      few
        ? `Fewer than ${FEWEST} requests have a final plan or are still open: too few for a curve.`
        : 'No request that has a final plan or is still open was received in either period.',
    ];
  }
  const then = before === undefined ? '' : `; of those received from ${before.dates}, ${before.words}`;
  return [
    `Of the requests received from ${now.dates} that have a final plan or are still open, an estimated ${now.words}${then}.`,
    ...(curves.some(({ waiting }) => waiting > 0) ? [`A curve ends where fewer than ${FEWEST} are still followed.`] : []),
  ];
}
