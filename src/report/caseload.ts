import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, longDate } from '../core/day.ts';
import type { Stage } from '../core/position.ts';
import { POSITION_FIGURES, PositionCounting, type PositionFigure, standingOn } from '../core/position-figures.ts';
import { wholeWeeks } from '../core/proportion.ts';
import { CASELOAD_FIGURES, GROUP_FIGURES, isOfAllocation, WHOLE_ROWS } from './caseload-figures.ts';
import type { ReportContext } from './context.ts';
import { openDefinitions, termOf } from './definitions.ts';
import { cellOf, positionFigureOf } from './figure.ts';
import { Groups } from './groups.ts';
import { referenceColumns, referenceOf, standingColumns, standingOf } from './open-case.ts';
import { bandSection, openSentence, overPhrase, type Position, stageSection, valueIn, withShare } from './position-sections.ts';
import { headed } from './provenance.ts';
import type { Cell, Column, Listing, Report, Row, Section, Split } from './report.ts';
import { capital, groupName, listed, number, plural } from './words.ts';

/** Who has which open cases: cases are added one at a time, and those that are to be looked at are kept, to be listed. */
export interface Caseload {
  /**
   * @param group the value by which the report is split
   * @param values the row's own under `STAFF_COLUMNS`
   */
  add(c: Case, group: string, values: readonly string[]): void;
  report(context: ReportContext): Report;
}

