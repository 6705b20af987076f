import type { Appeal, AppealOutcome } from './appeal.ts';
import { type Case, visibleFrom } from './case.ts';
import type { EventKind } from './clocks/events.ts';
import type { Day } from './day.ts';
import type { Happened } from './timeline.ts';

/** What a mediation or an appeal starts: for certain; one or more of several, of which the list does not say which; or nothing, and why. */
export type Follows = { certain: readonly EventKind[] } | { possible: readonly Possible[] } | { nothing: string };

/** What may have been started, and where alone it was. */
interface Possible {
  kind: EventKind;
  only: string;
}

const UNKNOWN = 'the list does not say';

/** What an order to change a plan may be: the list has one matter, contents, for all that a plan holds. */
const CHANGES = {
  order: ['order-to-amend', 'order-to-name-a-school'],
  concession: ['concession-to-amend', 'concession-to-name-a-school'],
} as const;

/**
 * What follows from the order, agreement or concession of a mediation or an appeal. A day of one beside an outcome that
 * is blank, or in words that are not known, is taken for that of an order or agreement in favour.
 */
export function followsFrom({ kind, matter, outcome, ordered }: Appeal, asOf: Day): Follows {
  if (ordered === null) return { nothing: 'it has no day of an order, agreement or concession, so no limit runs from it' };
  if (ordered > asOf) return { nothing: 'no order, agreement or concession had been made by the day' };
  if (outcome === 'without-result') return { nothing: 'it ended without an order or agreement, so no limit runs from it' };
  if (outcome === 'dismissed') return matter === 'cease' ? { certain: ['order-to-cease'] } : dismissed(matter === null);
  if (outcome === 'remitted') return { certain: ['order-to-reconsider'] };
  // What is conceded in mediation is agreed there; regulation 45 is about the tribunal.
  const by = kind === 'tribunal' && outcome === 'conceded' ? 'concession' : 'order';
  switch (matter) {
    case 'assess':
      return { certain: [`${by}-to-assess`] };
    case 'issue':
      return { certain: [`${by}-to-make-a-plan`] };
    case 'contents':
      return { possible: changes(CHANGES[by], kind === 'mediation') };
    case 'cease':
      return maintained(by, kind === 'mediation', outcome);
    case null:
      return { nothing: `${UNKNOWN} what it was about, so which limit runs from it is not known` };
  }
}

const dismissed = (isUnknown: boolean): Follows => ({
  nothing: isUnknown ? `it was dismissed, and ${UNKNOWN} what it was about` : 'it was dismissed, so no limit runs from it',
});

function changes([amend, school]: readonly [EventKind, EventKind], isMediation: boolean): Possible[] {
  return [
    { kind: amend, only: 'more than the school or institution named is to change' },
    { kind: school, only: 'the school or institution named alone is to change' },
    ...(isMediation ? [{ kind: 'agreement-without-appeal', only: 'what was agreed could not have been appealed' } as const] : []),
  ];
}

function maintained(by: 'order' | 'concession', isMediation: boolean, outcome: AppealOutcome | null): Follows {
  if (by === 'concession') return { certain: ['concession-to-maintain'] };
  if (outcome === 'conceded' || (outcome === 'granted' && !isMediation)) return { certain: ['order-to-maintain'] };
  return { possible: [{ kind: 'order-to-maintain', only: 'the plan is to be maintained' }] };
}

/**
 * What a mediation or an appeal adds to the history of a case or a plan.
 * @param doubt why it may be of another; null where it is not in doubt
 */
export function eventsOf(appeal: Appeal, asOf: Day, doubt: string | null): Happened[] {
  const { ordered: day, line } = appeal;
  const follows = followsFrom(appeal, asOf);
  if ('nothing' in follows || day === null) return [];
  if ('certain' in follows) return follows.certain.map((kind) => ({ kind, day, ...(doubt === null ? {} : { doubt, row: line }) }));
  return follows.possible.map(({ kind, only }) => ({
    kind,
    day,
    row: line,
    doubt: `only where ${only}, which the list does not say${doubt === null ? '' : `; and ${doubt}`}`,
  }));
}

/**
 * The requests of a person that a mediation or an appeal may be about which names no case: those received by the day it
 * was lodged, and of them those with the decision it is against, where there are any.
 */
export function requestsMeant({ matter, lodged }: Appeal, requests: readonly Case[]): Case[] {
  const by = (day: Day | null): boolean => day !== null && day <= lodged;
  const received = requests.filter((c) => by(visibleFrom(c)));
  const decided = received.filter((c) => {
    if (matter === 'assess') return c.assessDecision === 'N' && (c.assessDecisionDate === null || by(c.assessDecisionDate));
    if (matter === 'issue') return c.issueDecision === 'N' && (c.issueDecisionDate === null || by(c.issueDecisionDate));
    return matter !== null && by(c.finalPlan);
  });
  return decided.length > 0 ? decided : received;
}
