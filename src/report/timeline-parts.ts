import { limitOn } from '../core/clocks/clock.ts';
import { EVENTS } from '../core/clocks/events.ts';
import { type Day, isoDate, longDate, shortDate } from '../core/day.ts';
import type { Running, Standing } from '../core/timeline.ts';
import { CHECK, clockInWords, clockName } from './clock-words.ts';
import { lengthInWords } from './limit-words.ts';
import type { Figure, Listing, Section } from './report.ts';
import { listed, number, plural } from './words.ts';

/** The clocks of a case or a plan as figures, sentences and a listing. */

/** How a clock stands, in words and in the order of the figures. */
const STANDINGS = {
  'in-time': 'in time',
  late: 'late',
  'too-early': 'too early',
  'not-yet': 'not yet',
  passed: 'passed',
  'not-known': 'not known',
  'does-not-apply': 'does not apply',
} as const satisfies Record<Standing, string>;

/** How many clocks stand how. @param whose `case` or `plan` */
export function clockFigures(runs: readonly Running[], whose: string): Record<string, Figure> {
  return Object.fromEntries(
    Object.entries(STANDINGS).map(([id, words]) => [
      `clocks-${id}`,
      { label: `Clocks of the ${whose}: ${words}`, unit: 'clocks', value: runs.filter(({ standing }) => standing === id).length },
    ]),
  );
}

/** How the clocks stand, which are past their day, and which are still to come. */
export function clocksInWords(runs: readonly Running[]): string[] {
  const counted = Object.entries(STANDINGS).flatMap(([id, words]) => {
    const count = runs.filter(({ standing }) => standing === id).length;
    return count === 0 ? [] : [`${number(count)} ${words.replace('does not', count === 1 ? 'does not' : 'do not')}`];
  });
  const undone = (standing: Standing): string[] =>
    runs
      .filter((run) => run.standing === standing && run.stop === null && run.decided.by === 'as-of-day' && run.clock.asks !== 'after')
      .sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
      .map(dutyInWords);
  const [past, next] = [undone('late'), undone('not-yet')] as const;
  return [
    ...(runs.length === 0 ? [] : [`Of ${plural(runs.length, 'clock')}: ${listed(counted)}.`]),
    ...(past.length === 0 ? [] : [`Past its last day and not done: ${past.join('; ')}.`]),
    ...(next.length === 0 ? [] : [`Still to come: ${next.join('; ')}.`]),
  ];
}

/** `by 6 September 2022, where no plan is to be made, tell the parent or young person …` */
const dutyInWords = ({ clock, start, due }: Running): string =>
  `by ${due === null ? '–' : longDate(due)}, ${clock.where === undefined ? '' : `where ${clock.where}, `}${clock.duty}${start.of === undefined ? '' : ` (${start.of.replaceAll('-', ' ')})`}`;

/** Where the clocks are listed. */
export const CLOCKS_LISTED: Section = { kind: 'listing', id: 'timeline', heading: 'Its clocks', place: 'page' };

/** The law of the clocks listed, each once. */
export function lawOf(runs: readonly Running[]): Section {
  const clocks = [...new Set(runs.map(({ clock }) => clock))];
  const terms = clocks.map((clock) => ({ term: clockName(clock), meaning: clockInWords(clock) }));
  return { kind: 'terms', id: 'law', heading: 'What the clocks are', place: 'notes', terms };
}

/** What decided, in words: `the final plan is sent (30 May 2022)`. */
function decidedInWords(run: Running): string {
  const { clock, start, stop, due, standing, decided } = run;
  const what = stop === null ? null : EVENTS[stop.kind];
  switch (decided.by) {
    case 'stop':
      return clock.asks === 'after' ? afterInWords(run) : `${what}, ${distanceInWords(due, stop?.day ?? null)}`;
    case 'as-of-day':
      return openInWords(run);
    case 'release':
    case 'doubt':
      return decided.words;
    case 'end':
      return `${decided.words} on ${shortDate(decided.day)}${standing === 'late' ? ', after the last day' : ''}`;
    case 'end-without-date':
      return `${decided.words}, and the list does not say when`;
    case 'start-without-date':
      return start.kind === 'request' ? 'no day received that the clock could run from' : `${EVENTS[start.kind]}, and the list does not say when`;
    case 'stop-without-date':
      return `${what}, and the list does not say when`;
    case 'not-shown':
      return 'the list has no column for it';
    case 'impossible-order':
      return `done on ${shortDate(decided.stop)}, before the clock starts`;
    case 'no-limit':
      return decided.words;
  }
}

