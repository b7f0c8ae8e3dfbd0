import type { Subscriber, Subscribers } from '#platform/server/command/command.ts';
import type { Signals } from '#platform/server/events/signals.ts';
import { moveNextSteps } from '#modules/follow-up/public.ts';
import { closeAccount } from '#modules/identity/public.ts';
import { followVisit, moveLines } from '#modules/plans/public.ts';
import { moveVisits } from '#modules/visits/public.ts';

/**
 * What a lower module causes in a higher one, by the kind of the event it emits. Everything here runs in the same transaction as the
 * command itself; nodes are told to forget what they hold once it has committed.
 */
export function subscribersOf(signals: Pick<Signals, 'send'>): Subscribers {
  const forgetCompany: Subscriber = async (ctx) => ctx.afterCommit(() => signals.send('company', ctx.actor.companyId));
  const forgetPerson: Subscriber = async (ctx, { subject }) =>
    ctx.afterCommit(() => signals.send('person', subject.id));
  return {
    'customers.merged': [moveVisits, moveNextSteps, moveLines],
    'visits.replaced': [followVisit],
    'org.unitAdded': [forgetCompany],
    'org.unitChanged': [forgetCompany],
    'org.unitMoved': [forgetCompany],
    'org.unitClosed': [forgetCompany],
    'org.personChanged': [forgetPerson],
    'org.personPlaced': [forgetPerson],
    'org.personRejoined': [forgetPerson],
    'org.personLeft': [closeAccount, forgetPerson],
    'identity.accountOpened': [forgetPerson],
    'identity.accountClosed': [forgetPerson],
    'identity.passwordReset': [forgetPerson],
  };
}
