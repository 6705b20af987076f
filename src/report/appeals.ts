import { APPEAL_KINDS, type Appeal, type AppealKind, AppealTally, appealStanding, Repeats } from '../core/appeal.ts';
import { type Day, isoDate, longDate } from '../core/day.ts';
import { labelOf, type Period, yearBefore } from '../core/period.ts';
import {
  APPEAL_KNOWN,
  appealColumns,
  appealFigures,
  appealGroupFigures,
  appealId,
  DOUBT_IDS,
  EVERY_MATTER,
  type Figures,
  KIND_IDS,
  MATTER_NAMES,
  PILE_WORDS,
  PILES,
  type Pile,
} from './appeal-figures.ts';
import type { ReportContext } from './context.ts';
import { cellOf } from './figure.ts';
import { Groups } from './groups.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Column, Figure, PeriodFigures, Report, Row, Section } from './report.ts';
import { Unsaid, withReasons } from './unsaid.ts';
import { capital, groupName, listed, number, plural, sentence } from './words.ts';

/** Numbers of appeals to the tribunal that were published elsewhere. */
export interface PublishedAppeals {
  lodged: number;
  completed: number;
  ongoing: number;
  /** Null where it was not published. */
  broughtForward: number | null;
}

/** What is looked at. */
export interface AppealsAsked {
  period: Period;
  asOf: Day;
  /** The heading by which it is split; null where it is not. */
  by: string | null;
  published: PublishedAppeals | null;
  /** Columns that the list does not have. */
  absent?: readonly string[];
}

/** Mediations and appeals of a period: they are added one at a time and let go; then the report is made. */
export interface Appeals {
  /** @param group the value by which the report is split */
  add(appeal: Appeal, group: string): void;
  report(context: ReportContext): Report;
}

/** Starts the report on the mediations and appeals of a period, beside those of the same dates a year before, each as it was at its end. */
export function startAppeals(asked: AppealsAsked): Appeals {
  const { period, by, absent = [] } = asked;
  const unsaid = new Unsaid((id) => appealColumns(id, absent), absent);
  const before = yearBefore(period);
  const [now, then] = [new AppealTally(), new AppealTally()];
  const groups = new Groups(() => new AppealTally());
  const repeats = new Repeats();
  let rows = 0;
  return {
    add(appeal, group) {
      const { kind } = appeal;
      const isRepeat = repeats.isOne(appeal);
      rows++;
      const standing = appealStanding(appeal, period);
      now.add(kind, standing, isRepeat);
      then.add(kind, appealStanding(appeal, before), isRepeat);
      if (by !== null) groups.of(group).add(kind, standing, isRepeat);
    },
    report(context) {
      const [ofNow, ofThen] = [appealFigures(now), appealFigures(then)];
      const ofGroups = groups.inOrder().map(([name, tally]) => ({ name, figures: appealGroupFigures(tally) }));
      const figures = unsaid.told(ofNow);
      const own: PeriodFigures = {
        from: isoDate(period.from),
        to: isoDate(period.to),
        label: labelOf(period),
        figures,
        lastYear: { from: isoDate(before.from), to: isoDate(before.to), figures: unsaid.told(ofThen) },
      };
      const counted = { figures, periods: { period: own }, ...(by === null ? {} : { by: { column: by, groups: unsaid.toldOf(ofGroups) } }) };
      const { numbers, contexts } = published(counted, [context], APPEAL_KNOWN);
      const { lastYear, ...dates } = numbers.periods.period;
      const said = {
        ...dates,
        figures: unsaid.complete(ofNow, dates.figures),
        lastYear: { ...lastYear, figures: unsaid.complete(ofThen, lastYear.figures) },
      };
      const split = by === null ? {} : { by: { column: by, groups: unsaid.completeOf(ofGroups, numbers.by) } };
      const isLined = context.publish === undefined && unsaid.isKnown(appealId('tribunal', 'ongoing'));
      return reportOf(asked, unsaid, { periods: { period: said }, ...split }, contexts, isLined ? rowsLine(rows, now) : null);
    },
  };
}

interface Numbers {
  periods: { period: PeriodFigures };
  by?: NonNullable<Report['by']>;
}

