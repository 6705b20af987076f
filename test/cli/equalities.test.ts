import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCompared, isPersonal } from '../../src/cli/equalities.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** Requests of one day with a plan 100 days later, and the birthdays of the children. */
const LIST = (births: readonly string[]) =>
  `case_id,received_date,final_plan_date,date_of_birth,sex,Area,Ethnic group\n${births.map((birth, at) => `A${at},2022-02-28,2022-06-08,${birth},${at % 3 === 0 ? 'F' : 'M'},North,WBRI\n`).join('')}`;
const run = (...args: string[]) => ehcp(args, { cwd: folder });
const timeliness = (...args: string[]) => run('timeliness', 'cases.csv', '--period', '2022', '--as-of', '2022-12-31', '--quiet', ...args);
const json = (...args: string[]) => JSON.parse(timeliness(...args, '--format', 'json').stdout);
const groups = (report: { by: { groups: { name: string; figures: Record<string, { value: number | null }> }[] } }) =>
  report.by.groups.map(({ name, figures }) => [name, figures['issued-all']?.value]);

describe('--by age', () => {
  it('is the age at the request in the bands of DfE, the youngest first, and a group of those whose birth is not known', () => {
    // On 28 February 2022 whoever was born on 29 February 2012 is still 9.
    const births = ['2017-03-01', '2017-02-28', '2012-02-29', '2011-02-28', '2011-03-01', '2006-02-28', '2002-02-28', '1996-02-28', '', '2022-03-01', 'never'];
    put('cases.csv', LIST(births));
    expect(groups(json('--by', 'age', '--no-publish'))).toEqual([
      ['Under 5', 1],
      ['5 to 10', 3],
      ['11 to 15', 1],
      ['16 to 19', 1],
      ['20 to 25', 1],
      ['Over 25', 1],
      ['Age not known', 3],
    ]);
  });

  it('prints no date of birth, in any format, on either stream', () => {
    put('cases.csv', LIST(['2012-02-29', '2012-02-29', '1899-13-41']));
    for (const format of ['table', 'json', 'csv', 'md', 'html'])
      for (const more of [[], ['--no-publish']]) {
        const { code, stdout, stderr } = run(
          'timeliness',
          'cases.csv',
          '--period',
          '2022',
          '--as-of',
          '2022-12-31',
          '--by',
          'age',
          '--format',
          format,
          ...more,
        );
        expect([code, /2012-02-29|1899|29 Feb/.test(stdout + stderr)]).toEqual([0, false]);
      }
  });

  it('adds up to the whole, and is the same from a SEN2 return as from the list', () => {
    const cwd = join(DEMONSTRATION, '..', 'one-caseload');
    const of = (name: string) =>
      groups(
        JSON.parse(
          ehcp(['timeliness', name, '--period', '2024', '--as-of', '2025-01-16', '--by', 'age', '--no-publish', '--format', 'json', '--quiet'], { cwd }).stdout,
        ),
      );
    expect(of('blade')).toEqual(of('cases.csv'));
    expect(of('cases.csv').length).toBeGreaterThan(3);
  });

  it('is a column of the list where it has one of that name', () => {
    put('cases.csv', LIST(['2012-02-29']).replace('Area', 'Age'));
    expect(groups(json('--by', 'age', '--no-publish'))).toEqual([['North', 1]]);
  });

  it('of a list that does not say when anybody was born is refused, with what to do', () => {
    put('cases.csv', 'case_id,received_date\nA1,2022-01-01\n');
    expect(timeliness('--by', 'age')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ehcp: --by age: the age at the request is worked out from the columns date_of_birth and received_date, and cases.csv has no date_of_birth. Add what is missing to the export (no date of birth is ever printed), or split by a column that it has.\n',
    });
    put('appeals.csv', 'case_id,kind,lodged_date\nA1,mediation,2022-01-01\n');
    expect(run('appeals', 'appeals.csv', '--as-of', '2022-12-31', '--by', 'age').stderr).toContain('appeals.csv has neither');
  });
});

