import { isOfEveryDay } from '../cohort-known.ts';
import { adds, type Known, type Numbers, type ReportContext } from '../context.ts';
import { indicatorParts, reasonsOf } from '../kpi-known.ts';
import type { Figure, IndicatorFigure, ReasonCount } from '../report.ts';
import { addUp } from './adding-up.ts';
import { lookAtAverage } from './averages.ts';
import { costOf } from './costs.ts';
import { PARTS } from './parts.ts';
import { ALWAYS, OF_NO_DATES, type Place, placeOf } from './places.ts';
import { type Dates, daysIn } from './stretches.ts';
import type { Count, Suppression } from './suppression.ts';

/** What a report has counted, and how further figures add up. */
export interface Paper {
  numbers: Numbers;
  contexts: readonly ReportContext[];
  also: readonly Known[];
}

/** Rows of other periods are no part of a paper, and would give away what is. */
const NOT_PUBLISHED = ['not-in-period', 'not-yet-visible'];

/** What is lost more by the period that was asked for, beside others. */
const ASKED_FOR = 4;

/** Every count that papers print, and what makes them up, by where it is counted; and what is to be done where one goes. */
export class PrintedCounts {
  readonly suppression: Suppression;
  /** The as-of day, and what is counted of no dates. */
  readonly day = placeOf(OF_NO_DATES);
  readonly periods = new Map<string, Place>();
  /** What periods are made of that overlap. */
  readonly stretches: Place[] = [];
  /** The groups of each report that is split. */
  readonly groups: { whole: Place; groups: Place[] }[] = [];
  /** The rows of each list. */
  readonly rows = new Map<string, Place>();
  /** The list that a ratio is counted over, by what it is called here. */
  readonly ratios = new Map<string, string>();
  private readonly ends: { count: Count; hide(): void }[] = [];
  /** Averages give away how long the cases of small counts took: they are looked at once it is known what goes. */
  private readonly averages: (() => void)[] = [];

  constructor(suppression: Suppression) {
    this.suppression = suppression;
  }

  /** Takes in what a report has counted. */
  addPaper({ numbers, contexts, also }: Paper): void {
    for (const context of contexts) this.addRows(context, numbers);
    const received = this.rows.get('cases')?.counts.get('received');
    if (received !== undefined) this.day.counts.set('received', received);
    // Of a list of no cases those that are there on the day are so many of its rows.
    for (const { role } of contexts) this.addRowsOf(role, `${role} counted`, this.day);
    this.addFigures(numbers, contexts[0]);
    const groups = this.addGroups(numbers);
    const about = this.aboutOf(numbers);
    for (const { role } of contexts) if (role !== 'cases') this.addRowsOf(role, `rows of ${role}`, about[0]);
    this.addUnprinted(numbers, about, groups);
    for (const place of [this.day, ...this.rows.values()]) addUp(this.suppression, place, also);
    const periods = Object.values(numbers.periods ?? {}).flatMap((period) => [this.periodOf(period), this.periodOf(period.lastYear)]);
    for (const { from, to, figures } of numbers.stretches ?? []) {
      const place: Place = { ...placeOf({ from, to }), isUnprinted: true };
      for (const [id, figure] of Object.entries(figures)) this.addFigure(id, figure, place);
      this.stretches.push(place);
    }
    for (const place of new Set([...about, ...periods, ...groups, ...this.stretches])) if (place !== this.day) place.also = [...(place.also ?? []), ...also];
  }

  /** Counts the rows of a list beside what is made of them. */
  private addRowsOf(role: string, name: string, place: Place | undefined): void {
    const counted = this.rows.get(role)?.counts.get('counted');
    if (counted !== undefined) place?.counts.set(name, counted);
  }

  /** Where what is counted of some dates stands. */
  periodOf({ from, to }: Dates): Place {
    const key = `${from} ${to}`;
    const place = this.periods.get(key) ?? placeOf({ from, to });
    this.periods.set(key, place);
    return place;
  }

