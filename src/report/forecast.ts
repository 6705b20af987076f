import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, type Day, daysBetween, isoDate, longDate, shortDate } from '../core/day.ts';
import { ENOUGH_WEEKS, ForecastCount, type Pace, WEEKS_OF_YEAR } from '../core/forecast.ts';
import { project, type Spread } from '../core/projection.ts';
import { percentage } from '../core/proportion.ts';
import type { ReportContext } from './context.ts';
import { openDefinitions } from './definitions.ts';
import { inWords } from './figure.ts';
import {
  clearsId,
  countFigures,
  type Figures,
  flowFigures,
  insideId,
  LINES,
  type Line,
  type LookedBack,
  lookBackFigures,
  lookedBack,
  lookedBackId,
  milestones,
  neededFigures,
  neededId,
  OVER_20,
  OVER_52,
  projectedId,
  queueFigures,
  RELIEF_WEEKS,
  type Scenario,
  type Supposed,
  scenarioFigures,
  truthId,
} from './forecast-figures.ts';
import { headed } from './provenance.ts';
import type { Cell, Chart, Column, Figure, ProjectionMade, Report, Row, Section } from './report.ts';
import { Seen } from './seen.ts';
import { listed, NOTHING, nOfD, number, oneDecimal, plural } from './words.ts';

/** When the backlog clears if the coming weeks are like the last ones: cases are added one at a time and let go. */
export interface Forecast {
  add(c: Case): void;
  report(context: ReportContext): Report;
}

/** What is looked at, and how. */
export interface ForecastAsked {
  asOf: Day;
  conventions: Conventions;
  /** How many weeks ahead. */
  horizon: number;
  /** The day by which the backlog is to be cleared; null where none is named. */
  byDate: Day | null;
  /** Null where nothing is supposed. */
  supposed: Supposed | null;
  seed: number;
  runs: number;
  lookBack: boolean;
}

/** Runs enough that another seed tells no other story. */
export const RUNS = 1000;

/** Starts the forecast of a day. */
export function startForecast(asked: ForecastAsked): Forecast {
  const { asOf, conventions, lookBack } = asked;
  const count = new ForecastCount(asOf, conventions, lookBack);
  const seen = new Seen(asOf);
  let firstPlan: Day | null = null;
  return {
    add(c) {
      seen.add(c);
      if (c.finalPlan !== null && (firstPlan === null || c.finalPlan < firstPlan)) firstPlan = c.finalPlan;
      count.add(c);
    },
    report: (context) => reportOf(asked, count, seen, firstPlan, context),
  };
}

/** What the report says, once it is worked out. */
interface Worked {
  asked: ForecastAsked;
  pace: Pace;
  figures: Figures;
  /** None where the list tells of too few weeks. */
  scenarios: Scenario[];
  back: LookedBack | null;
}

function reportOf(asked: ForecastAsked, count: ForecastCount, { notYetReceived, told }: Seen, firstPlan: Day | null, context: ReportContext): Report {
  const { asOf, conventions } = asked;
  const worked = workedOut(asked, count);
  const { head, sections } = headed('forecast', 'When the backlog clears: a projection, not a promise', context, { asOf, notYetReceived, told, conventions });
  const [inForce, behind] = openDefinitions(conventions, TERMS);
  return {
    ...head,
    cautions: [...head.cautions, ...lateBegin(firstPlan, worked.pace, context.file)],
    projection: madeBy(worked),
    summary: summaryOf(worked),
    figures: worked.figures,
    sections: [...pageOf(worked), howSection(worked), ...sections, inForce, ...chartsOf(worked), behind],
  };
}

/** A list whose first plan was sent within the weeks looked back on may lack plans, and then too little looks completed. */
function lateBegin(firstPlan: Day | null, { asOf, backlog }: Pace, file: string): string[] {
  const known = backlog.weeks.length;
  if (firstPlan === null || firstPlan > asOf || firstPlan <= addDays(asOf, -7 * known)) return [];
  return [
    `The first final plan in ${file} is of ${longDate(firstPlan)}, within the ${plural(known, 'week')} looked back on. If plans were sent before it, they are not in the list: then too little was completed here, and load and projection are too high.`,
  ];
}

