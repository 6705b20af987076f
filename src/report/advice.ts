import {
  ADVISER_NAMES,
  ADVISERS,
  type Advice,
  type AdviceStanding,
  AdviceTally,
  type Adviser,
  adviceStanding,
  isOutstanding,
  lastAdviceDay,
} from '../core/advice.ts';
import { CaseAdviceTally, waitOf } from '../core/advice-cases.ts';
import type { Case } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, isoDate, longDate } from '../core/day.ts';
import type { Stage } from '../core/position.ts';
import { standingOn } from '../core/position-figures.ts';
import {
  ADVICE_BETWEEN,
  ADVICE_CASE_FIGURES,
  ADVICE_FIGURES,
  adviceCaseFigures,
  adviceColumns,
  adviceFigures,
  adviceGroupFigures,
  adviceKnown,
  type Figures,
  idFor,
  isOfCases,
  PSYCHOLOGIST_ONLY,
  type Whose,
} from './advice-figures.ts';
import type { ReportContext } from './context.ts';
import { termOf } from './definitions.ts';
import { cellOf, inWords } from './figure.ts';
import { withFinding } from './finding.ts';
import { Groups } from './groups.ts';
import { notShown } from './not-shown.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Chart, Column, Figure, Listing, ListingColumn, Report, Row, Section } from './report.ts';
import { Unsaid, withKey, withReasons } from './unsaid.ts';
import { capital, groupName, number, plural } from './words.ts';

/** What is looked at, and how. */
export interface AdviceAsked {
  asOf: Day;
  conventions: Conventions;
  /** The heading by which it is split; null where it is not. */
  by: string | null;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
  /** Columns that the list of advice does not have. */
  absent?: readonly string[];
}

/** The case list: it is read too; or there is none; or what it would say is suppressed, and it is not read. */
type CaseList = 'read' | 'none' | 'withheld';

/** A request for advice, as it is kept for its case. */
interface Kept {
  standing: AdviceStanding;
  requested: Day | null;
}

/** The list of advice, read first: pieces are added one at a time, and kept where the case list is to be read too. */
export interface AdviceRead {
  /** @param group the value by which the report is split, where the list of advice has that column */
  add(advice: Advice, group: string): void;
  /** The report of this list alone. */
  report(context: ReportContext): Report;
  /** @param isSplit whether it is the case list that has the column by which the report is split */
  startCases(isSplit: boolean): AdviceCases;
}

/** The case list, read then: cases are added one at a time and let go, but for those that wait for a psychologist alone. */
export interface AdviceCases {
  /** @param values the row's own under `WAITING_COLUMNS` */
  add(c: Case, group: string, values: readonly string[]): void;
  /** @param contexts of the list of advice, and of the case list */
  report(contexts: readonly [advice: ReportContext, cases: ReportContext]): Report;
}

/** The columns of the case list whose values are shown beside a case. */
export const WAITING_COLUMNS = ['coordinator', 'team'] as const;

/** An open case that waits for nothing but a psychologist. */
interface Waiting {
  c: Case;
  requested: Day;
  late: boolean;
  days: number;
  stage: Stage;
  coordinator: string;
  team: string;
}

/** What is counted of one value of a split. */
interface Group {
  advice: AdviceTally;
  cases: CaseAdviceTally;
}

const startGroup = (): Group => ({ advice: new AdviceTally(), cases: new CaseAdviceTally() });

/**
 * Starts the report on the advice that is waited for on a day.
 * @param caseList where it is not read nothing is kept of a row
 * Source: regulation 8(1) of the SEND Regulations 2014.
 */
