import type { Day } from '../../core/day.ts';

/** The row of a child that is kept, as far as it has been read. */
interface Kept {
  line: number;
  day: Day | null;
}

/**
 * Which of several rows of one child is kept: that with the latest day, of equal days the earlier row; a blank is before any
 * day. Rows of one child may stand far apart, so the list is read three times where there are any: to find these children, to
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

  /** The row that is kept in place of this one; null where it is this one, or that is not known yet. */
  keptBeside(id: string, line: number, day: Day | null): { line: number; isLater: boolean } | null {
    const kept = this.found.get(id);
    if (kept === undefined || this.reading === 'finding') return null;
    if (this.reading === 'choosing') {
      if (kept === null || (day ?? Number.NEGATIVE_INFINITY) > (kept.day ?? Number.NEGATIVE_INFINITY)) this.found.set(id, { line, day });
      return null;
    }
    return kept === null || kept.line === line ? null : { line: kept.line, isLater: kept.day !== day };
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
