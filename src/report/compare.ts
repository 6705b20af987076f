import { CHANGES, type Change, comparedFigures, countedAgain, type FigureChange, MEANS, type Side, sameNumbers, tracedFor } from './compared-figures.ts';
import { otherProjection } from './compared-projections.ts';
import { comparedTitle, headlines, labelOf, periodOf } from './compared-words.ts';
import { everyFigure, type PlacedFigure } from './every-figure.ts';
import { cellOf as figureCell, inWords } from './figure.ts';
import { movedCases } from './moved-cases.ts';
import { headed } from './provenance.ts';
import type { Cell, Figure, Listing, ListingColumn, Report, Section } from './report.ts';
import { capital, listed, number, percent, plural, SUPPRESSED, sentence, shortDateInWords } from './words.ts';

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
  const projections = otherProjection(old.report, now.report);
  const cautions = [
    ...otherAuthority(old, now),
    ...otherKind(old, now),
    ...(projections === null ? [] : [projections]),
    ...cautionsFor('old', old),
    ...cautionsFor('new', now),
    ...notMadeOf(old),
    ...setAside,
    ...(publish === null || publish === undefined || publish.threshold === 0 ? [] : [SIDE_BY_SIDE]),
  ];
  const report: Report = {
    schema: 'ehcp.report/1',
    report: 'compare',
    title: comparedTitle(old, now),
    asOf: null,
    authority: now.report.authority,
    sources: provenance?.head.sources ?? [],
    ...(publish == null ? {} : { publish }),
    cautions,
    summary: [
      ...(changes.length === 0 ? [`Nothing changed: ${plural(compared.length, 'figure is', 'figures are')} the same.`] : []),
      ...headlines(compared, old, now),
      ...(changes.length === 0 ? [] : [countsInWords(counts, compared.length, compared.length - changes.length)]),
      ...(moved === null && publish === null && changes.some(({ was, changes: found }) => found.includes('restated') && was !== null && tracedFor(was) !== null)
        ? ['Which cases moved can be said where the lists are at hand: add --old-list and --new-list.']
        : []),
    ],
    figures,
    sections: [
      ...tablesOf(changes.filter((change) => isInBoth(change) && (!isNewPeriod(change) || change.changes.includes('restated'))).map(onOldDates), old, now),
      ...tablesOf(
        changes.filter(isNewPeriod).map((change) => ({ ...change, changes: change.changes.filter((one) => one !== 'restated') })),
        old,
        now,
      ),
      ...tablesOf(
        changes.filter((change) => !isInBoth(change)),
        old,
        now,
      ),
      moved === null ? null : casesSection(moved),
      meanings(counts.filter(({ count }) => count > 0).map(({ change }) => change)),
      comparedSection(old, now),
      ...(provenance?.sections ?? []),
      keyOf(changes),
    ].filter((section): section is Section => section !== null),
    listings: [
      { name: 'changes', columns: CHANGE_COLUMNS, rows: changes.map((change) => changeRow(change, old.report.asOf, now.report.asOf)) },
      ...(moved === null ? [] : [{ name: 'moved', columns: CASE_COLUMNS, rows: moved } satisfies Listing]),
    ],
  };
  return { report, changed: changes.length };
}

