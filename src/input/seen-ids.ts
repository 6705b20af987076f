import { fingerprintOf } from './fingerprint.ts';
import { Slots } from './slots.ts';

/**
 * Which case ids a file has shown so far, in 10 bytes a slot and at most 16 a row, however long the ids are. A slot
 * holds 80 bits of an id's fingerprint: of a million ids, two share them by chance once in a million million files.
 */
export class SeenIds {
  private readonly slots: Slots;

  /** @param expected how many rows there will be, as far as can be told so far */
  constructor(expected: () => number) {
    this.slots = new Slots(true, expected);
  }

  /** True where an earlier row had this id; else the id is remembered. */
  isRepeat(id: string): boolean {
    const { slots } = this;
    const [first, second, last] = fingerprintOf(id);
    const third = (last % 0xffff) + 1;
    let slot = slots.home(first);
    for (; slots.third[slot] !== 0; slot = slots.after(slot)) {
      if (slots.first[slot] === first && slots.second[slot] === second && slots.third[slot] === third) return true;
    }
    slots.put(slot, first, second, third);
    return false;
  }
}
