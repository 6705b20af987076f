import type { Command } from 'commander';
import { periodOf } from '../../core/period.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
The requests received in a period, each followed to its end or to the as-of day:
final plan, refused, withdrawn, moved, closed otherwise, still open; by week 6,
16, 20, 26, 39 and 52, of those old enough; how long until half have a plan; and
the rate by request beside the rate by issue. All beside the requests of the
same dates a year before, as they were seen a year before.

Examples:
  ehcp cohort --period 2021/22 --as-of 2022-07-31
  ehcp cohort cases.csv --period 2022-01-01..2022-06-30 --as-of 2022-12-31
  ehcp cohort --period 2021 --as-of 2022-07-31 --by area --out areas.xlsx
  ehcp cohort --period 2021/22 --as-of 2022-07-31 --publish --out cohort.pdf`;

/** `ehcp cohort`: of the requests received in a period, what became of them, and by when? */
export function cohortCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withPeriodOptions(
      withReportOptions(
        command
          .description('Of the requests received in a period, what became of them and by when, beside those of the same dates a year before.')
          .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
        FORMATS,
      ),
    ),
    'split it by a column of the list, such as area or primary_need',
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions & { period?: string; quarter?: string }) => {
      const code = await makeReport('cohort', options, FORMATS, async (asOf, _, conventions) => {
        const period = periodOf(periodText(options, 'cohort'), asOf);
        // What other commands do without is loaded here.
        const { startCohort } = await import('../../report/cohort.ts');
        const by = options.by ?? null;
        return { cases, by, start: () => startCohort(period, asOf, conventions, by) };
      });
      finish(code);
    });
}
