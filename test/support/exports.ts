import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { addDays, type Day, isoDate } from '../../src/core/day.ts';
import { on } from './cases.ts';
import { type Dialect, encoded, PLAIN, written } from './dialects.ts';

/**
 * One invented caseload in every layout in which an authority may hold it, so that reading any of them can be held against
 * the others. Written from what the files look like, and not from how they are read.
 */

/** What a layout can say of an outcome: yes, no, undecided, withdrawn, historical. */
export type Outcome = 'Y' | 'N' | 'A' | 'W' | 'H';

/** The assessment that followed a request. */
interface ExportedAssessment {
  outcome: Outcome;
  /** Y: plan sent, or '' for agreed and not yet sent; N: requester told; '' for the others. */
  date: string;
  mediation: boolean;
  tribunal: boolean;
  otherMediation: boolean;
  otherTribunal: boolean;
  week20: boolean;
}

/** One request as all layouts can carry it. Dates are ISO text, '' for none. */
export interface ExportedCase {
  /** Digits. */
  person: string;
  /** Number of the request within the person, in the order of the caseload: '1', '2', … */
  request: string;
  /** Digits, unique over the caseload. */
  id: string;
  received: string;
  /** Not carried by the modules, nor by the Blade before version 1.3. */
  source: '' | '1' | '2' | '3' | '4' | '5';
  assess: Outcome;
  assessDate: string;
  assessMediation: boolean;
  assessTribunal: boolean;
  /** '' or the three digits of another authority. */
  exported: string;
  /** null: there is no record of one. */
  assessment: ExportedAssessment | null;
  /** This and the next two are of the person, so the same in all their requests. */
  birth: string;
  sex: 'M' | 'F';
  ethnicity: string;
}

/** A file as it would lie in a folder. */
export interface NamedFile {
  name: string;
  bytes: Buffer;
}

// ---------------------------------------------------------------------------------------------------------------- Tables

type Kind = 'text' | 'number' | 'date';

interface Column<Row> {
  heading: string;
  kind: Kind;
  /** What a row holds there; '' for nothing. */
  of: (row: Row) => string;
}

interface Table {
  headings: string[];
  kinds: Kind[];
  rows: string[][];
}

/** A request with an assessment. */
type Assessed = ExportedCase & { assessment: ExportedAssessment };

const NOTHING = () => '';

function text<Row>(heading: string, of: (row: Row) => string = NOTHING): Column<Row> {
  return { heading, kind: 'text', of };
}

function number<Row>(heading: string, of: (row: Row) => string = NOTHING): Column<Row> {
  return { heading, kind: 'number', of };
}

function date<Row>(heading: string, of: (row: Row) => string = NOTHING): Column<Row> {
  return { heading, kind: 'date', of };
}

function flag<Row>(heading: string, of: (row: Row) => boolean): Column<Row> {
  return number(heading, (row) => digit(of(row)));
}

function digit(holds: boolean): string {
  return holds ? '1' : '0';
}

