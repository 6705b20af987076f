import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { addCases } from './commands/cases.ts';
import { addCheck } from './commands/check.ts';
import { addCompare } from './commands/compare.ts';
import { addExplain } from './commands/explain.ts';
import { addInit } from './commands/init.ts';
import { addKpi } from './commands/kpi.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addTimeliness } from './commands/timeliness.ts';

const HELP = `
Nothing leaves this machine, and nothing in a report reads the clock: the same
list and the same --as-of give the same figures for ever.

Examples:
  ehcp snapshot --as-of 2022-07-31
  ehcp check cases.csv
  ehcp init requests.xlsx
  ehcp help snapshot`;

/** Runs one command line; the exit code says how it ended (0 done, 1 a check failed, 2 the user's, 3 ours). */
async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('ehcp')
    .description('Reports how a local authority keeps to the law on Education, Health and Care plans, from its own case export.')
    .version(version, '--version', 'the version of ehcp')
    .exitOverride()
    .showHelpAfterError('Run ehcp --help for what there is.')
    .addHelpText('after', HELP);
  // Set before the commands, which inherit it.
  program.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ehcp: ')) });
  const finish = (code: number): void => {
    exitCode = code;
  };
  addSnapshot(program, finish);
  addKpi(program, finish);
  addTimeliness(program, finish);
  addCases(program, finish);
  addExplain(program);
  addCompare(program, finish);
  addCheck(program, finish);
  addInit(program, finish);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return ended(error, argv.includes('--debug'));
  }
}

function ended(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    process.stderr.write(`ehcp: ${debug ? error.stack : printable(error.message, 2000)}\n`);
    return 2;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`ehcp: this is a defect of ehcp, not of your list. Please report it with the lines below, once you have seen that they name nobody.
${stack}
`);
  return 3;
}

process.stderr.on('error', () => {
  // Nobody is left to tell.
});
run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
