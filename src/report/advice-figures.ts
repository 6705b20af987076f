import {
  ADVICE_LIMIT,
  ADVISER_NAMES,
  ADVISERS,
  type AdviceStanding,
  type AdviceTally,
  type Adviser,
  isLate,
  isOutstanding,
  lastAdviceDay,
} from '../core/advice.ts';
import { type AdvicePlace, type CaseAdvice, CaseAdviceTally, MOST_LATE, WAITS, type Wait } from '../core/advice-cases.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { percentage } from '../core/proportion.ts';
import { adds, type Known } from './context.ts';
import type { Described } from './described.ts';
import type { Figure } from './report.ts';

export type Figures = Record<string, Figure>;

/** An adviser, or all of them. */
export type Whose = Adviser | null;
const EVERYBODY: readonly Whose[] = [null, ...ADVISERS];

/** The name of a figure of one adviser, or of all. */
export const idFor = (id: string, whose: Whose): string => (whose === null ? id : `${id}-${whose}`);

const labelFor = (label: string, whose: Whose): string => (whose === null ? label : `${label}, ${ADVISER_NAMES[whose]}`);

/** Something that is counted of advice, for each adviser and for all. */
interface AdviceCount {
  id: string;
  label: string;
  counts(conventions: Conventions): string;
  holds(standing: AdviceStanding): boolean;
}

const pile = (id: AdviceStanding['pile'], label: string, counts: AdviceCount['counts']): AdviceCount => ({
  id: `advice-${id}`,
  label,
  counts,
  holds: (standing) => standing.pile === id,
});

const days = (conventions: Conventions): string => `${lastAdviceDay(conventions)} days`;

/** Of all advice, in report order. */
const ADVICE_COUNTS: readonly AdviceCount[] = [
  {
    id: 'advice-requested',
    label: 'Advice requested',
    counts: () => 'requests for advice made by the as-of day; what came by then, where only that is known',
    holds: () => true,
  },
  {
    id: 'advice-received',
    label: 'Advice received',
    counts: () => 'advice requested by the as-of day that had come by then',
    holds: (one) => !isOutstanding(one),
  },
  pile('received-within-6-weeks', 'Advice received within 6 weeks', (c) => `advice received no more than ${days(c)} after it was requested`),
  pile('received-late', 'Advice received late', (c) => `advice received more than ${days(c)} after it was requested`),
  pile(
    'received-days-not-known',
    'Advice received, days not known',
    () => 'advice received, of which the list does not say when it was requested, or says that it was requested after it came',
  ),
  { id: 'advice-outstanding', label: 'Advice outstanding', counts: () => 'advice requested by the as-of day that had not come by then', holds: isOutstanding },
  pile(
    'outstanding-not-yet-late',
    'Advice outstanding, not yet late',
    (c) => `advice outstanding that was requested no more than ${days(c)} before the as-of day`,
  ),
  pile('outstanding-late', 'Advice outstanding and late', (c) => `advice outstanding that was requested more than ${days(c)} before the as-of day`),
];

const WITHIN_6_WEEKS = 'advice-within-6-weeks';
const NOT_YET_REQUESTED = 'advice-not-yet-requested';

/** Of advice in some cases. */
const OF_OPEN: AdviceCount = {
  id: 'advice-outstanding-of-open-cases',
  label: 'Advice outstanding in open cases',
  counts: () => 'advice outstanding in cases that are open on the as-of day',
  holds: isOutstanding,
};
const LATE_OVER_20: readonly [late: AdviceCount, outstanding: AdviceCount] = [
  {
    id: 'advice-late-over-20-weeks',
    label: 'Late advice in cases over 20 weeks',
    counts: (c) => `advice that came, or is still outstanding, more than ${days(c)} after it was requested, in cases open over 20 weeks`,
    holds: isLate,
  },
  {
    id: 'advice-outstanding-late-over-20-weeks',
    label: 'Advice outstanding and late in cases over 20 weeks',
    counts: (c) => `advice outstanding more than ${days(c)} after it was requested, in cases open over 20 weeks`,
    holds: (one) => one.pile === 'outstanding-late',
  },
];

/** A figure that is made with the case list. */
type CaseFigure = { id: string; label: string; counts(conventions: Conventions): string } & (
  | { unit: 'cases'; holds(stands: CaseAdvice): boolean }
  | { unit: 'advice'; place: AdvicePlace; holds(standing: AdviceStanding): boolean }
);

