import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import type { Conventions } from '../core/conventions.ts';
import { type Day, dayFromIso, isoDate } from '../core/day.ts';
import { nearest } from '../core/nearest.ts';
import { type Period, periodOf } from '../core/period.ts';
import { UserError } from '../core/user-error.ts';
import { FORMATS, type Format } from '../render/index.ts';
import type { FoundConfig } from './config.ts';

/** The options that every report has, as commander hands them over. */
export interface ReportOptions {
  asOf?: string;
  format?: string;
  out?: string;
  config?: string;
  cohort?: string;
  commentary?: string;
  publish?: boolean;
  by?: string;
  force?: boolean;
  strict?: boolean;
  quiet?: boolean;
  colour: boolean;
}

/** An option that may be given several times. */
export const collect = (value: string, all: string[] = []): string[] => [...all, value];

/**
 * Adds the options that every report has.
 * @param isPublic whether it may be published at all; where it may not, --publish is not offered, and the command says why where somebody writes it
 */
export function withReportOptions(command: Command, formats: readonly Format[], isPublic = true): Command {
  const written = withOutputOptions(command, formats);
  return withCommentaryOption(
    (isPublic ? withPublishOption(written) : written.addOption(new Option('--publish').hideHelp())).option(
      '--cohort <cohort>',
      'dfe leaves plans after mediation or tribunal out of timeliness; every-plan keeps them',
    ),
  );
}

/** Adds the option that puts officers' own words into a report. */
export function withCommentaryOption(command: Command): Command {
  return command.option('--commentary <file>', "officers' own words to stand in the report: paragraphs, lists, **bold** and links of Markdown");
}

/** Adds the options of every command that reads cases and writes something. */
export function withOutputOptions(command: Command, formats: readonly Format[]): Command {
  return withWritingOptions(command.option('--as-of <date>', 'the day to report on, yyyy-mm-dd; nothing after it has happened'), formats).option(
    '--strict',
    'end with exit code 1 where rows were set aside',
  );
}

/** Adds the option that makes a report fit for the public. */
export function withPublishOption(command: Command): Command {
  return command.option('--publish', 'suppress small counts, shown as c, and what would give them away; no cases are listed');
}

/** Counts up to it may identify a child, where the configuration says nothing else. */
const THRESHOLD = 4;

/**
 * The configuration as a report is told it: what is to be suppressed stands in it only where it is asked for.
 * @param because why it is asked for, where nobody wrote --publish
 */
export function asPublished({ publish }: Pick<ReportOptions, 'publish'>, found: FoundConfig, because?: string): FoundConfig {
  const { publish: configured = { threshold: THRESHOLD }, ...config } = found.config;
  return { ...found, config: publish === true ? { ...config, publish: { ...configured, ...(because === undefined ? {} : { because }) } } : config };
}

/** Adds the options of every command that writes something. */
export function withWritingOptions(command: Command, formats: readonly Format[]): Command {
  return command
    .addOption(new Option('--format <format>', `${formats.map(({ format }) => format).join(', ')}; else taken from the ending of --out, else table`))
    .option('--out <file>', 'write the report to a file, whole or not at all, and never over one that exists')
    .option('--force', 'let --out replace a file that exists')
    .option('--config <file>', 'the configuration; else ehcp.config.json in this folder or the nearest above it')
    .option('--quiet', 'say nothing but the report and errors')
    .option('--debug', 'show where in the program an error came from')
    .option('--no-colour', 'no colour, as with NO_COLOR')
    .addOption(new Option('--no-color').hideHelp());
}

/** Adds the option that names a period. */
export function withPeriodOptions(command: Command): Command {
  return command
    .option('--period <period>', 'such as 2022-07, 2022-Q3, 2022, 2022/23, 2022/23-Q2, AY2022/23, last-quarter, year-to-date')
    .option('--quarter <period>', 'another name for --period');
}

/** The period named by either option. */
export function periodText({ period, quarter }: { period?: string; quarter?: string }, command: string): string {
  if (period !== undefined && quarter !== undefined) throw new UserError('--period and --quarter are two names of one option. Give one.');
  const text = period ?? quarter;
  if (text === undefined) throw new UserError(`ehcp ${command} needs a period. Add --period, such as --period 2022/23-Q1 or --period last-quarter.`);
  return text;
}

