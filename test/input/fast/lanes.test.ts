import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type Column } from '../../../src/input/columns.ts';
import type { Delimiter } from '../../../src/input/rows.ts';
import { byCsvParse, byProgram, outcomeOrRefusal } from '../../support/lanes.ts';

/**
 * A list is read from its bytes; csv-parse and the readers of texts are the reference. Both give the same cases, groups,
 * problems, warnings, lines and counts for every file, wherever its bytes are cut.
 */

const DATE = ['2022-01-10', '2022-06-30', '31/07/2022', '1/8/2022', '01-Feb-2021', '2021-Feb-01', '9-mar-2020', '2022-02-30', '31/06/2022', '04/25/2022'];
const ODD_DATE = [
  '',
  '',
  '1900-01-01',
  '31/12/9999',
  '44600',
  '44600.5',
  '2022-01-10 09:30',
  '2022-01-10T00:00:00Z',
  '2022-01-10 25:00',
  ' 2022-01-10',
  'soon',
  '1980-05-05',
];
const date = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...DATE) }, { weight: 4, arbitrary: fc.constantFrom(...ODD_DATE) });
const decision = fc.constantFrom('Y', 'Y', 'N', 'A', 'W', 'H', '', 'agreed', 'REFUSED', ' y', 'maybe');
const flag = fc.constantFrom('', '', '0', '1', '1.0', 'yes', 'No', '2', ' ');
const word = fc.constantFrom(
  '',
  'North',
  'Tîm y Gogledd',
  'O"Neil',
  'a, b',
  'x;y',
  'two\nlines',
  'two\r\nlines',
  'a\rb',
  '\u00a0',
  ' padded ',
  'a\tb',
  '""',
  '"',
  'n/a',
  '\ufeff',
);
const id = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((n) => `EHC-${String(n).padStart(4, '0')}`),
  fc.constantFrom('', ' ', 'A1', 'a1', ' A1', 'Ŵ1', '7/1', '7/2', 'é'),
);

const valuesOf = (column: Column): fc.Arbitrary<string> => {
  if (column === 'case_id') return id;
  if (column === 'person_id') return fc.oneof(id, fc.constantFrom('n/a', 'Unknown'));
  if (/date/.test(column)) return date;
  if (/decision/.test(column)) return decision;
  if (/mediation|tribunal|exception|moved/.test(column)) return fc.oneof(flag, fc.constantFrom('personal', 'school-closed', 'none'));
  return word;
};

