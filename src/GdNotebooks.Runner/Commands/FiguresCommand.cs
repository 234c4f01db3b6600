using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary><c>gd figures</c>: writes every named figure of the workbook, and a page that shows them.</summary>
internal static partial class FiguresCommand
{
    /// <summary>A name given in a cell; anything but a plain string literal leaves the group empty.</summary>
    [GeneratedRegex("""\.Named\(\s*(?:"(?<name>[^"\\]*)"\s*\))?""", RegexOptions.CultureInvariant)]
    private static partial Regex Named { get; }

    public static Command Create()
    {
        var paths = CommonOptions.Paths();
        var output = CommonOptions.Output("artifacts/figures");
        var only = new Option<string?>("--only")
        {
            HelpName = "GLOB",
            Description = "Only the figures of these names, such as '03-*'; runs only the notebooks that have them, and leaves an index.html that is there as it is",
        };
        var format = new Option<string>("--format") { HelpName = "svg|png", Description = "png: also draw each figure as PNG at twice its size, with an installed browser", DefaultValueFactory = _ => "svg" };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var value and not ("svg" or "png"))
            {
                result.AddError($"--format {value}: expected svg or png.");
            }
        });
        var running = new RunOptions();
        var command = new Command("figures", "Write every named figure as NN-name.svg, and a page that shows them all.") { paths, output, only, format };
        running.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var browser = parsed.GetValue(format) == "png" ? Browser.Find() : null;
            var workbook = Workbook.Find();
            string? glob = parsed.GetValue(only);
            var needed = workbook.NotebooksAt(parsed.GetValue(paths) ?? [], withSolutions: false);
            var settings = running.Read(parsed);
            var session = new RunSession(parsed, settings);
            string folder = parsed.GetValue(output) ?? Path.Combine(workbook.DefaultOutput, "figures");
            WholeFile.CheckFolder(folder, CommonOptions.AnotherOutput);
            var files = new ResultFiles(workbook, folder) { Flat = true };
            var drawn = new List<(string File, NamedFigure Figure)>();
            await session.RunAsync(needed, result => drawn.AddRange(files.WriteFigures(result, glob)), cancel, notebook => glob is null || MayHave(notebook, glob)).ConfigureAwait(false);
            session.WriteReport();
            if (glob is not null && drawn.Count == 0 && session.ExitCode == 0)
            {
                throw new UserException($"--only {glob}: no figure has such a name.");
            }

            string index = Path.Combine(folder, Gallery.FileName);
            if (drawn.Count > 0 && (glob is null || !File.Exists(index)))
            {
                WholeFile.Write(index, Gallery.Page(session.Results, drawn.Select(d => Path.GetFileName(d.File)).ToHashSet()));
            }

            if (browser is not null)
            {
                await Parallel.ForEachAsync(drawn, new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = cancel }, async (one, stop) =>
                    WholeFile.Write(Path.ChangeExtension(one.File, ".png"), await browser.DrawAsync(one.Figure, stop).ConfigureAwait(false))).ConfigureAwait(false);
            }

            session.Console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{drawn.Count} figure{(drawn.Count == 1 ? "" : "s")}: {folder}"));
            return session.ExitCode;
        });
        return command;
    }

    /// <summary>Whether a notebook may have a figure that the pattern names, judged by the names in its source.</summary>
    private static bool MayHave(Notebook notebook, string glob) => notebook.Cells
        .SelectMany(cell => Named.Matches(cell.Source))
        .Any(match => match.Groups["name"] is { Success: true } name
            ? FileSystemName.MatchesSimpleExpression(glob, Path.GetFileNameWithoutExtension(ResultFiles.FileNameOf(notebook, name.Value)))
            : MayBegin(glob, ResultFiles.FileNameOf(notebook, "").Replace(".svg", "", StringComparison.Ordinal)));

    /// <summary>Whether a name that begins with <paramref name="prefix"/> can match the pattern.</summary>
    private static bool MayBegin(string glob, string prefix)
    {
        string plain = glob.Split('*', '?')[0];
        return plain.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || prefix.StartsWith(plain, StringComparison.OrdinalIgnoreCase);
    }
}
