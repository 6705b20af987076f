import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { CHART_COLOURS, type ChartItem, type ChartRole, type Scene, sceneOf, toSvg } from '../../src/render/chart.ts';
import { table } from '../../src/render/table.ts';
import type { Chart } from '../../src/report/report.ts';
import { CHARTS, chartOf, counts, estimates, full, look, shares, waterfall } from '../documents/papers.ts';
import { contrast } from '../support/contrast.ts';

type Of<K extends ChartItem['kind']> = Extract<ChartItem, { kind: K }>;

const itemsOf = <K extends ChartItem['kind']>({ items }: Scene, kind: K): Of<K>[] => items.filter((item): item is Of<K> => item.kind === kind);
const textsOf = (scene: Scene): string[] => itemsOf(scene, 'text').map(({ text }) => text);
const numbersIn = (path: string): number[] => [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([found]) => Number(found));

/** From where to where an item reaches; of a text at least, as letters are about half as wide as high. */
function reach(item: ChartItem): { x: number[]; y: number[] } {
  if (item.kind === 'rect') return { x: [item.x, item.x + item.width], y: [item.y, item.y + item.height] };
  if (item.kind === 'path') {
    const numbers = numbersIn(item.d);
    return { x: numbers.filter((_, at) => at % 2 === 0), y: numbers.filter((_, at) => at % 2 === 1) };
  }
  const wide = item.text.length * item.size * 0.45;
  const left = item.x - { start: 0, middle: wide / 2, end: wide }[item.anchor];
  return { x: [left, left + wide], y: [item.y - item.size * 0.7, item.y] };
}

const CASES = Object.entries(CHARTS).flatMap(([name, chart]) => [503, 300].map((width) => [name, width, chart] as const));

describe.each(CASES)('%s, %i wide', (_, width, chart) => {
  const scene = sceneOf(chart, width);

  it('stay within their box', () => {
    for (const item of scene.items) {
      const { x, y } = reach(item);
      expect([Math.min(...x) >= -0.5, Math.max(...x) <= width + 0.5, Math.min(...y) >= -0.5, Math.max(...y) <= scene.height], JSON.stringify(item)).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  });

  it('have no number with more than two decimals', () => {
    expect(toSvg(scene, 'a')).not.toMatch(/\d\.\d{3}/);
  });

  it('name the last label, every series and every level', () => {
    const said = textsOf(scene).join('').replaceAll(' ', '');
    const names = [
      ...(chart.series.length > 1 ? chart.series.map(({ name }) => name) : []),
      ...chart.levels.map(({ name }) => name),
      ...(chart.marks ?? []).map(({ name }) => name),
      // Of steps round labels are named, and what they are.
      chart.form === 'steps' ? chart.axis : (chart.labels.at(-1) ?? ''),
    ];
    for (const name of names) expect(said).toContain(name.replaceAll(' ', ''));
  });

  it('are an image in words too, well formed, that asks for nothing from elsewhere', () => {
    const svg = toSvg(scene, 'c1');
    const tags: Record<string, string>[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => tags.push({ name, ...(attributes as Record<string, string>) }));
    parser.write(svg).close();
    expect(tags[0]).toMatchObject({ name: 'svg', role: 'img', 'aria-labelledby': 'c1-title c1-desc' });
    expect(tags.slice(1, 3)).toEqual([
      { name: 'title', id: 'c1-title' },
      { name: 'desc', id: 'c1-desc' },
    ]);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href/);
  });
});

