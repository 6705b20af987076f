import type { Distribution } from '../core/benchmark.ts';
import { DFE_SYMBOLS, type DfeRow, FIRST_YEAR_OF_PERSONS } from '../core/dfe-measures.ts';
import { UserError } from '../core/user-error.ts';
import { type Area, type AreasAsked, areasAsked, changesInWords, whyNoRow } from './benchmark-areas.ts';
import { type AreaFigure, type Benchmarked, benchmarkOf, figuresOfArea, type MeasureYear, notInYear, ownFigures } from './benchmark-figures.ts';
import type { ReportContext } from './context.ts';
import { withFinding } from './finding.ts';
import { headed } from './provenance.ts';
import type { BenchmarkedMeasure, Cell, Chart, Column, Report, Row, Section } from './report.ts';
import { capital, listed, nOfD, number, oneDecimal, percent, plural } from './words.ts';

/** What is asked: who, beside whom, and in which year; null for the latest of each figure. */
export interface BenchmarkAsked extends AreasAsked {
  year: string | null;
}

/** An authority beside England, its region and its neighbours, and among all authorities, as DfE published them. */
export function benchmark(rows: readonly DfeRow[], asked: BenchmarkAsked, contexts: readonly ReportContext[]): Report {
  refuseUnknownYear(rows, asked.year);
  const areas = areasAsked(rows, asked);
  const own = areas[0] as Area;
  const all = benchmarkOf(rows, areas, asked.year);
  refuseWithoutRow(rows, own, all, asked.year);
  const others = areas.slice(1);
  const years = [...new Set(all.map(({ now: { year } }) => year))].sort();
  const { head, sections } = headed('benchmark', `${own.name} beside others, ${listed(years)}`, contexts, null);
  const changes = changesInWords(rows);
  return {
    ...head,
    authority: head.authority ?? own.name,
    cautions: [...head.cautions, ...missingRows(own, all)],
    summary: summaryOf(own, all),
    figures: ownFigures(all, own),
    by: { column: 'area', groups: others.map((area) => ({ name: area.name, figures: figuresOfArea(all, area) })) },
    benchmark: Object.fromEntries(all.map((one) => [one.now.measure.id, inJson(one)])),
    sections: [
      besideSection(all, asked.year === null ? [] : notInYear(rows, asked.year).map(({ measure, years: has }) => `"${measure.short}" (${listed(has)})`)),
      chanceSection(all),
      ...all.flatMap((one) => chartsOf(one)),
      englandSection(all),
      ...(changes.length === 0 ? [] : [{ kind: 'list', id: 'changes', heading: 'Authorities that changed', place: 'page', items: changes } as const]),
      collectionSection(all),
      ...sections,
      definitionsSection(all),
    ],
  };
}

function refuseUnknownYear(rows: readonly DfeRow[], year: string | null): void {
  const years = [...new Set(rows.map((row) => row.year))].sort();
  if (year !== null && !years.includes(year))
    throw new UserError(`--year ${year}: the files have ${listed(years)}. Choose one of these, or name a file of that year with --dfe.`);
}

/** An authority that has no row in the year is there no more, or was not there yet: its figures would all be blank. */
function refuseWithoutRow(rows: readonly DfeRow[], own: Area, all: readonly Benchmarked[], asked: string | null): void {
  const isThere = (year: string): boolean => rows.some((row) => row.year === year && own.isOf(row));
  const years = [...new Set(all.map(({ now }) => now.year))];
  if (years.some(isThere)) return;
  const has = [...new Set(rows.filter((row) => own.isOf(row)).map(({ year }) => year))].sort();
  const year = asked ?? years.sort().at(-1) ?? '';
  throw new UserError(
    `${own.name} has no row of ${year} in DfE's files; it has ${listed(has)}.${whyNoRow(own, year)} Name a year of its own: --year ${has.at(-1)}.`,
  );
}

const ownIn = ({ areas }: MeasureYear): AreaFigure => areas[0] as AreaFigure;
const inRole = ({ areas }: MeasureYear, role: Area['role']): AreaFigure | undefined => areas.find(({ area }) => area.role === role);