/** The scenarios, and the figures that they and the list come to. */
function workedOut(asked: ForecastAsked, count: ForecastCount): Worked {
  const { asOf, horizon, byDate, supposed, seed, runs, lookBack } = asked;
  const pace = count.pace();
  const back = lookBack ? lookedBack(count, { runs, seed }, ENOUGH_WEEKS) : null;
  const scenarios = pace.backlog.weeks.length < ENOUGH_WEEKS ? [] : scenariosOf(asked, pace);
  const requests = supposed?.requestsTimes === undefined ? {} : { requestsTimes: supposed.requestsTimes };
  const figures: Figures = {
    ...countFigures(pace.now),
    ...(pace.backlog.weeks.length === 0 ? {} : flowFigures(pace)),
    ...(scenarios.length === 0 ? {} : queueFigures(pace, count.openDays, byDate)),
    ...Object.assign({}, ...scenarios.map((scenario) => scenarioFigures(asOf, scenario, horizon))),
    ...(scenarios.length === 0 || byDate === null ? {} : neededFigures(pace, byDate, { runs, seed, ...requests })),
    ...(back === null ? {} : lookBackFigures(back)),
  };
  return { asked, pace, figures, scenarios, back };
}

/** The pace as it was; and what is supposed, with the same draws. */
function scenariosOf({ horizon, runs, seed, supposed }: ForecastAsked, { backlog }: Pace): Scenario[] {
  const settings = { horizon, runs, seed };
  const asItWas: Scenario = { id: '', projection: project(backlog, settings) };
  if (supposed === null) return [asItWas];
  const { requestsText, completionsText, ...what } = supposed;
  return [asItWas, { id: 'what-if-', projection: project(backlog, { ...settings, ...what }) }];
}

const madeBy = ({ asked: { horizon, byDate, supposed, seed, runs, lookBack }, pace }: Worked): ProjectionMade => ({
  seed,
  runs,
  horizonWeeks: horizon,
  weeksDrawnFrom: pace.backlog.weeks.length,
  requests: supposed?.requestsText ?? null,
  completions: supposed?.completionsText ?? null,
  byDate: byDate === null ? null : isoDate(byDate),
  lookBack,
});

function pageOf(worked: Worked): Section[] {
  const { asked, scenarios, back } = worked;
  const ofBack = back === null ? [] : [lookBackSection(worked, back)];
  if (scenarios.length === 0) return ofBack;
  const needed = asked.byDate === null ? [] : [neededSection(worked, asked.byDate)];
  return [clearsSection(worked), projectionSection(worked), ...needed, ...ofBack, queueSection(worked)];
}

const chartsOf = (worked: Worked): Chart[] => [
  ...worked.scenarios.flatMap((scenario) => LINES.map((line) => projectionChart(scenario, line, worked))),
  ...LINES.flatMap((line) => (worked.back === null ? [] : [lookBackChart(worked.back, line)])),
];

const figureIn = (figures: Figures, id: string): Figure => figures[id] as Figure;
const valueIn = (figures: Figures, id: string): number | null => figures[id]?.value ?? null;
const spreadIn = ({ value, low = null, high = null }: Figure): Spread<number | null> => ({ median: value, low, high });

const NOT_A_PROMISE = 'This is a projection, not a promise.';

function summaryOf(worked: Worked): string[] {
  const { asked, pace, figures, scenarios, back } = worked;
  const { open, over20, over52 } = pace.now;
  const known = pace.backlog.weeks.length;
  const standing =
    open === 0
      ? `No assessment is open on ${longDate(asked.asOf)}.`
      : `${plural(open, 'assessment is', 'assessments are')} open on ${longDate(asked.asOf)}, ${number(over20)} over 20 weeks and ${number(over52)} over 52.`;
  if (scenarios.length === 0) {
    return [
      standing,
      known === 0
        ? 'The list tells of no whole week before that day, so nothing can be projected.'
        : `The list tells of ${plural(known, 'week')} before that day; a projection needs ${ENOUGH_WEEKS}, so none is made.`,
    ];
  }
  return [
    standing,
    flowSentence(pace, figures),
    clearingSentence(worked),
    ...(asked.byDate === null ? [] : [neededSentence(worked, asked.byDate)]),
    ...lookBackSentence(asked, back),
  ];
}

