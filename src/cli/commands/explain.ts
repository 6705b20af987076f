import type { Command } from 'commander';
import { DEFAULT_CONVENTIONS } from '../../core/conventions.ts';
import { UserError } from '../../core/user-error.ts';
import { formats } from '../../render/index.ts';
import { findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { chosenCohort, chosenFormat, type ReportOptions, withWritingOptions } from '../options.ts';

const HELP = `
What a figure counts, the law behind it, the conventions in force and an example
that is worked out as any case is. Without a name every figure is listed.

Examples:
  ehcp explain within-20-weeks
  ehcp explain BPB225e open-over-52-weeks
  ehcp explain --all`;

const FORMATS = formats('table', 'json', 'md', 'html', 'pdf');

/** `ehcp explain`: what does a figure count? */
export function explainCommand(command: Command): void {
  withWritingOptions(
    command
      .description('What a figure counts in plain words, its law, its conventions and a worked example.')
      .argument('[ids...]', 'figures, measures or codes of indicators')
      .option('--all', 'every figure'),
    FORMATS,
  )
    .addHelpText('after', HELP)
    .action(async (ids: string[], options: ReportOptions & { all?: boolean }) => {
      if (options.all === true && ids.length > 0) throw new UserError('--all explains every figure. Leave it away, or the names.');
      const format = chosenFormat(options, FORMATS);
      refuseDelivery(options, format, 'explain');
      const found = findConfig(options.config, process.cwd());
      const { config } = found;
      const conventions = { ...DEFAULT_CONVENTIONS, ...config.conventions, ...chosenCohort(options) };
      const authority = config.authority?.name ?? null;
      // What other commands do without is loaded here.
      const [{ explain, listFigures }, { explainableNamed, explainables }] = await Promise.all([import('../../report/explain.ts'), import('../figures.ts')]);
      const all = explainables(found);
      const report =
        ids.length === 0 && options.all !== true
          ? listFigures(all, authority)
          : explain(options.all === true ? all : ids.map((id) => explainableNamed(id, found)), conventions, authority);
      await deliver(report, format, options, []);
    });
}
