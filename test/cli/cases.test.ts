import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/day.ts';
import reportSchema from '../../src/report/report.schema.json';
import { daysAfter } from '../support/cases.ts';
import { DEMONSTRATION, ehcp, PROJECT, type Ran } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Listed = Record<string, string | number | null>;

const COLUMNS = [
  'case_id',
  'received_date',
  'assess_decision',
  'assess_decision_date',
  'assess_mediation',
  'issue_decision',
  'issue_decision_date',
  'issue_tribunal',
  'reopened_date',
  'draft_plan_date',
  'final_plan_date',
  'week20_exception',
  'closed_date',
  'moved_out',
  'coordinator',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const put = (text: string, name = 'cases.csv') => writeFileSync(join(folder, name), text);
const list = (...rows: Row[]): string =>
  [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join(','))].join('\n').concat('\n');
const run = (...args: string[]): Ran => ehcp(['cases', ...args], { cwd: folder });
const reportOf = (...args: string[]) => JSON.parse(run('cases.csv', ...args, '--format', 'json').stdout);
const rowsOf = (...args: string[]): Listed[] => reportOf(...args).cases;
const demonstration = (command: string, ...args: string[]) => JSON.parse(ehcp([command, ...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);

const measured = (id: string) => ['--measure', id, '--period', '2022', '--as-of', '2022-12-31'];
const day = (id: string, asOf = '2022-12-31') => ['--figure', id, '--as-of', asOf];
const RECEIVED = '2022-03-01';
const daysOn = (days: number, from = RECEIVED): string => isoDate(daysAfter(from, days));
const plan = (id: string, days: number, more: Row = {}): Row => ({ case_id: id, received_date: RECEIVED, final_plan_date: daysOn(days), ...more });

describe('the rows behind a share', () => {
  /** One case for each pile and each side of day 140. */
  const ONE_OF_EACH = list(
    plan('A1', 139),
    plan('A2', 140),
    plan('A3', 141),
    plan('A4', 100, { received_date: '' }),
    plan('A5', -10),
    plan('A6', 140, { week20_exception: '1' }),
    plan('A7', 140, { assess_mediation: '1' }),
    plan('A8', 140, { issue_tribunal: '1' }),
    { case_id: 'B1', received_date: '2021-06-01', final_plan_date: '2021-10-01' },
    { case_id: 'B2', received_date: RECEIVED },
    { case_id: 'B3', received_date: '2023-01-01' },
  );

  it('are each in the pile where the text puts it, with its dates, its days and the rule that decided', () => {
    put(ONE_OF_EACH);
    expect(rowsOf(...measured('within-20-weeks'), '--show', 'all')).toEqual([
      { caseId: 'A1', line: 2, pile: 'met', reason: null, received: RECEIVED, event: '2022-07-18', days: 139, why: 'by day 140' },
      { caseId: 'A2', line: 3, pile: 'met', reason: null, received: RECEIVED, event: '2022-07-19', days: 140, why: 'by day 140' },
      { caseId: 'A3', line: 4, pile: 'missed', reason: null, received: RECEIVED, event: '2022-07-20', days: 141, why: 'after day 140' },
      { caseId: 'A4', line: 5, pile: 'not-known', reason: null, received: null, event: '2022-06-09', days: null, why: 'no received date' },
      { caseId: 'A5', line: 6, pile: 'not-known', reason: null, received: RECEIVED, event: '2022-02-19', days: null, why: 'dates in an impossible order' },
      expect.objectContaining({ caseId: 'A6', line: 7, pile: 'excluded', reason: 'week-20-exception', event: '2022-07-19' }),
      expect.objectContaining({ caseId: 'A7', line: 8, pile: 'out-of-scope', reason: 'mediation-or-tribunal' }),
      expect.objectContaining({ caseId: 'A8', line: 9, pile: 'out-of-scope', reason: 'mediation-or-tribunal' }),
      expect.objectContaining({ caseId: 'B1', line: 10, pile: 'out-of-scope', reason: 'not-in-period' }),
      expect.objectContaining({ caseId: 'B2', line: 11, pile: 'out-of-scope', reason: 'not-in-period' }),
      expect.objectContaining({ caseId: 'B3', line: 12, pile: 'out-of-scope', reason: 'not-yet-visible' }),
    ]);
  });

  it.each([
    [[], ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8']],
    [
      ['--show', 'met'],
      ['A1', 'A2'],
    ],
    [['--show', 'missed'], ['A3']],
    [
      ['--show', 'not-known'],
      ['A4', 'A5'],
    ],
    [['--show', 'excluded'], ['A6']],
    [
      ['--show', 'out-of-scope'],
      ['A7', 'A8', 'B1', 'B2', 'B3'],
    ],
    [
      ['--show', 'MET'],
      ['A1', 'A2'],
    ],
  ])('with %j are those of the pile', (show, ids) => {
    put(ONE_OF_EACH);
    expect(rowsOf(...measured('within-20-weeks'), ...show).map(({ caseId }) => caseId)).toEqual(ids);
  });

  it('keep an exception in the figure that includes them, and the plan after mediation in every-plan', () => {
    put(ONE_OF_EACH);
    expect(rowsOf(...measured('within-20-weeks-all'), '--show', 'met').map(({ caseId }) => caseId)).toEqual(['A1', 'A2', 'A6']);
    expect(rowsOf(...measured('within-20-weeks'), '--show', 'met', '--cohort', 'every-plan').map(({ caseId }) => caseId)).toEqual(['A1', 'A2', 'A7', 'A8']);
    expect(rowsOf(...measured('finals'), '--show', 'met').map(({ caseId }) => caseId)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8']);
    expect(rowsOf(...measured('requests'), '--show', 'met').map(({ caseId }) => caseId)).toEqual(['A1', 'A2', 'A3', 'A5', 'A6', 'A7', 'A8', 'B2']);
    expect(rowsOf(...measured('mean-weeks-to-issue'), '--show', 'met').map(({ caseId }) => caseId)).toEqual(['A1', 'A2', 'A3']);
  });

  it('have the last day one earlier where the day of receipt is day 1', () => {
    put(ONE_OF_EACH);
    put('{"conventions":{"dayOfReceipt":1}}', 'ehcp.config.json');
    expect(rowsOf(...measured('within-20-weeks'), '--show', 'all').slice(0, 3)).toMatchObject([
      { caseId: 'A1', pile: 'met', days: 139, why: 'by day 139' },
      { caseId: 'A2', pile: 'missed', days: 140, why: 'after day 139' },
      { caseId: 'A3', pile: 'missed', days: 141 },
    ]);
  });

  it.each([
    ['decision-within-6-weeks', 42, 43, 'assess_decision'],
    ['refusal-within-16-weeks', 112, 113, 'issue_decision'],
  ] as const)('of %s turn after day %i', (id, last, late, decision) => {
    const decided = (caseId: string, days: number, code: string): Row => ({
      case_id: caseId,
      received_date: RECEIVED,
      [decision]: code,
      [`${decision}_date`]: daysOn(days),
    });
    put(list(decided('A1', last, 'N'), decided('A2', late, 'N'), { case_id: 'A3', received_date: RECEIVED, [decision]: 'N' }, decided('A4', last, 'Y')));
    const rows = rowsOf(...measured(id), '--show', 'all').map(({ caseId, pile, reason, days }) => [caseId, pile, reason, days]);
    expect(rows.filter(([caseId]) => caseId !== 'A4')).toEqual([
      ['A1', 'met', null, last],
      ['A2', 'missed', null, late],
      ['A3', 'out-of-scope', 'no-date', null],
    ]);
    expect(rows.find(([caseId]) => caseId === 'A4')?.[1]).toBe(id === 'decision-within-6-weeks' ? 'met' : 'out-of-scope');
  });

  it('of requests refused are the refusals, met, and the decisions to assess, missed', () => {
    const decided = (caseId: string, code: string): Row => ({
      case_id: caseId,
      received_date: RECEIVED,
      assess_decision: code,
      assess_decision_date: daysOn(30),
    });
    put(list(decided('A1', 'N'), decided('A2', 'Y'), decided('A3', 'W')));
    expect(rowsOf(...measured('requests-refused'), '--show', 'all').map(({ caseId, pile }) => [caseId, pile])).toEqual([
      ['A1', 'met'],
      ['A2', 'missed'],
      ['A3', 'out-of-scope'],
    ]);
  });

  it('of the requests received then are judged once day 140 has passed', () => {
    put(
      list(
        plan('A1', 140),
        plan('A2', 141),
        { case_id: 'A3', received_date: RECEIVED },
        { case_id: 'A4', received_date: daysOn(-140, '2022-12-31') },
        { case_id: 'A5', received_date: daysOn(-141, '2022-12-31') },
        { case_id: 'A6', received_date: RECEIVED, assess_decision: 'N', assess_decision_date: daysOn(30) },
      ),
    );
    expect(rowsOf(...measured('cohort-within-20-weeks'), '--show', 'all').map(({ caseId, pile, reason }) => [caseId, pile, reason])).toEqual([
      ['A1', 'met', null],
      ['A2', 'missed', null],
      ['A3', 'missed', null],
      ['A5', 'missed', null],
      ['A4', 'out-of-scope', 'not-yet-due'],
      ['A6', 'out-of-scope', 'closed-without-plan'],
    ]);
  });
});

describe('the rows behind a figure of a day', () => {
  const AS_OF = '2022-12-31';
  const open = (id: string, days: number, more: Row = {}): Row => ({ case_id: id, received_date: daysOn(-days, AS_OF), ...more });
  const STANDING = list(
    open('D0', 0),
    open('D140', 140),
    open('D141', 141, { assess_decision: 'Y', assess_decision_date: daysOn(-100, AS_OF) }),
    open('D210', 210),
    open('D211', 211, { assess_decision: 'N', assess_decision_date: daysOn(-190, AS_OF), reopened_date: daysOn(-100, AS_OF) }),
    open('D280', 280),
    open('D281', 281, { issue_decision: 'Y', issue_decision_date: daysOn(-20, AS_OF) }),
    open('D364', 364),
    open('D365', 365, { draft_plan_date: daysOn(-5, AS_OF), coordinator: 'CO-1' }),
    open('D366', 366),
    open('C1', 200, { final_plan_date: AS_OF }),
    open('C2', 200, { final_plan_date: '2023-01-01' }),
    open('C3', 200, { assess_decision: 'W' }),
    open('C4', 200, { moved_out: '1', closed_date: daysOn(-50, AS_OF) }),
    open('C5', -1),
  );

  it.each([
    ['open', 'D0 D140 D141 D210 D211 D280 D281 D364 D365 D366 C2'],
    ['open-within-20-weeks', 'D0 D140'],
    ['open-over-20-weeks', 'D141 D210 D211 D280 D281 D364 D365 D366 C2'],
    ['open-band-0-20', 'D0 D140'],
    ['open-band-21-30', 'D141 D210 C2'],
    ['open-band-31-40', 'D211 D280'],
    ['open-band-41-52', 'D281 D364'],
    ['open-band-over-52', 'D365 D366'],
    ['open-over-52-weeks', 'D365 D366'],
    ['open-over-52-weeks-allocated', 'D365'],
    ['open-over-52-weeks-with-draft', 'D365'],
    ['open-over-20-weeks-mean-weeks', 'D141 D210 D211 D280 D281 D364 D365 D366 C2'],
    ['open-over-20-weeks-median-weeks', 'D141 D210 D211 D280 D281 D364 D365 D366 C2'],
    ['open-longest-weeks', 'D0 D140 D141 D210 D211 D280 D281 D364 D365 D366 C2'],
    ['open-reopened', 'D211'],
    ['closed-date-not-known', 'C3'],
    ['open-awaiting-decision-to-assess', 'D0 D140 D210 D280 D364 D366 C2'],
    ['open-being-assessed', 'D141 D211'],
    ['open-plan-being-drafted', 'D281'],
    ['open-draft-sent', 'D365'],
  ])('%s are %s', (id, ids) => {
    put(STANDING);
    const rows = rowsOf(...day(id), '--show', 'met');
    expect(rows.map(({ caseId }) => caseId)).toEqual(ids.split(' '));
    for (const { caseId, days } of rows) if (String(caseId).startsWith('D')) expect(days).toBe(Number(String(caseId).slice(1)));
  });

  it('are those of the figure where no pile is named, and every row counted with --show all', () => {
    put(STANDING);
    expect(rowsOf(...day('open-reopened')).map(({ caseId }) => caseId)).toEqual(['D211']);
    expect(rowsOf(...day('open-reopened'), '--show', 'all')).toHaveLength(15);
  });

  it('say of a closed case what closed it, and of one not there yet that it is not', () => {
    put(STANDING);
    expect(rowsOf(...day('open'), '--show', 'out-of-scope')).toMatchObject([
      { caseId: 'C1', reason: 'closed', event: AS_OF, days: 200 },
      { caseId: 'C3', reason: 'closed-date-not-known', event: null },
      { caseId: 'C4', reason: 'closed', event: '2022-11-11', days: 150 },
      { caseId: 'C5', reason: 'not-yet-visible' },
    ]);
  });

  it('turn a day earlier where the day of receipt is day 1', () => {
    put(STANDING);
    put('{"conventions":{"dayOfReceipt":1}}', 'ehcp.config.json');
    expect(rowsOf(...day('open-within-20-weeks')).map(({ caseId }) => caseId)).toEqual(['D0']);
    expect(rowsOf(...day('open-over-52-weeks')).map(({ caseId }) => caseId)).toEqual(['D364', 'D365', 'D366']);
  });
});

describe('the rows of the demonstration caseload', () => {
  const count = (rows: readonly Listed[], pile: string): number => rows.filter((row) => row.pile === pile).length;
  const sum = (counts: readonly { count: number }[] = []): number => counts.reduce((total, one) => total + one.count, 0);

  it('behind the published 42.1% are 45 that met it and 62 that did not', () => {
    const behind = (...show: string[]): Listed[] =>
      demonstration('cases', '--measure', 'BPB225e', '--period', '2021/22-Q1', '--as-of', '2022-07-31', ...show).cases;
    expect([behind('--show', 'met').length, behind('--show', 'missed').length]).toEqual([45, 62]);
    const all = behind('--show', 'all');
    const figure = demonstration('kpi', 'BPB225e', '--period', '2021/22-Q1', '--as-of', '2022-07-31').figures.BPB225e;
    expect([count(all, 'met'), count(all, 'missed') + count(all, 'not-known')]).toEqual([figure.numerator, figure.denominator - figure.numerator]);
    expect([count(all, 'excluded'), count(all, 'out-of-scope')]).toEqual([sum(figure.excluded), sum(figure.outOfScope)]);
    expect(all).toHaveLength(3182);
  });

  it('behind each figure of the snapshot are as many as it says', () => {
    const { figures, periods } = demonstration('snapshot', '--as-of', '2022-07-31');
    const some = ['open', 'open-over-52-weeks', 'open-over-52-weeks-allocated', 'open-draft-sent', 'closed-date-not-known'];
    for (const id of some) {
      expect(demonstration('cases', '--figure', id, '--as-of', '2022-07-31', '--show', 'met').cases).toHaveLength(figures[id].value);
    }
    expect(figures['open-over-52-weeks'].value).toBe(90);
    const year = periods['year-to-date'].figures;
    for (const id of ['finals', 'decision-within-6-weeks', 'cohort-within-20-weeks']) {
      const { cases, figures: own } = demonstration('cases', '--measure', id, '--period', 'year-to-date', '--as-of', '2022-07-31', '--show', 'all');
      const { value, numerator = value, denominator } = year[id];
      expect(count(cases, 'met')).toBe(numerator);
      if (denominator !== undefined) expect(count(cases, 'met') + count(cases, 'missed') + count(cases, 'not-known')).toBe(denominator);
      expect(own[id]).toMatchObject(year[id]);
    }
  });

  it('behind the figures of the DfE table are as many as it says', () => {
    const { figures } = demonstration('timeliness', '--period', '2022', '--as-of', '2022-12-31');
    for (const id of ['issued-within-20-weeks', 'issued-20-to-52-weeks-all', 'issued-over-52-weeks']) {
      const rows = demonstration('cases', '--figure', id, '--period', '2022', '--as-of', '2022-12-31', '--show', 'met').cases;
      expect(rows).toHaveLength(figures[id].value);
    }
  });

  it('are known by their lines: line n of the file holds that case', () => {
    const lines = readFileSync(join(DEMONSTRATION, 'cases.csv'), 'utf8').split(/\r?\n/);
    const { cases } = demonstration('cases', '--figure', 'open-over-52-weeks', '--as-of', '2022-07-31');
    for (const { caseId, line, received } of cases) expect(lines[line - 1]).toMatch(new RegExp(`^${caseId},[^,]*,${received},`));
  });
});

describe('what is asked for', () => {
  const TWO = list(plan('A1', 140), plan('A2', 141));

  it('may be a code in any case, by either option', () => {
    put(TWO);
    put('{"kpis":[{"code":"BPB225e","measure":"within-20-weeks","lagQuarters":0}]}', 'ehcp.config.json');
    for (const id of ['bpb225E', 'BPB225e', 'WITHIN-20-weeks']) expect(rowsOf(...measured(id), '--show', 'met').map(({ caseId }) => caseId)).toEqual(['A1']);
    expect(rowsOf('--figure', 'bpb225e', '--period', '2022', '--as-of', '2022-12-31', '--show', 'met')).toHaveLength(1);
    expect(rowsOf('--measure', 'finals', '--quarter', '2022-Q3', '--as-of', '2022-12-31', '--show', 'met')).toHaveLength(2);
  });

  it.each([
    [measured('within-20-week'), 'Did you mean within-20-weeks?'],
    [measured('BPB225'), 'Did you mean BPB225e?'],
    [day('open-over-52-week'), 'Did you mean open-over-52-weeks?'],
    [[...measured('finals'), '--show', 'missd'], 'Did you mean missed?'],
    [[...measured('finals'), '--show', 'out-of-scop'], 'Did you mean out-of-scope?'],
    [[...measured('finals'), '--show', 'not known?'], 'Did you mean not-known?'],
    [[...measured('finals'), '--show', 'everything'], 'met, missed, not-known, excluded, out-of-scope, all'],
    [['--measure', 'finals', '--period', '2022-23', '--as-of', '2022-12-31'], 'Did you mean 2022/23?'],
    [['--measure', 'finals', '--period', '2022', '--as-of', '2022-31-12'], '--as-of 2022-31-12'],
    [['--measure', 'finals', '--as-of', '2022-12-31'], 'needs a period'],
    [['--measure', 'finals', '--period', '2022'], 'Add --as-of'],
    [['--figure', 'open'], 'Add --as-of'],
    [['--as-of', '2022-12-31'], 'Add --measure'],
    [[...day('open'), '--period', '2022'], '--period'],
    [[...day('open'), '--measure', 'finals'], 'name one of them'],
    [[...measured('finals'), '--format', 'cvs'], 'Did you mean csv?'],
    [[...measured('finals'), '--cohort', 'every-plans'], 'Did you mean every-plan?'],
    [[...measured('finals'), '--mesure', 'finals'], 'Did you mean --measure?'],
  ])('%j is refused, and the message says what is right: %s', (args, words) => {
    put(TWO);
    put('{"kpis":[{"code":"BPB225e","measure":"within-20-weeks"}]}', 'ehcp.config.json');
    const { code, stdout, stderr } = run('cases.csv', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('of nothing is a heading without rows, and "–" where there is nothing to divide by', () => {
    put(TWO);
    const args = ['--measure', 'within-20-weeks', '--period', '2022-12', '--as-of', '2022-12-31'];
    const { code, stdout, stderr } = run('cases.csv', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('– (0 of 0)');
    expect(reportOf(...args)).toMatchObject({ figures: { 'within-20-weeks': { value: null, numerator: 0, denominator: 0 } }, cases: [] });
    expect(run('cases.csv', ...args, '--format', 'csv').stdout).toBe('case_id,line,pile,reason,received,event,days,why\r\n');
  });
});

describe('a row', () => {
  it('opens with how the rows counted stand in it', () => {
    put(list(plan('A1', 140), plan('A2', 141), plan('A3', 141, { week20_exception: '1' }), { case_id: 'A4', received_date: RECEIVED }));
    expect(reportOf(...measured('within-20-weeks')).summary.slice(0, 2)).toEqual([
      'Plans issued within 20 weeks, leaving out exceptions: 50.0% (1 of 2).',
      'Of 4 rows counted, 1 is met, 1 is missed, 1 is excluded and 1 is out of scope.',
    ]);
    expect(reportOf(...day('open')).summary.slice(0, 2)).toEqual(['Open EHC needs assessments: 1.', 'Of 4 rows counted, 1 has a part in it.']);
    expect(reportOf(...day('open', '2021-01-01')).summary[1]).toBe('Of 4 rows counted, none has a part in it.');
  });

  it('is not for publication, which is said where rows are listed', () => {
    put(list(plan('A1', 140)));
    expect(reportOf(...measured('finals'))).toMatchObject({ internal: true, cautions: ['Internal, not for publication: it lists rows one by one.'] });
    expect(run('cases.csv', ...measured('finals')).stdout).toContain('Caution: Internal, not for publication: it lists rows one by one.');
    const none = reportOf(...measured('finals'), '--show', 'excluded');
    expect([none.cases, none.internal, none.cautions]).toEqual([[], undefined, []]);
  });

  it('is known by its line alone where its id could name somebody', () => {
    put(list(plan('Smith Jane 12', 140), plan('A123456789012', 140), plan('EHC-2022-1', 140), plan('943 476 5919', 140)));
    for (const format of ['table', 'json', 'csv']) {
      const { stdout, stderr } = run('cases.csv', ...measured('finals'), '--format', format);
      expect(stdout + stderr).not.toMatch(/Smith|Jane|A123456789012|943 476 5919/);
      expect(stdout).toContain('EHC-2022-1');
    }
    expect(rowsOf(...measured('finals')).map(({ caseId, line }) => [caseId, line])).toEqual([
      [null, 2],
      [null, 3],
      ['EHC-2022-1', 4],
      [null, 5],
    ]);
  });

  it('that is set aside is behind no figure: it is told of, and ends with 1 where --strict asks', () => {
    put(list(plan('A1', 140), plan('A2', 140, { assess_decision: 'S' })));
    const { code, stderr } = run('cases.csv', ...measured('finals'));
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('cases.csv line 3, assess_decision: "S" is not a decision') });
    expect(rowsOf(...measured('finals'), '--show', 'all').map(({ caseId }) => caseId)).toEqual(['A1']);
    expect(run('cases.csv', ...measured('finals'), '--strict', '--quiet')).toMatchObject({ code: 1, stderr: '' });
    expect(run('cases.csv', ...measured('finals'), '--quiet')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the rows behind a figure of what is due', () => {
  const ahead = (id: string, ...more: string[]) => demonstration('cases', '--figure', id, '--as-of', '2022-07-31', ...more);
  const due = (...more: string[]) => demonstration('due', '--as-of', '2022-07-31', ...more);

  it.each([[[]], [['--within', '10d']], [['--until', '2022-09-26']]])('with %j are those that ehcp due lists', (more) => {
    const { figures, due: listed } = due(...more);
    for (const week of [6, 16, 20, 52]) {
      const id = `due-week-${week}`;
      const { cases, figures: own } = ahead(id, ...more);
      expect(own).toEqual({ [id]: figures[id] });
      const those = listed.filter((row: Listed) => row.week === week).map(({ line, passes }: Listed) => [line, passes]);
      expect(cases.map(({ line, event }: Listed) => [line, event])).toEqual(those.sort(([a]: [number], [b]: [number]) => a - b));
    }
  });

  it('of a week, of a stage, and of those over then', () => {
    const { figures } = due('--within', '6w');
    for (const id of ['due-week-20-in-week-6', 'open-over-6-weeks-awaiting-decision-to-assess-if-nothing-happens']) {
      const { cases, figures: own } = ahead(id, '--within', '6w');
      expect([own, cases.length]).toEqual([{ [id]: figures[id] }, figures[id].value]);
    }
    const over = 'open-over-16-weeks-being-assessed';
    expect(ahead(over).cases).toHaveLength(figures[over].value);
    expect(ahead('due-week-52').title).toBe('Rows behind due-week-52: on 31 July 2022, looking ahead to 28 August 2022');
  });

  it.each<[string[], string]>([
    [['due-week-20', '--within', '4w', '--until', '2022-09-26'], '--within and --until: name one of them.'],
    [['due-week-20-in-week-5'], 'due-week-20-in-week-5: there is no week 5 by 2022-08-28. Look further ahead, such as --within 5w.'],
    [['open', '--within', '4w'], '--within: open does not look ahead. Leave it away.'],
    [['open', '--until', '2022-09-26'], '--until: open does not look ahead. Leave it away.'],
    [['due-week-20', '--period', '2022'], '--period: due-week-20 looks ahead of the as-of day. Leave it away; --within or --until says how far.'],
    [
      ['due-week-20', '--from', '2022-07-31', '--to', '2022-07-31'],
      '--from and --to: due-week-20 looks ahead of the as-of day. Leave them away; --within or --until says how far.',
    ],
    [
      ['projected-open-week-26'],
      'projected-open-week-26: this is a figure of ehcp forecast, and no rows are listed under its name. ehcp explain projected-open-week-26 says what it is made of.',
    ],
    [['due-week-21'], 'due-week-21: there is no such figure or indicator. Did you mean due-week-20?'],
  ])('%j is refused in words', ([id = '', ...more], message) => {
    put(list(plan('A1', 140)));
    expect(run('cases.csv', '--figure', id, '--as-of', '2022-07-31', ...more)).toEqual({ code: 2, stdout: '', stderr: `ehcp: ${message}\n` });
  });
});

describe('the formats', () => {
  const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

  it.each([
    ['a share', ['--measure', 'BPB225e', '--period', '2021/22-Q1', '--as-of', '2022-07-31']],
    ['a figure of a day', ['--figure', 'open-over-20-weeks-mean-weeks', '--as-of', '2022-07-31', '--show', 'all']],
    ['a figure of the DfE table', ['--figure', 'issued-not-known', '--period', '2022', '--as-of', '2022-12-31']],
  ])('of %s: the JSON is what the published schema describes', (_, args) => {
    valid(demonstration('cases', ...args));
    expect(valid.errors).toBeNull();
  });

  it('of CSV reads back as the rows of the JSON', () => {
    const args = ['cases', '--measure', 'within-20-weeks', '--period', '2022', '--as-of', '2022-12-31', '--show', 'all'];
    const csv: Listed[] = parse(ehcp([...args, '--format', 'csv'], { cwd: DEMONSTRATION }).stdout, { columns: true, record_delimiter: '\r\n' });
    const { cases } = demonstration('cases', ...args.slice(1));
    expect(csv).toHaveLength(3182);
    expect(csv).toEqual(
      cases.map(({ caseId, ...others }: Listed) => {
        const row = { case_id: caseId, ...others };
        return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)]));
      }),
    );
  });

  it('of a table fit 80 columns where the ids are short', () => {
    const args = (...more: string[]) => ['cases', '--as-of', '2022-07-31', ...more];
    for (const more of [
      ['--measure', 'BPB225e', '--period', '2021/22-Q1'],
      ['--measure', 'BPB225e', '--period', '2021/22-Q1', '--show', 'all'],
      ['--measure', 'cohort-within-20-weeks', '--period', '2021'],
      ['--figure', 'open-over-52-weeks'],
      ['--figure', 'open', '--show', 'out-of-scope'],
    ]) {
      const { stdout } = ehcp(args(...more), { cwd: DEMONSTRATION });
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });
});

describe('a SEN2 return', () => {
  const BLADE = join(PROJECT, 'fixtures', 'one-caseload', 'blade');

  it('has its rows by the lines of its table of requests', () => {
    const args = ['cases', BLADE, '--measure', 'within-20-weeks', '--period', '2024', '--as-of', '2025-01-16', '--format', 'json'];
    const { sources, cases, figures } = JSON.parse(ehcp(args).stdout);
    expect(sources[0].layout).not.toBe('ehcp');
    expect(cases.filter(({ pile }: Listed) => pile === 'met')).toHaveLength(figures['within-20-weeks'].numerator);
    const requests: Record<string, string>[] = parse(readFileSync(join(BLADE, 'Blade-Export_16-01-2025_requests.csv')), {
      columns: true,
      bom: true,
      relax_quotes: true,
    });
    const key = Object.keys(requests[0] ?? {}).find((name) => name.toLowerCase() === 'requeststableid') ?? '';
    expect(cases.length).toBeGreaterThan(90);
    for (const { caseId, line } of cases) expect(requests[line - 2]?.[key]).toBe(caseId);
  });
});
