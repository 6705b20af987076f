/**
 * Which case ids a file has shown so far, in 9 bytes a slot and at most 16 a row. A slot holds a hash and the
 * position of the row; equal hashes are settled by reading that row again, so a collision never makes a repeat.
 */
export class SeenIds {
  private size = 0;
  private capacity: number;
  private hashes: Uint32Array;
  /** Position + 1, so that 0 is an empty slot; 40 bits reach past a terabyte. */
  private positionsLow: Uint32Array;
  private positionsHigh: Uint8Array;
  private readonly idAt: (position: number) => string;
  private readonly bytes: number;
  private readonly hashOf: (id: string) => number;

  /**
   * @param idAt the case id of the row at a position
   * @param bytes how long the file is: with the rows so far it tells how many there will be
   * @param hashOf for tests that want collisions
   */
  constructor(idAt: (position: number) => string, bytes: number, hashOf: (id: string) => number = hash) {
    this.idAt = idAt;
    this.bytes = bytes;
    this.hashOf = hashOf;
    this.capacity = 1 << 12;
    this.hashes = new Uint32Array(this.capacity);
    this.positionsLow = new Uint32Array(this.capacity);
    this.positionsHigh = new Uint8Array(this.capacity);
  }

  /** True where an earlier row had this id; else the id is remembered with the row's position. */
  isRepeat(id: string, position: number): boolean {
    const hashed = this.hashOf(id);
    let slot = hashed % this.capacity;
    for (;;) {
      const found = this.positionIn(slot);
      if (found === null) break;
      if (this.hashes[slot] === hashed && this.idAt(found) === id) return true;
      slot = slot + 1 === this.capacity ? 0 : slot + 1;
    }
    this.put(slot, hashed, position);
    this.size++;
    if (this.size > this.capacity * 0.8) this.grow(position);
    return false;
  }

  private positionIn(slot: number): number | null {
    const stored = (this.positionsHigh[slot] ?? 0) * 0x1_0000_0000 + (this.positionsLow[slot] ?? 0);
    return stored === 0 ? null : stored - 1;
  }

  private put(slot: number, hashed: number, position: number): void {
    this.hashes[slot] = hashed;
    this.positionsLow[slot] = (position + 1) % 0x1_0000_0000;
    this.positionsHigh[slot] = Math.floor((position + 1) / 0x1_0000_0000);
  }

  /** To what the whole file will need, as far as can be told, so that few outgrown tables are left for the collector. */
  private grow(position: number): void {
    const { capacity, hashes, positionsLow, positionsHigh } = this;
    const expected = (this.size * this.bytes) / Math.max(position, 1) / 0.75;
    this.capacity = Math.ceil(Math.min(Math.max(expected, capacity * 1.4), capacity * 64));
    this.hashes = new Uint32Array(this.capacity);
    this.positionsLow = new Uint32Array(this.capacity);
    this.positionsHigh = new Uint8Array(this.capacity);
    for (let slot = 0; slot < capacity; slot++) {
      if (positionsLow[slot] === 0 && positionsHigh[slot] === 0) continue;
      let free = (hashes[slot] ?? 0) % this.capacity;
      while (this.positionIn(free) !== null) free = free + 1 === this.capacity ? 0 : free + 1;
      this.hashes[free] = hashes[slot] ?? 0;
      this.positionsLow[free] = positionsLow[slot] ?? 0;
      this.positionsHigh[free] = positionsHigh[slot] ?? 0;
    }
  }
}

/** FNV-1a over UTF-16 units, stirred, so that ids that differ in their last digits do not sit in a row of neighbours. */
function hash(id: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) h = Math.imul(h ^ id.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
