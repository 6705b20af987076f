import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDfe } from '../../src/cli/read-dfe.ts';
import type { DfeShare } from '../../src/core/dfe-measures.ts';
import { percentage } from '../../src/core/proportion.ts';
import { benchmark } from '../../src/report/benchmark.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { BenchmarkedMeasure } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

const DFE = join(PROJECT, 'fixtures', 'dfe');
const FILES = ['timeliness_20_week', 'requests', 'assessments', 'annual_reviews'].map((name) => join(DFE, `${name}.csv`));
const INVENTED = join(DFE, 'invented', 'timeliness.csv');
const dfe = (files: readonly string[]): string[] => files.flatMap((file) => ['--dfe', file]);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => ehcp(['benchmark', ...args], { cwd: DEMONSTRATION });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout);
const invented = (...args: string[]) => json('--dfe', INVENTED, '--authority', '992', ...args);

describe('the authority beside others', () => {
  it('is Bristol with the figures that DfE published, each in its latest year', () => {
    const { figures, by, title } = json(...dfe(FILES));
    expect(title).toBe('Bristol, City of beside others, 2023 and 2024');
    expect(figures['dfe-within-20-weeks']).toMatchObject({ value: 57.1, numerator: 396, denominator: 693, period: { label: '2023' } });
    expect(figures['dfe-within-20-weeks-all']).toMatchObject({ value: 57, numerator: 397, denominator: 697 });
    expect(figures['dfe-review-decision-within-4-weeks']).toMatchObject({ value: 44.6, numerator: 1242, denominator: 2787, period: { label: '2024' } });
    expect(by.groups.map(({ name }: { name: string }) => name)).toEqual(['England', 'South West']);
    expect(by.groups[0].figures['dfe-within-20-weeks']).toMatchObject({ value: 50.3, numerator: 38471, denominator: 76506 });
    // DfE's percentage, over more than the counts that it gives.
    expect(by.groups[0].figures['dfe-decision-within-6-weeks']).toEqual({
      label: 'Decisions whether to assess, told within 6 weeks (DfE)',
      unit: 'percent',
      value: 84.8,
      period: { from: '2023-01-01', to: '2023-12-31', label: '2023' },
    });
  });

  it('has the rank, the quarter and the limits of chance of each, and the years with their collection', () => {
    const { benchmark: all, sections } = json(...dfe(FILES), '--year', '2022');
    const { distribution, funnel, england, years, areas } = all['dfe-within-20-weeks'];
    expect(areas[0]).toEqual({
      role: 'authority',
      name: 'Bristol, City of',
      code: 'E06000023',
      number: '801',
      value: 38.4,
      numerator: 297,
      denominator: 774,
      why: null,
      interval: { low: 35, high: 41.8 },
    });
    expect(distribution).toMatchObject({ authorities: 152, known: 147, unknown: { none: 1, x: 4 }, rank: 102, quarter: 3 });
    expect(funnel).toMatchObject({ around: { numerator: 30536, denominator: 62108 }, place: 'below-99.8' });
    expect(england).toEqual({ own: { areas: 1, numerator: 30536, denominator: 62108 }, sum: { areas: 148, numerator: 30536, denominator: 61283 } });
    expect(years.map(({ year, collection }: BenchmarkedMeasure['years'][number]) => `${year} ${collection}`)).toEqual([
      '2019 totals',
      '2020 totals',
      '2021 totals',
      '2022 persons',
      '2023 persons',
    ]);
    expect(Object.keys(all)).not.toContain('dfe-decision-within-6-weeks');
    expect(sections[0].notes).toContain(
      'These files have of other years alone: "Decision to assess within 6 weeks" (2023), "Refusal to issue within 16 weeks" (2023), "Annual reviews with a meeting in the year" (2024) and "Review decision within 4 weeks" (2024).',
    );
  });

  it('is said in sentences: the headline, its rank, chance, and the others', () => {
    const { summary } = invented();
    expect(summary).toEqual([
      'Within 20 weeks, leaving out exceptions, Ambridge, City of had 39.8% (47 of 118) in 2022; England 50.0% and Westshire 50.0%.',
      'That is rank 4 of 5 authorities with a figure (1 is the highest percentage), in the third quarter from the top.',
      "With 118 in the denominator (plans issued without an exception), it lies below the limits within which chance alone keeps 95 in 100 around England's 50.0%; on either side 2 of 5 authorities lie beyond theirs.",
      'Beside England it is lower in "Within 20 weeks, including exceptions".',
    ]);
  });

  it('of 12 plans is no more than chance, and its rank says little', () => {
    const { summary, benchmark: all, sections } = invented('--authority', 'Penny Hassett');
    expect(all['dfe-within-20-weeks']).toMatchObject({
      distribution: { rank: 3 },
      funnel: { place: 'within' },
      areas: [{ interval: { low: 19.3, high: 68 } }, {}, {}],
    });
    expect(summary[2]).toBe(
      'With 12 in the denominator (plans issued without an exception), the difference from England is no more than chance alone can make of it: the rank says little.',
    );
    expect(JSON.stringify(sections)).toContain('Penny Hassett, within 20 weeks, leaving out exceptions: 5 of 12 is too few to tell more than 19.3–68.0%.');
  });

  it.each([
    ['997', 'x, not available'],
    ['998', 'low, not nought, but rounds to it'],
    ['999', 'nobody to count'],
  ])('%s has no number, and it is said why', (authority, why) => {
    const { benchmark: all, figures, summary } = invented('--authority', authority);
    expect(all['dfe-within-20-weeks'].areas[0]).toMatchObject({ value: null, why });
    expect(figures['dfe-within-20-weeks-rank']).toMatchObject({ value: null, denominator: 5 });
    expect(summary[0]).toMatch(/^DfE published no figure of /);
  });

  it('before 2022 is marked as another collection', () => {
    const { summary } = invented('--year', '2021');
    expect(summary.at(-1)).toBe(
      'Figures before 2022 are of another collection: totals that authorities added up themselves, where the return is of each person now.',
    );
  });
});

