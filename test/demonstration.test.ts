import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adviceList } from '../fixtures/bristol-2022/advice.ts';
import { appealList } from '../fixtures/bristol-2022/appeals.ts';
import { demonstrationCaseload } from '../fixtures/bristol-2022/generate.ts';
import { planList } from '../fixtures/bristol-2022/plans.ts';
import { rowsOf } from '../fixtures/bristol-2022/rows.ts';
import { twoYearOlds } from '../fixtures/bristol-2022/two-year-olds.ts';
import { DEMONSTRATION } from './support/program.ts';

const written = (name: string) => readFileSync(join(DEMONSTRATION, name), 'utf8');

it.each([
  ['cases.csv', demonstrationCaseload],
  ['plans.csv', () => planList(written('cases.csv'))],
  ['advice.csv', () => adviceList(written('cases.csv'))],
  ['appeals.csv', () => appealList(written('cases.csv'), written('plans.csv'))],
  ['two-year-olds.csv', twoYearOlds],
])('the generator makes %s of the demonstration caseload, byte for byte', (name, generated) => {
  expect(generated() === written(name)).toBe(true);
});

describe('the lists beside the cases have the published totals', () => {
  it('3,007 plans maintained on 31 December 2022, 2,320 of them with a review meeting in the 12 months to it', () => {
    const maintained = rowsOf<'plan_start_date' | 'ceased_date' | 'review_meeting_date'>(written('plans.csv')).filter(({ ceased_date }) => ceased_date === '');
    const held = maintained.filter(({ review_meeting_date: day }) => day >= '2022-01-01' && day <= '2022-12-31');
    expect([maintained.length, held.length]).toEqual([3007, 2320]);
  });

  it('37 and 120 appeals lodged in 2021 and 2022; of the latter 69 completed and 49 going on, which is two short', () => {
    const appeals = rowsOf<'kind' | 'lodged_date' | 'completed_date' | 'outcome'>(written('appeals.csv')).filter(({ kind }) => kind === 'tribunal');
    const lodged = (year: string) => appeals.filter(({ lodged_date }) => lodged_date.startsWith(year));
    const completed = (year: string) => appeals.filter(({ completed_date }) => completed_date.startsWith(year)).length;
    const going = lodged('2022').filter(({ completed_date, outcome }) => completed_date === '' && outcome === '');
    expect([lodged('2021').length, lodged('2022').length, completed('2021'), completed('2022'), going.length]).toEqual([37, 120, 37, 69, 49]);
  });
});
