import type { Command } from 'commander';
import { isoDate } from '../../core/day.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { withReportOptions } from '../options.ts';
import type { TrendOptions } from '../trend-asked.ts';

const HELP = `
Every period as it stood on its own last day, beside the same period a year
before, and in words what is more than ordinary variation: a process-behaviour
chart. Without --as-of the last day of --to is the as-of day; a period that is
not over by then is shown, and not judged. Quarters and years are those in which
--from and --to are written: 2021/22-Q1 or 2021-Q1.

Examples:
  ehcp trend --from 2021-01 --to 2022-07 --every month
  ehcp trend --from 2019/20 --to 2021/22 --every quarter --measure BPB225e
  ehcp trend cases.csv --from 2021-01 --as-of 2022-07-15 --measure finals,open
  ehcp trend --from 2020-01 --to 2022-07 --rebase 2021-09 --out trend.pdf`;

const collected = (text: string, before: string[] = []): string[] => [...before, text];

/** `ehcp trend`: is it getting better, and is that real? */
export function trendCommand(command: Command, finish: (code: number) => void): void {
  withReportOptions(
    command
      .description('Figures period by period, beside the same periods a year before, and what of it is more than ordinary variation.')
      .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return')
      .option('--from <period>', 'the first period, such as 2021-01, 2021/22-Q1 or 2019')
      .option('--to <period>', 'the last period; else that of the --as-of day')
      .option('--every <length>', 'month, quarter or year; else month')
      .option('--measure <id>', 'a measure, an indicator or a figure of the snapshot; several with commas, or again', collected)
      .option('--rebase <period>', 'the process changed with this period: limits begin anew; may be given again', collected),
    FORMATS,
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: TrendOptions) => {
      // What other commands do without is loaded here.
      const [{ figuresAsked, periodsAsked }, { startTrend }] = await Promise.all([import('../trend-asked.ts'), import('../../report/trend.ts')]);
      const periods = periodsAsked(options);
      const code = await makeReport('trend', { ...options, asOf: isoDate(periods.asOf) }, FORMATS, (_, found, conventions) => {
        const asked = { ...periods, conventions, figures: figuresAsked(options, periods.every, found), publish: found.config.publish !== undefined };
        return { cases, start: () => startTrend(asked) };
      });
      finish(code);
    });
}