export function startAdvice(asked: AdviceAsked, caseList: CaseList): AdviceRead {
  const { asOf, conventions, by, shownId } = asked;
  const whole = new AdviceTally();
  const groups = new Groups(startGroup);
  const byCase = new Map<string, Kept[]>();
  const names = new Map<string, Named>();
  let notYetRequested = 0;
  const counted = {
    asked,
    whole,
    names,
    withheld: caseList === 'withheld',
    get notYetRequested() {
      return notYetRequested;
    },
  };
  return {
    add(advice, group) {
      const standing = adviceStanding(advice, asOf, conventions);
      if (standing === null) {
        notYetRequested++;
        return;
      }
      whole.add(standing);
      count(names, advice);
      if (by !== null) groups.of(group).advice.add(standing);
      if (caseList !== 'read') return;
      const kept = byCase.get(advice.caseId);
      if (kept === undefined) byCase.set(advice.caseId, [{ standing, requested: advice.requested }]);
      else kept.push({ standing, requested: advice.requested });
    },
    report: (context) => reportOf({ ...counted, groups: groups.inOrder(), cases: null }, [context]),
    startCases(isSplit) {
      const cases = new CaseAdviceTally();
      const caseGroups = new Groups(startGroup);
      const met = new Set<string>();
      const waiting: Waiting[] = [];
      let notYetReceived = 0;
      return {
        add(c, group, [coordinator = '', team = '']) {
          const standing = standingOn(c, asOf, conventions);
          if (standing.state === 'not-yet-visible') {
            notYetReceived++;
            return;
          }
          const kept = byCase.get(c.id) ?? [];
          if (kept.length > 0) met.add(c.id);
          const advice = kept.map((one) => one.standing);
          cases.add(standing, advice);
          if (isSplit) addTo(caseGroups.of(group), advice).cases.add(standing, advice);
          if (standing.state !== 'open' || standing.stage === 'awaiting-decision-to-assess' || waitOf(advice) !== 'psychologist-only') return;
          const outstanding = kept.filter((one) => isOutstanding(one.standing));
          const requested = Math.min(...outstanding.flatMap((one) => one.requested ?? [])) as Day;
          const late = outstanding.some((one) => one.standing.pile === 'outstanding-late');
          waiting.push({ c, requested, late, days: standing.days, stage: standing.stage, coordinator, team });
        },
        report(contexts) {
          const others = [...byCase].filter(([id]) => !met.has(id)).flatMap(([, kept]) => kept.map(({ standing }) => standing));
          cases.ofOthers.addAll(others);
          if (isSplit && others.length > 0) addTo(caseGroups.of(''), others);
          const split = (isSplit ? caseGroups : groups).inOrder();
          return reportOf({ ...counted, groups: split, cases: { tally: cases, waiting: waiting.sort(byWait), notYetReceived, isSplit, shownId } }, contexts);
        },
      };
    },
  };
}

/** What the list calls an adviser, and how many pieces of advice under that name. */
interface Named {
  adviser: Adviser;
  named: string;
  pieces: number;
}

function count(names: Map<string, Named>, { adviser, named }: Advice): void {
  if (named === undefined) return;
  const key = `${adviser} ${named}`;
  const one = names.get(key) ?? { adviser, named, pieces: 0 };
  one.pieces++;
  names.set(key, one);
}

function addTo(group: Group, advice: readonly AdviceStanding[]): Group {
  group.advice.addAll(advice);
  return group;
}

/** Who has waited longest comes first. */
const byWait = (a: Waiting, b: Waiting): number => a.requested - b.requested || a.c.line - b.c.line;

interface Counted {
  asked: AdviceAsked;
  whole: AdviceTally;
  names: ReadonlyMap<string, Named>;
  notYetRequested: number;
  /** What the case list would say is suppressed. */
  withheld: boolean;
  groups: readonly [name: string, group: Group][];
  /** Null without a case list. */
  cases: { tally: CaseAdviceTally; waiting: readonly Waiting[]; notYetReceived: number; isSplit: boolean; shownId: AdviceAsked['shownId'] } | null;
}

/** What is said of what was counted. */
function saidOf({ asked, whole, notYetRequested, withheld, groups, cases }: Counted, read: readonly ReportContext[], unsaid: Unsaid) {
  const { by } = asked;
  // What is withheld is told of nothing: it has the names of the figures alone.
  const ofCases = cases === null && !withheld ? {} : adviceCaseFigures(cases?.tally ?? new CaseAdviceTally());
  const all = { ...adviceFigures(whole, notYetRequested), ...ofCases };
  const ofGroups = groups.map(([name, group]) => ({ name, figures: adviceGroupFigures(group.advice, cases?.isSplit === true ? group.cases : null) }));
  const counted = {
    figures: unsaid.told(all),
    ...(by === null ? {} : { by: { column: by, groups: unsaid.toldOf(ofGroups) } }),
    ...(cases === null ? {} : { notYetReceived: cases.notYetReceived, unprinted: { whole: {}, groups: [], between: ADVICE_BETWEEN } }),
  };
  const known = read[0]?.publish === undefined ? [] : adviceKnown(cases?.tally ?? null);
  const { numbers, contexts } = published(counted, read, known);
  const figures = unsaid.complete(all, numbers.figures);
  const split = by === null ? undefined : { column: by, groups: unsaid.completeOf(ofGroups, numbers.by) };
  return { figures, split, contexts, notYetReceived: cases === null ? null : (numbers.notYetReceived ?? null) };
}

