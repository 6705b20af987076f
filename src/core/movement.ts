import { type Case, clockStart } from './case.ts';
import { type Conventions, lastDayWithin } from './conventions.ts';
import { addDays, type Day } from './day.ts';
import { inPile, startCounting } from './measure.ts';
import { requests } from './measures/requests.ts';
import { CLOSING_CAUSES, type OpenSpan, openSpans } from './position.ts';

/** The open cases that are followed, each population within the one before: `position` is the figure of a day that counts it. */
export const POPULATIONS = [
  { id: 'open', position: 'open', over: null },
  { id: 'over-20-weeks', position: 'open-over-20-weeks', over: 20 },
  { id: 'over-52-weeks', position: 'open-over-52-weeks', over: 52 },
] as const;
export type Population = (typeof POPULATIONS)[number];
export type PopulationId = Population['id'];

/** How a case comes into a population, and how it leaves: of several causes on one day the first. Opening + in − out = closing. */
export const IN_CAUSES = ['received', 'crossed', 'reopened'] as const;
export const OUT_CAUSES = CLOSING_CAUSES;
export type InCause = (typeof IN_CAUSES)[number];
export type OutCause = (typeof OUT_CAUSES)[number];

export type Flow = 'opening' | `in-${InCause}` | `out-${OutCause}` | 'closing';
export const FLOWS: readonly Flow[] = [
  'opening',
  ...IN_CAUSES.map((cause) => `in-${cause}` as const),
  ...OUT_CAUSES.map((cause) => `out-${cause}` as const),
  'closing',
];

/** Whether anything can move so: nobody is received over 20 weeks, and "open" has no line to pass. */
export const canBe = ({ over }: Population, flow: Flow): boolean => flow !== (over === null ? 'in-crossed' : 'in-received');

/** A case in a population at the end of the first day or the last, or its coming or leaving on a day between. */
export interface Move {
  population: PopulationId;
  flow: Flow;
  day: Day;
}

/**
 * What a case does from the end of one day to the end of another: every entry and every exit. It is in a population
 * where it stands so at the end of a day; one that closes on the day it arrives never enters.
 */
export function movesOf(c: Case, from: Day, to: Day, conventions: Conventions): Move[] {
  const moves: Move[] = [];
  const received = clockStart(c);
  // Most cases of a long list had their plan before.
  if (received === null || received > to || (c.finalPlan !== null && c.finalPlan <= from)) return moves;
  const spans = openSpans(c, from);
  for (const population of POPULATIONS) {
    const { over } = population;
    const line = over === null ? received : addDays(received, lastDayWithin(over, conventions) + 1);
    for (const span of spans) moves.push(...movesOver(span, population, line, from, to));
  }
  return moves;
}

/** How a case that is open over a stretch of days comes into a population, from the day of its line on, and how it leaves. */
function movesOver({ from: open, end }: OpenSpan, { id, over }: Population, line: Day, from: Day, to: Day): Move[] {
  const entered = open > line ? open : line;
  if (entered > to || (end !== null && end.day <= entered)) return [];
  const came: Flow = entered > line ? 'in-reopened' : over === null ? 'in-received' : 'in-crossed';
  return [
    entered <= from ? { population: id, flow: 'opening', day: from } : { population: id, flow: came, day: entered },
    end === null || end.day > to ? { population: id, flow: 'closing', day: to } : { population: id, flow: `out-${end.by}`, day: end.day },
  ];
}

/** What moves between two days: cases are added one at a time and let go. */
export class MovementCounting {
  private readonly counts = new Map<string, number>();
  private readonly received;
  private readonly from: Day;
  private readonly to: Day;
  private readonly conventions: Conventions;

  /** @param from nothing later than `to` */
  constructor(from: Day, to: Day, conventions: Conventions) {
    this.from = from;
    this.to = to;
    this.conventions = conventions;
    this.received = startCounting([requests], [{ from: addDays(from, 1), to, asOf: to, conventions }]);
  }

  add(c: Case): void {
    this.received.add(c);
    for (const { population, flow } of movesOf(c, this.from, this.to, this.conventions)) {
      const key = `${population} ${flow}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** How often there was such a move. */
  of(population: PopulationId, flow: Flow): number {
    return this.counts.get(`${population} ${flow}`) ?? 0;
  }

  /** Requests received on the days between, the last included: the measure. */
  get requests(): number {
    const [tally] = this.received.finish()[0]?.tallies ?? [];
    return tally === undefined ? 0 : inPile(tally, 'met');
  }

  /** Those of them that never entered: closed on the day they came, or without a date. */
  get notEntered(): number {
    return this.requests - this.of('open', 'in-received');
  }
}
