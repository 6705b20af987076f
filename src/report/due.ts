import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, type Day, fromTo, isoDate, longDate, shortDate } from '../core/day.ts';
import { DUE_LIMITS, type DueLimit, DueTally, type Horizon, passesOn, passingOf, weeksOf } from '../core/due.ts';
import type { Stage } from '../core/position.ts';
import { STAGE_NAMES, standingOn } from '../core/position-figures.ts';
import type { ReportContext } from './context.ts';
import { openDefinitions } from './definitions.ts';
import { dueFigures, dueId, dueTerms, type Figures, figuresOf, overId, PASSING_FIGURES, structureOf, thenId, weekId } from './due-figures.ts';
import { cellOf } from './figure.ts';
import { Groups } from './groups.ts';
import { referenceColumns, referenceOf, standingColumns, standingOf } from './open-case.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Column, Figure, Listing, Report, Row, Section } from './report.ts';
import { Seen } from './seen.ts';
import { capital, groupName, number, plural, sentence } from './words.ts';

/** The open cases that pass a limit soon: cases are added one at a time, and those that pass one are kept, to be listed. */
export interface Due {
  /**
   * @param group the value by which the report is split
   * @param values the row's own under `STAFF_COLUMNS`
   */
  add(c: Case, group: string, values: readonly string[]): void;
  report(context: ReportContext): Report;
}

