import type { Command } from 'commander';
import { type Day, daysBetween, isoDate } from '../../core/day.ts';
import { MOST_DAYS_AHEAD, weeksAhead } from '../../core/horizon.ts';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { dayNamed, type ReportOptions, withReportOptions } from '../options.ts';

const HELP = `
When does the backlog clear if the coming weeks are like the last 52? A
projection, not a promise: weeks are drawn from those by chance, again and
again, with a seed, so that the same command gives the same answer. Four runs
in five lie in the range that is shown. --by-date asks what pace clears it by a
day; --requests and --completions ask what if; --look-back shows how such a
projection made 52 weeks ago would have done. Load, pressure and relief capacity
are rules of thumb. It is for those who plan the work, and cannot be published.

Examples:
  ehcp forecast --as-of 2022-07-31
  ehcp forecast --as-of 2022-07-31 --by-date 2023-03-31
  ehcp forecast cases.csv --as-of 2022-07-31 --requests +10%
  ehcp forecast --as-of 2022-07-31 --completions 18/week --horizon 52w
  ehcp forecast --as-of 2022-07-31 --look-back --out forecast.pdf`;

interface ForecastOptions extends ReportOptions {
  horizon?: string;
  byDate?: string;
  requests?: string;
  completions?: string;
  seed?: string;
  lookBack?: boolean;
}

/** `ehcp forecast`: when does the backlog clear, and what pace clears it? */
export function forecastCommand(command: Command, finish: (code: number) => void): void {
  withReportOptions(
    command
      .description('When the backlog clears if the coming weeks are like the last ones: a projection with its 80% range, and rules of thumb.')
      .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return')
      .option('--horizon <weeks>', 'how many weeks to look ahead, at most 104w, which it is if left out')
      .option('--by-date <date>', 'say what pace clears the backlog by this day')
      .option('--requests <change>', 'what if requests changed, such as +10% or -5%')
      .option('--completions <pace>', 'what if completions changed, such as +10%, or 18/week')
      .option('--seed <number>', 'where the draws begin; 1 if left out')
      .option('--look-back', 'show how such a projection made 52 weeks ago would have done'),
    FORMATS,
    false,
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: ForecastOptions) => {
      if (options.publish === true)
        throw new UserError(
          '--publish: a forecast cannot be made safe to publish, as it is made of small counts of cases by week and age, and they could be worked out from it. Leave --publish away and keep it to those who plan the work, or publish the snapshot.',
        );
      const code = await makeReport('forecast', options, FORMATS, async (asOf, _, conventions) => {
        const asked = { horizon: weeksAhead(options.horizon ?? '104w'), byDate: byDateOf(options, asOf), supposed: supposedIn(options), seed: seedIn(options) };
        const { RUNS, startForecast } = await import('../../report/forecast.ts');
        return { cases, start: () => startForecast({ asOf, conventions, ...asked, runs: RUNS, lookBack: options.lookBack === true }) };
      });
      finish(code);
    });
}

/** The day by which the backlog is to be cleared. */
function byDateOf({ byDate }: ForecastOptions, asOf: Day): Day | null {
  const day = dayNamed('--by-date', byDate);
  if (day === null) return null;
  const ahead = daysBetween(asOf, day);
  if (ahead <= 0) throw new UserError(`--by-date ${byDate}: this is not after the as-of day, ${isoDate(asOf)}. Choose a later day, or an earlier --as-of.`);
  if (ahead < 7) throw new UserError(`--by-date ${byDate}: this is less than a week after the as-of day, ${isoDate(asOf)}. Choose a later day.`);
  if (ahead > MOST_DAYS_AHEAD)
    throw new UserError(`--by-date ${byDate}: this is more than ${MOST_DAYS_AHEAD / 7} weeks after the as-of day, ${isoDate(asOf)}. Choose an earlier day.`);
  return day;
}

/** What is supposed of requests and completions; null for nothing. */
function supposedIn({ requests, completions }: ForecastOptions) {
  if (requests === undefined && completions === undefined) return null;
  return {
    requestsText: requests?.trim() ?? null,
    completionsText: completions?.trim() ?? null,
    ...(requests === undefined ? {} : { requestsTimes: timesOf('--requests', requests, 'such as +10% or -5%') }),
    ...(completions === undefined ? {} : { completions: paceOf(completions) }),
  };
}

/** `18/week` or a change. */
function paceOf(text: string): { perWeek: number } | { times: number } {
  const [, digits = ''] = /^(\d{1,5}(?:\.\d)?)\s*\/\s*week$/i.exec(text.trim()) ?? [];
  return digits === '' ? { times: timesOf('--completions', text, 'such as +10%, or a number a week, such as 18/week') } : { perWeek: Number(digits) };
}

/** How many times as many a change comes to: `+10%` is 1.1. */
function timesOf(option: string, text: string, write: string): number {
  const refuse = (why: string): never => {
    throw new UserError(`${option} ${text}: ${why}`);
  };
  const [, sign = '', digits = '', unit = ''] = /^([+-]?)(\d{1,4}(?:\.\d{1,2})?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === '') return refuse(`this is no change. Write one with its sign and %, ${write}.`);
  if (sign === '' || unit === '')
    return refuse(
      `is this a change? Then write ${sign === '' ? '+' : sign}${digits}%${option === '--completions' ? `; for a number a week ${digits}/week` : ''}.`,
    );
  const hundredths = Math.round(Number(digits) * 100) * (sign === '-' ? -1 : 1);
  if (hundredths < -10_000) return refuse('there cannot be fewer than none. Write -100% for none.');
  if (hundredths > 100_000) return refuse('that is more than ten times as many. Choose a smaller change, at most +1000%.');
  return (10_000 + hundredths) / 10_000;
}

/** Where the draws begin. */
function seedIn({ seed }: ForecastOptions): number {
  if (seed === undefined) return 1;
  const number = Number(seed.trim());
  if (!/^\d{1,10}$/.test(seed.trim()) || number >= 2 ** 32)
    throw new UserError(`--seed ${seed}: this is no whole number from 0 to 4294967295. Write one such as 1.`);
  return number;
}
