import { type Day, daysBetween } from '../core/day.ts';
import { REVIEW_MEASURES, REVIEW_SHARES } from '../core/review-measures.ts';
import {
  AMENDED,
  AMENDED_DAYS,
  DECISION_DAYS,
  DECISIONS,
  LATEST,
  type NextReview,
  OUTCOMES,
  OVERDUE_BANDS,
  type OverdueBand,
  PHASE_DAYS,
  PHASE_STATES,
  REVIEW_DAYS,
  type ReviewDay,
  type ReviewStanding,
} from '../core/reviews.ts';
import type { Described } from './described.ts';

/** What a count turns on: with what a plan is shown among its rows. */
export type About = 'maintained' | 'latest' | `next-${ReviewDay}` | 'decision' | 'outcome' | 'amended' | 'phase';

/** How many of the plans that are maintained on the day stand so. */
export interface PlanCount {
  id: string;
  label: string;
  about: About;
  /** Which plans, in plain words. */
  counts: string;
  source?: string;
  /** The days ahead on which the review falls due, first and last. */
  ahead?: [first: number, last: number];
  holds(standing: ReviewStanding, asOf: Day): boolean;
}

const SECTION_44 = 'section 44(1) of the Children and Families Act 2014';
const PHASES = 'regulation 18 of the SEND Regulations 2014';

export const MAINTAINED: PlanCount = {
  id: 'plans-maintained',
  label: 'Plans maintained',
  about: 'maintained',
  counts:
    'plans that had started, and had come to the authority where they came from another, and had not ceased by the as-of day; one whose start the list does not say is among them',
  holds: () => true,
};

export const LATEST_WORDS: Record<(typeof LATEST)[number], [name: string, words: string]> = {
  'in-12-months': ['in the last 12 months', 'whose latest review meeting was in the 12 months that end with the as-of day'],
  earlier: ['earlier', 'whose latest review meeting was before these'],
  'after-the-day': ['after the as-of day', 'whose latest review meeting is after the as-of day; whether there was one before the list does not say'],
  'not-recorded': ['not recorded, though a decision or a draft is', 'with a decision after a review, or a draft, but no review meeting'],
  none: ['no review recorded', 'of which no review is recorded'],
};

export const NONE_WORDS: Record<ReviewStanding['age'], [name: string, words: string]> = {
  '12-months': ['never reviewed, 12 months old or more', 'of which no review is recorded, and whose first 12 months are over'],
  'under-12-months': ['none yet, under 12 months old', 'of which no review is recorded, in their first 12 months'],
  'start-not-known': ['none, start not known', 'of which neither a review nor a start is recorded'],
};

/** Of plans of which no review is recorded, by their age. */
const NONE = ['12-months', 'under-12-months', 'start-not-known'] as const satisfies readonly ReviewStanding['age'][];

export const latestId = (latest: (typeof LATEST)[number], age: string | null = null): string =>
  age === null ? `reviews-latest-${latest}` : `reviews-none-${age}`;

/** When the latest meeting was: each plan maintained is in one of these. */
export const LATEST_COUNTS: readonly PlanCount[] = LATEST.flatMap((latest): PlanCount[] => {
  const [name, words] = LATEST_WORDS[latest];
  if (latest !== 'none') {
    const counts = `plans maintained ${words}`;
    return [{ id: latestId(latest), label: `Latest review meeting ${name}`, about: 'latest', counts, holds: (one) => one.latest === latest }];
  }
  return NONE.map((age) => ({
    id: latestId(latest, age),
    label: `No review recorded: ${NONE_WORDS[age][0]}`,
    about: 'latest',
    counts: `plans maintained ${NONE_WORDS[age][1]}`,
    holds: (one) => one.latest === 'none' && one.age === age,
  }));
});

/** `up to 6 months` */
export const BAND_WORDS: Record<OverdueBand, string> = {
  '0-6-months': 'up to 6 months',
  '6-12-months': 'over 6 and up to 12 months',
  '12-24-months': 'over 12 and up to 24 months',
  'over-24-months': 'over 24 months',
};

export const isOverdue = ({ pile }: NextReview): boolean => (OVERDUE_BANDS as readonly string[]).includes(pile);

