import { isUtf8 } from 'node:buffer';
import { UserError } from '../core/user-error.ts';
import { type ByteSource, headOf } from './source.ts';

/** How the bytes of a file stand for letters. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** A file of text, its encoding known, as UTF-8 bytes that can be read from the beginning again. */
export interface TextSource {
  name: string;
  /** How many bytes the file has. */
  size: number;
  encoding: Encoding;
  /** Whether the encoding is a guess: no mark at the beginning says it, and it is not UTF-8. */
  assumed: boolean;
  /** Whether it may hold a quotation mark. */
  hasQuotes: boolean;
  /** Pieces that may end within a character. */
  chunks(): Iterable<Buffer>;
}

const QUOTE = 0x22;
const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds out the encoding of a file, which takes one look at all its bytes: UTF-8 unless a mark says UTF-16 or some byte
 * cannot be UTF-8, and then Windows-1252, which every byte can be.
 * @throws UserError where it is no text
 */
export function openText(source: ByteSource): TextSource {
  const { name, size } = source;
  const utf16 = utf16Of(source);
  if (utf16 !== null)
    return { name, size, encoding: 'UTF-16', assumed: !utf16.marked, hasQuotes: true, chunks: () => decoded(source, () => fromUtf16(utf16.order, name)) };
  const { isUtf8: isUtf8Text, hasQuotes } = lookOver(source);
  if (isUtf8Text) return { name, size, encoding: 'UTF-8', assumed: false, hasQuotes, chunks: () => withoutMark(source) };
  return { name, size, encoding: 'Windows-1252', assumed: true, hasQuotes, chunks: () => decoded(source, () => fromWindows1252) };
}

function* withoutMark(source: ByteSource): Iterable<Buffer> {
  // The mark may itself be cut in two.
  let head: Buffer | null = Buffer.alloc(0);
  for (const chunk of source.chunks()) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < UTF_8_MARK.length) continue;
    yield head.subarray(0, 3).equals(UTF_8_MARK) ? head.subarray(3) : head;
    head = null;
  }
  if (head !== null) yield head;
}

function* decoded(source: ByteSource, decoder: () => (chunk: Buffer) => string): Iterable<Buffer> {
  const decode = decoder();
  for (const chunk of source.chunks()) yield Buffer.from(decode(chunk));
}

type ByteOrder = 'utf-16le' | 'utf-16be';

/** UTF-16 by its mark, or by its look. */
function utf16Of(source: ByteSource): { order: ByteOrder; marked: boolean } | null {
  const head = headOf(source);
  if (head[0] === 0xff && head[1] === 0xfe) return { order: 'utf-16le', marked: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { order: 'utf-16be', marked: true };
  const order = orderByZeros(head.subarray(0, 1024));
  return order === null ? null : { order, marked: false };
}

/** Of English text in UTF-16, every second byte is 0. */
function orderByZeros(bytes: Buffer): ByteOrder | null {
  const zerosAt = (parity: number): number => bytes.reduce((zeros, byte, at) => zeros + (byte === 0 && at % 2 === parity ? 1 : 0), 0);
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (odd > bytes.length / 4 && even === 0) return 'utf-16le';
  return even > bytes.length / 4 && odd === 0 ? 'utf-16be' : null;
}

function fromUtf16(order: ByteOrder, name: string): (chunk: Buffer) => string {
  const decoder = new TextDecoder(order);
  return (chunk) => {
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\0')) throw noText(name);
    return text;
  };
}

/** What the bytes 80 to 9F stand for in Windows-1252; the five that stand for nothing stay control characters. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

// Not by TextDecoder, which some versions of Node 20 and later take for Latin-1.
const fromWindows1252 = (chunk: Buffer): string =>
  chunk.toString('latin1').replace(/[\u0080-\u009f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] ?? character);

const noText = (name: string): UserError =>
  new UserError(`${name}: this is not a CSV file: it holds bytes that no text has. Save the list as "CSV UTF-8" and run again.`);

/**
 * One look at all bytes of a file: whether they are UTF-8, and whether one is a quotation mark.
 * @throws UserError where it holds bytes that no text has
 */
function lookOver(source: ByteSource): { isUtf8: boolean; hasQuotes: boolean } {
  let rest: Buffer = Buffer.alloc(0);
  let valid = true;
  let hasQuotes = false;
  for (const chunk of source.chunks()) {
    if (chunk.includes(0)) throw noText(source.name);
    hasQuotes ||= chunk.includes(QUOTE);
    if (!valid) continue;
    // A character may be cut in two at the end of a piece.
    const piece = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = piece.length - unfinished(piece);
    valid = isUtf8(piece.subarray(0, whole));
    rest = Buffer.from(piece.subarray(whole));
  }
  return { isUtf8: valid && isUtf8(rest), hasQuotes };
}

/** How many bytes at the end begin a UTF-8 character that the next piece goes on with: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0b1111_0000 ? 4 : byte >= 0b1110_0000 ? 3 : byte >= 0b1100_0000 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
