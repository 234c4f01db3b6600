using System.Text;
using GdNotebooks.Runner;

if (args is [NotebookHost.Argument])
{
    return await NotebookHost.RunAsync().ConfigureAwait(false);
}

// η and the lines of tables need UTF-8, which the console of Windows is not set to; it gets back what it had.
var encoding = Console.OutputEncoding;
bool changes = encoding.CodePage != Encoding.UTF8.CodePage;
if (changes)
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.OutputEncoding = encoding;
}

Console.SetOut(new StandardWriter(Console.Out, isNeeded: true));
Console.SetError(new StandardWriter(Console.Error, isNeeded: false));
return await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
