import { addDays, type Day } from '../core/day.ts';
import type { Plan } from '../core/plan.ts';
import { OVERDUE_BANDS, PHASE_DAYS, PHASE_STATES, type ReviewStanding } from '../core/reviews.ts';
import { adds, type Known, type Numbers } from './context.ts';
import {
  amendedId,
  bandId,
  decisionId,
  latestId,
  MAINTAINED,
  NEXT_PILES,
  PHASE_OTHERS,
  PLAN_COUNTS,
  type PlanCount,
  phaseId,
  WEEK_COUNTS,
} from './reviews-figures.ts';
import { type AlikeName, type ReviewDays, ReviewTally, type Row } from './reviews-tally.ts';

/**
 * What whoever reads the report knows of how its counts hang together, for the step that publishes. All of them are made of
 * the plans that stand alike: that are in the same of them. What ends in `?` is no count that anybody asks for, and is not
 * guarded.
 */

const [NOT_YET, OVERDUE] = NEXT_PILES;
const HELD = latestId('in-12-months');
const NEVER = 'reviews-overdue-never-reviewed';
const REVIEWED_BEFORE = 'overdue, reviewed before';
const EXPECTED = 'reviews-held-12-months-expected';

/** What is told of each group of a split. */
const OF_GROUPS: readonly string[] = [
  MAINTAINED.id,
  'reviews-held-12-months',
  EXPECTED,
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

/**
 * Whether a figure is published. The piles of decisions and of amended plans are told by the measures of the period and by
 * what is still awaited; so many counts hang together that with them next to nothing could be told of any. For the same
 * reason a report that is split tells of the whole what it tells of the groups, and of neither which reviews were expected.
 */
export const isPublished = (id: string, isSplit: boolean): boolean =>
  isSplit ? isOfGroups(id) && id !== EXPECTED : !NOT_PUBLISHED.some((pattern) => pattern.test(id));

const NOT_PUBLISHED: readonly RegExp[] = [
  /-by-decision-letter$/,
  /^review-decision-(in-time|late|date-not-known|meeting-not-known|out-of-order|no-meeting)$/,
  /^review-outcome-/,
  /^amended-plan-(in-time|late|meeting-not-known|out-of-order|not-to-be-amended)$/,
  /^reviews-held$/,
];

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

/** The weeks, and the days of phase transfers, are free of the rest: they add up by themselves. */
const isApart = (id: string): boolean => /^(reviews-due-(in|later)|phase-transfer)/.test(id);
/** Whether a figure is told of the report. */
type IsTold = (id: string) => boolean;
const togetherOf = (isTold: IsTold): PlanCount[] => PLAN_COUNTS.filter(({ id }) => isTold(id) && !isApart(id));

/** Under which names a plan counts, by the piles of the measures of the period. */
const IN_MEASURES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'review-decision-within-4-weeks': {
    met: ['decisions-told', 'decided-in-time'],
    missed: ['decisions-told', 'decided-late'],
    notKnown: ['decisions-told', 'decided-late'],
    'dates-out-of-order': ['decisions-out-of-order'],
    'no-date': ['decisions-undated'],
  },
  'amended-final-within-12-weeks': {
    met: ['amended-sent', 'amended-in-time'],
    missed: ['amended-sent', 'amended-late'],
    notKnown: ['amended-sent', 'amended-late'],
    'dates-out-of-order': ['amended-out-of-order'],
  },
};

/** What a plan is counted in: those that are counted in the same stand alike. */
function countedIn({ standing, piles }: Row, asOf: Day, isTold: IsTold, together: readonly PlanCount[]): string[] {
  const ofPeriod = Object.entries(IN_MEASURES).flatMap(([id, names]) => (isTold(id) ? (names[piles[id] ?? ''] ?? []) : []));
  return [...(standing === 'ceased' ? ['plans-ceased'] : ofTheDay(standing, asOf, isTold, together)), ...ofPeriod];
}

function ofTheDay(standing: ReviewStanding, asOf: Day, isTold: IsTold, together: readonly PlanCount[]): string[] {
  const { age, latest, decidedInYear } = standing;
  const isHeld = latest === 'in-12-months';
  const counts = together.filter(({ holds }) => holds(standing, asOf)).map(({ id }) => id);
  const expected = age === '12-months' ? ['reviews-expected', isHeld ? 'held-of-expected' : 'expected and not held'] : [`plans-${age}`];
  return [
    ...counts,
    // Whoever knows all that are overdue, and those never reviewed, knows these.
    ...(isTold(OVERDUE) && isTold(NEVER) && counts.includes(OVERDUE) && !counts.includes(NEVER) ? [REVIEWED_BEFORE] : []),
    ...(isTold(EXPECTED) ? expected : []),
    ...(isTold('reviews-decided-12-months') ? [decidedInYear ? 'decided-in-12-months' : 'not decided in 12 months'] : []),
    ...(isTold('reviews-held-12-months') ? [isHeld ? HELD : 'not held in 12 months'] : []),
  ];
}

const SEPARATOR = ' + ';

/** A name for the plans that stand alike: all that they are counted in. */
export function alikeName(isTold: IsTold): AlikeName {
  const together = togetherOf(isTold);
  return (row, { asOf }) => `${[...new Set(countedIn(row, asOf, isTold, together))].join(SEPARATOR)}?`;
}

