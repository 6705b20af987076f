import { Alike } from './alike.ts';
import type { Day } from './day.ts';

export const APPEAL_KINDS = ['tribunal', 'mediation'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];

/** What it is about: a decision not to assess, not to issue, what the plan says, or to cease it. */
export const MATTERS = ['assess', 'issue', 'contents', 'cease'] as const;
export type Matter = (typeof MATTERS)[number];

/** How it ended, as far as another clock turns on it: won, by order or agreement; lost; not opposed; sent back; or over without any of these. */
export type AppealOutcome = 'granted' | 'dismissed' | 'conceded' | 'remitted' | 'without-result';

/** One mediation, or one appeal to the tribunal. */
export interface Appeal {
  /** The case it is about; '' where the list does not say. */
  caseId: string;
  /** By what the list tells whom it is about: the case, else the person; '' where it does not. Never shown. */
  about: string;
  /** The child or young person, by whom lists are held together; '' where the list does not say. Never shown. */
  person: string;
  line: number;
  kind: AppealKind;
  /** Null where the list does not say. */
  matter: Matter | null;
  lodged: Day;
  completed: Day | null;
  /** The list says how it ended, with or without a day. */
  hasOutcome: boolean;
  /** Null where it has not ended, or in words that are not known. */
  outcome: AppealOutcome | null;
  /** The order, agreement or concession that other clocks start from. */
  ordered: Day | null;
}

/** How it came to be among those of a period, and what it was at the end: each is in one of either. */
export const ENTRIES = ['brought-forward', 'lodged'] as const;
export const ENDS = ['completed', 'ongoing', 'ended-day-not-known'] as const;

/** Why the day on which one ended is not known. */
type Doubt = 'without-completed-date' | 'completed-before-lodged';

/** Where one that was lodged by the end of a period, and had not ended before it, stands in it. */
export interface AppealStanding {
  kind: AppealKind;
  matter: Matter | null;
  entry: (typeof ENTRIES)[number];
  end: (typeof ENDS)[number];
  doubt: Doubt | null;
}

/** Why one is none of those of a period. */
export type Elsewhere = 'ended-before' | 'ended-before-day-not-known' | 'lodged-later';

interface Dates {
  from: Day;
  to: Day;
}

/** Of one that ended on a day that cannot be known: an outcome has no day, as a flag has none, and always holds. */
function doubtOf({ lodged, completed, hasOutcome }: Appeal): Doubt | null {
  if (completed === null) return hasOutcome ? 'without-completed-date' : null;
  return completed < lodged ? 'completed-before-lodged' : null;
}

/** Where a mediation or an appeal stands in a period, as it was at its end. */
export function appealStanding(appeal: Appeal, { from, to }: Dates): AppealStanding | Elsewhere {
  const { kind, matter, lodged, completed } = appeal;
  if (lodged > to) return 'lodged-later';
  const doubt = doubtOf(appeal);
  // It ended, and no later period can be shown to have had it.
  if (doubt !== null) return lodged < from ? 'ended-before-day-not-known' : { kind, matter, entry: 'lodged', end: 'ended-day-not-known', doubt };
  if (completed !== null && completed < from) return 'ended-before';
  const end = completed !== null && completed <= to ? 'completed' : 'ongoing';
  return { kind, matter, entry: lodged < from ? 'brought-forward' : 'lodged', end, doubt };
}

/** Tells rows that may have been keyed twice, in the order in which they are met. */
export class Repeats {
  private readonly seen = new Set<string>();

  /** Whether an earlier row has the same case (or person), kind, matter and day. */
  isOne({ kind, matter, lodged, about }: Appeal): boolean {
    const key = [kind, matter, lodged, about].join('\n');
    const isRepeat = about !== '' && this.seen.has(key);
    this.seen.add(key);
    return isRepeat;
  }
}

/** Mediations and appeals of a period: they are added one at a time and let go. */
export class AppealTally {
  private readonly alike = new Alike<AppealStanding>();
  private readonly repeats = new Map<AppealKind, number>();
  private readonly others = new Map<Elsewhere, number>();

  /** @param isRepeat whether an earlier row has the same case, kind, matter and day */
  add(kind: AppealKind, standing: AppealStanding | Elsewhere, isRepeat: boolean): void {
    if (typeof standing === 'string') {
      this.others.set(standing, (this.others.get(standing) ?? 0) + 1);
      return;
    }
    if (isRepeat) this.repeats.set(kind, (this.repeats.get(kind) ?? 0) + 1);
    this.alike.add(Object.values(standing).join(' '), standing);
  }

  count(holds: (standing: AppealStanding) => boolean): number {
    return this.alike.count(holds);
  }

  /** Rows that may have been keyed twice: the second of two, and any more. */
  keyedTwice(kind: AppealKind): number {
    return this.repeats.get(kind) ?? 0;
  }

  /** Rows that are none of the period's, of any kind. */
  elsewhere(why: Elsewhere): number {
    return this.others.get(why) ?? 0;
  }
}
