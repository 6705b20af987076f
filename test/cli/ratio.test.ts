import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import configSchema from '../../src/cli/config.schema.json';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ASKED = ['--period', '2022-Q1', '--as-of', '2022-07-31'];
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (...args: string[]) => ehcp(['kpi', ...ASKED, ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run('--format', 'json', ...args).stdout);

const IS = (column: string, operator: string, value?: unknown) => ({ column, operator, value });
const RATIO = { source: 'places', date: 'Day', numerator: IS('Taken', '=', 'yes') };
const ELIGIBLE = { ...RATIO, id: 'Ref', denominator: IS('Eligible', '=', 'yes') };
const TAKE_UP = { code: 'R1', ratio: ELIGIBLE };
const SOURCES = { cases: 'cases.csv', places: 'places.csv' };
const configure = (kpis: unknown, sources: unknown = SOURCES) => put('ehcp.config.json', JSON.stringify({ sources, kpis }));

const PLACES = `Ref,Day,Eligible,Taken
T1,2022-01-20,yes,yes
T2,2022-01-20,yes,no
T3,2022-01-20,yes,
T4,2022-01-20,no,
T5,2021-10-07,yes,yes
T6,2021-01-21,yes,yes
T7,2022-10-06,yes,yes
T8,,yes,yes
`;
const CASES = 'case_id,received_date,final_plan_date\nA1,2021-12-01,2022-01-10\nA2,2022-12-01,\n';

const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
const reportOf = (...args: string[]) => {
  const report = json(...args);
  valid(report);
  expect(valid.errors).toBeNull();
  return report;
};

describe('a ratio', () => {
  beforeEach(() => {
    put('places.csv', PLACES);
    put('cases.csv', CASES);
  });

  it('brings its numerator, its denominator and what was left out, beside the period before and last year', () => {
    configure([{ ...TAKE_UP, title: 'Take-up', target: 30 }]);
    const { figures, conventions } = reportOf('R1');
    expect(conventions).toBeUndefined();
    expect(figures.R1).toMatchObject({
      label: 'Take-up',
      unit: 'percent',
      value: 33.3,
      numerator: 1,
      denominator: 3,
      excluded: [],
      outOfScope: [
        { reason: 'not-in-denominator', count: 1 },
        { reason: 'no-date', count: 1 },
        { reason: 'not-in-period', count: 2 },
        { reason: 'not-yet-visible', count: 1 },
      ],
      source: 'places',
      measure: null,
      target: 30,
      duty: null,
      status: 'better',
      direction: 'worsened',
      before: { from: '2021-10-01', to: '2021-12-31', numerator: 1, denominator: 1 },
      lastYear: { from: '2021-01-01', to: '2021-03-31', numerator: 1, denominator: 1 },
      financialYearToDate: { from: '2021-04-01', to: '2022-03-31', numerator: 2, denominator: 4 },
    });
  });

  it('has every row in its denominator where no rule is set for it, and may lag', () => {
    configure([{ code: 'R1', lagQuarters: 1, ratio: RATIO }]);
    expect(json('R1', '--period', '2022-Q2').figures.R1).toMatchObject({ numerator: 1, denominator: 4, period: { from: '2022-01-01', to: '2022-03-31' } });
  });

  it('is said in plain words among the definitions, and no word is lost on cases', () => {
    configure([TAKE_UP]);
    const { sections } = reportOf('R1');
    const meanings = sections.find(({ id }: { id: string }) => id === 'definitions').terms.map(({ meaning }: { meaning: string }) => meaning);
    expect(meanings[0]).toBe('Of the rows of places whose Day is in the period and whose Eligible is yes, those whose Taken is yes.');
    expect(JSON.stringify(sections)).not.toMatch(/mediation|exception|historical|open case|final plan|received|Conventions/i);
  });

  it('needs no case list, and refuses one that nothing would be counted over', () => {
    configure([TAKE_UP], { places: 'places.csv' });
    expect(json('R1').sources.map(({ role }: { role: string }) => role)).toEqual(['places']);
    expect(run('R1', 'cases.csv')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ehcp: cases.csv: none of these indicators is counted over the case list. Leave it away; their lists stand under sources in the configuration.\n',
    });
  });

  it('stands in one report with indicators over the case list and over other lists, each read once, in the order of the configuration', () => {
    put('rooms.csv', 'When;Open\n2022-02-01;1\n');
    const rooms = { source: 'rooms', date: 'When', numerator: IS('Open', '=', 1) };
    configure([{ code: 'R2', ratio: rooms }, TAKE_UP, { code: 'K1', measure: 'finals' }, { code: 'R3', ratio: RATIO }], { ...SOURCES, rooms: 'rooms.csv' });
    const { figures, sources, sections } = reportOf('--all');
    expect(Object.keys(figures)).toEqual(['R2', 'R1', 'K1', 'R3']);
    expect(sources).toMatchObject([
      { role: 'cases', file: 'cases.csv', read: 2, notYetReceived: 1 },
      { role: 'places', file: 'places.csv', layout: 'list', read: 8, counted: 8, outOfScope: 0, setAside: 0, reasons: {} },
      { role: 'rooms', file: 'rooms.csv', read: 1 },
    ]);
    expect(sources.map((source: object) => 'notYetReceived' in source)).toEqual([true, false, false]);
    expect([figures.K1.source, figures.K1.measure, figures.R3.denominator]).toEqual(['cases', 'finals', 4]);
    const foot = sections.find(({ id }: { id: string }) => id === 'rows').items.map((line: string) => line.replace(/[0-9a-f]{64}/, '…'));
    expect(foot).toEqual([
      'cases: 2 rows read = 2 counted + 0 out of scope + 0 set aside.',
      'Of the rows counted, 1 was not yet received on 31 July 2022.',
      'Read from cases.csv: flat case list (layout ehcp), 2 rows; SHA-256 ….',
      'places: 8 rows read = 8 counted + 0 out of scope + 0 set aside.',
      'Read from places.csv: list under its own headings (layout list), 8 rows; SHA-256 ….',
      'rooms: 1 row read = 1 counted + 0 out of scope + 0 set aside.',
      'Read from rooms.csv: list under its own headings (layout list), 1 row; SHA-256 ….',
    ]);
  });

  it('has the same figure whichever others are asked for, and each code once', () => {
    put(
      'places.csv',
      `${PLACES}T9,2022-01-20,yes,yes\n`
        .replace('Taken\n', 'Taken,Left\n')
        .replace(/(T\d.*)\n/g, '$1,\n')
        .replace('T9,2022-01-20,yes,yes,', 'T9,2022-01-20,yes,yes,soon'),
    );
    configure([TAKE_UP, { code: 'R2', ratio: { ...RATIO, date: 'Left' } }]);
    const alone = reportOf('R1', 'r1');
    expect(alone.sources[0]).toMatchObject({ read: 9, counted: 8, setAside: 1, reasons: { 'unreadable-date': 1 } });
    expect(alone.figures.R1).toEqual(reportOf('--all').figures.R1);
    expect(alone.sections.filter(({ kind }: { kind: string }) => kind === 'table')).toHaveLength(1);
  });

  it('says which rows were set aside, on standard error, at the head and at the foot, and never what they hold', () => {
    put('places.csv', `${PLACES}T9,Ada Lovelace,yes,yes\nT10,2022-06-31,yes,yes\n`);
    configure([TAKE_UP, { code: 'K1', measure: 'finals' }]);
    const { code, stdout, stderr } = run('--all', '--strict');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `places.csv line 10, Day: a value of 12 characters (not shown, as it may name somebody) is not a date in a form that is read (yyyy-mm-dd, dd/mm/yyyy, dd-Mon-yyyy or yyyy-Mon-dd). The row was set aside; correct it and run again.
places.csv line 11, Day: "2022-06-31" is not a date (June has 30 days). The row was set aside; correct it and run again.

`,
    );
    expect(stdout).toContain('2 rows of places.csv set aside: they are in no figure.');
    expect(stdout).toContain('places: 10 rows read = 8 counted + 0 out of scope + 2 set aside.');
    expect(stdout).toContain('Set aside: 2 unreadable-date.');
    expect(run('K1', '--strict').code).toBe(0);
    expect(run('R1', '--quiet').stderr).toBe('');
  });

  it('names at most a thousand of them', () => {
    put('places.csv', `${PLACES}${'T9,soon,yes,yes\n'.repeat(1002)}`);
    configure([TAKE_UP]);
    const lines = run('R1').stderr.trim().split('\n');
    expect(lines).toHaveLength(1001);
    expect(lines.at(-1)).toBe('… and 2 more of unreadable-date, counted at the foot of the report.');
  });

  it('may ask for a person, and no report or message says whom', () => {
    put('places.csv', 'Child name,Day,Taken\nAda Lovelace,2022-01-20,yes\nGrace Hopper,2022-01-20,no\n');
    configure([{ code: 'R1', ratio: { source: 'places', date: 'Day', numerator: IS('Child name', '=', 'ada lovelace') } }]);
    const { stdout, stderr } = run('R1', '--format', 'json');
    expect(JSON.parse(stdout).figures.R1).toMatchObject({ numerator: 1, denominator: 2 });
    expect(stdout + stderr).not.toMatch(/Ada|Lovelace|Grace|Hopper/i);
    expect(stdout).toContain('those whose Child name is (not shown).');
  });
});

