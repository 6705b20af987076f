import type { ColumnPlaces } from '../columns.ts';
import type { ExportRow, Origin, Remark } from '../export.ts';
import { readDate, wholeNumber } from '../fields.ts';
import { namesOf, placesByName } from '../headings.ts';
import type { SetAsideCode, WarningCode } from '../problem.ts';
import type { Row } from '../rows.ts';
import { type Table, type Width, widthOf, wrongWidth } from '../table.ts';
import { type Item, itemNamed, TABLES, type TableName, tableWith } from './items.ts';
import { caseIdOf } from './request.ts';
import type { Shape, ValueIn } from './shape.ts';

/** A table of the return whose headings have been found. */
export interface Sen2Table {
  table: TableName;
  name: string;
  /** The line of its headings. */
  line: number;
  places: ReadonlyMap<Item, number>;
  headings: readonly string[];
  /** Null where cells stand where they stand, so that no row can be shifted. */
  width: Width | null;
  rows(take: (row: Row) => void): void;
}

export type Sen2Tables = Partial<Record<TableName, Sen2Table>>;

/** The table of the return that has these headings; null where they are of no table that is read. */
export function placedTable(headings: readonly string[], line: number, table: Pick<Table, 'name' | 'grid'>, rows: Sen2Table['rows']): Sen2Table | null {
  const items = new Set(headings.map((heading) => itemNamed(namesOf(heading))).filter((item) => item !== null));
  const found = tableWith(items);
  if (found === null) return null;
  const nameOf = (heading: string): string => itemNamed(namesOf(heading)) ?? '';
  const byName = placesByName(headings, `${table.name} line ${line}`, nameOf, (name) => name !== '' && !OF_A_CHILD.includes(name as Item));
  const places = new Map([...items].map((item) => [item, byName.get(item) ?? -1]));
  return { table: found, name: table.name, line, places, headings, width: table.grid ? null : widthOf(headings), rows };
}

/** Items that decide no figure: of two columns that hold one, the last is read. */
const OF_A_CHILD: readonly Item[] = ['sex', 'ethnicity', 'upn', 'personbirthdate', 'sentype', 'sentyperank', 'requestsource'];

/** A row of a table other than the requests, by the request or person it belongs to. */
interface Part {
  line: number;
  fields: readonly string[];
  /** Why its fields cannot be told apart. */
  fault: string | null;
  /** A further row of the same request or person that says something else. */
  conflict: number | null;
  used: boolean;
}

/** Ids are compared without the decimals that Excel gives to whole numbers. */
const idOf = (text: string): string => wholeNumber(text.trim());

/** What separates the ids of a person and a request in one key; no id holds it. */
const SEPARATOR = '\u0000';

const textOf = ({ places }: Sen2Table, fields: readonly string[], item: Item): string => (fields[places.get(item) ?? -1] ?? '').trim();

/** The key of a table's row: the ids by which its request, or another table, points to it. Null where one is blank. */
function keyOf(table: Sen2Table, fields: readonly string[], items: readonly Item[]): string | null {
  const ids = items.map((item) => idOf(textOf(table, fields, item)));
  return ids.includes('') ? null : ids.join(SEPARATOR);
}

/** By which ids a table belongs to its requests: some exports give the person as well, as their requests count from 1 for each. */
function requestKey(table: Sen2Table, requests: Sen2Table): Item[] {
  const both = table.places.has('persontableid') && requests.places.has('persontableid');
  return both ? ['persontableid', 'requeststableid'] : ['requeststableid'];
}

/** Reads the tables of one export together, request by request. */
export class Join<C extends string> {
  readonly columns: ColumnPlaces<C>;
  private readonly shape: Shape<C>;
  private readonly tables: Sen2Tables;
  private readonly requests: Sen2Table;

  constructor(tables: Sen2Tables & { requests: Sen2Table }, shape: Shape<C>) {
    this.tables = tables;
    this.requests = tables.requests;
    this.shape = shape;
    this.columns = {
      places: Object.fromEntries(shape.columns.map((column, place) => [column, this.has(column) ? place : -1])) as Record<C, number>,
      headings: Object.fromEntries(shape.columns.map((column) => [column, this.heading(column)])) as Record<C, string>,
    };
  }

  private has(column: C): boolean {
    return this.shape.sourceOf[column].some(([table, item]) => this.tables[table]?.places.has(item) ?? false);
  }

  /** The first heading that fills one of our columns. */
  private heading(column: C): string {
    const headings = this.shape.sourceOf[column].map(([name, item]) => this.headingOf(name, item));
    return headings.find((heading) => heading !== null) ?? column;
  }

  private headingOf(name: TableName, item: Item): string | null {
    const table = this.tables[name];
    return table?.headings[table.places.get(item) ?? -1]?.trim().replace(/\s+/g, ' ') ?? null;
  }

