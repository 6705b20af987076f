import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LIST = 'case_id,received_date\nA-001,2022-01-10\n';
const BROKEN = `${LIST}A-001,2022-01-11\nA-002,never\n`;
const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
const run = (...args: string[]) => ehcp(['snapshot', ...args], { cwd: folder });
const asOf = ['--as-of', '2022-07-31'];

describe('the case list', () => {
  it('is found through the configuration of the folder, or of the nearest above it', () => {
    put('ehcp.config.json', '{"authority":"Anyshire","sources":{"cases":"lists/cases.csv"}}');
    mkdirSync(join(folder, 'lists', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'lists', 'cases.csv'), LIST);
    const { code, stdout } = ehcp(['snapshot', ...asOf], { cwd: join(folder, 'lists', 'deep') });
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 0, first: 'Anyshire' });
  });

  it('may be named, and then beats the configuration', () => {
    put('ehcp.config.json', '{"sources":{"cases":"missing.csv"}}');
    put('other.csv', LIST);
    expect(run('other.csv', ...asOf)).toMatchObject({ code: 0, stderr: '' });
  });

  it('may come from standard input', () => {
    const { code, stdout } = ehcp(['snapshot', '-', ...asOf, '--format', 'json'], { cwd: folder, input: LIST });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ authority: null, sources: [{ file: 'standard input', read: 1 }], figures: { open: { value: 1 } } });
  });

  it.each([
    ['a missing file', 'missing.csv', 'ehcp: missing.csv: there is no such file. Check the name and the folder.'],
    ['a folder', 'empty', 'ehcp: empty: there is no list in this folder (.csv, .txt or .tsv in a folder; a sheet in a workbook). Name the case list itself.'],
  ])('is refused as %s', (_, name, message) => {
    mkdirSync(join(folder, 'empty'));
    expect(run(name, ...asOf)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
  });

  it('is asked for where none is named', () => {
    expect(run(...asOf)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ehcp: No case list was named. Name one (ehcp snapshot cases.csv …), or set sources.cases in an ehcp.config.json in this folder or one above it; ehcp init cases.csv writes one.\n',
    });
  });

  it('is named in reports without its folder', () => {
    mkdirSync(join(folder, 'private'));
    writeFileSync(join(folder, 'private', 'cases.csv'), LIST);
    for (const format of ['table', 'json']) expect(run(join(folder, 'private', 'cases.csv'), ...asOf, '--format', format).stdout).not.toContain('private');
  });
});

