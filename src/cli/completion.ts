// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in these strings is for shells.

/** A command of the program, as shells complete it. */
export interface CompletedCommand {
  name: string;
  summary: string;
  options: readonly CompletedOption[];
}

/** An option with its two dashes, and whether a value follows it. */
interface CompletedOption {
  name: string;
  says: string;
  takesValue: boolean;
}

/** The words that may follow an option, where they are few. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** What a shell is told, as a script in its own language. */
type Script = (commands: readonly CompletedCommand[], values: Values) => string;

/** Within single quotes of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const namesOf = (named: readonly { name: string }[]): string => named.map(({ name }) => name).join(' ');
const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

const bash: Script = (commands, values) =>
  lines([
    '# bash completion of ehcp: files where a word begins with no dash.',
    '_ehcp() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" words=""',
    '  case "${COMP_WORDS[COMP_CWORD-1]}" in',
    ...Object.entries(values).map(([option, words]) => `    ${option}) words=${quoted(words.join(' '))} ;;`),
    '    *)',
    `      if [ "$COMP_CWORD" -eq 1 ]; then words=${quoted(namesOf(commands))}`,
    '      elif [ "${word:0:1}" = - ]; then',
    '        case "${COMP_WORDS[1]}" in',
    ...commands.map(({ name, options }) => `          ${name}) words=${quoted(namesOf(options))} ;;`),
    '        esac',
    '      fi ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    'complete -o default -F _ehcp ehcp',
  ]);

const zsh: Script = (commands, values) => {
  const described = (name: string, says: string): string => quoted(`${name.replaceAll(':', '\\:')}:${says}`);
  return lines([
    '#compdef ehcp',
    '# zsh completion of ehcp: files where a word begins with no dash.',
    '_ehcp() {',
    '  local -a choices',
    '  case "$words[CURRENT-1]" in',
    ...Object.entries(values).map(([option, words]) => `    ${option}) compadd -- ${words.join(' ')}; return ;;`),
    '  esac',
    '  if (( CURRENT == 2 )); then',
    `    choices=(${commands.map(({ name, summary }) => described(name, summary)).join(' ')})`,
    '  elif [[ "$words[CURRENT]" == -* ]]; then',
    '    case "$words[2]" in',
    ...commands.map(({ name, options }) => `      ${name}) choices=(${options.map((option) => described(option.name, option.says)).join(' ')}) ;;`),
    '    esac',
    '  else',
    '    _files; return',
    '  fi',
    '  _describe ehcp choices',
    '}',
    // Read from the folder of completions it is called; read by a start-up file it is made known.
    'if [[ "$funcstack[1]" == _ehcp ]]; then _ehcp "$@"; else compdef _ehcp ehcp; fi',
  ]);
};

const fish: Script = (commands, values) => {
  const within = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return lines([
    '# fish completion of ehcp.',
    ...commands.map(({ name, summary }) => `complete -c ehcp -n __fish_use_subcommand -f -a ${name} -d ${within(summary)}`),
    ...commands.flatMap(({ name, options }) =>
      options.map((option) => {
        const words = values[option.name];
        const value = words === undefined ? (option.takesValue ? ' -r' : '') : ` -x -a ${within(words.join(' '))}`;
        return `complete -c ehcp -n '__fish_seen_subcommand_from ${name}' -l ${option.name.slice(2)}${value} -d ${within(option.says)}`;
      }),
    ),
  ]);
};

const powershell: Script = (commands, values) => {
  const within = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const table = (entries: readonly (readonly [string, readonly string[]])[]): string[] =>
    entries.map(([name, words]) => `    ${within(name)} = @(${words.map(within).join(', ')})`);
  return lines([
    '# PowerShell completion of ehcp: files where a word begins with no dash.',
    'Register-ArgumentCompleter -Native -CommandName ehcp, ehcp.cmd -ScriptBlock {',
    '  param($word, $line, $cursor)',
    '  $values = @{',
    ...table(Object.entries(values)),
    '  }',
    '  $options = @{',
    ...table(commands.map(({ name, options }) => [name, options.map((option) => option.name)] as const)),
    '  }',
    `  $commands = @(${commands.map(({ name }) => within(name)).join(', ')})`,
    '  $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })',
    '  $words = @()',
    '  if ($values.ContainsKey($before[-1])) { $words = $values[$before[-1]] }',
    '  elseif ($before.Count -lt 2) { $words = $commands }',
    "  elseif ($word.StartsWith('-') -and $options.ContainsKey($before[1])) { $words = $options[$before[1]] }",
    '  $words | Where-Object { $_.StartsWith($word) } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    '  }',
    '}',
  ]);
};

/** The script of each shell that `ehcp completion` knows; what a shell cannot complete it leaves to its own completion of files. */
export const SHELLS: Readonly<Record<string, Script>> = { bash, zsh, fish, powershell };
