import { COHORT_WEEKS, type CohortCounting, type CohortStanding } from '../core/cohort.ts';
import { AT_WEEK, COHORT_FIGURES, NOT_YET, OUTCOMES } from './cohort-figures.ts';
import { adds, type Known, type Numbers } from './context.ts';

/**
 * What whoever reads the report knows of how its counts hang together, for the step that publishes. All are made of the
 * requests that stand alike: by what ended them, by how many weeks are past, and by how many were when they ended.
 */

const ENDS = ['issued', 'refused', 'closed'] as const;

const KINDS: Readonly<Record<NonNullable<CohortStanding['by']>, (typeof ENDS)[number]>> = {
  'final-plan': 'issued',
  'refused-to-assess': 'refused',
  'refused-to-issue': 'refused',
  withdrawn: 'closed',
  moved: 'closed',
  other: 'closed',
};

/** Where days are not known it matters whether there is a plan. */
const kindOf = ({ by, ended }: CohortStanding): string => (by === null ? 'open' : ended !== null ? KINDS[by] : by === 'final-plan' ? 'planned' : 'ended');

/** Requests that stand alike, as far as the counts can tell. */
interface Alike {
  name: string;
  kind: string;
  passed: number;
  ended: number | null;
}

type Holds = (one: Alike) => boolean;

const isEnd = ({ kind }: Alike): boolean => ENDS.some((end) => end === kind);

/** Counts that other reports print too have one name there. */
const NAMES: Readonly<Record<string, string>> = {
  'cohort-requests': 'requests',
  'cohort-issued-by-week-20': 'planned-in-time',
  'cohort-not-yet-at-week-20': 'not-yet-due',
};
const countName = (id: string): string => NAMES[id] ?? id;
const oldEnough = (weeks: number): string => `cohort-old-enough-for-week-${weeks}`;

/** How the counts at some of the weeks hang together. */
class Structure {
  readonly alike: readonly Alike[];
  private readonly weeks: readonly number[];

  /** @param weeks those that are told */
  constructor(weeks: readonly number[]) {
    this.weeks = weeks;
    const name = (kind: string, passed: number, ended: number | null): string => `${kind}, ${passed} past, ${ended} at its end, of ${weeks.length}`;
    this.alike = Array.from({ length: weeks.length + 1 }, (_, passed) => [
      ...ENDS.flatMap((kind) => Array.from({ length: passed + 1 }, (__, ended) => ({ kind, passed, ended }))),
      ...['open', 'planned', 'ended'].map((kind) => ({ kind, passed, ended: null })),
    ])
      .flat()
      .map((one) => ({ ...one, name: name(one.kind, one.passed, one.ended) }));
  }

  /** How many of all weeks past are how many of these. */
  among(passed: number): number {
    return this.weeks.filter((weeks) => (COHORT_WEEKS as readonly number[]).indexOf(weeks) < passed).length;
  }

  counted(counting: CohortCounting): Record<string, number> {
    const isAlike = ({ kind, passed, ended }: Alike, standing: CohortStanding): boolean =>
      kindOf(standing) === kind && this.among(standing.passed) === passed && (standing.ended === null ? null : this.among(standing.ended)) === ended;
    return Object.fromEntries(this.alike.map((one) => [one.name, counting.count((standing) => isAlike(one, standing))]));
  }

