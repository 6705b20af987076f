import type { Advice } from '../core/advice.ts';
import type { Appeal } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import { clockStart, isVisible } from '../core/case.ts';
import { caseHistory, givesNewLimits, type Ordered } from '../core/case-history.ts';
import { reassessmentDecision } from '../core/clocks/reassessment.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate, longDate } from '../core/day.ts';
import { dueDay } from '../core/due-day.ts';
import { adviceHistory } from '../core/list-histories.ts';
import { requestsMeant } from '../core/orders.ts';
import type { Plan } from '../core/plan.ts';
import { STAGE_NAMES, standingOn } from '../core/position-figures.ts';
import { planSeenFrom } from '../core/reviews.ts';
import { type History, timelineOf, together } from '../core/timeline.ts';
import { type AppealRow, appealsSection, eventsOfAll, notNamed } from './appeal-clocks.ts';
import type { ReportContext } from './context.ts';
import { conventionsSection } from './definitions.ts';
import { CLOSED_BY } from './movement-figures.ts';
import { headed } from './provenance.ts';
import type { Report, Section } from './report.ts';
import { CLOCKS_LISTED, clockFigures, clocksInWords, clocksListing, lawOf } from './timeline-parts.ts';
import { Wanted } from './wanted.ts';
import { capital, listed, number, plural } from './words.ts';

/** One case's clocks: cases are handed over one at a time; the one asked for is kept, and who made which request. */
export interface CaseClocks {
  /** @param values the row's own under `CASE_CLOCK_COLUMNS` */
  add(c: Case, group: string, values: readonly string[]): void;
  /**
   * Whose case it is, as the list has it, to look for in other lists.
   * @throws UserError where no row counted has the reference
   */
  person(context: ReportContext): string;
  /** @throws UserError where no row counted has the reference */
  report(context: ReportContext, others: OtherLists): Report;
}

/** What other lists hold of the case, and where that comes from. */
export interface OtherLists {
  advice: readonly Advice[];
  /** The list of advice says what has come. */
  showsReplies: boolean;
  /** Those that name the case, and those that name its person and no case. */
  appeals: readonly Appeal[];
  /** How many name a person alone, where it is not known whose the case is. */
  appealsOfPersons: number;
  /** Those of the person. */
  plans: readonly Plan[];
  contexts: readonly ReportContext[];
}

