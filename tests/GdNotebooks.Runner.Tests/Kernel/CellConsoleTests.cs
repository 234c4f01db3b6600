namespace GdNotebooks.Runner.Tests.Kernel;

public class CellConsoleTests
{
    private readonly List<(string Text, bool IsError)> _told = [];
    private readonly CellConsole _console;

    public CellConsoleTests()
    {
        _console = new CellConsole((text, isError) => _told.Add((text, isError)));
        _console.BeginCell();
    }

    [Fact]
    public void A_line_ends_in_the_line_break_that_the_stream_says_it_has()
    {
        // A stream may say one thing and write another, as WriteLine looks at a field of its own; told to
        // have another line break than the platform's, it must write that one.
        Assert.Equal("\n", _console.Output.NewLine);
        _console.Output.NewLine = "|";

        _console.Output.WriteLine("a");
        _console.EndCell();

        Assert.Equal("|", _console.Output.NewLine);
        Assert.Equal([("a|", false)], _told);
    }

    [Fact]
    public void Text_of_both_streams_keeps_the_order_in_which_it_was_written()
    {
        _console.Output.Write("1 ");
        _console.Error.Write("2 ");
        _console.Output.Write("3\n");
        _console.Error.Write("4 ");
        _console.EndCell();

        Assert.Equal([("1 ", false), ("2 ", true), ("3\n", false), ("4 ", true)], _told);
    }

    [Fact]
    public void What_is_too_much_for_one_stream_leaves_the_other_its_own_room()
    {
        _console.Output.Write(new string('x', CellConsole.MostCharacters + 5));
        _console.Error.Write("why");
        _console.EndCell();

        Assert.Equal("why", string.Concat(_told.Where(t => t.IsError).Select(t => t.Text)));
        Assert.EndsWith("x\n[5 more characters are left out]\n", string.Concat(_told.Where(t => !t.IsError).Select(t => t.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Between_cells_nobody_listens()
    {
        _console.EndCell();
        _console.Output.Write("from a thread that was left behind\n");
        _console.BeginCell();
        _console.EndCell();

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Telling_what_is_written_so_far_does_not_wait_for_a_thread_that_holds_the_console()
    {
        var held = new TaskCompletionSource();
        using var letGo = new ManualResetEventSlim();
        var stuck = new CellConsole((_, _) =>
        {
            held.TrySetResult();
            letGo.Wait();
        });
        stuck.BeginCell();
        var writer = Task.Run(() => stuck.Output.Write("line\n"));
        await held.Task;

        await Task.Run(() => stuck.Flush(TimeSpan.FromMilliseconds(1))).WaitAsync(TimeSpan.FromMinutes(1));

        letGo.Set();
        await writer;
    }
}
