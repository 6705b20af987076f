import type { OpenSpell } from '../../src/core/backlog.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import { mulberry32 } from '../../src/core/random.ts';

export interface SimulatedCaseload {
  asOf: Day;
  spells: OpenSpell[];
}

interface Waiting {
  received: number;
  refused: number | null;
}

/** How much less happens in some weeks of the year: Christmas, Easter, the summer. */
const HOLIDAYS: Record<number, number> = { 0: 0.2, 14: 0.5, 30: 0.6, 31: 0.6, 32: 0.6, 33: 0.6, 34: 0.6, 35: 0.6, 51: 0.2 };

const WEEKS_BEFORE = 120;
export const WEEKS_AFTER = 52;

/**
 * A department that owes nothing to the way we project: requests arrive by chance on working days, some are refused after
 * four to six weeks, the others wait for officers, of whom some take the oldest, some what is about to pass week 20 and
 * some whatever lies on top. There are holidays, busy and idle weeks, and capacity above or below demand.
 */
export function simulatedCaseload(seed: number, start: Day): SimulatedCaseload {
  const next = mulberry32(seed);
  const chance = (): number => next() / 2 ** 32;
  const between = (least: number, most: number): number => least + (most - least) * chance();
  const whole = (n: number): number => Math.floor(n * chance());
  /** Poisson, by Knuth's multiplication. */
  const happenings = (mean: number): number => {
    let count = 0;
    for (let product = chance(); product > Math.exp(-mean); product *= chance()) count++;
    return count;
  };

  const demand = between(4, 24);
  const refusedShare = between(0.1, 0.3);
  const capacity = demand * (1 - refusedShare) * between(0.86, 1.01);
  const [oldest, aboutToPass] = [between(0, 0.3), between(0.2, 0.6)];
  const season = whole(52);
  const spells: OpenSpell[] = [];
  let open: Waiting[] = [];

  const close = (c: Waiting, on: number): void => {
    spells.push({ received: addDays(start, c.received), from: addDays(start, c.received), until: addDays(start, on) });
  };
  const pick = (ready: Waiting[], weekEnd: number): Waiting | undefined => {
    const who = chance();
    if (who < oldest) return ready.shift();
    const soon = who < oldest + aboutToPass ? ready.findIndex((c) => weekEnd - c.received <= 145) : 0;
    const first = Math.max(0, soon);
    return ready.splice(first + whole(ready.length - first), 1)[0];
  };

  for (let week = 0; week < WEEKS_BEFORE + WEEKS_AFTER; week++) {
    const monday = 7 * week + 1;
    const holiday = HOLIDAYS[(week + season) % 52] ?? 1;
    for (let requests = happenings(demand * holiday * between(0.6, 1.4)); requests > 0; requests--) {
      const received = monday + whole(5);
      open.push({ received, refused: chance() < refusedShare ? received + 28 + whole(15) : null });
    }
    const isRefused = ({ refused }: Waiting): boolean => refused !== null && refused <= monday + 6;
    for (const c of open.filter(isRefused)) close(c, c.refused ?? 0);
    open = open.filter((c) => !isRefused(c));
    // The oldest first, as they came.
    const isReady = ({ received, refused }: Waiting): boolean => refused === null && monday + 6 - received >= 84;
    const ready = open.filter(isReady);
    const others = open.filter((c) => !isReady(c));
    for (let completions = happenings(capacity * holiday * between(0.6, 1.4)); completions > 0; completions--) {
      const c = pick(ready, monday + 6);
      if (c !== undefined) close(c, monday + whole(5));
    }
    open = [...ready, ...others];
  }
  for (const c of open) spells.push({ received: addDays(start, c.received), from: addDays(start, c.received), until: null });
  return { asOf: addDays(start, 7 * WEEKS_BEFORE), spells };
}
