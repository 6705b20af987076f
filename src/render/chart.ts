import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Cell, Chart } from '../report/report.ts';
import { number, percent, SUPPRESSED } from '../report/words.ts';
import { SIGNS, stepsOf } from './listing.ts';
import { escaped } from './markup.ts';

/** What a colour is for. Rules say nothing of their own. */
export type ChartRole = 'text' | 'quiet' | 'first' | 'second' | 'third' | 'rule';

/** On white, and on a dark page. Text stands out by 4.5 to 1 at least, shapes by 3 to 1; nothing is told apart by colour alone. */
export const CHART_COLOURS: Record<ChartRole, { light: string; dark: string }> = {
  text: { light: '#0b0c0c', dark: '#f3f2f1' },
  quiet: { light: '#484e53', dark: '#c4c9cd' },
  first: { light: '#12436d', dark: '#8bbfea' },
  second: { light: '#801650', dark: '#f0a3cb' },
  third: { light: '#1b6b60', dark: '#6fd0c2' },
  rule: { light: '#d5d9dc', dark: '#43484c' },
};

/** Something drawn; the origin is the top left corner, y of a text its baseline. */
export type ChartItem =
  | { kind: 'path'; d: string; role: ChartRole; thickness: number; dash?: [number, number] }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; role: ChartRole; hollow?: true }
  | { kind: 'text'; x: number; y: number; text: string; role: ChartRole; size: number; anchor: 'start' | 'middle' | 'end'; bold?: true };

/** A chart as shapes and words, the same in every document. */
export interface Scene {
  width: number;
  height: number;
  title: string;
  /** What a reader is told who cannot see it. */
  desc: string;
  items: ChartItem[];
}

/** The series that matters is drawn whole, the others broken or hatched. */
const roleAt = (series: number): ChartRole => (['first', 'second'] as const)[series] ?? 'third';

/** The letters of a page may be wider than those that a scene is measured with. */
const ROOM_FOR_LETTERS = 1.12;

const LABEL = 8;
const VALUE = 7.5;
const LEADING = 9.5;

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** How wide a text is at most, in any plain typeface: a scene knows none. */
function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += /[mwMW%—@]/.test(character) ? 0.9 : /[A-Z\d–]/.test(character) ? 0.58 : /[\s.,:;'|()ijl]/.test(character) ? 0.3 : 0.54;
  return em * size;
}

const widest = (texts: readonly string[], size: number): number => Math.max(0, ...texts.map((text) => widthOf(text, size)));

/** A text in lines no wider than the room; a word that is wider is cut. */
function linesOf(text: string, room: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...piecesOf(word, room, size));
  }
  return lines;
}

function piecesOf(word: string, room: number, size: number): string[] {
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && widthOf(last + character, size) > room) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}

function text(words: string, x: number, y: number, anchor: 'start' | 'middle' | 'end', role: ChartRole = 'text', size = LABEL): ChartItem {
  return { kind: 'text', x: rounded(x), y: rounded(y), text: words, role, size, anchor };
}

const bold = (item: ChartItem): ChartItem => (item.kind === 'text' ? { ...item, bold: true } : item);

/** A straight line. */
const stroke = (x1: number, y1: number, x2: number, y2: number, role: ChartRole, thickness: number, dash?: [number, number]): ChartItem => ({
  kind: 'path',
  d: `M${rounded(x1)},${rounded(y1)}L${rounded(x2)},${rounded(y2)}`,
  role,
  thickness,
  ...(dash === undefined ? {} : { dash }),
});

const HATCH = 4;

/** A bar: whole, or hatched one way or the other, so that it is told from the others without its colour. */
function bar(x: number, y: number, width: number, height: number, series: number): ChartItem[] {
  const role = roleAt(series);
  const rect = { kind: 'rect', x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height), role } as const;
  if (width <= 0 || height <= 0) return [];
  if (series === 0) return [rect];
  let d = '';
  for (let along = HATCH; along < width + height; along += HATCH) {
    const [fromX, fromY] = along <= height ? [0, along] : [along - height, height];
    const [toX, toY] = along <= width ? [along, 0] : [width, along - width];
    const across = (along: number): number => rounded(x + (series === 1 ? along : width - along));
    d += `M${across(fromX)},${rounded(y + fromY)}L${across(toX)},${rounded(y + toY)}`;
  }
  return [...(d === '' ? [] : [{ kind: 'path', d, role, thickness: 0.9 } as const]), { ...rect, hollow: true }];
}

