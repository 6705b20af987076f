import { type Appeal, AppealTally, appealStanding } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import { type Conventions, lastDayWithin } from '../core/conventions.ts';
import { addDays, type Day, daysBetween, isoDate, longDate } from '../core/day.ts';
import { asItStood, emptyTally, startCounting, type WindowTallies } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { financialYearStart, labelOf, type Period, periodOf, yearBefore } from '../core/period.ts';
import { BANDS } from '../core/position.ts';
import { POSITION_FIGURES, PositionCounting } from '../core/position-figures.ts';
import { APPEAL_KNOWN, appealColumns, appealGroupFigures } from './appeal-figures.ts';
import type { Numbers, ReportContext } from './context.ts';
import { definitions } from './definitions.ts';
import { figureOf, positionFigureOf } from './figure.ts';
import { FOI_KNOWN, FOI_POSITION_FIGURES, ledToPlan } from './foi-figures.ts';
import { type Answering, answered, askedOfLists, isAnswered, QUESTIONS } from './foi-questions.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Figure, PeriodFigures, Report, Section } from './report.ts';
import { type DaysTold, Seen } from './seen.ts';
import { ISSUED_FIGURES, issuedFigureOf } from './timeliness.ts';
import { Unsaid, withReasons } from './unsaid.ts';

type Figures = Record<string, Figure>;

/** What is looked at. */
export interface FoiAsked {
  period: Period;
  asOf: Day;
  conventions: Conventions;
  /** It is to be published. */
  publish: boolean;
  /** Columns that the list of appeals does not have. */
  absent?: readonly string[];
  /** The authority's own target for plans within 20 weeks, by the figure it is set for. */
  targets: readonly { id: string; code: string; target: number }[];
}

/** The answers to the questions that every authority is asked: rows are added one at a time and let go; then the report is made. */
export interface Foi {
  add(c: Case): void;
  addAppeal(appeal: Appeal): void;
  /**
   * @param cases where the cases come from
   * @param appeals where the appeals come from; null where no list of them is named
   * @param others the reports on the other lists, published where this is
   */
  report(cases: ReportContext, appeals: ReportContext | null, others: readonly Report[]): Report;
}

/** What nobody asks for, and would say how many are too young to be judged. */
const NOT_ASKED = ['cohort-within-20-weeks'];

/** The measures of a period: those of `ehcp kpi` and of the snapshot. */
const MEASURES = CASE_MEASURES.filter(({ id }) => !NOT_ASKED.includes(id));

/** The figures of the day: those of the snapshot that are asked for, and what is open without an exception. */
const OF_THE_DAY = [
  ...POSITION_FIGURES.filter(({ id }) => /^(open|open-(within|over|band|longest).*|closed-date-not-known)$/.test(id)).filter(
    ({ id }) => !/-(allocated|with-draft)$/.test(id),
  ),
  ...FOI_POSITION_FIGURES,
];

/** The period asked for, and the calendar and the financial year that its middle day is in, by their ids. */
function periodsAround(period: Period, asOf: Day): Record<string, Period> {
  const middle = addDays(period.from, Math.floor(daysBetween(period.from, period.to) / 2));
  const year = (day: Day): number => Number(isoDate(day).slice(0, 4));
  const financial = year(financialYearStart(middle));
  return {
    period,
    'calendar-year': periodOf(String(year(middle)), asOf),
    'financial-year': periodOf(`${financial}/${String((financial + 1) % 100).padStart(2, '0')}`, asOf),
  };
}

/**
 * Starts the answers to the questions that every authority is asked under the Freedom of Information Act 2000: of a period, of its calendar
 * and its financial year, each beside the same dates a year before, and of the as-of day.
 */
export function startFoi(asked: FoiAsked): Foi {
  const { period, asOf, conventions, publish, absent = [] } = asked;
  const unsaid = new Unsaid((id) => appealColumns(id, absent), absent);
  const periods = Object.entries(periodsAround(period, asOf));
  const told = periods.flatMap(([, one]) => [{ from: one.from, to: one.to, asOf, conventions }, asItStood(yearBefore(one), conventions)]);
  // What the periods tell together is asked only where it is published.
  const windows = publish ? [...told, ...stretchesOf(told).map((one) => ({ ...one, asOf, conventions }))] : told;
  const counting = startCounting(MEASURES, windows);
  const positions = new PositionCounting(asOf, conventions, OF_THE_DAY);
  const seen = new Seen(asOf);
  const tallies = windows.map(() => new AppealTally());
  return {
    add(c) {
      counting.add(c);
      positions.add(c);
      seen.add(c);
    },
    addAppeal(appeal) {
      windows.forEach((window, at) => {
        tallies[at]?.add(appeal.kind, appealStanding(appeal, window), false);
      });
    },
    report(cases, appeals, others) {
      const counted = counting.finish().map((window, at) => ({
        ...measured(window, conventions),
        ...(appeals === null ? {} : unsaid.told(appealGroupFigures(tallies[at] as AppealTally))),
      }));
      const named = Object.fromEntries(
        periods.map(([id, one], at): [string, PeriodFigures] => {
          const before = yearBefore(one);
          return [
            id,
            {
              from: isoDate(one.from),
              to: isoDate(one.to),
              label: labelOf(one),
              figures: counted[at * 2] ?? {},
              lastYear: { from: isoDate(before.from), to: isoDate(before.to), figures: counted[at * 2 + 1] ?? {} },
            },
          ];
        }),
      );
      const ofDay = Object.fromEntries(OF_THE_DAY.map((figure) => [figure.id, positionFigureOf(figure, positions.of(figure.id))]));
      const all = {
        figures: { ...ofDay, ...named.period?.figures },
        periods: named,
        notYetReceived: positions.notYetVisible,
        stretches: windows.slice(told.length).map(({ from, to }, at) => ({ from: isoDate(from), to: isoDate(to), figures: counted[told.length + at] ?? {} })),
        ...(appeals === null ? {} : { once: APPEALS_ONCE }),
        toTheDay: periods.flatMap(([id, one]) => (one.to === asOf ? [{ id, bands: bandsWithin(one, conventions) }] : [])),
      };
      const read = [cases, ...(appeals === null ? [] : [appeals])];
      // Everything below is made of what may be said.
      const { numbers, contexts } = published<typeof all & Numbers>(all, read, [...FOI_KNOWN, ...APPEAL_KNOWN]);
      if (appeals !== null) completeAppeals(numbers, tallies, unsaid);
      return reportOf(asked, numbers, contexts, others, seen.told);
    },
  };
}

