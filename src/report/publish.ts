import { POPULATIONS } from '../core/movement.ts';
import { BANDS, STAGES } from '../core/position.ts';
import { UserError } from '../core/user-error.ts';
import { ADVICE_COSTS, ADVICE_PARTS } from './advice-figures.ts';
import { APPEAL_COSTS } from './appeal-figures.ts';
import { COHORT_PARTS, isOfEveryDay } from './cohort-known.ts';
import { adds, type Known, type Numbers, type PublishingStep, type ReportContext } from './context.ts';
import { DAY_140 } from './figure.ts';
import type { Figure, IndicatorFigure, ReasonCount } from './report.ts';
import { REVIEW_COSTS, REVIEW_PARTS } from './reviews-known.ts';
import { chainsOf, type Dates, daysIn, type Edge, endOf, isWithin, setsApart, startOf, stretchesIn } from './stretches.ts';
import { type Count, NoOtherWorld, Suppression } from './suppression.ts';

/** Some dates or a day, and what is counted there, by what it is. */
interface Place extends Dates {
  counts: Map<string, Count>;
  /** True of one group of a report that is split. */
  isGroup?: true;
  /** How counts of the paper add up that is about it. */
  also?: readonly Known[];
}

const COHORTS = ['', '-all'] as const;
const LATE = ['20-to-52', 'over-52', 'not-known'] as const;

/** How the counts of a period add up. What ends in `?` is no count that anybody asks for, and is not guarded. */
const OF_PERIOD: readonly Known[] = [
  ...COHORTS.flatMap((cohort) => [
    adds(`issued${cohort}`, `in-time${cohort}`, `late${cohort}`),
    adds(`issued${cohort}`, `with-days${cohort}`, `not-known${cohort}`),
    adds(`late${cohort}`, ...LATE.map((band) => `${band}${cohort}`)),
    ...LATE.map((band) => adds(`issued${cohort}`, `${band}${cohort}`, `not-${band}${cohort}`)),
    adds(`late${cohort}`, `not-known${cohort}`, `known-late${cohort}?`),
    adds(`in-time${cohort}`, `on-day-140${cohort}`, `sooner${cohort}?`),
  ]),
  adds('issued-all', 'issued', 'week-20-exception'),
  ...['in-time', 'late', ...LATE, 'on-day-140'].map((name) => adds(`${name}-all`, name, `${name}-excepted`)),
  adds('in-time-excepted', 'on-day-140-excepted', 'sooner-excepted?'),
  adds('finals', 'issued-all', 'mediation-or-tribunal'),
  adds('decisions', 'told-in-6', 'told-later'),
  adds('decisions', 'refused', 'to-be-assessed'),
  adds('refusals', 'told-in-16', 'refusals-told-later'),
  adds('due', 'planned-in-time', 'not-planned-in-time'),
  adds('requests', 'due', 'closed-without-plan', 'not-yet-due'),
  adds('finals', 'planned-in-time', 'other-finals?'),
];

const BAND_IDS = BANDS.map(({ id }) => `open-band-${id}`);
const LATER_BANDS = BAND_IDS.slice(1);
const STAGE_IDS = STAGES.map((stage) => `open-${stage}`);

/** The same of the as-of day. */
const OF_THE_DAY: readonly Known[] = [
  adds('open', 'open-band-0-20', 'open-over-20-weeks'),
  adds('open-over-20-weeks', ...LATER_BANDS),
  adds('open', ...STAGE_IDS),
  ...[...BAND_IDS, ...STAGE_IDS, 'open-reopened'].map((id) => adds('open', id, `not-${id}`)),
  adds('open-band-over-52', 'open-over-52-weeks-allocated', 'not-allocated'),
  adds('open-band-over-52', 'open-over-52-weeks-with-draft', 'without-draft'),
  adds('open-draft-sent', 'open-over-52-weeks-with-draft', 'drafted-sooner?'),
  adds('open', 'open-band-over-52', 'drafted-sooner?', 'not-drafted-sooner?'),
  adds('not-open-awaiting-decision-to-assess', 'open-reopened', 'never-refused?'),
  adds('received', 'open', 'closed-date-not-known', 'closed'),
  adds('ended', 'closed', 'closed-date-not-known'),
  adds('not-at-first', 'ended', 'open-reopened'),
];

/** What lies within the last 12 months of the as-of day. */
const OF_THE_YEAR: readonly Known[] = [
  adds('requests', ...BAND_IDS.slice(0, -1), 'closed-of-the-year?'),
  adds('not-yet-due', 'open-band-0-20', 'closed-and-not-due?'),
  adds('not-planned-in-time', ...LATER_BANDS.slice(0, -1), 'planned-late?'),
];

