import type { Figure, Section, Split } from './report.ts';
import { listed, sentence } from './words.ts';

type Figures = Record<string, Figure>;
type Groups = Split['groups'];

/** `the list has no column review_decision_date` */
const lacks = (columns: readonly string[]): string => `the list has no ${columns.length === 1 ? `column ${columns[0]}` : `columns ${listed(columns)}`}`;

/**
 * What a report does not say of its figures: what its list cannot tell, without some columns, and what is withheld, that is,
 * suppressed whatever it comes to, nought too, so that it tells nothing. Neither is made known to the step that publishes.
 */
export class Unsaid {
  private readonly needed: (id: string) => readonly string[];
  private readonly absent: readonly string[];
  private readonly isWithheld: (id: string) => boolean;

  /**
   * @param needed the columns without which a figure would tell what is not so
   * @param absent the columns that the list does not have
   */
  constructor(needed: (id: string) => readonly string[], absent: readonly string[], isWithheld: (id: string) => boolean = () => false) {
    this.needed = needed;
    this.absent = absent;
    this.isWithheld = isWithheld;
  }

  /** The columns that a figure needs and the list does not have. */
  missing(id: string): readonly string[] {
    return this.needed(id).filter((column) => this.absent.includes(column));
  }

  isKnown(id: string): boolean {
    return this.missing(id).length === 0;
  }

  isTold(id: string): boolean {
    return this.isKnown(id) && !this.isWithheld(id);
  }

  /** The figures of which something may be said. */
  told(figures: Figures): Figures {
    return Object.fromEntries(Object.entries(figures).filter(([id]) => this.isTold(id)));
  }

  toldOf(groups: Groups): Groups {
    return groups.map(({ name, figures }) => ({ name, figures: this.told(figures) }));
  }

  /** All figures in their order, with what is said of those that are told. */
  complete(all: Figures, said: Figures): Figures {
    const bare = ({ label, unit, denominator, period }: Figure, id: string): Figure => {
      const parts = denominator === undefined ? {} : { numerator: null, denominator: null };
      const why = this.isKnown(id) ? { suppressed: true as const, ...parts } : { notKnown: lacks(this.missing(id)) };
      return { label, unit, value: null, ...why, ...(period === undefined ? {} : { period }) };
    };
    return Object.fromEntries(Object.entries(all).map(([id, figure]) => [id, this.isTold(id) ? (said[id] as Figure) : bare(figure, id)]));
  }

  /** The same of each group of a split. @param said that of the groups that are told, in their order */
  completeOf(groups: Groups, said: Split | undefined): Groups {
    return groups.map(({ name, figures }, at) => ({ name, figures: this.complete(figures, said?.groups[at]?.figures ?? {}) }));
  }

  /** What nobody can say, in a sentence: `The list has no column X, so it cannot be known which …`; none where all of it is known. */
  sentence(topics: Readonly<Record<string, string>>): string[] {
    const unknown = Object.entries(topics).filter(([id]) => !this.isKnown(id));
    if (unknown.length === 0) return [];
    const columns = [...new Set(unknown.flatMap(([id]) => this.missing(id)))];
    return [sentence(`${lacks(columns)}, so it cannot be known ${listed(unknown.map(([, words]) => words))}`)];
  }
}

/** Tables whose cells are not known say why below. */
export const withReasons = (sections: readonly Section[]): Section[] =>
  sections.map((section) => {
    if (section.kind !== 'table') return section;
    const cells = section.rows.flatMap((row) => row.cells);
    const reasons = new Set(cells.flatMap((cell) => (cell.kind === 'not-known' ? [cell.why] : [])));
    return reasons.size === 0 ? section : { ...section, notes: [...section.notes, ...[...reasons].map((why) => `–: not known, as ${why}.`)] };
  });

/** The key to what is suppressed says of what is withheld that it may be nought. */
export const withKey = (sections: readonly Section[]): Section[] =>
  sections.map((section) =>
    section.kind === 'list' && section.id === 'publish'
      ? { ...section, items: [...section.items, 'What is suppressed whatever it comes to, as said at the head, may be nought too.'] }
      : section,
  );