/** The number that a cell is drawn by; null where there is none to be drawn. */
function drawnValue(cell: Cell | undefined): number | null {
  return cell === undefined || cell.kind === 'text' || cell.kind === 'suppressed' ? null : cell.value;
}

/** What stands at a mark: its value, or why there is no mark. */
function faceOf(cell: Cell | undefined): string {
  if (cell?.kind === 'suppressed') return SUPPRESSED;
  const value = drawnValue(cell);
  if (value === null) return '–';
  return cell !== undefined && isShare(cell) ? percent(value) : number(value);
}

const widestFace = (series: Chart['series'], size: number): number =>
  widest(
    series.flatMap(({ cells }) => cells.map(faceOf)),
    size,
  );

const isShare = ({ kind }: Cell): boolean => kind === 'percent' || kind === 'estimate';

const isPercent = ({ series }: Chart): boolean => series.some(({ cells }) => cells.some(isShare));

/** From nought: a share up to the whole, a number up to the highest, or to 1 where all are nought. */
function scaleOf(chart: Chart, from: number, to: number) {
  const values = [...chart.series.flatMap(({ cells }) => cells.map((cell) => drawnValue(cell) ?? 0)), ...chart.levels.map(({ value }) => value)];
  const most = isPercent(chart) ? 100 : Math.max(...values);
  return scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([from, to]);
}

const levelName = (chart: Chart, { name, value }: Chart['levels'][number]): string => `${name} ${number(value)}${isPercent(chart) ? '%' : ''}`;

/** A chart as a scene so wide. */
export function sceneOf(chart: Chart, width: number): Scene {
  const draw = chart.form === 'bars' ? lying : chart.form === 'waterfall' ? falling : standing;
  const { height, items } = draw(chart, width);
  return { width, height: rounded(height), title: chart.heading, desc: chart.finding, items };
}

interface Drawn {
  height: number;
  items: ChartItem[];
}

const BAR = 13;
const BAR_GAP = 6;

/** Bars one below the other, each with its label at the left and its value at its end. */
function lying(chart: Chart, width: number): Drawn {
  const { labels, series, levels } = chart;
  const room = Math.min(widest(labels, LABEL), width * 0.35);
  const left = room + 8;
  const x = scaleOf(chart, left, width - widestFace(series, LABEL) - 8);
  const key = keyOf(chart, left, width);
  const items: ChartItem[] = [...key.items];
  let top = Math.max(2, key.height + (levels.length > 0 ? LEADING + 3 : 0));
  const first = top;
  labels.forEach((label, at) => {
    const lines = linesOf(label, room, LABEL);
    const bars = series.length * BAR;
    const height = Math.max(bars, lines.length * LEADING);
    items.push(...lines.map((words, line) => text(words, room, top + (height - lines.length * LEADING) / 2 + LEADING * (line + 0.78), 'end')));
    series.forEach(({ cells }, one) => {
      const y = top + (height - bars) / 2 + one * BAR;
      const end = x(drawnValue(cells[at]) ?? 0);
      items.push(...bar(left, y, end - left, BAR - 1, one), bold(text(faceOf(cells[at]), end + 4, y + BAR * 0.7, 'start')));
    });
    top += height + BAR_GAP;
  });
  const bottom = top - BAR_GAP;
  items.push(stroke(left, first - 2, left, bottom + 2, 'quiet', 1));
  for (const level of levels) {
    items.push(stroke(x(level.value), first - 2, x(level.value), bottom + 2, 'text', 1, [2, 2]));
    items.push(text(levelName(chart, level), x(level.value), first - 5, x(level.value) > width / 2 ? 'end' : 'start'));
  }
  return { height: bottom + 3, items };
}

