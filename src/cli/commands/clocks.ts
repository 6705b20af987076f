import type { Command } from 'commander';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { formats } from '../../render/index.ts';
import { findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { commentaryOf, makeReport } from '../make-report.ts';
import { chosenFormat, namedDay, type ReportOptions, withReportOptions } from '../options.ts';
import { openNamed, readCases } from '../read.ts';

const HELP = `
Without --case: every statutory time limit that has a day to work out, with what
must be done and by whom, what starts it, its provision and its exceptions. It
reads no list; --as-of shows the limits that were in force on a day.

With --case: one case's clocks on the as-of day. For each its start, last day,
the day it was done and what decided: in time, late, too early (a final plan
within the 15 days for representations), not yet, not known, or does not apply.
Where the configuration names lists of advice and of appeals, and no other case
list is named, the clocks of each request for advice and of an order are there.
The reference is the authority's own, as case_id has it. It is about one child,
so --publish refuses it.

Examples:
  ehcp clocks
  ehcp clocks --out clocks.xlsx
  ehcp clocks --case EHC-0042 --as-of 2022-07-31
  ehcp clocks --case EHC-0042 cases.csv --as-of 2022-07-31 --format json`;

const FORMATS = formats('table', 'json', 'csv', 'md', 'html', 'xlsx', 'pdf');

interface ClocksOptions extends ReportOptions {
  case?: string;
}

/** `ehcp clocks`: the statutory clocks; one case's timeline. */
export function clocksCommand(command: Command, finish: (code: number) => void): void {
  withReportOptions(
    command
      .description("The statutory clocks with their limits and provisions; or one case's timeline.")
      .argument('[cases]', 'with --case: the case list, or the folder, workbook or XML file of a SEN2 return')
      .option('--case <id>', 'the reference of one case, as case_id has it'),
    FORMATS,
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ClocksOptions) => {
      if (options.case === undefined) return listClocks(cases, options);
      const id = options.case.trim();
      if (id === '') throw new UserError('--case: no reference was given. Write one as the list has it, such as --case EHC-0042.');
      if (options.publish === true)
        throw new UserError('--publish: the clocks of one case are about one child, and not for publication. Leave --publish away, or publish the snapshot.');
      const code = await makeReport('clocks --case', options, FORMATS, async (asOf, found, conventions) => {
        const [{ CASE_CLOCK_COLUMNS, startCaseClocks }, { otherLists }] = await Promise.all([
          import('../../report/case-clocks.ts'),
          import('../other-lists.ts'),
        ]);
        const { messages: first, ...others } = await otherLists(id, cases, found);
        const start = () => startCaseClocks({ id, asOf, conventions, shownId: showableId, others });
        const { taker, context, messages } = await readCases(await openNamed(cases, found, 'clocks --case'), found, asOf, start, null, CASE_CLOCK_COLUMNS);
        return { report: taker.report(context), messages: [...messages, ...first] };
      });
      finish(code);
    });
}

/** The clocks alone, which are the same for everybody: no list is read. */
async function listClocks(cases: string | undefined, options: ClocksOptions): Promise<void> {
  if (cases !== undefined)
    throw new UserError('ehcp clocks reads a list only for one case. Add --case and its reference, such as --case EHC-0042, or leave the list away.');
  const format = chosenFormat(options, FORMATS);
  refuseDelivery(options, format, 'clocks');
  const { config } = findConfig(options.config, process.cwd());
  const [commented, { clocksReport }] = await Promise.all([commentaryOf(options), import('../../report/clocks.ts')]);
  await deliver(commented(clocksReport(namedDay(options), config.authority?.name ?? null)), format, options, []);
}