const countOf = (
  figure: Pick<Extract<CaseFigure, { unit: 'cases' }>, 'unit' | 'holds'> | Extract<CaseFigure, { unit: 'advice' }>,
  tally: CaseAdviceTally,
): number => (figure.unit === 'cases' ? tally.cases(figure.holds) : tally[figure.place].count(figure.holds));

const OPEN = 'open';
const OVER_20 = 'open-over-20-weeks';
const DECIDED = 'open-decided-to-assess';
export const PSYCHOLOGIST_ONLY = 'open-waiting-for-psychologist-only';

const WAIT_WORDS: Readonly<Record<Wait, [id: string, label: string, counts: string]>> = {
  'psychologist-only': [PSYCHOLOGIST_ONLY, 'Open, waiting for nothing but a psychologist', 'advice of educational psychology is outstanding, and no other'],
  'psychologist-and-others': [
    'open-waiting-for-psychologist-and-others',
    'Open, waiting for a psychologist and others',
    'advice of educational psychology is outstanding, and other advice too',
  ],
  'others-only': [
    'open-waiting-for-others-only',
    'Open, waiting for others than a psychologist',
    'advice is outstanding, none of it of educational psychology',
  ],
  nothing: ['open-with-all-advice', 'Open, all advice received', 'all advice that was requested has come'],
  'not-asked': ['open-without-advice', 'Open, no advice requested', 'the list of advice has none requested by the as-of day'],
};

const LATE_WORDS = ['none', 'one', 'two', 'three or more'];
const lateId = (late: number): string => `${OVER_20}-with-${late}${late === MOST_LATE ? '-or-more' : ''}-late`;

/** In report order. */
const CASE_FIGURES: readonly CaseFigure[] = [
  {
    id: DECIDED,
    label: 'Open, decided to assess',
    unit: 'cases',
    counts: () => 'open cases in which it is decided to assess, whatever came after',
    holds: ({ wait }) => wait !== null,
  },
  ...WAITS.map((wait): CaseFigure => {
    const [id, label, counts] = WAIT_WORDS[wait];
    return {
      id,
      label,
      unit: 'cases',
      counts: () => `open cases, decided to assess, in which ${counts}`,
      holds: (stands) => stands.wait === wait,
    };
  }),
  ...LATE_WORDS.map(
    (words, late): CaseFigure => ({
      id: lateId(late),
      label: `Open over 20 weeks, late advice: ${words}`,
      unit: 'cases',
      counts: (c) =>
        `cases open more than ${lastDayWithin(20, c)} days after the request; pieces of their advice that came late, or are outstanding and late: ${words}`,
      holds: (stands) => stands.late === late,
    }),
  ),
  {
    id: 'advice-outstanding-of-closed-cases',
    label: 'Advice outstanding in closed cases',
    unit: 'advice',
    counts: () => 'advice outstanding in cases that are closed on the as-of day',
    place: 'ofClosed',
    holds: isOutstanding,
  },
  {
    id: 'advice-outstanding-of-other-cases',
    label: 'Advice outstanding, case not in the case list',
    unit: 'advice',
    counts: () => 'advice outstanding in cases that the case list does not count on the as-of day',
    place: 'ofOthers',
    holds: isOutstanding,
  },
  {
    id: 'advice-of-other-cases',
    label: 'Advice requested, case not in the case list',
    unit: 'advice',
    counts: () => 'advice requested by the as-of day in cases that the case list does not count on that day',
    place: 'ofOthers',
    holds: () => true,
  },
];

/** The open cases, as the snapshot counts them. */
const POSITION: readonly Omit<Extract<CaseFigure, { unit: 'cases' }>, 'counts'>[] = [
  { id: OPEN, label: 'Open EHC needs assessments', unit: 'cases', holds: () => true },
  { id: OVER_20, label: 'Open, over 20 weeks', unit: 'cases', holds: ({ late }) => late !== null },
];

/** The parts of the share that came in time: of advice whose time is over. */
function withinFigure(tally: AdviceTally, whose: Whose): Figure {
  const count = (holds: AdviceCount['holds']): number => tally.count((one) => (whose === null || one.adviser === whose) && holds(one));
  const numerator = count(({ pile: is, isDue }) => isDue && is === 'received-within-6-weeks');
  const denominator = count(({ isDue }) => isDue);
  const notYetDue = count(({ isDue }) => !isDue);
  return {
    label: labelFor(WITHIN_LABEL, whose),
    unit: 'percent',
    value: percentage(numerator, denominator),
    numerator,
    denominator,
    excluded: [],
    outOfScope: notYetDue === 0 ? [] : [{ reason: 'not-yet-due', count: notYetDue }],
  };
}

