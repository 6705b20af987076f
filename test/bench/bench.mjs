/**
 * What things cost, as ratios inside one interleaved run: machines are noisy, and only ratios within a run count.
 * `npm run bench`; `npm run bench -- --quick` leaves out the million rows.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNS = 15;
const project = join(import.meta.dirname, '..', '..');
const program = join(project, 'bin', 'ehcp.js');
const folder = mkdtempSync(join(tmpdir(), 'ehcp-bench-'));

const COLUMNS =
  'case_id,person_id,received_date,request_source,assess_decision,assess_decision_date,assess_mediation,assess_tribunal,reopened_date,moved_out,issue_decision,issue_decision_date,issue_mediation,issue_tribunal,other_mediation,other_tribunal,draft_plan_date,final_plan_date,week20_exception,exception_reason,closed_date,closed_reason,coordinator,team,area,primary_need,sex,ethnicity,date_of_birth,setting';

/** An invented list of so many rows, the same every time, at about 230 bytes a row; the last are received in the autumn of 2022. */
function caseList(rows, { quoted = false, days = 1400 } = {}) {
  let state = 1;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  const iso = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
  const path = join(folder, `${rows}${quoted ? '-quoted' : ''}-${days}.csv`);
  const file = openSync(path, 'w');
  let text = `${COLUMNS}\n`;
  for (let row = 0; row < rows; row++) {
    const received = 19297 - days + below(days);
    const decided = received + 20 + below(40);
    const agreed = decided + 30 + below(30);
    const draft = agreed + 5 + below(20);
    const kind = below(100);
    const setting = quoted && row % 3 === 0 ? '"St Nowhere, Anytown mainstream primary school"' : 'mainstream primary school with a resource base';
    const person = `CO-${below(30)},Locality team ${below(5)},Locality area ${below(4)},SEMH,F,white British,${iso(received - 3000 - below(2000))},${setting}`;
    const start = `EHC-${String(row).padStart(7, '0')},P-${String(below(rows)).padStart(7, '0')},${iso(received)},parent,${kind < 15 ? 'N' : 'Y'},${iso(decided)},0,0,,`;
    if (kind < 15) text += `${start},,,,,,,,,,,,,${person}\n`;
    else if (kind < 35) text += `${start},,,0,0,0,0,,,,,,,${person}\n`;
    else text += `${start},Y,${iso(agreed)},0,0,0,0,${iso(draft)},${iso(draft + 15 + below(120))},${kind < 40 ? '1,personal' : '0,'},,,${person}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}

/** The same list with all its fields quoted, and line ends as Windows has them. */
function quotedThroughout(list) {
  const path = list.replace('.csv', '-quoted-throughout.csv');
  const lines = readFileSync(list, 'utf8').trimEnd().split('\n');
  writeFileSync(path, lines.map((line) => `"${line.replaceAll(',', '","')}"\r\n`).join(''));
  return path;
}

function run(args, flags = []) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...flags, ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { milliseconds: performance.now() - start, megabytes: Number(/kb=(\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
}

const snapshot = (list, ...more) => [program, 'snapshot', list, '--as-of', '2022-07-31', '--quiet', ...more];
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

try {
  const [tenThousand, quoted, sixtyThousand] = [caseList(10_000), caseList(10_000, { quoted: true }), caseList(60_000)];
  const throughout = quotedThroughout(sixtyThousand);
  const tenYears = caseList(60_000, { days: 3650 });
  const timed = {
    'node -e 0': ['-e', '0'],
    'ehcp --version': [program, '--version'],
    'snapshot, 10,000 rows, table': snapshot(tenThousand),
    'snapshot, 10,000 rows, JSON': snapshot(tenThousand, '--format', 'json'),
    'snapshot, 10,000 rows, quoted, JSON': snapshot(quoted, '--format', 'json'),
    'snapshot, 10,000 rows, HTML': snapshot(tenThousand, '--format', 'html'),
    'snapshot, 10,000 rows, Markdown': snapshot(tenThousand, '--format', 'md'),
    'snapshot, 10,000 rows, PDF': snapshot(tenThousand, '--format', 'pdf'),
    'cases, a paper of 60 pages, PDF': [
      program,
      'cases',
      tenThousand,
      '--measure',
      'finals',
      '--period',
      '2019-06-01..2021-04-30',
      '--as-of',
      '2022-07-31',
      '--show',
      'met',
      '--quiet',
      '--format',
      'pdf',
    ],
    'snapshot, 60,000 rows, JSON': snapshot(sixtyThousand, '--format', 'json'),
    'snapshot, 60,000 rows, all quoted, JSON': snapshot(throughout, '--format', 'json'),
    'snapshot, 60,000 rows of 10 years, JSON': snapshot(tenYears, '--format', 'json'),
    'trend by month, the same, JSON': [program, 'trend', tenYears, '--from', '2012-08', '--to', '2022-07', '--every', 'month', '--quiet', '--format', 'json'],
  };
  const limits = { 'snapshot, 10,000 rows, table': 5, 'snapshot, 10,000 rows, JSON': 5, 'snapshot, 10,000 rows, quoted, JSON': 5 };
  const times = Object.fromEntries(Object.keys(timed).map((name) => [name, []]));
  for (let turn = 0; turn < RUNS; turn++) {
    for (const [name, args] of Object.entries(timed)) times[name].push(run(args).milliseconds);
  }
  const base = median(times['node -e 0']);
  const say = (...cells) => process.stdout.write(`${cells[0].padEnd(40)}${cells[1].padStart(10)}${cells[2].padStart(10)}${cells[3].padStart(10)}\n`);
  say(`median of ${RUNS} interleaved runs`, 'ms', 'ratio', 'at most');
  for (const [name, values] of Object.entries(times)) say(name, median(values).toFixed(0), (median(values) / base).toFixed(2), String(limits[name] ?? ''));
  const timeOf = (name) => median(times[name]);
  const json = timeOf('snapshot, 10,000 rows, JSON');
  const perByte = (name, list) => (timeOf(name) - timeOf('ehcp --version')) / statSync(list).size;
  const speed = perByte('snapshot, 60,000 rows, JSON', sixtyThousand) / perByte('snapshot, 60,000 rows, all quoted, JSON', throughout);
  say('all quoted, bytes in the time of a plain one', '', speed.toFixed(2), 'least 0.9');
  say('HTML, times the JSON', '', (timeOf('snapshot, 10,000 rows, HTML') / json).toFixed(2), '1.3');
  say('PDF, times the JSON', '', (timeOf('snapshot, 10,000 rows, PDF') / json).toFixed(2), '2.5');
  say('trend by month, times the snapshot', '', (timeOf('trend by month, the same, JSON') / timeOf('snapshot, 60,000 rows of 10 years, JSON')).toFixed(2), '2');
  say('a paper of 60 pages, times the JSON', '', (timeOf('cases, a paper of 60 pages, PDF') / json).toFixed(2), '12');

  const memory = (list) => run(snapshot(list, '--format', 'json'), ['--require', join(import.meta.dirname, 'memory.cjs')]).megabytes;
  const sixty = memory(sixtyThousand);
  process.stdout.write('\n');
  say('most memory', 'MB', '', 'at most');
  say('60,000 rows', sixty.toFixed(0), '', '120');
  if (!process.argv.includes('--quick')) {
    const million = memory(caseList(1_000_000));
    say('1,000,000 rows', million.toFixed(0), `+${(million - sixty).toFixed(0)}`, '+40');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