function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table {
  return {
    headings: columns.map(({ heading }) => heading),
    kinds: columns.map(({ kind }) => kind),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}

function csvFile(name: string, { headings, kinds, rows }: Table, dialect: Dialect): NamedFile {
  const dateColumns = headings.filter((_, at) => kinds[at] === 'date');
  return { name: dialect.gzip ? `${name}.gz` : name, bytes: written(headings, rows, dateColumns, dialect) };
}

/** The first request of each person, in the order of the caseload. */
function peopleOf(cases: readonly ExportedCase[]): ExportedCase[] {
  return cases.filter((one, at) => cases.findIndex(({ person }) => person === one.person) === at);
}

function assessedOf(cases: readonly ExportedCase[]): Assessed[] {
  return cases.filter((one): one is Assessed => one.assessment !== null);
}

/** Those whose plan has been sent: they have a named plan, and are active plans. */
function issuedOf(cases: readonly ExportedCase[]): Assessed[] {
  return assessedOf(cases).filter(({ assessment }) => assessment.outcome === 'Y' && assessment.date !== '');
}

// ------------------------------------------------------------------------------------------------------------- Flat list

function whereAssessed(of: (assessment: ExportedAssessment) => string): (one: ExportedCase) => string {
  return ({ assessment }) => (assessment === null ? '' : of(assessment));
}

function flagWhereAssessed(heading: string, of: (assessment: ExportedAssessment) => boolean): Column<ExportedCase> {
  return number(
    heading,
    whereAssessed((assessment) => digit(of(assessment))),
  );
}

const EHCP_COLUMNS: readonly Column<ExportedCase>[] = [
  number('case_id', (one) => one.id),
  number('person_id', (one) => one.person),
  date('received_date', (one) => one.received),
  number('request_source', (one) => one.source),
  text('assess_decision', (one) => one.assess),
  date('assess_decision_date', (one) => one.assessDate),
  flag('assess_mediation', (one) => one.assessMediation),
  flag('assess_tribunal', (one) => one.assessTribunal),
  number('moved_out', (one) => one.exported),
  text(
    'issue_decision',
    whereAssessed(({ outcome }) => outcome),
  ),
  date(
    'issue_decision_date',
    whereAssessed(({ outcome, date }) => (outcome === 'N' ? date : '')),
  ),
  flagWhereAssessed('issue_mediation', ({ mediation }) => mediation),
  flagWhereAssessed('issue_tribunal', ({ tribunal }) => tribunal),
  flagWhereAssessed('other_mediation', ({ otherMediation }) => otherMediation),
  flagWhereAssessed('other_tribunal', ({ otherTribunal }) => otherTribunal),
  date(
    'final_plan_date',
    whereAssessed(({ outcome, date }) => (outcome === 'Y' ? date : '')),
  ),
  flagWhereAssessed('week20_exception', ({ week20 }) => week20),
  date('date_of_birth', (one) => one.birth),
  text('sex', (one) => one.sex),
  text('ethnicity', (one) => one.ethnicity),
];

/** Texts that a reader of CSV has to get right, for the notes of `asEhcp`: all in Windows-1252, none in ASCII alone. */
export const NOTES: readonly string[] = ['“café”, £5; née\tO’Brien', 'two –\nlines', 'à “"quoted"”', '–', 'two –\r\nlines, again'];

/** The flat case list, one CSV file. The notes, if any, stand by turns in a column `note` in the middle. */
export function asEhcp(cases: readonly ExportedCase[], dialect: Dialect = PLAIN, notes: readonly string[] = []): NamedFile[] {
  const note = text('note', (one: ExportedCase) => notes[cases.indexOf(one) % notes.length] ?? '');
  const columns = notes.length === 0 ? EHCP_COLUMNS : [...EHCP_COLUMNS.slice(0, 9), note, ...EHCP_COLUMNS.slice(9)];
  return [csvFile('cases.csv', tableOf(columns, cases), dialect)];
}

// ----------------------------------------------------------------------------------------------------------------- Blade

export type BladeVersion = '1.1' | '1.2' | '1.3';

/** The dialect of the Blade export: its dates have an English month and a time. */
export const BLADE: Dialect = { ...PLAIN, dates: 'year-mon-day-time' };

const COLLECTED: Record<BladeVersion, { year: string; day: string }> = {
  '1.1': { year: '2023', day: '2023-01-19' },
  '1.2': { year: '2024', day: '2024-01-18' },
  '1.3': { year: '2025', day: '2025-01-16' },
};

const AUTHORITY = '801';
/** With characters that XML has to escape. */
const SOFTWARE = 'Case & Plan <2>';

/** What each table of the return holds beside its keys, in the workbook as in the Blade. */
function personColumns(version: BladeVersion): Column<ExportedCase>[] {
  return [
    text('surname', (one) => `Sur${one.person}`),
    text('forename', (one) => `For${one.person}`),
    date('personbirthdate', (one) => one.birth),
    version === '1.1' ? number('gendercurrent', (one) => (one.sex === 'M' ? '1' : '2')) : text('sex', (one) => one.sex),
    text('ethnicity', (one) => one.ethnicity),
    text('postcode', () => 'ZZ99 3WZ'),
    text('upn'),
    text('uniquelearnernumber'),
    text('upnunknown', () => 'UN1'),
  ];
}

function requestColumns(sourceHeading: string | null): Column<ExportedCase>[] {
  return [
    date('receiveddate', (one) => one.received),
    ...(sourceHeading === null ? [] : [number(sourceHeading, (one: ExportedCase) => one.source)]),
    number('rya', () => '0'),
    date('requestoutcomedate', (one) => one.assessDate),
    text('requestoutcome', (one) => one.assess),
    flag('requestmediation', (one) => one.assessMediation),
    flag('requesttribunal', (one) => one.assessTribunal),
    number('exported', (one) => one.exported),
  ];
}

const ASSESSMENT_COLUMNS: readonly Column<Assessed>[] = [
  text('assessmentoutcome', ({ assessment }) => assessment.outcome),
  date('assessmentoutcomedate', ({ assessment }) => assessment.date),
  flag('assessmentmediation', ({ assessment }) => assessment.mediation),
  flag('assessmenttribunal', ({ assessment }) => assessment.tribunal),
  flag('othermediation', ({ assessment }) => assessment.otherMediation),
  flag('othertribunal', ({ assessment }) => assessment.otherTribunal),
  flag('week20', ({ assessment }) => assessment.week20),
];

const NAMED_PLAN_COLUMNS: readonly Column<Assessed>[] = [
  date('startdate', ({ assessment }) => assessment.date),
  text('planres'),
  text('planwbp'),
  number('pb', () => '0'),
  number('oa', () => '0'),
  text('dp'),
  date('ceasedate'),
  number('ceasereason'),
];

const ACTIVE_PLAN_COLUMNS: Record<BladeVersion, readonly Column<Assessed>[]> = {
  '1.1': [number('transferla'), text('res'), text('wbp'), date('lastreview')],
  '1.2': [number('transferla'), date('reviewmeeting'), text('reviewoutcome'), date('lastreview')],
  '1.3': [
    number('transferla'),
    date('reviewmeeting'),
    text('reviewoutcome'),
    date('reviewdraft'),
    date('phasetransferduedate'),
    date('phasetransferfinaldate'),
    date('lastreview'),
  ],
};

/**
 * Numbers for the records of another table: as far as may be the ids of other requests, so that a join by the wrong key
 * finds the wrong record and not merely none.
 */
function otherIds(cases: readonly ExportedCase[], shift: number): (one: ExportedCase) => string {
  const ids = new Map(cases.map((one, at) => [one.id, cases.length > shift ? cases[(at + shift) % cases.length]?.id : one.id + '0'.repeat(shift)]));
  return ({ id }) => ids.get(id) ?? '';
}

/** The rows in the order of their own ids, as a database gives them. */
function inOrderOf<Row>(id: (row: Row) => string, rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => Number(id(a)) - Number(id(b)));
}

interface Keys<Row> {
  table: string;
  id: (row: Row) => string;
  order?: (row: Row) => string;
  parent: string;
  parentId: (row: Row) => string;
}

