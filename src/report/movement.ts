import type { Case } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, isoDate, longDate, shortDate } from '../core/day.ts';
import { requests } from '../core/measures/requests.ts';
import { MovementCounting, POPULATIONS, type Population } from '../core/movement.ts';
import { adds, type Known, type ReportContext } from './context.ts';
import { openDefinitions, type Term } from './definitions.ts';
import { cellOf } from './figure.ts';
import { withFinding } from './finding.ts';
import { Groups } from './groups.ts';
import { BLANK, balanceSection, movementFigures, movementSentence, populationsOf } from './movement-balance.ts';
import { flowsIn, idOf, NOT_ENTERED, type Part, partsOf, partWords, populationWords } from './movement-figures.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Chart, Figure, Report, Section } from './report.ts';
import { Seen } from './seen.ts';
import { capital, groupName, listed, number, sentence } from './words.ts';

type Figures = Record<string, Figure>;

/** What moved between two days: cases are added one at a time and let go; then the report is made. */
export interface Movement {
  /** @param group the value by which the report is split */
  add(c: Case, group: string): void;
  report(context: ReportContext): Report;
}

/**
 * Starts what moved from the end of one day to the end of another, among the cases open, open over 20 and over 52 weeks.
 * @param from not after `to`, which is the as-of day
 * @param by the heading by which it is split; null where it is not
 */
export function startMovement(from: Day, to: Day, conventions: Conventions, by: string | null): Movement {
  const start = (): MovementCounting => new MovementCounting(from, to, conventions);
  const whole = start();
  const groups = new Groups(start);
  const seen = new Seen(to);
  return {
    add(c, group) {
      seen.add(c);
      whole.add(c);
      if (by !== null) groups.of(group).add(c);
    },
    report(context) {
      const split = groups.inOrder().map(([name, counting]) => ({ name, figures: movementFigures(counting, from, to) }));
      const all = {
        figures: movementFigures(whole, from, to),
        ...(by === null ? {} : { by: { column: by, groups: split } }),
        notYetReceived: seen.notYetReceived,
        wider: WIDER,
      };
      // Everything below is made of what may be said.
      const { numbers, contexts } = published(all, [context], KNOWN);
      const { notYetReceived: toCome, figures, by: groupsSaid } = numbers;
      const title = `EHC needs assessments: what moved from ${longDate(from)} to ${longDate(to)}`;
      const { head, sections } = headed('movement', title, contexts, { asOf: to, notYetReceived: toCome, told: seen.told, conventions });
      const [inForce, behind] = openDefinitions(conventions, termsOf(conventions));
      return {
        ...head,
        from: isoDate(from),
        summary: summaryOf(figures, from, to),
        populations: populationsOf(figures),
        figures,
        ...(groupsSaid === undefined ? {} : { by: groupsSaid }),
        sections: [
          balanceSection(figures, from, to, [bridge(figures, from, to)]),
          ...POPULATIONS.map((population) => chartOf(population, figures, from, to)),
          ...(groupsSaid === undefined ? [] : POPULATIONS.map((population) => splitSection(population, groupsSaid, figures, from, to))),
          ...sections,
          inForce,
          behind,
        ],
      };
    },
  };
}

const WIDER = 'choose an earlier --from';

/** How the figures add up, for what is to be published: each balance, and each population within the one before. */
const KNOWN: readonly Known[] = [
  ...POPULATIONS.flatMap((population) => {
    const id = (part: Part): string => idOf(population, part);
    const parts = partsOf(population);
    return [
      ...(['in', 'out'] as const).map((side) =>
        adds(id(side), ...parts.filter((part) => part !== side && flowsIn(side).some((flow) => flow === part)).map(id)),
      ),
      adds(`${population.id}-there?`, id('opening'), id('in')),
      adds(`${population.id}-there?`, id('closing'), id('out')),
    ];
  }),
  ...POPULATIONS.slice(1).flatMap((inner, at) => {
    const outer = POPULATIONS[at] as Population;
    const nested = partsOf(inner).filter((part) => part !== 'in' && part !== 'in-crossed');
    return nested.map((part) => adds(idOf(outer, part), idOf(inner, part), `${idOf(outer, part)} not ${inner.id}`));
  }),
  adds(requests.id, 'open-in-received', NOT_ENTERED),
  adds('received', 'open-closing', 'closed?'),
  adds('received', 'open-opening', requests.id, 'closed-before?'),
];

/** A sentence for each population, and one for those of which nothing may be said. */
function summaryOf(figures: Figures, from: Day, to: Day): string[] {
  if (from === to) return [`Both days are ${longDate(to)}: nothing lies between the end of a day and itself, so nothing moved.`];
  const told = POPULATIONS.map((population) => ({ population, words: movementSentence(population.id, figures) }));
  const sentences = told.flatMap(({ words }) => words ?? []);
  const hidden = told.flatMap(({ population, words }) => (words === null ? [populationWords(population)] : []));
  if (hidden.length > 0) sentences.push(`how many cases were ${listed(hidden)} is suppressed, as small numbers may identify a child`);
  return sentences.map((words, at) => sentence(at === 0 ? `between ${longDate(from)} and ${longDate(to)} ${words}` : words));
}

