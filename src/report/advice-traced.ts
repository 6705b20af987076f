import { type Advice, type AdviceStanding, AdviceTally, adviceStanding, isOutstanding } from '../core/advice.ts';
import { type AdvicePlace, type CaseAdvice, CaseAdviceTally, caseAdviceOf, MOST_LATE, placesOf } from '../core/advice-cases.ts';
import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import type { Day } from '../core/day.ts';
import { bandName, STAGE_NAMES, type Standing, standingOn } from '../core/position-figures.ts';
import { adviceCaseFigures, adviceFigures, NOT_YET_ADVICE, TRACED_ADVICE, TRACED_WAITS, type TracedAdvice, waitInWords } from './advice-figures.ts';
import type { Described } from './described.ts';
import { reasonInWords } from './reasons.ts';
import type { Figure } from './report.ts';
import type { Placed, Traced, Tracing } from './trace.ts';
import { plural } from './words.ts';

/** Where each row stands in the figures of `ehcp advice`: a request for advice, or a case with all that was requested for it. */

/** A request for advice. */
export interface AdviceRow {
  /** Of its case. */
  id: string;
  line: number;
  advice: Advice;
  /** Where the case stands on the day: null where the case list does not have it, or was not read. */
  standing: Standing | null;
}

/** A case, with the advice requested for it by the day. */
export interface AdvisedCase {
  id: string;
  line: number;
  received: Day | null;
  standing: Standing;
  advice: readonly AdviceStanding[];
}

const said = ({ id, title, counts, source }: Described) => ({
  id,
  basis: id,
  title,
  ofPeriod: false,
  isShare: false,
  counts,
  law: source === null ? null : { source, limits: [] },
});

const ofRows = (described: Described) => ({ ...said(described), dated: 'advice requested', rowName: 'Case', saysDays: true as const });

/** How long it took, or has been waited for; null where that is not known. */
function daysOf({ requested, received }: Advice, asOf: Day): number | null {
  if (requested === null) return null;
  const to = received !== null && received <= asOf ? received : asOf;
  return to < requested ? null : to - requested;
}

const PILE_WORDS: Readonly<Record<AdviceStanding['pile'], string>> = {
  'received-within-6-weeks': 'received within 6 weeks',
  'received-late': 'received late',
  'received-days-not-known': 'received, days not known',
  'outstanding-not-yet-late': 'outstanding, not yet late',
  'outstanding-late': 'outstanding and late',
};

const PLACE_WORDS: Readonly<Record<AdvicePlace, string>> = {
  ofOver20: 'case open over 20 weeks',
  ofOpen: 'case open',
  ofClosed: 'case closed',
  ofOthers: 'case not in the case list',
};

function adviceTraced(figure: TracedAdvice): Traced<AdviceRow> {
  const { described, place, holds } = figure;
  const { id } = described;
  return {
    ...ofRows(described),
    isShare: holds === null,
    trace({ asOf, conventions }) {
      const tally = new AdviceTally();
      const ofCases = new CaseAdviceTally();
      let notYet = 0;
      return {
        count({ advice, standing }) {
          const stands = adviceStanding(advice, asOf, conventions);
          if (stands === null) notYet++;
          else {
            tally.add(stands);
            for (const where of placesOf(standing)) ofCases[where].add(stands);
          }
        },
        place({ advice, standing }) {
          const stands = adviceStanding(advice, asOf, conventions);
          if (stands === null) return NOT_YET;
          const where = placesOf(standing);
          const words = place === null ? '' : `, ${PLACE_WORDS[where.at(-1) as AdvicePlace]}`;
          return { event: advice.requested, days: daysOf(advice, asOf), why: `${PILE_WORDS[stands.pile]}${words}`, ...pileOf(figure, stands, where) };
        },
        figure: () => ({ ...adviceFigures(tally, notYet), ...adviceCaseFigures(ofCases) })[id] as Figure,
      };
    },
  };
}

const NOT_YET: Placed = { pile: 'out-of-scope', reason: 'not-yet-visible', event: null, days: null, why: 'not requested by the as-of day' };

/** @param where its case stands */
function pileOf({ place, holds, whose }: TracedAdvice, stands: AdviceStanding, where: readonly AdvicePlace[]): Pick<Placed, 'pile' | 'reason'> {
  if (whose !== null && stands.adviser !== whose) return { pile: 'out-of-scope', reason: 'other-adviser' };
  if (place !== null && !where.includes(place)) return { pile: 'out-of-scope', reason: 'other-case' };
  if (holds === null) return sharePile(stands);
  return holds(stands) ? { pile: 'met', reason: null } : { pile: 'out-of-scope', reason: stands.pile };
}

