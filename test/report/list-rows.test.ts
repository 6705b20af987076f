import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Repeats } from '../../src/core/appeal.ts';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import type { Window } from '../../src/core/measure.ts';
import { periodOf } from '../../src/core/period.ts';
import { type Standing, standingOn } from '../../src/core/position-figures.ts';
import { advice } from '../../src/input/records/advice.ts';
import { appeals } from '../../src/input/records/appeals.ts';
import { plans } from '../../src/input/records/plans.ts';
import { fromBytes } from '../../src/input/source.ts';
import { startAdvice } from '../../src/report/advice.ts';
import { AdviceByCase, TRACED_OF_ADVICE, TRACED_OF_WAITS } from '../../src/report/advice-traced.ts';
import { startAppeals } from '../../src/report/appeals.ts';
import { TRACED_OF_APPEALS } from '../../src/report/appeals-traced.ts';
import { startCases } from '../../src/report/cases.ts';
import type { Figure, Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { TRACED_PLANS } from '../../src/report/reviews-traced.ts';
import type { Traced } from '../../src/report/trace.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { DEMONSTRATION } from '../support/program.ts';
import { readRows } from '../support/read-rows.ts';
import { readingOf } from '../support/readings.ts';

const fileOf = (name: string): string => readFileSync(join(DEMONSTRATION, name), 'utf8');
const conventions = DEFAULT_CONVENTIONS;
const shownId = (id: string) => id;
const AS_OF = on('2022-12-31');
const YEAR = periodOf('last-12-months', AS_OF);

/** The report of the rows behind a figure, as `ehcp cases` makes it. */
function behind<R extends { id: string; line: number }>(traced: Traced<R>, rows: readonly R[]): Report {
  const period = traced.ofPeriod && traced.periodElse !== 'as-of-day' ? YEAR : null;
  const window: Window = { from: period?.from ?? AS_OF, to: AS_OF, asOf: AS_OF, conventions };
  const listed = startCases(traced, { window, period, show: 'period', ofCases: false, shownId });
  for (const row of rows) listed.add(row);
  return listed.report(contextOf(rows.length));
}

const sum = (counts: readonly { count: number | null }[] = []): number => counts.reduce((total, { count }) => total + (count ?? 0), 0);

/** Says that the rows printed are the figure that its report has: as many met as it counts, and of a share its denominator too. */
function expectRows<R extends { id: string; line: number }>(traced: Traced<R>, rows: readonly R[], reported: Figure | undefined): void {
  const { figures, listings } = behind(traced, rows);
  const inPile = (pile: string): number => (listings?.[0]?.rows ?? []).filter((row) => row.pile === pile).length;
  const { id } = traced;
  const { period: _, ...own } = figures[id] as Figure;
  const { period: __, ...theirs } = reported as Figure;
  expect({ id, ...own }).toEqual({ id, ...theirs });
  const { value, numerator = value, denominator, excluded } = own;
  expect([id, inPile('met')]).toEqual([id, numerator]);
  if (denominator !== undefined) expect([id, inPile('met') + inPile('missed') + inPile('not-known')]).toEqual([id, denominator]);
  if (excluded !== undefined) expect([id, inPile('excluded')]).toEqual([id, sum(excluded)]);
  // Of a count, no other row is printed.
  if (denominator === undefined) expect([id, listings?.[0]?.rows.length]).toEqual([id, value]);
}

describe('the rows behind every figure of the demonstration are as many as it says, one by one', () => {
  it('of the annual reviews', async () => {
    const rows = await readRows(plans, fileOf('plans.csv'));
    const reviews = startReviews({ asOf: AS_OF, period: YEAR, by: null, threshold: null, shownId });
    for (const plan of rows) reviews.add(plan, '');
    const { figures } = reviews.report(contextOf(rows.length, { role: 'plans' }));
    expect(TRACED_PLANS.map(({ id }) => id).sort()).toEqual(Object.keys(figures).sort());
    for (const traced of TRACED_PLANS) expectRows(traced, rows, figures[traced.id]);
  });

  it('of the advice, alone and with the cases that it is for', async () => {
    const asked = { asOf: AS_OF, conventions, by: null, shownId };
    const rows = await readRows(advice, fileOf('advice.csv'));
    const { cases } = await readingOf({ kind: 'file', source: fromBytes('cases.csv', Buffer.from(fileOf('cases.csv'))) });
    const read = startAdvice(asked, 'read');
    const byCase = new AdviceByCase(AS_OF, conventions);
    for (const one of rows) {
      read.add(one, '');
      byCase.add(one);
    }
    const withCases = read.startCases(false);
    const standings = new Map<string, Standing>();
    for (const c of cases) {
      withCases.add(c, '', ['', '']);
      standings.set(c.id, standingOn(c, AS_OF, conventions));
    }
    const { figures } = withCases.report([contextOf(rows.length, { role: 'advice' }), contextOf(cases.length)]);
    // The open cases, all and over 20 weeks, are figures of a snapshot.
    const ids = [...TRACED_OF_ADVICE.map(({ traced }) => traced.id), ...TRACED_OF_WAITS.map(({ id }) => id), 'open', 'open-over-20-weeks'];
    expect(ids.sort()).toEqual(Object.keys(figures).sort());
    const adviceRows = rows.map((one) => ({ id: one.caseId, line: one.line, advice: one, standing: standings.get(one.caseId) ?? null }));
    for (const { traced, needsCases } of TRACED_OF_ADVICE)
      expectRows(traced, needsCases ? adviceRows : adviceRows.map((row) => ({ ...row, standing: null })), figures[traced.id]);
    const advised = cases.map((c) => byCase.with(c));
    for (const traced of TRACED_OF_WAITS) expectRows(traced, advised, figures[traced.id]);
  });

  it('of the mediations and appeals', async () => {
    const rows = await readRows(appeals, fileOf('appeals.csv'));
    const report = startAppeals({ period: YEAR, asOf: AS_OF, by: null, published: null });
    const repeats = new Repeats();
    for (const appeal of rows) report.add(appeal, '');
    const { figures } = report.report(contextOf(rows.length, { role: 'appeals' }));
    expect(TRACED_OF_APPEALS.map(({ id }) => id)).toEqual(Object.keys(figures));
    const appealRows = rows.map((appeal) => ({ id: appeal.caseId, line: appeal.line, appeal, isRepeat: repeats.isOne(appeal) }));
    for (const traced of TRACED_OF_APPEALS) expectRows(traced, appealRows, figures[traced.id]);
  });
});
