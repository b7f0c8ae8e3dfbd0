// The house's own lint rules, loaded by oxlint (.oxlintrc.json).

interface Node {
  type: string;
  [key: string]: unknown;
}
interface Context {
  report(problem: { node: Node; message: string }): void;
}
interface Rule {
  meta: { type: 'problem'; docs: { description: string } };
  create(context: Context): Record<string, (node: Node) => void>;
}

const isName = (node: unknown, name: string): boolean =>
  typeof node === 'object' && node !== null && (node as Node).type === 'Identifier' && (node as Node)['name'] === name;

const isMember = (node: unknown, object: string, property: string): boolean =>
  typeof node === 'object' &&
  node !== null &&
  (node as Node).type === 'MemberExpression' &&
  isName((node as Node)['object'], object) &&
  isName((node as Node)['property'], property);

const clockMessage = 'Take the time from the clock (ctx.clock): what reads the wall cannot be tested or replayed.';

/** Neither Date.now(), new Date() without arguments nor Temporal.Now outside the clock itself. */
const timeFromTheClock: Rule = {
  meta: { type: 'problem', docs: { description: 'time comes from the injected clock' } },
  create: (context) => ({
    MemberExpression: (node) => {
      if (isMember(node, 'Date', 'now') || isMember(node, 'Temporal', 'Now'))
        context.report({ node, message: clockMessage });
    },
    NewExpression: (node) => {
      const bare = Array.isArray(node['arguments']) && node['arguments'].length === 0;
      if (bare && isName(node['callee'], 'Date')) context.report({ node, message: clockMessage });
    },
    CallExpression: (node) => {
      if (isName(node['callee'], 'Date')) context.report({ node, message: clockMessage });
    },
  }),
};

const spoken = new Set(['label', 'title', 'placeholder', 'alt', 'description', 'aria-label', 'aria-description']);
const hasWords = (text: unknown): boolean => typeof text === 'string' && /\p{L}{2}|\p{Script=Han}/u.test(text);
const textMessage = 'Text that people read comes from messages/, in three languages: t(…).';

/** No words written into markup: neither between tags nor in an attribute that is shown or read aloud. */
const noTextInMarkup: Rule = {
  meta: { type: 'problem', docs: { description: 'text that people read comes from messages/' } },
  create: (context) => ({
    JSXText: (node) => {
      if (hasWords(node['value'])) context.report({ node, message: textMessage });
    },
    JSXAttribute: (node) => {
      const name = (node['name'] as Node)['name'];
      const value = node['value'] as Node | null;
      if (typeof name !== 'string' || !spoken.has(name)) return;
      if (value?.type === 'Literal' && hasWords(value['value'])) context.report({ node, message: textMessage });
    },
  }),
};

export default {
  meta: { name: 'kejing' },
  rules: { 'time-from-the-clock': timeFromTheClock, 'no-text-in-markup': noTextInMarkup },
};