/** The period that was named, else the 12 months to the as-of day. */
export const periodOrYear = (options: { period?: string; quarter?: string }, command: string, asOf: Day): Period =>
  periodOf(options.period === undefined && options.quarter === undefined ? 'last-12-months' : periodText(options, command), asOf);

/** The as-of day: the only source of "today". */
export function asOfDay(options: ReportOptions, command: string): Day {
  const day = namedDay(options);
  if (day === null)
    throw new UserError(`ehcp ${command} needs the day to report on, as nothing here reads the clock. Add --as-of, such as --as-of 2022-07-31.`);
  return day;
}

/** The as-of day, where one is named. */
export const namedDay = ({ asOf }: ReportOptions): Day | null => dayNamed('--as-of', asOf);

/** The day that an option names; null where it is not there. */
export function dayNamed(option: string, written: string): Day;
export function dayNamed(option: string, written: string | undefined): Day | null;
export function dayNamed(option: string, written: string | undefined): Day | null {
  if (written === undefined) return null;
  const text = written.trim();
  const [, dayOfMonth = '', month = '', yearWritten = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (yearWritten !== '') {
    throw new UserError(`${option} ${written}: write the year first. Did you mean ${yearWritten}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}?`);
  }
  const day = dayFromIso(text);
  const year = Number(text.slice(0, 4));
  if (day === null) throw new UserError(`${option} ${written}: this is no day of the calendar, written yyyy-mm-dd. Write one such as 2022-07-31.`);
  if (year < 1990 || year > 2100) throw new UserError(`${option} ${written}: the year is outside 1990 to 2100. Check the date.`);
  return day;
}

/**
 * The meetings on either side of the as-of day: the last as the option has it, else as the configuration has it.
 * @throws UserError where the option names a day that is not before the as-of day
 */
export function meetingsAround(asOf: Day, commission: FoundConfig['config']['commission'], since: string | undefined): { since: Day | null; next: Day | null } {
  const named = dayNamed('--since', since);
  if (named !== null && named >= asOf)
    throw new UserError(`--since ${since}: this is not before the as-of day, ${isoDate(asOf)}, so nothing can have moved. Name an earlier day.`);
  const [last, next] = [commission?.lastMeeting, commission?.nextMeeting].map((day) => (day === undefined ? null : dayFromIso(day)));
  // A configuration may be older than the report: meetings on the wrong side of the day are not spoken of.
  return { since: named ?? (last != null && last < asOf ? last : null), next: next != null && next > asOf ? next : null };
}

/** Endings of formats that are promised but not made by this command: a table under such a name would mislead. */
const OTHER_ENDINGS = ['.pdf', '.csv', '.md', '.html', '.htm', '.xlsx', '.xls', '.docx', '.doc'];

/** The format asked for, or that of the ending of `--out`, or the first. */
export function chosenFormat({ format, out }: ReportOptions, formats: readonly Format[]): Format {
  const named = formats.find((known) => known.format === format);
  if (named !== undefined) return named;
  const names = formats.map((known) => known.format);
  if (format !== undefined) {
    // A format of other commands is no slip of the pen.
    const near = FORMATS.some((known) => known.format === format) ? null : nearest(format, names);
    throw new UserError(`--format ${format}: there is no such format. ${near === null ? `Choose ${names.join(', ')}.` : `Did you mean ${near}?`}`);
  }
  const ending = out === undefined ? '' : extname(out).toLowerCase();
  const made = formats.find((known) => known.extension === ending);
  if (made === undefined && OTHER_ENDINGS.includes(ending)) {
    throw new UserError(
      `--out ${out}: no report is made with the ending ${ending}. Use ${formats.map((known) => known.extension).join(', ')}, or name the --format.`,
    );
  }
  return made ?? (formats[0] as Format);
}

/** The convention on plans after mediation or tribunal, where an option names one. */
export function chosenCohort({ cohort }: ReportOptions): Partial<Conventions> {
  if (cohort === undefined) return {};
  if (cohort === 'dfe' || cohort === 'every-plan') return { cohort };
  const near = nearest(cohort, ['dfe', 'every-plan']);
  throw new UserError(`--cohort ${cohort}: there is no such cohort. ${near === null ? 'Choose dfe or every-plan.' : `Did you mean ${near}?`}`);
}