/** Bars one below the other, what came in and what left each beginning where the bar above it ends. */
function falling(chart: Chart, width: number): Drawn {
  const { labels } = chart;
  const steps = stepsOf(chart).map((step, at) => ({ ...step, label: labels[at] ?? '', face: `${SIGNS[step.series] ?? ''}${faceOf(step.cell)}` }));
  const room = Math.min(widest(labels, LABEL) * ROOM_FOR_LETTERS, width * 0.35);
  const left = room + 8;
  const faces = widest(
    steps.map(({ face }) => face),
    LABEL,
  );
  const most = Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]));
  const x = scaleLinear()
    .domain([0, most])
    .range([left, width - faces - 8]);
  const key = keyOf(chart, left, width);
  const items: ChartItem[] = [...key.items];
  const first = Math.max(2, key.height);
  let top = first;
  steps.forEach(({ series, label, face, from, to }, at) => {
    const lines = linesOf(label, room / ROOM_FOR_LETTERS, LABEL);
    const height = Math.max(BAR, lines.length * LEADING);
    const y = top + (height - BAR) / 2;
    const [start, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
    items.push(...lines.map((words, line) => text(words, room, top + (height - lines.length * LEADING) / 2 + LEADING * (line + 0.78), 'end')));
    items.push(...bar(start, y, end - start, BAR - 1, series), bold(text(face, end + 4, y + BAR * 0.7, 'start')));
    top += height + BAR_GAP;
    // From the end of a bar to the beginning of the next, where that is where it begins.
    const next = steps[at + 1];
    if (next !== undefined && (next.series === 0 ? next.to : next.from) === to && to > 0) items.push(stroke(x(to), y + BAR, x(to), top, 'quiet', 0.7));
  });
  const bottom = top - BAR_GAP;
  items.push(stroke(left, first - 2, left, bottom + 2, 'quiet', 1));
  return { height: bottom + 3, items };
}

/** Lines of either kind have their names at their ends. */
const isDrawnAlong = (form: Chart['form']): boolean => form === 'lines' || form === 'steps';

/** Which pattern is which series, where marks have no room for names: whole and hatched. */
function keyOf({ series, form }: Chart, left: number, right: number): Drawn {
  if (series.length < 2 || isDrawnAlong(form)) return { height: 0, items: [] };
  let [x, y] = [left, 1];
  const items = series.flatMap(({ name }, at): ChartItem[] => {
    const wide = 20 + widthOf(name, LABEL);
    if (x > left && x + wide > right) [x, y] = [left, y + 13];
    const drawn = [...bar(x, y, 16, 9, at), bold(text(name, x + 20, y + 7.5, 'start', roleAt(at)))];
    x += wide + 16;
    return drawn;
  });
  return { height: y + 15, items };
}

const PLOT = 112;

/** Columns, or lines from label to label, over a scale that begins at nought. */
function standing(chart: Chart, width: number): Drawn {
  const isLines = isDrawnAlong(chart.form);
  const ticks = ticksOf(chart);
  const left =
    widest(
      ticks.map(({ words }) => words),
      LABEL,
    ) + 6;
  const names = isLines ? chart.series.map(({ name }) => linesOf(name, 62, LABEL)) : [];
  const right = width - (isLines ? widest(names.flat(), LABEL) + 8 : 0);
  const key = keyOf(chart, left, width);
  const top = key.height + LEADING + 4;
  const y = scaleOf(chart, top + PLOT, top).nice(4);
  const step = (right - left) / Math.max(1, chart.labels.length);
  const centres = scalePoint(
    chart.labels.map((_, at) => at),
    [left + step / 2, right - step / 2],
  );
  const plot: Plot = { chart, left, right, bottom: top + PLOT, step, x: (at) => centres(at) ?? left + step / 2, y };
  const under = underneath(plot);
  const items = [
    ...ticks.map(({ value }) => stroke(left, y(value), right, y(value), 'rule', 0.7)),
    ...ticks.map(({ value, words }) => text(words, left - 6, y(value) + LABEL * 0.33, 'end', 'quiet')),
    ...key.items,
    ...(isLines ? [...lines(plot), ...nameLines(plot, names)] : columns(plot)),
    stroke(left, plot.bottom, right, plot.bottom, 'quiet', 1),
    ...chart.levels.flatMap((level) => [
      stroke(left, y(level.value), right, y(level.value), 'text', 1, [2, 2]),
      text(levelName(chart, level), left + 2, y(level.value) - 3, 'start'),
    ]),
    ...marks(plot, top),
    ...under.items,
  ];
  return { height: plot.bottom + under.height, items };
}

interface Plot {
  chart: Chart;
  left: number;
  right: number;
  bottom: number;
  /** From the middle of a label to that of the next. */
  step: number;
  x(at: number): number;
  y(value: number): number;
}

