import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { addDays } from '../../src/core/day.ts';
import { type Unsaid, withFinding } from '../../src/report/finding.ts';
import type { Cell, Chart } from '../../src/report/report.ts';
import { startSnapshot } from '../../src/report/snapshot.ts';
import { counts } from '../documents/papers.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const unsaid = (id: string, labels: string[], ...series: [name: string, cells: Cell[]][]): Unsaid => ({
  kind: 'chart',
  id,
  heading: 'Heading',
  place: 'notes',
  form: 'lines',
  axis: '',
  labels,
  series: series.map(([name, cells]) => ({ name, cells })),
  levels: [],
});

const said = (chart: Unsaid): string => withFinding(chart).finding;

/** Shares as `[n, d]`. */
const shares = (...all: ([number, number] | 'c')[]): Cell[] =>
  all.map((one) => (one === 'c' ? { kind: 'suppressed' } : { kind: 'percent', value: one[1] === 0 ? null : 0, numerator: one[0], denominator: one[1] }));

describe('of open cases by band it is said', () => {
  const BANDS = ['within 20 weeks', '21 to 30 weeks', 'over 52 weeks'];

  it.each([
    [counts(0, 0, 0), 'No case is open.'],
    [counts(0, 1, 0), '1 case is open, for 21 to 30 weeks.'],
    [counts(0, 0, 2), '2 cases are open, all over 52 weeks.'],
    [counts(1200, 0, 1), '1,201 cases are open: 1,200 within 20 weeks and 1 over 52 weeks.'],
    [counts(7, 5, 9), '21 cases are open: 7 within 20 weeks, 5 for 21 to 30 weeks and 9 over 52 weeks.'],
    [counts(7, 'c', 9), 'Open cases: 7 within 20 weeks and 9 over 52 weeks.'],
    [counts('c', 'c', 0), 'Heading: the figures are suppressed.'],
  ])('%j', (cells, finding) => {
    expect(said(unsaid('open-by-band', BANDS, ['Open cases', cells]))).toBe(finding);
  });
});

describe('of plans by month it is said', () => {
  const chart = (now: Cell[], before: Cell[], labels = ['May', 'Jun', 'Jul']) =>
    said(unsaid('finals-by-month', labels, ['May 2022 to Jul 2022', now], ['May 2021 to Jul 2021', before]));

  it.each([
    [counts(0, 0, 0), counts(0, 0, 0), 'No plan was issued from May 2022 to July 2022, none from May 2021 to July 2021.'],
    [
      counts(0, 1, 1),
      counts(0, 0, 1),
      '2 plans were issued from May 2022 to July 2022, 1 from May 2021 to July 2021. Most were issued in June and July (1), fewest in May (0).',
    ],
    [
      counts(5, 3, 4),
      counts(5, 2, 4),
      '12 plans were issued from May 2022 to July 2022, 11 from May 2021 to July 2021. Most were issued in May (5), fewest in June (3). The year before, too, June had the fewest (2).',
    ],
    [counts(1, 0, 0), counts('c', 0, 0), '1 plan was issued from May 2022 to July 2022. Most were issued in May (1), fewest in June and July (0).'],
    [counts(3, 3, 3), counts(5, 2, 4), '9 plans were issued from May 2022 to July 2022, 11 from May 2021 to July 2021.'],
    [counts('c', 9, 9), counts(9, 9, 9), 'Heading: the figures are suppressed.'],
  ])('%j beside %j', (now, before, finding) => {
    expect(chart(now, before)).toBe(finding);
  });

  it('nothing of which is most or fewest of a month that is not over', () => {
    expect(chart(counts(5, 3, 1), counts(5, 3, 1), ['May', 'Jun', 'Jul 1–15'])).toBe(
      '9 plans were issued from May 2022 to July 2022, 9 from May 2021 to July 2021. Most were issued in May (5), fewest in June (3). The year before, too, June had the fewest (3).',
    );
  });
});

