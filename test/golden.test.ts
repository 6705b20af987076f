import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import reportSchema from '../src/report/report.schema.json';
import { bytesOf, DEMONSTRATION, ehcp, PROJECT } from './support/program.ts';

const FOLDER = join(PROJECT, 'fixtures', 'golden');
const snapshot = (format: string, more: string[] = [], env: Record<string, string> = {}, cwd = FOLDER) =>
  ehcp(['snapshot', '--as-of', '2022-07-31', '--format', format, ...more], { cwd, env });

describe('the small report', () => {
  it.each(['table', 'json'])('is this %s, byte for byte', async (format) => {
    await expect(snapshot(format).stdout).toMatchFileSnapshot(join(FOLDER, `snapshot.${format === 'table' ? 'txt' : format}`));
  });

  it('is the same twice, in any time zone and any language, in every format', () => {
    for (const format of ['table', 'json', 'pdf']) {
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

describe('the JSON', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    ['the small report', FOLDER, []],
    ['the demonstration caseload', DEMONSTRATION, []],
    ['a day before anything was received', DEMONSTRATION, ['--as-of', '1995-02-28']],
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
