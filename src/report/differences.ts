import { AGE_NOT_KNOWN } from '../core/age.ts';
import { fisherChance, holm, smallestChance, type TwoGroups } from '../core/fisher.ts';
import { percentage } from '../core/proportion.ts';
import type { Figure, Report, Section } from './report.ts';
import { capital, listed, nOfD, percent } from './words.ts';

type Figures = Record<string, Figure>;

/** So many of so many; null where either is suppressed. */
type Share = readonly [met: number, of: number] | null;

/** The share by which the groups of a report are compared. */
interface Compared {
  /** What it is a share of, and what it is to be one of them: `plans issued, leaving out exceptions`, `within 20 weeks`. */
  of: string;
  met: string;
  share(figures: Figures): Share;
}

const shareOf = (met: number | null | undefined, of: number | null | undefined): Share => (met == null || of == null ? null : [met, of]);

/** A share that is a figure: a percentage, or a count with its denominator. */
const ofFigure =
  (id: string) =>
  (figures: Figures): Share => {
    const { unit, value, numerator, denominator, suppressed } = figures[id] ?? {};
    return suppressed ? null : shareOf(unit === 'percent' ? numerator : value, denominator);
  };

/** By the name of the report. Reports that are not here have no share of a group to compare. */
const COMPARED: Readonly<Record<string, Compared>> = {
  timeliness: { of: 'plans issued, leaving out exceptions', met: 'within 20 weeks', share: ofFigure('issued-within-20-weeks') },
  cohort: { of: 'requests old enough for it', met: 'with a final plan by week 20', share: ofFigure('cohort-issued-by-week-20') },
  reviews: { of: 'plans maintained', met: 'with a review meeting in the last 12 months', share: ofFigure('reviews-held-12-months') },
  advice: { of: 'advice requested more than 6 weeks ago', met: 'received within 6 weeks', share: ofFigure('advice-within-6-weeks') },
  caseload: {
    of: 'open cases',
    met: 'over 20 weeks',
    share: (figures) => shareOf(figures['open-over-20-weeks']?.value, figures.open?.value),
  },
};

/** A difference that would come by chance more often than this is not told. */
const ORDINARY = 0.05;

/** How seldom, in words that say no more than was found. */
const SELDOM: readonly [chance: number, words: string][] = [
  [0.001, '1,000'],
  [0.01, '100'],
  [ORDINARY, '20'],
];

/** Groups that are no group of children, as the list does not say what they are. */
const NOT_TOLD: readonly string[] = ['', AGE_NOT_KNOWN, 'not known', 'unknown'];

/** A report that is split, with what can be said of the differences between its groups, made of what it prints and of nothing else. */
export function withDifferences(report: Report): Report {
  const { by, figures, sections } = report;
  const compared = COMPARED[report.report];
  if (by === undefined || compared === undefined) return report;
  const section: Section = {
    kind: 'list',
    id: 'differences',
    heading: `Differences by ${by.column}`,
    place: 'page',
    items: sentences(compared, compared.share(figures), by.groups),
  };
  const split = sections.findIndex(({ id }) => id === 'split');
  return { ...report, sections: [...sections.slice(0, split + 1), section, ...sections.slice(split + 1)] };
}

const METHOD =
  "Each group is set against all the others together by Fisher's exact test, two-sided, allowing for how many groups are looked at (Holm). It says how seldom chance alone does as much; it says nothing of the cause.";

function sentences({ of, met, share }: Compared, whole: Share, groups: readonly { name: string; figures: Figures }[]): string[] {
  if (whole === null) return ['Nothing is said of differences, as the numbers of all together are suppressed.'];
  const shares = groups
    .filter(({ name }) => !NOT_TOLD.includes(name.toLowerCase()) && name !== AGE_NOT_KNOWN)
    .map(({ name, figures }) => ({ name, share: share(figures) }));
  const hidden = shares.flatMap((one) => (one.share === null ? [one.name] : []));
  const told = shares.flatMap((one) =>
    one.share === null || one.share[1] === 0 || one.share[1] === whole[1] ? [] : [againstOthers(one.name, one.share, whole)],
  );
  // Two groups that are everybody differ once, and not each from the other.
  const [first, second] = told;
  const looked = told.length === 2 && first !== undefined && second !== undefined && first.two.of === second.two.othersOf ? [first] : told;
  const corrected = holm(looked.map(({ two }) => fisherChance(two)));
  const found = looked.map((one, at) => ({ ...one, chance: corrected[at] as number }));
  const differ = found.filter(({ chance }) => chance < ORDINARY);
  const few = found.filter(({ two, chance }) => chance >= ORDINARY && smallestChance(two) * looked.length >= ORDINARY);
  const alike = found.filter((one) => !differ.includes(one) && !few.includes(one));
  const names = (some: readonly { name: string }[]): string => listed(some.map(({ name }) => name));
  return [
    `${capital(of)}: ${met}.`,
    ...differ.map(differenceOf),
    ...(alike.length === 0
      ? []
      : [
          `No difference larger than chance is seen ${looked === told ? `for ${names(alike)}` : `between ${names(told)}`}. That is no proof that there is none.`,
        ]),
    ...(few.length === 0 ? [] : [`${looked === told ? `For ${names(few)}` : `Between ${names(told)}`} the numbers are too small to tell a difference.`]),
    ...(hidden.length === 0 ? [] : [`Of ${listed(hidden)} nothing is said, as ${hidden.length === 1 ? 'its' : 'their'} numbers are suppressed.`]),
    ...(found.length === 0 && hidden.length === 0 ? ['There are no two groups to compare.'] : []),
    METHOD,
  ];
}

interface Against {
  name: string;
  two: TwoGroups;
}

const againstOthers = (name: string, [met, of]: readonly [number, number], [allMet, all]: readonly [number, number]): Against => ({
  name,
  two: { met, of, othersMet: allMet - met, othersOf: all - of },
});

/** `F: 38.1% (160 of 420), less than the others, 45.0% (198 of 440). By chance alone a difference like this comes less than once in 100 times.` */
function differenceOf({ name, two: { met, of, othersMet, othersOf }, chance }: Against & { chance: number }): string {
  const than = met * othersOf < othersMet * of ? 'less' : 'more';
  const [, seldom] = SELDOM.find(([most]) => chance < most) as [number, string];
  const said = (some: number, all: number): string => `${percent(percentage(some, all))} (${nOfD(some, all)})`;
  return `${name}: ${said(met, of)}, ${than} than the others, ${said(othersMet, othersOf)}. By chance alone a difference like this comes less than once in ${seldom} times.`;
}
