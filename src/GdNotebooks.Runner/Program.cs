using GdNotebooks.Runner;

return args is [NotebookHost.Argument]
    ? await NotebookHost.RunAsync().ConfigureAwait(false)
    : await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
