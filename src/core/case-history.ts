import { type Case, clockStart } from './case.ts';
import type { EventKind } from './clocks/events.ts';
import { type Day, shortDate } from './day.ts';
import { statutoryGround } from './exceptions.ts';
import { type ClosingCause, positionOn, stageOn } from './position.ts';
import type { Happened, History } from './timeline.ts';

/** What a case list can show. */
const SHOWS: ReadonlySet<EventKind> = new Set([
  'request',
  'decision-to-assess',
  'refusal-to-issue',
  'draft-plan',
  'final-plan',
  'order-to-assess',
  'order-to-make-a-plan',
]);

const ENDED: Readonly<Partial<Record<ClosingCause, string>>> = {
  withdrawn: 'the request was withdrawn',
  moved: 'the child or young person moved to another authority',
  other: 'the case was closed',
};

/**
 * What the case list knows of a case on a day on which it is visible.
 * @param reason what is recorded as the reason of an exception, in any words; they are not shown unless they are one of the four grounds
 */
export function caseHistory(c: Case, asOf: Day, reason: string): History {
  const { closing, reopened } = positionOn(c, asOf);
  const by = closing?.by ?? null;
  const ended = by === null ? undefined : ENDED[by];
  return {
    events: eventsIn(c, asOf),
    shows: SHOWS,
    released: new Map(released(c, asOf, reopened, by, reason)),
    ended: ended === undefined ? null : { words: ended, day: closing?.day ?? null },
  };
}

const isBy = (day: Day | null, asOf: Day): day is Day => day !== null && day <= asOf;

function eventsIn(c: Case, asOf: Day): Happened[] {
  const events: Happened[] = [{ kind: 'request', day: clockStart(c) }];
  const later = isBy(c.draftPlan, asOf) || isBy(c.finalPlan, asOf) || (c.issueDecision === 'N' && isBy(c.issueDecisionDate, asOf)) || isAgreed(c, asOf);
  if (c.assessDecision === 'Y' || c.assessDecision === 'N') events.push({ kind: 'decision-to-assess', day: c.assessDecisionDate });
  // Nobody drafts a plan who has not decided to assess.
  else if (later) events.push({ kind: 'decision-to-assess', day: null });
  if (c.issueDecision === 'N') events.push({ kind: 'refusal-to-issue', day: c.issueDecisionDate });
  if (c.draftPlan !== null) events.push({ kind: 'draft-plan', day: c.draftPlan });
  if (c.finalPlan !== null) events.push({ kind: 'final-plan', day: c.finalPlan });
  const ordered = orderedIn(c, asOf);
  return ordered === null ? events : [...events, ordered];
}

const isAgreed = (c: Case, asOf: Day): boolean => c.issueDecision === 'Y' && (c.issueDecisionDate === null || c.issueDecisionDate <= asOf);

/** Beside a flag of mediation or tribunal, the day on which the authority agreed, or was ordered, to go on is that of the order or agreement. */
function orderedIn(c: Case, asOf: Day): Ordered | null {
  const day = c.reopened;
  if (!isBy(day, asOf)) return null;
  const afterRefusalToIssue = c.issueDecision === 'N' && (c.issueDecisionDate === null || c.issueDecisionDate <= day);
  if (c.issueDispute && afterRefusalToIssue) return { kind: 'order-to-make-a-plan', day };
  return c.assessDispute && c.assessDecision === 'N' ? { kind: 'order-to-assess', day } : null;
}

type Ordered = Happened & { day: Day };

const PLANNED: readonly string[] = ['plan-being-drafted', 'draft-sent'];
const FINAL_PLAN_CLOCKS = ['week-20', 'order-final-plan', 'order-make-final-plan', 'order-make-draft-plan'];
const REFUSAL_CLOCKS = ['week-16', 'order-no-plan'];

/** The clocks of the case list that do not apply to a case, and why; of two reasons for one clock the later here holds. */
function released(c: Case, asOf: Day, reopened: boolean, closedBy: ClosingCause | null, reason: string): [clock: string, why: string][] {
  const disputed = c.assessDispute || c.issueDispute;
  const ordered = orderedIn(c, asOf);
  const refusedToIssue = c.issueDecision === 'N' && (c.issueDecisionDate === null || c.issueDecisionDate <= asOf);
  const planned = isBy(c.finalPlan, asOf) || PLANNED.includes(stageOn(c, asOf, reopened));
  const all = (clocks: readonly string[], why: string): [string, string][] => clocks.map((clock) => [clock, why]);
  return [
    ...(c.exception ? all(['week-20'], exceptionInWords(reason)) : []),
    ...(disputed ? all(['week-20'], overtaken(ordered)) : []),
    ...(c.assessDispute && !refusedToIssue ? all(['week-16'], overtaken(ordered)) : []),
    ...(planned && !refusedToIssue ? all(REFUSAL_CLOCKS, 'a plan was agreed, so there is no refusal to tell') : []),
    ...(closedBy === 'refused-to-issue' ? all(FINAL_PLAN_CLOCKS, refusedOn('no plan is to be made', c.issueDecisionDate)) : []),
    ...(closedBy === 'refused-to-assess' ? all([...FINAL_PLAN_CLOCKS, ...REFUSAL_CLOCKS], refusedOn('an assessment was refused', c.assessDecisionDate)) : []),
  ];
}

const overtaken = (ordered: Ordered | null): string =>
  `overtaken by mediation or tribunal: other limits run from the order or agreement, ${ordered === null ? 'whose day the case list does not hold' : `taken to be of ${shortDate(ordered.day)}`}`;

const refusedOn = (what: string, day: Day | null): string => `${what}${day === null ? '' : ` (${shortDate(day)})`}`;

function exceptionInWords(reason: string): string {
  const ground = statutoryGround(reason);
  if (ground !== null) return `an exception is recorded: ${ground.wording}`;
  return `an exception is recorded${reason.trim() === '' ? '' : ', for a reason that is none of the four of regulation 10(4)'}`;
}
