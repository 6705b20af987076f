/** A report is data: what was found, with its meaning. How it looks is a renderer's business. */

import type { Conventions } from '../core/conventions.ts';
import type { Assurance, Pattern, Variation } from '../core/process-behaviour.ts';

/** A reason and how many cases it concerns. */
export interface ReasonCount {
  reason: string;
  /** Null where it is suppressed. */
  count: number | null;
}

/** One published figure. A count has a value only; a percentage and a mean bring what they were made of. A part that is null is suppressed. */
export interface Figure {
  label: string;
  unit:
    | 'cases'
    | 'cases-per-week'
    | 'plans'
    | 'requests'
    | 'percent'
    | 'ratio'
    | 'weeks'
    | 'advice'
    | 'mediations'
    | 'appeals'
    | 'problems'
    | 'figures'
    | 'authorities'
    | 'clocks';
  /** Null for nothing over nothing, where it is not known, and where it is suppressed. */
  value: number | null;
  /** Too small to be published, or it would give another away. */
  suppressed?: true;
  /** Why nobody can know it from the list: `the list has no column received_date`. */
  notKnown?: string;
  /** Cases that meet the test; total days for a mean. An estimate has none. */
  numerator?: number | null;
  /** Cases judged; plans with a known duration for a mean or median. */
  denominator?: number | null;
  excluded?: ReasonCount[];
  outOfScope?: ReasonCount[];
  /** Of a band: its share of the denominator; null too for nothing over nothing. */
  percent?: number | null;
  /** Of a projection: four runs in five lie between them, both included, and the value is their middle. Null where a run does not come to it. */
  low?: number | null;
  high?: number | null;
  /** Of the numerator or denominator, how many plans were sent on exactly day 140. */
  onDay140?: number | null;
  /** The dates it speaks of, where the report has figures of several or names none. */
  period?: PeriodNamed;
}

/** A period with its dates. */
interface PeriodNamed {
  from: string;
  to: string;
  label: string;
}

/** A figure of other dates, beside the one reported. */
type FigureBetween = Figure & { from: string; to: string };

/** An indicator's figure: beside its target, the law, the period before, last year and the financial year so far. */
export interface IndicatorFigure extends Figure {
  /** The list it is counted over, by its role: denominator, excluded and out of scope add up to the rows counted of that source. */
  source: string;
  /** The measure it is made of; null for a ratio, whose rules are in the configuration. */
  measure: string | null;
  period: PeriodNamed;
  target: number | null;
  /** How many quarters before the period named it is counted. */
  lagQuarters: number;
  /** What a statute asks for, in percent; null where none does. */
  duty: number | null;
  /** Against the target, compared exactly; null without one, or for nothing over nothing. */
  status: 'better' | 'on' | 'worse' | null;
  /** Since the period before; null where either is nothing over nothing. */
  direction: 'improved' | 'unchanged' | 'worsened' | 'rose' | 'fell' | null;
  before: FigureBetween;
  lastYear: FigureBetween;
  financialYearToDate: FigureBetween;
}

/** What a cell means, not what it looks like. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'count'; value: number }
  | { kind: 'percent'; value: number | null; numerator: number; denominator: number }
  | { kind: 'weeks'; value: number | null }
  /** A percentage that was estimated, and is not one number over another. */
  | { kind: 'estimate'; value: number | null }
  /** Too small to be published. */
  | { kind: 'suppressed' }
  /** The list cannot tell. */
  | { kind: 'not-known'; why: string };

/** One row of a table. An `under` row belongs to the row above it, such as the same figure a year before. */
export interface Row {
  header: string;
  under?: true;
  cells: Cell[];
}

export interface Column {
  /** A name, and its dates below it. */
  lines: string[];
  align: 'left' | 'right';
}

