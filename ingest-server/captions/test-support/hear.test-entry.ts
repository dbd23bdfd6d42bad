// A speech-to-text program as the server expects one, which hears nothing but that time goes by: a line for every second
// of sound. Told to, it dies in the middle, or prints what is no line.
const BYTES_A_SECOND = 32_000;
const [how, , language] = process.argv.slice(2);

let bytes = 0;
let told = 0;
if (how === 'nonsense') process.stdout.write('loading the model…\n');
process.stderr.write('listening\n');
process.stdin.on('data', (chunk: Buffer) => {
  bytes += chunk.length;
  for (; (told + 1) * BYTES_A_SECOND <= bytes; told += 1) {
    const text = `second ${told + 1} in ${language ?? 'no language'}`;
    const line = { from: told, to: told + 1, text };
    process.stdout.write(
      `${JSON.stringify({ ...line, text: 'hm', final: false })}\n${JSON.stringify(line)}\n`,
    );
    if (how === 'dies' && told === 0) process.exit(3);
  }
});
