import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import type { Day } from '../../src/core/day.ts';
import type { Column } from '../../src/input/columns.ts';
import { caseOf, on } from '../support/cases.ts';
import { type Dialect, dialects, written } from '../support/dialects.ts';
import {
  asBlade,
  asEhcp,
  asEhcpWorkbook,
  asModules,
  asTemplate,
  asWorkbook,
  asXml,
  BLADE,
  type BladeVersion,
  caseloads,
  type ExportedCase,
  type NamedFile,
  NOTES,
  type TemplateOptions,
  type XmlOptions,
} from '../support/exports.ts';
import { fileOf, folderOf, openedAs, readingOf, refusalOf } from '../support/readings.ts';

/** A caseload in one layout, and what that layout can say of it. */
interface Way {
  layout: string;
  files: NamedFile[];
  /** The requests in the order in which the layout has them. */
  cases: readonly ExportedCase[];
  idOf: (one: ExportedCase) => string;
  /** The files that are read, if not all. */
  read?: string[];
  assumedEncoding?: string | null;
  /** The line of each request; null where the layout says nothing of lines. */
  lines: number[] | null;
  /** What it says of columns that no figure needs, where it does not say what the caseload holds. */
  says?: Partial<Record<Column, (one: ExportedCase) => string>>;
}

/** An issued plan has a need in the layouts that carry needs. */
const needOf = ({ assessment }: ExportedCase): string => (assessment?.outcome === 'Y' && assessment.date !== '' ? 'ASD' : '');
const NOTHING = (): string => '';
const ID = ({ id }: ExportedCase): string => id;

const breaksIn = (text: string): number => text.match(/\r\n|\n/g)?.length ?? 0;

/** Where rows begin that follow the headings on line 1, with what stands in their fields. */
function linesIn({ blankLines }: Pick<Dialect, 'blankLines'>, notes: readonly string[]): number[] {
  let next = 2;
  return notes.map((note) => {
    const line = next + (blankLines ? 1 : 0);
    next = line + 1 + breaksIn(note);
    return line;
  });
}

const linesOf = (dialect: Pick<Dialect, 'blankLines'>, cases: readonly ExportedCase[]): number[] => linesIn(dialect, cases.map(NOTHING));
const ON_SHEET = { blankLines: false };

const plainList = fc.tuple(caseloads, dialects, fc.boolean()).map(([cases, dialect, noted]): Way => {
  const notes = noted ? NOTES : [];
  return {
    layout: 'ehcp',
    files: asEhcp(cases, dialect, notes),
    cases,
    idOf: ID,
    assumedEncoding: noted && dialect.encoding === 'windows-1252' ? 'Windows-1252' : null,
    lines: linesIn(
      dialect,
      cases.map((_, at) => notes[at % notes.length] ?? ''),
    ),
  };
});