function reportOf(counted: Counted, read: readonly ReportContext[]): Report {
  const { asked, names, withheld, cases } = counted;
  const { asOf, conventions, absent = [] } = asked;
  const unsaid = new Unsaid(adviceColumns, absent, (id) => withheld && isOfCases(id));
  const { figures, split, contexts, notYetReceived } = saidOf(counted, read, unsaid);
  const hasCases = cases !== null || withheld;
  const isKnown = unsaid.isKnown('advice-outstanding');
  const title = `Advice for EHC needs assessments on ${longDate(asOf)}`;
  const { head, sections } = headed('advice', title, contexts, { asOf, notYetReceived, conventions });
  // How long one case has waited is about one child.
  const listing = cases === null || read[0]?.publish !== undefined || !isKnown ? null : listingOf(cases.waiting, asked);
  return {
    ...head,
    cautions: [...head.cautions, ...(cases === null || !isKnown ? [] : elsewhereCaution(figures)), ...(withheld ? [WITHHELD] : [])],
    summary: summaryOf(figures, asked, unsaid, hasCases),
    figures,
    ...(split === undefined ? {} : { by: split }),
    sections: [
      ...withReasons([
        standingSection(figures, asked),
        timesSection(figures, asked),
        ...(hasCases ? [waitSection(figures), lateSection(figures, conventions), whereSection(figures)] : [needsCases()]),
        ...(split === undefined ? [] : [splitSection(split.column, split.groups, figures, cases?.isSplit === true)]),
      ]),
      ...(listing === null || listing.rows.length === 0 ? [] : [LISTED, ...notShown(listing, 'caseId')]),
      ...(isKnown ? [chartOf(figures)] : []),
      // A count of one name may be one child's.
      ...(read[0]?.publish === undefined ? namesSection(names) : []),
      ...(withheld ? withKey(sections) : sections),
      ...definitionSections(conventions, hasCases),
    ],
    ...(listing === null ? {} : { listings: [listing] }),
  };
}

const figureIn = (figures: Figures, id: string): Figure => figures[id] as Figure;

const WITHHELD =
  'Published beside the case list, this report suppresses what cases wait for and what it says of open cases, whatever it comes to, nought too: it would give small numbers of cases away.';

/** What the summary would say of each, by the figure that it is said by. */
const TOPICS: Readonly<Record<string, string>> = {
  'advice-received': 'which advice has come',
  'advice-within-6-weeks': 'which came within 6 weeks',
  'advice-outstanding': 'which is outstanding or late',
};
const OF_CASES: Readonly<Record<string, string>> = { [PSYCHOLOGIST_ONLY]: 'which cases wait for it' };

/** Null where it is suppressed or not known. */
const countIn = (figures: Figures, id: string): number | null => figureIn(figures, id).value;
const cellIn = (figures: Figures, id: string): Cell => cellOf(figureIn(figures, id));

/** What a reader should take away, true for none, one and many; what is suppressed is left unsaid. */
function summaryOf(figures: Figures, { asOf, conventions }: AdviceAsked, unsaid: Unsaid, hasCases: boolean): string[] {
  if (countIn(figures, 'advice-requested') === 0) return [`No advice had been requested by ${longDate(asOf)}.`];
  const sentences = [outstandingSentence(figures, asOf, conventions), withinSentence(figures, conventions), mostLateSentence(figures)];
  const ofCases = hasCases
    ? [waitingSentence(figures), lateSentence(figures)]
    : ['Which open cases wait for it cannot be said without the case list: name one with --cases, or as sources.cases in the configuration.'];
  const notKnown = unsaid.sentence({ ...TOPICS, ...(hasCases ? OF_CASES : {}) });
  return [...sentences, ...ofCases, ...notKnown].filter((said) => said !== '');
}

const pieces = (count: number): string => plural(count, 'piece of advice', 'pieces of advice');

