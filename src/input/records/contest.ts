import type { Day } from '../../core/day.ts';

/** The row of a child that is kept, as far as it has been read. */
interface Kept {
  line: number;
  days: readonly (Day | null)[];
}

/** The first of the days that differ, by its place; -1 where none does. */
const firstOther = (days: readonly (Day | null)[], others: readonly (Day | null)[]): number => days.findIndex((day, at) => day !== others[at]);

const isLater = (days: readonly (Day | null)[], others: readonly (Day | null)[]): boolean => {
  const at = firstOther(days, others);
  return (days[at] ?? Number.NEGATIVE_INFINITY) > (others[at] ?? Number.NEGATIVE_INFINITY);
};

/**
 * Which of several rows of one child is kept: that with the latest day, of equal days that with the later of the next, and at last the earlier row; a blank
 * is before any day. Rows of one child may stand far apart, so the list is read three times where there are any: to find these children, to
 * choose, and to count. Of all others nothing is kept.
 */
export class Contest {
  /** By the id of each child that has several rows; null until one of them is met again. */
  private found = new Map<string, Kept | null>();
  private reading: 'finding' | 'choosing' | 'counting' = 'finding';

  /** An id that an earlier row has too. */
  open(id: string): void {
    if (this.reading === 'finding') this.found.set(id, null);
  }

  /**
   * The row that is kept in place of this one; null where it is this one, or that is not known yet.
   * @returns by which of the days it is the later, by its place; -1 where it is by none
   */
  keptBeside(id: string, line: number, days: readonly (Day | null)[]): { line: number; laterBy: number } | null {
    const kept = this.found.get(id);
    if (kept === undefined || this.reading === 'finding') return null;
    if (this.reading === 'choosing') {
      if (kept === null || isLater(days, kept.days)) this.found.set(id, { line, days });
      return null;
    }
    return kept === null || kept.line === line ? null : { line: kept.line, laterBy: firstOther(days, kept.days) };
  }

  /** Once a reading has ended: whether it was the last that is needed. */
  isDecided(): boolean {
    if (this.reading === 'counting' || (this.reading === 'finding' && this.found.size === 0)) return true;
    this.reading = this.reading === 'finding' ? 'choosing' : 'counting';
    return false;
  }

  beginAgain(): void {
    this.found = new Map();
    this.reading = 'finding';
  }
}