/** Names of another system, and SEN2's one date for two columns of ours. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  case_id: 'Case Reference',
  person_id: 'Child ID',
  received_date: 'Date request was received',
  request_source: 'RequestSource',
  assess_decision: 'Request Outcome',
  assess_decision_date: 'Request Outcome Date',
  assess_mediation: 'Request Mediation',
  assess_tribunal: 'Request Tribunal',
  moved_out: 'Exported',
  issue_decision: 'Assessment Outcome',
  issue_mediation: 'Assessment Mediation',
  issue_tribunal: 'Assessment Tribunal',
  other_mediation: 'Other Mediation',
  other_tribunal: 'Other Tribunal',
  week20_exception: 'Week20',
  date_of_birth: 'DOB',
  sex: 'Gender',
};

const otherList = fc.tuple(caseloads, dialects).map(([cases, dialect]): Way => {
  const [list] = asEhcp(cases);
  const [ours = [], ...rows]: string[][] = parse(list?.bytes ?? '');
  const place = (column: string): number => ours.indexOf(column);
  const [told, sent] = [place('issue_decision_date'), place('final_plan_date')];
  const kept = ours.map((_, at) => at).filter((at) => at !== told);
  const headings = kept.map((at) => (at === sent ? 'Assessment Outcome Date' : (OTHER_NAMES[ours[at] ?? ''] ?? ours[at] ?? '')));
  const dates = ['Date request was received', 'Request Outcome Date', 'Assessment Outcome Date', 'DOB'];
  const fields = rows.map((row) => kept.map((at) => (at === sent ? `${row[told]}${row[sent]}` : (row[at] ?? ''))));
  return { layout: 'flat', files: [{ name: 'list.csv', bytes: written(headings, fields, dates, dialect) }], cases, idOf: ID, lines: linesOf(dialect, cases) };
});

const versions = fc.constantFrom<BladeVersion>('1.1', '1.2', '1.3');

const blade = fc.tuple(caseloads, versions, fc.oneof(fc.constant(BLADE), dialects)).map(([cases, version, dialect]): Way => {
  const files = asBlade(cases, version, dialect);
  return {
    layout: 'sen2-blade',
    files,
    cases,
    idOf: ID,
    read: files.map(({ name }) => name).filter((name) => !/_sen2\./.test(name)),
    lines: linesOf(dialect, cases),
    says: {
      ...(version === '1.3' ? {} : { request_source: NOTHING }),
      ...(version === '1.1' ? { sex: ({ sex }) => (sex === 'M' ? '1' : '2') } : {}),
    },
  };
});

const modules = fc.tuple(caseloads, dialects).map(
  ([cases, dialect]): Way => ({
    layout: 'sen2-modules',
    files: asModules(cases, dialect),
    cases,
    idOf: ({ person, request }) => `${person}/${request}`,
    lines: linesOf(dialect, cases),
    says: { request_source: NOTHING },
  }),
);

const xmlOptions: fc.Arbitrary<XmlOptions> = fc.record({
  namespace: fc.boolean(),
  prefix: fc.boolean(),
  letterCase: fc.constantFrom('as-is', 'upper', 'lower'),
  indent: fc.boolean(),
  blanks: fc.constantFrom('left-out', 'empty'),
  encoding: fc.constantFrom('utf-8', 'utf-8-mark', 'utf-16le', 'utf-16be', 'windows-1252'),
});

const xml = fc.tuple(caseloads, xmlOptions).map(([cases, options]): Way => {
  const people = [...new Set(cases.map(({ person }) => person))];
  const number = ({ person }: ExportedCase): string => String(people.indexOf(person) + 1);
  return {
    layout: 'sen2-xml',
    files: asXml(cases, options),
    cases: people.flatMap((person) => cases.filter((one) => one.person === person)),
    idOf: (one) => `${number(one)}/${one.request}`,
    lines: null,
    says: { person_id: number, primary_need: needOf },
  };
});

const templateOptions: fc.Arbitrary<TemplateOptions> = fc.record({
  dates: fc.constantFrom('text', 'excel'),
  floats: fc.boolean(),
  spareRows: fc.nat({ max: 3 }),
});

const template = fc.tuple(caseloads, templateOptions).map(
  ([cases, options]): Way => ({
    layout: 'sen2-template',
    files: asTemplate(cases, options),
    cases,
    idOf: ({ person, id }) => `${person}/${id}`,
    lines: null,
    says: { primary_need: needOf },
  }),
);

const ofWorkbook = (layout: string, files: (cases: readonly ExportedCase[]) => NamedFile[]) =>
  caseloads.map((cases): Way => ({ layout, files: files(cases), cases, idOf: ID, lines: linesOf(ON_SHEET, cases) }));

const dayOr = (iso: string): Day | null => (iso === '' ? null : on(iso));

/** What the interface makes of a request, its line aside. */
function meant(one: ExportedCase, id: string): Case {
  const { assessment } = one;
  const date = dayOr(assessment?.date ?? '');
  return caseOf({
    id,
    line: 0,
    received: dayOr(one.received),
    assessDecision: one.assess as Case['assessDecision'],
    assessDecisionDate: dayOr(one.assessDate),
    assessDispute: one.assessMediation || one.assessTribunal,
    movedOut: one.exported !== '',
    issueDecision: (assessment?.outcome ?? null) as Case['issueDecision'],
    issueDecisionDate: assessment?.outcome === 'N' ? date : null,
    issueDispute: assessment !== null && (assessment.mediation || assessment.tribunal),
    finalPlan: assessment?.outcome === 'Y' ? date : null,
    exception: assessment?.week20 ?? false,
  });
}

/** What becomes of the requests: counted, out of scope or set aside, and what is said of them, by code and case id. */
function fateOf(cases: readonly ExportedCase[], idOf: Way['idOf']) {
  const fate = { counted: [] as ExportedCase[], outOfScope: 0, withoutReceived: 0, said: [] as string[] };
  for (const one of cases) {
    const c = meant(one, idOf(one));
    if (one.assess === 'H' || one.assessment?.outcome === 'H') {
      fate.outOfScope++;
    } else if (c.received === null && c.finalPlan === null) {
      fate.withoutReceived++;
      fate.said.push(`no-received-date ${c.id}`);
    } else {
      if (c.finalPlan !== null && (c.received === null || c.received > c.finalPlan)) fate.said.push(`received-date-not-known ${c.id}`);
      const twice = (other: ExportedCase): boolean =>
        other.person === one.person && other.received !== '' && c.received !== null && Math.abs(on(other.received) - c.received) <= 12 * 7;
      if (fate.counted.some(twice)) fate.said.push(`same-person-twice ${c.id}`);
      fate.counted.push(one);
    }
  }
  return fate;
}