/** The keys with which each table of the Blade begins. */
function keyColumns<Row>({ table, id, order = () => '1', parent, parentId }: Keys<Row>): Column<Row>[] {
  const parentKey: Column<Row>[] = parent === '' ? [] : [number(`${parent}tableid`, parentId)];
  return [number(`${table}tableid`, id), text('NativeId', id), number(`${table}orderseqcolumn`, order), number('sourceid', () => '1'), ...parentKey];
}

/**
 * Six tables of the COLLECT "Blade" export: sen2, person, requests, assessment, namedplan, activeplans. A request's
 * `requeststableid` is its id; an assessment's and a plan's ids are others.
 */
export function asBlade(cases: readonly ExportedCase[], version: BladeVersion = '1.3', dialect: Dialect = BLADE): NamedFile[] {
  const people = peopleOf(cases);
  const ofPerson = (one: ExportedCase) => one.person;
  const ofRequest = (one: ExportedCase) => one.id;
  const ofAssessment = otherIds(cases, 1);
  const ofPlan = otherIds(cases, 2);
  const ofActivePlan = otherIds(cases, 3);
  const placeOf = (one: ExportedCase) => String(people.indexOf(one) + 1);

  const header = [
    ...keyColumns<string>({ table: 'sen2', id: () => '1', parent: '', parentId: NOTHING }),
    text('collection', () => 'SEN2'),
    number('year', () => COLLECTED[version].year),
    date('referencedate', () => COLLECTED[version].day),
    text('sourcelevel', () => 'L'),
    number('lea', () => AUTHORITY),
    text('softwarecode', () => SOFTWARE),
    text('release', () => '1.0'),
    number('serialno', () => '1'),
    date('datetime', () => COLLECTED[version].day),
    text('dmo', () => 'Y'),
    text('dco', () => 'Y'),
    ...(version === '1.3' ? [text('dsco', () => 'Y')] : []),
  ];
  const person = [...keyColumns({ table: 'person', id: ofPerson, order: placeOf, parent: 'sen2', parentId: () => '1' }), ...personColumns(version)];
  const requests = [
    ...keyColumns({ table: 'requests', id: ofRequest, order: ({ request }) => request, parent: 'person', parentId: ofPerson }),
    ...requestColumns(version === '1.3' ? 'requestsource' : null),
  ];
  const assessment = [...keyColumns<Assessed>({ table: 'assessment', id: ofAssessment, parent: 'requests', parentId: ofRequest }), ...ASSESSMENT_COLUMNS];
  const namedPlan = [...keyColumns<Assessed>({ table: 'namedplan', id: ofPlan, parent: 'assessment', parentId: ofAssessment }), ...NAMED_PLAN_COLUMNS];
  const activePlans = [
    ...keyColumns<Assessed>({ table: 'activeplans', id: ofActivePlan, parent: 'requests', parentId: ofRequest }),
    ...ACTIVE_PLAN_COLUMNS[version],
  ];

  const tables: [string, Table][] = [
    ['sen2', tableOf(header, [version])],
    ['person', tableOf(person, people)],
    ['requests', tableOf(requests, cases)],
    ['assessment', tableOf(assessment, inOrderOf(ofAssessment, assessedOf(cases)))],
    ['namedplan', tableOf(namedPlan, inOrderOf(ofPlan, issuedOf(cases)))],
    ['activeplans', tableOf(activePlans, inOrderOf(ofActivePlan, issuedOf(cases)))],
  ];
  return tables.map(([name, table]) => csvFile(`Blade-Export_16-01-2025_${name}.csv`, table, dialect));
}

// --------------------------------------------------------------------------------------------------------------- Modules

const MODULES: { person: readonly Column<ExportedCase>[]; requests: readonly Column<ExportedCase>[]; assessed: readonly Column<Assessed>[] } = {
  person: [
    number('Person ID', (one) => one.person),
    text('Surname', (one) => `Sur${one.person}`),
    text('Forename', (one) => `For${one.person}`),
    date('Dob (ccyy-mm-dd)', (one) => one.birth),
    text('Gender', (one) => one.sex),
    text('Ethnicity', (one) => one.ethnicity),
    text('Postcode', () => 'ZZ99 3WZ'),
    text('UPN - Unique Pupil Number'),
    text('ULN - Young Persons Unique Learner Number'),
    text('UPN and ULN unavailable reason', () => 'UN1'),
  ],
  requests: [
    number('Person ID', (one) => one.person),
    number('Requests Record ID', (one) => one.request),
    date('Date Request Was Received', (one) => one.received),
    number('Initial Request Whilst In RYA', () => '0'),
    date('Request Outcome Date', (one) => one.assessDate),
    text('Request Outcome', (one) => one.assess),
    flag('Request Mediation', (one) => one.assessMediation),
    flag('Request Tribunal', (one) => one.assessTribunal),
    number('Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed', (one) => one.exported),
    date('New start date'),
  ],
  assessed: [
    number('Person ID', (one) => one.person),
    number('Requests Record ID', (one) => one.request),
    text('Assessment Outcome To Issue EHCP', ({ assessment }) => assessment.outcome),
    date('Assessment Outcome Date', ({ assessment }) => assessment.date),
    flag('Assessment Mediation', ({ assessment }) => assessment.mediation),
    flag('Assessment Tribunal', ({ assessment }) => assessment.tribunal),
    flag('Other Mediation', ({ assessment }) => assessment.otherMediation),
    flag('Other Tribunal', ({ assessment }) => assessment.otherTribunal),
    flag('Twenty Weeks Time Limit Exceptions Apply', ({ assessment }) => assessment.week20),
  ],
};

