import { describe, expect, it } from 'vitest';
import { verdictOn } from '../../src/core/measure.ts';
import { type RatioRow, ratioMeasure, rowSeenFrom } from '../../src/core/ratio.ts';
import { on } from '../support/cases.ts';
import { windowOf } from '../support/judging.ts';

const ratio = ratioMeasure('R1', 'A ratio', 'of some rows, others', 'Day');
const row = (date: string | null, inDenominator = true, inNumerator = true): RatioRow => ({
  line: 2,
  id: '',
  date: date === null ? null : on(date),
  inDenominator,
  inNumerator,
});

describe('a row, asked of January to March 2022 on 20 March', () => {
  it.each([
    ['in the denominator and the numerator', row('2022-02-01'), 'met'],
    ['in the denominator alone', row('2022-02-01', true, false), 'missed'],
    ['not in the denominator', row('2022-02-01', false, false), 'not-in-denominator'],
    ['of the first day', row('2022-01-01'), 'met'],
    ['of the day before', row('2021-12-31'), 'not-in-period'],
    ['of the as-of day', row('2022-03-20'), 'met'],
    ['of the day after it', row('2022-03-21'), 'not-yet-visible'],
    ['without a date', row(null), 'no-date'],
    ['of another period and not in the denominator', row('2021-12-31', false, false), 'not-in-period'],
  ])('%s', (_, one, pile) => {
    expect(verdictOn(ratio, one, windowOf('2022-Q1', '2022-03-20'), rowSeenFrom).pile).toBe(pile);
  });
});