/** Figures that the files have of others and not of the authority. */
function missingRows(own: Area, all: readonly Benchmarked[]): string[] {
  const missing = all.filter(({ now }) => ownIn(now).share === null);
  return missing.length === 0
    ? []
    : [`DfE's files have no row of ${own.name} for ${listed(missing.map(({ now: { measure, year } }) => `"${measure.short}" in ${year}`))}.`];
}

/** `57.1% (396 of 693)`; why there is none, where there is none. */
function shareInWords({ share }: AreaFigure): string {
  if (share === null) return 'no row';
  const { percent: value, numerator, denominator, isOfCounts } = share;
  if (value === null) return symbolInWords(share.symbol);
  return isOfCounts ? `${percent(value)} (${nOfD(numerator ?? 0, denominator ?? 0)})` : percent(value);
}

const symbolInWords = (symbol: string | null): string =>
  symbol === 'none' ? 'nobody to count' : symbol === null || symbol === '' ? 'no figure' : `${symbol}, ${DFE_SYMBOLS[symbol]}`;

function cellOf({ share }: AreaFigure): Cell {
  if (share === null || share.percent === null)
    return { kind: 'text', text: share === null ? 'no row' : share.symbol === 'none' ? '–' : (share.symbol ?? '–') };
  const { percent: value, numerator, denominator, isOfCounts } = share;
  return isOfCounts ? { kind: 'percent', value, numerator: numerator ?? 0, denominator: denominator ?? 0 } : { kind: 'estimate', value };
}

const QUARTERS = ['highest quarter', 'second quarter from the top', 'third quarter from the top', 'lowest quarter'];

/** What a member should take away: the headline, its rank, what chance has to do with it, and the other figures. */
function summaryOf(own: Area, all: readonly Benchmarked[]): string[] {
  const headline = all.find(({ now }) => ownIn(now).share?.percent != null)?.now;
  if (headline === undefined) return [`DfE published no figure of ${own.name} in the years looked at.`];
  const { measure, year, distribution } = headline;
  const beside = [inRole(headline, 'england'), inRole(headline, 'region')].flatMap((one) =>
    one?.share?.percent == null ? [] : `${one.area.name} ${percent(one.share.percent)}`,
  );
  const others = beside.length === 0 ? '' : `; ${listed(beside)}`;
  return [
    `${capital(measure.short)}, ${own.name} had ${shareInWords(ownIn(headline))} in ${year}${others}.`,
    rankSentence(distribution),
    ...chanceSentence(headline),
    ...restSentence(all, headline),
    ...(Number(year) < FIRST_YEAR_OF_PERSONS ? [`Figures before ${FIRST_YEAR_OF_PERSONS} are of another collection: ${COLLECTION}.`] : []),
  ];
}

function rankSentence({ rank, sharing, known, quarter }: Distribution): string {
  if (rank === null || quarter === null) return 'It has no rank.';
  const shared = sharing === 0 ? '' : `, shared with ${plural(sharing, 'other', 'others')}`;
  return `That is rank ${number(rank)} of ${plural(known, 'authority', 'authorities')} with a figure${shared} (1 is the highest percentage), in the ${QUARTERS[quarter - 1]}.`;
}

const PLACES = {
  within: 'no more than chance alone can make of it',
  'above-95': 'above the limits within which chance alone keeps 95 in 100',
  'below-95': 'below the limits within which chance alone keeps 95 in 100',
  'above-99.8': 'above the limits within which chance alone keeps 998 in 1,000',
  'below-99.8': 'below the limits within which chance alone keeps 998 in 1,000',
} as const;

/** Whether the difference from England is more than chance. */
function chanceSentence(one: MeasureYear): string[] {
  const { funnel, measure } = one;
  const { share } = ownIn(one);
  if (funnel === null || share?.denominator == null) return [];
  const of = `With ${number(share.denominator)} in the denominator (${measure.of})`;
  if (funnel.place === 'within') return [`${of}, the difference from England is ${PLACES.within}: the rank says little.`];
  const beyond = funnel.place.endsWith('99.8') ? funnel.beyond998 : funnel.beyond95;
  return [
    `${of}, it lies ${PLACES[funnel.place]} around England's ${percent(wholePercent(funnel.around))}; on either side ${number(beyond)} of ${number(funnel.of)} authorities lie beyond theirs.`,
  ];
}

