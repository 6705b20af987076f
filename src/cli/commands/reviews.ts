import type { Command } from 'commander';
import { isoDate } from '../../core/day.ts';
import { PLANS_FROM } from '../../core/reviews.ts';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { periodOrYear, type ReportOptions, withCommentaryOption, withOutputOptions, withPeriodOptions, withPublishOption } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Of the plans maintained on a day: reviews held in the last 12 months, by the
meeting and by the letter with the decision; overdue by up to 6, 12, 24 and more
months, and never reviewed; due in the next 13 weeks; decisions within 4 weeks of
the meeting, final amended plans within 12; phase transfers by 15 February, 31
March or another day. Then each plan whose review is overdue, the longest first;
with --publish no plan is listed, and in a CSV none is: it has the figures.
--period says when decisions and amended plans are counted; without it in the 12
months to the day. The list, plans, has a row for each plan with its latest
review; what needs a column that it does not have is "–".

Examples:
  ehcp reviews plans.csv --as-of 2022-12-31
  ehcp reviews --as-of 2022-12-31 --by primary_need --out reviews.xlsx
  ehcp reviews --as-of 2022-12-31 --period 2022-Q4 --format json
  ehcp reviews --as-of 2022-12-31 --publish --out reviews.pdf`;

interface ReviewsOptions extends ReportOptions {
  period?: string;
  quarter?: string;
}

/** `ehcp reviews`: annual reviews and phase transfers: due, held, decided, overdue. */
export function reviewsCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withPeriodOptions(
      withCommentaryOption(
        withPublishOption(
          withOutputOptions(
            command
              .description('The annual reviews and phase transfers of the plans maintained on a day: due, held, decided, overdue.')
              .argument('[plans]', 'the list of plans; else sources.plans of the configuration'),
            FORMATS,
          ),
        ),
      ),
    ),
    'split it by a column of the list, such as team, phase or primary_need',
  )
    .addHelpText('after', HELP)
    .action(async (named: string | undefined, options: ReviewsOptions) => {
      const code = await makeReport('reviews', options, FORMATS, async (asOf, found) => {
        if (asOf < PLANS_FROM)
          throw new UserError(
            `--as-of ${isoDate(asOf)}: plans are made and reviewed under an Act in force from ${isoDate(PLANS_FROM)}; no review was due before. Choose a later day.`,
          );
        const period = periodOrYear(options, 'reviews', asOf);
        // What other commands do without is loaded here.
        const [{ plans }, { readKind }, { startReviews }] = await Promise.all([
          import('../../input/records/plans.ts'),
          import('../read-list.ts'),
          import('../../report/reviews.ts'),
        ]);
        const by = options.by ?? null;
        const threshold = found.config.publish?.threshold ?? null;
        const start = (absent: readonly string[]) => startReviews({ asOf, period, by, threshold, absent, shownId: showableId });
        const { taker, context, messages } = await readKind(plans, named, found, 'reviews', start, by);
        return { report: taker.report(context), messages };
      });
      finish(code);
    });
}
