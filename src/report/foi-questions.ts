import type { Conventions } from '../core/conventions.ts';
import { type Day, longDate, shortDate } from '../core/day.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { labelOf, type Period } from '../core/period.ts';
import { BANDS } from '../core/position.ts';
import { bandDays, bandName, POSITION_FIGURES } from '../core/position-figures.ts';
import { OVERDUE_BANDS } from '../core/reviews.ts';
import { ADVICE_FIGURES } from './advice-figures.ts';
import { APPEAL_FIGURES } from './appeal-figures.ts';
import { countCell } from './count-cell.ts';
import { type Defined, termOf } from './definitions.ts';
import { cellOf, shareOf } from './figure.ts';
import { FOI_POSITION_FIGURES, LED_TO_PLAN } from './foi-figures.ts';
import type { Cell, Column, Figure, PeriodFigures, Report, Row, Section } from './report.ts';
import { WITHHELD } from './reviews.ts';
import { BAND_WORDS, bandId, REVIEW_FIGURES } from './reviews-figures.ts';
import { capital, nOfD, number, oneDecimal, percent, plural, shortDateInWords } from './words.ts';

type Figures = Record<string, Figure>;

/** What answers are made of: what may be said. */
export interface Answering {
  period: Period;
  asOf: Day;
  conventions: Conventions;
  targets: readonly { id: string; code: string; target: number }[];
  /** Of the period asked for, of the as-of day, and of the other lists. */
  figures: Figures;
  /** The period asked for first. */
  periods: readonly PeriodFigures[];
  others: readonly Report[];
}

/** One question that every authority is asked. */
interface Question {
  id: string;
  /** As it is asked. */
  asks: string;
  /** Its answer is one of the few that a reader begins with. */
  isHeadline?: true;
  /** The list that it takes beside the case list. */
  list?: keyof typeof LISTS;
  answer(answering: Answering): string[];
  /** The figures that it is about. */
  defines: readonly string[];
  table(answering: Answering): Pick<Extract<Section, { kind: 'table' }>, 'caption' | 'rowHeading' | 'columns' | 'rows'>;
  notes?(answering: Answering): string[];
}

/** The lists beside the case list: what they are called, and what they must have. */
const LISTS = {
  plans: 'plans (a row for each plan with its latest review: plan_id, plan_start_date, review_meeting_date …)',
  advice: 'advice (case_id, adviser, requested_date, received_date)',
  appeals: 'mediations and appeals (case_id or person_id, kind, matter, lodged_date, completed_date, outcome)',
};

/** The name of the report on each of the lists. */
const REPORTS: Readonly<Record<string, string>> = { plans: 'reviews', advice: 'advice' };

const SUPPRESSED_WORDS = 'This number is suppressed, as small numbers may identify a child.';

const figureIn = (figures: Figures, id: string): Figure => figures[id] as Figure;
/** What is said where a number is not. */
const unsaid = ({ notKnown }: Figure): string => (notKnown === undefined ? SUPPRESSED_WORDS : `This cannot be known, as ${notKnown}.`);
/** Null where it is suppressed, not known, or nothing over nothing. */
const valueIn = (figures: Figures, id: string): number | null => figures[id]?.value ?? null;

/** `in 2022`, `in 2022/23 so far`, `in the last 12 months` */
const within = ({ period }: Answering): string => `in ${period.label.startsWith('last') ? 'the ' : ''}${labelOf(period)}`;

const before = ({ periods: [own] }: Answering): Figures => own?.lastYear.figures ?? {};

/** `297 of 774 (38.4%)`; null where it is suppressed. */
function share({ value, numerator, denominator, suppressed }: Figure): string | null {
  return suppressed || typeof numerator !== 'number' || typeof denominator !== 'number' || value === null
    ? null
    : `${nOfD(numerator, denominator)} (${percent(value)})`;
}

/** Whether a share is one of nothing. */
const isOfNone = ({ denominator }: Figure): boolean => denominator === 0;

/** `; 851 on the same dates a year before` */
function thenWords(answering: Answering, id: string): string {
  const then = valueIn(before(answering), id);
  return then === null ? '' : `; ${then === 0 ? 'none' : number(then)} on the same dates a year before`;
}

