import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCKS } from '../../src/core/clocks/index.ts';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp, PROJECT, type Ran } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DAY = '2022-07-31';
const LIST = `case_id,received_date,assess_decision,assess_decision_date,issue_decision,issue_decision_date,draft_plan_date,final_plan_date,week20_exception,exception_reason,closed_date
EHC-0001,2022-01-10,Y,2022-02-21,Y,2022-05-02,2022-05-16,2022-05-30,,,
EHC-0002,2022-01-10,Y,2022-02-22,,,,,,,
EHC-0003,2022-01-10,Y,2022-02-21,Y,2022-05-02,2022-05-16,2022-07-01,1,waiting for Jo Bloggs,
EHC-0004,2022-09-01,,,,,,,,,
EHC-0005,31/06/2022,,,,,,2022-06-31,,,
EHC-0006,2022-06-20,,,,,,,,,
0943 Ann Smith,2022-01-10,,,,,,,,,
`;
const put = (text = LIST) => writeFileSync(join(folder, 'cases.csv'), text);
const run = (...args: string[]): Ran => ehcp(['clocks', ...args], { cwd: folder });
const ofCase = (id: string, ...args: string[]): Ran => run('--case', id, 'cases.csv', '--as-of', DAY, ...args);
const timeline = (id: string, ...args: string[]): string[] => {
  const { timeline: rows } = JSON.parse(ofCase(id, '--format', 'json', '--quiet', ...args).stdout);
  return rows.map(({ clock, due, stop, days, standing }: Record<string, string>) => `${clock} ${due} ${stop} ${days} ${standing}`);
};

describe('ehcp clocks', () => {
  it('lists every clock with its limit, provision and days in force, without a list or a day', () => {
    const { code, stdout } = run('--format', 'json');
    const { clocks, figures, asOf } = JSON.parse(stdout);
    expect([code, asOf, figures.clocks.value]).toEqual([0, null, CLOCKS.length]);
    expect(clocks.map(({ clock }: { clock: string }) => clock)).toEqual(CLOCKS.map(({ id }) => id));
    expect(clocks.find(({ clock }: { clock: string }) => clock === 'week-20')).toEqual({
      clock: 'week-20',
      group: 'From the request',
      duty: 'Send the final plan',
      where: null,
      by: 'the authority',
      starts: 'the request was received, or the authority became responsible',
      stops: 'the final plan was sent',
      asks: 'by',
      limit: '20 weeks',
      startDayCounts: 'no',
      provision: 'regulation 13(2)',
      instrument: 'Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)',
      inForceFrom: '2014-09-01',
      inForceTo: null,
      checked: 'yes',
      exceptions: 'regulation 13(3): the four grounds of regulation 10(4)',
      laterOf: null,
      basis: 'law',
      note: null,
    });
  });

  it('says of each provision that was not read where it stands that it is to be checked', () => {
    const { clocks, figures, summary } = JSON.parse(run('--format', 'json').stdout);
    const unchecked = CLOCKS.filter(({ limits }) => limits[0].checked === false).map(({ id }) => id);
    expect(clocks.filter(({ checked }: { checked: string }) => checked === 'check before quoting').map(({ clock }: { clock: string }) => clock)).toEqual(
      unchecked,
    );
    expect(figures['clocks-to-check'].value).toBe(unchecked.length);
    expect(summary[1]).toBe(`${unchecked.length} of them say "check before quoting": the limit is known, and its place in the law was not read.`);
    expect(run().stdout.replace(/\s+/g, ' ')).toContain(
      'within 15 days of the day on which the request for a re-assessment was received; regulation 25(1) of the SEND Regulations 2014 (check before quoting).',
    );
  });

  it('marks what is guidance and no law', () => {
    const guidance = JSON.parse(run('--format', 'json').stdout).clocks.filter(({ basis }: { basis: string }) => basis === 'guidance');
    expect(guidance.map(({ clock }: { clock: string }) => clock)).toEqual(['consultation-reply']);
  });

  it('with --as-of lists the limits in force on that day', () => {
    const on = (day: string) => JSON.parse(run('--as-of', day, '--format', 'json').stdout);
    expect(on('2014-08-31')).toMatchObject({
      figures: { clocks: { value: 0 } },
      clocks: [],
      summary: ['No time limit of Part 3 of the Children and Families Act 2014 in force on 31 August 2014 is known.'],
    });
    expect(on('2014-09-01').clocks.some(({ clock }: { clock: string }) => clock === 'detained-week-20')).toBe(false);
    const may = on('2015-09-01').clocks.find(({ clock }: { clock: string }) => clock === 'phase-transfer-to-post-16');
    expect([may.limit, may.provision, may.inForceTo]).toEqual(['31 May', 'regulation 18(3)', '2015-09-01']);
  });

  it('is in CSV and in a workbook one clock a row', async () => {
    const rows = parse(run('--format', 'csv').stdout, { columns: true, record_delimiter: '\r\n' });
    expect(rows).toHaveLength(CLOCKS.length);
    expect(run('--out', 'clocks.xlsx').code).toBe(0);
    const { Clocks = [] } = await sheetsIn(readFileSync(join(folder, 'clocks.xlsx')));
    expect(Clocks.slice(1).map(([id]) => id)).toEqual(CLOCKS.map(({ id }) => id));
  });

  it('reads no list without a case', () => {
    put();
    expect(run('cases.csv')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ehcp: ehcp clocks reads a list only for one case or plan. Add --case and its reference, such as --case EHC-0042, or --plan and that of a plan, or leave the list away.\n',
    });
  });

  it('can be published, as it is the law', () => {
    expect(run('--publish')).toEqual(run());
    expect(JSON.parse(run('--format', 'json').stdout).internal).toBeUndefined();
  });
});

