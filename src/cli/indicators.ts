import { existsSync } from 'node:fs';
import type { Case } from '../core/case.ts';
import type { Definition } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { suggestion } from '../core/nearest.ts';
import type { Plan } from '../core/plan.ts';
import { printable } from '../core/printable.ts';
import { type RatioRow, ratioMeasure } from '../core/ratio.ts';
import { PLAN_MEASURES } from '../core/review-measures.ts';
import { UserError } from '../core/user-error.ts';
import type { Ratio } from '../input/ratio-list.ts';
import { plans } from '../input/records/plans.ts';
import { ruleInWords } from '../input/rule.ts';
import { namesPersons } from '../input/split.ts';
import type { IndicatorOver } from '../report/kpi.ts';
import { LIST_FIGURES } from '../report/list-figures.ts';
import { TRACED } from '../report/trace.ts';
import type { FoundConfig, KpiConfig, RatioConfig } from './config.ts';
import { ruleOf } from './rules.ts';

/** An indicator over the case list, one over the list of plans, or a ratio over any list with what it asks of it. */
export type KnownIndicator =
  | { over: 'cases'; indicator: IndicatorOver<Case> }
  | { over: 'plans'; indicator: IndicatorOver<Plan> }
  | { over: 'rows'; indicator: IndicatorOver<RatioRow>; ratio: Ratio };

/** Codes, and the one argument that is a file, a folder or standard input. */
export function sorted(args: readonly string[]): { codes: string[]; cases: string | undefined } {
  const isList = (arg: string): boolean => arg === '-' || existsSync(arg);
  const [cases, second] = args.filter(isList);
  if (cases !== undefined && second !== undefined) throw new UserError(`${cases} and ${second}: both are case lists. Name one.`);
  return { codes: args.filter((arg) => !isList(arg)), cases };
}

/**
 * The indicators of the configuration, in its order.
 * @throws UserError where one is wrong
 */
export function configuredIndicators({ config: { kpis = [], sources = {} }, file }: FoundConfig): KnownIndicator[] {
  return kpis.map((kpi, at) => {
    const where = `kpis[${at + 1}]`;
    const figure = [...TRACED, ...LIST_FIGURES].find(({ id }) => isCode(id, kpi.code));
    if (figure !== undefined && figure.id !== kpi.measure)
      throw new UserError(`${file}, ${where}.code: ${kpi.code} is the name of a figure of ehcp's own. Give the indicator another.`);
    if (kpis.slice(0, at).some(({ code }) => isCode(code, kpi.code)))
      throw new UserError(`${file}, ${where}.code: ${kpi.code} is the code of an earlier indicator too. Give each a code of its own.`);
    return indicatorOf(kpi, where, Object.keys(sources), file);
  });
}

/** The ratios over one list. It is read for all of them, as which of its rows are set aside is the same whatever was asked for. */
export const ratiosOver = (role: string, known: readonly KnownIndicator[]) =>
  known.flatMap((one) => (one.over === 'rows' && one.indicator.source === role ? [one] : []));

/** What is asked of the list of plans beside the indicators of the configuration. */
const REVIEW_IDS = ['reviews-held-12-months', 'reviews-held-12-months-expected', 'review-decision-within-4-weeks', 'amended-final-within-12-weeks'];

/** Of the review measures, those that no indicator of the configuration is; none where it names no list of plans. */
export const reviewCodes = ({ config: { sources = {} } }: FoundConfig, known: readonly KnownIndicator[]): string[] =>
  sources[plans.role] === undefined ? [] : REVIEW_IDS.filter((id) => known.every(({ indicator }) => indicator.measure.id !== id));

/** Those asked for, each once. @throws UserError where a code is that of none */
export function indicatorsOf(codes: readonly string[], all: boolean, known: readonly KnownIndicator[]): KnownIndicator[] {
  if (all && codes.length === 0 && known.length === 0)
    throw new UserError('--all: the configuration has no indicators. Add them under kpis in ehcp.config.json.');
  const named = codes.map((code) => meant(code, known));
  const chosen = new Map([...(all ? known : []), ...named].map((one) => [one.indicator.code, one]));
  if (chosen.size === 0) throw new UserError('ehcp kpi needs a code. Name an indicator of the configuration or a measure, or add --all.');
  return [...chosen.values()];
}

function indicatorOf({ measure, ratio, ...kpi }: KpiConfig, where: string, roles: readonly string[], file: string): KnownIndicator {
  if (measure === undefined && ratio === undefined)
    throw new UserError(`${file}, ${where}: ${kpi.code} has neither "measure" nor "ratio". Add the one that gives its figure.`);
  if (measure !== undefined && ratio !== undefined)
    throw new UserError(`${file}, ${where}: ${kpi.code} has both "measure" and "ratio". Keep the one that gives its figure.`);
  if (ratio !== undefined) return ratioIndicator(kpi, ratio, `${where}.ratio`, roles, file);
  const found = measureNamed(measure ?? '', kpi);
  if (found === null) throw new UserError(`${file}, ${where}.measure: there is no measure "${measure}". ${suggestion(measure ?? '', MEASURE_IDS, '"')}`);
  if (found.indicator.measure.kind === 'proportion') refuseBeyondPercent(kpi, where, file);
  return found;
}

