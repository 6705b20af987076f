import { type Day, daysBetween } from '../core/day.ts';
import { countRows, EXCLUSION_REASONS, emptyTally, lastDayOf, type Measure, SCOPE_REASONS, type Verdict, verdictOn, type Window } from '../core/measure.ts';
import type { Plan } from '../core/plan.ts';
import { PLAN_MEASURES } from '../core/review-measures.ts';
import { type PlanStanding, planSeenFrom, planStandings, type ReviewStanding } from '../core/reviews.ts';
import { figureOf } from './figure.ts';
import { reasonInWords } from './reasons.ts';
import type { Figure } from './report.ts';
import {
  type About,
  AMENDED_WORDS,
  BAND_WORDS,
  DECISION_WORDS,
  LATEST_WORDS,
  lower,
  NONE_WORDS,
  OUTCOME_WORDS,
  PHASE_DAY_WORDS,
  PHASE_OTHER_WORDS,
  PHASE_STATE_WORDS,
  PLAN_COUNTS,
  type PlanCount,
} from './reviews-figures.ts';
import { planCountFigure } from './reviews-tally.ts';
import type { Placed, ShownPile, Traced } from './trace.ts';

/** Where each plan stands in the figures of `ehcp reviews`, and in the measures over the list of plans. */

const ROW_NAME = 'Plan';

/** A measure's figure; an indicator gives it a name of its own. */
export function planMeasureTraced(measure: Measure<Plan>, id = measure.id, title = measure.title): Traced<Plan> {
  return {
    id,
    basis: measure.id,
    title,
    dated: measure.dated,
    ofPeriod: true,
    periodElse: measure.ofDay === true ? 'as-of-day' : 'last-12-months',
    rowName: ROW_NAME,
    ...(measure.ofDay === true ? {} : { saysDays: true }),
    isShare: measure.kind === 'proportion',
    counts: measure.counts,
    law: measure.source === null ? null : { source: measure.source, limits: [], ...(measure.duty === undefined ? {} : { duty: measure.duty }) },
    trace(window) {
      const counting = countRows([measure], [window], planSeenFrom);
      return {
        count: (plan) => counting.add(plan),
        place: (plan) => placedBy(measure, plan, window, verdictOn(measure, plan, window, planSeenFrom)),
        figure: () => ({ ...figureOf(measure, counting.finish()[0]?.tallies[0] ?? emptyTally()), label: title }),
      };
    },
  };
}

function placedBy(measure: Measure<Plan>, plan: Plan, window: Window, { pile, days }: Verdict): Placed {
  const event = measure.ofDay === true ? seenBy(measure.dayShown?.(plan) ?? null, lastDayOf(window)) : measure.event(plan);
  const placed = { reason: null, event: event === 'no-date' ? null : event, days };
  if (isOneOf(pile, EXCLUSION_REASONS)) return { ...placed, pile: 'excluded', reason: pile, why: reasonInWords(pile, false) };
  if (isOneOf(pile, SCOPE_REASONS)) return { ...placed, pile: 'out-of-scope', reason: pile, why: reasonInWords(pile, false) };
  if (pile === 'notKnown')
    return { ...placed, pile: 'not-known', why: measure.ofDay === true ? 'latest review meeting after the day' : 'no review meeting is recorded' };
  return { ...placed, pile: pile as ShownPile, why: measure.says?.[pile as 'met' | 'missed'] ?? 'counted' };
}

const isOneOf = (pile: string, reasons: readonly string[]): boolean => reasons.includes(pile);

const seenBy = (day: Day | null, asOf: Day): Day | null => (day !== null && day <= asOf ? day : null);

/** What is shown of a plan: a day, the days from the review meeting to it, and why it stands where it does. */
type Shown = Pick<Placed, 'event' | 'days' | 'why'>;

interface Look {
  /** What the day shown is of. */
  dated: string;
  saysDays?: true;
  shown(plan: Plan, standing: ReviewStanding, asOf: Day): Shown;
}

const nextLook = (by: 'meeting' | 'decision'): Look => ({
  dated: `next review due, counted by the ${by === 'meeting' ? 'meeting' : 'letter with the decision'}`,
  shown: (_, { next, never }) => ({ event: next[by].due, days: null, why: nextWords(next[by], never) }),
});