const APPEAL_NAMES = ['appeals', 'mediations'];
const APPEALS_ONCE = {
  role: 'appeals',
  begins: APPEAL_NAMES.map((name) => `${name}-lodged`),
  broughtForward: APPEAL_NAMES.map((name) => `${name}-brought-forward`),
};

/** What lies between the days on which any of some dates begin or have ended. */
function stretchesOf(dates: readonly { from: Day; to: Day }[]): { from: Day; to: Day }[] {
  const edges = [...new Set(dates.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => ({ from: edges[at] as Day, to: addDays(end, -1) }));
}

/** Puts the appeals of which nobody can say how many beside those of which it is said. @param tallies of each period, and of the year before */
function completeAppeals({ figures, periods = {} }: Numbers, tallies: readonly AppealTally[], unsaid: Unsaid): void {
  Object.values(periods).forEach(({ figures: now, lastYear }, at) => {
    for (const [of, tally] of [
      [now, tallies[at * 2]],
      [lastYear.figures, tallies[at * 2 + 1]],
    ] as const)
      Object.assign(of, unsaid.complete(appealGroupFigures(tally as AppealTally), of));
  });
  Object.assign(figures, periods.period?.figures);
}

/** The bands of open cases that were all received since a period began, where it ends with the as-of day. */
const bandsWithin = ({ from, to }: Period, conventions: Conventions): string[] =>
  BANDS.filter(({ lastWeek }) => lastDayWithin(lastWeek, conventions) <= daysBetween(from, to)).map(({ id }) => `open-band-${id}`);

/** What a window's measures come to, DfE's table, and the share of assessments that led to a plan. */
function measured({ tallies }: WindowTallies, conventions: Conventions): Figures {
  const tallyOf = (id: string) => tallies[MEASURES.findIndex((measure) => measure.id === id)] ?? emptyTally();
  const figures = Object.fromEntries(MEASURES.map((measure) => [measure.id, figureOf(measure, tallyOf(measure.id))]));
  return {
    ...figures,
    'assessments-leading-to-plan': ledToPlan(figures.finals as Figure, figures['refusal-within-16-weeks'] as Figure),
    ...Object.fromEntries(ISSUED_FIGURES.map((issued) => [issued.id, issuedFigureOf(issued, tallyOf(issued.measure.id), conventions)])),
  };
}

function reportOf(
  asked: FoiAsked,
  { figures, periods = {}, notYetReceived = null }: Numbers,
  contexts: readonly ReportContext[],
  others: readonly Report[],
  told: DaysTold,
): Report {
  const { asOf, conventions, period } = asked;
  const title = `EHC plans: answers to the questions that are asked of every authority, ${labelOf(period)}`;
  const { head, sections } = headed('foi', title, contexts, { asOf, notYetReceived, told, conventions });
  const answering: Answering = { ...asked, figures: { ...figures, ...figuresOf(others) }, periods: Object.values(periods), others };
  const answers = QUESTIONS.map((question) => ({ question, is: isAnswered(question, answering) }));
  const unanswered = answers.filter(({ is }) => !is).length;
  return {
    ...head,
    sources: [...head.sources, ...others.flatMap(({ sources }) => sources)],
    summary: [
      `${QUESTIONS.length - unanswered} of ${QUESTIONS.length} questions are answered here, as things stood on ${longDate(asOf)}.${unanswered === 0 ? '' : ' The others take lists that are not named in the configuration; each says which.'}`,
      ...answers.flatMap(({ question, is }) => (is && question.isHeadline === true ? question.answer(answering).slice(0, 1) : [])),
    ],
    figures: answering.figures,
    periods,
    sections: [
      ...withReasons(QUESTIONS.map((question, at) => answered(question, at + 1, answering))),
      ...sections.slice(0, 1),
      ...rowsOf(others),
      ...sections.slice(1),
      ...definitions(conventions, []),
    ],
  };
}

/** Of the figures of the other lists, those that are asked for. */
const figuresOf = (others: readonly Report[]): Figures =>
  Object.fromEntries(others.flatMap(({ figures }) => Object.entries(figures).filter(([id]) => askedOfLists.includes(id))));

/** What the other lists say of their rows. */
const rowsOf = (others: readonly Report[]): Section[] =>
  others.flatMap(({ report, sections }) =>
    sections.flatMap((section) =>
      section.kind === 'list' && section.id === 'rows' ? [{ ...section, id: `rows-${report}`, heading: `Where the figures of ${report} come from` }] : [],
    ),
  );
