export const TOOLS = [
  ...(['pen', 'highlighter', 'eraser', 'area-eraser'] as const),
  ...(['line', 'arrow', 'rectangle', 'ellipse', 'text', 'laser'] as const),
] as const;
export type Tool = (typeof TOOLS)[number];

/** Each can be told from the others on white and, but for white itself, by those who see fewer colours. */
export const COLOURS = {
  black: '#1b231f',
  blue: '#1f5fbf',
  red: '#c0271c',
  green: '#1f7a45',
  orange: '#d97706',
  purple: '#7a3fb0',
  white: '#ffffff',
} as const;
export type ColourName = keyof typeof COLOURS;

/** In the board's units. */
export const WIDTHS = { thin: 40, medium: 80, thick: 160 } as const;
export type WidthName = keyof typeof WIDTHS;

export const HIGHLIGHTER_TIMES = 4;
export const HIGHLIGHTER_OPACITY = 0.35;
export const RUBBER_RADIUS = { thin: 80, medium: 160, thick: 320 } as const satisfies Record<
  WidthName,
  number
>;
export const TEXT_SIZES = { thin: 320, medium: 480, thick: 720 } as const satisfies Record<WidthName, number>;
export const LASER_COLOUR = '#ff2d20';
