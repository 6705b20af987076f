import type { Case } from '../core/case.ts';
import { nearest } from '../core/nearest.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import type { Explainable } from '../report/explain.ts';
import { FORECAST_FIGURES, forecastNamed } from '../report/forecast-explained.ts';
import type { Indicator } from '../report/kpi.ts';
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

/** Everything that can be explained: also what only a forecast has. */
export const explainables = (found: FoundConfig): Explainable[] => [...namedFigures(found), ...FORECAST_FIGURES.map((forecast) => ({ forecast }))];

/** @throws UserError where there is no such figure */
export function explainableNamed(name: string, configuration: FoundConfig): Explainable {
  const forecast = forecastNamed(idIn(name));
  return figureIn(name, configuration) ?? (forecast === null ? refused(name, configuration) : { forecast });
}

/** @throws UserError where there is no such figure, or it has no rows */
export function figureNamed(name: string, configuration: FoundConfig): Named {
  const found = figureIn(name, configuration);
  if (found !== null) return found;
  const forecast = forecastNamed(idIn(name));
  if (forecast !== null)
    throw new UserError(
      `${forecast.id}: this is a figure of ehcp forecast, and no rows are listed under its name. ehcp explain ${forecast.id} says what it is made of.`,
    );
  return refused(name, configuration);
}

const idIn = (name: string): string => name.trim().toLowerCase();

function figureIn(name: string, configuration: FoundConfig): Named | null {
  const found = namedFigures(configuration).find(({ traced }) => traced.id.toLowerCase() === idIn(name));
  const traced = found === undefined ? tracedNamed(idIn(name)) : null;
  return found ?? (traced === null ? null : { ofCases: true, traced, indicator: null });
}

function refused(name: string, configuration: FoundConfig): never {
  const all = explainables(configuration).map((one) => ('forecast' in one ? one.forecast.id : one.traced.id));
  const near = nearest(name, all);
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
