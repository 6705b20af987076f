/** Text without control characters, which could steer a terminal, and not longer than a line. */
export function printable(text: string, longest = 60): string {
  const clean = text.replace(/\p{C}/gu, '·');
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1)}…`;
}
