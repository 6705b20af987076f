import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BacklogCount, BEYOND_52, countsOf, type OpenSpell, passing } from '../../src/core/backlog.ts';
import type { Case } from '../../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS, lastDayWithin } from '../../src/core/conventions.ts';
import { addDays, type Day, daysBetween } from '../../src/core/day.ts';
import { openSpans } from '../../src/core/position.ts';
import { standingOn } from '../../src/core/position-figures.ts';
import { arbitraryAsOf, arbitraryCases, arbitraryConventions } from '../support/arbitrary.ts';
import { on } from '../support/cases.ts';

const AS_OF = on('2022-07-31');
const ago = (days: number): Day => addDays(AS_OF, -days);

function counted(spells: readonly OpenSpell[], asOf: Day = AS_OF, conventions: Conventions = DEFAULT_CONVENTIONS, weeks = 52): BacklogCount {
  const count = new BacklogCount(asOf, conventions, weeks);
  for (const spell of spells) count.add(spell);
  return count;
}

/** Open since it was received, so many days ago. */
const openFor = (days: number): OpenSpell => ({ received: ago(days), from: ago(days), until: null });
/** Gone so many days ago. */
const gone = (received: number, left: number): OpenSpell => ({ received: ago(received), from: ago(received), until: ago(left) });

const isOpen = ({ from, until }: OpenSpell, day: Day): boolean => from <= day && (until === null || until > day);

/** How many are open on a day, and for how long: each spell asked anew. */
function asked(spells: readonly OpenSpell[], day: Day, conventions: Conventions) {
  const days = spells.filter((spell) => isOpen(spell, day)).map(({ received }) => daysBetween(received, day));
  const over = (weeks: number): number => days.filter((one) => one > lastDayWithin(weeks, conventions)).length;
  return { open: days.length, over20: over(20), over52: over(52) };
}

const arbitrarySpells: fc.Arbitrary<OpenSpell[]> = fc.array(
  fc
    .record({
      received: fc.oneof(fc.integer({ min: -30, max: 900 }), fc.constantFrom(0, 7, 139, 140, 141, 363, 364, 365)),
      later: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 200 })),
      open: fc.option(fc.nat({ max: 500 })),
    })
    .map(({ received, later, open }) => {
      const from = ago(received - later);
      return { received: ago(received), from, until: open === null ? null : addDays(from, open) };
    }),
  { maxLength: 40 },
);

describe('open cases', () => {
  it.each([
    [139, 0],
    [140, 0],
    [141, 1],
  ])('of %i days are over 20 weeks: %i', (days, over20) => {
    expect(countsOf(counted([openFor(days)]).open)).toEqual({ open: 1, over20, over52: 0 });
  });

  it.each([
    [363, 0],
    [364, 0],
    [365, 1],
    [3650, 1],
  ])('of %i days are over 52 weeks: %i', (days, over52) => {
    expect(countsOf(counted([openFor(days)]).open)).toEqual({ open: 1, over20: 1, over52 });
  });

  it('come a day sooner to week 20 where the day of receipt is day 1', () => {
    const count = (days: number) => countsOf(counted([openFor(days)], AS_OF, { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 }).open).over20;
    expect([138, 139, 140].map(count)).toEqual([0, 0, 1]);
  });

  it('are those of the as-of day: what comes later is not there, and what goes later is', () => {
    expect(countsOf(counted([openFor(-1)]).open).open).toBe(0);
    expect(countsOf(counted([openFor(0)]).open).open).toBe(1);
    expect(countsOf(counted([gone(10, 1)]).open).open).toBe(0);
    expect(countsOf(counted([gone(10, 0)]).open).open).toBe(0);
    expect(countsOf(counted([gone(10, -1)]).open).open).toBe(1);
  });

  it('on any day are what each spell says, by any convention', () => {
    fc.assert(
      fc.property(arbitrarySpells, arbitraryConventions, (spells, conventions) => {
        expect(countsOf(counted(spells, AS_OF, conventions).open)).toEqual(asked(spells, AS_OF, conventions));
      }),
    );
  });
});

