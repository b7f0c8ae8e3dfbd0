import type { Client } from '../../../test/harness/app.ts';
import { newId } from '#platform/shared/id.ts';
import type { NextStepRow } from './contract.ts';
import type { StepKind } from './rules.ts';

interface StepWish {
  customerId: string;
  day: string;
  kind?: StepKind;
  note?: string;
  ownerId?: string;
}

/** A next step set through the front door; answers it as the API does. */
export async function makeNextStep(client: Client, wish: StepWish): Promise<NextStepRow> {
  const answer = await client.send<NextStepRow>('POST', '/next-steps', {
    id: newId(Date.now()),
    kind: 'call',
    ...wish,
  });
  if (answer.status !== 201) throw new Error(`makeNextStep: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
