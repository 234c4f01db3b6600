using System.Diagnostics;
using System.Text.Json.Nodes;
using GdNotebooks.Exercises;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Runner.Tests.Processes;

public sealed class ProgressFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Book => _scratch.File("progress.json");

    [Fact]
    public async Task Killed_while_keeping_progress_it_leaves_a_whole_file_and_the_next_one_goes_on_with_it()
    {
        Process Start() => Process.Start(GdProcess.HowToStart(typeof(Program), ["20"], (ProgressBook.Variable, Book)))!;
        var writing = await Killing.RunToTheEndAsync(Start, _scratch.Path);

        // Nothing is put back: what a kill leaves is what the next one finds.
        await Killing.KillAsync(Start, writing, _scratch.Path, before: () => { }, after: () =>
        {
            var passed = Passed();
            Assert.Equal(Catalogue.All.Select(exercise => exercise.Number).Take(passed.Length), passed);
            Assert.Equal(passed.Length, new ProgressBook(Book).Board(Catalogue.All).Passed);
            Assert.Equal("", Program.PassAll(new ProgressBook(Book)));
            Assert.Equal(Catalogue.All.Count, Passed().Length);
            // A reset keeps what was there under a name of its own.
            Assert.Equal([Book, Book + ".lock"], Directory.GetFiles(_scratch.Path).Except([Book + ".before-reset"]).Order(StringComparer.Ordinal));
        });
    }

    [UnixFact("on Windows no variable says where the home folder is")]
    public async Task In_a_new_home_it_is_kept_there_and_not_in_the_current_folder()
    {
        string home = _scratch.File("home", ".")[..^2];
        var start = GdProcess.HowToStart(typeof(Program), ["1"], ("HOME", home), ("XDG_DATA_HOME", ""), (ProgressBook.Variable, ""));
        start.WorkingDirectory = _scratch.Path;

        await Killing.RunToTheEndAsync(() => Process.Start(start)!);

        Assert.StartsWith(home, Assert.Single(Directory.GetFiles(_scratch.Path, "progress.json", SearchOption.AllDirectories)), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The exercises in the file. They are passed in their order, so a whole file holds the first so many.</summary>
    private string[] Passed()
    {
        var exercises = JsonNode.Parse(File.ReadAllText(Book))!["Exercises"]!.AsObject();
        Assert.All(exercises, one => Assert.Equal("passed", one.Value!.GetValue<string>()));
        return [.. Catalogue.All.Select(exercise => exercise.Number).Where(exercises.ContainsKey)];
    }
}
