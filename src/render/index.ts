import type { Renderer } from './renderer.ts';

/** A format by name; its code and its library are loaded only when it is asked for. */
export interface Format {
  format: string;
  extension: string;
  /** Whether it is bytes that no terminal shows. */
  binary?: true;
  load(): Promise<Renderer>;
}

/** Every format, the default first. */
export const FORMATS: readonly Format[] = [
  { format: 'table', extension: '.txt', load: async () => (await import('./table.ts')).table },
  { format: 'json', extension: '.json', load: async () => (await import('./json.ts')).json },
  { format: 'csv', extension: '.csv', load: async () => (await import('./csv.ts')).csv },
  { format: 'md', extension: '.md', load: async () => (await import('./md.ts')).md },
  { format: 'html', extension: '.html', load: async () => (await import('./html/index.ts')).html },
  { format: 'xlsx', extension: '.xlsx', binary: true, load: async () => (await import('./xlsx.ts')).xlsx },
  { format: 'pdf', extension: '.pdf', binary: true, load: async () => (await import('./pdf/index.ts')).pdf },
];

/** The formats of these names, in their order. */
export const formats = (...names: string[]): readonly Format[] => FORMATS.filter(({ format }) => names.includes(format));
