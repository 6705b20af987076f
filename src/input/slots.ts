/**
 * A table of entries of 64 or 80 bits, each in one place, so that a million of them cost little more than their bytes and each
 * look costs one fetch from memory. The `third` number of an entry is never 0, which marks an empty slot.
 */
export class Slots {
  private size = 0;
  private capacity = 1 << 12;
  /** How many units of 16 bits an entry has: two for its first number, two or one for its second, one for its third. */
  private readonly stride: 5 | 4;
  private readonly homeOf: (first: number, second: number, third: number) => number;
  private readonly expected: () => number;
  private units: Uint16Array;

  /**
   * @param wide whether the second number has 32 bits, and not 16
   * @param homeOf a whole number, of 0 or more, that the numbers of an entry make: where its search begins
   * @param expected how many entries there will be, as far as can be told so far
   */
  constructor(wide: boolean, homeOf: (first: number, second: number, third: number) => number, expected: () => number) {
    this.stride = wide ? 5 : 4;
    this.homeOf = homeOf;
    this.expected = expected;
    this.units = new Uint16Array(this.capacity * this.stride);
  }

  /** The slot where the search for an entry begins; it goes on from there to the first empty one. */
  home(first: number, second: number, third: number): number {
    return this.homeOf(first, second, third) % this.capacity;
  }

  after(slot: number): number {
    return slot + 1 === this.capacity ? 0 : slot + 1;
  }

  first(slot: number): number {
    const at = slot * this.stride;
    return ((this.units[at] as number) | ((this.units[at + 1] as number) << 16)) >>> 0;
  }

  second(slot: number): number {
    const at = slot * this.stride + 2;
    const low = this.units[at] as number;
    return this.stride === 5 ? (low | ((this.units[at + 1] as number) << 16)) >>> 0 : low;
  }

  third(slot: number): number {
    return this.units[slot * this.stride + this.stride - 1] as number;
  }

  isEmpty(slot: number): boolean {
    return this.third(slot) === 0;
  }

  /** Fills an empty slot. */
  put(slot: number, first: number, second: number, third: number): void {
    this.write(slot, first, second, third);
    this.size++;
    if (this.size > this.capacity * 0.8) this.grow();
  }

  private write(slot: number, first: number, second: number, third: number): void {
    const at = slot * this.stride;
    this.units[at] = first;
    this.units[at + 1] = first >>> 16;
    this.units[at + 2] = second;
    if (this.stride === 5) this.units[at + 3] = second >>> 16;
    this.units[at + this.stride - 1] = third;
  }

  /** To what the whole file will need, as far as can be told, so that few outgrown tables are left for the collector. */
  private grow(): void {
    const { capacity, stride, units } = this;
    this.capacity = Math.ceil(Math.min(Math.max(this.expected() / 0.75, capacity * 1.4), capacity * 64));
    this.units = new Uint16Array(this.capacity * stride);
    const old = new Slots(stride === 5, this.homeOf, this.expected);
    old.units = units;
    for (let slot = 0; slot < capacity; slot++) {
      if (old.isEmpty(slot)) continue;
      const [first, second, third] = [old.first(slot), old.second(slot), old.third(slot)];
      let free = this.home(first, second, third);
      while (!this.isEmpty(free)) free = this.after(free);
      this.write(free, first, second, third);
    }
  }
}
