import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DfeRow } from '../../src/core/dfe-measures.ts';
import { isDfeHeading } from '../../src/input/dfe/files.ts';
import { openDfe } from '../../src/input/dfe/open.ts';
import { lookAt } from '../../src/input/open.ts';
import { sentenceFor } from '../../src/input/problem.ts';
import { readRecords } from '../../src/input/records/read.ts';
import { fromBytes } from '../../src/input/source.ts';
import { PROJECT } from '../support/program.ts';

const HEADINGS = 'time_period,geographic_level,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown';
const TIMELINESS = `${HEADINGS},plans_issued_den_ex,plans_issued_20_weeks_ex,PC_plans_issued_20_weeks_ex`;
const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);
const bristol = (...cells: string[]): string =>
  `2023,Local authority,South West,E06000023,801,"Bristol, City of",All EHC plans issued,All EHC plans issued,${cells.join(',')}`;

async function read(bytes: Buffer, name = 'dfe.csv') {
  const { file, list, reading } = openDfe(await lookAt({ kind: 'file', source: fromBytes(name, bytes) }, isDfeHeading));
  const { sink, summary } = readRecords(list, reading, () => {
    const found = { rows: [] as DfeRow[], parts: 0, said: [] as string[] };
    return {
      ...found,
      found,
      counted: (row: DfeRow | 'part') => void (row === 'part' ? found.parts++ : found.rows.push(row)),
      setAside: (_: string, problem: () => Parameters<typeof sentenceFor>[0]) => void found.said.push(sentenceFor(problem())),
      warned: () => {},
    };
  });
  return { file: file.id, summary, ...sink.found };
}

const fixture = (name: string): Buffer => readFileSync(join(PROJECT, 'fixtures', 'dfe', name));

describe('a file of DfE’s', () => {
  it.each([
    ['timeliness_20_week.csv', 'dfe-timeliness', 807, ['dfe-within-20-weeks', 'dfe-within-20-weeks-all']],
    ['requests.csv', 'dfe-requests', 325, ['dfe-decision-within-6-weeks', 'dfe-requests-refused']],
    ['assessments.csv', 'dfe-assessments', 325, ['dfe-assessments-issued', 'dfe-refusal-within-16-weeks']],
    ['annual_reviews.csv', 'dfe-reviews', 163, ['dfe-reviews-held', 'dfe-review-decision-within-4-weeks']],
    ['invented/timeliness.csv', 'dfe-timeliness', 14, ['dfe-within-20-weeks', 'dfe-within-20-weeks-all']],
  ])('%s is known by its columns, and every row of it is counted', async (name, id, counted, measures) => {
    const { file, rows, parts, summary } = await read(fixture(name));
    expect([file, rows.length, summary.read - parts, Object.values(summary.setAside).filter((count) => count > 0)]).toEqual([id, counted, counted, []]);
    for (const row of rows) expect(Object.keys(row.shares)).toEqual(measures);
  });

  it('is the same with a byte-order mark, packed, in capitals, and with other lines above its headings', async () => {
    const plain = csv(TIMELINESS, bristol('693', '396', '57.1'));
    const { rows } = await read(plain);
    expect(rows).toMatchObject([
      {
        year: '2023',
        level: 'authority',
        code: 'E06000023',
        number: '801',
        name: 'Bristol, City of',
        region: { name: 'South West' },
        shares: { 'dfe-within-20-weeks': { percent: { value: 57.1 }, numerator: { value: 396 }, denominator: { value: 693 } } },
      },
    ]);
    for (const other of [Buffer.concat([Buffer.from('\ufeff'), plain]), gzipSync(plain), csv(TIMELINESS.toUpperCase(), bristol('693', '396', '57.1'))])
      expect((await read(other)).rows).toEqual(rows);
    expect((await read(csv('Timeliness', TIMELINESS, bristol('693', '396', '57.1')))).rows).toEqual([{ ...rows[0], line: 3 }]);
  });

  it('of the release of 2026 is known too: its review columns have other names', async () => {
    const heading = `${HEADINGS},review_expected_2025,review_not_expected_2025,review_completed_2025,review_completed_prior_2025,decision_4_weeks,decision_over_4_weeks`;
    const { file, rows } = await read(csv(heading, '2025,National,,,,,Total,Total,100,7,60,30,45,45'));
    expect(file).toBe('dfe-reviews');
    expect(rows[0]?.shares).toEqual({
      'dfe-reviews-completed': { percent: null, numerator: { value: 60 }, denominator: { value: 100 } },
      'dfe-review-decision-within-4-weeks': { percent: null, numerator: { value: 45 }, denominator: { value: 90 } },
    });
  });

  it('has meetings of the year and of the January after it in one figure', async () => {
    const { rows } = await read(fixture('annual_reviews.csv'));
    expect(rows[0]?.shares['dfe-reviews-held']).toEqual({ percent: null, numerator: { value: 327577 }, denominator: { value: 524654 } });
  });
});

