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
            Description = "Only the figures of these names, such as '03-*'; runs only the notebooks that have them, and leaves an index.html that is there as it is",
        };
        var format = new Option<string>("--format") { HelpName = "svg|png|pdf", Description = "png, pdf: also draw each figure so, with an installed browser; png at twice its size", DefaultValueFactory = _ => "svg" };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var value and not ("svg" or "png" or "pdf"))
            {
                result.AddError($"--format {value}: expected svg, png or pdf.");
            }
        });
        var notes = new Option<string?>("--for")
        {
            HelpName = "NOTES",
            Description = "A folder of notes, or one note (Markdown, Obsidian, HTML, LaTeX, Typst): write each figure that they name where they name it, and nothing else",
        };
        var list = new Option<bool>("--list") { Description = "Say which figures there are, and run nothing" };
        var json = new Option<bool>("--json") { Description = "With --list: as JSON" };
        var running = new RunOptions();
        var command = new Command("figures", "Write every named figure as NN-name.svg, and a page that shows them all.") { paths, output, only, format, notes, list, json };
        running.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            string ending = parsed.GetValue(format)!;
            var browser = ending == "svg" ? null : Browser.Find();
            var workbook = Workbook.Find();
            string? glob = parsed.GetValue(only);
            var needed = workbook.NotebooksAt(parsed.GetValue(paths) ?? [], withSolutions: false);
            if (parsed.GetValue(list))
            {
                FigureList.Write(CommandLine.ConsoleOn(parsed.InvocationConfiguration.Output), FiguresIn(needed).Where(figure => glob is null || FileSystemName.MatchesSimpleExpression(glob, figure.Name)), parsed.GetValue(json));
                return 0;
            }

            var settings = running.Read(parsed);
            var session = new RunSession(parsed, settings);
            if (parsed.GetValue(notes) is { } folderOfNotes)
            {
                var forNotes = new NoteFigures(new NoteFolder(folderOfNotes), FiguresIn(needed), Browser.Find);
                await session.RunAsync(needed, forNotes.Take, cancel, forNotes.IsNeeded).ConfigureAwait(false);
                session.WriteReport();
                await forNotes.WriteAsync(cancel).ConfigureAwait(false);
                forNotes.WriteTable(session.Console);
                return forNotes.SomethingWrong ? 1 : session.ExitCode;
            }

            string folder = parsed.GetValue(output) ?? Path.Combine(workbook.DefaultOutput, "figures");
            WholeFile.CheckFolder(folder, CommonOptions.AnotherOutput);
            var files = new ResultFiles(workbook, folder) { Flat = true };
            var drawn = new List<(string File, NamedFigure Figure)>();
            await session.RunAsync(needed, result => drawn.AddRange(files.WriteFigures(result, glob)), cancel, notebook => glob is null || KnownFigures.MayHave(notebook, glob)).ConfigureAwait(false);
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
                    WholeFile.Write(Path.ChangeExtension(one.File, ending), await (ending == "png" ? browser.DrawAsync(one.Figure, stop) : browser.PrintAsync(one.Figure, stop)).ConfigureAwait(false))).ConfigureAwait(false);
            }

            session.Console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{drawn.Count} figure{(drawn.Count == 1 ? "" : "s")}: {folder}"));
            return session.ExitCode;
        });
        return command;
    }

    private static List<KnownFigure> FiguresIn(IReadOnlyList<string> paths) =>
        [.. paths.Select(Notebook.Read).SelectMany(KnownFigures.In).DistinctBy(figure => figure.Name)];
}
