import { NOT_PLAIN, type PlainDate } from './plain-date.ts';

/** The fields of one row by their places, each read when it is asked for. Good until the next row is read. */
export interface RowFields {
  /** The text of a field without blanks around it; '' where the row has no such field. */
  text(place: number): string;
  /** The same, of a column that holds few different texts. */
  word(place: number): string;
  /** A date that is written out in full; `NOT_PLAIN` where its text must be read, as what it is, or as no date at all. */
  plainDate(place: number): PlainDate;
}

const isPrintable = (code: number): boolean => code > 32 && code < 127;

/** A text without blanks around it. Trimming costs more than looking: nearly no field has blanks around it. */
export const trimmed = (text: string): string =>
  text === '' || (isPrintable(text.charCodeAt(0)) && isPrintable(text.charCodeAt(text.length - 1))) ? text : text.trim();

/** Fields that are texts already. */
export class TextFields implements RowFields {
  private fields: readonly string[] = [];

  of(fields: readonly string[]): RowFields {
    this.fields = fields;
    return this;
  }

  text(place: number): string {
    return trimmed(this.fields[place] ?? '');
  }

  word(place: number): string {
    return this.text(place);
  }

  plainDate(): PlainDate {
    return NOT_PLAIN;
  }
}
