import type { Clock } from './clocks/clock.ts';
import type { EventKind } from './clocks/events.ts';
import { CLOCKS } from './clocks/index.ts';
import type { Conventions } from './conventions.ts';
import type { Day } from './day.ts';
import { type Due, dueDay, inTime } from './due-day.ts';

/** Something that happened to a case; `day` is null where it happened but no list says when. */
export interface Happened {
  kind: EventKind;
  day: Day | null;
  /** Who or what it is about, where clocks of one kind run side by side, such as an adviser. */
  of?: string;
  /** The row it stands in, where each row has clocks of its own. */
  row?: number;
  /** Why nobody can say whether it happened so: a clock that it may have started is shown and not judged, and it stops none. */
  doubt?: string;
  /** It is the last day of the clock, set ahead, and no event: it is there before it comes. */
  planned?: true;
}

/** What the lists know of one case: each list makes its own, and `together` joins them. */
export interface History {
  events: readonly Happened[];
  /** What the lists could show: of any other kind of event nobody can say that it has not happened. */
  shows: ReadonlySet<EventKind>;
  /** Clocks that do not apply, by id, and why, in words. */
  released: ReadonlyMap<string, string>;
  /** Clocks, by id, of which it is known that there is something to do: what they say under `where` is so. */
  holds?: ReadonlySet<string>;
  /** How the case ended, in words, where nothing that stops a clock ended it. */
  ended: { words: string; day: Day | null } | null;
}

/** The histories of one case from several lists. Where two say how it ended, the first is believed. */
export function together(...histories: readonly History[]): History {
  return {
    events: histories.flatMap(({ events }) => events),
    shows: new Set(histories.flatMap(({ shows }) => [...shows])),
    released: new Map(histories.flatMap(({ released }) => [...released])),
    holds: new Set(histories.flatMap(({ holds }) => [...(holds ?? [])])),
    ended: histories.find(({ ended }) => ended !== null)?.ended ?? null,
  };
}

/** `passed`: the last day is past of what is to be done only in some cases, and whether this is one is not known. */
export type Standing = 'in-time' | 'late' | 'too-early' | 'not-yet' | 'passed' | 'not-known' | 'does-not-apply';

/** What decided how a clock stands. */
type Decided =
  | { by: 'stop' }
  /** Nothing stopped it by the as-of day. */
  | { by: 'as-of-day' }
  | { by: 'release' | 'doubt'; words: string }
  | { by: 'end'; words: string; day: Day }
  | { by: 'end-without-date'; words: string }
  | { by: 'start-without-date' | 'stop-without-date' | 'not-shown' }
  | { by: 'impossible-order'; stop: Day }
  | { by: 'no-limit'; words: string };

/** One clock of a case: from what started it to what stopped it, or to the as-of day. */
export interface Running {
  clock: Clock;
  start: Happened;
  /** Null where it is not known. */
  due: Day | null;
  stop: Happened | null;
  /** Whole days from the start to the stop, to the end of the case or to the as-of day. */
  days: number | null;
  standing: Standing;
  decided: Decided;
}

/**
 * Every clock that concerns a case, as it stands at the end of a day, in the order of the clocks; of one that starts
 * anew, such as a review's, each time.
 */
export function timelineOf(history: History, asOf: Day, conventions: Conventions): Running[] {
  const events = history.events.filter(({ day, planned }) => day === null || day <= asOf || planned === true);
  const ended = history.ended?.day != null && history.ended.day > asOf ? null : history.ended;
  const seen: Seen = { ...history, events, ended, asOf, conventions };
  const runs = CLOCKS.flatMap((clock) => runsOf(clock, seen));
  return runs.map((run) => besideTheOther(run, runs));
}

/**
 * Of a duty that has two limits only the one that ends later holds. Where one of them is not known, what was done by the
 * other is in time all the same, and nothing else can be judged.
 */
function besideTheOther(run: Running, runs: readonly Running[]): Running {
  const other = runs.find(({ clock, start }) => clock.id === run.clock.laterOf && start.row === run.start.row);
  if (other === undefined || run.standing === 'does-not-apply') return run;
  const instead = (standing: Standing, by: 'release' | 'doubt', words: string): Running => ({ ...run, days: null, standing, decided: { by, words } });
  if (!isKnown(run)) return isDone(other) ? instead('does-not-apply', 'release', `done by the limit of ${other.clock.id}, and so in time`) : run;
  if (!isKnown(other)) {
    const why = other.start.doubt === undefined ? '' : `: ${other.start.doubt}`;
    return isDone(run) ? run : instead('not-known', 'doubt', `whether the limit of ${other.clock.id} ends later is not known${why}`);
  }
  const isEarlier = other.due > run.due || (other.due === run.due && runs.indexOf(other) < runs.indexOf(run));
  const words = `the limit of ${other.clock.id} ends ${other.due > run.due ? 'later' : 'on the same day'}, and holds`;
  return isEarlier ? instead('does-not-apply', 'release', words) : run;
}

const isKnown = (run: Running): run is Running & { due: Day } => run.due !== null && run.start.doubt === undefined;
const isDone = ({ standing, stop }: Running): boolean => standing === 'in-time' && stop !== null;

/** What had happened by the as-of day. */
interface Seen extends History {
  asOf: Day;
  conventions: Conventions;
}

const byDay = (a: Happened, b: Happened): number => (a.day ?? Number.POSITIVE_INFINITY) - (b.day ?? Number.POSITIVE_INFINITY);

