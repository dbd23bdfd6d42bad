/** As a download under this name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Its reading begins with the click; the address is of no use afterwards.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
