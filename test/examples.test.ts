import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Case, daysToEvent } from '../src/core/case.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { isoDate } from '../src/core/day.ts';
import { inPile, startCounting, verdictOf } from '../src/core/measure.ts';
import { bandOf, positionOn, stageOn } from '../src/core/position.ts';
import { meanWeeks, medianWeeks, percentage, wholeWeeks } from '../src/core/proportion.ts';
import { type CaseSink, readCaseList } from '../src/input/case-list.ts';
import { on } from './support/cases.ts';
import { measureOf, windowOf } from './support/judging.ts';
import { listOf } from './support/lists.ts';

/**
 * A worked example, in the folder of the authority that decides it. `case` holds columns of the case list as they
 * would be exported; of `expect`, only what is written is looked at.
 */
interface Example {
  says: string;
  case: Record<string, string>;
  /** Rows of the same list that stand before the case. */
  alongside?: Record<string, string>[];
  asOf: string;
  /** The period of `measures` and `figures`. */
  period?: string;
  conventions?: Partial<Conventions>;
  expect: Expected;
}

interface Expected {
  state?: 'open' | 'closed' | 'not-visible';
  closedBy?: string;
  /** Null where the case is closed on every day. */
  closedOn?: string | null;
  reopened?: boolean;
  stage?: string;
  /** From the request to the closing, or to the as-of day while open; null where that is not known. */
  days?: number | null;
  weeks?: number;
  band?: string;
  /** The pile of each measure in which the case stands. */
  measures?: Record<string, string>;
  /** The value of each measure over all the rows. */
  figures?: Record<string, number | null>;
}

const ROOT = fileURLToPath(new URL('../fixtures/examples/', import.meta.url));
const AUTHORITIES = ['dfe-method', 'regressions', 'sen2-guide', 'send-regulations'];

/** Examples of lists beside that of cases have tests of their own. */
const OF_OTHER_LISTS = ['annual-reviews'];

const examplesOf = (authority: string): [string, Example][] =>
  readdirSync(`${ROOT}${authority}`).map((file) => [file, JSON.parse(readFileSync(`${ROOT}${authority}/${file}`, 'utf8')) as Example]);

function csv(rows: readonly Record<string, string>[]): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (fields: readonly string[]): string => fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
  return Buffer.from([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((fields) => `${line(fields)}\n`).join(''));
}

function read(rows: readonly Record<string, string>[]): Case[] {
  let cases: Case[] = [];
  const newSink = (): CaseSink => {
    cases = [];
    return {
      counted: (c) => cases.push(c),
      setAside: (code, problem) => {
        const { column } = problem();
        throw new Error(`an example was set aside: ${code} ${column}`);
      },
      warned: () => {},
    };
  };
  readCaseList(listOf(csv(rows)), newSink);
  return cases;
}

function figureOf(id: string, cases: readonly Case[], window: ReturnType<typeof windowOf>): number | null {
  const measure = measureOf(id);
  const counting = startCounting([measure], [window]);
  for (const c of cases) counting.add(c);
  const [tally] = counting.finish()[0]?.tallies ?? [];
  if (tally === undefined) throw new Error(`no tally for ${id}`);
  const judgedCases = inPile(tally, 'met') + inPile(tally, 'missed') + inPile(tally, 'notKnown');
  switch (measure.kind) {
    case 'count':
      return inPile(tally, 'met');
    case 'proportion':
      return percentage(inPile(tally, 'met'), judgedCases);
    case 'mean':
      return meanWeeks(tally.totalDays, judgedCases);
    case 'median':
      return medianWeeks(tally.byDays);
  }
}

/** Everything an example can expect, as the program finds it. */
function found(example: Example): Required<Expected> {
  const cases = read([...(example.alongside ?? []), example.case]);
  expect(cases).toHaveLength((example.alongside?.length ?? 0) + 1);
  const c = cases.at(-1) as Case;
  const asOf = on(example.asOf);
  const conventions = { ...DEFAULT_CONVENTIONS, ...example.conventions };
  const { visible, closing, reopened } = positionOn(c, asOf);
  const end = closing === null ? asOf : closing.day;
  const days = end === null ? null : daysToEvent(c, end);
  const window = windowOf(example.period ?? '2000', asOf, conventions);
  return {
    state: !visible ? 'not-visible' : closing === null ? 'open' : 'closed',
    closedBy: closing?.by ?? '',
    closedOn: closing?.day == null ? null : isoDate(closing.day),
    reopened,
    stage: stageOn(c, asOf, reopened),
    days,
    weeks: wholeWeeks(days ?? 0),
    band: bandOf(days ?? 0, conventions),
    measures: Object.fromEntries(Object.keys(example.expect.measures ?? {}).map((id) => [id, verdictOf(measureOf(id), c, window).pile])),
    figures: Object.fromEntries(Object.keys(example.expect.figures ?? {}).map((id) => [id, figureOf(id, cases, window)])),
  };
}

describe('worked examples', () => {
  const folders = readdirSync(ROOT).filter((folder) => !OF_OTHER_LISTS.includes(folder));

  it('stand in folders named after the authority that decides', () => {
    expect(folders.filter((folder) => !AUTHORITIES.includes(folder))).toEqual([]);
    expect(folders.flatMap(examplesOf).length).toBeGreaterThanOrEqual(30);
  });

  it('say each something else', () => {
    const sayings = folders.flatMap(examplesOf).map(([, { says }]) => says);
    expect(new Set(sayings).size).toBe(sayings.length);
  });

  describe.each(folders)('%s', (authority) => {
    it.each(examplesOf(authority))('%s', (_file, example) => {
      const { measures, figures } = example.expect;
      expect(Object.keys(example.expect)).not.toEqual([]);
      if (measures !== undefined || figures !== undefined) expect(example.period, 'measures need a period').toBeDefined();
      const everything = found(example);
      expect(Object.keys(everything), example.says).toEqual(expect.arrayContaining(Object.keys(example.expect)));
      expect(everything, example.says).toMatchObject(example.expect);
    });
  });
});
