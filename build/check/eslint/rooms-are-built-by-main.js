import path from 'node:path';

/**
 * Inside the server `main.ts` alone builds the rooms: any other room gets the finished one handed in. So what a room
 * imports from another room's door is its types and its values, never its create… or start….
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
          if (!/^(create|start)[A-Z]/.test(name)) continue;
          context.report({ node: specifier, messageId: 'builds', data: { name, room } });
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