const wholePercent = ({ numerator, denominator }: { numerator: number; denominator: number }): number => Math.round((1000 * numerator) / denominator) / 10;

/** How the other figures lie to England's. */
function restSentence(all: readonly Benchmarked[], headline: MeasureYear): string[] {
  const sides = all.flatMap(({ now }) => {
    const [own, england] = [ownIn(now).share?.percent ?? null, inRole(now, 'england')?.share?.percent ?? null];
    return now === headline || own === null || england === null ? [] : [{ words: `"${now.measure.short}"`, side: Math.sign(own - england) }];
  });
  if (sides.length === 0) return [];
  const part = (side: number, words: string): string[] => {
    const some = sides.filter((one) => one.side === side);
    return some.length === 0 ? [] : [`${words} in ${listed(some.map((one) => one.words))}`];
  };
  return [`Beside England it is ${listed([...part(1, 'higher'), ...part(-1, 'lower'), ...part(0, 'the same')])}.`];
}

const right = (...lines: string[]): Column => ({ lines, align: 'right' });

const rankWords = ({ rank, sharing, known }: Distribution): string => (rank === null ? '–' : `${number(rank)}${sharing > 0 ? '=' : ''} of ${number(known)}`);

/**
 * Every figure in a row: the authority, England, its region, and the rank.
 * @param missing figures that the files have of other years alone
 */
function besideSection(all: readonly Benchmarked[], missing: readonly string[]): Section {
  const [first] = all;
  const own = first === undefined ? '' : ownIn(first.now).area.name;
  const region = all.map(({ now }) => inRole(now, 'region')).find((one) => one !== undefined);
  const plainCell = (one: AreaFigure | undefined): Cell =>
    one?.share?.percent == null ? (one === undefined ? { kind: 'text', text: '–' } : cellOf(one)) : { kind: 'estimate', value: one.share.percent };
  return {
    kind: 'table',
    id: 'beside',
    heading: `${own} beside England${region === undefined ? '' : ` and its region`}`,
    place: 'page',
    caption: `As DfE published it: the authority, England${region === undefined ? '' : `, ${region.area.name}`}, and the rank among authorities with a figure`,
    rowHeading: 'Figure',
    columns: [right('Authority'), right('England'), ...(region === undefined ? [] : [right('Region')]), right('Rank')],
    rows: all.map(
      ({ now }): Row => ({
        header: `${now.measure.short}, ${now.year}`,
        cells: [
          cellOf(ownIn(now)),
          plainCell(inRole(now, 'england')),
          ...(region === undefined ? [] : [plainCell(inRole(now, 'region'))]),
          { kind: 'text', text: rankWords(now.distribution) },
        ],
      }),
    ),
    notes: [
      'Rank 1 is the highest percentage, whether high is good or not; = is a rank that is shared. Authorities whose figure is not a number have no rank.',
      ...(missing.length === 0 ? [] : [`These files have of other years alone: ${listed(missing)}.`]),
      ...(all.some(({ now }) => now.measure.duty !== undefined) ? [DUTY] : []),
      ...signsNote(all),
    ],
  };
}

const DUTY = 'The law asks for every plan, decision and review in time, unless an exception applies: to be above others is not to be in time.';

/** What the signs mean that stand in the tables, or in place of another authority's figure. */
function signsNote(all: readonly Benchmarked[]): string[] {
  const signs = new Set(
    all.flatMap(({ now: { areas, distribution } }) => [...areas.flatMap(({ share }) => share?.symbol ?? []), ...Object.keys(distribution.unknown)]),
  );
  const known = [...signs].filter((sign) => sign !== '' && sign !== 'none').sort();
  return known.length === 0 ? [] : [`${known.map((sign) => `${sign}: ${DFE_SYMBOLS[sign]}`).join('; ')}.`];
}

const interval = ({ low, high }: { low: number; high: number }): string => `${share(low)}–${share(high)}%`;
const share = (value: number): string => oneDecimal(Math.round(value * 1000) / 10);