function outstandingSentence(figures: Figures, asOf: Day, conventions: Conventions): string {
  const [requested, outstanding] = ['advice-requested', 'advice-outstanding'].map((id) => countIn(figures, id));
  if (requested == null) return '';
  const first = `By ${longDate(asOf)}, ${pieces(requested)} had been requested`;
  if (outstanding == null) return `${first}.`;
  if (outstanding === 0) return `${first}, and ${requested === 1 ? 'it had' : 'all had'} come.`;
  const still = requested === 1 ? 'it was' : `${outstanding === requested ? 'all' : number(outstanding)} ${outstanding === 1 ? 'was' : 'were'}`;
  return `${first}; ${still} outstanding${lateWords(countIn(figures, 'advice-outstanding-late'), outstanding, conventions)}.`;
}

function lateWords(late: number | null, outstanding: number, conventions: Conventions): string {
  if (late === null) return '';
  if (late === 0) return outstanding === 1 ? ', not yet late' : ', none of them late';
  const share = late < outstanding ? `${number(late)} of them late` : outstanding === 1 ? 'and late' : 'all of them late';
  return `, ${share} (requested more than ${lastAdviceDay(conventions)} days before)`;
}

function withinSentence(figures: Figures, conventions: Conventions): string {
  const figure = figureIn(figures, 'advice-within-6-weeks');
  const last = lastAdviceDay(conventions);
  if (figure.suppressed || figure.notKnown !== undefined) return '';
  if (figure.denominator === 0) return `None had been requested more than ${last} days before, so none can be judged by the 6 weeks of the law.`;
  return `Of what had been requested more than ${last} days before, ${inWords(figure)} came within 6 weeks.`;
}

/** Whose advice most of what is late is. */
function mostLateSentence(figures: Figures): string {
  const late = countIn(figures, 'advice-outstanding-late');
  const counts = ADVISERS.map((adviser) => ({ adviser, count: countIn(figures, idFor('advice-outstanding-late', adviser)) }));
  if (late == null || late === 0 || counts.some(({ count }) => count === null)) return '';
  const most = Math.max(...counts.map(({ count }) => count ?? 0));
  const [first, ...others] = counts.filter(({ count }) => count === most);
  if (first === undefined || others.length > 0) return '';
  const name = ADVISER_NAMES[first.adviser];
  if (most === late) return late === 1 ? `What is late is of ${name}.` : `All that is late is of ${name}.`;
  return `Of the ${number(late)} that are late, ${number(most)} ${most === 1 ? 'is' : 'are'} of ${name}.`;
}

function waitingSentence(figures: Figures): string {
  const [only, decided] = [PSYCHOLOGIST_ONLY, 'open-decided-to-assess'].map((id) => countIn(figures, id));
  if (only == null) return '';
  const of = decided == null ? '' : ` of the ${plural(decided, 'open case')} that ${decided === 1 ? 'is' : 'are'} to be assessed`;
  if (decided === 0) return 'No open case is to be assessed, so none waits for advice.';
  return `${only === 0 ? 'None' : number(only)}${of === '' ? ' of the open cases that are to be assessed' : of} ${only < 2 ? 'waits' : 'wait'} for nothing but a psychologist.`;
}

function lateSentence(figures: Figures): string {
  const [over20, none] = ['open-over-20-weeks', 'open-over-20-weeks-with-0-late'].map((id) => countIn(figures, id));
  if (over20 == null) return '';
  if (over20 === 0) return 'No case is open over 20 weeks.';
  if (none == null) return '';
  const late = over20 - none;
  return `Of the ${plural(over20, 'case')} over 20 weeks, ${late === 0 ? 'none' : number(late)} ${late < 2 ? 'has' : 'have'} advice that came late or is outstanding and late.`;
}

/** What the case list does not have may be a case that waits. */
function elsewhereCaution(figures: Figures): string[] {
  const outstanding = countIn(figures, 'advice-outstanding-of-other-cases');
  if (outstanding === 0) return [];
  const [some, them] =
    outstanding === null
      ? ['Some outstanding advice is', 'it']
      : [`${pieces(outstanding)} outstanding ${outstanding === 1 ? 'is' : 'are'}`, outstanding === 1 ? 'it' : 'them'];
  return [`${some} of cases that the case list does not count, so no open case is seen to wait for ${them}.`];
}

const nameOf = (whose: Whose): string => (whose === null ? 'All' : capital(ADVISER_NAMES[whose]));
const right = (...lines: string[]): Column => ({ lines, align: 'right' });