const WITHIN_LABEL = 'Advice within 6 weeks';

const countsOf = (counts: readonly AdviceCount[], tally: AdviceTally, whose: Whose): [string, Figure][] =>
  counts.map(({ id, label, holds }) => [
    idFor(id, whose),
    { label: labelFor(label, whose), unit: 'advice', value: tally.count((one) => (whose === null || one.adviser === whose) && holds(one)) },
  ]);

/** The figures of all advice and of each adviser. */
export const adviceFigures = (tally: AdviceTally, notYetRequested: number): Figures => ({
  ...Object.fromEntries(
    EVERYBODY.flatMap((whose) => [...countsOf(ADVICE_COUNTS, tally, whose), [idFor(WITHIN_6_WEEKS, whose), withinFigure(tally, whose)] as const]),
  ),
  [NOT_YET_REQUESTED]: { label: NOT_YET_LABEL, unit: 'advice', value: notYetRequested },
});

const NOT_YET_LABEL = 'Advice requested after the as-of day';

/** Those that need the case list. */
export const adviceCaseFigures = (tally: CaseAdviceTally): Figures =>
  Object.fromEntries([
    ...[...POSITION, ...CASE_FIGURES].map((one) => [one.id, { label: one.label, unit: one.unit, value: countOf(one, tally) } satisfies Figure] as const),
    ...EVERYBODY.flatMap((whose) => [...countsOf([OF_OPEN], tally.ofOpen, whose), ...countsOf(LATE_OVER_20, tally.ofOver20, whose)]),
  ]);

const OF_CASES: ReadonlySet<string> = new Set(Object.keys(adviceCaseFigures(new CaseAdviceTally())));

/** Whether a figure needs the case list. */
export const isOfCases = (id: string): boolean => OF_CASES.has(id);

/** What is known of advice of which nobody says whether it has come. */
const KNOWN_ALWAYS = new RegExp(`^(advice-requested(-.+)?|advice-of-other-cases|${NOT_YET_REQUESTED}|${OPEN}|${OVER_20}|${DECIDED}|open-without-advice)$`);

/** The columns without which a figure would tell what is not so. */
export const adviceColumns = (id: string): readonly string[] => (KNOWN_ALWAYS.test(id) ? [] : ['received_date']);

/** What a group of a split says of all that is counted. */
const OF_GROUPS: readonly string[] = ['advice-requested', 'advice-outstanding', 'advice-outstanding-late', WITHIN_6_WEEKS];
export const adviceGroupFigures = (tally: AdviceTally, cases: CaseAdviceTally | null): Figures => {
  const all = { ...adviceFigures(tally, 0), ...(cases === null ? {} : adviceCaseFigures(cases)) };
  return Object.fromEntries([...OF_GROUPS, ...(cases === null ? [] : [PSYCHOLOGIST_ONLY])].map((id) => [id, all[id] as Figure]));
};

const REGULATION = `${ADVICE_LIMIT.provision} of the ${ADVICE_LIMIT.instrument}`;

/** What the figures of the list alone count, for definitions. */
export const ADVICE_FIGURES: readonly Described[] = [
  ...EVERYBODY.flatMap((whose) => [
    ...ADVICE_COUNTS.map((count) => described(count, whose)),
    describedAs(
      { id: idFor(WITHIN_6_WEEKS, whose), title: labelFor(WITHIN_LABEL, whose) },
      (c) =>
        `advice received no more than ${days(c)} after it was requested / all advice requested more than ${days(c)} before the as-of day, with what came after days that are not known${ofAdviser(whose)}`,
      whose,
      `${REGULATION}: within ${ADVICE_LIMIT.length.count} weeks from the day the body received the request; the list has the day on which it was made`,
    ),
  ]),
  describedAs({ id: NOT_YET_REQUESTED, title: NOT_YET_LABEL }, () => 'rows of the list of advice of which nothing had happened by the as-of day'),
];

/** The same of those that need the case list. */
export const ADVICE_CASE_FIGURES: readonly Described[] = [
  ...CASE_FIGURES.map(({ id, label, counts }) => describedAs({ id, title: label }, counts)),
  ...EVERYBODY.flatMap((whose) => [OF_OPEN, ...LATE_OVER_20].map((count) => described(count, whose))),
];

const ofAdviser = (whose: Whose): string => (whose === null ? '' : `, of ${ADVISER_NAMES[whose]}`);