/** How far each figure may be chance: its own interval, and the limits for as many around England's share. */
function chanceSection(all: readonly Benchmarked[]): Section {
  return {
    kind: 'table',
    id: 'chance',
    heading: 'Is it more than chance?',
    place: 'page',
    caption: "For each figure of the authority: its own 95% interval; where chance alone keeps 95 in 100 of as many around England's share; and what follows",
    rowHeading: 'Figure',
    columns: [right('Interval'), right('Limits'), { lines: ['So it is'], align: 'left' }],
    rows: all.flatMap(({ now }): Row[] => {
      const { funnel } = now;
      const own = ownIn(now);
      if (own.share?.percent == null) return [];
      return [
        {
          header: `${now.measure.short}, ${now.year}`,
          cells: [
            { kind: 'text', text: own.interval === null ? '–' : interval(own.interval) },
            { kind: 'text', text: funnel === null ? '–' : interval({ low: funnel.limits.low95, high: funnel.limits.high95 }) },
            { kind: 'text', text: funnel === null ? 'no counts to tell by' : SHORT_PLACES[funnel.place] },
          ],
        },
      ];
    }),
    notes: [
      "Intervals are Wilson's, at 95%. Limits are exact, of the binomial distribution (Spiegelhalter 2005), 95% and 99.8%.",
      'Where many authorities lie beyond their limits, more than chance makes them differ: being beyond says that a difference is real, not why.',
      ...smallNotes(all),
    ],
  };
}

const SHORT_PLACES = {
  within: 'as chance may have it',
  'above-95': 'above 95% limits',
  'below-95': 'below 95% limits',
  'above-99.8': 'above 99.8% limits',
  'below-99.8': 'below 99.8% limits',
} as const;

/** A percentage of fewer than these is given with its interval wherever it stands. */
const SMALL = 50;

/** `City of London: 3 of 5, which may be anything from 23.1–88.2%` */
function smallNotes(all: readonly Benchmarked[]): string[] {
  const small = all.flatMap(({ now: { measure, areas } }) =>
    areas.flatMap((one) => {
      const { denominator = null, numerator = null } = one.share ?? {};
      if (denominator === null || numerator === null || denominator >= SMALL || one.interval === null) return [];
      return [`${one.area.name}, ${measure.short.toLowerCase()}: ${nOfD(numerator, denominator)} is too few to tell more than ${interval(one.interval)}.`];
    }),
  );
  return small;
}

/** Of each measure the areas as sorted bars, and over the years as lines. */
function chartsOf({ now, years }: Benchmarked): Chart[] {
  const { measure, year, areas, distribution } = now;
  const places = [
    ...areas
      .filter(({ share: one }) => one?.percent != null)
      .map((one) => ({ name: labelOf(one), cell: cellOf(one), of: one.area.role === 'authority' ? 0 : one.area.role === 'england' ? 1 : 2 })),
    ...QUARTILES.flatMap(([key, name]) => (distribution[key] === null ? [] : [{ name, cell: { kind: 'estimate', value: distribution[key] } as Cell, of: 2 }])),
  ];
  if (!places.some(({ of }) => of === 0)) return [];
  const shown = (cell: Cell): number => (cell.kind === 'percent' || cell.kind === 'estimate' ? (cell.value ?? 0) : 0);
  const inOrder = places.map((one, at) => ({ ...one, at })).sort((a, b) => shown(b.cell) - shown(a.cell) || a.of - b.of || a.at - b.at);
  const own = ownIn(now).area.name;
  const bars = withFinding(
    {
      kind: 'chart',
      id: `${measure.id}-places`,
      heading: `${measure.short}, ${year}`,
      place: 'page',
      form: 'bars',
      axis: 'Area',
      labels: inOrder.map(({ name }) => name),
      series: [{ name: year, cells: inOrder.map(({ cell }) => cell) }],
      kinds: { names: [own, 'England', 'others'], of: inOrder.map(({ of }) => of) },
      levels: [],
      notes: [
        ...areas.filter(({ share: one }) => one?.percent == null).map((one) => `${one.area.name}: ${shareInWords(one)}.`),
        `Quartiles are of the ${plural(distribution.known, 'authority', 'authorities')} with a figure${apartWords(distribution)}.`,
      ],
    },
    () => barsFinding(now),
  );
  return [bars, ...linesOf(now, years)];
}

