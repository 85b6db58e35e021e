/** Finds what people read or hear on the page and what does not stand in the messages. */

/** Attributes that are read or heard, of elements and of the page's own components; others of `aria-` hold ids, keys and states. */
const SAID =
  /^(title|alt|placeholder|label|note|word|aria-(roledescription|description|placeholder|valuetext|label))$/;
/** What is a name in every language: of the app, and of units and keys of data. */
const NAMES = new Set(['Lookalike', 'TSV', 'CSV', 'JSON Lines', 'px']);
const LETTERS = /\p{L}{2,}/u;
/** Words with spaces between them, or one that begins as a sentence or a label does. */
const PROSE = /\p{L}{2,}[,.:;…’”]? \p{L}|^\p{Lu}\p{Ll}+( |$|[.…:])/u;
const COMPARISONS = new Set(['===', '!==', 'in']);

function isSaid(text) {
  return LETTERS.test(text) && !NAMES.has(text.trim().replace(/^[·×\s]+/u, ''));
}

/** An error's message for developers, an attribute that nothing reads out, a type, or what a machine reads. */
function isForMachines(node, sourceCode) {
  const { parent } = node;
  if (/^(Import|Export|TSLiteralType|TSExternalModule)/.test(parent.type)) return true;
  // compared with what a machine gives: a key, a type
  if (parent.type === 'BinaryExpression' && COMPARISONS.has(parent.operator)) return true;
  if (parent.type === 'CallExpression' && /\.(includes|closest)$/.test(sourceCode.getText(parent.callee)))
    return true;
  // a command's key, as the browser calls it
  if (parent.type === 'Property' && sourceCode.getText(parent.key) === 'key') return true;
  for (let at = node; at; at = at.parent) {
    if (at.type === 'NewExpression' && sourceCode.getText(at.callee).endsWith('Error')) return true;
    if (at.type === 'JSXAttribute') return !SAID.test(sourceCode.getText(at.name));
  }
  return false;
}

/** @type {import('eslint').Rule.RuleModule} */
export const literalText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: 'Move “{{ text }}” to `src/app/messages/`, so that it is said in every language.' },
  },
  create(context) {
    const { sourceCode } = context;
    const report = (node, text) =>
      context.report({ node, messageId: 'literal', data: { text: text.trim() } });

    function look(node, text) {
      if (!isSaid(text) || isForMachines(node, sourceCode)) return;
      const { parent } = node;
      const inAttribute = parent.type === 'JSXAttribute';
      const inElement = parent.type === 'JSXExpressionContainer' && parent.parent.type !== 'JSXAttribute';
      if (inAttribute || inElement || PROSE.test(text)) report(node, text);
    }

    return {
      JSXText(node) {
        if (isSaid(node.value)) report(node, node.value);
      },
      Literal(node) {
        if (typeof node.value === 'string') look(node, node.value);
      },
      TemplateLiteral(node) {
        look(node, node.quasis.map(({ value }) => value.cooked).join('0'));
      },
    };
  },
};
