import type { Day } from '../core/day.ts';
import { isSerial, readDate, readSerial, Unreadable } from './fields.ts';

/**
 * The date columns of one reading of a file. Excel's day numbers are dates only in a column that holds nothing else,
 * which is certain only at the end: they are taken for dates until something else comes, and then the file must be read anew.
 */
export class DateColumns<Column extends string> {
  /** The line of the first value that is no day number, by column. */
  private readonly otherValueOn: Map<Column, number>;
  private readonly withSerials = new Set<Column>();
  private undecided: readonly Column[];

  /** @param mixed the columns that an earlier reading found to hold other values too, with the line of the first */
  constructor(columns: readonly Column[], mixed: ReadonlyMap<Column, number>) {
    this.otherValueOn = new Map(mixed);
    this.undecided = columns.filter((column) => !mixed.has(column));
  }

  /** Notes what a row holds; the first value that is no day number settles its column. */
  note(line: number, textOf: (column: Column) => string): void {
    for (const column of this.undecided) {
      const text = textOf(column);
      if (text === '') continue;
      if (isSerial(text)) {
        this.withSerials.add(column);
      } else {
        this.otherValueOn.set(column, line);
        this.undecided = this.undecided.filter((undecided) => undecided !== column);
      }
    }
  }

  /** The columns in which day numbers were taken for dates and then something else came, with its line. */
  mixed(): Map<Column, number> {
    return new Map([...this.otherValueOn].filter(([column]) => this.withSerials.has(column)));
  }

  read(column: Column, text: string): Day | null | Unreadable {
    const date = readDate(text);
    // No day number reads as a date, and hardly a value is one: it is looked for last.
    if (!(date instanceof Unreadable) || !isSerial(text)) return date;
    const line = this.otherValueOn.get(column);
    return line === undefined
      ? readSerial(text)
      : new Unreadable(`is a day number of Excel's, but line ${line} of the column holds something else, so it is not taken for a date`);
  }
}
