import { APPEAL_KINDS, type AppealKind, type AppealStanding, type AppealTally, ENDS, ENTRIES, MATTERS, type Matter } from '../core/appeal.ts';
import { adds, type Known } from './context.ts';
import type { Described } from './described.ts';
import type { Figure } from './report.ts';

export type Figures = Record<string, Figure>;

/** What each kind is called: its figures' unit and the beginning of their names. */
export const KIND_IDS: Readonly<Record<AppealKind, 'appeals' | 'mediations'>> = { tribunal: 'appeals', mediation: 'mediations' };
const KIND_NAMES: Readonly<Record<AppealKind, string>> = { tribunal: 'Appeals to the tribunal', mediation: 'Mediations' };

/** A matter, one that the list does not say, or all of them. */
export type About = Matter | 'matter-not-known' | null;
export const EVERY_MATTER: readonly About[] = [null, ...MATTERS, 'matter-not-known'];

export const MATTER_NAMES: Readonly<Record<Exclude<About, null>, string>> = {
  assess: 'not to assess',
  issue: 'not to issue a plan',
  contents: 'what the plan says',
  cease: 'to cease the plan',
  'matter-not-known': 'matter not known',
};

/** What is counted of each kind and matter. */
export type Pile = (typeof ENTRIES)[number] | (typeof ENDS)[number];
export const PILES: readonly Pile[] = [...ENTRIES, ...ENDS];

/** What a pile is called, and what it is. */
export const PILE_WORDS: Readonly<Record<Pile, [label: string, counts: string]>> = {
  'brought-forward': [
    'brought forward',
    'lodged before the period and not completed before it; without those that have an outcome and no day on which they ended',
  ],
  lodged: ['lodged', 'lodged in the period'],
  completed: ['completed', 'brought forward or lodged in the period, and completed by its end'],
  ongoing: [
    'ongoing at the end',
    'brought forward or lodged in the period, and not completed by its end; without those that have an outcome and no day on which they ended',
  ],
  'ended-day-not-known': [
    'ended, day not known',
    'lodged in the period, with an outcome and no completion date, or with one before it was lodged: they ended, but nobody can tell when',
  ],
};

const DOUBTS = {
  'without-completed-date': ['with an outcome but no completion date', 'lodged in the period, with an outcome and no completion date'],
  'completed-before-lodged': ['completed before lodged', 'lodged in the period, with a completion date before the day it was lodged'],
  'keyed-twice': ['that may be keyed twice', 'of the period, with the case (or person), matter and day of an earlier row; they are counted all the same'],
} as const;
type DoubtId = keyof typeof DOUBTS;
export const DOUBT_IDS = Object.keys(DOUBTS) as DoubtId[];

export const appealId = (kind: AppealKind, pile: Pile | DoubtId, about: About = null): string =>
  `${KIND_IDS[kind]}-${pile}${about === null ? '' : `-${about}`}`;

const isAbout = ({ matter }: AppealStanding, about: About): boolean => about === null || (matter ?? 'matter-not-known') === about;

/** A figure of one kind and, but for doubts, of one matter. */
export interface AppealFigure {
  about: About;
  id: string;
  label: string;
  unit: 'appeals' | 'mediations';
  counts: string;
  /** Of which kind it is. */
  kind: AppealKind;
  /** Whether it counts rows that may be keyed twice, however they stand. */
  ofRepeats?: true;
  /** @param isRepeat whether an earlier row has the same case, kind, matter and day */
  holds(standing: AppealStanding, isRepeat: boolean): boolean;
}

const pileFigure = (kind: AppealKind, about: About, pile: Pile): AppealFigure => ({
  about,
  id: appealId(kind, pile, about),
  label: `${KIND_NAMES[kind]} ${PILE_WORDS[pile][0]}${about === null ? '' : `: ${MATTER_NAMES[about]}`}`,
  unit: KIND_IDS[kind],
  counts: `${KIND_NAMES[kind].toLowerCase()} ${PILE_WORDS[pile][1]}${about === null ? '' : `; ${about === 'matter-not-known' ? 'the list does not say about what' : `about ${about === 'contents' ? '' : 'a decision '}${MATTER_NAMES[about]}`}`}`,
  kind,
  holds: (one) => one.kind === kind && isAbout(one, about) && (one.entry === pile || one.end === pile),
});

const doubtFigure = (kind: AppealKind, doubt: DoubtId): AppealFigure => ({
  about: null,
  id: appealId(kind, doubt),
  label: `${KIND_NAMES[kind]} ${DOUBTS[doubt][0]}`,
  unit: KIND_IDS[kind],
  counts: `${KIND_NAMES[kind].toLowerCase()} ${DOUBTS[doubt][1]}`,
  kind,
  ...(doubt === 'keyed-twice' ? { ofRepeats: true as const } : {}),
  holds: (one, isRepeat) => one.kind === kind && (doubt === 'keyed-twice' ? isRepeat : one.doubt === doubt),
});

