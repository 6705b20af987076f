import type { Command } from 'commander';
import { DEFAULT_CONVENTIONS } from '../../core/conventions.ts';
import { wholePeriodOf } from '../../core/period.ts';
import { UserError } from '../../core/user-error.ts';
import { findConfig } from '../config.ts';
import { refuseInputIn } from '../inputs.ts';
import { asOfDay, asPublished, chosenCohort, type ReportOptions, withCommentaryOption, withPublishOption } from '../options.ts';
import { refuseFolder, writeFolder } from '../write.ts';

const HELP = `
Everything for an agenda pack in one folder: the snapshot as PDF, page, workbook
and JSON; the indicators of the configuration for --period (else the last whole
quarter), or without any of ehcp's measures; the reviews, advice and appeals of
the lists that sources names; what each figure counts; how good the
data are, in counts; and a manifest with the hash of every file and list. Officers'
own words (--commentary) stand in the snapshot. Small counts are suppressed, as
--publish asks, which goes without saying; with --internal they are not, and lists
of cases are added, with what moved since the last meeting of the configuration and
what passes a limit by the next: such a pack is not for publication, and says so on
every paper.

The folder is written whole or not at all. The same lists give the same bytes.

Examples:
  ehcp pack --as-of 2022-07-31 --out july
  ehcp pack cases.csv --as-of 2022-07-31 --period 2022/23-Q1 --out july --internal`;

interface PackOptions extends ReportOptions {
  period?: string;
  internal?: boolean;
}

/** `ehcp pack`: everything for an agenda pack in one folder. */
export function packCommand(command: Command, finish: (code: number) => void): void {
  withPublishOption(withCommentaryOption(command))
    .description('The snapshot, the indicators, the definitions and the state of the data as documents in one folder, with a manifest.')
    .argument('[cases]', 'the case list, or the folder, workbook or XML file of a SEN2 return')
    .option('--as-of <date>', 'the day to report on, yyyy-mm-dd; nothing after it has happened')
    .option('--out <folder>', 'the folder to write; it must not be there, or be an earlier pack and --force given')
    .option('--period <period>', 'of the indicators; else last-quarter, measured back from --as-of')
    .option('--internal', 'with lists of cases, and nothing suppressed: not for publication')
    .option('--cohort <cohort>', 'dfe leaves plans after mediation or tribunal out of timeliness; every-plan keeps them')
    .option('--force', 'let --out replace an earlier pack')
    .option('--config <file>', 'the configuration; else ehcp.config.json in this folder or the nearest above it')
    .option('--strict', 'end with exit code 1 where rows were set aside')
    .option('--quiet', 'say nothing but errors')
    .option('--debug', 'show where in the program an error came from')
    .addHelpText('after', HELP)
    .action(async (cases: string | undefined, options: PackOptions) => {
      const asOf = asOfDay(options, 'pack');
      if (options.out === undefined) throw new UserError('ehcp pack needs a folder to write. Add --out, such as --out july.');
      if (cases === '-') throw new UserError('A pack reads its list more than once, and standard input can be read only once. Name a file.');
      refuseFolder(options.out, options.force === true);
      const internal = options.internal === true;
      if (internal && options.publish === true)
        throw new UserError('--internal and --publish: a pack is for the public, with small counts suppressed, or internal, with lists of cases. Give one.');
      const found = asPublished({ publish: !internal }, findConfig(options.config, process.cwd()));
      const conventions = { ...DEFAULT_CONVENTIONS, ...found.config.conventions, ...chosenCohort(options) };
      const whole = wholePeriodOf(options.period ?? 'last-quarter', asOf);
      const quiet = options.quiet === true;
      const tell = (what: string): void => {
        // A person who watches is told what goes on; a job is not.
        if (!quiet && process.stderr.isTTY) process.stderr.write(`${what} …\n`);
      };
      const { makePack, filesOf } = await import('../make-pack.ts');
      const asked = { cases, asOf, conventions, whole, internal, commentary: options.commentary };
      const pack = await makePack(found, asked, tell);
      refuseInputIn(options.out);
      const files = await filesOf(pack, asked, tell);
      writeFolder(options.out, files, options.force === true);
      const kind = kindOf(internal, found.config.publish?.threshold);
      if (!quiet) process.stderr.write(`${[...pack.messages, `Wrote ${files.size} files to ${options.out}. ${kind}`].join('\n')}\n`);
      if (options.strict === true && pack.parts.some(({ report }) => report.sources.some(({ setAside }) => setAside !== 0))) finish(1);
    });
}

/** How the pack may be used, in words. @param threshold up to which counts are suppressed */
function kindOf(internal: boolean, threshold: number | undefined): string {
  if (internal) return 'This pack is internal: it has lists of cases, and nothing in it is suppressed. It is not for publication.';
  const suppressed =
    threshold === 0
      ? 'Nothing in it is suppressed, however small, as publish.threshold of the configuration is 0: look at it before it is published'
      : 'Small counts are suppressed in it, as it is for publication';
  return `${suppressed}; --internal makes a pack with lists of cases.`;
}
