import type { Case } from '../core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../core/conventions.ts';
import type { Day } from '../core/day.ts';
import type { Column } from '../input/columns.ts';
import type { Format } from '../render/index.ts';
import type { ReportContext } from '../report/context.ts';
import type { Report } from '../report/report.ts';
import { type FoundConfig, findConfig } from './config.ts';
import { deliver, refuseDelivery } from './deliver.ts';
import type { Asked } from './equalities.ts';
import { asOfDay, asPublished, chosenCohort, chosenFormat, type ReportOptions } from './options.ts';
import { openNamed, readCases } from './read.ts';

/** What takes cases one at a time and makes a report of them. */
interface Reporter {
  add(c: Case, group: string, values: readonly string[]): void;
  report(context: ReportContext): Report;
}

/** What a report is to be made of, once the options are known to be right. */
interface Plan {
  cases: string | undefined;
  /** Started once, and again where an export must be read anew. */
  start: () => Reporter;
  by?: string | null;
  /** Columns whose values it shows, where the list has them. */
  asked?: readonly Column[];
  /** What is to be told of other lists that it is made of. */
  said?: readonly string[];
}

/** A report, and what to tell the user of the rows it is made of. */
export interface Made {
  report: Report;
  messages: readonly string[];
}

/**
 * What every command does that makes one report: options, configuration, reading, writing.
 * @param plan told the as-of day, the configuration and the conventions in force; it says how a case list is to be
 *   reported, or reads what it needs and makes the report itself
 * @returns the exit code
 */
export async function makeReport(
  command: string,
  options: ReportOptions,
  formats: readonly Format[],
  plan: (asOf: Day, found: FoundConfig, conventions: Conventions) => Plan | Promise<Plan | Made>,
): Promise<number> {
  const asOf = asOfDay(options, command);
  const format = chosenFormat(options, formats);
  refuseDelivery(options, format, command);
  const plain = findConfig(options.config, process.cwd());
  const { found, said } =
    options.by === undefined && command !== 'foi' ? { found: asPublished(options, plain), said: undefined } : await publishedAsAsked(command, options, plain);
  const planned = await plan(asOf, found, { ...DEFAULT_CONVENTIONS, ...found.config.conventions, ...chosenCohort(options) });
  // Read first, so that nobody waits for a refusal.
  const commented = await commentaryOf(options);
  const { report, messages } = 'report' in planned ? planned : await ofCases(planned, command, found, asOf);
  await deliver(commented(said === undefined ? report : await said(report)), format, options, messages);
  return options.strict === true && report.sources.some(({ setAside }) => setAside !== 0) ? 1 : 0;
}

/** Splits by what children are, and answers to standard questions, are published as long as nobody says otherwise. */
const publishedAsAsked = async (command: string, options: ReportOptions, found: FoundConfig): Promise<Asked> =>
  (await import('./equalities.ts')).asAsked(command, options, found);

/** What puts the commentary into a report, where one is named. */
export async function commentaryOf({ commentary }: ReportOptions): Promise<(report: Report) => Report> {
  if (commentary === undefined) return (report) => report;
  const { readCommentary, withCommentary } = await import('./commentary.ts');
  const blocks = readCommentary(commentary);
  return (report) => withCommentary(report, blocks);
}

async function ofCases({ cases, start, by = null, asked = [], said = [] }: Plan, command: string, found: FoundConfig, asOf: Day): Promise<Made> {
  const { taker, context, messages } = await readCases(await openNamed(cases, found, command), found, asOf, start, by, asked);
  return { report: taker.report(context), messages: [...said, ...messages] };
}