/** What every row is in at most once, whatever the period. */
const ONCE = ['requests', 'finals', 'issued-all', 'issued', 'with-days-all', 'with-days', 'decisions', 'refusals', 'due'];

/** What the parts of a figure are, under the names above. */
interface Parts {
  value?: string;
  numerator?: string;
  denominator?: string;
  onDay140?: string;
  /** The reasons that cases may be left out for: one that is not listed is a true zero. */
  reasons?: Readonly<Record<string, string>>;
}

const PARTS: Readonly<Record<string, Parts>> = {
  'open-within-20-weeks': { value: 'open-band-0-20' },
  'open-over-52-weeks': { value: 'open-band-over-52' },
  'open-over-20-weeks-mean-weeks': { denominator: 'open-over-20-weeks' },
  'open-over-20-weeks-median-weeks': { denominator: 'open-over-20-weeks' },
  ...COHORT_PARTS,
  ...REVIEW_PARTS,
  ...ADVICE_PARTS,
  ...Object.fromEntries(
    COHORTS.flatMap((cohort): [string, Parts][] => {
      const issued = `issued${cohort}`;
      const reasons: Record<string, string> = { 'mediation-or-tribunal': 'mediation-or-tribunal' };
      if (cohort === '') reasons['week-20-exception'] = 'week-20-exception';
      const average: Parts = { denominator: `with-days${cohort}`, reasons: { ...reasons, 'duration-not-known': `not-known${cohort}` } };
      return [
        [`within-20-weeks${cohort}`, { numerator: `in-time${cohort}`, denominator: issued, onDay140: `on-day-140${cohort}`, reasons }],
        [`mean-weeks-to-issue${cohort}`, average],
        [`median-weeks-to-issue${cohort}`, average],
        [`issued${cohort}`, { value: issued, denominator: issued, reasons }],
        [`issued-within-20-weeks${cohort}`, { value: `in-time${cohort}`, denominator: issued }],
        [`issued-20-to-52-weeks${cohort}`, { value: `20-to-52${cohort}`, denominator: issued }],
        [`issued-over-52-weeks${cohort}`, { value: `over-52${cohort}`, denominator: issued }],
        [`issued-not-known${cohort}`, { value: `not-known${cohort}`, denominator: issued }],
        [`issued-on-day-140${cohort}`, { value: `on-day-140${cohort}` }],
      ];
    }),
  ),
  'decision-within-6-weeks': { numerator: 'told-in-6', denominator: 'decisions', reasons: { 'no-date': 'decisions-no-date' } },
  'requests-refused': { numerator: 'refused', denominator: 'decisions', reasons: { 'no-date': 'decisions-no-date' } },
  'refusal-within-16-weeks': { numerator: 'told-in-16', denominator: 'refusals', reasons: { 'no-date': 'refusals-no-date' } },
  'cohort-within-20-weeks': {
    numerator: 'planned-in-time',
    denominator: 'due',
    reasons: { 'no-date': 'requests-no-date', 'closed-without-plan': 'closed-without-plan', 'not-yet-due': 'not-yet-due' },
  },
};

/** What a paper loses by a count, from what it is about to what nobody misses. What is not named costs 20. */
const COSTS: Readonly<Record<string, number>> = {
  open: 1000,
  'open-over-20-weeks': 500,
  'open-band-0-20': 400,
  'open-band-over-52': 300,
  ...Object.fromEntries([...BAND_IDS.slice(1, -1), ...STAGE_IDS].map((id) => [id, 80])),
  'due-week-20': 200,
  'due-week-52': 200,
  'due-week-6': 100,
  'due-week-16': 100,
  ...REVIEW_COSTS,
  'cohort-issued': 300,
  'cohort-open': 250,
  'planned-in-time': 200,
  'cohort-old-enough-for-week-20': 150,
  finals: 300,
  requests: 300,
  issued: 250,
  'in-time': 200,
  'issued-all': 100,
  'in-time-all': 90,
  decisions: 150,
  'told-in-6': 120,
  refused: 120,
  'with-days-all': 3,
  'with-days': 4,
  'on-day-140': 2,
  'on-day-140-all': 2,
  'week-20-exception': 5,
  'mediation-or-tribunal': 5,
  'closed-without-plan': 3,
  'not-yet-due': 3,
  ...ADVICE_COSTS,
  ...APPEAL_COSTS,
  read: 30,
  counted: 40,
  'set-aside': 25,
  ...Object.fromEntries(
    POPULATIONS.flatMap(({ id }, at): [string, number][] => [
      // Where there are the fewest the paper is about them.
      ...(['opening', 'closing'] as const).map((part): [string, number] => [`${id}-${part}`, 1000 + 200 * at]),
      [`${id}-in-received`, 200],
      [`${id}-in-crossed`, 300],
      [`${id}-out-final-plan`, 300],
    ]),
  ),
};

