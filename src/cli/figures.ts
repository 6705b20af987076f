import type { Case } from '../core/case.ts';
import { nearest } from '../core/nearest.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import type { Explainable } from '../report/explain.ts';
import { LED_TO_PLAN } from '../report/foi-figures.ts';
import { FORECAST_FIGURES, forecastNamed } from '../report/forecast-explained.ts';
import type { Indicator } from '../report/kpi.ts';
import { LIST_FIGURES } from '../report/list-figures.ts';
import { measureTraced, ratioTraced, TRACED, type Traced, tracedNamed } from '../report/trace.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators, type KnownIndicator } from './indicators.ts';

/** A figure that was named, and the indicator that it is, if it is one: over the case list, or a ratio over another. */
export type Named = { ofCases: true; traced: Traced<Case>; indicator: Indicator | null } | { ofCases: false; traced: Traced<RatioRow>; indicator: Indicator };

/** Every figure that can be named: the configuration's indicators first. */
export function namedFigures(found: FoundConfig): Named[] {
  return [...configuredIndicators(found).map(named), ...TRACED.map((traced): Named => ({ ofCases: true, traced, indicator: null }))];
}

function named({ ratio, indicator }: KnownIndicator): Named {
  if (ratio !== null) return { ofCases: false, traced: ratioTraced(indicator), indicator };
  return { ofCases: true, traced: measureTraced(indicator.measure, indicator.code, indicator.title), indicator };
}

/** Everything that can be explained, but for parts of others: also what only a forecast has, or a report on the lists beside the case list. */
export const explainables = (found: FoundConfig): Explainable[] => [
  ...namedFigures(found),
  ...FORECAST_FIGURES.map((described) => ({ described, of: 'forecast' as const })),
  { described: LED_TO_PLAN, of: 'foi' as const },
  ...LIST_FIGURES.filter(({ isPart }) => isPart !== true).map((described) => ({ described, of: 'lists' as const })),
];

/** @throws UserError where there is no such figure */
export function explainableNamed(name: string, configuration: FoundConfig): Explainable {
  return figureIn(name, configuration) ?? describedNamed(name) ?? refused(name, configuration);
}

/** @throws UserError where there is no such figure, or it has no rows */
export function figureNamed(name: string, configuration: FoundConfig): Named {
  const found = figureIn(name, configuration);
  if (found !== null) return found;
  const other = describedNamed(name);
  if (other === null) return refused(name, configuration);
  const { id } = other.described;
  const what = {
    forecast: 'this is a figure of ehcp forecast',
    foi: 'this is a figure of ehcp foi',
    lists: 'this is a figure of another list than that of cases',
  }[other.of];
  throw new UserError(`${id}: ${what}, and no rows are listed under its name. ehcp explain ${id} says what it is made of.`);
}

const idIn = (name: string): string => name.trim().toLowerCase();

function describedNamed(name: string): Extract<Explainable, { described: unknown }> | null {
  const forecast = forecastNamed(idIn(name));
  if (forecast !== null) return { described: forecast, of: 'forecast' };
  if (idIn(name) === LED_TO_PLAN.id) return { described: LED_TO_PLAN, of: 'foi' };
  const described = LIST_FIGURES.find(({ id }) => id === idIn(name));
  return described === undefined ? null : { described, of: 'lists' };
}

function figureIn(name: string, configuration: FoundConfig): Named | null {
  const found = namedFigures(configuration).find(({ traced }) => traced.id.toLowerCase() === idIn(name));
  const traced = found === undefined ? tracedNamed(idIn(name)) : null;
  return found ?? (traced === null ? null : { ofCases: true, traced, indicator: null });
}

function refused(name: string, configuration: FoundConfig): never {
  const all = explainables(configuration).map((one) => ('described' in one ? one.described.id : one.traced.id));
  const near = nearest(name, all);
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
