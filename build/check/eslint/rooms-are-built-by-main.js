import path from 'node:path';

/**
 * Inside the server `main.ts` alone builds the rooms: any other room gets the finished one handed in. So what a room
 * imports from another room's door is its types and its values, never its create…, start… or open…, nor a class to
 * make with `new`; errors are values. Files beside `main.ts` (media.ts) belong to the composition root and may build.
 * @type {import('eslint').Rule.RuleModule}
 */
export const roomsAreBuiltByMain = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      builds: '"{{name}}" builds another room of the house ({{room}}): let main.ts build it and hand it in.',
    },
  },
  create(context) {
    const from = roomOf(context.filename);
    if (from === undefined) return {};
    return {
      ImportDeclaration(node) {
        const target = String(node.source.value);
        if (!target.startsWith('.')) return;
        const room = roomOf(path.resolve(path.dirname(context.filename), target));
        if (room === undefined || room === from) return;
        for (const specifier of node.specifiers) {
          if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
          const { name } = specifier.imported;
          const data = { name, room };
          if (/^(create|start|open)[A-Z]/.test(name)) {
            context.report({ node: specifier, messageId: 'builds', data });
          }
          if (name.endsWith('Error')) continue;
          for (const variable of context.sourceCode.getDeclaredVariables(specifier)) {
            for (const { identifier } of variable.references) {
              if (identifier.type !== 'Identifier') continue;
              const made = context.sourceCode.getAncestors(identifier).at(-1);
              if (made?.type !== 'NewExpression' || made.callee !== identifier) continue;
              context.report({ node: made, messageId: 'builds', data });
            }
          }
        }
      },
    };
  },
};

/** @param {string} file @returns {string | undefined} */
function roomOf(file) {
  const room = /[\\/]ingest-server[\\/]([^\\/]+)[\\/]/.exec(file)?.[1];
  return room === 'dashboard' ? undefined : room;
}
