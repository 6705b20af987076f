import type { Command } from 'commander';
import { type Day, daysBetween, isoDate } from '../../core/day.ts';
import { suggestion } from '../../core/nearest.ts';
import { type Period, wholePeriodOf } from '../../core/period.ts';
import type { RatioRow } from '../../core/ratio.ts';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import type { CasesBehind, Show } from '../../report/cases.ts';
import type { FoundConfig } from '../config.ts';
import { type AheadOptions, lastDayAhead, withAheadOptions } from '../days-ahead.ts';
import type { Named } from '../figures.ts';
import { type Made, makeReport } from '../make-report.ts';
import { periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';
import { type DayOptions, daysBetweenNamed, lastDay, withDayOptions } from '../two-days.ts';

const HELP = `
The rows behind any figure: where each stands in it (met, missed, not known,
excluded, out of scope), its dates and days, and the rule that decided. The
figure is a measure or an indicator of the configuration over a period, a figure
of the snapshot on the as-of day, one of ehcp movement between two days, one of
ehcp due in the days ahead, or one of ehcp reviews, advice or appeals; ehcp
explain lists them. Without --show every row is listed but those outside the
period. No name is shown: a row is known by its line and the authority's own
reference.

Examples:
  ehcp cases --measure BPB225e --period 2021/22-Q1 --as-of 2022-07-31 --show met
  ehcp cases --figure open-over-52-weeks --as-of 2022-07-31
  ehcp cases --figure over-52-weeks-out --from 2022-07-31 --to 2022-09-26
  ehcp cases --figure due-week-20 --as-of 2022-07-31 --within 4w
  ehcp cases --figure reviews-overdue-over-24-months --as-of 2022-12-31
  ehcp cases --figure open-waiting-for-psychologist-only --as-of 2022-07-31
  ehcp cases cases.csv --measure within-20-weeks --period 2022 --as-of 2022-12-31 --out rows.csv`;

interface CasesOptions extends ReportOptions, DayOptions, AheadOptions {
  measure?: string;
  figure?: string;
  period?: string;
  quarter?: string;
  show?: string;
}

/** `ehcp cases`: the rows behind any figure. */
export function casesCommand(command: Command, finish: (code: number) => void): void {
  withAheadOptions(
    withDayOptions(
      withPeriodOptions(
        withReportOptions(
          command
            .description('The rows behind any figure, with the rule that put each where it stands.')
            .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return; of a figure of another list, that list')
            .option('--measure <id>', 'a measure, or the code of an indicator, over --period')
            .option('--figure <id>', 'a figure of the snapshot, on the --as-of day; or of another report, over --period, or --from and --to, or --within')
            .option('--show <pile>', 'met, missed, not-known, excluded, out-of-scope or all'),
          FORMATS,
          false,
        ),
      ),
    ),
    'of a figure of ehcp due: ',
  )
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: CasesOptions) => {
      if (options.publish === true) throw new UserError('--publish: a list of cases is not for publication. Leave --publish away, or publish the figure.');
      const last = options.to === undefined ? null : lastDay(options);
      const seen = last === null ? options : { ...options, asOf: options.asOf ?? isoDate(last) };
      const code = await makeReport('cases', seen, FORMATS, async (asOf, found, conventions) => {
        // What other commands do without is loaded here.
        const [{ SHOWS, startCases }, { figureNamed }] = await Promise.all([import('../../report/cases.ts'), import('../figures.ts')]);
        const show = shown(options.show, SHOWS);
        const named = figureNamed(nameIn(options), found);
        const ahead = aheadIn(options, named, asOf);
        const period = await periodIn(options, named, (text) => wholePeriodOf(text, asOf), asOf);
        const window = { from: period?.from ?? asOf, to: period?.to ?? ahead, asOf, conventions };
        const asked = { window, period, show, ofCases: named.over === 'cases' || named.over === 'advised-cases', shownId: showableId };
        if (named.over === 'cases') return { cases, start: () => startCases(named.traced, asked) };
        if (named.over === 'rows') {
          if (cases !== undefined)
            throw new UserError(
              `${cases}: ${named.traced.id} is not counted over the case list. Leave it away; its list stands under sources in the configuration.`,
            );
          return rowsOf(named, found, () => startCases(named.traced, asked));
        }
        const { rowsOfList } = await import('../rows-of-list.ts');
        return rowsOfList(named, cases, found, asked);
      });
      finish(code);
    });
}

