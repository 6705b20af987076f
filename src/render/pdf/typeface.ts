/** Tables by which letters are joined and drawn together. */
const SHAPING = new Set(['GDEF', 'GPOS', 'GSUB']);

/**
 * A typeface (TrueType) in which every letter stands for itself and is as wide as it is alone: its table of contents no
 * longer names the tables by which letters are joined and drawn together. Reading and applying those took half the time
 * of a paper, and hardly shows in text of this size.
 */
export function plainTypeface(bytes: Uint8Array): Uint8Array {
  const plain = bytes.slice();
  const view = new DataView(plain.buffer);
  const tables = view.getUint16(4);
  for (let at = 12; at < 12 + tables * 16; at += 16) {
    const tag = String.fromCharCode(...plain.subarray(at, at + 4));
    if (SHAPING.has(tag)) plain.set([0x2d, 0x2d, 0x2d, plain[at + 3] as number], at);
  }
  return plain;
}