/** Those of all matters. */
const OF_ALL: readonly AppealFigure[] = APPEAL_KINDS.flatMap((kind) => PILES.map((pile) => pileFigure(kind, null, pile)));

/** What is counted of a period, in report order. */
export const APPEAL_COUNTS: readonly AppealFigure[] = APPEAL_KINDS.flatMap((kind) => [
  ...EVERY_MATTER.flatMap((about) => PILES.map((pile) => pileFigure(kind, about, pile))),
  ...DOUBT_IDS.map((doubt) => doubtFigure(kind, doubt)),
]);

/** The figure that a tally comes to. */
export const appealFigureOf = ({ label, unit, kind, ofRepeats, holds }: AppealFigure, tally: AppealTally): Figure => ({
  label,
  unit,
  value: ofRepeats === true ? tally.keyedTwice(kind) : tally.count((one) => holds(one, false)),
});

const figuresOf = (figures: readonly AppealFigure[], tally: AppealTally): Figures =>
  Object.fromEntries(figures.map((one) => [one.id, appealFigureOf(one, tally)]));

/** Every figure of a period. */
export const appealFigures = (tally: AppealTally): Figures => figuresOf(APPEAL_COUNTS, tally);

/** What a group of a split says. */
export const appealGroupFigures = (tally: AppealTally): Figures => figuresOf(OF_ALL, tally);

/** The same, for definitions. */
export const APPEAL_FIGURES: readonly Described[] = APPEAL_COUNTS.map(({ about, id, label, counts }) => ({
  id,
  title: label,
  counts: () => counts,
  when: 'In the period, as things stood at the end of its last day.',
  source: null,
  examples: [],
  rows: `ehcp cases --figure ${id} --period 2022 --as-of 2022-12-31`,
  ...(about === null ? {} : { isPart: true as const }),
}));

const [COMPLETED, OUTCOME, MATTER] = ['completed_date', 'outcome', 'matter'] as const;
const WHOSE = ['case_id', 'person_id'] as const;

/**
 * The columns without which a figure would tell what is not so. Whom a row is about either of two says.
 * @param absent those that the list does not have
 */
export function appealColumns(id: string, absent: readonly string[]): readonly string[] {
  const pile = id.replace(/^(appeals|mediations)-/, '');
  const about = EVERY_MATTER.some((matter) => matter !== null && pile.endsWith(`-${matter}`)) ? [MATTER] : [];
  if (pile.startsWith('lodged')) return about;
  if (pile === 'keyed-twice') return [COMPLETED, OUTCOME, MATTER, ...(WHOSE.every((column) => absent.includes(column)) ? WHOSE : [])];
  return [COMPLETED, ...(/^completed/.test(pile) ? [] : [OUTCOME]), ...about];
}

/** What a paper loses by a count: what is said of all matters is what it is about. */
export const APPEAL_COSTS: Readonly<Record<string, number>> = Object.fromEntries(
  APPEAL_KINDS.flatMap((kind) => PILES.map((pile) => [appealId(kind, pile), pile === 'lodged' ? 400 : 250])),
);

/** How the figures add up, for the step that publishes: completed + ongoing + ended = lodged + brought forward. */
export const APPEAL_KNOWN: readonly Known[] = APPEAL_KINDS.flatMap((kind) => [
  ...EVERY_MATTER.flatMap((about) => {
    const id = (pile: Pile): string => appealId(kind, pile, about);
    const all = `${KIND_IDS[kind]}-of-the-period${about === null ? '' : `-${about}`}?`;
    return [adds(all, ...ENTRIES.map(id)), adds(all, ...ENDS.map(id)), adds(id('lodged'), id('ended-day-not-known'), `${id('lodged')} and not so?`)];
  }),
  ...PILES.map((pile) => adds(appealId(kind, pile), ...EVERY_MATTER.flatMap((about) => (about === null ? [] : appealId(kind, pile, about))))),
  adds(appealId(kind, 'ended-day-not-known'), appealId(kind, 'without-completed-date'), appealId(kind, 'completed-before-lodged')),
  adds(`${KIND_IDS[kind]}-of-the-period?`, appealId(kind, 'keyed-twice'), `${KIND_IDS[kind]} keyed once?`),
]).concat(adds('rows of appeals', ...APPEAL_KINDS.map((kind) => `${KIND_IDS[kind]}-of-the-period?`), 'rows of other periods?'));
