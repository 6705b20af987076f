/**
 * The open cases of a day by age, and what came to them and went from them in the weeks before: what a projection is made
 * of. Ages are weeks of the statutory clock, so that a case passes week 20 or 52 on its very day.
 */
import { type Conventions, lastDayWithin } from './conventions.ts';
import { type Day, daysBetween } from './day.ts';

/** The group of all cases beyond week 52 of the clock. */
export const BEYOND_52 = 53;

/** A number for each week of the clock from 0 to 52, and a last one for all cases beyond. */
export type ByAge = Float64Array;

export const noCases = (): ByAge => new Float64Array(BEYOND_52 + 1);

/** What happened in seven days. */
export interface FlowWeek {
  /** Cases that came, by their age at the end of the week: requests, and cases reopened at the age they have. */
  entered: ByAge;
  /** Cases that went, for whatever reason, by whether they would have been over 20 weeks at the end of the week. */
  left: { within20: number; over20: number };
}

export interface Backlog {
  open: ByAge;
  /** The earliest first; the last ends on the as-of day. */
  weeks: readonly FlowWeek[];
  /** In all of these weeks, by the age at the end of each: how often a case might have gone, and how often one went. */
  mightHaveLeft: ByAge;
  left: ByAge;
  /** How many cases went in these weeks, and how many of them were over 20 and over 52 weeks on the day they went. */
  completions: { all: number; over20: number; over52: number };
}

/** A time during which a case was open: from the first day at whose end it was to the first at whose end it was not. */
export interface OpenSpell {
  /** The day its clock began. */
  received: Day;
  from: Day;
  /** Null where it is still open. */
  until: Day | null;
}

/** How many cases are open, and for how long, at one moment. */
export interface OpenCounts {
  open: number;
  over20: number;
  over52: number;
}

/**
 * The week of the clock in which a case is at the end of a day: 20 up to the last day within 20 weeks, 21 from the next
 * on. Seven days later it is in the next week, whichever day of the week it was received.
 */
function clockWeek(days: number, { dayOfReceipt }: Conventions): number {
  return Math.min(BEYOND_52, Math.ceil((days + dayOfReceipt) / 7));
}

/** Counts the open cases of a day and what came and went in the weeks before it; spells are added one at a time and let go. */
export class BacklogCount implements Backlog {
  readonly open = noCases();
  readonly weeks: readonly FlowWeek[];
  readonly mightHaveLeft = noCases();
  readonly left = noCases();
  readonly completions = { all: 0, over20: 0, over52: 0 };
  private readonly asOf: Day;
  private readonly conventions: Conventions;

  constructor(asOf: Day, conventions: Conventions, weeks = 52) {
    this.asOf = asOf;
    this.conventions = conventions;
    this.weeks = Array.from({ length: weeks }, () => ({ entered: noCases(), left: { within20: 0, over20: 0 } }));
  }

  /** What is after the as-of day has not happened. A spell that ends on the day it begins is none. */
  add({ received, from, until }: OpenSpell): void {
    if (from > this.asOf || (until !== null && until <= from)) return;
    const leaves = until !== null && until <= this.asOf ? until : null;
    const came = this.weekOf(from);
    const went = leaves === null ? null : this.weekOf(leaves);
    for (let week = Math.max(0, came); week <= (went ?? this.weeks.length - 1); week++) add(this.mightHaveLeft, this.ageAtEnd(week, received));
    const arrival = this.weeks[came];
    if (arrival !== undefined) add(arrival.entered, this.ageAtEnd(came, received));
    if (leaves === null) add(this.open, clockWeek(daysBetween(received, this.asOf), this.conventions));
    else this.leave(leaves, received);
  }

  private leave(on: Day, received: Day): void {
    const number = this.weekOf(on);
    const week = this.weeks[number];
    if (week === undefined) return;
    const age = this.ageAtEnd(number, received);
    week.left[age > 20 ? 'over20' : 'within20'] += 1;
    add(this.left, age);
    const days = daysBetween(received, on);
    this.completions.all += 1;
    if (days > lastDayWithin(20, this.conventions)) this.completions.over20 += 1;
    if (days > lastDayWithin(52, this.conventions)) this.completions.over52 += 1;
  }

  /** The week in which a day is; less than 0 before the first. */
  private weekOf(day: Day): number {
    return this.weeks.length - 1 - Math.floor(daysBetween(day, this.asOf) / 7);
  }

  private ageAtEnd(week: number, received: Day): number {
    return clockWeek(daysBetween(received, this.asOf) - 7 * (this.weeks.length - 1 - week), this.conventions);
  }
}

function add(counts: ByAge, age: number): void {
  counts[age] = (counts[age] ?? 0) + 1;
}

export function countsOf(open: ByAge): OpenCounts {
  let within20 = 0;
  let from20To52 = 0;
  for (let age = 0; age <= 20; age++) within20 += open[age] ?? 0;
  for (let age = 21; age < BEYOND_52; age++) from20To52 += open[age] ?? 0;
  const over52 = open[BEYOND_52] ?? 0;
  return { open: within20 + from20To52 + over52, over20: from20To52 + over52, over52 };
}

/**
 * If nothing were finalised: how many of the cases now open pass week 20, or 52, in each coming week of seven days, exactly.
 * @returns one number a week, the first for the seven days after the as-of day
 */
export function passing(open: ByAge, week: 20 | 52, weeks: number): number[] {
  return Array.from({ length: weeks }, (_, after) => open[week - after] ?? 0);
}
