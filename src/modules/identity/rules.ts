/**
 * User names are ours to validate, Chinese ones too: letters, digits and . _ - @ of any script, unique per company after folding. Returns
 * the code of what is wrong.
 */
export function userNameProblem(name: string): string | undefined {
  if (name.length > 64) return 'identity.userNameLong';
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]*$/u.test(name.normalize('NFKC')) ? undefined : 'identity.userNameSigns';
}

/** How two user names are compared: width, case and composition do not tell them apart. */
export const foldUserName = (name: string): string => name.normalize('NFKC').toLowerCase();