/** The rows behind a ratio over another list. */
async function rowsOf({ indicator }: Extract<Named, { over: 'rows' }>, found: FoundConfig, start: () => CasesBehind<RatioRow>): Promise<Made> {
  const [{ configuredIndicators, ratiosOver }, { readRatioRows }] = await Promise.all([import('../indicators.ts'), import('../read-list.ts')]);
  const over = ratiosOver(indicator.source, configuredIndicators(found));
  const at = over.findIndex((one) => one.indicator.code === indicator.code);
  const ratios = over.map(({ ratio }) => ratio);
  const { taker, context, messages } = await readRatioRows(indicator.source, ratios, found, () => {
    const behind = start();
    return { add: (rows: readonly RatioRow[]) => behind.add(rows[at] as RatioRow), report: behind.report };
  });
  return { report: taker.report(context), messages };
}

function nameIn({ measure, figure }: CasesOptions): string {
  if (measure !== undefined && figure !== undefined) throw new UserError('--measure and --figure: name one of them.');
  const name = measure ?? figure;
  if (name === undefined)
    throw new UserError('ehcp cases needs a figure. Add --measure, such as --measure within-20-weeks, or --figure, such as --figure open.');
  return name;
}

/** The period of a figure; null for one of a day. An indicator's may lie earlier than the one named. */
async function periodIn(options: CasesOptions, { traced, indicator }: Named, whole: (text: string) => Period, asOf: Day): Promise<Period | null> {
  const days = options.from !== undefined || options.to !== undefined;
  const named = options.period !== undefined || options.quarter !== undefined;
  if (traced.betweenDays === true && !named) {
    if (!days) throw new UserError(`ehcp cases --figure ${traced.id} needs two days. Add --from and --to, such as --from 2022-07-31 --to 2022-09-26.`);
    return daysBetweenNamed(options, lastDay(options) ?? asOf, `cases --figure ${traced.id}`, '2022-07-31');
  }
  if (days)
    throw new UserError(
      traced.betweenDays === true
        ? '--period and --from: each says when. Give one of them.'
        : `--from and --to: ${traced.id} is no figure of ehcp movement. Leave them away${traced.ofPeriod ? ', and name a --period' : ''}.`,
    );
  return named ? namedPeriod(options, { traced, indicator }, whole, asOf) : periodElse({ traced, indicator }, whole);
}

/** @throws UserError where a period is named for a figure of one day */
async function namedPeriod(options: CasesOptions, { traced, indicator }: Pick<Named, 'traced' | 'indicator'>, whole: (text: string) => Period, asOf: Day) {
  if (!traced.ofPeriod) throw new UserError(`--period: ${traced.id} is a figure of one day, that of --as-of. Leave --period away.`);
  const { begun } = await import('../../report/kpi.ts');
  return begun(whole(periodText(options, `cases --measure ${traced.id}`)), indicator?.lagQuarters ?? 0, asOf);
}

/** Where no period is named, that of the report that has the figure. */
function periodElse({ traced, indicator }: Pick<Named, 'traced' | 'indicator'>, whole: (text: string) => Period): Period | null {
  if (!traced.ofPeriod || (indicator === null && traced.periodElse === 'as-of-day')) return null;
  return whole(indicator === null && traced.periodElse !== undefined ? traced.periodElse : periodText({}, `cases --measure ${traced.id}`));
}

/** The last day that a figure looks at; the as-of day of one that does not look ahead. */
function aheadIn(options: CasesOptions, { traced: { id, ahead } }: Named, asOf: Day): Day {
  if (ahead === undefined) {
    if (options.within !== undefined || options.until !== undefined)
      throw new UserError(`${options.within === undefined ? '--until' : '--within'}: ${id} does not look ahead. Leave it away.`);
    return asOf;
  }
  const others = options.from !== undefined || options.to !== undefined ? ['--from and --to', 'them'] : ['--period', 'it'];
  if ([options.from, options.to, options.period, options.quarter].some((one) => one !== undefined))
    throw new UserError(`${others[0]}: ${id} looks ahead of the as-of day. Leave ${others[1]} away; --within or --until says how far.`);
  const to = lastDayAhead(options, asOf);
  if (daysBetween(asOf, to) <= 7 * (ahead - 1))
    throw new UserError(`${id}: there is no week ${ahead} by ${isoDate(to)}. Look further ahead, such as --within ${ahead}w.`);
  return to;
}

function shown(text: string | undefined, shows: readonly Show[]): Show {
  if (text === undefined) return 'period';
  const found = shows.find((show) => show === text.trim().toLowerCase().replaceAll(' ', '-'));
  if (found !== undefined) return found;
  throw new UserError(`--show ${text}: there is no such pile. ${suggestion(text, shows)}`);
}
