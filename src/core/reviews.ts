import { IN_FORCE, limitNow } from './clocks/clock.ts';
import { amendedPlanFromMeeting, annualReview, reviewDecision } from './clocks/review.ts';
import { transferredPlanReview } from './clocks/transfer.ts';
import { addMonths, addYears, type Day, dayFromIso, dayOf, daysBetween, lastOfMonths, partsOf } from './day.ts';
import type { Plan, ReviewDecision } from './plan.ts';

/**
 * Where a plan stands on a day: its reviews, what was decided after the latest of them, and its move to another phase of
 * education. The list has the latest review of each plan alone, so what was before that is not known.
 */

/** A review must be held in each 12 months; of a plan from another authority in 3 from the transfer, where that is later. */
const REVIEW_MONTHS = limitNow(annualReview).length.count;
const TRANSFER_MONTHS = limitNow(transferredPlanReview).length.count;

/** Days after the review meeting: the last in time of the decision, and of the final amended plan (4 + 8 weeks). */
export const DECISION_DAYS = limitNow(reviewDecision).length.count * 7;
export const AMENDED_DAYS = limitNow(amendedPlanFromMeeting).length.count * 7;

/** The first day of the Act and the Regulations by which plans are made and reviewed. */
export const PLANS_FROM = dayFromIso(IN_FORCE) as Day;

/** The first day on which the authority has the plan; one whose start is not known is there on every day. */
export function planSeenFrom({ started, transferredIn }: Plan): Day {
  return Math.max(started ?? Number.NEGATIVE_INFINITY, transferredIn ?? Number.NEGATIVE_INFINITY) as Day;
}

/** Whether an event is there and has happened by a day. */
const isBy = (event: Day | null, day: Day): event is Day => event !== null && event <= day;

/** Months by which a review may be overdue; the bands touch. */
export const OVERDUE_BANDS = ['0-6-months', '6-12-months', '12-24-months', 'over-24-months'] as const;
export type OverdueBand = (typeof OVERDUE_BANDS)[number];
const BAND_ENDS = [6, 12, 24];

/** The day of a review: that of its meeting, or that of the letter with the decision after it. */
export const REVIEW_DAYS = ['meeting', 'decision'] as const;
export type ReviewDay = (typeof REVIEW_DAYS)[number];

/** When the next review is, or was, due. */
export interface NextReview {
  /** `not-known`: a review is recorded, but not the day that counts, or only one after the as-of day. */
  pile: 'not-yet-due' | OverdueBand | 'not-known' | 'start-not-known';
  /** Its last day in time; null where that is not known. */
  due: Day | null;
}

/** When the latest meeting was; `not-recorded` where only a decision is, `none` where nothing is. */
export const LATEST = ['in-12-months', 'earlier', 'after-the-day', 'not-recorded', 'none'] as const;

/** What became of the decision after the latest meeting. */
export const DECISIONS = ['in-time', 'late', 'not-due', 'outstanding', 'date-not-known', 'meeting-not-known', 'out-of-order', 'no-meeting'] as const;

/** What was decided. */
export const OUTCOMES = ['maintain', 'amend', 'cease', 'not-recorded'] as const;

/** What became of the plan that was to be amended. */
export const AMENDED = ['in-time', 'late', 'not-due', 'outstanding', 'meeting-not-known', 'out-of-order', 'not-to-be-amended'] as const;

/** The days by which a plan is amended for another phase, and what became of it. */
export const PHASE_DAYS = ['15-february', '31-march', 'other-day'] as const;
export const PHASE_STATES = ['in-time', 'late', 'outstanding', 'not-yet-due'] as const;

/** A move to another phase: of the as-of day's academic year; or of an earlier, sent or not, or a later; or without a day; or there is none. */
type PhaseTransfer =
  | { year: 'this'; due: (typeof PHASE_DAYS)[number]; state: (typeof PHASE_STATES)[number] }
  | { year: 'earlier-sent' | 'earlier-outstanding' | 'later' | 'no-due-day' | 'none' };

/** Where a plan that is maintained on a day stands. */
export interface ReviewStanding {
  latest: (typeof LATEST)[number];
  /** Whether the first 12 months are over: a review is then expected of each year. */
  age: '12-months' | 'under-12-months' | 'start-not-known';
  /** The letter with a decision was sent in the last 12 months. */
  decidedInYear: boolean;
  next: Readonly<Record<ReviewDay, NextReview>>;
  /** No review of it is recorded, whenever. */
  never: boolean;
  decision: (typeof DECISIONS)[number];
  /** Null where nothing was decided, or not in an order that can be. */
  outcome: (typeof OUTCOMES)[number] | null;
  amended: (typeof AMENDED)[number];
  phase: PhaseTransfer;
}

