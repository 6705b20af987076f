/** How words stand out in a terminal. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  underline(text: string): string;
  caution(text: string): string;
}

/** What begins and ends each, as ECMA-48 has them (SGR). */
const BOLD = ['\u001b[1m', '\u001b[22m'] as const;
const DIM = ['\u001b[2m', '\u001b[22m'] as const;
const UNDERLINE = ['\u001b[4m', '\u001b[24m'] as const;
const YELLOW = ['\u001b[33m', '\u001b[39m'] as const;

/** @param colour false where the output is no terminal, or asked to be plain: words are then as they are */
export function painter(colour: boolean): Paint {
  const inStyle =
    (...styles: readonly (readonly [string, string])[]) =>
    (text: string): string =>
      // Line by line, so that no style runs on beside what stands there.
      !colour || text === ''
        ? text
        : text
            .split('\n')
            .map((line) => styles.reduceRight((inner, [begin, end]) => `${begin}${inner}${end}`, line))
            .join('\n');
  return { bold: inStyle(BOLD), dim: inStyle(DIM), underline: inStyle(UNDERLINE), caution: inStyle(BOLD, YELLOW) };
}
