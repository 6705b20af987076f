import { type Day, dayFromIso, daysBetween } from '../core/day.ts';
import { BANDS, STAGES } from '../core/position.ts';
import { UserError } from '../core/user-error.ts';
import { COHORT_PARTS, isOfEveryDay } from './cohort-known.ts';
import type { Known, Numbers, ReportContext } from './context.ts';
import { DAY_140 } from './figure.ts';
import type { Figure, IndicatorFigure, ReasonCount } from './report.ts';
import { type Count, NoOtherWorld, Suppression } from './suppression.ts';

/** Some dates or a day, and what is counted there, by what it is. */
interface Place {
  from: string;
  to: string;
  counts: Map<string, Count>;
}

const adds = (total: string, ...parts: string[]): Known => ({ total, parts });

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
  adds('received', 'open', 'closed-date-not-known', 'closed?'),
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
  read: 30,
  counted: 40,
};

/** Rows of other periods are no part of a paper, and would give away what is. */
const NOT_PUBLISHED = ['not-in-period', 'not-yet-visible'];

const MEDIAN_OF_REQUESTS = 'cohort-curve-median-weeks';

/** The counts that the curve of the requests is made of. */
const OF_THE_CURVE = /^(requests|planned-in-time|cohort-(issued.*|open|curve-requests))$/;

/** The first day of what is not of a period. */
const ALWAYS = '0001-01-01';

/**
 * What may be published: counts from 1 up to the threshold go, and what would give them away.
 * Where the context does not ask for it, everything is handed back as it came.
 * @param also how further figures add up
 */
export function publish<N extends Numbers>(
  numbers: N,
  contexts: readonly ReportContext[],
  also: readonly Known[] = [],
): { numbers: N; contexts: readonly ReportContext[] } {
  const threshold = contexts[0]?.publish?.threshold ?? 0;
  if (threshold === 0) return { numbers, contexts };
  const copy = {
    numbers: structuredClone(numbers),
    contexts: contexts.map(({ publish, ...rest }) => ({ ...structuredClone(rest), ...(publish === undefined ? {} : { publish }) })),
  };
  try {
    new Publishing(threshold).apply(copy.numbers, copy.contexts, also);
  } catch (error) {
    // A report about a period may be asked of one in which next to nothing happened.
    if (!(error instanceof NoOtherWorld) || numbers.periods?.period === undefined) throw error;
    throw new UserError(
      numbers.by === undefined
        ? '--publish: the numbers are so small that no way was found to publish them without giving some away. Choose a longer period, or leave --publish away.'
        : `--by ${numbers.by.column}: its groups are so many or so small that no way was found to publish them without giving small numbers away. Leave --by away, choose a longer period, or split by a column with fewer values.`,
    );
  }
  return copy;
}

const dayOf = (iso: string): Day => dayFromIso(iso) as Day;
const daysIn = ({ from, to }: Place): number => daysBetween(dayOf(from), dayOf(to)) + 1;
const isWithin = (inner: Place, outer: Place): boolean => inner.from >= outer.from && inner.to <= outer.to;
const areApart = (a: Place, b: Place): boolean => a.to < b.from || b.to < a.from;

/** Of periods, sets of those that do not overlap, the longest first: what together makes up a longer one, as far as it does. */
function setsApart(places: readonly Place[]): Place[][] {
  let left = [...places].sort((a, b) => daysIn(b) - daysIn(a));
  const sets: Place[][] = [];
  while (left.length > 0) {
    const set: Place[] = [];
    for (const place of left) if (set.every((other) => areApart(place, other))) set.push(place);
    sets.push(set);
    left = left.filter((place) => !set.some((other) => isWithin(place, other)));
  }
  return sets;
}

class Publishing {
  private readonly suppression: Suppression;
  /** The as-of day, and what is counted of no dates. */
  private readonly day: Place = { from: '', to: '', counts: new Map() };
  private readonly periods = new Map<string, Place>();
  private readonly groups: Place[] = [];
  /** The list that a ratio is counted over, by its role. */
  private readonly ratios = new Map<string, string>();
  /** What is to be done where a count goes. */
  private readonly ends: { count: Count; hide(): void }[] = [];
  /** Averages give away how long the cases of small counts took: they are looked at once it is known what goes. */
  private readonly averages: (() => void)[] = [];

  constructor(threshold: number) {
    this.suppression = new Suppression(threshold);
  }

  /** Takes out of the numbers what may not be published. */
  apply(numbers: Numbers, contexts: readonly ReportContext[], also: readonly Known[]): void {
    const rows = new Map(contexts.map((context) => [context.role, this.addRows(context, numbers)]));
    this.addFigures(numbers);
    const received = rows.get('cases')?.get('received');
    if (received !== undefined) this.day.counts.set('received', received);
    this.addUnprinted(numbers);
    this.addUp(this.day, [...OF_THE_DAY, ...also]);
    const ofRatios = [...this.ratios.keys()].map((ratio) => adds(`${ratio} denominator`, `${ratio} numerator`, `${ratio} rest`));
    const periods = [...this.periods.values()];
    for (const place of periods) this.addUp(place, [...OF_PERIOD, ...ofRatios, ...also]);
    for (const place of this.groups) this.addUp(place, [...OF_PERIOD, ...ofRatios]);
    // Of a group some of the counts are printed.
    for (const group of this.groups)
      this.addUp(
        group,
        also.filter(({ total }) => group.counts.has(total)),
      );
    const whole = numbers.periods?.period;
    if (this.groups.length > 0) this.addUpGroups(whole === undefined ? this.day : this.periodOf(whole));
    this.nest(periods);
    for (const name of ONCE) this.withinRows(name, received, periods);
    for (const [ratio, role] of this.ratios) this.withinRows(`${ratio} denominator`, rows.get(role)?.get('counted'), periods);
    const year = numbers.periods?.['last-12-months'];
    if (year !== undefined) this.addUp({ from: '', to: '', counts: new Map([...this.day.counts, ...this.periodOf(year).counts]) }, OF_THE_YEAR);
    this.suppression.run();
    this.lookBetween(numbers);
    for (const { count, hide } of this.ends) if (count.hidden) hide();
    for (const look of this.averages) look();
    Object.values(numbers.figures).forEach(withoutJudgement);
  }

