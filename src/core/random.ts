/** Draws that repeat: the same seed gives the same numbers on every machine, by whole-number arithmetic of 32 bits. */

/** The generator mulberry32: whole numbers from 0 to 2³² − 1. @param seed its last 32 bits count */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Draws a whole number from 0 to n − 1, each as likely but for one part in 2³² ÷ n. */
export function drawsBelow(seed: number): (n: number) => number {
  const next = mulberry32(seed);
  return (n) => Math.floor((next() / 2 ** 32) * n);
}