describe('ehcp clocks --case', () => {
  beforeEach(() => put());

  it('follows the clocks of one case', () => {
    expect(timeline('EHC-0001')).toEqual([
      'week-6 2022-02-21 2022-02-21 42 in time',
      'week-16 2022-05-02 null null does not apply',
      'week-20 2022-05-30 2022-05-30 140 in time',
      'draft-representations 2022-05-30 2022-05-30 14 too early',
    ]);
    expect(timeline('EHC-0002')).toEqual(['week-6 2022-02-21 2022-02-22 43 late', 'week-16 2022-05-02 null 202 passed', 'week-20 2022-05-30 null 202 late']);
  });

  it('says in words where the case stands, what is past its day and what is still to come', () => {
    const summary = (id: string): string[] => JSON.parse(ofCase(id, '--format', 'json', '--quiet').stdout).summary;
    expect(summary('EHC-0001')).toEqual([
      'Case EHC-0001 was received on 10 January 2022, and is closed: a final plan was sent on 30 May 2022.',
      'Of 4 clocks: 2 in time, 1 too early and 1 does not apply.',
    ]);
    expect(summary('EHC-0002')).toEqual([
      'Case EHC-0002 was received on 10 January 2022 and has been open for 202 days: being assessed.',
      'Of 3 clocks: 2 late and 1 passed.',
      'Past its last day and not done: by 30 May 2022, send the final plan.',
    ]);
    expect(summary('EHC-0006')).toEqual([
      'Case EHC-0006 was received on 20 June 2022 and has been open for 41 days: awaiting the decision to assess.',
      'Of 3 clocks: 3 not yet.',
      'Still to come: by 1 August 2022, tell the parent or young person whether the authority will assess; by 10 October 2022, where no plan is to be made, tell the parent or young person that no plan will be made; by 7 November 2022, send the final plan.',
    ]);
    expect(summary('EHC-0004')).toEqual(['Case EHC-0004 was not yet received on 31 July 2022.']);
  });

  it('says what decided, and shows no words of the list', () => {
    const { stdout } = ofCase('EHC-0003', '--format', 'json');
    const { timeline: rows, figures } = JSON.parse(stdout);
    expect(rows[2]).toMatchObject({
      standing: 'does not apply',
      stop: '2022-07-01',
      provision: 'regulation 13(2)',
      why: 'an exception is recorded, for a reason that is none of the four of regulation 10(4)',
    });
    expect(rows[0].why).toBe('the decision whether to assess was told, on the last day');
    expect(rows[3].why).toBe('the final plan was sent 46 days after the draft plan was served: at least 15 days are to be given');
    expect(stdout).not.toContain('Bloggs');
    expect(Object.entries<{ value: number }>(figures).map(([id, { value }]) => `${id} ${value}`)).toEqual([
      'clocks-in-time 2',
      'clocks-late 0',
      'clocks-too-early 0',
      'clocks-not-yet 0',
      'clocks-passed 0',
      'clocks-not-known 0',
      'clocks-does-not-apply 2',
    ]);
  });

  it('is what the published schema describes, as is the list', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const args of [[], ['--as-of', '2014-08-31'], ...['EHC-0001', 'EHC-0002', 'EHC-0004'].map((id) => ['--case', id, 'cases.csv', '--as-of', DAY])]) {
      valid(JSON.parse(run(...args, '--format', 'json', '--quiet').stdout));
      expect(valid.errors).toBeNull();
    }
  });

  it('goes by the convention of the day of receipt', () => {
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ conventions: { dayOfReceipt: 1 } }));
    expect(timeline('EHC-0001')).toEqual([
      'week-6 2022-02-20 2022-02-21 42 late',
      'week-16 2022-05-01 null null does not apply',
      'week-20 2022-05-29 2022-05-30 140 late',
      'draft-representations 2022-05-30 2022-05-30 14 too early',
    ]);
  });

  it('is marked as internal, and refuses --publish', () => {
    expect(JSON.parse(ofCase('EHC-0001', '--format', 'json').stdout)).toMatchObject({
      internal: true,
      cautions: ['Internal, not for publication: it is about one child.', expect.anything()],
    });
    expect(JSON.parse(ofCase('EHC-0004', '--format', 'json').stdout)).toMatchObject({ internal: true, timeline: [] });
    expect(ofCase('EHC-0001', '--publish')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ehcp: --publish: the clocks of one case are about one child, and not for publication. Leave --publish away, or publish the snapshot.\n',
    });
  });

  it.each([
    [
      'EHC-9',
      'none of the 6 rows counted of cases.csv has this reference in case_id. References are compared as they are written. Not counted: 1 row set aside; ehcp check lists what was set aside. Of a plan, say --plan.',
    ],
    ['ehc 2', 'none of the 6 rows counted of cases.csv has this reference in case_id. Did you mean EHC-0002?'],
    [
      'EHC-0005',
      'none of the 6 rows counted of cases.csv has this reference in case_id. References are compared as they are written. Not counted: 1 row set aside; ehcp check lists what was set aside. Of a plan, say --plan.',
    ],
  ])('of %s, which is not there, says so', (id, words) => {
    expect(ofCase(id, '--quiet')).toEqual({ code: 2, stdout: '', stderr: `ehcp: --case ${id}: ${words}\n` });
  });

  it('names nobody whose name stands in place of a reference', () => {
    const { stderr } = ofCase('943 ann smith');
    expect(stderr).toContain('--case (not shown, as it may name somebody): none of the 6 rows');
    expect(stderr).not.toMatch(/\bann\b|smith/i);
    const { code, stdout } = ofCase('0943 Ann Smith');
    expect([code, /\bann\b|smith/i.test(stdout), stdout.includes('The statutory clocks of line 8')]).toEqual([0, false, true]);
  });

  it.each([
    [['--case', ' '], '--case: no reference was given. Write one as the list has it, such as --case EHC-0042.'],
    [
      ['--case', 'EHC-0001', 'cases.csv'],
      'ehcp clocks --case needs the day to report on, as nothing here reads the clock. Add --as-of, such as --as-of 2022-07-31.',
    ],
  ])('with %j is refused', (args, words) => {
    expect(run(...args)).toEqual({ code: 2, stdout: '', stderr: `ehcp: ${words}\n` });
  });

  it('reads any layout, and the list that the configuration names', () => {
    const demonstration = ehcp(['clocks', '--case', 'EHC-2021-0668', '--as-of', DAY, '--format', 'json'], { cwd: DEMONSTRATION });
    expect(JSON.parse(demonstration.stdout).timeline.map(({ clock, standing }: Record<string, string>) => `${clock} ${standing}`)).toEqual([
      'week-6 in time',
      'week-16 does not apply',
      'week-20 late',
      'advice-reply in time',
      'advice-reply late',
      'advice-reply in time',
      'advice-reply in time',
      'draft-representations in time',
    ]);
    const rows: Record<string, string>[] = parse(readFileSync(join(PROJECT, 'fixtures', 'one-caseload', 'cases.csv')), { columns: true });
    const flat = ehcp(['clocks', '--case', rows[0]?.case_id ?? '', join(PROJECT, 'fixtures', 'one-caseload', 'cases.csv'), '--as-of', '2025-01-16']);
    expect(flat.code).toBe(0);
  });

  it('has the clocks of each request for advice, and of an order, where the configuration names such lists', () => {
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { cases: 'cases.csv', advice: 'advice.csv', appeals: 'appeals.csv' } }));
    put(`${LIST}EHC-0007,2022-01-10,N,2022-02-21,,,,,,,\n`);
    writeFileSync(
      join(folder, 'advice.csv'),
      'case_id,adviser,requested_date,received_date\nEHC-0002,Educational psychology,2022-06-20,\nEHC-0002,Health,2022-03-01,2022-04-12\nEHC-0002,Health,2022-03-02,2022-04-14\nEHC-0003,School,2022-03-01,\nEHC-0002,School,2022-07-31,\nEHC-0002,School,,2022-03-01\n',
    );
    writeFileSync(
      join(folder, 'appeals.csv'),
      'case_id,kind,matter,lodged_date,completed_date,order_date\nEHC-0007,tribunal,assess,2022-04-01,2022-06-10,2022-06-10\nEHC-0002,tribunal,contents,2022-04-01,2022-06-10,2022-06-10\nEHC-0007,tribunal,issue,2022-06-01,2022-08-01,2022-08-01\n',
    );
    const configured = (id: string, ...more: string[]) => run('--case', id, '--as-of', DAY, ...more);
    const { timeline: rows, sources, summary } = JSON.parse(configured('EHC-0002', '--format', 'json', '--quiet').stdout);
    expect(
      rows
        .filter(({ clock }: { clock: string }) => clock === 'advice-reply')
        .map(({ of, due, stop, standing }: Record<string, string>) => `${of} ${due} ${stop} ${standing}`),
    ).toEqual([
      'health 2022-04-12 2022-04-12 in time',
      'health 2022-04-13 2022-04-14 late',
      'educational psychology 2022-08-01 null not yet',
      'school 2022-09-11 null not yet',
      'school null null not known',
    ]);
    // What was ordered about the contents of a plan the list does not say.
    expect(
      rows
        .filter(({ clock }: { clock: string }) => clock.startsWith('order-'))
        .map(({ clock, due, standing, why }: Record<string, string>) => `${clock} ${due} ${standing}: ${why}`),
    ).toEqual([
      'order-amend 2022-07-15 not known: only where more than the school or institution named is to change, which the list does not say',
      'order-name-school 2022-06-24 not known: only where the school or institution named alone is to change, which the list does not say',
    ]);
    expect(summary.at(-1)).toBe(
      'Still to come: by 1 August 2022, give the advice that the authority asked for (educational psychology); by 11 September 2022, give the advice that the authority asked for (school).',
    );
    expect(sources.map(({ role, read }: { role: string; read: number }) => `${role} ${read}`)).toEqual(['cases 8', 'advice 6', 'appeals 3']);
    expect(
      configured('EHC-0002')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);

    const ordered = JSON.parse(configured('EHC-0007', '--format', 'json', '--quiet').stdout).timeline;
    expect(ordered.map(({ clock, due, standing }: Record<string, string>) => `${clock} ${due} ${standing}`)).toEqual([
      'week-6 2022-02-21 in time',
      'week-16 2022-05-02 does not apply',
      'week-20 2022-05-30 does not apply',
      'order-assess 2022-06-24 not known',
      'order-no-plan 2022-08-19 not yet',
      'order-final-plan 2022-09-16 not yet',
    ]);
    expect(JSON.parse(configured('EHC-0007', '--format', 'json', '--quiet').stdout).summary).toEqual([
      'Case EHC-0007 was received on 10 January 2022, and is closed: refused an assessment on 21 February 2022.',
      'Of 6 clocks: 1 in time, 2 not yet, 1 not known and 2 do not apply.',
      'Still to come: by 19 August 2022, where no plan is to be made, after the assessment ordered, tell the parent or young person that no plan will be made; by 16 September 2022, after the assessment ordered, send the final plan.',
      'The list of appeals has an order or agreement of 10 June 2022 about it, and the case list does not show that the case went on: check it.',
    ]);
    // The lists of the configuration belong to its case list, and to no other.
    const named = JSON.parse(run('--case', 'EHC-0007', 'cases.csv', '--as-of', DAY, '--format', 'json', '--quiet').stdout);
    expect([named.sources.length, named.timeline.length]).toEqual([1, 3]);
  });

  it('finds what names the person alone, says to which request it belongs, and leaves nothing out in silence', () => {
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { cases: 'cases.csv', appeals: 'appeals.csv', plans: 'plans.csv' } }));
    put(`case_id,person_id,received_date,assess_decision,assess_decision_date,issue_decision,final_plan_date
EHC-1,P-1,2021-01-10,N,2021-02-10,,
EHC-2,P-1,2022-01-10,Y,2022-02-10,Y,2022-05-30
EHC-3,P-3,2022-01-10,,,,
EHC-4,-,2022-01-10,,,,
EHC-5,P-1,2022-06-20,,,,
`);
    writeFileSync(
      join(folder, 'appeals.csv'),
      `case_id,person_id,kind,matter,lodged_date,completed_date,outcome,order_date
,P-1,tribunal,assess,2021-03-01,2021-06-10,conceded,2021-06-10
,P-1,tribunal,contents,2022-06-01,2022-07-11,partly upheld,2022-07-11
,P-1,mediation,issue,2022-06-25,2022-07-01,agreement,2022-07-01
,P-1,tribunal,assess,2020-12-01,2020-12-02,withdrawn,2020-12-02
,P-1,tribunal,cease,2022-07-30,,,
,P-1,tribunal,cease,2022-08-01,,,
,,tribunal,contents,2022-06-01,,,
EHC-3,P-3,tribunal,assess,2022-06-01,2022-07-01,dismissed,2022-07-01
`,
    );
    writeFileSync(
      join(folder, 'plans.csv'),
      'plan_id,person_id,plan_start_date,review_meeting_date,review_decision,review_decision_date,amended_final_date,ceased_date\nPLAN-1,P-1,2022-05-30,,,,,\nPLAN-2,P-2,2022-05-30,,,,,\nPLAN-3,P-1,2020-05-30,,,,,2021-03-01\n',
    );
    const of = (id: string) => {
      const { code, stdout, stderr } = run('--case', id, '--as-of', DAY, '--format', 'json');
      const { sections, timeline: rows, sources } = JSON.parse(stdout);
      const items = (section: string): string[] => sections.find((one: { id: string }) => one.id === section)?.items ?? [];
      const orders = rows
        .filter(({ clock }: { clock: string }) => /^(order|concession|agreement)/.test(clock))
        .map(({ clock, due, standing }: Record<string, string>) => `${clock} ${due} ${standing}`);
      return { code, orders, appeals: items('appeals'), plans: items('plans'), roles: sources.map(({ role }: { role: string }) => role), stderr };
    };
    const first = of('EHC-1');
    expect(first.orders).toEqual([
      'order-make-draft-plan 2022-08-05 not known',
      'order-make-final-plan 2022-09-16 not known',
      'concession-assess 2021-06-24 not known',
      'concession-no-plan 2021-08-19 passed',
      'concession-final-plan 2021-09-16 late',
    ]);
    expect(first.appeals).toEqual([
      'Tribunal about a decision not to assess, lodged on 1 March 2021, with a concession of 10 June 2021 (line 2): it names the person alone, and by its dates is about this request; what follows is among the clocks.',
      'Tribunal about what the plan says, lodged on 1 June 2022, with an order of 11 July 2022 (line 3): it names the person alone, and by its dates is about case EHC-2: left out.',
      'Mediation about a decision not to issue a plan, lodged on 25 June 2022, with an agreement of 1 July 2022 (line 4): it names the person alone; what would follow is among the clocks, and not judged: it may be about case EHC-2 and case EHC-5, of the same person.',
      'Tribunal about a decision not to assess, lodged on 1 December 2020, with an order of 2 December 2020 (line 5): it names the person alone, and was lodged before any request of theirs was received: left out.',
      'Tribunal about a decision to cease the plan, lodged on 30 July 2022 (line 6): it names the person alone, and by its dates is about case EHC-2: left out.',
    ]);
    expect(first.stderr).toContain('appeals.csv line 8, case_id: neither a case nor a person is named, so whose it is');
    expect(of('EHC-2').orders).toEqual([
      'order-make-draft-plan 2022-08-05 not known',
      'order-make-final-plan 2022-09-16 not known',
      'order-amend 2022-08-15 not known',
      'order-name-school 2022-07-25 not known',
    ]);
    expect(of('EHC-3')).toMatchObject({
      orders: [],
      appeals: [
        'Tribunal about a decision not to assess, lodged on 1 June 2022, with an order of 1 July 2022 (line 9): it was dismissed, so no limit runs from it.',
      ],
      plans: [],
      roles: ['cases', 'appeals', 'plans'],
    });
    expect(of('EHC-4')).toMatchObject({
      appeals: [
        '6 rows of the list name a person and no case, and the case list does not say whose this case is: whether any is about this case is not known.',
      ],
      roles: ['cases', 'appeals'],
    });
    // A request for somebody who has a plan is for a re-assessment.
    expect(of('EHC-5').plans).toEqual([
      'Plan PLAN-1, made on 30 May 2022, was maintained when this request was received: it is then one for a re-assessment (regulations 25 and 27), with 15 days to decide, by 5 July 2022, and 14 weeks from there for the plan. The case list does not tell such a request apart, and the limits shown are those of a first one. Its clocks: ehcp clocks --plan PLAN-1 --as-of 2022-07-31.',
      'Plan PLAN-3, made on 30 May 2020, is of the same person. Its clocks: ehcp clocks --plan PLAN-3 --as-of 2022-07-31.',
    ]);
    expect(of('EHC-2').plans[0]).toBe('Plan PLAN-1, made on 30 May 2022, is of the same person. Its clocks: ehcp clocks --plan PLAN-1 --as-of 2022-07-31.');
  });

  it('starts one clock for an appeal that was settled in mediation', () => {
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { cases: 'cases.csv', appeals: 'appeals.csv' } }));
    put(`${LIST}EHC-0007,2022-01-10,N,2022-02-21,,,,,,,\n`);
    const heading = 'case_id,kind,matter,lodged_date,outcome,order_date';
    const rows = ['EHC-0007,tribunal,assess,2022-04-01,upheld,2022-06-10', 'EHC-0007,mediation,assess,2022-04-02,agreement,2022-06-10'];
    writeFileSync(join(folder, 'appeals.csv'), [heading, ...rows, ''].join('\n'));
    const { timeline: clocks, sections } = JSON.parse(run('--case', 'EHC-0007', '--as-of', DAY, '--format', 'json', '--quiet').stdout);
    expect(clocks.slice(3).map(({ clock }: { clock: string }) => clock)).toEqual(['order-assess', 'order-no-plan', 'order-final-plan']);
    expect(sections.find(({ id }: { id: string }) => id === 'appeals').items).toHaveLength(2);
  });

  it('takes no number of a person in an XML return for one of another list', () => {
    const cases = join(PROJECT, 'fixtures', 'one-caseload', 'sen2.xml');
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { cases, appeals: 'appeals.csv' } }));
    writeFileSync(join(folder, 'appeals.csv'), 'person_id,kind,matter,lodged_date,outcome,order_date\n274,tribunal,contents,2024-06-01,upheld,2024-07-01\n');
    const { sections, timeline: rows } = JSON.parse(run('--case', '274/1', '--as-of', '2025-01-16', '--format', 'json', '--quiet').stdout);
    expect(sections.find(({ id }: { id: string }) => id === 'appeals').items).toEqual([
      '1 row of the list names a person and no case, and the case list does not say whose this case is: whether it is about this case is not known.',
    ]);
    expect(rows.some(({ clock }: { clock: string }) => clock.startsWith('order-'))).toBe(false);
  });

  it('fits 80 columns', () => {
    const tables = ['EHC-0001', 'EHC-0002', 'EHC-0003'].map((id) => ofCase(id).stdout);
    expect([...tables, run().stdout].flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('ehcp clocks --plan', () => {
  const PLANS = `plan_id,person_id,plan_start_date,review_meeting_date,review_decision,review_decision_date,review_draft_date,amended_final_date,phase_transfer_due_date,phase_transfer_final_date,ceased_date,transfer_in_date,transfer_aware_date,reassessment_request_date
PLAN-1,P-1,2021-03-10,2022-02-25,A,2022-03-16,2022-03-16,2022-05-20,2023-02-15,,,,,
PLAN-2,P-2,2020-03-10,,,,,,2022-05-20,2022-05-19,2022-07-01,,,
PLAN-3,P-3,2021-09-01,,,,,,,,,2022-05-03,2022-04-11,2022-07-04
PLAN-4,P-3,2022-09-01,,,,,,,,,,,
`;
  beforeEach(() => writeFileSync(join(folder, 'plans.csv'), PLANS));
  const ofPlan = (id: string, ...args: string[]): Ran => run('--plan', id, '--as-of', DAY, ...args);
  const clocksOf = (id: string) => JSON.parse(ofPlan(id, 'plans.csv', '--format', 'json', '--quiet').stdout);
  const inShort = ({ clock, start, due, stop, days, standing }: Record<string, string>): string => `${clock} ${start} ${due} ${stop} ${days} ${standing}`;

  it('follows its review, its amendment and its move to another phase', () => {
    const { timeline: rows, summary, figures, internal, cautions, title } = clocksOf('PLAN-1');
    expect(rows.map(inShort)).toEqual([
      'annual-review 2021-03-10 2022-03-09 null null not known',
      'annual-review 2022-03-16 2023-03-15 null 137 not yet',
      'review-papers 2022-02-25 2022-02-11 null null not known',
      'review-report 2022-02-25 2022-03-11 null null not known',
      'review-decision 2022-02-25 2022-03-25 2022-03-16 19 in time',
      'amendments-proposed 2022-02-25 2022-03-25 2022-03-16 19 in time',
      'amendment-representations 2022-03-16 2022-03-30 2022-05-20 65 in time',
      'amended-plan 2022-03-16 2022-05-11 2022-05-20 65 late',
      'amended-plan-from-meeting 2022-02-25 2022-05-20 2022-05-20 84 in time',
      'phase-transfer null 2023-02-15 null null not yet',
    ]);
    expect([title, internal, cautions[0]]).toEqual(['The statutory clocks of plan PLAN-1', true, 'Internal, not for publication: it is about one child.']);
    expect(figures['clocks-in-time']).toEqual({ label: 'Clocks of the plan: in time', unit: 'clocks', value: 4 });
    expect(summary).toEqual([
      'Plan PLAN-1 was made on 10 March 2021 and is maintained.',
      'Its latest review meeting was on 25 February 2022, and the latest decision after a review was told on 16 March 2022. The next review is due by 15 March 2023, counted from the decision, or by 24 February 2023, from the meeting.',
      'Of 10 clocks: 4 in time, 1 late, 2 not yet and 3 not known.',
      'Still to come: by 15 February 2023, review the plan and name the place, for a move to any other phase: to school, junior, middle or secondary school; by 15 March 2023, review the plan.',
    ]);
  });

  it('says in words what has no clock, and that a plan has ceased or is not there', () => {
    expect(clocksOf('PLAN-2').summary).toEqual([
      'Plan PLAN-2 was made on 10 March 2020 and ceased on 1 July 2022.',
      'Of 2 clocks: 1 in time and 1 late.',
      'Its move to another phase has 20 May 2022 as its last day, neither 15 February nor 31 March, so it is taken as one between post-16 institutions (transfer-within-post-16).',
    ]);
    expect(clocksOf('PLAN-4')).toMatchObject({ summary: ['Plan PLAN-4 was not yet there on 31 July 2022.'], timeline: [], internal: true });
  });

  it('follows a transfer from another authority, and a request for a re-assessment', () => {
    const { timeline: rows, summary } = clocksOf('PLAN-3');
    expect(rows.map(inShort)).toEqual([
      'reassessment-decision 2022-07-04 2022-07-19 null null not known',
      'reassessed-plan null null null null not known',
      'plan-handed-over null null null null does not apply',
      'plan-handed-over-late-notice 2022-04-11 2022-05-04 2022-05-03 22 in time',
      'transfer-told 2022-05-03 2022-06-14 null null not known',
      'transferred-plan-review 2021-09-01 2022-08-31 null 333 not yet',
      'transferred-plan-review-3-months 2022-05-03 2022-08-02 null null does not apply',
    ]);
    expect(rows[1].why).toContain('by 25 October 2022 at the latest');
    expect(rows[6].why).toBe('the limit of transferred-plan-review ends later, and holds');
    expect(summary[1]).toBe('No review of it is recorded. The next review is due by 31 August 2022.');
  });

  it('has the orders about what it holds, and about ending it, from the list of appeals of the configuration', () => {
    writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: { plans: 'plans.csv', appeals: 'appeals.csv' } }));
    writeFileSync(
      join(folder, 'appeals.csv'),
      `case_id,person_id,kind,matter,lodged_date,completed_date,outcome,order_date
EHC-1,P-1,tribunal,contents,2022-05-25,2022-07-11,conceded,2022-07-11
,P-2,tribunal,cease,2022-03-01,2022-06-30,dismissed,2022-06-30
,P-3,mediation,cease,2022-05-10,2022-06-30,agreement,2022-06-30
,P-3,tribunal,contents,2021-08-01,2021-12-01,upheld,2021-12-01
EHC-9,,tribunal,contents,2022-05-25,,,
EHC-1,P-1,tribunal,assess,2022-05-26,,,
`,
    );
    const of = (id: string) => {
      const { timeline: rows, sections } = JSON.parse(ofPlan(id, '--format', 'json', '--quiet').stdout);
      return [
        ...rows.filter(({ clock }: { clock: string }) => /^(order|concession)/.test(clock)).map(inShort),
        ...sections.find((one: { id: string }) => one.id === 'appeals').items,
      ];
    };
    const unseen = '1 row of the list names nobody whose plan it is about: whether it is about this plan is not known.';
    expect(of('PLAN-1')).toEqual([
      'concession-amend 2022-07-11 2022-08-15 null null not known',
      'concession-name-school 2022-07-11 2022-07-25 null null not known',
      'Tribunal about what the plan says, lodged on 25 May 2022, with a concession of 11 July 2022 (line 2): the list does not say what it asks for, so its limits are shown and not judged: by 15 August 2022 where more than the school or institution named is to change; by 25 July 2022 where the school or institution named alone is to change.',
      'Tribunal about a decision not to assess, lodged on 26 May 2022 (line 7): it is about a request, and among the clocks of its case.',
      unseen,
    ]);
    expect(of('PLAN-2').slice(0, 2)).toEqual([
      'order-cease 2022-06-30 2022-06-30 2022-07-01 1 late',
      'Tribunal about a decision to cease the plan, lodged on 1 March 2022, with an order of 30 June 2022 (line 3): what follows is among the clocks.',
    ]);
    expect(of('PLAN-3')).toEqual([
      'order-maintain 2022-06-30 2022-06-30 null null not known',
      'Mediation about a decision to cease the plan, lodged on 10 May 2022, with an agreement of 30 June 2022 (line 4): the list does not say what it asks for, so its limits are shown and not judged: by 30 June 2022 where the plan is to be maintained.',
      'Tribunal about what the plan says, lodged on 1 August 2021, with an order of 1 December 2021 (line 5): it was lodged before the plan was there: left out.',
      unseen,
    ]);
    // They are of the plans of the configuration, and of no others.
    expect(clocksOf('PLAN-1').sources).toHaveLength(1);
    expect(
      ofPlan('PLAN-1', '--quiet')
        .stdout.split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it('is what the published schema describes, of the demonstration and of a SEN2 return too', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    const demonstration = ehcp(['clocks', '--plan', 'PLAN-00002', '--as-of', '2022-12-31', '--format', 'json', '--quiet'], { cwd: DEMONSTRATION });
    const blade = join(PROJECT, 'fixtures', 'one-caseload', 'blade');
    const sen2 = JSON.parse(run('--plan', '5', blade, '--as-of', '2025-01-16', '--format', 'json', '--quiet').stdout);
    expect(sen2.timeline.find(({ clock }: { clock: string }) => clock === 'review-decision')).toMatchObject({ stop: '2024-12-17', standing: 'in time' });
    for (const report of [...['PLAN-1', 'PLAN-3', 'PLAN-4'].map(clocksOf), JSON.parse(demonstration.stdout), sen2]) {
      valid(report);
      expect(valid.errors).toBeNull();
    }
  });

  it.each([
    [
      ['--plan', 'PLAN-1', '--as-of', DAY],
      'No list of plans was named. Name one (ehcp clocks --plan ID plans.csv …), or set sources.plans in an ehcp.config.json in this folder or one above it.',
    ],
    [['--plan', ' '], '--plan: no reference was given. Write one as the list has it, such as --plan PLAN-0042.'],
    [['--plan', 'PLAN-1', '--case', 'EHC-1'], '--case and --plan: one of them at a time. Ask for the clocks of the case, and then for those of the plan.'],
    [
      ['--plan', 'PLAN-1', 'plans.csv'],
      'ehcp clocks --plan needs the day to report on, as nothing here reads the clock. Add --as-of, such as --as-of 2022-07-31.',
    ],
    [
      ['--plan', 'PLAN-1', 'plans.csv', '--as-of', DAY, '--publish'],
      '--publish: the clocks of one plan are about one child, and not for publication. Leave --publish away, or publish the snapshot.',
    ],
    [
      ['--plan', 'PLAN-9', 'plans.csv', '--as-of', DAY],
      '--plan PLAN-9: none of the 4 rows counted of plans.csv has this reference in plan_id. References are compared as they are written. Of a request, say --case.',
    ],
    [
      ['--plan', 'plan 01', 'plans.csv', '--as-of', DAY],
      '--plan plan 01: none of the 4 rows counted of plans.csv has this reference in plan_id. Did you mean PLAN-1?',
    ],
  ])('with %j is refused', (args, words) => {
    expect(run(...args)).toEqual({ code: 2, stdout: '', stderr: `ehcp: ${words}\n` });
  });
});
