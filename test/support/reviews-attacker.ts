import loadHighs from 'highs';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { Figure, Report } from '../../src/report/report.ts';
import { planOf } from './plans.ts';

/**
 * Somebody who has nothing but a published report on annual reviews and knows every kind of plan that there can be, with a
 * solver of linear programmes in whole numbers. The unknowns are how many plans there are of each kind; what a kind adds to
 * a report is what a report on one such plan says. So this knows what the figures count, and nothing of how they are made
 * fit for publication.
 */

const highs = await loadHighs();

/** What a plan adds to each part of each figure. */
export type Parts = ReadonlyMap<string, number | null>;

/** Reasons that are told of none where they are not listed; how many rows lie elsewhere is never published. */
const REASONS = ['ceased', 'under-12-months', 'start-not-known', 'dates-out-of-order', 'no-date'];

/** The name of a part of the figures of a group. */
export const partOf = (name: string, group: string): string => `${name} of ${group}`;

/** Every part of figures; null where it is suppressed. */
export function partsOf(figures: Report['figures']): Parts {
  const parts = new Map<string, number | null>();
  for (const [id, figure] of Object.entries<Figure>(figures)) {
    const { unit, value, numerator = null, denominator = null, excluded = [], outOfScope = [] } = figure;
    if (unit !== 'percent') parts.set(id, value);
    else {
      parts.set(`${id} numerator`, numerator);
      parts.set(`${id} denominator`, denominator);
      const listed = [...excluded, ...outOfScope];
      for (const reason of REASONS) {
        const found = listed.find((one) => one.reason === reason);
        parts.set(`${id} ${reason}`, found === undefined ? 0 : found.count);
      }
    }
  }
  return parts;
}

/** Plans of every kind, by days before the as-of day; of each question those that are told apart. */
export function kindsOfPlans(asOf: Day): Plan[] {
  const ago = (days: number | null): Day | null => (days === null ? null : addDays(asOf, -days));
  const each = <T, U>(all: readonly T[], of: (one: T) => readonly U[]): U[] => all.flatMap(of);
  const decisions = [null, 'maintain', 'amend', 'cease'] as const;
  const reviews = each([null, -10, 10, 60, 200, 500, 650, 900, 1400], (meeting) =>
    each([null, -20, 20, 100, 300, 500, 1200, ...(meeting === null ? [] : [meeting - 5])], (decided) =>
      each(decisions, (reviewDecision) =>
        [null, 20, 150, 400, 1000, ...(meeting === null ? [] : [meeting - 60])].map((final) => ({
          reviewMeeting: ago(meeting),
          reviewDecided: ago(decided),
          reviewDecision,
          amendedFinal: ago(final),
        })),
      ),
    ),
  );
  const plans = each([null, 100, 400, 600, 850, 2000], (started) =>
    each([null, 1], (ceased) => reviews.map((review) => planOf({ ...review, started: ago(started), ceased: ago(ceased) }))),
  );
  const transferred = each([100, 400, 900], (started) =>
    [null, 10, 500, 600].map((meeting) => planOf({ started: ago(started), reviewMeeting: ago(meeting), transferredIn: ago(30), transferAware: ago(30) })),
  );
  return [...plans, ...transferred, planOf({ started: addDays(asOf, 30) })];
}

/** The counts that are suppressed and can be only one number. */
export class ReviewsAttacker {
  private readonly kinds: readonly Parts[];
  private readonly told: readonly [string, number | null][];
  private readonly rows: number | null;
  private readonly withheld: (name: string) => boolean;

  /**
   * @param kinds what each kind of plan adds; those that add the same are one
   * @param isAsked the parts that the kinds differ by
   * @param withheld those that are suppressed whatever they come to, of which it is not known that they are not nought
   */
  constructor(report: Report, kinds: readonly Parts[], isAsked: (name: string) => boolean, withheld: (name: string) => boolean = () => false) {
    this.withheld = withheld;
    const ofGroups = (report.by?.groups ?? []).flatMap(({ name: group, figures }) =>
      [...partsOf(figures)].map(([name, value]) => [partOf(name, group), value] as const),
    );
    // What no kind adds to is withheld whatever it comes to, and says nothing.
    const isSaid = (name: string): boolean => isAsked(name) && (kinds[0]?.has(name) ?? false);
    this.told = [...partsOf(report.figures), ...ofGroups].filter(([name]) => isSaid(name)).map(([name, value]) => [name, value]);
    this.rows = report.sources[0]?.counted ?? null;
    this.kinds = kinds;
  }

