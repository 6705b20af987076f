import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { csv } from '../../src/render/csv.ts';
import { tidy } from '../../src/render/tidy.ts';
import { sheetsOf, xlsx } from '../../src/render/xlsx.ts';
import type { Figure, Report } from '../../src/report/report.ts';
import { awkwardNames, charts, full, look, waterfall } from '../documents/papers.ts';
import { partOf, sheetsIn } from '../support/workbook.ts';

const FIGURE: Figure = { label: 'Open', unit: 'cases', value: 7 };

/** A report split into groups of these names. */
const splitInto = (...names: string[]): Report => ({
  ...full(),
  by: { column: 'area', groups: names.map((name) => ({ name, figures: { open: FIGURE } })) },
});

/** A report that lists cases with these ids. */
const listing = (...ids: string[]): Report => ({
  ...full(),
  listings: [
    {
      name: 'cases',
      columns: [
        { key: 'caseId', heading: 'Case', kind: 'text' },
        { key: 'received', heading: 'Received', kind: 'date' },
        { key: 'days', heading: 'Days', kind: 'number' },
      ],
      rows: ids.map((caseId, at) => ({ caseId, received: at === 0 ? null : '2022-03-27', days: -at })),
    },
  ],
});

const csvOf = (report: Report): Record<string, string>[] => parse(csv.render(report, look) as string, { columns: true, record_delimiter: '\r\n' });
const xlsxOf = async (report: Report): Promise<Uint8Array> => (await xlsx.render(report, look)) as Uint8Array;

/** The groups that a workbook names, as its reader reads them. */
async function groupsIn(report: Report): Promise<(string | undefined)[]> {
  const { Figures = [] } = await sheetsIn(await xlsxOf(report));
  const at = (Figures[0] ?? []).indexOf('Group');
  return Figures.slice(1)
    .map((row) => row[at])
    .filter((group) => group !== '' && group !== undefined);
}

describe('the tidy rows', () => {
  it('have a figure of the day without a period, and last year beside its period, with dates of its own', () => {
    const { rows } = tidy(full());
    expect(rows.find(({ figure }) => figure === 'open')).toMatchObject({ asOf: '2022-07-31', period: null, from: null, comparison: null });
    const months = rows.filter(({ figure, period }) => figure === 'within-20-weeks' && period === '2022-07');
    expect(months.map(({ from, to, comparison }) => [from, to, comparison])).toEqual([
      ['2022-07-01', '2022-07-31', null],
      ['2021-07-01', '2021-07-31', 'last-year'],
    ]);
  });

  it('name what was left out, and how many: with the denominator that is every row counted', () => {
    const report = full();
    const judged = tidy(report).rows.filter(({ excluded }) => excluded !== null);
    expect(judged).toHaveLength(100);
    for (const { denominator, excluded, outOfScope } of judged) expect(Number(denominator) + Number(excluded) + Number(outOfScope)).toBe(912);
    expect(judged.at(-1)?.leftOut).toBe('closed-without-plan: 56; not-yet-due: 141; not-in-period: 182; not-yet-visible: 365');
  });

  it('say a nothing as a blank, and a group without a name as one', () => {
    const report: Report = { ...splitInto(''), figures: { none: { ...FIGURE, unit: 'percent', value: null, numerator: 0, denominator: 0 } }, periods: {} };
    expect(csvOf(report)).toMatchObject([
      { figure: 'none', value: '', numerator: '0', denominator: '0', by: '', group: '' },
      { figure: 'open', value: '7', numerator: '', by: 'area', group: '(blank)' },
    ]);
  });
});

describe('what a spreadsheet would run', () => {
  const texts = ["=cmd|'/C calc'!A0", '+1', '-1', '@x', '\t=1', '\r=1', '=HYPERLINK("http://a","b")'];

  it('is a text with an apostrophe before it, in CSV and in workbooks, as the name of a group', async () => {
    const safe = texts.map((text) => `'${text}`);
    expect(
      csvOf(splitInto(...texts))
        .map(({ group }) => group)
        .filter((group) => group !== ''),
    ).toEqual(safe);
    expect(await groupsIn(splitInto(...texts))).toEqual(safe);
  });

  it('is so too as the id of a case, where a number below nought stays a number', async () => {
    const report = listing(...texts);
    const safe = texts.map((text, at) => [`'${text}`, String(-at)]);
    expect(csvOf(report).map(({ case_id, days }) => [case_id, days])).toEqual(safe);
    const bytes = await xlsxOf(report);
    expect((await sheetsIn(bytes)).Cases?.slice(1).map(([id, , days]) => [id, days])).toEqual(safe);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f');
  });
});