/** In the modules of plans the request's key has its words in another order. */
const MODULE_PLAN_KEYS: readonly Column<Assessed>[] = [number('Person ID', (one) => one.person), number('Request Records ID', (one) => one.request)];

const MODULE_NAMED_PLAN: readonly Column<Assessed>[] = [
  ...MODULE_PLAN_KEYS,
  date('EHC Plan Start Date', ({ assessment }) => assessment.date),
  text('Residential Settings'),
  text('Worked based learning activity'),
  number('Personal budget taken up', () => '0'),
  number('Personal budget - organised arrangements', () => '0'),
  text('Personal budget - direct payments', () => '0'),
  date('Date EHC Plan Ceased'),
  number('Reason EHC Plan Ceased'),
];

const MODULE_ACTIVE_PLAN: readonly Column<Assessed>[] = [
  ...MODULE_PLAN_KEYS,
  number('EHC Plan (Transfer)'),
  text('Residential Settings'),
  text('Worked based learning activity'),
  date('EHCP review decisions date'),
];

/** The five module files, m1.csv to m5.csv, whose key is the person and the number of the request within the person. */
export function asModules(cases: readonly ExportedCase[], dialect: Dialect = PLAIN): NamedFile[] {
  const tables = [
    tableOf(MODULES.person, peopleOf(cases)),
    tableOf(MODULES.requests, cases),
    tableOf(MODULES.assessed, assessedOf(cases)),
    tableOf(MODULE_NAMED_PLAN, issuedOf(cases)),
    tableOf(MODULE_ACTIVE_PLAN, issuedOf(cases)),
  ];
  return tables.map((table, at) => csvFile(`m${at + 1}.csv`, table, dialect));
}

// ------------------------------------------------------------------------------------------------------------------- XML

/** How the XML return is written. */
export interface XmlOptions {
  /** A default namespace on the root. */
  namespace?: boolean;
  /** A namespace with a prefix on every element, as in `<sen2:Person>`; it goes before `namespace`. */
  prefix?: boolean;
  /** The letters of the elements' names, but for the prefix. */
  letterCase?: 'as-is' | 'upper' | 'lower';
  indent?: boolean;
  /** What becomes of an element with nothing in it; it is left out unless this says otherwise. */
  blanks?: 'left-out' | 'empty';
  /** Named in the declaration. */
  encoding?: Dialect['encoding'];
}

interface Element {
  name: string;
  content: string | Element[];
}

function element(name: string, content: string | Element[]): Element {
  return { name, content };
}

