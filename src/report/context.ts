import type { Commission, Figure, Report } from './report.ts';

/** A kind of fault in the rows: its code, how many rows, and what it means in plain words. */
export interface RowFault {
  code: string;
  /** Null where it is suppressed. */
  count: number | null;
  means: string;
}

/** A file that was read. */
interface ReadFile {
  file: string;
  sha256: string;
  /** What its bytes were taken for, where that is a guess. */
  assumedEncoding: string | null;
}

/** What a report is told about where its cases come from. */
export interface ReportContext {
  /** What it is a list of. */
  role: string;
  authority: string | null;
  commission?: Commission;
  /** The export's name: its file's, or its folder's. */
  file: string;
  /** Of its one file, or of the list of hashes and names that `sha256sum` writes of its files. */
  sha256: string;
  /** Where its rows stand: the file, and the sheet or table where there are several. */
  place: string;
  layout: string;
  layoutTitle: string;
  files: readonly ReadFile[];
  /** What is to be known of how it was understood, in sentences. */
  notes: readonly string[];
  /** What may make the figures wrong besides rows set aside. */
  cautions: readonly string[];
  /** Counts that are null are suppressed. */
  read: number | null;
  counted: number | null;
  outOfScope: number | null;
  setAside: RowFault[];
  /** How many rows were set aside, where the report is published; null where that is suppressed. Else their faults add up to it. */
  setAsideTotal?: number | null;
  warnings: RowFault[];
  /** Columns that the list does not have; of a case list, of those whose values the report shows. */
  absent?: readonly string[];
  /** Rows set aside that show no final plan or closing date by the as-of day: each may be a waiting child. Null for a list of no cases; some, where their number is suppressed. */
  setAsideMaybeOpen: number | 'some' | null;
  /** Where the report is to be published. */
  publish?: Publishing;
}

/** What a report has counted, before it is put in words. */
export interface Numbers extends Pick<Report, 'figures' | 'periods' | 'by'> {
  /** Of the rows counted of the case list. */
  notYetReceived?: number | null | undefined;
  unprinted?: Unprinted;
  /**
   * Of several periods that overlap: the stretches between the days on which any begins or has ended, and what is counted in each.
   * They are printed nowhere; each period is the sum of those within it.
   */
  stretches?: readonly { from: string; to: string; figures: Record<string, Figure> }[];
  /** A list of which each row is counted once: in the stretch in which it begins, or where it had begun by the first of them. */
  once?: { role: string; begins: readonly string[]; broughtForward: readonly string[] };
  /** Periods that end with the as-of day, by their ids, and the counts of open cases that were all received in them. */
  toTheDay?: readonly { id: string; bands: readonly string[] }[];
  /** What may be asked for in its place where it counts next to nothing; of a report about a period, a longer one. */
  wider?: string;
}

type Counts = Readonly<Record<string, number>>;

/** Counts that are printed nowhere and make up those that are, by their names: of the whole, of the year before where it is told, and of each group of a split. */
interface Unprinted {
  whole: Counts;
  lastYear?: Counts;
  groups: readonly Counts[];
  /** What is counted in one and not in another that lies within it: which of these make it up, of the whole and of each group. */
  within?: readonly (readonly string[])[];
  /** What can be worked out from two counts that are printed: first what it is made of, then how it is worked out. */
  between?: readonly (readonly Known[])[];
}

/** A total and its parts, by what they are. One that is not printed can be worked out where the others are. */
export interface Known {
  total: string;
  parts: readonly string[];
}

/** Says that a total is the sum of parts. */
export const adds = (total: string, ...parts: string[]): Known => ({ total, parts });

/** Says what may be published of numbers. @param also how further figures add up */
export type PublishingStep = <N extends Numbers>(
  numbers: N,
  contexts: readonly ReportContext[],
  also: readonly Known[],
) => { numbers: N; contexts: readonly ReportContext[] };

/** How a report is published: the step is loaded only where it is asked for. */
interface Publishing {
  threshold: number;
  /** Why it is published, in a clause, where nobody asked for it. */
  because?: string;
  step: PublishingStep;
}
