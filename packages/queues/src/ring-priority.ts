import { type Colour, colourRank } from '@varde/domain';

/** BullMQ's priority of a colour: 1 for red … 5 for blue, 3 while nobody knows. Never absent: see docs. */
export const ringPriority = (colour: Colour | null): number => (colour === null ? 3 : colourRank(colour) + 1);