/** The elements of a group, by their names. */
function elements(contents: Record<string, string>): Element[] {
  return Object.entries(contents).map(([name, content]) => element(name, content));
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Where the child goes, as a plan names it and as it is. */
const SETTING = { SENSetting: 'OTH', SENSettingOther: 'Tuition at home', PlacementRank: '1' };
const NO_UNIT = { SENunitIndicator: '0', ResourcedProvisionIndicator: '0' };

function planElement({ assessment }: Assessed): Element {
  const detail = element('PlanDetail', elements({ URN: '', UKPRN: '', ...SETTING, ...NO_UNIT }));
  return element('NamedPlan', [
    ...elements({ StartDate: assessment.date, PlanRes: '', PlanWBP: '', PB: '0', OA: '0', DP: '', CeaseDate: '', CeaseReason: '' }),
    detail,
  ]);
}

function assessmentElement(one: Assessed, issued: boolean): Element {
  const { assessment } = one;
  const facts = elements({
    AssessmentOutcome: assessment.outcome,
    AssessmentOutcomeDate: assessment.date,
    AssessmentMediation: digit(assessment.mediation),
    AssessmentTribunal: digit(assessment.tribunal),
    OtherMediation: digit(assessment.otherMediation),
    OtherTribunal: digit(assessment.otherTribunal),
    Week20: digit(assessment.week20),
  });
  return element('Assessment', issued ? [...facts, planElement(one)] : facts);
}

function activePlanElement({ assessment }: Assessed): Element {
  const placement = { URN: '', UKPRN: '', ...SETTING, EntryDate: assessment.date, LeavingDate: '', ...NO_UNIT, RES: '', WBP: '' };
  return element('ActivePlans', [
    ...elements({
      TransferLA: '',
      ReviewMeeting: '',
      ReviewOutcome: '',
      LastReview: '',
      ReviewDraft: '',
      PhaseTransferDueDate: '',
      PhaseTransferFinalDate: '',
    }),
    element('PlacementDetail', elements(placement)),
    element('SENneed', elements({ SENtype: 'ASD', SENtypeRank: '1' })),
  ]);
}

function requestElement(one: ExportedCase): Element {
  const [issued] = issuedOf([one]);
  const facts = elements({
    ReceivedDate: one.received,
    RequestSource: one.source,
    RYA: '0',
    RequestOutcomeDate: one.assessDate,
    RequestOutcome: one.assess,
    RequestMediation: digit(one.assessMediation),
    RequestTribunal: digit(one.assessTribunal),
    Exported: one.exported,
  });
  const children = assessedOf([one]).map((assessed) => assessmentElement(assessed, issued !== undefined));
  return element('Requests', [...facts, ...children, ...(issued === undefined ? [] : [activePlanElement(issued)])]);
}

function personElement(first: ExportedCase, cases: readonly ExportedCase[]): Element {
  const facts = elements({
    Surname: `Sur${first.person}`,
    Forename: `For${first.person}`,
    PersonBirthDate: first.birth,
    Sex: first.sex,
    Ethnicity: first.ethnicity,
    PostCode: 'ZZ99 3WZ',
    UPN: '',
    UniqueLearnerNumber: '',
    UPNunknown: 'UN1',
  });
  return element('Person', [...facts, ...cases.filter(({ person }) => person === first.person).map(requestElement)]);
}

function messageElement(cases: readonly ExportedCase[]): Element {
  const { year, day } = COLLECTED['1.3'];
  const source = { SourceLevel: 'L', LEA: AUTHORITY, SoftwareCode: SOFTWARE, Release: '1.0', SerialNo: '1', DateTime: `${day}T12:00:00` };
  const header = [element('CollectionDetails', elements({ Collection: 'SEN2', Year: year, ReferenceDate: day })), element('Source', elements(source))];
  const people = peopleOf(cases).map((first) => personElement(first, cases));
  return element('Message', [element('Header', header), element('Persons', people)]);
}

const NAMESPACE = 'urn:example:sen2';
const XML_NAMES: Record<Dialect['encoding'], string> = {
  'utf-8': 'utf-8',
  'utf-8-mark': 'utf-8',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
  'windows-1252': 'windows-1252',
};

/**
 * The return as XML, of the year 2025: a person's requests stand within the person, so the rows come in the order of the
 * persons. It has no ids: nothing but order tells one person or request from another.
 */
export function asXml(cases: readonly ExportedCase[], options: XmlOptions = {}): NamedFile[] {
  const { namespace = false, prefix = false, letterCase = 'as-is', indent = false, blanks = 'left-out', encoding = 'utf-8' } = options;
  const nameOf = (name: string): string => {
    const cased = letterCase === 'upper' ? name.toUpperCase() : letterCase === 'lower' ? name.toLowerCase() : name;
    return prefix ? `sen2:${cased}` : cased;
  };
  const linesOf = ({ name, content }: Element, margin: string, attribute: string): string[] => {
    const tag = nameOf(name);
    if (typeof content !== 'string') {
      const within = content.flatMap((child) => linesOf(child, indent ? `${margin}  ` : '', ''));
      return [`${margin}<${tag}${attribute}>`, ...within, `${margin}</${tag}>`];
    }
    if (content !== '') return [`${margin}<${tag}>${escaped(content)}</${tag}>`];
    return blanks === 'empty' ? [`${margin}<${tag}/>`] : [];
  };
  const attribute = prefix ? ` xmlns:sen2="${NAMESPACE}"` : namespace ? ` xmlns="${NAMESPACE}"` : '';
  const declaration = `<?xml version="1.0" encoding="${XML_NAMES[encoding]}"?>`;
  const lines = [declaration, ...linesOf(messageElement(cases), '', attribute)];
  return [{ name: 'sen2.xml', bytes: encoded(indent ? lines.map((line) => `${line}\n`).join('') : lines.join(''), encoding) }];
}

// ------------------------------------------------------------------------------------------------------------------ XLSX

/** A cell's text, '' for no cell; or a number as the file has it, '' for a cell with a style and nothing in it. */
type Cell = string | { number: string; style: number; formula?: string };

interface Sheet {
  name: string;
  rows: Cell[][];
}

/** The places of the formats in the styles part. */
const STYLE = { general: 0, date: 1, isoDate: 2, britishDate: 3, whole: 4, moment: 5 } as const;

const STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">' +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy;@"/>' +
  // Its colour has the letters of a day in it, and it is no date.
  '<numFmt numFmtId="166" formatCode="0;[Red]\\-0"/></numFmts>' +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">' +
  [0, 14, 164, 165, 166, 22].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('') +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** Days from 30 December 1899, where the serials of Excel begin for all dates after February 1900. */
function serialOf(iso: string): string {
  return String(on(iso) - on('1899-12-30'));
}

interface CellStyle {
  /** null: dates as ISO text. */
  date: number | null;
  number: number;
  /** Whole numbers with a decimal, as 5.0. */
  floats?: boolean;
}

function cellOf(content: string, kind: Kind, { date, number, floats = false }: CellStyle): Cell {
  if (kind === 'date' && date !== null) return { number: content === '' ? '' : serialOf(content), style: date };
  if (kind !== 'number' || content === '') return content;
  return { number: floats ? `${content}.0` : content, style: number };
}

/** A table's heading and rows as cells. */
function cellsOf({ headings, kinds, rows }: Table, style: CellStyle): Cell[][] {
  return [headings, ...rows.map((row) => row.map((content, at) => cellOf(content, kinds[at] ?? 'text', style)))];
}

/** A, …, Z, AA, … */
function columnName(at: number): string {
  return (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
}

/** The shared strings of a workbook, each once. */
class SharedStrings {
  readonly #places = new Map<string, number>();
  #count = 0;

  placeOf(content: string): number {
    this.#count += 1;
    const place = this.#places.get(content) ?? this.#places.size;
    this.#places.set(content, place);
    return place;
  }

  /** A text of several lines has its first in bold, and so is in two runs. */
  xml(): string {
    const items = Array.from(this.#places.keys(), (content) => {
      const end = content.indexOf('\n');
      const runs =
        end === -1
          ? `<t xml:space="preserve">${escaped(content)}</t>`
          : `<r><rPr><b/></rPr><t xml:space="preserve">${escaped(content.slice(0, end))}</t></r><r><t xml:space="preserve">${escaped(content.slice(end))}</t></r>`;
      return `<si>${runs}</si>`;
    });
    return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#count}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function cellXml(cell: Cell, place: string, strings: SharedStrings): string {
  if (typeof cell === 'string') return cell === '' ? '' : `<c r="${place}" t="s"><v>${strings.placeOf(cell)}</v></c>`;
  const style = cell.style === STYLE.general ? '' : ` s="${cell.style}"`;
  const formula = cell.formula === undefined ? '' : `<f>${cell.formula}</f>`;
  return cell.number === '' ? `<c r="${place}"${style}/>` : `<c r="${place}"${style}>${formula}<v>${cell.number}</v></c>`;
}

function sheetXml(rows: readonly Cell[][], strings: SharedStrings): string {
  const lines = rows.map((row, at) => {
    const cells = row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`, strings)).join('');
    return cells === '' ? '' : `<row r="${at + 1}">${cells}</row>`;
  });
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The bytes of a workbook. The files of the sheets are numbered from the last sheet to the first, so that only the
 * workbook's relationships tell which is which. Rows and cells with nothing in them are left out.
 */
function xlsxBytes(sheets: readonly Sheet[]): Buffer {
  const strings = new SharedStrings();
  const parts = sheets.map(({ name, rows }, at) => {
    const file = `worksheets/sheet${sheets.length - at}.xml`;
    return { name, id: `rId${at + 10}`, sheet: at + 1, file, xml: sheetXml(rows, strings) };
  });
  const relationship = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const content = (name: string, type: string) => `<Override PartName="/xl/${name}" ContentType="${SPREADSHEET_TYPE}.${type}+xml"/>`;

  const files: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>${content('workbook.xml', 'sheet.main')}` +
        `${parts.map(({ file }) => content(file, 'worksheet')).join('')}${content('styles.xml', 'styles')}${content('sharedStrings.xml', 'sharedStrings')}</Types>`,
    ],
    ['_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships">${relationship('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    [
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>` +
        `${parts.map(({ name, id, sheet }) => `<sheet name="${escaped(name)}" sheetId="${sheet}" r:id="${id}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relationship('rId1', 'styles', 'styles.xml')}` +
        `${relationship('rId2', 'sharedStrings', 'sharedStrings.xml')}${parts.map(({ id, file }) => relationship(id, 'worksheet', file)).join('')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ['xl/sharedStrings.xml', strings.xml()],
    ...parts.map(({ file, xml }): [string, string] => [`xl/${file}`, xml]),
  ];
  return zipped(files.map(([name, xml]) => [name, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`]));
}

/** 1 January 1980, the first moment of a zip file, so that the same caseload gives the same bytes. */
const FIRST_MOMENT = 0x00210000;

function zipped(files: readonly [name: string, content: string][]): Buffer {
  const zip = new AdmZip({ noSort: true });
  for (const [name, content] of files) zip.addFile(name, Buffer.from(content, 'utf8')).header.timeval = FIRST_MOMENT;
  return zip.toBuffer();
}

/** The flat list as the only sheet of a workbook, with dates of Excel. */
export function asEhcpWorkbook(cases: readonly ExportedCase[]): NamedFile[] {
  const rows = cellsOf(tableOf(EHCP_COLUMNS, cases), { date: STYLE.britishDate, number: STYLE.general });
  return [{ name: 'cases.xlsx', bytes: xlsxBytes([{ name: 'Cases', rows }]) }];
}

/** The workbook that is filled in before the return: a sheet for each table, keyed by the person and the request. */
export function asWorkbook(cases: readonly ExportedCase[]): NamedFile[] {
  const personKey = number('persontableid', (one: ExportedCase) => one.person);
  const requestKey = number('requeststableid', (one: ExportedCase) => one.id);
  const tables: [string, Table][] = [
    ['Person', tableOf([personKey, ...personColumns('1.3')], peopleOf(cases))],
    ['Requests', tableOf([requestKey, personKey, ...requestColumns('rquestsource')], cases)],
    ['Assessments', tableOf<Assessed>([personKey, requestKey, ...ASSESSMENT_COLUMNS], assessedOf(cases))],
    ['Named Plan', tableOf<Assessed>([personKey, requestKey, ...NAMED_PLAN_COLUMNS], issuedOf(cases))],
    ['Active Plan', tableOf<Assessed>([personKey, requestKey, ...ACTIVE_PLAN_COLUMNS['1.3']], issuedOf(cases))],
  ];
  const sheets = tables.map(([name, table]) => ({ name, rows: cellsOf(table, { date: STYLE.date, number: STYLE.whole }) }));
  return [{ name: 'SEN2 pre-submission.xlsx', bytes: xlsxBytes(sheets) }];
}

// -------------------------------------------------------------------------------------------------------------- Template

/** How the template has been filled in. */
export interface TemplateOptions {
  /** ISO text, unless this says otherwise. */
  dates?: 'text' | 'excel';
  /** Numbers as 5.0 and not as 5. */
  floats?: boolean;
  /** So many rows at the end of each table with nothing but the record type and the authority; none unless said. */
  spareRows?: number;
}

const PERSON_KEY = number('Person ID\n\n(This must match the relevant ID in the Person record table)', (one: ExportedCase) => one.person);
const REQUEST_KEY = number('Requests record ID\n\n(This must match the relevant ID in the Requests record table)', (one: ExportedCase) => one.id);

const SETTING_COLUMNS: readonly Column<ExportedCase>[] = [
  number('URN - Unique Reference Number'),
  number('UKPRN - UK Provider Reference Number'),
  text('SEN Setting – Establishment type', () => SETTING.SENSetting),
  text('SEN Setting - Other', () => SETTING.SENSettingOther),
  number('Placement Rank (1=Primary, 2=Secondary)', () => SETTING.PlacementRank),
];

const UNIT_COLUMNS: readonly Column<ExportedCase>[] = [number('SEN Unit Indicator', () => '0'), number('Resourced Provision Indicator', () => '0')];

/** The tables under the header: title, record type, and what stands beside these and the authority. */
function templateTables(cases: readonly ExportedCase[]): [title: string, type: string, table: Table][] {
  const person: Column<ExportedCase>[] = [
    number('Person ID\n\n(This must be a unique ID for each Person record)', (one) => one.person),
    text('Surname', (one) => `Sur${one.person}`),
    text('Forename', (one) => `For${one.person}`),
    date('Date of Birth \n(ccyy-mm-dd)', (one) => one.birth),
    text('Sex', (one) => one.sex),
    text('Ethnicity', (one) => one.ethnicity),
    text('Post Code', () => 'ZZ99 3WZ'),
    text('UPN - Unique Pupil Number'),
    text('ULN - Young Persons Unique Learner Number'),
    text('UPN and ULN unavailable – Reason', () => 'UN1'),
  ];
  const requests: Column<ExportedCase>[] = [
    PERSON_KEY,
    number('Requests record ID\n\n(This must be a unique ID for each Requests record)', (one) => one.id),
    date('Date request was received', (one) => one.received),
    number('Source of request for an EHC needs assessment', (one) => one.source),
    number('Initial Request Whilst In RYA', () => '0'),
    date('Request Outcome Date', (one) => one.assessDate),
    text('Request Outcome', (one) => one.assess),
    flag('Request Mediation', (one) => one.assessMediation),
    flag('Request Tribunal', (one) => one.assessTribunal),
    number('Exported - Child or young person moves out of LA before assessment is completed', (one) => one.exported),
  ];
  const assessments: Column<Assessed>[] = [
    PERSON_KEY,
    REQUEST_KEY,
    text('Assessment Outcome - Decision to issue EHC plan', ({ assessment }) => assessment.outcome),
    date('Assessment Outcome Date', ({ assessment }) => assessment.date),
    flag('Assessment Mediation', ({ assessment }) => assessment.mediation),
    flag('Assessment Tribunal', ({ assessment }) => assessment.tribunal),
    flag('Other Mediation', ({ assessment }) => assessment.otherMediation),
    flag('Other Tribunal', ({ assessment }) => assessment.otherTribunal),
    flag('Twenty week time limit exceptions apply', ({ assessment }) => assessment.week20),
  ];
  const namedPlans: Column<Assessed>[] = [
    PERSON_KEY,
    REQUEST_KEY,
    date('EHC Plan Start Date', ({ assessment }) => assessment.date),
    text('Residential Settings'),
    text('Work Based Learning Activity'),
    number('Personal Budget taken up', () => '0'),
    number('Personal Budget - Organised Arrangements', () => '0'),
    text('Personal Budget - Direct Payments'),
    date('Date EHC plan ceased'),
    number('Reason EHC plan ceased'),
  ];
  const activePlans: Column<Assessed>[] = [
    PERSON_KEY,
    REQUEST_KEY,
    number('EHC Plan transferred in from another LA during calendar year'),
    date('Annual Review Meeting Date'),
    text('Annual Review Decision'),
    date('EHC Plan Review Decisions Date'),
    date('Annual review – date draft amended EHC plan issued'),
    date('Phase transfer review - due date for any amended plan'),
    date('Phase transfer review - final plan date'),
  ];
  const placements: Column<Assessed>[] = [
    PERSON_KEY,
    REQUEST_KEY,
    ...SETTING_COLUMNS,
    date('Placement Start Date', ({ assessment }) => assessment.date),
    date('Placement Leaving Date'),
    ...UNIT_COLUMNS,
    text('Residential Settings'),
    text('Work Based Learning Activity'),
  ];
  const needs: Column<Assessed>[] = [
    PERSON_KEY,
    REQUEST_KEY,
    text('SEN Type of Need', () => 'ASD'),
    number('SEN Type of Need rank  (1=Primary, 2=Secondary)', () => '1'),
  ];
  const issued = issuedOf(cases);
  return [
    ['Person Record', 'Person', tableOf(person, peopleOf(cases))],
    ['Requests Records', 'Requests', tableOf(requests, cases)],
    ['Assessments Records', 'Assessment', tableOf(assessments, assessedOf(cases))],
    ['Named Plan Records', 'NamedPlan', tableOf(namedPlans, issued)],
    ['Plan Detail Records', 'PlanDetail', tableOf([PERSON_KEY, REQUEST_KEY, ...SETTING_COLUMNS, ...UNIT_COLUMNS], issued)],
    ['Active Plan Records', 'ActivePlans', tableOf(activePlans, issued)],
    ['Placement Detail Records', 'PlacementDetail', tableOf(placements, issued)],
    ['SEN Need Records', 'SENneed', tableOf(needs, issued)],
  ];
}

const NOTES_SHEET: Cell[][] = [
  ['SEN2 person level return'],
  [],
  ['Enter one row in the Person Record table for each child or young person. Dates are ccyy-mm-dd.'],
  ['Person Record', 'Record Type', 'see the sheet "Data Entry Template"'],
  ['', 'Do not change the headings.'],
];

/** The Excel template of the return: its tables stand one below another in one sheet, after a sheet of notes. */
export function asTemplate(cases: readonly ExportedCase[], options: TemplateOptions = {}): NamedFile[] {
  const { dates = 'text', floats = false, spareRows = 0 } = options;
  const style = { date: dates === 'excel' ? STYLE.isoDate : null, number: STYLE.general, floats };
  const { year, day } = COLLECTED['1.3'];
  const header: [heading: string, cell: Cell][] = [
    ['Record Type', 'Header'],
    ['Collection Name', 'SEN2'],
    ['Year', cellOf(year, 'number', style)],
    ['Reference Date', cellOf(day, 'date', style)],
    ['Source Level', 'L'],
    ['LA Number', cellOf(AUTHORITY, 'number', style)],
    ['Software Code', SOFTWARE],
    ['Release', '1.0'],
    ['Serial Number', cellOf('1', 'number', style)],
    ['Date & Time \n(ccyy-mm-ddThh:mm:ss)', { number: `${serialOf(day)}.5`, style: STYLE.moment }],
    ['Designated Medical Officer', 'Y'],
    ['Designated Clinical Officer', 'Y'],
    ['Designated Social Care Officer', 'Y'],
  ];
  const authority: Cell = { number: floats ? `${AUTHORITY}.0` : AUTHORITY, style: STYLE.general, formula: '$F$3' };

  const rows: Cell[][] = [['Header Record'], header.map(([heading]) => heading), header.map(([, cell]) => cell)];
  for (const [title, type, table] of templateTables(cases)) {
    const [headings = [], ...body] = cellsOf(table, style);
    const spare = Array.from({ length: spareRows }, () => table.kinds.map((kind) => (kind === 'date' ? cellOf('', kind, style) : '')));
    rows.push([], [], [title], ['Record Type', 'LA\n(From Header Record)', ...headings]);
    rows.push(...[...body, ...spare].map((cells): Cell[] => [type, authority, ...cells]));
  }
  const sheets = [
    { name: 'Notes', rows: NOTES_SHEET },
    { name: 'Data Entry Template', rows },
  ];
  return [{ name: 'SEN2 template.xlsx', bytes: xlsxBytes(sheets) }];
}

// ------------------------------------------------------------------------------------------------------------- Caseloads

const FIRST = on('2019-01-01');
const LAST = on('2024-12-31');

function within(day: Day): string {
  return isoDate(day < FIRST ? FIRST : day > LAST ? LAST : day);
}

/** Days from a request to what follows it: those on which the law turns, any others, and a few before the request. */
const distance = fc.oneof(fc.constantFrom(0, 42, 43, 112, 113, 140, 141, 364, 365), fc.integer({ min: -30, max: 500 }));
const inTen = fc.nat({ max: 9 });
const rarely = inTen.map((n) => n === 9);

const assessmentFacts = fc.record({
  outcome: fc.constantFrom<Outcome>('Y', 'Y', 'Y', 'Y', 'N', 'N', 'A', 'A', 'W', 'H'),
  after: fc.option(distance, { freq: 4 }),
  mediation: rarely,
  tribunal: rarely,
  otherMediation: rarely,
  otherTribunal: rarely,
  week20: rarely,
});

/** How often there is an assessment after each outcome of a request, in ten. */
const ASSESSED: Record<Outcome, number> = { Y: 8, N: 3, A: 1, W: 1, H: 5 };
/** How often the outcome of a request has a date, in ten. */
const DATED: Record<Outcome, number> = { Y: 9, N: 9, A: 1, W: 5, H: 2 };

const caseFacts = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  who: fc.nat({ max: 3 }),
  base: fc.integer({ min: FIRST, max: LAST }).map((day) => day as Day),
  unreceived: rarely,
  source: fc.constantFrom<ExportedCase['source']>('', '1', '2', '3', '4', '5'),
  assess: fc.constantFrom<Outcome>('Y', 'Y', 'Y', 'Y', 'N', 'N', 'A', 'W', 'H'),
  assessAfter: distance,
  dated: inTen,
  assessMediation: rarely,
  assessTribunal: rarely,
  exported: fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('302', '803', '873') }),
  assessed: inTen,
  assessment: assessmentFacts,
});

