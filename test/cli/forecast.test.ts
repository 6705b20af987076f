import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import reportSchema from '../../src/report/report.schema.json';
import { daysAfter } from '../support/cases.ts';
import { bytesOf, DEMONSTRATION, ehcp } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

const DAY = '2022-07-31';
const BRISTOL = ['forecast', '--as-of', DAY];
const run = (...args: string[]) => ehcp([...BRISTOL, ...args], { cwd: DEMONSTRATION });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout);
const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

const folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('ehcp forecast', () => {
  const ALL = ['--look-back', '--by-date', '2023-03-31', '--requests', '-10%', '--completions', '22/week'];
  let report: ReturnType<typeof json>;
  beforeAll(() => {
    report = json(...ALL);
  });
  const figure = (id: string): [number | null, number | null, number | null] => {
    const { low, value, high } = report.figures[id];
    return [low, value, high];
  };

  it('begins with the position of the snapshot', () => {
    const snapshot = JSON.parse(ehcp(['snapshot', '--as-of', DAY, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    for (const id of ['open', 'open-over-20-weeks', 'open-over-52-weeks']) expect(report.figures[id].value).toBe(snapshot.figures[id].value);
    expect(report.sources[0].notYetReceived).toBe(snapshot.sources[0].notYetReceived);
  });

  it('is what the published schema describes', () => {
    valid(report);
    expect(valid.errors).toBeNull();
    expect(report.projection).toEqual({
      seed: 1,
      runs: 1000,
      horizonWeeks: 104,
      weeksDrawnFrom: 52,
      requests: '-10%',
      completions: '22/week',
      byDate: '2023-03-31',
      lookBack: true,
    });
  });

  it('of the demonstration caseload says that at this pace it does not clear, and what pace would', () => {
    expect(figure('clears-over-20-weeks')).toEqual([null, null, null]);
    const [low, median, high] = figure('projected-over-20-weeks-week-52') as [number, number, number];
    expect(low < median && median < high).toBe(true);
    const needed = report.figures['completions-needed-over-20-weeks'].value;
    expect(needed).toBeGreaterThan(report.figures['completions-per-week'].value);
    expect(report.figures['completions-needed-over-20-weeks-likely'].value).toBeGreaterThanOrEqual(needed);
    expect(report.figures['what-if-projected-open-week-52'].value).toBeLessThan(report.figures['projected-open-week-52'].value);
  });

  it('looks back on what was visible on 1 August 2021: as a forecast of that day, beside the snapshots since', () => {
    const then = JSON.parse(ehcp(['forecast', '--as-of', '2021-08-01', '--horizon', '52w', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    const since = JSON.parse(ehcp(['snapshot', '--as-of', '2022-01-30', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    for (const line of ['open', 'over-20-weeks', 'over-52-weeks']) {
      const { low, value, high } = then.figures[`projected-${line}-week-26`];
      expect(figure(`look-back-projected-${line}-week-26`)).toEqual([low, value, high]);
      expect(report.figures[`look-back-counted-${line}-week-26`].value).toBe(since.figures[line === 'open' ? 'open' : `open-${line}`].value);
    }
    expect(report.figures['look-back-inside-open'].denominator).toBe(52);
  });

  it('has three to five sentences, with their labels', () => {
    expect(report.summary).toHaveLength(5);
    expect(json('--horizon', '26w').summary).toHaveLength(3);
    for (const label of ['rule of thumb', 'a projection, not a promise']) expect(report.summary.join(' ')).toContain(label);
  });

  it('is the same twice, byte for byte, and another for another seed', () => {
    const args = [...BRISTOL, '--horizon', '20w', '--format', 'json'];
    expect(bytesOf(args, DEMONSTRATION, { TZ: 'Asia/Tokyo' }).equals(bytesOf([...args, '--seed', '1'], DEMONSTRATION))).toBe(true);
    expect(bytesOf([...args, '--seed', '2'], DEMONSTRATION).equals(bytesOf(args, DEMONSTRATION))).toBe(false);
  });

  it('fits 80 columns', () => {
    const { stdout } = run(...ALL);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain('The charts, and what each figure counts, stand in the PDF');
  });

  it('has its ranges in sheets, and their labels in every document', async () => {
    const rows: Record<string, string>[] = parse(run(...ALL, '--format', 'csv').stdout, { columns: true, record_delimiter: '\r\n' });
    const row = rows.find((one) => one.figure === 'projected-open-week-13');
    expect([row?.low, row?.value, row?.high].map(Number)).toEqual(figure('projected-open-week-13'));
    expect(rows).toHaveLength(Object.keys(report.figures).length);
    const { Figures = [], Series = [] } = await sheetsIn(bytesOf([...BRISTOL, '--format', 'xlsx'], DEMONSTRATION));
    expect(Figures[0]).toEqual(expect.arrayContaining(['Low', 'High']));
    expect(Series.length).toBe(1 + 3 * 3 * 27);
    for (const format of ['table', 'md', 'html']) expect(run('--format', format).stdout).toMatch(/rule of thumb.*A projection, not a promise/s);
  });

  it('of a list with nothing in it, or too little, says so', () => {
    const cases = join(folder, 'cases.csv');
    for (const rows of [`A1,${isoDate(daysAfter(DAY, 1))}\n`, `A1,${isoDate(daysAfter(DAY, -100))}\n`]) {
      writeFileSync(cases, `case_id,received_date\n${rows}`);
      const { stdout, code } = ehcp(['forecast', cases, '--as-of', DAY, '--by-date', '2023-01-01', '--look-back', '--format', 'json']);
      const made = JSON.parse(stdout);
      valid(made);
      expect([code, valid.errors]).toEqual([0, null]);
      expect(made.summary[1]).toMatch(/nothing can be projected|so none is made/);
    }
  });
});

describe('ehcp forecast refuses', () => {
  it.each([
    [['--requests', '10%'], '--requests 10%: is this a change? Then write +10%.'],
    [['--requests', '+10'], '--requests +10: is this a change? Then write +10%.'],
    [['--requests', 'more'], '--requests more: this is no change. Write one with its sign and %, such as +10% or -5%.'],
    [['--requests', '-101%'], '--requests -101%: there cannot be fewer than none. Write -100% for none.'],
    [['--requests', '+1001%'], '--requests +1001%: that is more than ten times as many. Choose a smaller change, at most +1000%.'],
    [['--requests', '18/week'], '--requests 18/week: this is no change. Write one with its sign and %, such as +10% or -5%.'],
    [['--completions', '18'], '--completions 18: is this a change? Then write +18%; for a number a week 18/week.'],
    [
      ['--completions', '18/month'],
      '--completions 18/month: this is no change. Write one with its sign and %, such as +10%, or a number a week, such as 18/week.',
    ],
    [['--by-date', '2022-07-31'], '--by-date 2022-07-31: this is not after the as-of day, 2022-07-31. Choose a later day, or an earlier --as-of.'],
    [['--by-date', '2022-08-06'], '--by-date 2022-08-06: this is less than a week after the as-of day, 2022-07-31. Choose a later day.'],
    [['--by-date', '2024-07-29'], '--by-date 2024-07-29: this is more than 104 weeks after the as-of day, 2022-07-31. Choose an earlier day.'],
    [['--by-date', '31/03/2023'], '--by-date 31/03/2023: write the year first. Did you mean 2023-03-31?'],
    [['--horizon', '105w'], '--horizon 105w: that is too far ahead. Write whole weeks from 1w to 104w, such as 52w.'],
    [['--horizon', '0w'], '--horizon 0w: that is no time at all. Write whole weeks from 1w to 104w, such as 52w.'],
    [['--horizon', '26'], '--horizon 26: are these weeks? Then write 26w.'],
    [['--horizon', '90d'], '--horizon 90d: this is no number of weeks. Write whole weeks from 1w to 104w, such as 52w.'],
    [['--seed', '-1'], '--seed -1: this is no whole number from 0 to 4294967295. Write one such as 1.'],
    [['--seed', '4294967296'], '--seed 4294967296: this is no whole number from 0 to 4294967295. Write one such as 1.'],
    [
      ['--publish'],
      '--publish: a forecast cannot be made safe to publish, as it is made of small counts of cases by week and age, and they could be worked out from it. Leave --publish away and keep it to those who plan the work, or publish the snapshot.',
    ],
  ])('%j', (args, words) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout, stderr.replace(/\s+/g, ' ').trim()]).toEqual([2, '', `ehcp: ${words}`]);
  });
});

describe('a forecast at the ends of the demonstration caseload', () => {
  const on = (asOf: string) => JSON.parse(ehcp(['forecast', '--as-of', asOf, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);

  it('says what is projected of what there is none of now, and leaves open what has no upper end', () => {
    expect(on('2022-12-31').summary[2]).toBe(
      'If the coming weeks are like those, the backlog over 20 weeks clears by 30 November 2024 in the middle run, in nine of ten not before 28 October 2023, and in 523 of 1,000 within 104 weeks; no case is over 52 weeks now, and 12 (5–21) are projected for 1 April 2023, the most in the table. This is a projection, not a promise.',
    );
  });

  it('says that plans may be missing, until the list holds a year of them', () => {
    expect(on('2020-03-31').cautions).toEqual([
      'The first final plan in cases.csv is of 6 January 2020, within the 52 weeks looked back on. If plans were sent before it, they are not in the list: then too little was completed here, and load and projection are too high.',
    ]);
    expect(on('2021-01-03').cautions).toHaveLength(1);
    expect(on('2021-01-04').cautions).toEqual([]);
  });
});