  rows(take: (row: ExportRow<C>) => void, say: (remark: Remark<WarningCode, never>) => void): void {
    const { requests, tables } = this;
    const byRequest = (name: TableName): Item[] => (tables[name] === undefined ? [] : requestKey(tables[name], requests));
    const load = (name: TableName, key: readonly Item[]): Map<string, Part> => this.load(tables[name], key, say);
    const pointsTo = (name: TableName, item: Item): boolean => tables[name]?.places.has(item) ?? false;
    const keys = {
      assessment: byRequest('assessment'),
      namedplan: byRequest('namedplan'),
      activeplans: byRequest('activeplans'),
      senneed: byRequest('senneed'),
    };
    const [planOfAssessment, needOfPlan] = [pointsTo('namedplan', 'assessmenttableid'), pointsTo('senneed', 'activeplanstableid')];
    const persons = load('person', ['persontableid']);
    const assessments = load('assessment', keys.assessment);
    const plans = load('namedplan', planOfAssessment ? ['assessmenttableid'] : keys.namedplan);
    const active = load('activeplans', keys.activeplans);
    const needs = load('senneed', needOfPlan ? ['activeplanstableid'] : keys.senneed);
    requests.rows(({ fields, line }) => {
      const why = requests.width === null ? null : wrongWidth(fields, requests.width);
      const find = (key: readonly Item[], parts: Map<string, Part>): Part | null => use(parts.get(keyOf(requests, fields, key) ?? ''));
      const person = use(persons.get(idOf(textOf(requests, fields, 'persontableid'))));
      const assessment = find(keys.assessment, assessments);
      const plan = planOfAssessment ? use(plans.get(this.idIn('assessment', assessment, 'assessmenttableid'))) : find(keys.namedplan, plans);
      const activePlan = find(keys.activeplans, active);
      const need = needOfPlan ? use(needs.get(this.idIn('activeplans', activePlan, 'activeplanstableid'))) : find(keys.senneed, needs);
      const parts: Partial<Record<TableName, Part | null>> = { person, assessment, namedplan: plan, activeplans: activePlan, senneed: need };
      const tooFew = requests.width !== null && fields.length < requests.width.needed;
      // With too few fields it cannot be told which is the id.
      if (tooFew) take({ line, fields: [], fault: wrongFields(why ?? '', { file: requests.name, line }) });
      else {
        const row = this.row(line, fields, parts, why);
        if (row !== null) take(row);
      }
    });
    // A child whose requests are in another year's return is no fault; a plan or assessment of no request is.
    this.sayUnused('assessment', assessments, say);
    this.sayUnused('namedplan', plans, say);
    this.sayUnused('activeplans', active, say);
  }

  private idIn(name: TableName, part: Part | null, item: Item): string {
    const table = this.tables[name];
    return table === undefined || part === null ? '' : idOf(textOf(table, part.fields, item));
  }

  /** The rows of a table by their key. Of two with one key, the second is said to be a repeat, or to say something else. */
  private load(table: Sen2Table | undefined, items: readonly Item[], say: (remark: Remark<WarningCode, never>) => void): Map<string, Part> {
    const parts = new Map<string, Part>();
    if (table === undefined) return parts;
    table.rows(({ fields, line }) => {
      if (table.table === 'senneed' && !isPrimary(textOf(table, fields, 'sentyperank'))) return;
      const fault = table.width === null ? null : wrongWidth(fields, table.width);
      const part: Part = { line, fields, fault, conflict: null, used: false };
      const id = keyOf(table, fields, items);
      const earlier = id === null ? undefined : parts.get(id);
      // Who a child is decides no figure: a row that may have shifted says nothing.
      const isOfChild = table.table === 'person' || table.table === 'senneed';
      if (id === null || (isOfChild && fault !== null)) say(lost(table, line, fault ?? 'the row has no id, so it belongs to no request'));
      else if (earlier === undefined) parts.set(id, part);
      else settle(table, earlier, part, this.shape.passesOver, say);
    });
    return parts;
  }

  private row(line: number, fields: readonly string[], parts: Partial<Record<TableName, Part | null>>, why: string | null): ExportRow<C> | null {
    const valueIn: ValueIn = (name, item) => {
      const table = this.tables[name];
      if (table === undefined) return '';
      const of = name === 'requests' ? fields : parts[name]?.fields;
      return of === undefined ? '' : textOf(table, of, item);
    };
    const found = this.shape.fieldsOf(valueIn, this.caseId(fields));
    // Of a row that may have shifted it cannot be told whether it has one.
    if (found === null && why === null) return null;
    const { values, remarks } = found ?? { values: [], remarks: [] };
    const originOf = (name: TableName): Origin | null => {
      const part = parts[name];
      const table = this.tables[name];
      return part === undefined || part === null || table === undefined ? null : { file: table.name, line: part.line };
    };
    const here: Origin = { file: this.requests.name, line };
    return {
      line,
      fields: values,
      fault: why === null ? this.faultOf(parts) : wrongFields(why, here),
      origin: (column) => {
        for (const [name, item] of this.shape.sourceOf[column]) {
          const heading = this.headingOf(name, item);
          // A date that means "none" is as good as a blank.
          if (readDate(valueIn(name, item)) !== null && heading !== null) return { ...(originOf(name) ?? here), heading };
        }
        return originOf(this.shape.sourceOf[column][0]?.[0] ?? 'requests') ?? here;
      },
      remarks,
    };
  }

