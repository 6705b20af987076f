import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import type { Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (text: string, name = 'cases.csv') => writeFileSync(join(folder, name), text);
const run = (...args: string[]) => ehcp(['movement', ...args], { cwd: folder });

const made = new Map<string, string>();
/** A report of the demonstration caseload; each is made once. */
function demonstration(...args: string[]) {
  const text = made.get(args.join(' ')) ?? ehcp([...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout;
  made.set(args.join(' '), text);
  return JSON.parse(text);
}
const DATES = ['--from', '2022-07-31', '--to', '2022-09-26'];

const LIST = 'case_id,received_date,final_plan_date,area\nA1,2021-09-01,2022-09-02,North\nA2,2022-08-01,,South\nA3,2022-08-02,2022-08-02,\n';

describe('the movement of the demonstration caseload', () => {
  it('explains how 90 cases over 52 weeks became 47, to the case', () => {
    const { populations } = demonstration('movement', ...DATES);
    const none = { 'refused-to-assess': 0, 'refused-to-issue': 0, withdrawn: 0, moved: 0, other: 0 };
    expect(populations).toEqual({
      open: {
        opening: 605,
        in: { received: 93, crossed: 0, reopened: 2 },
        out: { ...none, 'final-plan': 129, 'refused-to-assess': 17, 'refused-to-issue': 6, withdrawn: 4 },
        closing: 544,
      },
      'over-20-weeks': {
        opening: 277,
        in: { received: 0, crossed: 74, reopened: 2 },
        out: { ...none, 'final-plan': 87, 'refused-to-issue': 4, withdrawn: 2 },
        closing: 260,
      },
      'over-52-weeks': { opening: 90, in: { received: 0, crossed: 13, reopened: 0 }, out: { ...none, 'final-plan': 56 }, closing: 47 },
    });
  });

  it('begins and ends with the figures of the snapshots of the two days', () => {
    const { figures } = demonstration('movement', ...DATES);
    for (const [day, part] of [
      ['2022-07-31', 'opening'],
      ['2022-09-26', 'closing'],
    ] as const) {
      const snapshot = demonstration('snapshot', '--as-of', day).figures;
      for (const [population, id] of [
        ['open', 'open'],
        ['over-20-weeks', 'open-over-20-weeks'],
        ['over-52-weeks', 'open-over-52-weeks'],
      ])
        expect(figures[`${population}-${part}`].value).toBe(snapshot[id as string].value);
    }
  });

  it('has rows behind each of its figures', () => {
    const { figures } = demonstration('movement', ...DATES);
    const requests = demonstration('kpi', 'requests', '--period', '2022-08-01..2022-09-26', '--as-of', '2022-09-26').figures.requests.value;
    expect(figures.requests.value).toBe(requests);
    for (const id of ['over-52-weeks-in-crossed', 'over-52-weeks-out-final-plan', 'over-20-weeks-in-reopened', 'open-out-refused-to-assess', 'open-opening']) {
      const { cases, figures: own } = demonstration('cases', '--figure', id, ...DATES);
      expect(cases).toHaveLength(figures[id].value);
      expect(own[id]).toEqual(figures[id]);
    }
  });

  it('by team adds up to the whole', () => {
    const { figures, by } = demonstration('movement', ...DATES, '--by', 'team') as Report;
    expect(by?.groups.map(({ name }) => name)).toEqual(['Early Years', 'Post-16', 'School Age']);
    for (const [id, { value }] of Object.entries(figures))
      expect(by?.groups.reduce((sum, { figures: own }) => sum + (own[id]?.value ?? Number.NaN), 0)).toBe(value);
  });

  it('is what the published schema describes, published or not, and fits 80 columns', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    for (const more of [[], ['--by', 'team'], ['--publish'], ['--publish', '--by', 'team']]) {
      valid(demonstration('movement', ...DATES, ...more));
      expect(valid.errors).toBeNull();
      const { stdout } = ehcp(['movement', ...DATES, ...more], { cwd: DEMONSTRATION });
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('made to be published has no small count in it, in any format', () => {
    const { populations, by } = demonstration('movement', ...DATES, '--publish', '--by', 'team') as Report;
    const counts = [
      ...Object.values(populations ?? {}).flatMap(({ opening, in: came, out, closing }) => [opening, ...Object.values(came), ...Object.values(out), closing]),
      ...(by?.groups ?? []).flatMap(({ figures }) => Object.values(figures).map(({ value }) => value)),
    ];
    expect(counts.filter((count) => count !== null && count > 0 && count < 5)).toEqual([]);
    expect(counts).toContain(null);
    const rows: Record<string, string>[] = parse(ehcp(['movement', ...DATES, '--publish', '--format', 'csv'], { cwd: DEMONSTRATION }).stdout, {
      columns: true,
      record_delimiter: '\r\n',
    });
    expect(rows.find(({ figure }) => figure === 'open-out-withdrawn')?.value).toBe('c');
    expect(rows.find(({ figure }) => figure === 'over-52-weeks-opening')).toMatchObject({
      value: '90',
      period: '31 Jul 2022 to 26 Sep 2022',
      from: '2022-08-01',
      to: '2022-09-26',
    });
  });

  it('is compared with that of other days, and with the same from another list', () => {
    const save = (name: string, ...args: string[]) =>
      writeFileSync(join(folder, name), ehcp(['movement', ...args, '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
    save('old.json', ...DATES);
    save('new.json', '--from', '2022-09-26', '--to', '2022-11-28');
    const compared = JSON.parse(
      ehcp(['compare', 'old.json', 'new.json', '--new-list', join(DEMONSTRATION, 'cases.csv'), '--format', 'json'], { cwd: folder }).stdout,
    );
    const changes = compared.changes as { figure: string; change: string; oldFrom: string; newTo: string }[];
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['new-period']));
    expect(changes.find(({ figure }) => figure === 'over-52-weeks-closing')).toMatchObject({
      oldFrom: '2022-08-01',
      newTo: '2022-11-28',
      oldValue: 47,
      newValue: 0,
    });
  });
});

describe('the days', () => {
  it.each<[string[], string]>([
    [[], 'ehcp movement needs the day it ends with, as nothing here reads the clock. Add --to, such as --to 2022-09-26.'],
    [['--from', '2022-07-31'], 'ehcp movement needs the day it ends with, as nothing here reads the clock. Add --to, such as --to 2022-09-26.'],
    [['--to', '2022-09-26'], 'ehcp movement needs the day it begins with. Add --from, such as --from 2022-07-31.'],
    [
      ['--from', '2022-09-26', '--to', '2022-07-31'],
      '--from 2022-09-26 --to 2022-07-31: it ends before it begins. Did you mean --from 2022-07-31 --to 2022-09-26?',
    ],
    [['--from', '31/07/2022', '--to', '2022-09-26'], '--from 31/07/2022: write the year first. Did you mean 2022-07-31?'],
    [['--from', '2022-07-31', '--to', '2022-09-31'], '--to 2022-09-31: this is no day of the calendar, written yyyy-mm-dd. Write one such as 2022-07-31.'],
    [['--from', '1822-07-31', '--to', '2022-09-26'], '--from 1822-07-31: the year is outside 1990 to 2100. Check the date.'],
    [
      [...DATES, '--as-of', '2022-08-31'],
      '--to 2022-09-26: this is after the as-of day 2022-08-31, and nothing after that has happened. Choose an earlier --to, or leave --as-of away.',
    ],
    [[...DATES, '--by', 'aera'], '--by aera: cases.csv has no such column. Did you mean area?'],
  ])('%j are refused', (args, words) => {
    put(LIST);
    expect(run('cases.csv', ...args)).toEqual({ code: 2, stdout: '', stderr: `ehcp: ${words}\n` });
  });

  it('where the first is missing, the last meeting of the configuration is named', () => {
    put(LIST);
    put('{"sources":{"cases":"cases.csv"},"commission":{"name":"Scrutiny","lastMeeting":"2022-07-11"}}', 'ehcp.config.json');
    expect(run('--to', '2022-09-26').stderr).toContain('Add --from, such as --from 2022-07-11, the last meeting in the configuration.');
    expect(run('--to', '2022-07-10').stderr).toContain('Add --from, such as --from 2022-07-31.');
  });

  it('may be one and the same, when nothing moves', () => {
    put(LIST);
    const { populations } = JSON.parse(run('cases.csv', '--from', '2022-08-02', '--to', '2022-08-02', '--format', 'json').stdout);
    expect(populations.open).toMatchObject({ opening: 2, in: { received: 0 }, out: { 'final-plan': 0 }, closing: 2 });
  });

  it('the last may be named --as-of, as elsewhere, and a later as-of day changes nothing', () => {
    put(LIST);
    const of = (...args: string[]) => run('cases.csv', '--from', '2022-07-31', ...args, '--format', 'json').stdout;
    expect(of('--as-of', '2022-09-26')).toBe(of('--to', '2022-09-26'));
    expect(of('--to', '2022-09-26', '--as-of', '2023-01-31')).toBe(of('--to', '2022-09-26'));
    expect(JSON.parse(of('--to', '2022-09-26'))).toMatchObject({ report: 'movement', asOf: '2022-09-26', from: '2022-07-31' });
  });
});

describe('the rows of a flow', () => {
  const rows = (...args: string[]) => ehcp(['cases', 'cases.csv', ...args], { cwd: folder });

  it('are those of the two days, or of a period whose first day is the day after the first', () => {
    put(LIST);
    const of = (...args: string[]) => JSON.parse(rows('--figure', 'open-in', ...args, '--format', 'json').stdout);
    const { title, cases } = of(...DATES);
    expect(title).toBe('Rows behind open-in: from the end of 31 July 2022 to 26 September 2022');
    expect(cases).toEqual([{ caseId: 'A2', line: 3, pile: 'met', reason: null, received: '2022-08-01', event: '2022-08-01', days: null, why: 'received' }]);
    expect(of('--period', '2022-08-01..2022-09-26', '--as-of', '2022-09-26').cases).toEqual(cases);
    expect(of('--from', '2022-07-31', '--as-of', '2022-09-26').cases).toEqual(cases);
    expect(of('--from', '2022-08-01', '--to', '2022-09-26').cases).toEqual([]);
  });

  it('that counts more than once say so', () => {
    put(
      'case_id,received_date,assess_decision,assess_decision_date,reopened_date,issue_decision,issue_decision_date,draft_plan_date\nA1,2022-03-01,N,2022-04-01,2022-08-02,N,2022-08-20,2022-09-05\n',
    );
    const { summary, cases, figures } = JSON.parse(rows('--figure', 'open-in-reopened', ...DATES, '--format', 'json').stdout);
    expect(figures['open-in-reopened'].value).toBe(2);
    expect(summary).toContain('1 row counts more than once: the rule says when.');
    expect(cases).toMatchObject([{ event: '2022-08-02', days: 154, why: 'reopened 2 Aug 2022, reopened 5 Sep 2022' }]);
  });

  it.each<[string[], string]>([
    [['--figure', 'open-in', '--as-of', '2022-09-26'], 'ehcp cases --figure open-in needs two days. Add --from and --to'],
    [['--figure', 'open-in', '--to', '2022-09-26'], 'ehcp cases --figure open-in needs the day it begins with. Add --from'],
    [['--figure', 'open-in', ...DATES, '--period', '2022-08'], '--period and --from: each says when. Give one of them.'],
    [['--figure', 'open', ...DATES], '--from and --to: open is no figure of ehcp movement. Leave them away.'],
    [['--measure', 'finals', ...DATES], '--from and --to: finals is no figure of ehcp movement. Leave them away, and name a --period.'],
    [['--figure', 'over-52-weeks-in-cross', ...DATES], 'Did you mean over-52-weeks-in-crossed?'],
  ])('%j is refused', (args, words) => {
    put(LIST);
    const { code, stdout, stderr } = rows(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });
});

it('reads every layout: of a SEN2 return each closing by what it says', () => {
  const { stdout } = ehcp(['movement', join(PROJECT, 'fixtures', 'one-caseload', 'blade'), '--from', '2024-06-30', '--to', '2024-12-31', '--format', 'json']);
  const { populations } = JSON.parse(stdout) as Report;
  for (const { opening, in: came, out, closing } of Object.values(populations ?? {})) {
    const sum = (counts: Record<string, number | null>): number => Object.values(counts).reduce<number>((total, count) => total + (count ?? Number.NaN), 0);
    expect((opening ?? Number.NaN) + sum(came) - sum(out)).toBe(closing);
    expect(opening).toBeGreaterThan(0);
  }
});