  private periodOf({ from, to }: { from: string; to: string }): Place {
    const key = `${from} ${to}`;
    const place = this.periods.get(key) ?? { from, to, counts: new Map() };
    this.periods.set(key, place);
    return place;
  }

  /** A number that is printed; what is printed twice is one count. */
  private print({ from, to, counts }: Place, name: string, value: number, hide: () => void): Count {
    const known = counts.get(name);
    const years = from === '' || from === ALWAYS ? 0 : daysBetween(dayOf(from), dayOf(to)) / 365;
    // The same of the same dates may differ, where it was seen from another day.
    const count = known?.value === value ? known : this.suppression.printed(value, (COSTS[name] ?? 20) * (1 + years));
    if (known === undefined) counts.set(name, count);
    this.ends.push({ count, hide });
    return count;
  }

  private addFigures({ figures, periods = {}, by }: Numbers): void {
    const own = periods.period;
    for (const [id, figure] of Object.entries(figures)) {
      // A report about one period says the figures of that period at its top too.
      if (own?.figures[id] !== undefined) continue;
      if ('financialYearToDate' in figure) this.addIndicator(id, figure);
      else this.addFigure(id, figure, this.day);
    }
    for (const period of Object.values(periods))
      for (const { figures: of, ...dates } of [period, period.lastYear])
        for (const [id, figure] of Object.entries(of)) this.addFigure(id, figure, this.periodOf(dates));
    for (const group of by?.groups ?? []) {
      const place: Place = { from: own?.from ?? '', to: own?.to ?? '', counts: new Map() };
      this.groups.push(place);
      for (const [id, figure] of Object.entries(group.figures)) this.addFigure(id, figure, place);
    }
  }

  /** What makes up the counts that are printed; a name that ends in `?` is not guarded. */
  private addUnprinted({ unprinted, periods }: Numbers): void {
    if (unprinted === undefined) return;
    const { whole, lastYear = {}, groups } = unprinted;
    const own = periods?.period;
    const add = ({ counts }: Place, of: Readonly<Record<string, number>>): void => {
      for (const [name, value] of Object.entries(of)) counts.set(name, this.suppression.workedOut(value, !name.endsWith('?')));
    };
    add(own === undefined ? this.day : this.periodOf(own), whole);
    if (own !== undefined) add(this.periodOf(own.lastYear), lastYear);
    this.groups.forEach((group, at) => {
      add(group, groups[at] ?? {});
    });
  }

  /** What can be worked out from two counts is looked at last: mostly a world is known already in which it is another. */
  private lookBetween({ unprinted, periods }: Numbers): void {
    const between = unprinted?.between ?? [];
    const own = periods?.period;
    const places = [...(own === undefined ? [this.day] : [own, own.lastYear].map((dates) => this.periodOf(dates))), ...this.groups];
    for (const place of places)
      for (const sums of between) {
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
    return this.groups.includes(place) ? place : this.periodOf({ from: ALWAYS, to: place.to });
  }

  /** The rows of a list: read = counted + out of scope + set aside. */
  private addRows(context: ReportContext, numbers: Numbers): Map<string, Count> {
    const place: Place = { from: '', to: '', counts: new Map() };
    const print = (name: string, value: number | null, hide: () => void): void => {
      if (value !== null) this.print(place, name, value, hide);
    };
    for (const key of ['read', 'counted', 'outOfScope'] as const)
      print(key, context[key], () => {
        context[key] = null;
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
    return place.counts;
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

  private addUpGroups(whole: Place): void {
    for (const [name, total] of whole.counts) {
      const parts = this.groups.flatMap(({ counts }) => counts.get(name) ?? []);
      if (parts.length === this.groups.length) this.addUpTo(total, parts, false);
    }
  }

  /** What is counted in a longer period and not in shorter ones within it is a count too. */
  private nest(periods: readonly Place[]): void {
    for (const outer of periods) {
      for (const [name, total] of outer.counts) {
        const inner = periods.filter((place) => place !== outer && place.counts.has(name) && isWithin(place, outer));
        for (const set of setsApart(inner)) {
          const covered = set.reduce((days, place) => days + daysIn(place), 0) === daysIn(outer);
          this.addUpTo(
            total,
            set.map(({ counts }) => counts.get(name) as Count),
            covered ? false : total.guarded ? 'guarded' : 'free',
          );
        }
      }
    }
  }

  /** A row is counted in one period at most. */
  private withinRows(name: string, rows: Count | undefined, periods: readonly Place[]): void {
    if (rows === undefined) return;
    for (const set of setsApart(periods.filter(({ counts }) => counts.has(name))))
      this.addUpTo(
        rows,
        set.map(({ counts }) => counts.get(name) as Count),
        'free',
      );
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
