import type { EventKind } from './clocks/events.ts';
import { reassessedPlan, reassessmentDecision } from './clocks/reassessment.ts';
import { transferredPlanReview } from './clocks/transfer.ts';
import type { Conventions } from './conventions.ts';
import { type Day, longDate, shortDate } from './day.ts';
import { dueDay } from './due-day.ts';
import type { Plan } from './plan.ts';
import { dueAfter, isAmendedAfter, isBeforeIts, isDecided, phaseDayOf, showsReview } from './reviews.ts';
import type { Happened, History } from './timeline.ts';

/** What each column of a list of plans shows: what a list has no column for, nobody can say that it did not happen. */
const SHOWN_BY: Readonly<Record<string, EventKind>> = {
  review_decision_date: 'review-decision',
  review_draft_date: 'amendment-notice',
  amended_final_date: 'amended-plan',
  phase_transfer_final_date: 'plan-ready-for-transfer',
  ceased_date: 'plan-ceased',
  transfer_in_date: 'plan-transferred',
};

/** Clocks of what is to be done where the plan is to be amended. */
const AMENDING = ['amendments-proposed', 'amended-plan-from-meeting'];

/**
 * What a list of plans knows of one on a day on which it is there.
 * @param absent columns that the list does not have
 */
export function planHistory(plan: Plan, asOf: Day, absent: readonly string[], conventions: Conventions): History {
  const { ceased, reviewDecision, line } = plan;
  const isToBeAmended = reviewDecision === 'amend' && isDecided(plan, asOf);
  // The review of a plan that came later from another authority stands apart: it stops nothing that the transfer started.
  const ofItsReview = (event: Happened): Happened => (isReviewedBefore(plan, asOf) ? { ...event, row: line } : event);
  return {
    events: [
      ...made(plan, asOf),
      ...[...reviewed(plan, asOf), ...amended(plan, isToBeAmended, asOf)].map(ofItsReview),
      ...moved(plan, asOf),
      ...reassessed(plan, asOf, conventions),
      ...(ceased === null ? [] : [{ kind: 'plan-ceased', day: ceased } as const]),
    ],
    shows: new Set(Object.entries(SHOWN_BY).flatMap(([column, kind]) => (absent.includes(column) ? [] : [kind]))),
    released: new Map([...(isToBeAmended ? [] : notToBeAmended(plan, asOf)), ...byTheOtherLimit(plan, asOf)]),
    holds: new Set(isToBeAmended ? AMENDING : []),
    ended: ceased === null ? null : { words: 'the plan ceased', day: ceased },
  };
}

const isBy = (day: Day | null, asOf: Day): day is Day => day !== null && day <= asOf;

/** Whether its latest review was decided before it came from another authority. */
const isReviewedBefore = ({ reviewDecided, transferredIn }: Plan, asOf: Day): boolean =>
  transferredIn !== null && isBy(reviewDecided, asOf) && reviewDecided < transferredIn;

/** What the time to the first review runs from: of a plan from another authority, its last review there, where the list has it. */
function made(plan: Plan, asOf: Day): Happened[] {
  const { started, transferredIn, reviewDecided } = plan;
  if (isReviewedBefore(plan, asOf)) return [{ kind: 'reviewed-before-transfer', day: reviewDecided }];
  if (started !== null && isBy(reviewDecided, asOf) && reviewDecided <= started && !isBeforeIts(plan, reviewDecided)) return [];
  const kind = transferredIn === null || (started !== null && started >= transferredIn) ? 'plan-made' : 'reviewed-before-transfer';
  const until = isBy(reviewDecided, asOf) ? reviewDecided : asOf;
  const isInDoubt = started !== null && showsReview(plan) && dueAfter(started, plan) < until;
  return [{ kind, day: started, ...(isInDoubt ? { doubt: 'the list has the latest review alone, and not those before it' } : {}) }];
}

function reviewed(plan: Plan, asOf: Day): Happened[] {
  const { started, reviewMeeting: meeting, reviewDecided } = plan;
  const isImpossible = meeting !== null && started !== null && meeting < started;
  const decided = isDecided(plan, asOf);
  // A final amended plan shows that there was a decision, on a day that the list does not give.
  const told = decided ? reviewDecided : null;
  return [
    ...(meeting === null && !decided
      ? []
      : [{ kind: 'review-meeting', day: meeting, ...(isImpossible ? { doubt: 'the meeting is dated before the plan was made' } : {}) } as const]),
    ...(decided || isAmendedAfter(plan, asOf)
      ? [
          {
            kind: 'review-decision',
            day: told,
            ...(told !== null && isBeforeIts(plan, told) ? { doubt: 'the decision is dated before the plan was made' } : {}),
          } as const,
        ]
      : []),
  ];
}