/** How many a week, of so many in all: `19.8`, `none`, `less than 0.1`. */
function weekly(count: number, figures: Figures, id: string): string {
  const rate = valueIn(figures, id);
  return count === 0 ? 'none' : rate === 0 ? 'less than 0.1' : oneDecimal(rate);
}

function flowSentence({ backlog, now, cameIn, completed }: Pace, figures: Figures): string {
  const known = plural(backlog.weeks.length, 'week');
  const [came, went] = [weekly(cameIn, figures, 'came-in-per-week'), weekly(completed, figures, 'completions-per-week')];
  const flows = `In the ${known} before, ${cameIn === 0 ? 'no case' : plural(cameIn, 'case')} came in and ${completed === 0 ? 'none' : number(completed)} ${completed < 2 ? 'was' : 'were'} completed (${came} and ${went} a week)`;
  const ratio = valueIn(figures, 'load');
  if (ratio === null) return `${flows}: without completions no backlog clears.`;
  if (now.open === 0) return `${flows}: a load of ${decimals(ratio)}; now there is no queue.`;
  const grows = cameIn > completed ? 'the queue grows' : cameIn < completed ? 'the queue shrinks' : 'the queue stays as long as it is';
  return `${flows}: a load of ${decimals(ratio)}, at which, as a rule of thumb, ${grows}.`;
}

/** `1.04` */
function decimals(value: number | null): string {
  if (value === null) return '–';
  const [whole = '0', parts = ''] = String(value).split('.');
  return `${number(Number(whole))}.${parts.padEnd(2, '0')}`;
}

/** The words in which something was supposed: `requests +10% and completions 18/week`. */
function supposedWords({ requestsText, completionsText }: Supposed): string {
  return listed([...(requestsText === null ? [] : [`requests ${requestsText}`]), ...(completionsText === null ? [] : [`completions ${completionsText}`])]);
}

function clearingSentence({ asked, pace, figures, scenarios }: Worked): string {
  const { asOf, horizon, supposed } = asked;
  const ofScenario = ({ id }: Scenario): string => {
    const clauses = [OVER_20, OVER_52].map((line) => {
      if (pace.now[line.of] === 0) return `no case is over ${line.over} weeks now, ${mostProjected(figures, id, line, asked)}`;
      const share = figureIn(figures, `${clearsId(id, line)}-share`);
      return `the backlog over ${line.over} weeks ${clearingWords(figureIn(figures, clearsId(id, line)), share, asOf, horizon)}`;
    });
    return clauses.join('; ');
  };
  const never = ({ id }: Scenario): boolean =>
    [OVER_20, OVER_52].every((line) => pace.now[line.of] > 0 && figures[`${clearsId(id, line)}-share`]?.numerator === 0);
  const neither = `neither the backlog over 20 weeks nor that over 52 clears within ${plural(horizon, 'week')} in any run`;
  const [base, whatIf] = scenarios;
  if (base === undefined) return NOT_A_PROMISE;
  const first = `If the coming weeks are like those, ${never(base) ? neither : ofScenario(base)}`;
  if (whatIf === undefined || supposed === null) return `${first}. ${NOT_A_PROMISE}`;
  const second = never(base) && never(whatIf) ? 'the same holds' : never(whatIf) ? neither : ofScenario(whatIf);
  return `${first}; with ${supposedWords(supposed)} ${second}. ${NOT_A_PROMISE}`;
}

/** What is projected where there is nothing now: `and 12 (5–21) are projected for 1 April 2023, the most in the table` */
function mostProjected(figures: Figures, id: Scenario['id'], line: Line, { asOf, horizon }: ForecastAsked): string {
  const rows = milestones(horizon).map((week) => ({ week, spread: spreadIn(figureIn(figures, projectedId(id, line, week))) }));
  const size = ({ median, high }: Spread<number | null>): number => (median ?? 0) * 1e6 + (high ?? 0);
  const most = rows.reduce((one, other) => (size(other.spread) > size(one.spread) ? other : one));
  if (size(most.spread) === 0) return 'and none is projected';
  const { median } = most.spread;
  return `and ${rangeWords(most.spread)} ${median === 1 ? 'is' : 'are'} projected for ${longDate(addDays(asOf, 7 * most.week))}${rows.length === 1 ? '' : ', the most in the table'}`;
}