export interface CaseloadAsked {
  asOf: Day;
  conventions: Conventions;
  /** The heading by which it is split; null for the team, where the list has any. */
  by: string | null;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** A case that has nobody, or has been open for over 52 weeks without a draft. */
interface Kept {
  c: Case;
  days: number;
  stage: Stage;
  /** Null where nobody is named. */
  coordinator: string | null;
  group: string;
  isUndrafted: boolean;
}

/** The cases of a team, or of another value by which the report is split, and of each co-ordinator in it; '' for nobody. */
interface Team {
  all: PositionCounting;
  coordinators: Groups<PositionCounting>;
}

const WHOLE = [...POSITION_FIGURES, ...CASELOAD_FIGURES];

/** Starts the report on who has the cases that are open on a day: for managers, not for publication. */
export function startCaseload(asked: CaseloadAsked): Caseload {
  const { asOf, conventions, by } = asked;
  const countingOf = (figures: readonly PositionFigure[]): PositionCounting => new PositionCounting(asOf, conventions, figures);
  const ofGroup = (): PositionCounting => countingOf(GROUP_FIGURES.map(({ figure }) => figure));
  const whole = countingOf(WHOLE);
  const teams = new Groups((): Team => ({ all: ofGroup(), coordinators: new Groups(ofGroup) }));
  const coordinators = new Groups(ofGroup);
  const kept: Kept[] = [];
  let notYetReceived = 0;
  let isByCoordinator = by !== null;
  return {
    add(c, named, [written = '', team = '']) {
      const standing = standingOn(c, asOf, conventions);
      if (standing.state === 'not-yet-visible') notYetReceived++;
      else whole.place(standing);
      if (standing.state !== 'open') return;
      const { days, stage, band, allocated, draftSent } = standing;
      const group = by === null ? team : named;
      const coordinator = allocated ? written : '';
      if (named !== written) isByCoordinator = false;
      const ofTeam = teams.of(group);
      for (const counting of [ofTeam.all, ofTeam.coordinators.of(coordinator), coordinators.of(coordinator)]) counting.place(standing);
      const isUndrafted = band === 'over-52' && !draftSent;
      if (isUndrafted || !allocated) kept.push({ c, days, stage, coordinator: allocated ? coordinator : null, group, isUndrafted });
    },
    report(context) {
      const inOrder = teams.inOrder();
      // Where the co-ordinators are what it is split by, they are said once.
      const isSplit = !isByCoordinator && (by !== null || inOrder.some(([name]) => name !== ''));
      return reportOf(
        asked,
        {
          whole: positionOf(whole, WHOLE),
          column: isSplit ? (by ?? 'team') : null,
          teams: inOrder.map(([name, { all, coordinators: own }]) => ({
            ...loadOf(name, all),
            coordinators: own.inOrder().map(([who, of]) => loadOf(who, of)),
          })),
          coordinators: coordinators.inOrder().map(([name, counting]) => loadOf(name, counting)),
          kept: kept.sort((a, b) => b.days - a.days || a.c.line - b.c.line),
          notYetReceived,
        },
        context,
      );
    },
  };
}

/** What somebody, or some team, has; '' for nobody. */
interface Load {
  name: string;
  figures: Position;
}

interface Counted {
  whole: Position;
  /** What the teams are; null where the report is not split by any. */
  column: string | null;
  teams: (Load & { coordinators: Load[] })[];
  coordinators: Load[];
  kept: readonly Kept[];
  notYetReceived: number;
}

const positionOf = (counting: PositionCounting, figures: readonly PositionFigure[]): Position =>
  Object.fromEntries(figures.map((figure) => [figure.id, positionFigureOf(figure, counting.of(figure.id))]));

const loadOf = (name: string, counting: PositionCounting): Load => ({
  name,
  figures: positionOf(
    counting,
    GROUP_FIGURES.map(({ figure }) => figure),
  ),
});

function reportOf(asked: CaseloadAsked, counted: Counted, context: ReportContext): Report {
  const { asOf, conventions } = asked;
  const { whole, column, teams, coordinators, kept, notYetReceived } = counted;
  const absent = context.absent ?? [];
  const hasCoordinators = !absent.includes('coordinator');
  const isSaid = (id: string): boolean => hasCoordinators || !isOfAllocation(id);
  const figures = Object.fromEntries(Object.entries(whole).filter(([id]) => isSaid(id)));
  const isSome = ({ groups }: Split): boolean => groups.length > 0;
  const byTeam: Split[] = column === null ? [] : [{ column, groups: teams.map(({ name, figures: own }) => ({ name, figures: own })) }];
  const [by] = byTeam.filter(isSome);
  const alsoBy = (hasCoordinators ? [{ column: 'coordinator', groups: coordinators }] : []).filter(isSome);
  const { head, sections } = headed('caseload', `Caseload on ${longDate(asOf)}`, [context], { asOf, notYetReceived, conventions });
  const unallocated = hasCoordinators ? [casesOf('unallocated', kept, ({ coordinator }) => coordinator === null, asked, column)] : [];
  const lists = [...unallocated, casesOf('undrafted', kept, ({ isUndrafted }) => isUndrafted, asked, column)];
  const terms = CASELOAD_FIGURES.filter(({ id }) => isSaid(id)).map((figure) => termOf({ ...figure, source: null }, conventions));
  return {
    ...head,
    summary: summaryOf(
      figures,
      coordinators,
      hasCoordinators,
      absent.filter((one) => one !== 'team' || asked.by === null),
    ),
    figures,
    ...(by === undefined ? {} : { by }),
    ...(alsoBy.length === 0 ? {} : { alsoBy }),
    sections: [
      wholeSection(figures, asOf, hasCoordinators),
      stageSection(figures),
      bandSection(figures, conventions),
      ...(figures.open?.value === 0 ? [] : splitSections(counted, hasCoordinators)),
      ...lists.flatMap(listSection),
      ...sections,
      ...openDefinitions(conventions, terms),
    ],
    listings: [loadsOf(counted, hasCoordinators), ...lists],
  };
}

/** The columns that the report shows, as they are said. */
const COLUMN_WORDS: Readonly<Record<string, string>> = { coordinator: 'co-ordinators', team: 'teams' };

/** True for none, one and many. @param absent the columns that it would be split by and the list does not have */
function summaryOf(figures: Position, coordinators: readonly Load[], hasCoordinators: boolean, absent: readonly string[]): string[] {
  const open = valueIn(figures, 'open') ?? 0;
  const missing =
    absent.length === 0 ? [] : [`The list has no column for ${listed(absent.map((column) => COLUMN_WORDS[column] ?? column))}, so nothing is split by them.`];
  if (open === 0) return ['No assessment is open.', ...missing];
  const [over20, over52] = ['open-over-20-weeks', 'open-over-52-weeks'].map((id) => valueIn(figures, id) ?? 0) as [number, number];
  const oldest = plural(valueIn(figures, 'open-longest-weeks'), 'whole week');
  return [
    `${openSentence(open)} ${overPhrase(over20, over52, open)}; ${open === 1 ? 'it' : 'the oldest'} has been open for ${oldest}.`,
    ...(over52 === 0 ? [] : [draftSentence(over52, valueIn(figures, 'open-over-52-weeks-without-draft') ?? 0)]),
    ...(!hasCoordinators
      ? []
      : [
          allocationSentence(open, valueIn(figures, 'open-unallocated') ?? 0, valueIn(figures, 'open-over-52-weeks-unallocated') ?? 0),
          ...loadSentence(coordinators.filter(({ name }) => name !== '')),
        ]),
    ...missing,
  ];
}

/** `Of the 90 over 52 weeks, 59 have a draft plan sent and 31 have none.` */
function draftSentence(over52: number, without: number): string {
  if (over52 === 1) return `The one over 52 weeks has ${without === 0 ? 'a draft plan sent' : 'no draft plan sent'}.`;
  if (without === 0) return `All ${number(over52)} over 52 weeks have a draft plan sent.`;
  if (without === over52) return `None of the ${number(over52)} over 52 weeks has a draft plan sent.`;
  const sent = over52 - without;
  return `Of the ${number(over52)} over 52 weeks, ${number(sent)} ${sent === 1 ? 'has' : 'have'} a draft plan sent and ${number(without)} ${without === 1 ? 'has' : 'have'} none.`;
}

/** `303 open cases have no co-ordinator named, 4 of them over 52 weeks.` */
function allocationSentence(open: number, unallocated: number, over52: number): string {
  if (unallocated === 0) return open === 1 ? 'It has a co-ordinator named.' : 'Every open case has a co-ordinator named.';
  if (open === 1) return 'It has no co-ordinator named.';
  if (unallocated === open) return 'No open case has a co-ordinator named.';
  if (unallocated === 1) return `1 open case has no co-ordinator named; it is ${over52 === 1 ? 'over' : 'not over'} 52 weeks.`;
  return `${number(unallocated)} open cases have no co-ordinator named, ${over52 === 0 ? 'none' : number(over52)} of them over 52 weeks.`;
}

/** Who has most; where it is more than two, nobody is named. */
const MOST_NAMED = 2;

/** `21 co-ordinators have 5 to 20 open cases each: CO-04 has most, 20, of which 8 are over 20 weeks.` */
function loadSentence(loads: readonly Load[]): string[] {
  const openIn = ({ figures }: Load): number => valueIn(figures, 'open') ?? 0;
  const [first] = loads;
  if (first === undefined) return [];
  const [least, most] = [Math.min(...loads.map(openIn)), Math.max(...loads.map(openIn))];
  const over20 = valueIn(first.figures, 'open-over-20-weeks') ?? 0;
  if (loads.length === 1) return [`${first.name} has ${plural(most, 'open case')}, ${overOf(most, over20)}.`];
  if (least === most) return [`${number(loads.length)} co-ordinators have ${plural(most, 'open case')} each.`];
  const top = loads.filter((load) => openIn(load) === most);
  const many = `${number(loads.length)} co-ordinators have ${number(least)} to ${plural(most, 'open case')} each`;
  if (top.length > MOST_NAMED) return [`${many}; ${number(top.length)} of them have most.`];
  const [heaviest, ...others] = top as [Load, ...Load[]];
  if (others.length === 0) return [`${many}; ${heaviest.name} has most, ${overOf(most, valueIn(heaviest.figures, 'open-over-20-weeks') ?? 0)}.`];
  return [`${many}; ${listed(top.map(({ name }) => name))} have most.`];
}

/** `8 of them over 20 weeks` */
const overOf = (cases: number, over20: number): string =>
  cases === 1 ? (over20 === 1 ? 'over 20 weeks' : 'not over 20 weeks') : `${over20 === 0 ? 'none' : number(over20)} of them over 20 weeks`;

const NONE: Cell = { kind: 'text', text: '' };
const right = (name: string): Column => ({ lines: [name], align: 'right' });
const cell = (figures: Position, id: string): Cell => {
  const figure = figures[id];
  return figure === undefined ? NONE : cellOf(figure);
};

const WHOLE_NAMES: Readonly<Record<string, string>> = {
  open: 'Open',
  'open-within-20-weeks': 'Within 20 weeks',
  'open-over-20-weeks': 'Over 20 weeks',
  'open-over-52-weeks': 'Over 52 weeks',
};

function wholeSection(figures: Position, asOf: Day, hasCoordinators: boolean): Section {
  const headings = ['Number', 'Share', 'Draft sent', 'No draft', ...(hasCoordinators ? ['No co-ordinator'] : [])];
  const oldest: Row = { header: 'Oldest, whole weeks', cells: headings.map((_, at) => (at === 0 ? cell(figures, 'open-longest-weeks') : NONE)) };
  const rows = WHOLE_ROWS.map(({ id, parts }): Row => {
    const [cases, share] = id === 'open' ? [cell(figures, id), NONE] : withShare(figures, id);
    const cells = parts.filter((part) => hasCoordinators || !isOfAllocation(part)).map((part) => cell(figures, part));
    return { header: WHOLE_NAMES[id] ?? id, cells: [cases ?? NONE, share ?? NONE, ...cells] };
  });
  return {
    kind: 'table',
    id: 'open',
    heading: 'The whole department',
    place: 'page',
    caption: `Cases open on ${longDate(asOf)}, by weeks since the request was received, and how many of them have a draft plan sent${hasCoordinators ? ' or no co-ordinator named' : ''}`,
    rowHeading: 'Cases',
    columns: headings.map(right),
    rows: [...rows, oldest],
    notes: [],
  };
}

const NOBODY = 'no co-ordinator named';

/** Nobody first, then who has most. */
const byLoad = (a: Load, b: Load): number =>
  Number(b.name === '') - Number(a.name === '') || (valueIn(b.figures, 'open') ?? 0) - (valueIn(a.figures, 'open') ?? 0);

const cellsOf = (figures: Position): Cell[] => GROUP_FIGURES.map(({ figure }) => cell(figures, figure.id));

const allRow = (whole: Position): Row => ({ header: 'All', cells: cellsOf(whole) });
const nameOf = ({ name }: Load): string => (name === '' ? NOBODY : name);

/** What the tables of teams and co-ordinators have in common. */
const LOADS = { kind: 'table', place: 'page', columns: GROUP_FIGURES.map(({ heading }) => right(heading)) } as const satisfies Partial<Section>;

/** By team, with its co-ordinators below it; and by co-ordinator, where there are no teams or somebody is in several. */
function splitSections(counted: Counted, hasCoordinators: boolean): Section[] {
  const { column, teams, coordinators } = counted;
  const isInSeveral = coordinators.some(({ name }) => name !== '' && teams.filter((team) => team.coordinators.some((own) => own.name === name)).length > 1);
  return [
    ...(column === null ? [] : [teamSection(counted, column, hasCoordinators, isInSeveral)]),
    ...(hasCoordinators && (column === null || isInSeveral) ? [coordinatorSection(counted)] : []),
  ];
}

const ORDER = 'Of co-ordinators, whoever has most open cases stands first.';
const NO_JUDGEMENT = 'How many cases somebody has says nothing of how they work: cases differ, and many wait for others.';

function teamSection({ whole, teams }: Counted, column: string, hasCoordinators: boolean, isInSeveral: boolean): Section {
  const rows = teams.flatMap(({ name, figures, coordinators }): Row[] => [
    { header: groupName(name), cells: cellsOf(figures) },
    ...(hasCoordinators ? [...coordinators].sort(byLoad) : []).map((load) => ({ header: nameOf(load), under: true as const, cells: cellsOf(load.figures) })),
  ]);
  return {
    ...LOADS,
    id: 'split',
    heading: `By ${column}${hasCoordinators ? ' and co-ordinator' : ''}`,
    caption: `Open cases by ${column}${hasCoordinators ? ', and in each by co-ordinator' : ''}; ${column === 'team' ? 'the teams' : 'they'} add up to all open cases`,
    rowHeading: capital(column),
    rows: [...rows, allRow(whole)],
    notes: hasCoordinators
      ? [ORDER, isInSeveral ? 'Whoever has cases in several stands in each, and with all their cases in the next table.' : NO_JUDGEMENT]
      : [],
  };
}

function coordinatorSection({ whole, column, coordinators }: Counted): Section {
  const rows = [...coordinators].sort(byLoad).map((load): Row => ({ header: load.name === '' ? capital(NOBODY) : load.name, cells: cellsOf(load.figures) }));
  return {
    ...LOADS,
    id: 'coordinators',
    heading: 'By co-ordinator',
    caption: `Open cases by co-ordinator${column === null ? '' : `, whatever the ${column}`}; they add up to all open cases`,
    rowHeading: 'Co-ordinator',
    rows: [...rows, allRow(whole)],
    notes: [ORDER, NO_JUDGEMENT],
  };
}

/** What each co-ordinator has in each team, one a row: every open case is in one of them. */
function loadsOf({ whole, column, teams, coordinators }: Counted, hasCoordinators: boolean): Listing {
  const row = (group: string | null, coordinator: string | null, figures: Position): Listing['rows'][number] => ({
    group,
    coordinator,
    ...Object.fromEntries(GROUP_FIGURES.map(({ figure, key }) => [key, valueIn(figures, figure.id)])),
  });
  const rowsIn = (group: string | null, loads: readonly Load[]) => loads.map(({ name, figures }) => row(group, name === '' ? null : name, figures));
  const ofTeams = teams.flatMap(({ name, figures, coordinators: own }) =>
    hasCoordinators ? rowsIn(groupName(name), own) : [row(groupName(name), null, figures)],
  );
  const unsplit = hasCoordinators ? rowsIn(null, coordinators) : valueIn(whole, 'open') === 0 ? [] : [row(null, null, whole)];
  return {
    name: 'caseload',
    columns: [
      { key: 'group', heading: capital(column ?? 'team'), kind: 'text' },
      { key: 'coordinator', heading: 'Co-ordinator', kind: 'text' },
      ...GROUP_FIGURES.map(({ key, heading }) => ({ key, heading, kind: 'number' as const })),
    ],
    rows: column === null ? unsplit : ofTeams,
  };
}

type CaseListing = Listing & { name: 'unallocated' | 'undrafted' };

/** Cases to be looked at, the longest open first. */
function casesOf(name: CaseListing['name'], kept: readonly Kept[], isOne: (one: Kept) => boolean, asked: CaseloadAsked, column: string | null): CaseListing {
  const rows = kept.filter(isOne).map(({ c, days, stage, coordinator, group }) => ({
    ...referenceOf(c, asked.shownId),
    weeks: wholeWeeks(days),
    ...standingOf({ days, stage }, { coordinator, group: column === null ? null : group }, asked.asOf),
  }));
  return {
    name,
    columns: [...referenceColumns(rows), { key: 'weeks', heading: 'Weeks', kind: 'number' }, ...standingColumns(rows, column)],
    rows,
  };
}

const LIST_HEADINGS: Readonly<Record<CaseListing['name'], string>> = {
  unallocated: 'No co-ordinator named',
  undrafted: 'Over 52 weeks, with no draft plan sent',
};

/** Where cases are listed; nothing where there are none. */
const listSection = ({ name, rows }: CaseListing): Section[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'listing',
          id: name,
          heading: `${LIST_HEADINGS[name]}: ${plural(rows.length, 'case')}${rows.length === 1 ? '' : ', the longest open first'}`,
          place: 'page',
        },
      ];
