import type { Command } from 'commander';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import { startSnapshot } from '../../report/snapshot.ts';
import { hasLists } from '../config.ts';
import { makeReport } from '../make-report.ts';
import { meetingsAround, type ReportOptions, withReportOptions } from '../options.ts';

const HELP = `
cases is a CSV file with a heading row and one row per request for an EHC
needs assessment; - is standard input; without it, sources.cases of
ehcp.config.json is read. It needs the columns case_id and received_date; the
README names the others. Where sources of the configuration names plans, advice
or appeals too, each has a short section.

Examples:
  ehcp snapshot --as-of 2022-07-31
  ehcp snapshot cases.csv --as-of 2022-07-31 --out snapshot.pdf
  ehcp snapshot cases.csv --as-of 2022-07-31 --out snapshot.html
  ehcp snapshot cases.csv --as-of 2022-07-31 --out snapshot.xlsx
  ehcp snapshot cases.csv --as-of 2022-07-31 --format json --strict
  ehcp snapshot cases.csv --as-of 2022-07-31 --since 2022-05-09

Exit codes: 0 done; 1 rows were set aside and --strict was given; 2 something
you can put right, and the message says what; 3 a defect of ours.`;

/** `ehcp snapshot`: where do we stand on this day? One page for the Commission. */
export function snapshotCommand(command: Command, finish: (code: number) => void): void {
  withReportOptions(
    command
      .description('Where the open assessments stand on a day, and the month, quarter, year and last 12 months beside the same dates last year.')
      .argument('[cases]', 'the case list'),
    FORMATS,
  )
    .option('--since <date>', "what moved since that day; else since the last meeting of the configuration's commission")
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions & { since?: string }) => {
      const code = await makeReport('snapshot', options, FORMATS, async (asOf, found, conventions) => {
        if (options.since !== undefined && found.config.publish !== undefined)
          throw new UserError(
            `--since ${options.since}: what moved since a day is small, and no part of a snapshot that is published. Leave --since away, or run ehcp movement --publish.`,
          );
        const between = meetingsAround(asOf, found.config.commission, options.since);
        const start = () => startSnapshot(asOf, conventions, between);
        if (!hasLists(found)) return { cases, start };
        const { besideLists, readBeside } = await import('../beside.ts');
        const lists = await readBeside(found, asOf, conventions);
        return { cases, start: besideLists(lists, start), said: lists.messages };
      });
      finish(code);
    });
}
