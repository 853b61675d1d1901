/**
 * What our scripts in one document share, and what the worker reads there. Kept in the isolated world, which no page can see
 * and which a reloaded extension gets anew. A compromised renderer can write what it likes.
 */
export type IsolatedWorld = {
  isCarrying?: true;
  /** Leaves the document to the browser, for as long as it is there. */
  standAside?: () => void;
  hasStoodAside?: true;
  /** Before any script of the page, somebody had taken over `create` or `get`. */
  wasTaken?: boolean;
};