/** What is lost by a count of a group, against the same of all. */
const OF_A_GROUP = 0.2;

/** Rows of other periods are no part of a paper, and would give away what is. */
const NOT_PUBLISHED = ['not-in-period', 'not-yet-visible'];

const MEDIAN_OF_REQUESTS = 'cohort-curve-median-weeks';

/** The counts that the curve of the requests is made of. */
const OF_THE_CURVE = /^(requests|planned-in-time|cohort-(issued.*|open|curve-requests))$/;

/** The first day of what is not of a period. */
const ALWAYS = '0001-01-01';

/** What a report has counted, and how further figures add up. */
interface Paper {
  numbers: Numbers;
  contexts: readonly ReportContext[];
  also: readonly Known[];
}

/**
 * What may be published of a report that stands alone: counts from 1 up to the threshold go, and what would give them away.
 * @param also how further figures add up
 */
export function publish<N extends Numbers>(
  numbers: N,
  contexts: readonly ReportContext[],
  also: readonly Known[] = [],
): { numbers: N; contexts: readonly ReportContext[] } {
  const copy = copied(numbers, contexts);
  suppress([{ ...copy, also }]);
  return copy;
}

/**
 * Reports that are published side by side, so that none gives away what another suppresses.
 * @param make makes them all; asked twice, first for what they count, then for what may be said of it
 */
export function publishedTogether<T>(make: (step: PublishingStep) => T): T {
  const papers: Paper[] = [];
  const sayable: unknown[] = [];
  make((numbers, contexts, also) => {
    const copy = copied(numbers, contexts);
    papers.push({ ...copy, also });
    sayable.push(copy);
    return copied(numbers, contexts);
  });
  suppress(papers);
  let at = 0;
  return make(<N extends Numbers>() => sayable[at++] as { numbers: N; contexts: readonly ReportContext[] });
}

function copied<N extends Numbers>(numbers: N, contexts: readonly ReportContext[]): { numbers: N; contexts: readonly ReportContext[] } {
  return {
    numbers: structuredClone(numbers),
    contexts: contexts.map(({ publish, ...rest }) => ({ ...structuredClone(rest), ...(publish === undefined ? {} : { publish }) })),
  };
}

function suppress(papers: readonly Paper[]): void {
  const threshold = papers[0]?.contexts[0]?.publish?.threshold ?? 0;
  if (threshold === 0) return;
  try {
    new Publishing(threshold).apply(papers);
  } catch (error) {
    const { by, periods } = papers[0]?.numbers ?? {};
    // A report about a period, of groups, or of another list, may be asked of one in which next to nothing happened.
    const isOfCases = papers.every(({ contexts }) => contexts.every(({ role }) => role === 'cases'));
    if (!(error instanceof NoOtherWorld) || (by === undefined && periods?.period === undefined && isOfCases)) throw error;
    throw new UserError(
      by === undefined
        ? `--publish: the numbers are so small that no way was found to publish them without giving some away. ${periods?.period === undefined ? 'Leave' : 'Choose a longer period, or leave'} --publish away.`
        : `--by ${by.column}: its groups are so many or so small that no way was found to publish them without giving small numbers away. Leave --by away, choose a longer period, or split by a column with fewer values.`,
    );
  }
}

/** What is printed from one of some days to another, by their numbers. */
function alongOf(name: string, places: readonly Place[], edges: readonly Edge[]): Map<string, { place: Place; count: Count }> {
  const found = new Map<string, { place: Place; count: Count }>();
  for (const place of places) {
    const [from = -1, to = -1] = [startOf(place), endOf(place)].map((day) => edges.findIndex((edge) => edge.day === day));
    const count = place.counts.get(name);
    if (count !== undefined && count.value === (edges[to]?.soFar ?? 0) - (edges[from]?.soFar ?? 0) && from >= 0 && to >= 0)
      found.set(`${from} ${to}`, { place, count });
  }
  return found;
}

/** More indicators of one size than these are not looked through. */
const MOST_PARTS = 12;

