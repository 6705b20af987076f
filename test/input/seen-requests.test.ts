import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, type Day, isoDate } from '../../src/core/day.ts';
import { fingerprintOf } from '../../src/input/fingerprint.ts';
import { SeenRequests } from '../../src/input/seen-requests.ts';
import { Slots } from '../../src/input/slots.ts';
import { daysAfter, on } from '../support/cases.ts';

afterEach(() => vi.restoreAllMocks());

type Request = readonly [person: string, received: Day];

/** The day found for each request, in their order; null where there is none. */
function foundIn(requests: readonly Request[], expected = requests.length): (string | null)[] {
  const seen = new SeenRequests(() => expected);
  return requests.map(([person, received]) => {
    const day = seen.another(person, received);
    return day === null ? null : isoDate(day);
  });
}

const FIRST = '2022-03-01';

describe('a second request by one person', () => {
  it.each([
    [-85, null],
    [-84, FIRST],
    [-83, FIRST],
    [-1, FIRST],
    [0, FIRST],
    [1, FIRST],
    [83, FIRST],
    [84, FIRST],
    [85, null],
    [365, null],
  ])('%i days after the first is one that may be the same: %s', (days, found) => {
    expect(
      foundIn([
        ['P1', on(FIRST)],
        ['P1', daysAfter(FIRST, days)],
      ]),
    ).toEqual([null, found]);
  });

  it('is none by another person, however alike the ids', () => {
    const people = ['P1', 'p1', 'P 1', 'P11', '1P', 'P1 ', 'P', '1', ''];
    expect(foundIn(people.map((person) => [person, on(FIRST)]))).toEqual(people.map(() => null));
  });

  it('is looked for among all earlier ones, whatever lies between', () => {
    const between: Request[] = Array.from({ length: 3000 }, (_, at) => [`Q${at}`, daysAfter(FIRST, at % 900)]);
    expect(
      foundIn([['P1', on(FIRST)], ['P1', daysAfter(FIRST, 200)], ...between, ['P1', daysAfter(FIRST, 284)], ['P1', daysAfter(FIRST, -84)]]).slice(-2),
    ).toEqual([isoDate(daysAfter(FIRST, 200)), FIRST]);
  });

  it('is found beside one that was itself found', () => {
    expect(foundIn([0, 84, 168, 252].map((days) => ['P1', daysAfter(FIRST, days)]))).toEqual([null, FIRST, '2022-05-24', '2022-08-16']);
  });

  it('is told with the day of the earliest row of several', () => {
    expect(foundIn([0, 30, 60, 30].map((days) => ['P1', daysAfter(FIRST, days)]))).toEqual([null, FIRST, FIRST, FIRST]);
  });

  it('is none by somebody whose fingerprint begins alike', () => {
    const byFirst = new Map<number, string>();
    const alike: [string, string][] = [];
    for (let at = 0; at < 300_000; at++) {
      const person = `P${at}`;
      const [first] = fingerprintOf(person);
      const other = byFirst.get(first);
      if (other !== undefined) alike.push([other, person]);
      byFirst.set(first, person);
    }
    // Of so many 32-bit numbers ten pairs are alike by chance.
    expect(alike.length).toBeGreaterThan(0);
    for (const pair of alike) expect(foundIn(pair.map((person) => [person, on(FIRST)]))).toEqual([null, null]);
  });

  it('is found on the first and the last day that a case can have', () => {
    for (const day of ['1990-01-01', '2100-12-31']) {
      expect(
        foundIn([
          ['P1', on(day)],
          ['P1', on(day)],
        ]),
      ).toEqual([null, day]);
    }
  });
});

describe('requests by many people', () => {
  /** What is within twelve weeks, without a table. */
  function expectedOf(requests: readonly Request[]): boolean[] {
    const days = new Map<string, Day[]>();
    return requests.map(([person, received]) => {
      const earlier = days.get(person) ?? [];
      days.set(person, [...earlier, received]);
      return earlier.some((day) => Math.abs(day - received) <= 84);
    });
  }

  it('are found where, and only where, an earlier row has one within twelve weeks', () => {
    const request = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 900 })).map(([person, days]): Request => [`P${person}`, daysAfter('2021-01-01', days)]);
    fc.assert(
      fc.property(fc.array(request, { maxLength: 400 }), (requests) => {
        expect(foundIn(requests).map((day) => day !== null)).toEqual(expectedOf(requests));
      }),
    );
  });

  it('are remembered while the table grows, however wrong the guess is of how many there will be', () => {
    const requests = Array.from({ length: 30_000 }, (_, at): Request => [`EHC-${at % 14_000}`, daysAfter('2015-01-01', Math.floor(at / 14_000) * 84)]);
    const expected = expectedOf(requests);
    expect(expected.filter(Boolean)).toHaveLength(16_000);
    for (const guess of [0, 1, 30_000, 10_000_000]) expect(foundIn(requests, guess).map((day) => day !== null)).toEqual(expected);
  });
});

describe('a column that holds one value for everybody', () => {
  /** How many slots are looked at for all the requests. */
  function stepsFor(requests: readonly Request[]): number {
    // By hand: a spy would keep every one of millions of calls.
    const { after } = Slots.prototype;
    let steps = 0;
    Slots.prototype.after = function (slot) {
      steps++;
      return after.call(this, slot);
    };
    try {
      foundIn(requests);
    } finally {
      Slots.prototype.after = after;
    }
    return steps;
  }

  it('costs no more than two hundred steps a row', () => {
    const requests = Array.from({ length: 30_000 }, (_, at): Request => ['unknown', addDays(on('1990-01-01'), (at * 85) % 40_000)]);
    expect(stepsFor(requests)).toBeLessThanOrEqual(30_000 * 200);
  });

  it('takes up two hundred places of the table, and no more', () => {
    const put = vi.spyOn(Slots.prototype, 'put');
    foundIn(Array.from({ length: 30_000 }, (_, at): Request => ['unknown', addDays(on('1990-01-01'), (at * 85) % 40_000)]));
    expect(put.mock.calls.length).toBeLessThanOrEqual(200);
  });

  it('costs one step a row where all were received on one day', () => {
    expect(stepsFor(Array.from({ length: 30_000 }, (): Request => ['unknown', on(FIRST)]))).toBeLessThan(30_000);
  });

  it('leaves everybody else to be found', () => {
    const others = Array.from({ length: 500 }, (_, at): Request => [`P${at}`, on(FIRST)]);
    const everybody = Array.from({ length: 5000 }, (_, at): Request => ['unknown', addDays(on('1990-01-01'), (at * 85) % 40_000)]);
    expect(foundIn([...others, ...everybody, ...others]).slice(-500)).toEqual(others.map(() => FIRST));
  });
});