/** A file as it is written: quoted as it must be, everywhere, or here and there; under headings in any order. */
const file = fc
  .record({
    columns: fc.shuffledSubarray([...COLUMNS]).map((columns) => [...new Set<Column>([...columns, 'received_date', 'case_id', 'assess_decision'])]),
    delimiter: fc.constantFrom<Delimiter>(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    quoting: fc.constantFrom('needed', 'all', 'some'),
    mark: fc.boolean(),
    trailing: fc.nat({ max: 2 }),
    lastEnd: fc.boolean(),
  })
  .chain((look) =>
    fc
      .array(
        fc.oneof(
          { weight: 12, arbitrary: fc.tuple(...look.columns.map(valuesOf)) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              [''],
              [' '],
              ['', '', ''],
              ['A9'],
              look.columns.map(() => ''),
              [...look.columns, 'one', 'more', 'field'],
            ),
          },
        ),
        { maxLength: 12 },
      )
      .map((rows) => ({ ...look, rows })),
  )
  .map(({ columns, delimiter, end, quoting, mark, trailing, lastEnd, rows }) => {
    let turn = 0;
    const written = (text: string): string => {
      const must = /["\r\n]/.test(text) || text.includes(delimiter);
      const may = quoting === 'all' || (quoting === 'some' && turn++ % 3 === 0);
      return must || may ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const line = (fields: readonly string[]) =>
      [...fields, ...Array<string>(fields.length === columns.length ? trailing : 0).fill('')].map(written).join(delimiter);
    const heading = line(columns);
    return { delimiter, head: `${mark ? '\ufeff' : ''}${heading}${end}`, body: rows.map(line).join(end) + (lastEnd ? end : '') };
  });

const pieces = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(16_384));

function holdEqual(bytes: Buffer, delimiter: Delimiter, length: number): void {
  const reference = outcomeOrRefusal(() => byCsvParse(bytes, delimiter));
  expect(outcomeOrRefusal(() => byProgram(bytes, length))).toEqual(reference);
}

describe('a list gives the same from its bytes as by csv-parse', () => {
  it('in any look, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(file, pieces, ({ delimiter, head, body }, length) => holdEqual(Buffer.from(head + body), delimiter, length)),
      { seed: 20220731, numRuns: 300 },
    );
  });

  it('whatever bytes of it are changed, left out or added', () => {
    const hostile = fc.constantFrom('"', '""', '\r', '\n', '\r\n', ',', ';', '\t', ' ', '\u00a0', 'é', '€', '𝄞', '\u2028', '\x7f', '"\n', ',"', '",', '-', '0');
    const change = fc.record({
      at: fc.nat(),
      left: fc.nat({ max: 2 }),
      added: fc.oneof(
        hostile.map((text) => Buffer.from(text)),
        fc.constantFrom(Buffer.alloc(0), Buffer.from([0xe9]), Buffer.from([0x93])),
      ),
    });
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 4 }), pieces, ({ delimiter, head, body }, changes, length) => {
        let bytes = Buffer.from(body);
        for (const { at, left, added } of changes) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(from + left)]);
        }
        holdEqual(Buffer.concat([Buffer.from(head), bytes]), delimiter, length);
      }),
      { seed: 20220731, numRuns: 400 },
    );
  });

  it('cut at every place of a file that has everything in it', () => {
    const text = [
      '\ufeffcase_id,received_date,final_plan_date,assess_decision,team,notes,',
      'EHC-1,2022-01-10,2022-05-30,Y,North,"say ""yes""",',
      '',
      '"EHC-2","2022-01-11","2022-06-30","Y","two\r\nlines","",""',
      'EHC-3,11/01/2022,,N,5" pipe,x,',
      ',,,,,,',
      '"EHC-4",2022-01-12,"soon",Y,"\u00a0",ŵ,',
      'EHC-1,2022-01-13,,Y,South,,',
      'EHC-5,2022-01-13,,Y,South',
      'EHC-6,2022-01-13,,Y,South,,,,,"',
      '"',
      'EHC-7,14-Jan-2022,,Y,"a\rb","""",',
    ].join('\r\n');
    for (let length = 1; length <= 80; length++) holdEqual(Buffer.from(text), ',', length);
    expect(byProgram(Buffer.from(text), 7).summary).toMatchObject({
      read: 8,
      counted: 4,
      setAside: { 'wrong-number-of-fields': 2, 'repeated-case-id': 1, 'unreadable-date': 1 },
    });
  });

  it('with a row, a field and a word that are longer than any piece', () => {
    const long = 'ŵ'.repeat(30_000);
    const wide = `case_id,received_date,team,${Array.from({ length: 300 }, (_, at) => `c${at}`).join(',')}`;
    const row = (n: number, team: string) => `A${n},2022-01-10,${team},${Array.from({ length: 300 }, (_, at) => `"v${at}"`).join(',')}`;
    const text = [wide, row(1, long), row(2, `"${long}\n${long}"`), row(3, 'x'.repeat(33)), row(4, 'x'.repeat(32)), row(5, 'x'.repeat(33))].join('\n');
    for (const length of [1000, 16_384, 1_000_000]) holdEqual(Buffer.from(text), ',', length);
  });

  it('with more words in a column than are remembered, again and again', () => {
    const rows = Array.from({ length: 9000 }, (_, at) => `A${at},2022-01-10,team ${(at * 7919) % 4500},Y`);
    holdEqual(Buffer.from(`case_id,received_date,team,assess_decision\n${rows.join('\n')}\n`), ',', 16_384);
  });
});
