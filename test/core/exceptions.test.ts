import { describe, expect, it } from 'vitest';
import { EXCEPTIONS, isStatutoryGround } from '../../src/core/exceptions.ts';

describe('the grounds of regulation 10(4)', () => {
  it('are four: school closed, early years closed, personal, absent', () => {
    expect(EXCEPTIONS.map(({ code }) => code)).toEqual(['school-closed', 'early-years-closed', 'personal', 'absent']);
  });

  it('carry the letter of their paragraph, (a) to (d)', () => {
    expect(EXCEPTIONS.map(({ wording }) => /\(10\(4\)\(([a-d])\)\)/.exec(wording)?.[1])).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each(['school-closed', 'early-years-closed', 'personal', 'absent', 'School closed', 'EARLY YEARS CLOSED', 'early_years_closed', 'Absent'])(
    'hold "%s"',
    (reason) => {
      expect(isStatutoryGround(reason)).toBe(true);
    },
  );

  it.each(['EP delay', 'staff shortage', 'late advice', 'Christmas closure', 'parental request', 'tribunal', 'missed appointment', 'yes', '1', '', 'person'])(
    'do not hold "%s"',
    (reason) => {
      expect(isStatutoryGround(reason)).toBe(false);
    },
  );
});