/** Sets of two or more, or one alone, whose denominators add up to a total. */
function addingUpTo<T extends { of: Count }>(total: number, all: readonly T[]): T[][] {
  const some = all.filter(({ of }) => of.value > 0 && of.value <= total).slice(0, MOST_PARTS);
  const sets: T[][] = [];
  const look = (from: number, left: number, set: T[]): void => {
    if (left === 0 && set.length > 0) sets.push(set);
    for (let at = from; left > 0 && at < some.length; at++) {
      const one = some[at] as T;
      if (one.of.value <= left) look(at + 1, left - one.of.value, [...set, one]);
    }
  };
  look(0, total, []);
  return sets;
}

class Publishing {
  private readonly suppression: Suppression;
  /** The as-of day, and what is counted of no dates. */
  private readonly day: Place = { from: '', to: '', counts: new Map() };
  private readonly periods = new Map<string, Place>();
  /** The groups of each report that is split. */
  private readonly groups: { whole: Place; groups: Place[] }[] = [];
  /** The rows of each list. */
  private readonly rows = new Map<string, Place>();
  /** The list that a ratio is counted over, by what it is called here. */
  private readonly ratios = new Map<string, string>();
  /** What is to be done where a count goes. */
  private readonly ends: { count: Count; hide(): void }[] = [];
  /** Averages give away how long the cases of small counts took: they are looked at once it is known what goes. */
  private readonly averages: (() => void)[] = [];

  constructor(threshold: number) {
    this.suppression = new Suppression(threshold);
  }

  /** Takes out of the papers what may not be published beside the others. */
  apply(papers: readonly Paper[]): void {
    for (const paper of papers) this.addPaper(paper);
    this.addUp(this.day, OF_THE_DAY);
    const periods = [...this.periods.values()];
    const ofRatios = [...this.ratios.keys()].map((ratio) => adds(`${ratio} denominator`, `${ratio} numerator`, `${ratio} rest`));
    for (const place of periods) this.addUp(place, [...OF_PERIOD, ...ofRatios, ...(place.also ?? [])]);
    for (const group of this.groups.flatMap(({ groups }) => groups)) {
      this.addUp(group, [...OF_PERIOD, ...ofRatios]);
      // Of a group some of the counts are printed; what nobody asks for may be worked out from them.
      this.addUp(
        group,
        (group.also ?? []).filter(({ total }) => total.endsWith('?') || group.counts.has(total)),
      );
    }
    // A trend says the figures of many days.
    for (const place of periods) this.addUp(place, OF_THE_DAY);
    for (const { whole, groups } of this.groups) this.addUpGroups(whole, groups);
    this.nestAll(periods);
    this.tieBalances(periods);
    this.tieToRows(this.day.counts.get('received'), periods);
    for (const place of periods) this.tieRatios(place);
    for (const { numbers } of papers) {
      const year = numbers.periods?.['last-12-months'];
      if (year !== undefined) this.addUp({ from: '', to: '', counts: new Map([...this.day.counts, ...this.periodOf(year).counts]) }, OF_THE_YEAR);
    }
    this.suppression.run();
    for (const { numbers } of papers) this.lookBetween(numbers);
    for (const { count, hide } of this.ends) if (count.hidden) hide();
    for (const look of this.averages) look();
    for (const { numbers } of papers) Object.values(numbers.figures).forEach(withoutJudgement);
  }

  private addPaper({ numbers, contexts, also }: Paper): void {
    for (const context of contexts) this.addRows(context, numbers);
    const received = this.rows.get('cases')?.counts.get('received');
    if (received !== undefined) this.day.counts.set('received', received);
    // Of a list of no cases those that are there on the day are so many of its rows.
    for (const { role } of contexts) {
      const counted = this.rows.get(role)?.counts.get('counted');
      if (counted !== undefined) this.day.counts.set(`${role} counted`, counted);
    }
    this.addFigures(numbers, contexts[0]);
    const groups = this.addGroups(numbers);
    const about = this.aboutOf(numbers);
    for (const { role } of contexts) {
      const counted = this.rows.get(role)?.counts.get('counted');
      if (role !== 'cases' && counted !== undefined) about[0]?.counts.set(`rows of ${role}`, counted);
    }
    this.addUnprinted(numbers, about, groups);
    for (const place of [this.day, ...this.rows.values()]) this.addUp(place, also);
    for (const place of [...about, ...groups]) if (place !== this.day) place.also = [...(place.also ?? []), ...also];
  }

  private periodOf({ from, to }: { from: string; to: string }): Place {
    const key = `${from} ${to}`;
    const place = this.periods.get(key) ?? { from, to, counts: new Map() };
    this.periods.set(key, place);
    return place;
  }

