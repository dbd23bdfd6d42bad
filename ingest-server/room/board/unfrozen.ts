/**
 * Where NODE_ENV says "development", Yjs freezes what it reads, and the bytes of a stroke can't be frozen: each would be refused,
 * and left out of what was drawn before. It looks once, as it is loaded; so this is loaded before it.
 */
if (process.env['NODE_ENV'] === 'development') process.env['NODE_ENV'] = 'production';
