/** The page that opens after the installation: what will happen, a go at it, and where Xenon is found. */
import { localise } from '../shared-ui/localise';
import { showPinned } from './pinned';
import { offerPractice } from './practice-card';

await localise(document);
offerPractice();
await showPinned();