function reportOf(asked: AppealsAsked, unsaid: Unsaid, said: Numbers, contexts: readonly ReportContext[], rows: string | null): Report {
  const { period, asOf } = asked;
  const { figures: now, lastYear } = said.periods.period;
  const label = labelOf(period);
  const title = `Mediations and appeals in ${label.startsWith('last') ? 'the ' : ''}${label}`;
  const { head, sections } = headed('appeals', title, contexts, { asOf });
  // Beside what everybody knows a number that is suppressed could be told.
  const elsewhere = PILES.some((pile) => now[appealId('tribunal', pile)]?.suppressed) ? null : asked.published;
  return {
    ...head,
    summary: [...summaryOf(now, lastYear.figures, period, elsewhere), ...unsaid.sentence(TOPICS)],
    figures: now,
    ...said,
    sections: [
      ...withReasons([
        ...APPEAL_KINDS.map((kind) => kindSection(kind, now, lastYear.figures)),
        ...(asked.published === null ? [] : [elsewhere === null ? WITHHELD : publishedSection(now, elsewhere, period)]),
        doubtSection(now, rows),
        ...(said.by === undefined ? [] : APPEAL_KINDS.map((kind) => splitSection(kind, said.by as NonNullable<Report['by']>, now))),
      ]),
      ...sections,
      { kind: 'terms', id: 'definitions', heading: 'What the figures count', place: 'definitions', terms: TERMS },
    ],
  };
}

/** What the summary would say of each, by the figure that it is said by. */
const TOPICS: Readonly<Record<string, string>> = {
  'appeals-completed': 'which were completed',
  'appeals-ongoing': 'which were ongoing',
  'appeals-ended-day-not-known': 'which ended on a day not known',
  'appeals-lodged-assess': 'what they were about',
};

const valueIn = (figures: Figures, id: string): number | null => (figures[id] as Figure).value;
const cellIn = (figures: Figures, id: string): Cell => cellOf(figures[id] as Figure);

/** Each pile of a kind; null where any is suppressed or not known. */
function pilesIn(figures: Figures, kind: AppealKind): Record<Pile, number> | null {
  const values = PILES.map((pile) => [pile, valueIn(figures, appealId(kind, pile))] as const);
  return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as Record<Pile, number>);
}

const NOUNS: Readonly<Record<AppealKind, [one: string, many: string]>> = { tribunal: ['appeal', 'appeals'], mediation: ['mediation', 'mediations'] };
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** What a member should take away, true for none, one and many; what is suppressed is left unsaid. */
function summaryOf(now: Figures, before: Figures, period: Period, elsewhere: PublishedAppeals | null): string[] {
  const [tribunal, mediation] = APPEAL_KINDS.map((kind) => kindSentence(kind, now, before));
  const said = [tribunal, mediation].filter((words) => words !== null && words !== undefined) as string[];
  const dates = `from ${longDate(period.from)} to ${longDate(period.to)}`;
  return [
    ...said.map((words, at) => (at === 0 ? `${sentence(`${dates}, ${words}`)}` : sentence(words))),
    ...APPEAL_KINDS.flatMap((kind) => endedSentence(kind, now)),
    ...(elsewhere === null ? [] : [publishedSentence(elsewhere, valueIn(now, appealId('tribunal', 'brought-forward')))]),
  ];
}

/** `120 appeals were lodged (37 a year before); 69 were completed, and 49 were ongoing at the end` */
function kindSentence(kind: AppealKind, now: Figures, before: Figures): string | null {
  const [lodged, completed, ongoing] = (['lodged', 'completed', 'ongoing'] as const).map((pile) => valueIn(now, appealId(kind, pile)));
  if (lodged == null) return null;
  const then = valueIn(before, appealId(kind, 'lodged'));
  const [one, many] = NOUNS[kind];
  const first = `${lodged === 0 ? `no ${one}` : plural(lodged, one, many)} ${lodged === 0 ? 'was' : were(lodged)} lodged${then === null ? '' : ` (${then === 0 ? 'none' : number(then)} on the same dates a year before)`}`;
  const parts = [
    ...(completed == null ? [] : [`${completed === 0 ? 'none' : number(completed)} ${completed === 0 ? 'was' : were(completed)} completed`]),
    ...(ongoing == null ? [] : [`${ongoing === 0 ? 'none' : number(ongoing)} ${ongoing === 0 ? 'was' : were(ongoing)} ongoing at the end`]),
  ];
  return parts.length === 0 ? first : `${first}; ${parts.join(', ')}`;
}

