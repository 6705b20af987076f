import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';

/** Bytes that can be read from the beginning again: a file, or standard input held in memory. */
export interface ByteSource {
  /** How messages and reports name it: the file's name without its folder, which is nobody's business. */
  name: string;
  /** How many bytes there are. */
  size: number;
  /** The bytes in pieces, from the beginning. A piece is good until the next is asked for. */
  chunks(): Iterable<Buffer>;
  /** The SHA-256 of the bytes as they are on the disk, in hexadecimal. */
  sha256(): string;
  close(): void;
}

/** What a name stands for: one file, or a folder with its files in order of their names. */
export type Opened = { kind: 'file'; source: ByteSource } | { kind: 'folder'; name: string; sources: ByteSource[] };

/** Small pieces are forgotten young; large ones cost fewer calls of the system. */
const CHUNK = 16 * 1024;

/** No list of cases is larger; what is, packed or on standard input, is refused before it fills the memory. */
const LARGEST_IN_MEMORY = 512 * 1024 * 1024;

/** A folder with more files than this is no export. */
const MOST_FILES = 1000;

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

/** @throws UserError where there is no such file or folder, or it may not be read */
export function openPath(path: string): Opened {
  if (path.trim() === '') throw new UserError('The name of the case list is empty. Name a file, or - for standard input.');
  const there = orRefuse(path, () => statSync(path));
  if (there.isDirectory()) return openFolder(path);
  if (!there.isFile()) {
    throw new UserError(
      `${path}: this is no ordinary file but a pipe or a device, which can be read only once. Name - in its place and send the list to standard input.`,
    );
  }
  return { kind: 'file', source: openFile(path) };
}

function openFolder(path: string): Opened {
  const names = orRefuse(path, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => isOrdinary(join(path, entry.name)) && /\.(csv|txt|tsv)(\.gz)?$/i.test(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  if (names.length > MOST_FILES) {
    throw new UserError(`${path}: this folder holds ${names.length} lists, so it is no export. Name the folder of one export, or a file.`);
  }
  const sources: ByteSource[] = [];
  let unpackedBytes = 0;
  for (const name of names) {
    const source = openFile(join(path, name));
    sources.push(source);
    if (/\.gz$/i.test(name)) unpackedBytes += source.size;
    if (unpackedBytes > LARGEST_IN_MEMORY) throw tooLarge(path);
  }
  return { kind: 'folder', name: printable(basename(resolve(path))), sources };
}

/** Neither a folder nor a pipe, which would be waited for. */
function isOrdinary(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function openFile(path: string): ByteSource {
  const file = orRefuse(path, () => openSync(path, 'r'));
  const name = printable(basename(path));
  const opened = fstatSync(file);
  let digest: string | null = null;
  function* chunks(): Iterable<Buffer> {
    const hash = digest === null ? createHash('sha256') : null;
    const piece = Buffer.allocUnsafe(CHUNK);
    for (let position = 0; ; ) {
      const read = orRefuse(path, () => readSync(file, piece, 0, CHUNK, position));
      if (read === 0) break;
      position += read;
      hash?.update(piece.subarray(0, read));
      yield piece.subarray(0, read);
    }
    digest ??= hash?.digest('hex') ?? null;
    // It is read more than once, and the readings must agree.
    const now = fstatSync(file);
    if (now.mtimeMs !== opened.mtimeMs || now.size !== opened.size) {
      throw new UserError(`${name}: the file was changed while it was read. Run again when nothing writes to it.`);
    }
  }
  return unpacked({
    name,
    size: opened.size,
    chunks,
    sha256: () => {
      if (digest === null) for (const _ of chunks());
      return digest ?? '';
    },
    close: () => closeSync(file),
  });
}

/**
 * Standard input can be read only once, so it is kept in memory.
 * @throws UserError where it is more than a list of cases can be
 */
export async function readStandardInput(stream: AsyncIterable<Buffer>): Promise<ByteSource> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > LARGEST_IN_MEMORY) throw new UserError('Standard input: this is more than 512 MB. Write it to a file and name that.');
    pieces.push(piece);
  }
  return unpacked(inMemory('standard input', pieces));
}

/** A source over bytes in memory; what is packed with gzip is unpacked. */
export function fromBytes(name: string, bytes: Buffer): ByteSource {
  return unpacked(inMemory(name, [bytes]));
}

function inMemory(name: string, pieces: readonly Buffer[], sha256 = () => hashOf(pieces)): ByteSource {
  return {
    name,
    size: pieces.reduce((sum, { length }) => sum + length, 0),
    *chunks() {
      for (const piece of pieces) {
        for (let at = 0; at < piece.length; at += CHUNK) yield piece.subarray(at, at + CHUNK);
      }
    },
    sha256,
    close: () => {},
  };
}

function hashOf(pieces: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** The first bytes of a source: enough to know what it is. */
export function headOf(source: ByteSource): Buffer {
  for (const chunk of source.chunks()) return Buffer.from(chunk);
  return Buffer.alloc(0);
}

/** The bytes that a source packs with gzip; any other source as it is. The hash stays that of the file. */
function unpacked(source: ByteSource): ByteSource {
  const head = headOf(source);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return source;
  try {
    if (source.size > LARGEST_IN_MEMORY) throw tooLarge(source.name);
    // Loaded for packed lists alone, as it takes 1.5 ms.
    const { gunzipSync } = process.getBuiltinModule('node:zlib');
    const bytes = gunzipSync(Buffer.concat(Array.from(source.chunks(), (chunk) => Buffer.from(chunk))), { maxOutputLength: LARGEST_IN_MEMORY });
    return inMemory(source.name, [bytes], source.sha256);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(source.name);
    throw new UserError(
      `${source.name}: this is packed with gzip, but cannot be unpacked: it is damaged or cut short. Pack it again, or name the list unpacked.`,
    );
  } finally {
    source.close();
  }
}

const tooLarge = (name: string): UserError => new UserError(`${name}: unpacked, this is more than 512 MB. Unpack it yourself and name the list.`);
