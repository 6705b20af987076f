import type { Appeal } from '../core/appeal.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, longDate } from '../core/day.ts';
import type { Plan } from '../core/plan.ts';
import { planHistory } from '../core/plan-history.ts';
import { phaseDayOf, planSeenFrom, planStandingOn } from '../core/reviews.ts';
import { timelineOf } from '../core/timeline.ts';
import { type AppealRow, appealsSection, eventsOfAll, notNamed } from './appeal-clocks.ts';
import type { ReportContext } from './context.ts';
import { conventionsSection } from './definitions.ts';
import { headed } from './provenance.ts';
import type { Report } from './report.ts';
import { CLOCKS_LISTED, clockFigures, clocksInWords, clocksListing, lawOf } from './timeline-parts.ts';
import { Wanted } from './wanted.ts';
import { capital, number } from './words.ts';

/** One plan's clocks: plans are handed over one at a time; the one asked for is kept, and who has which. */
export interface PlanClocks {
  add(plan: Plan): void;
  /**
   * Whose plan it is, as the list has it, to look for in other lists.
   * @throws UserError where no row counted has the reference
   */
  person(context: ReportContext): string;
  /** @throws UserError where no row counted has the reference */
  report(context: ReportContext, others: AppealsOfPlan): Report;
}

/** What the list of appeals holds of the plan. */
export interface AppealsOfPlan {
  /** Those of the person. */
  appeals: readonly Appeal[];
  /** How many are about what a plan holds, or about ending one, and name nobody whose plan that is. */
  appealsOfNobody: number;
  contexts: readonly ReportContext[];
}

export interface PlanClocksAsked {
  /** The authority's own reference, as the list has it. */
  id: string;
  asOf: Day;
  conventions: Conventions;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** Starts the timeline of one plan. */
export function startPlanClocks(asked: PlanClocksAsked): PlanClocks {
  const wanted = new Wanted<Plan>({ ...asked, option: '--plan', column: 'plan_id', else: 'Of a request, say --case.' });
  const plans = new Map<string, Plan[]>();
  return {
    add(plan) {
      wanted.add(plan.id, plan);
      const others = plans.get(plan.person);
      if (others === undefined) plans.set(plan.person, [plan]);
      else if (plan.person !== '') others.push(plan);
    },
    person: (context) => wanted.in(context).person,
    report(context, others) {
      const plan = wanted.in(context);
      return reportOf(plan, plans.get(plan.person) ?? [], asked, others, context);
    },
  };
}

function reportOf(plan: Plan, plans: readonly Plan[], { asOf, conventions, shownId }: PlanClocksAsked, others: AppealsOfPlan, context: ReportContext): Report {
  const visible = planSeenFrom(plan) <= asOf;
  const rows = others.appeals.map((appeal) => rowOf(appeal, plan, plans));
  const history = planHistory(plan, asOf, context.absent ?? [], conventions);
  const runs = visible ? timelineOf({ ...history, events: [...history.events, ...eventsOfAll(rows, asOf)] }, asOf, conventions) : [];
  const name = shownId(plan.id) === null ? `the plan of line ${number(plan.line)}` : `plan ${shownId(plan.id)}`;
  const { head, sections } = headed('clocks', `The statutory clocks of ${name}`, [context, ...others.contexts], { asOf, conventions });
  const unseen = notNamed(others.appealsOfNobody, 'nobody whose plan it is about', 'plan');
  return {
    ...head,
    summary: visible
      ? [...planInWords(plan, asOf, capital(name)), ...clocksInWords(runs), ...phaseInWords(plan, asOf)]
      : [`${capital(name)} was not yet there on ${longDate(asOf)}.`],
    figures: clockFigures(runs, 'plan'),
    sections: [
      ...(runs.length === 0 ? [] : [CLOCKS_LISTED]),
      ...(visible ? appealsSection(rows, unseen, asOf, conventions) : []),
      ...(runs.length === 0 ? [] : [lawOf(runs)]),
      ...sections,
      conventionsSection(conventions),
    ],
    listings: [clocksListing(runs, asOf)],
  };
}

/** Whether a mediation or an appeal is about the plan: of somebody who has had several, about the latest made before it was lodged. */
function rowOf(appeal: Appeal, plan: Plan, plans: readonly Plan[]): AppealRow {
  const { matter, lodged } = appeal;
  const row = { appeal, note: '', doubt: null, elsewhere: null };
  if (matter === 'assess' || matter === 'issue') return { ...row, elsewhere: 'it is about a request, and among the clocks of its case' };
  const made = plans.filter((one) => planSeenFrom(one) <= lodged);
  const latest = Math.max(...made.map(planSeenFrom));
  const meant = made.filter((one) => planSeenFrom(one) === latest);
  if (meant.length === 0) return { ...row, elsewhere: 'it was lodged before the plan was there: left out' };
  if (!meant.includes(plan)) return { ...row, elsewhere: 'by its dates it is about another plan of the same person: left out' };
  return { ...row, doubt: meant.length === 1 ? null : 'it may be about another plan of the same person' };
}

function planInWords(plan: Plan, asOf: Day, name: string): string[] {
  const { started, ceased, transferredIn, reviewMeeting, reviewDecided } = plan;
  const by = (day: Day | null): day is Day => day !== null && day <= asOf;
  const made =
    started === null
      ? `The day on which ${name.toLowerCase().startsWith('the') ? name.toLowerCase() : name} was made is not known`
      : `${name} was made on ${longDate(started)}`;
  const came = transferredIn === null ? '' : `, came from another authority on ${longDate(transferredIn)}`;
  const first = `${made}${came}${by(ceased) ? ` and ceased on ${longDate(ceased)}` : ' and is maintained'}.`;
  const latest = [
    ...(by(reviewMeeting) ? [`its latest review meeting was on ${longDate(reviewMeeting)}`] : []),
    ...(by(reviewDecided) ? [`the latest decision after a review was told on ${longDate(reviewDecided)}`] : []),
  ];
  const standing = planStandingOn(plan, asOf);
  if (typeof standing === 'string') return [first];
  const { meeting, decision } = standing.next;
  const due = (day: Day | null): string => (day === null ? 'a day that is not known' : longDate(day));
  const next =
    meeting.due === decision.due
      ? `The next review is due by ${due(decision.due)}`
      : `The next review is due by ${due(decision.due)}, counted from the decision, or by ${due(meeting.due)}, from the meeting`;
  return [
    first,
    `${latest.length === 0 ? (standing.never ? 'No review of it is recorded' : 'No review of it is dated by then') : capital(latest.join(', and '))}. ${next}.`,
  ];
}

/** A move to another phase without a day, or by one that does not say which move it is. */
function phaseInWords({ phaseTransferDue: due, phaseTransferFinal: final }: Plan, asOf: Day): string[] {
  const sent = final === null || final > asOf ? null : longDate(final);
  if (due === null) return sent === null ? [] : [`A final plan for a move to another phase was sent on ${sent}; by when it was due the list does not say.`];
  if (phaseDayOf(due) !== 'other-day') return [];
  return [
    `Its move to another phase has ${longDate(due)} as its last day, neither 15 February nor 31 March, so it is taken as one between post-16 institutions (transfer-within-post-16).`,
  ];
}
