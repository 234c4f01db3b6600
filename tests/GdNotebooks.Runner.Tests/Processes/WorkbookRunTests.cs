using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

public sealed class WorkbookRunTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task A_process_that_cannot_be_started_is_the_failure_of_its_notebook_alone()
    {
        var gone = Notebook.Read(Write(_scratch.File("gone", "01.ipynb"), "1 + 1"));
        var good = Notebook.Read(Write(_scratch.File("good", "02.ipynb"), "2 + 2"));
        Directory.Delete(gone.Folder, recursive: true);
        var kept = new List<NotebookResult>();

        var results = await WorkbookRun.RunAsync([gone, good], new RunSettings(), new Silent(), kept.Add, CancellationToken.None);

        Assert.Equal([Outcome.Failed, Outcome.Passed], results.Select(r => r.Outcome));
        Assert.StartsWith("Its process could not be started or followed: ", results[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public void A_process_that_never_started_or_is_gone_is_ended_without_a_word()
    {
        using var never = new System.Diagnostics.Process();
        DotNet.End(never);
        ProcessGroup.End(never, Guid.NewGuid().ToString("N"));

        Assert.Null(DotNet.IdOf(never));
    }

    public static TheoryData<Exception> WaysNotToEnd =>
        [new System.ComponentModel.Win32Exception(5), new AggregateException(new System.ComponentModel.Win32Exception(1)), new InvalidOperationException(), new NotSupportedException(), new ArgumentOutOfRangeException("fileTime")];

    [Theory]
    [MemberData(nameof(WaysNotToEnd))]
    public void A_process_that_cannot_be_ended_ends_no_run(Exception why)
    {
        bool tried = false;

        DotNet.Quietly(() =>
        {
            tried = true;
            throw why;
        });

        Assert.True(tried);
    }

    [Fact]
    public void A_scratch_folder_that_is_gone_or_in_which_a_file_is_held_is_no_reason_to_fail()
    {
        var gone = new TemporaryFolder("gd-test-");
        Directory.Delete(gone.Path);
        gone.Dispose();
        var held = new TemporaryFolder("gd-test-");
        using (File.Create(held.File("below", "held")))
        {
            held.Dispose();
        }

        held.Dispose();
        Assert.False(Directory.Exists(held.Path));
    }

    [Fact]
    public async Task What_a_notebook_shows_is_bounded_as_a_whole()
    {
        var notebook = Notebook.Read(Write(_scratch.File("01.ipynb"), [Setup, .. Enumerable.Repeat("new Page(new string('x', 15_500_000), \"a long page\")", 4)]));

        var result = Assert.Single(await WorkbookRun.RunAsync([notebook], new RunSettings(), new Silent(), _ => { }, CancellationToken.None));

        Assert.Equal((Outcome.Failed, 5), (result.Outcome, result.Failure!.Cell));
        Assert.Equal("InvalidOperationException: The objects that the notebook showed are more than 60,000,000 characters long together.", result.Failure.Message);
    }

    [Fact]
    public async Task What_a_cell_shows_is_bounded_for_the_cell_as_a_whole()
    {
        const string Page = "new Page(\"<p>\" + new string('x', 16_000_000) + \"</p>\", \"a long page\").Display();";
        var notebook = Notebook.Read(Write(_scratch.File("01.ipynb"), Setup, $"{Page}\n{Page}"));

        var result = Assert.Single(await WorkbookRun.RunAsync([notebook], new RunSettings(), new Silent(), _ => { }, CancellationToken.None));

        Assert.Equal((Outcome.Failed, 2, 2), (result.Outcome, result.Failure!.Cell, result.Failure.Place?.Line));
        Assert.Equal("InvalidOperationException: The objects that the cell showed are more than 30,000,000 characters long together.", result.Failure.Message);
    }

    [Fact]
    public async Task A_notebook_without_cells_passes()
    {
        var empty = Parse("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}""");

        var result = Assert.Single(await WorkbookRun.RunAsync([empty], new RunSettings(), new Silent(), _ => { }, CancellationToken.None));

        Assert.Equal((Outcome.Passed, 0), (result.Outcome, result.Cells.Count));
    }

    public void Dispose() => _scratch.Dispose();

    private sealed class Silent : IRunProgress
    {
        public void CellBegins(Notebook notebook, NotebookCell cell)
        {
        }

        public void Ended(NotebookResult result)
        {
        }
    }
}