export type PlanStanding = ReviewStanding | 'ceased' | 'not-yet-visible';

/** Where a plan stands at the end of a day. */
export const planStandingOn = (plan: Plan, asOf: Day): PlanStanding => planStandings(asOf)(plan);

/** The same of many plans: what the day alone decides is worked out once. */
export function planStandings(asOf: Day): (plan: Plan) => PlanStanding {
  const days = { asOf, yearAgo: addYears(asOf, -1), academicYear: academicYearOf(asOf) };
  return (plan) => standingOf(plan, days);
}

/** A day, the same date a year before, and the academic year it is in. */
interface Days {
  asOf: Day;
  yearAgo: Day;
  academicYear: { from: Day; to: Day };
}

function standingOf(plan: Plan, days: Days): PlanStanding {
  const { asOf, yearAgo } = days;
  if (planSeenFrom(plan) > asOf) return 'not-yet-visible';
  if (isBy(plan.ceased, asOf)) return 'ceased';
  const decision = decisionOn(plan, asOf);
  const outcome = outcomeOf(plan, decision);
  return {
    latest: latestOn(plan, days),
    age: ageOn(plan, asOf),
    decidedInYear: isBy(plan.reviewDecided, asOf) && plan.reviewDecided > yearAgo,
    next: { meeting: nextReview(plan, 'meeting', asOf), decision: nextReview(plan, 'decision', asOf) },
    never: !showsReview(plan),
    decision,
    outcome,
    amended: amendedOn(plan, outcome, decision, asOf),
    phase: phaseOn(plan, days),
  };
}

/** Whether any review of the plan is recorded, whenever it was. */
export const showsReview = ({ reviewMeeting, reviewDecision, reviewDecided, reviewDraft }: Plan): boolean =>
  reviewMeeting !== null || reviewDecision !== null || reviewDecided !== null || reviewDraft !== null;

function latestOn(plan: Plan, { asOf, yearAgo }: Days): ReviewStanding['latest'] {
  const { reviewMeeting } = plan;
  if (reviewMeeting === null) return showsReview(plan) ? 'not-recorded' : 'none';
  if (reviewMeeting > asOf) return 'after-the-day';
  return reviewMeeting > yearAgo ? 'in-12-months' : 'earlier';
}

function ageOn({ started }: Plan, asOf: Day): ReviewStanding['age'] {
  if (started === null) return 'start-not-known';
  return lastOfMonths(started, REVIEW_MONTHS) < asOf ? '12-months' : 'under-12-months';
}

/** The last day in time of the review that follows a day: 12 months that start with it, or 3 that start with a later transfer. */
export function dueAfter(day: Day, { transferredIn }: Plan): Day {
  const due = lastOfMonths(day, REVIEW_MONTHS);
  return transferredIn === null || day >= transferredIn ? due : (Math.max(due, lastOfMonths(transferredIn, TRANSFER_MONTHS)) as Day);
}

function nextReview(plan: Plan, by: ReviewDay, asOf: Day): NextReview {
  const { started } = plan;
  const last = by === 'meeting' ? plan.reviewMeeting : plan.reviewDecided;
  if (isBy(last, asOf)) return dueOn(dueAfter(notBeforeIts(plan, last), plan), asOf);
  const first = started === null ? null : dueAfter(started, plan);
  // In its first 12 months no review is overdue, whatever was before the one that the list has.
  if (first !== null && first >= asOf) return dueOn(first, asOf);
  if (showsReview(plan)) return { pile: 'not-known', due: null };
  return first === null ? { pile: 'start-not-known', due: null } : dueOn(first, asOf);
}

/** A review before the plan is a fault in the dates, and the next is due as that of any new plan; one before a transfer was another authority's. */
const notBeforeIts = (plan: Plan, reviewed: Day): Day => (isBeforeIts(plan, reviewed) ? (plan.started as Day) : reviewed);

/** Whether a review is dated before the plan was made, and not by an authority that had it before. */
export const isBeforeIts = ({ started, transferredIn, reviewMeeting: meeting }: Plan, reviewed: Day): boolean =>
  started !== null && reviewed < started && (meeting === null || meeting < started) && (transferredIn === null || reviewed >= transferredIn);

const dueOn = (due: Day, asOf: Day): NextReview => ({ pile: due >= asOf ? 'not-yet-due' : bandOf(due, asOf), due });

/** By how many months a review is overdue: up to and with the same date 6 months later it is in the first band. */
function bandOf(due: Day, asOf: Day): OverdueBand {
  const at = BAND_ENDS.findIndex((months) => asOf <= addMonths(due, months));
  return OVERDUE_BANDS[at] ?? 'over-24-months';
}

