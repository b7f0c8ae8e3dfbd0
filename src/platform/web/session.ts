import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Capability } from '../shared/actor.ts';
import type { Answer } from './answer.ts';
import { api, onSessionEnd } from './api.ts';
import { showLanguage } from './language.ts';
import { heldSince, holdAnswers } from './offline/fetch.ts';
import { isSignOutOwed, personOfPhone } from './offline/device.ts';
import { endSession, paySignOut } from './offline/sign-out.ts';
import { lockPhone, onPersonElsewhere, openPhoneOf } from './offline/store.ts';
import { queryClient } from './queries.ts';

/** Who is signed in, where he stands, and how he reads. */
export type Me = Answer<'get', '/api/v1/me'>;

/** The phone is his from now on, and knows him without a network. */
function atHome(me: Me, response?: Response): Me {
  openPhoneOf(me.company.id, me.person.id);
  // Nobody waits for it: a browser that keeps nothing shows him all the same.
  if (response?.headers.has(heldSince) !== true)
    void holdAnswers([{ url: '/api/v1/me', answer: me }]).catch((error: unknown) => reportError(error));
  return me;
}

const meQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Me | null> => {
    await paySignOut().catch(() => undefined);
    if (isSignOutOwed()) return null;
    const { data, error, response } = await api.GET('/api/v1/me');
    if (data !== undefined) return atHome(data, response);
    if (response.status !== 401) throw error;
    await lockPhone();
    return null;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** What a stranger may know: whether set-up is still open, whether sign-in asks for a company, the regions. */
export const bootstrapQuery = queryOptions({
  queryKey: ['bootstrap'],
  queryFn: async () => {
    const { data, error } = await api.GET('/api/v1/bootstrap');
    if (data === undefined) throw error;
    return data;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Null when nobody is signed in. Throws a problem when the server cannot say. */
export const readSession = (): Promise<Me | null> => queryClient.ensureQueryData(meQuery);

/** The same for a route that must know before it opens. */
export const readBootstrap = () => queryClient.ensureQueryData(bootstrapQuery);
export type Bootstrap = Answer<'get', '/api/v1/bootstrap'>;

/** After sign-in, set-up and changes of one's own preferences: the person now shown everywhere, in his language. */
export async function startSession(me: Me): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, atHome(me));
  await queryClient.invalidateQueries({ queryKey: bootstrapQuery.queryKey, refetchType: 'none' });
  await showLanguage(me.language);
}

/**
 * Reads again who is signed in, after something about him changed on the server. Where it is another by now, the page starts anew; where
 * it is nobody, the session is lost like any other.
 */
export async function renewSession(): Promise<void> {
  const before = queryClient.getQueryData<Me | null>(meQuery.queryKey);
  const { data, response } = await api.GET('/api/v1/me');
  if (data === undefined) return;
  const now = atHome(data, response);
  if (before != null && now.person.id !== before.person.id) globalThis.location.reload();
  else queryClient.setQueryData(meQuery.queryKey, now);
}

/** Leads away from what only a signed-in person sees; only then is he forgotten, since those screens name him. */
type Leave = () => Promise<void>;

async function leaveAndForget(leave: Leave): Promise<void> {
  // Nothing of the last person stays in memory, even where the sign-in page could not be fetched.
  await leave().finally(() => {
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, null);
  });
}

/** Signs out, with or without a network: nothing of the person or the company stays on this device. */
export async function signOut(leave: Leave): Promise<void> {
  await endSession();
  await leaveAndForget(leave);
}

/** Leaves once another tab has signed out; where it signed in as somebody else, this page starts anew as his. Returns how to stop. */
export function onSignedOutElsewhere(leave: Leave): () => void {
  return onPersonElsewhere(() => {
    if (personOfPhone() === null) void leaveAndForget(leave);
    else globalThis.location.reload();
  });
}

/** Leaves once a session that was there has ended by itself: its time was over, or it was ended elsewhere. Returns how to stop. */
export function onSessionLost(leave: Leave): () => void {
  let leaving = false;
  return onSessionEnd(() => {
    if (leaving || queryClient.getQueryData(meQuery.queryKey) == null) return;
    leaving = true;
    void lockPhone()
      .then(() => leaveAndForget(leave))
      .finally(() => (leaving = false));
  });
}

/** The person signed in; only for screens behind sign-in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (data == null) throw new Error('useMe outside a signed-in screen');
  return data;
}

/** Whether the person's place allows this at all; whether it may be done to one record, the record itself says. */
export function useCan(capability: Capability): boolean {
  return useMe().capabilities.includes(capability);
}
