import type { Case } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day } from '../core/day.ts';
import { verdictOf } from '../core/measure.ts';
import { requests } from '../core/measures/requests.ts';
import { canBe, FLOWS, type Flow, type MovementCounting, movesOf, type OutCause, POPULATIONS, type Population } from '../core/movement.ts';
import type { Figure } from './report.ts';

/** A part of the balance of a population: one flow, or all that came in or left. */
export type Part = Flow | 'in' | 'out';

/** In the order of a balance. */
const PARTS: readonly Part[] = ['opening', 'in', ...flowsIn('in'), 'out', ...flowsIn('out'), 'closing'];

export function flowsIn(part: Part): readonly Flow[] {
  return part === 'in' || part === 'out' ? FLOWS.filter((flow) => flow.startsWith(`${part}-`)) : [part];
}

/** The parts that a population has. */
export const partsOf = (population: Population): Part[] => PARTS.filter((part) => flowsIn(part).some((flow) => canBe(population, flow)));

export const idOf = ({ id }: Population, part: Part): string => `${id}-${part}`;

/** What closed a case, in words that a date may follow. */
export const CLOSED_BY: Record<OutCause, string> = {
  'final-plan': 'a final plan was sent',
  'refused-to-assess': 'refused an assessment',
  'refused-to-issue': 'refused a plan',
  withdrawn: 'withdrawn',
  moved: 'moved to another authority',
  other: 'closed',
};

/** What a part is called beside its population. */
export const PART_WORDS: Record<Part, string> = {
  opening: 'at the beginning',
  in: 'came in',
  'in-received': 'received',
  'in-crossed': 'passed the line',
  'in-reopened': 'reopened',
  out: 'left',
  'out-final-plan': 'final plan sent',
  'out-refused-to-assess': CLOSED_BY['refused-to-assess'],
  'out-refused-to-issue': CLOSED_BY['refused-to-issue'],
  'out-withdrawn': CLOSED_BY.withdrawn,
  'out-moved': CLOSED_BY.moved,
  'out-other': 'closed for another reason',
  closing: 'at the end',
};

/** The same where the population is named, and with it the line. */
export const partWords = (part: Part, { over }: Population): string => (part === 'in-crossed' ? `passed ${over} weeks` : PART_WORDS[part]);

/** `open over 52 weeks` */
export const populationWords = ({ over }: Population): string => (over === null ? 'open' : `open over ${over} weeks`);

/** A figure of what moves between two days, or of where it began and ended. */
export interface MovementFigure {
  id: string;
  title: string;
  unit: Figure['unit'];
  /** Which cases it is made of, in plain words, by the conventions in force. */
  counts(conventions: Conventions): string;
  /** What happens on the day that is shown for each. */
  dated: string;
  value(counting: MovementCounting): number;
  /** Each time that it counts a case from the end of one day to the end of another: the day, and how the case stood or moved on it. */
  timesIn(c: Case, from: Day, to: Day, conventions: Conventions): { day: Day; words: string }[];
}

/** The id of the bridge from what entered to the requests received. */
export const NOT_ENTERED = 'open-not-entered';

/** Every figure of a movement, in report order; the requests received are a measure of their own. */
export const MOVEMENT_FIGURES: readonly MovementFigure[] = [
  ...POPULATIONS.flatMap((population) => partsOf(population).map((part) => figureFor(population, part))),
  {
    id: NOT_ENTERED,
    title: 'Requests received that never entered',
    unit: 'requests',
    counts: () => 'requests received after the first day that were closed by the end of the day they came, or without a date: they are in no population',
    dated: 'request received',
    value: (counting) => counting.notEntered,
    timesIn(c, from, to, conventions) {
      const { pile } = verdictOf(requests, c, { from: addDays(from, 1), to, asOf: to, conventions });
      if (pile !== 'met' || c.received === null || movesOf(c, from, to, conventions).some(({ flow }) => flow === 'in-received')) return [];
      return [{ day: c.received, words: 'closed by the end of that day, or without a date' }];
    },
  },
];

function figureFor(population: Population, part: Part): MovementFigure {
  const flows = flowsIn(part);
  const side = part.startsWith('in-') ? `${PART_WORDS.in}: ` : part.startsWith('out-') ? `${PART_WORDS.out}: ` : '';
  const words = populationWords(population);
  return {
    id: idOf(population, part),
    title: `${words.replace(/^o/, 'O')}, ${side}${partWords(part, population)}`,
    unit: 'cases',
    counts: (conventions) => countsOf(population, part, conventions),
    dated: part === 'opening' || part === 'closing' ? 'the day at whose end it is counted' : part.startsWith('in') ? 'the case came in' : 'the case left',
    value: (counting) => flows.reduce((sum, flow) => sum + counting.of(population.id, flow), 0),
    timesIn: (c, from, to, conventions) =>
      movesOf(c, from, to, conventions)
        .filter((move) => move.population === population.id && flows.includes(move.flow))
        .map(({ flow, day }) => ({ day, words: wordsOf(flow, population) })),
  };
}

function wordsOf(flow: Flow, population: Population): string {
  if (flow === 'opening' || flow === 'closing') return populationWords(population);
  return flow.startsWith('out-') ? CLOSED_BY[flow.slice('out-'.length) as OutCause] : partWords(flow, population);
}

function countsOf(population: Population, part: Part, conventions: Conventions): string {
  const { over } = population;
  const last = over === null ? 0 : lastDayWithin(over, conventions);
  const cases = over === null ? 'open cases' : `cases open more than ${last} days after the request`;
  const again = 'each time counts';
  switch (part) {
    case 'opening':
      return `${cases} at the end of the first day`;
    case 'closing':
      return `${cases} at the end of the last day`;
    case 'in':
      return `cases that came to be among the ${cases} after the first day and by the end of the last; ${again}`;
    case 'in-received':
      return 'requests received after the first day and by the end of the last that were open at the end of the day they came';
    case 'in-crossed':
      return `cases whose day ${last + 1} after the request came after the first day and by the end of the last, open at the end of it`;
    case 'in-reopened':
      return `cases open again after a refusal${over === null ? '' : ` when they had passed ${over} weeks`}, after the first day and by the end of the last; ${again}`;
    case 'out':
      return `${cases} that were so no more at the end of a day after the first, up to the last; ${again}`;
    default:
      return `${cases} that were so no more at the end of a day after the first, up to the last: ${PART_WORDS[part]}; ${again}`;
  }
}