describe('what is no number', () => {
  it.each(['x', 'z', 'c', 'low', 'k', 'u', ':', '..', '~', '*', '-', '', 'X'])('%s is a sign of DfE’s', async (sign) => {
    const { rows, summary } = await read(csv(TIMELINESS, bristol('693', sign, sign)));
    expect(summary.counted).toBe(1);
    const symbol = { symbol: sign.toLowerCase() };
    expect(rows[0]?.shares['dfe-within-20-weeks']).toEqual({ percent: symbol, numerator: symbol, denominator: { value: 693 } });
  });

  it.each([
    [bristol('693', 'many', '57.1'), "is neither a number nor one of DfE's signs"],
    [bristol('693', '-3', '57.1'), "is neither a number nor one of DfE's signs"],
    [bristol('693', '39.6', '57.1'), 'is no whole number'],
    [bristol('693', '396', '157.1'), 'is more than 100%'],
    [bristol('300', '396', '57.1'), 'is less than the 396 that are a part of it'],
    [bristol('693', '396', '57.1').replace('2023', '202324'), 'is no calendar year, such as 2023'],
    [bristol('693', '396', '57.1').replace('Local authority', 'Parish'), 'is none of National, Regional and Local authority'],
    [bristol('693', '396', '57.1').replace('"Bristol, City of"', ''), 'there is no name of an area'],
    [bristol('693', '396'), 'the row has 10 fields where the heading has 11'],
  ])('%s is set aside, and said', async (line, why) => {
    const { rows, said, summary } = await read(csv(TIMELINESS, line));
    expect([rows.length, summary.read, said.length]).toEqual([0, 1, 1]);
    expect(said[0]).toContain(why);
  });

  it('a second row of an area and year is set aside: which is right cannot be told', async () => {
    const { rows, said } = await read(csv(TIMELINESS, bristol('693', '396', '57.1'), bristol('700', '400', '57.1')));
    expect(rows.length).toBe(1);
    expect(said).toEqual([
      'dfe.csv line 3: line 2 is of Bristol, City of in 2023 too, and which of them is right cannot be told. The row was set aside; correct it and run again.',
    ]);
  });

  it('rows of some children alone are parts of areas', async () => {
    const { rows, parts } = await read(
      csv(TIMELINESS, bristol('693', '396', '57.1'), bristol('200', '100', '50').replaceAll('All EHC plans issued', 'Female')),
    );
    expect([rows.length, parts]).toEqual([1, 1]);
  });
});

describe('another file', () => {
  it.each([
    [
      'case_id,received_date',
      /^dfe\.csv: this is none of DfE's files: it has no column time_period, geographic_level or la_name\. Name timeliness_20_week, requests/,
    ],
    [`${HEADINGS},ehcplans`, /^dfe\.csv: this is a file of DfE's, but of none of the figures/],
    ['time_period,geographic_levl,la_name,plans_issued_den', /^dfe\.csv: there is no column geographic_level \(there is "geographic_levl"\)/],
    [`${TIMELINESS},Plans Issued Den Ex`, /two columns are both headed "Plans Issued Den Ex"/],
    [`${HEADINGS},plans_issued_den`, /this looks like DfE's file of plans issued within 20 weeks .* none of the columns/],
  ])('headed %s is refused', async (heading, message) => {
    await expect(read(csv(heading, '2023,1,2'))).rejects.toThrow(message);
  });

  it('that is XML is refused', async () => {
    await expect(read(csv('<?xml version="1.0"?>', '<a/>'))).rejects.toThrow(/this is XML, and none of DfE's files/);
  });
});
