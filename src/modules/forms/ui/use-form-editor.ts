import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { dropDraft, keepDraft } from '#platform/web/offline/drafts.ts';
import type { Form, FormDefinition } from '../contract.ts';
import { changesOf, nothingChanged } from '../rules-changes.ts';
import { asWritten } from '../rules-definition.ts';
import { begun, edited } from './edit-history.ts';

/** A form under work on this device: on which version it began, and how far it got. */
export interface FormDraft {
  version: number;
  definition: FormDefinition;
}

export const draftKey = (code: string): string => `form.${code}`;

export type Change = (change: (definition: FormDefinition) => FormDefinition, place?: string) => void;

/** The form as it is being changed, kept on the device with every step until it is published or thrown away. */
export function useFormEditor(form: Form, draft: FormDraft | null) {
  const [before] = useState(() => asWritten(form.definition));
  const [base] = useState(draft?.version ?? form.version);
  const [editing, step] = useReducer(edited, draft?.definition ?? before, begun);
  const { now, past } = editing;
  const dirty = !nothingChanged(changesOf(before, now));
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    void (dirty ? keepDraft(draftKey(form.code), { version: base, definition: now }) : dropDraft(draftKey(form.code)));
  }, [now, dirty, base, form.code]);
  const change: Change = useCallback((next, place) => step({ kind: 'change', change: next, place }), []);
  const undo = useCallback(() => step({ kind: 'undo' }), []);
  return { before, base, now, dirty, change, undo, canUndo: past.length > 0 };
}
export type FormEditor = ReturnType<typeof useFormEditor>;