  /** A number that is printed; what is printed twice is one count. */
  private print(place: Place, name: string, value: number, hide: () => void): Count {
    const { from, to, counts } = place;
    const known = counts.get(name);
    const years = from === '' || from === ALWAYS ? 0 : daysIn({ from, to }) / 365;
    // The same of the same dates may differ, where it was seen from another day.
    const count =
      known?.value === value ? known : this.suppression.printed(value, (COSTS[name] ?? 20) * (1 + years) * (place.isGroup === true ? OF_A_GROUP : 1));
    if (known === undefined) counts.set(name, count);
    this.ends.push({ count, hide });
    return count;
  }

  private addFigures({ figures, periods = {} }: Numbers, context: ReportContext | undefined): void {
    const own = periods.period;
    const rows = this.rowsOf(context?.role ?? '');
    for (const [id, figure] of Object.entries(figures)) {
      // A report about one period says the figures of that period at its top too.
      if (own?.figures[id] !== undefined) continue;
      if ('financialYearToDate' in figure) this.addIndicator(id, figure);
      // Faults are counted of the rows, whatever they are found in.
      else this.addFigure(id, figure, figure.unit === 'problems' ? rows : this.day);
    }
    for (const period of Object.values(periods))
      for (const { figures: of, ...dates } of [period, period.lastYear])
        for (const [id, figure] of Object.entries(of)) this.addFigure(id, figure, this.periodOf(dates));
  }

  /** What a report is about: its period, and the year before; or else the as-of day. */
  private aboutOf({ periods }: Numbers): readonly Place[] {
    const own = periods?.period;
    return own === undefined ? [this.day] : [own, own.lastYear].map((dates) => this.periodOf(dates));
  }

  /** The groups by which a report is split. */
  private addGroups({ periods, by }: Numbers): readonly Place[] {
    const own = periods?.period;
    const groups = (by?.groups ?? []).map((group) => {
      const place: Place = { from: own?.from ?? '', to: own?.to ?? '', counts: new Map(), isGroup: true };
      for (const [id, figure] of Object.entries(group.figures)) this.addFigure(id, figure, place);
      return place;
    });
    if (groups.length > 0) this.groups.push({ whole: own === undefined ? this.day : this.periodOf(own), groups });
    return groups;
  }

  /** What makes up the counts that are printed; a name that ends in `?` is not guarded. */
  private addUnprinted({ unprinted }: Numbers, about: readonly Place[], groups: readonly Place[]): void {
    if (unprinted === undefined) return;
    const { whole, lastYear = {} } = unprinted;
    const add = (place: Place | undefined, of: Readonly<Record<string, number>>): void => {
      for (const [name, value] of Object.entries(of)) place?.counts.set(name, this.suppression.workedOut(value, !name.endsWith('?')));
    };
    [whole, lastYear].forEach((of, at) => {
      add(about[at], of);
    });
    unprinted.groups.forEach((of, at) => {
      add(groups[at], of);
    });
  }

  /** What can be worked out from two counts is looked at last: mostly a world is known already in which it is another. */
  private lookBetween(numbers: Numbers): void {
    for (const place of this.aboutOf(numbers))
      for (const sums of numbers.unprinted?.between ?? []) {
        const parts = sums[0]?.parts.flatMap((name) => place.counts.get(name) ?? []) ?? [];
        if (!this.suppression.isSmall(parts.reduce((sum, { value }) => sum + value, 0)) || this.suppression.differ(parts)) continue;
        this.addUp(place, sums);
        this.suppression.run();
      }
  }

  private addIndicator(code: string, figure: IndicatorFigure): void {
    const id = figure.measure ?? `ratio ${code}`;
    if (figure.measure === null) this.ratios.set(id, figure.source);
    this.addFigure(id, figure, this.periodOf(figure.period));
    for (const beside of [figure.before, figure.lastYear, figure.financialYearToDate]) this.addFigure(id, beside, this.periodOf(beside));
  }

  private addFigure(id: string, figure: Figure, place: Place): void {
    const { unit, value, numerator, denominator, onDay140 } = figure;
    const parts = PARTS[id] ?? {};
    const suppress = (): void => {
      figure.value = null;
      figure.suppressed = true;
    };
    if (isOfEveryDay(id)) {
      suppress();
      figure.denominator = null;
      if (figure.percent !== undefined) figure.percent = null;
      return;
    }
    if (typeof denominator === 'number')
      this.print(place, parts.denominator ?? `${id} denominator`, denominator, () => {
        figure.denominator = null;
        if (figure.percent !== undefined) figure.percent = null;
        if (unit === 'percent' || unit === 'weeks') suppress();
      });
    if (unit === 'weeks') this.averages.push(() => this.lookAtAverage(id, figure, place));
    else if (unit === 'percent' && typeof numerator === 'number') {
      this.print(place, parts.numerator ?? `${id} numerator`, numerator, () => {
        suppress();
        figure.numerator = null;
      });
    } else if (value !== null && unit !== 'figures') {
      this.print(place, parts.value ?? id, value, () => {
        suppress();
        if (figure.percent !== undefined) figure.percent = null;
      });
    }
    if (typeof onDay140 === 'number')
      this.print(place, parts.onDay140 ?? `${id} on-day-140`, onDay140, () => {
        figure.onDay140 = null;
      });
    this.addReasons(id, figure, place);
  }