/** `clears by 12 March 2023 (in four runs of five between 1 January and 2 June 2023)` */
function clearingWords(figure: Figure, { numerator, denominator }: Figure, asOf: Day, horizon: number): string {
  const { low, median, high } = spreadIn(figure);
  const on = (week: number): string => longDate(addDays(asOf, 7 * week));
  const runs = nOfD(numerator ?? 0, denominator ?? 0);
  const within = `within ${plural(horizon, 'week')}`;
  if (numerator === 0) return `does not clear ${within} in any run`;
  if (median === null || low === null) return `does not clear ${within} in most runs (in ${runs} it does)`;
  if (high === null) return `clears by ${on(median)} in the middle run, in nine of ten not before ${on(low)}, and in ${runs} ${within}`;
  if (low === high) return `clears by ${on(median)} in four of five`;
  return `clears by ${on(median)} in the middle run, in four of five from ${on(low)} to ${on(high)}`;
}

function neededSentence({ pace, figures, asked }: Worked, byDate: Day): string {
  const [[half20, likely20], [half52, likely52]] = [OVER_20, OVER_52].map((line) => [
    valueIn(figures, neededId(line)),
    valueIn(figures, neededId(line, '-likely')),
  ]) as [[number, number], [number, number]];
  const of20 = `${plural(half20, 'completion')} a week in half of the runs and ${half20 === likely20 ? '' : `${number(likely20)} `}in four of five`;
  const of52 = half52 === likely52 ? number(half52) : `${number(half52)} and ${number(likely52)}`;
  const supposed = asked.supposed?.requestsText == null ? '' : `, with requests ${asked.supposed.requestsText}`;
  const now = pace.completed === 0 ? 'none is completed now' : `now it is ${weekly(pace.completed, figures, 'completions-per-week')}`;
  return `For no case over 20 weeks to be open on ${longDate(byDate)}${supposed}, it would take ${of20}; for none over 52 weeks ${of52}; ${now}.`;
}

function lookBackSentence({ lookBack, asOf }: ForecastAsked, back: LookedBack | null): string[] {
  if (!lookBack) return [];
  const then = longDate(addDays(asOf, -7 * WEEKS_OF_YEAR));
  if (back === null)
    return [
      `Of how such a projection made on ${then} would have done nothing can be said: the list tells of fewer than ${ENOUGH_WEEKS} weeks before that day.`,
    ];
  const figures = lookBackFigures(back);
  const [open, over20, over52] = LINES.map((line) => number(figures[insideId(line)]?.numerator ?? 0));
  return [
    `Had such a projection been made on ${then} with what was visible then, what came to pass would have lain in its 80% range in ${open} of ${WEEKS_OF_YEAR} weeks for the cases open, in ${over20} for those over 20 weeks and in ${over52} for those over 52.`,
  ];
}

const words = (text: string): Cell => ({ kind: 'text', text });
const rightColumns = (...names: string[]): Column[] => names.map((name) => ({ lines: [name], align: 'right' }));

/** `612 (540–690)` */
function rangeWords({ low, median, high }: Spread<number | null>): string {
  const one = (value: number | null): string => (value === null ? '–' : number(value));
  return `${one(median)} (${one(low)}–${one(high)})`;
}

const LINE_COLUMNS = rightColumns(...LINES.map(({ name }) => name));

function projectionSection({ asked, pace, figures, scenarios }: Worked): Section {
  const { asOf, horizon } = asked;
  const rows = milestones(horizon).flatMap((week) =>
    scenarios.map(({ id }): Row => {
      const cells = LINES.map((line) => words(rangeWords(spreadIn(figureIn(figures, projectedId(id, line, week))))));
      return id === '' ? { header: `${shortDate(addDays(asOf, 7 * week))}, in ${plural(week, 'week')}`, cells } : { header: 'what if', under: true, cells };
    }),
  );
  return {
    kind: 'table',
    id: 'projection',
    heading: 'Projection: cases open',
    place: 'page',
    caption: `Cases open, as projected from ${longDate(asOf)}: the middle of the runs, and between brackets where four runs in five lie`,
    rowHeading: 'At the end of',
    columns: LINE_COLUMNS,
    rows: [{ header: `${shortDate(asOf)}, counted`, cells: LINES.map(({ of }) => words(number(pace.now[of]))) }, ...rows],
    notes: [
      'A projection, not a promise: the middle of the runs, and between brackets the 80% range, in which four runs in five lie.',
      ...(asked.supposed === null ? [] : [`What if: ${supposedWords(asked.supposed)}, from the first week on.`]),
    ],
  };
}