describe('bars', () => {
  it('begin at nought and are as long as their values', () => {
    const scene = sceneOf(chartOf({ form: 'bars', labels: ['a', 'b', 'c'], series: [{ name: 'Cases', cells: counts(100, 25, 0) }], levels: [] }), 503);
    const [long, short, ...none] = itemsOf(scene, 'rect');
    expect(none).toEqual([]);
    expect(short?.x).toBe(long?.x);
    expect((short?.width ?? 0) / (long?.width ?? 1)).toBeCloseTo(0.25, 3);
    expect(textsOf(scene)).toEqual(['a', 'b', 'c', '100', '25', '0'].sort((one, other) => textsOf(scene).indexOf(one) - textsOf(scene).indexOf(other)));
  });

  it('of several kinds are whole for the first kind alone, hatched for the others, and named in a key', () => {
    const scene = sceneOf(CHARTS['bars of several kinds'] ?? chartOf({}), 503);
    // A bar for each label below one for each name in the key.
    expect(itemsOf(scene, 'rect').map(({ role, hollow = false }) => `${role} ${hollow}`)).toEqual([
      ...['first false', 'second true', 'third true'],
      ...['third true', 'second true', 'first false'],
    ]);
    expect(textsOf(scene).slice(0, 3)).toEqual(['Ambridge, City of', 'England', 'others']);
  });
});

describe('columns', () => {
  it('are whole for the first series and hatched for the second', () => {
    const series = [
      { name: 'this year', cells: counts(10, 20) },
      { name: 'last year', cells: counts(20, 10) },
    ];
    const scene = sceneOf(chartOf({ form: 'columns', labels: ['Jun', 'Jul'], series, levels: [] }), 503);
    const rects = itemsOf(scene, 'rect');
    // One of each in the key, and one for each value.
    expect(rects.filter(({ role, hollow }) => role === 'first' && hollow === undefined)).toHaveLength(3);
    expect(rects.filter(({ role, hollow }) => role === 'second' && hollow === true)).toHaveLength(3);
    expect(itemsOf(scene, 'path').filter(({ role }) => role === 'second')).toHaveLength(3);
    expect(new Set(rects.slice(2).map(({ y, height }) => Math.round(y + height))).size).toBe(1);
  });

  it('leave a gap for what is suppressed, marked with a c', () => {
    const scene = sceneOf(chartOf({ form: 'columns', labels: ['Jun', 'Jul'], series: [{ name: 'Plans', cells: counts('c', 7) }], levels: [] }), 503);
    expect(itemsOf(scene, 'rect')).toHaveLength(1);
    expect(textsOf(scene).filter((text) => text === 'c')).toHaveLength(1);
  });

  it('leave their values to the scale where these are wider than they are', () => {
    const scene = sceneOf(CHARTS['wide columns'] ?? chartOf({}), 503);
    expect(textsOf(scene)).not.toContain('60,001');
    expect(textsOf(scene)).toContain('60,000');
  });
});

describe('lines', () => {
  const gaps = sceneOf(CHARTS['lines with gaps'] ?? chartOf({}), 503);

  it('are whole for the first series and broken for the second', () => {
    const drawn = itemsOf(gaps, 'path').filter(({ thickness }) => thickness === 1.8);
    expect(drawn.map(({ role, dash }) => [role, dash])).toEqual([
      ['first', undefined],
      ['second', [4, 3]],
    ]);
  });

  it('end where there is no value, and begin again', () => {
    const [first, second] = itemsOf(gaps, 'path').filter(({ thickness }) => thickness === 1.8);
    expect(first?.d.match(/M/g)).toHaveLength(3);
    expect(second?.d.match(/M/g)).toHaveLength(2);
    expect(textsOf(gaps).filter((text) => text === 'c')).toHaveLength(2);
    expect(textsOf(gaps).filter((text) => text === '–')).toHaveLength(4);
  });

  it('have no numbers at their marks where there are three: the scale says them', () => {
    const labels = ['A', 'B'];
    const series = [7, 8, 9].map((value) => ({ name: `Line ${value}`, cells: counts(value, value) }));
    const said = (lines: number) => textsOf(sceneOf(chartOf({ labels, series: series.slice(0, lines), levels: [] }), 503));
    expect(said(2)).toContain('7');
    expect(said(3)).not.toContain('7');
    expect(said(3)).toEqual(expect.arrayContaining(['Line 7', 'Line 8', 'Line 9']));
  });

  it('say where a series has nothing to show', () => {
    expect(textsOf(sceneOf(CHARTS['lines without a value'] ?? chartOf({}), 503))).toEqual(expect.arrayContaining(['no data', 'suppressed']));
  });

  it('show a share against the whole', () => {
    const scene = sceneOf(chartOf({ series: [{ name: 'Share', cells: shares(1, 2, 3) }], labels: ['a', 'b', 'c'], levels: [] }), 503);
    expect(textsOf(scene)).toEqual(expect.arrayContaining(['0%', '100%', '1.0%', '3.0%']));
  });
});