/** A count of the period in a sentence. */
function countAnswer(answering: Answering, id: string, [one, many]: [string, string], done: string): string[] {
  const value = valueIn(answering.figures, id);
  if (value === null) return [unsaid(figureIn(answering.figures, id))];
  const said = value === 0 ? `No ${one} was` : plural(value, `${one} was`, `${many} were`);
  return [`${said} ${done} ${within(answering)}${thenWords(answering, id)}.`];
}

const right = (...lines: string[]): Column => ({ lines, align: 'right' });

/** Each period once, with its dates. */
function columnsOf({ periods }: Answering): { column: Column; now: Figures; yearBefore: Figures }[] {
  const found = new Map<string, { column: Column; now: Figures; yearBefore: Figures }>();
  for (const { from, to, label, figures, lastYear } of periods) {
    const key = `${from} ${to}`;
    if (!found.has(key))
      found.set(key, { column: right(label, `${shortDateInWords(from)} to`, shortDateInWords(to)), now: figures, yearBefore: lastYear.figures });
  }
  return [...found.values()];
}

/** Some figures of each period, and below each the same dates a year before. */
function periodTable(answering: Answering, ids: readonly string[], caption: string, cell: (figure: Figure) => Cell = cellOf): ReturnType<Question['table']> {
  const columns = columnsOf(answering);
  return {
    caption: `${caption}; below each the same dates a year before, as they stood on their last day`,
    rowHeading: 'Figure',
    columns: columns.map(({ column }) => column),
    rows: ids.flatMap((id): Row[] => [
      { header: figureIn(answering.figures, id).label, cells: columns.map(({ now }) => cell(figureIn(now, id))) },
      { header: 'last year', under: true, cells: columns.map(({ yearBefore }) => cell(figureIn(yearBefore, id))) },
    ]),
  };
}

/** Some figures of the day, and their share of another. */
function dayTable(
  { figures, asOf }: Answering,
  ids: readonly string[],
  of: string,
  what: string,
  header = (id: string) => figureIn(figures, id).label,
): ReturnType<Question['table']> {
  return {
    caption: `${what} on ${longDate(asOf)}`,
    rowHeading: what,
    columns: [right('Number'), right('Share')],
    rows: ids.map((id) => ({
      header: header(id),
      cells: [cellOf(figureIn(figures, id)), id === of || id === NOT_OPEN ? { kind: 'text', text: '' } : shareOf(figureIn(figures, id), figureIn(figures, of))],
    })),
  };
}

const COHORTS = ['', '-all'] as const;
const DURATIONS = COHORTS.flatMap((cohort) => [
  ...['issued', 'issued-within-20-weeks', 'issued-20-to-52-weeks', 'issued-over-52-weeks', 'issued-not-known'].map((id) => `${id}${cohort}`),
  ...['mean', 'median'].map((kind) => `${kind}-weeks-to-issue${cohort}`),
]);

const OVERDUE = ['open', 'open-over-20-weeks', 'open-over-20-weeks-without-exception', 'open-over-52-weeks'];
const NOT_OPEN = 'closed-date-not-known';
const REVIEWS = ['plans-maintained', 'reviews-overdue', ...OVERDUE_BANDS.map((band) => bandId(band, 'meeting')), 'reviews-overdue-never-reviewed'];
const ADVICE = ['advice-requested', 'advice-within-6-weeks', 'advice-outstanding', 'advice-outstanding-late'];
const APPEALS = ['appeals', 'mediations'].flatMap((kind) =>
  ['brought-forward', 'lodged', 'completed', 'ongoing', 'ended-day-not-known'].map((pile) => `${kind}-${pile}`),
);

/** The figures that come from the reports on the other lists. */
export const askedOfLists: readonly string[] = [...REVIEWS, 'reviews-held-12-months', ...ADVICE];

