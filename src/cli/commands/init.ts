import { dirname, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import type { ColumnMapping } from '../../input/layout.ts';
import { formats } from '../../render/index.ts';
import { deliver } from '../deliver.ts';
import { chosenFormat, type ReportOptions, withOutputOptions } from '../options.ts';
import { refuseIfTaken, writeWhole } from '../write.ts';

const HELP = `
Shows which layout the export is in and how each of our columns is filled: the
share of rows that have it, and the shapes of some values, never a value. For a
flat list, headings that are like ours are proposed as columns; look at them
before you agree. Then ehcp.config.json is written, so that other commands need
no more than --as-of.

Examples:
  ehcp init "SEN2 export"
  ehcp init requests.xlsx --yes`;

const FORMATS = formats('table', 'json');
const FILE_NAME = 'ehcp.config.json';

/** `ehcp init`: look at an export, write a first configuration. */
export function initCommand(command: Command, finish: (code: number) => void): void {
  withOutputOptions(
    command
      .description('What an export was understood as, and a first configuration for it.')
      .argument('<export>', 'the case list, or the folder, workbook or XML file of a SEN2 return'),
    FORMATS,
  )
    .option('--yes', `write ${FILE_NAME} without asking`)
    .addHelpText('after', HELP)
    .action(async (named: string, options: ReportOptions & { yes?: boolean }) => {
      const format = chosenFormat(options, FORMATS);
      const path = resolve(options.config ?? FILE_NAME);
      if (options.yes === true) refuseIfTaken(path, options.force === true);
      if (named === '-') throw new UserError('ehcp init needs a file or a folder, as a configuration names it. Save the list and name it.');
      // What other commands do without is loaded here.
      const { surveyed } = await import('../surveyor.ts');
      const { report, mapping, encodings } = await surveyed(named, FILE_NAME);
      await deliver(report, format, options, encodings);
      const configuration = `${JSON.stringify(configurationFor(named, path, mapping), null, 2)}\n`;
      if (options.yes !== true) {
        process.stderr.write(`\n${printable(path, 300)} would hold:\n${configuration}`);
        if (!(await agreed())) {
          process.stderr.write('Nothing was written. Add --yes to write it.\n');
          return;
        }
      }
      writeWhole(path, configuration, options.force === true);
      process.stderr.write(`Wrote ${printable(path, 300)}.\n`);
      finish(0);
    });
}

function configurationFor(named: string, path: string, mapping: ColumnMapping) {
  const cases = relative(dirname(path), resolve(named)).split(sep).join('/') || '.';
  return { sources: { cases }, ...(Object.keys(mapping).length === 0 ? {} : { columns: mapping }) };
}

/** Asks a person; a script has nobody to ask. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question('Write it? [y/N] ')).trim());
  } finally {
    asking.close();
  }
}
