import { costSchema, pricesSchema } from '@rostrum/protocol/http';
import { askServer } from '@rostrum/ui';
import type { Access } from '../access.ts';
import type { CostDesk } from './cost-page.svelte.ts';

export function costDesk(access: Access): CostDesk {
  const headers = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    read: (month) =>
      access.with((token) =>
        askServer(costSchema, `/api/cost${month === undefined ? '' : `?month=${month}`}`, {
          headers: headers(token),
          cache: 'no-store',
        }),
      ),
    write: (prices) =>
      access.with((token) =>
        askServer(pricesSchema, '/api/cost/prices', {
          method: 'PUT',
          headers: { ...headers(token), 'content-type': 'application/json' },
          body: JSON.stringify(prices),
        }),
      ),
  };
}
