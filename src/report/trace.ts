import { type Case, daysToEvent, isVisible } from '../core/case.ts';
import type { Limit } from '../core/clocks/clock.ts';
import { lastDayInTime, lastDayNow, type RequestClock } from '../core/clocks/request.ts';
import { CohortCounting, cohortStanding } from '../core/cohort.ts';
import { plansInWords } from '../core/cohorts.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, shortDate } from '../core/day.ts';
import { DUE_LIMITS, passesOn, passingOf } from '../core/due.ts';
import { MOST_DAYS_AHEAD } from '../core/horizon.ts';
import {
  countRows,
  EXCLUSION_REASONS,
  type ExclusionReason,
  emptyTally,
  type Measure,
  SCOPE_REASONS,
  type ScopeReason,
  startCounting,
  type Verdict,
  verdictOf,
  verdictOn,
  type Window,
} from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { requests } from '../core/measures/requests.ts';
import { bandName, POSITION_FIGURES, PositionCounting, type PositionFigure, STAGE_NAMES, type Standing, standingOn } from '../core/position-figures.ts';
import { type RatioRow, rowSeenFrom } from '../core/ratio.ts';
import { CASELOAD_FIGURES } from './caseload-figures.ts';
import { COHORT_FIGURES, type CohortFigure, CURVE_SOURCE } from './cohort-figures.ts';
import { DUE_FIGURES, type DueFigure, dueFigureOf, weekFigure } from './due-figures.ts';
import { figureOf, positionFigureOf } from './figure.ts';
import { FOI_POSITION_FIGURES } from './foi-figures.ts';
import type { IndicatorOver } from './kpi.ts';
import { CLOSED_BY, MOVEMENT_FIGURES, type MovementFigure } from './movement-figures.ts';
import { REASONS, reasonInWords } from './reasons.ts';
import type { Figure } from './report.ts';
import { ISSUED_FIGURES, type IssuedFigure, issuedFigureOf } from './timeliness.ts';

/** The piles of a figure. What has met the test, has missed it and is not known make its denominator. */
export const SHOWN_PILES = ['met', 'missed', 'not-known', 'excluded', 'out-of-scope'] as const;
export type ShownPile = (typeof SHOWN_PILES)[number];

export const PILE_WORDS: Readonly<Record<ShownPile, string>> = {
  met: 'met',
  missed: 'missed',
  'not-known': 'not known',
  excluded: 'excluded',
  'out-of-scope': 'out of scope',
};

/** Where one request stands in one figure, and the rule that put it there. */
export interface Placed {
  pile: ShownPile;
  /** Of what was left out; null for what was judged. */
  reason: string | null;
  /** The day that decided: of the event counted, or of the closing. */
  event: Day | null;
  /** Whole days from the request to that day, or to the as-of day. */
  days: number | null;
  why: string;
  /** How often it counts, where that may be more than once. */
  times?: number;
}

/** One figure over the rows of a list, and how it places each. */
export interface Tracing<C = Case> {
  /** Counts a row. */
  count(c: C): void;
  /** Where a row stands; it is not counted. */
  place(c: C): Placed;
  /** What the rows counted so far come to. */
  figure(): Figure;
}

/** What there is to be said of a figure. */
export interface Explainable {
  id: string;
  /** The figure that it is: an indicator's measure, else itself. */
  basis: string;
  title: string;
  /** What happens on the day that puts a case in a period, where that is another than the day shown. */
  counted?: string;
  /** What happens on the day shown for each case; null where it is the closing. */
  dated: string | null;
  /** Whether it is counted over a period; else on the as-of day alone. */
  ofPeriod: boolean;
  /** Whether the period is that from the end of one day to the end of another. */
  betweenDays?: true;
  /** How many weeks it looks ahead of the as-of day at the least, to a day that is named with it; left out where it does not. */
  ahead?: number;
  /** Where no period is named: the last 12 months, or the as-of day alone. */
  periodElse?: 'last-12-months' | 'as-of-day';
  /** What a row is of, in another list than that of cases. */
  rowName?: string;
  /** Whether days are shown beside the rows of another list. */
  saysDays?: true;
  /** Whether it is a share of cases that are judged by their days. */
  isShare: boolean;
  /** What is counted, over what, in plain words. */
  counts(conventions: Conventions): string;
  /** What it rests on; null where it is plain counting. */
  law: { source: string; limits: readonly Limit[]; duty?: 100 } | null;
}

