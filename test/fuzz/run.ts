import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { drawsBelow } from '../../src/core/random.ts';
import { FORMATS, SEEDS } from './seeds.ts';
import { spoil } from './spoil.ts';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'ehcp.js');
/** No input of these lengths needs as much. */
const MEMORY_MB = 512;
const HANG_MS = 120_000;

/** What a run came to. */
interface Ended {
  code: number | string;
  stdout: Buffer;
  stderr: string;
}

/** One run that was judged, with what is wrong with it; empty where nothing is. */
export interface Judged {
  seed: number;
  name: string;
  args: readonly string[];
  code: number | string;
  faults: readonly string[];
}

/** Runs the built program in a thread of its own, bounded in memory; a run that does not end is ended. */
function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const worker = new Worker(PROGRAM, { argv: [...args], stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    let failed: string | null = null;
    worker.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    worker.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const hang = setTimeout(() => {
      failed = 'it hangs';
      worker.terminate();
    }, HANG_MS);
    worker.on('error', (error) => {
      failed = String(error);
    });
    worker.on('exit', (code) => {
      clearTimeout(hang);
      resolve({ code: failed ?? code, stdout: Buffer.concat(out), stderr: Buffer.concat(said).toString('utf8') });
    });
  });
}

/** What no output may hold, whatever stood in the input: escape sequences, marks that turn the reading direction, what only a program says. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const NEVER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\bNaN\b|\bundefined\b(?! entity)|\[object |\bInfinity\b/;

function faultsOf({ code, stdout, stderr }: Ended, format: string, isPublished: boolean): string[] {
  const faults: string[] = [];
  if (code !== 0 && code !== 1 && code !== 2) faults.push(`it ended with ${code}`);
  if (/\n\s+at .*[:)]\d*/.test(stderr)) faults.push('a stack trace');
  if (code === 2 && stdout.length > 0) faults.push('a report beside an error');
  if (code === 2 && !/^ehcp: [\s\S]*[^\s]\n/m.test(stderr)) faults.push('an error without words');
  const said = stderr.match(NEVER);
  if (said !== null) faults.push(`messages hold ${JSON.stringify(said[0])}`);
  if (code === 2 || format === 'xlsx' || format === 'pdf') return faults;
  const text = stdout.toString('utf8');
  const held = text.match(NEVER);
  if (held !== null) faults.push(`the report holds ${JSON.stringify(held[0])}`);
  if (format === 'json') faults.push(...faultsOfJson(text, isPublished));
  if (format === 'html' && /<script>alert|<img src=x/.test(text)) faults.push('markup of the input is markup of the page');
  if (format === 'csv' && /(?:^|,)"?[=+@][^",\n]*[!(A]/m.test(text)) faults.push('a formula of the input is one of the list');
  return faults;
}

/** Every row of every source is accounted for. */
function faultsOfJson(text: string, isPublished: boolean): string[] {
  let report: {
    sources?: { role: string; read?: number; counted?: number | null; outOfScope?: number; setAside?: number | null; reasons?: Record<string, number> }[];
  };
  try {
    report = JSON.parse(text);
  } catch {
    return ['it is no JSON'];
  }
  return (report.sources ?? []).flatMap(({ role, read, counted, outOfScope = 0, setAside = 0, reasons = {} }) => {
    // Published, small counts of rows are no numbers.
    if (read === undefined || counted == null || setAside === null) return [];
    const sums: string[] = [];
    if (read !== counted + outOfScope + setAside) sums.push(`${role}: ${read} read are not ${counted} + ${outOfScope} + ${setAside}`);
    const named = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    if (!isPublished && named !== setAside) sums.push(`${role}: reasons for ${named} rows, ${setAside} set aside`);
    return sums;
  });
}

/**
 * One run of the program on a spoilt export, and its judgement. The same seed spoils, asks and judges the same.
 * @param folder where the export is written; it is emptied first, and what a fault was found in stays there
 */
export async function fuzz(seed: number, folder: string): Promise<Judged> {
  const draw = drawsBelow(seed);
  for (let warm = 0; warm < 8; warm++) draw(2);
  const { name, files, commands } = SEEDS[draw(SEEDS.length)] as (typeof SEEDS)[number];
  const command = commands[draw(commands.length)] ?? [];
  const spoilt = spoil(files, draw);
  const format = command[0] === 'init' ? 'json' : (FORMATS[draw(FORMATS.length)] ?? 'json');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(spoilt)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const inFolder = new Set([...Object.keys(files), 'export']);
  const args = [...command.map((word) => (inFolder.has(word) ? join(folder, word) : word)), '--format', format];
  const ended = await run(args);
  const faults = faultsOf(ended, format, args.includes('--publish'));
  // Now and then the same again must be the same.
  if (draw(8) === 0 && !(await run(args)).stdout.equals(ended.stdout)) faults.push('the same input gave other bytes');
  return { seed, name, args, code: ended.code, faults };
}
