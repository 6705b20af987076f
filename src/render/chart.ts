import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Cell, Chart, ChartShape } from '../report/report.ts';
import { number, oneDecimal, percent, SUPPRESSED } from '../report/words.ts';
import { isPercent, SIGNS, stepsOf } from './listing.ts';
import { escaped } from './markup.ts';
import { isShare } from './words.ts';

/** What a colour is for. Rules and bands say nothing of their own: lines and words say where a band ends. */
export type ChartRole = 'text' | 'quiet' | 'first' | 'second' | 'third' | 'rule' | 'band';

/** On white, and on a dark page. Text stands out by 4.5 to 1 at least, shapes by 3 to 1; nothing is told apart by colour alone. */
export const CHART_COLOURS: Record<ChartRole, { light: string; dark: string }> = {
  text: { light: '#0b0c0c', dark: '#f3f2f1' },
  quiet: { light: '#484e53', dark: '#c4c9cd' },
  first: { light: '#12436d', dark: '#8bbfea' },
  second: { light: '#801650', dark: '#f0a3cb' },
  third: { light: '#1b6b60', dark: '#6fd0c2' },
  rule: { light: '#d5d9dc', dark: '#43484c' },
  band: { light: '#eef1f3', dark: '#23292e' },
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
  return cell === undefined || !('value' in cell) ? null : cell.value;
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

/** From nought: a share up to the whole, a number up to the highest, or to 1 where all are nought. */
function scaleOf(chart: Chart, from: number, to: number) {
  const { series, levels, limits = [] } = chart;
  const values = [
    ...series.flatMap(({ cells }) => cells.map((cell) => drawnValue(cell) ?? 0)),
    ...levels.map(({ value }) => value),
    ...limits.map(({ upper }) => upper),
  ];
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
      items.push(...bar(left, y, end - left, BAR - 1, chart.kinds?.of[at] ?? one), bold(text(faceOf(cells[at]), end + 4, y + BAR * 0.7, 'start')));
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
  const steps = stepsOf(chart).map((step, at) => ({
    ...step,
    label: labels[at] ?? '',
    // What is suppressed has no sign.
    face: `${step.cell?.kind === 'count' ? (SIGNS[step.series] ?? '') : ''}${faceOf(step.cell)}`,
  }));
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

/** An entry of a key, drawn where there is room for it. */
interface Entry {
  name: string;
  role: ChartRole;
  draw(x: number, y: number): ChartItem[];
}

/** What is which, where marks have no room for names: series whole and hatched, shapes around points. */
function keyOf(chart: Chart, left: number, right: number): Drawn {
  const entries = isDrawnAlong(chart.form) ? shapeEntries(chart) : chart.series.length < 2 && chart.kinds === undefined ? [] : seriesEntries(chart);
  if (entries.length === 0) return { height: 0, items: [] };
  let [x, y] = [left, 1];
  const items = entries.flatMap(({ name, role, draw }): ChartItem[] => {
    const wide = 20 + widthOf(name, LABEL);
    if (x > left && x + wide > right) [x, y] = [left, y + 13];
    const drawn = [...draw(x, y), bold(text(name, x + 20, y + 7.5, 'start', role))];
    x += wide + 16;
    return drawn;
  });
  return { height: y + 15, items };
}

const seriesEntries = ({ series, kinds }: Chart): Entry[] =>
  (kinds?.names ?? series.map(({ name }) => name)).map((name, at) => ({ name, role: roleAt(at), draw: (x, y) => bar(x, y, 16, 9, at) }));

const SHAPES: readonly { shape: ChartShape; name: string }[] = [
  { shape: 'improvement', name: 'improvement' },
  { shape: 'concern', name: 'concern' },
  { shape: 'change', name: 'more than ordinary' },
  { shape: 'season', name: 'as a year before' },
];

/** The shapes that are drawn. */
const shapeEntries = ({ readings = [] }: Chart): Entry[] =>
  SHAPES.filter(({ shape }) => readings.some((reading) => reading.shape === shape)).map(({ shape, name }) => ({
    name,
    role: 'text',
    draw: (x, y) => outline(shape, x + 8, y + 5),
  }));

const SHAPE = 4.6;

/** A shape around a point: up is better, down is worse, a diamond neither, a square as a year before. */
function outline(shape: ChartShape, x: number, y: number): ChartItem[] {
  const corners: Record<Exclude<ChartShape, 'season'>, [number, number][]> = {
    improvement: [
      [0, -1.25],
      [1.15, 0.8],
      [-1.15, 0.8],
    ],
    concern: [
      [0, 1.25],
      [1.15, -0.8],
      [-1.15, -0.8],
    ],
    change: [
      [0, -1.2],
      [1.2, 0],
      [0, 1.2],
      [-1.2, 0],
    ],
  };
  if (shape === 'season')
    return [{ kind: 'rect', x: rounded(x - SHAPE), y: rounded(y - SHAPE), width: SHAPE * 2, height: SHAPE * 2, role: 'text', hollow: true }];
  const d = corners[shape].map(([right, down], at) => `${at === 0 ? 'M' : 'L'}${rounded(x + right * SHAPE)},${rounded(y + down * SHAPE)}`).join('');
  return [{ kind: 'path', d: `${d}Z`, role: 'text', thickness: 1.1 }];
}

const PLOT = 112;
/** A plot with limits has more names at its right. */
const TALL_PLOT = 150;

/** Columns, or lines from label to label, over a scale that begins at nought. */
function standing(chart: Chart, width: number): Drawn {
  const isLines = isDrawnAlong(chart.form);
  const ticks = ticksOf(chart);
  const left =
    widest(
      ticks.map(({ words }) => words),
      LABEL,
    ) + 6;
  const names = isLines ? namesOf(chart) : [];
  const beside = names.flatMap(({ lines }) => lines);
  const right = width - (isLines ? widest(beside, LABEL) + 8 : 0);
  const key = keyOf(chart, left, width);
  const top = key.height + LEADING + 4;
  const high = chart.limits === undefined ? PLOT : TALL_PLOT;
  const y = scaleOf(chart, top + high, top).nice(4);
  const step = (right - left) / Math.max(1, chart.labels.length);
  const centres = scalePoint(
    chart.labels.map((_, at) => at),
    [left + step / 2, right - step / 2],
  );
  const plot: Plot = { chart, left, right, bottom: top + high, step, x: (at) => centres(at) ?? left + step / 2, y };
  const under = underneath(plot);
  const items = [
    ...limits(plot),
    ...ticks.map(({ value }) => stroke(left, y(value), right, y(value), 'rule', 0.7)),
    ...ticks.map(({ value, words }) => text(words, left - 6, y(value) + LABEL * 0.33, 'end', 'quiet')),
    ...key.items,
    ...(isLines ? [...lines(plot), ...outlines(plot), ...nameLines(plot, names)] : columns(plot)),
    stroke(left, plot.bottom, right, plot.bottom, 'quiet', 1),
    ...chart.levels.flatMap((level) => [
      stroke(left, y(level.value), right, y(level.value), 'text', 1, [2, 2]),
      ...(chart.limits === undefined ? [text(levelName(chart, level), left + 2, y(level.value) - 3, 'start')] : []),
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
  // The wider letters of a page would close the gap between labels that fill the room of several.
  const room = Math.min((step * every) / (every > 1 ? ROOM_FOR_LETTERS : 1) - 2, right - left);
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

/** Between which values are ordinary variation, behind everything else: a band within its limits, and the mean; trial limits have no band. */
function limits({ chart, x, y, step }: Plot): ChartItem[] {
  return (chart.limits ?? []).flatMap(({ from, to, mean, lower, upper, trial }): ChartItem[] => {
    const [begin, end] = [x(from) - step / 2, x(to) + step / 2];
    const band = { x: rounded(begin), y: rounded(y(upper)), width: rounded(end - begin), height: rounded(y(lower) - y(upper)) };
    return [
      ...(trial || band.height <= 0 ? [] : [{ kind: 'rect', ...band, role: 'band' } as const]),
      ...[upper, lower].map((limit) => stroke(begin, y(limit), end, y(limit), 'quiet', 0.7)),
      stroke(begin, y(mean), end, y(mean), 'quiet', 0.7, [7, 3]),
    ];
  });
}

/** The shapes around the points of the first series. */
function outlines({ chart: { readings = [], series }, x, y }: Plot): ChartItem[] {
  return readings.flatMap(({ shape }, at) => {
    const value = drawnValue(series[0]?.cells[at]);
    return shape === null || value === null ? [] : outline(shape, x(at), y(value));
  });
}

const DOT = 2.4;

/** A dot: round on the first line, square on the others. */
function dot(x: number, y: number, series: number): ChartItem {
  if (series > 0) return { kind: 'rect', x: rounded(x - DOT), y: rounded(y - DOT), width: DOT * 2, height: DOT * 2, role: roleAt(series) };
  return { kind: 'path', d: `M${rounded(x)},${rounded(y)}L${rounded(x)},${rounded(y)}`, role: 'first', thickness: DOT * 2.2 };
}

function lines({ chart, x, y, step, bottom }: Plot): ChartItem[] {
  const { labels, series, form } = chart;
  // Shapes around the points leave no room for values; nor has a value between two other lines a place that is its own.
  const room = chart.readings === undefined && series.length < 3 && widestFace(series, VALUE) <= step - 1;
  const dots = step > DOT * 3;
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
      // Where dots would touch, the line is enough, but for a point without neighbours.
      if (dots || [at - 1, at + 1].every((beside) => drawnValue(cells[beside]) === null)) drawn.push(dot(x(at), y(value), one));
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

/** A name at the right of the plot, in lines, and the value that it stands beside. */
interface EndName {
  lines: string[];
  value: number;
  role: ChartRole;
  bold: boolean;
}

/** The names of the lines; where there are limits, of those of the last labels and of the levels too. */
function namesOf(chart: Chart): EndName[] {
  const { series, levels } = chart;
  const found = series.map(({ name, cells }, at): EndName => {
    const last = cells.map(drawnValue).findLast((value) => value !== null) ?? null;
    const why = last !== null ? [] : [cells.some((cell) => cell.kind === 'suppressed') ? 'suppressed' : 'no data'];
    return { lines: [...linesOf(name, ROOM_FOR_NAMES, LABEL), ...why], value: last ?? 0, role: roleAt(at), bold: true };
  });
  const latest = chart.limits?.at(-1);
  if (chart.limits === undefined) return found;
  const named = (words: string, value: number, role: ChartRole): EndName => ({ lines: linesOf(words, ROOM_FOR_NAMES, LABEL), value, role, bold: false });
  const limit = (name: string, value: number): EndName => named(`${name} ${oneDecimal(value)}${isPercent(chart) ? '%' : ''}`, value, 'quiet');
  const trial = latest?.trial === true ? 'trial ' : '';
  return [
    ...found,
    ...levels.map((level) => named(levelName(chart, level), level.value, 'text')),
    ...(latest === undefined ? [] : [limit(`${trial}upper limit`, latest.upper), limit('mean', latest.mean), limit(`${trial}lower limit`, latest.lower)]),
  ];
}

const ROOM_FOR_NAMES = 62;
/** Between two names. */
const APART = 3;

/** The names at the right, moved apart where their values are close: down first, and up again from the bottom. */
function nameLines({ right, y, bottom }: Plot, names: readonly EndName[]): ChartItem[] {
  const heightOf = ({ lines }: EndName): number => lines.length * LEADING;
  const ends = names.map((name) => ({ ...name, top: y(name.value) - heightOf(name) / 2 })).sort((one, other) => one.top - other.top);
  let lowest = Number.NEGATIVE_INFINITY;
  for (const end of ends) {
    end.top = Math.max(end.top, lowest + APART);
    lowest = end.top + heightOf(end);
  }
  let highest = bottom + LEADING + APART;
  for (const end of ends.toReversed()) {
    end.top = Math.min(end.top, highest - APART - heightOf(end));
    highest = end.top;
  }
  return ends.flatMap(({ lines, top, role, bold: isBold }) =>
    lines.map((words, down) => {
      const item = text(words, right + 6, top + LEADING * (down + 0.78), 'start', role);
      return isBold ? bold(item) : item;
    }),
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
