import {
  CHANGES,
  type Change,
  comparedFigures,
  countedAgain,
  type FigureChange,
  figureName,
  MEANS,
  type Side,
  sameNumbers,
  tracedFor,
} from './compared-figures.ts';
import { everyFigure, type PlacedFigure } from './every-figure.ts';
import { inWords } from './figure.ts';
import { movedCases } from './moved-cases.ts';
import { headed, publishSection } from './provenance.ts';
import type { Cell, Figure, Listing, ListingColumn, Report, Section } from './report.ts';
import { number, plural } from './words.ts';

/**
 * What changed between two saved reports, and why.
 * @param shownId a case id as a report may show it
 * @param publish where both reports were made to be published, and no list is looked at
 */
export function compare(
  old: Side,
  now: Side,
  shownId: (id: string) => string | null,
  publish: Report['publish'] | null = null,
): { report: Report; changed: number } {
  const compared = comparedFigures(old, now);
  const changes = compared.filter(({ changes: found }) => found.length > 0);
  const moved = movedCases(old, now, compared, shownId);
  const lists = [old, now].flatMap(({ list }) => (list === null ? [] : [list.context]));
  const counts = CHANGES.map((change) => ({ change, count: changes.filter(({ changes: found }) => found.includes(change)).length }));
  const figures: Record<string, Figure> = Object.fromEntries([
    ['compared', { label: 'Figures compared', unit: 'figures', value: compared.length }],
    ['unchanged', { label: 'Unchanged', unit: 'figures', value: compared.length - changes.length }],
    ...counts.map(({ change, count }) => [change, { label: MEANS[change], unit: 'figures', value: count }]),
    ...(moved === null ? [] : [['moved', { label: 'Cases that stand elsewhere', unit: 'cases', value: moved.length }]]),
  ]);
  const provenance = lists.length === 0 ? null : headed('compare', '', lists, null);
  const setAside = lists.flatMap((context) => headed('compare', '', context, null).head.cautions.map((words) => `${context.file}: ${words}`));
  const cautions = [
    ...otherAuthority(old, now),
    ...otherKind(old, now),
    ...cautionsFor('old', old),
    ...cautionsFor('new', now),
    ...notMadeOf(old),
    ...setAside,
  ];
  const report: Report = {
    schema: 'ehcp.report/1',
    report: 'compare',
    title: `What changed from ${old.name} to ${now.name}`,
    asOf: null,
    authority: now.report.authority,
    sources: provenance?.head.sources ?? [],
    ...(publish == null ? {} : { publish }),
    cautions,
    summary: [
      changes.length === 0 ? `Nothing changed: ${plural(compared.length, 'figure is', 'figures are')} the same.` : countsInWords(counts, compared.length),
      ...(moved === null && publish === null && changes.some(({ was, changes: found }) => found.includes('restated') && was !== null && tracedFor(was) !== null)
        ? ['Which cases moved can be said where the lists are at hand: add --old-list and --new-list.']
        : []),
    ],
    figures,
    sections: [
      changesSection(
        'restated',
        'Told otherwise of the same dates',
        changes.filter((change) => isInBoth(change) && (!isNewPeriod(change) || change.changes.includes('restated'))).map(onOldDates),
      ),
      changesSection(
        'moved-on',
        'Of other dates',
        changes.filter(isNewPeriod).map((change) => ({ ...change, changes: change.changes.filter((one) => one !== 'restated') })),
      ),
      changesSection(
        'alone',
        'In one of the reports alone',
        changes.filter((change) => !isInBoth(change)),
      ),
      moved === null ? null : casesSection(moved),
      meanings(counts.filter(({ count }) => count > 0).map(({ change }) => change)),
      comparedSection(old, now),
      ...(provenance?.sections ?? []),
      publish == null ? null : publishSection(publish),
    ].filter((section): section is Section => section !== null),
    listings: [
      { name: 'changes', columns: CHANGE_COLUMNS, rows: changes.map((change) => changeRow(change, old.report.asOf, now.report.asOf)) },
      ...(moved === null ? [] : [{ name: 'moved', columns: CASE_COLUMNS, rows: moved } satisfies Listing]),
    ],
  };
  return { report, changed: changes.length };
}

function countsInWords(counts: readonly { change: Change; count: number }[], compared: number): string {
  const found = counts.filter(({ count }) => count > 0).map(({ change, count }) => `${number(count)} ${inPlain(change)}`);
  return `Of ${plural(compared, 'figure')}: ${found.join(', ')}.`;
}