function described({ id, label, counts }: AdviceCount, whose: Whose): Described {
  return describedAs({ id: idFor(id, whose), title: labelFor(label, whose) }, (c) => `${counts(c)}${ofAdviser(whose)}`, whose);
}

function describedAs(named: Pick<Described, 'id' | 'title'>, counts: Described['counts'], whose: Whose = null, source: string | null = null): Described {
  const part = whose === null ? {} : { isPart: true as const };
  const rows = `ehcp cases --figure ${named.id} --as-of 2022-12-31`;
  return { ...named, counts, when: 'As things stood at the end of the as-of day.', source, examples: [], rows, ...part };
}

/** A figure of advice whose rows can be told: where its advice is counted, and which of it. */
export interface TracedAdvice {
  described: Described;
  /** Null where it needs the list of advice alone. */
  place: AdvicePlace | null;
  /** Null of the share that came in time, which judges what is due. */
  holds: ((standing: AdviceStanding) => boolean) | null;
  whose: Whose;
}

const ALL_DESCRIBED = (): readonly Described[] => [...ADVICE_FIGURES, ...ADVICE_CASE_FIGURES];
const describedBy = (id: string): Described => ALL_DESCRIBED().find((one) => one.id === id) as Described;

/** The figures that are made of requests for advice. */
export const TRACED_ADVICE: readonly TracedAdvice[] = [
  ...EVERYBODY.flatMap((whose) => [
    ...ADVICE_COUNTS.map(({ id, holds }) => ({ id, place: null, holds, whose })),
    { id: WITHIN_6_WEEKS, place: null, holds: null, whose },
    { id: OF_OPEN.id, place: 'ofOpen' as const, holds: OF_OPEN.holds, whose },
    ...LATE_OVER_20.map(({ id, holds }) => ({ id, place: 'ofOver20' as const, holds, whose })),
  ]),
  ...CASE_FIGURES.flatMap((one) => (one.unit === 'advice' ? [{ id: one.id, place: one.place, holds: one.holds, whose: null }] : [])),
].map(({ id, ...rest }) => ({ described: describedBy(idFor(id, rest.whose)), ...rest }));

/** That of what had not been requested on the day. */
export const NOT_YET_ADVICE: Described = describedBy(NOT_YET_REQUESTED);

/** The figures that are made of cases, with the advice of each. */
export const TRACED_WAITS: readonly { described: Described; holds(stands: CaseAdvice): boolean }[] = CASE_FIGURES.flatMap((one) =>
  one.unit === 'cases' ? [{ described: describedBy(one.id), holds: one.holds }] : [],
);

/** What a case waits for, in words. */
export const waitInWords = (wait: Wait): string => WAIT_WORDS[wait][2];

/** What the parts of a share are called, for the step that publishes. */
export const ADVICE_PARTS = Object.fromEntries(
  EVERYBODY.map((whose) => [
    idFor(WITHIN_6_WEEKS, whose),
    { numerator: idFor('advice-due-in-time', whose), denominator: idFor('advice-due', whose), reasons: { 'not-yet-due': idFor('advice-not-yet-due', whose) } },
  ]),
);

/** What a paper loses by a count: what is said of everybody is what it is about. */
export const ADVICE_COSTS: Readonly<Record<string, number>> = {
  'advice-requested': 400,
  'advice-received': 300,
  'advice-outstanding': 400,
  'advice-outstanding-late': 300,
  'advice-due': 200,
  'advice-due-in-time': 200,
  'advice-received-within-6-weeks': 150,
  'advice-late-over-20-weeks': 150,
  [OF_OPEN.id]: 150,
  [lateId(0)]: 150,
  [DECIDED]: 200,
  [PSYCHOLOGIST_ONLY]: 300,
};

/**
 * How the figures add up, for the step that publishes.
 * @param cases what is known of the cases; null without a case list
 */
export function adviceKnown(cases: CaseAdviceTally | null): Known[] {
  return [
    ...EVERYBODY.flatMap(knownOf),
    ...[...ADVICE_COUNTS.map(({ id }) => id), 'advice-due', 'advice-due-in-time', 'advice-not-yet-due'].map(ofAdvisers),
    adds('rows of advice', 'advice-requested', NOT_YET_REQUESTED),
    ...(cases === null ? [] : knownOfCases(cases)),
  ];
}

