import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (text: string) => writeFileSync(join(folder, 'cases.csv'), text);
const run = (...args: string[]) => ehcp(['timeliness', 'cases.csv', '--as-of', '2022-12-31', ...args], { cwd: folder });
const json = (...args: string[]) => JSON.parse(run('--format', 'json', ...args).stdout);
const demonstration = (...args: string[]) =>
  JSON.parse(ehcp(['timeliness', '--as-of', '2022-12-31', '--format', 'json', ...args], { cwd: DEMONSTRATION }).stdout);

/** Plans sent on 1 June 2022 after so many days, each with what else its row says. */
const plansAfter = (...plans: [days: number | '', more?: string][]): string =>
  `case_id,received_date,final_plan_date,week20_exception,assess_mediation,area\n${plans
    .map(([days, more = ',,'], at) => `A${at + 1},${days === '' ? '' : receivedBefore(days)},2022-06-01,${more}\n`)
    .join('')}`;

/** The day so many days before 1 June 2022, counted on a list of month lengths. */
function receivedBefore(days: number): string {
  let [year, month, day] = [2022, 6, 1 - days];
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  while (day < 1) {
    month--;
    if (month === 0) [year, month] = [year - 1, 12];
    day += lengths[month - 1] ?? 0;
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

describe('the DfE table', () => {
  it('has the published figures of the demonstration caseload', () => {
    const { figures, periods } = demonstration('--period', '2022');
    expect(figures['issued-within-20-weeks-all']).toMatchObject({ value: 297, denominator: 780, percent: 38.1 });
    expect(figures['issued-within-20-weeks']).toMatchObject({ value: 297, denominator: 774, percent: 38.4 });
    expect(periods.period.lastYear.figures['issued-within-20-weeks-all']).toMatchObject({ value: 185, denominator: 563, percent: 32.9 });
    expect(demonstration('--period', '2021-01-01..2021-03-31').figures['issued-within-20-weeks']).toMatchObject({ value: 45, denominator: 107, percent: 42.1 });
  });

  it.each<[string, Parameters<typeof plansAfter>, string[], string[]]>([
    ['no plan', [], [], ['No plan that counts was issued between 1 Dec 2022 and 31 Dec 2022.']],
    [
      'one plan',
      [[140]],
      [],
      [
        '1 plan was issued between 1 Jan 2022 and 31 Dec 2022, without an exception.',
        'Of those without an exception, 1 of 1 (100.0%) came within 20 weeks. The law asks for all.',
      ],
    ],
    [
      'several plans',
      [[70], [70], [371], ['']],
      [],
      [
        '4 plans were issued between 1 Jan 2022 and 31 Dec 2022, 4 of them without an exception.',
        'Of those without an exception, 2 of 4 (50.0%) came within 20 weeks. The law asks for all.',
        'Including exceptions, plans took 24.3 weeks on average (median 10.0); 1 took more than 52 weeks.',
      ],
    ],
    [
      'plans too few to be published',
      [[70], [70]],
      ['--publish'],
      [
        'How many plans were issued between 1 Jan 2022 and 31 Dec 2022, and how many of them within 20 weeks, is suppressed, as small numbers may identify a child.',
        'The law asks for every plan within 20 weeks, unless an exception applies.',
      ],
    ],
  ])('opens with what is known of %s', (_, plans, more, sentences) => {
    put(plansAfter(...(plans.length === 0 ? [[140] as [number]] : plans)));
    expect(json('--period', plans.length === 0 ? '2022-12' : '2022', ...more).summary).toEqual(sentences);
  });

  it('puts each plan in the band of its days: 140 is within 20 weeks and 141 after, 364 within 52 and 365 after', () => {
    put(plansAfter([0], [139], [140], [141], [363], [364], [365], ['']));
    const { figures } = json('--period', '2022');
    expect(Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, (figure as { value: number }).value]))).toMatchObject({
      'issued-all': 8,
      'issued-within-20-weeks-all': 3,
      'issued-20-to-52-weeks-all': 3,
      'issued-over-52-weeks-all': 1,
      'issued-not-known-all': 1,
      'issued-on-day-140-all': 1,
    });
    expect(figures['issued-not-known-all']).toMatchObject({ denominator: 8, percent: 12.5 });
    expect(figures['mean-weeks-to-issue-all']).toMatchObject({ numerator: 0 + 139 + 140 + 141 + 363 + 364 + 365, denominator: 7 });
  });

  it('leaves exceptions out of one column alone, in time or late, and plans after mediation out of both', () => {
    put(plansAfter([100, '1,,'], [200, '1,,'], [120], [130, ',1,']));
    const { figures } = json('--period', '2022');
    expect([figures['issued-all'].value, figures.issued.value]).toEqual([3, 1]);
    expect([figures['issued-within-20-weeks-all'].value, figures['issued-within-20-weeks'].value]).toEqual([2, 1]);
    expect(figures.issued.excluded).toEqual([{ reason: 'week-20-exception', count: 2 }]);
    expect(figures.issued.outOfScope).toEqual([{ reason: 'mediation-or-tribunal', count: 1 }]);
    expect(json('--period', '2022', '--cohort', 'every-plan').figures['issued-all'].value).toBe(4);
  });

  it('of no plans says so: null for what nothing can be divided by', () => {
    put(plansAfter([100]));
    const { figures } = json('--period', '2022-07');
    expect(figures['issued-within-20-weeks-all']).toMatchObject({ value: 0, denominator: 0, percent: null });
    expect(figures['mean-weeks-to-issue'].value).toBeNull();
    expect(run('--period', '2022-07').stdout).toContain('No plan that counts was issued between 1 Jul 2022 and 31 Jul 2022.');
    expect(run('--period', '2022-07').stdout).toContain('– (0 of 0)');
  });

  it('is what the published schema describes, fits 80 columns, and can be a PDF', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    valid(demonstration('--period', '2022', '--by', 'area'));
    expect(valid.errors).toBeNull();
    const { stdout } = ehcp(['timeliness', '--as-of', '2022-12-31', '--period', '2022', '--by', 'area'], { cwd: DEMONSTRATION });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    put(plansAfter([100]));
    expect(run('--period', '2022', '--out', 'timeliness.pdf').code).toBe(0);
  });
});

