using System.Text;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Runner.Tests;

public class WholeFileTests
{
    [Fact]
    public async Task Readers_see_an_old_file_or_a_new_one_and_never_a_part()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.File("notebook.ipynb");
        byte[][] versions = [.. Enumerable.Range(0, 4).Select(i => Encoding.ASCII.GetBytes(new string((char)('a' + i), 200_000 + i)))];
        WholeFile.Write(path, versions[0]);
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 2).Select(w => Task.Run(() =>
        {
            for (int i = 0; i < 40; i++)
            {
                WholeFile.Write(path, versions[(i + w) % versions.Length]);
            }
        })).ToArray();
        int reads = 0;
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested || reads == 0)
            {
                byte[] seen = WholeFile.Read(path);
                Assert.Contains(versions, version => version.AsSpan().SequenceEqual(seen));
                reads++;

                // Windows replaces no file while somebody reads it.
                await Task.Delay(OperatingSystem.IsWindows() ? 30 : 0);
            }
        });

        await Task.WhenAll(writers);
        await done.CancelAsync();
        await reader;

        Assert.Equal([path], Directory.GetFiles(scratch.Path));
    }

    [LinkFact]
    public void A_link_stays_a_link_and_its_target_gets_the_text()
    {
        using var scratch = new ScratchFolder();
        string target = scratch.File("target.txt");
        string link = scratch.File("link.txt");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);

        WholeFile.WriteThroughLinks(link, "new");

        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [LinkFact]
    public void A_result_takes_the_place_of_a_link_and_leaves_what_it_led_to_alone()
    {
        using var scratch = new ScratchFolder();
        string target = scratch.File("target.txt");
        string link = scratch.File("link.txt");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);

        WholeFile.Write(link, "new");

        Assert.Equal(("old", "new"), (File.ReadAllText(target), File.ReadAllText(link)));
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void What_another_program_holds_is_tried_again_for_half_a_second()
    {
        int tries = 0;

        Assert.Equal("done", WholeFile.Patiently(() => ++tries < 4 ? throw Held() : "done"));
        Assert.Equal(4, tries);

        tries = 0;
        Assert.Throws<IOException>(() => WholeFile.Patiently<string>(() =>
        {
            tries++;
            throw Held();
        }));
        Assert.InRange(tries, 2, 25);
    }

    [Fact]
    public void What_fails_for_another_reason_fails_at_once()
    {
        int tries = 0;

        Assert.Throws<FileNotFoundException>(() => WholeFile.Patiently<string>(() =>
        {
            tries++;
            throw new FileNotFoundException();
        }));

        Assert.Equal(1, tries);
    }

    [Fact]
    public void A_notebook_that_another_program_holds_for_a_moment_is_read_and_one_held_for_long_is_said_to_be_held()
    {
        using var scratch = new ScratchFolder();
        string path = TestNotebook.Write(scratch.File("held.ipynb"), "1 + 1");
        var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        // A thread of its own: one of the pool may come too late where other tests have all of them.
        var soon = new Thread(() =>
        {
            Thread.Sleep(100);
            held.Dispose();
        });
        soon.Start();

        Assert.Single(Notebook.Read(path).Cells);
        soon.Join();

        using var again = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var refused = Assert.Throws<UserException>(() => Notebook.Read(path));
        Assert.EndsWith("held.ipynb cannot be read: another program has it open.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_that_another_program_reads_or_writes_and_shares_is_read()
    {
        using var scratch = new ScratchFolder();
        string path = TestNotebook.Write(scratch.File("shared.ipynb"), "1 + 1");
        using var other = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        Assert.Single(Notebook.Read(path).Cells);
    }

    [Fact]
    public void What_a_killed_process_left_beside_the_file_is_cleared_away_later()
    {
        using var scratch = new ScratchFolder();
        string abandoned = scratch.File(".a.svg.xyz.tmp");
        string recent = scratch.File(".a.svg.abc.tmp");
        File.WriteAllText(abandoned, "half");
        File.WriteAllText(recent, "someone is writing this");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-1));

        WholeFile.Write(scratch.File("a.svg"), "whole");

        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(recent));
    }

    private static IOException Held() => new("held", OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch.File("in-the-way", "below"));

        Assert.ThrowsAny<Exception>(() => WholeFile.Write(scratch.File("in-the-way"), "text"));
        Assert.Empty(Directory.GetFiles(scratch.Path));
    }
}
