import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import type { Indicator } from '../report/kpi.ts';
import { measureTraced, TRACED, type Traced } from '../report/trace.ts';
import type { KpiConfig } from './config.ts';
import { indicatorOf } from './indicators.ts';

/** A figure that was named, and the indicator that it is, if it is one. */
export interface Named {
  traced: Traced;
  indicator: Indicator | null;
}

/** Every figure that can be named: the configuration's indicators first. */
export function namedFigures(configured: readonly KpiConfig[]): Named[] {
  const indicators = configured.map(indicatorOf).map((indicator) => ({ traced: measureTraced(indicator.measure, indicator.code, indicator.title), indicator }));
  return [...indicators, ...TRACED.map((traced) => ({ traced, indicator: null }))];
}

/** @throws UserError where there is no such figure */
export function figureNamed(name: string, configured: readonly KpiConfig[]): Named {
  const all = namedFigures(configured);
  const found = all.find(({ traced }) => traced.id.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(
    name,
    all.map(({ traced }) => traced.id),
  );
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
