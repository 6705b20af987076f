import { describe, expect, it } from 'vitest';
import { on } from '../../support/cases.ts';
import { encoded } from '../../support/dialects.ts';
import { fileOf, readingOf, refusalOf } from '../../support/readings.ts';

/** Elements by their names. */
const xml = (items: Readonly<Record<string, string>>): string =>
  Object.entries(items)
    .map(([name, content]) => `<${name}>${content}</${name}>`)
    .join('');

const REQUEST = xml({ ReceivedDate: '2024-01-10', RequestOutcomeDate: '2024-02-10', RequestOutcome: 'Y', RequestMediation: '0', RequestTribunal: '1' });
const PLAN = xml({ StartDate: '2024-06-01' });
const ASSESSMENT = xml({ AssessmentOutcome: 'Y', AssessmentOutcomeDate: '2024-05-20', AssessmentMediation: '1', AssessmentTribunal: '0', Week20: '1' });
const ACTIVE = `<ActivePlans>${xml({ TransferLA: '', SENneed: xml({ SENtype: 'ASD', SENtypeRank: '1' }) })}</ActivePlans>`;
const PERSON = xml({ Surname: 'Sur1', PersonBirthDate: '2015-09-01', Sex: 'F', Ethnicity: 'WBRI' });

const assessed = (items = ASSESSMENT): string => `<Assessment>${items}<NamedPlan>${PLAN}</NamedPlan></Assessment>`;
const requests = (...content: string[]): string => `<Requests>${content.join('')}</Requests>`;
const person = (...content: string[]): string => `<Person>${content.join('')}</Person>`;
const message = (...persons: string[]): string => `<Message><Header><Source><LEA>801</LEA></Source></Header><Persons>${persons.join('')}</Persons></Message>`;

const ONE = message(person(PERSON, requests(REQUEST, assessed(), ACTIVE)));
const returned = (text: string | Buffer) => fileOf('sen2.xml', text);
const read = (text: string | Buffer) => readingOf(returned(text));
const refusal = (text: string) => refusalOf(returned(text));

/** All that the return of one request says. */
async function all(text: string | Buffer) {
  const { layout, cases, births, rows, said } = await read(text);
  return { layout, cases: cases.map((c) => ({ ...c, line: 0 })), births, rows, said };
}

