import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';
import { sheetsIn } from '../support/workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = 'case_id,received_date,final_plan_date\n';
const AS_OF = ['--as-of', '2022-07-31'];
const pack = (...args: string[]) => ehcp(['pack', ...AS_OF, ...args], { cwd: folder });
const put = (text: string, name = 'cases.csv') => writeFileSync(join(folder, name), text);
const names = (of = 'july') => readdirSync(join(folder, of)).sort();
const read = (name: string, of = 'july') => readFileSync(join(folder, of, name));
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const hashes = (of = 'july') => names(of).map((name) => [name, sha(read(name, of))]);

describe('a pack', () => {
  it('holds every report of the demonstration caseload, and a manifest with the hash of each file and list', () => {
    const { code, stdout, stderr } = ehcp(['pack', ...AS_OF, '--out', join(folder, 'july')], { cwd: DEMONSTRATION });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Small counts are suppressed in it, as it is for publication; --internal makes a pack with lists of cases.');
    const manifest = JSON.parse(read('manifest.json').toString());
    expect(manifest).toMatchObject({
      schema: 'ehcp.pack/1',
      program: { name: 'ehcp', version },
      asOf: '2022-07-31',
      authority: 'Bristol City Council',
      internal: false,
      publish: { threshold: 4 },
      conventions: { dayOfReceipt: 0, cohort: 'dfe' },
    });
    expect(manifest.inputs.map(({ role, file }: { role: string; file: string }) => [role, file])).toEqual([
      ['cases', 'cases.csv'],
      ['plans', 'plans.csv'],
      ['advice', 'advice.csv'],
      ['appeals', 'appeals.csv'],
      ['two-year-olds', 'two-year-olds.csv'],
    ]);
    expect(manifest.inputs[0].sha256).toBe(sha(readFileSync(join(DEMONSTRATION, 'cases.csv'))));
    expect(['manifest.json', ...manifest.files.map(({ file }: { file: string }) => file)].sort()).toEqual(names());
    for (const { file, sha256, bytes } of manifest.files) expect([file, sha(read(file)), read(file).length]).toEqual([file, sha256, bytes]);
    expect(names()).toEqual(
      expect.arrayContaining([
        'snapshot.pdf',
        'snapshot.html',
        'snapshot.xlsx',
        'snapshot.json',
        'indicators.json',
        'definitions.html',
        'data-quality.html',
        'reviews.pdf',
        'advice.pdf',
        'appeals.pdf',
      ]),
    );
  });

  it('is the same bytes when it is made again, over the earlier one with --force alone', () => {
    put(`${HEAD}A1,2022-01-10,2022-05-30\nA2,2022-01-11,\n`);
    expect(pack('cases.csv', '--out', 'july', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    const before = hashes();
    expect(pack('cases.csv', '--out', 'july')).toMatchObject({
      code: 2,
      stderr: 'ehcp: july: this folder holds an earlier pack and was left as it is. Name another, or add --force to replace it.\n',
    });
    expect(pack('cases.csv', '--out', 'july', '--force', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(hashes()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'july']);
  });

  it('names no case unless it is internal, which it says', () => {
    put(`${HEAD}EHC-77,2021-01-10,\nEHC-78,bad,\nEHC-79,2022-01-11,\n`);
    expect(pack('cases.csv', '--out', 'july', '--quiet').code).toBe(0);
    for (const name of names().filter((one) => /\.(json|html|csv)$/.test(one))) expect(read(name).toString()).not.toMatch(/EHC-7|Internal,/);
    expect(names().some((name) => name.startsWith('cases'))).toBe(false);
    const { stderr } = pack('cases.csv', '--out', 'inside', '--internal');
    expect(stderr).toContain('This pack is internal: it has lists of cases, and nothing in it is suppressed. It is not for publication.');
    expect(read('cases-over-52-weeks.csv', 'inside').toString()).toContain('EHC-77,2,met');
    expect(read('data-quality.csv', 'inside').toString()).toContain('EHC-78');
    expect(JSON.parse(read('manifest.json', 'inside').toString())).toMatchObject({ internal: true, publish: null });
  });

  it('that is internal says so at the head of every paper', async () => {
    put(`${HEAD}EHC-77,2021-01-10,\n`);
    const caution = 'Internal, not for publication: in this pack small counts are not suppressed, and cases are listed.';
    expect(pack('cases.csv', '--out', 'inside', '--internal', '--quiet').code).toBe(0);
    for (const name of names('inside').filter((one) => /\.json$/.test(one) && one !== 'manifest.json'))
      expect(JSON.parse(read(name, 'inside').toString())).toMatchObject({ internal: true, cautions: expect.arrayContaining([caution]) });
    for (const name of names('inside').filter((one) => one.endsWith('.html'))) {
      expect(read(name, 'inside').toString()).toContain(`<p class="caution"><strong>Caution:</strong> ${caution}</p>`);
      expect(read(name, 'inside').toString()).toContain('<title>Internal: ');
      expect(read(name, 'inside').toString()).toContain('<footer>Internal: ');
    }
    const papers = names('inside').filter((one) => one.endsWith('.pdf'));
    expect(papers).toEqual(['data-quality.pdf', 'definitions.pdf', 'indicators.pdf', 'snapshot.pdf']);
    for (const name of papers) expect(read(name, 'inside').toString('latin1')).toContain('<rdf:li xml:lang="x-default">Internal: ');
    for (const name of names('inside').filter((one) => one.endsWith('.xlsx')))
      expect((await sheetsIn(read(name, 'inside'))).About?.flat()).toEqual(expect.arrayContaining([caution, expect.stringMatching(/^Internal: /)]));
    for (const { title } of JSON.parse(read('manifest.json', 'inside').toString()).files) expect(title).toMatch(/^Internal: /);
  });

  describe('has what moved since the last meeting, and what passes a limit by the next', () => {
    const commission = (lastMeeting: string, nextMeeting: string) =>
      put(JSON.stringify({ sources: { cases: 'cases.csv' }, commission: { name: 'Scrutiny', lastMeeting, nextMeeting } }), 'ehcp.config.json');
    const LIST = `case_id,received_date,final_plan_date,team,coordinator\nEHC-1,2022-03-20,,North,CO-1\nEHC-2,2021-07-01,2022-07-20,South,\nEHC-3,2022-07-20,,,\n`;
    const inside = (name: string) => JSON.parse(read(name, 'inside').toString());
    const single = (...args: string[]) => JSON.parse(ehcp([...args, '--format', 'json', '--quiet'], { cwd: folder }).stdout);
    const unmarked = ({ internal: _, cautions: __, ...report }: Record<string, unknown>) => report;

    it('where it is internal, as the commands themselves say it', () => {
      put(LIST);
      commission('2022-07-11', '2022-09-26');
      expect(pack('--out', 'inside', '--internal', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
      const papers = ['due.csv', 'due.html', 'due.json', 'due.pdf', 'due.xlsx', 'movement.html', 'movement.json', 'movement.pdf', 'movement.xlsx'];
      expect(names('inside')).toEqual(expect.arrayContaining(papers));
      const files = inside('manifest.json').files.map(({ file }: { file: string }) => file);
      expect(files.filter((file: string) => file.endsWith('.json'))).toEqual([
        'snapshot.json',
        'movement.json',
        'due.json',
        'indicators.json',
        'data-quality.json',
      ]);
      expect(unmarked(inside('movement.json'))).toEqual(unmarked(single('movement', '--from', '2022-07-11', '--to', '2022-07-31')));
      expect(unmarked(inside('due.json'))).toEqual(unmarked(single('due', ...AS_OF, '--until', '2022-09-26')));
      expect(unmarked(inside('snapshot.json'))).toEqual(unmarked(single('snapshot', ...AS_OF)));
      expect(inside('due.json').due).toMatchObject([
        { caseId: 'EHC-1', week: 20, coordinator: 'CO-1', group: 'North' },
        { caseId: 'EHC-3', week: 6 },
      ]);
      const definitions = read('definitions.html', 'inside').toString();
      for (const id of ['open-in-received', 'due-week-20']) expect(definitions).toContain(id);
    });

    it('and not where it is published, as they are a few cases', () => {
      put(LIST);
      commission('2022-07-11', '2022-09-26');
      expect(pack('--out', 'july', '--quiet').code).toBe(0);
      expect(names().filter((name) => /^(movement|due)/.test(name))).toEqual([]);
      for (const name of names().filter((one) => one.endsWith('.json'))) expect(read(name).toString()).not.toMatch(/due-week-20|open-in-received|EHC-1/);
      for (const id of ['open-in-received', 'due-week-20']) expect(read('definitions.html').toString()).not.toContain(id);
    });

    it.each([
      ['2022-07-31', '2022-07-31', []],
      ['2022-08-01', '2022-09-26', ['due']],
      ['2022-07-11', '2022-07-30', ['movement']],
      ['2022-07-11', '2024-07-29', ['movement']],
      ['2022-07-11', '2024-07-28', ['due', 'movement']],
    ])('between meetings on %s and %s, as far as they lie on either side of the day: %j', (last, next, parts) => {
      put(LIST);
      commission(last, next);
      expect(pack('--out', 'inside', '--internal', '--quiet').code).toBe(0);
      expect(names('inside').filter((name) => /^(movement|due)\.json/.test(name))).toEqual(parts.map((part) => `${part}.json`));
    });
  });

  it('says that nothing is suppressed where the threshold is 0', () => {
    put(`${HEAD}A1,2022-01-10,\n`);
    put('{"publish":{"threshold":0}}', 'ehcp.config.json');
    const { stderr } = pack('cases.csv', '--out', 'july');
    expect(stderr).toContain('Nothing in it is suppressed, however small, as publish.threshold of the configuration is 0');
    expect(stderr).not.toContain('Small counts are suppressed');
  });

  it('has ehcp’s own measures where the configuration has no indicators, and says so', () => {
    put(`${HEAD}A1,2022-01-10,2022-05-30\n`);
    const said = "The configuration has no indicators (kpis): ehcp's own measures stand in their place.";
    expect(pack('cases.csv', '--out', 'july').stderr).toContain(said);
    expect(JSON.parse(read('manifest.json').toString()).notes).toEqual([said]);
    expect(Object.keys(JSON.parse(read('indicators.json').toString()).figures)).toEqual(CASE_MEASURES.map(({ id }) => id));
    expect(names()).toEqual(expect.arrayContaining(['indicators.pdf', 'indicators.html', 'indicators.xlsx']));
  });

  it('published, leaves out indicators over the list of plans, and says so; an internal one has them', () => {
    put(`${HEAD}A1,2022-01-10,2022-05-30\n`);
    put('plan_id,plan_start_date,review_meeting_date\nP1,2019-01-01,2022-05-01\n', 'plans.csv');
    const kpis = ['within-20-weeks', 'reviews-held-12-months'].map((measure, at) => ({ code: `K${at + 1}`, measure }));
    put(JSON.stringify({ sources: { cases: 'cases.csv', plans: 'plans.csv' }, kpis }), 'ehcp.config.json');
    const indicators = (folder: string) => Object.keys(JSON.parse(read('indicators.json', folder).toString()).figures);
    expect(pack('--out', 'july').stderr).toContain('Indicators over the list of plans are left out');
    expect(indicators('july')).toEqual(['K1']);
    expect(pack('--out', 'inside', '--internal').stderr).not.toContain('are left out');
    expect(indicators('inside')).toEqual(['K1', 'K2']);
  });

  it('has officers’ words in the snapshot alone, and names their file', () => {
    put(`${HEAD}A1,2022-01-10,\n`);
    put('Three co-ordinators began in **May**.\n', 'words.md');
    expect(pack('cases.csv', '--out', 'july', '--publish', '--commentary', 'words.md', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    const withWords = names().filter((one) => /\.(json|html)$/.test(one) && read(one).toString().includes('Three co-ordinators began in '));
    expect(withWords).toEqual(['snapshot.html', 'snapshot.json']);
    expect(JSON.parse(read('manifest.json').toString())).toMatchObject({
      publish: { threshold: 4 },
      commentary: { file: 'words.md', sha256: sha(readFileSync(join(folder, 'words.md'))) },
    });
    renameSync(join(folder, 'words.md'), join(folder, 'july', 'words.md'));
    expect(pack('cases.csv', '--out', 'july', '--force', '--commentary', 'july/words.md')).toMatchObject({
      code: 2,
      stderr: 'ehcp: july: the pack is made of words.md in this folder, which would be lost. It was left as it is; name another.\n',
    });
    expect(names()).toContain('words.md');
  });

  it.each<[string, string[], string]>([
    [
      'both kinds',
      ['cases.csv', '--out', 'july', '--internal', '--publish'],
      '--internal and --publish: a pack is for the public, with small counts suppressed, or internal, with lists of cases. Give one.',
    ],
    ['no folder', [], 'ehcp pack needs a folder to write. Add --out, such as --out july.'],
    ['standard input', ['-', '--out', 'july'], 'A pack reads its list more than once, and standard input can be read only once. Name a file.'],
    [
      'a folder of other files',
      ['cases.csv', '--out', 'full', '--force'],
      'full: this folder holds other files and was left as it is. Name one that is not there yet.',
    ],
    ['a file', ['cases.csv', '--out', 'cases.csv', '--force'], 'cases.csv: this is a file. Name a folder.'],
    ['no folder above', ['cases.csv', '--out', 'no/such/july'], 'no/such/july: there is no folder no/such to write into. Make it, or name another.'],
    ['a wrong period', ['cases.csv', '--out', 'july', '--period', '2022Q2'], '"2022Q2" is not a period. Did you mean 2022-Q2?'],
  ])('of %s is refused, and nothing is written', (_, args, message) => {
    put(`${HEAD}A1,2022-01-10,\n`);
    mkdirSync(join(folder, 'full'));
    put('mine', 'full/notes.txt');
    expect(pack(...args)).toEqual({ code: 2, stdout: '', stderr: `ehcp: ${message}\n` });
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'full']);
    expect(readdirSync(join(folder, 'full'))).toEqual(['notes.txt']);
  });

  it('ends with 1 where rows were set aside and --strict was given', () => {
    put(`${HEAD}A1,2022-01-10,\nA2,bad,\n`);
    expect(pack('cases.csv', '--out', 'july', '--strict', '--quiet')).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(names()).toContain('manifest.json');
  });
});
