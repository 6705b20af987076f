import type { Command } from 'commander';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import { type AheadOptions, lastDayAhead, withAheadOptions } from '../days-ahead.ts';
import { makeReport } from '../make-report.ts';
import { type ReportOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Which open cases pass a limit next, and on which day, if nothing happens: week 6
(those awaiting the decision to assess), week 16 (those being assessed), week 20
and week 52 (all). Counts by week and by team, or by the column of --by, come
first, then each case with its last day in time, the day it passes, its
co-ordinator and what is awaited, the next first. It is for those who work with
the cases; with --publish no case is listed.

Examples:
  ehcp due --as-of 2022-07-31
  ehcp due cases.csv --as-of 2022-07-31 --within 10d --by coordinator
  ehcp due --as-of 2022-07-31 --until 2022-09-26 --out due.xlsx
  ehcp due --as-of 2022-07-31 --within 12w --publish --out due.pdf`;

interface DueOptions extends ReportOptions, AheadOptions {}

/** `ehcp due`: which open cases pass week 6, 16, 20 or 52 next, and when? */
export function dueCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withReportOptions(
      withAheadOptions(
        command
          .description('The open cases that pass week 6, 16, 20 or 52 soon if nothing happens: how many, by week and team, and each with its day.')
          .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
      ),
      FORMATS,
    ),
    'split the counts by a column of the list in place of team, such as coordinator or area',
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: DueOptions) => {
      const code = await makeReport('due', options, FORMATS, async (asOf, _, conventions) => {
        const to = lastDayAhead(options, asOf);
        const [{ STAFF_COLUMNS }, { startDue }] = await Promise.all([import('../../report/open-case.ts'), import('../../report/due.ts')]);
        const by = options.by ?? null;
        return { cases, by, asked: STAFF_COLUMNS, start: () => startDue({ asOf, to, conventions, by, shownId: showableId }) };
      });
      finish(code);
    });
}
