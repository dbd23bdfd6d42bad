import { PAGE_SIZE } from '@rostrum/protocol/administration';

export interface PageNumbers {
  /** Counted from 1; both 0 where there is nothing. */
  readonly from: number;
  readonly to: number;
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

export function pageNumbers(page: number, total: number): PageNumbers {
  const from = total === 0 ? 0 : page * PAGE_SIZE + 1;
  const to = Math.min(total, (page + 1) * PAGE_SIZE);
  return { from: Math.min(from, total), to, hasEarlier: page > 0, hasLater: to < total };
}
