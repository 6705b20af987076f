import type { Case } from '../core/case.ts';
import { nearest } from '../core/nearest.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import type { Indicator } from '../report/kpi.ts';
import { measureTraced, ratioTraced, TRACED, type Traced } from '../report/trace.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators, type KnownIndicator } from './indicators.ts';
import { refuseReviews } from './of-reviews.ts';

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

/** @throws UserError where there is no such figure */
export function figureNamed(name: string, configuration: FoundConfig): Named {
  const all = namedFigures(configuration);
  const found = all.find(({ traced }) => traced.id.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  refuseReviews(name);
  const near = nearest(
    name,
    all.map(({ traced }) => traced.id),
  );
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
