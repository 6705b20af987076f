import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import {
  isNamed,
  isSerial,
  readClosedReason,
  readDate,
  readDecision,
  readException,
  readFlag,
  readMovedOut,
  readSerial,
  Unreadable,
} from '../../src/input/fields.ts';

const said = (value: ReturnType<typeof readDate>): string | null => (value === null ? null : value instanceof Unreadable ? `! ${value.why}` : isoDate(value));

describe('a date', () => {
  it.each([
    ['2022-07-31', '2022-07-31'],
    ['2024-02-29', '2024-02-29'],
    ['31/07/2022', '2022-07-31'],
    ['1/7/2022', '2022-07-01'],
    ['03/04/2025', '2025-04-03'],
    ['28-Sep-2022', '2022-09-28'],
    ['8-sep-2022', '2022-09-08'],
    ['2022-Sep-28', '2022-09-28'],
    ['2022-SEP-8', '2022-09-08'],
    ['2022-Sep-28 00:00:00', '2022-09-28'],
    ['2022-07-31T23:59', '2022-07-31'],
    ['2022-07-31 23:59:59.999', '2022-07-31'],
    ['2022-07-31T23:59:59Z', '2022-07-31'],
    ['2022-07-31T00:30:00+01:00', '2022-07-31'],
    ['31/07/2022 09:05', '2022-07-31'],
    ['1990-01-01', '1990-01-01'],
    ['2100-12-31', '2100-12-31'],
  ])('%s reads as %s', (text, iso) => {
    expect(said(readDate(text))).toBe(iso);
  });

  it.each(['', '1900-01-01', '01/01/1900', '1-Jan-1900', '1900-Jan-01 00:00:00', '9999-12-31', '31/12/9999'])('"%s" means none', (text) => {
    expect(readDate(text)).toBeNull();
  });

  it.each([
    ['31/06/2022', 'is not a date (June has 30 days)'],
    ['2023-02-29', 'is not a date (February has 28 days in 2023)'],
    ['07/31/2022', 'is not a date (there is no month 31; days come before months)'],
    ['2022-13-01', 'is not a date (there is no month 13)'],
    ['00/01/2022', 'is not a date (there is no day 0)'],
    ['12-Xyz-2022', 'is not a date (there is no month "Xyz")'],
    ['1989-12-31', 'is not a date of a case (years from 1990 to 2100)'],
    ['2101-01-01', 'is not a date of a case (years from 1990 to 2100)'],
    ['1900-01-02', 'is not a date of a case (years from 1990 to 2100)'],
    ['2022-07-31 25:00', 'has a time of day that cannot be read (hh:mm, hh:mm:ss)'],
    ['2022-7-31', 'is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd)'],
    ['31/07/22', 'is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd)'],
    ['2022-07-3l', 'is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd)'],
    ['44773', 'is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd)'],
    ['tbc', 'is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd)'],
  ])('%s %s', (text, why) => {
    expect(said(readDate(text))).toBe(`! ${why}`);
  });
});

describe('one of Excel’s day numbers', () => {
  it.each([
    ['44773', '2022-07-31'],
    ['44773.5', '2022-07-31'],
    ['45750', '2025-04-03'],
    ['32874', '1990-01-01'],
    ['73415', '2100-12-31'],
    ['1', null],
    ['2958465', null],
    ['32873', '! is not a date of a case (as an Excel day number it is outside 1990 to 2100)'],
    ['73416', '! is not a date of a case (as an Excel day number it is outside 1990 to 2100)'],
  ])('%s reads as %s', (text, expected) => {
    expect(isSerial(text)).toBe(true);
    expect(said(readSerial(text))).toBe(expected);
  });

  it('is digits, with or without a fraction, and nothing else', () => {
    expect(['2022-07-31', '44773a', '-44773', '', '44.773.5'].map(isSerial)).toEqual([false, false, false, false, false]);
  });
});

