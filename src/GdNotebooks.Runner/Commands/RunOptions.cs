using System.CommandLine;

namespace GdNotebooks.Runner;

/// <summary>The options of every command that runs notebooks.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = "The folder with MNIST" };
    private readonly Option<int> _timeout = CommonOptions.Number("--timeout", "SECONDS", "Stop a cell that takes longer", 1, 86_400, 120);
    private readonly Option<int> _memory = CommonOptions.Number("--memory", "MIB", "Managed memory that one notebook may use", 64, 1 << 20, 4096);
    private readonly Option<int> _jobs = CommonOptions.Number("--jobs", "N", "How many notebooks run at the same time", 1, 256, Environment.ProcessorCount);

    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "NAME=VALUE",
        Description = "A number of one's own in place of one in a cell tagged parameters, such as eta=0.05; may be given several times",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public RunOptions() => _data.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } folder && !Directory.Exists(folder))
        {
            result.AddError($"--data {folder}: there is no such folder.");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_timeout);
        command.Add(_memory);
        command.Add(_jobs);
        command.Add(_set);
    }

    public RunSettings Read(ParseResult parsed) => new()
    {
        // The cells run in another folder, where a relative path would mean another place.
        DataFolder = (parsed.GetValue(_data) ?? Environment.GetEnvironmentVariable(DigitFolders.VariableName)) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
        CellLimit = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        MemoryLimit = parsed.GetValue(_memory),
        Jobs = parsed.GetValue(_jobs),
        Parameters = parsed.GetValue(_set) ?? [],
    };
}