function clearsSection({ asked, pace, figures, scenarios }: Worked): Section {
  const { asOf, horizon } = asked;
  const on = (week: number | null): Cell => words(week === null ? 'later, or never' : shortDate(addDays(asOf, 7 * week)));
  const rows = [OVER_20, OVER_52].flatMap((line) =>
    scenarios.map(({ id }): Row => {
      const { low, median, high } = spreadIn(figureIn(figures, clearsId(id, line)));
      const { value, numerator, denominator } = figureIn(figures, `${clearsId(id, line)}-share`);
      // What is not there cannot clear.
      const none = [words('none now'), words(NOTHING), words(NOTHING), words(NOTHING)];
      const cells: Cell[] =
        pace.now[line.of] === 0 ? none : [on(median), on(low), on(high), { kind: 'percent', value, numerator: numerator ?? 0, denominator: denominator ?? 0 }];
      return id === '' ? { header: line.name, cells } : { header: 'what if', under: true, cells };
    }),
  );
  return {
    kind: 'table',
    id: 'clears',
    heading: 'When it clears, at the pace of the last weeks',
    place: 'page',
    caption: `When no case is over 20, and over 52, weeks for the first time, as projected from ${longDate(asOf)}`,
    rowHeading: 'Backlog',
    columns: rightColumns('Middle run', 'Early', 'Late', 'Clears at all'),
    rows,
    notes: [
      `A projection, not a promise. The horizon is ${plural(horizon, 'week')}, to ${longDate(addDays(asOf, 7 * horizon))}. Four runs in five lie between early and late; "clears at all" is the share of the runs in which it does within the horizon.`,
      'A backlog clears at the end of the first week in which it has no case; there may be some again later.',
    ],
  };
}

function neededSection({ asked, pace, figures }: Worked, byDate: Day): Section {
  const perWeek = (id: string): Cell => words(number(valueIn(figures, id)));
  return {
    kind: 'table',
    id: 'needed',
    heading: `What pace clears it by ${longDate(byDate)}`,
    place: 'page',
    caption: `Completions a week with which no case is over 20, and over 52, weeks on ${longDate(byDate)}`,
    rowHeading: 'Backlog',
    columns: rightColumns('Now', 'In half of the runs', 'In four runs of five'),
    rows: [OVER_20, OVER_52].map((line) => ({
      header: line.name,
      cells: [words(weekly(pace.completed, figures, 'completions-per-week')), perWeek(neededId(line)), perWeek(neededId(line, '-likely'))],
    })),
    notes: [
      `Completions a week, the same in every week up to ${longDate(addDays(asked.asOf, daysBetween(asked.asOf, byDate) - (daysBetween(asked.asOf, byDate) % 7)))}, shared between old and new cases as they were${asked.supposed?.requestsText == null ? '' : `, with requests ${asked.supposed.requestsText}`}. A projection, not a promise.`,
    ],
  };
}