/** A figure whose rows can be listed. */
export interface Traced<C = Case> extends Explainable {
  trace(window: Window): Tracing<C>;
}

/** A figure that is there for each of the weeks looked at stands for the others. */
const FIRST_WEEK = DUE_LIMITS.map((limit) => weekFigure(limit, 1));

/** Every figure that is made of requests: of a day, of a period, of DfE's table, of what became of the requests of a period, of what moved, of what is due, and of a caseload. */
export const TRACED: readonly Traced[] = [
  ...POSITION_FIGURES.map(positionTraced),
  ...CASE_MEASURES.map((measure) => measureTraced(measure)),
  ...ISSUED_FIGURES.map(issuedTraced),
  ...COHORT_FIGURES.map(cohortTraced),
  ...MOVEMENT_FIGURES.map(movementTraced),
  ...[...DUE_FIGURES, ...FIRST_WEEK].filter(({ id }) => POSITION_FIGURES.every((known) => known.id !== id)).map(dueTraced),
  ...CASELOAD_FIGURES.map(positionTraced),
  ...FOI_POSITION_FIGURES.map(positionTraced),
];

/** The figure of that id, also for every week of what is due; null where there is none. */
export function tracedNamed(id: string): Traced | null {
  const [, due = '', week = ''] = /^due-(week-\d+)-in-week-([1-9]\d{0,2})$/.exec(id) ?? [];
  const limit = DUE_LIMITS.find((one) => one.id === due);
  if (limit !== undefined && Number(week) <= MOST_DAYS_AHEAD / 7) return dueTraced(weekFigure(limit, Number(week)));
  return TRACED.find((traced) => traced.id === id) ?? null;
}

/** Rows that are outside the period, and no more than that; of other lists also those that are no part of what is asked. */
export const ELSEWHERE: readonly string[] = ['not-in-period', 'not-yet-visible', 'ceased', 'other-adviser'] satisfies (ScopeReason | 'other-adviser')[];

const isExclusion = (pile: string): pile is ExclusionReason => (EXCLUSION_REASONS as readonly string[]).includes(pile);
const isScope = (pile: string): pile is ScopeReason => (SCOPE_REASONS as readonly string[]).includes(pile);

/** A measure's figure; an indicator gives it a name of its own. */
export function measureTraced(measure: Measure, id = measure.id, title = measure.title): Traced {
  return {
    id,
    basis: measure.id,
    title,
    ...(measure.decided === undefined ? {} : { counted: measure.dated }),
    dated: measure.decided ?? measure.dated,
    ofPeriod: true,
    isShare: measure.kind === 'proportion' && measure.clock !== undefined,
    counts: measure.counts,
    law: lawOf(measure),
    trace(window) {
      const counting = startCounting([measure], [window]);
      return {
        count: (c) => counting.add(c),
        place: (c) => placedBy(measure, c, window, verdictOf(measure, c, window)),
        figure: () => ({ ...figureOf(measure, counting.finish()[0]?.tallies[0] ?? emptyTally()), label: title }),
      };
    },
  };
}

function lawOf({ source, clock, duty }: Pick<Measure, 'source' | 'clock'> & { duty?: 100 | undefined }): Traced['law'] {
  if (source === null) return null;
  return { source, limits: clock?.limits ?? [], ...(duty === undefined ? {} : { duty }) };
}

function placedBy(measure: Measure, c: Case, window: Window, { pile, days }: Verdict): Placed {
  const event = (measure.decider ?? measure.event)(c);
  const on = event === 'no-date' ? null : event;
  const placed = { reason: null, event: on, days: days ?? daysUntil(c, on) };
  if (isExclusion(pile)) return { ...placed, pile: 'excluded', reason: pile, why: REASONS[pile] };
  if (isScope(pile)) return { ...placed, pile: 'out-of-scope', reason: pile, why: REASONS[pile] };
  if (pile === 'notKnown') return { ...placed, pile: 'not-known', why: c.received === null ? 'no received date' : 'dates in an impossible order' };
  // Whoever is judged is part of an average.
  if (measure.kind === 'mean' || measure.kind === 'median') return { ...placed, pile: 'met', why: 'counted' };
  return { ...placed, pile, why: judgedBecause(measure, c, window, pile, days) };
}

/** Days from the request to what happened after it, also where no judgement turned on them. */
const daysUntil = (c: Case, day: Day | null): number | null => (day === null || day === c.received ? null : daysToEvent(c, day));