describe('a folder of files', () => {
  it('has each of DfE’s read, and the others said', () => {
    const download = join(folder, 'data');
    mkdirSync(download);
    for (const file of FILES) copyFileSync(file, join(download, basename(file)));
    writeFileSync(join(download, 'caseload.csv'), 'time_period,geographic_level,la_name,ehcplans\n2023,National,,1\n');
    const { stdout, stderr } = run('--dfe', download, '--format', 'json');
    expect(stderr).toBe("caseload.csv: this is none of DfE's files that are reported, and was passed over.\n\n");
    const { sources, figures } = JSON.parse(stdout);
    expect(sources.map(({ role }: { role: string }) => role)).toEqual(['dfe-reviews', 'dfe-assessments', 'dfe-requests', 'dfe-timeliness']);
    expect(figures).toEqual(json(...dfe(FILES)).figures);
  });

  it('without any is refused', () => {
    expect(run('--dfe', join(PROJECT, 'fixtures', 'golden')).stderr).toMatch(/none of DfE's files that are reported is in this folder/);
  });
});

describe('neighbours', () => {
  it.each([
    [['--neighbours', 'Penny Hassett,993']],
    [['--neighbours', 'E10000095', '--neighbours', 'Borsetshire County Council']],
    [['--neighbours', 'Penny Hassett; Borsetshire; Penny Hassett; Ambridge, City of']],
  ])('are named by name, number or code: %j', (args) => {
    expect(invented(...args).by.groups.map(({ name }: { name: string }) => name)).toEqual(['England', 'Westshire', 'Penny Hassett', 'Borsetshire']);
  });

  it('are those of the configuration where none is named', () => {
    const config = join(folder, 'ehcp.config.json');
    writeFileSync(config, JSON.stringify({ authority: { name: 'Ambridge', code: '992' }, neighbours: ['Borsetshire', '995'] }));
    const { by, authority } = json('--dfe', INVENTED, '--config', config);
    expect([by.groups.map(({ name }: { name: string }) => name), authority]).toEqual([['England', 'Westshire', 'Borsetshire', 'Penny Hassett'], 'Ambridge']);
  });

  it('stand with the authority, England and the quartiles in bars, the highest first', () => {
    const bars = invented('--neighbours', '993,995,997').sections.find(({ id }: { id: string }) => id === 'dfe-within-20-weeks-places');
    expect(bars.labels).toEqual([
      'Borsetshire',
      'Highest authority',
      'England',
      'Westshire (region)',
      'Upper quartile',
      'Penny Hassett',
      'Median authority',
      'Ambridge, City of (this authority)',
      'Lower quartile',
      'Lowest authority',
    ]);
    expect(bars.kinds).toEqual({ names: ['Ambridge, City of', 'England', 'others'], of: [2, 2, 1, 2, 2, 2, 2, 0, 2, 2] });
    expect(bars.notes[0]).toBe('Edgeley: x, not available.');
  });
});

describe('authorities that changed', () => {
  it('are named, and their figures not joined', () => {
    const { sections } = json(...dfe(FILES.slice(0, 1)));
    const { items } = sections.find(({ id }: { id: string }) => id === 'changes');
    expect(items).toContain(
      'On 1 April 2023 Cumberland and Westmorland and Furness took the place of Cumbria (The Cumbria (Structural Changes) Order 2022): figures before and after are not joined.',
    );
    expect(items).toContain(
      'On 1 April 2021 North Northamptonshire and West Northamptonshire took the place of Northamptonshire (The Northamptonshire (Structural Changes) Order 2020): figures before and after are not joined.',
    );
    expect(items.at(-1)).toBe(
      'Number 825 stands in the files under E10000002 in 2019 and 2023 and E06000060 in 2020, 2021 and 2022: it is taken for one authority, Buckinghamshire.',
    );
  });

  it('have the years of their own alone', () => {
    const years = (authority: string, year: string): string[] => {
      const { benchmark: all } = json('--dfe', FILES[0] as string, '--authority', authority, '--year', year);
      return (all['dfe-within-20-weeks'] as BenchmarkedMeasure).years.filter(({ areas }) => areas[0]?.value !== null).map((one) => one.year);
    };
    expect([years('Cumbria', '2022'), years('Cumberland', '2023'), years('Buckinghamshire', '2019')]).toEqual([
      ['2019', '2020', '2021', '2022'],
      ['2023'],
      ['2019', '2020', '2021', '2022', '2023'],
    ]);
  });

  it.each([
    [
      ['--authority', 'Cumbria'],
      /^ehcp: Cumbria has no row of 2023 in DfE's files; it has 2019, 2020, 2021 and 2022\. On 1 April 2023 Cumberland and .* not joined\. Name a year of its own: --year 2022\.$/m,
    ],
    [['--authority', 'Cumberland', '--year', '2022'], /it has 2023\. On 1 April 2023 .* Name a year of its own: --year 2023\./],
    [['--authority', 'Poole'], /DfE's files have no such authority\. .*On 1 April 2019 Bournemouth, Christchurch and Poole and Dorset took the place of/],
  ])('are refused where they have no year: %j', (args, message) => {
    const { code, stderr } = run('--dfe', FILES[0] as string, ...args);
    expect([code, message.test(stderr)]).toEqual([2, true]);
  });
});

describe('what cannot be done', () => {
  it.each<[string[], RegExp]>([
    [[], /needs a file of DfE's\. Add --dfe/],
    [['--dfe', 'cases.csv'], /cases\.csv: this is none of DfE's files/],
    [['--dfe', 'nowhere.csv'], /there is no such file/],
    [
      dfe([FILES[0] as string, FILES[0] as string]),
      /timeliness_20_week\.csv is DfE's file of plans issued within 20 weeks \(timeliness_20_week\) of 2019, and timeliness_20_week\.csv is too/,
    ],
    [['--dfe', INVENTED, '--authority', '992', '--year', '2030'], /--year 2030: the files have 2021 and 2022/],
    [['--dfe', INVENTED, '--authority', '992', '--period', '2022/23'], /--period 2022\/23: DfE publishes these figures by calendar year/],
    [['--dfe', INVENTED, '--authority', '992', '--period', '2022', '--year', '2022'], /two names of one option/],
    [['--dfe', INVENTED, '--authority', 'Borsetshir'], /Did you mean Borsetshire\?/],
    [['--dfe', INVENTED, '--authority', '992', '--neighbours', 'Nowhere'], /--neighbours "Nowhere": DfE's files have no such authority/],
    [['--dfe', INVENTED, '--publish'], /--publish: every figure of ehcp benchmark is published by DfE already/],
  ])('%j is refused in words', (args, message) => {
    const { code, stderr, stdout } = run(...args);
    expect([code, message.test(stderr), stdout]).toEqual([2, true, '']);
  });

  it('without an authority is refused', () => {
    const { code, stderr } = ehcp(['benchmark', '--dfe', INVENTED], { cwd: folder, env: {} });
    // The folder may hold the configuration of another test.
    expect(code === 0 || /needs the authority/.test(stderr)).toBe(true);
  });

  it('a row that cannot be read is set aside and said, and with --strict the exit code is 1', () => {
    const file = join(folder, 'broken.csv');
    writeFileSync(file, readFileSync(INVENTED, 'utf8').replace(',200,196,', ',200,many,'));
    const { code, stderr, stdout } = run('--dfe', file, '--authority', '992', '--strict', '--format', 'json');
    expect(code).toBe(1);
    expect(stderr).toContain(
      "broken.csv line 10, PLANS_ISSUED_DEN_EX: a value of 4 characters (not shown, as it may name somebody) is neither a number nor one of DfE's signs",
    );
    expect(JSON.parse(stdout).sources[0]).toMatchObject({ read: 15, counted: 13, outOfScope: 1, setAside: 1, reasons: { 'unreadable-number': 1 } });
  });
});

describe('the report', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    ['all files', dfe(FILES)],
    ['an invented release', ['--dfe', INVENTED, '--authority', '997', '--neighbours', '999']],
  ])('of %s is what the published schema describes', (_, args) => {
    valid(json(...args));
    expect(valid.errors).toBeNull();
  });

  it('fits 80 columns, and is the same twice', () => {
    const { stdout } = run(...dfe(FILES), '--neighbours', 'Portsmouth,Leeds');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(run(...dfe(FILES), '--neighbours', 'Portsmouth,Leeds').stdout).toBe(stdout);
  });

  it('has every figure once in its workbook, with the area it is of', async () => {
    const out = join(folder, 'b.xlsx');
    run('--dfe', INVENTED, '--authority', '992', '--neighbours', '993', '--out', out, '--quiet');
    const { Figures = [] } = await sheetsIn(readFileSync(out));
    const [headings = [], ...rows] = Figures;
    const [figure, group, value] = ['Figure', 'Group', 'Value'].map((name) => headings.indexOf(name)) as [number, number, number];
    expect(rows.map((row) => [row[figure], row[group] ?? '', row[value]].join(' '))).toContain('dfe-within-20-weeks Borsetshire 59.2');
    expect(rows.length).toBe(4 + 3 * 2);
  });

  it('has its figures explained', () => {
    const { code, stdout } = ehcp(['explain', 'dfe-requests-refused']);
    expect([code, stdout.includes('refusals of decisions made')]).toEqual([0, true]);
  });

  it('has no rows: who asks for them is told so', () => {
    const { code, stderr } = ehcp(['cases', '--figure', 'dfe-requests-refused', '--as-of', '2022-12-31'], { cwd: DEMONSTRATION });
    expect([code, stderr.split('. ')[0]]).toEqual([
      2,
      'ehcp: dfe-requests-refused: this is a figure that DfE publishes, and no rows are listed under its name',
    ]);
  });
});

describe('every authority and year of the files', async () => {
  const { rows, contexts } = await readDfe(FILES, { config: {}, file: '', folder: '' });
  const asked = (number: string, year: string) => ({ authority: number, where: '', neighbours: [], neighboursWhere: '', year });
  const authorities = [...new Map(rows.filter(({ level }) => level === 'authority').map((row) => [row.number, row.name]))];

  /** DfE's percentage, else that of the counts; null of nobody. */
  function publishedIn(share: DfeShare | undefined, { numerator = null, denominator = null }: { numerator?: number | null; denominator?: number | null }) {
    if (denominator === 0) return null;
    if (share?.percent != null && 'value' in share.percent) return share.percent.value;
    return numerator === null || denominator === null ? null : percentage(numerator, denominator);
  }

  it('are 155, under every name and code', () => {
    expect(authorities.length).toBe(155);
  });

  it.each(['2019', '2022', '2023', '2024'])('can be asked for in %s, and have what DfE published', (year) => {
    const some = authorities.filter(([number], at) => at % 12 === 0 && rows.some((row) => row.number === number && row.year === year));
    for (const [number] of some) {
      const { benchmark: all = {} } = benchmark(rows, asked(number, year), contexts);
      for (const [id, { areas }] of Object.entries(all)) {
        const share = rows.find((row) => row.number === number && row.year === year && row.shares[id] !== undefined)?.shares[id];
        const { value = null, why = null, ...counts } = areas[0] ?? {};
        expect([id, value]).toEqual([id, publishedIn(share, counts)]);
        expect(why === null).toBe(value !== null);
      }
    }
  });

  it('add up to England wherever DfE gives all of them', () => {
    const sums = ['2019', '2020', '2021', '2022', '2023', '2024'].flatMap((year) =>
      Object.values(benchmark(rows, asked('801', year), contexts).benchmark ?? {}).flatMap(({ england, distribution }) =>
        england === null ? [] : [{ ...england, whole: england.sum.areas === distribution.authorities }],
      ),
    );
    const whole = sums.filter((one) => one.whole);
    expect([sums.length, whole.length]).toEqual([18, 7]);
    for (const { own, sum } of whole) expect([sum.numerator, sum.denominator]).toEqual([own.numerator, own.denominator]);
    for (const { own, sum } of sums) expect(sum.denominator).toBeLessThanOrEqual(own.denominator);
  });
});