  /** A number that is printed; what is printed twice is one count. */
  private print(place: Place, name: string, value: number, hide: () => void): Count {
    const { from, to, counts } = place;
    const known = counts.get(name);
    if (place.isUnprinted) {
      const made = known ?? this.suppression.workedOut(value, false);
      counts.set(name, made);
      return made;
    }
    const years = from === '' || from === ALWAYS ? 0 : daysIn({ from, to }) / 365;
    // The same of the same dates may differ, where it was seen from another day.
    const count = known?.value === value ? known : this.suppression.printed(value, costOf(name, years, place.isGroup === true) * (place.weight ?? 1));
    if (known === undefined) counts.set(name, count);
    this.ends.push({ count, hide });
    return count;
  }

  private addFigures({ figures, periods = {} }: Numbers, context: ReportContext | undefined): void {
    const own = periods.period;
    const rows = this.rowsOf(context?.role ?? '');
    if (own !== undefined && Object.keys(periods).length > 1) this.periodOf(own).weight = ASKED_FOR;
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
  aboutOf({ periods }: Numbers): readonly Place[] {
    const own = periods?.period;
    return own === undefined ? [this.day] : [own, own.lastYear].map((dates) => this.periodOf(dates));
  }

  /** The groups by which a report is split. */
  private addGroups({ periods, by }: Numbers): readonly Place[] {
    const own = periods?.period;
    const groups = (by?.groups ?? []).map((group) => {
      const place: Place = { ...placeOf(own ?? OF_NO_DATES), isGroup: true };
      for (const [id, figure] of Object.entries(group.figures)) this.addFigure(id, figure, place);
      return place;
    });
    if (groups.length > 0) this.groups.push({ whole: own === undefined ? this.day : this.periodOf(own), groups });
    return groups;
  }

  /** What makes up the counts that are printed; a name that ends in `?` is not guarded. */
  private addUnprinted({ unprinted }: Numbers, about: readonly Place[], groups: readonly Place[]): void {
    if (unprinted === undefined) return;
    const { whole, lastYear = {}, within = [] } = unprinted;
    const add = (place: Place | undefined, of: Readonly<Record<string, number>>): void => {
      for (const [name, value] of Object.entries(of)) place?.counts.set(name, this.suppression.workedOut(value, !name.endsWith('?')));
    };
    [whole, lastYear].forEach((of, at) => {
      add(about[at], of);
    });
    unprinted.groups.forEach((of, at) => {
      add(groups[at], of);
    });
    for (const { counts } of new Set([...about.slice(0, 1), ...groups]))
      for (const names of within) this.suppression.guard(names.flatMap((name) => counts.get(name) ?? []));
  }

  private addIndicator(code: string, figure: IndicatorFigure): void {
    if (figure.measure !== null && figure.source !== 'cases') {
      // What it is made of is told row by row.
      for (const [name, one] of indicatorParts(code, figure)) this.addFigure(name, one, this.day);
      return;
    }
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
    if (unit === 'weeks' && place.isUnprinted) return;
    if (unit === 'weeks') this.averages.push(() => lookAtAverage(id, figure, place));
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
    // When what has no date happened no stretch can say; it is in no count of one.
    if ((excluded === undefined && outOfScope === undefined) || place.isUnprinted) return;
    const toCome = new Map(Object.entries(PARTS[id]?.reasons ?? reasonsOf(id)));
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
    const place = this.rows.get(role) ?? placeOf(OF_NO_DATES);
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
    addUp(this.suppression, place, [
      adds('set-aside', ...context.setAside.map(({ code }) => code)),
      adds('read', 'counted', 'outOfScope', 'set-aside'),
      adds('set-aside', 'maybe-open', 'ended?'),
      adds('counted', 'notYetReceived', 'received'),
      ...context.warnings.map(({ code }) => adds('read', code, `without ${code}?`)),
    ]);
  }

  /** Takes out of the papers what goes. */
  hide(): void {
    for (const { count, hide } of this.ends) if (count.hidden) hide();
    for (const look of this.averages) look();
  }
}
