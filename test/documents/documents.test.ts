import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../../src/render/pdf/index.ts';
import type { Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';
import { allSetAside, awkwardNames, charts, full, long, look, noneOpen, trend } from './papers.ts';
import { everySection } from './sections.ts';
import { uacheck } from './uacheck.mjs';

// Checks that need Debian's qpdf and poppler-utils: `npm run test:documents`.

const folder = mkdtempSync(join(tmpdir(), 'ehcp-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...options: string[]): string => execFileSync(program, options, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

async function written(report: Report, name: string): Promise<string> {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, await pdf.render(report, look));
  return file;
}

const PAPERS: [name: string, pages: number | null, make: () => Report][] = [
  ['a full snapshot', 4, full],
  ['a snapshot of a file in which every row is set aside', 4, allSetAside],
  ['a snapshot with no case open', 4, noneOpen],
  ['a snapshot with awkward names', 4, awkwardNames],
  ['a paper of charts', null, charts],
  ['a trend', null, trend],
  ['a report of many pages', null, long],
  ['a report with every kind of section', 3, () => everySection('Siân & Łukasz')],
];

describe.each(PAPERS)('%s', (name, pages, make) => {
  const report = make();
  let file = '';
  beforeAll(async () => {
    file = await written(report, name.replaceAll(' ', '-'));
  });

  it('has no fault that qpdf can find', () => {
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
  });

  it('keeps to PDF/UA as far as a machine can tell', () => {
    expect(uacheck(file).faults).toEqual([]);
  });

  it('brings every typeface with it, and says which characters its glyphs are', () => {
    const fonts = run('pdffonts', file).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/ yes +yes +yes +\d+ +\d+$/);
  });

  it('is A4, of as many pages as it needs', () => {
    const info = run('pdfinfo', file);
    expect(info).toMatch(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
    const found = Number(/Pages: +(\d+)/.exec(info)?.[1]);
    if (pages === null) expect(found).toBeGreaterThan(2);
    else expect(found).toBe(pages);
  });

  it('says on its pages what the report says', () => {
    const text = oneLine(run('pdftotext', file, '-'));
    expect(text).toContain(oneLine(report.title).replace('案', '[U+6848]'));
    for (const caution of report.cautions) expect(text).toContain(`Caution: ${caution}`);
    for (const sentence of report.summary) expect(text).toContain(sentence);
    for (const section of report.sections) {
      expect(text).toContain(section.heading);
      if (section.kind === 'chart') expect(text).toContain(oneLine(section.finding).replace('案', '[U+6848]'));
      if (section.kind === 'list') for (const item of section.items.filter(({ length }) => length < 500)) expect(text).toContain(oneLine(item).trim());
    }
  });

  it('has the same bytes each time', async () => {
    expect(Buffer.from(await pdf.render(make(), look)).equals(readFileSync(file))).toBe(true);
  });
});

const DAY = ['--as-of', '2022-07-31'];
const DFE = ['--dfe', join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv')];

const REPORTS: [name: string, args: string[]][] = [
  ['snapshot', ['snapshot', ...DAY]],
  ['published snapshot', ['snapshot', ...DAY, '--publish']],
  ['kpi', ['kpi', '--all', '--period', '2021/22-Q4', ...DAY]],
  ['timeliness', ['timeliness', '--period', '2022', ...DAY, '--by', 'area']],
  ['cohort', ['cohort', '--period', '2021', ...DAY, '--by', 'area']],
  ['published cohort', ['cohort', '--period', '2021', ...DAY, '--publish']],
  ['due', ['due', ...DAY]],
  ['caseload', ['caseload', ...DAY]],
  ['advice', ['advice', ...DAY]],
  ['published advice', ['advice', ...DAY, '--publish']],
  ['appeals', ['appeals', '--period', '2022', '--as-of', '2022-12-31']],
  ['foi', ['foi', '--period', '2022', '--as-of', '2022-12-31']],
  ['published appeals', ['appeals', '--period', '2022', '--as-of', '2022-12-31', '--publish']],
  ['benchmark', ['benchmark', ...DFE, '--neighbours', '851,Leeds']],
  ['timeliness beside DfE', ['timeliness', '--period', '2022', '--as-of', '2022-12-31', '--cohort', 'every-plan', ...DFE]],
  ['forecast', ['forecast', ...DAY, '--look-back', '--by-date', '2023-03-31', '--requests', '+10%']],
  ['published due', ['due', ...DAY, '--within', '12w', '--by', 'area', '--publish']],
  ['movement', ['movement', '--from', '2022-07-31', '--to', '2022-09-26', '--by', 'team']],
  ['published movement', ['movement', '--from', '2022-07-31', '--to', '2022-09-26', '--publish']],
  ['cases', ['cases', '--measure', 'requests', '--period', '2022', ...DAY, '--show', 'all']],
  ['clocks', ['clocks']],
  ['one case', ['clocks', '--case', 'EHC-2021-0668', ...DAY]],
  ['explain', ['explain', '--all']],
  ['check', ['check', ...DAY]],
];

describe.each(REPORTS)('the %s of the demonstration caseload', (name, args) => {
  it('is a paper that keeps to PDF/UA and says so, with nothing in it that a machine finds wrong', { timeout: 60_000 }, () => {
    const file = join(folder, `made-${name.replaceAll(' ', '-')}.pdf`);
    expect(ehcp([...args, '--out', file, '--quiet'], { cwd: DEMONSTRATION })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
    expect(uacheck(file).faults).toEqual([]);
    const text = oneLine(run('pdftotext', file, '-'));
    expect(text).toMatch(/Page 1 of \d+/);
    const report = JSON.parse(ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    expect(text).toContain(oneLine(report.title));
    for (const sentence of report.summary) expect(text).toContain(sentence);
  });
});

describe('a list of which no row is counted', () => {
  const HEAD = 'case_id,received_date,assess_decision,final_plan_date,team\n';
  const LISTS = {
    'every row set aside': 'A1,bad,,,North\nA2,,,,South\n',
    'every row out of scope': 'A1,2022-01-10,H,,North\n',
    'no plan issued': 'A1,2022-01-10,,,North\n',
  };
  const ARGS = [
    ['snapshot'],
    ['snapshot', '--publish'],
    ['kpi', 'within-20-weeks', '--period', '2021/22'],
    ['timeliness', '--period', '2021/22', '--by', 'team'],
    ['timeliness', '--period', '2021/22', '--by', 'team', '--publish'],
    ['cases', '--measure', 'finals', '--period', '2021/22'],
    ['due', '--within', '4w', '--by', 'team'],
    ['caseload'],
    ['trend', '--from', '2021-Q1', '--to', '2021-Q4', '--every', 'quarter'],
    ['check'],
  ];

  it.each(Object.entries(LISTS))('is a paper that keeps to PDF/UA in every report: %s', { timeout: 60_000 }, (name, rows) => {
    const cases = join(folder, `${name.replaceAll(' ', '-')}.csv`);
    writeFileSync(cases, `${HEAD}${rows}`);
    for (const args of ARGS) {
      const file = join(folder, 'none.pdf');
      ehcp([...args, cases, ...DAY, '--out', file, '--quiet', '--force']);
      expect({ args, faults: uacheck(file).faults }).toEqual({ args, faults: [] });
    }
  });
});

it('shows the key figures, the reconciliation and the hash of the data on the first page', async () => {
  const report = full();
  const page = oneLine(run('pdftotext', '-l', '1', await written(report, 'first-page'), '-'));
  const { open, 'open-over-20-weeks': over20, 'open-over-52-weeks': over52 } = report.figures;
  for (const figure of [open, over20, over52]) expect(page).toMatch(new RegExp(`\\b${figure?.value}\\b`));
  const { value, numerator, denominator } = report.periods?.['last-12-months']?.figures['within-20-weeks'] ?? {};
  expect(page).toContain(`${value?.toFixed(1)}% ${numerator} of ${denominator}`);
  expect(page).toContain('912 rows read = 912 counted + 0 out of scope + 0 set aside.');
  expect(page).toContain('72acbb932d283e6eed95a2ea87ea265f361f44a377a80b9c430b33052a5e6bb7');
});

// pdfinfo takes seconds to go through a structure: once is enough.
it('reads out what the report says, in its order', { timeout: 60_000 }, async () => {
  const report = full();
  const text = run('pdfinfo', '-struct-text', await written(report, 'structure'));
  const said = oneLine([...text.matchAll(/"(.*)"$/gm)].map(([, part]) => part).join(' '));
  const places = [report.title, ...report.summary, ...report.sections.map(({ heading }) => ` ${heading} `), 'Nothing to take a share'].map((sentence) =>
    said.indexOf(sentence),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

it('repeats the heading of a table on each page that the table goes on to', async () => {
  const file = await written(long(), 'repeated');
  const pages = run('pdftotext', file, '-').split('\f').map(oneLine);
  const withRows = pages.filter((page) => /Row \d+, with/.test(page));
  expect(withRows.length).toBeGreaterThan(2);
  for (const page of withRows) expect(page).toContain('Name Cases Share');
});

describe('the checks see a document that is broken:', () => {
  /** Same number of letters, so that the document is otherwise whole. */
  const WAYS: [what: string, from: string, to: string, fault: string][] = [
    ['without a language', '/Lang ', '/Lanx ', '11-006'],
    ['not said to be tagged', '/Marked true', '/Marked null', '01-000'],
    ['whose title is not shown', '/DisplayDocTitle true', '/DisplayDocTitle null', '07-002'],
    ['with a heading level left out', '/S /H2', '/S /H3', '14-003'],
    ['with table headings that do not say what they head', '/Scope /Column', '/Scopx /Column', '15-003'],
    ['with a row outside a table', '/S /TBody', '/S /LBody', '09-004'],
    ['with a figure that says nothing', '/Alt ', '/Alx ', '13-004'],
    ['with a figure that is nowhere', '/BBox [', '/BBux [', '13-bbox'],
    ['with something painted that is neither content nor artifact', '/Artifact ', '/Artifakt ', '01-005'],
    ['with a typeface left out', '/FontFile2', '/FontFilex', '31-009'],
    ['whose glyphs are no characters', '/ToUnicode', '/ToUnicodx', '31-027'],
    ['whose metadata is no XML', '&amp;', '& am;', '06-001'],
    ['that does not claim PDF/UA', '<pdfuaid:part>1<', '<pdfuaid:part>9<', '06-002'],
  ];

  let whole = '';
  beforeAll(async () => {
    const file = join(folder, 'whole.pdf');
    run('qpdf', '--qdf', '--object-streams=disable', await written(awkwardNames(), 'to-break'), file);
    expect(uacheck(file).faults).toEqual([]);
    whole = readFileSync(file, 'latin1');
  });

  it.each(WAYS)('%s', (what, from, to, fault) => {
    const broken = whole.replaceAll(from, to);
    expect(broken).not.toBe(whole);
    expect(broken).toHaveLength(whole.length);
    const file = join(folder, `${what.replaceAll(/\W/g, '-')}.pdf`);
    writeFileSync(file, broken, 'latin1');
    expect(uacheck(file).faults.map((found) => found.split(' ')[0])).toContain(fault);
  });

  it('cut off in the middle', () => {
    const file = join(folder, 'cut-off.pdf');
    writeFileSync(file, whole.slice(0, whole.length / 2), 'latin1');
    expect(() => run('qpdf', '--check', file)).toThrow();
  });
});
