import type { Size } from '../../compositor/index.ts';
import { mouthOpening } from './pure/speech-script.ts';

type Context = OffscreenCanvasRenderingContext2D;

const SKIN = '#d9a47f';
const SKIN_SHADE = '#c68f6c';
const HAIR = '#3b2a22';
const SWEATER = '#2f5d50';
const SWEATER_SHADE = '#274f44';
const SHIRT = '#e8e3d8';

/** A drawn person who speaks, at `t` seconds of the lecture; drawn in units of 640 by 480. */
export function paintPresenter(context: Context, { width, height }: Size, t: number): void {
  context.setTransform(width / 640, 0, 0, height / 480, 0, 0);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  paintRoom(context);
  const opening = mouthOpening(t * 1000);
  const swayX = 7 * Math.sin(t * 0.7) + 3 * Math.sin(t * 1.9);
  const nodY = 3 * Math.sin(t * 1.3) + opening * 3;
  context.save();
  context.translate(320 + swayX * 0.5, 0);
  paintArm(context, -1, t);
  paintArm(context, 1, t + 2.1);
  paintBody(context);
  context.translate(swayX * 0.6, nodY);
  context.rotate(0.02 * Math.sin(t * 0.9));
  paintHead(context, t, opening);
  context.restore();
}

function paintRoom(context: Context): void {
  const wall = context.createLinearGradient(0, 0, 640, 480);
  wall.addColorStop(0, '#cfd8da');
  wall.addColorStop(1, '#a9b8bb');
  context.fillStyle = wall;
  context.fillRect(0, 0, 640, 480);
  // A window on the left and shelves on the right, out of focus: soft colours and no edges.
  const light = context.createRadialGradient(90, 130, 20, 90, 130, 240);
  light.addColorStop(0, 'rgba(255, 250, 232, 0.95)');
  light.addColorStop(1, 'rgba(255, 250, 232, 0)');
  context.fillStyle = light;
  context.fillRect(0, 0, 340, 380);
  const spines = ['#7d8f7a', '#a7745a', '#6b7f95', '#b39a68', '#8a6f80', '#6f8d8c'];
  context.globalAlpha = 0.45;
  for (let shelf = 0; shelf < 3; shelf += 1) {
    for (let book = 0; book < 6; book += 1) {
      context.fillStyle = spines[(book + shelf * 2) % spines.length] ?? '#7d8f7a';
      context.fillRect(478 + book * 27, 50 + shelf * 122 + ((book * 7 + shelf * 5) % 18), 22, 92);
    }
    context.fillStyle = '#8d8377';
    context.fillRect(466, 148 + shelf * 122, 180, 9);
  }
  context.globalAlpha = 1;
}

/** `side` is -1 for the arm on the left of the picture. */
function paintArm(context: Context, side: -1 | 1, t: number): void {
  // Both hands rest most of the time; now and then one rises to make a point.
  const raised = Math.max(0, Math.sin(t * 0.8)) ** 2;
  const elbowX = side * (150 + 14 * raised);
  const elbowY = 452 - 26 * raised;
  const handX = side * (120 + 62 * raised + 7 * Math.sin(t * 3.1) * raised);
  const handY = 520 - 210 * raised + 9 * Math.sin(t * 4.3) * raised;
  stroke(context, SWEATER_SHADE, 46, [
    [side * 104, 372],
    [elbowX, elbowY],
    [handX, handY + 30],
  ]);
  disc(context, handX, handY, 25, SKIN);
  stroke(context, SKIN, 12, [
    [handX, handY],
    [handX - side * 4, handY - 36],
  ]);
  stroke(context, SKIN, 11, [
    [handX, handY],
    [handX + side * 16, handY - 30],
  ]);
  stroke(context, SKIN, 11, [
    [handX, handY],
    [handX - side * 22, handY - 16],
  ]);
}

