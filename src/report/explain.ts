import type { Limit } from '../core/clocks/clock.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, longDate } from '../core/day.ts';
import { periodOf } from '../core/period.ts';
import type { Plan } from '../core/plan.ts';
import type { RatioRow } from '../core/ratio.ts';
import { conventionsSection } from './definitions.ts';
import type { Described } from './described.ts';
import { inWords } from './figure.ts';
import type { Indicator } from './kpi.ts';
import { lengthInWords } from './limit-words.ts';
import type { Report, Section } from './report.ts';
import { type Explainable as Known, PILE_WORDS, type Placed, type Traced, type Tracing } from './trace.ts';
import { dateInWords, number, plural, sentence } from './words.ts';
import { EXAMPLE_DAY, EXAMPLE_PERIOD, examplesFor, factsInWords, PLAN_EXAMPLES, RATIO_EXAMPLES } from './worked-examples.ts';

/** A figure to be explained, over the case list or another, and the indicator that it is, if it is one. */
type Explained =
  | { over: 'cases'; traced: Traced; indicator: Indicator | null }
  | { over: 'plans'; traced: Traced<Plan>; indicator: Indicator | null }
  | { over: 'rows'; traced: Traced<RatioRow>; indicator: Indicator };

/** What may be explained: a figure of rows, or one without, of a forecast or of the lists beside the case list. */
export type Explainable = Explained | { described: Described; of: 'forecast' | 'foi' | 'lists' };

const idOf = (one: Explainable): string => ('described' in one ? one.described.id : one.traced.id);
const titleOf = (one: Explainable): string => ('described' in one ? one.described.title : one.traced.title);
const ofCasesOf = (one: Explainable): boolean => ('described' in one ? one.of !== 'lists' : one.over === 'cases');

/**
 * What figures count, in plain words: their law, their conventions, and an example that is worked out as any case is.
 * @param figures those to be explained
 */
export function explain(figures: readonly Explainable[], conventions: Conventions, authority: string | null): Report {
  const [first] = figures;
  const sections = figures.map((figure) => ('described' in figure ? describedSection(figure.described, conventions) : sectionOf(figure, conventions)));
  const hasExamples = sections.some(({ terms }) => terms.some(({ term }) => term === 'Example'));
  return {
    ...headOf(figures.length === 1 && first !== undefined ? `What is counted: ${titleOf(first)}` : 'What the figures count', authority),
    conventions,
    summary: [
      `Here is what ${figures.length === 1 ? `the figure ${first === undefined ? '' : idOf(first)} counts` : `${number(figures.length)} figures count`}, in plain words.`,
      `The law or method behind ${figures.length === 1 ? 'it' : 'each'} is named where there is one, with the time limit in force.`,
      ...(hasExamples ? [`The examples are invented, and worked out as any ${figures.some(ofCasesOf) ? 'case' : 'row'} is.`] : []),
    ],
    sections: [...sections, ...(figures.some(ofCasesOf) ? [conventionsSection(conventions)] : [])],
  };
}