/** What is outstanding elsewhere than in open cases can be worked out of several advisers together too, where it cannot of each. */
export const ADVICE_BETWEEN: readonly (readonly Known[])[] = ['advice-outstanding-elsewhere', 'advice-outstanding-late-elsewhere'].flatMap((id) =>
  Array.from({ length: 2 ** ADVISERS.length - 1 }, (_, set) => ADVISERS.filter((_, at) => (set & (1 << at)) !== 0))
    .filter((advisers) => advisers.length > 1)
    .map((advisers) => [adds(`${id} of ${advisers.join(' and ')}`, ...advisers.map((adviser) => idFor(id, adviser)))]),
);

const ofAdvisers = (id: string): Known => adds(id, ...ADVISERS.map((adviser) => idFor(id, adviser)));

function knownOf(whose: Whose): Known[] {
  const id = (name: string): string => idFor(`advice-${name}`, whose);
  return [
    adds(id('requested'), id('received'), id('outstanding')),
    adds(id('requested'), id('due'), id('not-yet-due')),
    adds(id('received'), id('received-within-6-weeks'), id('received-late'), id('received-days-not-known')),
    adds(id('outstanding'), id('outstanding-not-yet-late'), id('outstanding-late')),
    adds(id('received-within-6-weeks'), id('due-in-time'), id('early')),
    adds(id('not-yet-due'), id('outstanding-not-yet-late'), id('early')),
    adds(id('due'), id('due-in-time'), id('received-late'), id('received-days-not-known'), id('outstanding-late')),
    // Of a group not all of these are printed.
    adds(id('due'), id('due-in-time'), id('due-not-in-time')),
    adds(id('due'), id('due-in-time'), id('outstanding-late'), id('received-not-in-time')),
    adds(id('outstanding'), id('outstanding-late'), id('outstanding-not-late')),
  ];
}

function knownOfCases(tally: CaseAdviceTally): Known[] {
  const psychology = idFor(OF_OPEN.id, 'educational-psychology');
  const others = ADVISERS.filter((adviser) => adviser !== 'educational-psychology');
  const [only, both, other] = (['psychologist-only', 'psychologist-and-others', 'others-only'] as const).map((wait) => WAIT_WORDS[wait][0]) as [
    string,
    string,
    string,
  ];
  // A case with two late pieces of advice has two of them.
  const late = LATE_WORDS.flatMap((_, at) => Array.from({ length: at }, () => lateId(at)));
  const hasMore = tally.cases((stands) => stands.late === MOST_LATE) > 0;
  return [
    adds(DECIDED, ...WAITS.map((wait) => WAIT_WORDS[wait][0])),
    adds(OPEN, DECIDED, 'open-not-decided-to-assess'),
    adds(OVER_20, ...LATE_WORDS.map((_, at) => lateId(at))),
    adds('advice-outstanding', OF_OPEN.id, 'advice-outstanding-of-closed-cases', 'advice-outstanding-of-other-cases'),
    adds('advice-of-other-cases', 'advice-outstanding-of-other-cases', 'advice-received-of-other-cases'),
    adds('advice-requested', 'advice-of-other-cases', 'advice-of-cases-in-the-list'),
    adds('advice-received', 'advice-received-of-other-cases', 'advice-received-of-cases-in-the-list'),
    adds('advice-of-cases-in-the-list', OF_OPEN.id, 'advice-outstanding-of-closed-cases', 'advice-received-of-cases-in-the-list'),
    ...[OF_OPEN, ...LATE_OVER_20].map((count) => ofAdvisers(count.id)),
    ...EVERYBODY.flatMap((whose) => {
      const id = (name: string): string => idFor(name, whose);
      const [lateIn, outstandingIn] = LATE_OVER_20.map((count) => id(count.id)) as [string, string];
      return [
        adds(id('advice-outstanding'), id(OF_OPEN.id), id('advice-outstanding-elsewhere')),
        adds(lateIn, outstandingIn, id('advice-received-late-over-20-weeks')),
        adds(id('advice-received-late'), id('advice-received-late-over-20-weeks'), id('advice-received-late-elsewhere?')),
        adds(id('advice-outstanding-late'), outstandingIn, id('advice-outstanding-late-elsewhere')),
        adds(id(OF_OPEN.id), outstandingIn, id('advice-outstanding-other?')),
      ];
    }),
    adds(LATE_OVER_20[0].id, ...late, ...(hasMore ? ['more-late-advice'] : [])),
    adds(psychology, only, both, 'more-psychology'),
    adds(OF_OPEN.id, psychology, 'of-others?'),
    adds('of-others?', ...others.map((adviser) => idFor(OF_OPEN.id, adviser))),
    adds('of-others?', both, other, 'more-of-others'),
    // Of a group.
    adds('advice-outstanding', only, 'other-advice-outstanding?'),
  ];
}