/** A row for each adviser, and all of them below. */
const adviserRows = (cells: (whose: Whose) => Cell[]): Row[] => [...ADVISERS, null].map((whose) => ({ header: nameOf(whose), cells: cells(whose) }));

const DAY_NOTE = (conventions: Conventions): string =>
  `The 6 weeks of the law run from the day on which the body received the request. The list has the day on which it was made, so they are counted from that: advice is late from day ${lastAdviceDay(conventions) + 1} on. What came late for a reason that regulation 8(2) allows is late here.`;

function standingSection(figures: Figures, { asOf, conventions }: AdviceAsked): Section {
  const ids = ['requested', 'received', 'outstanding', 'outstanding-not-yet-late', 'outstanding-late'];
  const toCome = countIn(figures, 'advice-not-yet-requested');
  return {
    kind: 'table',
    id: 'advice',
    heading: 'Whose advice is waited for',
    place: 'page',
    caption: `Advice requested by ${longDate(asOf)}, and what of it had come or was outstanding, by adviser`,
    rowHeading: 'Adviser',
    columns: [right('Requested'), right('Received'), right('Outstanding'), right('of it not', 'yet late'), right('of it', 'late')],
    rows: adviserRows((whose) => ids.map((id) => cellIn(figures, idFor(`advice-${id}`, whose)))),
    notes: [DAY_NOTE(conventions), ...(toCome === 0 ? [] : [`Rows of advice requested after the as-of day, which are in no figure: ${number(toCome)}.`])],
  };
}

function timesSection(figures: Figures, { conventions }: AdviceAsked): Section {
  const ids = ['received-within-6-weeks', 'received-late', 'received-days-not-known', 'within-6-weeks'];
  const last = lastAdviceDay(conventions);
  return {
    kind: 'table',
    id: 'times',
    heading: 'How long it took',
    place: 'page',
    caption: 'Advice received within 6 weeks, late and after days that are not known, and the share within 6 weeks, by adviser',
    rowHeading: 'Adviser',
    columns: [right('Came in', '6 weeks'), right('Came', 'late'), right('Days not', 'known'), right('Share in', '6 weeks')],
    rows: adviserRows((whose) => ids.map((id) => cellIn(figures, idFor(`advice-${id}`, whose)))),
    notes: [
      `The share is of what was requested more than ${last} days before the as-of day, outstanding or not: advice asked for since then is left out, as it can still come in time.`,
      'Days are not known where the list does not say when it was requested, or says that it came before. Such advice is part of what the share is of, and never in time.',
    ],
  };
}

const needsCases = (): Section => ({
  kind: 'list',
  id: 'needs-cases',
  heading: 'By case',
  place: 'page',
  items: [
    'How much late advice there is in cases over 20 weeks, and which open cases wait for nothing but a psychologist, needs the case list beside this one: add --cases and its file, or set sources.cases in the configuration.',
  ],
});

const caseRow = (figures: Figures, header: string, id: string, under = true): Row => ({
  header,
  ...(under ? { under: true as const } : {}),
  cells: [cellIn(figures, id)],
});

function waitSection(figures: Figures): Section {
  return {
    kind: 'table',
    id: 'waiting-for',
    heading: 'What open cases wait for',
    place: 'page',
    caption: 'Open cases in which it is decided to assess, by the advice that is outstanding in them',
    rowHeading: 'Open cases',
    columns: [right('Cases')],
    rows: [
      caseRow(figures, 'Decided to assess', 'open-decided-to-assess', false),
      caseRow(figures, 'wait for nothing but a psychologist', PSYCHOLOGIST_ONLY),
      caseRow(figures, 'wait for a psychologist and others', 'open-waiting-for-psychologist-and-others'),
      caseRow(figures, 'wait for others alone', 'open-waiting-for-others-only'),
      caseRow(figures, 'all advice requested has come', 'open-with-all-advice'),
      caseRow(figures, 'no advice was requested', 'open-without-advice'),
    ],
    notes: [
      'A case counts from the decision to assess on, or once it is open again after a refusal, until it is closed: also where a plan is being drafted already.',
    ],
  };
}

