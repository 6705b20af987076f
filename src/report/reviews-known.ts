import { addDays, addYears } from '../core/day.ts';
import { AMENDED, DECISIONS, LATEST, OUTCOMES, OVERDUE_BANDS, PHASE_DAYS, PHASE_STATES, type ReviewDay, type ReviewStanding } from '../core/reviews.ts';
import { adds, type Known } from './context.ts';
import {
  amendedId,
  bandId,
  decisionId,
  LATEST_COUNTS,
  latestId,
  MAINTAINED,
  NEXT_PILES,
  NONE,
  nextId,
  outcomeId,
  PHASE_OTHERS,
  phaseId,
  WEEK_COUNTS,
} from './reviews-figures.ts';
import type { ReviewDays, Unprinted } from './reviews-tally.ts';

/**
 * What whoever reads the report knows of how its counts hang together, for the step that publishes. What ends in `?` is no
 * count that anybody asks for, and is not guarded.
 */

const [NOT_YET, OVERDUE, NOT_KNOWN, NO_START] = NEXT_PILES;
const HELD = latestId('in-12-months');
const NEVER = 'reviews-overdue-never-reviewed';

/** What is told of each group of a split. */
const OF_GROUPS: readonly string[] = [
  MAINTAINED.id,
  'reviews-held-12-months',
  'reviews-held-12-months-expected',
  'reviews-decided-12-months',
  OVERDUE,
  NEVER,
  decisionId('outstanding'),
  amendedId('outstanding'),
  'review-decision-within-4-weeks',
  'amended-final-within-12-weeks',
];

/** Whether a figure is told of each group of a split. */
export const isOfGroups = (id: string): boolean => OF_GROUPS.includes(id);

const CEASED = { ceased: 'plans-ceased' };

/** What the parts of the figures are, by the names that are used here. */
export const REVIEW_PARTS: Readonly<Record<string, { numerator: string; denominator: string; reasons: Record<string, string> }>> = {
  'reviews-held-12-months': { numerator: HELD, denominator: MAINTAINED.id, reasons: CEASED },
  'reviews-held-12-months-expected': {
    numerator: 'held-of-expected',
    denominator: 'reviews-expected',
    reasons: { ...CEASED, 'under-12-months': 'plans-under-12-months', 'start-not-known': 'plans-start-not-known' },
  },
  'reviews-decided-12-months': { numerator: 'decided-in-12-months', denominator: MAINTAINED.id, reasons: CEASED },
  'review-decision-within-4-weeks': {
    numerator: 'decided-in-time',
    denominator: 'decisions-told',
    reasons: { 'dates-out-of-order': 'decisions-out-of-order', 'no-date': 'decisions-undated' },
  },
  'amended-final-within-12-weeks': { numerator: 'amended-in-time', denominator: 'amended-sent', reasons: { 'dates-out-of-order': 'amended-out-of-order' } },
};

/** What a paper loses by a count: most by what it is about. */
export const REVIEW_COSTS: Readonly<Record<string, number>> = {
  [MAINTAINED.id]: 1000,
  [HELD]: 500,
  [OVERDUE]: 400,
  'decided-in-12-months': 200,
  'held-of-expected': 150,
  'reviews-expected': 150,
  'decisions-told': 150,
  'decided-in-time': 150,
  'amended-sent': 100,
  'amended-in-time': 100,
  [NEVER]: 100,
};

type Kind = (typeof NEXT_PILES)[number];
type Age = ReviewStanding['age'];

interface Way {
  name: string;
  latest: (typeof LATEST)[number];
  age: Age;
  kind: Kind;
}

/** Every way in which a plan can stand by its latest meeting, its age and when its next review is due. */
const WAYS: readonly Way[] = LATEST.flatMap((latest) =>
  (['12-months', 'under-12-months', 'start-not-known'] as const).flatMap((age) =>
    kindsOf(latest, age).map((kind) => ({ name: wayName(latest, age, kind), latest, age, kind })),
  ),
);