describe('a decision', () => {
  it.each<[string, string | null]>([
    ...['Y', 'y', 'Yes', 'agreed', 'ASSESS', 'issue'].map((text): [string, string] => [text, 'Y']),
    ...['N', 'no', 'refuse', 'Refused'].map((text): [string, string] => [text, 'N']),
    ...['A', 'undecided', 'Pending'].map((text): [string, string] => [text, 'A']),
    ...['w', 'withdrawn', 'CEASED'].map((text): [string, string] => [text, 'W']),
    ...['H', 'Historical'].map((text): [string, string] => [text, 'H']),
    ['', null],
  ])('"%s" reads as %s', (text, decision) => {
    expect(readDecision(text ?? '')).toBe(decision);
  });

  it('is unreadable as anything else', () => {
    expect(readDecision('S')).toEqual(new Unreadable('is not a decision (Y, N, A, W or H)'));
  });
});

describe('flags', () => {
  it.each<[string, boolean | undefined]>([
    ...['1', 'y', 'Yes', 'TRUE'].map((text): [string, boolean | undefined] => [text, true]),
    ...['0', 'n', 'No', 'false', ''].map((text): [string, boolean | undefined] => [text, false]),
    ...['2', 'maybe', 'n/a'].map((text): [string, boolean | undefined] => [text, undefined]),
  ])('"%s" reads as %s', (text, flag) => {
    expect(readFlag(String(text))).toBe(flag);
  });

  it.each([
    ...['', '0', 'N', 'no', 'FALSE', 'n/a'].map((text): [string, boolean | undefined] => [text, false]),
    ...['1', 'Y', '801', '2022-01-01', 'Bristol'].map((text): [string, boolean | undefined] => [text, true]),
  ])('moved out "%s" reads as %s', (text, moved) => {
    expect(readMovedOut(String(text))).toBe(moved);
  });

  it.each([
    ...['', ' ', 'N/A', 'none', 'Unallocated', '-'].map((text): [string, boolean | undefined] => [text.trim(), false]),
    ...['CO-07', 'agency'].map((text): [string, boolean | undefined] => [text, true]),
  ])('a co-ordinator "%s" is named: %s', (text, named) => {
    expect(isNamed(String(text))).toBe(named);
  });
});

describe('a closed reason', () => {
  it.each([
    ['withdrawn', 'withdrawn'],
    ['Withdrawn', 'withdrawn'],
    ['MOVED', 'moved'],
    ['died', null],
    ['other', null],
    ['', null],
    ['withdrawn by parent', null],
  ])('"%s" is %s', (text, reason) => {
    expect(readClosedReason(text)).toBe(reason);
  });
});

describe('a week-20 exception', () => {
  it.each([
    ['1', '', { recorded: true, reason: null, contradicted: false }],
    ['Y', 'personal', { recorded: true, reason: 'personal', contradicted: false }],
    ['school-closed', '', { recorded: true, reason: 'school-closed', contradicted: false }],
    ['EP delay', '', { recorded: true, reason: 'EP delay', contradicted: false }],
    ['', 'absent', { recorded: true, reason: 'absent', contradicted: false }],
    ['', 'N/A', { recorded: false, reason: null, contradicted: false }],
    ['', 'none', { recorded: false, reason: null, contradicted: false }],
    ['', '0', { recorded: false, reason: null, contradicted: false }],
    ['', '', { recorded: false, reason: null, contradicted: false }],
    ['0', '', { recorded: false, reason: null, contradicted: false }],
    ['none', '', { recorded: false, reason: null, contradicted: false }],
    ['n/a', 'no', { recorded: false, reason: null, contradicted: false }],
    ['0', 'personal', { recorded: false, reason: null, contradicted: true }],
    ['No', 'EP delay', { recorded: false, reason: null, contradicted: true }],
  ])('flag "%s" with reason "%s"', (flag, reason, expected) => {
    expect(readException(flag, reason)).toEqual(expected);
  });
});
