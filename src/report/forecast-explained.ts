import { ENOUGH_WEEKS, WEEKS_OF_YEAR } from '../core/forecast.ts';
import { load, pressure, reliefCapacity, targetQueue, weeks } from '../core/queue.ts';
import type { Described } from './described.ts';
import {
  clearsId,
  insideId,
  LINES,
  lookedBackId,
  neededId,
  OVER_20,
  OVER_52,
  projectedId,
  RELIEF_WEEKS,
  type Scenario,
  tenths,
  truthId,
} from './forecast-figures.ts';
import { oneDecimal, plural } from './words.ts';

const KNOWN_WEEKS = `In the ${WEEKS_OF_YEAR} weeks that end on the as-of day, or as many of them as the list tells of.`;
const ON_THE_DAY = 'As things stood at the end of the as-of day, and in the weeks before it.';
const RULE = 'A rule of thumb from the theory of queues (first come, first served, no seasons), as NHSRwaitinglist gives it.';
const PROJECTION = `Weeks are drawn by chance from the last ${WEEKS_OF_YEAR}, four in a row, again and again, with a seed; of fewer than ${ENOUGH_WEEKS} nothing is projected. The value is the middle of the runs, and four runs in five lie from low to high. A projection, not a promise.`;
const PLAIN = 'Plain counting, by when each case was open by its own dates.';

const YEAR = '--from 2022-01-01 --to 2022-12-31';
const movedIn = (figure: string): string => `ehcp cases --figure ${figure} ${YEAR} for the ${WEEKS_OF_YEAR} weeks to 31 December 2022`;
const NO_ROWS = 'None: it is projected, and not counted. The cases that pass a line soon are listed by ehcp due.';
const RULED = 'None of its own: it is worked out from came-in, completions and the open cases, whose rows ehcp cases lists.';

const counted = (id: string, title: string, counts: string, rows: string): Described => ({
  id,
  title,
  counts: () => counts,
  when: KNOWN_WEEKS,
  source: PLAIN,
  examples: [],
  rows,
});

const ruled = (id: string, title: string, counts: string, example: string): Described => ({
  id,
  title,
  counts: () => counts,
  when: ON_THE_DAY,
  source: RULE,
  examples: [example],
  rows: RULED,
});

/** The examples are worked out by the rules themselves. */
const TARGET = weeks(20);
const [CAME_IN, COMPLETED, OPEN, MEAN] = [20, 16, 600, weeks(25)] as const;
const QUEUE = targetQueue(CAME_IN, TARGET);
const WEEK = `${CAME_IN} cases came in a week`;

const RULED_FIGURES: readonly Described[] = [
  ruled(
    'load',
    'Load: came in ÷ completed',
    'Cases that came in ÷ completions; at 1 or more the queue never clears.',
    `${WEEK} and ${COMPLETED} were completed: ${load(CAME_IN, COMPLETED)}.`,
  ),
  ruled(
    'pressure',
    'Pressure: 2 × mean weeks open ÷ 20',
    '2 × the mean weeks that open cases have been open ÷ 20 weeks; above 1 the 20 weeks are likely to be missed.',
    `Open cases have been open for ${MEAN} weeks on average: ${pressure(MEAN, TARGET)}.`,
  ),
  ruled(
    'target-queue',
    'Target queue: came in a week × 20 ÷ 4',
    'Cases that come in a week × 20 weeks ÷ 4: how many open cases there would be if nearly all were dealt with within 20 weeks.',
    `${WEEK}: ${plural(QUEUE, 'case')}.`,
  ),
  ruled(
    'relief-capacity-per-week',
    'Relief capacity: completions a week that bring the queue to its target',
    `Cases that come in a week + (open cases − target queue) ÷ the weeks there are, to --by-date or else ${RELIEF_WEEKS}; not below 0.`,
    `${WEEK}, ${OPEN} are open and ${RELIEF_WEEKS} weeks are left: ${oneDecimal(tenths(reliefCapacity(CAME_IN, OPEN, QUEUE, RELIEF_WEEKS)))} completions a week.`,
  ),
];

const COUNTED_FIGURES: readonly Described[] = [
  counted(
    'came-in',
    'Cases that came in: requests, and cases reopened',
    'Cases that became open: requests that were open at the end of a day, and cases reopened after a refusal; each time counts.',
    movedIn('open-in'),
  ),
  counted(
    'completions',
    'Completions: cases closed, for whatever reason',
    'Open cases that were closed: final plan, refusal, withdrawn, moved, other; each time counts.',
    movedIn('open-out'),
  ),
  counted(
    'completions-over-20-weeks',
    'Completions of cases over 20 weeks',
    'Completions of cases that were open over 20 weeks, of all completions.',
    movedIn('over-20-weeks-out'),
  ),
  counted('came-in-per-week', 'Cases that came in, a week', 'Cases that came in ÷ the weeks.', movedIn('open-in')),
  counted('completions-per-week', 'Completions a week', 'Completions ÷ the weeks.', movedIn('open-out')),
  {
    ...counted('open-mean-weeks', 'Mean weeks open', 'Days since the request ÷ 7, the mean of all open cases.', 'ehcp cases --figure open --as-of 2022-12-31'),
    when: 'As things stood at the end of the as-of day.',
  },
];