describe('the other commands', () => {
  it('explain what it counts, by an example', () => {
    put('cases.csv', CASES);
    configure([TAKE_UP]);
    const { stdout } = ehcp(['explain', 'r1', '--format', 'json'], { cwd: folder });
    const { terms } = JSON.parse(stdout).sections[0];
    expect(terms[0]).toEqual({
      term: 'Counts',
      meaning: 'Of the rows of places whose Day is in the period and whose Eligible is yes, those whose Taken is yes.',
    });
    expect(terms.at(-2)).toEqual({ term: 'Example', meaning: 'For 2022 these come to 50.0% (1 of 2).' });
    expect(ehcp(['explain', '--all'], { cwd: folder }).stdout).toContain('R1');
  });

  it('list the rows behind it, which are those of its figure', () => {
    put('places.csv', PLACES);
    configure([TAKE_UP]);
    const { figures } = JSON.parse(run('R1', '--format', 'json').stdout);
    const { code, stdout } = ehcp(['cases', '--measure', 'R1', ...ASKED, '--show', 'all', '--format', 'json'], { cwd: folder });
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    const piles = (pile: string) => report.cases.filter((row: { pile: string }) => row.pile === pile).length;
    const { numerator, denominator, outOfScope } = figures.R1;
    expect([piles('met'), piles('met') + piles('missed'), report.cases.length]).toEqual([numerator, denominator, report.sources[0].counted]);
    expect(piles('out-of-scope')).toBe(outOfScope.reduce((sum: number, { count }: { count: number }) => sum + count, 0));
    expect(report.figures.R1).toMatchObject({ value: figures.R1.value, numerator, denominator });
    expect(report.cases[0]).toMatchObject({ line: 2, pile: 'met', received: null, days: null, why: 'in the numerator' });
    expect(report.conventions).toBeUndefined();
  });

  it('compare it with what was published before', () => {
    put('places.csv', PLACES);
    configure([TAKE_UP]);
    put('old.json', run('R1', '--format', 'json').stdout);
    put('places.csv', PLACES.replace('T2,2022-01-20,yes,no', 'T2,2022-01-20,yes,yes'));
    put('new.json', run('R1', '--format', 'json').stdout);
    const { code, stdout } = ehcp(['compare', 'old.json', 'new.json'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('66.7%');
  });
});

describe('a column of persons', () => {
  it.each([
    ['date', 'Date of birth'],
    ['date', 'DOB'],
    ['id', 'Child name'],
    ['id', 'UPN'],
  ])('is refused as the %s of a row: %s', (key, column) => {
    put('places.csv', PLACES);
    configure([{ code: 'R1', ratio: { ...RATIO, [key]: column } }]);
    const { code, stderr } = run('R1');
    expect(code).toBe(2);
    expect(stderr).toContain(`kpis[1].ratio.${key}: "${column}" is a column of persons, and what stands in it is never shown. Name another.`);
  });
});

describe('a ratio of the configuration is refused', () => {
  const rule = (numerator: unknown) => [{ code: 'R1', ratio: { ...RATIO, numerator } }];
  const OPERATORS = '"=", "<>", "<", "<=", ">", ">=", "in", "not in", "blank", "not blank"';

  it.each<[string, unknown, string]>([
    [
      'neither measure nor ratio',
      [{ code: 'K1', measure: 'finals' }, { code: 'R1' }],
      'kpis[2]: R1 has neither "measure" nor "ratio". Add the one that gives its figure.',
    ],
    ['both', [{ ...TAKE_UP, measure: 'finals' }], 'kpis[1]: R1 has both "measure" and "ratio". Keep the one that gives its figure.'],
    ['a code twice', [TAKE_UP, { code: 'r1', measure: 'finals' }], 'kpis[2].code: r1 is the code of an earlier indicator too. Give each a code of its own.'],
    [
      'an unknown role',
      [{ code: 'R1', ratio: { ...RATIO, source: 'place' } }],
      'kpis[1].ratio.source: there is no list "place" under sources. Did you mean "places"?',
    ],
    [
      'one like none',
      [{ code: 'R1', ratio: { ...RATIO, source: 'two-year-olds' } }],
      'kpis[1].ratio.source: there is no list "two-year-olds" under sources. Choose one of places.',
    ],
    [
      'the case list',
      [{ code: 'R1', ratio: { ...RATIO, source: 'cases' } }],
      'kpis[1].ratio.source: cases is the case list, of which measures count. For a ratio, name its file under another role in sources too.',
    ],
    [
      'no numerator',
      [{ code: 'R1', ratio: { source: 'places', date: 'Day' } }],
      'the key "kpis[1].ratio.numerator" is missing. Add it, or take "kpis[1].ratio" out.',
    ],
    ['a wrong key', [{ code: 'R1', ratio: { ...RATIO, numerater: 1 } }], 'there is no key "kpis[1].ratio.numerater". Did you mean "kpis[1].ratio.numerator"?'],
    [
      'a wrong key of a rule',
      rule({ colum: 'Taken', operator: '=', value: 'yes' }),
      'there is no key "kpis[1].ratio.numerator.colum". Did you mean "kpis[1].ratio.numerator.column"?',
    ],
    ['no rule', rule('yes'), 'kpis[1].ratio.numerator: this is a string where an object in braces, { … }, belongs.'],
    ['an operator of programs', rule(IS('Taken', '==', 'yes')), 'kpis[1].ratio.numerator.operator: there is no operator "==". Did you mean "="?'],
    ['another', rule(IS('Taken', '!=', 'yes')), 'there is no operator "!=". Did you mean "<>"?'],
    ['one in words', rule(IS('Taken', 'equals', 'yes')), 'there is no operator "equals". Did you mean "="?'],
    ['another', rule(IS('Taken', 'at least', 3)), 'there is no operator "at least". Did you mean ">="?'],
    ['one in capitals', rule(IS('Taken', 'NOT_IN', ['yes'])), 'there is no operator "NOT_IN". Did you mean "not in"?'],
    ['one mistyped', rule(IS('Taken', 'balnk')), 'there is no operator "balnk". Did you mean "blank"?'],
    ['one that there is not', rule(IS('Taken', 'contains', 'yes')), `there is no operator "contains". Choose one of ${OPERATORS}.`],
    ['a sign', rule(IS('Taken', '~', 'yes')), `there is no operator "~". Choose one of ${OPERATORS}.`],
    ['no value', rule(IS('Taken', '=')), 'kpis[1].ratio.numerator: "=" needs a value. Add the key "value".'],
    ['a value too many', rule(IS('Taken', 'blank', '')), 'kpis[1].ratio.numerator.value: "blank" is asked of the cell alone. Take the value out.'],
    [
      'a list for one value',
      rule(IS('Taken', '=', ['yes'])),
      'kpis[1].ratio.numerator.value: this is a list where one text or number belongs. For a list, use "in" or "not in".',
    ],
    ['one value for a list', rule(IS('Taken', 'in', 'yes')), 'value: this is a string where a list in square brackets, such as ["yes", "no"], belongs.'],
    ['an empty list', rule(IS('Taken', 'in', [])), 'value: this is an empty list where a list in square brackets, such as ["yes", "no"], belongs.'],
    ['a list of several kinds', rule(IS('Taken', 'in', ['yes', 1])), 'value: this list has numbers and texts. Make it all numbers or all texts.'],
    ['a yes or no of JSON', rule(IS('Taken', '=', true)), 'value: this is a boolean where a text in quotation marks, or a number, belongs.'],
    ['null', rule(IS('Taken', '=', null)), 'value: this is null where a text in quotation marks, or a number, belongs.'],
    ['a blank text', rule(IS('Taken', '<>', ' ')), 'value: this is empty. Write a text, or ask for blank cells with the operator "blank" or "not blank".'],
    [
      'an order of texts',
      rule(IS('Taken', '<', '15')),
      'value: "<" compares numbers or dates. Write a number without quotation marks, or a date "yyyy-mm-dd".',
    ],
    ['a date in another form', rule(IS('Day', '>=', '31/03/2022')), 'value: ">=" compares numbers or dates.'],
    [
      'and beside or',
      rule({ and: [IS('Taken', 'blank')], or: [] }),
      'kpis[1].ratio.numerator: "and" stands beside other keys. Put it alone in its braces, and the others into its list.',
    ],
    ['or beside a condition', rule({ or: [IS('Taken', 'blank')], column: 'Day' }), '"or" stands beside other keys.'],
    ['an empty and', rule({ and: [] }), 'kpis[1].ratio.numerator.and: this list is empty. Put a rule into it, or take it out.'],
    [
      'a wrong rule within',
      rule({ or: [IS('Taken', 'blank'), IS('Taken', 'is')] }),
      'kpis[1].ratio.numerator.or[2].operator: there is no operator "is". Did you mean "="?',
    ],
    [
      'rules too deep',
      rule({ and: [{ or: [{ and: [{ or: [IS('Taken', 'blank')] }] }] }] }),
      'numerator.and[1].or[1].and[1].or[1]: rules stand in rules more than 4 deep. Put them more simply.',
    ],
  ])('%s', (_, kpis, words) => {
    put('places.csv', PLACES);
    configure(kpis);
    const { code, stdout, stderr } = run('R1');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toContain('ehcp.config.json');
  });

  it.each<[string, unknown, unknown, string]>([
    ['a list that is not there', [TAKE_UP], { places: 'missing.csv' }, 'missing.csv: there is no such file. Check the name and the folder.'],
    [
      'a column that is not there',
      [{ code: 'R1', ratio: { ...RATIO, numerator: IS('Takn', '=', 'yes') } }],
      SOURCES,
      'kpis[1].ratio.numerator: places.csv has no column "Takn". Did you mean "Taken"?',
    ],
    [
      'a case list under another name',
      [{ code: 'R1', measure: 'finals' }],
      { case: 'cases.csv' },
      'No case list was named, and sources in the configuration has none; it has "case". Did you mean "cases"?',
    ],
    ['a role without a file', [TAKE_UP], { places: 1 }, 'sources.places: this is a number where text in quotation marks belongs.'],
  ])('%s', (_, kpis, sources, words) => {
    put('places.csv', PLACES);
    configure(kpis, sources);
    const { code, stderr } = run('R1');
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('in a report of indicators alone: others have no need of its rules', () => {
    put('cases.csv', CASES);
    configure(rule(IS('Taken', '==', 'yes')));
    expect(ehcp(['snapshot', '--as-of', '2022-07-31'], { cwd: folder }).code).toBe(0);
  });
});

describe('the schema of the configuration', () => {
  const describes = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, formats: { date: true }, strictRequired: false }).compile(configSchema);

  it.each<[string, unknown, boolean]>([
    ['a ratio', [TAKE_UP], true],
    [
      'rules in rules',
      [{ code: 'R1', ratio: { ...RATIO, denominator: { and: [IS('A', 'not blank'), { or: [IS('B', 'in', ['x']), IS('C', '<', 3)] }] } } }],
      true,
    ],
    ['neither measure nor ratio', [{ code: 'R1' }], false],
    ['both', [{ ...TAKE_UP, measure: 'finals' }], false],
    ['an unknown operator', [{ code: 'R1', ratio: { ...RATIO, numerator: IS('Taken', '==', 'yes') } }], false],
    ['a blank with a value', [{ code: 'R1', ratio: { ...RATIO, numerator: IS('Taken', 'blank', 'yes') } }], false],
  ])('judges %s as the program does', (_, kpis, fits) => {
    const config = JSON.parse(JSON.stringify({ sources: SOURCES, kpis }));
    expect(describes(config)).toBe(fits);
    put('places.csv', `${PLACES}`.replace('Ref,Day', 'A,B,C,Ref,Day').replace(/^T/gm, 'a,x,2,T'));
    put('ehcp.config.json', JSON.stringify(config));
    expect(run('R1').code).toBe(fits ? 0 : 2);
  });
});

it('the demonstration caseload holds both codes, and the review measures: one report over three lists, whose rows all balance', () => {
  const args = ['kpi', '--all', '--period', '2021/22-Q4', '--as-of', '2022-07-31'];
  const report = JSON.parse(ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
  valid(report);
  expect(valid.errors).toBeNull();
  const REVIEWS = ['reviews-held-12-months', 'reviews-held-12-months-expected', 'review-decision-within-4-weeks', 'amended-final-within-12-weeks'];
  expect(Object.keys(report.figures)).toEqual(['BPB225e', 'BPC222', ...REVIEWS]);
  expect(report.sources.map(({ role }: { role: string }) => role)).toEqual(['cases', 'plans', 'two-year-olds']);
  const sum = (piles: { count: number }[]) => piles.reduce((total, { count }) => total + count, 0);
  for (const figure of Object.values<typeof report>(report.figures)) {
    const { counted } = report.sources.find(({ role }: { role: string }) => role === figure.source);
    for (const one of [figure, figure.before, figure.lastYear, figure.financialYearToDate]) {
      if (figure.source !== 'plans') expect(one.denominator).toBeGreaterThan(100);
      expect(one.denominator + sum(one.excluded) + sum(one.outOfScope)).toBe(counted);
    }
  }
  expect(
    ehcp(args, { cwd: DEMONSTRATION })
      .stdout.split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
  expect(ehcp([...args, '--config', join(DEMONSTRATION, 'ehcp.config.json'), '--out', 'kpi.pdf'], { cwd: folder }).code).toBe(0);
});