describe('of plans within 20 weeks it is said', () => {
  it.each([
    [shares([0, 0], [0, 0]), shares([1, 2], [0, 0]), 'No plan that counts was issued from June 2022 to July 2022.'],
    [
      shares([1, 1], [0, 0]),
      shares([0, 0], [0, 0]),
      'Of the plans issued from June 2022 to July 2022, leaving out exceptions, 1 of 1 (100.0%) came within 20 weeks.',
    ],
    [
      shares([1, 2], [3, 4]),
      shares([2, 8], [0, 0]),
      'Of the plans issued from June 2022 to July 2022, leaving out exceptions, 4 of 6 (66.7%) came within 20 weeks; of those from June 2021 to July 2021, 2 of 8 (25.0%). The share was highest in July (3 of 4, 75.0%), lowest in June (1 of 2, 50.0%).',
    ],
    [shares('c', [3, 4]), shares([2, 8], [0, 0]), 'Heading: the figures are suppressed.'],
  ])('%j beside %j', (now, before, finding) => {
    expect(said(unsaid('within-20-weeks-by-month', ['Jun', 'Jul'], ['Jun 2022 to Jul 2022', now], ['Jun 2021 to Jul 2021', before]))).toBe(finding);
  });

  it('of equal shares, what each is made of', () => {
    const now = shares([1, 2], [2, 4], [1, 4]);
    expect(said(unsaid('within-20-weeks-by-month', ['May', 'Jun', 'Jul'], ['May 2022 to Jul 2022', now], ['x', shares()]))).toContain(
      'The share was highest in May (1 of 2, 50.0%) and June (2 of 4, 50.0%), lowest in July (1 of 4, 25.0%).',
    );
  });
});

describe('of long waits it is said', () => {
  const DAYS = ['31 May 2022', '30 Jun 2022', '31 Jul 2022'];

  it.each([
    [[0, 0, 0], [0, 0, 0], 'On 31 July 2022, no case was open over 20 weeks; on 31 May 2022, no case was open over 20 weeks.'],
    [
      [1, 0, 1],
      [0, 0, 1],
      'On 31 July 2022, 1 case was open over 20 weeks, and over 52 weeks too; on 31 May 2022, 1 case was open over 20 weeks, but not over 52 weeks.',
    ],
    [
      [1500, 6, 9],
      [0, 5, 1],
      'On 31 July 2022, 9 cases were open over 20 weeks, 1 of them over 52 weeks; on 31 May 2022, 1,500 cases were open over 20 weeks, none of them over 52 weeks. Over 52 weeks there were most on 30 June 2022: 5.',
    ],
    [[5, 'c', 9], ['c', 0, 'c'], 'On 31 July 2022, 9 cases were open over 20 weeks; on 31 May 2022, 5 cases were open over 20 weeks.'],
    [['c', 6, 'c'], [5, 5, 5], 'Heading: the figures are suppressed.'],
  ] as [(number | 'c')[], (number | 'c')[], string][])('%j, %j', (over20, over52, finding) => {
    expect(said(unsaid('open-over-by-month', DAYS, ['Over 20 weeks', counts(...over20)], ['Over 52 weeks', counts(...over52)]))).toBe(finding);
  });
});

it('of any other chart each value is said', () => {
  expect(said(unsaid('other', ['a', 'b'], ['now', shares([1, 2], [0, 0])], ['then', counts(4, 'c')]))).toBe('now: a 50.0% (1 of 2); then: a 4.');
});