const QUARTILES = [
  ['highest', 'Highest authority'],
  ['upperQuartile', 'Upper quartile'],
  ['median', 'Median authority'],
  ['lowerQuartile', 'Lower quartile'],
  ['lowest', 'Lowest authority'],
] as const;

const labelOf = ({ area }: AreaFigure): string =>
  area.role === 'authority' ? `${area.name} (this authority)` : area.role === 'region' ? `${area.name} (region)` : area.name;

/** `; apart from them 4 without: 3 x (not available), 1 with nobody to count` */
function apartWords({ unknown }: Distribution): string {
  const signs = Object.keys(unknown).sort();
  const all = signs.reduce((sum, sign) => sum + (unknown[sign] ?? 0), 0);
  if (all === 0) return '';
  const parts = signs.map((sign) => `${number(unknown[sign] ?? 0)} ${symbolInWords(sign === '' ? null : sign)}`);
  return `; apart from them ${plural(all, 'authority has', 'authorities have')} none (${parts.join('; ')})`;
}

/** Where the authority lies; the values stand beside it in the table behind the chart. */
function barsFinding(now: MeasureYear): string[] {
  const { measure, year, distribution } = now;
  const own = ownIn(now);
  const value = own.share?.percent ?? null;
  if (value === null) return [];
  const beside = (other: number | null, name: string): string[] =>
    other === null ? [] : [`${value > other ? 'above' : value < other ? 'below' : 'at'} ${name} (${percent(other)})`];
  const sides = [...beside(inRole(now, 'england')?.share?.percent ?? null, 'England'), ...beside(distribution.median, 'the median authority')];
  const range = distribution.known < 2 ? '' : `; authorities range from ${percent(distribution.lowest)} to ${percent(distribution.highest)}`;
  return [`${measure.short}: in ${year} ${own.area.name} had ${shareInWords(own)}${sides.length === 0 ? '' : `, ${listed(sides)}`}${range}.`];
}

function linesOf({ measure, areas }: MeasureYear, years: readonly MeasureYear[]): Chart[] {
  if (years.length < 2) return [];
  const drawn = areas.filter(({ area }) => area.role !== 'neighbour').map(({ area }) => area);
  const figureOf = (one: MeasureYear, area: Area): AreaFigure => one.areas.find((figure) => figure.area === area) as AreaFigure;
  const series = drawn.map((area) => ({ name: area.name, cells: years.map((one): Cell => cellOf(figureOf(one, area))) }));
  const breaks = years.filter(({ year }) => Number(year) === FIRST_YEAR_OF_PERSONS && years.some((one) => one.year < year));
  return [
    withFinding(
      {
        kind: 'chart',
        id: `${measure.id}-years`,
        heading: `${measure.short}, by year`,
        place: 'notes',
        form: 'lines',
        axis: 'Year',
        labels: years.map(({ year }) => year),
        series,
        levels: [],
        ...(breaks.length === 0 ? {} : { marks: breaks.map(({ year }) => ({ name: 'new collection', label: year })) }),
        notes: breaks.length === 0 ? [] : [`Years before ${FIRST_YEAR_OF_PERSONS} are of another collection: ${COLLECTION}.`],
      },
      () => yearsFinding(measure.short, drawn, years, figureOf),
    ),
  ];
}

function yearsFinding(short: string, drawn: readonly Area[], years: readonly MeasureYear[], figureOf: (one: MeasureYear, area: Area) => AreaFigure): string[] {
  const lines = drawn.flatMap((area) => {
    const known = years.flatMap((one) => {
      const value = figureOf(one, area).share?.percent ?? null;
      return value === null ? [] : [`${percent(value)} in ${one.year}`];
    });
    return known.length === 0 ? [] : [`${area.name} ${listed(known)}`];
  });
  return [`${capital(short)}: ${lines.join('; ')}.`];
}

/** Whether England is the sum of its authorities. */
function englandSection(all: readonly Benchmarked[]): Section {
  return {
    kind: 'list',
    id: 'england',
    heading: 'Is England the sum of its authorities?',
    place: 'notes',
    items: [
      ...all.flatMap(({ now }) => englandInWords(now)),
      "Where it is not, England's row of DfE's file holds authorities whose own figures DfE does not give.",
    ],
  };
}

