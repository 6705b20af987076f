import { type Appeal, type AppealStanding, AppealTally, appealStanding, type Elsewhere } from '../core/appeal.ts';
import { shortDate } from '../core/day.ts';
import { APPEAL_COUNTS, type AppealFigure, appealFigureOf, MATTER_NAMES } from './appeal-figures.ts';
import type { Traced } from './trace.ts';

/** Where each mediation or appeal stands in the figures of `ehcp appeals`. */

/** A mediation or an appeal, and whether an earlier row is of the same case, kind, matter and day. */
export interface AppealRow {
  /** Of its case. */
  id: string;
  line: number;
  appeal: Appeal;
  isRepeat: boolean;
}

const ELSEWHERE_WORDS: Readonly<Record<Elsewhere, string>> = {
  'ended-before': 'completed before the period',
  'ended-before-day-not-known': 'lodged before the period, ended on a day not known',
  'lodged-later': 'lodged after the period',
};

const KIND_WORDS = { tribunal: 'appeal', mediation: 'mediation' } as const;

function wordsOf({ kind, matter, entry, end }: AppealStanding, { completed }: Appeal, isRepeat: boolean): string {
  const ended =
    end === 'completed' && completed !== null ? `completed ${shortDate(completed)}` : end === 'ongoing' ? 'ongoing at the end' : 'ended, day not known';
  const about = MATTER_NAMES[matter ?? 'matter-not-known'];
  return `${KIND_WORDS[kind]} (${about}), ${entry === 'lodged' ? 'lodged' : 'brought forward'}, ${ended}${isRepeat ? ', may be keyed twice' : ''}`;
}

function appealTraced(one: AppealFigure): Traced<AppealRow> {
  const { id, label, counts, holds } = one;
  return {
    id,
    basis: id,
    title: label,
    dated: 'lodged',
    ofPeriod: true,
    periodElse: 'last-12-months',
    rowName: 'Case',
    isShare: false,
    counts: () => counts,
    law: null,
    trace(window) {
      const tally = new AppealTally();
      return {
        count: ({ appeal, isRepeat }) => tally.add(appeal.kind, appealStanding(appeal, window), isRepeat),
        place({ appeal, isRepeat }) {
          const standing = appealStanding(appeal, window);
          const shown = { event: appeal.lodged, days: null };
          if (typeof standing === 'string') return { ...shown, pile: 'out-of-scope', reason: 'not-in-period', why: ELSEWHERE_WORDS[standing] };
          const placed = { ...shown, why: wordsOf(standing, appeal, isRepeat) };
          return holds(standing, isRepeat) ? { ...placed, pile: 'met', reason: null } : { ...placed, pile: 'out-of-scope', reason: 'others' };
        },
        figure: () => appealFigureOf(one, tally),
      };
    },
  };
}

/** Every figure of `ehcp appeals`. */
export const TRACED_OF_APPEALS: readonly Traced<AppealRow>[] = APPEAL_COUNTS.map(appealTraced);
