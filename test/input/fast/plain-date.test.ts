import { describe, expect, it } from 'vitest';
import { addDays, type Day, partsOf } from '../../../src/core/day.ts';
import { dayOfPlain, formOfPlain, NOT_PLAIN, plainDateIn } from '../../../src/input/fast/plain-date.ts';
import { FIRST_YEAR, LAST_YEAR, MONTHS, readDate } from '../../../src/input/fields.ts';
import { on } from '../../support/cases.ts';

/** The dates of bytes and those of texts are held together here: a date that one lane misread would be a wrong figure. */

const two = (number: number): string => String(number).padStart(2, '0');

const WRITTEN = {
  'yyyy-mm-dd': (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`,
  'dd/mm/yyyy': (year: number, month: number, day: number) => `${two(day)}/${two(month)}/${year}`,
  'dd-Mon-yyyy': (year: number, month: number, day: number) => `${two(day)}-${nameOf(month)}-${year}`,
  'yyyy-Mon-dd': (year: number, month: number, day: number) => `${year}-${nameOf(month)}-${two(day)}`,
};
/** In small and large letters by turns. */
function nameOf(month: number): string {
  const name = MONTHS[month - 1] ?? 'xxx';
  return month % 3 === 0 ? name : month % 3 === 1 ? name.toUpperCase() : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What the bytes of a text say, with others around them that do not belong to it. */
function inBytes(text: string): { day: Day; form: string } | null {
  const bytes = Buffer.from(`7${text}9`);
  const date = plainDateIn(bytes, 1, bytes.length - 1);
  return date === NOT_PLAIN ? null : { day: dayOfPlain(date), form: formOfPlain(date) };
}

describe('a date in bytes', () => {
  it.each(Object.entries(WRITTEN))('written %s is that of its text, on every day that a case can have', (form, write) => {
    const wrong: string[] = [];
    for (let day = on(`${FIRST_YEAR}-01-01`); day <= on(`${LAST_YEAR}-12-31`); day = addDays(day, 1)) {
      const parts = partsOf(day);
      const text = write(parts.year, parts.month, parts.day);
      const date = inBytes(text);
      if (date?.day !== day || date.form !== form || readDate(text) !== day) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(WRITTEN))('written %s is none that its text is not, in any year, month 0 to 13 and day 0 to 32', (form, write) => {
    const upTo = (last: number) => Array.from({ length: last + 1 }, (_, number) => number);
    const texts = [1900, 1989, 1990, 1999, 2000, 2023, 2024, 2096, 2100, 2101, 9999].flatMap((year) =>
      upTo(13).flatMap((month) => upTo(32).map((day) => write(year, month, day))),
    );
    const asText = (text: string) => {
      const read = readDate(text);
      return typeof read === 'number' ? { day: read, form } : null;
    };
    expect(texts.filter((text) => inBytes(text)?.day !== asText(text)?.day || inBytes(text)?.form !== asText(text)?.form)).toEqual([]);
  });

  it('is the same as that of its text, whatever one byte of it is changed to, left out or added', () => {
    const wrong: string[] = [];
    let same = 0;
    const hold = (text: string): void => {
      const date = inBytes(text);
      if (date === null) return;
      same++;
      if (readDate(text) !== date.day) wrong.push(text);
    };
    for (const text of ['2022-02-28', '28/02/2022', '28-Feb-2022', '2022-Feb-28', '1990-01-01', '31/12/2100']) {
      for (let at = 0; at <= text.length; at++) {
        hold(text.slice(0, at) + text.slice(at + 1));
        for (let code = 1; code < 256; code++) {
          hold(text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1));
          hold(text.slice(0, at) + String.fromCharCode(code) + text.slice(at));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(same).toBeGreaterThan(200);
  });

  it.each([
    '',
    '1900-01-01',
    '9999-12-31',
    '31/12/9999',
    '1-Jan-1900',
    '2022-07-31 09:30',
    '2022-07-31T00:00:00Z',
    '1/7/2022',
    '01/07/22',
    '1-Jul-2022',
    '2022-Jul-1',
    '2022/07/31',
    '31-07-2022',
    ' 2022-07-31',
    '2022-07-31 ',
    '"2022-07-31"',
    '44773',
    '05/13/2022',
    '٢٠٢٢-٠٧-٣١',
  ])('is left to the reader of texts where it is %j', (text) => {
    expect(inBytes(text)).toBeNull();
  });
});
