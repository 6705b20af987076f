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
import type { ReviewDays, Row, Unprinted } from './reviews-tally.ts';

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

/** Where a plan stands in a measure of the period. */
const PLACES = ['met', 'not met', 'out of order', 'undated', 'elsewhere'] as const;
type Placed = (typeof PLACES)[number];

const [HELD_IN_PERIOD, DECIDED, SENT] = ['reviews-held', 'review-decision-within-4-weeks', 'amended-final-within-12-weeks'] as const;

function placeIn(measure: string, { piles }: Row): Placed {
  switch (piles[measure]) {
    case 'met':
      return 'met';
    case 'missed':
    case 'notKnown':
      return 'not met';
    case 'dates-out-of-order':
      return 'out of order';
    case 'no-date':
      return 'undated';
    default:
      return 'elsewhere';
  }
}

type Decision = ReviewStanding['decision'];
type Amended = ReviewStanding['amended'];

/** Where in the measure a plan can stand, by what became of its decision. */
const DECISION_PLACES: Readonly<Record<Decision, readonly Placed[]>> = {
  'in-time': ['met', 'elsewhere'],
  late: ['not met', 'elsewhere'],
  'not-due': ['elsewhere'],
  outstanding: ['elsewhere'],
  'date-not-known': ['undated'],
  'meeting-not-known': ['not met', 'undated', 'elsewhere'],
  'out-of-order': ['out of order', 'undated', 'elsewhere'],
  'no-meeting': ['out of order', 'undated', 'elsewhere'],
};

/** The same of its amendment. */
const AMENDED_PLACES: Readonly<Record<Amended, readonly Placed[]>> = {
  'in-time': ['met', 'elsewhere'],
  late: ['not met', 'elsewhere'],
  'not-due': ['elsewhere'],
  outstanding: ['elsewhere'],
  'meeting-not-known': ['not met', 'elsewhere'],
  'out-of-order': ['met', 'not met', 'out of order', 'elsewhere'],
  'not-to-be-amended': ['met', 'not met', 'out of order', 'elsewhere'],
};

/** By what became of the decision, where that stands in the measure, and whether the letter was sent in the last 12 months. */
interface Told {
  name: string;
  decision: Decision;
  place: Placed;
  inYear: boolean;
}

const TOLD: readonly Told[] = DECISIONS.flatMap((decision) =>
  DECISION_PLACES[decision].flatMap((place) =>
    [true, false].flatMap((inYear) => {
      const canBe = !inYear || (place !== 'undated' && decision !== 'not-due' && decision !== 'outstanding');
      return canBe ? [{ name: `decision ${decision}, ${place}${inYear ? ', in the year' : ''}?`, decision, place, inYear }] : [];
    }),
  ),
);

/** By what became of the decision, what it was, and what became of the amendment. */
interface Course {
  name: string;
  decision: Decision;
  outcome: ReviewStanding['outcome'];
  amended: Amended;
}

const COURSES: readonly Course[] = DECISIONS.flatMap((decision) =>
  outcomesOf(decision).flatMap((outcome) =>
    amendedAfter(decision, outcome).map((amended) => ({ name: `decision ${decision}, ${outcome}, amendment ${amended}?`, decision, outcome, amended })),
  ),
);

function outcomesOf(decision: Decision): readonly ReviewStanding['outcome'][] {
  return ['in-time', 'late', 'date-not-known', 'meeting-not-known'].includes(decision) ? OUTCOMES : [null];
}

function amendedAfter(decision: Decision, outcome: ReviewStanding['outcome']): readonly Amended[] {
  switch (decision) {
    case 'no-meeting':
      return ['not-to-be-amended'];
    case 'out-of-order':
      return ['out-of-order', 'not-to-be-amended'];
    case 'meeting-not-known':
      return [outcome === 'amend' ? 'meeting-not-known' : 'not-to-be-amended'];
    case 'not-due':
      return ['in-time', 'not-to-be-amended'];
    default:
      return outcome === 'amend' ? ['in-time', 'late', 'not-due', 'outstanding', 'out-of-order'] : ['in-time', 'late', 'not-to-be-amended'];
  }
}

const isMaintained = (row: Row): row is Row & { standing: ReviewStanding } => row.standing !== 'ceased';
const amendedName = (amended: Amended, place: Placed): string => `amendment ${amended}, ${place}?`;
const ceasedName = (measure: string, place: Placed): string => `ceased, ${measure} ${place}?`;
const heldName = (latest: string, inPeriod: boolean): string => `held ${latest}, ${inPeriod ? 'in' : 'not in'} the period?`;

const maintained = (name: string, holds: (one: ReviewStanding, row: Row) => boolean): Unprinted => ({
  name,
  holds: (row) => isMaintained(row) && holds(row.standing, row),
});

/** What no figure prints, and the figures are made of. */
export const UNPRINTED: readonly Unprinted[] = [
  ...WAYS.map(({ name, latest, age, kind }) => maintained(name, (one) => one.latest === latest && one.age === age && kindOf(one) === kind)),
  maintained('not due by a letter of earlier?', (one) => !one.decidedInYear && one.next.decision.pile === 'not-yet-due'),
  maintained('a draft alone?', (one) => one.latest === 'not-recorded' && one.decision === 'no-meeting'),
  ...COURSES.map(({ name, decision, outcome, amended }) =>
    maintained(name, (one) => one.decision === decision && one.outcome === outcome && one.amended === amended),
  ),
  ...TOLD.map(({ name, decision, place, inYear }) =>
    maintained(name, (one, row) => one.decision === decision && placeIn(DECIDED, row) === place && one.decidedInYear === inYear),
  ),
  ...AMENDED.flatMap((amended) =>
    AMENDED_PLACES[amended].map((place) => maintained(amendedName(amended, place), (one, row) => one.amended === amended && placeIn(SENT, row) === place)),
  ),
  ...(['in-12-months', 'earlier'] as const).flatMap((latest) =>
    [true, false].map((inPeriod) =>
      maintained(heldName(latest, inPeriod), (one, row) => one.latest === latest && (placeIn(HELD_IN_PERIOD, row) === 'met') === inPeriod),
    ),
  ),
  ...[HELD_IN_PERIOD, DECIDED, SENT].flatMap((measure) =>
    PLACES.map((place): Unprinted => ({ name: ceasedName(measure, place), holds: (row) => !isMaintained(row) && placeIn(measure, row) === place })),
  ),
];

