import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Case, daysToEvent } from '../src/core/case.ts';
import { caseHistory } from '../src/core/case-history.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { type Day, isoDate } from '../src/core/day.ts';
import { findingsIn } from '../src/core/inspection.ts';
import { inPile, startCounting, verdictOf } from '../src/core/measure.ts';
import { bandOf, positionOn, stageOn } from '../src/core/position.ts';
import { meanWeeks, medianWeeks, percentage, wholeWeeks } from '../src/core/proportion.ts';
import { timelineOf } from '../src/core/timeline.ts';
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
  /** What became of the row: `counted` where nothing is said, `out-of-scope`, or why it was set aside. */
  row?: string;
  /** What is said of the row when the list is checked on the day, by code. */
  warnings?: string[];
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
  /** How each statutory clock stands; all that have started are to be named. */
  clocks?: Record<string, string>;
}

const ROOT = fileURLToPath(new URL('../fixtures/examples/', import.meta.url));
const AUTHORITIES = ['dfe-method', 'regressions', 'sen2-guide', 'send-regulations'];

/** Examples of lists beside that of cases have tests of their own. */
const OF_OTHER_LISTS = ['annual-reviews', 'plan-clocks'];

const examplesOf = (authority: string): [string, Example][] =>
  readdirSync(`${ROOT}${authority}`).map((file) => [file, JSON.parse(readFileSync(`${ROOT}${authority}/${file}`, 'utf8')) as Example]);

function csv(rows: readonly Record<string, string>[]): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (fields: readonly string[]): string => fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
  return Buffer.from([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((fields) => `${line(fields)}\n`).join(''));
}

/** What became of the rows of an example. */
interface RowsRead {
  counted: Case[];
  /** Why a row was set aside, by its line. */
  setAside: Map<number, string>;
  warnings: Map<number, string[]>;
}

function read(rows: readonly Record<string, string>[], asOf: Day): RowsRead {
  let found: RowsRead = { counted: [], setAside: new Map(), warnings: new Map() };
  const newSink = (): CaseSink => {
    found = { counted: [], setAside: new Map(), warnings: new Map() };
    return {
      counted: (c) => found.counted.push(c),
      setAside: (code, problem) => found.setAside.set(problem().line, code),
      warned: (code, problem) => {
        const { line } = problem();
        found.warnings.set(line, [...(found.warnings.get(line) ?? []), code]);
      },
      inspect: (inspected) => findingsIn(inspected, asOf),
    };
  };
  readCaseList(listOf(csv(rows)), newSink);
  return found;
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
function found(example: Example): Partial<Expected> {
  const { alongside = [], expect: expected } = example;
  const asOf = on(example.asOf);
  const { counted, setAside, warnings } = read([...alongside, example.case], asOf);
  const line = alongside.length + 2;
  const c = counted.find((one) => one.line === line);
  const row = { row: c === undefined ? (setAside.get(line) ?? 'out-of-scope') : 'counted', warnings: warnings.get(line) ?? [] };
  const conventions = { ...DEFAULT_CONVENTIONS, ...example.conventions };
  const window = windowOf(example.period ?? '2000', asOf, conventions);
  const figures = Object.fromEntries(Object.keys(expected.figures ?? {}).map((id) => [id, figureOf(id, counted, window)]));
  if (c === undefined) return { ...row, figures };
  const { visible, closing, reopened } = positionOn(c, asOf);
  const end = closing === null ? asOf : closing.day;
  const days = end === null ? null : daysToEvent(c, end);
  const runs = visible ? timelineOf(caseHistory(c, asOf, example.case.exception_reason ?? ''), asOf, conventions) : [];
  return {
    ...row,
    state: !visible ? 'not-visible' : closing === null ? 'open' : 'closed',
    closedBy: closing?.by ?? '',
    closedOn: closing?.day == null ? null : isoDate(closing.day),
    reopened,
    stage: stageOn(c, asOf, reopened),
    days,
    weeks: wholeWeeks(days ?? 0),
    band: bandOf(days ?? 0, conventions),
    measures: Object.fromEntries(Object.keys(expected.measures ?? {}).map((id) => [id, verdictOf(measureOf(id), c, window).pile])),
    figures,
    clocks: Object.fromEntries(runs.map(({ clock, standing }) => [clock.id, standing])),
  };
}

describe('worked examples', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OF_OTHER_LISTS.includes(entry.name))
    .map(({ name }) => name);

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
      expect(everything, example.says).toMatchObject({ row: 'counted', ...example.expect });
      if (example.expect.clocks !== undefined) expect(everything.clocks, example.says).toEqual(example.expect.clocks);
    });
  });
});

/** A case that is hard to decide, of the 55 on the authorities' and DfE's edges, and where its answer stands. */
interface EdgeCase {
  number: number;
  case: string;
  /** Files below `fixtures/examples`, or with `../`, other fixtures. */
  examples: string[];
  /** Tests whose names say it, below `test`, where no row of a case list can. */
  tests?: string[];
  /** Why no row of a case list can show it. */
  why?: string;
}

describe('the edge cases', () => {
  const edges = JSON.parse(readFileSync(`${ROOT}edge-cases.json`, 'utf8')) as EdgeCase[];

  it('are 55, each named once and in order', () => {
    expect(edges.map(({ number }) => number)).toEqual(Array.from({ length: 55 }, (_, at) => at + 1));
    expect(new Set(edges.map((edge) => edge.case)).size).toBe(55);
  });

  it.each(edges)('$number, $case, stands as an example, or says why it cannot', ({ examples, tests = [], why = '' }) => {
    if (examples.length === 0) expect(why.length).toBeGreaterThan(40);
    expect(examples.filter((file) => !existsSync(`${ROOT}${file}`))).toEqual([]);
    expect(tests.filter((file) => !existsSync(`${ROOT}../../test/${file}`))).toEqual([]);
  });
});
