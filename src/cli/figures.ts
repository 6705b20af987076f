import type { Case } from '../core/case.ts';
import { nearest } from '../core/nearest.ts';
import type { Plan } from '../core/plan.ts';
import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import { type AdviceRow, type AdvisedCase, TRACED_OF_ADVICE, TRACED_OF_WAITS } from '../report/advice-traced.ts';
import { type AppealRow, TRACED_OF_APPEALS } from '../report/appeals-traced.ts';
import type { Explainable } from '../report/explain.ts';
import { LED_TO_PLAN } from '../report/foi-figures.ts';
import { FORECAST_FIGURES, forecastNamed } from '../report/forecast-explained.ts';
import type { Indicator } from '../report/kpi.ts';
import { LIST_FIGURES } from '../report/list-figures.ts';
import { planMeasureTraced, TRACED_PLANS } from '../report/reviews-traced.ts';
import { measureTraced, ratioTraced, TRACED, type Traced, tracedNamed } from '../report/trace.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators, type KnownIndicator } from './indicators.ts';

/** A figure that was named, by what its rows are, and the indicator that it is, if it is one. */
export type Named =
  | { over: 'cases'; traced: Traced<Case>; indicator: Indicator | null }
  | { over: 'plans'; traced: Traced<Plan>; indicator: Indicator | null }
  | { over: 'rows'; traced: Traced<RatioRow>; indicator: Indicator }
  | { over: 'advice'; traced: Traced<AdviceRow>; needsCases: boolean; indicator: null }
  | { over: 'advised-cases'; traced: Traced<AdvisedCase>; indicator: null }
  | { over: 'appeals'; traced: Traced<AppealRow>; indicator: null };

/** Every figure of cases that can be named: the configuration's indicators first, whatever they are counted over. */
export function namedFigures(found: FoundConfig): Extract<Named, { over: 'cases' | 'plans' | 'rows' }>[] {
  return [...configuredIndicators(found).map(named), ...TRACED.map((traced) => ({ over: 'cases' as const, traced, indicator: null }))];
}

function named(known: KnownIndicator): Extract<Named, { over: 'cases' | 'plans' | 'rows' }> {
  switch (known.over) {
    case 'rows':
      return { over: 'rows', traced: ratioTraced(known.indicator), indicator: known.indicator };
    case 'plans': {
      const { indicator } = known;
      return { over: 'plans', traced: planMeasureTraced(indicator.measure, indicator.code, indicator.title), indicator };
    }
    default: {
      const { indicator } = known;
      return { over: 'cases', traced: measureTraced(indicator.measure, indicator.code, indicator.title), indicator };
    }
  }
}

/** Every figure of the reports on the lists beside the case list. */
const LIST_NAMED: readonly Named[] = [
  ...TRACED_PLANS.map((traced) => ({ over: 'plans' as const, traced, indicator: null })),
  ...TRACED_OF_ADVICE.map(({ traced, needsCases }) => ({ over: 'advice' as const, traced, needsCases, indicator: null })),
  ...TRACED_OF_WAITS.map((traced) => ({ over: 'advised-cases' as const, traced, indicator: null })),
  ...TRACED_OF_APPEALS.map((traced) => ({ over: 'appeals' as const, traced, indicator: null })),
];

/** The measures over the list of plans: they are explained with examples. */
const PLAN_NAMED = LIST_NAMED.flatMap((one) => (one.over === 'plans' && one.traced.ofPeriod ? [one] : []));
const isPlanMeasure = (id: string): boolean => PLAN_NAMED.some(({ traced }) => traced.id === id);

/** Everything that can be explained, but for parts of others: also what only a forecast has, or a report on the lists beside the case list. */
export const explainables = (found: FoundConfig): Explainable[] => [
  ...namedFigures(found),
  ...PLAN_NAMED,
  ...FORECAST_FIGURES.map((described) => ({ described, of: 'forecast' as const })),
  { described: LED_TO_PLAN, of: 'foi' as const },
  ...LIST_FIGURES.filter(({ id, isPart }) => isPart !== true && !isPlanMeasure(id)).map((described) => ({ described, of: 'lists' as const })),
];

/** @throws UserError where there is no such figure */
export function explainableNamed(name: string, configuration: FoundConfig): Explainable {
  const found = figureIn(name, configuration) ?? PLAN_NAMED.find(({ traced }) => traced.id === idIn(name)) ?? null;
  return found ?? describedNamed(name) ?? refused(name, configuration);
}

/** @throws UserError where there is no such figure, or it has no rows */
export function figureNamed(name: string, configuration: FoundConfig): Named {
  const found = figureIn(name, configuration) ?? LIST_NAMED.find(({ traced }) => traced.id === idIn(name)) ?? null;
  if (found !== null) return found;
  const other = describedNamed(name);
  if (other === null) return refused(name, configuration);
  const { id } = other.described;
  // Every figure of a list has its rows.
  const where = other.of === 'lists' ? 'that DfE publishes' : `of ehcp ${other.of}`;
  throw new UserError(`${id}: this is a figure ${where}, and no rows are listed under its name. ehcp explain ${id} says what it is made of.`);
}

const idIn = (name: string): string => name.trim().toLowerCase();

function describedNamed(name: string): Extract<Explainable, { described: unknown }> | null {
  const forecast = forecastNamed(idIn(name));
  if (forecast !== null) return { described: forecast, of: 'forecast' };
  if (idIn(name) === LED_TO_PLAN.id) return { described: LED_TO_PLAN, of: 'foi' };
  const described = LIST_FIGURES.find(({ id }) => id === idIn(name));
  return described === undefined ? null : { described, of: 'lists' };
}

function figureIn(name: string, configuration: FoundConfig): ReturnType<typeof namedFigures>[number] | null {
  const found = namedFigures(configuration).find(({ traced }) => traced.id.toLowerCase() === idIn(name));
  const traced = found === undefined ? tracedNamed(idIn(name)) : null;
  return found ?? (traced === null ? null : { over: 'cases', traced, indicator: null });
}

function refused(name: string, configuration: FoundConfig): never {
  const all = explainables(configuration).map((one) => ('described' in one ? one.described.id : one.traced.id));
  const near = nearest(name, all);
  throw new UserError(`${name}: there is no such figure or indicator. ${near === null ? 'ehcp explain lists them all.' : `Did you mean ${near}?`}`);
}