describe('a waterfall', () => {
  const bars = (chart: Chart) => itemsOf(sceneOf(chart, 503), 'rect').slice(3);
  const falling = waterfall('a', ['31 Jul', 0, 90], ['Passed', 1, 10], ['Reopened', 1, 0], ['Planned', 2, 60], ['26 Sep', 0, 40]);

  it('has each bar begin where the one above it ends, what leaves going back', () => {
    const [opening, came, left, closing, ...more] = bars(falling);
    expect(more).toEqual([]);
    const [from, one] = [opening?.x ?? 0, (opening?.width ?? 0) / 90];
    const places = [came, left, closing].map((bar) => [((bar?.x ?? 0) - from) / one, (bar?.width ?? 0) / one]);
    for (const [at, [begins, length]] of [
      [90, 10],
      [40, 60],
      [0, 40],
    ].entries()) {
      expect(places[at]?.[0]).toBeCloseTo(begins as number, 1);
      expect(places[at]?.[1]).toBeCloseTo(length as number, 1);
    }
  });

  it('tells what there is, what came in and what left by pattern, sign and name', () => {
    expect(bars(falling).map(({ role, hollow }) => [role, hollow])).toEqual([
      ['first', undefined],
      ['second', true],
      ['third', true],
      ['first', undefined],
    ]);
    const scene = sceneOf(falling, 503);
    expect(textsOf(scene)).toEqual(expect.arrayContaining(['Open', 'Came in', 'Left', '90', '+10', '+0', '−60', '40']));
    const hatched = itemsOf(scene, 'path').filter(({ d }) => (d.match(/M/g)?.length ?? 0) > 1);
    // In the key and in its bar: the first way, and the other way.
    const ways = hatched.map(({ role, d }) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersIn(d);
      return [role, Math.sign((x2 - x1) * (y2 - y1))];
    });
    expect(ways).toEqual([
      ['second', -1],
      ['third', 1],
      ['second', -1],
      ['third', 1],
    ]);
  });

  it('of which something is suppressed has every bar begin at nought, so that none gives it away', () => {
    const gap = CHARTS['a waterfall with a gap'] ?? chartOf({});
    expect(new Set(bars(gap).map(({ x }) => x)).size).toBe(1);
    expect(textsOf(sceneOf(gap, 503)).filter((text) => text === 'c')).toHaveLength(3);
    const otherwise = waterfall('gap', ['31 Jul', 0, 90], ['Received', 1, 'c'], ['Withdrawn', 2, 'c'], ['Final plan sent', 2, 57], ['26 Sep', 0, 'c']);
    expect(bars(otherwise).map(({ y }) => y)).toEqual(bars(gap).map(({ y }) => y));
  });
});

