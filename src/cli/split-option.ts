import type { Command } from 'commander';

const BY_DEFAULT = 'print small counts where they are suppressed otherwise: in a split by sex, ethnicity, age, need or setting';
const NOT_PUBLIC = 'for a split that is published otherwise: by sex, ethnicity, age, need or setting';

/**
 * Adds the option that splits a report; last of all, as what it adds to --publish comes after it.
 * @param isPublic whether the report can be published at all
 */
export function withSplitOption(command: Command, words: string, isPublic = true): Command {
  return withoutPublishOption(command.option('--by <column>', `${words}; age is the age at the request, in DfE's bands`), isPublic ? BY_DEFAULT : NOT_PUBLIC);
}

/** Adds the option that leaves small counts in what is published unless somebody says otherwise. */
export const withoutPublishOption = (command: Command, words: string): Command => command.option('--no-publish', words);