describe('cases', () => {
  const openOn = (cases: readonly Case[], day: Day, conventions: Conventions) => {
    const bands = cases.map((c) => standingOn(c, day, conventions)).flatMap((standing) => (standing.state === 'open' ? [standing.band] : []));
    const over20 = bands.filter((band) => band !== '0-20').length;
    return { open: bands.length, over20, over52: bands.filter((band) => band === 'over-52').length };
  };

  it('are open as the figures of the day say, and balance over the weeks before', () => {
    fc.assert(
      fc.property(arbitraryCases, arbitraryAsOf, arbitraryConventions, fc.integer({ min: 1, max: 60 }), (cases, asOf, conventions, weeks) => {
        // A case that was open already came in none of the weeks.
        const since = addDays(asOf, -7 * weeks);
        const spells = cases.flatMap((c) => openSpans(c, since).map(({ from, end }) => ({ received: c.received ?? from, from, until: end?.day ?? null })));
        const count = counted(spells, asOf, conventions, weeks);
        expect(countsOf(count.open)).toEqual(openOn(cases, asOf, conventions));
        let balance = openOn(cases, since, conventions).open;
        count.weeks.forEach(({ entered, left }, week) => {
          balance += entered.reduce((sum, one) => sum + one, 0) - left.within20 - left.over20;
          expect(balance).toBe(openOn(cases, addDays(asOf, -7 * (weeks - 1 - week)), conventions).open);
        });
      }),
    );
  });
});