/** A week of which every figure of a week is shown. */
const WEEK_SHOWN = 13;
const anyWeek = (id: string): string => id.replace(/-week-\d+$/, `-week-${WEEK_SHOWN}`);

const projected = (id: string, title: string, counts: string, when: string): Described => ({
  id,
  title,
  counts: () => counts,
  when,
  source: PROJECTION,
  examples: [],
  rows: NO_ROWS,
});

/** Of the runs as things are, or of those of what is supposed. */
const scenarioFigures = (scenario: Scenario['id']): Described[] => {
  const supposed = scenario === '' ? 'projected' : 'projected, what if';
  const whatIf = scenario === '' ? '' : ' With --requests or --completions: as they are supposed there, from the first week on.';
  return [
    ...LINES.map((line) =>
      projected(
        projectedId(scenario, line, WEEK_SHOWN),
        `${line.name}, ${supposed}`,
        `Cases open${line.over === null ? '' : ` over ${line.over} weeks`} at the end of so many weeks after the as-of day, of every 13th week and the last.${whatIf}`,
        'At the end of the week in its name, counted from the as-of day.',
      ),
    ),
    ...[OVER_20, OVER_52].flatMap((line) => [
      projected(
        clearsId(scenario, line),
        `Weeks until no case is over ${line.over} weeks, ${supposed}`,
        `Weeks from the as-of day to the end of the first in which no case is open over ${line.over} weeks; nothing where that is beyond the horizon.${whatIf}`,
        'In the weeks of --horizon.',
      ),
      projected(
        `${clearsId(scenario, line)}-share`,
        `Runs in which no case is over ${line.over} weeks within the horizon, ${supposed}`,
        `Runs in which there is a week at whose end no case is open over ${line.over} weeks, of all runs.${whatIf}`,
        'In the weeks of --horizon.',
      ),
    ]),
  ];
};

const NEEDED_FIGURES: readonly Described[] = [OVER_20, OVER_52].flatMap((line) =>
  (
    [
      ['', 'in half of the runs'],
      ['-likely', 'in four runs of five'],
    ] as const
  ).map(([id, words]) =>
    projected(
      neededId(line, id),
      `Completions a week with which no case is over ${line.over} weeks, ${words}`,
      `The fewest completions a week, the same in every week, with which no case is open over ${line.over} weeks by --by-date ${words}.`,
      'In the whole weeks from the as-of day to --by-date.',
    ),
  ),
);

const LOOK_BACK = `With --look-back: as such a projection made ${WEEKS_OF_YEAR} weeks before the as-of day, with what was visible then, would have had it.`;

const LOOK_BACK_FIGURES: readonly Described[] = LINES.flatMap((line) => {
  const cases = `cases open${line.over === null ? '' : ` over ${line.over} weeks`}`;
  const when = `At the end of the week in its name, counted from the day ${WEEKS_OF_YEAR} weeks before the as-of day.`;
  return [
    projected(lookedBackId(line, WEEK_SHOWN), `${line.name}, projected a year before`, `How many ${cases} were projected. ${LOOK_BACK}`, when),
    {
      ...counted(
        truthId(line, WEEK_SHOWN),
        `${line.name}, as it came to pass`,
        `How many ${cases} there were.`,
        `ehcp cases --figure ${line.over === null ? 'open' : `open-over-${line.over}-weeks`} and --as-of that day`,
      ),
      when,
    },
    projected(
      insideId(line),
      `${line.name}: weeks in which what came to pass lay in the range projected a year before`,
      `Weeks at whose end the ${cases} lay in the range in which four runs in five lie, of ${WEEKS_OF_YEAR}. ${LOOK_BACK}`,
      `In the ${WEEKS_OF_YEAR} weeks that end on the as-of day.`,
    ),
  ];
});

/** Every figure that a forecast alone has; one of a week stands for those of the others. */
export const FORECAST_FIGURES: readonly Described[] = [
  ...COUNTED_FIGURES,
  ...RULED_FIGURES,
  ...scenarioFigures(''),
  ...NEEDED_FIGURES,
  ...scenarioFigures('what-if-'),
  ...LOOK_BACK_FIGURES,
];

/** The figure of that id, of whatever week; null where a forecast alone has no such figure. */
export function forecastNamed(id: string): Described | null {
  const found = FORECAST_FIGURES.find((figure) => figure.id === anyWeek(id));
  return found === undefined ? null : { ...found, id };
}
