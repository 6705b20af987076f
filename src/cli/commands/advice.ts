import type { Command } from 'commander';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { type ReportOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Advice requested, received and outstanding, in 6 weeks and late, by kind of
adviser. With the case list beside it (--cases, or sources.cases of the
configuration): how much late advice there is in cases over 20 weeks, and which
open cases wait for nothing but a psychologist, and for how many days. With
--publish no case is listed, and in a CSV none is: it has the figures. --by takes
a column of the list of advice, else one of the case list.

Examples:
  ehcp advice --as-of 2022-07-31
  ehcp advice advice.csv --cases cases.csv --as-of 2022-07-31
  ehcp advice --as-of 2022-07-31 --by team --out advice.xlsx
  ehcp advice --as-of 2022-07-31 --publish --out advice.pdf`;

interface AdviceOptions extends ReportOptions {
  cases?: string;
}

/** `ehcp advice`: whose advice is waited for? */
export function adviceCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withReportOptions(
      command
        .description('The advice requested for assessments: what has come, in 6 weeks or late, what is outstanding, and which open cases wait for it.')
        .argument('[advice]', 'the list of advice: case_id, adviser, requested_date, received_date')
        .option('--cases <file>', 'the case list; else sources.cases of the configuration'),
      FORMATS,
    ),
    'split the counts by a column of either list, such as area or team',
  )
    .addHelpText('after', HELP)
    .action(async (advice: string | undefined, options: AdviceOptions) => {
      if (advice === '-' && options.cases === '-') throw new UserError('--cases -: standard input holds one list. Name a file for the other.');
      const code = await makeReport('advice', options, FORMATS, async (asOf, found, conventions) => {
        // What other commands do without is loaded here.
        const [{ advice: kind }, { readKind }, { openNamed, readCases }, { startAdvice, WAITING_COLUMNS }] = await Promise.all([
          import('../../input/records/advice.ts'),
          import('../read-list.ts'),
          import('../read.ts'),
          import('../../report/advice.ts'),
        ]);
        const by = options.by ?? null;
        const hasCases = options.cases !== undefined || found.config.sources?.cases !== undefined;
        const start = (absent: readonly string[]) => startAdvice({ asOf, conventions, by, shownId: showableId, absent }, hasCases ? 'read' : 'none');
        const { taker, context, messages, isSplit } = await readKind(kind, advice, found, 'advice', start, by, hasCases);
        if (!hasCases) return { report: taker.report(context), messages };
        const split = isSplit ? null : by;
        const opened = await openNamed(options.cases, found, 'advice');
        const cases = await readCases(opened, found, asOf, () => taker.startCases(split !== null), split, WAITING_COLUMNS);
        return { report: cases.taker.report([context, cases.context]), messages: [...messages, ...cases.messages] };
      });
      finish(code);
    });
}
