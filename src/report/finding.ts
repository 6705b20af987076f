import { monthName } from '../core/day.ts';
import { percentage } from '../core/proportion.ts';
import type { Cell, Chart } from './report.ts';
import { listed, nOfD, number, percent, plural, sentence } from './words.ts';

/** A chart of which nothing is said yet. */
export type Unsaid = Omit<Chart, 'finding'>;

type Series = Chart['series'][number];

/** The chart with what it shows, made from its own numbers: of what is suppressed, or not there, nothing is said. */
export function withFinding(chart: Unsaid, find = FINDINGS[chart.id] ?? valuesFinding): Chart {
  const { kind, id, heading, place, ...drawn } = chart;
  const sentences = find(chart).filter((said) => said !== '');
  return { kind, id, heading, place, finding: sentences.length === 0 ? `${heading}: the figures are suppressed.` : sentences.join(' '), ...drawn };
}

const FINDINGS: Record<string, (chart: Unsaid) => string[]> = {
  'open-by-band': bandFinding,
  'within-20-weeks-by-month': shareFinding,
  'finals-by-month': countFinding,
  'open-over-by-month': overFinding,
};

const countIn = (cell: Cell | undefined): number | null => (cell?.kind === 'count' ? cell.value : null);

const MONTHS = Array.from({ length: 12 }, (_, at) => monthName(at + 1));

/** `August 2021 to July 2022`, for `Aug 2021 to Jul 2022`: labels are short, sentences are not. */
const inFull = (text: string): string => text.replace(/[A-Z][a-z]{2}\b/g, (short) => MONTHS.find((name) => name.startsWith(short)) ?? short);

function bandFinding({ labels, series: [cases] }: Unsaid): string[] {
  const counts = labels.map((label, at) => ({ label: /^\d/.test(label) ? `for ${label}` : label, count: countIn(cases?.cells[at]) }));
  const some = counts.filter(({ count }) => count !== null && count > 0);
  const parts = some.map(({ label, count }) => `${number(count ?? 0)} ${label}`);
  if (counts.some(({ count }) => count === null)) return parts.length === 0 ? [] : [`Open cases: ${listed(parts)}.`];
  const all = counts.reduce((sum, { count }) => sum + (count ?? 0), 0);
  if (all === 0) return ['No case is open.'];
  const open = plural(all, 'case is', 'cases are');
  return [some.length > 1 ? `${open} open: ${listed(parts)}.` : `${open} open, ${all === 1 ? '' : 'all '}${some[0]?.label}.`];
}

/** Months with a value that can be compared: a month that is not over is no whole month. */
function wholeMonths<V>(labels: readonly string[], { cells }: Series, valueIn: (cell: Cell) => V | null): { name: string; value: V }[] {
  return labels.flatMap((label, at) => {
    const cell = cells[at];
    const value = cell === undefined || /\d/.test(label) ? null : valueIn(cell);
    return value === null ? [] : [{ name: inFull(label), value }];
  });
}

const isSuppressed = ({ kind }: Cell): boolean => kind === 'suppressed';

/** The months with the most or the fewest; of many, or of all that there are, nothing is said. */
function extremes<V>(months: readonly { name: string; value: V }[], size: (value: V) => number, pick: (...sizes: number[]) => number): typeof months {
  const extreme = pick(...months.map(({ value }) => size(value)));
  const found = months.filter(({ value }) => size(value) === extreme);
  return found.length < months.length && found.length <= 2 ? found : [];
}

interface Share {
  n: number;
  d: number;
}

const shareIn = (cell: Cell): Share | null => (cell.kind === 'percent' && cell.denominator > 0 ? { n: cell.numerator, d: cell.denominator } : null);
const shareWords = ({ n, d }: Share): string => `${nOfD(n, d)}, ${percent(percentage(n, d))}`;

function shareFinding({ labels, series }: Unsaid): string[] {
  const [now, before] = series.map(({ name, cells }) => {
    const shares = cells.map(shareIn);
    const [n, d] = [shares.reduce((sum, share) => sum + (share?.n ?? 0), 0), shares.reduce((sum, share) => sum + (share?.d ?? 0), 0)];
    return { span: inFull(name), n, d, known: !cells.some(isSuppressed) };
  });
  if (now === undefined || before === undefined || !now.known) return [];
  if (now.d === 0) return [`No plan that counts was issued from ${now.span}.`];
  const inTime = ({ n, d }: Share): string => `${nOfD(n, d)} (${percent(percentage(n, d))})`;
  const then = before.d === 0 || !before.known ? '' : `; of those from ${before.span}, ${inTime(before)}`;
  return [
    `Of the plans issued from ${now.span}, leaving out exceptions, ${inTime(now)} came within 20 weeks${then}.`,
    mostAndLeast(labels, series[0], shareIn, ({ n, d }) => n / d, shareWords, ['The share was highest in', 'lowest in']),
  ];
}

