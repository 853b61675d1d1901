/**
 * The event in which the page door hands its MessagePort to the content script.
 *
 * It is dispatched synchronously on `document` at `document_start`, before any script of the page,
 * so no page can see it. Only the order of the two scripts in manifest.json makes that work.
 */
export const HANDOVER_EVENT = 'xenon-handover';

/** What the event says besides: somebody had taken over `create` or `get` before the page door came. */
export type Handover = { isTaken: boolean };
