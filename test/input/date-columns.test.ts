import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import { DateColumns } from '../../src/input/date-columns.ts';
import { TextFields } from '../../src/input/fast/row-fields.ts';
import { Unreadable } from '../../src/input/fields.ts';

const [RECEIVED, CLOSED] = [0, 1];

const linesOf = ({ at, seen: { form, other, monthFirst } }: ReturnType<DateColumns['doubts']>[number]) => ({
  at,
  form,
  other: other === null ? null : { form: other.form, line: other.origin.line },
  monthFirst: monthFirst?.line ?? null,
});

/** Columns of values from line 2 on, read as a list is: each row is noted, then its dates are read. */
function reading(columns: readonly (readonly string[])[], mixed: ReadonlyMap<number, number> = new Map()) {
  let line = 0;
  const dates = new DateColumns(
    columns.map((_, at) => at),
    [],
    mixed,
    () => ({ file: 'cases.csv', line }),
  );
  const rows = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) => columns.map((values) => values[row] ?? ''));
  const read = rows.map((values, row) => {
    line = row + 2;
    dates.note((column) => values[column] ?? '');
    const fields = new TextFields().of(values);
    return values.map((_, column) => {
      const date = dates.read(column, fields, column);
      return date instanceof Unreadable ? `! ${date.why}` : date === null ? null : isoDate(date);
    });
  });
  return { read, dates, mixed: [...dates.mixed()], doubts: dates.doubts().map(linesOf) };
}

/** The same of one column. */
function column(values: readonly string[], mixed?: ReadonlyMap<number, number>) {
  const { read, doubts, ...rest } = reading([values], mixed);
  return { ...rest, read: read.map(([date]) => date), doubt: doubts[0] ?? null };
}

const FORMS = [
  ['yyyy-mm-dd', '2022-07-31', '2022-08-01 09:30'],
  ['dd/mm/yyyy', '31/07/2022', '1/8/2022'],
  ['dd-Mon-yyyy', '31-Jul-2022', '1-Aug-2022 00:00:00'],
  ['yyyy-Mon-dd', '2022-Jul-31', '2022-Aug-1'],
] as const;

describe('a column of dates', () => {
  it.each(FORMS)('that are all written %s raises no doubt', (_, ...values) => {
    expect(column(values)).toMatchObject({ read: ['2022-07-31', '2022-08-01'], doubt: null, mixed: [] });
  });

  it.each(FORMS.flatMap((form) => FORMS.filter((other) => other !== form).map((other) => [form[0], other[0], form[1], other[1], other[2]] as const)))(
    'written %s, then %s, is named with the line of the first other one',
    (form, other, first, ...others) => {
      expect(column([first, '', first, ...others])).toMatchObject({
        read: ['2022-07-31', null, '2022-07-31', '2022-07-31', '2022-08-01'],
        doubt: { at: 0, form, other: { form: other, line: 5 }, monthFirst: null },
      });
    },
  );

  it('is named with the first of several other forms', () => {
    expect(column(['31/07/2022', '2022-Jul-31', '2022-07-31', '31-Jul-2022']).doubt).toEqual({
      at: 0,
      form: 'dd/mm/yyyy',
      other: { form: 'yyyy-Mon-dd', line: 3 },
      monthFirst: null,
    });
  });

  it('has a form of its own, whatever the next column has', () => {
    expect(
      reading([
        ['2022-07-31', '2022-07-31'],
        ['31/07/2022', '31/07/2022'],
      ]).doubts,
    ).toEqual([]);
    expect(
      reading([
        ['2022-07-31', '2022-07-31'],
        ['31/07/2022', '2022-07-31'],
      ]).doubts,
    ).toEqual([{ at: CLOSED, form: 'dd/mm/yyyy', other: { form: 'yyyy-mm-dd', line: 3 }, monthFirst: null }]);
  });

  it.each([[''], ['1900-01-01'], ['01/01/1900'], ['31-Dec-9999'], ['9999-12-31 00:00:00']])('is of one form beside %j, which is no date', (nothing) => {
    expect(column([nothing, '31-Jul-2022', nothing, '1-Aug-2022'])).toMatchObject({ read: [null, '2022-07-31', null, '2022-08-01'], doubt: null });
    expect(column([nothing, '31/07/2022', nothing, '1/8/2022']).doubt).toBeNull();
  });

  it('that has a date the calendar has not still has its form', () => {
    expect(column(['2022-07-31', '31/06/2022'])).toMatchObject({
      read: ['2022-07-31', '! is not a date (June has 30 days)'],
      doubt: { form: 'yyyy-mm-dd', other: { form: 'dd/mm/yyyy', line: 3 } },
    });
  });

  it.each(['never', 'N/A', 'n/a', 'tbc', 'not known', 'to-do', 'no-one', 'see notes', '?', '-', '--', '2022', '31.07.2022', 'A-Level'])(
    'is of one form beside %j, which is in no form',
    (word) => {
      for (const [, ...values] of FORMS) expect(column([word, ...values, word]).doubt).toBeNull();
    },
  );
});

