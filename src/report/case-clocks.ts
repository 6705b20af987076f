import type { Advice } from '../core/advice.ts';
import type { Appeal } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import { clockStart, isVisible } from '../core/case.ts';
import { caseHistory, type Ordered } from '../core/case-history.ts';
import { limitOn } from '../core/clocks/clock.ts';
import { EVENTS } from '../core/clocks/events.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate, longDate, shortDate } from '../core/day.ts';
import { adviceHistory, ordersIn } from '../core/list-histories.ts';
import { STAGE_NAMES, standingOn } from '../core/position-figures.ts';
import { type Running, type Standing, timelineOf, together } from '../core/timeline.ts';
import { UserError } from '../core/user-error.ts';
import { CHECK, clockInWords, clockName } from './clock-words.ts';
import type { ReportContext } from './context.ts';
import { conventionsSection } from './definitions.ts';
import { CLOSED_BY } from './movement-figures.ts';
import { headed } from './provenance.ts';
import type { Figure, Listing, Report, Section } from './report.ts';
import { capital, listed, number, plural } from './words.ts';

/** One case's clocks: cases are handed over one at a time, and only the one asked for is kept. */
export interface CaseClocks {
  /** @param values the row's own under `CASE_CLOCK_COLUMNS` */
  add(c: Case, group: string, values: readonly string[]): void;
  /** @throws UserError where no row counted has the reference */
  report(context: ReportContext): Report;
}

/** Rows about the case in other lists, and where those come from. */
export interface OtherLists {
  advice: readonly Advice[];
  /** The list of advice says what has come. */
  showsReplies: boolean;
  appeals: readonly Appeal[];
  contexts: readonly ReportContext[];
}

export interface CaseClocksAsked {
  /** The authority's own reference, as the list has it. */
  id: string;
  asOf: Day;
  conventions: Conventions;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
  /** What other lists hold of the case. */
  others: OtherLists;
}

/** The columns whose values are looked at beside a case. */
export const CASE_CLOCK_COLUMNS = ['exception_reason'] as const;

/** How a clock stands, in words and in the order of the figures. */
const STANDINGS = {
  'in-time': 'in time',
  late: 'late',
  'too-early': 'too early',
  'not-yet': 'not yet',
  'not-known': 'not known',
  'does-not-apply': 'does not apply',
} as const satisfies Record<Standing, string>;

/** Starts the timeline of one case. */
export function startCaseClocks(asked: CaseClocksAsked): CaseClocks {
  let found: { c: Case; reason: string } | null = null;
  let alike: string | null = null;
  const wanted = plain(asked.id);
  return {
    add(c, _group, [reason = '']) {
      if (c.id === asked.id) found = { c, reason };
      else if (alike === null && plain(c.id) === wanted) alike = c.id;
    },
    report(context) {
      if (found === null) throw new UserError(notFound(asked, alike, context));
      return reportOf(found, asked, context);
    },
  };
}

/** A reference without case, blanks, signs and leading zeros: no other than one that is the same so is likely to be meant. */
const plain = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(' ', '');

function notFound({ id, shownId }: CaseClocksAsked, alike: string | null, { file, counted, outOfScope, setAside }: ReportContext): string {
  const aside = setAside.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const near = alike === null ? null : shownId(alike);
  const others = [
    ...(aside === 0 ? [] : [`${plural(aside, 'row')} set aside`]),
    ...((outOfScope ?? 0) === 0 ? [] : [`${plural(outOfScope, 'historical row')}`]),
  ];
  return [
    `--case ${shownId(id) ?? '(not shown, as it may name somebody)'}: none of the ${plural(counted, 'row')} counted of ${file} has this reference in case_id.`,
    near !== null
      ? `Did you mean ${near}?`
      : `References are compared as they are written.${others.length === 0 ? '' : ` Not counted: ${others.join(' and ')}; ehcp check lists what was set aside.`}`,
  ].join(' ');
}

