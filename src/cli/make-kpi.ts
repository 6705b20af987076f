import type { RatioRow } from '../core/ratio.ts';
import { UserError } from '../core/user-error.ts';
import { plans } from '../input/records/plans.ts';
import type { PublishingStep } from '../report/context.ts';
import { type Asked, kpiReport, startCases, startPlans, startRows } from '../report/kpi.ts';
import type { Report } from '../report/report.ts';
import type { FoundConfig } from './config.ts';
import { configuredIndicators, indicatorsOf, type KnownIndicator, ratiosOver, reviewCodes } from './indicators.ts';
import type { Made } from './make-report.ts';
import { openNamed, publishedBy, readCases } from './read.ts';
import { readKind, readRatioRows } from './read-list.ts';

/** The indicators, counted. */
export interface KpiCounted {
  /** @param step says what may be published, in place of the step that the configuration names */
  report(step?: PublishingStep): Report;
  messages: readonly string[];
}

/**
 * Reads each list that the indicators asked for are counted over, once.
 * @param of the codes, and the case list where one is named
 * @throws UserError where one of them, the configuration or a list is wrong
 */
export async function countKpi(
  { codes, cases }: { codes: readonly string[]; cases: string | undefined },
  all: boolean,
  found: FoundConfig,
  asked: Asked,
): Promise<KpiCounted> {
  const known = configuredIndicators(found);
  const chosen = indicatorsOf(codes, all, known);
  const overCases = chosen.flatMap((one) => (one.over === 'cases' ? [one.indicator] : []));
  const overPlans = chosen.flatMap((one) => (one.over === 'plans' ? [one.indicator] : []));
  const { sources = {} } = found.config;
  if (sources[plans.role] === undefined)
    for (const { code } of overPlans)
      throw new UserError(
        `${code}: this is counted over the list of plans, and sources in the configuration has none. Set sources.${plans.role} in an ehcp.config.json in this folder or one above it.`,
      );
  if (cases !== undefined && overCases.length === 0)
    throw new UserError(
      `${cases}: none of these indicators is counted over the case list. Leave it away; their lists stand under sources in the configuration.`,
    );
  const read = overCases.length === 0 ? [] : [await readCases(await openNamed(cases, found, 'kpi'), found, asked.asOf, () => startCases(overCases, asked))];
  const ofPlans =
    overPlans.length === 0 ? [] : [await readKind(plans, undefined, found, 'kpi', () => startPlans(overPlans, asked, found.config.publish !== undefined))];
  const others = Object.keys(sources).filter((role) => chosen.some(({ over, indicator }) => over === 'rows' && indicator.source === role));
  const readOthers = [];
  for (const role of others) readOthers.push(await readRole(role, known, chosen, found, asked));
  const lists = [...read, ...ofPlans, ...readOthers];
  const counted = lists.map(({ taker, context }) => ({ counted: taker.finish(), context }));
  const inOrder = chosen.map(({ indicator }) => indicator.code);
  return {
    report: (step) =>
      kpiReport(
        counted.map((list) => ({ ...list, context: step === undefined ? list.context : publishedBy(step, list.context) })),
        inOrder,
        asked,
      ),
    messages: lists.flatMap(({ messages }) => messages),
  };
}

/** The same with the report of the indicators made; all of them are those of the configuration, and the review measures where it names a list of plans. */
export async function makeKpi(of: Parameters<typeof countKpi>[0], all: boolean, found: FoundConfig, asked: Asked): Promise<Made> {
  const codes = all ? [...reviewCodes(found, configuredIndicators(found)), ...of.codes] : of.codes;
  const { report, messages } = await countKpi({ ...of, codes }, all, found, asked);
  return { report: report(), messages };
}

/** One list, once for all that is asked of it. */
function readRole(role: string, known: readonly KnownIndicator[], chosen: readonly KnownIndicator[], found: FoundConfig, asked: Asked) {
  const over = ratiosOver(role, known);
  const wanted = over.map((one, at) => ({ at, one })).filter(({ one }) => chosen.includes(one));
  return readRatioRows(
    role,
    over.map(({ ratio }) => ratio),
    found,
    () => {
      const { add, finish } = startRows(
        wanted.map(({ one }) => one.indicator),
        asked,
      );
      return { add: (rows: readonly RatioRow[]) => add(wanted.map(({ at }) => rows[at] as RatioRow)), finish };
    },
  );
}
