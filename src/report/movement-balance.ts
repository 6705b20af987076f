import { addDays, type Day, fromTo, isoDate, shortDate } from '../core/day.ts';
import { requests } from '../core/measures/requests.ts';
import { IN_CAUSES, type MovementCounting, OUT_CAUSES, POPULATIONS, type Population } from '../core/movement.ts';
import { cellOf } from './figure.ts';
import { idOf, MOVEMENT_FIGURES, PART_WORDS, type Part, partsOf, partWords, populationWords } from './movement-figures.ts';
import type { Cell, Figure, PopulationFlows, Report, Row, Section } from './report.ts';
import { capital, listed, number } from './words.ts';

type Figures = Readonly<Record<string, Figure>>;

/** Every figure of a movement, by its id. */
export function movementFigures(counting: MovementCounting, from: Day, to: Day): Record<string, Figure> {
  // As of every period, its first day is one on which something may happen: what there was at its beginning was there the day before.
  const period = { from: isoDate(addDays(from, 1)), to: isoDate(to), label: fromTo(from, to) };
  return {
    ...Object.fromEntries(MOVEMENT_FIGURES.map(({ id, title, unit, value }) => [id, { label: title, unit, value: value(counting), period }])),
    [requests.id]: { label: requests.title, unit: 'requests', value: counting.requests, period },
  };
}

/** Null where it is suppressed. */
const valueIn = (figures: Figures, population: Population, part: Part): number | null => (figures[idOf(population, part)] as Figure).value;

/** The flows of every population, as the JSON has them. */
export const populationsOf = (figures: Figures): NonNullable<Report['populations']> =>
  Object.fromEntries(POPULATIONS.map((population) => [population.id, flowsOf(population, figures)]));

function flowsOf(population: Population, figures: Figures): PopulationFlows {
  // What cannot be is nought, and no figure.
  const value = (part: Part): number | null => (figures[idOf(population, part)] === undefined ? 0 : valueIn(figures, population, part));
  return {
    opening: value('opening'),
    in: Object.fromEntries(IN_CAUSES.map((cause) => [cause, value(`in-${cause}`)])),
    out: Object.fromEntries(OUT_CAUSES.map((cause) => [cause, value(`out-${cause}`)])),
    closing: value('closing'),
  };
}

/** What moved in one population, in words; null where its size is suppressed. */
export function movementSentence(id: Population['id'], figures: Figures): string | null {
  const population = POPULATIONS.find((one) => one.id === id) as Population;
  return sentenceOf(population, (part) => valueIn(figures, population, part));
}

function sentenceOf(population: Population, value: (part: Part) => number | null): string | null {
  const [opening, closing, left] = [value('opening'), value('closing'), value('out')];
  if (opening === null || closing === null) return null;
  const came = partsOf(population).filter((part) => part.startsWith('in-'));
  const comings = came.map((part, at) => cameWords(part, population, value(part), at === 0)).filter((words) => words !== '');
  const leavings = leftWords(left, value('out-final-plan'));
  const hidden = [
    ...(came.some((part) => value(part) === null) ? [comings.length === 0 ? 'comings' : 'other comings'] : []),
    ...(left === null ? [leavings === '' ? 'leavings' : 'other leavings'] : []),
  ];
  // What is said adds up, or it is said that it does not.
  const moved = [listed([...comings, ...(leavings === '' ? [] : [leavings])]), ...(hidden.length === 0 ? [] : [`${listed(hidden)} are suppressed`])];
  const change = opening === closing ? 'stayed at' : `${closing < opening ? 'fell' : 'rose'} from ${number(opening)} to`;
  const cases = population.over === null ? 'open cases' : `cases ${populationWords(population)}`;
  return `${cases} ${change} ${number(closing)}: ${moved.filter((words) => words !== '').join('; ')}`;
}

/** How many came in by one cause; only of the first is it said that there were none. */
function cameWords(part: Part, population: Population, count: number | null, isFirst: boolean): string {
  if (count === null || (count === 0 && !isFirst)) return '';
  const many = count === 0 ? 'none' : number(count);
  const verb = part === 'in-crossed' ? '' : count < 2 ? 'was ' : 'were ';
  return `${many} ${verb}${partWords(part, population)}`;
}

function leftWords(left: number | null, finals: number | null): string {
  if (left === null) return finals === null || finals === 0 ? '' : `${number(finals)} left with a final plan`;
  if (left === 0) return 'none left';
  if (finals === null) return `${number(left)} left`;
  if (left === 1) return `1 left, ${finals === 1 ? 'with' : 'without'} a final plan`;
  const share = finals === left ? 'all' : finals === 0 ? 'none' : `${number(finals)} of them`;
  return `${number(left)} left, ${share} with a final plan`;
}

export const BLANK: Cell = { kind: 'text', text: '' };

/** `At the end of 31 Jul 2022` */
const endOf = (day: Day): string => `At the end of ${shortDate(day)}`;

/** Opening, what came in, what left and closing, as a table. */
export function balanceSection(figures: Figures, from: Day, to: Day, notes: readonly string[]): Section {
  const parts = partsOf(POPULATIONS[0]).flatMap((part): Part[] => (part === 'in-received' ? [part, 'in-crossed'] : [part]));
  const header = (part: Part): string => {
    if (part === 'opening' || part === 'closing') return endOf(part === 'opening' ? from : to);
    return part === 'in-crossed' ? 'passed 20 or 52 weeks' : part === 'in' || part === 'out' ? capital(PART_WORDS[part]) : PART_WORDS[part];
  };
  const cell = (population: Population, part: Part): Cell => {
    const figure = figures[idOf(population, part)];
    return figure === undefined ? BLANK : cellOf(figure);
  };
  return {
    kind: 'table',
    id: 'movement',
    heading: 'What came in and what left',
    place: 'page',
    caption: 'Cases at the end of the first day, plus those that came in, less those that left, are the cases at the end of the last',
    rowHeading: 'Cases',
    columns: POPULATIONS.map((population) => ({ lines: [capital(populationWords(population).replace('open over', 'over'))], align: 'right' })),
    rows: parts.map(
      (part): Row => ({
        header: header(part),
        ...(part.includes('-') ? { under: true } : {}),
        cells: POPULATIONS.map((population) => cell(population, part)),
      }),
    ),
    notes: [
      ...notes,
      'Every coming and leaving counts: a case that is refused and reopened between the two days has left and come in. A case over 52 weeks is over 20 weeks too, and open.',
    ],
  };
}
