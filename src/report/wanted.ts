import { UserError } from '../core/user-error.ts';
import type { ReportContext } from './context.ts';
import { plural } from './words.ts';

/** What is asked for by its reference. */
export interface Asked {
  /** The authority's own reference, as the list has it. */
  id: string;
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
  option: '--case' | '--plan';
  column: string;
  /** What else can be done where it is not there. */
  else: string;
}

/** One row that is looked for by its reference: rows are handed over one at a time, and only it is kept. */
export class Wanted<R> {
  private found: R | null = null;
  private alike: string | null = null;
  private readonly asked: Asked;
  private readonly plainId: string;

  constructor(asked: Asked) {
    this.asked = asked;
    this.plainId = plain(asked.id);
  }

  add(id: string, row: R): void {
    if (id === this.asked.id) this.found = row;
    else if (this.alike === null && plain(id) === this.plainId) this.alike = id;
  }

  /** @throws UserError where no row counted has the reference */
  in(context: ReportContext): R {
    if (this.found === null) throw new UserError(this.notFound(context));
    return this.found;
  }

  private notFound({ file, counted, outOfScope, setAside }: ReportContext): string {
    const { id, shownId, option, column, else: other } = this.asked;
    const aside = setAside.reduce((sum, { count }) => sum + (count ?? 0), 0);
    const near = this.alike === null ? null : shownId(this.alike);
    const others = [
      ...(aside === 0 ? [] : [`${plural(aside, 'row')} set aside`]),
      ...((outOfScope ?? 0) === 0 ? [] : [`${plural(outOfScope, 'historical row')}`]),
    ];
    return [
      `${option} ${shownId(id) ?? '(not shown, as it may name somebody)'}: none of the ${plural(counted, 'row')} counted of ${file} has this reference in ${column}.`,
      near !== null
        ? `Did you mean ${near}?`
        : `References are compared as they are written.${others.length === 0 ? '' : ` Not counted: ${others.join(' and ')}${option === '--case' ? '; ehcp check lists what was set aside' : ''}.`} ${other}`,
    ].join(' ');
  }
}

/** A reference without case, blanks, signs and leading zeros: no other than one that is the same so is likely to be meant. */
const plain = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(' ', '');
