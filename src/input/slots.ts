/**
 * A table of numbers that are looked up by a 32-bit number, in flat arrays, so that a million entries cost little more
 * than their bytes. `first` decides where an entry stands; `third` is never 0, which marks an empty slot.
 */
export class Slots {
  private size = 0;
  private capacity = 1 << 12;
  private readonly wide: boolean;
  private readonly expected: () => number;
  first: Uint32Array;
  second: Uint32Array | Uint16Array;
  third: Uint16Array;

  /**
   * @param wide whether `second` needs 32 bits, and not 16
   * @param expected how many entries there will be, as far as can be told so far
   */
  constructor(wide: boolean, expected: () => number) {
    this.wide = wide;
    this.expected = expected;
    this.first = new Uint32Array(this.capacity);
    this.second = this.numbers();
    this.third = new Uint16Array(this.capacity);
  }

  /** Where an entry with this first number would stand; the search goes on from there to the first empty slot. */
  home(first: number): number {
    return first % this.capacity;
  }

  after(slot: number): number {
    return slot + 1 === this.capacity ? 0 : slot + 1;
  }

  /** Fills an empty slot. */
  put(slot: number, first: number, second: number, third: number): void {
    this.first[slot] = first;
    this.second[slot] = second;
    this.third[slot] = third;
    this.size++;
    if (this.size > this.capacity * 0.8) this.grow();
  }

  private numbers(): Uint32Array | Uint16Array {
    return this.wide ? new Uint32Array(this.capacity) : new Uint16Array(this.capacity);
  }

  /** To what the whole file will need, as far as can be told, so that few outgrown tables are left for the collector. */
  private grow(): void {
    const { capacity, first, second, third } = this;
    this.capacity = Math.ceil(Math.min(Math.max(this.expected() / 0.75, capacity * 1.4), capacity * 64));
    this.first = new Uint32Array(this.capacity);
    this.second = this.numbers();
    this.third = new Uint16Array(this.capacity);
    for (let slot = 0; slot < capacity; slot++) {
      if (third[slot] === 0) continue;
      let free = this.home(first[slot] ?? 0);
      while (this.third[free] !== 0) free = this.after(free);
      this.first[free] = first[slot] ?? 0;
      this.second[free] = second[slot] ?? 0;
      this.third[free] = third[slot] ?? 0;
    }
  }
}
