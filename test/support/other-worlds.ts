import loadHighs from 'highs';

const highs = await loadHighs();

/** What a paper says of a sum of unknown whole numbers, each as often as it stands there; null where it says only that there are some. */
export interface Said {
  name: string;
  of: readonly string[];
  value: number | null;
}

/** What a split paper says: what is counted of all is counted of its groups. @param ofGroups by the names of the groups; what of it is of no group is told of none */
export function saidOfGroups(whole: readonly Said[], ofGroups: Readonly<Record<string, readonly Said[]>>): Said[] {
  const split = new Set(Object.values(ofGroups).flatMap((said) => said.flatMap(({ of }) => of)));
  const groups = Object.keys(ofGroups);
  const parts = (unknown: string, some: readonly string[]): string[] => (split.has(unknown) ? some.map((group) => `${unknown} #${group}`) : [unknown]);
  return [
    ...whole.map(({ of, ...said }) => ({ ...said, of: of.flatMap((unknown) => parts(unknown, groups)) })),
    ...Object.entries(ofGroups).flatMap(([group, said]) =>
      said.map(({ name, of, value }) => ({ name: `${group}: ${name}`, value, of: of.flatMap((unknown) => parts(unknown, [group])) })),
    ),
  ];
}

/** What else a reader knows: that a sum is at least another. */
export interface AtLeast {
  more: readonly string[];
  less: readonly string[];
}

/** What is printed nowhere and must not be known where it is from 1 to 4: how much more one sum is than another. */
export interface Between extends AtLeast {
  name: string;
}

type World = ReadonlyMap<string, number>;

const total = (of: readonly string[], world: World): number => of.reduce((sum, unknown) => sum + (world.get(unknown) ?? 0), 0);

/**
 * What is suppressed and can be worked out all the same, by somebody with a solver: it is the same in every world that shows the
 * paper. This shares nothing with how reports are made fit for publication.
 */
export function workedOut(said: readonly Said[], known: readonly AtLeast[] = [], between: readonly Between[] = []): string[] {
  const unknowns = [...new Set([...said.flatMap(({ of }) => of), ...[...known, ...between].flatMap(({ more, less }) => [...more, ...less])])];
  const index = new Map(unknowns.map((unknown, at) => [unknown, `x${at}`]));
  const terms = (plus: readonly string[], minus: readonly string[] = []): string => {
    const times = new Map<string, number>();
    for (const unknown of plus) times.set(unknown, (times.get(unknown) ?? 0) + 1);
    for (const unknown of minus) times.set(unknown, (times.get(unknown) ?? 0) - 1);
    const parts = [...times].map(([unknown, n]) => `${n < 0 ? '-' : '+'} ${Math.abs(n)} ${index.get(unknown)}`);
    return parts.length === 0 ? '0 x0' : parts.join(' ');
  };
  const rules = [
    ...said.map(({ of, value }, at) => ` r${at}: ${terms(of)} ${value === null ? '>= 1' : `= ${value}`}`),
    ...known.map(({ more, less }, at) => ` k${at}: ${terms(more, less)} >= 0`),
  ].join('\n');
  const bounds = unknowns.map((_, at) => ` x${at} <= 100000`).join('\n');
  const solve = (goal: 'Minimize' | 'Maximize', { more, less }: AtLeast): World => {
    const { Status, Columns } = highs.solve(
      `${goal}\n obj: ${terms(more, less)}\nSubject To\n${rules}\nBounds\n${bounds}\nGeneral\n ${unknowns.map((_, at) => `x${at}`).join(' ')}\nEnd`,
    );
    if (Status !== 'Optimal') throw new Error(`what the reader takes for true is not: no world shows this paper (${Status})`);
    return new Map(unknowns.map((unknown, at) => [unknown, Math.round((Columns[`x${at}`] as { Primal: number } | undefined)?.Primal ?? 0)]));
  };
  const worlds: World[] = [];
  const valuesOf = ({ more, less }: AtLeast): number[] => [...new Set(worlds.map((world) => total(more, world) - total(less, world)))];
  const isPinned = (sums: AtLeast): boolean => {
    for (const goal of ['Minimize', 'Maximize'] as const) if (valuesOf(sums).length < 2) worlds.push(solve(goal, sums));
    return valuesOf(sums).length < 2;
  };
  const isSmall = (value = 0): boolean => value >= 1 && value <= 4;
  return [
    ...said.filter(({ value, of }) => value === null && isPinned({ more: of, less: [] })),
    ...between.filter((sums) => valuesOf(sums).every(isSmall) && isPinned(sums) && isSmall(valuesOf(sums)[0])),
  ].map(({ name }) => name);
}