function kindsOf(latest: (typeof LATEST)[number], age: Age): Kind[] {
  if (latest === 'in-12-months') return [NOT_YET];
  if (latest === 'earlier') return [NOT_YET, OVERDUE];
  if (age === 'under-12-months') return [NOT_YET];
  if (latest === 'none') return age === 'start-not-known' ? [NO_START] : [NOT_YET, OVERDUE];
  return age === 'start-not-known' ? [NOT_KNOWN] : [NOT_YET, NOT_KNOWN];
}

function wayName(latest: string, age: string, kind: string): string {
  return `${latest}, ${age}, ${kind}?`;
}

const kindOf = ({ next: { meeting } }: ReviewStanding): Kind =>
  meeting.pile === 'not-yet-due' ? NOT_YET : meeting.pile === 'not-known' ? NOT_KNOWN : meeting.pile === 'start-not-known' ? NO_START : OVERDUE;

/** What no figure prints, and the figures are made of. */
export const UNPRINTED: readonly Unprinted[] = [
  ...WAYS.map(({ name, latest, age, kind }) => ({ name, holds: (one: ReviewStanding) => one.latest === latest && one.age === age && kindOf(one) === kind })),
  { name: 'not due by a letter of earlier?', holds: (one) => !one.decidedInYear && one.next.decision.pile === 'not-yet-due' },
  { name: 'a draft alone?', holds: (one) => one.latest === 'not-recorded' && one.decision === 'no-meeting' },
  { name: 'told on a day, no meeting?', holds: (one) => one.told && one.decision === 'meeting-not-known' },
  { name: 'told on a day, out of order?', holds: (one) => one.told && one.decision === 'out-of-order' },
  { name: 'told on a day, no meeting by then?', holds: (one) => one.told && one.decision === 'no-meeting' },
];

/** How the counts of the report add up. @param whole what nothing prints of the whole, by its name */
export function reviewsKnown({ asOf, period }: ReviewDays, whole: Readonly<Record<string, number>>): Known[] {
  const all = MAINTAINED.id;
  const isLastYear = period.to === asOf && period.from === addDays(addYears(asOf, -1), 1);
  return [
    adds('plans counted', all, 'plans-ceased', 'plans to come'),
    ...latestKnown(all, whole),
    ...nextKnown('meeting', all),
    ...nextKnown('decision', all),
    adds(nextId(NOT_YET, 'decision'), 'decided-in-12-months', 'not due by a letter of earlier?'),
    adds(nextId(NO_START, 'decision'), NO_START),
    adds('reviews-due-in-13-weeks', ...WEEK_COUNTS.map(({ id }) => id)),
    adds(NOT_YET, 'reviews-due-in-13-weeks', 'reviews-due-later'),
    ...decisionKnown(all),
    ...periodKnown(isLastYear),
    ...PHASE_STATES.map((state) => adds(phaseId(state), ...PHASE_DAYS.map((due) => phaseId(due, state)))),
    adds(all, ...PHASE_STATES.map((state) => phaseId(state)), ...PHASE_OTHERS.map((year) => phaseId(year))),
  ];
}

/** Only a transfer from another authority puts off a review that would be overdue: where there was none, a reader may know that. */
const isByTransfer = ({ latest, age, kind }: Way): boolean => kind === NOT_YET && (latest === 'earlier' || (latest !== 'in-12-months' && age === '12-months'));

