/** Names, dates of birth, numbers and addresses stand in every list, and in nothing that any command writes, in any format. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames, everyCommand } from '../support/every-command.ts';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';

const NO_NETWORK = join(PROJECT, 'test', 'support', 'no-network.cjs');
const BORN = '1987-11-23';
/** What identifies a child, in columns that councils' exports have. */
const CANARIES = {
  Surname: 'Canaryson',
  'Child Name': 'Zebedee Canaryson',
  UPN: 'A801200012345',
  'NHS Number': '943 476 5919',
  Postcode: 'BS99 9ZZ',
  DOB: BORN,
  Notes: 'lives with Hortensia',
};
const OF_TEAMS = /team|area|need|sex|ethnicity|setting|coordinator|phase|adviser/;
const NEVER = /canaryson|zebedee|hortensia|A801200012345|943 ?476 ?5919|BS99 ?9ZZ|1987-11-23|23\/11\/1987|23 nov\w* 1987|\b32104\b/i;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-privacy-'));
  cpSync(DEMONSTRATION, folder, { recursive: true });
  for (const name of ['cases.csv', 'plans.csv', 'advice.csv', 'appeals.csv'])
    writeFileSync(join(folder, name), planted(readFileSync(join(folder, name), 'utf8')));
  writeFileSync(join(folder, 'old.json'), ehcp(['snapshot', '--as-of', '2022-07-31', '--format', 'json'], { cwd: DEMONSTRATION }).stdout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The last rows of a list with the canaries in each, and now and then one pasted where a date, a decision or a reference belongs. */
function planted(text: string): string {
  const [headings = '', ...rows] = text.trimEnd().split('\n');
  const names = headings.split(',');
  const birth = names.indexOf('date_of_birth');
  const spoilt = rows.slice(-1200).map((row, at) => {
    const cells = row.split(',');
    if (birth >= 0) cells[birth] = BORN;
    // A number may stand anywhere; of a name in the column of teams nobody can know that it is none.
    if (at % 89 === 88) cells[at % names.length] = OF_TEAMS.test(names[at % names.length] ?? '') ? CANARIES.UPN : CANARIES['Child Name'];
    return [...cells, ...Object.values(CANARIES).map((value) => `"${value}"`)].join(',');
  });
  return `${[[...names, ...Object.keys(CANARIES)].join(','), ...spoilt].join('\n')}\n`;
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const words = async (at: number): Promise<string> =>
    (await (await document.getPage(at)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  return [JSON.stringify(info), ...(await Promise.all(Array.from({ length: document.numPages }, (_, at) => words(at + 1))))].join('\n');
}

/** What somebody who opens a file can read in it. */
async function readable(name: string, bytes: Buffer): Promise<string> {
  if (bytes.length > 0 && name.endsWith('pdf')) return textOfPdf(bytes);
  if (bytes.length > 0 && name.endsWith('xlsx'))
    return new AdmZip(bytes)
      .getEntries()
      .map((entry) => entry.getData().toString('utf8'))
      .join('\n');
  return bytes.toString('utf8');
}

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  pack: [''],
  completion: [''],
  init: ['table', 'json'],
  explain: ['table', 'json', 'md', 'html', 'pdf'],
};
const LINES = everyCommand('out');

it('every command is walked', () => {
  expect([...new Set(LINES.map(([name]) => name))].sort()).toEqual(commandNames().sort());
});

it('whoever asks for the network is refused', () => {
  const { stderr, status } = spawnSync(process.execPath, ['--require', NO_NETWORK, '-e', 'require("node:http").get("http://localhost/")'], {
    encoding: 'utf8',
  });
  expect({ refused: stderr.includes('NETWORK: a connection'), status }).toEqual({ refused: true, status: 1 });
});

describe.each(LINES.map((args) => ({ line: args.join(' '), args })))('ehcp $line', ({ args }) => {
  it.each(FORMATS[args[0] ?? ''] ?? ['table', 'json', 'csv', 'md', 'html', 'xlsx', 'pdf'])('names nobody, and asks for no network, as %s', async (format) => {
    for (const name of ['out-internal', 'out-published', 'out.json']) rmSync(join(folder, name), { recursive: true, force: true });
    const asked = format === '' ? args : [...args, '--format', format];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', NO_NETWORK, join(PROJECT, 'bin', 'ehcp.js'), ...asked, ...(args[0] === 'completion' ? [] : ['--debug'])],
      {
        cwd: folder,
        maxBuffer: 1 << 28,
      },
    );
    const said = String(stderr);
    expect({ status, said: status === 0 || status === 1 ? '' : said }).toEqual({ status: args[0] === 'check' ? 1 : 0, said: '' });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.startsWith('out') && /\.\w+$/.test(name));
    const texts = [said, await readable(format, stdout), ...(await Promise.all(files.map((name) => readable(name, readFileSync(join(folder, name))))))];
    for (const text of texts) expect(text.match(NEVER)?.[0]).toBeUndefined();
    expect(texts.join('').length).toBeGreaterThan(100);
    expect(said).not.toContain('NETWORK');
  });
});