function amended(plan: Plan, isToBeAmended: boolean, asOf: Day): Happened[] {
  const { reviewMeeting: meeting, reviewDraft: notice, amendedFinal: sent } = plan;
  // One sent before the meeting is of an earlier review.
  const isEarlier = sent !== null && meeting !== null && sent < meeting && (notice === null || sent < notice);
  // It went with a notice, on a day that the list does not give.
  const isNoticed = notice !== null || isAmendedAfter(plan, asOf);
  return [
    ...(isNoticed ? [{ kind: 'amendment-notice', day: notice } as const] : []),
    ...(sent === null || (isEarlier && !isToBeAmended) ? [] : [{ kind: 'amended-plan', day: sent } as const]),
  ];
}

function notToBeAmended(plan: Plan, asOf: Day): [string, string][] {
  const { reviewDecision, reviewMeeting: meeting, amendedFinal: sent } = plan;
  if (reviewDecision === null || !isDecided(plan, asOf)) return [];
  // Sent all the same, and so judged.
  if (isBy(sent, asOf) && meeting !== null && sent >= meeting) return [];
  const why = reviewDecision === 'cease' ? 'the decision was to end the plan' : 'the decision was to leave the plan as it is';
  return AMENDING.map((clock) => [clock, why]);
}

/** Of a plan from another authority one limit of its next review holds, and the others do not. */
function byTheOtherLimit(plan: Plan, asOf: Day): [string, string][] {
  const { started, transferredIn } = plan;
  if (transferredIn === null) return [];
  if (isReviewedBefore(plan, asOf)) return [['annual-review', `it came from another authority on ${shortDate(transferredIn)}, and other limits run`]];
  const isFromHere = started !== null && started >= transferredIn;
  return isFromHere ? [[transferredPlanReview.id, 'the 12 months run from the day on which the plan started here']] : [];
}

/** A transfer to another authority and one to another phase. */
function moved({ transferredIn, transferAware, phaseTransferDue: due, phaseTransferFinal: final }: Plan, asOf: Day): Happened[] {
  const isInDoubt = transferredIn === null || (transferAware !== null && transferAware > transferredIn);
  const why =
    transferredIn === null
      ? 'the list does not say when the plan was handed over'
      : `the plan is recorded as handed over on ${shortDate(transferredIn)}, before that`;
  const handedOver = transferredIn === null ? '' : `; handed over on ${shortDate(transferredIn)}, in time by that limit if the move was on that day or later`;
  const noDay = `the list does not have the day of the move${handedOver}`;
  return [
    ...(transferredIn === null && !isBy(transferAware, asOf) ? [] : [{ kind: 'move-of-area', day: null, doubt: noDay } as const]),
    ...(transferAware === null ? [] : [{ kind: 'move-known', day: transferAware, ...(isInDoubt ? { doubt: why } : {}) } as const]),
    ...(transferredIn === null ? [] : [{ kind: 'plan-transferred', day: transferredIn } as const]),
    // The list has the day by which it is due, and not that of the move.
    ...(due === null ? [] : [{ kind: PHASES[phaseDayOf(due)], day: due, planned: true } as const]),
    ...(final === null ? [] : [{ kind: 'plan-ready-for-transfer', day: final } as const]),
  ];
}

/** What moves to another phase by the day it is due: only a move between post-16 institutions has another day than these two. */
const PHASES = { '15-february': 'transfer-of-phase', '31-march': 'transfer-to-post-16', 'other-day': 'transfer-within-post-16' } as const;

/** The list has the request alone: the 14 weeks run from the decision, of which the last day in time is known. */
function reassessed({ reassessmentRequested: day }: Plan, asOf: Day, conventions: Conventions): Happened[] {
  if (!isBy(day, asOf)) return [];
  const decision = dueDay(reassessmentDecision, day, conventions).day;
  const plan = decision === null ? null : dueDay(reassessedPlan, decision, conventions).day;
  const latest = plan === null ? '' : `: by ${longDate(plan)} at the latest, if it was told by its own last day`;
  return [
    { kind: 'reassessment-request', day },
    {
      kind: 'reassessment-decision',
      day: null,
      doubt: `only where there is a re-assessment, and from the day on which that was told, which the list does not have${latest}`,
    },
  ];
}