const personFacts = fc.record({
  person: fc.integer({ min: 1, max: 40 }).map(String),
  birth: fc.option(
    fc.integer({ min: on('1999-09-01'), max: on('2021-08-31') }).map((day) => isoDate(day as Day)),
    { nil: '', freq: 9 },
  ),
  sex: fc.constantFrom<'M' | 'F'>('M', 'F'),
  ethnicity: fc.constantFrom('WBRI', 'BAFR', 'AIND', 'MWBC', 'REFU', 'NOBT'),
});

/**
 * One to twelve requests by up to four persons, in no order; ids and persons' numbers overlap. Every outcome is met, with
 * dates from 2019 to 2024 in plausible and other orders, or without.
 */
export const caseloads: fc.Arbitrary<ExportedCase[]> = fc
  .record({
    people: fc.uniqueArray(personFacts, { selector: ({ person }) => person, minLength: 4, maxLength: 4 }),
    facts: fc.uniqueArray(caseFacts, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
  })
  .map(({ people, facts }) =>
    facts.map(({ id, who, base, unreceived, source, assess, assessAfter, dated, assessed, assessment, ...rest }, at) => {
      const { after, ...outcome } = assessment;
      const isDated = after !== null && (outcome.outcome === 'Y' || outcome.outcome === 'N');
      return {
        ...(people[who] as (typeof people)[number]),
        request: String(facts.slice(0, at + 1).filter((other) => other.who === who).length),
        id: String(id),
        received: unreceived ? '' : within(base),
        source,
        assess,
        assessDate: dated >= 10 - DATED[assess] ? within(addDays(base, assessAfter)) : '',
        ...rest,
        assessment: assessed >= 10 - ASSESSED[assess] ? { ...outcome, date: isDated ? within(addDays(base, after)) : '' } : null,
      };
    }),
  );
