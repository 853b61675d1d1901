/**
 * Leaves a document to the browser: for the sites with a rule, after the two scripts of the manifest and
 * before any script of the page.
 *
 * It is registered at run time, and Chrome brings such scripts only some time after a start of the browser.
 * The manifest's own are there from the very first page, and cannot be switched off. So the door stays where
 * it is and is closed behind us; where this script comes too late, the worker sends each request back.
 */
import type { IsolatedWorld } from '../messages/isolated-world';

(globalThis as IsolatedWorld).standAside?.();