/** A part of a report; `listing` is where the listing of that name stands. Notes and definitions stand behind the page; on a screen, where there is no behind, notes follow it. */
export type Section =
  | {
      kind: 'table';
      id: string;
      heading: string;
      place: Place;
      /** What stands above it, in sentences: the answer to the question that its heading is. */
      lead?: string[];
      caption: string;
      rowHeading: string;
      columns: Column[];
      rows: Row[];
      notes: string[];
    }
  | { kind: 'list'; id: string; heading: string; place: Place; items: string[] }
  | { kind: 'terms'; id: string; heading: string; place: Place; terms: { term: string; meaning: string }[] }
  | { kind: 'listing'; id: Listing['name']; heading: string; place: Place }
  | Chart
  | { kind: 'text'; id: string; heading: string; place: Place; blocks: TextBlock[] };

/** A picture of figures. What it shows is said in words too, and its data are a table. */
export interface Chart {
  kind: 'chart';
  id: string;
  heading: string;
  place: Place;
  /** What it shows, in a sentence or two: what a reader is told who cannot see it. */
  finding: string;
  /**
   * Bars lie, one for each label; columns stand, lines go from label to label, steps rise at their label; one of each for each
   * series. Of a waterfall each label has a value in one series alone: the first says how much there is, the second what came
   * in, the third what left.
   */
  form: 'bars' | 'columns' | 'lines' | 'steps' | 'waterfall';
  /** What the labels are: `Weeks open`, `Month`. */
  axis: string;
  labels: string[];
  /** A value for each label; a percentage of nothing is a gap. The first is the one that matters. */
  series: { name: string; cells: Cell[] }[];
  /** Of bars of one series: what each label is, by the position of its name; the first kind is drawn whole, the others hatched. */
  kinds?: { names: string[]; of: number[] };
  /** Levels to hold the values against, such as the law's 100%. */
  levels: { name: string; value: number }[];
  /** Labels at which something ends or begins, such as the weeks that the law gives. */
  marks?: { name: string; label: string }[];
  /** Between which values of the first series are ordinary variation, from one label to another, by their positions. */
  limits?: ChartLimits[];
  /** What is said of the first series at each label: a shape that is drawn there, and words in the table behind it. */
  readings?: { shape: ChartShape | null; words: string }[];
  /** What is to be said below the data. */
  notes?: string[];
}

export interface ChartLimits {
  from: number;
  to: number;
  mean: number;
  lower: number;
  upper: number;
  /** Made of too few values to hold anything against them. */
  trial: boolean;
}

/** What a point is that is more than ordinary variation: better, worse, neither, or as the same period a year before. */
export type ChartShape = 'improvement' | 'concern' | 'change' | 'season';

/** Words that a person wrote. */
export type TextBlock = { kind: 'paragraph'; runs: TextRun[] } | { kind: 'list'; ordered: boolean; items: TextRun[][] };

export interface TextRun {
  text: string;
  bold?: true;
  /** An address on the web. */
  link?: string;
}

type Place = 'page' | 'notes' | 'definitions';

/** A file that was read, and what became of its rows: read = counted + out of scope + set aside. A count that is null is suppressed. */
export interface Source {
  /** What it is a list of: `cases`, or the name it has in the configuration. */
  role: string;
  file: string;
  /** Of the one file; of several, of the list that `sha256sum` makes of them. */
  sha256: string;
  layout: string;
  /** The files, where there are several. */
  files?: { file: string; sha256: string }[];
  /** Files whose encoding is a guess, and the guess. */
  assumedEncodings?: string[];
  read: number | null;
  counted: number | null;
  outOfScope: number | null;
  setAside: number | null;
  /** Rows set aside, by reason. */
  reasons: Record<string, number | null>;
  /** Warnings about rows that are counted all the same, by code. */
  warnings: Record<string, number | null>;
  /** Counted rows that were not there yet on the as-of day. */
  notYetReceived?: number | null;
  /** What is to be known of how the export was understood. */
  notes?: string[];
}

/** A fault of one row, column or file of an export. */
export interface ListedProblem {
  code: string;
  severity: 'error' | 'warning' | 'note';
  file: string;
  line: number;
  /** The authority's own reference; '' where the fault concerns no case. */
  caseId: string;
  /** The heading as the export has it; null where it is the row as a whole. */
  column: string | null;
  /** Null where there is none, or it may name somebody. */
  value: string | null;
  why: string;
  whatToDo: string;
}

