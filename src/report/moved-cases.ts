import type { Case } from '../core/case.ts';
import { type Day, isoDate } from '../core/day.ts';
import { type FigureChange, figureName, type Side, tracedFor, windowOf } from './compared-figures.ts';
import type { Listing } from './report.ts';
import { PILE_WORDS, type Placed, type ShownPile, type Tracing } from './trace.ts';

const FACTS: readonly { column: string; of: (c: Case) => Day | string | boolean | null }[] = [
  { column: 'received_date', of: (c) => c.received },
  { column: 'assess_decision', of: (c) => c.assessDecision },
  { column: 'assess_decision_date', of: (c) => c.assessDecisionDate },
  { column: 'assess_mediation or assess_tribunal', of: (c) => c.assessDispute },
  { column: 'reopened_date', of: (c) => c.reopened },
  { column: 'moved_out', of: (c) => c.movedOut },
  { column: 'issue_decision', of: (c) => c.issueDecision },
  { column: 'issue_decision_date', of: (c) => c.issueDecisionDate },
  { column: 'issue_mediation or issue_tribunal', of: (c) => c.issueDispute },
  { column: 'draft_plan_date', of: (c) => c.draftPlan },
  { column: 'final_plan_date', of: (c) => c.finalPlan },
  { column: 'week20_exception', of: (c) => c.exception },
  { column: 'closed_date', of: (c) => c.closed },
  { column: 'closed_reason', of: (c) => c.closedReason },
  { column: 'coordinator', of: (c) => (c.allocated ? 'named' : 'not named') },
];

const factText = (fact: Day | string | boolean | null): string => {
  if (fact === null) return 'blank';
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  return typeof fact === 'number' ? isoDate(fact) : fact;
};

/** What a row says otherwise than before. */
function corrections(was: Case, is: Case): string[] {
  return FACTS.filter(({ of }) => of(was) !== of(is)).map(({ column, of }) => `${column} was ${factText(of(was))} and is ${factText(of(is))}`);
}

/** How a figure of the old dates places the cases of the old list, and those of the new. */
interface TwoTracings {
  name: string;
  /** Whether it came out otherwise for the days its cases took, and not for their piles alone. */
  inDays: boolean;
  before: Tracing;
  after: Tracing;
}

/**
 * The cases that stand elsewhere in a figure of the old dates, and why; null where the lists are not both at hand.
 * @param shownId a case id as a report may show it
 */
export function movedCases(old: Side, now: Side, compared: readonly FigureChange[], shownId: (id: string) => string | null): Listing['rows'] | null {
  if (old.list === null || now.list === null) return null;
  const [before, after] = [old.list.cases, now.list.cases];
  const tracings = compared.flatMap((one) => tracingsOf(one, old, now));
  const sameConventions = JSON.stringify(old.report.conventions) === JSON.stringify(now.report.conventions);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Listing['rows'] => {
    const [was, is] = [before.get(id), after.get(id)];
    // Nearly every row says what it said, and stands where it stood.
    if (sameConventions && was !== undefined && is !== undefined && corrections(was, is).length === 0) return [];
    const moves = tracings.flatMap(({ name, inDays, before: then, after: today }) => {
      const [from, to] = [was === undefined ? null : then.place(was), is === undefined ? null : today.place(is)];
      if (standsIn(from) !== standsIn(to)) return [`${name}: ${pileOf(from)} → ${pileOf(to)}`];
      return inDays && standsIn(from) !== null && from?.days !== to?.days ? [`${name}: day ${from?.days} → day ${to?.days}`] : [];
    });
    if (moves.length === 0) return [];
    return [{ caseId: shownId(id), oldLine: was?.line ?? null, newLine: is?.line ?? null, why: whyMoved(was, is), figures: moves.join('; ') }];
  });
}

/** None where the figure is not made of single cases of the list. */
function tracingsOf({ was, is, changes }: FigureChange, old: Side, now: Side): TwoTracings[] {
  const traced = was === null ? null : tracedFor(was);
  const window = was === null ? null : windowOf(was, old.report);
  if (was === null || traced === null || window === null) return [];
  const sameDates = is !== null && is.from === was.from && is.to === was.to && (was.from !== null || old.report.asOf === now.report.asOf);
  const today = sameDates ? { ...window, conventions: now.report.conventions ?? window.conventions } : window;
  const { unit, numerator } = was.figure;
  // An estimate turns on days as an average does.
  const inDays = (unit === 'weeks' || (unit === 'percent' && numerator === undefined)) && changes.includes('restated');
  return [{ name: figureName(was), inDays, before: traced.trace(window), after: traced.trace(today) }];
}

/** The pile in which a case has a part in the figure; null where it has none. */
const standsIn = (placed: Placed | null): ShownPile | null => (placed === null || placed.pile === 'out-of-scope' ? null : placed.pile);

const pileOf = (placed: Placed | null): string => (placed === null ? 'not in the list' : (placed.reason ?? PILE_WORDS[placed.pile]));

function whyMoved(was: Case | undefined, is: Case | undefined): string {
  if (was === undefined) return 'entered late: not in the old list, or set aside there';
  if (is === undefined) return 'gone: not in the new list, or set aside there';
  const found = corrections(was, is);
  return found.length === 0 ? 'the row is the same: the convention changed' : `corrected: ${found.join('; ')}`;
}
