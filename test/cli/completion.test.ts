import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ehcp } from '../support/program.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];
/** The commands that help lists. */
const commands = [...ehcp(['--help']).stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name).filter((name) => !['ehcp', 'help'].includes(name));
/** The options that help shows of any of them. */
const options = commands.flatMap((name) => ehcp([name, '--help']).stdout.match(/^ {2}(?:-h, )?--[a-z-]+/gm) ?? []);
const script = (shell: string): string => ehcp(['completion', shell]).stdout;

/** What bash offers for a line whose last word is being written. */
function offered(...words: string[]): string[] {
  const program = `${script('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _ehcp; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', 'ehcp', ...words], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

describe('ehcp completion', () => {
  it.each(SHELLS)('knows every command and every option that help shows, for %s', (shell) => {
    const text = script(shell);
    expect(commands.length).toBeGreaterThan(15);
    for (const name of commands) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
    expect(options.length).toBeGreaterThan(100);
    // In fish an option is written without its dashes.
    const written = (option: string): string => option.replace(/^.*--/, shell === 'fish' ? '-l ' : '--');
    expect(options.filter((option) => !text.includes(written(option)))).toEqual([]);
  });

  it('completes a command, its options, and the words that may follow an option', () => {
    expect(offered('sn')).toEqual(['snapshot']);
    expect(offered('')).toEqual(commands);
    expect(offered('clocks', '--ca')).toEqual(['--case']);
    expect(offered('snapshot', '--ca')).toEqual([]);
    expect(offered('snapshot', '--format', 'p')).toEqual(['pdf']);
    expect(offered('trend', '--every', '')).toEqual(['month', 'quarter', 'year']);
  });

  it('leaves files to the shell', () => {
    expect(offered('snapshot', 'cas')).toEqual([]);
    expect(script('bash')).toContain('complete -o default -F _ehcp ehcp');
  });

  it('says which shells it knows', () => {
    expect(ehcp(['completion', 'bas'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'ehcp: ehcp completion bas: no such shell is known. Did you mean bash?\n',
    });
    expect(ehcp(['completion', '__proto__']).stderr).toBe(
      'ehcp: ehcp completion __proto__: no such shell is known. Choose one of bash, zsh, fish, powershell.\n',
    );
  });
});
