import type { FormDefinition, FormField } from './contract.ts';
import { fieldsOf } from './rules.ts';
import { asWritten, same } from './rules-definition.ts';

export interface DefinitionChanges {
  added: FormField[];
  removed: FormField[];
  /** Asked before and after, but otherwise. */
  changed: { before: FormField; after: FormField }[];
  /** The form is called otherwise. */
  renamed: boolean;
  /** What is asked in both stands in another order, in other parts, or is asked when nobody talked and was not before. */
  arranged: boolean;
}

const byKey = (definition: FormDefinition): Map<string, FormField> =>
  new Map(fieldsOf(definition).map((field) => [field.key, field]));

const arrangement = (definition: FormDefinition, common: ReadonlySet<string>) =>
  definition.sections
    .map(
      ({ always, fields }) => [always === true, fields.map(({ key }) => key).filter((key) => common.has(key))] as const,
    )
    .filter(([, keys]) => keys.length > 0);

/** What a new version changes against an old one, as people say it before they publish and as the audit keeps it. */
export function changesOf(before: FormDefinition, after: FormDefinition): DefinitionChanges {
  const [then, now] = [asWritten(before), asWritten(after)];
  const [old, present] = [byKey(then), byKey(now)];
  const common = new Set([...old.keys()].filter((key) => present.has(key)));
  return {
    added: fieldsOf(now).filter(({ key }) => !old.has(key)),
    removed: fieldsOf(then).filter(({ key }) => !present.has(key)),
    changed: fieldsOf(now).flatMap((field) => {
      const earlier = old.get(field.key);
      return earlier === undefined || same(earlier, field) ? [] : [{ before: earlier, after: field }];
    }),
    renamed: !same(then.labels, now.labels),
    arranged: !same(arrangement(then, common), arrangement(now, common)),
  };
}

export const nothingChanged = ({ added, removed, changed, renamed, arranged }: DefinitionChanges): boolean =>
  added.length + removed.length + changed.length === 0 && !renamed && !arranged;

/** Where two changed the same form: the name of the form itself among the keys of its questions. */
export const titleKey = ' title';

/** The keys of what differs between two forms, to be chosen one by one. */
export function differing(mine: FormDefinition, theirs: FormDefinition): string[] {
  const { added, removed, changed, renamed } = changesOf(theirs, mine);
  const keys = [...added, ...removed, ...changed.map(({ after }) => after)].map(({ key }) => key);
  return renamed ? [titleKey, ...keys] : keys;
}

/**
 * My form with the questions of which theirs were chosen: changed as they have it, taken off where they have none, put back at the place
 * where they have it. The order is mine.
 */
export function merged(mine: FormDefinition, theirs: FormDefinition, takeTheirs: ReadonlySet<string>): FormDefinition {
  const [own, other] = [byKey(mine), byKey(theirs)];
  const sections = mine.sections.map((section) => ({
    ...section,
    fields: section.fields.flatMap((field) => (takeTheirs.has(field.key) ? (other.get(field.key) ?? []) : [field])),
  }));
  for (const [index, { fields }] of theirs.sections.entries())
    for (const [at, field] of fields.entries())
      if (takeTheirs.has(field.key) && !own.has(field.key))
        sections[Math.min(index, sections.length - 1)]?.fields.splice(at, 0, field);
  return {
    labels: takeTheirs.has(titleKey) ? theirs.labels : mine.labels,
    sections: sections.filter(({ fields }) => fields.length > 0),
  };
}
