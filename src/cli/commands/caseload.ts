import type { Command } from 'commander';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import { refusePersonal } from '../equalities.ts';
import { makeReport } from '../make-report.ts';
import { type ReportOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
How many cases are open on a day and who has them: for the whole department,
with and without a draft plan, with no co-ordinator named, by stage and by weeks
open; then for each team, or value of the column of --by, and below it for each
co-ordinator; then the cases that nobody has, and those open for over 52 weeks
without a draft plan, one by one, with what is awaited. The figures of the whole
are those of ehcp snapshot on the same day. It is for managers, and not for
publication.

Examples:
  ehcp caseload --as-of 2022-07-31
  ehcp caseload cases.csv --as-of 2022-07-31 --by area
  ehcp caseload --as-of 2022-07-31 --out caseload.xlsx
  ehcp cases --figure open-over-52-weeks-unallocated --as-of 2022-07-31`;

/** `ehcp caseload`: who has which open cases? */
export function caseloadCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withReportOptions(
      command
        .description('The open cases by team, co-ordinator and stage, those that nobody has, and the oldest: for managers, not for publication.')
        .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
      FORMATS,
      false,
    ),
    'split by a column of the list in place of team, such as area; coordinator for co-ordinators alone',
    false,
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions) => {
      if (options.publish === true)
        throw new UserError(
          '--publish: a caseload says who has which cases, and is not for publication. Leave --publish away, or publish the figures of the whole with ehcp snapshot --publish.',
        );
      const code = await makeReport('caseload', options, FORMATS, async (asOf, { config }, conventions) => {
        refusePersonal('caseload', options.by, options.publish, config.columns);
        const [{ STAFF_COLUMNS }, { startCaseload }] = await Promise.all([import('../../report/open-case.ts'), import('../../report/caseload.ts')]);
        const by = options.by ?? null;
        return { cases, by, asked: STAFF_COLUMNS, start: () => startCaseload({ asOf, conventions, by, shownId: showableId }) };
      });
      finish(code);
    });
}