describe('a split by what children are', () => {
  const births = Array.from({ length: 22 }, (_, at) => (at < 2 ? '2004-01-01' : '2012-02-29'));

  it('suppresses small counts unless somebody says otherwise, and says why', () => {
    put('cases.csv', LIST(births));
    for (const by of ['sex', 'age', 'Ethnic group']) expect(json('--by', by).publish).toEqual({ threshold: 4 });
    expect(groups(json('--by', 'age'))).toEqual([
      ['5 to 10', null],
      ['16 to 19', null],
    ]);
    expect(timeliness('--by', 'age').stdout.replace(/\s+/g, ' ')).toContain(
      'Small numbers are suppressed here because it is split by age, and tells of small groups of children. With --no-publish they are printed, for those who work with the cases.',
    );
  });

  it('with --no-publish prints them, and is internal', () => {
    put('cases.csv', LIST(births));
    const { publish, internal, cautions, ...report } = json('--by', 'age', '--no-publish');
    expect([publish, internal, cautions[0]]).toEqual([undefined, true, 'Internal, not for publication: it is split by age, and nothing in it is suppressed.']);
    expect(groups(report as never)).toEqual([
      ['5 to 10', 20],
      ['16 to 19', 2],
    ]);
  });

  it('is any column that tells of it, whatever it is called', () => {
    expect(
      [
        'sex',
        'Gender',
        'ethnicity',
        'Ethnic Group',
        'primary_need',
        'SEN type',
        'need',
        'age',
        'Age band',
        'setting',
        'School',
        'Disability',
        'First language',
      ].filter((by) => !isPersonal(by, undefined)),
    ).toEqual([]);
    expect(['team', 'area', 'coordinator', 'phase', 'exception_reason', 'Locality', 'percentage', 'stage'].filter((by) => isPersonal(by, undefined))).toEqual(
      [],
    );
    expect(isPersonal('Group of pupils', { 'Group of pupils': { column: 'ethnicity' } })).toBe(true);
    expect([isCompared('area', undefined), isCompared('team', undefined)]).toEqual([true, false]);
  });

  it('by area is not suppressed, and says its differences; by team it says none', () => {
    put('cases.csv', LIST(births).replaceAll('North', 'East'));
    const byArea = json('--by', 'area');
    expect([byArea.publish, byArea.sections.some(({ id }: { id: string }) => id === 'differences')]).toEqual([undefined, true]);
    put('cases.csv', LIST(births).replace('Area', 'Team'));
    expect(json('--by', 'team').sections.some(({ id }: { id: string }) => id === 'differences')).toBe(false);
  });

  it('works of every report, or says what to do', () => {
    const of = (...args: string[]) => ehcp([...args, '--quiet', '--format', 'json'], { cwd: DEMONSTRATION });
    const day = ['--as-of', '2022-07-31'];
    for (const args of [
      ['timeliness', '--period', '2022', ...day],
      ['cohort', '--period', '2021/22', ...day],
      ['movement', '--from', '2022-07-11', '--to', '2022-09-26'],
      ['due', ...day],
      ['advice', ...day],
    ]) {
      const { code, stdout } = of(...args, '--by', 'sex');
      expect([args[0], code, JSON.parse(stdout).publish]).toEqual([args[0], 0, { threshold: 4 }]);
      expect(stdout).not.toMatch(/EHC-20\d\d/);
    }
    expect(of('reviews', ...day, '--by', 'primary_need').code).toBe(0);
    expect(of('cohort', '--period', '2021/22', ...day, '--by', 'ethnicity')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^ehcp: Small numbers are suppressed here because it is split by ethnicity, .* Choose a longer period, split --by a column with fewer values, or add --no-publish and keep/,
      ),
    });
    expect(of('caseload', ...day, '--by', 'sex')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ehcp caseload cannot be published. Add --no-publish to see every count'),
    });
    expect(of('caseload', ...day, '--by', 'sex', '--no-publish').code).toBe(0);
    const due = JSON.parse(of('due', ...day, '--by', 'sex', '--no-publish').stdout);
    expect([due.due.length > 0, due.cautions.filter((words: string) => words.startsWith('Internal')).length]).toEqual([true, 1]);
  });
});
