import type { Case } from '../core/case.ts';
import { nearest } from '../core/nearest.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import type { Explained } from '../report/explain.ts';
import type { Indicator } from '../report/kpi.ts';
import { LIST_FIGURES } from '../report/list-figures.ts';
import { measureTraced, ratioTraced, TRACED, type Traced } from '../report/trace.ts';
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

/** Every figure that can be explained, but for parts of others. */
export const explainable = (found: FoundConfig): Explained[] => [
  ...namedFigures(found),
  ...LIST_FIGURES.filter(({ isPart }) => isPart !== true).map((described) => ({ described })),
];

/** @throws UserError where there is no such figure */
export function explainedNamed(name: string, configuration: FoundConfig): Explained {
  const described = LIST_FIGURES.find(({ id }) => isNamed(name, id));
  return described === undefined ? figureNamed(name, configuration, LIST_FIGURES) : { described };
}

const isNamed = (name: string, id: string): boolean => id.toLowerCase() === name.trim().toLowerCase();

/**
 * A figure whose rows can be listed.
 * @param others what else may have been meant
 * @throws UserError where there is no such figure
 */
export function figureNamed(name: string, configuration: FoundConfig, others: readonly { id: string }[] = []): Named {
  const all = namedFigures(configuration);
  const found = all.find(({ traced }) => isNamed(name, traced.id));
  if (found !== undefined) return found;
  const listed = LIST_FIGURES.find(({ id }) => isNamed(name, id));
  if (listed !== undefined)
    throw new UserError(`${name}: the rows behind it are not listed; ${listed.command} reports it, and ehcp explain says what it counts.`);
  const near = nearest(
    name,
    [...all.map(({ traced }) => traced), ...others].map(({ id }) => id),
  );
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
