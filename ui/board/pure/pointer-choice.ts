// Which of the pointers on the board draws. One at a time; a pen goes before the hand that lies beside it.

export type PointerKind = 'pen' | 'touch' | 'mouse';

export interface PointerState {
  readonly drawing: { readonly pointerId: number; readonly kind: PointerKind } | undefined;
  readonly penSeenAt: number | undefined;
}

export const noPointer: PointerState = { drawing: undefined, penSeenAt: undefined };

/** For so long after a pen was near, a touch is the palm of the hand that holds it. */
const PALM_MS = 1_500;

export interface Touch {
  readonly pointerId: number;
  readonly kind: PointerKind;
  readonly at: number;
}

/** `draws`: it begins to. `instead`: what the other one had drawn was a palm's. */
export function pointerDown(
  state: PointerState,
  { pointerId, kind, at }: Touch,
): { state: PointerState; draws: boolean; instead: boolean } {
  const penSeenAt = kind === 'pen' ? at : state.penSeenAt;
  const { drawing } = state;
  const instead = drawing?.kind === 'touch' && kind === 'pen';
  const isPalm = kind === 'touch' && penSeenAt !== undefined && at - penSeenAt < PALM_MS;
  if (isPalm || (drawing && !instead)) return { state: { drawing, penSeenAt }, draws: false, instead: false };
  return { state: { drawing: { pointerId, kind }, penSeenAt }, draws: true, instead };
}

/** Also of a pen that only hovers. */
export function penNear(state: PointerState, at: number): PointerState {
  return { ...state, penSeenAt: at };
}

export function pointerUp(state: PointerState, { pointerId, kind, at }: Touch): PointerState {
  const drawing = state.drawing?.pointerId === pointerId ? undefined : state.drawing;
  return { drawing, penSeenAt: kind === 'pen' ? at : state.penSeenAt };
}

export function isDrawing({ drawing }: PointerState, pointerId: number): boolean {
  return drawing?.pointerId === pointerId;
}
