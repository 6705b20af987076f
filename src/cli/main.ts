import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';

const HELP = `
Nothing leaves this machine, and nothing in a report reads the clock: the same
list and the same --as-of give the same figures for ever.

Examples:
  ehcp snapshot --as-of 2022-07-31
  ehcp check cases.csv
  ehcp init requests.xlsx
  ehcp help snapshot`;

/** A command: what help says of it in a line, and its options and its doing, which are loaded only for it. */
interface CommandEntry {
  name: string;
  summary: string;
  load(): Promise<(command: Command, finish: (code: number) => void) => void>;
}

/** The command that speaks of all the others. */
const COMPLETION = 'completion';

/** Every command, in the order of the help. */
const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'snapshot',
    summary: 'where do we stand on this day? One page for the Commission',
    load: async () => (await import('./commands/snapshot.ts')).snapshotCommand,
  },
  { name: 'kpi', summary: 'the indicator figures for a period', load: async () => (await import('./commands/kpi.ts')).kpiCommand },
  {
    name: 'timeliness',
    summary: 'how long did the plans of a period take? The DfE table',
    load: async () => (await import('./commands/timeliness.ts')).timelinessCommand,
  },
  { name: 'trend', summary: 'is it getting better, and is that real?', load: async () => (await import('./commands/trend.ts')).trendCommand },
  {
    name: 'cohort',
    summary: 'of the requests received in a period, what became of them, and by when?',
    load: async () => (await import('./commands/cohort.ts')).cohortCommand,
  },
  {
    name: 'movement',
    summary: 'what came in and what left between two days?',
    load: async () => (await import('./commands/movement.ts')).movementCommand,
  },
  { name: 'due', summary: 'which open cases pass week 6, 16, 20 or 52 next, and when?', load: async () => (await import('./commands/due.ts')).dueCommand },
  { name: 'caseload', summary: 'who has which open cases? For managers', load: async () => (await import('./commands/caseload.ts')).caseloadCommand },
  { name: 'advice', summary: 'whose advice is waited for?', load: async () => (await import('./commands/advice.ts')).adviceCommand },
  {
    name: 'appeals',
    summary: 'mediations and appeals: lodged, completed, ongoing, and do they add up?',
    load: async () => (await import('./commands/appeals.ts')).appealsCommand,
  },
  {
    name: 'forecast',
    summary: 'when does the backlog clear at this pace, and what pace clears it?',
    load: async () => (await import('./commands/forecast.ts')).forecastCommand,
  },
  {
    name: 'reviews',
    summary: 'annual reviews and phase transfers: due, held, decided, overdue',
    load: async () => (await import('./commands/reviews.ts')).reviewsCommand,
  },
  { name: 'foi', summary: 'the questions every authority is asked, answered', load: async () => (await import('./commands/foi.ts')).foiCommand },
  {
    name: 'clocks',
    summary: "the statutory clocks, and one case's timeline",
    load: async () => (await import('./commands/clocks.ts')).clocksCommand,
  },
  { name: 'cases', summary: 'which rows is this figure made of?', load: async () => (await import('./commands/cases.ts')).casesCommand },
  { name: 'explain', summary: 'what does a figure count, by which law?', load: async () => (await import('./commands/explain.ts')).explainCommand },
  {
    name: 'compare',
    summary: 'what changed since the last published figures, and why?',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'check',
    summary: 'what is wrong with this export, row by row, and what to do?',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'benchmark',
    summary: 'how do others do? This authority among all, as DfE published them',
    load: async () => (await import('./commands/benchmark.ts')).benchmarkCommand,
  },
  { name: 'pack', summary: 'everything for an agenda pack in one folder, with a manifest', load: async () => (await import('./commands/pack.ts')).packCommand },
  { name: 'init', summary: 'look at an export, write a first ehcp.config.json', load: async () => (await import('./commands/init.ts')).initCommand },
  {
    name: COMPLETION,
    summary: 'let the shell complete commands and options',
    load: async () => (await import('./commands/completion.ts')).completionCommand,
  },
];

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
  try {
    for (const { name, summary, load } of COMMANDS) {
      const command = program.command(name).summary(summary);
      if (argv.includes(name) || argv[0] === COMPLETION) (await load())(command, finish);
    }
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

for (const stream of [process.stdout, process.stderr]) {
  // A reader that has gone away (`ehcp --help | head`) is no error; what else may happen to a report is told where it is written.
  stream.on('error', () => {});
}
run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