describe('the weeks before', () => {
  const came = (count: BacklogCount): number[] => count.weeks.map(({ entered }) => entered.reduce((sum, cases) => sum + cases, 0));
  const went = (count: BacklogCount): number[] => count.weeks.map(({ left }) => left.within20 + left.over20);

  it.each([
    [0, 3],
    [6, 3],
    [7, 2],
    [13, 2],
    [14, 1],
    [27, 0],
    [28, null],
  ])('put what happened %i days before the as-of day in week %s of four, counted from 0', (days, week) => {
    const only = [0, 1, 2, 3].map((number) => (number === week ? 1 : 0));
    expect(came(counted([openFor(days)], AS_OF, DEFAULT_CONVENTIONS, 4))).toEqual(only);
    expect(went(counted([gone(days + 1, days)], AS_OF, DEFAULT_CONVENTIONS, 4))).toEqual(only);
  });

  it('are 52 unless it is said', () => {
    expect(new BacklogCount(AS_OF, DEFAULT_CONVENTIONS).weeks).toHaveLength(52);
  });

  it('count a spell that ends on the day it begins not at all', () => {
    const none = counted([gone(10, 10), gone(10, 11)]);
    expect([came(none), went(none)].flat().every((cases) => cases === 0)).toBe(true);
    expect(none.mightHaveLeft.every((cases) => cases === 0)).toBe(true);
  });

  it.each([
    [139, 0],
    [140, 0],
    [141, 1],
  ])('of a case that went after %i days say that it was over 20 weeks: %i', (days, over20) => {
    // It went on the last day of a week, so that its age then and at the end of the week are the same.
    const count = counted([gone(days, 0)]);
    expect(count.completions).toEqual({ all: 1, over20, over52: 0 });
    expect(count.weeks.at(-1)?.left).toEqual({ within20: 1 - over20, over20 });
  });

  it('say of a case that went in time, and would have been over 20 weeks at the end of the week, both', () => {
    const count = counted([gone(143, 4)]);
    expect(count.completions).toEqual({ all: 1, over20: 0, over52: 0 });
    expect(count.weeks.at(-1)?.left).toEqual({ within20: 0, over20: 1 });
  });

  it.each([
    [364, 0],
    [365, 1],
  ])('of a case that went after %i days say that it was over 52 weeks: %i', (days, over52) => {
    expect(counted([gone(days, 0)]).completions).toEqual({ all: 1, over20: 1, over52 });
  });

  it('leave out of the completions what went before them', () => {
    expect(counted([gone(400, 363)]).completions.all).toBe(1);
    expect(counted([gone(400, 364)]).completions.all).toBe(0);
  });

  it('know a case that came back by the age it has', () => {
    const { weeks } = counted([{ received: ago(200), from: ago(0), until: null }]);
    expect(weeks.at(-1)?.entered[29]).toBe(1);
  });

  it('balance: open then, and what came, less what went, is open now', () => {
    fc.assert(
      fc.property(arbitrarySpells, arbitraryConventions, fc.integer({ min: 1, max: 60 }), (spells, conventions, weeks) => {
        const count = counted(spells, AS_OF, conventions, weeks);
        const total = (numbers: number[]): number => numbers.reduce((sum, n) => sum + n, 0);
        const before = asked(spells, ago(7 * weeks), conventions).open;
        expect(before + total(came(count)) - total(went(count))).toBe(countsOf(count.open).open);
        expect(total(went(count))).toBe(count.completions.all);
        expect([...count.left].reduce((sum, cases) => sum + cases, 0)).toBe(count.completions.all);
      }),
    );
  });

  it('say of each age how often a case might have gone: open at the end of the week before, or come since', () => {
    fc.assert(
      fc.property(arbitrarySpells, fc.integer({ min: 1, max: 60 }), (spells, weeks) => {
        const expected = Array<number>(BEYOND_52 + 1).fill(0);
        for (let week = 0; week < weeks; week++) {
          const end = ago(7 * week);
          for (const spell of spells.filter(({ from, until }) => until === null || until > from)) {
            const inWeek = spell.from > addDays(end, -7) && spell.from <= end;
            if (!inWeek && !isOpen(spell, addDays(end, -7))) continue;
            const age = Math.min(BEYOND_52, Math.ceil(daysBetween(spell.received, end) / 7));
            expected[age] = (expected[age] ?? 0) + 1;
          }
        }
        expect([...counted(spells, AS_OF, DEFAULT_CONVENTIONS, weeks).mightHaveLeft]).toEqual(expected);
      }),
    );
  });
});

describe('if nothing were finalised', () => {
  it.each([
    [140, [1, 0, 0]],
    [134, [1, 0, 0]],
    [133, [0, 1, 0]],
    [127, [0, 1, 0]],
    [126, [0, 0, 1]],
    [141, [0, 0, 0]],
    [119, [0, 0, 0]],
  ])('a case of %i days would pass week 20 in these weeks: %j', (days, expected) => {
    expect(passing(counted([openFor(days)]).open, 20, 3)).toEqual(expected);
  });

  it.each([
    [364, [1, 0]],
    [358, [1, 0]],
    [357, [0, 1]],
    [365, [0, 0]],
  ])('a case of %i days would pass week 52 in these weeks: %j', (days, expected) => {
    expect(passing(counted([openFor(days)]).open, 52, 2)).toEqual(expected);
  });

  it('as many pass as are over on that day and were not a week before', () => {
    fc.assert(
      fc.property(arbitrarySpells, arbitraryConventions, fc.integer({ min: 1, max: 60 }), (spells, conventions, weeks) => {
        const frozen = spells.filter((spell) => isOpen(spell, AS_OF)).map((spell) => ({ ...spell, until: null }));
        const { open } = counted(spells, AS_OF, conventions);
        for (const [week, line] of [
          [20, 'over20'],
          [52, 'over52'],
        ] as const) {
          const over = (later: number): number => asked(frozen, addDays(AS_OF, 7 * later), conventions)[line];
          expect(passing(open, week, weeks)).toEqual(Array.from({ length: weeks }, (_, later) => over(later + 1) - over(later)));
        }
      }),
    );
  });
});
