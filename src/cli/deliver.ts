import { UserError } from '../core/user-error.ts';
import type { Format } from '../render/index.ts';
import { markedInternal } from '../report/internal.ts';
import type { Report } from '../report/report.ts';
import { refuseInput } from './inputs.ts';
import type { ReportOptions } from './options.ts';
import { typeface } from './typeface.ts';
import { refuseIfTaken, writeToStdout, writeWhole } from './write.ts';

/** Terminals are at least this wide; a fixed width gives the same bytes everywhere. */
const WIDTH = 80;

/**
 * Whether the report can be delivered: asked before any work is done, so that nobody waits for a refusal.
 * @throws UserError where the file may not be written, or bytes would go to a terminal
 */
export function refuseDelivery({ out, force }: ReportOptions, { format, extension, binary }: Format, command: string): void {
  if (out !== undefined) refuseIfTaken(out, force === true);
  else if (binary === true && process.stdout.isTTY)
    throw new UserError(`--format ${format}: this cannot be shown in a terminal. Add --out ${command}${extension}.`);
}

/** Renders a report to standard output or a file; what is to be said about its rows goes to standard error first. */
export async function deliver(report: Report, format: Format, options: ReportOptions, messages: readonly string[]): Promise<void> {
  if (options.out !== undefined) refuseInput(options.out);
  const renderer = await format.load();
  const content = await renderer.render(markedInternal(report), { colour: wantsColour(options), width: WIDTH, typeface });
  if (options.quiet !== true && messages.length > 0) process.stderr.write(`${messages.join('\n')}\n\n`);
  if (options.out === undefined) {
    await writeToStdout(content);
  } else {
    writeWhole(options.out, content, options.force === true);
    if (options.quiet !== true) process.stderr.write(`Wrote ${options.out}.\n`);
  }
}

function wantsColour({ colour, out }: ReportOptions): boolean {
  return colour && out === undefined && process.stdout.isTTY === true && !process.env.NO_COLOR;
}
