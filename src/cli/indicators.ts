import { existsSync } from 'node:fs';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import type { Indicator } from '../report/kpi.ts';
import type { KpiConfig } from './config.ts';

/** Codes, and the one argument that is a file, a folder or standard input. */
export function sorted(args: readonly string[]): { codes: string[]; cases: string | undefined } {
  const isList = (arg: string): boolean => arg === '-' || existsSync(arg);
  const [cases, second] = args.filter(isList);
  if (cases !== undefined && second !== undefined) throw new UserError(`${cases} and ${second}: both are case lists. Name one.`);
  return { codes: args.filter((arg) => !isList(arg)), cases };
}

export function indicatorsOf(codes: readonly string[], all: boolean, configured: readonly KpiConfig[]): Indicator[] {
  const known = configured.map(indicatorOf);
  if (all && codes.length === 0 && known.length === 0)
    throw new UserError('--all: the configuration has no indicators. Add them under kpis in ehcp.config.json.');
  const named = codes.map((code) => meant(code, known));
  const chosen = all ? [...known, ...named.filter(({ code }) => !known.some((one) => one.code === code))] : named;
  if (chosen.length === 0) throw new UserError('ehcp kpi needs a code. Name an indicator of the configuration or a measure, or add --all.');
  return chosen;
}

/** @throws UserError where there is no such measure */
export function indicatorOf({ code, title, measure: id, target, polarity = 'higher', lagQuarters = 0 }: KpiConfig): Indicator {
  const measure = CASE_MEASURES.find((one) => one.id === id);
  if (measure === undefined) {
    const near = nearest(
      id,
      CASE_MEASURES.map((one) => one.id),
    );
    throw new UserError(
      `ehcp.config.json, kpis, ${code}: there is no measure "${id}". ${near === null ? `Choose one of ${CASE_MEASURES.map((one) => one.id).join(', ')}.` : `Did you mean "${near}"?`}`,
    );
  }
  return { code, title: title ?? measure.title, measure, target: target ?? null, polarity, lagQuarters };
}

function meant(code: string, known: readonly Indicator[]): Indicator {
  const indicator = known.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (indicator !== undefined) return indicator;
  const measure = CASE_MEASURES.find(({ id }) => id === code.toLowerCase());
  if (measure !== undefined) return { code: measure.id, title: measure.title, measure, target: null, polarity: 'higher', lagQuarters: 0 };
  const names = [...known.map((one) => one.code), ...CASE_MEASURES.map(({ id }) => id)];
  const near = nearest(code, names);
  throw new UserError(
    `${code}: there is no such indicator or measure, nor a file. ${near === null ? `Choose one of ${names.join(', ')}.` : `Did you mean ${near}?`}`,
  );
}
