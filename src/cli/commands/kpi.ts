import type { Command } from 'commander';
import { wholePeriodOf } from '../../core/period.ts';
import { FORMATS } from '../../render/index.ts';
import { makeReport } from '../make-report.ts';
import { periodText, type ReportOptions, withPeriodOptions, withReportOptions } from '../options.ts';

const HELP = `
A code is that of an indicator in ehcp.config.json (kpis), or the id of a
measure; an argument that is a file or a folder, or -, is the case list. Other
lists, of which indicators are ratios, stand under sources in the configuration;
so does the list of plans, of which reviews-held-12-months and other measures of
reviews are counted. An indicator stands beside its target and beside the law.

Examples:
  ehcp kpi BPB225e --period 2021/22-Q1 --as-of 2022-07-31
  ehcp kpi --all --quarter last-quarter --as-of 2022-07-31 --out kpi.xlsx
  ehcp kpi decision-within-6-weeks cases.csv --period 2022 --as-of 2022-12-31`;

/** `ehcp kpi`: the indicator figures for a period. */
export function kpiCommand(command: Command, finish: (code: number) => void): void {
  withPeriodOptions(
    withReportOptions(
      command
        .description('Indicators with their target, the law, the period before, the same dates last year and the financial year so far.')
        .argument('[codes...]', 'codes of indicators or ids of measures, and the case list'),
      FORMATS,
    ),
  )
    .option('--all', 'every indicator of the configuration, and the measures of reviews where it names a list of plans')
    .addHelpText('after', HELP)
    .action(async (args: string[], options: ReportOptions & { period?: string; quarter?: string; all?: boolean }) => {
      const code = await makeReport('kpi', options, FORMATS, async (asOf, found, conventions) => {
        const whole = wholePeriodOf(periodText(options, 'kpi'), asOf);
        // What other commands do without is loaded here.
        const [{ makeKpi }, { sorted }] = await Promise.all([import('../make-kpi.ts'), import('../indicators.ts')]);
        return makeKpi(sorted(args), options.all === true, found, { whole, asOf, conventions });
      });
      finish(code);
    });
}
