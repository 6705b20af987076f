import { shareOf } from '../core/benchmark.ts';
import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { addDays, type Day } from '../core/day.ts';
import { DFE_MEASURES, DFE_SYMBOLS, type DfeRow } from '../core/dfe-measures.ts';
import { type Measure, verdictOf, type Window } from '../core/measure.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import { percentage } from '../core/proportion.ts';
import type { ReportContext } from './context.ts';
import { DAY_140 } from './figure.ts';
import type { Cell, Column, Figure, ReconciledCohort, Row, Section } from './report.ts';
import { listed, nOfD, number, plural } from './words.ts';

/** So many plans within 20 weeks of so many. */
interface Share {
  numerator: number;
  denominator: number;
}

/** What may be counted otherwise by DfE. */
type ReasonId = ReconciledCohort['reasons'][number]['id'];

/** Plans that one counts and the other may not, and how ours would change by them. */
interface Reason {
  plans: number;
  inTime: number;
  change: Share;
}

const COHORTS = [
  { id: '', dfe: 'dfe-within-20-weeks', ours: 'within-20-weeks', words: 'leaving out exceptions' },
  { id: '-all', dfe: 'dfe-within-20-weeks-all', ours: 'within-20-weeks-all', words: 'including exceptions' },
] as const;

/** A return is made in January: what was issued in the last days of a year may have been entered after it. */
const LATE_DAYS = 31;

/** What is counted of one cohort. */
class Cohort {
  readonly own: Share = { numerator: 0, denominator: 0 };
  readonly reasons = new Map<ReasonId, Reason>();
  private readonly measure: Measure;
  private readonly window: Window;

  constructor(ours: string, window: Window) {
    this.measure = CASE_MEASURES.find(({ id }) => id === ours) as Measure;
    this.window = window;
  }

  add(c: Case): void {
    const { pile, days } = verdictOf(this.measure, c, this.window);
    if (pile === 'met' || pile === 'missed' || pile === 'notKnown') this.noteCounted(c, pile, days);
    else if (pile === 'week-20-exception' || pile === 'mediation-or-tribunal') this.noteLeftOut(c, pile);
  }

  private noteCounted(c: Case, pile: 'met' | 'missed' | 'notKnown', days: number | null): void {
    const inTime = pile === 'met';
    this.own.denominator++;
    if (inTime) this.own.numerator++;
    if (pile === 'notKnown') this.note('days-not-known', false, { numerator: 0, denominator: -1 });
    // The last day is in time by one reading and late by the other.
    if (days === DAY_140) this.note('day-140', inTime, { numerator: inTime ? -1 : 1, denominator: 0 });
    if (c.finalPlan !== null && c.finalPlan > addDays(this.window.to, -LATE_DAYS)) this.note('late-entry', inTime, goes(inTime));
    if (c.assessDispute || c.issueDispute) this.note('mediation-or-tribunal', inTime, goes(inTime));
  }

  /** A plan that is left out, as it would count if it were not. */
  private noteLeftOut(c: Case, reason: 'week-20-exception' | 'mediation-or-tribunal'): void {
    const kept = reason === 'week-20-exception' ? { ...c, exception: false } : { ...c, assessDispute: false, issueDispute: false };
    const { pile } = verdictOf(this.measure, kept, this.window);
    // One that is left out for both would not come in for either.
    if (pile !== 'met' && pile !== 'missed' && pile !== 'notKnown') return;
    this.note(reason, pile === 'met', { numerator: pile === 'met' ? 1 : 0, denominator: 1 });
  }

  private note(id: ReasonId, inTime: boolean, change: Share): void {
    const reason = this.reasons.get(id) ?? { plans: 0, inTime: 0, change: { numerator: 0, denominator: 0 } };
    reason.plans++;
    if (inTime) reason.inTime++;
    reason.change.numerator += change.numerator;
    reason.change.denominator += change.denominator;
    this.reasons.set(id, reason);
  }
}

const goes = (inTime: boolean): Share => ({ numerator: inTime ? -1 : 0, denominator: -1 });

/** What is known of the published figure and of ours, for the report that shows them beside each other. */
interface Reconciled {
  figures: Record<string, Figure>;
  reconciliation: ReconciledCohort[];
  sentence: string;
  sections: Section[];
}

/** Ours beside DfE's: cases are added one at a time; then both are compared. */
export interface Reconciliation {
  contexts: readonly ReportContext[];
  add(c: Case): void;
  finish(context: ReportContext): Reconciled;
}

/** What is set beside DfE's figures of an authority in a calendar year. */
export interface ReconciliationAsked {
  row: DfeRow;
  from: Day;
  to: Day;
  asOf: Day;
  conventions: Conventions;
}