describe('a split', () => {
  it('adds up to the whole, a blank value being one of the groups', () => {
    put(plansAfter([100, ',,North'], [200, ',,South'], [120, ',,North'], [130, ',,']));
    const { figures, by } = json('--period', '2022', '--by', 'Area');
    expect(by.groups.map(({ name, figures: own }: { name: string; figures: Record<string, { value: number }> }) => [name, own['issued-all']?.value])).toEqual([
      ['', 1],
      ['North', 2],
      ['South', 1],
    ]);
    expect(figures['issued-all'].value).toBe(4);
    expect(run('--period', '2022', '--by', 'area').stdout).toContain('(blank)');
  });

  it('may be by any column of the list, and by our columns of a SEN2 return', () => {
    writeFileSync(join(folder, 'cases.csv'), 'case_id,received_date,final_plan_date,Locality\nA1,2022-01-10,2022-05-01,East\n');
    expect(json('--period', '2022', '--by', 'locality').by.groups.map(({ name }: { name: string }) => name)).toEqual(['East']);
    const blade = ehcp([
      'timeliness',
      join(PROJECT, 'fixtures', 'one-caseload', 'blade'),
      '--as-of',
      '2024-12-31',
      '--period',
      '2024',
      '--by',
      'sex',
      '--format',
      'json',
    ]);
    expect(JSON.parse(blade.stdout).by.groups.map(({ name }: { name: string }) => name)).toEqual(['F', 'M']);
    const flat = 'Case Ref,Date Received,Date Plan Issued,Locality\nA1,2022-01-10,2022-05-01,East\n';
    writeFileSync(join(folder, 'cases.csv'), flat);
    expect(json('--period', '2022', '--by', 'Locality').by.groups.map(({ name }: { name: string }) => name)).toEqual(['East']);
  });

  it.each(['case_id', 'person_id', 'Date of Birth', 'upn', 'Surname', 'pupil_name', 'Post Code'])('is never by %s, which names a person', (column) => {
    writeFileSync(join(folder, 'cases.csv'), `case_id,received_date,${column === 'case_id' ? 'x' : column}\nA1,2022-01-10,Jones\n`);
    const { code, stdout, stderr } = run('--period', '2022', '--by', column);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('a report is never split by a column that names a person');
    expect(stderr).not.toContain('Jones');
  });

  it('by a column that is not there is refused with the nearest', () => {
    put(plansAfter([100]));
    expect(run('--period', '2022', '--by', 'aera')).toMatchObject({ code: 2, stderr: 'ehcp: --by aera: cases.csv has no such column. Did you mean area?\n' });
    expect(run('--period', '2022', '--by', 'colour').stderr).toContain(
      'Choose one of received_date, final_plan_date, week20_exception, assess_mediation, area.',
    );
  });
});

