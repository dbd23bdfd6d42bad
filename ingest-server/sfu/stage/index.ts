// The stage of each class: what is sent to it, who gets it, and who speaks. Lets flow what the room allows; who is on
// the stage is not decided here.
export { Floor } from './floor.ts';
export { Place } from './place.ts';
