import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import type { RatioRow } from '../../src/core/ratio.ts';
import { UserError } from '../../src/core/user-error.ts';
import { lookAt } from '../../src/input/open.ts';
import { type Problem, sentenceFor } from '../../src/input/problem.ts';
import { headingNamedBy, openRatioList, type Ratio, readingOf as readingOfRatios } from '../../src/input/ratio-list.ts';
import { readRecords } from '../../src/input/records/read.ts';
import type { Opened } from '../../src/input/source.ts';
import { on } from '../support/cases.ts';
import { fileOf, folderOf, workbookOf } from '../support/readings.ts';

const TAKE_UP: Ratio = {
  where: 'kpis[1].ratio',
  date: 'Headcount date',
  id: 'Ref',
  denominator: { column: 'Eligible', operator: '=', kind: 'text', values: ['yes'] },
  numerator: { column: 'Hours', operator: '>=', kind: 'number', values: [15] },
};
const HEADING = 'Ref,Headcount date,Eligible,Hours';

async function readingOf(opened: Opened, ratios: readonly Ratio[] = [TAKE_UP]) {
  const list = openRatioList(await lookAt(opened, headingNamedBy(ratios)), ratios);
  const { sink, summary } = readRecords(list, readingOfRatios(ratios), () => {
    const rows: (readonly RatioRow[])[] = [];
    const problems: Problem[] = [];
    const say = (_: unknown, problem: () => Problem) => void problems.push(problem());
    return { rows, problems, counted: (row: readonly RatioRow[]) => void rows.push(row), setAside: say, warned: say };
  });
  const shown = sink.rows.map((each) =>
    each.map(({ line, id, date, inDenominator, inNumerator }) =>
      [line, id, date === null ? '–' : isoDate(date), inDenominator ? (inNumerator ? 'met' : 'missed') : 'out'].join(' '),
    ),
  );
  return { list, summary, rows: shown.map(([first]) => first), all: shown, said: sink.problems.map(sentenceFor), problems: sink.problems };
}

const csv = (...lines: string[]) => fileOf('places.csv', `${lines.join('\n')}\n`);
const refusalOf = async (opened: Opened, ratios?: readonly Ratio[]) => {
  const error = await readingOf(opened, ratios).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  return error.message;
};

const ROWS = ['T1,2022-01-20,Yes,15', 'T2,20/01/2022,yes,7.5', 'T3,2022-01-20,No,', 'T4,,Yes,15'];
const READ = ['T1 2022-01-20 met', 'T2 2022-01-20 missed', 'T3 2022-01-20 out', 'T4 – out'];
const fromLine = (first: number) => READ.map((words, at) => `${at + first} ${words}`);

