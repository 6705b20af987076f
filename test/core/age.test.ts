import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_GROUPS, AGE_NOT_KNOWN, ageGroup, ageOn } from '../../src/core/age.ts';
import { addDays, addYears } from '../../src/core/day.ts';
import { on } from '../support/cases.ts';

describe('an age', () => {
  it.each([
    // The day before a birthday, the birthday, the day after.
    ['2010-06-15', '2022-06-14', 11],
    ['2010-06-15', '2022-06-15', 12],
    ['2010-06-15', '2022-06-16', 12],
    // Born on 29 February: a year older on that day where there is one, else on 1 March.
    ['2008-02-29', '2012-02-28', 3],
    ['2008-02-29', '2012-02-29', 4],
    ['2008-02-29', '2012-03-01', 4],
    ['2008-02-29', '2013-02-28', 4],
    ['2008-02-29', '2013-03-01', 5],
    // Born on 28 February or 1 March: the leap day changes nothing.
    ['2008-02-28', '2013-02-28', 5],
    ['2008-03-01', '2012-02-29', 3],
    ['2008-03-01', '2012-03-01', 4],
    ['2022-06-15', '2022-06-15', 0],
  ])('of somebody born on %s is on %s %i', (birth, day, age) => {
    expect(ageOn(on(birth), on(day))).toBe(age);
  });

  it('is one more on the day after so many years and never falls', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9000 }), (from, days) => {
        const birth = addDays(on('1995-01-01'), from);
        const day = addDays(birth, days);
        const age = ageOn(birth, day);
        expect([0, 1]).toContain(ageOn(birth, addDays(day, 1)) - age);
        expect(addYears(birth, age) <= day && addDays(addYears(birth, age + 1), 1) >= day).toBe(true);
      }),
    );
  });

  it.each([
    ['2017-09-02', 'Under 5'],
    ['2017-09-01', '5 to 10'],
    ['2011-09-02', '5 to 10'],
    ['2011-09-01', '11 to 15'],
    ['2006-09-02', '11 to 15'],
    ['2006-09-01', '16 to 19'],
    ['2002-09-02', '16 to 19'],
    ['2002-09-01', '20 to 25'],
    ['1996-09-02', '20 to 25'],
    ['1996-09-01', 'Over 25'],
    ['2022-09-01', 'Under 5'],
    ['2022-09-02', AGE_NOT_KNOWN],
  ])('of somebody born on %s is, for a request of 1 September 2022, in the band %s', (birth, band) => {
    expect(ageGroup(on(birth), on('2022-09-01'))).toBe(band);
    expect(AGE_GROUPS).toContain(band);
  });

  it('is not known where either day is not', () => {
    expect([ageGroup(null, on('2022-09-01')), ageGroup(on('2015-01-01'), null)]).toEqual([AGE_NOT_KNOWN, AGE_NOT_KNOWN]);
  });
});
