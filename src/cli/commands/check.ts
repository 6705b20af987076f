import type { Command } from 'commander';
import { FORMATS } from '../../render/index.ts';
import { findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { asPublished, chosenFormat, namedDay, type ReportOptions, withOutputOptions, withPublishOption } from '../options.ts';
import { openNamed, readCases } from '../read.ts';

const HELP = `
Counts by kind come first, then each fault where it stands: errors cannot be
right, warnings hardly are, notes are worth a look. A row is named by its line
and the authority's own reference; no name, date of birth or UPN is ever shown.
With --as-of, dates after that day are looked for too.

Examples:
  ehcp check cases.csv --as-of 2022-07-31
  ehcp check "SEN2 export" --out problems.xlsx

Exit codes: 0 no errors; 1 there are errors; 2 something you can put right,
and the message says what; 3 a defect of ours.`;

/** `ehcp check`: what is wrong with this export, row by row, and what to do? */
export function checkCommand(command: Command, finish: (code: number) => void): void {
  withPublishOption(
    withOutputOptions(
      command
        .description('Everything in an export that cannot be right, or hardly is: where it stands, why, and what to do.')
        .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
      FORMATS,
    ),
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ReportOptions) => {
      const asOf = namedDay(options);
      const format = chosenFormat(options, FORMATS);
      refuseDelivery(options, format, 'check');
      const found = asPublished(options, findConfig(options.config, process.cwd()));
      const opened = await openNamed(cases, found, 'check');
      // What other commands do without is loaded here.
      const { Checker } = await import('../checker.ts');
      const { taker, context, encodings } = await readCases(opened, found, asOf, () => new Checker(asOf));
      await deliver(taker.check.report(context), format, options, encodings);
      if (taker.check.errors() > 0) finish(1);
    });
}