/** Starts setting our figures of a calendar year beside those that DfE published. */
export function startReconciliation({ row, ...window }: ReconciliationAsked, contexts: readonly ReportContext[]): Reconciliation {
  const cohorts = COHORTS.map((cohort) => ({ ...cohort, counted: new Cohort(cohort.ours, window) }));
  return {
    contexts,
    add(c) {
      for (const { counted } of cohorts) counted.add(c);
    },
    finish(context) {
      const reconciliation = cohorts.map(({ dfe, words, counted }): ReconciledCohort => {
        const share = shareOf(row, dfe);
        const theirs = share?.numerator == null || share.denominator === null ? null : { numerator: share.numerator, denominator: share.denominator };
        const { own } = counted;
        const explained = theirs === null ? [] : explanationsOf(counted, theirs);
        return {
          figure: dfe,
          cohort: words,
          ours: own,
          dfe: theirs,
          why: theirs === null ? signOf(share?.symbol ?? null) : null,
          difference: theirs === null ? null : { numerator: own.numerator - theirs.numerator, denominator: own.denominator - theirs.denominator },
          reasons: inOrder(counted).map(([id, reason]) => ({ id, ...reason, change: { ...reason.change } })),
          explainedBy: explained,
        };
      });
      return { figures: figuresOf(row), reconciliation, sentence: sentenceOf(row, reconciliation), sections: sectionsOf(row, reconciliation, context) };
    },
  };
}

const ORDER: readonly ReasonId[] = ['mediation-or-tribunal', 'week-20-exception', 'days-not-known', 'day-140', 'late-entry'];

const signOf = (symbol: string | null): string => (symbol === null || symbol === 'none' ? 'no figure' : `${symbol}, ${DFE_SYMBOLS[symbol] ?? 'no figure'}`);

const isEqual = (a: Share, b: Share): boolean => a.numerator === b.numerator && a.denominator === b.denominator;
const sum = (a: Share, b: Share): Share => ({ numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator });

/** The reasons that there are, in one order whatever that of the rows. */
const inOrder = ({ reasons }: Cohort): [ReasonId, Reason][] => [...reasons].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));

/** Every one reason, or else every two, by which ours would be exactly theirs; none where the two are alike already. */
function explanationsOf(cohort: Cohort, theirs: Share): ReasonId[][] {
  const { own } = cohort;
  if (isEqual(own, theirs)) return [];
  const all = inOrder(cohort);
  const alone = all.filter(([, { change }]) => isEqual(sum(own, change), theirs)).map(([id]) => [id]);
  if (alone.length > 0) return alone;
  return all.flatMap(([first, { change }], at) =>
    all.slice(at + 1).flatMap(([second, other]) => (isEqual(sum(sum(own, change), other.change), theirs) ? [[first, second]] : [])),
  );
}

/** What DfE published, as figures of the report. */
function figuresOf(row: DfeRow): Record<string, Figure> {
  const { year } = row;
  return Object.fromEntries(
    COHORTS.map(({ dfe }): [string, Figure] => {
      const share = shareOf(row, dfe);
      const counts = share?.isOfCounts === true ? { numerator: share.numerator, denominator: share.denominator } : {};
      const label = DFE_MEASURES.find(({ id }) => id === dfe)?.title ?? dfe;
      return [dfe, { label, unit: 'percent', value: share?.percent ?? null, ...counts, period: { from: `${year}-01-01`, to: `${year}-12-31`, label: year } }];
    }),
  );
}

/** `ours 297 of 774, DfE 297 of 774` */
const pair = ({ ours, dfe, why }: ReconciledCohort): string =>
  `ours ${nOfD(ours.numerator, ours.denominator)}, DfE ${dfe === null ? `none (${why})` : nOfD(dfe.numerator, dfe.denominator)}`;

function sentenceOf({ name, year }: DfeRow, all: readonly ReconciledCohort[]): string {
  const [without] = all as [ReconciledCohort, ReconciledCohort];
  const known = all.filter(({ dfe }) => dfe !== null);
  const apart = known.filter(({ difference }) => difference?.numerator !== 0 || difference.denominator !== 0);
  const whole =
    known.length === 0
      ? ''
      : apart.length === 0
        ? known.length === all.length
          ? ' They agree, including exceptions too.'
          : ' They agree where DfE has a figure.'
        : ` They differ ${listed(apart.map(({ cohort }) => cohort))}; likely reasons stand with their counts.`;
  return `Beside DfE's figure of ${name} for ${year}, within 20 weeks and leaving out exceptions: ${pair(without)}.${whole}`;
}

const right = (...lines: string[]): Column => ({ lines, align: 'right' });

