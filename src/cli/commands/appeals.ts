import type { Command } from 'commander';
import { nearest } from '../../core/nearest.ts';
import { type Period, wholePeriodOf } from '../../core/period.ts';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import type { PublishedAppeals } from '../../report/appeals.ts';
import type { FoundConfig } from '../config.ts';
import { makeReport } from '../make-report.ts';
import { periodOrYear, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { withSplitOption } from '../split-option.ts';

const HELP = `
Mediations and appeals to the tribunal, each by what they are about: brought
forward, lodged, completed, ongoing at the end, and ended on a day that the list
does not say; beside the same dates a year before. Without --period, the 12
months to the as-of day. Rows in doubt are said: with an outcome and no
completion date, completed before lodged, perhaps keyed twice. --published sets
numbers of appeals that were published elsewhere beside each other and the list.

Examples:
  ehcp appeals --period 2022 --as-of 2022-12-31
  ehcp appeals appeals.csv --as-of 2022-12-31 --by area
  ehcp appeals --as-of 2022-12-31 --published lodged=120,completed=69,ongoing=49
  ehcp appeals --period 2022 --as-of 2022-12-31 --publish --out appeals.pdf`;

interface AppealsOptions extends ReportOptions {
  period?: string;
  quarter?: string;
  published?: string;
}

/** `ehcp appeals`: mediations and appeals to the tribunal in a period. */
export function appealsCommand(command: Command, finish: (code: number) => void): void {
  withSplitOption(
    withPeriodOptions(
      withReportOptions(
        command
          .description('Mediations and appeals to the tribunal: lodged, completed and ongoing in a period, and whether they add up.')
          .argument('[appeals]', 'the list of mediations and appeals: case_id or person_id, kind, matter, lodged_date, completed_date, outcome'),
        FORMATS,
      ),
    ),
    'split it by a column of the list, such as area',
  )
    .option('--published <numbers>', 'what was published elsewhere of appeals: lodged=120,completed=69,ongoing=49, and brought-forward=3 where it was')
    .addHelpText('after', HELP)
    .action(async (appeals: string | undefined, options: AppealsOptions) => {
      const code = await makeReport('appeals', options, FORMATS, async (asOf, found) => {
        const period = periodOrYear(options, 'appeals', asOf);
        const published = options.published === undefined ? configured(found, period) : publishedIn(options.published);
        // What other commands do without is loaded here.
        const [{ appeals: kind }, { readKind }, { startAppeals }] = await Promise.all([
          import('../../input/records/appeals.ts'),
          import('../read-list.ts'),
          import('../../report/appeals.ts'),
        ]);
        const by = options.by ?? null;
        const start = (absent: readonly string[]) => startAppeals({ period, asOf, by, published, absent });
        const { taker, context, messages } = await readKind(kind, appeals, found, 'appeals', start, by);
        return { report: taker.report(context), messages };
      });
      finish(code);
    });
}

/** What the configuration says was published of exactly these dates. */
function configured({ config }: FoundConfig, { from, to }: Period): PublishedAppeals | null {
  const found = config.publishedAppeals?.find(({ period }) => {
    const dates = wholePeriodOf(period, to);
    return dates.from === from && dates.to === to;
  });
  return found === undefined ? null : { ...found, broughtForward: found.broughtForward ?? null };
}

const NAMES = ['lodged', 'completed', 'ongoing', 'brought-forward'] as const;

/** `lodged=120,completed=69,ongoing=49` */
function publishedIn(text: string): PublishedAppeals {
  const numbers = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, name = '', value = ''] = /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(part) ?? [];
    if (name === '') throw new UserError(`--published ${text}: write a name, = and a whole number, such as lodged=120,completed=69,ongoing=49.`);
    if (!NAMES.some((known) => known === name)) {
      const near = nearest(name, NAMES);
      throw new UserError(`--published ${text}: there is no number called ${name}. ${near === null ? `Choose ${NAMES.join(', ')}.` : `Did you mean ${near}?`}`);
    }
    if (numbers.has(name)) throw new UserError(`--published ${text}: ${name} is there twice. Leave one away.`);
    numbers.set(name, Number(value));
  }
  const [lodged, completed, ongoing] = NAMES.slice(0, 3).map((name) => {
    const value = numbers.get(name);
    if (value === undefined) throw new UserError(`--published ${text}: ${name} is missing. Write all of lodged, completed and ongoing.`);
    return value;
  }) as [number, number, number];
  return { lodged, completed, ongoing, broughtForward: numbers.get('brought-forward') ?? null };
}