  /** How the counts add up. What ends in `?` is not guarded. */
  known(): Known[] {
    const week20 = this.weeks.indexOf(20);
    return [
      ...this.weeks.flatMap((_, week) => this.knownAt(week)),
      ...ENDS.flatMap((kind, at) => this.chain(AT_WEEK[at]?.id ?? '', [kind])),
      ...this.chain(AT_WEEK[ENDS.length]?.id ?? '', ['planned', 'ended']),
      this.sum('cohort-issued', ({ kind }) => kind === 'issued'),
      adds('refused?', 'cohort-refused-to-assess', 'cohort-refused-to-issue'),
      this.sum('refused?', ({ kind }) => kind === 'refused'),
      adds('closed?', 'cohort-withdrawn', 'cohort-moved', 'cohort-other'),
      this.sum('closed?', ({ kind }) => kind === 'closed'),
      this.sum('cohort-not-known', ({ kind }) => kind === 'planned' || kind === 'ended'),
      this.sum('cohort-open', ({ kind }) => kind === 'open'),
      this.sum('due', ({ kind, passed }) => passed > week20 && ['issued', 'open', 'planned'].includes(kind)),
      // Where the period ends with the as-of day, what was sent to its requests was sent in it.
      adds('in-time-or-disputed?', 'in-time-all', 'mediation-or-tribunal'),
      this.sum('in-time-or-disputed?', ({ kind, ended }) => kind === 'issued' && (ended ?? 0) <= week20, 'others-in-time?'),
      adds('late-or-disputed?', 'late-all', 'mediation-or-tribunal'),
      this.sum('late-or-disputed?', ({ kind, ended }) => kind === 'issued' && (ended ?? 0) > week20, 'others-late?'),
    ];
  }

  /**
   * What can be worked out from two weeks: of the requests that are old enough for both those that ended between them, and of
   * those that are old enough for the earlier alone those that had ended by it, or had not.
   */
  between(): (readonly Known[])[] {
    return this.weeks.flatMap((_, later) => this.weeks.slice(0, later).flatMap((__, earlier) => this.betweenTwo(earlier, later)));
  }

  private sum(total: string, holds: Holds, ...others: string[]): Known {
    return adds(total, ...this.alike.filter(holds).map(({ name }) => name), ...others);
  }

  private idAt(id: string, week: number): string {
    return countName(`${id}-${this.weeks[week]}`);
  }

  private knownAt(week: number): Known[] {
    const notYet = this.idAt(NOT_YET.id, week);
    const all = oldEnough(this.weeks[week] ?? 0);
    const parts = AT_WEEK.map(({ id }) => this.idAt(id, week));
    const age = `past ${week} of ${this.weeks.length}`;
    return [
      adds(all, ...parts),
      ...parts.map((part) => adds(all, part, `not ${part}`)),
      adds('requests', all, notYet),
      adds(notYet, ...(week === 0 ? [] : [this.idAt(NOT_YET.id, week - 1)]), age),
      this.sum(age, ({ passed }) => passed === week),
      ...(week < this.weeks.length - 1 ? [] : [this.sum(all, ({ passed }) => passed > week)]),
    ];
  }

  /**
   * From one week to the next a count of those that have ended gains whoever ended between them, and loses whoever is not old
   * enough for the later. So each request is in few sums, which leave little to be tried.
   */
  private chain(id: string, kinds: readonly string[]): Known[] {
    const has = ({ kind, ended }: Alike, week: number): boolean => kinds.includes(kind) && (ended === null || ended <= week);
    return this.weeks.flatMap((_, week): Known[] => {
      const [now, before] = [this.idAt(id, week), this.idAt(id, week - 1)];
      const name = `${kinds.join(' or ')} by ${week} of ${this.weeks.length}`;
      if (week === 0) return [this.sum(now, (one) => one.passed > week && has(one, week))];
      return [
        this.sum(`${name}, gained`, (one) => one.passed > week && has(one, week) && !has(one, week - 1)),
        this.sum(`${name}, lost`, (one) => one.passed === week && has(one, week - 1)),
        adds(`${name}, and lost?`, before, `${name}, gained`),
        adds(`${name}, and lost?`, now, `${name}, lost`),
      ];
    });
  }

