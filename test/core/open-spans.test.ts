import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, isoDate } from '../../src/core/day.ts';
import { openSpans } from '../../src/core/open-spans.ts';
import { positionOn } from '../../src/core/position.ts';
import { arbitraryCase } from '../support/arbitrary.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';

const RECEIVED = '2022-01-10';

/** Beyond the dates of any random case. */
const [FIRST, LAST] = [on('2021-01-01'), on('2026-01-01')];

function spans(facts: Facts): string[] {
  return openSpans(caseOf(facts)).map(({ from, end }) => `${isoDate(from)} to ${end === null ? 'now' : `${isoDate(end.day)} ${end.by}`}`);
}

describe('since a day', () => {
  const facts = { received: RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-06-01', finalPlan: '2022-09-01' } as const;

  it.each([
    ['2022-01-09', ['2022-01-10 to 2022-02-21', '2022-06-01 to 2022-09-01']],
    ['2022-02-20', ['2022-02-20 to 2022-02-21', '2022-06-01 to 2022-09-01']],
    ['2022-02-21', ['2022-06-01 to 2022-09-01']],
    ['2022-08-31', ['2022-08-31 to 2022-09-01']],
    ['2022-09-01', []],
  ])('%s', (since, expected) => {
    expect(openSpans(caseOf(facts), on(since)).map(({ from, end }) => `${isoDate(from)} to ${isoDate(end?.day ?? LAST)}`)).toEqual(expected);
  });

  it('the stretches are those that are left of all', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.integer({ min: FIRST, max: LAST }), (c, since) => {
        const left = openSpans(c).filter(({ end }) => end === null || end.day > since);
        expect(openSpans(c, since)).toEqual(left.map(({ from, end }) => ({ from: Math.max(from, since), end })));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a case is open', () => {
  it.each<[string, Facts, string[]]>([
    ['from the day it was received', { received: RECEIVED }, ['2022-01-10 to now']],
    ['until the day of its final plan', { received: RECEIVED, finalPlan: '2022-05-30' }, ['2022-01-10 to 2022-05-30 final-plan']],
    [
      'again after a refusal, from the day it was reopened',
      { received: RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-06-01', finalPlan: '2022-09-01' },
      ['2022-01-10 to 2022-02-21 refused-to-assess', '2022-06-01 to 2022-09-01 final-plan'],
    ],
    [
      'three times, where it was refused twice',
      {
        received: RECEIVED,
        assessDecision: 'N',
        assessDecisionDate: '2022-02-21',
        reopened: '2022-03-01',
        issueDecision: 'N',
        issueDecisionDate: '2022-05-02',
        draftPlan: '2022-08-01',
      },
      ['2022-01-10 to 2022-02-21 refused-to-assess', '2022-03-01 to 2022-05-02 refused-to-issue', '2022-08-01 to now'],
    ],
    [
      'all along, where it was reopened on the day of its refusal',
      { received: RECEIVED, assessDecision: 'N', assessDecisionDate: '2022-02-21', reopened: '2022-02-21' },
      ['2022-01-10 to now'],
    ],
    ['never, where it closed on the day it came', { received: RECEIVED, closed: RECEIVED }, []],
    ['never, where it closed without a date', { received: RECEIVED, assessDecision: 'W' }, []],
    ['never, without a received date', { finalPlan: '2022-05-30' }, []],
    ['never, where it was received after its final plan', { received: '2022-06-01', finalPlan: '2022-05-30' }, []],
    [
      'first on the day it was reopened, where it was refused on the day it came',
      { received: RECEIVED, assessDecision: 'N', assessDecisionDate: RECEIVED, reopened: '2022-06-01' },
      ['2022-06-01 to now'],
    ],
    [
      'first on the day it was reopened, where its refusal has no date',
      { received: RECEIVED, assessDecision: 'N', reopened: '2022-06-01' },
      ['2022-06-01 to now'],
    ],
  ])('%s', (_fact, facts, expected) => {
    expect(spans(facts)).toEqual(expected);
  });

  it('on the very days on which it stands so, and ends by what it then stands closed by', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const found = openSpans(c);
        const days = Array.from({ length: LAST - FIRST }, (_, n) => addDays(FIRST, n));
        const standing = days.map((day) => positionOn(c, day));
        const isIn = (day: Day) => found.filter(({ from, end }) => from <= day && (end === null || day < end.day)).length;
        expect(days.map(isIn)).toEqual(standing.map(({ visible, closing }) => (visible && closing === null ? 1 : 0)));
        for (const { end } of found) if (end !== null) expect(end.by).toBe(standing[days.indexOf(end.day)]?.closing?.by);
      }),
      { numRuns: 200 },
    );
  });
});