function reportOf({ c, reason }: { c: Case; reason: string }, { asOf, conventions, shownId, others }: CaseClocksAsked, context: ReportContext): Report {
  const visible = isVisible(c, asOf);
  const orders = ordersIn(others.appeals, asOf);
  const history = together(caseHistory(c, asOf, reason, orders), adviceHistory(others.advice, others.showsReplies));
  const runs = visible ? timelineOf(history, asOf, conventions) : [];
  const name = shownId(c.id) === null ? `line ${number(c.line)}` : `case ${shownId(c.id)}`;
  const { head, sections } = headed('clocks', `The statutory clocks of ${name}`, [context, ...others.contexts], { asOf, conventions });
  return {
    ...head,
    summary: visible
      ? [...summaryOf(c, runs, asOf, conventions, name), ...notTold(c, orders, asOf, conventions)]
      : [`${capital(name)} was not yet received on ${longDate(asOf)}.`],
    figures: figuresOf(runs),
    sections: [...(runs.length === 0 ? [] : [LISTED, lawOf(runs)]), ...sections, conventionsSection(conventions)],
    listings: [listingOf(runs, asOf)],
  };
}

function figuresOf(runs: readonly Running[]): Record<string, Figure> {
  return Object.fromEntries(
    Object.entries(STANDINGS).map(([id, words]) => [
      `clocks-${id}`,
      { label: `Clocks of the case: ${words}`, unit: 'clocks', value: runs.filter(({ standing }) => standing === id).length },
    ]),
  );
}

function summaryOf(c: Case, runs: readonly Running[], asOf: Day, conventions: Conventions, name: string): string[] {
  const counted = Object.entries(STANDINGS).flatMap(([id, words]) => {
    const count = runs.filter(({ standing }) => standing === id).length;
    return count === 0 ? [] : [`${number(count)} ${words.replace('does not', count === 1 ? 'does not' : 'do not')}`];
  });
  const undone = (standing: Standing): string[] =>
    runs
      .filter((run) => run.standing === standing && run.stop === null && run.decided.by === 'as-of-day' && run.clock.asks === 'by' && isToDo(run, asOf))
      .sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
      .map(dutyInWords);
  const [past, next] = [undone('late'), undone('not-yet')] as const;
  return [
    positionInWords(c, asOf, conventions, name),
    `Of ${plural(runs.length, 'clock')}: ${listed(counted)}.`,
    ...(past.length === 0 ? [] : [`Past its last day and not done: ${past.join('; ')}.`]),
    ...(next.length === 0 ? [] : [`Still to come: ${next.join('; ')}.`]),
  ];
}

/** An order that the case list has not been told of: a waiting child may be missing from every figure. */
function notTold(c: Case, orders: readonly Ordered[], asOf: Day, conventions: Conventions): string[] {
  const standing = standingOn(c, asOf, conventions);
  const last = orders.at(-1);
  if (last === undefined || standing.state !== 'closed' || !standing.by.startsWith('refused-')) return [];
  return [`The list of appeals has an order or agreement of ${longDate(last.day)} about it, and the case list does not show that the case went on: check it.`];
}

/** What is to be done only in some cases is not spoken of once its last day is past. */
const isToDo = ({ clock, due }: Running, asOf: Day): boolean => clock.where === undefined || (due !== null && due >= asOf);

/** `by 6 September 2022, where no plan is to be made, tell the parent or young person …` */
const dutyInWords = ({ clock, start, due }: Running): string =>
  `by ${due === null ? '–' : longDate(due)}, ${clock.where === undefined ? '' : `where ${clock.where}, `}${clock.duty}${start.of === undefined ? '' : ` (${start.of.replaceAll('-', ' ')})`}`;

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

const LISTED: Section = { kind: 'listing', id: 'timeline', heading: 'Its clocks', place: 'page' };

/** The law of the clocks listed, each once. */
function lawOf(runs: readonly Running[]): Section {
  const clocks = [...new Set(runs.map(({ clock }) => clock))];
  const terms = clocks.map((clock) => ({ term: clockName(clock), meaning: clockInWords(clock) }));
  return { kind: 'terms', id: 'law', heading: 'What the clocks are', place: 'notes', terms };
}

