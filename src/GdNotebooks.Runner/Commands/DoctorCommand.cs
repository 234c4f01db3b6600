using System.CommandLine;

namespace GdNotebooks.Runner;

/// <summary><c>gd doctor</c>: looks at what is installed, and says for each front end that it is ready, or the one thing to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Look at what is installed, and say for each program that opens notebooks: ready, or the one thing to do.");
        command.SetAction(async (parsed, cancel) => await TellAsync(parsed.InvocationConfiguration.Output, Machine.This(cancel), Workbook.Find()).ConfigureAwait(false));
        return command;
    }

    /// <summary>Tells what there is. What is wrong with the workbook's own packages makes it fail, for no kernel works then; what is not installed does not.</summary>
    public static async Task<int> TellAsync(TextWriter output, Machine machine, Workbook workbook)
    {
        var frontEnds = new FrontEnds(machine);
        var packages = new LibraryPackages(workbook, machine);
        string? sdks = await machine.RunAsync(DotNet.Executable, ["--list-sdks"], machine.Home).ConfigureAwait(false);
        var sdk = FrontEnds.NewestSdk(sdks);
        string? trouble = packages.Trouble();

        Line(".NET SDK", sdk?.ToString() ?? "none found beside this program");
        Line("the library's package", packages.Asked.Count == 0 ? "no notebook here asks for it" : trouble ?? $"{string.Join(", ", packages.Asked.Select(p => p.Name))}: as built from the sources that are here");
        Line(".NET Interactive", frontEnds.ToolVersion is { } tool ? $"{tool} (1.0.712001 is the last)" : "not installed");
        Line("kernel for Jupyter", frontEnds.RegisteredKernel ?? "not registered");
        Line("VS Code", frontEnds.Editor ?? "not found");
        foreach (var (name, version) in frontEnds.Extensions)
        {
            Line("  " + name, version ?? "not installed");
        }

        Line("MNIST", MnistFiles.Find(null, DigitFolders.OfThisProcess() with { Current = workbook.NotebookFolder }) is null
            ? "not here: notebooks work on digits that the library draws; gd data download gets it"
            : "here; gd data verify compares every byte");
        Line("browser", BrowserPlace());

        await output.WriteLineAsync().ConfigureAwait(false);
        foreach (var frontEnd in frontEnds.All(sdk, trouble))
        {
            Line(frontEnd.Name, frontEnd.ToDo ?? "ready");
        }

        foreach (string warning in await WarningsAsync(packages, frontEnds).ConfigureAwait(false))
        {
            await output.WriteLineAsync().ConfigureAwait(false);
            await output.WriteLineAsync(warning).ConfigureAwait(false);
        }

        return trouble is null ? 0 : 1;

        void Line(string what, string how) => output.WriteLine($"{what + ":",-38} {how}");
    }

    private static async Task<IReadOnlyList<string>> WarningsAsync(LibraryPackages packages, FrontEnds frontEnds)
    {
        var warnings = new List<string>();
        if (await packages.ElsewhereAsync().ConfigureAwait(false) is not { } elsewhere)
        {
            warnings.Add("The package sources of this machine did not answer whether one of them has packages with the names of the workbook's.");
        }
        else
        {
            warnings.AddRange(elsewhere.Select(found =>
                $"The package source {found.Source} has a package {found.Package} too, which is not this workbook's: map the name to the local source (packageSourceMapping in nuget.config) before you run a notebook in a kernel."));
        }

        if (frontEnds.ToolVersion is not null && frontEnds.RegisteredKernel is null)
        {
            warnings.Add("The .NET Interactive tool is installed, and Jupyter does not know its kernel yet: dotnet interactive jupyter install.");
        }

        return warnings;
    }

    private static string BrowserPlace()
    {
        try
        {
            return Browser.Find().Executable;
        }
        catch (UserException)
        {
            return "no Chrome, Edge or Chromium: figures can be drawn as SVG, not as PNG";
        }
    }
}
