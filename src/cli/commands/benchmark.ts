import { type Command, Option } from 'commander';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import { findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { commentaryOf } from '../make-report.ts';
import { chosenFormat, collect, type ReportOptions, withCommentaryOption, withWritingOptions } from '../options.ts';

const HELP = `
The authority beside England, its region and named neighbours, and its rank and
quarter among all authorities, by what DfE published: plans within 20 weeks with
and without exceptions, decisions in 6 and 16 weeks, refusals, assessments that
led to a plan, annual reviews; in the latest year of each file, or --year, and
over the years. Limits of chance say whether a difference is real.

Download the files (timeliness_20_week, requests, assessments, annual_reviews)
from "Education, health and care plans" on
explore-education-statistics.service.gov.uk; any release will do. Nothing is
fetched.

Examples:
  ehcp benchmark --dfe timeliness_20_week.csv
  ehcp benchmark --dfe timeliness_20_week.csv --dfe requests.csv --year 2023
  ehcp benchmark --dfe downloads/data --authority 851 --neighbours 850,801
  ehcp benchmark --dfe timeliness_20_week.csv --neighbours "Bristol, City of"`;

interface BenchmarkOptions extends ReportOptions {
  dfe?: string[];
  authority?: string;
  neighbours?: string[];
  year?: string;
  period?: string;
}

/** `ehcp benchmark`: how do others do? */
export function benchmarkCommand(command: Command, finish: (code: number) => void): void {
  withCommentaryOption(
    withWritingOptions(
      command
        .description("This authority beside England, its region, its neighbours and all authorities, by DfE's published files.")
        .option('--dfe <file>', "a file of DfE's, as downloaded, or a folder of them; once for each", collect)
        .option('--authority <name>', 'the authority: its name, number or code; else that of the configuration')
        .option('--neighbours <names>', 'authorities to be set beside: names, numbers or codes, with commas between; else those of the configuration', collect)
        .option('--year <year>', 'the calendar year, such as 2023; else the latest of each figure')
        .addOption(new Option('--period <year>', 'another name for --year'))
        .addOption(new Option('--publish').hideHelp())
        .option('--strict', 'end with exit code 1 where rows were set aside'),
      FORMATS,
    ),
  )
    .addHelpText('after', HELP)
    .action(async (options: BenchmarkOptions) => {
      const { dfe = [] } = options;
      if (dfe.length === 0)
        throw new UserError("ehcp benchmark needs a file of DfE's. Add --dfe, such as --dfe timeliness_20_week.csv; ehcp help benchmark says where they are.");
      if (options.publish === true)
        throw new UserError('--publish: every figure of ehcp benchmark is published by DfE already, so there is nothing to suppress. Leave --publish away.');
      const format = chosenFormat(options, FORMATS);
      refuseDelivery(options, format, 'benchmark');
      const year = yearAsked(options);
      const found = findConfig(options.config, process.cwd());
      const { config } = found;
      const authority = options.authority ?? config.authority?.code ?? config.authority?.name;
      if (authority === undefined)
        throw new UserError('ehcp benchmark needs the authority. Add --authority, such as --authority 801, or authority to the configuration.');
      // What other commands do without is loaded here.
      const [{ readDfe }, { benchmark }] = await Promise.all([import('../read-dfe.ts'), import('../../report/benchmark.ts')]);
      const commented = await commentaryOf(options);
      const { rows, contexts, messages } = await readDfe(dfe, found);
      const asked = {
        authority,
        where: options.authority === undefined ? `${found.file}, authority` : '--authority',
        neighbours: options.neighbours ?? config.neighbours ?? [],
        neighboursWhere: options.neighbours === undefined ? `${found.file}, neighbours` : '--neighbours',
        year,
      };
      const report = benchmark(rows, asked, options.authority === undefined ? contexts : contexts.map((context) => ({ ...context, authority: null })));
      await deliver(commented(report), format, options, messages);
      if (options.strict === true && report.sources.some(({ setAside }) => setAside !== 0)) finish(1);
    });
}

/** DfE publishes these figures by calendar year. */
function yearAsked({ year, period }: BenchmarkOptions): string | null {
  if (year !== undefined && period !== undefined) throw new UserError('--year and --period are two names of one option here. Give one.');
  const text = year ?? period;
  if (text === undefined) return null;
  if (!/^(19|20)\d\d$/.test(text.trim()))
    throw new UserError(`--${year === undefined ? 'period' : 'year'} ${text}: DfE publishes these figures by calendar year. Write one, such as 2023.`);
  return text.trim();
}
