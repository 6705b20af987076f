import { COHORT_WEEKS, type CohortCounting, type CohortStanding, outOfCurve, shareInPercent } from '../core/cohort.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import type { ScopeReason } from '../core/measure.ts';
import type { ClosingCause } from '../core/position.ts';
import { meanWeeks, percentage } from '../core/proportion.ts';
import { shareBy } from '../core/survival.ts';
import type { Defined } from './definitions.ts';
import type { Figure } from './report.ts';
import { listed } from './words.ts';

/** A figure of the requests received in a period. */
export interface CohortFigure {
  id: string;
  label: string;
  /** Which requests it counts, of which, in plain words. */
  counts(conventions: Conventions): string;
  /** Why a request that stands so is none of its business; null where it is judged. */
  leavesOut(standing: CohortStanding): ScopeReason | null;
  /** Whether a request that is judged is counted. */
  holds(standing: CohortStanding): boolean;
  figure(counting: CohortCounting, conventions: Conventions): Figure;
}

type Holds = CohortFigure['holds'];

const everyRequest = (): null => null;
const always = (): true => true;

/** Some of the requests judged: how many, and which share of them. */
function counted(one: Omit<CohortFigure, 'figure'>): CohortFigure {
  const isJudged: Holds = (standing) => one.leavesOut(standing) === null;
  return {
    ...one,
    figure(counting) {
      const value = counting.count((standing) => isJudged(standing) && one.holds(standing));
      const denominator = counting.count(isJudged);
      return { label: one.label, unit: 'requests', value, denominator, percent: percentage(value, denominator) };
    },
  };
}

const REQUESTS: CohortFigure = {
  id: 'cohort-requests',
  label: 'Requests received, each followed to its end or to the as-of day',
  counts: () => 'requests for an EHC needs assessment received in the period',
  leavesOut: everyRequest,
  holds: always,
  figure(counting) {
    const value = counting.count(always);
    return { label: REQUESTS.label, unit: 'requests', value, denominator: value, excluded: [], outOfScope: counting.outOfScope() };
  },
};

const isOpen: Holds = ({ by }) => by === null;
const isNotKnown: Holds = ({ by, ended }) => by !== null && ended === null;
const endedBy = ({ by, ended }: CohortStanding, causes: readonly ClosingCause[]): boolean => by !== null && ended !== null && causes.includes(by);

/** What became of a request. */
interface Outcome {
  id: string;
  name: string;
  words: string;
  holds: Holds;
}

const endedAs = (by: ClosingCause, id: string, name: string, words: string): Outcome => ({ id, name, words, holds: (standing) => endedBy(standing, [by]) });

/** Each request is in one of these: they add up to the requests received. */
export const OUTCOMES: readonly Outcome[] = [
  endedAs('final-plan', 'cohort-issued', 'Final plan sent', 'have a final plan'),
  endedAs('refused-to-assess', 'cohort-refused-to-assess', 'Refused an assessment', 'were refused an assessment, and not taken up again'),
  endedAs('refused-to-issue', 'cohort-refused-to-issue', 'Refused a plan', 'were refused a plan, and not taken up again'),
  endedAs('withdrawn', 'cohort-withdrawn', 'Withdrawn', 'were withdrawn'),
  endedAs('moved', 'cohort-moved', 'Moved to another authority', 'ended as the person moved to another authority'),
  endedAs('other', 'cohort-other', 'Closed for another reason', 'were closed for another reason, or for none given'),
  {
    id: 'cohort-not-known',
    name: 'Ended, days not known',
    words: 'have ended, but the list does not say when, or gives dates in an impossible order',
    holds: isNotKnown,
  },
  { id: 'cohort-open', name: 'Still open', words: 'are still open', holds: isOpen },
];

/** How a request stands when a week is past. */
interface AtWeek {
  /** What the figure's id and label are but for the number of the week. */
  id: string;
  label: string;
  column: string[];
  words: string;
  holds(standing: CohortStanding, week: number): boolean;
}

const endedInTime = (causes: readonly ClosingCause[]): AtWeek['holds'] => {
  return (standing, week) => endedBy(standing, causes) && (standing.ended ?? 0) <= week;
};

/** Of the requests for which a week is past, each is in one of these. */
export const AT_WEEK: readonly AtWeek[] = [
  {
    id: 'cohort-issued-by-week',
    label: 'Requests with a final plan by week',
    column: ['Final plan', 'sent'],
    words: 'had a final plan',
    holds: endedInTime(['final-plan']),
  },
  {
    id: 'cohort-refused-by-week',
    label: 'Requests refused by week',
    column: ['Refused'],
    words: 'had been refused an assessment or a plan, and were not taken up again',
    holds: endedInTime(['refused-to-assess', 'refused-to-issue']),
  },
  {
    id: 'cohort-closed-by-week',
    label: 'Requests closed otherwise by week',
    column: ['Closed', 'otherwise'],
    words: 'had been withdrawn, moved or closed otherwise',
    holds: endedInTime(['withdrawn', 'moved', 'other']),
  },
  {
    id: 'cohort-not-known-at-week',
    label: 'Requests that ended, days not known, of those past week',
    column: ['Days not', 'known'],
    words: 'or later ended, on a day not known',
    holds: isNotKnown,
  },
  {
    id: 'cohort-open-at-week',
    label: 'Requests still open at the end of week',
    column: ['Still', 'open'],
    words: 'had not ended',
    holds: (standing, week) => isOpen(standing) || (standing.ended ?? 0) > week,
  },
];

