import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import reportSchema from '../src/report/report.schema.json';
import { bytesOf, DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';
import { sheetsIn } from './support/workbook.ts';

const FOLDER = join(PROJECT, 'fixtures', 'golden');
const snapshot = (format: string, more: string[] = [], env: Record<string, string> = {}, cwd = FOLDER) =>
  ehcp(['snapshot', '--as-of', '2022-07-31', '--format', format, ...more], { cwd, env });

describe('the small report', () => {
  it.each(['table', 'json'])('is this %s, byte for byte', async (format) => {
    await expect(snapshot(format).stdout).toMatchFileSnapshot(join(FOLDER, `snapshot.${format === 'table' ? 'txt' : format}`));
  });

  it.each(['table', 'json', 'csv'])('made to be published is this %s', async (format) => {
    const { stdout } = snapshot(format, ['--publish']);
    await expect(stdout.replaceAll('\r\n', '\n')).toMatchFileSnapshot(join(FOLDER, `published.${format === 'table' ? 'txt' : format}`));
  });

  it('is the same twice, in any time zone and any language, in every format', () => {
    for (const format of ['table', 'json', 'csv', 'md', 'html', 'xlsx', 'pdf']) {
      const args = ['snapshot', '--as-of', '2022-07-31', '--format', format];
      const once = bytesOf(args, FOLDER);
      expect(once.length).toBeGreaterThan(1000);
      expect(bytesOf(args, FOLDER, { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }).equals(once)).toBe(true);
    }
  });

  it('fits 80 columns', () => {
    const tooLong = [snapshot('table').stdout, snapshot('table', [], {}, DEMONSTRATION).stdout]
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.length > 80);
    expect(tooLong).toEqual([]);
  });
});

/** A figure wherever it stands in the JSON. */
interface Found {
  unit: string;
  value: number | null;
  numerator?: number;
  denominator?: number;
  percent?: number | null;
}

const isFigure = (value: object): value is Found => 'unit' in value && 'value' in value;

/** Every figure in a part of a report, and those within it. */
function figuresIn(part: unknown): Found[] {
  if (typeof part !== 'object' || part === null) return [];
  return [...(isFigure(part) ? [part] : []), ...Object.values(part).flatMap(figuresIn)];
}

const inShort = ({ unit, value, numerator = null, denominator = null, percent = null }: Partial<Found> | Record<string, string | null>): string =>
  [unit, value, numerator, denominator, percent].map((one) => one ?? '').join(' ');

