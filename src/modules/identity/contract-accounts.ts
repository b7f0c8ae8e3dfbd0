import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { instantShape, uuid } from '#platform/shared/page.ts';
import { passwordShape, userNameShape } from './contract.ts';

const byId = z.strictObject({ id: uuid });

export const getAccount = endpoint({
  id: 'identity.getAccount',
  method: 'GET',
  path: '/people/{id}/account',
  summary: "A person's account; null for somebody who cannot sign in yet",
  access: 'people.manage',
  params: byId,
  response: z.object({
    account: z
      .object({
        userName: z.string(),
        /** May lie ahead, for somebody who will leave. */
        endsAt: instantShape.nullable(),
        ended: z.boolean(),
        passwordIsTemporary: z.boolean(),
        sessions: z.int(),
      })
      .nullable(),
  }),
});

export const openAccountShape = z.strictObject({ userName: userNameShape, password: passwordShape });
export const openAccount = endpoint({
  id: 'identity.openAccount',
  method: 'POST',
  path: '/people/{id}/account',
  summary: 'Give a person a user name and a first password; opens an ended account anew',
  access: 'people.manage',
  params: byId,
  body: openAccountShape,
  response: z.object({ userName: z.string() }),
  status: 201,
});

export const closeAccount = endpoint({
  id: 'identity.closeAccount',
  method: 'DELETE',
  path: '/people/{id}/account',
  summary: "End a person's account and all sessions; it can be opened anew",
  access: 'people.manage',
  params: byId,
  status: 204,
});

export const resetPassword = endpoint({
  id: 'identity.resetPassword',
  method: 'POST',
  path: '/people/{id}/account/password',
  summary: 'Set a temporary password for a person; all sessions end',
  access: 'people.manage',
  params: byId,
  body: z.strictObject({ password: passwordShape }),
  status: 204,
});