const BY_WORDS: Record<ReviewDay, string> = { meeting: 'by the meeting', decision: 'by the decision letter' };
const suffixOf = (by: ReviewDay): string => (by === 'meeting' ? '' : '-by-decision-letter');

/** When the next review is due, by the meeting or the letter: each plan maintained is in one of these, the overdue in one band each. */
export const NEXT_PILES = ['reviews-not-yet-due', 'reviews-overdue', 'reviews-due-not-known', 'reviews-due-start-not-known'] as const;
export const nextId = (id: string, by: ReviewDay): string => `${id}${suffixOf(by)}`;
export const bandId = (band: OverdueBand, by: ReviewDay): string => nextId(`reviews-overdue-${band}`, by);

function nextCounts(by: ReviewDay): PlanCount[] {
  const words = BY_WORDS[by];
  const held = by === 'meeting' ? 'meeting' : 'letter with a decision';
  const plans = `plans maintained whose next review, counted ${words},`;
  const source = SECTION_44;
  const about = `next-${by}` as const;
  return [
    {
      id: nextId('reviews-not-yet-due', by),
      label: `Next review not yet due, ${words}`,
      about,
      counts: `${plans} is due on the as-of day or later: by the last of the 12 months that start with the latest ${held}, or, before there is one, with the plan`,
      source,
      holds: (one) => one.next[by].pile === 'not-yet-due',
    },
    {
      id: nextId('reviews-overdue', by),
      label: `Reviews overdue, ${words}`,
      about,
      counts: `${plans} was due before the as-of day`,
      source,
      holds: (one) => isOverdue(one.next[by]),
    },
    ...OVERDUE_BANDS.map(
      (band): PlanCount => ({
        id: bandId(band, by),
        label: `Reviews overdue by ${BAND_WORDS[band]}, ${words}`,
        about,
        counts: `${plans} was due ${BAND_WORDS[band]} before the as-of day`,
        source,
        holds: (one) => one.next[by].pile === band,
      }),
    ),
    {
      id: nextId('reviews-due-not-known', by),
      label: `Day of the latest review not known, ${words}`,
      about,
      counts: `plans maintained, 12 months old or more, of which a review is recorded, but no ${held} by the as-of day: it came later, or the list does not say when`,
      holds: (one) => one.next[by].pile === 'not-known',
    },
    {
      id: nextId('reviews-due-start-not-known', by),
      label: `No start and no review recorded, ${words}`,
      about,
      counts: 'plans maintained of which the list says neither a start nor a review, so that nobody can say when one is due',
      holds: (one) => one.next[by].pile === 'start-not-known',
    },
  ];
}

const NEVER: PlanCount = {
  id: 'reviews-overdue-never-reviewed',
  label: 'Reviews overdue of plans never reviewed',
  about: 'next-meeting',
  counts: 'plans maintained whose first review was due before the as-of day, and of which no review is recorded',
  source: SECTION_44,
  holds: (one) => one.never && isOverdue(one.next.meeting),
};

export const WEEKS_AHEAD = 13;
const weekId = (week: number): string => `reviews-due-in-week-${week}`;

const dueIn = ({ next: { meeting } }: ReviewStanding, asOf: Day): number | null =>
  meeting.pile === 'not-yet-due' && meeting.due !== null ? daysBetween(asOf, meeting.due) : null;

function dueBetween(id: string, label: string, counts: string, [first, last]: [number, number]): PlanCount {
  return {
    id,
    label,
    about: 'next-meeting',
    counts,
    ahead: [first, last],
    holds(one, asOf) {
      const days = dueIn(one, asOf);
      return days !== null && days >= first && days <= last;
    },
  };
}

const DUE_WORDS = 'plans maintained whose next review meeting is due';

/** By the week in which the next meeting is due; the first begins with the as-of day. */
export const WEEK_COUNTS: readonly PlanCount[] = Array.from({ length: WEEKS_AHEAD }, (_, at) =>
  dueBetween(weekId(at + 1), 'Review meetings due', `${DUE_WORDS} in that week`, [at * 7, at * 7 + 6]),
);
const DUE_SOON = dueBetween('reviews-due-in-13-weeks', 'Review meetings due in 13 weeks', `${DUE_WORDS} in the 13 weeks that start with the as-of day`, [
  0,
  WEEKS_AHEAD * 7 - 1,
]);
const DUE_LATER: PlanCount = {
  id: 'reviews-due-later',
  label: 'Review meetings due later',
  about: 'next-meeting',
  counts: `${DUE_WORDS} after these`,
  holds: (one, asOf) => (dueIn(one, asOf) ?? -1) >= WEEKS_AHEAD * 7,
};