/** The names of all figures. */
export function listFigures(all: readonly Explainable[], authority: string | null): Report {
  const figures = all.flatMap((one) => ('described' in one ? [] : [one]));
  const section = (id: string, heading: string, some: readonly Explainable[]): Section => ({
    kind: 'terms',
    id,
    heading,
    place: 'page',
    terms: some.map((one) => ({ term: idOf(one), meaning: titleOf(one) })),
  });
  const plain = figures.filter(({ over, indicator }) => over === 'cases' && indicator === null);
  const indicators = figures.filter(({ indicator }) => indicator !== null);
  return {
    ...headOf('Every figure by its name', authority),
    summary: [
      `${plural(all.length, 'figure has', 'figures have')} a name that commands and files know ${all.length === 1 ? 'it' : 'them'} by.`,
      'ehcp explain and a name says what it counts; --all says it of every figure.',
    ],
    sections: [
      ...(indicators.length === 0 ? [] : [section('indicators', 'Indicators of the configuration', indicators)]),
      section(
        'day',
        'On a day',
        plain.filter(({ traced }) => !traced.ofPeriod && traced.ahead === undefined),
      ),
      section(
        'period',
        'Over a period',
        plain.filter(({ traced }) => traced.ofPeriod && traced.betweenDays !== true),
      ),
      section(
        'between-days',
        'From the end of one day to the end of another',
        plain.filter(({ traced }) => traced.betweenDays === true),
      ),
      section(
        'ahead',
        'In the days after the as-of day (the names of a week are there for each week)',
        plain.filter(({ traced }) => traced.ahead !== undefined),
      ),
      section(
        'forecast',
        'Of ehcp forecast alone (the names of a week are there for every 13th and the last)',
        all.filter((one) => 'described' in one && one.of === 'forecast'),
      ),
      section(
        'foi',
        'Of ehcp foi alone',
        all.filter((one) => 'described' in one && one.of === 'foi'),
      ),
      section(
        'lists',
        'Of the lists beside the case list, and of what DfE publishes',
        all.filter((one) => ('described' in one ? one.of === 'lists' : one.over === 'plans' && one.indicator === null)),
      ),
    ],
  };
}

const headOf = (title: string, authority: string | null): Omit<Report, 'sections'> => ({
  schema: 'ehcp.report/1',
  report: 'explain',
  title,
  asOf: null,
  authority,
  sources: [],
  cautions: [],
  summary: [],
  figures: {},
});

type Terms = Extract<Section, { kind: 'terms' }>;

function describedSection({ id, title, counts, when, source, examples, rows }: Described, conventions: Conventions): Terms {
  return {
    kind: 'terms',
    id,
    heading: `${id}: ${title}`,
    place: 'page',
    terms: [
      { term: 'Counts', meaning: sentence(counts(conventions)) },
      { term: 'When', meaning: when },
      ...(source === null ? [] : [{ term: 'Law and method', meaning: sentence(source) }]),
      ...examples.map((meaning) => ({ term: 'Example', meaning })),
      { term: 'Its rows', meaning: rows },
    ],
  };
}

function sectionOf(explained: Explained, conventions: Conventions): Terms {
  const { over, traced, indicator } = explained;
  const { id, title, counts, law } = traced;
  return {
    kind: 'terms',
    id,
    heading: title === id ? id : `${id}: ${title}`,
    place: 'page',
    terms: [
      { term: 'Counts', meaning: sentence(counts(conventions)) },
      { term: 'When', meaning: whenOf(traced) },
      ...(law === null ? [] : [{ term: 'Law and method', meaning: sentence(law.source) }]),
      ...(law?.limits ?? []).map((limit) => ({ term: 'Time limit', meaning: limitInWords(limit) })),
      ...(law?.duty === undefined ? [] : [{ term: 'Duty', meaning: `${law.duty}%: the law asks it of every case, whatever a local target says.` }]),
      ...(indicator === null ? [] : [{ term: 'Indicator', meaning: indicatorInWords(indicator) }]),
      ...(traced.isShare && over === 'cases'
        ? [{ term: 'Not known', meaning: 'A case whose days cannot be worked out stays in the denominator, and never counts as in time.' }]
        : []),
      ...(traced.isShare && over === 'plans' ? [{ term: 'Not known', meaning: PLANS_NOT_KNOWN }] : []),
      ...examplesOf(explained, conventions).map((meaning) => ({ term: 'Example', meaning })),
      { term: 'Its rows', meaning: `ehcp cases ${rowsOf(traced)}` },
    ],
  };
}

const PLANS_NOT_KNOWN =
  'The list has the latest review of each plan alone. A plan of which it does not say what is asked stays in the denominator, and never in the numerator.';