describe('the charts of a snapshot', () => {
  function chartsOn(asOf: string, ...cases: Parameters<typeof caseOf>[0][]): Record<string, Chart> {
    const snapshot = startSnapshot(on(asOf), DEFAULT_CONVENTIONS);
    for (const facts of cases) snapshot.add(caseOf(facts));
    const { sections } = snapshot.report(contextOf(cases.length));
    return Object.fromEntries(sections.flatMap((section) => (section.kind === 'chart' ? [[section.id, section]] : [])));
  }
  const values = (chart: Chart | undefined): (number | null)[][] =>
    (chart?.series ?? []).map(({ cells }) => cells.map((cell) => ('value' in cell ? cell.value : null)));
  const spans = (chart: Chart | undefined): string[] => (chart?.series ?? []).map(({ name }) => name);

  it('count a plan in its month, this year or last; a month without plans has no share, and none', () => {
    const plan = (finalPlan: string) => ({ received: addDays(on(finalPlan), -140), finalPlan });
    const charts = chartsOn(
      '2022-07-31',
      plan('2022-07-31'),
      plan('2022-06-30'),
      plan('2021-08-01'),
      plan('2021-07-31'),
      plan('2020-08-01'),
      plan('2020-07-31'),
    );
    expect(charts['finals-by-month']?.labels.join()).toBe('Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar,Apr,May,Jun,Jul');
    expect(spans(charts['finals-by-month'])).toEqual(['Aug 2021 to Jul 2022', 'Aug 2020 to Jul 2021']);
    expect(values(charts['finals-by-month'])).toEqual([
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ]);
    expect(values(charts['within-20-weeks-by-month'])[0]).toEqual([100, null, null, null, null, null, null, null, null, null, 100, 100]);
  });

  it('set a month that is not over beside the same dates a year before, and say which', () => {
    const charts = chartsOn(
      '2022-07-15',
      ...['2022-07-15', '2022-07-16', '2021-07-15', '2021-07-16'].map((finalPlan) => ({ received: '2021-01-04', finalPlan })),
    );
    expect(charts['finals-by-month']?.labels.at(-1)).toBe('Jul 1–15');
    expect(spans(charts['finals-by-month'])).toEqual(['Aug 2021 to 15 Jul 2022', 'Aug 2020 to 15 Jul 2021']);
    expect(values(charts['finals-by-month']).map((all) => all.at(-1))).toEqual([1, 1]);
  });

  it('have the whole of February beside the whole of February, in a leap year too', () => {
    const charts = chartsOn('2025-07-31', { received: '2024-01-01', finalPlan: '2024-02-29' });
    expect(values(charts['finals-by-month'])[1]?.[6]).toBe(1);
  });

  it('show long waits at the end of the last 13 months, and on the day itself', () => {
    const whole = chartsOn('2022-07-31')['open-over-by-month'];
    expect([whole?.labels.length, whole?.labels[0], whole?.labels.at(-1)]).toEqual([13, '31 Jul 2021', '31 Jul 2022']);
    const within = chartsOn('2022-07-15', { received: addDays(on('2022-07-15'), -365) })['open-over-by-month'];
    expect([within?.labels.length, within?.labels[0], within?.labels.at(-1)]).toEqual([14, '30 Jun 2021', '15 Jul 2022']);
    expect(values(within)).toEqual([
      [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ]);
  });

  it('agree with the figures of the page', () => {
    const snapshot = startSnapshot(on('2022-07-31'), DEFAULT_CONVENTIONS);
    for (let n = 0; n < 400; n++)
      snapshot.add(caseOf({ received: addDays(on('2020-03-01'), n * 2), finalPlan: n % 3 === 0 ? null : addDays(on('2020-03-01'), n * 2 + 90 + (n % 120)) }));
    const { figures, periods, sections } = snapshot.report(contextOf(400));
    const chart = (id: string) => sections.find((section): section is Chart => section.kind === 'chart' && section.id === id);
    const sum = (all: (number | null)[] | undefined): number => (all ?? []).reduce<number>((total, value) => total + (value ?? 0), 0);
    const year = periods?.['last-12-months'];
    expect(values(chart('finals-by-month')).map(sum)).toEqual([year?.figures.finals?.value, year?.lastYear.figures.finals?.value]);
    expect(values(chart('open-over-by-month')).map((all) => all.at(-1))).toEqual([figures['open-over-20-weeks']?.value, figures['open-over-52-weeks']?.value]);
    expect(sum(values(chart('open-by-band'))[0])).toBe(figures.open?.value);
  });
});