function lookBackSection({ figures }: Worked, { asOf }: LookedBack): Section {
  const rows = milestones(WEEKS_OF_YEAR).flatMap((week): Row[] => [
    {
      header: `${shortDate(addDays(asOf, 7 * week))}, projected`,
      cells: LINES.map((line) => words(rangeWords(spreadIn(figureIn(figures, lookedBackId(line, week)))))),
    },
    { header: 'as it came to pass', under: true, cells: LINES.map((line) => words(number(valueIn(figures, truthId(line, week))))) },
  ]);
  const inside = (line: Line): Cell => {
    const { value, numerator, denominator } = figureIn(figures, insideId(line));
    return { kind: 'percent', value, numerator: numerator ?? 0, denominator: denominator ?? 0 };
  };
  return {
    kind: 'table',
    id: 'look-back',
    heading: `Looking back: such a projection made on ${longDate(asOf)}`,
    place: 'page',
    caption: `What would have been projected on ${longDate(asOf)} with what was visible then, and what came to pass`,
    rowHeading: 'At the end of',
    columns: LINE_COLUMNS,
    rows: [...rows, { header: 'Weeks inside the range', cells: LINES.map(inside) }],
    notes: [
      'Made from what was visible on that day alone, by the dates of the list as it is now, with the same seed and runs and nothing supposed.',
      'The weeks of one year follow from each other: a range that holds in many of them, or in few, is one trial and not 52.',
    ],
  };
}

function queueSection({ asked, figures, pace }: Worked): Section {
  const { byDate, asOf } = asked;
  const known = plural(pace.backlog.weeks.length, 'week');
  const row = (header: string, text: string): Row => ({ header, cells: [words(text)] });
  const flow = (count: number, id: string): string => (count === 0 ? 'none' : `${number(count)}, ${weekly(count, figures, id)} a week`);
  const relief = valueIn(figures, 'relief-capacity-per-week');
  const old = figureIn(figures, 'completions-over-20-weeks');
  const until = byDate ?? addDays(asOf, 7 * RELIEF_WEEKS);
  return {
    kind: 'table',
    id: 'queue',
    heading: 'Load and pressure: rules of thumb',
    place: 'page',
    caption: `Rules of thumb for queues, from the ${known} that end on ${longDate(asOf)}`,
    rowHeading: `The ${known} to ${shortDate(asOf)}`,
    columns: rightColumns('Figure'),
    rows: [
      row('Came in: requests, and cases reopened', flow(pace.cameIn, 'came-in-per-week')),
      row('Completed, for whatever reason', flow(pace.completed, 'completions-per-week')),
      row('of these over 20 weeks', `${number(old.value)}${pace.completed === 0 ? '' : `, ${oneDecimal(percentage(old.value ?? 0, pace.completed))}%`}`),
      row('Load (1 or more never clears)', decimals(valueIn(figures, 'load'))),
      row('Mean weeks open', inWords(figureIn(figures, 'open-mean-weeks'))),
      row('Pressure (above 1 the 20 weeks are likely to be missed)', decimals(valueIn(figures, 'pressure'))),
      row('Target queue', plural(valueIn(figures, 'target-queue') ?? 0, 'case')),
      row(`Relief capacity, to reach it by ${shortDate(until)}`, relief === 0 ? 'none: it is reached without' : `${oneDecimal(relief)} a week`),
    ],
    notes: [
      'Rules of thumb from the theory of queues: they suppose that who came first is served first and that there are no seasons. The target queue is that of waits that vary as chance does; an assessment takes weeks of itself, so it asks for more than the law does.',
    ],
  };
}

/** As many labels as a chart has room for. */
const MOST_POINTS = 27;

function pointsOf(horizon: number): number[] {
  const step = horizon < MOST_POINTS ? 1 : 4;
  const points = Array.from({ length: Math.ceil(horizon / step) }, (_, at) => at * step);
  return [...points, horizon];
}

const countCell = (value: number): Cell => ({ kind: 'count', value });
const casesOf = ({ over }: Line): string => (over === null ? 'open cases' : `cases open over ${over} weeks`);

function projectionChart({ id, projection }: Scenario, line: Line, { asked }: Worked): Chart {
  const { asOf, horizon, supposed } = asked;
  const rows = pointsOf(horizon).flatMap((week) => projection.weeks[week] ?? []);
  const [first, last] = [projection.weeks[0]?.[line.of].median ?? 0, projection.weeks[horizon]?.[line.of] ?? { low: 0, median: 0, high: 0 }];
  const whatIf = id === '' || supposed === null ? '' : `, what if ${supposedWords(supposed)}`;
  return {
    kind: 'chart',
    id: `${id}projected-${line.id}`,
    heading: `Projection: ${casesOf(line)}${whatIf}`,
    place: 'notes',
    finding: `From ${number(first)} ${casesOf(line)} on ${longDate(asOf)} the middle of the runs comes to ${number(last.median)} on ${longDate(addDays(asOf, 7 * horizon))}; four runs in five end from ${number(last.low)} to ${number(last.high)}. A projection, not a promise.`,
    form: 'lines',
    axis: 'On',
    labels: rows.map(({ week }) => shortDate(addDays(asOf, 7 * week))),
    series: spreadSeries(rows.map((row) => row[line.of])),
    levels: [],
  };
}