/** What is neither completed nor ongoing. */
function endedSentence(kind: AppealKind, now: Figures): string[] {
  const without = valueIn(now, appealId(kind, 'without-completed-date'));
  if (without === null || without === 0) return [];
  return [`${plural(without, ...NOUNS[kind])} lodged ${without === 1 ? 'has' : 'have'} an outcome but no completion date: neither completed nor ongoing.`];
}

const SMALL = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inLetters = (count: number): string => SMALL[count] ?? number(count);

/** Whether what was published elsewhere accounts for every appeal. */
function publishedSentence({ lodged, completed, ongoing, broughtForward }: PublishedAppeals, ours: number | null): string {
  const sum = completed + ongoing;
  const left = `Published elsewhere: ${number(completed)} completed + ${number(ongoing)} ongoing = ${number(sum)}`;
  const brought = broughtForward ?? ours;
  const short = lodged + (brought ?? 0) - sum;
  const than = short === 0 ? 'as many as' : short > 0 ? `${inLetters(short)} short of` : `${inLetters(-short)} more than`;
  const whose = broughtForward === null ? ', as this list has it' : '';
  const forward = brought === null ? ', without what was brought forward' : ` (+ ${number(brought)} brought forward${whose})`;
  return `${left}, ${than} ${number(lodged)} lodged${forward}.`;
}

const PUBLISHED_HEADING = 'Appeals to the tribunal, beside what was published elsewhere';

const right = (...lines: string[]): Column => ({ lines, align: 'right' });
const COLUMNS: readonly Column[] = [
  right('Brought', 'forward'),
  right('Lodged'),
  right('Completed'),
  right('Ongoing at', 'the end'),
  right('Ended, day', 'not known'),
];

function kindSection(kind: AppealKind, now: Figures, before: Figures): Section {
  const isThere = (figures: Figures, about: (typeof EVERY_MATTER)[number]): boolean =>
    PILES.map((pile) => figures[appealId(kind, pile, about)] as Figure).some(({ value, notKnown }) => notKnown === undefined && value !== 0);
  const cells = (figures: Figures, about: (typeof EVERY_MATTER)[number]): Cell[] => PILES.map((pile) => cellIn(figures, appealId(kind, pile, about)));
  const rows = EVERY_MATTER.filter((about) => about === null || isThere(now, about) || isThere(before, about)).flatMap((about): Row[] => [
    { header: about === null ? 'All' : capital(MATTER_NAMES[about]), cells: cells(now, about) },
    { header: 'last year', under: true, cells: cells(before, about) },
  ]);
  return {
    kind: 'table',
    id: KIND_IDS[kind],
    heading: KIND_HEADINGS[kind],
    place: 'page',
    caption: `${KIND_HEADINGS[kind]} by what they are about: brought forward and lodged, and what became of them by the end of the period; below each, the same dates a year before as they were at their end`,
    rowHeading: 'About',
    columns: [...COLUMNS],
    rows,
    notes: [
      ...balanceNote(kind, now),
      ...(isUnknown(now, kind) ? [] : ['Completed + ongoing + ended on a day not known = lodged + brought forward, in every row.']),
    ],
  };
}

const isUnknown = (now: Figures, kind: AppealKind): boolean => PILES.some((pile) => now[appealId(kind, pile)]?.notKnown !== undefined);

const KIND_HEADINGS: Readonly<Record<AppealKind, string>> = { tribunal: 'Appeals to the tribunal', mediation: 'Mediations' };

/** `69 completed + 49 ongoing + 2 ended on a day not known = 120 lodged + 0 brought forward.` */
function balanceNote(kind: AppealKind, now: Figures): string[] {
  const piles = pilesIn(now, kind);
  return piles === null
    ? []
    : [
        `${number(piles.completed)} completed + ${number(piles.ongoing)} ongoing + ${number(piles['ended-day-not-known'])} ended on a day not known = ${number(piles.lodged)} lodged + ${number(piles['brought-forward'])} brought forward.`,
      ];
}

const WITHHELD: Section = {
  kind: 'list',
  id: 'published',
  heading: PUBLISHED_HEADING,
  place: 'page',
  items: [
    'They are not set beside each other here, as that could tell a number that is suppressed. The check of one against the other stands in the report without --publish.',
  ],
};