const MEASURE_IDS = [...CASE_MEASURES, ...PLAN_MEASURES].map(({ id }) => id);

/** The indicator of a measure of ours, over the case list or the list of plans; null where there is none of that id. */
function measureNamed(id: string, kpi: Omit<KpiConfig, 'measure' | 'ratio'>): KnownIndicator | null {
  const ofCases = CASE_MEASURES.find((one) => one.id === id);
  if (ofCases !== undefined) return { over: 'cases', indicator: { ...measured(kpi, ofCases, 'cases'), measure: ofCases } };
  const ofPlans = PLAN_MEASURES.find((one) => one.id === id);
  return ofPlans === undefined ? null : { over: 'plans', indicator: { ...measured(kpi, ofPlans, plans.role), measure: ofPlans } };
}

const measured = (kpi: Omit<KpiConfig, 'measure' | 'ratio'>, measure: Definition, source: string) => ({
  ...commonOf(kpi, measure),
  title: kpi.title ?? measure.title,
  source,
});

/** Of a count neither way is better, unless a target is set. */
const commonOf = ({ code, target, polarity, lagQuarters = 0 }: Omit<KpiConfig, 'measure' | 'ratio'>, { better }: Definition) => ({
  code,
  target: target ?? null,
  polarity: polarity ?? better ?? (target === undefined ? null : ('higher' as const)),
  lagQuarters,
});

function ratioIndicator(
  kpi: Omit<KpiConfig, 'measure' | 'ratio'>,
  { source, date, id, denominator, numerator }: RatioConfig,
  key: string,
  roles: readonly string[],
  file: string,
): KnownIndicator {
  const where = `${file}, ${key}`;
  const others = roles.filter((role) => role !== 'cases');
  if (source === 'cases')
    throw new UserError(`${where}.source: cases is the case list, of which measures count. For a ratio, name its file under another role in sources too.`);
  if (!others.includes(source)) {
    const near = others.length === 0 ? 'Add its file there.' : suggestion(source, others, '"');
    throw new UserError(`${where}.source: there is no list "${source}" under sources. ${near}`);
  }
  refusePersons(date, `${key}.date`, file);
  if (id !== undefined) refusePersons(id, `${key}.id`, file);
  const ratio: Ratio = {
    where,
    date,
    id: id ?? null,
    denominator: denominator === undefined ? null : ruleOf(denominator, `${key}.denominator`, file),
    numerator: ruleOf(numerator, `${key}.numerator`, file),
  };
  const title = kpi.title ?? kpi.code;
  refuseBeyondPercent(kpi, key.replace(/\.ratio$/, ''), file);
  const measure = ratioMeasure(kpi.code, title, wordsOf(ratio, source), date);
  return { over: 'rows', ratio, indicator: { ...commonOf(kpi, measure), title, source, isRatio: true, measure } };
}

/** Nothing of a person is shown: neither who a row is of, nor when they were born. */
function refusePersons(column: string, key: string, file: string): void {
  if (namesPersons(column))
    throw new UserError(`${file}, ${key}: "${printable(column)}" is a column of persons, and what stands in it is never shown. Name another.`);
}

function refuseBeyondPercent({ target }: Pick<KpiConfig, 'target'>, where: string, file: string): void {
  if (target !== undefined && (target < 0 || target > 100))
    throw new UserError(`${file}, ${where}.target: ${target} is no percentage. Write one from 0 to 100.`);
}

/** What a ratio counts, in plain words. */
function wordsOf({ date, denominator, numerator }: Ratio, source: string): string {
  const words = denominator === null ? '' : ruleInWords(denominator);
  const judged = words === '' ? '' : ` and ${denominator !== null && 'or' in denominator ? `(${words})` : words}`;
  return `of the rows of ${source} whose ${date} is in the period${judged}, those ${ruleInWords(numerator)}`;
}

const isCode = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function meant(code: string, known: readonly KnownIndicator[]): KnownIndicator {
  const configured = known.find(({ indicator }) => isCode(indicator.code, code));
  if (configured !== undefined) return configured;
  const id = code.toLowerCase();
  const measure = measureNamed(id, { code: id });
  if (measure !== null) return measure;
  if (LIST_FIGURES.some((figure) => figure.id === id))
    throw new UserError(`${id}: this is a figure of a report of its own, and no indicator. ehcp explain ${id} says which, and what it counts.`);
  const names = [...known.map(({ indicator }) => indicator.code), ...MEASURE_IDS];
  throw new UserError(`${code}: there is no such indicator or measure, nor a file. ${suggestion(code, names)}`);
}