  /** What makes a request unreadable in the rows of other tables that belong to it. */
  private faultOf(parts: Partial<Record<TableName, Part | null>>): Remark<SetAsideCode, never> | null {
    for (const name of ['assessment', 'namedplan', 'activeplans'] as const) {
      const part = parts[name];
      const table = this.tables[name];
      if (part === null || part === undefined || table === undefined) continue;
      const origin = { file: table.name, line: part.line };
      if (part.fault !== null) return wrongFields(part.fault, origin);
      if (part.conflict !== null) return conflicting(`line ${part.conflict} of the table belongs to the same request and says something else`, origin);
    }
    return null;
  }

  private caseId(fields: readonly string[]): string {
    const { requests } = this;
    const request = idOf(textOf(requests, fields, 'requeststableid'));
    const person = idOf(textOf(requests, fields, 'persontableid'));
    return caseIdOf(requests.headings[requests.places.get('requeststableid') ?? -1] ?? '', request, person);
  }

  private sayUnused(name: TableName, parts: Map<string, Part>, say: (remark: Remark<WarningCode, never>) => void): void {
    const table = this.tables[name];
    if (table === undefined) return;
    for (const part of parts.values()) if (!part.used) say(lost(table, part.line, part.fault ?? 'no request has the id that the row belongs to'));
  }
}

/** The first of a plan's needs is its primary one. */
export const isPrimary = (rank: string): boolean => rank === '' || Number(rank) === 1;

/** Ids that every row of a table has of its own. */
const OWN_IDS: readonly Item[] = ['assessmenttableid', 'activeplanstableid'];

/** What becomes of a second row with the id of an earlier one. */
function settle(
  table: Sen2Table,
  earlier: Part,
  { line, fields, fault }: Part,
  passedOver: readonly Item[],
  say: (remark: Remark<WarningCode, never>) => void,
): void {
  if (table.table === 'senneed') return;
  const said = [...table.places].filter(([item]) => !OWN_IDS.includes(item) && !passedOver.includes(item));
  const same = fault === null && said.every(([, place]) => (earlier.fields[place] ?? '').trim() === (fields[place] ?? '').trim());
  if (same) say(repeated(table, line, `says the same as line ${earlier.line}`));
  // Who a child is decides no figure, and so sets no request aside.
  else if (table.table === 'person') say(repeated(table, line, `has the same id as line ${earlier.line} and says something else`));
  else earlier.conflict = line;
}

function use(part: Part | undefined): Part | null {
  if (part === undefined) return null;
  part.used = true;
  return part;
}

const wrongFields = (why: string, origin: Origin | null): Remark<SetAsideCode, never> => ({
  code: 'wrong-number-of-fields',
  column: null,
  why,
  whatToDo: 'The request was set aside; correct the row and run again.',
  origin,
});

/** Two records where a request has one: which holds cannot be told. */
export const conflicting = (why: string, origin: Origin | null): Remark<SetAsideCode, never> => ({
  code: 'conflicting-rows',
  column: null,
  why,
  whatToDo: 'The request was set aside; keep the record that is right and run again.',
  origin,
});

const lost = ({ name }: Sen2Table, line: number, why: string): Remark<WarningCode, never> => ({
  code: 'row-without-request',
  column: null,
  why,
  whatToDo: 'What it says is in no figure; export the tables together and run again.',
  origin: { file: name, line },
});

const repeated = ({ name }: Sen2Table, line: number, what: string): Remark<WarningCode, never> => ({
  code: 'repeated-table-row',
  column: null,
  why: `the row ${what}`,
  whatToDo: 'The first was read; remove one of the two.',
  origin: { file: name, line },
});

/** The tables found under these names, each once; null where one is there twice. */
export function eachOnce(tables: readonly Sen2Table[]): { tables: Sen2Tables; twice: [Sen2Table, Sen2Table] | null } {
  const found: Sen2Tables = {};
  for (const name of TABLES) {
    const [first, second] = tables.filter(({ table }) => table === name);
    if (first !== undefined && second !== undefined) return { tables: found, twice: [first, second] };
    if (first !== undefined) found[name] = first;
  }
  return { tables: found, twice: null };
}
