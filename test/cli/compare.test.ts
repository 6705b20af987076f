import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Listed = Record<string, string | number | null>;
type Row = [id: string, received: string, final?: string, more?: string];

const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
const list = (name: string, ...rows: Row[]) =>
  put(
    name,
    `case_id,received_date,final_plan_date,assess_mediation,team\n${rows.map(([id, received, final = '', more = ',']) => `${id},${received},${final},${more}\n`).join('')}`,
  );
/** Makes a report and saves it. */
const save = (name: string, cases: string, ...args: string[]) => {
  const { code, stdout, stderr } = ehcp([...args, ...(cases === '' ? [] : [cases]), '--format', 'json', '--quiet'], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  put(name, stdout);
};
const run = (...args: string[]) => ehcp(['compare', ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout);
const changed = (...args: string[]): [unknown, unknown, unknown, unknown][] =>
  json(...args).changes.map(({ figure, old, new: now, change }: Listed) => [figure, old, now, change]);

const KPI = ['kpi', 'within-20-weeks', '--period', '2022-Q1', '--as-of', '2022-07-31'];
const PLAN: Row = ['A1', '2022-01-01', '2022-03-01'];
const LATE: Row = ['A2', '2021-06-01', '2022-03-01'];
const INTERNAL = 'Internal, not for publication: it lists rows one by one.';
const LISTS = ['--old-list', 'old.csv', '--new-list', 'new.csv'];

describe('the same report twice', () => {
  it('has nothing changed, and ends with 0 where --exit-code asks', () => {
    list('cases.csv', PLAN, LATE);
    save('a.json', 'cases.csv', ...KPI);
    save('b.json', 'cases.csv', ...KPI);
    const { code, stdout, stderr } = run('a.json', 'b.json', '--exit-code');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Nothing changed');
    expect(json('a.json', 'a.json')).toMatchObject({ changes: [], figures: { restated: { value: 0 }, 'new-period': { value: 0 } } });
    expect(run('a.json', 'b.json', '--format', 'csv').stdout.split('\r\n')).toHaveLength(2);
  });

  it('has nothing changed by a list written otherwise that says the same', () => {
    list('old.csv', PLAN, LATE);
    list('new.csv', LATE, PLAN);
    save('a.json', 'old.csv', ...KPI);
    save('b.json', 'new.csv', ...KPI);
    expect(run('a.json', 'b.json', '--exit-code', ...LISTS)).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed') });
    expect(json('a.json', 'b.json', ...LISTS)).toMatchObject({ changes: [], moved: [] });
  });
});

describe('a published "2 of 169" that becomes "4 of 169"', () => {
  /** So many plans, of which so many came in time. */
  const plans = (inTime: readonly number[]): Row[] =>
    Array.from({ length: 169 }, (_, at) => [`EHC-${at + 1}`, inTime.includes(at + 1) ? '2021-12-01' : '2021-01-04', '2022-02-01']);
  beforeEach(() => {
    list('old.csv', ...plans([1, 2]));
    list('new.csv', ...plans([1, 2, 7, 168]));
    put('ehcp.config.json', '{"sources":{"cases":"new.csv"},"kpis":[{"code":"BPB225e","measure":"within-20-weeks","target":50}]}');
    save('published.json', 'old.csv', 'kpi', 'BPB225e', '--period', '2022-Q1', '--as-of', '2022-07-31');
    save('now.json', 'new.csv', 'kpi', 'BPB225e', '--period', '2022-Q1', '--as-of', '2022-07-31');
  });

  it('is restated, and with the lists the cases that moved are named, by their lines and what their rows say', () => {
    const { changes, moved, figures } = json('published.json', 'now.json', ...LISTS);
    expect(changes[0]).toMatchObject({
      figure: 'BPB225e',
      old: '1.2% (2 of 169)',
      new: '2.4% (4 of 169)',
      oldNumerator: 2,
      newNumerator: 4,
      newDenominator: 169,
      change: 'restated',
    });
    expect(figures.moved.value).toBe(2);
    expect(moved.map(({ caseId, oldLine, newLine, why }: Listed) => [caseId, oldLine, newLine, why])).toEqual([
      ['EHC-7', 8, 8, 'corrected: received_date was 2021-01-04 and is 2021-12-01'],
      ['EHC-168', 169, 169, 'corrected: received_date was 2021-01-04 and is 2021-12-01'],
    ]);
    expect(moved[0].figures).toContain('BPB225e 2022-Q1: missed → met');
    const { stdout } = run('published.json', 'now.json', ...LISTS);
    expect(stdout).toContain('EHC-7 (line 8 then, line 8 now): corrected: received_date was 2021-01-04 and is\n');
  });

  it('has the new list of the configuration, where only the old one is named', () => {
    expect(json('published.json', 'now.json', '--old-list', 'old.csv').moved).toHaveLength(2);
  });

  it('is restated without the lists too, and it is said how to name the cases', () => {
    const { stdout, code } = run('published.json', 'now.json');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('leaving out exceptions: 1.2% (2 of 169) then and 2.4% (4 of 169) now. Of');
    expect(stdout).toContain('add --old-list and\n--new-list');
    expect(json('published.json', 'now.json').moved).toBeUndefined();
  });

  it('ends with 1 where --exit-code asks, silent with --quiet, and its files are whole', () => {
    expect(run('published.json', 'now.json', '--exit-code', '--quiet', '--out', 'why.csv')).toEqual({ code: 1, stdout: '', stderr: '' });
    const rows: Listed[] = parse(readFileSync(join(folder, 'why.csv')), { columns: true, record_delimiter: '\r\n' });
    expect(rows[0]).toMatchObject({ figure: 'BPB225e', change: 'restated', old_numerator: '2', new_numerator: '4' });
    expect(run('published.json', 'now.json', '--out', 'why.csv').code).toBe(2);
  });
});

describe('a case that moved', () => {
  const compared = (...args: string[]): Listed[] => {
    save('a.json', 'old.csv', ...KPI);
    save('b.json', 'new.csv', ...KPI);
    return json('a.json', 'b.json', ...LISTS, ...args).moved;
  };

  it('is a late entry, where it is in the new list alone', () => {
    list('old.csv', PLAN);
    list('new.csv', PLAN, LATE);
    expect(compared()).toEqual([
      {
        caseId: 'A2',
        oldLine: null,
        newLine: 3,
        why: expect.stringContaining('entered late'),
        figures: expect.stringContaining('within-20-weeks 2022-Q1: not in the list → missed'),
      },
    ]);
    expect(changed('a.json', 'b.json')[0]).toEqual(['within-20-weeks', '100.0% (1 of 1)', '50.0% (1 of 2)', 'restated']);
  });

  it('is gone, where it is in the old list alone, and says that it may be set aside', () => {
    list('old.csv', PLAN, LATE);
    list('new.csv', PLAN, ['A2', 'never', '']);
    expect(compared()).toMatchObject([{ caseId: 'A2', oldLine: 3, newLine: null, why: expect.stringContaining('gone') }]);
    expect(json('a.json', 'b.json', ...LISTS).cautions).toEqual([INTERNAL, expect.stringMatching(/^new\.csv: 1 row set aside; /)]);
  });

  it('is named though another moved the other way and the figure is as it was', () => {
    list('old.csv', PLAN, LATE);
    list('new.csv', ['A1', '2021-06-01', '2022-03-01'], ['A2', '2022-01-01', '2022-03-01']);
    const cases = compared();
    expect(changed('a.json', 'b.json').map(([figure]) => figure)).not.toContain('within-20-weeks');
    expect(cases.map(({ caseId, figures }) => [caseId, String(figures).split(';')[0]])).toEqual([
      ['A1', 'within-20-weeks 2022-Q1: met → missed'],
      ['A2', 'within-20-weeks 2022-Q1: missed → met'],
    ]);
  });

  it('is none that stands where it stood, whatever else was corrected', () => {
    list('old.csv', PLAN, LATE);
    list('new.csv', ['A1', '2022-01-02', '2022-03-02'], LATE);
    expect(compared()).toEqual([]);
  });

  it('is named where it stays in an average that its days have changed', () => {
    list('old.csv', PLAN, ['A2', '2022-01-01', '2022-03-01']);
    list('new.csv', ['A1', '2022-01-08', '2022-03-01'], ['A2', '2022-01-01', '2022-03-01']);
    const mean = ['kpi', 'mean-weeks-to-issue', '--period', '2022-Q1', '--as-of', '2022-07-31'];
    save('a.json', 'old.csv', ...mean);
    save('b.json', 'new.csv', ...mean);
    const { changes, moved } = json('a.json', 'b.json', ...LISTS);
    expect(changes[0]).toMatchObject({ old: '8.4 weeks', new: '7.9 weeks', change: 'restated' });
    expect(moved).toMatchObject([
      {
        caseId: 'A1',
        why: 'corrected: received_date was 2022-01-01 and is 2022-01-08',
        figures: expect.stringContaining('mean-weeks-to-issue 2022-Q1: day 59 → day 52'),
      },
    ]);
  });

  it('is known by its lines alone where its id could name somebody', () => {
    list('old.csv', PLAN, ['Smith Jane', '2021-06-01', '2022-03-01']);
    list('new.csv', PLAN, ['Smith Jane', '2022-01-01', '2022-03-01']);
    expect(compared()).toMatchObject([{ caseId: null, oldLine: 3, newLine: 3 }]);
    for (const format of ['table', 'json', 'csv']) expect(run('a.json', 'b.json', ...LISTS, '--format', format).stdout).not.toMatch(/Smith|Jane/);
  });
});

describe('the reason of a change', () => {
  const MEDIATED: Row = ['A3', '2022-01-01', '2022-03-01', '1,'];

  it('is the definition, where a convention was switched', () => {
    list('cases.csv', PLAN, LATE, MEDIATED, ['A4', '2022-01-01', '2022-02-01']);
    save('a.json', 'cases.csv', ...KPI);
    save('b.json', 'cases.csv', ...KPI, '--cohort', 'every-plan');
    expect(json('a.json', 'b.json').changes[0]).toMatchObject({
      figure: 'within-20-weeks',
      change: 'definition-changed',
      why: 'the convention cohort was dfe and is every-plan',
    });
    expect(run('a.json', 'b.json', '--exit-code').code).toBe(1);
    const { moved } = json('a.json', 'b.json', '--old-list', 'cases.csv', '--new-list', 'cases.csv');
    expect(moved).toMatchObject([
      { caseId: 'A3', why: expect.stringContaining('convention'), figures: expect.stringContaining('mediation-or-tribunal → met') },
    ]);
  });

  it('is the definition, where the day of receipt was switched and a plan came on day 140', () => {
    list('cases.csv', ['A1', '2021-10-12', '2022-03-01']);
    save('a.json', 'cases.csv', ...KPI);
    put('ehcp.config.json', '{"conventions":{"dayOfReceipt":1}}');
    save('b.json', 'cases.csv', ...KPI);
    expect(changed('a.json', 'b.json')[0]).toEqual(['within-20-weeks', '100.0% (1 of 1)', '0.0% (0 of 1)', 'definition-changed']);
  });

  it('is no convention that the figure does not depend on', () => {
    list('old.csv', ['A1', '2022-06-01']);
    list('new.csv', ['A1', '2022-06-01'], ['A2', '2022-06-02']);
    save('a.json', 'old.csv', 'snapshot', '--as-of', '2022-07-31');
    save('b.json', 'new.csv', 'snapshot', '--as-of', '2022-07-31', '--cohort', 'every-plan');
    expect(json('a.json', 'b.json').changes.find(({ figure }: Listed) => figure === 'open')).toMatchObject({ change: 'restated', why: '' });
  });

  it('is the definition, where the indicator is made of another measure; and the target is told apart', () => {
    list('cases.csv', PLAN, LATE);
    const configure = (measure: string, target: number) => put('ehcp.config.json', JSON.stringify({ kpis: [{ code: 'K1', measure, target }] }));
    const kpi = ['kpi', 'K1', '--period', '2022-Q1', '--as-of', '2022-07-31'];
    configure('within-20-weeks', 50);
    save('a.json', 'cases.csv', ...kpi);
    configure('within-20-weeks', 60);
    save('b.json', 'cases.csv', ...kpi);
    configure('within-20-weeks-all', 50);
    save('c.json', 'cases.csv', ...kpi);
    expect(json('a.json', 'b.json').changes).toMatchObject([{ figure: 'K1', change: 'target-changed', why: 'the target was 50 and is 60' }]);
    expect(json('a.json', 'c.json').changes[0]).toMatchObject({
      figure: 'K1',
      change: 'definition-changed',
      why: expect.stringContaining('the measure was within-20-weeks and is within-20-weeks-all'),
    });
  });

  describe('of two forecasts', () => {
    const forecast = (name: string, ...args: string[]) => {
      const written = ['forecast', '--config', join(DEMONSTRATION, 'ehcp.config.json'), '--as-of', '2022-07-31', '--horizon', '26w', ...args];
      expect(ehcp([...written, '--out', name, '--quiet'], { cwd: folder }).code).toBe(0);
    };

    it.each<[string[], string[], string]>([
      [['--seed', '2'], ['definition-changed'], 'the seed was 1 and is 2'],
      [['--horizon', '52w'], ['definition-changed', 'new-figure'], 'the weeks of the horizon were 26 and are 52'],
      [['--look-back'], ['new-figure'], 'the old report does not look back'],
      [['--completions', '30/week'], ['new-figure'], '--completions was not given and is 30/week'],
      [['--by-date', '2023-03-31'], ['definition-changed new-period', 'new-figure'], '--by-date was not given and is 2023-03-31'],
    ])('is how they were made: %j', (args, kinds, words) => {
      forecast('a.json');
      forecast('b.json', ...args);
      const { cautions, changes } = json('a.json', 'b.json');
      expect([...new Set(changes.map(({ change }: Listed) => change))].sort()).toEqual(kinds);
      expect(cautions).toEqual([`The two projections were not made alike: ${words}.`]);
    });

    it('stands beside each figure whose runs turn on it, and beside no other', () => {
      forecast('a.json', '--look-back', '--requests', '+10%', '--by-date', '2023-03-31');
      forecast('b.json', '--look-back', '--requests', '+20%', '--by-date', '2023-03-31', '--seed', '7');
      const { changes } = json('a.json', 'b.json');
      const whyOf = (id: string): string | undefined => changes.find(({ figure }: Listed) => figure === id)?.why;
      expect(whyOf('what-if-projected-open-week-26')).toBe('the seed was 1 and is 7; --requests was +10% and is +20%');
      expect(whyOf('completions-needed-over-20-weeks')).toBe('the seed was 1 and is 7; --requests was +10% and is +20%');
      expect(whyOf('projected-open-week-26')).toBe('the seed was 1 and is 7');
      expect(changes.filter(({ figure }: Listed) => /^came-in|^completions-per|^open|look-back-counted/.test(String(figure)))).toEqual([]);
    });

    it('is not known of a figure that turns on no setting: a report changed by hand', () => {
      forecast('a.json');
      forecast('b.json', '--seed', '2');
      const report = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'));
      report.figures['came-in'].value = 1;
      put('b.json', JSON.stringify(report));
      expect(json('a.json', 'b.json').changes.find(({ figure }: Listed) => figure === 'came-in')).toMatchObject({ change: 'unexplained', why: '' });
      report.projection.seed = '2';
      put('b.json', JSON.stringify(report));
      expect(run('a.json', 'b.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('b.json: projection.seed: this is no whole number.') });
    });
  });

  it('is not known, where the list, the dates and the definitions are the same: a report changed by hand', () => {
    list('cases.csv', PLAN, LATE);
    save('a.json', 'cases.csv', 'snapshot', '--as-of', '2022-07-31');
    save('b.json', 'cases.csv', 'snapshot', '--as-of', '2022-07-31');
    const report = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'));
    report.figures.open.value = 77;
    put('b.json', JSON.stringify(report));
    expect(changed('a.json', 'b.json')).toEqual([['open', '0', '77', 'unexplained']]);
    expect(json('b.json', 'a.json', '--old-list', 'cases.csv', '--new-list', 'cases.csv').cautions).toEqual([
      expect.stringContaining('The old list gives another figure'),
    ]);
  });

  it('is of a list that is not the one counted not to be trusted: a caution says so', () => {
    list('old.csv', PLAN);
    list('new.csv', PLAN, LATE);
    list('other.csv', LATE);
    save('a.json', 'old.csv', ...KPI);
    save('b.json', 'new.csv', ...KPI);
    expect(json('a.json', 'b.json', ...LISTS).cautions).toEqual([INTERNAL]);
    const { cautions } = json('a.json', 'b.json', '--old-list', 'other.csv', '--new-list', 'new.csv');
    expect(cautions.join(' ')).toContain('other.csv is not the list that a.json was made of');
    expect(json('a.json', 'b.json', '--old-list', 'old.csv', '--new-list', 'old.csv').cautions).toEqual([
      expect.stringContaining('old.csv is not the list that b.json was made of'),
    ]);
  });
});

describe('a new period', () => {
  const kpi = (period: string, asOf = '2022-07-31') => ['kpi', 'within-20-weeks', '--period', period, '--as-of', asOf];

  it('is told, though the new report has the old dates beside its own', () => {
    list('cases.csv', PLAN, LATE, ['A3', '2022-04-01', '2022-05-01']);
    save('a.json', 'cases.csv', ...kpi('2022-Q1'));
    save('b.json', 'cases.csv', ...kpi('2022-Q2'));
    expect(changed('a.json', 'b.json')).toContainEqual(['within-20-weeks', '50.0% (1 of 2)', '100.0% (1 of 1)', 'new-period']);
    expect(run('a.json', 'b.json', '--exit-code').code).toBe(1);
    save('c.json', 'cases.csv', 'snapshot', '--as-of', '2021-07-31');
    save('d.json', 'cases.csv', 'snapshot', '--as-of', '2022-07-31');
    const { figures } = json('c.json', 'd.json');
    expect([figures['new-period'].value, figures.restated.value, figures.unchanged.value]).toEqual([figures.compared.value, 0, 0]);
  });

  it('and old dates told otherwise are two changes, where the new report repeats the old dates or the new list is at hand', () => {
    list('old.csv', PLAN, LATE);
    list('new.csv', PLAN, ['A2', '2022-01-01', '2022-03-01'], ['A3', '2022-04-01', '2022-05-01']);
    save('a.json', 'old.csv', ...kpi('2022-Q1'));
    save('b.json', 'new.csv', ...kpi('2022-Q2'));
    save('c.json', 'new.csv', ...kpi('2022-Q2', '2022-06-30'));
    for (const args of [['b.json'], ['b.json', '--new-list', 'new.csv'], ['c.json'], ['c.json', ...LISTS]]) {
      const [first] = json('a.json', ...args).changes;
      expect(first).toMatchObject({ figure: 'within-20-weeks', old: '50.0% (1 of 2)', new: '100.0% (1 of 1)', change: 'restated new-period' });
      expect(first.why).toContain('100.0% (2 of 2)');
    }
    expect(json('a.json', 'b.json', ...LISTS).moved).toMatchObject([
      { caseId: 'A2', figures: expect.stringContaining('within-20-weeks 2022-Q1: missed → met') },
    ]);
  });

  it('and another convention are two changes', () => {
    list('cases.csv', PLAN, ['A2', '2022-04-01', '2022-05-01'], ['A3', '2021-04-01', '2022-05-01', '1,']);
    save('a.json', 'cases.csv', ...kpi('2022-Q1'));
    save('b.json', 'cases.csv', ...kpi('2022-Q2'), '--cohort', 'every-plan');
    expect(json('a.json', 'b.json').changes.find(({ figure, oldFrom }: Listed) => figure === 'within-20-weeks' && oldFrom === '2022-01-01')).toMatchObject({
      change: 'definition-changed new-period',
      why: 'the convention cohort was dfe and is every-plan',
    });
  });

  it('is what another as-of day makes of a figure that turns on it, and no riddle', () => {
    list('cases.csv', ['A1', '2022-02-01', '2022-03-01'], ['A2', '2022-03-25']);
    const cohort = (asOf: string) => ['kpi', 'cohort-within-20-weeks', '--period', '2022-Q1', '--as-of', asOf];
    save('a.json', 'cases.csv', ...cohort('2022-07-31'));
    save('b.json', 'cases.csv', ...cohort('2022-10-31'));
    for (const lists of [[], ['--old-list', 'cases.csv', '--new-list', 'cases.csv']])
      expect(changed('a.json', 'b.json', ...lists)).toContainEqual(['cohort-within-20-weeks', '100.0% (1 of 1)', '50.0% (1 of 2)', 'new-period']);
    const quarters = changed('b.json', 'a.json');
    expect(quarters.every(([, , , change]) => change === 'new-period')).toBe(true);
  });

  it('is no other day alone, where nothing turns on it', () => {
    list('cases.csv', PLAN, LATE);
    save('a.json', 'cases.csv', ...kpi('2022-Q1', '2022-07-31'));
    save('b.json', 'cases.csv', ...kpi('2022-Q1', '2022-10-31'));
    expect(run('a.json', 'b.json', '--exit-code')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed') });
  });
});

describe('other reports', () => {
  const timeliness = ['timeliness', '--period', '2022-Q1', '--as-of', '2022-07-31', '--by', 'team'];

  it('that are split are compared group by group; one that is new and one that is gone are told', () => {
    list('old.csv', ['A1', '2022-01-01', '2022-03-01', ',North'], ['A2', '2021-06-01', '2022-03-01', ',South']);
    list('new.csv', ['A1', '2022-01-01', '2022-03-01', ',North'], ['A2', '2022-01-01', '2022-03-01', ',East'], ['A3', '2022-01-01', '2022-03-01', ',North']);
    save('a.json', 'old.csv', ...timeliness);
    save('b.json', 'new.csv', ...timeliness);
    const issued = json('a.json', 'b.json')
      .changes.filter(({ figure }: Listed) => figure === 'issued-all')
      .map(({ group, old, new: now, change }: Listed) => [group, old, now, change]);
    expect(issued).toEqual([
      [null, '2', '3', 'restated'],
      ['team: North', '1', '2', 'restated'],
      ['team: South', '1', null, 'gone'],
      ['team: East', null, '1', 'new-figure'],
    ]);
  });

  it('of check are compared by their counts', () => {
    list('old.csv', PLAN, ['A2', 'never', '']);
    list('new.csv', PLAN, ['A2', '2022-01-01', '']);
    for (const name of ['old', 'new']) put(`${name}.json`, ehcp(['check', `${name}.csv`, '--format', 'json'], { cwd: folder }).stdout);
    const { code, stdout, stderr } = run('old.json', 'new.json', '--exit-code', ...LISTS);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Errors: 1 then and 0 now.\nWarnings: 0 in both reports.');
    expect(changed('old.json', 'new.json')).toContainEqual(['no-received-date', '1', null, 'gone']);
  });

  it('of every kind give JSON that the published schema describes, and a table that fits 80 columns', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    list('old.csv', PLAN, LATE, ['A4', '2022-01-01', '', ',South']);
    list('new.csv', ['A1', '2021-06-01', '2022-03-01', ',North'], ['A3', '2022-06-01']);
    const reports = [['snapshot', '--as-of', '2022-07-31'], timeliness, KPI, ['cases', '--measure', 'finals', '--period', '2022-Q1', '--as-of', '2022-07-31']];
    for (const args of reports) {
      save('a.json', 'old.csv', ...args);
      save('b.json', 'new.csv', ...args);
      valid(json('a.json', 'b.json', ...LISTS));
      expect(valid.errors).toBeNull();
      const { code, stdout } = run('a.json', 'b.json', ...LISTS);
      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(run('a.json', 'b.json', ...LISTS).stdout).toBe(stdout);
    }
  });

  it('of a comparison can be compared', () => {
    list('old.csv', PLAN);
    list('new.csv', LATE);
    save('a.json', 'old.csv', ...KPI);
    save('b.json', 'new.csv', ...KPI);
    put('c.json', run('a.json', 'b.json', '--format', 'json').stdout);
    expect(run('c.json', 'c.json', '--exit-code')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what is said of it', () => {
  const snapshot = (asOf: string, ...more: string[]) => ['snapshot', '--as-of', asOf, ...more];
  const open = (count: number, id = 'B'): Row[] => Array.from({ length: count }, (_, at) => [`${id}${at}`, '2022-01-03']);

  it('is what the figures that matter came to, then and now, under a title of days and not of files', () => {
    list('cases.csv', ...open(7), PLAN, LATE);
    save('a.json', 'cases.csv', ...snapshot('2022-03-31'));
    save('b.json', 'cases.csv', ...snapshot('2022-07-31'));
    const { title, summary } = json('a.json', 'b.json');
    expect(title).toBe('What changed in the snapshot from 31 March 2022 to 31 July 2022');
    expect(summary).toEqual([
      'The number of open assessments stayed at 7.',
      'The number open over 20 weeks went from 0 to 7; the number open over 52 weeks stayed at 0.',
      'The share of plans issued within 20 weeks, leaving out exceptions, of the last 12 months stayed at 50.0% (1 of 2).',
      'Of 80 figures compared, 80 are of other dates.',
    ]);
  });

  it('of the same day is told as two versions, and what is as before is counted', () => {
    list('old.csv', ...open(7));
    list('new.csv', ...open(6));
    save('a.json', 'old.csv', ...snapshot('2022-03-31'));
    save('b.json', 'new.csv', ...snapshot('2022-03-31'));
    const { title, summary, figures } = json('a.json', 'b.json');
    expect(title).toBe('What changed between two versions of the snapshot of 31 March 2022');
    expect(summary.slice(0, 2)).toEqual([
      'The number of open assessments was told as 7 and is told as 6 now.',
      'The number open over 20 weeks is 0 in both reports; the number open over 52 weeks is 0 in both reports.',
    ]);
    const { compared, unchanged, restated } = figures;
    expect(summary[2]).toBe(`Of ${compared.value} figures compared, ${unchanged.value} are as before and ${restated.value} told otherwise of the same dates.`);
  });

  it('of indicators has their codes, names and periods', () => {
    list('cases.csv', PLAN, LATE, ['A3', '2022-04-01', '2022-05-01']);
    put('ehcp.config.json', '{"kpis":[{"code":"BPB225e","title":"Plans in time","measure":"within-20-weeks"}]}');
    save('a.json', 'cases.csv', 'kpi', '--all', '--period', '2022-Q1', '--as-of', '2022-07-31');
    save('b.json', 'cases.csv', 'kpi', '--all', '--period', '2022-Q2', '--as-of', '2022-07-31');
    expect(json('a.json', 'b.json').summary[0]).toBe('BPB225e Plans in time: 50.0% (1 of 2) (2022-Q1) then and 100.0% (1 of 1) (2022-Q2) now.');
  });

  it('has a table for each kind of change, and of many figures for each period, by the names of the figures', () => {
    list('cases.csv', ...open(7), PLAN, LATE);
    save('a.json', 'cases.csv', ...snapshot('2022-06-30'));
    save('b.json', 'cases.csv', ...snapshot('2022-07-31'));
    const tables = json('a.json', 'b.json').sections.filter(({ kind }: { kind: string }) => kind === 'table');
    expect(tables.map(({ heading }: { heading: string }) => heading)).toEqual([
      'Of other dates: on the day (20)',
      'Of other dates: 2022-06 → 2022-07 (12)',
      'Of other dates: 2022-Q2 → 2022-Q3 so far (12)',
      'Of other dates: 2022 so far (12)',
      'Of other dates: 2022/23 so far (12)',
      'Of other dates: last 12 months (12)',
    ]);
    expect(tables[0]).toMatchObject({
      columns: [{ lines: ['Then', '30 Jun 2022'] }, { lines: ['Now', '31 Jul 2022'] }],
      rows: expect.arrayContaining([{ header: 'Open EHC needs assessments', cells: [7, 7].map((value) => ({ kind: 'count', value })) }]),
    });
    expect(run('a.json', 'b.json').stdout).not.toMatch(/within-20-weeks|new.period/);
  });

  it('shows what is suppressed as c, with its key, and nothing over nothing as a dash', () => {
    list('cases.csv', ...open(3), PLAN);
    for (const day of ['2022-06-30', '2022-07-31']) save(`${day}.json`, 'cases.csv', ...snapshot(day, '--publish'));
    for (const more of [[], ['--publish']]) {
      const { stdout } = run('2022-06-30.json', '2022-07-31.json', ...more);
      expect(stdout).toMatch(/Open EHC needs assessments +c +c\n/);
      expect(stdout).toContain('c = suppressed');
      expect(stdout).not.toMatch(/suppressed of|\) of 0/);
      expect(stdout).not.toContain('The number of open assessments');
    }
    const { changes } = json('2022-06-30.json', '2022-07-31.json');
    expect(changes[0]).toMatchObject({ figure: 'open', old: 'c', new: 'c', oldValue: null, newValue: null });
  });
});

describe('a file that is no report', () => {
  const figure = (more: string) =>
    `{"schema":"ehcp.report/1","report":"kpi","title":"T","asOf":"2022-07-31","sources":[],"sections":[],"figures":{"open":{"label":"Open","unit":"cases","value":1${more}}}}`;

  it.each<[string, string]>([
    ['empty', ''],
    ['no JSON', 'case_id,received_date\nA1,2022-01-01\n'],
    ['cut short', figure('').slice(0, 90)],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1e400'],
    ['another JSON', '{"name":"ehcp","version":"0.1.0"}'],
    ['of another schema', figure('').replace('report/1', 'report/9')],
    ['without figures', '{"schema":"ehcp.report/1","report":"kpi","title":"T","asOf":null,"sources":[],"sections":[]}'],
    ['with a figure that is a list', '{"schema":"ehcp.report/1","report":"kpi","title":"T","asOf":null,"sources":[],"sections":[],"figures":{"open":[]}}'],
    ['with words for a value', figure(',"value":"many"')],
    ['with a value past all numbers', figure(',"value":1e999')],
    ['with half a case', figure(',"numerator":1.5,"denominator":3')],
    ['with fewer than no cases', figure(',"numerator":-1,"denominator":3')],
    ['with more cases than can be counted', figure(',"numerator":99999999999999999999,"denominator":3')],
    ['with a day that no calendar has', figure('').replace('2022-07-31', '2022-02-30')],
    ['with a period that is none', figure(',"period":{"from":"2022-01-01","to":"soon","label":"L"}')],
    ['of lists in lists', `${'['.repeat(100_000)}`],
    ['of the depth of a well', figure(`,"x":${'{"x":'.repeat(5000)}1${'}'.repeat(5000)}`).slice(0, -1)],
    ['not UTF-8', '\u0000\u0001\u0002'],
  ])('%s is refused in one sentence that names it', (_, text) => {
    list('cases.csv', PLAN);
    save('right.json', 'cases.csv', ...KPI);
    put('wrong.json', text);
    for (const args of [
      ['wrong.json', 'right.json'],
      ['right.json', 'wrong.json'],
    ]) {
      const { code, stdout, stderr } = run(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^ehcp: wrong\.json: [^\n]+\n$/);
    }
  });

  it('is refused where it is a folder, not there or bytes', () => {
    list('cases.csv', PLAN);
    save('right.json', 'cases.csv', ...KPI);
    mkdirSync(join(folder, 'reports'));
    put('bytes.json', Buffer.from([0xff, 0xfe, 0x00]));
    for (const name of ['reports', 'missing.json', 'bytes.json']) {
      const { code, stdout, stderr } = run('right.json', name);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^ehcp: ${name}: [^\\n]+\\n$`));
    }
    expect(run('right.json').code).toBe(2);
    expect(run('right.json', 'right.json', '--old-list', 'nowhere.csv')).toMatchObject({ code: 2, stdout: '' });
    expect(run('right.json', 'right.json', '--new-lst', 'cases.csv').stderr).toContain('Did you mean --new-list?');
  });

  it('does no harm where it is one, and holds keys and words that are traps', () => {
    const trap = (value: number) =>
      figure('')
        .replace('"open"', '"__proto__"')
        .replace('"figures":{', `"figures":{"constructor":{"label":"\\u001b]0;owned\\u0007\\u001b[31mRed\\nline","unit":"cases","value":${value}},`)
        .replace('"title":"T"', '"title":"\\u001b[2J\\r\\nTitle"');
    put('a.json', trap(1));
    put('b.json', trap(2));
    for (const format of ['table', 'csv', 'json']) {
      const { code, stdout, stderr } = run('a.json', 'b.json', '--format', format);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(format === 'table' ? ']0;owned' : 'constructor');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
      expect(stdout.replace(/\r?\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
    expect(json('a.json', 'b.json').figures.compared.value).toBe(2);
  });

  it('does no harm by the names of its figures, groups and periods', () => {
    const named = (name: string, value: number) => figure('').replace('"open"', JSON.stringify(name)).replace('"value":1', `"value":${value}`);
    for (const name of ['\u001b[31mred', 'a\nb', '=1+1', 'x'.repeat(3000), '']) {
      put('a.json', named(name, 1));
      put('b.json', named(name, 2));
      const { code, stdout, stderr } = run('a.json', 'b.json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toContain('\u001b');
      const csv: Listed[] = parse(run('a.json', 'b.json', '--format', 'csv').stdout, { columns: true, record_delimiter: '\r\n' });
      expect(csv).toHaveLength(1);
      expect(String(csv[0]?.figure)).not.toMatch(/^[=+\-@\t\r]/);
      expect(String(csv[0]?.figure)).not.toContain('\u001b');
    }
  });
});

describe('reports that have little in common', () => {
  it('are said to be of other kinds, and what stands in one alone has a heading of its own', () => {
    list('cases.csv', PLAN, LATE);
    save('a.json', 'cases.csv', 'snapshot', '--as-of', '2022-07-31');
    save('b.json', 'cases.csv', ...KPI);
    const { stdout } = run('a.json', 'b.json');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Caution: a.json is a snapshot report and b.json is a kpi report: only figures that both have can be compared.',
    );
    expect(stdout).toMatch(/In the old report alone: on the day \(20\)/);
    expect(stdout).toMatch(/In the new report alone \(\d+\)/);
    expect(stdout).not.toContain('Told otherwise');
  });

  it('bring their own authority, and a caution where it is another', () => {
    list('cases.csv', PLAN, LATE);
    put('ehcp.config.json', '{"authority":"Anyshire","kpis":[{"code":"BPB225e","measure":"within-20-weeks"}]}');
    save('a.json', 'cases.csv', ...KPI);
    put('ehcp.config.json', '{"authority":"Othershire","kpis":[{"code":"BPB225e","measure":"within-20-weeks"}]}');
    save('b.json', 'cases.csv', ...KPI);
    put('ehcp.config.json', '{"authority":"Elsewhere"}');
    expect(json('a.json', 'a.json').authority).toBe('Anyshire');
    expect(json('a.json', 'b.json').cautions).toContain("a.json is of Anyshire and b.json of Othershire: they are not the same authority's.");
  });
});