export const DECISION_WORDS: Record<(typeof DECISIONS)[number], [name: string, words: string]> = {
  'in-time': ['Told within 4 weeks', `whose letter with the decision was sent by day ${DECISION_DAYS} after the latest review meeting`],
  late: ['Told later', `whose letter with the decision was sent after day ${DECISION_DAYS}`],
  'not-due': ['Not due', `without a decision, the latest review meeting at most ${DECISION_DAYS} days before the as-of day`],
  outstanding: ['Outstanding', `without a decision, the latest review meeting more than ${DECISION_DAYS} days before the as-of day`],
  'date-not-known': ['Told, but the list does not say when', 'with a decision after the latest review meeting, but no date of the letter'],
  'meeting-not-known': ['Told, but no meeting is recorded', 'with a decision after a review, but no review meeting'],
  'out-of-order': ['Dates in an impossible order', 'whose decision is before the review meeting, or the meeting before the plan'],
  'no-meeting': ['No meeting by the as-of day', 'without a review meeting or a decision by the as-of day'],
};

export const decisionId = (pile: string): string => `review-decision-${pile}`;
const DECISION_COUNTS: readonly PlanCount[] = DECISIONS.map((pile) => ({
  id: decisionId(pile),
  label: `Decision after the latest meeting: ${lower(DECISION_WORDS[pile][0])}`,
  about: 'decision',
  counts: `plans maintained ${DECISION_WORDS[pile][1]}`,
  source: 'regulation 20(10) of the SEND Regulations 2014',
  holds: (one) => one.decision === pile,
}));

export const OUTCOME_WORDS: Record<(typeof OUTCOMES)[number], string> = {
  maintain: 'Maintain as it is',
  amend: 'Amend',
  cease: 'Cease',
  'not-recorded': 'Not recorded',
};

export const outcomeId = (outcome: string): string => `review-outcome-${outcome}`;
const OUTCOME_COUNTS: readonly PlanCount[] = OUTCOMES.map((outcome) => ({
  id: outcomeId(outcome),
  label: `Decision after the latest review: ${lower(OUTCOME_WORDS[outcome])}`,
  about: 'outcome',
  counts: `plans maintained with a decision after the latest review (dates in an impossible order aside): ${lower(OUTCOME_WORDS[outcome])}`,
  holds: (one) => one.outcome === outcome,
}));

export const AMENDED_WORDS: Record<(typeof AMENDED)[number], [name: string, words: string]> = {
  'in-time': ['Sent within 12 weeks', `whose final amended plan was sent by day ${AMENDED_DAYS} after the latest review meeting`],
  late: ['Sent later', `whose final amended plan was sent after day ${AMENDED_DAYS}`],
  'not-due': ['Not due', `that are to be amended and were not yet, the latest review meeting at most ${AMENDED_DAYS} days before the as-of day`],
  outstanding: ['Outstanding', `that are to be amended and were not yet, the latest review meeting more than ${AMENDED_DAYS} days before the as-of day`],
  'meeting-not-known': ['To be amended, but no meeting is recorded', 'that are to be amended, without a review meeting to count from'],
  'out-of-order': [
    'Dates in an impossible order',
    'that are to be amended, whose dates are in an impossible order, such as a final plan before the review meeting',
  ],
  'not-to-be-amended': ['Not to be amended', 'that are not to be amended after the latest review, as far as is known on the as-of day'],
};

export const amendedId = (pile: string): string => `amended-plan-${pile}`;
const AMENDED_COUNTS: readonly PlanCount[] = AMENDED.map((pile) => ({
  id: amendedId(pile),
  label: `Final amended plan: ${lower(AMENDED_WORDS[pile][0])}`,
  about: 'amended',
  counts: `plans maintained ${AMENDED_WORDS[pile][1]}`,
  source: 'R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)',
  holds: (one) => one.amended === pile,
}));

