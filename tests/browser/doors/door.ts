/** The two ways on which a page's call reaches Xenon: its own script in the page, or the browser itself. */
export type Door = 'page' | 'exclusive';
