import { api } from '../api.ts';
import { holdAnswers } from './fetch.ts';
import { filledKey, phoneStore } from './store.ts';

const rest = 5 * 60_000;
const keepFor = 14 * 24 * 60 * 60_000;

/** When the phone was last given what the day needs; milliseconds. */
export async function filledAt(): Promise<number | undefined> {
  const store = await phoneStore();
  return (await store?.drafts.get(filledKey))?.at;
}

/**
 * Brings onto the phone what today and tomorrow need, in one request; at most every five minutes, unless `now`. What was not looked at
 * for two weeks leaves it. True when it was done.
 */
export async function fillPhone(now = false): Promise<boolean> {
  const last = await filledAt();
  if (!now && last !== undefined && Date.now() - last < rest) return false;
  const store = await phoneStore();
  if (store === undefined) return false;
  const { data } = await api.GET('/api/v1/phone');
  // Another may have signed in before it came.
  if (data === undefined || (await phoneStore()) !== store) return false;
  await holdAnswers(data.items.map(({ path, answer }) => ({ url: path, answer })));
  await store.held.filter(({ at }) => at < Date.now() - keepFor).delete();
  await store.drafts.put({ key: filledKey, value: null, at: Date.now() });
  return true;
}
