import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';

/** Bytes that can be read from the beginning again, and at a position: a file, or standard input held in memory. */
export interface ByteSource {
  /** How messages and reports name it: the file's name without its folder, which is nobody's business. */
  name: string;
  /** How many bytes there are; 0 where that is not known. */
  size: number;
  /** The bytes in pieces, from the beginning. A piece is good until the next is asked for. */
  chunks(): Iterable<Buffer>;
  readAt(position: number, length: number): Buffer;
  close(): void;
}

/** Small pieces are forgotten young; with 64 KB ones a million rows take 25 MB more. */
const CHUNK = 8 * 1024;

/** What the operating system's codes mean to a person. */
function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. Check the name and the folder';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it. Ask for permission, or copy it to a folder of your own';
    case 'EBUSY':
      return 'another program holds it. Close it there (Excel keeps a file to itself) and run again';
    default:
      return `it could not be read (${String(code ?? error)})`;
  }
}

function orRefuse<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UserError(`${path}: ${whyUnreadable(error)}.`);
  }
}

/** @throws UserError where there is no such file, or it may not be read */
export function openSource(path: string): ByteSource {
  if (path.trim() === '') throw new UserError('The name of the case list is empty. Name a file, or - for standard input.');
  const there = orRefuse(path, () => statSync(path));
  if (!there.isDirectory() && !there.isFile()) {
    throw new UserError(
      `${path}: this is no ordinary file but a pipe or a device, which can be read only once. Name - in its place and send the list to standard input.`,
    );
  }
  if (there.isDirectory()) {
    throw new UserError(
      `${path}: this is a folder, and no layout was found in it that is read from a folder. Name the case list itself, such as ${path.replace(/[\\/]+$/, '')}/cases.csv.`,
    );
  }
  const file = orRefuse(path, () => openSync(path, 'r'));
  return {
    name: printable(basename(path)),
    size: fstatSync(file).size,
    *chunks() {
      const piece = Buffer.allocUnsafe(CHUNK);
      for (let position = 0; ; ) {
        const read = orRefuse(path, () => readSync(file, piece, 0, CHUNK, position));
        if (read === 0) return;
        position += read;
        yield piece.subarray(0, read);
      }
    },
    readAt(position, length) {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(
        0,
        orRefuse(path, () => readSync(file, bytes, 0, length, position)),
      );
    },
    close: () => closeSync(file),
  };
}

/** Standard input can be read only once, so it is kept in memory. */
export async function readStandardInput(stream: AsyncIterable<Buffer>): Promise<ByteSource> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return fromBytes('standard input', Buffer.concat(pieces));
}

/** A source over bytes in memory. */
export function fromBytes(name: string, bytes: Buffer): ByteSource {
  return {
    name,
    size: bytes.length,
    *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
    readAt: (position, length) => bytes.subarray(position, position + length),
    close: () => {},
  };
}
