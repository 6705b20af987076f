import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { findConfig } from '../../src/cli/config.ts';
import { figuresAsked, periodsAsked, type TrendOptions } from '../../src/cli/trend-asked.ts';
import { POSITION_FIGURES } from '../../src/core/position-figures.ts';
import { UserError } from '../../src/core/user-error.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { FigureSeries, IndicatorFigure, Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => ehcp(['trend', ...args], { cwd: DEMONSTRATION });
const json = (command: string, ...args: string[]): Report => JSON.parse(ehcp([command, ...args, '--format', 'json', '--quiet'], { cwd: DEMONSTRATION }).stdout);

const MONTHS = json('trend', '--from', '2021-01', '--to', '2022-07', '--every', 'month');
const seriesIn = ({ series }: Report, id: string): FigureSeries => series?.[id] as FigureSeries;
const pointIn = (report: Report, id: string, label: string) => seriesIn(report, id).points.find((point) => point.label === label);
const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

describe('a trend of the demonstration caseload', () => {
  it('shows plans in time, plans, requests and who waits where no figure is named, and says how each stands', () => {
    expect(Object.keys(MONTHS.series ?? {})).toEqual(['within-20-weeks', 'finals', 'requests', 'open-over-20-weeks', 'open-over-52-weeks']);
    expect(MONTHS.asOf).toBe('2022-07-31');
    expect(MONTHS.summary).toEqual([
      'Plans issued within 20 weeks, leaving out exceptions: 32.9% (26 of 79) in July 2022, 31.3% (20 of 64) in July 2021. July 2022 is ordinary variation: no evidence of change.',
      'Final plans issued: 83 in July 2022, 68 in July 2021. July 2022 lies above the upper limit: more than ordinary variation.',
      'Requests received: 90 in July 2022, 80 in July 2021. Ordinary variation: no evidence of change.',
      'Open, over 20 weeks: 277 on 31 July 2022, 260 on 31 July 2021. There is no one level: 18 of 19 month ends are more than ordinary variation about their mean; lowest: 31 January 2021 (199); highest: 30 April 2022 (328).',
      'Open, over 52 weeks: 90 on 31 July 2022, 61 on 31 July 2021. 7 month ends in a row, up to 31 July 2022, lie above the mean: a concern. There is no one level: 19 of 19 month ends are more than ordinary variation about their mean; lowest: 31 January 2021 (50); highest: 31 May 2022 (114).',
    ]);
  });

  it('calls the dip of August no change, as there was one the August before', () => {
    expect(pointIn(MONTHS, 'finals', '2021-08')).toMatchObject({
      figure: { value: 26 },
      lastYear: { value: 34 },
      variation: 'season',
      says: 'as a year before: below limit',
    });
  });

  it.each([
    ['open-over-52-weeks', '2020-12', '2022-03-31'],
    ['open', '2021-06', '2022-07-15'],
    ['within-20-weeks', '2020-06', '2022-05-31'],
  ])('excuses no deterioration of %s as a season', (id, from, asOf) => {
    const { points } = seriesIn(json('trend', '--measure', id, '--from', from, '--as-of', asOf), id);
    expect(points.filter(({ variation }) => variation === 'season')).toEqual([]);
  });

  it('has the figures that kpi gives for the same month, and a year before', () => {
    const { figures } = json('kpi', 'within-20-weeks', 'finals', 'requests', '--period', '2021-08', '--as-of', '2021-08-31');
    for (const id of ['within-20-weeks', 'finals', 'requests']) {
      const { value, numerator, denominator, lastYear } = figures[id] as IndicatorFigure;
      expect(pointIn(MONTHS, id, '2021-08')).toMatchObject({ figure: JSON.parse(JSON.stringify({ value, numerator, denominator })), lastYear });
    }
  });

  it('has the figures that the snapshot gives for the last day of each', () => {
    for (const [label, day] of [
      ['2021-11', '2021-11-30'],
      ['2022-07', '2022-07-31'],
    ] as const) {
      const { figures, periods } = json('snapshot', '--as-of', day);
      for (const id of ['open-over-20-weeks', 'open-over-52-weeks']) expect(pointIn(MONTHS, id, label)?.figure).toEqual(figures[id]);
      for (const id of ['within-20-weeks', 'finals', 'requests']) {
        expect(pointIn(MONTHS, id, label)?.figure).toEqual(periods?.month?.figures[id]);
        expect(pointIn(MONTHS, id, label)?.lastYear).toMatchObject(periods?.month?.lastYear.figures[id] ?? {});
      }
    }
  });

  it('has every measure and every figure of a day that the snapshot has', () => {
    const { figures: all, periods } = json('snapshot', '--as-of', '2022-03-31');
    // What passes a line by the next meeting is a figure of days to come, and other lists have figures of their own.
    const isOfCases = (id: string) => POSITION_FIGURES.some((figure) => figure.id === id);
    const figures = Object.fromEntries(Object.entries(all).filter(([id]) => isOfCases(id)));
    expect(Object.keys(figures)).toHaveLength(20);
    const ofPeriod = Object.keys(periods?.quarter?.figures ?? {}).filter((id) => id !== 'cohort-within-20-weeks');
    const ids = [...ofPeriod, ...Object.keys(figures)];
    const report = json('trend', '--from', '2022-Q1', '--to', '2022-Q1', '--every', 'quarter', '--measure', ids.join(','));
    for (const id of ofPeriod) expect(pointIn(report, id, '2022-Q1')?.figure).toEqual(periods?.quarter?.figures[id]);
    for (const id of Object.keys(figures)) expect(pointIn(report, id, '2022-Q1')?.figure).toEqual(figures[id]);
    expect(report.summary[0]).toMatch(/^Too few to tell: /);
  });

  it('has an indicator with its target, a quarter behind, as kpi has it', () => {
    const report = json('trend', '--from', '2019/20-Q4', '--to', '2021/22-Q2', '--every', 'quarter', '--measure', 'bpb225e');
    const { figures } = json('kpi', 'BPB225e', '--period', '2021/22-Q1', '--as-of', '2022-07-31');
    const { value, numerator, denominator, target, duty, period } = figures.BPB225e as IndicatorFigure;
    expect(seriesIn(report, 'BPB225e')).toMatchObject({ measure: 'within-20-weeks', target, duty, lagQuarters: 1 });
    expect(pointIn(report, 'BPB225e', '2021/22-Q1')).toMatchObject({ ...period, figure: { value, numerator, denominator } });
    expect(report.figures.BPB225e).toMatchObject({ value: 42.7, period: { label: '2021/22-Q2', from: '2021-04-01', to: '2021-06-30' } });
  });

  it('ends with the as-of day, of which the last period is so far', () => {
    const report = json('trend', '--from', '2022-05', '--as-of', '2022-07-15', '--measure', 'finals,open');
    expect(seriesIn(report, 'finals').points.map(({ from, to, soFar = false }) => [from, to, soFar])).toEqual([
      ['2022-05-01', '2022-05-31', false],
      ['2022-06-01', '2022-06-30', false],
      ['2022-07-01', '2022-07-15', true],
    ]);
    expect(pointIn(report, 'finals', '2022-07')).toMatchObject({ lastYear: { from: '2021-07-01', to: '2021-07-15' }, variation: null });
    expect(pointIn(report, 'open', '2022-07')?.figure).toEqual(json('snapshot', '--as-of', '2022-07-15').figures.open);
  });

  it('says what it leaves out of what was asked for, and counts no more periods than have begun', () => {
    const report = json('trend', '--from', '2022-07', '--to', '2022-12', '--as-of', '2022-07-15', '--measure', 'finals');
    expect(report.cautions).toEqual(['5 months after 15 July 2022 are left out: nothing in them has happened yet.']);
    expect(seriesIn(report, 'finals').points).toHaveLength(1);
  });

  it('cuts a period that --to does not reach the end of', () => {
    const report = json('trend', '--from', '2022-Q2', '--to', '2022-07', '--every', 'quarter', '--measure', 'finals');
    expect(report.asOf).toBe('2022-07-31');
    expect(pointIn(report, 'finals', '2022-Q3')).toMatchObject({ from: '2022-07-01', to: '2022-07-31', soFar: true });
  });

  it('begins limits anew where it is told to', () => {
    const report = json('trend', '--from', '2020-01', '--to', '2022-07', '--rebase', '2021-01', '--rebase', '2022-01', '--measure', 'finals');
    expect(seriesIn(report, 'finals').groups.map(({ from, to, points, trial }) => [from, to, points, trial])).toEqual([
      ['2020-01', '2020-12', 12, false],
      ['2021-01', '2021-12', 12, false],
      ['2022-01', '2022-07', 7, true],
    ]);
  });

  it('is what the published schema describes, published too', () => {
    const lagging = json(
      'trend',
      '--from',
      '2019/20',
      '--as-of',
      '2022-07-15',
      '--every',
      'quarter',
      '--measure',
      'BPB225e,open-longest-weeks',
      '--rebase',
      '2021/22-Q1',
    );
    const published = json('trend', '--from', '2021-01', '--to', '2022-07', '--publish');
    for (const report of [MONTHS, lagging, published]) {
      valid(report);
      expect(valid.errors).toBeNull();
    }
  });

  it('suppresses small counts where it is published, and judges by what is left', () => {
    const report = json('trend', '--from', '2021-01', '--to', '2022-07', '--publish', '--measure', 'finals,refusal-within-16-weeks');
    expect(report.publish).toEqual({ threshold: 4 });
    const hidden = seriesIn(report, 'refusal-within-16-weeks').points.filter(({ figure }) => figure.suppressed);
    expect(hidden.length).toBeGreaterThan(12);
    for (const { figure, variation, says } of hidden) expect([figure.value, variation, says]).toEqual([null, null, 'suppressed']);
  });

  it('is compared point by point', () => {
    const made = (name: string, ...more: string[]) =>
      run('--from', '2022-01', '--to', '2022-06', '--measure', 'finals', '--out', join(folder, name), '--quiet', ...more);
    made('old.json');
    made('later.json', '--as-of', '2022-12-31');
    const compare = (name: string) => ehcp(['compare', join(folder, 'old.json'), join(folder, name), '--format', 'json', '--exit-code']);
    expect(compare('later.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed: 12 figures are the same.') });
    const old = JSON.parse(ehcp(['trend', '--from', '2022-01', '--to', '2022-06', '--measure', 'finals', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    old.series.finals.points[2].figure.value += 1;
    old.sources[0].sha256 = '0'.repeat(64);
    writeFileSync(join(folder, 'other.json'), JSON.stringify(old));
    const { code, stdout } = compare('other.json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).changes).toMatchObject([{ figure: 'finals', period: '2022-03', change: 'restated' }]);
  });
});

describe('a trend is refused', () => {
  const found = findConfig(undefined, DEMONSTRATION);
  const asked = (options: Partial<TrendOptions>) => () => {
    const { every } = periodsAsked({ colour: true, ...options });
    figuresAsked({ colour: true, ...options }, every, found);
  };
  const year = { from: '2021', to: '2022' };

  it.each<[Partial<TrendOptions>, string]>([
    [{}, 'ehcp trend needs to know from when to when. Add --from and --to, such as --from 2021-01 --to 2022-07 --every month.'],
    [{ to: '2022' }, 'ehcp trend needs to know from when to when. Add --from and --to, such as --from 2021-01 --to 2022-07 --every month.'],
    [{ from: '2022', to: '2021' }, '--to 2021 ends before --from 2022 begins. Did you mean --from 2021 --to 2022?'],
    [{ from: '2021', to: 'last-month' }, '--to last-month: this is measured back from the as-of day. Add --as-of, such as --as-of 2022-07-31.'],
    [{ from: '2021/22', to: '2022', every: 'year' }, '--from 2021/22 and --to 2022 are of a financial and of a calendar year. Write both in one form.'],
    [{ ...year, every: 'week' }, '--every week: a trend goes by month, quarter or year. Choose one of month, quarter, year.'],
    [
      { from: '2022-08', asOf: '2022-07-31' },
      'The period 2022-08 begins on 2022-08-01, after the as-of day 2022-07-31: nothing in it has happened yet. Choose an earlier period or a later --as-of.',
    ],
    [{ from: '1922-01', to: '2022-07' }, '--from 1922-01: these are 1207 months, and a trend shows 400 at most. Begin later, or name a longer --every.'],
    [
      { ...year, rebase: ['2021-01'] },
      '--rebase 2021-01: no month after the first begins on 2021-01-01. Name one that begins after 2021-01-01, and by 2022-12-01.',
    ],
    [
      { ...year, measure: ['open-over-52-week'] },
      '--measure open-over-52-week: there is no such measure, indicator or figure of a day. Did you mean open-over-52-weeks?',
    ],
    [{ ...year, measure: ['qqq'] }, '--measure qqq: there is no such measure, indicator or figure of a day. ehcp explain lists them all.'],
    [
      { ...year, measure: ['finals,BPC222'] },
      'BPC222 is counted over the list two-year-olds, and a trend reads the case list alone. ehcp kpi BPC222 gives it for a period.',
    ],
    [
      { ...year, measure: ['cohort-within-20-weeks'] },
      'cohort-within-20-weeks: on the last day of a month none of its requests has passed week 20, so there is nothing to show by month. Take --every year, or ehcp kpi cohort-within-20-weeks with a later --as-of.',
    ],
  ])('%j', (options, message) => {
    expect(asked(options)).toThrow(new UserError(message));
  });

  it('with exit code 2', () => {
    expect(run('--from', '2022')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^ehcp: ehcp trend needs/) });
  });

  it('not where a figure is named twice, or in other letters, or with blanks', () => {
    expect(figuresAsked({ colour: true, measure: ['finals, Finals,', 'OPEN'] }, 'month', found).map(({ id }) => id)).toEqual(['finals', 'open']);
  });
});

describe('the formats', () => {
  it('have each point once, in CSV with its limits and what it says', () => {
    const { stdout } = run('--from', '2021-08', '--to', '2022-07', '--measure', 'finals', '--format', 'csv');
    const [headings, first] = stdout.split('\r\n');
    expect(stdout.trim().split('\r\n')).toHaveLength(1 + 2 * 12);
    expect(headings?.endsWith(',left_out,mean,lower_limit,upper_limit,variation,pattern,says')).toBe(true);
    expect(first).toMatch(/^trend,2022-07-31,finals,Final plans issued,,,2021-08,2021-08-01,2021-08-31,,plans,26,.*57\.2,[\d.]+,[\d.]+,[a-z-]+,/);
  });

  it('fit 80 columns on a screen', () => {
    const { stdout } = run('--from', '2020-01', '--as-of', '2022-07-15', '--measure', 'BPB225e,finals,mean-weeks-to-issue,open-over-20-weeks');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
