/** What the two builds have in common: what is left out of the bundle, and the licences of what is in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program checks a configuration by its schema; what the schema says to editors stays in the schema. */
const schemaWithoutWords = {
  name: 'schema-without-words',
  setup({ onLoad }) {
    onLoad({ filter: /config\.schema\.json$/ }, ({ path }) => {
      const forEditors = ['$schema', '$id', 'title', 'description', 'definitions'];
      const isWords = (key, value) => forEditors.includes(key) && (typeof value === 'string' || key === 'definitions');
      const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value) => (isWords(key, value) ? undefined : value));
      return { contents: JSON.stringify(schema), loader: 'json' };
    });
  },
};

/**
 * What pdfkit loads at its start and our papers never ask for: other compressions and pictures, breaking of lines, encryption,
 * the shaping of scripts whose letters join (our typeface is used letter by letter); and what commander loads, in 3 ms, for
 * commands that are programs of their own. Whatever is asked of it fails at once.
 */
const LEFT_OUT = ['@noble/ciphers/aes', 'brotli/decompress.js', 'dfa', 'linebreak', 'node:child_process', 'png-js', 'tiny-inflate', 'unicode-trie'];
const packagesWithoutUnused = {
  name: 'packages-without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path }) => (LEFT_OUT.includes(path) ? { path, namespace: 'left-out' } : undefined));
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `const fail = () => { throw new Error(${JSON.stringify(`${path} is left out of this program`)}); };
        module.exports = class { get() { fail(); } match() { fail(); } nextBreak() { fail(); } };
        module.exports.cbc = module.exports.ecb = fail;`,
    }));
    onResolve({ filter: /^unicode-properties$/ }, () => ({ path: join(import.meta.dirname, '..', 'render', 'pdf', 'characters.mjs') }));
  },
};

/** For esbuild, in either build. */
export const PLUGINS = [schemaWithoutWords, packagesWithoutUnused];

/** Of packages that name their licence and bring no copy of its text: as their authors publish it. */
const LICENCES = join(import.meta.dirname, 'licences');

/** The packages whose code esbuild put into a bundle, in the order of the alphabet. */
export function packagesIn(metafile) {
  const names = new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...names].sort().map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name, folder, version, license };
  });
}

/** Their licences, as one text. */
export function licencesOf(metafile) {
  const notices = packagesIn(metafile).map(({ name, folder, version, license }) => {
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? join(LICENCES, `${name}.txt`) : join(folder, file);
    if (!existsSync(text)) throw new Error(`${name} has no licence file, and so may not be bundled.`);
    return `${name} ${version} (${license})\n\n${readFileSync(text, 'utf8').trim()}\n`;
  });
  return `ehcp holds code of these packages, under these licences.\n\n${notices.join('\n----\n\n')}`;
}