function judgedBecause({ clock, says }: Measure, c: Case, { conventions }: Window, pile: 'met' | 'missed', days: number | null): string {
  if (says !== undefined) return says[pile];
  if (clock === undefined) return 'counted';
  const last = lastDayOf(clock, c, conventions);
  if (days === null) return `open after day ${last}`;
  return `${pile === 'met' ? 'by' : 'after'} day ${last}`;
}

const lastDayOf = (clock: RequestClock, { received }: Case, conventions: Conventions): number =>
  received === null ? lastDayNow(clock, conventions) : lastDayInTime(clock, received, conventions);

/** A figure of DfE's table: the plans of a cohort that took so long, beside the others of the cohort. */
function issuedTraced(issued: IssuedFigure): Traced {
  const { id, label, cohort, measure, band } = issued;
  return {
    id,
    basis: id,
    title: label,
    dated: measure.dated,
    ofPeriod: true,
    isShare: false,
    counts: (conventions) => `the ${plansInWords(conventions, cohort === '' ? 'excluded' : 'included')}: ${band.words}`,
    law: lawOf({ ...measure, duty: undefined }),
    trace(window) {
      const counting = startCounting([measure], [window]);
      return {
        count: (c) => counting.add(c),
        place(c) {
          const verdict = verdictOf(measure, c, window);
          const placed = placedBy(measure, c, window, verdict);
          if (placed.reason !== null) return placed;
          const last52 = lastDayWithin(52, window.conventions);
          const why = (verdict.days ?? 0) > last52 ? `after day ${last52}` : placed.why;
          return { ...placed, pile: band.holds(verdict, window.conventions) ? 'met' : 'missed', why };
        },
        figure: () => issuedFigureOf(issued, counting.finish()[0]?.tallies[0] ?? emptyTally(), window.conventions),
      };
    },
  };
}

/** A figure of the requests received in a period, each followed to its end or to the as-of day. */
function cohortTraced({ id, label, counts, leavesOut, holds, figure }: CohortFigure): Traced {
  return {
    id,
    basis: id,
    title: label,
    counted: requests.dated,
    dated: 'final plan, refusal or closing',
    ofPeriod: true,
    isShare: false,
    counts,
    law: id.startsWith('cohort-curve') ? { source: CURVE_SOURCE, limits: [] } : null,
    trace(window) {
      const counting = new CohortCounting(window);
      return {
        count: (c) => counting.add(c),
        place: (c) => placedInCohort(c, window, leavesOut, holds),
        figure: () => figure(counting, window.conventions),
      };
    },
  };
}

function placedInCohort(c: Case, window: Window, leavesOut: CohortFigure['leavesOut'], holds: CohortFigure['holds']): Placed {
  const standing = cohortStanding(c, window);
  if (typeof standing === 'string') return { pile: 'out-of-scope', reason: standing, event: c.received, days: null, why: REASONS[standing] };
  const { by, on, days, age } = standing;
  const reason = leavesOut(standing);
  const placed = { reason, event: on, days: by === null ? age : days };
  if (reason !== null) return { ...placed, pile: 'out-of-scope', why: REASONS[reason] };
  const why = by === null ? 'still open' : `${CLOSED_BY[by]}${days === null ? ', days not known' : ''}`;
  if (holds(standing)) return { ...placed, pile: 'met', why };
  return { ...placed, pile: by !== null && days === null ? 'not-known' : 'missed', why };
}

/** A figure of what moved: a case counts each time that it does. */
function movementTraced({ id, title, unit, dated, counts, timesIn }: MovementFigure): Traced {
  return {
    id,
    basis: id,
    title,
    dated,
    ofPeriod: true,
    betweenDays: true,
    isShare: false,
    counts,
    law: null,
    trace({ from, to, asOf, conventions }) {
      const times = (c: Case) => timesIn(c, addDays(from, -1), to, conventions);
      let value = 0;
      return {
        count(c) {
          value += times(c).length;
        },
        place(c) {
          const all = times(c);
          const [first] = all;
          if (first !== undefined) {
            const why = all.length === 1 ? first.words : all.map(({ words, day }) => `${words} ${shortDate(day)}`).join(', ');
            return { pile: 'met', reason: null, event: first.day, days: daysUntil(c, first.day), why, times: all.length };
          }
          const reason: ScopeReason = isVisible(c, asOf) ? 'not-in-period' : 'not-yet-visible';
          return { pile: 'out-of-scope', reason, event: null, days: null, why: REASONS[reason] };
        },
        figure: () => ({ label: title, unit, value }),
      };
    },
  };
}