/** What is looked at, and how. */
export interface DueAsked extends Horizon {
  conventions: Conventions;
  /** The heading by which it is split; null for the team, where the list has any. */
  by: string | null;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** A case and one limit that it passes. */
interface Passed {
  c: Case;
  limit: DueLimit;
  received: Day;
  stage: Stage;
  passes: Day;
  coordinator: string;
  group: string;
}

/** Starts the report on the cases that are open on a day and, if nothing happens, pass week 6, 16, 20 or 52 by another. */
export function startDue(asked: DueAsked): Due {
  const { asOf, conventions, by } = asked;
  const whole = new DueTally();
  const groups = new Groups(() => new DueTally());
  const passed: Passed[] = [];
  const seen = new Seen(asOf);
  return {
    add(c, named, [coordinator = '', team = '']) {
      const standing = standingOn(c, asOf, conventions);
      seen.add(c);
      if (standing.state !== 'open') return;
      const { stage, days } = standing;
      const received = addDays(asOf, -days);
      const passing = passingOf(received, stage, asked, conventions);
      const group = by === null ? team : named;
      for (const tally of [whole, groups.of(group)]) tally.add(passing);
      DUE_LIMITS.forEach((limit, at) => {
        if ((passing[at] ?? 0) > 0) passed.push({ c, limit, received, stage, passes: passesOn(limit, received, conventions), coordinator, group });
      });
    },
    report(context) {
      const sorted = groups.inOrder();
      const isSplit = by !== null || sorted.some(([name]) => name !== '');
      return reportOf(asked, { whole, groups: isSplit ? sorted : [], passed: passed.sort(byUrgency), seen }, context);
    },
  };
}

/** The next first; of one day, the longer limit first. */
const byUrgency = (a: Passed, b: Passed): number => a.passes - b.passes || b.limit.weeks - a.limit.weeks || a.c.line - b.c.line;

interface Counted {
  whole: DueTally;
  groups: [name: string, tally: DueTally][];
  passed: Passed[];
  seen: Seen;
}

function reportOf(asked: DueAsked, { whole, groups, passed, seen }: Counted, context: ReportContext): Report {
  const { asOf, to, conventions } = asked;
  const column = asked.by ?? 'team';
  const split = groups.map(([name, tally]) => ({ name, figures: figuresOf(PASSING_FIGURES, tally, asked) }));
  const counted = {
    figures: figuresOf(dueFigures(asked), whole, asked),
    ...(split.length === 0 ? {} : { by: { column, groups: split } }),
    notYetReceived: seen.notYetReceived,
    wider: WIDER,
  };
  const isPublic = context.publish !== undefined;
  const { unprinted, known } = isPublic
    ? structureOf(
        asked,
        conventions,
        whole,
        groups.map(([, tally]) => tally),
      )
    : { known: [] };
  const { numbers, contexts } = published({ ...counted, ...(unprinted === undefined ? {} : { unprinted }) }, [context], known);
  const { figures, by } = numbers;
  const { head, sections } = headed('due', `Open cases that pass a limit by ${longDate(to)}`, contexts, {
    asOf,
    notYetReceived: numbers.notYetReceived,
    told: seen.told,
    conventions,
  });
  // The day on which one case passes a limit is no count, and is listed for those who work with the cases alone.
  const listing = isPublic ? null : listingOf(passed, asked, split.length === 0 ? null : column);
  return {
    ...head,
    summary: whole.alike.counts().size === 0 ? ['No assessment is open, so none passes a limit.'] : summaryOf(figures, asked, isPublic ? [] : passed),
    figures,
    ...(by === undefined ? {} : { by }),
    sections: [
      limitsSection(figures, asked),
      weeksSection(figures, asked),
      ...(by === undefined ? [] : [splitSection(by.column, by.groups, figures, asked)]),
      ...(listing === null || listing.rows.length === 0 ? [] : [LISTED]),
      ...sections,
      ...openDefinitions(conventions, dueTerms(conventions)),
    ],
    ...(listing === null ? {} : { listings: [listing] }),
  };
}

const WIDER = 'look further ahead with --within';

/** Null where it is suppressed. */
const countIn = (figures: Figures, id: string): number | null => (figures[id] as Figure).value;

const limitNamed = (id: string): DueLimit => DUE_LIMITS.find((limit) => limit.id === id) as DueLimit;
const [WEEK_6, WEEK_16, WEEK_20, WEEK_52] = ['week-6', 'week-16', 'week-20', 'week-52'].map(limitNamed) as [DueLimit, DueLimit, DueLimit, DueLimit];

/** True for none, one and many; what is suppressed is left unsaid. */
function summaryOf(figures: Figures, { to }: Horizon, passed: readonly Passed[]): string[] {
  const by = `by ${longDate(to)}`;
  const some = [WEEK_20, WEEK_52].filter((limit) => (countIn(figures, dueId(limit)) ?? 0) > 0);
  const none = [WEEK_20, WEEK_52].filter((limit) => countIn(figures, dueId(limit)) === 0);
  const clauses = some.map((limit, at) => passClause(limit, figures, passed, at === 0 ? by : null));
  return [
    ...(some.length === 0 ? [] : [`If nothing is sent, ${clauses.join('; ')}.`]),
    ...(none.length === 0 ? [] : [`No open case passes ${none.map(({ weeks }) => weeks).join(' or ')} weeks ${by}.`]),
    ...thenSentence(figures),
    ...stageSentence(figures, by),
  ];
}

/** `24 more cases pass 20 weeks by 28 August 2022, the first on 1 August 2022` */
function passClause(limit: DueLimit, figures: Figures, passed: readonly Passed[], by: string | null): string {
  const count = countIn(figures, dueId(limit)) ?? 0;
  const more = countIn(figures, overId(limit)) === 0 ? '' : ' more';
  const cases = by === null ? '' : count === 1 ? ' case' : ' cases';
  const first = passed.find((one) => one.limit === limit);
  const when = first === undefined ? '' : `, ${count === 1 ? '' : 'the first '}on ${longDate(first.passes)}`;
  return `${number(count)}${more}${cases} ${count === 1 ? 'passes' : 'pass'} ${limit.weeks} weeks${by === null ? '' : ` ${by}`}${when}`;
}

/** `301 cases would then be over 20 weeks (277 are now), 96 over 52 weeks (90 now).` */
function thenSentence(figures: Figures): string[] {
  const [then20, then52] = [WEEK_20, WEEK_52].map((limit) => countIn(figures, thenId(limit)));
  const [now20, now52] = [WEEK_20, WEEK_52].map((limit) => countIn(figures, overId(limit)));
  const none = (count: number): string => (count === 0 ? 'none' : number(count));
  if (then20 == null || now20 == null || then20 === 0) return [];
  const over52 = then52 == null || now52 == null || then52 === 0 ? '' : `, ${number(then52)} over 52 weeks (${none(now52)} now)`;
  return [`${plural(then20, 'case')} would then be over 20 weeks (${none(now20)} now)${over52}.`];
}

function stageSentence(figures: Figures, by: string): string[] {
  const clauses = [WEEK_6, WEEK_16].flatMap((limit) => {
    const count = countIn(figures, dueId(limit));
    if (count === null) return [];
    return [`${count === 0 ? 'no case' : plural(count, 'case')} ${nameOf(limit)} ${count > 1 ? 'pass' : 'passes'} ${limit.weeks} weeks`];
  });
  return clauses.length === 0 ? [] : [sentence(`${clauses.join(', ')} ${by}`)];
}

const nameOf = ({ stage }: DueLimit): string => (stage === null ? '' : STAGE_NAMES[stage]);

const count = (figures: Figures, id: string): Cell => cellOf(figures[id] as Figure);

function limitsSection(figures: Figures, { asOf, to }: Horizon): Section {
  const column = (word: string, day: Day): Column => ({ lines: [word, shortDate(day)], align: 'right' });
  return {
    kind: 'table',
    id: 'limits',
    heading: 'Limits passed, if nothing happens',
    place: 'page',
    caption: 'Open cases by the limits that they have passed and will pass, if nothing happens',
    rowHeading: 'Limit',
    columns: [column('Over on', asOf), column('Pass by', to), column('Over on', to)],
    rows: DUE_LIMITS.map((limit) => ({
      header: `Week ${limit.weeks}, ${limit.stage === null ? 'every open case' : nameOf(limit)}`,
      cells: [overId(limit), dueId(limit), thenId(limit)].map((id) => count(figures, id)),
    })),
    notes: [
      'A case passes a limit on the day after its last day within it. Those over then are those over now and those that pass; requests still to come are not among them.',
      'After week 16 a refusal to issue a plan would be late; a plan itself is in time up to week 20.',
      'A week-20 exception stops no clock here: cases for which one is recorded are among them.',
    ],
  };
}

const LIMIT_COLUMNS: Column[] = DUE_LIMITS.map(({ weeks }) => ({ lines: [`Week ${weeks}`], align: 'right' }));

const allRow = (figures: Figures): Row => ({ header: 'All', cells: DUE_LIMITS.map((limit) => count(figures, dueId(limit))) });

function weeksSection(figures: Figures, horizon: Horizon): Section {
  const weeks = weeksOf(horizon).map(({ from, to }, at): Row => {
    const cells = DUE_LIMITS.map((limit) => count(figures, weekId(limit, at + 1)));
    return { header: from === to ? shortDate(from) : fromTo(from, to), cells };
  });
  return {
    kind: 'table',
    id: 'weeks',
    heading: 'By week',
    place: 'page',
    caption: 'Open cases by the week in which they pass each limit, if nothing happens',
    rowHeading: 'Days',
    columns: LIMIT_COLUMNS,
    rows: [...weeks, allRow(figures)],
    notes: [],
  };
}

function splitSection(by: string, groups: readonly { name: string; figures: Figures }[], figures: Figures, { to }: Horizon): Section {
  return {
    kind: 'table',
    id: 'split',
    heading: `By ${by}`,
    place: 'page',
    caption: `Open cases that pass each limit by ${longDate(to)}, by ${by}`,
    rowHeading: capital(by),
    columns: LIMIT_COLUMNS,
    rows: [
      ...groups.map(({ name, figures: own }): Row => ({ header: groupName(name), cells: DUE_LIMITS.map((limit) => count(own, dueId(limit))) })),
      allRow(figures),
    ],
    notes: [],
  };
}

const LISTED: Section = { kind: 'listing', id: 'due', heading: 'The cases, the next to pass first', place: 'page' };

/** @param column the one by which the report is split; null where it is not */
function listingOf(passed: readonly Passed[], { asOf, conventions, shownId }: DueAsked, column: string | null): Listing {
  const rows = passed.map(({ c, limit, received, stage, passes, coordinator, group }) => ({
    ...referenceOf(c, shownId),
    week: limit.weeks,
    lastDay: isoDate(limit.lastDay(received, conventions)),
    passes: isoDate(passes),
    ...standingOf({ days: asOf - received, stage }, { coordinator: c.allocated ? coordinator : null, group: column === null ? null : group }, asOf),
  }));
  return {
    name: 'due',
    columns: [
      ...referenceColumns(rows),
      { key: 'week', heading: 'Week', kind: 'number' },
      { key: 'lastDay', heading: 'Last day in time', kind: 'date' },
      { key: 'passes', heading: 'Passes', kind: 'date' },
      ...standingColumns(rows, column),
    ],
    rows,
  };
}
