import { trimmed } from './row-fields.ts';

/** How many texts are remembered: a power of 2. */
const PLACES = 2048;
/** Longer texts are no words of a column with few of them. */
const LONGEST = 32;

/** The texts of one byte of ASCII, without blanks: most flags and decisions are one of them. */
const ONE = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code).trim());

/** The text that bytes of UTF-8 stand for. */
export function textIn(bytes: Buffer, from: number, to: number): string {
  let all = 0;
  for (let at = from; at < to; at++) all |= bytes[at] as number;
  // Bytes of ASCII alone are the same in both, and made faster.
  return bytes.toString(all < 0x80 ? 'latin1' : 'utf8', from, to);
}

/**
 * The texts of columns that hold few different ones, each made once and not for every row. Of two that fall on one place
 * the later is remembered.
 */
export class Words {
  private readonly texts: string[] = new Array(PLACES).fill('');
  /** The bytes of the text at each place, and how many they are. */
  private readonly bytes = new Uint8Array(PLACES * LONGEST);
  private readonly lengths = new Uint8Array(PLACES);

  /** The text of some bytes without blanks around it. */
  wordIn(bytes: Buffer, from: number, to: number): string {
    if (to - from === 1) return ONE[bytes[from] as number] as string;
    if (to - from > LONGEST) return trimmed(textIn(bytes, from, to));
    let sum = to - from;
    for (let at = from; at < to; at++) sum = Math.imul(sum ^ (bytes[at] as number), 0x9e3779b1);
    const place = (sum >>> 16) & (PLACES - 1);
    if (!this.holds(place, bytes, from, to)) this.remember(place, bytes, from, to);
    return this.texts[place] as string;
  }

  private holds(place: number, bytes: Buffer, from: number, to: number): boolean {
    if (this.lengths[place] !== to - from) return false;
    for (let own = place * LONGEST, at = from; at < to; own++, at++) if (this.bytes[own] !== bytes[at]) return false;
    return true;
  }

  private remember(place: number, bytes: Buffer, from: number, to: number): void {
    this.bytes.set(bytes.subarray(from, to), place * LONGEST);
    this.lengths[place] = to - from;
    this.texts[place] = trimmed(textIn(bytes, from, to));
  }
}