  private betweenTwo(earlier: number, later: number): Known[][] {
    const isBetween = ({ passed, ended }: Alike): boolean => passed > later && ended !== null && ended > earlier && ended <= later;
    const isOnlyEarlier = ({ passed }: Alike): boolean => passed > earlier && passed <= later;
    const made = (what: string, holds: Holds): Known => this.sum(`${what} from ${earlier} to ${later}`, holds);
    const open = AT_WEEK.at(-1)?.id ?? '';
    const ended = made('ended', isBetween);
    const stillOpen = made('still open', (one) => isOnlyEarlier(one) && (one.kind === 'open' || (isEnd(one) && (one.ended ?? 0) > earlier)));
    const ofOpen = adds(this.idAt(open, earlier), this.idAt(open, later), ended.total, stillOpen.total);
    return [
      [ended, stillOpen, ofOpen],
      [stillOpen, ended, ofOpen],
      ...ENDS.flatMap((kind, at) => {
        const id = AT_WEEK[at]?.id ?? '';
        const gained = made(kind, (one) => one.kind === kind && isBetween(one));
        const lost = made(`${kind} before`, (one) => one.kind === kind && isOnlyEarlier(one) && (one.ended ?? 0) <= earlier);
        const all = `${gained.total}, and before?`;
        const told = [adds(all, this.idAt(id, earlier), gained.total), adds(all, this.idAt(id, later), lost.total)];
        return [
          [gained, lost, ...told],
          [lost, gained, ...told],
        ];
      }),
    ];
  }
}

const WHOLE = new Structure(COHORT_WEEKS);
/** Of a group only week 20 is published, as its counts are small. */
const GROUP = new Structure([20]);

/** Whether a figure is published of a group. */
export const isOfGroups = (id: string): boolean => !id.includes('-week-') || (id.endsWith('-week-20') && !isOfEveryDay(id));

/** Whether a figure is made of the count of every day, and would give these away. */
export const isOfEveryDay = (id: string): boolean => /^cohort-curve-.*-week-/.test(id);

/** What the parts of the figures are, by these names. */
export const COHORT_PARTS: Readonly<Record<string, { value: string; denominator: string; reasons?: Record<string, string> }>> = Object.fromEntries(
  COHORT_FIGURES.map(({ id }) => {
    const [, weeks] = /^cohort-(?!curve|not-yet).*-week-(\d+)$/.exec(id) ?? [];
    const denominator = id.startsWith('cohort-curve') ? 'cohort-curve-requests' : weeks === undefined ? 'requests' : oldEnough(Number(weeks));
    const parts = { value: countName(id), denominator };
    return [id, id === 'cohort-requests' ? { ...parts, reasons: { 'no-date': 'requests-no-date' } } : parts];
  }),
);

/** The requests of groups that stand alike are made of those of the whole. */
const sameInGroups = (): Known[] =>
  GROUP.alike.map(({ name, kind, passed, ended }) =>
    adds(
      name,
      ...WHOLE.alike
        .filter((one) => one.kind === kind && GROUP.among(one.passed) === passed && (one.ended === null ? null : GROUP.among(one.ended)) === ended)
        .map((one) => one.name),
    ),
  );

/** How the counts of the report add up. @param bySplit whether it is split into groups */
export function cohortKnown(bySplit: boolean): Known[] {
  return [
    adds('requests', ...OUTCOMES.map(({ id }) => id)),
    ...OUTCOMES.map(({ id }) => adds('requests', id, `not ${id}`)),
    adds('cohort-curve-requests', 'cohort-issued', 'cohort-open'),
    ...WHOLE.known(),
    ...(bySplit ? [...sameInGroups(), ...GROUP.known()] : []),
  ];
}

/**
 * The counts that nothing prints and that make up those that are printed.
 * @param years the period, and the year before
 */
export function unprinted(years: readonly CohortCounting[], groups: readonly CohortCounting[]): NonNullable<Numbers['unprinted']> {
  const [whole = {}, lastYear = {}] = years.map((year) => WHOLE.counted(year));
  return { whole, lastYear, groups: groups.map((group) => GROUP.counted(group)), between: WHOLE.between() };
}