describe('limits', () => {
  const scene = sceneOf(CHARTS['lines between limits'] ?? chartOf({}), 503);
  const bands = itemsOf(scene, 'rect').filter(({ role }) => role === 'band');

  it('are a band behind everything else, from one change of the process to the next; trial limits have none', () => {
    expect(bands).toHaveLength(1);
    expect(scene.items[0]).toBe(bands[0]);
    const edges = itemsOf(scene, 'path').filter(({ role, thickness }) => role === 'quiet' && thickness === 0.7);
    // Upper, lower and mean of each.
    expect(edges).toHaveLength(6);
    expect(edges.filter(({ dash }) => dash !== undefined)).toHaveLength(2);
  });

  it('are named at the right, those of the last labels, with target and law', () => {
    const said = textsOf(scene).join(' ');
    for (const name of ['trial upper limit 100.0%', 'mean 60.0%', 'trial lower limit 0.0%', 'The law asks for 100%', 'The target is 52.5%'])
      expect(said.replaceAll(' ', '')).toContain(name.replaceAll(' ', ''));
    const tops = itemsOf(scene, 'text')
      .filter(({ x }) => x > 430)
      .map(({ y }) => y)
      .sort((one, other) => one - other);
    tops.slice(1).forEach((y, at) => {
      expect(y - (tops[at] ?? 0)).toBeGreaterThan(9);
    });
  });

  it('leave what is more than ordinary to shapes, each with its word in the key', () => {
    expect(textsOf(scene)).toEqual(expect.arrayContaining(['improvement', 'concern', 'more than ordinary', 'as a year before']));
    const shapes = itemsOf(scene, 'path').filter(({ d, thickness }) => d.endsWith('Z') && thickness === 1.1);
    expect(new Set(shapes.map(({ d }) => d.match(/L/g)?.length))).toEqual(new Set([2, 3]));
    expect(itemsOf(scene, 'rect').filter(({ role, hollow }) => role === 'text' && hollow === true).length).toBeGreaterThan(1);
  });

  it('have room for no values at the points, and of many points none for dots', () => {
    expect(textsOf(scene)).not.toContain('35.5%');
    const many = sceneOf(CHARTS['many lines between limits'] ?? chartOf({}), 503);
    expect(itemsOf(many, 'path').filter(({ thickness }) => thickness > 5)).toEqual([]);
  });
});