function lateSection(figures: Figures, conventions: Conventions): Section {
  return {
    kind: 'table',
    id: 'late-advice',
    heading: 'Late advice in cases over 20 weeks',
    place: 'page',
    caption: 'Cases open over 20 weeks by how many pieces of their advice came late or are outstanding and late; and these pieces by adviser',
    rowHeading: 'Cases open over 20 weeks',
    columns: [right('Cases'), right('Late advice'), right('of it', 'outstanding')],
    rows: [
      { header: 'All', cells: ['open-over-20-weeks', ...LATE_IDS].map((id) => cellIn(figures, id)) },
      ...['no late advice', 'one piece late', 'two pieces late', 'three or more late'].map(
        (header, late): Row => ({
          header,
          under: true,
          cells: [cellIn(figures, `open-over-20-weeks-with-${late}${late === 3 ? '-or-more' : ''}-late`), BLANK, BLANK],
        }),
      ),
      ...ADVISERS.map(
        (adviser): Row => ({ header: ADVISER_NAMES[adviser], under: true, cells: [BLANK, ...LATE_IDS.map((id) => cellIn(figures, idFor(id, adviser)))] }),
      ),
    ],
    notes: [
      `Over 20 weeks is more than ${lastDayWithin(20, conventions)} days after the request for an assessment. Late advice does not say that the case is late because of it.`,
    ],
  };
}

const LATE_IDS = ['advice-late-over-20-weeks', 'advice-outstanding-late-over-20-weeks'];
const BLANK: Cell = { kind: 'text', text: '' };

function whereSection(figures: Figures): Section {
  return {
    kind: 'table',
    id: 'outstanding',
    heading: 'Outstanding advice by its case',
    place: 'page',
    caption: 'Outstanding advice by whether its case is open, by adviser where it is',
    rowHeading: 'Outstanding advice',
    columns: [right('Pieces')],
    rows: [
      { header: 'All', cells: [cellIn(figures, 'advice-outstanding')] },
      { header: 'in open cases', under: true, cells: [cellIn(figures, 'advice-outstanding-of-open-cases')] },
      ...ADVISERS.map(
        (adviser): Row => ({
          header: `in open cases, ${ADVISER_NAMES[adviser]}`,
          under: true,
          cells: [cellIn(figures, idFor('advice-outstanding-of-open-cases', adviser))],
        }),
      ),
      { header: 'in closed cases', under: true, cells: [cellIn(figures, 'advice-outstanding-of-closed-cases')] },
      { header: 'case not in the case list', under: true, cells: [cellIn(figures, 'advice-outstanding-of-other-cases')] },
    ],
    notes: [
      `Of all advice requested, outstanding or not, the case is not in the case list for ${number(countIn(figures, 'advice-of-other-cases'))}: its reference is blank or another, its row was set aside or is historical, or the request was received after the as-of day.`,
    ],
  };
}

function splitSection(by: string, groups: readonly { name: string; figures: Figures }[], figures: Figures, isOfCases: boolean): Section {
  const ids = ['advice-requested', 'advice-outstanding', 'advice-outstanding-late', 'advice-within-6-weeks', ...(isOfCases ? [PSYCHOLOGIST_ONLY] : [])];
  return {
    kind: 'table',
    id: 'split',
    heading: `By ${by}`,
    place: 'page',
    caption: `Advice requested, outstanding, late and within 6 weeks, by ${by}`,
    rowHeading: capital(by),
    columns: [
      right('Requested'),
      right('Outstanding'),
      right('of it late'),
      right('Within 6 weeks'),
      ...(isOfCases ? [right('Cases waiting', 'for a', 'psychologist', 'alone')] : []),
    ],
    rows: [
      ...groups.map(({ name, figures: own }) => ({ header: groupName(name), cells: ids.map((id) => cellIn(own, id)) })),
      { header: 'All', cells: ids.map((id) => cellIn(figures, id)) },
    ],
    notes: isOfCases ? [`Advice stands under the ${by} of its case; where the case list does not have the case, under ${groupName('')}.`] : [],
  };
}

function chartOf(figures: Figures): Chart {
  const series = (name: string, id: string) => ({ name, cells: ADVISERS.map((adviser) => cellIn(figures, idFor(id, adviser))) });
  return withFinding({
    kind: 'chart',
    id: 'outstanding-advice',
    heading: 'Outstanding advice, by adviser',
    place: 'notes',
    form: 'bars',
    axis: 'Adviser',
    labels: ADVISERS.map((adviser) => ADVISER_NAMES[adviser]),
    series: [series('Late', 'advice-outstanding-late'), series('Not yet late', 'advice-outstanding-not-yet-late')],
    levels: [],
  });
}

