import { describe, expect, it } from 'vitest';
import { ADVICE_LIMIT, ADVISER_NAMES, ADVISERS, type Advice, type AdvicePile, adviceStanding } from '../../src/core/advice.ts';
import { waitOf } from '../../src/core/advice-cases.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { on } from '../support/cases.ts';

const REQUESTED = on('2022-03-01');
const advice = (received: string | number | null, requested: string | null = '2022-03-01'): Advice => ({
  caseId: 'A1',
  line: 2,
  adviser: 'health',
  requested: requested === null ? null : on(requested),
  received: typeof received === 'number' ? addDays(REQUESTED, received) : received === null ? null : on(received),
});
const DAY_1 = { ...DEFAULT_CONVENTIONS, dayOfReceipt: 1 as const };
const pileOf = (one: Advice, asOf: string | number, conventions = DEFAULT_CONVENTIONS): AdvicePile | null =>
  adviceStanding(one, typeof asOf === 'number' ? addDays(REQUESTED, asOf) : on(asOf), conventions)?.pile ?? null;

describe('advice that came', () => {
  it.each<[days: number, pile: AdvicePile]>([
    [0, 'received-within-6-weeks'],
    [41, 'received-within-6-weeks'],
    [42, 'received-within-6-weeks'],
    [43, 'received-late'],
  ])('after %i days is %s', (days, pile) => {
    expect(pileOf(advice(days), '2022-12-31')).toBe(pile);
  });

  it('by the convention that the day of receipt is day 1 is in time by day 41', () => {
    expect([41, 42].map((days) => pileOf(advice(days), '2022-12-31', DAY_1))).toEqual(['received-within-6-weeks', 'received-late']);
  });

  it.each<[string, Advice]>([
    ['before it was requested', advice('2022-02-28')],
    ['without a day on which it was requested', advice('2022-03-20', null)],
  ])('%s took days that are not known', (_, one) => {
    expect(adviceStanding(one, on('2022-04-01'), DEFAULT_CONVENTIONS)).toEqual({ adviser: 'health', pile: 'received-days-not-known', isDue: true });
  });

  it('is outstanding until the day before it comes', () => {
    expect([29, 30].map((days) => pileOf(advice(30), days))).toEqual(['outstanding-not-yet-late', 'received-within-6-weeks']);
    expect([59, 60].map((days) => pileOf(advice(60), days))).toEqual(['outstanding-late', 'received-late']);
  });
});

describe('advice that has not come', () => {
  it.each<[days: number, pile: AdvicePile, isDue: boolean]>([
    [0, 'outstanding-not-yet-late', false],
    [41, 'outstanding-not-yet-late', false],
    [42, 'outstanding-not-yet-late', false],
    [43, 'outstanding-late', true],
  ])('after %i days is %s', (days, pile, isDue) => {
    expect(adviceStanding(advice(null), addDays(REQUESTED, days), DEFAULT_CONVENTIONS)).toEqual({ adviser: 'health', pile, isDue });
  });

  it('is counted in days, past both changes of the clocks and a leap day', () => {
    const [winter, leap] = [advice(null, '2022-10-01'), advice(null, '2024-02-01')];
    expect(['2022-11-12', '2022-11-13'].map((day) => pileOf(winter, day))).toEqual(['outstanding-not-yet-late', 'outstanding-late']);
    expect(['2024-03-14', '2024-03-15'].map((day) => pileOf(leap, day))).toEqual(['outstanding-not-yet-late', 'outstanding-late']);
    expect([42, 43].map((days) => pileOf(advice(null), days))).toEqual(['outstanding-not-yet-late', 'outstanding-late']);
  });
});

it.each<[string, Advice, string]>([
  ['requested later', advice(null), '2022-02-28'],
  ['requested later, though it came before', advice('2022-02-01'), '2022-02-28'],
  ['that came later, of which no more is known', advice('2022-03-20', null), '2022-03-19'],
])('advice %s is not there yet', (_, one, day) => {
  expect(pileOf(one, day)).toBeNull();
});

it('has 6 weeks by regulation 8(1), which is told', () => {
  expect(ADVICE_LIMIT).toMatchObject({ length: { unit: 'weeks', count: 6 }, provision: 'regulation 8(1)', inForceFrom: '2014-09-01' });
});

it('knows every adviser by a name', () => {
  expect(Object.keys(ADVISER_NAMES)).toEqual([...ADVISERS]);
});

describe('an open case', () => {
  const standing = (adviser: Advice['adviser'], pile: AdvicePile) => ({ adviser, pile, isDue: true });
  const ep = (pile: AdvicePile) => standing('educational-psychology', pile);
  it.each([
    ['nobody where nothing was asked for', [], 'not-asked'],
    ['nothing where all has come', [ep('received-late'), standing('health', 'received-within-6-weeks')], 'nothing'],
    ['a psychologist alone', [ep('outstanding-late'), standing('health', 'received-late')], 'psychologist-only'],
    ['a psychologist alone, asked twice', [ep('outstanding-late'), ep('outstanding-not-yet-late'), ep('received-late')], 'psychologist-only'],
    ['a psychologist and others', [ep('outstanding-not-yet-late'), standing('parent', 'outstanding-late')], 'psychologist-and-others'],
    ['others alone', [ep('received-days-not-known'), standing('school', 'outstanding-not-yet-late')], 'others-only'],
  ] as const)('waits for %s', (_, all, wait) => {
    expect(waitOf(all)).toBe(wait);
  });
});