/** `on the last day`, `3 days before the last day`, `1 day after the last day` */
function distanceInWords(due: Day | null, stop: Day | null): string {
  const days = (stop ?? 0) - (due ?? 0);
  return days === 0 ? 'on the last day' : `${plural(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'} the last day`;
}

/** Of a shortest time, how much of it was given: `the final plan was sent 47 days after the draft plan was served: at least 15 days are to be given`. */
function afterInWords({ clock, start, stop, days, standing }: Running): string {
  const least = lengthInWords((limitOn(clock, start.day ?? (0 as Day)) ?? clock.limits[0]).length);
  const what = `${stop === null ? '' : EVENTS[stop.kind]} ${plural(days ?? 0, 'day')} after ${EVENTS[start.kind]}: at least ${least} are to be given`;
  return standing === 'too-early' ? `${what}, so in time only if the parent or young person agreed` : what;
}

function openInWords({ clock: { asks, where }, due, standing }: Running): string {
  if (standing === 'late') return 'not done, and the last day is past';
  if (standing === 'passed') return `not done, and the last day is past: late only where ${where}, which the list does not show`;
  if (asks === 'after') return standing === 'in-time' ? 'the days were given: it was not sent before they ended' : 'the plan may follow after the last day';
  if (where !== undefined) return due === null ? `only where ${where}` : `only where ${where}, and then by the last day`;
  return 'not done, and the last day is not past';
}

/** The clocks, one a row. */
export function clocksListing(runs: readonly Running[], asOf: Day): Listing {
  return {
    name: 'timeline',
    columns: [
      { key: 'clock', heading: 'Clock', kind: 'text' },
      { key: 'of', heading: 'Of', kind: 'text', ...(runs.some(({ start }) => start.of !== undefined) ? {} : { unseen: true as const }) },
      { key: 'duty', heading: 'What must be done', kind: 'text', unseen: true },
      { key: 'by', heading: 'By whom', kind: 'text', unseen: true },
      { key: 'startedBy', heading: 'Started by', kind: 'text', unseen: true },
      { key: 'start', heading: 'Starts', kind: 'date' },
      { key: 'due', heading: 'Last day', kind: 'date' },
      { key: 'stoppedBy', heading: 'Stopped by', kind: 'text', unseen: true },
      { key: 'stop', heading: 'Done', kind: 'date' },
      { key: 'days', heading: 'Days', kind: 'number' },
      { key: 'standing', heading: 'Standing', kind: 'text' },
      { key: 'provision', heading: 'Provision', kind: 'text', unseen: true },
      { key: 'why', heading: 'What decided', kind: 'text' },
    ],
    rows: runs.map((run) => {
      const { clock, start, due, stop, days, standing } = run;
      const limit = limitOn(clock, start.day ?? asOf) ?? clock.limits[0];
      return {
        clock: clock.id,
        of: start.of?.replaceAll('-', ' ') ?? null,
        duty: clock.duty,
        by: clock.by,
        startedBy: start.kind,
        start: start.planned === true ? null : dated(start.day),
        due: dated(due),
        stoppedBy: stop?.kind ?? null,
        stop: dated(stop?.day ?? null),
        days: start.planned === true ? null : days,
        standing: STANDINGS[standing],
        provision: `${limit.provision}${limit.checked ? '' : ` (${CHECK})`}`,
        why: decidedInWords(run),
      };
    }),
  };
}

const dated = (day: Day | null): string | null => (day === null ? null : isoDate(day));