/** What decided, in words: `the final plan is sent (30 May 2022)`. */
function decidedInWords({ clock, start, stop, due, standing, decided }: Running): string {
  const what = stop === null ? null : EVENTS[stop.kind];
  switch (decided.by) {
    case 'stop':
      return `${what}, ${distanceInWords(due, stop?.day ?? null)}${standing === 'too-early' ? ': in time only if the parent or young person agreed' : ''}`;
    case 'as-of-day':
      return openInWords(clock, due, standing);
    case 'release':
      return decided.words;
    case 'end':
      return `${decided.words} on ${shortDate(decided.day)}${standing === 'late' ? ', after the last day' : ''}`;
    case 'end-without-date':
      return `${decided.words}, and the list does not say when`;
    case 'start-without-date':
      return start.kind === 'request' ? 'no day received that the clock could run from' : `${EVENTS[start.kind]}, and the list does not say when`;
    case 'stop-without-date':
      return `${what}, and the list does not say when`;
    case 'not-shown':
      return 'the list has no column for it';
    case 'impossible-order':
      return `done on ${shortDate(decided.stop)}, before the clock starts`;
    case 'no-limit':
      return decided.words;
  }
}

/** `on the last day`, `3 days before the last day`, `1 day after the last day` */
function distanceInWords(due: Day | null, stop: Day | null): string {
  const days = (stop ?? 0) - (due ?? 0);
  return days === 0 ? 'on the last day' : `${plural(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'} the last day`;
}

function openInWords({ asks, where }: Running['clock'], due: Day | null, standing: Standing): string {
  if (standing === 'late') return 'not done, and the last day is past';
  if (asks === 'after') return 'the plan may follow after the last day';
  if (where !== undefined) return due === null ? `only where ${where}` : `only where ${where}, and then by the last day`;
  return 'not done, and the last day is not past';
}

function listingOf(runs: readonly Running[], asOf: Day): Listing {
  return {
    name: 'timeline',
    columns: [
      { key: 'clock', heading: 'Clock', kind: 'text' },
      { key: 'of', heading: 'Of', kind: 'text', ...(runs.some(({ start }) => start.of !== undefined) ? {} : { unseen: true as const }) },
      { key: 'duty', heading: 'What must be done', kind: 'text', unseen: true },
      { key: 'by', heading: 'By whom', kind: 'text', unseen: true },
      { key: 'startedBy', heading: 'Started by', kind: 'text', unseen: true },
      { key: 'start', heading: 'Starts', kind: 'date' },
      { key: 'due', heading: 'Last day', kind: 'date' },
      { key: 'stoppedBy', heading: 'Stopped by', kind: 'text', unseen: true },
      { key: 'stop', heading: 'Done', kind: 'date' },
      { key: 'days', heading: 'Days', kind: 'number' },
      { key: 'standing', heading: 'Standing', kind: 'text' },
      { key: 'provision', heading: 'Provision', kind: 'text', unseen: true },
      { key: 'why', heading: 'What decided', kind: 'text' },
    ],
    rows: runs.map((run) => {
      const { clock, start, due, stop, days, standing } = run;
      const limit = limitOn(clock, start.day ?? asOf) ?? clock.limits[0];
      return {
        clock: clock.id,
        of: start.of?.replaceAll('-', ' ') ?? null,
        duty: clock.duty,
        by: clock.by,
        startedBy: start.kind,
        start: dated(start.day),
        due: dated(due),
        stoppedBy: stop?.kind ?? null,
        stop: dated(stop?.day ?? null),
        days,
        standing: STANDINGS[standing],
        provision: `${limit.provision}${limit.checked ? '' : ` (${CHECK})`}`,
        why: decidedInWords(run),
      };
    }),
  };
}

const dated = (day: Day | null): string | null => (day === null ? null : isoDate(day));