describe('the as-of day', () => {
  it.each([
    [[], 'ehcp: ehcp snapshot needs the day to report on, as nothing here reads the clock. Add --as-of, such as --as-of 2022-07-31.'],
    [['--as-of', '2022-02-30'], 'ehcp: --as-of 2022-02-30: this is no day of the calendar, written yyyy-mm-dd. Write one such as 2022-07-31.'],
    [['--as-of', '31/7/2022'], 'ehcp: --as-of 31/7/2022: write the year first. Did you mean 2022-07-31?'],
    [['--as-of', 'today'], 'ehcp: --as-of today: this is no day of the calendar, written yyyy-mm-dd. Write one such as 2022-07-31.'],
    [['--as-of', '1822-07-31'], 'ehcp: --as-of 1822-07-31: the year is outside 1990 to 2100. Check the date.'],
  ])('%j is refused', (args, message) => {
    put('cases.csv', LIST);
    expect(run('cases.csv', ...args)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
  });
});

describe('a mistake in an option', () => {
  it.each([
    [['--as-off', '2022-07-31'], 'Did you mean --as-of?'],
    [[...asOf, '--format', 'jsn'], '--format jsn: there is no such format. Did you mean json?'],
    [[...asOf, '--cohort', 'every'], '--cohort every: there is no such cohort. Did you mean every-plan?'],
    [[...asOf, '--out', 'snapshot.docx'], '--out snapshot.docx: no report is made with the ending .docx.'],
    [[...asOf, '--out', 'nowhere/snapshot.json'], 'nowhere/snapshot.json: there is no folder nowhere to write into.'],
    [[...asOf, '--out', 'cases.csv/snapshot.json'], 'cases.csv/snapshot.json: there is no folder cases.csv to write into.'],
    [[...asOf, '--out', 'cases.csv/deep/snapshot.json'], 'there is no folder cases.csv/deep to write into.'],
    [[...asOf, '--out', ''], '--out names no file.'],
    [[...asOf, 'surplus.csv'], 'too many arguments'],
  ])('%j is refused with exit code 2', (args, words) => {
    put('cases.csv', LIST);
    const { code, stdout, stderr } = run('cases.csv', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(folder)).toEqual(['cases.csv']);
  });

  it('in the name of the command is refused with the nearest', () => {
    const { code, stderr } = ehcp(['snapshto', ...asOf], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean snapshot?');
  });
});

describe('a mistake in the configuration', () => {
  it.each([
    ['{"autority":"Anyshire"}', 'there is no key "autority". Did you mean "authority"?'],
    ['{"authority":{"nam":"Anyshire"}}', 'there is no key "authority.nam". Did you mean "authority.name"?'],
    ['{"authority":{}}', 'the key "authority.name" is missing.'],
    ['{"sources":{"cases":7}}', 'sources.cases: this is a number where text in quotation marks belongs.'],
    ['{"conventions":{"dayOfReceipt":2}}', 'conventions.dayOfReceipt: 2 is none of 0, 1.'],
    ['{"conventions":{"cohort":"dfee"}}', 'conventions.cohort: "dfee" is none of "dfe", "every-plan". Did you mean "dfe"?'],
    ['{"commission":{"name":"People","nextMeeting":"26/09/2022"}}', 'commission.nextMeeting: "26/09/2022" is not a date. Write yyyy-mm-dd.'],
    ['{"conventions":{"dayOfReceipt":"0"}}', 'conventions.dayOfReceipt: write 0 without quotation marks.'],
    ['{"authority":7}', 'authority: this is a number where'],
    ['{"authority":""}', 'authority: this is empty.'],
    ['{"authority":"Any\\u001b[31mshire"}', 'authority: this holds a control character'],
    ['{"constructor":{}}', 'there is no key "constructor".'],
    ['[]', 'this is a list where an object in braces'],
    ['{', 'this is not JSON'],
  ])('%s', (text, words) => {
    put('ehcp.config.json', text);
    put('cases.csv', LIST);
    const { code, stdout, stderr } = run('cases.csv', ...asOf);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('is one where --config names a file that is not there', () => {
    expect(run('--config', 'other.json', ...asOf)).toMatchObject({ code: 2, stderr: expect.stringContaining('other.json: the configuration cannot be read.') });
  });

  it('is one where the file is not UTF-8', () => {
    put('ehcp.config.json', Buffer.from('{"authority":"Caf\xe9"}', 'latin1'));
    expect(run(...asOf)).toMatchObject({ code: 2, stderr: expect.stringContaining('this is not UTF-8 text') });
  });

  it('is none where the file begins with a byte-order mark', () => {
    put('ehcp.config.json', '\ufeff{"authority":"Anyshire"}');
    put('cases.csv', LIST);
    expect(run('cases.csv', ...asOf)).toMatchObject({ code: 0 });
  });
});

describe('conventions', () => {
  it('come from the configuration, and the cohort from an option before it', () => {
    put('ehcp.config.json', '{"conventions":{"dayOfReceipt":1,"cohort":"every-plan"}}');
    put('cases.csv', LIST);
    const conventions = (...args: string[]) => JSON.parse(run('cases.csv', ...asOf, '--format', 'json', ...args).stdout).conventions;
    expect([conventions(), conventions('--cohort', 'dfe')]).toEqual([
      { dayOfReceipt: 1, cohort: 'every-plan' },
      { dayOfReceipt: 1, cohort: 'dfe' },
    ]);
  });
});

describe('rows set aside', () => {
  it('are named on standard error, stand at the headline, and end with 1 where --strict asks', () => {
    put('cases.csv', BROKEN);
    const { code, stdout, stderr } = run('cases.csv', ...asOf, '--strict');
    expect(code).toBe(1);
    expect(stdout).toContain('Caution: 2 rows set aside; 2 of them show no final plan or closing date: open\ncases may be understated by up to 2.');
    expect(stdout).toContain('3 rows read = 1 counted + 0 out of scope + 2 set aside.');
    expect(stderr.match(/^cases\.csv line \d/gm)).toEqual(['cases.csv line 3', 'cases.csv line 4']);
    expect(run('cases.csv', ...asOf).code).toBe(0);
  });

  it('may be open unless they show a final plan or closing date by the as-of day', () => {
    put('cases.csv', 'case_id,received_date,final_plan_date\n,2022-01-10,2022-07-30\n,2022-01-10,2022-07-31\n,2022-01-10,2022-08-01\n,2022-01-10,\n');
    expect(JSON.parse(run('cases.csv', ...asOf, '--format', 'json').stdout).cautions).toEqual([
      '4 rows set aside; 2 of them show no final plan or closing date: open cases may be understated by up to 2.',
    ]);
  });

  it('leave standard error empty with --quiet', () => {
    put('cases.csv', BROKEN);
    expect(run('cases.csv', ...asOf, '--quiet')).toMatchObject({ code: 0, stderr: '' });
  });

  it('are all counted where there are too many to name', () => {
    put('cases.csv', LIST + 'A-001,2022-01-10\n'.repeat(1200));
    const { stdout, stderr } = run('cases.csv', ...asOf);
    expect(stdout).toContain('Set aside: 1,200 repeated-case-id.');
    expect(stderr).toContain('… and 200 more of repeated-case-id, counted at the foot of the report; ehcp check lists them all.');
  });
});

describe('a file written', () => {
  it('has the format of its ending', () => {
    put('cases.csv', LIST);
    for (const name of ['a.json', 'a.csv', 'a.xlsx', 'a.pdf', 'a.txt', 'a'])
      expect(run('cases.csv', ...asOf, '--out', name)).toEqual({ code: 0, stdout: '', stderr: `Wrote ${name}.\n` });
    const begins = (name: string) => readFileSync(join(folder, name), 'latin1').slice(0, 8);
    expect([begins('a.json').slice(0, 1), begins('a.csv'), begins('a.xlsx').slice(0, 2)]).toEqual(['{', 'report,a', 'PK']);
    expect([begins('a.pdf'), begins('a.txt'), begins('a')]).toEqual(['%PDF-1.7', 'EHC plan', 'EHC plan']);
  });

  it('is never written over one that exists, unless --force says so', () => {
    put('cases.csv', LIST);
    put('a.json', 'mine');
    expect(run('cases.csv', ...asOf, '--out', 'a.json')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ehcp: a.json: this file exists and was left as it is. Name another, or add --force to replace it.\n',
    });
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('mine');
    expect(run('cases.csv', ...asOf, '--out', 'a.json', '--force', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'cases.csv']);
  });

  it('is not begun where the list is refused', () => {
    put('cases.csv', 'nothing\n');
    expect(run('cases.csv', ...asOf, '--out', 'a.json').code).toBe(2);
    expect(readdirSync(folder)).toEqual(['cases.csv']);
  });

  it('of a name that is too long is refused in one sentence', () => {
    put('cases.csv', LIST);
    const name = `${'x'.repeat(300)}.json`;
    expect(run('cases.csv', ...asOf, '--out', name)).toEqual({
      code: 2,
      stdout: '',
      stderr: `ehcp: ${name}: the name is too long: name a shorter one. Nothing was written.\n`,
    });
    expect(readdirSync(folder)).toEqual(['cases.csv']);
  });

  it('is a file, not a folder or a device', () => {
    put('cases.csv', LIST);
    mkdirSync(join(folder, 'out.json'));
    expect(run('cases.csv', ...asOf, '--out', 'out.json', '--force').stderr).toBe('ehcp: out.json: this is a folder. Name a file in it.\n');
    if (existsSync('/dev/null')) expect(run('cases.csv', ...asOf, '--out', '/dev/null', '--force').stderr).toContain('this is no ordinary file');
  });
});

describe('standard output', () => {
  it.each(['json', 'csv', 'xlsx'])('may be closed early by its reader, without a word: %s', async (format) => {
    const child = spawn(process.execPath, [join(PROJECT, 'bin', 'ehcp.js'), 'snapshot', ...asOf, '--format', format], { cwd: DEMONSTRATION });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.runIf(existsSync('/dev/full'))('that is full is an error in one sentence', () => {
    put('cases.csv', LIST);
    const { status, stderr } = spawnSync(process.execPath, [join(PROJECT, 'bin', 'ehcp.js'), 'snapshot', 'cases.csv', ...asOf], {
      cwd: folder,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'ehcp: Standard output: the disk is full: make room and run again.\n' });
  });

  it('has no colour in a pipe', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is made of them
    expect(run('-', ...asOf).stdout + ehcp(['snapshot', ...asOf], { cwd: DEMONSTRATION, env: { FORCE_COLOR: '3' } }).stdout).not.toMatch(/\x1b/);
  });
});

describe('help', () => {
  it('tells of the command and its options, and ends with 0', () => {
    const { code, stdout } = ehcp(['snapshot', '--help']);
    expect(code).toBe(0);
    for (const option of ['--as-of', '--format', '--out', '--force', '--config', '--cohort', '--strict', '--quiet', '--debug', '--no-colour', 'Exit codes'])
      expect(stdout).toContain(option);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('comes with every command line that asks for nothing', () => {
    expect(ehcp([])).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: ehcp') });
    expect(ehcp(['--version'])).toMatchObject({ code: 0, stdout: `${JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).version}\n` });
  });
});

describe('between two meetings', () => {
  const json = (...args: string[]) => JSON.parse(ehcp([...args, '--format', 'json', '--quiet'], { cwd: DEMONSTRATION }).stdout);
  const snapshot = json('snapshot', '--as-of', '2022-07-31');

  it('what moved since the last is what ehcp movement says, and what passes a line by the next what ehcp due says', () => {
    expect(snapshot.from).toBe('2022-07-11');
    expect(snapshot.populations).toEqual(json('movement', '--from', '2022-07-11', '--to', '2022-07-31').populations);
    const due = json('due', '--as-of', '2022-07-31', '--until', '2022-09-26').figures;
    for (const id of ['due-week-20', 'due-week-52']) expect(snapshot.figures[id].value).toBe(due[id].value);
    expect(snapshot.summary).toContain(
      'Since 11 July 2022, cases open over 52 weeks fell from 104 to 90: 15 passed 52 weeks and 29 left, all with a final plan.',
    );
    expect(snapshot.summary).toContain(
      'If nothing happens, of the open cases 101 pass 20 weeks and 16 pass 52 weeks by the next meeting on 26 September 2022.',
    );
  });

  it('names a meeting after the as-of day not as the last, nor one before it as the next', () => {
    const meetings = (asOf: string) => json('snapshot', '--as-of', asOf).commission;
    const name = 'People Scrutiny Commission';
    expect(meetings('2022-07-10')).toEqual({ name, nextMeeting: '2022-09-26' });
    expect(meetings('2022-07-11')).toEqual({ name, lastMeeting: '2022-07-11', nextMeeting: '2022-09-26' });
    expect(meetings('2022-09-26')).toEqual({ name, lastMeeting: '2022-07-11', nextMeeting: '2022-09-26' });
    expect(meetings('2022-12-31')).toEqual({ name, lastMeeting: '2022-07-11' });
  });

  it('refuses --since where it is published, as it would be left out', () => {
    expect(ehcp(['snapshot', '--as-of', '2022-07-31', '--since', '2022-07-11', '--publish'], { cwd: DEMONSTRATION })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--since 2022-07-11: what moved since a day is small, and no part of a snapshot that is published.'),
    });
  });

  it.each([
    ['2022-07-31', '2020-08'],
    ['2022-07-11', '2020-08'],
    ['2022-05-31', '2020-06'],
    ['2021-02-28', '2019-03'],
    ['2022-12-31', '2021-01'],
  ])('as of %s the months are judged as ehcp trend judges 24 of them', (asOf, from) => {
    const [, ...sentences] =
      json('trend', '--measure', 'within-20-weeks,finals', '--from', from, '--as-of', asOf).summary[0]?.split(/(?<=\d{4}\.|\)\.) /) ?? [];
    const headline = sentences.join(' ').toLowerCase();
    const [, verdict = ''] =
      json('snapshot', '--as-of', asOf)
        .summary.join(' ')
        .match(/By month, (.*?)(?= (?:Since|If nothing)|$)/) ?? [];
    expect(headline).not.toBe('');
    expect(verdict.replaceAll('; and there', '. there').toLowerCase()).toBe(headline);
  });

  it('the verdict is made of whole months: July 2021 had 64 plans and not the 16 of its first 11 days', () => {
    const verdict = json('snapshot', '--as-of', '2022-07-11').summary.join(' ');
    expect(verdict).toContain(
      'By month, there is no one level: 12 of 23 months are more than ordinary variation about their mean; lowest: August 2020 (18.8% (6 of 32));',
    );
  });

  it('--since names another day, which must be before the as-of day', () => {
    expect(json('snapshot', '--as-of', '2022-07-31', '--since', '2022-05-09').from).toBe('2022-05-09');
    for (const since of ['2022-07-31', '2022-08-31'])
      expect(ehcp(['snapshot', '--as-of', '2022-07-31', '--since', since], { cwd: DEMONSTRATION })).toEqual({
        code: 2,
        stdout: '',
        stderr: `ehcp: --since ${since}: this is not before the as-of day, 2022-07-31, so nothing can have moved. Name an earlier day.\n`,
      });
  });

  it('nothing is said of meetings on the wrong side of the day, nor of what is published', () => {
    const early = json('snapshot', '--as-of', '2022-06-30');
    expect([early.from, early.figures['due-week-20'].period.to]).toEqual([undefined, '2022-09-26']);
    const late = json('snapshot', '--as-of', '2022-10-31');
    expect([late.from, late.figures['due-week-20']]).toEqual(['2022-07-11', undefined]);
    const published = json('snapshot', '--as-of', '2022-07-31', '--publish');
    expect([published.from, published.populations, published.figures['due-week-20']]).toEqual([undefined, undefined, undefined]);
    expect(published.summary.join(' ')).not.toMatch(/Since|If nothing happens|By month/);
  });
});