/** The questions that authorities are asked, in the order in which a case goes. Source: requests published by councils under the Freedom of Information Act 2000. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'requests-received',
    asks: 'How many requests for an EHC needs assessment did you receive?',
    isHeadline: true,
    answer: (answering) => countAnswer(answering, 'requests', ['request', 'requests'], 'received'),
    defines: ['requests'],
    table: (answering) => periodTable(answering, ['requests'], 'Requests received'),
  },
  {
    id: 'requests-refused',
    asks: 'How many requests did you refuse, and how many decisions came within 6 weeks?',
    answer(answering) {
      const [refused, inTime] = ['requests-refused', 'decision-within-6-weeks'].map((id) => figureIn(answering.figures, id)) as [Figure, Figure];
      if (isOfNone(refused)) return [`No decision whether to assess was made ${within(answering)}.`];
      const [of, told] = [share(refused), share(inTime)];
      return [
        of === null ? SUPPRESSED_WORDS : `Of the decisions whether to assess that were made ${within(answering)}, ${of} were refusals.`,
        ...(told === null ? [] : [`Within 6 weeks came ${told}.`]),
      ];
    },
    defines: ['requests-refused', 'decision-within-6-weeks'],
    table: (answering) => periodTable(answering, ['requests-refused', 'decision-within-6-weeks'], 'Decisions whether to assess'),
  },
  {
    id: 'plans-issued',
    asks: 'How many new EHC plans did you issue, and what share of assessments led to one?',
    isHeadline: true,
    answer(answering) {
      const led = figureIn(answering.figures, LED_TO_PLAN.id);
      const of = isOfNone(led) ? null : share(led);
      return [
        ...countAnswer(answering, 'finals', ['final plan', 'final plans'], 'issued'),
        ...(of === null ? [] : [`Of the assessments that ended with a plan or a refusal to issue one, ${of} led to a plan.`]),
      ];
    },
    defines: ['finals', LED_TO_PLAN.id, 'refusal-within-16-weeks'],
    table: (answering) => periodTable(answering, ['finals', LED_TO_PLAN.id, 'refusal-within-16-weeks'], 'Plans issued, and how assessments ended'),
  },
  {
    id: 'plans-in-time',
    asks: 'What share of new EHC plans did you issue within 20 weeks, leaving out and including exceptions, and what is your target?',
    isHeadline: true,
    answer(answering) {
      const { figures, targets } = answering;
      const [without, all] = ['within-20-weeks', 'within-20-weeks-all'].map((id) => figureIn(figures, id)) as [Figure, Figure];
      const own = targets.map(({ code, target }) => `${percent(target)} (${code})`);
      const target = own.length === 0 ? "The configuration has no target of the authority's own." : `The authority's own target is ${own.join(', ')}.`;
      if (isOfNone(all)) return [`No plan that counts was issued ${within(answering)}.`, `The law asks for all. ${target}`];
      const [said, saidAll] = [share(without), share(all)];
      return [
        ...(said === null ? [] : [`Of the plans issued ${within(answering)}, leaving out exceptions, ${said} came within 20 weeks.`]),
        ...(saidAll === null ? (said === null ? [] : ['Including exceptions, the share is suppressed.']) : [`Including exceptions, ${saidAll} did.`]),
        ...(said === null && saidAll === null && !isOfNone(without) ? [SUPPRESSED_WORDS] : []),
        `The law asks for all. ${target}`,
      ];
    },
    defines: ['within-20-weeks', 'within-20-weeks-all'],
    table: (answering) => periodTable(answering, ['within-20-weeks', 'within-20-weeks-all'], 'Plans issued within 20 weeks'),
  },
  {
    id: 'weeks-to-issue',
    asks: 'How long did new EHC plans take?',
    answer(answering) {
      const { figures } = answering;
      if (figureIn(figures, 'issued-all').value === 0) return [`No plan that counts was issued ${within(answering)}.`];
      const isTold = (cohort: string): boolean => ['mean', 'median'].every((kind) => valueIn(figures, `${kind}-weeks-to-issue${cohort}`) !== null);
      const cohort = ['-all', ''].find(isTold);
      if (cohort === undefined) return ['How long plans took on average is suppressed, or not known.'];
      const [mean, median, over] = [`mean-weeks-to-issue${cohort}`, `median-weeks-to-issue${cohort}`, `issued-over-52-weeks${cohort}`].map((id) =>
        valueIn(figures, id),
      ) as [number, number, number | null];
      return [
        `${cohort === '' ? 'Leaving out' : 'Including'} exceptions, plans issued ${within(answering)} took ${oneDecimal(mean)} weeks on average (median ${oneDecimal(median)}).`,
        ...(over === null ? [] : [`${over === 0 ? 'None' : number(over)} took more than 52 weeks.`]),
      ];
    },
    defines: ['mean-weeks-to-issue', 'mean-weeks-to-issue-all'],
    table: (answering) => periodTable(answering, DURATIONS, 'How long plans took; the four bands add up to all plans issued', countCell),
    notes: () => ["The two cohorts and their bands are those of DfE's table, as ehcp timeliness has them."],
  },
  {
    id: 'overdue-open',
    asks: 'How many assessments are open and over 20 weeks, including and leaving out exceptions?',
    isHeadline: true,
    answer({ figures, asOf }) {
      const [open, over, without, over52] = OVERDUE.map((id) => valueIn(figures, id));
      if (open === 0) return [`No assessment was open on ${longDate(asOf)}.`];
      if (over == null) return [SUPPRESSED_WORDS];
      const count = (some: number): string => (some === 0 ? 'none' : number(some));
      return [
        over === 0
          ? `On ${longDate(asOf)}, no open assessment was over 20 weeks.`
          : `On ${longDate(asOf)}, ${open == null ? number(over) : nOfD(over, open)} open ${(open ?? over) === 1 ? 'assessment' : 'assessments'} ${over === 1 ? 'was' : 'were'} over 20 weeks.`,
        ...(over === 0 ? [] : [`Leaving out those with a recorded exception: ${without == null ? 'suppressed' : count(without)}.`]),
        ...(over52 == null || over === 0 ? [] : [`Over 52 weeks: ${count(over52)}.`]),
      ];
    },
    defines: OVERDUE,
    table: (answering) => dayTable(answering, [...OVERDUE, NOT_OPEN], 'open', 'Open assessments'),
    notes: () => ['An exception in the Regulations may excuse the authority; the child still waits. A case may be given one until its plan is issued.'],
  },
  {
    id: 'waits',
    asks: 'How long have the open assessments waited?',
    answer({ figures, asOf }) {
      const [open, over] = ['open', 'open-over-20-weeks'].map((id) => valueIn(figures, id));
      if (open === 0) return [`No assessment was open on ${longDate(asOf)}.`];
      const [mean, median, longest] = ['open-over-20-weeks-mean-weeks', 'open-over-20-weeks-median-weeks', 'open-longest-weeks'].map((id) =>
        valueIn(figures, id),
      );
      return [
        ...(over === 0 ? ['None has waited over 20 weeks.'] : []),
        ...(over === 0 || mean == null || median == null
          ? []
          : [`Those over 20 weeks had been open for ${oneDecimal(mean)} weeks on average (median ${oneDecimal(median)}) on ${longDate(asOf)}.`]),
        ...(longest == null ? [] : [`The longest had been open for ${plural(longest, 'whole week')}.`]),
        ...(over !== 0 && (mean == null || median == null) && longest == null ? [SUPPRESSED_WORDS] : []),
      ];
    },
    defines: ['open-over-20-weeks-mean-weeks', 'open-longest-weeks'],
    table(answering) {
      const { conventions } = answering;
      const names = new Map(BANDS.map(({ id }) => [`open-band-${id}`, `${capital(bandName(id))} (${bandDays(id, conventions)} days)`]));
      return dayTable(answering, ['open', ...names.keys()], 'open', 'Open assessments, by weeks since the request', (id) => names.get(id) ?? 'All');
    },
  },
  {
    id: 'reviews-overdue',
    asks: 'How many annual reviews are overdue, and by 6, 12 and 24 months?',
    list: 'plans',
    answer({ figures, asOf }) {
      const [plans, overdue] = ['plans-maintained', 'reviews-overdue'].map((id) => valueIn(figures, id));
      if (plans === 0) return [`No plan was maintained on ${longDate(asOf)}.`];
      if (overdue == null) return [unsaid(figureIn(figures, 'reviews-overdue'))];
      const [six, twelve, year, more] = OVERDUE_BANDS.map((band) => valueIn(figures, bandId(band, 'meeting')));
      const bands = [
        [six, 'by up to 6 months'],
        [twelve, 'by over 6 and up to 12'],
        [year, 'by over 12 and up to 24'],
        [more, 'by over 24'],
      ] as const;
      const said = bands.flatMap(([count, words]) => (count == null ? [] : [`${count === 0 ? 'none' : number(count)} ${words}`]));
      const of = plans == null ? '' : ` of ${plural(plans, 'plan')}`;
      return [
        `On ${longDate(asOf)}, ${overdue === 0 ? `no annual review${of} was` : overdue === 1 ? `the annual review of 1${of} was` : `the annual reviews of ${number(overdue)}${of} were`} overdue${overdue === 0 || said.length === 0 ? '' : `: ${said.join(', ')}`}.`,
      ];
    },
    defines: ['reviews-overdue', 'reviews-overdue-never-reviewed'],
    table: (answering) =>
      dayTable(answering, REVIEWS, 'plans-maintained', 'Plans', (id) => {
        const band = OVERDUE_BANDS.find((one) => bandId(one, 'meeting') === id);
        return band === undefined ? figureIn(answering.figures, id).label : `Overdue by ${BAND_WORDS[band]}`;
      }),
  },
  {
    id: 'advice',
    asks: 'How much of the advice that you ask for comes within 6 weeks?',
    list: 'advice',
    answer({ figures, asOf }) {
      const inTime = figureIn(figures, 'advice-within-6-weeks');
      if (isOfNone(inTime)) return [`No advice had been requested more than 6 weeks before ${longDate(asOf)}.`];
      const [of, late] = [share(inTime), valueIn(figures, 'advice-outstanding-late')];
      return [
        of === null ? unsaid(inTime) : `Of the advice requested more than 6 weeks before ${longDate(asOf)}, ${of} came within 6 weeks.`,
        ...(late === null ? [] : [`${late === 0 ? 'None' : number(late)} that is still outstanding is later than that.`]),
      ];
    },
    defines: ADVICE,
    table: ({ figures, asOf }) => ({
      caption: `Advice on ${longDate(asOf)}`,
      rowHeading: 'Advice',
      columns: [right(shortDate(asOf))],
      rows: ADVICE.map((id) => ({ header: figureIn(figures, id).label, cells: [cellOf(figureIn(figures, id))] })),
    }),
  },
  {
    id: 'appeals',
    asks: 'How many mediations and appeals to the tribunal were there?',
    list: 'appeals',
    answer: (answering) => [
      ...countAnswer(answering, 'appeals-lodged', ['appeal to the tribunal', 'appeals to the tribunal'], 'lodged'),
      ...countAnswer(answering, 'mediations-lodged', ['mediation', 'mediations'], 'lodged'),
    ],
    defines: APPEALS.filter((id) => id.startsWith('appeals')),
    table: (answering) => periodTable(answering, APPEALS, 'Mediations and appeals to the tribunal'),
    notes: () => ['Completed + ongoing + ended on a day not known = lodged + brought forward, of either. Mediations are counted as appeals are.'],
  },
];

const DEFINED: ReadonlyMap<string, Defined> = new Map(
  [
    ...CASE_MEASURES,
    ...[...POSITION_FIGURES, ...FOI_POSITION_FIGURES].map((figure) => ({ ...figure, source: null })),
    LED_TO_PLAN,
    ...REVIEW_FIGURES,
    ...ADVICE_FIGURES,
    ...APPEAL_FIGURES,
  ].map((one): [string, Defined] => [one.id, one]),
);

/** Whether the lists are there that a question takes. */
export function isAnswered({ list }: Question, { figures, others }: Answering): boolean {
  if (list === undefined) return true;
  return list === 'appeals' ? figures['appeals-lodged'] !== undefined : others.some(({ report }) => report === REPORTS[list]);
}

/** A question, its answer, its table and what it counts; or which list it takes. */
export function answered(question: Question, at: number, answering: Answering): Section {
  const { id, asks, list, answer, table, defines, notes } = question;
  const heading = `${at}. ${asks}`;
  if (list !== undefined && !isAnswered(question, answering)) {
    const meaning = `This cannot be answered from the case list. It takes a list of ${LISTS[list]}: name its file as sources.${list} in the configuration, and run this again.`;
    return { kind: 'terms', id, heading, place: 'page', terms: [{ term: 'Not answered', meaning }] };
  }
  const said = answering.others.find(({ report }) => report === REPORTS[list ?? '']);
  const counts = defines.flatMap((one) => {
    const defined = DEFINED.get(one);
    if (defined === undefined) return [];
    const { term, meaning } = termOf(defined, answering.conventions);
    return [`${term}: ${meaning}`];
  });
  return {
    kind: 'table',
    id,
    heading,
    place: 'page',
    lead: [answer(answering).join(' ')],
    ...table(answering),
    notes: [...(notes?.(answering) ?? []), ...counts, ...(said?.cautions.filter((caution) => caution !== WITHHELD.whole) ?? [])],
  };
}