function nextWords({ pile }: ReviewStanding['next']['meeting'], never: boolean): string {
  const suffix = never ? ', never reviewed' : '';
  switch (pile) {
    case 'not-yet-due':
      return `not yet due${suffix}`;
    case 'not-known':
      return 'day of the latest review not known';
    case 'start-not-known':
      return 'no start and no review recorded';
    default:
      return `overdue by ${BAND_WORDS[pile]}${suffix}`;
  }
}

/** Days from the meeting to what came after it, or to the as-of day where that is waited for. */
function sinceMeeting({ reviewMeeting }: Plan, event: Day | null, pile: string, asOf: Day): number | null {
  const to = pile === 'in-time' || pile === 'late' ? event : pile === 'not-due' || pile === 'outstanding' ? asOf : null;
  return reviewMeeting === null || to === null ? null : daysBetween(reviewMeeting, to);
}

const LOOKS: Readonly<Record<About, Look>> = {
  maintained: { dated: 'plan started', shown: ({ started }, _, asOf) => ({ event: seenBy(started, asOf), days: null, why: 'maintained' }) },
  latest: {
    dated: 'latest review meeting',
    shown: ({ reviewMeeting }, { latest, age }, asOf) => ({
      event: seenBy(reviewMeeting, asOf),
      days: null,
      why: latest === 'none' ? `no review recorded: ${NONE_WORDS[age][0]}` : `latest review meeting ${LATEST_WORDS[latest][0]}`,
    }),
  },
  'next-meeting': nextLook('meeting'),
  'next-decision': nextLook('decision'),
  decision: {
    dated: 'letter with the decision after the latest review sent',
    saysDays: true,
    shown(plan, { decision }, asOf) {
      const event = seenBy(plan.reviewDecided, asOf);
      return { event, days: sinceMeeting(plan, event, decision, asOf), why: lower(DECISION_WORDS[decision][0]) };
    },
  },
  outcome: {
    dated: 'letter with the decision after the latest review sent',
    shown: (plan, { outcome, decision }, asOf) => ({
      event: seenBy(plan.reviewDecided, asOf),
      days: null,
      why: outcome === null ? lower(DECISION_WORDS[decision][0]) : `decided: ${lower(OUTCOME_WORDS[outcome])}`,
    }),
  },
  amended: {
    dated: 'final amended plan sent',
    saysDays: true,
    shown(plan, { amended }, asOf) {
      const event = seenBy(plan.amendedFinal, asOf);
      return { event, days: sinceMeeting(plan, event, amended, asOf), why: lower(AMENDED_WORDS[amended][0]) };
    },
  },
  phase: {
    dated: 'phase transfer due',
    shown: ({ phaseTransferDue }, { phase }) => ({
      event: phaseTransferDue,
      days: null,
      why:
        phase.year === 'this'
          ? `due by ${lower(PHASE_DAY_WORDS[phase.due])} this academic year: ${lower(PHASE_STATE_WORDS[phase.state])}`
          : lower(PHASE_OTHER_WORDS[phase.year]),
    }),
  },
};

function planCountTraced(one: PlanCount): Traced<Plan> {
  const { id, label, about, counts, source = null, holds } = one;
  const { dated, saysDays, shown } = LOOKS[about];
  return {
    id,
    basis: id,
    title: label,
    dated,
    ofPeriod: false,
    rowName: ROW_NAME,
    ...(saysDays === undefined ? {} : { saysDays }),
    isShare: false,
    counts: () => counts,
    law: source === null ? null : { source, limits: [] },
    trace({ asOf }) {
      const standingOf = planStandings(asOf);
      const isOne = (standing: PlanStanding): boolean => typeof standing !== 'string' && holds(standing, asOf);
      let value = 0;
      return {
        count(plan) {
          if (isOne(standingOf(plan))) value++;
        },
        place(plan) {
          const standing = standingOf(plan);
          if (typeof standing === 'string')
            return {
              pile: 'out-of-scope',
              reason: standing,
              event: standing === 'ceased' ? plan.ceased : null,
              days: null,
              why: reasonInWords(standing, false),
            };
          const placed = shown(plan, standing, asOf);
          return isOne(standing) ? { ...placed, pile: 'met', reason: null } : { ...placed, pile: 'out-of-scope', reason: 'maintained' };
        },
        figure: (): Figure => planCountFigure(one, value, asOf),
      };
    },
  };
}

/** Every figure of `ehcp reviews`. */
export const TRACED_PLANS: readonly Traced<Plan>[] = [...PLAN_MEASURES.map((measure) => planMeasureTraced(measure)), ...PLAN_COUNTS.map(planCountTraced)];
