import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADING = 'plan_id,plan_start_date,review_meeting_date,review_decision,review_decision_date,amended_final_date,phase_transfer_due_date,team,coordinator';
const put = (...rows: string[]) => writeFileSync(join(folder, 'plans.csv'), `${[HEADING, ...rows].join('\n')}\n`);
const run = (...args: string[]) => ehcp(['reviews', ...args], { cwd: folder });
const ROWS = [
  'P1,01/09/2019,10/05/2022,A,07/06/2022,02/08/2022,,North,A Officer',
  'P2,2019-09-01,2021-05-10,M,2021-06-30,,2023-02-15,South,B Officer',
  'P3,2019-09-01,,,,,,North,A Officer',
  'P4,,,,,,,South,B Officer',
];

describe('ehcp reviews', () => {
  it('has the published figure of the demonstration, 2,320 of 3,007 plans', () => {
    const { figures } = JSON.parse(ehcp(['reviews', '--as-of', '2022-12-31', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    expect(figures['reviews-held-12-months']).toMatchObject({ value: 77.2, numerator: 2320, denominator: 3007 });
  });

  it('says of an earlier period, and where it is published, what is not in its figures', () => {
    const cautionsOf = (...args: string[]) => {
      const { stdout } = ehcp(['reviews', '--as-of', '2022-12-31', '--format', 'json', ...args], { cwd: DEMONSTRATION });
      return (JSON.parse(stdout).cautions as string[]).map((words) => words.split(':')[0]);
    };
    expect(cautionsOf()).toEqual(['Internal, not for publication']);
    expect(cautionsOf('--publish')).toEqual([
      'Published, this report suppresses some figures whatever they come to, nought too, as they would give small numbers away',
    ]);
    expect(cautionsOf('--period', '2021')).toEqual([
      'Internal, not for publication',
      'Of the decisions and amended plans of 2021 those alone are counted that no later review has followed',
    ]);
  });

  it('is not published where a split has more groups than can be looked through', () => {
    put(...Array.from({ length: 201 }, (_, at) => `P${at},2019-09-01,2022-05-10,M,2022-06-01,,,T${at},`));
    const split = ['plans.csv', '--as-of', '2022-12-31', '--by', 'team'];
    expect(run(...split, '--publish')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--publish: split by team, there are 201 groups, more than can be published without giving small numbers away (200).'),
    });
    expect(run(...split).code).toBe(0);
  });

  it('has the figures of a list that is named, or stands in the configuration', () => {
    put(...ROWS);
    const { stdout } = run('plans.csv', '--as-of', '2022-12-31', '--format', 'json');
    const { figures, overdue, internal } = JSON.parse(stdout);
    expect(figures['reviews-held-12-months']).toMatchObject({ value: 25, numerator: 1, denominator: 4 });
    expect(figures['review-decision-within-4-weeks']).toMatchObject({
      value: 100,
      numerator: 1,
      denominator: 1,
      period: { from: '2022-01-01', to: '2022-12-31' },
    });
    expect(figures['amended-final-within-12-weeks']).toMatchObject({ value: 100, numerator: 1, denominator: 1 });
    expect(overdue.map(({ planId, due }: { planId: string; due: string }) => [planId, due])).toEqual([
      ['P3', '2020-08-31'],
      ['P2', '2022-05-09'],
    ]);
    expect(internal).toBe(true);
    writeFileSync(join(folder, 'ehcp.config.json'), '{ "sources": { "plans": "plans.csv" } }');
    expect(run('--as-of', '2022-12-31', '--format', 'json').stdout).toBe(stdout);
  });

  it('counts decisions and final plans in the period that is named', () => {
    put(...ROWS);
    const { figures } = JSON.parse(run('plans.csv', '--as-of', '2022-12-31', '--period', '2021-Q2', '--format', 'json').stdout);
    expect(figures['review-decision-within-4-weeks']).toMatchObject({ numerator: 0, denominator: 1, period: { label: '2021-Q2' } });
    expect(run('plans.csv', '--as-of', '2022-12-31', '--period', '2023')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing in it has happened yet'),
    });
  });

  it('splits by a column of the list, and lists no plan where it is published', () => {
    put(...ROWS);
    const { by } = JSON.parse(run('plans.csv', '--as-of', '2022-12-31', '--by', 'Team', '--format', 'json').stdout);
    expect(
      by.groups.map(({ name, figures }: { name: string; figures: Record<string, { value: number }> }) => [name, figures['reviews-overdue']?.value]),
    ).toEqual([
      ['North', 1],
      ['South', 1],
    ]);
    const { stdout } = run('plans.csv', '--as-of', '2022-12-31', '--publish', '--format', 'json');
    expect(stdout).not.toMatch(/P[1-4]/);
    expect(JSON.parse(stdout)).not.toHaveProperty('overdue');
    expect(run('plans.csv', '--as-of', '2022-12-31', '--publish', '--by', 'coordinator')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not for publication'),
    });
  });

  it('is as of a day, and of none before the law', () => {
    put(...ROWS);
    expect(run('plans.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('needs the day to report on') });
    expect(run('plans.csv', '--as-of', '2014-08-31')).toMatchObject({ code: 2, stderr: expect.stringContaining('in force from 2014-09-01') });
    expect(run('plans.csv', '--as-of', '2014-09-01').code).toBe(0);
    expect(run('--as-of', '2022-12-31')).toMatchObject({ code: 2, stderr: expect.stringContaining('No list of plans was named') });
  });

  it('has measures that are indicators too, where the configuration names the list', () => {
    put(...ROWS);
    const kpi = (...args: string[]) => ehcp(['kpi', ...args, '--period', '2022', '--as-of', '2022-12-31', '--format', 'json'], { cwd: folder });
    expect(kpi('reviews-held-12-months')).toMatchObject({ code: 2, stderr: expect.stringContaining('Set sources.plans in an ehcp.config.json') });
    const kpis = [{ code: 'AR1', title: 'Reviews held', measure: 'reviews-held-12-months', target: 20 }];
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { plans: 'plans.csv' }, kpis }));
    const { figures, sources, conventions } = JSON.parse(kpi('--all').stdout);
    const told = JSON.parse(run('--as-of', '2022-12-31', '--period', '2022', '--format', 'json').stdout).figures;
    expect(Object.keys(figures)).toEqual(['AR1', 'reviews-held-12-months-expected', 'review-decision-within-4-weeks', 'amended-final-within-12-weeks']);
    expect(figures.AR1).toMatchObject({
      label: 'Reviews held',
      value: told['reviews-held-12-months'].value,
      source: 'plans',
      measure: 'reviews-held-12-months',
      target: 20,
      status: 'better',
      period: { from: '2022-01-01', to: '2022-12-31', label: '2022' },
    });
    expect([sources.map(({ role }: { role: string }) => role), conventions]).toEqual([['plans'], undefined]);
    expect(kpi('reviews-overdue')).toMatchObject({ code: 2, stderr: expect.stringContaining('this is a figure of a report of its own') });
    expect(ehcp(['trend', '--measure', 'AR1', '--from', '2022-01', '--to', '2022-12'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('AR1 is counted over the list plans, and a trend reads the case list alone.'),
    });
    for (const format of ['csv', 'md', 'html', 'xlsx', 'pdf'])
      expect(ehcp(['kpi', '--all', '--period', '2022', '--as-of', '2022-12-31', '--publish', '--quiet', '--out', `kpi.${format}`], { cwd: folder }).code).toBe(
        0,
      );
  });

  it('has rows behind each of its figures, of the list that is named or the configuration has', () => {
    put(...ROWS);
    const rowsOf = (...args: string[]) =>
      JSON.parse(ehcp(['cases', 'plans.csv', ...args, '--as-of', '2022-12-31', '--format', 'json'], { cwd: folder }).stdout);
    const known = (...args: string[]) =>
      rowsOf(...args).cases.map(({ caseId, pile, event, days, why }: Record<string, unknown>) => [caseId, pile, event, days, why]);
    expect(known('--figure', 'reviews-overdue')).toEqual([
      ['P2', 'met', '2022-05-09', null, 'overdue by over 6 and up to 12 months'],
      ['P3', 'met', '2020-08-31', null, 'overdue by over 24 months, never reviewed'],
    ]);
    expect(known('--figure', 'review-decision-late')).toEqual([['P2', 'met', '2021-06-30', 51, 'told later']]);
    expect(known('--figure', 'reviews-held-12-months')).toEqual([
      ['P1', 'met', '2022-05-10', null, 'review meeting in the last 12 months'],
      ['P2', 'missed', '2021-05-10', null, 'no review meeting in the last 12 months'],
      ['P3', 'missed', null, null, 'no review meeting in the last 12 months'],
      ['P4', 'missed', null, null, 'no review meeting in the last 12 months'],
    ]);
    expect(known('--measure', 'reviews-held-12-months-expected', '--period', '2021-Q3', '--show', 'all')).toEqual([
      ['P2', 'met', '2021-05-10', null, 'review meeting in the last 12 months'],
      ['P3', 'missed', null, null, 'no review meeting in the last 12 months'],
      ['P1', 'not-known', null, null, 'latest review meeting after the day'],
      ['P4', 'out-of-scope', null, null, 'no start of the plan is recorded'],
    ]);
    expect(known('--measure', 'review-decision-within-4-weeks', '--period', '2021')).toEqual([
      ['P2', 'missed', '2021-06-30', 51, 'after day 28 from the meeting'],
    ]);
    // Without a period, that of ehcp reviews: the last 12 months.
    expect(known('--figure', 'amended-final-within-12-weeks')).toEqual([['P1', 'met', '2022-08-02', 84, 'by day 84 after the meeting']]);
    expect(rowsOf('--figure', 'reviews-overdue').title).toBe('Rows behind reviews-overdue: on 31 December 2022');
  });

  it('has figures that explain knows, those of one week too', () => {
    for (const id of ['reviews-overdue', 'review-decision-within-4-weeks', 'reviews-due-in-week-3', 'reviews-held-12-months-expected'])
      expect(ehcp(['explain', id], { cwd: folder })).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(new RegExp(`ehcp cases --(figure|measure) ${id} `)),
      });
  });

  it('sets a row aside that cannot be read, and says so at its head', () => {
    put(...ROWS, 'P5,31/06/2022,,,,,,North,', 'P6,2019-09-01,2022-10-01,X,,,,North,');
    const { stdout, stderr, code } = run('plans.csv', '--as-of', '2022-12-31', '--strict', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).cautions).toContain('2 rows of plans.csv set aside: they are in no figure.');
    expect(stderr).toContain('June has 30 days');
  });

  it('fits 80 columns', () => {
    put(...ROWS);
    const text = [run('plans.csv', '--as-of', '2022-12-31', '--by', 'team').stdout, run('plans.csv', '--as-of', '2022-12-31', '--publish').stdout];
    expect(
      text
        .join('\n')
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it('has its figures in a CSV, as other reports have, and the plans that are overdue in JSON and workbooks', () => {
    put(...ROWS);
    const [open, shown] = [[], ['--publish']].map((more) =>
      run('plans.csv', '--as-of', '2022-12-31', '--format', 'csv', '--quiet', ...more).stdout.split('\r\n'),
    );
    expect(open?.slice(0, 2)).toEqual([expect.stringMatching(/^report,as_of,figure,label,/), expect.stringMatching(/^reviews,2022-12-31,plans-maintained,/)]);
    const ids = (lines: readonly string[] | undefined) => lines?.map((line) => line.split(',')[2]);
    expect(ids(shown)).toEqual(ids(open));
    expect(shown?.find((line) => line.includes(',review-outcome-amend,'))).toContain(',plans,c,');
  });

  it('says of a list without a column what cannot be known, and why beside each figure', () => {
    writeFileSync(join(folder, 'plans.csv'), 'plan_id,plan_start_date,review_meeting_date\nP1,2019-09-01,2022-05-10\n');
    const { stdout } = run('plans.csv', '--as-of', '2022-12-31', '--format', 'json', '--quiet');
    const { figures, cautions, summary } = JSON.parse(stdout);
    expect(figures['reviews-decided-12-months']).toEqual({
      label: 'Plans with a review decision letter in the last 12 months',
      unit: 'percent',
      value: null,
      notKnown: 'the list has no column review_decision_date',
    });
    expect(cautions[0]).toContain('that cannot be seen, and what it decides is not told.');
    expect(summary.join(' ')).not.toContain('decision letter');
    expect(run('plans.csv', '--as-of', '2022-12-31', '--quiet').stdout).toContain('–: not known, as the list has no column review_decision_date.');
  });

  it('is made in every format, the same twice', () => {
    put(...ROWS);
    for (const format of ['csv', 'md', 'html', 'xlsx', 'pdf']) {
      const made = ['a', 'b'].map((name) => run('plans.csv', '--as-of', '2022-12-31', '--quiet', '--out', `${name}.${format}`).code);
      expect(made).toEqual([0, 0]);
    }
  });
});