/** A column of a listing: its key in the JSON, and how a person reads it. */
export interface ListingColumn {
  key: string;
  heading: string;
  kind: 'text' | 'number' | 'date';
  /** For scripts and spreadsheets alone: a page says it in words beside it. */
  unseen?: true;
}

/** Things listed one by one, such as faults or cases: what a team works down, and what scripts and spreadsheets read. */
export interface Listing {
  name: 'problems' | 'cases' | 'due' | 'caseload' | 'unallocated' | 'undrafted' | 'changes' | 'moved' | 'overdue' | 'waiting' | 'clocks' | 'timeline';
  columns: ListingColumn[];
  /** A value for every column's key, in the order of the columns; dates as `yyyy-mm-dd`. */
  rows: Record<string, string | number | null>[];
  /** It is told beside figures that the report is about: a CSV has the figures. */
  beside?: true;
}

/** `asOf` is the day from which the year before is seen, where that is not its own last day. */
export interface PeriodFigures {
  from: string;
  to: string;
  label: string;
  figures: Record<string, Figure>;
  lastYear: { from: string; to: string; asOf?: string; figures: Record<string, Figure> };
}

/** A figure period by period, each as it stood on its own last day, and what can be told from it: a process-behaviour chart. */
export interface FigureSeries {
  label: string;
  unit: Figure['unit'];
  /** Of an indicator: the measure it is made of. */
  measure?: string;
  better: 'higher' | 'lower' | null;
  target: number | null;
  /** What a statute asks for, in percent; null where none does. */
  duty: number | null;
  /** How many quarters before the period named it is counted. */
  lagQuarters: number;
  /** The stretches between two changes of the process, by the names of their first and last periods, and what is ordinary in each. */
  groups: SeriesGroup[];
  /** Whether a target, or the law, will be met if things stay as they are. */
  assurance: { target: Assurance | null; duty: Assurance | null };
  /** What can be told from it, in a sentence or two. */
  verdict: string;
  points: SeriesPoint[];
}

export interface SeriesGroup {
  from: string;
  to: string;
  /** Points that are judged. */
  points: number;
  /** To one decimal; null where there are fewer than two points. */
  limits: { mean: number; lower: number; upper: number; nearLower: number; nearUpper: number } | null;
  /** There are too few points to tell: the limits are a trial. */
  trial: boolean;
}

export interface SeriesPoint {
  /** The period's name. */
  label: string;
  /** The dates counted; of a figure of a day, that day twice. */
  from: string;
  to: string;
  /** The period was not over on the as-of day, and is not judged. */
  soFar?: true;
  figure: Figure;
  lastYear: FigureBetween;
  /** Null where there is nothing to judge; a season where it is more than ordinary, as it was a year before. */
  variation: Variation | 'season' | null;
  pattern: Pattern | null;
  /** The same in words. */
  says: string;
}

/** What a population of open cases was, what came in, what left, and what it is: opening + in − out = closing. A part that is null is suppressed. */
export interface PopulationFlows {
  opening: number | null;
  in: Record<string, number | null>;
  out: Record<string, number | null>;
  closing: number | null;
}

/** The settings of a projection: the same give the same figures. What is not supposed is null. */
export interface ProjectionMade {
  seed: number;
  runs: number;
  horizonWeeks: number;
  /** How many weeks before the as-of day it draws from. */
  weeksDrawnFrom: number;
  /** As they were asked for: `+10%`, `18/week`. */
  requests: string | null;
  completions: string | null;
  byDate: string | null;
  lookBack: boolean;
}

/** An area of a benchmark in one year, as DfE published it. */
interface BenchmarkedArea {
  role: 'authority' | 'england' | 'region' | 'neighbour';
  name: string;
  code: string | null;
  number: string | null;
  /** In percent, one decimal; null where DfE gives none. */
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** Why there is no value. */
  why: string | null;
  /** Of the counts, 95%, in percent, one decimal. */
  interval: { low: number; high: number } | null;
}

