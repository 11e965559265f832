// Thins the folder it is called in to what production needs: `pack.mjs libraries` its node_modules, `pack.mjs code` its
// workspaces. It loads nothing but Node, so that an image's layer of libraries changes only when they or this file do.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Types, sources, maps and tests of libraries, and their prose; a licence stays whatever its ending. */
const idle = /\.([cm]?ts|map|md|markdown|cc|h|(test|spec)\.[cm]?js)$/i;
const licence = /^(licen[cs]e|copying|notice)/i;
/** Commands of libraries, and the half of TypeORM that is for browsers. */
const idleFolders = ['.bin', 'typeorm/browser'];
/** Directly in a library's folder. Deeper down such a name may be code: `yaml/dist/doc` is. */
const idleRooms = /^(tests?|__tests__|specs|bench(marks?)?|examples?|docs)$/;
const isLibrary = /(^|[\\/])node_modules[\\/](@[^\\/]+[\\/])?[^@\\/.][^\\/]*$/;

/** What a workspace keeps. `container` is how an image begins. */
const kept = new Set(['dist', 'templates', 'package.json', 'container']);
/** The rooms of those who build, measure and try, and what the static files were made of. */
const rooms = ['dev', 'testing', 'e2e', 'bench', 'drill', 'swarm', 'static-fonts'];
/** Source maps too: what ships is compiled line for line readable, and a map is read at every error that is logged. */
const unwanted = /\.(test\.js|ts|map|tsbuildinfo)$|^\.key$/;

const remove = (...path) => rmSync(join(...path), { recursive: true, force: true });

function removeFiles(folder, isUnwanted) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && isUnwanted(entry.name)) remove(entry.parentPath, entry.name);
  }
}

function packLibraries(folder) {
  for (const name of idleFolders) remove(folder, name);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const isRoom = entry.isDirectory() && idleRooms.test(entry.name) && isLibrary.test(entry.parentPath);
    if (isRoom) remove(entry.parentPath, entry.name);
  }
  removeFiles(folder, (name) => idle.test(name) && !licence.test(name));
  // Links to the apps: nobody imports one, and an image holds only its own.
  for (const name of readdirSync(join(folder, '@rose-ash'))) if (name !== 'shared') remove(folder, '@rose-ash', name);
}

function packCode(root) {
  const workspaces = readdirSync(root).filter((name) => existsSync(join(root, name, 'dist')));
  for (const workspace of workspaces.map((name) => join(root, name))) {
    for (const name of readdirSync(workspace)) if (!kept.has(name)) remove(workspace, name);
    for (const room of rooms) remove(workspace, 'dist', room);
    for (const folder of ['dist', 'container']) {
      if (existsSync(join(workspace, folder))) removeFiles(join(workspace, folder), (name) => unwanted.test(name));
    }
  }
}

const [what] = process.argv.slice(2);
if (what === 'libraries') packLibraries('node_modules');
else if (what === 'code') packCode('.');
else throw new Error('say what to pack: libraries or code');
