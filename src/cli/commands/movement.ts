import type { Command } from 'commander';
import { addDays, isoDate } from '../../core/day.ts';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { type ReportOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';
import { type DayOptions, daysBetweenNamed, lastDay, withDayOptions } from '../two-days.ts';

const HELP = `
From the end of one day to the end of another, of the cases open, open over 20
weeks and open over 52 weeks: how many there were, what came in (received, passed
the line, reopened), what left (final plan, refused, withdrawn, moved, other) and
how many there are. ehcp cases --figure lists the rows of any of it.

Examples:
  ehcp movement --from 2022-07-31 --to 2022-09-26
  ehcp movement cases.csv --from 2022-07-31 --to 2022-09-26 --by team
  ehcp movement --from 2022-07-31 --to 2022-09-26 --publish --out movement.pdf
  ehcp cases --figure over-52-weeks-in-crossed --from 2022-07-31 --to 2022-09-26`;

/** `ehcp movement`: what came in and what left between two days. */
export function movementCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withReportOptions(
      withDayOptions(
        command
          .description('What became of the open cases between two days: opening + in − out = closing, for those open, over 20 and over 52 weeks.')
          .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
      ),
      FORMATS,
    ),
    'split it by a column of the list, such as team or area',
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: DayOptions & ReportOptions) => {
      const to = lastDay(options);
      if (to === null) throw new UserError('ehcp movement needs the day it ends with, as nothing here reads the clock. Add --to, such as --to 2022-09-26.');
      const code = await makeReport('movement', { ...options, asOf: isoDate(to) }, FORMATS, async (_, { config }, conventions) => {
        const meeting = config.commission?.lastMeeting;
        const example = meeting === undefined || meeting > isoDate(to) ? '2022-07-31' : `${meeting}, the last meeting in the configuration`;
        const days = daysBetweenNamed(options, to, 'movement', example);
        const { startMovement } = await import('../../report/movement.ts');
        const by = options.by ?? null;
        return { cases, by, start: () => startMovement(addDays(days.from, -1), to, conventions, by) };
      });
      finish(code);
    });
}
