import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROLES } from '@varde/domain';
import { createDatabase, listUnitStaff, type Staff } from '@varde/postgres';
import { Command, Option } from 'commander';
import { explainFault } from '../explain-fault.ts';
import { choosePerson, signDemoToken } from '../identity/demo-token.ts';
import { readSecrets } from '../secrets.ts';
import { codeOf, StackError } from '../stack-error.ts';
import type { StackFile } from '../stack-file.ts';
import { type StateFolder, stateFolder } from '../state-folder.ts';

type Options = { readonly role: string; readonly name?: string; readonly data: string };

const options = new Command('npm run --silent token --')
  .description('Prints a bearer token for the stack that runs here, good for twelve hours.')
  .addOption(new Option('--role <role>', 'what its bearer may do').choices(ROLES).makeOptionMandatory())
  .option('--name <username>', 'whose it is (default: the first of that role); a new name is a new colleague')
  .option('--data <folder>', 'the state folder of the stack', '.varde')
  .parse()
  .opts<Options>();

const noStack = (folder: StateFolder): StackError =>
  new StackError(`No stack runs in ${folder.path}; start one with npm start, or name its folder with --data.`);

const readStackFile = (folder: StateFolder): StackFile => {
  try {
    return JSON.parse(readFileSync(folder.stackFile, 'utf8')) as StackFile;
  } catch {
    throw noStack(folder);
  }
};

const readStaff = async (url: string, folder: StateFolder): Promise<Staff[]> => {
  const db = createDatabase({ url, name: 'token', max: 1 }, () => undefined);
  try {
    return await listUnitStaff(db);
  } catch (error) {
    // Its file is there, its database is not: the stack was killed.
    throw codeOf(error) === 'ECONNREFUSED' ? noStack(folder) : error;
  } finally {
    await db.destroy();
  }
};

const createToken = async ({ role, name, data }: Options): Promise<string> => {
  const folder = stateFolder(path.resolve(data));
  const { mode, issuer, servers } = readStackFile(folder);
  const secrets = readSecrets(folder.secrets);
  const database = servers['postgres']?.url;
  if (mode === 'external') throw new StackError('In external mode tokens come from the identity provider in use.');
  if (secrets === null || database === undefined) throw noStack(folder);
  const person = choosePerson(await readStaff(database, folder), role, name);
  if (person === null) throw new StackError(`Nobody of the staff is ${role}; was the seed loaded?`);
  return signDemoToken(secrets.signingKey, issuer, person);
};

try {
  process.stdout.write(`${await createToken(options)}\n`);
} catch (error) {
  process.stderr.write(`${explainFault(error)}\n`);
  process.exitCode = 1;
}