/** From what entered to the requests received. */
function bridge(figures: Figures, from: Day, to: Day): string {
  const value = (id: string): number | null => (figures[id] as Figure).value;
  const [received, entered, never] = [value(requests.id), value('open-in-received'), value(NOT_ENTERED)];
  const when = from === to ? 'between them' : `from ${shortDate(addDays(from, 1))} to ${shortDate(to)}`;
  return `Requests received ${when}: ${number(received)} = ${number(entered)} that entered + ${number(never)} that never did (closed by the end of the day they came, or without a date).`;
}

/** What is known of one population for each value of a column. */
function splitSection(population: Population, { column, groups }: NonNullable<Report['by']>, whole: Figures, from: Day, to: Day): Section {
  const parts: readonly Part[] = ['opening', 'in', 'out', 'closing'];
  const cells = (figures: Figures): Cell[] => parts.map((part) => cellOf(figures[idOf(population, part)] as Figure));
  const words = populationWords(population);
  return {
    kind: 'table',
    id: `${population.id}-by`,
    heading: `${capital(words)}, by ${column}`,
    place: 'page',
    caption: `Cases ${words} at the end of the first day, plus those that came in, less those that left, by ${column}`,
    rowHeading: capital(column),
    columns: [[shortDate(from)], ['Came in'], ['Left'], [shortDate(to)]].map((lines) => ({ lines, align: 'right' })),
    rows: [...groups.map(({ name, figures }) => ({ header: groupName(name), cells: cells(figures) })), { header: 'All', cells: cells(whole) }],
    notes: [`A case stands under the ${column} that the list has for it now, on both days.`],
  };
}

/** What the three series of a waterfall are. */
const SERIES: readonly { name: string; holds(part: Part): boolean }[] = [
  { name: 'Open', holds: (part) => part === 'opening' || part === 'closing' },
  { name: 'Came in', holds: (part) => part.startsWith('in-') },
  { name: 'Left', holds: (part) => part.startsWith('out-') },
];

/** From the first day's end to the last's: a step for each cause that there was. */
function chartOf(population: Population, figures: Figures, from: Day, to: Day): Chart {
  const steps = partsOf(population)
    .filter((part) => SERIES.some(({ holds }) => holds(part)))
    .map((part) => ({ part, cell: cellOf(figures[idOf(population, part)] as Figure) }))
    .filter(({ part, cell }) => SERIES[0]?.holds(part) || cell.kind !== 'count' || cell.value > 0);
  const label = (part: Part): string => (part === 'opening' ? shortDate(from) : part === 'closing' ? shortDate(to) : capital(partWords(part, population)));
  return withFinding(
    {
      kind: 'chart',
      id: `${population.id}-movement`,
      heading: `${capital(populationWords(population))}: what came in and what left`,
      place: 'page',
      form: 'waterfall',
      axis: 'Cases',
      labels: steps.map(({ part }) => label(part)),
      series: SERIES.map(({ name, holds }) => ({ name, cells: steps.map(({ part, cell }) => (holds(part) ? cell : BLANK)) })),
      levels: [],
    },
    ({ series: [open, came, left], labels }) => [
      standingWords(open?.cells ?? [], populationWords(population), from, to),
      stepWords('came in', came?.cells ?? [], labels),
      stepWords('left', left?.cells ?? [], labels),
    ],
  );
}

const countIn = (cell: Cell | undefined): number | null => (cell?.kind === 'count' ? cell.value : null);

function standingWords(cells: readonly Cell[], words: string, from: Day, to: Day): string {
  const [first, last] = [countIn(cells[0]), countIn(cells.at(-1))];
  const on = (count: number, day: Day, verb = `${count === 1 ? 'case was' : 'cases were'} ${words} `): string =>
    `${number(count)} ${verb}at the end of ${longDate(day)}`;
  if (first === null) return last === null ? '' : `${on(last, to)}.`;
  return `${on(first, from)}${last === null ? '' : ` and ${on(last, to, '')}`}.`;
}

/** How many there were in all, where none is suppressed, and of each step. */
function stepWords(verb: string, cells: readonly Cell[], labels: readonly string[]): string {
  const steps = cells.map((cell, at) => ({ cell, label: labels[at] ?? '' })).filter(({ cell }) => cell.kind !== 'text');
  if (steps.length === 0) return `None ${verb}.`;
  const lower = (label: string): string => `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;
  const known = steps.flatMap(({ cell, label }) => (countIn(cell) === null ? [] : [{ count: countIn(cell) ?? 0, label: lower(label) }]));
  if (known.length === 0) return '';
  const parts = known.map(({ count, label }) => (steps.length === 1 ? label : `${number(count)} ${label}`));
  const all = known.length < steps.length ? capital(verb) : `${number(known.reduce((sum, { count }) => sum + count, 0))} ${verb}`;
  return `${all}: ${listed(parts)}.`;
}

const termsOf = (conventions: Conventions): Term[] => [
  {
    term: 'At the end of a day',
    meaning: 'Cases are counted as they stand at the end of each day, by their own dates in this list. A case that closes on the day it comes is in no figure.',
  },
  {
    term: 'Came in',
    meaning: `Received; passed 20 or 52 weeks while open, on day ${lastDayWithin(20, conventions) + 1}, or ${lastDayWithin(52, conventions) + 1}, after the request; or reopened after it was closed. Of several on one day the first counts.`,
  },
  {
    term: 'Left',
    meaning:
      'Final plan sent; refused an assessment; refused a plan; withdrawn; moved to another authority; closed for another reason, or for none that the list gives. Of several on one day the first counts. What the list calls withdrawn or moved is that, though a closing date gives the day.',
  },
];