export const PHASE_DAY_WORDS: Record<(typeof PHASE_DAYS)[number], string> = {
  '15-february': '15 February',
  '31-march': '31 March',
  'other-day': 'Another day',
};
export const PHASE_STATE_WORDS: Record<(typeof PHASE_STATES)[number], string> = {
  'in-time': 'In time',
  late: 'Late',
  outstanding: 'Outstanding',
  'not-yet-due': 'Not yet due',
};
export const PHASE_OTHERS = ['earlier-outstanding', 'earlier-sent', 'later', 'no-due-day', 'none'] as const;
export const PHASE_OTHER_WORDS: Record<(typeof PHASE_OTHERS)[number], string> = {
  'earlier-outstanding': 'Due in an earlier year, outstanding',
  'earlier-sent': 'Due in an earlier year, sent',
  later: 'Due in a later year',
  'no-due-day': 'Sent, but the list says no day by which',
  none: 'No phase transfer in the list',
};

export const phaseId = (...parts: string[]): string => ['phase-transfer', ...parts].join('-');
const PHASE_COUNTS: readonly PlanCount[] = [
  ...PHASE_STATES.flatMap((state) =>
    [null, ...PHASE_DAYS].map((due): PlanCount => {
      const by = due === null ? '' : due === 'other-day' ? ' by another day' : ` by ${PHASE_DAY_WORDS[due]}`;
      return {
        id: due === null ? phaseId(state) : phaseId(due, state),
        label: `Phase transfers due${by} this academic year: ${lower(PHASE_STATE_WORDS[state])}`,
        about: 'phase',
        counts: `plans maintained to be amended for a phase transfer${by} in the academic year of the as-of day, the day itself in time: ${lower(PHASE_STATE_WORDS[state])}`,
        source: PHASES,
        holds: ({ phase }) => phase.year === 'this' && phase.state === state && (due === null || phase.due === due),
      };
    }),
  ),
  ...PHASE_OTHERS.map(
    (year): PlanCount => ({
      id: phaseId(year),
      label: `Phase transfers: ${lower(PHASE_OTHER_WORDS[year])}`,
      about: 'phase',
      counts: `plans maintained: ${lower(PHASE_OTHER_WORDS[year])}`,
      holds: ({ phase }) => phase.year === year,
    }),
  ),
];

export function lower(text: string): string {
  return /^\d/.test(text) ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** Every count of the day, in report order. */
export const PLAN_COUNTS: readonly PlanCount[] = [
  MAINTAINED,
  ...LATEST_COUNTS,
  ...REVIEW_DAYS.flatMap(nextCounts),
  NEVER,
  DUE_SOON,
  ...WEEK_COUNTS,
  DUE_LATER,
  ...DECISION_COUNTS,
  ...OUTCOME_COUNTS,
  ...AMENDED_COUNTS,
  ...PHASE_COUNTS,
];

/** Said alike of every figure of a day. */
const OF_THE_DAY = { when: 'As things stood at the end of the as-of day.', examples: [] };
const rowsOf = (id: string): string => `ehcp cases --figure ${id} --as-of 2022-12-31`;

/** The weeks of the reviews that fall due, and the days of phase transfers, each alone: explained when named. */
const IS_PART = /-in-week-|^phase-transfer-(15|31|other)/;

/** Every figure of the report, by its name, for definitions. */
export const REVIEW_FIGURES: readonly Described[] = [
  ...REVIEW_SHARES.map(({ id, title, counts, source }) => ({ ...OF_THE_DAY, id, title, counts, source, rows: rowsOf(id) })),
  ...REVIEW_MEASURES.map(({ id, title, counts, source }) => ({
    ...OF_THE_DAY,
    id,
    title,
    counts,
    source,
    when: 'In the period: --period, else the last 12 months.',
    rows: rowsOf(id),
  })),
  ...PLAN_COUNTS.map(({ id, label, counts, source = null }) => ({
    ...OF_THE_DAY,
    id,
    title: label,
    counts: () => counts,
    source,
    rows: rowsOf(id),
    ...(IS_PART.test(id) ? { isPart: true as const } : {}),
  })),
];
