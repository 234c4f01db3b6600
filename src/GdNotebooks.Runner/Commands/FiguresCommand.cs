using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;

namespace GdNotebooks.Runner;

/// <summary><c>gd figures</c>: writes every named figure of the workbook, and a page that shows them.</summary>
internal static class FiguresCommand
{
    public static Command Create()
    {
        var paths = CommonOptions.Paths();
        var output = CommonOptions.Output("artifacts/figures");
        var only = new Option<string?>("--only")
        {
            HelpName = "GLOB",
            Description = "Only the figures of these names, such as \"03-*\"; runs only the notebooks that have them, and leaves an index.html that is there as it is",
        };
        var notes = new Option<string?>("--for")
        {
            HelpName = "NOTES",
            Description = "A folder of notes, or one note (Markdown, Obsidian, HTML, LaTeX, Typst): write each figure that they name where they name it, and nothing else",
        };
        var list = new Option<bool>("--list") { Description = "Say which figures there are, and run nothing" };
        var json = new Option<bool>("--json") { Description = "With --list: as JSON" };
        var looks = new FiguresOptions();
        var running = new RunOptions();
        var command = new Command("figures", "Write every named figure as NN-name.svg, and a page that shows them all.") { paths, output, only, notes, list, json };
        command.Validators.Add(result =>
        {
            foreach (var (one, other) in (IEnumerable<(Option, Option)>)[(notes, only), (notes, output), (notes, list), (notes, looks.FormatOption)])
            {
                if (result.GetResult(one) is not null && result.GetResult(other) is { Implicit: false })
                {
                    result.AddError($"{one.Name} and {other.Name} do not go together: with {one.Name} the notes say which figures they want, and where.");
                }
            }

            if (result.GetValue(json) && !result.GetValue(list))
            {
                result.AddError("--json is for --list: leave it out, or add --list.");
            }
        });
        looks.AddTo(command);
        running.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            string format = looks.Format(parsed);
            string? glob = WithoutEnding(parsed.GetValue(only));
            var formats = looks.Formats(parsed);
            if (parsed.GetValue(notes) is null && !parsed.GetValue(list))
            {
                formats.Check(format);
            }

            var vault = parsed.GetValue(notes) is { } place && !parsed.GetValue(list) ? new NoteFolder(place) : null;
            var workbook = Workbook.Find();
            var settings = running.Read(parsed) with { Form = looks.Form(parsed) with { HasNumbers = vault?.Wanted.Any(one => one.Format == "csv") ?? format == "csv" } };
            var session = new RunSession(parsed, settings);
            var notebooks = await session.ReadAsync(workbook.NotebooksAt(parsed.GetValue(paths) ?? [], withSolutions: false), cancel).ConfigureAwait(false);
            List<KnownFigure> known = [.. notebooks.SelectMany(KnownFigures.In).DistinctBy(figure => figure.Name)];
            if (parsed.GetValue(list))
            {
                FigureList.Write(session.Console, known.Where(figure => glob is null || FileSystemName.MatchesSimpleExpression(glob, figure.Name)), parsed.GetValue(json));
                return session.ExitCode;
            }

            if (vault is not null)
            {
                var forNotes = new NoteFigures(vault, known, formats);
                await session.RunAsync([.. notebooks.Where(forNotes.IsNeeded)], forNotes.Take, cancel, forNotes.HasAll).ConfigureAwait(false);
                session.WriteReport();
                await forNotes.WriteAsync(cancel).ConfigureAwait(false);
                forNotes.WriteTable(session.Console);
                return forNotes.SomethingWrong ? 1 : session.ExitCode;
            }

            string folder = parsed.GetValue(output) ?? Path.Combine(workbook.DefaultOutput, "figures");
            WholeFile.CheckFolder(folder, CommonOptions.AnotherOutput);
            var files = new ResultFiles(workbook, folder) { Flat = true };
            var drawn = new List<(string File, NamedFigure Figure)>();
            await session.RunAsync(
                [.. notebooks.Where(notebook => glob is null || KnownFigures.MayHave(notebook, glob))], result => drawn.AddRange(files.WriteFigures(result, glob)), cancel,
                glob is null ? null : (notebook, shown) => KnownFigures.AreAll(notebook, glob, shown)).ConfigureAwait(false);
            session.WriteReport();
            if (glob is not null && drawn.Count == 0 && session.ExitCode == 0)
            {
                throw new UserException($"--only {glob}: no figure has such a name.{NearNames.Question(KnownFigures.Nearest(glob, known.Select(figure => figure.Name)))} gd figures --list names them all.");
            }

            string index = Path.Combine(folder, Gallery.FileName);
            if (drawn.Count > 0 && (glob is null || !File.Exists(index)))
            {
                WholeFile.Write(index, Gallery.Page(session.Results, drawn.Select(d => Path.GetFileName(d.File)).ToHashSet()));
            }

            if (format != "svg")
            {
                await session.ForEachAsync(drawn, async (one, stop) =>
                    WholeFile.Write(Path.ChangeExtension(one.File, format), await formats.BytesAsync(one.Figure, format, stop).ConfigureAwait(false)), cancel).ConfigureAwait(false);
            }

            session.Console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{drawn.Count} figure{(drawn.Count == 1 ? "" : "s")}: {folder}"));
            return session.ExitCode;
        });
        return command;
    }

    /// <summary>A figure by the name of its file is the figure.</summary>
    private static string? WithoutEnding(string? glob) =>
        FigureFormats.All.FirstOrDefault(format => glob?.EndsWith($".{format}", StringComparison.OrdinalIgnoreCase) == true) is { } ending ? glob![..^(ending.Length + 1)] : glob;
}
