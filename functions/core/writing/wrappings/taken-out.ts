/**
 * Stands for each character that was taken out of a line, so that the line keeps its length: where a
 * program has wrapped a text, lengths tell which lines go on. Unicode keeps this code for such inner
 * use: it is no character, and no text has it.
 */
export const takenOut = "\ufdd0";
