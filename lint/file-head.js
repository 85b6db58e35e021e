/** Demands that a file opens with a doc comment, whose first line says what the file does. */

/** @type {import('eslint').Rule.RuleModule} */
export const fileHead = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { none: 'Open the file with one sentence, as `/** … */`.' },
  },
  create(context) {
    return {
      Program(node) {
        if (!/^(#!.*\n)?\/\*\* \S/.test(context.sourceCode.text)) context.report({ node, messageId: 'none' });
      },
    };
  },
};
