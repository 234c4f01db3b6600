using System.CommandLine;

namespace GdNotebooks.Runner;

/// <summary><c>gd run</c>: runs notebooks and writes them, with their figures, to a folder.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var paths = CommonOptions.Paths();
        var output = CommonOptions.Output("artifacts");
        var save = new Option<bool>("--save") { Description = "Also put the outputs into the notebooks themselves, where all cells ran" };
        var running = new RunOptions();
        var command = new Command("run", "Run notebooks: every chapter and solution, or those named. Running a notebook runs its code.") { paths, output, save };
        running.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var workbook = Workbook.Find();
            string folder = parsed.GetValue(output) ?? workbook.DefaultOutput;
            var needed = workbook.NotebooksAt(parsed.GetValue(paths) ?? []);
            WholeFile.CheckFolder(folder, CommonOptions.AnotherOutput);
            var files = new ResultFiles(workbook, folder);
            foreach (string path in needed.Where(path => RealPath.AreOne(path, files.PlaceOf(path))))
            {
                throw new UserException($"{path} itself would be overwritten with its results: name another folder with --out, or put the outputs into the notebook with --save.", exitCode: 2);
            }

            foreach (string home in needed.Select(path => Path.GetDirectoryName(path)!).Where(_ => parsed.GetValue(save)).Distinct())
            {
                WholeFile.CheckFolder(home, "--save would change the notebooks there");
            }

            var settings = running.Read(parsed);
            if (parsed.GetValue(save) && settings.Parameters.Count > 0)
            {
                throw new UserException("--save keeps what the notebooks give with their own parameters: leave out --set, or --save.", exitCode: 2);
            }

            bool written = false;
            var session = new RunSession(parsed, settings);
            await session.RunAsync(needed, result =>
            {
                files.WriteNotebook(result);
                written = true;
                files.WriteFigures(result);
                if (parsed.GetValue(save) && result.Outcome == Outcome.Passed && !result.Notebook.Holds(result.Outputs))
                {
                    WholeFile.WriteThroughLinks(result.Notebook.Path, result.Notebook.WithOutputs(result.Outputs));
                }
            }, cancel).ConfigureAwait(false);
            session.WriteReport();
            if (written)
            {
                session.Console.Profile.Out.Writer.WriteLine($"Results: {folder}");
            }

            return session.ExitCode;
        });
        return command;
    }
}
