/** Where the cases of the lists play: pages of many hosts, a person who agrees, and one door to Xenon. */
import { agreeAtOnce, type Person } from '../agreeing';
import { type Answer, type Hosts, startHosts } from '../hosts/hosts';
import { openStageAt, type Stage, standInDoor } from '../stage';
import type { Door } from './door';

export type Scene = {
  door: Door;
  stage: Stage;
  server: Hosts;
  person: Person;
  /** As if nothing had been asked before. */
  begin(): Promise<void>;
  close(): Promise<void>;
};

export async function openScene(door: Door, answers: ReadonlyMap<string, Answer>): Promise<Scene> {
  const server = await startHosts(answers);
  const stage = await openStageAt(door, { args: server.switches });
  await stage.own.createVault();
  const person = agreeAtOnce(stage);
  return {
    door,
    stage,
    server,
    person,
    async begin() {
      person.isAway = false;
      await stage.closeTabs();
      await stage.own.deleteAllKeys();
      if (door === 'exclusive') await standInDoor(stage);
    },
    async close() {
      await stage.close();
      await server.close();
    },
  };
}
