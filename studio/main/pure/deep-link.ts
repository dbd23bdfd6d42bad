/** The studio link among a process's arguments: Windows and Linux pass an opened link as one of them. */
export function deepLinkAmong(commandLine: readonly string[]): string | undefined {
  return commandLine.find((argument) => argument.toLowerCase().startsWith('rostrum:'));
}
