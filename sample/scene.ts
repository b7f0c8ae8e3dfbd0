import { instantAt } from '#platform/server/clock.ts';
import type { AuditNote, WriteContext } from '#platform/server/command/command.ts';
import type { Actor } from '#platform/shared/actor.ts';
import { businessDay, type Day } from '#platform/shared/day.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import type { IdMaker } from './dice.ts';
import { type Moment, zone } from './moment.ts';

/** Somebody of the sample, as the rest of it refers to him. */
export interface Person {
  id: string;
  name: string;
  unitId: string;
  unitName: string;
  position: string;
  leads: boolean;
  /** The first working day from which he walks. */
  from: Day;
}

export interface SignedNote {
  note: AuditNote;
  by: Person;
  at: number;
  command: string;
}

/** What all parts of the sample are made with: one transaction, one moment, one line of ids. */
export interface Scene {
  ctx: WriteContext;
  companyId: string;
  moment: Moment;
  id: IdMaker;
  say: (line: string) => void;
  /** Filled by whatever is written, and written at the end. */
  audit: SignedNote[];
}

/** A person as he acts on any day: whoever he is, he writes in his own unit. */
function actorOf(scene: Scene, person: Person): Actor {
  const { language, dateStyle, currency } = regionOf('taiwan');
  return {
    kind: 'person',
    companyId: scene.companyId,
    personId: person.id,
    name: person.name,
    unitId: person.unitId,
    units: [],
    capabilities: new Set(),
    language,
    dateStyle,
    timeZone: zone,
    region: 'taiwan',
    currency,
  };
}

/** The command's context as if `person` acted at an instant; the audit names him and then, and wakes nobody. */
export function actingAs(scene: Scene, person: Person, at: number, command: string): WriteContext {
  const now = instantAt(at);
  return {
    ...scene.ctx,
    actor: actorOf(scene, person),
    now,
    today: businessDay(now, zone),
    newId: () => scene.id(at),
    audit: (note) => void scene.audit.push({ note, by: person, at, command }),
    emit: () => {},
  };
}

/** Same, for founding: there is nobody yet. */
export const founding = (scene: Pick<Scene, 'ctx' | 'id'>, at: number): WriteContext => {
  const now = instantAt(at);
  return { ...scene.ctx, now, today: businessDay(now, zone), newId: () => scene.id(at), emit: () => {} };
};