const flagText = (flag: boolean | undefined): string => (flag === undefined ? '' : flag ? '1' : '0');

/** Columns that no figure needs, but splits and checks do. */
const OTHERS = {
  person_id: ({ person }: ExportedCase) => person,
  request_source: ({ source }: ExportedCase) => source,
  other_mediation: ({ assessment }: ExportedCase) => flagText(assessment?.otherMediation),
  other_tribunal: ({ assessment }: ExportedCase) => flagText(assessment?.otherTribunal),
  primary_need: NOTHING,
  sex: ({ sex }: ExportedCase) => sex,
  ethnicity: ({ ethnicity }: ExportedCase) => ethnicity,
} satisfies Partial<Record<Column, (one: ExportedCase) => string>>;

async function holds({ layout, files, cases, idOf, read, assumedEncoding = null, lines, says = {} }: Way): Promise<void> {
  const reading = await readingOf(openedAs(files));
  const fate = fateOf(cases, idOf);
  expect(reading.layout).toBe(layout);
  expect(reading.cases.map((c) => ({ ...c, line: 0 }))).toEqual(fate.counted.map((one) => meant(one, idOf(one))));
  expect(reading.births).toEqual(fate.counted.map(({ birth }) => dayOr(birth)));
  expect(reading.problems.map(({ code, caseId }) => `${code} ${caseId}`)).toEqual(fate.said);
  const { setAside, warnings: _, ...rows } = reading.summary;
  expect(rows).toEqual({ read: cases.length, counted: fate.counted.length, outOfScope: fate.outOfScope });
  expect(Object.values(setAside).reduce((sum, count) => sum + count, 0)).toBe(fate.withoutReceived);
  if (lines !== null) expect(reading.cases.map(({ line }) => line)).toEqual(fate.counted.map((one) => lines[cases.indexOf(one)]));
  const others = Object.entries({ ...OTHERS, ...says }) as [Column, (one: ExportedCase) => string][];
  expect(reading.rows.map((row) => others.map(([column]) => row[column]))).toEqual(cases.map((one) => others.map(([, of]) => of(one))));
  const names = (read ?? files.map(({ name }) => name)).toSorted();
  expect(reading.files.map(({ file, assumedEncoding: assumed }) => [file, assumed])).toEqual(names.map((name) => [name, assumedEncoding]));
}

describe('a caseload means the same in every layout', () => {
  it.each<[as: string, ways: fc.Arbitrary<Way>, numRuns: number]>([
    ['our own list, in any dialect', plainList, 200],
    ['a list under other names, in any dialect', otherList, 100],
    ['a Blade export of any version, in any dialect', blade, 120],
    ['module CSVs, in any dialect', modules, 120],
    ['an XML return, however it is written', xml, 120],
    ['the Excel template, however it is filled in', template, 40],
    ['a pre-submission workbook', ofWorkbook('sen2-workbook', asWorkbook), 30],
    ['our own list on a sheet', ofWorkbook('ehcp', asEhcpWorkbook), 30],
  ])('%s', async (_, ways, numRuns) => {
    await fc.assert(fc.asyncProperty(ways, holds), { seed: 20250116, numRuns });
  });
});

