import type { ExportRow, ListExport } from '../export.ts';
import type { Found, Layout } from '../layout.ts';
import { REQUESTS } from '../sen2/as-requests.ts';
import { type Item, itemNamed, TABLES, type TableName } from '../sen2/items.ts';
import { conflicting, isPrimary } from '../sen2/join.ts';
import type { Shape } from '../sen2/shape.ts';
import { ownSplits } from '../split.ts';
import type { ElementReader, ElementTaker } from '../xml.ts';

/** The SEN2 return itself: persons, and within each their requests. It is read person by person. */
export const sen2Xml: Layout = {
  id: 'sen2-xml',
  title: 'SEN2 return (XML)',
  open: (found) => xmlExport(found, REQUESTS),
};

/** The return in XML; null where what was found is none. */
export function xmlExport<C extends string>({ xml, name }: Found, shape: Shape<C>): ListExport<C> | null {
  if (xml === null || !hasPersons(xml)) return null;
  const { columns, sourceOf, oneDate } = shape;
  const places = Object.fromEntries(columns.map((column, place) => [column, sourceOf[column].length > 0 ? place : -1])) as Record<C, number>;
  return {
    layout: 'sen2-xml',
    name,
    place: name,
    oneDate,
    splits: ownSplits(columns, places),
    cautions: [],
    columns: {
      places,
      headings: Object.fromEntries(columns.map((column) => [column, sourceOf[column][0]?.[1] ?? column])) as Record<C, string>,
    },
    notes: ['A return has no ids for requests: case ids are the number of the person in the file and of their request.'],
    rows: (take) => xml.read(new Requests(shape, take)),
    progress: () => 0,
    files: () => [xml.file()],
  };
}

/** The elements of records: named as the tables of other forms of the return. */
const RECORDS: ReadonlyMap<string, TableName> = new Map(TABLES.map((table) => [table, table]));

/** Whether there is a return in the file: something else in XML is no case list. It is read up to the first request. */
function hasPersons(xml: ElementReader): boolean {
  const found = new Set<string>();
  const enough = (): boolean => found.has('person') && found.has('requests');
  xml.read({
    begin: (name) => {
      found.add(name);
    },
    end: () => {},
    enough,
  });
  return enough();
}

interface Request {
  line: number;
  values: Map<string, string>;
  records: Set<TableName>;
  /** The line of a second record of one kind, where only one can be. */
  conflict: number | null;
}

/** Records of which a request has one at most. */
const ONE_EACH: readonly TableName[] = ['assessment', 'namedplan', 'activeplans'];

/** Gathers a person's items, which may stand before or after their requests. */
class Requests<C extends string> implements ElementTaker {
  private readonly shape: Shape<C>;
  private readonly take: (row: ExportRow<C>) => void;
  private readonly records: TableName[] = [];
  private persons = 0;
  private person = new Map<string, string>();
  private requests: Request[] = [];
  private need = new Map<Item, string>();
  private line = 0;

  constructor(shape: Shape<C>, take: (row: ExportRow<C>) => void) {
    this.shape = shape;
    this.take = take;
  }

  begin(name: string, line: number): void {
    this.line = line;
    const record = RECORDS.get(name);
    if (record === undefined) return;
    if (record === 'senneed') this.need = new Map();
    // A request outside a person is one of a person unknown.
    if (record === 'person' || (record === 'requests' && !this.records.includes('person'))) this.nextPerson();
    if (record === 'requests') this.requests.push({ line, values: new Map(), records: new Set(), conflict: null });
    this.records.push(record);
    const request = this.requests.at(-1);
    if (request === undefined || !ONE_EACH.includes(record)) return;
    if (request.records.has(record)) request.conflict ??= line;
    request.records.add(record);
  }

  end(name: string, text: string): void {
    const record = RECORDS.get(name);
    if (record !== undefined) {
      this.records.pop();
      if (record === 'senneed') this.keepNeed();
      if (record === 'person' || (record === 'requests' && !this.records.includes('person'))) this.hand();
      return;
    }
    const of = this.records.at(-1);
    const item = itemNamed([name]);
    if (of === undefined || item === null || text === '' || this.shape.passesOver.includes(item)) return;
    const values = of === 'person' ? this.person : this.requests.at(-1)?.values;
    if (of === 'senneed') {
      this.need.set(item, text);
      return;
    }
    const key = keyOf(of, item);
    const before = values?.get(key);
    if (before === undefined) values?.set(key, text);
    else if (before !== text && of !== 'person' && this.requests.length > 0) (this.requests.at(-1) as Request).conflict ??= this.line;
  }

  /** Of a plan's needs, the primary one. */
  private keepNeed(): void {
    const key = keyOf('senneed', 'sentype');
    const values = this.requests.at(-1)?.values;
    const type = this.need.get('sentype');
    if (type !== undefined && values !== undefined && !values.has(key) && isPrimary(this.need.get('sentyperank') ?? '')) values.set(key, type);
  }

  private nextPerson(): void {
    this.persons++;
    this.person = new Map();
    this.requests = [];
  }

  private hand(): void {
    this.requests.forEach(({ line, values, conflict }, at) => {
      const own = new Map([...this.person, ...values, [keyOf('requests', 'persontableid'), String(this.persons)]]);
      const found = this.shape.fieldsOf((table, item) => own.get(keyOf(table, item)) ?? '', `${this.persons}/${at + 1}`);
      if (found === null) return;
      const { values: fields, remarks } = found;
      const fault = conflict === null ? null : conflicting(`line ${conflict} says once more, and otherwise, what a request says once`, null);
      this.take({ line, fields, fault, remarks });
    });
  }
}

const keyOf = (table: TableName, item: Item): string => `${table} ${item}`;