export interface CaseClocksAsked {
  /** The authority's own reference, as the list has it. */
  id: string;
  asOf: Day;
  conventions: Conventions;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** The columns whose values are looked at beside a case. */
export const CASE_CLOCK_COLUMNS = ['exception_reason', 'person_id'] as const;

/** What is kept of the case asked for. */
interface Found {
  c: Case;
  reason: string;
  person: string;
}

/** Starts the timeline of one case. */
export function startCaseClocks(asked: CaseClocksAsked): CaseClocks {
  const wanted = new Wanted<Found>({ ...asked, option: '--case', column: 'case_id', else: 'Of a plan, say --plan.' });
  const requests = new Map<string, Case[]>();
  return {
    add(c, _group, [reason = '', person = '']) {
      wanted.add(c.id, { c, reason, person });
      const others = requests.get(person);
      if (others === undefined) requests.set(person, [c]);
      else if (person !== '') others.push(c);
    },
    person: (context) => wanted.in(context).person,
    report(context, others) {
      const found = wanted.in(context);
      return reportOf(found, requests.get(found.person) ?? [], asked, others, context);
    },
  };
}

function reportOf({ c, reason }: Found, requests: readonly Case[], asked: CaseClocksAsked, others: OtherLists, context: ReportContext): Report {
  const { asOf, conventions, shownId } = asked;
  const visible = isVisible(c, asOf);
  const rows = others.appeals.map((appeal) => rowOf(appeal, c, requests, shownId));
  const happened = eventsOfAll(rows, asOf);
  const orders = happened.filter(givesNewLimits).filter(({ doubt }) => doubt === undefined);
  const started: History = { events: happened.filter((event) => !orders.includes(event as Ordered)), shows: new Set(), released: new Map(), ended: null };
  const history = together(caseHistory(c, asOf, reason, orders), adviceHistory(others.advice, others.showsReplies), started);
  const runs = visible ? timelineOf(history, asOf, conventions) : [];
  const name = nameOf(c, shownId);
  const { head, sections } = headed('clocks', `The statutory clocks of ${name}`, [context, ...others.contexts], { asOf, conventions });
  const unseen = notNamed(others.appealsOfPersons, 'a person and no case, and the case list does not say whose this case is', 'case');
  return {
    ...head,
    summary: visible
      ? [positionInWords(c, asOf, conventions, name), ...clocksInWords(runs), ...notTold(c, orders, asOf, conventions)]
      : [`${capital(name)} was not yet received on ${longDate(asOf)}.`],
    figures: clockFigures(runs, 'case'),
    sections: [
      ...(runs.length === 0 ? [] : [CLOCKS_LISTED]),
      ...(visible ? [...appealsSection(rows, unseen, asOf, conventions), ...plansSection(c, others.plans, asked)] : []),
      ...(runs.length === 0 ? [] : [lawOf(runs)]),
      ...sections,
      conventionsSection(conventions),
    ],
    listings: [clocksListing(runs, asOf)],
  };
}

const nameOf = ({ id, line }: Case, shownId: CaseClocksAsked['shownId']): string => (shownId(id) === null ? `line ${number(line)}` : `case ${shownId(id)}`);

/** Whether a mediation or an appeal is about the case: one that names the person alone is about the request that its dates fit. */
function rowOf(appeal: Appeal, c: Case, requests: readonly Case[], shownId: CaseClocksAsked['shownId']): AppealRow {
  if (appeal.caseId !== '') return { appeal, note: '', doubt: null, elsewhere: null };
  const only = 'it names the person alone';
  const meant = requestsMeant(appeal, requests);
  const names = listed(meant.filter((one) => one !== c).map((one) => nameOf(one, shownId)));
  if (meant.length === 0) return { appeal, note: '', doubt: null, elsewhere: `${only}, and was lodged before any request of theirs was received: left out` };
  if (!meant.includes(c)) return { appeal, note: '', doubt: null, elsewhere: `${only}, and by its dates is about ${names}: left out` };
  if (meant.length > 1) return { appeal, note: only, doubt: `it may be about ${names}, of the same person`, elsewhere: null };
  return {
    appeal,
    note: `${only}, and ${requests.length === 1 ? 'this is their one request' : 'by its dates is about this request'}`,
    doubt: null,
    elsewhere: null,
  };
}

/** Plans of the same person: a request for somebody who has one is for a re-assessment. */
function plansSection(c: Case, plans: readonly Plan[], { asOf, conventions, shownId }: CaseClocksAsked): Section[] {
  const items = plans
    .filter((plan) => planSeenFrom(plan) <= asOf)
    .map((plan) => {
      const id = shownId(plan.id);
      const name = id === null ? `The plan of line ${number(plan.line)}` : `Plan ${id}`;
      const start = clockStart(c);
      const made = plan.started === null ? '' : `, made on ${longDate(plan.started)},`;
      const more = id === null ? '' : ` Its clocks: ehcp clocks --plan ${id} --as-of ${isoDate(asOf)}.`;
      if (start === null || plan.started === null || plan.started >= start || (plan.ceased !== null && plan.ceased <= start))
        return `${name}${made} is of the same person.${more}`;
      const { day } = dueDay(reassessmentDecision, start, conventions);
      const by = day === null ? '' : `, by ${longDate(day)},`;
      return `${name}${made} was maintained when this request was received: it is then one for a re-assessment (regulations 25 and 27), with 15 days to decide${by} and 14 weeks from there for the plan. The case list does not tell such a request apart, and the limits shown are those of a first one.${more}`;
    });
  return items.length === 0 ? [] : [{ kind: 'list', id: 'plans', heading: 'Plans of the same person', place: 'page', items }];
}

/** An order that the case list has not been told of: a waiting child may be missing from every figure. */
function notTold(c: Case, orders: readonly Ordered[], asOf: Day, conventions: Conventions): string[] {
  const standing = standingOn(c, asOf, conventions);
  const last = orders.at(-1);
  if (last === undefined || standing.state !== 'closed' || !standing.by.startsWith('refused-')) return [];
  const what = last.kind.startsWith('concession') ? 'a concession' : 'an order or agreement';
  return [`The list of appeals has ${what} of ${longDate(last.day)} about it, and the case list does not show that the case went on: check it.`];
}

function positionInWords(c: Case, asOf: Day, conventions: Conventions, name: string): string {
  const received = clockStart(c);
  const was = received === null ? `The day on which ${name} was received is not known` : `${capital(name)} was received on ${longDate(received)}`;
  const standing = standingOn(c, asOf, conventions);
  if (standing.state !== 'open') {
    const { by, on } = standing.state === 'closed' ? standing : { by: null, on: null };
    return `${was}, and is closed: ${by === null ? '' : CLOSED_BY[by]}${on === null ? ', on a day that is not known' : ` on ${longDate(on)}`}.`;
  }
  const { days, stage, reopened } = standing;
  return `${was} and has been open for ${plural(days, 'day')}: ${STAGE_NAMES[stage]}${reopened ? ', after a refusal' : ''}.`;
}
