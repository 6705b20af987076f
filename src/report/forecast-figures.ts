import type { OpenCounts } from '../core/backlog.ts';
import { addDays, type Day, daysBetween, isoDate, longDate } from '../core/day.ts';
import { type ForecastCount, type Pace, WEEKS_OF_YEAR } from '../core/forecast.ts';
import { type Clearing, completionsToClear, type ProjectedWeek, type Projection, type ProjectionOptions, project, type Spread } from '../core/projection.ts';
import { meanWeeks, percentage } from '../core/proportion.ts';
import { daysAsWeeks, load, perWeek, pressure, reliefCapacity, targetQueue, type Weeks, weeks } from '../core/queue.ts';
import type { Figure } from './report.ts';
import { plural } from './words.ts';

export type Figures = Record<string, Figure>;

/** What may be supposed of the weeks to come, and the words in which it was asked for. */
export interface Supposed extends Pick<ProjectionOptions, 'requestsTimes' | 'completions'> {
  requestsText: string | null;
  completionsText: string | null;
}

/** The counts that are projected, and how the figures call them. */
export const LINES = [
  { of: 'open', id: 'open', name: 'Open', over: null },
  { of: 'over20', id: 'over-20-weeks', name: 'Over 20 weeks', over: 20 },
  { of: 'over52', id: 'over-52-weeks', name: 'Over 52 weeks', over: 52 },
] as const satisfies readonly { of: keyof OpenCounts; id: string; name: string; over: number | null }[];
export type Line = (typeof LINES)[number];
export const [, OVER_20, OVER_52] = LINES;

/** What runs are a projection's: the pace as it was, or what is supposed. */
export interface Scenario {
  id: '' | 'what-if-';
  projection: Projection;
}

/** The law's limit of an assessment, by which queues are judged. */
const TARGET = weeks(20);

/** How long a queue is given to come down to its target where no day is named, as in NHSRwaitinglist. */
export const RELIEF_WEEKS = weeks(26);

/** Shares of the runs in which a number of completions must be enough: an even chance, and four in five. */
const CHANCES = [
  { id: '', share: 0.5, words: 'in half of the runs' },
  { id: '-likely', share: 0.8, words: 'in four runs of five' },
] as const;

/** Half up to one part in so many; less than a billionth is noise of binary fractions. */
const roundedTo = (steps: number, value: number): number => Math.floor(value * steps + 0.5 + 1e-9) / steps;
export const tenths = (value: number | null): number | null => (value === null ? null : roundedTo(10, value));
const hundredths = (value: number | null): number | null => (value === null ? null : roundedTo(100, value));

const onDay = (day: Day): NonNullable<Figure['period']> => ({ from: isoDate(day), to: isoDate(day), label: `on ${longDate(day)}` });

const cases = (label: string, value: number): Figure => ({ label, unit: 'cases', value });

/** The counts of the as-of day: those of the snapshot, by the same names. */
export function countFigures({ open, over20, over52 }: OpenCounts): Figures {
  return {
    open: cases('Open EHC needs assessments', open),
    'open-over-20-weeks': cases('Open, over 20 weeks', over20),
    'open-over-52-weeks': cases('Open, over 52 weeks', over52),
  };
}

/** What came and went in the weeks that are known. */
export function flowFigures({ asOf, backlog, cameIn, completed }: Pace): Figures {
  const known = backlog.weeks.length;
  const { over20 } = backlog.completions;
  const period = { from: isoDate(addDays(asOf, 1 - 7 * known)), to: isoDate(asOf), label: `last ${plural(known, 'week')}` };
  const rate = (label: string, count: number): Figure => ({ label, unit: 'cases-per-week', value: tenths(perWeek(count, 7 * known)), period });
  return {
    'came-in': { ...cases('Cases that came in: requests, and cases reopened', cameIn), period },
    completions: { ...cases('Completions: cases closed, for whatever reason', completed), period },
    'completions-over-20-weeks': {
      ...cases('Completions of cases over 20 weeks', over20),
      denominator: completed,
      percent: percentage(over20, completed),
      period,
    },
    'came-in-per-week': rate('Cases that came in, a week', cameIn),
    'completions-per-week': rate('Completions a week', completed),
  };
}

/** Rules of thumb of queues; weeks throughout. @param byDate the day by which the queue is to come down; null for 26 weeks on */
export function queueFigures({ asOf, backlog, now, cameIn, completed }: Pace, openDays: number, byDate: Day | null): Figures {
  const days = 7 * backlog.weeks.length;
  const demand = perWeek(cameIn, days) ?? 0;
  const target = targetQueue(demand, TARGET);
  const within: Weeks = byDate === null ? RELIEF_WEEKS : daysAsWeeks(daysBetween(asOf, byDate));
  const relief = Math.max(0, reliefCapacity(demand, now.open, target, within));
  const meanWait = now.open === 0 ? null : daysAsWeeks(openDays / now.open);
  return {
    'open-mean-weeks': { label: 'Mean weeks open', unit: 'weeks', value: meanWeeks(openDays, now.open), numerator: openDays, denominator: now.open },
    load: { label: 'Load: came in ÷ completed', unit: 'ratio', value: hundredths(load(cameIn, completed)) },
    pressure: { label: 'Pressure: 2 × mean weeks open ÷ 20', unit: 'ratio', value: meanWait === null ? null : hundredths(pressure(meanWait, TARGET)) },
    'target-queue': { label: 'Target queue: came in a week × 20 ÷ 4', unit: 'cases', value: roundedTo(1, target) },
    'relief-capacity-per-week': {
      label: 'Relief capacity: completions a week that bring the queue to its target',
      unit: 'cases-per-week',
      value: tenths(relief),
      period: { from: isoDate(addDays(asOf, 1)), to: isoDate(byDate ?? addDays(asOf, 7 * RELIEF_WEEKS)), label: 'relief' },
    },
  };
}

