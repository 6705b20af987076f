import { type Case, clockStart, DATES, isVisible } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import type { Day } from './day.ts';

/** What may close a case, in the order in which ties are settled; `other` is a closed date for any other reason, or for none given. */
export const CLOSING_CAUSES = ['final-plan', 'refused-to-assess', 'refused-to-issue', 'withdrawn', 'moved', 'other'] as const;
export type ClosingCause = (typeof CLOSING_CAUSES)[number];

/** What closed a case. `day` is null where the list does not say when: it is then closed on every day. */
interface Closing {
  by: ClosingCause;
  day: Day | null;
}

/** Where a case stands at the end of a day. */
export interface Position {
  visible: boolean;
  /** The first closing that is visible on the day; null while the case is open, or not yet there. */
  closing: Closing | null;
  /** A refusal is visible, and a later step shows that the case went on. */
  reopened: boolean;
}

/** How far an open case has come; the last that holds. */
export const STAGES = ['awaiting-decision-to-assess', 'being-assessed', 'plan-being-drafted', 'draft-sent'] as const;
export type Stage = (typeof STAGES)[number];

/** The bands of open cases. They touch, and add up to all open cases. */
export const BANDS = [
  { id: '0-20', lastWeek: 20 },
  { id: '21-30', lastWeek: 30 },
  { id: '31-40', lastWeek: 40 },
  { id: '41-52', lastWeek: 52 },
  { id: 'over-52', lastWeek: Number.POSITIVE_INFINITY },
] as const;
export type Band = (typeof BANDS)[number]['id'];

/** A step after a refusal. `on` is null where the list gives no date: undated steps always hold. */
interface Step {
  on: Day | null;
}

const UNDATED: Step = { on: null };

/** A decision to issue without a date counts as made, unless the row has a final plan: SEN2 leaves it blank until the plan is sent. */
function decidedToIssue(c: Case): Step | null {
  if (c.issueDecision !== 'Y') return null;
  if (c.issueDecisionDate !== null) return { on: c.issueDecisionDate };
  return c.finalPlan === null ? UNDATED : null;
}

const refusedToAssessOn = (c: Case): Day | null => c.assessDecisionDate ?? c.closed;
const refusedToIssueOn = (c: Case): Day | null => c.issueDecisionDate ?? c.closed;

/** The dates that show, after a refusal to issue, that the case went on. */
function stepsAfterRefusalToIssue(c: Case): Step[] {
  return [c.draftPlan, c.finalPlan, c.reopened].filter((day) => day !== null).map((on) => ({ on }));
}

/** The same after a refusal to assess: a decision about issuing is a step too, and so is SEN2's sign of an overturned refusal. */
function stepsAfterRefusalToAssess(c: Case): Step[] {
  const steps = stepsAfterRefusalToIssue(c);
  const toIssue = decidedToIssue(c);
  if (toIssue !== null) steps.push(toIssue);
  if (c.issueDecision === 'N') steps.push({ on: refusedToIssueOn(c) });
  if (c.issueDecision === 'A' && c.assessDispute) steps.push(UNDATED);
  return steps;
}

/** A refusal as it stands on a day: not there yet, in force, or overtaken by a later step. */
interface Refusal {
  visible: boolean;
  overtaken: boolean;
  /** Whether the closed date in the list is this refusal's own, and so closes nothing once the case goes on. */
  ownsClosedDate: boolean;
}

const NO_REFUSAL: Refusal = { visible: false, overtaken: false, ownsClosedDate: false };

function refusalOn(asOf: Day, refusedOn: Day | null, steps: readonly Step[], closed: Day | null): Refusal {
  if (refusedOn !== null && refusedOn > asOf) return NO_REFUSAL;
  let overtaken = false;
  let firstStep: Day | null = null;
  for (const { on } of steps) {
    if (on === null) {
      overtaken = true;
    } else if (on <= asOf && (refusedOn === null || on >= refusedOn)) {
      overtaken = true;
      if (firstStep === null || on < firstStep) firstStep = on;
    }
  }
  // A step without a date can only be placed after the refusal itself.
  const lastOfRefusal = firstStep ?? refusedOn;
  const ownsClosedDate = overtaken && closed !== null && lastOfRefusal !== null && closed <= lastOfRefusal;
  return { visible: true, overtaken, ownsClosedDate };
}

const NOT_VISIBLE: Position = { visible: false, closing: null, reopened: false };
const OPEN: Position = { visible: true, closing: null, reopened: false };
const OPEN_AGAIN: Position = { visible: true, closing: null, reopened: true };

/**
 * Where a case stands at the end of `asOf`: open, or closed by the first visible of final plan sent, refusal to
 * assess, refusal to issue, closed date, withdrawal, move out of the area. A refusal that a later step
 * overtakes closes nothing. Source: SEN2 guide (the outcome of a refusal is never altered).
 */
