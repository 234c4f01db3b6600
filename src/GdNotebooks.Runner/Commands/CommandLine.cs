using System.CommandLine;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>The command line: which commands there are, and how it ends. 0: all well; 1: something failed; 2: the command line is wrong.</summary>
internal static class CommandLine
{
    private const int WrongCommandLine = 2;
    private const int WidthOfFiles = 120;

    /// <summary>Every command; one file each.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Runs the gradient descent workbook. Without a command: run. Running a notebook runs its code, with your rights: run only notebooks you trust.")
        {
            RunCommand.Create(),
            FiguresCommand.Create(),
            VerifyCommand.Create(),
            DataCommand.Create(),
            TrainCommand.Create(),
            DoctorCommand.Create(),
            CommonOptions.Verbose,
        };
        return root;
    }

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        // What is said there may be of a notebook's making.
        error = Printable.To(error);
        var root = Create();
        if (IsRunWithoutItsName(arguments, root))
        {
            arguments = ["run", .. arguments];
        }

        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            // An unknown command is said to be one, and also to be missing: once is enough.
            var commands = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToList();
            var messages = parsed.Errors.Select(e => e.Message).Distinct().ToList();
            foreach (string message in messages.Skip(parsed.UnmatchedTokens.Count > 0 && messages.Count > 1 ? 1 : 0))
            {
                var meant = parsed.UnmatchedTokens.Where(token => message.Contains($"'{token}'", StringComparison.Ordinal)).SelectMany(token => NearNames.Of(token, commands, 1));
                await error.WriteLineAsync(message + NearNames.Question([.. meant.Take(1)])).ConfigureAwait(false);
            }

            string command = parsed.CommandResult.Command is RootCommand ? "gd" : $"gd {parsed.CommandResult.Command.Name}";
            await error.WriteLineAsync($"See {command} --help.").ConfigureAwait(false);
            return WrongCommandLine;
        }

        if (!IsSomewhere())
        {
            await error.WriteLineAsync("The folder in which gd was started is not there any more: go to another one.").ConfigureAwait(false);
            return 1;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the user gets a sentence, whatever happens
        catch (Exception e)
        {
            await error.WriteLineAsync(Sentence(e, parsed.GetValue(CommonOptions.Verbose))).ConfigureAwait(false);
            return (e as UserException)?.ExitCode ?? 1;
        }
#pragma warning restore CA1031
    }

    /// <summary>Whether the folder this process was started in is there still; .NET cannot even name one that is gone.</summary>
    private static bool IsSomewhere()
    {
        try
        {
            return Directory.Exists(Environment.CurrentDirectory);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Nothing at all, options or notebooks only: all of these are a run.</summary>
    private static bool IsRunWithoutItsName(IReadOnlyList<string> arguments, RootCommand root) =>
        arguments is [] ||
        (arguments[0] == "--verbose" && IsRunWithoutItsName([.. arguments.Skip(1)], root)) ||
        (arguments[0].StartsWith('-') && arguments[0] is not ("--verbose" or "--help" or "-h" or "-?" or "--version")) ||
        (root.Subcommands.All(command => command.Name != arguments[0]) && (Path.Exists(arguments[0]) || PathPattern.Is(arguments[0]) || arguments[0].EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A terminal on a writer; wide lines where nobody has a window.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter output)
    {
        var terminal = new AnsiConsoleOutput(output);
        if (terminal.IsTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = terminal });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = terminal, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = WidthOfFiles;
        return console;
    }

    /// <summary>What there is to choose from, for a message: a, b or c.</summary>
    public static string Either(IReadOnlyList<string> choices) => choices.Count == 1 ? choices[0] : $"{string.Join(", ", choices.SkipLast(1))} or {choices[^1]}";

    /// <summary>An empty table: round corners in a window, few lines in a file.</summary>
    public static Table TableOn(IAnsiConsole console) => new() { Border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Minimal };

    /// <summary>Whether an exception's message says something about the user's files or input, rather than about a fault of this program.</summary>
    public static bool IsForTheUser(Exception e) => e is UserException or IOException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>What the user is told of an exception.</summary>
    public static string Sentence(Exception e, bool verbose) => e switch
    {
        OperationCanceledException => "Stopped.",
        _ when verbose => e.ToString(),
        _ when IsForTheUser(e) => e.Message,
        _ => $"This should not have happened: {e.GetType().Name}: {e.Message} (--verbose shows where.)",
    };
}
