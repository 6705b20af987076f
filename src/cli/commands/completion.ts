import type { Command } from 'commander';
import { suggestion } from '../../core/nearest.ts';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import { FORMATS } from '../../render/index.ts';
import { type CompletedCommand, SHELLS, type Values } from '../completion.ts';

const HELP = `
Write it where the shell looks for it, once, and open a new window:
  bash        ehcp completion bash >> ~/.bashrc
  zsh         ehcp completion zsh > "\${fpath[1]}/_ehcp"
  fish        ehcp completion fish > ~/.config/fish/completions/ehcp.fish
  PowerShell  ehcp completion powershell >> $PROFILE`;

const VALUES: Values = { '--format': FORMATS.map(({ format }) => format), '--cohort': ['dfe', 'every-plan'], '--every': ['month', 'quarter', 'year'] };

/** `ehcp completion`: the shell completes commands and options. */
export function completionCommand(command: Command): void {
  command
    .description('Prints a script that lets your shell complete commands and options with the tabulator key.')
    .argument('<shell>', Object.keys(SHELLS).join(', '))
    .addHelpText('after', HELP)
    .action((shell: string) => {
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
      if (script === undefined) throw new UserError(`ehcp completion ${printable(shell)}: no such shell is known. ${suggestion(shell, Object.keys(SHELLS))}`);
      process.stdout.write(script(completed(command.parent?.commands ?? []), VALUES));
    });
}

const completed = (commands: readonly Command[]): CompletedCommand[] =>
  commands.map((one) => ({
    name: one.name(),
    summary: one.summary(),
    options: one
      .createHelp()
      .visibleOptions(one)
      .map(({ long, description, required, optional }) => ({ name: long ?? '', says: description, takesValue: required || optional })),
  }));