const spreadSeries = (rows: readonly Spread[]): Chart['series'] => [
  { name: 'Middle', cells: rows.map(({ median }) => countCell(median)) },
  { name: 'High', cells: rows.map(({ high }) => countCell(high)) },
  { name: 'Low', cells: rows.map(({ low }) => countCell(low)) },
];

function lookBackChart({ asOf, projection, since }: LookedBack, line: Line): Chart {
  const weeks = pointsOf(WEEKS_OF_YEAR);
  const rows = weeks.flatMap((week) => projection.weeks[week]?.[line.of] ?? []);
  const [, high, low] = spreadSeries(rows) as [Chart['series'][number], Chart['series'][number], Chart['series'][number]];
  const last = projection.weeks[WEEKS_OF_YEAR]?.[line.of] ?? { low: 0, median: 0, high: 0 };
  const truth = since[WEEKS_OF_YEAR]?.[line.of] ?? 0;
  const where = truth < last.low ? 'below the range' : truth > last.high ? 'above the range' : 'inside the range';
  return {
    kind: 'chart',
    id: `look-back-${line.id}`,
    heading: `Looking back: ${casesOf(line)}`,
    place: 'notes',
    finding: `For ${longDate(addDays(asOf, 7 * WEEKS_OF_YEAR))} from ${number(last.low)} to ${number(last.high)} ${casesOf(line)} would have been projected a year before; it came to ${number(truth)}, ${where}.`,
    form: 'lines',
    axis: 'On',
    labels: weeks.map((week) => shortDate(addDays(asOf, 7 * week))),
    series: [{ name: 'Counted', cells: weeks.map((week) => countCell(since[week]?.[line.of] ?? 0)) }, high, low],
    levels: [],
  };
}

function howSection({ asked, pace, scenarios }: Worked): Section {
  const { seed, runs } = asked;
  const known = pace.backlog.weeks.length;
  const drawn =
    scenarios.length === 0
      ? []
      : [
          `${number(runs)} runs with the seed ${seed}, which repeat exactly: each draws weeks of the last ${known}, four in a row, with what came in and what was completed in them, old cases and new as they were completed then.`,
          'Nothing is known of what is to come: no season is placed, no trend is carried on, and no change of staff or law is foreseen.',
        ];
  const short =
    known < WEEKS_OF_YEAR
      ? [
          `The list tells of ${plural(known, 'week')} before the as-of day, from its earliest request on, and not of a year: what the rest of a year brings is not known.`,
        ]
      : [];
  return { kind: 'list', id: 'how', heading: 'How it was projected', place: 'page', items: [...drawn, ...short] };
}

const TERMS = [
  {
    term: 'Came in',
    meaning: 'Cases that became open in the weeks that end on the as-of day: requests that were open at the end of a day, and cases reopened after a refusal.',
  },
  { term: 'Completions', meaning: 'Cases that were closed in those weeks for whatever reason: final plan, refusal, withdrawn, moved, other.' },
  { term: 'Load', meaning: 'What came in ÷ what was completed. A rule of thumb: at 1 or more the queue never clears.' },
  { term: 'Pressure', meaning: '2 × the mean weeks that open cases have been open ÷ 20 weeks. A rule of thumb: above 1 the 20 weeks are likely to be missed.' },
  {
    term: 'Target queue, relief capacity',
    meaning:
      'Target queue: what comes in a week × 20 weeks ÷ 4. Relief capacity: what comes in a week + (open cases − target queue) ÷ the weeks there are; 0 where that is less than nothing. Rules of thumb.',
  },
  {
    term: 'Projection, range',
    meaning:
      'What becomes of the open cases where the coming weeks are drawn by chance from the last ones, many times. The middle of the runs is their median; of five runs four lie in the 80% range, both ends included. Not a promise.',
  },
];
