// Mirrors the projects of some countries into an SQLite file, from where it stopped last time. Those that are open now are in
// the view open_projects.
// usage: npm run mirror -- ADDRESS FILE COUNTRY...
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createPortalClient, sync, type ChangeStore, type ProjectData } from '@portal/client';
import Database from 'libsql';

const [address, file, ...country] = process.argv.slice(2);
if (!address || !file || country.length === 0) {
  console.error('usage: npm run mirror -- ADDRESS FILE COUNTRY...');
  process.exit(2);
}

const database = new Database(resolve(file));
database.exec(readFileSync(new URL('../open-projects.sql', import.meta.url), 'utf8'));
const select = database.prepare('SELECT position FROM sync');
const upsert = database.prepare('INSERT OR REPLACE INTO projects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
const remove = database.prepare('DELETE FROM projects WHERE id = ?');
const save = database.prepare('INSERT OR REPLACE INTO sync VALUES (1, ?)');

const store: ChangeStore<ProjectData> = {
  position: () => (select.get() as { position: string } | undefined)?.position,
  // A transaction: whenever this program is killed, the file has all of a page with its position, or nothing of it.
  apply: database.transaction(({ updated, deleted, position }) => {
    for (const it of updated) {
      upsert.run(it.id, it.title, it.organisationName, it.town, it.country, it.startsOn, it.endsOn, it.deadline, it.places, JSON.stringify(it));
    }
    for (const id of deleted) remove.run(id);
    save.run(position);
  }),
};

const result = await sync(createPortalClient({ baseUrl: address }), store, { filter: { country } });
const { open } = database.prepare('SELECT count(*) AS open FROM open_projects').get() as { open: number };
console.log(`${result.updated} projects are new or changed; ${open} are open today.`);
database.close();