describe('a return', () => {
  it('is persons with their requests, numbered as they stand', async () => {
    const { layout, cases, births, rows, said, notes } = await read(ONE);
    expect(layout).toBe('sen2-xml');
    expect(cases).toEqual([
      {
        id: '1/1',
        line: 1,
        received: on('2024-01-10'),
        assessDecision: 'Y',
        assessDecisionDate: on('2024-02-10'),
        assessDispute: true,
        reopened: null,
        movedOut: false,
        issueDecision: 'Y',
        issueDecisionDate: null,
        issueDispute: true,
        draftPlan: null,
        finalPlan: on('2024-05-20'),
        exception: true,
        closed: null,
        closedReason: null,
        allocated: false,
      },
    ]);
    expect(births).toEqual([on('2015-09-01')]);
    expect(rows).toMatchObject([{ person_id: '1', sex: 'F', ethnicity: 'WBRI', primary_need: 'ASD' }]);
    expect(said).toEqual([]);
    expect(notes.join()).toContain('A return has no ids for requests');
  });

  it.each<[string, string | Buffer]>([
    ['with a default namespace', ONE.replace('<Message>', '<Message xmlns="urn:example:sen2">')],
    ['with a prefix', ONE.replaceAll(/<(\/?)(?=\w)/g, '<$1s:').replace('<s:Message>', '<s:Message xmlns:s="urn:example:sen2">')],
    ['with a prefix that is declared nowhere', ONE.replaceAll(/<(\/?)(?=\w)/g, '<$1s:')],
    ['in capital letters', ONE.replaceAll(/<\/?\w+>/g, (tag) => tag.toUpperCase())],
    ['in small letters', ONE.replaceAll(/<\/?\w+>/g, (tag) => tag.toLowerCase())],
    ['with attributes', ONE.replaceAll(/<(Person|Requests|ReceivedDate)>/g, '<$1 seq="1" note="&lt;b&gt;">')],
    ['with a declaration, a comment and a processing instruction first', `<?xml version="1.0" encoding="utf-8"?>\n<!-- <Person> -->\n<?style x?>\n${ONE}`],
    ['with comments, in the middle of a date too', ONE.replaceAll('2024-05-20', '2024-<!-- <ReceivedDate>2020-01-01</ReceivedDate> -->05-20<!-- -->')],
    ['with CDATA', ONE.replaceAll('2024-01-10', '<![CDATA[2024-01]]>-10').replaceAll('>Y<', '><![CDATA[Y]]><')],
    ['with characters by their numbers', ONE.replaceAll('2024-01-10', '&#50;024&#x2d;01-10')],
    ['with blanks and line ends around every value', ONE.replaceAll(/>([^<]+)</g, '>\r\n\t $1 \n<')],
    [
      'with elements of others',
      ONE.replaceAll('<ReceivedDate>', '<Note><Text>2020-01-01</Text></Note><ReceivedDate>').replaceAll('<Person>', '<Person><Photo/>'),
    ],
    ['in UTF-8 with a mark', encoded(ONE, 'utf-8-mark')],
    ['in UTF-16', encoded(`<?xml version="1.0" encoding="utf-16"?>${ONE}`, 'utf-16be')],
    ['with blank lines first', `\n \n${ONE}`],
  ])('%s means the same', async (_, text) => {
    expect(await all(text)).toEqual(await all(ONE));
  });

  it.each([
    ['the person’s items after the requests', message(person(requests(REQUEST, assessed(), ACTIVE), PERSON))],
    ['the assessment and the plan before the items of the request', message(person(PERSON, requests(ACTIVE, assessed(), REQUEST)))],
    [
      'the named plan before the items of its assessment',
      message(person(PERSON, requests(REQUEST, `<Assessment><NamedPlan>${PLAN}</NamedPlan>${ASSESSMENT}</Assessment>`, ACTIVE))),
    ],
    ['one item of a request between its records', message(person(PERSON, requests(assessed(), REQUEST, ACTIVE)))],
  ])('may have %s', async (_, text) => {
    expect(await all(text)).toEqual(await all(ONE));
  });

  it('may hold any text, with entities, of any alphabet', async () => {
    const { rows } = await read(ONE.replace('WBRI', 'A &amp; B &lt;C&gt; &quot;D&apos; Ŵ <![CDATA[& <E>]]>'));
    expect(rows[0]?.ethnicity).toBe('A & B <C> "D\' Ŵ & <E>');
  });

  it('may be in Windows-1252, which is then said to be a guess', async () => {
    const { rows, files } = await read(encoded(`<?xml version="1.0" encoding="windows-1252"?>${ONE.replace('WBRI', 'é–')}`, 'windows-1252'));
    expect(rows[0]?.ethnicity).toBe('é–');
    expect(files).toMatchObject([{ file: 'sen2.xml', assumedEncoding: 'Windows-1252' }]);
  });

  it('says of each request on which line it begins', async () => {
    const { cases, said } = await read(
      `<Message>\n<Person>\n${requests(REQUEST)}\n${requests('\n\n', xml({ ReceivedDate: 'soon' }))}</Person>\n<Person>\n\n${requests(REQUEST)}</Person></Message>`,
    );
    expect(cases.map(({ id, line }) => [id, line])).toEqual([
      ['1/1', 3],
      ['2/1', 9],
    ]);
    expect(said).toEqual(['no-received-date sen2.xml:4']);
  });

  it('keeps what a person says from the next, and what a request says from the next', async () => {
    const { cases, births, rows } = await read(
      message(
        person(PERSON, requests(REQUEST, assessed(), ACTIVE), requests(xml({ ReceivedDate: '2022-01-10' }))),
        person(),
        person(requests(xml({ ReceivedDate: '2023-01-10' }))),
      ),
    );
    expect(cases.map(({ id, assessDecision, assessDispute, finalPlan }) => [id, assessDecision, assessDispute, finalPlan])).toEqual([
      ['1/1', 'Y', true, on('2024-05-20')],
      ['1/2', null, false, null],
      ['3/1', null, false, null],
    ]);
    expect(births).toEqual([on('2015-09-01'), on('2015-09-01'), null]);
    expect(rows.map(({ person_id, sex, primary_need }) => [person_id, sex, primary_need])).toEqual([
      ['1', 'F', 'ASD'],
      ['1', 'F', ''],
      ['3', '', ''],
    ]);
  });

  it('may hold a request outside a person: it is one of a person unknown', async () => {
    const { cases, births } = await read(
      message(person(PERSON, requests(REQUEST)), requests(REQUEST, assessed()), requests(REQUEST), person(requests(REQUEST))),
    );
    expect(cases.map(({ id, finalPlan }) => [id, finalPlan])).toEqual([
      ['1/1', null],
      ['2/1', on('2024-05-20')],
      ['3/1', null],
      ['4/1', null],
    ]);
    expect(births).toEqual([on('2015-09-01'), null, null, null]);
  });

  it('may have a request without anything in it, which is set aside', async () => {
    const { said, summary } = await read(message(person(requests(REQUEST), '<Requests/>')));
    expect(said).toEqual(['no-received-date sen2.xml:1']);
    expect(summary).toMatchObject({ read: 2, counted: 1 });
  });
});

describe('two records where a request has one', () => {
  it.each([
    ['assessments', requests(REQUEST, assessed(), '\n', assessed())],
    ['named plans', requests(REQUEST, `<Assessment>${ASSESSMENT}<NamedPlan>${PLAN}</NamedPlan>\n<NamedPlan>${PLAN}</NamedPlan></Assessment>`)],
    ['active plans', requests(REQUEST, ACTIVE, '\n', ACTIVE)],
  ])('%s set it aside, and no other request', async (_, request) => {
    const { cases, said, sentences, summary } = await read(message(person('\n', request, '\n', requests(REQUEST))));
    expect(said).toEqual(['conflicting-rows sen2.xml:2']);
    expect(sentences[0]).toContain('line 3 says once more, and otherwise, what a request says once');
    expect(summary).toMatchObject({ read: 2, counted: 1, setAside: { 'conflicting-rows': 1 } });
    expect(cases.map(({ id }) => id)).toEqual(['1/2']);
  });
});