describe('a workbook', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('has what is listed first, then the figures, then what there is to know of them, each with its headings frozen', async () => {
    const bytes = await xlsxOf(listing('A1'));
    expect(Object.keys(await sheetsIn(bytes))).toEqual(['Cases', 'Figures', 'Series', 'About']);
    for (const sheet of [1, 2, 3, 4]) {
      const xml = partOf(bytes, `xl/worksheets/sheet${sheet}.xml`);
      expect(xml).toMatch(/<pane ySplit="1" [^>]*topLeftCell="A2" [^>]*state="frozen"\/>/);
      expect(xml).toContain('<c r="A1" s="1" t="s">');
    }
    expect(partOf(bytes, 'xl/styles.xml')).toContain('<xf fontId="1" applyFont="1">');
    expect(Object.keys(await sheetsIn(await xlsxOf({ ...full(), sections: [] })))).toEqual(['Figures', 'About']);
  });

  it('has each value of a waterfall once among its series', async () => {
    const chart = waterfall('falling', ['31 Jul', 0, 90], ['Passed', 1, 13], ['Planned', 2, 'c'], ['26 Sep', 0, 47]);
    expect((await sheetsIn(await xlsxOf({ ...full(), sections: [chart] }))).Series?.slice(1)).toEqual([
      ['falling', '31 Jul', 'Open', '90'],
      ['falling', '26 Sep', 'Open', '47'],
      ['falling', 'Passed', 'Came in', '13'],
      ['falling', 'Planned', 'Left', 'c'],
    ]);
  });

  it('holds numbers as numbers and dates as dates, whatever the time zone', async () => {
    const bytes = await xlsxOf(listing('A1', 'A2'));
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    // The day in March on which the clocks change is day 44,647 of Excel.
    const style = /<c r="B3" s="(\d)"><v>44647<\/v><\/c><c r="C3"><v>-1<\/v><\/c>/.exec(xml)?.[1];
    const styles = partOf(bytes, 'xl/styles.xml');
    expect(styles).toContain('formatCode="yyyy-mm-dd"');
    expect([...styles.matchAll(/<xf [^>]*>/g)][Number(style)]?.[0]).toContain('applyNumberFormat="1"');
    expect(xml).not.toContain('r="B2"');
    expect((await sheetsIn(bytes)).Cases).toEqual([
      ['Case', 'Received', 'Days'],
      ['A1', '', '0'],
      ['A2', '2022-03-27', '-1'],
    ]);
  });

  it('says of its figures what the report says: its words, its sources, its conventions and what is counted', async () => {
    const report = full();
    const { About = [] } = await sheetsIn(await xlsxOf(report));
    const said = About.map((row) => row[2]);
    expect(About[1]).toEqual(['Report', 'Title', report.title]);
    expect(About).toContainEqual(['Report', 'As of', '2022-07-31']);
    expect(About).toContainEqual(['Source: cases', 'Rows read', '912']);
    expect(said).toEqual(expect.arrayContaining([...report.summary, report.sources[0]?.sha256]));
    for (const section of report.sections) {
      if (section.kind === 'terms') for (const { term, meaning } of section.terms) expect(About).toContainEqual([section.heading, term, meaning]);
      if (section.id === 'conventions' && section.kind === 'list') for (const item of section.items) expect(About).toContainEqual([section.heading, '', item]);
    }
  });

  it.each([
    ['control characters', 'a\u0001\u000b\u001fb\u0085c'],
    ['what looks like an escape', '_x0041_ _x000d_'],
    ['line ends', 'a\r\nb\nc\td'],
    ['what is no character', 'a\ufffe\uffff\ufffdb\ufdd0'],
    ['half a character', 'a\ud83d b\ude00'],
    ['marks of XML', '<f>&amp;</f> ]]> "quoted" \'too\''],
    ['blanks around it', '  a  '],
    ['other letters', 'Ynys Môn, Łódź, 案, 😀'],
    ['the name of what every object has', 'constructor'],
    ['another', '__proto__'],
    ['another', 'toString'],
  ])('keeps a text as it is: %s', async (_, text) => {
    expect(await groupsIn(splitInto(text, 'after'))).toEqual([text, 'after']);
  });

  it('cuts a text that is longer than a cell of Excel', async () => {
    const [cut = ''] = await groupsIn(splitInto('x'.repeat(40_000)));
    expect(cut).toBe(`${'x'.repeat(32_766)}…`);
  });

  it('opens with the names that papers trip over', async () => {
    const report = awkwardNames();
    const { About = [] } = await sheetsIn(await xlsxOf(report));
    expect(About.slice(1, 3).map((row) => row[2])).toEqual([report.title, report.authority]);
  });

  it('goes on to further sheets where one has no room', () => {
    const sheets = sheetsOf('Cases', { headings: ['Case'], rows: [['A1'], ['A2'], ['A3']] }, 2);
    expect(sheets.map(({ sheet, data }) => [sheet, data.slice(1)])).toEqual([
      ['Cases', [['A1'], ['A2']]],
      ['Cases 2', [['A3']]],
    ]);
    expect(sheetsOf('Cases', { headings: ['Case'], rows: [] })).toHaveLength(1);
  });

  it('has the same bytes whenever it is written', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2022-07-31T23:59:58Z') });
    const once = await xlsxOf(full());
    vi.setSystemTime(new Date('2031-01-02T03:04:06Z'));
    expect(Buffer.from(await xlsxOf(full())).equals(Buffer.from(once))).toBe(true);
  });
});

it('the sheet of series has each value of each chart with what it was made of, a c for what is suppressed, a blank for nothing', async () => {
  const { Series: [headings, ...rows] = [] } = await sheetsIn(await xlsxOf(charts()));
  expect(headings).toEqual(['Chart', 'Label', 'Series', 'Value', 'Numerator', 'Denominator']);
  const gaps = rows.filter(([chart, , series]) => chart === 'gaps' && series === 'Aug 2021 to 15 Aug 2022').map((row) => row.slice(3));
  expect(gaps.slice(1, 4)).toEqual([['35.5', '36', '100'], ['', '0', '0'], ['c']]);
});