  private addReasons(id: string, figure: Figure, place: Place): void {
    const { excluded, outOfScope } = figure;
    if (excluded === undefined && outOfScope === undefined) return;
    const toCome = new Map(Object.entries(PARTS[id]?.reasons ?? {}));
    const placeFor = (reason: string): Place => (reason === 'no-date' && place.from !== '' ? this.withoutDates(place) : place);
    for (const reasons of [excluded, outOfScope]) reasons?.splice(0, Infinity, ...reasons.filter(({ reason }) => !NOT_PUBLISHED.includes(reason)));
    for (const one of [...(excluded ?? []), ...(outOfScope ?? [])] as ReasonCount[]) {
      const { reason, count } = one;
      if (count !== null)
        this.print(placeFor(reason), toCome.get(reason) ?? `${id} ${reason}`, count, () => {
          one.count = null;
        });
      toCome.delete(reason);
    }
    for (const [reason, name] of toCome) this.print(placeFor(reason), name, 0, () => undefined);
  }

  /** What has no date is in no period, but is there from some day on. */
  private withoutDates(place: Place): Place {
    return place.isGroup === true ? place : this.periodOf({ from: ALWAYS, to: place.to });
  }

  private rowsOf(role: string): Place {
    const place = this.rows.get(role) ?? { from: '', to: '', counts: new Map() };
    this.rows.set(role, place);
    return place;
  }

  /** The rows of a list: read = counted + out of scope + set aside. */
  private addRows(context: ReportContext, numbers: Numbers): void {
    const place = this.rowsOf(context.role);
    const print = (name: string, value: number | null, hide: () => void): void => {
      if (value !== null) this.print(place, name, value, hide);
    };
    for (const key of ['read', 'counted', 'outOfScope'] as const)
      print(key, context[key], () => {
        context[key] = null;
      });
    context.setAsideTotal = context.setAside.reduce((sum, { count }) => sum + (count ?? 0), 0);
    print('set-aside', context.setAsideTotal, () => {
      context.setAsideTotal = null;
    });
    for (const fault of [...context.setAside, ...context.warnings])
      print(fault.code, fault.count, () => {
        fault.count = null;
      });
    if (typeof context.setAsideMaybeOpen === 'number')
      print('maybe-open', context.setAsideMaybeOpen, () => {
        context.setAsideMaybeOpen = 'some';
      });
    if (context.role === 'cases')
      print('notYetReceived', numbers.notYetReceived ?? null, () => {
        numbers.notYetReceived = null;
      });
    this.addUp(place, [
      adds('set-aside', ...context.setAside.map(({ code }) => code)),
      adds('read', 'counted', 'outOfScope', 'set-aside'),
      adds('set-aside', 'maybe-open', 'ended?'),
      adds('counted', 'notYetReceived', 'received'),
      ...context.warnings.map(({ code }) => adds('read', code, `without ${code}?`)),
    ]);
  }

  /** Says how counts add up, again and again, as what is worked out by one sum may be what another lacks. */
  private addUp(place: Place, sums: readonly Known[]): void {
    let left = [...sums];
    for (;;) {
      const next = left.find(({ total, parts }) => [total, ...parts].filter((name) => !place.counts.has(name)).length <= 1);
      if (next === undefined) return;
      left = left.filter((sum) => sum !== next);
      this.addSum(place, next);
    }
  }

  private addSum({ counts }: Place, { total, parts }: Known): void {
    const known = (name: string): number => counts.get(name)?.value ?? 0;
    const missing = [total, ...parts].find((name) => !counts.has(name));
    const difference = known(total) - parts.reduce((sum, part) => sum + known(part), 0);
    if (missing === undefined ? difference !== 0 : missing !== total && difference < 0) return;
    if (missing !== undefined) counts.set(missing, this.suppression.workedOut(Math.abs(difference), !missing.endsWith('?')));
    this.suppression.sum(
      counts.get(total) as Count,
      parts.map((part) => counts.get(part) as Count),
    );
  }