describe('the period', () => {
  it.each([
    [[], 'ehcp timeliness needs a period. Add --period'],
    [['--period', '2022', '--quarter', '2022'], '--period and --quarter are two names of one option. Give one.'],
    [['--period', '2022-23'], 'Did you mean 2022/23?'],
    [['--period', 'last-qarter'], 'is not a period'],
    [['--period', '2024'], 'nothing in it has happened yet'],
  ])('%j is refused: %s', (args, words) => {
    put(plansAfter([100]));
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('may be named --quarter, measured back from the as-of day, and is "so far" where it has not ended', () => {
    put(plansAfter([100]));
    expect(json('--quarter', 'last-quarter').periods.period).toMatchObject({ from: '2022-07-01', to: '2022-09-30', label: '2022-Q3' });
    expect(json('--period', '2022/23').periods.period).toMatchObject({ from: '2022-04-01', to: '2022-12-31', label: '2022/23 so far' });
  });
});

describe('beside DfE’s figure', () => {
  const DFE = ['--dfe', join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv')];

  it.each([
    ['2022', [297, 774], [297, 780]],
    ['2021', [185, 546], [185, 563]],
    ['2020', [145, 661], [145, 674]],
  ])('the demonstration caseload is DfE’s in %s to the plan', (year, without, all) => {
    const { reconciliation, summary } = demonstration('--period', year as string, ...DFE);
    const share = ([numerator, denominator]: unknown[]) => ({ numerator, denominator });
    expect(reconciliation).toMatchObject([
      { figure: 'dfe-within-20-weeks', ours: share(without as number[]), dfe: share(without as number[]), explainedBy: [] },
      { figure: 'dfe-within-20-weeks-all', ours: share(all as number[]), dfe: share(all as number[]), explainedBy: [] },
    ]);
    expect(summary.at(-1)).toContain('They agree, including exceptions too.');
  });

  it('every plan counted is 26 more, which are those after mediation or tribunal', () => {
    const { reconciliation } = demonstration('--period', '2022', '--cohort', 'every-plan', ...DFE);
    expect(reconciliation[0]).toMatchObject({ difference: { numerator: 0, denominator: 26 }, explainedBy: [['mediation-or-tribunal']] });
  });

  it('is what the published schema describes, and fits 80 columns', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const more of [[], ['--cohort', 'every-plan'], ['--authority', 'Norfolk'], ['--by', 'area']]) {
      valid(demonstration('--period', '2022', ...DFE, ...more));
      expect(valid.errors).toBeNull();
    }
    const { stdout } = ehcp(['timeliness', '--as-of', '2022-12-31', '--period', '2022', '--cohort', 'every-plan', ...DFE], { cwd: DEMONSTRATION });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([
    [['--period', '2022', '--publish'], /--publish: beside DfE's figure a number that is suppressed could be told/],
    [['--period', '2022', '--as-of', '2022-11-30'], /DfE's figure is of the whole year, and 2022 is not over on the as-of day\. Add --as-of 2022-12-31/],
    [['--period', '2022-Q3'], /DfE publishes by calendar year, and 2022-Q3 is none\. Ask for one, such as --period 2022\./],
    [['--period', '2018'], /the files have no timeliness of Bristol, City of in 2018; of it they have 2019, 2020/],
    [['--period', '2022', '--authority', 'Cumberland'], /no timeliness of Cumberland in 2022; of it they have 2023\. On 1 April 2023 Cumberland and/],
  ])('%j is refused in words', (args, message) => {
    const { code, stderr } = ehcp(['timeliness', '--as-of', '2022-12-31', ...DFE, ...args], { cwd: DEMONSTRATION });
    expect([code, message.test(stderr)]).toEqual([2, true]);
  });
});