describe('a layout is recognised by its headings', () => {
  const plan = { outcome: 'Y', date: '2024-05-20', mediation: false, tribunal: true, otherMediation: false, otherTribunal: false, week20: true } as const;
  const one: ExportedCase = {
    person: '7',
    request: '1',
    id: '1',
    received: '2024-01-10',
    source: '2',
    assess: 'Y',
    assessDate: '2024-02-10',
    assessMediation: true,
    assessTribunal: false,
    exported: '',
    assessment: plan,
    birth: '2015-09-01',
    sex: 'F',
    ethnicity: 'WBRI',
  };
  const CASES: ExportedCase[] = [
    one,
    { ...one, request: '2', id: '2', received: '2023-01-10', assess: 'N', assessDate: '2023-02-10', exported: '302', assessment: null },
  ];

  /** The columns of each table from the last to the first, under headings written in another way. */
  function turned(files: readonly NamedFile[], rewritten: (heading: string) => string): NamedFile[] {
    return files.map(({ name, bytes }) => {
      const rows: string[][] = parse(bytes);
      const lines = rows.map((row, at) =>
        row
          .toReversed()
          .map((field) => `"${at === 0 ? rewritten(field) : field}"`)
          .join(','),
      );
      return { name, bytes: Buffer.from(lines.join('\n')) };
    });
  }

  const LISTS: [layout: string, files: NamedFile[], idOf: Way['idOf']][] = [
    ['ehcp', asEhcp(CASES), ID],
    ['sen2-blade', asBlade(CASES), ID],
    ['sen2-modules', asModules(CASES), ({ person, request }) => `${person}/${request}`],
  ];
  const REWRITTEN: [how: string, rewritten: (heading: string) => string][] = [
    ['capital letters', (heading) => heading.toUpperCase()],
    ['small letters', (heading) => heading.toLowerCase()],
    ['blanks around them', (heading) => `  ${heading} `],
    ['hyphens', (heading) => heading.replaceAll(/[ _]/g, '-')],
    ['no blanks', (heading) => heading.replaceAll(/[ _-]/g, '')],
  ];

  it.each(LISTS.flatMap(([layout, files, idOf]) => REWRITTEN.map(([how, rewritten]) => ({ layout, how, files, idOf, rewritten }))))(
    '$layout, its columns in another order and its headings with $how',
    async ({ layout, files, idOf, rewritten }) => {
      const reading = await readingOf(openedAs(turned(files, rewritten)));
      expect(reading.layout).toBe(layout);
      expect(reading.cases).toEqual(CASES.map((each, at) => ({ ...meant(each, idOf(each)), line: at + 2 })));
      expect(reading.births).toEqual([on('2015-09-01'), on('2015-09-01')]);
      expect(reading.said).toEqual([]);
    },
  );

  it.each([
    ['sen2-xml', asXml(CASES)],
    ['sen2-template', asTemplate(CASES)],
    ['sen2-workbook', asWorkbook(CASES)],
    ['ehcp', asEhcpWorkbook(CASES)],
  ])('%s, whatever its file is called', async (layout, [file]) => {
    const { layout: found, cases } = await readingOf(fileOf('export.dat', file?.bytes ?? ''));
    expect(found).toBe(layout);
    expect(cases).toHaveLength(2);
  });

  it('and not by the names of its files', async () => {
    const files = asBlade(CASES).map(({ bytes }, at): [string, Buffer] => [`${9 - at}.txt`, bytes]);
    const { layout, cases } = await readingOf(folderOf(Object.fromEntries(files)));
    expect(layout).toBe('sen2-blade');
    expect(cases).toHaveLength(2);
  });

  it('and other tables of the return, empty files and notes beside it change nothing', async () => {
    const others = {
      'Blade-Export_plandetail.csv': 'plandetailtableid,NativeId,plandetailorderseqcolumn,sourceid,namedplantableid,urn\n5,5,1,1,2,100000\n',
      'Blade-Export_placementdetail.csv': 'placementdetailtableid,activeplanstableid,urn,entrydate\n5,1,100000,2024-01-01\n',
      'empty.csv': '',
      'readme.txt': 'Exported on 16 January, by nobody.\n',
    };
    const files = Object.fromEntries(asBlade(CASES).map(({ name, bytes }) => [name, bytes]));
    const plain = await readingOf(folderOf(files));
    const { layout, cases, said, files: read } = await readingOf(folderOf({ ...files, ...others }));
    expect(layout).toBe('sen2-blade');
    expect([cases, said, read]).toEqual([plain.cases, [], plain.files]);
  });

  it.each([
    ['one table of a return alone', fileOf('m3.csv', asModules(CASES)[2]?.bytes ?? ''), 'm3.csv: this is one table of a SEN2 return (assessment)'],
    ['a folder without a list', folderOf({}), 'export: there is no list in this folder'],
    ['a folder of other lists', folderOf({ 'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,b\n1,2\n' }), 'export: no layout was found in this folder'],
    [
      'a folder of two lists of cases',
      folderOf({ 'a.csv': asEhcp(CASES)[0]?.bytes ?? '', 'b.csv': asEhcp(CASES)[0]?.bytes ?? '' }),
      'a.csv and b.csv are both lists of cases',
    ],
    ['a list of something else', fileOf('list.csv', 'name,colour\nJones,blue\n'), 'list.csv line 1: there is no column case_id'],
    ['an empty file', fileOf('list.csv', '\n'), 'list.csv: the file is empty'],
  ])('%s has none, and is refused in one sentence of what is missing', async (_, opened, why) => {
    const refusal = await refusalOf(opened);
    expect(refusal).toContain(why);
    expect(refusal).not.toMatch(/Jones|\n/);
  });
});
