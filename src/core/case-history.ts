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

const ENDED: Readonly<Record<ClosingCause, string>> = {
  'final-plan': 'the final plan was sent',
  'refused-to-assess': 'an assessment was refused',
  'refused-to-issue': 'a plan was refused',
  withdrawn: 'the request was withdrawn',
  moved: 'the child or young person moved to another authority',
  other: 'the case was closed',
};

/** An order, agreement or concession that gives a request new limits, and its day. */
export type Ordered = Happened & { day: Day };

/** Those about the decision not to assess, and about the decision to make no plan. */
const TO_ASSESS: readonly EventKind[] = ['order-to-assess', 'concession-to-assess'];
const TO_MAKE_A_PLAN: readonly EventKind[] = ['order-to-make-a-plan', 'concession-to-make-a-plan'];
const CONCESSIONS: readonly EventKind[] = ['concession-to-assess', 'concession-to-make-a-plan'];

/** Whether something gives a request new limits. */
export const givesNewLimits = (event: Happened): event is Ordered => event.day !== null && [...TO_ASSESS, ...TO_MAKE_A_PLAN].includes(event.kind);

/**
 * What the case list knows of a case on a day on which it is visible.
 * @param reason what is recorded as the reason of an exception, in any words; they are not shown unless they are one of the four grounds
 * @param orders those that a list of appeals has, by the as-of day; without any, the one that the case list shows
 */
export function caseHistory(c: Case, asOf: Day, reason: string, orders: readonly Ordered[] = []): History {
  const { closing: listed, reopened } = positionOn(c, asOf);
  const closing = listed === null || isOverruled(c, listed.by, orders) ? null : listed;
  const shown = orders.length > 0 ? [] : orderedIn(c, asOf);
  const planned = isBy(c.finalPlan, asOf) || PLANNED.includes(stageOn(c, asOf, reopened));
  return {
    events: [...eventsIn(c, asOf), ...orders, ...shown],
    shows: SHOWS,
    released: new Map([
      ...(c.exception ? all(['week-20'], exceptionInWords(reason)) : []),
      ...overtaken(c, asOf, orders, shown),
      ...(planned && !isRefusedPlan(c, asOf) ? all(REFUSAL_CLOCKS, 'a plan was agreed, so there is no refusal to tell') : []),
      ...refused(c, closing?.by ?? null),
    ]),
    ended: closing === null ? null : { words: ENDED[closing.by], day: closing.day },
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
  return events;
}

const isAgreed = (c: Case, asOf: Day): boolean => c.issueDecision === 'Y' && (c.issueDecisionDate === null || c.issueDecisionDate <= asOf);

const isRefusedPlan = (c: Case, asOf: Day): boolean => c.issueDecision === 'N' && (c.issueDecisionDate === null || c.issueDecisionDate <= asOf);

/** Beside a flag of mediation or tribunal, the day on which the authority agreed, or was ordered, to go on is that of the order or agreement. */
function orderedIn(c: Case, asOf: Day): Ordered[] {
  const day = c.reopened;
  if (!isBy(day, asOf)) return [];
  if (c.issueDispute && isRefusedPlan(c, day)) return [{ kind: 'order-to-make-a-plan', day }];
  return c.assessDispute && c.assessDecision === 'N' ? [{ kind: 'order-to-assess', day }] : [];
}

const PLANNED: readonly string[] = ['plan-being-drafted', 'draft-sent'];
const FINAL_PLAN_CLOCKS = [
  'week-20',
  'order-final-plan',
  'order-make-final-plan',
  'order-make-draft-plan',
  'concession-final-plan',
  'concession-make-final-plan',
  'concession-make-draft-plan',
];
const REFUSAL_CLOCKS = ['week-16', 'order-no-plan', 'concession-no-plan'];

/** Clocks that do not apply, by id, and why. */
type Released = [clock: string, why: string][];

const all = (clocks: readonly string[], why: string): Released => clocks.map((clock) => [clock, why]);

/** What mediation or tribunal about a decision takes away: the first limits, in whose place others run from the order or agreement. */
function overtaken(c: Case, asOf: Day, orders: readonly Ordered[], shown: readonly Ordered[]): Released {
  const about = (kinds: readonly EventKind[]): boolean => orders.some(({ kind }) => kinds.includes(kind));
  const assess = c.assessDispute || about(TO_ASSESS);
  if (!assess && !c.issueDispute && !about(TO_MAKE_A_PLAN)) return [];
  const [order = null] = [...orders, ...shown];
  const whose = order === null ? ', whose day the case list does not hold' : `${orders.length > 0 ? '' : ', taken to be'} of ${shortDate(order.day)}`;
  const what = order !== null && CONCESSIONS.includes(order.kind) ? 'concession' : 'order or agreement';
  const why = `overtaken by mediation or tribunal: other limits run from the ${what}${whose}`;
  return all(['week-20', ...(assess && !isRefusedPlan(c, asOf) ? ['week-16'] : [])], why);
}

/** Whether an order in the list of appeals stands against the refusal that closes the case: the case list has not yet been told. */
function isOverruled(c: Case, by: ClosingCause, orders: readonly Ordered[]): boolean {
  const against = (kinds: readonly EventKind[], refusedOn: Day | null): boolean =>
    orders.some(({ kind, day }) => kinds.includes(kind) && (refusedOn === null || day >= refusedOn));
  if (by === 'refused-to-issue') return against(TO_MAKE_A_PLAN, c.issueDecisionDate);
  return by === 'refused-to-assess' && against(TO_ASSESS, c.assessDecisionDate);
}

/** What a refusal that closes the case takes away. */
function refused(c: Case, closedBy: ClosingCause | null): Released {
  const on = (day: Day | null): string => (day === null ? '' : ` (${shortDate(day)})`);
  if (closedBy === 'refused-to-issue') return all(FINAL_PLAN_CLOCKS, `no plan is to be made${on(c.issueDecisionDate)}`);
  if (closedBy === 'refused-to-assess') return all([...FINAL_PLAN_CLOCKS, ...REFUSAL_CLOCKS], `an assessment was refused${on(c.assessDecisionDate)}`);
  return [];
}

function exceptionInWords(reason: string): string {
  const ground = statutoryGround(reason);
  if (ground !== null) return `an exception is recorded: ${ground.wording}`;
  return `an exception is recorded${reason.trim() === '' ? '' : ', for a reason that is none of the four of regulation 10(4)'}`;
}