function countsInWords(counts: readonly { change: Change; count: number }[], compared: number, unchanged: number): string {
  const parts = [{ count: unchanged, words: 'as before' }, ...counts.map(({ change, count }) => ({ count, words: inPlain(change) }))].filter(
    ({ count }) => count > 0,
  );
  const said = parts.map(({ count, words }, at) => `${number(count)} ${at > 0 ? '' : count === 1 ? 'is ' : 'are '}${words}`);
  return `Of ${plural(compared, 'figure')} compared, ${listed(said)}.`;
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
    old: was === null ? null : shownIn(was.figure),
    new: is === null ? null : shownIn(is.figure),
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

/** In a list, what is suppressed is shown as on a page. */
const shownIn = (figure: Figure): string => (figure.suppressed ? SUPPRESSED : inWords(figure));

/** Two papers were made fit for publication one by one: nobody has looked at what they say together. */
const SIDE_BY_SIDE =
  'Small counts are suppressed in each of the two reports by itself. What one of them shows may give away what the other suppresses, such as a count of the days between them: look before this is published.';

/** What c is, where a report that was published stands beside another. */
function keyOf(changes: readonly FigureChange[]): Section | null {
  const isSuppressed = changes.some(({ was, is }) => was?.figure.suppressed === true || is?.figure.suppressed === true);
  return isSuppressed
    ? { kind: 'list', id: 'publish', heading: 'Small numbers', place: 'page', items: [`${SUPPRESSED} = suppressed in the report that has it.`] }
    : null;
}

/** A table of more rows is split by period. */
const MOST_TOGETHER = 12;

/** A table for each kind of change; of many figures for each of their periods too. */
function tablesOf(changes: readonly FigureChange[], old: Side, now: Side): Section[] {
  return grouped(changes, ({ changes: kinds }) => kinds.join('-')).flatMap(([id, ofKind]) => {
    const heading = capital((ofKind[0]?.changes ?? []).map(inPlain).join(', '));
    if (ofKind.length <= MOST_TOGETHER) return [tableOf(id, heading, ofKind, changeName, old, now)];
    return grouped(ofKind, periodsOf).map(([periods, ofPeriods], at) =>
      tableOf(at === 0 ? id : `${id}-${at + 1}`, `${heading}: ${periods === '' ? 'on the day' : periods}`, ofPeriods, rowName, old, now),
    );
  });
}

/** What has the same key together, in the order in which each comes first. */
function grouped<V>(all: readonly V[], key: (one: V) => string): [key: string, of: V[]][] {
  const groups = new Map<string, V[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return [...groups];
}

function tableOf(
  id: string,
  heading: string,
  changes: readonly FigureChange[],
  nameOf: (change: FigureChange) => string,
  { report: old }: Side,
  { report: now }: Side,
): Section {
  const day = (iso: string | null): string[] => (iso === null || old.asOf === now.asOf ? [] : [shortDateInWords(iso)]);
  const columns = [
    { name: ['Then', ...day(old.asOf)], isFilled: changes.some(({ was }) => was !== null) },
    { name: ['Now', ...day(now.asOf)], isFilled: changes.some(({ is }) => is !== null) },
  ];
  const rows = changes.map((change) => ({ change, header: nameOf(change), cells: beside(change) }));
  return {
    kind: 'table',
    id,
    heading: `${heading} (${number(changes.length)})`,
    place: 'page',
    caption: 'Each figure as the old report has it, then, and as it is told now',
    rowHeading: 'Figure',
    // What stands in one report alone needs one column.
    columns: columns.filter(({ isFilled }) => isFilled).map(({ name }) => ({ lines: name, align: 'right' })),
    rows: rows.map(({ header, cells }) => ({ header, cells: cells.filter((_, at) => columns[at]?.isFilled) })),
    notes: reasonsOf(changes, nameOf),
  };
}

/** Why, each reason once, with the figures that it holds for where it does not hold for all. */
function reasonsOf(changes: readonly FigureChange[], nameOf: (change: FigureChange) => string): string[] {
  const reasons = grouped(
    changes.flatMap((change) => change.why.map((words) => ({ words, change }))),
    ({ words }) => words,
  );
  return reasons.map(([words, found]) =>
    found.length === changes.length ? sentence(words) : `${listed(found.map(({ change }) => nameOf(change)))}: ${words}.`,
  );
}

/** Both figures; where they read the same and are made of other numbers, these too. */
function beside({ was, is }: FigureChange): Cell[] {
  const cells = [was, is].map((one) => cellOf(one?.figure ?? null));
  if (was === null || is === null || JSON.stringify(cells[0]) !== JSON.stringify(cells[1])) return cells;
  const made = [was, is].map(({ figure }) => figure.denominator);
  if (cells[0]?.kind === 'suppressed' || made[0] === made[1] || made.some((one) => typeof one !== 'number')) return cells;
  return [was, is].map(({ figure }) => ({ kind: 'text', text: `${inWords(figure)} (of ${number(figure.denominator ?? 0)})` }));
}

function cellOf(figure: Figure | null): Cell {
  if (figure === null) return { kind: 'text', text: '–' };
  const { unit, value, numerator, denominator, suppressed } = figure;
  if (suppressed === true) return { kind: 'suppressed' };
  // Whole weeks have no tenths, and a part that is suppressed is no nought.
  if (unit === 'weeks' && denominator === undefined && value !== null) return { kind: 'count', value };
  if (numerator === null || denominator === null) return { kind: 'text', text: unit === 'percent' ? percent(value) : inWords(figure) };
  return value === null && unit !== 'percent' && unit !== 'weeks' ? { kind: 'text', text: '–' } : figureCell(figure);
}

const PLAIN: Readonly<Record<Change, string>> = {
  restated: 'told otherwise of the same dates',
  'definition-changed': 'defined otherwise',
  'target-changed': 'beside another target',
  unexplained: 'changed for no known reason',
  'new-period': 'of other dates',
  'new-figure': 'in the new report alone',
  gone: 'in the old report alone',
};

const inPlain = (change: Change): string => PLAIN[change];

/** The figure's name within its period, which stands above it. */
const rowName = ({ was, is }: FigureChange): string => labelOf(was ?? (is as PlacedFigure));

/** The period, or that of then and that of now; nothing for a figure of the day. */
function periodsOf({ was, is }: FigureChange): string {
  const [then, today] = [was, is].map((one) => (one === null ? null : periodOf(one)));
  return then === null || today === null || then === today || is?.period == null ? (then ?? today ?? '') : `${then} → ${is.period}`;
}

/** The figure's name and its periods. */
function changeName(change: FigureChange): string {
  const periods = periodsOf(change);
  return periods === '' ? rowName(change) : `${rowName(change)}, ${periods}`;
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
    terms: changes.map((change) => ({ term: capital(inPlain(change)), meaning: sentence(MEANS[change]) })),
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
