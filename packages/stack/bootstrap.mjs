// The first file that runs after a clone. An older Node must be able to read all of it, to hear which one is needed:
// what needs a newer one is loaded after the check.
const version = process.versions.node;

if (Number(version.split('.')[0]) < 20) {
  process.stderr.write(`Varde needs Node 20 or newer to install itself, and this is Node ${version}.\n`);
  process.exitCode = 1;
} else {
  import('./hand-over.mjs');
}
