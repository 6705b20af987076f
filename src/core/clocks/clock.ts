import type { Day } from '../day.ts';
import { dayFromIso } from '../day.ts';
import type { EventKind } from './events.ts';
import type { Ground } from './grounds.ts';

/** How long a limit is; `date` is a fixed day of the calendar year in which the clock starts. */
export type Length = { unit: 'weeks' | 'days' | 'working-days' | 'months'; count: number } | { unit: 'date'; month: number; day: number };

/** A limit as an instrument sets it. If Parliament changes one, add a row; never edit the old one. */
export interface Limit {
  length: Length;
  instrument: string;
  provision: string;
  /** The first day in force, ISO. */
  inForceFrom: string;
  /** The last day in force, ISO; null while it is. */
  inForceTo: string | null;
  /** False where the place, the wording or the day was not read in the instrument or a page that quotes it: check before quoting. */
  checked: boolean;
}

/** What a limit asks of what stops the clock, for the last day counted. */
type Asks =
  /** By that day. */
  | 'by'
  /** After that day: a shortest time, such as the days to make representations. */
  | 'after'
  /** By that day, which lies before the one that it is counted back from. */
  | 'ahead';

/** Who must do it. */
type Bearer =
  | 'the authority'
  | 'the old authority'
  | 'the new authority'
  | 'the body asked for advice'
  | 'the school or college'
  | 'whoever arranges the meeting'
  | 'the head or principal, else the authority'
  | 'the parent or young person'
  | 'the mediation adviser'
  | 'the authority or the health body'
  | 'the body that it is made to';

/** One statutory clock: dated data, with nothing to compute in it. */
export interface Clock {
  id: string;
  /** What must be done. */
  duty: string;
  by: Bearer;
  /** What it starts with: any of them. */
  starts: readonly [EventKind, ...EventKind[]];
  /** What it stops with: any of them. */
  stops: readonly [EventKind, ...EventKind[]];
  asks: Asks;
  /** Where alone there is something to do, such as `no plan is to be made`: until it is done nobody can say that it is late. */
  where?: string;
  /** Whether the day that starts it counts: "beginning with the day". Else it is day 0. */
  startDayCounts: boolean;
  /** Oldest first; judged by the limit in force on the day that starts it. A later row goes before an earlier one on its days. */
  limits: readonly [Limit, ...Limit[]];
  /** Where the authority need not keep to it: it then does not apply, and no other day takes its place. */
  exceptions?: { provision: string; grounds: readonly Ground[]; checked: boolean };
  /** The other limit of the same duty, of which the one that ends later holds. */
  laterOf?: string;
  /** Statutory guidance sets it, and no Act or regulation. */
  guidance?: true;
  /** What else is to be known. */
  note?: string;
}

const SEND_REGULATIONS = 'Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)';

/** The day on which Part 3 of the Children and Families Act 2014 and its Regulations came into force. */
export const IN_FORCE = '2014-09-01';

/** A limit in the 2014 Regulations, in force since 1 September 2014. */
export function sendRegulations<L extends Length>(length: L, provision: string, checked: boolean): Limit & { length: L } {
  return { length, instrument: SEND_REGULATIONS, provision, inForceFrom: IN_FORCE, inForceTo: null, checked };
}

export const weeks = (count: number) => ({ unit: 'weeks', count }) as const;
export const days = (count: number) => ({ unit: 'days', count }) as const;
export const workingDays = (count: number) => ({ unit: 'working-days', count }) as const;
export const months = (count: number) => ({ unit: 'months', count }) as const;

/** The limit in force now, for definitions. */
export const limitNow = <L extends Limit>({ limits }: { limits: readonly [L, ...L[]] }): L =>
  limits.findLast(({ inForceTo }) => inForceTo === null) ?? limits[0];

/** The limit in force on a day, of two the later row; null where none is. */
export function limitOn({ limits }: Clock, day: Day): Limit | null {
  return limits.findLast(({ inForceFrom, inForceTo }) => dayNamed(inForceFrom) <= day && (inForceTo === null || day <= dayNamed(inForceTo))) ?? null;
}

const dayNamed = (iso: string): Day => dayFromIso(iso) as Day;