function latestKnown(all: string, whole: Readonly<Record<string, number>>): Known[] {
  const there = WAYS.filter((way) => !isByTransfer(way) || (whole[way.name] ?? 0) > 0);
  const ways = (total: string, holds: (way: Way) => boolean): Known => adds(total, ...there.filter(holds).map(({ name }) => name));
  return [
    adds(all, ...LATEST_COUNTS.map(({ id }) => id)),
    adds(all, HELD, 'not held in 12 months'),
    adds(all, 'decided-in-12-months', 'not decided in 12 months'),
    adds(all, 'reviews-expected', 'plans-under-12-months', 'plans-start-not-known'),
    adds('reviews-expected', 'held-of-expected', 'expected and not held'),
    adds(HELD, 'held-of-expected', 'held and not expected'),
    adds(HELD, decisionId('not-due'), 'held and not waiting?'),
    ...LATEST.filter((latest) => latest !== 'none').map((latest) => ways(latestId(latest), (way) => way.latest === latest)),
    ...NONE.map((age) => ways(latestId('none', age), (way) => way.latest === 'none' && way.age === age)),
    ways('reviews-expected', ({ age }) => age === '12-months'),
    ways('plans-under-12-months', ({ age }) => age === 'under-12-months'),
    ways('plans-start-not-known', ({ age }) => age === 'start-not-known'),
    ways('held-of-expected', ({ latest, age }) => latest === 'in-12-months' && age === '12-months'),
    ways(NEVER, ({ latest, kind }) => latest === 'none' && kind === OVERDUE),
    ...NEXT_PILES.map((pile) => ways(pile, ({ kind }) => kind === pile)),
  ];
}

function nextKnown(by: ReviewDay, all: string): Known[] {
  const overdue = nextId(OVERDUE, by);
  return [
    adds(all, ...NEXT_PILES.map((pile) => nextId(pile, by))),
    adds(overdue, ...OVERDUE_BANDS.map((band) => bandId(band, by))),
    adds(overdue, NEVER, `${overdue}, reviewed before`),
  ];
}

function decisionKnown(all: string): Known[] {
  const pile = (...names: (typeof DECISIONS)[number][]): string[] => names.map(decisionId);
  const told = pile('in-time', 'late', 'date-not-known', 'meeting-not-known');
  const asked = AMENDED.filter((one) => one !== 'not-to-be-amended').map(amendedId);
  return [
    adds(all, ...DECISIONS.map(decisionId)),
    adds('met by the day', HELD, latestId('earlier')),
    adds('met by the day', ...pile('in-time', 'late', 'not-due', 'outstanding', 'date-not-known', 'out-of-order')),
    adds(latestId('not-recorded'), decisionId('meeting-not-known'), 'a draft alone?'),
    adds(decisionId('no-meeting'), ...NONE.map((age) => latestId('none', age)), latestId('after-the-day'), 'a draft alone?'),
    adds('told on a day?', ...pile('in-time', 'late'), 'told on a day, no meeting?', 'told on a day, out of order?', 'told on a day, no meeting by then?'),
    adds('told on a day?', 'decided-in-12-months', 'told earlier'),
    adds(decisionId('meeting-not-known'), 'told on a day, no meeting?', 'told without a meeting or a day?'),
    adds(decisionId('out-of-order'), 'told on a day, out of order?', 'out of order and not told?'),
    adds('told', ...told),
    adds('told', ...OUTCOMES.map(outcomeId)),
    adds(all, ...AMENDED.map(amendedId)),
    adds('to be amended', ...asked),
    adds('to be amended', outcomeId('amend'), 'amended besides'),
    adds(decisionId('meeting-not-known'), amendedId('meeting-not-known'), 'no meeting and not to be amended?'),
  ];
}

/** @param isLastYear whether the period is the 12 months of the as-of day, whose counts differ by plans that have ceased since */
function periodKnown(isLastYear: boolean): Known[] {
  const rows = 'plans counted';
  return [
    adds('decisions-told', 'decided-in-time', 'decided-late'),
    adds('amended-sent', 'amended-in-time', 'amended-late'),
    adds(rows, 'decisions-told', 'decisions-out-of-order', 'decisions-undated', 'no decision in the period?'),
    adds(rows, 'amended-sent', 'amended-out-of-order', 'no amended plan in the period?'),
    adds(rows, 'reviews-held', 'no meeting in the period?'),
    adds('decisions-undated', decisionId('date-not-known'), 'undated elsewhere'),
    ...(isLastYear
      ? [
          adds('reviews-held', HELD, 'held and ceased since'),
          adds('dated in the period?', 'decisions-told', 'decisions-out-of-order'),
          adds('dated in the period?', 'decided-in-12-months', 'decided and ceased since'),
        ]
      : []),
  ];
}
