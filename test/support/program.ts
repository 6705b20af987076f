import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..');
const PROGRAM = join(PROJECT, 'bin', 'ehcp.js');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built program as a user would; colour off unless the environment says otherwise. */
export function ehcp(
  args: readonly string[],
  options: { cwd?: string; input?: string | Buffer; env?: Record<string, string>; flags?: readonly string[] } = {},
): Ran {
  const { cwd = PROJECT, input = '', env = {}, flags = [] } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, PROGRAM, ...args], {
    cwd,
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** The bytes that the program writes to standard output. */
export function bytesOf(args: readonly string[], cwd: string, env: Record<string, string> = {}): Buffer {
  return execFileSync(process.execPath, [PROGRAM, ...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The demonstration caseload's folder: it has a configuration of its own. */
export const DEMONSTRATION = join(PROJECT, 'fixtures', 'bristol-2022');