/** Round numbers, never of parts of a case. */
function ticksOf(chart: Chart): { value: number; words: string }[] {
  const mark = isPercent(chart) ? '%' : '';
  const ticks = scaleOf(chart, 0, 1).nice(4).ticks(4);
  return ticks.filter(Number.isInteger).map((value) => ({ value, words: `${number(value)}${mark}` }));
}

/** A line from top to bottom at a label, with its name beside it. */
function marks({ chart: { labels, marks: all = [] }, x, left, right, bottom }: Plot, top: number): ChartItem[] {
  return all.flatMap(({ name, label }) => {
    const at = x(labels.indexOf(label));
    const isLate = at > (left + right) / 2;
    return [stroke(at, top, at, bottom, 'text', 1, [2, 2]), text(name, isLate ? at - 3 : at + 3, top + 6, isLate ? 'end' : 'start')];
  });
}

/** How far labels lie apart that are a scale of their own, such as weeks. */
const ROUND = [1, 2, 5, 10, 20, 50];

/** The labels below, in lines; where there is no room for each, every second or third, always the last; of steps round ones, and what they are. */
function underneath({ chart: { labels, form, axis }, x, step, left, right, bottom }: Plot): Drawn {
  const words = widest(
    labels.flatMap((label) => label.split(' ')),
    LABEL,
  );
  const isScale = form === 'steps';
  const least = Math.max(1, Math.ceil(isScale ? (words + 4) / step : words / (step - 2)));
  const every = isScale ? (ROUND.find((one) => one >= least) ?? least) : least;
  const first = isScale ? 0 : (labels.length - 1) % every;
  const room = Math.min(step * every - 2, right - left);
  const shown = labels.map((label, at) => ({ at, lines: (at - first) % every === 0 ? linesOf(label, room, LABEL) : [] }));
  const height = Math.max(...shown.map(({ lines }) => lines.length), 0) * LEADING + 6;
  const name = isScale ? [text(axis, (left + right) / 2, bottom + height + LEADING * 0.85, 'middle')] : [];
  return {
    height: height + name.length * (LEADING + 3),
    items: [
      ...name,
      ...shown.flatMap(({ at, lines }) => {
        const half = widest(lines, LABEL) / 2;
        const centre = Math.max(Math.min(x(at), right - half), left + half);
        return lines.map((line, down) => text(line, centre, bottom + 3 + LEADING * (down + 0.85), 'middle'));
      }),
    ],
  };
}

function columns({ chart: { labels, series }, x, y, step, bottom }: Plot): ChartItem[] {
  const bands = scaleBand(
    series.map((_, at) => at),
    [-step / 2, step / 2],
  )
    .paddingInner(0.1)
    .paddingOuter(0.35);
  const wide = bands.bandwidth();
  // A value that is wider than its column would stand on the next: the scale at the left says it then.
  const room = widestFace(series, VALUE) <= wide + 2;
  return labels.flatMap((_, at) =>
    series.flatMap(({ cells }, one) => {
      const cell = cells[at];
      const left = x(at) + (bands(one) ?? 0);
      const top = y(drawnValue(cell) ?? 0);
      const face = room || drawnValue(cell) === null ? [text(faceOf(cell), left + wide / 2, top - 2.5, 'middle', roleAt(one), VALUE)] : [];
      return [...bar(left, top, wide, bottom - top, one), ...face];
    }),
  );
}

const DOT = 2.4;

/** A dot: round on the first line, square on the others. */
function dot(x: number, y: number, series: number): ChartItem {
  if (series > 0) return { kind: 'rect', x: rounded(x - DOT), y: rounded(y - DOT), width: DOT * 2, height: DOT * 2, role: roleAt(series) };
  return { kind: 'path', d: `M${rounded(x)},${rounded(y)}L${rounded(x)},${rounded(y)}`, role: 'first', thickness: DOT * 2.2 };
}

