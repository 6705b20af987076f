import { type Case, UNKNOWN_CASE } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, dayFromIso, shortDate } from '../core/day.ts';
import type { Plan } from '../core/plan.ts';
import type { RatioRow } from '../core/ratio.ts';
import { AMENDED_DAYS, DECISION_DAYS } from '../core/reviews.ts';
import type { Explainable } from './trace.ts';

/** The day on which every example is looked at, at the end of the year that is its period. */
export const EXAMPLE_DAY = dayFromIso('2022-12-31') as Day;
export const EXAMPLE_PERIOD = '2022';

const RECEIVED = dayFromIso('2022-03-01') as Day;
const after = (days: number): Day => addDays(RECEIVED, days);
const request = (facts: Partial<Case> = {}): Case => ({ ...UNKNOWN_CASE, received: RECEIVED, ...facts });
const plan = (days: number, facts: Partial<Case> = {}): Case => request({ finalPlan: after(days), ...facts });

/** A request that has been open for so many days on the day of the examples. */
const openFor = (days: number, facts: Partial<Case> = {}): Case => ({ ...UNKNOWN_CASE, received: addDays(EXAMPLE_DAY, -days), ...facts });
const before = (days: number): Day => addDays(EXAMPLE_DAY, -days);

/** Plans about a last day in time. */
const plansAbout = (last: number): Case[] => [
  plan(last),
  plan(last + 1),
  { ...UNKNOWN_CASE, received: addDays(RECEIVED, -200), finalPlan: after(165) },
  { ...UNKNOWN_CASE, finalPlan: after(100) },
  plan(last + 1, { exception: true }),
  plan(last, { assessDispute: true }),
];

const OPEN: readonly Case[] = [
  openFor(140),
  openFor(141, { assessDecision: 'Y', assessDecisionDate: before(100) }),
  openFor(250, { assessDecision: 'Y', assessDecisionDate: before(210), issueDecision: 'Y', issueDecisionDate: before(20) }),
  openFor(300, { assessDecision: 'N', assessDecisionDate: before(260), reopened: before(200) }),
  openFor(365, { assessDecision: 'Y', assessDecisionDate: before(330), draftPlan: before(30), allocated: true }),
  { ...UNKNOWN_CASE, received: RECEIVED, assessDecision: 'W' },
];

/** Cases that come in, after short waits and long. */
const COMING: readonly Case[] = [
  request({ received: after(-430), finalPlan: after(60) }),
  request({ received: after(-100) }),
  request({ received: after(-300), assessDecision: 'N', assessDecisionDate: after(-260), reopened: after(100) }),
  plan(140),
  request({ assessDecision: 'W' }),
];

/** Cases that leave, for each cause one, after a long wait. */
const LEAVING: readonly Case[] = [
  request({ received: after(-400), finalPlan: after(60) }),
  request({ received: after(-400), assessDecision: 'N', assessDecisionDate: after(40) }),
  request({ received: after(-400), issueDecision: 'N', issueDecisionDate: after(40) }),
  request({ received: after(-400), assessDecision: 'W', closed: after(40) }),
  request({ received: after(-400), movedOut: true, closed: after(40) }),
  request({ received: after(-400), closed: after(40) }),
  request(),
];

/** Cases of a figure's own, about the last days in time by the conventions in force. */
const EXAMPLES: Readonly<Record<string, (lastDay: (weeks: number) => number) => Case[]>> = {
  requests: () => [request()],
  finals: () => [plan(140)],
  'decision-within-6-weeks': (last) => [last(6), last(6) + 1].map((days) => request({ assessDecision: 'Y', assessDecisionDate: after(days) })),
  'refusal-within-16-weeks': (last) => [last(16), last(16) + 1].map((days) => request({ issueDecision: 'N', issueDecisionDate: after(days) })),
  'requests-refused': () => (['N', 'Y'] as const).map((assessDecision) => request({ assessDecision, assessDecisionDate: after(42) })),
  'cohort-within-20-weeks': (last) => [plan(last(20)), request(), request({ assessDecision: 'W', closed: after(30) })],
};

/** Open cases about a last day, with what somebody looks for who has to see that they go on. */
const waitingAbout = (last: number): Case[] => [openFor(last + 1, { draftPlan: before(10), allocated: true }), openFor(last + 1), openFor(last)];

/** Requests about a last day, and one of every other end that changes a sum. */
const requestsAbout = (last: number): Case[] => [
  plan(last),
  plan(last + 1),
  request({ assessDecision: 'N', assessDecisionDate: after(last) }),
  request({ assessDecision: 'W', closed: after(last + 1) }),
  request({ assessDecision: 'W' }),
  request(),
  openFor(last),
];

/** Open cases about the days on which they pass a limit, and one that is at another stage. */
function casesPassing(basis: string, lastDay: (weeks: number) => number): Case[] {
  const weeks = Number(/-(\d+)(?:-|$)/.exec(basis)?.[1] ?? 20);
  const week = Number(/-in-week-(\d+)$/.exec(basis)?.[1] ?? 1);
  const assessed = { assessDecision: 'Y', assessDecisionDate: before(20) } as const;
  const [own, other] = weeks === 6 ? [{}, assessed] : [assessed, {}];
  const last = lastDay(weeks);
  const days = last - 7 * (week - 1);
  const open = [last + 1, days, days - 6, days - 7, days - 28].filter((age) => age >= 0);
  return [...open.map((age) => openFor(age, own)), openFor(Math.max(days, 0), other)];
}