describe('the figures as rows', () => {
  const REPORTS: [name: string, args: string[]][] = [
    ['snapshot', []],
    ['kpi', ['within-20-weeks', 'mean-weeks-to-issue-all', '--period', '2022-Q2']],
    ['timeliness', ['--period', '2022/23', '--by', 'exception_reason']],
    ['trend', ['--from', '2021-07', '--to', '2022-07', '--measure', 'within-20-weeks,finals,open-over-20-weeks']],
    ['cohort', ['--period', '2022', '--by', 'exception_reason']],
    ['due', ['--within', '20w', '--by', 'exception_reason']],
    ['reviews', ['plans.csv', '--by', 'team']],
    ['caseload', ['--by', 'exception_reason']],
    ['movement', ['--from', '2022-04-30', '--by', 'coordinator']],
    ['forecast', ['--look-back', '--by-date', '2023-03-31', '--horizon', '26w']],
    ['advice', ['advice.csv', '--by', 'provider']],
    ['appeals', ['appeals.csv', '--published', 'lodged=3,completed=1,ongoing=1']],
    ['foi', ['--period', '2022', '--no-publish']],
    ['check', []],
    ['clocks', ['--case', 'G-005']],
    ['cases', ['--measure', 'within-20-weeks', '--period', '2022', '--show', 'all']],
  ];
  /** Of these the CSV is what they list. */
  const LISTS = ['due', 'caseload', 'advice', 'reviews', 'check', 'clocks', 'cases'];
  const argsOf = (name: string, more: string[], format: string) => [name, ...more, '--as-of', '2022-07-31', '--format', format, '--quiet'];
  const text = (name: string, more: string[], format: string): string => ehcp(argsOf(name, more, format), { cwd: FOLDER }).stdout;

  /** A check ends with 1 where there are errors, so the bytes are read from a file. */
  function workbookOf(name: string, more: string[]): Buffer {
    const out = join(mkdtempSync(join(tmpdir(), 'ehcp-')), `${name}.xlsx`);
    ehcp([...argsOf(name, more, 'xlsx'), '--out', out], { cwd: FOLDER });
    const bytes = readFileSync(out);
    rmSync(dirname(out), { recursive: true });
    return bytes;
  }

  it.each(REPORTS)('of %s are this CSV, every line with the end that RFC 4180 asks for', async (name, more) => {
    const lines = text(name, more, 'csv').split('\r\n');
    expect(lines.join('')).not.toContain('\n');
    await expect(lines.join('\n')).toMatchFileSnapshot(join(FOLDER, 'sheets', `${name}.csv`));
  });

  it.each(REPORTS)('of %s are these cells of a workbook', async (name, more) => {
    const sheets = Object.entries(await sheetsIn(workbookOf(name, more)));
    const cells = sheets.map(([sheet, rows]) => `== ${sheet}\n${rows.map((row) => `${row.join('\t').trimEnd()}\n`).join('')}`);
    await expect(cells.join('\n')).toMatchFileSnapshot(join(FOLDER, 'sheets', `${name}.xlsx.txt`));
  });

  it.each(REPORTS)('of %s are those of the JSON, each once', async (name, more) => {
    const { figures, series, periods, by, alsoBy } = JSON.parse(text(name, more, 'json'));
    // What is said of the period that is asked for stands at the top too.
    const own = name === 'trend' ? {} : Object.fromEntries(Object.entries(figures).filter(([id]) => periods?.period?.figures[id] === undefined));
    const expected = [own, series, periods, by, alsoBy].flatMap(figuresIn).map(inShort).sort();
    expect(expected.length).toBeGreaterThan(0);
    const { Figures = [] } = await sheetsIn(workbookOf(name, more));
    const [headings = [], ...rows] = Figures.map((row) => row.map((field) => field.toLowerCase()));
    expect(rows.map((row) => inShort(Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? null])))).sort()).toEqual(expected);
    if (LISTS.includes(name)) return;
    const listed: Record<string, string>[] = parse(text(name, more, 'csv'), { columns: true, record_delimiter: '\r\n' });
    expect(listed.map(inShort).sort()).toEqual(expected);
  });
});

describe('the documents', () => {
  const DFE = ['--dfe', join(PROJECT, 'fixtures', 'dfe', 'invented', 'timeliness.csv'), '--authority', '992'];
  const compared = mkdtempSync(join(tmpdir(), 'ehcp-'));
  afterAll(() => rmSync(compared, { recursive: true }));

  const day = ['--as-of', '2022-07-31'];
  const REPORTS: [name: string, args: string[]][] = [
    ['snapshot', day],
    ['kpi', ['within-20-weeks', 'mean-weeks-to-issue-all', '--period', '2022-Q2', ...day]],
    ['timeliness', ['--period', '2022/23', '--by', 'exception_reason', ...day]],
    ['trend', ['--from', '2021-07', '--measure', 'within-20-weeks,finals,open-over-20-weeks', ...day]],
    ['cohort', ['--period', '2022', '--by', 'exception_reason', ...day]],
    ['due', ['--as-of', '2022-04-15', '--until', '2022-06-30']],
    ['reviews', ['plans.csv', '--by', 'team', ...day]],
    ['caseload', ['--by', 'exception_reason', ...day]],
    ['movement', ['--from', '2022-04-30', '--to', '2022-07-31']],
    ['forecast', ['--look-back', '--by-date', '2023-03-31', '--horizon', '26w', ...day]],
    ['advice', ['advice.csv', '--by', 'exception_reason', ...day]],
    ['appeals', ['appeals.csv', '--period', '2022', '--published', 'lodged=3,completed=1,ongoing=1', ...day]],
    ['benchmark', [...DFE, '--neighbours', '993,995']],
    ['check', day],
    ['cases', ['--measure', 'within-20-weeks', '--period', '2022', '--show', 'all', ...day]],
    ['clocks', []],
    ['explain', ['within-20-weeks', 'open-over-52-weeks']],
    ['compare', [join(compared, 'july.json'), join(compared, 'every-plan.json')]],
  ];

  beforeAll(() => {
    writeFileSync(join(compared, 'july.json'), snapshot('json').stdout);
    writeFileSync(join(compared, 'every-plan.json'), snapshot('json', ['--cohort', 'every-plan']).stdout);
  });

  it.each(REPORTS.flatMap(([name, args]) => ['md', 'html'].map((format) => ({ name, format, args }))))(
    'of $name are this $format',
    async ({ name, format, args }) => {
      const { stdout } = ehcp([name, ...args, '--format', format, '--quiet'], { cwd: FOLDER });
      // The sheet of every page is the same, and is looked at in a browser.
      await expect(stdout.replace(/<style>.*?<\/style>/s, '<style></style>')).toMatchFileSnapshot(join(FOLDER, 'documents', `${name}.${format}`));
    },
  );
});