/** Every 13 weeks, and the last: what a table shows. */
export const milestones = (horizon: number): number[] => [...Array.from({ length: Math.ceil(horizon / 13) - 1 }, (_, at) => 13 * (at + 1)), horizon];

export const projectedId = (scenario: Scenario['id'], { id }: Line, week: number): string => `${scenario}projected-${id}-week-${week}`;
export const clearsId = (scenario: Scenario['id'], { id }: Line): string => `${scenario}clears-${id}`;
export const neededId = ({ id }: Line, chance: (typeof CHANCES)[number]['id'] = ''): string => `completions-needed-${id}${chance}`;

/** The counts of some weeks, as the runs have them. @param prefix of the ids */
const projectedFigures = (asOf: Day, rows: readonly ProjectedWeek[], idOf: (line: Line, week: number) => string, label: string): Figures =>
  Object.fromEntries(
    rows.flatMap((row) =>
      LINES.map((line) => {
        const { low, median, high } = row[line.of];
        return [
          idOf(line, row.week),
          { label: `${line.name}, ${label}`, unit: 'cases', value: median, low, high, period: onDay(addDays(asOf, 7 * row.week)) } satisfies Figure,
        ];
      }),
    ),
  );

const rowsOf = ({ weeks: all }: Projection, chosen: readonly number[]): ProjectedWeek[] => all.filter(({ week }) => chosen.includes(week));

function clearingFigures({ id, projection }: Scenario, horizon: number, supposed: string): Figures {
  return Object.fromEntries(
    [OVER_20, OVER_52].flatMap((line) => {
      const { low, median, high, runs }: Clearing = projection.clears[line.of];
      const clears = `Weeks until no case is over ${line.over} weeks, ${supposed}`;
      return [
        [clearsId(id, line), { label: clears, unit: 'weeks', value: median, low, high } satisfies Figure],
        [
          `${clearsId(id, line)}-share`,
          {
            label: `Runs in which no case is over ${line.over} weeks within ${plural(horizon, 'week')}, ${supposed}`,
            unit: 'percent',
            value: percentage(runs, projection.runs),
            numerator: runs,
            denominator: projection.runs,
          } satisfies Figure,
        ],
      ];
    }),
  );
}

/** What the runs come to. */
export function scenarioFigures(asOf: Day, scenario: Scenario, horizon: number): Figures {
  const supposed = scenario.id === '' ? 'projected' : 'projected, what if';
  return {
    ...projectedFigures(asOf, rowsOf(scenario.projection, milestones(horizon)), (line, week) => projectedId(scenario.id, line, week), supposed),
    ...clearingFigures(scenario, horizon, supposed),
  };
}

/** The completions a week with which a backlog is cleared by a day. */
export function neededFigures({ asOf, backlog }: Pace, byDate: Day, options: Omit<ProjectionOptions, 'completions' | 'horizon'>): Figures {
  const byWeek = Math.floor(daysBetween(asOf, byDate) / 7);
  return Object.fromEntries(
    [OVER_20, OVER_52].flatMap((line) =>
      CHANCES.map(({ id, share, words }) => [
        neededId(line, id),
        {
          label: `Completions a week with which no case is over ${line.over} weeks, ${words}`,
          unit: 'cases-per-week',
          value: completionsToClear(backlog, { over: line.of, byWeek, share }, options),
          period: onDay(byDate),
        } satisfies Figure,
      ]),
    ),
  );
}

/** A projection made of what was visible a year of 52 weeks ago, and what came to pass. */
export interface LookedBack {
  asOf: Day;
  projection: Projection;
  since: OpenCounts[];
}

export const lookedBackId = ({ id }: Line, week: number): string => `look-back-projected-${id}-week-${week}`;
export const truthId = ({ id }: Line, week: number): string => `look-back-counted-${id}-week-${week}`;
export const insideId = ({ id }: Line): string => `look-back-inside-${id}`;

export function lookedBack(
  count: ForecastCount,
  options: Omit<ProjectionOptions, 'horizon' | 'requestsTimes' | 'completions'>,
  enough: number,
): LookedBack | null {
  const back = count.lookBack();
  if (back === null || back.pace.backlog.weeks.length < enough) return null;
  const { pace, since } = back;
  return { asOf: pace.asOf, since, projection: project(pace.backlog, { ...options, horizon: WEEKS_OF_YEAR }) };
}

const isInside = (value: number, { low, high }: Spread): boolean => value >= low && value <= high;

export function lookBackFigures({ asOf, projection, since }: LookedBack): Figures {
  const chosen = milestones(WEEKS_OF_YEAR);
  const counted = chosen.flatMap((week) =>
    LINES.map((line) => [
      truthId(line, week),
      { ...cases(`${line.name}, as it came to pass`, since[week]?.[line.of] ?? 0), period: onDay(addDays(asOf, 7 * week)) },
    ]),
  );
  const inside = LINES.map((line) => {
    const held = projection.weeks.filter((row) => row.week > 0 && isInside(since[row.week]?.[line.of] ?? 0, row[line.of])).length;
    const label = `${line.name}: weeks in which what came to pass lay in the range projected a year before`;
    return [insideId(line), { label, unit: 'percent', value: percentage(held, WEEKS_OF_YEAR), numerator: held, denominator: WEEKS_OF_YEAR }];
  });
  return {
    ...projectedFigures(asOf, rowsOf(projection, chosen), lookedBackId, 'projected a year before'),
    ...Object.fromEntries(counted),
    ...Object.fromEntries(inside),
  };
}