function whenOf({ dated, counted, betweenDays, ahead, periodElse }: Known): string {
  const day = counted ?? dated;
  if (periodElse === 'as-of-day') return 'As things stood at the end of the as-of day, or of the last day of a period that is over.';
  if (betweenDays === true) return 'From the end of one day to the end of another: each day as things stood at its end.';
  if (ahead !== undefined) return 'In the days after the as-of day, to the last looked at, as things stood at the end of the as-of day.';
  return day === null ? 'As things stood at the end of the as-of day.' : `In the period of the day: ${day}. First and last day are included.`;
}

function rowsOf({ id, ofPeriod, betweenDays, ahead }: Known): string {
  const day = '2022-12-31';
  if (betweenDays === true) return `--figure ${id} --from 2021-12-31 --to ${day}`;
  if (ahead !== undefined) return `--figure ${id} --as-of ${day} --within ${Math.max(4, ahead)}w`;
  return ofPeriod ? `--measure ${id} --period 2022 --as-of ${day}` : `--figure ${id} --as-of ${day}`;
}

const limitInWords = ({ length, instrument, provision, inForceFrom }: Limit): string =>
  `${lengthInWords(length)} from the day the request was received: ${provision} of the ${instrument}, in force from ${dateInWords(inForceFrom)}.`;

function indicatorInWords({ measure, source, isRatio, target, polarity, lagQuarters }: Indicator): string {
  const aim = target === null ? 'No target is set' : `The target is ${target}`;
  const lag = lagQuarters === 0 ? '' : ` It reports what happened ${lagQuarters} ${lagQuarters === 1 ? 'quarter' : 'quarters'} before the period named.`;
  return `${aim}; ${polarity === 'higher' ? 'more' : 'less'} is better. ${isRatio === true ? `It is counted over the list ${source}.` : `Its measure is ${measure.id}.`}${lag}`;
}

/** An example, and what is known of it in words. */
interface Example<C> {
  facts: string;
  row: C;
}

function examplesOf({ over, traced }: Explained, conventions: Conventions): string[] {
  if (over === 'rows') return workedOut(traced, RATIO_EXAMPLES, conventions);
  if (over === 'plans') return workedOut(traced, PLAN_EXAMPLES, conventions);
  const examples = examplesFor(traced, conventions).map((row) => ({ facts: factsInWords(row), row }));
  return workedOut(traced, examples, conventions);
}

/** Examples are placed by the figure itself, so they say what it does. */
function workedOut<C>(traced: Traced<C>, all: readonly Example<C>[], conventions: Conventions): string[] {
  const period = periodOf(EXAMPLE_PERIOD, EXAMPLE_DAY);
  const weeks = Math.max(4, traced.ahead ?? 0);
  const { from, to } = traced.ahead === undefined ? period : { from: EXAMPLE_DAY, to: addDays(EXAMPLE_DAY, 7 * weeks) };
  const start = (): Tracing<C> => traced.trace({ from, to, asOf: EXAMPLE_DAY, conventions });
  const kinds = new Set<string>();
  const examples = all.filter(({ row }) => {
    const { pile, reason } = start().place(row);
    const kind = `${pile} ${reason}`;
    const isNew = !kinds.has(kind);
    kinds.add(kind);
    return isNew || pile === 'met';
  });
  const tracing = start();
  for (const { row } of examples) tracing.count(row);
  const lines = examples.map(({ facts, row }) => `${facts}: ${placeInWords(tracing.place(row))}.`);
  const ahead = traced.ahead === undefined ? '' : `, looking ahead ${weeks} weeks,`;
  const when = traced.ofPeriod ? `For ${EXAMPLE_PERIOD}` : `On ${longDate(EXAMPLE_DAY)}${ahead}`;
  return [...lines, `${when} these come to ${inWords(tracing.figure())}.`];
}

const placeInWords = ({ pile, days, why }: Placed): string => `${days === null ? '' : `day ${days}, `}${PILE_WORDS[pile]} (${why})`;