describe('steps', () => {
  const labels = Array.from({ length: 41 }, (_, week) => String(week));
  const series = [
    { name: 'this year', cells: estimates(...labels.map((_, week) => (week > 30 ? null : week * 2))) },
    { name: 'last year', cells: estimates(...labels.map((_, week) => week)) },
  ];
  const scene = sceneOf(chartOf({ form: 'steps', axis: 'Weeks', labels, series, levels: [], marks: [{ label: '20', name: 'the limit' }] }), 503);
  const drawn = itemsOf(scene, 'path').filter(({ thickness }) => thickness === 1.8);

  it('go level to the next label and rise there; the second is broken, and each ends where nothing is known any more', () => {
    expect(drawn.map(({ role, dash }) => [role, dash])).toEqual([
      ['first', undefined],
      ['second', [4, 3]],
    ]);
    const points = [...(drawn[0]?.d ?? '').matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(points).toHaveLength(61);
    points.slice(1).forEach(([x, y], at) => {
      const [beforeX, beforeY] = points[at] ?? [0, 0];
      expect(at % 2 === 0 ? y === beforeY && x > beforeX : x === beforeX && y < beforeY).toBe(true);
    });
  });

  it('have no dot, no value and no gap, but round labels and what these are', () => {
    const texts = textsOf(scene);
    expect(itemsOf(scene, 'rect')).toEqual([]);
    expect(texts.filter((text) => text === '–' || text.includes('.'))).toEqual([]);
    expect(texts.filter((text) => /^\d+$/.test(text))).toEqual(labels.filter((_, week) => week % 2 === 0));
    expect(texts).toContain('Weeks');
  });

  it('have a line from top to bottom where a label is marked, and its name beside it', () => {
    const line = itemsOf(scene, 'path').find(({ role, dash }) => role === 'text' && dash !== undefined);
    const [fromX, , toX] = numbersIn(line?.d ?? '');
    expect(fromX).toBe(toX);
    expect(textsOf(scene)).toContain('the limit');
  });
});

describe('the colours', () => {
  const ROLES: [ChartRole, number][] = [
    ['text', 4.5],
    ['quiet', 4.5],
    ['first', 4.5],
    ['second', 4.5],
    ['third', 4.5],
  ];

  it.each(ROLES)('%s stands out by %f to 1 on white and on dark pages', (role, least) => {
    const { light, dark } = CHART_COLOURS[role];
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(least);
    for (const page of ['#0b0c0c', '#22272b']) expect(contrast(dark, page)).toBeGreaterThanOrEqual(least);
  });

  it('can be set by a page', () => {
    const svg = ['lines with gaps', 'a waterfall'].map((name) => toSvg(sceneOf(CHARTS[name] ?? chartOf({}), 503), 'a')).join('');
    for (const [role] of ROLES) expect(svg).toContain(`var(--chart-${role}, ${CHART_COLOURS[role].light})`);
  });
});

describe('a chart on a screen', () => {
  const shown = (said: Parameters<typeof chartOf>[0]): string[] => {
    const text = table.render({ ...full(), cautions: [], summary: [], sections: [chartOf(said)] }, look) as string;
    return text.slice(text.indexOf('A chart')).trimEnd().split('\n');
  };

  it('is a line for each label: its name, its value and a bar', () => {
    expect(shown({ form: 'bars', labels: ['a', 'b', 'c', 'd'], series: [{ name: 'Cases', cells: counts(60, 1, 0, 'c') }], levels: [] })).toEqual([
      'A chart',
      ' Month  Cases',
      ' a         60 ██████████████████████████████',
      ' b          1 █',
      ' c          0',
      ' d          c',
    ]);
  });

  it('has last year in numbers, and shares against the whole', () => {
    const series = [
      { name: 'this year', cells: shares(50, null) },
      { name: 'last year', cells: shares(100, 1) },
    ];
    expect(shown({ labels: ['Jun', 'Jul'], series, levels: [] })).toEqual([
      'A chart',
      ' Month          this year            last year',
      ' Jun    50.0% (50 of 100)  100.0% (100 of 100) ███████████████',
      ' Jul           – (0 of 0)      1.0% (1 of 100)',
    ]);
  });

  it('falls where it is a waterfall, each kind of bar in its own shade', () => {
    expect(shown(CHARTS['a waterfall'] ?? {})).toEqual([
      'A chart',
      ' Cases            Open  Came in  Left',
      ' 31 Jul             90                ██████████████████████████',
      ' Passed 52 weeks             13                                 ▓▓▓▓',
      ' Reopened                     0',
      ' Final plan sent                   56               ░░░░░░░░░░░░░░░░',
      ' 26 Sep             47                ██████████████',
    ]);
    expect(shown(CHARTS['a waterfall with a gap'] ?? {}).slice(2, 6)).toEqual([
      ' 31 Jul             90                ██████████████████████████████',
      ' Received                     c',
      ' Withdrawn                          c',
      ' Final plan sent                   56 ░░░░░░░░░░░░░░░░░░░',
    ]);
  });

  it('has its finding before it where it is long, and behind the page its finding alone', () => {
    expect(shown({}).slice(0, 3)).toEqual(['A chart', ' What it shows.', ' Month     Aug 2021 to 15 Aug 2022  Aug 2020 to 15 Aug 2021']);
    expect(shown({ place: 'notes' })).toEqual([
      'A chart',
      ' What it shows.',
      '',
      'The charts of months stand in the PDF: add --out and a name ending in .pdf.',
    ]);
  });

  it('has what is said of each label, and notes below', () => {
    const series = [{ name: 'Plans', cells: counts(9, 1) }];
    const readings = [
      { shape: null, words: 'ordinary' },
      { shape: 'concern' as const, words: 'concern: below limit' },
    ];
    expect(shown({ labels: ['Jun', 'Jul'], series, levels: [], limits: [], readings, notes: ['A note.'] })).toEqual([
      'A chart',
      ' What it shows.',
      ' Month  Plans What it says',
      ' Jun        9 ordinary              ██████████████████████████████',
      ' Jul        1 concern: below limit  ███',
      ' A note.',
    ]);
  });

  it.each(Object.entries(CHARTS))('fits 80 columns: %s', (_, chart) => {
    for (const line of shown(chart)) expect(line.length).toBeLessThanOrEqual(80);
  });
});
