import type { Conventions } from '../core/conventions.ts';
import { dayFromIso } from '../core/day.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { PlacedSeries } from './every-figure.ts';
import type { Figure, IndicatorFigure, ProjectionMade, Report } from './report.ts';

/** What is needed of a report that was saved as JSON. */
export interface SavedReport extends Pick<Report, 'report' | 'title' | 'asOf' | 'authority' | 'publish' | 'figures' | 'periods' | 'by'> {
  series?: Record<string, PlacedSeries>;
  conventions: Conventions | null;
  /** How a projection was made. */
  projection?: ProjectionMade;
  /** What its figures counted, by their names. */
  definitions: ReadonlyMap<string, string>;
  /** The lists it was made of. */
  sources: readonly { role: string; file: string; sha256: string }[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * A saved report, looked at part by part, as it may be any file.
 * @param name the file, for messages
 * @throws UserError where it is no report of ours
 */
export function savedReport(value: unknown, name: string): SavedReport {
  const refuse = (where: string, what: string): never => {
    throw new UserError(`${name}: ${where === '' ? '' : `${where}: `}${what}. Name a report that ehcp wrote with --format json, as it was written.`);
  };
  const isObject = (one: unknown): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one);
  const object = (one: unknown, where: string): Json => (isObject(one) ? one : refuse(where, 'this is no object'));
  const list = (one: unknown, where: string): readonly unknown[] => (Array.isArray(one) ? one : refuse(where, 'this is no list'));
  const text = (one: unknown, where: string): string => (typeof one === 'string' ? printable(one, 400) : refuse(where, 'this is no text'));
  const date = (one: unknown, where: string): string => (dayFromIso(text(one, where)) === null ? refuse(where, 'this is no date') : text(one, where));
  const whole = (one: unknown, where: string): number =>
    typeof one === 'number' && Number.isSafeInteger(one) && one >= 0 ? one : refuse(where, 'this is no whole number');
  const counted = (one: unknown, where: string): number | null => (one === null ? null : whole(one, where));
  const optional = <T>(one: unknown, read: (value: unknown) => T): T | undefined => (one === undefined ? undefined : read(one));
  const entries = <T>(one: unknown, where: string, read: (value: unknown, where: string) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(object(one, where)).map(([key, part]) => [printable(key, 400), read(part, `${where}.${key}`)]));

  const figure = (one: unknown, where: string): Figure => {
    const { label, unit, value: amount, numerator, denominator, period, ...rest } = object(one, where);
    if (amount !== null && (typeof amount !== 'number' || !Number.isFinite(amount))) refuse(`${where}.value`, 'this is no number');
    const said = {
      label: text(label, `${where}.label`),
      unit: text(unit, `${where}.unit`) as Figure['unit'],
      value: amount as number | null,
      ...defined({
        numerator: optional(numerator, (part) => counted(part, `${where}.numerator`)),
        denominator: optional(denominator, (part) => counted(part, `${where}.denominator`)),
        suppressed: rest.suppressed === true ? (true as const) : undefined,
        period: optional(period, (part) => named(part, `${where}.period`)),
      }),
    };
    if (rest.financialYearToDate === undefined) return said;
    const beside = (key: string): IndicatorFigure['before'] => {
      const part = object(rest[key], `${where}.${key}`);
      return { ...figure(part, `${where}.${key}`), from: date(part.from, `${where}.${key}.from`), to: date(part.to, `${where}.${key}.to`) };
    };
    const indicator = {
      ...said,
      ...(typeof rest.measure === 'string' ? { measure: printable(rest.measure, 400) } : {}),
      ...(typeof rest.source === 'string' ? { source: printable(rest.source, 400) } : {}),
      target: typeof rest.target === 'number' ? rest.target : null,
      before: beside('before'),
      lastYear: beside('lastYear'),
      financialYearToDate: beside('financialYearToDate'),
    };
    return indicator as Figure;
  };
  const named = (one: unknown, where: string) => {
    const { from, to, label } = object(one, where);
    return { from: date(from, `${where}.from`), to: date(to, `${where}.to`), label: text(label, `${where}.label`) };
  };
  const period = (one: unknown, where: string) => {
    const { figures, lastYear } = object(one, where);
    const before = object(lastYear, `${where}.lastYear`);
    return {
      ...named(one, where),
      figures: entries(figures, `${where}.figures`, figure),
      lastYear: {
        from: date(before.from, `${where}.lastYear.from`),
        to: date(before.to, `${where}.lastYear.to`),
        ...defined({ asOf: optional(before.asOf, (part) => date(part, `${where}.lastYear.asOf`)) }),
        figures: entries(before.figures, `${where}.lastYear.figures`, figure),
      },
    };
  };
  const series = (one: unknown, where: string): PlacedSeries => {
    const { measure, target, duty, points } = object(one, where);
    return {
      ...defined({ measure: optional(measure, (part) => text(part, `${where}.measure`)) }),
      target: typeof target === 'number' ? target : null,
      duty: typeof duty === 'number' ? duty : null,
      points: list(points, `${where}.points`).map((part, at) => {
        const place = `${where}.points[${at + 1}]`;
        const point = object(part, place);
        const before = object(point.lastYear, `${place}.lastYear`);
        return {
          ...named(point, place),
          figure: figure(point.figure, `${place}.figure`),
          lastYear: {
            ...figure(before, `${place}.lastYear`),
            from: date(before.from, `${place}.lastYear.from`),
            to: date(before.to, `${place}.lastYear.to`),
          },
        };
      }),
    };
  };
  const projection = (one: unknown): ProjectionMade => {
    const made = object(one, 'projection');
    const count = (key: string): number => whole(made[key], `projection.${key}`);
    const asked = (key: string): string | null => (made[key] === null ? null : text(made[key], `projection.${key}`));
    return {
      seed: count('seed'),
      runs: count('runs'),
      horizonWeeks: count('horizonWeeks'),
      weeksDrawnFrom: count('weeksDrawnFrom'),
      requests: asked('requests'),
      completions: asked('completions'),
      byDate: asked('byDate'),
      lookBack: made.lookBack === true,
    };
  };
  const groups = (one: unknown) => {
    const { column, groups: split } = object(one, 'by');
    return {
      column: text(column, 'by.column'),
      groups: list(split, 'by.groups').map((part, at) => {
        const group = object(part, `by.groups[${at + 1}]`);
        return { name: text(group.name, `by.groups[${at + 1}].name`), figures: entries(group.figures, `by.groups[${at + 1}].figures`, figure) };
      }),
    };
  };

  const root = object(value, '');
  if (root.schema !== 'ehcp.report/1') refuse('', 'this is no report of ehcp');
  const conventions = optional(root.conventions, (one) => object(one, 'conventions'));
  return {
    report: text(root.report, 'report'),
    title: text(root.title, 'title'),
    authority: root.authority === null || root.authority === undefined ? null : text(root.authority, 'authority'),
    asOf: root.asOf === null ? null : date(root.asOf, 'asOf'),
    figures: entries(root.figures, 'figures', figure),
    ...defined({ publish: optional(root.publish, (one) => ({ threshold: whole(object(one, 'publish').threshold, 'publish.threshold') })) }),
    ...defined({ series: optional(root.series, (one) => entries(one, 'series', series)) }),
    ...defined({ periods: optional(root.periods, (one) => entries(one, 'periods', period)), by: optional(root.by, groups) }),
    ...defined({ projection: optional(root.projection, projection) }),
    conventions: conventions === undefined ? null : conventionsIn(conventions),
    definitions: new Map(
      list(root.sections, 'sections')
        .map((one, at) => object(one, `sections[${at + 1}]`))
        .filter(({ id }) => id === 'definitions')
        .flatMap(({ terms }) => list(terms, 'definitions'))
        .map((one) => object(one, 'definitions'))
        .map(({ term, meaning }) => [text(term, 'definitions'), text(meaning, 'definitions')]),
    ),
    sources: list(root.sources, 'sources').map((one, at) => {
      const { role, file, sha256 } = object(one, `sources[${at + 1}]`);
      return { role: text(role, 'sources'), file: text(file, 'sources'), sha256: text(sha256, 'sources') };
    }),
  };
}

const conventionsIn = ({ dayOfReceipt, cohort }: Json): Conventions => ({
  dayOfReceipt: dayOfReceipt === 1 ? 1 : 0,
  cohort: cohort === 'every-plan' ? 'every-plan' : 'dfe',
});

/** The keys that hold something. */
function defined<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
