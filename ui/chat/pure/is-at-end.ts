export interface ScrollBox {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

// Half a line of slack: zoomed pages round scroll positions.
const SLACK_PX = 24;

export function isAtEnd({ scrollTop, scrollHeight, clientHeight }: ScrollBox): boolean {
  return scrollHeight - clientHeight - scrollTop <= SLACK_PX;
}