  private addUpGroups(whole: Place, groups: readonly Place[]): void {
    for (const [name, total] of whole.counts) {
      const parts = groups.flatMap(({ counts }) => counts.get(name) ?? []);
      if (parts.length === groups.length) this.addUpTo(total, parts, false);
    }
  }

  /**
   * What is counted from one day on which a period begins or has ended to the next, where that can be worked out by adding and
   * taking away: April is the year to August less May to August, and January to March is January to April less that.
   * @returns what each of the places is made of, where it is one of several that hang together so
   */
  private chain(name: string, places: readonly Place[]): Map<Place, Count[]> {
    const made = new Map<Place, Count[]>();
    for (const edges of chainsOf(places.map(({ from, to, counts }) => ({ from, to, value: counts.get(name)?.value ?? 0 })))) {
      if (edges.length < 3) continue;
      const between = (from: number, to: number): number => (edges[to]?.soFar ?? 0) - (edges[from]?.soFar ?? 0);
      const printed = alongOf(name, places, edges);
      const steps = edges
        .slice(1)
        .map((_, at) => printed.get(`${at} ${at + 1}`)?.count ?? this.suppression.workedOut(between(at, at + 1), !name.endsWith('?')));
      for (const [from, to] of stretchesIn(steps.length)) {
        const within = steps.slice(from, to);
        const whole = printed.get(`${from} ${to}`);
        if (whole === undefined) this.suppression.guard(within);
        else made.set(whole.place, within);
        if (whole !== undefined && within.length > 1) this.suppression.sum(whole.count, within);
      }
    }
    return made;
  }

  private nestAll(periods: readonly Place[]): void {
    const ofOnePaper = new Set(periods.flatMap(({ also = [] }) => also.flatMap(({ total, parts }) => [total, ...parts])));
    for (const name of new Set(periods.flatMap(({ counts }) => [...counts.keys()]))) {
      const places = periods.filter(({ counts }) => counts.has(name));
      // What one paper is made of, and does not print, is told of no other period.
      if (!ofOnePaper.has(name) || places.some(({ counts }) => counts.get(name)?.cost !== null)) this.nest(name, places);
    }
  }

  /** What was ongoing at the end of a period is what the next one brings forward. */
  private tieBalances(periods: readonly Place[]): void {
    for (const before of periods)
      for (const next of periods.filter((place) => startOf(place) === endOf(before)))
        for (const [name, ongoing] of before.counts) {
          const brought = name.includes('-ongoing') ? next.counts.get(name.replace('-ongoing', '-brought-forward')) : undefined;
          if (brought !== undefined) this.addUpTo(ongoing, [brought], false);
        }
  }

  /** What is counted in a longer period and not in shorter ones within it is a count too. */
  private nest(name: string, places: readonly Place[]): void {
    const made = this.chain(name, places);
    for (const outer of places) {
      const total = outer.counts.get(name) as Count;
      const steps = made.get(outer);
      for (const set of setsApart(places.filter((place) => place !== outer && isWithin(place, outer)))) {
        const inner = set.map((place) => made.get(place));
        if (steps !== undefined && inner.every((some) => some?.every((step) => steps.includes(step)))) {
          this.suppression.guard(steps.filter((step) => !inner.some((some) => some?.includes(step))));
          continue;
        }
        const covered = set.reduce((days, place) => days + daysIn(place), 0) === daysIn(outer);
        this.addUpTo(
          total,
          set.map(({ counts }) => counts.get(name) as Count),
          covered ? false : total.guarded ? 'guarded' : 'free',
        );
      }
    }
  }

  /** A row is counted in one period at most; and what ended is no longer open. */
  private tieToRows(received: Count | undefined, periods: readonly Place[]): void {
    const setsOf = (name: string): Count[][] =>
      setsApart(periods.filter(({ counts, from }) => counts.has(name) && from !== ALWAYS)).map((set) => set.map(({ counts }) => counts.get(name) as Count));
    const undated = (name: string): Count[] => periods.flatMap(({ from, counts }) => (from === ALWAYS ? (counts.get(name) ?? []) : [])).slice(0, 1);
    const within = (rows: Count | undefined, name: string, noDate: Count[] = []): void => {
      if (rows !== undefined) for (const set of setsOf(name)) this.addUpTo(rows, [...set, ...noDate], 'free');
    };
    for (const name of ONCE) within(received, name, undated(`${name === 'due' ? 'requests' : name}-no-date`));
    for (const [ratio, role] of this.ratios) {
      const rows = this.rows.get(role)?.counts.get('counted');
      const [inPlace, outside] = [setsOf(`${ratio} denominator`), setsOf(`${ratio} not-in-denominator`)];
      inPlace.forEach((set, at) => {
        if (rows !== undefined) this.addUpTo(rows, [...set, ...(outside[at] ?? []), ...undated(`${ratio} no-date`)], 'free');
      });
    }
    const { counts } = this.day;
    for (const name of ['refused', 'refusals']) within(counts.get('not-at-first'), name);
    const [ended, closed] = [counts.get('ended'), counts.get('closed')];
    for (const plans of setsOf('finals')) {
      if (closed !== undefined) this.addUpTo(closed, plans, 'guarded');
      if (ended !== undefined) for (const without of setsOf('closed-without-plan')) this.addUpTo(ended, [...plans, ...without], 'free');
    }
  }

