import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { bytesOf, DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

const AS_OF = ['--as-of', '2022-12-31'];
const inDemonstration = (...args: string[]) => ehcp([...args, ...AS_OF], { cwd: DEMONSTRATION });
const reports = new Map<string, string>();

/** A report of the demonstration; the program is run once for each. */
function json(...args: string[]) {
  const key = args.join(' ');
  if (!reports.has(key)) reports.set(key, inDemonstration(...args, '--format', 'json', '--quiet').stdout);
  return JSON.parse(reports.get(key) ?? '');
}

const foi = (...args: string[]) => ehcp(['foi', 'cases.csv', '--period', '2022', ...AS_OF, ...args], { cwd: folder });

type Figures = Record<string, { label?: string; value: number | null }>;

/** The figures of some ids, as they are printed. */
const only = (figures: Figures, ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, figures[id]]));
const shared = (a: Figures, b: Figures) => Object.keys(a).filter((id) => b[id] !== undefined);

describe('ehcp foi', () => {
  it('has the figures of the snapshot, the table, the indicators, the reviews, the advice and the appeals, to the letter', () => {
    const answers = json('foi', '--period', '2022', '--no-publish');
    const ofYear = answers.periods.period;
    const others: [Figures, Figures][] = [
      [answers.figures, json('snapshot').figures],
      [ofYear.figures, json('snapshot').periods['last-12-months'].figures],
      [answers.periods['financial-year'].figures, json('snapshot').periods['financial-year-to-date'].figures],
      [answers.periods['financial-year'].lastYear.figures, json('snapshot').periods['financial-year-to-date'].lastYear.figures],
      [ofYear.figures, json('timeliness', '--period', '2022').figures],
      [ofYear.lastYear.figures, json('timeliness', '--period', '2022').periods.period.lastYear.figures],
      [answers.figures, json('reviews').figures],
      [answers.figures, json('advice').figures],
      [ofYear.figures, json('appeals', '--period', '2022').figures],
      [ofYear.lastYear.figures, json('appeals', '--period', '2022').periods.period.lastYear.figures],
    ];
    const compared = others.map(([ours, theirs]) => {
      const ids = shared(ours, theirs);
      expect(only(ours, ids)).toEqual(only(theirs, ids));
      return ids.length;
    });
    expect(compared.every((count) => count >= 4)).toBe(true);
    const kpi = json('kpi', 'finals', 'requests', 'within-20-weeks', 'within-20-weeks-all', 'requests-refused', '--period', '2022').figures;
    for (const [id, { value, numerator, denominator }] of Object.entries<Record<string, unknown>>(kpi))
      expect(ofYear.figures[id]).toMatchObject({ value, ...(numerator === undefined ? {} : { numerator, denominator }) });
  });

  it('answers what was asked of Bristol for 2022 as DfE has it: 297 of 774 and 297 of 780, and 220 of 493 open over 20 weeks', () => {
    const { summary, publish, internal, sections } = json('foi', '--period', '2022');
    expect(publish).toEqual({ threshold: 4 });
    expect(internal).toBeUndefined();
    expect(summary).toEqual([
      '10 of 10 questions are answered here, as things stood on 31 December 2022.',
      '1,001 requests were received in 2022; 850 on the same dates a year before.',
      '806 final plans were issued in 2022; 579 on the same dates a year before.',
      'Of the plans issued in 2022, leaving out exceptions, 297 of 774 (38.4%) came within 20 weeks.',
      'On 31 December 2022, 220 of 493 open assessments were over 20 weeks.',
    ]);
    const inTime = sections.find(({ id }: { id: string }) => id === 'plans-in-time');
    expect(inTime.lead).toEqual([
      "Of the plans issued in 2022, leaving out exceptions, 297 of 774 (38.4%) came within 20 weeks. Including exceptions, 297 of 780 (38.1%) did. The law asks for all. The authority's own target is 50.0% (BPB225e).",
    ]);
  });

  it('prints no number from 1 to 4 unless it is told to, and then says at its head that it is internal', () => {
    const small = (report: { periods: Record<string, { figures: Figures; lastYear: { figures: Figures } }>; figures: Figures }) =>
      [report.figures, ...Object.values(report.periods).flatMap(({ figures, lastYear }) => [figures, lastYear.figures])].flatMap((figures) =>
        Object.entries(figures).filter(([id, { value }]) => !id.includes('weeks-to-issue') && value !== null && value >= 1 && value <= 4),
      );
    expect(small(json('foi', '--period', '2022'))).toEqual([]);
    const bare = json('foi', '--period', '2022', '--no-publish');
    expect(small(bare).length).toBeGreaterThan(0);
    expect([bare.internal, bare.cautions[0], bare.publish]).toEqual([true, 'Internal, not for publication: nothing in it is suppressed.', undefined]);
    expect(inDemonstration('foi', '--period', '2022').stdout.replace(/\s+/g, ' ')).toContain(
      'Small numbers are suppressed here because answers to such questions are made to be published. With --no-publish they are printed, for those who work with the cases.',
    );
  });

  it('says of a small list what it can, and shows no case', () => {
    put(
      'cases.csv',
      `case_id,received_date,final_plan_date\n${Array.from({ length: 12 }, (_, at) => `EHC-${at},2022-0${1 + (at % 9)}-10,${at < 3 ? '2022-11-01' : ''}\n`).join('')}`,
    );
    for (const format of ['table', 'json', 'csv', 'md', 'html']) {
      const { code, stdout, stderr } = foi('--format', format);
      expect([code, /EHC-\d/.test(stdout + stderr)]).toEqual([0, false]);
    }
    const { figures } = JSON.parse(foi('--format', 'json').stdout);
    expect([figures.finals.suppressed, figures['open-over-20-weeks'].value === 3]).toEqual([true, false]);
  });

  it('says which list a question takes that is not there', () => {
    put('cases.csv', `case_id,received_date\n${Array.from({ length: 12 }, (_, at) => `A${at},2022-05-10\n`).join('')}`);
    const { stdout } = foi();
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'This cannot be answered from the case list. It takes a list of mediations and appeals (case_id or person_id, kind, matter, lodged_date, completed_date, outcome): name its file as sources.appeals in the configuration, and run this again.',
    );
    expect(stdout).toContain('7 of 10 questions are answered here');
  });

  it('is what the published schema describes, of any period, published or not', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const args of [
      ['--period', '2022'],
      ['--period', '2021/22', '--no-publish'],
      ['--period', '2022-Q1', '--publish'],
      ['--period', 'last-12-months'],
    ]) {
      valid(json('foi', ...args));
      expect(valid.errors).toBeNull();
    }
  });

  it('fits 80 columns, and is made in every format, the same twice', () => {
    expect(
      inDemonstration('foi', '--period', '2022')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    for (const format of ['json', 'csv', 'md', 'html', 'xlsx', 'pdf']) {
      const [first, second] = [1, 2].map(() => bytesOf(['foi', '--period', '2022', ...AS_OF, '--format', format], DEMONSTRATION));
      expect(first?.length).toBeGreaterThan(5000);
      expect(first?.equals(second as Buffer)).toBe(true);
    }
  });

  it('has a question, its answer, its table and what is counted, in that order, on a page', () => {
    const html = bytesOf(['foi', '--period', '2022', ...AS_OF, '--format', 'html'], DEMONSTRATION).toString();
    let at = 0;
    for (const text of [
      '<h2 id="requests-received">1. How many requests',
      '<p>1,001 requests were received in 2022;',
      '<caption id=',
      'Requests received: Requests for an EHC',
    ]) {
      const next = html.indexOf(text, at);
      expect([text, next > at]).toEqual([text, true]);
      at = next;
    }
  });

  it('has figures that explain knows', () => {
    const { figures } = json('foi', '--period', '2022');
    const ids = Object.keys(figures).filter((id) => /without-exception|leading-to-plan|^appeals-lodged$|^reviews-overdue-over/.test(id));
    expect(ids).toHaveLength(4);
    for (const id of ids) expect(ehcp(['explain', id]).code).toBe(0);
    expect(ehcp(['cases', '--figure', 'assessments-leading-to-plan', ...AS_OF], { cwd: DEMONSTRATION })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('this is a figure of ehcp foi'),
    });
  });

  it.each([
    [[], 'ehcp: ehcp foi needs a period. Add --period, such as --period 2022/23-Q1 or --period last-quarter.\n'],
    [['--period', '2023'], /begins on 2023-01-01, after the as-of day 2022-12-31/],
  ])('with %j is refused', (args, stderr) => {
    expect(inDemonstration('foi', ...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

describe('a configuration with a target', () => {
  it('has it in the answer, whichever of the two shares it is for', () => {
    put('cases.csv', `case_id,received_date,final_plan_date\n${Array.from({ length: 12 }, (_, at) => `A${at},2022-05-10,2022-08-01\n`).join('')}`);
    put('ehcp.config.json', JSON.stringify({ kpis: [{ code: 'T1', measure: 'within-20-weeks-all', target: 62.5 }] }));
    expect(foi().stdout.replace(/\s+/g, ' ')).toContain("The authority's own target is 62.5% (T1).");
    expect(readFileSync(join(folder, 'ehcp.config.json'), 'utf8')).toContain('T1');
  });
});