function paintBody(context: Context): void {
  context.fillStyle = SWEATER;
  context.beginPath();
  context.moveTo(-150, 500);
  context.bezierCurveTo(-150, 380, -126, 344, -60, 326);
  context.lineTo(60, 326);
  context.bezierCurveTo(126, 344, 150, 380, 150, 500);
  context.fill();
  context.fillStyle = SHIRT;
  context.beginPath();
  context.moveTo(-44, 322);
  context.lineTo(0, 372);
  context.lineTo(44, 322);
  context.fill();
  context.fillStyle = SKIN_SHADE;
  context.fillRect(-31, 270, 62, 52);
  context.beginPath();
  context.ellipse(0, 320, 31, 20, 0, 0, 2 * Math.PI);
  context.fill();
}

function paintHead(context: Context, t: number, opening: number): void {
  // Hair behind, then the face, then the hair's front: the order is what makes a head of it.
  ellipse(context, 0, 176, 92, 104, HAIR);
  ellipse(context, -80, 214, 14, 22, SKIN_SHADE);
  ellipse(context, 80, 214, 14, 22, SKIN_SHADE);
  ellipse(context, 0, 210, 78, 96, SKIN);
  context.fillStyle = HAIR;
  context.beginPath();
  context.moveTo(-84, 196);
  context.bezierCurveTo(-90, 62, 90, 54, 84, 196);
  context.bezierCurveTo(66, 150, 30, 138, -8, 146);
  context.bezierCurveTo(-44, 152, -66, 164, -84, 196);
  context.fill();

  const lids = blink(t);
  const brow = 171 - 6 * Math.max(0, Math.sin(t * 0.8)) - opening * 2;
  for (const side of [-1, 1]) {
    const x = side * 31;
    ellipse(context, x, 205, 12.5, 8 * (1 - lids) + 0.8, '#f6f1ea');
    if (lids < 0.7) disc(context, x + 2.5 * Math.sin(t * 0.55), 205, 6.5, '#2b2018');
    stroke(context, HAIR, 2.5, [
      [x - 12, 203 + 3 * lids],
      [x, 197 + 8 * lids],
      [x + 12, 203 + 3 * lids],
    ]);
    stroke(context, HAIR, 5, [
      [x - 16, brow + 3],
      [x, brow - 2],
      [x + 16, brow + 3],
    ]);
    context.strokeStyle = '#41383a';
    context.lineWidth = 3.5;
    context.beginPath();
    context.ellipse(x, 205, 24, 20, 0, 0, 2 * Math.PI);
    context.stroke();
  }
  stroke(context, '#41383a', 3.5, [
    [-7, 202],
    [7, 202],
  ]);
  stroke(context, SKIN_SHADE, 5, [
    [2, 214],
    [7, 238],
    [-3, 241],
  ]);
  paintMouth(context, opening);
}

function paintMouth(context: Context, opening: number): void {
  const width = 27 - 5 * opening;
  const height = 2.5 + 20 * opening;
  ellipse(context, 0, 266 + opening * 4, width, height, '#6d2f2c');
  if (opening > 0.25)
    ellipse(context, 0, 266 + opening * 4 - height * 0.55, width * 0.66, height * 0.26, '#f4efe8');
  stroke(context, '#a4574c', 4, [
    [-width, 265],
    [0, 262 - opening * 10],
    [width, 265],
  ]);
}

/** Closed for an eighth of a second every few seconds, not quite regularly. */
function blink(t: number): number {
  const since = (t + 0.6 * Math.sin(t * 0.21)) % 3.7;
  return since < 0.14 ? Math.sin((since / 0.14) * Math.PI) : 0;
}

function disc(context: Context, x: number, y: number, radius: number, colour: string): void {
  ellipse(context, x, y, radius, radius, colour);
}

function ellipse(context: Context, x: number, y: number, rx: number, ry: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  context.fill();
}

function stroke(
  context: Context,
  colour: string,
  width: number,
  points: readonly (readonly [number, number])[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}
