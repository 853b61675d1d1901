/** The page that opens after the installation: what will happen, a go at it, and where Xenon is found. */
import { localise } from '../shared-ui/text';
import { showPinned } from './pinned';
import { offerPractice } from './practice-card';

localise(document);
offerPractice();
await showPinned();