/** How the counts of the report add up, and how many plans stand alike, of the whole and of each group. */
export function structureOf(
  days: ReviewDays,
  whole: ReviewTally,
  groups: readonly ReviewTally[],
  isTold: IsTold,
): { unprinted: NonNullable<Numbers['unprinted']>; known: Known[] } {
  // A reader can think of plans that stand as none of these do; of some that are in any list, all can.
  const ordinary = new ReviewTally(days, alikeName(isTold));
  for (const plan of ordinaryPlans(days.asOf)) ordinary.add(plan);
  const alike = [...new Set([...ordinary.alike.keys(), ...whole.alike.keys()])];
  const counted = (tally: ReviewTally): Record<string, number> => Object.fromEntries(alike.map((name) => [name, tally.alike.get(name) ?? 0]));
  const within = withinOthers(alike, [...ordinary.alike.keys()]);
  return { unprinted: { whole: counted(whole), groups: groups.map(counted), within }, known: [...madeOf(alike, 'plans to come'), ...apart()] };
}

/** What plans that stand alike are counted in. */
const partsOf = (name: string): string[] => name.slice(0, -1).split(SEPARATOR);

/**
 * The plans of one count that are not in another, where whoever is in the other is in the first as well: whoever knows both can tell how many.
 * @param alike the names of plans that stand alike
 * @param ordinary those that any list has: plans with dates in an impossible order, say, keep nobody from taking one count for a part of another
 */
function withinOthers(alike: readonly string[], ordinary: readonly string[]): string[][] {
  const [of, ofOrdinary] = [alike, ordinary].map((names) => membersOf(names)) as [Map<string, Set<string>>, Map<string, Set<string>>];
  return [...ofOrdinary].flatMap(([outer, all]) =>
    [...ofOrdinary].flatMap(([inner, some]) => {
      if (inner === outer || ![...some].every((name) => all.has(name))) return [];
      return [[...(of.get(outer) as Set<string>)].filter((name) => !of.get(inner)?.has(name))];
    }),
  );
}

/** The plans that stand alike, by each count that they are in. */
function membersOf(alike: readonly string[]): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const name of alike) for (const part of partsOf(name)) members.set(part, (members.get(part) ?? new Set()).add(name));
  members.delete('');
  return members;
}

/**
 * Every count is made of the plans that are in it.
 * @param alike the names of plans that stand alike
 * @param others what else the rows of the list are
 */
function madeOf(alike: readonly string[], ...others: string[]): Known[] {
  return [adds('plans counted', ...alike, ...others), ...[...membersOf(alike)].map(([total, names]) => adds(total, ...names))];
}

/** How many plans stand alike, by the names of all that they are counted in. */
export class AlikePlans {
  private readonly counts = new Map<string, number>();
  private readonly ordinary: readonly string[];
  private readonly countedIn: (plan: Plan) => readonly string[];

  /** @param asOf about which other plans lie that a reader can think of */
  constructor(asOf: Day, countedIn: (plan: Plan) => readonly string[]) {
    this.countedIn = countedIn;
    for (const plan of ordinaryPlans(asOf)) this.counts.set(this.nameOf(plan), 0);
    this.ordinary = [...this.counts.keys()];
  }

  add(plan: Plan): void {
    const name = this.nameOf(plan);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  structure(): { unprinted: NonNullable<Numbers['unprinted']>; known: Known[] } {
    const alike = [...this.counts.keys()];
    return { unprinted: { whole: Object.fromEntries(this.counts), groups: [], within: withinOthers(alike, this.ordinary) }, known: madeOf(alike) };
  }

  private nameOf(plan: Plan): string {
    return `${[...new Set(this.countedIn(plan))].join(SEPARATOR)}?`;
  }
}

function apart(): Known[] {
  return [
    adds('reviews-due-in-13-weeks', ...WEEK_COUNTS.map(({ id }) => id)),
    adds(NOT_YET, 'reviews-due-in-13-weeks', 'reviews-due-later'),
    ...PHASE_STATES.map((state) => adds(phaseId(state), ...PHASE_DAYS.map((due) => phaseId(due, state)))),
    adds(MAINTAINED.id, ...PHASE_STATES.map((state) => phaseId(state)), ...PHASE_OTHERS.map((year) => phaseId(year))),
    adds(OVERDUE, ...OVERDUE_BANDS.map((band) => bandId(band, 'meeting'))),
    adds(OVERDUE, NEVER, REVIEWED_BEFORE),
  ];
}

/** Plans such as any list has: of every age, with a review or without, at every stage of it. */
function ordinaryPlans(asOf: Day): Plan[] {
  const ago = (days: number | null): Day | null => (days === null ? null : addDays(asOf, -days));
  const courses: readonly { decision: Plan['reviewDecision']; told: number | null; sent: number | null }[] = [
    { decision: null, told: null, sent: null },
    ...(['maintain', 'amend', 'cease'] as const).flatMap((decision) => [20, 50].map((told) => ({ decision, told, sent: null }))),
    ...[80, 100].map((sent) => ({ decision: 'amend' as const, told: 20, sent })),
  ];
  const after = (meeting: number | null, days: number | null): Day | null => (meeting === null || days === null ? null : ago(meeting - days));
  return [100, 400, 600, 2500].flatMap((started) =>
    [null, 10, 60, 120, 250, 400, 600, 900, 1400]
      .filter((meeting) => (meeting ?? 0) <= started)
      .flatMap((meeting) =>
        courses.flatMap(({ decision, told, sent }) =>
          [null, 1].map((ceased) => ({
            id: '',
            person: '',
            line: 0,
            started: ago(started),
            reviewMeeting: ago(meeting),
            reviewDecision: meeting === null ? null : decision,
            reviewDecided: after(meeting, told),
            reviewDraft: null,
            amendedFinal: after(meeting, sent),
            phaseTransferDue: null,
            phaseTransferFinal: null,
            ceased: ago(ceased),
            transferredIn: null,
            transferAware: null,
            reassessmentRequested: null,
          })),
        ),
      ),
  );
}
