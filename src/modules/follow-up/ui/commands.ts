import { queuedCommand } from '#platform/web/offline/command.ts';

/** Everything that shows next steps, or is made from them. */
export const stale = ['/api/v1/next-steps', '/api/v1/customers', '/api/v1/plans'] as const;

export const setNextStep = queuedCommand('post', '/api/v1/next-steps', {
  id: 'followUp.setNextStep',
  version: 1,
  stale,
});
export const changeNextStep = queuedCommand('patch', '/api/v1/next-steps/{id}', {
  id: 'followUp.changeNextStep',
  version: 1,
  stale,
});
export const completeNextStep = queuedCommand('post', '/api/v1/next-steps/{id}/completion', {
  id: 'followUp.completeNextStep',
  version: 1,
  stale,
});
export const takeBackCompletion = queuedCommand('delete', '/api/v1/next-steps/{id}/completion', {
  id: 'followUp.takeBackCompletion',
  version: 1,
  stale,
});
export const dropNextStep = queuedCommand('post', '/api/v1/next-steps/{id}/dropping', {
  id: 'followUp.dropNextStep',
  version: 1,
  stale,
});
export const takeBackDropping = queuedCommand('delete', '/api/v1/next-steps/{id}/dropping', {
  id: 'followUp.takeBackDropping',
  version: 1,
  stale,
});