export function positionOn(c: Case, asOf: Day): Position {
  if (!isVisible(c, asOf)) return NOT_VISIBLE;
  const toAssess = c.assessDecision === 'N' ? refusalOn(asOf, refusedToAssessOn(c), stepsAfterRefusalToAssess(c), c.closed) : NO_REFUSAL;
  const toIssue = c.issueDecision === 'N' ? refusalOn(asOf, refusedToIssueOn(c), stepsAfterRefusalToIssue(c), c.closed) : NO_REFUSAL;
  const reopened = toAssess.overtaken || toIssue.overtaken;
  const closing = firstVisible(closings(c, toAssess, toIssue), asOf);
  if (closing === null) return reopened ? OPEN_AGAIN : OPEN;
  return { visible: true, closing, reopened };
}

/** Everything in the list that closes the case, visible or not, in the order of the causes. */
function closings(c: Case, toAssess: Refusal, toIssue: Refusal): Closing[] {
  // A closed date that belongs to an overtaken refusal is spent: it dates no other closing either.
  const closed = toAssess.ownsClosedDate || toIssue.ownsClosedDate ? null : c.closed;
  const all: Closing[] = [];
  if (c.finalPlan !== null) all.push({ by: 'final-plan', day: c.finalPlan });
  if (toAssess.visible && !toAssess.overtaken) all.push({ by: 'refused-to-assess', day: refusedToAssessOn(c) });
  if (toIssue.visible && !toIssue.overtaken) all.push({ by: 'refused-to-issue', day: refusedToIssueOn(c) });
  if (c.assessDecision === 'W') all.push({ by: 'withdrawn', day: closed ?? c.assessDecisionDate });
  if (c.issueDecision === 'W') all.push({ by: 'withdrawn', day: closed ?? c.issueDecisionDate });
  if (closed !== null && c.closedReason === 'withdrawn') all.push({ by: 'withdrawn', day: closed });
  if (c.movedOut) all.push({ by: 'moved', day: closed });
  if (closed !== null) all.push({ by: c.closedReason ?? 'other', day: closed });
  return all;
}

/** One without a day closes on every day, and so comes first. */
function firstVisible(all: readonly Closing[], asOf: Day): Closing | null {
  let first: Closing | null = null;
  for (const closing of all) {
    if (closing.day !== null && closing.day > asOf) continue;
    if (first === null || (first.day !== null && (closing.day === null || closing.day < first.day))) first = closing;
  }
  return first;
}

/** A stretch of days at the end of each of which a case is open. */
export interface OpenSpan {
  /** The first of them. */
  from: Day;
  /** The day at whose end it is open no more, and what it stands closed by then; null where nothing in the list ends it. */
  end: { day: Day; by: ClosingCause } | null;
}

/** The first of a case's dates after a day; infinity where there is none. */
export function nextDate(c: Case, after: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const name of DATES) {
    const date = c[name];
    if (date !== null && date > after && date < next) next = date;
  }
  return next;
}

/**
 * The stretches over which a case is open, by its own dates, one after the other.
 * @param since what was over before it is left out, and a stretch under way on it begins with it
 */
export function openSpans(c: Case, since: number = Number.NEGATIVE_INFINITY): OpenSpan[] {
  const spans: OpenSpan[] = [];
  const received = clockStart(c);
  // Without a usable received date a row is visible only from its final plan on, and so never open.
  if (received === null) return spans;
  let open: OpenSpan | null = null;
  for (let day = Math.max(received, since); day < Number.POSITIVE_INFINITY; day = nextDate(c, day)) {
    const { closing } = positionOn(c, day as Day);
    if (closing === null && open === null) {
      open = { from: day as Day, end: null };
      spans.push(open);
    } else if (closing !== null && open !== null) {
      open.end = { day: day as Day, by: closing.by };
      open = null;
    }
  }
  return spans;
}

/** The stage of an open case: the last that holds on the day. A decision to assess without a date counts as made. */
export function stageOn(c: Case, asOf: Day, reopened: boolean): Stage {
  if (c.draftPlan !== null && c.draftPlan <= asOf) return 'draft-sent';
  const toIssue = decidedToIssue(c);
  if (toIssue !== null && (toIssue.on === null || toIssue.on <= asOf)) return 'plan-being-drafted';
  const toAssess = c.assessDecision === 'Y' && (c.assessDecisionDate === null || c.assessDecisionDate <= asOf);
  return toAssess || reopened ? 'being-assessed' : 'awaiting-decision-to-assess';
}

/** The band of an open case by its days since the request was received: tests are on days, never on rounded weeks. */
export function bandOf(days: number, conventions: Conventions): Band {
  for (const band of BANDS) {
    if (days <= lastDayWithin(band.lastWeek, conventions)) return band.id;
  }
  return 'over-52';
}