describe('a column that may be written month first', () => {
  it.each([
    ['04/25/2022', true],
    ['4/25/2022', true],
    ['12/13/2022', true],
    ['01/31/2022', true],
    ['1/13/2022 10:30', true],
    ['25/04/2022', false],
    ['13/12/2022', false],
    ['12/12/2022', false],
    ['04/05/2022', false],
    ['13/13/2022', false],
    ['00/25/2022', false],
    ['04/32/2022', false],
    ['31/06/2022', false],
    ['2022-25-04', false],
    ['2022-04-25', false],
  ])('%s: %s', (text, suspicious) => {
    expect(column(['01/04/2022', text]).doubt?.monthFirst ?? null).toBe(suspicious ? 3 : null);
  });

  it('is named with its first such line, and reads its other dates day first', () => {
    expect(column(['04/05/2022', '04/25/2022', '05/26/2022'])).toMatchObject({
      read: [
        '2022-05-04',
        '! is not a date (there is no month 25; days come before months)',
        '! is not a date (there is no month 26; days come before months)',
      ],
      doubt: { at: 0, form: 'dd/mm/yyyy', other: null, monthFirst: 3 },
    });
  });

  it('may be mixed besides', () => {
    expect(column(['2022-07-31', '04/25/2022']).doubt).toEqual({
      at: 0,
      form: 'yyyy-mm-dd',
      other: { form: 'dd/mm/yyyy', line: 3 },
      monthFirst: 3,
    });
  });
});

describe('a column of Excel’s day numbers', () => {
  it('and nothing else is dates, blanks aside', () => {
    expect(column(['44773', '', '44774.5', '1', '2958465'])).toMatchObject({ read: ['2022-07-31', null, '2022-08-01', null, null], mixed: [], doubt: null });
  });

  it.each(['2022-07-31', '31/07/2022', 'never', '-'])('and %j must be read anew, as the first other value came on that line', (other) => {
    expect(column(['44773', '44774', other, '44775', 'later']).mixed).toEqual([[RECEIVED, 4]]);
  });

  it('read anew, is no dates but for what is written as one', () => {
    const why = "! is a day number of Excel's, but line 4 of the column holds something else, so it is not taken for a date";
    expect(column(['44773', '44774', '2022-08-02', '44775'], new Map([[RECEIVED, 4]]))).toMatchObject({
      read: [why, why, '2022-08-02', why],
      mixed: [],
      doubt: null,
    });
  });

  it('that begins with another value needs no second reading to be told', () => {
    const why = "! is a day number of Excel's, but line 2 of the column holds something else, so it is not taken for a date";
    expect(column(['2022-07-31', '44774'])).toMatchObject({ read: ['2022-07-31', why], mixed: [] });
  });

  it('says nothing of the next column', () => {
    expect(
      reading([
        ['44773', '44774'],
        ['2022-07-31', '2022-08-01'],
      ]),
    ).toMatchObject({
      read: [
        ['2022-07-31', '2022-07-31'],
        ['2022-08-01', '2022-08-01'],
      ],
      mixed: [],
    });
    expect(
      reading([
        ['44773', 'x'],
        ['44773', '44774'],
      ]).mixed,
    ).toEqual([[RECEIVED, 3]]);
  });

  it('of which nothing is read has nothing to say', () => {
    const { dates } = reading([['', '']]);
    expect([[...dates.mixed()], dates.doubts()]).toEqual([[], []]);
  });
});