function publishedSection(now: Figures, elsewhere: PublishedAppeals, { label }: Period): Section {
  const row = (header: string, pile: Pile, theirs: number | null): Row => ({
    header,
    cells: [cellIn(now, appealId('tribunal', pile)), theirs === null ? { kind: 'text', text: 'not given' } : { kind: 'count', value: theirs }],
  });
  return {
    kind: 'table',
    id: 'published',
    heading: PUBLISHED_HEADING,
    place: 'page',
    caption: `Appeals to the tribunal in ${label}: by this list, and as published elsewhere`,
    rowHeading: 'Appeals',
    columns: [right('This list'), right('Published')],
    rows: [
      row('Brought forward', 'brought-forward', elsewhere.broughtForward),
      row('Lodged', 'lodged', elsewhere.lodged),
      row('Completed', 'completed', elsewhere.completed),
      row('Ongoing at the end', 'ongoing', elsewhere.ongoing),
      row('Ended, day not known', 'ended-day-not-known', null),
    ],
    notes: [
      publishedSentence(elsewhere, valueIn(now, appealId('tribunal', 'brought-forward'))),
      ...balanceNote('tribunal', now).map((words) => `This list: ${words}`),
    ],
  };
}

const DOUBT_WORDS = {
  'without-completed-date': 'an outcome and no completion date: ended, day not known',
  'completed-before-lodged': 'a completion date before the day it was lodged: ended, day not known',
  'keyed-twice': 'the case (or person), matter and day of an earlier row, so it may be keyed twice; it is counted',
};

/** What makes the figures doubtful, row by row. */
function doubtSection(now: Figures, rows: string | null): Section {
  const items = APPEAL_KINDS.flatMap((kind) =>
    DOUBT_IDS.flatMap((doubt) => {
      const figure = now[appealId(kind, doubt)] as Figure;
      if (figure.value === 0) return [];
      if (figure.notKnown !== undefined) return [`${capital(NOUNS[kind][1])} with ${DOUBT_WORDS[doubt]}: not known, as ${figure.notKnown}.`];
      const [one, many] = NOUNS[kind];
      return [`${figure.value === null ? `${number(null)} ${many}` : plural(figure.value, one, many)} with ${DOUBT_WORDS[doubt]}.`];
    }),
  );
  return {
    kind: 'list',
    id: 'doubts',
    heading: 'Rows that are in doubt',
    place: 'page',
    items: [
      ...(items.length === 0 ? ['No row of the period is in doubt: every one that ended has a day on which it did, and none stands there twice.'] : items),
      ...(rows === null ? [] : [rows]),
    ],
  };
}

/** Every row of the list is in one of these. */
function rowsLine(rows: number, now: AppealTally): string {
  const parts = [
    `${number(now.count(({ entry }) => entry === 'lodged'))} lodged in the period`,
    `${number(now.count(({ entry }) => entry === 'brought-forward'))} brought forward`,
    `${number(now.elsewhere('ended-before'))} completed before it`,
    `${number(now.elsewhere('ended-before-day-not-known'))} lodged before it that ended on a day not known`,
    `${number(now.elsewhere('lodged-later'))} lodged after it`,
  ];
  return `${capital(plural(rows, 'row'))} counted, mediations and appeals together: ${listed(parts)}.`;
}

function splitSection(kind: AppealKind, { column, groups }: NonNullable<Report['by']>, now: Figures): Section {
  const cells = (figures: Figures): Cell[] => PILES.map((pile) => cellIn(figures, appealId(kind, pile)));
  return {
    kind: 'table',
    id: `${KIND_IDS[kind]}-by`,
    heading: `${KIND_HEADINGS[kind]}, by ${column}`,
    place: 'page',
    caption: `${KIND_HEADINGS[kind]} by ${column}`,
    rowHeading: capital(column),
    columns: [...COLUMNS],
    rows: [...groups.map(({ name, figures }) => ({ header: groupName(name), cells: cells(figures) })), { header: 'All', cells: cells(now) }],
    notes: [],
  };
}

/** What each column counts, of either kind. */
const TERMS = PILES.map((pile) => ({ term: capital(PILE_WORDS[pile][0]), meaning: sentence(PILE_WORDS[pile][1]) }));