/** A published share: the authority beside others, its place among all, and over the years. */
export interface BenchmarkedMeasure {
  label: string;
  year: string;
  better: 'higher' | 'lower' | null;
  /** What a statute asks for, in percent; null where none does. */
  duty: number | null;
  areas: BenchmarkedArea[];
  distribution: {
    /** Rows of authorities; those with a value, and those without by DfE's sign. */
    authorities: number;
    known: number;
    unknown: Record<string, number>;
    /** 1 is the highest; the same value is the same rank. */
    rank: number | null;
    sharing: number;
    quarter: number | null;
    highest: number | null;
    upperQuartile: number | null;
    median: number | null;
    lowerQuartile: number | null;
    lowest: number | null;
  };
  /** Limits of chance around England's share for as many as the authority has; how many authorities lie beyond their own. */
  funnel: {
    around: { numerator: number; denominator: number };
    low95: number;
    high95: number;
    low998: number;
    high998: number;
    place: 'within' | 'above-95' | 'below-95' | 'above-99.8' | 'below-99.8';
    beyond95: number;
    beyond998: number;
    of: number;
  } | null;
  /** England's own counts, and those of the authorities that have any. */
  england: { own: BenchmarkedSum; sum: BenchmarkedSum } | null;
  years: { year: string; collection: 'totals' | 'persons'; areas: BenchmarkedArea[] }[];
}

type ReconciledReason = 'mediation-or-tribunal' | 'week-20-exception' | 'days-not-known' | 'day-140' | 'late-entry';

/** Plans within 20 weeks by the list and as DfE published them, and what may make the difference. */
export interface ReconciledCohort {
  /** The published figure. */
  figure: string;
  cohort: string;
  ours: { numerator: number; denominator: number };
  /** Null where DfE gives no counts. */
  dfe: { numerator: number; denominator: number } | null;
  why: string | null;
  /** Ours without theirs. */
  difference: { numerator: number; denominator: number } | null;
  /** Plans that may be counted otherwise: how many, how many of them within 20 weeks, and by how much ours would change. */
  reasons: { id: ReconciledReason; plans: number; inTime: number; change: { numerator: number; denominator: number } }[];
  /** Every one reason, or else every two, by which ours would be exactly theirs. */
  explainedBy: ReconciledReason[][];
}

interface BenchmarkedSum {
  areas: number;
  numerator: number;
  denominator: number;
}

/** Figures for each value of a column. */
export interface Split {
  column: string;
  groups: { name: string; figures: Record<string, Figure> }[];
}

export interface Commission {
  name: string;
  lastMeeting?: string;
  nextMeeting?: string;
}

export interface Report {
  schema: 'ehcp.report/1';
  report: string;
  title: string;
  /** Null where the report speaks of no day. */
  asOf: string | null;
  /** Null where no configuration names it. */
  authority: string | null;
  commission?: Commission;
  sources: Source[];
  /** Where figures depend on them. */
  conventions?: Conventions;
  /** How a projection was made, so that it can be made again. */
  projection?: ProjectionMade;
  /** Where small counts are suppressed: those from 1 up to the threshold, and what would give them away. */
  publish?: { threshold: number };
  /** Where it is not for the public, which it says at its head. */
  internal?: true;
  /** What must be said beside the headline. */
  cautions: string[];
  /** Of a report of what moved: the day from whose end on; it moved by the end of the as-of day. */
  from?: string;
  /** A few plain sentences made from the figures. */
  summary: string[];
  /** What moved, by whom it is counted of: open cases, and those open over 20 and over 52 weeks. */
  populations?: Record<string, PopulationFlows>;
  figures: Record<string, Figure | IndicatorFigure>;
  series?: Record<string, FigureSeries>;
  periods?: Record<string, PeriodFigures>;
  /** The same figures for each value of a column. */
  by?: Split;
  /** And for each value of further columns. */
  alsoBy?: Split[];
  /** Of a benchmark: what DfE published, by the names of the figures. */
  benchmark?: Record<string, BenchmarkedMeasure>;
  /** Ours beside what DfE published. */
  reconciliation?: ReconciledCohort[];
  sections: Section[];
  /** What is listed one by one, each list under its name in the JSON; the first is the report's own. */
  listings?: Listing[];
}
