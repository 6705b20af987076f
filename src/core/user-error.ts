/**
 * Something the user can put right: the message says where, what, why and what to do.
 * The command line prints it alone, without a stack, and ends with exit code 2.
 */
export class UserError extends Error {
  override name = 'UserError';
}
