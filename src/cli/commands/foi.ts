import type { Command } from 'commander';
import { periodOf } from '../../core/period.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { withoutPublishOption } from '../split-option.ts';

const HELP = `
The questions that every authority is asked, each with its answer in a sentence,
its table and what is counted: requests received and refused, plans issued, in
time with and without exceptions, how long they took, what is open and overdue,
annual reviews overdue, advice, mediations and appeals. Of the period, of its
calendar and its financial year, each beside the same dates a year before; what
is open and overdue is of the as-of day. It reads the case list, and the lists
plans, advice and appeals where sources of the configuration names them; a
question that takes a list that is not there says so. Small counts are
suppressed, unless --no-publish says otherwise.

Examples:
  ehcp foi --period 2022 --as-of 2022-12-31
  ehcp foi --period 2021/22 --as-of 2022-07-31 --out foi.pdf
  ehcp foi cases.csv --period 2022 --as-of 2022-12-31 --out foi.xlsx
  ehcp foi --period 2022 --as-of 2022-12-31 --no-publish --format json`;

/** `ehcp foi`: the questions every authority is asked, answered. */
export function foiCommand(command: Command, finish: (code: number) => void): void {
  withoutPublishOption(
    withPeriodOptions(
      withReportOptions(
        command
          .description('The questions that every authority is asked about EHC plans, answered with their definitions, fit for publication.')
          .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
        FORMATS,
      ),
    ),
    'print small counts, for those who work with the cases',
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions & { period?: string; quarter?: string }) => {
      const code = await makeReport('foi', options, FORMATS, async (asOf, found, conventions) => {
        const period = periodOf(periodText(options, 'foi'), asOf);
        // What other commands do without is loaded here.
        const { makeFoi } = await import('../make-foi.ts');
        return makeFoi(cases, found, { period, asOf, conventions });
      });
      finish(code);
    });
}
