import { type Day, isoDate } from '../core/day.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { nearest, suggestion } from '../core/nearest.ts';
import { type Calendar, calendarOf, EVERY, type Every, isRelative, type Period, periodsFrom, seenOn, wholePeriodOf } from '../core/period.ts';
import { POSITION_FIGURES } from '../core/position-figures.ts';
import { PLAN_MEASURES } from '../core/review-measures.ts';
import { UserError } from '../core/user-error.ts';
import type { TrendAsked, Trended } from '../report/trend-count.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators } from './indicators.ts';
import { namedDay, type ReportOptions } from './options.ts';

/** The options of a trend, as commander hands them over. */
export interface TrendOptions extends ReportOptions {
  from?: string;
  to?: string;
  every?: string;
  measure?: string[];
  rebase?: string[];
}

/** What is shown where nothing is named: how quickly, how many, and who waits. */
const SHOWN = ['within-20-weeks', 'finals', 'requests', 'open-over-20-weeks', 'open-over-52-weeks'];

/** A page has room for no more, and nobody means more. */
const MOST_PERIODS = 400;

/**
 * The periods of a trend: from that in which the period of --from begins to that in which that of --to ends.
 * @throws UserError where an option is missing or wrong
 */
export function periodsAsked(options: TrendOptions): Omit<TrendAsked, 'figures' | 'conventions' | 'publish'> {
  const every = everyAsked(options.every);
  const named = namedDay(options);
  if (options.from === undefined || (options.to === undefined && named === null))
    throw new UserError('ehcp trend needs to know from when to when. Add --from and --to, such as --from 2021-01 --to 2022-07 --every month.');
  const from = periodNamed('--from', options.from, named);
  const to = options.to === undefined ? null : periodNamed('--to', options.to, named);
  const calendar = calendarAsked(options, every);
  if (named !== null) seenOn(from, named);
  const last = to?.to ?? (named as Day);
  if (last < from.from)
    throw new UserError(`--to ${options.to} ends before --from ${options.from} begins. Did you mean --from ${options.to} --to ${options.from}?`);
  const asOf = named ?? last;
  const periods = periodsFrom(from.from, Math.min(last, asOf) as Day, every, calendar);
  if (periods.length > MOST_PERIODS)
    throw new UserError(
      `--from ${options.from}: these are ${periods.length} ${every}s, and a trend shows ${MOST_PERIODS} at most. Begin later, or name a longer --every.`,
    );
  const yetToCome = periodsFrom(from.from, last, every, calendar).length - periods.length;
  const starts = (options.rebase ?? []).map((text) => startAsked(text, periods, every, named));
  return { every, calendar, periods, starts, asOf, yetToCome };
}

function everyAsked(text = 'month'): Every {
  const found = EVERY.find((every) => every === text.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(`--every ${text}: a trend goes by month, quarter or year. ${suggestion(text, EVERY)}`);
}

function periodNamed(option: string, text: string, asOf: Day | null): Period {
  if (asOf === null && isRelative(text))
    throw new UserError(`${option} ${text}: this is measured back from the as-of day. Add --as-of, such as --as-of 2022-07-31.`);
  return wholePeriodOf(text, asOf ?? (0 as Day));
}

/** Whose quarters or years are meant is told by how the period is written: 2021/22 or 2021. */
function calendarAsked({ from = '', to = '' }: TrendOptions, every: Every): Calendar {
  const [first, last] = [calendarOf(from), calendarOf(to)];
  if (every !== 'month' && first !== null && last !== null && first !== last)
    throw new UserError(`--from ${from} and --to ${to} are of a ${first} and of a ${last} year. Write both in one form.`);
  return first ?? last ?? 'calendar';
}

/** The position of the period with which the process changed. */
function startAsked(text: string, periods: readonly Period[], every: Every, asOf: Day | null): number {
  const { from } = periodNamed('--rebase', text, asOf);
  const at = periods.findIndex((period) => period.from === from);
  if (at > 0) return at;
  const [first, last] = [periods[0] as Period, periods.at(-1) as Period];
  throw new UserError(
    `--rebase ${text}: no ${every} after the first begins on ${isoDate(from)}. Name one that begins after ${isoDate(first.from)}, and by ${isoDate(last.from)}.`,
  );
}

/**
 * The figures that are asked for, each once.
 * @throws UserError where there is no such figure, or it cannot be shown so
 */
export function figuresAsked({ measure = [] }: TrendOptions, every: Every, found: FoundConfig): Trended[] {
  const names = measure
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const chosen = (names.length === 0 ? SHOWN : names).map((name) => figureNamed(name, found));
  for (const { id, measure: asked } of chosen)
    if (asked?.turnsOnAsOf === true && every !== 'year')
      throw new UserError(
        `${id}: on the last day of a ${every} none of its requests has passed week 20, so there is nothing to show by ${every}. Take --every year, or ehcp kpi ${id} with a later --as-of.`,
      );
  return [...new Map(chosen.map((one) => [one.id, one])).values()];
}

function figureNamed(name: string, found: FoundConfig): Trended {
  const isMeant = (id: string): boolean => id.toLowerCase() === name.toLowerCase();
  const known = configuredIndicators(found);
  const configured = known.find(({ indicator }) => isMeant(indicator.code));
  if (configured !== undefined) {
    const { code, title, source, polarity, target, lagQuarters } = configured.indicator;
    if (configured.over !== 'cases')
      throw new UserError(`${code} is counted over the list ${source}, and a trend reads the case list alone. ehcp kpi ${code} gives it for a period.`);
    return { id: code, title, better: polarity, target, lagQuarters, measure: configured.indicator.measure, ofDay: null };
  }
  const plain = { target: null, lagQuarters: 0 };
  const measure = CASE_MEASURES.find(({ id }) => isMeant(id));
  if (measure !== undefined) return { id: measure.id, title: measure.title, better: measure.better, ...plain, measure, ofDay: null };
  if (PLAN_MEASURES.some(({ id }) => isMeant(id)))
    throw new UserError(`${name} is counted over the list of plans, and a trend reads the case list alone. ehcp kpi ${name} gives it for a period.`);
  const ofDay = POSITION_FIGURES.find(({ id }) => isMeant(id));
  if (ofDay !== undefined) return { id: ofDay.id, title: ofDay.title, better: ofDay.better ?? null, ...plain, measure: null, ofDay };
  const names = [...known.map(({ indicator }) => indicator.code), ...CASE_MEASURES.map(({ id }) => id), ...POSITION_FIGURES.map(({ id }) => id)];
  const near = nearest(name, names);
  throw new UserError(
    `--measure ${name}: there is no such measure, indicator or figure of a day. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`,
  );
}
