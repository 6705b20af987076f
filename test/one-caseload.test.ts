import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import expected from '../fixtures/one-caseload/expected.json';
import { derivedFiles, partsOf } from '../fixtures/one-caseload/generate.ts';
import { ehcp, PROJECT } from './support/program.ts';

const FOLDER = join(PROJECT, 'fixtures', 'one-caseload');
const CENSUS = '2025-01-16';

/** Every form of the caseload, and what the report says it is. */
const EXPORTS = [
  { name: 'cases.csv', layout: 'ehcp', title: 'flat case list' },
  { name: 'flat.csv', layout: 'flat', title: 'flat list with headings of its own' },
  { name: 'blade', layout: 'sen2-blade', title: 'SEN2 "Blade" export' },
  { name: 'modules', layout: 'sen2-modules', title: 'SEN2 module CSVs' },
  { name: 'sen2.xml', layout: 'sen2-xml', title: 'SEN2 return (XML)' },
  { name: 'template.xlsx', layout: 'sen2-template', title: "DfE's Excel template of the SEN2 return" },
  { name: 'pre-submission.xlsx', layout: 'sen2-workbook', title: 'SEN2 pre-submission workbook' },
  { name: 'adversarial/modules-columns-swapped', layout: 'sen2-modules', title: 'SEN2 module CSVs' },
  { name: 'adversarial/modules-day-first', layout: 'sen2-modules', title: 'SEN2 module CSVs' },
  { name: 'adversarial/modules-extra-column', layout: 'sen2-modules', title: 'SEN2 module CSVs' },
];

const reports = new Map<string, unknown>();

/** The snapshot of an export as JSON; the program is run once for each. */
function snapshot(name: string, asOf = CENSUS) {
  const args = ['snapshot', name, '--as-of', asOf, '--format', 'json'];
  const key = args.join(' ');
  if (!reports.has(key)) {
    const { code, stdout, stderr } = ehcp(args, { cwd: FOLDER });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    reports.set(key, JSON.parse(stdout));
  }
  return reports.get(key) as ReturnType<typeof JSON.parse>;
}

/** The names and hashes of the files that an export consists of. */
function filesOf(name: string): { file: string; sha256: string }[] {
  const path = join(FOLDER, name);
  const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
  return files.sort().map((file) => ({ file: basename(file), sha256: createHash('sha256').update(readFileSync(file)).digest('hex') }));
}

describe('one caseload', () => {
  it.each(EXPORTS)('gives the figures of the plain list as $name, every row of which is read and counted', ({ name, layout }) => {
    const { figures, periods, sources } = snapshot(name);
    const plain = snapshot('cases.csv');
    expect(figures).toEqual(plain.figures);
    expect(periods).toEqual(plain.periods);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({
      role: 'cases',
      file: basename(name),
      layout,
      read: 300,
      counted: 300,
      outOfScope: 0,
      setAside: 0,
      reasons: {},
      warnings: {},
    });
  });

  it.each(EXPORTS)('is said to be read from $name, with its layout, files, rows and hash', ({ name, layout, title }) => {
    const { sources, sections } = snapshot(name);
    const files = filesOf(name);
    const [only] = files;
    const list = files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
    const sha256 = files.length === 1 ? only?.sha256 : createHash('sha256').update(list).digest('hex');
    const several = files.length === 1 ? '' : `, ${files.length} files`;
    const hash = files.length === 1 ? 'SHA-256' : 'SHA-256 of the list of their hashes';
    expect(sources[0].files).toEqual(files.length === 1 ? undefined : files);
    expect(sources[0].sha256).toBe(sha256);
    expect(sections.find(({ id }: { id: string }) => id === 'rows').items).toEqual([
      '300 rows read = 300 counted + 0 out of scope + 0 set aside.',
      'Of the rows counted, 0 were not yet received on 16 January 2025.',
      `Read from ${basename(name)}: ${title} (layout ${layout})${several}, 300 rows; ${hash} ${sha256}.`,
    ]);
  });

  it('says of a list with headings of its own what they were taken for', () => {
    expect(snapshot('flat.csv').sources[0].notes).toEqual([
      'Read as ours: "request_received" as received_date, "request_outcome" as assess_decision, "request_outcome_date" as assess_decision_date, "assessment_outcome" as issue_decision, "assessment_outcome_date" as assessment_outcome_date, "plan_issued" as final_plan_date.',
    ]);
  });
});