/** Names of one kind of adviser that are shown: what else stands there is seldom and many. */
const MOST_NAMES = 12;

/** How the names in the list were read: those that were not known first. */
function namesSection(names: ReadonlyMap<string, Named>): Section[] {
  const terms = (['other', ...ADVISERS.filter((adviser) => adviser !== 'other')] as const).flatMap((adviser) => {
    const found = [...names.values()].filter((one) => one.adviser === adviser).sort((a, b) => b.pieces - a.pieces || (a.named < b.named ? -1 : 1));
    if (found.length === 0) return [];
    const others = found.slice(MOST_NAMES).reduce((sum, { pieces: more }) => sum + more, 0);
    const shown = found.slice(0, MOST_NAMES).map(({ named, pieces: times }) => `“${named}” ${number(times)}`);
    return [{ term: ADVISER_NAMES[adviser], meaning: `${[...shown, ...(others === 0 ? [] : [`other names ${number(others)}`])].join(', ')}.` }];
  });
  const hidden = [...names.values()].some(({ named }) => named.includes('…')) ? [{ term: '…', meaning: 'words that may name somebody, not shown.' }] : [];
  const otherwise = { term: 'Where one is read wrongly', meaning: 'say whom it means under columns in ehcp.config.json.' };
  return terms.length === 0
    ? []
    : [{ kind: 'terms', id: 'names', heading: 'Whom the names in the list were taken for', place: 'notes', terms: [...terms, ...hidden, otherwise] }];
}

const LISTED: Section = { kind: 'listing', id: 'waiting', heading: 'Open cases that wait for nothing but a psychologist, the longest first', place: 'page' };

function listingOf(waiting: readonly Waiting[], { asOf, shownId }: AdviceAsked): Listing {
  const rows = waiting.map(({ c, requested, late, days, stage, coordinator, team }) => ({
    caseId: shownId(c.id),
    line: c.line,
    requested: isoDate(requested),
    waited: asOf - requested,
    late: late ? 'late' : 'not yet late',
    received: isoDate(addDays(asOf, -days)),
    days,
    stage,
    coordinator: c.allocated ? coordinator : null,
    team: team === '' ? null : team,
  }));
  const unless = (seen: boolean): Pick<ListingColumn, 'unseen'> => (seen ? {} : { unseen: true });
  return {
    name: 'waiting',
    beside: true,
    columns: [
      { key: 'caseId', heading: 'Case', kind: 'text' },
      // Where a reference cannot be shown, the row is known by its line.
      { key: 'line', heading: 'Line', kind: 'number', ...unless(rows.some(({ caseId }) => caseId === null)) },
      { key: 'requested', heading: 'Advice requested', kind: 'date' },
      { key: 'waited', heading: 'Days waited', kind: 'number' },
      { key: 'late', heading: 'Advice is', kind: 'text' },
      { key: 'received', heading: 'Received', kind: 'date', unseen: true },
      { key: 'days', heading: 'Days open', kind: 'number' },
      { key: 'stage', heading: 'Stage', kind: 'text', unseen: true },
      { key: 'coordinator', heading: 'Co-ordinator', kind: 'text', ...unless(rows.some(({ coordinator }) => coordinator !== null)) },
      { key: 'team', heading: 'Team', kind: 'text', ...unless(rows.some((row) => row.team !== null)) },
    ],
    rows,
  };
}

function definitionSections(conventions: Conventions, hasCases: boolean): Section[] {
  const figures = [...ADVICE_FIGURES, ...(hasCases ? ADVICE_CASE_FIGURES : [])].filter(({ isPart }) => isPart !== true);
  const first = conventions.dayOfReceipt === 0 ? 'day 0' : 'day 1';
  return [
    {
      kind: 'list',
      id: 'conventions',
      heading: 'Conventions',
      place: 'page',
      items: [
        `The day on which advice is requested is ${first}: the last day within 6 weeks is ${lastAdviceDay(conventions)} days after it${hasCases ? `, and a case is over 20 weeks more than ${lastDayWithin(20, conventions)} days after the request for an assessment` : ''}.`,
      ],
    },
    { kind: 'terms', id: 'definitions', heading: 'What the figures count', place: 'definitions', terms: figures.map((figure) => termOf(figure, conventions)) },
  ];
}
