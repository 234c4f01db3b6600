using System.CommandLine;
using System.Globalization;

namespace GdNotebooks.Runner;

/// <summary><c>gd verify</c>: runs notebooks and compares what comes out with what is committed, cell by cell.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var paths = CommonOptions.Paths();
        var running = new RunOptions();
        var command = new Command("verify", "Run notebooks and compare their outputs, figures included, with those in the files. Nothing is written.") { paths };
        running.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = running.Read(parsed);
            var session = new RunSession(parsed, settings);
            var output = session.Console.Profile.Out.Writer;
            await session.RunAsync(Workbook.Find().NotebooksAt(parsed.GetValue(paths) ?? []), _ => { }, cancel).ConfigureAwait(false);
            session.WriteReport();
            int differing = 0;
            foreach (var result in session.Results.Where(r => r.Outcome is Outcome.Passed or Outcome.Failed))
            {
                var verification = NotebookVerification.Of(result, MnistIsHere(result.Notebook, settings));
                differing += verification.Findings.Count > 0 ? 1 : 0;
                await output.WriteLineAsync(Describe(result.Notebook, verification, result.Outcome == Outcome.Failed)).ConfigureAwait(false);
                foreach (var finding in verification.Findings)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{result.Notebook.Label}.ipynb, {finding}").ConfigureAwait(false);
                }
            }

            return differing > 0 ? 1 : session.ExitCode;
        });
        return command;
    }

    private static string Describe(Notebook notebook, NotebookVerification verification, bool failed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Printable.Of(notebook.Label)}: {(verification.Findings.Count > 0 ? "NOT as committed" : failed ? "as committed as far as it ran" : "as committed")}; {verification.Exact} cells compared") +
        (verification.ShapeOnly > 0 ? string.Create(CultureInfo.InvariantCulture, $", {verification.ShapeOnly} for their shape only (timing)") : "") +
        (verification.LeftOut > 0 ? string.Create(CultureInfo.InvariantCulture, $", {verification.LeftOut} left out (MNIST is not here)") : "");

    /// <summary>Whether <see cref="DigitSet.Load"/> finds MNIST when the notebook calls it.</summary>
    private static bool MnistIsHere(Notebook notebook, RunSettings settings)
    {
        if (!notebook.Cells.Any(cell => cell.Tags.Contains("mnist")))
        {
            return false;
        }

        var here = DigitFolders.OfThisProcess() with { Current = notebook.Folder };
        return MnistFiles.Find(settings.DataFolder, here) is not null;
    }
}
