/** 96 bits that stand for a text, as three whole numbers below 2^32. */
export type Fingerprint = readonly [number, number, number];

const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;
const THIRD = 0xc2b2ae3d;

/**
 * A fingerprint of a text. Three sums run over its UTF-16 units side by side, each with a multiplier of its own, and are
 * stirred into each other at the end, so that texts that differ in a digit differ in about half of all bits.
 */
export function fingerprintOf(text: string): Fingerprint {
  let a = text.length ^ FIRST;
  let b = text.length ^ SECOND;
  let c = text.length ^ THIRD;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, FIRST);
    b = Math.imul((b << 13) | (b >>> 19), SECOND) + unit;
    c = Math.imul(c + unit, THIRD) ^ (c >>> 15);
  }
  a = stirred(a ^ (b >>> 7));
  b = stirred(b + c);
  c = stirred(c ^ Math.imul(a, SECOND));
  return [a, b, c];
}

/** A whole number below 2^32 of which each bit turns on all bits of another. */
export function stirred(sum: number): number {
  let h = Math.imul(sum ^ (sum >>> 16), SECOND);
  h = Math.imul(h ^ (h >>> 13), THIRD);
  return (h ^ (h >>> 16)) >>> 0;
}
