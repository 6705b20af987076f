import type { Day } from '../core/day.ts';
import { fingerprintOf } from './fingerprint.ts';
import { Slots } from './slots.ts';

/** Two requests by one person within so many weeks may be one request that was keyed twice. */
const WEEKS_APART = 12;

/** A column that holds one value for everybody names nobody: the search for its earlier requests ends here. */
const MOST_OF_ONE = 200;

/** Who has made a request, and on which day, in 8 bytes a slot: 48 bits of a person's fingerprint and the day. */
export class SeenRequests {
  private readonly slots: Slots;

  /** @param expected how many rows there will be, as far as can be told so far */
  constructor(expected: () => number) {
    this.slots = new Slots(false, (first) => first, expected);
  }

  /** The day of an earlier row's request by the same person, at most twelve weeks before or after this one; else null. */
  another(person: string, received: Day): Day | null {
    const { slots } = this;
    const [first, wide] = fingerprintOf(person);
    const second = wide & 0xffff;
    let found: number | null = null;
    let requests = 0;
    let slot = slots.home(first, second, received);
    for (; !slots.isEmpty(slot); slot = slots.after(slot)) {
      if (slots.first(slot) !== first || slots.second(slot) !== second) continue;
      requests++;
      // The day itself fits 16 bits and is never 0: it is told from 1970, and no case is before 1990.
      const day = slots.third(slot);
      if (found === null && Math.abs(day - received) <= WEEKS_APART * 7) found = day;
      if (day === received || requests === MOST_OF_ONE) return found as Day | null;
    }
    slots.put(slot, first, second, received);
    return found as Day | null;
  }
}