/** Cases with which a figure is shown: of its own, or those that all plans, all open cases, all requests that are followed or all that may pass a limit are shown with. */
export function examplesFor({ basis, ofPeriod, betweenDays, ahead }: Explainable, conventions: Conventions): readonly Case[] {
  const lastDay = (weeks: number): number => lastDayWithin(weeks, conventions);
  const own = EXAMPLES[basis];
  if (own !== undefined) return own(lastDay);
  if (basis.startsWith('cohort-')) return requestsAbout(lastDay(Number(/-week-(\d+)$/.exec(basis)?.[1] ?? 20)));
  if (ahead !== undefined || basis.startsWith('open-over-6-') || basis.startsWith('open-over-16-')) return casesPassing(basis, lastDay);
  const over = /^open-over-(\d+)-weeks-(without-draft|unallocated)$/.exec(basis);
  if (over !== null) return waitingAbout(lastDay(Number(over[1])));
  if (betweenDays === true) return basis.includes('-out') ? LEAVING : COMING;
  return ofPeriod ? plansAbout(lastDay(20)) : OPEN;
}

const DECIDED = { assess: { Y: 'to be assessed', N: 'refused an assessment' }, issue: { Y: 'a plan agreed', N: 'refused a plan' } };

/** What is known of a case, in words: `Received 1 Mar 2022, final plan sent 19 Jul 2022`. */
export function factsInWords(c: Case): string {
  const dated = (words: string, day: Day | null): string[] => (day === null ? [] : [`${words} ${shortDate(day)}`]);
  const decided = (what: keyof typeof DECIDED, decision: Case['assessDecision'], day: Day | null): string[] =>
    decision === 'Y' || decision === 'N' ? [`${DECIDED[what][decision]}${day === null ? '' : ` ${shortDate(day)}`}`] : [];
  return [
    ...(c.received === null ? ['No received date'] : dated('Received', c.received)),
    ...decided('assess', c.assessDecision, c.assessDecisionDate),
    ...(c.assessDispute || c.issueDispute ? ['mediation or tribunal about it'] : []),
    ...dated('reopened', c.reopened),
    ...decided('issue', c.issueDecision, c.issueDecisionDate),
    ...dated('draft plan sent', c.draftPlan),
    ...dated('final plan sent', c.finalPlan),
    ...(c.exception ? ['week-20 exception recorded'] : []),
    ...(c.assessDecision === 'W' ? ['withdrawn'] : []),
    ...(c.movedOut ? ['moved to another authority'] : []),
    ...dated('closed', c.closed),
    ...(c.allocated ? ['a co-ordinator named'] : []),
  ].join(', ');
}

const rowOn = (day: Day, inDenominator: boolean, inNumerator: boolean): RatioRow => ({ line: 0, id: '', date: day, inDenominator, inNumerator });

/** Rows with which a ratio over another list is shown. */
export const RATIO_EXAMPLES: readonly { facts: string; row: RatioRow }[] = [
  { facts: `A row of ${shortDate(RECEIVED)} that meets both rules`, row: rowOn(RECEIVED, true, true) },
  { facts: `A row of ${shortDate(RECEIVED)} that meets the rule of the denominator alone`, row: rowOn(RECEIVED, true, false) },
  { facts: `A row of ${shortDate(RECEIVED)} that does not meet the rule of the denominator`, row: rowOn(RECEIVED, false, false) },
];

const MEETING = RECEIVED;

/** A plan of which only what is given is known. */
const planWith = (facts: Partial<Plan>): Plan => ({
  id: '',
  person: '',
  line: 0,
  started: null,
  reviewMeeting: null,
  reviewDecision: null,
  reviewDecided: null,
  reviewDraft: null,
  amendedFinal: null,
  phaseTransferDue: null,
  phaseTransferFinal: null,
  ceased: null,
  transferredIn: null,
  transferAware: null,
  reassessmentRequested: null,
  ...facts,
});

const planFacts = ({ started, reviewMeeting, reviewDecided, amendedFinal, ceased }: Plan): string =>
  [
    started === null ? 'A plan without a start' : `A plan started ${shortDate(started)}`,
    ...(reviewMeeting === null ? [] : [`review meeting ${shortDate(reviewMeeting)}`]),
    ...(reviewDecided === null ? [] : [`letter with the decision ${shortDate(reviewDecided)}`]),
    ...(amendedFinal === null ? [] : [`final amended plan ${shortDate(amendedFinal)}`]),
    ...(ceased === null ? [] : [`ceased ${shortDate(ceased)}`]),
  ].join(', ');

const OLD = before(1000);

/** Plans about the last days in time, and about the 12 months of a review. */
export const PLAN_EXAMPLES: readonly { facts: string; row: Plan }[] = [
  planWith({ started: OLD, reviewMeeting: MEETING, reviewDecided: addDays(MEETING, DECISION_DAYS), amendedFinal: addDays(MEETING, AMENDED_DAYS) }),
  planWith({ started: OLD, reviewMeeting: MEETING, reviewDecided: addDays(MEETING, DECISION_DAYS + 1), amendedFinal: addDays(MEETING, AMENDED_DAYS + 1) }),
  planWith({ started: OLD, reviewMeeting: before(365), reviewDecided: before(365), amendedFinal: before(365) }),
  planWith({ started: OLD, reviewDecided: MEETING, amendedFinal: MEETING }),
  planWith({ started: before(100) }),
  planWith({ started: OLD, ceased: before(1) }),
].map((row) => ({ facts: planFacts(row), row }));