/** `Most were issued in July (83), fewest in August (24).` */
function mostAndLeast<V>(
  labels: readonly string[],
  series: Series | undefined,
  valueIn: (cell: Cell) => V | null,
  size: (value: V) => number,
  words: (value: V) => string,
  [most, least]: [string, string],
): string {
  if (series === undefined || series.cells.some(isSuppressed)) return '';
  const months = wholeMonths(labels, series, valueIn);
  const parts = [
    { lead: most, found: extremes(months, size, Math.max) },
    { lead: least, found: extremes(months, size, Math.min) },
  ].flatMap(({ lead, found }) => {
    const said = new Set(found.map(({ value }) => words(value)));
    // Several shares that are equal are made of other numbers: each with its own.
    const names =
      said.size === 1 ? `${listed(found.map(({ name }) => name))} (${[...said].join()})` : listed(found.map((one) => `${one.name} (${words(one.value)})`));
    return found.length === 0 ? [] : [`${lead} ${names}`];
  });
  return parts.length === 0 ? '' : sentence(parts.join(', '));
}

function countFinding({ labels, series }: Unsaid): string[] {
  const [now, before] = series;
  if (now === undefined || before === undefined || now.cells.some(isSuppressed)) return [];
  const total = ({ cells }: Series): number => cells.reduce((sum, cell) => sum + (countIn(cell) ?? 0), 0);
  const [issued, earlier] = [total(now), total(before)];
  // Of months before its first date a list tells nothing.
  const then =
    before.cells.every((cell) => countIn(cell) === null) || before.cells.some(isSuppressed)
      ? ''
      : `, ${earlier === 0 ? 'none' : number(earlier)} from ${inFull(before.name)}`;
  const first = `${issued === 0 ? 'No plan was' : plural(issued, 'plan was', 'plans were')} issued from ${inFull(now.name)}${then}.`;
  return [first, mostAndLeast(labels, now, countIn, Number, number, ['most were issued in', 'fewest in']), sameFewest(labels, now, before)];
}

/** A season shows in both years. */
function sameFewest(labels: readonly string[], now: Series, before: Series): string {
  if (before.cells.some(isSuppressed)) return '';
  const [fewest, earlier] = [now, before].map((series) => extremes(wholeMonths(labels, series, countIn), Number, Math.min));
  const [month, ...others] = earlier ?? [];
  if (month === undefined || others.length > 0 || fewest?.length !== 1 || fewest[0]?.name !== month.name) return '';
  return `The year before, too, ${month.name} had the fewest (${number(month.value)}).`;
}

function overFinding({ labels, series: [over20, over52] }: Unsaid): string[] {
  const last = labels.length - 1;
  const on = (at: number): string => {
    const words = overWords(countIn(over20?.cells[at]), countIn(over52?.cells[at]));
    return words === '' ? '' : `on ${inFull(labels[at] ?? '')}, ${words}`;
  };
  const sentence = [on(last), ...(last > 0 ? [on(0)] : [])].filter((words) => words !== '').join('; ');
  return [sentence === '' ? '' : `${sentence.replace(/^on/, 'On')}.`, peakWords(labels, over52)];
}

function overWords(over20: number | null, over52: number | null): string {
  if (over20 === null) return '';
  if (over20 === 0) return 'no case was open over 20 weeks';
  const open = `${plural(over20, 'case was', 'cases were')} open over 20 weeks`;
  if (over52 === null) return open;
  if (over20 === 1) return over52 === 1 ? `${open}, and over 52 weeks too` : `${open}, but not over 52 weeks`;
  return `${open}, ${over52 === 0 ? 'none' : number(over52)} of them over 52 weeks`;
}

/** When there were the most, where that was neither at the beginning nor at the end. */
function peakWords(labels: readonly string[], over52: Series | undefined): string {
  if (over52 === undefined || over52.cells.some(isSuppressed)) return '';
  const counts = over52.cells.map((cell) => countIn(cell) ?? 0);
  const most = Math.max(...counts);
  const at = counts.indexOf(most);
  if (at <= 0 || at === counts.length - 1 || counts.lastIndexOf(most) !== at) return '';
  return `Over 52 weeks there were most on ${inFull(labels[at] ?? '')}: ${number(most)}.`;
}

/** What each series says of each label. */
function valuesFinding({ labels, series }: Unsaid): string[] {
  const lines = series.flatMap(({ name, cells }) => {
    const parts = labels.flatMap((label, at) => {
      const share = cells[at] === undefined ? null : shareIn(cells[at]);
      const count = countIn(cells[at]);
      const value = share === null ? (count === null ? null : number(count)) : `${percent(percentage(share.n, share.d))} (${nOfD(share.n, share.d)})`;
      return value === null ? [] : [`${label} ${value}`];
    });
    return parts.length === 0 ? [] : [`${name}: ${listed(parts)}`];
  });
  return lines.length === 0 ? [] : [`${lines.join('; ')}.`];
}