function runsOf(clock: Clock, seen: Seen): Running[] {
  const of = (kinds: readonly EventKind[]): Happened[] => seen.events.filter(({ kind }) => kinds.includes(kind)).sort(byDay);
  const all = of(clock.starts);
  return all.map((start) => {
    const isBeside = ({ row }: Happened): boolean => row === start.row;
    const starts = all.filter(isBeside);
    const stops = of(clock.stops).filter((stop) => isBeside(stop) && stop.doubt === undefined);
    const at = starts.indexOf(start);
    if (start.day === null) {
      const words = seen.released.get(clock.id);
      const run = { clock, start, due: null, stop: null, days: null };
      if (words !== undefined) return { ...run, standing: 'does-not-apply', decided: { by: 'release', words } };
      const decided = start.doubt === undefined ? ({ by: 'start-without-date' } as const) : ({ by: 'doubt', words: start.doubt } as const);
      return { ...run, standing: 'not-known', decided };
    }
    const previous = starts[at - 1]?.day ?? null;
    const next = starts[at + 1]?.day ?? null;
    return runOf(clock, { ...start, day: start.day }, stopOf(clock, start.day, previous, next, stops), seen);
  });
}

/** What stopped a clock; or a stop that came before anything started it. */
type Stop = { event: Happened | null; tooSoon: Day | null };

/** The stop that belongs to a start is the first after it, and not after the next start; of what must be done ahead, the last before it. */
function stopOf({ asks, starts }: Clock, start: Day, previous: Day | null, next: Day | null, stops: readonly Happened[]): Stop {
  const undated = stops.find(({ day }) => day === null) ?? null;
  const after = stops.find(({ kind, day }) => {
    if (day === null) return false;
    // A review is stopped by what starts the next.
    if (starts.includes(kind)) return day > start;
    return day >= start && (next === null || day < next);
  });
  const before = stops.filter(({ day }) => day !== null && day < start && (previous === null || day >= previous)).at(-1);
  if (asks === 'ahead') return { event: before ?? after ?? undated, tooSoon: null };
  const tooSoon = previous === null && before !== undefined ? before.day : null;
  return { event: after ?? undated, tooSoon };
}

function runOf(clock: Clock, start: Happened & { day: Day }, stop: Stop, seen: Seen): Running {
  const { asOf, conventions, released } = seen;
  const { event } = stop;
  // What ended the case before this began, such as a refusal before an order against it, did not end this.
  const ended = start.planned !== true && seen.ended?.day != null && seen.ended.day < start.day ? null : seen.ended;
  const due = lastDayOf(clock, start, conventions);
  const run = { clock, start, due: due.day, stop: event };
  const days = (event?.day ?? ended?.day ?? asOf) - start.day;

  const words = released.get(clock.id);
  if (words !== undefined) return { ...run, days: event?.day == null ? null : days, standing: 'does-not-apply', decided: { by: 'release', words } };
  if (start.doubt !== undefined) return { ...run, stop: null, days: null, standing: 'not-known', decided: { by: 'doubt', words: start.doubt } };
  const unknown = due.day === null ? ({ by: 'no-limit', words: due.why } as const) : whatIsNotKnown(clock, stop, { ...seen, ended });
  if (unknown !== null || due.day === null) return { ...run, days: null, standing: 'not-known', decided: unknown as Decided };
  if (event?.day != null) {
    const standing = standingOf(clock, start, event.day, due.day, conventions);
    return { ...run, days, standing, decided: { by: 'stop' } };
  }
  return { ...run, days, ...withoutStop(clock, due.day, { ...seen, ended }) };
}

/** A day set ahead is itself the last. */
function lastDayOf(clock: Clock, { day, planned }: Happened & { day: Day }, conventions: Conventions): Due {
  const due = dueDay(clock, day, conventions);
  return due.day !== null && planned === true ? { ...due, day } : due;
}

function standingOf(clock: Clock, { day, planned }: Happened & { day: Day }, stop: Day, due: Day, conventions: Conventions): Standing {
  if (planned === true) return stop <= due ? 'in-time' : 'late';
  return inTime(clock, day, stop, conventions).standing ?? 'not-known';
}

/** Why nobody can say how a clock stands whose last day is known; null where it can be said. */
function whatIsNotKnown({ stops }: Clock, { event, tooSoon }: Stop, { ended, shows }: Seen): Decided | null {
  if (event !== null) return event.day === null ? { by: 'stop-without-date' } : null;
  if (tooSoon !== null) return { by: 'impossible-order', stop: tooSoon };
  if (!stops.some((kind) => shows.has(kind))) return { by: 'not-shown' };
  return ended !== null && ended.day === null ? { by: 'end-without-date', words: ended.words } : null;
}

/** How a clock stands that nothing has stopped: at the end of the case, or on the as-of day. */
function withoutStop({ id, where, asks }: Clock, due: Day, { ended, asOf, holds }: Seen): Pick<Running, 'standing' | 'decided'> {
  const isFor = where === undefined || holds?.has(id) === true;
  if (ended !== null && ended.day !== null) {
    const { words, day } = ended;
    return { standing: isFor && asks !== 'after' && day > due ? 'late' : 'does-not-apply', decided: { by: 'end', words, day } };
  }
  const decided = { by: 'as-of-day' } as const;
  if (asOf <= due) return { standing: 'not-yet', decided };
  // The shortest time has been given, whatever follows.
  if (asks === 'after') return { standing: 'in-time', decided };
  return { standing: isFor ? 'late' : 'passed', decided };
}