/** Of the share that came in time: what is not due yet is none of its business. */
function sharePile({ pile, isDue }: AdviceStanding): Pick<Placed, 'pile' | 'reason'> {
  if (!isDue) return { pile: 'out-of-scope', reason: 'not-yet-due' };
  if (pile === 'received-days-not-known') return { pile: 'not-known', reason: null };
  return { pile: pile === 'received-within-6-weeks' ? 'met' : 'missed', reason: null };
}

/** Rows of what is to come. */
const NOT_YET_TRACED: Traced<AdviceRow> = {
  ...ofRows(NOT_YET_ADVICE),
  trace({ asOf, conventions }) {
    let value = 0;
    const isToCome = ({ advice }: AdviceRow): boolean => adviceStanding(advice, asOf, conventions) === null;
    return {
      count(row) {
        if (isToCome(row)) value++;
      },
      place(row) {
        const shown = { event: null, days: null };
        return isToCome(row)
          ? { ...shown, pile: 'met', reason: null, why: 'not requested by the as-of day' }
          : { ...shown, pile: 'out-of-scope', reason: 'requested', why: 'requested by the as-of day' };
      },
      figure: () => adviceFigures(new AdviceTally(), value)[NOT_YET_ADVICE.id] as Figure,
    };
  },
};

function waitTraced({ described, holds }: (typeof TRACED_WAITS)[number]): Traced<AdvisedCase> {
  const { id } = described;
  return {
    ...said(described),
    dated: null,
    trace(): Tracing<AdvisedCase> {
      const tally = new CaseAdviceTally();
      return {
        count({ standing, advice }) {
          if (standing.state !== 'not-yet-visible') tally.add(standing, advice);
        },
        place({ standing, advice }) {
          if (standing.state === 'not-yet-visible')
            return { pile: 'out-of-scope', reason: standing.state, event: null, days: null, why: reasonInWords(standing.state, true) };
          const stands = caseAdviceOf(standing, advice);
          if (standing.state === 'closed' || stands === null)
            return { pile: 'out-of-scope', reason: 'closed', event: standing.state === 'closed' ? standing.on : null, days: null, why: 'closed' };
          const shown = {
            event: null,
            days: standing.days,
            why: `open ${bandName(standing.band)}, ${STAGE_NAMES[standing.stage]}${adviceWords(stands, advice)}`,
          };
          return holds(stands) ? { ...shown, pile: 'met', reason: null } : { ...shown, pile: 'out-of-scope', reason: 'open' };
        },
        figure: () => adviceCaseFigures(tally)[id] as Figure,
      };
    },
  };
}

/** What it waits for, and how much of its advice is late. */
function adviceWords({ wait, late }: CaseAdvice, advice: readonly AdviceStanding[]): string {
  const outstanding = advice.filter(isOutstanding).length;
  const waits = wait === null ? '' : `: ${waitInWords(wait)}`;
  return `${waits}${late === null ? '' : `; late advice: ${late}${late === MOST_LATE ? ' or more' : ''}`}${wait === null && outstanding > 0 ? `; ${plural(outstanding, 'piece of advice', 'pieces of advice')} outstanding` : ''}`;
}

/** Every figure of `ehcp advice` that is made of requests for advice; and whether it asks for the case list too. */
export const TRACED_OF_ADVICE: readonly { traced: Traced<AdviceRow>; needsCases: boolean }[] = [
  ...TRACED_ADVICE.map((one) => ({ traced: adviceTraced(one), needsCases: one.place !== null })),
  { traced: NOT_YET_TRACED, needsCases: false },
];

/** Those that are made of cases; what else is made of them is a figure of a snapshot. */
export const TRACED_OF_WAITS: readonly Traced<AdvisedCase>[] = TRACED_WAITS.map(waitTraced);

/** What is known of the advice for each case by a day: pieces are added one at a time. */
export class AdviceByCase {
  private readonly found = new Map<string, AdviceStanding[]>();
  private readonly asOf: Day;
  private readonly conventions: Conventions;

  constructor(asOf: Day, conventions: Conventions) {
    this.asOf = asOf;
    this.conventions = conventions;
  }

  add(advice: Advice): void {
    const standing = adviceStanding(advice, this.asOf, this.conventions);
    if (standing === null) return;
    const of = this.found.get(advice.caseId);
    if (of === undefined) this.found.set(advice.caseId, [standing]);
    else of.push(standing);
  }

  /** A case with its advice. */
  with(c: Case): AdvisedCase {
    const { id, line, received } = c;
    return { id, line, received, standing: standingOn(c, this.asOf, this.conventions), advice: this.found.get(id) ?? [] };
  }
}