describe('the JSON', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    ['the small report', FOLDER, []],
    ['the demonstration caseload', DEMONSTRATION, []],
    ['a day before anything was received', DEMONSTRATION, ['--as-of', '1995-02-28']],
    ['what is published', FOLDER, ['--publish']],
    ['what is published of the demonstration caseload', DEMONSTRATION, ['--publish']],
    ['every plan kept', DEMONSTRATION, ['--cohort', 'every-plan']],
  ])('of %s is what the published schema describes', (_, cwd, more) => {
    const report = JSON.parse(snapshot('json', more as string[], {}, cwd as string).stdout);
    valid(report);
    expect(valid.errors).toBeNull();
  });

  it('is refused by the schema where a key is unknown or missing', () => {
    const report = JSON.parse(readFileSync(join(FOLDER, 'snapshot.json'), 'utf8'));
    expect(valid({ ...report, more: 1 })).toBe(false);
    const { figures, ...rest } = report;
    expect([valid(rest), valid({ ...rest, figures: { open: { ...figures.open, value: 'many' } } })]).toEqual([false, false]);
  });

  it('holds the figures of the interface, in its order', () => {
    const report = JSON.parse(snapshot('json').stdout);
    expect(Object.keys(report.figures)).toEqual([
      'open',
      'open-within-20-weeks',
      'open-over-20-weeks',
      'open-band-0-20',
      'open-band-21-30',
      'open-band-31-40',
      'open-band-41-52',
      'open-band-over-52',
      'open-over-52-weeks',
      'open-over-52-weeks-allocated',
      'open-over-52-weeks-with-draft',
      'open-over-20-weeks-mean-weeks',
      'open-over-20-weeks-median-weeks',
      'open-longest-weeks',
      'open-reopened',
      'closed-date-not-known',
      'open-awaiting-decision-to-assess',
      'open-being-assessed',
      'open-plan-being-drafted',
      'open-draft-sent',
      // And, by the next meeting of the configuration:
      'due-week-20',
      'due-week-52',
    ]);
    expect(Object.keys(report.periods)).toEqual(['month', 'quarter', 'year-to-date', 'financial-year-to-date', 'last-12-months']);
  });

  it('accounts for every row in every percentage', () => {
    const report = JSON.parse(snapshot('json', [], {}, DEMONSTRATION).stdout);
    const sum = (reasons: { count: number }[]) => reasons.reduce((total, { count }) => total + count, 0);
    let seen = 0;
    for (const period of Object.values<typeof report>(report.periods)) {
      for (const figures of [period.figures, period.lastYear.figures]) {
        for (const figure of Object.values<typeof report>(figures)) {
          if (figure.excluded === undefined) continue;
          seen++;
          expect(figure.denominator + sum(figure.excluded) + sum(figure.outOfScope)).toBe(report.sources[0].counted);
        }
      }
    }
    expect(seen).toBe(100);
  });
});