function englandInWords({ measure, year, england, authorities }: MeasureYear): string[] {
  if (england === null) return [];
  const { own, sum } = england;
  const name = `${measure.short}, ${year}`;
  const whole = nOfD(own.numerator, own.denominator);
  if (own.numerator === sum.numerator && own.denominator === sum.denominator) return [`${name}: yes, ${whole}.`];
  const without = authorities - sum.areas;
  const why = without === 0 ? 'though all have counts' : `${number(without)} of ${number(authorities)} ${without === 1 ? 'has' : 'have'} no counts`;
  return [`${name}: England ${whole}, its authorities ${nOfD(sum.numerator, sum.denominator)}; ${why}.`];
}

const COLLECTION = 'totals that authorities added up themselves, where the return is of each person now';

/** `2019 to 2021` */
const span = (years: readonly string[]): string => (years.length > 1 ? `${years[0]} to ${years.at(-1)}` : (years[0] ?? ''));

function collectionSection(all: readonly Benchmarked[]): Section {
  const years = [...new Set(all.flatMap((one) => one.years.map(({ year }) => year)))].sort();
  const before = years.filter((year) => Number(year) < FIRST_YEAR_OF_PERSONS);
  const since = years.filter((year) => Number(year) >= FIRST_YEAR_OF_PERSONS);
  return {
    kind: 'list',
    id: 'collections',
    heading: 'What the years rest on',
    place: 'notes',
    items: [
      ...(before.length === 0 ? [] : [`${span(before)}: another collection, ${COLLECTION}. Compare with later years with care.`]),
      ...(since.length === 0 ? [] : [`${span(since)}: the SEN2 return of each person.`]),
    ],
  };
}

function definitionsSection(all: readonly Benchmarked[]): Section {
  return {
    kind: 'terms',
    id: 'definitions',
    heading: 'What the figures count',
    place: 'definitions',
    terms: [
      ...all.map(({ now: { measure } }) => ({ term: measure.short, meaning: `${capital(measure.counts)}. ${measure.source}.` })),
      { term: 'Licence', meaning: "DfE's figures are public sector information licensed under the Open Government Licence v3.0." },
    ],
  };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function inJsonOf({ area: { role, name, code, number: three }, share: found, interval: around }: AreaFigure): BenchmarkedMeasure['areas'][number] {
  const made = found ?? { percent: null, numerator: null, denominator: null, symbol: null };
  return {
    role,
    name,
    code: orNull(code),
    number: orNull(three),
    value: made.percent,
    numerator: made.numerator,
    denominator: made.denominator,
    why: found === null ? 'no row' : found.percent === null ? symbolInWords(found.symbol) : null,
    interval: around === null ? null : { low: tenths(around.low), high: tenths(around.high) },
  };
}

/** Everything that the tables and charts are made of. */
function inJson({ now, years }: Benchmarked): BenchmarkedMeasure {
  const { measure, year, distribution, funnel, england, authorities } = now;
  return {
    label: measure.title,
    year,
    better: measure.better,
    duty: measure.duty ?? null,
    areas: now.areas.map(inJsonOf),
    distribution: { authorities, ...distribution, unknown: { ...distribution.unknown } },
    funnel:
      funnel === null
        ? null
        : {
            around: { numerator: funnel.around.numerator, denominator: funnel.around.denominator },
            low95: tenths(funnel.limits.low95),
            high95: tenths(funnel.limits.high95),
            low998: tenths(funnel.limits.low998),
            high998: tenths(funnel.limits.high998),
            place: funnel.place,
            beyond95: funnel.beyond95,
            beyond998: funnel.beyond998,
            of: funnel.of,
          },
    england: england === null ? null : { own: england.own, sum: england.sum },
    years: years.map((one) => ({
      year: one.year,
      collection: Number(one.year) < FIRST_YEAR_OF_PERSONS ? 'totals' : 'persons',
      areas: one.areas.map(inJsonOf),
    })),
  };
}

const tenths = (value: number): number => Math.round(value * 1000) / 10;
