import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { startMovement } from '../../src/report/movement.ts';
import { movementSentence } from '../../src/report/movement-balance.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import type { Report, Section } from '../../src/report/report.ts';
import { caseOf, type Facts, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const FROM = on('2022-07-31');
const TO = on('2022-09-26');

/** Facts so many times. */
const many = (count: number, facts: Facts): Facts[] => Array.from({ length: count }, () => facts);

function reportOf(all: readonly Facts[], { from = FROM, to = TO, by = null as string | null, context = {} as Partial<ReportContext> } = {}): Report {
  const movement = startMovement(from, to, DEFAULT_CONVENTIONS, by);
  const cases: Case[] = all.map((facts, at) => caseOf({ id: `A${at}`, line: at + 2, ...facts }));
  for (const [at, c] of cases.entries()) movement.add(c, ['North', '', 'South'][at % 3] as string);
  return movement.report(contextOf(cases.length, context));
}

/** A request that has been open for so many days at the end of the first day. */
const openFor = (days: number, facts: Facts = {}): Facts => ({ received: addDays(FROM, -days), ...facts });
const later = (days: number): Day => addDays(FROM, days);
const planned = (days: number, on = 10): Facts => openFor(days, { finalPlan: later(on) });

const tableIn = (report: Report, id: string) => {
  const found = report.sections.find((section): section is Extract<Section, { kind: 'table' }> => section.kind === 'table' && section.id === id);
  if (found === undefined) throw new Error(`there is no table ${id}`);
  return found;
};
const shown = (report: Report, id: string): string[] =>
  tableIn(report, id).rows.map(({ header, cells }) =>
    [header, ...cells.map((cell) => (cell.kind === 'count' ? cell.value : cell.kind === 'suppressed' ? 'c' : cell.kind === 'text' ? '-' : '?'))].join(' '),
  );
const findings = (report: Report): string[] => report.sections.flatMap((section) => (section.kind === 'chart' ? [section.finding] : []));

/** Of each way of coming and leaving one, over 52 weeks; and others. */
const OF_EACH: Facts[] = [
  openFor(400),
  ...many(3, planned(400)),
  openFor(400, { assessDecision: 'N', assessDecisionDate: later(1) }),
  openFor(400, { issueDecision: 'N', issueDecisionDate: later(57) }),
  openFor(400, { issueDecision: 'W', closed: later(2) }),
  openFor(400, { movedOut: true, closed: later(3) }),
  openFor(400, { closed: later(4) }),
  openFor(350),
  openFor(100),
  openFor(300, { assessDecision: 'N', assessDecisionDate: later(-200), reopened: later(20) }),
  { received: later(5) },
  { received: later(6), finalPlan: later(6) },
  { received: later(7), movedOut: true },
  { received: later(58) },
];

describe('the balance', () => {
  const report = reportOf(OF_EACH);

  it('is, for each population, what there was and what came in less what left', () => {
    expect(shown(report, 'movement')).toEqual([
      'At the end of 31 Jul 2022 11 10 9',
      'Came in 2 2 1',
      'received 1 - -',
      'passed 20 or 52 weeks - 1 1',
      'reopened 1 1 0',
      'Left 8 8 8',
      'final plan sent 3 3 3',
      'refused an assessment 1 1 1',
      'refused a plan 1 1 1',
      'withdrawn 1 1 1',
      'moved to another authority 1 1 1',
      'closed for another reason 1 1 1',
      'At the end of 26 Sep 2022 5 4 2',
    ]);
  });

  it('stands in the JSON in the words of the interface, with what cannot be as nought', () => {
    const out = { 'final-plan': 3, 'refused-to-assess': 1, 'refused-to-issue': 1, withdrawn: 1, moved: 1, other: 1 };
    expect(report.populations).toEqual({
      open: { opening: 11, in: { received: 1, crossed: 0, reopened: 1 }, out, closing: 5 },
      'over-20-weeks': { opening: 10, in: { received: 0, crossed: 1, reopened: 1 }, out, closing: 4 },
      'over-52-weeks': { opening: 9, in: { received: 0, crossed: 1, reopened: 0 }, out, closing: 2 },
    });
    expect([report.from, report.asOf]).toEqual(['2022-07-31', '2022-09-26']);
    expect(Object.keys(report.populations ?? {})).toEqual(['open', 'over-20-weeks', 'over-52-weeks']);
    expect(Object.keys(report.populations?.open?.out ?? {})).toEqual(Object.keys(out));
  });

  it('has a bridge to the requests received', () => {
    expect([report.figures.requests?.value, report.figures['open-not-entered']?.value]).toEqual([3, 2]);
    expect(tableIn(report, 'movement').notes[0]).toBe(
      'Requests received from 1 Aug 2022 to 26 Sep 2022: 3 = 1 that entered + 2 that never did (closed by the end of the day they came, or without a date).',
    );
  });

  it('of figures that are dated from the day after the first, on which something may first happen', () => {
    for (const { period } of Object.values(report.figures))
      expect(period).toEqual({ from: '2022-08-01', to: '2022-09-26', label: '31 Jul 2022 to 26 Sep 2022' });
  });

  it('counts at the foot what had not come by the last day', () => {
    expect(report.sources[0]?.notYetReceived).toBe(1);
  });
});

describe('the sentences', () => {
  const said = (...all: Facts[]): string[] => reportOf(all).summary;

  it('say what became of each population', () => {
    expect(reportOf([...OF_EACH, ...many(1500, openFor(10))]).summary).toEqual([
      'Between 31 July 2022 and 26 September 2022 open cases fell from 1,511 to 1,505: 1 was received, 1 was reopened and 8 left, 3 of them with a final plan.',
      'Cases open over 20 weeks fell from 10 to 4: 1 passed 20 weeks, 1 was reopened and 8 left, 3 of them with a final plan.',
      'Cases open over 52 weeks fell from 9 to 2: 1 passed 52 weeks and 8 left, 3 of them with a final plan.',
    ]);
  });

  it.each<[string, Facts[], string]>([
    ['nothing', [], 'Cases open over 52 weeks stayed at 0: none passed 52 weeks and none left.'],
    ['one that stays', [openFor(400)], 'Cases open over 52 weeks stayed at 1: none passed 52 weeks and none left.'],
    ['one for one', [planned(400), openFor(350)], 'Cases open over 52 weeks stayed at 1: 1 passed 52 weeks and 1 left, with a final plan.'],
    [
      'one without a plan',
      [openFor(400, { closed: later(3) })],
      'Cases open over 52 weeks fell from 1 to 0: none passed 52 weeks and 1 left, without a final plan.',
    ],
    ['all with a plan', many(2, planned(400)), 'Cases open over 52 weeks fell from 2 to 0: none passed 52 weeks and 2 left, all with a final plan.'],
    [
      'none with a plan',
      many(2, openFor(400, { closed: later(3) })),
      'Cases open over 52 weeks fell from 2 to 0: none passed 52 weeks and 2 left, none with a final plan.',
    ],
    [
      'more than before',
      [...many(3, openFor(350)), ...many(2, openFor(400, { assessDecision: 'N', assessDecisionDate: later(-9), reopened: later(3) }))],
      'Cases open over 52 weeks rose from 0 to 5: 3 passed 52 weeks, 2 were reopened and none left.',
    ],
  ])('of %s', (_what, all, sentence) => {
    expect(said(...all).at(-1)).toBe(sentence);
  });

  it('of one day say that nothing lies between', () => {
    const report = reportOf(OF_EACH, { to: FROM });
    expect(report.summary).toEqual(['Both days are 31 July 2022: nothing lies between the end of a day and itself, so nothing moved.']);
    expect(report.populations?.['over-52-weeks']).toMatchObject({ opening: 9, closing: 9, in: { crossed: 0 }, out: { 'final-plan': 0 } });
    expect(tableIn(report, 'movement').notes[0]).toContain('Requests received between them: 0 = 0 that entered + 0');
  });
});

describe('the waterfalls', () => {
  it('are one for each population, with a step for each way that there was', () => {
    const charts = reportOf(OF_EACH.slice(0, 5)).sections.flatMap((section) => (section.kind === 'chart' ? [section] : []));
    expect(charts.map(({ id, form }) => [id, form])).toEqual([
      ['open-movement', 'waterfall'],
      ['over-20-weeks-movement', 'waterfall'],
      ['over-52-weeks-movement', 'waterfall'],
    ]);
    expect(charts.map(({ labels }) => labels)).toEqual(charts.map(() => ['31 Jul 2022', 'Final plan sent', 'Refused an assessment', '26 Sep 2022']));
    const cells = charts[2]?.series.map(({ name, cells: all }) => [name, ...all.map((cell) => (cell.kind === 'count' ? cell.value : ''))]);
    expect(cells).toEqual([
      ['Open', 5, '', '', 1],
      ['Came in', '', '', '', ''],
      ['Left', '', 3, 1, ''],
    ]);
  });

  it('say in words what they show', () => {
    expect(findings(reportOf(OF_EACH))[2]).toBe(
      '9 cases were open over 52 weeks at the end of 31 July 2022 and 2 at the end of 26 September 2022. 1 came in: passed 52 weeks. 8 left: 3 final plan sent, 1 refused an assessment, 1 refused a plan, 1 withdrawn, 1 moved to another authority and 1 closed for another reason.',
    );
    expect(findings(reportOf([planned(10)]))[0]).toBe(
      '1 case was open at the end of 31 July 2022 and 0 at the end of 26 September 2022. None came in. 1 left: final plan sent.',
    );
  });
});

describe('a split', () => {
  it('adds up to the whole, with a table for each population', () => {
    const report = reportOf(OF_EACH, { by: 'team' });
    expect(shown(report, 'over-52-weeks-by')).toEqual(['(blank) 3 0 3 0', 'North 3 1 2 2', 'South 3 0 3 0', 'All 9 1 8 2']);
    expect(tableIn(report, 'open-by').notes).toEqual(['A case stands under the team that the list has for it now, on both days.']);
    for (const [id, { value }] of Object.entries(report.figures))
      expect(report.by?.groups.reduce((sum, { figures }) => sum + (figures[id]?.value ?? Number.NaN), 0)).toBe(value);
  });
});

describe('what is published', () => {
  const context = { publish: { threshold: 4, step: publish } };
  const all = [...many(20, openFor(10)), ...many(30, planned(300)), ...many(12, openFor(130)), ...many(9, { received: later(9) })];
  const report = reportOf([...all, ...many(2, openFor(300, { closed: later(5) })), ...many(2, openFor(10, { movedOut: true, closed: later(5) }))], { context });

  it('suppresses small flows, and what would give them away, in the table, the JSON and the picture alike', () => {
    expect(report.populations?.open).toEqual({
      opening: 66,
      in: { received: 9, crossed: 0, reopened: 0 },
      out: { 'final-plan': 30, 'refused-to-assess': 0, 'refused-to-issue': 0, withdrawn: 0, moved: null, other: null },
      closing: 41,
    });
    expect(report.figures['open-out-moved']).toMatchObject({ value: null, suppressed: true });
    expect(shown(report, 'movement')).toEqual(expect.arrayContaining(['moved to another authority c 0 0', 'closed for another reason c c 0']));
    const [open] = report.sections.filter((section) => section.kind === 'chart');
    expect(open?.series[2]?.cells.map(({ kind }) => kind)).toEqual(['text', 'text', 'count', 'suppressed', 'suppressed', 'text']);
  });

  it('leaves unsaid what is suppressed', () => {
    for (const sentence of [...report.summary, ...findings(report)]) expect(sentence).not.toMatch(/null|NaN|\bc\b|undefined/);
    expect(report.summary[0]).toBe(
      'Between 31 July 2022 and 26 September 2022 open cases fell from 66 to 41: 9 were received and 34 left, 30 of them with a final plan.',
    );
    expect(findings(report)[0]).toBe(
      '66 cases were open at the end of 31 July 2022 and 41 at the end of 26 September 2022. 9 came in: received. Left: 30 final plan sent.',
    );
  });

  it('says what a sentence leaves out, so that nobody adds up what does not', () => {
    const few = reportOf([...all, openFor(10, { movedOut: true, closed: later(5) }), openFor(10, { assessDecision: 'N', assessDecisionDate: later(5) })], {
      context,
    });
    expect(few.populations?.open?.out).toMatchObject({ 'final-plan': 30, 'refused-to-assess': null, moved: null });
    expect(few.summary[0]).toBe(
      'Between 31 July 2022 and 26 September 2022 open cases fell from 64 to 41: 30 left with a final plan; comings and other leavings are suppressed.',
    );
    const demonstration = movementSentence('open', {
      ...Object.fromEntries(Object.keys(report.figures).map((id) => [id, { label: '', unit: 'cases' as const, value: 0 }])),
      'open-opening': { label: '', unit: 'cases', value: 605 },
      'open-closing': { label: '', unit: 'cases', value: 544 },
      'open-in-received': { label: '', unit: 'cases', value: 93 },
      'open-in-reopened': { label: '', unit: 'cases', value: null, suppressed: true },
      'open-out': { label: '', unit: 'cases', value: null, suppressed: true },
      'open-out-final-plan': { label: '', unit: 'cases', value: 129 },
    });
    expect(demonstration).toBe(
      'open cases fell from 605 to 544: 93 were received and 129 left with a final plan; other comings and other leavings are suppressed',
    );
  });

  it('says so where nothing may be said', () => {
    expect(reportOf(many(2, openFor(10)), { context }).summary).toEqual([
      'Between 31 July 2022 and 26 September 2022 cases open over 20 weeks stayed at 0: none passed 20 weeks and none left.',
      'Cases open over 52 weeks stayed at 0: none passed 52 weeks and none left.',
      'How many cases were open is suppressed, as small numbers may identify a child.',
    ]);
    expect(reportOf([...many(2, openFor(400)), ...many(2, openFor(200)), ...many(2, openFor(10))], { context }).summary.at(-1)).toMatch(
      /^(Between .* how|How) many cases were (open|open over).* is suppressed, as small numbers may identify a child\.$/,
    );
  });

  it('keeps true noughts, and everything where the threshold is 0', () => {
    expect(reportOf(OF_EACH, { context: { publish: { threshold: 0, step: publish } } }).populations).toEqual(reportOf(OF_EACH).populations);
    expect(report.populations?.open?.out.withdrawn).toBe(0);
  });
});
