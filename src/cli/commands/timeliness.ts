import type { Command } from 'commander';
import { periodOf } from '../../core/period.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { collect, periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Plans issued in a period, as DfE's table has them: within 20 weeks, after 20 and
within 52, after 52, not known; including exceptions and leaving them out. With
--dfe, a calendar year is set beside the figure that DfE published of the
authority of the configuration; where they differ, likely reasons are counted.

Examples:
  ehcp timeliness --period 2022 --as-of 2022-12-31
  ehcp timeliness cases.csv --period 2022/23-Q1 --as-of 2022-07-31 --by area
  ehcp timeliness --period 2022 --as-of 2022-12-31 --by area --out areas.csv
  ehcp timeliness --period 2022 --as-of 2022-12-31 --dfe timeliness_20_week.csv
  ehcp timeliness --quarter last-quarter --as-of 2022-07-31 --format json`;

interface TimelinessOptions extends ReportOptions {
  period?: string;
  quarter?: string;
  by?: string;
  dfe?: string[];
  authority?: string;
}

/** `ehcp timeliness`: the DfE table of a period. */
export function timelinessCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withPeriodOptions(
      withReportOptions(
        command
          .description('Plans issued in a period by how long they took, including exceptions and leaving them out, beside the same dates last year.')
          .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
        FORMATS,
      ),
    ),
    'split the table by a column of the list, such as area or primary_need',
  )
    .option('--dfe <file>', "DfE's file timeliness_20_week, to be set beside", collect)
    .option('--authority <name>', 'with --dfe, the authority: its name, number or code; else that of the configuration')
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: TimelinessOptions) => {
      const code = await makeReport('timeliness', options, FORMATS, async (asOf, found, conventions) => {
        const period = periodOf(periodText(options, 'timeliness'), asOf);
        const { startTimeliness } = await import('../../report/timeliness.ts');
        const by = options.by ?? null;
        if (options.dfe === undefined) return { cases, by, start: () => startTimeliness(period, asOf, conventions, by) };
        const { besideDfe } = await import('../beside-dfe.ts');
        const { start, messages } = await besideDfe(options.dfe, { ...options, found, period, asOf, conventions });
        return { cases, by, said: messages, start: () => startTimeliness(period, asOf, conventions, by, start()) };
      });
      finish(code);
    });
}
