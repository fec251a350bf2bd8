// docs/command-line.md, from the program itself: every command with its arguments, options, examples and what its help
// says behind them. test/docs/command-line.test.ts holds the page to it, and writes it (`npm run unit -- test/docs/command-line.test.ts -u`).

import type { Command, Option } from 'commander';

const HEAD = `# The command line

This page is written from the program: what \`privet COMMAND --help\` says, it says. It is held to it by
\`test/docs/command-line.test.ts\`. [Start here](start.md) if you have not built yet.

\`privet --version\` prints the version. A command ends with 0 when it is done, with 1 if the input is not as it should be,
with 2 if the call is not as it should be, and with 130 if it was stopped.
`;

export function commandLineReference(program: Command): string {
  return [HEAD, ...program.commands.map((command) => sectionOf(command, helpOf(command)))].join('\n');
}

/** All that it prints: `helpInformation()` lacks what was added behind it. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

function sectionOf(command: Command, help: string): string {
  const given = command.registeredArguments.map((one) =>
    row(one.required ? `<${one.name()}>` : `[${one.name()}]`, one.description),
  );
  const options = command.options.map((option) => row(option.flags, meaningOf(option)));
  return [
    `## privet ${command.name()}\n`,
    `${sentence(command.description())}\n`,
    table('argument', given),
    table('option', options),
    ...afterOptions(help),
  ].join('\n');
}

function table(what: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `${[`| ${what} | meaning |`, '| --- | --- |', ...rows].join('\n')}\n`;
}

function row(name: string, text: string): string {
  return `| \`${name}\` | ${plain(text)} |`;
}

function meaningOf({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices ? `; one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : '';
  const standard = defaultValueDescription ?? (defaultValue === undefined ? undefined : JSON.stringify(defaultValue));
  return `${description}${choices}${standard === undefined ? '' : ` (default: ${standard})`}`;
}

/** The examples as a block, and each paragraph behind them. */
function afterOptions(help: string): string[] {
  const [, after = ''] = help.split(/\nExamples:\n/);
  const [examples = '', ...notes] = after.trim().split(/\n\n/);
  const lines = examples.split('\n').map((line) => line.replace(/^\s*\$ /, '').replace(/ {3,}(?!#)(.+)$/, '   # $1'));
  return [`\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`, ...notes.map((note) => `${plain(note)}\n`)];
}

const sentence = (text: string) => text.replace(/\s*\n\s*/g, ' ');

/** Text of a terminal as Markdown and as Vue read it: nothing in it is markup. */
function plain(text: string): string {
  return sentence(text)
    .replace(/\|/g, '\\|')
    .replace(/<[a-z][^<>]*>|(?<![\w`])--[a-z][\w-]*/g, (found) => `\`${found}\``);
}
