// The stage of each class and its breakout rooms: what is sent there, who gets it, and who speaks. Lets flow what the room
// allows; who is on the stage or in which room is not decided here.
export { Floor } from './floor.ts';
export { Place } from './place.ts';