/** A figure of what is due: the day shown is that on which a case passes the limit. */
function dueTraced(due: DueFigure): Traced {
  const { id, label, limit, ahead, counts, holds } = due;
  return {
    id,
    basis: id,
    title: due.title ?? label,
    dated: ahead === 0 ? null : 'the case passes the limit, if nothing happens',
    ofPeriod: false,
    ...(ahead === 0 ? {} : { ahead }),
    isShare: false,
    counts,
    law: limit.source === null ? null : { source: limit.source, limits: limit.limits },
    trace({ asOf, to, conventions }) {
      const horizon = { asOf, to };
      const isOne = (standing: Standing): boolean => {
        if (standing.state !== 'open') return false;
        const week = passingOf(addDays(asOf, -standing.days), standing.stage, horizon, conventions)[DUE_LIMITS.indexOf(limit)] ?? null;
        return week !== null && holds(week);
      };
      let value = 0;
      return {
        count(c) {
          if (isOne(standingOn(c, asOf, conventions))) value++;
        },
        place(c) {
          const placed = placedAt(isOne, c, asOf, conventions);
          const standing = standingOn(c, asOf, conventions);
          if (ahead === 0 || placed.pile !== 'met' || standing.state !== 'open') return placed;
          const received = addDays(asOf, -standing.days);
          const passes = passesOn(limit, received, conventions);
          const why = `${passes <= asOf ? 'has passed' : 'passes'} ${limit.weeks} weeks, ${STAGE_NAMES[standing.stage]}`;
          return { ...placed, event: passes, days: passes - received, why };
        },
        figure: () => dueFigureOf(due, value, horizon),
      };
    },
  };
}

/** A ratio over the rows of another list than the case list. */
export function ratioTraced({ code, title, measure }: IndicatorOver<RatioRow>): Traced<RatioRow> {
  return {
    id: code,
    basis: code,
    title,
    dated: measure.dated,
    ofPeriod: true,
    isShare: true,
    counts: measure.counts,
    law: null,
    trace(window) {
      const counting = countRows([measure], [window], rowSeenFrom);
      return {
        count: (row) => counting.add(row),
        place(row) {
          const { pile } = verdictOn(measure, row, window, rowSeenFrom);
          const event = row.date;
          if (isScope(pile)) return { pile: 'out-of-scope', reason: pile, event, days: null, why: reasonInWords(pile, false) };
          return pile === 'met'
            ? { ...IN_RATIO, pile, event, why: 'in the numerator' }
            : { ...IN_RATIO, pile: 'missed', event, why: 'in the denominator alone' };
        },
        figure: () => ({ ...figureOf(measure, counting.finish()[0]?.tallies[0] ?? emptyTally()), label: title }),
      };
    },
  };
}

const IN_RATIO = { reason: null, days: null };

function positionTraced(figure: PositionFigure): Traced {
  return {
    id: figure.id,
    basis: figure.id,
    title: figure.title,
    dated: null,
    ofPeriod: false,
    isShare: false,
    counts: (conventions) => figure.counts(conventions),
    law: null,
    trace({ asOf, conventions }) {
      const counting = new PositionCounting(asOf, conventions, [figure]);
      return {
        count: (c) => counting.add(c),
        place: (c) => placedAt(figure.holds, c, asOf, conventions),
        figure: () => positionFigureOf(figure, counting.of(figure.id)),
      };
    },
  };
}

function placedAt(holds: PositionFigure['holds'], c: Case, asOf: Day, conventions: Conventions): Placed {
  const standing = standingOn(c, asOf, conventions);
  const out = (reason: string): Pick<Placed, 'pile' | 'reason'> => (holds(standing) ? { pile: 'met', reason: null } : { pile: 'out-of-scope', reason });
  switch (standing.state) {
    case 'not-yet-visible':
      return { ...out('not-yet-visible'), event: null, days: null, why: REASONS['not-yet-visible'] };
    case 'closed': {
      const { by, on } = standing;
      const days = on === null || c.received === null || on < c.received ? null : on - c.received;
      return {
        ...out(on === null ? 'closed-date-not-known' : 'closed'),
        event: on,
        days,
        why: `${CLOSED_BY[by]}${on === null ? ', no date' : ` ${shortDate(on)}`}`,
      };
    }
    case 'open': {
      const { days, band, stage, reopened } = standing;
      return { ...out('open'), event: null, days, why: `open ${bandName(band)}, ${STAGE_NAMES[stage]}${reopened ? ', after a refusal' : ''}` };
    }
  }
}