  /** Indicators over one list whose counts add up exactly are taken for parts of each other, as girls and boys are of all. */
  private tieRatios({ counts }: Place): void {
    const found = [...this.ratios].flatMap(([ratio, role]) => {
      const [of, met, out] = ['denominator', 'numerator', 'not-in-denominator'].map((part) => counts.get(`${ratio} ${part}`));
      return of === undefined || met === undefined ? [] : [{ role, of, met, out }];
    });
    for (const whole of found) {
      const others = found.filter((one) => one !== whole && one.role === whole.role);
      for (const parts of addingUpTo(whole.of.value, others)) {
        if (parts.reduce((sum, { met }) => sum + met.value, 0) !== whole.met.value) continue;
        this.addUpTo(
          whole.of,
          parts.map(({ of }) => of),
          false,
        );
        this.addUpTo(
          whole.met,
          parts.map(({ met }) => met),
          false,
        );
      }
      if (whole.out === undefined) continue;
      for (const parts of addingUpTo(whole.out.value, others))
        this.addUpTo(
          whole.out,
          parts.map(({ of }) => of),
          false,
        );
    }
  }

  /** Says that parts, and what is left, add up to a total; not where they do not, as seen from other days they may. */
  private addUpTo(total: Count, parts: readonly Count[], rest: 'guarded' | 'free' | false): void {
    const left = total.value - parts.reduce((sum, { value }) => sum + value, 0);
    if (left < 0 || (rest === false && left !== 0)) return;
    this.suppression.sum(total, rest === false ? parts : [...parts, this.suppression.workedOut(left, rest === 'guarded')]);
  }

  /** An average goes where a count that it is made of has gone: with the others, its sum could tell that count. */
  private lookAtAverage(id: string, figure: Figure, { counts }: Place): void {
    const isGone = (name: string): boolean => {
      const count = counts.get(name);
      return count !== undefined && count.cost !== null && count.hidden;
    };
    // What is not printed of its own plans may be printed of those with, or without, an exception.
    const [cohort, other] = id.endsWith('-all') ? ['-all', ''] : ['', '-all'];
    const gone =
      id === 'open-longest-weeks'
        ? isGone(BAND_IDS.findLast((band) => (counts.get(band)?.value ?? 0) > 0) ?? '')
        : id.startsWith('open-')
          ? ['open-over-20-weeks', ...LATER_BANDS].some(isGone)
          : id === MEDIAN_OF_REQUESTS
            ? [...counts.keys()].some((name) => OF_THE_CURVE.test(name) && isGone(name))
            : ['issued', 'in-time', 'with-days', ...LATE].some(
                (name) => isGone(name + (counts.get(name + cohort)?.cost == null ? other : cohort)) || isGone(name + cohort),
              ) ||
              (isGone(`on-day-140${cohort}`) && isAtTheEdge(figure, counts.get(`late${cohort}`)?.value ?? 0));
    // That half of the requests have no plan yet tells something of them too.
    if (!figure.suppressed && (!gone || (figure.value === null && id !== MEDIAN_OF_REQUESTS))) return;
    figure.value = null;
    figure.suppressed = true;
    if (figure.numerator !== undefined) figure.numerator = null;
  }
}

/** Whether an average leaves no choice of how many plans took exactly 140 days. @param late plans that took longer */
function isAtTheEdge({ value, numerator }: Figure, late: number): boolean {
  const least = 2 * DAY_140 + late * (DAY_140 + 1);
  return late === 0 || value === DAY_140 / 7 || (typeof numerator === 'number' && numerator < least);
}

/** What was said of a figure by comparing it. */
function withoutJudgement(figure: Figure | IndicatorFigure): void {
  if (!('financialYearToDate' in figure)) return;
  if (figure.suppressed) figure.status = null;
  if (figure.suppressed || figure.before.suppressed) figure.direction = null;
}
