import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../core/user-error.ts';

/**
 * Whether a report may be written there: asked before any work is done, so that nobody waits for a refusal.
 * @throws UserError where the file exists and may not be replaced, or its folder is not there
 */
export function refuseIfTaken(path: string, force: boolean): void {
  if (path.trim() === '') throw new UserError('--out names no file. Name one, or leave it away to write to standard output.');
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`${path}: there is no folder ${folder} to write into. Make it, or name another.`);
  if (!existsSync(path)) {
    if (isLink(path)) throw new UserError(`${path}: this is a link to a file that is not there. Name a file.`);
    return;
  }
  const there = statSync(path);
  if (there.isDirectory()) throw new UserError(`${path}: this is a folder. Name a file in it.`);
  if (!there.isFile()) throw new UserError(`${path}: this is no ordinary file. Name one, or leave --out away to write to standard output.`);
  if (!force) throw new UserError(`${path}: this file exists and was left as it is. Name another, or add --force to replace it.`);
}

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed.
 * @throws UserError where there is no room or no permission
 */
export function writeWhole(path: string, content: string | Uint8Array, force: boolean): void {
  // A link stays one: what it leads to is replaced.
  const place = existsSync(path) ? realpathSync(path) : path;
  // In containers every run has the same process number.
  const temporary = join(dirname(place), `.ehcp-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  try {
    const file = openSync(temporary, 'wx');
    // Only what was begun here is cleared away.
    try {
      writeSynced(file, content);
      refuseIfTaken(path, force);
      renameSync(temporary, place);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${path}: ${whyNot(error)}. Nothing was written.`);
  }
}

/** Whether a link stands there, wherever it leads. A name that nothing can have is none: writing says so. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** By this a folder is known to be an earlier pack. */
export const MANIFEST = 'manifest.json';

/**
 * Whether a pack may be written there.
 * @throws UserError where something is there that is no earlier pack, or it may not be replaced
 */
export function refuseFolder(path: string, force: boolean): void {
  if (path.trim() === '') throw new UserError('--out names no folder. Name one.');
  const above = dirname(resolve(path));
  if (!existsSync(above) || !statSync(above).isDirectory())
    throw new UserError(`${path}: there is no folder ${dirname(path)} to write into. Make it, or name another.`);
  if (!existsSync(path)) return;
  const names = statSync(path).isDirectory() ? readdirSync(path) : null;
  if (names === null) throw new UserError(`${path}: this is a file. Name a folder.`);
  if (names.length > 0 && !names.includes(MANIFEST))
    throw new UserError(`${path}: this folder holds other files and was left as it is. Name one that is not there yet.`);
  if (names.length > 0 && !force)
    throw new UserError(`${path}: this folder holds an earlier pack and was left as it is. Name another, or add --force to replace it.`);
}

/**
 * Writes files into a folder of their own, all of them or none: under a temporary name beside it, then renamed.
 * @throws UserError where there is no room or no permission
 */
export function writeFolder(path: string, files: ReadonlyMap<string, string | Uint8Array>, force: boolean): void {
  const folder = resolve(path);
  const name = (what: string): string => join(dirname(folder), `.ehcp-${process.pid}-${randomBytes(6).toString('hex')}.${what}`);
  const [temporary, earlier] = [name('part'), name('old')];
  try {
    mkdirSync(temporary);
    try {
      for (const [file, content] of files) {
        const handle = openSync(join(temporary, file), 'wx');
        writeSynced(handle, content);
      }
      refuseFolder(path, force);
      if (existsSync(folder)) renameSync(folder, earlier);
      renameSync(temporary, folder);
      rmSync(earlier, { recursive: true, force: true });
    } catch (error) {
      if (existsSync(earlier) && !existsSync(folder)) renameSync(earlier, folder);
      rmSync(temporary, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${path}: ${whyNot(error)}. Nothing was written.`);
  }
}

function writeSynced(file: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What stopped a write, in words that say what to do. */
function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full: make room and run again';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write there: name a folder of your own';
    case 'ENAMETOOLONG':
      return 'the name is too long: name a shorter one';
    case 'EBUSY':
      return 'another program holds the file: close it there and run again';
    default:
      return `it could not be written (${String(code ?? error)})`;
  }
}

/** Writes to standard output and waits until it is taken. A reader that has gone away (`| head`) is no error. */
export function writeToStdout(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') resolve();
      else reject(new UserError(`Standard output: ${whyNot(error)}.`));
    });
    process.stdout.write(content, (error) => {
      if (!error) resolve();
    });
  });
}