function lines({ chart, x, y, step, bottom }: Plot): ChartItem[] {
  const { labels, series, form } = chart;
  const room = widestFace(series, VALUE) <= step - 1;
  return series.flatMap(({ cells }, one) => {
    const role = roleAt(one);
    const path = line<Cell | undefined>()
      .curve(form === 'steps' ? curveStepAfter : curveLinear)
      .defined((cell) => drawnValue(cell) !== null)
      .x((_, at) => x(at))
      .y((cell) => y(drawnValue(cell) ?? 0))
      .digits(2)(labels.map((_, at) => cells[at]));
    const drawn: ChartItem[] = path === null || path === '' ? [] : [{ kind: 'path', d: path, role, thickness: 1.8, ...(one === 0 ? {} : { dash: [4, 3] }) }];
    // Steps are too many for a dot and a value each, and end where nothing is known any more.
    if (form === 'steps') return drawn;
    labels.forEach((_, at) => {
      const cell = cells[at];
      const value = drawnValue(cell);
      if (value === null) {
        drawn.push(text(faceOf(cell), x(at), bottom - 3 - one * LEADING, 'middle', role, VALUE));
        return;
      }
      drawn.push(dot(x(at), y(value), one));
      // The higher of two values stands above its line, the lower below.
      const above = series.filter((other, at2) => at2 !== one && isAbove(drawnValue(other.cells[at]), value, at2 < one)).map(({ cells: higher }) => higher[at]);
      const under = y(value) + LEADING + 1;
      const fits = under < bottom - 1;
      // On the ground there is no room below: the value then gives way to one that is close above.
      const close = above.some((other) => y(value) - y(drawnValue(other) ?? 0) < LEADING * 2);
      if (room && (fits || !close)) drawn.push(text(faceOf(cell), x(at), above.length > 0 && fits ? under : y(value) - 5, 'middle', role, VALUE));
    });
    return drawn;
  });
}

const isAbove = (other: number | null, value: number, wins: boolean): boolean => other !== null && (other > value || (other === value && wins));

/** The name of each line at its end, moved apart where the ends are close. */
function nameLines({ chart: { series }, right, y, bottom }: Plot, names: readonly string[][]): ChartItem[] {
  const ends = series.map(({ name, cells }, at) => {
    const last = cells.map(drawnValue).findLast((value) => value !== null);
    const why = last != null ? [] : [cells.some((cell) => cell.kind === 'suppressed') ? 'suppressed' : 'no data'];
    const lines = [...(names[at] ?? [name]), ...why];
    return { at, lines, height: lines.length * LEADING, y: y(last ?? 0) };
  });
  let lowest = Number.NEGATIVE_INFINITY;
  const apart = ends
    .sort((one, other) => one.y - other.y || one.at - other.at)
    .map((end) => {
      const top = Math.max(end.y - end.height / 2, lowest + 3);
      lowest = top + end.height;
      return { ...end, top };
    });
  const over = Math.max(0, lowest - bottom - LEADING);
  return apart.flatMap(({ at, lines, top }) =>
    lines.map((words, down) => bold(text(words, right + 6, top - over + LEADING * (down + 0.78), 'start', roleAt(at)))),
  );
}

/** A colour that a page can set, `--chart-first`; without a word of the page it is that on white. */
const colour = (role: ChartRole): string => `var(--chart-${role}, ${CHART_COLOURS[role].light})`;

/** The scene as SVG for a page, with room for the words at its right edge, which it names itself to screen readers; `id` is its own on the page. */
export function toSvg({ width, height, title, desc, items }: Scene, id: string): string {
  const named = escaped(id);
  return [
    `<svg role="img" aria-labelledby="${named}-title ${named}-desc" viewBox="0 0 ${rounded(width * ROOM_FOR_LETTERS)} ${height}" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="${named}-title">${escaped(title)}</title>`,
    `<desc id="${named}-desc">${escaped(desc)}</desc>`,
    ...items.map(svgItem),
    '</svg>',
  ].join('\n');
}

function svgItem(item: ChartItem): string {
  switch (item.kind) {
    case 'path': {
      const dash = item.dash === undefined ? '' : ` stroke-dasharray="${item.dash.join(' ')}"`;
      const cap = item.dash === undefined ? ' stroke-linecap="round"' : '';
      return `<path d="${item.d}" fill="none" style="stroke:${colour(item.role)}" stroke-width="${rounded(item.thickness)}"${dash}${cap}/>`;
    }
    case 'rect': {
      const paint = item.hollow === true ? `fill="none" style="stroke:${colour(item.role)}"` : `style="fill:${colour(item.role)}"`;
      return `<rect x="${item.x}" y="${item.y}" width="${item.width}" height="${item.height}" ${paint}/>`;
    }
    case 'text': {
      const weight = item.bold === true ? ' font-weight="600"' : '';
      return `<text x="${item.x}" y="${item.y}" font-size="${item.size}" text-anchor="${item.anchor}"${weight} style="fill:${colour(item.role)}">${escaped(item.text)}</text>`;
    }
  }
}
