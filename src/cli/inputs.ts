import { existsSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { UserError } from '../core/user-error.ts';
import { type Opened, openPath } from '../input/source.ts';

/** The files of one run that are read: no report may take their place. */
const read = new Set<string>();

export function noteInput(path: string): void {
  if (existsSync(path)) read.add(realpathSync(path));
}

/** Opens an export that is not to be written over. */
export function openInput(path: string): Opened {
  const opened = openPath(path);
  noteInput(path);
  if (opened.kind === 'folder') for (const { name } of opened.sources) noteInput(join(path, name));
  return opened;
}

/** @throws UserError where a pack would take the place of a folder that holds what it is made of */
export function refuseInputIn(folder: string): void {
  const within = existsSync(folder) ? [...read].find((file) => file.startsWith(realpathSync(folder) + sep)) : undefined;
  if (within !== undefined)
    throw new UserError(`${folder}: the pack is made of ${basename(within)} in this folder, which would be lost. It was left as it is; name another.`);
}

/** @throws UserError where a report would be written over what it is made of */
export function refuseInput(out: string): void {
  if (existsSync(out) && read.has(realpathSync(out)))
    throw new UserError(`${out}: the report is made of this file, which would be lost. It was left as it is; name another.`);
}