/** What was in the last 12 months and not in the period, or the other way round. */
const CROSSED: readonly string[] = [
  heldName('in-12-months', false),
  heldName('earlier', true),
  ...TOLD.filter(({ place, inYear }) => place !== 'undated' && inYear === (place === 'elsewhere')).map(({ name }) => name),
];

/** How the counts of the report add up. @param whole what nothing prints of the whole, by its name */
export function reviewsKnown({ asOf, period }: ReviewDays, whole: Readonly<Record<string, number>>): Known[] {
  const all = MAINTAINED.id;
  // Where the period is the last 12 months, what was in the one was in the other.
  const isLastYear = period.to === asOf && period.from === addDays(addYears(asOf, -1), 1);
  const isThere = (name: string): boolean => !isLastYear || (whole[name] ?? 0) > 0 || !CROSSED.includes(name);
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
    ...periodKnown(isThere),
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
  const pile = (...names: Decision[]): string[] => names.map(decisionId);
  const courses = (total: string, holds: (course: Course) => boolean): Known => adds(total, ...COURSES.filter(holds).map(({ name }) => name));
  return [
    adds(all, ...DECISIONS.map(decisionId)),
    adds('met by the day', HELD, latestId('earlier')),
    adds('met by the day', ...pile('in-time', 'late', 'not-due', 'outstanding', 'date-not-known', 'out-of-order')),
    adds(latestId('not-recorded'), decisionId('meeting-not-known'), 'a draft alone?'),
    adds(decisionId('no-meeting'), ...NONE.map((age) => latestId('none', age)), latestId('after-the-day'), 'a draft alone?'),
    adds('told', ...pile('in-time', 'late', 'date-not-known', 'meeting-not-known')),
    adds('told', ...OUTCOMES.map(outcomeId)),
    adds(all, ...AMENDED.map(amendedId)),
    adds(HELD, amendedId('not-due'), 'held, and no amendment awaited in time?'),
    ...DECISIONS.map((decision) => courses(decisionId(decision), (course) => course.decision === decision)),
    ...OUTCOMES.map((outcome) => courses(outcomeId(outcome), (course) => course.outcome === outcome)),
    ...AMENDED.map((amended) => courses(amendedId(amended), (course) => course.amended === amended)),
  ];
}

/** The measures of the period are made of the plans maintained, by where these stand on the day, and of those that have ceased. */
function periodKnown(isThere: (name: string) => boolean): Known[] {
  const told = (total: string, holds: (one: Told) => boolean, ...others: string[]): Known =>
    adds(total, ...TOLD.filter((one) => isThere(one.name) && holds(one)).map(({ name }) => name), ...others);
  const sent = (total: string, place: Placed): Known =>
    adds(total, ...AMENDED.filter((amended) => AMENDED_PLACES[amended].includes(place)).map((amended) => amendedName(amended, place)), ceasedName(SENT, place));
  const held = (inPeriod: boolean): string[] => (['in-12-months', 'earlier'] as const).map((latest) => heldName(latest, inPeriod)).filter(isThere);
  return [
    adds('decisions-told', 'decided-in-time', 'decided-late'),
    ...DECISIONS.map((decision) => told(decisionId(decision), (one) => one.decision === decision)),
    told('decided-in-12-months', ({ inYear }) => inYear),
    told('decided-in-time', ({ place }) => place === 'met', ceasedName(DECIDED, 'met')),
    told('decided-late', ({ place }) => place === 'not met', ceasedName(DECIDED, 'not met')),
    told('decisions-out-of-order', ({ place }) => place === 'out of order', ceasedName(DECIDED, 'out of order')),
    told('decisions-undated', ({ place }) => place === 'undated', ceasedName(DECIDED, 'undated')),
    adds('amended-sent', 'amended-in-time', 'amended-late'),
    ...AMENDED.map((amended) => adds(amendedId(amended), ...AMENDED_PLACES[amended].map((place) => amendedName(amended, place)))),
    sent('amended-in-time', 'met'),
    sent('amended-late', 'not met'),
    sent('amended-out-of-order', 'out of order'),
    ...(['in-12-months', 'earlier'] as const).map((latest) =>
      adds(latestId(latest), ...[true, false].map((inPeriod) => heldName(latest, inPeriod)).filter(isThere)),
    ),
    adds('reviews-held', ...held(true), ceasedName(HELD_IN_PERIOD, 'met')),
    ...[HELD_IN_PERIOD, DECIDED, SENT].map((measure) => adds('plans-ceased', ...PLACES.map((place) => ceasedName(measure, place)))),
    adds('plans-ceased', 'held and ceased since', 'ceased and not held?'),
    adds('held and ceased since', ceasedName(HELD_IN_PERIOD, 'met')),
    adds('decided and ceased since', ...(['met', 'not met', 'out of order'] as const).map((place) => ceasedName(DECIDED, place))),
  ];
}
