import type { ProjectionMade } from './report.ts';
import type { SavedReport } from './saved.ts';
import { number } from './words.ts';

type Setting = Exclude<keyof ProjectionMade, 'lookBack'>;

const said = (value: string | number | null): string => (value === null ? 'not given' : typeof value === 'number' ? number(value) : value);

/** Each setting in words, and the figures whose runs turn on it, by their ids. */
const SETTINGS: readonly { key: Setting; words: string; are: string; ids: RegExp }[] = [
  { key: 'seed', words: 'the seed was', are: 'is', ids: /projected-|clears-|^completions-needed-|^look-back-inside-/ },
  { key: 'runs', words: 'the runs were', are: 'are', ids: /projected-|clears-|^completions-needed-|^look-back-inside-/ },
  // How far the runs go decides which weeks are drawn.
  { key: 'horizonWeeks', words: 'the weeks of the horizon were', are: 'are', ids: /^(what-if-)?(projected|clears)-/ },
  { key: 'requests', words: '--requests was', are: 'is', ids: /^what-if-|^completions-needed-/ },
  { key: 'completions', words: '--completions was', are: 'is', ids: /^what-if-/ },
  { key: 'byDate', words: '--by-date was', are: 'is', ids: /^completions-needed-|^relief-capacity-/ },
];

/** Figures that are there where something was asked for alone. */
const ASKED: readonly { ids: RegExp; words: string; isAsked(made: ProjectionMade): boolean }[] = [
  { ids: /^look-back-/, words: 'does not look back', isAsked: ({ lookBack }) => lookBack },
  { ids: /^what-if-/, words: 'supposes nothing', isAsked: ({ requests, completions }) => requests !== null || completions !== null },
  { ids: /^completions-needed-/, words: 'names no day to clear by', isAsked: ({ byDate }) => byDate !== null },
];

const isOther = (setting: (typeof SETTINGS)[number], old: ProjectionMade, now: ProjectionMade): boolean => old[setting.key] !== now[setting.key];
const inWords = ({ key, words, are }: (typeof SETTINGS)[number], old: ProjectionMade, now: ProjectionMade): string =>
  `${words} ${said(old[key])} and ${are} ${said(now[key])}`;

/** How the runs of a figure were made otherwise, in words. */
export function otherRuns(id: string, { projection: old }: SavedReport, { projection: now }: SavedReport): string[] {
  if (old === undefined || now === undefined) return [];
  return SETTINGS.filter((setting) => setting.ids.test(id) && isOther(setting, old, now)).map((setting) => inWords(setting, old, now));
}

/** Why one of two forecasts has no such figure, in words. */
export function notAsked(id: string, { projection: old }: SavedReport, { projection: now }: SavedReport): string[] {
  if (old === undefined || now === undefined) return [];
  return ASKED.filter(({ ids }) => ids.test(id)).flatMap(({ words, isAsked }) =>
    isAsked(old) === isAsked(now) ? [] : [`the ${isAsked(old) ? 'new' : 'old'} report ${words}`],
  );
}

/** What is to be said of two forecasts that were asked for otherwise; null where they were not. */
export function otherProjection({ projection: old }: SavedReport, { projection: now }: SavedReport): string | null {
  if (old === undefined || now === undefined) return null;
  const differences = [
    ...SETTINGS.filter((setting) => isOther(setting, old, now)).map((setting) => inWords(setting, old, now)),
    ...(old.lookBack === now.lookBack ? [] : [`the ${old.lookBack ? 'new' : 'old'} report does not look back`]),
  ];
  return differences.length === 0 ? null : `The two projections were not made alike: ${differences.join('; ')}.`;
}
