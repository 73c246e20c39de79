/** Arrows point down only; `test/boundaries` plants a violation of each rule and sees that it bites. */
const below = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(packages|services|simulators|seeds|test)/', pathNot: allowed },
});

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-depends-on-nothing',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/domain/src/' },
    },
    below('contracts-know-domain', '^packages/contracts/', '^packages/(contracts|domain)/'),
    below('postgres-knows-contracts-and-domain', '^packages/postgres/', '^packages/(postgres|contracts|domain)/'),
    below('queues-know-contracts-and-domain', '^packages/queues/', '^packages/(queues|contracts|domain)/'),
    below('mqtt-knows-contracts-and-domain', '^packages/mqtt/', '^packages/(mqtt|contracts|domain)/'),
    below('runtime-imports-none-of-ours', '^packages/runtime/', '^packages/runtime/'),
    below('stack-knows-packages-only', '^packages/stack/', '^packages/'),
    {
      name: 'services-never-import-each-other',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    below('services-import-packages-only', '^services/', '^(packages/(?!stack/)|services/)'),
    below('simulators-know-contracts-and-mqtt', '^simulators/', '^(simulators|packages/(contracts|mqtt|domain))/'),
    below('seeds-know-packages', '^seeds/', '^(seeds|packages/(domain|contracts|postgres))/'),
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-an-index-is-imported-across-packages',
      severity: 'error',
      from: { path: '^(packages|services)/([^/]+)/|^(simulators|seeds|test)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/[^/]+/src/index\\.ts$', '^packages/$2/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