describe('a list', () => {
  it.each([
    ['in commas', [HEADING, ...ROWS], 2],
    ['under titles', ['"Places, by term"', 'Printed; by hand; for us', HEADING, ...ROWS], 4],
    ['in semicolons under a title with commas', ['Places, by term, printed, for us', ...[HEADING, ...ROWS].map((line) => line.replaceAll(',', ';'))], 3],
    [
      'with headings in another order, case and spelling',
      ['hours,REF,headcount_date,Note,eligible', '15,T1,2022-01-20,,Yes', '7.5,T2,2022-01-20,,Yes', ',T3,2022-01-20,,No', '15,T4,,,Yes'],
      2,
    ],
  ])('%s is read', async (_, lines, first) => {
    expect((await readingOf(csv(...lines))).rows).toEqual(fromLine(first));
  });

  it('is read packed, in UTF-16, and from a workbook, whose other sheets do not matter', async () => {
    const text = `${[HEADING, ...ROWS].join('\r\n')}\r\n`;
    const sheet = [HEADING, ...ROWS].map((line) => line.split(','));
    expect((await readingOf(fileOf('places.csv.gz', gzipSync(text)))).rows).toEqual(fromLine(2));
    expect((await readingOf(fileOf('places.csv', Buffer.from(`\ufeff${text}`, 'utf16le')))).rows).toEqual(fromLine(2));
    expect((await readingOf(fileOf('places.xlsx', workbookOf({ Notes: [['For us']], Places: sheet })))).rows).toEqual(fromLine(2));
  });

  it("has Excel's day numbers for dates only where a column holds nothing else, for conditions too", async () => {
    const since: Ratio = { ...TAKE_UP, id: null, numerator: { column: 'Started', operator: '>=', kind: 'date', values: [on('2022-01-01')] } };
    const { rows } = await readingOf(csv('Headcount date,Eligible,Started', '44581,yes,44570', '44582,yes,'), [since]);
    expect(rows).toEqual(['2  2022-01-20 met', '3  2022-01-21 missed']);
    const { rows: mixed, said } = await readingOf(csv('Headcount date,Eligible,Started', '44581,yes,44570', '2022-01-21,yes,'), [since]);
    expect(mixed).toEqual(['3  2022-01-21 missed']);
    expect(said[0]).toContain('places.csv line 2, Headcount date: "44581" is a day number of Excel\'s, but line 3 of the column holds something else');
  });

  it('is read once for all ratios over it, each with its own date, and every row has one fate', async () => {
    const other: Ratio = {
      ...TAKE_UP,
      date: 'Left',
      id: null,
      denominator: null,
      numerator: { column: 'Ref', operator: 'not blank', kind: 'text', values: [] },
    };
    const { all, summary } = await readingOf(csv(`${HEADING},Left`, 'T1,2022-01-20,yes,15,2022-03-01', 'T2,2022-01-20,yes,15,soon'), [TAKE_UP, other]);
    expect(all).toEqual([['2 T1 2022-01-20 met', '2  2022-03-01 met']]);
    expect(summary).toMatchObject({ read: 2, counted: 1, setAside: { 'unreadable-date': 1 } });
  });
});

describe('a row is set aside', () => {
  it.each([
    [
      'T1,soon,yes,15',
      'places.csv line 2, Headcount date: a value of 4 characters (not shown, as it may name somebody) is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd). The row was set aside; correct it and run again.',
    ],
    [
      'T1,31/06/2022,yes,15',
      'places.csv line 2, Headcount date: "31/06/2022" is not a date (June has 30 days). The row was set aside; correct it and run again.',
    ],
    ['T1,2022-01-20,yes,1.2.3', 'places.csv line 2, Hours: "1.2.3" is not a number. The row was set aside; correct it and run again.'],
    [
      'T1,2022-01-20,yes,Ada Lovelace',
      'places.csv line 2, Hours: a value of 12 characters (not shown, as it may name somebody) is not a number. The row was set aside; correct it and run again.',
    ],
    ['T1,2022-01-20,yes', 'places.csv line 2: the row has 3 fields where the heading has 4. The row was set aside; correct it and run again.'],
    [
      'T1,2022-01-20,yes,15,Ada',
      'places.csv line 2: the row has 5 fields where the heading has 4 (a comma inside a field needs quotation marks round the field). The row was set aside; correct it and run again.',
    ],
  ])('%s', async (row, words) => {
    const { said, rows, summary } = await readingOf(csv(HEADING, row));
    expect(said).toEqual([words]);
    expect([rows, summary.read, summary.counted]).toEqual([[], 1, 0]);
  });

  it('only where something turns on what cannot be read', async () => {
    expect((await readingOf(csv(HEADING, 'T1,2022-01-20,no,n/a', 'T2,,yes,n/a'))).rows).toEqual(['2 T1 2022-01-20 out', '3 T2 – out']);
  });

  it('without a word of what a column of persons holds', async () => {
    const born: Ratio = { ...TAKE_UP, numerator: { column: 'Date of birth', operator: '>', kind: 'date', values: [on('2019-01-01')] } };
    const { said } = await readingOf(csv('Ref,Headcount date,Eligible,Date of birth', 'T1,2022-01-20,yes,31/06/2019'), [born]);
    expect(said).toEqual(['places.csv line 2, Date of birth: the value (not shown) is not a date. The row was set aside; correct it and run again.']);
  });

  it('and named by its reference where that can name nobody', async () => {
    const { problems } = await readingOf(csv(HEADING, 'T-17,soon,yes,15', 'Ada Lovelace,soon,yes,15'));
    expect(problems.map(({ caseId }) => caseId)).toEqual(['T-17', '']);
  });
});