function otherAuthority(old: Side, now: Side): string[] {
  const [was, is] = [old.report.authority, now.report.authority];
  return was === is || was === null || is === null ? [] : [`${old.name} is of ${was} and ${now.name} of ${is}: they are not the same authority's.`];
}

/** Reports of different kinds have few figures in common. */
function otherKind(old: Side, now: Side): string[] {
  const kindOf = ({ report: { report, by } }: Side): string => (by === undefined ? `a ${report} report` : `a ${report} report by ${by.column}`);
  const [was, is] = [kindOf(old), kindOf(now)];
  return was === is ? [] : [`${old.name} is ${was} and ${now.name} is ${is}: only figures that both have can be compared.`];
}

/** The old list must give the old figures, or it is not the list that they were made of. */
function notMadeOf({ report, list }: Side): string[] {
  if (list === null) return [];
  const wrong = everyFigure(report).filter((was) => {
    const again = countedAgain(was, report, list);
    return again !== null && !sameNumbers(was.figure, again);
  });
  return wrong.length === 0
    ? []
    : [`The old list gives another figure for ${wrong.length} of the old report: it is not the list that was counted, or ehcp counts otherwise now.`];
}

function cautionsFor(which: 'old' | 'new', { name, report, list }: Side): string[] {
  if (list === null) return [];
  const counted = report.sources.find(({ role }) => role === 'cases');
  if (counted === undefined || counted.sha256 === list.context.sha256) return [];
  return [`${list.context.file} is not the list that ${name} was made of (its SHA-256 differs): what is said of ${which} cases may not be what was published.`];
}

const CHANGE_COLUMNS: ListingColumn[] = [
  { key: 'figure', heading: 'Figure', kind: 'text' },
  { key: 'group', heading: 'Group', kind: 'text', unseen: true },
  { key: 'period', heading: 'Period', kind: 'text' },
  { key: 'oldAsOf', heading: 'Old as of', kind: 'date', unseen: true },
  { key: 'newAsOf', heading: 'New as of', kind: 'date', unseen: true },
  { key: 'oldFrom', heading: 'Old from', kind: 'date', unseen: true },
  { key: 'oldTo', heading: 'Old to', kind: 'date', unseen: true },
  { key: 'newFrom', heading: 'New from', kind: 'date', unseen: true },
  { key: 'newTo', heading: 'New to', kind: 'date', unseen: true },
  { key: 'old', heading: 'Then', kind: 'text' },
  { key: 'new', heading: 'Now', kind: 'text' },
  { key: 'oldValue', heading: 'Old value', kind: 'number', unseen: true },
  { key: 'oldNumerator', heading: 'Old numerator', kind: 'number', unseen: true },
  { key: 'oldDenominator', heading: 'Old denominator', kind: 'number', unseen: true },
  { key: 'newValue', heading: 'New value', kind: 'number', unseen: true },
  { key: 'newNumerator', heading: 'New numerator', kind: 'number', unseen: true },
  { key: 'newDenominator', heading: 'New denominator', kind: 'number', unseen: true },
  { key: 'change', heading: 'Change', kind: 'text', unseen: true },
  { key: 'why', heading: 'Why', kind: 'text' },
];

const CASE_COLUMNS: ListingColumn[] = [
  { key: 'caseId', heading: 'Case', kind: 'text' },
  { key: 'oldLine', heading: 'Old line', kind: 'number' },
  { key: 'newLine', heading: 'New line', kind: 'number' },
  { key: 'why', heading: 'Why', kind: 'text' },
  { key: 'figures', heading: 'Where it stood, and stands', kind: 'text' },
];

function changeRow(change: FigureChange, oldAsOf: string | null, newAsOf: string | null): Listing['rows'][number] {
  const { id, was, is, changes, why } = change;
  const { period = null, comparison = null, group = null } = was ?? is ?? {};
  const numbers = (one: PlacedFigure | null): [number | null, number | null, number | null] => [
    one?.figure.value ?? null,
    one?.figure.numerator ?? null,
    one?.figure.denominator ?? null,
  ];
  const [oldValue, oldNumerator, oldDenominator] = numbers(was);
  const [newValue, newNumerator, newDenominator] = numbers(is);
  return {
    figure: id,
    group: group === null ? null : `${group.by}: ${group.name}`,
    period: period === null ? null : `${period}${comparison === null ? '' : ` (${comparison.replaceAll('-', ' ')})`}`,
    oldAsOf: was === null ? null : oldAsOf,
    newAsOf: is === null ? null : newAsOf,
    oldFrom: was?.from ?? null,
    oldTo: was?.to ?? null,
    newFrom: is?.from ?? null,
    newTo: is?.to ?? null,
    old: was === null ? null : inWords(was.figure),
    new: is === null ? null : inWords(is.figure),
    oldValue,
    oldNumerator,
    oldDenominator,
    newValue,
    newNumerator,
    newDenominator,
    change: changes.join(' '),
    why: [...retold(change), ...why].join('; '),
  };
}

