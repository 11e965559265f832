// Loaded before a server that is measured, so that it can be asked what it has spent: all threads, user and system.
process.on('message', (question) => {
  if (question !== 'cpu?') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ kind: 'cpu', micros: user + system });
});