describe('what a request says', () => {
  const withAssessment = (items: string, ...more: string[]) => read(message(person(requests(REQUEST, assessed(items), ...more))));

  it('of a plan issued without a date is taken from the start of the named plan, with a warning', async () => {
    const { cases, said } = await withAssessment(xml({ AssessmentOutcome: 'Y' }));
    expect(cases).toMatchObject([{ issueDecision: 'Y', finalPlan: on('2024-06-01') }]);
    expect(said).toEqual(['plan-start-date-used sen2.xml:1']);
  });

  it('of a refusal is dated by the outcome', async () => {
    const { cases } = await withAssessment(xml({ AssessmentOutcome: 'N', AssessmentOutcomeDate: '2024-05-20' }));
    expect(cases).toMatchObject([{ issueDecision: 'N', issueDecisionDate: on('2024-05-20'), finalPlan: null }]);
  });

  it('of a plan by another authority is out of scope', async () => {
    expect((await withAssessment(xml({ AssessmentOutcome: 'S' }))).summary).toMatchObject({ counted: 0, outOfScope: 1 });
    const { said, summary } = await withAssessment(ASSESSMENT, `<ActivePlans>${xml({ TransferLA: '302' })}</ActivePlans>`);
    expect(said).toEqual(['transferred-in sen2.xml:1']);
    expect(summary).toMatchObject({ counted: 0, outOfScope: 1 });
  });

  it('of a date that cannot be read names the element and its line', async () => {
    const { sentences } = await withAssessment(xml({ AssessmentOutcome: 'Y', AssessmentOutcomeDate: '2024-06-31' }));
    expect(sentences).toEqual([expect.stringContaining('sen2.xml line 1, assessmentoutcomedate: "2024-06-31" is not a date (June has 30 days)')]);
  });

  it('of the sex in a return of 2023 is its code', async () => {
    const { rows } = await read(ONE.replace('<Sex>F</Sex>', '<GenderCurrent>2</GenderCurrent>'));
    expect(rows[0]?.sex).toBe('2');
  });
});

describe('an XML file is refused', () => {
  it.each([
    ['with a document type', `<!DOCTYPE Message>${ONE}`, 'sen2.xml line 1: a document type is defined, which no SEN2 return does'],
    ['with entities of its own', `<!DOCTYPE M [<!ENTITY a "b">]>${ONE.replace('WBRI', '&a;')}`, 'a document type is defined'],
    ['with a document type after its first request', ONE.replace('</Persons>', '</Persons><!DOCTYPE Message>'), 'sen2.xml line 1: '],
    ['with an entity that nothing defines', ONE.replace('WBRI', '\n&who;'), 'sen2.xml line 2: this is not well-formed XML (undefined entity)'],
    ['cut short in an element', ONE.slice(0, ONE.indexOf('RequestOutcome')), 'not well-formed XML'],
    ['cut short in a text', ONE.slice(0, ONE.indexOf('WBRI') + 2), 'not well-formed XML (unclosed tag)'],
    ['cut short after its first person', message(person(requests(REQUEST)), person(requests(REQUEST))).slice(0, -60), 'not well-formed XML'],
    ['whose elements overlap', ONE.replace('</Requests></Person>', '</Person></Requests>'), 'not well-formed XML (unexpected close tag)'],
    ['that goes on after its end', `${ONE}${ONE}`, 'not well-formed XML'],
    ['that is no return', '<rss><channel><title>News</title></channel></rss>', 'sen2.xml: this is XML, but no SEN2 return'],
    ['with persons and no requests', message(person(PERSON)), 'sen2.xml: this is XML, but no SEN2 return'],
    ['with requests and no person', message(requests(REQUEST)), 'sen2.xml: this is XML, but no SEN2 return'],
    ['that is a web page', '<!DOCTYPE html><html><body>Person</body></html>', 'sen2.xml line 1: '],
    ['deeper than a hundred elements', message(person(requests(REQUEST, `${'<x>'.repeat(100)}${'</x>'.repeat(100)}`))), 'more than 100 deep'],
    ['with a value of more than a million characters', message(person(requests(REQUEST, `<x>${'y'.repeat(1_100_000)}</x>`))), 'more than a million characters'],
  ])('%s', async (_, text, why) => {
    const said = await refusal(text);
    expect(said).toContain(why);
    expect(said).not.toContain('\n');
  });

  it('and nothing of what a child’s record holds is shown', async () => {
    expect(await refusal(ONE.replace('WBRI', '&Jones;'))).not.toContain('Jones');
    expect(await refusal(ONE.replace('</Ethnicity>', '</Jones>'))).not.toContain('Jones');
    expect(await refusal(ONE.replace('WBRI', 'WBRI</Ethnicity><Jones'))).not.toContain('Jones');
  });
});