  /** @param isSecret which of those that are withheld must not be known: a true nought may be */
  broken(isSecret: (name: string) => boolean = () => false): string[] {
    const secrets = this.told.filter(([name, value]) => value === null && (!this.withheld(name) || isSecret(name))).map(([name]) => name);
    const seen = new Map(secrets.map((name) => [name, new Set<number>()]));
    const look = (objective: string): void => {
      const world = this.world(objective);
      for (const [name, values] of seen) values.add(Math.round(this.kinds.reduce((sum, kind, at) => sum + (kind.get(name) ?? 0) * (world[at] ?? 0), 0)));
    };
    if (secrets.length === 0) return [];
    for (const which of ['Maximize', 'Minimize']) look(`${which}\n obj: ${this.sum(...secrets)}`);
    return secrets.flatMap((name) => {
      const values = seen.get(name) as Set<number>;
      for (const which of ['Maximize', 'Minimize']) if (values.size < 2) look(`${which}\n obj: ${this.sum(name)}`);
      return values.size < 2 ? [`${name} can only be ${[...values]}`] : [];
    });
  }

  /**
   * What is counted in one part and not in another that lies within it, or in two of which one is what the other leaves of a whole: where it is small and can be only one number.
   * @param ordinary the kinds of plans by which this takes one part to lie within another
   * @param present the plans that there are: where one lies outside, the difference is no count
   */
  brokenBetween(ordinary: readonly Parts[], present: readonly Parts[], threshold: number): string[] {
    const isSmall = (value = 0): boolean => value >= 1 && value <= threshold;
    const told = this.told.map(([name]) => name).filter((name) => !this.withheld(name));
    const rests = told.flatMap((name): [string, string][] => {
      const whole = name.replace(' numerator', ' denominator');
      return whole !== name && told.includes(whole) ? [[whole, name]] : [];
    });
    const never = 'reviews-overdue-never-reviewed';
    const sets = [...told.map((name) => [name]), ...rests, ...(told.includes(never) ? [['reviews-overdue', never]] : [])].map(([plus = '', minus]) => ({
      name: minus === undefined ? plus : `(${plus} less ${minus})`,
      in: (kind: Parts): number => (kind.get(plus) ?? 0) - (minus === undefined ? 0 : (kind.get(minus) ?? 0)),
    }));
    const worlds = [this.world('Maximize\n obj: 0 x0')];
    const lieWithin = (inner: (typeof sets)[number], outer: (typeof sets)[number]): boolean =>
      ordinary.some((kind) => inner.in(kind) > 0) && [...ordinary, ...present].every((kind) => inner.in(kind) <= outer.in(kind));
    const pairs = sets.flatMap((outer) => sets.filter((inner) => inner !== outer && lieWithin(inner, outer)).map((inner) => ({ outer, inner })));
    return pairs.flatMap(({ outer, inner }) => {
      const times = this.kinds.map((kind) => outer.in(kind) - inner.in(kind));
      const values = (): number[] => [...new Set(worlds.map((world) => Math.round(times.reduce((sum, n, at) => sum + n * (world[at] ?? 0), 0))))];
      const objective = times.flatMap((n, at) => (n === 0 ? [] : [`${n < 0 ? '-' : '+'} ${Math.abs(n)} x${at}`])).join(' ');
      if (objective === '' || !isSmall(values()[0])) return [];
      for (const which of ['Maximize', 'Minimize']) if (values().length < 2) worlds.push(this.world(`${which}\n obj: ${objective}`));
      return values().length < 2 ? [`${outer.name} less ${inner.name} can only be ${values()}`] : [];
    });
  }

  private sum(...names: string[]): string {
    const terms = this.kinds.flatMap((kind, at) => {
      const times = names.reduce((sum, name, weight) => sum + (kind.get(name) ?? 0) * (1 + (weight % 5)), 0);
      return times === 0 ? [] : [`+ ${times} x${at}`];
    });
    return terms.length === 0 ? '0 x0' : terms.join(' ');
  }

  private world(objective: string): number[] {
    const all = this.kinds.map((_, at) => `x${at}`);
    const rules = [
      ...this.told.filter(([name]) => !this.withheld(name)).map(([name, value]) => `${this.sum(name)} ${value === null ? '>= 1' : `= ${value}`}`),
      ...(this.rows === null ? [] : [`${all.join(' + ')} = ${this.rows}`]),
    ];
    const lines = rules.map((rule, at) => ` r${at}: ${rule}`);
    const problem = `${objective}\nSubject To\n${lines.join('\n')}\nBounds\n${all.map((x) => ` ${x} <= 10000`).join('\n')}\nGeneral\n ${all.join(' ')}\nEnd`;
    const { Status, Columns } = highs.solve(problem);
    if (Status !== 'Optimal') throw new Error(`what the attacker takes for true is not: no world shows this report (${Status})`);
    return all.map((x) => (Columns[x] as { Primal: number } | undefined)?.Primal ?? 0);
  }
}