/** Whole months from a day to a later one. */
export function wholeMonths(from: Day, to: Day): number {
  const [first, last] = [partsOf(from), partsOf(to)];
  const months = (last.year - first.year) * 12 + last.month - first.month;
  return addMonths(from, months) > to ? months - 1 : months;
}

/** Dates that cannot be: a review before its plan, or a decision before its review. */
const isImpossible = ({ started, reviewMeeting: meeting, reviewDecided: decided }: Plan, asOf: Day): boolean =>
  meeting !== null && ((started !== null && meeting < started) || (isBy(decided, asOf) && decided < meeting));

/** Whether a decision is there; one without a day holds on every day. */
export const isDecided = ({ reviewDecided, reviewDecision }: Plan, asOf: Day): boolean =>
  isBy(reviewDecided, asOf) || (reviewDecided === null && reviewDecision !== null);

/** Whether a final amended plan followed the latest meeting, and so a decision after it. */
export const isAmendedAfter = ({ started, reviewMeeting: meeting, amendedFinal: sent }: Plan, asOf: Day): boolean =>
  meeting !== null && (started === null || meeting >= started) && isBy(sent, asOf) && sent >= meeting;

function decisionOn(plan: Plan, asOf: Day): ReviewStanding['decision'] {
  const { reviewMeeting: meeting, reviewDecided: decided } = plan;
  if (meeting === null) return isDecided(plan, asOf) ? 'meeting-not-known' : 'no-meeting';
  if (meeting > asOf) return 'no-meeting';
  if (isImpossible(plan, asOf)) return 'out-of-order';
  if (!isDecided(plan, asOf)) return daysBetween(meeting, asOf) <= DECISION_DAYS ? 'not-due' : 'outstanding';
  if (decided === null) return 'date-not-known';
  return daysBetween(meeting, decided) <= DECISION_DAYS ? 'in-time' : 'late';
}

const DECIDED: readonly ReviewStanding['decision'][] = ['in-time', 'late', 'date-not-known', 'meeting-not-known'];

const outcomeOf = ({ reviewDecision }: Plan, decision: ReviewStanding['decision']): ReviewDecision | 'not-recorded' | null =>
  DECIDED.includes(decision) ? (reviewDecision ?? 'not-recorded') : null;

function amendedOn(plan: Plan, outcome: ReviewStanding['outcome'], decision: ReviewStanding['decision'], asOf: Day): ReviewStanding['amended'] {
  const { reviewMeeting: meeting, reviewDecision, amendedFinal } = plan;
  const sent = isBy(amendedFinal, asOf) ? amendedFinal : null;
  const isToBe = outcome === 'amend';
  if (decision === 'out-of-order') return reviewDecision === 'amend' && isDecided(plan, asOf) ? 'out-of-order' : 'not-to-be-amended';
  if (!isBy(meeting, asOf)) return isToBe ? 'meeting-not-known' : 'not-to-be-amended';
  // A final plan of before the meeting is of an earlier review.
  if (sent !== null && sent >= meeting) return daysBetween(meeting, sent) <= AMENDED_DAYS ? 'in-time' : 'late';
  if (!isToBe) return 'not-to-be-amended';
  if (sent !== null) return 'out-of-order';
  return daysBetween(meeting, asOf) <= AMENDED_DAYS ? 'not-due' : 'outstanding';
}

function phaseOn({ phaseTransferDue: due, phaseTransferFinal: final }: Plan, { asOf, academicYear: { from, to } }: Days): PhaseTransfer {
  const sent = isBy(final, asOf) ? final : null;
  if (due === null) return { year: sent === null ? 'none' : 'no-due-day' };
  if (due > to) return { year: 'later' };
  if (due < from) return { year: sent === null ? 'earlier-outstanding' : 'earlier-sent' };
  const state = sent === null ? (due < asOf ? 'outstanding' : 'not-yet-due') : sent <= due ? 'in-time' : 'late';
  return { year: 'this', due: phaseDayOf(due), state };
}

/** From the 1 September before a day to the 31 August after it: whoever moves in a September is told in the February or March before. */
export function academicYearOf(day: Day): { from: Day; to: Day } {
  const { year, month } = partsOf(day);
  const first = month < 9 ? year - 1 : year;
  return { from: dayOf(first, 9, 1) as Day, to: dayOf(first + 1, 8, 31) as Day };
}

export function phaseDayOf(due: Day): (typeof PHASE_DAYS)[number] {
  const { month, day } = partsOf(due);
  if (month === 2 && day === 15) return '15-february';
  return month === 3 && day === 31 ? '31-march' : 'other-day';
}
