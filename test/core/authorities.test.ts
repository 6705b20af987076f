import { describe, expect, it } from 'vitest';
import { AUTHORITY_CHANGES, type AuthorityName, changesOf, findAuthority, isSameAuthority } from '../../src/core/authorities.ts';

const named = (name: string, number = '', code = ''): AuthorityName => ({ name, number, code });

const ALL = [
  named('Bristol, City of', '801', 'E06000023'),
  named('Kensington and Chelsea', '207', 'E09000020'),
  named('City of London', '201', 'E09000001'),
  named('St. Helens', '342', 'E08000013'),
  named('Derby', '831', 'E06000015'),
  named('Derbyshire', '830', 'E10000007'),
  named('County Durham', '840', 'E06000047'),
  named('Dorset', '835', 'E10000009'),
  named('Dorset', '838', 'E06000059'),
];

describe('an authority', () => {
  it.each([
    ['801', 'Bristol, City of'],
    ['e06000023', 'Bristol, City of'],
    ['Bristol City Council', 'Bristol, City of'],
    ['bristol', 'Bristol, City of'],
    ['Royal Borough of Kensington & Chelsea', 'Kensington and Chelsea'],
    ['City of London', 'City of London'],
    ['Saint Helens', 'St. Helens'],
    ['Derby City Council', 'Derby'],
    ['Derbyshire County Council', 'Derbyshire'],
    ['Durham County Council', 'County Durham'],
  ])('is found as %s', (asked, name) => {
    expect(findAuthority(asked, ALL).found?.name).toBe(name);
  });

  it('is not guessed: a name that is mistyped is told, and one of two authorities is none', () => {
    expect(findAuthority('Bristle', ALL)).toEqual({ found: null, near: null, several: [] });
    expect(findAuthority('Derbyshyre', ALL)).toMatchObject({ found: null, near: 'Derbyshire' });
    expect(findAuthority('Dorset', ALL)).toMatchObject({ found: null, several: ['Dorset (E10000009)', 'Dorset (E06000059)'] });
    expect(findAuthority('', ALL).found).toBeNull();
  });

  it('is the same by its number, whatever its code; without numbers by its code, without codes by its name', () => {
    expect(isSameAuthority(named('Buckinghamshire', '825', 'E10000002'), named('Buckinghamshire', '825', 'E06000060'))).toBe(true);
    expect(isSameAuthority(named('Dorset', '835'), named('Dorset', '838'))).toBe(false);
    expect(isSameAuthority(named('A', '', 'E1'), named('B', '801', 'E1'))).toBe(true);
    expect(isSameAuthority(named('Bristol'), named('Bristol, City of', '801'))).toBe(true);
  });
});

describe('what became of authorities', () => {
  it.each([
    [named('Cumbria', '909'), '2023-04-01', ['Cumberland', 'Westmorland and Furness'], false],
    [named('Northamptonshire', '928'), '2021-04-01', ['North Northamptonshire', 'West Northamptonshire'], false],
    [named('Buckinghamshire', '825'), '2020-04-01', ['Buckinghamshire'], true],
    [named('Sheffield', '373'), '2025-04-01', ['Barnsley', 'Sheffield'], true],
    [named('Poole', '836'), '2019-04-01', ['Bournemouth, Christchurch and Poole', 'Dorset'], false],
  ])('of %o on %s', (one, day, began, codeAlone) => {
    const [found] = changesOf(one);
    expect(found).toMatchObject({ change: { day }, codeAlone });
    expect(found?.change.began.map(({ name }) => name)).toEqual(began);
  });

  it('is nothing of most', () => {
    expect(changesOf(named('Bristol, City of', '801', 'E06000023'))).toEqual([]);
  });

  it('is dated, in the order of the days, with whole codes and numbers', () => {
    expect(AUTHORITY_CHANGES.map(({ day }) => day)).toEqual(AUTHORITY_CHANGES.map(({ day }) => day).sort());
    for (const { day, ended, began } of AUTHORITY_CHANGES) {
      expect(day).toMatch(/^20\d\d-04-01$/);
      for (const { number, code } of [...ended, ...began]) expect(`${number} ${code}`).toMatch(/^\d{3} E\d{8}$/);
    }
  });
});
