import { expect, it } from 'vitest';
import { customerKinds } from './rules.ts';
import { withoutIdentityNumber } from './rules-identity.ts';

it('O8 takes the number of a person off what a phone holds, and leaves that of a firm', () => {
  const kept = customerKinds.filter(
    (kind) => withoutIdentityNumber({ kind, taxNumber: 'A123456789' }).taxNumber !== null,
  );
  expect(kept).toEqual(['firm', 'shop', 'government', 'publicInstitution']);
});

it('leaves everything else as it is', () => {
  const household = { kind: 'household' as const, taxNumber: 'A123456789', name: '林家' };
  expect(withoutIdentityNumber(household)).toEqual({ ...household, taxNumber: null });
});
