import type { Command } from 'commander';
import { DEFAULT_CONVENTIONS } from '../../core/conventions.ts';
import { UserError } from '../../core/user-error.ts';
import { formats } from '../../render/index.ts';
import { startSnapshot } from '../../report/snapshot.ts';
import { findConfig } from '../config.ts';
import { deliver } from '../deliver.ts';
import { asOfDay, chosenCohort, chosenFormat, type ReportOptions, withReportOptions } from '../options.ts';
import { openNamed, readCases } from '../read.ts';
import { refuseIfTaken } from '../write.ts';

const HELP = `
cases is a CSV file with a heading row and one row per request for an EHC
needs assessment; - is standard input; without it, sources.cases of
ehcp.config.json is read. It needs the columns case_id and received_date; the
README names the others.

Examples:
  ehcp snapshot --as-of 2022-07-31
  ehcp snapshot cases.csv --as-of 2022-07-31 --out snapshot.pdf
  ehcp snapshot cases.csv --as-of 2022-07-31 --format json --strict

Exit codes: 0 done; 1 rows were set aside and --strict was given; 2 something
you can put right, and the message says what; 3 a defect of ours.`;

const FORMATS = formats('table', 'json', 'pdf');

/** `ehcp snapshot`: where do we stand on this day? One page for the Commission. */
export function addSnapshot(program: Command, finish: (code: number) => void): void {
  withReportOptions(
    program
      .command('snapshot')
      .summary('where do we stand on this day? One page for the Commission')
      .description('Where the open assessments stand on a day, and the month, quarter, year and last 12 months beside the same dates last year.')
      .argument('[cases]', 'the case list'),
    FORMATS,
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions) => {
      const asOf = asOfDay(options, 'snapshot');
      const format = chosenFormat(options, FORMATS);
      if (options.out !== undefined) refuseIfTaken(options.out, options.force === true);
      else if (format.format === 'pdf' && process.stdout.isTTY) throw new UserError('A PDF cannot be shown in a terminal. Add --out snapshot.pdf.');
      const found = findConfig(options.config, process.cwd());
      const conventions = { ...DEFAULT_CONVENTIONS, ...found.config.conventions, ...chosenCohort(options) };
      const opened = await openNamed(cases, found, 'snapshot');
      const { taker, context, messages } = await readCases(opened, found, asOf, () => startSnapshot(asOf, conventions));
      const report = taker.report(context);
      await deliver(report, format, options, messages);
      if (options.strict === true && report.sources.some(({ setAside }) => setAside > 0)) finish(1);
    });
}