/** The requests for which a week is not past: with those for which it is, all. */
export const NOT_YET = { id: 'cohort-not-yet-at-week', column: ['Not yet', 'so old'] };

const lastDay = (week: number, conventions: Conventions): number => lastDayWithin(COHORT_WEEKS[week] ?? Number.POSITIVE_INFINITY, conventions);
const isPast = ({ passed }: CohortStanding, week: number): boolean => passed > week;

const figuresAt = (weeks: number, week: number): CohortFigure[] => [
  ...AT_WEEK.map(({ id, label, words, holds }) =>
    counted({
      id: `${id}-${weeks}`,
      label: `${label} ${weeks}`,
      counts: (conventions) =>
        `of the requests received in the period, more than ${lastDay(week, conventions)} days before the as-of day, those that by day ${lastDay(week, conventions)} ${words}`,
      leavesOut: (standing) => (isPast(standing, week) ? null : 'not-yet-due'),
      holds: (standing) => holds(standing, week),
    }),
  ),
  counted({
    id: `${NOT_YET.id}-${weeks}`,
    label: `Requests for which week ${weeks} is not past`,
    counts: (conventions) => `of the requests received in the period, those received no more than ${lastDay(week, conventions)} days before the as-of day`,
    leavesOut: everyRequest,
    holds: (standing) => !isPast(standing, week),
  }),
];

const OF_THE_CURVE = 'requests of the period that have a final plan or are still open';

const CURVE: CohortFigure = counted({
  id: 'cohort-curve-requests',
  label: 'Requests with a final plan, or still open',
  counts: () => `${OF_THE_CURVE}: the curve is made of them`,
  leavesOut: outOfCurve,
  holds: always,
});

const MEDIAN: CohortFigure = {
  ...CURVE,
  id: 'cohort-curve-median-weeks',
  label: 'Weeks until half of the requests with a final plan, or still open, have it',
  counts: () => `the day by which half of the ${OF_THE_CURVE} have it, ÷ 7; an open request counts for as long as it has waited (Kaplan–Meier)`,
  figure(counting) {
    const { medianDays, cases } = counting.curve();
    return { label: MEDIAN.label, unit: 'weeks', value: medianDays === null ? null : meanWeeks(2 * medianDays, 2), denominator: cases };
  },
};

const curveAt = (weeks: number, week: number): CohortFigure[] => {
  const label = `Share with a final plan by week ${weeks} of the requests with one, or still open, estimated`;
  return [
    {
      id: `cohort-curve-issued-by-week-${weeks}`,
      label,
      counts: (conventions) =>
        `of the ${OF_THE_CURVE}, the share with a final plan by day ${lastDay(week, conventions)}; an open request counts for as long as it has waited (Kaplan–Meier)`,
      leavesOut: outOfCurve,
      holds: (standing) => !isOpen(standing) && (standing.ended ?? 0) <= week,
      figure(counting, conventions) {
        const curve = counting.curve();
        return { label, unit: 'percent', value: shareInPercent(shareBy(curve, lastDay(week, conventions))), denominator: curve.cases };
      },
    },
    counted({
      id: `cohort-curve-waiting-at-week-${weeks}`,
      label: `Requests known to have waited for a final plan longer than ${weeks} weeks`,
      counts: (conventions) => `of the ${OF_THE_CURVE}, those that had no plan by day ${lastDay(week, conventions)} and have been followed beyond it`,
      leavesOut: outOfCurve,
      holds: ({ passed, ended }) => (ended ?? passed) > week,
    }),
  ];
};

/** Every figure that is made of the requests received in a period, in report order. */
export const COHORT_FIGURES: readonly CohortFigure[] = [
  REQUESTS,
  ...OUTCOMES.map(({ id, name, words, holds }) =>
    counted({
      id,
      label: `Requests: ${name.toLowerCase()}`,
      counts: () => `of the requests received in the period, those that ${words}`,
      leavesOut: everyRequest,
      holds,
    }),
  ),
  ...COHORT_WEEKS.flatMap(figuresAt),
  CURVE,
  MEDIAN,
  ...COHORT_WEEKS.flatMap(curveAt),
];

export const CURVE_SOURCE = 'Kaplan and Meier, Nonparametric estimation from incomplete observations (1958)';

/** What stands behind the page: of the figures of six weeks once for all of them. */
export const COHORT_TERMS: readonly Defined[] = [
  ...COHORT_FIGURES.filter(({ id }) => !id.includes('-week-')).map(({ id, label, counts }) => ({
    title: label,
    counts,
    source: id.startsWith('cohort-curve') ? CURVE_SOURCE : null,
  })),
  {
    title: 'When a week was past',
    counts: (conventions) =>
      `of the requests received in the period more than ${listed(COHORT_WEEKS.map((_, week) => String(lastDay(week, conventions))))} days before the as-of day, what had become of them by then. Each has one end, the one that is known on the as-of day: a refusal that was overtaken counts as open all along`,
    source: null,
  },
  {
    title: 'Share with a final plan by a week, estimated',
    counts: () =>
      'of the requests that have a final plan or are still open, the share with a final plan by then; an open request counts for as long as it has waited',
    source: CURVE_SOURCE,
  },
];
