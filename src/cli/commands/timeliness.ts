import type { Command } from 'commander';
import { periodOf } from '../../core/period.ts';
import { formats } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Plans issued in a period, as DfE's table has them: within 20 weeks, after 20 and
within 52, after 52, not known; including exceptions and leaving them out.

Examples:
  ehcp timeliness --period 2022 --as-of 2022-12-31
  ehcp timeliness cases.csv --period 2022/23-Q1 --as-of 2022-07-31 --by area
  ehcp timeliness --period 2022 --as-of 2022-12-31 --by area --out areas.csv
  ehcp timeliness --quarter last-quarter --as-of 2022-07-31 --format json`;

const FORMATS = formats('table', 'json', 'csv', 'md', 'html', 'xlsx', 'pdf');

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
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions & { period?: string; quarter?: string }) => {
      const code = await makeReport('timeliness', options, FORMATS, async (asOf, _, conventions) => {
        const period = periodOf(periodText(options, 'timeliness'), asOf);
        const { startTimeliness } = await import('../../report/timeliness.ts');
        const by = options.by ?? null;
        return { cases, by, start: () => startTimeliness(period, asOf, conventions, by) };
      });
      finish(code);
    });
}
