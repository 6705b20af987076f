import { describe, expect, it } from 'vitest';
import { type Appeal, appealStanding } from '../../src/core/appeal.ts';
import { on } from '../support/cases.ts';

const YEAR = { from: on('2022-01-01'), to: on('2022-12-31') };
const appeal = (lodged: string, completed: string | null = null, hasOutcome = completed !== null): Appeal => ({
  caseId: 'A1',
  about: 'case A1',
  line: 2,
  kind: 'tribunal',
  matter: 'contents',
  lodged: on(lodged),
  completed: completed === null ? null : on(completed),
  hasOutcome,
  person: '',
  outcome: null,
  ordered: null,
});
const standing = (...facts: Parameters<typeof appeal>) => {
  const found = appealStanding(appeal(...facts), YEAR);
  return typeof found === 'string' ? found : [found.entry, found.end];
};

describe('in a period, an appeal', () => {
  it.each<[string, Parameters<typeof appeal>, string | string[]]>([
    ['lodged on its first day and completed on its last', ['2022-01-01', '2022-12-31'], ['lodged', 'completed']],
    ['lodged the day before and completed on its first day', ['2021-12-31', '2022-01-01'], ['brought-forward', 'completed']],
    ['completed the day before it began', ['2021-06-01', '2021-12-31'], 'ended-before'],
    ['completed the day after it ended', ['2022-12-31', '2023-01-01'], ['lodged', 'ongoing']],
    ['lodged the day after it ended', ['2023-01-01'], 'lodged-later'],
    ['lodged before it and never completed', ['2019-05-01'], ['brought-forward', 'ongoing']],
    ['lodged and completed on one day', ['2022-05-01', '2022-05-01'], ['lodged', 'completed']],
    ['with an outcome and no day', ['2022-05-01', null, true], ['lodged', 'ended-day-not-known']],
    ['with an outcome and no day, lodged before it', ['2021-12-31', null, true], 'ended-before-day-not-known'],
    ['completed before it was lodged', ['2022-05-01', '2022-04-30'], ['lodged', 'ended-day-not-known']],
    ['completed before it was lodged, and before the period', ['2022-05-01', '2021-04-30'], ['lodged', 'ended-day-not-known']],
  ])('%s is where it belongs', (_, facts, place) => {
    expect(standing(...facts)).toEqual(place);
  });

  it('is told why the day on which it ended is not known', () => {
    const doubts = [appeal('2022-05-01', null, true), appeal('2022-05-01', '2022-04-30'), appeal('2022-05-01', '2022-06-01')].map((one) =>
      appealStanding(one, YEAR),
    );
    expect(doubts.map((one) => (typeof one === 'string' ? one : one.doubt))).toEqual(['without-completed-date', 'completed-before-lodged', null]);
  });
});
