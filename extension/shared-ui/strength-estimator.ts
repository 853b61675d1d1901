/**
 * Estimates how many guesses a passphrase costs. Loaded only when a passphrase is being chosen: its word
 * lists are by far the largest thing in the extension.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { dictionary as common, adjacencyGraphs as graphs } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

const estimator = new ZxcvbnFactory({ graphs, dictionary: { ...common, ...english } });

/** The power of ten of the guesses; `siteWords` are words that an attacker would try first. */
export function guessesLog10(passphrase: string, siteWords: string[]): number {
  return estimator.check(passphrase, siteWords).guessesLog10;
}