/** What is said of the old dates now, of a figure that has moved on. */
const retold = ({ was, again, changes }: FigureChange): string[] =>
  was === null || again === null || !changes.includes('new-period') || !changes.includes('restated')
    ? []
    : [`${was.from === null ? 'on the old day' : 'for the old dates'} it is ${inWords(again)} now`];

/** What the old report said, beside what is said of the same dates now. */
const onOldDates = (change: FigureChange): FigureChange =>
  isNewPeriod(change) && change.was !== null && change.again !== null
    ? { ...change, is: { ...change.was, figure: change.again }, changes: ['restated'], why: [] }
    : change;

const isInBoth = ({ was, is }: FigureChange): boolean => was !== null && is !== null;

const isNewPeriod = ({ changes }: FigureChange): boolean => changes.includes('new-period');

function changesSection(id: string, heading: string, changes: readonly FigureChange[]): Section | null {
  if (changes.length === 0) return null;
  const text = (words: string): Cell => ({ kind: 'text', text: words });
  return {
    kind: 'table',
    id,
    heading: `${heading} (${number(changes.length)})`,
    place: 'page',
    caption: `${heading}: each figure in the old report and in the new`,
    rowHeading: 'Figure',
    columns: [
      { lines: ['Then'], align: 'right' },
      { lines: ['Now'], align: 'right' },
      { lines: ['Change'], align: 'left' },
    ],
    rows: changes.map((change) => ({
      header: changeName(change),
      cells: [...beside(change).map(text), text(change.changes.map(inPlain).join(', '))],
    })),
    notes: [...new Set(changes.flatMap(({ id: figure, why }) => why.map((words) => `${figure}: ${words}.`)))],
  };
}

/** Both figures in words; where these are the same, what they were made of too. */
function beside({ was, is }: FigureChange): string[] {
  const words = [was, is].map((one) => (one === null ? '–' : inWords(one.figure)));
  if (was === null || is === null || words[0] !== words[1]) return words;
  return [was, is].map(({ figure }) => (figure.denominator === undefined ? inWords(figure) : `${inWords(figure)} of ${number(figure.denominator)} cases`));
}

const inPlain = (change: Change): string => change.replaceAll('-', ' ');

/** The figure's name; of one that moved on to another period, that one's too. */
function changeName({ was, is }: FigureChange): string {
  const name = figureName(was ?? (is as PlacedFigure));
  return was === null || is === null || is.period === was.period ? name : `${name} → ${is.period ?? ''}`;
}

/** Cases that a page names; JSON and XLSX have all. */
const MOST_NAMED = 50;

function casesSection(moved: Listing['rows']): Section | null {
  if (moved.length === 0) return null;
  const line = (row: Listing['rows'][number]): string => {
    const lines = [row.oldLine === null ? null : `line ${row.oldLine} then`, row.newLine === null ? null : `line ${row.newLine} now`].filter(
      (one) => one !== null,
    );
    return `${row.caseId ?? 'A case'} (${lines.join(', ')}): ${row.why}. ${row.figures}.`;
  };
  const more = moved.length - MOST_NAMED;
  return {
    kind: 'list',
    id: 'moved',
    heading: `Cases that stand elsewhere on the old dates (${number(moved.length)})`,
    place: 'page',
    items: [...moved.slice(0, MOST_NAMED).map(line), ...(more > 0 ? [`… and ${number(more)} more: add --format json or xlsx.`] : [])],
  };
}

function meanings(changes: readonly Change[]): Section | null {
  if (changes.length === 0) return null;
  return {
    kind: 'terms',
    id: 'meanings',
    heading: 'What the words mean',
    place: 'page',
    terms: changes.map((change) => ({ term: inPlain(change), meaning: `${MEANS[change]}.` })),
  };
}

function comparedSection(...sides: readonly Side[]): Section {
  return {
    kind: 'list',
    id: 'compared',
    heading: 'What was compared',
    place: 'page',
    items: sides.map(({ name, sha256, report }) => `${name}: ${report.title}${report.asOf === null ? '' : `, as of ${report.asOf}`}; SHA-256 ${sha256}.`),
  };
}