it('a column of dates in several forms, or perhaps month first, is a warning', async () => {
  const { said } = await readingOf(csv(HEADING, 'T1,2022-01-20,yes,15', 'T2,01/02/2022,yes,15', 'T3,01/20/2022,yes,15'));
  expect(said.map((words) => words.slice(0, 60))).toEqual([
    'places.csv line 4, Headcount date: "01/20/2022" is not a dat',
    'places.csv line 3, Headcount date: this date is written dd/m',
    'places.csv line 4, Headcount date: this date has a month abo',
  ]);
});

describe('a list is refused', () => {
  it.each<[string, Opened, string]>([
    [
      'a column that it does not have, with the nearest',
      csv('Ref,Headcount date,Elligible,Hours', 'T1,2022-01-20,yes,15'),
      'kpis[1].ratio.denominator: places.csv has no column "Eligible". Did you mean "Elligible"?',
    ],
    [
      'one that is like none, with all',
      csv('Ref,Headcount date,Eligible,Weeks', 'T1,2022-01-20,yes,15'),
      'kpis[1].ratio.numerator: places.csv has no column "Hours". Its columns are Ref, Headcount date, Eligible, Weeks.',
    ],
    [
      'one without any of the columns, whose first line may name somebody',
      csv('Ada,Lovelace'),
      'kpis[1].ratio.date: places.csv has no column "Headcount date". It has none of the columns that are asked for: is this the right file?',
    ],
    [
      'a heading that stands twice',
      csv(`${HEADING},eligible`, 'T1,2022-01-20,yes,15,no'),
      'places.csv line 1: two columns are both headed "eligible" (columns 3 and 5), and they may not agree. Rename or remove one and run again.',
    ],
    ['one without rows', csv(HEADING), 'places.csv: there is a heading row and no row below it, so there is nothing to report. Export the list again.'],
    ['an empty file', csv(''), 'places.csv: the file is empty. Export the list again, with its heading row.'],
    ['XML', fileOf('places.xml', '<?xml version="1.0"?><Places></Places>'), 'places.xml: this is XML, and no list. Name a CSV file or an Excel workbook.'],
    [
      'two of them in a folder',
      folderOf({ 'a.csv': `${HEADING}\n`, 'b.csv': `${HEADING}\n` }),
      'export: a.csv and b.csv are both lists with these columns, and which is meant cannot be told. Name the one file, or keep one.',
    ],
  ])('%s', async (_, opened, words) => {
    expect(await refusalOf(opened)).toBe(words);
  });

  it('not for a heading that stands twice and that no rule names', async () => {
    expect((await readingOf(csv(`${HEADING},Note,Note`, 'T1,2022-01-20,yes,15,,'))).rows).toHaveLength(1);
  });
});

it('read = counted + set aside, and what is set aside does not depend on the order of the rows', async () => {
  const cell = (...texts: string[]) => fc.constantFrom(...texts);
  const row = fc
    .tuple(cell('T1', ''), cell('2022-01-20', '20/01/2022', '', 'soon'), cell('yes', 'no', ''), cell('15', '7.5', '', 'n/a'))
    .map((cells) => cells.join(','));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const { summary, rows: counted, said } = await readingOf(csv(HEADING, ...rows.map((one) => `${one}`)));
      const setAside = Object.values(summary.setAside).reduce((sum, count) => sum + count, 0);
      const reversed = await readingOf(csv(HEADING, ...[...rows].reverse()));
      expect([summary.read, summary.counted]).toEqual([counted.length + setAside, counted.length]);
      expect(reversed.summary.setAside).toEqual(summary.setAside);
      expect(said.length).toBeGreaterThanOrEqual(setAside);
    }),
    { seed: 222, numRuns: 100 },
  );
});