function sectionsOf(row: DfeRow, all: readonly ReconciledCohort[], context: ReportContext): Section[] {
  const cell = (share: Share | null, why: string | null): Cell =>
    share === null
      ? { kind: 'text', text: why ?? '–' }
      : { kind: 'percent', value: percentage(share.numerator, share.denominator), numerator: share.numerator, denominator: share.denominator };
  const signed = (value: number): string => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '0');
  const table: Section = {
    kind: 'table',
    id: 'dfe',
    heading: `Beside DfE's figure for ${row.year}`,
    place: 'page',
    caption: `Plans issued within 20 weeks in ${row.year}: by this list, and as DfE published it of ${row.name}`,
    rowHeading: 'Within 20 weeks',
    columns: [right('Ours'), right('DfE'), right('Ours − DfE')],
    rows: all.map(
      ({ cohort, ours, dfe, why, difference }): Row => ({
        header: `${cohort.slice(0, 1).toUpperCase()}${cohort.slice(1)}`,
        cells: [
          cell(ours, null),
          cell(dfe, why),
          { kind: 'text', text: difference === null ? '–' : `${signed(difference.numerator)} in time, ${signed(difference.denominator)} issued` },
        ],
      }),
    ),
    notes: [],
  };
  const apart = all.filter(({ difference }) => difference !== null && (difference.numerator !== 0 || difference.denominator !== 0));
  if (apart.length === 0) return [table];
  return [
    table,
    {
      kind: 'list',
      id: 'dfe-reasons',
      heading: 'Likely reasons for the difference, by this list',
      place: 'page',
      items: [...apart.flatMap(reasonsInWords), ...rowReasons(context)],
    },
  ];
}

/** Every reason with its count, and what ours would be by it. */
function reasonsInWords({ cohort, ours, dfe, reasons, explainedBy }: ReconciledCohort): string[] {
  const lines = reasons.map(({ id, plans, inTime, change }) => {
    const would = sum(ours, change);
    return `${plural(plans, 'plan')} ${WORDS[id]}${id === 'days-not-known' ? '' : ` (${number(inTime)} of them within 20 weeks)`}: ${WOULD[id](change)}, ours would be ${nOfD(would.numerator, would.denominator)}.`;
  });
  const ways = explainedBy.map((ids) => `${listed(ids.map((id) => NAMES[id]))}${ids.length > 1 ? ' together' : ' alone'}`);
  const theirs = nOfD(dfe?.numerator ?? 0, dfe?.denominator ?? 0);
  const why =
    ways.length === 0
      ? `no one or two of these come to DfE's ${theirs}.`
      : `${ways.join(', or ')} would come to exactly DfE's ${theirs}. That makes it likely, and does not prove it.`;
  const heading = `${cohort.slice(0, 1).toUpperCase()}${cohort.slice(1)}:`;
  if (lines.length === 0) return [`${heading} no plan of this list is of a kind that is often counted otherwise.`];
  return [...lines.map((line) => `${heading} ${line}`), `${heading} ${why}`];
}

const NAMES: Readonly<Record<ReasonId, string>> = {
  'mediation-or-tribunal': 'mediation and tribunal',
  'week-20-exception': 'exceptions',
  'days-not-known': 'days not known',
  'day-140': 'day 140',
  'late-entry': 'late entries',
};

const WORDS: Readonly<Record<ReasonId, string>> = {
  'mediation-or-tribunal': 'after mediation or tribunal about the decision to assess or to issue',
  'week-20-exception': 'with a week-20 exception',
  'days-not-known': 'whose days are not known',
  'day-140': 'on exactly day 140',
  'late-entry': `in the last ${LATE_DAYS} days of the year, perhaps entered after the return was made`,
};

const WOULD: Readonly<Record<ReasonId, (change: Share) => string>> = {
  'mediation-or-tribunal': ({ denominator }) => (denominator > 0 ? 'if they were counted' : 'if they were left out'),
  'week-20-exception': () => 'if they were not recorded as exceptions in the return',
  'days-not-known': () => 'if they were left out',
  'day-140': ({ numerator }) => (numerator < 0 ? 'if day 140 were late' : 'if day 140 were in time'),
  'late-entry': () => 'if they were not in the return',
};

/** What became of rows that are no cases that count: how many plans of the year are among them nobody can tell. */
function rowReasons({ setAside, outOfScope, warnings }: ReportContext): string[] {
  const aside = setAside.reduce((total, { count }) => total + (count ?? 0), 0);
  const warned = (code: string): number => warnings.find((one) => one.code === code)?.count ?? 0;
  const items: [count: number, words: string][] = [
    [aside, 'set aside, of whatever year: ehcp check names them'],
    [outOfScope ?? 0, 'historical (H) or otherwise out of scope'],
    [warned('transferred-in'), 'of a plan from another authority, which is no new plan'],
    [warned('same-person-twice'), 'that may be the same request twice'],
    [warned('received-date-not-known'), 'whose received date cannot be relied on'],
  ];
  return items.filter(([count]) => count > 0).map(([count, words]) => `${plural(count, 'row')} of the list ${words}.`);
}