describe('the figures of the caseload are those of three other routes', () => {
  const rounded = (value: number): number => Math.round(value * 10) / 10;

  it('for the open cases on the day of the census', () => {
    const { figures } = snapshot('blade');
    const { open } = expected;
    const values = Object.fromEntries(Object.entries<{ value: number }>(figures).map(([id, { value }]) => [id, value]));
    expect([open.n, open.within_20, open.over_20, open.over_52, open.not_yet_decided]).toEqual([77, 51, 26, 1, 11]);
    expect(values).toMatchObject({
      open: open.n,
      'open-within-20-weeks': open.within_20,
      'open-over-20-weeks': open.over_20,
      'open-over-52-weeks': open.over_52,
      'open-band-over-52': open.over_52,
      'open-awaiting-decision-to-assess': open.not_yet_decided,
      'open-over-20-weeks-mean-weeks': rounded(open.mean_weeks_over20),
      'open-longest-weeks': Math.floor(open.max_weeks),
    });
  });

  const in2024 = () => snapshot('blade', '2024-12-31').periods['year-to-date'].figures;

  it.each([
    { of: 'with exceptions included', theirs: expected.issued_incl, suffix: '-all' },
    { of: 'with exceptions left out', theirs: expected.issued_excl, suffix: '' },
  ])('for the plans issued in 2024, $of', ({ theirs, suffix }) => {
    const of2024 = in2024();
    const { value, numerator, denominator } = of2024[`within-20-weeks${suffix}`];
    expect([value, numerator, denominator]).toEqual([theirs.pc_within_20, theirs.within_20, theirs.den]);
    // No duration is unknown: what was late took over 20 weeks, or over 52.
    expect(denominator - numerator).toBe(theirs.over20_to_52 + theirs.over_52);
    expect(of2024[`mean-weeks-to-issue${suffix}`]).toMatchObject({ value: rounded(theirs.mean_weeks), denominator: theirs.den });
    expect(of2024[`median-weeks-to-issue${suffix}`]).toMatchObject({ value: rounded(theirs.median_weeks), denominator: theirs.den });
  });

  it('for the plans that carry an exception: eight, four of them in time', () => {
    const of2024 = in2024();
    const { excluded } = of2024['within-20-weeks'];
    expect(excluded).toEqual([{ reason: 'week-20-exception', count: expected.issued_incl.den - expected.issued_excl.den }]);
    expect([of2024['within-20-weeks-all'].numerator, of2024['within-20-weeks'].numerator]).toEqual([50, 46]);
    expect(of2024.finals.value).toBe(expected.issued_incl.den);
  });

  it('for the requests and the refusals to issue of 2024', () => {
    const of2024 = in2024();
    expect(of2024.requests.value).toBe(expected.requests.received);
    const { numerator, denominator } = of2024['refusal-within-16-weeks'];
    expect([numerator, denominator]).toEqual([expected.not_issued.within_16, expected.not_issued.n]);
    expect([numerator, denominator, of2024.requests.value]).toEqual([0, 7, 148]);
  });

  it('but for the decisions within six weeks: ours are those made in 2024, theirs those about the requests of 2024', () => {
    const { requests } = expected;
    expect([requests.within_6, requests.within_6 + requests.over_6]).toEqual([85, 135]);
    expect(in2024()['decision-within-6-weeks']).toMatchObject({ numerator: 88, denominator: 141 });
  });

  it('but for the requests refused: ours were refused in 2024, theirs were received in it', () => {
    expect(expected.requests.refused).toBe(24);
    expect(in2024()['requests-refused']).toMatchObject({ numerator: 26, denominator: 141 });
  });
});

describe('the files of the caseload that are made from others', () => {
  const derived = derivedFiles(FOLDER);
  const contentOf = (name: string, bytes: Buffer) => (name.endsWith('.xlsx') ? partsOf(bytes) : bytes.toString());

  it.each([...derived])('are as the writers give them: %s', (name, bytes) => {
    expect(contentOf(name, readFileSync(join(FOLDER, name)))).toEqual(contentOf(name, bytes));
  });

  it('are all that is there beside what they are made from', () => {
    const others = ['.gitattributes', 'README.md', 'expected.json', 'flat.csv', 'generate.ts', 'write.ts'];
    const made = [...derived.keys()];
    const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.mjs'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(FOLDER.length + 1)
          .replaceAll('\\', '/'),
      );
    expect(there.filter((name) => !/^(blade|modules)\//.test(name)).sort()).toEqual([...others, ...made].sort());
  });
});
