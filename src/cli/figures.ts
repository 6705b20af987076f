import { DEFAULT_CONVENTIONS } from '../core/conventions.ts';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import type { Indicator } from '../report/kpi.ts';
import { measureTraced, TRACED, type Traced } from '../report/trace.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators } from './indicators.ts';

/** A figure that was named, and the indicator that it is, if it is one. */
export interface Named {
  traced: Traced;
  indicator: Indicator | null;
}

/** Every figure over the case list that can be named: the configuration's indicators first. */
export function namedFigures(found: FoundConfig): Named[] {
  const indicators = configuredIndicators(found).flatMap(({ ratio, indicator }) =>
    ratio === null ? [{ traced: measureTraced(indicator.measure, indicator.code, indicator.title), indicator }] : [],
  );
  return [...indicators, ...TRACED.map((traced) => ({ traced, indicator: null }))];
}

/** @throws UserError where there is no such figure, or it is not one over the case list */
export function figureNamed(name: string, configuration: FoundConfig): Named {
  const isNamed = (id: string): boolean => id.toLowerCase() === name.trim().toLowerCase();
  const all = namedFigures(configuration);
  const found = all.find(({ traced }) => isNamed(traced.id));
  if (found !== undefined) return found;
  const ratio = configuredIndicators(configuration).find(({ indicator }) => isNamed(indicator.code))?.indicator;
  if (ratio !== undefined)
    throw new UserError(
      `${ratio.code} is a ratio over ${ratio.source}, and only figures over the case list are traced to their rows. It counts: ${ratio.measure.counts(DEFAULT_CONVENTIONS)}. For its figure, run ehcp kpi ${ratio.code}.`,
    );
  const near = nearest(
    name,
    all.map(({ traced }) => traced.id),
  );
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
